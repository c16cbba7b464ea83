//! Small programs that show what a peer is known to do otherwise.

use crate::campaign::{Campaign, show};
use crate::step::Step;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Where they are kept, a file for each implementation, from the root of the repository.
pub const REPRODUCERS: &str = "tests/lockstep/reproducers";
/// Images that are searched for one.
const IMAGES: u64 = 8;

/// A program, and what it shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reproducer {
    /// Name of the implementation.
    pub peer: String,
    /// What it is about, as the list of peers names it.
    pub listed: String,
    /// XLEN of the program.
    pub xlen: u32,
    /// What differs, in words.
    pub shows: String,
    /// Names of the values that differ.
    pub values: Vec<String>,
    /// The program.
    pub steps: Vec<Step>,
}

/// Reads all that are kept.
pub fn read(root: &Path) -> Result<Vec<Reproducer>, String> {
    let folder = root.join(REPRODUCERS);
    let entries = std::fs::read_dir(&folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let mut files: Vec<_> = entries.map_err(|e| format!("{}: {e}", folder.display()))?.iter().map(|entry| entry.path()).collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        all.extend(serde_json::from_str::<Vec<Reproducer>>(&text).map_err(|e| format!("{}: {e}", file.display()))?);
    }
    Ok(all)
}

/// Searches one for something listed: programs that would not be made if it
/// were known. `first` is the number of the first image that is tried.
pub fn search(campaign: &Campaign, listed: &str, xlen: u32, first: u64) -> Result<Option<Reproducer>, String> {
    let unknown = campaign.without(listed);
    let mut found = None;
    for seed in first..first + IMAGES {
        found = found.or(unknown.image(seed)?.found);
        if found.is_some() {
            break;
        }
    }
    Ok(found.map(|found| Reproducer {
        peer: campaign.peer().name.clone(),
        listed: listed.into(),
        xlen,
        shows: show(&found),
        values: found.values.iter().map(|value| value.0.clone()).collect(),
        steps: found.steps,
    }))
}

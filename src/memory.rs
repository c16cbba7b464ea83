//! What the generator has formatted, kept from one run to the next.
//!
//! It lies beside the build, and only a run of the very same program takes it
//! up. Whatever goes wrong with it costs time and nothing else.

use crate::repository;
use std::fs;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

/// Takes up what the last run has kept.
pub fn recall() {
    if let Some(bytes) = file().and_then(|file| fs::read(file).ok()) {
        emit::recall(&bytes);
    }
}

/// Keeps what this run has learned.
pub fn keep() {
    let Some((file, bytes)) = file().zip(emit::learned()) else { return };
    let whole = file.with_extension(std::process::id().to_string());
    if fs::write(&whole, bytes).is_err() || fs::rename(&whole, file).is_err() {
        let _ = fs::remove_file(whole);
    }
}

/// Named after the program, by the size and the time of its file.
fn file() -> Option<PathBuf> {
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository::root().join("target"), PathBuf::from).join("gen");
    fs::create_dir_all(&folder).ok()?;
    let program = fs::metadata(std::env::current_exe().ok()?).ok()?;
    let built = program.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    let name = format!("{:x}-{:x}", program.len(), built.as_nanos());
    // What other builds have left is of no use to anybody.
    for other in fs::read_dir(&folder).ok()?.flatten().filter(|other| other.file_name() != *name) {
        let _ = fs::remove_file(other.path());
    }
    Some(folder.join(name))
}

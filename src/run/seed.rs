//! Target folders that begin with the dependencies compiled.
//!
//! The folders of two revisions differ in the workspace's own crates alone, so
//! a new folder is a copy of one that has been built in. Cargo compares times
//! of change, so a copy keeps them.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// In a folder that others may copy.
const READY: &str = ".ready";
/// Held while a folder is built in.
const LOCK: &str = ".lock";

/// Makes the folder `place`, two levels under `root`, as a copy of another one
/// there. Folders elsewhere begin empty.
///
/// The first of all has nothing to copy: the lock that it gets makes the others
/// wait until [`ready`], and copy it.
pub fn prepare(root: &Path, place: &Path) -> io::Result<Option<File>> {
    let Some(of_revision) = place.parent().filter(|of| of.parent() == Some(root)) else {
        fs::create_dir_all(place)?;
        return Ok(None);
    };
    if place.exists() {
        return Ok(None);
    }
    fs::create_dir_all(of_revision)?;
    let lock = File::create(root.join(".seed.lock"))?;
    lock.lock()?;
    if place.exists() {
        return Ok(None);
    }
    let Some(seed) = folders(root)?.into_iter().flat_map(|of| folders(&of).unwrap_or_default()).find(|f| f.join(READY).exists()) else {
        fs::create_dir_all(place)?;
        return Ok(Some(lock));
    };
    let quiet = File::create(seed.join(LOCK))?;
    quiet.lock()?;
    let new = root.join(".new");
    if new.exists() {
        fs::remove_dir_all(&new)?;
    }
    fs::create_dir_all(&new)?;
    copy(&seed, &new)?;
    fs::rename(&new, place)?;
    Ok(None)
}

/// Says that `place` has been built in; `first` is what [`prepare`] gave.
pub fn ready(place: &Path, first: Option<File>) -> io::Result<()> {
    if first.is_some() {
        File::create(place.join(READY))?;
    }
    Ok(())
}

fn folders(of: &Path) -> io::Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for entry in fs::read_dir(of)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            all.push(entry.path());
        }
    }
    Ok(all)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        // The copy is not made to be copied.
        if entry.file_name() == READY {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target)?;
            File::options().append(true).open(&target)?.set_modified(entry.metadata()?.modified()?)?;
        }
    }
    Ok(())
}

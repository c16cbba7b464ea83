//! What the generator has formatted, kept from one run to the next.
//!
//! It lies beside the build, and only a run of the very same program takes it
//! up. Whatever goes wrong with it costs time and nothing else.

use crate::repository;
use emit::Learned;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// Takes up what the last run has kept.
pub fn recall() {
    if let Some(bytes) = file().and_then(|file| fs::read(file).ok()) {
        emit::recall(bytes);
    }
}

/// Keeps what this run has learned.
pub fn keep() {
    let Some((file, learned)) = file().zip(emit::learned()) else { return };
    let kept = match learned {
        Learned::More(bytes) => append(&file, &bytes),
        Learned::All(bytes) => replace(&file, &bytes),
    };
    if kept.is_err() {
        let _ = fs::remove_file(file);
    }
}

/// At once: of two runs that end together one comes behind the other.
fn append(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = File::options().append(true).open(file)?.write(bytes)?;
    if written < bytes.len() { Err(ErrorKind::WriteZero.into()) } else { Ok(()) }
}

fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let whole = file.with_extension(std::process::id().to_string());
    let replaced = fs::write(&whole, bytes).and_then(|()| fs::rename(&whole, file));
    if replaced.is_err() {
        let _ = fs::remove_file(whole);
    }
    replaced
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

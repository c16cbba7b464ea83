//! Spike, which whoever wants to compare with it builds from its source.

use std::path::{Path, PathBuf};

use crate::run::on_path;
use crate::{Error, Tool, place};

const PROGRAM: &str = "spike";

/// The one on PATH, or in `target/tools`.
pub(crate) fn find(root: &Path) -> Option<PathBuf> {
    on_path(PROGRAM).or_else(|| Some(own(root)).filter(|program| program.is_file()))
}

/// What to do without one.
pub(crate) fn missing(root: &Path) -> Error {
    let advice = format!("build it, and put it on PATH or at {}", own(root).display());
    Error::NoProgram { program: PROGRAM.to_string(), advice }
}

fn own(root: &Path) -> PathBuf {
    place::of(Tool::Spike, root).join("bin").join(PROGRAM)
}

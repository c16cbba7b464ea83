//! A gdb that knows RISC-V: on PATH, or unpacked from Debian with its own
//! loader, libraries and Python.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::apt::{self, Apt, Suite};
use crate::place::{self, Staging, write_executable};
use crate::qemu::Unpacked;
use crate::run::{on_path, run};
use crate::{Error, Tool};

const PROGRAM: &str = "gdb-multiarch";
const SUITES: &[Suite] = &[Suite::Main("bookworm"), Suite::Security("bookworm-security")];
const LIMIT: Duration = Duration::from_secs(60);

/// The one in `target/tools`, or a gdb-multiarch on PATH.
pub(crate) fn find(root: &Path) -> Option<PathBuf> {
    find_own(root).or_else(|| on_path(PROGRAM))
}

fn find_own(root: &Path) -> Option<PathBuf> {
    let program = place::of(Tool::Gdb, root).join("bin").join(PROGRAM);
    program.is_file().then_some(program)
}

/// Fetches it to `target/tools` unless it is there.
pub(crate) fn fetch(root: &Path, progress: &dyn Fn(&str)) -> Result<PathBuf, Error> {
    fetch_own(root, progress).map_err(|e| e.advise("install gdb-multiarch yourself"))
}

fn fetch_own(root: &Path, progress: &dyn Fn(&str)) -> Result<PathBuf, Error> {
    let staging = Staging::begin(Tool::Gdb, root, progress)?;
    if let Some(own) = find_own(root) {
        return Ok(own);
    }
    let apt = Apt::open(staging.subdir("apt")?, SUITES, progress)?;
    progress("downloading gdb and its libraries");
    let debs = apt.download_with_dependencies(&[PROGRAM, "libpython3-stdlib"])?;
    let unpacked = Unpacked { dir: staging.subdir("unpacked")? };
    apt::unpack(&debs, &unpacked.dir, progress)?;
    let keep = staging.subdir("keep")?;
    let loader = unpacked.keep_programs(&keep, &[PROGRAM])?;
    keep_folders(&unpacked.dir, &keep)?;
    write_script(&keep.join("bin").join(PROGRAM), &loader)?;
    check(&keep)?;
    staging.commit(&keep)?;
    find_own(root).ok_or_else(|| Error::Unfit { what: format!("{PROGRAM} is gone again"), advice: String::new() })
}

/// What gdb reads at run time: its own Python modules, and Python's.
fn keep_folders(unpacked: &Path, keep: &Path) -> Result<(), Error> {
    let python = unpacked.join("usr/lib");
    let versions = fs::read_dir(&python).map_err(Error::io("cannot read", &python))?;
    let versions = versions.flatten().map(|entry| entry.file_name()).filter(|name| name.to_string_lossy().starts_with("python3."));
    let mut folders = vec![(unpacked.join("usr/share/gdb"), keep.join("share/gdb"))];
    for version in versions {
        folders.push((python.join(&version), keep.join("lib").join(&version)));
    }
    for (from, to) in folders {
        let Some(parent) = to.parent() else { continue };
        fs::create_dir_all(parent).map_err(Error::io("cannot create", parent))?;
        fs::rename(&from, &to).map_err(Error::io("cannot move", &from))?;
    }
    Ok(())
}

/// A script that runs gdb wherever the folder is moved to.
fn write_script(script: &Path, loader: &str) -> Result<(), Error> {
    let text = format!(
        r#"#!/bin/sh
D=$(dirname "$(dirname "$(readlink -f "$0")")")
export PYTHONHOME="$D"
exec "$D/lib/{loader}" --library-path "$D/lib" "$D/lib/{PROGRAM}" --data-directory="$D/share/gdb" "$@"
"#
    );
    write_executable(script, &text)
}

/// Refuses what was unpacked if it does not run.
fn check(keep: &Path) -> Result<(), Error> {
    let mut command = Command::new(keep.join("bin").join(PROGRAM));
    command.args(["-nx", "-batch", "-ex", "set architecture riscv:rv64"]);
    run(&mut command, "trying gdb", LIMIT).map(drop)
}

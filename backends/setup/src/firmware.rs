//! OpenSBI, the M-mode firmware below the hypervisor.

use std::fs;
use std::path::{Path, PathBuf};

use crate::apt::{self, Apt, Suite};
use crate::place::{self, Staging};
use crate::{Error, Tool};

/// Where the package has its files, in a system.
const PACKAGED: &str = "usr/lib/riscv64-linux-gnu/opensbi/generic";
const FIRMWARE: &str = "fw_dynamic.bin";
const ADVICE: &str = "leave -bios out, so that QEMU takes the OpenSBI that it brings";

/// The one in `target/tools`, or the one that the system has.
pub(crate) fn find(root: &Path) -> Option<PathBuf> {
    find_own(root).or_else(|| {
        let installed = Path::new("/").join(PACKAGED).join(FIRMWARE);
        installed.is_file().then_some(installed)
    })
}

fn find_own(root: &Path) -> Option<PathBuf> {
    let file = place::of(Tool::OpenSbi, root).join(FIRMWARE);
    file.is_file().then_some(file)
}

/// Fetches it to `target/tools` unless it is there.
pub(crate) fn fetch(root: &Path, progress: &dyn Fn(&str)) -> Result<PathBuf, Error> {
    fetch_own(root, progress).map_err(|e| e.advise(ADVICE))
}

fn fetch_own(root: &Path, progress: &dyn Fn(&str)) -> Result<PathBuf, Error> {
    let staging = Staging::begin(Tool::OpenSbi, root, progress)?;
    if let Some(own) = find_own(root) {
        return Ok(own);
    }
    let apt = Apt::open(staging.subdir("apt")?, &[Suite::Main("bookworm")], progress)?;
    progress("downloading OpenSBI");
    let debs = apt.download_with_dependencies(&["opensbi"])?;
    let unpacked = staging.subdir("unpacked")?;
    apt::unpack(&debs, &unpacked, progress)?;
    let made = staging.dir().join("keep");
    keep(&unpacked, &made)?;
    if !made.join(FIRMWARE).is_file() {
        return Err(Error::Unfit { what: format!("the package opensbi holds no {FIRMWARE}"), advice: String::new() });
    }
    let place = staging.commit(&made)?;
    Ok(place.join(FIRMWARE))
}

/// Copies the files of the package, unpacked in `unpacked`, to `to`.
pub(crate) fn keep(unpacked: &Path, to: &Path) -> Result<(), Error> {
    let from = unpacked.join(PACKAGED);
    fs::create_dir_all(to).map_err(Error::io("cannot create", to))?;
    let entries = fs::read_dir(&from).map_err(Error::io("cannot read", &from))?;
    for file in entries.flatten().map(|entry| entry.path()) {
        if let Some(name) = file.file_name()
            && file.is_file()
        {
            fs::copy(&file, to.join(name)).map_err(Error::io("cannot copy", &file))?;
        }
    }
    Ok(())
}

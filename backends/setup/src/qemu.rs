//! QEMU: on PATH, or unpacked from Debian with its own loader and libraries.
//!
//! An unpacked QEMU takes nothing from the system: a shell script runs it by
//! the ld.so of its own Debian release, with the libraries beside it. So it
//! runs on a system of another age as well, and stands next to any QEMU there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::apt::{self, Apt, Suite};
use crate::place::{self, Staging, write_executable};
use crate::run::{on_path, run};
use crate::{Error, Tool, mpv_writable};

const PROGRAMS: [&str; 2] = ["qemu-system-riscv64", "qemu-system-riscv32"];
const LIMIT: Duration = Duration::from_secs(60);

/// The first version that may refuse writes of mstatus.MPV.
const MPV_DOUBTFUL: (u32, u32, u32) = (10, 0, 11);

/// Which QEMU comes from where.
pub(crate) struct Recipe {
    tool: Tool,
    version: (u32, u32),
    suites: &'static [Suite],
    package: &'static str,
    advice: &'static str,
}

/// QEMU 7.2, with the ratified extension.
pub(crate) const BOOKWORM: Recipe = Recipe {
    tool: Tool::Qemu72,
    version: (7, 2),
    suites: &[Suite::Main("bookworm"), Suite::Security("bookworm-security")],
    package: "qemu-system-misc",
    advice: "install qemu-system-riscv64 (7.2 or later) yourself and pass --qemu PATH",
};

/// QEMU 5.2, with a draft.
pub(crate) const BULLSEYE: Recipe = Recipe {
    tool: Tool::Qemu52,
    version: (5, 2),
    suites: &[Suite::Main("bullseye")],
    package: "qemu-system-misc",
    advice: "name Debian's archive mirror, if bullseye has moved there; or \
             build QEMU 5.2 (riscv64-softmmu) yourself and pass --qemu PATH",
};

/// QEMU 10.0, where mstatus.MPV cannot be written.
pub(crate) const TRIXIE: Recipe = Recipe {
    tool: Tool::QemuTrixie,
    version: (10, 0),
    suites: &[Suite::Main("trixie")],
    package: "qemu-system-riscv",
    advice: "do without this QEMU: it is optional",
};

/// The one in `target/tools`; for 7.2, also a fitting one on PATH.
pub(crate) fn find(recipe: &Recipe, root: &Path) -> Option<PathBuf> {
    if let Some(own) = find_own(recipe, root) {
        return Some(own);
    }
    if recipe.tool != Tool::Qemu72 {
        return None;
    }
    on_path(PROGRAMS[0]).filter(|qemu| implements_h(qemu))
}

fn find_own(recipe: &Recipe, root: &Path) -> Option<PathBuf> {
    let program = place::of(recipe.tool, root).join("bin").join(PROGRAMS[0]);
    program.is_file().then_some(program)
}

/// Whether `qemu` has the ratified extension and can enter VS from M.
fn implements_h(qemu: &Path) -> bool {
    match qemu_version(qemu) {
        Ok((major, minor, _)) if (major, minor) < (7, 2) => false,
        Ok(version) if version < MPV_DOUBTFUL => true,
        Ok(_) => mpv_writable(qemu, "rv64").unwrap_or(false),
        Err(_) => false,
    }
}

/// The version that `qemu` says it is.
pub fn qemu_version(qemu: &Path) -> Result<(u32, u32, u32), Error> {
    let mut command = Command::new(qemu);
    let text = run(command.arg("--version"), "asking QEMU for its version", LIMIT)?;
    parse_version(&text).ok_or_else(|| Error::Unfit {
        what: format!("{} is no QEMU: it says {:?}", qemu.display(), text.trim()),
        advice: "pass the path of a qemu-system-riscv64".to_string(),
    })
}

fn parse_version(text: &str) -> Option<(u32, u32, u32)> {
    let version = text.split("version ").nth(1)?;
    let end = version.find(|c: char| !c.is_ascii_digit() && c != '.');
    let mut numbers = version[..end.unwrap_or(version.len())].split('.');
    let mut next = || numbers.next()?.parse().ok();
    Some((next()?, next()?, next().unwrap_or(0)))
}

/// Fetches it to `target/tools` unless it is there.
pub(crate) fn fetch(recipe: &Recipe, root: &Path, progress: &dyn Fn(&str)) -> Result<PathBuf, Error> {
    fetch_own(recipe, root, progress).map_err(|e| e.advise(recipe.advice))
}

fn fetch_own(recipe: &Recipe, root: &Path, progress: &dyn Fn(&str)) -> Result<PathBuf, Error> {
    let staging = Staging::begin(recipe.tool, root, progress)?;
    if let Some(own) = find_own(recipe, root) {
        return Ok(own);
    }
    let apt = Apt::open(staging.subdir("apt")?, recipe.suites, progress)?;
    let (major, minor) = recipe.version;
    progress(&format!("downloading QEMU {major}.{minor} and its libraries"));
    let debs = apt.download_with_dependencies(&[recipe.package, "opensbi"])?;
    let unpacked = Unpacked { dir: staging.subdir("unpacked")? };
    apt::unpack(&debs, &unpacked.dir, progress)?;
    let keep = staging.subdir("keep")?;
    let loader = unpacked.keep_programs(&keep, &PROGRAMS)?;
    for program in PROGRAMS {
        write_script(&keep.join("bin").join(program), program, &loader)?;
    }
    unpacked.keep_firmware(&keep)?;
    check(&keep, recipe)?;
    staging.commit(&keep)?;
    find_own(recipe, root).ok_or_else(|| Error::Unfit { what: format!("{} is gone again", recipe.tool.name()), advice: String::new() })
}

/// Refuses what was unpacked if it does not run.
fn check(keep: &Path, recipe: &Recipe) -> Result<(), Error> {
    let (major, minor, patch) = qemu_version(&keep.join("bin").join(PROGRAMS[0]))?;
    if (major, minor) == recipe.version {
        return Ok(());
    }
    Err(Error::Unfit {
        what: format!("the mirror's {} is QEMU {major}.{minor}.{patch}, not {}.{}", recipe.package, recipe.version.0, recipe.version.1),
        advice: String::new(),
    })
}

/// A folder with unpacked packages, laid out as a system.
pub(crate) struct Unpacked {
    /// Its root.
    pub(crate) dir: PathBuf,
}

impl Unpacked {
    /// Copies programs of `usr/bin`, what they load and their ld.so, whose name
    /// it returns; makes `bin` for the scripts that run them.
    pub(crate) fn keep_programs(&self, keep: &Path, programs: &[&str]) -> Result<String, Error> {
        let (bin, lib) = (keep.join("bin"), keep.join("lib"));
        for dir in [&bin, &lib] {
            fs::create_dir_all(dir).map_err(Error::io("cannot create", dir))?;
        }
        let libraries = self.library_folders();
        let loader = find_loader(&libraries)
            .ok_or_else(|| Error::Unfit { what: "the packages hold no ld.so".to_string(), advice: String::new() })?;
        let loader_name = copy_into(&loader, &lib)?;
        for program in programs {
            let from = self.dir.join("usr/bin").join(program);
            copy_into(&from, &lib)?;
            for library in loaded(&loader, &libraries, &from)? {
                copy_into(&library, &lib)?;
            }
        }
        Ok(loader_name)
    }

    /// `lib/TRIPLE` and `usr/lib/TRIPLE`, and the folders in them.
    fn library_folders(&self) -> Vec<PathBuf> {
        let tops = ["usr/lib", "lib"].map(|lib| self.dir.join(lib));
        let triples = tops.iter().flat_map(|dir| folders(dir));
        let triples: Vec<PathBuf> = triples
            .filter(|dir| dir.to_string_lossy().contains("-linux-gnu"))
            .filter(|dir| !dir.ends_with("riscv64-linux-gnu") || cfg!(target_arch = "riscv64"))
            .collect();
        let inner: Vec<PathBuf> = triples.iter().flat_map(|dir| folders(dir)).collect();
        triples.into_iter().chain(inner).collect()
    }

    /// Copies OpenSBI, and what the `virt` machine may load of QEMU's own.
    fn keep_firmware(&self, keep: &Path) -> Result<(), Error> {
        let share = keep.join("share");
        fs::create_dir_all(&share).map_err(Error::io("cannot create", &share))?;
        for from in ["usr/share/qemu", "usr/lib/ipxe/qemu"] {
            for file in files(&self.dir.join(from)) {
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let wanted = name.starts_with("opensbi-") || name.starts_with("efi-");
                // Links to packages that were not asked for lead nowhere.
                if wanted && file.is_file() {
                    copy_into(&file, &share)?;
                }
            }
        }
        crate::firmware::keep(&self.dir, &keep.join("opensbi"))
    }
}

fn folders(dir: &Path) -> Vec<PathBuf> {
    let mut all = entries(dir);
    all.retain(|path| path.is_dir());
    all
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut all = entries(dir);
    all.retain(|path| !path.is_dir());
    all
}

/// What is in `dir`, sorted; nothing if there is no such folder.
fn entries(dir: &Path) -> Vec<PathBuf> {
    let read = fs::read_dir(dir).into_iter().flatten().flatten();
    let mut all: Vec<PathBuf> = read.map(|entry| entry.path()).collect();
    all.sort();
    all
}

/// `ld-linux-ARCH.so.N`, the name that the libraries know it by.
fn find_loader(libraries: &[PathBuf]) -> Option<PathBuf> {
    libraries.iter().flat_map(|dir| files(dir)).find(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("ld-linux") && file.is_file()
    })
}

/// The libraries that `program` loads, as its ld.so resolves them.
fn loaded(loader: &Path, libraries: &[PathBuf], program: &Path) -> Result<Vec<PathBuf>, Error> {
    let path = std::env::join_paths(libraries).map_err(|_| Error::Unfit {
        what: format!("a colon in the folder's name: {}", program.display()),
        advice: "move the repository to another folder".to_string(),
    })?;
    let mut command = Command::new(loader);
    command.arg("--library-path").arg(path);
    command.arg("--list").arg(program);
    let list = run(&mut command, "finding the libraries of a program", LIMIT)?;
    if let Some(line) = list.lines().find(|line| line.contains("not found")) {
        return Err(Error::Unfit { what: format!("a library is in no package: {}", line.trim()), advice: String::new() });
    }
    let arrows = list.lines().filter_map(|line| line.split_once(" => "));
    let paths = arrows.filter_map(|(_, path)| path.split_once(" (0x"));
    Ok(paths.map(|(path, _)| PathBuf::from(path)).collect())
}

/// Copies a file (not a link) into `dir` and returns its name.
fn copy_into(file: &Path, dir: &Path) -> Result<String, Error> {
    let name = file.file_name().unwrap_or_default();
    fs::copy(file, dir.join(name)).map_err(Error::io("cannot copy", file))?;
    Ok(name.to_string_lossy().into_owned())
}

/// A script that runs `program` wherever the folder is moved to. Modules are
/// for other machines and user interfaces, and must not be the system's.
fn write_script(script: &Path, program: &str, loader: &str) -> Result<(), Error> {
    let text = format!(
        r#"#!/bin/sh
D=$(dirname "$(dirname "$(readlink -f "$0")")")
export QEMU_MODULE_DIR=/nonexistent
exec "$D/lib/{loader}" --library-path "$D/lib" "$D/lib/{program}" -L "$D/share" "$@"
"#
    );
    write_executable(script, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        let text = "QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18)\nCopyright";
        assert_eq!(parse_version(text), Some((7, 2, 22)));
        assert_eq!(parse_version("QEMU emulator version 11.0\n"), Some((11, 0, 0)));
        assert_eq!(parse_version("GNU bash"), None);
    }
}

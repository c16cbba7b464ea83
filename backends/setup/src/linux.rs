//! A Linux to boot: Debian's kernel for riscv64, and an initial RAM disk with
//! Debian's busybox and the modules of virtio devices.

use std::collections::BTreeMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use crate::apt::{self, Apt, Suite};
use crate::initramfs::{self, Module};
use crate::place::{self, Staging};
use crate::{Error, Tool};

/// Debian's name of the architecture.
const ARCHITECTURE: &str = "riscv64";
/// The package that depends on the current kernel.
const KERNEL: &str = "linux-image-riscv64";
/// How the names of kernels begin, before the version.
const KERNELS: &str = "linux-image-";
const BUSYBOX: &str = "busybox-static";
/// Modules in the initial RAM disk, besides what they depend on, in groups
/// that are loaded together: the large ones only if they are of use.
const MODULES: [(&str, &[&str]); 3] =
    [("base", &["virtio_mmio", "virtio_blk", "virtio_net", "virtio_rng"]), ("9p", &["9pnet_virtio", "9p"]), ("ext4", &["ext4"])];
const IMAGE: &str = "Image";
const INITRAMFS: &str = "initramfs.cpio";
const ADVICE: &str = "bring a kernel and an initial RAM disk of your own: draftvisor boot -kernel FILE -initrd FILE";

/// The kernel in `target/tools`; the initial RAM disk lies beside it.
pub(crate) fn find(root: &Path) -> Option<PathBuf> {
    let folder = place::of(Tool::Linux, root);
    let (image, initramfs) = (folder.join(IMAGE), folder.join(INITRAMFS));
    (image.is_file() && initramfs.is_file()).then_some(image)
}

/// Fetches it to `target/tools` unless it is there.
pub(crate) fn fetch(root: &Path, progress: &dyn Fn(&str)) -> Result<PathBuf, Error> {
    fetch_own(root, progress).map_err(|e| e.advise(ADVICE))
}

fn fetch_own(root: &Path, progress: &dyn Fn(&str)) -> Result<PathBuf, Error> {
    let staging = Staging::begin(Tool::Linux, root, progress)?;
    if let Some(own) = find(root) {
        return Ok(own);
    }
    let suites = [Suite::Main("trixie")];
    let apt = Apt::open_for(ARCHITECTURE, staging.subdir("apt")?, &suites, progress)?;
    let plan = apt.closure(&[KERNEL, BUSYBOX])?;
    let is_kernel = |name: &str| name.strip_prefix(KERNELS).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let wanted: Vec<_> = plan.iter().filter(|package| is_kernel(&package.name) || package.name == BUSYBOX).collect();
    progress("downloading a kernel and busybox");
    let debs = apt.download(&wanted)?;
    let unpacked = staging.subdir("unpacked")?;
    apt::unpack(&debs, &unpacked, progress)?;
    let made = staging.subdir("keep")?;
    let busybox = read(&unpacked.join("usr/bin/busybox"))?;
    let disk = initramfs::build(&busybox, &modules(&unpacked)?).map_err(Error::io("cannot make", Path::new(INITRAMFS)))?;
    write(&made.join(INITRAMFS), &disk)?;
    write(&made.join(IMAGE), &read(&kernel(&unpacked)?)?)?;
    Ok(staging.commit(&made)?.join(IMAGE))
}

/// The kernel's image in unpacked packages.
fn kernel(unpacked: &Path) -> Result<PathBuf, Error> {
    let boot = unpacked.join("boot");
    let entries = fs::read_dir(&boot).map_err(Error::io("cannot read", &boot))?;
    let mut files = entries.flatten().map(|entry| entry.path());
    let kernel = files.find(|file| file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("vmlinu")));
    kernel.ok_or_else(|| unfit(format!("the package {KERNEL} holds no kernel")))
}

/// The modules to load, each behind what it needs.
fn modules(unpacked: &Path) -> Result<Vec<Module>, Error> {
    let mut files = BTreeMap::new();
    for top in ["usr/lib/modules", "lib/modules"] {
        find_modules(&unpacked.join(top), &mut files);
    }
    let mut chosen = Vec::new();
    for (group, names) in MODULES {
        for name in names {
            choose(group, name, &files, &mut chosen)?;
        }
    }
    Ok(chosen)
}

/// Puts a module behind those it depends on; it names them itself.
fn choose(group: &'static str, name: &str, files: &BTreeMap<String, PathBuf>, chosen: &mut Vec<Module>) -> Result<(), Error> {
    if chosen.iter().any(|there| there.name == name) {
        return Ok(());
    }
    let file = files.get(name).ok_or_else(|| unfit(format!("the package {KERNEL} holds no module {name}")))?;
    let content = unpack_module(file)?;
    for needed in dependencies(&content) {
        choose(group, &needed, files, chosen)?;
    }
    chosen.push(Module { group, name: name.to_string(), content });
    Ok(())
}

/// Modules below a folder by name; the kernel takes `-` and `_` for the same.
fn find_modules(folder: &Path, files: &mut BTreeMap<String, PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() && !path.is_symlink() {
            find_modules(&path, files);
        } else if let Some((name, _)) = path.file_name().and_then(|name| name.to_str()?.split_once(".ko")) {
            files.insert(name.replace('-', "_"), path.clone());
        }
    }
}

fn unpack_module(file: &Path) -> Result<Vec<u8>, Error> {
    let packed = read(file)?;
    if file.extension().is_none_or(|end| end != "xz") {
        return Ok(packed);
    }
    let mut content = Vec::new();
    let done = lzma_rs::xz_decompress(&mut BufReader::new(packed.as_slice()), &mut content);
    done.map_err(|error| unfit(format!("{}: {error:?}", file.display())))?;
    Ok(content)
}

/// What a module says that it depends on.
fn dependencies(module: &[u8]) -> Vec<String> {
    const KEY: &[u8] = b"\0depends=";
    let Some(at) = module.windows(KEY.len()).position(|window| window == KEY) else {
        return Vec::new();
    };
    let list = &module[at + KEY.len()..];
    let end = list.iter().position(|byte| *byte == 0).unwrap_or(list.len());
    let names = String::from_utf8_lossy(&list[..end]).replace('-', "_");
    names.split(',').filter(|name| !name.is_empty()).map(str::to_string).collect()
}

fn read(file: &Path) -> Result<Vec<u8>, Error> {
    fs::read(file).map_err(Error::io("cannot read", file))
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    fs::write(file, bytes).map_err(Error::io("cannot write", file))
}

fn unfit(what: String) -> Error {
    Error::Unfit { what, advice: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_names_what_it_depends_on() {
        let module = b"ELF\0license=GPL\0depends=net-failover,x\0name=y\0";
        assert_eq!(dependencies(module), ["net_failover", "x"]);
        assert!(dependencies(b"\0depends=\0").is_empty());
        assert!(dependencies(b"nothing").is_empty());
    }
}

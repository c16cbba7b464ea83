//! Debian's rustc with the bare-metal target, for where rustup cannot download.
//!
//! Debian's `rustc-web` comes with its source, so `core` and `alloc` are built
//! for the target once (offline, from the vendored crates) and put into its
//! sysroot. Any cargo can drive it by `RUSTC=`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::apt::{self, Apt, Package, Suite};
use crate::place::{self, Staging, write_executable};
use crate::run::run;
use crate::rust::{ask, has_target};
use crate::{Error, RustTarget, TARGET, Tool};

const SUITES: [Suite; 2] = [Suite::Main("bookworm"), Suite::Security("bookworm-security")];
const BUILD_LIMIT: Duration = Duration::from_secs(1800);

/// The source that `core` is built from, seen from rustc's sysroot.
const SOURCE: &str = "usr/lib/rustlib/src/rust/library";

/// Debian's rustc in `target/tools`, if it is there.
pub(crate) fn find(root: &Path) -> Option<RustTarget> {
    let rustc = place::of(Tool::RustTarget, root).join("rustc");
    has_target(&rustc, root).then_some(RustTarget { rustc: Some(rustc) })
}

/// Unpacks Debian's rustc and builds `core` and `alloc`, unless it is there.
pub(crate) fn fetch(root: &Path, progress: &dyn Fn(&str)) -> Result<RustTarget, Error> {
    let staging = Staging::begin(Tool::RustTarget, root, progress)?;
    if let Some(found) = find(root) {
        return Ok(found);
    }
    let apt = Apt::open(staging.subdir("apt")?, &SUITES, progress)?;
    let prefix = staging.subdir("keep")?;
    progress("downloading Debian's rustc and the source of core");
    let plan = apt.closure(&["rustc-web", "rust-web-src"])?;
    let compiler: Vec<&Package> = plan.iter().filter(|p| is_compiler(&p.name)).collect();
    apt::unpack(&apt.download(&compiler)?, &prefix, progress)?;
    let rustc = prefix.join("rustc");
    write_wrapper(&prefix, &rustc)?;
    if ask(&rustc, root, &["-vV"]).is_err() {
        unpack_libraries(&apt, &plan, &prefix, progress)?;
        ask(&rustc, root, &["-vV"])?;
    }
    progress("building core and alloc, once");
    build_core(&staging, &prefix, &rustc)?;
    for unneeded in ["usr/src", "usr/share"] {
        let unneeded = prefix.join(unneeded);
        if unneeded.is_dir() {
            fs::remove_dir_all(&unneeded).map_err(Error::io("cannot remove", &unneeded))?;
        }
    }
    staging.commit(&prefix)?;
    find(root).ok_or_else(|| Error::Unfit { what: format!("Debian's rustc was unpacked, but lacks {TARGET}"), advice: String::new() })
}

/// rustc, its own libraries, its LLVM, and the source of `core`.
fn is_compiler(package: &str) -> bool {
    let starts = ["rustc-web", "rust-web-src", "libstd-rust-web", "libllvm"];
    starts.iter().any(|start| package.starts_with(start))
}

/// On a system that lacks libraries of LLVM (libedit, libz3, ...), takes those
/// of Debian too, but never the C library: it must be the system's.
fn unpack_libraries(apt: &Apt, plan: &[Package], prefix: &Path, progress: &dyn Fn(&str)) -> Result<(), Error> {
    let llvm = plan.iter().find(|p| p.name.starts_with("libllvm"));
    let llvm = llvm.map_or("libllvm", |p| p.name.as_str());
    let needed = apt.closure(&[llvm])?;
    let unlike = ["libc6", "libc-bin", llvm];
    let needed: Vec<&Package> = needed
        .iter()
        .filter(|p| p.name.starts_with("lib") || p.name.starts_with("zlib"))
        .filter(|p| !unlike.contains(&p.name.as_str()))
        .collect();
    progress("downloading libraries of LLVM that this system lacks");
    apt::unpack(&apt.download(&needed)?, prefix, progress)
}

/// Writes the script that runs rustc with the libraries beside it, wherever
/// the folder is moved to.
fn write_wrapper(prefix: &Path, rustc: &Path) -> Result<(), Error> {
    let triple = library_triple(prefix)?;
    let text = format!(
        r#"#!/bin/sh
D=$(dirname "$(readlink -f "$0")")
L=$D/usr/lib/{triple}:$D/lib/{triple}
export LD_LIBRARY_PATH="$L${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}"
exec "$D/usr/bin/rustc" "$@"
"#
    );
    write_executable(rustc, &text)
}

/// The folder of `usr/lib` with librustc_driver, as in `x86_64-linux-gnu`.
fn library_triple(prefix: &Path) -> Result<String, Error> {
    let lib = prefix.join("usr/lib");
    let has_driver = |dir: &Path| {
        let files = fs::read_dir(dir).into_iter().flatten().flatten();
        files.map(|file| file.file_name().to_string_lossy().into_owned()).any(|name| name.starts_with("librustc_driver"))
    };
    let dirs = fs::read_dir(&lib).map_err(Error::io("cannot read", &lib))?;
    dirs.flatten()
        .find(|dir| has_driver(&dir.path()))
        .map(|dir| dir.file_name().to_string_lossy().into_owned())
        .ok_or_else(|| Error::Unfit { what: "Debian's packages hold no librustc_driver".to_string(), advice: String::new() })
}

/// Builds `core` and `alloc` and copies them into the sysroot.
///
/// Bitcode is embedded so that a program can be built with `lto = "fat"`.
fn build_core(staging: &Staging, prefix: &Path, rustc: &Path) -> Result<(), Error> {
    let package = staging.subdir("core")?;
    let (manifest, library) = (package.join("Cargo.toml"), package.join("lib.rs"));
    fs::write(&manifest, MANIFEST).map_err(Error::io("cannot write", &manifest))?;
    fs::write(&library, "#![no_std]\n").map_err(Error::io("cannot write", &library))?;
    let vendor = prefix.join(SOURCE).join("vendor");
    let vendor = vendor.canonicalize().map_err(Error::io("cannot find", &vendor))?;
    let out = package.join("out");
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--release", "--offline", "-Zbuild-std=core,alloc"])
        .args(["--target", TARGET])
        .arg("--config")
        .arg("source.crates-io.replace-with='vendored'")
        .arg("--config")
        .arg(format!("source.vendored.directory='{}'", vendor.display()))
        .arg("--target-dir")
        .arg(&out)
        .current_dir(&package)
        .env("RUSTC", rustc)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    run(&mut cargo, "building core and alloc", BUILD_LIMIT)?;
    let to = prefix.join("usr/lib/rustlib").join(TARGET).join("lib");
    fs::create_dir_all(&to).map_err(Error::io("cannot create", &to))?;
    copy_libraries(&out.join(TARGET).join("release/deps"), &to)
}

/// A package of its own, outside of the workspace that it is built in.
const MANIFEST: &str = r#"[package]
name = "with-core"
version = "0.1.0"
edition = "2021"

[lib]
path = "lib.rs"

[profile.release]
opt-level = 3
panic = "abort"

[workspace]
"#;

fn copy_libraries(from: &Path, to: &Path) -> Result<(), Error> {
    let files = fs::read_dir(from).map_err(Error::io("cannot read", from))?;
    let wanted = |name: &str| {
        ["libcore-", "liballoc-", "libcompiler_builtins-"].iter().any(|start| name.starts_with(start))
            && (name.ends_with(".rlib") || name.ends_with(".rmeta"))
    };
    let files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    for file in files {
        if let Some(name) = file.file_name()
            && wanted(&name.to_string_lossy())
        {
            fs::copy(&file, to.join(name)).map_err(Error::io("cannot copy", &file))?;
        }
    }
    Ok(())
}

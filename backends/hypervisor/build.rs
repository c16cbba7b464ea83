//! Picks the generated file of the revision, and the linker script.
//!
//! `DRAFTVISOR_REV` and `DRAFTVISOR_PROFILE` name the generated file, or
//! `DRAFTVISOR_GENERATED` its folder outright.

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    let file = generated(&here).join("hypervisor.rs");
    println!("cargo:rerun-if-changed={}", file.display());
    println!("cargo:rerun-if-changed=link.ld");
    println!("cargo:rustc-link-arg=-T{}", here.join("link.ld").display());
    let module = format!(
        "/// What differs between revisions.\n\
         #[rustfmt::skip]\n\
         #[allow(dead_code, unused_imports, unsafe_code, clippy::all, unused_parens, reason = \"generated\")]\n\
         #[path = {file:?}]\n\
         pub mod generated;\n"
    );
    fs::write(out.join("generated.rs"), module).expect("OUT_DIR is writable");
}

/// The folder of generated files that the environment asks for.
fn generated(here: &Path) -> PathBuf {
    for name in ["DRAFTVISOR_REV", "DRAFTVISOR_PROFILE", "DRAFTVISOR_GENERATED"] {
        println!("cargo:rerun-if-env-changed={name}");
    }
    if let Some(folder) = env::var_os("DRAFTVISOR_GENERATED") {
        return here.join(folder);
    }
    let root = here.join("../../generated");
    let revision = env::var("DRAFTVISOR_REV").unwrap_or_else(|_| {
        let list = root.join("default.txt");
        println!("cargo:rerun-if-changed={}", list.display());
        let list = fs::read_to_string(list).expect("DRAFTVISOR_REV or generated/default.txt");
        list.lines().last().unwrap_or_default().trim().to_owned()
    });
    let folder = root.join(revision);
    match env::var("DRAFTVISOR_PROFILE").as_deref() {
        Err(_) | Ok("spec") => folder,
        Ok(profile) => folder.join(format!("profile-{profile}")),
    }
}

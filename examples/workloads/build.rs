//! Picks the generated files of the revision, the linker script and the
//! machine: `DRAFTVISOR_PLATFORM=htif` is Spike's, by default it is like
//! QEMU's `virt`.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    println!("cargo:rerun-if-env-changed=DRAFTVISOR_REV");
    println!("cargo:rerun-if-env-changed=DRAFTVISOR_PLATFORM");
    if env::var("DRAFTVISOR_PLATFORM").is_ok_and(|platform| platform == "htif") {
        println!("cargo:rustc-cfg=htif");
    }
    println!("cargo:rerun-if-changed=link.ld");
    println!("cargo:rustc-link-arg=-T{}", here.join("link.ld").display());
    let root = here.join("../../generated");
    let revision = env::var("DRAFTVISOR_REV").unwrap_or_else(|_| {
        let list = root.join("default.txt");
        println!("cargo:rerun-if-changed={}", list.display());
        fs::read_to_string(list).expect("generated/default.txt").trim().to_owned()
    });
    let module = |name: &str, doc: &str| {
        let file = root.join(&revision).join(format!("{name}.rs"));
        println!("cargo:rerun-if-changed={}", file.display());
        format!(
            "/// {doc}\n\
             #[rustfmt::skip]\n\
             #[allow(unused, unsafe_code, clippy::all, missing_docs, reason = \"generated\")]\n\
             #[path = {file:?}]\n\
             pub mod {name};\n"
        )
    };
    let modules = module("firmware", "Registers and causes of M-mode.") + &module("hypervisor", "Tables of both stages.");
    fs::write(out.join("generated.rs"), modules).expect("OUT_DIR is writable");
}

//! The bare-metal Rust target: what there is, rustup, and how to call cargo.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::run::{on_path, run};
use crate::{Error, fallback};

/// The triple that bare-metal programs are built for.
pub const TARGET: &str = "riscv64gc-unknown-none-elf";

const ASK_LIMIT: Duration = Duration::from_secs(60);

/// rustup may wait for a network that never answers.
const RUSTUP_LIMIT: Duration = Duration::from_secs(120);

/// A rustc that has the bare-metal target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustTarget {
    /// The compiler to pass to cargo as `RUSTC=`: Debian's, unpacked in
    /// `target/tools`; none if the usual compiler has the target.
    pub rustc: Option<PathBuf>,
}

/// Looks for the target; never fetches.
pub(crate) fn find(root: &Path) -> Option<RustTarget> {
    if has_target(&usual_rustc(), root) {
        return Some(RustTarget { rustc: None });
    }
    fallback::find(root)
}

/// Finds the target, or gets it from rustup, or else unpacks Debian's rustc.
pub fn ensure_rust_target(root: &Path, progress: &dyn Fn(&str)) -> Result<RustTarget, Error> {
    if let Some(found) = find(root) {
        return Ok(found);
    }
    progress(&format!("rustup target add {TARGET}"));
    let from_rustup = add_by_rustup(root);
    if has_target(&usual_rustc(), root) {
        return Ok(RustTarget { rustc: None });
    }
    if let Err(error) = &from_rustup {
        progress(&error.to_string());
    }
    progress("rustup does not have the target: taking Debian's rustc");
    fallback::fetch(root, progress).map_err(|e| e.advise(&format!("run `rustup target add {TARGET}` where it works")))
}

fn add_by_rustup(root: &Path) -> Result<(), Error> {
    let rustup = on_path("rustup").ok_or_else(|| Error::NoProgram { program: "rustup".to_string(), advice: String::new() })?;
    let mut command = Command::new(rustup);
    command.args(["target", "add", TARGET]).current_dir(root);
    run(&mut command, "adding the target", RUSTUP_LIMIT).map(drop)
}

/// The compiler that cargo takes when nobody says otherwise.
fn usual_rustc() -> PathBuf {
    std::env::var_os("RUSTC").map_or_else(|| "rustc".into(), PathBuf::from)
}

/// Whether `rustc` has `core` for the target. Asked in `root`, where a
/// toolchain file or an override applies.
pub(crate) fn has_target(rustc: &Path, root: &Path) -> bool {
    let Ok(dir) = ask(rustc, root, &["--print", "target-libdir", "--target", TARGET]) else {
        return false;
    };
    let mut names = fs::read_dir(dir).into_iter().flatten().flatten();
    names.any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libcore-") && name.ends_with(".rlib")
    })
}

/// What `rustc ARGS` prints.
pub(crate) fn ask(rustc: &Path, root: &Path, args: &[&str]) -> Result<String, Error> {
    let mut command = Command::new(rustc);
    command.args(args).current_dir(root);
    let text = run(&mut command, "asking rustc", ASK_LIMIT)?;
    Ok(text.trim().to_string())
}

/// The rust-lld in the sysroot of `rustc`, if it has one.
fn own_lld(rustc: &Path, root: &Path) -> Option<PathBuf> {
    let host = host(rustc, root)?;
    let sysroot = ask(rustc, root, &["--print", "sysroot"]).ok()?;
    let lib = Path::new(&sysroot).join("lib/rustlib").join(host);
    let lld = lib.join("bin/rust-lld");
    lld.is_file().then_some(lld)
}

/// The triple of the machine that `rustc` runs on.
pub(crate) fn host(rustc: &Path, root: &Path) -> Option<String> {
    let about = ask(rustc, root, &["-vV"]).ok()?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "))?;
    Some(host.to_string())
}

/// A linker for the target: rust-lld of the usual toolchain, else LLVM's lld.
fn linker(root: &Path) -> Result<PathBuf, Error> {
    if let Some(lld) = own_lld(Path::new("rustc"), root) {
        return Ok(lld);
    }
    let numbered = (14..=30).rev().map(|number| format!("ld.lld-{number}"));
    ["rust-lld".to_string(), "ld.lld".to_string()].into_iter().chain(numbered).find_map(|name| on_path(&name)).ok_or_else(|| {
        Error::NoProgram {
            program: "rust-lld".to_string(),
            advice: "install a rustup toolchain, which has rust-lld, or the package `lld`".to_string(),
        }
    })
}

/// How to call cargo to build for the bare-metal target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToolchainEnv {
    /// The cargo to call.
    pub cargo: PathBuf,
    /// Variables to set.
    pub set: Vec<(&'static str, OsString)>,
    /// Variables to take away: flags that are meant for host programs.
    pub unset: Vec<&'static str>,
}

impl ToolchainEnv {
    /// `cargo SUBCOMMAND --target riscv64gc-unknown-none-elf`, to be completed.
    pub fn command(&self, subcommand: &str) -> Command {
        let mut command = Command::new(&self.cargo);
        command.args([subcommand, "--target", TARGET]);
        for name in &self.unset {
            command.env_remove(name);
        }
        for (name, value) in &self.set {
            command.env(name, value);
        }
        command
    }
}

/// How to call cargo with `target`, in the repository at `root`.
pub fn toolchain_env(target: &RustTarget, root: &Path) -> Result<ToolchainEnv, Error> {
    let mut set = Vec::new();
    if let Some(rustc) = &target.rustc {
        set.push(("RUSTC", rustc.clone().into_os_string()));
    }
    // A rustc with its own rust-lld finds it; any other must be told.
    if target.rustc.is_some() || own_lld(&usual_rustc(), root).is_none() {
        let variable = "CARGO_TARGET_RISCV64GC_UNKNOWN_NONE_ELF_LINKER";
        set.push((variable, linker(root)?.into_os_string()));
    }
    Ok(ToolchainEnv {
        cargo: std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from),
        set,
        unset: vec!["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"],
    })
}

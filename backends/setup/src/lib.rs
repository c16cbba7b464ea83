//! Finds or fetches what running needs, into `target/tools` of the repository.
//!
//! [`find`] looks and never fetches; [`ensure`] fetches what is missing.
//! Nothing is ever installed into the system, and root is not needed: packages
//! come from the Debian mirror that the system's own apt sources name, through
//! an apt with private state (`apt`), and are unpacked with dpkg-deb.
//! A tool is made in a sibling directory and renamed into place (`place`), so
//! that a tool that is there is whole.
//!
//! The one exception to "not into the system" is `rustup target add`, which
//! puts the bare-metal target where rustup keeps it, in the user's home.

mod error;
mod rust;

mod firmware;
mod gdb;
mod initramfs;
mod linux;
mod probe;
mod qemu;
mod spike;

mod fallback;

mod apt;
mod place;
mod run;
mod sources;

use std::path::{Path, PathBuf};

pub use error::Error;
pub use probe::mpv_writable;
pub use qemu::qemu_version;
pub use rust::{RustTarget, TARGET, ToolchainEnv, ensure_rust_target, toolchain_env};

/// Something that running needs and a machine may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tool {
    /// `core` and `alloc` for riscv64gc-unknown-none-elf, and a linker.
    RustTarget,
    /// A QEMU with the ratified extension in which mstatus.MPV can be written: a
    /// fitting one on PATH, else Debian bookworm's 7.2. Run it with `-cpu rv64`.
    Qemu72,
    /// Debian bullseye's QEMU 5.2, with a draft: `-cpu rv64,x-h=true`.
    Qemu52,
    /// Debian trixie's QEMU 10.0 (optional): mstatus.MPV is not writable, so
    /// that M-mode cannot enter VS by mret.
    QemuTrixie,
    /// Spike, the RISC-V ISA simulator (optional): no package has it, so it is found and not fetched.
    Spike,
    /// A gdb that knows RISC-V: gdb-multiarch on PATH, else Debian bookworm's.
    Gdb,
    /// OpenSBI's generic `fw_dynamic.bin`; `fw_jump.bin` lies beside it.
    OpenSbi,
    /// Debian trixie's Linux for riscv64; beside it `initramfs.cpio`, which has
    /// busybox and drivers for virtio devices.
    Linux,
}

impl Tool {
    /// All tools, in the order in which they are usually needed.
    pub const ALL: [Tool; 8] =
        [Tool::RustTarget, Tool::Qemu72, Tool::OpenSbi, Tool::Qemu52, Tool::Gdb, Tool::QemuTrixie, Tool::Spike, Tool::Linux];

    /// The tool's name: on the command line, and its folder in `target/tools`.
    pub fn name(self) -> &'static str {
        match self {
            Tool::RustTarget => "rust",
            Tool::Qemu72 => "qemu-7.2",
            Tool::Qemu52 => "qemu-5.2",
            Tool::QemuTrixie => "qemu-10.0-trixie",
            Tool::Spike => "spike",
            Tool::Gdb => "gdb",
            Tool::OpenSbi => "opensbi",
            Tool::Linux => "linux",
        }
    }

    /// The tool of that name.
    pub fn named(name: &str) -> Option<Tool> {
        Tool::ALL.into_iter().find(|tool| tool.name() == name)
    }
}

/// A tool that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// The Rust target; see [`toolchain_env`] for what to do with it.
    Rust(RustTarget),
    /// The program `qemu-system-riscv64`, or the firmware file.
    File(PathBuf),
}

impl Found {
    /// The program or file, if the tool is one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Found::Rust(target) => target.rustc.as_deref(),
            Found::File(path) => Some(path),
        }
    }
}

/// Looks for `tool`, for the repository at `root`; never fetches anything.
pub fn find(tool: Tool, root: &Path) -> Option<Found> {
    match tool {
        Tool::RustTarget => rust::find(root).map(Found::Rust),
        Tool::Qemu72 => qemu::find(&qemu::BOOKWORM, root).map(Found::File),
        Tool::Qemu52 => qemu::find(&qemu::BULLSEYE, root).map(Found::File),
        Tool::QemuTrixie => qemu::find(&qemu::TRIXIE, root).map(Found::File),
        Tool::Spike => spike::find(root).map(Found::File),
        Tool::Gdb => gdb::find(root).map(Found::File),
        Tool::OpenSbi => firmware::find(root).map(Found::File),
        Tool::Linux => linux::find(root).map(Found::File),
    }
}

/// Finds `tool` or fetches it, for the repository at `root`.
///
/// `progress` gets a line for each step that takes time.
pub fn ensure(tool: Tool, root: &Path, progress: &dyn Fn(&str)) -> Result<Found, Error> {
    if tool == Tool::RustTarget {
        return ensure_rust_target(root, progress).map(Found::Rust);
    }
    match find(tool, root) {
        Some(found) => Ok(found),
        None => fetch(tool, root, progress),
    }
}

/// As [`ensure`], but takes nothing of the system's: the tool is fetched to
/// `target/tools` unless it is there already. For the Rust target, this is
/// Debian's rustc (see [`RustTarget`]), even where rustup works.
pub fn fetch(tool: Tool, root: &Path, progress: &dyn Fn(&str)) -> Result<Found, Error> {
    match tool {
        Tool::RustTarget => fallback::fetch(root, progress).map(Found::Rust),
        Tool::Qemu72 => qemu::fetch(&qemu::BOOKWORM, root, progress).map(Found::File),
        Tool::Qemu52 => qemu::fetch(&qemu::BULLSEYE, root, progress).map(Found::File),
        Tool::QemuTrixie => qemu::fetch(&qemu::TRIXIE, root, progress).map(Found::File),
        Tool::Spike => Err(spike::missing(root)),
        Tool::Gdb => gdb::fetch(root, progress).map(Found::File),
        Tool::OpenSbi => firmware::fetch(root, progress).map(Found::File),
        Tool::Linux => linux::fetch(root, progress).map(Found::File),
    }
}

#[cfg(test)]
mod tests;

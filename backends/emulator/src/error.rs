//! Why a machine could not be built.

use std::fmt;

/// Why a machine could not be built.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Number of harts out of range.
    Harts(usize),
    /// RAM of no possible size.
    RamSize(u64),
    /// A virtual clock that never ticks.
    InstructionsPerTick,
    /// An image starts as an ELF file does, and is not a good one.
    Elf {
        /// Which image.
        image: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// An image cannot be read.
    Read {
        /// Which image.
        image: &'static str,
        /// What the host says.
        reason: String,
    },
    /// An image does not lie in RAM.
    DoesNotFit {
        /// Which image.
        image: &'static str,
        /// Its first address.
        address: u64,
        /// Its length.
        bytes: u64,
        /// Length of RAM.
        ram_bytes: u64,
    },
    /// The words of [`crate::config::Htif`] do not lie in RAM, or not at a
    /// multiple of their size; `tohost` is here.
    HostWords(u64),
    /// The revision has no interrupt or CSR that the platform needs.
    Missing(String),
    /// No slot is left, or not the one that is asked for.
    Slot(Option<usize>),
    /// The host does not let a device reach the world outside.
    Outside(String),
    /// The device tree cannot be made.
    DeviceTree(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Harts(n) => write!(f, "{n} harts: a machine has 1 to 8"),
            Self::RamSize(n) => {
                write!(f, "{n:#x} bytes of RAM: must be a multiple of 4 KiB, not 0, and fit this host")
            }
            Self::InstructionsPerTick => write!(f, "a tick of the virtual clock takes at least 1 instruction"),
            Self::Elf { image, reason } => write!(f, "{image}: malformed ELF file: {reason}"),
            Self::Read { image, reason } => write!(f, "{image}: cannot be read: {reason}"),
            Self::DoesNotFit { image, address, bytes, ram_bytes } => {
                write!(f, "{image}: {bytes:#x} bytes at {address:#x} do not lie in the {ram_bytes:#x} bytes of RAM")
            }
            Self::HostWords(at) => write!(f, "tohost at {at:#x}, or fromhost: not a multiple of 8 in RAM"),
            Self::Missing(what) => {
                write!(f, "the revision has no {what}, which the platform needs")
            }
            Self::Slot(Some(slot)) => write!(f, "slot {slot} for a virtio device is taken, or there is none: there are 0 to 7"),
            Self::Slot(None) => write!(f, "no slot is left for another virtio device: there are 8"),
            Self::Outside(reason) => write!(f, "a device cannot reach the world outside: {reason}"),
            Self::DeviceTree(reason) => write!(f, "device tree: {reason}"),
        }
    }
}

impl std::error::Error for Error {}

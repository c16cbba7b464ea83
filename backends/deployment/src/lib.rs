//! A deployment: the guests of a machine file and their images, packed.
//!
//! `draftvisor image` checks a machine file and packs it; the hypervisor
//! unpacks it. Both take the types of this crate. [`Blob`] is the packed form:
//! a header, a [`Deployment`], and images that begin at pages, so that the
//! hypervisor can use them where they lie. [`Deployment::check`] is what both
//! sides ask for: the host so that an author sees the mistake, the hypervisor
//! because a blob may have been damaged since.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;

mod blob;
mod check;

pub use blob::{Blob, Broken, length, pack};
pub use check::Wrong;

use alloc::string::String;
use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

/// Version of the packed form. A hypervisor refuses any other.
pub const FORMAT: u32 = 3;
/// Bytes of a page, to which RAM and images are aligned.
pub const PAGE: u64 = 4096;
/// Bits that the number of a guest (VMID) may have.
pub const MAX_VMID_BITS: u32 = 14;
/// Virtual harts that a guest may have.
pub const MAX_VCPUS: u32 = 32;
/// Sources of a guest's interrupt controller, source 0 included, which does
/// not exist.
pub const SOURCES: u32 = 64;
/// The highest priority of a guest.
pub const MAX_PRIORITY: u8 = 7;

/// All that a machine file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deployment {
    /// Id of the revision that it was packed for.
    pub revision: String,
    /// Id of the profile that it was packed for.
    pub profile: String,
    /// The guests, in the order of the file. A guest is named by its place.
    pub guests: Vec<Guest>,
    /// Networks between guests, by name. A network is named by its place.
    pub networks: Vec<String>,
    /// Images, each stored once, whoever uses it.
    pub images: Vec<Image>,
    /// Guest whose console is on the host's when it starts.
    pub console: Option<u32>,
    /// Whether the escape key leads to the monitor.
    pub monitor: bool,
    /// At most so many bits of the numbers of guests (VMIDs) are used; by
    /// default as many as harts have.
    pub vmid_bits: Option<u32>,
}

/// One virtual machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    /// Name, for people.
    pub name: String,
    /// Number of virtual harts.
    pub vcpus: u32,
    /// 0 to [`MAX_PRIORITY`]; a higher one runs first.
    pub priority: u8,
    /// Microseconds that a virtual hart runs before another of its priority
    /// has its turn.
    pub slice: u32,
    /// Whether it runs from the start, or when the monitor starts it.
    pub start: bool,
    /// RAM.
    pub ram: Vec<Ram>,
    /// Where virtual hart 0 begins to run, in guest physical memory.
    pub entry: u64,
    /// What it finds in `a1`: the address of a device tree, or 0.
    pub argument: u64,
    /// What RAM holds at the start; everything else is zero.
    pub pieces: Vec<Piece>,
    /// Emulated devices.
    pub devices: Vec<Device>,
    /// Devices of the host that it drives itself.
    pub passthrough: Vec<Passthrough>,
    /// Which guest answers its SBI calls that the hypervisor does not know.
    pub handler: Option<u32>,
    /// How it is run.
    pub features: Features,
}

/// A range of guest RAM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ram {
    /// First guest physical address, at a page.
    pub at: u64,
    /// Length, whole pages.
    pub bytes: u64,
    /// First host physical address, if it has to be a certain one.
    pub host: Option<u64>,
}

/// A part of an image in guest RAM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Guest physical address, of any alignment.
    pub at: u64,
    /// Which image.
    pub image: u32,
    /// Where in the image it begins.
    pub offset: u64,
    /// Length.
    pub bytes: u64,
}

/// An emulated device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// First guest physical address of its registers.
    pub at: u64,
    /// Length of its registers.
    pub bytes: u64,
    /// Source at the interrupt controller; 0 if it has none.
    pub source: u32,
    /// What it is.
    pub kind: DeviceKind,
}

/// What an emulated device is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DeviceKind {
    /// The interrupt controller. Its contexts are those of QEMU's `virt`:
    /// `2 * vcpu + 1` is supervisor mode.
    Plic,
    /// A 16550 UART on the guest's console.
    Uart,
    /// A virtio console on the guest's console.
    Console,
    /// A virtio disk.
    Disk {
        /// Where its contents come from.
        backing: Backing,
        /// Whether the guest may only read.
        read_only: bool,
    },
    /// A virtio network card.
    Net {
        /// Hardware address.
        address: [u8; 6],
        /// What it is connected to.
        network: Network,
    },
    /// The test finisher, by which a guest ends itself.
    Finisher,
    /// A goldfish real-time clock.
    Rtc,
}

/// Contents of a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Backing {
    /// A copy of an image in the hypervisor's RAM; what is written is gone
    /// when the machine ends.
    Image {
        /// Which image.
        image: u32,
        /// Length; zeros follow the image.
        bytes: u64,
    },
    /// A disk of the host, by the order in which the host has them.
    Host(u32),
}

/// What a network card is connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Network {
    /// A network of the deployment.
    Switch(u32),
    /// A network card of the host, by the order in which the host has them.
    Host(u32),
}

/// A device of the host that a guest drives itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passthrough {
    /// First guest physical address of its registers, at a page.
    pub at: u64,
    /// First host physical address, at a page.
    pub host: u64,
    /// Length, whole pages.
    pub bytes: u64,
    /// Source at the host's interrupt controller; 0 if it has none.
    pub host_source: u32,
    /// Source at the guest's; 0 if it has none.
    pub source: u32,
}

/// Which features a guest is run with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Features {
    /// G-stage pages larger than the smallest, where RAM allows them.
    pub huge_pages: bool,
    /// Floating-point registers change hands only when they were used.
    pub lazy_float: bool,
    /// RAM is mapped when it is first touched, not before the guest starts.
    pub on_demand: bool,
    /// The guest may wait for an interrupt without leaving VS-mode.
    pub direct_wait: bool,
}

impl Default for Features {
    fn default() -> Self {
        Self { huge_pages: true, lazy_float: true, on_demand: true, direct_wait: false }
    }
}

/// An image, and where it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Name, for people: that of its file.
    pub name: String,
    /// Where it begins, from the start of the packed images.
    pub at: u64,
    /// Length.
    pub bytes: u64,
    /// CRC-32 (IEEE) of its contents.
    pub checksum: u32,
}

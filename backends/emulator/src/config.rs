//! What a machine consists of and how it is watched.

use std::fs::File;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};

use crate::devices::virtio::console::Port;
use crate::disk::Disk;
use crate::net::Network;

/// A machine to be built.
pub struct MachineConfig {
    /// Bytes of RAM, a multiple of the page size.
    pub ram_bytes: u64,
    /// Number of harts, 1 to 8.
    pub harts: usize,
    /// Firmware: ELF, or a raw image for the start of RAM.
    pub bios: Option<Image>,
    /// Kernel: ELF, or a raw image that is placed behind the firmware.
    pub kernel: Option<Image>,
    /// Initial RAM disk, told to the kernel through the device tree.
    pub initrd: Option<Image>,
    /// Kernel command line.
    pub append: String,
    /// Where the UART leads.
    pub console: Console,
    /// What drives the platform's timer.
    pub time: TimeSource,
    /// Ends the run after so many instructions of all harts together.
    pub max_instructions: Option<u64>,
    /// What is written about the run while it goes on.
    pub trace: Option<Trace>,
    /// By which the program talks to whoever runs it, as on Spike.
    pub htif: Option<Htif>,
    /// Virtio devices.
    pub devices: Vec<Device>,
    /// Extensions that harts are built without, in lower case: the device
    /// tree does not tell of them, what [`isa::Revision::PARTS`] lists for
    /// them is illegal, and `h` is 0 in misa.
    pub without: Vec<String>,
    /// `riscv,isa` of the device tree; by default made from XLEN.
    pub isa: Option<String>,
    /// `mmu-type` of the device tree; by default made from XLEN.
    pub mmu: Option<String>,
    /// Whether translations are kept until a fence. Without, each access
    /// walks the tables, which is what a reference model does.
    pub keep_translations: bool,
    /// Whether uses of translations that the tables no longer give are looked
    /// for; see [`crate::StaleUse`]. Slow.
    pub check_fences: bool,
}

impl Default for MachineConfig {
    fn default() -> Self {
        Self {
            ram_bytes: 128 << 20,
            harts: 1,
            bios: None,
            kernel: None,
            initrd: None,
            append: String::new(),
            console: Console::Captured(Vec::new()),
            time: TimeSource::default(),
            max_instructions: None,
            trace: None,
            htif: None,
            devices: Vec::new(),
            without: Vec::new(),
            isa: None,
            mmu: None,
            keep_translations: true,
            check_fences: false,
        }
    }
}

/// What is put into RAM before the machine starts.
#[derive(Debug)]
pub enum Image {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file, which is read straight into RAM.
    File(File),
}

impl Image {
    /// Opens a file; what can be read but once, a pipe, is read here.
    ///
    /// # Errors
    ///
    /// If it cannot be opened, or is a folder.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        if file.metadata()?.is_file() {
            return Ok(Self::File(file));
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(Self::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Image {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// Physical addresses of the two words of HTIF, Spike's host-target interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Htif {
    /// Where the program stores what it wants: the end of the run, output.
    pub tohost: u64,
    /// Where it finds that a call is done.
    pub fromhost: Option<u64>,
}

/// A virtio device.
#[derive(Debug)]
pub struct Device {
    /// Number of its slot, 0 to 7; by default the last one that is free, as
    /// QEMU's `virt` fills them.
    pub slot: Option<usize>,
    /// What it is.
    pub kind: DeviceKind,
}

/// What a virtio device is.
#[derive(Debug)]
pub enum DeviceKind {
    /// A disk.
    Block {
        /// Its image.
        disk: Disk,
        /// The name that it tells a driver that asks.
        name: String,
    },
    /// A network card.
    Net {
        /// Hardware address.
        address: [u8; 6],
        /// What it is connected to.
        network: Network,
    },
    /// A folder of the host's, by 9P2000.L.
    Share {
        /// The folder. Nothing outside can be reached.
        folder: PathBuf,
        /// The name by which a guest mounts it.
        tag: String,
        /// Whether nothing in it can be changed.
        read_only: bool,
    },
    /// A console of one port.
    Console {
        /// Where it leads.
        port: Port,
    },
    /// A source of random numbers, the same ones for the same seed.
    Rng {
        /// Where the numbers start.
        seed: u64,
    },
}

/// Where the UART leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Console {
    /// Standard input and output of this process.
    Stdio,
    /// The same, with Ctrl-a as the key that says the next one is for us.
    Multiplexed,
    /// Input given beforehand; output ends up in the outcome.
    Captured(Vec<u8>),
}

/// What drives the platform's timer of 10 MHz.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeSource {
    /// Instructions: deterministic. So many instructions of each hart make a tick.
    Virtual {
        /// Instructions per tick; 100 is a hart of 1 GIPS.
        instructions_per_tick: u64,
    },
    /// The host's monotonic clock.
    Wall,
}

impl Default for TimeSource {
    fn default() -> Self {
        Self::Virtual { instructions_per_tick: 100 }
    }
}

/// What is written about a run, and where to.
pub struct Trace {
    /// A line for each trap.
    pub traps: bool,
    /// A line for each retired instruction, in the style of Spike's commit log.
    pub commits: bool,
    /// Where the lines go. Errors of the sink are ignored.
    pub sink: Box<dyn Write + Send>,
}

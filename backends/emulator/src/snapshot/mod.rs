//! Snapshots: a machine in a file, from which it goes on exactly as it would have.
//!
//! A file is a line of text that says what it is, the version of the format,
//! a header in CBOR that says which machine it was, and a compressed frame.
//! The frame holds the header once more, the state of harts and devices in
//! CBOR, with registers by name, the pages of RAM that are not zero, and a
//! digest of it all. Whatever a file holds, reading it is an error or a machine.

mod digest;
mod pages;
mod state;

use std::collections::BTreeSet;
use std::io::{Read, Write};

use isa::Revision;
use serde::{Deserialize, Serialize};

use crate::config::{MachineConfig, TimeSource};
use crate::machine::Emulator;
use digest::Digested;
use state::SavedMachine;

/// What a snapshot begins with.
const MAGIC: &[u8] = b"draftvisor snapshot\n";
/// The format; another one is refused.
const FORMAT: u32 = 2;
/// Bytes that a header can reasonably have.
const HEADER_BYTES: u32 = 65_536;

/// Which machine it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    revision: String,
    xlen: u32,
    harts: usize,
    ram_bytes: u64,
    /// Instructions of a tick; `None` if the host's clock drives the timer.
    instructions_per_tick: Option<u64>,
    /// Names of the registers of a hart.
    registers: Vec<String>,
    /// Types of the devices, by slot.
    devices: Vec<u32>,
    /// Extensions that the harts are built without, in order.
    without: Vec<String>,
}

/// Why a machine was not saved or restored.
#[derive(Debug)]
pub enum SnapshotError {
    /// Reading or writing failed.
    Io(std::io::Error),
    /// The file is something else.
    NotOne,
    /// Its format is of another version of this program.
    Format(u32),
    /// It is of another machine.
    Other {
        /// What is different.
        what: &'static str,
        /// What the snapshot has.
        snapshot: String,
        /// What this machine has.
        machine: String,
    },
    /// It ends too early, or is damaged.
    Damaged(String),
    /// A device of the machine cannot be saved, and why.
    Device(String),
    /// The machine to restore it to cannot be built.
    Machine(crate::Error),
}

impl std::fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(error) => write!(f, "snapshot: {error}"),
            Self::NotOne => write!(f, "not a snapshot"),
            Self::Format(format) => {
                write!(f, "the snapshot is of format {format}, this program reads format {FORMAT}")
            }
            Self::Other { what, snapshot, machine } => {
                write!(f, "the snapshot is of another machine: its {what} is {snapshot}, here it is {machine}")
            }
            Self::Damaged(how) => write!(f, "the snapshot is damaged: {how}"),
            Self::Device(why) => write!(f, "the machine cannot be saved now: {why}"),
            Self::Machine(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for SnapshotError {}

impl From<std::io::Error> for SnapshotError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::UnexpectedEof => Self::Damaged("it ends too early".to_string()),
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::Other => Self::Damaged(error.to_string()),
            _ => Self::Io(error),
        }
    }
}

impl<R: Revision> Emulator<R> {
    /// Writes all that the machine's future depends on. Translations are
    /// dropped, as they are not kept in a snapshot: both go on alike.
    ///
    /// # Errors
    ///
    /// If the sink fails, or a device cannot be saved.
    pub fn save(&mut self, mut sink: impl Write) -> Result<(), SnapshotError> {
        let machine = SavedMachine::of(self)?;
        let header = encode(&self.header())?;
        sink.write_all(MAGIC)?;
        sink.write_all(&FORMAT.to_le_bytes())?;
        sink.write_all(&(header.len() as u32).to_le_bytes())?;
        sink.write_all(&header)?;
        let mut frame = Digested::new(lz4_flex::frame::FrameEncoder::new(sink));
        frame.write_all(&header)?;
        let state = encode(&machine)?;
        frame.write_all(&(state.len() as u64).to_le_bytes())?;
        frame.write_all(&state)?;
        pages::write(&self.core.bus.ram, &mut frame)?;
        let digest = frame.digest();
        frame.write_all(&digest.to_le_bytes())?;
        let mut sink = frame.into_inner().finish().map_err(|error| SnapshotError::Io(error.into()))?;
        sink.flush()?;
        Ok(())
    }

    /// Builds the machine that the configuration describes, with the state of
    /// the snapshot. Images of the configuration are not loaded.
    ///
    /// # Errors
    ///
    /// If the snapshot is of another machine or revision, or damaged.
    pub fn restore(config: MachineConfig, mut source: impl Read) -> Result<Self, SnapshotError> {
        let config = MachineConfig { bios: None, kernel: None, initrd: None, ..config };
        if array::<{ MAGIC.len() }>(&mut source).map_err(|_| SnapshotError::NotOne)? != MAGIC {
            return Err(SnapshotError::NotOne);
        }
        let format = u32::from_le_bytes(array(&mut source)?);
        if format != FORMAT {
            return Err(SnapshotError::Format(format));
        }
        let length = u32::from_le_bytes(array(&mut source)?);
        if length > HEADER_BYTES {
            return Err(SnapshotError::Damaged("its header is too long".to_string()));
        }
        let bytes = take(&mut source, u64::from(length))?;
        let header: Header = decode(&bytes)?;
        let mut machine = Self::new(config).map_err(SnapshotError::Machine)?;
        header.check(&machine.header())?;
        let mut frame = Digested::new(lz4_flex::frame::FrameDecoder::new(source));
        if take(&mut frame, u64::from(length))? != bytes {
            return Err(SnapshotError::Damaged("its header is not what was saved".to_string()));
        }
        let length = u64::from_le_bytes(array(&mut frame)?);
        let state: SavedMachine = decode(&take(&mut frame, length)?)?;
        machine.core.bus.ram.clear();
        pages::read(&mut machine.core.bus.ram, &mut frame)?;
        let digest = frame.digest();
        if u64::from_le_bytes(array(&mut frame)?) != digest {
            return Err(SnapshotError::Damaged("its contents are not what was saved".to_string()));
        }
        state.put(&mut machine)?;
        Ok(machine)
    }

    fn header(&self) -> Header {
        let bus = &self.core.bus;
        let tick = match self.time {
            TimeSource::Virtual { instructions_per_tick } => Some(instructions_per_tick),
            TimeSource::Wall => None,
        };
        let without: BTreeSet<String> = self.without.iter().cloned().collect();
        Header {
            without: without.into_iter().collect(),
            revision: R::ID.to_string(),
            xlen: R::XLEN,
            harts: self.hart_count(),
            ram_bytes: bus.ram.len() as u64,
            instructions_per_tick: tick,
            registers: R::WORDS.iter().map(|name| (*name).to_string()).collect(),
            devices: bus.virtio.iter().map(crate::devices::virtio::Transport::id).collect(),
        }
    }
}

impl Header {
    /// Refuses what is of another machine.
    fn check(&self, machine: &Self) -> Result<(), SnapshotError> {
        let tick = |ticks: Option<u64>| ticks.map_or("the host's time".to_string(), |n| format!("{n} instructions to a tick"));
        let facts = [
            ("revision", self.revision.clone(), machine.revision.clone()),
            ("XLEN", self.xlen.to_string(), machine.xlen.to_string()),
            ("number of harts", self.harts.to_string(), machine.harts.to_string()),
            ("RAM", format!("{} bytes", self.ram_bytes), format!("{} bytes", machine.ram_bytes)),
            ("clock", tick(self.instructions_per_tick), tick(machine.instructions_per_tick)),
            ("list of registers", self.registers.join(" "), machine.registers.join(" ")),
            ("list of missing extensions", self.without.join(" "), machine.without.join(" ")),
            ("list of devices", format!("{:?}", self.devices), format!("{:?}", machine.devices)),
        ];
        match facts.into_iter().find(|(_, snapshot, machine)| snapshot != machine) {
            None => Ok(()),
            Some((what, snapshot, machine)) => Err(SnapshotError::Other { what, snapshot, machine }),
        }
    }
}

fn encode(value: &impl Serialize) -> Result<Vec<u8>, SnapshotError> {
    let mut bytes = Vec::new();
    ciborium::into_writer(value, &mut bytes).map_err(|error| SnapshotError::Damaged(error.to_string()))?;
    Ok(bytes)
}

fn decode<T: for<'a> Deserialize<'a>>(bytes: &[u8]) -> Result<T, SnapshotError> {
    ciborium::from_reader(bytes).map_err(|error| SnapshotError::Damaged(error.to_string()))
}

fn array<const N: usize>(source: &mut impl Read) -> Result<[u8; N], SnapshotError> {
    let mut bytes = [0; N];
    source.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// So many bytes; room is made only for what is there.
fn take(source: &mut impl Read, length: u64) -> Result<Vec<u8>, SnapshotError> {
    let mut bytes = Vec::new();
    source.by_ref().take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(SnapshotError::Damaged("it ends too early".to_string()));
    }
    Ok(bytes)
}

//! Examples as guests of a machine file, built and packed, for machines of
//! this process.

use crate::program::{built, packed, scratch};
use emulator::{Image, Machine, MachineConfig};
use machines::Plan;
use std::fs;
use std::path::PathBuf;

/// Bytes of RAM of the host.
const RAM: u64 = 128 << 20;
/// What runs take: guests have 64-bit registers.
pub const XLEN: u32 = 64;

/// A machine file, packed for a revision.
pub struct Packed {
    /// The revision.
    pub revision: String,
    /// The hypervisor with its guests.
    pub elf: PathBuf,
    /// The firmware.
    pub firmware: PathBuf,
}

impl Packed {
    /// Packs documents `guest`, of which each `kernel: NAME` names an example;
    /// `host: …` may come first;
    /// without a word of it there is no monitor. `name` is that of a folder.
    #[track_caller]
    pub fn new(name: &str, revision: &str, guests: &str) -> Self {
        let mut text = "machine: packed\n".to_string();
        if !guests.contains("monitor: ") {
            text += "monitor: no\n";
        }
        if !guests.starts_with("host:") {
            text += &format!("host: {{memory: {}M, harts: 1}}\n", RAM >> 20);
        }
        let mut firmware = PathBuf::new();
        for line in guests.lines() {
            if let Some(example) = line.strip_prefix("kernel: ") {
                let guest;
                (guest, firmware) = built(example, revision);
                text += &format!("kernel: {}\n", guest.display());
            } else {
                text += &format!("{line}\n");
            }
        }
        let elf = packed(&scratch(&format!("{name}-{revision}")), &text, revision);
        Self { revision: revision.to_string(), elf, firmware }
    }

    /// The packed hypervisor.
    pub fn contents(&self) -> Vec<u8> {
        fs::read(&self.elf).unwrap()
    }

    /// A machine for it.
    pub fn machine(&self, harts: usize) -> Box<dyn Machine> {
        self.machine_of(self.contents(), MachineConfig { harts, ram_bytes: RAM, ..MachineConfig::default() })
    }

    /// A machine for a hypervisor that may have been changed.
    pub fn machine_of(&self, hypervisor: Vec<u8>, config: MachineConfig) -> Box<dyn Machine> {
        let bios = Some(Image::open(&self.firmware).unwrap());
        let config = MachineConfig { bios, kernel: Some(hypervisor.into()), ..config };
        Plan::of(&self.revision, XLEN).unwrap().build(config).unwrap()
    }
}

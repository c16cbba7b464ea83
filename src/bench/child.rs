//! Our emulator as a child process: one ELF, in M-mode from its first
//! instruction, on a machine without firmware.

use crate::{Outcome, Verdict};
use anyhow::{Context as _, bail};
use emulator::{Exit, MachineConfig};
use isa::Revision;
use std::io::Write;
use std::path::Path;

/// Bytes of RAM, as the other emulators are given.
pub const RAM_BYTES: u64 = 256 << 20;

struct OnRevision(MachineConfig);

impl generated::Visitor for OnRevision {
    type Output = Result<emulator::Outcome, emulator::Error>;

    fn visit<R: Revision>(self) -> Self::Output {
        emulator::run::<R>(self.0)
    }
}

/// Runs the ELF and prints what it prints.
pub fn run(revision: &str, elf: &Path, out: &mut dyn Write) -> Outcome {
    let bios = std::fs::read(elf).with_context(|| format!("cannot read {}", elf.display()))?;
    let config = MachineConfig { bios: Some(bios), ram_bytes: RAM_BYTES, ..MachineConfig::default() };
    let Some(outcome) = generated::with_revision(revision, 64, OnRevision(config)) else {
        bail!("there is no revision {revision}");
    };
    let outcome = outcome?;
    out.write_all(&outcome.console_output)?;
    Ok(if outcome.exit == Exit::Pass { Verdict::Good } else { Verdict::Finding })
}

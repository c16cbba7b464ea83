//! Our emulator as a child process: one ELF, in M-mode from its first
//! instruction, on a machine without firmware.

use crate::{Outcome, Verdict};
use anyhow::{Context as _, bail};
use emulator::{Exit, MachineConfig};
use machines::Plan;
use std::io::Write;
use std::path::Path;

/// Bytes of RAM, as the other emulators are given.
pub const RAM_BYTES: u64 = 256 << 20;

/// Runs the ELF and prints what it prints.
pub fn run(revision: &str, elf: &Path, out: &mut dyn Write) -> Outcome {
    let bios = std::fs::read(elf).with_context(|| format!("cannot read {}", elf.display()))?;
    let config = MachineConfig { bios: Some(bios), ram_bytes: RAM_BYTES, ..MachineConfig::default() };
    let Some(plan) = Plan::of(revision, 64) else {
        bail!("there is no revision {revision}");
    };
    let outcome = plan.build(config)?.run();
    out.write_all(&outcome.console_output)?;
    Ok(if outcome.exit == Exit::Pass { Verdict::Good } else { Verdict::Finding })
}

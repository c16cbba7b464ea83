//! Our emulator as a child process: one ELF, in M-mode from its first
//! instruction, on a machine without firmware.

use super::start::Start;
use crate::{Outcome, Verdict};
use anyhow::{Context as _, bail};
use emulator::{Exit, Image, Machine, MachineConfig, RAM_BASE};
use machines::Plan;
use std::io::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// Bytes of RAM, as the other emulators are given.
pub const RAM_BYTES: u64 = 256 << 20;
/// RAM is counted in so many bytes.
const PAGE: usize = 4096;

/// Runs the ELF and prints what it prints; says how it started if it is told
/// when that was, in nanoseconds since 1970.
pub fn run(revision: &str, elf: &Path, began: Option<u64>, out: &mut dyn Write) -> Outcome {
    let bios = Image::open(elf).with_context(|| format!("cannot read {}", elf.display()))?;
    let config = MachineConfig { bios: Some(bios), ram_bytes: RAM_BYTES, ..MachineConfig::default() };
    let Some(plan) = Plan::of(revision, 64) else {
        bail!("there is no revision {revision}");
    };
    let mut machine = plan.build(config)?;
    let first_instruction = began.map(|began| now().saturating_sub(began));
    let outcome = machine.run();
    out.write_all(&outcome.console_output)?;
    if let Some(nanoseconds) = first_instruction {
        writeln!(out, "{}", Start { nanoseconds, touched_bytes: touched(&*machine) })?;
    }
    Ok(if outcome.exit == Exit::Pass { Verdict::Good } else { Verdict::Finding })
}

/// Nanoseconds since 1970: a clock that two processes share.
pub fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos() as u64)
}

/// Bytes of the pages of RAM that hold anything.
fn touched(machine: &dyn Machine) -> u64 {
    let ram = machine.read(RAM_BASE, RAM_BYTES as usize).unwrap_or_default();
    let pages = ram.chunks(PAGE).filter(|page| page.iter().any(|byte| *byte != 0));
    (pages.count() * PAGE) as u64
}

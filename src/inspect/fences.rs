//! What `--check-fences` found.

use ::emulator::{Machine, StaleStage, StaleUse};
use std::io::Write;

/// Writes each use of a translation that a missing fence left behind, and the
/// store that made it so.
pub fn report(machine: &dyn Machine, out: &mut dyn Write) -> std::io::Result<()> {
    let uses = machine.stale_uses();
    for found in uses {
        write_use(found, out)?;
    }
    match uses.len() {
        0 => writeln!(out, "no fence is missing"),
        uses => writeln!(out, "{} of translations that the tables no longer gave", crate::words::count(uses, "use")),
    }
}

fn write_use(found: &StaleUse, out: &mut dyn Write) -> std::io::Result<()> {
    let (asid, vmid) = found.ids;
    write!(out, "stale: hart {} pc {:#x} va {:#x} asid {asid} vmid {vmid}: kept {:#x}, ", found.hart, found.pc, found.va, found.kept)?;
    match found.now {
        Ok(pa) => write!(out, "the tables say {pa:#x}")?,
        Err(code) => write!(out, "the tables raise exception {code}")?,
    }
    if let Some(store) = &found.store {
        write!(out, " since the store to {:#x} at pc {:#x} by hart {}", store.address, store.pc, store.hart)?;
    }
    let missing = match found.stage {
        StaleStage::Single => "SFENCE.VMA",
        StaleStage::Vs => "SFENCE.VMA by the guest, or HFENCE.VVMA",
        StaleStage::G => "HFENCE.GVMA",
    };
    writeln!(out, "; missing: {missing}")
}

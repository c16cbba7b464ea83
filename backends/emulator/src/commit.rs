//! The commit log, in the form of Spike's `--log-commits`, so that the two can
//! be compared line by line: registers, CSRs, loads, stores.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use isa::{CsrOp, Decoded, Revision};

use crate::core::Core;
use crate::inspect::DataAccess;

/// CSRs that Spike shows for those that are named, as far as they came up:
/// one that shows another's storage is logged as that other.
pub(crate) type Owners = BTreeMap<(u16, bool), Vec<u16>>;

impl<R: Revision> Core<R> {
    /// Writes a line about an instruction that was executed.
    pub(crate) fn write_commit(&mut self, prv: u64, pc: u64, d: &Decoded<R::Op>) {
        self.tell_instruction(pc, d);
        if self.trace.as_ref().is_none_or(|trace| !trace.commits) {
            return;
        }
        let accesses = self.noted.as_mut().map(std::mem::take).unwrap_or_default();
        let mut line = String::new();
        let (width, bits) = (R::XLEN as usize / 4, usize::from(d.len) * 2);
        // Writing to a string cannot fail.
        let _ = write!(line, "core{:4}: {prv} 0x{pc:0width$x} (0x{:0bits$x})", self.hart.id, d.word);
        if writes_float(R::name(d.op)) {
            let value = self.hart.f[usize::from(d.rd) % 32];
            let _ = write!(line, " f{:<2} 0x{value:016x}", d.rd);
        } else if d.rd != 0 {
            let value = self.hart.x[usize::from(d.rd) % 32];
            let _ = write!(line, " x{:<2} 0x{value:0width$x}", d.rd);
        }
        for address in self.written_csrs(d) {
            let name = R::CSRS.iter().find(|csr| csr.1 == address).map_or("", |csr| csr.0);
            let value = R::peek_csr(&self.hart.state, address).unwrap_or(0);
            let _ = write!(line, " c{address}_{name} 0x{value:0width$x}");
        }
        self.write_accesses(&mut line, &accesses);
        if let Some(trace) = &mut self.trace {
            // A sink that fails must not stop the guest.
            let _ = writeln!(trace.sink, "{line}");
        }
    }

    fn write_accesses(&self, line: &mut String, accesses: &[DataAccess]) {
        let width = R::XLEN as usize / 4;
        for access in accesses {
            let _ = write!(line, " mem 0x{:0width$x}", access.va);
            if let Some(value) = access.stored {
                let digits = access.bytes as usize * 2;
                let value = if access.bytes < 8 { value & ((1 << (8 * access.bytes)) - 1) } else { value };
                let _ = write!(line, " 0x{value:0digits$x}");
            }
        }
    }

    /// CSRs that a CSR instruction wrote, as Spike names them.
    fn written_csrs(&mut self, d: &Decoded<R::Op>) -> Vec<u16> {
        let name = R::name(d.op);
        let only_reads = !name.starts_with("csrrw") && d.rs1 == 0;
        if !name.starts_with("csrr") || only_reads {
            return Vec::new();
        }
        let (_, v) = R::mode(&self.hart.state);
        let address = d.imm as u16 & 0xfff;
        if let Some(known) = self.owners.get(&(address, v)) {
            return known.clone();
        }
        let owners = owners::<R>(&self.hart.state, address);
        self.owners.insert((address, v), owners.clone());
        owners
    }
}

/// Tries which storage an access changes.
fn owners<R: Revision>(state: &R::State, address: u16) -> Vec<u16> {
    let words = |state: &R::State| -> Vec<u64> { (0..R::WORDS.len()).map(|at| R::word(state, at)).collect() };
    let mut changed = std::collections::BTreeSet::new();
    for value in [0, u64::MAX >> (64 - R::XLEN)] {
        let mut copy = state.clone();
        if R::csr(&mut copy, address, CsrOp::Write(value)).is_ok() {
            let (before, after) = (words(state), words(&copy));
            changed.extend((0..before.len()).filter(|at| before[*at] != after[*at]).map(|at| R::WORDS[at]));
        }
    }
    let named = |word: &&str| R::CSRS.iter().find(|csr| csr.0 == *word).map(|csr| csr.1);
    let found: Vec<u16> = changed.iter().filter_map(named).collect();
    if found.is_empty() { vec![address] } else { found }
}

/// Whether an instruction's destination is a floating-point register.
fn writes_float(name: &str) -> bool {
    let to_integer = ["fence", "fcvt.w", "fcvt.l", "fmv.x", "feq.", "flt.", "fle.", "fclass.", "fsw", "fsd"];
    name.starts_with('f') && !to_integer.iter().any(|start| name.starts_with(start))
}

//! Every CSR address, operation, mode and setting of the bits that the guards read.

use crate::pair::{Pair, Random};
use ir::effects::{Touched, of_expr};
use ir::{Csr, Spec};
use isa::CsrOp;
use std::collections::BTreeSet;

/// Privilege and V of M, HS, U, VS and VU.
pub const MODES: [(u64, bool); 5] = [(3, false), (1, false), (0, false), (1, true), (0, true)];

/// Compares all of them; returns how many.
pub fn compare(pair: &mut dyn Pair, seed: u64) -> u64 {
    let mut random = Random(seed);
    let mut cases = 0;
    let enables: Vec<(u16, Vec<(String, String)>)> = {
        let spec = pair.spec();
        (0..1 << 12).map(|address| (address, enable_bits(spec, address))).collect()
    };
    for (address, bits) in enables {
        for mode in MODES {
            for setting in 0..1u64 << bits.len() {
                for state in 0..3 {
                    match state {
                        0 => pair.fill(false, mode),
                        1 => pair.fill(true, mode),
                        _ => pair.randomise(&mut random, mode),
                    }
                    for (i, (csr, field)) in bits.iter().enumerate() {
                        pair.put(csr, field, setting >> i & 1);
                    }
                    pair.save();
                    let value = random.draw();
                    for op in
                        [CsrOp::Read, CsrOp::Write(value), CsrOp::Set(value), CsrOp::Clear(value), CsrOp::Write(u64::MAX), CsrOp::Write(0)]
                    {
                        pair.restore();
                        pair.csr(address, mask(op, pair.spec().xlen));
                        cases += 1;
                    }
                }
            }
        }
    }
    cases
}

fn mask(op: CsrOp, xlen: u32) -> CsrOp {
    let m = isa::ops::mask(xlen);
    match op {
        CsrOp::Read => op,
        CsrOp::Write(v) => CsrOp::Write(v & m),
        CsrOp::Set(v) => CsrOp::Set(v & m),
        CsrOp::Clear(v) => CsrOp::Clear(v & m),
    }
}

/// One-bit fields that the guards of the CSR at an address read, and the rule for virtual instructions if it has any.
fn enable_bits(spec: &Spec, address: u16) -> Vec<(String, String)> {
    let Some(csr) = spec.csrs.iter().find(|c| c.address == address) else { return Vec::new() };
    let mut touched: BTreeSet<Touched> = BTreeSet::new();
    let guards: &Csr = csr.high_half_of.as_deref().and_then(|low| spec.csr(low)).unwrap_or(csr);
    for d in &guards.deny {
        touched.extend(of_expr(spec, &d.when).reads);
    }
    let bits = touched.into_iter().filter_map(|(csr, field)| Some((csr, field?)));
    bits.filter(|(csr, field)| spec.field(csr, field).is_some_and(|f| f.hi == f.lo)).collect()
}

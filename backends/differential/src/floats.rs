//! Floating point: every instruction in every rounding mode with numbers that are hard, the host's arithmetic
//! on one side and that on integers on the other.

use crate::csrs::MODES;
use crate::pair::{Pair, Random};
use ir::Insn;
use std::sync::Arc;

const ROUNDS: u64 = 60;
const ON: [u64; 2] = [1, 3];

/// Executes each instruction of the unit while it is on; returns how many.
pub fn compare(pair: &mut dyn Pair, seed: u64) -> u64 {
    let mut random = Random(seed);
    let mut cases = 0;
    let insns: Vec<Arc<Insn>> = pair.spec().insns.iter().filter(|i| i.float).cloned().collect();
    for round in 0..ROUNDS {
        for insn in &insns {
            let mode = MODES[random.below(MODES.len())];
            pair.randomise(&mut random, mode);
            for csr in ["mstatus", "vsstatus"] {
                pair.put(csr, "FS", ON[random.below(ON.len())]);
            }
            // Flags that are set spare the host work: half of the rounds begin with none.
            if round % 2 == 0 {
                pair.put("fcsr", "FFLAGS", 0);
            }
            pair.save();
            for rm in 0..=7 {
                let word = insn.matches | random.draw() as u32 & !insn.mask;
                pair.restore();
                pair.execute(with_rounding(insn, word, rm), random.draw());
                cases += 1;
            }
        }
    }
    cases
}

/// The word with a rounding mode, if it has one.
fn with_rounding(insn: &Insn, word: u32, rm: u32) -> u32 {
    let Some(operand) = insn.operands.iter().find(|o| o.name == "rm") else { return word };
    let (hi, lo, _) = operand.pieces[0];
    let mask = ir::expr::mask(hi - lo + 1) as u32;
    word & !(mask << lo) | rm << lo
}

//! Random states: interrupts, and traps of every cause from every mode.

use crate::csrs::MODES;
use crate::pair::{Pair, Random};
use isa::{Exception, Trap};

const ROUNDS: u64 = 400;

/// Compares; returns how many steps.
pub fn compare(pair: &mut dyn Pair, seed: u64) -> u64 {
    let mut random = Random(seed);
    let mut cases = 0;
    let exceptions: Vec<u64> = pair.spec().exceptions.iter().map(|c| c.code).collect();
    let interrupts: Vec<u64> = pair.spec().interrupts.iter().map(|c| c.code).collect();
    for _ in 0..ROUNDS {
        for mode in MODES {
            pair.randomise(&mut random, mode);
            pair.interrupt();
            cases += 1;
            for (interrupt, codes) in [(false, &exceptions), (true, &interrupts)] {
                let code = codes[random.below(codes.len())];
                pair.restore();
                pair.trap(random.draw() & !1 & isa::ops::mask(pair.spec().xlen), &trap(&mut random, interrupt, code, pair.spec().xlen));
                cases += 1;
            }
        }
    }
    cases
}

/// A trap with random circumstances; an interrupt has none.
fn trap(random: &mut Random, interrupt: bool, code: u64, xlen: u32) -> Trap {
    if interrupt {
        return Trap { interrupt, exception: Exception::new(code, 0) };
    }
    let bits = random.draw();
    let exception = Exception {
        code,
        tval: random.draw() & isa::ops::mask(xlen),
        tval_is_gva: bits & 1 != 0,
        gstage: bits & 2 != 0,
        gpa: if bits & 4 != 0 { random.draw() >> 8 & isa::ops::mask(if xlen == 32 { 34 } else { 56 }) } else { 0 },
        tinst: if bits & 8 != 0 { random.draw() & 0xffff_ffff } else { 0 },
    };
    Trap { interrupt, exception }
}

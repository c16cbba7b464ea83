//! Instructions: every one with random operands in every mode, and the decoders.

use crate::csrs::MODES;
use crate::pair::{Pair, Random};

const ROUNDS: u64 = 40;
const WORDS: u64 = 200_000;

/// Executes each instruction in random states; returns how many.
pub fn compare(pair: &mut dyn Pair, seed: u64) -> u64 {
    let mut random = Random(seed);
    let mut cases = 0;
    let insns: Vec<(u32, u32, u32)> = pair.spec().insns.iter().map(|i| (i.mask, i.matches, i.bytes)).collect();
    for _ in 0..ROUNDS {
        for mode in MODES {
            pair.randomise(&mut random, mode);
            for (mask, matches, bytes) in &insns {
                let free = random.draw() as u32 & !mask;
                let word = (matches | free) & if *bytes == 2 { 0xffff } else { u32::MAX };
                pair.restore();
                let seed = random.draw();
                pair.execute(word, seed);
                cases += 1;
            }
        }
    }
    cases
}

/// All 16-bit words, each instruction's words with random operands, and random 32-bit words.
pub fn compare_decoders(pair: &mut dyn Pair, seed: u64) -> u64 {
    let mut random = Random(seed);
    let insns: Vec<(u32, u32)> = pair.spec().insns.iter().map(|i| (i.mask, i.matches)).collect();
    let mut cases = 0;
    for word in 0..=0xffffu32 {
        pair.decode(word);
        cases += 1;
    }
    for _ in 0..WORDS {
        pair.decode(random.draw() as u32 | 3);
        let (mask, matches) = insns[random.below(insns.len())];
        pair.decode(matches | random.draw() as u32 & !mask);
        cases += 2;
    }
    cases
}

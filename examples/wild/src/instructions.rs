//! One instruction at random, and a trap behind it.

use crate::address::{self, SCRATCH};
use crate::attempt;
use guest_rt::random::Random;

/// Where it lies: what it may jump to is far from the program.
const CODE: u64 = SCRATCH + (2 << 20);
/// Tables, and what satp says of one.
const TABLE: u64 = SCRATCH + (4 << 20);
const SV39: u64 = 8 << 60;
/// Opcodes of loads, stores, jumps, branches, AMOs, and computations.
const OPCODES: [u32; 14] = [0x03, 0x03, 0x23, 0x23, 0x2f, 0x2f, 0x07, 0x27, 0x67, 0x6f, 0x63, 0x0f, 0x53, 0x3b];
const SYSTEM: u32 = 0x73;
/// Registers without which it does not come back.
const OWN: [u64; 3] = [0x105, 0x140, 0x180];
/// Instructions that are refused, or for which others have to care: `sret`,
/// `mret`, `wfi`, `sfence.vma`, `hfence.vvma`, `hfence.gvma`, `hlv.d`,
/// `hlvx.wu`, `hsv.d`, `hinval.gvma`, `ebreak`, `ecall`.
const PRIVILEGED: [u32; 12] = [
    0x1020_0073,
    0x3020_0073,
    0x1050_0073,
    0x1200_0073,
    0x2200_0073,
    0x6200_0073,
    0x6c00_4073,
    0x6830_4073,
    0x6e00_4073,
    0x6600_0073,
    0x0010_0073,
    0x0000_0073,
];

/// Runs one.
pub fn one(random: &mut Random) {
    put(word(random));
    attempt::run(CODE, 0, random);
}

fn word(random: &mut Random) -> u32 {
    let any = random.draw() as u32;
    match random.below(8) {
        0..3 => any & !0x7f | random.of(&OPCODES),
        3..5 => csr(random),
        5 => random.of(&PRIVILEGED) | any & if any & 3 == 0 { 0x1f_8f80 } else { 0 },
        6 => any & 0xffff,
        _ => any,
    }
}

/// An access to any register but those that it cannot do without.
fn csr(random: &mut Random) -> u32 {
    let number = random.below(4096);
    let what = [1, 2, 3, 5, 6, 7][random.below(6) as usize];
    let rest = (random.draw() as u32 & 31) << 15 | (random.draw() as u32 & 31) << 7;
    let word = (number as u32) << 20 | rest | what << 12 | SYSTEM;
    if OWN.contains(&number) { (number as u32) << 20 | 2 << 12 | SYSTEM } else { word }
}

/// The instruction, and words behind it that are none.
fn put(word: u32) {
    for (n, word) in [word, 0, 0].into_iter().enumerate() {
        // SAFETY: it is RAM that nothing else uses.
        unsafe { ((CODE + 4 * n as u64) as *mut u32).write_volatile(word) };
    }
    // SAFETY: a fence only orders accesses.
    unsafe { core::arch::asm!("fence.i") };
}

/// One under page tables of which all but what it runs by is random.
pub fn with_tables(random: &mut Random) {
    for index in 0..512 {
        let entry = match index {
            // RAM by itself: valid, all rights, accessed and dirty.
            2 => 0x8000_0000_u64 >> 2 | 0xcf,
            _ => address::any(random) >> 2 & !0x3ff & ((1 << 54) - 1) | random.draw() & 0x3ff,
        };
        // SAFETY: it is RAM that nothing else uses.
        unsafe { ((TABLE + 8 * index) as *mut u64).write_volatile(entry) };
    }
    put(word(random));
    attempt::run(CODE, SV39 | TABLE >> 12, random);
}

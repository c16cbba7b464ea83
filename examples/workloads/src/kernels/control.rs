//! Branches, calls, and code that changes.

use super::Random;
use core::arch::{asm, global_asm};

/// Branches that nobody can foresee, over a table of choices.
pub extern "C" fn branches(iterations: u64) -> u64 {
    let (mut random, mut state) = (Random(0x1234_5678_9abc_def1), 1u64);
    for _ in 0..iterations {
        for _ in 0..128 {
            let choice = random.next();
            state = match choice % 16 {
                0 | 7 => state.wrapping_add(choice),
                1 => state ^ (choice / 8),
                2 | 9 => state.wrapping_mul(5),
                3 => state.rotate_left(7),
                4 => !state,
                5 if state & 1 == 0 => state / 2,
                6 => state.wrapping_sub(choice / 512),
                _ if choice & 4 != 0 => state | 1 << (choice & 31),
                _ => state.swap_bytes(),
            };
        }
    }
    state
}

/// Calls, as deep as Fibonacci's function is.
pub extern "C" fn calls(iterations: u64) -> u64 {
    (0..iterations).fold(0, |sum, at| sum ^ fibonacci(core::hint::black_box(12)) << (at & 7))
}

#[inline(never)]
fn fibonacci(n: u64) -> u64 {
    if n < 2 { n } else { fibonacci(core::hint::black_box(n - 1)) + fibonacci(core::hint::black_box(n - 2)) }
}

// What functions are made of, and how they end.
global_asm!(
    ".section .rodata",
    ".option push",
    ".option norvc",
    ".globl instructions",
    ".balign 8",
    "instructions:",
    "addi a0, a0, 3",
    "slli a0, a0, 1",
    "xori a0, a0, 0x5a",
    "addi a0, a0, -7",
    "srli a0, a0, 2",
    "addi a0, a0, 611",
    "ori a0, a0, 0x10",
    "xori a0, a0, -1",
    "ret",
    ".option pop",
    ".text",
);

/// Instructions to choose from; one more ends a function.
const CHOICE: usize = 8;
/// Functions that are written before one is called.
const FUNCTIONS: usize = 32;
/// Instructions of a function.
const LENGTH: usize = 12;

unsafe extern "C" {
    static instructions: [u32; CHOICE + 1];
}

/// Functions that are written anew, each in a line of a cache.
#[repr(align(64))]
struct Code([[u32; 16]; FUNCTIONS]);

static mut CODE: Code = Code([[0; 16]; FUNCTIONS]);

/// Writes functions that have never been, fences, and calls each twice.
pub extern "C" fn codegen(iterations: u64) -> u64 {
    // SAFETY: a static that the assembler wrote.
    let words = unsafe { &instructions };
    let (mut random, mut value) = (Random(0x0dd0_c0de_5eed_f00d), 1u64);
    for _ in 0..iterations {
        let code = &raw mut CODE;
        // SAFETY: one hart, and no function of it runs.
        let Code(functions) = unsafe { &mut *code };
        for function in functions.iter_mut() {
            let mut choices = random.next();
            for word in &mut function[..LENGTH] {
                *word = words[choices as usize % CHOICE];
                choices /= CHOICE as u64;
            }
            function[LENGTH] = words[CHOICE];
        }
        // SAFETY: a fence only orders accesses; the compiler keeps stores before it.
        unsafe { asm!("fence.i") };
        for place in functions.iter().chain(functions.iter()).map(|function| function.as_ptr()) {
            // SAFETY: what was written is a function that changes a0 alone.
            unsafe { asm!("jalr {place}", place = in(reg) place, inout("a0") value, out("ra") _) };
        }
    }
    value
}

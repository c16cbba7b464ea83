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

global_asm!(
    ".section .rodata",
    ".option push",
    ".option norvc",
    ".globl variants",
    ".balign 8",
    "variants:",
    "addi a0, a0, 3",
    "ret",
    "slli a0, a0, 1",
    "ret",
    "xori a0, a0, 0x5a",
    "ret",
    "addi a0, a0, -7",
    "ret",
    ".option pop",
    ".text",
);

unsafe extern "C" {
    static variants: [u64; 4];
}

/// A function that is written anew, and called.
#[repr(align(64))]
struct Code(#[expect(dead_code, reason = "reached by address")] [u64; 8]);

static mut CODE: Code = Code([0; 8]);

/// Writes a function, fences and calls it, again and again.
pub extern "C" fn codegen(iterations: u64) -> u64 {
    let code = (&raw mut CODE).cast::<u64>();
    let mut value = 1u64;
    for at in 0..iterations {
        for slot in 0..8 {
            // SAFETY: a static that the assembler wrote.
            let body = unsafe { variants[(at as usize + slot) & 3] };
            // SAFETY: within the eight words of CODE.
            let place = unsafe { code.add(slot) };
            // SAFETY: one hart; nothing else uses the place.
            unsafe { place.write_volatile(body) };
            // SAFETY: what was written is a function that changes a0 alone.
            unsafe { asm!("fence.i", "jalr {place}", place = in(reg) place, inout("a0") value, out("ra") _) };
        }
    }
    value
}

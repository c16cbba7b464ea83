//! Writes random values wherever a guest can, again and again: registers of
//! S-mode and U-mode, integer and floating-point ones. It never ends, and
//! checks nothing: whoever watches the machine from outside compares what it
//! left with what it finds.
#![no_std]
#![no_main]

mod float;
mod registers;
mod tables;
mod turn;

use core::arch::naked_asm;
use guest_rt::csr::time;
use guest_rt::random::Random;
use guest_rt::{println, sbi};

guest_rt::main!(main);

const HSM: u64 = 0x48_534d;

fn main() {
    let count = registers::find();
    println!("restless: {count} registers");
    tables::fill();
    // SAFETY: `second` has a stack of its own.
    let start = second as *const () as u64;
    // There may be no second virtual hart.
    sbi::call(HSM, 0, [1, start, 0]);
    restless(0);
}

/// The second virtual hart.
#[unsafe(naked)]
extern "C" fn second() -> ! {
    naked_asm!(
        "la sp, {stack}",
        "li t0, {bytes}",
        "add sp, sp, t0",
        "tail {restless}",
        stack = sym STACK,
        bytes = const STACK_BYTES,
        restless = sym restless,
    )
}

const STACK_BYTES: usize = 32 << 10;

/// A stack.
#[repr(C, align(16))]
struct Stack([core::sync::atomic::AtomicU8; STACK_BYTES]);

static STACK: Stack = Stack([const { core::sync::atomic::AtomicU8::new(0) }; STACK_BYTES]);

extern "C" fn restless(hart: u64) -> ! {
    let mut random = Random(time() << 1 | hart & 1);
    loop {
        registers::change(&mut random);
        float::change(&mut random);
        let is_bare = tables::change(&mut random);
        turn::take(&mut random, is_bare);
    }
}

//! Does anything at random: accesses to all of its address space, registers of
//! all levels, instructions, page tables, SBI calls, descriptors of virtio
//! devices. It never ends by itself; a machine file may put a seed at [`SEED`].
//!
//! Whatever it does, its neighbours and the hypervisor must not notice.
#![no_std]
#![no_main]

mod address;
mod attempt;
mod calls;
mod devices;
mod instructions;

use core::arch::naked_asm;
use core::sync::atomic::AtomicU8;
use guest_rt::random::Random;
use guest_rt::{println, sbi};

guest_rt::main!(main);

/// Where the seed is; RAM is zero otherwise.
const SEED: *const u64 = 0x80c0_0000 as *const u64;
/// Things that it does before it says so.
const MANY: u64 = 16384;
const HSM: u64 = 0x48_534d;
const STACK_BYTES: usize = 16 << 10;

/// A stack for the second virtual hart.
#[repr(C, align(16))]
struct Stack([AtomicU8; STACK_BYTES]);

static STACK: Stack = Stack([const { AtomicU8::new(0) }; STACK_BYTES]);

fn main() {
    // SAFETY: it is RAM, of which this program has another part.
    let seed = unsafe { SEED.read_volatile() };
    println!("wild: seed {seed}");
    // There may be no second virtual hart.
    sbi::call(HSM, 0, [1, second as *const () as u64, !seed]);
    wild(0, seed);
}

/// The second virtual hart, with its number and another seed.
#[unsafe(naked)]
extern "C" fn second() -> ! {
    naked_asm!("la sp, {stack}", "li t0, {bytes}", "add sp, sp, t0", "tail {wild}", stack = sym STACK, bytes = const STACK_BYTES, wild = sym wild)
}

extern "C" fn wild(hart: u64, seed: u64) -> ! {
    let mut random = Random(seed);
    let mut count: u64 = 0;
    loop {
        match random.below(16) {
            0..9 => instructions::one(&mut random),
            9..11 => instructions::with_tables(&mut random),
            11..14 => calls::one(&mut random),
            _ => devices::one(&mut random),
        }
        count += 1;
        if count.is_multiple_of(MANY) {
            println!("wild: hart {hart}: {count} done");
        }
    }
}

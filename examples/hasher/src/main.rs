//! Computes a hash of its memory and a sum of floating-point numbers, again and
//! again, and checks that they are the same each time, and that time goes on.
//! It is the neighbour of guests that do harm.
//!
//! A machine file may put the time at which it ends at [`PARAMETER`].
#![no_std]
#![no_main]

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use guest_rt::csr::time;
use guest_rt::{println, set_csr};

guest_rt::main!(main);

/// Where the time at which it ends is; RAM is zero otherwise.
const PARAMETER: *const u64 = 0x80c0_0000 as *const u64;
/// Ticks that it takes if nothing is there.
const SHORT: u64 = 500_000;
const WORDS: usize = 16 << 10;
/// `sstatus.FS`, initial.
const FLOAT_ON: u64 = 1 << 13;

static MEMORY: [AtomicU64; WORDS] = [const { AtomicU64::new(0) }; WORDS];

fn main() {
    set_csr!(sstatus, FLOAT_ON);
    // SAFETY: it is RAM, of which this program has another part.
    let end = match unsafe { PARAMETER.read_volatile() } {
        0 => time() + SHORT,
        end => end,
    };
    let mut number: u64 = 1;
    for word in &MEMORY {
        number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        word.store(number, Relaxed);
    }
    let (first, mut last, mut count) = (hash(), time(), 0);
    while last < end {
        assert!(hash() == first, "the hash has changed");
        let now = time();
        assert!(now >= last, "time went back from {last} to {now}");
        (last, count) = (now, count + 1);
    }
    assert!(count > 0, "it had no turn");
    println!("hasher: all hashes are the same");
}

fn hash() -> (u64, u64) {
    let (mut hash, mut sum) = (0xcbf2_9ce4_8422_2325, 0.0_f64);
    for word in &MEMORY {
        let word = word.load(Relaxed);
        hash = (hash ^ word).rotate_left(23).wrapping_mul(0x100_0000_01b3);
        sum = sum * 0.75 + (word >> 12) as f64;
    }
    (hash, sum.to_bits())
}

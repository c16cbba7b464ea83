//! Memory: copying, wandering, atomics, more pages than a TLB holds.

use super::Random;
use crate::tables::FREE;
use core::sync::atomic::{AtomicU64, Ordering};

/// Words of free memory.
fn words(count: usize) -> &'static mut [u64] {
    // SAFETY: RAM that exists, that nothing else uses and that each workload
    // asks for once.
    unsafe { core::slice::from_raw_parts_mut(FREE as *mut u64, count) }
}

/// Copies and fills.
pub extern "C" fn memcopy(iterations: u64) -> u64 {
    const WORDS: usize = 4096;
    let (from, to) = words(2 * WORDS).split_at_mut(WORDS);
    let mut sum = 0;
    for at in 0..iterations {
        from.fill(at ^ 0x5555);
        from[at as usize % WORDS] = at;
        to.copy_from_slice(core::hint::black_box(from));
        sum ^= to[at as usize % WORDS].wrapping_add(to[7]);
    }
    sum
}

/// Follows a chain of links through 4 MiB.
pub extern "C" fn chase(iterations: u64) -> u64 {
    const LINKS: usize = 65_536;
    const APART: usize = 8;
    let links = words(LINKS * APART);
    let mut random = Random(0xfeed_beef_cafe_d00d);
    // One cycle through all of them (Sattolo).
    (0..LINKS).for_each(|at| links[at * APART] = at as u64);
    for at in (1..LINKS).rev() {
        let other = (random.next() % at as u64) as usize;
        links.swap(at * APART, other * APART);
    }
    let mut at = 0;
    for _ in 0..iterations * 256 {
        at = links[at as usize * APART];
    }
    at
}

/// Atomic operations without contention.
pub extern "C" fn atomics(iterations: u64) -> u64 {
    let (count, high) = (AtomicU64::new(0), AtomicU64::new(0));
    for at in 0..iterations {
        for step in 0..32 {
            let before = count.fetch_add(at ^ step, Ordering::AcqRel);
            high.fetch_max(before, Ordering::Relaxed);
            let _ = high.compare_exchange(before, step, Ordering::AcqRel, Ordering::Relaxed);
        }
    }
    count.into_inner() ^ high.into_inner()
}

/// One word of each of 8192 pages.
pub extern "C" fn tlbmiss(iterations: u64) -> u64 {
    const PAGES: usize = 8192;
    const WORDS: usize = 512;
    let memory = words(PAGES * WORDS);
    let mut sum = 0u64;
    for at in 0..iterations {
        for page in 0..PAGES {
            let word = &mut memory[page * WORDS + (page * 9 % WORDS)];
            *word = word.wrapping_add(at ^ page as u64);
            sum = sum.wrapping_add(*word);
        }
    }
    sum
}

//! Translations that all lead to the same: none, and four tables.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use guest_rt::random::Random;
use guest_rt::write_csr;

const SV39: u64 = 8 << 60;
const ASID_SHIFT: u32 = 44;
/// Valid, readable, writable, executable, global, accessed, dirty.
const LEAF: u64 = 0xef;
const GIGABYTE: u64 = 1 << 30;
/// What a guest has is below this many gigabytes.
const USED: u64 = 4;
const TABLES: u64 = 4;

/// A table.
#[repr(C, align(4096))]
struct Table([AtomicU64; 512]);

static ROOTS: [Table; TABLES as usize] = [const { Table([const { AtomicU64::new(0) }; 512]) }; TABLES as usize];

/// Fills them.
pub fn fill() {
    for root in &ROOTS {
        for (at, entry) in (0..USED).zip(&root.0) {
            entry.store((at * GIGABYTE) >> 2 | LEAF, Relaxed);
        }
    }
}

/// Takes another one; whether there is no translation any more.
pub fn change(random: &mut Random) -> bool {
    let satp = match random.below(TABLES + 2) {
        table @ 0..TABLES => SV39 | (random.draw() & 0xffff) << ASID_SHIFT | ROOTS[table as usize].0.as_ptr() as u64 >> 12,
        _ => 0,
    };
    write_csr!(satp, satp);
    satp == 0
}

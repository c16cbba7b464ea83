//! Events of address spaces: one is entered, or a page of it moves.
//!
//! What the pages hold tells where a translation led, so that a stale one is
//! seen in the sum.

use crate::firmware::csr;
use crate::hypervisor::vs_stage;
use crate::tables::{self, LINE, PAGE, WINDOW, WINDOW_PAGES};
use core::arch::asm;

/// Entries of spaces, or moves of a page, in an iteration.
const TIMES: u64 = 8;

/// A word of each page of the window, each in another line.
fn touch() -> u64 {
    // SAFETY: the window is mapped in every space, and of RAM.
    let word = |page| unsafe { ((WINDOW + page * (PAGE + LINE)) as *const u64).read_volatile() };
    (0..WINDOW_PAGES).fold(0, |sum: u64, page| sum.rotate_left(1) ^ word(page))
}

/// Gives each page of the window, and as many behind it, another number.
fn number() {
    for page in 0..2 * WINDOW_PAGES {
        let place = WINDOW + page * PAGE + page % WINDOW_PAGES * LINE;
        // SAFETY: RAM that is mapped where it is, and that nothing else uses.
        unsafe { (place as *mut u64).write_volatile(page * page + 1) };
    }
}

/// Enters two spaces in turn, with a fence or without.
fn switch(iterations: u64, spaces: [u64; 2], fence: bool) -> u64 {
    number();
    let mut sum = 0u64;
    for _ in 0..iterations * TIMES / 2 {
        for space in spaces {
            csr::satp::write(space);
            if fence {
                // SAFETY: a fence only orders accesses.
                unsafe { asm!("sfence.vma", options(nostack)) };
            }
            sum = sum.wrapping_mul(3).wrapping_add(touch());
        }
    }
    sum
}

/// Writes `satp` and fences, then touches 16 pages.
pub extern "C" fn satp(iterations: u64) -> u64 {
    switch(iterations, [tables::another(), csr::satp::read()], true)
}

/// The same by numbers of address spaces, which spare the fence.
pub extern "C" fn asid(iterations: u64) -> u64 {
    let numbered = |space: u64, number: u64| space | number << csr::satp::ASID_SHIFT;
    switch(iterations, [numbered(tables::another(), 1), numbered(csr::satp::read(), 2)], false)
}

/// Maps a page elsewhere and fences it, then touches it and 16 others.
pub extern "C" fn remap(iterations: u64) -> u64 {
    number();
    // It lies behind the pages that are touched, and shows two of them.
    let page = WINDOW + 2 * WINDOW_PAGES * PAGE;
    let entry = tables::first_entry(page);
    let mut sum = 0u64;
    for at in 0..iterations * TIMES {
        let leaf = vs_stage::leaf(WINDOW + at % 2 * WINDOW_PAGES * PAGE, true, true, true);
        // SAFETY: an entry of tables that are mapped where they are; nothing
        // but this function uses its page.
        unsafe { entry.write_volatile(leaf) };
        // SAFETY: a fence only orders accesses.
        unsafe { asm!("sfence.vma {}, zero", in(reg) page, options(nostack)) };
        // SAFETY: the page is mapped.
        let word = unsafe { (page as *const u64).read_volatile() };
        sum = sum.wrapping_mul(3).wrapping_add(word).wrapping_add(touch());
    }
    sum
}

//! Page tables where no tables can be.

use crate::pieces;
use crate::probe::{run, say_at};
use core::cell::UnsafeCell;
use guest_rt::{println, write_csr};

const SV39: u64 = 8 << 60;
const VALID: u64 = 1 << 0;
/// Readable, writable, executable, accessed, dirty.
const LEAF: u64 = VALID | 7 << 1 | 3 << 6;
const RAM: u64 = 0x8000_0000;
const UART: u64 = 0x1000_0000;
const NOTHING: u64 = 0x40_0000_0000;

/// A table.
#[repr(C, align(4096))]
struct Table(UnsafeCell<[u64; 512]>);

// SAFETY: the guest has one hart, and its handler does not touch tables.
unsafe impl Sync for Table {}

static ROOT: Table = Table(UnsafeCell::new([0; 512]));

pieces! {
    load("ld a0, 0(a0)");
    store("sd a1, 0(a0)");
    call("jr a0");
}

/// Runs all of it: RAM by itself, and beside it a table in a device, one where
/// nothing is, and pages in both.
pub fn run_all() {
    println!("hostile: tables");
    let entries = [(RAM >> 30, RAM >> 2 | LEAF), (3, UART >> 2 & !0x3ff | VALID), (4, NOTHING >> 2 | VALID), (5, NOTHING >> 2 | LEAF)];
    for (index, entry) in entries {
        let at = (ROOT.0.get() as u64 + index * 8) as *mut u64;
        // SAFETY: the index is inside of the table, which nobody else uses.
        unsafe { at.write_volatile(entry) };
    }
    write_csr!(satp, SV39 | ROOT.0.get() as u64 >> 12);
    // SAFETY: a fence only orders translations.
    unsafe { core::arch::asm!("sfence.vma") };
    for (name, index) in [("in a device", 3_u64), ("where nothing is", 4)] {
        let address = index << 30 | 0x40_0008;
        println!("hostile: a table {name}");
        say_at("load", address, run(load, address, 0));
        say_at("store", address, run(store, address, 0));
        say_at("jump", address, run(call, address, 0));
    }
    println!("hostile: a page where nothing is");
    let address = 5 << 30;
    say_at("load", address, run(load, address, 0));
    say_at("store", address, run(store, address, 0));
    say_at("jump", address, run(call, address, 0));
    write_csr!(satp, 0);
    // SAFETY: a fence only orders translations.
    unsafe { core::arch::asm!("sfence.vma") };
}

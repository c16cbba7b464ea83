//! Takes timer interrupts that follow one another at fixed times, and writes
//! to many pages meanwhile: for a guest that is moved while it runs. It says
//! so and fails if a tick is missing, if time goes backwards, or if memory or
//! a floating-point register does not hold what it was given.
#![no_std]
#![no_main]

use core::arch::asm;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use guest_rt::csr::{SSTATUS_SIE, STI, time, wait};
use guest_rt::trap::{Trap, on_trap};
use guest_rt::{clear_csr, println, read_csr, sbi, set_csr, write_csr};

/// Ticks to take, how many there are in a line of output, and the time
/// between them; the `virt` machine counts ten million a second.
const TICKS: u64 = 400;
const LINE: u64 = 20;
const PERIOD: u64 = 200_000;
const TIMER: u64 = 5;
/// Pages that are written, some with each tick, behind what the linker uses.
const MEMORY: u64 = 0x8040_0000;
const PAGES: u64 = 256;
const EACH: u64 = 2;
const PAGE: u64 = 4096;
/// `sstatus.FS`: the floating-point unit is on.
const FLOAT: u64 = 1 << 13;
const KEPT: u64 = 0x3ff8_1234_5678_9abc;

static TICKED: AtomicU64 = AtomicU64::new(0);
static DUE: AtomicU64 = AtomicU64::new(0);
static LATEST: AtomicU64 = AtomicU64::new(0);

guest_rt::main!(main);

fn main() {
    on_trap(interrupted);
    set_csr!(sstatus, FLOAT);
    keep(KEPT);
    write_csr!(sscratch, KEPT ^ 1);
    let start = time();
    DUE.store(start + PERIOD, Relaxed);
    set_csr!(sie, STI);
    sbi::set_timer(start + PERIOD);
    let mut written = 0;
    for tick in 1..=TICKS {
        while TICKED.load(Relaxed) < tick {
            wait();
            set_csr!(sstatus, SSTATUS_SIE);
            clear_csr!(sstatus, SSTATUS_SIE);
        }
        now();
        for _ in 0..EACH {
            let page = written % PAGES;
            assert!(word(page) == expected(written, page), "page {page} has changed");
            set_word(page, written + 1);
            written += 1;
        }
        assert!(kept() == KEPT && read_csr!(sscratch) == KEPT ^ 1, "a register has changed");
        if tick % LINE == 0 {
            println!("ticker: {tick} ticks");
        }
    }
    assert!((0..PAGES).all(|page| word(page) == expected(written, page)), "memory has changed");
    assert!(now() - start >= TICKS * PERIOD, "ticks came too early");
    println!("ticker: no tick lost, no page changed");
}

/// The time, which never goes backwards.
fn now() -> u64 {
    let now = time();
    assert!(now >= LATEST.swap(now, Relaxed), "time has gone backwards");
    now
}

/// What a page holds after so many writes, which go round.
fn expected(written: u64, page: u64) -> u64 {
    match written.checked_sub(page + 1) {
        Some(behind) => behind / PAGES * PAGES + page + 1,
        None => 0,
    }
}

fn place(page: u64) -> *mut u64 {
    (MEMORY + page * PAGE + page % 500 * 8) as *mut u64
}

fn word(page: u64) -> u64 {
    // SAFETY: RAM that nothing else uses.
    unsafe { place(page).read_volatile() }
}

fn set_word(page: u64, value: u64) {
    // SAFETY: as above.
    unsafe { place(page).write_volatile(value) }
}

/// Puts a number into a register that no code here uses.
fn keep(value: u64) {
    // SAFETY: nothing else in this guest computes with such numbers.
    unsafe { asm!(".option push", ".option arch, +d", "fmv.d.x fs11, {}", ".option pop", in(reg) value) }
}

fn kept() -> u64 {
    let value;
    // SAFETY: as above.
    unsafe { asm!(".option push", ".option arch, +d", "fmv.x.d {}, fs11", ".option pop", out(reg) value) }
    value
}

fn interrupted(trap: &mut Trap) {
    assert!(trap.interrupt() == Some(TIMER), "unexpected {trap:x?}");
    let due = DUE.load(Relaxed);
    assert!(now() >= due, "a tick came too early");
    let ticked = TICKED.fetch_add(1, Relaxed) + 1;
    DUE.store(due + PERIOD, Relaxed);
    sbi::set_timer(if ticked == TICKS { u64::MAX } else { due + PERIOD });
}

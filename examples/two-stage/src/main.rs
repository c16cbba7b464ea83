//! Builds Sv39 tables of its own, so that both stages translate, and checks
//! mappings, permissions, page faults and SFENCE.VMA.
#![no_std]
#![no_main]

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use guest_rt::trap::{Trap, on_trap};
use guest_rt::{println, write_csr};

const SV39: u64 = 8 << 60;
const VALID: u64 = 1 << 0;
const READ: u64 = 1 << 1;
const WRITE: u64 = 1 << 2;
const EXECUTE: u64 = 1 << 3;
const USED: u64 = 1 << 6 | 1 << 7;

/// Start of RAM, mapped to itself by one entry of the root.
const RAM: u64 = 0x8000_0000;
/// A window of small pages elsewhere.
const WINDOW: u64 = 0x4000_0000;
const PAGE: u64 = 4096;

const FETCH_FAULT: u64 = 12;
const LOAD_FAULT: u64 = 13;
const STORE_FAULT: u64 = 15;

/// A page of the guest: a table, or data.
#[repr(C, align(4096))]
struct Page(UnsafeCell<[u64; 512]>);

// SAFETY: the guest has one hart, and its handler does not touch pages.
unsafe impl Sync for Page {}

impl Page {
    const fn new() -> Self {
        Self(UnsafeCell::new([0; 512]))
    }

    fn address(&self) -> u64 {
        self.0.get() as u64
    }

    fn set(&self, index: u64, value: u64) {
        store(self.address() + index * 8, value);
    }
}

static ROOT: Page = Page::new();
static MIDDLE: Page = Page::new();
static LEAVES: Page = Page::new();
static FIRST: Page = Page::new();
static SECOND: Page = Page::new();

/// Cause and address of the last page fault.
static CAUSE: AtomicU64 = AtomicU64::new(0);
static ADDRESS: AtomicU64 = AtomicU64::new(0);
/// Where a fetch that faults is to return to.
static RESUME: AtomicU64 = AtomicU64::new(0);

guest_rt::main!(main);

fn main() {
    on_trap(faulted);
    build();
    write_csr!(satp, SV39 | ROOT.address() >> 12);
    fence();
    println!("two-stage: translation is on");

    store(WINDOW, 11);
    println!("two-stage: stored by the window, read at home: {}", load(FIRST.address()));
    println!("two-stage: read-only page: {}", load(WINDOW + PAGE));

    expect("store to the read-only page", STORE_FAULT, WINDOW + PAGE, || store(WINDOW + PAGE, 1));
    expect("load from no page", LOAD_FAULT, WINDOW + 2 * PAGE, || {
        load(WINDOW + 2 * PAGE);
    });
    expect("fetch from a data page", FETCH_FAULT, WINDOW, || jump(WINDOW));

    LEAVES.set(0, leaf(&SECOND, READ | WRITE));
    fence();
    store(WINDOW, 22);
    println!("two-stage: after SFENCE.VMA the window is another page: {} {}", load(FIRST.address()), load(SECOND.address()));
    write_csr!(satp, 0);
    fence();
    println!("two-stage: translation is off: {}", load(SECOND.address()));
    println!("two-stage: done");
}

/// One huge page for RAM, and two small pages in the window.
fn build() {
    ROOT.set(RAM >> 30, RAM >> 2 | READ | WRITE | EXECUTE | USED | VALID);
    ROOT.set(WINDOW >> 30, MIDDLE.address() >> 2 | VALID);
    MIDDLE.set(0, LEAVES.address() >> 2 | VALID);
    LEAVES.set(0, leaf(&FIRST, READ | WRITE));
    LEAVES.set(1, leaf(&SECOND, READ));
    SECOND.set(0, 7);
}

fn leaf(page: &Page, permissions: u64) -> u64 {
    page.address() >> 2 | permissions | USED | VALID
}

/// Does `action`, and says whether it faulted as it should.
fn expect(what: &str, cause: u64, address: u64, action: impl Fn()) {
    CAUSE.store(0, Relaxed);
    action();
    let right = CAUSE.load(Relaxed) == cause && ADDRESS.load(Relaxed) == address;
    println!("two-stage: {what}: cause {}, as expected: {right}", CAUSE.load(Relaxed));
}

fn faulted(trap: &mut Trap) {
    CAUSE.store(trap.cause, Relaxed);
    ADDRESS.store(trap.tval, Relaxed);
    match trap.cause {
        LOAD_FAULT | STORE_FAULT => trap.skip(),
        FETCH_FAULT => trap.pc = RESUME.load(Relaxed),
        _ => panic!("unexpected {trap:x?}"),
    }
}

fn load(address: u64) -> u64 {
    // SAFETY: the address is of a page above, or its fault is skipped.
    unsafe { (address as *const u64).read_volatile() }
}

fn store(address: u64, value: u64) {
    // SAFETY: the address is of a page above, or its fault is skipped.
    unsafe { (address as *mut u64).write_volatile(value) }
}

/// Jumps to `address`, which faults; the handler goes on behind it.
fn jump(address: u64) {
    let resume = RESUME.as_ptr();
    // SAFETY: the fetch faults, and the handler returns to label 2.
    unsafe {
        core::arch::asm!(
            "la {t}, 2f",
            "sd {t}, 0({resume})",
            "jr {address}",
            "2:",
            t = out(reg) _,
            resume = in(reg) resume,
            address = in(reg) address,
        )
    };
}

fn fence() {
    // SAFETY: a fence only orders translations.
    unsafe { core::arch::asm!("sfence.vma", options(nostack)) }
}

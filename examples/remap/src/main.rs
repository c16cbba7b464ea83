//! Has pages lead to other memory, and fences by SBI: itself, and the second
//! virtual hart if there is one. Each fence names an address, some, or all.
#![no_std]
#![no_main]

use core::arch::{asm, naked_asm};
use core::sync::atomic::{AtomicU8, AtomicU64, Ordering::SeqCst};
use guest_rt::{println, sbi, write_csr};

guest_rt::main!(main);

const HSM: u64 = 0x48_534d;
const RFENCE: u64 = 0x5246_4e43;
/// Functions of RFENCE: SFENCE.VMA, without and with an address space.
const OF_ALL: u64 = 1;
const OF_ONE: u64 = 2;

const SV39: u64 = 8 << 60;
const SPACE: u64 = 5;
const SPACE_SHIFT: u32 = 44;
const PAGE: u64 = 4096;
const VALID: u64 = 1;
/// Valid, readable, writable, accessed, dirty; RAM is executable too.
const LEAF: u64 = 0xc7;
const RAM: u64 = 0x8000_0000;
const RAM_LEAF: u64 = RAM >> 2 | LEAF | 8;
/// Where the pages are that lead elsewhere.
const WINDOW: u64 = 0x4000_0000;
const PAGES: usize = 100;

/// A page of memory, or a table.
#[repr(C, align(4096))]
struct Page([AtomicU64; 512]);

impl Page {
    const fn new() -> Self {
        Self([const { AtomicU64::new(0) }; 512])
    }

    fn entry(&self) -> u64 {
        self.0.as_ptr() as u64 >> 2
    }
}

static TABLES: [Page; 3] = [const { Page::new() }; 3];
/// What pages lead to first, and then.
static SIDES: [Page; 2] = [const { Page::new() }; 2];

/// What the second virtual hart is to read, one more than the page; 0 if nothing. What it has read.
static WANTED: AtomicU64 = AtomicU64::new(0);
static FOUND: AtomicU64 = AtomicU64::new(0);

/// A fence, and which pages it is for.
type Fence = (&'static str, u64, usize, usize);

const FENCES: [Fence; 6] = [
    ("a page", OF_ALL, 3, 1),
    ("a page of a space", OF_ONE, 0, 1),
    ("some pages", OF_ALL, 5, 7),
    ("some pages of a space", OF_ONE, 90, 10),
    ("many pages", OF_ALL, 0, PAGES),
    ("many pages of a space", OF_ONE, 0, PAGES),
];

fn main() {
    TABLES[0].0[(RAM >> 30) as usize].store(RAM_LEAF, SeqCst);
    TABLES[0].0[(WINDOW >> 30) as usize].store(TABLES[1].entry() | VALID, SeqCst);
    TABLES[1].0[0].store(TABLES[2].entry() | VALID, SeqCst);
    (0..2).for_each(|side| SIDES[side].0[0].store(side as u64 + 1, SeqCst));
    translate();
    let with_second = sbi::call(HSM, 0, [1, second as *const () as u64, 0]).0 == 0;
    for (name, function, first, count) in FENCES {
        check(name, function, first, count, 1, read);
        if with_second {
            check(name, function, first, count, 2, ask);
        }
        println!("remap: {name}: as it should be");
    }
    println!("remap: done");
}

extern "C" fn translate() {
    write_csr!(satp, SV39 | SPACE << SPACE_SHIFT | TABLES[0].0.as_ptr() as u64 >> 12);
    fence_here();
}

fn fence_here() {
    // SAFETY: a fence only orders translations.
    unsafe { asm!("sfence.vma") };
}

fn map(first: usize, count: usize, side: usize) {
    (first..first + count).for_each(|page| TABLES[2].0[page].store(SIDES[side].entry() | LEAF, SeqCst));
}

/// All pages lead to one side, and are read; then some lead to the other.
fn check(name: &str, function: u64, first: usize, count: usize, harts: u64, read: fn(usize) -> u64) {
    map(0, PAGES, 0);
    fence_here();
    fence(OF_ALL, harts, 0, u64::MAX);
    let before = (0..PAGES).all(|page| read(page) == 1);
    map(first, count, 1);
    fence(function, harts, WINDOW + first as u64 * PAGE, count as u64 * PAGE);
    let behind = (first..first + count).find(|page| read(*page) != 2);
    let others = (0..PAGES).filter(|page| !(first..first + count).contains(page)).all(|page| read(page) == 1);
    assert!(before && others, "{name}: others have changed, on {harts}");
    assert!(behind.is_none(), "{name}: page {behind:?} is as it was, on {harts}");
}

fn fence(function: u64, harts: u64, start: u64, bytes: u64) {
    let error: i64;
    // SAFETY: a fence only orders translations.
    unsafe {
        asm!("ecall", inlateout("a0") harts => error, inlateout("a1") 0_u64 => _, in("a2") start, in("a3") bytes,
            in("a4") SPACE, in("a6") function, in("a7") RFENCE, options(nostack))
    };
    assert!(error == 0, "the fence was refused: {error}");
}

/// What is at the start of a page of the window.
fn read(page: usize) -> u64 {
    // SAFETY: all pages of the window are mapped, to memory that is only read there.
    unsafe { ((WINDOW + page as u64 * PAGE) as *const u64).read_volatile() }
}

/// The same on the second virtual hart.
fn ask(page: usize) -> u64 {
    WANTED.store(page as u64 + 1, SeqCst);
    while WANTED.load(SeqCst) != 0 {
        core::hint::spin_loop();
    }
    FOUND.load(SeqCst)
}

const STACK_BYTES: usize = 4096;

/// A stack for it.
#[repr(C, align(16))]
struct Stack([AtomicU8; STACK_BYTES]);

static STACK: Stack = Stack([const { AtomicU8::new(0) }; STACK_BYTES]);

#[unsafe(naked)]
extern "C" fn second() -> ! {
    naked_asm!("la sp, {stack}", "li t0, {bytes}", "add sp, sp, t0", "tail {answer}", stack = sym STACK, bytes = const STACK_BYTES, answer = sym answer)
}

extern "C" fn answer() -> ! {
    translate();
    loop {
        if let Some(page) = WANTED.load(SeqCst).checked_sub(1) {
            FOUND.store(read(page as usize), SeqCst);
            WANTED.store(0, SeqCst);
        }
        core::hint::spin_loop();
    }
}

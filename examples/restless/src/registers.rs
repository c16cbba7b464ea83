//! CSRs that can be written, whichever they are.

use core::sync::atomic::{AtomicU32, AtomicUsize, Ordering::Relaxed};
use guest_rt::csr::SSTATUS_SIE;
use guest_rt::random::Random;
use guest_rt::trap::{Trap, on_trap};
use guest_rt::{read_csr, set_csr, write_csr};

/// Registers that are written with care.
const SSTATUS: u32 = 0x100;
const SATP: u32 = 0x180;
/// `sstatus.FS`.
const FS: u64 = 3 << 13;
/// `sstatus.UXL`: programs of U-mode have the width that this one has.
const UXL: u64 = 3 << 32;
/// Registers that are written, at most.
const MOST: usize = 64;

/// `ld t0, 0(a0)` and `csrw 0, t0`, to which places are added.
const LOAD: u32 = 0x0005_3283;
const WRITE: u32 = 0x0002_9073;
const RETURN: u32 = 0x0000_8067;

/// Writes the registers from numbers at a0.
#[repr(C, align(4))]
struct Code([AtomicU32; 2 * MOST + 1]);

static CODE: Code = Code([const { AtomicU32::new(RETURN) }; 2 * MOST + 1]);
static COUNT: AtomicUsize = AtomicUsize::new(0);
static TRAPS: AtomicUsize = AtomicUsize::new(0);
static NUMBERS: [AtomicU32; MOST] = [const { AtomicU32::new(0) }; MOST];

fn trapped(trap: &mut Trap) {
    TRAPS.fetch_add(1, Relaxed);
    trap.skip();
}

/// Finds them: levels U and S, without those that say by their number that
/// they can only be read. Returns how many there are.
pub fn find() -> usize {
    on_trap(trapped);
    // Those of the floating-point unit too.
    set_csr!(sstatus, FS);
    let is_for_us = |number: &u32| matches!(number >> 8 & 3, 0 | 1) && number >> 10 != 3;
    let mut count = 0;
    for number in (0..4096).filter(is_for_us).filter(|number| ![SSTATUS, SATP].contains(number)) {
        let before = TRAPS.load(Relaxed);
        // csrr a0, number
        CODE.0[0].store(number << 20 | 0x2573, Relaxed);
        CODE.0[1].store(RETURN, Relaxed);
        call(&[]);
        if TRAPS.load(Relaxed) == before && count < MOST {
            NUMBERS[count].store(number, Relaxed);
            count += 1;
        }
    }
    for (n, number) in NUMBERS[..count].iter().enumerate() {
        CODE.0[2 * n].store(LOAD | (8 * n as u32) << 20, Relaxed);
        CODE.0[2 * n + 1].store(WRITE | number.load(Relaxed) << 20, Relaxed);
    }
    CODE.0[2 * count].store(RETURN, Relaxed);
    COUNT.store(count, Relaxed);
    count
}

fn call(values: &[u64]) {
    // SAFETY: a fence only orders accesses.
    unsafe { core::arch::asm!("fence.i") };
    // SAFETY: the code reads `values` and returns, or traps, and the handler
    // goes on behind; it changes t0 and a0.
    unsafe {
        core::arch::asm!("jalr {code}", code = in(reg) CODE.0.as_ptr(), inlateout("a0") values.as_ptr() => _,
            out("t0") _, out("ra") _)
    };
}

/// Writes something else to all of them.
pub fn change(random: &mut Random) {
    let mut values = [0; MOST];
    values.iter_mut().for_each(|value| *value = random.draw());
    set_csr!(sstatus, FS);
    call(&values);
    let own = random.draw() & !(SSTATUS_SIE | FS) | (1 + random.below(3)) << 13;
    write_csr!(sstatus, own & !UXL | read_csr!(sstatus) & UXL);
}

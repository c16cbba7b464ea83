//! Drives a virtio source of random numbers that is the host's own, with its
//! interrupt. What the device writes lies where guest and host have the same
//! addresses.
#![no_std]
#![no_main]

use core::sync::atomic::{AtomicU32, Ordering::SeqCst};
use guest_rt::csr::{SSTATUS_SIE, wait};
use guest_rt::trap::{Trap, on_trap};
use guest_rt::virtio::{Device, Part, Queue};
use guest_rt::{clear_csr, println, set_csr};

guest_rt::main!(main);

/// The last virtio slot, and its source at the controller.
const AT: u64 = 0x1000_8000;
const SOURCE: u32 = 8;
const IS_RANDOM: u32 = 4;
/// Memory that device and guest know by the same addresses.
const SHARED: u64 = 0x8600_0000;
const BUFFER: u64 = SHARED + 0x2000;
const BYTES: u32 = 32;
const ROUNDS: u32 = 5;

const PLIC: u64 = 0xc00_0000;
const PRIORITY: u64 = PLIC + 4 * SOURCE as u64;
/// Of supervisor mode of the first virtual hart.
const ENABLE: u64 = PLIC + 0x2080;
const THRESHOLD: u64 = PLIC + 0x20_1000;
const CLAIM: u64 = THRESHOLD + 4;
/// External interrupt, in `sie` and as a cause.
const SEI: u64 = 1 << 9;
const EXTERNAL: u64 = 9;

static INTERRUPTS: AtomicU32 = AtomicU32::new(0);
static OTHERS: AtomicU32 = AtomicU32::new(0);

fn main() {
    on_trap(interrupted);
    // SAFETY: the memory is zero, and nothing else is there.
    let queue = unsafe { &*(SHARED as *const Queue) };
    let mut device = Device::new(AT, IS_RANDOM, queue).expect("the host's device is there");
    for (register, word) in [(PRIORITY, 1), (ENABLE, 1 << SOURCE), (THRESHOLD, 0)] {
        write(register, word);
    }
    set_csr!(sie, SEI);
    let mut seen = [0; ROUNDS as usize];
    for round in 1..=ROUNDS {
        device.ask(&[Part { at: BUFFER, bytes: BYTES, is_written: true }]);
        while INTERRUPTS.load(SeqCst) < round {
            wait();
            set_csr!(sstatus, SSTATUS_SIE);
            clear_csr!(sstatus, SSTATUS_SIE);
        }
        assert!(device.is_done(), "an interrupt, and nothing is done");
        // SAFETY: the device has written it.
        seen[round as usize - 1] = unsafe { (BUFFER as *const u64).read_volatile() };
    }
    let all_differ = (1..seen.len()).all(|n| !seen[..n].contains(&seen[n]));
    println!("entropy: {} interrupts, {} others, numbers differ: {all_differ}", INTERRUPTS.load(SeqCst), OTHERS.load(SeqCst));
    println!("entropy: done");
}

fn interrupted(trap: &mut Trap) {
    assert!(trap.interrupt() == Some(EXTERNAL), "unexpected {trap:x?}");
    let source = read(CLAIM);
    if source == SOURCE {
        // Withdraws it, at the device.
        let pending = read(AT + 0x60);
        write(AT + 0x64, pending);
        INTERRUPTS.fetch_add(1, SeqCst);
    } else {
        OTHERS.fetch_add(1, SeqCst);
    }
    write(CLAIM, source);
}

fn read(register: u64) -> u32 {
    // SAFETY: a register of a device that only this program uses.
    unsafe { (register as *const u32).read_volatile() }
}

fn write(register: u64, word: u32) {
    // SAFETY: as for `read`.
    unsafe { (register as *mut u32).write_volatile(word) }
}

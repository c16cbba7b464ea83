//! Virtio devices with queues and descriptors at random.

use crate::address::{self, SCRATCH};
use guest_rt::random::Random;
use guest_rt::virtio::register::*;

const FIRST: u64 = 0x1000_1000;
const SLOT: u64 = 0x1000;
/// Slots with a device, and one without.
const SLOTS: u64 = 4;

const QUEUE: u64 = SCRATCH + (1 << 20);

/// Does something with one.
pub fn one(random: &mut Random) {
    let device = FIRST + random.below(SLOTS) * SLOT;
    if random.below(4) == 0 {
        set_up(device, random);
    }
    fill(random);
    for _ in 0..1 + random.below(4) {
        match random.below(8) {
            0 => write(device, random.below(0x200) & !3, random.draw() as u32),
            1 => write(device, INTERRUPT_ACK, 3),
            _ => write(device, QUEUE_NOTIFY, random.below(4) as u32),
        }
    }
}

/// As drivers do, with numbers that none would take.
fn set_up(device: u64, random: &mut Random) {
    write(device, STATUS, 0);
    write(device, STATUS, 3);
    write(device, DRIVER_FEATURES_SEL, 1);
    write(device, DRIVER_FEATURES, 1);
    write(device, DRIVER_FEATURES_SEL, 0);
    write(device, DRIVER_FEATURES, if random.below(2) == 0 { 0 } else { random.draw() as u32 });
    write(device, STATUS, 11);
    for queue in 0..2 {
        write(device, QUEUE_SEL, queue);
        write(device, QUEUE_NUM, if random.below(8) == 0 { random.draw() as u32 } else { 1 << random.below(9) });
        for (n, register) in ADDRESSES.into_iter().enumerate() {
            let at = if random.below(8) == 0 { address::any(random) } else { QUEUE + 0x4000 * n as u64 };
            write(device, register, at as u32);
            write(device, register + 4, (at >> 32) as u32);
        }
        write(device, QUEUE_READY, 1);
    }
    write(device, STATUS, if random.below(8) == 0 { random.draw() as u32 } else { 15 });
}

/// Descriptors, and the ring of those that are ready.
fn fill(random: &mut Random) {
    for n in 0..64 {
        let length = if random.below(4) == 0 { random.draw() } else { random.below(4096) };
        let end = if random.below(8) == 0 { 1 << 16 } else { 64 };
        let (flags, next) = (random.below(8), random.below(end));
        put(QUEUE + 16 * n, address::any(random));
        put(QUEUE + 16 * n + 8, length & 0xffff_ffff | flags << 32 | next << 48);
    }
    let ring = QUEUE + 0x4000;
    (0..64).for_each(|n| put(ring + 8 * n, random.draw()));
    // How many have been put there.
    put(ring, random.draw() & !0xffff | random.below(2));
}

fn put(at: u64, word: u64) {
    // SAFETY: it is RAM that nothing else uses.
    unsafe { (at as *mut u64).write_volatile(word) };
}

fn write(device: u64, register: u64, word: u32) {
    // SAFETY: it is a register of a device, or nothing is there: nothing is
    // found there by this program.
    unsafe { ((device + register) as *mut u32).write_volatile(word) };
}

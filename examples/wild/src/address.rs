//! Addresses that are worth trying.

use guest_rt::random::Random;

const RAM: u64 = 0x8000_0000;
/// Memory that it may write: the program is below, its seed above.
pub const SCRATCH: u64 = RAM + (8 << 20);
/// Devices: interrupt controller, clock, UART, virtio; where a host has others.
const DEVICES: [u64; 10] = [
    0xc00_0000,
    0xc00_2000,
    0xc20_1000,
    0x10_1000,
    0x1000_0000,
    0x1000_1000,
    0x1000_2000,
    0x1000_3000,
    // The core-local interruptor and a bus, of the host alone.
    0x200_0000,
    0x3000_0000,
];

/// An address, or what is none.
pub fn any(random: &mut Random) -> u64 {
    match random.below(16) {
        0..6 => SCRATCH + random.below(1 << 14),
        6..10 => random.of(&DEVICES) + random.below(0x1000),
        // Around the end of RAM.
        10 => RAM + (16 << 20) - 8 + random.below(16),
        // Where the host has its firmware and its hypervisor, and RAM that is not this guest's.
        11 => RAM + (16 << 20) + random.below(1 << 30),
        12 => 1 << random.below(64),
        13 => random.below(1 << 34) & !0xfff | 1 << 34,
        14 => !random.below(4096),
        _ => random.below(4096),
    }
}

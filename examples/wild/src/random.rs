//! Random numbers, and addresses that are worth trying.

/// A generator, which its number begins.
pub struct Random(pub u64);

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

impl Random {
    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 ^ self.0 >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.draw() % end
    }

    /// One of a list.
    pub fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }

    /// An address, or what is none.
    pub fn address(&mut self) -> u64 {
        match self.below(16) {
            0..6 => SCRATCH + self.below(1 << 14),
            6..10 => self.of(&DEVICES) + self.below(0x1000),
            // Around the end of RAM.
            10 => RAM + (16 << 20) - 8 + self.below(16),
            // Where the host has its firmware and its hypervisor, and RAM that is not this guest's.
            11 => RAM + (16 << 20) + self.below(1 << 30),
            12 => 1 << self.below(64),
            13 => self.below(1 << 34) & !0xfff | 1 << 34,
            14 => !self.below(4096),
            _ => self.below(4096),
        }
    }
}

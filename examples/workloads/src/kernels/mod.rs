//! Kernels: what is measured in instructions per second.

pub mod control;
pub mod float;
pub mod integer;
pub mod memory;

/// A small generator of numbers (xorshift), the same everywhere.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

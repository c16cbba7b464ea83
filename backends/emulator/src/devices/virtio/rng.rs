//! A source of random numbers that gives the same ones in every run.

use super::queue::Broken;
use super::{Access, Device, Saved};

/// Bytes given at once.
const AT_ONCE: usize = 4096;

/// A generator by Sebastiano Vigna (splitmix64): a run with the same seed is
/// the same run. It is no source for secrets, and needs not be one.
pub(crate) struct Rng {
    seed: u64,
    state: u64,
}

impl Rng {
    /// A generator that starts at `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, state: seed }
    }

    pub(super) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ self.state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}

impl Device for Rng {
    fn id(&self) -> u32 {
        4
    }

    fn reset(&mut self) {
        self.state = self.seed;
    }

    fn save(&mut self) -> Result<Saved, String> {
        Ok(self.state.to_le_bytes().to_vec())
    }

    fn restore(&mut self, saved: &Saved) -> Option<()> {
        self.state = u64::from_le_bytes(saved.as_slice().try_into().ok()?);
        Some(())
    }

    fn serve(&mut self, index: usize, access: &mut Access) -> Result<(), Broken> {
        while let Some(chain) = access.pop(index)? {
            let wanted = chain.room().min(AT_ONCE);
            let bytes: Vec<u8> = (0..wanted.div_ceil(8)).flat_map(|_| self.next().to_le_bytes()).take(wanted).collect();
            let written = chain.write_all(&mut access.dma, &bytes);
            access.push(index, &chain, written)?;
        }
        Ok(())
    }
}

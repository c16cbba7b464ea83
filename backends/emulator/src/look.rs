//! A hart that stands still, for whoever shows where it is.

use isa::Revision;

use crate::core::Core;
use crate::erased::Mode;
use crate::walked;

/// A hart that stands still.
pub trait Look {
    /// 32 or 64.
    fn xlen(&self) -> u32;
    /// Number of the hart.
    fn hart(&self) -> usize;
    /// Its mode.
    fn mode(&self) -> Mode;
    /// Address of the instruction that it is at.
    fn pc(&self) -> u64;
    /// Integer register.
    fn x(&self, register: u8) -> u64;
    /// Bits of a floating-point register.
    fn f(&self, register: u8) -> u64;
    /// Storage words of its state, by their place in [`Revision::WORDS`].
    fn words(&self) -> Vec<u64>;
    /// Where a load from an address leads now; permissions do not count.
    ///
    /// # Errors
    ///
    /// What stops the way through the tables.
    fn physical(&self, va: u64) -> Result<u64, String>;
    /// An aligned word of 4 or 8 bytes of RAM, found as loads find it now;
    /// permissions do not count, and nothing is changed.
    fn word(&self, va: u64, bytes: u32) -> Option<u64>;
}

impl<R: Revision> Look for Core<R> {
    fn xlen(&self) -> u32 {
        R::XLEN
    }

    fn hart(&self) -> usize {
        self.hart.id
    }

    fn mode(&self) -> Mode {
        R::mode(&self.hart.state)
    }

    fn pc(&self) -> u64 {
        self.hart.pc
    }

    fn x(&self, register: u8) -> u64 {
        self.hart.x[usize::from(register) % 32]
    }

    fn f(&self, register: u8) -> u64 {
        self.hart.f[usize::from(register) % 32]
    }

    fn words(&self) -> Vec<u64> {
        (0..R::WORDS.len()).map(|at| R::word(&self.hart.state, at)).collect()
    }

    fn physical(&self, va: u64) -> Result<u64, String> {
        walked::translate::<R>(&self.bus.ram, &self.hart.state, va).map(|walked| walked.pa)
    }

    fn word(&self, va: u64, bytes: u32) -> Option<u64> {
        let pa = self.physical(va).ok().filter(|_| va.is_multiple_of(u64::from(bytes)))?;
        self.bus.ram.read(self.bus.ram.offset(pa, u64::from(bytes))?, bytes)
    }
}

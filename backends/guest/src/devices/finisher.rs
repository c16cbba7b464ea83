//! The test finisher of QEMU's `virt`: a word that ends the machine.

use crate::{Context, Device, End};
use alloc::vec::Vec;

const FAIL: u64 = 0x3333;
/// What a guest writes that ends with success.
pub(crate) const PASS: u64 = 0x5555;
/// What a guest writes that wants to begin again.
pub(crate) const RESET: u64 = 0x7777;

/// The finisher.
#[derive(Debug)]
pub(crate) struct Finisher;

impl Device for Finisher {
    fn read(&mut self, _: u64, _: u32, _: Context<'_>) -> u64 {
        0
    }

    fn write(&mut self, offset: u64, _: u32, value: u64, context: Context<'_>) {
        if offset != 0 {
            return;
        }
        match value & 0xffff {
            PASS => context.end(End::Good),
            FAIL => context.end(End::Failed((value >> 16) as u16)),
            RESET => context.end(End::Restart),
            _ => {}
        }
    }

    fn save(&self) -> Option<Vec<u8>> {
        Some(Vec::new())
    }

    fn restore(&mut self, saved: &[u8]) -> Option<()> {
        saved.is_empty().then_some(())
    }

    fn reset(&mut self, _: bool) {}
}

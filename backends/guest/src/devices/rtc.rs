//! The goldfish real-time clock, without its alarm.

use crate::{Context, Device};
use alloc::vec::Vec;

const TIME_LOW: u64 = 0;
const TIME_HIGH: u64 = 4;

/// The clock.
#[derive(Debug, Default)]
pub(crate) struct Rtc {
    /// The upper half, as it was when the lower one was read.
    high: u32,
}

impl Device for Rtc {
    fn read(&mut self, offset: u64, _: u32, context: Context<'_>) -> u64 {
        match offset {
            TIME_LOW => {
                let date = context.date();
                self.high = (date >> 32) as u32;
                date & u64::from(u32::MAX)
            }
            TIME_HIGH => self.high.into(),
            _ => 0,
        }
    }

    fn write(&mut self, _: u64, _: u32, _: u64, _: Context<'_>) {}

    fn save(&self) -> Option<Vec<u8>> {
        super::pack(&self.high)
    }

    fn restore(&mut self, saved: &[u8]) -> Option<()> {
        self.high = super::unpack(saved)?;
        Some(())
    }

    fn reset(&mut self, _: bool) {
        *self = Self::default();
    }
}

//! The core-local interruptor: software interrupts and the timer.

use serde::{Deserialize, Serialize};

use crate::clock::Clock;

const MSIP: u64 = 0;
const MTIMECMP: u64 = 0x4000;
const MTIME: u64 = 0xbff8;

/// Software interrupts and timer deadlines of all harts.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Clint {
    msip: Vec<bool>,
    mtimecmp: Vec<u64>,
}

impl Clint {
    /// Nothing pending, no deadline ever.
    pub(crate) fn new(harts: usize) -> Self {
        Self { msip: vec![false; harts], mtimecmp: vec![u64::MAX; harts] }
    }

    /// Whether it is that of so many harts.
    pub(crate) fn fits(&self, harts: usize) -> bool {
        self.msip.len() == harts && self.mtimecmp.len() == harts
    }

    /// Software interrupt of a hart.
    #[inline]
    pub(crate) fn msip(&self, hart: usize) -> bool {
        self.msip.get(hart).copied().unwrap_or(false)
    }

    /// Time from which the timer interrupt of a hart is pending.
    #[inline]
    pub(crate) fn deadline(&self, hart: usize) -> u64 {
        self.mtimecmp.get(hart).copied().unwrap_or(u64::MAX)
    }

    /// Reads a register, or half of one; those of absent harts are 0.
    pub(crate) fn read(&self, offset: u64, bytes: u32, clock: &mut Clock) -> Option<u64> {
        let (register, byte) = (offset & !7, offset & 7);
        let value = match register {
            MSIP..MTIMECMP if bytes <= 4 => {
                return Some(u64::from(self.msip((offset / 4) as usize)));
            }
            MTIMECMP..MTIME => self.mtimecmp.get(((register - MTIMECMP) / 8) as usize).copied().unwrap_or(0),
            MTIME => clock.time(),
            _ => return (bytes <= 8).then_some(0),
        };
        let shifted = value >> (8 * byte);
        Some(if bytes < 8 { shifted & ((1 << (8 * bytes)) - 1) } else { shifted })
    }

    /// Writes a register, or half of one.
    pub(crate) fn write(&mut self, offset: u64, bytes: u32, value: u64, clock: &mut Clock) -> Option<()> {
        let register = offset & !7;
        match register {
            MSIP..MTIMECMP => {
                if let Some(msip) = self.msip.get_mut((offset / 4) as usize) {
                    *msip = value & 1 != 0;
                }
            }
            MTIMECMP..MTIME => {
                if let Some(deadline) = self.mtimecmp.get_mut(((register - MTIMECMP) / 8) as usize) {
                    *deadline = merge(*deadline, offset & 7, bytes, value);
                }
            }
            MTIME => {
                let old = clock.time();
                clock.set_time(merge(old, offset & 7, bytes, value));
            }
            _ => {}
        }
        Some(())
    }
}

/// Replaces `bytes` bytes of `old` from byte `byte` on.
fn merge(old: u64, byte: u64, bytes: u32, value: u64) -> u64 {
    let mask = if bytes < 8 { ((1 << (8 * bytes)) - 1) << (8 * byte) } else { u64::MAX };
    old & !mask | value << (8 * byte) & mask
}

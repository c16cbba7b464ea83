//! Goldfish real-time clock: nanoseconds since 1970, without alarms.

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::layout::TIMEBASE_HZ;

const TIME_LOW: u64 = 0;
const TIME_HIGH: u64 = 4;

/// Goldfish real-time clock.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Rtc {
    /// Nanoseconds since 1970 when the platform's timer was 0. In virtual
    /// time a run must not depend on the day: it begins in 1970.
    start: u64,
    latched: u32,
}

impl Rtc {
    /// A clock that shows the host's time, or one that starts at 0.
    pub(crate) fn new(wall: bool) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_nanos() as u64);
        Self { start: if wall { now } else { 0 }, latched: 0 }
    }

    /// Reads a register; reading the low half latches the high one.
    pub(crate) fn read(&mut self, offset: u64, time: u64) -> u32 {
        let now = self.start.wrapping_add(time.wrapping_mul(1_000_000_000 / TIMEBASE_HZ));
        match offset {
            TIME_LOW => {
                self.latched = (now >> 32) as u32;
                now as u32
            }
            TIME_HIGH => self.latched,
            _ => 0,
        }
    }
}

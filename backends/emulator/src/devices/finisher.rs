//! SiFive's test finisher: a store ends the run.

use crate::outcome::Exit;

/// What a reset is asked for with.
pub(crate) const RESET: u32 = 0x7777;
/// What success is reported with.
pub(crate) const PASS: u32 = 0x5555;
const FAIL: u32 = 0x3333;

/// The effect of a store.
pub(crate) fn written(offset: u64, value: u32) -> Option<Exit> {
    match value & 0xffff {
        _ if offset != 0 => None,
        PASS => Some(Exit::Pass),
        FAIL => Some(Exit::Fail(value >> 16)),
        RESET => Some(Exit::Reset),
        _ => None,
    }
}

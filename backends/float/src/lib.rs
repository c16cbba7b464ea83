//! Binary floating point of F and D: pure functions from operands and a
//! rounding mode to a result and its flags.
//!
//! Everything is said twice. [`soft`] works on integers and is exact in every
//! case; the functions here give the same, and ask the host wherever its own
//! arithmetic is known to give that result and those flags. The reference
//! evaluator uses the first, generated code the second, so that comparing the
//! two compares these.
//!
//! `W` is the width of the format, 32 or 64. Numbers are bits in `u64`, those
//! of the narrow format without NaN box. A NaN that comes out is the canonical
//! one. Nothing here knows of registers, CSRs or revisions.

mod compare;
mod convert;
mod format;
mod host;
pub mod soft;

pub use compare::{class, eq, le, lt, max, min};
pub use convert::{from_int, resize, to_int};
pub use format::canonical_nan;
pub use host::{add, div, fma, mul, sqrt, sub};

/// Result and flags.
pub type Outcome = (u64, u64);

/// What an operation reports, in the order in which the manual accrues it.
pub mod flags {
    /// The result was rounded.
    pub const INEXACT: u64 = 0b1;
    /// The result was rounded and is smaller than every normal number.
    pub const UNDERFLOW: u64 = 0b10;
    /// The rounded result is larger than every number.
    pub const OVERFLOW: u64 = 0b100;
    /// A finite number was divided by zero.
    pub const DIVIDE_BY_ZERO: u64 = 0b1000;
    /// There is no useful result.
    pub const INVALID: u64 = 0b1_0000;
}

/// Rounding modes, by the manual's encoding. Another number rounds as the last.
pub mod rounding {
    /// To nearest, ties to even.
    pub const NEAREST_EVEN: u64 = 0;
    /// Towards zero.
    pub const ZERO: u64 = 1;
    /// Towards negative infinity.
    pub const DOWN: u64 = 2;
    /// Towards positive infinity.
    pub const UP: u64 = 3;
    /// To nearest, ties away from zero.
    pub const NEAREST_AWAY: u64 = 4;
}

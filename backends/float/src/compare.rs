//! What needs no rounding.

use crate::format::*;
use crate::{Outcome, flags};

/// Numbers in order: the bits of negative ones count down.
fn order<const W: u32>(a: u64) -> i64 {
    let magnitude = magnitude::<W>(a) as i64;
    if is_negative::<W>(a) { -magnitude } else { magnitude }
}

/// 1 if the comparison holds; a NaN makes it false, and is invalid if it signals or `strict`.
fn compared<const W: u32>(a: u64, b: u64, strict: bool, holds: fn(&i64, &i64) -> bool) -> Outcome {
    if is_nan::<W>(a) || is_nan::<W>(b) {
        let invalid = strict || is_signaling::<W>(a) || is_signaling::<W>(b);
        return (0, if invalid { flags::INVALID } else { 0 });
    }
    (u64::from(holds(&order::<W>(a), &order::<W>(b))), 0)
}

/// Whether two numbers are equal. Only a signaling NaN is invalid.
pub fn eq<const W: u32>(a: u64, b: u64) -> Outcome {
    compared::<W>(a, b, false, i64::eq)
}

/// Whether one number is less than another. Every NaN is invalid.
pub fn lt<const W: u32>(a: u64, b: u64) -> Outcome {
    compared::<W>(a, b, true, i64::lt)
}

/// Whether one number is not more than another. Every NaN is invalid.
pub fn le<const W: u32>(a: u64, b: u64) -> Outcome {
    compared::<W>(a, b, true, i64::le)
}

/// The smaller number. Negative zero is less than positive; a NaN is taken only if both are.
pub fn min<const W: u32>(a: u64, b: u64) -> Outcome {
    chosen::<W>(a, b, |a, b| a < b)
}

/// The larger number, likewise.
pub fn max<const W: u32>(a: u64, b: u64) -> Outcome {
    chosen::<W>(a, b, |a, b| a > b)
}

fn chosen<const W: u32>(a: u64, b: u64, first: fn((i64, bool), (i64, bool)) -> bool) -> Outcome {
    let flags = if is_signaling::<W>(a) || is_signaling::<W>(b) { flags::INVALID } else { 0 };
    let value = match (is_nan::<W>(a), is_nan::<W>(b)) {
        (true, true) => canonical_nan::<W>(),
        (true, false) => b,
        (false, true) => a,
        _ => {
            let key = |a| (order::<W>(a), !is_negative::<W>(a));
            if first(key(a), key(b)) { a } else { b }
        }
    };
    (value, flags)
}

/// What kind of number it is: one bit of ten, as FCLASS has them.
pub fn class<const W: u32>(a: u64) -> u64 {
    let magnitude = magnitude::<W>(a);
    let smallest_normal = 1 << fraction_bits::<W>();
    if is_nan::<W>(a) {
        let (signaling, quiet) = (8, 9);
        return 1 << if is_signaling::<W>(a) { signaling } else { quiet };
    }
    // From infinity to zero; the positive ones mirror the negative ones.
    let rank = match magnitude {
        0 => 3,
        m if m < smallest_normal => 2,
        m if m < infinity::<W>() => 1,
        _ => 0,
    };
    let positive_infinity = 7;
    1 << if is_negative::<W>(a) { rank } else { positive_infinity - rank }
}

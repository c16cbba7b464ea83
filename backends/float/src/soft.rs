//! The same on integers alone: exact, and slow.

pub use crate::compare::{class, eq, le, lt, max, min};

use crate::format::*;
use crate::{Outcome, flags, rounding};

/// The canonical NaN, and INVALID if an operand is signaling.
pub(crate) fn nan<const W: u32>(operands: &[u64]) -> Outcome {
    let signaling = operands.iter().any(|a| is_signaling::<W>(*a));
    (canonical_nan::<W>(), if signaling { flags::INVALID } else { 0 })
}

/// No useful result.
pub(crate) fn invalid<const W: u32>() -> Outcome {
    (canonical_nan::<W>(), flags::INVALID)
}

/// Sum.
pub fn add<const W: u32>(a: u64, b: u64, rm: u64) -> Outcome {
    if is_nan::<W>(a) || is_nan::<W>(b) {
        return nan::<W>(&[a, b]);
    }
    match (is_infinite::<W>(a), is_infinite::<W>(b)) {
        (true, true) if is_negative::<W>(a) != is_negative::<W>(b) => invalid::<W>(),
        (true, _) => (a, 0),
        (_, true) => (b, 0),
        _ => sum::<W>(Number::of::<W>(a), Number::of::<W>(b), rm),
    }
}

/// Difference.
pub fn sub<const W: u32>(a: u64, b: u64, rm: u64) -> Outcome {
    add::<W>(a, if is_nan::<W>(b) { b } else { b ^ sign_bit::<W>() }, rm)
}

/// Product.
pub fn mul<const W: u32>(a: u64, b: u64, rm: u64) -> Outcome {
    if is_nan::<W>(a) || is_nan::<W>(b) {
        return nan::<W>(&[a, b]);
    }
    let negative = is_negative::<W>(a) != is_negative::<W>(b);
    if is_infinite::<W>(a) || is_infinite::<W>(b) {
        let zero = is_zero::<W>(a) || is_zero::<W>(b);
        return if zero { invalid::<W>() } else { (signed::<W>(negative, infinity::<W>()), 0) };
    }
    round::<W>(product::<W>(a, b), rm)
}

/// Quotient.
pub fn div<const W: u32>(a: u64, b: u64, rm: u64) -> Outcome {
    if is_nan::<W>(a) || is_nan::<W>(b) {
        return nan::<W>(&[a, b]);
    }
    let negative = is_negative::<W>(a) != is_negative::<W>(b);
    let infinite = (signed::<W>(negative, infinity::<W>()), 0);
    let zero = (signed::<W>(negative, 0), 0);
    match (is_infinite::<W>(a), is_infinite::<W>(b), is_zero::<W>(a), is_zero::<W>(b)) {
        (true, true, ..) | (_, _, true, true) => invalid::<W>(),
        (true, ..) => infinite,
        (_, true, ..) | (_, _, true, _) => zero,
        (.., true) => (infinite.0, flags::DIVIDE_BY_ZERO),
        _ => {
            // One normalised number by another, short by half a register:
            // the quotient has more bits than any format.
            const SHORT: u32 = u64::BITS;
            let (a, b) = (Number::of::<W>(a).normalised(), Number::of::<W>(b).normalised());
            let divisor = b.significand >> SHORT;
            let (quotient, rest) = (a.significand / divisor, a.significand % divisor);
            let exponent = a.exponent - b.exponent - SHORT as i32;
            round::<W>(Number { negative, exponent, significand: quotient | u128::from(rest != 0) }, rm)
        }
    }
}

/// Square root.
pub fn sqrt<const W: u32>(a: u64, rm: u64) -> Outcome {
    if is_nan::<W>(a) {
        return nan::<W>(&[a]);
    }
    if is_zero::<W>(a) || a == infinity::<W>() {
        return (a, 0);
    }
    if is_negative::<W>(a) {
        return invalid::<W>();
    }
    let mut n = Number::of::<W>(a).normalised();
    if n.exponent % 2 != 0 {
        n.significand <<= 1;
        n.exponent -= 1;
    }
    let root = n.significand.isqrt();
    let rest = n.significand - root * root;
    // One more bit, which says that more follows.
    round::<W>(Number { negative: false, exponent: n.exponent / 2 - 1, significand: (root * 2) | u128::from(rest != 0) }, rm)
}

/// `a * b + c`, rounded once.
pub fn fma<const W: u32>(a: u64, b: u64, c: u64, rm: u64) -> Outcome {
    let infinite = is_infinite::<W>(a) || is_infinite::<W>(b);
    let zero = is_zero::<W>(a) || is_zero::<W>(b);
    let multipliable = !is_nan::<W>(a) && !is_nan::<W>(b);
    // Invalid even if the addend is a quiet NaN.
    if multipliable && infinite && zero {
        return invalid::<W>();
    }
    if !multipliable || is_nan::<W>(c) {
        return nan::<W>(&[a, b, c]);
    }
    let negative = is_negative::<W>(a) != is_negative::<W>(b);
    match (infinite, is_infinite::<W>(c)) {
        (true, true) if negative != is_negative::<W>(c) => invalid::<W>(),
        (true, _) => (signed::<W>(negative, infinity::<W>()), 0),
        (_, true) => (c, 0),
        _ => sum::<W>(product::<W>(a, b), Number::of::<W>(c), rm),
    }
}

/// The exact product of finite numbers.
fn product<const W: u32>(a: u64, b: u64) -> Number {
    let (a, b) = (Number::of::<W>(a), Number::of::<W>(b));
    Number { negative: a.negative != b.negative, exponent: a.exponent + b.exponent, significand: a.significand * b.significand }
}

/// The rounded sum of two numbers.
fn sum<const W: u32>(a: Number, b: Number, rm: u64) -> Outcome {
    let exact_zero = |a: Number, b: Number| signed::<W>(if a.negative == b.negative { a.negative } else { rm == rounding::DOWN }, 0);
    match (a.significand, b.significand) {
        (0, 0) => return (exact_zero(a, b), 0),
        (0, _) => return round::<W>(b, rm),
        (_, 0) => return round::<W>(a, rm),
        _ => {}
    }
    let (a, b) = (a.normalised(), b.normalised());
    let (large, small) = if (a.exponent, a.significand) >= (b.exponent, b.significand) { (a, b) } else { (b, a) };
    // Bits fall off only where the numbers are so far apart that no more than
    // one bit cancels: the lowest bit then says enough of them.
    let shifted = shifted_right(small.significand, (large.exponent - small.exponent) as u32);
    let significand = match large.negative == small.negative {
        true => large.significand + shifted,
        false => large.significand - shifted,
    };
    match significand {
        0 => (exact_zero(a, b), 0),
        _ => round::<W>(Number { significand, ..large }, rm),
    }
}

/// Shifted right; the lowest bit of the result is set if any bit fell off.
fn shifted_right(value: u128, by: u32) -> u128 {
    match by {
        0 => value,
        1..u128::BITS => value >> by | u128::from(value << (u128::BITS - by) != 0),
        _ => u128::from(value != 0),
    }
}

/// A significand in units of `2^shift`: the whole units after rounding, and
/// whether there was a rest.
pub(crate) fn rounded(negative: bool, significand: u128, shift: i32, rm: u64) -> (u128, bool) {
    if shift <= 0 {
        return (significand << -shift, false);
    }
    let (whole, rest, half) = match shift as u32 {
        by @ 1..u128::BITS => (significand >> by, significand & ((1 << by) - 1), 1 << (by - 1)),
        // More than any significand.
        _ => (0, significand, u128::MAX),
    };
    let up = match rm {
        rounding::NEAREST_EVEN => rest > half || rest == half && whole & 1 != 0,
        rounding::ZERO => false,
        rounding::DOWN => negative && rest != 0,
        rounding::UP => !negative && rest != 0,
        _ => rest >= half,
    };
    (whole + u128::from(up), rest != 0)
}

/// The bits of a number. Its lowest bit may stand for more that follows if it
/// has two bits more than the format.
pub(crate) fn round<const W: u32>(n: Number, rm: u64) -> Outcome {
    if n.significand == 0 {
        return (signed::<W>(n.negative, 0), 0);
    }
    let fraction_bits = fraction_bits::<W>();
    let least = least_exponent::<W>();
    // Exponent of the first bit, and of the last bit that is kept.
    let exponent = n.exponent + (u128::BITS - 1 - n.significand.leading_zeros()) as i32;
    let last = exponent.max(least) - fraction_bits as i32;
    let (units, inexact) = rounded(n.negative, n.significand, last - n.exponent, rm);
    // The first bit of a normal number counts one into the exponent field, and so does a carry.
    let field = u128::from((exponent.max(least) - least) as u32);
    let magnitude = (field << fraction_bits) + units;
    if magnitude >= u128::from(infinity::<W>()) {
        return overflow::<W>(n.negative, rm);
    }
    let mut raised = if inexact { flags::INEXACT } else { 0 };
    if inexact && is_tiny::<W>(n, exponent, rm) {
        raised |= flags::UNDERFLOW;
    }
    (signed::<W>(n.negative, magnitude as u64), raised)
}

/// Whether the number is below the normal ones even if it is rounded as if
/// there were no smallest exponent.
fn is_tiny<const W: u32>(n: Number, exponent: i32, rm: u64) -> bool {
    let (least, fraction_bits) = (least_exponent::<W>(), fraction_bits::<W>());
    if exponent != least - 1 {
        return exponent < least;
    }
    let (units, _) = rounded(n.negative, n.significand, exponent - fraction_bits as i32 - n.exponent, rm);
    units >> (fraction_bits + 1) == 0
}

fn overflow<const W: u32>(negative: bool, rm: u64) -> Outcome {
    let to_infinity = match rm {
        rounding::ZERO => false,
        rounding::DOWN => negative,
        rounding::UP => !negative,
        _ => true,
    };
    let magnitude = infinity::<W>() - u64::from(!to_infinity);
    (signed::<W>(negative, magnitude), flags::OVERFLOW | flags::INEXACT)
}

/// From an integer of `bits` bits, two's complement if signed.
pub fn from_int<const W: u32>(value: u64, bits: u32, is_signed: bool, rm: u64) -> Outcome {
    let unused = u64::BITS - bits;
    let (signed, unsigned) = ((value << unused) as i64 >> unused, value << unused >> unused);
    let negative = is_signed && signed < 0;
    let magnitude = if negative { signed.unsigned_abs() } else { unsigned };
    round::<W>(Number { negative, exponent: 0, significand: u128::from(magnitude) }, rm)
}

/// From the format of width `FROM` to that of width `TO`.
pub fn resize<const FROM: u32, const TO: u32>(a: u64, rm: u64) -> Outcome {
    if is_nan::<FROM>(a) {
        let (_, flags) = nan::<FROM>(&[a]);
        return (canonical_nan::<TO>(), flags);
    }
    if is_infinite::<FROM>(a) {
        return (signed::<TO>(is_negative::<FROM>(a), infinity::<TO>()), 0);
    }
    round::<TO>(Number::of::<FROM>(a), rm)
}

/// To an integer of `bits` bits, two's complement if signed, in the low bits.
pub fn to_int<const W: u32>(a: u64, bits: u32, is_signed: bool, rm: u64) -> Outcome {
    let top = 1u128 << (bits - u32::from(is_signed));
    let mask = u64::MAX >> (u64::BITS - bits);
    let largest = ((top - 1) as u64, flags::INVALID);
    let smallest = (if is_signed { top as u64 & mask } else { 0 }, flags::INVALID);
    if is_nan::<W>(a) {
        return largest;
    }
    let out_of_range = if is_negative::<W>(a) { smallest } else { largest };
    let n = Number::of::<W>(a);
    if is_infinite::<W>(a) || n.exponent > u64::BITS as i32 {
        return out_of_range;
    }
    let (units, inexact) = rounded(n.negative, n.significand, -n.exponent, rm);
    let limit = match (n.negative, is_signed) {
        (true, true) => top,
        (true, false) => 0,
        (false, _) => top - 1,
    };
    if units > limit {
        return out_of_range;
    }
    let value = if n.negative { (units as u64).wrapping_neg() } else { units as u64 };
    (value & mask, if inexact { flags::INEXACT } else { 0 })
}

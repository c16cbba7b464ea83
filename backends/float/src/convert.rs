//! Between the formats, and to and from integers.

use crate::format::*;
use crate::soft::{nan, round};
use crate::{Outcome, flags, rounding, soft};

/// From an integer of `bits` bits, two's complement if signed.
pub fn from_int<const W: u32>(value: u64, bits: u32, is_signed: bool, rm: u64) -> Outcome {
    let unused = u64::BITS - bits;
    let value = value << unused;
    let negative = is_signed && (value as i64) < 0;
    let magnitude = if negative { ((value as i64) >> unused).unsigned_abs() } else { value >> unused };
    if magnitude == 0 {
        return (0, 0);
    }
    round::<W>(Number { negative, exponent: 0, significand: u128::from(magnitude) }, rm)
}

/// To an integer, as [`soft::to_int`]; most conversions cut off the fraction of a number that fits.
pub fn to_int<const W: u32>(a: u64, bits: u32, is_signed: bool, rm: u64) -> Outcome {
    let value = if W == 32 { f64::from(f32::from_bits(a as u32)) } else { f64::from_bits(a) };
    // Inside every signed range, so that nothing is cut off but the fraction.
    const FITS: f64 = (1u32 << 31) as f64;
    if rm == rounding::ZERO && is_signed && value > -FITS && value < FITS {
        let whole = value as i64;
        let inexact = whole as f64 != value;
        return (whole as u64 & u64::MAX >> (u64::BITS - bits), if inexact { flags::INEXACT } else { 0 });
    }
    soft::to_int::<W>(a, bits, is_signed, rm)
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

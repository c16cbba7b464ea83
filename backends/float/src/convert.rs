//! Between the formats, and to and from integers: by the host where it is
//! exact, as in `host`.

use crate::flags::INEXACT;
use crate::host::Float;
use crate::{Outcome, rounding, soft};

/// From an integer of `bits` bits, two's complement if signed.
pub fn from_int<const W: u32>(value: u64, bits: u32, is_signed: bool, rm: u64) -> Outcome {
    // A significand holds all integers below.
    const EXACT: u64 = 1 << f32::MANTISSA_DIGITS;
    let unused = u64::BITS - bits;
    let signed = (value << unused) as i64 >> unused;
    let fits = signed.unsigned_abs() < EXACT;
    match W {
        32 if fits && (is_signed || signed >= 0) => (u64::from((signed as f32).to_bits()), 0),
        64 if fits && (is_signed || signed >= 0) => ((signed as f64).to_bits(), 0),
        _ => soft::from_int::<W>(value, bits, is_signed, rm),
    }
}

/// To an integer. Most conversions cut off the fraction of a number that fits.
pub fn to_int<const W: u32>(a: u64, bits: u32, is_signed: bool, rm: u64) -> Outcome {
    let value = if W == 32 { f64::from(f32::from_bits(a as u32)) } else { f64::from_bits(a) };
    // Inside every range, so that nothing is cut off but the fraction.
    let above = if is_signed { f64::from(i32::MIN) } else { f64::from(-1) };
    if rm == rounding::ZERO && value > above && value < f64::from(i32::MAX) {
        let whole = value as i64;
        let inexact = whole as f64 != value;
        return (whole as u64 & u64::MAX >> (u64::BITS - bits), if inexact { INEXACT } else { 0 });
    }
    soft::to_int::<W>(a, bits, is_signed, rm)
}

/// From the format of width `FROM` to that of width `TO`.
pub fn resize<const FROM: u32, const TO: u32>(a: u64, rm: u64) -> Outcome {
    match (FROM, TO) {
        (32, 64) => {
            let narrow = f32::from_bits(a as u32);
            if !narrow.is_nan() {
                return (f64::from(narrow).to_bits(), 0);
            }
        }
        (64, 32) if rm == rounding::NEAREST_EVEN => {
            let wide = f64::from_bits(a);
            let narrow = wide as f32;
            if narrow.safe() {
                let inexact = f64::from(narrow) != wide;
                return (u64::from(narrow.to_bits()), if inexact { INEXACT } else { 0 });
            }
        }
        _ => {}
    }
    soft::resize::<FROM, TO>(a, rm)
}

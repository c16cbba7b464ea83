//! The two formats, taken apart and put together.

/// Bits of the fraction field.
pub(crate) const fn fraction_bits<const W: u32>() -> u32 {
    if W == 32 { f32::MANTISSA_DIGITS - 1 } else { f64::MANTISSA_DIGITS - 1 }
}

/// Exponent of the smallest normal number.
pub(crate) const fn least_exponent<const W: u32>() -> i32 {
    if W == 32 { f32::MIN_EXP - 1 } else { f64::MIN_EXP - 1 }
}

/// The sign bit.
pub(crate) const fn sign_bit<const W: u32>() -> u64 {
    1 << (W - 1)
}

/// Positive infinity: the exponent field full, the fraction zero.
pub(crate) const fn infinity<const W: u32>() -> u64 {
    sign_bit::<W>() - (1 << fraction_bits::<W>())
}

/// The bit that a quiet NaN has and a signaling one has not.
const fn quiet_bit<const W: u32>() -> u64 {
    1 << (fraction_bits::<W>() - 1)
}

/// The NaN that stands for all.
pub const fn canonical_nan<const W: u32>() -> u64 {
    infinity::<W>() | quiet_bit::<W>()
}

/// Without its sign.
pub(crate) const fn magnitude<const W: u32>(a: u64) -> u64 {
    a & (sign_bit::<W>() - 1)
}

pub(crate) const fn is_negative<const W: u32>(a: u64) -> bool {
    a & sign_bit::<W>() != 0
}

pub(crate) const fn is_nan<const W: u32>(a: u64) -> bool {
    magnitude::<W>(a) > infinity::<W>()
}

pub(crate) const fn is_signaling<const W: u32>(a: u64) -> bool {
    is_nan::<W>(a) && a & quiet_bit::<W>() == 0
}

pub(crate) const fn is_infinite<const W: u32>(a: u64) -> bool {
    magnitude::<W>(a) == infinity::<W>()
}

pub(crate) const fn is_zero<const W: u32>(a: u64) -> bool {
    magnitude::<W>(a) == 0
}

/// The bits with a sign.
pub(crate) const fn signed<const W: u32>(negative: bool, magnitude: u64) -> u64 {
    if negative { magnitude | sign_bit::<W>() } else { magnitude }
}

/// A finite number: `significand * 2^exponent`, with a sign.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Number {
    pub negative: bool,
    pub exponent: i32,
    pub significand: u128,
}

impl Number {
    /// A finite number from its bits.
    pub(crate) const fn of<const W: u32>(a: u64) -> Self {
        let fraction_bits = fraction_bits::<W>();
        let magnitude = magnitude::<W>(a);
        let fraction = magnitude & ((1 << fraction_bits) - 1);
        let field = (magnitude >> fraction_bits) as i32;
        let lowest = least_exponent::<W>() - fraction_bits as i32;
        let (significand, exponent) = match field {
            0 => (fraction, lowest),
            _ => (fraction | 1 << fraction_bits, lowest + field - 1),
        };
        Self { negative: is_negative::<W>(a), exponent, significand: significand as u128 }
    }

    /// The same number with its first bit at `TOP`. It must not be zero.
    pub(crate) const fn normalised(self) -> Self {
        let shift = self.significand.leading_zeros() - (u128::BITS - 1 - TOP);
        Self { exponent: self.exponent - shift as i32, significand: self.significand << shift, ..self }
    }
}

/// Where the first bit of a normalised significand is: room for a carry and
/// for the remainder of a rounding step above it.
pub(crate) const TOP: u32 = 124;

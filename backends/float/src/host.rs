//! Arithmetic of the host, where it is known to be exact in result and flags.
//!
//! The host rounds to nearest even, and Rust promises its results to be those
//! of the standard. What it does not give are flags: they follow from the
//! result (a normal number neither over- nor underflowed, and had no NaN or
//! infinity among its operands), and whether it was rounded follows from the
//! error, which is a number itself and is computed exactly. Where one of this
//! does not hold, the soft functions decide.
//!
//! `raised` are flags that are set already, and that need not be reported.

use crate::flags::INEXACT;
use crate::rounding::NEAREST_EVEN;
use crate::{Outcome, soft};

/// What both of the host's formats can do.
pub(crate) trait Float:
    Copy
    + PartialEq
    + core::ops::Add<Output = Self>
    + core::ops::Sub<Output = Self>
    + core::ops::Mul<Output = Self>
    + core::ops::Div<Output = Self>
    + core::ops::Neg<Output = Self>
{
    const ZERO: Self;
    /// From here up a result has not been tiny, and an error is no smaller than any number.
    const SAFE: Self;
    fn of(bits: u64) -> Self;
    fn bits(self) -> u64;
    fn finite(self) -> bool;
    fn fused(self, b: Self, c: Self) -> Self;
    fn root(self) -> Self;
    /// Finite, and not near the smallest normal numbers.
    fn safe(self) -> bool;
}

macro_rules! float {
    ($float:ident, $bits:ident) => {
        impl Float for $float {
            const ZERO: Self = 0.0;
            // Two significands above the smallest normal number.
            const SAFE: Self = $float::MIN_POSITIVE / $float::EPSILON / $float::EPSILON;
            #[inline(always)]
            fn of(bits: u64) -> Self {
                Self::from_bits(bits as $bits)
            }
            #[inline(always)]
            fn bits(self) -> u64 {
                u64::from(self.to_bits())
            }
            #[inline(always)]
            fn finite(self) -> bool {
                self.is_finite()
            }
            #[inline(always)]
            fn fused(self, b: Self, c: Self) -> Self {
                self.mul_add(b, c)
            }
            #[inline(always)]
            fn root(self) -> Self {
                self.sqrt()
            }
            #[inline(always)]
            fn safe(self) -> bool {
                let magnitude = self.abs();
                (Self::SAFE..=$float::MAX).contains(&magnitude)
            }
        }
    };
}

float!(f32, u32);
float!(f64, u64);

/// The result, and that it was rounded if the error is not zero.
#[inline(always)]
fn with_error<F: Float>(result: F, error: F) -> Outcome {
    (result.bits(), if error == F::ZERO { 0 } else { INEXACT })
}

/// The error of a sum, if no intermediate result overflows.
#[inline(always)]
fn sum_error<F: Float>(a: F, b: F, sum: F) -> F {
    let second = sum - a;
    (a - (sum - second)) + (b - second)
}

#[inline(always)]
fn host_add<F: Float>(a: u64, b: u64) -> Option<Outcome> {
    let (a, b) = (F::of(a), F::of(b));
    let sum = a + b;
    let error = sum_error(a, b, sum);
    // A sum is never rounded where it is tiny.
    (sum.finite() && error.finite()).then(|| with_error(sum, error))
}

#[inline(always)]
fn host_mul<F: Float>(a: u64, b: u64, raised: u64) -> Option<Outcome> {
    let (a, b) = (F::of(a), F::of(b));
    let product = a * b;
    if !product.safe() {
        // No infinity times zero: that would not be zero.
        return (product == F::ZERO && (a == F::ZERO || b == F::ZERO)).then(|| (product.bits(), 0));
    }
    if raised & INEXACT != 0 {
        return Some((product.bits(), 0));
    }
    Some(with_error(product, a.fused(b, -product)))
}

#[inline(always)]
fn host_div<F: Float>(a: u64, b: u64, raised: u64) -> Option<Outcome> {
    let (a, b) = (F::of(a), F::of(b));
    let quotient = a / b;
    if !quotient.safe() || !a.safe() {
        return None;
    }
    if raised & INEXACT != 0 {
        return Some((quotient.bits(), 0));
    }
    Some(with_error(quotient, (-quotient).fused(b, a)))
}

#[inline(always)]
fn host_sqrt<F: Float>(a: u64, raised: u64) -> Option<Outcome> {
    let a = F::of(a);
    let root = a.root();
    if !root.safe() || !a.safe() {
        return None;
    }
    if raised & INEXACT != 0 {
        return Some((root.bits(), 0));
    }
    Some(with_error(root, (-root).fused(root, a)))
}

#[inline(always)]
fn host_fma<F: Float>(a: u64, b: u64, c: u64, raised: u64) -> Option<Outcome> {
    let (a, b, c) = (F::of(a), F::of(b), F::of(c));
    let result = a.fused(b, c);
    if !result.safe() {
        return None;
    }
    if raised & INEXACT != 0 {
        return Some((result.bits(), 0));
    }
    // The error of two roundings is no number; only an exact product makes it one.
    let product = a * b;
    let exact = product.safe() && a.fused(b, -product) == F::ZERO;
    let error = sum_error(product, c, result);
    (exact && error.finite()).then(|| with_error(result, error))
}

/// Takes one of the host's formats by `W`.
macro_rules! host {
    ($rm:expr, $function:ident($($argument:expr),*)) => {
        match ($rm, W) {
            (NEAREST_EVEN, 32) => $function::<f32>($($argument),*),
            (NEAREST_EVEN, _) => $function::<f64>($($argument),*),
            _ => None,
        }
    };
}

/// Sum.
pub fn add<const W: u32>(a: u64, b: u64, rm: u64, _raised: u64) -> Outcome {
    match host!(rm, host_add(a, b)) {
        Some(outcome) => outcome,
        None => soft::add::<W>(a, b, rm),
    }
}

/// Difference.
pub fn sub<const W: u32>(a: u64, b: u64, rm: u64, _raised: u64) -> Outcome {
    match host!(rm, host_add(a, b ^ crate::format::sign_bit::<W>())) {
        Some(outcome) => outcome,
        None => soft::sub::<W>(a, b, rm),
    }
}

/// Product.
pub fn mul<const W: u32>(a: u64, b: u64, rm: u64, raised: u64) -> Outcome {
    match host!(rm, host_mul(a, b, raised)) {
        Some(outcome) => outcome,
        None => soft::mul::<W>(a, b, rm),
    }
}

/// Quotient.
pub fn div<const W: u32>(a: u64, b: u64, rm: u64, raised: u64) -> Outcome {
    match host!(rm, host_div(a, b, raised)) {
        Some(outcome) => outcome,
        None => soft::div::<W>(a, b, rm),
    }
}

/// Square root.
pub fn sqrt<const W: u32>(a: u64, rm: u64, raised: u64) -> Outcome {
    match host!(rm, host_sqrt(a, raised)) {
        Some(outcome) => outcome,
        None => soft::sqrt::<W>(a, rm),
    }
}

/// `a * b + c`, rounded once.
pub fn fma<const W: u32>(a: u64, b: u64, c: u64, rm: u64, raised: u64) -> Outcome {
    match host!(rm, host_fma(a, b, c, raised)) {
        Some(outcome) => outcome,
        None => soft::fma::<W>(a, b, c, rm),
    }
}

//! Both ways to calculate against each other, and against LLVM's arithmetic,
//! over operands where it is hard. Berkeley TestFloat's cases are for
//! `examples/testfloat.rs`, because no registry has its generator.

#![allow(missing_docs)]

use float::{Outcome, flags, rounding, soft};
use rustc_apfloat::ieee::{Double, Single};
use rustc_apfloat::{Float, FloatConvert, Round, Status, StatusAnd};

const ROUNDS: u32 = 200_000;
const MODES: [(u64, Round); 5] = [
    (rounding::NEAREST_EVEN, Round::NearestTiesToEven),
    (rounding::ZERO, Round::TowardZero),
    (rounding::DOWN, Round::TowardNegative),
    (rounding::UP, Round::TowardPositive),
    (rounding::NEAREST_AWAY, Round::NearestTiesToAway),
];

/// Numbers that are often special, and often near each other (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn of<const N: usize>(&mut self, all: [u64; N]) -> u64 {
        all[(self.next() % N as u64) as usize]
    }

    fn number<const W: u32>(&mut self) -> u64 {
        let fraction_bits = if W == 32 { 23 } else { 52 };
        let (fraction, full) = ((1 << fraction_bits) - 1, (1u64 << (W - 1 - fraction_bits)) - 1);
        let (near, any) = (full / 2 + self.next() % 64, self.next() % full);
        let exponent = self.of([0, 0, 1, near, near, near, any, any, full - 1, full]);
        let (random, bit) = (self.next() & fraction, 1 << (self.next() % fraction_bits as u64));
        let sparse = random & self.next() & self.next() & self.next();
        let fraction = self.of([0, 1, fraction, fraction ^ bit, bit, sparse, random, random, random]);
        (self.next() & 1) << (W - 1) | exponent << fraction_bits | fraction
    }

    fn integer(&mut self) -> u64 {
        let shift = self.next() % 64;
        let value = self.next() >> shift;
        self.of([value, value.wrapping_neg(), 1 << shift, (1 << shift) - 1, u64::MAX << shift])
    }
}

/// Flags of LLVM as ours.
fn status(status: Status) -> u64 {
    let all = [
        (Status::INEXACT, flags::INEXACT),
        (Status::UNDERFLOW, flags::UNDERFLOW),
        (Status::OVERFLOW, flags::OVERFLOW),
        (Status::DIV_BY_ZERO, flags::DIVIDE_BY_ZERO),
        (Status::INVALID_OP, flags::INVALID),
    ];
    all.iter().filter(|(theirs, _)| status.contains(*theirs)).fold(0, |raised, (_, ours)| raised | ours)
}

/// LLVM looks at a tiny result after it was rounded to where it is, RISC-V as
/// if it had all its bits: of a result that became the smallest normal number
/// UNDERFLOW is not compared. Nor is OVERFLOW of the largest one, which LLVM
/// does not report. NaNs are all the canonical one, and to know
/// whether one signals is our own affair.
fn same<const W: u32, F: Float>(what: &str, operands: &[u64], rm: u64, ours: Outcome, theirs: StatusAnd<F>) {
    let signals = |a: &u64| F::from_bits(u128::from(*a)).is_signaling();
    let invalid = if operands.iter().any(signals) { flags::INVALID } else { 0 };
    let value = if theirs.value.is_nan() { float::canonical_nan::<W>() } else { theirs.value.to_bits() as u64 };
    let is = |number: F| theirs.value.abs().bitwise_eq(number);
    let smallest = if is(F::smallest_normalized()) { flags::UNDERFLOW } else { 0 };
    let unsure = smallest | if is(F::largest()) { flags::OVERFLOW } else { 0 };
    let expected = (value, (status(theirs.status) | invalid) & !unsure);
    assert_eq!((ours.0, ours.1 & !unsure), expected, "{what}{W} {operands:x?} {rm}");
}

fn arithmetic<const W: u32, F: Float>(seed: u64) {
    let mut random = Random(seed);
    for _ in 0..ROUNDS {
        let [a, b, c] = [(); 3].map(|()| random.number::<W>());
        let [fa, fb, fc] = [a, b, c].map(|n| F::from_bits(u128::from(n)));
        for (rm, round) in MODES {
            same::<W, F>("add", &[a, b], rm, soft::add::<W>(a, b, rm), fa.add_r(fb, round));
            same::<W, F>("sub", &[a, b], rm, soft::sub::<W>(a, b, rm), fa.sub_r(fb, round));
            same::<W, F>("mul", &[a, b], rm, soft::mul::<W>(a, b, rm), fa.mul_r(fb, round));
            same::<W, F>("div", &[a, b], rm, soft::div::<W>(a, b, rm), fa.div_r(fb, round));
            same::<W, F>("fma", &[a, b, c], rm, soft::fma::<W>(a, b, c, rm), fa.mul_add_r(fb, fc, round));
        }
    }
}

#[test]
fn arithmetic_is_that_of_llvm() {
    arithmetic::<32, Single>(1);
    arithmetic::<64, Double>(2);
}

fn conversions<const W: u32, F: Float>(seed: u64) {
    let mut random = Random(seed);
    for _ in 0..ROUNDS {
        let (a, i) = (random.number::<W>(), random.integer());
        let n = F::from_bits(u128::from(a));
        for (rm, round) in MODES {
            for bits in [32, 64] {
                let (mask, mut exact) = (u64::MAX >> (64 - bits), false);
                let (s, u) = (n.to_i128_r(bits, round, &mut exact), n.to_u128_r(bits, round, &mut exact));
                // Where a number does not fit, a NaN counts as large.
                let (s, u) = if n.is_nan() { (s.map(|_| (1i128 << (bits - 1)) - 1), u.map(|_| u128::from(mask))) } else { (s, u) };
                let is = |ours: Outcome, value: u64, flags| assert_eq!(ours, (value & mask, status(flags)), "{W} to {bits}: {a:x} {rm}");
                for to in [float::to_int::<W>, soft::to_int::<W>] {
                    is(to(a, bits as u32, true, rm), s.value as u64, s.status);
                    is(to(a, bits as u32, false, rm), u.value as u64, u.status);
                }
                let (signed, unsigned) = (((i << (64 - bits)) as i64 >> (64 - bits)).into(), u128::from(i & mask));
                let i = i & mask;
                for from in [float::from_int::<W>, soft::from_int::<W>] {
                    same::<W, F>("from", &[], rm, from(i, bits as u32, true, rm), F::from_i128_r(signed, round));
                    same::<W, F>("from", &[], rm, from(i, bits as u32, false, rm), F::from_u128_r(unsigned, round));
                }
            }
        }
    }
}

#[test]
fn conversions_are_those_of_llvm() {
    conversions::<32, Single>(3);
    conversions::<64, Double>(4);
    let mut random = Random(5);
    for _ in 0..ROUNDS {
        let (a, b) = (random.number::<64>(), random.number::<32>());
        let (wide, narrow) = (Double::from_bits(u128::from(a)), Single::from_bits(u128::from(b)));
        for (rm, round) in MODES {
            let mut loses = false;
            let invalid = |is: bool| if is { Status::INVALID_OP } else { Status::OK };
            let mut to: StatusAnd<Single> = wide.convert_r(round, &mut loses);
            to.status = if wide.is_nan() { invalid(wide.is_signaling()) } else { to.status };
            same::<32, Single>("narrow", &[], rm, float::resize::<64, 32>(a, rm), to);
            same::<32, Single>("narrow", &[], rm, soft::resize::<64, 32>(a, rm), to);
            let mut to: StatusAnd<Double> = narrow.convert_r(round, &mut loses);
            to.status = if narrow.is_nan() { invalid(narrow.is_signaling()) } else { to.status };
            same::<64, Double>("widen", &[], rm, float::resize::<32, 64>(b, rm), to);
            same::<64, Double>("widen", &[], rm, soft::resize::<32, 64>(b, rm), to);
        }
    }
}

/// The host's arithmetic, with no flag set and with one that makes it quicker.
fn host<const W: u32>(seed: u64) {
    let mut random = Random(seed);
    for _ in 0..ROUNDS * 10 {
        let [a, b, c] = [(); 3].map(|()| random.number::<W>());
        let rm = rounding::NEAREST_EVEN;
        for raised in [0, flags::INEXACT] {
            let pairs = [
                (float::add::<W>(a, b, rm, raised), soft::add::<W>(a, b, rm)),
                (float::sub::<W>(a, b, rm, raised), soft::sub::<W>(a, b, rm)),
                (float::mul::<W>(a, b, rm, raised), soft::mul::<W>(a, b, rm)),
                (float::div::<W>(a, b, rm, raised), soft::div::<W>(a, b, rm)),
                (float::sqrt::<W>(a, rm, raised), soft::sqrt::<W>(a, rm)),
                (float::fma::<W>(a, b, c, rm, raised), soft::fma::<W>(a, b, c, rm)),
            ];
            for (i, (fast, exact)) in pairs.iter().enumerate() {
                assert_eq!((fast.0, fast.1 | raised), (exact.0, exact.1 | raised), "{i} {W} {a:x} {b:x} {c:x}");
            }
        }
    }
}

#[test]
fn the_host_gives_what_integers_give() {
    host::<32>(6);
    host::<64>(7);
}

/// LLVM has no square root. The host has it to nearest; the directed modes
/// must be next to each other and around it, and alike if the root is exact.
fn roots<const W: u32>(seed: u64) {
    let mut random = Random(seed);
    for _ in 0..ROUNDS {
        let a = random.number::<W>();
        let [nearest, zero, down, up, away] = MODES.map(|(rm, _)| soft::sqrt::<W>(a, rm));
        assert_eq!((zero, away), (down, nearest), "{a:x}");
        let distance = if nearest.1 == flags::INEXACT { 1 } else { 0 };
        assert_eq!((up.0 - down.0, up.1), (distance, down.1), "{a:x}");
        assert!(nearest == up || nearest == down, "{a:x}");
    }
}

#[test]
fn directed_roots_enclose_the_nearest() {
    roots::<32>(8);
    roots::<64>(9);
}

#[test]
fn comparisons_are_those_of_the_host() {
    let mut random = Random(10);
    for _ in 0..ROUNDS {
        let (a, b) = (random.number::<64>(), random.number::<64>());
        let b = random.of([a, b, a ^ 1 << 63, b]);
        let (fa, fb) = (f64::from_bits(a), f64::from_bits(b));
        assert_eq!(float::eq::<64>(a, b).0 != 0, fa == fb);
        assert_eq!(float::lt::<64>(a, b).0 != 0, fa < fb);
        assert_eq!(float::le::<64>(a, b).0 != 0, fa <= fb);
        let nan = fa.is_nan() || fb.is_nan();
        assert_eq!((float::lt::<64>(a, b).1, float::le::<64>(a, b).1), if nan { (flags::INVALID, flags::INVALID) } else { (0, 0) });
        if fa != fb {
            assert_eq!(
                float::min::<64>(a, b).0,
                if fa.is_nan() && nan && fb.is_nan() { float::canonical_nan::<64>() } else { fa.min(fb).to_bits() }
            );
            assert_eq!(
                float::max::<64>(a, b).0,
                if fa.is_nan() && nan && fb.is_nan() { float::canonical_nan::<64>() } else { fa.max(fb).to_bits() }
            );
        }
    }
    let (minus, plus) = ((-0.0f64).to_bits(), 0);
    assert_eq!((float::min::<64>(plus, minus).0, float::max::<64>(minus, plus).0), (minus, plus));
}

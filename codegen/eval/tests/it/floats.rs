//! Floating-point instructions: which operation, in which order of operands, rounded how. The host's arithmetic says
//! what comes out; that of the unit itself has tests of its own.

use crate::hart::{Hart, at};
use eval::Evaluator;

const BOX: u64 = 0xffff_ffff_0000_0000;
/// Rounding modes.
const DOWN: u32 = 2;
const UP: u32 = 3;
const DYNAMIC: u32 = 7;

fn harts() -> impl Iterator<Item = Hart> {
    [32, 64].into_iter().map(|xlen| {
        let mut hart = Hart::new(at("1.0", xlen), "HS");
        hart.put("mstatus.FS", 1);
        hart
    })
}

/// The word of an instruction from registers 11, 12 and 13 to register 10; none if it does not exist.
fn word(e: &Evaluator, name: &str, rm: u32) -> Option<u32> {
    let insn = e.spec().insn(name)?;
    let fields = [("rd", 10 << 7), ("rs1", 11 << 15), ("rs2", 12 << 20), ("rs3", 13 << 27), ("rm", rm << 12)];
    let has = |name: &str| insn.operands.iter().any(|o| o.name == name);
    Some(fields.iter().filter(|(name, _)| has(name)).fold(insn.matches, |word, (_, bits)| word | bits))
}

/// Register 10 of numbers and of integers after it.
fn run(hart: &mut Hart, name: &str, rm: u32, f: [u64; 3], x: u64) -> Option<(u64, u64)> {
    let word = word(&hart.e, name, rm)?;
    [hart.f[11], hart.f[12], hart.f[13]] = f;
    (hart.x[11], hart.f[10], hart.x[10]) = (x, 0, 0);
    hart.run(word).unwrap();
    Some((hart.f[10], hart.x[10]))
}

fn single(n: f32) -> u64 {
    BOX | u64::from(n.to_bits())
}

type Operation<T> = (&'static str, fn(T, T, T) -> T);

macro_rules! operations {
    ($float:ty) => {
        [
            ("fadd", |a, b, _| a + b),
            ("fsub", |a, b, _| a - b),
            ("fmul", |a, b, _| a * b),
            ("fdiv", |a, b, _| a / b),
            ("fsqrt", |a, _, _| a.abs().sqrt()),
            ("fmin", |a, b, _| if a < b { a } else { b }),
            ("fmax", |a, b, _| if a < b { b } else { a }),
            ("fmadd", |a, b, c| a.mul_add(b, c)),
            ("fmsub", |a, b, c| a.mul_add(b, -c)),
            ("fnmsub", |a, b, c| (-a).mul_add(b, c)),
            ("fnmadd", |a, b, c| (-a).mul_add(b, -c)),
            ("fsgnj", |a, b, _| a.abs().copysign(b)),
            ("fsgnjn", |a, b, _| a.abs().copysign(-b)),
            ("fsgnjx", |a, b, _| if b.is_sign_negative() { -a } else { a }),
        ] as [Operation<$float>; 14]
    };
}

#[test]
fn computation() {
    let (singles, doubles) = (operations!(f32), operations!(f64));
    for mut hart in harts() {
        for [a, b, c] in [[1.1, 1.3, 1.7], [-2.25, 0.1, -7.0], [3.0e10, -1.0e-5, 0.3], [-0.5, -0.75, 2.0]] {
            for ((name, double), (_, single_of)) in doubles.iter().zip(&singles) {
                // The root of no negative number.
                let a: f64 = if *name == "fsqrt" { f64::abs(a) } else { a };
                let found = run(&mut hart, &format!("{name}.d"), 0, [a, b, c].map(f64::to_bits), 0);
                assert_eq!(found.unwrap().0, double(a, b, c).to_bits(), "{name}.d of {a}, {b}, {c}");
                let [d, e, f] = [a, b, c].map(|n| n as f32);
                let found = run(&mut hart, &format!("{name}.s"), 0, [d, e, f].map(single), 0);
                assert_eq!(found.unwrap().0, single(single_of(d, e, f)), "{name}.s of {d}, {e}, {f}");
            }
        }
        assert_eq!(hart.get("mstatus.FS"), 3, "dirty");
    }
}

/// Downwards and upwards lie on both sides of the result, by the instruction and by frm.
#[test]
fn rounding() {
    for mut hart in harts() {
        for name in ["fadd", "fsub", "fmul", "fdiv", "fsqrt", "fmadd", "fmsub", "fnmsub", "fnmadd"] {
            let (d, s) = ([1.1, 3.0e-7, 1.7].map(f64::to_bits), [1.1, 3.0e-7, 1.7].map(single));
            for (name, f) in [(format!("{name}.d"), d), (format!("{name}.s"), s)] {
                let [down, up] = [DOWN, UP].map(|rm| run(&mut hart, &name, rm, f, 0).unwrap().0);
                assert_eq!(down.abs_diff(up), 1, "{name}: {down:#x}, {up:#x}");
                for (mode, expected) in [(DOWN, down), (UP, up)] {
                    hart.put("fcsr.FRM", mode.into());
                    assert_eq!(run(&mut hart, &name, DYNAMIC, f, 0).unwrap().0, expected, "{name} by frm");
                }
            }
        }
        hart.put("fcsr", 0);
        run(&mut hart, "fdiv.d", 0, [1.0, 3.0, 0.0].map(f64::to_bits), 0);
        hart.expect("fcsr=1", "inexact");
        run(&mut hart, "fdiv.s", 0, [1.0, 0.0, 0.0].map(single), 0);
        hart.expect("fcsr=9", "and divided by zero");
    }
}

/// A narrow number that is not boxed is a NaN, where numbers are computed with; bits are moved as they are.
#[test]
fn boxes() {
    let nan = single(f32::from_bits(0x7fc0_0000));
    let one = u64::from(1f32.to_bits());
    for mut hart in harts() {
        for name in ["fadd.s", "fsub.s", "fmul.s", "fdiv.s", "fsqrt.s", "fmadd.s", "fsgnj.s"] {
            assert_eq!(run(&mut hart, name, 0, [one, single(1.0), single(1.0)], 0).unwrap().0, nan, "{name}");
        }
        assert_eq!(run(&mut hart, "fmv.x.w", 0, [one, 0, 0], 0), Some((0, one)));
    }
}

/// Numbers and what `fclass` says of them.
const CLASSES: [f64; 10] =
    [f64::NEG_INFINITY, -1.0, -1e-310, -0.0, 0.0, 1e-310, 1.0, f64::INFINITY, f64::from_bits(0x7ff0_0000_0000_0001), f64::NAN];

#[test]
fn comparisons_and_classes() {
    for mut hart in harts() {
        for (class, n) in CLASSES.into_iter().enumerate() {
            assert_eq!(run(&mut hart, "fclass.d", 0, [n.to_bits(), 0, 0], 0), Some((0, 1 << class)), "{n}");
        }
        for (n, class) in [(-1f32, 1), (f32::from_bits(1), 5), (f32::INFINITY, 7), (f32::from_bits(0x7f80_0001), 8), (f32::NAN, 9)] {
            assert_eq!(run(&mut hart, "fclass.s", 0, [single(n), 0, 0], 0), Some((0, 1 << class)), "{n}");
        }
        for (a, b) in [(1.0, 2.0), (2.0, 1.0), (1.0, 1.0), (-1.0, 1.0), (f64::NAN, 1.0)] {
            for (name, holds) in [("feq", a == b), ("flt", a < b), ("fle", a <= b)] {
                let found = run(&mut hart, &format!("{name}.d"), 0, [a, b, 0.0].map(f64::to_bits), 0);
                assert_eq!(found, Some((0, u64::from(holds))), "{name}.d of {a} and {b}");
                let found = run(&mut hart, &format!("{name}.s"), 0, [a, b, 0.0].map(|n| single(n as f32)), 0);
                assert_eq!(found, Some((0, u64::from(holds))), "{name}.s of {a} and {b}");
            }
        }
    }
}

#[test]
fn conversions() {
    for mut hart in harts() {
        let cut = ir::expr::mask(hart.e.spec().xlen);
        // To integers, to nearest and towards zero; beyond the edge the nearest that there is.
        for (n, name, nearest, towards_zero) in [
            (-1.75f64, "w", -2i64 as u64, -1i64 as u64),
            (3e9, "w", 0x7fff_ffff, 0x7fff_ffff),
            (2147483649.75, "wu", -2147483646i64 as u64, -2147483647i64 as u64),
            (-1.75, "wu", 0, 0),
            (3e9, "wu", -1294967296i64 as u64, -1294967296i64 as u64),
            (-1.75, "l", -2i64 as u64, -1i64 as u64),
            (4294967297.75, "l", 4294967298, 4294967297),
            (1e19, "l", i64::MAX as u64, i64::MAX as u64),
            (1e19, "lu", 10_000_000_000_000_000_000, 10_000_000_000_000_000_000),
            (2.75, "lu", 3, 2),
        ] {
            for (rm, expected) in [(0, nearest), (1, towards_zero)] {
                let Some((_, found)) = run(&mut hart, &format!("fcvt.{name}.d"), rm, [n.to_bits(), 0, 0], 0) else { continue };
                assert_eq!(found, expected & cut, "fcvt.{name}.d of {n}");
                let narrow = n as f32;
                if f64::from(narrow) == n {
                    let found = run(&mut hart, &format!("fcvt.{name}.s"), rm, [single(narrow), 0, 0], 0);
                    assert_eq!(found, Some((0, expected & cut)), "fcvt.{name}.s of {n}");
                }
            }
        }
        for x in [5, -3i64 as u64, 0x8000_0000, 0xffff_ffff, 0x1_2345_6789_abcd, u64::MAX - 1] {
            let (w, l) = (x as i32, x as i64);
            for (name, double, narrow) in [
                ("w", f64::from(w), w as f32),
                ("wu", f64::from(w as u32), w as u32 as f32),
                ("l", l as f64, l as f32),
                ("lu", x as f64, x as f32),
            ] {
                let Some((found, _)) = run(&mut hart, &format!("fcvt.d.{name}"), 0, [0; 3], x & cut) else { continue };
                assert_eq!(found, double.to_bits(), "fcvt.d.{name} of {x:#x}");
                assert_eq!(
                    run(&mut hart, &format!("fcvt.s.{name}"), 0, [0; 3], x & cut),
                    Some((single(narrow), 0)),
                    "fcvt.s.{name} of {x:#x}"
                );
            }
        }
        for (name, bits) in [
            ("fcvt.s.w", 0x0100_0001),
            ("fcvt.s.wu", 0x0100_0001),
            ("fcvt.s.l", 0x0100_0001),
            ("fcvt.s.lu", 0x0100_0001),
            ("fcvt.d.l", 0x20_0000_0000_0001),
            ("fcvt.d.lu", 0x20_0000_0000_0001),
        ] {
            let Some((down, _)) = run(&mut hart, name, DOWN, [0; 3], bits) else { continue };
            assert_eq!(run(&mut hart, name, UP, [0; 3], bits).unwrap().0, down + 1, "{name} is rounded");
        }
        assert_eq!(run(&mut hart, "fcvt.s.d", 0, [1.1f64.to_bits(), 0, 0], 0), Some((single(1.1), 0)));
        assert_eq!(run(&mut hart, "fcvt.s.d", UP, [1.1f64.to_bits(), 0, 0], 0), Some((single(1.1), 0)));
        assert_eq!(run(&mut hart, "fcvt.s.d", DOWN, [1.1f64.to_bits(), 0, 0], 0), Some((single(1.1) - 1, 0)));
        assert_eq!(run(&mut hart, "fcvt.d.s", 0, [single(1.1), 0, 0], 0), Some((f64::from(1.1f32).to_bits(), 0)));
    }
}

/// Moves and memory: bits as they are, narrow ones boxed.
#[test]
fn moves_and_memory() {
    for mut hart in harts() {
        let cut = ir::expr::mask(hart.e.spec().xlen);
        assert_eq!(run(&mut hart, "fmv.x.w", 0, [0x0123_4567_89ab_cdef, 0, 0], 0), Some((0, 0xffff_ffff_89ab_cdef & cut)));
        assert_eq!(run(&mut hart, "fmv.w.x", 0, [0; 3], 0x89ab_cdef), Some((BOX | 0x89ab_cdef, 0)));
        if hart.e.spec().xlen == 64 {
            assert_eq!(run(&mut hart, "fmv.x.d", 0, [0x8123_4567_89ab_cdef, 0, 0], 0), Some((0, 0x8123_4567_89ab_cdef)));
            assert_eq!(run(&mut hart, "fmv.d.x", 0, [0; 3], 0x8123_4567_89ab_cdef), Some((0x8123_4567_89ab_cdef, 0)));
        }
        let matches = |hart: &Hart, name: &str| hart.e.spec().insn(name).unwrap().matches;
        hart.memory.extend((0..8).map(|i| (0x80 + i, 0x81 + i as u8)));
        for (load, store, read, bytes) in [("flw", "fsw", BOX | 0x8483_8281, 4), ("fld", "fsd", 0x8887_8685_8483_8281, 8)] {
            // From and to -4 of x11.
            hart.x[11] = 0x84;
            hart.run(matches(&hart, load) | 10 << 7 | 11 << 15 | 0xffc << 20).unwrap();
            assert_eq!(hart.f[10], read, "{load}");
            (hart.x[11], hart.f[12]) = (0xa4, 0x1122_3344_5566_7788);
            hart.run(matches(&hart, store) | 11 << 15 | 12 << 20 | 0x7f << 25 | 0x1c << 7).unwrap();
            let written: Vec<u8> = hart.memory.range(0xa0..0xb0).map(|(_, byte)| *byte).collect();
            assert_eq!(written, hart.f[12].to_le_bytes()[..bytes], "{store}");
        }
    }
}

/// Nothing runs while the unit is off, in a guest by either register; a mode that is none is illegal.
#[test]
fn off() {
    for (mode, host, guest) in ["HS", "VS"].into_iter().flat_map(|mode| [(mode, 0, 1), (mode, 1, 0), (mode, 1, 1)]) {
        let mut hart = Hart::new(at("1.0", 64), mode);
        hart.put("mstatus.FS", host);
        hart.put("vsstatus.FS", guest);
        let is_on = host == 1 && (mode == "HS" || guest == 1);
        let add = word(&hart.e, "fadd.d", 0).unwrap();
        assert_eq!(hart.run(add).map_err(|e| e.code), if is_on { Ok(()) } else { Err(2) }, "{mode} {host} {guest}");
        let dirty = if is_on { (3, if mode == "VS" { 3 } else { guest }) } else { (host, guest) };
        assert_eq!((hart.get("mstatus.FS"), hart.get("vsstatus.FS")), dirty, "{mode} {host} {guest}");
        for rm in [5, 6] {
            let reserved = word(&hart.e, "fadd.d", rm).unwrap();
            assert_eq!(hart.run(reserved).map_err(|e| e.code), Err(2), "mode {rm}");
        }
        if is_on {
            hart.put("fcsr.FRM", 5);
            let reserved = word(&hart.e, "fadd.d", DYNAMIC).unwrap();
            assert_eq!(hart.run(reserved).map_err(|e| e.code), Err(2), "mode 5 by frm");
            hart.put("fcsr.FRM", 4);
            assert_eq!(hart.run(reserved), Ok(()), "the last mode that is one");
        }
    }
}

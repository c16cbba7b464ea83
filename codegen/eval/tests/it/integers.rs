//! Integer instructions of the base and of M, Zba, Zbb and Zbs: what each computes is written here a second time.
//! Words are made by the manual's formats; that their fixed bits are right, the texts' facts say.

use crate::hart::{Hart, at};
use eval::Evaluator;

/// Numbers with an edge in them, and some between.
pub const NUMBERS: [u64; 13] = [
    0,
    1,
    2,
    31,
    0x7f,
    0x80,
    0x7fff_8001,
    0x1234_8765,
    0x8000_0000,
    0xffff_ffff,
    0x0123_4567_89ab_cdef,
    0x8000_0000_0000_0000,
    0xffff_ffff_ffff_fff0,
];

/// What the register-register instruction `name` gives at a width; none if it is none.
fn binary(name: &str, a: u64, b: u64, width: u32) -> Option<u64> {
    let signed = |n: u64| if width == 32 { i128::from(n as i32) } else { i128::from(n as i64) };
    let unsigned = |n: u64| if width == 32 { u128::from(n as u32) } else { u128::from(n) };
    let (s, t, u, v) = (signed(a), signed(b), unsigned(a), unsigned(b));
    let (by, high) = (b as u32 % width, |n: i128| (n >> width) as u64);
    let low_word = u & 0xffff_ffff;
    let one = 1u128 << by;
    Some(match name {
        "add" => (u + v) as u64,
        "sub" => (s - t) as u64,
        "sll" => (u << by) as u64,
        "slt" => u64::from(s < t),
        "sltu" => u64::from(u < v),
        "xor" => a ^ b,
        "srl" => (u >> by) as u64,
        "sra" => (s >> by) as u64,
        "or" => a | b,
        "and" => a & b,
        "mul" => s.wrapping_mul(t) as u64,
        "mulh" => high(s * t),
        "mulhsu" => high(s * v as i128),
        "mulhu" => ((u * v) >> width) as u64,
        "div" if t == 0 => u64::MAX,
        "divu" if t == 0 => u64::MAX,
        "rem" | "remu" if t == 0 => a,
        "div" => (s / t) as u64,
        "divu" => (u / v) as u64,
        "rem" => (s % t) as u64,
        "remu" => (u % v) as u64,
        "sh1add" => (v + (u << 1)) as u64,
        "sh2add" => (v + (u << 2)) as u64,
        "sh3add" => (v + (u << 3)) as u64,
        "add.uw" => (v + low_word) as u64,
        "sh1add.uw" => (v + (low_word << 1)) as u64,
        "sh2add.uw" => (v + (low_word << 2)) as u64,
        "sh3add.uw" => (v + (low_word << 3)) as u64,
        "andn" => a & !b,
        "orn" => a | !b,
        "xnor" => !(a ^ b),
        "min" => s.min(t) as u64,
        "max" => s.max(t) as u64,
        "minu" => u.min(v) as u64,
        "maxu" => u.max(v) as u64,
        "rol" => (u << by | u >> (width - by)) as u64,
        "ror" => (u >> by | u << (width - by)) as u64,
        "bclr" => (u & !one) as u64,
        "bext" => (u >> by & 1) as u64,
        "binv" => (u ^ one) as u64,
        "bset" => (u | one) as u64,
        _ => return None,
    })
}

/// The same for instructions with one operand.
fn unary(name: &str, a: u64, width: u32) -> Option<u64> {
    let narrow = width == 32;
    let n = if narrow { a & 0xffff_ffff } else { a };
    Some(match name {
        "clz" => u64::from(n.leading_zeros() - (64 - width)),
        "ctz" => u64::from(n.trailing_zeros().min(width)),
        "cpop" => u64::from(n.count_ones()),
        "sext.b" => a as i8 as u64,
        "sext.h" => a as i16 as u64,
        "zext.h" => u64::from(a as u16),
        "rev8" => n.swap_bytes() >> (64 - width),
        "orc.b" => n.to_le_bytes().iter().rev().fold(0, |all, byte| all << 8 | if *byte == 0 { 0 } else { 0xff }),
        _ => return None,
    })
}

/// A result as a register has it.
fn cut(value: u64, xlen: u32) -> u64 {
    if xlen == 32 { value & 0xffff_ffff } else { value }
}

/// The result of a word with x11 and x12, in x10.
fn run(e: &Evaluator<'static>, word: u32, a: u64, b: u64) -> u64 {
    let mut hart = Hart::new(e.clone(), "M");
    (hart.x[11], hart.x[12]) = (a, b);
    hart.run(word).unwrap();
    hart.x[10]
}

const REGISTERS: u32 = 10 << 7 | 11 << 15;

#[test]
fn registers() {
    for e in [32, 64].map(|xlen| at("1.0", xlen)) {
        let xlen = e.spec().xlen;
        let mut known = 0;
        for insn in &e.spec().insns {
            // On words: of the low halves, and extended by the sign.
            let word = insn.name.strip_suffix('w').filter(|name| insn.operands.iter().all(|o| o.name != "imm") && !name.ends_with(".u"));
            let (name, width) = word.map_or((insn.name.as_str(), xlen), |name| (name, 32));
            let extended = |value: u64| if width == 32 { cut(value as i32 as u64, xlen) } else { value };
            for (a, b) in NUMBERS.into_iter().flat_map(|a| NUMBERS.map(|b| (cut(a, xlen), cut(b, xlen)))) {
                let (expected, fields) = match (binary(name, a, b, width), unary(name, a, width)) {
                    (Some(value), _) => (value, REGISTERS | 12 << 20),
                    // How many bits there are is never negative.
                    (_, Some(value)) => (value, REGISTERS),
                    _ => break,
                };
                known += 1;
                let found = run(&e, insn.matches | fields, a, b);
                assert_eq!(found, extended(cut(expected, xlen)), "rv{xlen}: {} of {a:#x} and {b:#x}", insn.name);
            }
        }
        assert_eq!(known / NUMBERS.len().pow(2), if xlen == 32 { 42 } else { 61 }, "instructions of registers");
    }
}

/// With a constant: each does what another one does with a register.
const CONSTANTS: [(&str, &str); 14] = [
    ("addi", "add"),
    ("slti", "slt"),
    ("sltiu", "sltu"),
    ("xori", "xor"),
    ("ori", "or"),
    ("andi", "and"),
    ("slli", "sll"),
    ("srli", "srl"),
    ("srai", "sra"),
    ("rori", "ror"),
    ("bclri", "bclr"),
    ("bexti", "bext"),
    ("binvi", "binv"),
    ("bseti", "bset"),
];

#[test]
fn constants() {
    for e in [32, 64].map(|xlen| at("1.0", xlen)) {
        let xlen = e.spec().xlen;
        for (insn, name) in CONSTANTS {
            for (insn, width) in [(insn.to_string(), xlen), (format!("{insn}w"), 32)] {
                let Some(matches) = e.spec().insn(&insn).map(|i| i.matches) else { continue };
                let is_shift = !["add", "slt", "sltu", "xor", "or", "and"].contains(&name);
                let all: Vec<i32> = if is_shift { (0..width as i32).collect() } else { vec![-2048, -1, 0, 1, 1365, 2047] };
                for (a, b) in NUMBERS.into_iter().flat_map(|a| all.iter().map(move |b| (cut(a, xlen), *b))) {
                    let expected = binary(name, a, i64::from(b) as u64, width).unwrap();
                    let expected = if width < xlen { expected as i32 as u64 } else { cut(expected, xlen) };
                    let word = matches | REGISTERS | (b as u32 & 0xfff) << 20;
                    assert_eq!(run(&e, word, a, 0), expected, "rv{xlen}: {insn} of {a:#x} and {b}");
                }
            }
        }
    }
    let e = at("1.0", 64);
    let shift = |by: u32| run(&e, e.spec().insn("slli.uw").unwrap().matches | REGISTERS | by << 20, 0xffff_ffff_8000_0001, 0);
    assert_eq!((shift(0), shift(33)), (0x8000_0001, 0x8000_0001 << 33));
}

/// LUI, AUIPC, JAL, JALR and the branches: value, target.
#[test]
fn control() {
    for e in [32, 64].map(|xlen| at("1.0", xlen)) {
        let xlen = e.spec().xlen;
        let matches = |name: &str| e.spec().insn(name).unwrap().matches;
        let run = |word: u32, a: u64, b: u64| {
            let mut hart = Hart::new(e.clone(), "M");
            (hart.x[11], hart.x[12]) = (cut(a, xlen), cut(b, xlen));
            hart.run(word).unwrap();
            (hart.x[10], hart.next)
        };
        assert_eq!(run(matches("lui") | 10 << 7 | 0xfedc_b000, 0, 0), (cut(0xffff_ffff_fedc_b000, xlen), None));
        assert_eq!(run(matches("auipc") | 10 << 7 | 0x0001_2000, 0, 0), (0x1_3000, None));
        // jal x10, -4 and 0x54a: bits 20, 10-1, 11, 19-12 from the top.
        assert_eq!(run(matches("jal") | 10 << 7 | 0xffdf_f000, 0, 0), (0x1004, Some(0xffc)));
        assert_eq!(run(matches("jal") | 10 << 7 | 0x54a0_0000, 0, 0), (0x1004, Some(0x154a)));
        assert_eq!(run(matches("jal") | 10 << 7 | 0x0010_0000 | 0x1000, 0, 0), (0x1004, Some(0x2800)));
        assert_eq!(run(matches("jalr") | REGISTERS | 0x801 << 20, 0x4002, 0), (0x1004, Some(0x3802)));
        for (name, holds) in [
            ("beq", (|o| o == 0) as fn(i32) -> bool),
            ("bne", |o| o != 0),
            ("blt", |o| o < 0),
            ("bge", |o| o >= 0),
            ("bltu", |o| o < 0),
            ("bgeu", |o| o >= 0),
        ] {
            for (a, b) in NUMBERS.into_iter().flat_map(|a| NUMBERS.map(|b| (cut(a, xlen), cut(b, xlen)))) {
                let order = match (name.ends_with('u'), xlen) {
                    (true, _) => a.cmp(&b),
                    (false, 32) => (a as i32).cmp(&(b as i32)),
                    (false, _) => (a as i64).cmp(&(b as i64)),
                };
                // To 0x554 bytes further: bits 12, 10-5 on top, 4-1, 11 below.
                let word = matches(name) | 11 << 15 | 12 << 20 | 0x2a << 25 | 0xa << 8;
                assert_eq!(run(word, a, b).1, holds(order as i32).then_some(0x1554), "rv{xlen}: {name} of {a:#x} and {b:#x}");
            }
        }
    }
}

/// Loads and stores: bytes, and how they are extended.
const LOADS: [(&str, u32, bool); 7] =
    [("lb", 1, true), ("lh", 2, true), ("lw", 4, true), ("ld", 8, true), ("lbu", 1, false), ("lhu", 2, false), ("lwu", 4, false)];

#[test]
fn loads_and_stores() {
    for e in [32, 64].map(|xlen| at("1.0", xlen)) {
        let xlen = e.spec().xlen;
        for (name, bytes, signed) in LOADS {
            let Some(insn) = e.spec().insn(name) else { continue };
            let mut hart = Hart::new(e.clone(), "M");
            hart.memory.extend((0..8).map(|i| (0x80 + i, 0x81 + i as u8)));
            hart.x[11] = 0x84;
            hart.run(insn.matches | REGISTERS | 0xffc << 20).unwrap();
            let read = (0..u64::from(bytes)).fold(0, |all, i| all | (0x81 + i) << (8 * i));
            let shift = 64 - 8 * bytes;
            let expected = if signed { ((read << shift) as i64 >> shift) as u64 } else { read };
            assert_eq!(hart.x[10], cut(expected, xlen), "rv{xlen}: {name}");
        }
        for (name, bytes) in [("sb", 1), ("sh", 2), ("sw", 4), ("sd", 8)] {
            let Some(insn) = e.spec().insn(name) else { continue };
            let mut hart = Hart::new(e.clone(), "M");
            (hart.x[11], hart.x[12]) = (0x84, cut(0x8877_6655_4433_2211, xlen));
            // At -4: bits 11-5 on top, 4-0 below.
            hart.run(insn.matches | 11 << 15 | 12 << 20 | 0x7f << 25 | 0x1c << 7).unwrap();
            let written: Vec<(u64, u8)> = hart.memory.into_iter().collect();
            assert_eq!(written, (0..bytes).map(|i| (0x80 + i, 0x11 * (i as u8 + 1))).collect::<Vec<_>>(), "rv{xlen}: {name}");
        }
    }
}

/// AMOs: the old value, and what is written.
#[test]
fn atomics() {
    for e in [32, 64].map(|xlen| at("1.0", xlen)) {
        let xlen = e.spec().xlen;
        for (suffix, width) in [(".w", 32), (".d", 64)] {
            for op in ["swap", "add", "xor", "and", "or", "min", "max", "minu", "maxu"] {
                let Some(matches) = e.spec().insn(&format!("amo{op}{suffix}")).map(|i| i.matches) else { continue };
                for (a, b) in NUMBERS.into_iter().flat_map(|a| NUMBERS.map(|b| (a, cut(b, xlen)))) {
                    let mut hart = Hart::new(e.clone(), "M");
                    hart.memory.extend(a.to_le_bytes().into_iter().enumerate().map(|(i, byte)| (0x80 + i as u64, byte)));
                    (hart.x[11], hart.x[12]) = (0x80, b);
                    hart.run(matches | REGISTERS | 12 << 20).unwrap();
                    let old = if width == 32 { cut(a as i32 as u64, xlen) } else { a };
                    let new = if op == "swap" { b } else { binary(op, a, b, width).unwrap() };
                    let new = if width == 32 { a >> 32 << 32 | new & 0xffff_ffff } else { new };
                    let there = (0..8).fold(0, |all, i| all | u64::from(hart.memory[&(0x80 + i)]) << (8 * i));
                    assert_eq!((hart.x[10], there), (old, new), "rv{xlen}: amo{op}{suffix} of {a:#x} and {b:#x}");
                    assert_eq!(hart.accesses.len(), 2);
                }
            }
            let Some(matches) = e.spec().insn(&format!("lr{suffix}")).map(|i| i.matches) else { continue };
            let mut hart = Hart::new(e.clone(), "M");
            hart.memory.extend((0..8).map(|i| (0x80 + i, 0x81 + i as u8)));
            (hart.x[11], hart.x[12]) = (0x80, cut(0x1122_3344_5566_7788, xlen));
            hart.run(matches | REGISTERS).unwrap();
            let read = if width == 32 { cut(0xffff_ffff_8483_8281, xlen) } else { 0x8887_8685_8483_8281 };
            assert_eq!((hart.x[10], hart.reserved), (read, Some(0x80)), "rv{xlen}: lr{suffix}");
            let store = e.spec().insn(&format!("sc{suffix}")).unwrap().matches | REGISTERS | 12 << 20;
            hart.run(store).unwrap();
            let written = (0..width as u64 / 8).fold(0, |all, i| all | u64::from(hart.memory[&(0x80 + i)]) << (8 * i));
            assert_eq!((hart.x[10], written), (0, if width == 32 { 0x5566_7788 } else { 0x1122_3344_5566_7788 }));
            assert_eq!(hart.memory[&0x84], if width == 32 { 0x85 } else { 0x44 }, "rv{xlen}: sc{suffix} writes no more");
            hart.run(store).unwrap();
            assert_eq!(hart.x[10], 1, "without a reservation");
        }
    }
}

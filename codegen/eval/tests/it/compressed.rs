//! Compressed instructions: each is decoded as the instruction that the manual says it stands for. The formats are
//! taken apart here a second time, and put together as words of 32 bits.

use crate::hart::{at, everywhere, place};
use eval::Evaluator;

/// Bits `hi` to `lo` of a halfword, moved to `to`.
fn bits(c: u32, hi: u32, lo: u32, to: u32) -> u32 {
    (c >> lo & ((1 << (hi - lo + 1)) - 1)) << to
}

/// Extended by the sign from a number of bits.
fn signed(value: u32, width: u32) -> u32 {
    ((value << (32 - width)) as i32 >> (32 - width)) as u32
}

fn i(op: u32, funct: u32, rd: u32, rs1: u32, imm: u32) -> u32 {
    op | rd << 7 | funct << 12 | rs1 << 15 | (imm & 0xfff) << 20
}

fn r(op: u32, funct: u32, top: u32, rd: u32, rs1: u32, rs2: u32) -> u32 {
    op | rd << 7 | funct << 12 | rs1 << 15 | rs2 << 20 | top << 25
}

fn s(op: u32, funct: u32, rs1: u32, rs2: u32, imm: u32) -> u32 {
    op | (imm & 0x1f) << 7 | funct << 12 | rs1 << 15 | rs2 << 20 | (imm >> 5 & 0x7f) << 25
}

fn b(funct: u32, rs1: u32, imm: u32) -> u32 {
    0x63 | (imm >> 11 & 1) << 7 | (imm >> 1 & 0xf) << 8 | funct << 12 | rs1 << 15 | (imm >> 5 & 0x3f) << 25 | (imm >> 12 & 1) << 31
}

fn j(rd: u32, imm: u32) -> u32 {
    0x6f | rd << 7 | imm & 0xff000 | (imm >> 11 & 1) << 20 | (imm >> 1 & 0x3ff) << 21 | (imm >> 20 & 1) << 31
}

/// The word that a halfword stands for; none if it is reserved or an extension of later times.
fn expanded(c: u32, wide: bool) -> Option<u32> {
    let (rd, rs2) = (bits(c, 11, 7, 0), bits(c, 6, 2, 0));
    let (short_1, short_2) = (8 + bits(c, 9, 7, 0), 8 + bits(c, 4, 2, 0));
    let six = signed(bits(c, 12, 12, 5) | rs2, 6);
    let shift = bits(c, 12, 12, 5) | rs2;
    let shift_fits = wide || c >> 12 & 1 == 0;
    let word = bits(c, 12, 10, 3) | bits(c, 6, 6, 2) | bits(c, 5, 5, 6);
    let double = bits(c, 12, 10, 3) | bits(c, 6, 5, 6);
    let jump = signed(
        bits(c, 12, 12, 11)
            | bits(c, 11, 11, 4)
            | bits(c, 10, 9, 8)
            | bits(c, 8, 8, 10)
            | bits(c, 7, 7, 6)
            | bits(c, 6, 6, 7)
            | bits(c, 5, 3, 1)
            | bits(c, 2, 2, 5),
        12,
    );
    let branch = signed(bits(c, 12, 12, 8) | bits(c, 11, 10, 3) | bits(c, 6, 5, 6) | bits(c, 4, 3, 1) | bits(c, 2, 2, 5), 9);
    let stack_word = bits(c, 12, 12, 5) | bits(c, 6, 4, 2) | bits(c, 3, 2, 6);
    let stack_double = bits(c, 12, 12, 5) | bits(c, 6, 5, 3) | bits(c, 4, 2, 6);
    let push_word = bits(c, 12, 9, 2) | bits(c, 8, 7, 6);
    let push_double = bits(c, 12, 10, 3) | bits(c, 9, 7, 6);
    Some(match (c & 3, c >> 13) {
        (0, 0) => {
            let size = bits(c, 12, 11, 4) | bits(c, 10, 7, 6) | bits(c, 6, 6, 2) | bits(c, 5, 5, 3);
            (size != 0).then(|| i(0x13, 0, short_2, 2, size))?
        }
        (0, 1) => i(0x07, 3, short_2, short_1, double),
        (0, 2) => i(0x03, 2, short_2, short_1, word),
        (0, 3) if wide => i(0x03, 3, short_2, short_1, double),
        (0, 3) => i(0x07, 2, short_2, short_1, word),
        (0, 5) => s(0x27, 3, short_1, short_2, double),
        (0, 6) => s(0x23, 2, short_1, short_2, word),
        (0, 7) if wide => s(0x23, 3, short_1, short_2, double),
        (0, 7) => s(0x27, 2, short_1, short_2, word),
        (1, 0) => i(0x13, 0, rd, rd, six),
        (1, 1) if wide => (rd != 0).then(|| i(0x1b, 0, rd, rd, six))?,
        (1, 1) => j(1, jump),
        (1, 2) => i(0x13, 0, rd, 0, six),
        (1, 3) if rd == 2 => {
            let size = bits(c, 12, 12, 9) | bits(c, 6, 6, 4) | bits(c, 5, 5, 6) | bits(c, 4, 3, 7) | bits(c, 2, 2, 5);
            (size != 0).then(|| i(0x13, 0, 2, 2, signed(size, 10)))?
        }
        (1, 3) => (six != 0).then_some(0x37 | rd << 7 | six << 12)?,
        (1, 4) => match (bits(c, 11, 10, 0), c >> 12 & 1, bits(c, 6, 5, 0)) {
            (0, ..) => shift_fits.then(|| i(0x13, 5, short_1, short_1, shift))?,
            (1, ..) => shift_fits.then(|| i(0x13, 5, short_1, short_1, shift | 0x400))?,
            (2, ..) => i(0x13, 7, short_1, short_1, six),
            (_, 0, 0) => r(0x33, 0, 0x20, short_1, short_1, short_2),
            (_, 0, 1) => r(0x33, 4, 0, short_1, short_1, short_2),
            (_, 0, 2) => r(0x33, 6, 0, short_1, short_1, short_2),
            (_, 0, _) => r(0x33, 7, 0, short_1, short_1, short_2),
            (_, _, 0) if wide => r(0x3b, 0, 0x20, short_1, short_1, short_2),
            (_, _, 1) if wide => r(0x3b, 0, 0, short_1, short_1, short_2),
            _ => return None,
        },
        (1, 5) => j(0, jump),
        (1, 6) => b(0, short_1, branch),
        (1, 7) => b(1, short_1, branch),
        (2, 0) => shift_fits.then(|| i(0x13, 1, rd, rd, shift))?,
        (2, 1) => i(0x07, 3, rd, 2, stack_double),
        (2, 2) => (rd != 0).then(|| i(0x03, 2, rd, 2, stack_word))?,
        (2, 3) if wide => (rd != 0).then(|| i(0x03, 3, rd, 2, stack_double))?,
        (2, 3) => i(0x07, 2, rd, 2, stack_word),
        (2, 4) => match (c >> 12 & 1, rd, rs2) {
            (0, 0, 0) => return None,
            (0, _, 0) => i(0x67, 0, 0, rd, 0),
            (0, ..) => r(0x33, 0, 0, rd, 0, rs2),
            (_, 0, 0) => 0x0010_0073,
            (_, _, 0) => i(0x67, 0, 1, rd, 0),
            _ => r(0x33, 0, 0, rd, rd, rs2),
        },
        (2, 5) => s(0x27, 3, 2, rs2, push_double),
        (2, 6) => s(0x23, 2, 2, rs2, push_word),
        (2, 7) if wide => s(0x23, 3, 2, rs2, push_double),
        (2, 7) => s(0x27, 2, 2, rs2, push_word),
        _ => return None,
    })
}

/// Every halfword of three quadrants.
fn check(e: &Evaluator<'static>) {
    for c in (0..0x1_0000u32).filter(|c| c & 3 != 3) {
        let expected = expanded(c, e.spec().xlen == 64).map(|word| e.decode(word).unwrap_or_else(|| panic!("{word:#x}")));
        let found = e.decode(c);
        let operands = |d: &eval::Decoded<'_>| {
            let insn = &e.spec().insns[d.insn];
            insn.operands.iter().map(|o| (o.name.clone(), d.operand(&o.name))).collect::<Vec<_>>()
        };
        let said = |d: Option<eval::Decoded<'_>>| d.map(|d| (e.spec().insns[d.insn].name.clone(), operands(&d)));
        assert_eq!(said(found), said(expected), "{}: {c:#06x}", place(e));
    }
}

#[test]
fn every_halfword() {
    [32, 64].into_iter().for_each(|xlen| check(&at("1.0", xlen)));
}

/// No revision of the hypervisor extension changes them.
#[test]
fn all_revisions_have_the_same() {
    for e in everywhere() {
        let last = at("1.0", e.spec().xlen);
        let compressed = |e: &Evaluator<'static>| {
            let all = e.spec().insns.iter().filter(|i| i.bytes == 2);
            all.map(|i| (i.name.clone(), i.mask, i.matches, i.operands.clone(), i.condition.clone(), i.body.clone())).collect::<Vec<_>>()
        };
        assert_eq!(compressed(&e), compressed(&last), "{}", place(&e));
    }
}

//! Delegation registers: table (c), and what the codes of the tables demand.

use crate::hart::{Hart, covers, everywhere, place};
use isa::{CsrOp, Exception, Target, Trap};

fn all_ones(hart: &mut Hart, csr: &str) -> u64 {
    let address = hart.address(csr).unwrap();
    let e = hart.e.clone();
    e.csr(&mut hart.s, address, CsrOp::Write(u64::MAX)).unwrap();
    e.csr(&mut hart.s, address, CsrOp::Read).unwrap()
}

/// Revisions, register, bits that must be 1 after writing ones, bits that must be 0. Others are free.
const MASKS: &str = "
    ..              | medeleg | 0x400    | 0x800
    0.5-20191029..0.6 | hedeleg | 0xb1fe | 0xb00a00
    0.6.1-20200505..0.6.1 | hedeleg | 0xb1fe | 0xf00a00
    0.6.2..         | hedeleg | 0xb1fe   | 0xf00e00
    0.5-20191029..0.6.2 | hideleg | 0x444 | 0xfbbb
    1.0             | hideleg | 0x444    | 0x1222
    0.5-20191029    | mideleg | 0x444    | 0
    0.5..           | mideleg | 0x1444   | 0
";

#[test]
fn writable_bits() {
    for line in MASKS.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (ones, zeros) = (crate::hart::number(cells[2]), crate::hart::number(cells[3]));
        for e in everywhere().filter(|e| covers(cells[0], &e.spec().revision.id)) {
            let mut hart = Hart::new(e, "M");
            let value = all_ones(&mut hart, cells[1]);
            assert_eq!(value & (ones | zeros), ones, "{}: {line}: {value:#x}", place(&hart.e));
        }
    }
}

/// (c): mideleg bits of the guest's interrupts are 1 and stay so.
#[test]
fn mideleg_ones() {
    for e in everywhere().filter(|e| covers("0.5-20191029..", &e.spec().revision.id)) {
        let ones = if covers("0.5..", &e.spec().revision.id) { 0x1444 } else { 0x444 };
        let mut hart = Hart::new(e, "M");
        assert_eq!(hart.get("mideleg"), ones);
        let address = hart.address("mideleg").unwrap();
        hart.e.csr(&mut hart.s, address, CsrOp::Write(0)).unwrap();
        assert_eq!(hart.get("mideleg"), ones);
    }
}

/// (c): M to HS by medeleg below M, to VS by hedeleg with V=1.
#[test]
fn exceptions() {
    for e in everywhere() {
        for (mode, medeleg, hedeleg) in ["M", "HS", "U", "VS", "VU"].into_iter().flat_map(|m| [(m, 0, 0), (m, 0, 1), (m, 1, 0), (m, 1, 1)])
        {
            let mut hart = Hart::new(e.clone(), mode);
            hart.put("medeleg.BREAKPOINT", medeleg);
            hart.put("hedeleg.BREAKPOINT", hedeleg);
            let expected = match (mode, medeleg, hedeleg) {
                ("M", ..) | (_, 0, _) => Target::M,
                ("VS" | "VU", 1, 1) => Target::VS,
                _ => Target::HS,
            };
            let trap = Trap { interrupt: false, exception: Exception::new(3, 0) };
            assert_eq!(e.target(&hart.s, &trap), expected, "{}: {mode}", place(&e));
        }
    }
}

/// (g), faults of the G-stage: kept by HS-mode in 0.4 whatever hedeleg says; later by their codes, and access
/// faults can be the guest's.
#[test]
fn gstage_faults() {
    for e in everywhere() {
        let early = covers("..0.4", &e.spec().revision.id);
        let mut hart = Hart::new(e.clone(), "VS");
        hart.enter("M");
        all_ones(&mut hart, "medeleg");
        all_ones(&mut hart, "hedeleg");
        hart.enter("VS");
        let codes: &[(u64, Target)] = match early {
            true => &[(13, Target::HS), (5, Target::HS)],
            false => &[(21, Target::HS), (20, Target::HS), (23, Target::HS), (5, Target::VS)],
        };
        for (code, expected) in codes {
            let exception = Exception { gstage: true, ..Exception::new(*code, 0) };
            assert_eq!(e.target(&hart.s, &Trap { interrupt: false, exception }), *expected, "{}: {code}", place(&e));
        }
    }
}

/// (d): ECALL by mode.
#[test]
fn ecall() {
    for e in everywhere() {
        for (mode, code) in [("U", 8), ("VU", 8), ("HS", 9), ("VS", 10), ("M", 11)] {
            let mut hart = Hart::new(e.clone(), mode);
            let expected = Exception { tval_is_gva: mode.starts_with('V'), ..Exception::new(code, 0) };
            assert_eq!(hart.run(0x73), Err(expected), "{}: {mode}", place(&e));
        }
    }
}

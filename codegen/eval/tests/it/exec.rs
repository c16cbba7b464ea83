//! Instructions: decoding and bodies.

use crate::hart::{Hart, at, covers, everywhere, place};
use isa::{Exception, Fence, FenceKind, Kind};

/// (d), encodings: name, mask, match, revisions.
const ENCODINGS: &str = "
    sret           | 0xffffffff | 0x10200073 | ..
    mret           | 0xffffffff | 0x30200073 | ..
    wfi            | 0xffffffff | 0x10500073 | ..
    sfence.vma     | 0xfe007fff | 0x12000073 | ..
    hfence.gvma    | 0xfe007fff | 0x62000073 | ..
    hfence.vvma    | 0xfe007fff | 0x22000073 | ..
    hlv.b          | 0xfff0707f | 0x60004073 | 0.6..
    hlv.bu         | 0xfff0707f | 0x60104073 | 0.6..
    hlv.h          | 0xfff0707f | 0x64004073 | 0.6..
    hlv.hu         | 0xfff0707f | 0x64104073 | 0.6..
    hlvx.hu        | 0xfff0707f | 0x64304073 | 0.6..
    hlv.w          | 0xfff0707f | 0x68004073 | 0.6..
    hlvx.wu        | 0xfff0707f | 0x68304073 | 0.6..
    hsv.b          | 0xfe007fff | 0x62004073 | 0.6..
    hsv.h          | 0xfe007fff | 0x66004073 | 0.6..
    hsv.w          | 0xfe007fff | 0x6a004073 | 0.6..
    sinval.vma     | 0xfe007fff | 0x16000073 | 1.0
    sfence.w.inval | 0xffffffff | 0x18000073 | 1.0
    sfence.inval.ir | 0xffffffff | 0x18100073 | 1.0
    hinval.vvma    | 0xfe007fff | 0x26000073 | 1.0
    hinval.gvma    | 0xfe007fff | 0x66000073 | 1.0
";

/// (d), RV64 only.
const WIDE: &str = "
    hlv.wu         | 0xfff0707f | 0x68104073 | 0.6..
    hlv.d          | 0xfff0707f | 0x6c004073 | 0.6..
    hsv.d          | 0xfe007fff | 0x6e004073 | 0.6..
";

#[test]
fn encodings() {
    for e in everywhere() {
        for (table, xlens) in [(ENCODINGS, [32, 64]), (WIDE, [64, 64])] {
            for line in table.lines().map(str::trim).filter(|l| !l.is_empty()) {
                let cells: Vec<&str> = line.split('|').map(str::trim).collect();
                let there = covers(cells[3], &e.spec().revision.id) && xlens.contains(&e.spec().xlen);
                let found = e.spec().insn(cells[0]).map(|i| (i.mask, i.matches));
                let number = |text| crate::hart::number(text) as u32;
                let expected = there.then(|| (number(cells[1]), number(cells[2])));
                assert_eq!(found, expected, "{}: {line}", place(&e));
            }
        }
    }
}

/// Every encoding decodes to itself, whatever its operands are, unless its condition says otherwise.
#[test]
fn every_encoding() {
    let mut seed = 1u64;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 32) as u32
    };
    for e in everywhere() {
        for (at, insn) in e.spec().insns.iter().enumerate() {
            let bits = if insn.bytes == 2 { 0xffff } else { u32::MAX };
            let mut hits = 0;
            for _ in 0..50 {
                let word = (random() & !insn.mask | insn.matches) & bits;
                let Some(d) = e.decode(word) else {
                    assert!(insn.condition.is_some(), "{}: {word:#x} is {}", place(&e), insn.name);
                    continue;
                };
                hits += u32::from(d.matched == at);
                assert!(d.matched == at || insn.condition.is_some(), "{}: {word:#x} is {}", place(&e), insn.name);
                assert_eq!((u32::from(d.len), d.word), (insn.bytes, word));
                let target = &e.spec().insns[d.insn];
                assert!(target.operands.iter().all(|o| d.operand(&o.name).is_some()), "{} gives all operands", insn.name);
            }
            assert!(hits > 0, "{}: nothing is {}", place(&e), insn.name);
        }
        assert_eq!(e.decode(0), None);
        assert_eq!(e.decode(u32::MAX), None);
    }
}

/// Registers before, the word, and x10 after.
fn result(xlen: u32, a: u64, b: u64, word: u32) -> u64 {
    let mut hart = Hart::new(at("1.0", xlen), "HS");
    (hart.x[11], hart.x[12]) = (a, b);
    hart.run(word).unwrap();
    hart.x[10]
}

#[test]
fn arithmetic() {
    let minus = |n: u64| n.wrapping_neg();
    // addi a0, a1, -1; c.mv a0, a1; lui a0, 0x80000
    assert_eq!(result(64, 5, 0, 0xfff5_8513), 4);
    assert_eq!(result(64, 5, 0, 0x852e), 5);
    assert_eq!(result(64, 0, 0, 0x8000_0537), 0xffff_ffff_8000_0000);
    assert_eq!(result(32, 0, 0, 0x8000_0537), 0x8000_0000);
    // div, rem, divw, remw a0, a1, a2
    assert_eq!(result(64, 7, 0, 0x02c5_c533), u64::MAX);
    assert_eq!(result(64, 1 << 63, minus(1), 0x02c5_c533), 1 << 63);
    assert_eq!(result(64, minus(7), 2, 0x02c5_e533), minus(1));
    assert_eq!(result(64, 0x8000_0000, minus(1), 0x02c5_c53b), 0xffff_ffff_8000_0000);
    assert_eq!(result(32, 0x8000_0000, 0xffff_ffff, 0x02c5_c533), 0x8000_0000);
    // mulhsu a0, a1, a2; sraw a0, a1, a2
    assert_eq!(result(64, minus(1), u64::MAX, 0x02c5_a533), minus(1));
    assert_eq!(result(64, 0x8000_0000, 33, 0x40c5_d53b), 0xffff_ffff_c000_0000);
    // x0 stays 0: addi x0, a1, 1
    let mut hart = Hart::new(at("1.0", 64), "HS");
    hart.run(0x0015_8013).unwrap();
    assert_eq!(hart.x[0], 0);
}

#[test]
fn jumps() {
    let mut hart = Hart::new(at("1.0", 64), "VS");
    hart.x[11] = 0x2005;
    // jalr a1, 2(a1): the link is written last.
    hart.run(0x0025_85e7).unwrap();
    assert_eq!((hart.next, hart.x[11]), (Some(0x2006), 0x1004));
    // c.jr a1
    hart.x[11] = 0x3000;
    hart.run(0x8582).unwrap();
    assert_eq!(hart.next, Some(0x3000));
    // beq x0, x0, -4 and bne x0, x0, -4
    hart.run(0xfe00_0ee3).unwrap();
    assert_eq!(hart.next, Some(0xffc));
    hart.next = None;
    hart.run(0xfe00_1ee3).unwrap();
    assert_eq!(hart.next, None);
}

#[test]
fn memory() {
    let mut hart = Hart::new(at("1.0", 64), "HS");
    assert!(hart.put_all("hstatus.SPVP"));
    (hart.x[11], hart.x[12]) = (0x100, 0x1_8000_0001);
    // sw a2, 0(a1); lw a0, 0(a1); lwu a0, 0(a1); hlvx.wu a0, (a1)
    hart.run(0x00c5_a023).unwrap();
    hart.run(0x0005_a503).unwrap();
    assert_eq!(hart.x[10], 0xffff_ffff_8000_0001);
    hart.run(0x0005_e503).unwrap();
    assert_eq!(hart.x[10], 0x8000_0001);
    hart.run(0x6835_c573).unwrap();
    let last = hart.accesses.last().unwrap();
    assert!(last.exec_as_read && last.v && last.prv == 1 && last.kind == Kind::Load);
    // amoadd.w a0, a2, (a1): a load that must be permitted as a store.
    hart.accesses.clear();
    hart.run(0x00c5_a52f).unwrap();
    assert!(hart.accesses.len() == 2 && hart.accesses.iter().all(|a| a.kind == Kind::Store && !a.v));
    assert_eq!(hart.memory[&0x100], 2);
    // sc.w without, then lr.w and sc.w with a reservation.
    hart.run(0x18c5_a52f).unwrap();
    assert_eq!(hart.x[10], 1);
    hart.run(0x1005_a52f).unwrap();
    hart.run(0x18c5_a52f).unwrap();
    assert_eq!(hart.x[10], 0);
    // hfence.gvma a1, x0
    hart.run(0x6205_8073).unwrap();
    assert_eq!(hart.fences, [Fence { kind: FenceKind::Gvma, addr: Some(0x100), id: None }]);
}

/// What is refused reports the instruction, and nothing else happens.
#[test]
fn refused() {
    let mut hart = Hart::new(at("1.0", 64), "VS");
    // csrrw a0, hstatus, a1; csrrs a0, mstatus, x0; hlv.w; sret with VTSR
    assert_eq!(hart.run(0x6005_9573), Err(Exception::new(22, 0x6005_9573)));
    assert_eq!(hart.run(0x3000_2573), Err(Exception::new(2, 0x3000_2573)));
    assert_eq!(hart.run(0x6805_c573), Err(Exception::new(22, 0x6805_c573)));
    assert!(hart.put_all("hstatus.VTSR"));
    assert_eq!(hart.run(0x1020_0073), Err(Exception::new(22, 0x1020_0073)));
    assert_eq!((hart.x[10], hart.next, hart.changes), (0, None, 0));
    let illegal = hart.e.illegal(&hart.s, 0xabcd_0000);
    assert_eq!(illegal, Exception::new(2, 0), "a 16-bit instruction reports 16 bits");
}

/// EBREAK reports its address from 0.6.1 on, as a guest's address in a guest.
#[test]
fn ebreak() {
    for e in everywhere() {
        let address = if covers("0.6.1..", &e.spec().revision.id) { 0x1000 } else { 0 };
        let mut hart = Hart::new(e, "VS");
        let expected = Exception { tval_is_gva: true, ..Exception::new(3, address) };
        assert_eq!(hart.run(0x0010_0073), Err(expected));
        assert_eq!(hart.run(0x9002), Err(expected));
    }
}

/// With x0, or 0, CSRRS and CSRRC do not write, and so do not need to be allowed to; the others always do.
#[test]
fn csr_instructions_on_what_is_read_only() {
    for e in everywhere() {
        let write = Err(2);
        for (name, zero) in
            [("csrrw", write), ("csrrs", Ok(())), ("csrrc", Ok(())), ("csrrwi", write), ("csrrsi", Ok(())), ("csrrci", Ok(()))]
        {
            for (rs1, expected) in [(0, zero), (11, write)] {
                let mut hart = Hart::new(e.clone(), "M");
                // mhartid
                let word = e.spec().insn(name).unwrap().matches | 10 << 7 | rs1 << 15 | 0xf14 << 20;
                assert_eq!(hart.run(word).map_err(|e| e.code), expected, "{}: {name} with {rs1}", place(&e));
            }
        }
    }
}

/// Into x0, and of what is in a register or in the instruction: old value, new value.
#[test]
fn csr_instructions_compute() {
    for e in everywhere() {
        for (name, old, operand, new) in [
            ("csrrw", 0x35, 0x53, 0x53),
            ("csrrs", 0x35, 0x53, 0x77),
            ("csrrc", 0x35, 0x53, 0x24),
            ("csrrwi", 0x35, 0x13, 0x13),
            ("csrrsi", 0x35, 0x13, 0x37),
            ("csrrci", 0x35, 0x13, 0x24),
        ] {
            let by_number = name.ends_with('i');
            for rd in [0, 10] {
                let mut hart = Hart::new(e.clone(), "M");
                hart.put("mscratch", old);
                hart.x[11] = operand;
                let rs1 = if by_number { operand as u32 } else { 11 };
                hart.run(e.spec().insn(name).unwrap().matches | rd << 7 | rs1 << 15 | 0x340 << 20).unwrap();
                let expected = (if rd == 0 { 0 } else { old }, new);
                assert_eq!((hart.x[10], hart.get("mscratch")), expected, "{}: {name} into x{rd}", place(&e));
            }
        }
    }
}

/// CSR instructions: which of them write.
#[test]
fn csr_instructions() {
    let mut hart = Hart::new(at("1.0", 64), "HS");
    hart.x[11] = 0x30;
    // csrrw a0, sscratch, a1; csrrsi a0, sscratch, 3; csrrc a0, sscratch, a1; csrrs a0, sscratch, x0
    for (word, before, after, changes) in
        [(0x1405_9573, 0, 0x30, 1), (0x1401_e573, 0x30, 0x33, 2), (0x1405_b573, 0x33, 3, 3), (0x1400_2573, 3, 3, 3)]
    {
        hart.run(word).unwrap();
        assert_eq!((hart.x[10], hart.get("sscratch"), hart.changes), (before, after, changes), "{word:#x}");
    }
}

//! The evaluator's own decisions: halves, rules of writes, hardware writes.

use crate::hart::{Hart, at, everywhere, otherwise, place};
use isa::CsrOp;

#[track_caller]
fn csr(hart: &mut Hart, name: &str, op: CsrOp) -> u64 {
    let address = hart.address(name).unwrap_or_else(|| panic!("no {name} in {}", place(&hart.e)));
    hart.e.csr(&mut hart.s, address, op).unwrap()
}

/// The two halves of a 64-bit register on RV32.
#[test]
fn halves() {
    let mut hart = Hart::new(at("1.0", 32), "HS");
    csr(&mut hart, "htimedelta", CsrOp::Write(0x1122_3344));
    csr(&mut hart, "htimedeltah", CsrOp::Write(0x5566_7788));
    assert_eq!(hart.s.get("htimedelta"), Some(0x5566_7788_1122_3344));
    assert_eq!(csr(&mut hart, "htimedelta", CsrOp::Set(0xff)), 0x1122_3344);
    assert_eq!(csr(&mut hart, "htimedeltah", CsrOp::Clear(0xff)), 0x5566_7788);
    assert_eq!(hart.s.get("htimedelta"), Some(0x5566_7700_1122_33ff));
    hart.enter("M");
    assert!(hart.put_all("mstatus.MPV mstatus.MPP=1"));
    assert_eq!(csr(&mut hart, "mstatush", CsrOp::Read), 1 << 7);
    csr(&mut hart, "mstatus", CsrOp::Write(0));
    assert_eq!((hart.get("mstatus.MPV"), hart.get("mstatus.MPP")), (1, 0), "mstatush is another half");
    let mut first = Hart::new(at("0.4-20190616", 32), "M");
    assert!(first.put_all("mstatus.MPV"));
    assert!(first.address("mstatush").is_none());
    csr(&mut first, "mstatus", CsrOp::Write(0));
    assert_eq!(first.get("mstatus.MPV"), 1, "no instruction reaches it");
}

/// time for a guest is the sum; both halves of it on RV32.
#[test]
fn time() {
    for xlen in [32, 64] {
        let mut hart = Hart::new(at("0.6", xlen), "VS");
        assert!(hart.put_all("mcounteren.TM hcounteren.TM mtime=0xffffffff"));
        hart.put("htimedelta", 1);
        let low = csr(&mut hart, "time", CsrOp::Read);
        assert_eq!(low, if xlen == 32 { 0 } else { 1 << 32 });
        if xlen == 32 {
            assert_eq!(csr(&mut hart, "timeh", CsrOp::Read), 1);
        }
        hart.enter("M");
        assert_eq!(csr(&mut hart, "time", CsrOp::Read), 0xffff_ffff);
    }
}

/// (a), width and access: in the first text a bit of hcounteren reads 0 while that of mcounteren is 0.
#[test]
fn hcounteren() {
    for (e, enabled) in everywhere().flat_map(|e| [(e.clone(), 0x5555_5555), (e, 0xaaaa_aaaa)]) {
        let expected = if e.spec().revision.id == "0.4-20190616" { enabled } else { 0xffff_ffff };
        let mut hart = Hart::new(e, "M");
        csr(&mut hart, "mcounteren", CsrOp::Write(enabled));
        csr(&mut hart, "hcounteren", CsrOp::Write(u64::MAX));
        assert_eq!(hart.get("hcounteren"), expected, "{}", place(&hart.e));
        csr(&mut hart, "mcounteren", CsrOp::Write(u64::MAX));
        assert_eq!(hart.get("hcounteren"), expected, "what was ignored stays ignored");
    }
}

/// WARL: reserved values keep what was there; the rest of the register is written.
#[test]
fn legal_values() {
    for e in everywhere() {
        let wide = e.spec().xlen == 64;
        let mut hart = Hart::new(e, "M");
        csr(&mut hart, "mstatus", CsrOp::Write(1 << 11 | 1 << 20));
        csr(&mut hart, "mstatus", CsrOp::Write(2 << 11));
        hart.expect("mstatus.MPP=1 mstatus.TVM=0", "MPP has no mode 2");
        csr(&mut hart, "mepc", CsrOp::Write(0x1003));
        hart.put("sepc", 0x1003);
        hart.expect("mepc=0x1002 sepc=0x1002", "bit 0 is dropped, by hardware too");
        if wide {
            csr(&mut hart, "satp", CsrOp::Write(8 << 60 | 5));
            csr(&mut hart, "satp", CsrOp::Write(7 << 60 | 6));
            hart.expect("satp.MODE=8 satp.PPN=5", "satp: an unsupported MODE writes nothing");
            csr(&mut hart, "vsatp", CsrOp::Write(7 << 60 | 6));
            hart.expect("vsatp.MODE=0 vsatp.PPN=6", "vsatp by its own address is WARL");
            csr(&mut hart, "hgatp", CsrOp::Write(8 << 60 | 7));
            csr(&mut hart, "hgatp", CsrOp::Write(7 << 60 | 0xf));
            hart.expect("hgatp.MODE=8 hgatp.PPN=12", "hgatp is WARL, and its root is aligned");
            hart.enter("VS");
            csr(&mut hart, "satp", CsrOp::Write(7 << 60 | 9));
            hart.expect("vsatp.PPN=6", "the guest's write of satp is ignored");
        }
    }
}

/// SD says whether the state of some unit is dirty, each privilege and the guest for themselves.
#[test]
fn dirty_units() {
    for e in [32, 64].into_iter().flat_map(otherwise) {
        let vector = e.spec().field("mstatus", "VS").is_some_and(|_| e.spec().revision.id == "1.0");
        for (name, float, unit) in
            ["mstatus", "sstatus", "vsstatus"].into_iter().flat_map(|n| (0..16).map(move |all| (n, all & 3, all >> 2)))
        {
            let mut hart = Hart::new(e.clone(), "M");
            for csr in ["mstatus", "vsstatus"] {
                // The others are dirty or not, which must not count.
                let is_own = csr == if name == "vsstatus" { "vsstatus" } else { "mstatus" };
                hart.put(&format!("{csr}.FS"), if is_own { float } else { 3 - float });
                if vector {
                    hart.put(&format!("{csr}.VS"), if is_own { unit } else { 3 - unit });
                }
            }
            let dirty = float == 3 || vector && unit == 3;
            hart.expect(&format!("{name}.SD={}", u64::from(dirty)), &format!("FS {float}, VS {unit}"));
        }
    }
}

/// Handlers are direct or vectored; what is no mode keeps the one that was, and the address is written.
#[test]
fn modes_of_vectors() {
    for (e, name) in everywhere().flat_map(|e| ["mtvec", "stvec", "vstvec"].map(|name| (e.clone(), name))) {
        let mut hart = Hart::new(e, "M");
        for (written, read) in [(0x1001, 0x1001), (0x2002, 0x2001), (0x3003, 0x3001), (0x4000, 0x4000), (0x5003, 0x5000), (0x6001, 0x6001)]
        {
            csr(&mut hart, name, CsrOp::Write(written));
            assert_eq!(csr(&mut hart, name, CsrOp::Read), read, "{}: {name} {written:#x}", place(&hart.e));
        }
    }
}

/// Every register takes any value without leaving its bits, and reading does not change it.
#[test]
fn any_value() {
    for e in everywhere() {
        let xlen = e.spec().xlen;
        for c in &e.spec().csrs {
            let mut hart = Hart::new(e.clone(), "M");
            for value in [u64::MAX, 0, 0x5555_5555_5555_5555, 0xaaaa_aaaa_aaaa_aaaa] {
                if e.csr(&mut hart.s, c.address, CsrOp::Write(value)).is_err() {
                    continue;
                }
                let read = e.csr(&mut hart.s, c.address, CsrOp::Read).unwrap();
                assert_eq!(read & !ir::expr::mask(c.visible.min(xlen)), 0, "{}: {}", place(&e), c.name);
                assert_eq!(e.peek_csr(&hart.s, c.address), Some(read));
                for (name, bits) in e.spec().words() {
                    assert_eq!(hart.s.get(&name).unwrap() & !bits, 0, "{}: {name}", place(&e));
                }
                let before = hart.s.clone();
                e.csr(&mut hart.s, c.address, CsrOp::Set(0)).unwrap();
                assert_eq!(hart.s, before, "{}: setting nothing changes {}", place(&e), c.name);
            }
        }
    }
}

/// States are compared and shown by name.
#[test]
fn states() {
    let e = at("1.0", 64);
    let mut s = e.reset();
    assert_eq!((s.get("prv"), s.get("V"), s.get("nothing")), (Some(3), Some(0), None));
    assert!(!s.set("nothing", 1));
    assert!(s.set("hstatus", u64::MAX));
    let bits = e.spec().words().into_iter().find(|w| w.0 == "hstatus").unwrap().1;
    assert_eq!(s.get("hstatus"), Some(bits));
    assert!(s.named().contains(&("hstatus".to_string(), bits)));
    assert_eq!(format!("{:?}", e.reset()), "{misa: 0x80, menvcfg: 0x2000000000000000, prv: 0x3}", "privilege, H, and ADUE");
    assert!(s != e.reset());
}

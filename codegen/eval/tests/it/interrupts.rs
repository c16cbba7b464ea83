//! Interrupt registers and their aliases, table (j), and which interrupt is taken.

use crate::hart::{Hart, covers, everywhere, place};
use eval::Evaluator;
use isa::CsrOp;

fn generation(range: &'static str) -> impl Iterator<Item = Evaluator<'static>> {
    everywhere().filter(move |e| covers(range, &e.spec().revision.id))
}

/// CSR instruction in the current mode.
#[track_caller]
fn csr(hart: &mut Hart, name: &str, op: CsrOp) -> u64 {
    let address = hart.address(name).unwrap_or_else(|| panic!("no {name} in {}", place(&hart.e)));
    hart.e.csr(&mut hart.s, address, op).unwrap()
}

#[track_caller]
fn write(hart: &mut Hart, name: &str, value: u64) {
    csr(hart, name, CsrOp::Write(value));
}

/// 0.4: storage of their own. The guest writes what a supervisor may.
#[test]
fn first_generation() {
    for e in generation("..0.4") {
        let mut hart = Hart::new(e, "HS");
        write(&mut hart, "vsip", u64::MAX);
        write(&mut hart, "vsie", u64::MAX);
        hart.expect("vsip=0x222 vsie=0x222 mip=0 mie=0 sip=0 sie=0", "vsip and vsie are alone");
        hart.enter("VS");
        write(&mut hart, "sip", 0);
        write(&mut hart, "sie", 0);
        hart.expect("vsip=0x220 vsie=0", "the guest writes SSIP and all of sie");
        assert!(hart.address("hip").is_none() && hart.address("hie").is_none());
        assert!(hart.e.spec().interrupt("VSSI").is_none());
    }
}

/// 0.5: hip and hie hold the bits, mip and mie and the guest's registers show them.
#[test]
fn second_generation() {
    for e in generation("0.5-20191029..0.5") {
        let mut hart = Hart::new(e, "HS");
        write(&mut hart, "hip", 0xfff);
        hart.expect("hip=0x444 mip=0x444 vsip=0 sip=0", "hip is writable, vsip is masked by hideleg");
        for bit in [2, 6, 10] {
            write(&mut hart, "hideleg", 1 << bit);
            assert_eq!(hart.get("vsip"), 1 << (bit - 1), "each bit has its own of hideleg");
        }
        write(&mut hart, "hideleg", 0x404);
        hart.expect("vsip=0x202", "shifted by one");
        write(&mut hart, "vsip", 0);
        hart.expect("vsip=0x200 hip=0x440", "only SSIP of vsip can be written");
        hart.enter("VS");
        write(&mut hart, "sip", 2);
        hart.enter("M");
        hart.expect("mip=0x444", "the guest's SSIP is that of hip");
        write(&mut hart, "mip", 0);
        hart.expect("hip=0", "M-mode writes the same bits");
        assert!(hart.address("hvip").is_none());
    }
}

/// 0.5 with guest external interrupts: VSEIP is what software wrote or the line; RMW modifies what it wrote.
#[test]
fn vseip_of_the_second_generation() {
    for e in generation("0.5") {
        for name in ["hip", "mip"] {
            let mut hart = Hart::new(e.clone(), "M");
            assert!(hart.put_all("hstatus.VGEIN=3 input_hgeip=8"));
            hart.expect("hip=0x400", "the line that VGEIN selects");
            assert_eq!(csr(&mut hart, name, CsrOp::Set(4)), 0x400);
            hart.put("input_hgeip", 0);
            hart.expect("hip=4", "the line was not written back");
            csr(&mut hart, name, CsrOp::Set(0x400));
            csr(&mut hart, name, CsrOp::Clear(4));
            hart.expect("hip=0x400", "software's bit");
        }
    }
}

/// 0.6 on: hvip is written, hip shows sums.
#[test]
fn third_generation() {
    for e in generation("0.6..") {
        let mut hart = Hart::new(e, "HS");
        write(&mut hart, "hip", 0xfff);
        hart.expect("hip=4 hvip=4", "only VSSIP of hip is writable, and it is that of hvip");
        write(&mut hart, "hvip", 0xfff);
        hart.expect("hvip=0x444 hip=0x444 mip=0x444", "VSTIP and VSEIP follow hvip");
        write(&mut hart, "hip", 0);
        hart.expect("hip=0x440 hvip=0x440", "read-only in hip");
        for (bit, shown) in [(2, 0), (6, 0x20), (10, 0x200)] {
            write(&mut hart, "hideleg", 1 << bit);
            assert_eq!(hart.get("vsip"), shown, "each bit has its own of hideleg");
        }
        write(&mut hart, "hideleg", 0x444);
        hart.expect("vsip=0x220", "shifted by one");
        hart.enter("VS");
        write(&mut hart, "sip", 2);
        hart.expect("hvip=0x444", "SSIP of the guest; STIP and SEIP are read-only to it");
        hart.enter("M");
        write(&mut hart, "mip", 0);
        hart.expect("hvip=0x440", "M-mode writes VSSIP only");
        write(&mut hart, "hvip", 0);
        assert!(hart.put_all("hstatus.VGEIN=3 input_hgeip=8"));
        hart.expect("hip=0x400 hvip=0", "the line that VGEIN selects");
    }
}

/// sip and sie show what mideleg hands over, each bit for itself; hideleg has no say.
#[test]
fn supervisor_views() {
    for (e, bit) in generation("..").flat_map(|e| [1, 5, 9].map(|bit| (e.clone(), bit))) {
        let mut hart = Hart::new(e, "M");
        assert!(hart.put_all("mip.SSIP mip.STIP input_seip hideleg=0"));
        write(&mut hart, "mip", 0x222);
        write(&mut hart, "mie", 0x222);
        write(&mut hart, "mideleg", 1 << bit);
        for hideleg in [0, 0xfff] {
            hart.put("hideleg", hideleg);
            assert_eq!((hart.get("sip"), hart.get("sie")), (1 << bit, 1 << bit), "{}: bit {bit}", place(&hart.e));
        }
        write(&mut hart, "mideleg", 0x222 & !(1 << bit));
        assert_eq!((hart.get("sip"), hart.get("sie")), (0x222 & !(1 << bit), 0x222 & !(1 << bit)), "{}: bit {bit}", place(&hart.e));
    }
}

/// (j): vsie shows those bits of hie that hideleg hands over; sie and hie have no bit in common.
#[test]
fn enable_bits() {
    for e in generation("0.5-20191029..") {
        let mut hart = Hart::new(e, "HS");
        write(&mut hart, "vsie", 0xfff);
        hart.expect("hie=0 vsie=0", "read-only 0 while hideleg is 0");
        write(&mut hart, "hideleg", 0x440);
        write(&mut hart, "vsie", 0xfff);
        hart.expect("hie=0x440 vsie=0x220 mie=0x440", "aliases");
        for bit in [2, 6, 10] {
            write(&mut hart, "hideleg", 1 << bit);
            write(&mut hart, "hie", 0);
            write(&mut hart, "vsie", 0xfff);
            assert_eq!((hart.get("hie"), hart.get("vsie")), (1 << bit, 1 << (bit - 1)), "{}", place(&hart.e));
            write(&mut hart, "hie", 0xfff);
            assert_eq!(hart.get("vsie"), 1 << (bit - 1), "each bit has its own of hideleg");
        }
        hart.enter("M");
        write(&mut hart, "mideleg", 0x222);
        write(&mut hart, "mie", u64::MAX);
        assert_eq!(hart.get("sie"), 0x222);
        assert_eq!(hart.get("hie") & !0x1444, 0);
        assert_eq!(hart.get("hie") & hart.get("sie"), 0);
    }
}

/// (j): SGEIP is any line that hgeie selects; hgeie has no say about VGEIN's line.
#[test]
fn guest_external_interrupts() {
    for e in generation("0.5..") {
        let geilen = e.spec().constant("GEILEN").unwrap();
        let lines = ((1 << geilen) - 1) << 1;
        let mut hart = Hart::new(e, "HS");
        write(&mut hart, "hgeie", u64::MAX);
        assert_eq!(hart.get("hgeie"), lines);
        assert!(hart.put_all("input_hgeip=0xffffffff"));
        assert_eq!(hart.get("hgeip"), lines);
        hart.expect("hip=0x1000", "SGEIP");
        write(&mut hart, "hgeie", 0);
        assert!(hart.put_all("hstatus.VGEIN=2"));
        hart.expect("hip=0x400", "VSEIP without hgeie");
        // VGEIN holds no number beyond GEILEN.
        let wanted = (geilen + 1) << 12;
        write(&mut hart, "hstatus", wanted);
        hart.expect("hstatus.VGEIN=2", "WLRL");
    }
}

/// sip.SEIP is a line or software's bit; read-modify-write of mip leaves the line alone (machine/mip).
#[test]
fn seip() {
    for e in everywhere() {
        let mut hart = Hart::new(e, "M");
        hart.put("input_seip", 1);
        assert_eq!(csr(&mut hart, "mip", CsrOp::Set(0x20)), 0x200);
        hart.put("input_seip", 0);
        hart.expect("mip=0x20", "the line was not written back");
        // Of CSRRW all of the value counts.
        write(&mut hart, "mip", 0x200);
        hart.expect("mip=0x200", "software's bit");
    }
}

/// Takes interrupts one after the other, clearing each, and lists their codes.
fn order(hart: &mut Hart, clear: impl Fn(&mut Hart, u64)) -> Vec<u64> {
    let mut codes = Vec::new();
    while let Some(code) = hart.e.interrupt(&hart.s) {
        codes.push(code);
        clear(hart, code);
        assert!(codes.len() < 20);
    }
    codes
}

/// (c), last line: priorities within a destination, and M before HS before VS.
#[test]
fn priorities() {
    for e in everywhere() {
        let (early, gei) = (covers("..0.4", &e.spec().revision.id), covers("0.5..", &e.spec().revision.id));
        let mut hart = Hart::new(e, "VS");
        hart.put("mideleg", 0x222);
        hart.put("mie", 0x1fff);
        hart.put("vsstatus.SIE", 1);
        let raise = "input_msip input_mtip input_meip mip.SSIP mip.STIP mip.SEIP";
        assert!(hart.put_all(raise));
        let clear = |hart: &mut Hart, code| match code {
            3 => hart.put("input_msip", 0),
            7 => hart.put("input_mtip", 0),
            11 => hart.put("input_meip", 0),
            // The guest's bits of 0.4 have the same codes, and are of the second source.
            1 | 5 | 9 if hart.get("mip") >> code & 1 == 0 => {
                let vsip = hart.get("vsip");
                assert!(hart.s.set("vsip", vsip & !(1 << code)));
            }
            1 => hart.put("mip.SSIP", 0),
            5 => hart.put("mip.STIP", 0),
            9 => hart.put("mip.SEIP", 0),
            12 => hart.put("hgeie", 0),
            _ => {
                for csr in ["hip", "hvip"] {
                    if let Some(word) = hart.s.get(csr) {
                        assert!(hart.s.set(csr, word & !(1 << code)));
                    }
                }
            }
        };
        if early {
            hart.put("hideleg", 0x222);
            assert!(hart.put_all("vsip.SSIP vsip.STIP vsip.SEIP vsie=0x222"));
            // The host's own come first; the guest's next, and stay the guest's.
            assert_eq!(order(&mut hart, clear), [11, 3, 7, 9, 1, 5, 9, 1, 5]);
            continue;
        }
        if gei {
            assert!(hart.put_all("hgeie=2 input_hgeip=2"));
        }
        for delegated in [0, 0x444] {
            hart.put("hideleg", delegated);
            assert!(hart.put_all(raise));
            if !hart.put_all("hvip.VSSIP hvip.VSTIP hvip.VSEIP") {
                assert!(hart.put_all("hip.VSSIP hip.VSTIP hip.VSEIP"));
            }
            let sgei: &[u64] = if gei && delegated == 0 { &[12] } else { &[] };
            let expected = [&[11, 3, 7, 9, 1, 5], sgei, &[10, 2, 6]].concat();
            assert_eq!(order(&mut hart, clear), expected, "{}", place(&hart.e));
        }
    }
}

/// (e), last paragraph: global enables by mode.
#[test]
fn enables() {
    for e in everywhere() {
        let early = covers("..0.4", &e.spec().revision.id);
        let guest = match early {
            true => "hideleg=0x222 mideleg=0x222 vsip.SEIP vsie=0x200",
            false => "hideleg=0x444 hie.VSEIE",
        };
        let taken = |mode: &str, state: &str| {
            let mut hart = Hart::new(e.clone(), mode);
            assert!(hart.put_all(state), "{}: {state}", place(&e));
            hart.e.interrupt(&hart.s)
        };
        for (mode, enabled) in [("M", "mstatus.MIE=1"), ("HS", "-"), ("U", "-"), ("VS", "-"), ("VU", "-")] {
            assert_eq!(taken(mode, &format!("mie.MTIE input_mtip {enabled}")), Some(7));
        }
        assert_eq!(taken("M", "mie.MTIE input_mtip mstatus.MIE=0"), None);
        let host = "mideleg=0x222 mie.SEIE input_seip";
        assert_eq!(taken("M", &format!("{host} mstatus.MIE sstatus.SIE")), None);
        assert_eq!(taken("HS", &format!("{host} sstatus.SIE=0")), None);
        assert_eq!(taken("HS", &format!("{host} sstatus.SIE=1")), Some(9));
        for mode in ["U", "VS", "VU"] {
            assert_eq!(taken(mode, &format!("{host} sstatus.SIE=0")), Some(9), "HS-mode is more privileged than {mode}");
        }
        let code = if early { 9 } else { 10 };
        let pending = match (early, e.spec().csr("hvip").is_some()) {
            (true, _) => "",
            (false, true) => "hvip.VSEIP",
            (false, false) => "hip.VSEIP",
        };
        let guest = format!("{guest} {pending}");
        assert_eq!(taken("VS", &format!("{guest} vsstatus.SIE=1 sstatus.SIE=0")), Some(code), "{}", place(&e));
        assert_eq!(taken("VS", &format!("{guest} vsstatus.SIE=0 sstatus.SIE=1")), None);
        assert_eq!(taken("VU", &format!("{guest} vsstatus.SIE=0")), Some(code));
        for mode in ["U", "HS"] {
            assert_eq!(taken(mode, &format!("{guest} vsstatus.SIE=1 sstatus.SIE=1")), None, "the guest does not run");
        }
    }
}

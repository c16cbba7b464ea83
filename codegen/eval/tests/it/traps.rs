//! Trap entry: table (e), from every mode to every destination.

use crate::hart::{Hart, covers, everywhere, place};
use isa::{Exception, Target, Trap};

/// A load page fault, which any text lets every mode handle.
const CODE: u64 = 13;

/// Destination, mode before, and what the trap leaves: the from-mode tables, the same in every text.
const FROM: &str = "
    M  | U  | mstatus.MPV=0 mstatus.MPP=0
    M  | HS | mstatus.MPV=0 mstatus.MPP=1
    M  | M  | mstatus.MPV=0 mstatus.MPP=3
    M  | VU | mstatus.MPV=1 mstatus.MPP=0
    M  | VS | mstatus.MPV=1 mstatus.MPP=1
    HS | U  | hstatus.SPV=0 sstatus.SPP=0
    HS | HS | hstatus.SPV=0 sstatus.SPP=1
    HS | VU | hstatus.SPV=1 sstatus.SPP=0
    HS | VS | hstatus.SPV=1 sstatus.SPP=1
    VS | VU | vsstatus.SPP=0
    VS | VS | vsstatus.SPP=1
";

/// Destination, revisions, state before, what the trap leaves. The trap comes from VS-mode with every part of its
/// context set; `pc` is 0x2002.
const WRITES: &str = "
    M  | ..       | mstatus.MIE=1 mstatus.MPIE=0 | mstatus.MIE=0 mstatus.MPIE=1 prv=3 V=0
    M  | ..       | mstatus.MIE=0 mstatus.MPIE=1 | mstatus.MIE=0 mstatus.MPIE=0
    M  | ..       | -                            | mepc=0x2002 mcause=13 mtval=0x5557
    M  | ..0.4    | -                            | mstatus.MTL=1
    M  | 0.5-20191029.. | -                      | mtval2=0x2222 mtinst=0x3000
    M  | 0.6..    | mstatus.GVA=0                | mstatus.GVA=1
    HS | ..       | sstatus.SIE=1 sstatus.SPIE=0 | sstatus.SIE=0 sstatus.SPIE=1 prv=1 V=0
    HS | ..       | sstatus.SIE=0 sstatus.SPIE=1 | sstatus.SIE=0 sstatus.SPIE=0
    HS | ..       | -                            | sepc=0x2002 scause=13 stval=0x5557
    HS | ..0.4    | hstatus.STL=0                | hstatus.STL=1
    HS | ..0.5    | hstatus.SPV=1 sstatus.SPP=0  | hstatus.SP2V=1 hstatus.SP2P=0
    HS | ..0.5    | hstatus.SPV=0 sstatus.SPP=1  | hstatus.SP2V=0 hstatus.SP2P=1
    HS | 0.5-20191029.. | -                      | htval=0x2222 htinst=0x3000
    HS | 0.6..    | hstatus.SPVP=0 hstatus.GVA=0 | hstatus.SPVP=1 hstatus.GVA=1
    VS | ..       | vsstatus.SIE=1 vsstatus.SPIE=0 | vsstatus.SIE=0 vsstatus.SPIE=1 prv=1 V=1
    VS | ..       | -                            | vsepc=0x2002 vscause=13 vstval=0x5557
";

/// Destination, revisions, and the storage words that may change; everything else keeps its value.
const WORDS: &str = "
    M  | ..0.4          | mstatus mepc mcause mtval prv V
    M  | 0.5-20191029.. | mstatus mepc mcause mtval mtval2 mtinst prv V
    HS | ..0.4          | mstatus hstatus sepc scause stval prv V
    HS | 0.5-20191029.. | mstatus hstatus sepc scause stval htval htinst prv V
    VS | ..             | vsstatus vsepc vscause vstval prv
";

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().map(str::trim).filter(|l| !l.is_empty()).map(|l| l.split('|').map(str::trim).collect())
}

/// Delegates the load page fault as far as `to`.
fn delegate(hart: &mut Hart, to: &str) {
    hart.put("medeleg.LOAD_PAGE_FAULT", u64::from(to != "M"));
    hart.put("hedeleg.LOAD_PAGE_FAULT", u64::from(to == "VS"));
}

/// A fault of the G-stage, except on the way to VS-mode, which it never reaches in the first texts.
fn fault(to: &str) -> Trap {
    let exception = Exception { code: CODE, tval: 0x5557, tval_is_gva: true, gstage: to != "VS", gpa: 0x8888, tinst: 0x3000 };
    Trap { interrupt: false, exception }
}

fn target(name: &str) -> Target {
    match name {
        "M" => Target::M,
        "HS" => Target::HS,
        _ => Target::VS,
    }
}

#[test]
fn previous_modes() {
    for (row, e) in rows(FROM).flat_map(|r| everywhere().map(move |e| (r.clone(), e))) {
        let [to, from, expected] = row[..] else { panic!("{row:?}") };
        let mut hart = Hart::new(e, from);
        delegate(&mut hart, to);
        let before = hart.get("hstatus");
        let (went, _) = hart.e.trap(&mut hart.s, 0x2002, &fault(to));
        assert_eq!(went, target(to), "{row:?}");
        assert_eq!(hart.mode(), to, "{row:?}");
        hart.expect(expected, &row.join(" "));
        if to == "VS" {
            assert_eq!(hart.get("hstatus"), before, "hstatus is not for traps into VS-mode");
        }
    }
}

#[test]
fn what_is_written() {
    for (row, e) in rows(WRITES).flat_map(|r| everywhere().map(move |e| (r.clone(), e))) {
        let [to, range, before, expected] = row[..] else { panic!("{row:?}") };
        if !covers(range, &e.spec().revision.id) {
            continue;
        }
        let mut hart = Hart::new(e, "VS");
        delegate(&mut hart, to);
        assert!(hart.put_all(before), "{row:?} in {}", place(&hart.e));
        hart.e.trap(&mut hart.s, 0x2002, &fault(to));
        hart.expect(expected, &row.join(" "));
    }
}

#[test]
fn nothing_else_is_written() {
    for (row, e) in rows(WORDS).flat_map(|r| everywhere().map(move |e| (r.clone(), e))) {
        let [to, range, words] = row[..] else { panic!("{row:?}") };
        if !covers(range, &e.spec().revision.id) {
            continue;
        }
        let words: Vec<&str> = words.split(' ').collect();
        // Once with storage of zeros, once with all bits set.
        for fill in [0, u64::MAX] {
            let mut hart = Hart::new(e.clone(), "VS");
            for (name, _) in hart.s.named().into_iter().filter(|n| n.0 != "prv" && n.0 != "V") {
                assert!(hart.s.set(&name, fill));
            }
            delegate(&mut hart, to);
            let before = hart.s.named();
            hart.e.trap(&mut hart.s, 0x2002, &fault(to));
            for ((name, old), (_, new)) in before.iter().zip(hart.s.named()) {
                assert!(*old == new || words.contains(&name.as_str()), "{row:?}: {name} changed from {old:#x} to {new:#x}");
            }
        }
    }
}

/// (e): STL, MTL, GVA, htval and htinst say nothing about other traps. SPVP is the guest's only.
#[test]
fn other_traps() {
    for e in everywhere() {
        let revision = e.spec().revision.id.clone();
        let ecall = Trap { interrupt: false, exception: Exception { tval_is_gva: true, ..Exception::new(8, 0) } };
        let timer = Trap { interrupt: true, exception: Exception { code: 5, ..fault("HS").exception } };
        for trap in [ecall, timer] {
            let mut hart = Hart::new(e.clone(), "U");
            hart.put("medeleg.ECALL_FROM_U", 1);
            hart.put("mideleg.STI", 1);
            for stale in ["hstatus.STL", "hstatus.GVA", "hstatus.SPVP", "htval=7", "htinst=7", "stval=7"] {
                hart.put_all(stale);
            }
            hart.e.trap(&mut hart.s, 0x2002, &trap);
            hart.expect("stval=0", "no trap value");
            if covers("..0.4", &revision) {
                hart.expect("hstatus.STL=0", "no G-stage fault");
            }
            if covers("0.5-20191029..", &revision) {
                hart.expect("htval=0 htinst=0", "nothing to say");
            }
            if covers("0.6..", &revision) {
                hart.expect("hstatus.GVA=0 hstatus.SPVP=1", "not from a guest");
            }
        }
    }
}

/// (e): what GVA may report; a fault of HLV in HS-mode leaves SPV=0 and GVA=1.
#[test]
fn gva() {
    // Instruction address misaligned, breakpoint, load and store address misaligned.
    let late = [0, 3, 4, 6];
    let always = [1, 5, 7, 12, 13, 15, 20, 21, 23];
    let never = [2, 8, 10, 22];
    for e in everywhere().filter(|e| covers("0.6..", &e.spec().revision.id)) {
        for code in late.into_iter().chain(always).chain(never) {
            let Some(cause) = e.spec().exceptions.iter().find(|c| c.code == code) else { continue };
            let mut hart = Hart::new(e.clone(), "HS");
            hart.put(&format!("medeleg.{}", ir::name::screaming(&cause.name)), 1);
            let exception = Exception { tval_is_gva: true, ..Exception::new(code, 0x4000) };
            hart.e.trap(&mut hart.s, 0x2002, &Trap { interrupt: false, exception });
            let reported = always.contains(&code) || (late.contains(&code) && covers("0.6.1..", &e.spec().revision.id));
            assert_eq!(hart.get("hstatus.GVA"), u64::from(reported), "{}: code {code}", place(&e));
            hart.expect("hstatus.SPV=0 sstatus.SPP=1", "from HS-mode");
            // In M-mode the same; and not if the value is no guest virtual address.
            for is_gva in [true, false] {
                let mut hart = Hart::new(e.clone(), "HS");
                hart.put("mstatus.GVA", 1);
                let exception = Exception { tval_is_gva: is_gva, ..exception };
                hart.e.trap(&mut hart.s, 0x2002, &Trap { interrupt: false, exception });
                assert_eq!(hart.get("mstatus.GVA"), u64::from(reported && is_gva), "{}: code {code} {is_gva}", place(&e));
            }
        }
    }
}

/// The cause says whether it was an interrupt, wherever the trap goes.
#[test]
fn causes_of_interrupts() {
    for e in everywhere() {
        let early = covers("..0.4", &e.spec().revision.id);
        let top = 1 << (e.spec().xlen - 1);
        // The guest sees the codes of a supervisor.
        let all =
            [("M", "mcause", 3, 3), ("HS", "scause", 1, 1), ("VS", "vscause", 2, 1), ("VS", "vscause", 6, 5), ("VS", "vscause", 10, 9)];
        let first = [("M", "mcause", 3, 3), ("HS", "scause", 1, 1), ("VS", "vscause", 1, 1)];
        for &(to, register, interrupt, code) in if early { &first[..] } else { &all } {
            let mut hart = Hart::new(e.clone(), "M");
            assert!(hart.put_all("mideleg=0x222"));
            if to == "VS" {
                assert!(hart.put_all(if early { "vsip=2 vsie=2 hideleg=2 vsstatus.SIE" } else { "hideleg=0x444" }));
            }
            hart.enter(if to == "M" { "HS" } else { "VS" });
            hart.put(register, 0);
            let exception = isa::Exception::new(interrupt, 0);
            let (went, _) = hart.e.trap(&mut hart.s, 0x2002, &Trap { interrupt: true, exception });
            assert_eq!((went, hart.get(register)), (target(to), top | code), "{}: {to} {interrupt}", place(&e));
        }
    }
}

/// (e): vectored by the cause as the destination sees it; exceptions are not vectored.
#[test]
fn handlers() {
    for e in everywhere() {
        let since_codes = covers("0.5-20191029..", &e.spec().revision.id);
        let (code, seen) = if since_codes { (10, 9) } else { (9, 9) };
        let interrupt = |code| Trap { interrupt: true, exception: Exception::new(code, 0) };
        let mut hart = Hart::new(e.clone(), "VS");
        assert!(hart.put_all("mtvec=0x4001 stvec=0x5001 vstvec=0x6001 mideleg.SEI=1 medeleg.LOAD_PAGE_FAULT=1"));
        let expect = |setting: &str, trap: &Trap, to, pc| {
            let mut hart = Hart { s: hart.s.clone(), ..Hart::new(e.clone(), "VS") };
            assert!(hart.put_all(setting));
            assert_eq!(hart.e.trap(&mut hart.s, 0x2002, trap), (to, pc), "{}: {setting} {trap:?}", place(&e));
        };
        expect("-", &fault("VS"), Target::HS, 0x5000);
        expect("hedeleg.LOAD_PAGE_FAULT=1", &fault("VS"), Target::VS, 0x6000);
        expect("medeleg.LOAD_PAGE_FAULT=0", &fault("VS"), Target::M, 0x4000);
        expect("-", &interrupt(7), Target::M, 0x4000 + 4 * 7);
        expect("mie.SEIE=1 mip.SEIP=1", &interrupt(9), Target::HS, 0x5000 + 4 * 9);
        let ready = match since_codes {
            true => "hideleg=0x444 hie.VSEIE=1 vsstatus.SIE=1",
            false => "hideleg=0x222 vsie.SEIE=1 vsip.SEIP=1 vsstatus.SIE=1",
        };
        expect(ready, &interrupt(code), Target::VS, 0x6000 + 4 * seen);
        if !since_codes {
            // What is pending for both is the host's: the code does not tell, and HS-mode comes first.
            expect(&format!("{ready} mie.SEIE=1 mip.SEIP=1"), &interrupt(9), Target::HS, 0x5000 + 4 * 9);
        }
        assert!(hart.put_all(ready));
        hart.e.trap(&mut hart.s, 0x2002, &interrupt(code));
        assert_eq!(hart.get("vscause.EXCEPTION_CODE"), seen);
        assert_eq!(hart.get("vscause.INTERRUPT"), 1);
    }
}

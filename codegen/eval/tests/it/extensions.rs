//! Extensions with switches of their own: cache blocks and timers.

use crate::hart::{Hart, covers, everywhere, place};
use eval::Evaluator;
use isa::{CacheBlock, CsrOp};

const MODES: [&str; 5] = ["M", "HS", "U", "VS", "VU"];
const ILLEGAL: u64 = 2;
const VIRTUAL: u64 = 22;

/// The texts that have envcfg registers.
fn with_envcfg() -> impl Iterator<Item = Evaluator<'static>> {
    everywhere().filter(|e| covers("0.6.2..", &e.spec().revision.id))
}

/// What the field of menvcfg, henvcfg and senvcfg decides, in the order in which the ratified text asks: illegal for
/// what M-mode or (outside a guest) HS-mode withholds, virtual for what is withheld from a guest.
fn outcome(mode: &str, [m, h, s]: [u64; 3]) -> Result<(), u64> {
    if (mode != "M" && m == 0) || (mode == "U" && s == 0) {
        Err(ILLEGAL)
    } else if (mode == "VS" && h == 0) || (mode == "VU" && (h == 0 || s == 0)) {
        Err(VIRTUAL)
    } else {
        Ok(())
    }
}

/// Executes in each mode with each setting of a field.
fn each(e: &Evaluator<'static>, insn: &str, field: &str, values: &[u64], mut check: impl FnMut(&mut Hart, &str, [u64; 3])) {
    let word = e.spec().insn(insn).unwrap_or_else(|| panic!("no {insn} in {}", place(e))).matches | 10 << 15;
    for mode in MODES {
        for setting in values.iter().flat_map(|m| values.iter().flat_map(|h| values.iter().map(|s| [*m, *h, *s]))) {
            let mut hart = Hart::new(e.clone(), mode);
            for (csr, value) in ["menvcfg", "henvcfg", "senvcfg"].into_iter().zip(setting) {
                hart.put(&format!("{csr}.{field}"), value);
            }
            hart.x[10] = 0x8000_0123;
            let result = hart.run(word).map_err(|e| e.code);
            assert_eq!(result, outcome(mode, setting), "{}: {insn} in {mode}, {field} {setting:?}", place(e));
            assert_eq!(hart.blocks.len(), usize::from(result.is_ok()));
            check(&mut hart, mode, setting);
        }
    }
}

#[test]
fn cache_blocks_are_lent_by_each_mode_above() {
    for e in with_envcfg() {
        for (insn, field, kind) in
            [("cbo.clean", "CBCFE", CacheBlock::Clean), ("cbo.flush", "CBCFE", CacheBlock::Flush), ("cbo.zero", "CBZE", CacheBlock::Zero)]
        {
            each(&e, insn, field, &[0, 1], |hart, _, _| assert!(hart.blocks.iter().all(|b| *b == (kind, 0x8000_0123))));
        }
    }
}

#[test]
fn invalidation_is_a_flush_where_a_mode_above_says_so() {
    for e in with_envcfg() {
        each(&e, "cbo.inval", "CBIE", &[0, 1, 3], |hart, mode, [m, h, s]| {
            let flushes = match mode {
                "M" => false,
                "HS" => m == 1,
                "U" => m == 1 || s == 1,
                "VS" => m == 1 || h == 1,
                _ => m == 1 || h == 1 || s == 1,
            };
            let kind = if flushes { CacheBlock::Flush } else { CacheBlock::Invalidate };
            assert!(hart.blocks.iter().all(|b| b.0 == kind), "{mode} {m} {h} {s}");
        });
    }
}

#[test]
fn the_reserved_value_of_cbie_is_not_kept() {
    for e in with_envcfg() {
        let mut hart = Hart::new(e, "M");
        for csr in ["menvcfg", "henvcfg", "senvcfg"] {
            let address = hart.address(csr).unwrap();
            for (written, kept) in [(1, 1), (2, 1), (3, 3), (2, 3), (0, 0)] {
                hart.e.csr(&mut hart.s, address, CsrOp::Write(written << 4)).unwrap();
                assert_eq!(hart.get(&format!("{csr}.CBIE")), kept, "{csr} {written}");
            }
        }
    }
}

/// Name of the guest's switch.
fn guest_switch(e: &Evaluator) -> &'static str {
    if e.spec().field("henvcfg", "STCE").is_some() { "henvcfg.STCE" } else { "henvcfg.VSTCE" }
}

#[test]
fn stip_follows_stimecmp_only_if_menvcfg_says_so() {
    for e in with_envcfg() {
        let mut hart = Hart::new(e, "M");
        let mip = hart.address("mip").unwrap();
        hart.put_all("mtime=1000 stimecmp=500 mideleg=0x222");
        hart.expect("mip.STIP=0 sip.STIP=0", "the timer is off");
        hart.e.csr(&mut hart.s, mip, CsrOp::Set(1 << 5)).unwrap();
        hart.expect("mip.STIP=1 sip.STIP=1", "M-mode sets it");
        hart.put_all("stimecmp=1001 menvcfg.STCE");
        hart.expect("mip.STIP=0", "not due: what was set does not count");
        hart.e.csr(&mut hart.s, mip, CsrOp::Clear(1 << 5)).unwrap();
        hart.put("mtime", 1001);
        hart.expect("mip.STIP=1 sip.STIP=1", "due");
        hart.e.csr(&mut hart.s, mip, CsrOp::Clear(1 << 5)).unwrap();
        hart.expect("mip.STIP=1", "M-mode cannot clear it");
        hart.put("menvcfg.STCE", 0);
        hart.expect("mip.STIP=1", "what M-mode set is as it was");
    }
}

#[test]
fn vstip_is_the_sum_of_hvip_and_vstimecmp() {
    for e in with_envcfg() {
        let on = guest_switch(&e);
        let mut hart = Hart::new(e, "HS");
        hart.put_all("mtime=1000 htimedelta=500 vstimecmp=1501 hideleg=0x444 menvcfg.STCE");
        hart.put(on, 1);
        hart.expect("hip.VSTIP=0 mip.VSTIP=0 vsip.STIP=0", "one tick early");
        hart.put("vstimecmp", 1500);
        hart.expect("hip.VSTIP=1 mip.VSTIP=1 vsip.STIP=1 hvip=0", "due by the guest's clock, and hvip shows nothing");
        hart.put(on, 0);
        hart.expect("hip.VSTIP=0", "off for this guest");
        hart.put("hvip.VSTIP", 1);
        hart.expect("hip.VSTIP=1 vsip.STIP=1", "hvip needs no switch");
        hart.put_all("hvip.VSTIP=0 menvcfg.STCE=0");
        hart.put(on, 1);
        hart.expect("hip.VSTIP=0", "without M-mode's switch, that of the guest is 0");
        hart.expect(&format!("{on}=0"), "and reads so");
        // The guest's clock is cut to 64 bits.
        hart.put_all("menvcfg.STCE htimedelta=0xffffffffffffff00 vstimecmp=744");
        hart.expect("hip.VSTIP=1", "1000 - 256 is 744");
        hart.put("vstimecmp", 745);
        hart.expect("hip.VSTIP=0", "and no more");
    }
}

#[test]
fn the_guest_writes_its_own_timer() {
    for e in with_envcfg() {
        let on = guest_switch(&e);
        let (halves, all) = (e.spec().xlen == 32, e.spec().xlen == 64);
        let mut hart = Hart::new(e, "VS");
        hart.put_all("menvcfg.STCE mcounteren.TM hcounteren.TM stimecmp=7");
        hart.put(on, 1);
        let at = |hart: &Hart, name: &str| hart.address(name).unwrap();
        let (low, written) = (at(&hart, "stimecmp"), if all { 0x1_0000_0005 } else { 5 });
        hart.e.csr(&mut hart.s, low, CsrOp::Write(written)).unwrap();
        if halves {
            let high = at(&hart, "stimecmph");
            hart.e.csr(&mut hart.s, high, CsrOp::Write(1)).unwrap();
        }
        assert_eq!(hart.e.rule_value(&hart.s, "timer_deadline", &[]), Some(u64::MAX), "not enabled");
        hart.put("hie.VSTIE", 1);
        assert_eq!(hart.e.rule_value(&hart.s, "timer_deadline", &[]), Some(0x1_0000_0005));
        assert_eq!(hart.get("stimecmp"), 7, "the host's stays");
    }
}

#[test]
fn the_deadline_is_the_nearer_of_what_is_enabled() {
    for e in with_envcfg() {
        let on = guest_switch(&e);
        let mut hart = Hart::new(e, "HS");
        hart.put_all("mtime=100 stimecmp=300 vstimecmp=1200 htimedelta=1000 menvcfg.STCE");
        hart.put(on, 1);
        let deadline = |hart: &Hart| hart.e.rule_value(&hart.s, "timer_deadline", &[]).unwrap();
        assert_eq!(deadline(&hart), u64::MAX);
        hart.put("mie.STIE", 1);
        assert_eq!(deadline(&hart), 300);
        hart.put("hie.VSTIE", 1);
        assert_eq!(deadline(&hart), 200, "the guest is 1000 ahead");
        hart.put("mtime", 200);
        assert_eq!(deadline(&hart), 300, "the guest's is due");
        hart.put("mtime", 300);
        assert_eq!(deadline(&hart), u64::MAX);
        hart.put_all("mtime=100 menvcfg.STCE=0");
        assert_eq!(deadline(&hart), u64::MAX);
    }
}

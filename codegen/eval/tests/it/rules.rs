//! Rules that are functions of their arguments, against the manual's sentences written down a second time, for all
//! arguments that there are.

use crate::hart::{Hart, covers, everywhere, otherwise, place};
use isa::{Fence, FenceKind, Kind};

const KINDS: [Kind; 3] = [Kind::Fetch, Kind::Load, Kind::Store];

fn bits(from: u64, count: usize) -> Vec<bool> {
    (0..count).map(|i| from >> i & 1 == 1).collect()
}

/// The first and the last byte that a PMP entry matches, by its mode.
fn matched(mode: u64, addr: u64, below: u64) -> (u64, u64) {
    match mode {
        1 => (below << 2, (addr << 2).wrapping_sub(1)),
        2 => (addr << 2, (addr << 2) + 3),
        _ => {
            // Each 1 at the end doubles the 8 bytes that there are at least.
            let ones = addr.trailing_ones();
            let first = (addr >> ones << ones) << 2;
            (first, first + (8 << ones) - 1)
        }
    }
}

#[test]
fn pmp_entries() {
    for e in everywhere() {
        let hart = Hart::new(e, "M");
        let ask = |rule: &str, args: &[u64]| hart.e.rule_value(&hart.s, rule, args).unwrap();
        for (addr, below) in [(0, 0), (1, 0), (6, 2), (7, 7), (0x10, 0x20), (0x17, 0x3), (0x3ff, 0x100), (0x2000_0000, 0x1fff_ffff)] {
            for cfg in 0..0x100 {
                let mode = cfg >> 3 & 3;
                let is_off = mode == 0 || mode == 1 && below >= addr;
                assert_eq!(ask("pmp_off", &[cfg, addr, below]), u64::from(is_off), "{}: {cfg:#x} {addr:#x} {below:#x}", place(&hart.e));
                if !is_off {
                    let found = (ask("pmp_first", &[cfg, addr, below]), ask("pmp_last", &[cfg, addr]));
                    assert_eq!(found, matched(mode, addr, below), "{}: {cfg:#x} {addr:#x} {below:#x}", place(&hart.e));
                }
            }
        }
        for (cfg, kind, prv) in (0..0x100).flat_map(|cfg| KINDS.into_iter().flat_map(move |kind| [0, 1, 3].map(|prv| (cfg, kind, prv)))) {
            let permission = match kind {
                Kind::Load => 1,
                Kind::Store => 2,
                Kind::Fetch => 4,
            };
            // M-mode is held to an entry that is locked.
            let denied = cfg & permission == 0 && (prv < 3 || cfg & 0x80 != 0);
            assert_eq!(ask("pmp_entry_denied", &[cfg, kind as u64, prv]), u64::from(denied), "{cfg:#x} {kind:?} {prv}");
        }
        assert_eq!([0, 1, 3].map(|prv| ask("pmp_unmatched_denied", &[prv])), [1, 1, 0]);
        for cfg in 0..0x100 {
            // Bits that are reserved, and the lock, stay 0; what can be written can be read.
            let kept = cfg & 0x1f & if cfg & 3 == 2 { !2 } else { !0 };
            assert_eq!(ask("pmp_cfg", &[cfg]), kept, "{cfg:#x}");
        }
        // What opens memory to all modes does.
        let (open, all) = (hart.e.spec().constant("PMP_OPEN").unwrap(), ir::expr::mask(hart.e.spec().xlen) >> 10);
        assert_eq!(ask("pmp_off", &[open, all, 0]), 0);
        assert_eq!((ask("pmp_first", &[open, all, 0]), ask("pmp_last", &[open, all])), matched(3, all, 0));
        assert!(KINDS.into_iter().all(|kind| ask("pmp_entry_denied", &[open, kind as u64, 0]) == 0));
    }
}

#[test]
fn entries_of_page_tables() {
    for e in everywhere() {
        let (strict, napot) = (e.spec().revision.id == "1.0", e.spec().constant("SVNAPOT") == Some(1));
        let state = e.reset();
        assert_eq!(e.rule_value(&state, "reserved_pte_bits_fault", &[]), Some(u64::from(strict)), "{}", place(&e));
        for (all, pbmt) in (0..1 << 10).flat_map(|all| [0, 1, 2, 3].map(|pbmt| (all, pbmt))) {
            let [v, r, w, x, u, a, d, reserved, n, types] = bits(all, 10)[..] else { unreachable!() };
            let leaf = r || x;
            let invalid = if !v || w && !r {
                true
            } else if !strict {
                false
            } else if reserved || pbmt == 3 || (pbmt != 0 && !types) || (n && !napot) {
                true
            } else {
                !leaf && (u || a || d || n || pbmt != 0)
            };
            let args = [v, r, w, x, u, a, d, reserved, n].map(u64::from);
            let args: Vec<u64> = args.into_iter().chain([pbmt, u64::from(types)]).collect();
            assert_eq!(e.rule_value(&state, "pte_invalid", &args), Some(u64::from(invalid)), "{}: {args:?}", place(&e));
        }
    }
}

#[test]
fn leaves() {
    for e in everywhere() {
        let state = e.reset();
        for (kind, prv, all) in
            KINDS.into_iter().flat_map(|k| [0, 1].into_iter().flat_map(move |prv| (0..1 << 8).map(move |all| (k, prv, all))))
        {
            let [r, w, x, u, sum, mxr, gstage, as_read] = bits(all, 8)[..] else { unreachable!() };
            let as_read = as_read && kind == Kind::Load;
            let permitted = match kind {
                Kind::Fetch => x,
                Kind::Store => w,
                Kind::Load if as_read => x,
                Kind::Load => r || mxr && x,
            };
            let is_users = gstage || prv == 0;
            let reachable = if is_users { u } else { !u || sum && kind != Kind::Fetch };
            let args =
                [kind as u64, u64::from(as_read), prv, r.into(), w.into(), x.into(), u.into(), sum.into(), mxr.into(), gstage.into()];
            let denied = !(permitted && reachable);
            assert_eq!(e.rule_value(&state, "leaf_denied", &args), Some(u64::from(denied)), "{}: {args:?}", place(&e));
        }
    }
}

/// Codes by what the access was: to fetch, to load, to store.
#[test]
fn codes_of_faults() {
    for e in everywhere() {
        let guest = if covers("..0.4", &e.spec().revision.id) { [12, 13, 15] } else { [20, 21, 23] };
        let ask = |rule: &str, args: &[u64]| e.rule_value(&e.reset(), rule, args);
        for (at, kind) in KINDS.into_iter().map(|kind| kind as u64).enumerate() {
            assert_eq!(ask("page_fault_code", &[kind, 0]), Some([12, 13, 15][at]), "{}", place(&e));
            assert_eq!(ask("page_fault_code", &[kind, 1]), Some(guest[at]), "{}", place(&e));
            assert_eq!(ask("access_fault_code", &[kind]), Some([1, 5, 7][at]), "{}", place(&e));
            assert_eq!(ask("misaligned_code", &[kind]), Some([0, 4, 6][at]), "{}", place(&e));
        }
        let walk = if e.spec().xlen == 64 { 0x3000 } else { 0x2000 };
        let pseudo = |value| covers("0.5-20191029..", &e.spec().revision.id).then_some(value);
        assert_eq!([0, 1].map(|write| ask("pseudo_instruction", &[write])), [pseudo(walk), pseudo(walk | 0x20)], "{}", place(&e));
        for (tvec, interrupt, code, target) in [
            (0x1000, 1, 5, 0x1000),
            (0x1001, 1, 5, 0x1014),
            (0x100d, 1, 5, 0x1020),
            (0x1001, 0, 5, 0x1000),
            (0x1003, 1, 5, 0x1000),
            (0x1002, 0, 0, 0x1000),
        ] {
            assert_eq!(ask("vector", &[tvec, interrupt, code]), Some(target), "{tvec:#x} {interrupt} {code}");
        }
    }
}

/// Every bit of an entry of 64 bits belongs to something in the last text; those from 54 to 60 are reserved.
#[test]
fn bits_of_entries() {
    for e in everywhere() {
        for layout in &e.spec().ptes {
            let bits = |names: &dyn Fn(&str) -> bool| {
                let fields = layout.fields.iter().filter(|f| names(&f.0));
                fields.fold(0, |all, (_, hi, lo)| all | ir::expr::mask(hi - lo + 1) << lo)
            };
            let all = match (layout.bytes, e.spec().revision.id.as_str()) {
                (4, _) => 0xffff_ffff,
                (_, "1.0") => u64::MAX,
                _ => (1 << 54) - 1,
            };
            assert_eq!(bits(&|_| true), all, "{}: {}", place(&e), layout.name);
            let reserved = if all == u64::MAX { 0x1fc0_0000_0000_0000 } else { 0 };
            assert_eq!(bits(&|name| layout.reserved.iter().any(|r| r == name)), reserved, "{}: {}", place(&e), layout.name);
        }
    }
}

/// A WFI that must end in time does not, unless the hart is one that looks first whether it would end at once.
#[test]
fn wfi_expires() {
    let all = everywhere().map(|e| (e, true)).chain(load::XLENS.into_iter().flat_map(otherwise).map(|e| (e, false)));
    for (e, at_once) in all {
        let mut hart = Hart::new(e, "HS");
        for (pending, enabled) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            hart.put("mip.SSIP", pending);
            hart.put("mie.SSIE", enabled);
            let expires = at_once || pending & enabled == 0;
            assert_eq!(hart.e.rule_value(&hart.s, "wfi_expires", &[]), Some(u64::from(expires)), "{}", place(&hart.e));
        }
    }
}

/// Bits are those of codes; where none is enabled, none is ready.
#[test]
fn interrupts_that_are_ready() {
    for e in everywhere() {
        let early = covers("..0.4", &e.spec().revision.id);
        for (mode, enabled) in ["M", "HS", "U", "VS", "VU"].into_iter().flat_map(|mode| [(mode, 0), (mode, 1)]) {
            let mut hart = Hart::new(e.clone(), "M");
            assert!(hart.put_all("mip.SSIP mie=0x222 mideleg=0x222 hideleg=0 input_msip mie.MSIE"));
            assert!(hart.put_all(&format!("mstatus.MIE={enabled} sstatus.SIE={enabled} vsstatus.SIE={enabled}")));
            hart.enter(mode);
            let ask = |hart: &Hart, rule: &str| hart.e.rule_value(&hart.s, rule, &[]).unwrap();
            let machine = mode != "M" || enabled == 1;
            assert_eq!(ask(&hart, "m_interrupts"), if machine { 8 } else { 0 }, "{}: {mode} {enabled}", place(&e));
            let supervisor = mode == "HS" && enabled == 1 || !["M", "HS"].contains(&mode);
            assert_eq!(ask(&hart, "hs_interrupts"), if supervisor { 2 } else { 0 }, "{}: {mode} {enabled}", place(&e));
            assert_eq!(ask(&hart, "vs_interrupts"), 0, "{}: {mode} {enabled}", place(&e));
            hart.enter("M");
            assert!(hart.put_all(if early { "vsip=2 vsie=2 hideleg=2" } else { "hideleg=0x444 hip.VSSIP hie.VSSIE" }));
            hart.enter(mode);
            let guest = mode == "VS" && enabled == 1 || mode == "VU";
            let its_own = if early { 2 } else { 4 };
            assert_eq!(ask(&hart, "vs_interrupts"), if guest { its_own } else { 0 }, "{}: {mode} {enabled}", place(&e));
        }
    }
}

/// Before the hart has timers of its own, none of them will go off.
#[test]
fn no_timer() {
    for e in everywhere().filter(|e| covers("..0.6.1", &e.spec().revision.id)) {
        assert_eq!(e.rule_value(&e.reset(), "timer_deadline", &[]), Some(u64::MAX), "{}", place(&e));
    }
}

/// Who may use a fence of the hypervisor: not U-mode, and no guest.
#[test]
fn fences_of_the_hypervisor() {
    for (e, name) in everywhere().flat_map(|e| ["hfence.vvma", "hfence.gvma", "hinval.vvma", "hinval.gvma"].map(|name| (e.clone(), name))) {
        let Some(matches) = e.spec().insn(name).map(|i| i.matches) else { continue };
        // Virtual instructions came for VS-mode first.
        let [guest, its_user] = ["..0.6", "..0.6.1-20200505"].map(|early| if covers(early, &e.spec().revision.id) { 2 } else { 22 });
        for (mode, expected) in [("M", Ok(())), ("HS", Ok(())), ("U", Err(2)), ("VS", Err(guest)), ("VU", Err(its_user))] {
            let mut hart = Hart::new(e.clone(), mode);
            assert_eq!(hart.run(matches).map_err(|e| e.code), expected, "{}: {name} in {mode}", place(&e));
        }
    }
}

/// Which operands of a fence are given: registers, not their values.
#[test]
fn fences() {
    let names = [
        ("sfence.vma", FenceKind::Vma),
        ("hfence.vvma", FenceKind::Vvma),
        ("hfence.gvma", FenceKind::Gvma),
        ("sinval.vma", FenceKind::Vma),
        ("hinval.vvma", FenceKind::Vvma),
        ("hinval.gvma", FenceKind::Gvma),
    ];
    for (e, (name, kind)) in everywhere().flat_map(|e| names.map(|name| (e.clone(), name))) {
        let Some(matches) = e.spec().insn(name).map(|i| i.matches) else { continue };
        for (rs1, rs2) in [(0, 0), (11, 0), (0, 12), (11, 12)] {
            let mut hart = Hart::new(e.clone(), "HS");
            hart.run(matches | rs1 << 15 | rs2 << 20).unwrap();
            (hart.x[11], hart.x[12]) = (0x5000, 7);
            hart.run(matches | rs1 << 15 | rs2 << 20).unwrap();
            let operands = |values: [u64; 2]| Fence { kind, addr: (rs1 != 0).then_some(values[0]), id: (rs2 != 0).then_some(values[1]) };
            assert_eq!(hart.fences, [operands([0, 0]), operands([0x5000, 7])], "{}: {name} x{rs1}, x{rs2}", place(&e));
        }
    }
}

/// Loads and stores of the guest's memory: bytes, and how they are extended; who may.
#[test]
fn guest_memory() {
    let loads = [
        ("hlv.b", 1, true),
        ("hlv.bu", 1, false),
        ("hlv.h", 2, true),
        ("hlv.hu", 2, false),
        ("hlvx.hu", 2, false),
        ("hlv.w", 4, true),
        ("hlv.wu", 4, false),
        ("hlvx.wu", 4, false),
        ("hlv.d", 8, true),
    ];
    let stores = [("hsv.b", 1, false), ("hsv.h", 2, false), ("hsv.w", 4, false), ("hsv.d", 8, false)];
    for (e, (name, bytes, signed)) in everywhere().flat_map(|e| loads.into_iter().chain(stores).map(move |one| (e.clone(), one))) {
        let Some(matches) = e.spec().insn(name).map(|i| i.matches) else { continue };
        let (xlen, stores) = (e.spec().xlen, name.starts_with("hsv"));
        let fields = if stores { 11 << 15 | 12 << 20 } else { 10 << 7 | 11 << 15 };
        for (mode, lent, refused) in
            [("M", 0, None), ("HS", 0, None), ("U", 1, None), ("U", 0, Some(2)), ("VS", 1, Some(22)), ("VU", 1, Some(22))]
        {
            let mut hart = Hart::new(e.clone(), mode);
            hart.put("hstatus.HU", lent);
            hart.memory.extend((0..8).map(|i| (0x80 + i, 0x81 + i as u8)));
            (hart.x[11], hart.x[12]) = (0x80, 0x1122_3344_5566_7788 & ir::expr::mask(xlen));
            let refused = if covers("0.6", &e.spec().revision.id) { refused.map(|_| 2) } else { refused };
            assert_eq!(hart.run(matches | fields).map_err(|e| e.code), refused.map_or(Ok(()), Err), "{}: {name} in {mode}", place(&e));
            let read = (0..bytes).fold(0, |all, i| all | (0x81 + i) << (8 * i));
            let shift = 64 - 8 * bytes;
            let read = if signed { ((read << shift) as i64 >> shift) as u64 } else { read };
            let written =
                (0..8).map(|i| if i < bytes { [0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11][i as usize] } else { 0x81 + i as u8 });
            match (refused, stores) {
                (Some(_), _) => assert!(hart.accesses.is_empty() && hart.x[10] == 0),
                (None, false) => assert_eq!(hart.x[10], read & ir::expr::mask(xlen), "{}: {name}", place(&e)),
                (None, true) => assert!(hart.memory.values().copied().eq(written), "{}: {name}", place(&e)),
            }
        }
    }
}

/// WFI ends by what is pending and enabled, wherever it would go.
#[test]
fn wakes() {
    for e in everywhere() {
        let early = covers("..0.4", &e.spec().revision.id);
        for mode in ["M", "HS", "VS", "VU"] {
            let mut hart = Hart::new(e.clone(), mode);
            assert!(!hart.e.wakes(&hart.s), "nothing is pending");
            hart.put_all("mie=0xffff vsie=0xffff");
            assert!(!hart.e.wakes(&hart.s), "nothing is pending, and all enabled");
            hart.put_all("mie=0 vsie=0 mip.SSIP mip.STIP");
            assert!(!hart.e.wakes(&hart.s), "nothing is enabled");
            hart.put("mie.SSIE", 1);
            assert!(hart.e.wakes(&hart.s), "{}: SSIP in {mode}", place(&e));
            hart.put_all("mie.SSIE=0 mie.STIE");
            assert!(hart.e.wakes(&hart.s), "{}: STIP in {mode}", place(&e));
            if early {
                for bit in ["0x2", "0x20"] {
                    hart.enter("M");
                    assert!(hart.put_all(&format!("mie=0 vsip={bit} vsie=0")));
                    hart.enter(mode);
                    assert!(!hart.e.wakes(&hart.s), "the guest has not enabled it");
                    hart.enter("M");
                    assert!(hart.put_all(&format!("mie=0 vsip={bit} vsie={bit}")));
                    hart.enter(mode);
                    assert_eq!(hart.e.wakes(&hart.s), mode.starts_with('V'), "{}: the guest's {bit} in {mode}", place(&e));
                }
            }
        }
    }
}

/// Who decides about memory types and about A and D: the guest's tables are the hypervisor's to decide, all others M-mode's.
#[test]
fn switches_of_translation() {
    for e in everywhere().filter(|e| covers("0.6.2..", &e.spec().revision.id)) {
        for (machine, hypervisor) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let mut hart = Hart::new(e.clone(), "M");
            let types = hart.e.spec().field("menvcfg", "PBMTE").is_some();
            for field in ["ADUE", "PBMTE"].into_iter().filter(|field| *field == "ADUE" || types) {
                hart.put(&format!("menvcfg.{field}"), machine);
                hart.put(&format!("henvcfg.{field}"), hypervisor);
            }
            for (v, gstage) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                // What M-mode does not have, it does not lend.
                let expected = if v == 1 && gstage == 0 { hypervisor & machine } else { machine };
                assert_eq!(hart.e.rule_value(&hart.s, "hardware_updates", &[v, gstage]), Some(expected), "{}: {v} {gstage}", place(&e));
                if types {
                    assert_eq!(hart.e.rule_value(&hart.s, "memory_types_at", &[v, gstage]), Some(expected), "{}: {v} {gstage}", place(&e));
                }
            }
            for (level, ppn, expected) in
                [(0, 8, 4), (0, 0x18, 4), (0, 0, 0), (0, 4, 0), (0, 9, 0), (0, 12, 0), (1, 8, 0), (2, 8, 0), (4, 8, 0)]
            {
                let Some(found) = hart.e.rule_value(&hart.s, "contiguous_bits", &[level, ppn]) else { continue };
                assert_eq!(found, expected, "{}: {level} {ppn:#x}", place(&e));
            }
        }
    }
}

//! MRET and SRET: table (f).

use crate::hart::{Hart, covers, everywhere, mode_name, place};

/// All values of some places of one or two bits.
fn settings(places: &[(&'static str, u64)]) -> Vec<Vec<(&'static str, u64)>> {
    places.iter().fold(vec![Vec::new()], |all, (name, values)| {
        let with = |s: &Vec<(&'static str, u64)>, v| s.iter().copied().chain([(*name, v)]).collect();
        all.iter().flat_map(|s| (0..*values).map(move |v| with(s, v)).collect::<Vec<_>>()).collect()
    })
}

fn value(setting: &[(&str, u64)], name: &str) -> u64 {
    setting.iter().find(|s| s.0 == name).map_or(0, |s| s.1)
}

fn prepare(hart: &mut Hart, setting: &[(&str, u64)]) {
    for (name, value) in setting {
        // Not all places exist in all texts.
        hart.put_all(&format!("{name}={value}"));
    }
}

/// SPRV is cleared from 0.4 on (not in its first text) by a return to U, VS or VU, as long as it exists.
fn expect_sprv(hart: &Hart, new_mode: &str) {
    let revision = &hart.e.spec().revision.id;
    if covers("..0.5", revision) {
        let cleared = covers("0.4..", revision) && ["U", "VS", "VU"].contains(&new_mode);
        assert_eq!(hart.get("hstatus.SPRV"), u64::from(!cleared), "{}: SPRV on return to {new_mode}", place(&hart.e));
    }
}

/// MPRV is cleared from the last text of 0.5 on by a return to a mode below M.
fn expect_mprv(hart: &Hart, new_mode: &str) {
    let cleared = covers("0.5..", &hart.e.spec().revision.id) && new_mode != "M";
    assert_eq!(hart.get("mstatus.MPRV"), u64::from(!cleared), "{}: MPRV on return to {new_mode}", place(&hart.e));
}

#[test]
fn mret() {
    for e in everywhere() {
        for setting in settings(&[("mstatus.MPP", 4), ("mstatus.MPV", 2), ("mstatus.MPIE", 2)]) {
            let (mpp, mpv) = (value(&setting, "mstatus.MPP"), value(&setting, "mstatus.MPV"));
            if mpp == 2 {
                continue;
            }
            let mut hart = Hart::new(e.clone(), "M");
            prepare(&mut hart, &setting);
            prepare(&mut hart, &[("mepc", 0x2002), ("mstatus.MPRV", 1), ("hstatus.SPRV", 1)]);
            let pc = e.return_from(&mut hart.s, "mret");
            let mode = mode_name(mpp, mpv == 1 && mpp != 3);
            assert_eq!((hart.mode(), pc), (mode, 0x2002), "{}: {setting:?}", place(&e));
            hart.expect("mstatus.MPP=0 mstatus.MPV=0 mstatus.MPIE=1", "mret");
            assert_eq!(hart.get("mstatus.MIE"), value(&setting, "mstatus.MPIE"));
            expect_mprv(&hart, mode);
            expect_sprv(&hart, mode);
        }
    }
}

#[test]
fn sret_with_v_0() {
    let places = [("sstatus.SPP", 2), ("hstatus.SPV", 2), ("hstatus.SP2P", 2), ("hstatus.SP2V", 2), ("sstatus.SPIE", 2)];
    for e in everywhere() {
        for (setting, from) in settings(&places).into_iter().flat_map(|s| [(s.clone(), "HS"), (s, "M")]) {
            let mut hart = Hart::new(e.clone(), from);
            prepare(&mut hart, &setting);
            prepare(&mut hart, &[("sepc", 0x2002), ("mstatus.MPRV", 1), ("hstatus.SPRV", 1), ("hstatus.SPVP", 1)]);
            let pc = e.return_from(&mut hart.s, "sret_hs");
            let mode = mode_name(value(&setting, "sstatus.SPP"), value(&setting, "hstatus.SPV") == 1);
            assert_eq!((hart.mode(), pc), (mode, 0x2002), "{}: {setting:?}", place(&e));
            assert_eq!(hart.get("sstatus.SIE"), value(&setting, "sstatus.SPIE"));
            let two_deep = covers("..0.5", &e.spec().revision.id);
            let left = |name| if two_deep { value(&setting, name) } else { 0 };
            assert_eq!(hart.get("sstatus.SPP"), left("hstatus.SP2P"), "{}", place(&e));
            assert_eq!(hart.get("hstatus.SPV"), left("hstatus.SP2V"), "{}", place(&e));
            hart.expect(if two_deep { "hstatus.SP2P=0 hstatus.SP2V=0" } else { "hstatus.SPVP=1" }, "sret");
            hart.expect("sstatus.SPIE=1", "sret");
            expect_mprv(&hart, mode);
            expect_sprv(&hart, mode);
        }
    }
}

#[test]
fn sret_with_v_1() {
    for e in everywhere() {
        for setting in settings(&[("vsstatus.SPP", 2), ("vsstatus.SPIE", 2), ("sstatus.SPP", 2)]) {
            let mut hart = Hart::new(e.clone(), "VS");
            prepare(&mut hart, &setting);
            prepare(&mut hart, &[("vsepc", 0x2002), ("mstatus.MPRV", 1)]);
            let (hstatus, sstatus) = (hart.get("hstatus"), hart.get("sstatus"));
            let pc = e.return_from(&mut hart.s, "sret_vs");
            assert_eq!((hart.mode(), pc), (mode_name(value(&setting, "vsstatus.SPP"), true), 0x2002));
            hart.expect("vsstatus.SPP=0 vsstatus.SPIE=1", "sret");
            assert_eq!(hart.get("vsstatus.SIE"), value(&setting, "vsstatus.SPIE"));
            assert_eq!((hart.get("hstatus"), hart.get("sstatus")), (hstatus, sstatus));
            expect_mprv(&hart, hart.mode());
        }
    }
}

/// The instruction picks the table: MRET, SRET in HS- or M-mode, SRET in VS-mode.
#[test]
fn instructions() {
    for e in everywhere() {
        for (word, from, epc) in
            [(0x3020_0073, "M", "mepc"), (0x1020_0073, "M", "sepc"), (0x1020_0073, "HS", "sepc"), (0x1020_0073, "VS", "vsepc")]
        {
            let mut hart = Hart::new(e.clone(), from);
            hart.put(epc, 0x3004);
            hart.run(word).unwrap();
            assert_eq!((hart.next, hart.changes), (Some(0x3004), 1));
        }
    }
}

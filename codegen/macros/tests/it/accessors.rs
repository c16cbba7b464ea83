//! `accessors!`: the model of this repository in typed modules.

/// RV64 as the ratified text has it.
mod ratified {
    accessors! { revision: "1.0", csrs: [hstatus, hgatp, hvip, sepc, mstatus, hgeip, medeleg] }
}

/// The oldest text.
mod oldest {
    accessors! { revision: "0.4-20190616", xlen: 64, csrs: [hstatus, hgatp] }
}

/// RV32, where a register of 64 bits is seen by halves.
mod narrow {
    accessors! { csrs: [mstatus, mstatush, htimedelta, htimedeltah, hgatp,], xlen: 32, revision: "1.0", }
}

/// Guest external interrupts moved between two drafts.
mod earlier {
    accessors! { revision: "0.5", csrs: [hgeip] }
}

#[test]
fn a_revision_has_its_own_fields() {
    use ratified::hstatus::{ADDRESS, Hstatus, REVISION, VTW_MASK};
    assert_eq!((ADDRESS, REVISION, VTW_MASK), (0x600, "1.0", 1 << 21));
    let v = Hstatus(0).with_vtw(true).with_vgein(3).with_spvp(true);
    assert_eq!(v.0, 1 << 21 | 3 << 12 | 1 << 8);
    assert_eq!((v.vtw(), v.vgein(), v.spvp(), v.gva()), (true, 3, true, false));
    // Bits 9 and 8 meant something else.
    let old = oldest::hstatus::Hstatus(0).with_sp2v(true).with_sp2p(true);
    assert_eq!(old.0, Hstatus(0).with_hu(true).with_spvp(true).0);
}

#[test]
fn values_of_several_bits_shift() {
    let v = ratified::hgatp::Hgatp(0).with_mode(9).with_vmid(5).with_ppn(0x80123);
    assert_eq!(v.0, 9 << 60 | 5 << 44 | 0x80123);
    assert_eq!((v.mode(), v.vmid(), v.ppn()), (9, 5, 0x80123));
    assert_eq!(ratified::hvip::Hvip(0).with_vseip(true).0, 1 << 10);
    assert_eq!(ratified::sepc::Sepc(7).0, 7);
    assert_eq!(ratified::mstatus::MPV_MASK, 1 << 39);
    assert_eq!((earlier::hgeip::ADDRESS, ratified::hgeip::ADDRESS), (0xe07, 0xe12));
}

#[test]
fn halves_of_rv32_have_their_own_positions() {
    assert_eq!(narrow::mstatush::MPV_MASK, 1u32 << 7);
    assert!(narrow::mstatush::Mstatush(0x80).mpv());
    assert_eq!(narrow::mstatus::MASK & narrow::mstatus::SD_MASK, 1 << 31);
    assert_eq!(narrow::hgatp::Hgatp(0).with_mode(true).0, 1u32 << 31);
    assert_eq!((narrow::htimedelta::ADDRESS, narrow::htimedeltah::ADDRESS), (0x605, 0x615));
}

#[test]
fn debug_shows_the_names_of_the_manual() {
    let shown = format!("{:?}", ratified::hgatp::Hgatp(8 << 60 | 1));
    assert_eq!(shown, "Hgatp { MODE: 8, VMID: 0, PPN: 1 }");
}

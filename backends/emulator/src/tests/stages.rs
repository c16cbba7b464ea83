//! The walker: both stages, permissions, A and D, what faults report.

use isa::{Access, Exception, Kind};

use super::double::{HGATP, PMPADDR0, SATP, STATUS_MXR, STATUS_SUM, VSATP};
use super::world::*;

const LOAD: Access = Access { kind: Kind::Load, prv: 1, v: false, exec_as_read: false };
const STORE: Access = Access { kind: Kind::Store, ..LOAD };
const GLOAD: Access = Access { v: true, ..LOAD };
const GSTORE: Access = Access { v: true, ..STORE };
const VA: u64 = 0x40_2000;

fn one_stage<const AD: bool>(flags: u64) -> World<AD> {
    let mut w = World::new();
    w.map(VA, DATA, 0, flags);
    w.enable(false, 1, 0);
    w.poke(DATA + 8, 0x1234);
    w
}

fn two_stage<const AD: bool>(vs: u64, g: u64) -> World<AD> {
    let mut w = World::new();
    w.map_guest_tables();
    w.map_vs(VA, 0x20_0000, 0, vs);
    w.map_g(0x20_0000, DATA, 0, g);
    w.enable(true, 1, 1);
    w.poke(DATA + 8, 0x1234);
    w
}

#[test]
fn bare_is_identity() {
    let mut w = World::<false>::new();
    w.poke(DATA, 7);
    w.check_load(DATA, false, 7);
    w.check_load(DATA, true, 7);
    let e = w.load_fault(0x7000_0000, LOAD);
    assert_eq!(e, Exception::new(5, 0x7000_0000));
}

#[test]
fn one_stage_translates_pages_and_superpages() {
    let mut w = one_stage::<false>(RWX);
    w.check_load(VA + 8, false, 0x1234);
    w.map(0x8020_0000, RAM + 0x20_0000, 1, RWX);
    w.poke(RAM + 0x2f_f000, 99);
    w.check_load(0x802f_f000, false, 99);
    w.map(0xffff_ffc0_0000_0000, RAM, 2, RWX);
    w.check_load(0xffff_ffc0_0000_0000 + DATA - RAM + 8, false, 0x1234);
}

#[test]
fn one_stage_faults() {
    let mut w = one_stage::<false>(RWX);
    let fault = Exception::new(13, 0x40_5000);
    assert_eq!(w.load_fault(0x40_5000, LOAD), fault, "not mapped");
    assert_eq!(w.load_fault(1 << 38, LOAD).code, 13, "not canonical");
    w.map(0x20_0000, RAM + 0x1000, 1, RWX);
    assert_eq!(w.load_fault(0x20_0000, LOAD).code, 13, "misaligned superpage");
    w.map(0x60_0000, DATA, 0, V | W | A | D);
    assert_eq!(w.load_fault(0x60_0000, LOAD).code, 13, "writable only");
    w.map(0x60_1000, DATA, 0, RWX | 1 << 63);
    assert_eq!(w.load_fault(0x60_1000, LOAD).code, 13, "reserved bit");
    w.map(0x60_2000, 0x7000_0000, 0, RWX);
    assert_eq!(w.load_fault(0x60_2000, LOAD).code, 5, "nothing there");
    w.csr(SATP, 8 << 60 | 0x70000);
    w.emulator.core.hart.drop_translations();
    assert_eq!(w.load_fault(0x40_0000, LOAD).code, 5, "no table there");
}

#[test]
fn permissions_follow_the_state_without_a_fence() {
    let mut w = one_stage::<false>(URWX);
    assert_eq!(w.load_fault(VA + 8, LOAD).code, 13, "user page");
    w.status(STATUS_SUM);
    w.check_load(VA + 8, false, 0x1234);
    w.status(0);
    assert_eq!(w.load_fault(VA + 8, LOAD).code, 13, "SUM is off again");
    let user = Access { prv: 0, ..LOAD };
    assert_eq!(w.load(VA + 8, 8, user), Ok(0x1234));

    let mut w = one_stage::<false>(V | X | A | D);
    w.status(STATUS_MXR);
    w.check_load(VA + 8, false, 0x1234);
    w.status(0);
    assert_eq!(w.load_fault(VA + 8, LOAD).code, 13, "MXR is off again");
    assert_eq!(w.store(VA, 8, 0, STORE).unwrap_err().code, 15);
}

#[test]
fn accessed_and_dirty_fault_without_hardware() {
    let mut w = one_stage::<false>(V | R | W);
    assert_eq!(w.load_fault(VA, LOAD).code, 13);
    let mut w = one_stage::<false>(V | R | W | A);
    w.check_load(VA + 8, false, 0x1234);
    assert_eq!(w.store(VA, 8, 0, STORE).unwrap_err().code, 15, "a hit does not hide that D is clear");
}

#[test]
fn accessed_and_dirty_are_set_by_hardware() {
    let mut w = World::<true>::new();
    let slot = w.map(VA, DATA, 0, V | R | W);
    w.enable(false, 0, 0);
    w.load(VA, 8, LOAD).unwrap();
    assert_eq!(w.peek(slot) & (A | D), A);
    w.store(VA, 8, 5, STORE).unwrap();
    assert_eq!(w.peek(slot) & (A | D), A | D);
    assert_eq!(w.peek(DATA), 5);
}

#[test]
fn two_stages_translate() {
    let mut w = two_stage::<false>(RWX, URWX);
    w.check_load(VA + 8, true, 0x1234);
    w.store(VA + 16, 4, 77, GSTORE).unwrap();
    assert_eq!(w.peek(DATA + 16), 77);
    w.map_vs(0x4000_0000, 0, 2, RWX);
    w.check_load(0x4000_0000 + 0x20_0008, true, 0x1234);
}

#[test]
fn guest_page_fault_of_the_access() {
    let mut w = two_stage::<false>(RWX, U | V | R | A | D);
    w.check_load(VA + 8, true, 0x1234);
    let e = w.store(VA + 8, 8, 0, GSTORE).unwrap_err();
    let expected = Exception { tval_is_gva: true, gstage: true, gpa: 0x20_0008, ..Exception::new(23, VA + 8) };
    assert_eq!(e, expected);
    assert_eq!(w.emulator.core.hart.fault_offset.take(), Some(0), "explicit: to be transformed");
    let mut w = two_stage::<false>(RWX, RWX);
    assert_eq!(w.load_fault(VA, GLOAD).code, 21, "not a user page at the G-stage");
    w.csr(VSATP, 0);
    let e = w.load_fault(1 << 41, GLOAD);
    assert_eq!((e.code, e.gpa), (21, 1 << 41), "too wide a guest physical address");
}

#[test]
fn guest_page_fault_of_an_implicit_access() {
    let mut w = two_stage::<false>(RWX, URWX);
    let root = w.map_vs(VA, 0x20_0000, 0, RWX) & !0xfff;
    w.map_g(root, 0, 0, 0);
    let e = w.load_fault(VA, GLOAD);
    assert_eq!((e.code, e.tval, e.gstage, e.tinst), (21, VA, true, 0x3000));
    assert_eq!(e.gpa, root + (VA >> 12 & 511) * 8, "that of the PTE");
    assert_eq!(w.emulator.core.hart.fault_offset.take(), None);
}

#[test]
fn setting_accessed_in_a_read_only_guest_table_is_a_write() {
    let mut w = World::<true>::new();
    w.map_guest_tables();
    let slot = w.map_vs(VA, 0x20_0000, 0, V | R | W);
    w.map_g(0x20_0000, DATA, 0, URWX);
    w.map_g(slot & !0xfff, GUEST + (slot & !0xfff), 0, V | R | U | A | D);
    w.enable(true, 0, 0);
    let e = w.load_fault(VA, GLOAD);
    assert_eq!((e.code, e.gpa, e.tinst), (21, slot, 0x3020));
    w.map_g(slot & !0xfff, GUEST + (slot & !0xfff), 0, V | R | W | U);
    w.load(VA, 8, GLOAD).unwrap();
    assert_eq!(w.peek(GUEST + slot) & (A | D), A);
}

#[test]
fn vs_stage_page_fault_says_nothing_of_the_guest() {
    let mut w = two_stage::<false>(V | R | A, URWX);
    let e = w.store(VA, 8, 0, GSTORE).unwrap_err();
    assert_eq!(e, Exception { tval_is_gva: true, ..Exception::new(15, VA) });
}

#[test]
fn access_fault_of_the_second_stage() {
    let mut w = two_stage::<false>(RWX, URWX);
    w.csr(HGATP, 8 << 60 | 0x70000);
    let e = w.load_fault(VA, GLOAD);
    assert_eq!(e, Exception { tval_is_gva: true, gstage: true, ..Exception::new(5, VA) });
}

#[test]
fn protection_holds_for_pages_and_tables() {
    let mut w = one_stage::<false>(RWX);
    w.check_load(VA + 8, false, 0x1234);
    w.csr(PMPADDR0, DATA >> 12);
    w.emulator.core.hart.drop_translations();
    assert_eq!(w.load_fault(VA + 8, LOAD).code, 5);
    let machine = Access { prv: 3, ..LOAD };
    assert_eq!(w.load(DATA + 8, 8, machine), Ok(0x1234));
    w.csr(PMPADDR0, TABLES >> 12);
    w.emulator.core.hart.drop_translations();
    assert_eq!(w.store(VA, 8, 0, STORE).unwrap_err().code, 7, "the root table");
}

#[test]
fn hlvx_needs_execute() {
    let mut w = two_stage::<false>(RWX, URWX);
    let hlvx = Access { exec_as_read: true, ..GLOAD };
    // The double knows no HLVX: what counts is that it is asked separately.
    assert_eq!(w.load(VA + 8, 8, hlvx), Ok(0x1234));
    assert_eq!(w.load(VA + 8, 8, GLOAD), Ok(0x1234));
}

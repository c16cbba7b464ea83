//! Missing fences are reported, and nothing else.

use isa::{Access, Fence, FenceKind, Kind};

use super::world::*;
use crate::{Emulator, MachineConfig, StaleStage, StaleUse, TableStore};

const VA: u64 = 0x40_2000;
const GPA: u64 = 0x20_0000;
/// Where the guest's second page is.
const OTHER: u64 = 0x1000;

fn checked() -> World<true> {
    let mut w = World::of(Emulator::new(MachineConfig { check_fences: true, ..config() }).unwrap());
    w.poke(DATA, 1);
    w.poke(DATA + OTHER, 2);
    w
}

fn machine(kind: Kind) -> Access {
    Access { prv: 3, ..access(kind, false) }
}

/// A store by an instruction at `pc`, in machine mode.
fn store(w: &mut World<true>, pc: u64, pa: u64, value: u64) {
    w.emulator.set_pc(0, pc);
    w.store(pa, 8, value, machine(Kind::Store)).unwrap();
}

fn fence(w: &mut World<true>, kind: FenceKind, addr: u64) {
    w.emulator.core.fence_vma(Fence { kind, addr: Some(addr), id: None });
}

fn single() -> (World<true>, u64) {
    let mut w = checked();
    let slot = w.map(VA, DATA, 0, RWX);
    w.enable(false, 5, 0);
    w.check_load(VA, false, 1);
    (w, slot)
}

#[test]
fn a_missing_sfence_is_reported_once() {
    let (mut w, slot) = single();
    store(&mut w, RAM + 0x44, slot, (DATA + OTHER) >> 12 << 10 | RWX);
    w.emulator.set_pc(0, RAM + 0x88);
    w.check_load(VA + 8, false, 0);
    let expected = StaleUse {
        hart: 0,
        pc: RAM + 0x88,
        va: VA + 8,
        access: access(Kind::Load, false),
        ids: (5, 0),
        kept: DATA + 8,
        now: Ok(DATA + OTHER + 8),
        stage: StaleStage::Single,
        store: Some(TableStore { address: slot, pc: RAM + 0x44, hart: 0 }),
    };
    assert_eq!(w.emulator.stale_uses(), [expected]);
}

#[test]
fn a_mapping_that_is_gone_is_reported() {
    let (mut w, slot) = single();
    store(&mut w, RAM, slot, 0);
    w.check_load(VA, false, 1);
    assert_eq!(w.emulator.stale_uses()[0].now, Err(13));
}

#[test]
fn with_the_fence_nothing_is_reported() {
    let (mut w, slot) = single();
    store(&mut w, RAM, slot, (DATA + OTHER) >> 12 << 10 | RWX);
    fence(&mut w, FenceKind::Vma, VA);
    w.check_load(VA, false, 2);
    assert_eq!(w.emulator.stale_uses(), []);
}

/// A guest with two pages, and the addresses of the entries of both stages.
fn guest() -> (World<true>, u64, u64) {
    let mut w = checked();
    w.map_guest_tables();
    let vs = w.map_vs(VA, GPA, 0, RWX);
    let g = w.map_g(GPA, DATA, 0, URWX);
    w.map_g(GPA + OTHER, DATA + OTHER, 0, URWX);
    w.enable(true, 3, 9);
    w.check_load(VA, true, 1);
    (w, GUEST + vs, g)
}

#[test]
fn a_missing_hfence_gvma_is_told_from_a_missing_hfence_vvma() {
    let (mut w, _, g) = guest();
    store(&mut w, RAM + 4, g, (DATA + OTHER) >> 12 << 10 | URWX);
    fence(&mut w, FenceKind::Vvma, VA);
    w.check_load(VA, true, 2);
    assert_eq!(w.emulator.stale_uses(), [], "any fence may drop more than it must");

    let (mut w, _, g) = guest();
    store(&mut w, RAM + 4, g, (DATA + OTHER) >> 12 << 10 | URWX);
    w.check_load(VA, true, 1);
    let report = w.emulator.stale_uses()[0];
    assert_eq!((report.stage, report.ids), (StaleStage::G, (3, 9)));
    assert_eq!(report.store, Some(TableStore { address: g, pc: RAM + 4, hart: 0 }));

    let (mut w, vs, _) = guest();
    store(&mut w, RAM + 8, vs, (GPA + OTHER) >> 12 << 10 | RWX);
    w.check_load(VA, true, 1);
    let report = w.emulator.stale_uses()[0];
    assert_eq!((report.stage, report.now), (StaleStage::Vs, Ok(DATA + OTHER)));
    assert_eq!(report.store, Some(TableStore { address: vs, pc: RAM + 8, hart: 0 }));
}

#[test]
fn a_stale_fetch_is_reported() {
    let mut w = checked();
    w.program(&[super::asm::jal(0, 0)]);
    w.map(RAM, RAM, 2, RWX);
    let slot = w.map(VA, RAM, 0, RWX);
    w.enable(false, 1, 0);
    w.emulator.change_state(0, |s| s.prv = 1);
    w.emulator.set_pc(0, VA);
    w.emulator.step(0);
    w.store(slot, 8, 0, machine(Kind::Store)).unwrap();
    w.emulator.step(0);
    let report = w.emulator.stale_uses()[0];
    assert_eq!((report.va, report.access.kind), (VA, Kind::Fetch));
}

#[test]
fn other_bits_of_an_entry_are_not_looked_at() {
    let (mut w, slot) = single();
    store(&mut w, RAM, slot, DATA >> 12 << 10 | RWX & !A & !D);
    w.check_load(VA, false, 1);
    assert_eq!(w.emulator.stale_uses(), []);
    assert_eq!(w.peek(slot) & A, 0, "looking changes nothing");
}

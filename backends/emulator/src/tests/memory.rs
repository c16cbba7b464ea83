//! Accesses: alignment, page crossing, atomics, protection by CSR writes.

use isa::{Access, Kind};

use super::asm::*;
use super::double::{MCAUSE, MTINST, MTVAL, MTVEC, PMPADDR0, SATP, VSATP};
use super::world::*;

const MACHINE: Access = Access { kind: Kind::Load, prv: 3, v: false, exec_as_read: false };
const MACHINE_STORE: Access = Access { kind: Kind::Store, ..MACHINE };

#[test]
fn misaligned_accesses_work_within_and_across_pages() {
    let mut w = World::<false>::new();
    for at in [DATA + 1, DATA + 0xffd] {
        w.store(at, 8, 0x1122_3344_5566_7788, MACHINE_STORE).unwrap();
        assert_eq!(w.load(at, 8, MACHINE), Ok(0x1122_3344_5566_7788));
        assert_eq!(w.load(at + 2, 4, MACHINE), Ok(0x3344_5566));
    }
}

#[test]
fn a_store_across_pages_is_all_or_nothing() {
    let mut w = World::<false>::new();
    let va = 0x40_2000;
    w.map(va, DATA, 0, RWX);
    w.enable(false, 0, 0);
    let e = w.store(va + 0xffc, 8, u64::MAX, access(Kind::Store, false)).unwrap_err();
    assert_eq!((e.code, e.tval), (15, va + 0x1000), "the part that faults");
    assert_eq!(w.emulator.core.hart.fault_offset.take(), Some(4));
    assert_eq!(w.peek(DATA + 0xff8), 0);
}

#[test]
fn a_fault_reports_the_transformed_instruction() {
    let mut w = World::<false>::new();
    w.csr(MTVEC, RAM + 0x100);
    w.program(&[ld(1, 2, 0)]);
    w.map(RAM, RAM, 0, RWX);
    w.map(RAM + 0x4000, DATA, 0, RWX);
    w.enable(false, 0, 0);
    w.emulator.change_state(0, |s| s.prv = 1);
    w.emulator.set_x(0, 2, RAM + 0x4ffc);
    w.emulator.step(0);
    let s = w.emulator.state(0);
    assert_eq!((s.get(MCAUSE), s.get(MTVAL), s.get(MTINST)), (13, RAM + 0x5000, 0x03 | 4 << 15));
}

#[test]
fn atomics_must_be_aligned() {
    let mut w = World::<false>::new();
    for (word, code) in [(amoadd(1, 2, 3), 6), (lr(1, 3), 4), (sc(1, 2, 3), 6)] {
        w.program(&[word]);
        w.emulator.set_x(0, 3, DATA + 4);
        w.emulator.step(0);
        assert_eq!(w.emulator.state(0).get(MCAUSE), code);
        assert_eq!(w.emulator.state(0).get(MTVAL), DATA + 4);
    }
}

#[test]
fn atomics_add_and_reserve() {
    let mut w = World::<false>::new();
    w.program(&[amoadd(1, 2, 3), lr(4, 3), sc(5, 2, 3), sc(6, 2, 3)]);
    w.poke(DATA, 40);
    w.emulator.set_x(0, 2, 2);
    w.emulator.set_x(0, 3, DATA);
    for _ in 0..4 {
        w.emulator.step(0);
    }
    let x = |reg| w.emulator.x(0, reg);
    assert_eq!((x(1), x(4), x(5), x(6)), (40, 42, 0, 1));
    assert_eq!(w.peek(DATA), 2);
}

#[test]
fn another_hart_ends_a_reservation() {
    let config = crate::MachineConfig { harts: 2, ..config() };
    let mut w = World::<false>::of(crate::Emulator::new(config).unwrap());
    w.program(&[lr(4, 3), sc(5, 2, 3), sd(2, 3, 8), sd(2, 3, 64)]);
    for hart in 0..2 {
        w.emulator.set_x(hart, 3, DATA);
    }
    for (store, failed) in [(RAM + 8, 1), (RAM + 12, 0)] {
        w.emulator.set_pc(0, RAM);
        w.emulator.set_pc(1, store);
        w.emulator.step(0);
        w.emulator.step(1);
        w.emulator.step(0);
        assert_eq!(w.emulator.x(0, 5), failed);
    }
}

#[test]
fn writing_a_protection_csr_counts_at_once() {
    let mut w = World::<false>::new();
    w.program(&[hlv(1, 2), csrrw(0, PMPADDR0, 3), hlv(4, 2)]);
    w.poke(DATA, 9);
    w.emulator.set_x(0, 2, DATA);
    w.emulator.set_x(0, 3, DATA >> 12);
    w.emulator.step(0);
    assert_eq!(w.emulator.x(0, 1), 9);
    w.emulator.step(0);
    w.emulator.step(0);
    assert_eq!(w.emulator.state(0).get(MCAUSE), 5);
}

#[test]
fn stores_reach_code_that_has_been_decoded() {
    let mut w = World::<false>::new();
    // A loop that overwrites the instruction before its end, twice.
    w.program(&[addi(1, 1, 1), sw(2, 3, 8), NOP, jal(0, -12)]);
    w.emulator.set_x(0, 2, u64::from(NOP));
    w.emulator.set_x(0, 3, RAM);
    for _ in 0..4 {
        w.emulator.step(0);
    }
    w.emulator.set_x(0, 2, u64::from(addi(5, 0, 55)));
    for _ in 0..4 {
        w.emulator.step(0);
    }
    assert_eq!(w.emulator.x(0, 5), 55);
}

#[test]
fn an_instruction_may_cross_pages() {
    let mut w = World::<false>::new();
    let va = 0x40_2000;
    w.map(va, DATA, 0, RWX);
    w.map(va + 0x1000, DATA + 0x4000, 0, RWX);
    w.enable(false, 0, 0);
    w.csr(MTVEC, RAM);
    let word = addi(1, 1, 1).to_le_bytes();
    w.emulator.write_ram(DATA + 0xffe, &word[..2]).unwrap();
    w.emulator.write_ram(DATA + 0x4000, &word[2..]).unwrap();
    w.emulator.change_state(0, |s| s.prv = 1);
    w.emulator.set_pc(0, va + 0xffe);
    assert!(matches!(w.emulator.step(0), crate::Step::Retired(_)));
    assert_eq!((w.emulator.x(0, 1), w.emulator.pc(0)), (1, va + 0x1002));
    w.map(va + 0x1000, 0, 0, 0);
    w.emulator.change_state(0, |_| ());
    w.emulator.set_pc(0, va + 0xffe);
    let crate::Step::Trapped(record) = w.emulator.step(0) else { panic!("must fault") };
    assert_eq!((record.pc, record.trap.exception.tval), (va + 0xffe, va + 0x1000));
    assert_eq!(record.trap.exception.code, 12);
}

#[test]
fn without_kept_translations_no_fence_is_needed() {
    let config = crate::MachineConfig { keep_translations: false, ..config() };
    let mut w = World::<false>::of(crate::Emulator::new(config).unwrap());
    w.poke(DATA + 0x1000, 2);
    w.map(0x40_2000, DATA, 0, RWX);
    w.enable(false, 0, 0);
    w.check_load(0x40_2000, false, 0);
    w.map(0x40_2000, DATA + 0x1000, 0, RWX);
    w.check_load(0x40_2000, false, 2);
}

#[test]
fn fences_work_as_instructions() {
    let mut w = World::<false>::new();
    w.program(&[sfence(0, 0), hfence_v(1, 2), hfence_g(1, 0), csrrw(0, SATP, 0), csrrw(0, VSATP, 0), NOP]);
    for _ in 0..6 {
        assert!(matches!(w.emulator.step(0), crate::Step::Retired(_)));
    }
}

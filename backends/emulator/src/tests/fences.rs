//! Fences drop what they must, and nothing else.

use isa::{Fence, FenceKind, Kind};

use super::world::*;

const VA: u64 = 0x40_2000;
const GPA: u64 = 0x20_0000;

/// Two pages of data with 1 and 2 in them.
fn world() -> World<false> {
    let mut w = World::new();
    w.poke(DATA, 1);
    w.poke(DATA + 0x1000, 2);
    w
}

fn fence(w: &mut World<false>, kind: FenceKind, addr: Option<u64>, id: Option<u64>) {
    w.emulator.core.fence_vma(Fence { kind, addr, id });
}

/// Fills the TLB with the first page at VA, changes the table to the second,
/// fences, and says whether the fence reached it.
#[track_caller]
fn first(flags: u64, asid: u64, addr: Option<u64>, id: Option<u64>) -> bool {
    let mut w = world();
    w.map(VA, DATA, 0, flags);
    w.enable(false, asid, 0);
    w.check_load(VA, false, 1);
    w.map(VA, DATA + 0x1000, 0, flags);
    w.check_load(VA, false, 1);
    fence(&mut w, FenceKind::Vma, addr, id);
    let seen = w.load(VA, 8, access(Kind::Load, false)).unwrap();
    seen == 2
}

#[test]
fn sfence_by_address_and_asid() {
    assert!(first(RWX, 5, None, None));
    assert!(first(RWX, 5, Some(VA + 0x123), None));
    assert!(!first(RWX, 5, Some(VA + 0x1000), None));
    assert!(first(RWX, 5, None, Some(5)));
    assert!(!first(RWX, 5, None, Some(6)));
    assert!(first(RWX, 5, Some(VA), Some(5)));
    assert!(!first(RWX, 5, Some(VA), Some(6)));
}

#[test]
fn sfence_by_asid_spares_global_pages() {
    assert!(!first(RWX | G, 5, None, Some(5)));
    assert!(!first(RWX | G, 5, Some(VA), Some(5)));
    assert!(first(RWX | G, 5, Some(VA), None));
    assert!(first(RWX | G, 5, None, None));
}

#[test]
fn switching_asid_keeps_both() {
    let mut w = world();
    w.map(VA, DATA, 0, RWX);
    w.enable(false, 1, 0);
    w.check_load(VA, false, 1);
    w.map(VA, DATA + 0x1000, 0, RWX);
    w.enable(false, 2, 0);
    w.check_load(VA, false, 2);
    w.enable(false, 1, 0);
    w.check_load(VA, false, 1);
}

#[test]
fn sfence_reaches_all_pieces_of_a_superpage() {
    let mut w = world();
    w.map(0x8000_0000, RAM, 1, RWX);
    w.map(0x8020_0000, RAM + 0x20_0000, 1, RWX);
    w.enable(false, 1, 0);
    w.check_load(0x8000_0000 + DATA - RAM - 0x10_0000, false, 0);
    let va = 0x8020_0000 + (DATA & 0x1f_ffff);
    w.check_load(va, false, 1);
    w.map(0x8020_0000, RAM, 1, RWX);
    fence(&mut w, FenceKind::Vma, Some(0x8000_0000), None);
    w.check_load(va, false, 1);
    fence(&mut w, FenceKind::Vma, Some(0x8020_0000), None);
    assert_ne!(w.load(va, 8, access(Kind::Load, false)), Ok(1));
}

fn guest() -> World<false> {
    let mut w = world();
    w.map_guest_tables();
    w.map_vs(VA, GPA, 0, RWX);
    w.map_g(GPA, DATA, 0, URWX);
    w.enable(true, 3, 9);
    w.check_load(VA, true, 1);
    w
}

#[track_caller]
fn second(addr: Option<u64>, id: Option<u64>) -> bool {
    let mut w = guest();
    w.map_g(GPA, DATA + 0x1000, 0, URWX);
    w.check_load(VA, true, 1);
    fence(&mut w, FenceKind::Gvma, addr.map(|addr| addr >> 2), id);
    w.load(VA, 8, access(Kind::Load, true)) == Ok(2)
}

#[test]
fn hfence_gvma_by_address_and_vmid() {
    assert!(second(None, None));
    assert!(second(Some(GPA), None));
    assert!(second(Some(GPA + 0xffc), Some(9)));
    assert!(second(None, Some(9)));
    assert!(!second(None, Some(8)));
    assert!(!second(Some(GPA), Some(8)));
    assert!(!second(Some(GPA + 0x1000), None));
}

#[test]
fn hfence_gvma_finds_all_aliases() {
    let mut w = guest();
    for alias in 1..40 {
        w.map_vs(VA + (alias << 12), GPA, 0, RWX);
        w.check_load(VA + (alias << 12), true, 1);
    }
    w.map_g(GPA, DATA + 0x1000, 0, URWX);
    fence(&mut w, FenceKind::Gvma, Some(GPA >> 2), None);
    for alias in 0..40 {
        w.check_load(VA + (alias << 12), true, 2);
    }
}

#[test]
fn hfence_gvma_reaches_superpages() {
    let mut w = world();
    w.map_guest_tables();
    w.map_vs(VA, GPA, 0, RWX);
    w.map_g(GPA, RAM + 0x60_0000, 1, URWX);
    w.enable(true, 3, 9);
    w.poke(RAM + 0x60_0000, 11);
    w.check_load(VA, true, 11);
    w.map_g(GPA, RAM, 1, URWX);
    fence(&mut w, FenceKind::Gvma, Some((GPA + 0x1_2000) >> 2), None);
    assert_ne!(w.load(VA, 8, access(Kind::Load, true)), Ok(11));
}

#[track_caller]
fn vs_stage(kind: FenceKind, v: bool, vmid: u64, addr: Option<u64>, id: Option<u64>) -> bool {
    let mut w = guest();
    w.map_g(GPA + 0x1000, DATA + 0x1000, 0, URWX);
    w.map_vs(VA, GPA + 0x1000, 0, RWX);
    w.enable(true, 3, vmid);
    w.emulator.core.hart.state.v = v;
    fence(&mut w, kind, addr, id);
    w.enable(true, 3, 9);
    w.load(VA, 8, access(Kind::Load, true)) == Ok(2)
}

#[test]
fn hfence_vvma_and_sfence_in_a_guest() {
    assert!(vs_stage(FenceKind::Vvma, false, 9, None, None));
    assert!(vs_stage(FenceKind::Vvma, false, 9, Some(VA), Some(3)));
    assert!(!vs_stage(FenceKind::Vvma, false, 8, None, None), "another VMID");
    assert!(!vs_stage(FenceKind::Vvma, false, 9, Some(VA), Some(4)), "another ASID");
    assert!(!vs_stage(FenceKind::Vma, false, 9, None, None), "SFENCE.VMA at V=0");
    assert!(vs_stage(FenceKind::Vma, true, 9, None, None), "SFENCE.VMA at V=1");
    assert!(vs_stage(FenceKind::Vma, true, 9, Some(VA), None));
}

#[test]
fn contexts_may_run_out() {
    let mut w = world();
    w.map(VA, DATA, 0, RWX);
    w.enable(false, 1, 0);
    for round in 0..10_000 {
        let (pa, value) = if round % 2 == 0 { (DATA, 1) } else { (DATA + 0x1000, 2) };
        w.map(VA, pa, 0, RWX);
        fence(&mut w, FenceKind::Vma, None, None);
        assert_eq!(w.load(VA, 8, access(Kind::Load, false)), Ok(value));
        let machine = isa::Access { prv: 3, ..access(Kind::Load, false) };
        assert_eq!(w.load(DATA, 8, machine), Ok(1));
    }
}

/// Random maps, fences and loads against a walker that remembers nothing.
#[test]
fn a_fence_after_each_change_means_no_stale_translation() {
    let mut w = world();
    w.map_guest_tables();
    w.enable(true, 1, 1);
    let mut seed = 1u64;
    let mut random = |n: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) % n
    };
    for page in 0..8 {
        w.poke(DATA + (page << 12), page);
    }
    for _ in 0..20_000 {
        let va = VA + (random(64) << 12);
        let gpa = GPA + (random(32) << 12);
        let id = (random(2) == 0).then_some(1);
        match random(6) {
            0 => {
                w.map_vs(va, gpa, 0, RWX);
                fence(&mut w, FenceKind::Vvma, Some(va), id);
            }
            1 => {
                w.map_g(gpa, DATA + (random(8) << 12), 0, URWX);
                fence(&mut w, FenceKind::Gvma, Some(gpa >> 2), id);
            }
            _ => {
                let load = access(Kind::Load, true);
                let walked = w.emulator.core.translate(va, load);
                let walked = walked.map(|t| w.peek(t.pa)).map_err(|fault| fault.exception);
                assert_eq!(w.load(va, 8, load), walked);
            }
        }
    }
}

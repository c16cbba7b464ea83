//! Small extensions in the machine: page tables with Svnapot, Svpbmt and
//! Svadu, timers of the hart (Sstc), blocks of memory (Zicbom, Zicboz).

#![allow(clippy::unwrap_used)]

use emulator::{MachineConfig, Step};
use isa::{Access, CsrOp, Exception, Kind, Target};
use machines::{Plan, REVISIONS};

const XLEN: u32 = 64;
/// Machine mode.
const M: (u64, bool) = (3, false);

const RAM: u64 = 0x8000_0000;
/// Root table of a stage, and the tables below it at the next multiples of a root's size.
const FIRST: u64 = RAM + 0x10_0000;
const SECOND: u64 = RAM + 0x20_0000;
const DATA: u64 = RAM + 0x30_0000;
const VA: u64 = 0x40_0000;
/// Neither RAM nor a device.
const NOWHERE: u64 = 0x0800_0000;

const V: u64 = 1;
const R: u64 = 2;
const W: u64 = 4;
const X: u64 = 8;
const U: u64 = 16;
const A: u64 = 64;
const D: u64 = 128;
const RWX: u64 = V | R | W | X | A | D;
const N: u64 = 1 << 63;
const NOT_CACHEABLE: u64 = 1 << 61;
const IO: u64 = 2 << 61;
const RESERVED_TYPE: u64 = 3 << 61;

const PBMTE: u64 = 1 << 62;
const ADUE: u64 = 1 << 61;
const STCE: u64 = 1 << 63;

const LOAD: Access = Access { kind: Kind::Load, prv: 1, v: false, exec_as_read: false };
const STORE: Access = Access { kind: Kind::Store, ..LOAD };
const GUEST_LOAD: Access = Access { v: true, ..LOAD };

struct Machine(Box<dyn emulator::Machine>);

impl Machine {
    /// A hart with one page mapped at each stage: VA to DATA, both stages in one format.
    fn new() -> Self {
        Self::of(REVISIONS.last().unwrap())
    }

    fn of(revision: &str) -> Self {
        let config = MachineConfig { ram_bytes: 8 << 20, max_instructions: Some(100_000), ..MachineConfig::default() };
        let mut m = Self(Plan::of(revision, XLEN).unwrap().build(config).unwrap());
        m.csr("pmpaddr0", u64::MAX >> 10);
        m.csr("pmpcfg0", 0x1f);
        m.csr("satp", 8 << 60 | FIRST >> 12);
        m
    }

    /// Both stages: the second passes all of RAM unchanged.
    fn guest() -> Self {
        let mut m = Self::new();
        m.csr("vsatp", 8 << 60 | FIRST >> 12);
        m.csr("hgatp", 8 << 60 | SECOND >> 12);
        m.poke(SECOND + (RAM >> 30) * 8, entry(RAM, RWX | U));
        m
    }

    /// Writes a CSR as M-mode does.
    fn csr(&mut self, name: &str, value: u64) {
        let address = self.0.isa().csr(name).unwrap_or_else(|| panic!("no {name}"));
        self.0.access_csr(0, M, address, CsrOp::Write(value)).unwrap();
    }

    fn read(&mut self, name: &str) -> u64 {
        let address = self.0.isa().csr(name).unwrap_or_else(|| panic!("no {name}"));
        self.0.csr(0, address).unwrap()
    }

    fn poke(&mut self, pa: u64, value: u64) {
        self.0.write(pa, &value.to_le_bytes()).unwrap();
    }

    fn peek(&self, pa: u64) -> u64 {
        u64::from_le_bytes(self.0.read(pa, 8).unwrap().try_into().unwrap())
    }

    /// Sets the entry of an address at a level, and those that lead there; returns where it is.
    fn map(&mut self, root: u64, va: u64, level: u64, pte: u64) -> u64 {
        let mut table = root;
        for at in (level + 1..3).rev() {
            let next = root + (3 - at) * 0x4000;
            self.poke(table + (va >> (12 + 9 * at) & 511) * 8, entry(next, V));
            table = next;
        }
        let slot = table + (va >> (12 + 9 * level) & 511) * 8;
        self.poke(slot, pte);
        slot
    }

    /// Where an access leads, by the tables as they are.
    fn walk(&mut self, va: u64, access: Access) -> Result<u64, u64> {
        self.0.translate(0, va, access).map_err(|e| e.code)
    }

    fn program(&mut self, words: &[u32], mode: (u64, bool)) {
        let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
        self.0.write(RAM, &bytes).unwrap();
        self.0.set_pc(0, RAM);
        self.0.set_mode(0, mode);
    }
}

fn entry(pa: u64, flags: u64) -> u64 {
    pa >> 12 << 10 | flags
}

/// The entry of 16 pages from an address on: the encoding of 64 KiB is in its lowest bits.
fn contiguous(pa: u64) -> u64 {
    entry(pa | 0x8000, RWX | N)
}

#[test]
fn sixteen_pages_by_one_entry() {
    let mut m = Machine::new();
    for page in 0..16 {
        m.map(FIRST, VA + page * 0x1000, 0, contiguous(DATA));
    }
    for page in 0..16 {
        let offset = page * 0x1000 + 0x128;
        assert_eq!(m.walk(VA + offset, LOAD), Ok(DATA + offset));
    }
    let mut m = Machine::guest();
    m.map(FIRST, VA + 0x5000, 0, contiguous(DATA));
    assert_eq!(m.walk(VA + 0x5008, GUEST_LOAD), Ok(DATA + 0x5008), "for a guest");
    m.csr("vsatp", 0);
    m.poke(SECOND, 0);
    m.map(SECOND, 0x7000, 0, contiguous(DATA) | U);
    assert_eq!(m.walk(0x7010, GUEST_LOAD), Ok(DATA + 0x7010), "in the G-stage");
}

#[test]
fn reserved_encodings_of_contiguous_pages_fault() {
    let mut m = Machine::new();
    for low in (0..16).filter(|low| *low != 8) {
        m.map(FIRST, VA, 0, entry(DATA | low << 12, RWX | N));
        assert_eq!(m.walk(VA, LOAD), Err(13), "{low:#b}");
    }
    m.map(FIRST, VA, 1, entry(DATA & !0x1f_ffff, RWX | N));
    assert_eq!(m.walk(VA, LOAD), Err(13), "a superpage");
    m.map(FIRST, VA, 1, entry(DATA & !0x1f_ffff | 0x8000, RWX | N));
    assert_eq!(m.walk(VA, LOAD), Err(13), "a superpage with the encoding");
    m.map(FIRST, VA, 0, entry(DATA, RWX));
    assert_eq!(m.walk(VA, LOAD), Ok(DATA));
    m.map(FIRST, VA, 1, entry(FIRST + 0x8000, V | N));
    assert_eq!(m.walk(VA, LOAD), Err(13), "a pointer");
    // The text before ignored the bit.
    let mut m = Machine::of(REVISIONS[REVISIONS.len() - 2]);
    m.map(FIRST, VA, 0, contiguous(DATA));
    assert_eq!(m.walk(VA, LOAD), Ok(DATA + 0x8000));
}

#[test]
fn memory_types_are_lent_by_stage() {
    let types = |m: &mut Machine, access| {
        [NOT_CACHEABLE, IO, RESERVED_TYPE].map(|ty| {
            m.map(FIRST, VA, 0, entry(DATA, RWX | ty));
            m.walk(VA, access).err()
        })
    };
    let mut m = Machine::new();
    assert_eq!(types(&mut m, LOAD), [Some(13); 3]);
    m.csr("menvcfg", PBMTE);
    assert_eq!(types(&mut m, LOAD), [None, None, Some(13)]);
    m.map(FIRST, VA, 1, entry(FIRST + 0x8000, V | NOT_CACHEABLE));
    assert_eq!(m.walk(VA, LOAD), Err(13), "a pointer");

    let mut m = Machine::guest();
    m.csr("menvcfg", PBMTE);
    assert_eq!(types(&mut m, GUEST_LOAD), [Some(13); 3], "henvcfg has not lent them");
    m.csr("henvcfg", PBMTE);
    assert_eq!(types(&mut m, GUEST_LOAD), [None, None, Some(13)]);
    m.csr("menvcfg", 0);
    assert_eq!(m.read("henvcfg"), 0, "what M-mode withholds, HS-mode cannot lend");
    assert_eq!(types(&mut m, GUEST_LOAD), [Some(13); 3]);

    let mut m = Machine::guest();
    m.map(FIRST, VA, 0, entry(DATA, RWX));
    m.poke(SECOND + (RAM >> 30) * 8, entry(RAM, RWX | U | IO));
    assert_eq!(m.walk(VA, GUEST_LOAD), Err(21), "the G-stage asks menvcfg");
    m.csr("menvcfg", PBMTE);
    assert_eq!(m.walk(VA, GUEST_LOAD), Ok(DATA));
}

#[test]
fn accessed_and_dirty_are_switched_by_stage() {
    let mut m = Machine::new();
    let slot = m.map(FIRST, VA, 0, entry(DATA, V | R | W));
    assert_eq!(m.walk(VA, LOAD), Ok(DATA), "on after reset");
    assert_eq!(m.peek(slot) & (A | D), A);
    m.csr("menvcfg", 0);
    assert_eq!(m.walk(VA, STORE), Err(15));
    assert_eq!(m.peek(slot) & (A | D), A, "a fault changes nothing");
    m.csr("menvcfg", ADUE);
    assert_eq!(m.walk(VA, STORE), Ok(DATA));
    assert_eq!(m.peek(slot) & (A | D), A | D);

    let mut m = Machine::guest();
    let slot = m.map(FIRST, VA, 0, entry(DATA, V | R | W));
    assert_eq!(m.walk(VA, GUEST_LOAD), Err(13), "the guest's tables are henvcfg's");
    m.csr("henvcfg", ADUE);
    assert_eq!(m.walk(VA, GUEST_LOAD), Ok(DATA));
    assert_eq!(m.peek(slot) & (A | D), A);
    m.csr("menvcfg", 0);
    m.poke(SECOND + (RAM >> 30) * 8, entry(RAM, V | R | W | X | U));
    assert_eq!(m.walk(VA, GUEST_LOAD), Err(21), "those of hgatp are menvcfg's");
}

const CBO_CLEAN: u32 = 0x0015_200f;
const CBO_ZERO: u32 = 0x0045_200f;
/// CBZE, CBCFE and CBIE.
const BLOCKS: u64 = 0xf0;

#[test]
fn blocks_are_zeroed_and_managed() {
    let mut m = Machine::new();
    for at in (0..192).step_by(8) {
        m.poke(DATA + at, u64::MAX);
    }
    m.csr("menvcfg", BLOCKS);
    let slot = m.map(FIRST, VA, 0, entry(DATA, V | R | W | A));
    m.map(FIRST, RAM, 2, entry(RAM, RWX));
    m.program(&[CBO_ZERO], (1, false));
    m.0.set_x(0, 10, VA + 100);
    let Step::Trapped(fault) = m.0.step(0) else { panic!("D is clear, and ADUE") };
    assert_eq!((fault.trap.exception.code, fault.trap.exception.tval), (15, VA + 100), "the address as given");

    m.csr("menvcfg", BLOCKS | ADUE);
    m.program(&[CBO_ZERO], (1, false));
    assert!(matches!(m.0.step(0), Step::Retired(_)));
    let kept: Vec<bool> = (0..192).step_by(8).map(|at| m.peek(DATA + at) != 0).collect();
    assert_eq!(kept, (0..24).map(|word| !(8..16).contains(&word)).collect::<Vec<_>>(), "64 bytes");
    assert_eq!(m.peek(slot) & D, D);

    let slot = m.map(FIRST, VA, 0, entry(DATA, V | R | A));
    m.csr("menvcfg", BLOCKS);
    m.program(&[CBO_CLEAN, CBO_ZERO], (1, false));
    assert!(matches!(m.0.step(0), Step::Retired(_)), "what can be read can be cleaned");
    assert_eq!(m.peek(slot) & D, 0);
    assert!(matches!(m.0.step(0), Step::Trapped(t) if t.trap.exception.code == 15));

    m.map(FIRST, VA, 0, 0);
    m.program(&[CBO_CLEAN], (1, false));
    assert!(matches!(m.0.step(0), Step::Trapped(t) if t.trap.exception == Exception::new(15, VA + 100)), "a store's fault");
    m.0.set_x(0, 10, 0x1000_0000);
    m.program(&[CBO_ZERO], (3, false));
    assert!(matches!(m.0.step(0), Step::Trapped(t) if t.trap.exception.code == 7), "a device is no memory");
    m.program(&[CBO_CLEAN], (3, false));
    assert!(matches!(m.0.step(0), Step::Retired(_)), "but can be loaded from");
    m.0.set_x(0, 10, NOWHERE);
    m.program(&[CBO_CLEAN], (3, false));
    assert!(matches!(m.0.step(0), Step::Trapped(t) if t.trap.exception.code == 7), "there is nothing");
}

/// The guest's page can be read, so it is the second stage that does not permit any access.
#[test]
fn what_refuses_a_load_refuses_a_block() {
    let mut m = Machine::guest();
    m.csr("menvcfg", BLOCKS);
    m.csr("henvcfg", BLOCKS);
    m.map(FIRST, VA, 0, entry(NOWHERE, V | R | A));
    m.map(FIRST, RAM, 2, entry(RAM, RWX));
    m.program(&[CBO_CLEAN], (1, true));
    m.0.set_x(0, 10, VA + 100);
    let Step::Trapped(fault) = m.0.step(0) else { panic!("nothing is mapped there") };
    assert_eq!((fault.trap.exception.code, fault.trap.exception.tval), (23, VA + 100));
}

#[test]
fn what_is_left_out_is_not_there() {
    const HFENCE: u32 = 0x6200_0073;
    const CLZ: u32 = 0x6005_1513;
    const ADD: u32 = 0x00b5_0533;
    let (hstatus, sepc) = (csrr("hstatus"), csrr("sepc"));
    let raised = |without: &[&str], word: u32| {
        let without = without.iter().map(|name| (*name).to_string()).collect();
        let config = MachineConfig { ram_bytes: 8 << 20, without, ..MachineConfig::default() };
        let mut m = Machine(Plan::of(REVISIONS.last().unwrap(), XLEN).unwrap().build(config).unwrap());
        m.program(&[word], M);
        match m.0.step(0) {
            Step::Trapped(record) => Some(record.trap.exception.code),
            _ => None,
        }
    };
    for (word, of_h) in [(HFENCE, true), (hstatus, true), (sepc, false), (CLZ, false), (ADD, false)] {
        assert_eq!(raised(&[], word), None, "{word:#x}");
        assert_eq!(raised(&["h"], word), of_h.then_some(2), "{word:#x}");
    }
    assert_eq!(raised(&["zbb"], CLZ), Some(2));
    assert_eq!(raised(&["zbb", "svpbmt"], hstatus), None);
    // At the end of a page instructions are fetched one by one.
    let config = MachineConfig { ram_bytes: 8 << 20, without: vec!["zbb".to_string()], ..MachineConfig::default() };
    let mut m = Machine(Plan::of(REVISIONS.last().unwrap(), XLEN).unwrap().build(config).unwrap());
    m.0.write(RAM + 0xffe, &CLZ.to_le_bytes());
    m.0.set_pc(0, RAM + 0xffe);
    assert!(matches!(m.0.step(0), Step::Trapped(_)));
}

/// `csrr t0, CSR`.
fn csrr(name: &str) -> u32 {
    u32::from(Plan::of(REVISIONS.last().unwrap(), XLEN).unwrap().isa.csr(name).unwrap()) << 20 | 0x22f3
}

const WFI: u32 = 0x1050_0073;
const LOOP: u32 = 0x6f;
const STI: u64 = 5;
const VSTI: u64 = 6;

/// A hart with its timers on, in a loop in a mode.
fn timers(program: &[u32], mode: (u64, bool)) -> Machine {
    let mut m = Machine::new();
    m.csr("satp", 0);
    m.csr("menvcfg", STCE);
    m.csr("henvcfg", STCE);
    m.csr("mideleg", 1 << STI);
    m.csr("hideleg", 1 << VSTI);
    for never in ["stimecmp", "vstimecmp"] {
        m.csr(never, u64::MAX);
    }
    m.program(program, mode);
    m
}

#[test]
fn the_harts_own_timer_ends_a_wait() {
    let mut m = timers(&[WFI], (1, false));
    m.csr("mie", 1 << STI);
    m.csr("sstatus", 2);
    m.csr("stimecmp", 5000);
    assert!(matches!(m.0.step(0), Step::Retired(_)));
    assert!(matches!(m.0.step(0), Step::Waiting));
    assert!(m.0.skip_idle());
    let Step::Trapped(record) = m.0.step(0) else { panic!("the timer is due") };
    assert_eq!((record.target, record.trap.interrupt, record.trap.exception.code), (Target::HS, true, STI));
    assert_eq!(m.read("time"), 5000);
}

#[test]
fn a_loop_is_interrupted_on_the_tick() {
    // The guest's clock is 1000 ahead.
    for (timer, code, target) in [("stimecmp", STI, Target::HS), ("vstimecmp", VSTI, Target::VS)] {
        let mut m = timers(&[LOOP], (1, true));
        m.csr("mie", 1 << STI | 1 << VSTI);
        m.csr("vsstatus", 2);
        m.csr("htimedelta", 1000);
        m.csr(timer, if code == STI { 40 } else { 1040 });
        let outcome = m.0.run();
        let first = outcome.traps.iter().find(|t| t.interrupt).unwrap();
        assert_eq!((first.target, first.code), (target, code));
        assert!(outcome.traps.iter().filter(|t| t.interrupt).count() == 1);
    }
}

#[test]
fn a_timer_that_is_not_enabled_wakes_nobody() {
    let mut m = timers(&[WFI], (1, false));
    m.csr("stimecmp", 5000);
    m.0.step(0);
    assert!(matches!(m.0.step(0), Step::Waiting));
    assert!(!m.0.skip_idle());
}

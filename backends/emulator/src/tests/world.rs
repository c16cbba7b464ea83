//! A machine of the double with page tables that a test fills.
//!
//! RAM: code at its start, tables of the first stage at 1 MiB, of the second
//! at 2 MiB, data at 3 MiB. Guest physical address 0 is at 4 MiB, where the
//! tables of the VS-stage lie, too.

use isa::{Access, Exception, Kind};

use super::double::{Double, HGATP, SATP, VSATP};
use crate::Emulator;
use crate::config::MachineConfig;

pub const RAM: u64 = 0x8000_0000;
pub const TABLES: u64 = RAM + (1 << 20);
pub const GTABLES: u64 = RAM + (2 << 20);
pub const DATA: u64 = RAM + (3 << 20);
pub const GUEST: u64 = RAM + (4 << 20);

pub const V: u64 = 1;
pub const R: u64 = 2;
pub const W: u64 = 4;
pub const X: u64 = 8;
pub const U: u64 = 16;
pub const G: u64 = 32;
pub const A: u64 = 64;
pub const D: u64 = 128;
/// Everything a supervisor page may have.
pub const RWX: u64 = V | R | W | X | A | D;
/// Everything a user page may have.
pub const URWX: u64 = RWX | U;

/// A machine, and where the next table goes.
pub struct World<const AD: bool> {
    pub emulator: Emulator<Double<AD>>,
    free: u64,
    guest_free: u64,
    gfree: u64,
}

pub fn config() -> MachineConfig {
    MachineConfig { ram_bytes: 8 << 20, max_instructions: Some(1_000_000), ..MachineConfig::default() }
}

/// Access by a supervisor, or by a guest's.
pub fn access(kind: Kind, v: bool) -> Access {
    Access { kind, prv: 1, v, exec_as_read: false }
}

impl<const AD: bool> World<AD> {
    pub fn new() -> Self {
        Self::of(Emulator::new(config()).unwrap())
    }

    pub fn of(emulator: Emulator<Double<AD>>) -> Self {
        Self { emulator, free: TABLES + 0x1000, guest_free: 0x1000, gfree: GTABLES + 0x4000 }
    }

    /// Writes a program to the start of RAM and lets all harts begin there.
    pub fn program(&mut self, words: &[u32]) {
        let bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        self.emulator.write_ram(RAM, &bytes).unwrap();
        self.emulator.set_pc(0, RAM);
    }

    pub fn peek(&self, pa: u64) -> u64 {
        u64::from_le_bytes(self.emulator.read_ram(pa, 8).unwrap().try_into().unwrap())
    }

    pub fn poke(&mut self, pa: u64, value: u64) {
        self.emulator.write_ram(pa, &value.to_le_bytes()).unwrap();
    }

    pub fn csr(&mut self, addr: u16, value: u64) {
        self.emulator.core.hart.state.set(addr, value);
        self.emulator.core.hart.forget();
    }

    pub fn status(&mut self, bits: u64) {
        self.emulator.core.hart.state.status = bits;
        self.emulator.core.hart.forget();
    }

    /// Turns translation on: first stage, or both.
    pub fn enable(&mut self, v: bool, asid: u64, vmid: u64) {
        if v {
            self.csr(VSATP, 8 << 60 | asid << 44);
            self.csr(HGATP, 8 << 60 | vmid << 44 | GTABLES >> 12);
        } else {
            self.csr(SATP, 8 << 60 | asid << 44 | TABLES >> 12);
        }
    }

    /// Maps in the first stage at a level; returns the PTE's address.
    pub fn map(&mut self, va: u64, pa: u64, level: u32, flags: u64) -> u64 {
        let (root, base) = (TABLES, 0);
        let mut free = self.free;
        let slot = self.map_in(root, base, &mut free, 0, va, pa, level, flags);
        self.free = free;
        slot
    }

    /// Maps in the VS-stage, whose tables are from guest address 0 on;
    /// returns the PTE's guest physical address.
    pub fn map_vs(&mut self, va: u64, gpa: u64, level: u32, flags: u64) -> u64 {
        let mut free = self.guest_free;
        let slot = self.map_in(0, GUEST, &mut free, 0, va, gpa, level, flags);
        self.guest_free = free;
        slot
    }

    /// Maps in the G-stage; returns the PTE's address.
    pub fn map_g(&mut self, gpa: u64, pa: u64, level: u32, flags: u64) -> u64 {
        let mut free = self.gfree;
        let slot = self.map_in(GTABLES, 0, &mut free, 2, gpa, pa, level, flags);
        self.gfree = free;
        slot
    }

    /// G-stage mappings for the first pages, where VS-stage tables lie.
    pub fn map_guest_tables(&mut self) {
        for page in 0..16 {
            self.map_g(page << 12, GUEST + (page << 12), 0, URWX);
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn map_in(&mut self, root: u64, base: u64, free: &mut u64, extra: u32, va: u64, pa: u64, level: u32, flags: u64) -> u64 {
        let mut table = root;
        for at in (level..3).rev() {
            let bits = if at == 2 { 9 + extra } else { 9 };
            let slot = table + (va >> (12 + 9 * at) & ((1 << bits) - 1)) * 8;
            if at == level {
                self.poke(base + slot, pa >> 12 << 10 | flags);
                return slot;
            }
            let pte = self.peek(base + slot);
            if pte & V == 0 {
                self.poke(base + slot, *free >> 12 << 10 | V);
                table = *free;
                *free += 0x1000;
            } else {
                table = pte >> 10 << 12;
            }
        }
        unreachable!("level is at most 2")
    }

    pub fn load(&mut self, va: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        let core = &mut self.emulator.core;
        core.load_near(va, bytes, access).or_else(|| core.read_slowly(va, bytes, access)).ok_or_else(|| core.hart.raised.take().unwrap())
    }

    pub fn store(&mut self, va: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception> {
        let core = &mut self.emulator.core;
        let done = core.store_near(va, bytes, value, access).or_else(|| core.write_slowly(va, bytes, value, access));
        done.ok_or_else(|| core.hart.raised.take().unwrap())
    }

    /// Loads twice, so that the second one may hit the TLB.
    #[track_caller]
    pub fn check_load(&mut self, va: u64, v: bool, expected: u64) {
        for _ in 0..2 {
            assert_eq!(self.load(va, 8, access(Kind::Load, v)), Ok(expected), "load of {va:#x}");
        }
    }

    /// Code of the exception of a load of 8 bytes, on both of two attempts.
    #[track_caller]
    pub fn load_fault(&mut self, va: u64, access: Access) -> Exception {
        let first = self.load(va, 8, access).unwrap_err();
        assert_eq!(self.load(va, 8, access), Err(first));
        first
    }
}

//! The hart on turn, with what all harts share.
//!
//! Harts run one after the other, so the one on turn owns everything it
//! touches: registers and RAM are plain fields, without locks or indirection.

use isa::{Access, CacheBlock, Decoded, Exception, Fence, FenceKind, Kind, Machine, Revision};

use crate::bus::Bus;
use crate::config::Trace;
use crate::hart::Hart;
use crate::reservation::Reservations;
use crate::tlb::FirstFence;

/// The hart on turn, with what all harts share.
pub(crate) struct Core<R: Revision> {
    /// The hart on turn.
    pub hart: Hart<R>,
    /// RAM and devices.
    pub bus: Bus,
    /// Stores to pages that hold decoded instructions: offset in RAM and
    /// length. They are dropped before the next instruction.
    pub modified: Vec<(usize, u32)>,
    /// Reservations of all harts.
    pub reservations: Reservations,
    /// `bus.clock.steps()` minus `hart.steps`, while the hart is on turn.
    pub origin: u64,
    /// CSRs that change physical memory protection, by address.
    pub protection: Box<[bool; CSRS]>,
    /// Whether translations are kept.
    pub keep_translations: bool,
    /// Where to write about traps and instructions.
    pub trace: Option<Trace>,
}

/// Addresses of CSRs.
const CSRS: usize = 4096;

/// Names of CSRs on which physical memory protection depends begin so.
const PROTECTION: [&str; 2] = ["pmp", "mseccfg"];

/// Finds the CSRs that change physical memory protection. No fence covers
/// them where there is no translation, so writing one drops all translations.
pub(crate) fn protection_csrs<R: Revision>() -> Box<[bool; CSRS]> {
    let mut found = Box::new([false; CSRS]);
    for (name, address) in R::CSRS {
        if PROTECTION.iter().any(|prefix| name.starts_with(prefix)) {
            found[usize::from(*address) % CSRS] = true;
        }
    }
    found
}

/// Cuts an address to XLEN.
#[inline(always)]
pub(crate) fn address<R: Revision>(value: u64) -> u64 {
    if R::XLEN < u64::BITS { value & ((1 << R::XLEN) - 1) } else { value }
}

impl<R: Revision> Core<R> {
    /// Brings counters, time and inputs in the state up to date.
    #[inline]
    pub(crate) fn sync(&mut self) {
        let hart = &mut self.hart;
        let retired = hart.steps - hart.counted - hart.trapped;
        if retired != 0 {
            R::retire(&mut hart.state, retired);
        }
        hart.counted = hart.steps;
        hart.trapped = 0;
        self.bus.clock.advance_to(self.origin + hart.steps);
        let inputs = self.bus.inputs(hart.id);
        if inputs != hart.inputs {
            hart.inputs = inputs;
            R::set_inputs(&mut hart.state, inputs);
        }
    }

    /// The last instruction may have changed the state: forget what of it is
    /// not covered by forgetting views.
    pub(crate) fn note_change(&mut self, d: &Decoded<R::Op>) {
        self.hart.changed = false;
        // Instructions that are not of CSRs may hit by chance, which costs only time.
        let csr = d.imm as usize % CSRS;
        if self.protection[csr] {
            self.hart.drop_translations();
        }
    }
}

impl<R: Revision> Machine for Core<R> {
    type State = R::State;

    #[inline(always)]
    fn state(&mut self) -> &mut R::State {
        &mut self.hart.state
    }

    #[inline(always)]
    fn x(&self, reg: u8) -> u64 {
        self.hart.x[usize::from(reg) % 32]
    }

    #[inline(always)]
    fn set_x(&mut self, reg: u8, value: u64) {
        self.hart.x[usize::from(reg) % 32] = value;
        self.hart.x[0] = 0;
    }

    #[inline(always)]
    fn f(&self, reg: u8) -> u64 {
        self.hart.f[usize::from(reg) % 32]
    }

    #[inline(always)]
    fn set_f(&mut self, reg: u8, value: u64) {
        self.hart.f[usize::from(reg) % 32] = value;
    }

    #[inline(always)]
    fn access(&mut self, kind: Kind) -> Access {
        self.hart.access(kind)
    }

    #[inline(always)]
    fn pc(&self) -> u64 {
        self.hart.pc
    }

    #[inline(always)]
    fn set_next_pc(&mut self, target: u64) {
        self.hart.target = target;
        self.hart.jumps = true;
    }

    #[inline(always)]
    fn load(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.read_data(addr, bytes, access)
    }

    #[inline(always)]
    fn store(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception> {
        self.write_data(addr, bytes, value, access)
    }

    fn load_reserved(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.reserve(addr, bytes, access)
    }

    fn store_conditional(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<bool, Exception> {
        self.store_reserved(addr, bytes, value, access)
    }

    fn cache_block(&mut self, what: CacheBlock, addr: u64, access: Access) -> Result<(), Exception> {
        self.block_operation(what, addr, access)
    }

    fn fence(&mut self) {}

    fn fence_i(&mut self) {}

    fn fence_vma(&mut self, fence: Fence) {
        let (_, v) = R::mode(&self.hart.state);
        let vmid = R::guest_root(&self.hart.state).id;
        let addr = fence.addr.map(address::<R>);
        let first = |vmid| FirstFence { vmid, asid: fence.id, addr };
        match fence.kind {
            FenceKind::Vma => self.hart.tlb.fence_first(first(v.then_some(vmid))),
            FenceKind::Vvma => self.hart.tlb.fence_first(first(Some(vmid))),
            FenceKind::Gvma => self.hart.tlb.fence_second(fence.id, addr.map(|addr| addr << R::GPA_SHIFT)),
        }
        self.hart.forget_translations();
    }

    fn wait_for_interrupt(&mut self) {
        self.hart.waiting = true;
        self.hart.stop_at = 0;
    }

    #[inline]
    fn before_csr(&mut self) {
        self.sync();
    }

    #[inline]
    fn after_state_change(&mut self) {
        self.hart.forget();
    }
}

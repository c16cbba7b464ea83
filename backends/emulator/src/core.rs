//! The hart on turn, with what all harts share.
//!
//! Harts run one after the other, so the one on turn owns everything it
//! touches: registers and RAM are plain fields, without locks or indirection.

use isa::{CsrEffects, Fence, FenceKind, Revision};

use crate::breakpoints::Breakpoints;
use crate::bus::Bus;
use crate::check::Checker;
use crate::commit::Owners;
use crate::config::Trace;
use crate::hart::Hart;
use crate::inspect::DataAccess;
use crate::observe::Observed;
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
    /// CSRs the write of which takes more than the state says, by address.
    pub special: Box<[Special; CSRS]>,
    /// Whether translations are kept.
    pub keep_translations: bool,
    /// Loads and stores, if somebody wants to know.
    pub noted: Option<Vec<DataAccess>>,
    /// Where the run stops, if it does.
    pub breakpoints: Option<Breakpoints>,
    /// Who is told what happens.
    pub observed: Option<Observed>,
    /// For the commit log.
    pub owners: Owners,
    /// Looks for fences that are missing, if that is asked for.
    pub checker: Option<Box<Checker>>,
    /// Where to write about traps and instructions.
    pub trace: Option<Trace>,
}

/// Addresses of CSRs.
const CSRS: usize = 4096;

/// Names of CSRs on which physical memory protection depends begin so.
const PROTECTION: [&str; 2] = ["pmp", "mseccfg"];

/// Counters of what [`Revision::retire`] counts. With RV32 their upper halves
/// have an `h` behind the name.
const COUNTERS: [&str; 2] = ["mcycle", "minstret"];

/// What the write of a CSR takes besides what [`CsrEffects`] say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Special {
    /// Nothing.
    No,
    /// Physical memory protection depends on it. No fence covers it where
    /// there is no translation, so writing it drops all translations.
    Protection,
    /// It counts instructions, in this word of the state.
    Counter(u16),
}

/// Finds the special CSRs of a revision.
pub(crate) fn special_csrs<R: Revision>() -> Box<[Special; CSRS]> {
    let mut found = Box::new([Special::No; CSRS]);
    for (name, address) in R::CSRS {
        let counter = COUNTERS.iter().find(|counter| *name == **counter || name.strip_suffix('h') == Some(counter));
        let word = counter.and_then(|counter| R::WORDS.iter().position(|word| word == counter));
        found[usize::from(*address) % CSRS] = match word {
            Some(word) => Special::Counter(word as u16),
            None if PROTECTION.iter().any(|prefix| name.starts_with(prefix)) => Special::Protection,
            None => Special::No,
        };
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
        let now = hart.now();
        let retired = now - hart.counted - hart.trapped;
        if retired != 0 {
            R::retire(&mut hart.state, retired);
        }
        hart.counted = now;
        hart.trapped = 0;
        self.bus.clock.advance_to(self.origin + now);
        let inputs = self.bus.inputs(hart.id);
        if inputs != hart.inputs {
            hart.inputs = inputs;
            R::set_inputs(&mut hart.state, inputs);
        }
    }

    /// What the write of the CSR at an address takes.
    #[inline(always)]
    pub(crate) fn special(&self, address: u16) -> Special {
        self.special[usize::from(address) % CSRS]
    }

    /// A CSR instruction wrote. Says whether what comes next has to be looked up anew.
    #[inline(never)]
    pub(crate) fn csr_written(&mut self, address: u16, effects: CsrEffects) -> bool {
        match self.special(address) {
            Special::No => {}
            Special::Protection => {
                self.hart.drop_translations();
                self.hart.stop();
            }
            Special::Counter(word) => self.count_before(usize::from(word)),
        }
        let CsrEffects { roots, permissions, pending, enables } = effects;
        if roots || permissions {
            self.hart.renew(roots);
        }
        // Inputs do not change before `stop_at`.
        if pending || enables && R::interrupt(&self.hart.state).is_some() {
            self.hart.stop();
        }
        roots
    }

    /// The current instruction wrote a counter: it is counted as if it had
    /// been so before, as the write takes the place of its own increment.
    fn count_before(&mut self, word: usize) {
        let hart = &mut self.hart;
        let written = R::word(&hart.state, word);
        R::retire(&mut hart.state, 1);
        R::set_word(&mut hart.state, word, written);
        hart.counted += 1;
    }

    /// Drops the translations that a fence covers.
    pub(crate) fn fence_vma(&mut self, fence: Fence) {
        let (_, v) = R::mode(&self.hart.state);
        let vmid = R::guest_root(&self.hart.state).id;
        let addr = fence.addr.map(address::<R>);
        let first = |vmid| FirstFence { vmid, asid: fence.id, addr };
        let one_page = match fence.kind {
            FenceKind::Vma => self.hart.tlb.fence_first(first(v.then_some(vmid))),
            FenceKind::Vvma => self.hart.tlb.fence_first(first(Some(vmid))),
            FenceKind::Gvma => {
                self.hart.tlb.fence_second(fence.id, addr.map(|addr| addr << R::GPA_SHIFT));
                false
            }
        };
        match addr.filter(|_| one_page) {
            Some(addr) => self.hart.forget_page(addr),
            None => self.hart.forget_translations(),
        }
    }
}

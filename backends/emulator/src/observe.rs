//! Somebody who is told what a machine does, for statistics and traces.
//!
//! Nobody is asked on fast paths: traps, changes of the mode and accesses to
//! devices leave them anyway. Only who wants every instruction slows it down.

use isa::{Decoded, Revision, Trap};

use crate::core::Core;
use crate::look::Look;
use crate::machine::Emulator;
use crate::trace::TrapRecord;

/// When and where something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The hart.
    pub hart: usize,
    /// Instructions that the hart has attempted.
    pub steps: u64,
}

/// A trap, and what is known of the instruction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrapEvent {
    /// When.
    pub moment: Moment,
    /// What was taken, and where it went.
    pub record: TrapRecord,
    /// Bits of the instruction that raised the exception, if it was decoded.
    pub word: Option<u32>,
    /// Storage words before the trap, if they were wanted.
    pub before: Option<Vec<u64>>,
    /// The mode's handler runs now.
    pub mode: (u64, bool),
}

/// Somebody who is told what a machine does.
pub trait Observer: Send {
    /// A trap was taken.
    fn trap(&mut self, event: &TrapEvent);
    /// A hart is in another mode, by a return from a trap. Its pc is still
    /// that of the return.
    fn mode(&mut self, _moment: Moment, _mode: (u64, bool), _hart: &dyn Look) {}
    /// A device was read, or written with a value.
    fn device(&mut self, _moment: Moment, _pa: u64, _written: Option<u64>) {}
    /// A trap is going to be taken by the hart.
    fn before_trap(&mut self, _hart: &dyn Look, _trap: &Trap) {}
    /// Whether the state before this trap is wanted.
    fn wants_state(&mut self, _pc: u64, _trap: &Trap) -> bool {
        false
    }
    /// Whether every instruction is wanted, which takes time.
    fn wants_instructions(&self) -> bool {
        false
    }
    /// An instruction was executed, and did not trap.
    fn instruction(&mut self, _moment: Moment, _pc: u64, _word: u32) {}
}

/// An observer, and what has to be remembered for it.
pub(crate) struct Observed {
    observer: Box<dyn Observer>,
    /// Last known mode of each hart.
    modes: Vec<(u64, bool)>,
    /// State before the trap that is being taken.
    before: Option<Vec<u64>>,
}

impl<R: Revision> Emulator<R> {
    /// From now on somebody is told what happens.
    pub fn observe(&mut self, observer: Box<dyn Observer>) {
        let modes = (0..self.hart_count()).map(|hart| self.mode(hart)).collect();
        self.core.observed = Some(Observed { observer, modes, before: None });
    }
}

impl<R: Revision> Core<R> {
    fn moment(&self) -> Moment {
        Moment { hart: self.hart.id, steps: self.hart.steps.saturating_sub(self.hart.ahead) }
    }

    /// Whether somebody looks at each instruction.
    pub(crate) fn shows_instructions(&self) -> bool {
        self.checker.is_some() || self.tells_instructions()
    }

    /// Whether every instruction is to be told.
    fn tells_instructions(&self) -> bool {
        self.trace.as_ref().is_some_and(|trace| trace.commits)
            || self.observed.as_ref().is_some_and(|observed| observed.observer.wants_instructions())
    }

    /// A trap is going to be taken.
    #[inline]
    pub(crate) fn tell_before_trap(&mut self, trap: &Trap) {
        if let Some(mut observed) = self.observed.take() {
            observed.observer.before_trap(self, trap);
            let state = &self.hart.state;
            let wanted = observed.observer.wants_state(self.hart.pc, trap);
            observed.before = wanted.then(|| (0..R::WORDS.len()).map(|at| R::word(state, at)).collect());
            self.observed = Some(observed);
        }
    }

    /// A trap was taken, by an instruction if there was one.
    #[inline]
    pub(crate) fn tell_trap(&mut self, record: TrapRecord, word: Option<u32>) {
        let moment = self.moment();
        if let Some(observed) = &mut self.observed {
            let mode = R::mode(&self.hart.state);
            if let Some(known) = observed.modes.get_mut(moment.hart) {
                *known = mode;
            }
            let before = observed.before.take();
            observed.observer.trap(&TrapEvent { moment, record, word, before, mode });
        }
    }

    /// The state changed, perhaps the mode.
    #[inline]
    pub(crate) fn tell_mode(&mut self) {
        let moment = self.moment();
        let mode = R::mode(&self.hart.state);
        let Some(mut observed) = self.observed.take() else { return };
        if let Some(known) = observed.modes.get_mut(moment.hart).filter(|known| **known != mode) {
            *known = mode;
            observed.observer.mode(moment, mode, self);
        }
        self.observed = Some(observed);
    }

    /// A device was read or written.
    #[inline]
    pub(crate) fn tell_device(&mut self, pa: u64, written: Option<u64>) {
        let moment = self.moment();
        if let Some(observed) = &mut self.observed {
            observed.observer.device(moment, pa, written);
        }
    }

    /// An instruction was executed.
    pub(crate) fn tell_instruction(&mut self, pc: u64, d: &Decoded<R::Op>) {
        let moment = self.moment();
        if let Some(observed) = &mut self.observed {
            observed.observer.instruction(moment, pc, d.word);
        }
    }
}

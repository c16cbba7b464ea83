//! Runs that stop at addresses, block by block: one that a breakpoint lies in
//! is cut before it, and others are executed whole.

use isa::Revision;

use crate::code::Ops;
use crate::core::Core;
use crate::machine::Emulator;

/// Where a run stops.
pub(crate) struct Breakpoints {
    /// Virtual addresses.
    at: Vec<u64>,
    /// The hart on turn is at one of them.
    pub reached: bool,
}

/// How a run up to a breakpoint ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Went {
    /// Its steps were made, or the guest ended the run.
    On,
    /// The hart is at a breakpoint, which it has not executed.
    ToBreakpoint,
    /// The hart waits for an interrupt.
    Nowhere,
}

impl<R: Revision> Core<R> {
    /// Whether a breakpoint ends the run here, which is noted.
    pub(crate) fn reaches_breakpoint(&mut self) -> bool {
        let pc = self.hart.pc;
        let Some(breakpoints) = &mut self.breakpoints else { return false };
        breakpoints.reached |= breakpoints.at.contains(&pc);
        breakpoints.reached
    }

    /// Whether a breakpoint has ended the run.
    pub(crate) fn is_at_breakpoint(&self) -> bool {
        self.breakpoints.as_ref().is_some_and(|breakpoints| breakpoints.reached)
    }

    /// Instructions of the block at pc that are executed at once while
    /// somebody watches: up to the next breakpoint, or one by one.
    pub(crate) fn watched_room(&self, ops: &Ops<R>) -> u64 {
        let Some(breakpoints) = self.breakpoints.as_ref().filter(|_| !self.shows_instructions()) else { return 1 };
        let instructions = &ops.instructions()[..ops.count as usize];
        let offsets = breakpoints.at.iter().filter_map(|at| i16::try_from(at.wrapping_sub(self.hart.pc) as i64).ok());
        let first = |offset| instructions.iter().skip(1).position(|op| op.offset == offset).map(|at| at as u64 + 1);
        offsets.filter_map(first).min().unwrap_or(u64::from(ops.count))
    }
}

impl<R: Revision> Emulator<R> {
    /// Lets one hart make steps until it comes to one of these addresses.
    /// Others stand still; devices and the console are looked at.
    pub fn go(&mut self, hart: usize, steps: u64, breakpoints: &[u64]) -> Went {
        self.look_outside();
        self.bring(hart);
        self.core.breakpoints = (!breakpoints.is_empty()).then(|| Breakpoints { at: breakpoints.to_vec(), reached: false });
        let made = self.run_on_turn(steps);
        match (self.core.breakpoints.take(), made) {
            (Some(Breakpoints { reached: true, .. }), _) => Went::ToBreakpoint,
            (_, 0) => Went::Nowhere,
            _ => Went::On,
        }
    }
}

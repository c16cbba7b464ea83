//! How a run ended and what was counted.

use isa::Target;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The guest reported success.
    Pass,
    /// The guest reported failure with this code.
    Fail(u32),
    /// The guest asked for a reset.
    Reset,
    /// Somebody at the terminal ended the run.
    Quit,
    /// The limit of instructions was reached.
    InstructionLimit,
    /// The time was reached at which the run was to end.
    TimeLimit,
    /// Nothing can happen any more.
    Stuck(Stuck),
}

/// Why nothing can happen any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// Every hart waits for an interrupt that nothing can raise.
    Waiting,
    /// A trap handler faults at its entry, for ever.
    TrapLoop {
        /// The hart.
        hart: usize,
        /// Address of the handler.
        pc: u64,
    },
}

/// Traps of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrapCount {
    /// Where they went.
    pub target: Target,
    /// Interrupts, or exceptions.
    pub interrupt: bool,
    /// Their code.
    pub code: u64,
    /// How many, on all harts.
    pub count: u64,
}

/// What is known after a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How it ended.
    pub exit: Exit,
    /// Instructions executed by all harts, those that trapped included.
    pub instructions: u64,
    /// What the guest wrote to a captured console.
    pub console_output: Vec<u8>,
    /// Traps by target and cause, in this order; kinds that did not occur are left out.
    pub traps: Vec<TrapCount>,
}

/// Codes below this are counted each for itself, the others together.
const CODES: usize = 64;
const TARGETS: [Target; 3] = [Target::M, Target::HS, Target::VS];

/// Counters of traps, one array access per trap.
#[derive(Clone)]
pub(crate) struct TrapCounters {
    counts: Box<[[[u64; CODES]; 2]; 3]>,
}

impl TrapCounters {
    /// Nothing counted yet.
    pub(crate) fn new() -> Self {
        Self { counts: Box::new([[[0; CODES]; 2]; 3]) }
    }

    /// Counts a trap.
    pub(crate) fn count(&mut self, target: Target, interrupt: bool, code: u64) {
        let code = (code as usize).min(CODES - 1);
        self.counts[target as usize][usize::from(interrupt)][code] += 1;
    }

    /// Counts traps that were counted before.
    pub(crate) fn count_many(&mut self, target: Target, interrupt: bool, code: u64, count: u64) {
        let code = (code as usize).min(CODES - 1);
        self.counts[target as usize][usize::from(interrupt)][code] = count;
    }

    /// Adds what another hart counted.
    pub(crate) fn add(&mut self, other: &Self) {
        let theirs = other.counts.iter().flatten().flatten();
        for (mine, theirs) in self.counts.iter_mut().flatten().flatten().zip(theirs) {
            *mine += theirs;
        }
    }

    /// The kinds that occurred.
    pub(crate) fn list(&self) -> Vec<TrapCount> {
        let mut list = Vec::new();
        for target in TARGETS {
            for interrupt in [false, true] {
                let counts = &self.counts[target as usize][usize::from(interrupt)];
                for (code, &count) in counts.iter().enumerate().filter(|(_, count)| **count != 0) {
                    list.push(TrapCount { target, interrupt, code: code as u64, count });
                }
            }
        }
        list
    }
}

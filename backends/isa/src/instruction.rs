//! One type per instruction, so that an engine can make code of its own for each.

use crate::{Decoded, Exception, Machine, Revision};

/// What an engine knows of an instruction before it executes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Does not simply go on to the next instruction, or changes what the
    /// next one is: a jump, a trap or return, a fence, a wait.
    pub ends: bool,
    /// Always jumps, `imm` bytes from where it is.
    pub jumps: bool,
    /// May jump, `imm` bytes from where it is, and may go on to the next instruction.
    pub branches: bool,
    /// Asks of `rd` only to be written, as an integer register. An engine may
    /// then lead what goes to x0 elsewhere.
    pub only_writes_rd: bool,
    /// Writes integer registers.
    pub writes_x: bool,
    /// May be begun again if it could not be finished: all it changes is
    /// registers and memory, and memory last; or a CSR, if it is not refused.
    pub restarts: bool,
}

impl Facts {
    /// What holds for any instruction.
    pub const ANY: Self = Self { ends: true, jumps: false, branches: false, only_writes_rd: false, writes_x: true, restarts: false };
}

/// One instruction of a revision.
pub trait Instruction<R: Revision> {
    /// What is known of it.
    const FACTS: Facts;
    /// Executes it; `d` must be one of these. As [`Revision::execute`] else.
    fn execute<M: Machine<State = R::State>>(m: &mut M, d: &Decoded<R::Op>) -> Result<(), Exception>;
}

/// What is done with the type of an instruction.
pub trait Visitor<R: Revision> {
    /// Result.
    type Output;
    /// Runs for one instruction.
    fn visit<I: Instruction<R>>(self) -> Self::Output;
}

/// Any instruction: asks each time which one it is.
#[derive(Clone, Copy, Debug)]
pub struct Any;

impl<R: Revision> Instruction<R> for Any {
    const FACTS: Facts = Facts::ANY;
    fn execute<M: Machine<State = R::State>>(m: &mut M, d: &Decoded<R::Op>) -> Result<(), Exception> {
        R::execute(m, d)
    }
}

//! The instruction being executed: where generated code meets the engine.
//!
//! Each instruction of a revision gets a function of its own, which executes
//! it and then calls that of the next one, in the block or in the next block.
//! As a release build makes a jump of such a call, there is no loop between
//! two instructions and no common place to jump from, which the host's
//! prediction likes. If it is a call, there are not more of them than
//! [`crate::step`] allows at a time.
//!
//! What the engine has to know about the instruction travels in a [`Cursor`]
//! that lives in host registers.

use std::cell::Cell;

use isa::{Access, CacheBlock, CsrEffects, Decoded, Exception, Fence, Instruction, Kind, Machine, Revision, Visitor};

use crate::code::{Code, HOT, Op, SINK};
use crate::core::{Core, Special, address};
use crate::near::OWN;

/// Executes the first of some instructions and those behind it.
pub(crate) type Run<R> = for<'a> fn(&mut Core<R>, &'a Code<R>, &'a [Op<R>]);

/// How to run an instruction.
#[derive(Clone, Copy)]
pub(crate) struct Runner<R: Revision> {
    /// Its code.
    pub run: Run<R>,
    /// Its operands for that.
    pub d: Decoded<R::Op>,
    /// Whether it may not go on to the next one.
    pub ends: bool,
}

/// How to run an instruction. `likely`: the next one in the block is where it
/// jumps to.
pub(crate) fn runner_of<R: Revision>(d: Decoded<R::Op>, likely: bool) -> Runner<R> {
    struct Find<Op>(Decoded<Op>, bool);
    impl<R: Revision> Visitor<R> for Find<R::Op> {
        type Output = Runner<R>;
        fn visit<I: Instruction<R>>(self) -> Self::Output {
            let Self(d, likely) = self;
            let rd = if I::FACTS.only_writes_rd && d.rd == 0 { SINK } else { d.rd };
            let ends = I::FACTS.ends || I::FACTS.branches;
            let run = if likely && ends { run::<R, I, true> } else { run::<R, I, false> };
            Runner { run, d: Decoded { rd, ..d }, ends }
        }
    }
    R::visit(d.op, Find(d, likely))
}

/// Executes one instruction, and goes on with the next.
///
/// What is rare, and would cost the frequent case host registers, is left to
/// [`run_fully`]: the instruction is begun again there.
fn run<'a, R: Revision, I: Instruction<R>, const LIKELY: bool>(core: &mut Core<R>, code: &'a Code<R>, ops: &'a [Op<R>]) {
    let [op, rest @ ..] = ops else { return };
    if !I::FACTS.restarts {
        return fully::<R, I, LIKELY>(core, code, op, rest);
    }
    let mut cursor = Cursor::<R, true> { core, op, behind: rest, target: None, pauses: false };
    if I::execute(&mut cursor, &op.d).is_err() {
        return run_fully::<R, I, LIKELY>(core, code, ops);
    }
    let (target, pauses) = (cursor.target, cursor.pauses);
    if pauses {
        return pause(core, op, rest, target);
    }
    go_on::<R, I, LIKELY>(core, code, op, rest, target);
}

/// Executes one instruction whatever it takes, and goes on with the next.
#[inline(never)]
fn run_fully<'a, R: Revision, I: Instruction<R>, const LIKELY: bool>(core: &mut Core<R>, code: &'a Code<R>, ops: &'a [Op<R>]) {
    let [op, rest @ ..] = ops else { return };
    fully::<R, I, LIKELY>(core, code, op, rest);
}

#[inline(always)]
fn fully<'a, R: Revision, I: Instruction<R>, const LIKELY: bool>(core: &mut Core<R>, code: &'a Code<R>, op: &'a Op<R>, rest: &'a [Op<R>]) {
    match execute_fully::<R, I>(core, op, rest) {
        Done::Next => go_on::<R, I, LIKELY>(core, code, op, rest, None),
        Done::Jump(target) => go_on::<R, I, LIKELY>(core, code, op, rest, Some(target)),
        Done::Stop => {}
    }
}

/// What comes after an instruction.
enum Done {
    /// The one behind it.
    Next,
    /// The one at an address.
    Jump(u64),
    /// Whatever there is to be done before the next one.
    Stop,
}

/// A function of its own, as no call is made a jump where a [`Cursor`] is in memory.
#[inline(never)]
fn execute_fully<R: Revision, I: Instruction<R>>(core: &mut Core<R>, op: &Op<R>, rest: &[Op<R>]) -> Done {
    let mut cursor = Cursor::<R, false> { core, op, behind: rest, target: None, pauses: false };
    let result = I::execute(&mut cursor, &op.d);
    let Cursor { target, pauses, .. } = cursor;
    match result {
        Err(exception) => fail(core, op, rest, exception),
        Ok(()) if pauses => pause(core, op, rest, target),
        Ok(()) => return target.map_or(Done::Next, Done::Jump),
    }
    Done::Stop
}

#[inline(always)]
fn go_on<'a, R: Revision, I: Instruction<R>, const LIKELY: bool>(
    core: &mut Core<R>,
    code: &'a Code<R>,
    op: &'a Op<R>,
    rest: &'a [Op<R>],
    target: Option<u64>,
) {
    if I::FACTS.writes_x && !I::FACTS.only_writes_rd {
        core.hart.x[0] = 0;
    }
    // Where it jumps to is known beforehand unless a register says it.
    let fixed = I::FACTS.jumps || I::FACTS.branches;
    match target {
        None if LIKELY => leave(core, code, &op.link, rest, core.after(op)),
        None => (op.next)(core, code, rest),
        Some(target) if LIKELY && (fixed || rest.first().is_some_and(|next| target == core.at(next))) => (op.next)(core, code, rest),
        Some(target) => {
            let link = if fixed { &op.link } else { code.jump(target) };
            leave(core, code, link, rest, address::<R>(target));
        }
    }
}

/// The block ends.
pub(crate) fn finish<'a, R: Revision>(core: &mut Core<R>, code: &'a Code<R>, ops: &'a [Op<R>]) {
    let [op, ..] = ops else { return };
    leave(core, code, &op.link, ops, core.at(op));
}

/// Counts that the block is entered. When that has been often enough it is not
/// executed, so that its path can be recorded.
pub(crate) fn count_entry<'a, R: Revision>(core: &mut Core<R>, code: &'a Code<R>, ops: &'a [Op<R>]) {
    let [op, rest @ ..] = ops else { return };
    let count = op.link.get() + 1;
    op.link.set(count);
    if count >= HOT {
        core.hart.steps -= behind(rest);
        return;
    }
    (op.next)(core, code, rest);
}

/// Number of instructions among these, the last of which is none.
#[inline(always)]
fn behind<T>(rest: &[T]) -> u64 {
    (rest.len() as u64).wrapping_sub(1)
}

/// Goes on to another block, some instructions of this one not executed.
#[inline(never)]
fn leave<'a, R: Revision>(core: &mut Core<R>, code: &'a Code<R>, link: &'a Cell<u32>, rest: &'a [Op<R>], pc: u64) {
    let hart = &mut core.hart;
    let steps = hart.steps.wrapping_sub(behind(rest));
    (hart.pc, hart.steps) = (pc, steps);
    if let Some(block) = code.blocks.get(link.get() as usize)
        && block.is_at(pc, hart.fetch_key)
    {
        let steps = steps + u64::from(block.ops.count);
        if steps > hart.until {
            return;
        }
        hart.steps = steps;
        return (block.ops.first)(core, code, &block.ops.all);
    }
    guess(core, code, link);
}

/// The link was wrong. Unless the right block is known, whoever called the
/// first one has to find it.
#[cold]
#[inline(never)]
fn guess<R: Revision>(core: &mut Core<R>, code: &Code<R>, link: &Cell<u32>) {
    let hart = &mut core.hart;
    let Some(id) = code.find(hart.pc, hart.fetch_key) else { return };
    link.set(id);
    let ops = &code.blocks[id as usize].ops;
    let steps = hart.steps + u64::from(ops.count);
    if steps <= hart.until {
        hart.steps = steps;
        (ops.first)(core, code, &ops.all);
    }
}

/// Execution stops behind an instruction.
#[cold]
#[inline(never)]
fn pause<R: Revision>(core: &mut Core<R>, op: &Op<R>, rest: &[Op<R>], target: Option<u64>) {
    let next = target.map_or_else(|| core.after(op), address::<R>);
    core.hart.x[0] = 0;
    core.hart.pc = next;
    core.hart.steps -= behind(rest);
}

/// Execution stops at an instruction that raised an exception.
#[cold]
#[inline(never)]
fn fail<R: Revision>(core: &mut Core<R>, op: &Op<R>, rest: &[Op<R>], exception: Exception) {
    let pc = core.at(op);
    core.hart.pc = pc;
    core.hart.steps -= behind(rest) + 1;
    core.hart.raised = Some(exception);
    core.hart.last = Some(op.decoded());
}

impl<R: Revision> Core<R> {
    /// Address of an instruction of the current block.
    #[inline(always)]
    fn at(&self, op: &Op<R>) -> u64 {
        address::<R>(self.hart.pc.wrapping_add(i64::from(op.offset) as u64))
    }

    /// Address of what is behind an instruction of the current block.
    #[inline(always)]
    fn after(&self, op: &Op<R>) -> u64 {
        address::<R>(self.hart.pc.wrapping_add(op.end() as u64))
    }
}

/// The instruction being executed; if `NEAR`, with an error that says nothing
/// as soon as memory is asked for that is not near.
pub(crate) struct Cursor<'c, 'a, R: Revision, const NEAR: bool> {
    core: &'c mut Core<R>,
    op: &'a Op<R>,
    /// What is behind it in the block.
    behind: &'a [Op<R>],
    /// Where it jumps to.
    target: Option<u64>,
    /// Execution is to stop after it.
    pauses: bool,
}

impl<R: Revision, const NEAR: bool> Cursor<'_, '_, R, NEAR> {
    /// Does what may ask for the time, or for a pause after this instruction.
    #[inline(always)]
    fn apart<T>(&mut self, act: impl FnOnce(&mut Core<R>) -> T) -> T {
        self.core.hart.ahead = behind(self.behind) + 1;
        let result = act(self.core);
        self.core.hart.ahead = 0;
        self.pauses |= self.core.hart.until == 0;
        result
    }

    /// What was raised is taken from where it was put.
    #[inline(always)]
    fn checked<T>(&mut self, result: Option<T>) -> Result<T, Exception> {
        match result {
            Some(value) => Ok(value),
            None => Err(self.core.hart.raised.unwrap_or_default()),
        }
    }
}

impl<R: Revision, const NEAR: bool> Machine for Cursor<'_, '_, R, NEAR> {
    type State = R::State;

    #[inline(always)]
    fn state(&mut self) -> &mut R::State {
        &mut self.core.hart.state
    }

    #[inline(always)]
    fn x(&self, reg: u8) -> u64 {
        self.core.hart.x[usize::from(reg)]
    }

    #[inline(always)]
    fn set_x(&mut self, reg: u8, value: u64) {
        self.core.hart.x[usize::from(reg)] = value;
    }

    #[inline(always)]
    fn f(&self, reg: u8) -> u64 {
        self.core.hart.f[usize::from(reg) % 32]
    }

    #[inline(always)]
    fn set_f(&mut self, reg: u8, value: u64) {
        self.core.hart.f[usize::from(reg) % 32] = value;
    }

    #[inline(always)]
    fn access(&mut self, kind: Kind) -> Access {
        match kind {
            Kind::Fetch => self.core.hart.access(kind),
            // Loads and stores ask the hart themselves.
            Kind::Load | Kind::Store => Access { kind, prv: OWN, v: false, exec_as_read: false },
        }
    }

    #[inline(always)]
    fn pc(&self) -> u64 {
        self.core.at(self.op)
    }

    #[inline(always)]
    fn set_next_pc(&mut self, target: u64) {
        self.target = Some(target);
    }

    #[inline(always)]
    fn load(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        let addr = address::<R>(addr);
        if let Some(value) = self.core.load_near(addr, bytes, access) {
            return Ok(value);
        }
        if NEAR {
            return Err(Exception::default());
        }
        let value = self.apart(|core| core.read_slowly(addr, bytes, access));
        self.checked(value)
    }

    #[inline(always)]
    fn store(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception> {
        let addr = address::<R>(addr);
        if self.core.store_near(addr, bytes, value, access).is_some() {
            return Ok(());
        }
        if NEAR {
            return Err(Exception::default());
        }
        let done = self.apart(|core| {
            let done = core.store_marked(addr, bytes, value, access);
            done.or_else(|| core.write_slowly(addr, bytes, value, access))
        });
        self.checked(done)
    }

    fn load_reserved(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.apart(|core| core.reserve(addr, bytes, core.hart.explicit(access)))
    }

    fn store_conditional(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<bool, Exception> {
        self.apart(|core| core.store_reserved(addr, bytes, value, core.hart.explicit(access)))
    }

    fn cache_block(&mut self, what: CacheBlock, addr: u64, access: Access) -> Result<(), Exception> {
        self.apart(|core| core.block_operation(what, addr, core.hart.explicit(access)))
    }

    fn fence(&mut self) {}

    fn fence_i(&mut self) {}

    fn fence_vma(&mut self, fence: Fence) {
        self.apart(|core| core.fence_vma(fence));
    }

    fn wait_for_interrupt(&mut self) {
        self.core.hart.waiting = true;
        self.core.hart.stop();
        self.pauses = true;
    }

    #[inline]
    fn before_csr(&mut self) {
        self.apart(Core::sync);
    }

    #[inline]
    fn after_state_change(&mut self) {
        self.apart(|core| {
            core.tell_mode();
            core.hart.forget();
        });
    }

    #[inline(always)]
    fn csr_written(&mut self, address: u16, effects: CsrEffects) {
        if effects != CsrEffects::NONE || self.core.special(address) != Special::No {
            self.pauses |= self.apart(|core| core.csr_written(address, effects));
        }
    }
}

//! The instruction being executed: where generated code meets the engine.
//!
//! Each instruction of a revision gets a function of its own, which executes
//! it and then calls that of the next one in the block. As a release build
//! makes a jump of such a call, there is no loop between two instructions
//! and no common place to jump from, which the host's prediction likes. If
//! it is a call, a block is short enough for any stack.
//!
//! What the engine has to know about the instruction (its address, how many
//! are behind it) travels in a [`Cursor`] that lives in host registers.

use isa::{Access, CacheBlock, CsrEffects, Decoded, Exception, Facts, Fence, Instruction, Kind, Machine, Revision, Visitor};

use crate::code::{Op, SINK};
use crate::core::{Core, address};
use crate::hart::Exit;
use crate::near::OWN;

/// Executes an instruction and those behind it.
pub(crate) type Run<R> = for<'a> fn(&mut Core<R>, &'a Op<R>, &'a [Op<R>]);

/// How to run an instruction, and its operands for that. `likely`: the next
/// one in the block is where it jumps to.
pub(crate) fn run_of<R: Revision>(d: Decoded<R::Op>, likely: bool) -> (Run<R>, Decoded<R::Op>) {
    struct Find<Op>(Decoded<Op>, bool);
    impl<R: Revision> Visitor<R> for Find<R::Op> {
        type Output = (Run<R>, Decoded<R::Op>);
        fn visit<I: Instruction<R>>(self) -> Self::Output {
            let Self(d, likely) = self;
            let rd = if I::FACTS.only_writes_rd && d.rd == 0 { SINK } else { d.rd };
            let run = if likely && (I::FACTS.jumps || I::FACTS.branches) { run::<R, I, true> } else { run::<R, I, false> };
            (run, Decoded { rd, ..d })
        }
    }
    R::visit(d.op, Find(d, likely))
}

/// What is known of an instruction.
pub(crate) fn facts_of<R: Revision>(op: R::Op) -> Facts {
    struct Find;
    impl<R: Revision> Visitor<R> for Find {
        type Output = Facts;
        fn visit<I: Instruction<R>>(self) -> Facts {
            I::FACTS
        }
    }
    R::visit(op, Find)
}

/// Executes one instruction, and goes on with the next.
///
/// What is rare, and would cost the frequent case host registers, is left to
/// [`run_fully`]: the instruction is begun again there.
fn run<'a, R: Revision, I: Instruction<R>, const LIKELY: bool>(core: &mut Core<R>, op: &'a Op<R>, rest: &'a [Op<R>]) {
    if !I::FACTS.restarts {
        return run_fully::<R, I, LIKELY>(core, op, rest);
    }
    let mut cursor = Cursor::<R, true> { core, op, all: rest, rest, target: None };
    if I::execute(&mut cursor, &op.d).is_err() {
        return run_fully::<R, I, LIKELY>(core, op, rest);
    }
    let target = cursor.target;
    go_on::<R, I, LIKELY>(core, rest, target);
}

#[inline(never)]
fn run_fully<'a, R: Revision, I: Instruction<R>, const LIKELY: bool>(core: &mut Core<R>, op: &'a Op<R>, rest: &'a [Op<R>]) {
    let mut cursor = Cursor::<R, false> { core, op, all: rest, rest, target: None };
    if let Err(exception) = I::execute(&mut cursor, &op.d) {
        core.hart.raised = Some(exception);
        return cut(core, rest.len());
    }
    let Cursor { rest, target, .. } = cursor;
    go_on::<R, I, LIKELY>(core, rest, target);
}

#[inline(always)]
fn go_on<R: Revision, I: Instruction<R>, const LIKELY: bool>(core: &mut Core<R>, rest: &[Op<R>], target: Option<u64>) {
    if I::FACTS.writes_x && !I::FACTS.only_writes_rd {
        core.hart.x[0] = 0;
    }
    // Where the block goes on is known beforehand, if it does.
    if let Some(target) = target
        && (!LIKELY || rest.is_empty())
    {
        core.hart.target = target;
        core.hart.exit = core.hart.exit.and(Exit::JUMP);
        if !rest.is_empty() {
            cut(core, rest.len());
        }
        return;
    }
    let [next, behind @ ..] = rest else { return };
    if LIKELY && target.is_none() {
        return cut(core, rest.len());
    }
    (next.run)(core, next, behind);
}

/// The block is left with some instructions behind that are not executed.
#[inline(always)]
fn cut<R: Revision>(core: &mut Core<R>, behind: usize) {
    core.hart.behind = behind;
    core.hart.exit = core.hart.exit.and(Exit::CUT);
}

/// The instruction being executed; if `NEAR`, with an error that says nothing
/// as soon as memory is asked for that is not near.
pub(crate) struct Cursor<'c, 'a, R: Revision, const NEAR: bool> {
    core: &'c mut Core<R>,
    op: &'a Op<R>,
    /// What is behind it in the block.
    all: &'a [Op<R>],
    /// What of that is to be executed after it: all or nothing.
    rest: &'a [Op<R>],
    /// Where it jumps to.
    target: Option<u64>,
}

impl<R: Revision, const NEAR: bool> Cursor<'_, '_, R, NEAR> {
    /// Does what may ask for the time, or for a pause after this instruction.
    #[inline(always)]
    fn apart<T>(&mut self, act: impl FnOnce(&mut Core<R>) -> T) -> T {
        self.core.hart.ahead = self.all.len() as u64 + 1;
        let result = act(self.core);
        self.core.hart.ahead = 0;
        if self.core.hart.stop_at == 0 {
            self.pause();
        }
        result
    }

    /// Leaves the block after this instruction.
    fn pause(&mut self) {
        cut(self.core, self.all.len());
        self.rest = &[];
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
        address::<R>(self.core.hart.pc.wrapping_add(i64::from(self.op.offset) as u64))
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
        self.core.hart.stop_at = 0;
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

    fn csr_written(&mut self, address: u16, effects: CsrEffects) {
        if self.apart(|core| core.csr_written(address, effects)) {
            self.pause();
        }
    }
}

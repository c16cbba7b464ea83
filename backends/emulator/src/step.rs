//! Fetch, execution and traps.

use isa::{Access, Decoded, Exception, Kind, Revision, Trap};

use crate::access::Place;
use crate::code::{CodeCache, FetchPage, Op};
use crate::core::{Core, address};
use crate::hart::Exit;
use crate::layout::PAGE;
use crate::trace::{TrapRecord, write_trap};

/// Exceptions in a row after which a hart is taken to be lost.
const BARREN: u32 = 1000;

impl<R: Revision> Core<R> {
    /// Runs until the budget of steps is used up, the hart waits, or the run
    /// ends; returns the steps made.
    pub(crate) fn run(&mut self, code: &mut CodeCache<R>, budget: u64) -> u64 {
        let begin = self.hart.steps;
        let end = begin.saturating_add(budget);
        let watched = self.shows_instructions() || self.breakpoints.is_some();
        self.enter();
        while self.hart.steps < end && self.bus.exit.is_none() && !self.is_at_breakpoint() && self.poll(end) {
            if watched {
                self.burst::<true>(code);
            } else {
                self.burst::<false>(code);
            }
        }
        self.leave();
        self.hart.steps - begin
    }

    /// The hart comes on turn. Others may have changed the decode cache.
    pub(crate) fn enter(&mut self) {
        self.origin = self.bus.clock.steps().wrapping_sub(self.hart.steps);
        self.hart.fetch = FetchPage::NONE;
        self.hart.mind_marks(self.bus.ram.marked);
    }

    /// The hart's turn is over.
    pub(crate) fn leave(&mut self) {
        self.bus.clock.advance_to(self.origin.wrapping_add(self.hart.steps));
    }

    /// Looks at interrupts and says how long the hart may run before they
    /// have to be looked at again. False if the hart waits.
    pub(crate) fn poll(&mut self, end: u64) -> bool {
        self.sync();
        let hart = &mut self.hart;
        if hart.lost || hart.waiting && !R::wakes(&hart.state) {
            return false;
        }
        hart.waiting = false;
        if let Some(code) = R::interrupt(&hart.state) {
            self.trap(Trap { interrupt: true, exception: Exception::new(code, 0) }, None);
            return true;
        }
        let platform = (!hart.inputs.mtip).then(|| self.bus.clint.deadline(hart.id));
        let timers = platform.into_iter().chain(R::timer_deadline(&hart.state));
        let stop = timers.map(|time| self.bus.clock.steps_at(time).saturating_sub(self.origin)).min();
        hart.stop_at = stop.map_or(end, |stop| end.min(stop));
        true
    }

    /// Executes until `stop_at`, an exception, or a change of the state.
    ///
    /// Each block knows which ones came after its end and its jumps; a guess
    /// holds if that block was last entered by the same address under the same
    /// translations.
    pub(crate) fn burst<const TRACE: bool>(&mut self, code: &mut CodeCache<R>) {
        self.drop_modified(code);
        let (mut before, mut at) = (0, None);
        while self.hart.steps < self.hart.stop_at {
            if TRACE && self.reaches_breakpoint() {
                return;
            }
            let (pc, key) = (self.hart.pc, self.hart.fetch_key);
            let mut id = code.blocks[before].link(at);
            if !code.blocks[id as usize].is_at(pc, key) {
                match self.find_block(code, pc) {
                    Ok(Some(found)) => {
                        code.blocks[before].set_link(at, found);
                        id = found;
                    }
                    Ok(None) => {
                        (before, at) = (0, None);
                        self.run_alone::<TRACE>(code, pc);
                        continue;
                    }
                    Err(exception) => return self.exception(exception, None),
                }
            }
            code.heat(&mut self.bus.ram, id);
            let Some(jump) = self.run_block::<TRACE>(&code.blocks[id as usize].ops) else { return };
            (before, at) = (id as usize, jump);
        }
    }

    /// Executes instructions that follow one another, as many as there is time
    /// for. Says which one jumped, if one did, or nothing if the burst is over.
    #[inline(always)]
    fn run_block<const TRACE: bool>(&mut self, ops: &[Op<R>]) -> Option<Option<usize>> {
        let room = self.hart.stop_at - self.hart.steps;
        let room = if TRACE { room.min(self.watched_room(ops)) } else { room };
        let count = room.min(ops.len() as u64) as usize;
        let (before, prv) = (self.hart.pc, if TRACE { R::mode(&self.hart.state).0 } else { 0 });
        self.hart.steps += count as u64;
        let [op, rest @ ..] = ops.get(..count)? else { return None };
        (op.run)(self, op, rest);
        let exit = std::mem::replace(&mut self.hart.exit, Exit::END);
        let done = if exit.is(Exit::CUT) { self.cut_short(ops, count)? } else { count };
        if TRACE {
            self.write_commit(prv, before, &op.decoded());
        }
        let jumps = exit.is(Exit::JUMP);
        let last = ops.get(done - 1)?;
        let next = if jumps { self.hart.target } else { before.wrapping_add(last.end() as u64) };
        self.hart.pc = address::<R>(next);
        if self.hart.steps >= self.hart.stop_at {
            self.hart.last = Some(last.decoded());
            return None;
        }
        Some(jumps.then(|| done - 1))
    }

    /// Of some instructions not all were executed; returns how many were, or
    /// nothing if the one behind them raised an exception.
    #[inline]
    fn cut_short(&mut self, ops: &[Op<R>], count: usize) -> Option<usize> {
        let behind = self.hart.behind;
        self.hart.steps -= behind as u64;
        let done = count - behind;
        let Some(exception) = self.hart.raised.take() else { return Some(done) };
        self.hart.steps -= 1;
        let op = ops.get(done - 1)?;
        self.hart.pc = address::<R>(self.hart.pc.wrapping_add(i64::from(op.offset) as u64));
        self.exception(exception, Some(&op.decoded()));
        None
    }

    /// Executes an instruction that is not kept: one that crosses pages, or
    /// does not come from RAM, or that the cache has no room for.
    #[cold]
    #[inline(never)]
    fn run_alone<const TRACE: bool>(&mut self, code: &mut CodeCache<R>, pc: u64) {
        match self.fetch(code, pc) {
            Ok(d) => {
                self.run_block::<TRACE>(&[Op::new(d, 0, false)]);
            }
            Err(exception) => self.exception(exception, None),
        }
        if code.is_full() {
            self.hart.stop_at = 0;
        }
    }

    fn drop_modified(&mut self, code: &mut CodeCache<R>) {
        if code.is_full() {
            code.clear(&mut self.bus.ram);
            self.hart.fetch = FetchPage::NONE;
        }
        while let Some((offset, bytes)) = self.modified.pop() {
            code.stored(&mut self.bus.ram, offset, bytes);
        }
    }

    /// The block at `pc`; none if its instruction is to be executed alone.
    #[inline(never)]
    fn find_block(&mut self, code: &mut CodeCache<R>, pc: u64) -> Result<Option<u32>, Exception> {
        let known = code.jump(pc);
        if code.blocks[known as usize].is_at(pc, self.hart.fetch_key) {
            return Ok(Some(known));
        }
        if code.is_full() {
            return Ok(None);
        }
        if !self.hart.fetch.holds(pc) {
            let access = self.hart.access(Kind::Fetch);
            let mut offset = self.known(pc, access);
            if offset.is_none() {
                self.place(pc, 2, access, pc)?;
                offset = self.hart.learn(pc, access);
            }
            let Some(offset) = offset else { return Ok(None) };
            self.hart.fetch = code.open(pc, offset - (pc % PAGE) as usize);
        }
        let found = code.block(&mut self.bus.ram, &self.hart.fetch, pc);
        self.hart.mind_marks(self.bus.ram.marked);
        if self.checker.is_some() {
            // The next one has to be looked up again.
            self.hart.fetch = FetchPage::NONE;
            return Ok(found);
        }
        if let Some(id) = found {
            if self.hart.fetch_key == 0 {
                self.hart.set_fetch_key(code.new_key());
            }
            code.note_entry(id, pc, self.hart.fetch_key);
        }
        Ok(found)
    }

    /// Fetches and decodes one instruction.
    fn fetch(&mut self, code: &CodeCache<R>, pc: u64) -> Result<Decoded<R::Op>, Exception> {
        let access = self.hart.access(Kind::Fetch);
        let mut word = self.fetch_half(pc, access)?;
        if is_long(word) {
            word |= self.fetch_half(address::<R>(pc.wrapping_add(2)), access)? << 16;
        }
        code.instruction(word).ok_or_else(|| R::illegal(&self.hart.state, word))
    }

    fn fetch_half(&mut self, at: u64, access: Access) -> Result<u32, Exception> {
        let value = match self.place(at, 2, access, at)? {
            Place::Ram(offset) => self.bus.ram.read(offset, 2),
            Place::Device(pa) => self.bus.read(pa, 2),
        };
        value.map(|value| value as u32).ok_or_else(|| self.no_device(at, access))
    }

    /// Takes an exception of the instruction at pc.
    #[inline(never)]
    fn exception(&mut self, mut exception: Exception, d: Option<&Decoded<R::Op>>) {
        if let Some(offset) = self.hart.fault_offset.take()
            && let Some(d) = d
        {
            exception.tinst = R::transformed(d, offset);
        }
        let hart = &mut self.hart;
        hart.exit = Exit::END;
        let again = hart.last_exception == hart.steps && hart.steps != 0;
        hart.barren = if again { hart.barren + 1 } else { 0 };
        hart.lost = hart.barren >= BARREN;
        hart.steps += 1;
        hart.trapped += 1;
        hart.last_exception = hart.steps;
        self.trap(Trap { interrupt: false, exception }, d.map(|d| d.word));
    }

    fn trap(&mut self, trap: Trap, word: Option<u32>) {
        self.tell_before_trap(&trap);
        let hart = &mut self.hart;
        let from = R::mode(&hart.state);
        let pc = hart.pc;
        let (target, handler) = R::trap(&mut hart.state, pc, &trap);
        hart.pc = handler;
        hart.forget();
        hart.traps.count(target, trap.interrupt, trap.exception.code);
        let record = TrapRecord { hart: hart.id, trap, from, target, pc, handler };
        hart.last_trap = Some(record);
        if let Some(trace) = self.trace.as_mut().filter(|trace| trace.traps) {
            write_trap::<R>(&mut trace.sink, &record);
        }
        self.tell_trap(record, word);
    }
}

/// Whether an instruction that begins so has 32 bits.
fn is_long(low: u32) -> bool {
    const LONG: u32 = 0b11;
    low & LONG == LONG
}

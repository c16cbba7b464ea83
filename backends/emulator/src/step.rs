//! Fetch, execution and traps.

use isa::{Access, Decoded, Exception, Kind, Revision, Trap};

use crate::access::Place;
use crate::cache::{CodeCache, FetchPage};
use crate::code::{Code, HOT, Op, Ops};
use crate::core::{Core, address};
use crate::layout::PAGE;
use crate::trace::{TrapRecord, write_trap};

/// Steps after which a block does not go on to the next: where calls are not
/// made jumps, the stack has to hold that many. See [`crate::cursor`].
const AT_A_TIME: u64 = if cfg!(debug_assertions) { 64 } else { 4096 };

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
    pub(crate) fn burst<const TRACE: bool>(&mut self, code: &mut CodeCache<R>) {
        while self.hart.steps < self.hart.stop_at {
            if TRACE && self.reaches_breakpoint() {
                return;
            }
            self.drop_modified(code);
            let pc = self.hart.pc;
            match self.find_block(code, pc) {
                Ok(Some(id)) => self.run_block::<TRACE>(code, id),
                Ok(None) => self.run_alone::<TRACE>(code, pc),
                Err(exception) => return self.exception(exception, None),
            }
            if let Some(exception) = self.hart.raised.take() {
                let d = self.hart.last;
                return self.exception(exception, d.as_ref());
            }
        }
    }

    /// Executes a block and those that follow, as many instructions as there is time for.
    fn run_block<const TRACE: bool>(&mut self, code: &mut CodeCache<R>, id: u32) {
        let ops = &code.code.blocks[id as usize].ops;
        let count = u64::from(ops.count);
        let room = self.hart.stop_at - self.hart.steps;
        let room = if TRACE { room.min(self.watched_room(ops)) } else { room };
        if room < count {
            let ops = ops.some(room as usize);
            self.run_ops::<TRACE>(&code.code, &ops);
        } else if TRACE || room == 1 {
            self.run_ops::<TRACE>(&code.code, ops);
        } else if ops.entries().is_some_and(|entries| entries.get() >= HOT) {
            self.record(code, id);
        } else {
            self.hart.until = self.hart.stop_at.min(self.hart.steps + AT_A_TIME);
            self.hart.steps += count;
            (ops.first)(self, &code.code, &ops.all);
        }
    }

    /// Executes these instructions, or as many of them as the path takes, and no others.
    pub(crate) fn run_ops<const TRACE: bool>(&mut self, code: &Code<R>, ops: &Ops<R>) {
        let prv = if TRACE { R::mode(&self.hart.state).0 } else { 0 };
        let pc = self.hart.pc;
        // No block fits behind them, even if a path is left early.
        self.hart.until = self.hart.steps;
        self.hart.steps += u64::from(ops.count);
        (ops.uncounted())(self, code, ops.instructions());
        if self.hart.raised.is_some() {
            return;
        }
        self.hart.last = ops.last().map(Op::decoded);
        if let (true, Some(d)) = (TRACE && self.shows_instructions(), &self.hart.last) {
            let d = *d;
            self.write_commit(prv, pc, &d);
        }
    }

    /// Executes an instruction that is not kept: one that crosses pages, or
    /// does not come from RAM, or that the cache has no room for.
    #[cold]
    #[inline(never)]
    fn run_alone<const TRACE: bool>(&mut self, code: &mut CodeCache<R>, pc: u64) {
        match self.fetch(code, pc) {
            Ok(d) => self.run_ops::<TRACE>(&code.code, &Ops::one(d)),
            Err(exception) => {
                self.hart.raised = Some(exception);
                self.hart.last = None;
            }
        }
        if code.is_full() {
            self.hart.stop();
        }
    }

    /// Sees to the stores to decoded instructions.
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
        if let Some(known) = code.code.find(pc, self.hart.fetch_key) {
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
            code.code.note_entry(id, pc, self.hart.fetch_key);
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
        code.decoder.decode(word).ok_or_else(|| R::illegal(&self.hart.state, word))
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

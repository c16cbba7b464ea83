//! Fetch, execution and traps.

use isa::{Access, Decoded, Exception, Kind, Revision, Trap};

use crate::access::Place;
use crate::code::{CodeCache, FetchPage};
use crate::core::{Core, address};
use crate::layout::PAGE;
use crate::trace::{TrapRecord, write_commit, write_trap};

/// Exceptions in a row after which a hart is taken to be lost.
const BARREN: u32 = 1000;
/// Bytes of an instruction that is not compressed.
const LONG_BYTES: u8 = 4;

impl<R: Revision> Core<R> {
    /// Runs until the budget of steps is used up, the hart waits, or the run
    /// ends; returns the steps made.
    pub(crate) fn run(&mut self, code: &mut CodeCache<R::Op>, budget: u64) -> u64 {
        let begin = self.hart.steps;
        let end = begin.saturating_add(budget);
        let commits = self.trace.as_ref().is_some_and(|trace| trace.commits);
        self.enter();
        while self.hart.steps < end && self.bus.exit.is_none() && self.poll(end) {
            if commits {
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
            self.trap(Trap { interrupt: true, exception: Exception::new(code, 0) });
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
    /// What the next address depends on is kept short: pc is a local, and
    /// jumps and the length are branches, which the host predicts, where data
    /// would have to be waited for.
    pub(crate) fn burst<const TRACE: bool>(&mut self, code: &mut CodeCache<R::Op>) {
        for (offset, bytes) in self.modified.drain(..) {
            code.stored(offset, bytes);
        }
        let mut single;
        let mut pc = self.hart.pc;
        while self.hart.steps < self.hart.stop_at {
            let d = match code.get(&self.hart.fetch, pc) {
                Some(d) => d,
                None => match self.fetch(code, pc) {
                    Ok(d) => {
                        single = d;
                        &single
                    }
                    Err(exception) => {
                        self.exception(exception, None);
                        return;
                    }
                },
            };
            let prv = if TRACE { R::mode(&self.hart.state).0 } else { 0 };
            if let Err(exception) = R::execute(self, d) {
                self.exception(exception, Some(d));
                return;
            }
            if TRACE {
                self.write_commit(prv, pc, d);
            }
            if self.hart.jumps {
                self.hart.jumps = false;
                pc = self.hart.target;
            } else if d.len == LONG_BYTES {
                pc = pc.wrapping_add(u64::from(LONG_BYTES));
            } else {
                // A store, so that the compiler leaves the branch alone.
                self.hart.compressed += 1;
                pc = pc.wrapping_add(u64::from(LONG_BYTES / 2));
            }
            pc = address::<R>(pc);
            self.hart.pc = pc;
            self.hart.steps += 1;
            if self.hart.steps >= self.hart.stop_at {
                self.finish(d);
            }
        }
    }

    /// Notes the last instruction of a burst, and what it changed.
    #[inline(never)]
    fn finish(&mut self, d: &Decoded<R::Op>) {
        self.hart.last = Some(*d);
        if self.hart.changed {
            self.note_change(d);
        }
    }

    /// Fetches and decodes what has not been decoded in its page yet.
    #[cold]
    #[inline(never)]
    fn fetch(&mut self, code: &mut CodeCache<R::Op>, pc: u64) -> Result<Decoded<R::Op>, Exception> {
        let access = self.hart.access(Kind::Fetch);
        if !self.hart.fetch.holds(pc) {
            let mut offset = self.hart.learn(pc, access);
            if offset.is_none() {
                self.place(pc, 2, access, pc)?;
                offset = self.hart.learn(pc, access);
            }
            if let Some(offset) = offset {
                let host = offset - (pc % PAGE) as usize;
                self.hart.fetch = code.open(&mut self.bus.ram, pc, host);
                if let Some(d) = code.get(&self.hart.fetch, pc) {
                    return Ok(*d);
                }
            }
        }
        let mut word = self.fetch_half(pc, access)?;
        if is_long(word) {
            word |= self.fetch_half(address::<R>(pc.wrapping_add(2)), access)? << 16;
        }
        let d = R::decode(word).ok_or_else(|| R::illegal(&self.hart.state, word))?;
        if pc % PAGE + u64::from(d.len) <= PAGE && self.hart.fetch.holds(pc) {
            code.keep(&self.hart.fetch, pc, d);
        }
        Ok(d)
    }

    fn fetch_half(&mut self, at: u64, access: Access) -> Result<u32, Exception> {
        let value = if self.hart.fetch.holds(at) {
            self.bus.ram.read(self.hart.fetch.host + (at % PAGE) as usize, 2)
        } else {
            match self.place(at, 2, access, at)? {
                Place::Ram(offset) => self.bus.ram.read(offset, 2),
                Place::Device(pa) => self.bus.read(pa, 2),
            }
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
        hart.jumps = false;
        let again = hart.last_exception == hart.steps && hart.steps != 0;
        hart.barren = if again { hart.barren + 1 } else { 0 };
        hart.lost = hart.barren >= BARREN;
        hart.steps += 1;
        hart.trapped += 1;
        hart.last_exception = hart.steps;
        self.trap(Trap { interrupt: false, exception });
    }

    fn trap(&mut self, trap: Trap) {
        let hart = &mut self.hart;
        let from = R::mode(&hart.state);
        let pc = hart.pc;
        let (target, handler) = R::trap(&mut hart.state, pc, &trap);
        hart.pc = handler;
        hart.forget();
        // A trap does not change physical memory protection.
        hart.changed = false;
        hart.traps.count(target, trap.interrupt, trap.exception.code);
        let record = TrapRecord { hart: hart.id, trap, from, target, pc, handler };
        hart.last_trap = Some(record);
        if let Some(trace) = self.trace.as_mut().filter(|trace| trace.traps) {
            write_trap::<R>(&mut trace.sink, &record);
        }
    }

    fn write_commit(&mut self, prv: u64, pc: u64, d: &Decoded<R::Op>) {
        let value = self.hart.x[usize::from(d.rd) % 32];
        if let Some(trace) = &mut self.trace {
            write_commit::<R>(&mut trace.sink, self.hart.id, prv, pc, d, value);
        }
    }
}

/// Whether an instruction that begins so has 32 bits.
fn is_long(low: u32) -> bool {
    const LONG: u32 = 0b11;
    low & LONG == LONG
}

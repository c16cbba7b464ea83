//! Decoded instructions in blocks, as execution sees them.
//!
//! A block is a run of instructions of one page. At first it goes on to the
//! first jump or branch, and counts how often it is entered. One that is
//! entered often is recorded: from then on it follows the path that execution
//! took, through branches, calls and returns, and is left where execution
//! takes another one. Behind the last instruction stands one that is none and
//! leaves the block.
//!
//! Where a block is left, a link says which one came next. That is a guess: it
//! holds if that block was entered last by the same address under the same
//! translations.

use std::cell::Cell;

use isa::{Decoded, Revision};

use crate::cursor::{Run, Runner, count_entry, finish, runner_of};

/// Instructions of a block at most.
pub(crate) const LONGEST: usize = 64;
/// Executions after which the path of a block is recorded.
pub(crate) const HOT: u32 = 24;
/// Entries of the memory of jumps.
const JUMPS: usize = 4096;
/// Key of a block that must not be entered.
const NOWHERE: u64 = u64::MAX;
/// Registers have five bits: this is none of them, and takes what is written to x0.
pub(crate) const SINK: u8 = 32;

/// A decoded instruction, ready to run.
#[derive(Clone)]
pub(crate) struct Op<R: Revision> {
    /// Executes the instruction behind it in the block, and those behind that.
    pub next: Run<R>,
    /// Operands. `rd` may be [`SINK`].
    pub d: Decoded<R::Op>,
    /// The block that came next when the block was left here.
    pub link: Cell<u32>,
    /// Bytes from where the block begins, perhaps backwards.
    pub offset: i16,
    /// Does not always go on to the next instruction.
    pub ends: bool,
}

impl<R: Revision> Op<R> {
    /// Bytes from where the block begins to the next instruction.
    #[inline(always)]
    pub(crate) fn end(&self) -> i64 {
        i64::from(self.offset) + i64::from(self.d.len)
    }

    /// The instruction as it was decoded.
    pub(crate) fn decoded(&self) -> Decoded<R::Op> {
        let rd = if self.d.rd == SINK { 0 } else { self.d.rd };
        Decoded { rd, ..self.d }
    }
}

/// Instructions that follow one another, ready to run.
pub(crate) struct Ops<R: Revision> {
    /// Executes them.
    pub first: Run<R>,
    /// With the one that leaves the block; perhaps with one that counts entries in front.
    pub all: Box<[Op<R>]>,
    /// Number of instructions.
    pub count: u32,
}

impl<R: Revision> Ops<R> {
    /// One instruction alone.
    pub(crate) fn one(d: Decoded<R::Op>) -> Self {
        let Runner { run, d, ends } = runner_of::<R>(d, false);
        let op = Op { next: finish::<R>, d, link: Cell::new(0), offset: 0, ends };
        let end = Op { offset: i16::from(d.len), ..op.clone() };
        Self { first: run, all: Box::new([op, end]), count: 1 }
    }

    /// Those in front of some of the instructions, which go on to the same place.
    pub(crate) fn some(&self, count: usize) -> Self {
        let mut all: Box<[Op<R>]> = self.instructions().iter().take(count + 1).cloned().collect();
        if let Some(last) = count.checked_sub(1).and_then(|last| all.get_mut(last)) {
            last.next = finish::<R>;
        }
        Self { first: self.uncounted(), all, count: count as u32 }
    }

    /// Executes the [`Self::instructions`], and counts no entry.
    pub(crate) fn uncounted(&self) -> Run<R> {
        if self.counts_entries() { self.all[0].next } else { self.first }
    }

    /// The instructions, and what leaves the block.
    pub(crate) fn instructions(&self) -> &[Op<R>] {
        &self.all[usize::from(self.counts_entries())..]
    }

    /// Takes over what has changed of the instructions, of which `current` is
    /// asked by their offset. False if that is more than some of them.
    pub(crate) fn update(&mut self, mut current: impl FnMut(i16, &Decoded<R::Op>) -> Update<R>) -> bool {
        let Some(instructions) = self.all.get(1..=self.count as usize).filter(|_| self.counts_entries()) else {
            let mut instructions = self.all.iter().take(self.count as usize);
            return instructions.all(|op| matches!(current(op.offset, &op.d), Update::Same));
        };
        for at in 0..instructions.len() {
            let [before, op, ..] = &mut self.all[at..] else { return false };
            let runner = match current(op.offset, &op.d) {
                Update::Same => continue,
                Update::Other(runner) if (runner.d.len, runner.ends) == (op.d.len, op.ends) => runner,
                Update::Other(_) | Update::None => return false,
            };
            (before.next, op.d) = (runner.run, runner.d);
            self.all[0].link.set(0);
        }
        true
    }

    /// The last instruction.
    pub(crate) fn last(&self) -> Option<&Op<R>> {
        self.instructions().get((self.count as usize).checked_sub(1)?)
    }

    /// Whether the path has not been recorded.
    pub(crate) fn counts_entries(&self) -> bool {
        self.all.len() > self.count as usize + 1
    }

    /// Where entries are counted, if they are.
    pub(crate) fn entries(&self) -> Option<&Cell<u32>> {
        self.all.first().filter(|_| self.counts_entries()).map(|op| &op.link)
    }
}

/// What an instruction has become.
pub(crate) enum Update<R: Revision> {
    /// The same.
    Same,
    /// Another one.
    Other(Runner<R>),
    /// None.
    None,
}

/// Puts instructions together.
pub(crate) struct Builder<R: Revision> {
    /// Until they are complete, with their own code in place of that of the next one.
    ops: Vec<Op<R>>,
    counts_entries: bool,
}

impl<R: Revision> Builder<R> {
    /// No instruction yet. Whether entries are to be counted.
    pub(crate) fn new(counts_entries: bool) -> Self {
        Self { ops: Vec::with_capacity(LONGEST + 2), counts_entries }
    }

    /// Begins anew.
    pub(crate) fn clear(&mut self) {
        self.ops.clear();
    }

    /// Number of instructions.
    pub(crate) fn len(&self) -> usize {
        self.ops.len()
    }

    /// Adds an instruction at some bytes from where the block begins.
    pub(crate) fn push(&mut self, runner: Runner<R>, offset: i16) {
        let Runner { run, d, ends } = runner;
        self.ops.push(Op { next: run, d, link: Cell::new(0), offset, ends });
    }

    /// Whether what comes next is not known.
    pub(crate) fn ends(&self) -> bool {
        self.ops.last().is_some_and(|op| op.ends)
    }

    /// All instructions, if there are any.
    pub(crate) fn ops(&self) -> Option<Ops<R>> {
        let count = self.ops.len();
        let (first, last) = (self.ops.first()?, self.ops.last()?);
        let end = Op { next: finish::<R>, d: last.d, link: Cell::new(0), offset: last.end() as i16, ends: true };
        let counter = self.counts_entries.then(|| Op { offset: 0, ..first.clone() });
        let next = self.ops[1..].iter().map(|op| op.next).chain([finish::<R> as Run<R>]);
        let linked = self.ops.iter().zip(next).map(|(op, next)| Op { next, ..op.clone() });
        let run = if self.counts_entries { count_entry::<R> } else { first.next };
        Some(Ops { first: run, all: counter.into_iter().chain(linked).chain([end]).collect(), count: count as u32 })
    }
}

/// A run of instructions.
pub(crate) struct Block<R: Revision> {
    /// Virtual address by which it was entered last.
    pc: u64,
    /// Under which translations that was; see [`crate::hart::Hart::fetch_key`].
    key: u64,
    /// The instructions.
    pub ops: Ops<R>,
    /// Page and slot where it begins.
    pub home: (u32, u16),
    /// Bytes of it may have changed since.
    pub stale: bool,
    /// Lines of the page, one bit each, in which its instructions are.
    pub lines: u64,
}

impl<R: Revision> Block<R> {
    /// A block that is not at any address.
    pub(crate) fn new(ops: Ops<R>, home: (u32, u16), lines: u64) -> Self {
        Self { pc: 0, key: NOWHERE, ops, home, stale: false, lines }
    }

    /// Whether this is the block at an address under these translations.
    #[inline(always)]
    pub(crate) fn is_at(&self, pc: u64, key: u64) -> bool {
        (self.pc == pc) & (self.key == key)
    }

    /// It is at no address until it has been looked for again.
    pub(crate) fn leave(&mut self) {
        self.key = NOWHERE;
    }
}

/// What execution needs of the decoded instructions.
pub(crate) struct Code<R: Revision> {
    /// The first one is never at any address.
    pub blocks: Vec<Block<R>>,
    jumps: Box<[Cell<u32>; JUMPS]>,
}

impl<R: Revision> Code<R> {
    /// No blocks.
    pub(crate) fn new() -> Self {
        let none = Ops { first: finish::<R>, all: Box::new([]), count: 0 };
        Self { blocks: vec![Block::new(none, (0, 0), 0)], jumps: Box::new([const { Cell::new(0) }; JUMPS]) }
    }

    /// Says which block was entered last by an address, or one like it.
    #[inline(always)]
    pub(crate) fn jump(&self, pc: u64) -> &Cell<u32> {
        &self.jumps[(pc / 2) as usize % JUMPS]
    }

    /// The block that was entered last by an address under these translations.
    #[inline(always)]
    pub(crate) fn find(&self, pc: u64, key: u64) -> Option<u32> {
        let id = self.jump(pc).get();
        self.blocks.get(id as usize).filter(|block| block.is_at(pc, key)).map(|_| id)
    }

    /// Notes by which address and under which translations a block is entered.
    pub(crate) fn note_entry(&mut self, id: u32, pc: u64, key: u64) {
        let block = &mut self.blocks[id as usize];
        (block.pc, block.key) = (pc, key);
        self.jump(pc).set(id);
    }
}

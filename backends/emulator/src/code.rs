//! Decoded instructions of RAM, in blocks.
//!
//! A block is a run of instructions of one page, up to one that ends it. At
//! first a branch does; a block that is executed often is decoded once more
//! and follows the branches the way they are likely to go, again and again
//! around a loop. It is found by where it begins in RAM, whatever address
//! space it is reached through, so that it outlives every change of
//! translation. Stores drop the blocks whose bytes they change; therefore
//! FENCE.I has nothing to do.

use isa::{Decoded, Revision};

use crate::cursor::{Run, facts_of, run_of};
use crate::layout::{PAGE, PAGE_BITS};
use crate::left_out::LeftOut;
use crate::memory::{CODE, LINE_BITS, Ram};

/// Instructions may start at every second byte.
const SLOTS: usize = PAGE as usize / 2;
/// Instructions of a block at most.
pub(crate) const LONGEST: usize = 64;
/// Executions after which a block is worth following its branches.
const HOT: u32 = 24;
/// Lines of a page.
const LINES: usize = PAGE as usize >> LINE_BITS;
/// Instructions kept at most; then all are dropped.
const CAPACITY: usize = 1 << 20;
/// Entries of the memory of jumps.
const JUMPS: usize = 4096;
/// Key of a block that has been dropped.
const DROPPED: u64 = u64::MAX;
/// Registers have five bits: this is none of them, and takes what is written to x0.
pub(crate) const SINK: u8 = 32;

/// A decoded instruction, ready to run.
pub(crate) struct Op<R: Revision> {
    /// Executes it and those behind it.
    pub run: Run<R>,
    /// Operands. `rd` may be [`SINK`].
    pub d: Decoded<R::Op>,
    /// The block that came next when this instruction jumped.
    link: u32,
    /// Bytes from the beginning of the block, perhaps backwards.
    pub offset: i16,
}

impl<R: Revision> Clone for Op<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Revision> Copy for Op<R> {}

impl<R: Revision> Op<R> {
    /// An instruction at some bytes from the beginning of its block; `likely`:
    /// what comes next is behind its jump.
    pub(crate) fn new(d: Decoded<R::Op>, offset: i16, likely: bool) -> Self {
        let (run, d) = run_of::<R>(d, likely);
        Self { run, d, link: 0, offset }
    }

    /// Bytes from the beginning of the block to the next instruction.
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

/// A run of instructions.
pub(crate) struct Block<R: Revision> {
    /// Virtual address by which it was entered last.
    pc: u64,
    /// Under which translations that was; see [`crate::hart::Hart::fetch_key`].
    key: u64,
    /// The instructions.
    pub ops: Box<[Op<R>]>,
    /// The block that came next without a jump.
    link: u32,
    /// Times that it was entered.
    heat: u32,
    /// Page and slot where it begins.
    home: (u32, u16),
}

impl<R: Revision> Block<R> {
    fn new(ops: Box<[Op<R>]>, home: (u32, u16)) -> Self {
        Self { pc: 0, key: DROPPED, ops, link: 0, heat: 0, home }
    }

    /// The block that came next, without a jump or by that of an instruction.
    #[inline(always)]
    pub(crate) fn link(&self, jump: Option<usize>) -> u32 {
        jump.and_then(|at| self.ops.get(at)).map_or(self.link, |op| op.link)
    }

    /// Sets what [`Self::link`] says.
    pub(crate) fn set_link(&mut self, jump: Option<usize>, id: u32) {
        match jump.and_then(|at| self.ops.get_mut(at)) {
            Some(op) => op.link = id,
            None => self.link = id,
        }
    }

    /// Whether this is the block at an address under these translations.
    #[inline(always)]
    pub(crate) fn is_at(&self, pc: u64, key: u64) -> bool {
        (self.pc == pc) & (self.key == key)
    }
}

/// Where fetch finds the instructions of the current page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FetchPage {
    /// Virtual address of the page; no address of a page if there is none.
    page: u64,
    /// Number of the page in the cache.
    number: usize,
    /// Offset in RAM of the page.
    pub host: usize,
}

impl FetchPage {
    /// No page: the next fetch has to translate.
    pub(crate) const NONE: Self = Self { page: 1, number: 0, host: 0 };

    /// Whether an address lies in the page.
    #[inline(always)]
    pub(crate) fn holds(&self, pc: u64) -> bool {
        pc & !(PAGE - 1) == self.page
    }
}

/// The blocks of a page.
struct CodePage {
    /// Offset in RAM.
    host: usize,
    /// The block that begins at each slot, 0 if none.
    slots: Box<[u32; SLOTS]>,
    /// Blocks with bytes in each line; some may have been dropped.
    lines: Box<[Vec<u32>; LINES]>,
}

impl CodePage {
    fn new(host: usize) -> Self {
        Self { host, slots: Box::new([0; SLOTS]), lines: Box::new([const { Vec::new() }; LINES]) }
    }
}

/// Decoded instructions of all harts.
pub(crate) struct CodeCache<R: Revision> {
    /// The first one is never at any address.
    pub blocks: Vec<Block<R>>,
    /// Instructions in all blocks.
    kept: usize,
    /// Pages that hold decoded instructions.
    code: Vec<CodePage>,
    /// For each page of RAM: 1 + its number in `code`, 0 if none.
    pages: Box<[u32]>,
    /// Numbers of dropped blocks.
    free: Vec<u32>,
    jumps: Box<[u32; JUMPS]>,
    /// Room for decoding.
    scratch: Vec<Op<R>>,
    keys: u64,
    /// What the harts do not have.
    left_out: Option<Box<LeftOut>>,
}

impl<R: Revision> CodeCache<R> {
    /// Nothing decoded, for RAM of this size.
    pub(crate) fn new(ram_bytes: usize, left_out: Option<Box<LeftOut>>) -> Self {
        Self {
            blocks: vec![Block::new(Box::new([]), (0, 0))],
            kept: 0,
            code: Vec::new(),
            pages: vec![0; ram_bytes >> PAGE_BITS].into_boxed_slice(),
            free: Vec::new(),
            jumps: Box::new([0; JUMPS]),
            scratch: Vec::new(),
            keys: 0,
            left_out,
        }
    }

    /// The instruction that a word is on these harts.
    pub(crate) fn instruction(&self, word: u32) -> Option<Decoded<R::Op>> {
        R::decode(word).filter(|d| !self.left_out.as_ref().is_some_and(|left_out| left_out.has::<R>(d)))
    }

    /// A key that no block has been entered under.
    pub(crate) fn new_key(&mut self) -> u64 {
        self.keys += 1;
        self.keys
    }

    /// The block at an address that was last jumped to by the same address.
    #[inline(always)]
    pub(crate) fn jump(&self, pc: u64) -> u32 {
        self.jumps[(pc / 2) as usize % JUMPS]
    }

    /// Notes by which address and under which translations a block is entered.
    pub(crate) fn note_entry(&mut self, id: u32, pc: u64, key: u64) {
        let block = &mut self.blocks[id as usize];
        (block.pc, block.key) = (pc, key);
        self.jumps[(pc / 2) as usize % JUMPS] = id;
    }

    /// Makes the page at offset `host` of RAM the current one for `pc`.
    pub(crate) fn open(&mut self, pc: u64, host: usize) -> FetchPage {
        let Some(known) = self.pages.get_mut(host >> PAGE_BITS) else {
            return FetchPage::NONE;
        };
        if *known == 0 {
            self.code.push(CodePage::new(host));
            *known = self.code.len() as u32;
        }
        FetchPage { page: pc & !(PAGE - 1), number: *known as usize - 1, host }
    }

    /// The block at `pc` in the current page, decoded if need be; `None` if
    /// its first instruction is not one, or does not end in the page.
    pub(crate) fn block(&mut self, ram: &mut Ram, page: &FetchPage, pc: u64) -> Option<u32> {
        let slot = (pc % PAGE) as usize / 2;
        let known = *self.code.get(page.number)?.slots.get(slot)?;
        if known != 0 {
            return Some(known);
        }
        let decoded = self.decode(ram, page.host, slot, false);
        self.keep(ram, page.host, (page.number as u32, slot as u16), decoded)
    }

    /// Counts that a block is entered, and decodes it anew if that pays.
    #[inline(always)]
    pub(crate) fn heat(&mut self, ram: &mut Ram, id: u32) {
        let block = &mut self.blocks[id as usize];
        block.heat += 1;
        if block.heat == HOT {
            self.follow(ram, id);
        }
    }

    /// Lets a block follow its branches.
    #[cold]
    #[inline(never)]
    fn follow(&mut self, ram: &mut Ram, id: u32) {
        let (number, slot) = self.blocks[id as usize].home;
        let host = self.code[number as usize].host;
        let (ops, lines) = self.decode(ram, host, usize::from(slot), true);
        self.kept += ops.len();
        self.kept -= self.blocks[id as usize].ops.len();
        self.enter_lines(ram, host, number, lines, id);
        self.blocks[id as usize].ops = ops;
    }

    /// The instructions of a block, and the lines, one bit each, that they lie in.
    fn decode(&mut self, ram: &Ram, host: usize, slot: usize, follow: bool) -> (Box<[Op<R>]>, u64) {
        let mut ops = std::mem::take(&mut self.scratch);
        ops.clear();
        let (first, mut lines) = (slot * 2, 0);
        let mut at = first;
        while at < PAGE as usize && ops.len() < LONGEST {
            let bytes = if at + 4 <= PAGE as usize { 4 } else { 2 };
            let word = ram.read(host + at, bytes).unwrap_or(0) as u32;
            let Some(d) = self.instruction(word).filter(|d| at + usize::from(d.len) <= PAGE as usize) else { break };
            let facts = facts_of::<R>(d.op);
            // Jumps with a target of their own are relative, and add what they say.
            let target = (at as i64).wrapping_add(i64::from(d.imm));
            let near = follow && (0..PAGE as i64).contains(&target);
            let likely = near && (facts.jumps || facts.branches && d.imm < 0);
            ops.push(Op::new(d, (at as i64 - first as i64) as i16, likely));
            lines |= 1 << (at >> LINE_BITS) | 1 << ((at + usize::from(d.len) - 1) >> LINE_BITS);
            if likely {
                at = target as usize;
            } else if facts.ends || facts.branches && !follow {
                break;
            } else {
                at += usize::from(d.len);
            }
        }
        let decoded = ops.as_slice().into();
        self.scratch = ops;
        (decoded, lines)
    }

    fn enter_lines(&mut self, ram: &mut Ram, host: usize, number: u32, lines: u64, id: u32) {
        let page = &mut self.code[number as usize];
        for line in (0..LINES).filter(|line| lines >> line & 1 != 0) {
            if !page.lines[line].contains(&id) {
                page.lines[line].push(id);
            }
            ram.mark_code(host, line);
        }
    }

    fn keep(&mut self, ram: &mut Ram, host: usize, home: (u32, u16), (ops, lines): (Box<[Op<R>]>, u64)) -> Option<u32> {
        if ops.is_empty() {
            return None;
        }
        self.kept += ops.len();
        let id = self.free.pop().unwrap_or(self.blocks.len() as u32);
        let block = Block::new(ops, home);
        match self.blocks.get_mut(id as usize) {
            Some(room) => *room = block,
            None => self.blocks.push(block),
        }
        self.code[home.0 as usize].slots[usize::from(home.1)] = id;
        self.enter_lines(ram, host, home.0, lines, id);
        Some(id)
    }

    /// Whether there is no room for more: [`Self::clear`] makes room.
    pub(crate) fn is_full(&self) -> bool {
        self.kept > CAPACITY
    }

    /// Drops everything. No hart may go on using its current page.
    pub(crate) fn clear(&mut self, ram: &mut Ram) {
        let keys = self.keys;
        *self = Self::new(ram.len(), self.left_out.take());
        self.keys = keys;
        ram.unmark_all(CODE);
    }

    /// Drops the blocks that a store at offset `host` changes.
    pub(crate) fn stored(&mut self, ram: &mut Ram, host: usize, bytes: u32) {
        let number = self.pages.get(host >> PAGE_BITS).map_or(0, |&number| number as usize);
        if number == 0 {
            return;
        }
        let offset = host % PAGE as usize;
        for line in offset >> LINE_BITS..=(offset + bytes as usize - 1) >> LINE_BITS {
            for id in std::mem::take(&mut self.code[number - 1].lines[line]) {
                self.drop_block(id, number as u32 - 1);
            }
            ram.unmark_code(host, line);
        }
    }

    /// Drops a block, if it still is one of the page.
    fn drop_block(&mut self, id: u32, page: u32) {
        let block = &mut self.blocks[id as usize];
        let (number, slot) = block.home;
        let slot = &mut self.code[page as usize].slots[usize::from(slot)];
        if number == page && *slot == id {
            *slot = 0;
            block.key = DROPPED;
            self.kept -= block.ops.len();
            self.free.push(id);
        }
    }
}

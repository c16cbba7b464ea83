//! Decoded instructions of RAM, in blocks.
//!
//! A block is a run of instructions that follow one another in one page, up
//! to one that ends it. It is found by where it begins in RAM, whatever
//! address space it is reached through, so that it outlives every change of
//! translation. Stores drop the blocks whose bytes they change; therefore
//! FENCE.I has nothing to do.

use isa::{Decoded, Revision};

use crate::cursor::{Run, run_of};
use crate::layout::{PAGE, PAGE_BITS};
use crate::memory::{CODE, LINE_BITS, Ram};

/// Instructions may start at every second byte.
const SLOTS: usize = PAGE as usize / 2;
/// Instructions of a block at most.
pub(crate) const LONGEST: usize = 64;
/// Bytes of a block at most.
const LONGEST_BYTES: usize = LONGEST * 4;
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
    /// Bytes from the beginning of the block.
    pub offset: u16,
}

impl<R: Revision> Clone for Op<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Revision> Copy for Op<R> {}

impl<R: Revision> Op<R> {
    /// An instruction at some bytes from the beginning of its block.
    pub(crate) fn new(d: Decoded<R::Op>, offset: u16) -> Self {
        let (run, d, _) = run_of::<R>(d);
        Self { run, d, link: 0, offset }
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
    /// Bytes of all instructions.
    pub bytes: u16,
}

impl<R: Revision> Block<R> {
    fn new(ops: Box<[Op<R>]>, bytes: u16) -> Self {
        Self { pc: 0, key: DROPPED, ops, link: 0, bytes }
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

/// Decoded instructions of all harts.
pub(crate) struct CodeCache<R: Revision> {
    /// The first one is never at any address.
    pub blocks: Vec<Block<R>>,
    /// Instructions in all blocks.
    kept: usize,
    /// By number of page: the block that begins at each slot, 0 if none.
    slots: Vec<Box<[u32; SLOTS]>>,
    /// For each page of RAM: 1 + its number in `slots`, 0 if none.
    pages: Box<[u32]>,
    /// Numbers of dropped blocks.
    free: Vec<u32>,
    jumps: Box<[u32; JUMPS]>,
    /// Room for decoding.
    scratch: Vec<Op<R>>,
    keys: u64,
}

impl<R: Revision> CodeCache<R> {
    /// Nothing decoded, for RAM of this size.
    pub(crate) fn new(ram_bytes: usize) -> Self {
        Self {
            blocks: vec![Block::new(Box::new([]), 0)],
            kept: 0,
            slots: Vec::new(),
            pages: vec![0; ram_bytes >> PAGE_BITS].into_boxed_slice(),
            free: Vec::new(),
            jumps: Box::new([0; JUMPS]),
            scratch: Vec::new(),
            keys: 0,
        }
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
            self.slots.push(Box::new([0; SLOTS]));
            *known = self.slots.len() as u32;
        }
        FetchPage { page: pc & !(PAGE - 1), number: *known as usize - 1, host }
    }

    /// The block at `pc` in the current page, decoded if need be; `None` if
    /// its first instruction is not one, or does not end in the page.
    pub(crate) fn block(&mut self, ram: &mut Ram, page: &FetchPage, pc: u64) -> Option<u32> {
        let slot = (pc % PAGE) as usize / 2;
        let known = *self.slots.get(page.number)?.get(slot)?;
        if known != 0 {
            return Some(known);
        }
        self.decode(ram, page, slot)
    }

    #[inline(never)]
    fn decode(&mut self, ram: &mut Ram, page: &FetchPage, slot: usize) -> Option<u32> {
        let mut ops = std::mem::take(&mut self.scratch);
        ops.clear();
        let first = slot * 2;
        let mut at = first;
        while at < PAGE as usize && ops.len() < LONGEST {
            let bytes = if at + 4 <= PAGE as usize { 4 } else { 2 };
            let word = ram.read(page.host + at, bytes).unwrap_or(0) as u32;
            let Some(d) = R::decode(word).filter(|d| at + usize::from(d.len) <= PAGE as usize) else { break };
            let (run, d, ends) = run_of::<R>(d);
            ops.push(Op { run, d, link: 0, offset: (at - first) as u16 });
            at += usize::from(d.len);
            if ends {
                break;
            }
        }
        let kept: Box<[Op<R>]> = ops.as_slice().into();
        self.scratch = ops;
        if kept.is_empty() {
            return None;
        }
        for line in first >> LINE_BITS..=(at - 1) >> LINE_BITS {
            ram.mark_code(page.host, line);
        }
        let id = self.keep(Block::new(kept, (at - first) as u16));
        self.slots[page.number][slot] = id;
        Some(id)
    }

    fn keep(&mut self, block: Block<R>) -> u32 {
        self.kept += block.ops.len();
        match self.free.pop() {
            Some(id) => {
                self.blocks[id as usize] = block;
                id
            }
            None => {
                self.blocks.push(block);
                self.blocks.len() as u32 - 1
            }
        }
    }

    /// Whether there is no room for more: [`Self::clear`] makes room.
    pub(crate) fn is_full(&self) -> bool {
        self.kept > CAPACITY
    }

    /// Drops everything. No hart may go on using its current page.
    pub(crate) fn clear(&mut self, ram: &mut Ram) {
        let keys = self.keys;
        *self = Self::new(ram.len());
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
        let (first, last) = (offset >> LINE_BITS, (offset + bytes as usize - 1) >> LINE_BITS);
        let (begin, end) = (first << LINE_BITS, ((last + 1) << LINE_BITS).min(PAGE as usize));
        for slot in begin.saturating_sub(LONGEST_BYTES) / 2..end / 2 {
            let id = self.slots[number - 1][slot] as usize;
            if id == 0 || slot * 2 + usize::from(self.blocks[id].bytes) <= begin {
                continue;
            }
            self.slots[number - 1][slot] = 0;
            let block = &mut self.blocks[id];
            block.key = DROPPED;
            self.kept -= block.ops.len();
            self.free.push(id as u32);
        }
        for line in first..=last {
            ram.unmark_code(host, line);
        }
    }
}

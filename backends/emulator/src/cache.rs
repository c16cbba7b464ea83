//! The decoded instructions of RAM, by where they are.
//!
//! A block is found by where it begins in RAM, whatever address space it is
//! reached through, so that it outlives every change of translation. A store
//! makes the blocks stale whose bytes it changes; therefore FENCE.I has
//! nothing to do. A stale block is compared with memory when it is looked for
//! again, and only what differs is decoded anew.

use isa::{Decoded, Revision};

use crate::code::{Block, Builder, Code, LONGEST, Ops, Update};
use crate::decoder::Decoder;
use crate::layout::{PAGE, PAGE_BITS};
use crate::left_out::LeftOut;
use crate::memory::{CODE, LINE_BITS, Ram};

/// Instructions may start at every second byte.
const SLOTS: usize = PAGE as usize / 2;
/// Lines of a page.
const LINES: usize = PAGE as usize >> LINE_BITS;
/// Instructions kept at most; then all are dropped.
const CAPACITY: usize = 1 << 20;

/// Where fetch finds the instructions of the current page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FetchPage {
    /// Virtual address of the page; no address of a page if there is none.
    page: u64,
    /// Number of the page in the cache.
    number: usize,
}

impl FetchPage {
    /// No page: the next fetch has to translate.
    pub(crate) const NONE: Self = Self { page: 1, number: 0 };

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
    /// Blocks with bytes in each line, those that are not stale.
    lines: Box<[Vec<u32>; LINES]>,
}

/// Decoded instructions of all harts.
pub(crate) struct CodeCache<R: Revision> {
    /// What execution needs of them.
    pub code: Code<R>,
    /// Instructions in all blocks.
    kept: usize,
    /// Pages that hold decoded instructions.
    pages: Vec<CodePage>,
    /// For each page of RAM: 1 + its number in `pages`, 0 if none.
    numbers: Box<[u32]>,
    builder: Builder<R>,
    keys: u64,
    /// Makes instructions of words.
    pub decoder: Decoder<R>,
}

impl<R: Revision> CodeCache<R> {
    /// Nothing decoded, for RAM of this size.
    pub(crate) fn new(ram_bytes: usize, left_out: LeftOut) -> Self {
        Self {
            code: Code::new(),
            kept: 0,
            pages: Vec::new(),
            numbers: vec![0; ram_bytes >> PAGE_BITS].into_boxed_slice(),
            builder: Builder::new(true),
            keys: 0,
            decoder: Decoder::new(left_out),
        }
    }

    /// A key that no block has been entered under.
    pub(crate) fn new_key(&mut self) -> u64 {
        self.keys += 1;
        self.keys
    }

    /// Whether there is no room for more: [`Self::clear`] makes room.
    pub(crate) fn is_full(&self) -> bool {
        self.kept > CAPACITY
    }

    /// Drops everything. No hart may go on using its current page.
    pub(crate) fn clear(&mut self, ram: &mut Ram) {
        self.code = Code::new();
        self.kept = 0;
        self.pages.clear();
        self.numbers.fill(0);
        ram.unmark_all(CODE);
    }

    /// Makes the page at offset `host` of RAM the current one for `pc`.
    pub(crate) fn open(&mut self, pc: u64, host: usize) -> FetchPage {
        let Some(known) = self.numbers.get_mut(host >> PAGE_BITS) else {
            return FetchPage::NONE;
        };
        if *known == 0 {
            let lines = Box::new([const { Vec::new() }; LINES]);
            self.pages.push(CodePage { host, slots: Box::new([0; SLOTS]), lines });
            *known = self.pages.len() as u32;
        }
        FetchPage { page: pc & !(PAGE - 1), number: *known as usize - 1 }
    }

    /// The block at `pc` in the current page, decoded if need be; `None` if
    /// its first instruction is not one, or does not end in the page.
    pub(crate) fn block(&mut self, ram: &mut Ram, page: &FetchPage, pc: u64) -> Option<u32> {
        let slot = (pc % PAGE) as usize / 2;
        let known = *self.pages.get(page.number)?.slots.get(slot)?;
        if known == 0 {
            return self.keep(ram, (page.number as u32, slot as u16));
        }
        if !self.code.blocks[known as usize].stale {
            return Some(known);
        }
        self.refresh(ram, known)
    }

    /// Decodes and keeps the block at a place.
    fn keep(&mut self, ram: &mut Ram, home: (u32, u16)) -> Option<u32> {
        let (ops, lines) = self.decode(ram, home)?;
        self.kept += ops.all.len();
        let id = self.code.blocks.len() as u32;
        self.code.blocks.push(Block::new(ops, home, lines));
        self.pages[home.0 as usize].slots[usize::from(home.1)] = id;
        self.enter_lines(ram, id);
        Some(id)
    }

    /// Brings a stale block up to date.
    fn refresh(&mut self, ram: &mut Ram, id: u32) -> Option<u32> {
        let host = self.host_of(id);
        let block = &mut self.code.blocks[id as usize];
        let (home, decoder) = (block.home, &mut self.decoder);
        let place = |offset: i16| (host, (i64::from(home.1) * 2 + i64::from(offset)) as usize);
        if block.ops.update(|offset, op| update(decoder, ram, place(offset), op)) {
            self.enter_lines(ram, id);
            return Some(id);
        }
        let (ops, lines) = self.decode(ram, home)?;
        self.replace(ram, id, ops, lines);
        Some(id)
    }

    /// Offset in RAM of the page of a block.
    pub(crate) fn host_of(&self, id: u32) -> usize {
        self.pages[self.code.blocks[id as usize].home.0 as usize].host
    }

    /// The path of a block has been recorded, or could not be.
    pub(crate) fn recorded(&mut self, ram: &mut Ram, id: u32, path: Option<Ops<R>>, lines: u64) {
        if let Some(ops) = path {
            self.replace(ram, id, ops, lines);
        } else if let Some(entries) = self.code.blocks[id as usize].ops.entries() {
            entries.set(0);
        }
    }

    /// From now on the block has these instructions.
    fn replace(&mut self, ram: &mut Ram, id: u32, ops: Ops<R>, lines: u64) {
        let block = &mut self.code.blocks[id as usize];
        self.kept = self.kept + ops.all.len() - block.ops.all.len();
        (block.ops, block.lines) = (ops, lines);
        self.enter_lines(ram, id);
    }

    /// The instructions at a place, up to the first one that may not go on to
    /// the next, and the lines that they lie in.
    fn decode(&mut self, ram: &Ram, home: (u32, u16)) -> Option<(Ops<R>, u64)> {
        let first = usize::from(home.1) * 2;
        let host = self.pages[home.0 as usize].host;
        self.builder.clear();
        let (mut at, mut lines) = (first, 0);
        while self.builder.len() < LONGEST && !self.builder.ends() {
            let Some(runner) = self.decoder.runner_at(ram, (host, at)) else { break };
            let len = runner.d.len;
            self.builder.push(runner, (at - first) as i16);
            lines |= lines_of(at, len);
            at += usize::from(len);
        }
        self.builder.ops().map(|ops| (ops, lines))
    }

    /// A store to the lines of a block will make it stale.
    fn enter_lines(&mut self, ram: &mut Ram, id: u32) {
        let block = &mut self.code.blocks[id as usize];
        block.stale = false;
        let page = &mut self.pages[block.home.0 as usize];
        let mut left = block.lines;
        while left != 0 {
            let line = left.trailing_zeros() as usize;
            left &= left - 1;
            if !page.lines[line].contains(&id) {
                page.lines[line].push(id);
            }
            ram.mark_code(page.host, line);
        }
    }

    /// Makes the blocks stale that a store at offset `host` changes.
    pub(crate) fn stored(&mut self, ram: &mut Ram, host: usize, bytes: u32) {
        let number = self.numbers.get(host >> PAGE_BITS).map_or(0, |&number| number as usize);
        if number == 0 {
            return;
        }
        let offset = host % PAGE as usize;
        for line in offset >> LINE_BITS..=(offset + bytes as usize - 1) >> LINE_BITS {
            while let Some(id) = self.pages[number - 1].lines[line].pop() {
                let block = &mut self.code.blocks[id as usize];
                block.stale = true;
                block.leave();
            }
            ram.unmark_code(host, line);
        }
    }
}

/// What is in memory at a place, compared with an instruction.
fn update<R: Revision>(decoder: &mut Decoder<R>, ram: &Ram, place: (usize, usize), old: &Decoded<R::Op>) -> Update<R> {
    let (host, at) = place;
    if ram.read(host + at, u32::from(old.len)) == Some(u64::from(old.word)) {
        return Update::Same;
    }
    decoder.runner_at(ram, place).map_or(Update::None, Update::Other)
}

/// The lines of its page that an instruction lies in.
pub(crate) fn lines_of(at: usize, len: u8) -> u64 {
    1 << (at >> LINE_BITS) | 1 << ((at + usize::from(len) - 1) >> LINE_BITS)
}

//! Decoded instructions of pages of RAM.
//!
//! An instruction is decoded when it is first fetched and stays until a store
//! changes its bytes. Instructions that cross a page are not kept. As stores
//! drop what they change, FENCE.I has nothing to do.

use isa::Decoded;

use crate::layout::{PAGE, PAGE_BITS};
use crate::memory::{CODE, Ram};

/// Instructions may start at every second byte.
const SLOTS: usize = PAGE as usize / 2;
/// Pages kept at most; then all are dropped.
const PAGES: usize = 4096;

/// Where fetch finds the instructions of the current page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FetchPage {
    /// Virtual address of the page; no address of a page if there is none.
    page: u64,
    /// First slot of the page.
    base: usize,
    /// Offset in RAM of the page.
    pub host: usize,
}

impl FetchPage {
    /// No page: the next fetch has to translate.
    pub(crate) const NONE: Self = Self { page: 1, base: 0, host: 0 };

    /// Whether an address lies in the page.
    #[inline(always)]
    pub(crate) fn holds(&self, pc: u64) -> bool {
        pc & !(PAGE - 1) == self.page
    }

    #[inline(always)]
    fn slot(&self, pc: u64) -> usize {
        self.base + (pc % PAGE) as usize / 2
    }
}

/// Decoded instructions of all harts.
pub(crate) struct CodeCache<Op> {
    /// An instruction of length 0 is none.
    slots: Vec<Decoded<Op>>,
    /// For each page of RAM: 1 + the number of its page in `slots`, 0 if none.
    pages: Box<[u32]>,
    /// Pages in `slots`, the last ones perhaps without any room yet.
    used: usize,
}

impl<Op: Copy> CodeCache<Op> {
    /// Nothing decoded, for RAM of this size.
    pub(crate) fn new(ram_bytes: usize) -> Self {
        Self { slots: Vec::new(), pages: vec![0; ram_bytes >> PAGE_BITS].into_boxed_slice(), used: 0 }
    }

    /// The instruction at `pc`, if the page holds `pc` and it has been decoded.
    #[inline(always)]
    pub(crate) fn get(&self, page: &FetchPage, pc: u64) -> Option<&Decoded<Op>> {
        if !page.holds(pc) {
            return None;
        }
        self.slots.get(page.slot(pc)).filter(|decoded| decoded.len != 0)
    }

    /// Keeps a decoded instruction.
    pub(crate) fn keep(&mut self, page: &FetchPage, pc: u64, decoded: Decoded<Op>) {
        let slot = page.slot(pc);
        if slot >= self.slots.len() {
            self.slots.resize(page.base + SLOTS, Decoded { len: 0, ..decoded });
        }
        self.slots[slot] = decoded;
    }

    /// Makes the page at offset `host` of RAM the current one for `pc`. Other
    /// harts must not use their current pages any more.
    pub(crate) fn open(&mut self, ram: &mut Ram, pc: u64, host: usize) -> FetchPage {
        let Some(&known) = self.pages.get(host >> PAGE_BITS) else {
            return FetchPage::NONE;
        };
        let mut number = known as usize;
        if number == 0 {
            if self.used == PAGES {
                self.used = 0;
                self.slots.clear();
                self.pages.fill(0);
                ram.unmark_all(CODE);
            }
            self.used += 1;
            number = self.used;
            self.pages[host >> PAGE_BITS] = number as u32;
            ram.mark(host, CODE);
        }
        FetchPage { page: pc & !(PAGE - 1), base: (number - 1) * SLOTS, host }
    }

    /// Drops what a store at offset `host` changes.
    pub(crate) fn stored(&mut self, host: usize, bytes: u32) {
        let number = self.pages.get(host >> PAGE_BITS).map_or(0, |&number| number as usize);
        if number == 0 {
            return;
        }
        let offset = host % PAGE as usize;
        // A 4-byte instruction may begin one slot earlier.
        let first = (offset / 2).saturating_sub(1);
        let last = (offset + bytes as usize - 1) / 2;
        let base = (number - 1) * SLOTS;
        for slot in self.slots.iter_mut().take(base + (last + 1).min(SLOTS)).skip(base + first) {
            slot.len = 0;
        }
    }
}

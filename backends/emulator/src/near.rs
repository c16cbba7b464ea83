//! The nearest translations: those that permit a load, or a store, outright.
//!
//! An entry holds one page of RAM for one *number*, which stands for
//! everything that translation and permission depend on. An access hits if
//! one comparison succeeds: of the page, of the number, and of the address
//! bits that must be 0 if the access is aligned. Everything else, devices
//! and misaligned accesses, is never here; stores to pages that have marks
//! are apart, as they need more care.
//!
//! When more than a page becomes invalid nothing is dropped, but the numbers
//! are used no more.

use isa::Access;

use crate::layout::{PAGE, PAGE_BITS};

const ENTRIES: usize = 1024;
/// Numbers stand in the bits between those that say alignment and the page.
const NUMBER_BIT: u32 = 3;
/// The last number would make the tag of an empty entry.
const NUMBERS: u64 = (PAGE >> NUMBER_BIT) - 1;
/// Numbers are handed out in steps of this many. Two that follow one another,
/// as those of two address spaces do, would only differ in the lowest bits, and
/// the same few pages of both would meet. It has no factor in common with
/// [`NUMBERS`], so none comes twice.
const SPREAD: u64 = 316;

/// Stands in [`Access::prv`] for an access by a load or store in the current mode.
pub(crate) const OWN: u64 = u64::MAX;

#[derive(Clone, Copy)]
struct Entry {
    tag: u64,
    page: usize,
}

/// What entries are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Loads.
    Load,
    /// Stores to pages without marks.
    Store,
    /// Stores to pages that may have marks.
    MarkedStore,
}

/// Entries of each use.
pub(crate) struct Near {
    entries: Box<[[Entry; ENTRIES]; 3]>,
    last: u64,
}

impl Near {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self { entries: Box::new([[Entry { tag: u64::MAX, page: 0 }; ENTRIES]; 3]), last: 0 }
    }

    /// A number that no entry has; `None` if there is none left.
    pub(crate) fn new_number(&mut self) -> Option<u64> {
        self.last += 1;
        (self.last < NUMBERS).then_some((self.last * SPREAD % NUMBERS) << NUMBER_BIT)
    }

    /// Makes all numbers new.
    pub(crate) fn clear(&mut self) {
        self.entries.as_flattened_mut().fill(Entry { tag: u64::MAX, page: 0 });
        self.last = 0;
    }

    /// The page of RAM of an aligned access.
    #[inline(always)]
    pub(crate) fn find(&self, addr: u64, bytes: u32, what: Use, number: u64) -> Option<usize> {
        let entry = &self.entries[what as usize][index(addr, number)];
        let tag = (addr & (!(PAGE - 1) | u64::from(bytes - 1))) ^ number;
        (entry.tag == tag).then_some(entry.page)
    }

    /// Finds the page at `addr` no longer under this number.
    pub(crate) fn drop_page(&mut self, addr: u64, number: u64) {
        for entries in self.entries.iter_mut() {
            let entry = &mut entries[index(addr, number)];
            if entry.tag == (addr & !(PAGE - 1)) ^ number {
                entry.tag = u64::MAX;
            }
        }
    }

    /// From now on, finds the page at `offset` of RAM.
    pub(crate) fn insert(&mut self, addr: u64, what: Use, number: u64, offset: usize) {
        let entry = Entry { tag: (addr & !(PAGE - 1)) ^ number, page: offset >> PAGE_BITS };
        self.entries[what as usize][index(addr, number)] = entry;
    }
}

/// The numbers make pages of different ones meet less.
#[inline(always)]
fn index(addr: u64, number: u64) -> usize {
    ((addr >> PAGE_BITS) ^ number) as usize % ENTRIES
}

/// Whether an access is one of the current mode's loads and stores.
#[inline(always)]
pub(crate) fn is_own(access: Access) -> bool {
    access.prv == OWN
}

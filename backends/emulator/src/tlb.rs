//! Translations that have been made: from a virtual page straight to a page of RAM.
//!
//! An entry joins both stages. Its tag holds the page and the number of a
//! *context*: everything but permissions that translation depends on (V, the
//! formats of both stages, ASID, VMID). Nothing is dropped when the state
//! changes; only a fence drops, and only what it covers. A fence of whole
//! contexts makes their numbers invalid, which costs no search.

use isa::{Revision, Root};

use crate::layout::PAGE_BITS;
use crate::rights::{PMP, Rights};

const ENTRIES: usize = 4096;
/// Where the context's number begins in a tag, above the bits of a page number.
const CONTEXT_BIT: u32 = 64 - PAGE_BITS;
/// Numbers of contexts: 0 is none, and the last one is the tag of empty entries.
const CONTEXTS: u64 = (1 << PAGE_BITS) - 1;

/// No guest physical page has this number.
pub(crate) const NO_GUEST: u64 = u64::MAX;

/// One page in one context. Two entries make a line of a host's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub(crate) struct Entry {
    /// Page and context.
    pub tag: u64,
    /// Number of the guest physical page; [`NO_GUEST`] if V=0.
    pub guest_page: u64,
    /// Number of the page in RAM.
    pub page: u32,
    /// See [`crate::rights`].
    pub rights: Rights,
    /// Address bits inside the leaf, of the first stage and of the second.
    pub sizes: [u8; 2],
    /// The first stage's leaf is global.
    pub global: bool,
}

impl Entry {
    /// No entry; its tag belongs to no context.
    pub(crate) const EMPTY: Self = Self { tag: u64::MAX, guest_page: NO_GUEST, page: 0, rights: Rights::MAX, sizes: [0; 2], global: false };
}

/// What translation depends on, permissions apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    v: bool,
    first: Option<u64>,
    second: Option<u64>,
    asid: u64,
    vmid: u64,
}

impl Key {
    /// Physical addresses: neither stage.
    pub(crate) const PHYSICAL: Self = Self { v: false, first: None, second: None, asid: 0, vmid: 0 };

    /// The key of the state, `v` being that of the access.
    pub(crate) fn new<R: Revision>(state: &R::State, v: bool) -> Self {
        let mode = |root: &Root| root.format.map(|format| format.mode);
        let first = R::root(state, v);
        if !v && first.format.is_none() {
            return Self::PHYSICAL;
        }
        let second = if v { R::guest_root(state) } else { Root { format: None, ppn: 0, id: 0 } };
        Self { v, first: mode(&first), second: mode(&second), asid: first.id, vmid: second.id }
    }
}

/// What a fence of the first stage covers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FirstFence {
    /// VMID if it is of a VS-stage.
    pub vmid: Option<u64>,
    /// ASID; global entries are spared if it is given.
    pub asid: Option<u64>,
    /// Virtual address.
    pub addr: Option<u64>,
}

/// The entries.
pub(crate) struct Tlb {
    entries: Box<[Entry; ENTRIES]>,
    /// Contexts that entries may belong to, with their numbers.
    live: Vec<(Key, u64)>,
    last: u64,
    /// Which superpages may be cached in pieces, of each stage.
    superpages: [Superpages; 2],
    /// By hash of the guest page: the one slot that holds it, or that it may be several.
    slots: Box<[Slot; ENTRIES]>,
}

/// Where a guest page is cached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    None,
    One(u16),
    Many,
}

impl Tlb {
    /// Nothing cached.
    pub(crate) fn new() -> Self {
        Self { entries: boxed(Entry::EMPTY), live: Vec::new(), last: 0, superpages: [Superpages::NONE; 2], slots: boxed(Slot::None) }
    }

    /// Whether there is no number left for another context.
    pub(crate) fn is_full(&self) -> bool {
        self.last + 1 == CONTEXTS
    }

    /// The context of a key, as it stands in tags. The TLB must not be full.
    pub(crate) fn context(&mut self, key: Key) -> u64 {
        if let Some(at) = self.live.iter().position(|live| live.0 == key) {
            self.live.swap(0, at);
            return self.live[0].1 << CONTEXT_BIT;
        }
        self.last += 1;
        self.live.push((key, self.last));
        self.last << CONTEXT_BIT
    }

    /// The entry of an address, whatever it permits.
    #[inline(always)]
    pub(crate) fn find(&self, va: u64, context: u64) -> Option<&Entry> {
        let entry = &self.entries[index(va >> PAGE_BITS, context)];
        (entry.tag == va >> PAGE_BITS | context).then_some(entry)
    }

    /// Puts in an entry, which inherits what PMP granted to the same page.
    /// Returns what it permits.
    #[inline(always)]
    pub(crate) fn insert(&mut self, va: u64, context: u64, mut entry: Entry) -> Rights {
        let slot = index(va >> PAGE_BITS, context);
        entry.tag = va >> PAGE_BITS | context;
        let old = &self.entries[slot];
        if old.tag == entry.tag && old.page == entry.page {
            entry.rights &= old.rights | !PMP;
        }
        self.note(slot, va, &entry);
        self.entries[slot] = entry;
        entry.rights
    }

    /// Drops everything, for changes that no fence covers.
    pub(crate) fn clear(&mut self) {
        if self.is_full() {
            *self = Self::new();
        }
        self.live.clear();
    }

    /// A fence of the first stage. Says whether it covered but the one page
    /// that it names, whatever is or was cached.
    pub(crate) fn fence_first(&mut self, fence: FirstFence) -> bool {
        let covered = |key: &Key| {
            key.v == fence.vmid.is_some()
                && fence.vmid.is_none_or(|vmid| vmid == key.vmid)
                && fence.asid.is_none_or(|asid| asid == key.asid)
                && key.first.is_some()
        };
        if fence.asid.is_none() && fence.addr.is_none() {
            self.live.retain(|(key, _)| !covered(key));
            return false;
        }
        let one_page = fence.addr.is_some_and(|addr| !self.superpages[0].may_hold(addr));
        let spare_global = fence.asid.is_some();
        for at in 0..self.live.len() {
            let (key, number) = self.live[at];
            if covered(&key) {
                self.drop_first(number << CONTEXT_BIT, fence.addr, spare_global);
            }
        }
        one_page
    }

    /// A fence of the G-stage, of a VMID or all, of a guest physical address or all.
    pub(crate) fn fence_second(&mut self, vmid: Option<u64>, gpa: Option<u64>) {
        let covered = |key: &Key| key.v && key.second.is_some() && vmid.is_none_or(|vmid| vmid == key.vmid);
        let Some(gpa) = gpa else {
            self.live.retain(|(key, _)| !covered(key));
            return;
        };
        let covered: Vec<u64> = self.live.iter().filter(|(key, _)| covered(key)).map(|live| live.1).collect();
        let page = gpa >> PAGE_BITS;
        let hit = |entry: &Entry| covered.contains(&(entry.tag >> CONTEXT_BIT)) && same(entry.guest_page, page, entry.sizes[1]);
        let home = hash(page, ENTRIES);
        if self.superpages[1].may_hold(gpa) || self.slots[home] == Slot::Many {
            if drop_if(&mut self.entries[..], hit) == 0 {
                self.reindex();
            }
        } else if let Slot::One(slot) = self.slots[home] {
            drop_if(&mut self.entries[usize::from(slot)..=usize::from(slot)], hit);
        }
    }

    fn drop_first(&mut self, context: u64, addr: Option<u64>, spare_global: bool) {
        let hit = |entry: &Entry| {
            entry.tag >> CONTEXT_BIT == context >> CONTEXT_BIT
                && !(spare_global && entry.global)
                && addr.is_none_or(|addr| same(entry.tag ^ context, addr >> PAGE_BITS, entry.sizes[0]))
        };
        match addr {
            Some(addr) if !self.superpages[0].may_hold(addr) => {
                let slot = index(addr >> PAGE_BITS, context);
                drop_if(&mut self.entries[slot..=slot], hit);
            }
            _ => {
                if drop_if(&mut self.entries[..], hit) == 0 {
                    self.reindex();
                }
            }
        }
    }

    /// Makes the record of superpages and guest pages anew: a search that
    /// found nothing shows that it has become imprecise.
    fn reindex(&mut self) {
        let mut live = [0u64; 64];
        for (_, number) in &self.live {
            live[(number / 64) as usize] |= 1 << (number % 64);
        }
        self.superpages = [Superpages::NONE; 2];
        self.slots.fill(Slot::None);
        for slot in 0..ENTRIES {
            let entry = self.entries[slot];
            let number = entry.tag >> CONTEXT_BIT;
            if live[(number / 64) as usize] >> (number % 64) & 1 == 0 {
                self.entries[slot] = Entry::EMPTY;
            } else {
                self.note(slot, entry.tag << PAGE_BITS, &entry);
            }
        }
    }

    /// Records where the entry in `slot` has to be looked for.
    fn note(&mut self, slot: usize, va: u64, entry: &Entry) {
        let [first, second] = entry.sizes;
        self.superpages[0].note(va, first);
        if entry.guest_page == NO_GUEST {
            return;
        }
        self.superpages[1].note(entry.guest_page << PAGE_BITS, second);
        let home = hash(entry.guest_page, ENTRIES);
        self.slots[home] = match self.slots[home] {
            Slot::None => Slot::One(slot as u16),
            Slot::One(held) if usize::from(held) == slot => Slot::One(held),
            Slot::One(held) if hash(self.entries[usize::from(held)].guest_page, ENTRIES) != home => Slot::One(slot as u16),
            _ => Slot::Many,
        };
    }
}

#[inline(always)]
fn index(page: u64, context: u64) -> usize {
    // Pages of different contexts shall not meet in the same slots.
    (page ^ context >> (CONTEXT_BIT - 6)) as usize % ENTRIES
}

/// Whether two pages lie in one leaf of so many address bits.
fn same(a: u64, b: u64, size: u8) -> bool {
    (a ^ b) >> (u32::from(size) - PAGE_BITS) == 0
}

/// Returns how many were dropped.
fn drop_if(entries: &mut [Entry], hit: impl Fn(&Entry) -> bool) -> usize {
    let mut dropped = 0;
    for entry in entries.iter_mut().filter(|entry| hit(entry)) {
        *entry = Entry::EMPTY;
        dropped += 1;
    }
    dropped
}

fn hash(value: u64, range: usize) -> usize {
    (value.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % range
}

fn boxed<T: Copy>(value: T) -> Box<[T; ENTRIES]> {
    let boxed: Result<Box<[T; ENTRIES]>, _> = vec![value; ENTRIES].into_boxed_slice().try_into();
    boxed.unwrap_or_else(|_| unreachable!("the vector has ENTRIES elements"))
}

/// Superpages of one stage, pieces of which may be cached; some may be
/// reported that are not.
struct Superpages {
    /// Sizes that occur, one bit each.
    sizes: u64,
    bits: [u64; 16],
}

impl Superpages {
    const NONE: Self = Self { sizes: 0, bits: [0; 16] };

    fn place(addr: u64, size: u32) -> (usize, u64) {
        let bit = hash((addr >> size).wrapping_add(u64::from(size)), 1024);
        (bit / 64, 1 << (bit % 64))
    }

    fn note(&mut self, addr: u64, size: u8) {
        if u32::from(size) > PAGE_BITS {
            let (word, bit) = Self::place(addr, u32::from(size));
            self.sizes |= 1 << size;
            self.bits[word] |= bit;
        }
    }

    fn may_hold(&self, addr: u64) -> bool {
        (0..64).filter(|size| self.sizes >> size & 1 != 0).any(|size| {
            let (word, bit) = Self::place(addr, size);
            self.bits[word] & bit != 0
        })
    }
}

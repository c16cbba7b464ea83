//! Physical memory protection, with a memory of what it granted.
//!
//! A revision looks through all entries for each access, also for each PTE.
//! What was granted for a whole page holds for all of it, until a CSR of
//! physical memory protection is written.

use isa::{Kind, Revision};

use crate::layout::{PAGE, PAGE_BITS};

/// Grants that are remembered, by low bits of the page.
const GRANTS: usize = 2048;
const NONE: u64 = u64::MAX;

const MIB: u64 = 1024 * 1024;
/// Bytes of regions that are tried before pages: firmware protects itself by
/// small ones and leaves the rest of memory alone.
const REGIONS: [u64; 2] = [1024 * MIB, 2 * MIB];
/// Kinds of access, by privileges.
const ASKERS: usize = 3 * 4;

/// What was granted as a whole, to a kind of access and a privilege.
pub(crate) struct Grants {
    pages: Box<[u64; GRANTS]>,
    /// The last region that was granted: where it begins, and its size.
    regions: [(u64, u64); ASKERS],
}

impl Grants {
    /// Nothing granted yet.
    pub(crate) fn new() -> Self {
        Self { pages: Box::new([NONE; GRANTS]), regions: [(0, 0); ASKERS] }
    }

    /// Physical memory protection changed.
    pub(crate) fn clear(&mut self) {
        self.pages.fill(NONE);
        self.regions = [(0, 0); ASKERS];
    }

    /// Whether the whole page of `pa` is granted.
    #[inline(always)]
    pub(crate) fn page<R: Revision>(&mut self, s: &R::State, pa: u64, kind: Kind, prv: u64) -> bool {
        let (begin, size) = self.regions[asker(kind, prv)];
        pa.wrapping_sub(begin) < size || self.ask::<R>(s, pa, kind, prv)
    }

    #[inline(never)]
    fn ask<R: Revision>(&mut self, s: &R::State, pa: u64, kind: Kind, prv: u64) -> bool {
        let page = pa >> PAGE_BITS;
        let grant = (page * 4 + kind as u64) * 4 + (prv & 3);
        let slot = (page as usize).wrapping_mul(4).wrapping_add(kind as usize) % GRANTS;
        if self.pages[slot] == grant {
            return true;
        }
        // What is granted for all of a region is for each page of it: the
        // first entry that matches any of it matches all of it.
        let of = |size: &u64| (pa & !(size - 1), *size);
        if let Some(region) = REGIONS.iter().map(of).find(|(begin, size)| !R::pmp_denied(s, *begin, *size, kind, prv)) {
            self.regions[asker(kind, prv)] = region;
            return true;
        }
        let granted = !R::pmp_denied(s, pa & !(PAGE - 1), PAGE, kind, prv);
        if granted {
            self.pages[slot] = grant;
        }
        granted
    }

    /// Whether `bytes` at `pa`, which do not cross a page, are denied.
    pub(crate) fn denied<R: Revision>(&mut self, s: &R::State, pa: u64, bytes: u64, kind: Kind, prv: u64) -> bool {
        !self.page::<R>(s, pa, kind, prv) && R::pmp_denied(s, pa, bytes, kind, prv)
    }
}

/// Index of a region of [`Grants`].
#[inline(always)]
fn asker(kind: Kind, prv: u64) -> usize {
    (kind as usize * 4 + (prv & 3) as usize) % ASKERS
}

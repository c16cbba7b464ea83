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

/// Pages that were granted as a whole, to a kind of access and a privilege.
pub(crate) struct Grants {
    pages: Box<[u64; GRANTS]>,
}

impl Grants {
    /// Nothing granted yet.
    pub(crate) fn new() -> Self {
        Self { pages: Box::new([NONE; GRANTS]) }
    }

    /// Physical memory protection changed.
    pub(crate) fn clear(&mut self) {
        self.pages.fill(NONE);
    }

    /// Whether the whole page of `pa` is granted.
    pub(crate) fn page<R: Revision>(&mut self, s: &R::State, pa: u64, kind: Kind, prv: u64) -> bool {
        let page = pa >> PAGE_BITS;
        let grant = (page * 4 + kind as u64) * 4 + (prv & 3);
        let slot = (page as usize).wrapping_mul(4).wrapping_add(kind as usize) % GRANTS;
        if self.pages[slot] == grant {
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

//! Translation: every page of RAM that is used lies where it is, in both stages.

use crate::firmware::csr;
use crate::hypervisor::{gstage, vs_stage};

/// RAM that workloads may use.
pub const RAM: u64 = 0x8000_0000;
/// Bytes of it.
pub const BYTES: u64 = 64 << 20;
/// Mapped by a guest's own tables, and by those of the G-stage not.
pub const HOLE: u64 = RAM + BYTES;

const ENTRIES: usize = gstage::PAGE_BYTES / gstage::PTE_BYTES;
/// Lowest tables that the pages take, one more for the hole.
const TABLES: usize = (BYTES / gstage::span(1)) as usize + 1;

#[repr(C, align(4096))]
struct Table([u64; ENTRIES]);

#[repr(C, align(16384))]
struct Root([u64; gstage::ROOT_BYTES / gstage::PTE_BYTES]);

/// Tables of one stage; the G-stage uses all of the root.
#[repr(C)]
struct Stage {
    root: Root,
    middle: Table,
    lowest: [Table; TABLES],
}

impl Stage {
    const EMPTY: Self = Self {
        root: Root([0; gstage::ROOT_BYTES / gstage::PTE_BYTES]),
        middle: Table([0; ENTRIES]),
        lowest: [const { Table([0; ENTRIES]) }; TABLES],
    };

    /// Maps RAM and `more` bytes behind it; returns the address of the root.
    fn fill(&mut self, more: u64, leaf: fn(u64) -> u64) -> u64 {
        let mut pa = RAM;
        while pa < RAM + BYTES + more {
            let table = ((pa - RAM) / gstage::span(1)) as usize;
            let entry = gstage::table(&raw const self.lowest[table] as u64);
            self.middle.0[gstage::index(1, pa)] = entry;
            self.lowest[table].0[gstage::index(0, pa)] = leaf(pa);
            pa += gstage::PAGE_BYTES as u64;
        }
        self.root.0[gstage::index(2, RAM)] = gstage::table(&raw const self.middle as u64);
        &raw const self.root as u64
    }
}

static mut FIRST: Stage = Stage::EMPTY;
static mut SECOND: Stage = Stage::EMPTY;

/// Tables as S-mode uses them; returns the value of `satp`.
fn first(more: u64) -> u64 {
    let stage = &raw mut FIRST;
    // SAFETY: one hart, before any of this is used for translation.
    let stage = unsafe { &mut *stage };
    let root = stage.fill(more, |pa| vs_stage::leaf(pa, true, true, true));
    (vs_stage::MODE << csr::satp::MODE_SHIFT) | (root / gstage::PAGE_BYTES as u64)
}

/// Turns S-mode's translation on.
pub fn supervisor() {
    csr::satp::write(first(0));
}

/// Turns both stages of a guest's translation on.
pub fn guest() {
    csr::vsatp::write(first(gstage::PAGE_BYTES as u64));
    let stage = &raw mut SECOND;
    // SAFETY: as in `first`.
    let stage = unsafe { &mut *stage };
    let root = stage.fill(0, |pa| gstage::leaf(pa, true, true, true));
    csr::hgatp::write(gstage::hgatp(root, 1));
}

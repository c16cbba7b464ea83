//! Translation: every page of RAM that is used lies where it is, in both stages.

use crate::firmware::csr;
use crate::hypervisor::{gstage, vs_stage};

/// RAM that workloads may use.
pub const RAM: u64 = 0x8000_0000;
/// Bytes of it.
pub const BYTES: u64 = 64 << 20;
/// Mapped by a guest's own tables, and by those of the G-stage not.
pub const HOLE: u64 = RAM + BYTES;
/// Bytes of a page.
pub const PAGE: u64 = gstage::PAGE_BYTES as u64;
/// Bytes of a line of a cache, as of many hosts.
pub const LINE: u64 = 64;
/// Memory behind the program that is free; zeros to begin with.
pub const FREE: u64 = RAM + (8 << 20);
/// Free pages that events touch, and move: all in one table.
pub const WINDOW: u64 = FREE;
/// So many.
pub const WINDOW_PAGES: u64 = 16;

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
            let entry = gstage::table(&raw const self.lowest[table(pa)] as u64);
            self.middle.0[gstage::index(1, pa)] = entry;
            self.lowest[table(pa)].0[gstage::index(0, pa)] = leaf(pa);
            pa += PAGE;
        }
        self.root.0[gstage::index(2, RAM)] = gstage::table(&raw const self.middle as u64);
        &raw const self.root as u64
    }
}

/// Which of the lowest tables maps a page.
fn table(pa: u64) -> usize {
    ((pa - RAM) / gstage::span(1)) as usize
}

static mut FIRST: Stage = Stage::EMPTY;
static mut SECOND: Stage = Stage::EMPTY;

/// Tables as S-mode uses them; returns the value of `satp`.
fn first(more: u64) -> u64 {
    let stage = &raw mut FIRST;
    // SAFETY: one hart, before any of this is used for translation.
    let stage = unsafe { &mut *stage };
    let root = stage.fill(more, |pa| vs_stage::leaf(pa, true, true, true));
    satp(root)
}

fn satp(root: u64) -> u64 {
    (vs_stage::MODE << csr::satp::MODE_SHIFT) | (root / PAGE)
}

/// Turns S-mode's translation on.
pub fn supervisor() {
    csr::satp::write(first(0));
}

/// Turns both stages of a guest's translation on.
pub fn guest() {
    csr::vsatp::write(first(PAGE));
    let stage = &raw mut SECOND;
    // SAFETY: as in `first`.
    let stage = unsafe { &mut *stage };
    let root = stage.fill(0, |pa| gstage::leaf(pa, true, true, true));
    csr::hgatp::write(gstage::hgatp(root, 1));
}

/// The entry that maps a page for S-mode, or a guest's own.
pub fn first_entry(page: u64) -> *mut u64 {
    // SAFETY: the tables of all RAM are a static; the pointer stays within.
    unsafe { &raw mut FIRST.lowest[table(page)].0[gstage::index(0, page)] }
}

/// The entry of the G-stage that maps a page.
pub fn second_entry(page: u64) -> *mut u64 {
    // SAFETY: as in `first_entry`.
    unsafe { &raw mut SECOND.lowest[table(page)].0[gstage::index(0, page)] }
}

/// Tables on the way to the window.
#[repr(C)]
struct Way([Table; 3]);

static mut WAY: Way = Way([const { Table([0; ENTRIES]) }; 3]);

/// Another space for S-mode or a guest, which is in that of all RAM: in the
/// window it has the pages behind the window. Returns the value of `satp`.
pub fn another() -> u64 {
    let (first, way) = (&raw const FIRST, &raw mut WAY);
    // SAFETY: one hart; tables that are in use are only read.
    let first = unsafe { &*first };
    // SAFETY: one hart, before any of it is used for translation.
    let Way([root, middle, lowest]) = unsafe { &mut *way };
    root.0.copy_from_slice(&first.root.0[..ENTRIES]);
    root.0[gstage::index(2, WINDOW)] = gstage::table(&raw const *middle as u64);
    middle.0 = first.middle.0;
    middle.0[gstage::index(1, WINDOW)] = gstage::table(&raw const *lowest as u64);
    lowest.0 = first.lowest[table(WINDOW)].0;
    for at in 0..WINDOW_PAGES {
        let page = WINDOW + at * PAGE;
        lowest.0[gstage::index(0, page)] = vs_stage::leaf(page + WINDOW_PAGES * PAGE, true, true, true);
    }
    satp(&raw const *root as u64)
}

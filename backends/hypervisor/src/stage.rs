//! The guest's memory: pages, and the G-stage that translates to them, both
//! made when the guest first touches them.

use crate::arch::memory::{PAGE, Page, Pages};
use crate::generated::{gstage, quirk};
use crate::image;

/// Where guest RAM starts, as on the `virt` machine.
pub const RAM: u64 = 0x8000_0000;
/// Bytes of guest RAM.
pub const RAM_BYTES: u64 = 64 << 20;
/// A guest physical address is in RAM, or it is none of ours.
const RAM_RANGE: core::ops::Range<u64> = RAM..RAM + RAM_BYTES;
/// Guest number in the translation; there is one guest.
const VMID: u64 = 1;

/// Guest RAM by guest physical address.
pub struct Memory {
    pages: Pages,
    root: Page,
}

/// What `Memory::touch` found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// The page is mapped from now on.
    Mapped,
    /// The page was mapped before.
    Already,
    /// There is no memory.
    Outside,
}

impl Memory {
    /// RAM that holds the guest's image and is otherwise zero.
    pub fn new() -> Self {
        let mut pages = Pages::all();
        let root = pages.allocate(gstage::ROOT_BYTES as u64).expect("the pool is larger");
        let mut memory = Self { pages, root };
        if quirk::TABLE_FAULT_IS_GUESTS || quirk::VS_WALK_IGNORES_GSTAGE {
            // The guest's tables must not fault here: map all at once.
            for gpa in RAM_RANGE.step_by(PAGE as usize) {
                memory.touch(gpa);
            }
        }
        memory
    }

    /// What names this translation to the hart.
    pub fn hgatp(&self) -> u64 {
        gstage::hgatp(self.root.address(), VMID)
    }

    /// Maps the page of `gpa` if it is RAM.
    pub fn touch(&mut self, gpa: u64) -> Touch {
        match self.page(gpa) {
            Some((_, true)) => Touch::Mapped,
            Some((_, false)) => Touch::Already,
            None => Touch::Outside,
        }
    }

    /// The eight bytes at the aligned `gpa`.
    pub fn read(&mut self, gpa: u64) -> Option<u64> {
        let aligned = gpa.is_multiple_of(8);
        aligned.then(|| self.page(gpa))?.map(|(page, _)| page.read(gpa % PAGE))
    }

    /// The byte at `gpa`.
    pub fn read_byte(&mut self, gpa: u64) -> Option<u8> {
        self.read(gpa & !7).map(|word| word.to_le_bytes()[(gpa & 7) as usize])
    }

    /// Writes the byte at `gpa`; false if there is no memory.
    pub fn write_byte(&mut self, gpa: u64, byte: u8) -> bool {
        let page = self.page(gpa);
        page.inspect(|(page, _)| page.copy(gpa % PAGE, &[byte])).is_some()
    }

    /// The page of `gpa`, and whether it has just been mapped.
    fn page(&mut self, gpa: u64) -> Option<(Page, bool)> {
        if !RAM_RANGE.contains(&gpa) {
            return None;
        }
        let mut table = self.root;
        for level in (1..gstage::LEVELS).rev() {
            let at = (gstage::index(level, gpa) * gstage::PTE_BYTES) as u64;
            let pte = table.read(at);
            table = if gstage::is_valid(pte) {
                self.pages.at(gstage::address(pte))?
            } else {
                let next = self.pages.allocate(PAGE)?;
                table.write(at, gstage::table(next.address()));
                next
            };
        }
        let at = (gstage::index(0, gpa) * gstage::PTE_BYTES) as u64;
        let pte = table.read(at);
        if gstage::is_valid(pte) {
            return self.pages.at(gstage::address(pte)).map(|page| (page, false));
        }
        let page = self.pages.allocate(PAGE)?;
        fill(page, gpa - gpa % PAGE);
        table.write(at, gstage::leaf(page.address(), true, true, true));
        gstage::fence_all();
        Some((page, true))
    }
}

/// Copies to a zeroed page what the guest's image has at `gpa`.
fn fill(page: Page, gpa: u64) {
    for &(start, bytes) in image::SEGMENTS {
        let end = start + bytes.len() as u64;
        let (from, to) = (start.max(gpa), end.min(gpa + PAGE));
        if from < to {
            let part = &bytes[(from - start) as usize..(to - start) as usize];
            page.copy(from - gpa, part);
        }
    }
    crate::arch::fence_i();
}

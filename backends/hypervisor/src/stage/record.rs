//! Which pages a guest writes, and memory that it gives back.
//!
//! Where a fault in the guest's tables does not come to the hypervisor, leaves
//! stay writable, and every page counts as written once nobody runs.

use super::{Leaf, Memory, Tables, gstage};
use crate::arch::memory::{Block, PAGE};
use crate::host;
use crate::machine::machine;
use alloc::vec::Vec;
use core::sync::atomic::Ordering::SeqCst;
use deployment::Ram;

/// Pages that were written: a bit each, range of RAM after range.
pub(super) struct Written(Vec<u64>);

impl Written {
    /// None so far; `None` if there is no memory for the bits.
    fn new(ram: &[Ram]) -> Option<Self> {
        let pages: u64 = ram.iter().map(|ram| ram.bytes / PAGE).sum();
        let mut bits = Vec::new();
        bits.try_reserve_exact(pages.div_ceil(64) as usize).ok()?;
        bits.resize(pages.div_ceil(64) as usize, 0);
        Some(Self(bits))
    }

    /// Notes that the page of `gpa` was written.
    pub(super) fn note(&mut self, ram: &[Ram], gpa: u64) {
        let mut before = 0;
        for ram in ram {
            if let Some(offset) = gpa.checked_sub(ram.at).filter(|offset| *offset < ram.bytes) {
                let page = before + offset / PAGE;
                self.0[(page / 64) as usize] |= 1 << (page % 64);
            }
            before += ram.bytes / PAGE;
        }
    }

    /// First addresses of the pages that were written, which are forgotten.
    fn take(&mut self, ram: &[Ram]) -> Vec<u64> {
        let pages = ram.iter().flat_map(|ram| (0..ram.bytes / PAGE).map(|page| ram.at + page * PAGE));
        let bits = &self.0;
        let taken = pages.enumerate().filter(|(page, _)| bits[page / 64] >> (page % 64) & 1 != 0).map(|(_, gpa)| gpa).collect();
        self.0.fill(0);
        taken
    }
}

impl Memory {
    /// Records writes from now on. First addresses of all pages that hold
    /// anything; none if there is no memory for that.
    pub fn record_writes(&self) -> Option<Vec<u64>> {
        let mut tables = self.tables.lock();
        for (piece, _) in &self.pieces {
            let mut at = piece.at;
            while at < piece.at + piece.bytes {
                let (block, _) = self.find(&mut tables, at).ok()?;
                at = (at & !(block.bytes() - 1)) + block.bytes();
            }
        }
        tables.written = Some(Written::new(&self.ram)?);
        if Self::must_be_mapped() {
            return Some(Vec::new());
        }
        if self.protect(self.root, gstage::LEVELS - 1).is_none() {
            tables.written = None;
            self.permit_all(self.root, gstage::LEVELS - 1);
            return None;
        }
        self.recorded.store(true, SeqCst);
        self.fence();
        Some(self.mapped())
    }

    /// First addresses of the pages that were written since this was last
    /// asked; with `stopped`, no vCPU runs.
    pub fn take_written(&self, stopped: bool) -> Vec<u64> {
        let mut tables = self.tables.lock();
        let Some(written) = &mut tables.written else { return Vec::new() };
        let taken = written.take(&self.ram);
        if Self::must_be_mapped() {
            return if stopped { self.mapped() } else { Vec::new() };
        }
        for leaf in taken.iter().filter_map(|gpa| self.leaf(*gpa)) {
            leaf.table.write(leaf.at, gstage::read_only(leaf.pte));
        }
        if !taken.is_empty() {
            self.fence();
        }
        taken
    }

    /// Records no writes any more.
    pub fn forget_writes(&self) {
        let mut tables = self.tables.lock();
        if tables.written.take().is_some() {
            self.recorded.store(false, SeqCst);
            self.permit_all(self.root, gstage::LEVELS - 1);
            self.fence();
        }
    }

    /// Notes a write to `gpa`, which is mapped, and permits it; false if it
    /// was permitted.
    pub(super) fn permit(&self, tables: &mut Tables, gpa: u64) -> bool {
        let (Some(written), Some(leaf)) = (&mut tables.written, self.leaf(gpa)) else { return false };
        if gstage::is_writable(leaf.pte) {
            return false;
        }
        written.note(&self.ram, gpa);
        leaf.permit();
        // This hart remembers otherwise; another one will fault and fence.
        self.fence_page(gpa);
        true
    }

    /// Gives back all memory: RAM begins anew as the deployment has it, or
    /// `blank`. No vCPU runs.
    pub fn reclaim(&self, blank: bool) {
        // Nobody may remember what is somebody else's soon.
        self.empty(blank, || self.fence());
    }

    /// Gives back all memory of a guest that no hart has ever run.
    pub fn give_up(&self) {
        self.empty(false, || ());
    }

    fn empty(&self, blank: bool, fence: impl FnOnce()) {
        let mut tables = self.tables.lock();
        *tables = Tables { written: None, blank };
        self.recorded.store(false, SeqCst);
        let entries: Vec<u64> = self.entries(self.root).collect();
        (0..self.root.bytes()).step_by(gstage::PTE_BYTES).for_each(|at| self.root.write(at, 0));
        fence();
        entries.into_iter().for_each(|pte| self.free(pte, gstage::LEVELS - 1));
    }

    /// Frees what an entry of `level` leads to. Leaves that lie together as
    /// one block would are one again.
    fn free(&self, pte: u64, level: usize) {
        if !gstage::is_valid(pte) {
            return;
        }
        if gstage::is_leaf(pte) {
            if let Some(block) = Block::at(gstage::address(pte), gstage::span(level)) {
                block.free();
            }
            return;
        }
        let Some(table) = Block::at(gstage::address(pte), PAGE) else { return };
        let first = table.read(0);
        let start = gstage::address(first);
        let follows = |(n, pte): (usize, u64)| gstage::is_leaf(pte) && gstage::address(pte) == start + n as u64 * gstage::span(level - 1);
        let whole = Block::at(start, gstage::span(level)).filter(|_| self.entries(table).enumerate().all(follows));
        match whole {
            Some(block) => block.free(),
            None => self.entries(table).for_each(|pte| self.free(pte, level - 1)),
        }
        table.free();
    }

    fn entries(&self, table: Block) -> impl Iterator<Item = u64> {
        (0..table.bytes()).step_by(gstage::PTE_BYTES).map(move |at| table.read(at))
    }

    /// First addresses of all pages that are mapped.
    fn mapped(&self) -> Vec<u64> {
        let mut pages = Vec::new();
        for ram in &self.ram {
            let mut at = ram.at;
            while at < ram.at + ram.bytes {
                match self.leaf(at) {
                    Some(leaf) => {
                        let end = (at & !(gstage::span(leaf.level) - 1)) + gstage::span(leaf.level);
                        pages.extend((at..end.min(ram.at + ram.bytes)).step_by(PAGE as usize));
                        at = end;
                    }
                    None => at += PAGE,
                }
            }
        }
        pages
    }

    /// Makes all leaves below a table small, and none writable; None if there
    /// is no memory for tables.
    fn protect(&self, table: Block, level: usize) -> Option<()> {
        for at in (0..table.bytes()).step_by(gstage::PTE_BYTES) {
            let pte = table.read(at);
            if !gstage::is_valid(pte) {
                continue;
            }
            if level == 0 {
                table.write(at, gstage::read_only(pte));
                continue;
            }
            if gstage::is_leaf(pte) {
                let (small, span) = (Block::allocate(PAGE)?, gstage::span(level - 1));
                for (n, at) in (0..PAGE).step_by(gstage::PTE_BYTES).enumerate() {
                    small.write(at, gstage::leaf(gstage::address(pte) + n as u64 * span, true, true, true));
                }
                table.write(at, gstage::table(small.address()));
            }
            self.protect(Block::at(gstage::address(table.read(at)), PAGE)?, level - 1)?;
        }
        Some(())
    }

    fn permit_all(&self, table: Block, level: usize) {
        for at in (0..table.bytes()).step_by(gstage::PTE_BYTES) {
            let pte = table.read(at);
            if gstage::is_leaf(pte) {
                Leaf { table, at, pte, level }.permit();
            } else if gstage::is_valid(pte)
                && let Some(next) = Block::at(gstage::address(pte), PAGE)
            {
                self.permit_all(next, level - 1);
            }
        }
    }

    /// Ends what all harts remember of this translation.
    fn fence(&self) {
        gstage::fence_all();
        let harts = &machine().harts;
        if harts.len() > 1 {
            host::hfence_gvma(host::Harts(harts.iter().fold(0, |mask, hart| mask | 1 << hart.id)));
        }
    }
}

impl Leaf {
    fn permit(&self) {
        let block = gstage::leaf(gstage::address(self.pte), true, true, true);
        self.table.write(self.at, block);
    }
}

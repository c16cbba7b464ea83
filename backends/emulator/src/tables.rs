//! Last-level tables that walks have come upon, so that the next one begins there.
//!
//! Any fence forgets all of them: they are soon found again.

use isa::Format;

use crate::layout::PAGE_BITS;
use crate::rights::Rights;

const ENTRIES: usize = 256;

/// What leads to a table of the last level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableKey {
    /// Root of the stage.
    pub root: u64,
    /// Which stage: none of the G-stage has a stage below.
    pub gstage: bool,
    /// Root and VMID of the stage below, for a VS-stage.
    pub below: Option<(u64, u64)>,
    /// Address without the bits that the last level translates.
    pub region: u64,
}

impl TableKey {
    /// The part of an address that tables before the last level translate.
    pub(crate) fn region(format: &Format, address: u64) -> u64 {
        address >> (PAGE_BITS + format.index_bits)
    }

    fn slot(&self) -> usize {
        let salt = self.root >> PAGE_BITS ^ if self.gstage { ENTRIES as u64 / 2 } else { 0 };
        (self.region ^ salt) as usize % ENTRIES
    }
}

/// A table of the last level.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    /// Its address, which is a guest physical one for a VS-stage.
    pub address: u64,
    /// Where that is in physical memory.
    pub place: u64,
    /// Class of the G-stage's leaf that leads there.
    pub class: Rights,
}

/// The tables.
pub(crate) struct Tables {
    entries: Box<[Option<(TableKey, Table, u64)>; ENTRIES]>,
    epoch: u64,
}

impl Tables {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self { entries: Box::new([None; ENTRIES]), epoch: 0 }
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.epoch += 1;
    }

    /// A table that is known.
    #[inline(always)]
    pub(crate) fn find(&self, key: &TableKey) -> Option<Table> {
        let (known, table, epoch) = self.entries[key.slot()].as_ref()?;
        (*epoch == self.epoch && known == key).then_some(*table)
    }

    /// Keeps a table.
    pub(crate) fn insert(&mut self, key: TableKey, table: Table) {
        self.entries[key.slot()] = Some((key, table, self.epoch));
    }
}

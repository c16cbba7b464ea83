//! Finds translations that are used after the tables have changed: a fence
//! is missing.
//!
//! Off unless asked for. Then each use of a kept translation is compared with
//! the tables as they are, and of each word of the tables is known which
//! store changed it last. The run itself goes on with what was kept, as a
//! hart might.

use std::collections::{HashMap, HashSet};

use isa::{Access, Revision};

use crate::core::Core;
use crate::layout::{PAGE, PAGE_BITS, RAM_BASE};
use crate::walk::Request;

/// Reports that are kept at most.
const REPORTS: usize = 1000;

/// Which tables changed without a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StaleStage {
    /// The only stage of V=0: SFENCE.VMA is missing.
    Single,
    /// The VS-stage: SFENCE.VMA by the guest or HFENCE.VVMA is missing.
    Vs,
    /// The G-stage: HFENCE.GVMA is missing.
    G,
}

/// A store to a page table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableStore {
    /// Physical address of the word that changed.
    pub address: u64,
    /// Address of the instruction.
    pub pc: u64,
    /// Hart that executed it.
    pub hart: usize,
}

/// The use of a translation that is no longer what the tables say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaleUse {
    /// Hart that used it.
    pub hart: usize,
    /// Address of the instruction that used it.
    pub pc: u64,
    /// Virtual address that was accessed.
    pub va: u64,
    /// The access.
    pub access: Access,
    /// ASID and VMID; the latter 0 if V=0.
    pub ids: (u64, u64),
    /// Physical address by the translation that was kept.
    pub kept: u64,
    /// Physical address by the tables, or the exception code that they would give.
    pub now: Result<u64, u64>,
    /// Which fence is missing.
    pub stage: StaleStage,
    /// The last store to the words that the tables' answer comes from.
    pub store: Option<TableStore>,
}

/// What is known about tables and their use.
#[derive(Default)]
pub(crate) struct Checker {
    /// Pages of RAM, by number, that have served as tables.
    tables: HashSet<u64>,
    /// The last store to each word of them, and how many stores came before.
    stores: HashMap<u64, (u64, TableStore)>,
    count: u64,
    /// Words read by the walk that is under way.
    path: Vec<u64>,
    /// Uses, each page in each context once.
    reports: Vec<StaleUse>,
    reported: HashSet<(u64, bool, (u64, u64))>,
}

impl Checker {
    /// The reports so far.
    pub(crate) fn reports(&self) -> &[StaleUse] {
        &self.reports
    }

    /// A walk reads the entry at a physical address.
    pub(crate) fn read(&mut self, address: u64) {
        self.tables.insert(address >> PAGE_BITS);
        self.path.push(address);
    }

    /// An instruction stored to a physical address.
    pub(crate) fn stored(&mut self, address: u64, hart: usize, pc: u64) {
        if self.tables.contains(&(address >> PAGE_BITS)) {
            let word = address & !WORD;
            self.count += 1;
            self.stores.insert(word, (self.count, TableStore { address: word, pc, hart }));
        }
    }

    fn last_store(&self) -> Option<TableStore> {
        let stores = self.path.iter().filter_map(|address| self.stores.get(&(address & !WORD)));
        stores.max_by_key(|store| store.0).map(|store| store.1)
    }
}

/// Bits of an address inside what stores are recorded by.
const WORD: u64 = 7;

impl<R: Revision> Core<R> {
    /// A kept translation, to the offset in RAM, is used.
    #[cold]
    pub(crate) fn check_use(&mut self, va: u64, access: Access, offset: usize) {
        let guest_page = self.hart.guest_page(va, access);
        if let Some(checker) = &mut self.checker {
            checker.path.clear();
        }
        let kept = RAM_BASE + offset as u64;
        let (now, stage) = match self.walk(Request { va, access, shortcuts: false, dry: true }) {
            Ok(t) if t.pa == kept => return,
            Ok(t) => (Ok(t.pa), if Some(t.gpa / PAGE) == guest_page { StaleStage::G } else { StaleStage::Vs }),
            Err(fault) => (Err(fault.exception.code), if fault.exception.gstage { StaleStage::G } else { StaleStage::Vs }),
        };
        let stage = if access.v { stage } else { StaleStage::Single };
        let state = &self.hart.state;
        let ids = (R::root(state, access.v).id, if access.v { R::guest_root(state).id } else { 0 });
        let Some(checker) = &mut self.checker else { return };
        if checker.reports.len() < REPORTS && checker.reported.insert((va / PAGE, access.v, ids)) {
            let (hart, pc, store) = (self.hart.id, self.hart.pc, checker.last_store());
            checker.reports.push(StaleUse { hart, pc, va, access, ids, kept, now, stage, store });
        }
    }
}

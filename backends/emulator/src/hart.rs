//! What one hart has for itself.

use isa::{Access, Decoded, Inputs, Kind, Revision};

use crate::code::FetchPage;
use crate::outcome::TrapCounters;
use crate::protection::Grants;
use crate::rights::{Rights, unknown};
use crate::tlb::{Entry, Key, Tlb};
use crate::trace::TrapRecord;

/// V and privilege of an access make the index of a view.
const VIEWS: usize = 8;
/// Fetch, load, store, and load by execute permission.
const KINDS: usize = 4;
/// Nominal privilege of machine mode, as [`Access::prv`] says it.
pub(crate) const MACHINE: u64 = 3;
/// Nominal privilege of supervisor mode.
pub(crate) const SUPERVISOR: u64 = 1;

/// Registers, privileged state and caches of one hart.
pub(crate) struct Hart<R: Revision> {
    /// Integer registers; the first stays 0.
    pub x: [u64; 32],
    /// Floating-point registers.
    pub f: [u64; 32],
    /// Address of the instruction being executed.
    pub pc: u64,
    /// Where the instruction jumps to, if it does.
    pub target: u64,
    /// The instruction jumps.
    pub jumps: bool,
    /// Compressed instructions executed; see `step`.
    pub compressed: u64,
    /// Instructions attempted since reset, those that trapped included.
    pub steps: u64,
    /// Execution pauses when `steps` reaches this; 0 for at once.
    pub stop_at: u64,
    /// Instructions of the page at `pc`.
    pub fetch: FetchPage,
    /// What the state makes of fetches, loads and stores.
    accesses: [Option<Access>; 3],
    /// Contexts of accesses, by view; 0 if not known.
    contexts: [u64; VIEWS],
    /// What the state denies, by view and kind. Valid if the context is known.
    denied: [[Rights; KINDS]; VIEWS],
    /// Translations.
    pub tlb: Tlb,
    /// What physical memory protection granted.
    pub grants: Grants,
    /// Privileged state.
    pub state: R::State,
    /// Inputs as last given to the state.
    pub inputs: Inputs,
    /// Number of the hart.
    pub id: usize,
    /// `steps` when retired instructions were last counted in the state.
    pub counted: u64,
    /// Instructions that trapped since.
    pub trapped: u64,
    /// Waits for an interrupt.
    pub waiting: bool,
    /// Its trap handler faults at its entry, for ever.
    pub lost: bool,
    /// Exceptions in a row without an instruction that retired between.
    pub barren: u32,
    /// `steps` at the last exception.
    pub last_exception: u64,
    /// The state changed during the instruction.
    pub changed: bool,
    /// Of an exception that an explicit data access just raised: faulting
    /// address minus original address.
    pub fault_offset: Option<u64>,
    /// Traps so far.
    pub traps: TrapCounters,
    /// The last trap.
    pub last_trap: Option<TrapRecord>,
    /// The last instruction.
    pub last: Option<Decoded<R::Op>>,
}

impl<R: Revision> Hart<R> {
    /// A hart after reset.
    pub(crate) fn new(id: usize, pc: u64) -> Self {
        Self {
            x: [0; 32],
            f: [0; 32],
            pc,
            target: 0,
            jumps: false,
            compressed: 0,
            steps: 0,
            stop_at: 0,
            fetch: FetchPage::NONE,
            accesses: [None; 3],
            contexts: [0; VIEWS],
            denied: [[0; KINDS]; VIEWS],
            tlb: Tlb::new(),
            grants: Grants::new(),
            state: R::reset(id as u64),
            inputs: Inputs::default(),
            id,
            counted: 0,
            trapped: 0,
            waiting: false,
            lost: false,
            barren: 0,
            last_exception: 0,
            changed: false,
            fault_offset: None,
            traps: TrapCounters::new(),
            last_trap: None,
            last: None,
        }
    }

    /// The access that an instruction makes in the current mode.
    #[inline(always)]
    pub(crate) fn access(&mut self, kind: Kind) -> Access {
        let state = &self.state;
        let access = *self.accesses[kind as usize].get_or_insert_with(|| R::access(state, kind));
        // Said once more for the compiler, which then knows the kind.
        Access { kind, exec_as_read: false, ..access }
    }

    /// Offset in RAM of an address, if the TLB has it and the access is permitted.
    #[inline(always)]
    pub(crate) fn lookup(&self, va: u64, access: Access) -> Option<usize> {
        let view = view(access);
        let entry = self.tlb.find(va, self.contexts[view])?;
        if entry.rights & self.denied[view][kind(access)] != 0 {
            return None;
        }
        Some(entry.host + (va % crate::layout::PAGE) as usize)
    }

    /// As [`Self::lookup`], after learning what the state has to say about
    /// the entry.
    pub(crate) fn learn(&mut self, va: u64, access: Access) -> Option<usize> {
        let (view, kind) = (view(access), kind(access));
        let context = self.context(access);
        let entry = self.tlb.find(va, context)?;
        let unsure = entry.rights & self.denied[view][kind];
        for (bit, leaf, gstage) in crate::rights::classes(unsure) {
            if leaf.is_none_or(|leaf| !R::leaf_denied(&self.state, leaf, access, gstage)) {
                self.denied[view][kind] &= !bit;
            }
        }
        self.lookup(va, access)
    }

    /// Puts in an entry for the access.
    pub(crate) fn insert(&mut self, va: u64, access: Access, entry: Entry) {
        let context = self.context(access);
        self.tlb.insert(va, context, entry);
    }

    /// The state changed: forget what was derived from it.
    #[inline]
    pub(crate) fn forget(&mut self) {
        self.accesses = [None; 3];
        self.forget_translations();
        self.stop_at = 0;
        self.changed = true;
    }

    /// A fence, or another change of the TLB.
    #[inline]
    pub(crate) fn forget_translations(&mut self) {
        self.contexts = [0; VIEWS];
        self.fetch = FetchPage::NONE;
    }

    /// Something changed that no fence covers: drop all translations.
    pub(crate) fn drop_translations(&mut self) {
        self.tlb.clear();
        self.grants.clear();
        self.forget_translations();
    }

    fn context(&mut self, access: Access) -> u64 {
        let view = view(access);
        if self.contexts[view] == 0 {
            if self.tlb.is_full() {
                self.tlb = Tlb::new();
                self.forget_translations();
            }
            let physical = !access.v && access.prv == MACHINE;
            let key = if physical { Key::PHYSICAL } else { Key::new::<R>(&self.state, access.v) };
            self.contexts[view] = self.tlb.context(key);
            for kind in [Kind::Fetch, Kind::Load, Kind::Store] {
                self.denied[view][kind as usize] = unknown(Access { kind, ..access });
            }
            self.denied[view][KINDS - 1] = unknown(Access { kind: Kind::Load, ..access });
        }
        self.contexts[view]
    }
}

#[inline(always)]
fn view(access: Access) -> usize {
    (usize::from(access.v) * 4 + access.prv as usize) % VIEWS
}

#[inline(always)]
fn kind(access: Access) -> usize {
    if access.exec_as_read { KINDS - 1 } else { access.kind as usize }
}

//! What one hart has for itself.

use isa::{Access, Decoded, Exception, Inputs, Kind, Revision, Root};

use crate::cache::FetchPage;
use crate::layout::{PAGE, PAGE_BITS};
use crate::near::{Near, Use, is_own};
use crate::outcome::TrapCounters;
use crate::protection::Grants;
use crate::rights::{Rights, unknown};
use crate::tables::Tables;
use crate::tlb::{Entry, Key, Tlb};
use crate::trace::TrapRecord;

/// V and privilege of an access make the index of a view.
const VIEWS: usize = 8;
/// Fetch, load, store, and load by execute permission.
const KINDS: usize = 4;
/// Situations that are remembered.
const SITUATIONS: usize = 16;
/// Nominal privilege of machine mode, as [`Access::prv`] says it.
pub(crate) const MACHINE: u64 = 3;
/// Nominal privilege of supervisor mode.
pub(crate) const SUPERVISOR: u64 = 1;

/// Registers, privileged state and caches of one hart.
pub(crate) struct Hart<R: Revision> {
    /// Integer registers, the first of which stays 0, and room for what is
    /// written to nowhere; as many as a register's number can say.
    pub x: [u64; 256],
    /// Floating-point registers.
    pub f: [u64; 32],
    /// Address of the next instruction, or of the block being executed.
    pub pc: u64,
    /// Instructions attempted since reset, those that trapped included. While
    /// a block is executed, those of the block included, too.
    pub steps: u64,
    /// Of them, those that are still ahead, if that may be asked for.
    pub ahead: u64,
    /// What the last instruction raised.
    pub raised: Option<Exception>,
    /// Execution pauses when `steps` reaches this; 0 for at once. See [`Self::stop`].
    pub stop_at: u64,
    /// Blocks go on to the next as long as `steps` is not beyond this; if 0,
    /// execution pauses after the current instruction.
    pub until: u64,
    /// Instructions of the page at `pc`.
    pub fetch: FetchPage,
    /// Stands for the current way of translating fetches; 0 if none does yet.
    pub fetch_key: u64,
    /// Numbers of what loads and stores may find in `near`, by kind; 0 if not known.
    own: [u64; 3],
    /// What has been derived from states that translate alike.
    situations: Vec<Situation<R>>,
    /// The one of the current state.
    current: usize,
    /// The one before, which states often return to.
    previous: usize,
    /// The one that is replaced next.
    oldest: usize,
    /// Translations that permit an access outright.
    pub near: Near,
    /// `Ram::marked` when `near` was last valid.
    marked: u64,
    /// Translations.
    pub tlb: Tlb,
    /// Tables that walks came upon.
    pub tables: Tables,
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
        let state = R::reset(id as u64);
        Self {
            x: [0; 256],
            f: [0; 32],
            pc,
            steps: 0,
            ahead: 0,
            raised: None,
            stop_at: 0,
            until: 0,
            fetch: FetchPage::NONE,
            fetch_key: 0,
            own: [0; 3],
            situations: vec![Situation::new(&state)],
            current: 0,
            previous: 0,
            oldest: 0,
            near: Near::new(),
            marked: 0,
            tlb: Tlb::new(),
            tables: Tables::new(),
            grants: Grants::new(),
            state,
            inputs: Inputs::default(),
            id,
            counted: 0,
            trapped: 0,
            waiting: false,
            lost: false,
            barren: 0,
            last_exception: 0,
            fault_offset: None,
            traps: TrapCounters::new(),
            last_trap: None,
            last: None,
        }
    }

    /// Steps made so far.
    #[inline(always)]
    pub(crate) fn now(&self) -> u64 {
        self.steps - self.ahead
    }

    /// Execution stops after the current instruction, to look at everything anew.
    #[inline]
    pub(crate) fn stop(&mut self) {
        (self.stop_at, self.until) = (0, 0);
    }

    /// The access that an instruction makes in the current mode.
    #[inline(always)]
    pub(crate) fn access(&self, kind: Kind) -> Access {
        self.situations[self.current].accesses[kind as usize]
    }

    /// Root of the first stage.
    #[inline(always)]
    pub(crate) fn root(&self, v: bool) -> Root {
        self.situations[self.current].roots[usize::from(v)]
    }

    /// Root of the second stage.
    #[inline(always)]
    pub(crate) fn guest_root(&self) -> Root {
        self.situations[self.current].guest_root
    }

    /// The access that is meant.
    pub(crate) fn explicit(&self, access: Access) -> Access {
        if is_own(access) { self.access(access.kind) } else { access }
    }

    /// The page of RAM of an aligned access that is permitted outright.
    #[inline(always)]
    pub(crate) fn find_near(&self, addr: u64, bytes: u32, access: Access, what: Use) -> Option<usize> {
        let number = match access {
            _ if is_own(access) => self.own[access.kind as usize],
            _ if access.exec_as_read => 0,
            _ => self.numbers()[view(access)],
        };
        self.near.find(addr, bytes, what, number)
    }

    /// Numbers of accesses that name their privilege, by view.
    #[inline(always)]
    fn numbers(&self) -> &[u64; VIEWS] {
        &self.situations[self.current].numbers
    }

    /// From now on finds the page, at `offset` of RAM, for such accesses.
    #[inline(always)]
    pub(crate) fn bring_near(&mut self, addr: u64, access: Access, what: Use, offset: usize) {
        if access.exec_as_read {
            return;
        }
        let number = match self.numbers()[view(access)] {
            0 => self.number(access),
            known => known,
        };
        if number != 0 {
            self.near.insert(addr, what, number, offset);
        }
    }

    /// A number for accesses that have none yet; 0 if there is none left.
    #[cold]
    #[inline(never)]
    fn number(&mut self, access: Access) -> u64 {
        let number = self.near.new_number().unwrap_or_else(|| {
            self.near.clear();
            self.forget_near();
            self.near.new_number().unwrap_or(0)
        });
        self.situations[self.current].numbers[view(access)] = number;
        self.take_numbers();
        number
    }

    /// Offset in RAM of an address, if the TLB has it and the access is permitted.
    #[inline]
    pub(crate) fn learn(&mut self, va: u64, access: Access) -> Option<usize> {
        let context = self.context(access);
        let entry = self.tlb.find(va, context)?;
        let (page, rights) = (entry.page, entry.rights);
        self.permits(rights, access).then_some((page as usize) << PAGE_BITS | (va % PAGE) as usize)
    }

    /// Whether an entry of these rights permits the access, after learning
    /// what the state has to say about that.
    #[inline(always)]
    pub(crate) fn permits(&mut self, rights: Rights, access: Access) -> bool {
        let denied = self.situations[self.current].denied[view(access)][kind(access)];
        rights & denied == 0 || self.learn_rights(rights & denied, access)
    }

    /// Asks the state about rights of which it is not known to grant them;
    /// returns whether it grants all.
    #[inline(never)]
    fn learn_rights(&mut self, mut rights: Rights, access: Access) -> bool {
        for (bit, leaf, gstage) in crate::rights::classes(rights) {
            if leaf.is_none_or(|leaf| !R::leaf_denied(&self.state, leaf, access, gstage)) {
                rights &= !bit;
                self.situations[self.current].denied[view(access)][kind(access)] &= !bit;
            }
        }
        rights == 0
    }

    /// The guest physical page, by number, that a kept translation goes through.
    pub(crate) fn guest_page(&mut self, va: u64, access: Access) -> Option<u64> {
        let context = self.context(access);
        self.tlb.find(va, context).map(|entry| entry.guest_page)
    }

    /// Puts in an entry for the access; returns its rights.
    #[inline(always)]
    pub(crate) fn insert(&mut self, va: u64, access: Access, entry: Entry) -> Rights {
        let context = self.context(access);
        self.tlb.insert(va, context, entry)
    }

    /// The state changed: forget what was derived from it.
    #[inline]
    pub(crate) fn forget(&mut self) {
        self.renew(true);
        self.stop();
    }

    /// Something of the state changed that translation depends on: also that
    /// of fetches, or only who may load and store.
    #[inline]
    pub(crate) fn renew(&mut self, fetches: bool) {
        let key = R::translation(&self.state);
        if self.situations[self.current].key == key {
            return;
        }
        let before = self.current;
        self.current = if self.situations[self.previous].key == key { self.previous } else { self.situate(key) };
        self.previous = before;
        if fetches {
            self.fetch = FetchPage::NONE;
        } else {
            self.situations[self.current].fetch_key = self.fetch_key;
        }
        self.take_numbers();
    }

    /// Looks up what is known of states that translate alike.
    #[inline(never)]
    fn situate(&mut self, key: R::Translation) -> usize {
        match self.situations.iter().position(|known| known.key == key) {
            Some(known) => known,
            None if self.situations.len() < SITUATIONS => {
                self.situations.push(Situation::new(&self.state));
                self.situations.len() - 1
            }
            None => {
                self.oldest = (self.oldest + 1) % SITUATIONS;
                self.situations[self.oldest] = Situation::new(&self.state);
                self.oldest
            }
        }
    }

    fn take_numbers(&mut self) {
        let situation = &self.situations[self.current];
        self.fetch_key = situation.fetch_key;
        for kind in [Kind::Load, Kind::Store] {
            self.own[kind as usize] = situation.numbers[view(situation.accesses[kind as usize])];
        }
    }

    /// The key of blocks entered now is this.
    pub(crate) fn set_fetch_key(&mut self, key: u64) {
        self.situations[self.current].fetch_key = key;
        self.fetch_key = key;
    }

    /// A fence, or another change of the TLB.
    pub(crate) fn forget_translations(&mut self) {
        for situation in &mut self.situations {
            situation.contexts = [0; VIEWS];
            situation.fetch_key = 0;
        }
        self.fetch = FetchPage::NONE;
        self.tables.clear();
        self.forget_near();
    }

    /// A fence of one page of the first stage, in any address space.
    pub(crate) fn forget_page(&mut self, addr: u64) {
        for situation in &mut self.situations {
            situation.fetch_key = 0;
            for number in situation.numbers.into_iter().filter(|number| *number != 0) {
                self.near.drop_page(addr, number);
            }
        }
        self.fetch = FetchPage::NONE;
        self.fetch_key = 0;
        self.tables.clear();
    }

    /// Pages may have to be treated otherwise than those in `near` are.
    fn forget_near(&mut self) {
        for situation in &mut self.situations {
            situation.numbers = [0; VIEWS];
        }
        self.take_numbers();
    }

    /// Pages of RAM may have got marks.
    #[inline(always)]
    pub(crate) fn mind_marks(&mut self, marked: u64) {
        if self.marked != marked {
            self.marked = marked;
            self.forget_near();
        }
    }

    /// Something changed that no fence covers: drop all translations.
    pub(crate) fn drop_translations(&mut self) {
        self.tlb.clear();
        self.grants.clear();
        self.forget_translations();
    }

    /// The context of an access in the TLB.
    #[inline(always)]
    fn context(&mut self, access: Access) -> u64 {
        match self.situations[self.current].contexts[view(access)] {
            0 => self.find_context(access),
            known => known,
        }
    }

    #[cold]
    #[inline(never)]
    fn find_context(&mut self, access: Access) -> u64 {
        if self.tlb.is_full() {
            self.tlb = Tlb::new();
            self.forget_translations();
        }
        let physical = !access.v && access.prv == MACHINE;
        let key = if physical { Key::PHYSICAL } else { Key::new::<R>(&self.state, access.v) };
        let context = self.tlb.context(key);
        self.situations[self.current].contexts[view(access)] = context;
        context
    }
}

/// What is derived from states that translate alike; see [`Revision::translation`].
struct Situation<R: Revision> {
    key: R::Translation,
    /// What such a state makes of fetches, loads and stores.
    accesses: [Access; 3],
    /// Roots of the first stage, with V=0 and V=1.
    roots: [Root; 2],
    /// Root of the second stage.
    guest_root: Root,
    /// Contexts in the TLB, by view; 0 if not known.
    contexts: [u64; VIEWS],
    /// What is denied, by view and kind.
    denied: [[Rights; KINDS]; VIEWS],
    /// Numbers of the nearest translations, by view; 0 if there is none.
    numbers: [u64; VIEWS],
    /// See [`Hart::fetch_key`].
    fetch_key: u64,
}

impl<R: Revision> Situation<R> {
    fn new(state: &R::State) -> Self {
        let access = |kind| R::access(state, kind);
        Self {
            key: R::translation(state),
            accesses: [access(Kind::Fetch), access(Kind::Load), access(Kind::Store)],
            roots: [R::root(state, false), R::root(state, true)],
            guest_root: R::guest_root(state),
            contexts: [0; VIEWS],
            denied: std::array::from_fn(unknown_to),
            numbers: [0; VIEWS],
            fetch_key: 0,
        }
    }
}

/// What is denied in a view as long as nothing has been learned.
fn unknown_to(view: usize) -> [Rights; KINDS] {
    let of = |kind| unknown(Access { kind, prv: view as u64 % 4, v: view >= 4, exec_as_read: false });
    [of(Kind::Fetch), of(Kind::Load), of(Kind::Store), of(Kind::Load)]
}

#[inline(always)]
fn view(access: Access) -> usize {
    (usize::from(access.v) * 4 + access.prv as usize) % VIEWS
}

#[inline(always)]
fn kind(access: Access) -> usize {
    if access.exec_as_read { KINDS - 1 } else { access.kind as usize }
}

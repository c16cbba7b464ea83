//! What CSRs hold: reading, writing, and writing as hardware does.

use crate::expr::{Incoming, Scope};
use crate::index::{At, Evaluator, Link};
use crate::state::State;
use ir::{Expr, Field, Place, Storage};

/// Which rules a write obeys on its way to the storage.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// A CSR instruction: gates, access and write rules.
    Software,
    /// A trap or a body: write rules only.
    Hardware,
}

/// Bits that a write is going to change.
pub(crate) struct Change {
    word: usize,
    lo: u32,
    width: u32,
    value: u64,
}

/// Which value of a derived field is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// What CSRR sees.
    Seen,
    /// What CSRRS and CSRRC modify.
    Modified,
}

impl<'s> Evaluator<'s> {
    /// A whole CSR, a field (`hstatus.VTW`) or a cell as software would see it, whatever the mode.
    pub fn get(&self, state: &State, name: &str) -> Option<u64> {
        if let Some((csr, field)) = name.split_once('.') {
            return Some(self.read_field(state, self.field_named(csr, field)?, Reading::Seen));
        }
        if let Some(csr) = self.csr_named(name) {
            return Some(self.visible(csr, self.read(state, self.shown(csr).0)));
        }
        state.cell_at(name).map(|at| state.cell(at))
    }

    /// Writes a whole CSR, a field or a cell as hardware does; false if there is none of that name.
    #[must_use]
    pub fn put(&self, state: &mut State, name: &str, value: u64) -> bool {
        let place = match name.split_once('.') {
            Some((csr, field)) => self.field_named(csr, field).map(|_| Place::Field(csr.into(), field.into())),
            None if self.csr_named(name).is_some_and(|csr| self.shown(csr).1 == 0) => Some(Place::Csr(name.into())),
            None => state.cell_at(name).map(|_| Place::Cell(name.into())),
        };
        place.map(|place| self.assign(state, &place, value)).is_some()
    }

    /// Field in an expression.
    pub(crate) fn field_value(&self, state: &State, csr: &str, field: &str) -> u64 {
        let at = self.field_named(csr, field).unwrap_or_else(|| panic!("checked: {csr}.{field} exists"));
        self.read_field(state, at, Reading::Seen)
    }

    /// Whole register in an expression.
    pub(crate) fn csr_value(&self, state: &State, csr: &str) -> u64 {
        self.read(state, self.csr_named(csr).unwrap_or_else(|| panic!("checked: {csr} exists")))
    }

    /// The bits that an access to `csr` sees of the register that it shows.
    pub(crate) fn visible(&self, csr: usize, full: u64) -> u64 {
        (full >> self.shown(csr).1) & ir::expr::mask(self.csr_of(csr).visible)
    }

    /// The full register with the visible bits replaced.
    pub(crate) fn with_visible(&self, csr: usize, full: u64, value: u64) -> u64 {
        let (mask, shift) = (ir::expr::mask(self.csr_of(csr).visible), self.shown(csr).1);
        full & !(mask << shift) | (value & mask) << shift
    }

    /// The full register as CSRR sees it.
    pub(crate) fn read(&self, state: &State, csr: usize) -> u64 {
        self.gather(state, csr, Reading::Seen)
    }

    /// The full register as CSRRS and CSRRC modify it.
    pub(crate) fn read_to_modify(&self, state: &State, csr: usize) -> u64 {
        self.gather(state, csr, Reading::Modified)
    }

    fn gather(&self, state: &State, csr: usize, reading: Reading) -> u64 {
        self.fields(csr).fold(0, |value, at| value | self.read_field(state, at, reading) << self.field(at).lo)
    }

    fn read_field(&self, state: &State, at: At, reading: Reading) -> u64 {
        let field = self.field(at);
        if !self.open(state, field) {
            return 0;
        }
        match (&field.storage, self.link(at)) {
            (Storage::Const(value), _) => *value,
            (Storage::Store(slot), Link::Word(word)) => state.bits(word, slot.lo, slot.width),
            (Storage::Alias(..), Link::Field(target)) => self.read_field(state, target, reading),
            (Storage::Derived { rmw_stored: true, slot: Some(slot), .. }, Link::Word(word)) if reading == Reading::Modified => {
                state.bits(word, slot.lo, slot.width)
            }
            (Storage::Derived { read, slot: Some(slot), .. }, Link::Word(word)) => {
                let stored = state.bits(word, slot.lo, slot.width);
                self.pure(state, read, Scope::of(&[("stored", stored)]))
            }
            (Storage::Derived { read, .. }, _) => self.plain(state, read),
            (Storage::Store(_) | Storage::Alias(..), _) => unreachable!("checked: {} leads somewhere", field.name),
        }
    }

    fn open(&self, state: &State, field: &Field) -> bool {
        field.gate.as_ref().is_none_or(|gate| self.plain(state, gate) != 0)
    }

    /// `old` of a write rule: what the root keeps; what it reads if it keeps nothing.
    fn kept(&self, state: &State, at: At) -> u64 {
        let root = self.root(at);
        match (&self.field(root).storage, self.link(root)) {
            (Storage::Store(slot) | Storage::Derived { slot: Some(slot), .. }, Link::Word(word)) => state.bits(word, slot.lo, slot.width),
            _ => self.read_field(state, root, Reading::Seen),
        }
    }

    /// A write by a CSR instruction. All fields see the state before it.
    pub(crate) fn write(&self, state: &mut State, csr: usize, value: u64) {
        let incoming = Incoming { csr, value };
        let refused = |accept: &Expr| self.pure(state, accept, Scope::writing(&[], incoming)) == 0;
        if self.csr_of(csr).accept.as_ref().is_some_and(refused) {
            return;
        }
        let changes = self.changes(state, incoming, By::Software);
        self.make(state, changes);
        if self.csr_of(csr).float {
            self.dirty(state);
        }
    }

    /// What writing a whole register changes.
    fn changes(&self, state: &State, incoming: Incoming, by: By) -> Vec<Change> {
        self.fields(incoming.csr)
            .filter_map(|at| {
                let f = self.field(at);
                self.change(state, at, (incoming.value & f.mask()) >> f.lo, Some(incoming), by)
            })
            .collect()
    }

    /// Where a write to one field ends, and with which value. A write to an alias is one to its target, which
    /// applies what it has of rules to what the alias's own rules have made of the value.
    fn change(&self, state: &State, at: At, new: u64, incoming: Option<Incoming>, by: By) -> Option<Change> {
        let field = self.field(at);
        if by == By::Software && (field.read_only || !self.open(state, field)) {
            return None;
        }
        let value = match &field.write {
            None => new,
            Some(rule) => {
                let locals = [("new", new), ("old", self.kept(state, at))];
                let incoming = incoming.unwrap_or_else(|| self.alone(state, at, new));
                self.pure(state, rule, Scope::writing(&locals, incoming))
            }
        };
        match (&field.storage, self.link(at)) {
            (Storage::Store(slot) | Storage::Derived { slot: Some(slot), .. }, Link::Word(word)) => {
                Some(Change { word, lo: slot.lo, width: slot.width, value })
            }
            (Storage::Alias(..), Link::Field(target)) => self.change(state, target, value, None, by),
            _ => None,
        }
    }

    /// The write that an alias makes to its target's register: this field, and of all others what they are.
    fn alone(&self, state: &State, at: At, new: u64) -> Incoming {
        let field = self.field(at);
        let value = self.read_to_modify(state, at.csr) & !field.mask() | new << field.lo;
        Incoming { csr: at.csr, value }
    }

    pub(crate) fn make(&self, state: &mut State, changes: Vec<Change>) {
        for c in changes {
            state.set_bits(c.word, c.lo, c.width, c.value);
        }
    }

    /// What a hardware write changes besides cells. A field goes straight to its root; a whole register obeys the
    /// write rules of its fields.
    pub(crate) fn hardware(&self, state: &State, place: &Place, value: u64) -> Vec<Change> {
        match place {
            Place::X(_) | Place::F(_) | Place::Cell(_) => Vec::new(),
            Place::Csr(csr) => {
                let csr = self.csr_named(csr).unwrap_or_else(|| panic!("checked: {csr} exists"));
                self.changes(state, Incoming { csr, value }, By::Hardware)
            }
            Place::Field(csr, field) => {
                let at = self.field_named(csr, field).unwrap_or_else(|| panic!("checked: {csr}.{field} exists"));
                let root = self.root(at);
                match (&self.field(root).storage, self.link(root)) {
                    (Storage::Store(slot) | Storage::Derived { slot: Some(slot), .. }, Link::Word(word)) => {
                        vec![Change { word, lo: slot.lo, width: slot.width, value }]
                    }
                    _ => Vec::new(),
                }
            }
        }
    }

    /// A single hardware write.
    pub(crate) fn assign(&self, state: &mut State, place: &Place, value: u64) {
        if let Place::Cell(name) = place
            && let Some(at) = state.cell_at(name)
        {
            state.set_cell(at, value);
        }
        let changes = self.hardware(state, place, value);
        self.make(state, changes);
    }
}

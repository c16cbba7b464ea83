//! Interrupts, traps and returns.

use crate::expr::Scope;
use crate::index::Evaluator;
use crate::state::State;
use ir::TrapTable;
use isa::{Target, Trap};

impl<'s> Evaluator<'s> {
    /// Code of the interrupt to take now, if any.
    pub fn interrupt(&self, state: &State) -> Option<u64> {
        ["m_interrupts", "hs_interrupts", "vs_interrupts"].into_iter().find_map(|rule| {
            let ready = self.ask(state, rule, &[]);
            let taken = self.spec().interrupts.iter().filter(|i| i.code < 64 && (ready >> i.code) & 1 == 1);
            taken.min_by_key(|i| i.priority).map(|i| i.code)
        })
    }

    /// Whether WFI ends.
    pub fn wakes(&self, state: &State) -> bool {
        self.ask(state, "wakes", &[]) != 0
    }

    /// Where a trap would go.
    pub fn target(&self, state: &State, trap: &Trap) -> Target {
        let (interrupt, e) = (u64::from(trap.interrupt), &trap.exception);
        if self.ask(state, "delegated_to_hs", &[interrupt, e.code]) == 0 {
            return Target::M;
        }
        let gstage = u64::from(e.gstage && !trap.interrupt);
        match self.ask(state, "delegated_to_vs", &[interrupt, e.code, gstage]) {
            0 => Target::HS,
            _ => Target::VS,
        }
    }

    /// Takes a trap that happened at `pc`; returns where it went and the address of the handler.
    pub fn trap(&self, state: &mut State, pc: u64, trap: &Trap) -> (Target, u64) {
        let target = self.target(state, trap);
        let table = match target {
            Target::M => "M",
            Target::HS => "HS",
            Target::VS => "VS",
        };
        // Of an interrupt only the code counts.
        let e = match trap.interrupt {
            true => isa::Exception::new(trap.exception.code, 0),
            false => trap.exception,
        };
        let x = self.xlen_mask();
        let locals = [
            ("interrupt", u64::from(trap.interrupt)),
            ("code", e.code & x),
            ("pc", pc & x),
            ("tval", e.tval & x),
            ("tval_is_gva", u64::from(e.tval_is_gva)),
            ("gstage", u64::from(e.gstage)),
            ("gpa", e.gpa),
            ("tinst", e.tinst & x),
        ];
        (target, self.take(state, table, &locals))
    }

    /// Carries out a trap return; returns the new pc.
    pub fn return_from(&self, state: &mut State, table: &str) -> u64 {
        let t = self.table(table);
        let next = [("next_prv", self.plain(state, &t.prv)), ("next_V", self.plain(state, &t.v))];
        self.take(state, table, &next)
    }

    fn table(&self, name: &str) -> &'s TrapTable {
        self.spec().table(name).unwrap_or_else(|| panic!("checked: the trap table `{name}` exists"))
    }

    /// Every right-hand side reads the state before; then all places change at once.
    fn take(&self, state: &mut State, table: &str, locals: &[(&str, u64)]) -> u64 {
        let table = self.table(table);
        let value = |e| self.pure(state, e, Scope::of(locals));
        let (prv, v, pc) = (value(&table.prv), value(&table.v), value(&table.pc));
        let mut changes = Vec::new();
        for row in &table.rows {
            if row.when.as_ref().is_none_or(|when| value(when) != 0) {
                changes.extend(self.hardware(state, &row.place, value(&row.value)));
            }
        }
        self.make(state, changes);
        for (cell, value) in [("prv", prv), ("V", v)] {
            self.assign(state, &ir::Place::Cell(cell.into()), value);
        }
        pc
    }
}

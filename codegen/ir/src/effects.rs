//! What an expression or a body touches, through calls of rules.

use crate::expr::{Builtin, Expr, ExprKind, Place, Stmt, visit_stmts};
use crate::{Spec, Storage};
use std::collections::BTreeSet;

/// A piece of state: a cell (no field) or a stored field, by the root of its aliases.
pub type Touched = (String, Option<String>);

/// What is read, written and done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// State read.
    pub reads: BTreeSet<Touched>,
    /// State written.
    pub writes: BTreeSet<Touched>,
    /// Integer registers or pc.
    pub registers: bool,
    /// Memory or fences.
    pub memory: bool,
    /// May raise an exception or return from a trap.
    pub traps: bool,
}

impl Effects {
    /// Neither writes state nor touches memory nor traps.
    pub fn is_pure(&self) -> bool {
        self.writes.is_empty() && !self.memory && !self.traps
    }

    /// Adds everything of another.
    pub fn extend(&mut self, other: Effects) {
        self.reads.extend(other.reads);
        self.writes.extend(other.writes);
        self.registers |= other.registers;
        self.memory |= other.memory;
        self.traps |= other.traps;
    }
}

/// Effects of an expression.
pub fn of_expr(spec: &Spec, e: &Expr) -> Effects {
    let mut effects = Effects::default();
    e.visit(&mut |part| note(spec, part, &mut effects));
    effects
}

/// Effects of statements.
pub fn of_stmts(spec: &Spec, stmts: &[Stmt]) -> Effects {
    let mut effects = Effects::default();
    visit_stmts(stmts, &mut |part| note(spec, part, &mut effects));
    places(stmts, &mut |place| match place {
        Place::X(_) => effects.registers = true,
        Place::F(_) => {
            effects.registers = true;
            dirtied(spec, &mut effects);
        }
        place => effects.writes.extend(written(spec, place)),
    });
    effects
}

/// State that assigning a place writes.
pub fn written(spec: &Spec, place: &Place) -> BTreeSet<Touched> {
    match place {
        Place::X(_) | Place::F(_) => BTreeSet::new(),
        Place::Cell(name) => BTreeSet::from([(name.clone(), None)]),
        Place::Field(csr, field) => root(spec, csr, field).into_iter().collect(),
        Place::Csr(csr) => spec.csr(csr).iter().flat_map(|c| &c.fields).filter_map(|f| root(spec, csr, &f.name)).collect(),
    }
}

/// State that reading a CSR depends on.
pub fn of_csr_read(spec: &Spec, csr: &str) -> Effects {
    let mut effects = Effects::default();
    for f in spec.csr(csr).iter().flat_map(|c| &c.fields) {
        field_read(spec, csr, &f.name, &mut effects);
    }
    effects
}

/// State that reading those fields of a CSR depends on that have a bit in `mask`.
pub fn of_csr_bits(spec: &Spec, csr: &str, mask: u64) -> Effects {
    let mut effects = Effects::default();
    for f in spec.csr(csr).iter().flat_map(|c| &c.fields).filter(|f| f.mask() & mask != 0) {
        field_read(spec, csr, &f.name, &mut effects);
    }
    effects
}

/// State that a CSR write can change.
pub fn of_csr_write(spec: &Spec, csr: &str) -> BTreeSet<Touched> {
    let mut out = BTreeSet::new();
    let unit = spec.csr(csr).filter(|c| c.float).and(spec.float.as_ref());
    out.extend(unit.iter().flat_map(|unit| of_stmts(spec, &unit.dirty).writes));
    for f in spec.csr(csr).iter().flat_map(|c| &c.fields).filter(|f| !f.read_only) {
        let Some((c, target)) = spec.root(csr, &f.name) else { continue };
        let stored = matches!(target.storage, Storage::Store(_) | Storage::Derived { slot: Some(_), .. });
        if stored && !target.read_only {
            out.insert((c.name.clone(), Some(target.name.clone())));
        }
    }
    out
}

fn places(stmts: &[Stmt], f: &mut dyn FnMut(&Place)) {
    for stmt in stmts {
        match stmt {
            Stmt::Assign(place, _) => f(place),
            Stmt::If(_, t, e) => {
                places(t, f);
                places(e, f);
            }
            _ => {}
        }
    }
}

fn root(spec: &Spec, csr: &str, field: &str) -> Option<Touched> {
    let (c, f) = spec.root(csr, field)?;
    Some((c.name.clone(), Some(f.name.clone())))
}

fn field_read(spec: &Spec, csr: &str, field: &str, effects: &mut Effects) {
    let Some(f) = spec.field(csr, field) else { return };
    if let Some(gate) = &f.gate {
        effects.extend(of_expr(spec, gate));
    }
    match &f.storage {
        Storage::Store(_) => drop(effects.reads.insert((csr.to_string(), Some(field.to_string())))),
        Storage::Alias(c, f) => field_read(spec, c, f, effects),
        Storage::Derived { read, slot, .. } => {
            if slot.is_some() {
                effects.reads.insert((csr.to_string(), Some(field.to_string())));
            }
            effects.extend(of_expr(spec, read));
        }
        Storage::Const(_) => {}
    }
}

fn note(spec: &Spec, e: &Expr, effects: &mut Effects) {
    match &e.kind {
        ExprKind::X(_) | ExprKind::F(_) | ExprKind::Pc => effects.registers = true,
        ExprKind::Cell(name) => drop(effects.reads.insert((name.clone(), None))),
        ExprKind::Field(csr, field) => field_read(spec, csr, field, effects),
        ExprKind::Csr(csr) => effects.extend(of_csr_read(spec, csr)),
        ExprKind::Call(rule, _) => {
            if let Some(rule) = spec.rule(rule) {
                effects.extend(of_expr(spec, &rule.body));
            }
        }
        ExprKind::Op(op, _) if !op.is_pure() => match op {
            Builtin::Raise => effects.traps = true,
            Builtin::Jump => {
                effects.traps = true;
                effects.registers = true;
            }
            Builtin::ReturnFrom(name) => {
                effects.traps = true;
                if let Some(table) = spec.table(name) {
                    effects.extend(of_table(spec, table));
                }
            }
            Builtin::CsrSwap | Builtin::CsrSet | Builtin::CsrClear => effects.traps = true,
            Builtin::Float(_) => {
                let Some(unit) = &spec.float else { return };
                let place = Place::Field(unit.flags.0.clone(), unit.flags.1.clone());
                effects.writes.extend(written(spec, &place));
                effects.reads.extend(written(spec, &place));
                dirtied(spec, effects);
            }
            Builtin::FenceI | Builtin::Fence | Builtin::WaitForInterrupt => effects.memory = true,
            _ => {
                effects.memory = true;
                effects.traps = true;
            }
        },
        _ => {}
    }
}

/// A write to the floating-point unit.
fn dirtied(spec: &Spec, effects: &mut Effects) {
    if let Some(unit) = &spec.float {
        effects.extend(of_stmts(spec, &unit.dirty));
    }
}

/// What the floating-point unit reads and writes besides its registers.
pub fn of_float(spec: &Spec, unit: &crate::FloatUnit) -> Effects {
    let mut effects = of_stmts(spec, &unit.dirty);
    for e in unit.deny.iter().map(|d| &d.when).chain([&unit.rounding, &unit.reserved]) {
        effects.extend(of_expr(spec, e));
    }
    let flags = written(spec, &Place::Field(unit.flags.0.clone(), unit.flags.1.clone()));
    effects.writes.extend(flags.iter().cloned());
    effects.reads.extend(flags);
    effects
}

/// Effects of a trap table.
pub fn of_table(spec: &Spec, table: &crate::TrapTable) -> Effects {
    let mut effects = Effects::default();
    for e in [&table.prv, &table.v, &table.pc] {
        effects.extend(of_expr(spec, e));
    }
    effects.writes.extend([("prv".to_string(), None), ("V".to_string(), None)]);
    for row in &table.rows {
        effects.extend(of_expr(spec, &row.value));
        if let Some(when) = &row.when {
            effects.extend(of_expr(spec, when));
        }
        effects.writes.extend(written(spec, &row.place));
    }
    effects
}

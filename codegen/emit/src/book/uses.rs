//! Who writes and who reads a piece of state, from what the model says.
//!
//! Only what an expression itself names counts, not what the rules that it
//! calls read: those are uses of their own. State goes by the root of its
//! aliases, so that a use is found from every name of a field.

use super::text::Links;
use ir::expr::visit_stmts;
use ir::{Body, Csr, Expr, ExprKind, Place, Spec, Stmt, Storage, TrapTable};
use std::collections::{BTreeMap, BTreeSet};

/// How something uses state, in the order of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// Entry of a trap.
    Entry,
    /// Return from one.
    Return,
    /// Body of an instruction.
    Instruction,
    /// Condition under which an instruction is refused.
    InsnGuard,
    /// Condition under which an access to a CSR is refused.
    CsrGuard,
    /// A rule.
    Rule,
    /// Another register, for its value.
    Register,
    /// Root of a translation.
    Walk,
    /// Instructions of the floating-point unit.
    Float,
}

impl Way {
    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Way::Entry => "trap entry",
            Way::Return => "trap return",
            Way::Instruction => "instructions",
            Way::InsnGuard => "guards of instructions",
            Way::CsrGuard => "guards of registers",
            Way::Rule => "rules",
            Way::Register => "registers",
            Way::Walk => "translation",
            Way::Float => "floating-point unit",
        }
    }
}

type Field = (String, String);
type Found = BTreeMap<Field, BTreeSet<(Way, String)>>;

/// All uses in one spec: by root, the way and a name.
#[derive(Default)]
pub struct Uses {
    writes: Found,
    reads: Found,
}

impl Uses {
    /// Looks through a spec.
    pub fn of(spec: &Spec) -> Self {
        let mut uses = Uses::default();
        spec.entries.iter().for_each(|t| uses.table(spec, Way::Entry, t));
        spec.returns.iter().for_each(|t| uses.table(spec, Way::Return, t));
        for insn in &spec.insns {
            uses.instruction(spec, insn);
        }
        for csr in &spec.csrs {
            uses.register(spec, csr);
        }
        for rule in &spec.rules {
            uses.expression(spec, Way::Rule, &rule.name, &rule.body);
        }
        for walk in &spec.walks {
            uses.whole(spec, Way::Walk, &walk.stage, &walk.csr);
        }
        if let Some(unit) = &spec.float {
            unit.deny.iter().for_each(|d| uses.expression(spec, Way::Float, "guard", &d.when));
            uses.statements(spec, Way::Float, "dirty", &unit.dirty);
            uses.note(spec, true, Way::Float, "flags", &unit.flags.0, &unit.flags.1);
        }
        uses
    }

    /// Ways of writing (or reading) a CSR, each with who and the fields of the CSR that are meant.
    pub fn list(&self, spec: &Spec, csr: &Csr, write: bool) -> Vec<(Way, String, Vec<String>)> {
        let mut out: BTreeMap<(Way, String), Vec<String>> = BTreeMap::new();
        for field in &csr.fields {
            let Some((root, at)) = spec.root(&csr.name, &field.name) else { continue };
            let found = if write { &self.writes } else { &self.reads };
            let all = found.get(&(root.name.clone(), at.name.clone())).into_iter().flatten();
            for (way, who) in all.filter(|(way, who)| !(*way == Way::Register && *who == csr.name)) {
                out.entry((*way, who.clone())).or_default().push(field.name.clone());
            }
        }
        out.into_iter().map(|((way, who), fields)| (way, who, fields)).collect()
    }

    fn table(&mut self, spec: &Spec, way: Way, t: &TrapTable) {
        for e in [&t.prv, &t.v, &t.pc] {
            self.expression(spec, way, &t.name, e);
        }
        for row in &t.rows {
            self.expression(spec, way, &t.name, &row.value);
            row.when.iter().for_each(|w| self.expression(spec, way, &t.name, w));
            self.place(spec, way, &t.name, &row.place);
        }
    }

    fn instruction(&mut self, spec: &Spec, insn: &ir::Insn) {
        let unit = if insn.float { spec.float.as_ref().map_or(0, |u| u.deny.len()) } else { 0 };
        for guard in insn.deny.iter().skip(unit.min(insn.deny.len())) {
            self.expression(spec, Way::InsnGuard, &insn.name, &guard.when);
        }
        if let Body::Exec(stmts) = &insn.body
            && !insn.float
        {
            self.statements(spec, Way::Instruction, &insn.name, stmts);
        }
    }

    fn register(&mut self, spec: &Spec, csr: &Csr) {
        let unit = if csr.float { spec.float.as_ref().map_or(0, |u| u.deny.len()) } else { 0 };
        for guard in csr.deny.iter().skip(unit) {
            self.expression(spec, Way::CsrGuard, &csr.name, &guard.when);
        }
        for field in &csr.fields {
            let read = match &field.storage {
                Storage::Derived { read, .. } => Some(read),
                _ => None,
            };
            for e in read.into_iter().chain(&field.gate).chain(&field.write) {
                self.expression(spec, Way::Register, &csr.name, e);
            }
        }
    }

    fn statements(&mut self, spec: &Spec, way: Way, who: &str, stmts: &[Stmt]) {
        visit_stmts(stmts, &mut |part| self.part(spec, way, who, part));
        self.places(spec, way, who, stmts);
    }

    fn places(&mut self, spec: &Spec, way: Way, who: &str, stmts: &[Stmt]) {
        for stmt in stmts {
            match stmt {
                Stmt::Assign(place, _) => self.place(spec, way, who, place),
                Stmt::If(_, t, e) => {
                    self.places(spec, way, who, t);
                    self.places(spec, way, who, e);
                }
                _ => {}
            }
        }
    }

    fn place(&mut self, spec: &Spec, way: Way, who: &str, place: &Place) {
        match place {
            Place::Field(csr, field) => self.note(spec, true, way, who, csr, field),
            Place::Csr(csr) => {
                for field in spec.csr(csr).iter().flat_map(|c| &c.fields) {
                    self.note(spec, true, way, who, csr, &field.name);
                }
            }
            _ => {}
        }
    }

    /// A bit of a register is not the whole of it.
    fn expression(&mut self, spec: &Spec, way: Way, who: &str, e: &Expr) {
        let mut bits: Vec<Expr> = Vec::new();
        let rest = e.clone().map(&mut |part| match expr_bit(spec, &part) {
            Some(_) => {
                let kept = Expr::bool(true);
                bits.push(part);
                kept
            }
            None => part,
        });
        for (csr, field) in bits.iter().filter_map(|b| expr_bit(spec, b)) {
            self.note(spec, false, way, who, &csr, &field);
        }
        rest.visit(&mut |part| self.part(spec, way, who, part));
    }

    fn part(&mut self, spec: &Spec, way: Way, who: &str, part: &Expr) {
        match &part.kind {
            ExprKind::Field(csr, field) => self.note(spec, false, way, who, csr, field),
            ExprKind::Csr(csr) => self.whole(spec, way, who, csr),
            _ => {}
        }
    }

    fn whole(&mut self, spec: &Spec, way: Way, who: &str, csr: &str) {
        for field in spec.csr(csr).iter().flat_map(|c| &c.fields) {
            self.note(spec, false, way, who, csr, &field.name);
        }
    }

    fn note(&mut self, spec: &Spec, write: bool, way: Way, who: &str, csr: &str, field: &str) {
        let Some((root, at)) = spec.root(csr, field) else { return };
        let found = if write { &mut self.writes } else { &mut self.reads };
        found.entry((root.name.clone(), at.name.clone())).or_default().insert((way, who.to_string()));
    }
}

/// `mcounteren.bit(0)` as the field that the bit is.
fn expr_bit(spec: &Spec, e: &Expr) -> Option<Field> {
    let ExprKind::Bit(register, position) = &e.kind else { return None };
    let (ExprKind::Csr(csr), Some(position)) = (&register.kind, position.as_const()) else { return None };
    let field = spec.csr(csr)?.fields.iter().find(|f| u64::from(f.lo) <= position && position <= u64::from(f.hi))?;
    Some((csr.clone(), field.name.clone()))
}

/// Where a use is told of.
pub fn link(links: Links, way: Way, who: &str) -> String {
    match way {
        Way::Entry => links.on("traps", &format!("entry-{who}"), who),
        Way::Return => links.on("traps", &format!("return-{who}"), who),
        Way::Instruction | Way::InsnGuard if links.text.has_section(who) => links.on("instructions", &format!("i-{who}"), who),
        Way::Rule => links.rule(who),
        Way::CsrGuard | Way::Register => links.name(who),
        Way::Walk => links.on("translation", &format!("walk-{who}"), who),
        _ => super::text::code(who),
    }
}

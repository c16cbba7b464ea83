//! What the world switch must swap, computed from what the model reads and writes.
//!
//! * *G*: state that a guest can read or change, by CSR accesses with V=1 and
//!   by what the hart does while V=1 (traps into VS-mode, SRET, interrupts,
//!   delegation, translation, the guards of instructions).
//! * *kept*: what a trap into HS-mode overwrites and SRET consumes. It stays in
//!   the hart from exit to entry: only another trap into HS-mode, or another
//!   vCPU, disturbs it.
//! * *exit*: what both worlds reach under one name and HS-mode depends on. It
//!   would have to be swapped at every exit.
//! * *switch*: the rest of G, swapped when another vCPU gets the hart. What no
//!   guest can change is only written then, not read back.
//!
//! No list has a hand-written entry; the tests compare the lists with the state
//! that two guests can tell each other by.

use ir::effects::{self, Effects, Touched};
use ir::{Bin, Body, Csr, Expr, ExprKind, Level, Place, Spec, Storage, TrapTable, expr, fold};
use std::collections::BTreeSet;

/// The lists, by CSR name in order of address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    /// What trap entry overwrites and SRET consumes: put back after a trap within HS-mode, swapped for another vCPU.
    pub kept: Vec<String>,
    /// Swapped at every exit and entry.
    pub exit: Vec<String>,
    /// Swapped when another vCPU gets the hart.
    pub switch: Vec<Switched>,
    /// Written by trap entry for the handler to read.
    pub trapped: Vec<String>,
    /// Registers of the floating-point unit, swapped with its numbers when another vCPU gets the hart and the unit is on.
    pub float: Vec<String>,
}

/// An entry of the vCPU switch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Switched {
    /// The register.
    pub csr: String,
    /// The bits that are the guest's.
    pub bits: u64,
    /// Whether a guest can change it while it runs. If not, the vCPU's record has it already.
    pub changes: bool,
}

impl Lists {
    /// Computes the lists of a spec.
    pub fn of(spec: &Spec) -> Self {
        let effects = guest_effects(spec);
        let guest: BTreeSet<Touched> = effects.reads.iter().chain(&effects.writes).cloned().collect();
        let (entry, exit) = (spec.table("HS"), spec.table("sret_hs"));
        let overwritten = entry.map(|t| written_csrs(spec, t)).unwrap_or_default();
        let consumed = exit.map(|t| csrs_of(spec, &effects::of_table(spec, t).reads)).unwrap_or_default();
        let kept: BTreeSet<String> = overwritten.intersection(&consumed).cloned().collect();
        let trapped: BTreeSet<String> = overwritten.difference(&kept).cloned().collect();
        let hypervisor = hypervisor_reads(spec);
        let shared: Vec<&Csr> = spec.csrs.iter().filter(|c| is_shared(spec, c) && !kept.contains(&c.name)).collect();
        let exit = shared.iter().filter(|c| hypervisor.iter().any(|(csr, _)| *csr == c.name)).map(|c| c.name.clone()).collect();
        let readers = Readers::of(spec);
        let of_guests = |c: &&Csr| c.level == Level::HS && !kept.contains(&c.name) && !trapped.contains(&c.name);
        let switched = |c: &Csr| {
            let bits = guest_bits(spec, c, &guest, &readers)?;
            Some(Switched { csr: c.name.clone(), bits, changes: effects.writes.iter().any(|(csr, _)| *csr == c.name) })
        };
        let idle = |c: &&Csr| shared.iter().any(|s| s.name == c.name) && !hypervisor.iter().any(|(csr, _)| *csr == c.name);
        let switch = spec.csrs.iter().filter(|c| of_guests(c) || idle(c)).filter_map(switched).collect();
        let by_address = |names: BTreeSet<String>| -> Vec<String> {
            spec.csrs.iter().filter(|c| names.contains(&c.name)).map(|c| c.name.clone()).collect()
        };
        let float = spec.csrs.iter().filter(|c| c.float && stores(c)).map(|c| c.name.clone()).collect();
        Lists { kept: by_address(kept), exit, switch, trapped: by_address(trapped), float }
    }
}

/// What HS-mode itself depends on: guards, rules and instructions, folded for S-mode with V=0.
fn hypervisor_reads(spec: &Spec) -> BTreeSet<Touched> {
    let in_hs = |part: Expr| match &part.kind {
        ExprKind::Cell(cell) if cell == "V" => Expr::bool(false),
        ExprKind::Cell(cell) if cell == "prv" => Expr::constant(1, part.ty),
        _ => part,
    };
    let names_register = |part: &Expr| matches!(part.kind, ExprKind::Field(..) | ExprKind::Csr(_));
    let mut reads = BTreeSet::new();
    // Not through calls: what a rule reads is counted for the rule, folded.
    let mut note = |part: &Expr| {
        if names_register(part) {
            reads.extend(effects::of_expr(spec, part).reads);
        }
    };
    // Only what names a register is worth folding: most instructions do not.
    let denies = spec.csrs.iter().flat_map(|c| &c.deny).chain(spec.insns.iter().flat_map(|i| &i.deny)).map(|d| &d.when);
    for e in denies.chain(spec.rules.iter().map(|r| &r.body)) {
        let mut named = false;
        e.visit(&mut |part| named |= names_register(part));
        if named {
            fold::inline_lets(e.clone().map(&mut |part| in_hs(part))).visit(&mut note);
        }
    }
    for insn in &spec.insns {
        if let Body::Exec(stmts) = &insn.body {
            let mut named = false;
            expr::visit_stmts(stmts, &mut |part| named |= names_register(part));
            if !named {
                continue;
            }
            let stmts = fold::fold_stmts(expr::map_stmts(stmts.clone(), &mut |part| in_hs(part)));
            expr::visit_stmts(&stmts, &mut note);
        }
    }
    reads
}

/// G, as effects on roots of storage.
pub fn guest_effects(spec: &Spec) -> Effects {
    let mut g = Effects::default();
    for c in spec.csrs.iter().filter(|c| reachable(spec, c)) {
        let name = substitute(spec, &c.name);
        g.extend(effects::of_csr_read(spec, name));
        g.writes.extend(effects::of_csr_write(spec, name));
    }
    for table in ["VS", "sret_vs"].iter().filter_map(|t| spec.table(t)) {
        g.extend(effects::of_table(spec, table));
    }
    for rule in ["vs_interrupts", "delegated_to_vs"].iter().filter_map(|r| spec.rule(r)) {
        reads_within(spec, &rule.body, u64::MAX, &mut g);
    }
    for rule in ["memory_types_at", "hardware_updates"].iter().filter_map(|r| spec.rule(r)) {
        g.extend(effects::of_expr(spec, &rule.body));
    }
    let denies = spec.csrs.iter().flat_map(|c| &c.deny).chain(spec.insns.iter().flat_map(|i| &i.deny));
    denies.for_each(|d| g.extend(effects::of_expr(spec, &d.when)));
    for walk in spec.walks.iter().filter(|w| w.stage != "S") {
        g.extend(effects::of_csr_read(spec, &walk.csr));
    }
    for insn in &spec.insns {
        if let Body::Exec(stmts) = &insn.body {
            // Returns and CSR accesses are counted above, for the mode that they act in.
            let mut other = false;
            expr::visit_stmts(stmts, &mut |e| other |= matches!(&e.kind, ExprKind::Op(op, _) if !op.is_pure()));
            if !other {
                g.extend(effects::of_stmts(spec, stmts));
            }
        }
    }
    g
}

/// Reads of an expression of which only the bits of `mask` count: in `mip & hideleg` those that
/// hideleg can never have are not read.
fn reads_within(spec: &Spec, e: &Expr, mask: u64, g: &mut Effects) {
    match &e.kind {
        ExprKind::Csr(csr) => g.extend(effects::of_csr_bits(spec, csr, mask)),
        ExprKind::Binary(Bin::And, a, b) => {
            reads_within(spec, a, mask & possible(spec, b), g);
            reads_within(spec, b, mask & possible(spec, a), g);
        }
        ExprKind::If(c, t, f) => {
            g.extend(effects::of_expr(spec, c));
            reads_within(spec, t, mask, g);
            reads_within(spec, f, mask, g);
        }
        _ => g.extend(effects::of_expr(spec, e)),
    }
}

/// Bits that can be 1.
fn possible(spec: &Spec, e: &Expr) -> u64 {
    match &e.kind {
        ExprKind::Const(v) => *v,
        ExprKind::Binary(Bin::And, a, b) => possible(spec, a) & possible(spec, b),
        ExprKind::Csr(csr) => {
            let fields = spec.csr(csr).map(|c| c.fields.as_slice()).unwrap_or_default();
            fields.iter().filter(|f| f.storage != Storage::Const(0)).fold(0, |bits, f| bits | f.mask())
        }
        _ => u64::MAX,
    }
}

/// Whether a guest gets anywhere through this address: its level is not above VS-mode.
fn reachable(spec: &Spec, c: &Csr) -> bool {
    matches!(c.level, Level::U | Level::S) && !always_denied(spec, c)
}

fn always_denied(_spec: &Spec, c: &Csr) -> bool {
    c.deny.iter().any(|d| d.when.as_const() == Some(1))
}

/// The CSR that a guest reaches by this name.
fn substitute<'a>(spec: &'a Spec, name: &'a str) -> &'a str {
    spec.substitution.iter().find(|(from, _)| from == name).map_or(name, |(_, to)| to)
}

/// Has storage of its own.
fn stores(c: &Csr) -> bool {
    c.fields.iter().any(|f| matches!(f.storage, Storage::Store(_)))
}

/// One name and one storage for both worlds: reachable, writable and not substituted. What belongs to the floating-point unit
/// goes with it.
fn is_shared(spec: &Spec, c: &Csr) -> bool {
    !c.float && reachable(spec, c) && substitute(spec, &c.name) == c.name && !effects::of_csr_write(spec, &c.name).is_empty()
}

/// The bits of a register that are the guest's; none if HS-mode has no business saving it.
///
/// A field that nothing in the model reads (it configures what the model
/// leaves out) is the guest's.
fn guest_bits(spec: &Spec, c: &Csr, guest: &BTreeSet<Touched>, readers: &Readers) -> Option<u64> {
    if always_denied(spec, c) {
        return None;
    }
    let stored = c.fields.iter().filter(|f| matches!(f.storage, Storage::Store(_) | Storage::Derived { slot: Some(_), .. }));
    let stored: Vec<_> = stored.filter(|f| !f.read_only).collect();
    let is_guests = |f: &&&ir::Field| guest.contains(&(c.name.clone(), Some(f.name.clone()))) || !readers.read(&c.name, &f.name);
    let bits = stored.iter().filter(is_guests).fold(0, |bits, f| bits | f.mask());
    (bits != 0).then_some(bits)
}

/// What reads which field.
struct Readers<'a> {
    rules: BTreeSet<Touched>,
    csrs: Vec<(&'a str, BTreeSet<Touched>)>,
}

impl<'a> Readers<'a> {
    fn of(spec: &'a Spec) -> Self {
        let rules = spec.rules.iter().flat_map(|r| effects::of_expr(spec, &r.body).reads).collect();
        let csrs = spec.csrs.iter().map(|c| (c.name.as_str(), effects::of_csr_read(spec, &c.name).reads)).collect();
        Self { rules, csrs }
    }

    /// Whether a rule or another CSR reads the field.
    fn read(&self, csr: &str, field: &str) -> bool {
        let touched = (csr.to_string(), Some(field.to_string()));
        self.rules.contains(&touched) || self.csrs.iter().any(|(name, reads)| *name != csr && reads.contains(&touched))
    }
}

/// CSRs that a table writes, under the name by which HS-mode reaches them.
fn written_csrs(spec: &Spec, table: &TrapTable) -> BTreeSet<String> {
    table
        .rows
        .iter()
        .filter_map(|row| match &row.place {
            Place::Csr(csr) => Some(csr.clone()),
            Place::Field(csr, _) => Some(supervisor_name(spec, csr)),
            _ => None,
        })
        .collect()
}

/// CSRs behind pieces of state, under the name by which HS-mode reaches them.
fn csrs_of(spec: &Spec, touched: &BTreeSet<Touched>) -> BTreeSet<String> {
    touched.iter().filter(|(_, field)| field.is_some()).map(|(csr, _)| supervisor_name(spec, csr)).collect()
}

/// `sstatus` for `mstatus`: the S-level CSR whose fields are views of an M-level one.
fn supervisor_name(spec: &Spec, csr: &str) -> String {
    let is_machine = spec.csr(csr).is_some_and(|c| c.level == Level::M);
    let view = spec
        .csrs
        .iter()
        .find(|c| c.level == Level::S && c.fields.iter().any(|f| matches!(&f.storage, Storage::Alias(target, _) if target == csr)));
    match (is_machine, view) {
        (true, Some(view)) => view.name.clone(),
        _ => csr.to_string(),
    }
}

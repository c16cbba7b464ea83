//! Checks over a whole text (ranges, duplicates) and over a finished [`Spec`].

mod cycles;
mod required;

use crate::Model;
use crate::keys::head;
use crate::select::At;
use ir::effects;
use ir::{Body, Csr, Field, Insn, Place, Spec, Stmt, Storage};
use std::collections::BTreeMap;
use syntax::{Diagnostic, Diagnostics, Node};

/// Every range ends in a change that exists, is not empty, and meets that of what it is part of.
pub fn ranges(model: &Model, found: &mut Diagnostics) {
    let all = Window { since: 0, until: model.header.revisions.len(), inherited: false };
    for d in &model.documents {
        if d.kind != "revisions" && d.kind != "changes" {
            range(model, &d.node, Window { inherited: d.like.is_some(), ..all }, found);
        }
    }
}

/// The revisions in which something exists, by index.
#[derive(Clone, Copy)]
struct Window {
    since: usize,
    until: usize,
    /// Parts come from a node with a range of its own.
    inherited: bool,
}

fn range(model: &Model, node: &Node, parent: Window, found: &mut Diagnostics) {
    let mut own = parent;
    let mut ends = Vec::new();
    for key in ["since", "until"] {
        let Some(value) = node.get(key) else { continue };
        let name = value.text().unwrap_or_default();
        let Some(at) = model.change_at(name) else {
            if !model.header.wrong_changes.iter().any(|c| c == name) {
                found.add(unknown_change(model, name, value));
            }
            continue;
        };
        match key {
            "since" => own.since = own.since.max(at),
            _ => own.until = own.until.min(at),
        }
        ends.push((key, at, value.span));
    }
    let empty = match ends.as_slice() {
        [(_, since, _), (_, until, span)] if since >= until => {
            Some((*span, "this range is empty: it ends before it begins", "`until` names a change of a later revision than `since`"))
        }
        [("until", 0, span)] => {
            Some((*span, "this range is empty: the change is in the first revision already", "remove the item, or name a later change"))
        }
        [.., (_, _, span)] if own.since >= own.until && !parent.inherited => Some((
            *span,
            "this never exists: what it is part of has another range",
            "remove the item, or give it a range that meets the one around it",
        )),
        _ => None,
    };
    if let Some((span, message, help)) = empty {
        found.add(Diagnostic::new(span, message).help(help));
        own = parent;
    }
    if let Some(xlen) = node.get("xlen").filter(|n| !matches!(n.text(), Some("32" | "64"))) {
        found.add(Diagnostic::new(xlen.span, "`xlen` is 32 or 64").help("leave it out for both"));
    }
    node.entries().iter().for_each(|e| range(model, &e.value, own, found));
    node.items().iter().for_each(|n| range(model, n, own, found));
}

fn unknown_change(model: &Model, name: &str, value: &Node) -> Diagnostic {
    let changes = &model.header.changes;
    if let Some(revision) = model.revision(name) {
        let here: Vec<&str> = changes.iter().filter(|c| c.at == revision).map(|c| c.id.as_str()).collect();
        return Diagnostic::new(value.span, format!("`{name}` is a revision; a range ends in a change"))
            .help(format!("changes at {name} are {}", here.join(", ")));
    }
    let known: Vec<&str> = changes.iter().map(|c| c.id.as_str()).collect();
    let help = match crate::keys::nearest(name, &known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "declare it in the node `changes` with the revision at which it happens".to_string(),
    };
    Diagnostic::new(value.span, format!("there is no change `{name}`")).help(help)
}

/// One node per kind and id, unless ranges keep them apart.
pub fn duplicates(model: &Model, found: &mut Diagnostics) {
    let mut seen: BTreeMap<(&str, &str), Vec<&Node>> = BTreeMap::new();
    for d in &model.documents {
        seen.entry((&d.kind, &d.id)).or_default().push(&d.node);
    }
    for ((kind, id), nodes) in seen.into_iter().filter(|(_, n)| n.len() > 1) {
        for revision in 0..model.header.revisions.len() {
            for xlen in crate::XLENS {
                let at = At::new(model, revision, xlen);
                let alive: Vec<&&Node> = nodes.iter().filter(|n| at.alive(n)).collect();
                if let [first, second, ..] = alive.as_slice() {
                    let diagnostic = Diagnostic::new(head(second), format!("{kind} `{id}` is given twice"))
                        .help(format!("it is already given at {}", model.sources.place(head(first))));
                    found.add_in(&model.header.revisions[revision].id, [diagnostic]);
                }
            }
        }
    }
}

/// Everything that must hold in one revision.
pub fn spec(at: &At, spec: &Spec) {
    addresses(at, spec);
    spec.csrs.iter().for_each(|c| fields(at, spec, c));
    codes(at, spec);
    encodings(at, spec);
    // What follows walks through definitions, which must exist and end.
    if at.errors.borrow().is_empty() {
        cycles::check(at, spec);
    }
    if at.errors.borrow().is_empty() {
        pure(at, spec);
        float(at, spec);
        rows(at, spec);
        required::check(at, spec);
    }
}

fn addresses(at: &At, spec: &Spec) {
    for pair in spec.csrs.windows(2) {
        if pair[0].address == pair[1].address {
            at.error(
                pair[1].meta.span,
                format!("{} and {} are both at {:#x}", pair[0].name, pair[1].name, pair[0].address),
                "give one another address, or ranges that do not meet",
            );
        }
    }
    for (i, csr) in spec.csrs.iter().enumerate() {
        if let Some(other) = spec.csrs[..i].iter().find(|o| o.name == csr.name && (o.high_half_of != csr.high_half_of)) {
            let help = format!("the other is at {:#x}; give one another name, or ranges that do not meet", other.address);
            at.error(csr.meta.span, format!("two registers are called {}", csr.name), help);
        }
    }
}

fn fields(at: &At, spec: &Spec, csr: &Csr) {
    // Two causes of one code are reported as that.
    if csr.bits_of.is_none() {
        overlaps(at, csr);
    }
    for f in &csr.fields {
        if matches!(f.storage, Storage::Alias(..)) && spec.root(&csr.name, &f.name).is_none() {
            let help = "aliases end at a field that is stored, derived or constant, not at each other";
            at.error(f.span, format!("{}.{} is an alias that leads nowhere", csr.name, f.name), help);
        }
        constant_fits(at, csr, f);
    }
}

/// No bit belongs to two fields.
pub fn overlaps(at: &At, csr: &Csr) {
    let mut taken: u64 = 0;
    for f in &csr.fields {
        if taken & f.mask() != 0 {
            let other = csr.fields.iter().find(|o| o.name != f.name && o.mask() & f.mask() != 0);
            let other = other.map_or("another field".to_string(), |o| format!("{} (bits {}-{})", o.name, o.hi, o.lo));
            at.error(f.span, format!("{}.{} overlaps {other}", csr.name, f.name), "move one, or give them ranges that do not meet");
        }
        taken |= f.mask();
    }
}

fn constant_fits(at: &At, csr: &Csr, f: &Field) {
    if let Storage::Const(v) = f.storage
        && v & !f.ty().mask() != 0
    {
        at.error(f.span, format!("{v:#x} does not fit {}.{}", csr.name, f.name), format!("the largest is {:#x}", f.ty().mask()));
    }
}

fn codes(at: &At, spec: &Spec) {
    for causes in [&spec.exceptions, &spec.interrupts] {
        for pair in causes.windows(2) {
            if pair[0].code == pair[1].code {
                at.error(
                    pair[1].meta.span,
                    format!("{} and {} both have code {}", pair[0].name, pair[1].name, pair[0].code),
                    "a code is claimed by one cause in each revision",
                );
            }
        }
    }
}

/// No word matches two encodings.
fn encodings(at: &At, spec: &Spec) {
    for (i, a) in spec.insns.iter().enumerate() {
        for b in &spec.insns[i + 1..] {
            if a.bytes == b.bytes
                && (a.matches ^ b.matches) & a.mask & b.mask == 0
                && let Some(word) = both_match(a, b)
            {
                at.error(
                    b.meta.span,
                    format!("{word:#x} is both `{}` and `{}`", a.name, b.name),
                    "fix more bits, restrict one with `where`, or give them ranges that do not meet",
                );
            }
        }
    }
}

/// A word that both decode, if there is one.
fn both_match(a: &Insn, b: &Insn) -> Option<u32> {
    let fixed = a.matches | b.matches;
    if a.condition.is_none() && b.condition.is_none() {
        return Some(fixed);
    }
    let free = !(a.mask | b.mask) & if a.bytes == 2 { 0xffff } else { u32::MAX };
    if free.count_ones() > 16 {
        return Some(fixed);
    }
    let mut bits = 0u32;
    loop {
        let word = fixed | bits;
        if holds(a, word) && holds(b, word) {
            return Some(word);
        }
        bits = bits.wrapping_sub(free) & free;
        if bits == 0 {
            return None;
        }
    }
}

/// Whether the condition of an instruction holds for a word.
fn holds(insn: &Insn, word: u32) -> bool {
    let Some(condition) = &insn.condition else { return true };
    let value = ir::fold::substitute(condition.clone(), &|kind| match kind {
        ir::ExprKind::Local(name) => {
            let o = insn.operands.iter().find(|o| o.name == *name)?;
            let mut value = o.pieces.iter().fold(0u64, |v, (hi, lo, at)| v | (u64::from(word >> lo) & ir::expr::mask(hi - lo + 1)) << at);
            if o.signed {
                value = ir::fold::sext(value, o.width);
            }
            let ty = match o.name.as_str() {
                "imm" => ir::Ty::Bits(64),
                _ if o.width == 1 => ir::Ty::Bool,
                _ => ir::Ty::Bits(if o.bias > 0 { 5 } else { o.width }),
            };
            Some(ir::Expr::constant(value + u64::from(o.bias), ty))
        }
        _ => None,
    });
    value.as_const() != Some(0)
}

/// What belongs to the floating-point unit needs one, and its `dirty` does nothing but assign.
fn float(at: &At, spec: &Spec) {
    let users = (spec.insns.iter().filter(|i| i.float).map(|i| (&i.name, i.meta.span)))
        .chain(spec.csrs.iter().filter(|c| c.float).map(|c| (&c.name, c.meta.span)));
    let Some(unit) = &spec.float else {
        for (name, span) in users {
            at.error(span, format!("`{name}` uses a floating-point unit, but there is none"), "add a node `unit: float`");
        }
        return;
    };
    if !only_assigns(&unit.dirty) {
        at.error(unit.meta.span, "`dirty` of a unit only assigns fields", "write `csr.FIELD = value;`, under an `if` where it depends");
    }
}

fn only_assigns(stmts: &[Stmt]) -> bool {
    stmts.iter().all(|s| match s {
        Stmt::Assign(place, value) => !matches!(place, Place::X(_) | Place::F(_)) && !matches!(value.kind, ir::ExprKind::X(_)),
        Stmt::If(_, then, other) => only_assigns(then) && only_assigns(other),
        Stmt::Let(..) | Stmt::Expr(_) => false,
    })
}

/// Rules and guards have no effects: the resolver allows none, and this is the net below it.
fn pure(at: &At, spec: &Spec) {
    for rule in &spec.rules {
        if !effects::of_expr(spec, &rule.body).is_pure() {
            at.error(rule.meta.span, format!("rule `{}` has effects", rule.name), "a rule only computes; effects belong in `exec`");
        }
    }
    for insn in &spec.insns {
        if let Body::Exec(stmts) = &insn.body
            && effects::of_stmts(spec, stmts).is_pure()
            && !assigns(stmts)
        {
            at.error(
                insn.meta.span,
                format!("`{}` does nothing", insn.name),
                "`exec` assigns a register, accesses memory or traps; a hint is `x[0] = 0;`",
            );
        }
    }
}

fn assigns(stmts: &[Stmt]) -> bool {
    stmts.iter().any(|s| match s {
        Stmt::Assign(..) => true,
        Stmt::If(_, then, other) => assigns(then) || assigns(other),
        Stmt::Let(..) | Stmt::Expr(_) => false,
    })
}

/// Rows of a trap table are simultaneous: each piece of storage is written once.
fn rows(at: &At, spec: &Spec) {
    for table in spec.entries.iter().chain(&spec.returns) {
        let kind = if spec.entries.iter().any(|t| t.name == table.name) { "trap-entry" } else { "trap-return" };
        let node = at.model.documents.iter().find(|d| d.kind == kind && d.id == table.name && at.alive(&d.node));
        let set = node.and_then(|d| d.node.get("set"));
        let mut written = BTreeMap::new();
        for row in &table.rows {
            let key = match &row.place {
                Place::Field(csr, field) => format!("{csr}.{field}"),
                Place::Csr(csr) | Place::Cell(csr) => csr.clone(),
                Place::X(_) | Place::F(_) => continue,
            };
            let entry = set.and_then(|s| s.entries().iter().find(|e| e.key == key));
            let span = entry.map_or(table.meta.span, |e| e.key_span);
            if let Place::Field(csr, field) = &row.place
                && let Some((_, root)) = spec.root(csr, field)
                && matches!(root.storage, Storage::Const(_) | Storage::Derived { slot: None, .. })
            {
                at.error(span, format!("{key} stores nothing"), "remove the row, or give the field storage");
            }
            for place in effects::written(spec, &row.place) {
                if let Some(other) = written.insert(place, key.clone()).filter(|other| *other != key) {
                    at.error(span, format!("{other} and {key} write the same bits"), "rows take effect at once: keep one of them");
                }
            }
        }
    }
}

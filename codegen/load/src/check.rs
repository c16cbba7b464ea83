//! Checks over a whole text (ranges, duplicates) and over a finished [`Spec`].

use crate::Model;
use crate::select::At;
use ir::effects;
use ir::{Body, Csr, Field, Insn, Spec, Storage};
use std::collections::BTreeMap;
use syntax::{Diagnostic, Diagnostics, Node};

/// Every range ends in a change that exists, and is not empty.
pub fn ranges(model: &Model, found: &mut Diagnostics) {
    for d in &model.documents {
        if d.kind != "revisions" && d.kind != "changes" {
            range(model, &d.node, found);
        }
    }
}

fn range(model: &Model, node: &Node, found: &mut Diagnostics) {
    let mut ends = Vec::new();
    for key in ["since", "until"] {
        let Some(value) = node.get(key) else { continue };
        let name = value.text().unwrap_or_default();
        match model.change_at(name) {
            Some(at) => ends.push((key, at, value.span)),
            None => found.add(unknown_change(model, name, value)),
        }
    }
    match ends.as_slice() {
        [(_, since, _), (_, until, span)] if since >= until => {
            found.add(Diagnostic::new(*span, "this range is empty: it ends before it begins").help("`until` names a change of a later revision than `since`"));
        }
        [("until", 0, span)] => found.add(
            Diagnostic::new(*span, "this range is empty: the change is in the first revision already").help("remove the item, or name a later change"),
        ),
        _ => {}
    }
    if let Some(xlen) = node.get("xlen").filter(|n| !matches!(n.text(), Some("32" | "64"))) {
        found.add(Diagnostic::new(xlen.span, "`xlen` is 32 or 64"));
    }
    node.entries().iter().for_each(|e| range(model, &e.value, found));
    node.items().iter().for_each(|n| range(model, n, found));
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
                    let diagnostic = Diagnostic::new(second.span, format!("{kind} `{id}` is given twice"))
                        .help(format!("it is already given at {}", model.sources.place(first.span)));
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
    pure(at, spec);
    if at.errors.borrow().is_empty() {
        required(at, spec);
    }
}

fn addresses(at: &At, spec: &Spec) {
    for pair in spec.csrs.windows(2) {
        if pair[0].address == pair[1].address {
            at.error_help(
                pair[1].meta.span,
                format!("{} and {} are both at {:#x}", pair[0].name, pair[1].name, pair[0].address),
                "give one another address, or ranges that do not meet",
            );
        }
    }
}

fn fields(at: &At, spec: &Spec, csr: &Csr) {
    let mut taken: u64 = 0;
    for f in &csr.fields {
        if taken & f.mask() != 0 {
            let other = csr.fields.iter().find(|o| o.name != f.name && o.mask() & f.mask() != 0);
            let other = other.map_or("another field".to_string(), |o| format!("{} (bits {}-{})", o.name, o.hi, o.lo));
            at.error_help(f.span, format!("{}.{} overlaps {other}", csr.name, f.name), "move one, or give them ranges that do not meet");
        }
        taken |= f.mask();
        if matches!(f.storage, Storage::Alias(..)) && spec.root(&csr.name, &f.name).is_none() {
            at.error(f.span, format!("{}.{} is an alias that leads nowhere", csr.name, f.name));
        }
        constant_fits(at, csr, f);
    }
}

fn constant_fits(at: &At, csr: &Csr, f: &Field) {
    if let Storage::Const(v) = f.storage
        && v & !f.ty().mask() != 0
    {
        at.error(f.span, format!("{v:#x} does not fit {}.{}", csr.name, f.name));
    }
}

fn codes(at: &At, spec: &Spec) {
    for causes in [&spec.exceptions, &spec.interrupts] {
        for pair in causes.windows(2) {
            if pair[0].code == pair[1].code {
                at.error_help(
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
        if a.matches & !a.mask != 0 {
            at.error(a.meta.span, format!("`{}` matches bits that it does not fix", a.name));
        }
        for b in &spec.insns[i + 1..] {
            if a.bytes == b.bytes
                && (a.matches ^ b.matches) & a.mask & b.mask == 0
                && let Some(word) = both_match(a, b)
            {
                at.error_help(
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
            let mut value = o.pieces.iter().fold(0u64, |v, (hi, lo, at)| {
                v | (u64::from(word >> lo) & ir::expr::mask(hi - lo + 1)) << at
            });
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

/// Rules and guards have no effects: the resolver allows none, and this is the net below it.
fn pure(at: &At, spec: &Spec) {
    for rule in &spec.rules {
        if !effects::of_expr(spec, &rule.body).is_pure() {
            at.error(rule.meta.span, format!("rule `{}` has effects", rule.name));
        }
    }
    for insn in &spec.insns {
        if let Body::Exec(stmts) = &insn.body
            && effects::of_stmts(spec, stmts) == effects::Effects::default()
            && !stmts.is_empty()
        {
            at.error(insn.meta.span, format!("`{}` does nothing", insn.name));
        }
    }
}

/// What engines and generators call by name.
fn required(at: &At, spec: &Spec) {
    let span = spec.revision.span;
    for name in REQUIRED_RULES {
        if spec.rule(name).is_none() {
            at.error_help(span, format!("the rule `{name}` is missing"), "engines call it by name; see the model language, section Rules");
        }
    }
    for name in REQUIRED_EXCEPTIONS {
        if spec.exception(name).is_none() {
            at.error(span, format!("no exception claims `{name}`, which rules and engines raise"));
        }
    }
    for name in ["M", "HS", "VS", "mret", "sret_hs", "sret_vs"] {
        if spec.table(name).is_none() {
            at.error(span, format!("the trap table `{name}` is missing or broken"));
        }
    }
}

/// Rules that every revision has.
pub const REQUIRED_RULES: &[&str] = &[
    "csr_denied", "denied_is_virtual", "delegated_to_hs", "delegated_to_vs", "m_interrupts", "hs_interrupts",
    "vs_interrupts", "wakes", "effective_prv", "effective_v", "sum_at", "mxr_at", "leaf_denied", "page_fault_code",
    "access_fault_code", "misaligned_code", "illegal_tval", "vector",
];

const REQUIRED_EXCEPTIONS: &[&str] = &["illegal_instruction", "instruction_address_misaligned", "breakpoint"];

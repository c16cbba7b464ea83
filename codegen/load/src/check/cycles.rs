//! Rules and derived fields are formulas: following what they name comes to an end.

use crate::select::At;
use ir::{Expr, ExprKind, Spec, Storage};
use std::collections::BTreeSet;
use syntax::Span;

/// A rule (no field) or a field.
type Name<'s> = (&'s str, Option<&'s str>);

/// Reports each definition that leads back to itself.
pub fn check(at: &At, spec: &Spec) {
    let mut done = BTreeSet::new();
    let rules = spec.rules.iter().map(|r| (r.name.as_str(), None));
    let fields = spec.csrs.iter().flat_map(|c| c.fields.iter().map(|f| (c.name.as_str(), Some(f.name.as_str()))));
    for name in rules.chain(fields) {
        follow(at, spec, name, &mut Vec::new(), &mut done);
    }
}

fn follow<'s>(at: &At, spec: &'s Spec, name: Name<'s>, path: &mut Vec<Name<'s>>, done: &mut BTreeSet<Name<'s>>) {
    if let Some(start) = path.iter().position(|n| *n == name) {
        let circle: Vec<String> = path[start..].iter().chain([&name]).map(|n| show(*n)).collect();
        let message = format!("{} is defined by itself: {}", show(name), circle.join(", "));
        return at.error(span(spec, name), message, "each definition uses only others that do not lead back to it");
    }
    if done.contains(&name) {
        return;
    }
    path.push(name);
    for next in named_by(spec, name) {
        follow(at, spec, next, path, done);
    }
    path.pop();
    done.insert(name);
}

fn show((name, field): Name) -> String {
    field.map_or(name.to_string(), |f| format!("{name}.{f}"))
}

fn span(spec: &Spec, (name, field): Name) -> Span {
    match field {
        None => spec.rule(name).map_or_else(Span::default, |r| r.meta.span),
        Some(field) => spec.field(name, field).map_or_else(Span::default, |f| f.span),
    }
}

/// What the definition of something names.
fn named_by<'s>(spec: &'s Spec, (name, field): Name<'s>) -> Vec<Name<'s>> {
    let mut out = Vec::new();
    let Some(field) = field else {
        if let Some(rule) = spec.rule(name) {
            names(spec, &rule.body, &mut out);
        }
        return out;
    };
    let Some(f) = spec.field(name, field) else { return out };
    if let Some(gate) = &f.gate {
        names(spec, gate, &mut out);
    }
    match &f.storage {
        Storage::Alias(csr, field) => out.push((csr, Some(field))),
        Storage::Derived { read, .. } => names(spec, read, &mut out),
        Storage::Store(_) | Storage::Const(_) => {}
    }
    out
}

fn names<'s>(spec: &'s Spec, e: &Expr, out: &mut Vec<Name<'s>>) {
    e.visit(&mut |part| match &part.kind {
        ExprKind::Call(rule, _) => out.extend(spec.rule(rule).map(|r| (r.name.as_str(), None))),
        ExprKind::Field(csr, field) => {
            out.extend(spec.csr(csr).and_then(|c| Some((c.name.as_str(), Some(c.field(field)?.name.as_str())))));
        }
        ExprKind::Csr(csr) => {
            out.extend(spec.csr(csr).iter().flat_map(|c| c.fields.iter().map(|f| (c.name.as_str(), Some(f.name.as_str())))));
        }
        _ => {}
    });
}

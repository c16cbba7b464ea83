//! What a write to a field does, in words where there are some for it.

use super::text::{Links, bits, code};
use ir::{Bin, Expr, ExprKind, Field, Spec};

/// Words for a field's rule of writing; the rule itself where there are none.
pub fn words(spec: &Spec, field: &Field, links: Links) -> String {
    let Some(write) = &field.write else {
        return if field.wlrl { "any value, but only legal ones must be written".to_string() } else { "any value".to_string() };
    };
    let said = told(field, write, &|e| links.shown(spec, e));
    said.unwrap_or_else(|| match &field.rule {
        Some(rule) => format!("by the rule {}", links.code(rule)),
        None => format!("stores {}", links.shown(spec, write)),
    })
}

fn told(field: &Field, write: &Expr, show: &dyn Fn(&Expr) -> String) -> Option<String> {
    use ExprKind::*;
    match &write.kind {
        Const(value) => Some(format!("ignored: it stays {value}")),
        Local(name) if name == "old" => Some("ignored".to_string()),
        Binary(Bin::And, a, b) => masked(field, a, b).or_else(|| masked(field, b, a)),
        If(when, yes, no) => match (is_local(yes, "new"), is_local(no, "new")) {
            (true, _) => Some(format!("{}; {}", legal(when, show), otherwise(no, show)?)),
            (_, true) => Some(format!("any value; {} while {}", otherwise(yes, show)?.replace("anything else ", ""), show(when))),
            _ => None,
        },
        Binary(Bin::AndAlso, a, b) if is_local(a, "new") => Some(format!("can be set while {}", show(b))),
        Binary(Bin::AndAlso, a, b) if is_local(b, "new") => Some(format!("can be set while {}", show(a))),
        _ => None,
    }
}

/// `new & mask`.
fn masked(field: &Field, new: &Expr, mask: &Expr) -> Option<String> {
    let mask = mask.as_const().filter(|_| is_local(new, "new"))?;
    let width = field.width();
    let runs = runs(!mask & ir::expr::mask(width), width);
    let absent: Vec<String> = runs.iter().map(|(hi, lo)| bits(hi + field.lo, lo + field.lo)).collect();
    match (mask, absent.len()) {
        (0, _) => Some("ignored: it stays 0".to_string()),
        (_, 0) => Some("any value".to_string()),
        (_, 1) if runs[0].0 == runs[0].1 => Some(format!("any value, but bit {} stays 0", absent[0])),
        _ => Some(format!("any value, but bits {} stay 0", absent.join(", "))),
    }
}

/// Runs of ones, the highest first.
fn runs(mask: u64, width: u32) -> Vec<(u32, u32)> {
    let mut out: Vec<(u32, u32)> = Vec::new();
    for bit in (0..width).rev().filter(|bit| mask >> bit & 1 != 0) {
        match out.last_mut() {
            Some(run) if run.1 == bit + 1 => run.1 = bit,
            _ => out.push((bit, bit)),
        }
    }
    out
}

fn otherwise(e: &Expr, show: &dyn Fn(&Expr) -> String) -> Option<String> {
    match &e.kind {
        ExprKind::Local(name) if name == "old" => Some("anything else changes nothing".to_string()),
        ExprKind::Const(value) => Some(format!("anything else stores {value}")),
        _ => Some(format!("anything else stores {}", show(e))),
    }
}

/// What is legal, as a set if it is one.
fn legal(when: &Expr, show: &dyn Fn(&Expr) -> String) -> String {
    let mut values = Vec::new();
    if listed(when, &mut values) {
        let values: Vec<String> = values.iter().map(u64::to_string).collect();
        return match values.as_slice() {
            [one] => format!("only {one}"),
            [first @ .., last] => format!("{} or {last}", first.join(", ")),
            [] => "nothing".to_string(),
        };
    }
    if let ExprKind::Binary(op, new, limit) = &when.kind
        && let (true, Some(limit)) = (is_local(new, "new"), limit.as_const())
    {
        match op {
            Bin::Le => return format!("0 to {limit}"),
            Bin::Lt => return format!("0 to {}", limit.saturating_sub(1)),
            Bin::Ne => return format!("anything but {limit}"),
            _ => {}
        }
    }
    format!("legal if {}", show(when))
}

/// `new == 1 || new == 2`.
fn listed(e: &Expr, values: &mut Vec<u64>) -> bool {
    match &e.kind {
        ExprKind::Binary(Bin::OrElse, a, b) => listed(a, values) && listed(b, values),
        ExprKind::Binary(Bin::Eq, new, value) if is_local(new, "new") => value.as_const().map(|v| values.push(v)).is_some(),
        _ => false,
    }
}

fn is_local(e: &Expr, name: &str) -> bool {
    matches!(&e.kind, ExprKind::Local(local) if local == name)
}

/// What a field is called by the manual: how it answers to writes.
pub fn kind(field: &Field) -> String {
    match (field.wlrl, &field.write) {
        (true, _) => "WLRL".to_string(),
        (false, Some(_)) => "WARL".to_string(),
        (false, None) => "read-write".to_string(),
    }
}

/// The rule of the model, for who wants to see it.
pub fn rule(field: &Field) -> Option<String> {
    field.rule.as_ref().map(|r| code(r))
}

//! What engines and generators call by name, so that every revision must have it.

use crate::select::At;
use ir::{Rule, Spec, Ty};

/// Rules, with the signature that the engines count on.
pub const RULES: &[(&str, &str)] = &[
    ("csr_denied", "level: 2, address: 12, write: bool -> bool"),
    ("denied_is_virtual", "class: 3, counter: 5, hs_denied: bool -> bool"),
    ("delegated_to_hs", "interrupt: bool, code: xlen -> bool"),
    ("delegated_to_vs", "interrupt: bool, code: xlen, gstage: bool -> bool"),
    ("m_interrupts", "-> xlen"),
    ("hs_interrupts", "-> xlen"),
    ("vs_interrupts", "-> xlen"),
    ("wakes", "-> bool"),
    ("effective_prv", "fetch: bool -> 2"),
    ("effective_v", "fetch: bool -> bool"),
    ("sum_at", "v: bool -> bool"),
    ("mxr_at", "v: bool, gstage: bool -> bool"),
    ("leaf_denied", "kind: 2, exec_as_read: bool, prv: 2, r: bool, w: bool, x: bool, u: bool, sum: bool, mxr: bool, gstage: bool -> bool"),
    ("page_fault_code", "kind: 2, gstage: bool -> xlen"),
    ("access_fault_code", "kind: 2 -> xlen"),
    ("misaligned_code", "kind: 2 -> xlen"),
    ("illegal_tval", "word: 32 -> xlen"),
    ("vector", "tvec: xlen, interrupt: bool, code: xlen -> xlen"),
];

/// Exceptions that engines raise.
const EXCEPTIONS: &[&str] = &["illegal_instruction", "instruction_address_misaligned", "breakpoint"];

/// Trap tables.
const TABLES: &[&str] = &["M", "HS", "VS", "mret", "sret_hs", "sret_vs"];

/// Reports what is missing.
pub fn check(at: &At, spec: &Spec) {
    let span = spec.revision.span;
    for (name, wanted) in RULES {
        let Some(rule) = spec.rule(name) else {
            at.error(span, format!("the rule `{name}` is missing"), format!("engines call it by name: {wanted}"));
            continue;
        };
        if signature(rule, at.xlen) != *wanted {
            at.error(
                rule.meta.span,
                format!("the rule `{name}` has another signature than its callers expect"),
                format!("engines call it by name: {wanted}"),
            );
        }
    }
    for name in EXCEPTIONS {
        if spec.exception(name).is_none() {
            at.error(span, format!("no exception is called `{name}`"), format!("engines raise it: add a node `exception: {name}`"));
        }
    }
    for name in TABLES {
        if spec.table(name).is_none() {
            at.error(span, format!("the trap table `{name}` is missing"), "every revision has M, HS, VS, mret, sret_hs and sret_vs");
        }
    }
}

/// `tvec: xlen, code: xlen -> xlen`.
fn signature(rule: &Rule, xlen: u32) -> String {
    // A width that is XLEN by chance (`word: 32` on RV32) is told apart by the names that have it.
    let ty = |name: &str, ty: Ty| match ty {
        Ty::Bits(n) if n == xlen && name != "word" => "xlen".to_string(),
        Ty::Bits(n) => n.to_string(),
        _ => "bool".to_string(),
    };
    let params: Vec<String> = rule.params.iter().map(|(n, t)| format!("{n}: {}", ty(n, *t))).collect();
    format!("{} -> {}", params.join(", "), ty("", rule.returns)).trim_start().to_string()
}

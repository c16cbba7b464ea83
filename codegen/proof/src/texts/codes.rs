//! Codes of causes, their delegation and their priorities.

use super::Comparison;
use crate::text::{Item, range};
use ir::{Cause, Column};
use isa::CsrOp;
use serde_json::json;

/// Codes beyond it are reserved as a matter of course.
const LAST: u32 = 64;

/// The register whose bits a table lays down.
const DELEGATION: &str = "hedeleg";

/// The model's name of a cause that a table names.
fn named(interrupt: bool, printed: &str) -> String {
    if interrupt {
        return printed.split(' ').filter_map(|word| word.chars().next()).collect::<String>().to_uppercase();
    }
    if let Some(from) = printed.strip_prefix("Environment call from ") {
        let mode = from.split('-').next().unwrap_or_default();
        let mode = if mode == "S" { "HS" } else { mode };
        return format!("ecall_from_{}", mode.to_lowercase());
    }
    printed.replace("/AMO", "").to_lowercase().replace([' ', '-'], "_")
}

impl Comparison<'_> {
    /// Codes by name, and codes that mean nothing.
    pub(super) fn causes(&mut self) {
        let text = self.text;
        for item in text.items("causes") {
            for (table, interrupt) in [("interrupts", true), ("exceptions", false)] {
                for (codes, printed) in item.rows(table) {
                    self.code(&item, interrupt, codes, printed);
                }
            }
        }
    }

    fn code(&mut self, item: &Item, interrupt: bool, codes: &str, printed: &str) {
        let list: &[Cause] = if interrupt { &self.spec.interrupts } else { &self.spec.exceptions };
        let (hi, lo) = range(codes, self.spec.xlen);
        let kind = if interrupt { "interrupt" } else { "exception" };
        if printed != "reserved" {
            let found = self.export[format!("{kind}s")][codes].clone();
            self.fact(item.at(), format!("{kind} {codes}"), json!(named(interrupt, printed)), found);
        } else if item.chapter() == "hypervisor" {
            for code in lo..=hi.min(LAST) {
                let found = list.iter().any(|c| c.code == u64::from(code));
                self.fact(item.at(), format!("{kind} {code} is reserved"), true, !found);
            }
        }
    }

    /// What bits of hedeleg must be, and what they are when written.
    pub(super) fn delegation(&mut self) {
        let text = self.text;
        for item in text.items("delegation") {
            let Some(csr) = self.spec.csr(DELEGATION) else { continue };
            let mut state = self.state("M");
            let ones = self.eval.csr(&mut state, csr.address, CsrOp::Write(u64::MAX)).and(Ok(state));
            let ones = ones.ok().and_then(|mut s| self.eval.csr(&mut s, csr.address, CsrOp::Read).ok()).unwrap_or_default();
            for (bit, printed) in item.rows("bits") {
                let Ok(code) = bit.parse::<u64>() else { continue };
                let column = match printed {
                    "writable" => Column::Writable,
                    "read-only 0" => Column::Zero,
                    _ => continue,
                };
                let cause = self.spec.exceptions.iter().find(|c| c.code == code);
                self.fact(item.at(), format!("bit {bit}"), Some(column), cause.and_then(|c| c.column(DELEGATION)));
                let list = if column == Column::Writable { "writable" } else { "read_only_zero" };
                let exported = self.export[DELEGATION][list].as_array().is_some_and(|codes| codes.contains(&json!(code)));
                self.fact(item.at(), format!("bit {bit} is exported as {list}"), true, exported);
                self.fact(item.at(), format!("bit {bit} written 1"), column == Column::Writable, ones >> code & 1 == 1);
            }
        }
    }

    /// Exceptions in their order. What stands in two places, or in one of two, is left out.
    pub(super) fn priority(&mut self) {
        let text = self.text;
        // With the extension a table of its own counts.
        let chapter = if text.items("priority").any(|i| i.chapter() == "hypervisor") { "hypervisor" } else { "machine" };
        for item in text.items("priority").filter(|i| i.chapter() == chapter) {
            let sets: Vec<Vec<u64>> = item.list("order").map(|set| set.split(' ').filter_map(|c| c.parse().ok()).collect()).collect();
            let once = |code: &u64| sets.iter().flatten().filter(|c| *c == code).count() == 1;
            let sets: Vec<Vec<u64>> = sets.iter().map(|set| set.iter().copied().filter(once).collect()).collect();
            let rank = |code: u64| self.spec.exceptions.iter().find(|c| c.code == code).map(|c| c.priority);
            let mut found = Vec::new();
            for (i, set) in sets.iter().enumerate() {
                for first in set {
                    found.extend(set.iter().map(|second| (*first, *second, "with", rank(*first) == rank(*second))));
                    let later = sets[i + 1..].iter().flatten();
                    found.extend(later.map(|second| (*first, *second, "before", rank(*first) < rank(*second))));
                }
            }
            for (first, second, how, holds) in found {
                self.fact(item.at(), format!("exception {first} {how} {second}"), true, holds);
            }
        }
    }
}

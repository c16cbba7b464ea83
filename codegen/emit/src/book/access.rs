//! What a mode may do, in the words of a table.

use super::Register;
use super::text::Links;
use ir::legality::{Chain, Mode, Request, asks_for_counter};
use ir::{Csr, Spec};
use std::collections::HashMap;

/// What reading and writing come to, by mode.
pub type Outcomes<'a> = [Vec<Chain<'a>>; 2];

/// The outcomes of the first CSR of each page. Most registers are refused in the same way as many others, which is
/// found out once.
#[expect(clippy::mutable_key_type, reason = "a request compares by its conditions, never by the index of names that its spec makes on use")]
pub fn outcomes<'a>(registers: &[Register<'a>], wide: &'a Spec, narrow: &'a Spec) -> Vec<Outcomes<'a>> {
    let mut known: HashMap<Request, Vec<Chain>> = HashMap::new();
    let mut counters: HashMap<&str, bool> = HashMap::new();
    let mut chains = |spec, csr: &'a Csr, write| {
        let request = Request::csr(spec, csr, write);
        let is_one = *counters.entry(&csr.class).or_insert_with(|| asks_for_counter(spec, &csr.class));
        let request = if is_one { request } else { request.of_any_counter() };
        let outcomes = |request: &Request<'a>| Mode::ALL.iter().map(|m| request.outcome(*m)).collect();
        known.entry(request).or_insert_with_key(outcomes).clone()
    };
    let both = |r: &Register<'a>| {
        let spec = if wide.csr(&r.members[0].name).is_some() { wide } else { narrow };
        [false, true].map(|write| chains(spec, r.members[0], write))
    };
    registers.iter().map(both).collect()
}

/// Which exception refuses it, and when.
pub fn outcome(spec: &Spec, chain: &Chain, links: Links, yes: &str) -> String {
    let mut clauses = Vec::new();
    for (when, raised) in chain {
        let raised = links.exception(raised);
        match when.as_const() {
            Some(_) if clauses.is_empty() => return raised,
            Some(_) => {
                clauses.push(format!("otherwise {raised}"));
                return clauses.join("; ");
            }
            None => clauses.push(format!("{raised} if {}", links.shown(spec, when))),
        }
    }
    if clauses.is_empty() { yes.to_string() } else { format!("{yes}, but {}", clauses.join("; ")) }
}

/// The same in one word, with its class: for a matrix.
pub fn short(chain: &Chain) -> (&'static str, &'static str) {
    let decided = chain.last().is_some_and(|(when, _)| when.as_const() == Some(1));
    match (chain.as_slice(), decided) {
        ([], _) => ("yes", "y"),
        ([(_, one)], true) if *one == "virtual_instruction" => ("virtual", "v"),
        ([_], true) => ("illegal", "n"),
        (_, true) => ("refused", "n"),
        _ => ("depends", "d"),
    }
}

//! What a mode may do, in the words of a table.

use super::text::Links;
use ir::Spec;
use ir::legality::Chain;

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

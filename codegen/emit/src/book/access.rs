//! What a mode may do, in the words of a table.

use super::text::code;
use ir::Spec;
use ir::legality::Chain;
use ir::show::Writer;

/// Which exception refuses it, and when.
pub fn outcome(spec: &Spec, chain: &Chain) -> String {
    let mut clauses = Vec::new();
    for (when, raised) in chain {
        let raised = exception(spec, raised);
        match when.as_const() {
            Some(_) if clauses.is_empty() => return raised,
            Some(_) => {
                clauses.push(format!("otherwise {raised}"));
                return clauses.join("; ");
            }
            None => clauses.push(format!("{raised} if {}", code(&Writer::of(spec).show(when)))),
        }
    }
    if clauses.is_empty() { "yes".to_string() } else { format!("yes, but {}", clauses.join("; ")) }
}

fn exception(spec: &Spec, name: &str) -> String {
    let words = name.replace('_', " ");
    match spec.exception(name) {
        Some(cause) => format!("{words} ({})", cause.code),
        None => words,
    }
}

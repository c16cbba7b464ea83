//! `rules [REVISION]`: what a revision's hypervisor chapter demands, with the
//! nodes and the tests; without a revision, how many statements each has.

use proof::rules::Ledger;
use std::path::Path;

fn main() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let ledger = Ledger::read(&root)?;
    let (model, _) = load::Model::read(&root.join("model")).map_err(|e| e.to_string())?;
    let wanted = std::env::args().nth(1);
    for (index, id) in model.revisions().iter().enumerate().filter(|(_, id)| wanted.as_ref().is_none_or(|w| w == *id)) {
        let rules: Vec<_> = ledger.at(&model, index).collect();
        for rule in rules.iter().filter(|_| wanted.is_some()) {
            let tests = rule.out.as_ref().map_or_else(|| rule.tests.join(", "), |why| format!("out of scope: {why}"));
            println!("{} {}\n  {} | {tests}", rule.at, rule.says, rule.nodes.join(", "));
        }
        let tested = rules.iter().filter(|r| !r.tests.is_empty()).count();
        println!("{id}: {} statements, {tested} with tests, {} out of scope", rules.len(), rules.len() - tested);
    }
    let wrong = ledger.check(&model, &root);
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

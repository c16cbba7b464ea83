//! Every statement of the texts has a place in the model and a test, or a reason.

#![allow(clippy::unwrap_used)]

use proof::rules::Ledger;
use std::path::Path;

#[test]
fn every_statement_has_a_test_or_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let ledger = Ledger::read(&root).unwrap();
    let (model, found) = load::Model::read(&root.join("model")).unwrap();
    assert!(found.is_empty(), "the model has errors: run `draftvisor check`");
    let wrong = ledger.check(&model, &root);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    for (revision, id) in model.revisions().iter().enumerate() {
        let rules: Vec<_> = ledger.at(&model, revision).collect();
        let tested = rules.iter().filter(|r| !r.tests.is_empty()).count();
        println!("{id}: {} statements, {tested} with tests, {} out of scope", rules.len(), rules.len() - tested);
        assert!(tested > 50, "{id} lost most of its rules");
    }
}

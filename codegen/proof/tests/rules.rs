//! Every statement of the texts has a place in the model and a test, or a reason.

#![allow(clippy::unwrap_used)]

use proof::rules::{self, Coverage};
use std::path::Path;

#[test]
fn every_statement_has_a_test_or_a_reason() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (model, found) = load::Model::read(&root.join("model")).unwrap();
    assert!(found.is_empty(), "the model has errors: run `draftvisor check`");
    let wrong = rules::check(&model, &root);
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    for (revision, id) in model.revisions().iter().enumerate() {
        let counts = Coverage::of(&model.header.ledger, &model, revision);
        println!("{id}: {} statements, {} with tests, {} out of scope", counts.statements, counts.tested, counts.out());
        assert!(counts.tested > 50, "{id} lost most of its statements");
    }
}

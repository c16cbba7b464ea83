//! Every change has a witness, and every witness tells the truth on both sides.

use eval::{Evaluator, witness};
use load::{Model, SPEC_PROFILE};
use std::path::Path;

fn model() -> Model {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model");
    let (model, found) = Model::read(&dir).unwrap();
    assert!(found.is_empty(), "the model has errors: run `draftvisor check`: {found:?}");
    model
}

#[test]
fn every_change_has_a_witness() {
    let header = model().header;
    for change in &header.changes {
        let count = header.witnesses.iter().filter(|w| w.change == change.id).count();
        assert_eq!(count, 1, "witnesses of {}: add one to model/witnesses", change.id);
    }
    assert!(header.witnesses.iter().filter(|w| w.silent.is_empty()).count() > 30);
}

#[test]
fn programs_end_as_they_say() {
    let model = model();
    let mut wrong = Vec::new();
    for w in model.header.witnesses.iter().filter(|w| w.silent.is_empty()) {
        let at = model.header.changes.iter().find(|c| c.id == w.change).unwrap().at;
        let [before, after] = [at - 1, at].map(|revision| model.at(revision, w.xlen, SPEC_PROFILE).0);
        let address = |name: &str| [&after, &before].iter().find_map(|s| s.csr(name)).map(|c| c.address);
        let end =
            |spec| witness::run(&Evaluator::new(spec), &w.program, &address).unwrap_or_else(|problem| format!("cannot run {problem}"));
        let ends = [end(&before), end(&after)];
        if ends != [w.before.clone(), w.after.clone()] {
            wrong.push(format!("{}: ends with\n  {}\n  {}\nand should with\n  {}\n  {}", w.change, ends[0], ends[1], w.before, w.after));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

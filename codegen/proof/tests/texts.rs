//! All figures and tables of all texts, against the model.

#![allow(clippy::unwrap_used)]

use proof::text::{FOLDER, Texts};
use proof::texts::compare;
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_model_says_what_the_texts_print() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let texts = Texts::read(&root.join(FOLDER)).unwrap();
    let (model, found) = load::Model::read(&root.join("model")).unwrap();
    assert!(found.is_empty(), "the model has errors: run `draftvisor check`");
    let (mut compared, mut wrong, mut met) = (0, Vec::new(), BTreeSet::new());
    let revisions = model.revisions();
    for (index, id) in revisions.iter().enumerate() {
        let text = texts.of(id).unwrap_or_else(|| panic!("{FOLDER} has no text {id}"));
        assert!(text.manual.starts_with(&model.header.revisions[index].manual), "{id} is read at another commit");
        for xlen in load::XLENS {
            let (spec, _) = model.at(index, xlen, load::SPEC_PROFILE);
            let report = compare(&texts, text, &spec);
            compared += report.compared;
            met.extend(report.errata);
            wrong.extend(report.wrong.iter().map(|w| format!("{id} rv{xlen}: {w}")));
        }
    }
    println!(
        "{compared} facts of {} texts at both XLENs, {} disagreements, {} listed mistakes of texts",
        revisions.len(),
        wrong.len(),
        met.len()
    );
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    let unused: Vec<_> = (0..texts.scope.errata.len()).filter(|e| !met.contains(e)).map(|e| &texts.scope.errata[e]).collect();
    assert!(unused.is_empty(), "no text prints these any more: {unused:#?}");
    assert!(compared > 10_000, "most figures were lost");
}

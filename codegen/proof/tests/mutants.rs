//! The judge of mutants tells no mutant from one that no model can be.
//!
//! Mutants are judged by `draftvisor campaign --kind mutation`.

#![allow(clippy::unwrap_used)]

use proof::equivalent::{Equivalents, FILE};
use proof::judge::{Judge, Verdict};
use proof::mutate;
use proof::text::{FOLDER, Texts};
use std::path::Path;

#[test]
fn a_model_without_a_mutant_is_not_noticed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = mutate::files(&root.join("model").canonicalize().unwrap()).unwrap();
    let judge = Judge::new(files.clone(), Texts::read(&root.join(FOLDER)).unwrap(), Equivalents::default(), None).unwrap();
    let (path, text) = files.iter().find(|f| f.1.starts_with('#')).unwrap();
    let comment = mutate::Mutant { path: path.clone(), at: 0, len: 1, to: "##".into(), kind: "a comment" };
    assert_eq!(judge.judge(&comment).unwrap(), Verdict::Same, "{}", text.lines().next().unwrap());
    let broken = mutate::Mutant { path: path.clone(), at: 0, len: 1, to: "}".into(), kind: "garbage" };
    assert_eq!(judge.judge(&broken).unwrap(), Verdict::Refused);
}

#[test]
fn equivalent_mutants_are_mutants() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = mutate::files(&root.join("model").canonicalize().unwrap()).unwrap();
    let listed = Equivalents::read(&root).unwrap();
    let unused: Vec<_> = listed.unused(&mutate::all(&files), &files).into_iter().map(|one| (&one.file, &one.line)).collect();
    assert!(unused.is_empty(), "{FILE} lists lines that have no such mutant: {unused:#?}");
}

//! A sample of mutants of the model: the texts' facts notice them, or the tests here do. Campaigns judge the others.

use proof::equivalent::Equivalents;
use proof::judge::{Judge, Verdict};
use proof::mutate;
use proof::program::Program;
use proof::text::{FOLDER, Texts};
use std::path::Path;

/// Mutants that are judged, with and without SLOW_TESTS.
const SAMPLE: [usize; 2] = [25, 4];

#[test]
fn a_sample_is_noticed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = mutate::files(&root.join("model").canonicalize().unwrap()).unwrap();
    let this = Program::at(&std::env::current_exe().unwrap()).unwrap();
    let (texts, equivalents) = (Texts::read(&root.join(FOLDER)).unwrap(), Equivalents::read(&root).unwrap());
    let judge = Judge::new(files.clone(), texts, equivalents, Some(this)).unwrap();
    let count = SAMPLE[usize::from(std::env::var_os("SLOW_TESTS").is_none())];
    let mutants = mutate::sample(mutate::all(&files), &files, 1, count);
    let survivors: Vec<String> =
        mutants.iter().filter(|mutant| judge.judge(mutant) == Ok(Verdict::Survived)).map(|mutant| mutant.describe(&files)).collect();
    assert!(survivors.is_empty(), "nothing notices these:\n{}", survivors.join("\n"));
}

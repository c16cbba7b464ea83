//! Two evaluators of one model, compared for every revision and XLEN; `draftvisor campaign --kind differential`
//! goes on where this ends.

use differential::{CSRS, Comparison, FLOATS, INSNS, TRAPS, WORDS};
use load::{Model, SPEC_PROFILE, XLENS};
use std::path::Path;

/// Runs a comparison for every revision and XLEN, in parallel, and prints what was compared.
fn everywhere(comparison: &Comparison, seed: u64) {
    let (model, found) = Model::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("model")).expect("the model is there");
    assert!(found.is_empty(), "{}", syntax::render(&model.sources, &found, &model.revisions(), false));
    let jobs: Vec<(usize, u32)> = (0..model.header.revisions.len()).flat_map(|r| XLENS.map(|x| (r, x))).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let total = std::sync::atomic::AtomicU64::new(0);
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(&(revision, xlen)) = jobs.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                    let (spec, errors) = model.at(revision, xlen, SPEC_PROFILE);
                    assert!(errors.is_empty(), "{errors:?}");
                    let id = spec.revision.id.clone();
                    let cases = differential::compare(&spec, comparison, seed).expect("is generated");
                    assert!(cases > 0, "{id} RV{xlen}: nothing was compared");
                    total.fetch_add(cases, std::sync::atomic::Ordering::Relaxed);
                }
            });
        }
    });
    println!("{}: {} cases equal", comparison.name, total.into_inner());
}

#[test]
fn every_csr_access() {
    everywhere(&CSRS, 7);
}

#[test]
fn random_traps_and_interrupts() {
    everywhere(&TRAPS, 11);
}

#[test]
fn random_instructions() {
    everywhere(&INSNS, 13);
}

#[test]
fn floating_point_in_every_rounding_mode() {
    everywhere(&FLOATS, 19);
}

#[test]
fn every_compressed_word_and_random_words_decode_alike() {
    everywhere(&WORDS, 17);
}

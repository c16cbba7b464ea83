//! Two evaluators of one model: the reference walks the IR, the generated
//! Rust is what runs. They must agree in every CSR access there is, and in
//! random privileged steps.

mod csrs;
mod double;
mod floats;
mod insns;
mod pair;
mod traps;

use load::{Model, SPEC_PROFILE, XLENS};
use pair::{Compare, Pair};
use std::path::Path;

/// Runs a comparison for every revision and XLEN, in parallel, and prints what was compared.
fn everywhere(what: &str, compare: fn(&mut dyn Pair) -> u64) {
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
                    let cases = generated::with_revision(&id, xlen, Compare { spec: &spec, compare }).expect("is generated");
                    assert!(cases > 0, "{id} RV{xlen}: nothing was compared");
                    total.fetch_add(cases, std::sync::atomic::Ordering::Relaxed);
                }
            });
        }
    });
    println!("{what}: {} cases equal", total.into_inner());
}

#[test]
fn every_csr_access() {
    everywhere("CSR accesses", |pair| csrs::compare(pair));
}

#[test]
fn random_traps_and_interrupts() {
    everywhere("traps and interrupts", |pair| traps::compare(pair));
}

#[test]
fn random_instructions() {
    everywhere("instructions", |pair| insns::compare(pair));
}

#[test]
fn floating_point_in_every_rounding_mode() {
    everywhere("floating-point instructions", |pair| floats::compare(pair));
}

#[test]
fn every_compressed_word_and_random_words_decode_alike() {
    everywhere("decoded words", |pair| insns::compare_decoders(pair));
}

//! Two evaluators of one model: the reference walks the IR, the generated
//! Rust is what runs. They must agree in every CSR access there is, and in
//! random privileged steps.
//!
//! A comparison is a function of a [`pair::Pair`] and of a seed. The same
//! seed makes the same states, words and values on every machine.

mod csrs;
pub mod double;
mod floats;
mod insns;
pub mod pair;
mod traps;

use ir::Spec;
use pair::{Compare, Pair};

/// What can be compared.
pub struct Comparison {
    /// What it is called.
    pub name: &'static str,
    /// Compares with states made from a seed, and panics with both sides if they differ; returns the number of cases.
    pub compare: fn(&mut dyn Pair, u64) -> u64,
}

/// Every CSR address, operation, mode and setting of the bits that guards read.
pub const CSRS: Comparison = Comparison { name: "CSR accesses", compare: csrs::compare };
/// Traps of every cause from every mode, and interrupts.
pub const TRAPS: Comparison = Comparison { name: "traps and interrupts", compare: traps::compare };
/// Every instruction with random operands in every mode.
pub const INSNS: Comparison = Comparison { name: "instructions", compare: insns::compare };
/// Floating point in every rounding mode.
pub const FLOATS: Comparison = Comparison { name: "floating-point instructions", compare: floats::compare };
/// All compressed words, and random ones.
pub const WORDS: Comparison = Comparison { name: "decoded words", compare: insns::compare_decoders };
/// All of them.
pub const ALL: [&Comparison; 5] = [&TRAPS, &INSNS, &FLOATS, &WORDS, &CSRS];

/// Compares the evaluators of a spec; the number of cases, none if no code was generated for it.
///
/// # Panics
///
/// If they differ: the message says in what, and from which state.
pub fn compare(spec: &Spec, comparison: &Comparison, seed: u64) -> Option<u64> {
    generated::with_revision(&spec.revision.id, spec.xlen, Compare { spec, seed, compare: comparison.compare })
}

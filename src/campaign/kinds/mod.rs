//! What a campaign checks.

mod deployed;
mod differential;
mod fuzz;
mod isolation;
mod lockstep;
mod mutation;
mod soak;
mod witness;

use super::Args;
use crate::model::Loaded;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// A kind of check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// Generated code beside the reference evaluator, on random states
    Differential,
    /// Hostile input for everything that reads foreign bytes
    Fuzz,
    /// A guest that does anything at random, beside one that must not notice
    Isolation,
    /// The same programs on the emulator, on each QEMU and on Spike, as far as they are there
    Lockstep,
    /// The model with one thing changed: does anything notice?
    Mutation,
    /// Two busy guests with Linux on two machines, paused and moved now and then
    Soak,
    /// Programs that tell the two sides of a change apart
    Witness,
}

/// What one case did.
pub struct Did {
    /// Comparisons in it, or steps.
    pub checks: u64,
    /// How it ended.
    pub word: String,
    /// What else there was to count in it.
    pub also: Vec<(&'static str, u64)>,
    /// What it found.
    pub found: Option<String>,
}

impl Did {
    /// Nothing else to count.
    pub fn new(checks: u64, word: &str, found: Option<String>) -> Self {
        Self { checks, word: word.to_string(), also: Vec::new(), found }
    }
}

/// Checks of one kind, from one seed.
pub trait Work {
    /// Runs the case of a number; none if there are no more.
    fn case(&mut self, case: u64) -> anyhow::Result<Option<Did>>;

    /// The shortest command that runs a case again, if that is not this one with the case's shard.
    fn again(&self, _case: u64) -> Option<String> {
        None
    }

    /// A case that takes longer has got stuck.
    fn patience(&self) -> Duration {
        Duration::from_secs(600)
    }
}

impl Kind {
    /// In the order in which they are run.
    pub const ALL: [Kind; 7] = [Kind::Witness, Kind::Differential, Kind::Fuzz, Kind::Isolation, Kind::Mutation, Kind::Lockstep, Kind::Soak];

    /// As on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Differential => "differential",
            Kind::Fuzz => "fuzz",
            Kind::Isolation => "isolation",
            Kind::Lockstep => "lockstep",
            Kind::Mutation => "mutation",
            Kind::Soak => "soak",
            Kind::Witness => "witness",
        }
    }

    /// The work; an error if this machine lacks what it needs.
    pub fn work(self, loaded: &'static Loaded, asked: &Args) -> anyhow::Result<Box<dyn Work>> {
        let seed = asked.seed;
        Ok(match self {
            Kind::Differential => Box::new(differential::Differential::new(loaded, seed)),
            Kind::Fuzz => Box::new(fuzz::Fuzz::new(loaded, seed)?),
            Kind::Isolation => Box::new(isolation::Isolation::new(seed)?),
            Kind::Lockstep => Box::new(lockstep::Lockstep::new(seed)?),
            Kind::Mutation => Box::new(mutation::Mutation::new(loaded, seed, asked.tests.as_deref())?),
            Kind::Soak => Box::new(soak::Soak::new(seed, asked.span)),
            Kind::Witness => Box::new(witness::Witness::new(loaded, seed)),
        })
    }
}

/// What a call gives, or what it panics with.
fn caught<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(call)).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned().or(panic.downcast_ref::<&str>().map(|s| s.to_string()));
        text.unwrap_or_else(|| "a panic".to_string())
    })
}

/// A number for a case, from which nobody guesses that of another.
fn mixed(seed: u64, case: u64) -> u64 {
    let first = ::differential::pair::Random(seed).draw();
    ::differential::pair::Random(first ^ case).draw()
}

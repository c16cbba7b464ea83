//! Hostile input.

use super::{Did, Work, caught};
use crate::model::Loaded;
use fuzz::{TARGETS, Target};
use std::time::Duration;

/// Inputs of each target in turn.
pub struct Fuzz {
    /// The seed is what the driver of the targets calls a shard.
    shard: u32,
}

impl Fuzz {
    /// Inputs of this seed. They ask for machines of every revision: where one was left out, that is no finding.
    pub fn new(loaded: &Loaded, seed: u64) -> anyhow::Result<Self> {
        let has_machine = |s: &ir::Spec| machines::Plan::of(&s.revision.id, s.xlen).is_some();
        anyhow::ensure!(
            loaded.specs.iter().all(has_machine),
            "this program lacks machines of some revisions\n  help: build it without DRAFTVISOR_ONLY"
        );
        Ok(Self { shard: seed as u32 })
    }
}

/// Target and number of a case's input.
fn input(case: u64) -> (&'static Target, u64) {
    let count = TARGETS.len() as u64;
    (&TARGETS[(case % count) as usize], case / count)
}

impl Work for Fuzz {
    fn case(&mut self, case: u64) -> anyhow::Result<Option<Did>> {
        let (target, number) = input(case);
        let bytes = fuzz::input(target, self.shard, number);
        let found = caught(|| (target.run)(&bytes)).err().map(|what| format!("{}: {what}", target.name));
        Ok(Some(Did::new(1, if found.is_some() { "panics" } else { "read" }, found)))
    }

    fn again(&self, case: u64) -> Option<String> {
        let (target, number) = input(case);
        Some(format!("cargo run --profile fuzz -p fuzz -- one {} --shard {} {number}", target.name, self.shard))
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(30)
    }
}

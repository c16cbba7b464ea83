//! Mutants of the model.

use super::{Did, Work};
use crate::model::Loaded;
use crate::repository;
use anyhow::Context as _;
use proof::equivalent::Equivalents;
use proof::judge::{Judge, Verdict};
use proof::mutate::{self, Mutant};
use proof::program::Program;
use proof::text::{FOLDER, Texts};
use std::path::Path;

/// All mutants, in an order that the seed makes.
pub struct Mutation {
    judge: Judge,
    mutants: Vec<Mutant>,
}

impl Mutation {
    /// `tests` is the program of the evaluator's tests; without one, cargo builds it.
    pub fn new(loaded: &Loaded, seed: u64, tests: Option<&Path>) -> anyhow::Result<Self> {
        let root = repository::root();
        let dir = loaded.dir.canonicalize().with_context(|| format!("cannot read {}", loaded.dir.display()))?;
        let files = mutate::files(&dir).with_context(|| format!("cannot read {}", dir.display()))?;
        let texts = Texts::read(&root.join(FOLDER)).map_err(|e| anyhow::anyhow!("{e}"))?;
        let program = match tests {
            Some(path) => Program::at(path),
            None => Program::build(&root, &repository::cargo()),
        };
        let mutants = mutate::sample(mutate::all(&files), &files, seed, usize::MAX);
        let equivalents = Equivalents::read(&root).map_err(anyhow::Error::msg)?;
        let judge = Judge::new(files, texts, equivalents, Some(program.map_err(anyhow::Error::msg)?)).map_err(anyhow::Error::msg)?;
        Ok(Self { judge, mutants })
    }
}

impl Work for Mutation {
    fn case(&mut self, case: u64) -> anyhow::Result<Option<Did>> {
        let Some(mutant) = self.mutants.get(case as usize) else { return Ok(None) };
        let verdict = self.judge.judge(mutant).map_err(anyhow::Error::msg)?;
        let found = (verdict == Verdict::Survived).then(|| mutant.describe(self.judge.files()));
        Ok(Some(Did::new(1, verdict.word(), found)))
    }
}

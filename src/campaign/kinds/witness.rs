//! Witnesses of changes.

use super::{Did, Work, caught, mixed};
use crate::model::Loaded;
use eval::{Evaluator, witness};
use ir::Spec;

/// Every program on both sides of its change, in an order that the seed makes.
pub struct Witness {
    loaded: &'static Loaded,
    order: Vec<&'static load::Witness>,
}

impl Witness {
    /// Those that are programs.
    pub fn new(loaded: &'static Loaded, seed: u64) -> Self {
        let mut order: Vec<_> = loaded.model.header.witnesses.iter().filter(|w| w.silent.is_empty()).collect();
        order.sort_by_key(|w| mixed(seed, u64::from(w.span.line)));
        Self { loaded, order }
    }

    /// What ends otherwise than it should.
    fn wrong(&self, w: &load::Witness) -> anyhow::Result<Option<String>> {
        let at = self.loaded.model.change_at(&w.change).filter(|at| *at > 0);
        let at = at.ok_or_else(|| anyhow::anyhow!("witness of {}, which is no change", w.change))?;
        let sides = [(self.loaded.spec(at - 1, w.xlen)?, &w.before), (self.loaded.spec(at, w.xlen)?, &w.after)];
        let address = |name: &str| sides.iter().rev().find_map(|(s, _)| s.csr(name)).map(|c| c.address);
        let end = |spec: &Spec| caught(|| witness::run(&Evaluator::new(spec), &w.program, &address)).flatten();
        let wrong = sides.iter().find_map(|(spec, should)| {
            let end = end(spec);
            (end.as_ref() != Ok(*should)).then(|| format!("{} in {}: {end:?}, not {should}", w.change, spec.revision.id))
        });
        Ok(wrong)
    }
}

impl Work for Witness {
    fn case(&mut self, case: u64) -> anyhow::Result<Option<Did>> {
        let Some(w) = self.order.get(case as usize) else { return Ok(None) };
        let found = self.wrong(w)?;
        Ok(Some(Did::new(2, if found.is_some() { "wrong" } else { "true" }, found)))
    }
}

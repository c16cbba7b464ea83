//! The reference evaluator and generated code.

use super::{Did, Work, caught, mixed};
use crate::model::Loaded;
use differential::ALL;
use ir::Spec;

/// Comparisons in turn, over the revisions in turn.
pub struct Differential {
    specs: Vec<&'static Spec>,
    seed: u64,
}

impl Differential {
    /// Over every revision.
    pub fn new(loaded: &'static Loaded, seed: u64) -> Self {
        Self { specs: loaded.specs.iter().collect(), seed }
    }
}

impl Work for Differential {
    fn case(&mut self, case: u64) -> anyhow::Result<Option<Did>> {
        // Comparisons change fastest: a short run has some of each.
        let (kinds, specs) = (ALL.len() as u64, self.specs.len() as u64);
        let comparison = ALL[(case % kinds) as usize];
        let spec = self.specs[(case / kinds % specs) as usize];
        let seed = mixed(self.seed, case);
        let compared = caught(|| differential::compare(spec, comparison, seed));
        Ok(Some(match compared {
            Ok(checks) => Did::new(checks.unwrap_or_default(), "equal", None),
            Err(what) => {
                let found = format!("{} RV{}, {}: {what}", spec.revision.id, spec.xlen, comparison.name);
                Did::new(0, "different", Some(found))
            }
        }))
    }
}

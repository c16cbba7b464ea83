//! The facts that nobody else may state, read from the model.

use std::collections::{BTreeMap, BTreeSet};

/// Facts of all revisions together.
pub struct Facts {
    /// Revisions by id and by module name.
    pub revisions: BTreeSet<String>,
    /// CSRs by address. User-level ones have small numbers that mean anything.
    pub addresses: BTreeMap<u64, String>,
    /// Names of CSRs.
    pub csrs: BTreeSet<String>,
    /// Fixed bits and their values of 32-bit instructions.
    pub words: BTreeSet<(u32, u32, String)>,
}

/// Below are only the floating-point and user trap registers.
const FIRST_ADDRESS: u64 = 0x100;

impl Facts {
    pub fn read() -> Self {
        let (model, found) = load::Model::read(&crate::files::root().join("model")).expect("the model is there");
        assert!(found.is_empty(), "the model has errors: run `draftvisor check`");
        let (specs, _) = model.check();
        let mut facts = Facts { revisions: BTreeSet::new(), addresses: BTreeMap::new(), csrs: BTreeSet::new(), words: BTreeSet::new() };
        for id in model.revisions() {
            facts.revisions.insert(ir::name::module(&id));
            facts.revisions.insert(id);
        }
        for spec in &specs {
            for csr in &spec.csrs {
                facts.csrs.insert(csr.name.clone());
                if u64::from(csr.address) >= FIRST_ADDRESS {
                    facts.addresses.insert(csr.address.into(), csr.name.clone());
                }
            }
            let wide = spec.insns.iter().filter(|i| i.bytes == 4);
            facts.words.extend(wide.map(|i| (i.mask, i.matches, i.name.clone())));
        }
        assert!(facts.csrs.len() > 100 && facts.words.len() > 50, "the model lost most of its facts");
        facts
    }

    /// The instruction that a word encodes.
    pub fn insn(&self, word: u64) -> Option<&str> {
        let word = u32::try_from(word).ok()?;
        self.words.iter().find(|(mask, bits, _)| word & mask == *bits).map(|(_, _, name)| name.as_str())
    }
}

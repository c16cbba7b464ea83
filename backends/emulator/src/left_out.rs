//! Extensions that a hart is built without: their instructions do not decode,
//! nor do accesses to their CSRs. That is asked once for each instruction that
//! is decoded, so that it costs nothing where instructions run.

use std::collections::HashSet;

use isa::{Decoded, Revision};

/// What a hart does not have.
#[derive(Default)]
pub(crate) struct LeftOut {
    insns: HashSet<&'static str>,
    csrs: HashSet<u16>,
}

impl LeftOut {
    /// What goes with these extensions.
    pub(crate) fn new<R: Revision>(without: &[String]) -> Self {
        let parts = || R::PARTS.iter().filter(|part| without.iter().any(|name| name == part.extension));
        let insns = parts().flat_map(|part| part.insns).copied().collect();
        let csrs = parts().flat_map(|part| part.csrs).copied().collect();
        Self { insns, csrs }
    }

    /// The instruction that a word is on such a hart.
    pub(crate) fn decode<R: Revision>(&self, word: u32) -> Option<Decoded<R::Op>> {
        R::decode(word).filter(|d| !self.has::<R>(d))
    }

    /// Whether an instruction is one that the hart does not have.
    fn has<R: Revision>(&self, d: &Decoded<R::Op>) -> bool {
        let name = R::name(d.op);
        self.insns.contains(name) || name.starts_with("csrr") && self.csrs.contains(&(d.imm as u16))
    }
}

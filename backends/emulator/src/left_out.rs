//! Extensions that a hart is built without: their instructions do not decode,
//! nor do accesses to their CSRs. That is asked once for each instruction that
//! is decoded, so that it costs nothing where instructions run.

use std::collections::HashSet;

use isa::{Decoded, Revision};

/// What a hart does not have.
pub(crate) struct LeftOut {
    insns: HashSet<&'static str>,
    csrs: HashSet<u16>,
}

impl LeftOut {
    /// What goes with these extensions; `None` if nothing does.
    pub(crate) fn new<R: Revision>(without: &[String]) -> Option<Box<Self>> {
        let parts = || R::PARTS.iter().filter(|part| without.iter().any(|name| name == part.extension));
        let insns: HashSet<_> = parts().flat_map(|part| part.insns).copied().collect();
        let csrs: HashSet<_> = parts().flat_map(|part| part.csrs).copied().collect();
        (!insns.is_empty() || !csrs.is_empty()).then(|| Box::new(Self { insns, csrs }))
    }

    /// Whether an instruction is one that the hart does not have.
    pub(crate) fn has<R: Revision>(&self, d: &Decoded<R::Op>) -> bool {
        let name = R::name(d.op);
        self.insns.contains(name) || name.starts_with("csrr") && self.csrs.contains(&(d.imm as u16))
    }
}

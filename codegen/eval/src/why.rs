//! Which rule decides, for those who ask why.

use crate::expr::Scope;
use crate::index::Evaluator;
use crate::state::State;
use ir::{Csr, Deny, Insn, Level, Rule};

/// What refuses something.
#[derive(Clone, Copy, Debug)]
pub enum Why<'s> {
    /// There is no CSR at the address.
    NoCsr,
    /// The rule that asks for the level and the address of a CSR.
    Level(&'s Csr, &'s Rule),
    /// A guard of a CSR.
    OfCsr(&'s Csr, &'s Deny),
    /// A guard of an instruction.
    OfInsn(&'s Insn, &'s Deny),
}

impl<'s> Evaluator<'s> {
    /// What refuses an access to a CSR in the current mode, if anything does.
    pub fn why_csr(&self, state: &State, address: u16, write: bool) -> Option<Why<'s>> {
        let Some(at) = self.csr_at(address) else { return Some(Why::NoCsr) };
        let csr = self.csr_of(at);
        let level = match csr.level {
            Level::U => "U",
            Level::S => "S",
            Level::HS => "HS",
            Level::M => "M",
        };
        let rule = self.spec().rule("csr_denied")?;
        if self.ask(state, "csr_denied", &[self.constant(level), u64::from(address), u64::from(write)]) != 0 {
            return Some(Why::Level(csr, rule));
        }
        let found = self.first_that_holds(state, &csr.deny, &[("write", u64::from(write))]);
        found.map(|deny| Why::OfCsr(csr, deny))
    }

    /// What refuses an instruction in the current mode, if anything does.
    pub fn why_insn(&self, state: &State, insn: usize, operands: &[(&str, u64)]) -> Option<Why<'s>> {
        let insn = self.spec().insns.get(insn)?;
        self.first_that_holds(state, &insn.deny, operands).map(|deny| Why::OfInsn(insn, deny))
    }

    fn first_that_holds(&self, state: &State, guards: &'s [Deny], locals: &[(&str, u64)]) -> Option<&'s Deny> {
        guards.iter().find(|deny| self.pure(state, &deny.when, Scope::of(locals)) != 0)
    }
}

//! Who may do what: CSR accesses and the guards of instructions.

use crate::expr::Scope;
use crate::index::Evaluator;
use crate::state::State;
use ir::{Deny, ExprPlace, Level, Place};
use isa::CsrOp;

/// Why something is refused: the exception that the model names, or none if the rule for virtual instructions decides.
type Refusal<'s> = Option<&'s str>;

impl<'s> Evaluator<'s> {
    /// An access to the CSR at `address` by the current mode; `Err` is the exception code.
    pub fn csr(&self, state: &mut State, address: u16, op: CsrOp) -> Result<u64, u64> {
        self.csr_legal(state, address, op != CsrOp::Read)?;
        let Some(named) = self.csr_at(address) else { return Err(self.exception("illegal_instruction")) };
        let csr = match self.mode(state).1 {
            true => self.substitute(named).unwrap_or(named),
            false => named,
        };
        let (full, _) = self.shown(csr);
        let seen = self.visible(csr, self.read(state, full));
        let new = match op {
            CsrOp::Read => return Ok(seen),
            CsrOp::Write(value) => self.replaced(state, csr, |_| value),
            CsrOp::Set(bits) => self.replaced(state, csr, |old| old | bits),
            CsrOp::Clear(bits) => self.replaced(state, csr, |old| old & !bits),
        };
        self.write(state, full, new);
        Ok(seen)
    }

    /// The full register with the visible bits changed, from what read-modify-write starts with.
    fn replaced(&self, state: &State, csr: usize, change: impl Fn(u64) -> u64) -> u64 {
        let full = self.read_to_modify(state, self.shown(csr).0);
        self.with_visible(csr, full, change(self.visible(csr, full)))
    }

    /// Value of the CSR at `address`, whatever the mode. V has no say either: no register stands in for another.
    pub fn peek_csr(&self, state: &State, address: u16) -> Option<u64> {
        let csr = self.csr_at(address)?;
        Some(self.visible(csr, self.read(state, self.shown(csr).0)))
    }

    /// Whether the current mode may access the CSR; `Err` is the exception code. Nothing is read or written.
    pub fn csr_legal(&self, state: &State, address: u16, write: bool) -> Result<(), u64> {
        let Some(csr) = self.csr_at(address) else { return Err(self.exception("illegal_instruction")) };
        let ask = |state: &State| self.csr_refused(state, csr, write);
        self.outcome(state, &self.csr_of(csr).class, u64::from(address) & 31, &ask)
    }

    fn csr_refused(&self, state: &State, csr: usize, write: bool) -> Option<Refusal<'s>> {
        let c = self.csr_of(csr);
        let level = match c.level {
            Level::U => "U",
            Level::S => "S",
            Level::HS => "HS",
            Level::M => "M",
        };
        let args = [self.constant(level), u64::from(c.address), u64::from(write)];
        match self.ask(state, "csr_denied", &args) {
            0 => self.denied(state, &c.deny, &[("write", u64::from(write))]),
            _ => Some(None),
        }
    }

    /// Whether guards of a class let something pass; `Err` is the exception code.
    pub(crate) fn allowed(&self, state: &State, items: &'s [Deny], class: &str, locals: &[(&str, u64)]) -> Result<(), u64> {
        let ask = |state: &State| self.denied(state, items, locals);
        self.outcome(state, class, 0, &ask)
    }

    /// Whether the guards of an instruction let it pass; `Err` is the exception code.
    pub fn insn_legal(&self, state: &State, insn: usize, operands: &[(&str, u64)]) -> Result<(), u64> {
        let insn = &self.spec().insns[insn];
        let ask = |state: &State| self.denied(state, &insn.deny, operands);
        self.outcome(state, &insn.class, 0, &ask)
    }

    /// The first item that holds decides.
    fn denied(&self, state: &State, items: &'s [Deny], locals: &[(&str, u64)]) -> Option<Refusal<'s>> {
        let holds = |d: &&Deny| self.pure(state, &d.when, Scope::of(locals)) != 0;
        items.iter().find(holds).map(|d| d.trap.as_deref())
    }

    /// Which exception a refusal raises.
    fn outcome(&self, state: &State, class: &str, counter: u64, ask: &dyn Fn(&State) -> Option<Refusal<'s>>) -> Result<(), u64> {
        let name = match ask(state) {
            None => return Ok(()),
            Some(Some(name)) => name,
            Some(None) => {
                let hs_denied = ask(&self.as_hs(state)).is_some();
                let class = self.constant(&format!("CLASS_{}", class.to_ascii_uppercase()));
                match self.ask(state, "denied_is_virtual", &[class, counter, u64::from(hs_denied)]) {
                    0 => "illegal_instruction",
                    _ => "virtual_instruction",
                }
            }
        };
        Err(self.exception(name))
    }

    /// The state in which HS-qualification asks.
    fn as_hs(&self, state: &State) -> State {
        let mut hs = state.clone();
        for (place, value) in &self.spec().hs_qualified {
            let place = match place {
                ExprPlace::Cell(name) => Place::Cell(name.clone()),
                ExprPlace::Field(csr, field) => Place::Field(csr.clone(), field.clone()),
            };
            self.assign(&mut hs, &place, self.plain(state, value));
        }
        hs
    }

    /// Privilege and V.
    pub fn mode(&self, state: &State) -> (u64, bool) {
        (state.get("prv").unwrap_or(0), state.get("V") == Some(1))
    }
}

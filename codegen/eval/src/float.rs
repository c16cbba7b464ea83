//! The floating-point unit: what the node `unit: float` says, and arithmetic on integers.

use crate::expr::Scope;
use crate::index::Evaluator;
use crate::state::State;
use float::soft;
use ir::{FloatOp, FloatUnit, Place, Stmt};

impl Evaluator<'_> {
    fn unit(&self) -> &FloatUnit {
        self.spec().float.as_ref().unwrap_or_else(|| panic!("checked: there is a unit if anything uses it"))
    }

    /// Whether an instruction of the unit may execute. Its `rm` becomes the mode in effect.
    pub(crate) fn float_on(&self, state: &State, operands: &mut [(&str, u64)]) -> Result<(), u64> {
        let unit = self.unit();
        self.allowed(state, &unit.deny, "user", &[])?;
        let Some(rm) = operands.iter_mut().find(|o| o.0 == "rm") else { return Ok(()) };
        rm.1 = self.pure(state, &unit.rounding, Scope::of(&[("rm", rm.1)]));
        match self.pure(state, &unit.reserved, Scope::of(&[("rm", rm.1)])) {
            0 => Ok(()),
            _ => Err(self.exception("illegal_instruction")),
        }
    }

    /// Sets flags besides those that are set.
    pub(crate) fn accrue(&self, state: &mut State, flags: u64) {
        let (csr, field) = &self.unit().flags;
        let old = self.field_value(state, csr, field);
        self.assign(state, &Place::Field(csr.clone(), field.clone()), old | flags);
        self.dirty(state);
    }

    /// A register or a CSR of the unit was written.
    pub(crate) fn dirty(&self, state: &mut State) {
        self.effects(state, &self.unit().dirty);
    }

    fn effects(&self, state: &mut State, stmts: &[Stmt]) {
        for stmt in stmts {
            match stmt {
                Stmt::Assign(place, value) => {
                    let value = self.plain(state, value);
                    self.assign(state, place, value);
                }
                Stmt::If(condition, then, other) => {
                    let branch = if self.plain(state, condition) != 0 { then } else { other };
                    self.effects(state, branch);
                }
                Stmt::Let(..) | Stmt::Expr(_) => unreachable!("checked: `dirty` assigns fields"),
            }
        }
    }
}

/// Result and flags of an operator whose first operand has `width` bits.
pub(crate) fn compute(op: FloatOp, args: &[u64], width: u32) -> (u64, u64) {
    use FloatOp::*;
    let integer = width;
    match op {
        FromSigned(32) => soft::from_int::<32>(args[0], integer, true, args[1]),
        FromSigned(_) => soft::from_int::<64>(args[0], integer, true, args[1]),
        FromUnsigned(32) => soft::from_int::<32>(args[0], integer, false, args[1]),
        FromUnsigned(_) => soft::from_int::<64>(args[0], integer, false, args[1]),
        _ if width == 32 => of_format::<32>(op, args),
        _ => of_format::<64>(op, args),
    }
}

fn of_format<const W: u32>(op: FloatOp, args: &[u64]) -> (u64, u64) {
    use FloatOp::*;
    match op {
        Add => soft::add::<W>(args[0], args[1], args[2]),
        Sub => soft::sub::<W>(args[0], args[1], args[2]),
        Mul => soft::mul::<W>(args[0], args[1], args[2]),
        Div => soft::div::<W>(args[0], args[1], args[2]),
        Sqrt => soft::sqrt::<W>(args[0], args[1]),
        Fma => soft::fma::<W>(args[0], args[1], args[2], args[3]),
        Min => soft::min::<W>(args[0], args[1]),
        Max => soft::max::<W>(args[0], args[1]),
        Eq => soft::eq::<W>(args[0], args[1]),
        Lt => soft::lt::<W>(args[0], args[1]),
        Le => soft::le::<W>(args[0], args[1]),
        Class => (soft::class::<W>(args[0]), 0),
        Resize(32) => soft::resize::<W, 32>(args[0], args[1]),
        Resize(_) => soft::resize::<W, 64>(args[0], args[1]),
        ToSigned(bits) => soft::to_int::<W>(args[0], bits, true, args[1]),
        ToUnsigned(bits) => soft::to_int::<W>(args[0], bits, false, args[1]),
        FromSigned(_) | FromUnsigned(_) => unreachable!("their operands are integers"),
    }
}

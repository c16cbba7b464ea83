//! Registers and operators of the floating-point unit.

use super::{Cx, Found};
use crate::ast::{Ast, AstKind, Pos};
use ir::{Builtin, Expr, ExprKind as K, FloatOp, Ty};

impl Cx<'_, '_, '_> {
    /// `f[…]` is a floating-point register, `s[…]` the number of single precision in it.
    pub(super) fn float_width(&self, base: &Ast) -> Option<u32> {
        match &base.kind {
            AstKind::Path(name) if name == "f" => Some(64),
            AstKind::Path(name) if name == "s" => Some(32),
            _ => None,
        }
    }

    /// A register that is read.
    pub(super) fn float_register(&mut self, base: &Ast, index: &Ast) -> Found<Expr> {
        let ty = Ty::Bits(self.float_width(base)?);
        let index = self.typed(index, Ty::Bits(5))?;
        Some(Expr { kind: K::F(Box::new(index)), ty })
    }

    /// An operator of the floating-point unit: operands of one width, then the rounding mode.
    pub(super) fn float(&mut self, op: FloatOp, args: &[Ast], pos: Pos) -> Found<Expr> {
        let wanted = op.operands() + usize::from(op.rounds());
        if args.len() != wanted {
            let help = if op.rounds() { "the last one is the rounding mode, `rm`" } else { "it does not round" };
            return self.error(pos, format!("`{}` takes {wanted} arguments, not {}", op.name(), args.len()), help);
        }
        let mut resolved = Vec::new();
        for arg in &args[..op.operands()] {
            let e = match resolved.first() {
                None => self.expr(arg, None)?,
                Some(Expr { ty, .. }) => {
                    let ty = *ty;
                    self.typed(arg, ty)?
                }
            };
            if !matches!(e.ty, Ty::Bits(32 | 64)) {
                let help = "a number is `f[…]` or `s[…]`; an integer has 32 or 64 bits";
                return self.error(arg.pos, format!("`{}` does not work on {}", op.name(), self.show(e.ty)), help);
            }
            resolved.push(e);
        }
        let ty = match op {
            FloatOp::Eq | FloatOp::Lt | FloatOp::Le => Ty::Bool,
            FloatOp::Class => Ty::Bits(10),
            _ => op.width().map_or(resolved[0].ty, Ty::Bits),
        };
        if op.rounds() {
            resolved.push(self.typed(&args[wanted - 1], Ty::Bits(3))?);
        }
        Some(Expr { kind: K::Op(Builtin::Float(op), resolved), ty })
    }
}

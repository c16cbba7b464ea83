//! Methods, rules and operators: everything with arguments.

use super::{Cx, Found};
use crate::ast::{Ast, AstKind, Pos};
use ir::{Builtin, Expr, ExprKind as K, FloatOp, Ty};

impl Cx<'_, '_, '_> {
    /// Parameters of a rule, for messages.
    fn parameters(&self, params: &[(String, Ty)]) -> String {
        match params {
            [] => "it takes none".to_string(),
            _ => format!("they are {}", params.iter().map(|(n, t)| format!("{n} ({})", self.show(*t))).collect::<Vec<_>>().join(", ")),
        }
    }

    /// Operands of an operator, for messages.
    fn operands(&self, want: &[Ty]) -> String {
        match want {
            [] => "it takes none".to_string(),
            _ => format!("they have {}", want.iter().map(|t| self.show(*t)).collect::<Vec<_>>().join(", ")),
        }
    }

    fn width(&self, generic: Option<&str>, pos: Pos) -> Found<u32> {
        let text = generic.unwrap_or("XLEN");
        let width = if text == "XLEN" { self.r.at.xlen } else { text.parse().unwrap_or(0) };
        if (1..=64).contains(&width) { Some(width) } else { self.error(pos, "a width is 1 to 64 or XLEN", "write `.zext::<64>()`") }
    }

    pub(super) fn method(&mut self, recv: &Ast, name: &str, generic: Option<&str>, args: &[Ast], pos: Pos) -> Found<Expr> {
        let e = self.expr(recv, None)?;
        let from = e.ty.width();
        let boxed = Box::new(e);
        match (name, args) {
            ("bit", [i]) => {
                let i = self.expr(i, None)?;
                Some(Expr { kind: K::Bit(boxed, Box::new(i)), ty: Ty::Bool })
            }
            ("bits", [hi, lo]) => {
                let number = |e: Option<Expr>| e.map(ir::fold::fold).and_then(|e| e.as_const());
                let (hi, lo) = (number(self.expr(hi, None)), number(self.expr(lo, None)));
                match (hi, lo) {
                    (Some(hi), Some(lo)) if lo <= hi && hi < u64::from(from) => {
                        let (hi, lo) = (hi as u32, lo as u32);
                        let ty = if hi == lo { Ty::Bits(1) } else { Ty::Bits(hi - lo + 1) };
                        Some(Expr { kind: K::Slice(boxed, hi, lo), ty })
                    }
                    _ => self.error(
                        pos,
                        format!("`bits(hi, lo)` takes constants inside the {from} bits"),
                        format!("the highest bit is {}, and comes first", from.saturating_sub(1)),
                    ),
                }
            }
            ("zext" | "sext", []) => {
                let to = self.width(generic, pos)?;
                if to < from {
                    return self.error(pos, format!("{from} bits do not fit {to}"), format!("use `.low::<{to}>()` to truncate"));
                }
                let kind = if name == "zext" { K::Zext(boxed) } else { K::Sext(boxed) };
                Some(Expr { kind, ty: Ty::Bits(to) })
            }
            ("low", []) => {
                let to = self.width(generic, pos)?;
                if to > from {
                    return self.error(pos, format!("{from} bits have no low {to} bits"), format!("use `.zext::<{to}>()` to extend"));
                }
                Some(Expr { kind: K::Low(boxed), ty: Ty::Bits(to) })
            }
            _ => self.error(
                pos,
                format!("there is no method `{name}` with {} arguments", args.len()),
                "methods are bit(i), bits(hi, lo), zext(), sext(), low()",
            ),
        }
    }

    pub(super) fn call(&mut self, name: &str, generic: Option<&str>, args: &[Ast], pos: Pos) -> Found<Expr> {
        if let Some((params, returns)) = self.r.names.rule(name) {
            if params.len() != args.len() {
                return self.error(
                    pos,
                    format!("rule `{name}` takes {} arguments, not {}", params.len(), args.len()),
                    self.parameters(params),
                );
            }
            let args: Vec<Option<Expr>> = args.iter().zip(params).map(|(a, (_, ty))| self.typed(a, *ty)).collect();
            let args = args.into_iter().collect::<Option<Vec<_>>>()?;
            return Some(Expr { kind: K::Call(name.to_string(), args), ty: *returns });
        }
        let Some(op) = self.builtin(name, generic, args, pos)? else {
            return self.unknown(name, pos);
        };
        if !op.is_pure() && !self.scope.body {
            return self.error(
                pos,
                format!("`{name}` has effects; guards, rules and rows of tables are pure"),
                "effects belong in the `exec` of an instruction",
            );
        }
        self.apply(op, args, pos)
    }

    fn builtin(&self, name: &str, generic: Option<&str>, args: &[Ast], pos: Pos) -> Found<Option<Builtin>> {
        use Builtin::*;
        let size = || match self.width(generic, pos)? {
            n @ (8 | 16 | 32 | 64) => Some(n),
            n => self.error(pos, format!("no access has {n} bits"), "memory is accessed by 8, 16, 32 or 64"),
        };
        Some(Some(match name {
            "slt" => Slt,
            "sra" => Sra,
            "mulh" => Mulh,
            "mulhsu" => Mulhsu,
            "mulhu" => Mulhu,
            "div" => Div,
            "rem" => Rem,
            "divu" => Divu,
            "remu" => Remu,
            "clz" => Clz,
            "ctz" => Ctz,
            "cpop" => Cpop,
            "rev8" => Rev8,
            "orc_b" => OrcB,
            "rol" => Rol,
            "ror" => Ror,
            "load" => Load(size()?),
            "store" => Store(size()?),
            "amo_load" => AmoLoad(size()?),
            "load_reserved" => LoadReserved(size()?),
            "store_conditional" => StoreConditional(size()?),
            "guest_load" => GuestLoad(size()?),
            "guest_load_exec" => GuestLoadExec(size()?),
            "guest_store" => GuestStore(size()?),
            "csr_swap" => CsrSwap,
            "csr_set" => CsrSet,
            "csr_clear" => CsrClear,
            "fence" => Fence,
            "fence_i" => FenceI,
            "fence_vma" => match generic {
                Some(kind @ ("Vma" | "Vvma" | "Gvma")) => FenceVma(kind.to_string()),
                _ => return self.error(pos, "`fence_vma` does not say which", "write `fence_vma::<Vma>`, `::<Vvma>` or `::<Gvma>`"),
            },
            "cache_block" => match generic {
                Some(kind @ ("Invalidate" | "Clean" | "Flush" | "Zero")) => CacheBlock(kind.to_string()),
                _ => {
                    return self.error(
                        pos,
                        "`cache_block` does not say what",
                        "it is `::<Invalidate>`, `::<Clean>`, `::<Flush>` or `::<Zero>`",
                    );
                }
            },
            "return_from" => match args.first().map(|a| &a.kind) {
                Some(AstKind::Path(table)) if self.r.names.is_return(table) => ReturnFrom(table.clone()),
                _ => {
                    return self.error(
                        pos,
                        "`return_from` takes the name of a trap-return",
                        format!("they are {}", self.r.names.returns().join(", ")),
                    );
                }
            },
            "wait_for_interrupt" => WaitForInterrupt,
            "jump" => Jump,
            "raise" => Raise,
            _ => match FloatOp::named(name, 0) {
                None => return Some(None),
                // Only what has a width of its own is asked for one.
                Some(op) if op.width().is_none() => Float(op),
                Some(_) => match self.width(generic, pos)? {
                    n @ (32 | 64) => Float(FloatOp::named(name, n)?),
                    n => return self.error(pos, format!("no format or integer here has {n} bits"), "write `::<32>` or `::<64>`"),
                },
            },
        }))
    }

    fn apply(&mut self, op: Builtin, args: &[Ast], pos: Pos) -> Found<Expr> {
        use Builtin::*;
        let x = self.xlen();
        let (want, ty): (Vec<Ty>, Ty) = match &op {
            Float(op) => return self.float(*op, args, pos),
            Slt | Sra | Mulh | Mulhsu | Mulhu | Div | Rem | Divu | Remu | Rol | Ror => return self.same_width(op, args, pos),
            Clz | Ctz | Cpop | Rev8 | OrcB => return self.unary(op, args, pos),
            Load(n) | AmoLoad(n) | LoadReserved(n) | GuestLoad(n) | GuestLoadExec(n) => (vec![x], Ty::Bits(*n)),
            Store(n) | GuestStore(n) => (vec![x, Ty::Bits(*n)], Ty::Unit),
            StoreConditional(n) => (vec![x, Ty::Bits(*n)], Ty::Bool),
            CsrSwap | CsrSet | CsrClear => (vec![Ty::Bits(12), x, Ty::Bool], x),
            FenceVma(_) => (vec![Ty::Bool, x, Ty::Bool, x], Ty::Unit),
            Jump | CacheBlock(_) => (vec![x], Ty::Unit),
            Raise => (vec![x, x], Ty::Unit),
            Fence | FenceI | WaitForInterrupt => (vec![], Ty::Unit),
            ReturnFrom(_) => return Some(Expr { kind: K::Op(op, vec![]), ty: Ty::Unit }),
        };
        if want.len() != args.len() {
            return self.error(pos, format!("this operator takes {} arguments, not {}", want.len(), args.len()), self.operands(&want));
        }
        let mut resolved = Vec::new();
        for (arg, want) in args.iter().zip(want) {
            let e = self.expr(arg, Some(want))?;
            // A store takes the low bits of a register without ceremony.
            let narrow = e.ty == x && want.width() < x.width() && matches!(want, Ty::Bits(n) if n >= 8 && n != 12);
            resolved.push(match narrow {
                true => Expr { kind: K::Low(Box::new(e)), ty: want },
                false => self.expect(e, want, arg.pos)?,
            });
        }
        Some(Expr { kind: K::Op(op, resolved), ty })
    }

    fn same_width(&mut self, op: Builtin, args: &[Ast], pos: Pos) -> Found<Expr> {
        let [a, b] = args else {
            return self.error(pos, format!("this operator takes 2 arguments, not {}", args.len()), "both have one width");
        };
        let a = self.expr(a, None)?;
        let b = match op {
            Builtin::Sra | Builtin::Rol | Builtin::Ror => self.expr(b, None)?,
            _ => self.typed(b, a.ty)?,
        };
        let ty = if op == Builtin::Slt { Ty::Bool } else { a.ty };
        Some(Expr { kind: K::Op(op, vec![a, b]), ty })
    }

    fn unary(&mut self, op: Builtin, args: &[Ast], pos: Pos) -> Found<Expr> {
        let [a] = args else {
            return self.error(pos, format!("this operator takes 1 argument, not {}", args.len()), "the result is as wide as it");
        };
        let a = self.expr(a, None)?;
        let ty = a.ty;
        Some(Expr { kind: K::Op(op, vec![a]), ty })
    }
}

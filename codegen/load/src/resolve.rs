//! Names and types: [`crate::ast`] into [`ir::Expr`] for one revision and XLEN.

use crate::ast::{Ast, AstKind, AstStmt, Body, Pos};
use crate::keys::nearest;
use crate::select::At;
use ir::{Bin, Builtin, Expr, ExprKind as K, Place, Stmt, Ty};
use std::collections::BTreeMap;
use syntax::Node;

/// What can be named at one revision: signatures only.
#[derive(Debug, Default)]
pub struct Names {
    /// CSR: its type, and its fields'.
    pub csrs: BTreeMap<String, (Ty, BTreeMap<String, Ty>)>,
    /// Rule: parameters and result.
    pub rules: BTreeMap<String, (Vec<(String, Ty)>, Ty)>,
    /// State that is no CSR.
    pub cells: BTreeMap<String, Ty>,
    /// Constants; `None` takes the type that is wanted.
    pub constants: BTreeMap<String, (Option<Ty>, u64)>,
    /// Trap-return tables.
    pub returns: Vec<String>,
}

/// What an expression may use besides the state.
#[derive(Clone, Default)]
pub struct Scope {
    /// Locals, innermost last.
    pub locals: Vec<(String, Ty)>,
    /// Constants of a template.
    pub constants: Vec<(String, u64)>,
    /// Registers and operators with effects are available.
    pub body: bool,
    /// The CSR whose write this is: `new.F` and `incoming.F` are its fields.
    pub csr: Option<String>,
}

/// Resolves texts of one revision.
pub struct Resolver<'a, 'm> {
    pub at: &'a At<'m>,
    pub names: &'a Names,
}

type Found<T> = Option<T>;

impl Resolver<'_, '_> {
    /// A pure expression of a wanted type.
    pub fn expr(&self, node: &Node, scope: &Scope, want: Ty) -> Found<Expr> {
        let text = node.text().or_else(|| {
            self.at.error(node.span, format!("expected an expression, not {}", node.what()));
            None
        })?;
        let parsed = self.at.model.cache.body(text);
        match &*parsed {
            Ok(body) => {
                let mut cx = Cx { r: self, node, scope: scope.clone() };
                let e = cx.block(body, Some(want))?;
                let pos = body.value.as_ref().map_or((1, 1, 1), |v| v.pos);
                cx.expect(e, want, pos).map(ir::fold::fold)
            }
            Err((pos, message)) => {
                self.at.error(node.place_in_text(pos.0, pos.1, pos.2), message);
                None
            }
        }
    }

    /// A pure expression whose low bits are wanted: a wider value is truncated, as a write to a field does.
    pub fn low_bits(&self, node: &Node, scope: &Scope, want: Ty) -> Found<Expr> {
        let wide = |e: Expr| match (e.ty, want) {
            (Ty::Bits(from), Ty::Bits(to)) if from > to => Expr { kind: K::Low(Box::new(e)), ty: want },
            _ => e,
        };
        let parsed = self.at.model.cache.body(node.text().unwrap_or_default());
        let Ok(body) = &*parsed else { return self.expr(node, scope, want) };
        let mut cx = Cx { r: self, node, scope: scope.clone() };
        let pos = body.value.as_ref().map_or((1, 1, 1), |v| v.pos);
        let e = wide(cx.block(body, Some(want))?);
        cx.expect(e, want, pos).map(ir::fold::fold)
    }

    /// Statements of an instruction.
    pub fn body(&self, node: &Node, scope: &Scope) -> Found<Vec<Stmt>> {
        let text = node.text()?;
        let parsed = self.at.model.cache.body(text);
        match &*parsed {
            Ok(body) => {
                let mut cx = Cx { r: self, node, scope: scope.clone() };
                let mut stmts = cx.stmts(&body.stmts)?;
                if let Some(value) = &body.value {
                    stmts.push(cx.effect(value)?);
                }
                Some(ir::fold::fold_stmts(stmts))
            }
            Err((pos, message)) => {
                self.at.error(node.place_in_text(pos.0, pos.1, pos.2), message);
                None
            }
        }
    }
}

struct Cx<'r, 'a, 'm> {
    r: &'r Resolver<'a, 'm>,
    node: &'r Node,
    scope: Scope,
}

impl Cx<'_, '_, '_> {
    fn error<T>(&self, pos: Pos, message: impl Into<String>, help: Option<String>) -> Found<T> {
        let span = self.node.place_in_text(pos.0, pos.1, pos.2);
        match help {
            Some(help) => self.r.at.error_help(span, message, help),
            None => self.r.at.error(span, message),
        }
        None
    }

    fn xlen(&self) -> Ty {
        Ty::Bits(self.r.at.xlen)
    }

    fn expect(&self, e: Expr, want: Ty, pos: Pos) -> Found<Expr> {
        if e.ty == want {
            return Some(e);
        }
        let help = match (e.ty, want) {
            (Ty::Bits(a), Ty::Bits(b)) if a < b => Some("extend it with `.zext::<N>()` or `.sext::<N>()`".to_string()),
            (Ty::Bits(_), Ty::Bits(b)) => Some(format!("take the low bits with `.low::<{b}>()`")),
            (Ty::Bits(_), Ty::Bool) => Some("compare it, or take a bit with `.bit(i)`".to_string()),
            (Ty::Bool, Ty::Bits(_)) => Some("a truth value becomes bits with `.zext()`".to_string()),
            _ => None,
        };
        self.error(pos, format!("expected {want}, found {}", e.ty), help)
    }

    fn block(&mut self, body: &Body, want: Option<Ty>) -> Found<Expr> {
        let depth = self.scope.locals.len();
        let stmts = self.stmts(&body.stmts);
        let value = match &body.value {
            Some(value) => self.expr(value, want),
            None => self.error((1, 1, 1), "expected a value at the end", None),
        };
        self.scope.locals.truncate(depth);
        let (stmts, value) = (stmts?, value?);
        let ty = value.ty;
        Some(match stmts.is_empty() {
            true => value,
            false => Expr { kind: K::Block(stmts, Box::new(value)), ty },
        })
    }

    fn stmts(&mut self, stmts: &[AstStmt]) -> Found<Vec<Stmt>> {
        let mut out = Vec::new();
        let mut ok = true;
        for stmt in stmts {
            match self.stmt(stmt) {
                Some(stmt) => out.push(stmt),
                None => ok = false,
            }
        }
        ok.then_some(out)
    }

    fn stmt(&mut self, stmt: &AstStmt) -> Found<Stmt> {
        match stmt {
            AstStmt::Let(name, value) => {
                let value = self.expr(value, None);
                let ty = value.as_ref().map_or(self.xlen(), |v| v.ty);
                self.scope.locals.push((name.clone(), ty));
                Some(Stmt::Let(name.clone(), value?))
            }
            AstStmt::Assign(place, value) => self.assign(place, value),
            AstStmt::Expr(e) => self.effect(e),
        }
    }

    /// An expression statement.
    fn effect(&mut self, e: &Ast) -> Found<Stmt> {
        if !self.scope.body {
            return self.error(e.pos, "a pure expression has no statements but `let`", None);
        }
        if let AstKind::If(cond, then, other) = &e.kind {
            let cond = self.typed(cond, Ty::Bool)?;
            let then = self.branch(then)?;
            let other = other.as_ref().map_or(Some(Vec::new()), |b| self.branch(b))?;
            return Some(Stmt::If(cond, then, other));
        }
        Some(Stmt::Expr(self.expr(e, Some(Ty::Unit))?))
    }

    fn branch(&mut self, body: &Body) -> Found<Vec<Stmt>> {
        let depth = self.scope.locals.len();
        let stmts = self.stmts(&body.stmts);
        let last = body.value.as_ref().map(|v| self.effect(v));
        self.scope.locals.truncate(depth);
        let mut stmts = stmts?;
        if let Some(last) = last {
            stmts.push(last?);
        }
        Some(stmts)
    }

    fn assign(&mut self, place: &Ast, value: &Ast) -> Found<Stmt> {
        if !self.scope.body {
            return self.error(place.pos, "a pure expression assigns nothing", None);
        }
        let (place, ty) = match &place.kind {
            AstKind::Index(base, index) if matches!(&base.kind, AstKind::Path(x) if x == "x") => {
                (Place::X(self.typed(index, Ty::Bits(5))?), self.xlen())
            }
            AstKind::Path(_) | AstKind::Member(..) => {
                let target = self.expr(place, None)?;
                match target.kind {
                    K::Cell(name) => (Place::Cell(name), target.ty),
                    K::Field(csr, field) => (Place::Field(csr, field), target.ty),
                    K::Csr(csr) => (Place::Csr(csr), target.ty),
                    _ => return self.error(place.pos, "this cannot be assigned", None),
                }
            }
            _ => return self.error(place.pos, "this cannot be assigned", None),
        };
        Some(Stmt::Assign(place, self.typed(value, ty)?))
    }

    fn typed(&mut self, e: &Ast, want: Ty) -> Found<Expr> {
        let found = self.expr(e, Some(want))?;
        self.expect(found, want, e.pos)
    }

    fn expr(&mut self, e: &Ast, want: Option<Ty>) -> Found<Expr> {
        match &e.kind {
            AstKind::Int(v) => self.int(*v, e.pos, want),
            AstKind::Bool(b) => Some(Expr::bool(*b)),
            AstKind::Path(name) => self.path(name, e.pos, want),
            AstKind::Member(base, member) => self.member(base, member, e.pos),
            AstKind::Index(base, index) => match &base.kind {
                AstKind::Path(x) if x == "x" && self.scope.body => {
                    let index = self.typed(index, Ty::Bits(5))?;
                    Some(Expr { kind: K::X(Box::new(index)), ty: self.xlen() })
                }
                _ => self.error(e.pos, "only `x[…]` can be indexed", None),
            },
            AstKind::Not(a) => {
                let a = self.expr(a, want)?;
                let ty = a.ty;
                Some(Expr { kind: K::Not(Box::new(a)), ty })
            }
            AstKind::Neg(a) => {
                let a = self.expr(a, want)?;
                let ty = a.ty;
                Some(Expr { kind: K::Neg(Box::new(a)), ty })
            }
            AstKind::Binary(op, a, b) => self.binary(*op, a, b, want),
            AstKind::If(c, t, f) => self.conditional(c, t, f.as_deref(), e.pos, want),
            AstKind::Block(body) => self.block(body, want),
            AstKind::Call(name, generic, args) => self.call(name, generic.as_deref(), args, e.pos),
            AstKind::Method(recv, name, generic, args) => self.method(recv, name, generic.as_deref(), args, e.pos),
        }
    }

    fn int(&self, value: u64, pos: Pos, want: Option<Ty>) -> Found<Expr> {
        let ty = match want {
            Some(ty @ Ty::Bits(_)) => ty,
            Some(Ty::Bool) => return self.error(pos, "expected bool, found a number", Some("write `true` or `false`".into())),
            _ => self.xlen(),
        };
        if value & !ty.mask() != 0 {
            return self.error(pos, format!("{value:#x} does not fit {ty}"), None);
        }
        Some(Expr::constant(value, ty))
    }

    fn path(&self, name: &str, pos: Pos, want: Option<Ty>) -> Found<Expr> {
        if let Some((_, ty)) = self.scope.locals.iter().rev().find(|(n, _)| n == name) {
            return Some(Expr { kind: K::Local(name.to_string()), ty: *ty });
        }
        if let Some((_, value)) = self.scope.constants.iter().find(|(n, _)| n == name) {
            return self.int(*value, pos, want);
        }
        if let Some((ty, value)) = self.r.names.constants.get(name) {
            return match ty {
                Some(ty) => Some(Expr::constant(*value, *ty)),
                None => self.int(*value, pos, want),
            };
        }
        if let Some(ty) = self.r.names.cells.get(name) {
            return Some(Expr { kind: K::Cell(name.to_string()), ty: *ty });
        }
        if let Some((ty, _)) = self.r.names.csrs.get(name) {
            return Some(Expr { kind: K::Csr(name.to_string()), ty: *ty });
        }
        if name == "pc" && self.scope.body {
            return Some(Expr { kind: K::Pc, ty: self.xlen() });
        }
        self.unknown(name, pos)
    }

    /// A name that does not exist here: perhaps elsewhere, perhaps misspelt.
    fn unknown<T>(&self, name: &str, pos: Pos) -> Found<T> {
        let elsewhere = self.r.at.model.documents.iter().any(|d| d.id == name);
        if elsewhere {
            let help = format!("`{name}` has a range of its own: give this item the same `since` or `until`");
            return self.error(pos, format!("`{name}` does not exist here"), Some(help));
        }
        let names = self.r.names;
        let known: Vec<&str> = (names.csrs.keys().chain(names.rules.keys()).chain(names.cells.keys()))
            .chain(names.constants.keys())
            .map(String::as_str)
            .chain(self.scope.locals.iter().map(|l| l.0.as_str()))
            .collect();
        let help = nearest(name, &known).map(|near| format!("did you mean `{near}`?"));
        self.error(pos, format!("there is nothing called `{name}`"), help)
    }

    fn member(&self, base: &Ast, member: &str, pos: Pos) -> Found<Expr> {
        let AstKind::Path(base_name) = &base.kind else {
            return self.error(pos, "only a CSR has fields", None);
        };
        let incoming = matches!(base_name.as_str(), "new" | "incoming");
        let csr = match (&self.scope.csr, incoming) {
            (Some(csr), true) => csr,
            _ => base_name,
        };
        let Some((_, fields)) = self.r.names.csrs.get(csr) else {
            return self.unknown(base_name, base.pos);
        };
        let Some(ty) = fields.get(member) else {
            let elsewhere = self.r.at.model.documents.iter().filter(|d| d.kind == "csr" && d.id == *csr).any(|d| {
                d.node.get("fields").is_some_and(|f| f.get(member).is_some() || f.items().iter().any(|n| n.text() == Some(member)))
            });
            if elsewhere {
                let help = format!("the field has a range of its own: give this item the same `since`, `until` or `xlen` as {csr}.{member}");
                return self.error(pos, format!("`{csr}.{member}` does not exist here"), Some(help));
            }
            let known: Vec<&str> = fields.keys().map(String::as_str).collect();
            let help = nearest(member, &known).map(|near| format!("did you mean `{csr}.{near}`?"));
            return self.error(pos, format!("{csr} has no field `{member}`"), help);
        };
        let kind = match incoming {
            true => K::Local(format!("incoming_{member}")),
            false => K::Field(csr.clone(), member.to_string()),
        };
        Some(Expr { kind, ty: *ty })
    }

    /// Whether a literal (or an operator on one) takes its width from its neighbour.
    fn is_open(&self, e: &Ast) -> bool {
        match &e.kind {
            AstKind::Int(_) => true,
            AstKind::Path(name) => {
                self.scope.constants.iter().any(|c| c.0 == *name)
                    || self.r.names.constants.get(name).is_some_and(|c| c.0.is_none())
            }
            AstKind::Not(a) | AstKind::Neg(a) => self.is_open(a),
            AstKind::Binary(_, a, b) => self.is_open(a) && self.is_open(b),
            AstKind::If(_, t, f) => {
                let open = |b: &Body| b.value.as_ref().is_some_and(|v| self.is_open(v));
                open(t) && f.as_deref().is_none_or(open)
            }
            _ => false,
        }
    }

    fn binary(&mut self, op: Bin, a: &Ast, b: &Ast, want: Option<Ty>) -> Found<Expr> {
        use Bin::*;
        let result = |op, a: Expr, b: Expr, ty| Some(Expr { kind: K::Binary(op, Box::new(a), Box::new(b)), ty });
        match op {
            AndAlso | OrElse => {
                let (a, b) = (self.typed(a, Ty::Bool), self.typed(b, Ty::Bool));
                result(op, a?, b?, Ty::Bool)
            }
            Shl | Shr => {
                let a = self.expr(a, want)?;
                let b = self.expr(b, None)?;
                if !matches!((a.ty, b.ty), (Ty::Bits(_), Ty::Bits(_))) {
                    return self.error((1, 1, 1), "shifts work on bits", None);
                }
                let ty = a.ty;
                result(op, a, b, ty)
            }
            _ => {
                let comparison = matches!(op, Eq | Ne | Lt | Le | Gt | Ge);
                let hint = if comparison { None } else { want };
                let (left, right) = if self.is_open(a) && !self.is_open(b) {
                    let right = self.expr(b, hint)?;
                    (self.expr(a, Some(right.ty))?, right)
                } else {
                    let left = self.expr(a, hint)?;
                    let ty = left.ty;
                    (left, self.expr(b, Some(ty))?)
                };
                if left.ty != right.ty {
                    let help = matches!((left.ty, right.ty), (Ty::Bits(_), Ty::Bits(_)))
                        .then(|| "extend the narrower one with `.zext()` or `.sext()`".to_string());
                    return self.error(b.pos, format!("the operands have {} and {}", left.ty, right.ty), help);
                }
                let arithmetic = matches!(op, Add | Sub | Mul | Lt | Le | Gt | Ge);
                if left.ty == Ty::Unit || (arithmetic && left.ty == Ty::Bool) {
                    return self.error(a.pos, format!("this operator does not work on {}", left.ty), None);
                }
                let ty = if comparison { Ty::Bool } else { left.ty };
                result(op, left, right, ty)
            }
        }
    }

    fn conditional(&mut self, c: &Ast, t: &Body, f: Option<&Body>, pos: Pos, want: Option<Ty>) -> Found<Expr> {
        let Some(f) = f else {
            return self.error(pos, "an `if` with a value needs an `else`", None);
        };
        let c = self.typed(c, Ty::Bool)?;
        let open = t.value.as_ref().is_some_and(|v| self.is_open(v)) && want.is_none();
        let (t, f) = if open {
            let f = self.block(f, want)?;
            (self.block(t, Some(f.ty))?, f)
        } else {
            let t = self.block(t, want)?;
            let ty = t.ty;
            (t, self.block(f, Some(ty))?)
        };
        if t.ty != f.ty {
            return self.error(pos, format!("the branches have {} and {}", t.ty, f.ty), None);
        }
        let ty = t.ty;
        Some(Expr { kind: K::If(Box::new(c), Box::new(t), Box::new(f)), ty })
    }

    fn width(&self, generic: Option<&str>, pos: Pos) -> Found<u32> {
        let text = generic.unwrap_or("XLEN");
        let width = if text == "XLEN" { self.r.at.xlen } else { text.parse().unwrap_or(0) };
        if (1..=64).contains(&width) { Some(width) } else { self.error(pos, "a width is 1 to 64 or XLEN", None) }
    }

    fn method(&mut self, recv: &Ast, name: &str, generic: Option<&str>, args: &[Ast], pos: Pos) -> Found<Expr> {
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
                    _ => self.error(pos, format!("`bits(hi, lo)` takes constants inside the {from} bits"), None),
                }
            }
            ("zext" | "sext", []) => {
                let to = self.width(generic, pos)?;
                if to < from {
                    return self.error(pos, format!("{from} bits do not fit {to}"), Some("use `.low::<N>()` to truncate".into()));
                }
                let kind = if name == "zext" { K::Zext(boxed) } else { K::Sext(boxed) };
                Some(Expr { kind, ty: Ty::Bits(to) })
            }
            ("low", []) => {
                let to = self.width(generic, pos)?;
                if to > from {
                    return self.error(pos, format!("{from} bits have no low {to} bits"), Some("use `.zext()` to extend".into()));
                }
                Some(Expr { kind: K::Low(boxed), ty: Ty::Bits(to) })
            }
            _ => self.error(pos, format!("there is no method `{name}` with {} arguments", args.len()),
                Some("methods are bit(i), bits(hi, lo), zext(), sext(), low()".into())),
        }
    }

    fn call(&mut self, name: &str, generic: Option<&str>, args: &[Ast], pos: Pos) -> Found<Expr> {
        if let Some((params, returns)) = self.r.names.rules.get(name) {
            if params.len() != args.len() {
                return self.error(pos, format!("rule `{name}` takes {} arguments, not {}", params.len(), args.len()), None);
            }
            let args: Vec<Option<Expr>> = args.iter().zip(params).map(|(a, (_, ty))| self.typed(a, *ty)).collect();
            let args = args.into_iter().collect::<Option<Vec<_>>>()?;
            return Some(Expr { kind: K::Call(name.to_string(), args), ty: *returns });
        }
        let Some(op) = self.builtin(name, generic, args, pos)? else {
            return self.unknown(name, pos);
        };
        if !op.is_pure() && !self.scope.body {
            return self.error(pos, format!("`{name}` has effects; guards, rules and rows of tables are pure"), None);
        }
        self.apply(op, args, pos)
    }

    fn builtin(&self, name: &str, generic: Option<&str>, args: &[Ast], pos: Pos) -> Found<Option<Builtin>> {
        use Builtin::*;
        let width = || self.width(generic, pos);
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
            "load" => Load(width()?),
            "store" => Store(width()?),
            "amo_load" => AmoLoad(width()?),
            "load_reserved" => LoadReserved(width()?),
            "store_conditional" => StoreConditional(width()?),
            "guest_load" => GuestLoad(width()?),
            "guest_load_exec" => GuestLoadExec(width()?),
            "guest_store" => GuestStore(width()?),
            "csr_swap" => CsrSwap,
            "csr_set" => CsrSet,
            "csr_clear" => CsrClear,
            "fence" => Fence,
            "fence_i" => FenceI,
            "fence_vma" => match generic {
                Some(kind @ ("Vma" | "Vvma" | "Gvma")) => FenceVma(kind.to_string()),
                _ => return self.error(pos, "`fence_vma` is `fence_vma::<Vma>`, `::<Vvma>` or `::<Gvma>`", None),
            },
            "return_from" => match args.first().map(|a| &a.kind) {
                Some(AstKind::Path(table)) if self.r.names.returns.contains(table) => ReturnFrom(table.clone()),
                _ => return self.error(pos, "`return_from` takes the name of a trap-return", None),
            },
            "wait_for_interrupt" => WaitForInterrupt,
            "jump" => Jump,
            "raise" => Raise,
            _ => return Some(None),
        }))
    }

    fn apply(&mut self, op: Builtin, args: &[Ast], pos: Pos) -> Found<Expr> {
        use Builtin::*;
        let x = self.xlen();
        let (want, ty): (Vec<Ty>, Ty) = match &op {
            Slt | Sra | Mulh | Mulhsu | Mulhu | Div | Rem | Divu | Remu => return self.same_width(op, args, pos),
            Load(n) | AmoLoad(n) | LoadReserved(n) | GuestLoad(n) | GuestLoadExec(n) => (vec![x], Ty::Bits(*n)),
            Store(n) | GuestStore(n) => (vec![x, Ty::Bits(*n)], Ty::Unit),
            StoreConditional(n) => (vec![x, Ty::Bits(*n)], Ty::Bool),
            CsrSwap | CsrSet | CsrClear => (vec![Ty::Bits(12), x, Ty::Bool], x),
            FenceVma(_) => (vec![Ty::Bool, x, Ty::Bool, x], Ty::Unit),
            Jump => (vec![x], Ty::Unit),
            Raise => (vec![x, x], Ty::Unit),
            Fence | FenceI | WaitForInterrupt => (vec![], Ty::Unit),
            ReturnFrom(_) => return Some(Expr { kind: K::Op(op, vec![]), ty: Ty::Unit }),
        };
        if want.len() != args.len() {
            return self.error(pos, format!("this operator takes {} arguments, not {}", want.len(), args.len()), None);
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
            return self.error(pos, format!("this operator takes 2 arguments, not {}", args.len()), None);
        };
        let a = self.expr(a, None)?;
        let b = match op {
            Builtin::Sra => self.expr(b, None)?,
            _ => self.typed(b, a.ty)?,
        };
        let ty = if op == Builtin::Slt { Ty::Bool } else { a.ty };
        Some(Expr { kind: K::Op(op, vec![a, b]), ty })
    }
}

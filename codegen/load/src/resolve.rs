//! Names and types: [`crate::ast`] into [`ir::Expr`] for one revision and XLEN.

mod calls;
mod float;

use crate::alone::unreadable;
use crate::ast::{Ast, AstKind, AstStmt, Body, Pos};
use crate::keys::nearest;
use crate::names::Names;
use crate::select::At;
use ir::{Bin, Expr, ExprKind as K, Place, Stmt, Ty};
use syntax::Node;

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
            let help = "where revisions differ, every item of the list is a map with `since` or `until` and `val`";
            self.at.error(node.span, format!("expected an expression, not {}", node.what()), help);
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
            Err(e) => {
                self.at.errors.borrow_mut().push(unreadable(node, e));
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
            Err(e) => {
                self.at.errors.borrow_mut().push(unreadable(node, e));
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
    fn error<T>(&self, pos: Pos, message: impl Into<String>, help: impl Into<String>) -> Found<T> {
        self.r.at.error(self.node.place_in_text(pos.0, pos.1, pos.2), message, help);
        None
    }

    fn xlen(&self) -> Ty {
        Ty::Bits(self.r.at.xlen)
    }

    /// A type for messages: what is as wide as a register is said alike on both XLENs.
    fn show(&self, ty: Ty) -> String {
        if ty == self.xlen() { "XLEN bits".to_string() } else { ty.to_string() }
    }

    /// The `::<N>` that gives a width.
    fn turbofish(&self, width: u32) -> String {
        if width == self.r.at.xlen { String::new() } else { format!("::<{width}>") }
    }

    fn expect(&self, e: Expr, want: Ty, pos: Pos) -> Found<Expr> {
        if e.ty == want {
            return Some(e);
        }
        let help = match (e.ty, want) {
            (Ty::Bits(a), Ty::Bits(b)) if a < b => format!("extend it with `.zext{0}()` or `.sext{0}()`", self.turbofish(b)),
            (Ty::Bits(_), Ty::Bits(b)) => format!("take the low bits with `.low{}()`", self.turbofish(b)),
            (Ty::Bits(_), Ty::Bool) => "compare it, or take a bit with `.bit(i)`".to_string(),
            (Ty::Bool, Ty::Bits(b)) => format!("a truth value becomes bits with `.zext{}()`", self.turbofish(b)),
            (Ty::Unit, _) => "this operator is called for its effect alone".to_string(),
            (_, Ty::Unit) => "assign the value to something, or leave the expression out".to_string(),
            (Ty::Bool, Ty::Bool) => String::new(),
        };
        self.error(pos, format!("expected {}, found {}", self.show(want), self.show(e.ty)), help)
    }

    fn block(&mut self, body: &Body, want: Option<Ty>) -> Found<Expr> {
        let depth = self.scope.locals.len();
        let stmts = self.stmts(&body.stmts);
        let value = match &body.value {
            Some(value) => self.expr(value, want),
            None => self.error((1, 1, 1), "expected a value at the end", "the last line has no `;`: it is the value"),
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
            return self.error(
                e.pos,
                "a pure expression has no statements but `let`",
                "leave out the `;` after the value; effects belong in `exec`",
            );
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
            return self.error(
                place.pos,
                "a pure expression assigns nothing",
                "compare with `==`; assignments belong in `exec` and in the rows of trap tables",
            );
        }
        let (place, ty) = match &place.kind {
            AstKind::Index(base, index) if matches!(&base.kind, AstKind::Path(x) if x == "x") => {
                (Place::X(self.typed(index, Ty::Bits(5))?), self.xlen())
            }
            AstKind::Index(base, index) if self.float_width(base).is_some() => {
                let width = self.float_width(base)?;
                (Place::F(self.typed(index, Ty::Bits(5))?), Ty::Bits(width))
            }
            AstKind::Path(_) | AstKind::Member(..) => {
                let target = self.expr(place, None)?;
                match target.kind {
                    K::Cell(name) => (Place::Cell(name), target.ty),
                    K::Field(csr, field) => (Place::Field(csr, field), target.ty),
                    K::Csr(csr) => (Place::Csr(csr), target.ty),
                    _ => {
                        return self.error(
                            place.pos,
                            "this cannot be assigned",
                            "places are `x[rd]`, `f[rd]`, `s[rd]`, a field, a CSR, `prv` and `V`",
                        );
                    }
                }
            }
            _ => {
                return self.error(
                    place.pos,
                    "this cannot be assigned",
                    "places are `x[rd]`, `f[rd]`, `s[rd]`, a field, a CSR, `prv` and `V`",
                );
            }
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
                _ if self.float_width(base).is_some() && self.scope.body => self.float_register(base, index),
                _ => self.error(
                    e.pos,
                    "only `x[…]`, `f[…]` and `s[…]` can be indexed",
                    "registers are read in `exec` alone; a bit of a value is `.bit(i)`",
                ),
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
            Some(Ty::Bool) => return self.error(pos, "expected bool, found a number", "write `true` or `false`"),
            _ => self.xlen(),
        };
        if value & !ty.mask() != 0 {
            return self.error(
                pos,
                format!("{value:#x} does not fit {ty}"),
                format!("the largest is {:#x}; the width is that of the other operand", ty.mask()),
            );
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
        if let Some((ty, value)) = self.r.names.constant(name) {
            return match ty {
                Some(ty) => Some(Expr::constant(value, ty)),
                None => self.int(value, pos, want),
            };
        }
        if let Some(ty) = self.r.names.cell(name) {
            return Some(Expr { kind: K::Cell(name.to_string()), ty });
        }
        if let Some(ty) = self.r.names.csr(name) {
            return Some(Expr { kind: K::Csr(name.to_string()), ty });
        }
        if name == "pc" && self.scope.body {
            return Some(Expr { kind: K::Pc, ty: self.xlen() });
        }
        self.unknown(name, pos)
    }

    /// A name that does not exist here: perhaps elsewhere, perhaps misspelt.
    fn unknown<T>(&self, name: &str, pos: Pos) -> Found<T> {
        let nameable = ["csr", "rule", "exception", "interrupt", "choice", "trap-return"];
        let declared = self.r.at.model.documents.iter().filter(|d| d.id == name && nameable.contains(&d.kind.as_str()));
        let declared: Vec<_> = declared.collect();
        // What exists here but cannot be named is wrong itself, and reported as that.
        let is_cell = |d: &crate::Document| d.kind == "state" && d.node.get("cells").is_some_and(|c| c.get(name).is_some());
        let cell = self.r.at.model.documents.iter().any(is_cell);
        if (cell || declared.iter().any(|d| self.r.at.alive(&d.node))) && !self.r.at.errors.borrow().is_empty() {
            return None;
        }
        if !declared.is_empty() {
            let help = format!("`{name}` has a range of its own: give this item the same `since` or `until`");
            return self.error(pos, format!("`{name}` does not exist here"), help);
        }
        let known: Vec<&str> = self.r.names.all().chain(self.scope.locals.iter().map(|l| l.0.as_str())).collect();
        let near = nearest(name, &known).map(|near| format!("did you mean `{near}`?"));
        let help = near.unwrap_or("names are CSRs, cells, rules, constants, causes, operators, and what is in scope".to_string());
        self.error(pos, format!("there is nothing called `{name}`"), help)
    }

    fn member(&self, base: &Ast, member: &str, pos: Pos) -> Found<Expr> {
        let AstKind::Path(base_name) = &base.kind else {
            return self.error(pos, "only a CSR has fields", "write `csr.FIELD`; a part of a value is `.bits(hi, lo)`");
        };
        let incoming = matches!(base_name.as_str(), "new" | "incoming");
        let csr = match (&self.scope.csr, incoming) {
            (Some(csr), true) => csr,
            _ => base_name,
        };
        if self.r.names.csr(csr).is_none() {
            return self.unknown(base_name, base.pos);
        }
        let Some(ty) = self.r.names.field(csr, member) else {
            if self.r.at.is_reported(csr, Some(member)) {
                return None;
            }
            if self.r.at.declared(csr, Some(member)) {
                let help =
                    format!("the field has a range of its own: give this item the same `since`, `until` or `xlen` as {csr}.{member}");
                return self.error(pos, format!("`{csr}.{member}` does not exist here"), help);
            }
            let known = self.r.names.fields(csr);
            let near = nearest(member, &known).map(|near| format!("did you mean `{csr}.{near}`?"));
            let help = near.unwrap_or_else(|| format!("its fields are {}", known.join(", ")));
            return self.error(pos, format!("{csr} has no field `{member}`"), help);
        };
        let kind = match incoming {
            true => K::Local(format!("incoming_{member}")),
            false => K::Field(csr.clone(), member.to_string()),
        };
        Some(Expr { kind, ty })
    }

    /// Whether a literal (or an operator on one) takes its width from its neighbour.
    fn is_open(&self, e: &Ast) -> bool {
        match &e.kind {
            AstKind::Int(_) => true,
            AstKind::Path(name) => {
                self.scope.constants.iter().any(|c| c.0 == *name) || self.r.names.constant(name).is_some_and(|c| c.0.is_none())
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
                let left = self.expr(a, want)?;
                let right = self.expr(b, None)?;
                let at = if matches!(left.ty, Ty::Bits(_)) { b } else { a };
                if !matches!((left.ty, right.ty), (Ty::Bits(_), Ty::Bits(_))) {
                    return self.error(at.pos, "shifts work on bits", "a truth value becomes bits with `.zext()`");
                }
                let ty = left.ty;
                result(op, left, right, ty)
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
                    let help = match (left.ty, right.ty) {
                        (Ty::Bits(_), Ty::Bits(_)) => "extend the narrower one with `.zext()` or `.sext()`",
                        _ => "a truth value becomes bits with `.zext()`; bits are compared, or asked for one with `.bit(i)`",
                    };
                    return self.error(b.pos, format!("the operands have {} and {}", self.show(left.ty), self.show(right.ty)), help);
                }
                let arithmetic = matches!(op, Add | Sub | Mul | Lt | Le | Gt | Ge);
                if left.ty == Ty::Unit || (arithmetic && left.ty == Ty::Bool) {
                    return self.error(
                        a.pos,
                        format!("this operator does not work on {}", left.ty),
                        "a truth value becomes bits with `.zext()`; it is combined by `&&`, `||`, `!`, `==` and `!=`",
                    );
                }
                let ty = if comparison { Ty::Bool } else { left.ty };
                result(op, left, right, ty)
            }
        }
    }

    fn conditional(&mut self, c: &Ast, t: &Body, f: Option<&Body>, pos: Pos, want: Option<Ty>) -> Found<Expr> {
        let Some(f) = f else {
            return self.error(pos, "an `if` with a value needs an `else`", "say what the value is otherwise");
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
            return self.error(
                pos,
                format!("the branches have {} and {}", self.show(t.ty), self.show(f.ty)),
                "both branches have one type: extend the narrower one with `.zext()`",
            );
        }
        let ty = t.ty;
        Some(Expr { kind: K::If(Box::new(c), Box::new(t), Box::new(f)), ty })
    }
}

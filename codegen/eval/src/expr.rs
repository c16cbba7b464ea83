//! Expressions and statements.
//!
//! Arithmetic is that of [`ir::fold`]; what this file adds is the order of
//! evaluation, locals, and where state comes from.

use crate::index::Evaluator;
use crate::state::State;
use ir::expr::mask;
use ir::fold::{apply, binary, sext};
use ir::{Bin, Builtin, Expr, ExprKind, Place, Rule, Stmt};
use std::convert::Infallible;

/// What surrounds an expression: the state, and for bodies of instructions registers and operators with effects.
pub(crate) trait Host {
    /// What ends the evaluation early.
    type Stop;
    fn state(&mut self) -> &State;
    fn x(&mut self, register: u64) -> u64;
    /// A floating-point register: its bits, or the number of 32 bits in it.
    fn f(&mut self, register: u64, width: u32) -> u64;
    fn pc(&mut self) -> u64;
    /// `width` is that of the first operand.
    fn operator(&mut self, op: &Builtin, args: &[u64], width: u32) -> Result<u64, Self::Stop>;
    fn assign_x(&mut self, register: u64, value: u64);
    fn assign_f(&mut self, register: u64, value: u64, width: u32);
    fn assign(&mut self, place: &Place, value: u64);
}

/// The surroundings of guards, rules and rows: only a state.
struct Pure<'a>(&'a State);

const PURE: &str = "checked: a pure expression has no effects";

impl Host for Pure<'_> {
    type Stop = Infallible;
    fn state(&mut self) -> &State {
        self.0
    }
    fn x(&mut self, _: u64) -> u64 {
        unreachable!("{PURE}")
    }
    fn f(&mut self, _: u64, _: u32) -> u64 {
        unreachable!("{PURE}")
    }
    fn pc(&mut self) -> u64 {
        unreachable!("{PURE}")
    }
    fn operator(&mut self, _: &Builtin, _: &[u64], _: u32) -> Result<u64, Infallible> {
        unreachable!("{PURE}")
    }
    fn assign_x(&mut self, _: u64, _: u64) {
        unreachable!("{PURE}")
    }
    fn assign_f(&mut self, _: u64, _: u64, _: u32) {
        unreachable!("{PURE}")
    }
    fn assign(&mut self, _: &Place, _: u64) {
        unreachable!("{PURE}")
    }
}

/// The write that a rule is about: `incoming_F` is field F of `value`, laid out as `csr`.
#[derive(Clone, Copy)]
pub(crate) struct Incoming {
    pub csr: usize,
    pub value: u64,
}

/// Names besides the state: parameters, operands, `let`s, and the values of a write.
#[derive(Clone, Default)]
pub(crate) struct Scope<'e> {
    locals: Vec<(&'e str, u64)>,
    incoming: Option<Incoming>,
}

impl<'e> Scope<'e> {
    pub(crate) fn of(locals: &[(&'e str, u64)]) -> Self {
        Self { locals: locals.to_vec(), incoming: None }
    }

    pub(crate) fn writing(locals: &[(&'e str, u64)], incoming: Incoming) -> Self {
        Self { locals: locals.to_vec(), incoming: Some(incoming) }
    }
}

impl<'s> Evaluator<'s> {
    /// Value of a pure expression.
    pub(crate) fn pure<'e>(&self, state: &State, e: &'e Expr, mut scope: Scope<'e>) -> u64 {
        let Ok(value) = self.eval(&mut Pure(state), e, &mut scope);
        value
    }

    /// Value of a pure expression that uses nothing but state.
    pub(crate) fn plain(&self, state: &State, e: &Expr) -> u64 {
        self.pure(state, e, Scope::default())
    }

    /// Value of a rule; `None` if this revision does not have it or takes another number of arguments.
    pub fn rule_value(&self, state: &State, name: &str, args: &[u64]) -> Option<u64> {
        let rule = self.rule(name).filter(|r| r.params.len() == args.len())?;
        let Ok(value) = self.call(&mut Pure(state), rule, args);
        Some(value)
    }

    /// Value of a rule that the checks promise.
    pub(crate) fn ask(&self, state: &State, name: &str, args: &[u64]) -> u64 {
        self.rule_value(state, name, args).unwrap_or_else(|| panic!("the model has no rule `{name}` with {} parameters", args.len()))
    }

    fn call<H: Host>(&self, host: &mut H, rule: &'s Rule, args: &[u64]) -> Result<u64, H::Stop> {
        let named = rule.params.iter().zip(args);
        let locals = named.map(|((name, ty), value)| (name.as_str(), value & ty.mask())).collect();
        self.eval(host, &rule.body, &mut Scope { locals, incoming: None })
    }

    /// Value of an expression. It has no bits beyond the width of its type.
    pub(crate) fn eval<'e, H: Host>(&self, host: &mut H, e: &'e Expr, scope: &mut Scope<'e>) -> Result<u64, H::Stop> {
        use ExprKind::*;
        Ok(match &e.kind {
            Const(value) => *value,
            Local(name) => self.local(host.state(), name, scope),
            X(register) => {
                let register = self.eval(host, register, scope)?;
                host.x(register)
            }
            F(register) => {
                let register = self.eval(host, register, scope)?;
                host.f(register, e.ty.width())
            }
            Pc => host.pc(),
            Cell(name) => self.cell(host.state(), name),
            Field(csr, field) => self.field_value(host.state(), csr, field),
            Csr(csr) => self.csr_value(host.state(), csr),
            Not(a) => !self.eval(host, a, scope)? & e.ty.mask(),
            Neg(a) => self.eval(host, a, scope)?.wrapping_neg() & e.ty.mask(),
            Binary(op, a, b) => self.operation(host, *op, a, b, scope)?,
            If(c, t, f) => match self.eval(host, c, scope)? {
                0 => self.eval(host, f, scope)?,
                _ => self.eval(host, t, scope)?,
            },
            Block(stmts, value) => {
                let depth = scope.locals.len();
                self.run(host, stmts, scope)?;
                let value = self.eval(host, value, scope)?;
                scope.locals.truncate(depth);
                value
            }
            Bit(a, i) => match (self.eval(host, a, scope)?, self.eval(host, i, scope)?) {
                (a, i @ 0..64) => (a >> i) & 1,
                _ => 0,
            },
            Slice(a, hi, lo) => (self.eval(host, a, scope)? >> lo) & mask(hi - lo + 1),
            Zext(a) => self.eval(host, a, scope)?,
            Sext(a) => sext(self.eval(host, a, scope)?, a.ty.width()) & e.ty.mask(),
            Low(a) => self.eval(host, a, scope)? & e.ty.mask(),
            Call(name, args) => {
                let args = self.all(host, args, scope)?;
                let rule = self.rule(name).unwrap_or_else(|| panic!("checked: `{name}` exists"));
                self.call(host, rule, &args)?
            }
            Op(op, args) => {
                let values = self.all(host, args, scope)?;
                match op.is_pure() {
                    true => apply(op, values[0], values.get(1).copied().unwrap_or(0), args[0].ty),
                    false => host.operator(op, &values, args.first().map_or(0, |a| a.ty.width()))?,
                }
            }
        })
    }

    /// Operands from left to right; `&&` and `||` stop where the result is known.
    fn operation<'e, H: Host>(&self, host: &mut H, op: Bin, a: &'e Expr, b: &'e Expr, scope: &mut Scope<'e>) -> Result<u64, H::Stop> {
        let left = self.eval(host, a, scope)?;
        match (op, left) {
            (Bin::AndAlso, 0) => Ok(0),
            (Bin::OrElse, 1) => Ok(1),
            _ => Ok(binary(op, left, self.eval(host, b, scope)?, a.ty)),
        }
    }

    fn all<'e, H: Host>(&self, host: &mut H, args: &'e [Expr], scope: &mut Scope<'e>) -> Result<Vec<u64>, H::Stop> {
        args.iter().map(|a| self.eval(host, a, scope)).collect()
    }

    /// Executes statements one after the other. Locals stay in scope.
    pub(crate) fn run<'e, H: Host>(&self, host: &mut H, stmts: &'e [Stmt], scope: &mut Scope<'e>) -> Result<(), H::Stop> {
        for stmt in stmts {
            match stmt {
                Stmt::Let(name, e) => {
                    let value = self.eval(host, e, scope)?;
                    scope.locals.push((name, value));
                }
                Stmt::Assign(Place::X(register), e) => {
                    let register = self.eval(host, register, scope)?;
                    let value = self.eval(host, e, scope)?;
                    host.assign_x(register, value);
                }
                Stmt::Assign(Place::F(register), e) => {
                    let register = self.eval(host, register, scope)?;
                    let value = self.eval(host, e, scope)?;
                    host.assign_f(register, value, e.ty.width());
                }
                Stmt::Assign(place, e) => {
                    let value = self.eval(host, e, scope)?;
                    host.assign(place, value);
                }
                Stmt::If(c, t, f) => {
                    let branch = if self.eval(host, c, scope)? != 0 { t } else { f };
                    let depth = scope.locals.len();
                    self.run(host, branch, scope)?;
                    scope.locals.truncate(depth);
                }
                Stmt::Expr(e) => {
                    self.eval(host, e, scope)?;
                }
            }
        }
        Ok(())
    }

    fn local(&self, state: &State, name: &str, scope: &Scope) -> u64 {
        if let Some((_, value)) = scope.locals.iter().rev().find(|l| l.0 == name) {
            return *value;
        }
        let incoming = name.strip_prefix("incoming_").zip(scope.incoming);
        let field = incoming.and_then(|(field, incoming)| {
            let f = self.csr_of(incoming.csr).field(field)?;
            Some((incoming.value & f.mask()) >> f.lo)
        });
        field.unwrap_or_else(|| panic!("checked: `{name}` is in scope ({state:?})"))
    }

    fn cell(&self, state: &State, name: &str) -> u64 {
        state.cell(state.cell_at(name).unwrap_or_else(|| panic!("checked: `{name}` exists")))
    }
}

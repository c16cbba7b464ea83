//! Who may do what, and which exception refuses the rest.
//!
//! The rules of the model are evaluated in part: the mode is known, the state
//! is not. What remains of a condition names the bits that decide. The order
//! is that of `eval`: the rule `csr_denied`, then the first item of `deny`
//! that holds; what names no exception is asked of `denied_is_virtual`.

use crate::fold::{fold, inline_lets, substitute};
use crate::{Bin, Csr, Deny, Expr, ExprKind, ExprPlace, Insn, Level, Spec, Ty, name};
use std::cell::OnceCell;

/// A privilege mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Mode {
    M,
    Hs,
    U,
    Vs,
    Vu,
}

impl Mode {
    /// All, the most privileged first.
    pub const ALL: [Mode; 5] = [Mode::M, Mode::Hs, Mode::U, Mode::Vs, Mode::Vu];

    /// Name of the manual.
    pub fn name(self) -> &'static str {
        match self {
            Mode::M => "M",
            Mode::Hs => "HS",
            Mode::U => "U",
            Mode::Vs => "VS",
            Mode::Vu => "VU",
        }
    }

    /// Whether a guest runs in it.
    pub fn is_guest(self) -> bool {
        matches!(self, Mode::Vs | Mode::Vu)
    }

    /// Nominal privilege: the constant of the model that `prv` then is.
    fn prv(self, spec: &Spec) -> u64 {
        let name = match self {
            Mode::U | Mode::Vu => "U",
            Mode::Hs | Mode::Vs => "S",
            Mode::M => "M",
        };
        spec.constant(name).unwrap_or_default()
    }
}

/// Something that may be refused. Two requests of one spec that are equal have the same outcomes.
#[derive(Clone)]
pub struct Request<'a> {
    spec: &'a Spec,
    /// Conditions under which it is, with the exception where it is given.
    refusals: Vec<(Expr, Option<&'a str>)>,
    class: u64,
    counter: u64,
    /// [`Self::is_virtual`], worked out on first use: it is the same in every mode.
    virtual_rule: OnceCell<Expr>,
}

impl PartialEq for Request<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.refusals, self.class, self.counter) == (&other.refusals, other.class, other.counter) && std::ptr::eq(self.spec, other.spec)
    }
}

impl Eq for Request<'_> {}

impl std::hash::Hash for Request<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.refusals, self.class, self.counter).hash(state);
    }
}

/// Exceptions in the order in which they are decided, each with its condition; none if it is always allowed.
pub type Chain<'a> = Vec<(Expr, &'a str)>;

const ILLEGAL: &str = "illegal_instruction";
const VIRTUAL: &str = "virtual_instruction";

impl<'a> Request<'a> {
    /// Reading or writing a CSR.
    pub fn csr(spec: &'a Spec, csr: &'a Csr, write: bool) -> Self {
        let level = match csr.level {
            Level::U => "U",
            Level::S => "S",
            Level::HS => "HS",
            Level::M => "M",
        };
        let level = spec.constant(level).unwrap_or_default();
        let locals = [("level", level), ("address", u64::from(csr.address)), ("write", u64::from(write))];
        let by_address = spec.rule("csr_denied").map(|r| (bind(spec, &r.body, &locals), None));
        let refusals = by_address.into_iter().chain(denials(spec, &csr.deny, &locals)).collect();
        Self { spec, refusals, class: class(spec, &csr.class), counter: counter_of(spec, csr), virtual_rule: OnceCell::new() }
    }

    /// Executing an instruction.
    pub fn insn(spec: &'a Spec, insn: &'a Insn) -> Self {
        Self { spec, refusals: denials(spec, &insn.deny, &[]), class: class(spec, &insn.class), counter: 0, virtual_rule: OnceCell::new() }
    }

    /// The same for all registers of a class for which it does not matter.
    pub fn of_any_counter(self) -> Self {
        Self { counter: 0, virtual_rule: OnceCell::new(), ..self }
    }

    /// What happens in a mode.
    pub fn outcome(&self, mode: Mode) -> Chain<'a> {
        let mut chain = Chain::new();
        let mut facts = Facts::default();
        for (when, trap) in &self.refusals {
            let when = facts.apply(self.in_mode(when, mode));
            match trap {
                Some(trap) => add(&mut chain, when.clone(), trap),
                None => {
                    let mut also = facts.clone();
                    also.learn(&when, true);
                    also.combine();
                    let is_virtual = also.apply(self.in_mode(self.virtual_rule.get_or_init(|| self.is_virtual()), mode));
                    match is_virtual.as_const() {
                        Some(0) => add(&mut chain, when.clone(), ILLEGAL),
                        Some(_) => add(&mut chain, when.clone(), VIRTUAL),
                        None => {
                            add(&mut chain, both(when.clone(), is_virtual), VIRTUAL);
                            add(&mut chain, when.clone(), ILLEGAL);
                        }
                    }
                }
            }
            facts.learn(&when, false);
        }
        chain
    }

    fn in_mode(&self, e: &Expr, mode: Mode) -> Expr {
        substitute(e.clone(), &|kind| match kind {
            ExprKind::Cell(name) if name == "prv" => Some(Expr::constant(mode.prv(self.spec), Ty::Bits(2))),
            ExprKind::Cell(name) if name == "V" => Some(Expr::bool(mode.is_guest())),
            _ => None,
        })
    }

    /// Whether HS-mode would be refused too, in the state that the model assumes for this question.
    fn hs_denied(&self) -> Expr {
        let assumed = |kind: &ExprKind| {
            let place = match kind {
                ExprKind::Cell(name) => ExprPlace::Cell(name.clone()),
                ExprKind::Field(csr, field) => {
                    let (csr, field) = self.spec.root(csr, field)?;
                    ExprPlace::Field(csr.name.clone(), field.name.clone())
                }
                _ => return None,
            };
            self.spec.hs_qualified.iter().find(|(p, _)| *p == place).map(|(_, value)| value.clone())
        };
        let parts = self.refusals.iter().map(|(when, _)| substitute(when.clone(), &assumed));
        parts.fold(Expr::bool(false), Expr::or)
    }

    /// Whether what is refused raises a virtual instruction exception.
    fn is_virtual(&self) -> Expr {
        let Some(rule) = self.spec.rule("denied_is_virtual") else { return Expr::bool(false) };
        let body = bind(self.spec, &rule.body, &[("class", self.class), ("counter", self.counter)]);
        let hs = self.hs_denied();
        substitute(body, &|kind| match kind {
            ExprKind::Local(name) if name == "hs_denied" => Some(hs.clone()),
            _ => None,
        })
    }
}

/// The exception for what does not exist.
pub fn nothing_there() -> &'static str {
    ILLEGAL
}

fn denials<'a>(spec: &Spec, deny: &'a [Deny], locals: &[(&str, u64)]) -> Vec<(Expr, Option<&'a str>)> {
    deny.iter().map(|d| (bind(spec, &d.when, locals), d.trap.as_deref())).collect()
}

/// The bit of a counter in the enable registers: the low bits of its address.
fn counter_of(spec: &Spec, csr: &Csr) -> u64 {
    let ty = spec.rule("denied_is_virtual").and_then(|r| r.params.iter().find(|p| p.0 == "counter")).map(|p| p.1);
    ty.map_or(0, |ty| u64::from(csr.address) & ty.mask())
}

/// Whether it matters for a class of registers which counter is asked for.
pub fn asks_for_counter(spec: &Spec, of_class: &str) -> bool {
    let Some(rule) = spec.rule("denied_is_virtual") else { return false };
    let mut asked = false;
    let body = bind(spec, &rule.body, &[("class", class(spec, of_class))]);
    body.visit(&mut |e| asked |= matches!(&e.kind, ExprKind::Local(name) if name == "counter"));
    asked
}

/// The number that the model gives a class.
fn class(spec: &Spec, class: &str) -> u64 {
    spec.constant(&format!("CLASS_{}", name::screaming(class))).unwrap_or_default()
}

/// `e` with some of its locals known, and bits of registers by their names.
fn bind(spec: &Spec, e: &Expr, locals: &[(&str, u64)]) -> Expr {
    let known = |name: &str| locals.iter().find(|l| l.0 == name).map(|l| l.1);
    let bound = inline_lets(e.clone()).map(&mut |part| match &part.kind {
        ExprKind::Local(name) => known(name).map_or_else(|| part.clone(), |value| Expr::constant(value, part.ty)),
        _ => part,
    });
    fold(bound).map(&mut |part| named_bit(spec, &part).unwrap_or(part))
}

/// `mcounteren.bit(0)` as the field that the bit is.
fn named_bit(spec: &Spec, e: &Expr) -> Option<Expr> {
    let ExprKind::Bit(register, position) = &e.kind else { return None };
    let (ExprKind::Csr(csr), Some(position)) = (&register.kind, position.as_const()) else { return None };
    let field = spec.csr(csr)?.fields.iter().find(|f| f.hi == f.lo && u64::from(f.lo) == position)?;
    Some(Expr { kind: ExprKind::Field(csr.clone(), field.name.clone()), ty: e.ty })
}

fn both(a: Expr, b: Expr) -> Expr {
    fold(Expr { kind: ExprKind::Binary(Bin::AndAlso, Box::new(a), Box::new(b)), ty: Ty::Bool })
}

/// Adds a link unless it never holds, or comes after one that always does.
fn add<'a>(chain: &mut Chain<'a>, when: Expr, outcome: &'a str) {
    let is_decided = chain.last().is_some_and(|(when, _)| when.as_const() == Some(1));
    if is_decided || when.as_const() == Some(0) {
        return;
    }
    match chain.last_mut() {
        Some((before, same)) if *same == outcome => *before = before.clone().or(when),
        _ => chain.push((when, outcome)),
    }
}

/// Conditions of which it is known whether they hold.
#[derive(Clone, Default)]
struct Facts(Vec<(ExprKind, bool)>);

impl Facts {
    fn learn(&mut self, e: &Expr, holds: bool) {
        match (&e.kind, holds) {
            (ExprKind::Const(_), _) => {}
            (ExprKind::Not(inner), _) => self.learn(inner, !holds),
            (ExprKind::Binary(Bin::AndAlso, a, b), true) | (ExprKind::Binary(Bin::OrElse, a, b), false) => {
                self.learn(a, holds);
                self.learn(b, holds);
            }
            _ => self.0.push((e.kind.clone(), holds)),
        }
    }

    /// What follows from two facts: `a` and not `a && b` say not `b`.
    fn combine(&mut self) {
        for (kind, holds) in self.0.clone() {
            let others = Self(self.0.iter().filter(|fact| fact.0 != kind).cloned().collect());
            let simpler = others.apply(Expr { kind: kind.clone(), ty: Ty::Bool });
            if simpler.kind != kind {
                self.learn(&simpler, holds);
            }
        }
    }

    fn apply(&self, e: Expr) -> Expr {
        substitute(e, &|kind| self.0.iter().find(|fact| fact.0 == *kind).map(|fact| Expr::bool(fact.1)))
    }
}

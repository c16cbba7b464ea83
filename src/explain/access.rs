//! Who may do what, and which exception refuses the rest.
//!
//! The rules of the model are evaluated in part: the mode is known, the state
//! is not. What remains of a condition names the bits that decide. The order
//! is that of `eval`: the rule `csr_denied`, then the first item of `deny`
//! that holds; what names no exception is asked of `denied_is_virtual`.

use crate::expression::show;
use ir::fold::{fold, inline_lets, substitute};
use ir::{Csr, Deny, Expr, ExprKind, ExprPlace, Insn, Level, Rule, Spec, Ty};
use load::Model;

/// A privilege mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "UPPER")]
pub enum Mode {
    /// Machine
    M,
    /// Supervisor of the host
    Hs,
    /// User of the host
    U,
    /// Supervisor of a guest
    Vs,
    /// User of a guest
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

    /// Nominal privilege as the model's `prv` has it.
    fn prv(self) -> u64 {
        match self {
            Mode::U | Mode::Vu => 0,
            Mode::Hs | Mode::Vs => 1,
            Mode::M => 3,
        }
    }
}

/// Something that may be refused.
struct Request {
    /// Conditions under which it is, with the exception where it is given.
    refusals: Vec<(Expr, Option<String>)>,
    class: u64,
    counter: u64,
}

/// What happens to an access: which exception under which condition, else `yes`.
pub fn of_csr(model: &Model, spec: &Spec, csr: &Csr, mode: Mode, write: bool, yes: &str) -> String {
    let level = match csr.level {
        Level::U => 0,
        Level::S => 1,
        Level::HS => 2,
        Level::M => 3,
    };
    let locals = [("level", level), ("address", u64::from(csr.address)), ("write", u64::from(write))];
    let by_address = spec.rule("csr_denied").map(|r| (bind(spec, &r.body, &locals), None));
    let mut refusals: Vec<(Expr, Option<String>)> = by_address.into_iter().collect();
    refusals.extend(denials(spec, &csr.deny, &locals));
    let counter = counter_of(spec.rule("denied_is_virtual"), csr);
    let request = Request { refusals, class: class(model, &csr.class), counter };
    say(outcome(spec, &request, mode), yes)
}

/// What happens to an instruction: which exception under which condition, else `yes`.
pub fn of_insn(model: &Model, spec: &Spec, insn: &Insn, mode: Mode, yes: &str) -> String {
    let request = Request { refusals: denials(spec, &insn.deny, &[]), class: class(model, &insn.class), counter: 0 };
    say(outcome(spec, &request, mode), yes)
}

/// The exception for what does not exist.
pub fn nothing_there(spec: &Spec) -> String {
    exception(spec, ILLEGAL)
}

const ILLEGAL: &str = "illegal_instruction";
const VIRTUAL: &str = "virtual_instruction";

fn denials(spec: &Spec, deny: &[Deny], locals: &[(&str, u64)]) -> Vec<(Expr, Option<String>)> {
    deny.iter().map(|d| (bind(spec, &d.when, locals), d.trap.clone())).collect()
}

/// The bit of a counter in the enable registers: the low bits of its address.
fn counter_of(rule: Option<&Rule>, csr: &Csr) -> u64 {
    let ty = rule.and_then(|r| r.params.iter().find(|p| p.0 == "counter")).map(|p| p.1);
    ty.map_or(0, |ty| u64::from(csr.address) & ty.mask())
}

/// The number that the model gives a class.
fn class(model: &Model, class: &str) -> u64 {
    let name = format!("CLASS_{}", ir::name::screaming(class));
    let lists = model.documents.iter().filter(|d| d.kind == "constants").filter_map(|d| d.node.get("list"));
    let value = lists.filter_map(|l| l.get(&name)).find_map(|n| n.get("value").unwrap_or(n).text());
    value.and_then(load::parse_number).unwrap_or_default()
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

fn in_mode(e: &Expr, mode: Mode) -> Expr {
    substitute(e.clone(), &|kind| match kind {
        ExprKind::Cell(name) if name == "prv" => Some(Expr::constant(mode.prv(), Ty::Bits(2))),
        ExprKind::Cell(name) if name == "V" => Some(Expr::bool(mode.is_guest())),
        _ => None,
    })
}

/// Whether HS-mode would be refused too, in the state that the model assumes for this question.
fn hs_denied(spec: &Spec, request: &Request) -> Expr {
    let assumed = |kind: &ExprKind| {
        let place = match kind {
            ExprKind::Cell(name) => ExprPlace::Cell(name.clone()),
            ExprKind::Field(csr, field) => ExprPlace::Field(csr.clone(), field.clone()),
            _ => return None,
        };
        spec.hs_qualified.iter().find(|(p, _)| *p == place).map(|(_, value)| value.clone())
    };
    let parts = request.refusals.iter().map(|(when, _)| substitute(when.clone(), &assumed));
    parts.fold(Expr::bool(false), Expr::or)
}

/// Exceptions in the order in which they are decided, each with its condition.
type Chain = Vec<(Expr, String)>;

fn outcome(spec: &Spec, request: &Request, mode: Mode) -> Chain {
    let mut chain = Chain::new();
    let mut facts = Facts::default();
    for (when, trap) in &request.refusals {
        let when = facts.apply(in_mode(when, mode));
        match trap {
            Some(trap) => add(&mut chain, when.clone(), exception(spec, trap)),
            None => {
                let mut also = facts.clone();
                also.learn(&when, true);
                also.combine();
                let is_virtual = also.apply(in_mode(&is_virtual(spec, request), mode));
                let [virtually, plainly] = [exception(spec, VIRTUAL), exception(spec, ILLEGAL)];
                match is_virtual.as_const() {
                    Some(0) => add(&mut chain, when.clone(), plainly),
                    Some(_) => add(&mut chain, when.clone(), virtually),
                    None => {
                        add(&mut chain, both(when.clone(), is_virtual), virtually);
                        add(&mut chain, when.clone(), plainly);
                    }
                }
            }
        }
        facts.learn(&when, false);
    }
    chain
}

fn both(a: Expr, b: Expr) -> Expr {
    fold(Expr { kind: ExprKind::Binary(ir::Bin::AndAlso, Box::new(a), Box::new(b)), ty: Ty::Bool })
}

/// Adds a link unless it never holds, or comes after one that always does.
fn add(chain: &mut Chain, when: Expr, outcome: String) {
    let is_decided = chain.last().is_some_and(|(when, _)| when.as_const() == Some(1));
    if is_decided || when.as_const() == Some(0) {
        return;
    }
    match chain.last_mut() {
        Some((before, same)) if *same == outcome => *before = before.clone().or(when),
        _ => chain.push((when, outcome)),
    }
}

fn say(chain: Chain, yes: &str) -> String {
    let mut parts = Vec::new();
    let is_decided = chain.last().is_some_and(|(when, _)| when.as_const() == Some(1));
    for (when, outcome) in chain {
        let otherwise = if parts.is_empty() { "" } else { "else " };
        parts.push(match when.as_const() {
            Some(_) => format!("{otherwise}{outcome}"),
            None => format!("{otherwise}if {}: {outcome}", show(&when)),
        });
    }
    if !is_decided {
        parts.push(if parts.is_empty() { yes.to_string() } else { format!("else {yes}") });
    }
    parts.join("; ")
}

/// Whether what is refused raises a virtual instruction exception.
fn is_virtual(spec: &Spec, request: &Request) -> Expr {
    let Some(rule) = spec.rule("denied_is_virtual") else { return Expr::bool(false) };
    let body = bind(spec, &rule.body, &[("class", request.class), ("counter", request.counter)]);
    let hs = hs_denied(spec, request);
    substitute(body, &|kind| match kind {
        ExprKind::Local(name) if name == "hs_denied" => Some(hs.clone()),
        _ => None,
    })
}

/// Conditions of which it is known whether they hold.
#[derive(Clone, Default)]
struct Facts(Vec<(ExprKind, bool)>);

impl Facts {
    fn learn(&mut self, e: &Expr, holds: bool) {
        match (&e.kind, holds) {
            (ExprKind::Const(_), _) => {}
            (ExprKind::Not(inner), _) => self.learn(inner, !holds),
            (ExprKind::Binary(ir::Bin::AndAlso, a, b), true) | (ExprKind::Binary(ir::Bin::OrElse, a, b), false) => {
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

fn exception(spec: &Spec, name: &str) -> String {
    let words = name.replace('_', " ");
    match spec.exception(name) {
        Some(cause) => format!("{words} exception ({})", cause.code),
        None => format!("{words} exception"),
    }
}

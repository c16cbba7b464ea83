//! Who may do what, and which exception refuses the rest.
//!
//! The rules of the model are evaluated in part: the mode is known, the state
//! is not. What remains of a condition names the bits that decide.

use super::expression::Writer;
use super::text::code;
use ir::fold::{fold, inline_lets, substitute};
use ir::{Csr, Deny, Expr, ExprKind, ExprPlace, Insn, Level, Spec, Ty};

/// A mode: its name, the constant that is its privilege, whether a guest runs.
pub const MODES: [(&str, &str, bool); 5] = [("M", "M", false), ("HS", "S", false), ("U", "U", false), ("VS", "S", true), ("VU", "U", true)];

/// Something that may be refused.
pub struct Request<'a> {
    spec: &'a Spec,
    /// Conditions in order, with the exception where it is given.
    refusals: Vec<(Expr, Option<&'a str>)>,
    class: u64,
    counter: u64,
}

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
        let locals = [("level", level), ("address", csr.address.into()), ("write", write.into())];
        let by_level = spec.rule("csr_denied").map(|r| (bind(&r.body, &locals), None));
        let refusals = by_level.into_iter().chain(denials(&csr.deny, &locals)).collect();
        let rule = spec.rule("denied_is_virtual");
        let counter = rule.and_then(|r| r.params.iter().find(|p| p.0 == "counter"));
        let counter = counter.map_or(0, |p| u64::from(csr.address) & p.1.mask());
        Self { spec, refusals, class: class(spec, &csr.class), counter }
    }

    /// Executing an instruction.
    pub fn insn(spec: &'a Spec, insn: &'a Insn) -> Self {
        Self { spec, refusals: denials(&insn.deny, &[]), class: class(spec, &insn.class), counter: 0 }
    }

    /// What happens in a mode, for a cell of a table.
    pub fn outcome(&self, mode: (&str, &str, bool)) -> String {
        let mut clauses = Vec::new();
        let mut before: Vec<Expr> = Vec::new();
        for (when, trap) in &self.refusals {
            let when = before.iter().fold(self.in_mode(when, mode), |e, b| assume(e, b, false));
            if when.as_const() == Some(0) {
                continue;
            }
            let raised = trap.map_or_else(|| self.raised(mode, &when, &before), |trap| self.exception(trap));
            match when.as_const() {
                Some(_) if before.is_empty() => return raised,
                Some(_) => {
                    clauses.push(format!("otherwise {raised}"));
                    return clauses.join("; ");
                }
                None => clauses.push(format!("{raised} if {}", self.shown(&when))),
            }
            before.push(when);
        }
        if clauses.is_empty() { "yes".to_string() } else { format!("yes, but {}", clauses.join("; ")) }
    }

    fn in_mode(&self, e: &Expr, (_, prv, v): (&str, &str, bool)) -> Expr {
        let prv = self.spec.constant(prv).unwrap_or_default();
        let substituted = e.clone().map(&mut |part| match &part.kind {
            ExprKind::Cell(name) if name == "prv" => Expr::constant(prv, part.ty),
            ExprKind::Cell(name) if name == "V" => Expr::bool(v),
            _ => part,
        });
        fold(self.named(substituted))
    }

    /// Bits of a register by their names, so that one bit has one spelling.
    fn named(&self, e: Expr) -> Expr {
        e.map(&mut |part| {
            let ExprKind::Bit(of, bit) = &part.kind else { return part };
            let (ExprKind::Csr(name), Some(bit)) = (&of.kind, bit.as_const()) else { return part };
            let fields = self.spec.csr(name).map(|c| c.fields.as_slice()).unwrap_or_default();
            let field = fields.iter().find(|f| f.hi == f.lo && u64::from(f.lo) == bit);
            field.map_or(part.clone(), |f| Expr { kind: ExprKind::Field(name.clone(), f.name.clone()), ty: part.ty })
        })
    }

    fn shown(&self, e: &Expr) -> String {
        code(&Writer { spec: self.spec, modes: false }.show(e))
    }

    /// The exception that is raised when `when` holds and nothing of `before` does.
    fn raised(&self, mode: (&str, &str, bool), when: &Expr, before: &[Expr]) -> String {
        let illegal = || self.exception("illegal_instruction");
        let Some(rule) = self.spec.rule("denied_is_virtual") else { return illegal() };
        let body = bind(&rule.body, &[("class", self.class), ("counter", self.counter)]);
        let hs = self.hs_denied();
        let with_hs = substitute(body, &|kind| match kind {
            ExprKind::Local(name) if name == "hs_denied" => Some(hs.clone()),
            _ => None,
        });
        let holds = assume(self.in_mode(&with_hs, mode), when, true);
        let is_virtual = before.iter().fold(holds, |e, b| assume(e, &assume(b.clone(), when, true), false));
        match is_virtual.as_const() {
            Some(0) => illegal(),
            Some(_) => self.exception("virtual_instruction"),
            None => {
                let shown = self.shown(&is_virtual);
                format!("{} (where {shown}, else {})", self.exception("virtual_instruction"), illegal())
            }
        }
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

    fn exception(&self, name: &str) -> String {
        let words = name.replace('_', " ");
        match self.spec.exception(name) {
            Some(cause) => format!("{words} ({})", cause.code),
            None => words,
        }
    }
}

fn denials<'a>(deny: &'a [Deny], locals: &[(&str, u64)]) -> Vec<(Expr, Option<&'a str>)> {
    deny.iter().map(|d| (bind(&d.when, locals), d.trap.as_deref())).collect()
}

/// The number that the model gives a class.
fn class(spec: &Spec, class: &str) -> u64 {
    spec.constant(&format!("CLASS_{}", ir::name::screaming(class))).unwrap_or_default()
}

/// `e` with some of its locals known.
fn bind(e: &Expr, locals: &[(&str, u64)]) -> Expr {
    let bound = inline_lets(e.clone()).map(&mut |part| {
        let known = match &part.kind {
            ExprKind::Local(name) => locals.iter().find(|l| l.0 == name),
            _ => None,
        };
        known.map_or(part.clone(), |(_, value)| Expr::constant(*value, part.ty))
    });
    fold(bound)
}

/// `e` where `fact` is known to hold, or not to.
fn assume(e: Expr, fact: &Expr, holds: bool) -> Expr {
    let (known, value) = match &fact.kind {
        ExprKind::Not(inner) => (&inner.kind, !holds),
        kind => (kind, holds),
    };
    if let (ExprKind::Binary(ir::Bin::AndAlso, a, b), true) = (known, value) {
        return assume(assume(e, a, true), b, true);
    }
    if let (ExprKind::Binary(ir::Bin::OrElse, a, b), false) = (known, value) {
        return assume(assume(e, a, false), b, false);
    }
    let is_known = |part: &Expr| part.ty == Ty::Bool && part.kind == *known;
    fold(e.map(&mut |part| if is_known(&part) { Expr::bool(value) } else { part }))
}

//! The floating-point unit: what its instructions and CSRs have in common.

use super::Lower;
use crate::files::Document;
use crate::resolve::{Resolver, Scope};
use ir::{Builtin, ExprKind, FloatUnit, Place, Stmt, Ty, expr};
use syntax::Node;

/// The name of the unit; there is no other.
const FLOAT: &str = "float";

impl Lower<'_, '_> {
    /// The node `unit: float`.
    pub(super) fn float_unit(&self, r: &Resolver) -> Option<FloatUnit> {
        let mut found = None;
        for d in self.of("unit") {
            if d.id != FLOAT {
                self.at.error(d.node.entries()[0].value.span, format!("there is no unit `{}`", d.id), "the only unit is `float`");
                continue;
            }
            found = self.unit(d, r);
        }
        found
    }

    fn unit(&self, d: &Document, r: &Resolver) -> Option<FloatUnit> {
        let mode = Ty::Bits(3);
        let scope = Scope { locals: vec![("rm".into(), mode)], ..Scope::default() };
        let effects = Scope { body: true, ..Scope::default() };
        let (flags, node) = self.at.text(&d.node, "flags")?;
        let place = flags.split_once('.').map(|(csr, field)| (csr.to_string(), field.to_string()));
        let known = place.filter(|(csr, field)| r.names.field(csr, field).is_some());
        if known.is_none() {
            self.at.error(node.span, format!("`{flags}` is no field"), "flags accrue in a field: write `csr.FIELD`");
        }
        Some(FloatUnit {
            deny: self.deny(&d.node, &Scope::default(), r),
            rounding: r.expr(self.at.value(&d.node, "rounding")?, &scope, mode)?,
            reserved: r.expr(self.at.value(&d.node, "reserved")?, &scope, Ty::Bool)?,
            flags: known?,
            dirty: r.body(self.at.value(&d.node, "dirty")?, &effects)?,
            meta: self.meta(&d.node),
        })
    }

    /// Whether a CSR says `unit: float`.
    pub(super) fn of_float_unit(&self, node: &Node) -> bool {
        match self.at.text(node, "unit") {
            None => false,
            Some((FLOAT, _)) => true,
            Some((other, n)) => {
                self.at.error(n.span, format!("there is no unit `{other}`"), "the only unit is `float`");
                false
            }
        }
    }
}

/// Whether a body uses registers or operators of the unit.
pub(super) fn uses_float(stmts: &[Stmt]) -> bool {
    let mut found = assigns(stmts);
    expr::visit_stmts(stmts, &mut |e| found |= matches!(e.kind, ExprKind::F(_) | ExprKind::Op(Builtin::Float(_), _)));
    found
}

fn assigns(stmts: &[Stmt]) -> bool {
    stmts.iter().any(|s| match s {
        Stmt::Assign(place, _) => matches!(place, Place::F(_)),
        Stmt::If(_, then, other) => assigns(then) || assigns(other),
        Stmt::Let(..) | Stmt::Expr(_) => false,
    })
}

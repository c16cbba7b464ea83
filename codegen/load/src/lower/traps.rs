//! Trap entry and return.

use super::{Lower, one_line};
use crate::resolve::{Resolver, Scope};
use ir::{Expr, Place, Row, TrapTable, Ty};
use syntax::Node;

impl Lower<'_, '_> {
    pub(super) fn tables(&self, kind: &'static str, r: &Resolver) -> Vec<TrapTable> {
        let x = Ty::Bits(self.at.xlen);
        let entry: Vec<(String, Ty)> = [
            ("interrupt", Ty::Bool), ("code", x), ("pc", x), ("tval", x), ("tval_is_gva", Ty::Bool),
            ("gstage", Ty::Bool), ("gpa", Ty::Bits(64)), ("tinst", x),
        ]
        .map(|(n, t)| (n.to_string(), t))
        .to_vec();
        let returning = vec![("next_prv".to_string(), Ty::Bits(2)), ("next_V".to_string(), Ty::Bool)];
        let mut out = Vec::new();
        for d in self.of(kind) {
            let before = Scope { locals: if kind == "trap-entry" { entry.clone() } else { Vec::new() }, ..Scope::default() };
            let rows = Scope { locals: if kind == "trap-entry" { entry.clone() } else { returning.clone() }, ..Scope::default() };
            let take = |key: &str, ty: Ty| {
                let node = d.node.get("take").and_then(|t| self.at.value(t, key));
                if node.is_none() {
                    self.at.error_help(d.node.span, format!("{kind} `{}` does not say `{key}`", d.id), "`take` has prv, V and pc");
                }
                r.expr(node?, &before, ty)
            };
            let (prv, v, pc) = (take("prv", Ty::Bits(2)), take("V", Ty::Bool), take("pc", x));
            let mut table_rows = Vec::new();
            for (e, n) in d.node.get("set").map(|s| self.at.entries(s)).unwrap_or_default() {
                if let Some(row) = self.row(&e.key, e.key_span, n, &rows, r) {
                    table_rows.push(row);
                }
            }
            if let (Some(prv), Some(v), Some(pc)) = (prv, v, pc) {
                out.push(TrapTable { name: d.id.clone(), prv, v, pc, rows: table_rows, meta: self.meta(&d.node) });
            }
        }
        out
    }

    fn row(&self, key: &str, span: syntax::Span, node: &Node, scope: &Scope, r: &Resolver) -> Option<Row> {
        let (place, ty) = match key.split_once('.') {
            Some((csr, field)) => {
                let ty = r.names.csrs.get(csr).and_then(|c| c.1.get(field)).copied();
                (Place::Field(csr.to_string(), field.to_string()), ty)
            }
            None => (Place::Csr(key.to_string()), r.names.csrs.get(key).map(|c| c.0)),
        };
        let Some(ty) = ty else {
            self.at.error_help(span, format!("`{key}` does not exist here"), "a row exists only where its target does: give it the same `since` or `until`");
            return None;
        };
        let value = node.get("val").unwrap_or(node);
        let when: Option<Expr> = match node.get("if") {
            Some(condition) => Some(r.expr(condition, scope, Ty::Bool)?),
            None => None,
        };
        Some(Row { place, value: r.low_bits(value, scope, ty)?, when, text: one_line(value) })
    }
}

//! Trap entry and return.

use super::{Lower, one_line};
use crate::keys::head;
use crate::resolve::{Resolver, Scope};
use ir::{Expr, Place, Row, TrapTable, Ty};
use syntax::Node;

impl Lower<'_, '_> {
    pub(super) fn tables(&self, kind: &'static str, r: &Resolver) -> Vec<TrapTable> {
        let x = Ty::Bits(self.at.xlen);
        let entry: Vec<(String, Ty)> = [
            ("interrupt", Ty::Bool),
            ("code", x),
            ("pc", x),
            ("tval", x),
            ("tval_is_gva", Ty::Bool),
            ("gstage", Ty::Bool),
            ("gpa", Ty::Bits(64)),
            ("tinst", x),
        ]
        .map(|(n, t)| (n.to_string(), t))
        .to_vec();
        let returning = vec![("next_prv".to_string(), Ty::Bits(2)), ("next_V".to_string(), Ty::Bool)];
        let mut out = Vec::new();
        for d in self.of(kind) {
            let known: &[&str] = if kind == "trap-entry" { &["M", "HS", "VS"] } else { &["mret", "sret_hs", "sret_vs"] };
            if !known.contains(&d.id.as_str()) {
                self.at.error(head(&d.node), format!("no trap uses a {kind} `{}`", d.id), format!("they are {}", known.join(", ")));
            }
            let before = Scope { locals: if kind == "trap-entry" { entry.clone() } else { Vec::new() }, ..Scope::default() };
            let rows = Scope { locals: if kind == "trap-entry" { entry.clone() } else { returning.clone() }, ..Scope::default() };
            let take = |key: &str, ty: Ty| {
                let node = d.node.get("take").and_then(|t| self.at.value(t, key));
                if node.is_none() && d.node.get("take").is_none_or(|t| t.get(key).is_none()) {
                    self.at.error(head(&d.node), format!("{kind} `{}` does not say `{key}`", d.id), "`take` has prv, V and pc");
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

    /// The target of a row does not exist here: perhaps elsewhere, perhaps misspelt.
    fn no_target(&self, key: &str, span: syntax::Span, r: &Resolver) -> Option<Row> {
        let (csr, field) = key.split_once('.').map_or((key, None), |(csr, field)| (csr, Some(field)));
        if self.at.is_reported(csr, field) {
            return None;
        }
        if self.at.declared(csr, field) {
            let help = "a row exists only where its target does: give it the same `since`, `until` or `xlen`";
            self.at.error(span, format!("`{key}` does not exist here"), help);
            return None;
        }
        let csrs = r.names.csrs();
        let fields = csrs.iter().flat_map(|csr| r.names.fields(csr).into_iter().map(move |f| format!("{csr}.{f}")));
        let known: Vec<String> = csrs.iter().map(ToString::to_string).chain(fields).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let help = crate::keys::nearest(key, &known)
            .map_or("a row writes a CSR or a field, `sepc` or `hstatus.SPV`".to_string(), |near| format!("did you mean `{near}`?"));
        self.at.error(span, format!("there is nothing called `{key}`"), help);
        None
    }

    fn row(&self, key: &str, span: syntax::Span, node: &Node, scope: &Scope, r: &Resolver) -> Option<Row> {
        let (place, ty) = match key.split_once('.') {
            Some((csr, field)) => (Place::Field(csr.to_string(), field.to_string()), r.names.field(csr, field)),
            None => (Place::Csr(key.to_string()), r.names.csr(key)),
        };
        let Some(ty) = ty else {
            return self.no_target(key, span, r);
        };
        let value = node.get("val").unwrap_or(node);
        let when: Option<Expr> = match node.get("if") {
            Some(condition) => Some(r.expr(condition, scope, Ty::Bool)?),
            None => None,
        };
        Some(Row { place, value: r.low_bits(value, scope, ty)?, when, text: one_line(value) })
    }
}

//! Exceptions and interrupts.

use super::Lower;
use crate::keys::head;
use crate::names::Names;
use crate::resolve::{Resolver, Scope};
use ir::{Cause, Column, Policy, Ty};
use syntax::Node;

impl Lower<'_, '_> {
    pub(super) fn causes(&self, kind: &'static str, names: &mut Names) -> Vec<Cause> {
        let registers: &[&str] = if kind == "exception" { &["medeleg", "hedeleg"] } else { &["mideleg", "hideleg"] };
        let mut out = Vec::new();
        for d in self.of(kind) {
            let Some(code_node) = d.node.get("code") else {
                self.at.error(head(&d.node), format!("{kind} `{}` has no `code`", d.id), "say the number that mcause gives it, `code: 5`");
                continue;
            };
            let Some(code) = self.at.number_at(&d.node, "code") else { continue };
            if code >= 64 {
                self.at.error(
                    code_node.span,
                    format!("{code} is no code of a cause"),
                    "a code names a bit of the delegation registers: it is below 64",
                );
                continue;
            }
            names.add_constant(&d.id, Some(Ty::Bits(self.at.xlen)), code);
            let columns = registers.iter().filter_map(|r| Some((r.to_string(), self.column(d.node.get(r)?, names)?))).collect();
            out.push(Cause {
                name: d.id.clone(),
                code,
                as_vs: self.at.number_at(&d.node, "as-vs"),
                columns,
                priority: self.at.number_at(&d.node, "priority").unwrap_or(0) as u32,
                policy: self.policy(&d.node),
                meta: self.meta(&d.node),
            });
        }
        out
    }

    fn policy(&self, node: &Node) -> Policy {
        match self.at.text(node, "policy") {
            Some(("HS", _)) => Policy::HS,
            Some(("guest", _)) => Policy::Guest,
            Some(("M", _)) | None => Policy::M,
            Some((other, n)) => {
                self.at.error(n.span, format!("`{other}` handles no trap"), "`policy` is M, HS or guest");
                Policy::M
            }
        }
    }

    fn column(&self, node: &Node, names: &Names) -> Option<Column> {
        let picked = self.at.pick(node)?;
        let value = picked.get("val").unwrap_or(picked);
        let column = match value.text().unwrap_or(value.what()) {
            "writable" => Column::Writable,
            "zero" => Column::Zero,
            "one" => Column::One,
            "free" => Column::Free,
            other => {
                self.at.error(
                    value.span,
                    format!("`{other}` says nothing about a delegation bit"),
                    "a column is writable, zero, one or free",
                );
                return None;
            }
        };
        let Some(condition) = picked.get("if") else { return Some(column) };
        let r = Resolver { at: self.at, names };
        let holds = r.expr(condition, &Scope::default(), Ty::Bool)?;
        match holds.as_const() {
            Some(0) => Some(Column::Free),
            Some(_) => Some(column),
            None => {
                self.at.error(
                    condition.span,
                    "the condition of a column depends on state",
                    "use constants and choices alone: the bit is fixed when the hart is made",
                );
                None
            }
        }
    }
}

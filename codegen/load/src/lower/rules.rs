//! Rules: signatures, bodies, and the two rules that are tables.

use super::{Lower, one_line, template_scope};
use crate::files::Document;
use crate::keys::head;
use crate::names::{Names, Signature};
use crate::resolve::{Resolver, Scope};
use ir::{ExprPlace, Rule};

impl<'m> Lower<'_, 'm> {
    fn plain_rules(&self) -> impl Iterator<Item = &'m Document> {
        self.of("rule").filter(|d| d.node.get("map").is_none() && d.node.get("assume").is_none())
    }

    fn signature(&self, d: &Document) -> Option<Signature> {
        let params = d.node.get("params").map(|p| self.at.entries(p)).unwrap_or_default();
        let params = params.into_iter().map(|(e, n)| Some((e.key.clone(), self.ty(n)?))).collect::<Option<Vec<_>>>()?;
        let Some(returns) = self.at.value(&d.node, "returns") else {
            self.at.error(
                head(&d.node),
                format!("rule `{}` does not say what it returns", d.id),
                "add `returns: bool`, `xlen` or a number of bits",
            );
            return None;
        };
        Some((params, self.ty(returns)?))
    }

    pub(super) fn rule_signatures(&self, names: &mut Names) {
        for d in self.plain_rules() {
            if let Some(signature) = self.signature(d) {
                names.add_rule(&d.id, signature);
            }
        }
    }

    pub(super) fn rules(&self, r: &Resolver) -> Vec<Rule> {
        let mut out = Vec::new();
        for d in self.plain_rules() {
            let Some((params, returns)) = r.names.rule(&d.id).cloned() else { continue };
            let Some(val) = self.at.value(&d.node, "val") else {
                self.missing(d, "val", "`val` is the expression that the rule stands for");
                continue;
            };
            let scope = Scope { locals: params.clone(), ..template_scope(d) };
            if let Some(body) = r.expr(val, &scope, returns) {
                out.push(Rule { name: d.id.clone(), params, returns, body, text: one_line(val), meta: self.meta(&d.node) });
            }
        }
        out
    }

    /// The rule with a `map`: which CSR stands in for which when V=1.
    pub(super) fn substitution(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for d in self.of("rule") {
            let Some(map) = d.node.get("map") else { continue };
            self.meta(&d.node);
            for (e, n) in self.at.entries(map) {
                let target = n.get("val").unwrap_or(n);
                for (name, span) in [(e.key.as_str(), e.key_span), (target.text().unwrap_or_default(), target.span)] {
                    if !self.of("csr").any(|c| c.id == name) {
                        self.at.error(
                            span,
                            format!("there is no csr `{name}` here"),
                            "both registers exist wherever the row does: give it a range, or correct the name",
                        );
                    }
                }
                out.push((e.key.clone(), target.text().unwrap_or_default().to_string()));
            }
        }
        out
    }

    /// The rule with an `assume`: the state in which HS-qualification asks.
    pub(super) fn hs_qualified(&self, r: &Resolver) -> Vec<(ExprPlace, ir::Expr)> {
        let mut out = Vec::new();
        for d in self.of("rule") {
            let Some(assume) = d.node.get("assume") else { continue };
            self.meta(&d.node);
            for (e, n) in self.at.entries(assume) {
                let (place, ty) = match e.key.split_once('.') {
                    Some((csr, field)) => (ExprPlace::Field(csr.to_string(), field.to_string()), r.names.field(csr, field)),
                    None => (ExprPlace::Cell(e.key.clone()), r.names.cell(&e.key)),
                };
                let Some(ty) = ty else {
                    self.at.error(
                        e.key_span,
                        format!("there is nothing called `{}` here", e.key),
                        "`assume` fixes fields, `mstatus.TSR`, and cells, `V`",
                    );
                    continue;
                };
                if let Some(value) = r.expr(n, &Scope::default(), ty) {
                    out.push((place, value));
                }
            }
        }
        out
    }
}

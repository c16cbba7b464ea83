//! Fields of CSRs: where the value comes from, and what a write does.

use super::{Lower, one_line};
use crate::resolve::{Resolver, Scope};
use ir::{Expr, Field, Slot, Storage, Ty};
use syntax::Node;

impl Lower<'_, '_> {
    /// Resolves the expressions of one field.
    pub(super) fn field(&self, f: &mut Field, node: &Node, scope: &Scope, r: &Resolver) {
        let ty = f.ty();
        let slot = match &f.storage {
            Storage::Store(slot) => Some(slot.clone()),
            _ => None,
        };
        let given: Vec<&str> = ["alias", "read", "value"].into_iter().filter(|k| node.get(k).is_some()).collect();
        if given.len() > 1 {
            self.at.error(
                f.span,
                format!("field {} has both `{}` and `{}`", f.name, given[0], given[1]),
                "a field is stored, an alias, derived or constant",
            );
        }
        // A key that means nothing without another one.
        for (key, with) in [("else", "legal"), ("rmw", "store"), ("store", "read")] {
            if let Some(n) = node.get(key).filter(|_| node.get(with).is_none()) {
                let help = match key {
                    "rmw" => "`rmw: stored` needs `store: true`: a derived field that stores nothing has only its computed value",
                    "store" => "`store: true` gives a derived field storage; any other field has it already",
                    _ => "`else` says what is stored when `legal` does not hold",
                };
                self.at.error(n.span, format!("field {} has `{key}` without `{with}`", f.name), help);
            }
        }
        if let (Some(write), Some(_)) = (node.get("write"), node.get("legal")) {
            self.at.error(
                write.span,
                format!("field {} has both `legal` and `write`", f.name),
                "`write` is the whole rule as a function; `legal` with `else` is a rule too",
            );
        }
        if let Some((target, n)) = self.at.text(node, "alias") {
            self.alias(f, target, n, r);
        } else if let Some(read) = self.at.value(node, "read") {
            self.derived(f, node, read, slot, scope, r);
        } else if let Some(value) = self.at.value(node, "value") {
            match r.expr(value, scope, if ty == Ty::Bool { Ty::Bits(1) } else { ty }) {
                None => {}
                Some(e) => match e.as_const() {
                    Some(v) => f.storage = Storage::Const(v),
                    None => self.at.error(
                        value.span,
                        format!("`value` of {} depends on state", f.name),
                        "a value that is computed on every read is `read: EXPRESSION`",
                    ),
                },
            }
        }
        self.write_rule(f, node, scope, r);
        if let Some(gate) = self.at.value(node, "gate") {
            f.gate = r.expr(gate, scope, Ty::Bool).filter(|e| e.as_const() != Some(1));
        }
        match self.at.text(node, "access") {
            Some(("ro", _)) => f.read_only = true,
            Some(("rw", _)) | None => {}
            Some((other, n)) => self.at.error(n.span, format!("`{other}` is no access"), "`access` is ro or rw"),
        }
        if let Some(reset) = self.at.value(node, "reset") {
            f.reset = self.reset(reset, ty, scope, r);
            if f.reset & !ty.mask() != 0 {
                self.at.error(reset.span, format!("{:#x} does not fit {ty}", f.reset), format!("the largest is {:#x}", ty.mask()));
            }
        }
    }

    /// A number, or what follows from choices.
    fn reset(&self, node: &Node, ty: Ty, scope: &Scope, r: &Resolver) -> u64 {
        if node.text().is_none_or(|text| text.trim().starts_with(|c: char| c.is_ascii_digit())) {
            return self.at.number(node).unwrap_or(0);
        }
        let Some(value) = r.expr(node, scope, ty) else { return 0 };
        value.as_const().unwrap_or_else(|| {
            self.at.error(node.span, "`reset` depends on state", "a reset value is a number, or follows from choices alone");
            0
        })
    }

    fn alias(&self, f: &mut Field, target: &str, node: &Node, r: &Resolver) {
        let (csr, field) = target.split_once('.').unwrap_or((target, target));
        match r.names.field(csr, field) {
            Some(ty) if ty == f.ty() => f.storage = Storage::Alias(csr.to_string(), field.to_string()),
            Some(ty) => {
                let help = "an alias is as wide as its target: correct `bits`, or compute the value with `read`";
                self.at.error(node.span, format!("{target} has {ty}, {} has {}", f.name, f.ty()), help);
            }
            None if self.at.is_reported(csr, Some(field)) => {}
            None => {
                let help = "an alias exists only where its target does: correct the name, or give it the same `since` or `until`";
                self.at.error(node.span, format!("`{target}` does not exist here"), help);
            }
        }
    }

    fn derived(&self, f: &mut Field, node: &Node, read: &Node, slot: Option<Slot>, scope: &Scope, r: &Resolver) {
        let stored = self.flag(node, "store");
        let mut scope = scope.clone();
        if stored {
            scope.locals.push(("stored".into(), f.ty()));
        }
        let rmw = self.at.text(node, "rmw");
        if let Some((other, n)) = rmw.filter(|(text, _)| *text != "stored") {
            self.at.error(n.span, format!("`{other}` is no way to modify"), "`rmw: stored` makes CSRRS and CSRRC see the stored bit alone");
        }
        let rmw_stored = rmw.is_some();
        if let Some(read) = r.expr(read, &scope, f.ty()) {
            f.storage = Storage::Derived { read, slot: slot.filter(|_| stored), rmw_stored };
        }
    }

    fn write_rule(&self, f: &mut Field, node: &Node, scope: &Scope, r: &Resolver) {
        let ty = f.ty();
        let mut scope = scope.clone();
        scope.locals.push(("new".into(), ty));
        scope.locals.push(("old".into(), ty));
        if let Some(write) = self.at.value(node, "write") {
            f.rule = Some(one_line(write));
            f.write = r.expr(write, &scope, ty).filter(|e| e.kind != ir::ExprKind::Local("new".into()));
        }
        let Some(legal) = self.at.value(node, "legal") else { return };
        let Some(condition) = r.expr(legal, &scope, Ty::Bool) else { return };
        let keep = Expr { kind: ir::ExprKind::Local("old".into()), ty };
        let (text, other) = match self.at.value(node, "else") {
            None => ("keep".to_string(), Some(keep)),
            Some(n) if n.text() == Some("keep") => ("keep".to_string(), Some(keep)),
            Some(n) => (one_line(n), r.expr(n, &scope, ty)),
        };
        f.rule = Some(format!("legal if {}, else {text}", one_line(legal)));
        let new = Expr { kind: ir::ExprKind::Local("new".into()), ty };
        if let Some(other) = other {
            let rule = Expr { kind: ir::ExprKind::If(Box::new(condition), Box::new(new), Box::new(other)), ty };
            f.write = Some(ir::fold::fold(rule)).filter(|e| e.kind != ir::ExprKind::Local("new".into()));
        }
    }
}

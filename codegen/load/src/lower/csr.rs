//! CSRs: first their shapes (what can be named), then their expressions.

use super::{Lower, one_line, template_scope};
use crate::files::Document;
use crate::resolve::{Names, Resolver, Scope};
use crate::select::{instantiate, parse_number};
use ir::{Cause, Column, Csr, Deny, Expr, Field, Level, Slot, Storage, Ty};
use std::collections::BTreeMap;
use syntax::{Diagnostics, Node};

/// A CSR whose expressions are not resolved yet.
pub(super) struct Shape<'m> {
    doc: &'m Document,
    csr: Csr,
    /// The node of each field, with the constants of its templates.
    nodes: Vec<(Node, Vec<(String, u64)>)>,
}

impl<'m> Lower<'_, 'm> {
    /// Addresses, fields and positions; also the names that expressions can use.
    pub(super) fn csr_shapes(&self, exceptions: &[Cause], interrupts: &[Cause], names: &mut Names) -> Vec<Shape<'m>> {
        let mut shapes: Vec<Shape<'m>> = Vec::new();
        for d in self.of("csr") {
            if let Some(shape) = self.shape(d, exceptions, interrupts) {
                shapes.push(shape);
            }
        }
        // Positions that are given by another CSR.
        for i in 0..shapes.len() {
            self.borrow_positions(&mut shapes, i);
        }
        for s in &shapes {
            if s.csr.high_half_of.is_some() {
                continue;
            }
            let fields: BTreeMap<String, Ty> = s.csr.fields.iter().map(|f| (f.name.clone(), f.ty())).collect();
            names.csrs.insert(s.csr.name.clone(), (Ty::Bits(s.csr.width), fields));
        }
        shapes
    }

    fn shape(&self, d: &'m Document, exceptions: &[Cause], interrupts: &[Cause]) -> Option<Shape<'m>> {
        let variables: Vec<(String, u64)> = d.variable.iter().cloned().collect();
        let Some((at, at_node)) = self.at.text(&d.node, "at") else {
            self.at.error(d.node.span, format!("csr `{}` has no address", d.id));
            return None;
        };
        let address = self.constant(at, at_node, &variables)?;
        if address > 0xfff {
            self.at.error(at_node.span, format!("{address:#x} is no CSR address: it has 12 bits"));
            return None;
        }
        let width = match self.at.text(&d.node, "width") {
            None | Some(("xlen", _)) => self.at.xlen,
            Some(("32", _)) => 32,
            Some(("64", _)) => 64,
            Some((other, n)) => {
                self.at.error_help(n.span, format!("`{other}` is no width of a CSR"), "`width` is xlen, 32 or 64");
                return None;
            }
        };
        let level = self.level(d)?;
        let class = match self.at.text(&d.node, "class") {
            Some((class, _)) => class.replace('-', "_"),
            None => match level {
                Level::U => "user",
                Level::S => "supervisor",
                Level::HS => "hypervisor",
                Level::M => "machine",
            }
            .to_string(),
        };
        let csr = Csr {
            name: d.id.clone(),
            address: address as u16,
            level,
            class,
            width,
            visible: width.min(self.at.xlen),
            fields: Vec::new(),
            whole: false,
            bits_of: self.at.text(&d.node, "bits-of").map(|t| t.0.to_string()),
            high_half_of: None,
            deny: Vec::new(),
            accept: None,
            meta: self.meta(&d.node),
        };
        let mut shape = Shape { doc: d, csr, nodes: Vec::new() };
        match (&shape.csr.bits_of, d.node.get("fields")) {
            (Some(of), _) => {
                let of = of.clone();
                self.cause_fields(&mut shape, &of, exceptions, interrupts);
            }
            (None, Some(fields)) => self.named_fields(&mut shape, fields, &variables),
            (None, None) => {
                let name = shape.csr.name.clone();
                let field = self.new_field(&shape.csr, &name, width - 1, 0, &d.node);
                shape.csr.fields.push(field);
                shape.csr.whole = true;
                shape.nodes.push((Node { span: d.node.span, indent: 1, value: syntax::Value::Map(Vec::new()) }, variables));
            }
        }
        Some(shape)
    }

    fn level(&self, d: &Document) -> Option<Level> {
        Some(match self.at.text(&d.node, "level") {
            Some(("U", _)) => Level::U,
            Some(("S", _)) => Level::S,
            Some(("HS", _)) => Level::HS,
            Some(("M", _)) => Level::M,
            other => {
                let span = other.map_or(d.node.span, |o| o.1.span);
                self.at.error_help(span, format!("csr `{}` has no level", d.id), "`level` is U, S, HS (hypervisor and VS CSRs) or M");
                return None;
            }
        })
    }

    fn new_field(&self, csr: &Csr, name: &str, hi: u32, lo: u32, node: &Node) -> Field {
        let doc = self.at.value(node, "doc").and_then(Node::text).unwrap_or_default();
        Field {
            name: name.to_string(),
            hi,
            lo,
            storage: Storage::Store(Slot { word: csr.name.clone(), lo, width: hi - lo + 1 }),
            gate: None,
            write: None,
            rule: None,
            read_only: false,
            wlrl: node.get("wlrl").and_then(Node::text) == Some("true"),
            reset: 0,
            doc: doc.split_whitespace().collect::<Vec<_>>().join(" "),
            span: node.entries().first().map_or(node.span, |e| e.key_span),
        }
    }

    fn named_fields(&self, shape: &mut Shape, fields: &Node, variables: &[(String, u64)]) {
        for item in fields.items() {
            let name = item.text().unwrap_or_default().to_string();
            let empty = Node { span: item.span, indent: 1, value: syntax::Value::Map(Vec::new()) };
            self.named_field(shape, &name, &empty, variables);
        }
        for (e, node) in self.at.entries(fields) {
            let mut ignored = Diagnostics::default();
            match crate::files::template(node, &mut ignored) {
                None => self.named_field(shape, &e.key, node, variables),
                Some((variable, values)) => {
                    for value in values {
                        let node = instantiate(node, &variable, value);
                        let name = e.key.replace(&format!("{{{variable}}}"), &value.to_string());
                        let mut variables = variables.to_vec();
                        variables.push((variable.clone(), value));
                        self.named_field(shape, &name, &node, &variables);
                    }
                }
            }
        }
    }

    fn named_field(&self, shape: &mut Shape, name: &str, node: &Node, variables: &[(String, u64)]) {
        // A position of its own, or one that is borrowed later (hi < lo marks it).
        let (hi, lo) = match node.get("bits") {
            None => (0, 1),
            Some(bits) => match self.bits(bits, variables) {
                Some(bits) => bits,
                None => return,
            },
        };
        if hi >= lo && hi >= shape.csr.width {
            let help = format!("the register has bits {} to 0 here", shape.csr.width - 1);
            self.at.error_help(node.get("bits").map_or(node.span, |n| n.span), format!("field {name} lies outside {}", shape.csr.name), help);
            return;
        }
        let mut field = self.new_field(&shape.csr, name, hi.max(lo), lo, node);
        (field.hi, field.lo) = (hi, lo);
        if let Storage::Store(slot) = &mut field.storage {
            (slot.lo, slot.width) = (lo, (hi + 1).saturating_sub(lo).max(1));
        }
        shape.csr.fields.push(field);
        shape.nodes.push((node.clone(), variables.to_vec()));
    }

    /// `7`, `17-12` or `{rv32: 31, rv64: 63-60}`.
    fn bits(&self, node: &Node, variables: &[(String, u64)]) -> Option<(u32, u32)> {
        let node = self.at.pick_value(node)?;
        let key = if self.at.xlen == 32 { "rv32" } else { "rv64" };
        let node = node.get(key).unwrap_or(node);
        let Some(text) = node.text() else {
            self.at.error_help(node.span, "expected bit positions", "write `7`, `17-12` or `{rv32: 31, rv64: 63-60}`");
            return None;
        };
        let (hi, lo) = text.split_once('-').unwrap_or((text, text));
        let number = |t: &str| parse_number(t).or_else(|| self.constant(t, node, variables));
        let (hi, lo) = (number(hi)? as u32, number(lo)? as u32);
        if hi < lo {
            self.at.error_help(node.span, format!("bits {hi}-{lo} run the wrong way"), format!("the highest bit comes first: {lo}-{hi}"));
            return None;
        }
        Some((hi, lo))
    }

    fn cause_fields(&self, shape: &mut Shape, of: &str, exceptions: &[Cause], interrupts: &[Cause]) {
        let (kind, register) = of.split_once('.').unwrap_or((of, ""));
        let causes = match kind {
            "exceptions" => exceptions,
            "interrupts" => interrupts,
            _ => {
                let span = shape.doc.node.get("bits-of").map_or(shape.doc.node.span, |n| n.span);
                return self.at.error_help(span, format!("`{of}` is no column of causes"), "write `exceptions.hedeleg`, `interrupts.mideleg` and so on");
            }
        };
        for cause in causes {
            let Some(column) = cause.column(register) else { continue };
            let bit = cause.code as u32;
            if bit >= shape.csr.width {
                continue;
            }
            let mut field = self.new_field(&shape.csr, &ir::name::screaming(&cause.name), bit, bit, &shape.doc.node);
            field.doc = cause.meta.doc.clone();
            match column {
                Column::Writable | Column::Free => {}
                Column::Zero => field.storage = Storage::Const(0),
                Column::One => field.storage = Storage::Const(1),
            }
            shape.csr.fields.push(field);
            shape.nodes.push((Node { span: shape.doc.node.span, indent: 1, value: syntax::Value::Map(Vec::new()) }, Vec::new()));
        }
    }

    /// `view-of` and `shape-of`: the position of the same-named field there.
    fn borrow_positions(&self, shapes: &mut [Shape], i: usize) {
        let node = &shapes[i].doc.node;
        let (view, shape) = (self.at.text(node, "view-of"), self.at.text(node, "shape-of"));
        let is_view = view.is_some();
        let other = view.or(shape).map(|(name, n)| (name.to_string(), n.span));
        for f in 0..shapes[i].csr.fields.len() {
            if shapes[i].csr.fields[f].hi >= shapes[i].csr.fields[f].lo {
                continue;
            }
            let name = shapes[i].csr.fields[f].name.clone();
            let span = shapes[i].csr.fields[f].span;
            let found = other.as_ref().and_then(|(csr, _)| {
                let base = shapes.iter().find(|s| s.csr.name == *csr)?.csr.field(&name)?;
                (base.hi >= base.lo).then_some((base.hi, base.lo))
            });
            let field = &mut shapes[i].csr.fields[f];
            match (found, &other) {
                (Some((hi, lo)), Some((csr, _))) => {
                    (field.hi, field.lo) = (hi, lo);
                    field.storage = match is_view {
                        true => Storage::Alias(csr.clone(), name),
                        false => Storage::Store(Slot { word: shapes[i].csr.name.clone(), lo, width: hi - lo + 1 }),
                    };
                }
                (None, Some((csr, _))) => {
                    (field.hi, field.lo) = (0, 0);
                    self.at.error_help(span, format!("{csr} has no field {name} here"), "give `bits`, or the range in which the other CSR has the field");
                }
                (_, None) => {
                    (field.hi, field.lo) = (0, 0);
                    self.at.error_help(span, format!("field {name} has no `bits`"), "say `bits: 7`, or `view-of`/`shape-of` at the CSR");
                }
            }
        }
    }

    /// Resolves everything that is an expression.
    pub(super) fn csrs(&self, shapes: Vec<Shape>, r: &Resolver) -> Vec<Csr> {
        let mut out = Vec::new();
        for mut s in shapes {
            let scope = Scope { csr: Some(s.csr.name.clone()), ..template_scope(s.doc) };
            for (i, (node, variables)) in s.nodes.iter().enumerate() {
                let scope = Scope { constants: variables.clone(), ..scope.clone() };
                let mut field = s.csr.fields[i].clone();
                self.field(&mut field, node, &scope, r);
                s.csr.fields[i] = field;
            }
            if s.csr.bits_of.is_some() {
                self.gates(&mut s, r);
            }
            s.csr.deny = self.deny(&s.doc.node, &scope, r);
            if let Some(accept) = self.at.value(&s.doc.node, "accept") {
                let holds = r.expr(accept, &scope, Ty::Bool);
                s.csr.accept = holds.filter(|e| e.as_const() != Some(1));
            }
            s.csr.fields.sort_by_key(|f| std::cmp::Reverse(f.hi));
            if let Some(high) = self.high_half(&s) {
                out.push(high);
            }
            out.push(s.csr);
        }
        out
    }

    pub(super) fn deny(&self, node: &Node, scope: &Scope, r: &Resolver) -> Vec<Deny> {
        let mut scope = scope.clone();
        scope.locals.push(("write".into(), Ty::Bool));
        let mut out = Vec::new();
        for item in node.get("deny").map(|d| self.at.items(d)).unwrap_or_default() {
            let Some(when) = self.at.value(item, "when") else {
                self.at.error(item.span, "an item of `deny` needs `when`");
                continue;
            };
            let trap = self.at.text(item, "trap").map(|(t, n)| {
                if !r.names.constants.contains_key(t) {
                    self.at.error(n.span, format!("there is no exception `{t}` here"));
                }
                t.to_string()
            });
            if let Some(when) = r.expr(when, &scope, Ty::Bool).filter(|e| e.as_const() != Some(0)) {
                out.push(Deny { when, trap });
            }
        }
        out
    }

    fn gates(&self, s: &mut Shape, _r: &Resolver) {
        if let Some(fields) = s.doc.node.get("fields") {
            self.at.error(fields.span, "a CSR with `bits-of` has its fields from the causes");
        }
    }

    fn high_half(&self, s: &Shape) -> Option<Csr> {
        let high = self.at.pick(s.doc.node.get("high")?)?;
        if self.at.xlen != 32 || s.csr.width != 64 {
            return None;
        }
        let name = self.at.text(high, "csr")?.0.to_string();
        let (at, at_node) = self.at.text(high, "at")?;
        let variables: Vec<(String, u64)> = s.doc.variable.iter().cloned().collect();
        let address = self.constant(at, at_node, &variables)? as u16;
        let mut csr = s.csr.clone();
        csr.high_half_of = Some(std::mem::replace(&mut csr.name, name));
        csr.address = address;
        csr.fields.clear();
        csr.meta.doc = format!("Bits 63 to 32 of {}.", s.csr.name);
        Some(csr)
    }

    fn field(&self, f: &mut Field, node: &Node, scope: &Scope, r: &Resolver) {
        let ty = f.ty();
        let slot = match &f.storage {
            Storage::Store(slot) => Some(slot.clone()),
            _ => None,
        };
        let given: Vec<&str> = ["alias", "read", "value"].into_iter().filter(|k| node.get(k).is_some()).collect();
        if given.len() > 1 {
            self.at.error_help(f.span, format!("field {} has both `{}` and `{}`", f.name, given[0], given[1]), "a field is stored, an alias, derived or constant");
        }
        if let Some((target, n)) = self.at.text(node, "alias") {
            self.alias(f, target, n, r);
        } else if let Some(read) = self.at.value(node, "read") {
            self.derived(f, node, read, slot, scope, r);
        } else if let Some(value) = self.at.value(node, "value") {
            if let Some(v) = r.expr(value, scope, if ty == Ty::Bool { Ty::Bits(1) } else { ty }).and_then(|e| e.as_const()) {
                f.storage = Storage::Const(v);
            }
        }
        self.write_rule(f, node, scope, r);
        if let Some(gate) = self.at.value(node, "gate") {
            f.gate = r.expr(gate, scope, Ty::Bool).filter(|e| e.as_const() != Some(1));
        }
        match self.at.text(node, "access") {
            Some(("ro", _)) => f.read_only = true,
            Some(("rw", _)) | None => {}
            Some((other, n)) => self.at.error_help(n.span, format!("`{other}` is no access"), "`access` is ro or rw"),
        }
        if let Some(reset) = self.at.value(node, "reset") {
            f.reset = self.literal(reset).unwrap_or(0);
            if f.reset & !ty.mask() != 0 {
                self.at.error(reset.span, format!("{:#x} does not fit {ty}", f.reset));
            }
        }
    }

    fn alias(&self, f: &mut Field, target: &str, node: &Node, r: &Resolver) {
        let (csr, field) = target.split_once('.').unwrap_or((target, target));
        let found = r.names.csrs.get(csr).and_then(|(_, fields)| fields.get(field));
        match found {
            Some(ty) if *ty == f.ty() => f.storage = Storage::Alias(csr.to_string(), field.to_string()),
            Some(ty) => self.at.error(node.span, format!("{target} has {ty}, {} has {}", f.name, f.ty())),
            None => self.at.error_help(node.span, format!("`{target}` does not exist here"), "an alias exists only where its target does: give it the same `since` or `until`"),
        }
    }

    fn derived(&self, f: &mut Field, node: &Node, read: &Node, slot: Option<Slot>, scope: &Scope, r: &Resolver) {
        let stored = node.get("store").and_then(Node::text) == Some("true");
        let mut scope = scope.clone();
        if stored {
            scope.locals.push(("stored".into(), f.ty()));
        }
        let rmw_stored = node.get("rmw").and_then(Node::text) == Some("stored");
        if rmw_stored && !stored {
            self.at.error(f.span, format!("field {} has `rmw: stored` but stores nothing; add `store: true`", f.name));
        }
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

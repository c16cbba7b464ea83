//! CSRs: first their shapes (what can be named), then their expressions.

use super::{Lower, template_scope, words};
use crate::files::Document;
use crate::keys::head;
use crate::names::Names;
use crate::resolve::{Resolver, Scope};
use crate::select::instantiate;
use ir::{Cause, Column, Csr, Deny, Field, FloatUnit, Level, Slot, Storage, Ty};
use std::borrow::Cow;
use std::collections::BTreeMap;
use syntax::{Diagnostics, Node};

/// The node of a field, with the constants of its templates.
type FieldNode<'m> = (Cow<'m, Node>, Vec<(String, u64)>);

/// A CSR whose expressions are not resolved yet.
pub(super) struct Shape<'m> {
    doc: &'m Document,
    csr: Csr,
    /// For each field.
    nodes: Vec<FieldNode<'m>>,
}

/// A field of which nothing more is said.
fn nothing<'m>(span: syntax::Span) -> Cow<'m, Node> {
    Cow::Owned(Node { span, indent: 1, value: syntax::Value::Map(Vec::new()) })
}

impl Shape<'_> {
    /// What is known without expressions.
    pub(super) fn into_csr(self) -> Csr {
        self.csr
    }
}

impl<'m> Lower<'_, 'm> {
    /// Addresses, fields and positions; also the names that expressions can use.
    pub(super) fn csr_shapes(&self, exceptions: &[Cause], interrupts: &[Cause], names: &mut Names) -> Vec<Shape<'m>> {
        let mut shapes: Vec<Shape<'m>> = Vec::new();
        for d in self.of("csr") {
            if let Some(shape) = self.shape(d, exceptions, interrupts, names) {
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
            names.add_csr(&s.csr.name, Ty::Bits(s.csr.width), fields);
        }
        shapes
    }

    fn shape(&self, d: &'m Document, exceptions: &[Cause], interrupts: &[Cause], names: &Names) -> Option<Shape<'m>> {
        let variables: Vec<(String, u64)> = d.variable.iter().cloned().collect();
        let csr = self.register(d, &variables, names)?;
        let width = csr.width;
        let mut shape = Shape { doc: d, csr, nodes: Vec::new() };
        match (&shape.csr.bits_of, d.node.get("fields")) {
            (Some(of), _) => {
                let of = of.clone();
                self.cause_fields(&mut shape, &of, exceptions, interrupts, names);
            }
            (None, Some(fields)) => self.named_fields(&mut shape, fields, &variables),
            (None, None) => {
                let name = shape.csr.name.clone();
                let field = self.new_field(&shape.csr, &name, width - 1, 0, &d.node);
                shape.csr.fields.push(field);
                shape.csr.whole = true;
                shape.nodes.push((nothing(head(&d.node)), variables));
            }
        }
        Some(shape)
    }

    /// A CSR without its fields.
    fn register(&self, d: &Document, variables: &[(String, u64)], names: &Names) -> Option<Csr> {
        let Some((at, at_node)) = self.at.text(&d.node, "at") else {
            if d.node.get("at").is_none() {
                self.at.error(head(&d.node), format!("csr `{}` has no address", d.id), "say `at: 0x600`");
            }
            return None;
        };
        let address = self.constant(at, at_node, variables)?;
        if address > 0xfff {
            self.at.error(at_node.span, format!("{address:#x} is no CSR address"), "an address has 12 bits: the largest is 0xfff");
            return None;
        }
        let width = match self.at.text(&d.node, "width") {
            None | Some(("xlen", _)) => self.at.xlen,
            Some(("32", _)) => 32,
            Some(("64", _)) => 64,
            Some((other, n)) => {
                self.at.error(n.span, format!("`{other}` is no width of a CSR"), "`width` is xlen, 32 or 64");
                return None;
            }
        };
        let level = self.level(d)?;
        let class = match self.class(&d.node, names) {
            Some(class) => class,
            None => match level {
                Level::U => "user",
                Level::S => "supervisor",
                Level::HS => "hypervisor",
                Level::M => "machine",
            }
            .to_string(),
        };
        Some(Csr {
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
            float: self.of_float_unit(&d.node),
            accept: None,
            meta: self.meta(&d.node),
        })
    }

    /// Class for the rule of virtual instructions; there is a constant `CLASS_…` for each.
    pub(super) fn class(&self, node: &Node, names: &Names) -> Option<String> {
        let (class, n) = self.at.text(node, "class")?;
        let class = class.replace('-', "_");
        if names.constant(&format!("CLASS_{}", ir::name::screaming(&class))).is_none() {
            let all = names.constants().filter_map(|c| c.strip_prefix("CLASS_")).map(|c| c.to_lowercase().replace('_', "-"));
            let all: Vec<String> = all.collect();
            self.at.error(n.span, format!("there is no class `{}`", class.replace('_', "-")), format!("classes are {}", all.join(", ")));
        }
        Some(class)
    }

    fn level(&self, d: &Document) -> Option<Level> {
        Some(match self.at.text(&d.node, "level") {
            Some(("U", _)) => Level::U,
            Some(("S", _)) => Level::S,
            Some(("HS", _)) => Level::HS,
            Some(("M", _)) => Level::M,
            other => {
                let (span, message) = match other {
                    Some((text, n)) => (n.span, format!("`{text}` is no level")),
                    None => (head(&d.node), format!("csr `{}` has no level", d.id)),
                };
                self.at.error(span, message, "`level` is U, S, HS (hypervisor and VS CSRs) or M");
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
            wlrl: self.flag(node, "wlrl"),
            reset: 0,
            doc: words(doc),
            span: node.entries().first().map_or(node.span, |e| e.key_span),
        }
    }

    fn named_fields(&self, shape: &mut Shape<'m>, fields: &'m Node, variables: &[(String, u64)]) {
        for item in fields.items() {
            let name = item.text().unwrap_or_default().to_string();
            self.named_field(shape, (&name, item.span), nothing(item.span), variables);
        }
        for (e, node) in self.at.entries(fields) {
            let mut wrong = Diagnostics::default();
            let template = crate::files::template(node, &mut wrong);
            self.at.errors.borrow_mut().extend(wrong.iter().map(|(d, _)| d.clone()));
            match template {
                None => self.named_field(shape, (&e.key, e.key_span), Cow::Borrowed(node), variables),
                Some((variable, values)) => {
                    for value in values {
                        let node = instantiate(node, &variable, value);
                        let name = e.key.replace(&format!("{{{variable}}}"), &value.to_string());
                        let mut variables = variables.to_vec();
                        variables.push((variable.clone(), value));
                        self.named_field(shape, (&name, e.key_span), Cow::Owned(node), &variables);
                    }
                }
            }
        }
    }

    fn named_field(&self, shape: &mut Shape<'m>, (name, span): (&str, syntax::Span), node: Cow<'m, Node>, variables: &[(String, u64)]) {
        if shape.csr.fields.iter().any(|f| f.name == name) {
            self.at.error(
                span,
                format!("{} has two fields {name} here", shape.csr.name),
                "give one another name, or ranges that do not meet",
            );
            return;
        }
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
            self.at.error(node.get("bits").map_or(node.span, |n| n.span), format!("field {name} lies outside {}", shape.csr.name), help);
            return;
        }
        let mut field = self.new_field(&shape.csr, name, hi.max(lo), lo, &node);
        (field.hi, field.lo, field.span) = (hi, lo, span);
        if let Storage::Store(slot) = &mut field.storage {
            (slot.lo, slot.width) = (lo, (hi + 1).saturating_sub(lo).max(1));
        }
        shape.csr.fields.push(field);
        shape.nodes.push((node, variables.to_vec()));
    }

    /// `7`, `17-12` or `{rv32: 31, rv64: 63-60}`.
    fn bits(&self, node: &Node, variables: &[(String, u64)]) -> Option<(u32, u32)> {
        let node = self.at.pick_value(node)?;
        let key = if self.at.xlen == 32 { "rv32" } else { "rv64" };
        let node = node.get(key).unwrap_or(node);
        let Some(text) = node.text() else {
            self.at.error(node.span, "expected bit positions", "write `7`, `17-12` or `{rv32: 31, rv64: 63-60}`");
            return None;
        };
        let (hi, lo) = text.split_once('-').unwrap_or((text, text));
        let number = |t: &str| ir::number(t).or_else(|| self.constant(t, node, variables));
        let position = |n: u64| u32::try_from(n).map_or(u32::MAX, |n| n.min(0x1_0000));
        let (hi, lo) = (position(number(hi)?), position(number(lo)?));
        if hi < lo {
            self.at.error(node.span, format!("bits {hi}-{lo} run the wrong way"), format!("the highest bit comes first: {lo}-{hi}"));
            return None;
        }
        Some((hi, lo))
    }

    fn cause_fields(&self, shape: &mut Shape, of: &str, exceptions: &[Cause], interrupts: &[Cause], names: &Names) {
        let (kind, register) = of.split_once('.').unwrap_or((of, ""));
        let causes = match (kind, register) {
            ("exceptions", "medeleg" | "hedeleg") => exceptions,
            ("interrupts", "mideleg" | "hideleg") => interrupts,
            _ => {
                let span = shape.doc.node.get("bits-of").map_or(shape.doc.node.span, |n| n.span);
                return self.at.error(
                    span,
                    format!("`{of}` is no column of causes"),
                    "columns are exceptions.medeleg, exceptions.hedeleg, interrupts.mideleg and interrupts.hideleg",
                );
            }
        };
        for cause in causes {
            let Some(column) = cause.column(register) else {
                // A wrong column is reported where it stands.
                if self.docs.iter().any(|d| d.id == cause.name && d.node.get(register).is_some()) {
                    continue;
                }
                let help = format!("add `{register}: writable`, zero, one or free: {of} has a bit for it");
                self.at.error(cause.meta.span, format!("{} does not say what {register} holds", cause.name), help);
                continue;
            };
            let bit = cause.code as u32;
            if bit >= shape.csr.width {
                continue;
            }
            let mut field = self.new_field(&shape.csr, &ir::name::screaming(&cause.name), bit, bit, &shape.doc.node);
            field.doc = cause.meta.doc.clone();
            match column {
                Column::Writable => {}
                // What the text leaves open, the choice `REGISTER_FREE` settles by its bits.
                Column::Free => {
                    let mask = names.constant(&format!("{}_FREE", register.to_ascii_uppercase()));
                    if mask.is_some_and(|(_, mask)| (mask >> bit) & 1 == 0) {
                        field.storage = Storage::Const(0);
                    }
                }
                Column::Zero => field.storage = Storage::Const(0),
                Column::One => field.storage = Storage::Const(1),
            }
            shape.csr.fields.push(field);
            shape.nodes.push((nothing(shape.doc.node.span), Vec::new()));
        }
    }

    /// `view-of` and `shape-of`: the position of the same-named field there.
    fn borrow_positions(&self, shapes: &mut [Shape], i: usize) {
        let node = &shapes[i].doc.node;
        let (view, shape) = (self.at.text(node, "view-of"), self.at.text(node, "shape-of"));
        let is_view = view.is_some();
        let other = view.or(shape).map(|(name, n)| (name.to_string(), n.span));
        if let Some((name, span)) = &other
            && !shapes.iter().any(|s| s.csr.name == *name)
        {
            let known: Vec<&str> = shapes.iter().map(|s| s.csr.name.as_str()).collect();
            let help = crate::keys::nearest(name, &known)
                .map_or("it names a CSR that exists wherever this one does".to_string(), |near| format!("did you mean `{near}`?"));
            self.at.error(*span, format!("there is no csr `{name}` here"), help);
            (0..shapes[i].csr.fields.len()).for_each(|f| put_anywhere(&mut shapes[i].csr, f));
            return;
        }
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
                    put_anywhere(&mut shapes[i].csr, f);
                    if self.at.is_reported(csr, Some(&name)) {
                        continue;
                    }
                    self.at.error(
                        span,
                        format!("{csr} has no field {name} here"),
                        "give `bits`, or the range in which the other CSR has the field",
                    );
                }
                (_, None) => {
                    put_anywhere(&mut shapes[i].csr, f);
                    self.at.error(span, format!("field {name} has no `bits`"), "say `bits: 7`, or `view-of`/`shape-of` at the CSR");
                }
            }
        }
    }

    /// Resolves everything that is an expression.
    pub(super) fn csrs(&self, shapes: Vec<Shape>, unit: Option<&FloatUnit>, r: &Resolver) -> Vec<Csr> {
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
            // A CSR of the unit is refused as its instructions are.
            s.csr.deny = unit.filter(|_| s.csr.float).map(|u| u.deny.clone()).unwrap_or_default();
            s.csr.deny.extend(self.deny(&s.doc.node, &scope, r));
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
                if item.get("when").is_none() {
                    self.at.error(
                        item.span,
                        "an item of `deny` needs `when`",
                        "write `{when: EXPRESSION}`, with `trap` if the exception is fixed",
                    );
                }
                continue;
            };
            let trap = self.at.text(item, "trap").map(|(t, n)| {
                let all = self.at.model.documents.iter().filter(|d| d.kind == "exception");
                let all: Vec<&str> = all.map(|d| d.id.as_str()).collect();
                // Noted: an instruction that several revisions have alike is lowered once.
                r.names.constant(t);
                if !self.of("exception").any(|d| d.id == t) {
                    let help = crate::keys::nearest(t, &all)
                        .map_or(format!("exceptions are {}", all.join(", ")), |near| format!("did you mean `{near}`?"));
                    self.at.error(n.span, format!("there is no exception `{t}` here"), help);
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
            self.at.error(fields.span, "a CSR with `bits-of` has its fields from the causes", "remove `fields`, or `bits-of`");
        }
    }

    fn high_half(&self, s: &Shape) -> Option<Csr> {
        let high = self.at.pick(s.doc.node.get("high")?)?;
        if s.csr.width != 64 && self.at.xlen == 32 {
            self.at.error(high.span, format!("{} has no bits 63 to 32", s.csr.name), "`high` goes with `width: 64`");
        }
        if self.at.xlen != 32 || s.csr.width != 64 {
            return None;
        }
        let (Some((name, _)), Some((at, at_node))) = (self.at.text(high, "csr"), self.at.text(high, "at")) else {
            self.at.error(high.span, "`high` names a CSR and its address", "write `high: {csr: mstatush, at: 0x310}`");
            return None;
        };
        let name = name.to_string();
        let variables: Vec<(String, u64)> = s.doc.variable.iter().cloned().collect();
        let address = self.constant(at, at_node, &variables)?;
        if address > 0xfff {
            self.at.error(at_node.span, format!("{address:#x} is no CSR address"), "an address has 12 bits: the largest is 0xfff");
        }
        let address = (address & 0xfff) as u16;
        let mut csr = s.csr.clone();
        csr.high_half_of = Some(std::mem::replace(&mut csr.name, name));
        csr.address = address;
        csr.fields.clear();
        csr.meta.doc = format!("Bits 63 to 32 of {}.", s.csr.name);
        Some(csr)
    }
}

/// A field without a position, which is reported, gets a free bit: that it overlaps is not its mistake.
fn put_anywhere(csr: &mut Csr, f: usize) {
    if csr.fields[f].hi < csr.fields[f].lo {
        let taken = csr.fields.iter().filter(|f| f.hi >= f.lo).fold(0, |taken, f| taken | f.mask());
        let free = u64::trailing_ones(taken).min(csr.width - 1);
        (csr.fields[f].hi, csr.fields[f].lo) = (free, free);
    }
}

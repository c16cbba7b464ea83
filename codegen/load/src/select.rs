//! Ranges: which parts of a tree exist at one revision and XLEN.

use crate::Model;
use std::cell::RefCell;
use syntax::{Diagnostic, Entry, Node, Span, Value};

/// Keys that make a map exist only somewhere.
pub const RANGE_KEYS: &[&str] = &["since", "until", "xlen"];

/// One revision at one XLEN, and what is found wrong with the model there.
pub struct At<'m> {
    pub model: &'m Model,
    pub revision: usize,
    pub xlen: u32,
    /// Changes that have come although the text does not have them.
    pub early: &'m [String],
    pub errors: RefCell<Vec<Diagnostic>>,
}

impl<'m> At<'m> {
    pub fn new(model: &'m Model, revision: usize, xlen: u32) -> Self {
        Self { model, revision, xlen, early: &[], errors: RefCell::default() }
    }

    /// The same as an implementation has it.
    pub fn of(self, profile: &str) -> Self {
        let early = self.model.header.profiles.iter().find(|p| p.id == profile).map_or(&[][..], |p| &p.early);
        Self { early, ..self }
    }

    /// Something wrong here, and what would be right.
    pub fn error(&self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.errors.borrow_mut().push(Diagnostic::new(span, message).help(help));
    }

    /// Whether a node exists here; only maps can be limited.
    pub fn alive(&self, node: &Node) -> bool {
        let has_come = |key| {
            let name = node.get(key).and_then(Node::text)?;
            Some(self.revision >= self.model.change_at(name)? || self.early.iter().any(|early| early == name))
        };
        let since = has_come("since").unwrap_or(true);
        let until = !has_come("until").unwrap_or(false);
        let xlen = node.get("xlen").and_then(Node::text).is_none_or(|x| x.trim() == self.xlen.to_string());
        since && until && xlen
    }

    /// Whether a value, or an alternative of it, exists here.
    pub fn exists(&self, node: &Node) -> bool {
        if is_alternatives(node) { node.items().iter().any(|n| self.alive(n)) } else { self.alive(node) }
    }

    /// Whether the text has a CSR, or a field of it, in any revision.
    pub fn declared(&self, csr: &str, field: Option<&str>) -> bool {
        self.declarations(csr, field).next().is_some()
    }

    /// Whether what cannot be named exists in the text here: then it is wrong itself, and reported as that.
    pub fn is_reported(&self, csr: &str, field: Option<&str>) -> bool {
        let exists = self.declarations(csr, field).any(|(d, f)| self.alive(d) && f.is_none_or(|f| self.exists(f)));
        exists && !self.errors.borrow().is_empty()
    }

    fn declarations(&self, csr: &str, field: Option<&str>) -> impl Iterator<Item = (&'m Node, Option<&'m Node>)> {
        let documents = self.model.documents.iter().filter(move |d| d.kind == "csr" && d.id == csr).map(|d| &d.node);
        documents.filter_map(move |d| match field {
            None => Some((d, None)),
            Some(field) => {
                let fields = d.get("fields")?;
                Some((d, Some(fields.get(field).or_else(|| fields.items().iter().find(|n| n.text() == Some(field)))?)))
            }
        })
    }

    /// Resolves alternatives: the one that exists here, or nothing.
    pub fn pick<'n>(&self, node: &'n Node) -> Option<&'n Node> {
        if !is_alternatives(node) {
            return self.alive(node).then_some(node);
        }
        let here: Vec<&Node> = node.items().iter().filter(|n| self.alive(n)).collect();
        match here.as_slice() {
            [one] => Some(one),
            [] => {
                self.error(
                    node.span,
                    "no alternative exists here",
                    "alternatives must leave no gap: let the `since` of one be the `until` of another",
                );
                None
            }
            [first, second, ..] => {
                self.error(
                    second.span,
                    "two alternatives exist here",
                    format!("end the one on line {} with `until`, at the change with which this one begins", first.span.line),
                );
                Some(first)
            }
        }
    }

    /// Like [`At::pick`], and takes the `val` of a map that has one.
    pub fn pick_value<'n>(&self, node: &'n Node) -> Option<&'n Node> {
        let picked = self.pick(node)?;
        Some(picked.get("val").unwrap_or(picked))
    }

    /// Value of a key, alternatives resolved.
    pub fn value<'n>(&self, node: &'n Node, key: &str) -> Option<&'n Node> {
        self.pick_value(node.get(key)?)
    }

    /// Text of a key, alternatives resolved; anything but a text is an error.
    pub fn text<'n>(&self, node: &'n Node, key: &str) -> Option<(&'n str, &'n Node)> {
        let value = self.value(node, key)?;
        let text = value.text();
        if text.is_none() {
            let help = "where revisions differ, every item of the list is a map with `since` or `until` and `val`";
            self.error(value.span, format!("`{key}` must be a text, not {}", value.what()), help);
        }
        Some((text?, value))
    }

    /// Entries of a map that exist here, alternatives resolved.
    pub fn entries<'n>(&self, node: &'n Node) -> Vec<(&'n Entry, &'n Node)> {
        node.entries().iter().filter_map(|e| Some((e, self.pick(&e.value)?))).collect()
    }

    /// Items of a list that exist here.
    pub fn items<'n>(&self, node: &'n Node) -> Vec<&'n Node> {
        node.items().iter().filter(|n| self.alive(n)).collect()
    }

    /// An unsigned number written in decimal, hex or binary.
    pub fn number(&self, node: &Node) -> Option<u64> {
        let parsed = node.text().and_then(ir::number);
        if parsed.is_none() {
            self.error(node.span, "expected a number", "write `12`, `0x600` or `0b101`, of at most 64 bits");
        }
        parsed
    }

    /// Number under a key.
    pub fn number_at(&self, node: &Node, key: &str) -> Option<u64> {
        self.number(self.value(node, key)?)
    }
}

/// A list in which every item is a map with a range is a list of alternatives.
pub fn is_alternatives(node: &Node) -> bool {
    let items = node.items();
    !items.is_empty() && items.iter().all(|n| RANGE_KEYS.iter().any(|k| n.get(k).is_some()))
}

/// The tree with `{var}` replaced in every text and key.
pub fn instantiate(node: &Node, var: &str, value: u64) -> Node {
    let from = format!("{{{var}}}");
    let to = value.to_string();
    let replace = |text: &String| text.replace(&from, &to);
    let value = match &node.value {
        Value::Text(text) => Value::Text(replace(text)),
        Value::List(items) => Value::List(items.iter().map(|n| instantiate(n, var, value)).collect()),
        Value::Map(entries) => Value::Map(
            entries
                .iter()
                .map(|e| Entry { key: replace(&e.key), key_span: e.key_span, value: instantiate(&e.value, var, value) })
                .collect(),
        ),
    };
    Node { span: node.span, indent: node.indent, value }
}

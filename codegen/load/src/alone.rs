//! What can be said of one node without its model: for macros, which see nothing else.

use crate::ast::{self, ParseError};
use crate::{Document, Header, Model, check, files, keys, lower, select};
use ir::{Csr, Revision};
use syntax::{Diagnostic, Diagnostics, Node, Value};

/// Keys whose texts are expressions, wherever they stand in a node of such a kind.
fn expressions_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "csr" => &["when", "accept", "read", "gate", "legal", "write", "value"],
        "insn" => &["when", "where", "exec"],
        "rule" => &["val"],
        "trap-entry" | "trap-return" => &["val", "if"],
        "exception" | "interrupt" => &["if"],
        _ => &[],
    }
}

/// Keys whose map has an expression in each entry.
fn maps_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "insn" => &["expands"],
        "rule" => &["assume"],
        "trap-entry" | "trap-return" => &["take", "set"],
        _ => &[],
    }
}

/// Checks one node by itself: keys, shapes, placeholders, templates, and that expressions can be read.
pub fn check_node(node: &Node) -> Vec<Diagnostic> {
    let mut found = Diagnostics::default();
    let Some((kind, id)) = node.head() else { return Vec::new() };
    keys::node(kind, id, node, &mut found);
    files::template(node, &mut found);
    expressions(kind, node, &mut found);
    found.iter().map(|(d, _)| d.clone()).collect()
}

/// Addresses and positions of the fields of one `csr` node without ranges, and what is wrong with
/// them. Fields whose position another CSR gives are left out, and so are all expressions.
pub fn csr_alone(node: &Node, xlen: u32) -> (Option<Csr>, Vec<Diagnostic>) {
    let mut node = node.clone();
    if let Value::Map(entries) = &mut node.value {
        // These name other nodes.
        entries.retain(|e| !["class", "cite", "view-of", "shape-of", "bits-of", "high", "deny", "accept"].contains(&e.key.as_str()));
        // A list of names has no positions at all.
        entries.retain(|e| e.key != "fields" || e.value.items().is_empty());
        if let Some(fields) = entries.iter_mut().find(|e| e.key == "fields")
            && let Value::Map(fields) = &mut fields.value.value
        {
            fields.retain(|f| f.value.get("bits").is_some());
        }
    }
    let id = node.head().map(|(_, id)| id.to_string()).unwrap_or_default();
    let revision = Revision { id: "this text".into(), manual: String::new(), date: String::new(), doc: String::new(), span: node.span };
    let model = Model {
        sources: Default::default(),
        documents: vec![Document { kind: "csr".into(), id, node, variable: None, like: None, memo: Default::default() }],
        header: Header { revisions: vec![revision], ..Header::default() },
        changes: Default::default(),
        cache: Default::default(),
    };
    let at = select::At::new(&model, 0, xlen);
    let csr = lower::csr_shape(&at);
    csr.iter().for_each(|c| check::overlaps(&at, c));
    (csr, at.errors.into_inner())
}

/// Whether a node, or a part of it, exists in some revisions only, or is a template.
pub fn is_limited(node: &Node) -> bool {
    let here = ["since", "until", "for"].iter().any(|k| node.get(k).is_some());
    here || node.entries().iter().any(|e| is_limited(&e.value)) || node.items().iter().any(is_limited)
}

fn expressions(kind: &str, node: &Node, found: &mut Diagnostics) {
    for e in node.entries() {
        let is_map = maps_of(kind).contains(&e.key.as_str());
        if expressions_of(kind).contains(&e.key.as_str()) {
            each_text(&e.value, &mut |n| readable(n, found));
        } else if is_map && let Value::Map(entries) = &e.value.value {
            let values = entries.iter().filter(|e| e.key != "insn" && e.value.text().is_some());
            values.for_each(|e| readable(&e.value, found));
        }
        if e.key != "val" {
            expressions(kind, &e.value, found);
        }
    }
    node.items().iter().for_each(|n| expressions(kind, n, found));
}

/// Calls `f` on a text, or on the `val` of each alternative.
fn each_text(node: &Node, f: &mut dyn FnMut(&Node)) {
    match &node.value {
        Value::Text(_) => f(node),
        Value::List(items) => items.iter().for_each(|n| each_text(n, f)),
        Value::Map(_) => node.get("val").into_iter().for_each(|n| each_text(n, f)),
    }
}

fn readable(node: &Node, found: &mut Diagnostics) {
    if let Err(e) = ast::parse(node.text().unwrap_or_default()) {
        found.add(unreadable(node, &e));
    }
}

/// The finding for a text that is no expression.
pub fn unreadable(node: &Node, e: &ParseError) -> Diagnostic {
    Diagnostic::new(node.place_in_text(e.pos.0, e.pos.1, e.pos.2), e.message.clone()).help(e.help)
}

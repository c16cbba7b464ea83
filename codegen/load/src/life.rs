//! Which changes touched a node: the ends of the ranges in it.
//!
//! A [`ir::Spec`] has no ranges left; who tells of the life of something asks here.

use crate::Model;
use syntax::Node;

/// A range end that was found in a node: path below it, key (`since` or `until`), change.
pub type End = (String, &'static str, String);

/// The range ends of the nodes of a kind and id.
pub fn of_node(model: &Model, kind: &str, id: &str) -> Vec<End> {
    let mut ends = Vec::new();
    for node in nodes(model, kind, id) {
        collect(node, &mut Vec::new(), &mut ends);
    }
    ends
}

/// Those of one field of a CSR, and those of the CSR as a whole.
pub fn of_field(model: &Model, csr: &str, field: &str) -> Vec<End> {
    let mut ends = Vec::new();
    for node in nodes(model, "csr", csr) {
        own_ends(node, "", &mut ends);
        let fields = node.get("fields").map(Node::entries).unwrap_or_default();
        for entry in fields.iter().filter(|e| is_template_of(&e.key, field)) {
            collect(&entry.value, &mut Vec::new(), &mut ends);
        }
    }
    ends
}

/// Nodes of the model with that kind and id.
pub fn nodes<'a>(model: &'a Model, kind: &'a str, id: &'a str) -> impl Iterator<Item = &'a Node> {
    model.documents.iter().filter(move |d| d.kind == kind && d.id == id).map(|d| &d.node)
}

/// `HPM{n}` stands for `HPM3`.
fn is_template_of(key: &str, field: &str) -> bool {
    match (key.split_once('{'), key.rsplit_once('}')) {
        (Some((start, _)), Some((_, end))) => field.starts_with(start) && field.ends_with(end),
        _ => key == field,
    }
}

/// The range ends of one node and of everything in it.
pub fn of(node: &Node, ends: &mut Vec<End>) {
    collect(node, &mut Vec::new(), ends);
}

fn collect(node: &Node, path: &mut Vec<String>, ends: &mut Vec<End>) {
    own_ends(node, &path.join("."), ends);
    for entry in node.entries() {
        path.push(entry.key.clone());
        collect(&entry.value, path, ends);
        path.pop();
    }
    for item in node.items() {
        collect(item, path, ends);
    }
}

fn own_ends(node: &Node, path: &str, ends: &mut Vec<End>) {
    for key in ["since", "until"] {
        if let Some(change) = node.get(key).and_then(Node::text) {
            ends.push((path.to_string(), key, change.to_string()));
        }
    }
}

/// What a change did to a part of a node.
pub fn happened(path: &str, keys: &[&str]) -> String {
    let verb = match (keys.contains(&"since"), keys.contains(&"until")) {
        (true, true) => "changes",
        (true, false) => "begins",
        _ => "ends",
    };
    match path.strip_prefix("fields.").unwrap_or(path) {
        "" => verb.to_string(),
        part => format!("{part} {verb}"),
    }
}

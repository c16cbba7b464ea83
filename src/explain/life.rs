//! In which revisions something exists, and which changes touched it and why.

use super::Place;
use super::page::Page;
use crate::model::Loaded;
use crate::words::ranges;
use std::collections::BTreeMap;
use syntax::Node;

/// A range end that was found in a node: path below it, key, change.
type End = (String, &'static str, String);

/// Adds to a page where something exists and what happened to it.
pub fn tell(page: &mut Page, loaded: &Loaded, place: &Place, ends: Vec<End>) {
    let ids = loaded.model.revisions();
    let width = place.only.map_or(String::new(), |xlen| format!(", on RV{xlen} only"));
    page.line("exists", format!("{}{width}", ranges(&place.there, &ids)));
    page.table("life", rows(loaded, ends));
}

/// The range ends of the nodes of a kind and id.
pub fn of_node(loaded: &Loaded, kind: &str, id: &str) -> Vec<End> {
    let mut ends = Vec::new();
    for node in nodes(loaded, kind, id) {
        collect(node, &mut Vec::new(), &mut ends);
    }
    ends
}

/// Those of one field of a CSR, and those of the CSR as a whole.
pub fn of_field(loaded: &Loaded, csr: &str, field: &str) -> Vec<End> {
    let mut ends = Vec::new();
    for node in nodes(loaded, "csr", csr) {
        own_ends(node, "", &mut ends);
        let fields = node.get("fields").map(Node::entries).unwrap_or_default();
        for entry in fields.iter().filter(|e| is_template_of(&e.key, field)) {
            collect(&entry.value, &mut Vec::new(), &mut ends);
        }
    }
    ends
}

/// Nodes of the model with that kind and id.
pub fn nodes<'a>(loaded: &'a Loaded, kind: &'a str, id: &'a str) -> impl Iterator<Item = &'a Node> {
    loaded.model.documents.iter().filter(move |d| d.kind == kind && d.id == id).map(|d| &d.node)
}

/// `HPM{n}` stands for `HPM3`.
fn is_template_of(key: &str, field: &str) -> bool {
    match (key.split_once('{'), key.rsplit_once('}')) {
        (Some((start, _)), Some((_, end))) => field.starts_with(start) && field.ends_with(end),
        _ => key == field,
    }
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

/// Revision, what happened, and the change that made it happen.
fn rows(loaded: &Loaded, ends: Vec<End>) -> Vec<Vec<String>> {
    let changes = &loaded.model.header.changes;
    let mut events: BTreeMap<(usize, usize), BTreeMap<String, Vec<&str>>> = BTreeMap::new();
    for (path, key, change) in ends {
        let Some(index) = changes.iter().position(|c| c.id == change) else { continue };
        events.entry((changes[index].at, index)).or_default().entry(path).or_default().push(key);
    }
    let mut rows = Vec::new();
    for ((revision, index), parts) in events {
        let change = &changes[index];
        let what: Vec<String> = parts.iter().map(|(path, keys)| happened(path, keys)).collect();
        let id = &loaded.model.header.revisions[revision].id;
        let title = change.title.trim_end_matches('.');
        let text = format!("{}: {title} (change {}, commit {}). {}", what.join(", "), change.id, change.commit, change.why);
        rows.push(vec![id.clone(), text]);
    }
    rows
}

/// What a change did to a part of a node.
fn happened(path: &str, keys: &[&str]) -> String {
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

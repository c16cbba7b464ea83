//! Pages of changes, and of nodes that are shown as the model has them.

use super::Question;
use super::csr::{absent, sources};
use super::life;
use super::page::Page;
use load::Document;
use std::collections::BTreeMap;
use syntax::{Node, Value};

/// A change between two revisions.
pub(super) fn change_page(question: &Question, id: &str) -> Page {
    let header = &question.loaded.model.header;
    let change = header.changes.iter().find(|c| c.id == id);
    let mut page = Page::new("change", id, None, change.map_or("", |c| &c.title));
    let Some(change) = change else { return page };
    page.line("why", change.why.clone());
    if let Some(revision) = header.revisions.get(change.at) {
        page.line("since", format!("{} ({})", revision.id, revision.date));
    }
    page.line("commit", change.commit.clone());
    page.table("touches", touched(question, id));
    page.line("source", question.loaded.model.sources.place(change.span));
    page
}

/// Kinds of nodes with the ids that have a range which ends in this change.
fn touched(question: &Question, change: &str) -> Vec<Vec<String>> {
    let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for d in question.loaded.model.documents.iter().filter(|d| mentions(&d.node, change)) {
        let ids = kinds.entry(&d.kind).or_default();
        if !ids.contains(&d.id.as_str()) {
            ids.push(&d.id);
        }
    }
    kinds.into_iter().map(|(kind, ids)| vec![kind.to_string(), ids.join(", ")]).collect()
}

fn mentions(node: &Node, change: &str) -> bool {
    let ends_here = ["since", "until"].iter().any(|key| node.get(key).and_then(Node::text) == Some(change));
    ends_here || node.entries().iter().any(|e| mentions(&e.value, change)) || node.items().iter().any(|n| mentions(n, change))
}

/// Any other node: its text, with the ranges in it.
pub(super) fn node_page(question: &Question, kind: &str, id: &str) -> Page {
    let place = question.place(|spec| documents(question, kind, id).any(|d| exists(question, d, spec)));
    let rule = place.spec.filter(|_| kind == "rule").and_then(|spec| spec.rule(id));
    let first = documents(question, kind, id).next().map(|d| &d.node);
    let doc = rule.map(|r| r.meta.doc.clone()).or_else(|| Some(first?.get("doc")?.text()?.to_string()));
    let mut page = Page::new(&kind.replace('-', " "), id, place.spec, &doc.unwrap_or_default());
    match rule {
        Some(rule) => {
            let params: Vec<String> = rule.params.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
            page.line("takes", params.join(", "));
            page.line("gives", rule.returns.to_string());
            page.line("rule", rule.text.clone());
        }
        None => {
            for node in documents(question, kind, id).map(|d| &d.node) {
                page.table("says", says(node));
            }
        }
    }
    absent(&mut page, question, &place, id);
    life::tell(&mut page, question.loaded, &place, load::life::of_node(&question.loaded.model, kind, id));
    match (rule, place.spec, first) {
        (Some(rule), Some(spec), _) => page.table("source", sources(spec, &rule.meta)),
        (_, _, Some(node)) => page.line("source", place_of(question, node)),
        _ => {}
    }
    page
}

fn documents<'a>(question: &'a Question, kind: &'a str, id: &'a str) -> impl Iterator<Item = &'a Document> {
    question.loaded.model.documents.iter().filter(move |d| d.kind == kind && d.id == id)
}

/// Whether the range of a node as a whole includes a revision.
fn exists(question: &Question, document: &Document, spec: &ir::Spec) -> bool {
    let end = |key| document.node.get(key).and_then(Node::text).and_then(|c| question.loaded.model.change_at(c));
    let xlen = document.node.get("xlen").and_then(Node::text).is_none_or(|x| x == spec.xlen.to_string());
    end("since").is_none_or(|at| spec.index >= at) && end("until").is_none_or(|at| spec.index < at) && xlen
}

/// Keys and values, without those that the page has elsewhere.
fn says(node: &Node) -> Vec<Vec<String>> {
    let shown = node.entries().iter().skip(1).filter(|e| !["doc", "cite", "since", "until"].contains(&e.key.as_str()));
    shown.map(|e| vec![e.key.clone(), flow(&e.value)]).collect()
}

fn flow(node: &Node) -> String {
    match &node.value {
        Value::Text(text) => text.trim().to_string(),
        Value::List(items) => items.iter().map(flow).collect::<Vec<_>>().join("; "),
        Value::Map(entries) => {
            let entries: Vec<String> = entries.iter().map(|e| format!("{}: {}", e.key, flow(&e.value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn place_of(question: &Question, node: &Node) -> String {
    let span = node.entries().first().map_or(node.span, |e| e.value.span);
    question.loaded.model.sources.place(span)
}

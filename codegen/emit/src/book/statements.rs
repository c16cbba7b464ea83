//! The page of statements: what the text demands, where the model says it, what tests it.

use super::across::name;
use super::text::{Links, code, html, others, plain};
use super::{Book, Text};
use ir::nodes::Kind;
use load::Statement;
use serde_json::{Value, json};

/// The page.
pub fn page(book: &Book, text: &Text) -> Value {
    let ledger = &book.header.ledger;
    let all: Vec<&Statement> = ledger.at(book.model, text.wide.index).collect();
    let mut sections: Vec<(&str, Vec<Value>)> = Vec::new();
    for one in &all {
        let told = told(book, text, one);
        match sections.iter_mut().find(|s| s.0 == one.at) {
            Some(section) => section.1.push(told),
            None => sections.push((&one.at, vec![told])),
        }
    }
    let tested = all.iter().filter(|s| s.out.is_none()).count();
    json!({
        "rev": text.id(),
        "manual": text.wide.revision.manual,
        "count": all.len(),
        "tested": tested,
        "out": all.len() - tested,
        "sections": sections.iter().map(|(at, rows)| section(book, text, at, rows)).collect::<Vec<_>>(),
        "nav": others(book, text, "statements", &|_| true, "index"),
    })
}

fn section(book: &Book, text: &Text, at: &str, rows: &[Value]) -> Value {
    let (chapter, section) = at.split_once('/').unwrap_or((at, ""));
    let title = book.header.chapters.iter().find(|c| c.0 == chapter).map_or(chapter, |c| &c.1);
    json!({"chapter": html(title), "title": html(&heading(text, section)), "anchor": format!("at-{section}"), "rows": rows})
}

/// A section is named after a register, or in words.
fn heading(text: &Text, section: &str) -> String {
    let words = section.replace('-', " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) if text.wide.csr(section).is_none() => first.to_uppercase().chain(letters).collect(),
        _ => words,
    }
}

fn told(book: &Book, text: &Text, one: &Statement) -> Value {
    let links = Links::of(text);
    // The manual gave names to its rules after the last text only.
    let is_last = text.wide.index + 1 == book.texts.len();
    json!({
        "says": links.prose(&one.says),
        "norm": is_last.then(|| one.norm.iter().map(|n| code(n)).collect::<Vec<_>>().join(", ")),
        "nodes": one.nodes.iter().map(|n| node(text, links, n)).collect::<Vec<_>>().join(", "),
        "tests": one.tests.iter().map(|t| code(t)).collect::<Vec<_>>().join(", "),
        "out": one.out.as_ref().map(|why| plain(why)),
    })
}

/// A node as the ledger names it, with a link to where the revision tells of it.
fn node(text: &Text, links: Links, node: &str) -> String {
    let (kind, id) = match node.split_once(':') {
        None => return links.name(node),
        Some(("rule", "substitution")) => return link(links, Kind::Substitution, "", "substitution"),
        Some(("rule", "hs_qualified")) => return link(links, Kind::Substitution, "", "hs_qualified"),
        Some(("trap", id)) => {
            let is_entry = text.wide.entries.iter().any(|t| t.name == id);
            let way = if is_entry { "entry" } else { "return" };
            return link(links, Kind::TrapRow, &format!("{way} {id}"), id);
        }
        Some(("rule", id)) => (Kind::Rule, id),
        Some(("insn", id)) => (Kind::Instruction, id),
        Some(("exception", id)) => (Kind::Exception, id),
        Some(("interrupt", id)) => (Kind::Interrupt, id),
        Some(("paging", id)) => (Kind::Paging, id),
        Some(("choice", id)) => (Kind::Choice, id),
        Some((_, id)) => return code(id),
    };
    name(kind, id, links)
}

/// A link with words of its own.
fn link(links: Links, kind: Kind, id: &str, label: &str) -> String {
    match links.text.place(kind, id) {
        Some((page, anchor)) if anchor.is_empty() => format!("<a href=\"{}{page}.html\"><code>{}</code></a>", links.up, html(label)),
        Some((page, anchor)) => links.on(&page, &anchor, label),
        None => code(label),
    }
}

//! Pages that span revisions: changes, pairs, the chooser, and the generated part of the table of contents.

use super::layout::layout;
use super::story::Touch;
use super::text::{Links, code, html, plain};
use super::{Book, Pages, Text, history};
use crate::facts::facts;
use ir::difference::{Difference, What};
use ir::nodes::Kind;
use ir::{Change, Level};
use serde_json::Value;

/// All of them, by path.
pub fn pages(book: &Book) -> Result<Pages, String> {
    let mut pages = vec![
        ("book/changes.md".to_string(), book.render("changes", &changes(book))?),
        ("book/compare.md".to_string(), book.render("compare", &compare(book))?),
        ("book/SUMMARY-part.md".to_string(), book.render("summary", &summary(book))?),
    ];
    for pair in book.texts.windows(2) {
        let path = format!("book/changes/{}.md", pair_name(&pair[0], &pair[1]));
        pages.push((path, book.render("pair", &self::pair(book, &pair[0], &pair[1]))?));
    }
    pages.extend(history::pages(book)?);
    Ok(pages)
}

/// Name of the page of an adjacent pair.
pub fn pair_name(before: &Text, after: &Text) -> String {
    format!("{}-{}", before.id(), after.id())
}

/// Page (below the book's root) that tells of a change.
pub fn change_page(book: &Book, c: &Change) -> String {
    match c.at.checked_sub(1) {
        Some(before) => format!("book/changes/{}", pair_name(&book.texts[before], &book.texts[c.at])),
        None => "book/changes".to_string(),
    }
}

/// A change, for pages that list them.
pub fn change(book: &Book, c: &Change, links: Option<Links>) -> Value {
    let why = links.map_or_else(|| plain(&c.why), |l| l.prose(&c.why));
    facts!({"id": &c.id, "title": html(&c.title), "why": why, "commit": &c.commit, "page": change_page(book, c)})
}

fn changes(book: &Book) -> Value {
    let steps = book.texts.windows(2).map(|pair| {
        let (before, after) = (&pair[0], &pair[1]);
        let list: Vec<Value> = book.changes_at(after.wide.index).map(|c| change(book, c, None)).collect();
        facts!({
            "from": before.id(), "to": after.id(), "page": pair_name(before, after),
            "date": &after.wide.revision.date, "manual": &after.wide.revision.manual, "changes": list,
        })
    });
    facts!({"steps": steps.collect::<Vec<_>>()})
}

fn compare(book: &Book) -> Value {
    facts!({"pairs": book.texts.windows(2).map(|p| facts!({"from": p[0].id(), "to": p[1].id(), "page": pair_name(&p[0], &p[1])})).collect::<Vec<_>>()})
}

/// One adjacent pair.
fn pair(book: &Book, before: &Text, after: &Text) -> Value {
    let up = |text| -> String { format!("../../{}/book/", Text::id(text)) };
    let (old, new) = (up(before), up(after));
    let [from, to] = [Links { text: before, up: &old, own: "" }, Links { text: after, up: &new, own: "" }];
    let at = after.wide.index;
    let differences = book.stories.differences(before.wide.index, at);
    let list: Vec<Value> = book
        .changes_at(at)
        .map(|c| {
            let mut one = change(book, c, Some(to));
            one["touches"] = facts!(touches(book, c, from, to));
            one["witness"] = super::witness::told(book, c, to);
            one
        })
        .collect();
    let group = |what: What| {
        let mut kinds: Vec<(Kind, Vec<Value>)> = Vec::new();
        for d in differences.iter().filter(|d| d.what == what) {
            let one = difference(book, d, at, from, to);
            match kinds.last_mut() {
                Some(kind) if kind.0 == d.kind => kind.1.push(one),
                _ => kinds.push((d.kind, vec![one])),
            }
        }
        let kinds: Vec<Value> = kinds.into_iter().map(|(kind, list)| facts!({"kind": capital(kind.plural()), "list": list})).collect();
        facts!({"word": what.word(), "kinds": kinds, "count": differences.iter().filter(|d| d.what == what).count()})
    };
    let groups = [What::Added, What::Removed, What::Moved, What::Changed].map(group);
    facts!({
        "from": before.id(), "to": after.id(), "date": &after.wide.revision.date, "manual": &after.wide.revision.manual,
        "doc": to.prose(&after.wide.revision.doc),
        "changes": list,
        "groups": groups,
        "next": book.texts.get(at + 1).map(|t| pair_name(after, t)),
        "previous": before.wide.index.checked_sub(1).map(|i| pair_name(&book.texts[i], before)),
    })
}

fn difference(book: &Book, d: &Difference, at: usize, from: Links, to: Links) -> Value {
    let links = if d.what == What::Removed { from } else { to };
    let shown = |value: &Option<String>, links: Links, name: &str| value.as_ref().map(|v| told(name, v, links));
    let told_of = match d.what {
        What::Added | What::Removed => d.attributes.iter().filter(|a| ir::nodes::PLACES.contains(&a.0) || a.0 == "doc").collect(),
        _ => d.attributes.iter().collect::<Vec<_>>(),
    };
    let attributes: Vec<Value> = told_of
        .iter()
        .map(|(name, old, new)| facts!({"name": name.replace('_', " "), "old": shown(old, from, name), "new": shown(new, to, name)}))
        .collect();
    let why: Vec<Value> = book.stories.why(d.kind, &d.id, at).iter().map(|c| facts!({"id": &c.id, "title": html(&c.title)})).collect();
    facts!({"name": name(d.kind, &d.id, links), "attributes": attributes, "why": why})
}

/// A value of an attribute.
fn told(name: &str, value: &str, links: Links) -> String {
    match name {
        "doc" => links.prose(value),
        "deny" | "accept" | "value" | "gate" | "write" | "rule" | "does" | "when" | "prv" | "V" | "pc" => links.code(&layout(value)),
        _ => code(value),
    }
}

/// A named thing, as a link to where the revision tells of it.
pub fn name(kind: Kind, id: &str, links: Links) -> String {
    match links.text.place(kind, id) {
        Some((page, anchor)) if anchor.is_empty() => format!("<a href=\"{}{page}.html\"><code>{}</code></a>", links.up, html(id)),
        Some((page, anchor)) => links.on(&page, &anchor, id),
        None => code(id),
    }
}

/// So many things that a change touches are named.
const MOST: usize = 16;

/// What the change touches in the model: the nodes whose ranges end in it. Of numbered registers, their page.
fn touches(book: &Book, c: &Change, from: Links, to: Links) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for touch in book.stories.touched(&c.id) {
        let Some((kind, id)) = thing(touch) else { continue };
        let links = if to.text.place(kind, &id).is_some() { to } else { from };
        let csr = id.split('.').next().unwrap_or(&id);
        let family = links.text.register(csr).filter(|r| r.members.len() > 1 && matches!(kind, Kind::Csr | Kind::Field));
        let one = match family {
            Some(r) => format!("<a href=\"{}csr/{}.html\"><code>{}</code></a>", links.up, r.name, r.name),
            None => name(kind, &id, links),
        };
        if !out.contains(&one) {
            out.push(one);
        }
    }
    let more = out.len().saturating_sub(MOST);
    out.truncate(MOST);
    if more > 0 {
        out.push(format!("{more} more"));
    }
    out
}

/// A heading begins with a capital.
fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().to_string() + chars.as_str())
}

/// The named thing that a part of a document is of.
pub fn thing(touch: &Touch) -> Option<(Kind, String)> {
    let (kind, id) = touch.node;
    let field = touch.path.strip_prefix("fields.").map(|f| f.split('.').next().unwrap_or(f));
    Some(match (kind, field) {
        ("csr", Some(field)) => (Kind::Field, format!("{id}.{field}")),
        ("csr", None) => (Kind::Csr, id.to_string()),
        ("pte", Some(field)) => (Kind::Pte, format!("{id}.{field}")),
        ("exception", _) => (Kind::Exception, id.to_string()),
        ("interrupt", _) => (Kind::Interrupt, id.to_string()),
        ("insn", _) => (Kind::Instruction, id.to_string()),
        ("paging", _) => (Kind::Paging, id.to_string()),
        ("rule", _) => (Kind::Rule, id.to_string()),
        ("choice", _) => (Kind::Choice, id.to_string()),
        ("trap-entry" | "trap-return", _) => {
            let what = kind.trim_start_matches("trap-");
            let row = touch.path.strip_prefix("set.").map_or(String::new(), |p| format!(": {p}"));
            (Kind::TrapRow, format!("{what} {id}{row}"))
        }
        _ => return None,
    })
}

fn summary(book: &Book) -> Value {
    let text = |t: &Text| {
        let registers = t.registers.iter().map(|r| facts!({"page": r.name, "hypervisor": r.members[0].level == Level::HS}));
        let mut registers: Vec<Value> = registers.collect();
        registers.sort_by_key(|r| r["hypervisor"] != facts!(true));
        facts!({"id": t.id(), "registers": registers})
    };
    facts!({
        "texts": book.texts.iter().rev().map(text).collect::<Vec<_>>(),
        "pairs": &compare(book)["pairs"],
        "histories": history::names(book),
    })
}

//! Histories: the life of each thing over all revisions.

use super::across::{change, change_page, name, thing};
use super::story::{Story, Touch};
use super::text::{Links, bits, code, heading, html, plain};
use super::{Book, Pages, Text};
use crate::facts::facts;
use ir::nodes::{Kind, Node};
use ir::show::field_name;
use ir::{Csr, Field, Level, Storage};
use serde_json::Value;

/// Histories that hold many things, with the kinds.
const GROUPS: &[(&str, &str, &[Kind])] = &[
    ("instructions", "instructions", &[Kind::Instruction]),
    ("causes", "causes of traps", &[Kind::Exception, Kind::Interrupt]),
    ("rules", "rules and choices", &[Kind::Rule, Kind::Choice]),
    ("tables", "trap tables and translation", &[Kind::TrapRow, Kind::Paging, Kind::Pte]),
];

/// All pages.
pub fn pages(book: &Book) -> Result<Pages, String> {
    let mut pages = vec![("book/history.md".to_string(), book.render("history", &overview(book))?)];
    for register in registers(book) {
        pages.push((format!("book/history/{register}.md"), book.render("life", &self::register(book, &register))?));
    }
    for (page, title, kinds) in GROUPS {
        pages.push((format!("book/history/{page}.md"), book.render("lives", &group(book, page, title, kinds))?));
    }
    pages.push(("book/history/index.md".to_string(), book.render("lives", &group(book, "index", "texts", &[]))?));
    Ok(pages)
}

/// Names of the pages, for the table of contents.
pub fn names(book: &Book) -> Value {
    facts!({"registers": registers(book), "groups": GROUPS.iter().map(|(page, title, _)| facts!({"page": page, "title": title})).collect::<Vec<_>>()})
}

/// Names of register pages in any revision, by their last address.
fn registers(book: &Book) -> Vec<String> {
    let mut names: Vec<(bool, u16, &str)> = Vec::new();
    for r in book.texts.iter().rev().flat_map(|t| &t.registers) {
        if !names.iter().any(|n| n.2 == r.name) {
            names.push((r.members[0].level != Level::HS, r.members[0].address, r.name));
        }
    }
    names.sort();
    names.into_iter().map(|n| n.2.to_string()).collect()
}

fn overview(book: &Book) -> Value {
    let hypervisors: Vec<Value> = registers(book)
        .iter()
        .filter(|r| book.texts.iter().filter_map(|t| t.register_named(r)).any(|r| r.members[0].level == Level::HS))
        .map(|r| table(book, r))
        .collect();
    let ids: Vec<&str> = book.texts.iter().map(Text::id).collect();
    facts!({"texts": ids, "xlen": book.texts.first().map(|t| t.wide.xlen), "registers": hypervisors, "names": names(book)})
}

/// Fields of a register by revision: where they are and what they are.
fn table(book: &Book, register: &str) -> Value {
    let lives: Vec<Option<&Csr>> = book.texts.iter().map(|t| t.register_named(register).map(|r| r.members[0])).collect();
    let mut fields: Vec<&str> = Vec::new();
    for field in lives.iter().rev().flatten().flat_map(|c| &c.fields) {
        if !fields.contains(&field.name.as_str()) {
            fields.push(&field.name);
        }
    }
    let highest = |f: &str| lives.iter().rev().flatten().find_map(|c| Some(c.field(f)?.hi));
    fields.sort_by_key(|f| std::cmp::Reverse(highest(f)));
    let address = lives.iter().map(|c| c.map_or("–".to_string(), |c| code(&format!("{:#05x}", c.address)))).collect();
    let row = |f: &&str| {
        let cell = |c: &Option<&Csr>| c.and_then(|c| c.field(f)).map_or("–".to_string(), told);
        facts!({"name": html(f), "cells": marked(lives.iter().map(cell).collect())})
    };
    facts!({"name": register, "address": marked(address), "rows": fields.iter().map(row).collect::<Vec<_>>()})
}

/// Where a field is and what it is.
fn told(f: &Field) -> String {
    let place = bits(f.hi, f.lo);
    match &f.storage {
        Storage::Store(_) => place,
        Storage::Alias(csr, field) => format!("{place}<br>→&nbsp;{}", html(&field_name(csr, field))),
        Storage::Derived { slot, .. } => format!("{place}<br>{}", if slot.is_some() { "computed, stored" } else { "computed" }),
        Storage::Const(value) => format!("{place}<br>always {value}"),
    }
}

/// Cells that differ from the one before stand out.
fn marked(cells: Vec<String>) -> Vec<Value> {
    let changed = |i: usize| i > 0 && cells[i - 1] != cells[i];
    cells.iter().enumerate().map(|(i, c)| facts!({"text": c, "changed": changed(i)})).collect()
}

/// The page of a register: the table, then each revision with what changed in it.
fn register(book: &Book, register: &str) -> Value {
    let mut table = table(book, register);
    let steps = book.texts.iter().map(|t| {
        let here = t.register_named(register);
        let names: Vec<&str> = here.iter().flat_map(|r| r.members.iter().map(|c| c.name.as_str())).collect();
        let name = names.first().copied().unwrap_or(register);
        facts!({
            "id": t.id(), "date": &t.wide.revision.date,
            "page": here.map(|_| format!("../../{}/book/csr/{register}.html", t.id())),
            "events": events(book, t, name, &["csr"]),
            "instead": if here.is_none() { instead(book, t, Kind::Csr, register) } else { Value::Null },
        })
    });
    table["texts"] = facts!(book.texts.iter().map(Text::id).collect::<Vec<_>>());
    table["steps"] = facts!(steps.collect::<Vec<_>>());
    table
}

/// Changes of a revision that touch a node, with the parts that they touch.
fn events(book: &Book, t: &Text, id: &str, kinds: &[&str]) -> Vec<Value> {
    let mut out = Vec::new();
    for c in book.changes_at(t.wide.index) {
        let touched = book.stories.touched(&c.id);
        let mut parts: Vec<String> = Vec::new();
        let own: Vec<&Touch> = touched.iter().filter(|touch| touch.node.1 == id && kinds.contains(&touch.node.0)).collect();
        for touch in &own {
            let part = load::life::happened(&touch.path, &own.iter().filter(|o| o.path == touch.path).map(|o| o.key).collect::<Vec<_>>());
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        if !own.is_empty() {
            let mut one = change(book, c, None);
            one["parts"] = facts!(plain(&parts.join(", ")));
            out.push(one);
        }
    }
    out
}

/// Where to look in a revision that does not have a thing: what the change that brought it (or removed it) touched besides.
pub fn instead(book: &Book, t: &Text, kind: Kind, id: &str) -> Value {
    let up = format!("../../{}/book/", t.id());
    let links = Links { text: t, up: &up, own: "" };
    let found = substitutes(book, t, kind, id);
    let names: Vec<String> = found.iter().map(|(kind, id)| name(*kind, id, links)).collect();
    let change = turning(book, t, kind, id).map(|(c, later)| {
        facts!({"id": &c.id, "title": html(&c.title), "page": change_page(book, c), "at": book.texts[c.at].id(), "later": later})
    });
    facts!({"names": names, "change": change})
}

/// The change that separates a revision from those that have the thing, and whether it comes later.
pub fn turning<'a>(book: &Book<'a>, t: &Text, kind: Kind, id: &str) -> Option<(&'a ir::Change, bool)> {
    let at = t.wide.index;
    let changes = book.stories.changes_of(kind, id);
    let began = changes.iter().find(|(c, key)| *key == "since" && c.at > at).map(|(c, _)| (*c, true));
    began.or_else(|| changes.iter().rev().find(|(c, key)| *key == "until" && c.at <= at).map(|(c, _)| (*c, false)))
}

/// Things that exist here and that the same change made or unmade.
pub fn substitutes(book: &Book, t: &Text, kind: Kind, id: &str) -> Vec<(Kind, String)> {
    let Some((change, later)) = turning(book, t, kind, id) else { return Vec::new() };
    let opposite = if later { "until" } else { "since" };
    let mut found: Vec<(usize, Kind, String)> = Vec::new();
    for touch in book.stories.touched(&change.id) {
        let Some((k, other)) = thing(touch).filter(|_| touch.key == opposite) else { continue };
        if !matches!(k, Kind::Csr | Kind::Field | Kind::Instruction | Kind::Exception | Kind::Interrupt) || t.place(k, &other).is_none() {
            continue;
        }
        let alike = usize::from(k != kind) + usize::from(!shares_word(id, &other));
        if !found.iter().any(|f| f.2 == other) {
            found.push((alike, k, other));
        }
    }
    found.sort();
    found.into_iter().take(3).map(|(_, kind, id)| (kind, id)).collect()
}

/// Whether the names have their last part in common: `hvip.VSSIP` and `hip.VSSIP`.
fn shares_word(a: &str, b: &str) -> bool {
    let last = |s: &str| s.rsplit('.').next().unwrap_or_default().to_string();
    last(a) == last(b)
}

/// A page of many lives.
fn group(book: &Book, page: &str, title: &str, kinds: &[Kind]) -> Value {
    let stories = kinds.iter().flat_map(|k| book.stories.of(*k)).filter(|s| is_told(book, s));
    facts!({
        "page": page, "title": title,
        "texts": book.texts.iter().map(|t| facts!({"id": t.id(), "date": &t.wide.revision.date, "page": format!("../../{}/book/{}.html", t.id(), target(page))})).collect::<Vec<_>>(),
        "stories": stories.map(|s| story(book, s)).collect::<Vec<_>>(),
    })
}

/// The page of a revision that a history is of.
fn target(history: &str) -> &str {
    match history {
        "causes" => "traps",
        "tables" => "translation",
        other => other,
    }
}

/// Instructions and rules that never change and that no page tells of are left out.
pub fn is_told(book: &Book, s: &Story) -> bool {
    let all = (0..book.texts.len()).all(|r| s.exists(r));
    let lives = book.stories.lives(s, &|_, _| true).len();
    !(all && lives == 1)
}

fn story(book: &Book, s: &Story) -> Value {
    let lives = book.stories.lives(s, &|_, _| true);
    let mut before: Option<&Node> = None;
    let told: Vec<Value> = lives
        .iter()
        .map(|life| {
            let t = &book.texts[life.last];
            let up = format!("../../{}/book/", t.id());
            let links = Links { text: t, up: &up, own: "" };
            let node = book.stories.node(s, life.first);
            let why: Vec<Value> = if life.first == 0 {
                Vec::new()
            } else {
                book.stories.why(s.kind, &s.id, life.first).into_iter().map(|c| change(book, c, None)).collect()
            };
            let attributes: Vec<Value> = node.map_or(Vec::new(), |n| {
                let is_new = |(name, value): &&(&'static str, String)| before.and_then(|b| b.attribute(name)) != Some(value);
                n.attributes
                    .iter()
                    .filter(is_new)
                    .map(|(k, v)| facts!({"name": k.replace('_', " "), "value": code_or_prose(k, v, links)}))
                    .collect()
            });
            before = node;
            let range = if life.first == life.last { t.id().to_string() } else { format!("{} to {}", book.texts[life.first].id(), t.id()) };
            facts!({"range": range, "name": name(s.kind, &s.id, links), "attributes": attributes, "why": why})
        })
        .collect();
    let runs: Vec<Value> = (0..book.texts.len())
        .map(|r| {
            let life = lives.iter().position(|l| l.covers(r));
            facts!({"id": book.texts[r].id(), "life": life.map(|n| n % 2), "there": life.is_some()})
        })
        .collect();
    let gone = lives.last().and_then(|l| book.texts.get(l.last + 1)).map(|t| {
        facts!({"at": t.id(), "why": book.stories.why(s.kind, &s.id, t.wide.index).into_iter().map(|c| change(book, c, None)).collect::<Vec<_>>()})
    });
    let anchor = book.texts.iter().rev().find_map(|t| t.place(s.kind, &s.id)).map(|p| p.1).filter(|a| !a.is_empty());
    let anchor =
        anchor.filter(|_| s.kind != Kind::TrapRow && s.kind != Kind::Pte).unwrap_or_else(|| format!("h-{}", s.id.replace([' ', ':'], "-")));
    facts!({"heading": heading(&s.id), "anchor": anchor, "lives": told, "runs": runs, "gone": gone})
}

fn code_or_prose(name: &str, value: &str, links: Links) -> String {
    match name {
        "doc" => links.prose(value),
        _ => links.code(value),
    }
}

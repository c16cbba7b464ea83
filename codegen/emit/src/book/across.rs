//! Pages that span revisions, and the part of the table of contents that is generated.

use super::text::{Links, bits, escape};
use super::{Book, Pages, Text};
use ir::show::field_name;
use ir::{Change, Csr, Field, Level, Storage};
use serde_json::{Value, json};

/// Changes, histories, contents.
pub fn pages(book: &Book) -> Result<Pages, String> {
    Ok(vec![
        ("book/changes.md".to_string(), book.render("changes", &changes(book))?),
        ("book/history.md".to_string(), book.render("history", &history(book))?),
        ("book/SUMMARY-part.md".to_string(), book.render("summary", &summary(book))?),
    ])
}

/// A change, for the page of changes and for that of its revision.
pub fn change(c: &Change, links: &Links) -> Value {
    json!({"id": c.id, "title": escape(&c.title), "why": links.prose(&c.why), "commit": c.commit})
}

fn changes(book: &Book) -> Value {
    let steps = book.texts.windows(2).map(|pair| {
        let (before, after) = (&pair[0], &pair[1]);
        // Names of registers are not linked here: links would lead out of `book/`.
        let plain = |c: &Change| json!({"id": c.id, "title": escape(&c.title), "why": escape(&c.why), "commit": c.commit});
        let list: Vec<Value> = book.header.changes.iter().filter(|c| c.at == after.wide.index).map(plain).collect();
        json!({"from": before.id(), "to": after.id(), "date": after.wide.revision.date, "manual": after.wide.revision.manual, "changes": list})
    });
    json!({"steps": steps.collect::<Vec<_>>()})
}

/// Names of the hypervisor's CSRs in any revision, by their last address.
fn tracked<'a>(book: &'a Book) -> Vec<&'a str> {
    let mut names: Vec<(u16, &'a str)> = Vec::new();
    for csr in book.texts.iter().rev().flat_map(|t| &t.wide.csrs).filter(|c| c.level == Level::HS) {
        if !names.iter().any(|n| n.1 == csr.name) {
            names.push((csr.address, &csr.name));
        }
    }
    names.sort();
    names.into_iter().map(|n| n.1).collect()
}

fn history(book: &Book) -> Value {
    let registers: Vec<Value> = tracked(book)
        .into_iter()
        .map(|name| {
            let lives: Vec<Option<&Csr>> = book.texts.iter().map(|t| t.wide.csr(name)).collect();
            let mut fields: Vec<&str> = Vec::new();
            for field in lives.iter().rev().flatten().flat_map(|c| &c.fields) {
                if !fields.contains(&field.name.as_str()) {
                    fields.push(&field.name);
                }
            }
            let highest = |f: &str| lives.iter().rev().flatten().find_map(|c| Some(c.field(f)?.hi));
            fields.sort_by_key(|f| std::cmp::Reverse(highest(f)));
            let address = lives.iter().map(|c| c.map_or("–".to_string(), |c| format!("`{:#05x}`", c.address))).collect();
            let row = |name: &str, cells: Vec<String>| json!({"name": escape(name), "cells": marked(cells)});
            let rows: Vec<Value> = fields
                .iter()
                .map(|f| {
                    let told = |c: &Option<&Csr>| c.and_then(|c| c.field(f)).map_or("–".to_string(), told);
                    row(f, lives.iter().map(told).collect())
                })
                .collect();
            json!({"name": name, "address": marked(address), "rows": rows})
        })
        .collect();
    let ids: Vec<Value> = book.texts.iter().map(|t| json!({"id": t.id()})).collect();
    json!({"texts": ids, "xlen": book.texts.first().map(|t| t.wide.xlen), "registers": registers})
}

/// Where a field is and what it is.
fn told(f: &Field) -> String {
    let place = bits(f.hi, f.lo);
    match &f.storage {
        Storage::Store(_) => place,
        Storage::Alias(csr, field) => format!("{place}<br>→&nbsp;{}", escape(&field_name(csr, field))),
        Storage::Derived { slot, .. } => format!("{place}<br>{}", if slot.is_some() { "computed, stored" } else { "computed" }),
        Storage::Const(value) => format!("{place}<br>always {value}"),
    }
}

/// Cells that differ from the one before stand out.
fn marked(cells: Vec<String>) -> Vec<Value> {
    let changed = |i: usize| i > 0 && cells[i - 1] != cells[i];
    cells.iter().enumerate().map(|(i, c)| json!({"text": c, "changed": changed(i)})).collect()
}

fn summary(book: &Book) -> Value {
    let text = |t: &Text| {
        let registers = t.registers.iter().map(|r| json!({"page": r.name, "hypervisor": r.members[0].level == Level::HS}));
        let mut registers: Vec<Value> = registers.collect();
        registers.sort_by_key(|r| r["hypervisor"] != json!(true));
        json!({"id": t.id(), "registers": registers})
    };
    json!({"texts": book.texts.iter().rev().map(text).collect::<Vec<_>>()})
}

//! The page of trap entry, trap return and causes.

use super::text::{Links, code, escape, others, source};
use super::{Book, Text};
use ir::show::Writer;
use ir::{Cause, Column, TrapTable};
use serde_json::{Value, json};

/// The page.
pub fn page(book: &Book, text: &Text) -> Value {
    let links = Links { text, csrs: "csr/", own: "" };
    let tables = |all: &[TrapTable]| all.iter().map(|t| table(book, text, t, links)).collect::<Vec<_>>();
    json!({
        "rev": text.id(),
        "entries": tables(&text.wide.entries),
        "returns": tables(&text.wide.returns),
        "exceptions": causes(&text.wide.exceptions, links),
        "interrupts": causes(&text.wide.interrupts, links),
        "others": others(book, text, "", &|_| Some("traps.md".to_string())),
    })
}

fn table(book: &Book, text: &Text, t: &TrapTable, links: Links) -> Value {
    let modes = Writer::of(text.wide).of_modes();
    let plain = Writer { modes: false, ..modes };
    let rows: Vec<Value> = t
        .rows
        .iter()
        .map(|row| {
            json!({
                "place": links.name(&plain.place(&row.place)),
                "value": code(&row.text),
                "when": row.when.as_ref().map(|w| code(&plain.show(w))),
            })
        })
        .collect();
    json!({
        "name": t.name,
        "doc": links.prose(&t.meta.doc),
        "prv": code(&modes.show(&t.prv)),
        "v": code(&plain.show(&t.v)),
        "pc": code(&plain.show(&t.pc)),
        "rows": rows,
        "source": source(book, text, &t.meta),
    })
}

/// Causes with one column per delegation register.
fn causes(all: &[Cause], links: Links) -> Value {
    let mut registers: Vec<&str> = Vec::new();
    for (register, _) in all.iter().flat_map(|c| &c.columns) {
        if !registers.contains(&register.as_str()) {
            registers.push(register);
        }
    }
    let rows: Vec<Value> = all
        .iter()
        .map(|c| {
            json!({
                "code": c.code,
                "name": escape(&c.name),
                "columns": registers.iter().map(|r| c.column(r).map_or("", column)).collect::<Vec<_>>(),
                "as_vs": c.as_vs,
                "priority": c.priority,
                "doc": links.prose(&c.meta.doc),
            })
        })
        .collect();
    let registers: Vec<String> = registers.iter().map(|r| links.name(r)).collect();
    json!({"registers": registers, "rows": rows})
}

fn column(column: Column) -> &'static str {
    match column {
        Column::Writable => "writable",
        Column::Zero => "0",
        Column::One => "1",
        Column::Free => "open",
    }
}

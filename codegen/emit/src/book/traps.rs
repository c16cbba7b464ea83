//! The page of trap entry, trap return and causes.

use super::layout::layout;
use super::text::{Links, others, source};
use super::{Book, Text};
use crate::facts::facts;
use ir::show::{Writer, field_name};
use ir::{Cause, Column, Place, Row, TrapTable};
use serde_json::Value;

/// The page.
pub fn page(book: &Book, text: &Text) -> Value {
    let links = Links::of(text);
    let tables = |all: &[TrapTable]| all.iter().map(|t| table(book, text, t, links)).collect::<Vec<_>>();
    facts!({
        "rev": text.id(),
        "entries": tables(&text.wide.entries),
        "returns": tables(&text.wide.returns),
        "exceptions": causes(&text.wide.exceptions, "e", links),
        "interrupts": causes(&text.wide.interrupts, "n", links),
        "nav": others(book, text, "traps", &|_| true, "causes"),
    })
}

fn table(book: &Book, text: &Text, t: &TrapTable, links: Links) -> Value {
    let modes = Writer::of(text.wide).of_modes();
    let plain = Writer::of(text.wide);
    let row = |row: &Row| {
        let place = match &row.place {
            Place::Field(csr, field) => links.name(&field_name(csr, field)),
            other => links.name(&plain.place(other)),
        };
        facts!({"place": place, "value": links.code(&layout(&row.text)), "when": row.when.as_ref().map(|w| links.shown(text.wide, w))})
    };
    facts!({
        "name": &t.name,
        "doc": links.prose(&t.meta.doc),
        "prv": links.code(&modes.show(&t.prv)),
        "v": links.code(&plain.show(&t.v)),
        "pc": links.code(&plain.show(&t.pc)),
        "rows": t.rows.iter().map(row).collect::<Vec<_>>(),
        "source": source(book, text, &t.meta),
    })
}

/// Causes with one column per delegation register.
fn causes(all: &[Cause], prefix: &str, links: Links) -> Value {
    let mut registers: Vec<&str> = Vec::new();
    for (register, _) in all.iter().flat_map(|c| &c.columns) {
        if !registers.contains(&register.as_str()) {
            registers.push(register);
        }
    }
    let row = |c: &Cause| {
        let cell = |r: &&str| c.column(r).map_or(facts!({"word": "", "class": ""}), column);
        facts!({
            "code": c.code, "id": format!("{prefix}-{}", c.name), "name": &c.name,
            "columns": registers.iter().map(cell).collect::<Vec<_>>(),
            "as_vs": c.as_vs, "priority": c.priority, "doc": links.prose(&c.meta.doc),
        })
    };
    let registers_linked: Vec<String> = registers.iter().map(|r| links.name(r)).collect();
    let mut order: Vec<&Cause> = all.iter().collect();
    order.sort_by_key(|c| (c.priority, c.code));
    let mut ranks: Vec<(u32, Vec<Value>)> = Vec::new();
    for c in order {
        let one = facts!({"id": format!("{prefix}-{}", c.name), "name": c.name.replace('_', " "), "code": c.code});
        match ranks.last_mut() {
            Some(rank) if rank.0 == c.priority => rank.1.push(one),
            _ => ranks.push((c.priority, vec![one])),
        }
    }
    facts!({
        "registers": registers_linked,
        "rows": all.iter().map(row).collect::<Vec<_>>(),
        "ranks": ranks.into_iter().map(|(_, causes)| causes).collect::<Vec<_>>(),
    })
}

fn column(column: Column) -> Value {
    let (word, class) = match column {
        Column::Writable => ("writable", "y"),
        Column::Zero => ("0", "n"),
        Column::One => ("1", "v"),
        Column::Free => ("open", "d"),
    };
    facts!({"word": word, "class": class})
}

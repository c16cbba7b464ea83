//! The first page of a revision.

use super::text::{Links, others};
use super::{Book, Text, across, insn};
use crate::facts::facts;
use serde_json::Value;

/// The page.
pub fn index(book: &Book, text: &Text) -> Value {
    let links = Links::of(text);
    let (spec, revision) = (text.wide, &text.wide.revision);
    let changes: Vec<Value> =
        book.header.changes.iter().filter(|c| c.at == spec.index).map(|c| across::change(book, c, Some(links))).collect();
    let privileged = |s: &ir::Spec| s.insns.iter().filter(|i| insn::is_privileged(i)).count();
    let counts = [
        ("CSRs", spec.csrs.len(), text.narrow.csrs.len()),
        ("instructions", spec.insns.len(), text.narrow.insns.len()),
        ("of them privileged", privileged(spec), privileged(text.narrow)),
        ("exceptions", spec.exceptions.len(), text.narrow.exceptions.len()),
        ("interrupts", spec.interrupts.len(), text.narrow.interrupts.len()),
        ("translation formats", spec.formats.len(), text.narrow.formats.len()),
        ("rules", spec.rules.len(), text.narrow.rules.len()),
    ];
    let before = spec.index.checked_sub(1).and_then(|i| book.texts.get(i)).map(|t| t.id());
    facts!({
        "rev": &revision.id,
        "doc": links.prose(&revision.doc),
        "manual": &revision.manual,
        "date": &revision.date,
        "wide": spec.xlen,
        "narrow": text.narrow.xlen,
        "counts": counts.iter().map(|(what, wide, narrow)| facts!({"what": what, "wide": *wide, "narrow": *narrow})).collect::<Vec<_>>(),
        "before": before,
        "changes": changes,
        "nav": others(book, text, "index", &|_| true, "index"),
    })
}

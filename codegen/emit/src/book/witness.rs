//! Witnesses of changes: short programs that end differently in the two texts.
//!
//! The model says program and ends; a test of the reference evaluator runs them, so that they are true.

use super::Book;
use super::text::{Links, code, html};
use crate::facts::facts;
use ir::Change;
use serde_json::Value;

/// The witness of a change; null if there is none. Names in the program lead to the newer text.
pub fn told(book: &Book, change: &Change, links: Links) -> Value {
    let Some(w) = book.header.witnesses.iter().find(|w| w.change == change.id) else { return Value::Null };
    facts!({
        "silent": (!w.silent.is_empty()).then(|| html(&w.silent)),
        "xlen": w.xlen,
        "program": links.code(&w.program.join("\n")),
        "before": code(&w.before),
        "after": code(&w.after),
    })
}

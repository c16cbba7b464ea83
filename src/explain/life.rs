//! In which revisions something exists, and which changes touched it and why.

use super::Place;
use super::page::Page;
use crate::model::Loaded;
use crate::words::ranges;
use load::life::{End, happened};
use std::collections::BTreeMap;

/// Adds to a page where something exists and what happened to it.
pub fn tell(page: &mut Page, loaded: &Loaded, place: &Place, ends: Vec<End>) {
    let ids = loaded.model.revisions();
    let width = place.only.map_or(String::new(), |xlen| format!(", on RV{xlen} only"));
    page.line("exists", format!("{}{width}", ranges(&place.there, &ids)));
    page.table("life", rows(loaded, ends));
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

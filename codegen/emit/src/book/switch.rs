//! The page of the world switch: what is swapped, when, and why.

use super::text::{Links, and, code, others};
use super::uses::{self, Way};
use super::{Book, Text};
use crate::facts::facts;
use crate::hypervisor::switch::Lists;
use ir::{Csr, Level, Place, Spec, Storage, effects};
use serde_json::Value;

/// The page.
pub fn page(book: &Book, text: &Text) -> Value {
    let links = Links::of(text);
    let spec = text.wide;
    let lists = text.switch;
    let named = |list: &[String], why: &dyn Fn(&Csr) -> String| -> Vec<Value> {
        let found = list.iter().filter_map(|name| spec.csr(name));
        found.map(|c| facts!({"name": links.name(&c.name), "doc": links.prose(super::text::brief(&c.meta.doc)), "why": why(c)})).collect()
    };
    let switched: Vec<Value> = lists
        .switch
        .iter()
        .filter_map(|entry| {
            let csr = spec.csr(&entry.csr)?;
            let fields: Vec<String> = csr.fields.iter().filter(|f| f.mask() & entry.bits != 0).map(|f| code(&f.name)).collect();
            let part = if fields.len() < csr.fields.len() && !csr.whole { and(&fields) } else { "all of it".to_string() };
            let ways = if entry.changes { "read back and written" } else { "written: no guest changes it" };
            Some(facts!({"name": links.name(&entry.csr), "bits": part, "ways": ways, "why": guest_use(text, csr, links)}))
        })
        .collect();
    let left: Vec<&Csr> = spec.csrs.iter().filter(|c| c.level == Level::HS && !is_listed(lists, &c.name)).collect();
    let left: Vec<Value> = left.into_iter().map(|c| facts!({"name": links.name(&c.name), "why": left_alone(spec, c, links)})).collect();
    facts!({
        "rev": text.id(),
        "kept": named(&lists.kept, &|c| kept(spec, c, links)),
        "trapped": named(&lists.trapped, &|_| "written by the trap, read by the handler, and of no meaning afterwards".to_string()),
        "switch": switched,
        "float": named(&lists.float, &|_| String::new()),
        "left": left,
        "counts": {"kept": lists.kept.len(), "switch": lists.switch.len(), "trapped": lists.trapped.len(), "float": lists.float.len()},
        "across": book.switch_counts(text),
        "nav": others(book, text, "switch", &|_| true, "index"),
    })
}

fn is_listed(lists: &Lists, name: &str) -> bool {
    let all = lists.kept.iter().chain(&lists.trapped).chain(lists.switch.iter().map(|s| &s.csr));
    all.chain(&lists.float).any(|n| n == name)
}

/// Why a register has to stay as it is from exit to entry.
fn kept(spec: &Spec, csr: &Csr, links: Links) -> String {
    let entry = spec.table("HS").map(|t| fields_written(spec, t, csr)).unwrap_or_default();
    let trap = links.on("traps", "entry-HS", "trap into HS-mode");
    let back = links.on("traps", "return-sret_hs", "SRET");
    format!("a {trap} overwrites it ({}) and {back} reads it", and(&entry))
}

/// Fields of a register, by the names it has for them, that a table writes.
fn fields_written(spec: &Spec, table: &ir::TrapTable, csr: &Csr) -> Vec<String> {
    let written: Vec<effects::Touched> = table.rows.iter().flat_map(|r| effects::written(spec, &r.place)).collect();
    let whole = table.rows.iter().any(|r| matches!(&r.place, Place::Csr(name) if *name == csr.name));
    if whole {
        return vec!["whole".to_string()];
    }
    let is_written =
        |f: &&ir::Field| spec.root(&csr.name, &f.name).is_some_and(|(c, r)| written.contains(&(c.name.clone(), Some(r.name.clone()))));
    csr.fields.iter().filter(is_written).map(|f| code(&f.name)).collect()
}

/// How a guest comes by what a register holds.
fn guest_use(text: &Text, csr: &Csr, links: Links) -> String {
    let spec = text.wide;
    let mut reasons = Vec::new();
    if let Some((own, _)) = spec.substitution.iter().find(|(_, vs)| *vs == csr.name) {
        reasons.push(format!("stands in for {} while the guest runs", links.name(own)));
    }
    if matches!(csr.level, Level::U | Level::S) {
        reasons.push("guest and hypervisor reach it under one name, but HS-mode itself does not depend on it".to_string());
    }
    for walk in spec.walks.iter().filter(|w| w.csr == csr.name && w.stage == "G") {
        reasons.push(format!("root of the guest's memory ({}-stage)", walk.stage));
    }
    let readers = text.uses_of(spec).list(spec, csr, false);
    let pick = |wanted: &[Way]| -> Vec<String> {
        let mut found: Vec<String> =
            readers.iter().filter(|(way, ..)| wanted.contains(way)).map(|(way, who, _)| uses::link(links, *way, who)).collect();
        let more = found.len().saturating_sub(4);
        found.truncate(4);
        if more > 0 {
            found.push(format!("{more} more"));
        }
        found
    };
    for (words, ways) in
        [("read by the rules", &[Way::Rule][..]), ("guards", &[Way::InsnGuard, Way::CsrGuard]), ("part of", &[Way::Register])]
    {
        let found = pick(ways);
        if !found.is_empty() {
            reasons.push(format!("{words} {}", and(&found)));
        }
    }
    if reasons.is_empty() { "configures what the model leaves out".to_string() } else { reasons.join("; ") }
}

/// Why a register of the hypervisor is in no list.
fn left_alone(spec: &Spec, csr: &Csr, links: Links) -> String {
    let holds = csr.fields.iter().any(|f| matches!(f.storage, Storage::Store(_) | Storage::Derived { slot: Some(_), .. }) && !f.read_only);
    let mut shown: Vec<String> = Vec::new();
    for f in &csr.fields {
        if let Some((c, _)) = spec.root(&csr.name, &f.name).filter(|(c, _)| c.name != csr.name) {
            let name = links.name(&c.name);
            if !shown.contains(&name) {
                shown.push(name);
            }
        }
    }
    match (holds, shown.is_empty()) {
        _ if csr.deny.iter().any(|d| d.when.as_const() == Some(1)) => "does not exist on the generic hart".to_string(),
        (false, false) => format!("shows {}: no storage of its own", and(&shown)),
        (false, true) => "read-only: nothing to restore".to_string(),
        (true, _) => "the hypervisor's own: nothing that a guest does depends on it".to_string(),
    }
}

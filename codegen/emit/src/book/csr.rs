//! Pages of CSRs. Their fields are in [`super::fields`].

use super::access::outcome;
use super::fields;
use super::figure::{Cell, Fill, figure};
use super::text::{Links, and, brief, code, html, others, source};
use super::uses::{self, Way};
use super::{Book, Register, Text, aliases, level};
use crate::facts::facts;
use crate::format::{self, Key};
use ir::legality::{Chain, Mode};
use ir::{Csr, Field, Spec, Storage, name};
use serde_json::Value;

/// The list of CSRs of a revision.
pub fn list(book: &Book, text: &Text) -> Value {
    let links = Links { text, up: "../", own: "" };
    let row = |r: &Register| {
        let (first, last) = (r.members[0], r.members[r.members.len() - 1]);
        let address = if r.members.len() > 1 { format!("{}–{}", hex(first), hex(last)) } else { hex(first) };
        facts!({"page": r.name, "name": title(r), "address": address, "level": level(first.level), "doc": doc(r, links, &brief)})
    };
    let level_of = |r: &Register| r.members[0].level;
    let mut levels: Vec<ir::Level> = text.registers.iter().map(level_of).collect();
    levels.sort();
    levels.dedup();
    // The hypervisor's own come first: they are what the book is about.
    levels.sort_by_key(|l| *l != ir::Level::HS);
    let groups = levels.into_iter().map(|l| {
        let rows: Vec<Value> = text.registers.iter().filter(|r| level_of(r) == l).map(row).collect();
        facts!({"level": level(l), "rows": rows})
    });
    facts!({"rev": text.id(), "groups": groups.collect::<Vec<_>>(), "nav": others(book, text, "csr/index", &|_| true, "index")})
}

/// A page.
pub fn page(book: &Book, text: &Text, register: &Register) -> Value {
    let csr = register.members[0];
    let spec = text.spec_of(&csr.name);
    let links = Links { text, up: "../", own: register.name };
    let narrow = text.narrow.csr(&csr.name).filter(|_| spec.xlen != text.narrow.xlen);
    let high = text.narrow.csrs.iter().find(|c| c.high_half_of.as_deref() == Some(&csr.name));
    let key = format!("csr/{}", register.name);
    facts!({
        "rev": text.id(),
        "name": title(register),
        "plain": register.name,
        "doc": doc(register, links, &|text| text),
        "address": hex(csr),
        "level": level(csr.level),
        "width": csr.width,
        "wide": text.wide.xlen,
        "narrow": text.narrow.xlen,
        "figures": figures(text, spec, csr, narrow),
        "has": legend(csr),
        "fields": fields::rows(spec, csr, narrow.map(|n| (text.narrow, n)), links),
        "narrow_width": narrow.filter(|n| n.width != csr.width).map(|n| n.width),
        "high": high.map(|h| facts!({"name": &h.name, "address": hex(h)})),
        "only": (spec.xlen == text.narrow.xlen).then_some(spec.xlen),
        "members": members(text, register, links),
        "decode": html(&fields::decode(text, register)),
        "modes": modes(text, register, links),
        "substitute": spec.substitution.iter().find(|s| s.1 == csr.name).map(|s| links.name(&s.0)),
        "substituted": spec.substitution.iter().find(|s| s.0 == csr.name).map(|s| links.name(&s.1)),
        "accept": csr.accept.as_ref().map(|e| links.shown(spec, e)),
        "writers": users(text, spec, csr, links, true),
        "readers": users(text, spec, csr, links, false),
        "aliases": aliases::drawing(spec, csr, links),
        "constants": constants(csr),
        "source": source(book, text, &csr.meta),
        "nav": others(book, text, &key, &|t| t.register_named(register.name).is_some(), register.name),
        "since": since(book, text, csr),
    })
}

/// Name, or first and last name.
pub fn title(register: &Register) -> String {
    match register.members.as_slice() {
        [one] => one.name.clone(),
        [first, .., last] => format!("{} to {}", first.name, last.name),
        [] => register.name.to_string(),
    }
}

/// What it is; of a family, what the first and the last are.
fn doc(register: &Register, links: Links, cut: &dyn Fn(&str) -> &str) -> String {
    match register.members.as_slice() {
        [first, .., last] => format!("{} … {}", links.prose(cut(&first.meta.doc)), links.prose(cut(&last.meta.doc))),
        members => members.iter().map(|c| links.prose(cut(&c.meta.doc))).collect(),
    }
}

/// An address.
pub fn hex(csr: &Csr) -> String {
    format!("{:#05x}", csr.address)
}

fn members(text: &Text, register: &Register, links: Links) -> Vec<Value> {
    let several = register.members.len() > 1;
    let high = |c: &Csr| {
        text.narrow.csrs.iter().find(|h| h.high_half_of.as_ref() == Some(&c.name)).map(|h| facts!({"name": &h.name, "address": hex(h)}))
    };
    let row = |c: &&Csr| facts!({"name": &c.name, "address": hex(c), "doc": links.prose(&c.meta.doc), "high": high(c)});
    register.members.iter().filter(|_| several).map(row).collect()
}

/// Names and places of the fields.
fn shape(csr: &Csr) -> Vec<(&str, u32, u32)> {
    csr.fields.iter().map(|f| (f.name.as_str(), f.hi, f.lo)).collect()
}

/// One figure if both XLENs agree, else two.
fn figures(text: &Text, spec: &Spec, csr: &Csr, narrow: Option<&Csr>) -> Vec<Value> {
    let one = |xlen: Option<u32>, c: &Csr| facts!({"xlen": xlen, "figure": register_figure(c)});
    match narrow.filter(|n| shape(n) != shape(csr) || n.width != csr.width) {
        Some(n) => vec![one(Some(spec.xlen), csr), one(Some(text.narrow.xlen), n)],
        None => vec![one(None, csr)],
    }
}

fn fill(f: &Field) -> Fill {
    match f.storage {
        Storage::Store(_) if !f.read_only => Fill::Stored,
        Storage::Alias(..) => Fill::Alias,
        _ => Fill::ReadOnly,
    }
}

/// The figure of a CSR; its boxes lead to the rows of the table.
fn register_figure(csr: &Csr) -> String {
    let cell = |f: &Field| Cell { hi: f.hi, lo: f.lo, label: f.name.clone(), fill: fill(f), href: Some(format!("#f-{}", f.name)) };
    let boxes = csr.fields.iter().map(|f| (&f.name, f.hi, f.lo, fill(f))).collect::<Vec<_>>();
    format::text(Key::new("figure", (&csr.name, csr.width, boxes)), || {
        let cells: Vec<Cell> = csr.fields.iter().map(cell).collect();
        figure(csr.width, &cells, &format!("Fields of {}", csr.name))
    })
}

/// Which kinds of boxes the figure has.
fn legend(csr: &Csr) -> Value {
    let has = |kind: Fill| csr.fields.iter().any(|f| fill(f) == kind);
    facts!({"stored": has(Fill::Stored), "alias": has(Fill::Alias), "fixed": has(Fill::ReadOnly)})
}

/// Modes and what they may do.
fn modes(text: &Text, register: &Register, links: Links) -> Vec<Value> {
    let csr = register.members[0];
    let (spec, Some([read, write])) = (text.spec_of(&csr.name), text.access_to(register)) else { return Vec::new() };
    let guest = spec.substitution.iter().find(|s| s.0 == csr.name);
    let row = |(at, mode): (usize, Mode)| {
        let yes = guest.filter(|_| mode.is_guest()).map_or("yes".to_string(), |(_, vs)| format!("reaches {}", links.name(vs)));
        let cell = |chains: &[Chain]| outcome(spec, &chains[at], links, &yes);
        facts!({"mode": mode.name(), "read": cell(read), "write": cell(write)})
    };
    Mode::ALL.into_iter().enumerate().map(row).collect()
}

/// Who writes or reads it, one row per way.
fn users(text: &Text, spec: &Spec, csr: &Csr, links: Links, write: bool) -> Vec<Value> {
    let all = text.uses_of(spec).list(spec, csr, write);
    let mut rows: Vec<(Way, Vec<String>)> = Vec::new();
    for (way, who, fields) in all {
        let named = fields.len() < csr.fields.len() && !csr.whole;
        let note = if named { format!(" ({})", and(&fields.iter().map(|f| html(f)).collect::<Vec<_>>())) } else { String::new() };
        let item = format!("{}{note}", uses::link(links, way, &who));
        match rows.last_mut() {
            Some(row) if row.0 == way => row.1.push(item),
            _ => rows.push((way, vec![item])),
        }
    }
    rows.into_iter().map(|(way, items)| facts!({"way": way.words(), "who": items.join(", ")})).collect()
}

/// Names to copy: of the address and of the fields.
fn constants(csr: &Csr) -> Value {
    let name = name::screaming(&csr.name);
    let is_plain = !csr.whole && csr.bits_of.is_none() && csr.fields.len() > 1;
    let field = |f: &Field| facts!({"name": format!("{name}_{}", name::screaming(&f.name)), "mask": format!("{:#x}", f.mask()), "shift": f.lo, "one": f.hi == f.lo});
    let list: Vec<Value> = csr.fields.iter().filter(|_| is_plain).map(field).collect();
    facts!({"name": name, "address": hex(csr), "fields": list, "type": if csr.width > 32 { "u64" } else { "u32" }})
}

/// What is new against the revision before.
fn since(book: &Book, text: &Text, csr: &Csr) -> Option<Value> {
    let before = book.texts.get(text.wide.index.checked_sub(1)?)?;
    let Some(old) = before.spec_of(&csr.name).csr(&csr.name) else {
        return Some(facts!({"rev": before.id(), "new": true}));
    };
    let differs = |f: &&Field| old.field(&f.name).is_some_and(|o| how(o) != how(f));
    let other: Vec<String> = csr.fields.iter().filter(differs).map(|f| code(&f.name)).collect();
    let (gained, lost) = (missing(csr, old), missing(old, csr));
    let moved = (old.address != csr.address).then(|| hex(old));
    let any = !gained.is_empty() || !lost.is_empty() || !other.is_empty() || moved.is_some();
    any.then(
        || facts!({"rev": before.id(), "new": false, "gained": and(&gained), "lost": and(&lost), "other": and(&other), "moved": moved}),
    )
}

/// Fields of one that the other has not, as code.
fn missing(from: &Csr, other: &Csr) -> Vec<String> {
    from.fields.iter().filter(|f| other.field(&f.name).is_none()).map(|f| code(&f.name)).collect()
}

/// Everything that makes a field what it is, save its words and the place in the model.
fn how(f: &Field) -> impl PartialEq {
    (f.hi, f.lo, f.storage.clone(), f.gate.clone(), f.write.clone(), f.read_only, f.wlrl, f.reset)
}

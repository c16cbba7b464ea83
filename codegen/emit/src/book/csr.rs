//! Pages of CSRs.

use super::access::outcome;
use super::figure::{Cell, Fill, figure};
use super::text::{Links, bits, brief, code, file_of, others, source};
use super::{Book, Register, Text, level};
use ir::legality::{Mode, Request};
use ir::show::{Writer, field_name};
use ir::{Csr, Field, Spec, Storage};
use serde_json::{Value, json};

/// The list of CSRs of a revision.
pub fn list(book: &Book, text: &Text) -> Value {
    let links = Links { text, csrs: "", own: "" };
    let row = |r: &Register| {
        let (first, last) = (r.members[0], r.members[r.members.len() - 1]);
        let address = if r.members.len() > 1 { format!("{}–{}", hex(first), hex(last)) } else { hex(first) };
        json!({"page": r.name, "name": title(r), "address": address, "level": level(first.level), "doc": doc(r, links, &brief)})
    };
    let level_of = |r: &Register| r.members[0].level;
    let mut levels: Vec<ir::Level> = text.registers.iter().map(level_of).collect();
    levels.sort();
    levels.dedup();
    // The hypervisor's own come first: they are what the book is about.
    levels.sort_by_key(|l| *l != ir::Level::HS);
    let groups = levels.into_iter().map(|l| {
        let rows: Vec<Value> = text.registers.iter().filter(|r| level_of(r) == l).map(row).collect();
        json!({"level": level(l), "rows": rows})
    });
    let others = others(book, text, "../", &|_| Some("csr/index.md".to_string()));
    json!({"rev": text.id(), "groups": groups.collect::<Vec<_>>(), "others": others})
}

/// A page.
pub fn page(book: &Book, text: &Text, register: &Register) -> Value {
    let csr = register.members[0];
    let spec = text.spec_of(&csr.name);
    let links = Links { text, csrs: "", own: register.name };
    let narrow = text.narrow.csr(&csr.name).filter(|_| spec.xlen != text.narrow.xlen);
    let alike = narrow.is_none_or(|n| shape(n) == shape(csr) || n.whole && csr.whole);
    let high = text.narrow.csrs.iter().find(|c| c.high_half_of.as_deref() == Some(&csr.name));
    json!({
        "rev": text.id(),
        "name": title(register),
        "file": file_of(&csr.meta),
        "doc": doc(register, links, &|text| text),
        "address": hex(csr),
        "level": level(csr.level),
        "width": csr.width,
        "xlen": spec.xlen,
        "figure": register_figure(csr, &|_| "f"),
        "fields": fields(spec, csr, links),
        "narrow": narrow.filter(|_| !alike).map(|n| json!({
            "xlen": text.narrow.xlen,
            "figure": register_figure(n, &|f| if is_same(f, csr) { "f" } else { "g" }),
            "fields": moved(text.narrow, n, csr, links),
            "absent": missing(csr, n).join(", "),
        })),
        "narrow_width": narrow.filter(|n| alike && n.width != csr.width).map(|n| json!({"xlen": text.narrow.xlen, "width": n.width})),
        "high": high.map(|h| json!({"name": h.name, "address": hex(h), "xlen": text.narrow.xlen})),
        "only": (spec.xlen == text.narrow.xlen).then_some(spec.xlen),
        "members": members(register, links),
        "modes": modes(spec, csr, links),
        "substitute": spec.substitution.iter().find(|s| s.1 == csr.name).map(|s| links.name(&s.0)),
        "accept": csr.accept.as_ref().map(|e| code(&Writer::of(spec).show(e))),
        "source": source(book, text, &csr.meta),
        "others": others(book, text, "../", &|t| t.register(&csr.name).map(|r| format!("csr/{}.md", r.name))),
        "since": since(book, text, csr),
    })
}

fn title(register: &Register) -> String {
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

fn hex(csr: &Csr) -> String {
    format!("{:#05x}", csr.address)
}

fn members(register: &Register, links: Links) -> Vec<Value> {
    let several = register.members.len() > 1;
    let row = |c: &&Csr| json!({"name": c.name, "address": hex(c), "doc": links.prose(&c.meta.doc)});
    register.members.iter().filter(|_| several).map(row).collect()
}

/// Names and places of the fields.
fn shape(csr: &Csr) -> Vec<(&str, u32, u32)> {
    csr.fields.iter().map(|f| (f.name.as_str(), f.hi, f.lo)).collect()
}

/// The figure of a CSR; its boxes lead to the rows of the table.
fn register_figure(csr: &Csr, anchor: &dyn Fn(&Field) -> &'static str) -> String {
    let cells: Vec<Cell> = csr
        .fields
        .iter()
        .map(|f| {
            let fill = match f.storage {
                Storage::Store(_) if !f.read_only => Fill::Stored,
                Storage::Alias(..) => Fill::Alias,
                _ => Fill::ReadOnly,
            };
            Cell { hi: f.hi, lo: f.lo, label: f.name.clone(), fill, href: Some(format!("#{}-{}", anchor(f), f.name)) }
        })
        .collect();
    figure(csr.width, &cells, &format!("Fields of {}", csr.name))
}

fn fields(spec: &Spec, csr: &Csr, links: Links) -> Vec<Value> {
    csr.fields.iter().map(|f| row(spec, csr, f, links)).collect()
}

/// Whether the CSR of the other XLEN has the field in the same place with the same rule.
fn is_same(f: &Field, other: &Csr) -> bool {
    other.field(&f.name).is_some_and(|o| (o.hi, o.lo, &o.rule) == (f.hi, f.lo, &f.rule))
}

/// Fields of one that the other has not, as code.
fn missing(from: &Csr, other: &Csr) -> Vec<String> {
    from.fields.iter().filter(|f| other.field(&f.name).is_none()).map(|f| code(&f.name)).collect()
}

/// Fields that are elsewhere or otherwise than in the CSR of the other XLEN.
fn moved(spec: &Spec, csr: &Csr, wide: &Csr, links: Links) -> Vec<Value> {
    csr.fields.iter().filter(|f| !is_same(f, wide)).map(|f| row(spec, csr, f, links)).collect()
}

fn row(spec: &Spec, csr: &Csr, f: &Field, links: Links) -> Value {
    json!({
        "bits": bits(f.hi, f.lo),
        "name": f.name,
        "access": access(spec, f, links),
        "reset": reset(f),
        "doc": if csr.whole { "The whole register.".to_string() } else { links.prose(&f.doc) },
    })
}

/// Value after reset, of what is stored.
fn reset(f: &Field) -> String {
    match f.storage {
        Storage::Alias(..) | Storage::Const(_) | Storage::Derived { slot: None, .. } => String::new(),
        _ if f.reset < 10 => f.reset.to_string(),
        _ => format!("{:#x}", f.reset),
    }
}

/// What reads see and writes do.
fn access(spec: &Spec, f: &Field, links: Links) -> String {
    let show = |e| code(&Writer::of(spec).show(e));
    let mut out = match &f.storage {
        Storage::Store(_) if f.read_only => "read-only, written by hardware".to_string(),
        Storage::Store(_) => written(f),
        Storage::Alias(csr, field) => {
            let name = links.name(&field_name(csr, field));
            if f.read_only { format!("read-only view of {name}") } else { format!("another name of {name}") }
        }
        Storage::Derived { read, slot: None, .. } => format!("read-only: {}", show(read)),
        Storage::Derived { read, rmw_stored, .. } => {
            let rmw = if *rmw_stored { "; CSRRS and CSRRC modify the stored value" } else { "" };
            format!("reads {}, where `stored` is what was written{rmw}", show(read))
        }
        Storage::Const(value) => format!("read-only {value}"),
    };
    if let Some(gate) = &f.gate {
        out.push_str(&format!("; 0 and not writable unless {}", show(gate)));
    }
    out
}

fn written(f: &Field) -> String {
    let kind = if f.wlrl { "WLRL" } else { "WARL" };
    match &f.rule {
        Some(rule) => format!("{kind}: {}", code(rule)),
        None if f.wlrl => kind.to_string(),
        None => "read-write".to_string(),
    }
}

/// Modes and what they may do.
fn modes(spec: &Spec, csr: &Csr, links: Links) -> Vec<Value> {
    let [read, write] = [false, true].map(|write| Request::csr(spec, csr, write));
    Mode::ALL
        .into_iter()
        .map(|mode| {
            let outcome = |request: &Request| {
                let text = outcome(spec, &request.outcome(mode));
                let other = spec.substitution.iter().find(|s| s.0 == csr.name && mode.is_guest()).filter(|_| text.starts_with("yes"));
                other.map_or(text.clone(), |(_, vs)| text.replacen("yes", &format!("reaches {}", links.name(vs)), 1))
            };
            json!({"mode": mode.name(), "read": outcome(&read), "write": outcome(&write)})
        })
        .collect()
}

/// What is new against the revision before.
fn since(book: &Book, text: &Text, csr: &Csr) -> Option<Value> {
    let before = book.texts.get(text.wide.index.checked_sub(1)?)?;
    let Some(old) = before.spec_of(&csr.name).csr(&csr.name) else {
        return Some(json!({"rev": before.id(), "new": true}));
    };
    let differs = |f: &&Field| old.field(&f.name).is_some_and(|o| how(o) != how(f));
    let other: Vec<String> = csr.fields.iter().filter(differs).map(|f| code(&f.name)).collect();
    let (gained, lost) = (missing(csr, old), missing(old, csr));
    let moved = (old.address != csr.address).then(|| hex(old));
    let any = !gained.is_empty() || !lost.is_empty() || !other.is_empty() || moved.is_some();
    any.then(|| {
        json!({
            "rev": before.id(), "new": false, "gained": gained.join(", "), "lost": lost.join(", "),
            "other": other.join(", "), "moved": moved,
        })
    })
}

/// Everything that makes a field what it is, save its words and the place in the model.
fn how(f: &Field) -> impl PartialEq {
    (f.hi, f.lo, f.storage.clone(), f.gate.clone(), f.write.clone(), f.read_only, f.wlrl, f.reset)
}

//! Fields on the page of their CSR: a row for each, and what the decode box needs.

use super::text::{Links, bits};
use super::{Register, Text, warl};
use crate::export::{Seen, seen_fields};
use crate::facts::facts;
use crate::values::Values;
use ir::show::field_name;
use ir::{Csr, Field, Spec, Storage};
use serde_json::Value;

/// Rows of the table: the fields of both XLENs, from the highest down.
pub fn rows(spec: &Spec, csr: &Csr, narrow: Option<(&Spec, &Csr)>, links: Links) -> Vec<Value> {
    let mut rows: Vec<Value> = csr.fields.iter().map(|f| row(csr, (spec, f), narrow, links)).collect();
    let only_narrow = narrow.iter().flat_map(|(s, n)| n.fields.iter().map(move |f| (*s, f)));
    for (s, f) in only_narrow.filter(|(_, f)| csr.field(&f.name).is_none()) {
        let mut more = row(csr, (s, f), None, links);
        more["only"] = facts!(s.xlen);
        rows.push(more);
    }
    rows
}

fn row(csr: &Csr, (spec, f): (&Spec, &Field), narrow: Option<(&Spec, &Csr)>, links: Links) -> Value {
    let other = narrow.and_then(|(s, n)| Some((s, n.field(&f.name)?)));
    let gone = narrow.is_some() && other.is_none();
    let differs = |told: &dyn Fn(&Spec, &Field) -> String| {
        let (here, there) = (told(spec, f), other.map(|(s, o)| told(s, o)));
        let narrow = there.filter(|t| *t != here);
        facts!({"text": here, "narrow": narrow})
    };
    let places: Vec<Value> = [(spec, f)].into_iter().chain(other).map(|(s, f)| facts!([s.xlen, f.hi, f.lo])).collect();
    facts!({
        "name": &f.name,
        "bits": differs(&|_, f| bits(f.hi, f.lo)),
        "places": places,
        "access": differs(&|s, f| access(s, f, links)),
        "reset": reset(f),
        "doc": if csr.whole { "The whole register.".to_string() } else { links.prose(&f.doc) },
        "only": gone.then_some(spec.xlen),
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
    let show = |e| links.shown(spec, e);
    let mut out = match &f.storage {
        Storage::Store(_) if f.read_only => "read-only, written by hardware".to_string(),
        Storage::Store(_) => stored(spec, f, links),
        Storage::Alias(csr, field) => {
            let name = links.name(&field_name(csr, field));
            if f.read_only { format!("read-only view of {name}") } else { format!("another name of {name}") }
        }
        Storage::Derived { read, slot: None, .. } => format!("read-only: {}", show(read)),
        Storage::Derived { read, rmw_stored, .. } => {
            let rmw = if *rmw_stored { "; CSRRS and CSRRC modify the stored value" } else { "" };
            format!("reads {}, where <code>stored</code> is what was written{rmw}", show(read))
        }
        Storage::Const(value) => format!("read-only {value}"),
    };
    if let Some(gate) = &f.gate {
        out.push_str(&format!("; 0 and not writable unless {}", show(gate)));
    }
    out
}

/// Of a field with storage of its own that software may write.
fn stored(spec: &Spec, f: &Field, links: Links) -> String {
    let kind = warl::kind(f);
    if f.write.is_none() && !f.wlrl {
        return kind;
    }
    let rule = warl::rule(f).map_or(String::new(), |rule| format!("<details><summary>rule</summary>{rule}</details>"));
    format!("<abbr>{kind}</abbr>: {}{rule}", warl::words(spec, f, links))
}

/// The registers of a page as `draftvisor decode` sees them, as JSON.
pub fn decode(text: &Text, register: &Register) -> String {
    let names: Vec<&str> = register.members.iter().map(|c| c.name.as_str()).collect();
    let mut all = Vec::new();
    for spec in [text.wide, text.narrow] {
        let is_here = |c: &&Csr| names.contains(&c.name.as_str()) || c.high_half_of.as_deref().is_some_and(|low| names.contains(&low));
        for csr in spec.csrs.iter().filter(is_here) {
            let fields: Vec<String> = seen_fields(spec, csr).iter().map(|s| seen(spec, csr, s)).collect();
            let (name, xlen, bits) = (quoted(&csr.name), spec.xlen, csr.visible);
            all.push(format!("{{\"name\":{name},\"xlen\":{xlen},\"bits\":{bits},\"fields\":[{}]}}", fields.join(",")));
        }
    }
    format!("[{}]", all.join(","))
}

/// A field as JSON. These are many and large: they are written without a tree of values.
fn seen(spec: &Spec, csr: &Csr, seen: &Seen) -> String {
    let values = Values::of(spec, csr, seen);
    let (name, doc) = (quoted(seen.name), quoted(&seen.field.doc));
    let mut out = format!("{{\"name\":{name},\"hi\":{},\"lo\":{},\"doc\":{doc}", seen.hi, seen.lo);
    if let Some(only) = values.always {
        out.push_str(&format!(",\"always\":{only}"));
    }
    for (key, list) in [("values", &values.named), ("interrupts", &values.interrupts)] {
        if !list.is_empty() {
            let pairs: Vec<String> = list.iter().map(|(value, meaning)| format!("\"{value}\":{}", quoted(meaning))).collect();
            out.push_str(&format!(",\"{key}\":{{{}}}", pairs.join(",")));
        }
    }
    if !values.other.is_empty() {
        out.push_str(&format!(",\"else\":{}", quoted(values.other)));
    }
    out + "}"
}

/// A text of JSON.
fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

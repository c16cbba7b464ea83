//! The page of interrupts: which bit lives where, from the source to who takes it.

use super::draw::{Drawing, Place, height};
use super::text::{Links, others};
use super::{Book, Text};
use crate::facts::facts;
use ir::show::field_name;
use ir::{Cause, Column, Csr, ExprKind, Field, Spec, Storage};
use serde_json::Value;

/// The rules that find what is ready, by destination.
const READY: [&str; 3] = ["m_interrupts", "hs_interrupts", "vs_interrupts"];

/// The page.
pub fn page(book: &Book, text: &Text) -> Value {
    let links = Links::of(text);
    let spec = text.wide;
    let of = |pending: bool| spec.interrupts.iter().map(|c| one(spec, c, links, pending)).collect::<Vec<_>>();
    let rules = READY.iter().chain(&["vs_code", "wakes"]);
    facts!({
        "rev": text.id(),
        "drawings": groups(spec).into_iter().filter_map(|(title, list)| Some(facts!({"title": title, "figure": drawing(spec, &list, links)?}))).collect::<Vec<_>>(),
        "pending": of(true),
        "enabled": of(false),
        "rules": rules.filter(|r| text.rule(r).is_some()).map(|r| links.rule(r)).collect::<Vec<_>>(),
        "nav": others(book, text, "interrupts", &|_| true, "causes"),
    })
}

/// The field at the bit of a cause in a register with pending or enable bits.
fn bit<'a>(spec: &'a Spec, csr: &str, code: u64) -> Option<(&'a Csr, &'a Field)> {
    let csr = spec.csr(csr)?;
    let field = csr.fields.iter().find(|f| f.hi == f.lo && u64::from(f.lo) == code)?;
    Some((csr, field))
}

/// Every name of a bit, under the codes of hypervisor and guest.
fn names<'a>(spec: &'a Spec, cause: &Cause, pending: bool) -> Vec<(&'a Csr, &'a Field)> {
    let suffix = if pending { "ip" } else { "ie" };
    let guest = cause.as_vs.unwrap_or(cause.code);
    let own = ["m", "h", "hv", "s"].into_iter().filter_map(|p| bit(spec, &format!("{p}{suffix}"), cause.code));
    // A guest's register has bits of the host's causes only while codes are shared.
    let guests = cause.as_vs.or((!spec.interrupts.iter().any(|c| c.as_vs == Some(guest))).then_some(guest));
    own.chain(guests.and_then(|code| bit(spec, &format!("vs{suffix}"), code))).collect()
}

fn full(csr: &Csr, field: &Field) -> String {
    field_name(&csr.name, &field.name)
}

/// A row: where the bit is kept, its other names, what it is computed from.
fn one(spec: &Spec, cause: &Cause, links: Links, pending: bool) -> Value {
    let all = names(spec, cause, pending);
    let kept: Vec<_> = all.iter().filter(|(_, f)| !matches!(f.storage, Storage::Alias(..))).collect();
    let views: Vec<_> = all.iter().filter(|(_, f)| matches!(f.storage, Storage::Alias(..))).collect();
    let how = |(c, f): &&(&Csr, &Field)| match &f.storage {
        Storage::Derived { read, .. } => format!("{} = {}", links.name(&full(c, f)), links.shown(spec, read)),
        Storage::Const(v) => format!("{} = {v}", links.name(&full(c, f))),
        _ => links.name(&full(c, f)),
    };
    let view = |(c, f): &&(&Csr, &Field)| {
        let gate = f.gate.as_ref().map_or(String::new(), |g| format!(" if {}", links.shown(spec, g)));
        let ro = if f.read_only { ", read-only" } else { "" };
        format!("{}{gate}{ro}", links.name(&full(c, f)))
    };
    facts!({
        "code": cause.code, "name": &cause.name, "as_vs": cause.as_vs,
        "kept": kept.iter().map(how).collect::<Vec<_>>().join("<br>"),
        "views": views.iter().map(view).collect::<Vec<_>>().join("<br>"),
    })
}

/// Causes that are drawn together: those of guests, then the others that can reach HS-mode.
fn groups(spec: &Spec) -> Vec<(&'static str, Vec<&Cause>)> {
    let guest = |c: &&Cause| c.as_vs.is_some();
    let host = |c: &&Cause| c.as_vs.is_none() && c.column("mideleg") != Some(Column::Zero);
    vec![
        ("Interrupts of guests", spec.interrupts.iter().filter(guest).collect()),
        ("Interrupts of the supervisor", spec.interrupts.iter().filter(host).collect()),
    ]
}

/// A bit of a register.
type Bit<'a> = (&'a Csr, &'a Field);

/// What is drawn for one cause.
struct Flow<'a> {
    /// Name, what it is, and the place in `kept` of what it makes.
    sources: Vec<(String, &'static str, usize)>,
    kept: Vec<Bit<'a>>,
    views: Vec<Bit<'a>>,
    takers: Vec<(String, String, usize)>,
}

impl<'a> Flow<'a> {
    fn of(spec: &'a Spec, cause: &Cause) -> Self {
        let (mut kept, views): (Vec<Bit>, Vec<Bit>) =
            names(spec, cause, true).into_iter().partition(|(_, f)| !matches!(f.storage, Storage::Alias(..)));
        // What another of them is computed from is a source.
        let from =
            |bits: &[Bit]| -> Vec<String> { bits.iter().flat_map(|(c, f)| sources(spec, &full(c, f), &f.storage)).map(|s| s.0).collect() };
        let inner = from(&kept);
        kept.retain(|(c, f)| !inner.contains(&full(c, f)));
        let of = |(at, (c, f)): (usize, &Bit)| sources(spec, &full(c, f), &f.storage).into_iter().map(move |(name, what)| (name, what, at));
        Self { sources: kept.iter().enumerate().flat_map(of).collect(), kept, views, takers: takers(cause) }
    }
}

const COLUMN: i32 = 168;
const GAP: i32 = 40;
const SPACE: i32 = 12;

/// From the sources through the register that keeps the bit and its other names to the mode that takes it.
fn drawing(spec: &Spec, causes: &[&Cause], links: Links) -> Option<String> {
    if causes.is_empty() {
        return None;
    }
    let mut d = Drawing::default();
    let x = |column: i32| column * (COLUMN + GAP);
    for (column, title) in ["source", "kept or computed in", "also seen in", "taken by"].iter().enumerate() {
        d.label((x(column as i32) + COLUMN / 2, SPACE), "n", title);
    }
    let mut y = 2 * SPACE + SPACE / 2;
    for cause in causes {
        let Flow { sources, kept, views, takers } = Flow::of(spec, cause);
        let asked = READY.map(|rule| asked(spec, rule));
        // Where the rules look at what is kept, other names stand below the way to who takes it.
        let below = if kept.iter().any(|(c, _)| asked.iter().any(|names| names.contains(&c.name))) { kept.len() + views.len() } else { 0 };
        let rows = sources.len().max(kept.len()).max(views.len() + below).max(takers.len()).max(1) as i32;
        let step = height(2) + SPACE;
        let column = |d: &mut Drawing, n: i32, class: &str, list: &[(String, String)], below: usize| -> Vec<Place> {
            let top = y + (rows - list.len() as i32 + below as i32) * step / 2;
            let place = |(i, (name, note)): (usize, &(String, String))| {
                let href = links.target(name);
                d.boxed((x(n), top + i as i32 * step), COLUMN, class, &[name.clone(), note.clone()], href.as_deref())
            };
            list.iter().enumerate().map(place).collect()
        };
        let labelled = |list: &[Bit]| -> Vec<(String, String)> { list.iter().map(|(c, f)| (full(c, f), note(spec, f))).collect() };
        let from: Vec<(String, String)> = sources.iter().map(|s| (s.0.clone(), s.1.to_string())).collect();
        let source = column(&mut d, 0, "u", &from, 0);
        let root = column(&mut d, 1, "s", &labelled(&kept), 0);
        let seen = column(&mut d, 2, "a", &labelled(&views), below);
        let named: Vec<(String, String)> = takers.iter().map(|t| (t.0.clone(), t.1.clone())).collect();
        let taken = column(&mut d, 3, "r", &named, 0);
        for (place, (_, _, to)) in source.iter().zip(&sources) {
            d.arrow(place.right(), root[*to].left(), true);
        }
        for (place, (c, f)) in seen.iter().zip(&views) {
            let of = spec.root(&c.name, &f.name).and_then(|r| kept.iter().position(|k| full(k.0, k.1) == full(r.0, r.1)));
            if let Some(of) = of {
                d.arrow(root[of].right(), place.left(), false);
            }
        }
        for (to, (.., rule)) in taken.iter().zip(&takers) {
            let ends = root.iter().zip(&kept).chain(seen.iter().zip(&views));
            for (from, _) in ends.filter(|(_, (c, _))| asked[*rule].contains(&c.name)) {
                d.arrow(from.right(), to.left(), false);
            }
        }
        y += rows * step + SPACE;
    }
    Some(d.finish(&format!("From source to taker: {}", causes.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", "))))
}

fn note(spec: &Spec, f: &Field) -> String {
    match (&f.gate, f.read_only) {
        (Some(gate), _) => format!("if {}", ir::show::Writer::of(spec).show(gate)),
        (None, true) => "read-only".to_string(),
        _ => String::new(),
    }
}

/// What a derived bit is computed from, and what that is.
fn sources(spec: &Spec, own: &str, storage: &Storage) -> Vec<(String, &'static str)> {
    let mut out: Vec<(String, &'static str)> = Vec::new();
    match storage {
        Storage::Derived { read, slot, .. } => {
            read.visit(&mut |e| {
                let (name, what) = match &e.kind {
                    ExprKind::Field(csr, field) => (field_name(csr, field), "register"),
                    ExprKind::Csr(csr) if spec.csr(csr).is_some() => (csr.clone(), "register"),
                    ExprKind::Csr(csr) | ExprKind::Cell(csr) => (csr.clone(), "platform"),
                    _ => return,
                };
                if name != own && !out.iter().any(|(n, _)| *n == name) {
                    out.push((name, what));
                }
            });
            if slot.is_some() {
                out.insert(0, ("CSR write".to_string(), "stored"));
            }
        }
        Storage::Store(_) => out.push(("CSR write".to_string(), "stored")),
        _ => {}
    }
    out
}

/// Registers that a rule looks at.
fn asked(spec: &Spec, rule: &str) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(rule) = spec.rule(rule) {
        rule.body.visit(&mut |e| {
            if let ExprKind::Csr(csr) = &e.kind {
                out.push(csr.clone());
            }
        });
    }
    out
}

/// Who can take it, by the delegation registers, and the place of its rule in `READY`.
fn takers(cause: &Cause) -> Vec<(String, String, usize)> {
    let bit = |register: &str, value: u8| format!("{register}[{}]={value}", cause.code);
    let mut out = Vec::new();
    let (m, h) = (cause.column("mideleg"), cause.column("hideleg"));
    if m != Some(Column::One) {
        out.push(("M-mode".to_string(), bit("mideleg", 0), 0));
    }
    if m != Some(Column::Zero) {
        if h != Some(Column::One) {
            out.push(("HS-mode".to_string(), bit("hideleg", 0), 1));
        }
        if !matches!(h, Some(Column::Zero) | None) {
            let code = cause.as_vs.unwrap_or(cause.code);
            out.push((format!("VS-mode as {code}"), bit("hideleg", 1), 2));
        }
    }
    out
}

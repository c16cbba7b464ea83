//! `nodes.json`: what search, the switcher of revisions and the chooser of pairs need. Its keys are told of in
//! the README of the book's theme.

use super::history::{is_told, substitutes, turning};
use super::story::{Life, Story};
use super::text::brief;
use super::{Book, Text, across, level};
use crate::facts::facts;
use ir::nodes::Kind;
use ir::{Csr, Storage};
use serde_json::{Map, Value};

/// Pages that are of no one thing.
const PAGES: &[(&str, &str, &str)] = &[
    ("index", "overview", "index"),
    ("csr/index", "registers", "index"),
    ("instructions", "instructions", "instructions"),
    ("traps", "traps", "causes"),
    ("interrupts", "interrupts", "causes"),
    ("translation", "address translation", "tables"),
    ("legality", "legality", "rules"),
    ("switch", "world switch", "index"),
    ("rules", "rules", "rules"),
    ("choices", "choices and profiles", "rules"),
    ("statements", "statements", "index"),
];

/// The file: one node a line.
pub fn file(book: &Book) -> String {
    let revisions: Vec<Value> = book.texts.iter().map(|t| facts!({"id": t.id(), "date": &t.wide.revision.date})).collect();
    let change = |c: &ir::Change| facts!({"id": &c.id, "at": c.at, "title": &c.title, "page": across::change_page(book, c)});
    let changes: Vec<Value> = book.header.changes.iter().map(change).collect();
    let mut nodes: Vec<String> = PAGES.iter().map(|page| self::page(book, page).to_string()).collect();
    for kind in
        [Kind::Csr, Kind::Field, Kind::Instruction, Kind::Exception, Kind::Interrupt, Kind::TrapRow, Kind::Rule, Kind::Choice, Kind::Paging]
    {
        let told = book.stories.of(kind).iter().filter(|s| kind != Kind::TrapRow || !s.id.contains(": "));
        nodes.extend(told.map(|s| node(book, s).to_string()));
    }
    let lines = |list: &[Value]| list.iter().map(Value::to_string).collect::<Vec<_>>().join(",\n");
    format!("{{\"revisions\": [\n{}],\n\"changes\": [\n{}],\n\"nodes\": [\n{}]}}\n", lines(&revisions), lines(&changes), nodes.join(",\n"))
}

fn page(book: &Book, (key, name, history): &(&str, &str, &str)) -> Value {
    let last = book.texts.len() - 1;
    facts!({"kind": "page", "name": name, "history": format!("book/history/{history}"), "lives": [facts!({"in": [0, last], "page": key, "anchor": ""})]})
}

fn node(book: &Book, s: &Story) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_string(), value);
    let kind = match s.kind {
        Kind::TrapRow => s.id.split(' ').next().unwrap_or_default(),
        Kind::Paging => "format",
        kind => kind.word(),
    };
    let name = if s.kind == Kind::TrapRow { s.id.split(' ').nth(1).unwrap_or(&s.id) } else { &s.id };
    put("kind", facts!(kind));
    put("name", facts!(name));
    put("history", facts!(history(book, s)));
    let lives = book.stories.lives(s, &|_, _| true);
    if let (Some(first), Some(last)) = (lives.first(), lives.last()) {
        let began = book.stories.why(s.kind, &s.id, first.first).into_iter().next().filter(|_| first.first > 0);
        let ended = book.stories.why(s.kind, &s.id, last.last + 1).into_iter().next().filter(|_| last.last + 1 < book.texts.len());
        for (key, change) in [("began", began), ("ended", ended)] {
            if let Some(change) = change {
                put(key, facts!(&change.id));
            }
        }
    }
    put("lives", lives.iter().map(|life| self::life(book, s, *life)).collect());
    let instead = instead(book, s);
    if !instead.is_empty() {
        put("instead", facts!(instead));
    }
    Value::Object(out)
}

/// The page of its history below the book's root, with the anchor there if it is told of there.
fn history(book: &Book, s: &Story) -> String {
    let csr = s.id.split('.').next().unwrap_or(&s.id);
    let place = book.texts.iter().rev().find_map(|t| t.place(s.kind, &s.id)).filter(|_| is_told(book, s));
    let anchor = place.map_or(String::new(), |p| format!("#{}", p.1));
    match s.kind {
        Kind::Csr | Kind::Field => {
            let page = book.texts.iter().rev().find_map(|t| t.register(csr)).map_or(csr, |r| r.name);
            format!("book/history/{page}")
        }
        Kind::Instruction => format!("book/history/instructions{anchor}"),
        Kind::Exception | Kind::Interrupt => format!("book/history/causes{anchor}"),
        Kind::Rule | Kind::Choice => format!("book/history/rules{anchor}"),
        _ => "book/history/tables".to_string(),
    }
}

fn life(book: &Book, s: &Story, life: Life) -> Value {
    let t = &book.texts[life.last];
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| out.insert(key.to_string(), value);
    put("in", facts!([life.first, life.last]));
    if let Some((page, anchor)) = t.place(s.kind, &s.id) {
        put("page", facts!(page));
        put("anchor", facts!(anchor));
    }
    for (key, value) in facts(t, s) {
        put(key, value);
    }
    Value::Object(out)
}

/// By kind, what searches go by.
fn facts(t: &Text, s: &Story) -> Vec<(&'static str, Value)> {
    let specs = [t.wide, t.narrow];
    let xlens = |has: &dyn Fn(&ir::Spec) -> bool| -> Value { specs.iter().filter(|s| has(s)).map(|s| facts!(s.xlen)).collect() };
    let cause = |list: &[ir::Cause]| -> Vec<(&'static str, Value)> {
        let Some(c) = list.iter().find(|c| c.name == s.id) else { return Vec::new() };
        let mut out = vec![("text", facts!(brief(&c.meta.doc))), ("code", facts!(c.code))];
        out.extend(c.as_vs.map(|code| ("as_vs", facts!(code))));
        out
    };
    match s.kind {
        Kind::Csr => {
            let Some(c) = t.spec_of(&s.id).csr(&s.id) else { return Vec::new() };
            let doc = c.high_half_of.as_ref().map_or(brief(&c.meta.doc).to_string(), |low| format!("Upper half of {low}."));
            vec![
                ("text", facts!(doc)),
                ("address", facts!(c.address)),
                ("level", facts!(level(c.level))),
                ("xlen", xlens(&|s| s.csr(&c.name).is_some())),
                ("bits", facts!(c.visible)),
            ]
        }
        Kind::Field => field(t, &s.id),
        Kind::Instruction => {
            let Some(i) = specs.iter().find_map(|spec| spec.insn(&s.id)) else { return Vec::new() };
            let digits = 2 + 2 * i.bytes as usize;
            let hex = |v: u32| facts!(format!("{v:#0digits$x}"));
            vec![
                ("text", facts!(brief(&i.meta.doc))),
                ("mask", hex(i.mask)),
                ("match", hex(i.matches)),
                ("bytes", facts!(i.bytes)),
                ("xlen", xlens(&|s| s.insn(&i.name).is_some())),
            ]
        }
        Kind::Exception => cause(&t.wide.exceptions),
        Kind::Interrupt => cause(&t.wide.interrupts),
        Kind::Rule => t.rule(&s.id).map_or(Vec::new(), |r| vec![("text", facts!(brief(&r.meta.doc)))]),
        Kind::Choice => specs.iter().find_map(|spec| spec.constant(&s.id)).map_or(Vec::new(), |v| vec![("value", facts!(v))]),
        Kind::Paging => {
            let Some((spec, f)) = specs.iter().find_map(|spec| Some((spec, spec.formats.iter().find(|f| f.name == s.id)?))) else {
                return Vec::new();
            };
            vec![("text", facts!(brief(&f.meta.doc))), ("mode", facts!(f.mode)), ("xlen", facts!([spec.xlen]))]
        }
        _ => Vec::new(),
    }
}

fn field(t: &Text, id: &str) -> Vec<(&'static str, Value)> {
    let Some((csr, name)) = id.split_once('.') else { return Vec::new() };
    let find = |spec: &'_ ir::Spec| -> Option<(u32, u32, u32, Option<String>, String)> {
        let csr: &Csr = spec.csr(csr)?;
        let f = csr.field(name)?;
        let alias = match &f.storage {
            Storage::Alias(csr, field) => Some(ir::show::field_name(csr, field)),
            _ => None,
        };
        Some((spec.xlen, f.hi, f.lo, alias, f.doc.clone()))
    };
    let found: Vec<_> = [t.wide, t.narrow].into_iter().filter_map(find).collect();
    let bits: Map<String, Value> = found.iter().map(|(xlen, hi, lo, ..)| (xlen.to_string(), facts!([*hi, *lo]))).collect();
    let Some((.., alias, doc)) = found.first() else { return Vec::new() };
    let mut out = vec![("text", facts!(brief(doc))), ("bits", Value::Object(bits))];
    out.extend(alias.as_ref().map(|a| ("alias", facts!(a))));
    out
}

/// Where to look in the revisions that do not have it.
fn instead(book: &Book, s: &Story) -> Vec<Value> {
    let mut out: Vec<(usize, usize, Value)> = Vec::new();
    for t in book.texts.iter().filter(|t| !s.exists(t.wide.index)) {
        let at = t.wide.index;
        let found = match turning(book, t, s.kind, &s.id) {
            Some(_) => substitutes(book, t, s.kind, &s.id),
            None => Vec::new(),
        };
        let Some((kind, id)) = found.into_iter().next() else { continue };
        let Some((page, anchor)) = t.place(kind, &id) else { continue };
        let value = facts!({"name": id, "page": page, "anchor": anchor});
        match out.last_mut() {
            Some(run) if run.1 + 1 == at && run.2 == value => run.1 = at,
            _ => out.push((at, at, value)),
        }
    }
    let told = |(first, last, mut value): (usize, usize, Value)| {
        value["in"] = facts!([first, last]);
        value
    };
    out.into_iter().map(told).collect()
}

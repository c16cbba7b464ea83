//! Every kind of mistake in both front ends: the words are the same, and each points at its own token.
//!
//! The snapshots are one file, because they are read as one list of what the loader says; `expect-test`
//! keeps it, because it needs no tool: `UPDATE_EXPECT=1 cargo test -p load` writes it.

use crate::cases::{CASES, Case, Edit};
use expect_test::expect_file;
use load::Model;
use std::fmt::Write as _;
use syntax::{Diagnostic, Diagnostics, Span};

const YAML: &str = include_str!("base/base.yaml");
const RUST: &str = include_str!("base/base.rs");
const REST: &str = include_str!("base/rest.yaml");

/// A base in one form, and what is found in it.
struct Loaded {
    model: Model,
    found: Diagnostics,
}

/// Reads and, if nothing was found, checks: what `draftvisor check` does.
fn load(name: &str, text: String) -> Loaded {
    let (model, mut found) = Model::from_files(vec![(name.into(), text), ("rest.yaml".into(), REST.into())]);
    if found.is_empty() {
        found = model.check().1;
    }
    Loaded { model, found }
}

/// The text with one mistake. What is replaced must be there exactly once.
#[track_caller]
fn edited(case: &str, base: &str, (from, to): (&str, &str)) -> String {
    if from.is_empty() {
        return format!("{base}{to}");
    }
    assert_eq!(base.matches(from).count(), 1, "{case}: `{from}` must be in the base once");
    base.replace(from, to)
}

/// Both forms of a case; one of them for a mistake that only one front end can make.
fn both(case: &Case) -> (Option<Loaded>, Option<Loaded>) {
    let yaml = |edit| Some(load("base.yaml", edited(case.name, YAML, edit)));
    let rust = |edit| Some(load("base.rs", edited(case.name, RUST, edit)));
    match case.edit {
        Edit::Same(from, to) => (yaml((from, to)), rust((from, to))),
        Edit::Each(y, r) => (yaml(y), rust(r)),
        Edit::Add(y, r) => (yaml(("", y)), rust(("", r))),
        Edit::Yaml(from, to) => (yaml((from, to)), None),
        Edit::Rust(from, to) => (None, rust((from, to))),
    }
}

/// The word or sign that a place points at.
fn token(loaded: &Loaded, span: Span) -> String {
    let line = loaded.model.sources.text(span.file).lines().nth(span.line.max(1) as usize - 1).unwrap_or("");
    let rest: String = line.chars().skip(span.col.max(1) as usize - 1).collect();
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.')).collect();
    if word.is_empty() { rest.chars().take(1).collect() } else { word }
}

/// Message and help without what differs between two files: places, and `-` against `_` in kinds.
fn words(d: &Diagnostic) -> String {
    let text = format!("{}\n{}", d.message, d.help.as_deref().unwrap_or("NO HELP"));
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(i) = rest.find(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) {
        let (before, number) = rest.split_at(i);
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        out.push_str(before);
        let place = before.ends_with("line ") || before.ends_with("base.yaml:") || before.ends_with("base.rs:") || out.ends_with("N:");
        out.push_str(if place { "N" } else { &number[..digits] });
        rest = &number[digits..];
    }
    out.push_str(rest);
    out.replace("base.yaml", "FILE").replace("base.rs", "FILE")
}

fn report(case: &Case) -> String {
    let (yaml, rust) = both(case);
    let mut out = format!("# {}\n", case.name);
    let shown = yaml.as_ref().or(rust.as_ref()).expect("a case has a form");
    assert!(!shown.found.is_empty(), "{}: nothing was found", case.name);
    for (d, _) in shown.found.iter() {
        assert!(d.help.is_some(), "{}: `{}` has no help", case.name, d.message);
        assert!(!d.message.ends_with('.'), "{}: `{}` ends in a full stop", case.name, d.message);
    }
    out.push_str(&syntax::render(&shown.model.sources, &shown.found, &shown.model.revisions(), false));
    let Some((yaml, rust)) = yaml.as_ref().zip(rust.as_ref()) else { return out };
    let pairs: Vec<_> = yaml.found.iter().zip(rust.found.iter()).collect();
    let list = |l: &Loaded| l.found.iter().map(|(d, r)| format!("{} {r:?}", words(d))).collect::<Vec<_>>();
    assert_eq!(list(yaml), list(rust), "{}: the two forms are told different things", case.name);
    for ((y, _), (r, _)) in pairs {
        let (in_yaml, in_rust) = (token(yaml, y.span), token(rust, r.span));
        assert_eq!(in_yaml, in_rust, "{}: the two forms point at different tokens", case.name);
        let _ = writeln!(out, "   in Rust: {} `{in_rust}`", rust.model.sources.place(r.span));
    }
    out.push('\n');
    out
}

#[test]
fn the_base_is_right_and_the_same_in_both_forms() {
    let (yaml, rust) = (load("base.yaml", YAML.into()), load("base.rs", RUST.into()));
    for l in [&yaml, &rust] {
        assert!(l.found.is_empty(), "{}", syntax::render(&l.model.sources, &l.found, &l.model.revisions(), false));
    }
    let nodes = |l: &Loaded| l.model.documents.iter().map(|d| d.node.clone()).collect::<Vec<_>>();
    assert_eq!(nodes(&yaml).len(), nodes(&rust).len());
    for (y, r) in nodes(&yaml).iter().zip(nodes(&rust)) {
        // `exec` is a block in Rust; the order of keys is free.
        for e in y.entries() {
            assert_eq!(Some(&e.value), r.get(&e.key), "{:?}: {}", y.head(), e.key);
        }
    }
}

#[test]
fn every_kind_of_mistake_is_reported_in_the_same_words() {
    let all: String = CASES.iter().map(report).collect();
    expect_file!["./mistakes.txt"].assert_eq(&all);
}

#[test]
fn names_of_cases_are_unique() {
    for (i, case) in CASES.iter().enumerate() {
        assert!(CASES[..i].iter().all(|c| c.name != case.name), "{}", case.name);
    }
    assert!(CASES.len() > 40);
}

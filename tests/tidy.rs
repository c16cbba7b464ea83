//! What a reviewer would otherwise have to say again and again.
//!
//! The first test is the border of the project: no hand-written line outside
//! `model/` states a fact of the architecture. `facts` reads the facts from
//! the model, `lints` says what stating one looks like, and `exceptions` lists
//! what is allowed, each entry with its number of lines and its reason.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "tidy/exceptions.rs"]
mod exceptions;
#[path = "tidy/facts.rs"]
mod facts;
#[path = "tidy/files.rs"]
mod files;
#[path = "tidy/lints.rs"]
mod lints;
#[path = "tidy/tokens.rs"]
mod tokens;

use exceptions::{FACTS, LONG, Listed};
use facts::Facts;
use files::File;
use std::collections::BTreeMap;

/// Lines that a file may have without a reason.
const LINES: usize = 500;
/// Bytes that a file may have.
const BYTES: usize = 200_000;

#[test]
fn no_facts_outside_the_model() {
    let facts = Facts::read();
    let mut found = Vec::new();
    let mut lines = 0;
    for file in files::all().iter().filter(|f| f.is_code()) {
        lines += file.text.lines().count();
        for finding in lints::check(&facts, file) {
            found.push((file.path.clone(), finding));
        }
    }
    let (allowed, left) = allow(found, FACTS);
    println!(
        "{} hand-written lines outside model/ state a fact of it, of {lines} lines; {allowed} more are listed with a reason",
        left.len()
    );
    assert!(left.is_empty(), "take the value from generated code instead:\n{}", left.join("\n"));
}

/// Splits what was found by the list of exceptions, which must be exact.
fn allow(found: Vec<(String, String)>, list: &[Listed]) -> (usize, Vec<String>) {
    let mut by_file: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, finding) in found {
        by_file.entry(path).or_default().push(finding);
    }
    let (mut allowed, mut left) = (0, Vec::new());
    for (path, count, reason) in list {
        assert!(reason.len() > 20, "{path} is listed without a reason");
        let there = by_file.remove(*path).unwrap_or_default();
        if there.len() == *count {
            allowed += count;
        } else {
            left.push(format!("{path}: {} lines, but {count} are listed in tests/tidy/exceptions.rs", there.len()));
            left.extend(there);
        }
    }
    left.extend(by_file.into_values().flatten());
    (allowed, left)
}

/// Lines of the hand-written files for which `is_wrong` holds; comments count.
#[track_caller]
fn none(what: &str, wanted: impl Fn(&File) -> bool, is_wrong: impl Fn(&File, &str) -> bool) {
    let mut found = Vec::new();
    for file in files::all().iter().filter(|f| wanted(f)) {
        for (i, line) in file.text.lines().enumerate() {
            if is_wrong(file, line) {
                found.push(format!("{}:{}: {}", file.path, i + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

#[test]
fn every_rust_file_says_what_it_is() {
    let silent: Vec<String> = files::all().into_iter().filter(|f| f.is_rust() && !f.text.starts_with("//! ")).map(|f| f.path).collect();
    assert!(silent.is_empty(), "these begin without `//! `:\n{}", silent.join("\n"));
}

#[test]
fn no_trailing_space() {
    none("space at the end of a line", |f| !f.is_golden(), |_, line| line.ends_with([' ', '\t', '\r']));
}

#[test]
fn files_end_with_one_newline() {
    // What stands at the end of a template is in the output.
    let wrong = |f: &File| !f.path.ends_with(".tera") && !f.text.is_empty() && (!f.text.ends_with('\n') || f.text.ends_with("\n\n"));
    let found: Vec<String> = files::all().into_iter().filter(|f| !f.is_golden() && wrong(f)).map(|f| f.path).collect();
    assert!(found.is_empty(), "these end with no newline, or with more than one:\n{}", found.join("\n"));
}

#[test]
fn long_files_have_a_reason() {
    let long: Vec<(String, usize)> = files::all()
        .iter()
        .filter(|f| f.is_written())
        .map(|f| (f.path.clone(), f.text.lines().count()))
        .filter(|(_, lines)| *lines > LINES)
        .collect();
    let unlisted: Vec<_> = long.iter().filter(|(path, _)| !LONG.iter().any(|(listed, _)| listed == path)).collect();
    assert!(unlisted.is_empty(), "more than {LINES} lines, and no reason in tests/tidy/exceptions.rs: {unlisted:?}");
    let stale: Vec<_> = LONG.iter().filter(|(listed, _)| !long.iter().any(|(path, _)| path == listed)).collect();
    assert!(stale.is_empty(), "listed as long, but not long: {stale:?}");
}

#[test]
fn no_large_files() {
    let large: Vec<_> = files::sizes().into_iter().filter(|(_, bytes)| *bytes > BYTES).collect();
    assert!(large.is_empty(), "more than {BYTES} bytes: {large:?}");
}

#[test]
fn no_bare_todo() {
    // Spelled apart, so that this file passes its own test.
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
    let bare = |line: &str| marks.iter().any(|mark| line.contains(mark) && !line.contains(&format!("{mark}(#")));
    none("file an issue and write FIXME(#number)", File::is_code, |_, line| bare(line));
}

#[test]
fn no_unwrap_outside_tests() {
    let calls = [concat!(".unw", "rap()"), concat!(".unw", "rap_err()")];
    let calling = files::all().into_iter().filter(|f| f.is_rust() && !f.is_test()).flat_map(|f| {
        let code = tokens::without_comments(f.before_tests());
        let lines = code.lines().enumerate().filter(|(_, line)| calls.iter().any(|call| line.contains(call)));
        lines.map(|(i, line)| format!("{}:{}: {}", f.path, i + 1, line.trim())).collect::<Vec<_>>()
    });
    let calling: Vec<String> = calling.collect();
    assert!(calling.is_empty(), "`expect` says why it holds:\n{}", calling.join("\n"));
}

#[test]
fn top_folders_say_what_they_are() {
    for folder in ["model", "codegen", "backends", "examples", "book", "fuzz"] {
        let readme = std::fs::read_to_string(files::root().join(folder).join("README.md"));
        let lines = readme.unwrap_or_else(|e| panic!("{folder}/README.md: {e}")).lines().count();
        assert!(lines <= 15, "{folder}/README.md has {lines} lines; 15 are enough");
    }
}

//! What M-mode reads from every register after reset, and after it has written ones and zeros to it while everything
//! that gates it is open. The table was read beside the manuals; what changes in it has to be too.

use crate::hart::{REVISIONS, at, otherwise};
use eval::{Evaluator, State};
use isa::CsrOp;

const TABLE: &str = include_str!("registers.txt");

/// What other registers are gated by.
const OPEN: [&str; 6] = ["mstatus", "menvcfg", "menvcfgh", "mcounteren", "mideleg", "hideleg"];

/// After reset, after ones, after zeros; none if there is no such register.
fn values(e: &Evaluator, csr: &str) -> Option<String> {
    let csr = e.spec().csr(csr)?;
    let read = |state: &mut State| e.csr(state, csr.address, CsrOp::Read).map_or("refused".to_string(), |value| format!("{value:#x}"));
    let mut state = e.reset();
    let mut all = vec![read(&mut state)];
    let ones = ir::expr::mask(e.spec().xlen);
    for gate in OPEN.iter().filter_map(|name| e.spec().csr(name)) {
        let _ = e.csr(&mut state, gate.address, CsrOp::Write(ones));
    }
    for value in [ones, 0] {
        if e.csr(&mut state, csr.address, CsrOp::Write(value)).is_ok() {
            all.push(read(&mut state));
        }
    }
    Some(format!("{:#05x} {}", csr.address, all.join(" ")))
}

/// A line for each run of revisions in which a register is the same.
fn lines(what: &str, all: &[Evaluator]) -> Vec<String> {
    let mut names: Vec<(u16, &str)> = all.iter().flat_map(|e| e.spec().csrs.iter().map(|c| (c.address, c.name.as_str()))).collect();
    names.sort();
    names.dedup_by_key(|name| name.1);
    let mut lines = Vec::new();
    for (_, name) in names {
        let values: Vec<_> = all.iter().map(|e| values(e, name)).collect();
        let mut from = 0;
        for to in 0..values.len() {
            if values.get(to + 1) != Some(&values[to]) {
                if let Some(value) = &values[to] {
                    lines.push(format!("{what} | {name} | {}..{} | {value}", REVISIONS[from], REVISIONS[to]));
                }
                from = to + 1;
            }
        }
    }
    lines
}

#[test]
fn every_register() {
    let usual = |xlen| lines(&format!("{xlen}"), &REVISIONS.map(|revision| at(revision, xlen)));
    let mut found: Vec<String> = load::XLENS.into_iter().flat_map(usual).collect();
    for xlen in load::XLENS {
        let other = lines(&format!("{xlen}"), &otherwise(xlen).collect::<Vec<_>>());
        let is_new = |line: &&String| !found.contains(line);
        let new: Vec<String> = other.iter().filter(is_new).map(|line| format!("other {line}")).collect();
        found.extend(new);
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let head: Vec<&str> = TABLE.lines().filter(|line| line.starts_with('#')).collect();
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/registers.txt");
        std::fs::write(file, format!("{}\n{}\n", head.join("\n"), found.join("\n"))).unwrap();
    }
    let expected: Vec<&str> = TABLE.lines().filter(|line| !line.starts_with('#')).collect();
    let other = expected.iter().zip(&found).find(|(expected, found)| expected != found);
    assert!(other.is_none() && expected.len() == found.len(), "expected and found differ: {other:?}");
}

//! `draftvisor rules`: what the texts demand, where the model says it, what tests it.

use crate::model::{self, Loaded, ModelArgs};
use crate::table::{BOLD, DIM, GREEN, RED, columns, paragraph};
use crate::words::count;
use crate::{Outcome, Verdict, repository};
use load::Statement;
use proof::rules::{self, Coverage};
use serde_json::{Value, json};
use std::io::Write;

/// Print the ledger of a revision: each statement of its text, the nodes that say it, the tests that hold it.
///
/// A statement is what the hypervisor chapter demands, in our words. It has
/// tests that fail if it is not so, or a reason why there can be none here.
/// `texts` among the tests is the comparison with the figures and tables of
/// the texts; the others are a file and a function.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  draftvisor rules --rev first\n  draftvisor rules --all\n  \
        draftvisor rules --json | jq '.statements[] | select(.out_of_scope)'\n\n\
        Exit codes: 0 every statement has its nodes, and a test or a reason; 1 one has not; 2 misuse or trouble.")]
pub struct Args {
    /// Revision (an id, `first` or `last`) [default: the last]
    #[arg(long, value_name = "REV", conflicts_with = "all")]
    rev: Option<String>,
    /// How much of each revision has a test, in place of the statements of one
    #[arg(long)]
    all: bool,
    /// Print JSON; with --all, a list over the revisions, with their statements
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    model: ModelArgs,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let loaded = model::open(&args.model)?;
    let revisions = match args.all {
        true => (0..loaded.model.header.revisions.len()).collect(),
        false => vec![loaded.revision_or_last(args.rev.as_deref())?],
    };
    let wrong = rules::check(&loaded.model, &repository::root());
    if args.json {
        let mut all: Vec<Value> = revisions.iter().map(|r| as_json(loaded, *r)).collect();
        let printed = if args.all { Value::Array(all) } else { all.remove(0) };
        writeln!(out, "{printed:#}")?;
    } else if args.all {
        print_totals(loaded, out)?;
    } else {
        for revision in revisions {
            print(loaded, revision, out)?;
        }
    }
    for one in &wrong {
        writeln!(anstream::stderr(), "{RED}wrong{RED:#} {one}")?;
    }
    Ok(if wrong.is_empty() { Verdict::Good } else { Verdict::Finding })
}

fn print(loaded: &Loaded, revision: usize, out: &mut dyn Write) -> anyhow::Result<()> {
    let ledger = &loaded.model.header.ledger;
    let mut section = "";
    for one in ledger.at(&loaded.model, revision) {
        if one.at != section {
            writeln!(out, "{}{BOLD}{}{BOLD:#}", if section.is_empty() { "" } else { "\n" }, one.at)?;
            section = &one.at;
        }
        for line in paragraph(&one.says, 2) {
            writeln!(out, "{line}")?;
        }
        for line in columns(&rows(one), 4) {
            writeln!(out, "{DIM}{line}{DIM:#}")?;
        }
    }
    let counts = Coverage::of(ledger, &loaded.model, revision);
    let id = &loaded.model.header.revisions[revision].id;
    let (statements, tests) = (count(counts.statements, "statement"), count(counts.tests, "test"));
    writeln!(out, "\n{BOLD}{id}{BOLD:#}: {statements}, {GREEN}{} with tests{GREEN:#}, {} out of scope", counts.tested, counts.out())?;
    writeln!(out, "{tests} and {} in all", count(counts.nodes, "node"))?;
    Ok(())
}

/// Nodes, and tests or the reason why there are none.
fn rows(one: &Statement) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = |what: &str, text: String| {
        if !text.is_empty() {
            rows.push(vec![what.to_string(), text]);
        }
    };
    row("model", one.nodes.join(", "));
    row("tests", one.tests.join(", "));
    row("out of scope", one.out.clone().unwrap_or_default());
    rows
}

fn print_totals(loaded: &Loaded, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut rows = vec![["revision", "statements", "with tests", "out of scope", "nodes", "tests"].map(String::from)];
    for (revision, r) in loaded.model.header.revisions.iter().enumerate() {
        let c = Coverage::of(&loaded.model.header.ledger, &loaded.model, revision);
        let [statements, tested, left, nodes, tests] = [c.statements, c.tested, c.out(), c.nodes, c.tests].map(|n| n.to_string());
        rows.push([r.id.clone(), statements, tested, left, nodes, tests]);
    }
    for (i, line) in columns(&rows, 0).iter().enumerate() {
        if i == 0 { writeln!(out, "{BOLD}{line}{BOLD:#}")? } else { writeln!(out, "{line}")? }
    }
    writeln!(out, "{DIM}`draftvisor rules --rev REV` lists those of one revision{DIM:#}")?;
    Ok(())
}

fn as_json(loaded: &Loaded, revision: usize) -> Value {
    let ledger = &loaded.model.header.ledger;
    let one = |s: &Statement| {
        json!({
            "says": s.says,
            "section": s.at,
            "norm": s.norm,
            "nodes": s.nodes,
            "tests": s.tests,
            "out_of_scope": s.out,
            "source": loaded.model.sources.place(s.span),
        })
    };
    let r = &loaded.model.header.revisions[revision];
    json!({
        "revision": r.id,
        "manual": r.manual,
        "totals": Coverage::of(ledger, &loaded.model, revision).as_json(),
        "statements": ledger.at(&loaded.model, revision).map(one).collect::<Vec<_>>(),
    })
}

//! `draftvisor revisions`: the texts of the specification that are modelled.

use crate::model::{self, Loaded, ModelArgs};
use crate::table::{BOLD, DIM, columns};
use crate::{Outcome, Verdict};
use serde_json::{Value, json};
use std::io::Write;

/// List the revisions, oldest first.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  draftvisor revisions --json")]
pub struct Args {
    #[command(flatten)]
    model: ModelArgs,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let loaded = model::open(&args.model)?;
    if args.json {
        writeln!(out, "{:#}", as_json(loaded))?;
        return Ok(Verdict::Good);
    }
    let mut rows = vec![["revision", "date", "manual", "changes", "what it is"].map(String::from)];
    for (i, r) in loaded.model.header.revisions.iter().enumerate() {
        let changes = changes(loaded, i).to_string();
        rows.push([r.id.clone(), r.date.clone(), r.manual.clone(), changes, r.doc.clone()]);
    }
    let lines = columns(&rows, 0);
    for (i, line) in lines.iter().enumerate() {
        if i == 0 { writeln!(out, "{BOLD}{line}{BOLD:#}")? } else { writeln!(out, "{line}")? }
    }
    writeln!(out, "{DIM}`draftvisor diff A B` says what changed between two of them{DIM:#}")?;
    Ok(Verdict::Good)
}

/// Number of changes that a revision makes to the one before.
fn changes(loaded: &Loaded, revision: usize) -> usize {
    loaded.model.header.changes.iter().filter(|c| c.at == revision).count()
}

fn as_json(loaded: &Loaded) -> Value {
    let revision = |(i, r): (usize, &ir::Revision)| {
        let profiles: Vec<&str> = loaded.model.profiles_of(&r.id).iter().map(|p| p.id.as_str()).collect();
        json!({
            "id": r.id,
            "date": r.date,
            "manual": r.manual,
            "changes": changes(loaded, i),
            "profiles": profiles,
            "doc": r.doc,
        })
    };
    loaded.model.header.revisions.iter().enumerate().map(revision).collect()
}

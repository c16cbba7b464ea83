//! `draftvisor check`: is the model right, in every revision, at every XLEN, for every profile?

use crate::model::{self, ModelArgs};
use crate::table::GREEN;
use crate::words::count;
use crate::{Outcome, Verdict};
use serde_json::{Value, json};
use std::io::Write;
use syntax::Diagnostics;

/// Check the model in all revisions at once.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  draftvisor check --model model")]
pub struct Args {
    #[command(flatten)]
    model: ModelArgs,
    /// Print what was found as JSON
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let (loaded, found) = model::read(&args.model, true)?;
    if args.json {
        writeln!(out, "{:#}", as_json(&loaded.model, &found))?;
    } else if !found.is_empty() {
        write!(out, "{}", syntax::render(&loaded.model.sources, &found, &loaded.model.revisions(), true))?;
        writeln!(out, "{}", count(found.len(), "error"))?;
    } else {
        let sum = |of: fn(&ir::Spec) -> usize| loaded.specs.iter().map(of).max().unwrap_or(0);
        writeln!(
            out,
            "{GREEN}no errors{GREEN:#} in {} revisions at XLEN {} and {} profiles: up to {} CSRs, {} instructions, {} rules",
            loaded.model.header.revisions.len(),
            load::XLENS.map(|x| x.to_string()).join(" and "),
            loaded.model.header.profiles.len(),
            sum(|s| s.csrs.len()),
            sum(|s| s.insns.len()),
            sum(|s| s.rules.len()),
        )?;
    }
    Ok(if found.is_empty() { Verdict::Good } else { Verdict::Finding })
}

fn as_json(model: &load::Model, found: &Diagnostics) -> Value {
    let all = model.revisions();
    let error = |(d, revisions): (&syntax::Diagnostic, &[String])| {
        json!({
            "file": model.sources.path(d.span.file),
            "line": d.span.line,
            "column": d.span.col,
            "message": d.message,
            "help": d.help,
            // What is found in the text itself concerns every revision.
            "revisions": if revisions.is_empty() { &all } else { revisions },
        })
    };
    json!({ "errors": found.iter().map(error).collect::<Vec<_>>() })
}

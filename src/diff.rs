//! `draftvisor diff`: what differs between two revisions, and which changes made it so.

use crate::model::{self, Loaded, ModelArgs, XlenArgs};
use crate::table::{BOLD, DIM, GREEN, RED, YELLOW, columns};
use crate::{Outcome, Verdict};
use ir::Change;
use ir::difference::{Difference, What, compare};
use ir::nodes::{self, nodes};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Say what differs between two revisions, and why.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  draftvisor diff first last\n  draftvisor diff first last --xlen 32 --json")]
pub struct Args {
    /// Revision to start from (an id, `first` or `last`)
    #[arg(value_name = "A")]
    from: String,
    /// Revision to end at
    #[arg(value_name = "B")]
    to: String,
    #[command(flatten)]
    xlen: XlenArgs,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    model: ModelArgs,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let loaded = model::open(&args.model)?;
    let (from, to) = (loaded.revision(&args.from)?, loaded.revision(&args.to)?);
    let [a, b] = [loaded.spec(from, args.xlen.xlen)?, loaded.spec(to, args.xlen.xlen)?];
    let found = compare(&nodes(a), &nodes(b));
    let changes = between(loaded, from, to);
    if args.json {
        writeln!(out, "{:#}", as_json(loaded, [a, b], &changes, &found))?;
    } else {
        print(loaded, [a, b], &changes, &found, out)?;
    }
    Ok(Verdict::Good)
}

/// Changes on the way from one revision to the other, in either direction.
fn between(loaded: &Loaded, from: usize, to: usize) -> Vec<&Change> {
    let (older, newer) = (from.min(to), from.max(to));
    let mut changes: Vec<&Change> = loaded.model.header.changes.iter().filter(|c| c.at > older && c.at <= newer).collect();
    changes.sort_by_key(|c| c.at);
    changes
}

fn print(loaded: &Loaded, ends: [&ir::Spec; 2], changes: &[&Change], found: &[Difference], out: &mut dyn Write) -> io::Result<()> {
    let [a, b] = ends;
    writeln!(out, "{BOLD}{} to {}{BOLD:#}, RV{}", a.revision.id, b.revision.id, a.xlen)?;
    let undone = if a.index > b.index { " (undone on the way back)" } else { "" };
    if changes.is_empty() && found.is_empty() {
        return writeln!(out, "no difference");
    }
    writeln!(out, "\n{BOLD}changes{BOLD:#}{undone}")?;
    for change in changes {
        let revision = &loaded.model.header.revisions[change.at].id;
        writeln!(out, "  {}  {DIM}{}, commit {}, in {revision}{DIM:#}", change.title, change.id, change.commit)?;
        for line in crate::table::paragraph(&change.why, 4) {
            writeln!(out, "{line}")?;
        }
    }
    let mut kind = None;
    for d in found {
        if kind.replace(d.kind) != Some(d.kind) {
            writeln!(out, "\n{BOLD}{}{BOLD:#}", d.kind.plural())?;
        }
        print_one(d, out)?;
    }
    Ok(())
}

fn print_one(d: &Difference, out: &mut dyn Write) -> io::Result<()> {
    let (sign, style) = match d.what {
        What::Added => ("+", GREEN),
        What::Removed => ("-", RED),
        What::Moved => (">", YELLOW),
        What::Changed => ("~", YELLOW),
    };
    if matches!(d.what, What::Added | What::Removed) {
        let short = d.attributes.iter().filter(|(name, ..)| nodes::PLACES.contains(name) || *name == "doc");
        let values: Vec<&str> = short.filter_map(|(_, old, new)| new.as_deref().or(old.as_deref())).collect();
        let row = [[format!("{sign} {}", d.id), values.join(": ")]];
        return columns(&row, 2).iter().try_for_each(|line| writeln!(out, "{style}{line}{style:#}"));
    }
    writeln!(out, "  {style}{sign} {}{style:#}", d.id)?;
    for (name, old, new) in &d.attributes {
        let (old, new) = (old.as_deref().unwrap_or("none"), new.as_deref().unwrap_or("none"));
        if old.len() + new.len() < 70 {
            writeln!(out, "      {name}: {old} -> {new}")?;
            continue;
        }
        writeln!(out, "      {name}:")?;
        for (sign, style, text) in [("-", RED, old), ("+", GREEN, new)] {
            for line in columns(&[[sign.to_string(), text.to_string()]], 8) {
                writeln!(out, "{style}{line}{style:#}")?;
            }
        }
    }
    Ok(())
}

fn as_json(loaded: &Loaded, ends: [&ir::Spec; 2], changes: &[&Change], found: &[Difference]) -> Value {
    let change = |c: &&Change| {
        let revision = &loaded.model.header.revisions[c.at].id;
        json!({ "id": c.id, "revision": revision, "commit": c.commit, "title": c.title, "why": c.why })
    };
    let node = |d: &Difference| {
        let attributes: Map<String, Value> = d.attributes.iter().map(|(name, old, new)| (name.to_string(), json!([old, new]))).collect();
        json!({ "kind": d.kind.word(), "id": d.id, "what": d.what.word(), "attributes": attributes })
    };
    json!({
        "from": ends[0].revision.id,
        "to": ends[1].revision.id,
        "xlen": ends[0].xlen,
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
        "nodes": found.iter().map(node).collect::<Vec<_>>(),
    })
}

//! `draftvisor export`: the facts for other programs.

use crate::model::{self, ModelArgs, XlenArgs};
use crate::{Outcome, Verdict};
use serde_json::Value;
use std::io::Write;

/// Print names, addresses, positions, codes and encodings for other programs.
///
/// One object for one revision; without --rev a list of all revisions, oldest first.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  draftvisor export --rev last --format json")]
pub struct Args {
    /// Revision (an id, `first` or `last`) [default: all]
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    #[command(flatten)]
    xlen: XlenArgs,
    /// Form of the output
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
    #[command(flatten)]
    model: ModelArgs,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Format {
    Json,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let loaded = model::open(&args.model)?;
    let xlen = args.xlen.xlen;
    let facts: Value = match &args.rev {
        Some(rev) => emit::export::revision(loaded.spec(loaded.revision(rev)?, xlen)?),
        None => loaded.chain(xlen).map(emit::export::revision).collect(),
    };
    match args.format {
        Format::Json => writeln!(out, "{facts:#}")?,
    }
    Ok(Verdict::Good)
}

//! `draftvisor completions`: what the shell completes.

use crate::{Cli, Outcome, Verdict};
use clap::CommandFactory as _;
use clap_complete::Shell;
use std::io::Write;

/// Print a script with which the shell completes commands and options.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  draftvisor completions bash > ~/.local/share/bash-completion/completions/draftvisor")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    // The generator panics when it cannot write, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), env!("CARGO_PKG_NAME"), &mut script);
    out.write_all(&script)?;
    Ok(Verdict::Good)
}

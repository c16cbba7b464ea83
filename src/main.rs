//! The command line: one model of every draft of the hypervisor extension,
//! and what is made from it.
//!
//! Each subcommand is a file. What they share: [`model`] finds, reads and
//! checks the model; [`files`] is the only place that writes generated files.
//!
//! Exit codes: 0 good, 1 a finding (an error in the model, stale files, a
//! guest that failed), 2 misuse or trouble with the environment.

mod bench;
mod book;
mod boot;
mod campaign;
mod check;
mod completions;
mod decode;
mod diff;
mod explain;
mod export;
mod generate;
mod image;
mod inspect;
mod main_job;
mod revisions;
mod rules;
mod run;
mod setup;

mod files;
mod memory;
mod model;
mod progress;
mod repository;
mod table;
mod words;

use clap::{Parser, Subcommand};
use mimalloc::MiMalloc;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

/// Specs and token streams are many small pieces: this makes and drops them in
/// four fifths of the time that the system's allocator takes.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What a command found, if nothing kept it from looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// All is well.
    Good,
    /// Something is not as it should be; it has been said.
    Finding,
}

/// What a command ends with; an error is misuse or trouble.
type Outcome = anyhow::Result<Verdict>;

/// The misuse exit code, which clap uses too.
const TROUBLE: u8 = 2;

/// All drafts of the RISC-V hypervisor extension from one model.
///
/// Without a command: brings generated files up to date, builds firmware,
/// hypervisor and guest for the last revision and runs them on the emulator.
#[derive(Parser)]
#[command(version, after_help = "Example:\n  draftvisor explain hstatus.VTW")]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    Gen(generate::Args),
    Check(check::Args),
    Revisions(revisions::Args),
    Explain(explain::Args),
    Decode(decode::Args),
    Diff(diff::Args),
    Export(export::Args),
    Rules(rules::Args),
    Run(Box<run::Args>),
    Image(image::Args),
    Bench(bench::Args),
    Campaign(campaign::Args),
    Boot(Box<boot::Args>),
    Setup(setup::Args),
    Book(book::Args),
    Completions(completions::Args),
}

fn main() -> ExitCode {
    let words = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let command = match boot::spelling::as_ours(words) {
        Ok(words) => Cli::parse_from(words).command,
        Err(error) => return explain_failure(&error),
    };
    let mut out = BufWriter::new(anstream::stdout().lock());
    let outcome = dispatch(command, &mut out).and_then(|verdict| {
        out.flush()?;
        Ok(verdict)
    });
    match outcome {
        Ok(Verdict::Good) => ExitCode::SUCCESS,
        Ok(Verdict::Finding) => ExitCode::FAILURE,
        Err(error) => explain_failure(&error),
    }
}

fn dispatch(command: Option<Command>, out: &mut dyn Write) -> Outcome {
    match command {
        None => main_job::run(out),
        Some(Command::Gen(args)) => generate::run(&args, out),
        Some(Command::Check(args)) => check::run(&args, out),
        Some(Command::Revisions(args)) => revisions::run(&args, out),
        Some(Command::Explain(args)) => explain::run(&args, out),
        Some(Command::Decode(args)) => decode::run(&args, out),
        Some(Command::Diff(args)) => diff::run(&args, out),
        Some(Command::Rules(args)) => rules::run(&args, out),
        Some(Command::Export(args)) => export::run(&args, out),
        Some(Command::Run(args)) => run::run(&args, out),
        Some(Command::Image(args)) => image::run(&args, out),
        Some(Command::Bench(args)) => bench::run(&args, out),
        Some(Command::Campaign(args)) => campaign::run(&args, out),
        Some(Command::Boot(args)) => boot::run(&args, out),
        Some(Command::Setup(args)) => setup::run(&args, out),
        Some(Command::Book(args)) => book::run(&args, out),
        Some(Command::Completions(args)) => completions::run(&args, out),
    }
}

/// Says what went wrong. A reader that has left (`| head`) is no failure, and
/// errors of the model have been printed where they were found.
fn explain_failure(error: &anyhow::Error) -> ExitCode {
    let is_pipe = |e: &io::Error| e.kind() == io::ErrorKind::BrokenPipe;
    if error.chain().filter_map(|e| e.downcast_ref()).any(is_pipe) {
        return ExitCode::SUCCESS;
    }
    let mut stderr = anstream::stderr();
    if let Some(broken) = error.downcast_ref::<model::Broken>() {
        let _ = writeln!(stderr, "{broken}");
        return ExitCode::FAILURE;
    }
    let _ = writeln!(stderr, "{red}error{red:#}: {error:#}", red = table::RED);
    ExitCode::from(TROUBLE)
}

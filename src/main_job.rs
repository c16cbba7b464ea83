//! `draftvisor` without a command: everything up to a guest that has run.

use crate::model::ModelArgs;
use crate::run::{self, Guest};
use crate::words::count;
use crate::{Outcome, Verdict, generate, model, repository};
use anyhow::Context as _;
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// Regenerates what is stale, builds, and runs the first guest on the emulator.
pub fn run(out: &mut dyn Write) -> Outcome {
    let loaded = model::open(&ModelArgs::default())?;
    let difference = generate::refresh(loaded)?;
    if difference.is_empty() {
        return run::execute(loaded, &run::Args::default(), out);
    }
    let stale = difference.lines().count();
    writeln!(out, "brought {} up to date in {}", count(stale, "generated file"), repository::GENERATED)?;
    out.flush()?;
    rebuilt(&repository::root())
}

/// This program holds what was generated before: a new one must run the guest.
fn rebuilt(root: &Path) -> Outcome {
    let mut command = Command::new(repository::cargo());
    command.arg("run").arg("--quiet").arg("--manifest-path").arg(root.join("Cargo.toml"));
    if !cfg!(debug_assertions) {
        command.arg("--release");
    }
    command.args(["--", "run", "--guest", Guest::DEFAULT]);
    let status = command.current_dir(root).status().context("cannot run cargo to build this program again")?;
    match status.code() {
        Some(0) => Ok(Verdict::Good),
        Some(1) => Ok(Verdict::Finding),
        _ => anyhow::bail!("building and running with the new files failed: {status}"),
    }
}

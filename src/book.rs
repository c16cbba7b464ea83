//! `draftvisor book`: builds the reference book.
//!
//! The builder, `backends/book`, is a package outside the workspace, so that
//! its dependencies are fetched only by those who want the book.

use crate::progress::Progress;
use crate::repository;
use crate::{Outcome, Verdict};
use anyhow::{Context as _, bail};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Build the book: prose around the generated reference.
#[derive(clap::Args)]
#[command(after_help = "Example:\n  draftvisor book --open")]
pub struct Args {
    /// Show it in the browser afterwards
    #[arg(long)]
    open: bool,
    /// Where to [default: target/book]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let root = repository::root();
    let manifest = root.join("backends/book/Cargo.toml");
    if !manifest.is_file() {
        bail!("there is no {}\n  help: run in a checkout of the repository", manifest.display());
    }
    let destination = args.out.clone().unwrap_or_else(|| root.join("target/book"));
    let destination = std::path::absolute(&destination).context("the current folder is gone")?;
    let mut command = Command::new(repository::cargo());
    command.args(["run", "--quiet", "--release", "--manifest-path"]).arg(&manifest);
    command.arg("--target-dir").arg(root.join("target/book-builder"));
    command.arg("--").arg("--out").arg(&destination);
    let progress = Progress::start("building the book");
    let done = command.current_dir(&root).stdin(Stdio::null()).output().context("cannot run cargo")?;
    drop(progress);
    if !done.status.success() {
        std::io::stderr().write_all(&done.stderr)?;
        writeln!(out, "the book could not be built: {}", done.status)?;
        return Ok(Verdict::Finding);
    }
    let page = destination.join("index.html");
    writeln!(out, "{}", page.display())?;
    if args.open {
        open(&page)?;
    }
    Ok(Verdict::Good)
}

/// Shows a page in the browser of the desktop.
fn open(page: &std::path::Path) -> anyhow::Result<()> {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let mut command = Command::new(opener);
    command.arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().with_context(|| format!("cannot run {opener} to show the book"))?;
    Ok(())
}

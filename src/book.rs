//! `draftvisor book`: builds, checks and serves the reference book.
//!
//! The builder, `backends/book`, is a package outside the workspace, so that
//! its dependencies are fetched only by those who want the book. It knows
//! nothing of the model: while it serves, it calls this program with `--pages`
//! for pages that are made from the model as it is then.

use crate::files::{self, Files};
use crate::model::{self, ModelArgs};
use crate::progress::Progress;
use crate::repository;
use crate::{Outcome, Verdict};
use anyhow::{Context as _, bail};
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Build the book: prose around the generated reference.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  draftvisor book --open\n  draftvisor book --serve --open\n  draftvisor book --check\n\n\
        Exit codes: 0 good, 1 a finding of --check or an error in the model, 2 misuse or trouble.")]
pub struct Args {
    /// Show it in the browser
    #[arg(long)]
    open: bool,
    /// Look for dead links, missing anchors, and what a browser would fetch from elsewhere
    #[arg(long, conflicts_with_all = ["open", "serve"])]
    check: bool,
    /// Serve it, and build again what an edit of model/ or book/ changes
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = "127.0.0.1:3000")]
    serve: Option<SocketAddr>,
    /// Write nothing but the pages that are made from the model, as Markdown, to DIR
    #[arg(long, value_name = "DIR", conflicts_with_all = ["open", "check", "serve", "out"])]
    pages: Option<PathBuf>,
    /// Where the book goes [default: target/book]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    model: ModelArgs,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    if let Some(dir) = &args.pages {
        return pages(&args.model, dir, out);
    }
    let root = repository::root();
    let manifest = root.join("backends/book/Cargo.toml");
    if !manifest.is_file() {
        bail!("there is no {}\n  help: run in a checkout of the repository", manifest.display());
    }
    build_builder(&root, &manifest)?;
    let mut command = Command::new(root.join("target/book-builder/release/book"));
    command.current_dir(&root).stdin(Stdio::null());
    let destination = args.out.clone().unwrap_or_else(|| root.join("target/book"));
    command.arg("--out").arg(std::path::absolute(&destination).context("the current folder is gone")?);
    if args.open {
        command.arg("--open");
    }
    if args.check {
        command.arg("--check");
    }
    if let Some(address) = args.serve {
        let pages_dir = root.join("target/book-pages");
        pages(&args.model, &pages_dir, &mut std::io::sink())?;
        let program = std::env::current_exe().context("this program is not found any more")?;
        let model = std::path::absolute(args.model.dir()).context("the current folder is gone")?;
        command.arg("--serve").arg(address.to_string()).arg("--pages").arg(program).arg("--model").arg(model);
        command.arg("--generated").arg(pages_dir);
    }
    let progress = args.serve.is_none().then(|| Progress::start("building the book"));
    let status = command.status().context("cannot run the builder of the book")?;
    drop(progress);
    match status.code() {
        Some(0) => Ok(Verdict::Good),
        Some(1) => Ok(Verdict::Finding),
        _ => bail!("the book could not be built: {status}"),
    }
}

/// The builder, up to date.
fn build_builder(root: &Path, manifest: &Path) -> anyhow::Result<()> {
    let mut command = Command::new(repository::cargo());
    command.args(["build", "--quiet", "--release", "--manifest-path"]).arg(manifest);
    command.arg("--target-dir").arg(root.join("target/book-builder"));
    let _progress = Progress::start("building the builder of the book");
    let done = command.stdin(Stdio::null()).output().context("cannot run cargo")?;
    if !done.status.success() {
        std::io::stderr().write_all(&done.stderr)?;
        bail!("the builder of the book could not be built: {}", done.status);
    }
    Ok(())
}

/// Brings a folder of pages up to date with the model.
fn pages(args: &ModelArgs, dir: &Path, out: &mut dyn Write) -> Outcome {
    let loaded = model::open(args)?;
    files::refuse_foreign(dir)?;
    let pages = emit::book::pages(&loaded.model, &loaded.specs, &emit::hypervisor::switches(&loaded.specs)).map_err(anyhow::Error::msg)?;
    let pages: Files = pages.into_iter().collect();
    let difference = files::compare(dir, &pages, &[])?;
    files::write(dir, &pages, &difference)?;
    writeln!(out, "{}: {} of {} pages written", dir.display(), difference.stale.len() + difference.missing.len(), pages.len())?;
    Ok(Verdict::Good)
}

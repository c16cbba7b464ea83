//! `draftvisor gen`: writes everything that is generated from the model.

use crate::files::{self, Difference, Files};
use crate::memory;
use crate::model::{self, Loaded, ModelArgs};
use crate::progress::Progress;
use crate::repository;
use crate::table::{GREEN, YELLOW};
use crate::words::count;
use crate::{Outcome, Verdict};
use anyhow::Context as _;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Write what is generated from the model: all of it or, on any error, nothing.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  draftvisor gen\n  draftvisor gen --check\n  draftvisor gen --rev last --out /tmp/last")]
pub struct Args {
    /// Only this revision (an id, `first` or `last`); may be repeated
    #[arg(long, value_name = "REV")]
    rev: Vec<String>,
    /// Write nothing; fail if a file is stale, missing or orphaned
    #[arg(long)]
    check: bool,
    /// Where to [default: `generated` beside the model]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    model: ModelArgs,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    // What is checked is made from the model alone.
    let recall = || {
        if !args.check {
            memory::recall()
        }
    };
    let (loaded, ()) = rayon::join(|| model::open(&args.model), recall);
    let loaded = loaded?;
    let mut parts = Vec::new();
    for rev in &args.rev {
        parts.push(format!("{}/", loaded.model.revisions()[loaded.revision(rev)?]));
    }
    let dir = match &args.out {
        Some(dir) => dir.clone(),
        None => beside_model(&loaded.dir)?,
    };
    if args.out.is_some() && !args.check {
        files::refuse_foreign(&dir)?;
    }
    let files = emit(loaded)?;
    let difference = files::compare(&dir, &files, &parts)?;
    if args.check {
        return report(args, &dir, &difference, out);
    }
    files::write(&dir, &files, &difference)?;
    memory::keep();
    let written = difference.stale.len() + difference.missing.len();
    let removed = difference.orphaned.len();
    writeln!(
        out,
        "{}: {} written, {removed} removed, {} in all",
        dir.display(),
        count(written, "file"),
        files.keys().filter(|f| parts.is_empty() || parts.iter().any(|p| f.starts_with(p.as_str()))).count()
    )?;
    Ok(Verdict::Good)
}

/// Writes what is stale, missing or orphaned in the repository; says what that was.
pub fn refresh(loaded: &Loaded) -> anyhow::Result<Difference> {
    let dir = beside_model(&loaded.dir)?;
    let files = emit(loaded)?;
    let difference = files::compare(&dir, &files, &[])?;
    if !difference.is_empty() {
        files::write(&dir, &files, &difference)?;
    }
    Ok(difference)
}

/// Everything that is generated, in memory.
fn emit(loaded: &Loaded) -> anyhow::Result<Files> {
    let implementations = loaded.implementations()?;
    let progress = Progress::count("generating", emit::job_count(&loaded.specs, &implementations));
    emit::generate(&loaded.model, &loaded.specs, &implementations, &|_| progress.step()).context("cannot generate")
}

fn beside_model(model: &Path) -> anyhow::Result<PathBuf> {
    let model = std::path::absolute(model).context("the current folder is gone")?;
    Ok(model.with_file_name(repository::GENERATED))
}

fn report(args: &Args, dir: &Path, difference: &Difference, out: &mut dyn Write) -> Outcome {
    if difference.is_empty() {
        writeln!(out, "{GREEN}up to date{GREEN:#}: {}", dir.display())?;
        return Ok(Verdict::Good);
    }
    for (what, file) in difference.lines() {
        writeln!(out, "{YELLOW}{what:8}{YELLOW:#} {}", dir.join(file).display())?;
    }
    let mut command = "draftvisor gen".to_string();
    for rev in &args.rev {
        command.push_str(&format!(" --rev {rev}"));
    }
    for (option, value) in [("--model", &args.model.model), ("--out", &args.out)] {
        if let Some(value) = value {
            command.push_str(&format!(" {option} {}", value.display()));
        }
    }
    writeln!(out, "run `{command}`")?;
    Ok(Verdict::Finding)
}

//! Finds, reads and checks the model for the commands that need it.

use crate::repository;
use crate::words::{count, did_you_mean};
use anyhow::{Context as _, anyhow, bail};
use ir::Spec;
use load::Model;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use syntax::Diagnostics;

/// Which model.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct ModelArgs {
    /// Folder of the model [default: `model` here or in a folder above, else where this was built]
    #[arg(long, value_name = "DIR")]
    pub model: Option<PathBuf>,
}

/// The model has errors; they have been printed.
#[derive(Debug)]
pub struct Broken {
    errors: usize,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&count(self.errors, "error"))
    }
}

impl std::error::Error for Broken {}

/// A model without errors.
pub struct Loaded {
    /// Where it was read from.
    pub dir: PathBuf,
    /// Trees and what holds for all revisions.
    pub model: Model,
    /// Every revision at every XLEN, without deviations.
    pub specs: Vec<Spec>,
}

impl ModelArgs {
    /// The folder that is meant.
    pub fn dir(&self) -> PathBuf {
        self.model.clone().unwrap_or_else(|| repository::root().join(repository::MODEL))
    }
}

/// Reads the model and checks it, profiles only if `profiles` says so; what is
/// found stays unprinted.
pub fn read(args: &ModelArgs, profiles: bool) -> anyhow::Result<(Loaded, Diagnostics)> {
    let dir = args.dir();
    let help = || {
        format!(
            "cannot read a model at {}\n  help: run in a checkout of the repository, or give its folder with --model DIR",
            dir.display()
        )
    };
    if !dir.is_dir() {
        bail!(help());
    }
    let (model, mut found) = Model::read(&absolute(&dir)).with_context(help)?;
    let mut specs = Vec::new();
    // Half-read trees would only repeat the errors in other words.
    if found.is_empty() {
        let (all, more) = model.check();
        found.extend(more);
        specs = all;
        if profiles {
            found.extend(model.implementations(&load::XLENS, |_| true).1);
        }
    }
    Ok((Loaded { dir, model, specs }, found))
}

/// The model, if it has no errors; otherwise prints them.
///
/// It stays until the program ends: to drop so many small pieces one by one
/// takes longer than what most commands do with them.
pub fn open(args: &ModelArgs) -> anyhow::Result<&'static Loaded> {
    let (loaded, found) = read(args, false)?;
    refuse(&loaded.model, &found)?;
    Ok(Box::leak(Box::new(loaded)))
}

/// Prints what was found; an error if that is anything.
fn refuse(model: &Model, found: &Diagnostics) -> anyhow::Result<()> {
    if found.is_empty() {
        return Ok(());
    }
    let text = syntax::render(&model.sources, found, &model.revisions(), true);
    write!(anstream::stderr(), "{text}")?;
    Err(anyhow!(Broken { errors: found.len() }))
}

/// The loader names files relative to the model's parent, which `.` has not.
fn absolute(dir: &Path) -> PathBuf {
    dir.canonicalize().unwrap_or_else(|_| dir.to_path_buf())
}

impl Loaded {
    /// Index of the revision that a user names; `first` and `last` are understood.
    pub fn revision(&self, word: &str) -> anyhow::Result<usize> {
        let ids = self.model.revisions();
        match word {
            "first" => Ok(0),
            "last" => Ok(self.last()),
            _ => self.model.revision(word).ok_or_else(|| {
                let near = did_you_mean(word, ids.iter().map(String::as_str));
                anyhow!("there is no revision `{word}`{near}\n  help: revisions are {}", ids.join(", "))
            }),
        }
    }

    /// The revision that a user names, else the last.
    pub fn revision_or_last(&self, word: Option<&str>) -> anyhow::Result<usize> {
        word.map_or(Ok(self.last()), |word| self.revision(word))
    }

    /// Index of the last revision.
    pub fn last(&self) -> usize {
        self.model.header.revisions.len().saturating_sub(1)
    }

    /// A revision at one XLEN.
    pub fn spec(&self, revision: usize, xlen: u32) -> anyhow::Result<&Spec> {
        let found = self.specs.iter().find(|s| s.index == revision && s.xlen == xlen);
        found.with_context(|| format!("the model has no revision number {revision} with XLEN {xlen}"))
    }

    /// What profiles that guests run on make of the revisions that they implement, for what is generated.
    pub fn implementations(&self) -> anyhow::Result<Vec<Spec>> {
        let (specs, found) = self.model.implementations(&[emit::IMPLEMENTATION_XLEN], |profile| profile.cpu().is_some());
        refuse(&self.model, &found)?;
        Ok(specs)
    }

    /// All revisions at one XLEN, oldest first.
    pub fn chain(&self, xlen: u32) -> impl Iterator<Item = &Spec> {
        self.specs.iter().filter(move |s| s.xlen == xlen)
    }
}

/// `--xlen`, with 64 in its absence.
#[derive(clap::Args, Clone, Copy, Debug)]
pub struct XlenArgs {
    /// Width of the integer registers
    #[arg(long, default_value = "64", value_parser = xlen)]
    pub xlen: u32,
}

fn xlen(text: &str) -> Result<u32, String> {
    let known = load::XLENS.iter().find(|x| x.to_string() == text);
    known.copied().ok_or_else(|| format!("XLEN is one of {:?}", load::XLENS))
}

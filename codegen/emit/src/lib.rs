//! Everything that is generated, as text by path. Nothing here writes a file.
//!
//! [`generate`] is the whole of it. One module per kind of artefact: the
//! emulator's modules ([`emulator`]), the hypervisor's and the firmware's
//! ([`hypervisor`]), the book's pages ([`book`]) and the JSON export, which is
//! also the table that tests read ([`export`]).

pub mod book;
pub mod emulator;
pub mod export;
mod facts;
mod format;
pub mod hypervisor;
mod rust;
mod shape;
pub mod values;

pub use format::memory::{Learned, learned, recall};

use hypervisor::Switches;
use ir::{Spec, name};
use load::Model;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Text by path below the output folder.
pub type Files = BTreeMap<String, String>;

/// One artefact of one revision failed; the message names it.
#[derive(Debug)]
pub struct Error(pub String);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// What is generated for implementations has this XLEN.
pub const IMPLEMENTATION_XLEN: u32 = hypervisor::XLEN;

/// Generates everything from a checked model. `specs` are all revisions at both XLENs, as
/// [`Model::check`] returns them, `implementations` those of [`Model::implementations`] at
/// [`IMPLEMENTATION_XLEN`] that guests run on.
/// `done` is called once per finished job, with its name.
pub fn generate(model: &Model, specs: &[Spec], implementations: &[Spec], done: &(dyn Fn(&str) + Sync)) -> Result<Files, Error> {
    let jobs = jobs(specs, implementations);
    let (base, switches) = rayon::join(|| emulator::Base::of(specs), || hypervisor::switches(specs));
    let results: Vec<Result<Vec<(String, String)>, Error>> = jobs
        .par_iter()
        .map(|job| {
            let files = job.run(model, specs, &base, &switches);
            done(&job.name());
            files
        })
        .collect();
    let mut files = Files::new();
    for result in results {
        for (path, text) in result? {
            files.insert(path, text);
        }
    }
    Ok(files)
}

/// Number of jobs that [`generate`] reports.
pub fn job_count(specs: &[Spec], implementations: &[Spec]) -> usize {
    jobs(specs, implementations).len()
}

/// A piece of work that runs in parallel with the others.
enum Job<'a> {
    /// The emulator's modules of one revision and XLEN, and its export.
    Emulator(&'a Spec),
    /// What all revisions share.
    Base,
    /// Hypervisor and firmware modules of one revision for one implementation.
    Hypervisor(&'a Spec),
    /// All pages.
    Book,
}

fn jobs<'a>(specs: &'a [Spec], implementations: &'a [Spec]) -> Vec<Job<'a>> {
    let mut jobs = vec![Job::Book, Job::Base];
    jobs.extend(specs.iter().map(Job::Emulator));
    jobs.extend(specs.iter().chain(implementations).filter(|s| s.xlen == hypervisor::XLEN).map(Job::Hypervisor));
    jobs
}

impl Job<'_> {
    fn name(&self) -> String {
        match self {
            Job::Emulator(spec) => format!("{} RV{}", spec.revision.id, spec.xlen),
            Job::Base => "base".to_string(),
            Job::Hypervisor(spec) => format!("hypervisor for {} of {}", spec.profile, spec.revision.id),
            Job::Book => "book".to_string(),
        }
    }

    fn run(&self, model: &Model, specs: &[Spec], base: &emulator::Base, switches: &Switches) -> Result<Vec<(String, String)>, Error> {
        match self {
            Job::Emulator(spec) => {
                let mut files = emulator::modules(spec, base);
                let facts = export::revision(spec);
                let export =
                    format::rendered("export", &facts, || serde_json::to_string_pretty(&facts)).map_err(|e| Error(e.to_string()))?;
                files.push((format!("{}/rv{}.json", spec.revision.id, spec.xlen), export + "\n"));
                Ok(files)
            }
            Job::Base => Ok(emulator::base(model, specs, base)),
            Job::Hypervisor(spec) => hypervisor::modules(spec, switches),
            Job::Book => book::pages(model, specs, switches).map_err(Error),
        }
    }
}

/// A Rust file: header, then items formatted in process.
fn rust_file(title: &str, from: &str, text: format::Text) -> String {
    let file = text.into_string();
    format!("//! {title}\n//!\n//! @generated from {from} by `draftvisor gen`; do not edit.\n{file}")
}

/// Path of a revision's module file.
fn module_path(spec: &Spec, file: &str) -> String {
    format!("{}/rv{}/{file}", spec.revision.id, spec.xlen)
}

/// Name of the Rust module of a revision.
fn module_name(spec: &Spec) -> String {
    name::module(&spec.revision.id)
}

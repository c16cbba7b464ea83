//! Model files in, checked [`ir::Spec`]s out.
//!
//! [`Model::read`] finds and reads the files and checks what holds for the
//! text as a whole. [`Model::at`] specialises to one revision, XLEN and
//! profile: it removes every range, resolves names and types, and reports
//! what is wrong there. [`Model::check`] does so for all of them and merges
//! the findings, so that a mistake is reported once with the revisions in
//! which it matters.

mod alone;
mod ast;
mod check;
mod edit;
mod files;
mod header;
mod keys;
pub mod life;
mod lower;
mod names;
mod resolve;
mod select;
mod statements;

pub use alone::{check_node, csr_alone, is_limited};
pub use edit::Edited;
pub use files::{Document, find, read_files};
pub use header::{Header, Profile, Witness};
pub use keys::nearest;
pub use statements::{Ledger, Statement};

use ir::Spec;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use syntax::{Diagnostic, Diagnostics, Sources};

/// A model as read: trees, and what is known without choosing a revision.
#[derive(Debug)]
pub struct Model {
    /// The files.
    pub sources: Sources,
    /// Nodes, templates expanded.
    pub documents: Vec<Document>,
    /// Revisions, changes, sources, profiles.
    pub header: Header,
    /// At which revision a change happens, by its name.
    changes: BTreeMap<String, usize>,
    cache: Arc<ast::Cache>,
}

/// The XLENs that are modelled.
pub const XLENS: [u32; 2] = [32, 64];

/// The profile without deviations.
pub const SPEC_PROFILE: &str = "spec";

impl Model {
    /// Reads every `.yaml` and `.rs` file below `dir`. The model is usable only if nothing was found.
    pub fn read(dir: &Path) -> std::io::Result<(Self, Diagnostics)> {
        Ok(Self::from_files(files::find(dir)?))
    }

    /// The same from paths and texts.
    pub fn from_files(files: Vec<(String, String)>) -> (Self, Diagnostics) {
        let mut found = Diagnostics::default();
        let (sources, documents) = read_files(files, &mut found);
        (Self::of(sources, documents, Arc::default(), &mut found), found)
    }

    fn of(sources: Sources, documents: Vec<Document>, cache: Arc<ast::Cache>, found: &mut Diagnostics) -> Self {
        let header = Header::read(&documents, &sources, found);
        // The first of a name counts; `check::duplicates` reports the others.
        let changes = header.changes.iter().rev().map(|c| (c.id.clone(), c.at)).collect();
        let model = Model { sources, documents, header, changes, cache };
        check::ranges(&model, found);
        keys::check(&model, found);
        check::duplicates(&model, found);
        model
    }

    /// Ids of the revisions, oldest first.
    pub fn revisions(&self) -> Vec<String> {
        self.header.revisions.iter().map(|r| r.id.clone()).collect()
    }

    /// Index of a revision.
    pub fn revision(&self, id: &str) -> Option<usize> {
        self.header.revisions.iter().position(|r| r.id == id)
    }

    /// Index of the revision at which a change happens.
    pub fn change_at(&self, name: &str) -> Option<usize> {
        self.changes.get(name).copied()
    }

    /// One revision at one XLEN as one implementation has it.
    pub fn at(&self, revision: usize, xlen: u32, profile: &str) -> (Spec, Vec<Diagnostic>) {
        let at = select::At::new(self, revision, xlen).of(profile);
        let spec = lower::spec(&at, profile);
        check::spec(&at, &spec);
        (spec, at.errors.into_inner())
    }

    /// All revisions at both XLENs, and every finding.
    pub fn check(&self) -> (Vec<Spec>, Diagnostics) {
        let jobs: Vec<(usize, u32)> = (0..self.header.revisions.len()).flat_map(|r| XLENS.map(|xlen| (r, xlen))).collect();
        let results: Vec<(Spec, Vec<Diagnostic>)> = jobs.par_iter().map(|&(r, xlen)| self.at(r, xlen, SPEC_PROFILE)).collect();
        let (mut found, mut specs, mut everywhere) = (Diagnostics::default(), Vec::new(), BTreeSet::new());
        for (_, errors) in &results {
            everywhere.extend(errors.iter().cloned());
        }
        // A finding that is made at one XLEN only says so.
        let one_xlen = |d: &Diagnostic| {
            let seen = jobs.iter().zip(&results).filter(|(_, (_, errors))| errors.contains(d)).map(|(job, _)| job.1);
            let seen: BTreeSet<u32> = seen.collect();
            seen.first().copied().filter(|_| seen.len() == 1)
        };
        let only: BTreeMap<Diagnostic, u32> = everywhere.into_iter().filter_map(|d| Some((d.clone(), one_xlen(&d)?))).collect();
        for ((r, _), (spec, errors)) in jobs.iter().zip(results) {
            let errors = errors.into_iter().map(|mut d| {
                if let Some(xlen) = only.get(&d) {
                    d.message += &format!(" on RV{xlen}");
                }
                d
            });
            found.add_in(&self.header.revisions[*r].id, errors);
            specs.push(spec);
        }
        self.check_profiles(&mut found);
        (specs, found)
    }

    /// What profiles make of the revisions that they implement, and every finding.
    pub fn implementations(&self, xlens: &[u32], which: impl Fn(&Profile) -> bool) -> (Vec<Spec>, Diagnostics) {
        let profiles = self.header.profiles.iter().filter(|profile| which(profile));
        let jobs: Vec<(&str, &str, u32)> = profiles
            .flat_map(|p| p.implements.iter().flat_map(move |id| xlens.iter().map(move |xlen| (p.id.as_str(), id.as_str(), *xlen))))
            .collect();
        let at = |&(profile, id, xlen): &(&str, &str, u32)| Some(self.at(self.revision(id)?, xlen, profile));
        let results: Vec<Option<(Spec, Vec<Diagnostic>)>> = jobs.par_iter().map(at).collect();
        let (mut found, mut specs) = (Diagnostics::default(), Vec::new());
        for ((_, id, _), result) in jobs.iter().zip(results) {
            let Some((spec, errors)) = result else { continue };
            found.add_in(id, errors);
            specs.push(spec);
        }
        (specs, found)
    }

    /// The choices of every profile, in the revisions that it implements.
    fn check_profiles(&self, found: &mut Diagnostics) {
        for profile in &self.header.profiles {
            for id in &profile.implements {
                for xlen in XLENS {
                    let Some(revision) = self.revision(id) else { continue };
                    let at = select::At::new(self, revision, xlen).of(&profile.id);
                    lower::choices(&at, &profile.id);
                    found.add_in(id, at.errors.into_inner());
                }
            }
        }
    }

    /// Profiles that implement a revision.
    pub fn profiles_of(&self, revision: &str) -> Vec<&Profile> {
        self.header.profiles.iter().filter(|p| p.implements.iter().any(|r| r == revision)).collect()
    }
}

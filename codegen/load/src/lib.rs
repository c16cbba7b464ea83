//! Model files in, checked [`ir::Spec`]s out.
//!
//! [`Model::read`] finds and reads the files and checks what holds for the
//! text as a whole. [`Model::at`] specialises to one revision, XLEN and
//! profile: it removes every range, resolves names and types, and reports
//! what is wrong there. [`Model::check`] does so for all of them and merges
//! the findings, so that a mistake is reported once with the revisions in
//! which it matters.

mod ast;
mod check;
mod files;
mod header;
mod keys;
mod lower;
mod resolve;
mod select;

pub use files::{Document, read_files};
pub use header::{Header, Profile};
pub use select::parse_number;

use ir::Spec;
use rayon::prelude::*;
use std::path::Path;
use syntax::{Diagnostics, Sources};

/// A model as read: trees, and what is known without choosing a revision.
#[derive(Debug)]
pub struct Model {
    /// The files.
    pub sources: Sources,
    /// Nodes, templates expanded.
    pub documents: Vec<Document>,
    /// Revisions, changes, sources, profiles.
    pub header: Header,
    cache: ast::Cache,
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
        let header = Header::read(&documents, &sources, &mut found);
        let model = Model { sources, documents, header, cache: ast::Cache::default() };
        check::ranges(&model, &mut found);
        keys::check(&model, &mut found);
        check::duplicates(&model, &mut found);
        (model, found)
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
        self.header.changes.iter().find(|c| c.id == name).map(|c| c.at)
    }

    /// One revision at one XLEN as one implementation has it.
    pub fn at(&self, revision: usize, xlen: u32, profile: &str) -> (Spec, Vec<syntax::Diagnostic>) {
        let at = select::At::new(self, revision, xlen);
        let spec = lower::spec(&at, profile);
        check::spec(&at, &spec);
        (spec, at.errors.into_inner())
    }

    /// All revisions at both XLENs, and every finding.
    pub fn check(&self) -> (Vec<Spec>, Diagnostics) {
        let jobs: Vec<(usize, u32)> =
            (0..self.header.revisions.len()).flat_map(|r| XLENS.map(|xlen| (r, xlen))).collect();
        let results: Vec<(Spec, Vec<syntax::Diagnostic>)> =
            jobs.par_iter().map(|&(r, xlen)| self.at(r, xlen, SPEC_PROFILE)).collect();
        let mut found = Diagnostics::default();
        let mut specs = Vec::new();
        for ((r, _), (spec, errors)) in jobs.iter().zip(results) {
            found.add_in(&self.header.revisions[*r].id, errors);
            specs.push(spec);
        }
        (specs, found)
    }

    /// Profiles that implement a revision.
    pub fn profiles_of(&self, revision: &str) -> Vec<&Profile> {
        self.header.profiles.iter().filter(|p| p.implements.iter().any(|r| r == revision)).collect()
    }
}

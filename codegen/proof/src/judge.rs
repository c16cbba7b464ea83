//! Whether anything notices that the model was changed.

use crate::mutate::{Files, Mutant};
use crate::text::Texts;
use crate::texts::compare;
use ir::{Meta, Spec};
use load::Model;
use rayon::prelude::*;
use std::path::Path;
use std::process::{Command, Stdio};

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The checker refuses it.
    Refused,
    /// It says the same in every revision: no mutant.
    Same,
    /// A fact of a text does not hold.
    Texts(String),
    /// A test of the evaluator fails.
    Tests(String),
    /// Nothing noticed.
    Survived,
}

impl Verdict {
    /// A word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Verdict::Refused => "refused",
            Verdict::Same => "same",
            Verdict::Texts(_) => "texts",
            Verdict::Tests(_) => "tests",
            Verdict::Survived => "survived",
        }
    }
}

/// What mutants are held against.
pub struct Judge {
    files: Files,
    specs: Vec<Spec>,
    texts: Texts,
    /// A program with tests that read the model from the folder in `DRAFTVISOR_MODEL`.
    tests: Option<std::path::PathBuf>,
}

/// The revision and XLEN of a spec, by its position.
fn place(model: &Model) -> Vec<(usize, u32)> {
    (0..model.header.revisions.len()).flat_map(|r| load::XLENS.map(|xlen| (r, xlen))).collect()
}

/// All specs without where things stand.
fn specs(model: &Model) -> Option<Vec<Spec>> {
    let all: Vec<Option<Spec>> = place(model)
        .par_iter()
        .map(|&(revision, xlen)| {
            let (spec, errors) = model.at(revision, xlen, load::SPEC_PROFILE);
            errors.is_empty().then(|| without_places(spec))
        })
        .collect();
    all.into_iter().collect()
}

fn without_places(mut spec: Spec) -> Spec {
    let clear = |meta: &mut Meta| (meta.place, meta.span) = Default::default();
    spec.revision.span = Default::default();
    for csr in &mut spec.csrs {
        clear(&mut csr.meta);
        csr.fields.iter_mut().for_each(|f| f.span = Default::default());
    }
    spec.rules.iter_mut().for_each(|r| clear(&mut r.meta));
    spec.exceptions.iter_mut().chain(&mut spec.interrupts).for_each(|c| clear(&mut c.meta));
    spec.entries.iter_mut().chain(&mut spec.returns).for_each(|t| clear(&mut t.meta));
    spec.formats.iter_mut().for_each(|f| clear(&mut f.meta));
    spec.ptes.iter_mut().for_each(|p| clear(&mut p.meta));
    spec.walks.iter_mut().for_each(|w| clear(&mut w.meta));
    spec.extensions.iter_mut().for_each(|e| clear(&mut e.meta));
    spec.float.iter_mut().for_each(|f| clear(&mut f.meta));
    spec.insns.iter_mut().for_each(|i| clear(&mut i.meta));
    spec
}

impl Judge {
    /// The model of these files is the right one; `tests` is a program, if there is one.
    pub fn new(files: Files, texts: Texts, tests: Option<std::path::PathBuf>) -> Result<Self, String> {
        let (model, found) = Model::from_files(files.clone());
        let specs = specs(&model).filter(|_| found.is_empty()).ok_or("the model has errors: run `draftvisor check`")?;
        Ok(Self { files, specs, texts, tests })
    }

    /// Judges a mutant, by what is cheap first.
    pub fn judge(&self, mutant: &Mutant) -> Result<Verdict, String> {
        let files = mutant.apply(&self.files);
        let (model, found) = Model::from_files(files.clone());
        if !found.is_empty() {
            return Ok(Verdict::Refused);
        }
        let Some(specs) = specs(&model) else { return Ok(Verdict::Refused) };
        if specs.len() != self.specs.len() {
            return Ok(Verdict::Texts("a revision is gone".into()));
        }
        let changed: Vec<&Spec> = specs.iter().zip(&self.specs).filter(|(a, b)| a != b).map(|(a, _)| a).collect();
        if changed.is_empty() {
            return Ok(Verdict::Same);
        }
        // What a mutant makes impossible may well panic: that is noticed too.
        let noticed = changed.par_iter().find_map_any(|spec| {
            let text = self.texts.of(&spec.revision.id)?;
            let report = std::panic::catch_unwind(|| compare(&self.texts, text, spec));
            match report {
                Ok(report) => report.wrong.first().map(|w| format!("{} rv{}: {w}", spec.revision.id, spec.xlen)),
                Err(_) => Some(format!("{} rv{}: the evaluator panics", spec.revision.id, spec.xlen)),
            }
        });
        match (noticed, &self.tests) {
            (Some(fact), _) => Ok(Verdict::Texts(fact)),
            (None, Some(tests)) => self.run(tests, &files),
            (None, None) => Ok(Verdict::Survived),
        }
    }

    /// Runs a program with tests on the mutant.
    fn run(&self, tests: &Path, files: &Files) -> Result<Verdict, String> {
        let fail = |e: std::io::Error| format!("{}: {e}", tests.display());
        let folder = tempfile::tempdir().map_err(fail)?;
        for (path, text) in files {
            let at = folder.path().join(path);
            std::fs::create_dir_all(at.parent().unwrap_or(folder.path())).map_err(fail)?;
            std::fs::write(at, text).map_err(fail)?;
        }
        let first = files.first().map_or("model", |f| f.0.split('/').next().unwrap_or("model"));
        let mut command = Command::new(tests);
        command.env("DRAFTVISOR_MODEL", folder.path().join(first)).args(["--format", "terse"]).stdin(Stdio::null());
        let output = command.output().map_err(fail)?;
        let text = String::from_utf8_lossy(&output.stdout);
        let failed = text.split("failures:").last().unwrap_or_default().lines().map(str::trim).find(|l| l.contains("::"));
        if output.status.success() { Ok(Verdict::Survived) } else { Ok(Verdict::Tests(failed.unwrap_or("a test").to_string())) }
    }
}

//! Whether anything notices that the model was changed.
//!
//! What is cheap comes first, and the first that notices ends it: the checker
//! and the texts' facts revision by revision, the witnesses of changes, then a
//! program with the evaluator's tests.

use crate::equivalent::Equivalents;
use crate::mutate::{Files, Mutant};
use crate::program::Program;
use crate::text::Texts;
use crate::texts::compare;
use eval::{Evaluator, witness};
use ir::{Meta, Spec};
use load::{Edited, Model, Witness};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// What became of a mutant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The checker refuses it.
    Refused,
    /// It says the same in every revision: no mutant.
    Same,
    /// A fact of a text does not hold.
    Texts(String),
    /// A witness of a change does not end as it should.
    Witness(String),
    /// A test of the evaluator fails.
    Tests(String),
    /// Nothing noticed, because there is nothing to notice.
    Equivalent(String),
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
            Verdict::Witness(_) => "witness",
            Verdict::Tests(_) => "tests",
            Verdict::Equivalent(_) => "equivalent",
            Verdict::Survived => "survived",
        }
    }

    /// What noticed, in words; empty if there is no more to say.
    pub fn by(&self) -> &str {
        match self {
            Verdict::Texts(by) | Verdict::Witness(by) | Verdict::Tests(by) | Verdict::Equivalent(by) => by,
            _ => "",
        }
    }
}

/// What mutants are held against.
pub struct Judge {
    base: Edited,
    model: Model,
    /// All revisions at both XLENs, those first that notice most.
    specs: Vec<Spec>,
    texts: Texts,
    equivalents: Equivalents,
    tests: Option<Program>,
}

/// A spec without where things stand, and without the texts of what it has as expressions.
fn without_places(mut spec: Spec) -> Spec {
    let clear = |meta: &mut Meta| (meta.place, meta.span) = Default::default();
    spec.revision.span = Default::default();
    for csr in &mut spec.csrs {
        clear(&mut csr.meta);
        csr.fields.iter_mut().for_each(|f| (f.span, f.rule) = Default::default());
    }
    for rule in &mut spec.rules {
        clear(&mut rule.meta);
        rule.text.clear();
    }
    spec.exceptions.iter_mut().chain(&mut spec.interrupts).for_each(|c| clear(&mut c.meta));
    for table in spec.entries.iter_mut().chain(&mut spec.returns) {
        clear(&mut table.meta);
        table.rows.iter_mut().for_each(|row| row.text.clear());
    }
    spec.formats.iter_mut().for_each(|f| clear(&mut f.meta));
    spec.ptes.iter_mut().for_each(|p| clear(&mut p.meta));
    spec.walks.iter_mut().for_each(|w| clear(&mut w.meta));
    spec.extensions.iter_mut().for_each(|e| clear(&mut e.meta));
    spec.float.iter_mut().for_each(|f| clear(&mut f.meta));
    for insn in spec.insns.iter_mut().map(Arc::make_mut) {
        clear(&mut insn.meta);
        (insn.text, insn.encoding) = Default::default();
    }
    spec
}

/// Revision and XLEN of every spec: the last text first, then the first one, then those between.
fn order(revisions: usize) -> Vec<(usize, u32)> {
    let last = revisions.saturating_sub(1);
    let by_revision = (0..revisions).rev().take(1).chain(0..last);
    let wide = load::XLENS.into_iter().rev();
    wide.flat_map(|xlen| by_revision.clone().map(move |r| (r, xlen))).collect()
}

impl Judge {
    /// The model of these files is the right one; `tests` is the program of the evaluator's tests, if there is one.
    ///
    /// # Errors
    ///
    /// The model has errors.
    pub fn new(files: Files, texts: Texts, equivalents: Equivalents, tests: Option<Program>) -> Result<Self, String> {
        // What nothing but the ledger's own test reads need not be read again for each mutant.
        let files: Files = files.into_iter().filter(|f| !f.0.contains("/statements/")).collect();
        let (model, found) = Model::from_files(files.clone());
        let mut specs = Vec::new();
        for (revision, xlen) in order(model.header.revisions.len()) {
            let (spec, errors) = model.at(revision, xlen, load::SPEC_PROFILE);
            if !errors.is_empty() || !found.is_empty() {
                return Err("the model has errors: run `draftvisor check`".to_string());
            }
            specs.push(without_places(spec));
        }
        Ok(Self { base: Edited::new(files), model, specs, texts, equivalents, tests })
    }

    /// The files without a mutant.
    pub fn files(&self) -> &[(String, String)] {
        self.base.files()
    }

    /// Judges a mutant.
    ///
    /// # Errors
    ///
    /// The program with the tests cannot be run.
    pub fn judge(&self, mutant: &Mutant) -> Result<Verdict, String> {
        // What a mutant makes impossible may well panic: that is noticed too.
        let early = catch_unwind(AssertUnwindSafe(|| self.in_process(mutant)));
        if let Some(verdict) = early.unwrap_or_else(|_| Some(Verdict::Texts("the evaluator panics".to_string()))) {
            return Ok(verdict);
        }
        let failed = self.tests.as_ref().map(|program| program.run(&mutant.apply(self.files()))).transpose()?.flatten();
        let why = || self.equivalents.of(mutant, self.files()).map(|one| one.why.clone());
        Ok(failed.map(Verdict::Tests).or_else(|| why().map(Verdict::Equivalent)).unwrap_or(Verdict::Survived))
    }

    /// Everything but the program; none if nothing noticed.
    fn in_process(&self, mutant: &Mutant) -> Option<Verdict> {
        let text = self.files().iter().find(|f| f.0 == mutant.path)?.1.as_str();
        let (model, found) = self.base.with(&mutant.path, mutant.edited(text));
        if !found.is_empty() {
            return Some(Verdict::Refused);
        }
        let places = order(model.header.revisions.len());
        if places.len() != self.specs.len() {
            return Some(Verdict::Texts("a revision is gone".into()));
        }
        let mut changed = Vec::new();
        for (&(revision, xlen), own) in places.iter().zip(&self.specs) {
            let (spec, errors) = model.at(revision, xlen, load::SPEC_PROFILE);
            if !errors.is_empty() {
                return Some(Verdict::Refused);
            }
            let spec = without_places(spec);
            if spec == *own {
                continue;
            }
            if let Some(text) = self.texts.of(&spec.revision.id)
                && let Some(wrong) = compare(&self.texts, text, &spec).wrong.first()
            {
                return Some(Verdict::Texts(format!("{} rv{xlen}: {wrong}", spec.revision.id)));
            }
            changed.push(spec);
        }
        if changed.is_empty() {
            return Some(Verdict::Same);
        }
        self.witness(&changed).map(Verdict::Witness)
    }

    /// The first witness that ends otherwise in a changed spec.
    fn witness(&self, changed: &[Spec]) -> Option<String> {
        let told = self.model.header.witnesses.iter().filter(|w| w.silent.is_empty());
        told.flat_map(|w| self.sides(w)).find_map(|(w, spec, others, end)| {
            let spec = changed.iter().find(|c| (c.index, c.xlen) == (spec.index, spec.xlen))?;
            let address = |name: &str| others.iter().find_map(|s| s.csr(name)).map(|c| c.address);
            let ends = witness::run(&Evaluator::new(spec), &w.program, &address);
            (ends.as_ref() != Ok(end)).then(|| format!("{} in {}: {ends:?}, not {end}", w.change, spec.revision.id))
        })
    }

    /// A witness with the two specs that it tells apart, and how it ends in each.
    fn sides<'a>(&'a self, w: &'a Witness) -> Vec<(&'a Witness, &'a Spec, [&'a Spec; 2], &'a String)> {
        let spec = |index: usize| self.specs.iter().find(|s| s.index == index && s.xlen == w.xlen);
        let at = self.model.change_at(&w.change).unwrap_or_default();
        let (Some(before), Some(after)) = (at.checked_sub(1).and_then(spec), spec(at)) else { return Vec::new() };
        let both = [after, before];
        vec![(w, before, both, &w.before), (w, after, both, &w.after)]
    }
}

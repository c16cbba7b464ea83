//! The comparison: what a text prints against a [`Spec`].
//!
//! Every figure position, listed register, code and encoding is one fact. A
//! fact that does not hold is reported with both sides.

mod codes;
mod encodings;
mod modes;
mod registers;
mod translation;

use crate::text::{Scope, Text, Texts};
use eval::{Evaluator, State};
use ir::Spec;
use serde_json::Value;
use std::fmt::{Debug, Display};

/// A fact that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The figure or table.
    pub at: String,
    /// The fact.
    pub what: String,
    /// What the text prints.
    pub printed: String,
    /// What the model says.
    pub model: String,
}

impl Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}: printed {}, model {}", self.at, self.what, self.printed, self.model)
    }
}

/// What was compared.
#[derive(Debug, Default)]
pub struct Report {
    /// Number of facts.
    pub compared: usize,
    /// Facts that do not hold, mistakes of the text apart.
    pub wrong: Vec<Wrong>,
    /// Mistakes of the text that were met, as positions in [`Scope::errata`].
    pub errata: Vec<usize>,
}

/// One text and the model's idea of it.
struct Comparison<'a> {
    text: &'a Text,
    scope: &'a Scope,
    spec: &'a Spec,
    eval: Evaluator<'a>,
    /// What `draftvisor export` prints of the revision.
    export: Value,
    report: Report,
}

/// Compares what a text prints with the model at its revision.
pub fn compare(texts: &Texts, text: &Text, spec: &Spec) -> Report {
    let (eval, export) = (Evaluator::new(spec), emit::export::revision(spec));
    let mut c = Comparison { text, scope: &texts.scope, spec, eval, export, report: Report::default() };
    c.listing();
    c.ranges();
    c.figures();
    c.protection();
    c.extensions();
    c.causes();
    c.delegation();
    c.priority();
    c.formats();
    c.addresses();
    c.entries();
    c.permissions();
    c.privileges();
    c.redirection();
    c.traps();
    c.transforms();
    c.pseudoinstructions();
    c.instructions();
    c.opcodes(&texts.opcodes);
    c.report
}

impl<'a> Comparison<'a> {
    /// One fact.
    fn fact<T: PartialEq + Debug>(&mut self, at: &str, what: impl Display, printed: T, model: T) {
        self.report.compared += 1;
        if printed == model {
            return;
        }
        let what = what.to_string();
        let is_this = |e: &crate::text::Erratum| e.texts.contains(&self.text.id) && e.at == at && e.what == what;
        if let Some(erratum) = self.scope.errata.iter().position(is_this) {
            self.report.errata.push(erratum);
            return;
        }
        let show = |value: &T| format!("{value:?}");
        self.report.wrong.push(Wrong { at: at.into(), what, printed: show(&printed), model: show(&model) });
    }

    /// After reset, then in a mode by the manual's name.
    fn state(&self, mode: &str) -> State {
        let mut state = self.eval.reset();
        let prv = if mode == "M" {
            "M"
        } else if mode.ends_with('S') {
            "S"
        } else {
            "U"
        };
        self.put(&mut state, "prv", self.spec.constant(prv).unwrap_or_default());
        self.put(&mut state, "V", u64::from(mode.starts_with('V')));
        state
    }

    /// Sets a place; nothing if there is none of that name.
    fn put(&self, state: &mut State, name: &str, value: u64) -> bool {
        self.eval.put(state, name, value)
    }
}

/// All bits of a range.
fn mask(hi: u32, lo: u32) -> u64 {
    ir::expr::mask(hi - lo + 1) << lo
}

//! Instructions that several revisions have alike, lowered once.

use super::Lower;
use crate::files::Document;
use crate::names::{Asked, Names};
use crate::select::RANGE_KEYS;
use ir::{Insn, Transform};
use std::sync::{Arc, Mutex, PoisonError};
use syntax::Node;

/// What a document became, in the revisions so far.
#[derive(Debug, Default)]
pub struct Memo(Mutex<Vec<Known>>);

#[derive(Debug)]
struct Known {
    xlen: u32,
    /// What decided on it beside the document.
    asked: Vec<Asked>,
    insn: Arc<Insn>,
}

/// A copy of a document is another one.
impl Clone for Memo {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Lower<'_, '_> {
    /// The instruction of a document, as `make` makes it or has made it before.
    ///
    /// It is kept if nothing is wrong with it and nothing in it has a range: then the XLEN, and what has been asked
    /// of the names and transforms, decide.
    pub(super) fn remembered(
        &self,
        d: &Document,
        names: &Names,
        transforms: &[Transform],
        make: impl FnOnce() -> Option<Insn>,
    ) -> Option<Arc<Insn>> {
        let known = || d.memo.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_same = |known: &&Known| known.xlen == self.at.xlen && fits(&known.insn, transforms) && names.agree(&known.asked);
        if let Some(known) = known().iter().find(is_same) {
            return Some(known.insn.clone());
        }
        let wrong = self.at.errors.borrow().len();
        let (insn, asked) = names.noting(make);
        let insn = Arc::new(insn?);
        let is_whole = self.at.errors.borrow().len() == wrong && insn.transform.is_some() == d.node.get("transform").is_some();
        if is_whole && !has_ranges(&d.node) {
            known().push(Known { xlen: self.at.xlen, asked, insn: insn.clone() });
        }
        Some(insn)
    }
}

fn fits(insn: &Insn, transforms: &[Transform]) -> bool {
    insn.transform.as_ref().is_none_or(|transform| transforms.contains(transform))
}

/// Whether a part of a node exists in some revisions only; XLENs are told apart anyway.
fn has_ranges(node: &Node) -> bool {
    let is_limited = |node: &Node| RANGE_KEYS.iter().any(|key| node.get(key).is_some()) || has_ranges(node);
    node.entries().iter().any(|e| is_limited(&e.value)) || node.items().iter().any(is_limited)
}

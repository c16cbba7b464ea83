//! The privileged state of a hart: storage words and cells, nothing derived.

use ir::{Spec, Storage};
use std::sync::Arc;

/// What storage there is, in order.
#[derive(Debug, PartialEq, Eq)]
struct Names {
    /// Storage words and their bits in use, as [`Spec::words`] lists them.
    words: Vec<(String, u64)>,
    /// Cells and their masks.
    cells: Vec<(String, u64)>,
}

/// Storage of one hart. Words hold no bits but those in use, so that equal states compare equal.
#[derive(Clone, PartialEq, Eq)]
pub struct State {
    names: Arc<Names>,
    words: Vec<u64>,
    cells: Vec<u64>,
}

impl State {
    /// The state after reset.
    pub fn reset(spec: &Spec) -> Self {
        let names = Names { words: spec.words(), cells: spec.cells.iter().map(|c| (c.name.clone(), c.ty.mask())).collect() };
        let words = names.words.iter().map(|(name, _)| reset_word(spec, name)).collect();
        let cells = spec.cells.iter().map(|c| c.reset & c.ty.mask()).collect();
        Self { names: Arc::new(names), words, cells }
    }

    /// A cell or storage word by name.
    pub fn get(&self, name: &str) -> Option<u64> {
        match self.cell_at(name) {
            Some(at) => Some(self.cells[at]),
            None => self.word_at(name).map(|at| self.words[at]),
        }
    }

    /// Sets a cell or storage word by name, without any rule; false if there is none. Bits that are not in use
    /// stay 0.
    #[must_use]
    pub fn set(&mut self, name: &str, value: u64) -> bool {
        if let Some(at) = self.cell_at(name) {
            self.set_cell(at, value);
            return true;
        }
        let Some(at) = self.word_at(name) else { return false };
        self.words[at] = value & self.names.words[at].1;
        true
    }

    /// Everything, words first, for comparison.
    pub fn named(&self) -> Vec<(String, u64)> {
        let words = self.names.words.iter().zip(&self.words);
        let cells = self.names.cells.iter().zip(&self.cells);
        words.chain(cells).map(|((name, _), value)| (name.clone(), *value)).collect()
    }

    pub(crate) fn word_at(&self, name: &str) -> Option<usize> {
        self.names.words.iter().position(|w| w.0 == name)
    }

    pub(crate) fn cell_at(&self, name: &str) -> Option<usize> {
        self.names.cells.iter().position(|c| c.0 == name)
    }

    pub(crate) fn cell(&self, at: usize) -> u64 {
        self.cells[at]
    }

    pub(crate) fn set_cell(&mut self, at: usize, value: u64) {
        self.cells[at] = value & self.names.cells[at].1;
    }

    /// `width` bits of a word from `lo` up.
    pub(crate) fn bits(&self, word: usize, lo: u32, width: u32) -> u64 {
        (self.words[word] >> lo) & ir::expr::mask(width)
    }

    pub(crate) fn set_bits(&mut self, word: usize, lo: u32, width: u32, value: u64) {
        let mask = ir::expr::mask(width);
        self.words[word] = self.words[word] & !(mask << lo) | (value & mask) << lo;
    }
}

fn reset_word(spec: &Spec, word: &str) -> u64 {
    let mut value = 0;
    for field in spec.csrs.iter().flat_map(|c| &c.fields) {
        let (Storage::Store(slot) | Storage::Derived { slot: Some(slot), .. }) = &field.storage else { continue };
        if slot.word == word {
            value |= (field.reset & ir::expr::mask(slot.width)) << slot.lo;
        }
    }
    value
}

impl std::fmt::Debug for State {
    /// What is not 0, in hexadecimal.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self.named().into_iter().filter(|n| n.1 != 0) {
            map.entry(&format_args!("{name}"), &format_args!("{value:#x}"));
        }
        map.finish()
    }
}

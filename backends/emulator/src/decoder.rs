//! From words to instructions that are ready to run.
//!
//! Most words of a program occur again and again, also where code is written
//! anew all the time: what was made of a word is kept.

use isa::{Decoded, Revision};

use crate::cursor::{Runner, runner_of};
use crate::layout::PAGE;
use crate::left_out::LeftOut;
use crate::memory::Ram;

/// Words that are remembered.
const WORDS: usize = 1024;

/// The decoder of all harts.
pub(crate) struct Decoder<R: Revision> {
    /// What the harts do not have.
    left_out: LeftOut,
    /// By hash of the word; none of them jumps to the next one of its block.
    known: Box<[Option<Runner<R>>]>,
}

impl<R: Revision> Decoder<R> {
    /// Nothing decoded yet.
    pub(crate) fn new(left_out: LeftOut) -> Self {
        Self { left_out, known: std::iter::repeat_with(|| None).take(WORDS).collect() }
    }

    /// The instruction that a word is.
    pub(crate) fn decode(&self, word: u32) -> Option<Decoded<R::Op>> {
        self.left_out.decode::<R>(word)
    }

    /// The instruction at a place, if it is one and ends in the page: the
    /// offset in RAM of a page, and the one in that page.
    pub(crate) fn decode_at(&self, ram: &Ram, place: (usize, usize)) -> Option<Decoded<R::Op>> {
        self.decode(word_at(ram, place)?).filter(|d| ends_in_page(place, d))
    }

    /// The same, ready to run.
    pub(crate) fn runner_at(&mut self, ram: &Ram, place: (usize, usize)) -> Option<Runner<R>> {
        let word = word_at(ram, place)?;
        for (word, len) in [(word, 4), (word & 0xffff, 2)] {
            let known = self.known[slot(word)].as_ref();
            if let Some(runner) = known.filter(|runner| (runner.d.word, runner.d.len) == (word, len)) {
                return Some(*runner).filter(|runner| ends_in_page(place, &runner.d));
            }
        }
        let runner = runner_of::<R>(self.decode(word)?, false);
        self.known[slot(runner.d.word)] = Some(runner);
        Some(runner).filter(|runner| ends_in_page(place, &runner.d))
    }
}

/// The four bytes at a place, or two at the end of a page.
#[inline]
fn word_at(ram: &Ram, (host, at): (usize, usize)) -> Option<u32> {
    let bytes = if at + 4 <= PAGE as usize { 4 } else { 2 };
    ram.read(host + at, bytes).filter(|_| at < PAGE as usize).map(|word| word as u32)
}

fn ends_in_page<Op>((_, at): (usize, usize), d: &Decoded<Op>) -> bool {
    at + usize::from(d.len) <= PAGE as usize
}

/// Registers and immediates make the difference between words.
fn slot(word: u32) -> usize {
    (word.wrapping_mul(0x9e37_79b1) >> 16) as usize % WORDS
}

//! Memory that is written and read again.

use crate::{Random, linux};

const PAGES: usize = 1024;
const WORDS: usize = 512;
/// Looked at in a round.
const SOME: usize = 8;

/// Pages, and what was last written to each.
pub struct Pages {
    words: &'static mut [[u64; WORDS]],
    written: [u64; PAGES],
}

impl Pages {
    /// All zeros.
    pub fn new() -> Self {
        let at = linux::memory(PAGES * WORDS * size_of::<u64>(), false);
        // SAFETY: zeroed memory of that length which nothing else uses.
        let words = unsafe { core::slice::from_raw_parts_mut(at.cast(), PAGES) };
        Self { words, written: [0; PAGES] }
    }

    /// Some pages are as they were left, and are written again.
    pub fn check_some(&mut self, random: &mut Random) {
        for _ in 0..SOME {
            let page = random.below(PAGES as u64) as usize;
            let (words, written) = (&mut self.words[page], &mut self.written[page]);
            for (at, word) in words.iter().enumerate() {
                assert!(word == written, "page {page} holds {word:#x} at {at}, not {written:#x}");
            }
            *written = random.below(u64::MAX);
            words.fill(*written);
        }
    }
}

//! What lies where in a guest, and that nothing lies in two places.

use crate::fields::bytes;
use syntax::{Diagnostic, Diagnostics, Span};

/// A range of addresses that something takes.
#[derive(Clone, Debug)]
pub(crate) struct Taken {
    /// First address.
    pub at: u64,
    /// Length.
    pub bytes: u64,
    /// What takes it, for messages.
    pub what: String,
    /// Where that is said.
    pub span: Span,
}

impl Taken {
    fn end(&self) -> u64 {
        self.at.saturating_add(self.bytes)
    }

    fn words(&self) -> String {
        format!("{} at {:#x} to {:#x}", self.what, self.at, self.end().saturating_sub(1))
    }
}

/// Reports ranges that overlap, at the one that is written later, and those
/// that do not end.
pub(crate) fn apart(mut all: Vec<Taken>, found: &mut Diagnostics) {
    for taken in &all {
        if taken.bytes == 0 || taken.at.checked_add(taken.bytes).is_none() {
            let message = format!("{} at {:#x} has a length of {}, which cannot be", taken.what, taken.at, bytes(taken.bytes));
            found.add(Diagnostic::new(taken.span, message).help("a range has at least one byte and ends within 64 bits of address"));
        }
    }
    all.sort_by_key(|taken| taken.at);
    for (n, low) in all.iter().enumerate() {
        for high in all[n + 1..].iter().take_while(|high| high.at < low.end()) {
            let (first, second) = if low.span <= high.span { (low, high) } else { (high, low) };
            let message = format!("{} lies over {}", second.words(), first.words());
            let help = format!("move one of them: {} is said on line {}", first.what, first.span.line);
            found.add(Diagnostic::new(second.span, message).help(help));
        }
    }
}

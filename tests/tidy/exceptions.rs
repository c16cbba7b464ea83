//! What is allowed all the same, and why. A list that is longer than needed fails too.

/// A file, the number of its lines that are allowed, and the reason.
pub type Listed = (&'static str, usize, &'static str);

/// Lines outside the model that state a fact.
pub const FACTS: &[Listed] = &[];

/// Files of more lines than is good.
pub const LONG: &[(&str, &str)] = &[];

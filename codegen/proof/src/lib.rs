//! Whether the model says what the texts say.
//!
//! [`text`] reads what a text of the specification prints: register figures,
//! listings, codes, encodings, as `tests/texts/` has them. [`texts`] compares
//! that with a [`ir::Spec`]. [`rules`] holds the ledger of statements against the
//! model and the tests. [`mutate`] changes the model in one place, and
//! [`judge`] sees whether anything notices; [`equivalent`] are those that
//! nothing can notice.

pub mod equivalent;
pub mod judge;
pub mod mutate;
pub mod program;
pub mod rules;
pub mod text;
pub mod texts;

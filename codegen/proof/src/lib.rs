//! Whether the model says what the texts say.
//!
//! [`text`] reads what a text of the specification prints: register figures,
//! listings, codes, encodings, as `tests/texts/` has them. [`texts`] compares
//! that with a [`ir::Spec`].

pub mod text;
pub mod texts;

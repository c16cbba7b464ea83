//! The two front ends of the model: YAML files and Rust macros.
//!
//! Both are read into one [`Node`] tree in which every value knows where it
//! was written. What a tree *means* is decided in `load`; nothing here knows
//! what a CSR is.

mod diagnostic;
mod print;
mod source;
mod tokens;
mod tree;
mod yaml;

pub use diagnostic::{Diagnostic, Diagnostics, render};
pub use print::{to_rust, to_yaml};
pub use source::{Sources, Span};
pub use tokens::{KINDS, node_from_tokens, read_rust};
pub use tree::{Entry, Node, Value};
pub use yaml::read_yaml;

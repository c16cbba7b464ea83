//! Tests of the macros: what they expand to, and what the compiler says about mistakes.

#![allow(clippy::unwrap_used)]

#[macro_use]
extern crate macros;

mod accessors;
mod errors;
mod model;
mod nodes;

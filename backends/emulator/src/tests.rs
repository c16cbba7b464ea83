//! Tests of the engine on a revision made by hand.
#![allow(missing_docs, clippy::unwrap_used)]

mod asm;
mod check;
mod double;
mod execute;
mod fences;
mod htif;
mod images;
mod machine;
mod memory;
mod random;
mod speed;
mod stages;
mod world;

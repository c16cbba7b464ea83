//! The evaluator against the texts. Facts are cited by the sections of the
//! table of revisions, (a) to (k), or by chapter and section of the manual.

#![allow(clippy::unwrap_used)]

mod access;
mod book;
mod csr;
mod delegation;
mod exec;
mod extensions;
mod hart;
mod interrupts;
mod legality;
mod returns;
mod traps;
mod virtual_insn;
mod witness;

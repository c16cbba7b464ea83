//! The evaluator against the texts. Facts are cited by the sections of the
//! table of revisions, (a) to (k), or by chapter and section of the manual.

#![allow(clippy::unwrap_used)]

mod access;
mod book;
mod compressed;
mod csr;
mod delegation;
mod exec;
mod extensions;
mod floats;
mod hart;
mod integers;
mod interrupts;
mod legality;
mod mutants;
mod registers;
mod returns;
mod rules;
mod traps;
mod virtual_insn;
mod witness;

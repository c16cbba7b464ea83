//! The reference evaluator: executes one [`ir::Spec`] as it is written.
//!
//! It is the oracle for generated Rust code, so it is plain: expressions are
//! walked, registers are read and written field by field, and nothing is
//! cached but positions of names. Start with [`Evaluator`]; the state of a
//! hart is a [`State`].
//!
//! What the model leaves to whoever executes it is decided here, and
//! generated code must do the same:
//!
//! **Legality of a CSR access** ([`Evaluator::csr_legal`]). A *write* is every
//! operation but a read, even one that sets no bit. No register at the
//! address: illegal instruction. Otherwise the rule `csr_denied` is asked with
//! the register's level and the address; if it allows the access, the first
//! item of `deny` that holds refuses it. If that item names an exception, so
//! it is. Else the rule `denied_is_virtual` decides with `CLASS_…` of the
//! register, the low five bits of the address (0 for instructions) and
//! `hs_denied`: whether `csr_denied` or any `deny` refuses as well in a state
//! in which the places of `hs_qualified` have been written as hardware does.
//! Guards of instructions are the same without `csr_denied`. With V=1 the
//! guards are those of the register at the address, and the access then goes
//! to its substitute, of which no guard is asked.
//!
//! **Reading.** A field with a false gate is 0. A stored field is its bits, an
//! alias what its target reads (through the target's gate), a derived field
//! its expression, a constant itself. Bits of no field are 0. CSRRS and CSRRC
//! return the same value as CSRR, but modify one in which derived fields with
//! `rmw: stored` are what is stored.
//!
//! **Writing by software.** If `accept` is false nothing happens. Otherwise
//! each field is written for itself, and all see the state before the write: a
//! read-only field or one with a false gate is skipped; the write rule makes
//! the value, over `new`, `old` and `incoming`. `old` is what the root of the
//! aliases keeps: stored bits, even of a derived field. A write to an alias is
//! a write to its target with the value that the alias's own rules have made,
//! and the target's gate, access and write rule apply in turn (its register's
//! `accept` does not). For the target's rule `incoming` is the target's
//! register with this field replaced and all others as read-modify-write
//! finds them. Constants and derived fields without storage ignore writes.
//!
//! **64-bit registers on RV32.** Both halves are accesses to the one 64-bit
//! register. The other half is written back as read-modify-write finds it,
//! and its fields go through their rules like any other.
//!
//! **Writing by hardware** (rows of trap tables, assignments in bodies,
//! `hs_qualified`). A field is written straight to the root of its aliases: no
//! gate, no access, no write rule. A whole register is written field by field
//! with the write rules, along aliases too, so that `sepc` drops bit 0, but
//! without gates, access and `accept`.
//!
//! **Traps.** All rows and `take` see the state before; of an interrupt only
//! the code counts, the rest of the context is 0. Values are cut to XLEN.
//! Interrupts are asked for in the order M, HS, VS; of the first set that is
//! not empty the smallest priority is taken, of equal ones the lowest code.
//!
//! **Instructions.** Guards, then the body from top to bottom; what was
//! written before an exception stays written. `raise` and a misaligned `jump`
//! say that the trap value is a guest virtual address if V=1; what is refused
//! says it never, and reports the rule `illegal_tval`.

mod access;
mod csr;
mod decode;
mod exec;
mod expr;
mod float;
mod index;
mod state;
mod trap;
mod why;
pub mod witness;

pub use decode::Decoded;
pub use index::Evaluator;
pub use state::State;
pub use why::Why;

//! What generators and the evaluator see: the model at one revision and one
//! XLEN, with every range, template and alternative already resolved.
//!
//! Read [`Spec`] first. Expressions are in [`expr`], what they touch in
//! [`effects`], the spelling of names in [`name`]. What people are told is
//! worded here once, for commands and pages alike: expressions ([`show`]), who
//! may do what ([`legality`]), named things and how they differ ([`nodes`],
//! [`difference`]).

mod csr;
pub mod difference;
pub mod effects;
pub mod expr;
mod float;
pub mod fold;
mod insn;
pub mod legality;
pub mod name;
pub mod nodes;
mod number;
pub mod show;
mod spec;

pub use csr::*;
pub use expr::{Bin, Builtin, Expr, ExprKind, Place, Stmt, Ty};
pub use float::FloatOp;
pub use insn::*;
pub use number::{number, sum};
pub use spec::*;

//! What generators and the evaluator see: the model at one revision and one
//! XLEN, with every range, template and alternative already resolved.
//!
//! Read [`Spec`] first. Expressions are in [`expr`], what they touch in
//! [`effects`], and the spelling of names in [`name`].

mod csr;
pub mod effects;
pub mod expr;
mod float;
pub mod fold;
mod insn;
pub mod name;
mod spec;

pub use csr::*;
pub use expr::{Bin, Builtin, Expr, ExprKind, Place, Stmt, Ty};
pub use float::FloatOp;
pub use insn::*;
pub use spec::*;

//! Instructions: encoding, guards, behaviour.

use crate::expr::{Expr, Stmt};
use crate::{Deny, Meta};

/// One operand in an encoding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Operand {
    /// `rd`, `rs1`, `imm`, `csr`…
    pub name: String,
    /// Pieces: highest and lowest bit of the word, and the lowest bit of the value they give.
    pub pieces: Vec<(u32, u32, u32)>,
    /// Added to the value (8 for the compressed register operands).
    pub bias: u32,
    /// Sign-extended from `width`.
    pub signed: bool,
    /// Width of the value.
    pub width: u32,
}

/// What an instruction does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// Statements.
    Exec(Vec<Stmt>),
    /// A compressed instruction: another one with these operands, expressions over its own.
    Expands {
        /// Name of the instruction.
        insn: String,
        /// Operand of it, value.
        operands: Vec<(String, Expr)>,
    },
}

/// How a memory instruction is shown in mtinst and htinst.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Transform {
    /// `load`, `store`…
    pub name: String,
    /// Bits of the 32-bit form that are kept.
    pub keep: u32,
    /// Highest and lowest bit of the address offset.
    pub offset: (u32, u32),
    /// Bit cleared when the instruction had 16 bits.
    pub compressed: u32,
}

/// An instruction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Insn {
    /// `hlv.w`.
    pub name: String,
    /// 2 or 4.
    pub bytes: u32,
    /// Bits that are fixed.
    pub mask: u32,
    /// Their values.
    pub matches: u32,
    /// The encoding as the model writes it.
    pub encoding: String,
    /// Operands.
    pub operands: Vec<Operand>,
    /// Restriction over the operands.
    pub condition: Option<Expr>,
    /// Class for the rule of virtual instructions.
    pub class: String,
    /// Refused when any holds.
    pub deny: Vec<Deny>,
    /// Uses the floating-point unit, whose guards come before `deny`.
    pub float: bool,
    /// Behaviour.
    pub body: Body,
    /// The behaviour as the model writes it.
    pub text: String,
    /// How it is shown in mtinst and htinst.
    pub transform: Option<Transform>,
    /// Extension it belongs to, `I`, `M`, `A`, `C`, `H`…
    pub extension: String,
    /// Common part.
    pub meta: Meta,
}

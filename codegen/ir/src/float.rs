//! Operators of the floating-point unit.

/// What the unit computes. The format is the width of the operands, 32 or 64 bits; a number is the width or
/// format of the result. All but [`FloatOp::Class`] may raise flags, which accrue as the unit's node says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum FloatOp {
    Add,
    Sub,
    Mul,
    Div,
    Sqrt,
    /// `a * b + c`, rounded once.
    Fma,
    Min,
    Max,
    Eq,
    Lt,
    Le,
    /// The ten classes, one bit each.
    Class,
    /// The other format.
    Resize(u32),
    FromSigned(u32),
    FromUnsigned(u32),
    ToSigned(u32),
    ToUnsigned(u32),
}

impl FloatOp {
    /// By the name that bodies use; `width` is what `::<N>` says.
    pub fn named(name: &str, width: u32) -> Option<Self> {
        use FloatOp::*;
        Some(match name {
            "fadd" => Add,
            "fsub" => Sub,
            "fmul" => Mul,
            "fdiv" => Div,
            "fsqrt" => Sqrt,
            "fma" => Fma,
            "fmin" => Min,
            "fmax" => Max,
            "feq" => Eq,
            "flt" => Lt,
            "fle" => Le,
            "fclass" => Class,
            "fresize" => Resize(width),
            "from_signed" => FromSigned(width),
            "from_unsigned" => FromUnsigned(width),
            "to_signed" => ToSigned(width),
            "to_unsigned" => ToUnsigned(width),
            _ => return None,
        })
    }

    /// The name that bodies use.
    pub fn name(self) -> &'static str {
        use FloatOp::*;
        match self {
            Add => "fadd",
            Sub => "fsub",
            Mul => "fmul",
            Div => "fdiv",
            Sqrt => "fsqrt",
            Fma => "fma",
            Min => "fmin",
            Max => "fmax",
            Eq => "feq",
            Lt => "flt",
            Le => "fle",
            Class => "fclass",
            Resize(_) => "fresize",
            FromSigned(_) => "from_signed",
            FromUnsigned(_) => "from_unsigned",
            ToSigned(_) => "to_signed",
            ToUnsigned(_) => "to_unsigned",
        }
    }

    /// The width that bodies give by `::<N>`.
    pub fn width(self) -> Option<u32> {
        use FloatOp::*;
        match self {
            Resize(n) | FromSigned(n) | FromUnsigned(n) | ToSigned(n) | ToUnsigned(n) => Some(n),
            _ => None,
        }
    }

    /// Operands, without the rounding mode.
    pub fn operands(self) -> usize {
        use FloatOp::*;
        match self {
            Add | Sub | Mul | Div | Min | Max | Eq | Lt | Le => 2,
            Fma => 3,
            Sqrt | Class | Resize(_) | FromSigned(_) | FromUnsigned(_) | ToSigned(_) | ToUnsigned(_) => 1,
        }
    }

    /// Takes a rounding mode as its last operand.
    pub fn rounds(self) -> bool {
        use FloatOp::*;
        !matches!(self, Min | Max | Eq | Lt | Le | Class)
    }

    /// Takes integers, not numbers of a format.
    pub fn is_from_integer(self) -> bool {
        matches!(self, FloatOp::FromSigned(_) | FloatOp::FromUnsigned(_))
    }
}

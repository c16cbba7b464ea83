//! Typed expressions and statements: the behaviour part of the model.

/// Type of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ty {
    /// Truth value.
    Bool,
    /// Unsigned number of 1 to 64 bits.
    Bits(u32),
    /// No value.
    Unit,
}

impl std::fmt::Display for Ty {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Ty::Bool => f.write_str("bool"),
            Ty::Bits(1) => f.write_str("1 bit"),
            Ty::Bits(n) => write!(f, "{n} bits"),
            Ty::Unit => f.write_str("no value"),
        }
    }
}

impl Ty {
    /// All-ones of a width; 1 for `bool`.
    pub fn mask(self) -> u64 {
        match self {
            Ty::Bool => 1,
            Ty::Bits(n) => mask(n),
            Ty::Unit => 0,
        }
    }

    /// Width in bits.
    pub fn width(self) -> u32 {
        match self {
            Ty::Bool => 1,
            Ty::Bits(n) => n,
            Ty::Unit => 0,
        }
    }
}

/// The low `n` bits set.
pub fn mask(n: u32) -> u64 {
    if n >= 64 { u64::MAX } else { (1 << n) - 1 }
}

/// A typed expression.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Its type.
    pub ty: Ty,
}

/// Kinds of expressions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ExprKind {
    /// A constant; `bool` is 0 or 1.
    Const(u64),
    /// A `let`, parameter, operand of the instruction or value of the context.
    Local(String),
    /// Integer register; the operand is its number.
    X(Box<Expr>),
    /// Floating-point register: its 64 bits, or as the type says the narrow number that is boxed in it.
    F(Box<Expr>),
    /// Address of the instruction.
    Pc,
    /// Hart state that is no CSR: `prv`, `V`, inputs.
    Cell(String),
    /// Value of a field as a read sees it.
    Field(String, String),
    /// Value of a whole CSR as a read sees it.
    Csr(String),
    /// Logical or bitwise complement.
    Not(Box<Expr>),
    /// Two's complement.
    Neg(Box<Expr>),
    /// Binary operator.
    Binary(Bin, Box<Expr>, Box<Expr>),
    /// Choice.
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// Statements, then a value.
    Block(Vec<Stmt>, Box<Expr>),
    /// One bit, by a computed position (0 beyond the width).
    Bit(Box<Expr>, Box<Expr>),
    /// Bits `hi` down to `lo`.
    Slice(Box<Expr>, u32, u32),
    /// Zero extension to the type.
    Zext(Box<Expr>),
    /// Sign extension to the type.
    Sext(Box<Expr>),
    /// The low bits, as many as the type has.
    Low(Box<Expr>),
    /// A rule.
    Call(String, Vec<Expr>),
    /// A core operator.
    Op(Builtin, Vec<Expr>),
}

/// Binary operators. Comparisons are unsigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Bin {
    Add,
    Sub,
    Mul,
    And,
    Or,
    Xor,
    Shl,
    Shr,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    AndAlso,
    OrElse,
}

/// Core operators. Widths are in bits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Builtin {
    Slt,
    Sra,
    Mulh,
    Mulhsu,
    Mulhu,
    Div,
    Rem,
    Divu,
    Remu,
    /// Zeros above the highest bit that is set.
    Clz,
    /// Zeros below the lowest bit that is set.
    Ctz,
    /// Bits that are set.
    Cpop,
    /// Bytes in reverse order.
    Rev8,
    /// Each byte that is not 0 becomes all ones.
    OrcB,
    /// Rotation to the left, by an amount modulo the width.
    Rol,
    /// Rotation to the right, likewise.
    Ror,
    Load(u32),
    Store(u32),
    AmoLoad(u32),
    LoadReserved(u32),
    StoreConditional(u32),
    GuestLoad(u32),
    GuestLoadExec(u32),
    GuestStore(u32),
    CsrSwap,
    CsrSet,
    CsrClear,
    Fence,
    FenceI,
    /// `Vma`, `Vvma` or `Gvma`.
    FenceVma(String),
    /// `Invalidate`, `Clean`, `Flush` or `Zero`.
    CacheBlock(String),
    /// A trap-return table.
    ReturnFrom(String),
    WaitForInterrupt,
    Jump,
    Raise,
    /// Of the floating-point unit.
    Float(crate::FloatOp),
}

impl Builtin {
    /// Whether the result depends on the operands alone.
    pub fn is_pure(&self) -> bool {
        use Builtin::*;
        matches!(self, Slt | Sra | Mulh | Mulhsu | Mulhu | Div | Rem | Divu | Remu | Rol | Ror) || self.is_unary()
    }

    /// Whether it is a pure operator with one operand.
    pub fn is_unary(&self) -> bool {
        use Builtin::*;
        matches!(self, Clz | Ctz | Cpop | Rev8 | OrcB)
    }
}

/// Statements.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Stmt {
    /// `let name = value;`
    Let(String, Expr),
    /// `place = value;`
    Assign(Place, Expr),
    /// `if`, `else`.
    If(Expr, Vec<Stmt>, Vec<Stmt>),
    /// An expression for its effect.
    Expr(Expr),
}

/// What can be assigned.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Integer register.
    X(Expr),
    /// Floating-point register; a value of 32 bits is boxed.
    F(Expr),
    /// `prv`, `V`.
    Cell(String),
    /// Field, written as hardware does: straight to the storage.
    Field(String, String),
    /// Whole CSR, likewise.
    Csr(String),
}

impl Expr {
    /// A constant.
    pub fn constant(value: u64, ty: Ty) -> Self {
        Self { kind: ExprKind::Const(value & ty.mask()), ty }
    }

    /// A truth value.
    pub fn bool(value: bool) -> Self {
        Self::constant(value as u64, Ty::Bool)
    }

    /// `a || b`, dropping constants.
    pub fn or(self, other: Expr) -> Self {
        match (self.as_const(), other.as_const()) {
            (Some(0), _) | (_, Some(1)) => other,
            (_, Some(0)) | (Some(1), _) => self,
            _ => Self { kind: ExprKind::Binary(Bin::OrElse, Box::new(self), Box::new(other)), ty: Ty::Bool },
        }
    }

    /// The value of a constant.
    pub fn as_const(&self) -> Option<u64> {
        match self.kind {
            ExprKind::Const(value) => Some(value),
            _ => None,
        }
    }

    /// Rebuilds the expression bottom-up with `f` applied to every part.
    pub fn map(self, f: &mut dyn FnMut(Expr) -> Expr) -> Expr {
        use ExprKind::*;
        // In the box that is there.
        let b = |mut e: Box<Expr>, f: &mut dyn FnMut(Expr) -> Expr| {
            let inner = std::mem::replace(&mut *e, Expr { kind: Pc, ty: Ty::Unit });
            *e = inner.map(f);
            e
        };
        let kind = match self.kind {
            X(e) => X(b(e, f)),
            F(e) => F(b(e, f)),
            Not(e) => Not(b(e, f)),
            Neg(e) => Neg(b(e, f)),
            Binary(op, l, r) => Binary(op, b(l, f), b(r, f)),
            If(c, t, e) => If(b(c, f), b(t, f), b(e, f)),
            Block(stmts, e) => Block(stmts.into_iter().map(|s| s.map(f)).collect(), b(e, f)),
            Bit(e, i) => Bit(b(e, f), b(i, f)),
            Slice(e, hi, lo) => Slice(b(e, f), hi, lo),
            Zext(e) => Zext(b(e, f)),
            Sext(e) => Sext(b(e, f)),
            Low(e) => Low(b(e, f)),
            Call(name, args) => Call(name, args.into_iter().map(|a| a.map(f)).collect()),
            Op(op, args) => Op(op, args.into_iter().map(|a| a.map(f)).collect()),
            leaf => leaf,
        };
        f(Expr { kind, ty: self.ty })
    }

    /// Calls `f` on this expression and every part of it.
    pub fn visit(&self, f: &mut dyn FnMut(&Expr)) {
        use ExprKind::*;
        f(self);
        match &self.kind {
            X(e) | F(e) | Not(e) | Neg(e) | Slice(e, ..) | Zext(e) | Sext(e) | Low(e) => e.visit(f),
            Binary(_, l, r) | Bit(l, r) => {
                l.visit(f);
                r.visit(f);
            }
            If(c, t, e) => {
                c.visit(f);
                t.visit(f);
                e.visit(f);
            }
            Block(stmts, e) => {
                visit_stmts(stmts, f);
                e.visit(f);
            }
            Call(_, args) | Op(_, args) => args.iter().for_each(|a| a.visit(f)),
            Const(_) | Local(_) | Pc | Cell(_) | Field(..) | Csr(_) => {}
        }
    }
}

impl Stmt {
    fn map(self, f: &mut dyn FnMut(Expr) -> Expr) -> Stmt {
        match self {
            Stmt::Let(name, e) => Stmt::Let(name, e.map(f)),
            Stmt::Assign(Place::X(r), e) => Stmt::Assign(Place::X(r.map(f)), e.map(f)),
            Stmt::Assign(Place::F(r), e) => Stmt::Assign(Place::F(r.map(f)), e.map(f)),
            Stmt::Assign(place, e) => Stmt::Assign(place, e.map(f)),
            Stmt::If(c, t, e) => Stmt::If(c.map(f), map_stmts(t, f), map_stmts(e, f)),
            Stmt::Expr(e) => Stmt::Expr(e.map(f)),
        }
    }
}

/// Rebuilds every expression of a list of statements.
pub fn map_stmts(stmts: Vec<Stmt>, f: &mut dyn FnMut(Expr) -> Expr) -> Vec<Stmt> {
    stmts.into_iter().map(|s| s.map(f)).collect()
}

/// Calls `f` on every expression of a list of statements.
pub fn visit_stmts(stmts: &[Stmt], f: &mut dyn FnMut(&Expr)) {
    for stmt in stmts {
        match stmt {
            Stmt::Let(_, e) | Stmt::Expr(e) => e.visit(f),
            Stmt::Assign(place, e) => {
                if let Place::X(r) | Place::F(r) = place {
                    r.visit(f);
                }
                e.visit(f);
            }
            Stmt::If(c, t, e) => {
                c.visit(f);
                visit_stmts(t, f);
                visit_stmts(e, f);
            }
        }
    }
}

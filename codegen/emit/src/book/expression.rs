//! Expressions of the model as people write them, after specialisation.

use ir::{Bin, Builtin, Expr, ExprKind, Place, Spec, Ty};

/// Writes expressions of one spec.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The spec, for the names of modes and causes.
    pub spec: &'a Spec,
    /// Two-bit constants are modes.
    pub modes: bool,
}

impl Writer<'_> {
    /// The expression.
    pub fn show(&self, e: &Expr) -> String {
        use ExprKind::*;
        match &e.kind {
            Const(value) => self.constant(*value, e.ty),
            Local(name) | Cell(name) | Csr(name) => name.clone(),
            X(number) => format!("x[{}]", self.show(number)),
            F(number) => format!("{}[{}]", if e.ty == Ty::Bits(32) { "s" } else { "f" }, self.show(number)),
            Pc => "pc".to_string(),
            Field(csr, field) => field_name(csr, field),
            Not(e) => format!("!{}", self.tight(e)),
            Neg(e) => format!("-{}", self.tight(e)),
            Binary(op @ (Bin::Eq | Bin::Ne), a, b) if self.is_mode(a) || self.is_mode(b) => {
                let modes = Self { modes: true, ..*self };
                format!("{} {} {}", modes.show(a), symbol(*op), modes.show(b))
            }
            Binary(op, a, b) => format!("{} {} {}", self.operand(*op, a), symbol(*op), self.operand(*op, b)),
            If(c, t, f) => format!("if {} {{ {} }} else {{ {} }}", self.plain().show(c), self.show(t), self.show(f)),
            Block(_, value) => self.show(value),
            Bit(e, i) => format!("{}.bit({})", self.tight(e), self.position(e, i)),
            Slice(e, hi, lo) => format!("{}.bits({hi}, {lo})", self.tight(e)),
            Zext(e) => format!("{}.zext()", self.tight(e)),
            Sext(e) => format!("{}.sext()", self.tight(e)),
            Low(inner) => format!("{}.low::<{}>()", self.tight(inner), e.ty.width()),
            Call(name, args) => format!("{name}({})", self.list(args)),
            Op(Builtin::Float(op), args) => format!("{}({})", op.name(), self.list(args)),
            Op(op, args) => format!("{op:?}({})", self.list(args)),
        }
    }

    /// What is assigned.
    pub fn place(&self, place: &Place) -> String {
        match place {
            Place::X(number) => format!("x[{}]", self.show(number)),
            Place::F(number) => format!("f[{}]", self.show(number)),
            Place::Cell(name) | Place::Csr(name) => name.clone(),
            Place::Field(csr, field) => field_name(csr, field),
        }
    }

    /// Whether a value is a mode: the current one, the next one, or a field that a return takes one from.
    fn is_mode(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Cell(name) | ExprKind::Local(name) => name.ends_with("prv"),
            ExprKind::Field(..) => self.spec.returns.iter().any(|t| t.prv == *e),
            _ => false,
        }
    }

    fn plain(&self) -> Self {
        Self { modes: false, ..*self }
    }

    fn constant(&self, value: u64, ty: Ty) -> String {
        let mode = self.spec.constants.iter().find(|c| self.modes && c.1 == ty && c.2 == value);
        match (ty, mode) {
            (Ty::Bool, _) => (value != 0).to_string(),
            (_, Some((name, ..))) => name.clone(),
            _ if value < 10 => value.to_string(),
            _ => format!("{value:#x}"),
        }
    }

    /// A bit's number, or its name in a register that has a bit per cause.
    fn position(&self, of: &Expr, bit: &Expr) -> String {
        let ExprKind::Csr(name) = &of.kind else { return self.show(bit) };
        let causes = match self.spec.csr(name).and_then(|c| c.bits_of.as_deref()) {
            Some(column) if column.starts_with("interrupts") => &self.spec.interrupts,
            Some(_) => &self.spec.exceptions,
            None => return self.show(bit),
        };
        let cause = bit.as_const().and_then(|code| causes.iter().find(|c| c.code == code));
        cause.map_or_else(|| self.show(bit), |c| c.name.clone())
    }

    fn list(&self, args: &[Expr]) -> String {
        args.iter().map(|a| self.show(a)).collect::<Vec<_>>().join(", ")
    }

    fn tight(&self, e: &Expr) -> String {
        match e.kind {
            ExprKind::Binary(..) | ExprKind::If(..) | ExprKind::Neg(_) => format!("({})", self.show(e)),
            _ => self.show(e),
        }
    }

    fn operand(&self, outer: Bin, e: &Expr) -> String {
        use Bin::*;
        let is_logical = matches!(outer, AndAlso | OrElse);
        match e.kind {
            ExprKind::Binary(inner, ..) if inner == outer && !matches!(outer, Sub | Shl | Shr) => self.show(e),
            ExprKind::Binary(Eq | Ne | Lt | Le | Gt | Ge, ..) if is_logical => self.show(e),
            _ => self.tight(e),
        }
    }
}

/// `csr.FIELD`; the only field of a CSR goes by the name of the CSR.
pub fn field_name(csr: &str, field: &str) -> String {
    if csr == field { csr.to_string() } else { format!("{csr}.{field}") }
}

fn symbol(op: Bin) -> &'static str {
    match op {
        Bin::Add => "+",
        Bin::Sub => "-",
        Bin::Mul => "*",
        Bin::And => "&",
        Bin::Or => "|",
        Bin::Xor => "^",
        Bin::Shl => "<<",
        Bin::Shr => ">>",
        Bin::Eq => "==",
        Bin::Ne => "!=",
        Bin::Lt => "<",
        Bin::Le => "<=",
        Bin::Gt => ">",
        Bin::Ge => ">=",
        Bin::AndAlso => "&&",
        Bin::OrElse => "||",
    }
}

//! Expressions of the model as people write them.

use crate::{Bin, Builtin, Expr, ExprKind, Place, Spec, Stmt, Ty};

/// The expression as the model language writes it.
pub fn show(e: &Expr) -> String {
    Writer::default().show(e)
}

/// What is assigned, likewise.
pub fn show_place(place: &Place) -> String {
    Writer::default().place(place)
}

/// `csr.FIELD`; the only field of a CSR goes by the name of the CSR.
pub fn field_name(csr: &str, field: &str) -> String {
    if csr == field { csr.to_string() } else { format!("{csr}.{field}") }
}

/// Writes expressions; with a spec, modes and causes by their names.
#[derive(Clone, Copy, Default)]
pub struct Writer<'a> {
    /// Where the names are from.
    pub names: Option<&'a Spec>,
    /// Two-bit constants are modes.
    pub modes: bool,
}

impl<'a> Writer<'a> {
    /// Writes with the names of a spec.
    pub fn of(spec: &'a Spec) -> Self {
        Self { names: Some(spec), modes: false }
    }

    /// The same where a value is a mode.
    pub fn of_modes(self) -> Self {
        Self { modes: true, ..self }
    }

    /// The expression.
    pub fn show(&self, e: &Expr) -> String {
        use ExprKind::*;
        match &e.kind {
            Const(value) => self.constant(*value, e.ty),
            // A field of the value that a CSR write brings.
            Local(name) => name.strip_prefix("incoming_").map_or_else(|| name.clone(), |field| format!("new.{field}")),
            Cell(name) | Csr(name) => name.clone(),
            X(number) => format!("x[{}]", self.show(number)),
            F(number) => format!("{}[{}]", if e.ty.width() == 32 { "s" } else { "f" }, self.show(number)),
            Pc => "pc".to_string(),
            Field(csr, field) => field_name(csr, field),
            Not(e) => format!("!{}", self.tight(e)),
            Neg(e) => format!("-{}", self.tight(e)),
            Binary(op @ (Bin::Eq | Bin::Ne), a, b) if self.is_mode(a) || self.is_mode(b) => {
                let modes = self.of_modes();
                format!("{} {} {}", modes.show(a), symbol(*op), modes.show(b))
            }
            Binary(op, a, b) => format!("{} {} {}", self.operand(*op, a), symbol(*op), self.operand(*op, b)),
            If(c, t, f) => format!("if {} {{ {} }} else {{ {} }}", self.plain().show(c), self.show(t), self.show(f)),
            Block(stmts, value) => format!("{{ {} {} }}", self.statements(stmts), self.show(value)),
            Bit(e, i) => format!("{}.bit({})", self.tight(e), self.position(e, i)),
            Slice(e, hi, lo) => format!("{}.bits({hi}, {lo})", self.tight(e)),
            Zext(e) => format!("{}.zext()", self.tight(e)),
            Sext(e) => format!("{}.sext()", self.tight(e)),
            Low(inner) => format!("{}.low::<{}>()", self.tight(inner), e.ty.width()),
            Call(name, args) => format!("{name}({})", self.list(args)),
            Op(Builtin::Float(op), args) => {
                let width = op.width().map_or(String::new(), |n| format!("::<{n}>"));
                format!("{}{width}({})", op.name(), self.list(args))
            }
            Op(op, args) => format!("{}({})", snake(&format!("{op:?}")), self.list(args)),
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
        let Some(spec) = self.names else { return false };
        match &e.kind {
            ExprKind::Cell(name) | ExprKind::Local(name) => name.ends_with("prv"),
            ExprKind::Field(..) => spec.returns.iter().any(|t| t.prv == *e),
            _ => false,
        }
    }

    fn plain(&self) -> Self {
        Self { modes: false, ..*self }
    }

    fn constant(&self, value: u64, ty: Ty) -> String {
        let named = self.names.filter(|_| self.modes).map(|s| s.constants.as_slice()).unwrap_or_default();
        match (ty, named.iter().find(|c| c.1 == ty && c.2 == value)) {
            (Ty::Bool, _) => (value != 0).to_string(),
            (_, Some((name, ..))) => name.clone(),
            _ if value < 10 => value.to_string(),
            _ => format!("{value:#x}"),
        }
    }

    /// A bit's number, or its name in a register that has a bit per cause.
    fn position(&self, of: &Expr, bit: &Expr) -> String {
        let named = || {
            let (spec, ExprKind::Csr(name)) = (self.names?, &of.kind) else { return None };
            let column = spec.csr(name)?.bits_of.as_deref()?;
            let causes = if column.starts_with("interrupts") { &spec.interrupts } else { &spec.exceptions };
            let code = bit.as_const()?;
            Some(causes.iter().find(|c| c.code == code)?.name.clone())
        };
        named().unwrap_or_else(|| self.show(bit))
    }

    fn list(&self, args: &[Expr]) -> String {
        args.iter().map(|a| self.show(a)).collect::<Vec<_>>().join(", ")
    }

    /// In parentheses unless it binds tighter than any operator.
    fn tight(&self, e: &Expr) -> String {
        match e.kind {
            ExprKind::Binary(..) | ExprKind::If(..) | ExprKind::Not(_) | ExprKind::Neg(_) => format!("({})", self.show(e)),
            _ => self.show(e),
        }
    }

    /// An operand: chains of one associative operator, and comparisons under
    /// logical operators, need no parentheses.
    fn operand(&self, outer: Bin, e: &Expr) -> String {
        use Bin::*;
        let is_logical = |op| matches!(op, AndAlso | OrElse);
        match e.kind {
            ExprKind::Binary(inner, ..) if inner == outer && !matches!(outer, Sub | Shl | Shr) => self.show(e),
            ExprKind::Binary(inner, ..) if is_logical(outer) && matches!(inner, Eq | Ne | Lt | Le | Gt | Ge) => self.show(e),
            ExprKind::Not(_) | ExprKind::Neg(_) => self.show(e),
            _ => self.tight(e),
        }
    }

    fn statements(&self, stmts: &[Stmt]) -> String {
        stmts.iter().map(|s| self.statement(s)).collect::<Vec<_>>().join(" ")
    }

    fn statement(&self, stmt: &Stmt) -> String {
        match stmt {
            Stmt::Let(name, e) => format!("let {name} = {};", self.show(e)),
            Stmt::Assign(place, e) => format!("{} = {};", self.place(place), self.show(e)),
            Stmt::If(c, t, e) if e.is_empty() => format!("if {} {{ {} }}", self.show(c), self.statements(t)),
            Stmt::If(c, t, e) => format!("if {} {{ {} }} else {{ {} }}", self.show(c), self.statements(t), self.statements(e)),
            Stmt::Expr(e) => format!("{};", self.show(e)),
        }
    }
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

/// `GuestLoad(32)` as `guest_load::<32>`.
fn snake(variant: &str) -> String {
    let (name, argument) = variant.split_once('(').unwrap_or((variant, ""));
    let mut out = String::new();
    for (i, c) in name.chars().enumerate() {
        if i > 0 && c.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    if !argument.is_empty() {
        out.push_str(&format!("::<{}>", argument.trim_end_matches(')').trim_matches('"')));
    }
    out
}

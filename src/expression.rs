//! Expressions of the model as people write them.

use ir::{Bin, Expr, ExprKind, Place, Stmt};

/// The expression as the model language writes it.
pub fn show(e: &Expr) -> String {
    use ExprKind::*;
    match &e.kind {
        Const(value) => constant(*value, e.ty),
        // A field of the value that a CSR write brings.
        Local(name) => name.strip_prefix("incoming_").map_or_else(|| name.clone(), |field| format!("new.{field}")),
        Cell(name) | Csr(name) => name.clone(),
        X(number) => format!("x[{}]", show(number)),
        F(number) => format!("{}[{}]", if e.ty.width() == 32 { "s" } else { "f" }, show(number)),
        Pc => "pc".to_string(),
        Field(csr, field) if csr == field => csr.clone(),
        Field(csr, field) => format!("{csr}.{field}"),
        Not(e) => format!("!{}", tight(e)),
        Neg(e) => format!("-{}", tight(e)),
        Binary(op, a, b) => format!("{} {} {}", operand(*op, a), symbol(*op), operand(*op, b)),
        If(c, t, f) => format!("if {} {{ {} }} else {{ {} }}", show(c), show(t), show(f)),
        Block(stmts, value) => format!("{{ {} {} }}", show_all(stmts), show(value)),
        Bit(e, i) => format!("{}.bit({})", tight(e), show(i)),
        Slice(e, hi, lo) => format!("{}.bits({hi}, {lo})", tight(e)),
        Zext(e) => format!("{}.zext()", tight(e)),
        Sext(e) => format!("{}.sext()", tight(e)),
        Low(inner) => format!("{}.low::<{}>()", tight(inner), e.ty.width()),
        Call(name, args) => format!("{name}({})", list(args)),
        Op(ir::Builtin::Float(op), args) => {
            let width = op.width().map_or(String::new(), |n| format!("::<{n}>"));
            format!("{}{width}({})", op.name(), list(args))
        }
        Op(op, args) => format!("{}({})", snake(&format!("{op:?}")), list(args)),
    }
}

fn constant(value: u64, ty: ir::Ty) -> String {
    match ty {
        ir::Ty::Bool => (value != 0).to_string(),
        _ if value < 10 => value.to_string(),
        _ => format!("{value:#x}"),
    }
}

fn list(args: &[Expr]) -> String {
    args.iter().map(show).collect::<Vec<_>>().join(", ")
}

/// In parentheses unless it binds tighter than any operator.
fn tight(e: &Expr) -> String {
    match e.kind {
        ExprKind::Binary(..) | ExprKind::If(..) | ExprKind::Not(_) | ExprKind::Neg(_) => format!("({})", show(e)),
        _ => show(e),
    }
}

/// An operand: chains of one associative operator, and comparisons under
/// logical operators, need no parentheses.
fn operand(outer: Bin, e: &Expr) -> String {
    use Bin::*;
    let is_logical = |op| matches!(op, AndAlso | OrElse);
    match e.kind {
        ExprKind::Binary(inner, ..) if inner == outer && !matches!(outer, Sub | Shl | Shr) => show(e),
        ExprKind::Binary(inner, ..) if is_logical(outer) && matches!(inner, Eq | Ne | Lt | Le | Gt | Ge) => show(e),
        ExprKind::Not(_) | ExprKind::Neg(_) => show(e),
        _ => tight(e),
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

fn show_all(stmts: &[Stmt]) -> String {
    stmts.iter().map(statement).collect::<Vec<_>>().join(" ")
}

fn statement(stmt: &Stmt) -> String {
    match stmt {
        Stmt::Let(name, e) => format!("let {name} = {};", show(e)),
        Stmt::Assign(place, e) => format!("{} = {};", show_place(place), show(e)),
        Stmt::If(c, t, e) if e.is_empty() => format!("if {} {{ {} }}", show(c), show_all(t)),
        Stmt::If(c, t, e) => format!("if {} {{ {} }} else {{ {} }}", show(c), show_all(t), show_all(e)),
        Stmt::Expr(e) => format!("{};", show(e)),
    }
}

/// What is assigned.
pub fn show_place(place: &Place) -> String {
    match place {
        Place::X(number) => format!("x[{}]", show(number)),
        Place::F(number) => format!("f[{}]", show(number)),
        Place::Cell(name) | Place::Csr(name) => name.clone(),
        Place::Field(csr, field) if csr == field => csr.clone(),
        Place::Field(csr, field) => format!("{csr}.{field}"),
    }
}

//! Constant folding: what a revision makes constant does not appear in its code.

use crate::expr::{Bin, Builtin, Expr, ExprKind, Stmt, Ty, map_stmts, mask};

/// Folds constants in an expression.
pub fn fold(e: Expr) -> Expr {
    e.map(&mut fold_one)
}

/// Replaces the `let`s of a pure expression by their values, then folds: for rules
/// that are written into the place of their call.
pub fn inline_lets(e: Expr) -> Expr {
    let inlined = e.map(&mut |part| match part.kind {
        ExprKind::Block(stmts, mut value) => {
            for stmt in stmts.into_iter().rev() {
                let Stmt::Let(name, bound) = stmt else { continue };
                *value = substitute(*value, &|kind| match kind {
                    ExprKind::Local(n) if *n == name => Some(bound.clone()),
                    _ => None,
                });
            }
            *value
        }
        kind => Expr { kind, ty: part.ty },
    });
    fold(inlined)
}

/// Folds constants in statements; an `if` with a constant condition becomes its branch.
pub fn fold_stmts(stmts: Vec<Stmt>) -> Vec<Stmt> {
    let mut out = Vec::new();
    for stmt in map_stmts(stmts, &mut fold_one) {
        match stmt {
            Stmt::If(c, t, e) => match c.as_const() {
                Some(0) => out.extend(fold_stmts(e)),
                Some(_) => out.extend(fold_stmts(t)),
                None => out.push(Stmt::If(c, fold_stmts(t), fold_stmts(e))),
            },
            other => out.push(other),
        }
    }
    out
}

/// `e` with locals replaced by expressions, then folded.
pub fn substitute(e: Expr, replace: &dyn Fn(&ExprKind) -> Option<Expr>) -> Expr {
    e.map(&mut |part| fold_one(replace(&part.kind).unwrap_or(part)))
}

fn fold_one(e: Expr) -> Expr {
    use ExprKind::*;
    let ty = e.ty;
    let constant = |v: u64| Expr::constant(v, ty);
    match &e.kind {
        Not(a) => match (a.as_const(), &a.kind) {
            (Some(v), _) => constant(!v),
            (None, Not(inner)) => (**inner).clone(),
            _ => e,
        },
        Neg(a) => a.as_const().map(|v| constant(v.wrapping_neg())).unwrap_or(e),
        Binary(op, a, b) => fold_binary(*op, a, b, ty).unwrap_or(e),
        If(c, t, f) => match c.as_const() {
            Some(0) => (**f).clone(),
            Some(_) => (**t).clone(),
            None if t == f => (**t).clone(),
            None => e,
        },
        Block(stmts, v) if stmts.is_empty() => (**v).clone(),
        Bit(a, i) => match (a.as_const(), i.as_const()) {
            (Some(a), Some(i)) => constant(if i < 64 { a >> i } else { 0 }),
            _ => e,
        },
        Slice(a, hi, lo) => a.as_const().map(|v| constant((v >> lo) & mask(hi - lo + 1))).unwrap_or(e),
        Zext(a) | Low(a) if a.ty == ty => (**a).clone(),
        Sext(a) if a.ty == ty => (**a).clone(),
        Zext(a) | Low(a) => a.as_const().map(constant).unwrap_or(e),
        Sext(a) => a.as_const().map(|v| constant(sext(v, a.ty.width()))).unwrap_or(e),
        Op(op, args) => match (args.first().and_then(Expr::as_const), args.get(1).and_then(Expr::as_const)) {
            (Some(a), None) if op.is_unary() => constant(apply(op, a, 0, args[0].ty)),
            (Some(a), Some(b)) if op.is_pure() => constant(apply(op, a, b, args[0].ty)),
            _ => e,
        },
        _ => e,
    }
}

fn fold_binary(op: Bin, a: &Expr, b: &Expr, ty: Ty) -> Option<Expr> {
    if let (Some(x), Some(y)) = (a.as_const(), b.as_const()) {
        return Some(Expr::constant(binary(op, x, y, a.ty), ty));
    }
    match (op, a.as_const(), b.as_const()) {
        (Bin::AndAlso, Some(0), _) | (Bin::AndAlso, _, Some(0)) => Some(Expr::bool(false)),
        (Bin::AndAlso, Some(_), _) => Some(b.clone()),
        (Bin::AndAlso, _, Some(_)) => Some(a.clone()),
        (Bin::OrElse, Some(0), _) => Some(b.clone()),
        (Bin::OrElse, _, Some(0)) => Some(a.clone()),
        (Bin::OrElse, Some(_), _) | (Bin::OrElse, _, Some(_)) => Some(Expr::bool(true)),
        (Bin::Or | Bin::Add | Bin::Xor | Bin::Shl | Bin::Shr | Bin::Sub, _, Some(0)) => Some(a.clone()),
        (Bin::Or | Bin::Add | Bin::Xor, Some(0), _) => Some(b.clone()),
        (Bin::And, Some(0), _) | (Bin::And, _, Some(0)) => Some(Expr::constant(0, ty)),
        _ => None,
    }
}

/// The value of `a op b` at the width of the operands.
pub fn binary(op: Bin, a: u64, b: u64, ty: Ty) -> u64 {
    let m = ty.mask();
    let shift = |f: fn(u64, u32) -> Option<u64>| if b < u64::from(ty.width()) { f(a, b as u32).unwrap_or(0) } else { 0 };
    match op {
        Bin::Add => a.wrapping_add(b) & m,
        Bin::Sub => a.wrapping_sub(b) & m,
        Bin::Mul => a.wrapping_mul(b) & m,
        Bin::And | Bin::AndAlso => a & b,
        Bin::Or | Bin::OrElse => a | b,
        Bin::Xor => a ^ b,
        Bin::Shl => shift(u64::checked_shl) & m,
        Bin::Shr => shift(u64::checked_shr),
        Bin::Eq => (a == b) as u64,
        Bin::Ne => (a != b) as u64,
        Bin::Lt => (a < b) as u64,
        Bin::Le => (a <= b) as u64,
        Bin::Gt => (a > b) as u64,
        Bin::Ge => (a >= b) as u64,
    }
}

/// Sign extension of the low `width` bits to 64.
pub fn sext(value: u64, width: u32) -> u64 {
    let shift = 64 - width;
    ((value << shift) as i64 >> shift) as u64
}

/// The value of a pure operator; divisors are not zero. `b` means nothing to a unary one.
pub fn apply(op: &Builtin, a: u64, b: u64, ty: Ty) -> u64 {
    let w = ty.width();
    let (sa, sb) = (sext(a, w) as i64, sext(b, w) as i64);
    let high = |p: i128| (p >> w) as u64 & ty.mask();
    match op {
        Builtin::Slt => (sa < sb) as u64,
        Builtin::Sra => (sa >> b.min(63)) as u64 & ty.mask(),
        Builtin::Mulh => high(i128::from(sa) * i128::from(sb)),
        Builtin::Mulhsu => high(i128::from(sa) * i128::from(b)),
        Builtin::Mulhu => ((u128::from(a) * u128::from(b)) >> w) as u64 & ty.mask(),
        Builtin::Div if b != 0 => sa.wrapping_div(sb) as u64 & ty.mask(),
        Builtin::Rem if b != 0 => sa.wrapping_rem(sb) as u64 & ty.mask(),
        Builtin::Divu if b != 0 => a / b,
        Builtin::Remu if b != 0 => a % b,
        Builtin::Clz => (0..w).rev().take_while(|i| a >> i & 1 == 0).count() as u64,
        Builtin::Ctz => (0..w).take_while(|i| a >> i & 1 == 0).count() as u64,
        Builtin::Cpop => (0..w).filter(|i| a >> i & 1 != 0).count() as u64,
        Builtin::Rev8 => bytes(w).fold(0, |r, i| r | (a >> i & 0xff) << (w - 8 - i)),
        Builtin::OrcB => bytes(w).filter(|i| a >> i & 0xff != 0).fold(0, |r, i| r | 0xff << i),
        Builtin::Rol => rotated(a, b % u64::from(w), ty),
        Builtin::Ror => rotated(a, (u64::from(w) - b % u64::from(w)) % u64::from(w), ty),
        _ => 0,
    }
}

/// Lowest bits of the bytes of a width.
fn bytes(width: u32) -> impl Iterator<Item = u32> {
    (0..width).step_by(8)
}

/// Rotation to the left by less than the width: each bit moves for itself.
fn rotated(a: u64, by: u64, ty: Ty) -> u64 {
    let w = u64::from(ty.width());
    (0..w).fold(0, |r, i| r | (a >> i & 1) << ((i + by) % w))
}

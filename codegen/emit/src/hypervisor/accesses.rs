//! Loads and stores of integer registers, for emulated devices.

use super::facts::hex;
use ir::{Body, Builtin, Expr, ExprKind, Insn, Operand, Spec, expr};
use serde_json::{Value, json};

/// What one load or store does.
struct Access {
    store: bool,
    bytes: u32,
    sign_extend: bool,
}

/// Encoding, width and register of each plain load and store, compressed ones too.
pub fn list(spec: &Spec) -> Value {
    spec.insns.iter().filter_map(|i| row(spec, i)).collect()
}

fn row(spec: &Spec, insn: &Insn) -> Option<Value> {
    let (access, operand) = match &insn.body {
        Body::Exec(_) => {
            let access = access(insn)?;
            let register = if access.store { "rs2" } else { "rd" };
            let operand = insn.operands.iter().find(|o| o.name == register)?;
            (access, operand)
        }
        Body::Expands { insn: target, operands } => {
            let access = access(spec.insn(target)?)?;
            let register = if access.store { "rs2" } else { "rd" };
            let (_, value) = operands.iter().find(|(n, _)| n == register)?;
            (access, local(insn, value)?)
        }
    };
    let lo = operand.pieces.first()?.1;
    let reg = if operand.bias > 0 { format!("Compressed({lo})") } else { format!("Full({lo})") };
    Some(json!({
        "name": insn.name, "mask": hex(insn.mask.into()), "bits": hex(insn.matches.into()), "store": access.store,
        "bytes": access.bytes, "sign": access.sign_extend, "reg": reg,
    }))
}

fn local<'a>(insn: &'a Insn, value: &Expr) -> Option<&'a Operand> {
    match &value.kind {
        ExprKind::Local(name) => insn.operands.iter().find(|o| o.name == *name),
        _ => None,
    }
}

/// A body with exactly one load or store of the current mode.
fn access(insn: &Insn) -> Option<Access> {
    let Body::Exec(stmts) = &insn.body else { return None };
    let mut found = Vec::new();
    let (mut sign_extend, mut other) = (false, false);
    expr::visit_stmts(stmts, &mut |e| match &e.kind {
        ExprKind::Op(Builtin::Load(n), _) => found.push((false, n / 8)),
        ExprKind::Op(Builtin::Store(n), _) => found.push((true, n / 8)),
        ExprKind::Op(op, _) if !op.is_pure() => other = true,
        ExprKind::Sext(inner) => sign_extend |= matches!(inner.kind, ExprKind::Op(Builtin::Load(_), _)),
        _ => {}
    });
    match found.as_slice() {
        [(store, bytes)] if !other => Some(Access { store: *store, bytes: *bytes, sign_extend }),
        _ => None,
    }
}

//! Loads and stores, for emulated devices.

use super::facts::hex;
use crate::emulator::decode::{operand, operand_expr};
use crate::facts::facts;
use ir::{Body, Builtin, ExprKind, Insn, Spec, Stmt, expr};
use serde_json::Value;
use std::collections::BTreeMap;

/// What one load or store does.
struct Access {
    store: bool,
    bytes: u32,
    sign_extend: bool,
    float: bool,
}

/// Plain loads and stores, compressed ones too, by length and mask: what they do, and where their operands are.
pub fn list(spec: &Spec) -> Value {
    let mut masks: BTreeMap<(u32, u32), Vec<Value>> = BTreeMap::new();
    for insn in &spec.insns {
        if let Some(row) = row(spec, insn) {
            masks.entry((insn.bytes, insn.mask)).or_default().push(row);
        }
    }
    masks.into_iter().map(|((bytes, mask), rows)| facts!({"len": bytes, "mask": hex(mask.into()), "rows": rows})).collect()
}

fn row(spec: &Spec, insn: &Insn) -> Option<Value> {
    let (access, values): (_, BTreeMap<&str, String>) = match &insn.body {
        Body::Exec(_) => (access(insn)?, insn.operands.iter().map(|o| (o.name.as_str(), operand(o).to_string())).collect()),
        Body::Expands { insn: target, operands } => {
            let values = operands.iter().map(|(n, e)| (n.as_str(), operand_expr(spec, insn, e.clone()).to_string()));
            (access(spec.insn(target)?)?, values.collect())
        }
    };
    let register = values.get(if access.store { "rs2" } else { "rd" })?;
    Some(facts!({
        "name": &insn.name, "bits": hex(insn.matches.into()), "store": access.store, "bytes": access.bytes, "sign": access.sign_extend,
        "float": access.float, "reg": register, "base": values.get("rs1")?, "offset": values.get("imm").map_or("0", String::as_str),
    }))
}

/// A body with exactly one load or store of the current mode.
fn access(insn: &Insn) -> Option<Access> {
    let Body::Exec(stmts) = &insn.body else { return None };
    let mut found = Vec::new();
    let (mut sign_extend, mut other) = (false, false);
    let mut float = stmts.iter().any(|s| matches!(s, Stmt::Assign(ir::Place::F(_), _)));
    expr::visit_stmts(stmts, &mut |e| match &e.kind {
        ExprKind::Op(Builtin::Load(n), _) => found.push((false, n / 8)),
        ExprKind::Op(Builtin::Store(n), _) => found.push((true, n / 8)),
        ExprKind::Op(op, _) if !op.is_pure() => other = true,
        ExprKind::Sext(inner) => sign_extend |= matches!(inner.kind, ExprKind::Op(Builtin::Load(_), _)),
        ExprKind::F(_) => float = true,
        _ => {}
    });
    match found.as_slice() {
        [(store, bytes)] if !other => Some(Access { store: *store, bytes: *bytes, sign_extend, float }),
        _ => None,
    }
}

//! The page of privileged instructions.

use super::access::outcome;
use super::figure::{Cell, Fill, figure};
use super::layout::layout;
use super::text::{Links, brief, file_of, html, others, source};
use super::{Book, Text};
use crate::facts::facts;
use ir::legality::{Mode, Request};
use ir::{Body, Builtin, ExprKind, Insn, expr};
use serde_json::Value;

/// The page.
pub fn page(book: &Book, text: &Text) -> Value {
    let links = Links::of(text);
    let insns = sections(text);
    let mut files: Vec<&str> = insns.iter().map(|i| file_of(&i.meta)).collect();
    files.dedup();
    facts!({
        "rev": text.id(),
        "files": files.join(", "),
        "insns": insns.iter().map(|i| one(book, text, i, links)).collect::<Vec<_>>(),
        "nav": others(book, text, "instructions", &|_| true, "instructions"),
    })
}

/// Instructions that have a section, in order of the model.
pub fn sections<'a>(text: &Text<'a>) -> Vec<&'a Insn> {
    let mut insns: Vec<&Insn> = text.wide.insns.iter().map(|i| &**i).filter(|i| is_privileged(i)).collect();
    insns.extend(text.narrow.insns.iter().map(|i| &**i).filter(|i| is_privileged(i) && text.wide.insn(&i.name).is_none()));
    insns
}

/// Whether who executes it matters.
pub fn is_privileged(insn: &Insn) -> bool {
    let Body::Exec(stmts) = &insn.body else { return false };
    let mut traps = false;
    expr::visit_stmts(stmts, &mut |e| traps |= matches!(e.kind, ExprKind::Op(Builtin::Raise | Builtin::ReturnFrom(_), _)));
    insn.class != "user" || !insn.deny.is_empty() || traps
}

fn one(book: &Book, text: &Text, insn: &Insn, links: Links) -> Value {
    let spec = if text.wide.insn(&insn.name).is_some() { text.wide } else { text.narrow };
    let request = Request::insn(spec, insn);
    let row = |m: Mode| facts!({"mode": m.name(), "outcome": outcome(spec, &request.outcome(m), links, "yes")});
    let both = text.wide.insn(&insn.name).is_some() && text.narrow.insn(&insn.name).is_some();
    facts!({
        "name": &insn.name,
        "doc": links.prose(&insn.meta.doc),
        "brief": links.prose(brief(&insn.meta.doc)),
        "only": (!both).then_some(spec.xlen),
        "figure": encoding_figure(insn),
        "mask": format!("{:#010x}", insn.mask),
        "match": format!("{:#010x}", insn.matches),
        "modes": Mode::ALL.map(row),
        "text": links.code(&layout(&insn.text)),
        "transform": insn.transform.as_ref().map(|t| facts!({"name": html(&t.name), "keep": format!("{:#010x}", t.keep)})),
        "source": source(book, text, &insn.meta),
    })
}

/// The encoding: runs of fixed bits as the model groups them, and operands.
fn encoding_figure(insn: &Insn) -> String {
    let mut cells = Vec::new();
    let mut above = insn.bytes * 8;
    for group in insn.encoding.split([' ', '_']).filter(|g| !g.is_empty()) {
        let is_fixed = group.chars().all(|c| c == '0' || c == '1');
        let before = above;
        while is_fixed == (before == above) || !is_fixed {
            let piece = insn.operands.iter().find_map(|o| Some((o, o.pieces.iter().find(|p| p.0 + 1 == above)?)));
            let (lo, label, fill) = match piece {
                _ if is_fixed => (above.saturating_sub(group.len() as u32), group.to_string(), Fill::Unused),
                Some((operand, piece)) => (piece.1, operand.name.clone(), Fill::Stored),
                None => break,
            };
            cells.push(Cell { hi: above - 1, lo, label, fill, href: None });
            above = lo;
            if is_fixed || !group.contains('[') {
                break;
            }
        }
    }
    figure(insn.bytes * 8, &cells, &format!("Encoding of {}", insn.name))
}

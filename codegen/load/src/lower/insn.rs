//! Instructions: encodings, guards, bodies.

use super::{Lower, one_line, template_scope};
use crate::files::Document;
use crate::keys::head;
use crate::resolve::{Resolver, Scope};
use ir::{Body, Insn, Operand, Transform, Ty};
use std::sync::Arc;
use syntax::Node;

/// An encoding taken apart.
#[derive(Default)]
struct Encoding {
    bits: u32,
    mask: u32,
    matches: u32,
    operands: Vec<Operand>,
}

impl Lower<'_, '_> {
    pub(super) fn insns(&self, r: &Resolver) -> Vec<Arc<Insn>> {
        let transforms = self.transforms();
        let lowered = |d| Some((d, self.remembered(d, r.names, &transforms, || self.insn(d, r, &transforms))?));
        let (documents, insns): (Vec<&Document>, Vec<Arc<Insn>>) = self.of("insn").filter_map(lowered).unzip();
        for (d, insn) in documents.into_iter().zip(&insns) {
            self.expansion(d, insn, &insns);
        }
        insns
    }

    /// A compressed instruction gives another one all its operands, and no other.
    fn expansion(&self, d: &Document, i: &Insn, all: &[Arc<Insn>]) {
        let (Body::Expands { insn, operands }, Some(node)) = (&i.body, self.at.value(&d.node, "expands")) else { return };
        let Some(target) = all.iter().find(|o| o.name == *insn) else {
            // What exists here but is wrong itself is reported as that.
            if self.of("insn").any(|d| d.id == *insn) && !self.at.errors.borrow().is_empty() {
                return;
            }
            let names: Vec<&str> = all.iter().map(|o| o.name.as_str()).collect();
            let help = crate::keys::nearest(insn, &names).filter(|_| !self.at.model.documents.iter().any(|d| d.id == *insn));
            let help = help.map_or("`insn` names an instruction that exists wherever this one does".to_string(), |near| {
                format!("did you mean `{near}`?")
            });
            let span = node.get("insn").map_or(node.span, |n| n.span);
            return self.at.error(span, format!("`{}` expands to `{insn}`, which does not exist here", i.name), help);
        };
        if matches!(target.body, Body::Expands { .. }) {
            let span = node.get("insn").map_or(node.span, |n| n.span);
            self.at.error(span, format!("`{insn}` has no behaviour of its own"), "expand to the instruction that has `exec`");
        }
        let wanted: Vec<&str> = target.operands.iter().map(|o| o.name.as_str()).collect();
        let help = format!("`{insn}` has {}", if wanted.is_empty() { "no operands".to_string() } else { wanted.join(", ") });
        for e in node.entries().iter().filter(|e| e.key != "insn" && !wanted.contains(&e.key.as_str())) {
            self.at.error(e.key_span, format!("`{}` gives operand `{}`, which `{insn}` does not have", i.name, e.key), help.as_str());
        }
        for name in wanted.iter().filter(|name| !operands.iter().any(|(given, _)| given == *name)) {
            self.at.error(node.span, format!("`{}` does not give operand `{name}`", i.name), help.as_str());
        }
    }

    fn insn(&self, d: &Document, r: &Resolver, transforms: &[Transform]) -> Option<Insn> {
        let Some((text, node)) = self.at.text(&d.node, "encoding") else {
            self.missing(d, "encoding", "say its bits from the most significant one down, `0000000 rs2 rs1 000 rd 0110011`");
            return None;
        };
        let encoding = self.encoding(text, node)?;
        let x = Ty::Bits(self.at.xlen);
        let mut scope = template_scope(d);
        for o in &encoding.operands {
            let ty = match (o.name.as_str(), o.width) {
                ("imm", _) => x,
                (_, 1) => Ty::Bool,
                (_, n) => Ty::Bits(if o.bias > 0 { 5 } else { n }),
            };
            scope.locals.push((o.name.clone(), ty));
        }
        let condition = self.at.value(&d.node, "where").and_then(|n| r.expr(n, &scope, Ty::Bool));
        let (body, text) = self.body(d, &scope, r)?;
        let transform = self.at.text(&d.node, "transform").and_then(|(name, n)| {
            let found = transforms.iter().find(|t| t.name == name).cloned();
            let all = self.at.model.documents.iter().filter(|d| d.kind == "transform");
            let all: Vec<&str> = all.map(|d| d.id.as_str()).collect();
            if found.is_none() && !all.contains(&name) {
                self.at.error(n.span, format!("there is no transform `{name}`"), format!("transforms are {}", all.join(", ")));
            }
            found
        });
        let meta = self.meta(&d.node);
        let extension = match self.at.text(&d.node, "extension") {
            Some((e, _)) => e.to_string(),
            None => meta.cite.first().and_then(|c| c.split('/').next()).unwrap_or("").to_string(),
        };
        Some(Insn {
            name: d.id.clone(),
            bytes: encoding.bits / 8,
            mask: encoding.mask,
            matches: encoding.matches,
            encoding: one_line(node),
            operands: encoding.operands,
            condition,
            class: self.class(&d.node, r.names).unwrap_or("user".into()),
            deny: self.deny(&d.node, &scope, r),
            float: matches!(&body, Body::Exec(stmts) if super::float::uses_float(stmts)),
            body,
            text,
            transform,
            extension,
            meta,
        })
    }

    fn body(&self, d: &Document, scope: &Scope, r: &Resolver) -> Option<(Body, String)> {
        let exec = self.at.value(&d.node, "exec");
        let expands = self.at.value(&d.node, "expands");
        match (exec, expands) {
            (Some(exec), None) => {
                let mut scope = scope.clone();
                scope.body = true;
                scope.locals.push(("len".into(), Ty::Bits(self.at.xlen)));
                scope.locals.push(("word".into(), Ty::Bits(32)));
                let text = exec.text().unwrap_or_default().trim_end().to_string();
                Some((Body::Exec(r.body(exec, &scope)?), text))
            }
            (None, Some(expands)) => {
                let mut operands = Vec::new();
                let insn = expands.get("insn").and_then(Node::text).unwrap_or_default().to_string();
                for e in expands.entries().iter().filter(|e| e.key != "insn") {
                    let ty = if e.key == "imm" { Ty::Bits(self.at.xlen) } else { Ty::Bits(5) };
                    operands.push((e.key.clone(), r.expr(&e.value, scope, ty)?));
                }
                let args: Vec<String> = expands
                    .entries()
                    .iter()
                    .map(|e| match e.key.as_str() {
                        "insn" => one_line(&e.value),
                        key => format!("{key}={}", one_line(&e.value)),
                    })
                    .collect();
                Some((Body::Expands { insn, operands }, args.join(" ")))
            }
            (None, None) if d.node.get("exec").or(d.node.get("expands")).is_some() => None,
            _ => {
                self.at.error(
                    head(&d.node),
                    format!("insn `{}` needs either `exec` or `expands`", d.id),
                    "`exec` is behaviour, `expands` the instruction that a compressed one stands for",
                );
                None
            }
        }
    }

    fn transforms(&self) -> Vec<Transform> {
        let mut out = Vec::new();
        for d in self.of("transform") {
            let Some((text, node)) = self.at.text(&d.node, "keep") else { continue };
            let digits: String = text.chars().filter(|c| !matches!(c, '_' | ' ')).collect();
            let Some(keep) = u32::from_str_radix(&digits, 2).ok().filter(|_| digits.len() == 32) else {
                self.at.error(
                    node.span,
                    format!("`keep` has {} digits", digits.len()),
                    "it is 32 binary digits, one for each bit of the instruction",
                );
                continue;
            };
            let (offset, span) = self.at.text(&d.node, "offset").map_or(("19-15", node.span), |(t, n)| (t, n.span));
            let (hi, lo) = offset.split_once('-').unwrap_or((offset, offset));
            let position = |t: &str| t.trim().parse().ok().filter(|n: &u32| *n < 32);
            let (Some(hi), Some(lo)) = (position(hi), position(lo)) else {
                self.at.error(span, format!("`{offset}` is no range of bits of an instruction"), "write `19-15`");
                continue;
            };
            out.push(Transform {
                name: d.id.clone(),
                keep,
                offset: (hi.max(lo), lo.min(hi)),
                compressed: d.node.get("compressed").and_then(|n| self.at.number(n)).unwrap_or(0).min(31) as u32,
            });
        }
        out
    }

    /// Where a segment of an encoding stands last; the encoding if it is not there as it is.
    fn segment(&self, node: &Node, segment: &str) -> syntax::Span {
        let text = node.text().unwrap_or_default();
        match text.rfind(segment).filter(|_| !text.contains('\n')) {
            Some(at) => node.place_in_text(1, text[..at].chars().count() as u32 + 1, segment.chars().count() as u32),
            None => node.span,
        }
    }

    /// Segments from the most significant bit: digits, operands, immediates.
    fn encoding(&self, text: &str, node: &Node) -> Option<Encoding> {
        let segments = segments(text);
        // Operands that stand for bits of the word twice, or bits of the value.
        if let Some(twice) = repeated(&segments) {
            self.at.error(
                self.segment(node, &twice),
                format!("`{twice}` is given twice"),
                "each operand, and each bit of an immediate, has one place",
            );
            return None;
        }
        let total: u32 = segments.iter().map(|s| segment_width(s).unwrap_or(0)).sum();
        let bad = segments.iter().find(|s| segment_width(s).is_none());
        if let Some(bad) = bad {
            self.at.error(
                self.segment(node, bad),
                format!("`{bad}` is no part of an encoding"),
                "parts are binary digits, rd, rs1, rs2, rs3, csr, aq, rl, rm, pred, succ, fm, rdp, rs1p, rs2p, imm[…] and uimm[…]",
            );
            return None;
        }
        if total != 16 && total != 32 {
            let help = format!("an instruction has 16 or 32; the parts have {}", widths(&segments));
            self.at.error(node.span, format!("the encoding has {total} bits"), help);
            return None;
        }
        let mut encoding = Encoding { bits: total, ..Encoding::default() };
        let mut top = total;
        for segment in &segments {
            let width = segment_width(segment)?;
            let (hi, lo) = (top - 1, top - width);
            top -= width;
            if segment.chars().all(|c| c == '0' || c == '1') {
                encoding.mask |= (ir::expr::mask(width) << lo) as u32;
                encoding.matches |= u32::from_str_radix(segment, 2).ok()? << lo;
            } else if let Some((name, pieces)) = segment.split_once('[') {
                immediate(&mut encoding.operands, name, pieces.trim_end_matches(']'), hi);
            } else {
                let bias = if segment.ends_with('p') && segment.starts_with('r') { 8 } else { 0 };
                encoding.operands.push(Operand { name: segment.clone(), pieces: vec![(hi, lo, 0)], bias, signed: false, width });
            }
        }
        let opcode_right = (total == 32) == (encoding.matches & 3 == 3);
        if !opcode_right {
            self.at.error(
                node.span,
                format!("the low bits {:02b} do not belong to {total} bits", encoding.matches & 3),
                "32-bit instructions end in 11, 16-bit ones do not",
            );
        }
        Some(encoding)
    }
}

/// The first operand, or bit of an immediate, that has two places.
fn repeated(segments: &[String]) -> Option<String> {
    let mut seen: Vec<String> = Vec::new();
    for segment in segments.iter().filter(|s| !s.starts_with(['0', '1'])) {
        let parts = match segment.split_once('[') {
            None => vec![segment.clone()],
            Some((_, pieces)) => {
                let pieces = pieces_of(pieces.trim_end_matches(']')).unwrap_or_default();
                pieces.iter().flat_map(|(hi, lo)| *lo..=*hi).map(|bit| format!("imm[{bit}]")).collect()
            }
        };
        for part in parts {
            if seen.contains(&part) {
                return Some(part);
            }
            seen.push(part);
        }
    }
    None
}

fn segments(text: &str) -> Vec<String> {
    let (mut out, mut current, mut depth) = (Vec::new(), String::new(), 0);
    for c in text.chars() {
        match c {
            '[' => depth = 1,
            ']' => depth = 0,
            _ => {}
        }
        if depth == 0 && (c.is_whitespace() || c == '_') {
            if !current.is_empty() {
                out.push(std::mem::take(&mut current));
            }
        } else if !c.is_whitespace() {
            current.push(c);
        }
    }
    if !current.is_empty() {
        out.push(current);
    }
    out
}

fn segment_width(segment: &str) -> Option<u32> {
    if !segment.is_empty() && segment.chars().all(|c| c == '0' || c == '1') {
        return Some(segment.len() as u32);
    }
    if let Some((name, pieces)) = segment.split_once('[') {
        if !matches!(name, "imm" | "uimm") || !pieces.ends_with(']') {
            return None;
        }
        return pieces_of(pieces.trim_end_matches(']')).map(|p| p.iter().map(|(hi, lo)| hi - lo + 1).sum());
    }
    Some(match segment {
        "rd" | "rs1" | "rs2" | "rs3" => 5,
        "rdp" | "rs1p" | "rs2p" => 3,
        "csr" => 12,
        "aq" | "rl" => 1,
        "rm" => 3,
        "pred" | "succ" | "fm" => 4,
        _ => return None,
    })
}

fn pieces_of(text: &str) -> Option<Vec<(u32, u32)>> {
    text.split('|')
        .map(|p| {
            let (hi, lo) = p.split_once(':').unwrap_or((p, p));
            let (hi, lo) = (hi.trim().parse().ok()?, lo.trim().parse().ok()?);
            (hi >= lo && hi < 32).then_some((hi, lo))
        })
        .collect()
}

/// `7 + 5 + 3`, what each segment counts.
fn widths(segments: &[String]) -> String {
    segments.iter().filter_map(|s| segment_width(s)).map(|n| n.to_string()).collect::<Vec<_>>().join(" + ")
}

/// Adds the pieces of one segment to the operand `imm`.
fn immediate(operands: &mut Vec<Operand>, name: &str, pieces: &str, mut hi: u32) {
    let signed = name == "imm";
    if !operands.iter().any(|o| o.name == "imm") {
        operands.push(Operand { name: "imm".into(), pieces: Vec::new(), bias: 0, signed, width: 0 });
    }
    let Some(operand) = operands.iter_mut().find(|o| o.name == "imm") else { return };
    for (piece_hi, piece_lo) in pieces_of(pieces).unwrap_or_default() {
        let width = piece_hi - piece_lo + 1;
        operand.pieces.push((hi, hi + 1 - width, piece_lo));
        operand.width = operand.width.max(piece_hi + 1);
        hi = hi.saturating_sub(width);
    }
}

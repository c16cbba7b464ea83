//! Translation formats, PTE layouts and roots.

use super::Lower;
use ir::{Paging, PteLayout, Walk};
use syntax::Node;

impl Lower<'_, '_> {
    pub(super) fn formats(&self) -> Vec<Paging> {
        let mut out = Vec::new();
        for d in self.of("paging") {
            let number = |key: &str| {
                let n = self.at.number_at(&d.node, key);
                if n.is_none() {
                    self.at.error(d.node.span, format!("paging `{}` has no `{key}`", d.id));
                }
                Some(n? as u32)
            };
            let (Some(mode), Some(levels), Some(index_bits), Some(pte_bytes), Some(va_bits)) =
                (number("mode"), number("levels"), number("index-bits"), number("pte-bytes"), number("va-bits"))
            else {
                continue;
            };
            let sign_extended = match self.at.text(&d.node, "upper") {
                Some(("sign", _)) => true,
                Some(("zero", _)) => false,
                other => {
                    let span = other.map_or(d.node.span, |o| o.1.span);
                    self.at.error_help(span, format!("paging `{}` does not say what upper address bits are", d.id), "`upper` is sign or zero");
                    continue;
                }
            };
            let pte = self.at.text(&d.node, "pte").map(|t| t.0.to_string()).unwrap_or_default();
            if !self.of("pte").any(|p| p.id == pte) {
                self.at.error(d.node.span, format!("paging `{}` has entries `{pte}`, which do not exist", d.id));
            }
            let root_extra_bits = self.at.number_at(&d.node, "root-extra-bits").unwrap_or(0) as u32;
            let page_bits = va_bits.checked_sub(levels * index_bits + root_extra_bits);
            if page_bits != Some(12) {
                let right = levels * index_bits + root_extra_bits + 12;
                let span = d.node.get("va-bits").map_or(d.node.span, |n| n.span);
                self.at.error_help(span, format!("{levels} levels of {index_bits} bits do not translate {va_bits} bits"), format!("with a page of 4096 bytes they translate {right}"));
            }
            out.push(Paging {
                name: d.id.clone(),
                mode: u64::from(mode),
                levels,
                index_bits,
                root_extra_bits,
                pte_bytes,
                va_bits,
                sign_extended,
                gstage: self.at.text(&d.node, "stage").is_some_and(|t| t.0 == "G"),
                pte,
                meta: self.meta(&d.node),
            });
        }
        out
    }

    pub(super) fn ptes(&self) -> Vec<PteLayout> {
        let mut out = Vec::new();
        for d in self.of("pte") {
            let mut layout = PteLayout { name: d.id.clone(), bytes: 0, fields: Vec::new(), reserved: Vec::new(), meta: self.meta(&d.node) };
            for (e, n) in d.node.get("fields").map(|f| self.at.entries(f)).unwrap_or_default() {
                let Some((text, bits)) = self.at.text(n, "bits") else { continue };
                let (hi, lo) = text.split_once('-').unwrap_or((text, text));
                match (hi.trim().parse(), lo.trim().parse()) {
                    (Ok(hi), Ok(lo)) => layout.fields.push((e.key.clone(), hi, lo)),
                    _ => self.at.error(bits.span, "expected bit positions"),
                }
                if n.get("reserved").and_then(Node::text) == Some("true") {
                    layout.reserved.push(e.key.clone());
                }
            }
            let top = layout.fields.iter().map(|f| f.1).max().unwrap_or(0);
            layout.bytes = if top < 32 { 4 } else { 8 };
            for name in ["V", "R", "W", "X", "U", "G", "A", "D", "PPN"] {
                if !layout.fields.iter().any(|f| f.0 == name) {
                    self.at.error(d.node.span, format!("pte `{}` has no field {name}", d.id));
                }
            }
            out.push(layout);
        }
        out
    }

    pub(super) fn walks(&self) -> Vec<Walk> {
        let mut out = Vec::new();
        for d in self.of("walk") {
            let text = |key: &str| self.at.text(&d.node, key).map(|t| t.0.to_string()).unwrap_or_default();
            out.push(Walk { stage: text("stage"), csr: text("csr"), root: text("root"), id: text("id"), meta: self.meta(&d.node) });
        }
        out
    }
}

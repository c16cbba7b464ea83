//! Translation formats, PTE layouts and roots.

use super::Lower;
use crate::files::Document;
use crate::keys::{head, nearest};
use crate::names::Names;
use ir::{Paging, PteLayout, Walk};
use syntax::Node;

impl<'m> Lower<'_, 'm> {
    pub(super) fn formats(&self, ptes: &[PteLayout]) -> Vec<Paging> {
        let mut out: Vec<Paging> = Vec::new();
        for d in self.of("paging") {
            let Some(format) = self.format(d, ptes) else { continue };
            if let Some(other) = out.iter().find(|o| o.mode == format.mode && o.gstage == format.gstage) {
                let own = d.node.get("mode").filter(|_| d.like.is_none());
                let span = own.map_or(head(&d.node), |n| n.span);
                self.at.error(
                    span,
                    format!("{} and {} both have mode {}", other.name, d.id, format.mode),
                    "each format of a stage has a number of its own",
                );
            }
            out.push(format);
        }
        out
    }

    /// A small number of a format.
    fn small(&self, d: &Document, key: &str, range: std::ops::RangeInclusive<u64>) -> Option<u32> {
        let Some(node) = self.at.value(&d.node, key) else {
            self.missing(d, key, "a format has mode, levels, index-bits, pte-bytes, va-bits, pte and upper, or is `like` one that has");
            return None;
        };
        let n = self.at.number(node)?;
        if !range.contains(&n) {
            self.at.error(node.span, format!("`{key}` is not {n}"), format!("it is a number from {} to {}", range.start(), range.end()));
            return None;
        }
        Some(n as u32)
    }

    fn format(&self, d: &Document, ptes: &[PteLayout]) -> Option<Paging> {
        let numbers = (
            self.small(d, "mode", 1..=15),
            self.small(d, "levels", 1..=8),
            self.small(d, "index-bits", 1..=16),
            self.small(d, "pte-bytes", 4..=8),
            self.small(d, "va-bits", 13..=64),
        );
        let (Some(mode), Some(levels), Some(index_bits), Some(pte_bytes), Some(va_bits)) = numbers else { return None };
        let sign_extended = match self.at.text(&d.node, "upper") {
            Some(("sign", _)) => true,
            Some(("zero", _)) => false,
            other => {
                let span = other.map_or(head(&d.node), |o| o.1.span);
                self.at.error(span, format!("paging `{}` does not say what upper address bits are", d.id), "`upper` is sign or zero");
                return None;
            }
        };
        let root_extra_bits = match d.node.get("root-extra-bits") {
            Some(_) => self.small(d, "root-extra-bits", 0..=8)?,
            None => 0,
        };
        let right = levels * index_bits + root_extra_bits + 12;
        if va_bits != right {
            let span = d.node.get("va-bits").map_or(head(&d.node), |n| n.span);
            self.at.error(
                span,
                format!("{levels} levels of {index_bits} bits do not translate {va_bits} bits"),
                format!("with a page of 4096 bytes they translate {right}"),
            );
        }
        let gstage = match self.at.text(&d.node, "stage") {
            Some(("G", _)) => true,
            Some(("S", _)) | None => false,
            Some((other, n)) => {
                self.at.error(
                    n.span,
                    format!("`{other}` is no stage of a format"),
                    "`stage: G` makes it a format of hgatp; leave it out for satp and vsatp",
                );
                false
            }
        };
        let pte = self.entries_of(d, pte_bytes, ptes);
        Some(Paging {
            name: d.id.clone(),
            mode: u64::from(mode),
            levels,
            index_bits,
            root_extra_bits,
            pte_bytes,
            va_bits,
            sign_extended,
            gstage,
            pte,
            meta: self.meta(&d.node),
        })
    }

    /// The layout of the entries of a format.
    fn entries_of(&self, d: &Document, pte_bytes: u32, ptes: &[PteLayout]) -> String {
        let (pte, pte_node) = self.at.text(&d.node, "pte").unwrap_or(("", &d.node));
        match ptes.iter().find(|p| p.name == pte) {
            // A layout that is wrong itself has no size.
            Some(layout) if layout.bytes != pte_bytes && self.at.errors.borrow().is_empty() => {
                let span = d.node.get("pte-bytes").map_or(head(&d.node), |n| n.span);
                self.at.error(
                    span,
                    format!("entries of {pte_bytes} bytes, but {pte} has {}", layout.bytes),
                    format!("write `pte-bytes: {}`, or another `pte`", layout.bytes),
                );
            }
            Some(_) => {}
            None => {
                let all: Vec<&str> = ptes.iter().map(|p| p.name.as_str()).collect();
                let span = if pte.is_empty() { head(&d.node) } else { pte_node.span };
                self.at.error(
                    span,
                    format!("paging `{}` has entries `{pte}`, which do not exist", d.id),
                    format!("`pte` is one of {}", all.join(", ")),
                );
            }
        }
        pte.to_string()
    }

    pub(super) fn ptes(&self) -> Vec<PteLayout> {
        let mut out = Vec::new();
        for d in self.of("pte") {
            let mut layout = PteLayout { name: d.id.clone(), bytes: 0, fields: Vec::new(), reserved: Vec::new(), meta: self.meta(&d.node) };
            let mut taken = 0u64;
            for (e, n) in d.node.get("fields").map(|f| self.at.entries(f)).unwrap_or_default() {
                let Some((hi, lo)) = self.pte_bits(&e.key, e.key_span, n) else { continue };
                let mask = ir::expr::mask(hi - lo + 1) << lo;
                if let Some(other) = layout
                    .fields
                    .iter()
                    .find(|_| taken & mask != 0)
                    .map(|_| layout.fields.iter().find(|f| f.1 >= lo && f.2 <= hi).map_or("another field", |f| f.0.as_str()))
                {
                    self.at.error(
                        e.key_span,
                        format!("{}.{} overlaps {other}", d.id, e.key),
                        "move one, or give them ranges that do not meet",
                    );
                }
                taken |= mask;
                layout.fields.push((e.key.clone(), hi, lo));
                if self.flag(n, "reserved") {
                    layout.reserved.push(e.key.clone());
                }
            }
            let top = layout.fields.iter().map(|f| f.1).max().unwrap_or(0);
            layout.bytes = if top < 32 { 4 } else { 8 };
            for name in ["V", "R", "W", "X", "U", "G", "A", "D", "PPN"] {
                if !layout.fields.iter().any(|f| f.0 == name) && d.node.get("fields").is_none_or(|f| f.get(name).is_none()) {
                    self.at.error(
                        head(&d.node),
                        format!("pte `{}` has no field {name}", d.id),
                        "the walk needs V, R, W, X, U, G, A, D and PPN",
                    );
                }
            }
            out.push(layout);
        }
        out
    }

    fn pte_bits(&self, name: &str, span: syntax::Span, node: &Node) -> Option<(u32, u32)> {
        let Some((text, bits)) = self.at.text(node, "bits") else {
            self.at.error(span, format!("field {name} has no `bits`"), "say `bits: 7` or `bits: 53-10`");
            return None;
        };
        let (hi, lo) = text.split_once('-').unwrap_or((text, text));
        let position = |t: &str| t.trim().parse().ok().filter(|n: &u32| *n < 64);
        match (position(hi), position(lo)) {
            (Some(hi), Some(lo)) if hi < lo => {
                self.at.error(bits.span, format!("bits {hi}-{lo} run the wrong way"), format!("the highest bit comes first: {lo}-{hi}"));
                None
            }
            (Some(hi), Some(lo)) => Some((hi, lo)),
            _ => {
                self.at.error(bits.span, "expected bit positions", "write `7` or `53-10`, with numbers below 64");
                None
            }
        }
    }

    pub(super) fn walks(&self, names: &Names) -> Vec<Walk> {
        let mut out: Vec<Walk> = Vec::new();
        for d in self.of("walk") {
            let text = |key: &str| self.at.text(&d.node, key);
            let (Some(csr), Some(stage), Some(root), Some(id)) = (text("csr"), text("stage"), text("root"), text("id")) else { continue };
            if !["S", "VS", "G"].contains(&stage.0) {
                self.at.error(stage.1.span, format!("`{}` is no stage", stage.0), "`stage` is S, VS or G");
            } else if let Some(other) = out.iter().find(|w| w.stage == stage.0) {
                self.at.error(stage.1.span, format!("two walks are of stage {}", other.stage), "each stage has one register");
            }
            match names.csr(csr.0) {
                None => {
                    let near = nearest(csr.0, &names.csrs()).map(|near| format!("did you mean `{near}`?"));
                    let help = near.unwrap_or("`csr` is the register with the root of the tables".to_string());
                    self.at.error(csr.1.span, format!("there is no csr `{}` here", csr.0), help);
                }
                Some(_) => {
                    for (field, n) in [root, id, ("MODE", csr.1)] {
                        if names.field(csr.0, field).is_none() {
                            let known = names.fields(csr.0);
                            let help = nearest(field, &known)
                                .map_or(format!("its fields are {}", known.join(", ")), |near| format!("did you mean `{near}`?"));
                            self.at.error(n.span, format!("{} has no field `{field}`", csr.0), help);
                        }
                    }
                }
            }
            let own = |t: (&str, &Node)| t.0.to_string();
            out.push(Walk { stage: own(stage), csr: own(csr), root: own(root), id: own(id), meta: self.meta(&d.node) });
        }
        out
    }
}

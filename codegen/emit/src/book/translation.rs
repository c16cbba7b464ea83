//! The page of address translation.

use super::figure::{Cell, Fill, figure};
use super::text::{Links, bits, others, source};
use super::{Book, Text, walk};
use crate::facts::facts;
use ir::{Paging, PteLayout, Spec, Walk};
use serde_json::Value;

/// The page.
pub fn page(book: &Book, text: &Text) -> Value {
    let links = Links::of(text);
    let specs = [text.wide, text.narrow];
    let formats: Vec<Value> = specs.iter().flat_map(|s| s.formats.iter().map(|f| format(s, f, links))).collect();
    let mut ptes: Vec<&PteLayout> = Vec::new();
    for pte in specs.iter().flat_map(|s| &s.ptes) {
        let used = specs.iter().any(|s| s.formats.iter().any(|f| f.pte == pte.name));
        if used && !ptes.iter().any(|p| p.name == pte.name) {
            ptes.push(pte);
        }
    }
    facts!({
        "rev": text.id(),
        "formats": formats,
        "ptes": ptes.iter().map(|p| layout(book, text, p, links)).collect::<Vec<_>>(),
        "walks": text.wide.walks.iter().map(|w| root(w, links)).collect::<Vec<_>>(),
        "drawings": specs.iter().filter_map(|s| walk::drawing(s)).collect::<Vec<_>>(),
        "nav": others(book, text, "translation", &|_| true, "tables"),
    })
}

fn root(w: &Walk, links: Links) -> Value {
    facts!({
        "stage": &w.stage, "csr": links.name(&w.csr), "root": links.name(&format!("{}.{}", w.csr, w.root)),
        "id": links.name(&format!("{}.{}", w.csr, w.id)), "doc": links.prose(&w.meta.doc),
    })
}

fn format(spec: &Spec, f: &Paging, links: Links) -> Value {
    let table = u64::from(f.pte_bytes) << (f.index_bits + f.root_extra_bits);
    facts!({
        "name": &f.name,
        "xlen": spec.xlen,
        "mode": f.mode,
        "stage": if f.gstage { "G" } else { "S, VS" },
        "levels": f.levels,
        "va_bits": f.va_bits,
        "upper": match f.sign_extended {
            _ if f.va_bits >= spec.xlen => "",
            true => "sign",
            false => "zero",
        },
        "pte": &f.pte,
        "root": size(table),
        "leaves": leaves(f),
        "doc": links.prose(&f.meta.doc),
        "figure": address_figure(f),
    })
}

fn page_bits(f: &Paging) -> u32 {
    f.va_bits - f.levels * f.index_bits - f.root_extra_bits
}

/// Sizes of the pages that a leaf at each level maps, the smallest first.
fn leaves(f: &Paging) -> String {
    let sizes = (0..f.levels).map(|level| size(1 << (page_bits(f) + level * f.index_bits)));
    sizes.collect::<Vec<_>>().join(", ")
}

fn size(bytes: u64) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let scale = (bytes.max(1).ilog2() / 10) as usize;
    format!("{} {}", bytes >> (10 * scale), units.get(scale).unwrap_or(&""))
}

/// An address, cut into the indices of the levels.
fn address_figure(f: &Paging) -> String {
    let offset = page_bits(f);
    let part = |hi: u32, lo: u32, label: String| Cell { hi, lo, label, fill: Fill::Stored, href: None };
    let mut cells: Vec<Cell> = (0..f.levels)
        .rev()
        .map(|level| {
            let lo = offset + level * f.index_bits;
            let extra = if level + 1 == f.levels { f.root_extra_bits } else { 0 };
            let name = if f.gstage { "GPPN" } else { "VPN" };
            part(lo + f.index_bits + extra - 1, lo, format!("{name}[{level}]"))
        })
        .collect();
    cells.push(Cell { fill: Fill::ReadOnly, ..part(offset - 1, 0, "offset".to_string()) });
    figure(f.va_bits, &cells, &format!("Address of {}", f.name))
}

fn layout(book: &Book, text: &Text, pte: &PteLayout, links: Links) -> Value {
    let mut fields = pte.fields.clone();
    fields.sort_by_key(|f| std::cmp::Reverse(f.1));
    let is_reserved = |name: &String| pte.reserved.contains(name);
    let cells: Vec<Cell> = fields
        .iter()
        .map(|(name, hi, lo)| {
            let fill = if is_reserved(name) { Fill::ReadOnly } else { Fill::Stored };
            Cell { hi: *hi, lo: *lo, label: name.clone(), fill, href: None }
        })
        .collect();
    let rows: Vec<Value> = fields
        .iter()
        .map(|(name, hi, lo)| {
            facts!({
                "bits": bits(*hi, *lo), "name": name, "reserved": is_reserved(name),
            })
        })
        .collect();
    facts!({
        "name": &pte.name, "bytes": pte.bytes, "doc": links.prose(&pte.meta.doc), "rows": rows,
        "any_reserved": !pte.reserved.is_empty(),
        "figure": figure(pte.bytes * 8, &cells, &format!("Fields of {}", pte.name)),
        "source": source(book, text, &pte.meta),
    })
}

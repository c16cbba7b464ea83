//! MODE fields, addresses and table entries.

use super::Comparison;
use crate::text::range;
use ir::{Paging, PteLayout};
use isa::CsrOp;

/// Fields that every entry of a page table has.
const INDEXED: [&str; 2] = ["PPN", "VPN"];

/// The bits that a name has, of `NAME[i]` all pieces together.
fn whole(rows: &[(&str, &str)], name: &str, xlen: u32) -> Option<(u32, u32)> {
    let pieces = rows.iter().filter(|(_, n)| *n == name || n.strip_prefix(name).is_some_and(|rest| rest.starts_with('[')));
    pieces.map(|(bits, _)| range(bits, xlen)).reduce(|a, b| (a.0.max(b.0), a.1.min(b.1)))
}

impl<'a> Comparison<'a> {
    fn format(&self, name: &str) -> Option<&'a Paging> {
        self.spec.formats.iter().find(|f| f.name == name)
    }

    /// Numbers of formats, and whether the register takes them.
    pub(super) fn formats(&mut self) {
        let (text, spec) = (self.text, self.spec);
        for item in text.items("modes") {
            let Some(csr) = spec.csr(item.word("csr")) else { continue };
            let gstage = spec.walks.iter().any(|w| w.csr == csr.name && w.stage == "G");
            let Some(field) = csr.field("MODE") else { continue };
            for (values, printed) in item.rows(&format!("rv{}", spec.xlen)) {
                let (hi, lo) = range(values, spec.xlen);
                for value in lo..=hi {
                    let value = u64::from(value);
                    let format = spec.formats.iter().find(|f| f.gstage == gstage && f.mode == value);
                    let name = format.map_or(if value == 0 { "bare" } else { "reserved" }, |f| f.name.as_str());
                    let printed = if printed == "none" { "reserved" } else { printed };
                    self.fact(item.at(), format!("{} MODE {value}", csr.name), printed, name);
                    let mut state = self.state("M");
                    // From a mode that is none of the reserved ones.
                    let write = self.eval.csr(&mut state, csr.address, CsrOp::Write(value << field.lo));
                    let read = write.and_then(|_| self.eval.csr(&mut state, csr.address, CsrOp::Read));
                    let kept = read.map(|r| r >> field.lo & ir::expr::mask(field.width()) == value);
                    self.fact(item.at(), format!("{} keeps MODE {value}", csr.name), Ok(printed != "reserved"), kept);
                }
            }
        }
    }

    /// Parts of virtual and guest physical addresses.
    pub(super) fn addresses(&mut self) {
        let text = self.text;
        for item in text.items("virtual") {
            let Some(format) = self.format(item.word("of")) else { continue };
            let rows: Vec<(&str, &str)> = item.rows("bits").collect();
            let Some((hi, lo)) = whole(&rows, INDEXED[1], self.spec.xlen) else { continue };
            let levels = rows.iter().filter(|(_, name)| name.starts_with(INDEXED[1])).count();
            let name = &format.name;
            self.fact(item.at(), format!("{name} width"), hi + 1, format.va_bits);
            self.fact(item.at(), format!("{name} levels"), levels as u32, format.levels);
            let index = (hi + 1 - lo - format.root_extra_bits) / format.levels.max(1);
            self.fact(item.at(), format!("{name} index bits"), index, format.index_bits);
            for (bits, part) in rows.iter().filter(|(_, name)| name.starts_with(INDEXED[1])) {
                let level: u32 = part.trim_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or_default();
                let low = lo + level * format.index_bits;
                let extra = if level + 1 == format.levels { format.root_extra_bits } else { 0 };
                let found = (low + format.index_bits + extra - 1, low);
                self.fact(item.at(), format!("{name} {part}"), range(bits, self.spec.xlen), found);
            }
        }
    }

    /// Entries of page tables, and the physical addresses that they hold.
    pub(super) fn entries(&mut self) {
        let (text, spec) = (self.text, self.spec);
        let layout = |format: &Paging| -> Option<&'a PteLayout> { spec.ptes.iter().find(|p| p.name == format.pte) };
        for item in text.items("pte") {
            let Some((format, pte)) = self.format(item.word("of")).and_then(|f| Some((f, layout(f)?))) else { continue };
            let rows: Vec<(&str, &str)> = item.rows("bits").collect();
            let mut top = 0;
            for (bits, printed) in &rows {
                let name = printed.split('[').next().unwrap_or_default();
                let (hi, lo) = range(bits, spec.xlen);
                top = top.max(hi);
                let field = |name: &str| pte.fields.iter().find(|f| f.0 == name).map(|f| (f.1, f.2));
                if name == "Reserved" {
                    let other = pte.fields.iter().any(|f| f.1 >= lo && f.2 <= hi && !pte.reserved.contains(&f.0) && !self.is_other(&f.0));
                    self.fact(item.at(), format!("{} bits {hi} to {lo} are reserved", format.name), true, !other);
                } else if let Some(place) = whole(&rows, name, spec.xlen) {
                    self.fact(item.at(), format!("{} entry {printed}", format.name), Some(place), field(name));
                }
            }
            self.fact(item.at(), format!("{} entry bytes", format.name), (top + 1).div_ceil(8), format.pte_bytes);
        }
        for item in text.items("physical") {
            let Some((format, pte)) = self.format(item.word("of")).and_then(|f| Some((f, layout(f)?))) else { continue };
            let rows: Vec<(&str, &str)> = item.rows("bits").collect();
            let width = whole(&rows, INDEXED[0], spec.xlen).map(|(hi, lo)| hi + 1 - lo);
            let found = pte.fields.iter().find(|f| f.0 == INDEXED[0]).map(|f| f.1 + 1 - f.2);
            self.fact(item.at(), format!("{} physical page number", format.name), width, found);
        }
    }

    /// Whether a field of an entry is of another document.
    fn is_other(&self, field: &str) -> bool {
        self.scope.other.iter().any(|o| o.0 == format!("pte.{field}"))
    }

    /// What X, W and R mean: the reserved combinations make an entry invalid.
    pub(super) fn permissions(&mut self) {
        let text = self.text;
        let Some(rule) = self.spec.rule("pte_invalid") else { return };
        for item in text.items("rwx") {
            for (bits, meaning) in item.rows("xwr") {
                let bit = |name: &str| match name {
                    "v" => 1,
                    _ => "xwr".find(name).and_then(|at| bits.as_bytes().get(at)).map_or(0, |b| u64::from(*b == b'1')),
                };
                let args: Vec<u64> = rule.params.iter().map(|(name, _)| if name.len() == 1 { bit(name) } else { 0 }).collect();
                let invalid = self.eval.rule_value(&self.state("M"), &rule.name, &args);
                self.fact(item.at(), format!("X, W, R {bits}"), Some(u64::from(meaning == "reserved")), invalid);
                if let Some(allowed) = meaning.strip_prefix("page ") {
                    self.leaf(item.at(), bits, allowed);
                }
            }
        }
    }

    /// Which accesses a leaf allows, by users and supervisors of either stage.
    fn leaf(&mut self, at: &str, bits: &str, allowed: &str) {
        let (state, constant) = (self.state("M"), |name: &str| self.spec.constant(name).unwrap_or_default());
        let Some(rule) = self.spec.rule("leaf_denied") else { return };
        let kinds = [("FETCH", 'x'), ("LOAD", 'r'), ("STORE", 'w')].map(|(name, letter)| (constant(name), letter));
        let [user, supervisor] = [constant("U"), constant("S")];
        for ((kind, letter), prv, gstage) in
            kinds.iter().flat_map(|k| [(user, 0), (supervisor, 0), (user, 1), (supervisor, 1)].map(|(p, g)| (*k, p, g)))
        {
            let value = |name: &str| match name {
                "kind" => kind,
                "prv" => prv,
                "gstage" => gstage,
                // Of the G-stage every page that is used is a user's.
                "u" => u64::from(prv == user || gstage == 1),
                _ => "xwr".find(name).and_then(|at| bits.as_bytes().get(at)).map_or(0, |b| u64::from(*b == b'1')),
            };
            let args: Vec<u64> = rule.params.iter().map(|(name, _)| value(name)).collect();
            let denied = self.eval.rule_value(&state, &rule.name, &args);
            let what = format!("X, W, R {bits}: {letter} at privilege {prv}, G-stage {gstage}");
            self.fact(at, what, Some(u64::from(!allowed.contains(letter))), denied);
        }
    }
}

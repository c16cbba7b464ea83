//! The listing of CSRs, and figures of registers.

use super::{Comparison, mask};
use crate::text::{Item, range};
use emit::export::seen_fields;
use ir::{Csr, Level};
use isa::CsrOp;
use serde_json::json;
use std::collections::BTreeSet;

/// Modes by level, each with those that are below it.
const BELOW: [(Level, &str, &[&str]); 4] =
    [(Level::U, "U", &[]), (Level::S, "S", &["U", "VU"]), (Level::HS, "H", &["U", "VU", "VS"]), (Level::M, "M", &["U", "VU", "VS", "HS"])];

/// Names in figures that stand for bits without a meaning.
const RESERVED: [&str; 6] = ["0", "WPRI", "WIRI", "WLRL", "Reserved", "0 WARL"];
/// Kinds of fields behind their names.
const KINDS: [&str; 2] = [" WARL", " WLRL"];

/// The model's name of a field that a figure names.
fn model_name(printed: &str) -> String {
    let name = printed.split('[').next().unwrap_or_default();
    name.to_uppercase().replace(' ', "_")
}

/// Stands for the fields between its neighbours.
const DOTS: &str = "...";

impl Comparison<'_> {
    /// Addresses, who may access, and who may not.
    pub(super) fn listing(&mut self) {
        let (text, scope) = (self.text, self.scope);
        for item in text.items("listing") {
            for (name, row) in item.rows("csrs") {
                let mut words = row.split(' ');
                let (address, access) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
                let here = words.next().is_none_or(|only| only == format!("RV{}", self.spec.xlen));
                if scope.absent.iter().any(|a| a.0 == name) {
                    self.fact(item.at(), format!("{name} is left out"), false, self.spec.csr(name).is_some());
                    continue;
                }
                let spec = self.spec;
                let found = self.export["csrs"][name]["addr"].as_str().map(String::from);
                self.fact(item.at(), format!("{name} address"), here.then(|| address.to_string()), found);
                if let Some(csr) = spec.csr(name).filter(|_| here) {
                    self.access(&item, csr, access);
                }
            }
        }
        for csr in &self.spec.csrs {
            let listed = text.items("listing").flat_map(|i| i.rows("csrs")).any(|(name, _)| name == csr.name);
            let other = scope.other.iter().any(|o| o.0 == csr.name);
            self.fact("priv-csrs", format!("{} is listed", csr.name), true, listed || other);
        }
    }

    /// `HRW`: whose it is, and whether it can be written.
    fn access(&mut self, item: &Item, csr: &Csr, access: &str) {
        let Some((_, letter, below)) = BELOW.iter().find(|b| b.0 == csr.level) else { return };
        let name = &csr.name;
        self.fact(item.at(), format!("{name} level"), access.get(..1), Some(*letter));
        for mode in *below {
            let allowed = self.eval.csr_legal(&self.state(mode), csr.address, false).is_ok();
            self.fact(item.at(), format!("{name} in {mode}-mode"), false, allowed);
        }
        let state = self.state("M");
        let (reads, writes) = [false, true].map(|write| self.eval.csr_legal(&state, csr.address, write).is_ok()).into();
        if reads {
            self.fact(item.at(), format!("{name} write"), access.ends_with("RW"), writes);
        }
    }

    /// What the convention says of each address that is in use.
    pub(super) fn ranges(&mut self) {
        let text = self.text;
        for item in text.items("ranges") {
            let number = |text: &str| u16::from_str_radix(text.trim_start_matches("0x"), 16).unwrap_or_default();
            let mut starts: Vec<(u16, &str)> = item.rows("from").map(|(start, what)| (number(start), what)).collect();
            starts.sort_unstable();
            for csr in &self.spec.csrs {
                let Some((_, what)) = starts.iter().rev().find(|s| s.0 <= csr.address) else { continue };
                let level = match csr.level {
                    Level::U => "u",
                    Level::S => "s",
                    Level::HS => "h",
                    Level::M => "m",
                };
                self.fact(item.at(), format!("{} is of its range", csr.name), what.get(..1), Some(level));
                let machine = self.state("M");
                let written = self.eval.csr_legal(&machine, csr.address, true).is_ok();
                if self.eval.csr_legal(&machine, csr.address, false).is_ok() {
                    self.fact(item.at(), format!("{} is written as its range", csr.name), what.ends_with("rw"), written);
                }
            }
        }
    }

    /// Register figures.
    pub(super) fn figures(&mut self) {
        let text = self.text;
        // A chapter about the base draws a register without what the extension adds.
        let extended: BTreeSet<(&str, u32)> = text
            .items("registers")
            .filter(|i| i.chapter() == "hypervisor")
            .flat_map(|i| load::XLENS.into_iter().filter(move |x| i.xlen().is_none_or(|own| own == *x)).map(move |x| (i.word("csr"), x)))
            .collect();
        for item in text.items("registers") {
            if item.xlen().is_some_and(|xlen| xlen != self.spec.xlen) || item.word("csr").is_empty() {
                continue;
            }
            let Some(csr) = self.spec.csr(item.word("csr")) else {
                self.missing(&item);
                continue;
            };
            let whole_truth = item.chapter() == "hypervisor" || !extended.contains(&(csr.name.as_str(), self.spec.xlen));
            self.figure(&item, csr, whole_truth);
        }
    }

    /// A figure of a register that the model has not.
    fn missing(&mut self, item: &Item) {
        let name = item.word("csr");
        let known = self.scope.absent.iter().any(|a| a.0 == name);
        // A figure may show a register that the other XLEN has.
        let elsewhere = self.text.items("listing").any(|l| l.rows("csrs").any(|(n, row)| n == name && row.contains("RV")));
        self.fact(item.at(), format!("{name} exists"), known || elsewhere, true);
    }

    fn figure(&mut self, item: &Item, csr: &Csr, whole_truth: bool) {
        let rows: Vec<(&str, &str)> = item.rows("bits").collect();
        let mut before: Option<(&str, u32)> = None;
        for (bits, printed) in &rows {
            let (hi, lo) = range(bits, self.spec.xlen);
            let name = KINDS.iter().fold(*printed, |n, kind| n.trim_end_matches(kind));
            if RESERVED.contains(printed) {
                if whole_truth {
                    self.reserved(item, csr, hi, lo);
                }
            } else if name == DOTS {
                let Some((above, number)) = before else { continue };
                for bit in lo..=hi {
                    self.position(item, csr, &format!("{above}{}", number - (hi + 1 - bit)), bit, bit);
                }
            } else if rows.len() == 1 {
                self.fact(item.at(), format!("{} is one field", csr.name), hi + 1, csr.visible);
            } else {
                self.position(item, csr, name, hi, lo);
                self.kind(item, csr, name, printed);
            }
            let digits = name.trim_start_matches(|c: char| !c.is_ascii_digit());
            before = digits.parse().ok().map(|number| (name.trim_end_matches(digits), number));
        }
    }

    /// A field at its place.
    fn position(&mut self, item: &Item, csr: &Csr, name: &str, hi: u32, lo: u32) {
        let name = model_name(name);
        let what = format!("{}.{name}", csr.name);
        if self.scope.merged.iter().any(|m| m.0 == what) {
            return;
        }
        let found = &self.export["csrs"][&csr.name]["fields"][&name];
        self.fact(item.at(), what, json!([hi, lo]), found.clone());
    }

    /// Whether writing what is not legal is the writer's mistake.
    fn kind(&mut self, item: &Item, csr: &Csr, name: &str, printed: &str) {
        let name = model_name(name);
        let Some(field) = csr.field(&name) else { return };
        let wlrl = field.wlrl;
        if printed.ends_with("WLRL") || printed.ends_with("WARL") {
            self.fact(item.at(), format!("{}.{name} is WLRL", csr.name), printed.ends_with("WLRL"), wlrl);
        }
    }

    /// Bits without a meaning: no field, and 0 whatever is written.
    fn reserved(&mut self, item: &Item, csr: &Csr, hi: u32, lo: u32) {
        let (scope, spec) = (self.scope, self.spec);
        let mut bits = mask(hi, lo);
        for field in seen_fields(spec, csr) {
            let name = format!("{}.{}", csr.name, field.name);
            if scope.other.iter().any(|o| o.0 == name) {
                bits &= !mask(field.hi, field.lo);
            } else if field.lo <= hi && field.hi >= lo {
                self.fact(item.at(), format!("{name} is reserved"), true, false);
            }
        }
        let mut state = self.state("M");
        let written = self.eval.csr(&mut state, csr.address, CsrOp::Write(u64::MAX));
        let read = self.eval.csr(&mut state, csr.address, CsrOp::Read);
        if written.is_ok() {
            let ones = read.unwrap_or_default() & bits;
            self.fact(item.at(), format!("{} bits {hi} to {lo} are 0", csr.name), 0, ones);
        }
    }

    /// Where the bytes of PMP entries are, and what of a byte can be written.
    pub(super) fn protection(&mut self) {
        let (text, xlen) = (self.text, self.spec.xlen);
        for item in text.items("layout").filter(|i| i.xlen() == Some(xlen)) {
            for (csr, entries) in item.rows("registers") {
                for (i, entry) in entries.split(' ').rev().enumerate() {
                    let low = i as u32 * u8::BITS;
                    let found = self.export["csrs"][csr]["fields"][entry].clone();
                    self.fact(item.at(), format!("{csr}.{entry}"), json!([low + u8::BITS - 1, low]), found);
                    self.byte(csr, low);
                }
            }
        }
    }

    /// Reserved bits of an entry stay 0; what it permits and how it matches can be written.
    fn byte(&mut self, csr: &str, low: u32) {
        let (text, spec) = (self.text, self.spec);
        let Some(csr) = spec.csr(csr) else { return };
        for item in text.items("pmp") {
            let of = |wanted: &dyn Fn(&str) -> bool| {
                let rows = item.rows("bits").filter(|(_, printed)| wanted(printed));
                rows.map(|(bits, _)| range(bits, spec.xlen)).fold(0, |all, (hi, lo)| all | mask(hi, lo))
            };
            let (reserved, written) =
                (of(&|p| RESERVED.contains(&p)), of(&|p| ["A", "X", "W", "R"].contains(&p.trim_end_matches(KINDS[0]))));
            for value in [written, u64::from(u8::MAX)] {
                let mut state = self.state("M");
                let write = self.eval.csr(&mut state, csr.address, CsrOp::Write(value << low));
                let read = write.and_then(|_| self.eval.csr(&mut state, csr.address, CsrOp::Read));
                let kept = read.map(|r| r >> low & (reserved | written));
                self.fact(item.at(), format!("{} bits from {low} written {value:#x}", csr.name), Ok(written), kept);
            }
        }
    }

    /// Letters of misa.
    pub(super) fn extensions(&mut self) {
        let (text, spec) = (self.text, self.spec);
        for item in text.items("misa") {
            let Some(misa) = spec.csr("misa") else { continue };
            let letters: Vec<(&str, &str)> = item.rows("letters").collect();
            for field in &misa.fields {
                let bit = field.lo.to_string();
                let Some((_, letter)) = letters.iter().find(|l| l.0 == bit) else { continue };
                self.fact(item.at(), format!("bit {bit}"), *letter, &field.name);
            }
        }
    }
}

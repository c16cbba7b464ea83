//! What is known about an implementation: which text it has, and what it does otherwise.

use crate::machine::Platform;
use ir::{Csr, Spec, Storage};
use load::Profile;
use std::collections::BTreeSet;
use std::path::Path;
use syntax::Node;

/// An implementation.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Name.
    pub name: String,
    /// The text that it implements.
    pub revision: String,
    /// How it is given an image.
    pub platform: Platform,
    /// Options of its command line.
    pub options: Vec<String>,
    /// What it does otherwise, and what the texts leave open.
    pub listed: Vec<Listed>,
}

/// A listed difference: what is kept out of programs, and what is not looked at.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Name, of a deviation or choice in the model's profile if it is one.
    pub name: String,
    /// `deviation`, `choice`, `extension` or `open`.
    pub kind: String,
    /// What the texts leave open; of the others the model's profile says it.
    pub why: String,
    /// XLENs that it is about.
    pub xlen: Option<u32>,
    /// Bits that are not looked at, by CSR.
    pub ignore: Vec<(String, Bits)>,
    /// CSRs that are not looked at, and cleared, after an exception, by its name.
    pub ignore_after: Vec<(String, String)>,
    /// Bits that programs keep at a value, by CSR.
    pub fix: Vec<(String, Bits, u64)>,
    /// CSRs of which programs change only bits that the model has; `all` for every one but those with a bit for each cause.
    pub legal: Vec<String>,
    /// CSRs and instructions that no program uses.
    pub never: Vec<String>,
    /// Changes whose witnesses end otherwise than in the text.
    pub witnesses: Vec<String>,
    /// CSRs that every step writes.
    pub always: Vec<String>,
    /// CSRs that are never Bare.
    pub translated: Vec<String>,
    /// Modes, each with an instruction or CSR that no program uses in it, by the start of its name.
    pub never_in: Vec<(String, String)>,
}

/// Bits of a CSR.
#[derive(Clone, Debug)]
pub enum Bits {
    /// Fields, or causes in a register of one bit for each, wherever the text has them.
    Named(Vec<String>),
    /// Bits to which the text gives no name.
    Mask(u64),
}

/// Reads a list of peers.
pub fn read(path: &Path) -> Result<Vec<Peer>, String> {
    let fail = |what: String| format!("{}: {what}", path.display());
    let text = std::fs::read_to_string(path).map_err(|e| fail(e.to_string()))?;
    let nodes = syntax::read_yaml(0, &text).map_err(|e| fail(e.first().map_or_else(String::new, |d| d.message.clone())))?;
    nodes.iter().map(|node| peer(node).map_err(fail)).collect()
}

fn peer(node: &Node) -> Result<Peer, String> {
    let word =
        |key: &str| node.get(key).and_then(Node::text).map(String::from).ok_or_else(|| format!("line {}: no `{key}`", node.span.line));
    let listed = node.get("listed").map(Node::items).unwrap_or_default();
    let platform = match node.get("platform").and_then(Node::text) {
        None => Platform::Virt,
        Some("htif") => Platform::Htif,
        Some(other) => return Err(format!("line {}: the platform is `htif`, not `{other}`, or that of QEMU", node.span.line)),
    };
    Ok(Peer {
        name: word("peer")?,
        revision: word("revision")?,
        platform,
        options: word("options")?.split_whitespace().map(String::from).collect(),
        listed: listed.iter().map(listed_one).collect::<Result<_, _>>()?,
    })
}

fn listed_one(node: &Node) -> Result<Listed, String> {
    let mut listed = Listed::default();
    for kind in ["deviation", "choice", "extension", "open"] {
        if let Some(name) = node.get(kind).and_then(Node::text) {
            (listed.kind, listed.name) = (kind.into(), name.into());
        }
    }
    let at = node.span.line;
    if listed.name.is_empty() {
        return Err(format!("line {at}: say `deviation`, `choice`, `extension` or `open`"));
    }
    listed.why = node.get("why").and_then(Node::text).unwrap_or_default().into();
    if listed.why.is_empty() != ["deviation", "choice"].contains(&&*listed.kind) {
        return Err(format!("line {at}: say `why` here of what no profile of the model has"));
    }
    listed.xlen = node.get("xlen").and_then(Node::text).and_then(|x| x.parse().ok());
    let pairs = |key: &str| node.get(key).map(Node::entries).unwrap_or_default().iter();
    for entry in pairs("ignore") {
        listed.ignore.push((entry.key.clone(), bits(entry.value.text().unwrap_or_default())?));
    }
    for entry in pairs("fix") {
        let (what, value) = entry
            .value
            .text()
            .and_then(|t| t.split_once(" to "))
            .ok_or_else(|| format!("line {at}: `BITS to VALUE`, or `BITS to ones`"))?;
        let value = if value.trim() == "ones" { u64::MAX } else { number(value)? };
        listed.fix.push((entry.key.clone(), bits(what)?, value));
    }
    let list = |key: &str| node.get(key).map(Node::items).unwrap_or_default().iter().filter_map(|n| Some(n.text()?.to_string())).collect();
    (listed.never, listed.legal) = (list("never"), list("legal"));
    (listed.translated, listed.always, listed.witnesses) = (list("translated"), list("always"), list("witnesses"));
    let each = |key: &str| {
        let names = |entry: &syntax::Entry| {
            let key = entry.key.clone();
            let names = entry.value.items().iter().filter_map(Node::text).map(String::from);
            names.map(move |name| (key.clone(), name)).collect::<Vec<_>>()
        };
        pairs(key).flat_map(names).collect()
    };
    (listed.never_in, listed.ignore_after) = (each("never-in"), each("ignore-after"));
    Ok(listed)
}

/// Names, or `all`, or a number.
fn bits(text: &str) -> Result<Bits, String> {
    match text.trim() {
        "all" => Ok(Bits::Mask(u64::MAX)),
        names if names.starts_with(|first: char| first.is_ascii_alphabetic()) => {
            Ok(Bits::Named(names.split_whitespace().map(String::from).collect()))
        }
        digits => number(digits).map(Bits::Mask),
    }
}

/// `0x..`, or decimal.
fn number(text: &str) -> Result<u64, String> {
    ir::number(text).ok_or_else(|| format!("{text} is no number"))
}

impl Peer {
    /// What counts at an XLEN.
    fn at(&self, xlen: u32) -> impl Iterator<Item = &Listed> {
        self.listed.iter().filter(move |l| l.xlen.is_none_or(|own| own == xlen))
    }

    /// The same, as if one difference were not known.
    pub fn without(&self, name: &str) -> Self {
        let listed = self.listed.iter().filter(|l| l.name != name).cloned().collect();
        Self { listed, ..self.clone() }
    }

    /// The same, but programs may write anything.
    pub fn unfixed(&self) -> Self {
        let listed = self.listed.iter().map(|l| Listed { fix: Vec::new(), ..l.clone() }).collect();
        Self { listed, ..self.clone() }
    }

    /// Changes whose witnesses end otherwise than in the text.
    pub fn witnesses(&self) -> impl Iterator<Item = &str> {
        self.listed.iter().flat_map(|l| &l.witnesses).map(String::as_str)
    }

    /// Checks that all that is listed exists in the text, and in the profile of the implementation.
    pub fn check(&self, spec: &Spec, profile: &Profile) -> Result<(), String> {
        for listed in &self.listed {
            let is_there = match listed.kind.as_str() {
                "deviation" => profile.deviations.iter().any(|(name, ..)| *name == listed.name),
                "choice" => profile.choices.iter().any(|(name, _)| *name == listed.name),
                _ => true,
            };
            if !is_there {
                return Err(format!("{}: its profile in the model has no {} {}", self.name, listed.kind, listed.name));
            }
        }
        let fixed = self.at(spec.xlen).flat_map(|l| l.fix.iter().map(|(csr, bits, _)| (csr, bits)));
        let ignored = self.at(spec.xlen).flat_map(|l| l.ignore.iter().map(|(csr, bits)| (csr, bits)));
        for (csr, bits) in fixed.chain(ignored) {
            let exists = match (spec.csr(csr), bits) {
                (None, _) => false,
                (Some(csr), Bits::Named(names)) => names.iter().all(|name| named(spec, csr, name).is_some()),
                (Some(_), Bits::Mask(_)) => true,
            };
            if !exists {
                return Err(match bits {
                    Bits::Named(names) if spec.csr(csr).is_some() => {
                        format!("{}: the text has no {} in {csr}", self.name, names.join(" or "))
                    }
                    _ => format!("{}: the text has no {csr}", self.name),
                });
            }
        }
        Ok(())
    }

    /// Bits of a CSR that are not looked at.
    pub fn ignored(&self, spec: &Spec, csr: &str) -> u64 {
        let ignored = self.at(spec.xlen).flat_map(|l| &l.ignore);
        ignored.fold(0, |bits, (of, more)| bits | shown(spec, csr, of, more).0)
    }

    /// Codes of exceptions after which a CSR is not looked at.
    pub fn ignored_after(&self, spec: &Spec, csr: &str) -> Vec<u64> {
        let after = self.at(spec.xlen).flat_map(|l| &l.ignore_after).filter(|(_, of)| of == csr);
        after.filter_map(|(exception, _)| Some(spec.exception(exception)?.code)).collect()
    }

    /// Whether programs may use a CSR or an instruction.
    pub fn uses(&self, spec: &Spec, name: &str) -> bool {
        !self.at(spec.xlen).flat_map(|l| &l.never).any(|n| n == name)
    }

    /// Whether a stage is never Bare, by the CSR of its root.
    pub fn translates(&self, csr: &str) -> bool {
        self.listed.iter().flat_map(|l| &l.translated).any(|t| t == csr)
    }

    /// CSRs that every step writes.
    pub fn always(&self) -> BTreeSet<&str> {
        self.listed.iter().flat_map(|l| &l.always).map(String::as_str).collect()
    }

    /// Whether programs may use an instruction or a CSR in a mode.
    pub fn uses_in(&self, spec: &Spec, mode: &str, name: &str) -> bool {
        !self.at(spec.xlen).flat_map(|l| &l.never_in).any(|n| n.0 == mode && name.starts_with(&n.1))
    }

    /// A value that a program may write.
    pub fn fixed(&self, spec: &Spec, csr: &str, value: u64) -> u64 {
        let is = |name: &str| self.at(spec.xlen).flat_map(|l| &l.legal).any(|l| l == name);
        let whole = whole(spec, csr).filter(|(full, _)| is(csr) || is("all") && full.bits_of.is_none());
        let value = whole.map_or(value, |(full, shift)| legal(spec, full, value << shift) >> shift);
        let fixed = self.at(spec.xlen).flat_map(|l| &l.fix);
        fixed.fold(value, |value, (of, bits, to)| {
            let (bits, lowest) = shown(spec, csr, of, bits);
            value & !bits | to << lowest & bits
        })
    }
}

/// The register that an address shows a part of, and from which bit on.
fn whole<'s>(spec: &'s Spec, csr: &str) -> Option<(&'s Csr, u32)> {
    let seen = spec.csr(csr)?;
    Some(match seen.high_half_of.as_ref().and_then(|low| spec.csr(low)) {
        Some(low) => (low, low.visible),
        None => (seen, 0),
    })
}

/// What a CSR shows after reset in the text.
pub fn after_reset(spec: &Spec, csr: &str) -> u64 {
    let Some((full, from)) = whole(spec, csr) else { return 0 };
    full.fields.iter().fold(0, |value, field| value | field.reset << field.lo) >> from & ir::expr::mask(spec.xlen)
}

/// Highest and lowest bit of a field, or the bit of a cause.
fn named(spec: &Spec, csr: &Csr, name: &str) -> Option<(u32, u32)> {
    let field = csr.fields.iter().find(|field| field.name == name).map(|field| (field.hi, field.lo));
    let cause = || csr.bits_of.as_ref().and_then(|_| spec.exception(name).or_else(|| spec.interrupt(name)));
    field.or_else(|| cause().map(|cause| (cause.code as u32, cause.code as u32)))
}

/// What a CSR shows of bits of another or of itself, and where the lowest is.
fn shown(spec: &Spec, csr: &str, of: &str, bits: &Bits) -> (u64, u32) {
    let Some((full, from)) = whole(spec, csr) else { return (0, 0) };
    match bits {
        Bits::Mask(bits) if csr == of => (*bits, 0),
        Bits::Named(names) if full.name == of => {
            let places = names.iter().filter_map(|name| named(spec, full, name));
            let (mask, lowest) =
                places.fold((0, u32::MAX), |(mask, lowest), (hi, lo)| (mask | ir::expr::mask(hi - lo + 1) << lo, lowest.min(lo)));
            (mask >> from, lowest.saturating_sub(from))
        }
        _ => (0, 0),
    }
}

/// The value with bits that the model can change, and all others as they are.
fn legal(spec: &Spec, csr: &Csr, value: u64) -> u64 {
    let kept = |field: &ir::Field| spec.root(&csr.name, &field.name).map(|(_, root)| root.storage.clone());
    let of = |field: &ir::Field| match kept(field) {
        Some(Storage::Const(constant)) => constant << field.lo,
        Some(Storage::Derived { slot: None, .. }) | None => 0,
        _ => value & field.mask(),
    };
    csr.fields.iter().fold(0, |bits, field| bits | of(field))
}

//! What a word names, in any revision.

use super::Question;
use crate::model::Loaded;
use crate::words::{did_you_mean, number, ranges};
use anyhow::{anyhow, bail};
use ir::{Csr, Spec};
use std::collections::BTreeSet;

/// Something that can be explained.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// A CSR.
    Csr(String),
    /// A field of a CSR.
    Field(String, String),
    /// An address at which no CSR is.
    Address(u64),
    /// An exception.
    Exception(String),
    /// An interrupt.
    Interrupt(String),
    /// An instruction.
    Insn(String),
    /// A change between two revisions.
    Change(String),
    /// Any other node of the model: kind and id.
    Node(String, String),
}

/// Kinds of nodes that say things about others and are no topic themselves.
const SILENT: &[&str] = &["revisions", "changes", "sources", "constants"];
/// Kinds of nodes that have a page of their own.
const OWN_PAGE: &[&str] = &["csr", "exception", "interrupt", "insn"];

impl Topic {
    /// The words that name it.
    fn names(&self) -> Vec<String> {
        match self {
            Topic::Field(csr, field) => vec![format!("{csr}.{field}"), field.clone()],
            Topic::Address(address) => vec![format!("{address:#x}")],
            Topic::Csr(n) | Topic::Exception(n) | Topic::Interrupt(n) | Topic::Insn(n) | Topic::Change(n) | Topic::Node(_, n) => {
                vec![n.clone()]
            }
        }
    }
}

/// What the word names, the whole name before a field's short one.
pub(super) fn topics(question: &Question, word: &str) -> anyhow::Result<Vec<Topic>> {
    if let Some(value) = number(word) {
        let is_address = word.to_lowercase().starts_with("0x");
        return if is_address { at_address(question, value) } else { with_code(question, value) };
    }
    let all = all(question);
    let exact: Vec<Topic> = all.iter().filter(|t| t.names().iter().any(|n| n == word)).cloned().collect();
    if !exact.is_empty() {
        return Ok(exact);
    }
    let lower = word.to_lowercase();
    let loose: Vec<Topic> = all.iter().filter(|t| t.names().iter().any(|n| n.to_lowercase() == lower)).cloned().collect();
    if !loose.is_empty() {
        return Ok(loose);
    }
    let names: Vec<String> = all.iter().flat_map(Topic::names).collect();
    let near = did_you_mean(word, names.iter().map(String::as_str));
    bail!("nothing in the model is called `{word}`{near}");
}

/// Everything that exists in some revision.
fn all(question: &Question) -> BTreeSet<Topic> {
    let mut all = BTreeSet::new();
    for spec in specs(question) {
        for csr in &spec.csrs {
            all.insert(Topic::Csr(csr.name.clone()));
            if csr.bits_of.is_none() && !csr.whole {
                let named = csr.fields.iter().filter(|f| f.name != csr.name);
                all.extend(named.map(|f| Topic::Field(csr.name.clone(), f.name.clone())));
            }
        }
        all.extend(spec.exceptions.iter().map(|c| Topic::Exception(c.name.clone())));
        all.extend(spec.interrupts.iter().map(|c| Topic::Interrupt(c.name.clone())));
        all.extend(spec.insns.iter().map(|i| Topic::Insn(i.name.clone())));
    }
    let model = &question.loaded.model;
    all.extend(model.header.changes.iter().map(|c| Topic::Change(c.id.clone())));
    for d in &model.documents {
        if !SILENT.contains(&d.kind.as_str()) && !OWN_PAGE.contains(&d.kind.as_str()) {
            all.insert(Topic::Node(d.kind.clone(), d.id.clone()));
        }
    }
    all
}

fn specs<'a>(question: &'a Question) -> impl Iterator<Item = &'a Spec> {
    question.loaded.specs.iter().filter(|s| question.xlens.contains(&s.xlen))
}

fn at_address(question: &Question, address: u64) -> anyhow::Result<Vec<Topic>> {
    anyhow::ensure!(address <= u64::from(CSR_ADDRESSES), "{address:#x} is no address of a CSR: the highest is {CSR_ADDRESSES:#x}");
    let here = specs(question).filter(|s| question.revision.is_none_or(|r| s.index == r));
    let names: BTreeSet<Topic> =
        here.flat_map(|s| &s.csrs).filter(|c| u64::from(c.address) == address).map(|c| Topic::Csr(c.name.clone())).collect();
    Ok(if names.is_empty() { vec![Topic::Address(address)] } else { names.into_iter().collect() })
}

/// The highest address that an instruction can hold: 12 bits.
const CSR_ADDRESSES: u16 = 0xfff;

fn with_code(question: &Question, code: u64) -> anyhow::Result<Vec<Topic>> {
    let mut topics = BTreeSet::new();
    for spec in specs(question) {
        topics.extend(spec.exceptions.iter().filter(|c| c.code == code).map(|c| Topic::Exception(c.name.clone())));
        topics.extend(spec.interrupts.iter().filter(|c| c.code == code).map(|c| Topic::Interrupt(c.name.clone())));
    }
    anyhow::ensure!(!topics.is_empty(), "no exception and no interrupt has code {code}\n  help: an address of a CSR begins with 0x");
    Ok(topics.into_iter().collect())
}

/// The CSR of that name or address in one revision.
pub fn csr_at<'a>(loaded: &Loaded, spec: &'a Spec, word: &str) -> anyhow::Result<&'a Csr> {
    let lower = word.to_lowercase();
    let address = number(&lower);
    let is_meant = |c: &Csr| c.name == lower || address == Some(u64::from(c.address));
    if let Some(csr) = spec.csrs.iter().find(|c| is_meant(c)) {
        return Ok(csr);
    }
    let there = |xlen| loaded.chain(xlen).map(|s| s.csrs.iter().any(is_meant)).collect::<Vec<bool>>();
    let here = there(spec.xlen);
    if here.contains(&true) {
        let ranges = ranges(&here, &loaded.model.revisions());
        bail!("there is no `{word}` in {}; it exists {ranges}", spec.revision.id);
    }
    if let Some(other) = load::XLENS.into_iter().find(|&x| there(x).contains(&true)) {
        bail!("there is no `{word}` on RV{}\n  help: it exists on RV{other}: --xlen {other}", spec.xlen);
    }
    let near = did_you_mean(word, spec.csrs.iter().map(|c| c.name.as_str()));
    Err(anyhow!("there is no CSR `{word}`{near}"))
}

//! Where things are: names to positions, once per spec.

use crate::State;
use ir::{Csr, Field, Rule, Spec, Storage};
use std::collections::BTreeMap;

/// A field, by the position of its CSR and its position therein.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At {
    pub csr: usize,
    pub field: usize,
}

/// What a field leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Storage in this word.
    Word(usize),
    /// Another field.
    Field(At),
    /// Neither.
    Nothing,
}

/// Executes one [`Spec`].
#[derive(Clone)]
pub struct Evaluator<'s> {
    spec: &'s Spec,
    reset: State,
    by_name: BTreeMap<&'s str, usize>,
    by_address: Vec<Option<usize>>,
    rules: BTreeMap<&'s str, &'s Rule>,
    /// For each field of each CSR.
    links: Vec<Vec<Link>>,
    /// For each CSR, the one that stands in for it when V=1.
    substitutes: Vec<Option<usize>>,
    /// For each CSR, the one whose upper half it shows.
    halves: Vec<Option<usize>>,
}

const ADDRESSES: usize = 4096;

impl<'s> Evaluator<'s> {
    /// Prepares a checked spec.
    pub fn new(spec: &'s Spec) -> Self {
        let by_name: BTreeMap<&str, usize> = spec.csrs.iter().enumerate().map(|(i, c)| (c.name.as_str(), i)).collect();
        let mut by_address = vec![None; ADDRESSES];
        for (i, c) in spec.csrs.iter().enumerate() {
            by_address[usize::from(c.address) % ADDRESSES] = Some(i);
        }
        let position = |name: &str| by_name.get(name).copied();
        let substitute = |c: &Csr| position(&spec.substitution.iter().find(|s| s.0 == c.name)?.1);
        let substitutes = spec.csrs.iter().map(substitute).collect();
        let halves = spec.csrs.iter().map(|c| position(c.high_half_of.as_deref()?)).collect();
        let reset = State::reset(spec);
        let link = |f: &Field| match &f.storage {
            Storage::Store(slot) | Storage::Derived { slot: Some(slot), .. } => reset.word_at(&slot.word).map_or(Link::Nothing, Link::Word),
            Storage::Alias(csr, field) => find(spec, &by_name, csr, field).map_or(Link::Nothing, Link::Field),
            Storage::Derived { slot: None, .. } | Storage::Const(_) => Link::Nothing,
        };
        let links = spec.csrs.iter().map(|c| c.fields.iter().map(link).collect()).collect();
        let rules = spec.rules.iter().map(|r| (r.name.as_str(), r)).collect();
        Self { spec, reset, by_name, by_address, rules, links, substitutes, halves }
    }

    /// The spec that is executed.
    pub fn spec(&self) -> &'s Spec {
        self.spec
    }

    /// The state after reset.
    pub fn reset(&self) -> State {
        self.reset.clone()
    }

    pub(crate) fn csr_named(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    pub(crate) fn csr_at(&self, address: u16) -> Option<usize> {
        self.by_address.get(usize::from(address)).copied().flatten()
    }

    /// The register whose bits a CSR shows, and from which bit up.
    pub(crate) fn shown(&self, csr: usize) -> (usize, u32) {
        self.halves[csr].map_or((csr, 0), |full| (full, 32))
    }

    pub(crate) fn substitute(&self, csr: usize) -> Option<usize> {
        self.substitutes[csr]
    }

    pub(crate) fn csr_of(&self, csr: usize) -> &'s Csr {
        &self.spec.csrs[csr]
    }

    pub(crate) fn field_named(&self, csr: &str, field: &str) -> Option<At> {
        find(self.spec, &self.by_name, csr, field)
    }

    /// Fields of a CSR, from the highest down.
    pub(crate) fn fields(&self, csr: usize) -> impl Iterator<Item = At> + use<> {
        (0..self.spec.csrs[csr].fields.len()).map(move |field| At { csr, field })
    }

    pub(crate) fn field(&self, at: At) -> &'s Field {
        &self.spec.csrs[at.csr].fields[at.field]
    }

    pub(crate) fn link(&self, at: At) -> Link {
        self.links[at.csr][at.field]
    }

    /// The end of a field's aliases.
    pub(crate) fn root(&self, mut at: At) -> At {
        while let Link::Field(next) = self.link(at) {
            at = next;
        }
        at
    }

    pub(crate) fn rule(&self, name: &str) -> Option<&'s Rule> {
        self.rules.get(name).copied()
    }

    /// Value of a constant that the checks promise.
    pub(crate) fn constant(&self, name: &str) -> u64 {
        self.spec.constant(name).unwrap_or_else(|| panic!("the model has no constant `{name}`"))
    }

    /// Code of an exception that the checks promise.
    pub(crate) fn exception(&self, name: &str) -> u64 {
        self.spec.exception(name).unwrap_or_else(|| panic!("the model has no exception `{name}`")).code
    }

    /// Bits of an XLEN-wide value.
    pub(crate) fn xlen_mask(&self) -> u64 {
        ir::expr::mask(self.spec.xlen)
    }
}

fn find(spec: &Spec, by_name: &BTreeMap<&str, usize>, csr: &str, field: &str) -> Option<At> {
    let csr = *by_name.get(csr)?;
    let field = spec.csrs[csr].fields.iter().position(|f| f.name == field)?;
    Some(At { csr, field })
}

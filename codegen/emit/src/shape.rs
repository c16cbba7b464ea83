//! A spec without the places of its fields, and without the words for people.
//!
//! Most of what is generated reaches fields by their functions, and does not
//! change when a field moves in its register. Such text is made from a spec
//! in which every field lies at bit 0 and comes by its name, so that it cannot
//! depend on more, and is remembered under a hash of that.

use crate::format::Key;
use ir::{Cause, Csr, Field, Insn, Meta, Rule, Slot, Spec, Storage};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};
use syntax::Span;

/// A spec without places.
pub struct Shape<'a> {
    spec: &'a Spec,
    key: Key,
    plain: OnceLock<Spec>,
}

impl<'a> Shape<'a> {
    /// The shape of a spec.
    pub fn of(spec: &'a Spec) -> Self {
        Self { spec, key: Key::new("shape", Hashed(spec)), plain: OnceLock::new() }
    }

    /// For text of some kind that is made from [`Self::spec`].
    pub fn key(&self, kind: &str) -> Key {
        self.key.and(&kind)
    }

    /// What is left.
    pub fn spec(&self) -> &Spec {
        self.plain.get_or_init(|| plain(self.spec))
    }
}

fn plain(spec: &Spec) -> Spec {
    let mut spec = spec.clone();
    for insn in &mut spec.insns {
        *insn = Arc::new(Insn { meta: Meta::default(), text: String::new(), ..(**insn).clone() });
    }
    spec.rules.iter_mut().for_each(|rule| (rule.meta, rule.text) = (Meta::default(), String::new()));
    spec.exceptions.iter_mut().chain(&mut spec.interrupts).for_each(|cause| cause.meta = Meta::default());
    for csr in &mut spec.csrs {
        csr.meta = Meta { cite: std::mem::take(&mut csr.meta.cite), ..Meta::default() };
        csr.fields.sort_by(|a, b| a.name.cmp(&b.name));
        for field in &mut csr.fields {
            (field.hi, field.lo, field.reset) = (field.hi - field.lo, 0, 0);
            (field.rule, field.doc, field.span) = (None, String::new(), Span::default());
            if let Storage::Store(slot) | Storage::Derived { slot: Some(slot), .. } = &mut field.storage {
                slot.lo = 0;
            }
        }
    }
    spec
}

/// Hashes what [`plain`] leaves, without making it.
struct Hashed<'a, T>(&'a T);

// Everything is named below, so that what is added to the IR is not forgotten.

impl Hash for Hashed<'_, Spec> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Spec {
            revision,
            index,
            xlen,
            profile,
            constants,
            cells,
            csrs,
            rules,
            substitution,
            hs_qualified,
            exceptions,
            interrupts,
            entries,
            returns,
            formats,
            ptes,
            walks,
            extensions,
            float,
            insns,
            quirks,
            by_name: _,
        } = self.0;
        (revision, index, xlen, profile, constants, cells, substitution, hs_qualified).hash(state);
        (entries, returns, formats, ptes, walks, extensions, float, quirks).hash(state);
        each(rules, state);
        each(exceptions, state);
        each(interrupts, state);
        each(csrs, state);
        insns.len().hash(state);
        insns.iter().for_each(|insn| Hashed(&**insn).hash(state));
    }
}

fn each<'a, T, H: Hasher>(all: &'a [T], state: &mut H)
where
    Hashed<'a, T>: Hash,
{
    all.len().hash(state);
    all.iter().for_each(|one| Hashed(one).hash(state));
}

impl Hash for Hashed<'_, Rule> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Rule { name, params, returns, body, text: _, meta: _ } = self.0;
        (name, params, returns, body).hash(state);
    }
}

impl Hash for Hashed<'_, Cause> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Cause { name, code, as_vs, columns, priority, policy, meta: _ } = self.0;
        (name, code, as_vs, columns, priority, policy).hash(state);
    }
}

impl Hash for Hashed<'_, Insn> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Insn {
            name,
            bytes,
            mask,
            matches,
            encoding,
            operands,
            condition,
            class,
            deny,
            float,
            body,
            text: _,
            transform,
            extension,
            meta: _,
        } = self.0;
        (name, bytes, mask, matches, encoding, operands, condition).hash(state);
        (class, deny, float, body, transform, extension).hash(state);
    }
}

impl Hash for Hashed<'_, Csr> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Csr { name, address, level, class, width, visible, fields, whole, bits_of, high_half_of, deny, float, accept, meta } = self.0;
        (&meta.cite, name, address, level, class, width, visible).hash(state);
        (whole, bits_of, high_half_of, deny, float, accept).hash(state);
        let mut fields: Vec<&Field> = fields.iter().collect();
        fields.sort_by(|a, b| a.name.cmp(&b.name));
        fields.len().hash(state);
        fields.into_iter().for_each(|field| Hashed(field).hash(state));
    }
}

impl Hash for Hashed<'_, Field> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Field { name, hi, lo, storage, gate, write, rule: _, read_only, wlrl, reset: _, doc: _, span: _ } = self.0;
        (name, hi - lo, gate, write, read_only, wlrl, std::mem::discriminant(storage)).hash(state);
        let slot = |slot: &Slot, state: &mut H| {
            let Slot { word, lo: _, width } = slot;
            (word, width).hash(state);
        };
        match storage {
            Storage::Store(place) => slot(place, state),
            Storage::Derived { read, slot: place, rmw_stored } => {
                (read, rmw_stored, place.is_some()).hash(state);
                place.iter().for_each(|place| slot(place, state));
            }
            other => other.hash(state),
        }
    }
}

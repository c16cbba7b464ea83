//! What of the state translation and permissions depend on.

use super::state::{slot, slot_mask};
use crate::rust::{hex, ident};
use ir::{Spec, Ty, effects, name};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// What it depends on.
pub struct Depends {
    /// Cells.
    cells: Vec<String>,
    /// Bits of storage words.
    pub words: BTreeMap<String, u64>,
}

impl Depends {
    /// In a spec with places.
    pub fn of(spec: &Spec) -> Self {
        let mut touched = effects::Effects::default();
        if let Some(rule) = spec.rule("leaf_denied") {
            touched.extend(effects::of_expr(spec, &rule.body));
        }
        for walk in &spec.walks {
            touched.extend(effects::of_csr_read(spec, &walk.csr));
        }
        let mut depends = Self { cells: Vec::new(), words: BTreeMap::new() };
        for (csr, field) in touched.reads {
            match field {
                None => depends.cells.push(csr),
                Some(field) => {
                    if let Some(slot) = spec.field(&csr, &field).and_then(slot) {
                        *depends.words.entry(slot.word.clone()).or_default() |= slot_mask(slot);
                    }
                }
            }
        }
        depends
    }
}

/// The associated type and the function: what the rules make of privilege and
/// permissions in one word, for many states come to the same there, then the
/// words that anything else is read from.
pub fn emit(spec: &Spec, depends: &Depends) -> TokenStream {
    let mut values = vec![quote!(permissions)];
    for name in &depends.cells {
        let cell = ident(&name::snake(name));
        let is_bool = spec.cells.iter().any(|c| c.name == *name && c.ty == Ty::Bool);
        values.push(if is_bool { quote!(u64::from(s.#cell)) } else { quote!(s.#cell) });
    }
    values.extend(depends.words.iter().map(|(word, mask)| {
        let (word, bits) = (ident(&name::snake(word)), hex(*mask));
        if *mask == u64::MAX { quote!(s.#word) } else { quote!(s.#word & #bits) }
    }));
    let types = values.iter().map(|_| quote!(u64));
    quote! {
        type Translation = (#(#types,)*);
        #[inline]
        fn translation(s: &State) -> Self::Translation {
            let access = |fetch| rules::effective_prv(s, fetch) * 2 + u64::from(rules::effective_v(s, fetch));
            let sum = [rules::sum_at(s, false), rules::sum_at(s, true)];
            let mxr = [rules::mxr_at(s, false, false), rules::mxr_at(s, true, false), rules::mxr_at(s, true, true)];
            let permissions = sum.into_iter().chain(mxr).fold(access(true) * 8 + access(false), |all, bit| all * 2 + u64::from(bit));
            (#(#values,)*)
        }
    }
}

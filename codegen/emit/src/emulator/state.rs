//! `state.rs`: one word of storage per CSR that stores anything.

use super::Used;
use crate::format::{Key, Text};
use crate::rust::{Rust, Site, doc, hex, ident, number, reader, ty, writer};
use ir::{Field, Slot, Spec, Storage, Ty, name};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// The file.
pub fn emit(spec: &Spec, used: &Used) -> Text {
    let words = spec.words();
    let resets = resets(spec, &words);
    let mut out = Text::of(quote!(
        use super::{csr, rules};
        use isa::ops;
    ));
    out.part(Key::new("words", (&spec.cells, &words)), || Text::of(storage(spec, &words)));
    out.implement(&quote!(impl State), |block| {
        block.item(Key::new("reset", (&spec.cells, &resets)), || reset(spec, &resets));
        let names = words.iter().map(|word| &word.0).collect::<Vec<_>>();
        block.item(Key::new("word", &names), || word(&words));
        block.item(Key::new("set word", &names), || set_word(&words));
        for (c, f) in &used.reads {
            block.item(field_key("reader", spec, c, f), || field_reader(spec, c, f));
        }
        for (c, f) in &used.writes {
            block.item(field_key("writer", spec, c, f), || field_writer(spec, c, f));
        }
    });
    out
}

fn storage(spec: &Spec, words: &[(String, u64)]) -> TokenStream {
    let cells = spec.cells.iter().map(|c| {
        let (name, ty, docs) = (ident(&name::snake(&c.name)), ty(c.ty), doc(&format!("`{}`.", c.name)));
        quote!(#docs pub #name: #ty)
    });
    let fields = words.iter().map(|(word, bits)| {
        let docs = doc(&format!("Stored bits of {word}: {bits:#x}."));
        let word = ident(&name::snake(word));
        quote!(#docs pub #word: u64)
    });
    let names = words.iter().map(|w| &w.0);
    quote! {
        /// Privileged state of a hart.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[allow(non_snake_case)]
        pub struct State { #(#cells,)* #(#fields,)* }
        /// Names of the storage words, in order of [`State::word`].
        pub const WORDS: &[&str] = &[#(#names),*];
    }
}

fn reset(spec: &Spec, words: &[(&str, u64)]) -> TokenStream {
    let cells = spec.cells.iter().map(|c| {
        let name = ident(&name::snake(&c.name));
        let value = if c.ty == Ty::Bool { if c.reset == 1 { quote!(true) } else { quote!(false) } } else { number(c.reset) };
        quote!(#name: #value)
    });
    let words = words.iter().map(|(word, value)| {
        let (word, value) = (ident(&name::snake(word)), number(*value));
        quote!(#word: #value)
    });
    quote! {
        /// State after reset.
        pub const fn reset() -> Self {
            Self { #(#cells,)* #(#words,)* }
        }
    }
}

fn word(words: &[(String, u64)]) -> TokenStream {
    let (indices, fields) = indexed(words);
    quote! {
        /// Storage word by index in [`WORDS`], 0 beyond.
        pub fn word(&self, index: usize) -> u64 {
            match index { #(#indices => self.#fields,)* _ => 0 }
        }
    }
}

fn set_word(words: &[(String, u64)]) -> TokenStream {
    let (indices, fields) = indexed(words);
    quote! {
        /// Sets a storage word by index in [`WORDS`].
        pub fn set_word(&mut self, index: usize, value: u64) {
            match index { #(#indices => self.#fields = value,)* _ => {} }
        }
    }
}

fn indexed(words: &[(String, u64)]) -> (Vec<TokenStream>, Vec<Ident>) {
    (0..).zip(words).map(|(n, word)| (number(n), ident(&name::snake(&word.0)))).unzip()
}

/// What the functions of a field are made from: itself, and what its aliases lead to.
fn field_key(kind: &str, spec: &Spec, csr: &str, field: &str) -> Key {
    let chain = spec.csr(csr).and_then(|c| Some(super::csr::aliases(spec, c, c.field(field)?)));
    let chain = chain.unwrap_or_default().into_iter().map(|(c, f)| (c.name.as_str(), f));
    Key::new("field", (kind, csr, field, chain.collect::<Vec<_>>()))
}

/// What the storage words hold after reset.
fn resets<'a>(spec: &Spec, words: &'a [(String, u64)]) -> Vec<(&'a str, u64)> {
    let mut values: BTreeMap<&str, u64> = BTreeMap::new();
    for (f, slot) in spec.csrs.iter().flat_map(|c| &c.fields).filter_map(|f| Some((f, slot(f)?))) {
        *values.entry(&slot.word).or_default() |= (f.reset & ir::expr::mask(slot.width)) << slot.lo;
    }
    words.iter().map(|(word, _)| (word.as_str(), values.get(word.as_str()).copied().unwrap_or(0))).collect()
}

/// Storage of a field, if it has any.
pub fn slot(f: &Field) -> Option<&Slot> {
    match &f.storage {
        Storage::Store(slot) | Storage::Derived { slot: Some(slot), .. } => Some(slot),
        _ => None,
    }
}

/// The bits of its word that a slot takes.
pub fn slot_mask(slot: &Slot) -> u64 {
    ir::expr::mask(slot.width) << slot.lo
}

/// The raw bits of a slot.
pub fn slot_bits(state: &TokenStream, slot: &Slot, as_bool: bool) -> TokenStream {
    let word = ident(&name::snake(&slot.word));
    let (lo, mask) = (number(u64::from(slot.lo)), number(ir::expr::mask(slot.width)));
    match (as_bool, slot.lo, slot.width) {
        (true, ..) => quote!((#state.#word >> #lo) & 1 != 0),
        (false, 0, 64) => quote!(#state.#word),
        (false, 0, _) => quote!((#state.#word & #mask)),
        _ => quote!(((#state.#word >> #lo) & #mask)),
    }
}

/// Value of a field as expressions see it.
pub fn field_value(spec: &Spec, csr: &str, f: &Field) -> TokenStream {
    let rust = Rust { spec, at: Site::State };
    let state = quote!(s);
    let is_bool = f.ty() == Ty::Bool;
    let value = match &f.storage {
        Storage::Store(slot) => slot_bits(&state, slot, is_bool),
        Storage::Const(v) if is_bool => {
            if *v == 1 {
                quote!(true)
            } else {
                quote!(false)
            }
        }
        Storage::Const(v) => number(*v),
        Storage::Alias(c, target) => match spec.field(c, target) {
            Some(target) if (c.as_str(), target.name.as_str()) != (csr, f.name.as_str()) => field_value(spec, c, target),
            _ => quote!(0),
        },
        Storage::Derived { read, slot, .. } => {
            let read = rust.block(read);
            match slot {
                Some(slot) => {
                    let stored = slot_bits(&state, slot, is_bool);
                    quote!({ let stored = #stored; #read })
                }
                None => quote!({ #read }),
            }
        }
    };
    match &f.gate {
        None => value,
        Some(gate) => {
            let gate = rust.expr(gate);
            if is_bool { quote!((#gate) && (#value)) } else { quote!(if #gate { #value } else { 0 }) }
        }
    }
}

fn field_reader(spec: &Spec, csr: &str, field: &str) -> TokenStream {
    let Some(f) = spec.field(csr, field) else { return TokenStream::new() };
    let (name, ty, value) = (reader(csr, field), ty(f.ty()), field_value(spec, csr, f));
    let docs = doc(&format!("{csr}.{field}. {}", f.doc));
    quote!(#docs #[inline] pub fn #name(&self) -> #ty { let s = self; #value })
}

fn field_writer(spec: &Spec, csr: &str, field: &str) -> TokenStream {
    let Some((f, slot)) = spec.field(csr, field).and_then(|f| Some((f, slot(f)?))) else {
        // A constant: hardware's write has no effect.
        let (name, ty) = (writer(csr, field), spec.field(csr, field).map_or(quote!(u64), |f| ty(f.ty())));
        return quote!(#[inline] pub fn #name(&mut self, value: #ty) {});
    };
    let (name, ty) = (writer(csr, field), ty(f.ty()));
    let word = ident(&name::snake(&slot.word));
    let (lo, mask) = (number(u64::from(slot.lo)), ir::expr::mask(slot.width));
    let (keep, bits) = (hex(!(mask << slot.lo)), number(mask));
    let docs = doc(&format!("Hardware's write to {csr}.{field}."));
    let value = if f.ty() == Ty::Bool { quote!(u64::from(value)) } else { quote!((value & #bits)) };
    quote!(#docs #[inline] pub fn #name(&mut self, value: #ty) { self.#word = (self.#word & #keep) | (#value << #lo); })
}

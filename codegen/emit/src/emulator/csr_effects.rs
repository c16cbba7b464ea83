//! What CSR instructions have to do with the rest of the machine, by address.

use super::csr::{aliases, plain_slot};
use crate::rust::hex;
use ir::effects::{self, Effects, Touched};
use ir::{Csr, Field, Spec};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// What counts instructions, and whether.
const COUNTERS: [&str; 3] = ["mcycle", "minstret", "mcountinhibit"];

/// Whether counters, time and inputs matter, by what an address reaches in any mode.
pub fn asks_inputs(spec: &Spec) -> TokenStream {
    let asking = spec.csrs.iter().filter(|c| reads(spec, c).iter().chain(&writes(spec, c)).any(is_input));
    let asking: Vec<TokenStream> = asking.map(|c| hex(u64::from(c.address))).collect();
    let asking = if asking.is_empty() { quote!(false) } else { quote!(matches!(address, #(#asking)|*)) };
    quote! {
        /// Whether an access to the CSR needs counters, time and inputs up to date.
        pub fn asks_inputs(address: u16) -> bool { #asking }
    }
}

/// What a write does beside the CSR, likewise.
pub fn effects(spec: &Spec) -> TokenStream {
    let kinds = Kinds::of(spec);
    let mut groups: BTreeMap<[u64; 4], Vec<TokenStream>> = BTreeMap::new();
    for c in &spec.csrs {
        groups.entry(kinds.masks(spec, c)).or_default().push(hex(u64::from(c.address)));
    }
    let arms = groups.iter().filter(|(masks, _)| masks.iter().any(|mask| *mask != 0)).map(|(masks, addresses)| {
        let kinds = [quote!(roots), quote!(permissions), quote!(pending), quote!(enables)];
        let fields = kinds.iter().zip(masks).filter(|(_, mask)| **mask != 0).map(|(kind, mask)| match mask {
            &u64::MAX => quote!(#kind: true),
            mask => {
                let mask = hex(*mask);
                quote!(#kind: changed & #mask != 0)
            }
        });
        quote!(#(#addresses)|* => CsrEffects { #(#fields,)* ..CsrEffects::NONE })
    });
    quote! {
        /// What a write that changes no other bits than these can change beside the CSR.
        #[inline]
        pub fn effects(address: u16, changed: u64) -> CsrEffects {
            match address { #(#arms,)* _ => CsrEffects::NONE }
        }
    }
}

/// A CSR, and that which takes its place while V=1.
fn reached<'a>(spec: &'a Spec, c: &'a Csr) -> impl Iterator<Item = &'a Csr> {
    let substitute = spec.substitution.iter().find(|(from, _)| *from == c.name).and_then(|(_, to)| spec.csr(to));
    std::iter::once(c).chain(substitute)
}

/// The register that an address shows a part of.
fn register(c: &Csr) -> &str {
    c.high_half_of.as_deref().unwrap_or(&c.name)
}

/// State that an access to a CSR reads.
fn reads(spec: &Spec, c: &Csr) -> BTreeSet<Touched> {
    let mut reads = BTreeSet::new();
    for c in reached(spec, c) {
        reads.extend(effects::of_csr_read(spec, register(c)).reads);
        let writes = spec.csr(register(c)).into_iter().flat_map(|c| &c.fields).filter_map(|f| f.write.as_ref());
        for e in c.deny.iter().map(|deny| &deny.when).chain(writes) {
            reads.extend(effects::of_expr(spec, e).reads);
        }
    }
    reads
}

/// State that an access to a CSR can write.
fn writes(spec: &Spec, c: &Csr) -> BTreeSet<Touched> {
    reached(spec, c).flat_map(|c| effects::of_csr_write(spec, register(c))).collect()
}

fn is_input((name, field): &Touched) -> bool {
    match field {
        None => name == "mtime" || name.starts_with("input_"),
        Some(_) => COUNTERS.contains(&name.as_str()),
    }
}

/// What the engine derives from the state.
struct Kinds {
    roots: BTreeSet<Touched>,
    permissions: BTreeSet<Touched>,
    pending: BTreeSet<Touched>,
    enables: BTreeSet<Touched>,
}

impl Kinds {
    fn of(spec: &Spec) -> Self {
        let reads = |effects: Effects| effects.reads;
        let rules = |rules: &[&str]| -> BTreeSet<Touched> {
            rules.iter().filter_map(|rule| spec.rule(rule)).flat_map(|rule| reads(effects::of_expr(spec, &rule.body))).collect()
        };
        let csrs = |csrs: &[&str]| -> BTreeSet<Touched> { csrs.iter().flat_map(|csr| reads(effects::of_csr_read(spec, csr))).collect() };
        Self {
            roots: spec.walks.iter().flat_map(|walk| reads(effects::of_csr_read(spec, &walk.csr))).collect(),
            permissions: rules(&["effective_prv", "effective_v", "sum_at", "mxr_at", "leaf_denied"]),
            pending: csrs(&["mip", "mie"]),
            enables: rules(&["m_interrupts", "hs_interrupts", "vs_interrupts", "wakes"]),
        }
    }

    /// For each kind the bits of a CSR that a write has to change to touch it:
    /// all if it is not known.
    fn masks(&self, spec: &Spec, c: &Csr) -> [u64; 4] {
        let writes = writes(spec, c);
        [&self.roots, &self.permissions, &self.pending, &self.enables].map(|kind| {
            if kind.is_disjoint(&writes) {
                return 0;
            }
            if c.float || c.high_half_of.is_some() || c.visible < c.width {
                return u64::MAX;
            }
            let fields = reached(spec, c).flat_map(|c| c.fields.iter().map(move |f| (c, f)));
            fields.fold(0, |all, (c, f)| all | field_mask(spec, kind, c, f))
        })
    }
}

/// The bits of a field that touch a kind of state if they change.
fn field_mask(spec: &Spec, kind: &BTreeSet<Touched>, c: &Csr, f: &Field) -> u64 {
    let touches = spec.root(&c.name, &f.name).is_some_and(|(c, f)| kind.contains(&(c.name.clone(), Some(f.name.clone()))));
    if f.read_only || !touches {
        return 0;
    }
    // What is written is what is stored, and what is stored is what is read.
    let plain = aliases(spec, c, f).iter().all(|(_, f)| f.write.is_none() && f.gate.is_none());
    let stored = plain_slot(spec, c, f).is_some();
    if plain && stored { f.mask() } else { u64::MAX }
}

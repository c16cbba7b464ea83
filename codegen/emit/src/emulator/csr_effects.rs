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

/// `asks_inputs` and `effects`. An address stands for what it reaches in any mode.
pub fn emit(spec: &Spec) -> TokenStream {
    let kinds = Kinds::of(spec);
    let mut asking = Vec::new();
    let mut groups: BTreeMap<[u64; 4], Vec<TokenStream>> = BTreeMap::new();
    for c in &spec.csrs {
        let address = hex(u64::from(c.address));
        let (reads, writes) = touched(spec, c);
        if reads.iter().chain(&writes).any(is_input) {
            asking.push(address.clone());
        }
        groups.entry(kinds.masks(spec, c)).or_default().push(address);
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
    let asking = if asking.is_empty() { quote!(false) } else { quote!(matches!(address, #(#asking)|*)) };
    quote! {
        /// Whether an access to the CSR needs counters, time and inputs up to date.
        pub fn asks_inputs(address: u16) -> bool { #asking }
        /// What a write that changes no other bits than these can change beside the CSR.
        #[inline]
        pub fn effects(address: u16, changed: u64) -> CsrEffects {
            match address { #(#arms,)* _ => CsrEffects::NONE }
        }
    }
}

/// State that an access to a CSR reads and can write, with that of the CSR
/// that takes its place while V=1.
fn touched(spec: &Spec, c: &Csr) -> (BTreeSet<Touched>, BTreeSet<Touched>) {
    let substitute = spec.substitution.iter().find(|(from, _)| *from == c.name).map(|(_, to)| to.as_str());
    let (mut reads, mut writes) = (BTreeSet::new(), BTreeSet::new());
    for name in [Some(c.name.as_str()), substitute].into_iter().flatten() {
        let register = spec.csr(name).and_then(|c| c.high_half_of.as_deref()).unwrap_or(name);
        reads.extend(effects::of_csr_read(spec, register).reads);
        for deny in spec.csr(name).iter().flat_map(|c| &c.deny) {
            reads.extend(effects::of_expr(spec, &deny.when).reads);
        }
        for write in spec.csr(register).iter().flat_map(|c| &c.fields).filter_map(|f| f.write.as_ref()) {
            reads.extend(effects::of_expr(spec, write).reads);
        }
        writes.extend(effects::of_csr_write(spec, register));
    }
    (reads, writes)
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
        [&self.roots, &self.permissions, &self.pending, &self.enables].map(|kind| {
            let (_, writes) = touched(spec, c);
            if kind.is_disjoint(&writes) {
                return 0;
            }
            if c.float || c.high_half_of.is_some() || c.visible < c.width {
                return u64::MAX;
            }
            let mask = |c: &Csr| c.fields.iter().fold(0, |all, f| all | field_mask(spec, kind, c, f));
            let substitute = spec.substitution.iter().find(|(from, _)| *from == c.name).and_then(|(_, to)| spec.csr(to));
            mask(c) | substitute.map_or(0, mask)
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

//! What CSR instructions have to do with the rest of the machine, by address.

use crate::rust::hex;
use ir::effects::{self, Effects, Touched};
use ir::{Csr, Spec};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// What counts instructions, and whether.
const COUNTERS: [&str; 3] = ["mcycle", "minstret", "mcountinhibit"];

/// `asks_inputs` and `effects`. An address stands for what it reaches in any mode.
pub fn emit(spec: &Spec) -> TokenStream {
    let kinds = Kinds::of(spec);
    let mut asking = Vec::new();
    let mut groups: BTreeMap<[bool; 4], Vec<TokenStream>> = BTreeMap::new();
    for c in &spec.csrs {
        let address = hex(u64::from(c.address));
        let (reads, writes) = touched(spec, c);
        if reads.iter().chain(&writes).any(is_input) {
            asking.push(address.clone());
        }
        groups.entry(kinds.touched_by(&writes)).or_default().push(address);
    }
    let arms = groups.iter().filter(|(kinds, _)| kinds.contains(&true)).map(|([roots, permissions, pending, enables], addresses)| {
        quote!(#(#addresses)|* => CsrEffects { roots: #roots, permissions: #permissions, pending: #pending, enables: #enables })
    });
    let asking = if asking.is_empty() { quote!(false) } else { quote!(matches!(address, #(#asking)|*)) };
    quote! {
        /// Whether an access to the CSR needs counters, time and inputs up to date.
        pub fn asks_inputs(address: u16) -> bool { #asking }
        /// What a write to the CSR can change beside it.
        pub fn effects(address: u16) -> CsrEffects {
            match address { #(#arms,)* _ => CsrEffects { roots: false, permissions: false, pending: false, enables: false } }
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

    fn touched_by(&self, writes: &BTreeSet<Touched>) -> [bool; 4] {
        [&self.roots, &self.permissions, &self.pending, &self.enables].map(|kind| !kind.is_disjoint(writes))
    }
}

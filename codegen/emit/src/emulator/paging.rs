//! `paging.rs`: formats, roots and entries.

use crate::format::Text;
use crate::rust::{Rust, Site, doc, hex, ident, number, reader};
use crate::shape::Shape;
use ir::{Field, PteLayout, Slot, Spec, Storage, Walk, name};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeMap;

/// The file.
pub fn emit(spec: &Spec, shape: &Shape) -> Text {
    let entries = entries(spec);
    let mut text = Text::default();
    text.part(shape.key("paging").and(&entries), || Text::of(module(shape.spec(), &entries)));
    text
}

fn module(spec: &Spec, entries: &[Entry]) -> TokenStream {
    let formats = spec.formats.iter().map(|f| {
        let constant = ident(&name::screaming(&f.name));
        let docs = doc(&format!("{} [{}]", f.meta.doc, f.meta.cite.join(", ")));
        let lit = Literal::u32_unsuffixed;
        let (levels, index, extra) = (lit(f.levels), lit(f.index_bits), lit(f.root_extra_bits));
        let (bytes, bits, sign) = (lit(f.pte_bytes), lit(f.va_bits), f.sign_extended);
        let (label, mode) = (&f.name, number(f.mode));
        quote! {
            #docs
            pub static #constant: Format = Format {
                name: #label, mode: #mode, levels: #levels, index_bits: #index, root_extra_bits: #extra,
                pte_bytes: #bytes, va_bits: #bits, sign_extended: #sign,
            };
        }
    });
    let roots = spec.walks.iter().map(|w| root(spec, w));
    let pte = spec.ptes.iter().find(|p| spec.formats.iter().any(|f| f.pte == p.name)).map(|p| pte(spec, p));
    let pmp = pmp(spec, entries);
    quote! {
        use super::{rules, state::State};
        use isa::{Format, Kind, Pte, Root, ops};
        #(#formats)*
        #(#roots)*
        #pte
        #pmp
    }
}

fn root(spec: &Spec, walk: &Walk) -> TokenStream {
    let name = format_ident!("root_{}", name::snake(&walk.stage));
    let gstage = walk.stage == "G";
    let value = |field: &str| {
        let read = reader(&walk.csr, field);
        match spec.field(&walk.csr, field).map(|f| f.ty()) {
            Some(ir::Ty::Bool) => quote!(u64::from(s.#read())),
            _ => quote!(s.#read()),
        }
    };
    let (mode, ppn, id) = (value("MODE"), value(&walk.root), value(&walk.id));
    let arms = spec.formats.iter().filter(|f| f.gstage == gstage).map(|f| {
        let (mode, format) = (number(f.mode), ident(&name::screaming(&f.name)));
        quote!(#mode => Some(&#format))
    });
    let docs = doc(&format!("{} [{}]", walk.meta.doc, walk.meta.cite.join(", ")));
    quote! {
        #docs
        pub fn #name(s: &State) -> Root {
            let format = match #mode { #(#arms,)* _ => None };
            Root { format, ppn: #ppn, id: #id }
        }
    }
}

fn pte(spec: &Spec, layout: &PteLayout) -> TokenStream {
    let field = |name: &str| layout.fields.iter().find(|f| f.0 == name).map_or((0, 0), |f| (f.1, f.2));
    let bit = |name: &str| {
        let at = number(u64::from(field(name).1));
        quote!((word >> #at) & 1 != 0)
    };
    let (v, r, w, x, u) = (bit("V"), bit("R"), bit("W"), bit("X"), bit("U"));
    let (g, a, d) = (bit("G"), bit("A"), bit("D"));
    let (hi, lo) = field("PPN");
    let (lo, mask) = (number(u64::from(lo)), hex(ir::expr::mask(hi - lo + 1)));
    let reserved = layout.reserved.iter().fold(0, |m, n| {
        let (hi, lo) = field(n);
        m | ir::expr::mask(hi - lo + 1) << lo
    });
    let reserved = hex(reserved);
    let (accessed, dirty) = (hex(1 << field("A").1), hex(1 << field("D").1));
    let valid = match spec.rule("pte_invalid") {
        Some(_) => quote!(!rules::pte_invalid(s, v, r, w, x, u, a, d, reserved, n, pbmt, types)),
        None => quote!(v && !(w && !r)),
    };
    let has = |name: &str| layout.fields.iter().any(|f| f.0 == name);
    let n = if has("N") { bit("N") } else { quote!(false) };
    let pbmt = match has("PBMT") {
        true => {
            let (hi, lo) = field("PBMT");
            let (lo, mask) = (number(u64::from(lo)), number(ir::expr::mask(hi - lo + 1)));
            quote!((word >> #lo) & #mask)
        }
        false => quote!(0),
    };
    let types = match spec.rule("memory_types_at") {
        Some(_) => quote!(rules::memory_types_at(s, guest, gstage)),
        None => quote!(false),
    };
    quote! {
        /// Takes an entry apart, of a table that serves `guest` or not.
        #[inline]
        pub fn pte(s: &State, word: u64, guest: bool, gstage: bool) -> Pte {
            let (v, r, w, x, u) = (#v, #r, #w, #x, #u);
            let (g, a, d) = (#g, #a, #d);
            let (n, pbmt, types) = (#n, #pbmt, #types);
            let reserved = word & #reserved != 0;
            Pte { v: #valid, r, w, x, u, g, a, d, n, ppn: (word >> #lo) & #mask, reserved: false }
        }
        /// The entry with A, and D if `dirty`, set.
        pub fn pte_accessed(word: u64, dirty: bool) -> u64 {
            word | #accessed | if dirty { #dirty } else { 0 }
        }
    }
}

/// A PMP entry: where its configuration is stored, and its address register.
type Entry = (Slot, String);

/// The entries of a spec with places, in order.
fn entries(spec: &Spec) -> Vec<Entry> {
    let number = |field: &Field| field.name.strip_prefix("pmp")?.strip_suffix("cfg")?.parse::<usize>().ok();
    let fields = spec.csrs.iter().flat_map(|c| &c.fields);
    let configurations: BTreeMap<usize, &Field> = fields.filter_map(|f| Some((number(f)?, f))).collect();
    let entry = |(n, (at, field)): (usize, (&usize, &&Field))| {
        let address = spec.csr(&format!("pmpaddr{n}")).filter(|_| *at == n)?;
        let is_absent = spec.constant("PMP_64") == Some(0) && !address.deny.is_empty();
        let Storage::Store(slot) = &field.storage else { return None };
        (!is_absent).then(|| (slot.clone(), address.name.clone()))
    };
    configurations.iter().enumerate().map_while(entry).collect()
}

/// PMP entries in order; the rules say what an entry matches and refuses.
fn pmp(spec: &Spec, entries: &[Entry]) -> TokenStream {
    let arms = (0..).zip(entries).map(|(n, (slot, address))| {
        let (word, lo) = (ident(&name::snake(&slot.word)), number(u64::from(slot.lo)));
        let (n, addr) = (number(n), ident(&name::snake(address)));
        quote!(#n => ((s.#word >> #lo) & 0xff, s.#addr))
    });
    let arms: Vec<TokenStream> = arms.collect();
    if spec.rule("pmp_entry_denied").is_none() || arms.is_empty() {
        return quote! {
            /// The revision has no physical memory protection.
            pub fn pmp_denied(_: &State, _: u64, _: u64, _: Kind, _: u64) -> bool { false }
        };
    }
    let count = number(arms.len() as u64);
    let bounds = pmp_bounds(spec);
    quote! {
        fn pmp_entry(s: &State, n: u64) -> (u64, u64) {
            match n { #(#arms,)* _ => (0, 0) }
        }
        /// Whether PMP refuses `bytes` at `pa`: the lowest entry that matches any byte decides.
        pub fn pmp_denied(s: &State, pa: u64, bytes: u64, kind: Kind, prv: u64) -> bool {
            let last = pa + (bytes - 1);
            let mut below = 0;
            for n in 0..#count {
                let (cfg, addr) = pmp_entry(s, n);
                let (from, under) = (below, addr);
                below = under;
                if cfg == 0 || rules::pmp_off(s, cfg, addr, from) {
                    continue;
                }
                #bounds
                if last < lowest || pa > highest {
                    continue;
                }
                let whole = pa >= lowest && last <= highest;
                return !whole || rules::pmp_entry_denied(s, cfg, kind as u64, prv);
            }
            rules::pmp_unmatched_denied(s, prv)
        }
    }
}

fn pmp_bounds(spec: &Spec) -> TokenStream {
    let args = |rule: &str| {
        let params = spec.rule(rule).map(|r| r.params.clone()).unwrap_or_default();
        let args = params.iter().map(|(n, _)| match n.as_str() {
            "below" => quote!(from),
            other => {
                let other = ident(other);
                quote!(#other)
            }
        });
        quote!(#(#args),*)
    };
    let (first, last) = (args("pmp_first"), args("pmp_last"));
    let _ = Rust { spec, at: Site::State };
    quote! {
        let lowest = rules::pmp_first(s, #first);
        let highest = rules::pmp_last(s, #last);
    }
}

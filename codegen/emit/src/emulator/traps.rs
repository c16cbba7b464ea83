//! `trap.rs`: trap entry and return as simultaneous assignments, and interrupt selection.

use crate::rust::{Rust, Site, doc, ident, number, ty, writer};
use ir::{Place, Row, Spec, TrapTable, name};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

pub fn emit(spec: &Spec) -> TokenStream {
    let entries = spec.entries.iter().map(|t| entry(spec, t));
    let returns = spec.returns.iter().map(|t| trap_return(spec, t));
    let interrupt = interrupt(spec);
    quote! {
        use super::{csr, rules, state::State};
        use isa::{Exception, Target, Trap, ops};
        #interrupt
        /// Takes a trap: where it went, and the new pc.
        pub fn trap(s: &mut State, pc: u64, trap: &Trap) -> (Target, u64) {
            let Exception { code, gstage, .. } = trap.exception;
            if !rules::delegated_to_hs(s, trap.interrupt, code) {
                (Target::M, enter_m(s, pc, trap))
            } else if !rules::delegated_to_vs(s, trap.interrupt, code, gstage) {
                (Target::HS, enter_hs(s, pc, trap))
            } else {
                (Target::VS, enter_vs(s, pc, trap))
            }
        }
        #(#entries)*
        #(#returns)*
    }
}

fn entry(spec: &Spec, table: &TrapTable) -> TokenStream {
    let name = format_ident!("enter_{}", name::snake(&table.name));
    let docs = doc(&format!("{} [{}]", table.meta.doc, table.meta.cite.join(", ")));
    let rust = Rust { spec, at: Site::State };
    let (prv, v, target) = (rust.expr(&table.prv), rust.expr(&table.v), rust.expr(&table.pc));
    let (values, stores) = rows(spec, &table.rows);
    let xlen = number(ir::expr::mask(spec.xlen));
    quote! {
        #docs
        fn #name(s: &mut State, pc: u64, trap: &Trap) -> u64 {
            let interrupt = trap.interrupt;
            // Of an interrupt only the code counts.
            let e = if interrupt { Exception::new(trap.exception.code, 0) } else { trap.exception };
            let Exception { code, tval, tval_is_gva, gstage, gpa, tinst } = e;
            let tval = tval & #xlen;
            let (next_prv, next_v, target) = (#prv, #v, #target);
            #(#values)*
            #(#stores)*
            s.prv = next_prv;
            s.v = next_v;
            target
        }
    }
}

fn trap_return(spec: &Spec, table: &TrapTable) -> TokenStream {
    let name = ident(&name::snake(&table.name));
    let docs = doc(&format!("{} Returns the new pc. [{}]", table.meta.doc, table.meta.cite.join(", ")));
    let rust = Rust { spec, at: Site::State };
    let (prv, v, target) = (rust.expr(&table.prv), rust.expr(&table.v), rust.expr(&table.pc));
    let (values, stores) = rows(spec, &table.rows);
    quote! {
        #docs
        pub fn #name(s: &mut State) -> u64 {
            let (next_prv, next_v, target) = (#prv, #v, #target);
            #(#values)*
            #(#stores)*
            s.prv = next_prv;
            s.v = next_v;
            target
        }
    }
}

/// Right-hand sides first, over the state before; then the stores.
fn rows(spec: &Spec, rows: &[Row]) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let rust = Rust { spec, at: Site::State };
    let (mut values, mut stores) = (Vec::new(), Vec::new());
    for row in rows {
        let local = format_ident!("new_{}", name::snake(&place_name(&row.place)));
        let value = rust.expr(&row.value);
        let t = ty(row.value.ty);
        values.push(quote!(let #local: #t = #value;));
        let store = match &row.place {
            Place::Field(csr, field) => match spec.root(csr, field) {
                Some((c, f)) => {
                    let set = writer(&c.name, &f.name);
                    quote!(s.#set(#local);)
                }
                None => quote!(),
            },
            Place::Csr(csr) => {
                let set = format_ident!("set_{}", name::snake(csr));
                quote!(csr::#set(s, #local);)
            }
            Place::Cell(cell) => {
                let cell = ident(&name::snake(cell));
                quote!(s.#cell = #local;)
            }
            Place::X(_) | Place::F(_) => quote!(),
        };
        stores.push(match &row.when {
            None => store,
            Some(when) => {
                let (flag, when) = (format_ident!("when_{}", name::snake(&place_name(&row.place))), rust.expr(when));
                values.push(quote!(let #flag = #when;));
                quote!(if #flag { #store })
            }
        });
    }
    (values, stores)
}

fn place_name(place: &Place) -> String {
    match place {
        Place::Field(csr, field) => format!("{csr}_{field}"),
        Place::Csr(name) | Place::Cell(name) => name.clone(),
        Place::X(_) => "x".into(),
        Place::F(_) => "f".into(),
    }
}

fn interrupt(spec: &Spec) -> TokenStream {
    let mut causes: Vec<_> = spec.interrupts.iter().collect();
    causes.sort_by_key(|c| c.priority);
    let order = causes.iter().map(|c| number(c.code));
    let names = doc(&format!("Codes by priority: {}.", causes.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ")));
    quote! {
        #names
        const PRIORITY: &[u64] = &[#(#order),*];
        /// The interrupt to take now: the first of M-mode's, HS-mode's and VS-mode's that are ready.
        pub fn interrupt(s: &State) -> Option<u64> {
            let ready = [rules::m_interrupts(s), rules::hs_interrupts(s), rules::vs_interrupts(s)];
            let ready = ready.into_iter().find(|r| *r != 0)?;
            PRIORITY.iter().copied().find(|code| ops::bit(ready, *code))
        }
    }
}

//! The floating-point unit of a revision's state, for the instructions that no revision changes.

use super::legality::guards;
use crate::rust::{Rust, Site, reader, writer};
use ir::{Spec, Stmt};
use proc_macro2::TokenStream;
use quote::quote;

/// `impl FloatUnit for State`.
pub fn emit(spec: &Spec) -> TokenStream {
    let Some(unit) = &spec.float else { return TokenStream::new() };
    let rust = Rust { spec, at: Site::State };
    let refuse = |code: TokenStream| quote!(Exception::new(#code, rules::illegal_tval(s, u64::from(word))));
    let guard = guards(spec, &unit.deny, "user", 0, Site::State, &refuse);
    let (rounding, reserved) = (rust.block(&unit.rounding), rust.expr(&unit.reserved));
    let refused = refuse(quote!(ILLEGAL_INSTRUCTION));
    let (csr, field) = &unit.flags;
    let (flags, set_flags) = (reader(csr, field), writer(csr, field));
    let dirty = dirty(spec);
    quote! {
        impl FloatUnit for State {
            #[inline]
            fn float_on(&self, word: u32) -> Result<(), Exception> { let s = self; #guard Ok(()) }
            #[inline]
            fn rounding(&self, rm: u64, word: u32) -> Result<u64, Exception> {
                let s = self;
                let rm = { #rounding };
                if #reserved { return Err(#refused); }
                Ok(rm)
            }
            #[inline]
            fn float_flags(&self) -> u64 { self.#flags() }
            #[inline]
            fn raise_flags(&mut self, flags: u64) {
                if flags != 0 {
                    self.#set_flags(self.#flags() | flags);
                    self.dirty();
                }
            }
            #[inline]
            fn dirty(&mut self) { let s = self; #dirty }
        }
    }
}

/// What a write to the unit does to the state `s`.
pub fn dirty(spec: &Spec) -> TokenStream {
    let rust = Rust { spec, at: Site::State };
    let stmts: &[Stmt] = spec.float.as_ref().map_or(&[], |unit| &unit.dirty);
    stmts.iter().map(|s| rust.stmt(s)).collect()
}

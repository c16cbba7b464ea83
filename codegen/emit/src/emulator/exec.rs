//! `insn.rs`: the instructions of a revision, on top of those that no revision changes.

use super::legality::guards;
use super::{decode, instruction};
use crate::format::{Key, Text};
use crate::rust::{Rust, Site, doc, hex, ident, number};
use crate::shape::Shape;
use ir::{Body, Insn, Spec, effects, expr, name};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// Those of a revision that are in `base`, or those that are not.
fn chosen<'a>(spec: &'a Spec, base: &'a BTreeSet<String>, in_base: bool) -> impl Iterator<Item = &'a Insn> {
    spec.insns.iter().map(|i| &**i).filter(move |i| base.contains(&i.name) == in_base)
}

/// Those that have a function.
fn own<'a>(insns: impl Iterator<Item = &'a Insn>) -> Vec<&'a Insn> {
    insns.filter(|i| matches!(i.body, Body::Exec(_))).collect()
}

/// The shared instructions of one XLEN.
pub fn emit_base(whole: &Spec, shape: &Shape, base: &BTreeSet<String>) -> Text {
    let all = own(chosen(whole, base, true));
    let mut text = Text::of(quote!(
        use isa::{Access, CacheBlock, Decoded, Exception, Fence, FenceKind, FloatUnit, Kind, Machine, ops};
    ));
    text.part(variants_key("base", &all), || Text::of(variants(&all)));
    text.part(shape.key("base").and(base), || Text::of(shared(shape.spec(), base)));
    functions(&mut text, shape, &all, true);
    text
}

/// All of them but their own functions.
fn shared(spec: &Spec, base: &BTreeSet<String>) -> TokenStream {
    let insns: Vec<&Insn> = chosen(spec, base, true).collect();
    let own = own(insns.iter().copied());
    let decoder = decode::emit(spec, &insns, quote!(None));
    let arms = own.iter().map(|i| {
        let (variant, function) = (ident(&name::camel(&i.name)), ident(&name::snake(&i.name)));
        quote!(Op::#variant => #function(m, d))
    });
    let types = instruction::emit(&own, true);
    quote! {
        /// Decodes an instruction that every revision has.
        pub fn decode(word: u32) -> Option<Decoded<Op>> { #decoder }
        /// Executes one.
        #[inline]
        pub fn execute<M: Machine<State: FloatUnit>, O>(m: &mut M, op: Op, d: &Decoded<O>) -> Result<(), Exception> {
            match op { #(#arms,)* }
        }
        #types
    }
}

/// The instructions that are this revision's.
pub fn emit(whole: &Spec, shape: &Shape, base: &BTreeSet<String>) -> Text {
    let all = own(chosen(whole, base, false));
    let xlen = ident(&format!("rv{}", whole.xlen));
    let mut text = Text::of(quote! {
        use super::{csr, rules, state::State, trap};
        use crate::base::#xlen as base;
        use isa::{Access, CacheBlock, CsrOp, Decoded, Exception, Fence, FenceKind, FloatUnit, Kind, Machine, ops};
    });
    text.part(variants_key("own", &all), || Text::of(own_variants(&all)));
    text.part(shape.key("instructions").and(base), || Text::of(revisions(shape.spec(), base)));
    functions(&mut text, shape, &all, false);
    text.items(illegal_constant(whole));
    text
}

/// Each is made from a spec without words, and its own words.
fn functions(text: &mut Text, shape: &Shape, insns: &[&Insn], base: bool) {
    for insn in insns {
        text.item(shape.key("instruction").and(&(insn, base)), || function(shape.spec(), insn, base));
    }
}

/// All of them but their own functions.
fn revisions(spec: &Spec, base: &BTreeSet<String>) -> TokenStream {
    let insns: Vec<&Insn> = chosen(spec, base, false).collect();
    let own = own(insns.iter().copied());
    let decoder = decode::emit(spec, &insns, quote!(base::decode(word).map(|d| d.map(Op::Base))));
    let arms = own.iter().map(|i| {
        let (variant, function) = (ident(&name::camel(&i.name)), ident(&name::snake(&i.name)));
        quote!(Op::#variant => #function(m, d))
    });
    let unit = super::float::emit(spec);
    let (transformed, helper) = (transformed(spec, base), csr_helper());
    let types = instruction::emit(&own, false);
    quote! {
        /// Decodes; of a 16-bit instruction the upper half is ignored.
        pub fn decode(word: u32) -> Option<Decoded<Op>> { #decoder }
        /// Executes.
        #[inline]
        pub fn execute<M: Machine<State = State>>(m: &mut M, d: &Decoded<Op>) -> Result<(), Exception> {
            match d.op { Op::Base(op) => base::execute(m, op, d), #(#arms,)* }
        }
        /// The exception for a word that does not decode.
        pub fn illegal(s: &State, word: u32) -> Exception {
            let word = u64::from(if word & 3 == 3 { word } else { word & 0xffff });
            Exception::new(ILLEGAL_INSTRUCTION, rules::illegal_tval(s, word))
        }
        #types
        #helper
        #unit
        #transformed
    }
}

fn illegal_constant(spec: &Spec) -> TokenStream {
    let code = number(spec.exception("illegal_instruction").map_or(0, |c| c.code));
    quote!(const ILLEGAL_INSTRUCTION: u64 = #code;)
}

/// What the variants of the instructions are made from.
fn variants_key(kind: &str, own: &[&Insn]) -> Key {
    let said = own.iter().map(|i| (&i.name, &i.meta.doc));
    Key::new("variants", (kind, said.collect::<Vec<_>>()))
}

fn own_variants(own: &[&Insn]) -> TokenStream {
    let names: Vec<_> = own.iter().map(|i| ident(&name::camel(&i.name))).collect();
    let labels: Vec<&str> = own.iter().map(|i| i.name.as_str()).collect();
    let docs = own.iter().map(|i| doc(&i.meta.doc));
    quote! {
        /// Instructions of this revision.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Op {
            /// One that every revision has.
            Base(base::Op),
            #(#docs #names,)*
        }
        impl Op {
            /// Manual's mnemonic.
            pub fn name(self) -> &'static str {
                match self { Op::Base(op) => op.name(), #(Op::#names => #labels,)* }
            }
        }
    }
}

fn variants(own: &[&Insn]) -> TokenStream {
    let names: Vec<_> = own.iter().map(|i| ident(&name::camel(&i.name))).collect();
    let labels: Vec<&str> = own.iter().map(|i| i.name.as_str()).collect();
    let docs = own.iter().map(|i| doc(&i.meta.doc));
    quote! {
        /// Instructions that every revision has.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Op { #(#docs #names,)* }
        impl Op {
            /// Manual's mnemonic.
            pub fn name(self) -> &'static str {
                match self { #(Op::#names => #labels,)* }
            }
        }
    }
}

/// One instruction: guards, then effect.
fn function(spec: &Spec, insn: &Insn, base: bool) -> TokenStream {
    let Body::Exec(stmts) = &insn.body else { return TokenStream::new() };
    let function = ident(&name::snake(&insn.name));
    let rust = Rust { spec, at: Site::Machine };
    let error = |code: TokenStream| quote!(Exception::new(#code, rules::illegal_tval(s, u64::from(d.word))));
    let guard = guards(spec, &insn.deny, &insn.class, 0, Site::State, &error);
    let inputs = insn.deny.iter().any(|d| effects::of_expr(spec, &d.when).reads.iter().any(|t| t.0.starts_with("input_")));
    let refresh = if inputs { quote!(m.before_csr();) } else { quote!() };
    let guard = if guard.is_empty() { guard } else { quote!(#refresh { let s = &*m.state(); #guard }) };
    let stmts_tokens: Vec<TokenStream> = stmts.iter().map(|s| rust.stmt(s)).collect();
    let docs = doc(&format!("{} [{}]", insn.meta.doc, insn.meta.cite.join(", ")));
    let done = if ends_in_raise(stmts) { quote!() } else { quote!(Ok(())) };
    let unit = if insn.float { quote!(m.state().float_on(d.word)?;) } else { quote!() };
    let rounding = insn.float && insn.operands.iter().any(|o| o.name == "rm");
    let rounding = if rounding { quote!(let rm = m.state().rounding(d.rm(), d.word)?;) } else { quote!() };
    let generics = match base {
        true if insn.float => quote!(<M: Machine<State: FloatUnit>, O>(m: &mut M, d: &Decoded<O>)),
        true => quote!(<M: Machine, O>(m: &mut M, d: &Decoded<O>)),
        false => quote!(<M: Machine<State = State>>(m: &mut M, d: &Decoded<Op>)),
    };
    quote! {
        #docs
        #[inline]
        fn #function #generics -> Result<(), Exception> { #unit #guard #rounding #(#stmts_tokens)* #done }
    }
}

/// The last statement always raises, so that nothing can follow.
fn ends_in_raise(stmts: &[ir::Stmt]) -> bool {
    matches!(stmts.last(), Some(ir::Stmt::Expr(e)) if matches!(&e.kind, ir::ExprKind::Op(ir::Builtin::Raise, _)))
}

fn csr_helper() -> TokenStream {
    quote! {
        /// One access by a CSR instruction.
        #[inline(always)]
        fn csr_instruction<M: Machine<State = State>>(m: &mut M, word: u32, address: u16, op: CsrOp, _flag: bool) -> Result<u64, Exception> {
            if csr::asks_inputs(address) {
                m.before_csr();
            }
            let old = match csr::csr(m.state(), address, op) {
                Ok(old) => old,
                Err(code) => return Err(Exception::new(code, rules::illegal_tval(m.state(), u64::from(word)))),
            };
            match op {
                CsrOp::Read => {}
                CsrOp::Write(new) => m.csr_written(address, csr::effects(address, old ^ new)),
                CsrOp::Set(mask) | CsrOp::Clear(mask) => m.csr_written(address, csr::effects(address, mask)),
            }
            Ok(old)
        }
    }
}

/// Transformed instructions for mtinst and htinst.
fn transformed(spec: &Spec, base: &BTreeSet<String>) -> TokenStream {
    let arms = spec.insns.iter().filter_map(|i| {
        let t = i.transform.as_ref()?;
        let variant = ident(&name::camel(&i.name));
        let op = if base.contains(&i.name) { quote!(Op::Base(base::Op::#variant)) } else { quote!(Op::#variant) };
        let place = |operand: &str| {
            let o = i.operands.iter().find(|o| o.name == operand)?;
            let (reg, lo) = (ident(operand), number(u64::from(o.pieces[0].1)));
            Some(quote!(| (u32::from(d.#reg) << #lo)))
        };
        let (rd, rs2) = (place("rd"), place("rs2"));
        let (matches, keep) = (hex(u64::from(i.matches)), hex(u64::from(t.keep)));
        let (offset, offset_mask) = (number(u64::from(t.offset.1)), number(expr::mask(t.offset.0 - t.offset.1 + 1)));
        let compressed = hex(1 << t.compressed);
        Some(quote!(#op => (#matches #rd #rs2, #keep, #offset, #offset_mask, #compressed)))
    });
    quote! {
        /// What mtinst or htinst shows of a load, store or AMO; 0 for others.
        pub fn transformed(d: &Decoded<Op>, offset: u64) -> u64 {
            let (expanded, keep, shift, mask, compressed): (u32, u32, u32, u64, u64) = match d.op { #(#arms,)* _ => return 0 };
            let word = if d.len == 2 { expanded } else { d.word };
            let shown = u64::from(word & keep) | ((offset & mask) << shift);
            if d.len == 2 { shown & !compressed } else { shown }
        }
    }
}

//! `mod.rs`: the implementation of `isa::Revision`.

use super::translation;
use crate::format::Text;
use crate::rust::{doc, hex, ident, number};
use crate::shape::Shape;
use ir::{Cause, Csr, Insn, Level, Spec, Ty, name};
use proc_macro2::TokenStream;
use quote::quote;

/// The file.
pub fn emit(spec: &Spec, shape: &Shape) -> Text {
    let depends = translation::Depends::of(spec);
    let mut text = Text::default();
    text.part(shape.key("revision").and(&depends.words), || Text::of(module(shape.spec(), &depends)));
    text
}

fn module(spec: &Spec, depends: &translation::Depends) -> TokenStream {
    let title = doc(&format!("{} At XLEN {}.", spec.revision.doc, spec.xlen));
    let (id, xlen) = (&spec.revision.id, number(u64::from(spec.xlen)));
    let csrs = spec.csrs.iter().map(|c| {
        let (name, address) = (&c.name, hex(u64::from(c.address)));
        quote!((#name, #address))
    });
    let (exceptions, interrupts) = (causes(&spec.exceptions), causes(&spec.interrupts));
    let extensions = spec.extensions.iter().map(|e| &e.name);
    let parts = parts(spec);
    let block = number(spec.constant("CACHE_BLOCK").unwrap_or(64));
    let gpa_shift = number(spec.constant("GPA_SHIFT").unwrap_or(0));
    let (inputs, retire, hart) = (inputs(spec), retire(spec), hart(spec));
    let pseudo = match spec.rule("pseudo_instruction") {
        Some(_) => quote!(rules::pseudo_instruction(&RESET, write)),
        None => quote!(0),
    };
    let (body, translation) = (functions(spec), translation::emit(spec, depends));
    quote! {
        pub mod state;
        pub mod csr;
        pub mod rules;
        pub mod trap;
        pub mod paging;
        pub mod insn;

        use isa::{Access, CsrOp, Decoded, Exception, Inputs, Kind, Machine, Pte, Root, Target, Trap};
        use state::State;

        /// Rules without state are called with this.
        static RESET: State = State::reset();

        #title
        #[derive(Clone, Copy, Debug)]
        pub struct Revision;

        impl isa::Revision for Revision {
            type State = State;
            type Op = insn::Op;
            #translation
            const ID: &'static str = #id;
            const XLEN: u32 = #xlen;
            const CSRS: &'static [(&'static str, u16)] = &[#(#csrs),*];
            const EXTENSIONS: &'static [&'static str] = &[#(#extensions),*];
            const PARTS: &'static [isa::Part] = &[#(#parts),*];
            const EXCEPTIONS: &'static [(u64, &'static str)] = &[#exceptions];
            const INTERRUPTS: &'static [(u64, &'static str)] = &[#interrupts];
            const CACHE_BLOCK: u64 = #block;
            const GPA_SHIFT: u32 = #gpa_shift;
            const WORDS: &'static [&'static str] = state::WORDS;
            fn word(s: &State, index: usize) -> u64 { s.word(index) }
            fn set_word(s: &mut State, index: usize, value: u64) { s.set_word(index, value) }
            fn set_mode(s: &mut State, prv: u64, v: bool) { (s.prv, s.v) = (prv, v); }
            #hart
            #inputs
            #retire
            fn pseudo(write: bool) -> u64 { #pseudo }
            #body
        }
    }
}

/// What each extension consists of. An instruction says what it belongs to, a CSR is of the extension whose text
/// it cites, and a level or class that exists for the hypervisor alone goes with it.
fn parts(spec: &Spec) -> Vec<TokenStream> {
    let part = |extension: &String| {
        let is_hypervisor = extension == "h";
        let of_hypervisor = |insn: &&Insn| is_hypervisor && ["hypervisor", "guest-memory"].contains(&insn.class.as_str());
        let insns = spec.insns.iter().map(|insn| &**insn).filter(|insn| insn.extension == *extension || of_hypervisor(insn));
        let insns: Vec<&String> = insns.map(|insn| &insn.name).collect();
        let cites = |csr: &&Csr| csr.meta.cite.first().is_some_and(|cite| cite.split('/').next() == Some(extension));
        let csrs = spec.csrs.iter().filter(|csr| cites(csr) || is_hypervisor && csr.level == Level::HS);
        let csrs: Vec<_> = csrs.map(|csr| hex(u64::from(csr.address))).collect();
        let is_something = !insns.is_empty() || !csrs.is_empty();
        is_something.then(|| quote!(isa::Part { extension: #extension, insns: &[#(#insns),*], csrs: &[#(#csrs),*] }))
    };
    spec.extensions.iter().filter_map(|extension| part(&extension.name)).collect()
}

fn functions(spec: &Spec) -> TokenStream {
    let deadline = match spec.rule("timer_deadline") {
        Some(_) => quote!(Some(rules::timer_deadline(s)).filter(|at| *at != u64::MAX)),
        None => quote!(None),
    };
    let contiguous = match spec.rule("contiguous_bits") {
        Some(_) => quote!(Some(rules::contiguous_bits(&RESET, u64::from(level), ppn) as u32).filter(|bits| *bits != 0)),
        None => quote!(None),
    };
    let updates = match spec.rule("hardware_updates") {
        Some(_) => quote!(rules::hardware_updates(s, v, gstage)),
        None => quote!(true),
    };
    quote! {
        fn timer_deadline(s: &State) -> Option<u64> { #deadline }
        fn mode(s: &State) -> (u64, bool) { (s.prv, s.v) }
        fn decode(word: u32) -> Option<Decoded<insn::Op>> { insn::decode(word) }
        fn name(op: insn::Op) -> &'static str { op.name() }
        #[inline]
        fn execute<M: Machine<State = State>>(m: &mut M, d: &Decoded<insn::Op>) -> Result<(), Exception> { insn::execute(m, d) }
        #[inline]
        fn visit<V: isa::Visitor<Self>>(op: insn::Op, visitor: V) -> V::Output { insn::visit(op, visitor) }
        fn illegal(s: &State, word: u32) -> Exception { insn::illegal(s, word) }
        #[inline]
        fn csr(s: &mut State, addr: u16, op: CsrOp) -> Result<u64, u64> { csr::csr(s, addr, op) }
        fn peek_csr(s: &State, addr: u16) -> Option<u64> { csr::peek(s, addr) }
        fn interrupt(s: &State) -> Option<u64> { trap::interrupt(s) }
        fn wakes(s: &State) -> bool { rules::wakes(s) }
        fn trap(s: &mut State, pc: u64, t: &Trap) -> (Target, u64) { trap::trap(s, pc, t) }
        fn access(s: &State, kind: Kind) -> Access {
            let fetch = kind == Kind::Fetch;
            Access { kind, prv: rules::effective_prv(s, fetch), v: rules::effective_v(s, fetch), exec_as_read: false }
        }
        fn root(s: &State, v: bool) -> Root { if v { paging::root_vs(s) } else { paging::root_s(s) } }
        fn guest_root(s: &State) -> Root { paging::root_g(s) }
        #[inline]
        fn pte(s: &State, word: u64, v: bool, gstage: bool) -> Pte { paging::pte(s, word, v, gstage) }
        fn contiguous_bits(level: u32, ppn: u64) -> Option<u32> { #contiguous }
        fn updates_ad(s: &State, v: bool, gstage: bool) -> bool { #updates }
        fn pte_accessed(word: u64, dirty: bool) -> u64 { paging::pte_accessed(word, dirty) }
        #[inline]
        fn leaf_denied(s: &State, pte: Pte, a: Access, gstage: bool) -> bool {
            let (sum, mxr) = (rules::sum_at(s, a.v), rules::mxr_at(s, a.v, gstage));
            rules::leaf_denied(s, a.kind as u64, a.exec_as_read, a.prv, pte.r, pte.w, pte.x, pte.u, sum, mxr, gstage)
        }
        fn page_fault(kind: Kind, gstage: bool) -> u64 { rules::page_fault_code(&RESET, kind as u64, gstage) }
        fn access_fault(kind: Kind) -> u64 { rules::access_fault_code(&RESET, kind as u64) }
        fn misaligned(kind: Kind) -> u64 { rules::misaligned_code(&RESET, kind as u64) }
        fn transformed(d: &Decoded<insn::Op>, offset: u64) -> u64 { insn::transformed(d, offset) }
        fn pmp_denied(s: &State, pa: u64, bytes: u64, kind: Kind, prv: u64) -> bool { paging::pmp_denied(s, pa, bytes, kind, prv) }
    }
}

fn causes(causes: &[Cause]) -> TokenStream {
    let rows = causes.iter().map(|c| {
        let (code, name) = (number(c.code), &c.name);
        quote!((#code, #name))
    });
    quote!(#(#rows),*)
}

/// Cells named `input_x` and `mtime` come from the platform.
fn inputs(spec: &Spec) -> TokenStream {
    let sets = spec.cells.iter().filter_map(|c| {
        let input = match c.name.strip_prefix("input_") {
            Some(name) => name.to_string(),
            None if c.name == "mtime" => "mtime".to_string(),
            None => return None,
        };
        let (cell, input) = (ident(&name::snake(&c.name)), ident(&input));
        let mask = number(c.ty.mask());
        Some(match c.ty {
            Ty::Bits(n) if n < 64 => quote!(s.#cell = inputs.#input & #mask;),
            _ => quote!(s.#cell = inputs.#input;),
        })
    });
    quote!(fn set_inputs(s: &mut State, inputs: Inputs) { #(#sets)* })
}

fn retire(spec: &Spec) -> TokenStream {
    let count = |csr: &str, inhibit: &str| {
        let word = ident(csr);
        spec.csr(csr)?;
        let add = quote!(s.#word = s.#word.wrapping_add(n););
        Some(match spec.field("mcountinhibit", inhibit) {
            Some(_) => {
                let stopped = crate::rust::reader("mcountinhibit", inhibit);
                quote!(if !s.#stopped() { #add })
            }
            None => add,
        })
    };
    let (cycle, instret) = (count("mcycle", "CY"), count("minstret", "IR"));
    quote!(fn retire(s: &mut State, n: u64) { #cycle #instret })
}

fn hart(spec: &Spec) -> TokenStream {
    let stored = spec.words().iter().any(|(w, _)| w == "mhartid");
    let set = if stored { quote!(s.mhartid = hart;) } else { quote!() };
    quote!(fn reset(hart: u64) -> State { let mut s = State::reset(); #set s })
}

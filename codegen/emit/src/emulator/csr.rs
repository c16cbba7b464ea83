//! `csr.rs`: what is read from CSRs, and what a write does; who may is in [`super::legality`].

use super::legality::legal;
use super::state::{field_value, slot, slot_bits};
use super::{Used, csr_effects};
use crate::format::{Key, Text};
use crate::rust::{Rust, Site, csr_reader, doc, hex, ident, number};
use crate::shape::Shape;
use ir::{Csr, Expr, ExprKind, Field, Spec, Storage, Ty, name};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

pub fn emit(spec: &Spec, shape: &Shape, used: &Used) -> Text {
    let registers: Vec<&Csr> = spec.csrs.iter().filter(|c| c.high_half_of.is_none() && !is_zero(c)).collect();
    let mut out = Text::default();
    out.part(shape.key("csr"), || Text::of(by_address(shape.spec())));
    // Bits that a write can change are told apart by where they are.
    let places: Vec<(&str, u32, u32)> = spec.csrs.iter().flat_map(|c| c.fields.iter().map(|f| (f.name.as_str(), f.hi, f.lo))).collect();
    out.part(shape.key("effects").and(&places), || Text::of(csr_effects::effects(spec)));
    for c in &registers {
        out.item(key("reader", spec, c), || reader(spec, c, false));
    }
    for c in registers.iter().filter(|c| needs_rmw(spec, c)) {
        out.item(key("rmw", spec, c), || reader(spec, c, true));
    }
    for c in registers.iter().filter(|c| is_writable(spec, c)) {
        out.item(key("writer", spec, c), || writer(spec, c));
    }
    for c in used.csr_writes.iter().filter_map(|c| spec.csr(c)) {
        out.item(key("hardware", spec, c), || hardware_writer(spec, c));
    }
    out
}

/// What goes by the address of a CSR.
fn by_address(spec: &Spec) -> TokenStream {
    let (legal, dispatch, asks) = (legal(spec), dispatch(spec), csr_effects::asks_inputs(spec));
    quote! {
        use super::{csr, rules, state::State};
        use isa::{CsrEffects, CsrOp, ops};
        #legal
        #dispatch
        #asks
    }
}

/// What readers and writers of a CSR are made from: itself, what its aliases
/// lead to, and of floating-point registers what makes the unit dirty.
fn key(kind: &str, spec: &Spec, c: &Csr) -> Key {
    let targets = c.fields.iter().flat_map(|f| aliases(spec, c, f).into_iter().skip(1).map(|(c, f)| (c.name.as_str(), f)));
    Key::new(kind, (c, targets.collect::<Vec<_>>(), c.float.then_some(&spec.float)))
}

/// Every field is a constant 0.
fn is_zero(c: &Csr) -> bool {
    c.fields.iter().all(|f| f.storage == Storage::Const(0))
}

/// `peek` and `csr`: by address.
fn dispatch(spec: &Spec) -> TokenStream {
    let (mut reads, mut zeros, mut accesses) = (Vec::new(), Vec::new(), Vec::new());
    for c in &spec.csrs {
        let address = hex(u64::from(c.address));
        let register = c.high_half_of.as_deref().and_then(|low| spec.csr(low)).unwrap_or(c);
        if is_zero(register) {
            zeros.push(address);
            continue;
        }
        let read = csr_reader(&register.name);
        let value = Half::of(c, register).visible(quote!(#read(s)));
        reads.push(quote!(#address => #value));
        let access = access(spec, c, register);
        accesses.push(quote!(#address => #access));
    }
    let substitutes = spec.substitution.iter().filter_map(|(from, to)| {
        let (from, to) = (hex(u64::from(spec.csr(from)?.address)), hex(u64::from(spec.csr(to)?.address)));
        Some(quote!(#from => #to))
    });
    let zeros = if zeros.is_empty() { quote!() } else { quote!(#(#zeros)|* => 0,) };
    quote! {
        /// Value of the CSR at `address`, whatever the mode; `None` if there is none.
        pub fn peek(s: &State, address: u16) -> Option<u64> {
            Some(match address { #(#reads,)* #zeros _ => return None })
        }
        /// The CSR that an address reaches while V=1.
        fn substitute(address: u16) -> u16 {
            match address { #(#substitutes,)* _ => address }
        }
        /// One access by the current mode. Returns the value before, or the exception.
        #[inline(never)]
        pub fn csr(s: &mut State, address: u16, op: CsrOp) -> Result<u64, u64> {
            legal(s, address, op != CsrOp::Read)?;
            let address = if s.v { substitute(address) } else { address };
            Ok(match address { #(#accesses,)* _ => 0 })
        }
        /// An access to a CSR that reads `old`.
        #[inline(always)]
        fn access(s: &mut State, op: CsrOp, old: u64, write: impl FnOnce(&mut State, u64)) -> u64 {
            access_from(s, op, old, old, write)
        }
        /// An access to a CSR that reads `old`, and `from` to set and clear bits.
        #[inline(always)]
        fn access_from(s: &mut State, op: CsrOp, old: u64, from: u64, write: impl FnOnce(&mut State, u64)) -> u64 {
            let new = match op {
                CsrOp::Read => return old,
                CsrOp::Write(value) => value,
                CsrOp::Set(mask) => from | mask,
                CsrOp::Clear(mask) => from & !mask,
            };
            write(s, new);
            old
        }
    }
}

/// One access to a CSR, past permissions: the value before.
fn access(spec: &Spec, c: &Csr, register: &Csr) -> TokenStream {
    let (half, read) = (Half::of(c, register), csr_reader(&register.name));
    let old = half.visible(quote!(#read(s)));
    if !is_writable(spec, register) {
        return old;
    }
    let write = format_ident!("write_{}", name::snake(&register.name));
    let rmw = needs_rmw(spec, register);
    let source = if rmw { format_ident!("rmw_{}", name::snake(&register.name)) } else { read };
    let write = match half {
        Half::All => quote!(#write),
        _ => {
            let value = half.merged(quote!(#source(s)));
            quote!(|s, new| #write(s, #value))
        }
    };
    if !rmw {
        return quote!(access(s, op, #old, #write));
    }
    let from = half.visible(quote!(#source(s)));
    quote!(access_from(s, op, #old, #from, #write))
}

/// Which part of a register an address shows.
enum Half {
    All,
    Low,
    High,
}

impl Half {
    fn of(c: &Csr, register: &Csr) -> Self {
        match (c.high_half_of.is_some(), register.visible < register.width) {
            (true, _) => Half::High,
            (_, true) => Half::Low,
            _ => Half::All,
        }
    }

    fn visible(&self, value: TokenStream) -> TokenStream {
        match self {
            Half::All => value,
            Half::Low => quote!(#value & 0xffff_ffff),
            Half::High => quote!(#value >> 32),
        }
    }

    fn merged(&self, register: TokenStream) -> TokenStream {
        match self {
            Half::All => quote!(new),
            Half::Low => quote!((#register & !0xffff_ffff) | (new & 0xffff_ffff)),
            Half::High => quote!((#register & 0xffff_ffff) | (new << 32)),
        }
    }
}

/// Whether CSRRS/CSRRC read something else than CSRR.
fn needs_rmw(spec: &Spec, c: &Csr) -> bool {
    c.fields
        .iter()
        .any(|f| spec.root(&c.name, &f.name).is_some_and(|(_, r)| matches!(r.storage, Storage::Derived { rmw_stored: true, .. })))
}

fn is_writable(spec: &Spec, c: &Csr) -> bool {
    c.fields.iter().any(|f| chain(spec, c, f).is_some())
}

/// A field's value in a read: plain bits of a word, moved by `shift`, or an expression.
enum Part {
    Plain { word: String, shift: i64, mask: u64 },
    Value(TokenStream),
}

fn reader(spec: &Spec, c: &Csr, rmw: bool) -> TokenStream {
    let mut plain: Vec<(String, i64, u64)> = Vec::new();
    let mut terms = Vec::new();
    for f in &c.fields {
        match part(spec, c, f, rmw) {
            Part::Plain { word, shift, mask } => match plain.iter_mut().find(|p| p.0 == word && p.1 == shift) {
                Some(p) => p.2 |= mask,
                None => plain.push((word, shift, mask)),
            },
            Part::Value(value) => terms.push(value),
        }
    }
    let width = ir::expr::mask(c.width);
    let plain = plain.into_iter().map(|(word, shift, mask)| {
        let (word, bits) = (ident(&name::snake(&word)), hex(mask));
        match shift {
            0 if mask == width && c.width == 64 => quote!(s.#word),
            0 => quote!((s.#word & #bits)),
            1.. => {
                let by = number(shift as u64);
                quote!(((s.#word << #by) & #bits))
            }
            _ => {
                let by = number(-shift as u64);
                quote!(((s.#word >> #by) & #bits))
            }
        }
    });
    let all: Vec<TokenStream> = plain.chain(terms).collect();
    let all = if all.is_empty() { vec![quote!(0)] } else { all };
    let read = if rmw { format_ident!("rmw_{}", name::snake(&c.name)) } else { csr_reader(&c.name) };
    let docs = match rmw {
        false => doc(&format!("{}: {} [{}]", c.name, c.meta.doc, c.meta.cite.join(", "))),
        true => doc(&format!("{} as CSRRS and CSRRC read it.", c.name)),
    };
    quote!(#docs pub fn #read(s: &State) -> u64 { #(#all)|* })
}

fn part(spec: &Spec, c: &Csr, f: &Field, rmw: bool) -> Part {
    if let Some((word, lo)) = plain_slot(spec, c, f) {
        return Part::Plain { word, shift: i64::from(f.lo) - i64::from(lo), mask: f.mask() };
    }
    let value = match (rmw, spec.root(&c.name, &f.name)) {
        (true, Some((_, root))) if matches!(root.storage, Storage::Derived { rmw_stored: true, .. }) => stored_value(spec, c, f),
        _ => field_value(spec, &c.name, f),
    };
    let value = if f.ty() == Ty::Bool { quote!(u64::from(#value)) } else { quote!((#value)) };
    let lo = number(u64::from(f.lo));
    Part::Value(if f.lo == 0 { value } else { quote!((#value << #lo)) })
}

/// Word and lowest bit of a field that is ungated storage, through ungated aliases.
pub fn plain_slot(spec: &Spec, c: &Csr, f: &Field) -> Option<(String, u32)> {
    if f.gate.is_some() {
        return None;
    }
    match &f.storage {
        Storage::Store(slot) => Some((slot.word.clone(), slot.lo)),
        Storage::Alias(target, field) => {
            let target = spec.csr(target)?;
            let field = target.field(field)?;
            if (target.name.as_str(), field.name.as_str()) == (c.name.as_str(), f.name.as_str()) {
                None
            } else {
                plain_slot(spec, target, field)
            }
        }
        _ => None,
    }
}

/// The stored bits behind a field, under the gates on the way.
fn stored_value(spec: &Spec, c: &Csr, f: &Field) -> TokenStream {
    let rust = Rust { spec, at: Site::State };
    let Some(slot) = spec.root(&c.name, &f.name).and_then(|(_, r)| slot(r)) else { return quote!(0) };
    let value = slot_bits(&quote!(s), slot, f.ty() == Ty::Bool);
    let gates = gates(spec, c, f);
    if gates.is_empty() {
        return quote!((#value));
    }
    let gates: Vec<TokenStream> = gates.iter().map(|g| rust.expr(g)).collect();
    if f.ty() == Ty::Bool { quote!((#((#gates) &&)* (#value))) } else { quote!((if #((#gates))&&* { #value } else { 0 })) }
}

/// A field and the fields that its aliases lead to.
pub fn aliases<'a>(spec: &'a Spec, c: &'a Csr, f: &'a Field) -> Vec<(&'a Csr, &'a Field)> {
    let mut out = vec![(c, f)];
    while let Some((_, Field { storage: Storage::Alias(csr, field), .. })) = out.last().copied() {
        let Some((target, field)) = spec.csr(csr).and_then(|c| Some((c, c.field(field)?))) else { break };
        out.push((target, field));
        if out.len() > 8 {
            break;
        }
    }
    out
}

/// The same, if a CSR write reaches storage.
fn chain<'a>(spec: &'a Spec, c: &'a Csr, f: &'a Field) -> Option<Vec<(&'a Csr, &'a Field)>> {
    let chain = aliases(spec, c, f);
    let open = chain.iter().all(|(_, f)| !f.read_only);
    (open && chain.last().is_some_and(|(_, f)| slot(f).is_some())).then_some(chain)
}

fn gates<'a>(spec: &'a Spec, c: &'a Csr, f: &'a Field) -> Vec<&'a Expr> {
    let mut out: Vec<&Expr> = f.gate.iter().collect();
    if let Storage::Alias(csr, field) = &f.storage
        && let Some(target) = spec.csr(csr)
        && let Some(field) = target.field(field)
        && target.name != c.name
    {
        out.extend(gates(spec, target, field));
    }
    out
}

/// `write_x`: plain bits by mask, then each field that has a rule or a gate. All rules see the state before.
fn writer(spec: &Spec, c: &Csr) -> TokenStream {
    let rust = Rust { spec, at: Site::State };
    let mut plain: Vec<(String, i64, u64)> = Vec::new();
    let (mut values, mut stores) = (Vec::new(), Vec::new());
    for f in &c.fields {
        let Some(chain) = chain(spec, c, f) else { continue };
        let ruled = chain.iter().any(|(_, f)| f.write.is_some() || f.gate.is_some());
        let Some(slot) = chain.last().and_then(|(_, f)| slot(f)) else { continue };
        if !ruled {
            let shift = i64::from(slot.lo) - i64::from(f.lo);
            let mask = ir::expr::mask(slot.width) << slot.lo;
            match plain.iter_mut().find(|p| p.0 == slot.word && p.1 == shift) {
                Some(p) => p.2 |= mask,
                None => plain.push((slot.word.clone(), shift, mask)),
            }
            continue;
        }
        let local = format_ident!("value_{}", name::snake(&f.name));
        let value = ruled_value(&rust, spec, c, f, &chain);
        values.push(quote!(let #local = #value;));
        stores.push(store(slot, &quote!(#local)));
    }
    let incoming = incoming(c, c.accept.iter().chain(c.fields.iter().filter_map(|f| f.write.as_ref())));
    let accept = c.accept.as_ref().map(|e| {
        let e = rust.expr(e);
        quote!(if !(#e) { return; })
    });
    let plain = plain.into_iter().map(|(word, shift, mask)| plain_store(&word, shift, mask));
    let write = format_ident!("write_{}", name::snake(&c.name));
    let docs = doc(&format!("Writes {} as a CSR instruction does.", c.name));
    let dirty = if c.float { super::float::dirty(spec) } else { TokenStream::new() };
    quote!(#docs fn #write(s: &mut State, incoming: u64) { #incoming #accept #(#values)* #(#plain)* #(#stores)* #dirty })
}

/// `incoming_F` of the fields that the given rules name.
fn incoming<'a>(c: &Csr, rules: impl Iterator<Item = &'a Expr>) -> TokenStream {
    let mut named: Vec<String> = Vec::new();
    for e in rules {
        e.visit(&mut |part| {
            if let ExprKind::Local(n) = &part.kind
                && n.starts_with("incoming_")
                && !named.contains(n)
            {
                named.push(n.clone());
            }
        });
    }
    let lets = c.fields.iter().filter(|f| named.contains(&format!("incoming_{}", f.name))).map(|f| {
        let local = ident(&name::snake(&format!("incoming_{}", f.name)));
        let value = incoming_bits(f);
        quote!(let #local = #value;)
    });
    quote!(#(#lets)*)
}

/// The bits of a field in the value that is written.
fn incoming_bits(f: &Field) -> TokenStream {
    let lo = number(u64::from(f.lo));
    let mask = number(ir::expr::mask(f.width()));
    match (f.ty(), f.lo) {
        (Ty::Bool, _) => quote!((incoming >> #lo) & 1 != 0),
        (_, 0) if f.width() == 64 => quote!(incoming),
        (_, 0) => quote!(incoming & #mask),
        _ => quote!((incoming >> #lo) & #mask),
    }
}

/// What is stored: the rules along the chain, or the old bits where a gate is closed.
fn ruled_value(rust: &Rust, spec: &Spec, c: &Csr, f: &Field, chain: &[(&Csr, &Field)]) -> TokenStream {
    let is_bool = f.ty() == Ty::Bool;
    let Some(slot) = chain.last().and_then(|(_, f)| slot(f)) else { return quote!(0) };
    let (new, old) = (incoming_bits(f), slot_bits(&quote!(s), slot, is_bool));
    let rules: Vec<TokenStream> = chain
        .iter()
        .filter_map(|(_, f)| f.write.as_ref())
        .map(|rule| {
            let rule = rust.block(rule);
            quote!(let new = { #rule };)
        })
        .collect();
    let gates: Vec<TokenStream> = gates(spec, c, f).iter().map(|g| rust.expr(g)).collect();
    let value = match gates.is_empty() {
        true => quote!(new),
        false => quote!(if #((#gates))&&* { new } else { old }),
    };
    quote!({ let new = #new; let old = #old; #(#rules)* #value })
}

fn store(slot: &ir::Slot, value: &TokenStream) -> TokenStream {
    let word = ident(&name::snake(&slot.word));
    let (lo, mask) = (number(u64::from(slot.lo)), ir::expr::mask(slot.width));
    let keep = hex(!(mask << slot.lo));
    let value = if slot.width == 1 { quote!(u64::from(#value)) } else { quote!(#value) };
    match mask {
        u64::MAX => quote!(s.#word = #value;),
        _ => quote!(s.#word = (s.#word & #keep) | (#value << #lo);),
    }
}

fn plain_store(word: &str, shift: i64, mask: u64) -> TokenStream {
    let (word, bits, keep) = (ident(&name::snake(word)), hex(mask), hex(!mask));
    let moved = match shift {
        0 => quote!(incoming),
        1.. => {
            let by = number(shift as u64);
            quote!((incoming << #by))
        }
        _ => {
            let by = number(-shift as u64);
            quote!((incoming >> #by))
        }
    };
    match mask {
        u64::MAX => quote!(s.#word = #moved;),
        _ => quote!(s.#word = (s.#word & #keep) | (#moved & #bits);),
    }
}

/// Hardware's write to a whole CSR: rules apply, gates and access do not.
fn hardware_writer(spec: &Spec, c: &Csr) -> TokenStream {
    let rust = Rust { spec, at: Site::State };
    let (mut values, mut stores) = (Vec::new(), Vec::new());
    for f in &c.fields {
        let chain = aliases(spec, c, f);
        let Some(slot) = chain.last().and_then(|(_, f)| slot(f)) else { continue };
        let (new, old) = (incoming_bits(f), slot_bits(&quote!(s), slot, f.ty() == Ty::Bool));
        let rules = chain.iter().filter_map(|(_, f)| f.write.as_ref()).map(|rule| {
            let rule = rust.block(rule);
            quote!(let new = { #rule };)
        });
        let local = format_ident!("value_{}", name::snake(&f.name));
        values.push(quote!(let #local = { let new = #new; let old = #old; #(#rules)* new };));
        stores.push(store(slot, &quote!(#local)));
    }
    let set = format_ident!("set_{}", name::snake(&c.name));
    let docs = doc(&format!("Hardware's write to {}.", c.name));
    let incoming_fields = incoming(c, c.fields.iter().filter_map(|f| f.write.as_ref()));
    quote!(#docs pub fn #set(s: &mut State, incoming: u64) { #incoming_fields #(#values)* #(#stores)* })
}

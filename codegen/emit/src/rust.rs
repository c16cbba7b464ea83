//! Expressions and statements of the model as Rust tokens.
//!
//! Every value of `n` bits is a `u64` whose upper bits are 0, so that only
//! operators that can carry out of the width mask their result.

mod effect;
mod float;

use ir::{Bin, Builtin, Expr, ExprKind as K, Place, Spec, Stmt, Ty, name};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

/// Where an expression stands: how it reaches the privileged state.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Site {
    /// In a function over `s: &State`.
    State,
    /// In an instruction body over `m: &mut M`.
    Machine,
}

/// Writes expressions of one spec.
#[derive(Clone, Copy)]
pub struct Rust<'a> {
    /// The spec.
    pub spec: &'a Spec,
    /// How the state is reached.
    pub at: Site,
}

/// An identifier.
pub fn ident(text: &str) -> Ident {
    Ident::new(text, Span::call_site())
}

/// A number: small ones in decimal, others in hex, without a suffix.
pub fn number(value: u64) -> TokenStream {
    let text = if value < 64 { value.to_string() } else { format!("{value:#x}") };
    let literal: Literal = text.parse().expect("a number is a literal");
    quote!(#literal)
}

/// A number in hex.
pub fn hex(value: u64) -> TokenStream {
    let literal: Literal = format!("{value:#x}").parse().expect("a number is a literal");
    quote!(#literal)
}

/// `#[doc = " text"]` lines.
pub fn doc(text: &str) -> TokenStream {
    let lines = wrap(text, 92).into_iter().map(|l| format!(" {l}"));
    quote!(#(#[doc = #lines])*)
}

/// Wraps text at a width.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("starts with one line");
        if !last.is_empty() && last.len() + word.len() + 1 > width {
            lines.push(word.to_string());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

/// Rust type of a model type.
pub fn ty(ty: Ty) -> TokenStream {
    match ty {
        Ty::Bool => quote!(bool),
        _ => quote!(u64),
    }
}

/// Name of a field's reader.
pub fn reader(csr: &str, field: &str) -> Ident {
    match csr == field {
        true => format_ident!("{}_value", name::snake(csr)),
        false => format_ident!("{}_{}", name::snake(csr), name::snake(field)),
    }
}

/// Name of a field's hardware writer.
pub fn writer(csr: &str, field: &str) -> Ident {
    format_ident!("set_{}", reader(csr, field))
}

/// Name of a CSR's read function.
pub fn csr_reader(csr: &str) -> Ident {
    format_ident!("read_{}", name::snake(csr))
}

impl Rust<'_> {
    fn state(&self) -> TokenStream {
        match self.at {
            Site::State => quote!(s),
            Site::Machine => quote!(m.state()),
        }
    }

    /// An expression.
    pub fn expr(&self, e: &Expr) -> TokenStream {
        let state = self.state();
        match &e.kind {
            K::Const(v) if e.ty == Ty::Bool => {
                if *v == 0 {
                    quote!(false)
                } else {
                    quote!(true)
                }
            }
            K::Const(v) => number(*v),
            K::Local(name) => self.local(name, e.ty),
            K::X(r) => self.register(r),
            K::F(r) => self.float_register(r, e.ty),
            K::Pc => quote!(m.pc()),
            K::Cell(name) => {
                let name = ident(&name::snake(name));
                quote!(#state.#name)
            }
            K::Field(csr, field) => {
                let reader = reader(csr, field);
                quote!(#state.#reader())
            }
            K::Csr(csr) => {
                let reader = csr_reader(csr);
                quote!(csr::#reader(#state))
            }
            K::Not(a) => self.not(a),
            K::Neg(a) => {
                let v = self.expr(a);
                self.masked(quote!((#v).wrapping_neg()), e.ty)
            }
            K::Binary(op, a, b) => self.binary(*op, a, b, e.ty),
            K::If(c, t, f) => {
                let (c, t, f) = (self.expr(c), self.block(t), self.block(f));
                quote!(if #c { #t } else { #f })
            }
            K::Block(..) => {
                let inner = self.block(e);
                quote!({ #inner })
            }
            K::Bit(a, i) => match i.as_const() {
                Some(i) if i < 64 => {
                    let (v, i) = (self.operand(a, ATOM), number(i));
                    quote!((#v >> #i) & 1 != 0)
                }
                _ => {
                    let (v, i) = (self.expr(a), self.expr(i));
                    quote!(ops::bit(#v, #i))
                }
            },
            K::Slice(a, hi, lo) => {
                let v = self.operand(a, ATOM);
                let (shift, mask) = (number(u64::from(*lo)), number(ir::expr::mask(hi - lo + 1)));
                if *lo == 0 { quote!((#v & #mask)) } else { quote!(((#v >> #shift) & #mask)) }
            }
            K::Zext(a) => {
                let v = self.expr(a);
                if a.ty == Ty::Bool { quote!(u64::from(#v)) } else { v }
            }
            K::Sext(a) => {
                let (v, from) = (self.expr(a), Literal::u32_unsuffixed(a.ty.width()));
                self.masked(quote!(ops::sext(#v, #from)), e.ty)
            }
            K::Low(a) => {
                let v = self.operand(a, ATOM);
                let mask = number(e.ty.mask());
                quote!((#v & #mask))
            }
            K::Call(rule, args) => self.call(rule, args),
            K::Op(op, args) => self.op(op, args, e.ty),
        }
    }

    /// The inside of a block: statements and value, without braces.
    pub fn block(&self, e: &Expr) -> TokenStream {
        match &e.kind {
            K::Block(stmts, value) => {
                let stmts = stmts.iter().map(|s| self.stmt(s));
                let value = self.expr(value);
                quote!(#(#stmts)* #value)
            }
            _ => self.expr(e),
        }
    }

    fn local(&self, local: &str, ty: Ty) -> TokenStream {
        if self.at == Site::Machine {
            match local {
                "rd" | "rs1" | "rs2" => {
                    let name = ident(local);
                    return quote!(u64::from(d.#name));
                }
                "imm" => {
                    return match self.spec.xlen {
                        64 => quote!((d.imm as i64 as u64)),
                        _ => quote!(u64::from(d.imm as u32)),
                    };
                }
                "csr" => return quote!((d.imm as u64)),
                "rs3" => return quote!(u64::from(d.rs3())),
                "len" => return quote!(u64::from(d.len)),
                "word" => return quote!(u64::from(d.word)),
                _ => {}
            }
        }
        let _ = ty;
        let local = ident(&name::snake(local));
        quote!(#local)
    }

    /// An integer register by its operand.
    fn register(&self, r: &Expr) -> TokenStream {
        match &r.kind {
            K::Local(name) if matches!(name.as_str(), "rd" | "rs1" | "rs2") => {
                let name = ident(name);
                quote!(m.x(d.#name))
            }
            _ => {
                let r = self.expr(r);
                quote!(m.x((#r) as u8))
            }
        }
    }

    fn masked(&self, v: TokenStream, ty: Ty) -> TokenStream {
        match ty {
            Ty::Bits(n) if n < 64 => {
                let mask = number(ir::expr::mask(n));
                quote!((#v & #mask))
            }
            _ => v,
        }
    }

    fn not(&self, a: &Expr) -> TokenStream {
        // Comparisons read better turned around.
        if let K::Binary(op, l, r) = &a.kind {
            let turned = match op {
                Bin::Eq => Some(Bin::Ne),
                Bin::Ne => Some(Bin::Eq),
                _ => None,
            };
            if let Some(op) = turned {
                return self.binary(op, l, r, Ty::Bool);
            }
        }
        let v = self.operand(a, UNARY);
        match a.ty {
            Ty::Bool => quote!(!#v),
            ty => self.masked(quote!(!#v), ty),
        }
    }

    fn binary(&self, op: Bin, a: &Expr, b: &Expr, ty: Ty) -> TokenStream {
        // Each operand is written once: twice at every level would be too often.
        let level = precedence(op);
        let two = |op: TokenStream| {
            let (l, r) = (self.operand(a, level), self.operand(b, level + 1));
            quote!(#l #op #r)
        };
        match op {
            Bin::Add | Bin::Sub | Bin::Mul => {
                let method = ident(match op {
                    Bin::Add => "wrapping_add",
                    Bin::Sub => "wrapping_sub",
                    _ => "wrapping_mul",
                });
                let (receiver, r) = (self.receiver(a), self.expr(b));
                self.masked(quote!(#receiver.#method(#r)), ty)
            }
            Bin::Shl => match b.as_const() {
                Some(n) if n < 64 => {
                    let (receiver, r) = (self.receiver(a), self.operand(b, level + 1));
                    self.masked(quote!((#receiver << #r)), ty)
                }
                _ => {
                    let (l, r) = (self.expr(a), self.expr(b));
                    self.masked(quote!(ops::shl(#l, #r)), ty)
                }
            },
            Bin::Shr => match b.as_const() {
                Some(n) if n < 64 => {
                    let (receiver, r) = (self.receiver(a), self.operand(b, level + 1));
                    quote!((#receiver >> #r))
                }
                _ => {
                    let (l, r) = (self.expr(a), self.expr(b));
                    quote!(ops::shr(#l, #r))
                }
            },
            Bin::And => two(quote!(&)),
            Bin::Or => two(quote!(|)),
            Bin::Xor => two(quote!(^)),
            Bin::Eq => two(quote!(==)),
            Bin::Ne => two(quote!(!=)),
            Bin::Lt => two(quote!(<)),
            Bin::Le => two(quote!(<=)),
            Bin::Gt => two(quote!(>)),
            Bin::Ge => two(quote!(>=)),
            Bin::AndAlso => two(quote!(&&)),
            Bin::OrElse => two(quote!(||)),
        }
    }

    /// What a method is called on: it needs a type.
    fn receiver(&self, e: &Expr) -> TokenStream {
        match e.as_const() {
            Some(v) => format!("{v}_u64").parse().expect("a number is a literal"),
            None => self.operand(e, ATOM),
        }
    }

    /// An operand, in parentheses if it binds less tightly than its surroundings.
    fn operand(&self, e: &Expr, level: u32) -> TokenStream {
        let v = self.expr(e);
        if binding(e) < level { quote!((#v)) } else { v }
    }

    fn call(&self, rule: &str, args: &[Expr]) -> TokenStream {
        let state = self.state();
        let rule = ident(&name::snake(rule));
        if self.at == Site::State || args.iter().all(|a| !uses_machine(a)) {
            let args = args.iter().map(|a| self.expr(a));
            return quote!(rules::#rule(#state, #(#args),*));
        }
        let names: Vec<Ident> = (0..args.len()).map(|i| format_ident!("a{i}")).collect();
        let args = args.iter().map(|a| self.expr(a));
        quote!({ #(let #names = #args;)* rules::#rule(#state, #(#names),*) })
    }

    /// A statement.
    pub fn stmt(&self, stmt: &Stmt) -> TokenStream {
        match stmt {
            Stmt::Let(local, e) => {
                let (local, e) = (ident(&name::snake(local)), self.expr(e));
                quote!(let #local = #e;)
            }
            Stmt::Assign(place, e) => self.assign(place, e),
            Stmt::If(c, t, e) => {
                let c = self.expr(c);
                let (t, e): (Vec<_>, Vec<_>) = (t.iter().map(|s| self.stmt(s)).collect(), e.iter().map(|s| self.stmt(s)).collect());
                if e.is_empty() { quote!(if #c { #(#t)* }) } else { quote!(if #c { #(#t)* } else { #(#e)* }) }
            }
            Stmt::Expr(e) => {
                let e = self.expr(e);
                quote!(#e;)
            }
        }
    }

    fn assign(&self, place: &Place, e: &Expr) -> TokenStream {
        let v = self.expr(e);
        let state = self.state();
        match place {
            Place::X(r) => {
                let r = match &r.kind {
                    K::Local(name) if name == "rd" => quote!(d.rd),
                    _ => {
                        let r = self.expr(r);
                        quote!((#r) as u8)
                    }
                };
                quote!(let value = #v; m.set_x(#r, value);)
            }
            Place::F(r) => self.assign_float(r, v, e.ty),
            Place::Cell(cell) => {
                let cell = ident(&name::snake(cell));
                quote!(#state.#cell = #v;)
            }
            Place::Field(csr, field) => {
                let Some((c, f)) = self.spec.root(csr, field) else { return TokenStream::new() };
                let writer = writer(&c.name, &f.name);
                quote!(#state.#writer(#v);)
            }
            Place::Csr(csr) => {
                let set = format_ident!("set_{}", name::snake(csr));
                quote!(csr::#set(#state, #v);)
            }
        }
    }

    fn op(&self, op: &Builtin, args: &[Expr], ty: Ty) -> TokenStream {
        let a: Vec<TokenStream> = args.iter().map(|a| self.expr(a)).collect();
        let width = Literal::u32_unsuffixed(args.first().map_or(0, |a| a.ty.width()));
        let arithmetic = |f: &str| {
            let f = ident(f);
            quote!(ops::#f(#(#a),*, #width))
        };
        match op {
            Builtin::Slt => arithmetic("slt"),
            Builtin::Sra => arithmetic("sra"),
            Builtin::Mulh => arithmetic("mulh"),
            Builtin::Mulhsu => arithmetic("mulhsu"),
            Builtin::Mulhu => arithmetic("mulhu"),
            Builtin::Div => arithmetic("div"),
            Builtin::Rem => arithmetic("rem"),
            Builtin::Divu => quote!(ops::divu(#(#a),*)),
            Builtin::Remu => quote!(ops::remu(#(#a),*)),
            Builtin::Clz => arithmetic("clz"),
            Builtin::Ctz => arithmetic("ctz"),
            Builtin::Cpop => quote!(ops::cpop(#(#a),*)),
            Builtin::Rev8 => arithmetic("rev8"),
            Builtin::OrcB => quote!(ops::orc_b(#(#a),*)),
            Builtin::Rol => arithmetic("rol"),
            Builtin::Ror => arithmetic("ror"),
            Builtin::Float(op) => self.float(*op, &a, args, ty),
            _ => self.effect(op, &a, ty),
        }
    }
}

/// What binds tightest: literals, names, calls, parentheses.
const ATOM: u32 = 10;
const UNARY: u32 = 9;

/// How tightly an operator binds in Rust.
fn precedence(op: Bin) -> u32 {
    match op {
        Bin::OrElse => 1,
        Bin::AndAlso => 2,
        Bin::Eq | Bin::Ne | Bin::Lt | Bin::Le | Bin::Gt | Bin::Ge => 4,
        Bin::Or => 5,
        Bin::Xor => 6,
        Bin::And => 7,
        Bin::Add | Bin::Sub | Bin::Mul | Bin::Shl | Bin::Shr => ATOM,
    }
}

/// How tightly the text of an expression binds.
fn binding(e: &Expr) -> u32 {
    match &e.kind {
        K::Binary(op, ..) => match op {
            // Written as calls or in parentheses.
            Bin::Add | Bin::Sub | Bin::Mul | Bin::Shl | Bin::Shr => ATOM,
            op => precedence(*op),
        },
        K::Not(a) => match (&a.kind, a.ty) {
            (K::Binary(Bin::Eq | Bin::Ne, ..), _) => 4,
            (_, Ty::Bits(n)) if n < 64 => ATOM,
            _ => UNARY,
        },
        K::If(..) => 0,
        K::Bit(_, i) if i.as_const().is_some_and(|i| i < 64) => 4,
        _ => ATOM,
    }
}

/// Whether a part needs `m`, so that it cannot stand beside `m.state()`.
fn uses_machine(e: &Expr) -> bool {
    let mut found = false;
    e.visit(&mut |part| {
        found |= matches!(part.kind, K::X(_) | K::F(_) | K::Pc | K::Cell(_) | K::Field(..) | K::Csr(_) | K::Call(..));
    });
    found
}

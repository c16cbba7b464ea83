//! Registers and operators of the floating-point unit.

use super::{Rust, ident};
use ir::{Expr, ExprKind as K, FloatOp, Ty};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

impl Rust<'_> {
    /// The number of a register: an operand of the instruction, or computed.
    fn float_number(&self, r: &Expr) -> TokenStream {
        match &r.kind {
            K::Local(name) if name == "rs3" => quote!(d.rs3()),
            K::Local(name) if matches!(name.as_str(), "rd" | "rs1" | "rs2") => {
                let name = ident(name);
                quote!(d.#name)
            }
            _ => {
                let r = self.expr(r);
                quote!((#r) as u8)
            }
        }
    }

    /// A register, or the narrow number in it.
    pub(super) fn float_register(&self, r: &Expr, ty: Ty) -> TokenStream {
        let r = self.float_number(r);
        match ty {
            Ty::Bits(32) => quote!(ops::unboxed(m.f(#r), float::canonical_nan::<32>())),
            _ => quote!(m.f(#r)),
        }
    }

    /// A write to a register, which makes the unit dirty.
    pub(super) fn assign_float(&self, r: &Expr, value: TokenStream, ty: Ty) -> TokenStream {
        let r = self.float_number(r);
        let value = if ty == Ty::Bits(32) { quote!(ops::boxed(#value)) } else { value };
        quote!(let value = #value; m.set_f(#r, value); m.state().dirty();)
    }

    /// An operator, whose flags accrue.
    pub(super) fn float(&self, op: FloatOp, a: &[TokenStream], args: &[Expr], ty: Ty) -> TokenStream {
        let width = |ty: Ty| Literal::u32_unsuffixed(ty.width());
        let of = args.first().map_or(Ty::Unit, |a| a.ty);
        let (from, to) = (width(of), width(ty));
        let call = match op {
            FloatOp::Class => return quote!(float::class::<#from>(#(#a),*)),
            FloatOp::Resize(_) => quote!(float::resize::<#from, #to>(#(#a),*)),
            FloatOp::FromSigned(_) | FloatOp::FromUnsigned(_) => {
                let (value, rm, signed) = (&a[0], &a[1], matches!(op, FloatOp::FromSigned(_)));
                quote!(float::from_int::<#to>(#value, #from, #signed, #rm))
            }
            FloatOp::ToSigned(_) | FloatOp::ToUnsigned(_) => {
                let (value, rm, signed) = (&a[0], &a[1], matches!(op, FloatOp::ToSigned(_)));
                quote!(float::to_int::<#from>(#value, #to, #signed, #rm))
            }
            _ => {
                let name = op.name();
                let function = ident(if op == FloatOp::Fma { name } else { &name[1..] });
                // Flags that are set already need not be found out.
                let raised = op.rounds().then(|| quote!(, m.state().float_flags()));
                quote!(float::#function::<#from>(#(#a),* #raised))
            }
        };
        let value = if ty == Ty::Bool { quote!(value != 0) } else { quote!(value) };
        quote!({ let (value, flags) = #call; m.state().raise_flags(flags); #value })
    }
}

//! Decoders: words grouped by their low bits, then by mask and match.

use crate::rust::{Rust, Site, hex, ident, number};
use ir::{Body, Insn, Operand, Spec, Ty, fold, name};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// The body of `decode(word: u32) -> Option<Decoded<Op>>` for some instructions.
pub fn emit(spec: &Spec, insns: &[&Insn], rest: TokenStream) -> TokenStream {
    let mut groups: BTreeMap<u32, Vec<&Insn>> = BTreeMap::new();
    for insn in insns {
        groups.entry(group(insn)).or_default().push(insn);
    }
    let (mut wide, mut narrow) = (Vec::new(), Vec::new());
    for (key, insns) in groups {
        let tests = insns.iter().map(|i| test(spec, i));
        let arm_key = hex(u64::from(key));
        let arm = quote!(#arm_key => { #(#tests)* });
        if insns[0].bytes == 4 { wide.push(arm) } else { narrow.push(arm) }
    }
    let wide = if wide.is_empty() { quote!() } else { quote!(match word & 0x7f { #(#wide)* _ => {} }) };
    let narrow = if narrow.is_empty() { quote!() } else { quote!(match word & 0xe003 { #(#narrow)* _ => {} }) };
    quote! {
        if word & 3 == 3 { #wide } else { let word = word & 0xffff; #narrow }
        #rest
    }
}

/// Opcode of a 32-bit instruction; quadrant and funct3 of a 16-bit one.
fn group(insn: &Insn) -> u32 {
    if insn.bytes == 4 { insn.matches & 0x7f } else { insn.matches & 0xe003 }
}

fn test(spec: &Spec, insn: &Insn) -> TokenStream {
    let mask = insn.mask & !if insn.bytes == 4 { 0x7f } else { 0xe003 };
    let (mask_hex, matches) = (hex(u64::from(insn.mask)), hex(u64::from(insn.matches)));
    let matched = if mask == 0 { quote!(true) } else { quote!(word & #mask_hex == #matches) };
    let condition = insn.condition.as_ref().map(|c| {
        let c = operand_expr(spec, insn, c.clone());
        quote!(&& (#c))
    });
    let build = build(spec, insn);
    quote!(if #matched #condition { return Some(#build); })
}

fn build(spec: &Spec, insn: &Insn) -> TokenStream {
    let len = Literal::u8_unsuffixed(insn.bytes as u8);
    let (op, mut values): (String, BTreeMap<&str, TokenStream>) = match &insn.body {
        Body::Exec(_) => {
            let values = insn.operands.iter().map(|o| (o.name.as_str(), operand(o))).collect();
            (insn.name.clone(), values)
        }
        Body::Expands { insn: target, operands } => {
            let values = operands.iter().map(|(n, e)| (n.as_str(), operand_expr(spec, insn, e.clone()))).collect();
            (target.clone(), values)
        }
    };
    let op = ident(&name::camel(&op));
    let mut take = |name: &str| values.remove(name).unwrap_or_else(|| quote!(0));
    let (rd, rs1, rs2) = (take("rd"), take("rs1"), take("rs2"));
    let imm = match (values.remove("csr"), values.remove("rs3"), values.remove("rm")) {
        (Some(csr), ..) => csr,
        (None, None, None) => values.remove("imm").unwrap_or_else(|| quote!(0)),
        (None, rs3, rm) => {
            let (rs3, rm) = (rs3.unwrap_or_else(|| quote!(0)), rm.unwrap_or_else(|| quote!(0)));
            quote!(isa::float_operands(#rs3, #rm))
        }
    };
    let reg = |t: TokenStream| if t.to_string() == "0" { t } else { quote!((#t) as u8) };
    let (rd, rs1, rs2) = (reg(rd), reg(rs1), reg(rs2));
    let imm = if imm.to_string() == "0" { imm } else { quote!((#imm) as i32) };
    quote!(Decoded { op: Op::#op, rd: #rd, rs1: #rs1, rs2: #rs2, len: #len, imm: #imm, word })
}

/// Value of an operand as a `u32` expression over `word`.
pub(crate) fn operand(o: &Operand) -> TokenStream {
    let pieces: Vec<TokenStream> = o
        .pieces
        .iter()
        .map(|(hi, lo, at)| {
            let mask = hex(ir::expr::mask(hi - lo + 1) << at);
            let shift = i64::from(*lo) - i64::from(*at);
            match shift {
                0 => quote!((word & #mask)),
                1.. => {
                    let by = number(shift as u64);
                    quote!(((word >> #by) & #mask))
                }
                _ => {
                    let by = number(-shift as u64);
                    quote!(((word << #by) & #mask))
                }
            }
        })
        .collect();
    let value = quote!((#(#pieces)|*));
    let value = if o.bias > 0 {
        let bias = number(u64::from(o.bias));
        quote!((#value + #bias))
    } else {
        value
    };
    if o.signed && o.width < 32 {
        let shift = number(u64::from(32 - o.width));
        return quote!((((#value << #shift) as i32) >> #shift) as u32);
    }
    value
}

/// An expression over operands, in `u32` arithmetic of the decoder.
pub(crate) fn operand_expr(spec: &Spec, insn: &Insn, e: ir::Expr) -> TokenStream {
    let e = fold::fold(e);
    if let Some(v) = e.as_const() {
        return match e.ty {
            Ty::Bool => {
                if v == 1 {
                    quote!(true)
                } else {
                    quote!(false)
                }
            }
            _ => number(v),
        };
    }
    match &e.kind {
        ir::ExprKind::Local(name) => insn.operands.iter().find(|o| o.name == *name).map_or(quote!(0), operand),
        ir::ExprKind::Binary(op, a, b) => {
            let (a, b) = (operand_expr(spec, insn, (**a).clone()), operand_expr(spec, insn, (**b).clone()));
            let op = match op {
                ir::Bin::Eq => quote!(==),
                ir::Bin::Ne => quote!(!=),
                ir::Bin::AndAlso => quote!(&&),
                ir::Bin::OrElse => quote!(||),
                ir::Bin::Lt => quote!(<),
                ir::Bin::Add => quote!(+),
                ir::Bin::And => quote!(&),
                _ => quote!(|),
            };
            quote!(((#a) #op (#b)))
        }
        ir::ExprKind::Not(a) => {
            let a = operand_expr(spec, insn, (**a).clone());
            quote!(!(#a))
        }
        _ => Rust { spec, at: Site::State }.expr(&e),
    }
}

//! A type for each instruction, and the function that leads an engine to it.

use crate::rust::ident;
use ir::{Bin, Body, Builtin, Expr, ExprKind, Insn, Place, Stmt, expr, name};
use proc_macro2::TokenStream;
use quote::quote;

/// The types and `visit` for instructions with a body of their own; `base`:
/// those that every revision has, for any revision.
pub fn emit(own: &[&Insn], base: bool) -> TokenStream {
    let types = own.iter().map(|i| instruction(i, base));
    let arms = own.iter().map(|i| {
        let variant = ident(&name::camel(&i.name));
        quote!(Op::#variant => visitor.visit::<kinds::#variant>())
    });
    let (generics, rest) = match base {
        true => (quote!(<R: isa::Revision<State: isa::FloatUnit>, V: isa::Visitor<R>>), quote!()),
        false => (quote!(<V: isa::Visitor<super::Revision>>), quote!(Op::Base(op) => base::visit(op, visitor),)),
    };
    quote! {
        /// Runs `visitor` for the type of an instruction.
        #[inline]
        pub fn visit #generics(op: Op, visitor: V) -> V::Output {
            match op { #rest #(#arms,)* }
        }
        /// The instructions as types.
        #[allow(missing_docs)]
        pub mod kinds {
            #(#types)*
        }
    }
}

fn instruction(insn: &Insn, base: bool) -> TokenStream {
    let (variant, function) = (ident(&name::camel(&insn.name)), ident(&name::snake(&insn.name)));
    let facts = facts(insn);
    let (generics, revision) = match base {
        true => (quote!(<R: isa::Revision<State: isa::FloatUnit>>), quote!(R)),
        false => (quote!(), quote!(super::super::Revision)),
    };
    quote! {
        #[derive(Clone, Copy, Debug)]
        pub struct #variant;
        impl #generics isa::Instruction<#revision> for #variant {
            const FACTS: isa::Facts = #facts;
            #[inline(always)]
            fn execute<M: isa::Machine<State = <#revision as isa::Revision>::State>>(
                m: &mut M,
                d: &isa::Decoded<<#revision as isa::Revision>::Op>,
            ) -> Result<(), isa::Exception> {
                super::#function(m, d)
            }
        }
    }
}

/// What an engine is told beforehand.
fn facts(insn: &Insn) -> TokenStream {
    let Body::Exec(stmts) = &insn.body else { return quote!(isa::Facts::ANY) };
    let ends = any(stmts, &|e| {
        use Builtin::{FenceI, FenceVma, Jump, Raise, ReturnFrom, WaitForInterrupt};
        matches!(&e.kind, ExprKind::Op(FenceI | FenceVma(_) | Jump | Raise | ReturnFrom(_) | WaitForInterrupt, _))
    });
    // Jumps by pc + imm.
    let relative = any(stmts, &|e| matches!(&e.kind, ExprKind::Op(Builtin::Jump, args) if args.iter().all(is_relative)));
    let conditional = stmts.iter().all(|s| matches!(s, Stmt::If(..)));
    let (branches, jumps) = (relative && conditional, relative && !conditional);
    let ends = ends && !branches;
    let restarts = !any(stmts, &|e| match &e.kind {
        ExprKind::Op(op, _) => {
            let memory = matches!(op, Builtin::Load(_) | Builtin::AmoLoad(_) | Builtin::Store(_));
            // An access that is refused has changed nothing.
            let csr = matches!(op, Builtin::CsrSwap | Builtin::CsrSet | Builtin::CsrClear);
            !(op.is_pure() || memory || csr || matches!(op, Builtin::Jump | Builtin::Float(_)))
        }
        _ => false,
    });
    let mut registers = Vec::new();
    written(stmts, &mut registers);
    let writes_x = !registers.is_empty();
    let is_rd = |e: &Expr| matches!(&e.kind, ExprKind::Local(name) if name == "rd");
    let mut mentions = 0;
    expr::visit_stmts(stmts, &mut |e| mentions += usize::from(is_rd(e)));
    let only_writes_rd = writes_x && registers.iter().all(|r| is_rd(r)) && mentions == registers.len();
    quote!(isa::Facts { ends: #ends, jumps: #jumps, branches: #branches, only_writes_rd: #only_writes_rd, writes_x: #writes_x, restarts: #restarts })
}

/// The address of the instruction plus its immediate.
fn is_relative(target: &Expr) -> bool {
    let is_imm = |e: &Expr| matches!(&e.kind, ExprKind::Local(name) if name == "imm");
    match &target.kind {
        ExprKind::Binary(Bin::Add, a, b) => matches!(a.kind, ExprKind::Pc) && is_imm(b) || is_imm(a) && matches!(b.kind, ExprKind::Pc),
        _ => false,
    }
}

fn any(stmts: &[Stmt], test: &dyn Fn(&Expr) -> bool) -> bool {
    let mut found = false;
    expr::visit_stmts(stmts, &mut |e| found |= test(e));
    found
}

/// Integer registers that statements assign.
fn written<'a>(stmts: &'a [Stmt], registers: &mut Vec<&'a Expr>) {
    for stmt in stmts {
        match stmt {
            Stmt::Assign(Place::X(r), _) => registers.push(r),
            Stmt::If(_, then, otherwise) => {
                written(then, registers);
                written(otherwise, registers);
            }
            Stmt::Assign(..) | Stmt::Let(..) | Stmt::Expr(_) => {}
        }
    }
}

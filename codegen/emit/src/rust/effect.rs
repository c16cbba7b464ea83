//! Operators that do something: memory, CSRs, fences, jumps, traps.

use super::{Rust, ident, number};
use ir::{Builtin, Ty, name};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

impl Rust<'_> {
    pub(super) fn effect(&self, op: &Builtin, a: &[TokenStream], _ty: Ty) -> TokenStream {
        let bytes = |bits: &u32| Literal::u32_unsuffixed(bits / 8);
        let own = |kind: &str| {
            let kind = ident(kind);
            quote!(let access = m.access(Kind::#kind);)
        };
        let guest = |kind: &str, exec: bool| {
            let kind = ident(kind);
            quote!(let access = Access { kind: Kind::#kind, prv: rules::guest_access_prv(m.state()), v: true, exec_as_read: #exec };)
        };
        match op {
            Builtin::Load(n) => memory(own("Load"), "load", bytes(n), a),
            Builtin::AmoLoad(n) => memory(own("Store"), "load", bytes(n), a),
            Builtin::Store(n) => memory(own("Store"), "store", bytes(n), a),
            Builtin::LoadReserved(n) => memory(own("Load"), "load_reserved", bytes(n), a),
            Builtin::StoreConditional(n) => memory(own("Store"), "store_conditional", bytes(n), a),
            Builtin::GuestLoad(n) => memory(guest("Load", false), "load", bytes(n), a),
            Builtin::GuestLoadExec(n) => memory(guest("Load", true), "load", bytes(n), a),
            Builtin::GuestStore(n) => memory(guest("Store", false), "store", bytes(n), a),
            Builtin::CsrSwap => csr_access(a, quote!(CsrOp::Write(value))),
            Builtin::CsrSet => csr_access(a, quote!(if flag { CsrOp::Set(value) } else { CsrOp::Read })),
            Builtin::CsrClear => csr_access(a, quote!(if flag { CsrOp::Clear(value) } else { CsrOp::Read })),
            Builtin::Fence => quote!(m.fence()),
            Builtin::FenceI => quote!(m.fence_i()),
            Builtin::FenceVma(kind) => {
                let (kind, [all_addr, addr, all_id, id]) = (ident(kind), [&a[0], &a[1], &a[2], &a[3]]);
                quote!({
                    let addr = if #all_addr { None } else { Some(#addr) };
                    let id = if #all_id { None } else { Some(#id) };
                    m.fence_vma(Fence { kind: FenceKind::#kind, addr, id })
                })
            }
            Builtin::CacheBlock(kind) => {
                let (kind, addr) = (ident(kind), &a[0]);
                quote!({
                    let addr = #addr;
                    let access = m.access(Kind::Store);
                    m.cache_block(CacheBlock::#kind, addr, access)?
                })
            }
            Builtin::ReturnFrom(table) => {
                let table = ident(&name::snake(table));
                quote!({
                    let target = trap::#table(m.state());
                    m.set_next_pc(target);
                    m.after_state_change()
                })
            }
            Builtin::WaitForInterrupt => quote!(m.wait_for_interrupt()),
            Builtin::Jump => self.jump(&a[0]),
            Builtin::Raise => {
                let (code, tval) = (&a[0], &a[1]);
                quote!({
                    let (code, tval) = (#code, #tval);
                    let tval_is_gva = m.access(Kind::Fetch).v;
                    return Err(Exception { tval_is_gva, ..Exception::new(code, tval) })
                })
            }
            _ => TokenStream::new(),
        }
    }

    fn jump(&self, target: &TokenStream) -> TokenStream {
        let align = number(self.spec.constant("IALIGN").unwrap_or(16) / 8 - 1);
        let code = number(self.spec.exception("instruction_address_misaligned").map_or(0, |c| c.code));
        quote!({
            let target = #target;
            if target & #align != 0 {
                let tval_is_gva = m.access(Kind::Fetch).v;
                return Err(Exception { tval_is_gva, ..Exception::new(#code, target) });
            }
            m.set_next_pc(target)
        })
    }
}

fn memory(access: TokenStream, method: &str, bytes: Literal, a: &[TokenStream]) -> TokenStream {
    let method = ident(method);
    match a {
        [addr] => quote!({ let addr = #addr; #access m.#method(addr, #bytes, access)? }),
        [addr, value] => quote!({ let (addr, value) = (#addr, #value); #access m.#method(addr, #bytes, value, access)? }),
        _ => TokenStream::new(),
    }
}

fn csr_access(a: &[TokenStream], op: TokenStream) -> TokenStream {
    let (csr, value, flag) = (&a[0], &a[1], &a[2]);
    quote!({
        let (address, value, flag) = ((#csr) as u16, #value, #flag);
        csr_instruction(m, d.word, address, #op, flag)?
    })
}

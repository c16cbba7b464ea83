//! The module of one CSR: address, masks, and a newtype with typed accessors.

use ir::{Csr, Storage, name};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

/// A field as one access sees it.
struct Part<'c> {
    field: &'c ir::Field,
    hi: u32,
    lo: u32,
}

impl Part<'_> {
    fn mask(&self) -> u64 {
        ir::expr::mask(self.hi - self.lo + 1) << self.lo
    }

    fn bits(&self) -> String {
        if self.hi == self.lo { format!("bit {}", self.lo) } else { format!("bits {}-{}", self.hi, self.lo) }
    }

    fn constant(&self) -> Ident {
        format_ident!("{}_MASK", name::screaming(&self.field.name))
    }
}

/// What a module is made from.
pub struct Source<'c> {
    /// The register.
    pub csr: &'c Csr,
    /// 32 or 64.
    pub xlen: u32,
    /// The 64-bit register that this shows bits 63 to 32 of.
    pub whole: Option<&'c Csr>,
    /// The revision; a CSR that holds in every revision has none.
    pub revision: Option<&'c str>,
    /// What the module is named after.
    pub span: Span,
}

/// The module.
pub fn of_csr(source: &Source) -> TokenStream {
    let Source { csr, xlen, whole, revision, span } = *source;
    let revision = revision.map(|r| {
        quote! {
            /// The revision that this follows.
            pub const REVISION: &str = #r;
        }
    });
    let parts = parts(whole.unwrap_or(csr), whole.is_some(), csr.visible.min(xlen));
    let repr = if xlen == 32 { format_ident!("u32") } else { format_ident!("u64") };
    let module = Ident::new(&name::snake(&csr.name), span);
    let ty = format_ident!("{}", name::camel(&csr.name));
    let title = format!(" `{}`, CSR {:#x}: {}", csr.name, csr.address, csr.meta.doc);
    let cite = format!(" Manual: {}.", csr.meta.cite.join(", "));
    let (address, mask) = (hex(u64::from(csr.address)), hex(parts.iter().fold(0, |m, p| m | p.mask())));
    let value = format!(" A value of `{}`.", csr.name);
    let masks = parts.iter().map(|p| mask_constant(p, &repr));
    let accessors = parts.iter().map(|p| accessors(p, &repr));
    let debug = debug(&ty, &parts);
    quote! {
        #[doc = #title]
        #[doc = ""]
        #[doc = #cite]
        #[allow(dead_code)]
        pub mod #module {
            /// The address.
            pub const ADDRESS: u16 = #address;
            #revision
            /// All bits that belong to a field.
            pub const MASK: #repr = #mask;
            #(#masks)*

            #[doc = #value]
            #[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
            #[repr(transparent)]
            pub struct #ty(pub #repr);

            impl #ty {
                #(#accessors)*
            }

            #debug
        }
    }
}

/// Fields in the bits that the access sees; none for a register that is one field.
fn parts(csr: &Csr, high_half: bool, visible: u32) -> Vec<Part<'_>> {
    let base = if high_half { 32 } else { 0 };
    let named = csr.fields.iter().filter(|_| !csr.whole);
    let seen = named.filter(|f| f.hi >= base && f.lo < base + visible);
    let mut parts: Vec<Part> =
        seen.map(|field| Part { field, hi: (field.hi - base).min(visible - 1), lo: field.lo.saturating_sub(base) }).collect();
    parts.sort_by_key(|p| std::cmp::Reverse(p.hi));
    parts
}

fn hex(value: u64) -> Literal {
    format!("{value:#x}").parse().expect("a number is a literal")
}

fn mask_constant(part: &Part, repr: &Ident) -> TokenStream {
    let (ident, mask) = (part.constant(), hex(part.mask()));
    let doc = format!(" Mask of {}, {}.", part.field.name, part.bits());
    quote! {
        #[doc = #doc]
        pub const #ident: #repr = #mask;
    }
}

/// What a field is, for its reader.
fn describe(part: &Part) -> String {
    let f = part.field;
    let note = match &f.storage {
        Storage::Const(v) => format!(" Always {v}."),
        Storage::Alias(csr, field) => format!(" The same bits as {csr}.{field}."),
        Storage::Derived { slot: None, .. } => " Read-only.".to_string(),
        _ if f.read_only => " Read-only.".to_string(),
        _ => String::new(),
    };
    format!(" {}, {}. {}{note}", f.name, part.bits(), f.doc)
}

fn accessors(part: &Part, repr: &Ident) -> TokenStream {
    let reader = format_ident!("{}", name::snake(&part.field.name));
    let with = format_ident!("with_{}", name::snake(&part.field.name).trim_end_matches('_'));
    let (mask, shift) = (part.constant(), Literal::u32_unsuffixed(part.lo));
    let doc = describe(part);
    let with_doc = format!(" This value with another {}.", part.field.name);
    if part.hi == part.lo {
        return quote! {
            #[doc = #doc]
            #[inline]
            pub const fn #reader(self) -> bool {
                self.0 & #mask != 0
            }

            #[doc = #with_doc]
            #[inline]
            #[must_use]
            pub const fn #with(self, value: bool) -> Self {
                Self(if value { self.0 | #mask } else { self.0 & !#mask })
            }
        };
    }
    let with_doc = format!("{with_doc} What does not fit {} bits is cut off.", part.hi - part.lo + 1);
    quote! {
        #[doc = #doc]
        #[inline]
        pub const fn #reader(self) -> #repr {
            (self.0 & #mask) >> #shift
        }

        #[doc = #with_doc]
        #[inline]
        #[must_use]
        pub const fn #with(self, value: #repr) -> Self {
            Self((self.0 & !#mask) | ((value << #shift) & #mask))
        }
    }
}

/// `Debug` shows fields by their names in the manual.
fn debug(ty: &Ident, parts: &[Part]) -> TokenStream {
    let title = ty.to_string();
    let body = match parts.is_empty() {
        true => quote!(::core::write!(f, "{}({:#x})", #title, self.0)),
        false => {
            let fields = parts.iter().map(|p| {
                let (label, reader) = (&p.field.name, format_ident!("{}", name::snake(&p.field.name)));
                quote!(.field(#label, &self.#reader()))
            });
            quote!(f.debug_struct(#title)#(#fields)*.finish())
        }
    };
    quote! {
        impl ::core::fmt::Debug for #ty {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #body
            }
        }
    }
}

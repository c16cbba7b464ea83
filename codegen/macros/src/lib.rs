//! The model language inside Rust.
//!
//! There is one macro per kind of node. Each reads the grammar of the model files and reports mistakes
//! in the same words, at the token:
//!
//! ```
//! macros::csr! { vendorstatus {
//!     at: 0x5c0,
//!     level: S,
//!     cite: vendor/status,
//!     doc: "State of the vendor's unit.",
//!     fields: {
//!         ON: {bits: 0, doc: "The unit is on."},
//!         MODE: {bits: 3-1, doc: "What it does."},
//!     },
//! } }
//!
//! let value = vendorstatus::Vendorstatus(0).with_on(true).with_mode(5);
//! assert_eq!((vendorstatus::ADDRESS, value.0, value.mode()), (0x5c0, 0b1011, 5));
//! assert!(CSR_VENDORSTATUS.starts_with("csr: vendorstatus\n"));
//! ```
//!
//! A node macro expands to
//!
//! - `pub const KIND_ID: &str`, the node as YAML (`CSR_VENDORSTATUS`, `INSN_HLV_W`): what a model file
//!   would hold, so that a crate can carry nodes of its own;
//! - for `csr!` also a module with `ADDRESS`, masks and a newtype with typed accessors. It is made if the
//!   node holds in every revision: nothing in it says `since`, `until` or `for`. Positions that differ
//!   are those of RV64; fields whose position another CSR gives (`view-of`, `shape-of`) are left out.
//!
//! What concerns several nodes (names in expressions, cites, ranges) is checked when the node is loaded
//! with its model.
//!
//! [`accessors!`] makes the same modules for CSRs of this repository's model, in a revision of choice.
//!
//! ```compile_fail
//! macros::csr! { vendorstatus { at: 0x5c0, levle: S, cite: vendor/status, doc: "Misspelt." } }
//! ```

mod accessors;
mod module;
mod node;
mod place;
mod text;

use proc_macro::TokenStream;

macro_rules! node_macros {
    ($($name:ident $what:literal),* $(,)?) => {
        $(
            #[doc = concat!("A node `", stringify!($name), "`: ", $what, ".\n\nSee the crate's documentation for what it expands to.")]
            #[proc_macro]
            pub fn $name(input: TokenStream) -> TokenStream {
                node::expand(stringify!($name), input.into()).into()
            }
        )*

        #[test]
        fn every_kind_has_a_macro() {
            let names = [$(stringify!($name)),*];
            let kinds: Vec<String> = syntax::KINDS.iter().map(|k| k.replace('-', "_")).collect();
            assert_eq!(kinds, names);
        }
    };
}

node_macros! {
    revisions "the chain of texts",
    changes "the named steps between them",
    sources "the chapters that can be cited",
    choice "what a text leaves to the implementation",
    extension "instructions and registers that a hart has or has not",
    quirk "a deviation that software must know of",
    witness "a program that tells two revisions apart",
    statements "what a text demands, with nodes and tests",
    profile "an implementation",
    state "what a hart holds besides its CSRs",
    constants "names for numbers",
    exception "a synchronous cause",
    interrupt "an asynchronous cause",
    csr "a control and status register",
    rule "a named pure function",
    trap_entry "what a trap writes",
    trap_return "what a return from a trap writes",
    pte "the layout of a page-table entry",
    paging "a translation format",
    walk "the register with the root of a stage",
    transform "how an instruction is shown in htinst",
    unit "what the instructions and CSRs of a unit share",
    insn "an instruction",
}

/// Typed accessors for CSRs of this repository's model in one revision.
///
/// ```
/// macros::accessors! { revision: "0.6.1", xlen: 64, csrs: [hstatus, hgatp] }
///
/// let value = hstatus::Hstatus(0).with_vtw(true).with_vgein(3);
/// assert_eq!((hstatus::ADDRESS, value.vtw(), value.vgein()), (0x600, true, 3));
/// assert_eq!(hstatus::VTW_MASK, 1 << 21);
/// assert_eq!(hgatp::Hgatp(8 << 60).mode(), 8);
/// ```
///
/// Each CSR becomes a module with
///
/// - `ADDRESS`, `REVISION`, `MASK` (all bits that are fields) and a `…_MASK` for each field;
/// - a newtype over `u64` (`u32` with `xlen: 32`) with a reader and a `with_…` for each field. A field of
///   one bit is a `bool`; what does not fit a field is cut off. `Debug` shows the fields.
///
/// `xlen` is 64 if it is not given. What does not exist in the revision is a compile error:
///
/// ```compile_fail
/// macros::accessors! { revision: "0.5", csrs: [hvip] }
/// ```
#[proc_macro]
pub fn accessors(input: TokenStream) -> TokenStream {
    accessors::expand(input.into()).into()
}

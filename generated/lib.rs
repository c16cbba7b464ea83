//! Every revision of the model, for the engines.
//!
//! @generated from model/ by `draftvisor gen`; do not edit.
#![no_std]
#![allow(
    unused_parens,
    unused_variables,
    unused_imports,
    unused_braces,
    unreachable_code,
    clippy::all
)]
/// Revision 0.4-20190616.
#[path = "."]
pub mod h0_4_20190616 {
    /// At XLEN 32.
    #[path = "0.4-20190616/rv32/mod.rs"]
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[path = "0.4-20190616/rv64/mod.rs"]
    #[rustfmt::skip]
    pub mod rv64;
}
/// Revision 0.4.
#[path = "."]
pub mod h0_4 {
    /// At XLEN 32.
    #[path = "0.4/rv32/mod.rs"]
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[path = "0.4/rv64/mod.rs"]
    #[rustfmt::skip]
    pub mod rv64;
}
/// Revision 0.5-20191029.
#[path = "."]
pub mod h0_5_20191029 {
    /// At XLEN 32.
    #[path = "0.5-20191029/rv32/mod.rs"]
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[path = "0.5-20191029/rv64/mod.rs"]
    #[rustfmt::skip]
    pub mod rv64;
}
/// Revision 0.5.
#[path = "."]
pub mod h0_5 {
    /// At XLEN 32.
    #[path = "0.5/rv32/mod.rs"]
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[path = "0.5/rv64/mod.rs"]
    #[rustfmt::skip]
    pub mod rv64;
}
/// Revision 0.6.
#[path = "."]
pub mod h0_6 {
    /// At XLEN 32.
    #[path = "0.6/rv32/mod.rs"]
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[path = "0.6/rv64/mod.rs"]
    #[rustfmt::skip]
    pub mod rv64;
}
/// Revision 0.6.1-20200505.
#[path = "."]
pub mod h0_6_1_20200505 {
    /// At XLEN 32.
    #[path = "0.6.1-20200505/rv32/mod.rs"]
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[path = "0.6.1-20200505/rv64/mod.rs"]
    #[rustfmt::skip]
    pub mod rv64;
}
/// Revision 0.6.1.
#[path = "."]
pub mod h0_6_1 {
    /// At XLEN 32.
    #[path = "0.6.1/rv32/mod.rs"]
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[path = "0.6.1/rv64/mod.rs"]
    #[rustfmt::skip]
    pub mod rv64;
}
/// Revision 0.6.2.
#[path = "."]
pub mod h0_6_2 {
    /// At XLEN 32.
    #[path = "0.6.2/rv32/mod.rs"]
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[path = "0.6.2/rv64/mod.rs"]
    #[rustfmt::skip]
    pub mod rv64;
}
/// Revision 1.0.
#[path = "."]
pub mod h1_0 {
    /// At XLEN 32.
    #[path = "1.0/rv32/mod.rs"]
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[path = "1.0/rv64/mod.rs"]
    #[rustfmt::skip]
    pub mod rv64;
}
/// Instructions that no revision changes.
#[path = "base"]
pub mod base {
    /// At XLEN 32.
    #[rustfmt::skip]
    pub mod rv32;
    /// At XLEN 64.
    #[rustfmt::skip]
    pub mod rv64;
}
/// Ids of the revisions, oldest first.
pub const REVISIONS: &[&str] = &[
    "0.4-20190616",
    "0.4",
    "0.5-20191029",
    "0.5",
    "0.6",
    "0.6.1-20200505",
    "0.6.1",
    "0.6.2",
    "1.0",
];
/// Code that is generic over the revision.
pub trait Visitor {
    /// Result.
    type Output;
    /// Runs for one revision.
    fn visit<R: isa::Revision>(self) -> Self::Output;
}
/// Runs `visitor` for the revision with this id; `None` if there is none.
pub fn with_revision<V: Visitor>(id: &str, xlen: u32, visitor: V) -> Option<V::Output> {
    match (id, xlen) {
        ("0.4-20190616", 32) => Some(visitor.visit::<h0_4_20190616::rv32::Revision>()),
        ("0.4-20190616", 0x40) => Some(visitor.visit::<h0_4_20190616::rv64::Revision>()),
        ("0.4", 32) => Some(visitor.visit::<h0_4::rv32::Revision>()),
        ("0.4", 0x40) => Some(visitor.visit::<h0_4::rv64::Revision>()),
        ("0.5-20191029", 32) => Some(visitor.visit::<h0_5_20191029::rv32::Revision>()),
        ("0.5-20191029", 0x40) => Some(visitor.visit::<h0_5_20191029::rv64::Revision>()),
        ("0.5", 32) => Some(visitor.visit::<h0_5::rv32::Revision>()),
        ("0.5", 0x40) => Some(visitor.visit::<h0_5::rv64::Revision>()),
        ("0.6", 32) => Some(visitor.visit::<h0_6::rv32::Revision>()),
        ("0.6", 0x40) => Some(visitor.visit::<h0_6::rv64::Revision>()),
        ("0.6.1-20200505", 32) => {
            Some(visitor.visit::<h0_6_1_20200505::rv32::Revision>())
        }
        ("0.6.1-20200505", 0x40) => {
            Some(visitor.visit::<h0_6_1_20200505::rv64::Revision>())
        }
        ("0.6.1", 32) => Some(visitor.visit::<h0_6_1::rv32::Revision>()),
        ("0.6.1", 0x40) => Some(visitor.visit::<h0_6_1::rv64::Revision>()),
        ("0.6.2", 32) => Some(visitor.visit::<h0_6_2::rv32::Revision>()),
        ("0.6.2", 0x40) => Some(visitor.visit::<h0_6_2::rv64::Revision>()),
        ("1.0", 32) => Some(visitor.visit::<h1_0::rv32::Revision>()),
        ("1.0", 0x40) => Some(visitor.visit::<h1_0::rv64::Revision>()),
        _ => None,
    }
}

//! CSRs: fields, their storage, who is refused.

use crate::Meta;
use crate::expr::{Expr, Ty};
use syntax::Span;

/// Where a field's bits are kept: `width` bits from `lo` of the storage word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot {
    /// Storage word, named like the CSR that owns it.
    pub word: String,
    /// Lowest bit in the word.
    pub lo: u32,
    /// Bits.
    pub width: u32,
}

/// How a field gets its value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Storage {
    /// Storage of its own (or the visible part of a 64-bit one on RV32).
    Store(Slot),
    /// Another name of a field.
    Alias(String, String),
    /// Computed; `stored` in the expression is the slot, if there is one.
    Derived {
        /// Value that CSRR sees.
        read: Expr,
        /// Storage that writes go to.
        slot: Option<Slot>,
        /// CSRRS and CSRRC modify the stored value instead of the computed one.
        rmw_stored: bool,
    },
    /// Read-only constant.
    Const(u64),
}

/// A field of a CSR.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Upper-case name of the manual.
    pub name: String,
    /// Highest bit in the CSR.
    pub hi: u32,
    /// Lowest bit in the CSR.
    pub lo: u32,
    /// Where its value comes from.
    pub storage: Storage,
    /// Reads 0 and ignores writes while false.
    pub gate: Option<Expr>,
    /// Value stored by a CSR write, over `new` and `old`; `None` stores what is written.
    pub write: Option<Expr>,
    /// The WARL rule as the model says it, for people.
    pub rule: Option<String>,
    /// CSR writes are ignored.
    pub read_only: bool,
    /// Write-legal, read-legal: other values must not be written.
    pub wlrl: bool,
    /// Value after reset.
    pub reset: u64,
    /// What it is.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}

impl Field {
    /// Width in bits.
    pub fn width(&self) -> u32 {
        self.hi - self.lo + 1
    }

    /// Type in expressions.
    pub fn ty(&self) -> Ty {
        if self.hi == self.lo { Ty::Bool } else { Ty::Bits(self.width()) }
    }

    /// Mask in the CSR.
    pub fn mask(&self) -> u64 {
        crate::expr::mask(self.width()) << self.lo
    }
}

/// What kind of register a CSR is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Unprivileged.
    U,
    /// Supervisor.
    S,
    /// Hypervisor and VS.
    HS,
    /// Machine.
    M,
}

/// A condition under which something is refused.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Deny {
    /// Pure.
    pub when: Expr,
    /// The exception, if not decided by the rule for virtual instructions.
    pub trap: Option<String>,
}

/// A CSR.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Csr {
    /// Lower-case name.
    pub name: String,
    /// Address.
    pub address: u16,
    /// Kind of register.
    pub level: Level,
    /// Class for the rule of virtual instructions, `CLASS_…` without the prefix, lower case.
    pub class: String,
    /// Bits of the register; the fields live here.
    pub width: u32,
    /// Bits that an access sees: less than `width` for a 64-bit register on RV32.
    pub visible: u32,
    /// Fields from the highest down.
    pub fields: Vec<Field>,
    /// One implicit field of full width, named like the CSR.
    pub whole: bool,
    /// Bit-per-cause register (`exceptions.hedeleg`).
    pub bits_of: Option<String>,
    /// On RV32: this shows bits 63-32 of that CSR and has no fields of its own.
    pub high_half_of: Option<String>,
    /// Access is refused when any holds.
    pub deny: Vec<Deny>,
    /// Belongs to the floating-point unit: `deny` begins with its guards, and a write makes it dirty.
    pub float: bool,
    /// The whole write is ignored unless this holds, over `new` and `incoming_F` locals.
    pub accept: Option<Expr>,
    /// Common part.
    pub meta: Meta,
}

impl Csr {
    /// Field by name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.name == name)
    }
}

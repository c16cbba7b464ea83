//! One revision of the model at one XLEN.

use crate::expr::{Expr, Stmt, Ty};
use crate::{Csr, Deny, Field, Insn, Storage};
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use syntax::Span;

/// A text of the specification.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Revision {
    /// As in `--rev`.
    pub id: String,
    /// Commit of the manual.
    pub manual: String,
    /// Date of the text.
    pub date: String,
    /// What it is.
    pub doc: String,
    /// Where it is declared.
    pub span: Span,
}

/// A named step between two revisions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Change {
    /// Name used by `since` and `until`.
    pub id: String,
    /// Index of the first revision that has it.
    pub at: usize,
    /// Commit of the manual that made it.
    pub commit: String,
    /// One line.
    pub title: String,
    /// The reason.
    pub why: String,
    /// Where it is declared.
    pub span: Span,
}

/// What every node carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// What it is, in a sentence.
    pub doc: String,
    /// `chapter/section` of the manual, at least one.
    pub cite: Vec<String>,
    /// File of the model and line, `model/csr/hstatus.yaml:3`.
    pub place: String,
    /// Where it is declared.
    pub span: Span,
}

/// Without the place: what is remembered under a hash does not go stale because a line was added above.
impl Hash for Meta {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.doc, &self.cite).hash(state);
    }
}

/// State that is no CSR.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// `prv`, `V`, `input_msip`…
    pub name: String,
    /// Type.
    pub ty: Ty,
    /// Value after reset.
    pub reset: u64,
}

/// A named pure function.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// Name.
    pub name: String,
    /// Parameters.
    pub params: Vec<(String, Ty)>,
    /// Type of the result.
    pub returns: Ty,
    /// Body.
    pub body: Expr,
    /// The body as the model writes it.
    pub text: String,
    /// Common part.
    pub meta: Meta,
}

/// What a delegation register says about one cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Writable.
    Writable,
    /// Read-only zero.
    Zero,
    /// Read-only one.
    One,
    /// The text leaves it open.
    Free,
}

/// Who handles a cause in the software stack that is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Policy {
    M,
    HS,
    Guest,
}

/// An exception or interrupt.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cause {
    /// `illegal_instruction`, `VSEI`.
    pub name: String,
    /// Code.
    pub code: u64,
    /// Code that VS-mode sees when it is delegated, if another.
    pub as_vs: Option<u64>,
    /// Columns by register: `medeleg`, `hedeleg`, `mideleg`, `hideleg`.
    pub columns: Vec<(String, Column)>,
    /// Smaller is taken first.
    pub priority: u32,
    /// Who handles it in our stack.
    pub policy: Policy,
    /// Common part.
    pub meta: Meta,
}

impl Cause {
    /// What a delegation register says about it.
    pub fn column(&self, register: &str) -> Option<Column> {
        self.columns.iter().find(|(r, _)| r == register).map(|(_, c)| *c)
    }
}

/// One row of a trap table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// What is written.
    pub place: crate::Place,
    /// The value, over the state before.
    pub value: Expr,
    /// Keeps the old value when false.
    pub when: Option<Expr>,
    /// The value as the model writes it.
    pub text: String,
}

/// Trap entry or return: simultaneous assignments.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TrapTable {
    /// `M`, `HS`, `VS`, `mret`, `sret_hs`, `sret_vs`.
    pub name: String,
    /// New privilege.
    pub prv: Expr,
    /// New V.
    pub v: Expr,
    /// New pc.
    pub pc: Expr,
    /// Rows in order of the model.
    pub rows: Vec<Row>,
    /// Common part.
    pub meta: Meta,
}

/// A translation format.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub struct Paging {
    pub name: String,
    pub mode: u64,
    pub levels: u32,
    pub index_bits: u32,
    pub root_extra_bits: u32,
    pub pte_bytes: u32,
    pub va_bits: u32,
    pub sign_extended: bool,
    /// Of the G-stage.
    pub gstage: bool,
    /// Name of the PTE layout.
    pub pte: String,
    pub meta: Meta,
}

/// Layout of a PTE.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PteLayout {
    /// `pte64`.
    pub name: String,
    /// Bytes.
    pub bytes: u32,
    /// Name, highest and lowest bit.
    pub fields: Vec<(String, u32, u32)>,
    /// Fields that fault when set.
    pub reserved: Vec<String>,
    /// Common part.
    pub meta: Meta,
}

/// Which CSR holds the root of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Walk {
    /// `S`, `VS` or `G`.
    pub stage: String,
    /// CSR.
    pub csr: String,
    /// Field with the page number of the root table.
    pub root: String,
    /// Field with the ASID or VMID.
    pub id: String,
    /// Common part.
    pub meta: Meta,
}

/// The floating-point unit: what its instructions and CSRs have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FloatUnit {
    /// Refused when any holds: the unit is off.
    pub deny: Vec<Deny>,
    /// The rounding mode in effect, over the operand `rm`.
    pub rounding: Expr,
    /// Whether the mode in effect, `rm`, is none.
    pub reserved: Expr,
    /// Where flags accrue: CSR and field.
    pub flags: (String, String),
    /// Done after every write to a register of the unit, to a CSR of it, or of flags.
    pub dirty: Vec<Stmt>,
    /// Common part.
    pub meta: Meta,
}

/// An extension that the hart has.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Extension {
    /// The manual's name in lower case, `zba`.
    pub name: String,
    /// Common part.
    pub meta: Meta,
}

/// A deviation of an implementation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quirk {
    /// Constant in the generated hypervisor.
    pub name: String,
    /// Whether this profile has it.
    pub on: bool,
    /// What it is.
    pub doc: String,
}

/// The model at one revision, XLEN and profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Revision.
    pub revision: Revision,
    /// Position in the chain.
    pub index: usize,
    /// 32 or 64.
    pub xlen: u32,
    /// `spec` or an implementation.
    pub profile: String,
    /// Names with a constant value: choices, modes, causes.
    pub constants: Vec<(String, Ty, u64)>,
    /// State that is no CSR.
    pub cells: Vec<Cell>,
    /// CSRs by address.
    pub csrs: Vec<Csr>,
    /// Rules by name.
    pub rules: Vec<Rule>,
    /// S-level CSR and the VS CSR that stands in for it when V=1.
    pub substitution: Vec<(String, String)>,
    /// What HS-qualification assumes: a place and its value.
    pub hs_qualified: Vec<(ExprPlace, Expr)>,
    /// Exceptions by code.
    pub exceptions: Vec<Cause>,
    /// Interrupts by code.
    pub interrupts: Vec<Cause>,
    /// Trap entries.
    pub entries: Vec<TrapTable>,
    /// Trap returns.
    pub returns: Vec<TrapTable>,
    /// Formats.
    pub formats: Vec<Paging>,
    /// PTE layouts.
    pub ptes: Vec<PteLayout>,
    /// Roots.
    pub walks: Vec<Walk>,
    /// Extensions that the hart has, in the order of a name of an ISA.
    pub extensions: Vec<Extension>,
    /// The floating-point unit, if the model has one.
    pub float: Option<FloatUnit>,
    /// Instructions in order of the model.
    pub insns: Vec<Arc<Insn>>,
    /// Deviations of the profile; every quirk that exists is listed.
    pub quirks: Vec<Quirk>,
    /// Positions of CSRs by name, made on first use.
    pub by_name: ByName,
}

/// An index that is no part of the value: specs compare equal with or without it.
#[derive(Clone, Debug, Default)]
pub struct ByName(std::sync::OnceLock<FxHashMap<String, usize>>);

impl PartialEq for ByName {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ByName {}

/// A piece of state that an assumption fixes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ExprPlace {
    /// Cell.
    Cell(String),
    /// Field.
    Field(String, String),
}

impl Spec {
    /// CSR by name.
    pub fn csr(&self, name: &str) -> Option<&Csr> {
        let index = self.by_name.0.get_or_init(|| self.csrs.iter().enumerate().map(|(i, c)| (c.name.clone(), i)).collect());
        index.get(name).and_then(|i| self.csrs.get(*i)).filter(|c| c.name == name)
    }

    /// Field by CSR and name.
    pub fn field(&self, csr: &str, field: &str) -> Option<&Field> {
        self.csr(csr)?.field(field)
    }

    /// Rule by name.
    pub fn rule(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.name == name)
    }

    /// Instruction by name.
    pub fn insn(&self, name: &str) -> Option<&Insn> {
        self.insns.iter().find(|i| i.name == name).map(|i| &**i)
    }

    /// Exception by name.
    pub fn exception(&self, name: &str) -> Option<&Cause> {
        self.exceptions.iter().find(|c| c.name == name)
    }

    /// Interrupt by name.
    pub fn interrupt(&self, name: &str) -> Option<&Cause> {
        self.interrupts.iter().find(|c| c.name == name)
    }

    /// Value of a constant.
    pub fn constant(&self, name: &str) -> Option<u64> {
        self.constants.iter().find(|c| c.0 == name).map(|c| c.2)
    }

    /// Entry or return table by name.
    pub fn table(&self, name: &str) -> Option<&TrapTable> {
        self.entries.iter().chain(&self.returns).find(|t| t.name == name)
    }

    /// The field that holds the storage of a field: aliases followed to their end.
    pub fn root<'a>(&'a self, csr: &'a str, field: &'a str) -> Option<(&'a Csr, &'a Field)> {
        let (mut csr, mut field) = (csr, field);
        for _ in 0..8 {
            let c = self.csr(csr)?;
            let f = c.field(field)?;
            match &f.storage {
                Storage::Alias(next_csr, next_field) => (csr, field) = (next_csr, next_field),
                _ => return Some((c, f)),
            }
        }
        None
    }

    /// Storage words in order of first use, with the bits in use.
    pub fn words(&self) -> Vec<(String, u64)> {
        let mut words: Vec<(String, u64)> = Vec::new();
        let mut known: FxHashMap<&str, usize> = FxHashMap::default();
        for field in self.csrs.iter().flat_map(|c| &c.fields) {
            let (Storage::Store(slot) | Storage::Derived { slot: Some(slot), .. }) = &field.storage else { continue };
            let bits = crate::expr::mask(slot.width) << slot.lo;
            let at = *known.entry(&slot.word).or_insert(words.len());
            match words.get_mut(at) {
                Some(word) => word.1 |= bits,
                None => words.push((slot.word.clone(), bits)),
            }
        }
        words
    }
}

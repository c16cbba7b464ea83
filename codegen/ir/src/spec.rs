//! One revision of the model at one XLEN.

use crate::expr::{Expr, Stmt, Ty};
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
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

/// One operand in an encoding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Operand {
    /// `rd`, `rs1`, `imm`, `csr`…
    pub name: String,
    /// Pieces: highest and lowest bit of the word, and the lowest bit of the value they give.
    pub pieces: Vec<(u32, u32, u32)>,
    /// Added to the value (8 for the compressed register operands).
    pub bias: u32,
    /// Sign-extended from `width`.
    pub signed: bool,
    /// Width of the value.
    pub width: u32,
}

/// What an instruction does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// Statements.
    Exec(Vec<Stmt>),
    /// A compressed instruction: another one with these operands, expressions over its own.
    Expands {
        /// Name of the instruction.
        insn: String,
        /// Operand of it, value.
        operands: Vec<(String, Expr)>,
    },
}

/// How a memory instruction is shown in mtinst and htinst.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Transform {
    /// `load`, `store`…
    pub name: String,
    /// Bits of the 32-bit form that are kept.
    pub keep: u32,
    /// Highest and lowest bit of the address offset.
    pub offset: (u32, u32),
    /// Bit cleared when the instruction had 16 bits.
    pub compressed: u32,
}

/// An instruction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Insn {
    /// `hlv.w`.
    pub name: String,
    /// 2 or 4.
    pub bytes: u32,
    /// Bits that are fixed.
    pub mask: u32,
    /// Their values.
    pub matches: u32,
    /// The encoding as the model writes it.
    pub encoding: String,
    /// Operands.
    pub operands: Vec<Operand>,
    /// Restriction over the operands.
    pub condition: Option<Expr>,
    /// Class for the rule of virtual instructions.
    pub class: String,
    /// Refused when any holds.
    pub deny: Vec<Deny>,
    /// Uses the floating-point unit, whose guards come before `deny`.
    pub float: bool,
    /// Behaviour.
    pub body: Body,
    /// The behaviour as the model writes it.
    pub text: String,
    /// How it is shown in mtinst and htinst.
    pub transform: Option<Transform>,
    /// Extension it belongs to, `I`, `M`, `A`, `C`, `H`…
    pub extension: String,
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
    pub insns: Vec<Insn>,
    /// Deviations of the profile; every quirk that exists is listed.
    pub quirks: Vec<Quirk>,
    /// Positions of CSRs by name, made on first use.
    pub by_name: ByName,
}

/// An index that is no part of the value: specs compare equal with or without it.
#[derive(Clone, Debug, Default)]
pub struct ByName(std::sync::OnceLock<std::collections::HashMap<String, usize>>);

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
        self.insns.iter().find(|i| i.name == name)
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
        for field in self.csrs.iter().flat_map(|c| &c.fields) {
            let (Storage::Store(slot) | Storage::Derived { slot: Some(slot), .. }) = &field.storage else { continue };
            let bits = crate::expr::mask(slot.width) << slot.lo;
            match words.iter_mut().find(|w| w.0 == slot.word) {
                Some(word) => word.1 |= bits,
                None => words.push((slot.word.clone(), bits)),
            }
        }
        words
    }
}

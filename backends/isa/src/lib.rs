//! The vocabulary that generated code and the engines share.
//!
//! Nothing here knows a revision, a CSR number, a cause or a bit position:
//! those are generated. `generated` depends on this crate, and the emulator
//! and the hypervisor depend on both. `no_std`, no dependencies.
//!
//! Numbers are `u64` throughout. On RV32 a register value is zero-extended.
#![no_std]

pub mod instruction;
pub mod ops;

pub use instruction::{Facts, Instruction, Visitor};

/// What a memory access is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// Instruction fetch.
    Fetch = 0,
    /// Load, and load-reserved.
    Load = 1,
    /// Store, store-conditional and AMO.
    Store = 2,
}

/// On whose behalf a memory access is made, after MPRV, SPRV or HLV/HSV.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Access {
    /// What for.
    pub kind: Kind,
    /// Nominal privilege: 0 user, 1 supervisor, 3 machine.
    pub prv: u64,
    /// Whether the VS-stage and G-stage apply.
    pub v: bool,
    /// HLVX: needs execute permission in place of read permission.
    pub exec_as_read: bool,
}

/// An exception on its way to a trap handler. Host trouble is another type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Exception {
    /// Exception code, as in `mcause` without the interrupt bit.
    pub code: u64,
    /// Value for `mtval`, `stval` or `vstval`.
    pub tval: u64,
    /// `tval` is a guest virtual address (what GVA reports).
    pub tval_is_gva: bool,
    /// The G-stage of translation raised it.
    pub gstage: bool,
    /// Guest physical address of a guest-page fault, 0 otherwise.
    pub gpa: u64,
    /// Value for `mtinst` or `htinst`: transformed or pseudo instruction, or 0.
    pub tinst: u64,
}

impl Exception {
    /// An exception that says no more than its code and trap value.
    pub const fn new(code: u64, tval: u64) -> Self {
        Self { code, tval, tval_is_gva: false, gstage: false, gpa: 0, tinst: 0 }
    }
}

/// A trap that is about to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trap {
    /// Interrupt (true) or exception.
    pub interrupt: bool,
    /// The cause and what it reports; of an interrupt only `code` counts.
    pub exception: Exception,
}

/// Where a trap goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Machine mode.
    M,
    /// Hypervisor-extended supervisor mode.
    HS,
    /// Virtual supervisor mode.
    VS,
}

/// The four things a CSR instruction can do to a CSR.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsrOp {
    /// Read without any write (`csrr`).
    Read,
    /// Write the value. The old value is still returned.
    Write(u64),
    /// Set the bits of the mask (a write even when the mask is 0).
    Set(u64),
    /// Clear the bits of the mask.
    Clear(u64),
}

/// One decoded instruction. A compressed one is decoded to what it expands to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decoded<Op> {
    /// Which instruction.
    pub op: Op,
    /// Destination register.
    pub rd: u8,
    /// First source register (or the 5-bit immediate of CSR instructions).
    pub rs1: u8,
    /// Second source register.
    pub rs2: u8,
    /// Bytes: 2 or 4.
    pub len: u8,
    /// Immediate, extended as the encoding says; the CSR number of CSR instructions; what
    /// [`Decoded::rs3`] and [`Decoded::rm`] take apart.
    pub imm: i32,
    /// The bits as fetched (16 or 32).
    pub word: u32,
}

impl<Op> Decoded<Op> {
    /// The same operands for another name of the instruction.
    pub fn map<P>(self, f: impl FnOnce(Op) -> P) -> Decoded<P> {
        let Decoded { op, rd, rs1, rs2, len, imm, word } = self;
        Decoded { op: f(op), rd, rs1, rs2, len, imm, word }
    }

    /// Third source register.
    #[inline]
    pub const fn rs3(&self) -> u8 {
        (self.imm >> RM_BITS) as u8
    }

    /// Rounding mode, as the instruction has it.
    #[inline]
    pub const fn rm(&self) -> u64 {
        (self.imm & ((1 << RM_BITS) - 1)) as u64
    }
}

/// Bits of `imm` below the third source register.
const RM_BITS: u32 = 3;

/// `imm` of an instruction that has a third source register or a rounding mode.
#[inline]
pub const fn float_operands(rs3: u32, rm: u32) -> i32 {
    (rs3 << RM_BITS | rm) as i32
}

/// What a fence orders. `None` means all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fence {
    /// Which translations.
    pub kind: FenceKind,
    /// Virtual address (guest physical address >> [`Revision::GPA_SHIFT`] for [`FenceKind::Gvma`]).
    pub addr: Option<u64>,
    /// ASID (VMID for [`FenceKind::Gvma`]).
    pub id: Option<u64>,
}

/// The three families of translation fences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FenceKind {
    /// SFENCE.VMA: the current S-level address space (VS-stage when V=1).
    Vma,
    /// HFENCE.VVMA: VS-stage of the current VMID.
    Vvma,
    /// HFENCE.GVMA: G-stage.
    Gvma,
}

/// What an instruction does to a cache block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CacheBlock {
    /// Forgets it, and may lose what was written.
    Invalidate,
    /// Writes it back.
    Clean,
    /// Writes it back and forgets it.
    Flush,
    /// Fills it with zeros.
    Zero,
}

/// A translation format: one node `paging` of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Manual's name in lower case, `sv39x4`.
    pub name: &'static str,
    /// Value of the MODE field that selects it.
    pub mode: u64,
    /// Number of levels.
    pub levels: u32,
    /// Index bits per level.
    pub index_bits: u32,
    /// Additional index bits of the root table.
    pub root_extra_bits: u32,
    /// Bytes of a PTE.
    pub pte_bytes: u32,
    /// Bits of an address that is translated.
    pub va_bits: u32,
    /// Upper address bits must equal the top bit (true) or be zero (false).
    pub sign_extended: bool,
}

/// A page-table entry taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[allow(missing_docs)]
pub struct Pte {
    /// The revision's rule calls the entry valid (V, no reserved encoding).
    pub v: bool,
    pub r: bool,
    pub w: bool,
    pub x: bool,
    pub u: bool,
    pub g: bool,
    pub a: bool,
    pub d: bool,
    /// The leaf is one of several for contiguous pages.
    pub n: bool,
    /// Physical page number.
    pub ppn: u64,
    /// A bit that this revision reserves, and says faults, is set.
    pub reserved: bool,
}

/// Root of one stage of translation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Root {
    /// How to walk; `None` is Bare.
    pub format: Option<&'static Format>,
    /// Physical page number of the root table.
    pub ppn: u64,
    /// ASID or VMID.
    pub id: u64,
}

/// What a write to a CSR can change besides what is read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct CsrEffects {
    /// Where translation begins.
    pub roots: bool,
    /// Who a load or store is made by, or what that one may do.
    pub permissions: bool,
    /// Which interrupts are pending, or enabled one by one.
    pub pending: bool,
    /// Which of these are taken, and where.
    pub enables: bool,
}

impl CsrEffects {
    /// Nothing else.
    pub const NONE: Self = Self { roots: false, permissions: false, pending: false, enables: false };
}

/// What an engine gives to instruction bodies.
///
/// Implemented by the emulator's hart and by test doubles. Loads return zero-
/// extended values. Every method may fail with the exception to take.
pub trait Machine {
    /// CSRs, privilege and V of the revision.
    type State;
    /// Privileged state.
    fn state(&mut self) -> &mut Self::State;
    /// Integer register, 0 for x0.
    fn x(&self, reg: u8) -> u64;
    /// Writes an integer register; ignored for x0.
    fn set_x(&mut self, reg: u8, value: u64);
    /// Floating-point register: 64 bits at both XLENs.
    fn f(&self, reg: u8) -> u64;
    /// Writes a floating-point register.
    fn set_f(&mut self, reg: u8, value: u64);
    /// Access made by a load or store (or fetch) in the current mode: `Revision::access` of the state.
    fn access(&mut self, kind: Kind) -> Access;
    /// Address of the instruction being executed.
    fn pc(&self) -> u64;
    /// Sets the address of the next instruction. Alignment is checked by the caller.
    fn set_next_pc(&mut self, target: u64);
    /// Loads `bytes` (1, 2, 4, 8) on behalf of `access`; `access.kind` may be
    /// [`Kind::Store`], as AMOs ask.
    fn load(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception>;
    /// Stores the low `bytes` of `value`.
    fn store(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception>;
    /// Loads and sets a reservation.
    fn load_reserved(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception>;
    /// Stores if the reservation holds; true on success. Ends the reservation.
    fn store_conditional(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<bool, Exception>;
    /// Does something to the cache block around `addr`. Zeroing is a store. Management asks for the permission to
    /// load or to store, of which either will do; its faults are those of a store all the same.
    fn cache_block(&mut self, what: CacheBlock, addr: u64, access: Access) -> Result<(), Exception>;
    /// FENCE.
    fn fence(&mut self);
    /// FENCE.I.
    fn fence_i(&mut self);
    /// SFENCE and HFENCE.
    fn fence_vma(&mut self, fence: Fence);
    /// WFI: may stall until an interrupt is pending.
    fn wait_for_interrupt(&mut self);
    /// Called before a CSR instruction touches the state: bring counters,
    /// time and interrupt inputs up to date.
    fn before_csr(&mut self);
    /// Called after a CSR write, a trap or a return changed privileged state:
    /// forget whatever was derived from it.
    fn after_state_change(&mut self);
    /// Called after a CSR instruction wrote the CSR at an address.
    fn csr_written(&mut self, _address: u16, _effects: CsrEffects) {
        self.after_state_change();
    }
}

/// The floating-point unit of a revision's privileged state, as instructions that no revision changes use it.
pub trait FloatUnit {
    /// Refuses an instruction while the unit is off.
    fn float_on(&self, word: u32) -> Result<(), Exception>;
    /// The rounding mode in effect for `rm` of an instruction; refuses a reserved one.
    fn rounding(&self, rm: u64, word: u32) -> Result<u64, Exception>;
    /// Flags that are set.
    fn float_flags(&self) -> u64;
    /// Sets more of them.
    fn raise_flags(&mut self, flags: u64);
    /// A register was written.
    fn dirty(&mut self);
}

/// Inputs from the platform to a hart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Inputs {
    /// Machine software interrupt.
    pub msip: bool,
    /// Machine timer interrupt.
    pub mtip: bool,
    /// Machine external interrupt.
    pub meip: bool,
    /// Supervisor external interrupt.
    pub seip: bool,
    /// Guest external interrupt lines, one bit each.
    pub hgeip: u64,
    /// Value of the platform's timer.
    pub mtime: u64,
}

/// What an extension consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Name of the extension, as in [`Revision::EXTENSIONS`].
    pub extension: &'static str,
    /// Its instructions.
    pub insns: &'static [&'static str],
    /// Its CSRs.
    pub csrs: &'static [u16],
}

/// One revision at one XLEN: everything that the emulator takes from the model.
pub trait Revision: Copy + Send + Sync + 'static {
    /// Privileged state: CSRs, privilege mode, V, inputs.
    type State: Clone + core::fmt::Debug + PartialEq + Send + 'static;
    /// See [`Revision::translation`].
    type Translation: Copy + PartialEq + core::fmt::Debug + Send + 'static;
    /// Instructions.
    type Op: Copy + Clone + PartialEq + Eq + core::fmt::Debug + Send + Sync + 'static;

    /// The revision's id.
    const ID: &'static str;
    /// 32 or 64.
    const XLEN: u32;
    /// Every CSR of the revision: name and address.
    const CSRS: &'static [(&'static str, u16)];
    /// Extensions that the hart has: names in lower case, in the order in
    /// which the name of an ISA lists them, the base first (`i`, `m`, … `zba`, …).
    const EXTENSIONS: &'static [&'static str];
    /// What goes with an extension if a hart is built without it: mnemonics,
    /// and addresses of CSRs. One that is not listed takes nothing away.
    const PARTS: &'static [Part] = &[];
    /// Codes and names of exceptions.
    const EXCEPTIONS: &'static [(u64, &'static str)];
    /// Codes and names of interrupts.
    const INTERRUPTS: &'static [(u64, &'static str)];
    /// Bytes of a cache block, a power of two from 8 up (a choice of the profile).
    const CACHE_BLOCK: u64;
    /// Low bits that a guest physical address loses in a register.
    const GPA_SHIFT: u32;

    /// Names of the storage words, for comparisons and snapshots.
    const WORDS: &'static [&'static str] = &[];
    /// Storage word by index in [`Revision::WORDS`].
    fn word(_: &Self::State, _index: usize) -> u64 {
        0
    }
    /// Sets a storage word, past all rules.
    fn set_word(_: &mut Self::State, _index: usize, _value: u64) {}
    /// Sets privilege (0, 1, 3) and V, past all rules.
    fn set_mode(_: &mut Self::State, _prv: u64, _v: bool) {}

    /// State after reset of the hart with this id.
    fn reset(hart: u64) -> Self::State;
    /// Privilege (0, 1, 3) and V.
    fn mode(s: &Self::State) -> (u64, bool);
    /// Replaces the inputs from the platform.
    fn set_inputs(s: &mut Self::State, inputs: Inputs);
    /// Counts `n` retired instructions (and as many cycles).
    fn retire(s: &mut Self::State, n: u64);

    /// Decodes an instruction; for a 16-bit one the upper half is ignored.
    fn decode(word: u32) -> Option<Decoded<Self::Op>>;
    /// Manual's mnemonic.
    fn name(op: Self::Op) -> &'static str;
    /// Executes. The caller advances pc by `d.len` unless `set_next_pc` was called.
    fn execute<M: Machine<State = Self::State>>(m: &mut M, d: &Decoded<Self::Op>) -> Result<(), Exception>;
    /// Runs `visitor` for the type of an instruction.
    fn visit<V: Visitor<Self>>(_op: Self::Op, visitor: V) -> V::Output {
        visitor.visit::<instruction::Any>()
    }
    /// The exception for a word that does not decode.
    fn illegal(s: &Self::State, word: u32) -> Exception;

    /// Access to the CSR at `addr` by the current mode; `Err` is the exception code.
    fn csr(s: &mut Self::State, addr: u16, op: CsrOp) -> Result<u64, u64>;
    /// Value of a CSR by address, whatever the mode (debuggers).
    fn peek_csr(s: &Self::State, addr: u16) -> Option<u64>;

    /// The interrupt to take now, if any.
    fn interrupt(s: &Self::State) -> Option<u64>;
    /// Value of the platform's timer at which one of the hart's own timers
    /// will make an enabled interrupt pending, if nothing is written before.
    fn timer_deadline(s: &Self::State) -> Option<u64>;
    /// Whether an interrupt is pending and enabled in `mie`, whatever the global enables: ends WFI.
    fn wakes(s: &Self::State) -> bool;
    /// Takes the trap: updates the state; returns where it went and the new pc.
    fn trap(s: &mut Self::State, pc: u64, trap: &Trap) -> (Target, u64);

    /// Access made by a load or store instruction (`fetch`: by instruction fetch) in the current mode.
    fn access(s: &Self::State, kind: Kind) -> Access;
    /// What of the state decides about translation and permissions: while it
    /// is the same, `access`, `root`, `guest_root` and `leaf_denied` are.
    fn translation(s: &Self::State) -> Self::Translation;
    /// Root of S-level translation (VS-stage if `v`).
    fn root(s: &Self::State, v: bool) -> Root;
    /// Root of the G-stage.
    fn guest_root(s: &Self::State) -> Root;
    /// Takes a PTE apart. `v`: it serves an access of a guest; `gstage`: it is of a G-stage table.
    fn pte(s: &Self::State, word: u64, v: bool, gstage: bool) -> Pte;
    /// Low bits of the page number that the address gives, for a leaf of
    /// contiguous pages at `level`; `None` for a reserved encoding.
    fn contiguous_bits(level: u32, ppn: u64) -> Option<u32>;
    /// Whether hardware sets the A and D bits in tables of this stage.
    fn updates_ad(s: &Self::State, v: bool, gstage: bool) -> bool;
    /// The PTE with its A bit, and D bit if `dirty`, set.
    fn pte_accessed(word: u64, dirty: bool) -> u64;
    /// Whether a leaf refuses the access. At the G-stage every access is as user.
    fn leaf_denied(s: &Self::State, pte: Pte, access: Access, gstage: bool) -> bool;
    /// Code of a page fault (guest-page fault if `gstage`, in revisions that have it).
    fn page_fault(kind: Kind, gstage: bool) -> u64;
    /// Code of an access fault.
    fn access_fault(kind: Kind) -> u64;
    /// Code of an address-misaligned exception.
    fn misaligned(kind: Kind) -> u64;
    /// Value for mtinst/htinst of a load, store or AMO fault by `d`; `offset` is
    /// faulting address minus original address.
    fn transformed(d: &Decoded<Self::Op>, offset: u64) -> u64;
    /// Value for mtinst/htinst of a guest-page fault on an implicit VS-stage access.
    fn pseudo(write: bool) -> u64;
    /// Whether PMP refuses `bytes` at physical address `pa` to privilege `prv`.
    fn pmp_denied(s: &Self::State, pa: u64, bytes: u64, kind: Kind, prv: u64) -> bool;
}

//! A revision made by hand, just enough to drive the engine: a dozen
//! instructions, Sv39 and Sv39x4, all traps to M. What it says of the
//! architecture is a stand-in for generated code.

use isa::instruction::Any;
use isa::{
    Access, CsrOp, Decoded, Exception, Facts, Fence, FenceKind, Format, Inputs, Instruction, Kind, Machine, Pte, Revision, Root, Target,
    Trap, Visitor,
};

pub const SATP: u16 = 0x180;
pub const VSATP: u16 = 0x280;
pub const HGATP: u16 = 0x680;
pub const MSTATUS: u16 = 0x300;
pub const MIE: u16 = 0x304;
pub const MTVEC: u16 = 0x305;
pub const MEPC: u16 = 0x341;
pub const MCAUSE: u16 = 0x342;
pub const MTVAL: u16 = 0x343;
pub const MIP: u16 = 0x344;
pub const MTINST: u16 = 0x34a;
pub const MTVAL2: u16 = 0x34b;
/// Number of a page that only M may touch.
pub const PMPADDR0: u16 = 0x3b0;
pub const TIME: u16 = 0xc01;
pub const INSTRET: u16 = 0xc02;
pub const MHARTID: u16 = 0xf14;

pub const STATUS_MIE: u64 = 1 << 3;
pub const STATUS_SUM: u64 = 1 << 18;
pub const STATUS_MXR: u64 = 1 << 19;
const STATUS_MPP: u64 = 11;
const STATUS_MPV: u64 = 1 << 39;

pub const SV39: Format =
    Format { name: "sv39", mode: 8, levels: 3, index_bits: 9, root_extra_bits: 0, pte_bytes: 8, va_bits: 39, sign_extended: true };
pub const SV39X4: Format = Format { name: "sv39x4", root_extra_bits: 2, va_bits: 41, sign_extended: false, ..SV39 };

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Lui,
    Auipc,
    Addi,
    Add,
    Xor,
    Load,
    Store,
    Beq,
    Bne,
    Jal,
    Jalr,
    Csrrw,
    Csrrs,
    Mret,
    Wfi,
    Ecall,
    Lr,
    Sc,
    AmoAdd,
    Sfence,
    HfenceV,
    HfenceG,
    Hlv,
}

/// Privileged state of the double.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    pub prv: u64,
    pub v: bool,
    pub status: u64,
    pub mie: u64,
    pub csrs: [u64; 12],
    pub inputs: Inputs,
    pub retired: u64,
    pub hart: u64,
}

/// CSRs that only hold what is written.
const PLAIN: [u16; 10] = [SATP, VSATP, HGATP, MTVEC, MEPC, MCAUSE, MTVAL, MTINST, MTVAL2, PMPADDR0];

impl State {
    fn plain(&mut self, addr: u16) -> &mut u64 {
        let at = PLAIN.iter().position(|plain| *plain == addr).unwrap_or(11);
        &mut self.csrs[at]
    }

    pub fn get(&self, addr: u16) -> u64 {
        PLAIN.iter().position(|plain| *plain == addr).map_or(0, |at| self.csrs[at])
    }

    pub fn set(&mut self, addr: u16, value: u64) {
        *self.plain(addr) = value;
    }

    fn pending(&self) -> u64 {
        let i = &self.inputs;
        u64::from(i.msip) << 3 | u64::from(i.mtip) << 7 | u64::from(i.meip) << 11 | u64::from(i.seip) << 9
    }
}

/// The double; `AD`: hardware updates A and D.
#[derive(Clone, Copy)]
pub struct Double<const AD: bool>;

fn root(atp: u64, format: &'static Format, id_bits: u32) -> Root {
    let format = (atp >> 60 == format.mode).then_some(format);
    Root { format, ppn: atp & ((1 << 44) - 1), id: atp >> 44 & ((1 << id_bits) - 1) }
}

fn d(op: Op, word: u32, imm: i32) -> Option<Decoded<Op>> {
    let field = |at: u32| (word >> at & 31) as u8;
    let rd = if matches!(op, Op::Store | Op::Beq | Op::Bne) { 0 } else { field(7) };
    Some(Decoded { op, rd, rs1: field(15), rs2: field(20), len: 4, imm, word })
}

impl<const AD: bool> Revision for Double<AD> {
    type State = State;
    type Op = Op;
    type Translation = (u64, bool, u64, [u64; 3]);
    const ID: &'static str = "double";
    const XLEN: u32 = 64;
    const CSRS: &'static [(&'static str, u16)] = &[("satp", SATP), ("pmpaddr0", PMPADDR0), ("mhartid", MHARTID)];
    const EXCEPTIONS: &'static [(u64, &'static str)] = &[(2, "illegal_instruction"), (13, "load_page_fault")];
    const INTERRUPTS: &'static [(u64, &'static str)] = &[(2, "VSSI"), (3, "MSI"), (7, "MTI"), (9, "SEI"), (10, "VSEI"), (11, "MEI")];
    const EXTENSIONS: &'static [&'static str] = &["i", "m", "a", "c", "h", "zicsr", "zifencei"];
    const CACHE_BLOCK: u64 = 64;
    const GPA_SHIFT: u32 = 2;

    fn reset(hart: u64) -> State {
        State { prv: 3, hart, ..State::default() }
    }
    fn mode(s: &State) -> (u64, bool) {
        (s.prv, s.v)
    }
    fn set_inputs(s: &mut State, inputs: Inputs) {
        s.inputs = inputs;
    }
    fn retire(s: &mut State, n: u64) {
        s.retired += n;
    }

    fn decode(w: u32) -> Option<Decoded<Op>> {
        let i = w as i32 >> 20;
        let s = (w as i32 >> 25 << 5) | (w >> 7 & 31) as i32;
        let b = (w as i32 >> 31 << 12) | ((w >> 7 & 1) << 11 | (w >> 25 & 63) << 5 | (w >> 8 & 15) << 1) as i32;
        let j = (w as i32 >> 31 << 20) | (w & 0xff000) as i32 | ((w >> 20 & 1) << 11 | (w >> 21 & 0x3ff) << 1) as i32;
        let f3 = w >> 12 & 7;
        if w & 3 != 3 {
            // c.nop, as addi.
            return (w & 0xffff == 1).then_some(Decoded { op: Op::Addi, rd: 0, rs1: 0, rs2: 0, len: 2, imm: 0, word: 1 });
        }
        match (w & 0x7f, f3, w >> 25) {
            (0x37, ..) => d(Op::Lui, w, (w & 0xffff_f000) as i32),
            (0x17, ..) => d(Op::Auipc, w, (w & 0xffff_f000) as i32),
            (0x13, 0, _) => d(Op::Addi, w, i),
            (0x33, 0, 0) => d(Op::Add, w, 0),
            (0x33, 4, 0) => d(Op::Xor, w, 0),
            (0x03, 0..=6, _) => d(Op::Load, w, i),
            (0x23, 0..=3, _) => d(Op::Store, w, s),
            (0x63, 0, _) => d(Op::Beq, w, b),
            (0x63, 1, _) => d(Op::Bne, w, b),
            (0x6f, ..) => d(Op::Jal, w, j),
            (0x67, 0, _) => d(Op::Jalr, w, i),
            (0x73, 1, _) => d(Op::Csrrw, w, (w >> 20) as i32),
            (0x73, 2, _) => d(Op::Csrrs, w, (w >> 20) as i32),
            (0x73, 0, 0x09) => d(Op::Sfence, w, 0),
            (0x73, 0, 0x11) => d(Op::HfenceV, w, 0),
            (0x73, 0, 0x31) => d(Op::HfenceG, w, 0),
            (0x73, 4, 0x36) => d(Op::Hlv, w, 0),
            (0x73, 0, _) => match w {
                0x3020_0073 => d(Op::Mret, w, 0),
                0x1050_0073 => d(Op::Wfi, w, 0),
                0x0000_0073 => d(Op::Ecall, w, 0),
                _ => None,
            },
            (0x2f, 3, f7) if f7 >> 2 == 2 => d(Op::Lr, w, 0),
            (0x2f, 3, f7) if f7 >> 2 == 3 => d(Op::Sc, w, 0),
            (0x2f, 3, f7) if f7 >> 2 == 0 => d(Op::AmoAdd, w, 0),
            _ => None,
        }
    }
    fn name(_: Op) -> &'static str {
        "op"
    }
    fn execute<M: Machine<State = State>>(m: &mut M, d: &Decoded<Op>) -> Result<(), Exception> {
        super::execute::execute::<M, Self>(m, d)
    }
    fn visit<V: Visitor<Self>>(op: Op, visitor: V) -> V::Output {
        match op {
            Op::Lui | Op::Auipc | Op::Addi | Op::Add | Op::Xor | Op::Load => visitor.visit::<Plain<true>>(),
            Op::Store => visitor.visit::<Plain<false>>(),
            Op::Beq | Op::Bne => visitor.visit::<Branch>(),
            Op::Jal => visitor.visit::<Jump>(),
            Op::Csrrw | Op::Csrrs | Op::Lr | Op::Sc | Op::AmoAdd | Op::Hlv => visitor.visit::<Apart>(),
            Op::Jalr | Op::Mret | Op::Wfi | Op::Ecall | Op::Sfence | Op::HfenceV | Op::HfenceG => visitor.visit::<Any>(),
        }
    }
    fn illegal(_: &State, word: u32) -> Exception {
        Exception::new(2, u64::from(word))
    }

    fn csr(s: &mut State, addr: u16, op: CsrOp) -> Result<u64, u64> {
        let old = Self::peek_csr(s, addr).ok_or(2u64)?;
        let new = match op {
            CsrOp::Read => return Ok(old),
            CsrOp::Write(value) => value,
            CsrOp::Set(bits) => old | bits,
            CsrOp::Clear(bits) => old & !bits,
        };
        match addr {
            MSTATUS => s.status = new,
            MIE => s.mie = new,
            _ => s.set(addr, new),
        }
        Ok(old)
    }
    fn peek_csr(s: &State, addr: u16) -> Option<u64> {
        Some(match addr {
            MSTATUS => s.status,
            MIE => s.mie,
            MIP => s.pending(),
            TIME => s.inputs.mtime,
            INSTRET => s.retired,
            MHARTID => s.hart,
            _ => s.csrs[PLAIN.iter().position(|plain| *plain == addr)?],
        })
    }

    fn interrupt(s: &State) -> Option<u64> {
        let ready = s.pending() & s.mie;
        let enabled = s.prv < 3 || s.status & STATUS_MIE != 0;
        [11, 3, 7, 9].into_iter().find(|code| enabled && ready >> code & 1 != 0)
    }
    fn timer_deadline(_: &State) -> Option<u64> {
        None
    }
    fn wakes(s: &State) -> bool {
        s.pending() & s.mie != 0
    }
    fn trap(s: &mut State, pc: u64, trap: &Trap) -> (Target, u64) {
        let e = &trap.exception;
        s.set(MEPC, pc);
        s.set(MCAUSE, e.code | u64::from(trap.interrupt) << 63);
        s.set(MTVAL, e.tval);
        s.set(MTVAL2, e.gpa >> 2);
        s.set(MTINST, e.tinst);
        s.status &= !(STATUS_MIE | 3 << STATUS_MPP | STATUS_MPV);
        s.status |= s.prv << STATUS_MPP | if s.v { STATUS_MPV } else { 0 };
        (s.prv, s.v) = (3, false);
        (Target::M, s.get(MTVEC))
    }

    fn access(s: &State, kind: Kind) -> Access {
        Access { kind, prv: s.prv, v: s.v, exec_as_read: false }
    }
    fn translation(s: &State) -> Self::Translation {
        (s.prv, s.v, s.status, [s.get(SATP), s.get(VSATP), s.get(HGATP)])
    }
    fn root(s: &State, v: bool) -> Root {
        root(s.get(if v { VSATP } else { SATP }), &SV39, 16)
    }
    fn guest_root(s: &State) -> Root {
        root(s.get(HGATP), &SV39X4, 14)
    }
    fn pte(_: &State, word: u64, _: bool, _: bool) -> Pte {
        let bit = |at: u32| word >> at & 1 != 0;
        Pte {
            v: bit(0),
            r: bit(1),
            w: bit(2),
            x: bit(3),
            u: bit(4),
            g: bit(5),
            a: bit(6),
            d: bit(7),
            n: false,
            ppn: word >> 10 & ((1 << 44) - 1),
            reserved: bit(63),
        }
    }
    fn contiguous_bits(_: u32, _: u64) -> Option<u32> {
        None
    }
    fn updates_ad(_: &State, _: bool, _: bool) -> bool {
        AD
    }
    fn pte_accessed(word: u64, dirty: bool) -> u64 {
        word | 1 << 6 | u64::from(dirty) << 7
    }
    fn leaf_denied(s: &State, pte: Pte, access: Access, gstage: bool) -> bool {
        let mxr = s.status & STATUS_MXR != 0;
        let kind = match access.kind {
            Kind::Fetch => pte.x,
            Kind::Load => pte.r || mxr && pte.x,
            Kind::Store => pte.w,
        };
        let user = if gstage || access.prv == 0 { pte.u } else { !pte.u || access.kind != Kind::Fetch && s.status & STATUS_SUM != 0 };
        !(kind && user)
    }
    fn page_fault(kind: Kind, gstage: bool) -> u64 {
        match (kind, gstage) {
            (Kind::Fetch, false) => 12,
            (Kind::Load, false) => 13,
            (Kind::Store, false) => 15,
            (kind, true) => Self::page_fault(kind, false) + 8,
        }
    }
    fn access_fault(kind: Kind) -> u64 {
        [1, 5, 7][kind as usize]
    }
    fn misaligned(kind: Kind) -> u64 {
        [0, 4, 6][kind as usize]
    }
    fn transformed(d: &Decoded<Op>, offset: u64) -> u64 {
        u64::from(d.word & 0x7f) | offset << 15
    }
    fn pseudo(write: bool) -> u64 {
        if write { 0x3020 } else { 0x3000 }
    }
    fn pmp_denied(s: &State, pa: u64, bytes: u64, _: Kind, prv: u64) -> bool {
        let page = s.get(PMPADDR0);
        prv != 3 && page != 0 && pa >> 12 <= page && page <= (pa + bytes - 1) >> 12
    }
}

/// What the double's fences order.
pub fn fence_of(kind: FenceKind, addr: Option<u64>, id: Option<u64>) -> Fence {
    Fence { kind, addr, id }
}

const PLAIN_FACTS: Facts = Facts { ends: false, jumps: false, branches: false, only_writes_rd: true, writes_x: true, restarts: true };

/// An instruction that goes on to the next one; `RD`: that writes a register.
pub struct Plain<const RD: bool>;
/// One that may not be begun again.
pub struct Apart;
/// A conditional branch.
pub struct Branch;
/// A jump by an immediate.
pub struct Jump;

macro_rules! instruction {
    ($facts:expr; $($kind:tt)+) => {
        type Kind = $($kind)+;
        impl<const AD: bool> Instruction<Double<AD>> for Kind {
            const FACTS: Facts = $facts;
            fn execute<M: Machine<State = State>>(m: &mut M, d: &Decoded<Op>) -> Result<(), Exception> {
                Double::<AD>::execute(m, d)
            }
        }
    };
}

const _: () = {
    instruction!(PLAIN_FACTS; Plain<true>);
};
const _: () = {
    instruction!(Facts { only_writes_rd: false, writes_x: false, ..PLAIN_FACTS }; Plain<false>);
};
const _: () = {
    instruction!(Facts { only_writes_rd: false, restarts: false, ..PLAIN_FACTS }; Apart);
};
const _: () = {
    instruction!(Facts { branches: true, only_writes_rd: false, writes_x: false, ..PLAIN_FACTS }; Branch);
};
const _: () = {
    instruction!(Facts { ends: true, jumps: true, ..PLAIN_FACTS }; Jump);
};

//! One revision at one XLEN, as the engines see it.
//!
//! @generated from model/ by `draftvisor gen`; do not edit.
pub mod state;
pub mod csr;
pub mod rules;
pub mod trap;
pub mod paging;
pub mod insn;
use isa::{
    Access, CsrOp, Decoded, Exception, Inputs, Kind, Machine, Pte, Root, Target, Trap,
};
use state::State;
/// Rules without state are called with this.
static RESET: State = State::reset();
/// The commit that sets the title to 0.6.1. Virtual instruction exceptions exist, mostly for
/// VS-mode; VTW does not exist yet. At XLEN 32.
#[derive(Clone, Copy, Debug)]
pub struct Revision;
impl isa::Revision for Revision {
    type State = State;
    type Op = insn::Op;
    type Translation = (u64, u64, u64, u64);
    #[inline]
    fn translation(s: &State) -> Self::Translation {
        let access = |fetch| {
            rules::effective_prv(s, fetch) * 2 + u64::from(rules::effective_v(s, fetch))
        };
        let sum = [rules::sum_at(s, false), rules::sum_at(s, true)];
        let mxr = [
            rules::mxr_at(s, false, false),
            rules::mxr_at(s, true, false),
            rules::mxr_at(s, true, true),
        ];
        let permissions = sum
            .into_iter()
            .chain(mxr)
            .fold(access(true) * 8 + access(false), |all, bit| all * 2 + u64::from(bit));
        (permissions, s.hgatp & 0x9fffffff, s.satp & 0xffffffff, s.vsatp & 0xffffffff)
    }
    const ID: &'static str = "0.6.1-20200505";
    const XLEN: u32 = 32;
    const CSRS: &'static [(&'static str, u16)] = &[
        ("fflags", 0x1),
        ("frm", 0x2),
        ("fcsr", 0x3),
        ("sstatus", 0x100),
        ("sie", 0x104),
        ("stvec", 0x105),
        ("scounteren", 0x106),
        ("sscratch", 0x140),
        ("sepc", 0x141),
        ("scause", 0x142),
        ("stval", 0x143),
        ("sip", 0x144),
        ("satp", 0x180),
        ("vsstatus", 0x200),
        ("vsie", 0x204),
        ("vstvec", 0x205),
        ("vsscratch", 0x240),
        ("vsepc", 0x241),
        ("vscause", 0x242),
        ("vstval", 0x243),
        ("vsip", 0x244),
        ("vsatp", 0x280),
        ("mstatus", 0x300),
        ("misa", 0x301),
        ("medeleg", 0x302),
        ("mideleg", 0x303),
        ("mie", 0x304),
        ("mtvec", 0x305),
        ("mcounteren", 0x306),
        ("mstatush", 0x310),
        ("mcountinhibit", 0x320),
        ("mhpmevent3", 0x323),
        ("mhpmevent4", 0x324),
        ("mhpmevent5", 0x325),
        ("mhpmevent6", 0x326),
        ("mhpmevent7", 0x327),
        ("mhpmevent8", 0x328),
        ("mhpmevent9", 0x329),
        ("mhpmevent10", 0x32a),
        ("mhpmevent11", 0x32b),
        ("mhpmevent12", 0x32c),
        ("mhpmevent13", 0x32d),
        ("mhpmevent14", 0x32e),
        ("mhpmevent15", 0x32f),
        ("mhpmevent16", 0x330),
        ("mhpmevent17", 0x331),
        ("mhpmevent18", 0x332),
        ("mhpmevent19", 0x333),
        ("mhpmevent20", 0x334),
        ("mhpmevent21", 0x335),
        ("mhpmevent22", 0x336),
        ("mhpmevent23", 0x337),
        ("mhpmevent24", 0x338),
        ("mhpmevent25", 0x339),
        ("mhpmevent26", 0x33a),
        ("mhpmevent27", 0x33b),
        ("mhpmevent28", 0x33c),
        ("mhpmevent29", 0x33d),
        ("mhpmevent30", 0x33e),
        ("mhpmevent31", 0x33f),
        ("mscratch", 0x340),
        ("mepc", 0x341),
        ("mcause", 0x342),
        ("mtval", 0x343),
        ("mip", 0x344),
        ("mtinst", 0x34a),
        ("mtval2", 0x34b),
        ("pmpcfg0", 0x3a0),
        ("pmpcfg1", 0x3a1),
        ("pmpcfg2", 0x3a2),
        ("pmpcfg3", 0x3a3),
        ("pmpaddr0", 0x3b0),
        ("pmpaddr1", 0x3b1),
        ("pmpaddr2", 0x3b2),
        ("pmpaddr3", 0x3b3),
        ("pmpaddr4", 0x3b4),
        ("pmpaddr5", 0x3b5),
        ("pmpaddr6", 0x3b6),
        ("pmpaddr7", 0x3b7),
        ("pmpaddr8", 0x3b8),
        ("pmpaddr9", 0x3b9),
        ("pmpaddr10", 0x3ba),
        ("pmpaddr11", 0x3bb),
        ("pmpaddr12", 0x3bc),
        ("pmpaddr13", 0x3bd),
        ("pmpaddr14", 0x3be),
        ("pmpaddr15", 0x3bf),
        ("hstatus", 0x600),
        ("hedeleg", 0x602),
        ("hideleg", 0x603),
        ("hie", 0x604),
        ("htimedelta", 0x605),
        ("hcounteren", 0x606),
        ("hgeie", 0x607),
        ("htimedeltah", 0x615),
        ("htval", 0x643),
        ("hip", 0x644),
        ("hvip", 0x645),
        ("htinst", 0x64a),
        ("hgatp", 0x680),
        ("mcycle", 0xb00),
        ("minstret", 0xb02),
        ("mhpmcounter3", 0xb03),
        ("mhpmcounter4", 0xb04),
        ("mhpmcounter5", 0xb05),
        ("mhpmcounter6", 0xb06),
        ("mhpmcounter7", 0xb07),
        ("mhpmcounter8", 0xb08),
        ("mhpmcounter9", 0xb09),
        ("mhpmcounter10", 0xb0a),
        ("mhpmcounter11", 0xb0b),
        ("mhpmcounter12", 0xb0c),
        ("mhpmcounter13", 0xb0d),
        ("mhpmcounter14", 0xb0e),
        ("mhpmcounter15", 0xb0f),
        ("mhpmcounter16", 0xb10),
        ("mhpmcounter17", 0xb11),
        ("mhpmcounter18", 0xb12),
        ("mhpmcounter19", 0xb13),
        ("mhpmcounter20", 0xb14),
        ("mhpmcounter21", 0xb15),
        ("mhpmcounter22", 0xb16),
        ("mhpmcounter23", 0xb17),
        ("mhpmcounter24", 0xb18),
        ("mhpmcounter25", 0xb19),
        ("mhpmcounter26", 0xb1a),
        ("mhpmcounter27", 0xb1b),
        ("mhpmcounter28", 0xb1c),
        ("mhpmcounter29", 0xb1d),
        ("mhpmcounter30", 0xb1e),
        ("mhpmcounter31", 0xb1f),
        ("mcycleh", 0xb80),
        ("minstreth", 0xb82),
        ("mhpmcounter3h", 0xb83),
        ("mhpmcounter4h", 0xb84),
        ("mhpmcounter5h", 0xb85),
        ("mhpmcounter6h", 0xb86),
        ("mhpmcounter7h", 0xb87),
        ("mhpmcounter8h", 0xb88),
        ("mhpmcounter9h", 0xb89),
        ("mhpmcounter10h", 0xb8a),
        ("mhpmcounter11h", 0xb8b),
        ("mhpmcounter12h", 0xb8c),
        ("mhpmcounter13h", 0xb8d),
        ("mhpmcounter14h", 0xb8e),
        ("mhpmcounter15h", 0xb8f),
        ("mhpmcounter16h", 0xb90),
        ("mhpmcounter17h", 0xb91),
        ("mhpmcounter18h", 0xb92),
        ("mhpmcounter19h", 0xb93),
        ("mhpmcounter20h", 0xb94),
        ("mhpmcounter21h", 0xb95),
        ("mhpmcounter22h", 0xb96),
        ("mhpmcounter23h", 0xb97),
        ("mhpmcounter24h", 0xb98),
        ("mhpmcounter25h", 0xb99),
        ("mhpmcounter26h", 0xb9a),
        ("mhpmcounter27h", 0xb9b),
        ("mhpmcounter28h", 0xb9c),
        ("mhpmcounter29h", 0xb9d),
        ("mhpmcounter30h", 0xb9e),
        ("mhpmcounter31h", 0xb9f),
        ("cycle", 0xc00),
        ("time", 0xc01),
        ("instret", 0xc02),
        ("hpmcounter3", 0xc03),
        ("hpmcounter4", 0xc04),
        ("hpmcounter5", 0xc05),
        ("hpmcounter6", 0xc06),
        ("hpmcounter7", 0xc07),
        ("hpmcounter8", 0xc08),
        ("hpmcounter9", 0xc09),
        ("hpmcounter10", 0xc0a),
        ("hpmcounter11", 0xc0b),
        ("hpmcounter12", 0xc0c),
        ("hpmcounter13", 0xc0d),
        ("hpmcounter14", 0xc0e),
        ("hpmcounter15", 0xc0f),
        ("hpmcounter16", 0xc10),
        ("hpmcounter17", 0xc11),
        ("hpmcounter18", 0xc12),
        ("hpmcounter19", 0xc13),
        ("hpmcounter20", 0xc14),
        ("hpmcounter21", 0xc15),
        ("hpmcounter22", 0xc16),
        ("hpmcounter23", 0xc17),
        ("hpmcounter24", 0xc18),
        ("hpmcounter25", 0xc19),
        ("hpmcounter26", 0xc1a),
        ("hpmcounter27", 0xc1b),
        ("hpmcounter28", 0xc1c),
        ("hpmcounter29", 0xc1d),
        ("hpmcounter30", 0xc1e),
        ("hpmcounter31", 0xc1f),
        ("cycleh", 0xc80),
        ("timeh", 0xc81),
        ("instreth", 0xc82),
        ("hpmcounter3h", 0xc83),
        ("hpmcounter4h", 0xc84),
        ("hpmcounter5h", 0xc85),
        ("hpmcounter6h", 0xc86),
        ("hpmcounter7h", 0xc87),
        ("hpmcounter8h", 0xc88),
        ("hpmcounter9h", 0xc89),
        ("hpmcounter10h", 0xc8a),
        ("hpmcounter11h", 0xc8b),
        ("hpmcounter12h", 0xc8c),
        ("hpmcounter13h", 0xc8d),
        ("hpmcounter14h", 0xc8e),
        ("hpmcounter15h", 0xc8f),
        ("hpmcounter16h", 0xc90),
        ("hpmcounter17h", 0xc91),
        ("hpmcounter18h", 0xc92),
        ("hpmcounter19h", 0xc93),
        ("hpmcounter20h", 0xc94),
        ("hpmcounter21h", 0xc95),
        ("hpmcounter22h", 0xc96),
        ("hpmcounter23h", 0xc97),
        ("hpmcounter24h", 0xc98),
        ("hpmcounter25h", 0xc99),
        ("hpmcounter26h", 0xc9a),
        ("hpmcounter27h", 0xc9b),
        ("hpmcounter28h", 0xc9c),
        ("hpmcounter29h", 0xc9d),
        ("hpmcounter30h", 0xc9e),
        ("hpmcounter31h", 0xc9f),
        ("hgeip", 0xe12),
        ("mvendorid", 0xf11),
        ("marchid", 0xf12),
        ("mimpid", 0xf13),
        ("mhartid", 0xf14),
    ];
    const EXTENSIONS: &'static [&'static str] = &[
        "i",
        "m",
        "a",
        "f",
        "d",
        "c",
        "h",
        "zicbop",
        "zicntr",
        "zicsr",
        "zifencei",
        "zihintpause",
        "zihpm",
        "zawrs",
        "zba",
        "zbb",
        "zbs",
    ];
    const PARTS: &'static [isa::Part] = &[
        isa::Part {
            extension: "m",
            insns: &["mul", "mulh", "mulhsu", "mulhu", "div", "divu", "rem", "remu"],
            csrs: &[],
        },
        isa::Part {
            extension: "a",
            insns: &[
                "lr.w",
                "sc.w",
                "amoswap.w",
                "amoadd.w",
                "amoxor.w",
                "amoand.w",
                "amoor.w",
                "amomin.w",
                "amomax.w",
                "amominu.w",
                "amomaxu.w",
            ],
            csrs: &[],
        },
        isa::Part {
            extension: "f",
            insns: &[
                "flw",
                "fsw",
                "fadd.s",
                "fsub.s",
                "fmul.s",
                "fdiv.s",
                "fsqrt.s",
                "fmin.s",
                "fmax.s",
                "fmadd.s",
                "fmsub.s",
                "fnmsub.s",
                "fnmadd.s",
                "fsgnj.s",
                "fsgnjn.s",
                "fsgnjx.s",
                "fclass.s",
                "fmv.x.w",
                "fmv.w.x",
                "feq.s",
                "flt.s",
                "fle.s",
                "fcvt.w.s",
                "fcvt.s.w",
                "fcvt.wu.s",
                "fcvt.s.wu",
            ],
            csrs: &[0x1, 0x2, 0x3],
        },
        isa::Part {
            extension: "d",
            insns: &[
                "fld",
                "fsd",
                "fadd.d",
                "fsub.d",
                "fmul.d",
                "fdiv.d",
                "fsqrt.d",
                "fmin.d",
                "fmax.d",
                "fmadd.d",
                "fmsub.d",
                "fnmsub.d",
                "fnmadd.d",
                "fsgnj.d",
                "fsgnjn.d",
                "fsgnjx.d",
                "fclass.d",
                "feq.d",
                "flt.d",
                "fle.d",
                "fcvt.w.d",
                "fcvt.d.w",
                "fcvt.wu.d",
                "fcvt.d.wu",
                "fcvt.s.d",
                "fcvt.d.s",
            ],
            csrs: &[],
        },
        isa::Part {
            extension: "c",
            insns: &[
                "c.addi4spn",
                "c.lw",
                "c.fld",
                "c.flw",
                "c.sw",
                "c.fsd",
                "c.fsw",
                "c.nop",
                "c.addi",
                "c.jal",
                "c.li",
                "c.addi16sp",
                "c.lui",
                "c.srli",
                "c.srai",
                "c.andi",
                "c.sub",
                "c.xor",
                "c.or",
                "c.and",
                "c.j",
                "c.beqz",
                "c.bnez",
                "c.slli",
                "c.lwsp",
                "c.fldsp",
                "c.flwsp",
                "c.jr",
                "c.mv",
                "c.ebreak",
                "c.jalr",
                "c.add",
                "c.swsp",
                "c.fsdsp",
                "c.fswsp",
            ],
            csrs: &[],
        },
        isa::Part {
            extension: "h",
            insns: &["hfence.vvma", "hfence.gvma"],
            csrs: &[
                0x200, 0x204, 0x205, 0x240, 0x241, 0x242, 0x243, 0x244, 0x280, 0x600,
                0x602, 0x603, 0x604, 0x605, 0x606, 0x607, 0x615, 0x643, 0x644, 0x645,
                0x64a, 0x680, 0xe12,
            ],
        },
        isa::Part {
            extension: "zicsr",
            insns: &["csrrw", "csrrs", "csrrc", "csrrwi", "csrrsi", "csrrci"],
            csrs: &[],
        },
        isa::Part {
            extension: "zifencei",
            insns: &["fence.i"],
            csrs: &[],
        },
        isa::Part {
            extension: "zawrs",
            insns: &["wrs.nto", "wrs.sto"],
            csrs: &[],
        },
        isa::Part {
            extension: "zba",
            insns: &["sh1add", "sh2add", "sh3add"],
            csrs: &[],
        },
        isa::Part {
            extension: "zbb",
            insns: &[
                "andn",
                "orn",
                "xnor",
                "clz",
                "ctz",
                "cpop",
                "min",
                "minu",
                "max",
                "maxu",
                "sext.b",
                "sext.h",
                "zext.h",
                "rol",
                "ror",
                "rori",
                "orc.b",
                "rev8",
            ],
            csrs: &[],
        },
        isa::Part {
            extension: "zbs",
            insns: &["bclr", "bext", "binv", "bset", "bclri", "bexti", "binvi", "bseti"],
            csrs: &[],
        },
    ];
    const EXCEPTIONS: &'static [(u64, &'static str)] = &[
        (0, "instruction_address_misaligned"),
        (1, "instruction_access_fault"),
        (2, "illegal_instruction"),
        (3, "breakpoint"),
        (4, "load_address_misaligned"),
        (5, "load_access_fault"),
        (6, "store_address_misaligned"),
        (7, "store_access_fault"),
        (8, "ecall_from_u"),
        (9, "ecall_from_hs"),
        (10, "ecall_from_vs"),
        (11, "ecall_from_m"),
        (12, "instruction_page_fault"),
        (13, "load_page_fault"),
        (15, "store_page_fault"),
        (20, "instruction_guest_page_fault"),
        (21, "load_guest_page_fault"),
        (22, "virtual_instruction"),
        (23, "store_guest_page_fault"),
    ];
    const INTERRUPTS: &'static [(u64, &'static str)] = &[
        (1, "SSI"),
        (2, "VSSI"),
        (3, "MSI"),
        (5, "STI"),
        (6, "VSTI"),
        (7, "MTI"),
        (9, "SEI"),
        (10, "VSEI"),
        (11, "MEI"),
        (12, "SGEI"),
    ];
    const CACHE_BLOCK: u64 = 0x40;
    const GPA_SHIFT: u32 = 2;
    const WORDS: &'static [&'static str] = state::WORDS;
    fn word(s: &State, index: usize) -> u64 {
        s.word(index)
    }
    fn set_word(s: &mut State, index: usize, value: u64) {
        s.set_word(index, value)
    }
    fn set_mode(s: &mut State, prv: u64, v: bool) {
        (s.prv, s.v) = (prv, v);
    }
    fn reset(hart: u64) -> State {
        let mut s = State::reset();
        s.mhartid = hart;
        s
    }
    fn set_inputs(s: &mut State, inputs: Inputs) {
        s.input_msip = inputs.msip;
        s.input_mtip = inputs.mtip;
        s.input_meip = inputs.meip;
        s.input_seip = inputs.seip;
        s.input_hgeip = inputs.hgeip & 0xffffffff;
        s.mtime = inputs.mtime;
    }
    fn retire(s: &mut State, n: u64) {
        if !s.mcountinhibit_cy() {
            s.mcycle = s.mcycle.wrapping_add(n);
        }
        if !s.mcountinhibit_ir() {
            s.minstret = s.minstret.wrapping_add(n);
        }
    }
    fn pseudo(write: bool) -> u64 {
        rules::pseudo_instruction(&RESET, write)
    }
    fn timer_deadline(s: &State) -> Option<u64> {
        Some(rules::timer_deadline(s)).filter(|at| *at != u64::MAX)
    }
    fn mode(s: &State) -> (u64, bool) {
        (s.prv, s.v)
    }
    fn decode(word: u32) -> Option<Decoded<insn::Op>> {
        insn::decode(word)
    }
    fn name(op: insn::Op) -> &'static str {
        op.name()
    }
    #[inline]
    fn execute<M: Machine<State = State>>(
        m: &mut M,
        d: &Decoded<insn::Op>,
    ) -> Result<(), Exception> {
        insn::execute(m, d)
    }
    #[inline]
    fn visit<V: isa::Visitor<Self>>(op: insn::Op, visitor: V) -> V::Output {
        insn::visit(op, visitor)
    }
    fn illegal(s: &State, word: u32) -> Exception {
        insn::illegal(s, word)
    }
    #[inline]
    fn csr(s: &mut State, addr: u16, op: CsrOp) -> Result<u64, u64> {
        csr::csr(s, addr, op)
    }
    fn peek_csr(s: &State, addr: u16) -> Option<u64> {
        csr::peek(s, addr)
    }
    fn interrupt(s: &State) -> Option<u64> {
        trap::interrupt(s)
    }
    fn wakes(s: &State) -> bool {
        rules::wakes(s)
    }
    fn trap(s: &mut State, pc: u64, t: &Trap) -> (Target, u64) {
        trap::trap(s, pc, t)
    }
    fn access(s: &State, kind: Kind) -> Access {
        let fetch = kind == Kind::Fetch;
        Access {
            kind,
            prv: rules::effective_prv(s, fetch),
            v: rules::effective_v(s, fetch),
            exec_as_read: false,
        }
    }
    fn root(s: &State, v: bool) -> Root {
        if v { paging::root_vs(s) } else { paging::root_s(s) }
    }
    fn guest_root(s: &State) -> Root {
        paging::root_g(s)
    }
    #[inline]
    fn pte(s: &State, word: u64, v: bool, gstage: bool) -> Pte {
        paging::pte(s, word, v, gstage)
    }
    fn contiguous_bits(level: u32, ppn: u64) -> Option<u32> {
        None
    }
    fn updates_ad(s: &State, v: bool, gstage: bool) -> bool {
        rules::hardware_updates(s, v, gstage)
    }
    fn pte_accessed(word: u64, dirty: bool) -> u64 {
        paging::pte_accessed(word, dirty)
    }
    #[inline]
    fn leaf_denied(s: &State, pte: Pte, a: Access, gstage: bool) -> bool {
        let (sum, mxr) = (rules::sum_at(s, a.v), rules::mxr_at(s, a.v, gstage));
        rules::leaf_denied(
            s,
            a.kind as u64,
            a.exec_as_read,
            a.prv,
            pte.r,
            pte.w,
            pte.x,
            pte.u,
            sum,
            mxr,
            gstage,
        )
    }
    fn page_fault(kind: Kind, gstage: bool) -> u64 {
        rules::page_fault_code(&RESET, kind as u64, gstage)
    }
    fn access_fault(kind: Kind) -> u64 {
        rules::access_fault_code(&RESET, kind as u64)
    }
    fn misaligned(kind: Kind) -> u64 {
        rules::misaligned_code(&RESET, kind as u64)
    }
    fn transformed(d: &Decoded<insn::Op>, offset: u64) -> u64 {
        insn::transformed(d, offset)
    }
    fn pmp_denied(s: &State, pa: u64, bytes: u64, kind: Kind, prv: u64) -> bool {
        paging::pmp_denied(s, pa, bytes, kind, prv)
    }
}

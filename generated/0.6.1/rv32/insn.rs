//! Instructions of this revision: decoder and bodies.
//!
//! @generated from model/insn/ by `draftvisor gen`; do not edit.
use super::{csr, rules, state::State, trap};
use crate::base::rv32 as base;
use isa::{
    Access, CacheBlock, CsrOp, Decoded, Exception, Fence, FenceKind, FloatUnit, Kind,
    Machine, ops,
};
/// Instructions of this revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// One that every revision has.
    Base(base::Op),
    /// A signed byte of the guest.
    HlvB,
    /// An unsigned byte of the guest.
    HlvBu,
    /// A signed halfword of the guest.
    HlvH,
    /// An unsigned halfword of the guest.
    HlvHu,
    /// A halfword of instructions of the guest.
    HlvxHu,
    /// A signed word of the guest.
    HlvW,
    /// A word of instructions of the guest. RV32 has it too: there it differs from HLV.W in the
    /// permission alone.
    HlvxWu,
    /// Stores a byte into the guest's memory.
    HsvB,
    /// Stores a halfword into the guest's memory.
    HsvH,
    /// Stores a word into the guest's memory.
    HsvW,
    /// Asks the next more privileged environment for a service. Each mode has a cause of its own,
    /// so that each can be delegated by itself; VU-mode shares that of U-mode.
    Ecall,
    /// Hands control to a debugger by a breakpoint exception.
    Ebreak,
    /// Returns from a trap handler in M-mode, to any mode.
    Mret,
    /// Returns from a trap handler in HS-mode, or within a guest. mstatus.TSR is for HS-mode alone;
    /// the guest's SRET is the hypervisor's to trap, by VTSR.
    Sret,
    /// May stall until an interrupt is pending. In most places the text refuses it unless it
    /// completes within a bounded time (rule `wfi_expires`). A guest could not wait at all before
    /// VTW gave the hypervisor the choice; in VU-mode it is still refused, and since then without
    /// that exception.
    Wfi,
    /// Orders earlier stores to page tables before later translations of the current address
    /// spaces: the HS-level ones with V=0, those of the running guest's first stage with V=1.
    SfenceVma,
    /// Does for the guest that hgatp names what SFENCE.VMA would do inside it. TVM trapped it too,
    /// until it was seen that TVM, which protects tables of the mode below, does not protect a
    /// guest's.
    HfenceVvma,
    /// Orders earlier stores to G-stage tables before later translations of guest physical
    /// addresses. The address operand is shifted right by 2, as in htval; the other operand is a
    /// VMID.
    HfenceGvma,
    /// Swaps. Into x0 the CSR is not read.
    Csrrw,
    /// Sets bits. With x0 the CSR is not written.
    Csrrs,
    /// Clears bits. With x0 the CSR is not written.
    Csrrc,
    /// Writes a small number.
    Csrrwi,
    /// Sets some of the low five bits.
    Csrrsi,
    /// Clears some of the low five bits.
    Csrrci,
}
impl Op {
    /// Manual's mnemonic.
    pub fn name(self) -> &'static str {
        match self {
            Op::Base(op) => op.name(),
            Op::HlvB => "hlv.b",
            Op::HlvBu => "hlv.bu",
            Op::HlvH => "hlv.h",
            Op::HlvHu => "hlv.hu",
            Op::HlvxHu => "hlvx.hu",
            Op::HlvW => "hlv.w",
            Op::HlvxWu => "hlvx.wu",
            Op::HsvB => "hsv.b",
            Op::HsvH => "hsv.h",
            Op::HsvW => "hsv.w",
            Op::Ecall => "ecall",
            Op::Ebreak => "ebreak",
            Op::Mret => "mret",
            Op::Sret => "sret",
            Op::Wfi => "wfi",
            Op::SfenceVma => "sfence.vma",
            Op::HfenceVvma => "hfence.vvma",
            Op::HfenceGvma => "hfence.gvma",
            Op::Csrrw => "csrrw",
            Op::Csrrs => "csrrs",
            Op::Csrrc => "csrrc",
            Op::Csrrwi => "csrrwi",
            Op::Csrrsi => "csrrsi",
            Op::Csrrci => "csrrci",
        }
    }
}
/// Decodes; of a 16-bit instruction the upper half is ignored.
pub fn decode(word: u32) -> Option<Decoded<Op>> {
    if word & 3 == 3 {
        match word & 0x7f {
            0x73 => {
                if word & 0xfff0707f == 0x60004073 {
                    return Some(Decoded {
                        op: Op::HlvB,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x60104073 {
                    return Some(Decoded {
                        op: Op::HlvBu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x64004073 {
                    return Some(Decoded {
                        op: Op::HlvH,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x64104073 {
                    return Some(Decoded {
                        op: Op::HlvHu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x64304073 {
                    return Some(Decoded {
                        op: Op::HlvxHu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x68004073 {
                    return Some(Decoded {
                        op: Op::HlvW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x68304073 {
                    return Some(Decoded {
                        op: Op::HlvxWu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe007fff == 0x62004073 {
                    return Some(Decoded {
                        op: Op::HsvB,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe007fff == 0x66004073 {
                    return Some(Decoded {
                        op: Op::HsvH,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe007fff == 0x6a004073 {
                    return Some(Decoded {
                        op: Op::HsvW,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xffffffff == 0x73 {
                    return Some(Decoded {
                        op: Op::Ecall,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xffffffff == 0x100073 {
                    return Some(Decoded {
                        op: Op::Ebreak,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xffffffff == 0x30200073 {
                    return Some(Decoded {
                        op: Op::Mret,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xffffffff == 0x10200073 {
                    return Some(Decoded {
                        op: Op::Sret,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xffffffff == 0x10500073 {
                    return Some(Decoded {
                        op: Op::Wfi,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe007fff == 0x12000073 {
                    return Some(Decoded {
                        op: Op::SfenceVma,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe007fff == 0x22000073 {
                    return Some(Decoded {
                        op: Op::HfenceVvma,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe007fff == 0x62000073 {
                    return Some(Decoded {
                        op: Op::HfenceGvma,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0x707f == 0x1073 {
                    return Some(Decoded {
                        op: Op::Csrrw,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0xfff))) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x2073 {
                    return Some(Decoded {
                        op: Op::Csrrs,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0xfff))) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x3073 {
                    return Some(Decoded {
                        op: Op::Csrrc,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0xfff))) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x5073 {
                    return Some(Decoded {
                        op: Op::Csrrwi,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0xfff))) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x6073 {
                    return Some(Decoded {
                        op: Op::Csrrsi,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0xfff))) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x7073 {
                    return Some(Decoded {
                        op: Op::Csrrci,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0xfff))) as i32,
                        word,
                    });
                }
            }
            _ => {}
        }
    } else {
        let word = word & 0xffff;
        match word & 0xe003 {
            0x8002 => {
                if word & 0xffff == 0x9002 {
                    return Some(Decoded {
                        op: Op::Ebreak,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 2,
                        imm: 0,
                        word,
                    });
                }
            }
            _ => {}
        }
    }
    base::decode(word).map(|d| d.map(Op::Base))
}
/// Executes.
#[inline]
pub fn execute<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    match d.op {
        Op::Base(op) => base::execute(m, op, d),
        Op::HlvB => hlv_b(m, d),
        Op::HlvBu => hlv_bu(m, d),
        Op::HlvH => hlv_h(m, d),
        Op::HlvHu => hlv_hu(m, d),
        Op::HlvxHu => hlvx_hu(m, d),
        Op::HlvW => hlv_w(m, d),
        Op::HlvxWu => hlvx_wu(m, d),
        Op::HsvB => hsv_b(m, d),
        Op::HsvH => hsv_h(m, d),
        Op::HsvW => hsv_w(m, d),
        Op::Ecall => ecall(m, d),
        Op::Ebreak => ebreak(m, d),
        Op::Mret => mret(m, d),
        Op::Sret => sret(m, d),
        Op::Wfi => wfi(m, d),
        Op::SfenceVma => sfence_vma(m, d),
        Op::HfenceVvma => hfence_vvma(m, d),
        Op::HfenceGvma => hfence_gvma(m, d),
        Op::Csrrw => csrrw(m, d),
        Op::Csrrs => csrrs(m, d),
        Op::Csrrc => csrrc(m, d),
        Op::Csrrwi => csrrwi(m, d),
        Op::Csrrsi => csrrsi(m, d),
        Op::Csrrci => csrrci(m, d),
    }
}
/// The exception for a word that does not decode.
pub fn illegal(s: &State, word: u32) -> Exception {
    let word = u64::from(if word & 3 == 3 { word } else { word & 0xffff });
    Exception::new(ILLEGAL_INSTRUCTION, rules::illegal_tval(s, word))
}
/// Runs `visitor` for the type of an instruction.
#[inline]
pub fn visit<V: isa::Visitor<super::Revision>>(op: Op, visitor: V) -> V::Output {
    match op {
        Op::Base(op) => base::visit(op, visitor),
        Op::HlvB => visitor.visit::<kinds::HlvB>(),
        Op::HlvBu => visitor.visit::<kinds::HlvBu>(),
        Op::HlvH => visitor.visit::<kinds::HlvH>(),
        Op::HlvHu => visitor.visit::<kinds::HlvHu>(),
        Op::HlvxHu => visitor.visit::<kinds::HlvxHu>(),
        Op::HlvW => visitor.visit::<kinds::HlvW>(),
        Op::HlvxWu => visitor.visit::<kinds::HlvxWu>(),
        Op::HsvB => visitor.visit::<kinds::HsvB>(),
        Op::HsvH => visitor.visit::<kinds::HsvH>(),
        Op::HsvW => visitor.visit::<kinds::HsvW>(),
        Op::Ecall => visitor.visit::<kinds::Ecall>(),
        Op::Ebreak => visitor.visit::<kinds::Ebreak>(),
        Op::Mret => visitor.visit::<kinds::Mret>(),
        Op::Sret => visitor.visit::<kinds::Sret>(),
        Op::Wfi => visitor.visit::<kinds::Wfi>(),
        Op::SfenceVma => visitor.visit::<kinds::SfenceVma>(),
        Op::HfenceVvma => visitor.visit::<kinds::HfenceVvma>(),
        Op::HfenceGvma => visitor.visit::<kinds::HfenceGvma>(),
        Op::Csrrw => visitor.visit::<kinds::Csrrw>(),
        Op::Csrrs => visitor.visit::<kinds::Csrrs>(),
        Op::Csrrc => visitor.visit::<kinds::Csrrc>(),
        Op::Csrrwi => visitor.visit::<kinds::Csrrwi>(),
        Op::Csrrsi => visitor.visit::<kinds::Csrrsi>(),
        Op::Csrrci => visitor.visit::<kinds::Csrrci>(),
    }
}
/// The instructions as types.
#[allow(missing_docs)]
pub mod kinds {
    #[derive(Clone, Copy, Debug)]
    pub struct HlvB;
    impl isa::Instruction<super::super::Revision> for HlvB {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hlv_b(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HlvBu;
    impl isa::Instruction<super::super::Revision> for HlvBu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hlv_bu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HlvH;
    impl isa::Instruction<super::super::Revision> for HlvH {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hlv_h(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HlvHu;
    impl isa::Instruction<super::super::Revision> for HlvHu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hlv_hu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HlvxHu;
    impl isa::Instruction<super::super::Revision> for HlvxHu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hlvx_hu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HlvW;
    impl isa::Instruction<super::super::Revision> for HlvW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hlv_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HlvxWu;
    impl isa::Instruction<super::super::Revision> for HlvxWu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hlvx_wu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HsvB;
    impl isa::Instruction<super::super::Revision> for HsvB {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hsv_b(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HsvH;
    impl isa::Instruction<super::super::Revision> for HsvH {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hsv_h(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HsvW;
    impl isa::Instruction<super::super::Revision> for HsvW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hsv_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Ecall;
    impl isa::Instruction<super::super::Revision> for Ecall {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::ecall(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Ebreak;
    impl isa::Instruction<super::super::Revision> for Ebreak {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::ebreak(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Mret;
    impl isa::Instruction<super::super::Revision> for Mret {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::mret(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sret;
    impl isa::Instruction<super::super::Revision> for Sret {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sret(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Wfi;
    impl isa::Instruction<super::super::Revision> for Wfi {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::wfi(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct SfenceVma;
    impl isa::Instruction<super::super::Revision> for SfenceVma {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sfence_vma(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HfenceVvma;
    impl isa::Instruction<super::super::Revision> for HfenceVvma {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hfence_vvma(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct HfenceGvma;
    impl isa::Instruction<super::super::Revision> for HfenceGvma {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::hfence_gvma(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Csrrw;
    impl isa::Instruction<super::super::Revision> for Csrrw {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::csrrw(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Csrrs;
    impl isa::Instruction<super::super::Revision> for Csrrs {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::csrrs(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Csrrc;
    impl isa::Instruction<super::super::Revision> for Csrrc {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::csrrc(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Csrrwi;
    impl isa::Instruction<super::super::Revision> for Csrrwi {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::csrrwi(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Csrrsi;
    impl isa::Instruction<super::super::Revision> for Csrrsi {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::csrrsi(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Csrrci;
    impl isa::Instruction<super::super::Revision> for Csrrci {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<
            M: isa::Machine<State = <super::super::Revision as isa::Revision>::State>,
        >(
            m: &mut M,
            d: &isa::Decoded<<super::super::Revision as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::csrrci(m, d)
        }
    }
}
/// One access by a CSR instruction.
#[inline(always)]
fn csr_instruction<M: Machine<State = State>>(
    m: &mut M,
    word: u32,
    address: u16,
    op: CsrOp,
    _flag: bool,
) -> Result<u64, Exception> {
    if csr::asks_inputs(address) {
        m.before_csr();
    }
    let old = match csr::csr(m.state(), address, op) {
        Ok(old) => old,
        Err(code) => {
            return Err(
                Exception::new(code, rules::illegal_tval(m.state(), u64::from(word))),
            );
        }
    };
    match op {
        CsrOp::Read => {}
        CsrOp::Write(new) => m.csr_written(address, csr::effects(address, old ^ new)),
        CsrOp::Set(mask) | CsrOp::Clear(mask) => {
            m.csr_written(address, csr::effects(address, mask))
        }
    }
    Ok(old)
}
impl FloatUnit for State {
    #[inline]
    fn float_on(&self, word: u32) -> Result<(), Exception> {
        let s = self;
        if s.mstatus_fs() == 0 || s.v && s.vsstatus_fs() == 0 {
            return Err(Exception::new(2, rules::illegal_tval(s, u64::from(word))));
        }
        Ok(())
    }
    #[inline]
    fn rounding(&self, rm: u64, word: u32) -> Result<u64, Exception> {
        let s = self;
        let rm = { if rm == 7 { s.fcsr_frm() } else { rm } };
        if rm > 4 {
            return Err(
                Exception::new(
                    ILLEGAL_INSTRUCTION,
                    rules::illegal_tval(s, u64::from(word)),
                ),
            );
        }
        Ok(rm)
    }
    #[inline]
    fn float_flags(&self) -> u64 {
        self.fcsr_fflags()
    }
    #[inline]
    fn raise_flags(&mut self, flags: u64) {
        if flags != 0 {
            self.set_fcsr_fflags(self.fcsr_fflags() | flags);
            self.dirty();
        }
    }
    #[inline]
    fn dirty(&mut self) {
        let s = self;
        s.set_mstatus_fs(3);
        if s.v {
            s.set_vsstatus_fs(3);
        }
    }
}
/// What mtinst or htinst shows of a load, store or AMO; 0 for others.
pub fn transformed(d: &Decoded<Op>, offset: u64) -> u64 {
    let (expanded, keep, shift, mask, compressed): (u32, u32, u32, u64, u64) = match d.op
    {
        Op::Base(base::Op::LrW) => {
            (0x1000202f | (u32::from(d.rd) << 7), 0xfff07fff, 15, 31, 0x2)
        }
        Op::Base(base::Op::ScW) => {
            (
                0x1800202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::AmoswapW) => {
            (
                0x800202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::AmoaddW) => {
            (
                0x202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::AmoxorW) => {
            (
                0x2000202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::AmoandW) => {
            (
                0x6000202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::AmoorW) => {
            (
                0x4000202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::AmominW) => {
            (
                0x8000202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::AmomaxW) => {
            (
                0xa000202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::AmominuW) => {
            (
                0xc000202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::AmomaxuW) => {
            (
                0xe000202f | (u32::from(d.rd) << 7) | (u32::from(d.rs2) << 20),
                0xfff07fff,
                15,
                31,
                0x2,
            )
        }
        Op::Base(base::Op::Fld) => (0x3007 | (u32::from(d.rd) << 7), 0x7fff, 15, 31, 0x2),
        Op::Base(base::Op::Fsd) => {
            (0x3027 | (u32::from(d.rs2) << 20), 0x1f0707f, 15, 31, 0x2)
        }
        Op::Base(base::Op::Flw) => (0x2007 | (u32::from(d.rd) << 7), 0x7fff, 15, 31, 0x2),
        Op::Base(base::Op::Fsw) => {
            (0x2027 | (u32::from(d.rs2) << 20), 0x1f0707f, 15, 31, 0x2)
        }
        Op::HlvB => (0x60004073 | (u32::from(d.rd) << 7), 0xfff07fff, 15, 31, 0x2),
        Op::HlvBu => (0x60104073 | (u32::from(d.rd) << 7), 0xfff07fff, 15, 31, 0x2),
        Op::HlvH => (0x64004073 | (u32::from(d.rd) << 7), 0xfff07fff, 15, 31, 0x2),
        Op::HlvHu => (0x64104073 | (u32::from(d.rd) << 7), 0xfff07fff, 15, 31, 0x2),
        Op::HlvxHu => (0x64304073 | (u32::from(d.rd) << 7), 0xfff07fff, 15, 31, 0x2),
        Op::HlvW => (0x68004073 | (u32::from(d.rd) << 7), 0xfff07fff, 15, 31, 0x2),
        Op::HlvxWu => (0x68304073 | (u32::from(d.rd) << 7), 0xfff07fff, 15, 31, 0x2),
        Op::HsvB => (0x62004073 | (u32::from(d.rs2) << 20), 0xfff07fff, 15, 31, 0x2),
        Op::HsvH => (0x66004073 | (u32::from(d.rs2) << 20), 0xfff07fff, 15, 31, 0x2),
        Op::HsvW => (0x6a004073 | (u32::from(d.rs2) << 20), 0xfff07fff, 15, 31, 0x2),
        Op::Base(base::Op::Lb) => (0x3 | (u32::from(d.rd) << 7), 0x7fff, 15, 31, 0x2),
        Op::Base(base::Op::Lh) => (0x1003 | (u32::from(d.rd) << 7), 0x7fff, 15, 31, 0x2),
        Op::Base(base::Op::Lw) => (0x2003 | (u32::from(d.rd) << 7), 0x7fff, 15, 31, 0x2),
        Op::Base(base::Op::Lbu) => (0x4003 | (u32::from(d.rd) << 7), 0x7fff, 15, 31, 0x2),
        Op::Base(base::Op::Lhu) => (0x5003 | (u32::from(d.rd) << 7), 0x7fff, 15, 31, 0x2),
        Op::Base(base::Op::Sb) => {
            (0x23 | (u32::from(d.rs2) << 20), 0x1f0707f, 15, 31, 0x2)
        }
        Op::Base(base::Op::Sh) => {
            (0x1023 | (u32::from(d.rs2) << 20), 0x1f0707f, 15, 31, 0x2)
        }
        Op::Base(base::Op::Sw) => {
            (0x2023 | (u32::from(d.rs2) << 20), 0x1f0707f, 15, 31, 0x2)
        }
        _ => return 0,
    };
    let word = if d.len == 2 { expanded } else { d.word };
    let shown = u64::from(word & keep) | ((offset & mask) << shift);
    if d.len == 2 { shown & !compressed } else { shown }
}
/// A signed byte of the guest. [hypervisor/hlv]
#[inline]
fn hlv_b<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    let value = (ops::sext(
        {
            let addr = m.x(d.rs1);
            let access = Access {
                kind: Kind::Load,
                prv: rules::guest_access_prv(m.state()),
                v: true,
                exec_as_read: false,
            };
            m.load(addr, 1, access)?
        },
        8,
    ) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// An unsigned byte of the guest. [hypervisor/hlv]
#[inline]
fn hlv_bu<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    let value = {
        let addr = m.x(d.rs1);
        let access = Access {
            kind: Kind::Load,
            prv: rules::guest_access_prv(m.state()),
            v: true,
            exec_as_read: false,
        };
        m.load(addr, 1, access)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// A signed halfword of the guest. [hypervisor/hlv]
#[inline]
fn hlv_h<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    let value = (ops::sext(
        {
            let addr = m.x(d.rs1);
            let access = Access {
                kind: Kind::Load,
                prv: rules::guest_access_prv(m.state()),
                v: true,
                exec_as_read: false,
            };
            m.load(addr, 2, access)?
        },
        16,
    ) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// An unsigned halfword of the guest. [hypervisor/hlv]
#[inline]
fn hlv_hu<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    let value = {
        let addr = m.x(d.rs1);
        let access = Access {
            kind: Kind::Load,
            prv: rules::guest_access_prv(m.state()),
            v: true,
            exec_as_read: false,
        };
        m.load(addr, 2, access)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// A halfword of instructions of the guest. [hypervisor/hlv]
#[inline]
fn hlvx_hu<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    let value = {
        let addr = m.x(d.rs1);
        let access = Access {
            kind: Kind::Load,
            prv: rules::guest_access_prv(m.state()),
            v: true,
            exec_as_read: true,
        };
        m.load(addr, 2, access)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// A signed word of the guest. [hypervisor/hlv]
#[inline]
fn hlv_w<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    let value = {
        let addr = m.x(d.rs1);
        let access = Access {
            kind: Kind::Load,
            prv: rules::guest_access_prv(m.state()),
            v: true,
            exec_as_read: false,
        };
        m.load(addr, 4, access)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// A word of instructions of the guest. RV32 has it too: there it differs from HLV.W in the
/// permission alone. [hypervisor/hlv]
#[inline]
fn hlvx_wu<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    let value = {
        let addr = m.x(d.rs1);
        let access = Access {
            kind: Kind::Load,
            prv: rules::guest_access_prv(m.state()),
            v: true,
            exec_as_read: true,
        };
        m.load(addr, 4, access)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Stores a byte into the guest's memory. [hypervisor/hlv]
#[inline]
fn hsv_b<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    {
        let (addr, value) = (m.x(d.rs1), (m.x(d.rs2) & 0xff));
        let access = Access {
            kind: Kind::Store,
            prv: rules::guest_access_prv(m.state()),
            v: true,
            exec_as_read: false,
        };
        m.store(addr, 1, value, access)?
    };
    Ok(())
}
/// Stores a halfword into the guest's memory. [hypervisor/hlv]
#[inline]
fn hsv_h<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    {
        let (addr, value) = (m.x(d.rs1), (m.x(d.rs2) & 0xffff));
        let access = Access {
            kind: Kind::Store,
            prv: rules::guest_access_prv(m.state()),
            v: true,
            exec_as_read: false,
        };
        m.store(addr, 2, value, access)?
    };
    Ok(())
}
/// Stores a word into the guest's memory. [hypervisor/hlv]
#[inline]
fn hsv_w<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 && !s.hstatus_hu() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    {
        let (addr, value) = (m.x(d.rs1), m.x(d.rs2));
        let access = Access {
            kind: Kind::Store,
            prv: rules::guest_access_prv(m.state()),
            v: true,
            exec_as_read: false,
        };
        m.store(addr, 4, value, access)?
    };
    Ok(())
}
/// Asks the next more privileged environment for a service. Each mode has a cause of its own,
/// so that each can be delegated by itself; VU-mode shares that of U-mode. [machine/ecall]
#[inline]
fn ecall<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    let code = if m.state().prv == 0 {
        8
    } else {
        if m.state().prv == 3 { 11 } else { if m.state().v { 10 } else { 9 } }
    };
    {
        let (code, tval) = (code, 0);
        let tval_is_gva = m.access(Kind::Fetch).v;
        return Err(Exception {
            tval_is_gva,
            ..Exception::new(code, tval)
        });
    };
}
/// Hands control to a debugger by a breakpoint exception. [machine/ecall]
#[inline]
fn ebreak<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let (code, tval) = (
            3,
            {
                let a0 = m.pc();
                rules::ebreak_tval(m.state(), a0)
            },
        );
        let tval_is_gva = m.access(Kind::Fetch).v;
        return Err(Exception {
            tval_is_gva,
            ..Exception::new(code, tval)
        });
    };
}
/// Returns from a trap handler in M-mode, to any mode. [machine/xret, hypervisor/trap-return]
#[inline]
fn mret<M: Machine<State = State>>(m: &mut M, d: &Decoded<Op>) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.prv != 3 {
            return Err(Exception::new(2, rules::illegal_tval(s, u64::from(d.word))));
        }
    }
    {
        let target = trap::mret(m.state());
        m.set_next_pc(target);
        m.after_state_change()
    };
    Ok(())
}
/// Returns from a trap handler in HS-mode, or within a guest. mstatus.TSR is for HS-mode alone;
/// the guest's SRET is the hypervisor's to trap, by VTSR. [machine/xret,
/// hypervisor/trap-return]
#[inline]
fn sret<M: Machine<State = State>>(m: &mut M, d: &Decoded<Op>) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.prv == 0 || s.prv == 1 && !s.v && s.mstatus_tsr()
            || s.prv == 1 && s.v && s.hstatus_vtsr()
        {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    if m.state().v {
        {
            let target = trap::sret_vs(m.state());
            m.set_next_pc(target);
            m.after_state_change()
        };
    } else {
        {
            let target = trap::sret_hs(m.state());
            m.set_next_pc(target);
            m.after_state_change()
        };
    }
    Ok(())
}
/// May stall until an interrupt is pending. In most places the text refuses it unless it
/// completes within a bounded time (rule `wfi_expires`). A guest could not wait at all before
/// VTW gave the hypervisor the choice; in VU-mode it is still refused, and since then without
/// that exception. [machine/wfi, hypervisor/wfi]
#[inline]
fn wfi<M: Machine<State = State>>(m: &mut M, d: &Decoded<Op>) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.prv == 0 && !s.v && rules::wfi_expires(s)
            || s.prv != 3 && s.mstatus_tw() && rules::wfi_expires(s) || s.v && s.prv == 0
            || s.v && s.hstatus_vtw() && rules::wfi_expires(s)
        {
            return Err(
                Exception::new(
                    if s.v && (s.prv == 0 || !s.mstatus_tw()) { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    m.wait_for_interrupt();
    Ok(())
}
/// Orders earlier stores to page tables before later translations of the current address
/// spaces: the HS-level ones with V=0, those of the running guest's first stage with V=1.
/// [supervisor/sfence-vma, hypervisor/fences]
#[inline]
fn sfence_vma<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.prv == 0 || s.prv == 1 && !s.v && s.mstatus_tvm()
            || s.prv == 1 && s.v && s.hstatus_vtvm()
        {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    {
        let addr = if u64::from(d.rs1) == 0 { None } else { Some(m.x(d.rs1)) };
        let id = if u64::from(d.rs2) == 0 { None } else { Some(m.x(d.rs2)) };
        m.fence_vma(Fence {
            kind: FenceKind::Vma,
            addr,
            id,
        })
    };
    Ok(())
}
/// Does for the guest that hgatp names what SFENCE.VMA would do inside it. TVM trapped it too,
/// until it was seen that TVM, which protects tables of the mode below, does not protect a
/// guest's. [hypervisor/hfence]
#[inline]
fn hfence_vvma<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    {
        let addr = if u64::from(d.rs1) == 0 { None } else { Some(m.x(d.rs1)) };
        let id = if u64::from(d.rs2) == 0 { None } else { Some(m.x(d.rs2)) };
        m.fence_vma(Fence {
            kind: FenceKind::Vvma,
            addr,
            id,
        })
    };
    Ok(())
}
/// Orders earlier stores to G-stage tables before later translations of guest physical
/// addresses. The address operand is shifted right by 2, as in htval; the other operand is a
/// VMID. [hypervisor/hfence]
#[inline]
fn hfence_gvma<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    {
        let s = &*m.state();
        if s.v || s.prv == 0 || s.prv == 1 && s.mstatus_tvm() {
            return Err(
                Exception::new(
                    if s.v { 22 } else { 2 },
                    rules::illegal_tval(s, u64::from(d.word)),
                ),
            );
        }
    }
    {
        let addr = if u64::from(d.rs1) == 0 { None } else { Some(m.x(d.rs1)) };
        let id = if u64::from(d.rs2) == 0 { None } else { Some(m.x(d.rs2)) };
        m.fence_vma(Fence {
            kind: FenceKind::Gvma,
            addr,
            id,
        })
    };
    Ok(())
}
/// Swaps. Into x0 the CSR is not read. [zicsr/csr-instructions]
#[inline]
fn csrrw<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    let value = {
        let (address, value, flag) = (
            ((d.imm as u64)) as u16,
            m.x(d.rs1),
            u64::from(d.rd) != 0,
        );
        csr_instruction(m, d.word, address, CsrOp::Write(value), flag)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Sets bits. With x0 the CSR is not written. [zicsr/csr-instructions]
#[inline]
fn csrrs<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    let value = {
        let (address, value, flag) = (
            ((d.imm as u64)) as u16,
            m.x(d.rs1),
            u64::from(d.rs1) != 0,
        );
        csr_instruction(
            m,
            d.word,
            address,
            if flag { CsrOp::Set(value) } else { CsrOp::Read },
            flag,
        )?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Clears bits. With x0 the CSR is not written. [zicsr/csr-instructions]
#[inline]
fn csrrc<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    let value = {
        let (address, value, flag) = (
            ((d.imm as u64)) as u16,
            m.x(d.rs1),
            u64::from(d.rs1) != 0,
        );
        csr_instruction(
            m,
            d.word,
            address,
            if flag { CsrOp::Clear(value) } else { CsrOp::Read },
            flag,
        )?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Writes a small number. [zicsr/csr-instructions]
#[inline]
fn csrrwi<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    let value = {
        let (address, value, flag) = (
            ((d.imm as u64)) as u16,
            u64::from(d.rs1),
            u64::from(d.rd) != 0,
        );
        csr_instruction(m, d.word, address, CsrOp::Write(value), flag)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Sets some of the low five bits. [zicsr/csr-instructions]
#[inline]
fn csrrsi<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    let value = {
        let (address, value, flag) = (
            ((d.imm as u64)) as u16,
            u64::from(d.rs1),
            u64::from(d.rs1) != 0,
        );
        csr_instruction(
            m,
            d.word,
            address,
            if flag { CsrOp::Set(value) } else { CsrOp::Read },
            flag,
        )?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Clears some of the low five bits. [zicsr/csr-instructions]
#[inline]
fn csrrci<M: Machine<State = State>>(
    m: &mut M,
    d: &Decoded<Op>,
) -> Result<(), Exception> {
    let value = {
        let (address, value, flag) = (
            ((d.imm as u64)) as u16,
            u64::from(d.rs1),
            u64::from(d.rs1) != 0,
        );
        csr_instruction(
            m,
            d.word,
            address,
            if flag { CsrOp::Clear(value) } else { CsrOp::Read },
            flag,
        )?
    };
    m.set_x(d.rd, value);
    Ok(())
}
const ILLEGAL_INSTRUCTION: u64 = 2;

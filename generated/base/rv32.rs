//! Instructions that no revision changes.
//!
//! @generated from model/insn/ by `draftvisor gen`; do not edit.
use isa::{
    Access, CacheBlock, Decoded, Exception, Fence, FenceKind, FloatUnit, Kind, Machine,
    ops,
};
/// Instructions that every revision has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Op {
    /// Loads a word and reserves it.
    LrW,
    /// Stores a word if it is still reserved; 0 on success.
    ScW,
    /// Swap of words.
    AmoswapW,
    /// Sum of words.
    AmoaddW,
    /// Exclusive or of words.
    AmoxorW,
    /// And of words.
    AmoandW,
    /// Or of words.
    AmoorW,
    /// Minimum, signed of words.
    AmominW,
    /// Maximum, signed of words.
    AmomaxW,
    /// Minimum, unsigned of words.
    AmominuW,
    /// Maximum, unsigned of words.
    AmomaxuW,
    /// Loads a number.
    Fld,
    /// Stores a number.
    Fsd,
    /// Sum.
    FaddD,
    /// Difference.
    FsubD,
    /// Product.
    FmulD,
    /// Quotient.
    FdivD,
    /// Square root.
    FsqrtD,
    /// The smaller number; negative zero is less than positive.
    FminD,
    /// The larger number; positive zero is more than negative.
    FmaxD,
    /// Product plus addend.
    FmaddD,
    /// Product minus addend.
    FmsubD,
    /// Addend minus product.
    FnmsubD,
    /// Minus product, minus addend.
    FnmaddD,
    /// With the sign of another number.
    FsgnjD,
    /// With the other sign than another number.
    FsgnjnD,
    /// With the sign of the product of both.
    FsgnjxD,
    /// What kind of number it is: one bit of ten.
    FclassD,
    /// Whether they are equal.
    FeqD,
    /// Whether the first is less.
    FltD,
    /// Whether the first is not more.
    FleD,
    /// To a signed word.
    FcvtWD,
    /// From a signed word.
    FcvtDW,
    /// To an unsigned word.
    FcvtWuD,
    /// From an unsigned word.
    FcvtDWu,
    /// To single precision.
    FcvtSD,
    /// From single precision.
    FcvtDS,
    /// Loads a number.
    Flw,
    /// Stores a number.
    Fsw,
    /// Sum.
    FaddS,
    /// Difference.
    FsubS,
    /// Product.
    FmulS,
    /// Quotient.
    FdivS,
    /// Square root.
    FsqrtS,
    /// The smaller number; negative zero is less than positive.
    FminS,
    /// The larger number; positive zero is more than negative.
    FmaxS,
    /// Product plus addend.
    FmaddS,
    /// Product minus addend.
    FmsubS,
    /// Addend minus product.
    FnmsubS,
    /// Minus product, minus addend.
    FnmaddS,
    /// With the sign of another number.
    FsgnjS,
    /// With the other sign than another number.
    FsgnjnS,
    /// With the sign of the product of both.
    FsgnjxS,
    /// What kind of number it is: one bit of ten.
    FclassS,
    /// The bits as an integer.
    FmvXW,
    /// The bits from an integer.
    FmvWX,
    /// Whether they are equal.
    FeqS,
    /// Whether the first is less.
    FltS,
    /// Whether the first is not more.
    FleS,
    /// To a signed word.
    FcvtWS,
    /// From a signed word.
    FcvtSW,
    /// To an unsigned word.
    FcvtWuS,
    /// From an unsigned word.
    FcvtSWu,
    /// Low half of the product.
    Mul,
    /// High half of the signed product.
    Mulh,
    /// High half of a signed times an unsigned number.
    Mulhsu,
    /// High half of the unsigned product.
    Mulhu,
    /// Signed quotient, towards zero.
    Div,
    /// Unsigned quotient.
    Divu,
    /// Signed remainder, with the sign of the dividend.
    Rem,
    /// Unsigned remainder.
    Remu,
    /// Sum.
    Addi,
    /// 1 if smaller, signed.
    Slti,
    /// 1 if smaller, unsigned.
    Sltiu,
    /// Exclusive or.
    Xori,
    /// Or.
    Ori,
    /// And.
    Andi,
    /// Shift left.
    Slli,
    /// Shift right, zeros in.
    Srli,
    /// Shift right, copies of the sign in.
    Srai,
    /// Upper 20 bits of a word.
    Lui,
    /// Address relative to pc.
    Auipc,
    /// Sum.
    Add,
    /// Difference.
    Sub,
    /// Shift left.
    Sll,
    /// 1 if smaller, signed.
    Slt,
    /// 1 if smaller, unsigned.
    Sltu,
    /// Exclusive or.
    Xor,
    /// Shift right, zeros in.
    Srl,
    /// Shift right, copies of the sign in.
    Sra,
    /// Or.
    Or,
    /// And.
    And,
    /// Jump relative to pc, and link.
    Jal,
    /// Jump to a computed address, and link.
    Jalr,
    /// Branch if equal.
    Beq,
    /// Branch if not equal.
    Bne,
    /// Branch if smaller, signed.
    Blt,
    /// Branch if not smaller, signed.
    Bge,
    /// Branch if smaller, unsigned.
    Bltu,
    /// Branch if not smaller, unsigned.
    Bgeu,
    /// Signed byte.
    Lb,
    /// Signed halfword.
    Lh,
    /// Signed word.
    Lw,
    /// Unsigned byte.
    Lbu,
    /// Unsigned halfword.
    Lhu,
    /// Byte.
    Sb,
    /// Halfword.
    Sh,
    /// Word.
    Sw,
    /// Orders memory accesses.
    Fence,
    /// Waits until a reservation ends.
    WrsNto,
    /// Waits until a reservation ends, for a short time.
    WrsSto,
    /// Sum with an index of halfwords.
    Sh1add,
    /// Sum with an index of words.
    Sh2add,
    /// Sum with an index of doublewords.
    Sh3add,
    /// And with the complement.
    Andn,
    /// Or with the complement.
    Orn,
    /// Complement of the exclusive or.
    Xnor,
    /// Zeros above the highest bit that is set.
    Clz,
    /// Zeros below the lowest bit that is set.
    Ctz,
    /// Number of bits that are set.
    Cpop,
    /// Minimum, signed.
    Min,
    /// Minimum, unsigned.
    Minu,
    /// Maximum, signed.
    Max,
    /// Maximum, unsigned.
    Maxu,
    /// Signed byte.
    SextB,
    /// Signed halfword.
    SextH,
    /// Unsigned halfword.
    ZextH,
    /// Rotation to the left.
    Rol,
    /// Rotation to the right.
    Ror,
    /// Rotation to the right by a constant.
    Rori,
    /// All ones for each byte that is not 0.
    OrcB,
    /// Bytes in reverse order.
    Rev8,
    /// Clears a bit.
    Bclr,
    /// Extracts a bit.
    Bext,
    /// Inverts a bit.
    Binv,
    /// Sets a bit.
    Bset,
    /// Clears a bit.
    Bclri,
    /// Extracts a bit.
    Bexti,
    /// Inverts a bit.
    Binvi,
    /// Sets a bit.
    Bseti,
    /// Makes earlier stores visible to later instruction fetches.
    FenceI,
}
impl Op {
    /// Manual's mnemonic.
    pub fn name(self) -> &'static str {
        match self {
            Op::LrW => "lr.w",
            Op::ScW => "sc.w",
            Op::AmoswapW => "amoswap.w",
            Op::AmoaddW => "amoadd.w",
            Op::AmoxorW => "amoxor.w",
            Op::AmoandW => "amoand.w",
            Op::AmoorW => "amoor.w",
            Op::AmominW => "amomin.w",
            Op::AmomaxW => "amomax.w",
            Op::AmominuW => "amominu.w",
            Op::AmomaxuW => "amomaxu.w",
            Op::Fld => "fld",
            Op::Fsd => "fsd",
            Op::FaddD => "fadd.d",
            Op::FsubD => "fsub.d",
            Op::FmulD => "fmul.d",
            Op::FdivD => "fdiv.d",
            Op::FsqrtD => "fsqrt.d",
            Op::FminD => "fmin.d",
            Op::FmaxD => "fmax.d",
            Op::FmaddD => "fmadd.d",
            Op::FmsubD => "fmsub.d",
            Op::FnmsubD => "fnmsub.d",
            Op::FnmaddD => "fnmadd.d",
            Op::FsgnjD => "fsgnj.d",
            Op::FsgnjnD => "fsgnjn.d",
            Op::FsgnjxD => "fsgnjx.d",
            Op::FclassD => "fclass.d",
            Op::FeqD => "feq.d",
            Op::FltD => "flt.d",
            Op::FleD => "fle.d",
            Op::FcvtWD => "fcvt.w.d",
            Op::FcvtDW => "fcvt.d.w",
            Op::FcvtWuD => "fcvt.wu.d",
            Op::FcvtDWu => "fcvt.d.wu",
            Op::FcvtSD => "fcvt.s.d",
            Op::FcvtDS => "fcvt.d.s",
            Op::Flw => "flw",
            Op::Fsw => "fsw",
            Op::FaddS => "fadd.s",
            Op::FsubS => "fsub.s",
            Op::FmulS => "fmul.s",
            Op::FdivS => "fdiv.s",
            Op::FsqrtS => "fsqrt.s",
            Op::FminS => "fmin.s",
            Op::FmaxS => "fmax.s",
            Op::FmaddS => "fmadd.s",
            Op::FmsubS => "fmsub.s",
            Op::FnmsubS => "fnmsub.s",
            Op::FnmaddS => "fnmadd.s",
            Op::FsgnjS => "fsgnj.s",
            Op::FsgnjnS => "fsgnjn.s",
            Op::FsgnjxS => "fsgnjx.s",
            Op::FclassS => "fclass.s",
            Op::FmvXW => "fmv.x.w",
            Op::FmvWX => "fmv.w.x",
            Op::FeqS => "feq.s",
            Op::FltS => "flt.s",
            Op::FleS => "fle.s",
            Op::FcvtWS => "fcvt.w.s",
            Op::FcvtSW => "fcvt.s.w",
            Op::FcvtWuS => "fcvt.wu.s",
            Op::FcvtSWu => "fcvt.s.wu",
            Op::Mul => "mul",
            Op::Mulh => "mulh",
            Op::Mulhsu => "mulhsu",
            Op::Mulhu => "mulhu",
            Op::Div => "div",
            Op::Divu => "divu",
            Op::Rem => "rem",
            Op::Remu => "remu",
            Op::Addi => "addi",
            Op::Slti => "slti",
            Op::Sltiu => "sltiu",
            Op::Xori => "xori",
            Op::Ori => "ori",
            Op::Andi => "andi",
            Op::Slli => "slli",
            Op::Srli => "srli",
            Op::Srai => "srai",
            Op::Lui => "lui",
            Op::Auipc => "auipc",
            Op::Add => "add",
            Op::Sub => "sub",
            Op::Sll => "sll",
            Op::Slt => "slt",
            Op::Sltu => "sltu",
            Op::Xor => "xor",
            Op::Srl => "srl",
            Op::Sra => "sra",
            Op::Or => "or",
            Op::And => "and",
            Op::Jal => "jal",
            Op::Jalr => "jalr",
            Op::Beq => "beq",
            Op::Bne => "bne",
            Op::Blt => "blt",
            Op::Bge => "bge",
            Op::Bltu => "bltu",
            Op::Bgeu => "bgeu",
            Op::Lb => "lb",
            Op::Lh => "lh",
            Op::Lw => "lw",
            Op::Lbu => "lbu",
            Op::Lhu => "lhu",
            Op::Sb => "sb",
            Op::Sh => "sh",
            Op::Sw => "sw",
            Op::Fence => "fence",
            Op::WrsNto => "wrs.nto",
            Op::WrsSto => "wrs.sto",
            Op::Sh1add => "sh1add",
            Op::Sh2add => "sh2add",
            Op::Sh3add => "sh3add",
            Op::Andn => "andn",
            Op::Orn => "orn",
            Op::Xnor => "xnor",
            Op::Clz => "clz",
            Op::Ctz => "ctz",
            Op::Cpop => "cpop",
            Op::Min => "min",
            Op::Minu => "minu",
            Op::Max => "max",
            Op::Maxu => "maxu",
            Op::SextB => "sext.b",
            Op::SextH => "sext.h",
            Op::ZextH => "zext.h",
            Op::Rol => "rol",
            Op::Ror => "ror",
            Op::Rori => "rori",
            Op::OrcB => "orc.b",
            Op::Rev8 => "rev8",
            Op::Bclr => "bclr",
            Op::Bext => "bext",
            Op::Binv => "binv",
            Op::Bset => "bset",
            Op::Bclri => "bclri",
            Op::Bexti => "bexti",
            Op::Binvi => "binvi",
            Op::Bseti => "bseti",
            Op::FenceI => "fence.i",
        }
    }
}
/// Decodes an instruction that every revision has.
pub fn decode(word: u32) -> Option<Decoded<Op>> {
    if word & 3 == 3 {
        match word & 0x7f {
            0x3 => {
                if word & 0x707f == 0x3 {
                    return Some(Decoded {
                        op: Op::Lb,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x1003 {
                    return Some(Decoded {
                        op: Op::Lh,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x2003 {
                    return Some(Decoded {
                        op: Op::Lw,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x4003 {
                    return Some(Decoded {
                        op: Op::Lbu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x5003 {
                    return Some(Decoded {
                        op: Op::Lhu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
            }
            0x7 => {
                if word & 0x707f == 0x3007 {
                    return Some(Decoded {
                        op: Op::Fld,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x2007 {
                    return Some(Decoded {
                        op: Op::Flw,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
            }
            0xf => {
                if word & 0x707f == 0xf {
                    return Some(Decoded {
                        op: Op::Fence,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0x707f == 0x100f {
                    return Some(Decoded {
                        op: Op::FenceI,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
            }
            0x13 => {
                if word & 0x707f == 0x13 {
                    return Some(Decoded {
                        op: Op::Addi,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x2013 {
                    return Some(Decoded {
                        op: Op::Slti,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x3013 {
                    return Some(Decoded {
                        op: Op::Sltiu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x4013 {
                    return Some(Decoded {
                        op: Op::Xori,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x6013 {
                    return Some(Decoded {
                        op: Op::Ori,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x7013 {
                    return Some(Decoded {
                        op: Op::Andi,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x1013 {
                    return Some(Decoded {
                        op: Op::Slli,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0x1f))) as i32,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x5013 {
                    return Some(Decoded {
                        op: Op::Srli,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0x1f))) as i32,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x40005013 {
                    return Some(Decoded {
                        op: Op::Srai,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0x1f))) as i32,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x60001013 {
                    return Some(Decoded {
                        op: Op::Clz,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x60101013 {
                    return Some(Decoded {
                        op: Op::Ctz,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x60201013 {
                    return Some(Decoded {
                        op: Op::Cpop,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x60401013 {
                    return Some(Decoded {
                        op: Op::SextB,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x60501013 {
                    return Some(Decoded {
                        op: Op::SextH,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x60005013 {
                    return Some(Decoded {
                        op: Op::Rori,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0x1f))) as i32,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x28705013 {
                    return Some(Decoded {
                        op: Op::OrcB,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x69805013 {
                    return Some(Decoded {
                        op: Op::Rev8,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x48001013 {
                    return Some(Decoded {
                        op: Op::Bclri,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0x1f))) as i32,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x48005013 {
                    return Some(Decoded {
                        op: Op::Bexti,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0x1f))) as i32,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x68001013 {
                    return Some(Decoded {
                        op: Op::Binvi,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0x1f))) as i32,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x28001013 {
                    return Some(Decoded {
                        op: Op::Bseti,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: ((((word >> 20) & 0x1f))) as i32,
                        word,
                    });
                }
            }
            0x17 => {
                if true {
                    return Some(Decoded {
                        op: Op::Auipc,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: (((word & 0xfffff000))) as i32,
                        word,
                    });
                }
            }
            0x23 => {
                if word & 0x707f == 0x23 {
                    return Some(Decoded {
                        op: Op::Sb,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20)
                            as i32) >> 20) as u32) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x1023 {
                    return Some(Decoded {
                        op: Op::Sh,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20)
                            as i32) >> 20) as u32) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x2023 {
                    return Some(Decoded {
                        op: Op::Sw,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20)
                            as i32) >> 20) as u32) as i32,
                        word,
                    });
                }
            }
            0x27 => {
                if word & 0x707f == 0x3027 {
                    return Some(Decoded {
                        op: Op::Fsd,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20)
                            as i32) >> 20) as u32) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x2027 {
                    return Some(Decoded {
                        op: Op::Fsw,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20)
                            as i32) >> 20) as u32) as i32,
                        word,
                    });
                }
            }
            0x2f => {
                if word & 0xf9f0707f == 0x1000202f {
                    return Some(Decoded {
                        op: Op::LrW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0x1800202f {
                    return Some(Decoded {
                        op: Op::ScW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0x800202f {
                    return Some(Decoded {
                        op: Op::AmoswapW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0x202f {
                    return Some(Decoded {
                        op: Op::AmoaddW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0x2000202f {
                    return Some(Decoded {
                        op: Op::AmoxorW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0x6000202f {
                    return Some(Decoded {
                        op: Op::AmoandW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0x4000202f {
                    return Some(Decoded {
                        op: Op::AmoorW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0x8000202f {
                    return Some(Decoded {
                        op: Op::AmominW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0xa000202f {
                    return Some(Decoded {
                        op: Op::AmomaxW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0xc000202f {
                    return Some(Decoded {
                        op: Op::AmominuW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf800707f == 0xe000202f {
                    return Some(Decoded {
                        op: Op::AmomaxuW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
            }
            0x33 => {
                if word & 0xfe00707f == 0x2000033 {
                    return Some(Decoded {
                        op: Op::Mul,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2001033 {
                    return Some(Decoded {
                        op: Op::Mulh,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2002033 {
                    return Some(Decoded {
                        op: Op::Mulhsu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2003033 {
                    return Some(Decoded {
                        op: Op::Mulhu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2004033 {
                    return Some(Decoded {
                        op: Op::Div,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2005033 {
                    return Some(Decoded {
                        op: Op::Divu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2006033 {
                    return Some(Decoded {
                        op: Op::Rem,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2007033 {
                    return Some(Decoded {
                        op: Op::Remu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x33 {
                    return Some(Decoded {
                        op: Op::Add,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x40000033 {
                    return Some(Decoded {
                        op: Op::Sub,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x1033 {
                    return Some(Decoded {
                        op: Op::Sll,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2033 {
                    return Some(Decoded {
                        op: Op::Slt,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x3033 {
                    return Some(Decoded {
                        op: Op::Sltu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x4033 {
                    return Some(Decoded {
                        op: Op::Xor,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x5033 {
                    return Some(Decoded {
                        op: Op::Srl,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x40005033 {
                    return Some(Decoded {
                        op: Op::Sra,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x6033 {
                    return Some(Decoded {
                        op: Op::Or,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x7033 {
                    return Some(Decoded {
                        op: Op::And,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x20002033 {
                    return Some(Decoded {
                        op: Op::Sh1add,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x20004033 {
                    return Some(Decoded {
                        op: Op::Sh2add,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x20006033 {
                    return Some(Decoded {
                        op: Op::Sh3add,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x40007033 {
                    return Some(Decoded {
                        op: Op::Andn,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x40006033 {
                    return Some(Decoded {
                        op: Op::Orn,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x40004033 {
                    return Some(Decoded {
                        op: Op::Xnor,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa004033 {
                    return Some(Decoded {
                        op: Op::Min,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa005033 {
                    return Some(Decoded {
                        op: Op::Minu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa006033 {
                    return Some(Decoded {
                        op: Op::Max,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa007033 {
                    return Some(Decoded {
                        op: Op::Maxu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0x8004033 {
                    return Some(Decoded {
                        op: Op::ZextH,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x60001033 {
                    return Some(Decoded {
                        op: Op::Rol,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x60005033 {
                    return Some(Decoded {
                        op: Op::Ror,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x48001033 {
                    return Some(Decoded {
                        op: Op::Bclr,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x48005033 {
                    return Some(Decoded {
                        op: Op::Bext,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x68001033 {
                    return Some(Decoded {
                        op: Op::Binv,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x28001033 {
                    return Some(Decoded {
                        op: Op::Bset,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
            }
            0x37 => {
                if true {
                    return Some(Decoded {
                        op: Op::Lui,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: (((word & 0xfffff000))) as i32,
                        word,
                    });
                }
            }
            0x43 => {
                if word & 0x600007f == 0x2000043 {
                    return Some(Decoded {
                        op: Op::FmaddD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(
                            (((word >> 27) & 0x1f)),
                            (((word >> 12) & 0x7)),
                        )) as i32,
                        word,
                    });
                }
                if word & 0x600007f == 0x43 {
                    return Some(Decoded {
                        op: Op::FmaddS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(
                            (((word >> 27) & 0x1f)),
                            (((word >> 12) & 0x7)),
                        )) as i32,
                        word,
                    });
                }
            }
            0x47 => {
                if word & 0x600007f == 0x2000047 {
                    return Some(Decoded {
                        op: Op::FmsubD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(
                            (((word >> 27) & 0x1f)),
                            (((word >> 12) & 0x7)),
                        )) as i32,
                        word,
                    });
                }
                if word & 0x600007f == 0x47 {
                    return Some(Decoded {
                        op: Op::FmsubS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(
                            (((word >> 27) & 0x1f)),
                            (((word >> 12) & 0x7)),
                        )) as i32,
                        word,
                    });
                }
            }
            0x4b => {
                if word & 0x600007f == 0x200004b {
                    return Some(Decoded {
                        op: Op::FnmsubD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(
                            (((word >> 27) & 0x1f)),
                            (((word >> 12) & 0x7)),
                        )) as i32,
                        word,
                    });
                }
                if word & 0x600007f == 0x4b {
                    return Some(Decoded {
                        op: Op::FnmsubS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(
                            (((word >> 27) & 0x1f)),
                            (((word >> 12) & 0x7)),
                        )) as i32,
                        word,
                    });
                }
            }
            0x4f => {
                if word & 0x600007f == 0x200004f {
                    return Some(Decoded {
                        op: Op::FnmaddD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(
                            (((word >> 27) & 0x1f)),
                            (((word >> 12) & 0x7)),
                        )) as i32,
                        word,
                    });
                }
                if word & 0x600007f == 0x4f {
                    return Some(Decoded {
                        op: Op::FnmaddS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(
                            (((word >> 27) & 0x1f)),
                            (((word >> 12) & 0x7)),
                        )) as i32,
                        word,
                    });
                }
            }
            0x53 => {
                if word & 0xfe00007f == 0x2000053 {
                    return Some(Decoded {
                        op: Op::FaddD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfe00007f == 0xa000053 {
                    return Some(Decoded {
                        op: Op::FsubD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfe00007f == 0x12000053 {
                    return Some(Decoded {
                        op: Op::FmulD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfe00007f == 0x1a000053 {
                    return Some(Decoded {
                        op: Op::FdivD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0x5a000053 {
                    return Some(Decoded {
                        op: Op::FsqrtD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2a000053 {
                    return Some(Decoded {
                        op: Op::FminD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x2a001053 {
                    return Some(Decoded {
                        op: Op::FmaxD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x22000053 {
                    return Some(Decoded {
                        op: Op::FsgnjD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x22001053 {
                    return Some(Decoded {
                        op: Op::FsgnjnD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x22002053 {
                    return Some(Decoded {
                        op: Op::FsgnjxD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0xe2001053 {
                    return Some(Decoded {
                        op: Op::FclassD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa2002053 {
                    return Some(Decoded {
                        op: Op::FeqD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa2001053 {
                    return Some(Decoded {
                        op: Op::FltD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa2000053 {
                    return Some(Decoded {
                        op: Op::FleD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0007f == 0xc2000053 {
                    return Some(Decoded {
                        op: Op::FcvtWD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0xd2000053 {
                    return Some(Decoded {
                        op: Op::FcvtDW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0xc2100053 {
                    return Some(Decoded {
                        op: Op::FcvtWuD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0xd2100053 {
                    return Some(Decoded {
                        op: Op::FcvtDWu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0x40100053 {
                    return Some(Decoded {
                        op: Op::FcvtSD,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0x42000053 {
                    return Some(Decoded {
                        op: Op::FcvtDS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfe00007f == 0x53 {
                    return Some(Decoded {
                        op: Op::FaddS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfe00007f == 0x8000053 {
                    return Some(Decoded {
                        op: Op::FsubS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfe00007f == 0x10000053 {
                    return Some(Decoded {
                        op: Op::FmulS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfe00007f == 0x18000053 {
                    return Some(Decoded {
                        op: Op::FdivS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0x58000053 {
                    return Some(Decoded {
                        op: Op::FsqrtS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x28000053 {
                    return Some(Decoded {
                        op: Op::FminS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x28001053 {
                    return Some(Decoded {
                        op: Op::FmaxS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x20000053 {
                    return Some(Decoded {
                        op: Op::FsgnjS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x20001053 {
                    return Some(Decoded {
                        op: Op::FsgnjnS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0x20002053 {
                    return Some(Decoded {
                        op: Op::FsgnjxS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0xe0001053 {
                    return Some(Decoded {
                        op: Op::FclassS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0xe0000053 {
                    return Some(Decoded {
                        op: Op::FmvXW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0707f == 0xf0000053 {
                    return Some(Decoded {
                        op: Op::FmvWX,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa0002053 {
                    return Some(Decoded {
                        op: Op::FeqS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa0001053 {
                    return Some(Decoded {
                        op: Op::FltS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfe00707f == 0xa0000053 {
                    return Some(Decoded {
                        op: Op::FleS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfff0007f == 0xc0000053 {
                    return Some(Decoded {
                        op: Op::FcvtWS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0xd0000053 {
                    return Some(Decoded {
                        op: Op::FcvtSW,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0xc0100053 {
                    return Some(Decoded {
                        op: Op::FcvtWuS,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
                if word & 0xfff0007f == 0xd0100053 {
                    return Some(Decoded {
                        op: Op::FcvtSWu,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (isa::float_operands(0, (((word >> 12) & 0x7)))) as i32,
                        word,
                    });
                }
            }
            0x63 => {
                if word & 0x707f == 0x63 {
                    return Some(Decoded {
                        op: Op::Beq,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 19) & 0x1000) | ((word >> 20) & 0x7e0)
                            | ((word >> 7) & 0x1e) | ((word << 4) & 0x800)) << 19)
                            as i32) >> 19) as u32) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x1063 {
                    return Some(Decoded {
                        op: Op::Bne,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 19) & 0x1000) | ((word >> 20) & 0x7e0)
                            | ((word >> 7) & 0x1e) | ((word << 4) & 0x800)) << 19)
                            as i32) >> 19) as u32) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x4063 {
                    return Some(Decoded {
                        op: Op::Blt,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 19) & 0x1000) | ((word >> 20) & 0x7e0)
                            | ((word >> 7) & 0x1e) | ((word << 4) & 0x800)) << 19)
                            as i32) >> 19) as u32) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x5063 {
                    return Some(Decoded {
                        op: Op::Bge,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 19) & 0x1000) | ((word >> 20) & 0x7e0)
                            | ((word >> 7) & 0x1e) | ((word << 4) & 0x800)) << 19)
                            as i32) >> 19) as u32) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x6063 {
                    return Some(Decoded {
                        op: Op::Bltu,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 19) & 0x1000) | ((word >> 20) & 0x7e0)
                            | ((word >> 7) & 0x1e) | ((word << 4) & 0x800)) << 19)
                            as i32) >> 19) as u32) as i32,
                        word,
                    });
                }
                if word & 0x707f == 0x7063 {
                    return Some(Decoded {
                        op: Op::Bgeu,
                        rd: 0,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: ((((word >> 20) & 0x1f))) as u8,
                        len: 4,
                        imm: (((((((word >> 19) & 0x1000) | ((word >> 20) & 0x7e0)
                            | ((word >> 7) & 0x1e) | ((word << 4) & 0x800)) << 19)
                            as i32) >> 19) as u32) as i32,
                        word,
                    });
                }
            }
            0x67 => {
                if word & 0x707f == 0x67 {
                    return Some(Decoded {
                        op: Op::Jalr,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 15) & 0x1f))) as u8,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32)
                            as i32,
                        word,
                    });
                }
            }
            0x6f => {
                if true {
                    return Some(Decoded {
                        op: Op::Jal,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: (((((((word >> 11) & 0x100000) | ((word >> 20) & 0x7fe)
                            | ((word >> 9) & 0x800) | (word & 0xff000)) << 11) as i32)
                            >> 11) as u32) as i32,
                        word,
                    });
                }
            }
            0x73 => {
                if word & 0xffffffff == 0xd00073 {
                    return Some(Decoded {
                        op: Op::WrsNto,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xffffffff == 0x1d00073 {
                    return Some(Decoded {
                        op: Op::WrsSto,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 4,
                        imm: 0,
                        word,
                    });
                }
            }
            _ => {}
        }
    } else {
        let word = word & 0xffff;
        match word & 0xe003 {
            0x0 => {
                if true
                    && ((((((word >> 7) & 0x30) | ((word >> 1) & 0x3c0)
                        | ((word >> 4) & 0x4) | ((word >> 2) & 0x8))) != (0)))
                {
                    return Some(Decoded {
                        op: Op::Addi,
                        rd: (((((word >> 2) & 0x7)) + 8)) as u8,
                        rs1: (2) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 7) & 0x30) | ((word >> 1) & 0x3c0)
                            | ((word >> 4) & 0x4) | ((word >> 2) & 0x8))) as i32,
                        word,
                    });
                }
            }
            0x1 => {
                if word & 0xef83 == 0x1 {
                    return Some(Decoded {
                        op: Op::Addi,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word >> 7) & 0x20) | ((word >> 2) & 0x1f)) << 26)
                            as i32) >> 26) as u32) as i32,
                        word,
                    });
                }
                if true && ((((((word >> 7) & 0x1f))) != (0))) {
                    return Some(Decoded {
                        op: Op::Addi,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 7) & 0x1f))) as u8,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word >> 7) & 0x20) | ((word >> 2) & 0x1f)) << 26)
                            as i32) >> 26) as u32) as i32,
                        word,
                    });
                }
            }
            0x2 => {
                if word & 0xf003 == 0x2 {
                    return Some(Decoded {
                        op: Op::Slli,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 7) & 0x1f))) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 2) & 0x1f))) as i32,
                        word,
                    });
                }
            }
            0x2000 => {
                if true {
                    return Some(Decoded {
                        op: Op::Fld,
                        rd: (((((word >> 2) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 7) & 0x38) | ((word << 1) & 0xc0))) as i32,
                        word,
                    });
                }
            }
            0x2001 => {
                if true {
                    return Some(Decoded {
                        op: Op::Jal,
                        rd: (1) as u8,
                        rs1: 0,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word >> 1) & 0x800) | ((word >> 7) & 0x10)
                            | ((word >> 1) & 0x300) | ((word << 2) & 0x400)
                            | ((word >> 1) & 0x40) | ((word << 1) & 0x80)
                            | ((word >> 2) & 0xe) | ((word << 3) & 0x20)) << 20) as i32)
                            >> 20) as u32) as i32,
                        word,
                    });
                }
            }
            0x2002 => {
                if true {
                    return Some(Decoded {
                        op: Op::Fld,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: (2) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 7) & 0x20) | ((word >> 2) & 0x18)
                            | ((word << 4) & 0x1c0))) as i32,
                        word,
                    });
                }
            }
            0x4000 => {
                if true {
                    return Some(Decoded {
                        op: Op::Lw,
                        rd: (((((word >> 2) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 7) & 0x38) | ((word >> 4) & 0x4)
                            | ((word << 1) & 0x40))) as i32,
                        word,
                    });
                }
            }
            0x4001 => {
                if true {
                    return Some(Decoded {
                        op: Op::Addi,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: 0,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word >> 7) & 0x20) | ((word >> 2) & 0x1f)) << 26)
                            as i32) >> 26) as u32) as i32,
                        word,
                    });
                }
            }
            0x4002 => {
                if true && ((((((word >> 7) & 0x1f))) != (0))) {
                    return Some(Decoded {
                        op: Op::Lw,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: (2) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 7) & 0x20) | ((word >> 2) & 0x1c)
                            | ((word << 4) & 0xc0))) as i32,
                        word,
                    });
                }
            }
            0x6000 => {
                if true {
                    return Some(Decoded {
                        op: Op::Flw,
                        rd: (((((word >> 2) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 7) & 0x38) | ((word >> 4) & 0x4)
                            | ((word << 1) & 0x40))) as i32,
                        word,
                    });
                }
            }
            0x6001 => {
                if word & 0xef83 == 0x6101
                    && (((((((((word >> 3) & 0x200) | ((word >> 2) & 0x10)
                        | ((word << 1) & 0x40) | ((word << 4) & 0x180)
                        | ((word << 3) & 0x20)) << 22) as i32) >> 22) as u32) != (0)))
                {
                    return Some(Decoded {
                        op: Op::Addi,
                        rd: (2) as u8,
                        rs1: (2) as u8,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word >> 3) & 0x200) | ((word >> 2) & 0x10)
                            | ((word << 1) & 0x40) | ((word << 4) & 0x180)
                            | ((word << 3) & 0x20)) << 22) as i32) >> 22) as u32) as i32,
                        word,
                    });
                }
                if true
                    && ((((((((word >> 7) & 0x1f))) != (2)))
                        && (((((((((word << 5) & 0x20000) | ((word << 10) & 0x1f000))
                            << 14) as i32) >> 14) as u32) != (0)))))
                {
                    return Some(Decoded {
                        op: Op::Lui,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: 0,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word << 5) & 0x20000) | ((word << 10) & 0x1f000))
                            << 14) as i32) >> 14) as u32) as i32,
                        word,
                    });
                }
            }
            0x6002 => {
                if true {
                    return Some(Decoded {
                        op: Op::Flw,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: (2) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 7) & 0x20) | ((word >> 2) & 0x1c)
                            | ((word << 4) & 0xc0))) as i32,
                        word,
                    });
                }
            }
            0x8001 => {
                if word & 0xfc03 == 0x8001 {
                    return Some(Decoded {
                        op: Op::Srli,
                        rd: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 2) & 0x1f))) as i32,
                        word,
                    });
                }
                if word & 0xfc03 == 0x8401 {
                    return Some(Decoded {
                        op: Op::Srai,
                        rd: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: 0,
                        len: 2,
                        imm: ((((word >> 2) & 0x1f))) as i32,
                        word,
                    });
                }
                if word & 0xec03 == 0x8801 {
                    return Some(Decoded {
                        op: Op::Andi,
                        rd: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word >> 7) & 0x20) | ((word >> 2) & 0x1f)) << 26)
                            as i32) >> 26) as u32) as i32,
                        word,
                    });
                }
                if word & 0xfc63 == 0x8c01 {
                    return Some(Decoded {
                        op: Op::Sub,
                        rd: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: (((((word >> 2) & 0x7)) + 8)) as u8,
                        len: 2,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfc63 == 0x8c21 {
                    return Some(Decoded {
                        op: Op::Xor,
                        rd: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: (((((word >> 2) & 0x7)) + 8)) as u8,
                        len: 2,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfc63 == 0x8c41 {
                    return Some(Decoded {
                        op: Op::Or,
                        rd: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: (((((word >> 2) & 0x7)) + 8)) as u8,
                        len: 2,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xfc63 == 0x8c61 {
                    return Some(Decoded {
                        op: Op::And,
                        rd: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: (((((word >> 2) & 0x7)) + 8)) as u8,
                        len: 2,
                        imm: 0,
                        word,
                    });
                }
            }
            0x8002 => {
                if word & 0xf07f == 0x8002 && ((((((word >> 7) & 0x1f))) != (0))) {
                    return Some(Decoded {
                        op: Op::Jalr,
                        rd: 0,
                        rs1: ((((word >> 7) & 0x1f))) as u8,
                        rs2: 0,
                        len: 2,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf003 == 0x8002 && ((((((word >> 2) & 0x1f))) != (0))) {
                    return Some(Decoded {
                        op: Op::Add,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: 0,
                        rs2: ((((word >> 2) & 0x1f))) as u8,
                        len: 2,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf07f == 0x9002 && ((((((word >> 7) & 0x1f))) != (0))) {
                    return Some(Decoded {
                        op: Op::Jalr,
                        rd: (1) as u8,
                        rs1: ((((word >> 7) & 0x1f))) as u8,
                        rs2: 0,
                        len: 2,
                        imm: 0,
                        word,
                    });
                }
                if word & 0xf003 == 0x9002 && ((((((word >> 2) & 0x1f))) != (0))) {
                    return Some(Decoded {
                        op: Op::Add,
                        rd: ((((word >> 7) & 0x1f))) as u8,
                        rs1: ((((word >> 7) & 0x1f))) as u8,
                        rs2: ((((word >> 2) & 0x1f))) as u8,
                        len: 2,
                        imm: 0,
                        word,
                    });
                }
            }
            0xa000 => {
                if true {
                    return Some(Decoded {
                        op: Op::Fsd,
                        rd: 0,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: (((((word >> 2) & 0x7)) + 8)) as u8,
                        len: 2,
                        imm: ((((word >> 7) & 0x38) | ((word << 1) & 0xc0))) as i32,
                        word,
                    });
                }
            }
            0xa001 => {
                if true {
                    return Some(Decoded {
                        op: Op::Jal,
                        rd: 0,
                        rs1: 0,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word >> 1) & 0x800) | ((word >> 7) & 0x10)
                            | ((word >> 1) & 0x300) | ((word << 2) & 0x400)
                            | ((word >> 1) & 0x40) | ((word << 1) & 0x80)
                            | ((word >> 2) & 0xe) | ((word << 3) & 0x20)) << 20) as i32)
                            >> 20) as u32) as i32,
                        word,
                    });
                }
            }
            0xa002 => {
                if true {
                    return Some(Decoded {
                        op: Op::Fsd,
                        rd: 0,
                        rs1: (2) as u8,
                        rs2: ((((word >> 2) & 0x1f))) as u8,
                        len: 2,
                        imm: ((((word >> 7) & 0x38) | ((word >> 1) & 0x1c0))) as i32,
                        word,
                    });
                }
            }
            0xc000 => {
                if true {
                    return Some(Decoded {
                        op: Op::Sw,
                        rd: 0,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: (((((word >> 2) & 0x7)) + 8)) as u8,
                        len: 2,
                        imm: ((((word >> 7) & 0x38) | ((word >> 4) & 0x4)
                            | ((word << 1) & 0x40))) as i32,
                        word,
                    });
                }
            }
            0xc001 => {
                if true {
                    return Some(Decoded {
                        op: Op::Beq,
                        rd: 0,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word >> 4) & 0x100) | ((word >> 7) & 0x18)
                            | ((word << 1) & 0xc0) | ((word >> 2) & 0x6)
                            | ((word << 3) & 0x20)) << 23) as i32) >> 23) as u32) as i32,
                        word,
                    });
                }
            }
            0xc002 => {
                if true {
                    return Some(Decoded {
                        op: Op::Sw,
                        rd: 0,
                        rs1: (2) as u8,
                        rs2: ((((word >> 2) & 0x1f))) as u8,
                        len: 2,
                        imm: ((((word >> 7) & 0x3c) | ((word >> 1) & 0xc0))) as i32,
                        word,
                    });
                }
            }
            0xe000 => {
                if true {
                    return Some(Decoded {
                        op: Op::Fsw,
                        rd: 0,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: (((((word >> 2) & 0x7)) + 8)) as u8,
                        len: 2,
                        imm: ((((word >> 7) & 0x38) | ((word >> 4) & 0x4)
                            | ((word << 1) & 0x40))) as i32,
                        word,
                    });
                }
            }
            0xe001 => {
                if true {
                    return Some(Decoded {
                        op: Op::Bne,
                        rd: 0,
                        rs1: (((((word >> 7) & 0x7)) + 8)) as u8,
                        rs2: 0,
                        len: 2,
                        imm: (((((((word >> 4) & 0x100) | ((word >> 7) & 0x18)
                            | ((word << 1) & 0xc0) | ((word >> 2) & 0x6)
                            | ((word << 3) & 0x20)) << 23) as i32) >> 23) as u32) as i32,
                        word,
                    });
                }
            }
            0xe002 => {
                if true {
                    return Some(Decoded {
                        op: Op::Fsw,
                        rd: 0,
                        rs1: (2) as u8,
                        rs2: ((((word >> 2) & 0x1f))) as u8,
                        len: 2,
                        imm: ((((word >> 7) & 0x3c) | ((word >> 1) & 0xc0))) as i32,
                        word,
                    });
                }
            }
            _ => {}
        }
    }
    None
}
/// Executes one.
#[inline]
pub fn execute<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    op: Op,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    match op {
        Op::LrW => lr_w(m, d),
        Op::ScW => sc_w(m, d),
        Op::AmoswapW => amoswap_w(m, d),
        Op::AmoaddW => amoadd_w(m, d),
        Op::AmoxorW => amoxor_w(m, d),
        Op::AmoandW => amoand_w(m, d),
        Op::AmoorW => amoor_w(m, d),
        Op::AmominW => amomin_w(m, d),
        Op::AmomaxW => amomax_w(m, d),
        Op::AmominuW => amominu_w(m, d),
        Op::AmomaxuW => amomaxu_w(m, d),
        Op::Fld => fld(m, d),
        Op::Fsd => fsd(m, d),
        Op::FaddD => fadd_d(m, d),
        Op::FsubD => fsub_d(m, d),
        Op::FmulD => fmul_d(m, d),
        Op::FdivD => fdiv_d(m, d),
        Op::FsqrtD => fsqrt_d(m, d),
        Op::FminD => fmin_d(m, d),
        Op::FmaxD => fmax_d(m, d),
        Op::FmaddD => fmadd_d(m, d),
        Op::FmsubD => fmsub_d(m, d),
        Op::FnmsubD => fnmsub_d(m, d),
        Op::FnmaddD => fnmadd_d(m, d),
        Op::FsgnjD => fsgnj_d(m, d),
        Op::FsgnjnD => fsgnjn_d(m, d),
        Op::FsgnjxD => fsgnjx_d(m, d),
        Op::FclassD => fclass_d(m, d),
        Op::FeqD => feq_d(m, d),
        Op::FltD => flt_d(m, d),
        Op::FleD => fle_d(m, d),
        Op::FcvtWD => fcvt_w_d(m, d),
        Op::FcvtDW => fcvt_d_w(m, d),
        Op::FcvtWuD => fcvt_wu_d(m, d),
        Op::FcvtDWu => fcvt_d_wu(m, d),
        Op::FcvtSD => fcvt_s_d(m, d),
        Op::FcvtDS => fcvt_d_s(m, d),
        Op::Flw => flw(m, d),
        Op::Fsw => fsw(m, d),
        Op::FaddS => fadd_s(m, d),
        Op::FsubS => fsub_s(m, d),
        Op::FmulS => fmul_s(m, d),
        Op::FdivS => fdiv_s(m, d),
        Op::FsqrtS => fsqrt_s(m, d),
        Op::FminS => fmin_s(m, d),
        Op::FmaxS => fmax_s(m, d),
        Op::FmaddS => fmadd_s(m, d),
        Op::FmsubS => fmsub_s(m, d),
        Op::FnmsubS => fnmsub_s(m, d),
        Op::FnmaddS => fnmadd_s(m, d),
        Op::FsgnjS => fsgnj_s(m, d),
        Op::FsgnjnS => fsgnjn_s(m, d),
        Op::FsgnjxS => fsgnjx_s(m, d),
        Op::FclassS => fclass_s(m, d),
        Op::FmvXW => fmv_x_w(m, d),
        Op::FmvWX => fmv_w_x(m, d),
        Op::FeqS => feq_s(m, d),
        Op::FltS => flt_s(m, d),
        Op::FleS => fle_s(m, d),
        Op::FcvtWS => fcvt_w_s(m, d),
        Op::FcvtSW => fcvt_s_w(m, d),
        Op::FcvtWuS => fcvt_wu_s(m, d),
        Op::FcvtSWu => fcvt_s_wu(m, d),
        Op::Mul => mul(m, d),
        Op::Mulh => mulh(m, d),
        Op::Mulhsu => mulhsu(m, d),
        Op::Mulhu => mulhu(m, d),
        Op::Div => div(m, d),
        Op::Divu => divu(m, d),
        Op::Rem => rem(m, d),
        Op::Remu => remu(m, d),
        Op::Addi => addi(m, d),
        Op::Slti => slti(m, d),
        Op::Sltiu => sltiu(m, d),
        Op::Xori => xori(m, d),
        Op::Ori => ori(m, d),
        Op::Andi => andi(m, d),
        Op::Slli => slli(m, d),
        Op::Srli => srli(m, d),
        Op::Srai => srai(m, d),
        Op::Lui => lui(m, d),
        Op::Auipc => auipc(m, d),
        Op::Add => add(m, d),
        Op::Sub => sub(m, d),
        Op::Sll => sll(m, d),
        Op::Slt => slt(m, d),
        Op::Sltu => sltu(m, d),
        Op::Xor => xor(m, d),
        Op::Srl => srl(m, d),
        Op::Sra => sra(m, d),
        Op::Or => or_(m, d),
        Op::And => and(m, d),
        Op::Jal => jal(m, d),
        Op::Jalr => jalr(m, d),
        Op::Beq => beq(m, d),
        Op::Bne => bne(m, d),
        Op::Blt => blt(m, d),
        Op::Bge => bge(m, d),
        Op::Bltu => bltu(m, d),
        Op::Bgeu => bgeu(m, d),
        Op::Lb => lb(m, d),
        Op::Lh => lh(m, d),
        Op::Lw => lw(m, d),
        Op::Lbu => lbu(m, d),
        Op::Lhu => lhu(m, d),
        Op::Sb => sb(m, d),
        Op::Sh => sh(m, d),
        Op::Sw => sw(m, d),
        Op::Fence => fence(m, d),
        Op::WrsNto => wrs_nto(m, d),
        Op::WrsSto => wrs_sto(m, d),
        Op::Sh1add => sh1add(m, d),
        Op::Sh2add => sh2add(m, d),
        Op::Sh3add => sh3add(m, d),
        Op::Andn => andn(m, d),
        Op::Orn => orn(m, d),
        Op::Xnor => xnor(m, d),
        Op::Clz => clz(m, d),
        Op::Ctz => ctz(m, d),
        Op::Cpop => cpop(m, d),
        Op::Min => min(m, d),
        Op::Minu => minu(m, d),
        Op::Max => max(m, d),
        Op::Maxu => maxu(m, d),
        Op::SextB => sext_b(m, d),
        Op::SextH => sext_h(m, d),
        Op::ZextH => zext_h(m, d),
        Op::Rol => rol(m, d),
        Op::Ror => ror(m, d),
        Op::Rori => rori(m, d),
        Op::OrcB => orc_b(m, d),
        Op::Rev8 => rev8(m, d),
        Op::Bclr => bclr(m, d),
        Op::Bext => bext(m, d),
        Op::Binv => binv(m, d),
        Op::Bset => bset(m, d),
        Op::Bclri => bclri(m, d),
        Op::Bexti => bexti(m, d),
        Op::Binvi => binvi(m, d),
        Op::Bseti => bseti(m, d),
        Op::FenceI => fence_i(m, d),
    }
}
/// Runs `visitor` for the type of an instruction.
#[inline]
pub fn visit<R: isa::Revision<State: isa::FloatUnit>, V: isa::Visitor<R>>(
    op: Op,
    visitor: V,
) -> V::Output {
    match op {
        Op::LrW => visitor.visit::<kinds::LrW>(),
        Op::ScW => visitor.visit::<kinds::ScW>(),
        Op::AmoswapW => visitor.visit::<kinds::AmoswapW>(),
        Op::AmoaddW => visitor.visit::<kinds::AmoaddW>(),
        Op::AmoxorW => visitor.visit::<kinds::AmoxorW>(),
        Op::AmoandW => visitor.visit::<kinds::AmoandW>(),
        Op::AmoorW => visitor.visit::<kinds::AmoorW>(),
        Op::AmominW => visitor.visit::<kinds::AmominW>(),
        Op::AmomaxW => visitor.visit::<kinds::AmomaxW>(),
        Op::AmominuW => visitor.visit::<kinds::AmominuW>(),
        Op::AmomaxuW => visitor.visit::<kinds::AmomaxuW>(),
        Op::Fld => visitor.visit::<kinds::Fld>(),
        Op::Fsd => visitor.visit::<kinds::Fsd>(),
        Op::FaddD => visitor.visit::<kinds::FaddD>(),
        Op::FsubD => visitor.visit::<kinds::FsubD>(),
        Op::FmulD => visitor.visit::<kinds::FmulD>(),
        Op::FdivD => visitor.visit::<kinds::FdivD>(),
        Op::FsqrtD => visitor.visit::<kinds::FsqrtD>(),
        Op::FminD => visitor.visit::<kinds::FminD>(),
        Op::FmaxD => visitor.visit::<kinds::FmaxD>(),
        Op::FmaddD => visitor.visit::<kinds::FmaddD>(),
        Op::FmsubD => visitor.visit::<kinds::FmsubD>(),
        Op::FnmsubD => visitor.visit::<kinds::FnmsubD>(),
        Op::FnmaddD => visitor.visit::<kinds::FnmaddD>(),
        Op::FsgnjD => visitor.visit::<kinds::FsgnjD>(),
        Op::FsgnjnD => visitor.visit::<kinds::FsgnjnD>(),
        Op::FsgnjxD => visitor.visit::<kinds::FsgnjxD>(),
        Op::FclassD => visitor.visit::<kinds::FclassD>(),
        Op::FeqD => visitor.visit::<kinds::FeqD>(),
        Op::FltD => visitor.visit::<kinds::FltD>(),
        Op::FleD => visitor.visit::<kinds::FleD>(),
        Op::FcvtWD => visitor.visit::<kinds::FcvtWD>(),
        Op::FcvtDW => visitor.visit::<kinds::FcvtDW>(),
        Op::FcvtWuD => visitor.visit::<kinds::FcvtWuD>(),
        Op::FcvtDWu => visitor.visit::<kinds::FcvtDWu>(),
        Op::FcvtSD => visitor.visit::<kinds::FcvtSD>(),
        Op::FcvtDS => visitor.visit::<kinds::FcvtDS>(),
        Op::Flw => visitor.visit::<kinds::Flw>(),
        Op::Fsw => visitor.visit::<kinds::Fsw>(),
        Op::FaddS => visitor.visit::<kinds::FaddS>(),
        Op::FsubS => visitor.visit::<kinds::FsubS>(),
        Op::FmulS => visitor.visit::<kinds::FmulS>(),
        Op::FdivS => visitor.visit::<kinds::FdivS>(),
        Op::FsqrtS => visitor.visit::<kinds::FsqrtS>(),
        Op::FminS => visitor.visit::<kinds::FminS>(),
        Op::FmaxS => visitor.visit::<kinds::FmaxS>(),
        Op::FmaddS => visitor.visit::<kinds::FmaddS>(),
        Op::FmsubS => visitor.visit::<kinds::FmsubS>(),
        Op::FnmsubS => visitor.visit::<kinds::FnmsubS>(),
        Op::FnmaddS => visitor.visit::<kinds::FnmaddS>(),
        Op::FsgnjS => visitor.visit::<kinds::FsgnjS>(),
        Op::FsgnjnS => visitor.visit::<kinds::FsgnjnS>(),
        Op::FsgnjxS => visitor.visit::<kinds::FsgnjxS>(),
        Op::FclassS => visitor.visit::<kinds::FclassS>(),
        Op::FmvXW => visitor.visit::<kinds::FmvXW>(),
        Op::FmvWX => visitor.visit::<kinds::FmvWX>(),
        Op::FeqS => visitor.visit::<kinds::FeqS>(),
        Op::FltS => visitor.visit::<kinds::FltS>(),
        Op::FleS => visitor.visit::<kinds::FleS>(),
        Op::FcvtWS => visitor.visit::<kinds::FcvtWS>(),
        Op::FcvtSW => visitor.visit::<kinds::FcvtSW>(),
        Op::FcvtWuS => visitor.visit::<kinds::FcvtWuS>(),
        Op::FcvtSWu => visitor.visit::<kinds::FcvtSWu>(),
        Op::Mul => visitor.visit::<kinds::Mul>(),
        Op::Mulh => visitor.visit::<kinds::Mulh>(),
        Op::Mulhsu => visitor.visit::<kinds::Mulhsu>(),
        Op::Mulhu => visitor.visit::<kinds::Mulhu>(),
        Op::Div => visitor.visit::<kinds::Div>(),
        Op::Divu => visitor.visit::<kinds::Divu>(),
        Op::Rem => visitor.visit::<kinds::Rem>(),
        Op::Remu => visitor.visit::<kinds::Remu>(),
        Op::Addi => visitor.visit::<kinds::Addi>(),
        Op::Slti => visitor.visit::<kinds::Slti>(),
        Op::Sltiu => visitor.visit::<kinds::Sltiu>(),
        Op::Xori => visitor.visit::<kinds::Xori>(),
        Op::Ori => visitor.visit::<kinds::Ori>(),
        Op::Andi => visitor.visit::<kinds::Andi>(),
        Op::Slli => visitor.visit::<kinds::Slli>(),
        Op::Srli => visitor.visit::<kinds::Srli>(),
        Op::Srai => visitor.visit::<kinds::Srai>(),
        Op::Lui => visitor.visit::<kinds::Lui>(),
        Op::Auipc => visitor.visit::<kinds::Auipc>(),
        Op::Add => visitor.visit::<kinds::Add>(),
        Op::Sub => visitor.visit::<kinds::Sub>(),
        Op::Sll => visitor.visit::<kinds::Sll>(),
        Op::Slt => visitor.visit::<kinds::Slt>(),
        Op::Sltu => visitor.visit::<kinds::Sltu>(),
        Op::Xor => visitor.visit::<kinds::Xor>(),
        Op::Srl => visitor.visit::<kinds::Srl>(),
        Op::Sra => visitor.visit::<kinds::Sra>(),
        Op::Or => visitor.visit::<kinds::Or>(),
        Op::And => visitor.visit::<kinds::And>(),
        Op::Jal => visitor.visit::<kinds::Jal>(),
        Op::Jalr => visitor.visit::<kinds::Jalr>(),
        Op::Beq => visitor.visit::<kinds::Beq>(),
        Op::Bne => visitor.visit::<kinds::Bne>(),
        Op::Blt => visitor.visit::<kinds::Blt>(),
        Op::Bge => visitor.visit::<kinds::Bge>(),
        Op::Bltu => visitor.visit::<kinds::Bltu>(),
        Op::Bgeu => visitor.visit::<kinds::Bgeu>(),
        Op::Lb => visitor.visit::<kinds::Lb>(),
        Op::Lh => visitor.visit::<kinds::Lh>(),
        Op::Lw => visitor.visit::<kinds::Lw>(),
        Op::Lbu => visitor.visit::<kinds::Lbu>(),
        Op::Lhu => visitor.visit::<kinds::Lhu>(),
        Op::Sb => visitor.visit::<kinds::Sb>(),
        Op::Sh => visitor.visit::<kinds::Sh>(),
        Op::Sw => visitor.visit::<kinds::Sw>(),
        Op::Fence => visitor.visit::<kinds::Fence>(),
        Op::WrsNto => visitor.visit::<kinds::WrsNto>(),
        Op::WrsSto => visitor.visit::<kinds::WrsSto>(),
        Op::Sh1add => visitor.visit::<kinds::Sh1add>(),
        Op::Sh2add => visitor.visit::<kinds::Sh2add>(),
        Op::Sh3add => visitor.visit::<kinds::Sh3add>(),
        Op::Andn => visitor.visit::<kinds::Andn>(),
        Op::Orn => visitor.visit::<kinds::Orn>(),
        Op::Xnor => visitor.visit::<kinds::Xnor>(),
        Op::Clz => visitor.visit::<kinds::Clz>(),
        Op::Ctz => visitor.visit::<kinds::Ctz>(),
        Op::Cpop => visitor.visit::<kinds::Cpop>(),
        Op::Min => visitor.visit::<kinds::Min>(),
        Op::Minu => visitor.visit::<kinds::Minu>(),
        Op::Max => visitor.visit::<kinds::Max>(),
        Op::Maxu => visitor.visit::<kinds::Maxu>(),
        Op::SextB => visitor.visit::<kinds::SextB>(),
        Op::SextH => visitor.visit::<kinds::SextH>(),
        Op::ZextH => visitor.visit::<kinds::ZextH>(),
        Op::Rol => visitor.visit::<kinds::Rol>(),
        Op::Ror => visitor.visit::<kinds::Ror>(),
        Op::Rori => visitor.visit::<kinds::Rori>(),
        Op::OrcB => visitor.visit::<kinds::OrcB>(),
        Op::Rev8 => visitor.visit::<kinds::Rev8>(),
        Op::Bclr => visitor.visit::<kinds::Bclr>(),
        Op::Bext => visitor.visit::<kinds::Bext>(),
        Op::Binv => visitor.visit::<kinds::Binv>(),
        Op::Bset => visitor.visit::<kinds::Bset>(),
        Op::Bclri => visitor.visit::<kinds::Bclri>(),
        Op::Bexti => visitor.visit::<kinds::Bexti>(),
        Op::Binvi => visitor.visit::<kinds::Binvi>(),
        Op::Bseti => visitor.visit::<kinds::Bseti>(),
        Op::FenceI => visitor.visit::<kinds::FenceI>(),
    }
}
/// The instructions as types.
#[allow(missing_docs)]
pub mod kinds {
    #[derive(Clone, Copy, Debug)]
    pub struct LrW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for LrW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: false,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::lr_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct ScW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for ScW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: false,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sc_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AmoswapW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for AmoswapW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::amoswap_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AmoaddW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for AmoaddW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::amoadd_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AmoxorW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for AmoxorW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::amoxor_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AmoandW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for AmoandW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::amoand_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AmoorW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for AmoorW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::amoor_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AmominW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for AmominW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::amomin_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AmomaxW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for AmomaxW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::amomax_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AmominuW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for AmominuW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::amominu_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct AmomaxuW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for AmomaxuW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::amomaxu_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Fld;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Fld {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fld(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Fsd;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Fsd {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsd(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FaddD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FaddD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fadd_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsubD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsubD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsub_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmulD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmulD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmul_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FdivD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FdivD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fdiv_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsqrtD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsqrtD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsqrt_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FminD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FminD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmin_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmaxD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmaxD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmax_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmaddD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmaddD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmadd_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmsubD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmsubD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmsub_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FnmsubD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FnmsubD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fnmsub_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FnmaddD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FnmaddD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fnmadd_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsgnjD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsgnjD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsgnj_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsgnjnD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsgnjnD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsgnjn_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsgnjxD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsgnjxD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsgnjx_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FclassD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FclassD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fclass_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FeqD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FeqD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::feq_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FltD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FltD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::flt_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FleD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FleD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fle_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtWD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtWD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_w_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtDW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtDW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_d_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtWuD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtWuD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_wu_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtDWu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtDWu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_d_wu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtSD;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtSD {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_s_d(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtDS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtDS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_d_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Flw;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Flw {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::flw(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Fsw;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Fsw {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsw(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FaddS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FaddS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fadd_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsubS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsubS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsub_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmulS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmulS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmul_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FdivS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FdivS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fdiv_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsqrtS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsqrtS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsqrt_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FminS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FminS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmin_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmaxS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmaxS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmax_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmaddS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmaddS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmadd_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmsubS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmsubS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmsub_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FnmsubS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FnmsubS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fnmsub_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FnmaddS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FnmaddS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fnmadd_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsgnjS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsgnjS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsgnj_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsgnjnS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsgnjnS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsgnjn_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FsgnjxS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FsgnjxS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fsgnjx_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FclassS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FclassS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fclass_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmvXW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmvXW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmv_x_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FmvWX;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FmvWX {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fmv_w_x(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FeqS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FeqS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::feq_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FltS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FltS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::flt_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FleS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FleS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fle_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtWS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtWS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_w_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtSW;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtSW {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_s_w(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtWuS;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtWuS {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_wu_s(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FcvtSWu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FcvtSWu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fcvt_s_wu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Mul;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Mul {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::mul(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Mulh;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Mulh {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::mulh(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Mulhsu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Mulhsu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::mulhsu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Mulhu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Mulhu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::mulhu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Div;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Div {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::div(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Divu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Divu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::divu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Rem;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Rem {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::rem(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Remu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Remu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::remu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Addi;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Addi {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::addi(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Slti;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Slti {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::slti(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sltiu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sltiu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sltiu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Xori;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Xori {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::xori(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Ori;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Ori {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::ori(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Andi;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Andi {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::andi(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Slli;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Slli {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::slli(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Srli;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Srli {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::srli(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Srai;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Srai {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::srai(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Lui;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Lui {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::lui(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Auipc;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Auipc {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::auipc(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Add;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Add {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::add(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sub;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sub {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sub(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sll;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sll {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sll(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Slt;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Slt {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::slt(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sltu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sltu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sltu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Xor;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Xor {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::xor(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Srl;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Srl {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::srl(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sra;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sra {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sra(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Or;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Or {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::or_(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct And;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for And {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::and(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Jal;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Jal {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: true,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::jal(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Jalr;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Jalr {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::jalr(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Beq;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Beq {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: true,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::beq(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bne;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bne {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: true,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bne(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Blt;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Blt {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: true,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::blt(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bge;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bge {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: true,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bge(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bltu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bltu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: true,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bltu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bgeu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bgeu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: true,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bgeu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Lb;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Lb {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::lb(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Lh;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Lh {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::lh(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Lw;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Lw {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::lw(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Lbu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Lbu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::lbu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Lhu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Lhu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::lhu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sb;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sb {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sb(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sh;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sh {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sh(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sw;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sw {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sw(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Fence;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Fence {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fence(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct WrsNto;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for WrsNto {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::wrs_nto(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct WrsSto;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for WrsSto {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::wrs_sto(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sh1add;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sh1add {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sh1add(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sh2add;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sh2add {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sh2add(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Sh3add;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Sh3add {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sh3add(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Andn;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Andn {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::andn(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Orn;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Orn {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::orn(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Xnor;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Xnor {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::xnor(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Clz;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Clz {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::clz(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Ctz;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Ctz {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::ctz(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Cpop;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Cpop {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::cpop(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Min;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Min {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::min(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Minu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Minu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::minu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Max;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Max {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::max(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Maxu;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Maxu {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::maxu(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct SextB;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for SextB {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sext_b(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct SextH;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for SextH {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::sext_h(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct ZextH;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for ZextH {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::zext_h(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Rol;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Rol {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::rol(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Ror;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Ror {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::ror(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Rori;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Rori {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::rori(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct OrcB;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for OrcB {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::orc_b(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Rev8;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Rev8 {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::rev8(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bclr;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bclr {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bclr(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bext;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bext {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bext(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Binv;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Binv {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::binv(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bset;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bset {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bset(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bclri;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bclri {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bclri(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bexti;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bexti {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bexti(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Binvi;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Binvi {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::binvi(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct Bseti;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for Bseti {
        const FACTS: isa::Facts = isa::Facts {
            ends: false,
            jumps: false,
            branches: false,
            only_writes_rd: true,
            writes_x: true,
            restarts: true,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::bseti(m, d)
        }
    }
    #[derive(Clone, Copy, Debug)]
    pub struct FenceI;
    impl<R: isa::Revision<State: isa::FloatUnit>> isa::Instruction<R> for FenceI {
        const FACTS: isa::Facts = isa::Facts {
            ends: true,
            jumps: false,
            branches: false,
            only_writes_rd: false,
            writes_x: false,
            restarts: false,
        };
        #[inline(always)]
        fn execute<M: isa::Machine<State = <R as isa::Revision>::State>>(
            m: &mut M,
            d: &isa::Decoded<<R as isa::Revision>::Op>,
        ) -> Result<(), isa::Exception> {
            super::fence_i(m, d)
        }
    }
}
/// Loads a word and reserves it. [a/lr-sc]
#[inline]
fn lr_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Load);
        m.load_reserved(addr, 4, access)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Stores a word if it is still reserved; 0 on success. [a/lr-sc]
#[inline]
fn sc_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let done = {
        let (addr, value) = (m.x(d.rs1), m.x(d.rs2));
        let access = m.access(Kind::Store);
        m.store_conditional(addr, 4, value, access)?
    };
    let value = u64::from(!done);
    m.set_x(d.rd, value);
    Ok(())
}
/// Swap of words. [a/amo]
#[inline]
fn amoswap_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let a = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Store);
        m.load(addr, 4, access)?
    };
    let b = m.x(d.rs2);
    {
        let (addr, value) = (m.x(d.rs1), b);
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    let value = a;
    m.set_x(d.rd, value);
    Ok(())
}
/// Sum of words. [a/amo]
#[inline]
fn amoadd_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let a = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Store);
        m.load(addr, 4, access)?
    };
    let b = m.x(d.rs2);
    {
        let (addr, value) = (m.x(d.rs1), (a.wrapping_add(b) & 0xffffffff));
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    let value = a;
    m.set_x(d.rd, value);
    Ok(())
}
/// Exclusive or of words. [a/amo]
#[inline]
fn amoxor_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let a = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Store);
        m.load(addr, 4, access)?
    };
    let b = m.x(d.rs2);
    {
        let (addr, value) = (m.x(d.rs1), a ^ b);
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    let value = a;
    m.set_x(d.rd, value);
    Ok(())
}
/// And of words. [a/amo]
#[inline]
fn amoand_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let a = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Store);
        m.load(addr, 4, access)?
    };
    let b = m.x(d.rs2);
    {
        let (addr, value) = (m.x(d.rs1), a & b);
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    let value = a;
    m.set_x(d.rd, value);
    Ok(())
}
/// Or of words. [a/amo]
#[inline]
fn amoor_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let a = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Store);
        m.load(addr, 4, access)?
    };
    let b = m.x(d.rs2);
    {
        let (addr, value) = (m.x(d.rs1), a | b);
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    let value = a;
    m.set_x(d.rd, value);
    Ok(())
}
/// Minimum, signed of words. [a/amo]
#[inline]
fn amomin_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let a = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Store);
        m.load(addr, 4, access)?
    };
    let b = m.x(d.rs2);
    {
        let (addr, value) = (m.x(d.rs1), if ops::slt(a, b, 32) { a } else { b });
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    let value = a;
    m.set_x(d.rd, value);
    Ok(())
}
/// Maximum, signed of words. [a/amo]
#[inline]
fn amomax_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let a = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Store);
        m.load(addr, 4, access)?
    };
    let b = m.x(d.rs2);
    {
        let (addr, value) = (m.x(d.rs1), if ops::slt(a, b, 32) { b } else { a });
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    let value = a;
    m.set_x(d.rd, value);
    Ok(())
}
/// Minimum, unsigned of words. [a/amo]
#[inline]
fn amominu_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let a = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Store);
        m.load(addr, 4, access)?
    };
    let b = m.x(d.rs2);
    {
        let (addr, value) = (m.x(d.rs1), if a < b { a } else { b });
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    let value = a;
    m.set_x(d.rd, value);
    Ok(())
}
/// Maximum, unsigned of words. [a/amo]
#[inline]
fn amomaxu_w<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let a = {
        let addr = m.x(d.rs1);
        let access = m.access(Kind::Store);
        m.load(addr, 4, access)?
    };
    let b = m.x(d.rs2);
    {
        let (addr, value) = (m.x(d.rs1), if a < b { b } else { a });
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    let value = a;
    m.set_x(d.rd, value);
    Ok(())
}
/// Loads a number. [d/loads-stores]
#[inline]
fn fld<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = {
        let addr = (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
        let access = m.access(Kind::Load);
        m.load(addr, 8, access)?
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Stores a number. [d/loads-stores]
#[inline]
fn fsd<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    {
        let (addr, value) = (
            (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff),
            m.f(d.rs2),
        );
        let access = m.access(Kind::Store);
        m.store(addr, 8, value, access)?
    };
    Ok(())
}
/// Sum. [d/computation]
#[inline]
fn fadd_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::add::<
            64,
        >(m.f(d.rs1), m.f(d.rs2), rm, m.state().float_flags());
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Difference. [d/computation]
#[inline]
fn fsub_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::sub::<
            64,
        >(m.f(d.rs1), m.f(d.rs2), rm, m.state().float_flags());
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Product. [d/computation]
#[inline]
fn fmul_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::mul::<
            64,
        >(m.f(d.rs1), m.f(d.rs2), rm, m.state().float_flags());
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Quotient. [d/computation]
#[inline]
fn fdiv_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::div::<
            64,
        >(m.f(d.rs1), m.f(d.rs2), rm, m.state().float_flags());
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Square root. [d/computation]
#[inline]
fn fsqrt_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::sqrt::<64>(m.f(d.rs1), rm, m.state().float_flags());
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// The smaller number; negative zero is less than positive. [d/computation]
#[inline]
fn fmin_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = {
        let (value, flags) = float::min::<64>(m.f(d.rs1), m.f(d.rs2));
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// The larger number; positive zero is more than negative. [d/computation]
#[inline]
fn fmax_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = {
        let (value, flags) = float::max::<64>(m.f(d.rs1), m.f(d.rs2));
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Product plus addend. [d/computation]
#[inline]
fn fmadd_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::fma::<
            64,
        >(m.f(d.rs1), m.f(d.rs2), m.f(d.rs3()), rm, m.state().float_flags());
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Product minus addend. [d/computation]
#[inline]
fn fmsub_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::fma::<
            64,
        >(
            m.f(d.rs1),
            m.f(d.rs2),
            m.f(d.rs3()) ^ 0x8000000000000000,
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Addend minus product. [d/computation]
#[inline]
fn fnmsub_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::fma::<
            64,
        >(
            m.f(d.rs1) ^ 0x8000000000000000,
            m.f(d.rs2),
            m.f(d.rs3()),
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Minus product, minus addend. [d/computation]
#[inline]
fn fnmadd_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::fma::<
            64,
        >(
            m.f(d.rs1) ^ 0x8000000000000000,
            m.f(d.rs2),
            m.f(d.rs3()) ^ 0x8000000000000000,
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// With the sign of another number. [d/conversion]
#[inline]
fn fsgnj_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = m.f(d.rs1) & 0x7fffffffffffffff | m.f(d.rs2) & 0x8000000000000000;
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// With the other sign than another number. [d/conversion]
#[inline]
fn fsgnjn_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = m.f(d.rs1) & 0x7fffffffffffffff | !m.f(d.rs2) & 0x8000000000000000;
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// With the sign of the product of both. [d/conversion]
#[inline]
fn fsgnjx_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = m.f(d.rs1) & 0x7fffffffffffffff
        | (m.f(d.rs1) ^ m.f(d.rs2)) & 0x8000000000000000;
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// What kind of number it is: one bit of ten. [d/classify]
#[inline]
fn fclass_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = float::class::<64>(m.f(d.rs1));
    m.set_x(d.rd, value);
    Ok(())
}
/// Whether they are equal. [d/compare]
#[inline]
fn feq_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = u64::from({
        let (value, flags) = float::eq::<64>(m.f(d.rs1), m.f(d.rs2));
        m.state().raise_flags(flags);
        value != 0
    });
    m.set_x(d.rd, value);
    Ok(())
}
/// Whether the first is less. [d/compare]
#[inline]
fn flt_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = u64::from({
        let (value, flags) = float::lt::<64>(m.f(d.rs1), m.f(d.rs2));
        m.state().raise_flags(flags);
        value != 0
    });
    m.set_x(d.rd, value);
    Ok(())
}
/// Whether the first is not more. [d/compare]
#[inline]
fn fle_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = u64::from({
        let (value, flags) = float::le::<64>(m.f(d.rs1), m.f(d.rs2));
        m.state().raise_flags(flags);
        value != 0
    });
    m.set_x(d.rd, value);
    Ok(())
}
/// To a signed word. [d/conversion]
#[inline]
fn fcvt_w_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::to_int::<64>(m.f(d.rs1), 32, true, rm);
        m.state().raise_flags(flags);
        value
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// From a signed word. [d/conversion]
#[inline]
fn fcvt_d_w<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::from_int::<64>(m.x(d.rs1), 32, true, rm);
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// To an unsigned word. [d/conversion]
#[inline]
fn fcvt_wu_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::to_int::<64>(m.f(d.rs1), 32, false, rm);
        m.state().raise_flags(flags);
        value
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// From an unsigned word. [d/conversion]
#[inline]
fn fcvt_d_wu<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::from_int::<64>(m.x(d.rs1), 32, false, rm);
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// To single precision. [d/conversion]
#[inline]
fn fcvt_s_d<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::resize::<64, 32>(m.f(d.rs1), rm);
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// From single precision. [d/conversion]
#[inline]
fn fcvt_d_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::resize::<
            32,
            64,
        >(ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()), rm);
        m.state().raise_flags(flags);
        value
    };
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Loads a number. [f/loads-stores]
#[inline]
fn flw<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = ops::boxed({
        let addr = (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
        let access = m.access(Kind::Load);
        m.load(addr, 4, access)?
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Stores a number. [f/loads-stores]
#[inline]
fn fsw<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    {
        let (addr, value) = (
            (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff),
            (m.f(d.rs2) & 0xffffffff),
        );
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    Ok(())
}
/// Sum. [f/computation]
#[inline]
fn fadd_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::add::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Difference. [f/computation]
#[inline]
fn fsub_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::sub::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Product. [f/computation]
#[inline]
fn fmul_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::mul::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Quotient. [f/computation]
#[inline]
fn fdiv_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::div::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Square root. [f/computation]
#[inline]
fn fsqrt_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::sqrt::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// The smaller number; negative zero is less than positive. [f/computation]
#[inline]
fn fmin_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::min::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// The larger number; positive zero is more than negative. [f/computation]
#[inline]
fn fmax_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::max::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Product plus addend. [f/computation]
#[inline]
fn fmadd_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::fma::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs3()), float::canonical_nan::<32>()),
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Product minus addend. [f/computation]
#[inline]
fn fmsub_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::fma::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs3()), float::canonical_nan::<32>()) ^ 0x80000000,
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Addend minus product. [f/computation]
#[inline]
fn fnmsub_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::fma::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()) ^ 0x80000000,
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs3()), float::canonical_nan::<32>()),
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Minus product, minus addend. [f/computation]
#[inline]
fn fnmadd_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::fma::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()) ^ 0x80000000,
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs3()), float::canonical_nan::<32>()) ^ 0x80000000,
            rm,
            m.state().float_flags(),
        );
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// With the sign of another number. [f/conversion]
#[inline]
fn fsgnj_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = ops::boxed(
        ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()) & 0x7fffffff
            | ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()) & 0x80000000,
    );
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// With the other sign than another number. [f/conversion]
#[inline]
fn fsgnjn_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = ops::boxed(
        ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()) & 0x7fffffff
            | (!ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()) & 0xffffffff)
                & 0x80000000,
    );
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// With the sign of the product of both. [f/conversion]
#[inline]
fn fsgnjx_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = ops::boxed(
        ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()) & 0x7fffffff
            | (ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>())
                ^ ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>())) & 0x80000000,
    );
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// What kind of number it is: one bit of ten. [f/classify]
#[inline]
fn fclass_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = float::class::<
        32,
    >(ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()));
    m.set_x(d.rd, value);
    Ok(())
}
/// The bits as an integer. [f/conversion]
#[inline]
fn fmv_x_w<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = (m.f(d.rs1) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// The bits from an integer. [f/conversion]
#[inline]
fn fmv_w_x<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = ops::boxed(m.x(d.rs1));
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Whether they are equal. [f/compare]
#[inline]
fn feq_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = u64::from({
        let (value, flags) = float::eq::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
        );
        m.state().raise_flags(flags);
        value != 0
    });
    m.set_x(d.rd, value);
    Ok(())
}
/// Whether the first is less. [f/compare]
#[inline]
fn flt_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = u64::from({
        let (value, flags) = float::lt::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
        );
        m.state().raise_flags(flags);
        value != 0
    });
    m.set_x(d.rd, value);
    Ok(())
}
/// Whether the first is not more. [f/compare]
#[inline]
fn fle_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let value = u64::from({
        let (value, flags) = float::le::<
            32,
        >(
            ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()),
            ops::unboxed(m.f(d.rs2), float::canonical_nan::<32>()),
        );
        m.state().raise_flags(flags);
        value != 0
    });
    m.set_x(d.rd, value);
    Ok(())
}
/// To a signed word. [f/conversion]
#[inline]
fn fcvt_w_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::to_int::<
            32,
        >(ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()), 32, true, rm);
        m.state().raise_flags(flags);
        value
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// From a signed word. [f/conversion]
#[inline]
fn fcvt_s_w<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::from_int::<32>(m.x(d.rs1), 32, true, rm);
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// To an unsigned word. [f/conversion]
#[inline]
fn fcvt_wu_s<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = {
        let (value, flags) = float::to_int::<
            32,
        >(ops::unboxed(m.f(d.rs1), float::canonical_nan::<32>()), 32, false, rm);
        m.state().raise_flags(flags);
        value
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// From an unsigned word. [f/conversion]
#[inline]
fn fcvt_s_wu<M: Machine<State: FloatUnit>, O>(
    m: &mut M,
    d: &Decoded<O>,
) -> Result<(), Exception> {
    m.state().float_on(d.word)?;
    let rm = m.state().rounding(d.rm(), d.word)?;
    let value = ops::boxed({
        let (value, flags) = float::from_int::<32>(m.x(d.rs1), 32, false, rm);
        m.state().raise_flags(flags);
        value
    });
    m.set_f(d.rd, value);
    m.state().dirty();
    Ok(())
}
/// Low half of the product. [m/multiplication]
#[inline]
fn mul<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (m.x(d.rs1).wrapping_mul(m.x(d.rs2)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// High half of the signed product. [m/multiplication]
#[inline]
fn mulh<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::mulh(m.x(d.rs1), m.x(d.rs2), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// High half of a signed times an unsigned number. [m/multiplication]
#[inline]
fn mulhsu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::mulhsu(m.x(d.rs1), m.x(d.rs2), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// High half of the unsigned product. [m/multiplication]
#[inline]
fn mulhu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::mulhu(m.x(d.rs1), m.x(d.rs2), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Signed quotient, towards zero. [m/division]
#[inline]
fn div<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = if m.x(d.rs2) == 0 {
        0xffffffff
    } else {
        ops::div(m.x(d.rs1), m.x(d.rs2), 32)
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Unsigned quotient. [m/division]
#[inline]
fn divu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = if m.x(d.rs2) == 0 {
        0xffffffff
    } else {
        ops::divu(m.x(d.rs1), m.x(d.rs2))
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Signed remainder, with the sign of the dividend. [m/division]
#[inline]
fn rem<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = if m.x(d.rs2) == 0 {
        m.x(d.rs1)
    } else {
        ops::rem(m.x(d.rs1), m.x(d.rs2), 32)
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Unsigned remainder. [m/division]
#[inline]
fn remu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = if m.x(d.rs2) == 0 {
        m.x(d.rs1)
    } else {
        ops::remu(m.x(d.rs1), m.x(d.rs2))
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Sum. [rv32/integer-immediate]
#[inline]
fn addi<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// 1 if smaller, signed. [rv32/integer-immediate]
#[inline]
fn slti<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = u64::from(ops::slt(m.x(d.rs1), u64::from(d.imm as u32), 32));
    m.set_x(d.rd, value);
    Ok(())
}
/// 1 if smaller, unsigned. [rv32/integer-immediate]
#[inline]
fn sltiu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = u64::from(m.x(d.rs1) < u64::from(d.imm as u32));
    m.set_x(d.rd, value);
    Ok(())
}
/// Exclusive or. [rv32/integer-immediate]
#[inline]
fn xori<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) ^ u64::from(d.imm as u32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Or. [rv32/integer-immediate]
#[inline]
fn ori<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) | u64::from(d.imm as u32);
    m.set_x(d.rd, value);
    Ok(())
}
/// And. [rv32/integer-immediate]
#[inline]
fn andi<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) & u64::from(d.imm as u32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Shift left. [rv32/integer-immediate]
#[inline]
fn slli<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (ops::shl(m.x(d.rs1), u64::from(d.imm as u32)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Shift right, zeros in. [rv32/integer-immediate]
#[inline]
fn srli<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::shr(m.x(d.rs1), u64::from(d.imm as u32));
    m.set_x(d.rd, value);
    Ok(())
}
/// Shift right, copies of the sign in. [rv32/integer-immediate]
#[inline]
fn srai<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::sra(m.x(d.rs1), u64::from(d.imm as u32), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Upper 20 bits of a word. [rv32/integer-immediate]
#[inline]
fn lui<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = u64::from(d.imm as u32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Address relative to pc. [rv32/integer-immediate]
#[inline]
fn auipc<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (m.pc().wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Sum. [rv32/integer-register]
#[inline]
fn add<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (m.x(d.rs1).wrapping_add(m.x(d.rs2)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Difference. [rv32/integer-register]
#[inline]
fn sub<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (m.x(d.rs1).wrapping_sub(m.x(d.rs2)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Shift left. [rv32/integer-register]
#[inline]
fn sll<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (ops::shl(m.x(d.rs1), m.x(d.rs2) & 31) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// 1 if smaller, signed. [rv32/integer-register]
#[inline]
fn slt<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = u64::from(ops::slt(m.x(d.rs1), m.x(d.rs2), 32));
    m.set_x(d.rd, value);
    Ok(())
}
/// 1 if smaller, unsigned. [rv32/integer-register]
#[inline]
fn sltu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = u64::from(m.x(d.rs1) < m.x(d.rs2));
    m.set_x(d.rd, value);
    Ok(())
}
/// Exclusive or. [rv32/integer-register]
#[inline]
fn xor<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) ^ m.x(d.rs2);
    m.set_x(d.rd, value);
    Ok(())
}
/// Shift right, zeros in. [rv32/integer-register]
#[inline]
fn srl<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::shr(m.x(d.rs1), m.x(d.rs2) & 31);
    m.set_x(d.rd, value);
    Ok(())
}
/// Shift right, copies of the sign in. [rv32/integer-register]
#[inline]
fn sra<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::sra(m.x(d.rs1), m.x(d.rs2) & 31, 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Or. [rv32/integer-register]
#[inline]
fn or_<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) | m.x(d.rs2);
    m.set_x(d.rd, value);
    Ok(())
}
/// And. [rv32/integer-register]
#[inline]
fn and<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) & m.x(d.rs2);
    m.set_x(d.rd, value);
    Ok(())
}
/// Jump relative to pc, and link. [rv32/jumps]
#[inline]
fn jal<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    {
        let target = (m.pc().wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
        if target & 1 != 0 {
            let tval_is_gva = m.access(Kind::Fetch).v;
            return Err(Exception {
                tval_is_gva,
                ..Exception::new(0, target)
            });
        }
        m.set_next_pc(target)
    };
    let value = (m.pc().wrapping_add(u64::from(d.len)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Jump to a computed address, and link. [rv32/jumps]
#[inline]
fn jalr<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    {
        let target = (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff)
            & 0xfffffffe;
        if target & 1 != 0 {
            let tval_is_gva = m.access(Kind::Fetch).v;
            return Err(Exception {
                tval_is_gva,
                ..Exception::new(0, target)
            });
        }
        m.set_next_pc(target)
    };
    let value = (m.pc().wrapping_add(u64::from(d.len)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Branch if equal. [rv32/branches]
#[inline]
fn beq<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    if m.x(d.rs1) == m.x(d.rs2) {
        {
            let target = (m.pc().wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
            if target & 1 != 0 {
                let tval_is_gva = m.access(Kind::Fetch).v;
                return Err(Exception {
                    tval_is_gva,
                    ..Exception::new(0, target)
                });
            }
            m.set_next_pc(target)
        };
    }
    Ok(())
}
/// Branch if not equal. [rv32/branches]
#[inline]
fn bne<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    if m.x(d.rs1) != m.x(d.rs2) {
        {
            let target = (m.pc().wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
            if target & 1 != 0 {
                let tval_is_gva = m.access(Kind::Fetch).v;
                return Err(Exception {
                    tval_is_gva,
                    ..Exception::new(0, target)
                });
            }
            m.set_next_pc(target)
        };
    }
    Ok(())
}
/// Branch if smaller, signed. [rv32/branches]
#[inline]
fn blt<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    if ops::slt(m.x(d.rs1), m.x(d.rs2), 32) {
        {
            let target = (m.pc().wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
            if target & 1 != 0 {
                let tval_is_gva = m.access(Kind::Fetch).v;
                return Err(Exception {
                    tval_is_gva,
                    ..Exception::new(0, target)
                });
            }
            m.set_next_pc(target)
        };
    }
    Ok(())
}
/// Branch if not smaller, signed. [rv32/branches]
#[inline]
fn bge<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    if !ops::slt(m.x(d.rs1), m.x(d.rs2), 32) {
        {
            let target = (m.pc().wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
            if target & 1 != 0 {
                let tval_is_gva = m.access(Kind::Fetch).v;
                return Err(Exception {
                    tval_is_gva,
                    ..Exception::new(0, target)
                });
            }
            m.set_next_pc(target)
        };
    }
    Ok(())
}
/// Branch if smaller, unsigned. [rv32/branches]
#[inline]
fn bltu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    if m.x(d.rs1) < m.x(d.rs2) {
        {
            let target = (m.pc().wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
            if target & 1 != 0 {
                let tval_is_gva = m.access(Kind::Fetch).v;
                return Err(Exception {
                    tval_is_gva,
                    ..Exception::new(0, target)
                });
            }
            m.set_next_pc(target)
        };
    }
    Ok(())
}
/// Branch if not smaller, unsigned. [rv32/branches]
#[inline]
fn bgeu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    if m.x(d.rs1) >= m.x(d.rs2) {
        {
            let target = (m.pc().wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
            if target & 1 != 0 {
                let tval_is_gva = m.access(Kind::Fetch).v;
                return Err(Exception {
                    tval_is_gva,
                    ..Exception::new(0, target)
                });
            }
            m.set_next_pc(target)
        };
    }
    Ok(())
}
/// Signed byte. [rv32/loads-stores]
#[inline]
fn lb<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (ops::sext(
        {
            let addr = (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
            let access = m.access(Kind::Load);
            m.load(addr, 1, access)?
        },
        8,
    ) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Signed halfword. [rv32/loads-stores]
#[inline]
fn lh<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (ops::sext(
        {
            let addr = (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
            let access = m.access(Kind::Load);
            m.load(addr, 2, access)?
        },
        16,
    ) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Signed word. [rv32/loads-stores]
#[inline]
fn lw<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = {
        let addr = (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
        let access = m.access(Kind::Load);
        m.load(addr, 4, access)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Unsigned byte. [rv32/loads-stores]
#[inline]
fn lbu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = {
        let addr = (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
        let access = m.access(Kind::Load);
        m.load(addr, 1, access)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Unsigned halfword. [rv32/loads-stores]
#[inline]
fn lhu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = {
        let addr = (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff);
        let access = m.access(Kind::Load);
        m.load(addr, 2, access)?
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Byte. [rv32/loads-stores]
#[inline]
fn sb<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    {
        let (addr, value) = (
            (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff),
            (m.x(d.rs2) & 0xff),
        );
        let access = m.access(Kind::Store);
        m.store(addr, 1, value, access)?
    };
    Ok(())
}
/// Halfword. [rv32/loads-stores]
#[inline]
fn sh<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    {
        let (addr, value) = (
            (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff),
            (m.x(d.rs2) & 0xffff),
        );
        let access = m.access(Kind::Store);
        m.store(addr, 2, value, access)?
    };
    Ok(())
}
/// Word. [rv32/loads-stores]
#[inline]
fn sw<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    {
        let (addr, value) = (
            (m.x(d.rs1).wrapping_add(u64::from(d.imm as u32)) & 0xffffffff),
            m.x(d.rs2),
        );
        let access = m.access(Kind::Store);
        m.store(addr, 4, value, access)?
    };
    Ok(())
}
/// Orders memory accesses. [rv32/fence]
#[inline]
fn fence<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    m.fence();
    Ok(())
}
/// Waits until a reservation ends. [zawrs/wrs]
#[inline]
fn wrs_nto<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    m.fence();
    Ok(())
}
/// Waits until a reservation ends, for a short time. [zawrs/wrs]
#[inline]
fn wrs_sto<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    m.fence();
    Ok(())
}
/// Sum with an index of halfwords. [bitmanip/zba]
#[inline]
fn sh1add<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (m.x(d.rs2).wrapping_add(((m.x(d.rs1) << (1)) & 0xffffffff))
        & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Sum with an index of words. [bitmanip/zba]
#[inline]
fn sh2add<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (m.x(d.rs2).wrapping_add(((m.x(d.rs1) << (2)) & 0xffffffff))
        & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Sum with an index of doublewords. [bitmanip/zba]
#[inline]
fn sh3add<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (m.x(d.rs2).wrapping_add(((m.x(d.rs1) << (3)) & 0xffffffff))
        & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// And with the complement. [bitmanip/zbb]
#[inline]
fn andn<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) & (!m.x(d.rs2) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Or with the complement. [bitmanip/zbb]
#[inline]
fn orn<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) | (!m.x(d.rs2) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Complement of the exclusive or. [bitmanip/zbb]
#[inline]
fn xnor<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (!(m.x(d.rs1) ^ m.x(d.rs2)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Zeros above the highest bit that is set. [bitmanip/zbb]
#[inline]
fn clz<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::clz(m.x(d.rs1), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Zeros below the lowest bit that is set. [bitmanip/zbb]
#[inline]
fn ctz<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::ctz(m.x(d.rs1), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Number of bits that are set. [bitmanip/zbb]
#[inline]
fn cpop<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::cpop(m.x(d.rs1));
    m.set_x(d.rd, value);
    Ok(())
}
/// Minimum, signed. [bitmanip/zbb]
#[inline]
fn min<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = if ops::slt(m.x(d.rs1), m.x(d.rs2), 32) {
        m.x(d.rs1)
    } else {
        m.x(d.rs2)
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Minimum, unsigned. [bitmanip/zbb]
#[inline]
fn minu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = if m.x(d.rs1) < m.x(d.rs2) { m.x(d.rs1) } else { m.x(d.rs2) };
    m.set_x(d.rd, value);
    Ok(())
}
/// Maximum, signed. [bitmanip/zbb]
#[inline]
fn max<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = if ops::slt(m.x(d.rs1), m.x(d.rs2), 32) {
        m.x(d.rs2)
    } else {
        m.x(d.rs1)
    };
    m.set_x(d.rd, value);
    Ok(())
}
/// Maximum, unsigned. [bitmanip/zbb]
#[inline]
fn maxu<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = if m.x(d.rs1) < m.x(d.rs2) { m.x(d.rs2) } else { m.x(d.rs1) };
    m.set_x(d.rd, value);
    Ok(())
}
/// Signed byte. [bitmanip/zbb]
#[inline]
fn sext_b<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (ops::sext((m.x(d.rs1) & 0xff), 8) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Signed halfword. [bitmanip/zbb]
#[inline]
fn sext_h<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (ops::sext((m.x(d.rs1) & 0xffff), 16) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Unsigned halfword. [bitmanip/zbb]
#[inline]
fn zext_h<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = (m.x(d.rs1) & 0xffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Rotation to the left. [bitmanip/zbb]
#[inline]
fn rol<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::rol(m.x(d.rs1), m.x(d.rs2), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Rotation to the right. [bitmanip/zbb]
#[inline]
fn ror<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::ror(m.x(d.rs1), m.x(d.rs2), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Rotation to the right by a constant. [bitmanip/zbb]
#[inline]
fn rori<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::ror(m.x(d.rs1), u64::from(d.imm as u32), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// All ones for each byte that is not 0. [bitmanip/zbb]
#[inline]
fn orc_b<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::orc_b(m.x(d.rs1));
    m.set_x(d.rd, value);
    Ok(())
}
/// Bytes in reverse order. [bitmanip/zbb]
#[inline]
fn rev8<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = ops::rev8(m.x(d.rs1), 32);
    m.set_x(d.rd, value);
    Ok(())
}
/// Clears a bit. [bitmanip/zbs]
#[inline]
fn bclr<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) & (!(ops::shl(1, m.x(d.rs2) & 31) & 0xffffffff) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Extracts a bit. [bitmanip/zbs]
#[inline]
fn bext<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = u64::from(ops::bit(m.x(d.rs1), m.x(d.rs2) & 31));
    m.set_x(d.rd, value);
    Ok(())
}
/// Inverts a bit. [bitmanip/zbs]
#[inline]
fn binv<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) ^ (ops::shl(1, m.x(d.rs2) & 31) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Sets a bit. [bitmanip/zbs]
#[inline]
fn bset<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) | (ops::shl(1, m.x(d.rs2) & 31) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Clears a bit. [bitmanip/zbs]
#[inline]
fn bclri<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1)
        & (!(ops::shl(1, u64::from(d.imm as u32)) & 0xffffffff) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Extracts a bit. [bitmanip/zbs]
#[inline]
fn bexti<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = u64::from(ops::bit(m.x(d.rs1), u64::from(d.imm as u32)));
    m.set_x(d.rd, value);
    Ok(())
}
/// Inverts a bit. [bitmanip/zbs]
#[inline]
fn binvi<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) ^ (ops::shl(1, u64::from(d.imm as u32)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Sets a bit. [bitmanip/zbs]
#[inline]
fn bseti<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    let value = m.x(d.rs1) | (ops::shl(1, u64::from(d.imm as u32)) & 0xffffffff);
    m.set_x(d.rd, value);
    Ok(())
}
/// Makes earlier stores visible to later instruction fetches. [zifencei/fence-i]
#[inline]
fn fence_i<M: Machine, O>(m: &mut M, d: &Decoded<O>) -> Result<(), Exception> {
    m.fence_i();
    Ok(())
}

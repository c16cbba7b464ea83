//! Instruction words by the names of the model.

use ir::{Csr, Field, Spec};

/// Bits of the address of a CSR.
const ADDRESS_BITS: u32 = 12;

/// Whether the address of a CSR is one of those that cannot be written: its two top bits are set.
pub fn is_read_only(csr: &Csr) -> bool {
    csr.address >> (ADDRESS_BITS - 2) == 3
}

/// Encodes instructions of one text.
#[derive(Clone, Copy, Debug)]
pub struct Asm<'s> {
    /// The text.
    pub spec: &'s Spec,
}

impl<'s> Asm<'s> {
    /// An instruction with these operands, the others 0.
    pub fn insn(&self, name: &str, operands: &[(&str, u64)]) -> u32 {
        let insn = self.spec.insn(name).unwrap_or_else(|| panic!("the model has no instruction {name}"));
        let mut word = insn.matches;
        for (operand, value) in operands {
            let Some(found) = insn.operands.iter().find(|o| o.name == *operand) else { continue };
            for &(hi, lo, from) in &found.pieces {
                word |= ((value >> from & ir::expr::mask(hi - lo + 1)) as u32) << lo;
            }
        }
        word
    }

    /// `rd = csr`.
    pub fn csrr(&self, rd: u64, csr: u16) -> u32 {
        self.insn("csrrs", &[("rd", rd), ("csr", csr.into())])
    }

    /// `csr = rs`.
    pub fn csrw(&self, csr: u16, rs: u64) -> u32 {
        self.insn("csrrw", &[("rs1", rs), ("csr", csr.into())])
    }

    /// Loads a register of full width.
    pub fn load(&self, rd: u64, offset: i64, base: u64) -> u32 {
        self.insn(if self.spec.xlen == 64 { "ld" } else { "lw" }, &[("rd", rd), ("rs1", base), ("imm", offset as u64)])
    }

    /// Stores a register of full width.
    pub fn store(&self, rs: u64, offset: i64, base: u64) -> u32 {
        self.insn(if self.spec.xlen == 64 { "sd" } else { "sw" }, &[("rs2", rs), ("rs1", base), ("imm", offset as u64)])
    }

    /// `rd = rs + imm`.
    pub fn addi(&self, rd: u64, rs: u64, imm: i64) -> u32 {
        self.insn("addi", &[("rd", rd), ("rs1", rs), ("imm", imm as u64)])
    }

    /// Address of a CSR that every text has.
    pub fn csr(&self, name: &str) -> u16 {
        self.spec.csr(name).unwrap_or_else(|| panic!("the model has no {name}")).address
    }

    /// A field that every text has.
    pub fn field(&self, csr: &str, field: &str) -> &'s Field {
        self.spec.field(csr, field).unwrap_or_else(|| panic!("the model has no {csr}.{field}"))
    }
}

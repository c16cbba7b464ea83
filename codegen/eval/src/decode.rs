//! Words into instructions.

use crate::expr::Scope;
use crate::index::Evaluator;
use ir::expr::mask;
use ir::fold::sext;
use ir::{Body, Insn, Operand};

/// A decoded instruction. A compressed one is what it expands to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'s> {
    /// Position in [`ir::Spec::insns`] of the instruction that is executed.
    pub insn: usize,
    /// Position of the instruction whose encoding matched.
    pub matched: usize,
    /// Its operands.
    pub operands: Vec<(&'s str, u64)>,
    /// Bytes: 2 or 4.
    pub len: u8,
    /// The bits as fetched (16 or 32).
    pub word: u32,
}

impl Decoded<'_> {
    /// An operand by name.
    pub fn operand(&self, name: &str) -> Option<u64> {
        self.operands.iter().find(|o| o.0 == name).map(|o| o.1)
    }

    /// In the form of generated decoders: what an instruction does not have is 0.
    pub fn as_isa(&self) -> isa::Decoded<usize> {
        let register = |name| self.operand(name).unwrap_or(0) as u8;
        isa::Decoded {
            op: self.insn,
            rd: register("rd"),
            rs1: register("rs1"),
            rs2: register("rs2"),
            len: self.len,
            imm: match (self.operand("rs3"), self.operand("rm")) {
                (None, None) => self.operand("imm").or(self.operand("csr")).unwrap_or(0) as i32,
                (rs3, rm) => isa::float_operands(rs3.unwrap_or(0) as u32, rm.unwrap_or(0) as u32),
            },
            word: self.word,
        }
    }
}

impl<'s> Evaluator<'s> {
    /// Decodes a word; of a 16-bit instruction the upper half is ignored.
    pub fn decode(&self, word: u32) -> Option<Decoded<'s>> {
        let (word, bytes) = if word & 3 == 3 { (word, 4) } else { (word & 0xffff, 2) };
        let fits = |i: &Insn| i.bytes == bytes && word & i.mask == i.matches;
        let candidates = self.spec().insns.iter().enumerate().filter(|(_, i)| fits(i));
        candidates.map(|(at, insn)| self.taken_apart(at, insn, word)).find_map(|d| d)
    }

    fn taken_apart(&self, matched: usize, insn: &'s Insn, word: u32) -> Option<Decoded<'s>> {
        let operands: Vec<(&str, u64)> = insn.operands.iter().map(|o| (o.name.as_str(), self.operand_value(o, word))).collect();
        let plain = |e| self.pure(&self.reset(), e, Scope::of(&operands));
        if insn.condition.as_ref().is_some_and(|c| plain(c) == 0) {
            return None;
        }
        let len = insn.bytes as u8;
        let Body::Expands { insn: name, operands: given } = &insn.body else {
            return Some(Decoded { insn: matched, matched, operands, len, word });
        };
        let target = self.spec().insns.iter().position(|i| i.name == *name)?;
        let operands = given.iter().map(|(name, e)| (name.as_str(), plain(e))).collect();
        Some(Decoded { insn: target, matched, operands, len, word })
    }

    fn operand_value(&self, o: &Operand, word: u32) -> u64 {
        let piece = |value, (hi, lo, at): &(u32, u32, u32)| value | (u64::from(word >> lo) & mask(hi - lo + 1)) << at;
        let value = o.pieces.iter().fold(0, piece) + u64::from(o.bias);
        match o.signed {
            true => sext(value, o.width) & self.xlen_mask(),
            false => value,
        }
    }
}

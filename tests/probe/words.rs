//! Instruction words, CSR addresses and bits by the names of the model.

use ir::{Field, Spec};

/// The names of one text at one XLEN.
pub struct Words {
    /// The text that is asked.
    spec: Spec,
    /// The last text: it knows what the older ones had not yet.
    last: Spec,
}

impl Words {
    /// Names of `spec`.
    pub fn new(spec: Spec, last: Spec) -> Self {
        Self { spec, last }
    }

    /// The text.
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// An instruction with these operands, the others 0. What the text does
    /// not have yet is encoded as in the last one.
    pub fn insn(&self, name: &str, operands: &[(&str, u64)]) -> u32 {
        let insn = [&self.spec, &self.last].into_iter().find_map(|s| s.insn(name));
        let insn = insn.unwrap_or_else(|| panic!("the model has no instruction {name}"));
        let mut word = insn.matches;
        for (operand, value) in operands {
            let found = insn.operands.iter().find(|o| o.name == *operand);
            let found = found.unwrap_or_else(|| panic!("{name} has no operand {operand}"));
            for &(hi, lo, from) in &found.pieces {
                word |= ((value >> from & ir::expr::mask(hi - lo + 1)) as u32) << lo;
            }
        }
        word
    }

    /// Address of a CSR, here or in the last text.
    pub fn address(&self, name: &str) -> Option<u64> {
        let csr = [&self.spec, &self.last].into_iter().find_map(|s| s.csr(name));
        csr.map(|c| c.address.into())
    }

    /// A value in its field.
    pub fn place(&self, csr: &str, field: &str, value: u64) -> u64 {
        value << self.field(csr, field).lo
    }

    /// All bits of a field.
    pub fn mask(&self, csr: &str, field: &str) -> u64 {
        self.field(csr, field).mask()
    }

    /// The number of a privilege mode, by the constant's name.
    pub fn constant(&self, name: &str) -> u64 {
        self.spec.constant(name).unwrap_or_else(|| panic!("the model has no constant {name}"))
    }

    fn field(&self, csr: &str, field: &str) -> &Field {
        self.spec.field(csr, field).unwrap_or_else(|| panic!("{} has no {csr}.{field}", self.spec.revision.id))
    }
}

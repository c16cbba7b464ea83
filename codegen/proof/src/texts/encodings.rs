//! Words of instructions, and what trap registers show of them.

use super::{Comparison, mask};
use crate::text::{Opcode, range};
use serde_json::json;

/// Bits of a word.
const WORD: u32 = u32::BITS;
/// The extension whose instructions are all in the listing.
const EXTENSION: &str = "h";
/// The bit that is cleared if the instruction had 16 bits, as the text below the tables says.
const COMPRESSED: u32 = 1;
/// What stands where the model's name is another.
const TRANSFORM: (&str, &str) = ("virtual-machine", "guest");

impl Comparison<'_> {
    /// Fixed bits and operands of the privileged instructions.
    pub(super) fn instructions(&mut self) {
        let (text, spec) = (self.text, self.spec);
        for item in text.items("encodings") {
            for (name, row) in item.rows("words") {
                let (row, here) = match row.strip_suffix(" RV64") {
                    Some(row) => (row, spec.xlen == 64),
                    None => (row, true),
                };
                if self.scope.absent.iter().any(|a| a.0 == name) {
                    self.fact(item.at(), format!("{name} is left out"), false, spec.insn(name).is_some());
                    continue;
                }
                let insn = spec.insn(name);
                self.fact(item.at(), format!("{name} exists"), here, insn.is_some());
                let (Some(insn), true) = (insn, here) else { continue };
                let widths = |part: &str| if part.starts_with('r') { 5 } else { part.len() as u32 };
                let (mut bits, mut fixed, mut at) = (0u32, 0u32, WORD);
                for part in row.split(' ') {
                    let width = widths(part);
                    at -= width;
                    match u32::from_str_radix(part, 2) {
                        Ok(value) => {
                            bits |= value << at;
                            fixed |= mask(at + width - 1, at) as u32;
                        }
                        Err(_) => {
                            let operand = insn.operands.iter().find(|o| o.name == part).map(|o| o.pieces.clone());
                            self.fact(item.at(), format!("{name} {part}"), Some(vec![(at + width - 1, at, 0)]), operand);
                        }
                    }
                }
                self.fact(item.at(), format!("{name} width"), 0, at);
                let exported = &self.export["instructions"][name];
                let (mask, matches) = (exported["mask"].clone(), exported["match"].clone());
                self.fact(item.at(), format!("{name} mask"), json!(format!("{fixed:#010x}")), mask);
                self.fact(item.at(), format!("{name} match"), json!(format!("{bits:#010x}")), matches);
            }
        }
        for insn in spec.insns.iter().filter(|i| i.extension.eq_ignore_ascii_case(EXTENSION)) {
            let listed = text.items("encodings").flat_map(|i| i.rows("words")).any(|(name, _)| name == insn.name);
            self.fact("priv-insns", format!("{} is listed", insn.name), true, listed);
        }
    }

    /// Fixed bits of every instruction that there is, by a list that no text has.
    pub(super) fn opcodes(&mut self, opcodes: &[Opcode]) {
        let spec = self.spec;
        for insn in &spec.insns {
            let listed = opcodes.iter().find(|o| o.name == insn.name).and_then(|o| o.bits[usize::from(spec.xlen == 64)]);
            self.fact("opcodes", &insn.name, listed, Some((insn.mask, insn.matches)));
        }
    }

    /// Which bits of a trapped instruction are shown, and where its address offset goes.
    pub(super) fn transforms(&mut self) {
        let (text, spec) = (self.text, self.spec);
        for item in text.items("transforms") {
            let name = if item.word("of") == TRANSFORM.0 { TRANSFORM.1 } else { item.word("of") };
            let found = spec.insns.iter().find_map(|i| i.transform.as_ref().filter(|t| t.name == name));
            let (mut keep, mut offset) = (0u64, None);
            for (bits, printed) in item.rows("bits") {
                let (hi, lo) = range(bits, spec.xlen);
                match printed {
                    "0" => {}
                    "Addr. Offset" => offset = Some((hi, lo)),
                    _ => keep |= mask(hi, lo),
                }
            }
            self.fact(item.at(), format!("{name} keeps"), Some(keep as u32), found.map(|t| t.keep));
            self.fact(item.at(), format!("{name} offset"), offset, found.map(|t| t.offset));
            self.fact(item.at(), format!("{name} clears"), Some(COMPRESSED), found.map(|t| t.compressed));
        }
    }

    /// Values that stand for accesses of the VS-stage walk.
    pub(super) fn pseudoinstructions(&mut self) {
        let text = self.text;
        for item in text.items("pseudo") {
            for (value, row) in item.rows("values") {
                if !row.ends_with(&format!("RV{}", self.spec.xlen)) {
                    continue;
                }
                let write = u64::from(row.contains("write"));
                let found = self.eval.rule_value(&self.state("M"), "pseudo_instruction", &[write]);
                let printed = u64::from_str_radix(value.trim_start_matches("0x"), 16).ok();
                self.fact(item.at(), row, printed, found);
            }
        }
    }
}

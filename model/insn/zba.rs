//! Address generation: sums with a shifted index (Zba).

insn! { sh1add    { extension: zba, encoding: "0010000 rs2 rs1 010 rd 0110011", exec: { x[rd] = x[rs2] + (x[rs1] << 1); }, cite: bitmanip/zba, doc: "Sum with an index of halfwords." } }
insn! { sh2add    { extension: zba, encoding: "0010000 rs2 rs1 100 rd 0110011", exec: { x[rd] = x[rs2] + (x[rs1] << 2); }, cite: bitmanip/zba, doc: "Sum with an index of words." } }
insn! { sh3add    { extension: zba, encoding: "0010000 rs2 rs1 110 rd 0110011", exec: { x[rd] = x[rs2] + (x[rs1] << 3); }, cite: bitmanip/zba, doc: "Sum with an index of doublewords." } }

// The index is an unsigned word.
insn! { add.uw    { xlen: 64, extension: zba, encoding: "0000100 rs2 rs1 000 rd 0111011", exec: { x[rd] = x[rs2] + x[rs1].low::<32>().zext(); }, cite: bitmanip/zba, doc: "Sum with an unsigned word." } }
insn! { sh1add.uw { xlen: 64, extension: zba, encoding: "0010000 rs2 rs1 010 rd 0111011", exec: { x[rd] = x[rs2] + (x[rs1].low::<32>().zext() << 1); }, cite: bitmanip/zba, doc: "Sum with an unsigned word as an index of halfwords." } }
insn! { sh2add.uw { xlen: 64, extension: zba, encoding: "0010000 rs2 rs1 100 rd 0111011", exec: { x[rd] = x[rs2] + (x[rs1].low::<32>().zext() << 2); }, cite: bitmanip/zba, doc: "Sum with an unsigned word as an index of words." } }
insn! { sh3add.uw { xlen: 64, extension: zba, encoding: "0010000 rs2 rs1 110 rd 0111011", exec: { x[rd] = x[rs2] + (x[rs1].low::<32>().zext() << 3); }, cite: bitmanip/zba, doc: "Sum with an unsigned word as an index of doublewords." } }
insn! { slli.uw   { xlen: 64, extension: zba, encoding: "000010 uimm[5:0] rs1 001 rd 0011011", exec: { x[rd] = x[rs1].low::<32>().zext() << imm; }, cite: bitmanip/zba, doc: "Shift left of an unsigned word." } }

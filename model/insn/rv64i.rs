//! The base integer instructions that only RV64 has.

// Words: the low half counts, and the result is extended by its sign.
insn! { addiw { xlen: 64, encoding: "imm[11:0] rs1 000 rd 0011011", exec: { x[rd] = (x[rs1] + imm).low::<32>().sext(); }, cite: rv64/integer-immediate, doc: "Sum." } }
insn! { slliw { xlen: 64, encoding: "0000000 uimm[4:0] rs1 001 rd 0011011", exec: { x[rd] = (x[rs1].low::<32>() << imm.low::<32>()).sext(); }, cite: rv64/integer-immediate, doc: "Shift left." } }
insn! { srliw { xlen: 64, encoding: "0000000 uimm[4:0] rs1 101 rd 0011011", exec: { x[rd] = (x[rs1].low::<32>() >> imm.low::<32>()).sext(); }, cite: rv64/integer-immediate, doc: "Shift right, zeros in." } }
insn! { sraiw { xlen: 64, encoding: "0100000 uimm[4:0] rs1 101 rd 0011011", exec: { x[rd] = sra(x[rs1].low::<32>(), imm.low::<32>()).sext(); }, cite: rv64/integer-immediate, doc: "Shift right, copies of the sign in." } }
insn! { addw  { xlen: 64, encoding: "0000000 rs2 rs1 000 rd 0111011", exec: { x[rd] = (x[rs1] + x[rs2]).low::<32>().sext(); }, cite: rv64/integer-register, doc: "Sum." } }
insn! { subw  { xlen: 64, encoding: "0100000 rs2 rs1 000 rd 0111011", exec: { x[rd] = (x[rs1] - x[rs2]).low::<32>().sext(); }, cite: rv64/integer-register, doc: "Difference." } }
insn! { sllw  { xlen: 64, encoding: "0000000 rs2 rs1 001 rd 0111011", exec: { x[rd] = (x[rs1].low::<32>() << (x[rs2].low::<32>() & 31)).sext(); }, cite: rv64/integer-register, doc: "Shift left." } }
insn! { srlw  { xlen: 64, encoding: "0000000 rs2 rs1 101 rd 0111011", exec: { x[rd] = (x[rs1].low::<32>() >> (x[rs2].low::<32>() & 31)).sext(); }, cite: rv64/integer-register, doc: "Shift right, zeros in." } }
insn! { sraw  { xlen: 64, encoding: "0100000 rs2 rs1 101 rd 0111011", exec: { x[rd] = sra(x[rs1].low::<32>(), x[rs2].low::<32>() & 31).sext(); }, cite: rv64/integer-register, doc: "Shift right, copies of the sign in." } }

// Memory.
insn! { lwu   { xlen: 64, encoding: "imm[11:0] rs1 110 rd 0000011", transform: load, exec: { x[rd] = load::<32>(x[rs1] + imm).zext(); }, cite: rv64/loads-stores, doc: "Unsigned word." } }
insn! { ld    { xlen: 64, encoding: "imm[11:0] rs1 011 rd 0000011", transform: load, exec: { x[rd] = load::<64>(x[rs1] + imm); }, cite: rv64/loads-stores, doc: "Doubleword." } }
insn! { sd    { xlen: 64, encoding: "imm[11:5] rs2 rs1 011 imm[4:0] 0100011", transform: store, exec: { store::<64>(x[rs1] + imm, x[rs2]); }, cite: rv64/loads-stores, doc: "Doubleword." } }

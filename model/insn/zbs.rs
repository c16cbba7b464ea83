//! Single bits (Zbs). The position is taken modulo the width of a register.

insn! { bclr  { extension: zbs, encoding: "0100100 rs2 rs1 001 rd 0110011", exec: { x[rd] = x[rs1] & !(1 << (x[rs2] & (XLEN - 1))); }, cite: bitmanip/zbs, doc: "Clears a bit." } }
insn! { bext  { extension: zbs, encoding: "0100100 rs2 rs1 101 rd 0110011", exec: { x[rd] = x[rs1].bit(x[rs2] & (XLEN - 1)).zext(); }, cite: bitmanip/zbs, doc: "Extracts a bit." } }
insn! { binv  { extension: zbs, encoding: "0110100 rs2 rs1 001 rd 0110011", exec: { x[rd] = x[rs1] ^ (1 << (x[rs2] & (XLEN - 1))); }, cite: bitmanip/zbs, doc: "Inverts a bit." } }
insn! { bset  { extension: zbs, encoding: "0010100 rs2 rs1 001 rd 0110011", exec: { x[rd] = x[rs1] | (1 << (x[rs2] & (XLEN - 1))); }, cite: bitmanip/zbs, doc: "Sets a bit." } }

// The position as a constant.
insn! { bclri { extension: zbs, encoding: [{xlen: 32, val: "0100100 uimm[4:0] rs1 001 rd 0010011"}, {xlen: 64, val: "010010 uimm[5:0] rs1 001 rd 0010011"}], exec: { x[rd] = x[rs1] & !(1 << imm); }, cite: bitmanip/zbs, doc: "Clears a bit." } }
insn! { bexti { extension: zbs, encoding: [{xlen: 32, val: "0100100 uimm[4:0] rs1 101 rd 0010011"}, {xlen: 64, val: "010010 uimm[5:0] rs1 101 rd 0010011"}], exec: { x[rd] = x[rs1].bit(imm).zext(); }, cite: bitmanip/zbs, doc: "Extracts a bit." } }
insn! { binvi { extension: zbs, encoding: [{xlen: 32, val: "0110100 uimm[4:0] rs1 001 rd 0010011"}, {xlen: 64, val: "011010 uimm[5:0] rs1 001 rd 0010011"}], exec: { x[rd] = x[rs1] ^ (1 << imm); }, cite: bitmanip/zbs, doc: "Inverts a bit." } }
insn! { bseti { extension: zbs, encoding: [{xlen: 32, val: "0010100 uimm[4:0] rs1 001 rd 0010011"}, {xlen: 64, val: "001010 uimm[5:0] rs1 001 rd 0010011"}], exec: { x[rd] = x[rs1] | (1 << imm); }, cite: bitmanip/zbs, doc: "Sets a bit." } }

//! Basic bit manipulation (Zbb).

// Logic with one operand complemented.
insn! { andn   { extension: zbb, encoding: "0100000 rs2 rs1 111 rd 0110011", exec: { x[rd] = x[rs1] & !x[rs2]; }, cite: bitmanip/zbb, doc: "And with the complement." } }
insn! { orn    { extension: zbb, encoding: "0100000 rs2 rs1 110 rd 0110011", exec: { x[rd] = x[rs1] | !x[rs2]; }, cite: bitmanip/zbb, doc: "Or with the complement." } }
insn! { xnor   { extension: zbb, encoding: "0100000 rs2 rs1 100 rd 0110011", exec: { x[rd] = !(x[rs1] ^ x[rs2]); }, cite: bitmanip/zbb, doc: "Complement of the exclusive or." } }

// Counting.
insn! { clz    { extension: zbb, encoding: "0110000 00000 rs1 001 rd 0010011", exec: { x[rd] = clz(x[rs1]); }, cite: bitmanip/zbb, doc: "Zeros above the highest bit that is set." } }
insn! { ctz    { extension: zbb, encoding: "0110000 00001 rs1 001 rd 0010011", exec: { x[rd] = ctz(x[rs1]); }, cite: bitmanip/zbb, doc: "Zeros below the lowest bit that is set." } }
insn! { cpop   { extension: zbb, encoding: "0110000 00010 rs1 001 rd 0010011", exec: { x[rd] = cpop(x[rs1]); }, cite: bitmanip/zbb, doc: "Number of bits that are set." } }
insn! { clzw   { xlen: 64, extension: zbb, encoding: "0110000 00000 rs1 001 rd 0011011", exec: { x[rd] = clz(x[rs1].low::<32>()).zext(); }, cite: bitmanip/zbb, doc: "Zeros above the highest bit that is set in a word." } }
insn! { ctzw   { xlen: 64, extension: zbb, encoding: "0110000 00001 rs1 001 rd 0011011", exec: { x[rd] = ctz(x[rs1].low::<32>()).zext(); }, cite: bitmanip/zbb, doc: "Zeros below the lowest bit that is set in a word." } }
insn! { cpopw  { xlen: 64, extension: zbb, encoding: "0110000 00010 rs1 001 rd 0011011", exec: { x[rd] = cpop(x[rs1].low::<32>()).zext(); }, cite: bitmanip/zbb, doc: "Number of bits that are set in a word." } }

// The smaller and the larger of two.
insn! { min    { extension: zbb, encoding: "0000101 rs2 rs1 100 rd 0110011", exec: { x[rd] = if slt(x[rs1], x[rs2]) { x[rs1] } else { x[rs2] }; }, cite: bitmanip/zbb, doc: "Minimum, signed." } }
insn! { minu   { extension: zbb, encoding: "0000101 rs2 rs1 101 rd 0110011", exec: { x[rd] = if x[rs1] < x[rs2] { x[rs1] } else { x[rs2] }; }, cite: bitmanip/zbb, doc: "Minimum, unsigned." } }
insn! { max    { extension: zbb, encoding: "0000101 rs2 rs1 110 rd 0110011", exec: { x[rd] = if slt(x[rs1], x[rs2]) { x[rs2] } else { x[rs1] }; }, cite: bitmanip/zbb, doc: "Maximum, signed." } }
insn! { maxu   { extension: zbb, encoding: "0000101 rs2 rs1 111 rd 0110011", exec: { x[rd] = if x[rs1] < x[rs2] { x[rs2] } else { x[rs1] }; }, cite: bitmanip/zbb, doc: "Maximum, unsigned." } }

// Extension of bytes and halfwords.
insn! { sext.b { extension: zbb, encoding: "0110000 00100 rs1 001 rd 0010011", exec: { x[rd] = x[rs1].low::<8>().sext(); }, cite: bitmanip/zbb, doc: "Signed byte." } }
insn! { sext.h { extension: zbb, encoding: "0110000 00101 rs1 001 rd 0010011", exec: { x[rd] = x[rs1].low::<16>().sext(); }, cite: bitmanip/zbb, doc: "Signed halfword." } }
insn! { zext.h { extension: zbb, encoding: [{xlen: 32, val: "0000100 00000 rs1 100 rd 0110011"}, {xlen: 64, val: "0000100 00000 rs1 100 rd 0111011"}], exec: { x[rd] = x[rs1].low::<16>().zext(); }, cite: bitmanip/zbb, doc: "Unsigned halfword." } }

// Rotation. Of the amount, as many low bits count as a shift would look at.
insn! { rol    { extension: zbb, encoding: "0110000 rs2 rs1 001 rd 0110011", exec: { x[rd] = rol(x[rs1], x[rs2]); }, cite: bitmanip/zbb, doc: "Rotation to the left." } }
insn! { ror    { extension: zbb, encoding: "0110000 rs2 rs1 101 rd 0110011", exec: { x[rd] = ror(x[rs1], x[rs2]); }, cite: bitmanip/zbb, doc: "Rotation to the right." } }
insn! { rori   { extension: zbb, encoding: [{xlen: 32, val: "0110000 uimm[4:0] rs1 101 rd 0010011"}, {xlen: 64, val: "011000 uimm[5:0] rs1 101 rd 0010011"}], exec: { x[rd] = ror(x[rs1], imm); }, cite: bitmanip/zbb, doc: "Rotation to the right by a constant." } }
insn! { rolw   { xlen: 64, extension: zbb, encoding: "0110000 rs2 rs1 001 rd 0111011", exec: { x[rd] = rol(x[rs1].low::<32>(), x[rs2]).sext(); }, cite: bitmanip/zbb, doc: "Rotation of a word to the left." } }
insn! { rorw   { xlen: 64, extension: zbb, encoding: "0110000 rs2 rs1 101 rd 0111011", exec: { x[rd] = ror(x[rs1].low::<32>(), x[rs2]).sext(); }, cite: bitmanip/zbb, doc: "Rotation of a word to the right." } }
insn! { roriw  { xlen: 64, extension: zbb, encoding: "0110000 uimm[4:0] rs1 101 rd 0011011", exec: { x[rd] = ror(x[rs1].low::<32>(), imm).sext(); }, cite: bitmanip/zbb, doc: "Rotation of a word to the right by a constant." } }

// Bytes of a register.
insn! { orc.b  { extension: zbb, encoding: "0010100 00111 rs1 101 rd 0010011", exec: { x[rd] = orc_b(x[rs1]); }, cite: bitmanip/zbb, doc: "All ones for each byte that is not 0." } }
insn! { rev8   { extension: zbb, encoding: [{xlen: 32, val: "0110100 11000 rs1 101 rd 0010011"}, {xlen: 64, val: "0110101 11000 rs1 101 rd 0010011"}], exec: { x[rd] = rev8(x[rs1]); }, cite: bitmanip/zbb, doc: "Bytes in reverse order." } }

//! The base integer instructions that both XLENs have.

// Immediate operand.
insn! { addi  { encoding: "imm[11:0] rs1 000 rd 0010011", exec: { x[rd] = x[rs1] + imm; }, cite: rv32/integer-immediate, doc: "Sum." } }
insn! { slti  { encoding: "imm[11:0] rs1 010 rd 0010011", exec: { x[rd] = slt(x[rs1], imm).zext(); }, cite: rv32/integer-immediate, doc: "1 if smaller, signed." } }
insn! { sltiu { encoding: "imm[11:0] rs1 011 rd 0010011", exec: { x[rd] = (x[rs1] < imm).zext(); }, cite: rv32/integer-immediate, doc: "1 if smaller, unsigned." } }
insn! { xori  { encoding: "imm[11:0] rs1 100 rd 0010011", exec: { x[rd] = x[rs1] ^ imm; }, cite: rv32/integer-immediate, doc: "Exclusive or." } }
insn! { ori   { encoding: "imm[11:0] rs1 110 rd 0010011", exec: { x[rd] = x[rs1] | imm; }, cite: rv32/integer-immediate, doc: "Or." } }
insn! { andi  { encoding: "imm[11:0] rs1 111 rd 0010011", exec: { x[rd] = x[rs1] & imm; }, cite: rv32/integer-immediate, doc: "And." } }
insn! { slli  { encoding: [{xlen: 32, val: "0000000 uimm[4:0] rs1 001 rd 0010011"}, {xlen: 64, val: "000000 uimm[5:0] rs1 001 rd 0010011"}], exec: { x[rd] = x[rs1] << imm; }, cite: rv32/integer-immediate, doc: "Shift left." } }
insn! { srli  { encoding: [{xlen: 32, val: "0000000 uimm[4:0] rs1 101 rd 0010011"}, {xlen: 64, val: "000000 uimm[5:0] rs1 101 rd 0010011"}], exec: { x[rd] = x[rs1] >> imm; }, cite: rv32/integer-immediate, doc: "Shift right, zeros in." } }
insn! { srai  { encoding: [{xlen: 32, val: "0100000 uimm[4:0] rs1 101 rd 0010011"}, {xlen: 64, val: "010000 uimm[5:0] rs1 101 rd 0010011"}], exec: { x[rd] = sra(x[rs1], imm); }, cite: rv32/integer-immediate, doc: "Shift right, copies of the sign in." } }
insn! { lui   { encoding: "imm[31:12] rd 0110111", exec: { x[rd] = imm; }, cite: rv32/integer-immediate, doc: "Upper 20 bits of a word." } }
insn! { auipc { encoding: "imm[31:12] rd 0010111", exec: { x[rd] = pc + imm; }, cite: rv32/integer-immediate, doc: "Address relative to pc." } }

// Two registers. A shift uses as many bits of its amount as it can.
insn! { add   { encoding: "0000000 rs2 rs1 000 rd 0110011", exec: { x[rd] = x[rs1] + x[rs2]; }, cite: rv32/integer-register, doc: "Sum." } }
insn! { sub   { encoding: "0100000 rs2 rs1 000 rd 0110011", exec: { x[rd] = x[rs1] - x[rs2]; }, cite: rv32/integer-register, doc: "Difference." } }
insn! { sll   { encoding: "0000000 rs2 rs1 001 rd 0110011", exec: { x[rd] = x[rs1] << (x[rs2] & (XLEN - 1)); }, cite: rv32/integer-register, doc: "Shift left." } }
insn! { slt   { encoding: "0000000 rs2 rs1 010 rd 0110011", exec: { x[rd] = slt(x[rs1], x[rs2]).zext(); }, cite: rv32/integer-register, doc: "1 if smaller, signed." } }
insn! { sltu  { encoding: "0000000 rs2 rs1 011 rd 0110011", exec: { x[rd] = (x[rs1] < x[rs2]).zext(); }, cite: rv32/integer-register, doc: "1 if smaller, unsigned." } }
insn! { xor   { encoding: "0000000 rs2 rs1 100 rd 0110011", exec: { x[rd] = x[rs1] ^ x[rs2]; }, cite: rv32/integer-register, doc: "Exclusive or." } }
insn! { srl   { encoding: "0000000 rs2 rs1 101 rd 0110011", exec: { x[rd] = x[rs1] >> (x[rs2] & (XLEN - 1)); }, cite: rv32/integer-register, doc: "Shift right, zeros in." } }
insn! { sra   { encoding: "0100000 rs2 rs1 101 rd 0110011", exec: { x[rd] = sra(x[rs1], x[rs2] & (XLEN - 1)); }, cite: rv32/integer-register, doc: "Shift right, copies of the sign in." } }
insn! { or    { encoding: "0000000 rs2 rs1 110 rd 0110011", exec: { x[rd] = x[rs1] | x[rs2]; }, cite: rv32/integer-register, doc: "Or." } }
insn! { and   { encoding: "0000000 rs2 rs1 111 rd 0110011", exec: { x[rd] = x[rs1] & x[rs2]; }, cite: rv32/integer-register, doc: "And." } }

// Control transfer. The link is written last: a misaligned target leaves rd as it was, and rd may be rs1.
insn! { jal   { encoding: "imm[20|10:1|11|19:12] rd 1101111", exec: { jump(pc + imm); x[rd] = pc + len; }, cite: rv32/jumps, doc: "Jump relative to pc, and link." } }
insn! { jalr  { encoding: "imm[11:0] rs1 000 rd 1100111", exec: { jump((x[rs1] + imm) & !1); x[rd] = pc + len; }, cite: rv32/jumps, doc: "Jump to a computed address, and link." } }
insn! { beq   { encoding: "imm[12|10:5] rs2 rs1 000 imm[4:1|11] 1100011", exec: { if x[rs1] == x[rs2] { jump(pc + imm); } }, cite: rv32/branches, doc: "Branch if equal." } }
insn! { bne   { encoding: "imm[12|10:5] rs2 rs1 001 imm[4:1|11] 1100011", exec: { if x[rs1] != x[rs2] { jump(pc + imm); } }, cite: rv32/branches, doc: "Branch if not equal." } }
insn! { blt   { encoding: "imm[12|10:5] rs2 rs1 100 imm[4:1|11] 1100011", exec: { if slt(x[rs1], x[rs2]) { jump(pc + imm); } }, cite: rv32/branches, doc: "Branch if smaller, signed." } }
insn! { bge   { encoding: "imm[12|10:5] rs2 rs1 101 imm[4:1|11] 1100011", exec: { if !slt(x[rs1], x[rs2]) { jump(pc + imm); } }, cite: rv32/branches, doc: "Branch if not smaller, signed." } }
insn! { bltu  { encoding: "imm[12|10:5] rs2 rs1 110 imm[4:1|11] 1100011", exec: { if x[rs1] < x[rs2] { jump(pc + imm); } }, cite: rv32/branches, doc: "Branch if smaller, unsigned." } }
insn! { bgeu  { encoding: "imm[12|10:5] rs2 rs1 111 imm[4:1|11] 1100011", exec: { if x[rs1] >= x[rs2] { jump(pc + imm); } }, cite: rv32/branches, doc: "Branch if not smaller, unsigned." } }

// Memory.
insn! { lb    { encoding: "imm[11:0] rs1 000 rd 0000011", transform: load, exec: { x[rd] = load::<8>(x[rs1] + imm).sext(); }, cite: rv32/loads-stores, doc: "Signed byte." } }
insn! { lh    { encoding: "imm[11:0] rs1 001 rd 0000011", transform: load, exec: { x[rd] = load::<16>(x[rs1] + imm).sext(); }, cite: rv32/loads-stores, doc: "Signed halfword." } }
insn! { lw    { encoding: "imm[11:0] rs1 010 rd 0000011", transform: load, exec: { x[rd] = load::<32>(x[rs1] + imm).sext(); }, cite: rv32/loads-stores, doc: "Signed word." } }
insn! { lbu   { encoding: "imm[11:0] rs1 100 rd 0000011", transform: load, exec: { x[rd] = load::<8>(x[rs1] + imm).zext(); }, cite: rv32/loads-stores, doc: "Unsigned byte." } }
insn! { lhu   { encoding: "imm[11:0] rs1 101 rd 0000011", transform: load, exec: { x[rd] = load::<16>(x[rs1] + imm).zext(); }, cite: rv32/loads-stores, doc: "Unsigned halfword." } }
insn! { sb    { encoding: "imm[11:5] rs2 rs1 000 imm[4:0] 0100011", transform: store, exec: { store::<8>(x[rs1] + imm, x[rs2].low::<8>()); }, cite: rv32/loads-stores, doc: "Byte." } }
insn! { sh    { encoding: "imm[11:5] rs2 rs1 001 imm[4:0] 0100011", transform: store, exec: { store::<16>(x[rs1] + imm, x[rs2].low::<16>()); }, cite: rv32/loads-stores, doc: "Halfword." } }
insn! { sw    { encoding: "imm[11:5] rs2 rs1 010 imm[4:0] 0100011", transform: store, exec: { store::<32>(x[rs1] + imm, x[rs2].low::<32>()); }, cite: rv32/loads-stores, doc: "Word." } }

// Fields of FENCE that name no ordering are reserved and ignored; so is the ordering that they name: every fence is a full one.
insn! { fence { encoding: "fm pred succ rs1 000 rd 0001111", exec: { fence(); }, cite: rv32/fence, doc: "Orders memory accesses." } }

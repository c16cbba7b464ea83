//! Compressed instructions: each is one of the others with fewer bits.

// Quadrant 0. The halfword of zeros is no instruction: it is what `c.addi4spn` with immediate 0 would be.
insn! { c.addi4spn { encoding: "000 uimm[5:4|9:6|2|3] rdp 00", where: imm != 0, expands: {insn: addi, rd: rdp, rs1: 2, imm: imm}, cite: c/integer, doc: "Address on the stack." } }
insn! { c.lw       { encoding: "010 uimm[5:3] rs1p uimm[2|6] rdp 00", expands: {insn: lw, rd: rdp, rs1: rs1p, imm: imm}, cite: c/loads-stores, doc: "Loads a word." } }
insn! { c.ld       { xlen: 64, encoding: "011 uimm[5:3] rs1p uimm[7:6] rdp 00", expands: {insn: ld, rd: rdp, rs1: rs1p, imm: imm}, cite: c/loads-stores, doc: "Loads a doubleword." } }
insn! { c.fld      { encoding: "001 uimm[5:3] rs1p uimm[7:6] rdp 00", expands: {insn: fld, rd: rdp, rs1: rs1p, imm: imm}, cite: c/loads-stores, doc: "Loads a number of double precision." } }
insn! { c.flw      { xlen: 32, encoding: "011 uimm[5:3] rs1p uimm[2|6] rdp 00", expands: {insn: flw, rd: rdp, rs1: rs1p, imm: imm}, cite: c/loads-stores, doc: "Loads a number of single precision." } }
insn! { c.sw       { encoding: "110 uimm[5:3] rs1p uimm[2|6] rs2p 00", expands: {insn: sw, rs1: rs1p, rs2: rs2p, imm: imm}, cite: c/loads-stores, doc: "Stores a word." } }
insn! { c.sd       { xlen: 64, encoding: "111 uimm[5:3] rs1p uimm[7:6] rs2p 00", expands: {insn: sd, rs1: rs1p, rs2: rs2p, imm: imm}, cite: c/loads-stores, doc: "Stores a doubleword." } }
insn! { c.fsd      { encoding: "101 uimm[5:3] rs1p uimm[7:6] rs2p 00", expands: {insn: fsd, rs1: rs1p, rs2: rs2p, imm: imm}, cite: c/loads-stores, doc: "Stores a number of double precision." } }
insn! { c.fsw      { xlen: 32, encoding: "111 uimm[5:3] rs1p uimm[2|6] rs2p 00", expands: {insn: fsw, rs1: rs1p, rs2: rs2p, imm: imm}, cite: c/loads-stores, doc: "Stores a number of single precision." } }

// Quadrant 1. Hints (rd x0, or nothing to do) execute as what they look like.
insn! { c.nop      { encoding: "000 imm[5] 00000 imm[4:0] 01", expands: {insn: addi, rd: 0, rs1: 0, imm: imm}, cite: c/nop-breakpoint, doc: "Nothing." } }
insn! { c.addi     { encoding: "000 imm[5] rd imm[4:0] 01", where: rd != 0, expands: {insn: addi, rd: rd, rs1: rd, imm: imm}, cite: c/integer, doc: "Adds a small number." } }
insn! { c.jal      { xlen: 32, encoding: "001 imm[11|4|9:8|10|6|7|3:1|5] 01", expands: {insn: jal, rd: 1, imm: imm}, cite: c/control-transfer, doc: "Calls relative to pc." } }
insn! { c.addiw    { xlen: 64, encoding: "001 imm[5] rd imm[4:0] 01", where: rd != 0, expands: {insn: addiw, rd: rd, rs1: rd, imm: imm}, cite: c/integer, doc: "Adds a small number to a word." } }
insn! { c.li       { encoding: "010 imm[5] rd imm[4:0] 01", expands: {insn: addi, rd: rd, rs1: 0, imm: imm}, cite: c/constants, doc: "Small number." } }
insn! { c.addi16sp { encoding: "011 imm[9] 00010 imm[4|6|8:7|5] 01", where: imm != 0, expands: {insn: addi, rd: 2, rs1: 2, imm: imm}, cite: c/integer, doc: "Moves the stack pointer." } }
insn! { c.lui      { encoding: "011 imm[17] rd imm[16:12] 01", where: rd != 2 && imm != 0, expands: {insn: lui, rd: rd, imm: imm}, cite: c/constants, doc: "Upper bits of a small number." } }
insn! { c.srli     { encoding: [{xlen: 32, val: "100 0 00 rdp uimm[4:0] 01"}, {xlen: 64, val: "100 uimm[5] 00 rdp uimm[4:0] 01"}], expands: {insn: srli, rd: rdp, rs1: rdp, imm: imm}, cite: c/integer, doc: "Shift right, zeros in." } }
insn! { c.srai     { encoding: [{xlen: 32, val: "100 0 01 rdp uimm[4:0] 01"}, {xlen: 64, val: "100 uimm[5] 01 rdp uimm[4:0] 01"}], expands: {insn: srai, rd: rdp, rs1: rdp, imm: imm}, cite: c/integer, doc: "Shift right, copies of the sign in." } }
insn! { c.andi     { encoding: "100 imm[5] 10 rdp imm[4:0] 01", expands: {insn: andi, rd: rdp, rs1: rdp, imm: imm}, cite: c/integer, doc: "And." } }
insn! { c.sub      { encoding: "100 0 11 rdp 00 rs2p 01", expands: {insn: sub, rd: rdp, rs1: rdp, rs2: rs2p}, cite: c/integer, doc: "Difference." } }
insn! { c.xor      { encoding: "100 0 11 rdp 01 rs2p 01", expands: {insn: xor, rd: rdp, rs1: rdp, rs2: rs2p}, cite: c/integer, doc: "Exclusive or." } }
insn! { c.or       { encoding: "100 0 11 rdp 10 rs2p 01", expands: {insn: or, rd: rdp, rs1: rdp, rs2: rs2p}, cite: c/integer, doc: "Or." } }
insn! { c.and      { encoding: "100 0 11 rdp 11 rs2p 01", expands: {insn: and, rd: rdp, rs1: rdp, rs2: rs2p}, cite: c/integer, doc: "And." } }
insn! { c.subw     { xlen: 64, encoding: "100 1 11 rdp 00 rs2p 01", expands: {insn: subw, rd: rdp, rs1: rdp, rs2: rs2p}, cite: c/integer, doc: "Difference of words." } }
insn! { c.addw     { xlen: 64, encoding: "100 1 11 rdp 01 rs2p 01", expands: {insn: addw, rd: rdp, rs1: rdp, rs2: rs2p}, cite: c/integer, doc: "Sum of words." } }
insn! { c.j        { encoding: "101 imm[11|4|9:8|10|6|7|3:1|5] 01", expands: {insn: jal, rd: 0, imm: imm}, cite: c/control-transfer, doc: "Jumps relative to pc." } }
insn! { c.beqz     { encoding: "110 imm[8|4:3] rs1p imm[7:6|2:1|5] 01", expands: {insn: beq, rs1: rs1p, rs2: 0, imm: imm}, cite: c/control-transfer, doc: "Branch if zero." } }
insn! { c.bnez     { encoding: "111 imm[8|4:3] rs1p imm[7:6|2:1|5] 01", expands: {insn: bne, rs1: rs1p, rs2: 0, imm: imm}, cite: c/control-transfer, doc: "Branch if not zero." } }

// Quadrant 2.
insn! { c.slli     { encoding: [{xlen: 32, val: "000 0 rd uimm[4:0] 10"}, {xlen: 64, val: "000 uimm[5] rd uimm[4:0] 10"}], expands: {insn: slli, rd: rd, rs1: rd, imm: imm}, cite: c/integer, doc: "Shift left." } }
insn! { c.lwsp     { encoding: "010 uimm[5] rd uimm[4:2|7:6] 10", where: rd != 0, expands: {insn: lw, rd: rd, rs1: 2, imm: imm}, cite: c/stack, doc: "Loads a word from the stack." } }
insn! { c.ldsp     { xlen: 64, encoding: "011 uimm[5] rd uimm[4:3|8:6] 10", where: rd != 0, expands: {insn: ld, rd: rd, rs1: 2, imm: imm}, cite: c/stack, doc: "Loads a doubleword from the stack." } }
insn! { c.fldsp    { encoding: "001 uimm[5] rd uimm[4:3|8:6] 10", expands: {insn: fld, rd: rd, rs1: 2, imm: imm}, cite: c/stack, doc: "Loads a number of double precision from the stack." } }
insn! { c.flwsp    { xlen: 32, encoding: "011 uimm[5] rd uimm[4:2|7:6] 10", expands: {insn: flw, rd: rd, rs1: 2, imm: imm}, cite: c/stack, doc: "Loads a number of single precision from the stack." } }
insn! { c.jr       { encoding: "100 0 rs1 00000 10", where: rs1 != 0, expands: {insn: jalr, rd: 0, rs1: rs1, imm: 0}, cite: c/control-transfer, doc: "Jumps to an address." } }
insn! { c.mv       { encoding: "100 0 rd rs2 10", where: rs2 != 0, expands: {insn: add, rd: rd, rs1: 0, rs2: rs2}, cite: c/integer, doc: "Copies a register." } }
insn! { c.ebreak   { encoding: "100 1 00000 00000 10", expands: {insn: ebreak}, cite: c/nop-breakpoint, doc: "Breakpoint." } }
insn! { c.jalr     { encoding: "100 1 rs1 00000 10", where: rs1 != 0, expands: {insn: jalr, rd: 1, rs1: rs1, imm: 0}, cite: c/control-transfer, doc: "Calls an address." } }
insn! { c.add      { encoding: "100 1 rd rs2 10", where: rs2 != 0, expands: {insn: add, rd: rd, rs1: rd, rs2: rs2}, cite: c/integer, doc: "Sum." } }
insn! { c.swsp     { encoding: "110 uimm[5:2|7:6] rs2 10", expands: {insn: sw, rs1: 2, rs2: rs2, imm: imm}, cite: c/stack, doc: "Stores a word on the stack." } }
insn! { c.sdsp     { xlen: 64, encoding: "111 uimm[5:3|8:6] rs2 10", expands: {insn: sd, rs1: 2, rs2: rs2, imm: imm}, cite: c/stack, doc: "Stores a doubleword on the stack." } }
insn! { c.fsdsp    { encoding: "101 uimm[5:3|8:6] rs2 10", expands: {insn: fsd, rs1: 2, rs2: rs2, imm: imm}, cite: c/stack, doc: "Stores a number of double precision on the stack." } }
insn! { c.fswsp    { xlen: 32, encoding: "111 uimm[5:2|7:6] rs2 10", expands: {insn: fsw, rs1: 2, rs2: rs2, imm: imm}, cite: c/stack, doc: "Stores a number of single precision on the stack." } }

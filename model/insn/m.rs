//! Multiplication and division.

insn! { mul    { encoding: "0000001 rs2 rs1 000 rd 0110011", exec: { x[rd] = x[rs1] * x[rs2]; }, cite: m/multiplication, doc: "Low half of the product." } }
insn! { mulh   { encoding: "0000001 rs2 rs1 001 rd 0110011", exec: { x[rd] = mulh(x[rs1], x[rs2]); }, cite: m/multiplication, doc: "High half of the signed product." } }
insn! { mulhsu { encoding: "0000001 rs2 rs1 010 rd 0110011", exec: { x[rd] = mulhsu(x[rs1], x[rs2]); }, cite: m/multiplication, doc: "High half of a signed times an unsigned number." } }
insn! { mulhu  { encoding: "0000001 rs2 rs1 011 rd 0110011", exec: { x[rd] = mulhu(x[rs1], x[rs2]); }, cite: m/multiplication, doc: "High half of the unsigned product." } }
insn! { mulw   { xlen: 64, encoding: "0000001 rs2 rs1 000 rd 0111011", exec: { x[rd] = (x[rs1] * x[rs2]).low::<32>().sext(); }, cite: m/multiplication, doc: "Product of words." } }

// Nothing traps: divided by 0, the quotient is all ones and the remainder the dividend.
insn! { div    { encoding: "0000001 rs2 rs1 100 rd 0110011", exec: { x[rd] = if x[rs2] == 0 { !0 } else { div(x[rs1], x[rs2]) }; }, cite: m/division, doc: "Signed quotient, towards zero." } }
insn! { divu   { encoding: "0000001 rs2 rs1 101 rd 0110011", exec: { x[rd] = if x[rs2] == 0 { !0 } else { divu(x[rs1], x[rs2]) }; }, cite: m/division, doc: "Unsigned quotient." } }
insn! { rem    { encoding: "0000001 rs2 rs1 110 rd 0110011", exec: { x[rd] = if x[rs2] == 0 { x[rs1] } else { rem(x[rs1], x[rs2]) }; }, cite: m/division, doc: "Signed remainder, with the sign of the dividend." } }
insn! { remu   { encoding: "0000001 rs2 rs1 111 rd 0110011", exec: { x[rd] = if x[rs2] == 0 { x[rs1] } else { remu(x[rs1], x[rs2]) }; }, cite: m/division, doc: "Unsigned remainder." } }
insn! { divw   { xlen: 64, encoding: "0000001 rs2 rs1 100 rd 0111011", exec: { let a = x[rs1].low::<32>(); let b = x[rs2].low::<32>(); let y = if b == 0 { !0 } else { div(a, b) }; x[rd] = y.sext(); }, cite: m/division, doc: "Signed quotient of words." } }
insn! { divuw  { xlen: 64, encoding: "0000001 rs2 rs1 101 rd 0111011", exec: { let a = x[rs1].low::<32>(); let b = x[rs2].low::<32>(); let y = if b == 0 { !0 } else { divu(a, b) }; x[rd] = y.sext(); }, cite: m/division, doc: "Unsigned quotient of words." } }
insn! { remw   { xlen: 64, encoding: "0000001 rs2 rs1 110 rd 0111011", exec: { let a = x[rs1].low::<32>(); let b = x[rs2].low::<32>(); let y = if b == 0 { a } else { rem(a, b) }; x[rd] = y.sext(); }, cite: m/division, doc: "Signed remainder of words." } }
insn! { remuw  { xlen: 64, encoding: "0000001 rs2 rs1 111 rd 0111011", exec: { let a = x[rs1].low::<32>(); let b = x[rs2].low::<32>(); let y = if b == 0 { a } else { remu(a, b) }; x[rd] = y.sext(); }, cite: m/division, doc: "Unsigned remainder of words." } }

//! Single precision. `rm` is the rounding mode in effect; the node `unit: float` says the rest.

// Memory. The bits move as they are: a box is put on when one is loaded, and not asked for when one is stored.
insn! { flw       { encoding: "imm[11:0] rs1 010 rd 0000111", transform: load, exec: { s[rd] = load::<32>(x[rs1] + imm); }, cite: f/loads-stores, doc: "Loads a number." } }
insn! { fsw       { encoding: "imm[11:5] rs2 rs1 010 imm[4:0] 0100111", transform: store, exec: { store::<32>(x[rs1] + imm, f[rs2].low::<32>()); }, cite: f/loads-stores, doc: "Stores a number." } }

// Computation.
insn! { fadd.s    { encoding: "0000000 rs2 rs1 rm rd 1010011", exec: { s[rd] = fadd(s[rs1], s[rs2], rm); }, cite: f/computation, doc: "Sum." } }
insn! { fsub.s    { encoding: "0000100 rs2 rs1 rm rd 1010011", exec: { s[rd] = fsub(s[rs1], s[rs2], rm); }, cite: f/computation, doc: "Difference." } }
insn! { fmul.s    { encoding: "0001000 rs2 rs1 rm rd 1010011", exec: { s[rd] = fmul(s[rs1], s[rs2], rm); }, cite: f/computation, doc: "Product." } }
insn! { fdiv.s    { encoding: "0001100 rs2 rs1 rm rd 1010011", exec: { s[rd] = fdiv(s[rs1], s[rs2], rm); }, cite: f/computation, doc: "Quotient." } }
insn! { fsqrt.s   { encoding: "0101100 00000 rs1 rm rd 1010011", exec: { s[rd] = fsqrt(s[rs1], rm); }, cite: f/computation, doc: "Square root." } }
insn! { fmin.s    { encoding: "0010100 rs2 rs1 000 rd 1010011", exec: { s[rd] = fmin(s[rs1], s[rs2]); }, cite: f/computation, doc: "The smaller number; negative zero is less than positive." } }
insn! { fmax.s    { encoding: "0010100 rs2 rs1 001 rd 1010011", exec: { s[rd] = fmax(s[rs1], s[rs2]); }, cite: f/computation, doc: "The larger number; positive zero is more than negative." } }

// Product and sum, rounded once: a sign is turned around before, which is exact.
insn! { fmadd.s   { encoding: "rs3 00 rs2 rs1 rm rd 1000011", exec: { s[rd] = fma(s[rs1], s[rs2], s[rs3], rm); }, cite: f/computation, doc: "Product plus addend." } }
insn! { fmsub.s   { encoding: "rs3 00 rs2 rs1 rm rd 1000111", exec: { s[rd] = fma(s[rs1], s[rs2], s[rs3] ^ SIGN_S, rm); }, cite: f/computation, doc: "Product minus addend." } }
insn! { fnmsub.s  { encoding: "rs3 00 rs2 rs1 rm rd 1001011", exec: { s[rd] = fma(s[rs1] ^ SIGN_S, s[rs2], s[rs3], rm); }, cite: f/computation, doc: "Addend minus product." } }
insn! { fnmadd.s  { encoding: "rs3 00 rs2 rs1 rm rd 1001111", exec: { s[rd] = fma(s[rs1] ^ SIGN_S, s[rs2], s[rs3] ^ SIGN_S, rm); }, cite: f/computation, doc: "Minus product, minus addend." } }

// Signs, classes and moves raise no flag.
insn! { fsgnj.s   { encoding: "0010000 rs2 rs1 000 rd 1010011", exec: { s[rd] = (s[rs1] & !SIGN_S) | (s[rs2] & SIGN_S); }, cite: f/conversion, doc: "With the sign of another number." } }
insn! { fsgnjn.s  { encoding: "0010000 rs2 rs1 001 rd 1010011", exec: { s[rd] = (s[rs1] & !SIGN_S) | (!s[rs2] & SIGN_S); }, cite: f/conversion, doc: "With the other sign than another number." } }
insn! { fsgnjx.s  { encoding: "0010000 rs2 rs1 010 rd 1010011", exec: { s[rd] = (s[rs1] & !SIGN_S) | ((s[rs1] ^ s[rs2]) & SIGN_S); }, cite: f/conversion, doc: "With the sign of the product of both." } }
insn! { fclass.s  { encoding: "1110000 00000 rs1 001 rd 1010011", exec: { x[rd] = fclass(s[rs1]).zext(); }, cite: f/classify, doc: "What kind of number it is: one bit of ten." } }
insn! { fmv.x.w   { encoding: "1110000 00000 rs1 000 rd 1010011", exec: { x[rd] = f[rs1].low::<32>().sext(); }, cite: f/conversion, doc: "The bits as an integer." } }
insn! { fmv.w.x   { encoding: "1111000 00000 rs1 000 rd 1010011", exec: { s[rd] = x[rs1].low::<32>(); }, cite: f/conversion, doc: "The bits from an integer." } }

// Comparisons. A quiet NaN is invalid to all but `feq`.
insn! { feq.s     { encoding: "1010000 rs2 rs1 010 rd 1010011", exec: { x[rd] = feq(s[rs1], s[rs2]).zext(); }, cite: f/compare, doc: "Whether they are equal." } }
insn! { flt.s     { encoding: "1010000 rs2 rs1 001 rd 1010011", exec: { x[rd] = flt(s[rs1], s[rs2]).zext(); }, cite: f/compare, doc: "Whether the first is less." } }
insn! { fle.s     { encoding: "1010000 rs2 rs1 000 rd 1010011", exec: { x[rd] = fle(s[rs1], s[rs2]).zext(); }, cite: f/compare, doc: "Whether the first is not more." } }

// Conversions. An integer of 32 bits is extended by its sign, an unsigned one too.
insn! { fcvt.w.s  { encoding: "1100000 00000 rs1 rm rd 1010011", exec: { x[rd] = to_signed::<32>(s[rs1], rm).sext(); }, cite: f/conversion, doc: "To a signed word." } }
insn! { fcvt.s.w  { encoding: "1101000 00000 rs1 rm rd 1010011", exec: { s[rd] = from_signed::<32>(x[rs1].low::<32>(), rm); }, cite: f/conversion, doc: "From a signed word." } }
insn! { fcvt.wu.s { encoding: "1100000 00001 rs1 rm rd 1010011", exec: { x[rd] = to_unsigned::<32>(s[rs1], rm).sext(); }, cite: f/conversion, doc: "To an unsigned word." } }
insn! { fcvt.s.wu { encoding: "1101000 00001 rs1 rm rd 1010011", exec: { s[rd] = from_unsigned::<32>(x[rs1].low::<32>(), rm); }, cite: f/conversion, doc: "From an unsigned word." } }
insn! { fcvt.l.s  { xlen: 64, encoding: "1100000 00010 rs1 rm rd 1010011", exec: { x[rd] = to_signed::<64>(s[rs1], rm); }, cite: f/conversion, doc: "To a signed doubleword." } }
insn! { fcvt.s.l  { xlen: 64, encoding: "1101000 00010 rs1 rm rd 1010011", exec: { s[rd] = from_signed::<32>(x[rs1], rm); }, cite: f/conversion, doc: "From a signed doubleword." } }
insn! { fcvt.lu.s { xlen: 64, encoding: "1100000 00011 rs1 rm rd 1010011", exec: { x[rd] = to_unsigned::<64>(s[rs1], rm); }, cite: f/conversion, doc: "To an unsigned doubleword." } }
insn! { fcvt.s.lu { xlen: 64, encoding: "1101000 00011 rs1 rm rd 1010011", exec: { s[rd] = from_unsigned::<32>(x[rs1], rm); }, cite: f/conversion, doc: "From an unsigned doubleword." } }

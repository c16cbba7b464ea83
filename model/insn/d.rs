//! Double precision. `rm` is the rounding mode in effect; the node `unit: float` says the rest.

// Memory.
insn! { fld       { encoding: "imm[11:0] rs1 011 rd 0000111", transform: load, exec: { f[rd] = load::<64>(x[rs1] + imm); }, cite: d/loads-stores, doc: "Loads a number." } }
insn! { fsd       { encoding: "imm[11:5] rs2 rs1 011 imm[4:0] 0100111", transform: store, exec: { store::<64>(x[rs1] + imm, f[rs2]); }, cite: d/loads-stores, doc: "Stores a number." } }

// Computation.
insn! { fadd.d    { encoding: "0000001 rs2 rs1 rm rd 1010011", exec: { f[rd] = fadd(f[rs1], f[rs2], rm); }, cite: d/computation, doc: "Sum." } }
insn! { fsub.d    { encoding: "0000101 rs2 rs1 rm rd 1010011", exec: { f[rd] = fsub(f[rs1], f[rs2], rm); }, cite: d/computation, doc: "Difference." } }
insn! { fmul.d    { encoding: "0001001 rs2 rs1 rm rd 1010011", exec: { f[rd] = fmul(f[rs1], f[rs2], rm); }, cite: d/computation, doc: "Product." } }
insn! { fdiv.d    { encoding: "0001101 rs2 rs1 rm rd 1010011", exec: { f[rd] = fdiv(f[rs1], f[rs2], rm); }, cite: d/computation, doc: "Quotient." } }
insn! { fsqrt.d   { encoding: "0101101 00000 rs1 rm rd 1010011", exec: { f[rd] = fsqrt(f[rs1], rm); }, cite: d/computation, doc: "Square root." } }
insn! { fmin.d    { encoding: "0010101 rs2 rs1 000 rd 1010011", exec: { f[rd] = fmin(f[rs1], f[rs2]); }, cite: d/computation, doc: "The smaller number; negative zero is less than positive." } }
insn! { fmax.d    { encoding: "0010101 rs2 rs1 001 rd 1010011", exec: { f[rd] = fmax(f[rs1], f[rs2]); }, cite: d/computation, doc: "The larger number; positive zero is more than negative." } }

// Product and sum, rounded once: a sign is turned around before, which is exact.
insn! { fmadd.d   { encoding: "rs3 01 rs2 rs1 rm rd 1000011", exec: { f[rd] = fma(f[rs1], f[rs2], f[rs3], rm); }, cite: d/computation, doc: "Product plus addend." } }
insn! { fmsub.d   { encoding: "rs3 01 rs2 rs1 rm rd 1000111", exec: { f[rd] = fma(f[rs1], f[rs2], f[rs3] ^ SIGN_D, rm); }, cite: d/computation, doc: "Product minus addend." } }
insn! { fnmsub.d  { encoding: "rs3 01 rs2 rs1 rm rd 1001011", exec: { f[rd] = fma(f[rs1] ^ SIGN_D, f[rs2], f[rs3], rm); }, cite: d/computation, doc: "Addend minus product." } }
insn! { fnmadd.d  { encoding: "rs3 01 rs2 rs1 rm rd 1001111", exec: { f[rd] = fma(f[rs1] ^ SIGN_D, f[rs2], f[rs3] ^ SIGN_D, rm); }, cite: d/computation, doc: "Minus product, minus addend." } }

// Signs, classes and moves raise no flag.
insn! { fsgnj.d   { encoding: "0010001 rs2 rs1 000 rd 1010011", exec: { f[rd] = (f[rs1] & !SIGN_D) | (f[rs2] & SIGN_D); }, cite: d/conversion, doc: "With the sign of another number." } }
insn! { fsgnjn.d  { encoding: "0010001 rs2 rs1 001 rd 1010011", exec: { f[rd] = (f[rs1] & !SIGN_D) | (!f[rs2] & SIGN_D); }, cite: d/conversion, doc: "With the other sign than another number." } }
insn! { fsgnjx.d  { encoding: "0010001 rs2 rs1 010 rd 1010011", exec: { f[rd] = (f[rs1] & !SIGN_D) | ((f[rs1] ^ f[rs2]) & SIGN_D); }, cite: d/conversion, doc: "With the sign of the product of both." } }
insn! { fclass.d  { encoding: "1110001 00000 rs1 001 rd 1010011", exec: { x[rd] = fclass(f[rs1]).zext(); }, cite: d/classify, doc: "What kind of number it is: one bit of ten." } }
insn! { fmv.x.d   { xlen: 64, encoding: "1110001 00000 rs1 000 rd 1010011", exec: { x[rd] = f[rs1]; }, cite: d/conversion, doc: "The bits as an integer." } }
insn! { fmv.d.x   { xlen: 64, encoding: "1111001 00000 rs1 000 rd 1010011", exec: { f[rd] = x[rs1]; }, cite: d/conversion, doc: "The bits from an integer." } }

// Comparisons. A quiet NaN is invalid to all but `feq`.
insn! { feq.d     { encoding: "1010001 rs2 rs1 010 rd 1010011", exec: { x[rd] = feq(f[rs1], f[rs2]).zext(); }, cite: d/compare, doc: "Whether they are equal." } }
insn! { flt.d     { encoding: "1010001 rs2 rs1 001 rd 1010011", exec: { x[rd] = flt(f[rs1], f[rs2]).zext(); }, cite: d/compare, doc: "Whether the first is less." } }
insn! { fle.d     { encoding: "1010001 rs2 rs1 000 rd 1010011", exec: { x[rd] = fle(f[rs1], f[rs2]).zext(); }, cite: d/compare, doc: "Whether the first is not more." } }

// Conversions. An integer of 32 bits is extended by its sign, an unsigned one too.
insn! { fcvt.w.d  { encoding: "1100001 00000 rs1 rm rd 1010011", exec: { x[rd] = to_signed::<32>(f[rs1], rm).sext(); }, cite: d/conversion, doc: "To a signed word." } }
insn! { fcvt.d.w  { encoding: "1101001 00000 rs1 rm rd 1010011", exec: { f[rd] = from_signed::<64>(x[rs1].low::<32>(), rm); }, cite: d/conversion, doc: "From a signed word." } }
insn! { fcvt.wu.d { encoding: "1100001 00001 rs1 rm rd 1010011", exec: { x[rd] = to_unsigned::<32>(f[rs1], rm).sext(); }, cite: d/conversion, doc: "To an unsigned word." } }
insn! { fcvt.d.wu { encoding: "1101001 00001 rs1 rm rd 1010011", exec: { f[rd] = from_unsigned::<64>(x[rs1].low::<32>(), rm); }, cite: d/conversion, doc: "From an unsigned word." } }
insn! { fcvt.l.d  { xlen: 64, encoding: "1100001 00010 rs1 rm rd 1010011", exec: { x[rd] = to_signed::<64>(f[rs1], rm); }, cite: d/conversion, doc: "To a signed doubleword." } }
insn! { fcvt.d.l  { xlen: 64, encoding: "1101001 00010 rs1 rm rd 1010011", exec: { f[rd] = from_signed::<64>(x[rs1], rm); }, cite: d/conversion, doc: "From a signed doubleword." } }
insn! { fcvt.lu.d { xlen: 64, encoding: "1100001 00011 rs1 rm rd 1010011", exec: { x[rd] = to_unsigned::<64>(f[rs1], rm); }, cite: d/conversion, doc: "To an unsigned doubleword." } }
insn! { fcvt.d.lu { xlen: 64, encoding: "1101001 00011 rs1 rm rd 1010011", exec: { f[rd] = from_unsigned::<64>(x[rs1], rm); }, cite: d/conversion, doc: "From an unsigned doubleword." } }
insn! { fcvt.s.d  { encoding: "0100000 00001 rs1 rm rd 1010011", exec: { s[rd] = fresize::<32>(f[rs1], rm); }, cite: d/conversion, doc: "To single precision." } }
insn! { fcvt.d.s  { encoding: "0100001 00000 rs1 rm rd 1010011", exec: { f[rd] = fresize::<64>(s[rs1], rm); }, cite: d/conversion, doc: "From single precision." } }

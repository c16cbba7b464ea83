//! CSR instructions, and FENCE.I.

// The last argument says whether the access counts as a read (swap) or as a write (set, clear).
insn! { csrrw   { encoding: "csr rs1 001 rd 1110011", exec: { x[rd] = csr_swap(csr, x[rs1], rd != 0); }, cite: zicsr/csr-instructions, doc: "Swaps. Into x0 the CSR is not read." } }
insn! { csrrs   { encoding: "csr rs1 010 rd 1110011", exec: { x[rd] = csr_set(csr, x[rs1], rs1 != 0); }, cite: zicsr/csr-instructions, doc: "Sets bits. With x0 the CSR is not written." } }
insn! { csrrc   { encoding: "csr rs1 011 rd 1110011", exec: { x[rd] = csr_clear(csr, x[rs1], rs1 != 0); }, cite: zicsr/csr-instructions, doc: "Clears bits. With x0 the CSR is not written." } }

// Here the field rs1 is a number of 5 bits.
insn! { csrrwi  { encoding: "csr rs1 101 rd 1110011", exec: { x[rd] = csr_swap(csr, rs1.zext(), rd != 0); }, cite: zicsr/csr-instructions, doc: "Writes a small number." } }
insn! { csrrsi  { encoding: "csr rs1 110 rd 1110011", exec: { x[rd] = csr_set(csr, rs1.zext(), rs1 != 0); }, cite: zicsr/csr-instructions, doc: "Sets some of the low five bits." } }
insn! { csrrci  { encoding: "csr rs1 111 rd 1110011", exec: { x[rd] = csr_clear(csr, rs1.zext(), rs1 != 0); }, cite: zicsr/csr-instructions, doc: "Clears some of the low five bits." } }

// Unused fields are ignored.
insn! { fence.i { encoding: "imm[11:0] rs1 001 rd 0001111", exec: { fence_i(); }, cite: zifencei/fence-i, doc: "Makes earlier stores visible to later instruction fetches." } }

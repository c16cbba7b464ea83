//! The mistakes: what is replaced in the base, and by what.

/// A mistake.
pub struct Case {
    /// What it is.
    pub name: &'static str,
    /// How it is made.
    pub edit: Edit,
}

/// From and to.
type Change = (&'static str, &'static str);

/// How a mistake is made.
#[derive(Clone, Copy)]
pub enum Edit {
    /// The same text stands in both forms.
    Same(&'static str, &'static str),
    /// YAML, Rust.
    Each(Change, Change),
    /// A node more at the end.
    Add(&'static str, &'static str),
    /// Only YAML can say it.
    Yaml(&'static str, &'static str),
    /// Only Rust can say it.
    Rust(&'static str, &'static str),
}

const fn same(name: &'static str, from: &'static str, to: &'static str) -> Case {
    Case { name, edit: Edit::Same(from, to) }
}

const fn each(name: &'static str, yaml: Change, rust: Change) -> Case {
    Case { name, edit: Edit::Each(yaml, rust) }
}

const fn add(name: &'static str, yaml: &'static str, rust: &'static str) -> Case {
    Case { name, edit: Edit::Add(yaml, rust) }
}

const fn yaml(name: &'static str, from: &'static str, to: &'static str) -> Case {
    Case { name, edit: Edit::Yaml(from, to) }
}

const fn rust(name: &'static str, from: &'static str, to: &'static str) -> Case {
    Case { name, edit: Edit::Rust(from, to) }
}

/// Deeper than anything in a model.
const DEEP: &str = "LINES: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[3]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]";

/// All mistakes, by what they are about.
pub const CASES: &[Case] = &[
    // The text itself.
    yaml("not YAML", "level: S\n", "level: S: T\n"),
    rust("a bracket is not closed in a macro", "memory, insns]}", "memory, insns}"),
    rust("a quote is not closed in a macro", "doc: \"Address of the trap.\"", "doc: \"Address of the trap."),
    yaml("an anchor", "choices: {LINES: 3}", "choices: {LINES: &three 3}"),
    yaml("an alias", "choices: {LINES: 3}", "choices: *three"),
    yaml("a tag", "choices: {LINES: 3}", "choices: {LINES: !int 3}"),
    yaml("a key that is no text", "choices: {LINES: 3}", "choices: {[LINES]: 3}"),
    rust("no `key: value`", "level: S, cite", "level S, cite"),
    rust("a key without a value", "level: S, cite", "level:, cite"),
    rust("no node macro", "walk! { guest {", "walk { guest {"),
    rust(
        "a macro without a body",
        "csr! { sepc { at: 0x141, level: S, cite: hyp/traps, doc: \"Address of the trap.\" } }",
        "csr! { sepc }",
    ),
    yaml("a document that is no node", "walk: guest\n", "walk: [guest]\n"),
    each("a duplicate key", ("width: 64", "level: M"), ("width: 64", "level: M")),
    each("an unknown kind of node", ("walk: guest", "wlak: guest"), ("walk! { guest", "wlak! { guest")),
    same("no text", "The second stage.", "The \u{7f} stage."),
    same("nested too deep", "LINES: 3", DEEP),
    // Keys and the shapes of their values.
    same("a misspelt key of a node", "policy: guest", "polisy: guest"),
    same("an unknown key of a node", "policy: guest", "colour: green"),
    same("a misspelt key of a field", "legal: new <= 7", "leagl: new <= 7"),
    same("a misspelt key of a revision", "manual: \"aaaa0002\"", "manaul: \"aaaa0002\""),
    same("a misspelt key of a change", "why: \"They wait a lot.\"", "wyh: \"They wait a lot.\""),
    same("a misspelt key in `deny`", "[{when: V}]", "[{wen: V}]"),
    same("a misspelt key of a row", "if: V, val", "fi: V, val"),
    same("a misspelt key in `take`", "take: {prv: S,", "take: {prv: S, pcc: sepc,"),
    same("a misspelt key of `high`", "at: 0xb80 + n", "at: 0xb80 + n, sinse: wait"),
    same("a misspelt key of a PTE field", "reserved: true", "reservde: true"),
    same("a map where a list belongs", "deny: [{when: V}]", "deny: {when: V}"),
    same("a text where a map belongs", "fields: {SPV: {doc: \"The guest's.\"}}", "fields: SPV"),
    same("a list where a text belongs", "policy: HS", "policy: [HS, M]"),
    same("a placeholder", "\"What this is.\"", "\"TODO\""),
    same("an empty text", "\"What this is.\"", "\"\""),
    each("no doc", ("cite: hyp/traps\ndoc: Address of the trap.\n", "cite: hyp/traps\n"), (", doc: \"Address of the trap.\"", "")),
    each(
        "no cite",
        ("cite: hyp/memory\ndoc: The second stage.", "doc: The second stage."),
        ("cite: hyp/memory, doc: \"The second stage.\"", "doc: \"The second stage.\""),
    ),
    same("a template that runs the wrong way", "{n: 3-4}", "{n: 4-3}"),
    same("a template without end", "{n: 3-4}", "{n: 0-99999999999}"),
    same("neither true nor false", "reserved: true", "reserved: perhaps"),
    // Revisions, changes, sources, profiles.
    same("an unknown change", "since: wait, doc", "since: wiat, doc"),
    same("a revision where a change belongs", "since: wait, doc", "since: 2, doc"),
    same("a change at no revision", "at: \"2\"", "at: \"4\""),
    same("a change without a commit", "commit: \"cccc0002\", ", ""),
    same("a revision twice", "id: \"3\"", "id: \"2\""),
    same("an empty range", "since: wait, doc", "since: lines, until: wait, doc"),
    same("a range before the first revision", "since: wait, doc", "until: begin, doc"),
    same("a range outside that of the parent", "alias: hstatus.SPV", "until: wait, alias: hstatus.SPV"),
    same("an XLEN that is none", "since: wait, doc", "xlen: 128, doc"),
    each(
        "an unknown chapter",
        ("level: S\ncite: hyp/traps", "level: S\ncite: hpy/traps"),
        ("level: S, cite: hyp/traps", "level: S, cite: hpy/traps"),
    ),
    each(
        "an unknown section",
        ("level: S\ncite: hyp/traps", "level: S\ncite: hyp/trap"),
        ("level: S, cite: hyp/traps", "level: S, cite: hyp/trap"),
    ),
    same("a profile of an unknown revision", "[\"2\", \"3\"]", "[\"2\", \"4\"]"),
    each(
        "a profile that has an unknown change early",
        ("[\"2\", \"3\"]", "[\"2\", \"3\"]\nearly: [linse]"),
        ("[\"2\", \"3\"]", "[\"2\", \"3\"], early: [linse]"),
    ),
    each(
        "a profile that has a change early which its text has",
        ("[\"2\", \"3\"]", "[\"2\", \"3\"]\nearly: [lines]"),
        ("[\"2\", \"3\"]", "[\"2\", \"3\"], early: [lines]"),
    ),
    same("a profile with an unknown choice", "choices: {LINES: 3}", "choices: {LINSE: 3}"),
    same("a profile with a choice that does not fit", "choices: {LINES: 3}", "choices: {LINES: 16}"),
    same("an undeclared quirk", "quirk: LINES_STUCK, doc", "quirk: LINES_STICK, doc"),
    same("a deviation that says nothing", ", doc: \"Lines never go away.\"}", "}"),
    // Alternatives.
    same("a gap between alternatives", "{since: lines, val: writable}", "{since: lines, xlen: 32, val: writable}"),
    same("a gap in some revisions", "[{until: lines, val: free}, {since: lines, val: writable}]", "[{since: lines, val: writable}]"),
    same("an overlap of alternatives", "{since: lines, val: writable}", "{since: wait, val: writable}"),
    same(
        "an alternative without a range",
        "[{until: lines, val: free}, {since: lines, val: writable}]",
        "[{until: lines, val: free}, {val: writable}]",
    ),
    // Nodes against each other.
    add("a duplicate node", "---\nquirk: LINES_STUCK\ndoc: Again.\n", "quirk! { LINES_STUCK { doc: \"Again.\" } }\n"),
    same("like nothing", "like: sv39", "like: sv93"),
    same("two CSRs on one address", "0x600", "0x601"),
    add(
        "two registers of one name",
        "---\ncsr: wide3h\nat: 0xc00\nlevel: M\ncite: hyp/hstatus\ndoc: Again.\n",
        "csr! { wide3h { at: 0xc00, level: M, cite: hyp/hstatus, doc: \"Again.\" } }\n",
    ),
    same("a code claimed twice", "code: 22", "code: 2"),
    same("a code beyond the registers", "code: 10", "code: 64"),
    each("no code", ("code: 10\n", ""), ("    code: 10,\n", "")),
    same("an unknown column", "hedeleg: zero", "hedeleg: never"),
    each("a column that is not said", ("hedeleg: zero\n", ""), ("    hedeleg: zero,\n", "")),
    same("a column that depends on state", "if: LINES != 0", "if: V"),
    same("an unknown policy", "policy: HS", "policy: VS"),
    // CSRs.
    each("no address", ("at: 0x141\n", ""), ("at: 0x141, ", "")),
    same("an address over 12 bits", "0x141", "0x1141"),
    same("an address that is no number", "0x141", "sepc"),
    each("no level", ("at: 0x141\nlevel: S\n", "at: 0x141\n"), ("0x141, level: S", "0x141")),
    each("an unknown level", ("0x141\nlevel: S\n", "0x141\nlevel: VS\n"), ("0x141, level: S", "0x141, level: VS")),
    each(
        "an unknown class",
        ("class: hypervisor\ncite", "class: hyper\ncite"),
        ("class: hypervisor,\n    cite", "class: hyper,\n    cite"),
    ),
    same("a width that is none", "width: 64", "width: 48"),
    same("a high half of a narrow register", "width: 64", "width: 32"),
    same("an unknown column of causes", "exceptions.hedeleg", "exceptions.hideleg"),
    same("overlapping fields", "SPV: {bits: 7, doc", "SPV: {bits: 21, doc"),
    same("a field outside the register", "SPV: {bits: 7, doc", "SPV: {bits: 64, doc"),
    same("a field outside the register on RV32", "SPV: {bits: 7, doc", "SPV: {bits: 32, doc"),
    same("a huge position", "SPV: {bits: 7, doc", "SPV: {bits: 99999999999999999999, doc"),
    same("bits the wrong way", "bits: 17-12", "bits: 12-17"),
    same("no bits", "SPV: {bits: 7, doc", "SPV: {doc"),
    same("an alias of nothing", "alias: hstatus.SPV", "alias: hstatus.SPW"),
    same("an alias that leads to itself", "alias: hstatus.SPV", "alias: hlines.LINE"),
    same("an alias of another width", "alias: hstatus.SPV", "alias: hstatus.VGEIN"),
    same("a shape of nothing", "shape-of: hstatus", "shape-of: hstatos"),
    same("a shape without the field", "SPV: {doc: \"The guest's.\"}", "VTW: {doc: \"The guest's.\"}"),
    same("two origins of a value", "alias: hstatus.SPV", "value: 0, alias: hstatus.SPV"),
    same("a value that does not fit", "value: 2, doc", "value: 4, doc"),
    same("a value that depends on state", "value: 2, doc", "value: hstatus.VGEIN.low::<2>(), doc"),
    same("a reset that does not fit", "reset: 1", "reset: 64"),
    same("`rmw` without `store`", "store: true, ", ""),
    same("`store` without `read`", "read: stored || hstatus.SPV, rmw: stored, ", ""),
    same("`else` without `legal`", "legal: new <= 7, ", ""),
    same("`legal` and `write`", "else: keep", "else: keep, write: new"),
    same("an unknown access", "else: keep", "access: wo, else: keep"),
    same("an unknown trap", "trap: illegal_instruction", "trap: illegal_insn"),
    same("a constant where a trap belongs", "trap: illegal_instruction", "trap: LINES"),
    same("an item of `deny` without `when`", "[{when: V}]", "[{trap: breakpoint}]"),
    // Expressions.
    same("a field that is missing in some revisions", "new.VGEIN != 5", "new.VTW"),
    same("a CSR that is missing in some revisions", "long { tvec + 4 }", "long { tvec + hlines }"),
    same("a misspelt name", "input_lines.bit(", "input_line.bit("),
    same("a misspelt field", "bit(hstatus.VGEIN)", "bit(hstatus.VGIEN)"),
    same("a name that nothing is like", "new.VGEIN != 5", "completely_unknown"),
    same("no expression", "new.VGEIN != 5", "new.VGEIN !="),
    same("an open bracket in an expression", "accept: new.VGEIN != 5", "accept: \"(new.VGEIN != 5\""),
    same("a form that the language has not", "new.VGEIN != 5", "match V { _ => true }"),
    same("an operator that the language has not", "tvec + 4 }", "tvec % 4 }"),
    same("bool where bits are wanted", "long { tvec + 4 }", "long { V }"),
    same("bits where bool is wanted", "if long {", "if tvec {"),
    same("too wide", "tvec & !3", "12u8"),
    same("operands of two widths", "new.VGEIN != 5", "new.VGEIN != prv"),
    same("branches of two types", "tvec & !3 }", "V }"),
    same("a result of another width", "{ tvec + 4 } else { tvec & !3 }", "{ prv } else { prv }"),
    same("a literal too wide", "new.VGEIN != 5", "new.VGEIN != 64"),
    same("a number over 64 bits", "new.VGEIN != 5", "new.VGEIN != 0x10000000000000000"),
    same("arithmetic on bool", "tvec + 4 }", "(V + V).zext() }"),
    same("a shift of bool", "tvec + 4 }", "(V << 1).zext() }"),
    same("an `if` without `else`", "if long { tvec + 4 } else { tvec & !3 }", "if long { tvec + 4 }"),
    same("an effect in a guard", "new.VGEIN != 5", "store_conditional::<32>(0, 0)"),
    same("an assignment in a guard", "accept: new.VGEIN != 5", "accept: \"prv = S; true\""),
    same("a register in a guard", "new.VGEIN != 5", "x[1] == 0"),
    same("an unknown rule", "next(sepc, interrupt)", "nxet(sepc, interrupt)"),
    same("a wrong number of arguments", "next(sepc, interrupt)", "next(sepc)"),
    same("an argument of another type", "next(sepc, interrupt)", "next(sepc, code)"),
    same("a rule that calls itself", "tvec + 4 }", "next(tvec, V) }"),
    same("a derived field that reads itself", "input_lines.bit(hstatus.VGEIN)", "hlines.WAIT"),
    same("bits outside the value", "tvec + 4 }", "tvec.bits(64, 0) }"),
    same("an unknown method", "tvec + 4 }", "tvec.swap() }"),
    same("a width that is none in an expression", "tvec + 4 }", "tvec.zext::<65>() }"),
    same("truncation by extension", "tvec + 4 }", "tvec.zext::<8>() }"),
    same("a type that is none", "long: bool", "long: boolean"),
    each(
        "a rule without a result",
        ("returns: xlen\ncite: hyp/traps\ndoc: Some address.", "cite: hyp/traps\ndoc: Some address."),
        ("    returns: xlen,\n", ""),
    ),
    same("a rule that engines call otherwise", "params: {v: bool}", "params: {v: bool, w: bool}"),
    each(
        "a rule that engines miss",
        (
            "rule: sum_at
",
            "rule: sum_at
until: lines
",
        ),
        ("sum_at {", "sum_at { until: lines,"),
    ),
    // Trap tables.
    each("an unknown trap table", ("trap-entry: HS", "trap-entry: XS"), ("trap_entry! { HS", "trap_entry! { XS")),
    same("`take` without pc", ", pc: sepc}", "}"),
    same("a row of nothing", "hstatus.VTW: {", "hstatus.VTX: {"),
    same("a row that is missing in some revisions", "hstatus.VTW: {since: wait, ", "hstatus.VTW: {"),
    each(
        "two rows that write the same bits",
        ("  sepc: pc\n", "  sepc: pc\n  hstatus: sepc\n"),
        ("        sepc: pc,\n", "        sepc: pc,\n        hstatus: sepc,\n"),
    ),
    same("a row that stores nothing", "hstatus.VTW: {since: wait, if: V, val: hstatus.BUSY}", "hstatus.KIND: \"1\""),
    // Memory.
    same("a paging geometry that does not add up", "levels: 3", "levels: 4"),
    same("a huge number of levels", "levels: 3", "levels: 4294967296"),
    each("a mode twice", ("like: sv39\nstage: G", "like: sv39"), ("like: sv39,\n    stage: G", "like: sv39")),
    each(
        "a stage of a format that is none",
        ("like: sv39\nstage: G", "like: sv39\nstage: H"),
        ("like: sv39,\n    stage: G", "like: sv39,\n    stage: H"),
    ),
    same("upper bits that are neither", "upper: sign", "upper: both"),
    each("an unknown layout of entries", ("pte: pte64\npte-", "pte: pte46\npte-"), ("pte: pte64,", "pte: pte46,")),
    same("entries of another size", "pte-bytes: 8", "pte-bytes: 4"),
    each("a PTE without V", ("  V: {bits: 0, doc: \"Valid.\"}\n", ""), ("        V: {bits: 0, doc: \"Valid.\"},\n", "")),
    same("overlapping fields of a PTE", "D: {bits: 7", "D: {bits: 6"),
    same("bits of a PTE the wrong way", "53-10", "10-53"),
    same("a field outside a PTE", "53-10", "64-10"),
    each("a walk of no register", ("csr: hgatp\nstage", "csr: hgapt\nstage"), ("csr: hgatp, stage", "csr: hgapt, stage")),
    same("a walk with no such field", "id: VMID", "id: ASID"),
    each("a walk of no stage", ("stage: G\nroot", "stage: H\nroot"), ("stage: G, root", "stage: H, root")),
    // Instructions.
    same("an encoding of 31 bits", "0110100 00000 rs1 100 rd 1110011", "0110100 0000 rs1 100 rd 1110011"),
    same("a bad segment", "0110100 00000 rs1 100 rd 1110011", "0110100 00000 rs9 100 rd 1110011"),
    same("an operand twice", "0110100 00000 rs1 100 rd 1110011", "0110100 rs1 rs1 100 rd 1110011"),
    same("a bit of an immediate twice", "000 imm[5] rd imm[4:0] 01", "000 imm[4] rd imm[4:0] 01"),
    same("low bits of another length", "rd imm[4:0] 01", "rd imm[4:0] 11"),
    same("two encodings of one word", "0110100 00000 rs1 100 rd 1110011", "imm[11:0] rs1 000 rd 0010011"),
    each("no encoding", ("encoding: \"imm[11:0] rs1 000 rd 0010011\"\n", ""), ("    encoding: \"imm[11:0] rs1 000 rd 0010011\",\n", "")),
    each("no behaviour", ("exec: x[rd] = x[rs1] + imm;\n", ""), ("    exec: { x[rd] = x[rs1] + imm; },\n", "")),
    each(
        "nothing to do",
        ("exec: x[rd] = x[rs1] + imm;", "exec: let a = x[rs1] + imm;"),
        ("exec: { x[rd] = x[rs1] + imm; }", "exec: { let a = x[rs1] + imm; }"),
    ),
    same("a floating-point register without a unit", "x[rd] = x[rs1] + imm;", "s[rd] = s[rs1];"),
    same("an operator of the unit without its rounding mode", "x[rd] = x[rs1] + imm;", "x[rd] = fadd(x[rs1], imm);"),
    same("a comparison with a rounding mode", "x[rd] = x[rs1] + imm;", "x[rd] = feq(x[rs1], imm, 0).zext();"),
    same("numbers of no format", "x[rd] = x[rs1] + imm;", "x[rd] = fclass(x[rs1].low::<16>()).zext();"),
    same("a conversion to a width that nothing has", "x[rd] = x[rs1] + imm;", "x[rd] = to_signed::<16>(x[rs1], 0).zext();"),
    add(
        "flags of a unit that accrue nowhere",
        "---\nunit: float\nrounding: rm\nreserved: rm > 4\nflags: hgatp.FLAGS\ndirty: hgatp.PPN = 1;\ncite: hyp/insns\ndoc: The unit.\n",
        "unit! { float { rounding: rm, reserved: rm > 4, flags: hgatp.FLAGS, dirty: { hgatp.PPN = 1; }, cite: hyp/insns, doc: \"The unit.\" } }\n",
    ),
    add(
        "another unit",
        "---\nunit: vector\nrounding: rm\nreserved: rm > 4\nflags: hgatp.FLAGS\ndirty: hgatp.PPN = 1;\ncite: hyp/insns\ndoc: The unit.\n",
        "unit! { vector { rounding: rm, reserved: rm > 4, flags: hgatp.FLAGS, dirty: { hgatp.PPN = 1; }, cite: hyp/insns, doc: \"The unit.\" } }\n",
    ),
    add(
        "a unit whose dirt is more than fields",
        "---\nunit: float\nrounding: rm\nreserved: rm > 4\nflags: hgatp.PPN\ndirty: fence();\ncite: hyp/insns\ndoc: The unit.\n",
        "unit! { float { rounding: rm, reserved: rm > 4, flags: hgatp.PPN, dirty: { fence(); }, cite: hyp/insns, doc: \"The unit.\" } }\n",
    ),
    same("an assignment to a value", "x[rd] = x[rs1] + imm;", "imm = x[rs1];"),
    same("an access of 7 bits", "guest_load::<32>", "guest_load::<7>"),
    same("an operand that the encoding has not", "x[rd] = x[rs1] + imm;", "x[rd] = x[rs2] + imm;"),
    each("an unknown transform", ("transform: load\nexec", "transform: laod\nexec"), ("transform: load,", "transform: laod,")),
    same("a transform of 31 bits", "0000000_00000_00000_111_11111_1111111", "000000_00000_00000_111_11111_1111111"),
    each(
        "an extension that nobody declares",
        ("transform: load\nexec", "transform: load\nextension: zfoo\nexec"),
        ("transform: load,", "transform: load, extension: zfoo,"),
    ),
    add(
        "an extension by a choice that does not exist",
        "---\nextension: zfoo\nchoice: LINE\ncite: hyp/insns\ndoc: More.\n",
        "extension! { zfoo { choice: LINE, cite: hyp/insns, doc: \"More.\" } }\n",
    ),
    add(
        "an extension by a choice of a number",
        "---\nextension: zfoo\nchoice: LINES\ncite: hyp/insns\ndoc: More.\n",
        "extension! { zfoo { choice: LINES, cite: hyp/insns, doc: \"More.\" } }\n",
    ),
    same("an expansion to nothing", "{insn: addi, rd", "{insn: adddi, rd"),
    same("an expansion to a compressed one", "{insn: addi, rd: rd, rs1: rd, imm: imm}", "{insn: c.addi, rd: rd, imm: imm}"),
    same(
        "an operand that the expansion has not",
        "{insn: addi, rd: rd, rs1: rd, imm: imm}",
        "{insn: addi, rd: rd, rs1: rd, imm: imm, rs2: rd}",
    ),
    same("an operand that the expansion lacks", "{insn: addi, rd: rd, rs1: rd, imm: imm}", "{insn: addi, rd: rd, rs1: rd}"),
    // What is missing altogether.
    each("a missing cell type", ("V: {type: bool, doc", "V: {doc"), ("V: {type: bool, doc", "V: {doc")),
    each("a choice without a type", ("type: 4\n", ""), ("type: 4, ", "")),
    each("a choice without a default", ("default: 7\n", ""), ("default: 7, ", "")),
    each(
        "an exception that engines miss",
        (
            "exception: breakpoint
",
            "exception: breakpoint
until: lines
",
        ),
        ("breakpoint {", "breakpoint { until: lines,"),
    ),
    each(
        "a missing trap table",
        ("trap-return: sret_hs\n", "trap-return: sret_hs\nuntil: lines\n"),
        ("trap_return! { sret_hs {", "trap_return! { sret_hs {\n    until: lines,"),
    ),
];

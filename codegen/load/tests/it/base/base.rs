//! The model of `base.yaml` in the macro form.

revisions! { test {
    chain: [
        {id: "1", manual: "aaaa0001", date: "2020-01-01", doc: "First text."},
        {id: "2", manual: "aaaa0002", date: "2021-01-01", doc: "Second text."},
        {id: "3", manual: "aaaa0003", date: "2022-01-01", doc: "Third text."},
    ],
} }

changes! { test {
    list: {
        begin: {at: "1", commit: "cccc0001", title: "The beginning", why: "It begins."},
        wait: {at: "2", commit: "cccc0002", title: "Guests may wait", why: "They wait a lot."},
        lines: {at: "3", commit: "cccc0003", title: "Guest lines", why: "Each guest has one."},
    },
} }

sources! { manual {
    chapters: {
        hyp: {title: "The hypervisor", sections: [hstatus, traps, memory, insns]},
    },
} }

constants! { modes {
    list: {
        U: {type: 2, value: 0},
        S: {type: 2, value: 1},
        M: {type: 2, value: 3},
        CLASS_USER: {type: 3, value: 0},
        CLASS_SUPERVISOR: {type: 3, value: 1},
        CLASS_HYPERVISOR: {type: 3, value: 2},
        CLASS_MACHINE: {type: 3, value: 6},
    },
} }

choice! { LINES { type: 4, default: 7, cite: hyp/hstatus, doc: "Number of guest lines." } }

quirk! { LINES_STUCK { doc: "Do not wait for a line to go away." } }

profile! { board {
    implements: ["2", "3"],
    choices: {LINES: 3},
    deviations: {
        stuck: {quirk: LINES_STUCK, doc: "Lines never go away."},
    },
    doc: "A board that can be bought.",
} }

state! { hart {
    cite: hyp/hstatus,
    doc: "What a hart holds besides its CSRs.",
    cells: {
        prv: {type: 2, reset: 3, doc: "Privilege."},
        V: {type: bool, doc: "Virtualization mode."},
        input_lines: {type: xlen, doc: "Guest lines."},
    },
} }

exception! { trap_value {
    code: 22,
    since: wait,
    medeleg: [{until: lines, val: free}, {since: lines, val: writable}],
    hedeleg: zero,
    policy: HS,
    priority: 4,
    cite: hyp/traps,
    doc: "Something that a guest may not do.",
} }

exception! { breakpoint { code: 4, medeleg: free, hedeleg: free, cite: hyp/traps, doc: "Raised by engines." } }

interrupt! { VSEI {
    code: 10,
    as-vs: 9,
    mideleg: one,
    hideleg: {val: writable, if: LINES != 0},
    policy: guest,
    priority: 1,
    cite: hyp/traps,
    doc: "External interrupt of the guest.",
} }

csr! { hstatus @ 0x600 {
    level: HS,
    class: hypervisor,
    cite: hyp/hstatus,
    doc: "State of the guest.",
    deny: [{when: V && prv == S, trap: illegal_instruction}],
    accept: new.VGEIN != 5,
    fields: {
        VTW: {bits: 21, since: wait, doc: "Traps WFI."},
        VGEIN: {bits: 17-12, legal: new <= 7, else: keep, reset: 1, doc: "Line of the guest."},
        SPV: {bits: 7, doc: "Mode before the trap."},
        BUSY: {bits: 3, store: true, read: stored || hstatus.SPV, rmw: stored, doc: "Something is going on."},
        KIND: {bits: 1-0, value: 2, doc: "What this is."},
    },
} }

csr! { hlines {
    at: 0x601,
    since: lines,
    level: HS,
    cite: hyp/hstatus,
    doc: "Lines of guests.",
    fields: {
        LINE: {bits: 0, alias: hstatus.SPV, doc: "Whether there is one."},
        WAIT: {bits: 1, read: input_lines.bit(hstatus.VGEIN), doc: "Whether it waits."},
    },
} }

csr! { vstatus {
    at: 0x200,
    level: HS,
    shape-of: hstatus,
    cite: hyp/hstatus,
    doc: "The guest's own state, in the same places.",
    fields: {SPV: {doc: "The guest's."}},
} }

csr! { wide{n} {
    for: {n: 3-4},
    at: 0xb00 + n,
    level: M,
    width: 64,
    high: {csr: "wide{n}h", at: 0xb80 + n},
    cite: hyp/hstatus,
    doc: "A register that RV32 sees by halves.",
} }

csr! { hedeleg {
    at: 0x602,
    level: HS,
    bits-of: exceptions.hedeleg,
    cite: hyp/traps,
    doc: "Exceptions of the guest.",
} }

csr! { sepc { at: 0x141, level: S, cite: hyp/traps, doc: "Address of the trap." } }

rule! { next {
    params: {tvec: xlen, long: bool},
    returns: xlen,
    cite: hyp/traps,
    doc: "Some address.",
    val: if long { tvec + 4 } else { tvec & !3 },
} }

rule! { sum_at { params: {v: bool}, returns: bool, cite: hyp/traps, doc: "Called by engines.", val: v || V } }

trap_entry! { HS {
    cite: hyp/traps,
    doc: "A trap into HS-mode.",
    take: {prv: S, V: false, pc: next(sepc, interrupt)},
    set: {
        sepc: pc,
        hstatus.SPV: V,
        hstatus.VTW: {since: wait, if: V, val: hstatus.BUSY},
    },
} }

trap_return! { sret_hs {
    cite: hyp/traps,
    doc: "Back to where the trap came from.",
    take: {prv: if hstatus.SPV { S } else { U }, V: hstatus.SPV, pc: sepc},
    set: {
        hstatus.SPV: false,
    },
} }

pte! { pte64 {
    cite: hyp/memory,
    doc: "An entry.",
    fields: {
        V: {bits: 0, doc: "Valid."},
        R: {bits: 1, doc: "Readable."},
        W: {bits: 2, doc: "Writable."},
        X: {bits: 3, doc: "Executable."},
        U: {bits: 4, doc: "Of the user."},
        G: {bits: 5, doc: "Everywhere."},
        A: {bits: 6, doc: "Accessed."},
        D: {bits: 7, doc: "Dirty."},
        PPN: {bits: 53-10, doc: "Page."},
        N: {bits: 63, since: wait, reserved: true, doc: "Reserved."},
    },
} }

paging! { sv39 {
    xlen: 64,
    mode: 8,
    levels: 3,
    index-bits: 9,
    pte: pte64,
    pte-bytes: 8,
    va-bits: 39,
    upper: sign,
    cite: hyp/memory,
    doc: "Three levels.",
} }

paging! { sv39x4 {
    like: sv39,
    stage: G,
    va-bits: 41,
    upper: zero,
    root-extra-bits: 2,
    cite: hyp/memory,
    doc: "Three levels with a large root.",
} }

csr! { hgatp {
    at: 0x680,
    level: HS,
    cite: hyp/memory,
    doc: "Root of the guest's memory.",
    fields: {
        MODE: {bits: {rv32: 31, rv64: 63-60}, doc: "Format."},
        VMID: {bits: {rv32: 28-22, rv64: 57-44}, doc: "Guest."},
        PPN: {bits: {rv32: 21-0, rv64: 43-0}, doc: "Page of the root."},
    },
} }

walk! { guest { csr: hgatp, stage: G, root: PPN, id: VMID, cite: hyp/memory, doc: "The second stage." } }

transform! { load {
    keep: "0000000_00000_00000_111_11111_1111111",
    offset: 19-15,
    compressed: 1,
    cite: hyp/traps,
    doc: "Loads keep their width and destination.",
} }

insn! { addi {
    encoding: "imm[11:0] rs1 000 rd 0010011",
    exec: { x[rd] = x[rs1] + imm; },
    cite: hyp/insns,
    doc: "Adds.",
} }

insn! { hlv.w {
    since: wait,
    encoding: "0110100 00000 rs1 100 rd 1110011",
    class: hypervisor,
    deny: [{when: V}],
    transform: load,
    exec: { x[rd] = guest_load::<32>(x[rs1]).sext(); },
    cite: hyp/insns,
    doc: "Loads a word of the guest.",
} }

insn! { c.addi {
    encoding: "000 imm[5] rd imm[4:0] 01",
    where: rd != 0,
    expands: {insn: addi, rd: rd, rs1: rd, imm: imm},
    cite: hyp/insns,
    doc: "Adds a small number.",
} }

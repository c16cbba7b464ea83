//! Node macros: nodes of our own, and the macro form of the real model.

use crate::model;

#[test]
fn the_macro_files_of_the_model_are_rust() {
    assert!(model::a::INSN_AMOADD_W.starts_with("insn: \"amoadd.w\"\n"), "{}", model::a::INSN_AMOADD_W);
    assert!(model::c::INSN_C_ADDI.contains("expands: {insn: addi"));
    let nodes = [model::m::INSN_MUL, model::rv32i::INSN_ADDI, model::rv64i::INSN_ADDIW, model::zicsr::INSN_CSRRW];
    for yaml in nodes {
        assert_eq!(syntax::read_yaml(0, yaml).unwrap().len(), 1);
    }
}

csr! { vendorstatus {
    at: 0x5c0,
    level: S,
    cite: [vendor/status, vendor/unit],
    doc: "State of the vendor's unit.",
    fields: {
        ON: {bits: 0, doc: "The unit is on."},
        MODE: {bits: 3-1, legal: new != 7, else: keep, doc: "What it does."},
        TOP: {bits: {rv32: 31, rv64: 63-60}, doc: "Where RV64 has it."},
        BUSY: {bits: 8, read: vendorstatus.ON && V, doc: "At work for a guest."},
    },
} }

csr! { plain @ 0x5c1 { level: HS, cite: vendor/status, doc: "One field of full width." } }

csr! { ranged { at: 0x5c2, level: HS, since: some-change, cite: vendor/status, doc: "Not in every revision." } }

trap_entry! { HS {
    cite: vendor/traps,
    doc: "Two nodes in one macro.",
    take: {prv: S, V: false, pc: vector(stvec, interrupt, code)},
    set: {sepc: pc},
} VS {
    cite: vendor/traps,
    doc: "The second.",
    take: {prv: S, V: true, pc: vector(vstvec, interrupt, code)},
    set: {vsepc: pc},
} }

#[test]
fn a_csr_has_typed_accessors() {
    use vendorstatus::{ADDRESS, MASK, MODE_MASK, Vendorstatus};
    assert_eq!((ADDRESS, MODE_MASK, MASK), (0x5c0, 0b1110, 0xf000_0000_0000_010f));
    let v = Vendorstatus(0).with_on(true).with_mode(5).with_top(0xa);
    assert_eq!(v.0, 0xa000_0000_0000_000b);
    assert_eq!((v.on(), v.mode(), v.top(), v.busy()), (true, 5, 0xa, false));
    assert_eq!(v.with_mode(9).mode(), 1, "what does not fit is cut off");
    assert_eq!(v.with_on(false).with_mode(0).with_top(0), Vendorstatus::default());
    assert_eq!(format!("{:?}", v.with_top(1)), "Vendorstatus { TOP: 1, BUSY: false, MODE: 5, ON: true }");
    assert_eq!(plain::ADDRESS, 0x5c1);
    assert_eq!(format!("{:?}", plain::Plain(0x10)), "Plain(0x10)");
}

#[test]
fn a_node_carries_its_yaml() {
    for (yaml, id) in [(CSR_VENDORSTATUS, "vendorstatus"), (CSR_RANGED, "ranged"), (TRAP_ENTRY_HS, "HS"), (TRAP_ENTRY_VS, "VS")] {
        let nodes = syntax::read_yaml(0, yaml).unwrap();
        assert_eq!(nodes[0].head().unwrap().1, id);
        assert_eq!(load::check_node(&nodes[0]), []);
    }
    expect_test::expect![[r#"
        csr: plain
        at: 0x5c1
        level: HS
        cite: "vendor/status"
        doc: "One field of full width."
    "#]]
    .assert_eq(CSR_PLAIN);
}

#[test]
fn a_node_from_a_macro_rule_has_words_apart() {
    macro_rules! node {
        ($name:ident, $level:ident, $val:expr) => {
            rule! { $name { params: {}, returns: bool, cite: a/b, doc: "Made by a macro.", val: $level == $val } }
        };
    }
    node!(made, prv, S);
    let nodes = syntax::read_yaml(0, RULE_MADE).unwrap();
    assert_eq!(nodes[0].get("val").unwrap().text().unwrap().split_whitespace().collect::<String>(), "prv==S");
}

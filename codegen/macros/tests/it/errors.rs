//! What the compiler says about mistakes: each is at its token, in the words of the loader.

use expect_test::{Expect, expect};
use std::path::PathBuf;
use std::process::Command;

/// The compiled macros: the newest, because older builds stay in the folder.
fn library() -> PathBuf {
    let deps = std::env::current_exe().unwrap().parent().unwrap().to_path_buf();
    let is_library = |p: &PathBuf| {
        let name = p.file_name().unwrap().to_string_lossy().into_owned();
        name.trim_start_matches("lib").starts_with("macros-") && name.ends_with(std::env::consts::DLL_SUFFIX)
    };
    let found = std::fs::read_dir(deps).unwrap().map(|e| e.unwrap().path()).filter(is_library);
    found.max_by_key(|p| p.metadata().unwrap().modified().unwrap()).expect("cargo built the macros")
}

/// Compiles a text and compares what is said, as `line:column: error: …`.
#[track_caller]
fn check(name: &str, source: &str, expected: Expect) {
    let dir = std::env::temp_dir().join(format!("macros-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("case.rs"), source).unwrap();
    let out = Command::new(std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into()))
        .args(["case.rs", "--edition=2024", "--crate-type=lib", "--emit=metadata", "--error-format=short", "--color=never"])
        .arg(format!("--extern=macros={}", library().display()))
        .current_dir(&dir)
        .output()
        .unwrap();
    std::fs::remove_dir_all(&dir).unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    let said: Vec<&str> = said.lines().filter(|l| !l.starts_with("error: aborting")).collect();
    expected.assert_eq(&said.join("\n"));
}

#[test]
fn a_misspelt_key() {
    check(
        "key",
        "macros::csr! { a {\n    at: 0x600,\n    levle: HS,\n    cite: a/b,\n    doc: \"x\",\n} }",
        expect![[r#"
        case.rs:3:5: error: a node `csr` has no key `levle`
               help: did you mean `level`?"#]],
    );
}

#[test]
fn several_mistakes_at_once() {
    check(
        "several",
        "macros::csr! { a { at: 0x600, level: HS, colour: green, doc: \"TODO\", fields: {A: {bit: 1}} } }",
        expect![[r#"
            case.rs:1:16: error: csr `a` has no `cite`
                   help: say `chapter/section` of the manual; the revision pins the commit
            case.rs:1:42: error: a node `csr` has no key `colour`
                   help: keys are csr, since, until, xlen, doc, cite, for, like, at, level, class, width, high, deny, accept, view-of, shape-of, bits-of, unit, fields
            case.rs:1:62: error: `doc` is a placeholder
                   help: say in your own words what it is, or leave the key out where it is optional
            case.rs:1:83: error: a field has no key `bit`
                   help: did you mean `bits`?"#]],
    );
}

#[test]
fn an_expression_that_cannot_be_read() {
    check(
        "expression",
        "macros::rule! { a { returns: bool, cite: a/b, doc: \"x\", val: V && loop { } } }\nmacros::rule! { b { returns: bool, cite: a/b, doc: \"x\", val: \"V &&\" } }",
        expect![[r#"
        case.rs:1:67: error: this form is not part of the model language
               help: an expression is made of names, numbers, operators, calls, `if … { … } else { … }`, blocks and `let`
        case.rs:2:62: error: not an expression: unexpected end of input, expected an expression
               help: an expression is made of names, numbers, operators, calls, `if … { … } else { … }`, blocks and `let`"#]],
    );
}

#[test]
fn what_is_no_node() {
    check(
        "body",
        "macros::csr! { a }\nmacros::csr! { b { at 0x600, level: HS } }\nmacros::csr! { c { at: 1, at: 2 } }",
        expect![[r#"
        case.rs:1:16: error: expected `csr! { id { key: value, … } }`
               help: the id comes first; the body holds at least one `key: value`, and no `;`
        case.rs:2:20: error: expected `key: value`
               help: entries are separated by commas; a text with a comma or a colon stands in quotes
        case.rs:3:27: error: key `at` is given twice
               help: it is already given on line 3; keep one of them"#]],
    );
}

#[test]
fn fields_that_cannot_be() {
    check(
        "fields",
        "macros::csr! { a { at: 0x1600, level: HS, cite: a/b, doc: \"x\" } }\nmacros::csr! { b { at: 0x600, level: HS, cite: a/b, doc: \"x\", fields: {\n  A: {bits: 3-5},\n  B: {bits: 3-1},\n  C: {bits: 1},\n  D: {bits: 64} } } }",
        expect![[r#"
        case.rs:1:24: error: 0x1600 is no CSR address
               help: an address has 12 bits: the largest is 0xfff
        case.rs:3:13: error: bits 3-5 run the wrong way
               help: the highest bit comes first: 5-3
        case.rs:6:13: error: field D lies outside b
               help: the register has bits 63 to 0 here
        case.rs:5:3: error: b.C overlaps B (bits 3-1)
               help: move one, or give them ranges that do not meet"#]],
    );
}

#[test]
fn a_csr_that_does_not_exist_there() {
    check(
        "csr",
        "macros::accessors! { revision: \"0.5\", csrs: [hstatus, hvip, mstatush] }",
        expect![[r#"
        case.rs:1:55: error: hvip does not exist in 0.5; it exists since 0.6 (change hvip)
        case.rs:1:61: error: mstatush does not exist in 0.5 on RV64; it exists since 0.4 (change mstatush), on RV32, as the upper half of a 64-bit register"#]],
    );
}

#[test]
fn a_csr_that_exists_nowhere() {
    let source = "macros::accessors! { revision: \"0.5\", csrs: [hstatsu] }";
    check(
        "nowhere",
        source,
        expect![[r#"
            case.rs:1:46: error: there is no csr `hstatsu`
                   help: did you mean `hstatus`? CSRs of 0.5 are fflags, frm, fcsr, sstatus, sie, stvec, scounteren, sscratch, sepc, scause, stval, sip, satp, vsstatus, vsie, vstvec, vsscratch, vsepc, vscause, vstval, vsip, vsatp, mstatus, misa, medeleg, mideleg, mie, mtvec, mcounteren, mcountinhibit, mhpmevent3 to mhpmevent31, mscratch, mepc, mcause, mtval, mip, mtinst, mtval2, pmpcfg0, pmpcfg2, pmpaddr0 to pmpaddr15, hstatus, hedeleg, hideleg, hie, htimedelta, hcounteren, hgeie, htval, hip, htinst, hgatp, mcycle, minstret, mhpmcounter3 to mhpmcounter31, cycle, time, instret, hpmcounter3 to hpmcounter31, hgeip, mvendorid, marchid, mimpid, mhartid"#]],
    );
}

#[test]
fn a_revision_that_does_not_exist() {
    check(
        "revision",
        "macros::accessors! { revision: \"0.7\", csrs: [hstatus] }",
        expect![[r#"
        case.rs:1:32: error: there is no revision `0.7`
               help: revisions are 0.4-20190616, 0.4, 0.5-20191029, 0.5, 0.6, 0.6.1-20200505, 0.6.1, 0.6.2, 1.0"#]],
    );
}

#[test]
fn a_request_that_is_wrong() {
    let source = "macros::accessors! { revison: \"1.0\", csrs: [hstatus] }\nmacros::accessors! { revision: \"1.0\" }\nmacros::accessors! { revision: \"1.0\", xlen: 128, csrs: [hstatus] }\nmacros::accessors! { revision: 1.0, csrs: [hstatus] }";
    check(
        "request",
        source,
        expect![[r#"
        case.rs:1:22: error: `accessors!` has no key `revison`
               help: did you mean `revision`?
        case.rs:2:1: error: `accessors!` has no `csrs`
               help: write `accessors! { revision: "…", xlen: 64, csrs: [hstatus] }`
        case.rs:3:45: error: `xlen` is 32 or 64
               help: leave it out for 64
        case.rs:4:32: error: `revision` is a text
               help: put it in quotes: to Rust it is a number, or nothing at all"#]],
    );
}

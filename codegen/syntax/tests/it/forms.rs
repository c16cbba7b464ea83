//! What is printed is read back as the same tree, whatever the texts hold.

use syntax::{Entry, KINDS, Node, Span, Value, read_rust, read_yaml, to_rust, to_yaml};

fn node(value: Value) -> Node {
    Node { span: Span::default(), indent: 1, value }
}

fn text(text: &str) -> Node {
    node(Value::Text(text.into()))
}

fn map(entries: impl IntoIterator<Item = (String, Node)>) -> Node {
    let entry = |(key, value)| Entry { key, key_span: Span::default(), value };
    node(Value::Map(entries.into_iter().map(entry).collect()))
}

/// Prints a document in both forms and reads it back.
#[track_caller]
fn check(document: &Node) {
    let (yaml, rust) = (to_yaml(document), to_rust(document));
    let from_yaml = read_yaml(0, &yaml).unwrap_or_else(|e| panic!("{e:?}\n{yaml}"));
    let from_rust = read_rust(0, &rust).unwrap_or_else(|e| panic!("{e:?}\n{rust}"));
    assert_eq!(from_yaml, std::slice::from_ref(document), "{yaml}");
    assert_eq!(from_rust, std::slice::from_ref(document), "{rust}");
}

#[test]
fn every_kind_has_both_forms() {
    for kind in KINDS {
        check(&map([(kind.to_string(), text("id")), ("doc".into(), text("Something."))]));
    }
}

#[test]
fn any_text_survives() {
    let texts = [
        "",
        "~",
        "null",
        "true",
        "1.0",
        "0x600",
        "33-32",
        "a: b",
        "a, b",
        "# no comment",
        "- item",
        "{x",
        "x}",
        "[",
        "]",
        "\"",
        "'",
        "\\",
        "\\n",
        "a\nb",
        "a\n  b\n",
        "tab\there",
        "cr\rlf\r\n",
        "µ → ≤ 𝄞",
        "x[rd] = 1;",
        "`code`",
        "!tag",
        "&anchor",
        "*alias",
        "%directive",
        "@at",
        "|",
        ">",
        "?",
        "fn",
        "self",
        "_",
        "r#raw",
        "b\"x\"",
        "//",
        "/* */",
        "'a",
        "\u{0}",
        "\u{1b}",
        "\u{7f}",
        "\u{85}",
        "\u{a0}",
        "\u{2028}",
        "\u{feff}",
        "---",
        "...",
        "a---b",
        "key: {n}",
        "{n}",
        "hfence.vvma",
        "0.10",
        "0b12",
        "1e400",
        "é",
        "\u{301}",
    ];
    for t in texts {
        check(&map([("csr".into(), text("id")), (format!("key {t}"), text(t)), ("list".into(), node(Value::List(vec![text(t)])))]));
        if !t.trim().is_empty() {
            check(&map([("csr".into(), text(t)), ("doc".into(), text("x"))]));
        }
    }
}

#[test]
fn empty_maps_and_lists_survive() {
    let nested = map([("a".into(), map([])), ("b".into(), node(Value::List(vec![]))), ("c".into(), map([("d".into(), map([]))]))]);
    check(&map([("csr".into(), text("id")), ("x".into(), nested.clone()), ("y".into(), node(Value::List(vec![nested])))]));
}

/// Equal trees from the YAML and the Rust form, written by hand.
#[track_caller]
fn same(yaml: &str, rust: &str) {
    let yaml = read_yaml(0, yaml).unwrap_or_else(|e| panic!("{e:?}"));
    let rust = read_rust(0, rust).unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(yaml, rust);
}

#[test]
fn the_macro_form_is_free_where_rust_is() {
    same("csr: a\nat: 0x600\nlevel: HS\n", "csr! { a @ 0x600 { level: HS } }");
    same("csr: a\nat: 0x600\n---\ncsr: b\nat: 0x601\n", "csr! { a { at: 0x600 } b { at: 0x601, } }");
    same("csr: a\nat: 0x600\n", "//! Doc.\n#![allow(x)]\nuse macros::csr;\n/* why */ csr!(a { at: 0x600 });".trim_end_matches(';'));
    same("csr: 'w{n}'\nfor: {n: 3-4}\n", "csr! { w{n} { for: {n: 3-4} } }");
    same("csr: a\ndoc: 'say \"x\"'\n", r###"csr! { a { doc: r#"say "x""# } }"###);
    same("insn: a\nexec: 'let a = 1; x[rd] = a;'\n", "insn! { a { exec: { let a = 1; x[rd] = a; } } }");
    same("insn: a\nexec: 'load::<32>(x[rs1])'\n", "insn! { a { exec: { load::<32>(x[rs1]) } } }");
    same("rule: a\nval: 'if V { 1 } else { 2 }'\n", "rule! { a { val: if V { 1 } else { 2 } } }");
}

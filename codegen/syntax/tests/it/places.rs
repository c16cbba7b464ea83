//! Every value knows where it was written, and so does every character of its text.

use syntax::{Node, Sources, read_rust, read_yaml};

/// What stands in `source` at the place of `needle` in the text under `key`.
fn shown(source: &str, node: &Node, key: &str, needle: &str) -> String {
    let value = node.get(key).unwrap();
    let text = value.text().unwrap();
    let before = &text[..text.find(needle).unwrap()];
    let line = before.matches('\n').count() as u32 + 1;
    let col = before.rsplit('\n').next().unwrap().chars().count() as u32 + 1;
    let span = value.place_in_text(line, col, needle.chars().count() as u32);
    let line = source.lines().nth(span.line as usize - 1).unwrap_or("");
    line.chars().skip(span.col as usize - 1).take(span.len as usize).collect()
}

#[track_caller]
fn yaml(source: &str, needle: &str) -> String {
    shown(source, &read_yaml(0, source).unwrap()[0], "key", needle)
}

#[track_caller]
fn rust(source: &str, needle: &str) -> String {
    shown(source, &read_rust(0, source).unwrap()[0], "key", needle)
}

#[test]
fn a_word_of_a_text_is_found_again() {
    assert_eq!(yaml("csr: a\nkey: one two three\n", "two"), "two");
    assert_eq!(yaml("csr: a\nkey: \"one two three\"\n", "two"), "two");
    assert_eq!(yaml("csr: a\nkey: 'µ two three'\n", "two"), "two");
    assert_eq!(yaml("csr: a\nkey: |\n  one\n    two\n  three\n", "two"), "two");
    assert_eq!(yaml("csr: a\nkey: |\n\n  one\n  two three\n", "three"), "three");
    assert_eq!(yaml("csr: a\nkey: one two # three\n", "two"), "two");
    assert_eq!(rust("csr! { a { key: one two three } }", "two"), "two");
    assert_eq!(rust("csr! { a { key: \"one two three\" } }", "two"), "two");
    assert_eq!(rust("csr! { a { key: r#\"one two three\"# } }", "two"), "two");
    assert_eq!(rust("csr! { a {\n    key: {\n        one;\n        two;\n    },\n} }", "two"), "two");
    assert_eq!(rust("csr! { a { key: if V {\n  one } else {\n  two } } }", "two"), "two");
    assert_eq!(rust("csr! { a { key: \"one\n  two\" } }", "two"), "two");
}

#[test]
fn a_text_that_stands_otherwise_in_the_file_is_pointed_at_as_a_whole() {
    assert!(yaml("csr: a\nkey: \"one\\ttwo three\"\n", "three").starts_with("one"));
    assert!(yaml("csr: a\nkey: one\n  two three\n", "three").starts_with('o'));
    assert!(yaml("csr: a\nkey: >-\n  one\n  two three\n", "three").starts_with("one"));
    assert!(rust("csr! { a { key: \"one\\ntwo three\" } }", "three").starts_with("one"));
}

#[test]
fn keys_and_ids_have_places() {
    for (name, source) in [("a.yaml", "csr: hstatus\nat: 0x600\n"), ("a.rs", "csr! { hstatus { at: 0x600 } }")] {
        let mut sources = Sources::default();
        let file = sources.add(name, source);
        let nodes = if name.ends_with("rs") { read_rust(file, source) } else { read_yaml(file, source) };
        let node = &nodes.unwrap()[0];
        let word = |span: syntax::Span| -> String {
            let line = source.lines().nth(span.line as usize - 1).unwrap();
            line.chars().skip(span.col as usize - 1).take(span.len as usize).collect()
        };
        assert_eq!(word(node.span), "csr");
        assert_eq!(word(node.entries()[0].key_span), "csr");
        assert_eq!(word(node.entries()[0].value.span), "hstatus");
        assert_eq!(word(node.entries()[1].key_span), "at");
        assert_eq!(word(node.entries()[1].value.span), "0x600");
        assert!(sources.place(node.span).starts_with(name));
    }
}

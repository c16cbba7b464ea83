//! Prints a tree in either form; reading it back gives the same tree.

use crate::{Node, Value};
use std::fmt::Write as _;

/// One document as YAML (block style at the top, flow style inside).
pub fn to_yaml(node: &Node) -> String {
    let mut out = String::new();
    for e in node.entries() {
        let _ = writeln!(out, "{}: {}", yaml_scalar(&e.key), flow(&e.value, yaml_scalar));
    }
    out
}

/// One document as a macro call.
pub fn to_rust(node: &Node) -> String {
    let Some((kind, id)) = node.head() else { return String::new() };
    let mut out = format!("{}! {{ {} {{\n", kind.replace('-', "_"), rust_scalar(id));
    for e in &node.entries()[1..] {
        let _ = writeln!(out, "    {}: {},", rust_scalar(&e.key), flow(&e.value, rust_scalar));
    }
    out.push_str("} }\n");
    out
}

fn flow(node: &Node, scalar: fn(&str) -> String) -> String {
    match &node.value {
        Value::Text(text) => scalar(text),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|n| flow(n, scalar)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<String> = entries.iter().map(|e| format!("{}: {}", scalar(&e.key), flow(&e.value, scalar))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn yaml_scalar(text: &str) -> String {
    if is_word(text) { text.to_string() } else { quoted(text, |c| format!("\\U{:08x}", c as u32)) }
}

fn rust_scalar(text: &str) -> String {
    let is_ident = is_word(text) && text.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_ident { text.to_string() } else { quoted(text, |c| format!("\\u{{{:x}}}", c as u32)) }
}

/// A double-quoted string. YAML and Rust share all escapes but that of an arbitrary character.
fn quoted(text: &str, escape: fn(char) -> String) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Line and paragraph separators and the byte order mark are not printable in YAML.
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => out.push_str(&escape(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

//! The tree that both front ends read into.

use crate::Span;

/// A value and where it was written.
#[derive(Clone, Debug)]
pub struct Node {
    /// First character of the value (of the first key for a map).
    pub span: Span,
    /// Where continuation lines of a text start: column of their first character.
    /// 0 if the text does not stand in the file as it is (escapes, folded lines).
    pub indent: u32,
    /// The value.
    pub value: Value,
}

/// A value: text is not interpreted here.
#[derive(Clone, Debug)]
pub enum Value {
    /// A scalar.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in source order.
    Map(Vec<Entry>),
}

/// One entry of a mapping.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Key.
    pub key: String,
    /// Where the key was written.
    pub key_span: Span,
    /// Value.
    pub value: Node,
}

impl PartialEq for Node {
    /// Equal content; positions do not count.
    fn eq(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Text(a), Value::Text(b)) => a.trim() == b.trim(),
            (Value::List(a), Value::List(b)) => a == b,
            (Value::Map(a), Value::Map(b)) => a == b,
            _ => false,
        }
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key && self.value == other.value
    }
}

impl Node {
    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The entries of a map; none for other values.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none for other values.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// Value under a key of a map.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|e| e.key == key).map(|e| &e.value)
    }

    /// Kind and id of a document: its first key and that key's text.
    pub fn head(&self) -> Option<(&str, &str)> {
        let first = self.entries().first()?;
        Some((&first.key, first.value.text()?))
    }

    /// What the value is, for messages.
    pub fn what(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a map",
        }
    }

    /// Position of line `line` and column `col` (both from 1) of a text in its file.
    pub fn place_in_text(&self, line: u32, col: u32, len: u32) -> Span {
        if self.indent == 0 {
            return self.span;
        }
        let (line, col) = match line {
            0 | 1 => (self.span.line, self.span.col + col.saturating_sub(1)),
            _ => (self.span.line + line - 1, self.indent + col.saturating_sub(1)),
        };
        Span { file: self.span.file, line, col, len: len.max(1) }
    }
}

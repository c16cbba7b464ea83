//! The YAML front end: events of `saphyr-parser` into trees, every scalar kept as written.

use crate::{Diagnostic, Entry, Node, Span, Value};
use saphyr_parser::{Event, Parser, ScalarStyle, Span as Mark};

/// Deepest nesting of lists and maps; the model needs six.
pub const MAX_DEPTH: usize = 32;

/// Reads all documents of a file. All scalars stay text: `33-32`, `0x600` and `0.10` mean
/// what the model says they mean, not what YAML 1.1 would make of them.
pub fn read_yaml(file: u16, text: &str) -> Result<Vec<Node>, Vec<Diagnostic>> {
    let mut reader = Reader { file, lines: text.lines().collect(), stack: Vec::new(), documents: Vec::new(), errors: Vec::new() };
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, mark)) => reader.event(event, mark),
            Err(e) => {
                let m = e.marker();
                let span = Span { file, line: m.line() as u32, col: m.col() as u32 + 1, len: 1 };
                reader.errors.push(match e.info().contains("unknown anchor") {
                    true => anchor_or_alias(span),
                    false => Diagnostic::new(span, format!("not YAML: {}", e.info()))
                        .help("the mistake is here or on the lines before; put a text with `: `, `#` or brackets in quotes"),
                });
                break;
            }
        }
        if reader.stack.len() > MAX_DEPTH {
            break;
        }
    }
    if reader.errors.is_empty() { Ok(reader.documents) } else { Err(reader.errors) }
}

/// The finding that both front ends report for what would exhaust the stack.
pub fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::new(span, format!("nested more than {MAX_DEPTH} deep")).help("nothing in the model needs that; is a bracket missing?")
}

fn anchor_or_alias(span: Span) -> Diagnostic {
    Diagnostic::new(span, "anchors and aliases are not part of the model language")
        .help("write the value again, or use `view-of`, `shape-of`, `like` or `for`")
}

/// A collection that is still open.
enum Open {
    List(Span, Vec<Node>),
    Map(Span, Vec<Entry>, Option<(String, Span)>),
}

struct Reader<'t> {
    file: u16,
    lines: Vec<&'t str>,
    stack: Vec<Open>,
    documents: Vec<Node>,
    errors: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, mark: Mark) {
        let span = self.span(&mark);
        self.plain_yaml(&event, span);
        match event {
            Event::Scalar(text, style, ..) => {
                let node = self.scalar(text.into_owned(), style, span);
                self.value(node);
            }
            Event::SequenceStart(..) => self.open(Open::List(span, Vec::new()), span),
            Event::MappingStart(..) => self.open(Open::Map(span, Vec::new(), None), span),
            Event::SequenceEnd | Event::MappingEnd => {
                let node = match self.stack.pop() {
                    Some(Open::List(span, items)) => Node { span, indent: 1, value: Value::List(items) },
                    Some(Open::Map(span, entries, _)) => {
                        let span = entries.first().map_or(span, |e| e.key_span);
                        Node { span, indent: 1, value: Value::Map(entries) }
                    }
                    None => return,
                };
                self.value(node);
            }
            // An error already; the place of the value must be filled all the same.
            Event::Alias(_) => self.value(Node { span, indent: 0, value: Value::Text(String::new()) }),
            _ => {}
        }
    }

    /// Refuses what YAML has and the model language has not.
    fn plain_yaml(&mut self, event: &Event<'_>, span: Span) {
        let (anchor, tag) = match event {
            Event::Alias(_) => (1, false),
            Event::Scalar(_, _, anchor, tag) => (*anchor, tag.is_some()),
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => (*anchor, tag.is_some()),
            _ => (0, false),
        };
        if anchor != 0 {
            self.errors.push(anchor_or_alias(span));
        }
        if tag {
            self.errors.push(
                Diagnostic::new(span, "tags are not part of the model language")
                    .help("leave the `!` word out: every value is a text, a list or a map; put a text that begins with `!` in quotes"),
            );
        }
    }

    fn open(&mut self, open: Open, span: Span) {
        self.stack.push(open);
        if self.stack.len() > MAX_DEPTH {
            self.errors.push(too_deep(span));
        }
    }

    fn value(&mut self, node: Node) {
        match self.stack.last_mut() {
            None => self.documents.push(node),
            Some(Open::List(_, items)) => items.push(node),
            Some(Open::Map(_, entries, key)) => match key.take() {
                Some((key, key_span)) => entries.push(Entry { key, key_span, value: node }),
                None => match node.value {
                    Value::Text(text) => {
                        if let Some(first) = entries.iter().find(|e| e.key == text) {
                            let line = first.key_span.line;
                            self.errors.push(
                                Diagnostic::new(node.span, format!("key `{text}` is given twice"))
                                    .help(format!("it is already given on line {line}; keep one of them")),
                            );
                        }
                        *key = Some((text, node.span));
                    }
                    _ => {
                        *key = Some((String::new(), node.span));
                        self.errors.push(
                            Diagnostic::new(node.span, "a key must be a text")
                                .help("write `key: value`; a text that begins with a bracket or a brace stands in quotes"),
                        );
                    }
                },
            },
        }
    }

    fn span(&self, mark: &Mark) -> Span {
        let (start, end) = (&mark.start, &mark.end);
        let len = if start.line() == end.line() { end.col().saturating_sub(start.col()) } else { 1 };
        Span { file: self.file, line: start.line() as u32, col: start.col() as u32 + 1, len: (len as u32).max(1) }
    }

    /// A scalar node; its position is that of the first character of its content.
    fn scalar(&self, text: String, style: ScalarStyle, mut span: Span) -> Node {
        let indent = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                span.col += 1;
                span.len = span.len.saturating_sub(2).max(1);
                if self.is_verbatim(&text, span) { span.col } else { 0 }
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let lines = &self.lines;
                let mut at = span.line as usize;
                if !lines.get(at - 1).is_some_and(|l| l.trim_end().ends_with(['|', '>', '-', '+'])) {
                    at -= 1;
                }
                while lines.get(at).is_some_and(|l| l.trim().is_empty()) {
                    at += 1;
                }
                let line = lines.get(at).copied().unwrap_or("");
                let indent = (line.len() - line.trim_start().len()) as u32 + 1;
                span = Span { line: at as u32 + 1, col: indent, len: line.trim().chars().count().max(1) as u32, ..span };
                // Lines of a folded text are not those of the file.
                if style == ScalarStyle::Literal { indent } else { 0 }
            }
            ScalarStyle::Plain if self.is_verbatim(&text, span) => span.col,
            ScalarStyle::Plain => 0,
        };
        // Blank lines before a block are no part of what `span` points at.
        let text = if style == ScalarStyle::Literal { text.trim_start_matches('\n').to_string() } else { text };
        Node { span, indent, value: Value::Text(text) }
    }

    /// Whether a text stands in the file as it is: on one line, without escapes.
    fn is_verbatim(&self, text: &str, span: Span) -> bool {
        let line = self.lines.get(span.line as usize - 1).copied().unwrap_or("");
        let from = line.char_indices().nth(span.col as usize - 1).map_or(line.len(), |(i, _)| i);
        line[from..].starts_with(text)
    }
}

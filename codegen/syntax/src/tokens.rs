//! The Rust front end: `csr! { hstatus { at: 0x600, … } }` into the same tree.

use crate::yaml::{MAX_DEPTH, too_deep};
use crate::{Diagnostic, Entry, Node, Span, Value};
use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use std::str::FromStr;

/// Every kind of node there is, as YAML spells it; in a macro name `-` is `_`.
pub const KINDS: &[&str] = &[
    "revisions",
    "changes",
    "sources",
    "choice",
    "extension",
    "quirk",
    "witness",
    "statements",
    "profile",
    "state",
    "constants",
    "exception",
    "interrupt",
    "csr",
    "rule",
    "trap-entry",
    "trap-return",
    "pte",
    "paging",
    "walk",
    "transform",
    "unit",
    "insn",
];

/// Reads every node macro of a Rust file.
pub fn read_rust(file: u16, text: &str) -> Result<Vec<Node>, Vec<Diagnostic>> {
    let stream = TokenStream::from_str(text).map_err(|e| {
        let at = e.span().start();
        let span = Span { file, line: at.line as u32, col: at.column as u32 + 1, len: 1 };
        vec![
            Diagnostic::new(span, "not Rust tokens: a bracket or a quote is not closed")
                .help("the mistake is here or before; each `(`, `[`, `{` and `\"` needs its partner"),
        ]
    })?;
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    let (mut nodes, mut errors, mut i) = (Vec::new(), Vec::new(), 0);
    while i < tokens.len() {
        match (&tokens[i], tokens.get(i + 1), tokens.get(i + 2)) {
            (TokenTree::Ident(kind), Some(TokenTree::Punct(bang)), Some(TokenTree::Group(body))) if bang.as_char() == '!' => {
                let kind_span = span_of(file, &tokens[i]);
                match node_from_tokens(file, &kind.to_string(), kind_span, body.stream()) {
                    Ok(found) => nodes.extend(found),
                    Err(e) => errors.push(e),
                }
                i += 3;
            }
            // Inner doc comments and `use` lines serve the Rust compiler only.
            (TokenTree::Punct(p), ..) if p.as_char() == '#' => i += attribute_len(&tokens[i..]),
            (TokenTree::Ident(word), ..) if word == "use" => {
                while i < tokens.len() && !is_punct(&tokens[i], ';') {
                    i += 1;
                }
                i += 1;
            }
            (other, ..) => {
                errors.push(
                    Diagnostic::new(span_of(file, other), "expected a node macro")
                        .help("a model file holds `kind! { id { key: value, … } }` and nothing else"),
                );
                break;
            }
        }
    }
    if errors.is_empty() { Ok(nodes) } else { Err(errors) }
}

/// Reads the inside of one node macro: one or more `id { … }`, optionally `id @ address { … }`.
pub fn node_from_tokens(file: u16, kind: &str, kind_span: Span, body: TokenStream) -> Result<Vec<Node>, Diagnostic> {
    let kind = kind.replace('_', "-");
    if !KINDS.contains(&kind.as_str()) {
        return Err(
            Diagnostic::new(kind_span, format!("there is no kind of node called `{kind}`")).help(format!("kinds are {}", KINDS.join(", ")))
        );
    }
    if let Some(group) = deeper_than(&body, MAX_DEPTH) {
        return Err(too_deep(span_of(file, &group)));
    }
    let tokens: Vec<TokenTree> = body.into_iter().collect();
    let mut nodes = Vec::new();
    let mut start = 0;
    for (i, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        // A template id holds `{n}`: the body is the group that a node or the end follows.
        let is_body = group.delimiter() == Delimiter::Brace && (group.stream().is_empty() || looks_like_map(group));
        if !is_body || i == start {
            continue;
        }
        nodes.push(one_node(file, &kind, kind_span, &tokens[start..i], group)?);
        start = i + 1;
    }
    if start < tokens.len() || nodes.is_empty() {
        let span = tokens.get(start).map_or(kind_span, |t| span_of(file, t));
        let name = kind.replace('-', "_");
        return Err(Diagnostic::new(span, format!("expected `{name}! {{ id {{ key: value, … }} }}`"))
            .help("the id comes first; the body holds at least one `key: value`, and no `;`"));
    }
    Ok(nodes)
}

/// The first group that is nested more than `depth` deep.
fn deeper_than(stream: &TokenStream, depth: usize) -> Option<TokenTree> {
    stream.clone().into_iter().find_map(|token| match &token {
        TokenTree::Group(_) if depth == 0 => Some(token),
        TokenTree::Group(group) => deeper_than(&group.stream(), depth - 1),
        _ => None,
    })
}

fn one_node(file: u16, kind: &str, kind_span: Span, head: &[TokenTree], body: &Group) -> Result<Node, Diagnostic> {
    let at = head.iter().position(|t| is_punct(t, '@'));
    let (id, address) = match at {
        Some(at) => (&head[..at], Some(&head[at + 1..])),
        None => (head, None),
    };
    let mut entries = vec![Entry { key: kind.to_string(), key_span: kind_span, value: text_node(file, id) }];
    if let Some(address) = address {
        let value = text_node(file, address);
        entries.push(Entry { key: "at".into(), key_span: value.span, value });
    }
    for e in map(file, body)? {
        if let Some(first) = entries.iter().find(|own| own.key == e.key) {
            return Err(twice(&e.key, e.key_span, first.key_span.line));
        }
        entries.push(e);
    }
    Ok(Node { span: kind_span, indent: 1, value: Value::Map(entries) })
}

fn twice(key: &str, span: Span, line: u32) -> Diagnostic {
    Diagnostic::new(span, format!("key `{key}` is given twice")).help(format!("it is already given on line {line}; keep one of them"))
}

fn map(file: u16, group: &Group) -> Result<Vec<Entry>, Diagnostic> {
    let mut entries: Vec<Entry> = Vec::new();
    for item in split(group.stream()) {
        let Some(colon) = colon(&item).filter(|at| *at > 0) else {
            let span = item.first().map_or_else(|| span_at(file, group.span_open()), |t| span_of(file, t));
            return Err(Diagnostic::new(span, "expected `key: value`")
                .help("entries are separated by commas; a text with a comma or a colon stands in quotes"));
        };
        let key = text_node(file, &item[..colon]);
        let key_text = key.text().unwrap_or_default().to_string();
        if let Some(first) = entries.iter().find(|e| e.key == key_text) {
            return Err(twice(&key_text, key.span, first.key_span.line));
        }
        if item.len() == colon + 1 {
            return Err(Diagnostic::new(key.span, format!("key `{key_text}` has no value"))
                .help("give it one, or leave the key out; an empty text is `\"\"`"));
        }
        let value = value(file, &item[colon + 1..])?;
        entries.push(Entry { key: key_text, key_span: key.span, value });
    }
    Ok(entries)
}

fn value(file: u16, tokens: &[TokenTree]) -> Result<Node, Diagnostic> {
    if let [TokenTree::Group(group)] = tokens {
        let span = span_of(file, &tokens[0]);
        match group.delimiter() {
            Delimiter::Brace if group.stream().is_empty() || looks_like_map(group) => {
                let entries = map(file, group)?;
                let span = entries.first().map_or(span, |e| e.key_span);
                return Ok(Node { span, indent: 1, value: Value::Map(entries) });
            }
            Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                return Ok(text_node(file, &inner));
            }
            Delimiter::Bracket => {
                let items = split(group.stream()).iter().map(|item| value(file, item)).collect::<Result<_, _>>()?;
                return Ok(Node { span, indent: 1, value: Value::List(items) });
            }
            _ => {}
        }
    }
    Ok(text_node(file, tokens))
}

/// A brace group is a map when it has a lone `:` and no `;`.
fn looks_like_map(group: &Group) -> bool {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    colon(&tokens).is_some() && !tokens.iter().any(|t| is_punct(t, ';'))
}

/// Position of the first `:` that is not half of `::`.
fn colon(tokens: &[TokenTree]) -> Option<usize> {
    let mut i = 0;
    while i < tokens.len() {
        if let TokenTree::Punct(p) = &tokens[i]
            && p.as_char() == ':'
        {
            if p.spacing() == Spacing::Joint && tokens.get(i + 1).is_some_and(|t| is_punct(t, ':')) {
                i += 2;
                continue;
            }
            return Some(i);
        }
        i += 1;
    }
    None
}

/// Splits at top-level commas; a trailing comma is fine.
fn split(stream: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut items = vec![Vec::new()];
    for token in stream {
        if is_punct(&token, ',') {
            items.push(Vec::new());
        } else if let Some(last) = items.last_mut() {
            last.push(token);
        }
    }
    if items.last().is_some_and(Vec::is_empty) {
        items.pop();
    }
    items
}

fn is_punct(token: &TokenTree, c: char) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == c)
}

fn attribute_len(tokens: &[TokenTree]) -> usize {
    1 + tokens[1..].iter().take_while(|t| is_punct(t, '!')).count() + 1
}

fn span_of(file: u16, token: &TokenTree) -> Span {
    span_at(file, token.span())
}

fn span_at(file: u16, span: proc_macro2::Span) -> Span {
    let (start, end) = (span.start(), span.end());
    let len = if start.line == end.line { end.column.saturating_sub(start.column) } else { 1 };
    Span { file, line: start.line as u32, col: start.column as u32 + 1, len: (len as u32).max(1) }
}

/// Text as it was written, from the positions of the tokens. A lone string literal is its content.
fn text_node(file: u16, tokens: &[TokenTree]) -> Node {
    let mut span = tokens.first().map_or_else(Span::default, |t| span_of(file, t));
    if let [TokenTree::Literal(literal)] = tokens
        && let Ok(string) = syn::parse_str::<syn::LitStr>(&literal.to_string())
    {
        let (source, text) = (literal.to_string(), string.value());
        let quotes = source.find('"').unwrap_or(0) as u32;
        let is_verbatim = source[quotes as usize + 1..].starts_with(&text);
        span.col += quotes + 1;
        span.len = span.len.saturating_sub(2 * (quotes + 1)).max(1);
        return Node { span, indent: u32::from(is_verbatim), value: Value::Text(text) };
    }
    if let Some(last) = tokens.last() {
        let end = last.span().end();
        if end.line as u32 == span.line {
            span.len = (end.column as u32 + 1).saturating_sub(span.col).max(1);
        }
    }
    let mut writer = Writer { line: span.line as usize, col: span.col.saturating_sub(1) as usize, text: String::new() };
    for token in tokens {
        writer.token(token);
    }
    Node { span, indent: 1, value: Value::Text(writer.text) }
}

/// Puts tokens back where they stood, so that columns inside a text stay true.
struct Writer {
    line: usize,
    col: usize,
    text: String,
}

impl Writer {
    fn advance(&mut self, to: proc_macro2::LineColumn) {
        while self.line < to.line {
            self.text.push('\n');
            self.line += 1;
            self.col = 0;
        }
        while self.col < to.column {
            self.text.push(' ');
            self.col += 1;
        }
    }

    fn put(&mut self, text: &str, at: proc_macro2::LineColumn) {
        self.advance(at);
        // Tokens that a macro put together may have no order; words must not grow together.
        let word = |c: char| c.is_alphanumeric() || c == '_';
        if self.text.ends_with(word) && text.starts_with(word) {
            self.text.push(' ');
            self.col += 1;
        }
        self.text.push_str(text);
        self.col += text.chars().count();
    }

    fn token(&mut self, token: &TokenTree) {
        let TokenTree::Group(group) = token else {
            return self.put(&token.to_string(), token.span().start());
        };
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
        };
        self.put(open, group.span_open().start());
        for inner in group.stream() {
            self.token(&inner);
        }
        self.put(close, group.span_close().start());
    }
}

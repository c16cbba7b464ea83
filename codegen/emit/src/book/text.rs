//! Markdown: escaping, links and layout of code.

use super::{Book, Text};
use ir::Meta;
use serde_json::{Value, json};

/// Links from one page.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    /// The revision.
    pub text: &'a Text<'a>,
    /// Prefix that leads to the pages of CSRs: empty, or `csr/`.
    pub csrs: &'static str,
    /// The CSR page that the links stand on, if any.
    pub own: &'a str,
}

impl Links<'_> {
    /// Where a CSR is told of.
    fn target(&self, name: &str) -> Option<String> {
        let (csr, field) = name.split_once('.').unwrap_or((name, ""));
        let register = self.text.register(csr)?;
        let single = register.members.len() == 1;
        let field = self.text.spec_of(csr).field(csr, field).filter(|_| single).map(|f| format!("#f-{}", f.name));
        let (own, anchor) = (register.name == self.own, field.unwrap_or_default());
        match (own, anchor.is_empty()) {
            (true, true) => None,
            (true, false) => Some(anchor),
            (false, _) => Some(format!("{}{}.md{anchor}", self.csrs, register.name)),
        }
    }

    /// `csr` or `csr.FIELD` as code, with a link if it leads to another place.
    pub fn name(&self, name: &str) -> String {
        match self.target(name) {
            Some(target) => format!("[`{name}`]({target})"),
            None => format!("`{name}`"),
        }
    }

    /// A sentence of the model: escaped, and names of privileged CSRs linked once each.
    pub fn prose(&self, text: &str) -> String {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
        let mut out = String::new();
        let mut seen: Vec<&str> = Vec::new();
        for (n, part) in text.split('`').enumerate() {
            if n % 2 == 1 {
                out.push_str(&format!("`{}`", cell(part)));
                continue;
            }
            let mut rest = part;
            while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
                let end = rest[start..].find(|c| !is_word(c)).map_or(rest.len(), |n| n + start);
                let word = rest[start..end].trim_end_matches('.');
                out.push_str(&escape(&rest[..start]));
                match self.is_named(word).then(|| self.target(word)).flatten() {
                    Some(target) if !seen.contains(&word) => out.push_str(&format!("[{}]({target})", escape(word))),
                    _ => out.push_str(&escape(word)),
                }
                seen.push(word);
                rest = &rest[start + word.len()..];
            }
            out.push_str(&escape(rest));
        }
        out
    }

    /// Names of user-level CSRs (`time`, `cycle`) are words of the language too.
    fn is_named(&self, word: &str) -> bool {
        let csr = word.split('.').next().unwrap_or(word);
        self.text.spec_of(csr).csr(csr).is_some_and(|c| c.level != ir::Level::U)
    }
}

/// Text that Markdown leaves alone, in a table too.
pub fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '|' | '*' | '_' | '[' | ']' | '`' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// The first sentence.
pub fn brief(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

/// Text for attributes and text of SVG.
pub fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Bars split cells of a table even in code.
pub fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Code inside a table.
pub fn code(text: &str) -> String {
    format!("`{}`", cell(text.trim()))
}

/// Bits as the manual writes a range.
pub fn bits(hi: u32, lo: u32) -> String {
    if hi == lo { hi.to_string() } else { format!("{hi}–{lo}") }
}

/// Where the manual and the model say something.
pub fn source(book: &Book, text: &Text, meta: &Meta) -> Value {
    let sections: Vec<String> = meta
        .cite
        .iter()
        .map(|cite| {
            let (chapter, section) = cite.split_once('/').unwrap_or((cite, ""));
            let title = book.header.chapters.iter().find(|c| c.0 == chapter).map_or(chapter, |c| &c.1);
            format!("<em>{}</em>, {}", html(title), html(&section.replace('-', " ")))
        })
        .collect();
    json!({
        "sections": sections.join("; "),
        "manual": text.wide.revision.manual,
        "file": file_of(meta),
    })
}

/// The file of a node, without the line: lines move.
pub fn file_of(meta: &Meta) -> &str {
    meta.place.rsplit_once(':').map_or(meta.place.as_str(), |p| p.0)
}

/// Links to the same page of the other revisions, where it exists.
pub fn others(book: &Book, here: &Text, up: &str, page: &dyn Fn(&Text) -> Option<String>) -> Vec<Value> {
    let link = |text: &Text| match page(text) {
        _ if text.id() == here.id() => format!("**{}**", text.id()),
        Some(path) => format!("[{}]({up}../../{}/book/{path})", text.id(), text.id()),
        None => format!("<s>{}</s>", text.id()),
    };
    book.texts.iter().map(|t| json!(link(t))).collect()
}

/// At most one blank line in a row, none at the end.
pub fn tidy(text: &str) -> String {
    let mut out = String::new();
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && blank) {
            out.push_str(line);
            out.push('\n');
        }
        blank = line.is_empty();
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Columns that a line of code may take before it is broken.
const WIDE: usize = 84;

/// Code of the model on lines that fit: first at `;`, then at the outermost operators and branches.
pub fn layout(code: &str) -> String {
    let flat = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let pieces = split(&flat, &["; "], true);
    pieces.iter().map(|p| breaks(p.trim(), 0)).collect::<Vec<_>>().join("\n")
}

fn breaks(line: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    if line.len() + indent <= WIDE {
        return format!("{pad}{line}");
    }
    for marks in [&[" else "][..], &[" || "], &[" && "]] {
        let pieces = split(line, marks, false);
        if pieces.len() > 1 {
            let first = breaks(pieces[0].trim(), indent);
            let more = pieces[1..].iter().map(|p| format!("\n{}", breaks(p.trim(), indent + 2)));
            return first + &more.collect::<String>();
        }
    }
    match body(line) {
        Some((head, inner, tail)) => format!("{pad}{head}\n{}\n{pad}{tail}", breaks(inner, indent + 2)),
        None => format!("{pad}{line}"),
    }
}

/// The last bracketed part of a line, if it is most of it.
fn body(line: &str) -> Option<(&str, &str, &str)> {
    let end = line.rfind(['}', ')'])?;
    let mut depth = 0;
    let start = line[..=end].char_indices().rev().find_map(|(i, c)| {
        depth += match c {
            '}' | ')' => 1,
            '{' | '(' => -1,
            _ => 0,
        };
        (depth == 0).then_some(i)
    })?;
    let inner = line[start + 1..end].trim();
    (inner.len() * 2 > line.len()).then_some((line[..=start].trim_end(), inner, &line[end..]))
}

/// Splits before any of the marks (after them if `after`) outside brackets.
fn split<'t>(text: &'t str, marks: &[&str], after: bool) -> Vec<&'t str> {
    let (mut depth, mut start, mut out) = (0, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            _ => {}
        }
        let mark = marks.iter().find(|m| text[i..].starts_with(**m));
        if let (0, Some(mark)) = (depth, mark) {
            let at = if after { i + mark.len() } else { i };
            out.push(&text[start..at]);
            start = at;
        }
    }
    out.push(&text[start..]);
    out
}

//! HTML inside Markdown: escaping, links, sources. How code is laid out is in [`super::layout`].
//!
//! Pages are Markdown only in their headings: everything else is HTML without
//! blank lines, which Markdown leaves alone.

use super::{Book, Text};
use crate::facts::facts;
use ir::show::Writer;
use ir::{Expr, Meta, Spec};
use serde_json::Value;

/// Links from one page.
#[derive(Clone, Copy)]
pub struct Links<'a> {
    /// The revision that they lead to.
    pub text: &'a Text<'a>,
    /// Path from the page to `REV/book/`: empty, `../`…
    pub up: &'a str,
    /// The CSR page that the links stand on, if any.
    pub own: &'a str,
}

impl<'a> Links<'a> {
    /// From the pages of a revision that are not of a CSR.
    pub fn of(text: &'a Text<'a>) -> Self {
        Self { text, up: "", own: "" }
    }

    /// Where a CSR or a field is told of.
    pub fn target(&self, name: &str) -> Option<String> {
        let (csr, field) = name.split_once('.').unwrap_or((name, ""));
        let register = self.text.register(csr)?;
        let anchor = match self.text.spec_of(csr).csr(csr) {
            _ if register.members.len() > 1 => format!("#m-{csr}"),
            Some(c) if c.high_half_of.is_some() => format!("#m-{csr}"),
            Some(c) if c.field(field).is_some() => format!("#f-{field}"),
            _ => String::new(),
        };
        match (register.name == self.own, anchor.is_empty()) {
            (true, true) => None,
            (true, false) => Some(anchor),
            (false, _) => Some(format!("{}csr/{}.html{anchor}", self.up, register.name)),
        }
    }

    /// `csr` or `csr.FIELD` as code, with a link if it leads to another place.
    pub fn name(&self, name: &str) -> String {
        match self.target(name) {
            Some(target) => format!("<a href=\"{target}\"><code>{}</code></a>", html(name)),
            None => code(name),
        }
    }

    /// Something on another page of the revision, as code.
    pub fn on(&self, page: &str, anchor: &str, label: &str) -> String {
        format!("<a href=\"{}{page}.html#{anchor}\"><code>{}</code></a>", self.up, html(label))
    }

    /// A rule.
    pub fn rule(&self, name: &str) -> String {
        self.on("rules", &format!("rule-{name}"), name)
    }

    /// An exception in words, with its code.
    pub fn exception(&self, name: &str) -> String {
        let words = name.replace('_', " ");
        match self.text.wide.exception(name) {
            Some(cause) => format!("<a class=\"trap\" href=\"{}traps.html#e-{name}\">{words} ({})</a>", self.up, cause.code),
            None => words,
        }
    }

    /// Code of the model: names of CSRs, fields and rules are links.
    pub fn code(&self, text: &str) -> String {
        format!("<code>{}</code>", self.linked(text, &|_| true, &mut |_| true))
    }

    /// An expression, likewise.
    pub fn shown(&self, spec: &Spec, e: &Expr) -> String {
        self.code(&Writer::of(spec).show(e))
    }

    /// A sentence of the model: names of privileged CSRs are links, once each.
    pub fn prose(&self, text: &str) -> String {
        let mut out = String::new();
        let mut seen: Vec<String> = Vec::new();
        for (n, part) in text.split('`').enumerate() {
            if n % 2 == 1 {
                out.push_str(&code(part));
            } else {
                let mut first = |word: &str| !seen.iter().any(|s| s == word) && (seen.push(word.to_string()), true).1;
                out.push_str(&self.linked(part, &|word| self.is_name(word), &mut first));
            }
        }
        out
    }

    /// Escapes, with links at words that name something.
    fn linked(&self, text: &str, is_name: &dyn Fn(&str) -> bool, wanted: &mut dyn FnMut(&str) -> bool) -> String {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
        let mut out = String::new();
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric()) {
            let end = rest[start..].find(|c| !is_word(c)).map_or(rest.len(), |n| n + start);
            let word = self.longest(rest[start..end].trim_end_matches('.'));
            push_html(&mut out, &rest[..start]);
            rest = &rest[start + word.len()..];
            let target = is_name(word).then(|| self.target(word).or_else(|| self.rule_target(word, rest))).flatten();
            match target.filter(|_| wanted(word)) {
                Some(target) => out.push_str(&format!("<a href=\"{target}\">{}</a>", html(word))),
                None => push_html(&mut out, word),
            }
        }
        push_html(&mut out, rest);
        out
    }

    /// `hideleg.bit` is `hideleg` and a method.
    fn longest<'t>(&self, word: &'t str) -> &'t str {
        let Some((csr, field)) = word.split_once('.') else { return word };
        let known = self.text.spec_of(csr).csr(csr);
        if known.is_some_and(|c| c.field(field).is_none()) { csr } else { word }
    }

    fn rule_target(&self, word: &str, rest: &str) -> Option<String> {
        let is_rule = rest.starts_with('(') && self.text.rule(word).is_some();
        is_rule.then(|| format!("{}rules.html#rule-{word}", self.up))
    }

    /// Names of user-level CSRs (`time`, `cycle`) are words of the language too.
    fn is_name(&self, word: &str) -> bool {
        let csr = word.split('.').next().unwrap_or(word);
        self.text.spec_of(csr).csr(csr).is_some_and(|c| c.level != ir::Level::U)
    }
}

/// Text for HTML.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_html(&mut out, text);
    out
}

/// Adds text for HTML.
fn push_html(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Text with a name in back quotes as code.
pub fn plain(text: &str) -> String {
    text.split('`').enumerate().map(|(n, part)| if n % 2 == 1 { code(part) } else { html(part) }).collect()
}

/// Code.
pub fn code(text: &str) -> String {
    format!("<code>{}</code>", html(text.trim()))
}

/// A heading of Markdown: characters that mean something there are escaped.
pub fn heading(text: &str) -> String {
    text.replace('_', "\\_").replace('<', "&lt;").replace('*', "\\*")
}

/// The first sentence.
pub fn brief(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

/// Bits as the manual writes a range.
pub fn bits(hi: u32, lo: u32) -> String {
    if hi == lo { hi.to_string() } else { format!("{hi}–{lo}") }
}

/// `a`, `b` and `c`.
pub fn and(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
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
    facts!({
        "sections": sections.join("; "),
        "manual": &text.wide.revision.manual,
        "file": file_of(meta),
    })
}

/// The file of a node, without the line: lines move.
pub fn file_of(meta: &Meta) -> &str {
    meta.place.rsplit_once(':').map_or(meta.place.as_str(), |p| p.0)
}

/// Links to the same page of the other revisions; where it does not exist, to the history that says what is there instead.
pub fn others(book: &Book, here: &Text, key: &str, exists: &dyn Fn(&Text) -> bool, history: &str) -> Value {
    let up = "../".repeat(2 + key.matches('/').count());
    let link = |text: &Text| {
        let href = match exists(text) {
            true => format!("{up}{}/book/{key}.html", text.id()),
            false => format!("{up}book/history/{history}.html#in-{}", text.id()),
        };
        facts!({"id": text.id(), "href": href, "absent": !exists(text), "here": text.id() == here.id()})
    };
    facts!({"rev": here.id(), "page": key, "links": book.texts.iter().map(link).collect::<Vec<_>>()})
}

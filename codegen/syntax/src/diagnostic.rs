//! Errors of the model: what is wrong, where, in which revisions, and what would be right.

use crate::{Sources, Span};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::collections::BTreeMap;

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// Where.
    pub span: Span,
    /// What is wrong: lower case, no full stop.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding without help.
    pub fn new(span: Span, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: None }
    }

    /// Adds what would be right.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Findings by place, each with the revisions in which it was found (empty: in the text itself).
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: BTreeMap<Diagnostic, Vec<String>>,
}

impl Diagnostics {
    /// Adds a finding that concerns the text itself.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.found.entry(diagnostic).or_default();
    }

    /// Adds findings made in one revision.
    pub fn add_in(&mut self, revision: &str, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for d in diagnostics {
            let revisions = self.found.entry(d).or_default();
            if !revisions.iter().any(|r| r == revision) {
                revisions.push(revision.to_string());
            }
        }
    }

    /// Merges another set.
    pub fn extend(&mut self, other: Diagnostics) {
        for (d, revisions) in other.found {
            let mine = self.found.entry(d).or_default();
            for r in revisions {
                if !mine.contains(&r) {
                    mine.push(r);
                }
            }
        }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Number of findings.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Findings in order of place.
    pub fn iter(&self) -> impl Iterator<Item = (&Diagnostic, &[String])> {
        self.found.iter().map(|(d, r)| (d, r.as_slice()))
    }
}

/// Renders findings for people, as rustc does. `all` is the number of revisions there are.
pub fn render(sources: &Sources, found: &Diagnostics, all: &[String], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for (d, revisions) in found.iter() {
        let message = match scope(revisions, all) {
            Some(scope) => format!("{} ({scope})", d.message),
            None => d.message.clone(),
        };
        let text = sources.text(d.span.file);
        let range = byte_range(text, d.span);
        let snippet = Snippet::source(text).path(sources.path(d.span.file)).annotation(AnnotationKind::Primary.span(range));
        let mut group = Level::ERROR.primary_title(message.as_str()).element(snippet);
        if let Some(help) = &d.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// "in A .. B", or nothing when every revision is concerned.
fn scope(revisions: &[String], all: &[String]) -> Option<String> {
    if revisions.is_empty() || (!all.is_empty() && all.iter().all(|r| revisions.contains(r))) {
        return None;
    }
    let positions: Vec<usize> = all.iter().enumerate().filter(|(_, r)| revisions.contains(r)).map(|(i, _)| i).collect();
    match positions.as_slice() {
        [first, .., last] if last - first + 1 == positions.len() => Some(format!("in {} to {}", all[*first], all[*last])),
        _ => Some(format!("in {}", revisions.join(", "))),
    }
}

/// Byte range of a span, clamped to the text.
fn byte_range(text: &str, span: Span) -> std::ops::Range<usize> {
    let mut start = 0;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        if n + 1 == span.line as usize {
            let offset = |chars: usize| line.trim_end_matches('\n').char_indices().nth(chars).map_or(line.trim_end().len(), |(i, _)| i);
            let from = offset(span.col.saturating_sub(1) as usize);
            let to = offset((span.col.saturating_sub(1) + span.len) as usize).max(from);
            return start + from..start + to;
        }
        start += line.len();
    }
    let end = text.trim_end().len();
    end..end
}

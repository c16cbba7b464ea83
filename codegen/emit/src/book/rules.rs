//! The page of rules.

use super::layout::layout;
use super::text::{Links, code, file_of, heading, others, source};
use super::{Book, Text};
use crate::facts::facts;
use ir::show::{Writer, field_name};
use ir::{ExprKind, ExprPlace, Rule};
use serde_json::Value;

/// The page of rules.
pub fn page(book: &Book, text: &Text) -> Value {
    let links = Links::of(text);
    let spec = text.wide;
    let narrow_only = text.narrow.rules.iter().filter(|r| spec.rule(&r.name).is_none());
    let mut groups: Vec<(String, Vec<Value>)> = Vec::new();
    for rule in spec.rules.iter().chain(narrow_only) {
        let title = title(file_of(&rule.meta));
        let one = one(book, text, rule, links);
        match groups.iter_mut().find(|g| g.0 == title) {
            Some(group) => group.1.push(one),
            None => groups.push((title, vec![one])),
        }
    }
    let writer = Writer::of(spec).of_modes();
    let assumed: Vec<String> = spec
        .hs_qualified
        .iter()
        .map(|(place, value)| match place {
            ExprPlace::Cell(name) => code(&format!("{name} = {}", writer.show(value))),
            ExprPlace::Field(csr, field) => links.code(&format!("{} = {}", field_name(csr, field), writer.show(value))),
        })
        .collect();
    facts!({
        "rev": text.id(),
        "groups": groups.into_iter().map(|(title, rules)| facts!({"title": title, "rules": rules})).collect::<Vec<_>>(),
        "substitution": spec.substitution.iter().map(|(s, vs)| facts!({"s": links.name(s), "vs": links.name(vs)})).collect::<Vec<_>>(),
        "assumed": if asks_hs(text) { assumed.join(", ") } else { String::new() },
        "nav": others(book, text, "rules", &|_| true, "rules"),
    })
}

/// Whether a rule of this revision asks what HS-mode could do.
fn asks_hs(text: &Text) -> bool {
    let mut asks = false;
    for rule in &text.wide.rules {
        rule.body.visit(&mut |e| asks |= matches!(&e.kind, ExprKind::Local(name) if name == "hs_denied"));
    }
    asks
}

/// `model/rules/legality.yaml` as a heading.
fn title(file: &str) -> String {
    let stem = file.rsplit('/').next().unwrap_or(file).split('.').next().unwrap_or(file);
    let mut chars = stem.chars();
    chars.next().map_or(String::new(), |c| c.to_ascii_uppercase().to_string() + chars.as_str())
}

fn one(book: &Book, text: &Text, rule: &Rule, links: Links) -> Value {
    let params: Vec<String> = rule.params.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
    facts!({
        "name": &rule.name,
        "heading": heading(&rule.name),
        "signature": code(&format!("{}({}) → {}", rule.name, params.join(", "), rule.returns)),
        "doc": links.prose(&rule.meta.doc),
        "text": links.code(&layout(&rule.text)),
        "source": source(book, text, &rule.meta),
    })
}

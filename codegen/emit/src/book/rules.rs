//! The pages of rules, and of choices and profiles.

use super::text::{Links, code, escape, file_of, layout, others, source};
use super::{Book, Text};
use ir::show::{Writer, field_name};
use ir::{ExprKind, ExprPlace, Rule, Ty};
use load::Profile;
use serde_json::{Value, json};

/// The page of rules.
pub fn page(book: &Book, text: &Text) -> Value {
    let links = Links { text, csrs: "csr/", own: "" };
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
            ExprPlace::Field(csr, field) => code(&format!("{} = {}", field_name(csr, field), writer.show(value))),
        })
        .collect();
    json!({
        "rev": text.id(),
        "groups": groups.iter().map(|(title, rules)| json!({"title": title, "rules": rules})).collect::<Vec<_>>(),
        "substitution": spec.substitution.iter().map(|(s, vs)| json!({"s": links.name(s), "vs": links.name(vs)})).collect::<Vec<_>>(),
        "assumed": if asks_hs(text) { assumed.join(", ") } else { String::new() },
        "others": others(book, text, "", &|_| Some("rules.md".to_string())),
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
    json!({
        "name": rule.name,
        "heading": escape(&rule.name),
        "signature": format!("{}({}) -> {}", rule.name, params.join(", "), rule.returns),
        "doc": links.prose(&rule.meta.doc),
        "text": layout(&rule.text),
        "source": source(book, text, &rule.meta),
    })
}

/// The page of choices and profiles.
pub fn choices(book: &Book, text: &Text) -> Value {
    let links = Links { text, csrs: "csr/", own: "" };
    let profiles: Vec<&Profile> = book.header.profiles.iter().filter(|p| p.implements.iter().any(|r| r == text.id())).collect();
    let narrow = |name: &str| text.narrow.constants.iter().find(|c| c.0 == name);
    let rows: Vec<Value> = text
        .wide
        .constants
        .iter()
        .map(|(name, ty, value)| {
            let chosen = profiles.iter().map(|p| {
                let choice = p.choices.iter().find(|c| c.0 == *name);
                choice.map_or(String::new(), |c| code(c.1.text().unwrap_or("")))
            });
            let other = narrow(name).filter(|n| n.2 != *value).map(|n| shown(*ty, n.2));
            json!({"name": name, "ty": ty.to_string(), "value": shown(*ty, *value), "narrow": other, "chosen": chosen.collect::<Vec<_>>()})
        })
        .collect();
    let told = profiles.iter().map(|p| {
        json!({
            "id": p.id, "doc": links.prose(&p.doc),
            "deviations": p.deviations.iter().map(|(name, doc, quirk)| json!({
                "name": escape(name), "doc": links.prose(doc), "quirk": (!quirk.is_empty()).then_some(quirk),
            })).collect::<Vec<_>>(),
        })
    });
    json!({
        "rev": text.id(),
        "xlen": text.narrow.xlen,
        "columns": profiles.iter().map(|p| p.id.as_str()).collect::<Vec<_>>(),
        "choices": rows,
        "profiles": told.collect::<Vec<_>>(),
        "others": others(book, text, "", &|_| Some("choices.md".to_string())),
    })
}

fn shown(ty: Ty, value: u64) -> String {
    match ty {
        Ty::Bool => (value != 0).to_string(),
        _ if value < 1000 => value.to_string(),
        _ => format!("{value:#x}"),
    }
}

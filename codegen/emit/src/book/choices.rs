//! The page of choices and profiles.

use super::across::change_page;
use super::text::{Links, code, html, others, plain};
use super::{Book, Text};
use crate::facts::facts;
use ir::{Change, Ty};
use load::Profile;
use serde_json::Value;

/// The page.
pub fn page(book: &Book, text: &Text) -> Value {
    let links = Links::of(text);
    let profiles: Vec<&Profile> = book.header.profiles.iter().filter(|p| p.implements.iter().any(|r| r == text.id())).collect();
    let mut all: Vec<&(String, Ty, u64)> = text.wide.constants.iter().collect();
    all.extend(text.narrow.constants.iter().filter(|n| text.wide.constant(&n.0).is_none()));
    let (choices, names): (Vec<_>, Vec<_>) = all.into_iter().partition(|c| book.choice_doc(&c.0).is_some());
    let value = |(name, ty, _): &(String, Ty, u64)| {
        let [wide, narrow] = [text.wide, text.narrow].map(|s| s.constant(name).map(|v| shown(*ty, v)));
        let same = wide == narrow;
        facts!({"wide": wide, "narrow": narrow, "same": same})
    };
    let choice = |c: &&(String, Ty, u64)| {
        let chosen = profiles.iter().filter_map(|p| Some((p, p.choices.iter().find(|x| x.0 == c.0)?.1.text()?)));
        facts!({
            "name": &c.0, "ty": c.1.to_string(), "value": value(c), "doc": book.choice_doc(&c.0).map(|d| links.prose(&d)),
            "chosen": chosen.map(|(p, v)| facts!({"profile": &p.id, "value": code(v)})).collect::<Vec<_>>(),
        })
    };
    let early = |c: &Change| facts!({"id": &c.id, "title": html(&c.title), "page": change_page(book, c)});
    let told = |p: &&Profile| {
        facts!({
            "id": &p.id, "doc": links.prose(&p.doc),
            "early": p.early.iter().filter_map(|id| book.header.changes.iter().find(|c| c.id == *id)).map(early).collect::<Vec<_>>(),
            "choices": p.choices.iter().filter_map(|(name, v)| Some(facts!({
                "name": name, "value": code(v.text()?), "is_here": choices.iter().any(|c| c.0 == *name),
            }))).collect::<Vec<_>>(),
            "deviations": p.deviations.iter().map(|(name, doc, quirk)| facts!({
                "name": name, "doc": links.prose(doc), "quirk": (!quirk.is_empty()).then_some(quirk),
                "advice": book.header.quirks.iter().find(|q| q.0 == *quirk).map(|q| plain(&q.1)),
            })).collect::<Vec<_>>(),
        })
    };
    facts!({
        "rev": text.id(),
        "wide": text.wide.xlen,
        "narrow": text.narrow.xlen,
        "choices": choices.iter().map(choice).collect::<Vec<_>>(),
        "names": names.iter().map(|n| facts!({"name": html(&n.0), "ty": n.1.to_string(), "value": value(n)})).collect::<Vec<_>>(),
        "profiles": profiles.iter().map(told).collect::<Vec<_>>(),
        "nav": others(book, text, "choices", &|_| true, "choices"),
    })
}

fn shown(ty: Ty, value: u64) -> String {
    match ty {
        Ty::Bool => (value != 0).to_string(),
        _ if value < 1000 => value.to_string(),
        _ => format!("{value:#x}"),
    }
}

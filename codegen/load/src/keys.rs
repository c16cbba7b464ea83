//! Which keys a node may have; a misspelt one is an error with the likely word.

use crate::Model;
use crate::select::RANGE_KEYS;
use syntax::{Diagnostic, Diagnostics, Entry, Node};

const COMMON: &[&str] = &["since", "until", "xlen", "doc", "cite", "for", "like"];

/// Keys of each kind of node, besides those that every node may have.
fn keys_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "revisions" => &["chain"],
        "changes" | "constants" => &["list"],
        "sources" => &["chapters"],
        "choice" => &["type", "default"],
        "quirk" => &[],
        "profile" => &["implements", "choices", "deviations", "binary", "cpu", "package", "title", "options"],
        "state" => &["cells"],
        "exception" => &["code", "medeleg", "hedeleg", "priority", "policy"],
        "interrupt" => &["code", "as-vs", "mideleg", "hideleg", "priority", "policy"],
        "csr" => &["at", "level", "class", "width", "high", "deny", "accept", "view-of", "shape-of", "bits-of", "fields"],
        "rule" => &["params", "returns", "val", "when", "map", "assume"],
        "trap-entry" | "trap-return" => &["take", "set"],
        "pte" => &["fields"],
        "paging" => &["mode", "levels", "index-bits", "pte", "pte-bytes", "va-bits", "upper", "root-extra-bits", "stage"],
        "walk" => &["csr", "stage", "root", "id"],
        "transform" => &["keep", "offset", "compressed"],
        "insn" => &["encoding", "where", "class", "deny", "exec", "expands", "transform", "extension"],
        _ => &[],
    }
}

const FIELD: &[&str] = &[
    "bits", "alias", "read", "store", "rmw", "value", "gate", "access", "legal", "else", "write", "reset", "wlrl", "doc",
    "cite", "since", "until", "xlen", "for", "val",
];
const DENY: &[&str] = &["when", "trap", "since", "until", "xlen"];
const TAKE: &[&str] = &["prv", "V", "pc"];
const ROW: &[&str] = &["val", "if", "since", "until", "xlen"];

/// Checks the keys of every node, and that no text is a placeholder.
pub fn check(model: &Model, found: &mut Diagnostics) {
    for d in &model.documents {
        let allowed: Vec<&str> = [d.kind.as_str()].iter().chain(COMMON).chain(keys_of(&d.kind)).copied().collect();
        known(d.node.entries(), &allowed, &format!("a node `{}`", d.kind), found);
        placeholders(&d.node, found);
        match d.kind.as_str() {
            "csr" => {
                each_map(d.node.get("fields"), &mut |n| known(n.entries(), FIELD, "a field", found));
                deny(&d.node, found);
            }
            "insn" => deny(&d.node, found),
            "trap-entry" | "trap-return" => {
                if let Some(take) = d.node.get("take") {
                    known(take.entries(), TAKE, "`take`", found);
                }
                each_map(d.node.get("set"), &mut |n| known(n.entries(), ROW, "a row of `set`", found));
            }
            _ => {}
        }
        described(d, found);
    }
}

/// Every node says what it is, and most say where the manual says it.
fn described(d: &crate::Document, found: &mut Diagnostics) {
    let need: &[&str] = match d.kind.as_str() {
        "revisions" | "changes" | "sources" | "constants" => &[],
        "profile" | "quirk" => &["doc"],
        _ => &["doc", "cite"],
    };
    for key in need {
        if d.node.get(key).is_none() {
            let help = match *key {
                "doc" => "say in your own words what it is",
                _ => "say `chapter/section` of the manual; the revision pins the commit",
            };
            found.add(Diagnostic::new(d.node.span, format!("{} `{}` has no `{key}`", d.kind, d.id)).help(help));
        }
    }
}

fn deny(node: &Node, found: &mut Diagnostics) {
    for item in node.get("deny").map(Node::items).unwrap_or_default() {
        known(item.entries(), DENY, "an item of `deny`", found);
    }
}

/// Calls `f` on the value of each entry, and on each alternative of it.
fn each_map(node: Option<&Node>, f: &mut dyn FnMut(&Node)) {
    for e in node.map(Node::entries).unwrap_or_default() {
        f(&e.value);
        e.value.items().iter().for_each(&mut *f);
    }
}

fn known(entries: &[Entry], allowed: &[&str], what: &str, found: &mut Diagnostics) {
    for e in entries {
        if allowed.contains(&e.key.as_str()) {
            continue;
        }
        let help = match nearest(&e.key, allowed) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("keys are {}", allowed.join(", ")),
        };
        found.add(Diagnostic::new(e.key_span, format!("{what} has no key `{}`", e.key)).help(help));
    }
}

/// The allowed word that is nearest to a misspelt one.
pub fn nearest<'a>(word: &str, allowed: &[&'a str]) -> Option<&'a str> {
    let (distance, best) = allowed.iter().map(|a| (edit_distance(word, a), *a)).min()?;
    (distance <= 1 + word.len() / 4).then_some(best)
}

fn edit_distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn placeholders(node: &Node, found: &mut Diagnostics) {
    for e in node.entries() {
        if ["doc", "why", "title"].contains(&e.key.as_str()) {
            let text = e.value.text().unwrap_or_default().trim().trim_end_matches('.').to_ascii_lowercase();
            let hollow = ["", "todo", "tbd", "fixme", "xxx", "...", "…", "no description available"];
            if e.value.text().is_some() && hollow.contains(&text.as_str()) {
                found.add(
                    Diagnostic::new(e.value.span, format!("`{}` is a placeholder", e.key))
                        .help("say in your own words what it is, or leave the key out where it is optional"),
                );
            }
        }
        if !RANGE_KEYS.contains(&e.key.as_str()) {
            placeholders(&e.value, found);
        }
    }
    node.items().iter().for_each(|n| placeholders(n, found));
}

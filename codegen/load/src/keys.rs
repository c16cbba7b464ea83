//! Which keys a node may have and what their values look like: all that can be said of a node
//! without the others. A misspelt key is an error with the likely word.

use crate::Model;
use crate::select::{RANGE_KEYS, is_alternatives};
use syntax::{Diagnostic, Diagnostics, Entry, Node, Value};

const COMMON: &[&str] = &["since", "until", "xlen", "doc", "cite", "for", "like"];

/// Keys of each kind of node, besides those that every node may have.
fn keys_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "revisions" => &["chain"],
        "changes" | "constants" => &["list"],
        "sources" => &["chapters"],
        "choice" => &["type", "default"],
        "extension" => &["choice"],
        "quirk" => &[],
        "witness" => &["program", "before", "after", "silent"],
        "statements" => &["norm", "list"],
        "profile" => &["implements", "early", "choices", "deviations", "binary", "cpu", "package", "title", "options"],
        "state" => &["cells"],
        "exception" => &["code", "medeleg", "hedeleg", "priority", "policy"],
        "interrupt" => &["code", "as-vs", "mideleg", "hideleg", "priority", "policy"],
        "csr" => &["at", "level", "class", "width", "high", "deny", "accept", "view-of", "shape-of", "bits-of", "unit", "fields"],
        "rule" => &["params", "returns", "val", "when", "map", "assume"],
        "trap-entry" | "trap-return" => &["take", "set"],
        "pte" => &["fields"],
        "paging" => &["mode", "levels", "index-bits", "pte", "pte-bytes", "va-bits", "upper", "root-extra-bits", "stage"],
        "walk" => &["csr", "stage", "root", "id"],
        "transform" => &["keep", "offset", "compressed"],
        "unit" => &["deny", "rounding", "reserved", "flags", "dirty"],
        "insn" => &["encoding", "where", "class", "deny", "exec", "expands", "transform", "extension"],
        _ => &[],
    }
}

/// Keys without which a node of a kind means nothing.
fn needed_by(kind: &str) -> &'static [&'static str] {
    match kind {
        "revisions" => &["chain"],
        "changes" | "constants" | "statements" => &["list"],
        "sources" => &["chapters"],
        "state" => &["cells"],
        "pte" => &["fields"],
        "walk" => &["csr", "stage", "root", "id"],
        "transform" => &["keep"],
        "unit" => &["rounding", "reserved", "flags", "dirty"],
        "profile" => &["implements", "doc"],
        "quirk" => &["doc"],
        _ => &[],
    }
}

/// Keys whose value is a map or a list; anywhere else a text or alternatives stand.
const MAPS: &[&str] = &[
    "changes.list",
    "constants.list",
    "sources.chapters",
    "statements.norm",
    "profile.choices",
    "profile.deviations",
    "state.cells",
    "csr.high",
    "rule.params",
    "rule.map",
    "rule.assume",
    "trap-entry.take",
    "trap-entry.set",
    "trap-return.take",
    "trap-return.set",
    "pte.fields",
    "insn.expands",
];
const LISTS: &[&str] =
    &["revisions.chain", "profile.implements", "profile.early", "witness.program", "statements.list", "csr.deny", "insn.deny", "unit.deny"];
/// A map or a list, or a text or a list.
const EITHER: &[&str] = &["csr.fields", "profile.options"];
/// Keys of maps inside nodes, by the key that holds the maps.
const INNER: &[(&str, &str, &[&str])] = &[
    ("changes.list", "a change", &["at", "commit", "title", "why"]),
    ("constants.list", "a constant", &["type", "value", "since", "until", "xlen", "val"]),
    ("sources.chapters", "a chapter", &["title", "sections"]),
    ("profile.deviations", "a deviation", &["doc", "quirk"]),
    ("state.cells", "a cell", &["type", "reset", "doc", "since", "until", "xlen"]),
    ("csr.fields", "a field", FIELD),
    ("pte.fields", "a field of a PTE", &["bits", "doc", "reserved", "since", "until", "xlen"]),
    ("trap-entry.set", "a row of `set`", ROW),
    ("trap-return.set", "a row of `set`", ROW),
    ("trap-entry.take", "a value", VALUE),
    ("trap-return.take", "a value", VALUE),
    ("rule.map", "a value", VALUE),
    ("rule.assume", "a value", VALUE),
    ("rule.params", "a value", VALUE),
];

const FIELD: &[&str] = &[
    "bits", "alias", "read", "store", "rmw", "value", "gate", "access", "legal", "else", "write", "reset", "wlrl", "doc", "cite", "since",
    "until", "xlen", "for",
];
const STATEMENT: &[&str] = &["says", "at", "since", "until", "norm", "nodes", "tests", "out"];
const REVISION: &[&str] = &["id", "manual", "date", "doc"];
const HIGH: &[&str] = &["csr", "at", "since", "until", "xlen"];
const DENY: &[&str] = &["when", "trap", "since", "until", "xlen"];
const TAKE: &[&str] = &["prv", "V", "pc"];
const ROW: &[&str] = &["val", "if", "since", "until", "xlen"];
const VALUE: &[&str] = &["val", "since", "until", "xlen"];

/// Checks every node by itself.
pub fn check(model: &Model, found: &mut Diagnostics) {
    let mut previous = None;
    for d in &model.documents {
        // The nodes of one template have the same mistakes.
        if previous.replace(head(&d.node)) != Some(head(&d.node)) {
            node(&d.kind, &d.id, &d.node, found);
        }
    }
}

/// Checks the keys of one node, the shapes of their values, and that no text is a placeholder.
pub fn node(kind: &str, id: &str, node: &Node, found: &mut Diagnostics) {
    let allowed: Vec<&str> = [kind].into_iter().chain(COMMON.iter().copied()).chain(keys_of(kind).iter().copied()).collect();
    known(node.entries(), &allowed, &format!("a node `{kind}`"), found);
    placeholders(node, found);
    for e in node.entries().iter().skip(1) {
        let path = format!("{kind}.{}", e.key);
        shape(e, &path, found);
        inner(e, &path, found);
    }
    described(kind, id, node, found);
}

/// If some items of a list have a range, all have: it is a list of alternatives.
fn alternatives(node: &Node, found: &mut Diagnostics) {
    let limited = |n: &&Node| RANGE_KEYS.iter().any(|k| n.get(k).is_some());
    if !node.items().iter().any(|n| limited(&n)) {
        return;
    }
    for item in node.items().iter().filter(|n| !limited(n)) {
        found.add(
            Diagnostic::new(item.span, "this alternative has no range")
                .help("each alternative says where it exists: `since`, `until` or `xlen`"),
        );
    }
}

/// A map, a list or a text where one is wanted.
fn shape(e: &Entry, path: &str, found: &mut Diagnostics) {
    if !LISTS.contains(&path) {
        alternatives(&e.value, found);
    }
    if is_alternatives(&e.value) || ["for", "since", "until", "xlen"].contains(&e.key.as_str()) {
        return;
    }
    let (want, form) = match &e.value.value {
        Value::Map(_) if MAPS.contains(&path) || EITHER.contains(&path) => return,
        Value::List(_) if LISTS.contains(&path) || EITHER.contains(&path) || e.key == "cite" => return,
        _ if MAPS.contains(&path) || EITHER.contains(&path) => ("a map", "{name: value, …}"),
        _ if LISTS.contains(&path) => ("a list", "[item, …]"),
        Value::Map(_) if RANGE_KEYS.iter().chain(["val", "if"].iter()).any(|k| e.value.get(k).is_some()) => return,
        Value::Text(_) => return,
        Value::List(items) if items.iter().any(|n| RANGE_KEYS.iter().any(|k| n.get(k).is_some())) => return,
        _ => ("a text", "text` or alternatives, `[{until: change, val: …}, {since: change, val: …}]"),
    };
    let message = format!("`{}` must be {want}, not {}", e.key, e.value.what());
    found.add(Diagnostic::new(e.value.span, message).help(format!("write `{}: {form}`", e.key)));
}

/// Keys of the maps under a key.
fn inner(e: &Entry, path: &str, found: &mut Diagnostics) {
    match path {
        "csr.high" => each(&e.value, &mut |n| known(n.entries(), HIGH, "`high`", found)),
        "csr.deny" | "insn.deny" | "unit.deny" => e.value.items().iter().for_each(|n| {
            known(n.entries(), DENY, "an item of `deny`", found);
            values(n, DENY, found);
        }),
        "revisions.chain" => e.value.items().iter().for_each(|n| known(n.entries(), REVISION, "a revision", found)),
        "statements.list" => e.value.items().iter().for_each(|n| known(n.entries(), STATEMENT, "a statement", found)),
        "trap-entry.take" | "trap-return.take" => known(e.value.entries(), TAKE, "`take`", found),
        _ => {}
    }
    if let Some((_, what, allowed)) = INNER.iter().find(|i| i.0 == path) {
        for item in e.value.entries() {
            alternatives(&item.value, found);
            each(&item.value, &mut |n| {
                known(n.entries(), allowed, what, found);
                values(n, &["bits", "doc"], found);
            });
        }
    } else if !MAPS.contains(&path) && !LISTS.contains(&path) && !EITHER.contains(&path) && e.key != "for" {
        let allowed = if path.ends_with("deleg") { ROW } else { VALUE };
        each(&e.value, &mut |n| known(n.entries(), allowed, "a value", found));
    }
}

/// Alternatives inside a map: `at: [{until: …, val: …}, …]` and the like.
fn values(node: &Node, except: &[&str], found: &mut Diagnostics) {
    for e in node.entries().iter().filter(|e| !except.contains(&e.key.as_str()) && e.key != "for") {
        each(&e.value, &mut |n| known(n.entries(), VALUE, "a value", found));
    }
}

/// Calls `f` on a value, or on each alternative of it.
fn each(node: &Node, f: &mut dyn FnMut(&Node)) {
    match &node.value {
        Value::List(items) => items.iter().for_each(f),
        _ => f(node),
    }
}

/// Every node says what it is, and most say where the manual says it.
fn described(kind: &str, id: &str, node: &Node, found: &mut Diagnostics) {
    let cited: &[&str] = match kind {
        "revisions" | "changes" | "sources" | "constants" | "profile" | "quirk" | "witness" | "statements" => &[],
        _ => &["doc", "cite"],
    };
    for key in needed_by(kind).iter().chain(cited) {
        if node.get(key).is_none() {
            let help = match *key {
                "doc" => "say in your own words what it is".to_string(),
                "cite" => "say `chapter/section` of the manual; the revision pins the commit".to_string(),
                key => format!("a node `{kind}` is nothing without `{key}`"),
            };
            found.add(Diagnostic::new(head(node), format!("{kind} `{id}` has no `{key}`")).help(help));
        }
    }
}

/// Where a node says what it is: its id.
pub fn head(node: &Node) -> syntax::Span {
    node.entries().first().map_or(node.span, |e| e.value.span)
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
    let length = word.chars().count();
    let (distance, best) = allowed.iter().map(|a| (edit_distance(word, a), *a)).min()?;
    (distance <= 1 + length / 4 && distance < length).then_some(best)
}

/// Letters to add, remove, replace, or swap with their neighbour.
fn edit_distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 0..a.len() {
        let mut row = vec![i + 1];
        for j in 0..b.len() {
            let replaced = above[j] + usize::from(a[i] != b[j]);
            let mut least = replaced.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

fn placeholders(node: &Node, found: &mut Diagnostics) {
    for e in node.entries() {
        if ["doc", "why", "title"].contains(&e.key.as_str()) {
            let text = e.value.text().unwrap_or_default().trim().trim_end_matches('.').to_ascii_lowercase();
            let hollow = ["", "~", "todo", "tbd", "fixme", "xxx", "…", "no description available"];
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

//! What differs between two lists of nodes.

use crate::nodes::{Kind, Node, PLACES};
use rustc_hash::FxHashMap;

/// How one node differs.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub id: String,
    /// What happened to it.
    pub what: What,
    /// Attribute, before and after.
    pub attributes: Vec<(&'static str, Option<String>, Option<String>)>,
}

/// What happened to a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum What {
    Added,
    Removed,
    /// Nothing but its address, position or encoding is another.
    Moved,
    Changed,
}

impl What {
    /// For programs.
    pub fn word(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Removed => "removed",
            What::Moved => "moved",
            What::Changed => "changed",
        }
    }
}

/// How the nodes of one revision differ from those of another.
pub fn compare(before: &[Node], after: &[Node]) -> Vec<Difference> {
    let (old, new) = (by_name(before), by_name(after));
    let gone = before.iter().filter(|n| !new.contains_key(&(n.kind, n.id.as_str())));
    let mut found: Vec<Difference> = gone.map(|n| whole(n, What::Removed)).collect();
    for node in after {
        match old.get(&(node.kind, node.id.as_str())) {
            None => found.push(whole(node, What::Added)),
            Some(old) => found.extend(changed(old, node)),
        }
    }
    // What comes or goes with its CSR is not told again.
    let owners: Vec<(String, What)> =
        found.iter().filter(|d| d.kind == Kind::Csr && d.what != What::Changed).map(|d| (format!("{}.", d.id), d.what)).collect();
    found.retain(|d| d.kind != Kind::Field || !owners.iter().any(|(csr, what)| d.what == *what && d.id.starts_with(csr)));
    found.sort_by_key(|d| d.kind);
    found
}

fn by_name(nodes: &[Node]) -> FxHashMap<(Kind, &str), &Node> {
    nodes.iter().map(|node| ((node.kind, node.id.as_str()), node)).collect()
}

fn whole(node: &Node, what: What) -> Difference {
    let side = |value: &String| match what {
        What::Removed => (Some(value.clone()), None),
        _ => (None, Some(value.clone())),
    };
    let attributes = node.attributes.iter().map(|(name, value)| {
        let (old, new) = side(value);
        (*name, old, new)
    });
    Difference { kind: node.kind, id: node.id.clone(), what, attributes: attributes.collect() }
}

fn changed(old: &Node, new: &Node) -> Option<Difference> {
    let mut attributes = Vec::new();
    for (name, before) in &old.attributes {
        let after = new.attribute(name);
        if after != Some(before) {
            attributes.push((*name, Some(before.clone()), after.cloned()));
        }
    }
    let appeared = new.attributes.iter().filter(|(name, _)| old.attribute(name).is_none());
    attributes.extend(appeared.map(|(name, value)| (*name, None, Some(value.clone()))));
    let is_move = attributes.iter().all(|(name, ..)| PLACES.contains(name));
    let what = if is_move { What::Moved } else { What::Changed };
    (!attributes.is_empty()).then(|| Difference { kind: new.kind, id: new.id.clone(), what, attributes })
}

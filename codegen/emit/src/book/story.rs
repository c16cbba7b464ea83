//! What every revision says of every named thing, side by side.
//!
//! Pages of histories and of pairs, and the data for scripts, are made from
//! this. A *story* is one named thing; its *lives* are the runs of revisions
//! in which nothing about it changes at either XLEN.

use super::Text;
use ir::Change;
use ir::difference::{Difference, compare};
use ir::nodes::{Kind, Node, nodes};
use load::Model;
use load::life::{self, End};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// Everything, over all revisions.
pub struct Stories<'a> {
    /// Nodes of each revision, on RV64 and RV32.
    nodes: Vec<[Vec<Node>; 2]>,
    /// Where a thing is in `nodes`, by revision and XLEN.
    index: BTreeMap<Kind, Vec<Story>>,
    /// Range ends in the node of a document.
    ends: HashMap<(&'a str, &'a str), Vec<End>>,
    /// The same by change.
    touched: HashMap<String, Vec<Touch<'a>>>,
    changes: &'a [Change],
}

/// One named thing.
pub struct Story {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub id: String,
    places: Vec<[Option<usize>; 2]>,
}

/// A run of revisions in which a thing is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// The first revision.
    pub first: usize,
    /// The last one.
    pub last: usize,
}

/// What a change did to a part of a document's node.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Touch<'a> {
    /// Kind and id of the node.
    pub node: (&'a str, &'a str),
    /// Path below it.
    pub path: String,
    /// `since` or `until`.
    pub key: &'static str,
}

impl<'a> Stories<'a> {
    /// Compares all revisions.
    pub fn new(model: &'a Model, texts: &[Text]) -> Self {
        let nodes: Vec<[Vec<Node>; 2]> = texts.par_iter().map(|t| [nodes(t.wide), nodes(t.narrow)]).collect();
        let mut by_name: HashMap<(Kind, &str), Vec<[Option<usize>; 2]>> = HashMap::new();
        let mut order: Vec<(Kind, &str)> = Vec::new();
        for (revision, both) in nodes.iter().enumerate().rev() {
            for (xlen, list) in both.iter().enumerate() {
                for (at, node) in list.iter().enumerate() {
                    let places = by_name.entry((node.kind, &node.id)).or_insert_with(|| {
                        order.push((node.kind, &node.id));
                        vec![[None; 2]; texts.len()]
                    });
                    places[revision][xlen] = Some(at);
                }
            }
        }
        let mut index: BTreeMap<Kind, Vec<Story>> = BTreeMap::new();
        for name in order {
            let places = by_name.remove(&name).unwrap_or_default();
            index.entry(name.0).or_default().push(Story { kind: name.0, id: name.1.to_string(), places });
        }
        let mut ends: HashMap<(&str, &str), Vec<End>> = HashMap::new();
        for d in &model.documents {
            let found = ends.entry((&d.kind, &d.id)).or_default();
            life::of(&d.node, found);
        }
        let mut touched: HashMap<String, Vec<Touch>> = HashMap::new();
        for (node, found) in &ends {
            for (path, key, change) in found {
                touched.entry(change.clone()).or_default().push(Touch { node: *node, path: path.clone(), key });
            }
        }
        touched.values_mut().for_each(|list| list.sort());
        Self { nodes, index, ends, touched, changes: &model.header.changes }
    }

    /// All things of a kind, the newest revision's order first.
    pub fn of(&self, kind: Kind) -> &[Story] {
        self.index.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// What a revision says of it, on RV64 if it is there.
    pub fn node(&self, story: &Story, revision: usize) -> Option<&Node> {
        let [wide, narrow] = &self.nodes[revision];
        let place = story.places[revision];
        place[0].map(|at| &wide[at]).or_else(|| place[1].map(|at| &narrow[at]))
    }

    fn both(&self, story: &Story, revision: usize) -> [Option<&Node>; 2] {
        let place = story.places[revision];
        [0, 1].map(|xlen| place[xlen].map(|at| &self.nodes[revision][xlen][at]))
    }

    /// The lives of a thing, oldest first. `same` may find two revisions different that the nodes do not tell apart.
    pub fn lives(&self, story: &Story, same: &dyn Fn(usize, usize) -> bool) -> Vec<Life> {
        let mut lives: Vec<Life> = Vec::new();
        for revision in (0..self.nodes.len()).filter(|&r| story.exists(r)) {
            match lives.last_mut() {
                Some(life)
                    if life.last + 1 == revision
                        && self.both(story, life.last) == self.both(story, revision)
                        && same(life.last, revision) =>
                {
                    life.last = revision;
                }
                _ => lives.push(Life { first: revision, last: revision }),
            }
        }
        lives
    }

    /// How one revision differs from another on RV64, and what RV32 alone adds.
    pub fn differences(&self, from: usize, to: usize) -> Vec<Difference> {
        let [wide, narrow] = [0, 1].map(|xlen| compare(&self.nodes[from][xlen], &self.nodes[to][xlen]));
        let told = |d: &Difference| wide.iter().any(|w| w.kind == d.kind && w.id == d.id);
        let more: Vec<Difference> = narrow.into_iter().filter(|d| !told(d)).collect();
        let mut all = wide;
        all.extend(more);
        all.sort_by_key(|d| d.kind);
        all
    }

    /// Kind, id and path of the document that tells of a thing.
    fn document<'s>(kind: Kind, id: &'s str) -> Vec<(&'static str, &'s str, String)> {
        let member = |kind, id: &'s str| id.split_once('.').map(|(node, field)| (kind, node, format!("fields.{field}")));
        let whole = |kind| vec![(kind, id, String::new())];
        match kind {
            Kind::Csr => whole("csr"),
            Kind::Field => member("csr", id).into_iter().collect(),
            Kind::Exception => whole("exception"),
            Kind::Interrupt => whole("interrupt"),
            Kind::Instruction => whole("insn"),
            Kind::Substitution => vec![("rule", "substitution", format!("map.{id}"))],
            Kind::Rule => whole("rule"),
            Kind::Choice => vec![("choice", id, String::new()), ("constants", "list", String::new())],
            Kind::Paging => whole("paging"),
            Kind::Pte => member("pte", id).into_iter().collect(),
            Kind::TrapRow => {
                let (table, place) = id.split_once(": ").unwrap_or((id, ""));
                let (what, name) = table.split_once(' ').unwrap_or((table, ""));
                let kind = if what == "entry" { "trap-entry" } else { "trap-return" };
                vec![(kind, name, if place.is_empty() { "take".to_string() } else { format!("set.{place}") })]
            }
        }
    }

    /// Changes that the document names for a thing: with what they did, in order of the chain.
    pub fn changes_of(&self, kind: Kind, id: &str) -> Vec<(&'a Change, &'static str)> {
        let mut found: Vec<(&Change, &'static str)> = Vec::new();
        for (kind, id, path) in Self::document(kind, id) {
            for (at, key, change) in self.ends.get(&(kind, id)).into_iter().flatten() {
                let is_own = path.is_empty() || *at == path || at.starts_with(&format!("{path}.")) || at.is_empty();
                let change = self.changes.iter().find(|c| c.id == *change).filter(|_| is_own);
                match (change, found.iter().position(|(c, _)| Some(c.id.as_str()) == change.map(|c| c.id.as_str()))) {
                    (Some(change), None) => found.push((change, key)),
                    (Some(_), Some(known)) if found[known].1 != *key => found[known].1 = "both",
                    _ => {}
                }
            }
        }
        found.sort_by_key(|(c, _)| c.at);
        found
    }

    /// Changes of a thing that happen at a revision.
    pub fn why(&self, kind: Kind, id: &str, revision: usize) -> Vec<&'a Change> {
        self.changes_of(kind, id).into_iter().map(|(c, _)| c).filter(|c| c.at == revision).collect()
    }

    /// Everything that has a range which ends in a change.
    pub fn touched(&self, change: &str) -> &[Touch<'a>] {
        self.touched.get(change).map(Vec::as_slice).unwrap_or_default()
    }
}

impl Story {
    /// Whether it is there at some XLEN.
    pub fn exists(&self, revision: usize) -> bool {
        self.places.get(revision).is_some_and(|p| p[0].is_some() || p[1].is_some())
    }
}

impl Life {
    /// Whether it includes a revision.
    pub fn covers(self, revision: usize) -> bool {
        (self.first..=self.last).contains(&revision)
    }
}

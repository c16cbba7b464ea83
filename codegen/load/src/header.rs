//! What holds for all revisions: the chain itself, changes, sources, profiles, quirks.

use crate::files::Document;
use crate::keys::{head, nearest};
use crate::statements::Ledger;
use ir::{Change, Revision};
use syntax::{Diagnostic, Diagnostics, Node, Sources, Span};

/// An implementation.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Id, `qemu-7.2`.
    pub id: String,
    /// Revisions that it implements.
    pub implements: Vec<String>,
    /// Changes of later texts that it has already.
    pub early: Vec<String>,
    /// Choices that it makes: name, value.
    pub choices: Vec<(String, Node)>,
    /// Deviations: name, description, and the quirk that software must know of, or nothing.
    pub deviations: Vec<(String, String, String)>,
    /// What it is.
    pub doc: String,
    /// Further plain keys, for the CLI (`binary`, `cpu`…).
    pub extra: Vec<(String, String)>,
    /// Where it is declared.
    pub span: Span,
}

impl Profile {
    /// What its machines are asked for by, with `{xlen}` in it; none if no guest is run on it: it is only compared with.
    pub fn cpu(&self) -> Option<&str> {
        self.extra.iter().find(|extra| extra.0 == "cpu").map(|extra| extra.1.as_str())
    }
}

/// How to tell the two sides of a change apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// The change.
    pub change: String,
    /// Width of the hart that runs it.
    pub xlen: u32,
    /// A program that ends otherwise on either side, in the language of `eval::witness`; none if no program can tell.
    pub program: Vec<String>,
    /// How it ends in the last revision without the change.
    pub before: String,
    /// How it ends in the first one with it.
    pub after: String,
    /// Why no program can tell.
    pub silent: String,
    /// Where it is declared.
    pub span: Span,
}

/// Everything that is said once for all revisions.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// Oldest first.
    pub revisions: Vec<Revision>,
    /// In order of the model.
    pub changes: Vec<Change>,
    /// Chapter, its title, its sections.
    pub chapters: Vec<(String, String, Vec<String>)>,
    /// Implementations.
    pub profiles: Vec<Profile>,
    /// Changes that are declared but wrong: not reported again where they are used.
    pub wrong_changes: Vec<String>,
    /// Witnesses of changes.
    pub witnesses: Vec<Witness>,
    /// What the texts demand.
    pub ledger: Ledger,
    /// Quirk and description.
    pub quirks: Vec<(String, String)>,
}

impl Header {
    /// Reads the header nodes.
    pub fn read(documents: &[Document], _sources: &Sources, found: &mut Diagnostics) -> Self {
        let mut header = Header::default();
        let of = |kind: &'static str| documents.iter().filter(move |d| d.kind == kind);
        of("revisions").for_each(|d| header.revisions(&d.node, found));
        of("changes").for_each(|d| header.changes(&d.node, found));
        of("sources").for_each(|d| header.sources(&d.node, found));
        of("quirk").for_each(|d| header.quirks.push((d.id.clone(), plain(&d.node, "doc"))));
        of("profile").for_each(|d| header.profile(&d.id, &d.node, found));
        of("witness").for_each(|d| header.witness(&d.id, &d.node, found));
        of("statements").for_each(|d| header.ledger.read(&d.node, &header.chapters, found));
        // A file that cannot be read is reported already; what it holds is not missing.
        if header.revisions.is_empty() && found.is_empty() {
            let span = documents.first().map_or_else(Span::default, |d| head(&d.node));
            found.add(Diagnostic::new(span, "the model has no revisions").help("add a node `revisions: h` with a `chain`"));
        }
        header
    }

    fn revisions(&mut self, node: &Node, found: &mut Diagnostics) {
        for item in node.get("chain").map(Node::items).unwrap_or_default() {
            let revision = Revision {
                id: plain(item, "id"),
                manual: plain(item, "manual"),
                date: plain(item, "date"),
                doc: plain(item, "doc"),
                span: item.get("id").map_or(item.span, |n| n.span),
            };
            if revision.id.is_empty() || revision.manual.is_empty() {
                found.add(
                    Diagnostic::new(item.span, "a revision needs `id` and `manual`")
                        .help("`manual` is the commit of the manual that the text is read at"),
                );
            }
            if revision.id.is_empty() {
                continue;
            }
            if self.revisions.iter().any(|r| r.id == revision.id) {
                found.add(
                    Diagnostic::new(revision.span, format!("revision {} is given twice", revision.id))
                        .help("each text has an id of its own; add the date where the number is the same"),
                );
            } else {
                self.revisions.push(revision);
            }
        }
    }

    fn changes(&mut self, node: &Node, found: &mut Diagnostics) {
        for entry in node.get("list").map(Node::entries).unwrap_or_default() {
            let at = plain(&entry.value, "at");
            let Some(index) = self.revisions.iter().position(|r| r.id == at) else {
                let ids: Vec<&str> = self.revisions.iter().map(|r| r.id.as_str()).collect();
                let span = entry.value.get("at").map_or(entry.key_span, |n| n.span);
                found.add(
                    Diagnostic::new(span, format!("change `{}` happens at `{at}`, which is no revision", entry.key))
                        .help(format!("`at` is one of {}", ids.join(", "))),
                );
                self.wrong_changes.push(entry.key.clone());
                continue;
            };
            if let Some(first) = self.changes.iter().find(|c| c.id == entry.key) {
                found.add(
                    Diagnostic::new(entry.key_span, format!("change `{}` is given twice", entry.key))
                        .help(format!("it is already given on line {}; a change happens once", first.span.line)),
                );
                continue;
            }
            let change = Change {
                id: entry.key.clone(),
                at: index,
                commit: plain(&entry.value, "commit"),
                title: plain(&entry.value, "title"),
                why: plain(&entry.value, "why"),
                span: entry.key_span,
            };
            for (key, value) in [("commit", &change.commit), ("title", &change.title), ("why", &change.why)] {
                if value.trim().is_empty() {
                    found.add(
                        Diagnostic::new(entry.key_span, format!("change `{}` has no `{key}`", change.id))
                            .help("a change says the commit that made it, a title and the reason"),
                    );
                }
            }
            self.changes.push(change);
        }
    }

    /// A program with both its ends, or the reason why there is none.
    fn witness(&mut self, id: &str, node: &Node, found: &mut Diagnostics) {
        let span = head(node);
        if !self.changes.iter().any(|c| c.id == id) && !self.wrong_changes.iter().any(|c| c == id) {
            let ids: Vec<&str> = self.changes.iter().map(|c| c.id.as_str()).collect();
            let help = nearest(id, &ids)
                .map_or("a witness is named like the change that it tells of".to_string(), |near| format!("did you mean `{near}`?"));
            found.add(Diagnostic::new(span, format!("witness of `{id}`, which is no change")).help(help));
        }
        let program = node.get("program").map(Node::items).unwrap_or_default();
        let witness = Witness {
            change: id.to_string(),
            xlen: plain(node, "xlen").parse().unwrap_or(64),
            program: program.iter().filter_map(|n| n.text().map(|t| t.trim().to_string())).collect(),
            before: plain(node, "before"),
            after: plain(node, "after"),
            silent: plain(node, "silent"),
            span,
        };
        let runs = !witness.program.is_empty() && !witness.before.is_empty() && !witness.after.is_empty();
        if runs != witness.silent.is_empty() || runs && witness.before == witness.after {
            let help = "a witness has a `program` that ends differently `before` and `after`, or says in `silent` why no program can tell";
            found.add(Diagnostic::new(span, format!("witness of `{id}` tells nothing")).help(help));
        }
        self.witnesses.push(witness);
    }

    fn sources(&mut self, node: &Node, _found: &mut Diagnostics) {
        for entry in node.get("chapters").map(Node::entries).unwrap_or_default() {
            let sections = entry.value.get("sections").map(Node::items).unwrap_or_default();
            let sections = sections.iter().filter_map(|n| n.text().map(str::to_string)).collect();
            self.chapters.push((entry.key.clone(), plain(&entry.value, "title"), sections));
        }
    }

    fn profile(&mut self, id: &str, node: &Node, found: &mut Diagnostics) {
        let implements: Vec<&Node> = node.get("implements").map(Node::items).unwrap_or_default().iter().collect();
        for revision in &implements {
            if !self.revisions.iter().any(|r| Some(r.id.as_str()) == revision.text()) {
                let ids: Vec<&str> = self.revisions.iter().map(|r| r.id.as_str()).collect();
                found.add(
                    Diagnostic::new(revision.span, format!("profile `{id}` implements a revision that does not exist"))
                        .help(format!("revisions are {}", ids.join(", "))),
                );
            }
        }
        let implements: Vec<String> = implements.iter().filter_map(|n| n.text().map(str::to_string)).collect();
        let early = node.get("early").map(Node::items).unwrap_or_default();
        for change in early {
            self.early_change(id, &implements, change, found);
        }
        let deviations = node.get("deviations").map(Node::entries).unwrap_or_default();
        for entry in deviations {
            let quirk = plain(&entry.value, "quirk");
            if plain(&entry.value, "doc").is_empty() {
                found.add(
                    Diagnostic::new(entry.key_span, format!("deviation `{}` says nothing", entry.key))
                        .help("say what the implementation does: `doc: …`"),
                );
            }
            if !quirk.is_empty() && !self.quirks.iter().any(|q| q.0 == quirk) {
                found.add(
                    Diagnostic::new(
                        entry.value.get("quirk").map_or(entry.key_span, |n| n.span),
                        format!("deviation `{}` sets quirk `{quirk}`, which is not declared", entry.key),
                    )
                    .help(format!("declare it with a node `quirk: {quirk}`")),
                );
            }
        }
        let known = ["profile", "implements", "early", "choices", "deviations", "doc", "cite"];
        self.profiles.push(Profile {
            id: id.to_string(),
            implements,
            early: early.iter().filter_map(|n| n.text().map(str::to_string)).collect(),
            choices: node.get("choices").map(Node::entries).unwrap_or_default().iter().map(|e| (e.key.clone(), e.value.clone())).collect(),
            deviations: deviations.iter().map(|e| (e.key.clone(), plain(&e.value, "doc"), plain(&e.value, "quirk"))).collect(),
            doc: plain(node, "doc"),
            extra: node
                .entries()
                .iter()
                .filter(|e| !known.contains(&e.key.as_str()))
                .filter_map(|e| Some((e.key.clone(), e.value.text()?.to_string())))
                .collect(),
            span: node.span,
        });
    }

    /// An implementation can only be early with what comes after its texts.
    fn early_change(&self, profile: &str, implements: &[String], node: &Node, found: &mut Diagnostics) {
        let name = node.text().unwrap_or_default();
        let Some(change) = self.changes.iter().find(|c| c.id == name) else {
            if !self.wrong_changes.iter().any(|wrong| wrong == name) {
                let names: Vec<&str> = self.changes.iter().map(|c| c.id.as_str()).collect();
                found.add(
                    Diagnostic::new(node.span, format!("profile `{profile}` has a change `{name}` early, and there is none"))
                        .help(nearest(name, &names).map_or("name a change of `changes`".into(), |near| format!("did you mean `{near}`?"))),
                );
            }
            return;
        };
        let place = |id: &str| self.revisions.iter().position(|r| r.id == id);
        if let Some(text) = implements.iter().find(|id| place(id).is_some_and(|at| at >= change.at)) {
            found.add(
                Diagnostic::new(node.span, format!("`{name}` is not early: it is in {text}, which profile `{profile}` implements"))
                    .help("name changes of later texts, or leave it out"),
            );
        }
    }
}

/// Text under a key, empty if there is none.
pub fn plain(node: &Node, key: &str) -> String {
    node.get(key).and_then(Node::text).unwrap_or_default().trim().to_string()
}

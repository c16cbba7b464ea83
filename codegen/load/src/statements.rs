//! The ledger: what the texts demand, where the model says it, what tests it.

use crate::header::plain;
use ir::Spec;
use syntax::{Diagnostic, Diagnostics, Node, Span};

/// One statement of the texts.
#[derive(Clone, Debug)]
pub struct Statement {
    /// What is demanded, in our words.
    pub says: String,
    /// Chapter and section.
    pub at: String,
    /// The change that brings it; none if the first text has it.
    pub since: Option<String>,
    /// The change that ends it.
    pub until: Option<String>,
    /// Names that the manual gives to the rules that it covers.
    pub norm: Vec<String>,
    /// Nodes of the model that say it: `csr`, `csr.FIELD`, or a kind and a name (`rule:csr_denied`).
    pub nodes: Vec<String>,
    /// Tests that fail if it is not so: `file::function`, or `texts`.
    pub tests: Vec<String>,
    /// Why nothing here can show it.
    pub out: Option<String>,
    /// Where it is written.
    pub span: Span,
}

/// All statements, over all revisions.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// In order of the model.
    pub statements: Vec<Statement>,
    /// How many names of normative rules the manual defines for the last revision.
    pub norm_names: usize,
}

impl Ledger {
    /// Adds the statements of one node.
    pub(crate) fn read(&mut self, node: &Node, chapters: &[(String, String, Vec<String>)], found: &mut Diagnostics) {
        let names = node.get("norm").map(|n| plain(n, "names")).unwrap_or_default();
        self.norm_names += names.parse::<usize>().unwrap_or_default();
        for item in node.get("list").map(Node::items).unwrap_or_default() {
            let one = statement(item);
            let mut wrong = |what: String, help: &str| found.add(Diagnostic::new(one.span, what).help(help));
            if one.says.is_empty() {
                wrong("this statement says nothing".to_string(), "`says` is what the text demands, in your own words");
            }
            let is_known = one.at.split_once('/').is_some_and(|(chapter, section)| {
                chapters.iter().any(|(known, _, sections)| known == chapter && sections.iter().any(|s| s == section))
            });
            if !is_known {
                wrong(format!("there is no section `{}`", one.at), "`at` is chapter and section, as `sources.yaml` lists them");
            }
            if one.tests.is_empty() == one.out.is_none() {
                let help = "`tests` names tests that fail if it is not so, or `out` says why there can be none";
                wrong("this statement has neither a test nor a reason, or both".to_string(), help);
            }
            self.statements.push(one);
        }
    }

    /// Statements that hold in a revision.
    pub fn at<'a>(&'a self, model: &'a crate::Model, revision: usize) -> impl Iterator<Item = &'a Statement> {
        self.statements.iter().filter(move |s| s.holds(model, revision))
    }
}

impl Statement {
    /// Whether a revision demands it.
    pub fn holds(&self, model: &crate::Model, revision: usize) -> bool {
        let at = |change: &Option<String>, otherwise| change.as_ref().and_then(|c| model.change_at(c)).unwrap_or(otherwise);
        (at(&self.since, 0)..at(&self.until, usize::MAX)).contains(&revision)
    }

    /// Nodes of it that neither of a revision's specs has.
    pub fn missing<'a>(&'a self, specs: &'a [&Spec]) -> impl Iterator<Item = &'a str> {
        self.nodes.iter().map(String::as_str).filter(move |n| !specs.iter().any(|s| exists(s, n)))
    }
}

fn statement(node: &Node) -> Statement {
    let word = |key: &str| Some(plain(node, key)).filter(|w| !w.is_empty());
    let list = |key: &str| -> Vec<String> {
        let items = node.get(key).map(Node::items).unwrap_or_default();
        items.iter().filter_map(|n| Some(n.text()?.to_string())).collect()
    };
    Statement {
        says: plain(node, "says"),
        at: plain(node, "at"),
        since: word("since"),
        until: word("until"),
        norm: list("norm"),
        nodes: list("nodes"),
        tests: list("tests"),
        out: word("out"),
        span: node.span,
    }
}

/// Whether a spec has a node.
fn exists(spec: &Spec, node: &str) -> bool {
    match node.split_once(':') {
        Some(("rule", "substitution")) => !spec.substitution.is_empty(),
        Some(("rule", "hs_qualified")) => !spec.hs_qualified.is_empty(),
        Some(("rule", name)) => spec.rule(name).is_some(),
        Some(("trap", name)) => spec.table(name).is_some(),
        Some(("insn", name)) => spec.insn(name).is_some(),
        Some(("exception", name)) => spec.exception(name).is_some(),
        Some(("interrupt", name)) => spec.interrupt(name).is_some(),
        Some(("paging", name)) => spec.formats.iter().any(|f| f.name == name),
        Some(("choice", name)) => spec.constant(name).is_some(),
        Some(("transform", name)) => spec.insns.iter().any(|i| i.transform.as_ref().is_some_and(|t| t.name == name)),
        Some(_) => false,
        None => match node.split_once('.') {
            Some((csr, field)) => spec.field(csr, field).is_some(),
            None => spec.csr(node).is_some() || spec.cells.iter().any(|c| c.name == node),
        },
    }
}

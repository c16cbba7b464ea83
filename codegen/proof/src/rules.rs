//! The ledger: what the texts demand, where the model says it, what tests it.

use ir::Spec;
use load::Model;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syntax::Node;

/// Where the ledger is, from the root of the repository.
pub const FOLDER: &str = "tests/rules";

/// One statement of the texts.
#[derive(Clone, Debug)]
pub struct Rule {
    /// The statement, in our words.
    pub says: String,
    /// Chapter and section.
    pub at: String,
    /// The change that brings it; none if the first text has it.
    pub since: Option<String>,
    /// The change that ends it.
    pub until: Option<String>,
    /// Names that the manual gives to the rules that it covers.
    pub norm: Vec<String>,
    /// Nodes of the model that say it.
    pub nodes: Vec<String>,
    /// Tests that fail if it is not so.
    pub tests: Vec<String>,
    /// Why nothing here can show it.
    pub out: Option<String>,
}

/// All statements.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// In order of the file.
    pub rules: Vec<Rule>,
    /// How many names of rules the manual defines.
    pub norm_names: usize,
}

impl Ledger {
    /// Reads the ledger of the repository at `root`.
    pub fn read(root: &Path) -> Result<Self, String> {
        let path = root.join(FOLDER).join("hypervisor.yaml");
        let fail = |what: String| format!("{}: {what}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|e| fail(e.to_string()))?;
        let nodes = syntax::read_yaml(0, &text).map_err(|e| fail(e.first().map_or_else(String::new, |d| d.message.clone())))?;
        let node = nodes.first().ok_or_else(|| fail("is empty".into()))?;
        let rules = node.get("list").map(Node::items).unwrap_or_default().iter().map(rule).collect::<Result<_, _>>().map_err(fail)?;
        let names = node.get("norm").and_then(|n| n.get("names")).and_then(Node::text).and_then(|n| n.parse().ok());
        Ok(Self { rules, norm_names: names.unwrap_or_default() })
    }

    /// Rules of a revision.
    pub fn at<'a>(&'a self, model: &'a Model, revision: usize) -> impl Iterator<Item = &'a Rule> {
        self.rules.iter().filter(move |r| r.holds(model, revision))
    }

    /// Everything that is wrong with the ledger.
    pub fn check(&self, model: &Model, root: &Path) -> Vec<String> {
        let mut wrong = Vec::new();
        let sections: BTreeSet<String> =
            model.header.chapters.iter().flat_map(|(c, _, s)| s.iter().map(move |s| format!("{c}/{s}"))).collect();
        let mut sources = Tests { root: root.into(), files: BTreeMap::new() };
        let mut names = BTreeSet::new();
        for rule in &self.rules {
            let at = |what: String| format!("`{}`: {what}", rule.says);
            if !sections.contains(&rule.at) {
                wrong.push(at(format!("no section {}", rule.at)));
            }
            for change in rule.since.iter().chain(&rule.until).filter(|c| model.change_at(c).is_none()) {
                wrong.push(at(format!("no change {change}")));
            }
            if rule.tests.is_empty() == rule.out.is_none() {
                wrong.push(at("either a test or a reason why there is none".into()));
            }
            wrong.extend(rule.tests.iter().filter(|t| !sources.has(t)).map(|t| at(format!("no test {t}"))));
            names.extend(&rule.norm);
        }
        if names.len() != self.norm_names {
            wrong.push(format!("{} names of the manual's rules, not {}", names.len(), self.norm_names));
        }
        for revision in 0..model.header.revisions.len() {
            let specs = load::XLENS.map(|xlen| model.at(revision, xlen, load::SPEC_PROFILE).0);
            for rule in self.at(model, revision) {
                let missing = rule.nodes.iter().filter(|n| !specs.iter().any(|s| exists(s, n)));
                wrong.extend(missing.map(|n| format!("`{}`: {} has no {n}", rule.says, specs[0].revision.id)));
            }
        }
        wrong
    }
}

impl Rule {
    /// Whether it is one of a revision.
    pub fn holds(&self, model: &Model, revision: usize) -> bool {
        let at = |change: &Option<String>, otherwise| change.as_ref().map_or(otherwise, |c| model.change_at(c).unwrap_or(otherwise));
        (at(&self.since, 0)..at(&self.until, usize::MAX)).contains(&revision)
    }
}

fn rule(node: &Node) -> Result<Rule, String> {
    let word = |key: &str| node.get(key).and_then(Node::text).map(String::from);
    let need = |key: &str| word(key).ok_or_else(|| format!("line {}: no `{key}`", node.span.line));
    let list = |key: &str| -> Vec<String> {
        let items = node.get(key).map(Node::items).unwrap_or_default();
        items.iter().filter_map(|n| Some(n.text()?.to_string())).collect()
    };
    Ok(Rule {
        says: need("says")?,
        at: need("at")?,
        since: word("since"),
        until: word("until"),
        norm: list("norm"),
        nodes: list("nodes"),
        tests: list("tests"),
        out: word("out"),
    })
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

/// Sources of tests, read once.
struct Tests {
    root: PathBuf,
    files: BTreeMap<PathBuf, String>,
}

impl Tests {
    /// Whether `file::function` is a test, or `texts`, the comparison with the texts.
    fn has(&mut self, test: &str) -> bool {
        let Some((file, function)) = test.split_once("::") else {
            return test == "texts" && self.root.join("codegen/proof/tests/texts.rs").is_file();
        };
        let paths = match file.split_once('/') {
            Some(("eval", module)) => vec![format!("codegen/eval/tests/it/{module}.rs")],
            Some(("emulator", module)) => vec![format!("backends/emulator/src/tests/{module}.rs")],
            Some(_) => vec![format!("tests/{file}.rs")],
            None => vec![format!("tests/{file}.rs"), format!("tests/{file}/main.rs")],
        };
        paths.into_iter().any(|path| {
            let path = self.root.join(path);
            let text = self.files.entry(path.clone()).or_insert_with(|| std::fs::read_to_string(&path).unwrap_or_default());
            let start = format!("fn {function}(");
            let lines: Vec<&str> = text.lines().map(str::trim).collect();
            lines.windows(2).any(|pair| pair[0] == "#[test]" && pair[1].starts_with(&start))
        })
    }
}

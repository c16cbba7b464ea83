//! What is wrong with the ledger of statements: nodes, names and tests that do not exist.

use load::{Ledger, Model, Statement};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Everything that is wrong with the ledger of a model whose repository is at `root`.
pub fn check(model: &Model, root: &Path) -> Vec<String> {
    let ledger = &model.header.ledger;
    let mut sources = Tests { root: root.into(), files: BTreeMap::new() };
    let mut wrong = Vec::new();
    for one in &ledger.statements {
        let missing = one.tests.iter().filter(|t| !sources.has(t));
        wrong.extend(missing.map(|t| format!("`{}`: there is no test {t}", one.says)));
    }
    let names: BTreeSet<&String> = ledger.statements.iter().flat_map(|s| &s.norm).collect();
    if names.len() != ledger.norm_names {
        wrong.push(format!("{} names of the manual's rules, not {}", names.len(), ledger.norm_names));
    }
    for (revision, id) in model.revisions().iter().enumerate() {
        let specs = load::XLENS.map(|xlen| model.at(revision, xlen, load::SPEC_PROFILE).0);
        let specs = specs.each_ref();
        for one in ledger.at(model, revision) {
            wrong.extend(one.missing(&specs).map(|n| format!("`{}`: {id} has no {n}", one.says)));
        }
    }
    wrong
}

/// How much of what a revision demands has a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Statements of the revision.
    pub statements: usize,
    /// Those that a test holds.
    pub tested: usize,
    /// Different tests that hold them.
    pub tests: usize,
    /// Different nodes that say them.
    pub nodes: usize,
}

impl Coverage {
    /// Counts over the statements of a revision.
    pub fn of(ledger: &Ledger, model: &Model, revision: usize) -> Self {
        let all: Vec<&Statement> = ledger.at(model, revision).collect();
        let different = |of: fn(&Statement) -> &Vec<String>| all.iter().flat_map(|s| of(s)).collect::<BTreeSet<_>>().len();
        let tested = all.iter().filter(|s| s.out.is_none()).count();
        Self { statements: all.len(), tested, tests: different(|s| &s.tests), nodes: different(|s| &s.nodes) }
    }

    /// Statements that nothing here can show.
    pub fn out(&self) -> usize {
        self.statements - self.tested
    }

    /// For programs.
    pub fn as_json(&self) -> Value {
        json!({
            "statements": self.statements, "tested": self.tested, "out_of_scope": self.out(),
            "tests": self.tests, "nodes": self.nodes,
        })
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

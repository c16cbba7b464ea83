//! Mutants that say the same as the model, and why: a list in `tests/mutants`.

use crate::mutate::{Files, Mutant};
use std::path::Path;
use syntax::Node;

/// Where the list lies, from the root of the repository.
pub const FILE: &str = "tests/mutants/equivalent.yaml";

/// The list.
#[derive(Debug, Default)]
pub struct Equivalents(pub Vec<Equivalent>);

/// Mutants of a line.
#[derive(Clone, Debug)]
pub struct Equivalent {
    /// The file, as the model knows it.
    pub file: String,
    /// How the line begins.
    pub line: String,
    /// What is replaced, if not all mutants of the line are meant.
    pub from: Option<String>,
    /// By what, likewise.
    pub to: Option<String>,
    /// The reason.
    pub why: String,
}

impl Equivalents {
    /// Reads the list.
    ///
    /// # Errors
    ///
    /// It is not there or cannot be read.
    pub fn read(root: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(root.join(FILE)).map_err(|e| format!("{FILE}: {e}"))?;
        let nodes = syntax::read_yaml(0, &text).map_err(|errors| format!("{FILE}: {errors:?}"))?;
        let items = nodes.first().map(Node::items).unwrap_or_default();
        let read = |item: &Node| {
            let word = |key: &str| item.get(key).and_then(Node::text).map(String::from);
            let wanted = |key: &str| word(key).ok_or_else(|| format!("{FILE}:{}: `{key}` is missing", item.span.line));
            Ok(Equivalent { file: wanted("file")?, line: wanted("line")?, from: word("from"), to: word("to"), why: wanted("why")? })
        };
        items.iter().map(read).collect::<Result<_, String>>().map(Self)
    }

    /// The entry for a mutant, if it has one.
    pub fn of(&self, mutant: &Mutant, files: &[(String, String)]) -> Option<&Equivalent> {
        self.0.iter().find(|one| one.fits(mutant, files))
    }

    /// Entries that fit no mutant at all.
    pub fn unused(&self, mutants: &[Mutant], files: &Files) -> Vec<&Equivalent> {
        self.0.iter().filter(|one| !mutants.iter().any(|mutant| one.fits(mutant, files))).collect()
    }
}

impl Equivalent {
    fn fits(&self, mutant: &Mutant, files: &[(String, String)]) -> bool {
        let is = |wanted: &Option<String>, found: &str| wanted.as_deref().is_none_or(|wanted| wanted == found.trim());
        let (line, from) = mutant.place(files);
        mutant.path == self.file && line.starts_with(&self.line) && is(&self.from, from) && is(&self.to, &mutant.to)
    }
}

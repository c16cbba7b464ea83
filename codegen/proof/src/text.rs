//! Figures and tables of a text, as data.

use std::path::Path;
use syntax::Node;

/// What one text of the specification prints.
#[derive(Debug)]
pub struct Text {
    /// The revision.
    pub id: String,
    /// Commit of the manual, in full.
    pub manual: String,
    node: Node,
}

/// What is known about a whole folder of texts.
#[derive(Debug)]
pub struct Texts {
    /// The texts, in order of their files' names.
    pub all: Vec<Text>,
    /// What the comparison leaves out, and mistakes of the texts.
    pub scope: Scope,
    /// Fixed bits of all instructions.
    pub opcodes: Vec<Opcode>,
}

/// What is not compared, and why.
#[derive(Debug, Default)]
pub struct Scope {
    /// Registers that the texts list and the model does not have.
    pub absent: Vec<(String, String)>,
    /// Fields of the model that come from other documents: `csr.FIELD`.
    pub other: Vec<(String, String)>,
    /// Fields of figures that the model shows in another way: `csr.FIELD`.
    pub merged: Vec<(String, String)>,
    /// Mistakes of the texts.
    pub errata: Vec<Erratum>,
}

/// A place where a text prints what it cannot mean.
#[derive(Debug)]
pub struct Erratum {
    /// Revisions that print it.
    pub texts: Vec<String>,
    /// The figure or table.
    pub at: String,
    /// The fact.
    pub what: String,
    /// How it is known to be a mistake.
    pub why: String,
}

/// Why a file of texts cannot be used.
#[derive(Debug)]
pub struct Error(pub String);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// The file beside the texts that says what is left out.
const SCOPE: &str = "scope.yaml";
/// The file beside the texts with the fixed bits of all instructions, whatever their extension.
const OPCODES: &str = "opcodes.txt";

/// An instruction as the list of opcodes has it.
#[derive(Clone, Debug)]
pub struct Opcode {
    /// Its name.
    pub name: String,
    /// On RV32 and RV64: the bits that are fixed, and their values.
    pub bits: [Option<(u32, u32)>; 2],
}

impl Opcode {
    fn of(line: &str) -> Option<Self> {
        let number = |text: &str| u32::from_str_radix(text.strip_prefix("0x")?, 16).ok();
        let bits = |cell: &str| match cell {
            "-" => Some(None),
            cell => cell.split_once(' ').and_then(|(mask, matches)| Some(Some((number(mask)?, number(matches)?)))),
        };
        let cells: Vec<&str> = line.split(" | ").collect();
        let [name, narrow, wide] = cells.as_slice() else { return None };
        Some(Self { name: name.to_string(), bits: [bits(narrow)?, bits(wide)?] })
    }
}

impl Texts {
    /// Reads a folder: a file per text, and one that says what is left out.
    pub fn read(dir: &Path) -> Result<Self, Error> {
        let fail = |path: &Path, what: &dyn std::fmt::Display| Error(format!("{}: {what}", path.display()));
        let files = std::fs::read_dir(dir).map_err(|e| fail(dir, &e))?;
        let mut paths: Vec<_> = files.filter_map(|f| Some(f.ok()?.path())).filter(|p| p.extension().is_some_and(|e| e == "yaml")).collect();
        paths.sort();
        let mut texts = Texts { all: Vec::new(), scope: Scope::default(), opcodes: Vec::new() };
        let path = dir.join(OPCODES);
        let text = std::fs::read_to_string(&path).map_err(|e| fail(&path, &e))?;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            texts.opcodes.push(Opcode::of(line).ok_or_else(|| fail(&path, &format!("cannot read `{line}`")))?);
        }
        for path in paths {
            let text = std::fs::read_to_string(&path).map_err(|e| fail(&path, &e))?;
            let node = node(&text).map_err(|e| fail(&path, &e))?;
            if path.ends_with(SCOPE) {
                texts.scope = Scope::of(&node).map_err(|e| fail(&path, &e))?;
            } else {
                texts.all.push(Text::of(node).map_err(|e| fail(&path, &e))?);
            }
        }
        Ok(texts)
    }

    /// The text of a revision.
    pub fn of(&self, revision: &str) -> Option<&Text> {
        self.all.iter().find(|t| t.id == revision)
    }
}

/// The one node of a file.
fn node(text: &str) -> Result<Node, String> {
    let nodes = syntax::read_yaml(0, text).map_err(|errors| {
        let first = errors.first().map(|d| format!("line {}: {}", d.span.line, d.message));
        first.unwrap_or_else(|| "cannot be read".into())
    })?;
    nodes.into_iter().next().ok_or_else(|| "is empty".into())
}

/// A text that must be there.
fn wanted(node: &Node, key: &str) -> Result<String, String> {
    node.get(key).and_then(Node::text).map(String::from).ok_or_else(|| format!("line {}: `{key}` is missing", node.span.line))
}

impl Scope {
    fn of(node: &Node) -> Result<Self, String> {
        let pairs = |key: &str| -> Vec<(String, String)> {
            let entries = node.get(key).map(Node::entries).unwrap_or_default().iter();
            entries.flat_map(|e| e.value.items().iter().filter_map(|n| Some((n.text()?.to_string(), e.key.clone())))).collect()
        };
        let mut scope = Scope { absent: pairs("absent"), other: pairs("other"), merged: pairs("merged"), errata: Vec::new() };
        for item in node.get("errata").map(Node::items).unwrap_or_default() {
            let texts = wanted(item, "texts")?.split_whitespace().map(String::from).collect();
            scope.errata.push(Erratum { texts, at: wanted(item, "at")?, what: wanted(item, "what")?, why: wanted(item, "why")? });
        }
        Ok(scope)
    }
}

impl Text {
    fn of(node: Node) -> Result<Self, String> {
        Ok(Self { id: wanted(&node, "text")?, manual: wanted(&node, "manual")?, node })
    }

    /// Figures or tables of a kind.
    pub fn items<'t>(&'t self, kind: &str) -> impl Iterator<Item = Item<'t>> + use<'t> {
        self.node.get(kind).map(Node::items).unwrap_or_default().iter().map(Item)
    }
}

/// A figure or a table.
#[derive(Clone, Copy, Debug)]
pub struct Item<'t>(&'t Node);

impl<'t> Item<'t> {
    /// Which one: the chapter and a number.
    pub fn at(&self) -> &'t str {
        self.word("at")
    }

    /// The chapter.
    pub fn chapter(&self) -> &'t str {
        self.at().split(' ').next().unwrap_or_default()
    }

    /// A word of it; empty if it has none.
    pub fn word(&self, key: &str) -> &'t str {
        self.0.get(key).and_then(Node::text).unwrap_or_default()
    }

    /// The XLEN that it is for; `None` for both.
    pub fn xlen(&self) -> Option<u32> {
        self.word("xlen").parse().ok()
    }

    /// Rows of a table.
    pub fn rows(&self, key: &str) -> impl Iterator<Item = (&'t str, &'t str)> + use<'t> {
        let entries = self.0.get(key).map(Node::entries).unwrap_or_default();
        entries.iter().map(|e| (e.key.as_str(), e.value.text().unwrap_or_default()))
    }

    /// A list of words.
    pub fn list(&self, key: &str) -> impl Iterator<Item = &'t str> + use<'t> {
        self.0.get(key).map(Node::items).unwrap_or_default().iter().filter_map(Node::text)
    }
}

/// `15..10`, `7`, `XLEN-1..34`, or `16..` with no other end: highest and lowest.
pub fn range(text: &str, xlen: u32) -> (u32, u32) {
    let number = |text: &str| match text.strip_prefix("XLEN-") {
        Some(less) => xlen - less.parse::<u32>().unwrap_or(0),
        None => text.parse().unwrap_or(u32::MAX),
    };
    let (a, b) = text.split_once("..").unwrap_or((text, text));
    let (a, b) = (number(a), number(b));
    (a.max(b), a.min(b))
}

/// Where the texts lie, from the root of the repository.
pub const FOLDER: &str = "tests/texts";

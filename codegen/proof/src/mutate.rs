//! The model with one thing changed, many times: does anything notice?
//!
//! A [`Mutant`] replaces a few characters of a model file: one bit of a
//! number or an encoding, an operator, a name by its counterpart in another
//! mode, the change in which a range ends, a whole line. What is said for
//! people (documentation, citations) is left alone.

use std::collections::BTreeSet;
use std::path::Path;
use syntax::{Node, Sources, Span, Value};

/// A change of one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    /// The file, as the model knows it.
    pub path: String,
    /// First byte that is replaced.
    pub at: usize,
    /// Number of bytes.
    pub len: usize,
    /// What stands there then.
    pub to: String,
    /// What kind of change it is.
    pub kind: &'static str,
}

/// Files by path.
pub type Files = Vec<(String, String)>;

/// Reads the files of a model.
pub fn files(model: &Path) -> std::io::Result<Files> {
    load::find(model)
}

impl Mutant {
    /// The text of its file with the change.
    pub fn edited(&self, text: &str) -> String {
        format!("{}{}{}", &text[..self.at], self.to, &text[self.at + self.len..])
    }

    /// The files with the change.
    pub fn apply(&self, files: &[(String, String)]) -> Files {
        files.iter().map(|(path, text)| (path.clone(), if *path == self.path { self.edited(text) } else { text.clone() })).collect()
    }

    /// The line that is changed, and what is replaced in it.
    pub fn place<'f>(&self, files: &'f [(String, String)]) -> (&'f str, &'f str) {
        let text = files.iter().find(|f| f.0 == self.path).map_or("", |f| &f.1);
        let from = text[..self.at].rfind('\n').map_or(0, |n| n + 1);
        let to = text[self.at..].find('\n').map_or(text.len(), |n| self.at + n);
        (text[from..to].trim(), &text[self.at..self.at + self.len])
    }

    /// `file:line: old -> new`.
    pub fn describe(&self, files: &[(String, String)]) -> String {
        let text = files.iter().find(|f| f.0 == self.path).map_or("", |f| &f.1);
        let number = text[..self.at].matches('\n').count() + 1;
        let (line, old) = self.place(files);
        format!("{}:{number}: {}: `{}` to `{}` in `{line}`", self.path, self.kind, old.trim(), self.to.trim())
    }
}

/// Keys whose values are for people or choose a policy of ours, not the architecture.
const PROSE: [&str; 15] = [
    "doc",
    "cite",
    "title",
    "why",
    "commit",
    "date",
    "manual",
    "policy",
    "implements",
    "quirk",
    "cpu",
    "sections",
    "sources",
    "id",
    "quirks",
];
/// Files about implementations and names, not about the texts, and about what the texts leave open.
const OTHER_FILES: [&str; 6] = ["/statements/", "/witnesses/", "/profiles/", "/sources.yaml", "/revisions.yaml", "/choices.yaml"];
/// Maps whose lines each say one thing that happens or is forbidden.
const LINES: [&str; 5] = ["set", "fields", "map", "assume", "deny"];

/// Words that stand for each other.
const WORDS: [(&str, &str); 34] = [
    ("true", "false"),
    ("false", "true"),
    ("S", "U"),
    ("U", "S"),
    ("M", "S"),
    ("HS", "S"),
    ("FETCH", "LOAD"),
    ("LOAD", "STORE"),
    ("STORE", "LOAD"),
    ("writable", "zero"),
    ("zero", "writable"),
    ("free", "zero"),
    ("one", "zero"),
    ("sstatus", "vsstatus"),
    ("vsstatus", "sstatus"),
    ("medeleg", "hedeleg"),
    ("hedeleg", "medeleg"),
    ("mideleg", "hideleg"),
    ("hideleg", "mideleg"),
    ("mcounteren", "hcounteren"),
    ("hcounteren", "scounteren"),
    ("scounteren", "mcounteren"),
    ("menvcfg", "henvcfg"),
    ("henvcfg", "menvcfg"),
    ("SIE", "SPIE"),
    ("SPIE", "SIE"),
    ("MIE", "MPIE"),
    ("MPIE", "MIE"),
    ("SPP", "SPIE"),
    ("mip", "mie"),
    ("vsip", "vsie"),
    ("sext", "zext"),
    ("VTSR", "VTVM"),
    ("TVM", "TSR"),
];

/// Operators that stand for each other, longer ones first.
const OPERATORS: [(&str, &str); 18] = [
    ("==", "!="),
    ("!=", "=="),
    ("&&", "||"),
    ("||", "&&"),
    (">=", "<"),
    ("<=", ">"),
    ("<<", ">>"),
    (">>", "<<"),
    ("->", "->"),
    ("=>", "=>"),
    ("::", "::"),
    ("&", "|"),
    ("|", "&"),
    ("^", "|"),
    ("+", "-"),
    ("-", "+"),
    ("!", ""),
    ("<", ">="),
];

/// All mutants of a model, in order of the files.
pub fn all(files: &Files) -> Vec<Mutant> {
    let changes = change_names(files);
    let mut found = Vec::new();
    for (path, text) in files.iter().filter(|f| !OTHER_FILES.iter().any(|other| f.0.contains(other))) {
        let nodes = if path.ends_with(".rs") { syntax::read_rust(0, text) } else { syntax::read_yaml(0, text) };
        let mut file = File { path, text, lines: line_starts(text), changes: &changes, found: Vec::new(), seen: BTreeSet::new() };
        for node in nodes.unwrap_or_default() {
            file.walk("", &node);
        }
        found.extend(file.found);
    }
    found
}

/// Names of the changes in which ranges end, in order.
fn change_names(files: &Files) -> Vec<String> {
    let mut sources = Sources::default();
    let mut names = Vec::new();
    for (path, text) in files.iter().filter(|f| f.0.ends_with("changes.yaml")) {
        let file = sources.add(path.clone(), text.clone());
        for node in syntax::read_yaml(file, text).unwrap_or_default() {
            let list = node.get("list").map(Node::entries).unwrap_or_default();
            names.extend(list.iter().map(|e| (e.key.clone(), e.value.get("at").and_then(Node::text).map(String::from))));
        }
    }
    // One name for each revision that a range can end in.
    let mut seen = BTreeSet::new();
    names.into_iter().filter(|(_, at)| seen.insert(at.clone())).map(|(name, _)| name).collect()
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

/// One file while its mutants are collected.
struct File<'f> {
    path: &'f str,
    text: &'f str,
    lines: Vec<usize>,
    changes: &'f [String],
    found: Vec<Mutant>,
    /// Places that have been looked at.
    seen: BTreeSet<usize>,
}

impl File<'_> {
    fn walk(&mut self, key: &str, node: &Node) {
        if PROSE.contains(&key) {
            return;
        }
        match &node.value {
            Value::Text(text) => self.scalar(key, node, text),
            Value::List(items) => items.iter().for_each(|item| {
                if LINES.contains(&key) {
                    self.line(item.span);
                }
                self.walk(key, item);
            }),
            Value::Map(entries) => {
                for entry in entries {
                    if LINES.contains(&key) {
                        self.line(entry.key_span);
                    }
                    self.walk(&entry.key, &entry.value);
                }
            }
        }
    }

    fn offset(&self, span: Span) -> Option<usize> {
        Some(self.lines.get(span.line.checked_sub(1)? as usize)? + span.col.checked_sub(1)? as usize)
    }

    fn add(&mut self, at: usize, len: usize, to: impl Into<String>, kind: &'static str) {
        let to = to.into();
        if self.text[at..at + len] != to {
            self.found.push(Mutant { path: self.path.into(), at, len, to, kind });
        }
    }

    /// A line that can go as a whole.
    fn line(&mut self, span: Span) {
        let (Some(from), Some(to)) = (self.lines.get(span.line as usize - 1), self.lines.get(span.line as usize)) else { return };
        let (from, to) = (*from, *to);
        let line = &self.text[from..to];
        let opens = line.matches(['{', '[']).count();
        let whole =
            opens == line.matches(['}', ']']).count() && !line.trim_end().ends_with([':', '|', '-']) && self.path.ends_with(".yaml");
        if whole && self.seen.insert(usize::MAX - from) {
            self.add(from, to - from, "", "a line");
        }
    }

    fn scalar(&mut self, key: &str, node: &Node, text: &str) {
        for (i, line) in text.lines().enumerate() {
            let Some(start) = self.offset(node.place_in_text(i as u32 + 1, 1, 1)) else { continue };
            // Behind a quote the text itself begins.
            let Some(at) = [start, start + 1].into_iter().find(|at| self.text.get(*at..).is_some_and(|t| t.starts_with(line))) else {
                continue;
            };
            if self.seen.insert(at) {
                self.tokens(key, at, line);
            }
        }
    }

    fn tokens(&mut self, key: &str, start: usize, line: &str) {
        if key == "encoding" || key == "keep" {
            return self.encoding(start, line);
        }
        if key == "since" || key == "until" {
            return self.range_end(start, line);
        }
        let bytes = line.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
            if is_word(bytes[at]) {
                let end = (at..bytes.len()).find(|i| !is_word(bytes[*i])).unwrap_or(bytes.len());
                self.word(start + at, &line[at..end]);
                at = end;
            } else if let Some((from, to)) = OPERATORS.iter().find(|(from, _)| line[at..].starts_with(from)) {
                // A dash between numbers is a range.
                if !(*from == "-" && key == "bits") {
                    self.add(start + at, from.len(), *to, "an operator");
                }
                at += from.len();
            } else {
                at += 1;
            }
        }
    }

    fn word(&mut self, at: usize, word: &str) {
        let number = match word.strip_prefix("0x") {
            Some(hex) => u64::from_str_radix(hex, 16).ok(),
            None => word.parse::<u64>().ok(),
        };
        if let Some(number) = number {
            // The lowest bit, and one within the number.
            let second = 1 + (at as u32 % number.max(2).ilog2().max(1));
            for bit in [0, second] {
                let to = number ^ (1 << bit);
                let to = if word.starts_with("0x") { format!("{to:#x}") } else { to.to_string() };
                self.add(at, word.len(), to, "a number");
            }
        } else if let Some((_, to)) = WORDS.iter().find(|(from, _)| *from == word) {
            self.add(at, word.len(), *to, "a name");
        }
    }

    /// One bit of each part of an encoding.
    fn encoding(&mut self, start: usize, line: &str) {
        let mut at = 0;
        for part in line.split([' ', '_']) {
            if part.len() > 1 && part.chars().all(|c| c == '0' || c == '1') {
                let bit = (start + at) % part.len();
                let to = if part.as_bytes()[bit] == b'0' { "1" } else { "0" };
                self.add(start + at + bit, 1, to, "a bit of an encoding");
            }
            at += part.len() + 1;
        }
    }

    /// The range ends in the change of another revision: one earlier, one later.
    fn range_end(&mut self, start: usize, line: &str) {
        let name = line.trim();
        let at = self.changes.iter().position(|c| c == name);
        let others: Vec<String> = match at {
            Some(at) => [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|i| self.changes.get(i).cloned()).collect(),
            None => self.changes.get(start % self.changes.len().max(1)).cloned().into_iter().collect(),
        };
        for to in others {
            self.add(start, name.len(), to, "a range end");
        }
    }
}

/// Some of the mutants, the same for the same seed. Their order is that of hashes of what they change, so that it is
/// the old one for all that an edit of the model leaves alone.
pub fn sample(mut mutants: Vec<Mutant>, files: &[(String, String)], seed: u64, count: usize) -> Vec<Mutant> {
    mutants.sort_by_cached_key(|mutant| {
        let (line, from) = mutant.place(files);
        [&mutant.path, line, from, &mutant.to].into_iter().fold(seed, hash)
    });
    mutants.truncate(count);
    mutants
}

/// FNV-1a, and mixed so that short words spread as well.
fn hash(state: u64, word: &str) -> u64 {
    let bytes = word.bytes().chain([0xff]);
    let hash = bytes.fold(state ^ 0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    fastrand::Rng::with_seed(hash).u64(..)
}

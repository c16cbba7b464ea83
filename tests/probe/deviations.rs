//! Reads `deviations.yaml`: which values of the recordings differ from the
//! emulator's, and why.

use crate::line::short;
use std::ops::RangeInclusive;
use syntax::{Entry, Node};

/// The keys by which a reason begins.
const KINDS: [&str; 4] = ["deviation", "choice", "extension", "open"];

/// A QEMU that ran the probe.
pub struct Recording {
    /// As in the names of its files.
    pub name: String,
    /// The text that it implements.
    pub revision: String,
    /// Its profile in the model.
    pub profile: String,
}

/// Why values differ.
pub struct Reason {
    /// Of [`KINDS`].
    pub kind: String,
    /// Its name; of a choice that of the model.
    pub name: String,
    /// The quirk of the model, of a deviation that has one.
    pub quirk: Option<String>,
    /// Where the text says what it demands.
    pub cite: String,
    /// Where the difference is seen.
    pub places: Vec<Place>,
}

/// Values that differ.
pub struct Place {
    /// Positions of the recordings.
    pub recordings: RangeInclusive<usize>,
    labels: Vec<String>,
    part: String,
    /// On RV32 and RV64.
    bits: [Option<u64>; 2],
    text: Option<String>,
    /// Of a text, if it is meant for one alone.
    xlen: Option<u32>,
}

/// How a value differs.
#[derive(Debug, PartialEq, Eq)]
pub enum Difference<'a> {
    /// In these bits.
    Bits(u64),
    /// The emulator prints this.
    Text(&'a str),
}

/// The file.
pub struct Deviations {
    /// In order of time.
    pub recordings: Vec<Recording>,
    /// All reasons.
    pub reasons: Vec<Reason>,
}

impl Deviations {
    /// Reads the text of the file.
    pub fn read(text: &str) -> Self {
        let documents = syntax::read_yaml(0, text).unwrap_or_else(|errors| panic!("deviations.yaml: {errors:?}"));
        let (head, reasons) = documents.split_first().expect("the file has documents");
        let head = head.get("recordings").expect("the first document lists the recordings");
        let recordings: Vec<Recording> = head.entries().iter().map(recording).collect();
        let reasons = reasons.iter().map(|node| reason(node, &recordings)).collect();
        Self { recordings, reasons }
    }
}

impl Place {
    /// How this part of this line differs, if it is meant.
    pub fn difference(&self, recording: usize, xlen: u32, label: &str, part: &str) -> Option<Difference<'_>> {
        let meant = self.recordings.contains(&recording) && self.part == part && self.names(label);
        if !meant {
            return None;
        }
        match &self.text {
            Some(text) => self.xlen.is_none_or(|x| x == xlen).then(|| Difference::Text(short(text))),
            None => self.bits[usize::from(xlen == u64::BITS)].map(Difference::Bits),
        }
    }

    /// Whether a label is listed, in full or by its beginning and `*`.
    fn names(&self, label: &str) -> bool {
        self.labels.iter().any(|listed| match listed.strip_suffix('*') {
            Some(start) => label.starts_with(start),
            None => label == listed,
        })
    }
}

fn recording(entry: &Entry) -> Recording {
    let of = |key| plain(&entry.value, key);
    Recording { name: entry.key.clone(), revision: of("text"), profile: of("profile") }
}

fn reason(node: &Node, recordings: &[Recording]) -> Reason {
    known(node, &["deviation", "choice", "extension", "open", "quirk", "cite", "text", "qemu", "differs"]);
    let (kind, name) = node.head().expect("a reason begins with its kind and name");
    assert!(KINDS.contains(&kind), "{kind} is no kind of reason");
    for key in ["text", "qemu"] {
        assert!(!plain(node, key).is_empty(), "{name}: {key} says nothing");
    }
    let places = node.get("differs").expect("a reason has `differs`").items();
    assert!(!places.is_empty(), "{name} lists nothing");
    Reason {
        kind: kind.to_string(),
        name: name.to_string(),
        quirk: node.get("quirk").and_then(Node::text).map(str::to_string),
        cite: plain(node, "cite"),
        places: places.iter().map(|node| place(node, recordings)).collect(),
    }
}

fn place(node: &Node, recordings: &[Recording]) -> Place {
    known(node, &["in", "line", "part", "bits", "rv32", "rv64", "text", "xlen"]);
    let value = |key| node.get(key).and_then(Node::text);
    let number = |key| value(key).map(|text| ir::number(text).expect("bits are a number"));
    let bits = [number("rv32").or(number("bits")), number("rv64").or(number("bits"))];
    let text = value("text").map(str::to_string);
    let xlen = number("xlen").map(|xlen| xlen as u32);
    let line = node.span.line;
    assert_eq!(text.is_none(), bits != [None, None], "line {line}: a place has either bits or a text");
    assert!(xlen.is_none() || text.is_some(), "line {line}: bits have rv32 and rv64");
    let recordings = range(&plain(node, "in"), recordings);
    Place { recordings, labels: list(node, "line"), part: plain(node, "part"), bits, text, xlen }
}

/// `5.2`, or `h0.6..5.2` with both ends.
fn range(text: &str, recordings: &[Recording]) -> RangeInclusive<usize> {
    let at = |name: &str| {
        let found = recordings.iter().position(|r| r.name == name);
        found.unwrap_or_else(|| panic!("there is no recording {name}"))
    };
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let range = at(first)..=at(last);
    assert!(!range.is_empty(), "{text} has no recording");
    range
}

/// A text, or a list of them.
fn list(node: &Node, key: &str) -> Vec<String> {
    let value = node.get(key).unwrap_or_else(|| panic!("a place has no `{key}`"));
    let items = if value.text().is_some() { std::slice::from_ref(value) } else { value.items() };
    items.iter().filter_map(Node::text).map(str::to_string).collect()
}

fn plain(node: &Node, key: &str) -> String {
    node.get(key).and_then(Node::text).unwrap_or_else(|| panic!("there is no `{key}`")).to_string()
}

fn known(node: &Node, keys: &[&str]) {
    let stray = node.entries().iter().find(|e| !keys.contains(&e.key.as_str()));
    assert!(stray.is_none(), "what is `{}`?", stray.map_or("", |e| &e.key));
}

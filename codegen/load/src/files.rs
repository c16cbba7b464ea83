//! Finds and reads model files, and expands templates.

use crate::lower::memo::Memo;
use crate::select::instantiate;
use rayon::prelude::*;
use std::path::Path;
use syntax::{Diagnostic, Diagnostics, Node, Sources, Value};

/// One node of the model.
#[derive(Clone, Debug)]
pub struct Document {
    /// Kind, as YAML spells it.
    pub kind: String,
    /// Id.
    pub id: String,
    /// The node.
    pub node: Node,
    /// Variable of the template that it comes from.
    pub variable: Option<(String, u64)>,
    /// The node that it is `like`.
    pub like: Option<String>,
    /// What it became.
    pub(crate) memo: Memo,
}

/// Paths (relative to the parent of `dir`) and texts, in order of path.
pub fn find(dir: &Path) -> std::io::Result<Vec<(String, String)>> {
    let mut found = Vec::new();
    let root = dir.parent().unwrap_or(Path::new("")).to_path_buf();
    walk(dir, &mut |path| {
        let model_file = path.extension().is_some_and(|e| e == "yaml" || e == "rs") && !path.ends_with("lib.rs");
        if model_file {
            let name = path.strip_prefix(&root).unwrap_or(path).to_string_lossy().replace('\\', "/");
            // What is not UTF-8 shows as U+FFFD and is reported when the file is read.
            found.push((name, String::from_utf8_lossy(&std::fs::read(path)?).into_owned()));
        }
        Ok(())
    })?;
    if found.is_empty() {
        return Err(std::io::Error::new(std::io::ErrorKind::NotFound, "no .yaml or .rs file there"));
    }
    found.sort();
    Ok(found)
}

fn walk(dir: &Path, f: &mut dyn FnMut(&Path) -> std::io::Result<()>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, f)? } else { f(&path)? }
    }
    Ok(())
}

/// The nodes of one file, or why it has none.
pub type Parsed = Result<Vec<Node>, Vec<Diagnostic>>;

/// Reads files into documents.
pub fn read_files(files: Vec<(String, String)>, found: &mut Diagnostics) -> (Sources, Vec<Document>) {
    let sources = sources(files);
    let indices: Vec<u16> = sources.indices().collect();
    let read: Vec<Parsed> = indices.par_iter().map(|&file| parse(&sources, file)).collect();
    let documents = documents(read, found);
    (sources, documents)
}

/// Files by number.
pub fn sources(files: Vec<(String, String)>) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.add(path, text);
    }
    sources
}

/// Reads one file.
pub fn parse(sources: &Sources, file: u16) -> Parsed {
    if let Some(garbage) = garbage(file, sources.text(file)) {
        return Err(vec![garbage]);
    }
    match sources.path(file).ends_with(".rs") {
        true => syntax::read_rust(file, sources.text(file)),
        false => syntax::read_yaml(file, sources.text(file)),
    }
}

/// Documents of all files, in their order.
pub fn documents(read: Vec<Parsed>, found: &mut Diagnostics) -> Vec<Document> {
    let mut documents = Vec::new();
    for result in read {
        match result {
            Ok(nodes) => nodes.into_iter().for_each(|n| document(n, &mut documents, found)),
            Err(errors) => errors.into_iter().for_each(|e| found.add(e)),
        }
    }
    inherit(&mut documents, found);
    documents
}

/// The first character that no text has.
fn garbage(file: u16, text: &str) -> Option<Diagnostic> {
    let bad = |c: char| c == '\u{fffd}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
    let (line, text) = (1..).zip(text.lines()).find(|(_, l)| l.contains(bad))?;
    let col = text.chars().take_while(|&c| !bad(c)).count() as u32 + 1;
    let span = syntax::Span { file, line, col, len: 1 };
    Some(Diagnostic::new(span, "this is no text").help("a model file is UTF-8 without control characters"))
}

fn document(node: Node, documents: &mut Vec<Document>, found: &mut Diagnostics) {
    let Some((kind, id)) = node.head().map(|(k, i)| (k.to_string(), i.to_string())) else {
        if !matches!(&node.value, Value::Text(t) if t.is_empty() || t == "~") {
            found.add(
                Diagnostic::new(node.span, "expected a node: a map that begins with its kind and id").help("for example `csr: hstatus`"),
            );
        }
        return;
    };
    if !syntax::KINDS.contains(&kind.as_str()) {
        let span = node.entries().first().map_or(node.span, |e| e.key_span);
        found.add(
            Diagnostic::new(span, format!("there is no kind of node called `{kind}`"))
                .help(format!("kinds are {}", syntax::KINDS.join(", "))),
        );
        return;
    }
    match template(&node, found) {
        None => documents.push(Document { kind, id, node, variable: None, like: None, memo: Memo::default() }),
        Some((variable, values)) => {
            for value in values {
                let node = instantiate(&node, &variable, value);
                let id = node.head().map(|(_, id)| id.to_string()).unwrap_or_default();
                let variable = Some((variable.clone(), value));
                documents.push(Document { kind: kind.clone(), id, node, variable, like: None, memo: Memo::default() });
            }
        }
    }
}

/// Most nodes that one template makes.
const MAX_TEMPLATE: u64 = 1024;

/// Variable and values of `for: {n: 3-31}` or `for: {n: [0, 2]}`.
pub fn template(node: &Node, found: &mut Diagnostics) -> Option<(String, Vec<u64>)> {
    let range = node.get("for")?;
    let values = range.entries().first().filter(|_| range.entries().len() == 1).and_then(|e| {
        let values = match &e.value.value {
            Value::List(items) => items.iter().map(|n| n.text().and_then(ir::number)).collect::<Option<Vec<_>>>()?,
            Value::Text(text) => {
                let (first, last) = text.split_once('-').unwrap_or((text, text));
                let (first, last) = (ir::number(first)?, ir::number(last)?);
                (first <= last && last - first < MAX_TEMPLATE).then(|| (first..=last).collect())?
            }
            Value::Map(_) => return None,
        };
        (!values.is_empty()).then(|| (e.key.clone(), values))
    });
    if values.is_none() {
        found.add(
            Diagnostic::new(range.span, "`for` takes one variable and its values")
                .help(format!("for example `for: {{n: 3-31}}`: the smaller number first, and at most {MAX_TEMPLATE} values")),
        );
    }
    values
}

/// `like: sv39` takes every key that is not given from that node of the same kind.
fn inherit(documents: &mut [Document], found: &mut Diagnostics) {
    const OWN: &[&str] = &["doc", "cite", "since", "until", "stage", "like"];
    for i in 0..documents.len() {
        let mut seen = vec![documents[i].id.clone()];
        while let Some(like) = documents[i].node.get("like").cloned() {
            let name = like.text().unwrap_or_default().to_string();
            let base = documents.iter().find(|d| d.kind == documents[i].kind && d.id == name).map(|d| d.node.clone());
            let (Some(base), false) = (base, seen.contains(&name)) else {
                found.add(
                    Diagnostic::new(like.span, format!("there is no {} `{name}` to be like", documents[i].kind))
                        .help("`like` names another node of the same kind, not this one"),
                );
                break;
            };
            documents[i].like.get_or_insert_with(|| name.clone());
            seen.push(name);
            let Value::Map(entries) = &mut documents[i].node.value else { break };
            entries.retain(|e| e.key != "like");
            for e in &base.entries()[1..] {
                let wanted = e.key == "like" || !OWN.contains(&e.key.as_str());
                if wanted && !entries.iter().any(|own| own.key == e.key) {
                    entries.push(e.clone());
                }
            }
        }
    }
}

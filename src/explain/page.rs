//! An answer: printed for people, or as JSON.

use crate::table::{BOLD, DIM, columns, paragraph};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// What is said about one thing.
pub struct Page {
    /// `csr`, `field`, `exception`…
    pub kind: String,
    /// Name of the manual.
    pub name: String,
    /// Where it is looked at: revision and XLEN.
    pub at: Option<(String, u32)>,
    /// A sentence or two.
    pub doc: String,
    sections: Vec<(&'static str, Vec<Vec<String>>)>,
}

impl Page {
    /// A page with no more than a title.
    pub fn new(kind: &str, name: &str, spec: Option<&ir::Spec>, doc: &str) -> Self {
        let at = spec.map(|s| (s.revision.id.clone(), s.xlen));
        Self { kind: kind.to_string(), name: name.to_string(), at, doc: doc.to_string(), sections: Vec::new() }
    }

    /// Adds rows under a label; nothing if there are none.
    pub fn table(&mut self, label: &'static str, rows: Vec<Vec<String>>) {
        if !rows.is_empty() {
            self.sections.push((label, rows));
        }
    }

    /// Adds a line under a label; nothing if it is empty.
    pub fn line(&mut self, label: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.sections.push((label, vec![vec![text]]));
        }
    }

    /// Prints it for people.
    pub fn print(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{BOLD}{}{BOLD:#}  {}", self.name, self.kind)?;
        match &self.at {
            Some((revision, xlen)) => writeln!(out, "{DIM}, in {revision}, RV{xlen}{DIM:#}")?,
            None => writeln!(out)?,
        }
        if !self.doc.is_empty() {
            for line in paragraph(&self.doc, 2) {
                writeln!(out, "{line}")?;
            }
        }
        let width = self.sections.iter().map(|(label, _)| label.len()).max().unwrap_or(0);
        for (label, rows) in &self.sections {
            for (i, line) in columns(rows, width + 4).into_iter().enumerate() {
                match i {
                    0 => writeln!(out, "  {DIM}{label:width$}{DIM:#}  {}", line.trim_start())?,
                    _ => writeln!(out, "{line}")?,
                }
            }
        }
        Ok(())
    }

    /// The same for programs: a section is a list of rows, a row of one cell is a string.
    pub fn as_json(&self) -> Value {
        let mut map = Map::new();
        map.insert("kind".into(), json!(self.kind));
        map.insert("name".into(), json!(self.name));
        map.insert("revision".into(), json!(self.at.as_ref().map(|at| &at.0)));
        map.insert("xlen".into(), json!(self.at.as_ref().map(|at| at.1)));
        map.insert("doc".into(), json!(self.doc));
        for (label, rows) in &self.sections {
            let row = |row: &Vec<String>| if row.len() == 1 { json!(row[0]) } else { json!(row) };
            map.insert((*label).into(), rows.iter().map(row).collect());
        }
        Value::Object(map)
    }
}

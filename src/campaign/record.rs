//! What a run writes: one JSON object a line.

use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::{Display, Formatter};
use std::str::FromStr;

/// `I/N`, with I from 1 to N.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shard {
    /// From 1.
    pub index: u64,
    /// Number of shards, at least 1.
    pub of: u64,
}

impl Default for Shard {
    fn default() -> Self {
        Self { index: 1, of: 1 }
    }
}

impl Display for Shard {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.index, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((index, of)) if (1..=of).contains(&index) => Ok(Self { index, of }),
            _ => Err("a shard is I/N, with I from 1 to N".to_string()),
        }
    }
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Kind of check.
    pub kind: String,
    /// Seed of the run.
    pub seed: u64,
    /// Shard of the run.
    pub shard: Shard,
    /// Number of the case.
    pub case: u64,
    /// What.
    pub found: String,
    /// A command that shows it again.
    pub again: String,
}

/// How far a run is, or what became of it.
#[derive(Clone, Debug, Default)]
pub struct Ran {
    /// Kind of check.
    pub kind: String,
    /// Seed of the run.
    pub seed: u64,
    /// Shard of the run.
    pub shard: Shard,
    /// Cases that were run.
    pub cases: u64,
    /// Comparisons in them, or steps.
    pub checks: u64,
    /// How the cases ended: word and number.
    pub counts: BTreeMap<String, u64>,
    /// Number of findings.
    pub found: u64,
    /// Seconds that it took.
    pub seconds: f64,
    /// Whether there are no more cases.
    pub complete: bool,
    /// Why it could not be run.
    pub not_run: Option<String>,
}

/// Either.
#[derive(Clone, Debug)]
pub enum Record {
    /// A finding.
    Finding(Finding),
    /// How far a run is.
    Ran(Ran),
}

impl Finding {
    /// For the file.
    pub fn line(&self) -> String {
        json!({
            "kind": self.kind, "seed": self.seed, "shard": self.shard.to_string(), "case": self.case,
            "found": self.found, "again": self.again,
        })
        .to_string()
    }
}

impl Ran {
    /// For the file.
    pub fn line(&self) -> String {
        json!({
            "kind": self.kind, "seed": self.seed, "shard": self.shard.to_string(),
            "ran": {
                "cases": self.cases, "checks": self.checks, "counts": self.counts, "findings": self.found,
                "seconds": (self.seconds * 10.0).round() / 10.0, "complete": self.complete, "not_run": self.not_run,
            },
        })
        .to_string()
    }

    /// For people.
    pub fn told(&self) -> String {
        if let Some(reason) = &self.not_run {
            return format!("not run: {reason}");
        }
        let counts: Vec<String> = self.counts.iter().map(|(word, n)| format!("{n} {word}")).collect();
        let rest = if self.complete { ", all there are" } else { "" };
        format!("{} cases ({}), {} checks{rest}", self.cases, counts.join(", "), self.checks)
    }
}

/// Reads a line.
pub fn read(line: &str) -> anyhow::Result<Record> {
    let value: Value = serde_json::from_str(line).context("no JSON")?;
    let word = |key: &str| value[key].as_str().map(String::from).with_context(|| format!("no `{key}`"));
    let (kind, shard) = (word("kind")?, word("shard")?.parse().map_err(anyhow::Error::msg)?);
    let seed = value["seed"].as_u64().context("no `seed`")?;
    let ran = &value["ran"];
    if ran.is_null() {
        let case = value["case"].as_u64().context("no `case`")?;
        return Ok(Record::Finding(Finding { kind, seed, shard, case, found: word("found")?, again: word("again")? }));
    }
    let number = |key: &str| ran[key].as_u64().with_context(|| format!("no `{key}`"));
    let Some(counts) = ran["counts"].as_object() else { bail!("no `counts`") };
    Ok(Record::Ran(Ran {
        kind,
        seed,
        shard,
        cases: number("cases")?,
        checks: number("checks")?,
        counts: counts.iter().map(|(word, n)| (word.clone(), n.as_u64().unwrap_or_default())).collect(),
        found: number("findings")?,
        seconds: ran["seconds"].as_f64().context("no `seconds`")?,
        complete: ran["complete"].as_bool().context("no `complete`")?,
        not_run: ran["not_run"].as_str().map(String::from),
    }))
}

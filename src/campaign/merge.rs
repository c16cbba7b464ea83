//! Adds up what runs wrote.

use super::record::{self, Finding, Ran, Record, Shard};
use crate::table::{BOLD, DIM, RED, columns};
use crate::words::count;
use crate::{Outcome, Verdict};
use anyhow::Context as _;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;

/// A run: kind, seed and shard. A later line of the same run replaces an earlier one.
type Run = (String, u64, Shard);

/// All results.
#[derive(Default)]
struct Merged {
    runs: BTreeMap<Run, Ran>,
    findings: BTreeSet<Finding>,
}

/// Prints totals.
pub fn run(files: &[PathBuf], as_json: bool, out: &mut dyn Write) -> Outcome {
    let mut merged = Merged::default();
    for file in files {
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        // A run that was killed may have left half a line.
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        for (i, line) in whole.lines().enumerate() {
            merged.add(record::read(line).with_context(|| format!("{}:{}: not written by a campaign", file.display(), i + 1))?);
        }
    }
    anyhow::ensure!(!merged.runs.is_empty(), "no run has written anything to {}", count(files.len(), "file"));
    if as_json {
        writeln!(out, "{:#}", merged.as_json())?
    } else {
        merged.print(out)?
    }
    Ok(if merged.findings.is_empty() && merged.missing().is_empty() { Verdict::Good } else { Verdict::Finding })
}

impl Merged {
    fn add(&mut self, record: Record) {
        match record {
            Record::Finding(finding) => {
                self.findings.insert(finding);
            }
            Record::Ran(ran) => {
                let run = (ran.kind.clone(), ran.seed, ran.shard);
                // The same run, interrupted and begun again, counts as far as it came.
                let better = self.runs.get(&run).is_none_or(|old| old.not_run.is_some() || ran.cases >= old.cases);
                if better {
                    self.runs.insert(run, ran);
                }
            }
        }
    }

    /// Kind, seed and shards that wrote nothing while others of theirs did.
    fn missing(&self) -> Vec<String> {
        let groups: BTreeSet<(&String, u64, u64)> = self.runs.keys().map(|(kind, seed, shard)| (kind, *seed, shard.of)).collect();
        let mut missing = Vec::new();
        for (kind, seed, of) in groups {
            let there = |index: &u64| self.runs.contains_key(&(kind.clone(), seed, Shard { index: *index, of }));
            let gone: Vec<String> = (1..=of).filter(|i| !there(i)).map(|i| i.to_string()).collect();
            if !gone.is_empty() {
                missing.push(format!("{kind}, seed {seed}: {} of {of}: {}", count(gone.len(), "shard"), gone.join(" ")));
            }
        }
        missing
    }

    /// Runs of each kind added up; of those that could not be run, only the reason.
    fn totals(&self) -> BTreeMap<&str, Ran> {
        let mut totals: BTreeMap<&str, Ran> = BTreeMap::new();
        for ran in self.runs.values() {
            let total = totals.entry(&ran.kind).or_insert_with(|| Ran { kind: ran.kind.clone(), complete: true, ..Ran::default() });
            total.not_run = total.not_run.take().or(ran.not_run.clone());
            if ran.not_run.is_some() {
                continue;
            }
            total.cases += ran.cases;
            total.checks += ran.checks;
            total.seconds += ran.seconds;
            total.complete &= ran.complete;
            for (word, n) in &ran.counts {
                *total.counts.entry(word.clone()).or_default() += n;
            }
        }
        for (kind, total) in &mut totals {
            total.found = self.findings.iter().filter(|f| f.kind == *kind).count() as u64;
        }
        totals
    }

    fn print(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut rows = vec![["kind", "shards", "cases", "checks", "seconds", "found", "how they ended"].map(String::from)];
        for (kind, t) in self.totals() {
            let shards = self.runs.keys().filter(|run| run.0 == kind).count();
            let counts: Vec<String> = t.counts.iter().map(|(word, n)| format!("{n} {word}")).collect();
            let ended = t.not_run.as_ref().map_or(counts.join(", "), |why| format!("{}; not all run: {why}", counts.join(", ")));
            let numbers = [shards as u64, t.cases, t.checks, t.seconds as u64, t.found].map(|n| n.to_string());
            let [shards, cases, checks, seconds, found] = numbers;
            rows.push([kind.to_string(), shards, cases, checks, seconds, found, ended]);
        }
        for (i, line) in columns(&rows, 0).iter().enumerate() {
            if i == 0 { writeln!(out, "{BOLD}{line}{BOLD:#}")? } else { writeln!(out, "{line}")? }
        }
        for f in &self.findings {
            writeln!(out, "{RED}found{RED:#} {} {} seed {} shard {}: {}", f.kind, f.case, f.seed, f.shard, f.found)?;
            writeln!(out, "  {DIM}again: {}{DIM:#}", f.again)?;
        }
        for missing in self.missing() {
            writeln!(out, "{RED}missing{RED:#} {missing}")?;
        }
        Ok(())
    }

    fn as_json(&self) -> Value {
        let total = |(kind, t): (&str, Ran)| {
            let value = json!({
                "cases": t.cases, "checks": t.checks, "seconds": t.seconds, "findings": t.found, "counts": t.counts,
                "complete": t.complete, "not_run": t.not_run,
            });
            (kind.to_string(), value)
        };
        let finding = |f: &Finding| serde_json::from_str::<Value>(&f.line()).unwrap_or_default();
        json!({
            "totals": self.totals().into_iter().map(total).collect::<serde_json::Map<_, _>>(),
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
            "missing": self.missing(),
        })
    }
}

//! `bench --gen`: how long regenerating takes, cold and after an edit.
//!
//! Everything is done in a copy of the model's files, by the very program that
//! measures. After each edit, what was written is compared with what is made
//! without memory of earlier runs.

use crate::model::{self, Loaded, ModelArgs};
use crate::progress::Progress;
use crate::table::{BOLD, RED, columns};
use crate::{Outcome, Verdict};
use anyhow::{Context as _, ensure};
use ir::{Csr, Field, Level, Storage};
use serde_json::json;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use wait4::Wait4 as _;

/// Most milliseconds by the clock, for all of it and after an edit of one node.
const COLD: u128 = 2000;
const EDIT: u128 = 300;

/// Something to measure.
struct Case {
    name: String,
    limit: u128,
    /// By the clock, and of the CPU.
    times: Vec<(Duration, Duration)>,
}

/// A piece of a file of the model, and what to put in its place.
struct Edit {
    name: String,
    file: PathBuf,
    old: String,
    new: String,
}

/// Runs the command.
pub fn run(rounds: usize, json: bool, out: &mut dyn Write) -> Outcome {
    ensure!(rounds > 0, "a measurement takes at least one round");
    let loaded = model::open(&ModelArgs::default())?;
    let files = files(&loaded.dir)?;
    let edits = edits(loaded, &files)?;
    let place = Place::new(&files)?;
    let case = |name: &str, limit| Case { name: name.to_string(), limit, times: Vec::new() };
    let mut cases = vec![case("everything, nothing known", COLD), case("nothing changed", EDIT)];
    cases.extend(edits.iter().map(|edit| case(&edit.name, EDIT)));
    let progress = Progress::count("generating", rounds * (1 + edits.len()));
    for round in 0..rounds {
        place.forget()?;
        let (fresh, edited) = cases.split_at_mut(2);
        fresh[0].times.push(place.generate()?);
        fresh[1].times.push(place.generate()?);
        progress.step();
        for (edit, case) in edits.iter().zip(edited) {
            place.replace(edit, &edit.old, &edit.new)?;
            case.times.push(place.generate()?);
            if round == 0 {
                place.compare().with_context(|| format!("after an edit, {}, memory and model disagree", edit.name))?;
            }
            place.replace(edit, &edit.new, &edit.old)?;
            place.generate()?;
            progress.step();
        }
    }
    drop(progress);
    match json {
        true => writeln!(out, "{:#}", json!(cases.iter().map(Case::json).collect::<Vec<_>>()))?,
        false => print(&cases, out)?,
    }
    Ok(if cases.iter().all(Case::holds) { Verdict::Good } else { Verdict::Finding })
}

impl Case {
    /// The middle of the rounds, in milliseconds: by the clock, and of the CPU.
    fn medians(&self) -> (u128, u128) {
        let middle = |which: fn(&(Duration, Duration)) -> Duration| {
            let mut all: Vec<u128> = self.times.iter().map(|times| which(times).as_millis()).collect();
            all.sort_unstable();
            all.get(all.len() / 2).copied().unwrap_or_default()
        };
        (middle(|times| times.0), middle(|times| times.1))
    }

    fn holds(&self) -> bool {
        self.medians().0 <= self.limit
    }

    fn json(&self) -> serde_json::Value {
        let (clock, cpu) = self.medians();
        json!({"case": self.name, "milliseconds": clock, "cpu_milliseconds": cpu, "limit": self.limit})
    }
}

fn print(cases: &[Case], out: &mut dyn Write) -> anyhow::Result<()> {
    let mut rows = vec![["", "ms", "of CPU", "limit"].map(|head| format!("{BOLD}{head}{BOLD:#}")).to_vec()];
    for case in cases {
        let (clock, cpu) = case.medians();
        let clock = if case.holds() { clock.to_string() } else { format!("{RED}{clock}{RED:#}") };
        rows.push(vec![case.name.clone(), clock, cpu.to_string(), case.limit.to_string()]);
    }
    for line in columns(&rows, 0) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Files of the model below its folder, with their texts.
type Files = Vec<(PathBuf, String)>;

fn files(model: &Path) -> anyhow::Result<Files> {
    let files = load::find(model).with_context(|| format!("cannot read {}", model.display()))?;
    Ok(files.into_iter().map(|(name, text)| (Path::new(&name).components().skip(1).collect(), text)).collect())
}

/// One edit of each kind, of whatever the model has.
fn edits(loaded: &Loaded, files: &Files) -> anyhow::Result<Vec<Edit>> {
    let last = loaded.specs.last().context("a model has a revision")?;
    let described = |kind: &str| {
        loaded.model.documents.iter().filter(move |d| d.kind == kind).find_map(|d| {
            let doc = d.node.get("doc")?.text()?.lines().next()?.to_string();
            let (file, _) = files.iter().find(|(_, text)| text.contains(&doc))?;
            (doc.len() > 20).then(|| (d.id.clone(), doc, file.clone()))
        })
    };
    let mut edits = Vec::new();
    for kind in ["csr", "insn"] {
        let (id, doc, file) = described(kind).with_context(|| format!("no {kind} has a description"))?;
        edits.push(Edit { name: format!("other words for {id}"), file, new: format!("{doc} So it is."), old: doc });
    }
    let moved = last.csrs.iter().filter(|csr| csr.level == Level::HS).find_map(|csr| moved(loaded, files, csr));
    edits.push(moved.context("no field can be moved")?);
    Ok(edits)
}

/// The first field of one bit that can move to a bit that is free in all revisions.
fn moved(loaded: &Loaded, files: &Files, csr: &Csr) -> Option<Edit> {
    let (place, _) = csr.meta.place.rsplit_once(':')?;
    let (file, text) = files.iter().find(|(file, _)| Path::new(place).ends_with(file))?;
    let all = || loaded.specs.iter().filter_map(|spec| spec.csr(&csr.name));
    let is_free = |bit: &u32| !all().flat_map(|csr| &csr.fields).any(|field| (field.lo..=field.hi).contains(bit));
    let free = (0..all().map(|csr| csr.width).min()?).find(is_free)?;
    let is_bit = |field: &&Field| field.hi == field.lo && matches!(field.storage, Storage::Store(_));
    csr.fields.iter().filter(is_bit).find_map(|field| {
        let old = format!("{}: {{bits: {},", field.name, field.lo);
        let new = format!("{}: {{bits: {free},", field.name);
        text.contains(&old).then(|| Edit { name: format!("{}.{} at another bit", csr.name, field.name), file: file.clone(), old, new })
    })
}

/// A copy of the model, what is generated from it, and what is known of that.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new(files: &Files) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
        let place = Self { folder };
        for (file, text) in files {
            let file = place.at("model").join(file);
            let folder = file.parent().context("a file lies in a folder")?;
            fs::create_dir_all(folder).and_then(|()| fs::write(&file, text)).with_context(|| format!("cannot write {}", file.display()))?;
        }
        Ok(place)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// As if nothing had ever been generated.
    fn forget(&self) -> anyhow::Result<()> {
        for name in ["generated", "target"] {
            let folder = self.at(name);
            if folder.exists() {
                fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
            }
        }
        Ok(())
    }

    fn replace(&self, edit: &Edit, old: &str, new: &str) -> anyhow::Result<()> {
        let file = self.at("model").join(&edit.file);
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        fs::write(&file, text.replacen(old, new, 1)).with_context(|| format!("cannot write {}", file.display()))
    }

    fn generate(&self) -> anyhow::Result<(Duration, Duration)> {
        self.run(&[])
    }

    /// Whether what is there is what the model alone would give.
    fn compare(&self) -> anyhow::Result<()> {
        self.run(&["--check"]).map(drop)
    }

    fn run(&self, more: &[&str]) -> anyhow::Result<(Duration, Duration)> {
        let program = std::env::current_exe().context("this program is gone")?;
        let start = Instant::now();
        let child = Command::new(program)
            .args(["gen", "--model"])
            .arg(self.at("model"))
            .arg("--out")
            .arg(self.at("generated"))
            .args(more)
            .env("CARGO_TARGET_DIR", self.at("target"))
            .stdout(Stdio::null())
            .spawn()
            .context("cannot start the generator")?;
        let used = child.wait4().context("cannot wait for the generator")?;
        ensure!(used.status.success(), "`gen {}` failed", more.join(" "));
        Ok((start.elapsed(), used.rusage.utime + used.rusage.stime))
    }
}

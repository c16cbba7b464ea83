//! Ten QEMUs ran a probe of the hypervisor extension. The emulator prints the
//! same lines for the texts that they implement, except where
//! `deviations.yaml` says what differs and why.
//!
//! [`probe`] is what is asked, in the `words` of the model and of a [`hart`].
//! [`line`] takes printed lines apart and [`deviations`] reads the list.

mod deviations;
mod hart;
mod line;
mod probe;
mod words;

use deviations::{Deviations, Difference, Reason, Recording};
use ir::Spec;
use line::{Line, number, short};
use load::Model;
use machines::Plan;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use words::Words;

/// What was compared, and what was found to be wrong.
#[derive(Default)]
struct Report {
    lines: usize,
    equal: usize,
    /// Differing lines by the kinds of their reasons.
    by_kinds: BTreeMap<String, usize>,
    /// Reason and place of the list, those that were used.
    used: BTreeSet<(usize, usize)>,
    problems: Vec<String>,
}

/// What is compared with the emulator: a recording at one XLEN.
struct Side<'l> {
    list: &'l Deviations,
    index: usize,
    xlen: u32,
}

#[test]
fn the_emulator_prints_what_the_qemus_printed() {
    let model = model();
    let list = list();
    let mut report = Report::default();
    for (index, recording) in list.recordings.iter().enumerate() {
        for xlen in load::XLENS {
            let recorded = text(&folder().join(file(recording, xlen)));
            let side = Side { list: &list, index, xlen };
            side.compare(&mut report, &recorded, &emulated(&model, recording, xlen));
        }
    }
    report.find_unused(&list);
    println!("{} lines, {} equal, the others by reason: {:?}", report.lines, report.equal, report.by_kinds);
    assert!(report.problems.is_empty(), "\n{}", report.problems.join("\n"));
    assert_ne!(report.lines, 0, "nothing was compared");
}

#[test]
fn every_recording_is_listed() {
    let both = |r| load::XLENS.map(|xlen| file(r, xlen));
    let mut listed: Vec<String> = list().recordings.iter().flat_map(both).collect();
    let files = std::fs::read_dir(folder()).expect("the folder is there").map(|f| f.expect("a file").file_name());
    let mut found: Vec<String> = files.filter_map(|name| name.into_string().ok()).filter(|name| name.ends_with(".txt")).collect();
    listed.sort();
    found.sort();
    assert_eq!(listed, found);
}

/// The model knows the reasons by the names that the list gives them.
#[test]
fn the_model_knows_the_reasons() {
    let model = model();
    let list = list();
    for reason in &list.reasons {
        let Reason { name, cite, .. } = reason;
        let (chapter, section) = cite.split_once('/').expect("a cite is chapter/section");
        let chapter = model.header.chapters.iter().find(|c| c.0 == chapter);
        assert!(chapter.is_some_and(|c| c.2.iter().any(|s| s == section)), "{name}: {cite} is no section");
        for index in reason.places.iter().flat_map(|p| p.recordings.clone()) {
            check_profile(&model, &list.recordings[index], reason);
        }
    }
}

/// The profile has the quirk, and differs in the choice.
fn check_profile(model: &Model, recording: &Recording, reason: &Reason) {
    let Recording { revision, profile: id, .. } = recording;
    let profile = model.header.profiles.iter().find(|p| p.id == *id).expect("the profile exists");
    assert!(profile.implements.contains(revision), "{id} does not implement {revision}");
    if let Some(quirk) = &reason.quirk {
        assert!(profile.deviations.iter().any(|d| d.2 == *quirk), "{}: {id} has no {quirk}", reason.name);
    }
    if reason.kind == "choice" {
        let choice = |profile| spec(model, revision, load::XLENS[0], profile).constant(&reason.name);
        assert!(choice(id).is_some(), "there is no choice {}", reason.name);
        assert_ne!(choice(load::SPEC_PROFILE), choice(id), "{}: {id} chooses the same", reason.name);
    }
}

impl<'l> Side<'l> {
    /// Compares the lines of the recording with those of the emulator.
    fn compare(&self, report: &mut Report, recorded: &str, ours: &[String]) {
        let recorded: Vec<&str> = recorded.lines().collect();
        assert_eq!(recorded.len(), ours.len(), "lines of {self}");
        for (theirs, ours) in recorded.into_iter().zip(ours) {
            report.lines += 1;
            report.equal += usize::from(theirs == ours);
            let kinds = self.compare_line(report, &Line::read(theirs), &Line::read(ours));
            if !kinds.is_empty() {
                let kinds: Vec<&str> = kinds.into_iter().collect();
                *report.by_kinds.entry(kinds.join(" and ")).or_default() += 1;
            }
        }
    }

    /// Compares the values of a line; the kinds of the reasons that it has.
    fn compare_line(&self, report: &mut Report, theirs: &Line, ours: &Line) -> BTreeSet<&'l str> {
        let names = |line: &Line| line.parts.iter().map(|p| p.0.to_string()).collect::<Vec<_>>();
        assert_eq!((theirs.label, names(theirs)), (ours.label, names(ours)), "{self}");
        let mut kinds = BTreeSet::new();
        for ((part, theirs), (_, value)) in theirs.parts.iter().zip(&ours.parts) {
            let mut listed = Vec::new();
            for (r, reason) in self.list.reasons.iter().enumerate() {
                for (p, place) in reason.places.iter().enumerate() {
                    if let Some(difference) = place.difference(self.index, self.xlen, ours.label, part) {
                        report.used.insert((r, p));
                        kinds.insert(reason.kind.as_str());
                        listed.push(difference);
                    }
                }
            }
            if let Err(problem) = explained(theirs, value, &listed) {
                let what = format!("{self}: {}: {part}", ours.label);
                report.problems.push(format!("{what}: recorded {theirs}, emulator {value}: {problem}"));
            }
        }
        kinds
    }
}

impl std::fmt::Display for Side<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} rv{}", self.list.recordings[self.index].name, self.xlen)
    }
}

impl Report {
    /// Finds places of the list that no line has.
    fn find_unused(&mut self, list: &Deviations) {
        for (r, reason) in list.reasons.iter().enumerate() {
            for p in (0..reason.places.len()).filter(|p| !self.used.contains(&(r, *p))) {
                let problem = format!("{}: no line is as item {} of `differs` says", reason.name, p + 1);
                self.problems.push(problem);
            }
        }
    }
}

/// Whether the list says exactly how two values differ.
fn explained(theirs: &str, ours: &str, listed: &[Difference]) -> Result<(), String> {
    let (theirs, ours) = (short(theirs), short(ours));
    if let [Difference::Text(text)] = listed {
        let same = if theirs == ours { Err("listed, but they agree".to_string()) } else { Ok(()) };
        return if *text == ours { same } else { Err(format!("the list says {text}")) };
    }
    let mut left = match (number(theirs), number(ours)) {
        (Some(theirs), Some(ours)) => theirs ^ ours,
        _ if listed.is_empty() && theirs == ours => 0,
        _ => return Err(format!("listed: {listed:x?}")),
    };
    for difference in listed {
        match difference {
            Difference::Bits(bits) if *bits != 0 && left & bits == *bits => left &= !bits,
            _ => return Err(format!("listed, but not so or twice: {difference:x?}")),
        }
    }
    if left == 0 { Ok(()) } else { Err(format!("not listed: {left:#x}")) }
}

/// What the emulator prints for the text that a QEMU implements.
fn emulated(model: &Model, recording: &Recording, xlen: u32) -> Vec<String> {
    let last = model.header.revisions.last().expect("the model has revisions");
    let at = |revision: &str| spec(model, revision, xlen, load::SPEC_PROFILE);
    let words = Words::new(at(&recording.revision), at(&last.id));
    let plan = Plan::of(&recording.revision, xlen).unwrap_or_else(|| panic!("revision {} is not generated", recording.revision));
    probe::run(&plan, words)
}

fn spec(model: &Model, revision: &str, xlen: u32, profile: &str) -> Spec {
    let index = model.revision(revision).unwrap_or_else(|| panic!("there is no revision {revision}"));
    model.at(index, xlen, profile).0
}

fn model() -> Model {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("model");
    let folder = folder.canonicalize().expect("the model is in the repository");
    let (model, found) = Model::read(&folder).expect("the model can be read");
    assert!(found.is_empty(), "the model has errors");
    model
}

fn list() -> Deviations {
    Deviations::read(&text(&folder().join("deviations.yaml")))
}

fn file(recording: &Recording, xlen: u32) -> String {
    format!("qemu-{}-rv{xlen}.txt", recording.name)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/probe")
}

fn text(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

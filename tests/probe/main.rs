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

use deviations::{Deviations, Difference, Recording};
use ir::Spec;
use line::{Line, number, short};
use load::Model;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use words::Words;

/// Runs the probe on the revision that it is called for.
struct Run(Words);

impl generated::Visitor for Run {
    type Output = Vec<String>;

    fn visit<R: isa::Revision>(self) -> Vec<String> {
        probe::run::<R>(self.0)
    }
}

/// What was compared, and what was found to be wrong.
#[derive(Default)]
struct Report {
    lines: usize,
    equal: usize,
    /// Differing lines by kind of reason, or by kinds.
    by_kind: BTreeMap<String, usize>,
    /// Places of the list that were used.
    used: Vec<(usize, usize)>,
    problems: Vec<String>,
}

#[test]
fn the_emulator_prints_what_the_qemus_printed() {
    let model = model();
    let deviations = Deviations::read(&text(&folder().join("deviations.yaml")));
    let mut report = Report::default();
    for (index, recording) in deviations.recordings.iter().enumerate() {
        for xlen in load::XLENS {
            let file = folder().join(file(recording, xlen));
            compare(&mut report, &deviations, index, xlen, &text(&file), &emulated(&model, recording, xlen));
        }
    }
    unused(&mut report, &deviations);
    println!("{} lines, {} equal, others by reason: {:?}", report.lines, report.equal, report.by_kind);
    assert!(report.problems.is_empty(), "\n{}", report.problems.join("\n"));
    assert_ne!(report.lines, 0, "nothing was compared");
}

#[test]
fn every_recording_is_listed() {
    let deviations = Deviations::read(&text(&folder().join("deviations.yaml")));
    let both = |r| load::XLENS.map(|xlen| file(r, xlen));
    let mut listed: Vec<String> = deviations.recordings.iter().flat_map(both).collect();
    let files = std::fs::read_dir(folder()).expect("the folder is there").map(|f| f.expect("a file").file_name());
    let mut found: Vec<String> =
        files.filter_map(|name| name.into_string().ok()).filter(|name| name.ends_with(".txt")).collect();
    listed.sort();
    found.sort();
    assert_eq!(listed, found);
}

/// The model knows every reason by the name that the list gives it.
#[test]
fn the_model_knows_the_reasons() {
    let model = model();
    let deviations = Deviations::read(&text(&folder().join("deviations.yaml")));
    for reason in &deviations.reasons {
        let (chapter, section) = reason.cite.split_once('/').expect("a cite is chapter/section");
        let sections = model.header.chapters.iter().find(|c| c.0 == chapter).map(|c| &c.2);
        assert!(sections.is_some_and(|s| s.iter().any(|s| s == section)), "{}: {} is no section", reason.name, reason.cite);
        let recordings = reason.places.iter().flat_map(|p| p.recordings.clone()).map(|i| &deviations.recordings[i]);
        for recording in recordings {
            let profile = model.header.profiles.iter().find(|p| p.id == recording.profile).expect("the profile exists");
            assert!(profile.implements.contains(&recording.revision), "{}: {}", recording.name, profile.id);
            let has = |quirk: &String| profile.deviations.iter().any(|d| d.2 == *quirk);
            assert!(reason.quirk.as_ref().is_none_or(has), "{}: {} has no such quirk", reason.name, profile.id);
            if reason.kind == "choice" {
                let [ours, theirs] = [load::SPEC_PROFILE, &profile.id].map(|profile| {
                    let spec = spec(&model, &recording.revision, load::XLENS[0], profile);
                    spec.constant(&reason.name).unwrap_or_else(|| panic!("there is no choice {}", reason.name))
                });
                assert_ne!(ours, theirs, "{}: {} makes the same choice", reason.name, profile.id);
            }
        }
    }
}

/// Compares the lines of a recording with those of the emulator.
fn compare(report: &mut Report, list: &Deviations, index: usize, xlen: u32, recorded: &str, ours: &[String]) {
    let name = &list.recordings[index].name;
    let recorded: Vec<&str> = recorded.lines().collect();
    assert_eq!(recorded.len(), ours.len(), "lines of {name} rv{xlen}");
    for (theirs, ours) in recorded.into_iter().zip(ours) {
        report.lines += 1;
        report.equal += usize::from(theirs == ours);
        let kinds = compare_line(report, list, index, xlen, &Line::read(theirs), &Line::read(ours));
        if !kinds.is_empty() {
            *report.by_kind.entry(kinds.join("+")).or_default() += 1;
        }
    }
}

/// Compares the values of a line; the kinds of reasons that explain it.
fn compare_line<'l>(
    report: &mut Report, list: &'l Deviations, index: usize, xlen: u32, theirs: &Line, ours: &Line,
) -> Vec<&'l str> {
    let name = format!("{} rv{xlen}: {}", list.recordings[index].name, ours.label);
    let names = |line: &Line| line.parts.iter().map(|p| p.0.to_string()).collect::<Vec<_>>();
    if theirs.label != ours.label || names(theirs) != names(ours) {
        report.problems.push(format!("{name}: the recording has {}: {:?}", theirs.label, theirs.parts));
    }
    let mut kinds = Vec::new();
    for ((part, theirs), (_, value)) in theirs.parts.iter().zip(&ours.parts) {
        let mut listed = Vec::new();
        for (r, reason) in list.reasons.iter().enumerate() {
            for (p, place) in reason.places.iter().enumerate() {
                if let Some(difference) = place.difference(index, xlen, ours.label, part) {
                    report.used.push((r, p));
                    kinds.push(reason.kind.as_str());
                    listed.push(difference);
                }
            }
        }
        if let Err(problem) = explained(theirs, value, &listed) {
            report.problems.push(format!("{name}: {part}: recorded {theirs}, emulator {value}: {problem}"));
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    kinds
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

/// Finds places of the list that no line has.
fn unused(report: &mut Report, list: &Deviations) {
    for (r, reason) in list.reasons.iter().enumerate() {
        for p in 0..reason.places.len() {
            if !report.used.contains(&(r, p)) {
                report.problems.push(format!("{}: no line is as item {} of `differs` says", reason.name, p + 1));
            }
        }
    }
}

/// What the emulator prints for the text that a QEMU implements.
fn emulated(model: &Model, recording: &Recording, xlen: u32) -> Vec<String> {
    let last = model.header.revisions.last().expect("the model has revisions");
    let at = |revision: &str| spec(model, revision, xlen, load::SPEC_PROFILE);
    let words = Words::new(at(&recording.revision), at(&last.id));
    let lines = generated::with_revision(&recording.revision, xlen, Run(words));
    lines.unwrap_or_else(|| panic!("revision {} is not generated", recording.revision))
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

fn file(recording: &Recording, xlen: u32) -> String {
    format!("qemu-{}-rv{xlen}.txt", recording.name)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/probe")
}

fn text(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

//! Boots guests under the hypervisor: on the emulator for every revision, and
//! on the QEMUs that packages have. Then, everything wrong that a user can
//! hand to a run.
//!
//! These build bare-metal programs and may fetch tools, so they run only if
//! `SLOW_TESTS` is set, as the gate does.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "boot/faults.rs"]
mod faults;
#[path = "boot/fences.rs"]
mod fences;
#[path = "boot/firmware.rs"]
mod firmware;
#[path = "boot/handlers.rs"]
mod handlers;
#[path = "boot/isolation.rs"]
mod isolation;
#[path = "boot/linux.rs"]
mod linux;
#[path = "boot/machines.rs"]
mod machines;
#[path = "boot/mistakes.rs"]
mod mistakes;
#[path = "boot/moves.rs"]
mod moves;
#[path = "boot/numbers.rs"]
mod numbers;
#[path = "boot/packed.rs"]
mod packed;
#[path = "boot/passthrough.rs"]
mod passthrough;
#[path = "boot/program.rs"]
mod program;

#[path = "boot/restarts.rs"]
mod restarts;

use program::{Ran, draftvisor, draftvisor_with, is_slow, note, root};
use serde_json::Value;
use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// Boots at a time; cargo builds in parallel by itself.
const PARALLEL: usize = 2;

/// A guest to boot, and how.
#[derive(Clone)]
struct Boot {
    guest: String,
    args: Vec<String>,
}

/// Folders of `examples/` that say what they print.
fn guests() -> Vec<String> {
    let folders = fs::read_dir(root().join("examples")).unwrap().flatten();
    let with = folders.filter(|f| f.path().join("expected.txt").is_file());
    let mut names: Vec<String> = with.map(|f| f.file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 4, "guests got lost: {names:?}");
    names
}

/// Ids of revisions, and which of them a profile implements.
fn revisions() -> Vec<(String, Vec<String>)> {
    let ran = draftvisor(&["revisions", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let list: Vec<Value> = serde_json::from_str(&ran.out).unwrap();
    let text = |v: &Value| v.as_str().unwrap().to_string();
    list.iter().map(|r| (text(&r["id"]), r["profiles"].as_array().unwrap().iter().map(text).collect())).collect()
}

/// Boots all of them, a few at a time; says of each that it was right.
#[track_caller]
fn boot_all(boots: Vec<Boot>) {
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..PARALLEL {
            scope.spawn(|| {
                while let Some(boot) = boots.get(next.fetch_add(1, Relaxed)) {
                    match check(boot) {
                        Ok(()) => note(&format!("boot {} {}: as expected", boot.guest, boot.args.join(" "))),
                        Err(why) => failed.lock().unwrap().push(format!("{} {}\n{why}", boot.guest, boot.args.join(" "))),
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{} of {} boots went wrong:\n{}", failed.len(), boots.len(), failed.join("\n"));
    note(&format!("boot: {} of {} as expected", boots.len(), boots.len()));
}

/// What the guest printed is what it should have, and the run says success.
fn check(boot: &Boot) -> Result<(), String> {
    let mut args = vec!["run", "--guest", &boot.guest];
    args.extend(boot.args.iter().map(String::as_str));
    let ran = draftvisor(&args);
    let expected = fs::read_to_string(root().join("examples").join(&boot.guest).join("expected.txt")).unwrap();
    if ran.code == 0 && guest_part(&ran.out).as_deref() == Some(&expected) {
        return waits(boot, &ran.out);
    }
    Err(format!("exit code {}, and this is not what {} prints:\n{}{}", ran.code, boot.guest, ran.out, ran.err))
}

/// A guest that waits for ticks makes an exit for each, and does not come back
/// for nothing.
fn waits(boot: &Boot, console: &str) -> Result<(), String> {
    const MOST: u64 = 16;
    let count = console.split("instruction ").nth(1).and_then(|rest| rest.split(',').next()?.parse().ok());
    match count {
        Some(..=MOST) => Ok(()),
        _ if boot.guest != "timer" => Ok(()),
        count => Err(format!("{count:?} exits for instructions, of at most {MOST}, while it waits for a few ticks")),
    }
}

/// The lines between those of the hypervisor.
fn guest_part(console: &str) -> Option<String> {
    let console = console.replace('\r', "");
    let (_, after) = console.split_once("hypervisor: guest starts\n")?;
    let (part, _) = after.split_once("hypervisor: revision")?;
    Some(part.to_string())
}

/// Every guest with these arguments.
fn with_every_guest(args: &[&str]) -> Vec<Boot> {
    let args: Vec<String> = args.iter().map(|a| a.to_string()).collect();
    guests().into_iter().map(|guest| Boot { guest, args: args.clone() }).collect()
}

#[test]
fn every_guest_on_every_revision_on_the_emulator() {
    if is_slow() {
        let boots = revisions().into_iter().flat_map(|(id, _)| with_every_guest(&["--rev", &id]));
        boot_all(boots.collect());
    }
}

/// Fetches a QEMU and boots every guest on it with each firmware.
fn on_qemu(tool: &str, is_optional: bool, firmwares: &[&str]) {
    if !is_slow() {
        return;
    }
    let fetched = draftvisor(&["setup", tool]);
    if fetched.code != 0 {
        assert!(is_optional, "{tool} cannot be had:\n{}", fetched.err);
        program::not_run(tool, &fetched.err);
        return;
    }
    let revision = revisions().into_iter().find(|(_, profiles)| profiles.iter().any(|p| p == tool));
    let (revision, _) = revision.unwrap_or_else(|| panic!("no revision has a profile of {tool}"));
    let with = |firmware: &&str| with_every_guest(&["--on", "qemu", "--rev", &revision, "--profile", tool, "--firmware", firmware]);
    // QEMU reports an AMO that faults as a load, a jump by way of a table that is none as one too, and lets SC
    // fail before it faults: what `hostile` prints is for the emulator.
    boot_all(firmwares.iter().flat_map(with).filter(|boot| boot.guest != "hostile").collect());
}

#[test]
fn every_guest_on_qemu_with_the_ratified_extension() {
    on_qemu("qemu-7.2", false, &["ours", "opensbi"]);
}

/// Debian's bullseye has left support: its packages may move away any day.
#[test]
fn every_guest_on_qemu_with_a_draft() {
    on_qemu("qemu-5.2", true, &["ours", "opensbi"]);
}

/// This one keeps mstatus.MPV from being written.
#[test]
fn every_guest_on_a_recent_qemu() {
    on_qemu("qemu-10.0-trixie", true, &["ours"]);
}

/// A figure above its limit is a finding.
#[test]
fn no_exit_takes_more_instructions_than_it_may() {
    if is_slow() {
        let ran = draftvisor(&["bench", "--world-switch"]);
        note(&ran.out);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    }
}

#[test]
fn the_main_job_runs_a_guest() {
    if is_slow() {
        assert_eq!(draftvisor(&["gen", "--check"]).code, 0, "run `draftvisor gen` first");
        let ran: Ran = draftvisor_with(&[], &[("NO_COLOR", "1")]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        assert!(ran.out.contains("success"), "{}", ran.out);
    }
}

//! What is seen of a guest under the hypervisor while it runs: logs, tables,
//! events, explanations, and snapshots on the way.
//!
//! These build bare-metal programs, so they run only if `SLOW_TESTS` is set.

#![allow(clippy::unwrap_used, missing_docs)]

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn run(args: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_draftvisor"));
    command.args(["run", "--guest", "two-stage"]).args(args).current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

fn is_slow() -> bool {
    std::env::var_os("SLOW_TESTS").is_some()
}

/// A place for a file of a test.
fn file(folder: &tempfile::TempDir, name: &str) -> (PathBuf, String) {
    let path = folder.path().join(name);
    let text = path.to_str().unwrap().to_string();
    (path, text)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn commits_have_the_form_of_spike() {
    if !is_slow() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (path, name) = file(&folder, "commits");
    assert_eq!(run(&["--log-commits", &name]).code, Some(0));
    let log = read(&path);
    let first: Vec<&str> = log.lines().take(2).collect();
    let reset = [
        "core   0: 3 0x0000000000001000 (0x00000297) x5  0x0000000000001000",
        "core   0: 3 0x0000000000001004 (0x02828613) x12 0x0000000000001028",
    ];
    assert_eq!(first, reset);
    // A load, a store of a doubleword, and CSRs by the names of their storage.
    assert!(log.lines().any(|line| line.contains("(0x0202b583) x11 0x") && line.ends_with(" mem 0x0000000000001020")));
    assert!(log.lines().any(|line| line.contains(" mem 0x0000000040000000 0x000000000000000b")), "the guest's store to its window");
    assert!(log.contains("_mtvec 0x"));
    // In VS-mode the guest's satp is vsatp.
    assert!(log.lines().any(|line| line.starts_with("core   0: 1 ") && line.contains("_vsatp 0x8")));
    assert!(log.lines().all(|line| line.starts_with("core   0: ")));
}

#[test]
fn traps_are_counted_and_explained() {
    if !is_slow() {
        return;
    }
    let ran = run(&["--exits", "json"]);
    let table: Value = serde_json::from_str(&ran.err).unwrap();
    let rows = table["traps"].as_array().unwrap();
    let of = |cause: &str| rows.iter().find(|row| row["cause"] == cause && row["from"] == "VS").unwrap();
    assert_eq!((of("store_page_fault")["to"].as_str(), of("store_page_fault")["count"].as_u64()), (Some("VS"), Some(1)));
    let hypercalls = of("ecall_from_vs");
    assert_eq!(hypercalls["to"], "HS");
    // All but the one that ends it have returned.
    assert_eq!(hypercalls["returned"].as_u64().unwrap() + 1, hypercalls["count"].as_u64().unwrap());
    assert!(ran.out.contains(&format!("traps to HS: ecall_from_vs                 {}", hypercalls["count"])));

    let told = run(&["--explain-traps"]).err;
    let at = told.find("store_page_fault at ").expect("the guest's page fault");
    let lines: Vec<&str> = told[at..].lines().take_while(|line| !line.starts_with("load")).collect();
    assert!(lines[0].ends_with("VS to VS, 1 times"), "{lines:?}");
    assert!(lines[1].contains("the VS-stage refuses address 0x40001000"), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains("of hedeleg is 1 [hypervisor/hedeleg] (model/rules/")), "{lines:?}");
}

#[test]
fn events_are_what_perfetto_reads() {
    if !is_slow() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (path, name) = file(&folder, "events.json");
    run(&["--events", &name]);
    let events: Vec<Value> = serde_json::from_str(&read(&path)).unwrap();
    let spans: Vec<&Value> = events.iter().filter(|event| event["ph"] == "X").collect();
    for mode in ["M", "HS", "VS"] {
        assert!(spans.iter().any(|span| span["name"] == mode), "{mode}");
    }
    // One after the other, without a gap.
    for pair in spans.windows(2) {
        let end = pair[0]["ts"].as_f64().unwrap() + pair[0]["dur"].as_f64().unwrap();
        assert!((end - pair[1]["ts"].as_f64().unwrap()).abs() < 1e-6, "{pair:?}");
    }
    run(&["--events", &name, "--events-limit", "10"]);
    let few: Vec<Value> = serde_json::from_str(&read(&path)).unwrap();
    assert_eq!(few.len(), 11);
}

#[test]
fn instructions_are_shown_with_their_operands() {
    if !is_slow() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (path, name) = file(&folder, "log");
    run(&["--log", "in_asm,int", "--log-file", &name]);
    let log = read(&path);
    for line in [
        "auipc\tt0,0x0",
        "addi\ta2,t0,40",
        "ld\ta1,32(t0)",
        "jalr\tzero,0(t0)",
        "csrrs\ta0,mhartid,zero",
        "\tsret",
        "desc=ecall_from_vs, VS->HS",
    ] {
        assert!(log.contains(line), "{line}");
    }
}

#[test]
fn a_run_goes_on_from_a_snapshot() {
    if !is_slow() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (path, name) = file(&folder, "snapshot");
    let whole = run(&["--save", &name, "--save-at", "150000"]);
    assert_eq!(whole.code, Some(0), "{}", whole.err);
    let rest = run(&["--restore", &name]);
    assert_eq!(rest.code, Some(0), "{}", rest.err);
    let console = |ran: &Ran| ran.out.split("two-stage on the emulator").next().unwrap().to_string();
    assert!(console(&whole).ends_with(&console(&rest)), "{}", rest.out);
    let counts = |ran: &Ran| ran.out.split("success").nth(1).unwrap().to_string();
    assert_eq!(counts(&whole), counts(&rest), "the same instructions and traps in the end");
    let other = run(&["--restore", &name, "--rev", "first"]);
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("the snapshot is of another machine: its revision is "), "{}", other.err);
    std::fs::write(&path, "nothing").unwrap();
    assert!(run(&["--restore", &name]).err.contains("not a snapshot"));
}

/// The hypervisor and its guest fence whatever they change; what is reported
/// where one is missing, the emulator's own tests show.
#[test]
fn no_fence_is_missing() {
    if !is_slow() {
        return;
    }
    for revision in ["first", "last"] {
        let ran = run(&["--check-fences", "--rev", revision]);
        assert_eq!((ran.code, ran.err.trim()), (Some(0), "no fence is missing"), "{revision}");
    }
}

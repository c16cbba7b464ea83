//! Runs the program, and tells whoever runs the tests what the harness would hide.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;

/// What a run of the program gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether tests run that build for bare metal and may fetch tools.
pub fn is_slow() -> bool {
    let is_set = std::env::var_os("SLOW_TESTS").is_some_and(|v| !v.is_empty() && v != "0");
    if !is_set {
        note("not run without SLOW_TESTS=1");
    }
    is_set
}

pub fn draftvisor(args: &[&str]) -> Ran {
    draftvisor_with(args, &[])
}

/// Runs it without a terminal; a panic is a failure whatever the test wants.
pub fn draftvisor_with(args: &[&str], environment: &[(&str, &str)]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_draftvisor"));
    command.args(args).envs(environment.iter().copied()).current_dir(root());
    ran(&mut command)
}

pub fn ran(command: &mut Command) -> Ran {
    let output = command.stdin(Stdio::null()).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let ran = Ran { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) };
    assert!(!ran.err.contains("panicked at"), "{command:?}: {}", ran.err);
    ran
}

/// Builds an example as a guest, and what machines of a revision need besides: where the guest is, and the firmware.
#[track_caller]
pub fn built(example: &str, revision: &str) -> (PathBuf, PathBuf) {
    // Once: cargo takes half a second to find out that there is nothing to do.
    static BUILT: Mutex<BTreeSet<(String, String)>> = Mutex::new(BTreeSet::new());
    let what = (example.to_string(), revision.to_string());
    if !BUILT.lock().unwrap().contains(&what) {
        let ran = draftvisor(&["run", "--guest", example, "--rev", revision, "--max-instructions", "1"]);
        assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
        BUILT.lock().unwrap().insert(what);
    }
    let bare = root().join("target/bare");
    (bare.join("guests").join(example), bare.join(revision).join("spec/firmware"))
}

/// Writes a machine file and packs it for a revision.
#[track_caller]
pub fn packed(folder: &Path, text: &str, revision: &str) -> PathBuf {
    let (file, elf) = (folder.join("machine.yaml"), folder.join(format!("{revision}.elf")));
    fs::write(&file, text).unwrap();
    let ran = draftvisor(&["image", file.to_str().unwrap(), "-o", elf.to_str().unwrap(), "--rev", revision]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    elf
}

/// An empty folder of this name.
pub fn scratch(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir).unwrap();
    dir
}

/// Written past the harness, which shows the output of failed tests only.
pub fn note(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Says loudly that something could not be run, here and at the gate's end.
pub fn not_run(what: &str, why: &str) {
    let text = format!("NOT RUN: {what}, which is not there and cannot be fetched.\n{why}");
    note(&format!("\n{0}\n{text}\n{0}\n", "=".repeat(78)));
    if let Some(file) = std::env::var_os("DRAFTVISOR_NOT_RUN") {
        let file = fs::OpenOptions::new().create(true).append(true).open(file);
        writeln!(file.unwrap(), "{text}").unwrap();
    }
}

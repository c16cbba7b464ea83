//! The program as its users meet it: arguments in; output and exit code out.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "cli/campaign.rs"]
mod campaign;
#[path = "cli/files.rs"]
mod files;
#[path = "cli/rules.rs"]
mod rules;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What a run of the program gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_draftvisor"));
    command.args(args).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    command.env_remove("CLICOLOR_FORCE").env_remove("NO_COLOR");
    command
}

fn ran(output: Output) -> Ran {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

pub fn draftvisor(args: &[&str]) -> Ran {
    let ran = ran(command(args).output().unwrap());
    assert!(!ran.err.contains("panicked"), "{args:?}: {}", ran.err);
    ran
}

/// Standard output of a run that must be good and say all of `parts`.
#[track_caller]
pub fn good(args: &[&str], parts: &[&str]) -> String {
    let ran = draftvisor(args);
    assert_eq!(ran.code, 0, "{args:?}\n{}{}", ran.out, ran.err);
    for part in parts {
        assert!(ran.out.contains(part), "{args:?} does not say {part:?}:\n{}", ran.out);
    }
    ran.out
}

/// A run that must end with `code` and say all of `parts`, on either stream.
#[track_caller]
pub fn bad(args: &[&str], code: i32, parts: &[&str]) {
    let ran = draftvisor(args);
    assert_eq!(ran.code, code, "{args:?}\n{}{}", ran.out, ran.err);
    let all = ran.out + &ran.err;
    for part in parts {
        assert!(all.contains(part), "{args:?} does not say {part:?}:\n{all}");
    }
}

#[track_caller]
pub fn json(args: &[&str]) -> Value {
    serde_json::from_str(&good(args, &[])).unwrap()
}

/// A folder of this test, empty.
pub fn folder(name: &str) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

/// A copy of the model in which a text is replaced.
pub fn broken_model(name: &str, file: &str, from: &str, to: &str) -> PathBuf {
    let dir = folder(name).join("model");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("model"), &dir);
    let path = dir.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    std::fs::write(&path, text.replace(from, to)).unwrap();
    dir
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, &to).unwrap();
        }
    }
}

const COMMANDS: [&str; 13] =
    ["gen", "check", "revisions", "explain", "decode", "diff", "export", "rules", "campaign", "run", "setup", "book", "completions"];

#[test]
fn every_command_has_help_with_an_example() {
    for command in COMMANDS {
        good(&[command, "--help"], &["Usage: draftvisor", "Example"]);
    }
    good(&["--help"], &COMMANDS);
}

#[test]
fn misuse_is_two() {
    bad(&["frobnicate"], 2, &["frobnicate"]);
    bad(&["revisions", "--frobnicate"], 2, &["--frobnicate"]);
    bad(&["export", "--rev", "0.51"], 2, &["there is no revision `0.51`", "did you mean `0.5`", "0.6.1"]);
    bad(&["export", "--xlen", "16"], 2, &["XLEN is one of"]);
    bad(&["export", "--format", "xml"], 2, &["json"]);
    bad(&["diff", "0.5"], 2, &["<B>"]);
}

#[test]
fn a_missing_model_says_what_to_do() {
    for command in [&["check"][..], &["revisions"], &["gen"], &["export"], &["explain", "hip"], &["diff", "first", "last"]] {
        let args = [command, &["--model", "/no/such/folder"]].concat();
        bad(&args, 2, &["/no/such/folder", "help: ", "--model DIR"]);
    }
}

#[test]
fn a_broken_model_is_a_finding_everywhere() {
    let dir = broken_model("broken", "csr/hstatus.yaml", "bits: 21, since: vtw", "bits: 20, since: vtw");
    let model = ["--model", dir.to_str().unwrap()];
    let where_it_is = ["model/csr/hstatus.yaml:", "VTW", "1 error\n"];
    bad(&[&["check"], &model[..]].concat(), 1, &where_it_is);
    bad(&[&["explain", "hip"], &model[..]].concat(), 1, &where_it_is);
    bad(&[&["export"], &model[..]].concat(), 1, &where_it_is);
    let ran = draftvisor(&[&["check", "--json"], &model[..]].concat());
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(ran.code, 1);
    assert_eq!(found["errors"][0]["file"], "model/csr/hstatus.yaml");
    assert_eq!(found["errors"][0]["revisions"], serde_json::json!(["0.6.1", "0.6.2", "1.0"]));
}

#[test]
fn the_model_is_good() {
    good(&["check"], &["no errors in 9 revisions"]);
    assert_eq!(json(&["check", "--json"]), serde_json::json!({"errors": []}));
}

#[test]
fn revisions_are_listed() {
    good(&["revisions"], &["0.4-20190616", "2023-04-04", "c8f4155a"]);
    let list = json(&["revisions", "--json"]);
    assert_eq!(list.as_array().unwrap().len(), 9);
    assert_eq!(list[0]["changes"], 0);
    assert_eq!(list[5]["id"], "0.6.1-20200505");
    assert_eq!(list[5]["changes"], 1);
}

#[test]
fn explain_answers_what_and_since_when_and_who() {
    good(&["explain", "hstatus.VTW"], &["bit 21 of hstatus (0x600)", "from 0.6.1 on", "change vtw", "model/csr/hstatus.yaml:"]);
    good(&["explain", "0x644", "--rev", "0.5", "--mode", "VS"], &["hip  CSR, in 0.5", "VS  read, write  illegal instruction"]);
    good(&["explain", "0x644", "--rev", "0.6.1", "--mode", "vs"], &["VS  read, write  virtual instruction exception (22)"]);
    good(&["explain", "0x644", "--rev", "0.4"], &["No CSR has this address", "from 0.5-20191029 on"]);
    good(&["explain", "satp", "--mode", "VS"], &["if hstatus.VTVM: virtual", "else yes, of vsatp"]);
    good(&["explain", "hlv.w"], &["0xfff0707f, match 0x68004073", "if !hstatus.HU: illegal", "from 0.6 on"]);
    good(&["explain", "hlv.d"], &["on RV64 only"]);
    good(&["explain", "22"], &["virtual_instruction  exception", "from 0.6.1-20200505 on"]);
    good(&["explain", "10"], &["ecall_from_vs  exception", "VSEI  interrupt"]);
    good(&["explain", "vtw"], &["vtw  change", "6248b128", "wfi", "statements"]);
    good(&["explain", "VTW"], &["hstatus.VTW  field"]);
    good(&["explain", "mstatush"], &["RV32", "on RV32 only"]);
    good(&["explain", "hstatus.VTW", "--rev", "0.4"], &["there is no hstatus.VTW in 0.4", "from 0.6.1 on"]);
    good(&["explain", "delegated_to_vs"], &["rule", "interrupt: bool"]);
    good(&["explain", "sv39x4"], &["paging", "root-extra-bits"]);
}

#[test]
fn explain_knows_who_may_read_a_counter() {
    let vs = good(&["explain", "cycle", "--rev", "0.6.1", "--mode", "VS"], &[]);
    let one_line = vs.split_whitespace().collect::<Vec<_>>().join(" ");
    let rule = "read if !mcounteren.CY: illegal instruction exception (2); \
                else if !hcounteren.CY: virtual instruction exception (22); else yes";
    assert!(one_line.contains(rule), "{one_line}");
}

#[test]
fn explain_offers_near_words() {
    bad(&["explain", "hstatsu"], 2, &["did you mean `hstatus`"]);
    bad(&["explain", "hlv.x"], 2, &["did you mean", "`hlv.b`"]);
    bad(&["explain", "99"], 2, &["no exception and no interrupt has code 99"]);
    bad(&["explain", "0x12345"], 2, &["no address of a CSR"]);
    bad(&["explain", "hip", "--mode", "X"], 2, &["VU"]);
}

#[test]
fn every_word_of_the_model_can_be_explained() {
    let all = json(&["export", "--rev", "last"]);
    for kind in ["csrs", "instructions"] {
        let names: Vec<&String> = all[kind].as_object().unwrap().keys().collect();
        for name in names.iter().step_by(61) {
            let pages = json(&["explain", name, "--json"]);
            assert!(pages.as_array().unwrap().iter().any(|p| p["name"] == name.as_str()), "{name}");
        }
    }
}

#[test]
fn decode_names_fields_and_modes() {
    good(&["decode", "hstatus", "0x200180"], &["VTW    21     1", "SPV    7      1"]);
    good(&["decode", "hgatp", "0x8000000000080000"], &["sv39x4"]);
    good(&["decode", "0x180", "0x8000000000080000"], &["satp = ", "sv39:"]);
    good(&["decode", "hgatp", "0xf000000000000000"], &["reserved"]);
    good(&["decode", "scause", "0x8000000000000009"], &["Supervisor external interrupt"]);
    good(&["decode", "hstatus", "0x200000", "--rev", "0.4"], &["no field has bit 21"]);
    good(&["decode", "henvcfgh", "0x80000000", "--xlen", "32"], &["STCE   31  1"]);
    good(&["decode", "hstatus", "0b10000000"], &["SPV    7      1"]);
    let hstatus = json(&["decode", "hstatus", "0x400200", "--rev", "0.4", "--json"]);
    assert_eq!(hstatus["bits_without_field"], serde_json::json!([]));
    bad(&["decode", "hstatus", "many"], 2, &["`many` is no number"]);
    bad(&["decode", "hcounteren", "0x100000000"], 2, &["it has 32 bits"]);
    bad(&["decode", "hgeip", "1", "--rev", "0.4"], 2, &["from 0.5 on"]);
    bad(&["decode", "hstatsu", "1"], 2, &["did you mean `hstatus`"]);
    bad(&["decode", "mstatush", "1"], 2, &["--xlen 32"]);
}

#[test]
fn diff_tells_nodes_and_reasons() {
    good(&["diff", "0.5", "0.6"], &["HLV, HLVX and HSV replace SPRV", "+ hvip", "address: 0xe07 -> 0xe12", "- hstatus.SP2V"]);
    good(&["diff", "0.6", "0.5"], &["undone", "- hvip", "+ hstatus.SP2V"]);
    good(&["diff", "last", "last"], &["no difference"]);
    let diff = json(&["diff", "0.6.1-20200505", "0.6.1", "--json"]);
    let of = |id: &str| diff["nodes"].as_array().unwrap().iter().find(|n| n["id"] == id).unwrap().clone();
    assert_eq!(of("hstatus.VTW")["what"], "added");
    assert_eq!(of("wfi")["what"], "changed");
    assert!(diff["changes"].as_array().unwrap().iter().any(|c| c["id"] == "vtw" && c["commit"] == "6248b128"));
    let moved = json(&["diff", "0.5", "0.6", "--json", "--xlen", "32"]);
    let hgeip = moved["nodes"].as_array().unwrap().iter().find(|n| n["id"] == "hgeip").unwrap();
    assert_eq!(hgeip["what"], "moved");
    bad(&["diff", "0.5", "0.7"], 2, &["there is no revision `0.7`"]);
}

#[test]
fn completions_are_scripts() {
    good(&["completions", "bash"], &["draftvisor", "explain"]);
    bad(&["completions", "klingon"], 2, &["bash"]);
}

#[test]
fn setup_says_what_is_there() {
    let tools = json(&["setup", "--list", "--json"]);
    assert!(tools.as_array().unwrap().iter().any(|t| t["tool"] == "opensbi"));
    bad(&["setup", "opensbl"], 2, &["did you mean `opensbi`"]);
}

#[test]
fn run_refuses_what_cannot_be() {
    bad(&["run", "--guest", "helo"], 2, &["did you mean `hello`"]);
    bad(&["run", "--qemu", "/bin/true"], 2, &["--on qemu"]);
    bad(&["run", "--on", "qemu", "--max-instructions", "5"], 2, &["--on emulator"]);
    bad(&["run", "--profile", "qemu-7.3"], 2, &["did you mean `qemu-7.2`"]);
    bad(&["run", "--profile", "spike"], 2, &["no guests run on `spike`", "take spec or"]);
    bad(&["run", "--bios", "x", "--firmware", "opensbi"], 2, &["cannot be used with"]);
    bad(&["run", "--rev", "9.9"], 2, &["there is no revision"]);
}

#[test]
fn a_reader_that_leaves_is_no_failure() {
    let mut child = command(&["export"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let ran = ran(child.wait_with_output().unwrap());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn colour_is_for_terminals_and_no_color_is_honoured() {
    let escape = '\u{1b}';
    assert!(!good(&["revisions"], &[]).contains(escape));
    let forced = ran(command(&["revisions"]).env("CLICOLOR_FORCE", "1").output().unwrap());
    assert!(forced.out.contains(escape));
    let refused = ran(command(&["revisions"]).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").output().unwrap());
    assert!(!refused.out.contains(escape));
}

/// Builds bare-metal programs: for the patient.
#[test]
fn guests_run() {
    if std::env::var_os("SLOW_TESTS").is_none() {
        return;
    }
    good(&["run", "--guest", "hello"], &["hello: done", "success"]);
    good(&["run", "--guest", "hello", "--on", "qemu"], &["hello: done", "success"]);
}

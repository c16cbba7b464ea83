//! Who may depend on whom. Every dependency between our packages is in the
//! table below; a new one is a decision, and is made there.
//!
//!     syntax -> ir -> load -> emit, macros     generated -> float, isa
//!               ir, float, isa -> eval         emulator  -> isa
//!                                              machines  -> emulator, generated, isa
//!
//! The command line program is on top. Bare-metal programs stand alone: they
//! take generated files by path.

#![allow(clippy::unwrap_used, missing_docs)]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package, what it may depend on, and what its tests may besides.
type Layer = (&'static str, &'static [&'static str], &'static [&'static str]);

const LAYERS: &[Layer] = &[
    ("syntax", &[], &[]),
    ("ir", &["syntax"], &[]),
    ("load", &["ir", "syntax"], &[]),
    ("eval", &["float", "ir", "isa"], &["load", "proof", "syntax"]),
    ("emit", &["ir", "load", "syntax"], &[]),
    ("macros", &["ir", "load", "syntax"], &[]),
    ("proof", &["emit", "eval", "ir", "isa", "load", "syntax"], &[]),
    ("isa", &[], &[]),
    ("float", &[], &[]),
    ("generated", &["float", "isa"], &[]),
    ("emulator", &["isa"], &[]),
    ("machines", &["emulator", "generated", "isa"], &[]),
    ("debug", &["emulator", "isa"], &["machines"]),
    ("fuzz", &["devicetree", "differential", "emulator", "ir", "isa", "load", "machines"], &[]),
    ("deployment", &[], &[]),
    ("devicetree", &[], &[]),
    ("guest", &["deployment"], &[]),
    ("machinefile", &["deployment", "syntax"], &[]),
    ("lockstep", &["ir", "load", "syntax"], &[]),
    ("differential", &["eval", "generated", "ir", "isa"], &[]),
    ("setup", &[], &[]),
    (
        "draftvisor",
        &[
            "debug",
            "deployment",
            "differential",
            "emit",
            "emulator",
            "eval",
            "fuzz",
            "ir",
            "isa",
            "load",
            "lockstep",
            "machinefile",
            "machines",
            "proof",
            "setup",
            "syntax",
        ],
        &["generated"],
    ),
    ("firmware", &["devicetree"], &[]),
    ("hypervisor", &["deployment", "devicetree", "guest"], &[]),
    ("book", &[], &[]),
    ("guest-rt", &[], &[]),
    ("cost", &["guest-rt"], &[]),
    ("hello", &["guest-rt"], &[]),
    ("hostile", &["guest-rt"], &[]),
    ("mmio", &["guest-rt"], &[]),
    ("ticker", &["guest-rt"], &[]),
    ("timer", &["guest-rt"], &[]),
    ("two-stage", &["guest-rt"], &[]),
    ("restless", &["guest-rt"], &[]),
    ("hasher", &["guest-rt"], &[]),
    ("wild", &["guest-rt"], &[]),
    ("drive", &["guest-rt"], &[]),
    ("remap", &["guest-rt"], &[]),
    ("soak", &[], &[]),
    ("entropy", &["guest-rt"], &[]),
    ("asks", &["guest-rt"], &[]),
    ("answers", &["guest-rt"], &[]),
    ("workloads", &[], &[]),
    ("downstream", &["macros"], &[]),
];

/// Packages that run without an operating system, and the few crates that they take from others.
const BARE: [(&str, &[&str]); 5] = [
    ("firmware", &[]),
    ("devicetree", &["dtoolkit"]),
    ("hypervisor", &["linked_list_allocator", "spin", "virtio-drivers"]),
    ("isa", &[]),
    ("generated", &[]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every package of the repository, as cargo describes it.
fn packages() -> BTreeMap<String, Value> {
    let alone = ["backends/firmware", "backends/hypervisor", "backends/book", "examples", "examples/downstream", "examples/workloads"];
    let mut all = BTreeMap::new();
    for workspace in alone.iter().chain(&[""]) {
        let manifest = root().join(workspace).join("Cargo.toml");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"]).arg(&manifest);
        let output = cargo.output().unwrap();
        assert!(output.status.success(), "{}: {}", manifest.display(), String::from_utf8_lossy(&output.stderr));
        let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
        for package in metadata["packages"].as_array().unwrap() {
            all.insert(package["name"].as_str().unwrap().to_string(), package.clone());
        }
    }
    all
}

/// Names of dependencies of some kinds; `ours` are those with a path.
fn dependencies(package: &Value, ours: bool, dev: bool) -> Vec<String> {
    let all = package["dependencies"].as_array().unwrap().iter();
    let wanted = all.filter(|d| d["path"].is_string() == ours && (d["kind"] == "dev") == dev);
    wanted.map(|d| d["name"].as_str().unwrap().to_string()).collect()
}

#[test]
fn packages_depend_on_what_the_table_allows() {
    let packages = packages();
    let mut wrong = Vec::new();
    for (name, package) in &packages {
        let Some((_, normal, tests)) = LAYERS.iter().find(|(layer, ..)| layer == name) else {
            wrong.push(format!("{name} is not in the table"));
            continue;
        };
        for dependency in dependencies(package, true, false) {
            if !normal.contains(&dependency.as_str()) {
                wrong.push(format!("{name} must not depend on {dependency}"));
            }
        }
        for dependency in dependencies(package, true, true) {
            if !normal.contains(&dependency.as_str()) && !tests.contains(&dependency.as_str()) {
                wrong.push(format!("tests of {name} must not depend on {dependency}"));
            }
        }
    }
    let gone = LAYERS.iter().filter(|(layer, ..)| !packages.contains_key(*layer));
    wrong.extend(gone.map(|(layer, ..)| format!("{layer} is in the table, but no package")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bare_metal_depends_on_few() {
    let packages = packages();
    for (name, few) in BARE {
        let all = packages[name]["dependencies"].as_array().unwrap().iter();
        let normal = all.filter(|d| d["kind"].is_null() && d["path"].is_null()).map(|d| d["name"].as_str().unwrap());
        let more: Vec<&str> = normal.filter(|crates| !few.contains(crates)).collect();
        assert!(more.is_empty(), "{name} runs without an operating system and takes no more crates than {few:?}: {more:?}");
    }
}

/// Lines of the sources below `dir` that hold one of `words`.
fn mentions(dir: &str, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in rust_files(&root().join(dir)) {
        let text = fs::read_to_string(&file).unwrap();
        for (i, line) in text.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            // At the start of a path or word: `boot::load::` is something else.
            let starts = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            if words.iter().any(|word| code.match_indices(word).any(|(at, _)| starts(at))) {
                found.push(format!("{}:{}: {}", file.display(), i + 1, line.trim()));
            }
        }
    }
    found
}

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(rust_files(&path)),
            false if path.extension().is_some_and(|e| e == "rs") => found.push(path),
            false => {}
        }
    }
    found
}

#[test]
fn engines_know_no_model() {
    let words = ["codegen", "yaml", "ir::", "load::", "syntax::", "emit::", "eval::"];
    for engine in ["isa", "emulator", "machines", "firmware", "hypervisor"] {
        let found = mentions(&format!("backends/{engine}/src"), &words);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[test]
fn generators_write_no_file() {
    let words = ["fs::write", "File::create", "OpenOptions", "create_dir", "fs::rename", "fs::remove", "fs::copy"];
    for generator in ["syntax", "ir", "load", "eval", "emit", "macros"] {
        let found = mentions(&format!("codegen/{generator}/src"), &words);
        assert!(found.is_empty(), "only src/files.rs writes what is generated:\n{}", found.join("\n"));
    }
}

//! `draftvisor campaign`: what a run writes, and what runs add up to.

use crate::{bad, folder, good, json};
use serde_json::Value;
use std::path::Path;

/// Runs a shard and returns what it wrote.
fn shard(dir: &Path, kind: &str, shard: &str, seed: &str, time: &str) -> (String, Vec<Value>) {
    let file = dir.join(format!("{kind}-{}-{seed}.jsonl", shard.replace('/', "-")));
    let path = file.to_str().unwrap().to_string();
    good(&["campaign", "--kind", kind, "--shard", shard, "--seed", seed, "--time", time, "--out", &path], &["0 findings"]);
    let text = std::fs::read_to_string(&file).unwrap();
    (path, text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

#[test]
fn shards_add_up_to_all_cases() {
    let dir = folder("campaign-shards");
    let (whole, lines) = shard(&dir, "witness", "1/1", "5", "60");
    let all = lines.last().unwrap()["ran"].clone();
    assert_eq!(all["complete"], true, "{all}");
    assert!(all["cases"].as_u64().unwrap() > 30, "{all}");
    let parts: Vec<String> = (1..=3).map(|i| shard(&dir, "witness", &format!("{i}/3"), "5", "60").0).collect();
    let merge = |files: &[&str]| json(&[&["campaign", "--json", "--merge"], files].concat());
    let merged = merge(&[&parts[0], &parts[1], &parts[2]]);
    assert_eq!(merged["totals"]["witness"]["cases"], all["cases"]);
    assert_eq!(merged["totals"]["witness"]["checks"], all["checks"]);
    assert_eq!(merged, merge(&[&parts[2], &parts[0], &parts[1], &parts[1]]), "in any order, and twice the same");
    good(&["campaign", "--merge", &whole], &["witness", "true"]);
    bad(&["campaign", "--merge", &parts[0], &parts[2]], 1, &["missing", "1 shard of 3: 2"]);
}

#[test]
fn a_finding_makes_a_merge_fail() {
    let dir = folder("campaign-found");
    let file = dir.join("found.jsonl");
    let ran = r#""ran":{"cases":7,"checks":9,"counts":{"panics":1,"read":6},"findings":1,"seconds":1.5,"complete":false,"not_run":null}"#;
    let text = format!(
        "{}\n{}\n{{\"kind\":\"half a line",
        r#"{"kind":"fuzz","seed":1,"shard":"1/1","case":3,"found":"machine: a panic","again":"one machine 3"}"#,
        format_args!("{{\"kind\":\"fuzz\",\"seed\":1,\"shard\":\"1/1\",{ran}}}")
    );
    std::fs::write(&file, text).unwrap();
    bad(&["campaign", "--merge", file.to_str().unwrap()], 1, &["machine: a panic", "again: one machine 3", "6 read"]);
}

#[test]
fn short_runs_find_nothing() {
    let dir = folder("campaign-short");
    let revisions = json(&["revisions", "--json"]);
    let mut ids = revisions.as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap());
    let is_whole = ids.all(|id| [32, 64].iter().all(|xlen| machines::Plan::of(id, *xlen).is_some()));
    if !is_whole {
        bad(&["campaign", "--kind", "fuzz"], 2, &["lacks machines", "DRAFTVISOR_ONLY"]);
    }
    for kind in ["differential", "fuzz"].into_iter().filter(|kind| is_whole || *kind != "fuzz") {
        let (_, lines) = shard(&dir, kind, "1/1", "1", "2");
        let ran = &lines.last().unwrap()["ran"];
        assert!(ran["cases"].as_u64().unwrap() > 0 && ran["checks"].as_u64().unwrap() > 0, "{ran}");
    }
}

#[test]
fn misuse_is_told() {
    bad(&["campaign", "--shard", "4/3"], 2, &["I from 1 to N"]);
    bad(&["campaign", "--time", "soon"], 2, &["10m"]);
    bad(&["campaign", "--kind", "guess"], 2, &["mutation", "lockstep"]);
    bad(&["campaign", "--merge", "/no/such/file"], 2, &["/no/such/file"]);
    bad(&["campaign", "--merge", "x", "--seed", "3"], 2, &["--seed"]);
    bad(&["campaign", "--merge", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")], 2, &["not written by a campaign"]);
}

//! `draftvisor rules`.

use crate::{bad, broken_model, good, json};

#[test]
fn every_statement_is_printed_with_nodes_and_tests() {
    let out = good(
        &["rules", "--rev", "0.6.1"],
        &["hypervisor/registers-of-the-guest", "rule:csr_denied", "eval/legality::csrs", " with tests, "],
    );
    assert!(out.matches("\n    tests ").count() > 50, "{out}");
}

#[test]
fn json_has_the_totals_of_what_it_lists() {
    let one = json(&["rules", "--json"]);
    let statements = one["statements"].as_array().unwrap();
    assert_eq!(one["totals"]["statements"], statements.len());
    let out = statements.iter().filter(|s| !s["out_of_scope"].is_null());
    assert!(out.clone().all(|s| s["tests"].as_array().unwrap().is_empty()));
    assert_eq!(one["totals"]["out_of_scope"], out.count());
    let tested = statements.iter().filter(|s| !s["tests"].as_array().unwrap().is_empty());
    assert_eq!(one["totals"]["tested"], tested.count());
    assert_eq!(json(&["rules", "--all", "--json"]).as_array().unwrap().last().unwrap(), &one);
}

#[test]
fn all_is_a_line_for_each_revision() {
    let revisions = json(&["revisions", "--json"]);
    let out = good(&["rules", "--all"], &["with tests", "out of scope"]);
    for revision in revisions.as_array().unwrap() {
        let id = format!("{} ", revision["id"].as_str().unwrap());
        assert_eq!(out.lines().filter(|l| l.starts_with(&id)).count(), 1, "{id}: {out}");
    }
}

#[test]
fn a_wrong_revision_is_misuse() {
    bad(&["rules", "--rev", "0.51"], 2, &["there is no revision `0.51`", "did you mean `0.5`"]);
    bad(&["rules", "--rev", "0.5", "--all"], 2, &["--all"]);
}

#[test]
fn a_test_that_is_gone_is_a_finding() {
    let dir = broken_model("rules-gone", "statements/hypervisor.yaml", "eval/legality::substitution", "eval/legality::no_such_test");
    bad(&["rules", "--model", dir.to_str().unwrap()], 1, &["there is no test eval/legality::no_such_test"]);
    let dir = broken_model("rules-nothing", "statements/hypervisor.yaml", "    nodes: [misa.H]", "    nodes: [misa.NONE]");
    bad(&["rules", "--model", dir.to_str().unwrap()], 1, &["has no misa.NONE"]);
}

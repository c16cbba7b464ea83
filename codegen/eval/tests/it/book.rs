//! The worked example of the book's page about the model language: it is part of a model, in both forms, and runs.

use eval::Evaluator;
use isa::CsrOp;
use std::path::Path;

use crate::hart::Hart;

/// The real model, with files of the book.
fn with(files: &[&str]) -> load::Model {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (model, found) = load::Model::read(&root.join("model")).unwrap();
    assert!(found.is_empty());
    let sources = &model.sources;
    let mut all: Vec<(String, String)> = sources.indices().map(|f| (sources.path(f).to_string(), sources.text(f).to_string())).collect();
    for file in files {
        all.push((file.to_string(), std::fs::read_to_string(root.join("book/src/examples").join(file)).unwrap()));
    }
    let (model, found) = load::Model::from_files(all);
    assert!(found.is_empty(), "{}", syntax::render(&model.sources, &found, &model.revisions(), false));
    model
}

fn hart(mode: &str) -> Hart {
    let model = with(&["budget.yaml"]);
    let last = model.revisions().len() - 1;
    let (spec, found) = model.at(last, 64, load::SPEC_PROFILE);
    assert!(found.is_empty(), "{found:?}");
    Hart::new(Evaluator::new(Box::leak(Box::new(spec))), mode)
}

#[test]
fn it_is_part_of_the_model_in_every_revision() {
    let model = with(&["budget.yaml"]);
    let (specs, found) = model.check();
    assert!(found.is_empty(), "{}", syntax::render(&model.sources, &found, &model.revisions(), false));
    assert!(specs.iter().all(|s| s.csr("vbudget").is_some()));
    let with_insn: Vec<bool> = specs.iter().filter(|s| s.xlen == 64).map(|s| s.insn("vspend").is_some()).collect();
    assert_eq!(with_insn.iter().filter(|&&there| there).count(), 5, "from the revision of the change `hlv` on: {with_insn:?}");
}

#[test]
fn both_forms_are_the_same_register() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src/examples");
    let read = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let yaml = syntax::read_yaml(0, &read("budget.yaml")).unwrap();
    assert_eq!(syntax::read_rust(0, &read("budget.rs")).unwrap(), yaml[..1]);
}

#[test]
fn its_register_keeps_its_rules() {
    let mut hart = hart("HS");
    let mut write = |value| {
        hart.e.csr(&mut hart.s, 0x6c0, CsrOp::Write(value)).unwrap();
        hart.e.peek_csr(&hart.s, 0x6c0).unwrap()
    };
    assert_eq!(write(3 << 8), 0, "MOST keeps its value: 3 is too small");
    assert_eq!(write(9 << 8), 9 << 8);
    assert_eq!(write(9 << 8 | 200), 9 << 8 | 9, "LEFT is cut to MOST");
}

#[test]
fn its_instruction_spends_the_budget() {
    let mut hart = hart("VS");
    assert!(hart.put_all("vbudget.ON vbudget.MOST=9 vbudget.LEFT=2"));
    let vspend = 0x0000_050b;
    for left in [1, 0] {
        hart.run(vspend).unwrap();
        assert_eq!((hart.x[10], hart.get("vbudget.LEFT")), (left, left));
    }
    let refused = hart.run(vspend).unwrap_err();
    assert_eq!(Some(refused.code), hart.e.spec().exceptions.iter().find(|e| e.name == "illegal_instruction").map(|e| e.code));
}

/// What the page calls YAML or a macro is that, so that it can be copied.
#[test]
fn every_example_of_the_page_can_be_read() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../book/src/language.md");
    let page = std::fs::read_to_string(page).unwrap();
    let mut read = 0;
    for (language, text) in blocks(&page).filter(|(_, text)| !text.contains("{{#include")) {
        let nodes = match language {
            "yaml" => syntax::read_yaml(0, text),
            "rust" => syntax::read_rust(0, text),
            _ => continue,
        };
        assert!(nodes.as_ref().is_ok_and(|n| !n.is_empty()), "{nodes:?}\n{text}");
        read += 1;
    }
    assert!(read >= 8, "the page has {read} examples");
}

/// Fenced blocks: language and text.
fn blocks(page: &str) -> impl Iterator<Item = (&str, &str)> {
    page.split("\n```").skip(1).step_by(2).filter_map(|block| block.split_once('\n'))
}

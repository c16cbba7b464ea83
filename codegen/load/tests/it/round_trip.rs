//! The two forms say the same: every node of the real model, printed in the other form and read back.

use load::Model;
use std::path::Path;
use std::sync::Arc;
use syntax::{Node, Value, read_rust, read_yaml, to_rust, to_yaml};

/// The files of the real model.
fn real() -> Vec<(String, String)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model").canonicalize().expect("the model is in the repository");
    let (model, found) = Model::read(&dir).expect("the model can be read");
    assert!(found.is_empty(), "{}", syntax::render(&model.sources, &found, &model.revisions(), false));
    let sources = &model.sources;
    sources.indices().map(|f| (sources.path(f).to_string(), sources.text(f).to_string())).collect()
}

/// The nodes of one file as written, templates and `like` untouched.
#[track_caller]
fn nodes(path: &str, text: &str) -> Vec<Node> {
    let read = if path.ends_with(".rs") { read_rust(0, text) } else { read_yaml(0, text) };
    read.unwrap_or_else(|e| panic!("{path}: {e:?}\n{text}"))
}

/// The same file in the other form.
fn other_form((path, text): &(String, String)) -> (String, String) {
    let nodes = nodes(path, text).into_iter().filter(|n| matches!(n.value, Value::Map(_)));
    match path.strip_suffix(".rs") {
        Some(stem) => (format!("{stem}.yaml"), nodes.map(|n| to_yaml(&n)).collect::<Vec<_>>().join("---\n")),
        None => (path.replace(".yaml", ".rs"), nodes.map(|n| to_rust(&n)).collect()),
    }
}

#[test]
fn every_node_reads_back_as_itself_from_both_forms() {
    let mut count = 0;
    for (path, text) in real() {
        for node in nodes(&path, &text) {
            for form in [to_rust(&node), to_yaml(&node)] {
                let name = if form.contains("! {") { "node.rs" } else { "node.yaml" };
                assert_eq!(nodes(name, &form), std::slice::from_ref(&node), "{path}: {form}");
            }
            count += 1;
        }
    }
    assert!(count > 300, "the model has {count} nodes");
}

#[test]
fn a_form_that_is_read_and_printed_again_does_not_change() {
    for file in real() {
        let there = other_form(&file);
        let back = other_form(&there);
        assert_eq!(other_form(&back), there, "{}", file.0);
    }
}

#[test]
fn both_forms_of_the_model_give_the_same_specs() {
    let files = real();
    let (written, found) = Model::from_files(files.clone());
    assert!(found.is_empty());
    let (turned, found) = Model::from_files(files.iter().map(other_form).collect());
    assert!(found.is_empty(), "{}", syntax::render(&turned.sources, &found, &turned.revisions(), false));
    let ((a, first), (b, second)) = (written.check(), turned.check());
    assert!(first.is_empty() && second.is_empty());
    assert_eq!(a.len(), b.len());
    for (mut a, mut b) in a.into_iter().zip(b) {
        strip(&mut a);
        strip(&mut b);
        // `assert_eq` would print two whole models.
        let (x, y) = (format!("{a:#?}"), format!("{b:#?}"));
        let difference = x.lines().zip(y.lines()).find(|(x, y)| x != y);
        assert!(a == b, "{} rv{}: {difference:?}", a.revision.id, a.xlen);
    }
}

/// Removes what tells where something was written.
fn strip(spec: &mut ir::Spec) {
    spec.revision.span = Default::default();
    spec.csrs.iter_mut().flat_map(|c| &mut c.fields).for_each(|f| f.span = Default::default());
    let metas = (spec.csrs.iter_mut().map(|n| &mut n.meta))
        .chain(spec.rules.iter_mut().map(|n| &mut n.meta))
        .chain(spec.exceptions.iter_mut().map(|n| &mut n.meta))
        .chain(spec.interrupts.iter_mut().map(|n| &mut n.meta))
        .chain(spec.entries.iter_mut().map(|n| &mut n.meta))
        .chain(spec.returns.iter_mut().map(|n| &mut n.meta))
        .chain(spec.formats.iter_mut().map(|n| &mut n.meta))
        .chain(spec.ptes.iter_mut().map(|n| &mut n.meta))
        .chain(spec.walks.iter_mut().map(|n| &mut n.meta))
        .chain(spec.extensions.iter_mut().map(|n| &mut n.meta))
        .chain(spec.float.iter_mut().map(|n| &mut n.meta))
        .chain(spec.insns.iter_mut().map(|n| &mut Arc::make_mut(n).meta));
    for meta in metas {
        meta.span = Default::default();
        meta.place.clear();
    }
}

#[test]
fn a_spec_does_not_depend_on_those_that_were_made_before() {
    let (model, found) = Model::from_files(real());
    assert!(found.is_empty());
    let (specs, _) = model.check();
    let (implementations, _) = model.implementations(&load::XLENS, |_| true);
    for spec in specs.iter().chain(&implementations) {
        let alone = Model::from_files(real()).0.at(spec.index, spec.xlen, &spec.profile).0;
        assert!(alone == *spec, "{} of {} rv{}", spec.profile, spec.revision.id, spec.xlen);
    }
}

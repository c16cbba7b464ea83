//! Tests over all pages of the model, and of the parts that draw and lay out.

use super::figure::{Cell, Fill, figure};
use super::text::layout;
use ir::Spec;
use ir::legality::{Mode, Request};
use std::collections::BTreeSet;
use std::path::Path;

fn model() -> (load::Model, Vec<Spec>) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model");
    let (model, found) = load::Model::read(&dir).expect("the model is in the repository");
    assert!(found.is_empty());
    let (specs, _) = model.check();
    (model, specs)
}

/// `a/b/../c` as `a/c`.
fn plain(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

#[test]
fn links_between_pages_lead_somewhere() {
    let (model, specs) = model();
    let pages = super::pages(&specs, &model.header).expect("templates fit");
    let paths: BTreeSet<&str> = pages.iter().map(|p| p.0.as_str()).collect();
    for (path, text) in pages.iter().filter(|p| !p.0.ends_with("SUMMARY-part.md")) {
        let folder = path.rsplit_once('/').map_or("", |p| p.0);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { plain(&format!("{folder}/{file}")) };
            // Prose of the book stands beside the generated pages.
            if !target.contains('/') {
                continue;
            }
            assert!(paths.contains(target.as_str()), "{path}: {link}");
            let there = pages.iter().find(|p| p.0 == target).map_or("", |p| &p.1);
            let ids = [format!("id=\"{anchor}\""), format!("{{#{anchor}}}")];
            assert!(anchor.is_empty() || ids.iter().any(|id| there.contains(id)), "{path}: {link}");
        }
    }
}

#[test]
fn every_field_is_on_a_page() {
    let (model, specs) = model();
    let book = super::Book::new(&specs, &model.header).expect("templates fit");
    for text in &book.texts {
        for csr in text.wide.csrs.iter().chain(&text.narrow.csrs) {
            let register = text.register(&csr.name);
            assert!(register.is_some(), "{} {}", text.id(), csr.name);
        }
        for register in &text.registers {
            let page = super::csr::page(&book, text, register);
            let shown = book.render("csr", &page).expect("the template fits");
            for field in &register.members[0].fields {
                assert!(shown.contains(&format!("<b id=\"f-{}\">", field.name)), "{}.{}", register.name, field.name);
            }
        }
    }
}

#[test]
fn modes_are_refused_by_the_rules_of_the_model() {
    let (_, specs) = model();
    for spec in specs.iter() {
        let outcomes = |name: &str| {
            let csr = spec.csr(name).expect("exists in every revision");
            Mode::ALL.map(|m| super::access::outcome(spec, &Request::csr(spec, csr, false).outcome(m)))
        };
        let [m, hs, u, vs, _] = outcomes("hstatus");
        assert_eq!((m.as_str(), hs.as_str()), ("yes", "yes"));
        let refused_as = |name: &str| {
            let code = spec.exception(name).map(|c| c.code)?;
            Some(format!("{} ({code})", name.replace('_', " ")))
        };
        assert_eq!(Some(u), refused_as("illegal_instruction"));
        assert_eq!(Some(vs), refused_as("virtual_instruction").or(refused_as("illegal_instruction")));
    }
}

#[track_caller]
fn check_layout(code: &str, expected: &str) {
    let laid = layout(code);
    assert_eq!(laid, expected);
    let words = |text: &str| text.split_whitespace().map(str::to_string).collect::<Vec<_>>();
    assert_eq!(words(&laid), words(code), "layout changes white space only");
}

#[test]
fn code_is_broken_outside_brackets() {
    check_layout("a && b", "a && b");
    check_layout("let a = b; a", "let a = b;\na");
    let (long, other) = ("a_rather_long_name".repeat(3), "another_long_name".repeat(3));
    check_layout(&format!("{long} || ({other} && c)"), &format!("{long}\n  || ({other} && c)"));
    check_layout(
        &format!("if {long} {{ 1 }} else if {other} {{ 2 }} else {{ 3 }}"),
        &format!("if {long} {{ 1 }}\n  else if {other} {{ 2 }}\n  else {{ 3 }}"),
    );
}

#[test]
fn boxes_of_a_figure_fill_its_rows() {
    let cell = |hi, lo, label: &str| Cell { hi, lo, label: label.into(), fill: Fill::Stored, href: None };
    let many: Vec<Cell> = (0..12).rev().map(|n| cell(4 * n + 1, 4 * n, "F")).collect();
    for (width, cells) in [(64, many), (64, vec![cell(63, 60, "A"), cell(43, 0, "B")]), (32, vec![]), (16, vec![cell(3, 3, "C")])] {
        let drawn = figure(width, &cells, "");
        let widths = drawn.split("<rect ").skip(1).filter_map(|r| r.split("width=\"").nth(1)?.split('"').next()?.parse::<u32>().ok());
        let total: u32 = widths.sum();
        let rows = drawn.matches("x=\"2\" y=").count() as u32;
        assert_eq!(total, 768 * rows, "{drawn}");
    }
}

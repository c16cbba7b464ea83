//! Tests over all pages of the model, and of the parts that draw and lay out.

use super::figure::{Cell, Fill, figure};
use super::layout::layout;
use ir::Spec;
use ir::legality::{Mode, Request};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

type All = (load::Model, Vec<Spec>, super::Pages);

/// The model, its specs and all pages, made once.
fn all() -> &'static All {
    static ALL: OnceLock<All> = OnceLock::new();
    ALL.get_or_init(|| {
        let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model");
        let (model, found) = load::Model::read(&dir).expect("the model is in the repository");
        assert!(found.is_empty());
        let (specs, _) = model.check();
        let pages = super::pages(&model, &specs, &crate::hypervisor::switches(&specs)).expect("templates fit");
        (model, specs, pages)
    })
}

fn page(path: &str) -> &'static str {
    &all().2.iter().find(|p| p.0 == path).unwrap_or_else(|| panic!("there is no page {path}")).1
}

/// What can be linked to on a page.
fn has_anchor(text: &str, anchor: &str) -> bool {
    let slug = |heading: &str| heading.trim_start_matches('#').trim().to_lowercase().replace(' ', "-");
    let ids = [format!("id=\"{anchor}\""), format!("{{#{anchor}}}")];
    anchor.is_empty() || ids.iter().any(|id| text.contains(id)) || text.lines().any(|l| l.starts_with("##") && slug(l) == anchor)
}

/// Values of an attribute, in order.
fn values<'t>(text: &'t str, attribute: &str) -> Vec<&'t str> {
    text.split(&format!(" {attribute}=\"")).skip(1).filter_map(|rest| rest.split('"').next()).collect()
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
    let pages: BTreeMap<&str, &str> = all().2.iter().map(|p| (p.0.as_str(), p.1.as_str())).collect();
    for (path, text) in pages.iter().filter(|p| p.0.ends_with(".md") && !p.0.ends_with("SUMMARY-part.md")) {
        let folder = path.rsplit_once('/').map_or("", |p| p.0);
        for link in values(text, "href") {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.to_string() } else { plain(&format!("{folder}/{file}")).replace(".html", ".md") };
            // Prose of the book stands beside the generated pages.
            if !target.contains('/') {
                continue;
            }
            let there = pages.get(target.as_str());
            assert!(there.is_some_and(|there| has_anchor(there, anchor)), "{path}: {link}");
        }
    }
}

#[test]
fn pages_are_light() {
    for (path, text) in all().2.iter().filter(|p| p.0.ends_with(".md")) {
        assert!(text.len() < 250_000, "{path} has {} bytes", text.len());
    }
}

#[test]
fn fields_are_where_the_export_has_them() {
    let (_, specs, _) = all();
    let mut seen = 0;
    for spec in specs {
        let export = crate::export::revision(spec);
        for csr in spec.csrs.iter().filter(|c| c.visible == c.width && c.bits_of.is_none() && c.high_half_of.is_none()) {
            let path = format!("{}/book/csr/{}.md", spec.revision.id, csr.name);
            let Some((_, text)) = all().2.iter().find(|p| p.0 == path) else { continue };
            let facts = &export["csrs"][&csr.name];
            assert!(text.contains(facts["addr"].as_str().expect("an address")), "{path}: address");
            let attribute = format!("data-bits-{}", spec.xlen);
            let rows = text.split("<tr id=\"f-").skip(1).filter_map(|row| {
                let (name, rest) = row.split_once('"')?;
                let bits = values(rest.split("</tr>").next()?, &attribute).first()?.split_once(':')?;
                Some((name.to_string(), [bits.0.parse().ok()?, bits.1.parse().ok()?]))
            });
            let rows: BTreeMap<String, [u64; 2]> = rows.collect();
            let expected: BTreeMap<String, [u64; 2]> = serde_json::from_value(facts["fields"].clone()).expect("name and bits");
            assert_eq!(rows, expected, "{path} on RV{}", spec.xlen);
            seen += 1;
        }
    }
    assert!(seen > 10 * specs.len(), "only {seen} pages were compared");
}

/// The numbers above the boxes of the first figure, which is that of RV64, are those of the export.
#[test]
fn figures_show_the_bits_of_the_export() {
    for spec in all().1.iter().filter(|s| s.xlen == 64) {
        let export = crate::export::revision(spec);
        for csr in spec.csrs.iter().filter(|c| !c.whole && c.bits_of.is_none()) {
            let path = format!("{}/book/csr/{}.md", spec.revision.id, csr.name);
            let Some((_, text)) = all().2.iter().find(|p| p.0 == path) else { continue };
            let figure = text.split("<svg").nth(1).and_then(|rest| rest.split("</svg>").next()).expect("a figure");
            for (name, bits) in export["csrs"][&csr.name]["fields"].as_object().expect("fields") {
                let boxes: Vec<&str> = figure.lines().filter(|l| l.contains(&format!("href=\"#f-{name}\""))).collect();
                let numbers =
                    boxes.iter().flat_map(|b| b.split("class=\"n").skip(1)).filter_map(|n| n.split('>').nth(1)?.split('<').next());
                let numbers: Vec<u64> = numbers.flat_map(|n| n.split('-')).filter_map(|n| n.parse().ok()).collect();
                let ends = json!([numbers.iter().max(), numbers.iter().min()]);
                assert_eq!(ends, *bits, "{path}: {name}");
            }
        }
    }
}

#[test]
fn instructions_have_the_words_of_the_export() {
    for spec in all().1.iter().filter(|s| s.xlen == 64) {
        let text = page(&format!("{}/book/instructions.md", spec.revision.id));
        let export = crate::export::revision(spec);
        let words = export["instructions"].as_object().expect("instructions");
        let mut seen = 0;
        for (name, word) in words {
            let Some(row) = text.lines().find(|l| l.contains(&format!("href=\"#i-{name}\""))) else { continue };
            for key in ["mask", "match"] {
                assert!(row.contains(word[key].as_str().expect("a word")), "{} {name} {key}", spec.revision.id);
            }
            seen += 1;
        }
        assert!(seen > 5, "{}: {seen}", spec.revision.id);
    }
}

#[test]
fn data_leads_to_places_that_exist() {
    let data: Value = serde_json::from_str(page("book/nodes.json")).expect("JSON");
    let revisions = data["revisions"].as_array().expect("revisions");
    let id = |at: &Value| revisions[at.as_u64().expect("a position") as usize]["id"].as_str().expect("an id");
    let there = |page_of: String, anchor: &Value| has_anchor(page(&page_of), anchor.as_str().expect("an anchor"));
    let mut kinds = BTreeSet::new();
    for node in data["nodes"].as_array().expect("nodes") {
        kinds.insert(node["kind"].as_str().expect("a kind"));
        let lives = node["lives"].as_array().into_iter().flatten().filter(|l| l["page"].is_string());
        for life in lives.chain(node["instead"].as_array().into_iter().flatten()) {
            for at in [&life["in"][0], &life["in"][1]] {
                let path = format!("{}/book/{}.md", id(at), life["page"].as_str().expect("a page"));
                assert!(there(path, &life["anchor"]), "{node}");
            }
        }
        let history = node["history"].as_str().expect("a history").split('#').next().expect("a page");
        page(&format!("{history}.md"));
    }
    for change in data["changes"].as_array().expect("changes") {
        let path = format!("{}.md", change["page"].as_str().expect("a page"));
        assert!(there(path, &json!(format!("change-{}", change["id"].as_str().expect("an id")))), "{change}");
    }
    assert!(kinds.len() >= 10, "{kinds:?}");
}

#[test]
fn decode_boxes_know_the_fields_of_the_export() {
    for spec in &all().1 {
        let export = crate::export::revision(spec);
        for name in ["hstatus", "mstatus", "hgatp", "vscause", "satp", "hip"] {
            let path = format!("{}/book/csr/{name}.md", spec.revision.id);
            let Some((_, text)) = all().2.iter().find(|p| p.0 == path) else { continue };
            let attribute =
                values(text, "data-register")[0].replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            let registers: Value = serde_json::from_str(&attribute).unwrap_or_else(|e| panic!("{path}: {e}"));
            for register in registers.as_array().expect("a list").iter().filter(|r| r["xlen"] == spec.xlen) {
                let fields = register["fields"].as_array().expect("fields").iter();
                let found: BTreeMap<&str, Value> =
                    fields.map(|f| (f["name"].as_str().expect("a name"), json!([f["hi"], f["lo"]]))).collect();
                let expected = &export["csrs"][register["name"].as_str().expect("a name")]["fields"];
                assert_eq!(&json!(found), expected, "{path}: {}", register["name"]);
            }
        }
    }
}

#[test]
fn modes_are_refused_by_the_rules_of_the_model() {
    let (model, specs, _) = all();
    let switches = crate::hypervisor::switches(specs);
    let book = super::Book::new(model, specs, &switches).expect("templates fit");
    for text in &book.texts {
        let links = super::text::Links::of(text);
        let csr = text.wide.csr("hstatus").expect("exists in every revision");
        let request = Request::csr(text.wide, csr, false);
        let [m, hs, u, vs, _] = Mode::ALL.map(|m| super::access::outcome(text.wide, &request.outcome(m), links, "yes"));
        assert_eq!((m.as_str(), hs.as_str()), ("yes", "yes"));
        let refused_as = |name: &str| text.wide.exception(name).map(|_| links.exception(name));
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

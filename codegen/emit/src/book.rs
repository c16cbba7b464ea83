//! The pages of the reference book, as Markdown.
//!
//! Facts are collected here and in the modules below; the wording around them
//! is in `templates/book/`. A page per CSR (families of numbered ones share
//! one) and one each for instructions, traps, translation, rules and choices,
//! for every revision; then what spans revisions: changes and histories.

mod access;
mod across;
mod csr;

mod figure;
mod insn;
mod revision;
mod rules;
mod text;
mod translation;
mod traps;

#[cfg(test)]
mod tests;

use ir::{Csr, Level, Spec};
use load::Header;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// Path and text.
type Pages = Vec<(String, String)>;

/// All pages, by path below the folder of generated files.
pub fn pages(specs: &[Spec], header: &Header) -> Result<Vec<(String, String)>, String> {
    let book = Book::new(specs, header)?;
    let each: Vec<Pages> = book.texts.par_iter().map(|text| text.pages(&book)).collect::<Result<_, String>>()?;
    let mut pages: Pages = each.into_iter().flatten().collect();
    pages.extend(across::pages(&book)?);
    Ok(pages)
}

/// What all pages need.
struct Book<'a> {
    header: &'a Header,
    texts: Vec<Text<'a>>,
    tera: tera::Tera,
}

/// One revision at both XLENs.
struct Text<'a> {
    /// RV64.
    wide: &'a Spec,
    /// RV32.
    narrow: &'a Spec,
    /// Pages of CSRs, by address of the first one.
    registers: Vec<Register<'a>>,
    /// Which page tells of a CSR.
    page_of: BTreeMap<&'a str, usize>,
}

/// A CSR, or a family of them that differ in a number.
struct Register<'a> {
    /// Name of the page: the CSR, or what is common to the names.
    name: &'a str,
    /// At least one.
    members: Vec<&'a Csr>,
}

/// So many CSRs with numbered names make a family.
const FAMILY: usize = 4;

const TEMPLATES: &[(&str, &str)] = &[
    ("changes", include_str!("../templates/book/changes.tera")),
    ("choices", include_str!("../templates/book/choices.tera")),
    ("csr", include_str!("../templates/book/csr.tera")),
    ("csrs", include_str!("../templates/book/csrs.tera")),
    ("history", include_str!("../templates/book/history.tera")),
    ("index", include_str!("../templates/book/index.tera")),
    ("instructions", include_str!("../templates/book/instructions.tera")),
    ("rules", include_str!("../templates/book/rules.tera")),
    ("summary", include_str!("../templates/book/summary.tera")),
    ("translation", include_str!("../templates/book/translation.tera")),
    ("traps", include_str!("../templates/book/traps.tera")),
];

impl<'a> Book<'a> {
    fn new(specs: &'a [Spec], header: &'a Header) -> Result<Self, String> {
        let widths: Vec<u32> = specs.iter().map(|s| s.xlen).collect();
        let (narrow, wide) = (widths.iter().min(), widths.iter().max());
        let of = |index: usize, xlen: Option<&u32>| specs.iter().find(|s| s.index == index && Some(&s.xlen) == xlen);
        let texts = (0..header.revisions.len())
            .map(|i| match (of(i, wide), of(i, narrow)) {
                (Some(wide), Some(narrow)) => Ok(Text::new(wide, narrow)),
                _ => Err(format!("book: revision {} is not there at both XLENs", header.revisions[i].id)),
            })
            .collect::<Result<_, String>>()?;
        let mut tera = tera::Tera::default();
        tera.autoescape_on(Vec::<&'static str>::new());
        tera.add_raw_templates(TEMPLATES.iter().copied()).map_err(|e| format!("book: {e}"))?;
        Ok(Self { header, texts, tera })
    }

    /// A page from its template.
    fn render(&self, template: &str, facts: &Value) -> Result<String, String> {
        let context = tera::Context::from_serialize(facts).map_err(|e| format!("book, {template}: {e}"))?;
        let text = self.tera.render(template, &context).map_err(|e| format!("book, {template}: {e}"))?;
        Ok(text::tidy(&text))
    }
}

impl<'a> Text<'a> {
    fn new(wide: &'a Spec, narrow: &'a Spec) -> Self {
        let only_narrow = narrow.csrs.iter().filter(|c| c.high_half_of.is_none() && wide.csr(&c.name).is_none());
        let mut csrs: Vec<&Csr> = wide.csrs.iter().chain(only_narrow).collect();
        csrs.sort_by_key(|c| c.address);
        let stem = |c: &'a Csr| c.name.trim_end_matches(|d: char| d.is_ascii_digit());
        let is_family = |s: &str| csrs.iter().filter(|c| c.name != s && stem(c) == s).count() >= FAMILY;
        let mut registers: Vec<Register> = Vec::new();
        for csr in &csrs {
            let name = if csr.name != stem(csr) && is_family(stem(csr)) { stem(csr) } else { &csr.name };
            match registers.iter_mut().find(|r| r.name == name) {
                Some(register) => register.members.push(csr),
                None => registers.push(Register { name, members: vec![csr] }),
            }
        }
        let members = registers.iter().enumerate().flat_map(|(i, r)| r.members.iter().map(move |c| (c.name.as_str(), i)));
        let mut page_of: BTreeMap<&str, usize> = members.collect();
        for high in &narrow.csrs {
            let low = high.high_half_of.as_deref().and_then(|low| page_of.get(low)).copied();
            if let Some(page) = low {
                page_of.insert(&high.name, page);
            }
        }
        Self { wide, narrow, registers, page_of }
    }

    /// As in `--rev`.
    fn id(&self) -> &'a str {
        &self.wide.revision.id
    }

    /// The page of a CSR.
    fn register(&self, csr: &str) -> Option<&Register<'a>> {
        self.registers.get(*self.page_of.get(csr)?)
    }

    /// The spec that has a CSR, the wide one if both do.
    fn spec_of(&self, csr: &str) -> &'a Spec {
        if self.wide.csr(csr).is_some() { self.wide } else { self.narrow }
    }

    fn pages(&self, book: &Book) -> Result<Pages, String> {
        let mut pages = vec![
            ("index.md".to_string(), book.render("index", &revision::index(book, self))?),
            ("csr/index.md".to_string(), book.render("csrs", &csr::list(book, self))?),
            ("instructions.md".to_string(), book.render("instructions", &insn::page(book, self))?),
            ("traps.md".to_string(), book.render("traps", &traps::page(book, self))?),
            ("translation.md".to_string(), book.render("translation", &translation::page(book, self))?),
            ("rules.md".to_string(), book.render("rules", &rules::page(book, self))?),
            ("choices.md".to_string(), book.render("choices", &rules::choices(book, self))?),
        ];
        for register in &self.registers {
            let page = book.render("csr", &csr::page(book, self, register))?;
            pages.push((format!("csr/{}.md", register.name), page));
        }
        Ok(pages.into_iter().map(|(path, page)| (format!("{}/book/{path}", self.id()), page)).collect())
    }
}

/// What a level is called in prose.
fn level(level: Level) -> &'static str {
    match level {
        Level::U => "user",
        Level::S => "supervisor",
        Level::HS => "hypervisor",
        Level::M => "machine",
    }
}

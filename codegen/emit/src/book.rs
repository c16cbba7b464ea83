//! The pages of the reference book: Markdown with HTML in it, and one file of data for scripts.
//!
//! Facts are collected here and in the modules below; the wording around them
//! is in `templates/book/`. A page per CSR (families of numbered ones share
//! one) and one for each other subject, for every revision; then what spans
//! revisions: changes, pairs, histories ([`story`]). What scripts may rely on
//! is written down in the README of the book's theme.

mod access;
mod across;
mod aliases;
mod choices;
mod csr;
mod data;
mod draw;
mod fields;
mod figure;
mod history;
mod insn;
mod interrupts;
mod layout;
mod legality;
mod revision;
mod rules;
mod statements;
mod story;
mod switch;
mod text;
mod translation;
mod traps;
mod uses;
mod walk;
mod warl;
mod witness;

#[cfg(test)]
mod tests;

use crate::facts::facts;
use crate::format;
use crate::hypervisor::Switches;
use crate::hypervisor::switch::Lists;
use ir::nodes::Kind;
use ir::{Change, Csr, Level, Rule, Spec};
use load::{Header, Model};
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use story::Stories;
use uses::Uses;

/// Path and text.
type Pages = Vec<(String, String)>;

/// A page of a revision that is of no one register: its key, its template, its facts.
type Subject = (&'static str, &'static str, fn(&Book, &Text) -> Value);

/// All pages, by path below the folder of generated files.
pub fn pages(model: &Model, specs: &[Spec], switches: &Switches) -> Result<Vec<(String, String)>, String> {
    let book = Book::new(model, specs, switches)?;
    let (each, (across, data)) = rayon::join(
        || book.texts.par_iter().map(|text| text.pages(&book)).collect::<Result<Vec<Pages>, String>>(),
        || rayon::join(|| across::pages(&book), || data::file(&book)),
    );
    let mut pages: Pages = each?.into_iter().flatten().collect();
    pages.extend(across?);
    pages.push(("book/nodes.json".to_string(), data));
    Ok(pages)
}

/// What all pages need.
struct Book<'a> {
    header: &'a Header,
    model: &'a Model,
    texts: Vec<Text<'a>>,
    stories: Stories<'a>,
    tera: &'static tera::Tera,
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
    /// Who uses what, on RV64 and RV32.
    uses: [Uses; 2],
    /// The world switch.
    switch: &'a Lists,
    /// For the first CSR of each page, what reading and writing come to in each mode.
    access: Vec<access::Outcomes<'a>>,
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
    ("compare", include_str!("../templates/book/compare.tera")),
    ("csr", include_str!("../templates/book/csr.tera")),
    ("csrs", include_str!("../templates/book/csrs.tera")),
    ("history", include_str!("../templates/book/history.tera")),
    ("index", include_str!("../templates/book/index.tera")),
    ("instructions", include_str!("../templates/book/instructions.tera")),
    ("interrupts", include_str!("../templates/book/interrupts.tera")),
    ("legality", include_str!("../templates/book/legality.tera")),
    ("life", include_str!("../templates/book/life.tera")),
    ("lives", include_str!("../templates/book/lives.tera")),
    ("nav", include_str!("../templates/book/nav.tera")),
    ("pair", include_str!("../templates/book/pair.tera")),
    ("rules", include_str!("../templates/book/rules.tera")),
    ("source", include_str!("../templates/book/source.tera")),
    ("statements", include_str!("../templates/book/statements.tera")),
    ("summary", include_str!("../templates/book/summary.tera")),
    ("switch", include_str!("../templates/book/switch.tera")),
    ("translation", include_str!("../templates/book/translation.tera")),
    ("traps", include_str!("../templates/book/traps.tera")),
];

/// The templates, compiled once.
fn templates() -> Result<&'static tera::Tera, String> {
    static TERA: std::sync::OnceLock<Result<tera::Tera, String>> = std::sync::OnceLock::new();
    let compiled = TERA.get_or_init(|| {
        let mut tera = tera::Tera::default();
        tera.autoescape_on(Vec::<&'static str>::new());
        tera.add_raw_templates(TEMPLATES.iter().copied()).map_err(|e| format!("book: {e}"))?;
        Ok(tera)
    });
    compiled.as_ref().map_err(Clone::clone)
}

impl<'a> Book<'a> {
    fn new(model: &'a Model, specs: &'a [Spec], switches: &'a Switches) -> Result<Self, String> {
        let widths: Vec<u32> = specs.iter().map(|s| s.xlen).collect();
        let (narrow, wide) = (widths.iter().min(), widths.iter().max());
        let of = |index: usize, xlen: Option<&u32>| specs.iter().find(|s| s.index == index && Some(&s.xlen) == xlen);
        let header = &model.header;
        let texts = (0..header.revisions.len())
            .into_par_iter()
            .map(|i| match (of(i, wide), of(i, narrow), switches.get(&i)) {
                (Some(wide), Some(narrow), Some(switch)) => Ok(Text::new(wide, narrow, switch)),
                _ => Err(format!("book: revision {} is not there at both XLENs", header.revisions[i].id)),
            })
            .collect::<Result<Vec<Text>, String>>()?;
        let stories = Stories::new(model, &texts);
        Ok(Self { header, model, texts, stories, tera: templates()? })
    }

    /// A page from its template.
    fn render(&self, template: &str, facts: &Value) -> Result<String, String> {
        let make = || -> Result<String, tera::Error> {
            let context = tera::Context::from_serialize(facts)?;
            Ok(layout::tidy(&self.tera.render(template, &context)?))
        };
        format::rendered(template, facts, make).map_err(|e| format!("book, {template}: {e}"))
    }

    /// Changes that happen at a revision.
    fn changes_at(&self, revision: usize) -> impl Iterator<Item = &'a Change> + use<'a> {
        self.header.changes.iter().filter(move |c| c.at == revision && revision > 0)
    }

    /// What a choice is; none if the constant is nobody's choice.
    fn choice_doc(&self, name: &str) -> Option<String> {
        let node = self.model.documents.iter().find(|d| d.kind == "choice" && d.id == name)?;
        Some(node.node.get("doc")?.text()?.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Sizes of the lists of the world switch in every revision.
    fn switch_counts(&self, here: &Text) -> Value {
        let row = |t: &Text| facts!({"id": t.id(), "here": t.id() == here.id(), "kept": t.switch.kept.len(), "switch": t.switch.switch.len(), "trapped": t.switch.trapped.len()});
        self.texts.iter().map(row).collect()
    }
}

impl<'a> Text<'a> {
    fn new(wide: &'a Spec, narrow: &'a Spec, switch: &'a Lists) -> Self {
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
        let access = access::outcomes(&registers, wide, narrow);
        Self { wide, narrow, registers, page_of, uses: [Uses::of(wide), Uses::of(narrow)], switch, access }
    }

    /// As in `--rev`.
    fn id(&self) -> &'a str {
        &self.wide.revision.id
    }

    /// The page of a CSR.
    fn register(&self, csr: &str) -> Option<&Register<'a>> {
        self.registers.get(*self.page_of.get(csr)?)
    }

    /// The page of CSRs with that name.
    fn register_named(&self, page: &str) -> Option<&Register<'a>> {
        self.registers.iter().find(|r| r.name == page)
    }

    /// What reading and writing the first CSR of a page come to, by mode.
    fn access_to(&self, register: &Register) -> Option<&access::Outcomes<'a>> {
        self.access.get(self.registers.iter().position(|r| r.name == register.name)?)
    }

    /// The spec that has a CSR, the wide one if both do.
    fn spec_of(&self, csr: &str) -> &'a Spec {
        if self.wide.csr(csr).is_some() { self.wide } else { self.narrow }
    }

    /// Who uses what in one of the specs.
    fn uses_of(&self, spec: &Spec) -> &Uses {
        &self.uses[usize::from(spec.xlen != self.wide.xlen)]
    }

    /// A rule at either XLEN.
    fn rule(&self, name: &str) -> Option<&'a Rule> {
        self.wide.rule(name).or_else(|| self.narrow.rule(name))
    }

    /// Whether an instruction has a section.
    fn has_section(&self, insn: &str) -> bool {
        let found = self.wide.insn(insn).or_else(|| self.narrow.insn(insn));
        found.is_some_and(insn::is_privileged)
    }

    /// Page and anchor of a named thing, if it is here.
    fn place(&self, kind: Kind, id: &str) -> Option<(String, String)> {
        let specs = [self.wide, self.narrow];
        let at = |page: &str, anchor: String| Some((page.to_string(), anchor));
        match kind {
            Kind::Csr => {
                let register = self.register(id)?;
                let is_own = register.members.len() == 1 && register.members[0].name == id;
                Some((format!("csr/{}", register.name), if is_own { String::new() } else { format!("m-{id}") }))
            }
            Kind::Field => {
                let (csr, field) = id.split_once('.')?;
                let register = self.register(csr)?;
                specs.iter().find(|s| s.field(csr, field).is_some())?;
                let anchor = if register.members.len() > 1 { format!("m-{csr}") } else { format!("f-{field}") };
                Some((format!("csr/{}", register.name), anchor))
            }
            Kind::Exception => self.wide.exception(id).and_then(|_| at("traps", format!("e-{id}"))),
            Kind::Interrupt => self.wide.interrupt(id).and_then(|_| at("traps", format!("n-{id}"))),
            Kind::Instruction => self.has_section(id).then(|| ("instructions".to_string(), format!("i-{id}"))),
            Kind::Rule => self.rule(id).and_then(|_| at("rules", format!("rule-{id}"))),
            Kind::Choice => specs.iter().find(|s| s.constant(id).is_some()).and_then(|_| at("choices", format!("choice-{id}"))),
            Kind::Paging => {
                specs.iter().find(|s| s.formats.iter().any(|f| f.name == id)).and_then(|_| at("translation", format!("format-{id}")))
            }
            Kind::Pte => {
                let (pte, field) = id.split_once('.')?;
                let has = |s: &&&Spec| s.ptes.iter().any(|p| p.name == pte && p.fields.iter().any(|f| f.0 == field));
                specs.iter().find(has).and_then(|_| at("translation", format!("pte-{pte}")))
            }
            Kind::TrapRow => {
                let (what, name) = id.split(':').next()?.split_once(' ')?;
                self.wide.table(name).and_then(|_| at("traps", format!("{what}-{name}")))
            }
            Kind::Substitution => at("rules", String::new()),
        }
    }

    fn pages(&self, book: &Book) -> Result<Pages, String> {
        let subjects: &[Subject] = &[
            ("index", "index", revision::index),
            ("csr/index", "csrs", csr::list),
            ("instructions", "instructions", insn::page),
            ("traps", "traps", traps::page),
            ("interrupts", "interrupts", interrupts::page),
            ("translation", "translation", translation::page),
            ("legality", "legality", legality::page),
            ("switch", "switch", switch::page),
            ("rules", "rules", rules::page),
            ("choices", "choices", choices::page),
            ("statements", "statements", statements::page),
        ];
        let path = |key: &str| format!("{}/book/{key}.md", self.id());
        let mut pages = Pages::new();
        for (key, template, facts) in subjects {
            pages.push((path(key), book.render(template, &facts(book, self))?));
        }
        for register in &self.registers {
            pages.push((path(&format!("csr/{}", register.name)), book.render("csr", &csr::page(book, self, register))?));
        }
        Ok(pages)
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

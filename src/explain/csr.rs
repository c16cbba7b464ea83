//! Pages of CSRs, their fields, and addresses at which there is none.

use super::page::Page;
use super::{Place, Question};
use super::{access, life};
use emit::export::seen_fields;
use ir::legality::{self, Request};
use ir::show::show;
use ir::{Csr, Field, Level, Spec, Storage};

/// A CSR.
pub(super) fn page(question: &Question, name: &str) -> Page {
    let place = question.place(|s| s.csr(name).is_some());
    let found = place.spec.and_then(|spec| Some((spec, spec.csr(name)?)));
    let mut page = Page::new("CSR", name, place.spec, found.map_or("", |(_, csr)| &csr.meta.doc));
    if let Some((spec, csr)) = found {
        page.line("address", format!("{:#05x}, {}", csr.address, level(csr.level)));
        if let Some((_, guest)) = spec.substitution.iter().find(|(own, _)| own == name) {
            page.line("guest", format!("with V=1 the address reaches {guest}"));
        }
        if let Some((own, _)) = spec.substitution.iter().find(|(_, guest)| guest == name) {
            page.line("guest", format!("with V=1 the address of {own} reaches it"));
        }
        page.table("fields", fields(spec, csr));
        page.line("write", csr.accept.as_ref().map_or(String::new(), |e| format!("ignored unless {}", show(e))));
        page.table("access", accesses(question, spec, csr));
    }
    absent(&mut page, question, &place, name);
    let owner = high_half_owner(question, name);
    let ends = load::life::of_node(&question.loaded.model, "csr", owner.as_deref().unwrap_or(name));
    life::tell(&mut page, question.loaded, &place, ends);
    page.table("source", found.map_or(Vec::new(), |(spec, csr)| sources(spec, &csr.meta)));
    page
}

/// A field of a CSR.
pub(super) fn field_page(question: &Question, csr: &str, name: &str) -> Page {
    let place = question.place(|s| s.field(csr, name).is_some());
    let loaded = question.loaded;
    let full = format!("{csr}.{name}");
    let found = place.spec.and_then(|spec| Some((spec, spec.csr(csr)?, spec.field(csr, name)?)));
    let mut page = Page::new("field", &full, place.spec, found.map_or("", |(_, _, field)| &field.doc));
    if let Some((spec, csr, field)) = found {
        page.line("position", format!("{} of {} ({:#05x})", positions(field.hi, field.lo), csr.name, csr.address));
        if field.hi >= csr.visible
            && let Some(high) = spec.csrs.iter().find(|c| c.high_half_of.as_ref() == Some(&csr.name))
        {
            page.line("seen in", format!("{} ({:#05x})", high.name, high.address));
        }
        page.line("value", value(field));
        page.line("write", field.rule.clone().unwrap_or_default());
        page.table("access", accesses(question, spec, csr));
    }
    absent(&mut page, question, &place, &full);
    life::tell(&mut page, loaded, &place, load::life::of_field(&loaded.model, csr, name));
    let source = found.map(|(spec, csr, field)| {
        let place = loaded.model.sources.place(field.span);
        sources(spec, &ir::Meta { place, ..csr.meta.clone() })
    });
    page.table("source", source.unwrap_or_default());
    page
}

/// An address at which there is no CSR where it was asked for.
pub(super) fn empty_page(question: &Question, address: u64) -> Page {
    let name = format!("{address:#05x}");
    let at = |s: &Spec| s.csrs.iter().find(|c| u64::from(c.address) == address).map(|c| c.name.clone());
    let loaded = question.loaded;
    let spec = question.xlens.first().and_then(|&xlen| loaded.spec(question.revision.unwrap_or(loaded.last()), xlen).ok());
    let elsewhere = Question { loaded, revision: None, xlens: question.xlens.clone(), mode: None }.place(|s| at(s).is_some());
    let mut page = Page::new("address", &name, spec, "No CSR has this address.");
    if let Some(spec) = spec {
        let rows = question.modes().into_iter().map(|m| vec![m.name().to_string(), access::exception(spec, legality::nothing_there())]);
        page.table("access", rows.collect());
    }
    if let Some(other) = elsewhere.spec.and_then(at) {
        page.line("else", format!("{other} has it in other revisions"));
    }
    life::tell(&mut page, loaded, &elsewhere, Vec::new());
    page
}

/// Where text and model say it: the manual's section at its commit, and the file.
pub(super) fn sources(spec: &Spec, meta: &ir::Meta) -> Vec<Vec<String>> {
    let manual = format!("{}, in the manual at {}", meta.cite.join(", "), spec.revision.manual);
    vec![vec![manual], vec![meta.place.clone()]]
}

/// Says so if the thing is not there where it was asked for.
pub(super) fn absent(page: &mut Page, question: &Question, place: &Place, name: &str) {
    if place.spec.is_some() {
        return;
    }
    let revisions = &question.loaded.model.header.revisions;
    let asked = question.revision.and_then(|r| revisions.get(r)).map_or("any revision", |r| r.id.as_str());
    let widths: Vec<String> = question.xlens.iter().map(|x| format!("RV{x}")).collect();
    page.line("here", format!("there is no {name} in {asked} ({})", widths.join(" and ")));
}

/// The CSR whose node declares this one as its high half.
fn high_half_owner(question: &Question, name: &str) -> Option<String> {
    question.loaded.specs.iter().find_map(|s| s.csr(name)?.high_half_of.clone())
}

fn level(level: Level) -> &'static str {
    match level {
        Level::U => "unprivileged",
        Level::S => "supervisor",
        Level::HS => "hypervisor",
        Level::M => "machine",
    }
}

fn fields(spec: &Spec, csr: &Csr) -> Vec<Vec<String>> {
    let row = |seen: &emit::export::Seen| {
        let value = value(seen.field);
        let note = if value.is_empty() { String::new() } else { format!(" ({value})") };
        vec![seen.name.to_string(), range(seen.hi, seen.lo), format!("{}{note}", seen.field.doc)]
    };
    seen_fields(spec, csr).iter().map(row).collect()
}

fn range(hi: u32, lo: u32) -> String {
    if hi == lo { hi.to_string() } else { format!("{hi}:{lo}") }
}

fn positions(hi: u32, lo: u32) -> String {
    if hi == lo { format!("bit {hi}") } else { format!("bits {hi}:{lo}") }
}

/// Where the value comes from, unless it is simply stored.
fn value(field: &Field) -> String {
    let mut parts = Vec::new();
    match &field.storage {
        Storage::Store(_) => {}
        Storage::Alias(csr, other) if csr == other => parts.push(format!("same as {csr}")),
        Storage::Alias(csr, other) => parts.push(format!("same as {csr}.{other}")),
        Storage::Derived { read, rmw_stored, .. } => {
            parts.push(format!("reads {}", show(read)));
            if *rmw_stored {
                parts.push("CSRRS and CSRRC see the stored value".to_string());
            }
        }
        Storage::Const(value) => parts.push(format!("read-only {value}")),
    }
    if let Some(gate) = &field.gate {
        parts.push(format!("0 unless {}", show(gate)));
    }
    if field.read_only {
        parts.push("read-only".to_string());
    }
    if field.wlrl {
        parts.push("WLRL".to_string());
    }
    if field.reset != 0 {
        parts.push(format!("{:#x} after reset", field.reset));
    }
    parts.join("; ")
}

/// Mode by mode, reading and writing together where they are treated alike.
fn accesses(question: &Question, spec: &Spec, csr: &Csr) -> Vec<Vec<String>> {
    let [read, write] = [false, true].map(|write| Request::csr(spec, csr, write));
    let mut rows = Vec::new();
    for mode in question.modes() {
        let guest = spec.substitution.iter().find(|(own, _)| mode.is_guest() && *own == csr.name);
        let yes = guest.map_or("yes".to_string(), |(_, guest)| format!("yes, of {guest}"));
        let [read, write] = [&read, &write].map(|request| access::say(spec, &request.outcome(mode), &yes));
        let row = |what: &str, outcome: &str| vec![mode.name().to_string(), what.to_string(), outcome.to_string()];
        if read == write {
            rows.push(row("read, write", &read));
        } else {
            rows.push(row("read", &read));
            rows.push(row("write", &write));
        }
    }
    rows
}

//! Pages of exceptions and interrupts.

use super::Question;
use super::csr::{absent, sources};
use super::life;
use super::page::Page;
use ir::{Cause, Column, Policy, Spec};

/// An exception or interrupt.
pub(super) fn page(question: &Question, name: &str, interrupt: bool) -> Page {
    let find = |spec: &Spec| if interrupt { spec.interrupt(name).cloned() } else { spec.exception(name).cloned() };
    let place = question.place(|s| find(s).is_some());
    let kind = if interrupt { "interrupt" } else { "exception" };
    let found = place.spec.and_then(|spec| Some((spec, find(spec)?)));
    let mut page = Page::new(kind, name, place.spec, found.as_ref().map_or("", |(_, cause)| &cause.meta.doc));
    if let Some((_, cause)) = &found {
        page.line("code", code(cause));
        page.table("delegation", cause.columns.iter().map(|(register, column)| delegation(register, *column)).collect());
        page.line("priority", format!("{} (smaller is taken first)", cause.priority));
        page.line("handler", policy(cause.policy));
    }
    absent(&mut page, question, &place, name);
    life::tell(&mut page, question.loaded, &place, load::life::of_node(&question.loaded.model, kind, name));
    page.table("source", found.map_or(Vec::new(), |(spec, cause)| sources(spec, &cause.meta)));
    page
}

fn code(cause: &Cause) -> String {
    let guest = cause.as_vs.map_or(String::new(), |code| format!("; a guest that it is delegated to sees {code}"));
    format!("{}{guest}", cause.code)
}

fn delegation(register: &str, column: Column) -> Vec<String> {
    let rule = match column {
        Column::Writable => "writable",
        Column::Zero => "read-only 0",
        Column::One => "read-only 1",
        Column::Free => "left open by the text",
    };
    vec![register.to_string(), rule.to_string()]
}

fn policy(policy: Policy) -> &'static str {
    match policy {
        Policy::M => "our firmware",
        Policy::HS => "our hypervisor",
        Policy::Guest => "the guest itself, in our software",
    }
}

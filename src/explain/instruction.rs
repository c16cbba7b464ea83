//! Pages of instructions.

use super::csr::{absent, sources};
use super::life;
use super::page::Page;
use super::{Question, access};
use ir::legality::Request;
use ir::show::show;
use ir::{Body, Insn};

/// An instruction.
pub(super) fn page(question: &Question, name: &str) -> Page {
    let place = question.place(|s| s.insn(name).is_some());
    let found = place.spec.and_then(|spec| Some((spec, spec.insn(name)?)));
    let mut page = Page::new("instruction", name, place.spec, found.map_or("", |(_, insn)| &insn.meta.doc));
    if let Some((spec, insn)) = found {
        let digits = 2 + 2 * insn.bytes as usize;
        page.line("encoding", insn.encoding.clone());
        page.line("mask", format!("{:#0digits$x}, match {:#0digits$x}", insn.mask, insn.matches));
        let request = Request::insn(spec, insn);
        let rows = question.modes().into_iter().map(|mode| vec![mode.name().to_string(), access::say(spec, &request.outcome(mode), "yes")]);
        page.table("access", rows.collect());
        page.table("does", body(insn));
        page.line("transform", insn.transform.as_ref().map_or(String::new(), |t| format!("shown in mtinst and htinst as `{}`", t.name)));
    }
    absent(&mut page, question, &place, name);
    life::tell(&mut page, question.loaded, &place, load::life::of_node(&question.loaded.model, "insn", name));
    page.table("source", found.map_or(Vec::new(), |(spec, insn)| sources(spec, &insn.meta)));
    page
}

fn body(insn: &Insn) -> Vec<Vec<String>> {
    match &insn.body {
        Body::Expands { insn, operands } => {
            let operands: Vec<String> = operands.iter().map(|(name, value)| format!("{name} = {}", show(value))).collect();
            vec![vec![format!("{insn} with {}", operands.join(", "))]]
        }
        Body::Exec(_) => insn.text.lines().map(|line| vec![line.to_string()]).collect(),
    }
}

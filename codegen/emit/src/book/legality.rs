//! The page of who may do what: modes and registers, modes and instructions.

use super::access::short;
use super::csr::{hex, title};
use super::insn;
use super::text::{Links, others};
use super::{Book, Register, Text};
use crate::facts::facts;
use ir::legality::{Mode, Request};
use serde_json::Value;

/// The page.
pub fn page(book: &Book, text: &Text) -> Value {
    let registers: Vec<Value> = text.registers.iter().map(|r| register(text, r)).collect();
    let instructions: Vec<Value> = insn::sections(text)
        .into_iter()
        .map(|i| {
            let spec = if text.wide.insn(&i.name).is_some() { text.wide } else { text.narrow };
            let request = Request::insn(spec, i);
            let cell = |m: Mode| {
                let outcome = short(&request.outcome(m));
                cell(outcome, outcome, None)
            };
            facts!({"name": &i.name, "cells": Mode::ALL.map(cell)})
        })
        .collect();
    let rules: Vec<String> =
        ["csr_denied", "denied_is_virtual"].iter().filter(|r| text.rule(r).is_some()).map(|r| Links::of(text).rule(r)).collect();
    facts!({
        "rev": text.id(),
        "modes": Mode::ALL.map(Mode::name),
        "registers": registers,
        "instructions": instructions,
        "rules": rules,
        "nav": others(book, text, "legality", &|_| true, "rules"),
    })
}

/// The row of a register.
fn register(text: &Text, r: &Register) -> Value {
    let csr = r.members[0];
    let guest = text.spec_of(&csr.name).substitution.iter().find(|s| s.0 == csr.name);
    let outcome = |write: usize, at: usize| text.access_to(r).map_or(("", ""), |both| short(&both[write][at]));
    let cell = |(at, m): (usize, &Mode)| {
        let (read, write) = (outcome(0, at), outcome(1, at));
        let other = guest.filter(|_| m.is_guest() && read.1 != "n" && read.1 != "v").map(|(_, vs)| vs);
        cell(read, write, other)
    };
    let cells: Vec<Value> = Mode::ALL.iter().enumerate().map(cell).collect();
    facts!({"name": title(r), "page": format!("csr/{}", r.name), "address": hex(csr), "cells": cells})
}

/// A cell: what reading and writing come to, if they differ in two lines.
fn cell(read: (&str, &str), write: (&str, &str), reaches: Option<&String>) -> Value {
    let class = if read.1 == write.1 { read.1 } else { "m" };
    facts!({"read": read.0, "write": (read != write).then_some(write.0), "class": class, "reaches": reaches})
}

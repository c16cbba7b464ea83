//! `draftvisor decode`: what a value of a CSR says.

use crate::explain::lookup;
use crate::model::{self, ModelArgs, XlenArgs};
use crate::table::{BOLD, YELLOW, columns};
use crate::words;
use crate::{Outcome, Verdict};
use anyhow::{Context as _, ensure};
use emit::export::{Seen, seen_fields};
use emit::values::Values;
use ir::{Csr, Spec, expr::mask};
use serde_json::{Value, json};
use std::io::Write;

/// Say what a value of a CSR means, field by field.
#[derive(clap::Args)]
#[command(
    after_help = "Examples:\n  draftvisor decode hstatus 0x200000080\n  draftvisor decode hgatp 0x8000000000080000 --rev first\n  draftvisor decode scause 8 10 --json"
)]
pub struct Args {
    /// Name or address of the CSR
    csr: String,
    /// The values: decimal, 0x or 0b
    #[arg(required = true)]
    values: Vec<String>,
    /// Revision (an id, `first` or `last`) [default: the last]
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    #[command(flatten)]
    xlen: XlenArgs,
    /// Print JSON: an object, or a list of them for several values
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    model: ModelArgs,
}

/// A field with its value.
struct Part<'a> {
    seen: Seen<'a>,
    value: u64,
    meaning: String,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let loaded = model::open(&args.model)?;
    let revision = loaded.revision_or_last(args.rev.as_deref())?;
    let spec = loaded.spec(revision, args.xlen.xlen)?;
    let csr = lookup::csr_at(loaded, spec, &args.csr)?;
    // All or none: what is no value is said before anything is printed.
    let values: Vec<u64> = args.values.iter().map(|text| value_of(csr, text)).collect::<anyhow::Result<_>>()?;
    if args.json {
        let mut all: Vec<Value> = values.iter().map(|&value| as_json(spec, csr, value, &decode(spec, csr, value))).collect();
        let printed = if all.len() == 1 { all.remove(0) } else { Value::Array(all) };
        writeln!(out, "{printed:#}")?;
        return Ok(Verdict::Good);
    }
    for value in values {
        print(spec, csr, value, out)?;
    }
    Ok(Verdict::Good)
}

fn value_of(csr: &Csr, text: &str) -> anyhow::Result<u64> {
    let help = || format!("`{text}` is no number\n  help: write it in decimal, or after 0x or 0b");
    let value = words::number(text).with_context(help)?;
    ensure!(value & !mask(csr.visible) == 0, "{value:#x} does not fit {}: it has {} bits here", csr.name, csr.visible);
    Ok(value)
}

fn print(spec: &Spec, csr: &Csr, value: u64, out: &mut dyn Write) -> anyhow::Result<()> {
    let parts = decode(spec, csr, value);
    writeln!(out, "{BOLD}{}{BOLD:#} = {value:#x} in {}, RV{}", csr.name, spec.revision.id, spec.xlen)?;
    for line in columns(&parts.iter().map(row).collect::<Vec<_>>(), 2) {
        writeln!(out, "{line}")?;
    }
    let stray = stray(csr, value, &parts);
    if !stray.is_empty() {
        let bits: Vec<String> = stray.iter().rev().map(u32::to_string).collect();
        let noun = if stray.len() == 1 { "bit" } else { "bits" };
        writeln!(out, "  {YELLOW}no field has {noun} {}{YELLOW:#}: read as 0, writes are ignored", bits.join(", "))?;
    }
    Ok(())
}

/// Bits that are set and belong to no field.
fn stray(csr: &Csr, value: u64, parts: &[Part]) -> Vec<u32> {
    let covered = parts.iter().fold(0, |bits, p| bits | mask(p.seen.hi - p.seen.lo + 1) << p.seen.lo);
    (0..csr.visible).filter(|bit| (value & !covered) >> bit & 1 != 0).collect()
}

fn decode<'a>(spec: &'a Spec, csr: &'a Csr, value: u64) -> Vec<Part<'a>> {
    let of = |seen: &Seen<'a>| value >> seen.lo & mask(seen.hi - seen.lo + 1);
    let seen = seen_fields(spec, csr);
    let interrupt = seen.iter().any(|s| s.name == "INTERRUPT" && of(s) != 0);
    let part = |seen: &Seen<'a>| {
        let value = of(seen);
        Part { seen: *seen, value, meaning: Values::of(spec, csr, seen).meaning(value, interrupt) }
    };
    seen.iter().map(part).collect()
}

fn row(part: &Part) -> [String; 4] {
    let value = match part.value {
        small @ 0..10 => small.to_string(),
        large => format!("{large:#x}"),
    };
    let doc = if part.value == 0 { "" } else { part.seen.field.doc.as_str() };
    let meaning = if part.meaning.is_empty() { doc } else { part.meaning.as_str() };
    [part.seen.name.to_string(), bits(&part.seen), value, meaning.to_string()]
}

/// `21` or `17:12`, as the manual writes it.
fn bits(seen: &Seen) -> String {
    if seen.hi == seen.lo { seen.hi.to_string() } else { format!("{}:{}", seen.hi, seen.lo) }
}

fn as_json(spec: &Spec, csr: &Csr, value: u64, parts: &[Part]) -> Value {
    let field = |p: &Part| {
        json!({
            "name": p.seen.name,
            "bits": [p.seen.hi, p.seen.lo],
            "value": p.value,
            "meaning": Some(&p.meaning).filter(|m| !m.is_empty()),
            "doc": p.seen.field.doc,
        })
    };
    json!({
        "revision": spec.revision.id,
        "xlen": spec.xlen,
        "csr": csr.name,
        "value": format!("{value:#x}"),
        "fields": parts.iter().map(field).collect::<Vec<_>>(),
        "bits_without_field": stray(csr, value, parts),
    })
}

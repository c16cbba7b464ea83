//! The JSON contract: names, addresses, positions, codes and encodings of one revision.
//!
//! `draftvisor export --format json` prints what [`revision`] returns. Its keys
//! are relied on by programs outside this repository: add, never rename.

use crate::facts::facts;
use ir::{Cause, Column, Csr, Field, Insn, Spec};
use serde_json::{Map, Value};

/// The register whose delegation columns are listed.
const DELEGATION: &str = "hedeleg";

/// A field as an access to one CSR sees it: on RV32 a field of a 64-bit
/// register may lie in the high half, or be cut in two.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Name; that of the CSR if the register is one field.
    pub name: &'a str,
    /// Highest bit in the CSR.
    pub hi: u32,
    /// Lowest bit in the CSR.
    pub lo: u32,
    /// The whole field.
    pub field: &'a Field,
}

/// The fields that an access to `csr` sees, from the highest down.
pub fn seen_fields<'a>(spec: &'a Spec, csr: &'a Csr) -> Vec<Seen<'a>> {
    let low = csr.high_half_of.as_ref().and_then(|low| spec.csr(low));
    let register = low.unwrap_or(csr);
    let start = low.map_or(0, |low| low.visible);
    let end = (start + csr.visible).min(register.width);
    let cut = |field: &'a Field| {
        (field.hi >= start && field.lo < end).then(|| Seen {
            name: if register.whole { &csr.name } else { &field.name },
            hi: field.hi.min(end - 1) - start,
            lo: field.lo.max(start) - start,
            field,
        })
    };
    register.fields.iter().filter_map(cut).collect()
}

/// The facts of one revision at one XLEN.
pub fn revision(spec: &Spec) -> Value {
    let csrs: Map<String, Value> = spec.csrs.iter().map(|c| (c.name.clone(), csr(spec, c))).collect();
    let insns: Map<String, Value> = spec.insns.iter().map(|i| (i.name.clone(), encoding(i))).collect();
    facts!({
        "revision": &spec.revision.id,
        "xlen": spec.xlen,
        "csrs": csrs,
        "exceptions": causes(&spec.exceptions),
        "interrupts": causes(&spec.interrupts),
        "instructions": insns,
        DELEGATION: {
            "writable": codes(spec, Column::Writable),
            "read_only_zero": codes(spec, Column::Zero),
        },
    })
}

fn csr(spec: &Spec, csr: &Csr) -> Value {
    // One bit per cause: the causes are listed under their own names.
    let seen = if csr.bits_of.is_some() { Vec::new() } else { seen_fields(spec, csr) };
    let fields: Map<String, Value> = seen.iter().map(|f| (f.name.to_string(), facts!([f.hi, f.lo]))).collect();
    facts!({ "addr": format!("{:#05x}", csr.address), "fields": fields })
}

fn causes(list: &[Cause]) -> Map<String, Value> {
    list.iter().map(|c| (c.code.to_string(), facts!(&c.name))).collect()
}

fn encoding(insn: &Insn) -> Value {
    let digits = 2 + 2 * insn.bytes as usize;
    facts!({ "mask": format!("{:#0digits$x}", insn.mask), "match": format!("{:#0digits$x}", insn.matches) })
}

fn codes(spec: &Spec, column: Column) -> Vec<u64> {
    spec.exceptions.iter().filter(|c| c.column(DELEGATION) == Some(column)).map(|c| c.code).collect()
}

//! The registers of a vCPU by name: those that no revision changes, what the
//! world switch has of CSRs, and at the end those that are the hypervisor's.
//!
//! Places are for one revision; an id is a hash of the name, so that a program
//! can keep one over all of them.

use super::facts::{hex, kept, switch};
use super::switch::Lists;
use crate::Error;
use ir::Spec;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// FNV-1a of 32 bits.
const START: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// CSRs of the switch that say how this host runs the guest: its tables, and
/// how far its clock is from the host's.
const OWN: [&str; 2] = ["hgatp", "htimedelta"];

/// A row of the table; `set` is null where nobody sets it.
fn row(name: &str, get: String, set: Option<String>) -> Value {
    json!({"name": name, "field": true, "get": get, "set": set})
}

/// Adds the table, and what else its text needs.
pub fn insert(spec: &Spec, lists: &Lists, c: &mut Map<String, Value>) -> Result<(), Error> {
    let (guests, own) = csrs(spec, lists);
    let numbered = ["x", "f"].into_iter().flat_map(|file| (0..32).map(move |n| json!({"name": format!("{file}{n}")})));
    let fixed = [
        row("fcsr", "self.fcsr".into(), Some("self.fcsr = value".into())),
        row("pc", "self.pc".into(), Some("self.pc = value & !1".into())),
        row("prv", "self.is_supervisor() as u64".into(), Some("self.set_supervisor(value & 1 != 0)".into())),
    ];
    let rows: Vec<Value> = numbered.chain(fixed).chain(guests).collect();
    c.insert("own".into(), json!(rows.len()));
    let rows: Vec<Value> = rows.into_iter().chain(own).collect();
    check_ids(&rows)?;
    c.insert("registers".into(), json!(rows));
    c.insert("fnv_start".into(), json!(hex(START.into())));
    c.insert("fnv_prime".into(), json!(hex(PRIME.into())));
    Ok(())
}

/// CSRs: the guest's, and the hypervisor's.
fn csrs(spec: &Spec, lists: &Lists) -> (Vec<Value>, Vec<Value>) {
    let text = |row: &Value, key: &str| row.get(key).and_then(Value::as_str).unwrap_or_default().to_string();
    let (mut guests, mut own) = (Vec::new(), Vec::new());
    for s in switch(spec, lists).as_array().into_iter().flatten() {
        let csr = text(s, "csr");
        let changes = s.get("changes").and_then(Value::as_bool) == Some(true);
        let get = match csr.as_str() {
            // Illegal instructions come here while the unit is off, for a while.
            "hedeleg" => "self.hedeleg | Self::new().hedeleg".to_string(),
            _ => format!("self.{csr}"),
        };
        let bits = text(s, "bits");
        let set = changes.then(|| format!("self.{csr} = self.{csr} & !{bits} | value & {bits}"));
        if OWN.contains(&csr.as_str()) { &mut own } else { &mut guests }.push(row(&csr, get, set.filter(|_| !OWN.contains(&csr.as_str()))));
    }
    for k in kept(spec, lists).as_array().into_iter().flatten().filter(|k| text(k, "field") != "pc") {
        own.push(row(&text(k, "csr"), format!("self.{}", text(k, "field")), None));
    }
    (guests, own)
}

/// Two names of one id would be one register to a program.
fn check_ids(rows: &[Value]) -> Result<(), Error> {
    let mut ids = BTreeMap::new();
    for name in rows.iter().filter_map(|row| row.get("name").and_then(Value::as_str)) {
        let id = name.bytes().fold(START, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME));
        if let Some(other) = ids.insert(id, name) {
            return Err(Error(format!("{name} and {other} have the same id {id:#x}: the hash of registers' names has to change")));
        }
    }
    Ok(())
}

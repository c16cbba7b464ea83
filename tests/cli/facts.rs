//! Exports of all revisions against `tests/facts.yaml`, which was typed from the manual.

use crate::json;
use serde_json::{Map, Value, json};
use std::sync::OnceLock;
use syntax::Node;

/// The table of facts.
struct Facts {
    node: Node,
    chain: Vec<String>,
}

impl Facts {
    fn read() -> Self {
        let nodes = syntax::read_yaml(0, include_str!("../facts.yaml")).unwrap();
        let node = nodes.into_iter().next().unwrap();
        let chain = node.get("chain").unwrap().text().unwrap().split_whitespace().map(String::from).collect();
        Self { node, chain }
    }

    /// The value that holds at a revision: `V`, `V from R`, `V until R`, several separated by `;`.
    fn at<'f>(&self, text: &'f str, revision: usize) -> Option<&'f str> {
        let position = |id: &str| self.chain.iter().position(|r| r == id.trim()).unwrap_or_else(|| panic!("revision {id}"));
        let mut values = text.split(';').filter_map(|clause| {
            let (clause, until) = clause.split_once(" until ").map_or((clause, self.chain.len()), |(c, r)| (c, position(r)));
            let (value, from) = clause.split_once(" from ").map_or((clause, 0), |(c, r)| (c, position(r)));
            (from..until).contains(&revision).then_some(value.trim())
        });
        let value = values.next();
        assert!(values.next().is_none(), "two values: {text}");
        value
    }

    /// Names and values of a section at a revision.
    fn section<'f>(&'f self, node: Option<&'f Node>, revision: usize) -> Vec<(&'f str, &'f str)> {
        let entries = node.map(Node::entries).unwrap_or_default().iter();
        entries.filter_map(|e| Some((e.key.as_str(), self.at(e.value.text().unwrap(), revision)?))).collect()
    }

    /// The same of sections for both XLENs and for one.
    fn sections<'f>(&'f self, name: &str, xlen: u32, revision: usize) -> Vec<(&'f str, &'f str)> {
        let of = |name: &str| self.section(self.node.get(name), revision);
        [of(name), of(&format!("{name}-rv{xlen}"))].concat()
    }
}

/// `33:32` or `7` as the contract has it.
fn position(text: &str) -> Value {
    let (hi, lo) = text.split_once(':').unwrap_or((text, text));
    json!([hi.parse::<u32>().unwrap(), lo.parse::<u32>().unwrap()])
}

/// The export of all revisions; asked for once.
fn export(xlen: u32) -> &'static Value {
    static EXPORTS: [OnceLock<Value>; 2] = [OnceLock::new(), OnceLock::new()];
    EXPORTS[usize::from(xlen == 64)].get_or_init(|| json(&["export", "--xlen", &xlen.to_string()]))
}

fn each(check: impl Fn(&Facts, usize, u32, &Value)) {
    let facts = Facts::read();
    for xlen in [32, 64] {
        let all = export(xlen);
        let ids: Vec<&str> = all.as_array().unwrap().iter().map(|e| e["revision"].as_str().unwrap()).collect();
        assert_eq!(ids, facts.chain);
        for (i, export) in all.as_array().unwrap().iter().enumerate() {
            assert_eq!(export["xlen"], xlen);
            check(&facts, i, xlen, export);
        }
    }
}

/// The registers of the extension: all addresses whose level is HS, and a few of M.
#[test]
fn addresses() {
    each(|facts, i, xlen, export| {
        let expected = facts.sections("addresses", xlen, i);
        let csrs = export["csrs"].as_object().unwrap();
        for (name, address) in &expected {
            assert_eq!(csrs.get(*name).map(|c| &c["addr"]), Some(&json!(address)), "{name} in {} rv{xlen}", facts.chain[i]);
        }
        for (name, csr) in csrs {
            let address = u16::from_str_radix(csr["addr"].as_str().unwrap().trim_start_matches("0x"), 16).unwrap();
            let is_known = expected.iter().any(|e| e.0 == name);
            assert!(address >> 8 & 3 != 2 || is_known, "{name} at {address:#x} in {} rv{xlen}", facts.chain[i]);
        }
    });
}

#[test]
fn positions() {
    each(|facts, i, xlen, export| {
        let mut wrong = Vec::new();
        for entry in facts.node.get(&format!("fields-rv{xlen}")).unwrap().entries() {
            let Some(found) = export["csrs"].get(&entry.key) else { continue };
            let fields = facts.section(Some(&entry.value), i).into_iter();
            let expected: Map<String, Value> = fields.map(|(name, bits)| (name.to_string(), position(bits))).collect();
            if found["fields"] != Value::Object(expected.clone()) {
                wrong.push(format!("{}: {} is not {}", entry.key, found["fields"], Value::Object(expected)));
            }
        }
        assert!(wrong.is_empty(), "{} rv{xlen}:\n{}", facts.chain[i], wrong.join("\n"));
    });
}

/// Each register of the table has its fields in it, so that none is left out by mistake.
#[test]
fn the_table_is_whole() {
    let facts = Facts::read();
    for xlen in [32, 64] {
        let fields = facts.node.get(&format!("fields-rv{xlen}")).unwrap();
        let known = |name: &str| fields.get(name).is_some() || ["hcounteren", "hcontext", "vsip", "vsie"].contains(&name);
        for i in 0..facts.chain.len() {
            let missing: Vec<&str> = facts.sections("addresses", xlen, i).iter().map(|a| a.0).filter(|name| !known(name)).collect();
            assert_eq!(missing, Vec::<&str>::new(), "rv{xlen}");
        }
    }
}

#[test]
fn fields_beside_others() {
    each(|facts, i, xlen, export| {
        let Some(csrs) = facts.node.get(&format!("some-fields-rv{xlen}")) else { return };
        for csr in csrs.entries() {
            let found = &export["csrs"][&csr.key]["fields"];
            for field in csr.value.entries() {
                let expected = facts.at(field.value.text().unwrap(), i).map(position);
                assert_eq!(found.get(&field.key), expected.as_ref(), "{}.{} in {}", csr.key, field.key, facts.chain[i]);
            }
        }
    });
}

#[test]
fn counters_of_hcounteren() {
    each(|facts, i, _, export| {
        let fields = export["csrs"]["hcounteren"]["fields"].as_object().unwrap();
        let mut expected: Map<String, Value> = (3..32).map(|n| (format!("HPM{n}"), json!([n, n]))).collect();
        for (n, name) in ["CY", "TM", "IR"].iter().enumerate() {
            expected.insert(name.to_string(), json!([n, n]));
        }
        assert_eq!(Value::Object(fields.clone()), Value::Object(expected), "{}", facts.chain[i]);
    });
}

#[test]
fn causes() {
    each(|facts, i, xlen, export| {
        for kind in ["exceptions", "interrupts"] {
            let codes = facts.sections(kind, xlen, i).into_iter();
            let expected: Map<String, Value> = codes.map(|(name, code)| (code.to_string(), json!(name))).collect();
            assert_eq!(export[kind], Value::Object(expected), "{kind} in {}", facts.chain[i]);
        }
    });
}

#[test]
fn delegation() {
    each(|facts, i, _, export| {
        for (list, codes) in facts.section(facts.node.get("hedeleg"), i) {
            let codes: Vec<u64> = codes.split_whitespace().filter_map(|c| c.parse().ok()).collect();
            assert_eq!(export["hedeleg"][list], json!(codes), "{list} in {}", facts.chain[i]);
        }
    });
}

#[test]
fn encodings() {
    each(|facts, i, xlen, export| {
        let expected = facts.sections("instructions", xlen, i);
        for (name, bits) in &expected {
            let (mask, matches) = bits.split_once(' ').unwrap();
            let found = &export["instructions"][name];
            assert_eq!(found, &json!({"mask": mask, "match": matches}), "{name} in {} rv{xlen}", facts.chain[i]);
        }
        let is_ours = |name: &str| ["hlv", "hsv", "hfence", "hinval", "sinval", "sfence"].iter().any(|start| name.starts_with(start));
        for name in export["instructions"].as_object().unwrap().keys().filter(|name| is_ours(name)) {
            assert!(expected.iter().any(|e| e.0 == name), "{name} in {} rv{xlen}", facts.chain[i]);
        }
    });
}

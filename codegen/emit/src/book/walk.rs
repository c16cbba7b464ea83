//! The two-stage walk, drawn: every access to the guest's tables goes through the G-stage.

use super::draw::{Drawing, Place};
use crate::facts::facts;
use ir::{Paging, Spec, Walk};
use serde_json::Value;

const BOX: i32 = 164;
const GAP: i32 = 34;
const DOWN: i32 = 18;

/// The drawing for the smallest formats of an XLEN, and how many entries the walk reads.
pub fn drawing(spec: &Spec) -> Option<Value> {
    let least = |gstage: bool| spec.formats.iter().filter(|f| f.gstage == gstage).min_by_key(|f| f.levels);
    let (guest, host) = (least(false)?, least(true)?);
    let root = |stage: &str| spec.walks.iter().find(|w| w.stage == stage);
    let (vs, g) = (root("VS")?, root("G")?);
    let mut d = Drawing::default();
    let mut previous: Option<Place> = None;
    for column in 0..=guest.levels {
        let x = column as i32 * (BOX + GAP);
        let level = guest.levels.checked_sub(column + 1);
        let mut below = d.boxed((x, 0), BOX, "a", &address(vs, guest, level), None);
        if let Some(entry) = previous {
            d.arrow(entry.right(), below.left(), false);
        }
        for step in (0..host.levels).rev() {
            let lines =
                [format!("G-stage entry [{step}]"), format!("{} GPPN[{step}]", if step + 1 == host.levels { g.csr.as_str() } else { "+" })];
            let next = d.boxed((x, below.y + below.h + DOWN), BOX, "r", &lines, None);
            d.arrow(below.bottom(), next.top(), false);
            below = next;
        }
        let lines = match level {
            Some(level) => [format!("VS-stage entry [{level}]"), "read at that address".to_string()],
            None => ["physical address".to_string(), "of the access".to_string()],
        };
        let last = d.boxed((x, below.y + below.h + DOWN), BOX, "s", &lines, None);
        d.arrow(below.bottom(), last.top(), false);
        previous = Some(last);
    }
    let entries = (guest.levels + 1) * (host.levels + 1) - 1;
    let title = format!("Walk through {} and {}", guest.name, host.name);
    Some(facts!({"xlen": spec.xlen, "guest": &guest.name, "host": &host.name, "entries": entries, "figure": d.finish(&title)}))
}

/// The guest physical address at the head of a column.
fn address(vs: &Walk, guest: &Paging, level: Option<u32>) -> [String; 2] {
    match level {
        Some(level) if level + 1 == guest.levels => [format!("{}.{}", vs.csr, vs.root), format!("+ VPN[{level}]")],
        Some(level) => [format!("entry's {}", vs.root), format!("+ VPN[{level}]")],
        None => [format!("entry's {}", vs.root), "+ page offset".to_string()],
    }
}

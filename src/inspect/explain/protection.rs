//! What physical memory protection says of an address, entry by entry.

use eval::{Evaluator, State};
use ir::{Rule, Spec};

/// An access to physical memory.
pub struct Access {
    /// Its address.
    pub pa: u64,
    /// What for, as rules have it: a fetch, a load or a store.
    pub kind: u64,
    /// On behalf of which privilege.
    pub privilege: u64,
}

/// Why an access is refused, and the rule that says so; `None` if it is not.
pub fn refusal<'s>(spec: &'s Spec, evaluator: &Evaluator<'_>, state: &State, access: &Access) -> Option<(String, &'s Rule)> {
    let pa = access.pa;
    let mut below = 0;
    for (number, (place, cfg, addr)) in entries(spec, evaluator, state).enumerate() {
        let from = std::mem::replace(&mut below, addr);
        let rule = |name, arguments: &[u64]| evaluator.rule_value(state, name, arguments);
        if rule("pmp_off", &[cfg, addr, from]) != Some(0) {
            continue;
        }
        let (first, last) = (rule("pmp_first", &[cfg, addr, from])?, rule("pmp_last", &[cfg, addr])?);
        if !(first..=last).contains(&pa) {
            continue;
        }
        let denied = rule("pmp_entry_denied", &[cfg, access.kind, access.privilege])? != 0;
        let why = format!("PMP entry {number} ({place}={cfg:#x}, {first:#x} to {last:#x}) refuses physical address {pa:#x}");
        return denied.then_some((why, spec.rule("pmp_entry_denied")?));
    }
    let unmatched = evaluator.rule_value(state, "pmp_unmatched_denied", &[access.privilege])? != 0;
    let why = format!("no PMP entry matches physical address {pa:#x}");
    unmatched.then_some((why, spec.rule("pmp_unmatched_denied")?))
}

/// Of each entry: the name of its configuration, that, and its address.
fn entries(spec: &Spec, evaluator: &Evaluator<'_>, state: &State) -> impl Iterator<Item = (String, u64, u64)> {
    (0..).map_while(move |number| {
        let field = format!("pmp{number}cfg");
        let csr = spec.csrs.iter().find(|csr| csr.field(&field).is_some())?;
        let cfg = evaluator.get(state, &format!("{}.{field}", csr.name))?;
        Some((field, cfg, evaluator.get(state, &format!("pmpaddr{number}"))?))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::model::{self, ModelArgs};

    #[test]
    fn the_entry_that_refuses_is_named() {
        let loaded = model::open(&ModelArgs::default()).unwrap();
        let spec = loaded.spec(loaded.revision("last").unwrap(), 64).unwrap();
        let evaluator = Evaluator::new(spec);
        let mut state = evaluator.reset();
        // 4 KiB to be read alone, then everything else but for M-mode.
        for (csr, value) in [("pmpaddr0", 0x2000_01ff), ("pmpaddr1", u64::MAX >> 10), ("pmpcfg0", 0x1f19)] {
            assert!(evaluator.put(&mut state, csr, value), "{csr}");
        }
        let [fetch, load, store] = ["FETCH", "LOAD", "STORE"].map(|kind| spec.constant(kind).unwrap_or(2));
        let why = |pa, kind, privilege| refusal(spec, &evaluator, &state, &Access { pa, kind, privilege }).map(|found| found.0);
        assert_eq!(why(0x8000_0ff8, load, 1), None);
        let refused = why(0x8000_0ff8, store, 1).unwrap();
        assert_eq!(refused, "PMP entry 0 (pmp0cfg=0x19, 0x80000000 to 0x80000fff) refuses physical address 0x80000ff8");
        assert!(why(0x8000_0000, fetch, 0).is_some());
        assert_eq!(why(0x8000_1000, store, 0), None);
        assert_eq!(why(0x8000_0000, store, 3), None, "the entry is not locked");
        let closed = evaluator.reset();
        let found = refusal(spec, &evaluator, &closed, &Access { pa: 0, kind: load, privilege: 1 });
        assert_eq!(found.unwrap().0, "no PMP entry matches physical address 0x0");
    }
}

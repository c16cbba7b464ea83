//! Modes: their codes, where they reach memory, and what a trap remembers of them.

use super::Comparison;
use isa::{Exception, Kind, Target, Trap};

/// Modes by what a level of access is called.
const MODES: [&str; 5] = ["U", "HS", "M", "VU", "VS"];

/// An exception that every text lets every mode handle.
const ANY: &str = "load_page_fault";

/// `V=0 prv=1`: the value of a name.
fn value(row: &str, name: &str) -> Option<u64> {
    row.split(' ').find_map(|word| word.strip_prefix(name)?.strip_prefix('=')?.parse().ok())
}

impl Comparison<'_> {
    /// Codes of modes, and how many stages their accesses go through.
    pub(super) fn privileges(&mut self) {
        let text = self.text;
        for item in text.items("privileges") {
            for (mode, row) in item.rows("modes") {
                let state = self.state(mode);
                let (prv, v) = self.eval.mode(&state);
                self.fact(item.at(), format!("{mode}-mode privilege"), value(row, "prv"), Some(prv));
                self.fact(item.at(), format!("{mode}-mode V"), value(row, "V"), Some(u64::from(v)));
                for kind in [Kind::Fetch, Kind::Load, Kind::Store] {
                    let access = self.eval.access(&state, kind);
                    self.fact(item.at(), format!("{mode}-mode {kind:?} stages"), value(row, "stages"), Some(1 + u64::from(access.v)));
                }
            }
        }
    }

    /// Levels of accesses that MPRV or SPRV redirects.
    pub(super) fn redirection(&mut self) {
        let text = self.text;
        for item in text.items("mprv") {
            let by: Vec<&str> = item.word("by").split(' ').collect();
            let (register, from) = if by[0].starts_with('M') { ("mstatus", "M") } else { ("hstatus", "HS") };
            for (values, row) in item.rows("level") {
                for fill in 0..4u64 {
                    let mut state = self.state(from);
                    for (i, (name, wanted)) in by.iter().zip(values.split(' ')).enumerate() {
                        // A dash is any value.
                        let any = fill >> (i - usize::from(i > 0)) & 1;
                        let register = if *name == "SPP" { "sstatus" } else { register };
                        self.put(&mut state, &format!("{register}.{name}"), wanted.parse().unwrap_or(any));
                    }
                    let level = row.split(' ').next().unwrap_or_default();
                    let expected = self.state(if MODES.contains(&level) { level } else { from });
                    for kind in [Kind::Load, Kind::Store] {
                        let access = self.eval.access(&state, kind);
                        let found = (access.prv, access.v);
                        self.fact(item.at(), format!("{} {values}: {kind:?}", item.word("by")), self.eval.mode(&expected), found);
                    }
                    if values.contains("1 0 ") || values.contains("1 1 ") {
                        self.permission_bits(item.at(), values, row);
                    }
                }
            }
        }
    }

    /// Which SUM and MXR an access of a level is under.
    fn permission_bits(&mut self, at: &str, values: &str, row: &str) {
        let guest = value(row, "stages") == Some(2);
        for bit in ["SUM", "MXR"] {
            let rule = format!("{}_at", bit.to_lowercase());
            let mut state = self.state("HS");
            self.put(&mut state, &format!("vsstatus.{bit}"), 1);
            let args: &[u64] = if bit == "SUM" { &[u64::from(guest)] } else { &[u64::from(guest), 0] };
            let found = self.eval.rule_value(&state, &rule, args);
            // For a user's access SUM does not matter, so that only a supervisor's row names it.
            if bit == "MXR" || row.starts_with("VS") {
                let printed = row.contains(&format!("vsstatus.{bit}"));
                self.fact(at, format!("{values}: vsstatus.{bit} counts"), Some(u64::from(printed)), found);
            }
            if bit == "MXR" && guest {
                let found = self.eval.rule_value(&state, &rule, &[1, 1]);
                self.fact(at, format!("{values}: vsstatus.{bit} counts in the G-stage"), Some(0), found);
            }
        }
    }

    /// What a trap leaves of the mode that it came from.
    pub(super) fn traps(&mut self) {
        let text = self.text;
        let Some(cause) = self.spec.exception(ANY) else { return };
        let trap = Trap { interrupt: false, exception: Exception::new(cause.code, 0) };
        for item in text.items("entries") {
            let into = item.word("into");
            let target = [Target::M, Target::HS, Target::VS].into_iter().find(|t| format!("{t:?}") == into);
            for (from, row) in item.rows("from") {
                let mut state = self.state(from);
                for (register, wanted) in [("medeleg", into != "M"), ("hedeleg", into == "VS")] {
                    self.put(&mut state, &format!("{register}.{}", ANY.to_uppercase()), u64::from(wanted));
                }
                let (found, _) = self.eval.trap(&mut state, 0, &trap);
                self.fact(item.at(), format!("{from} to {into}"), target, Some(found));
                for word in row.split(' ') {
                    let Some((name, printed)) = word.split_once('=') else { continue };
                    let register = match (into, name) {
                        ("M", _) => "mstatus",
                        ("HS", "SPV") => "hstatus",
                        ("HS", _) => "sstatus",
                        _ => "vsstatus",
                    };
                    let found = self.eval.get(&state, &format!("{register}.{name}"));
                    self.fact(item.at(), format!("{from} to {into}: {name}"), printed.parse().ok(), found);
                }
            }
        }
    }
}

//! What values of fields stand for, where values have names.

use crate::export::Seen;
use ir::{Csr, Spec, Storage};

/// Meanings of the values of one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// The only value that there is.
    pub always: Option<u64>,
    /// Value and meaning; with the field INTERRUPT clear, where there is one.
    pub named: Vec<(u64, String)>,
    /// The same with INTERRUPT set.
    pub interrupts: Vec<(u64, String)>,
    /// Meaning of a value that is not listed.
    pub other: &'static str,
}

impl Values {
    /// Of a field as an access to `csr` sees it.
    pub fn of(spec: &Spec, csr: &Csr, seen: &Seen) -> Self {
        let whole = seen.hi - seen.lo == seen.field.hi - seen.field.lo;
        let always = match seen.field.storage {
            Storage::Const(only) if whole => Some(only),
            _ => None,
        };
        let walk = spec.walks.iter().find(|w| w.csr == csr.name);
        let causes = |list: &[ir::Cause]| list.iter().map(|c| (c.code, c.meta.doc.clone())).collect();
        match (seen.name, walk) {
            ("MODE", Some(walk)) => {
                let formats = spec.formats.iter().filter(|f| f.gstage == (walk.stage == "G"));
                let named = formats.map(|f| (f.mode, format!("{}: {}", f.name, f.meta.doc)));
                let bare = (0, "Bare: no translation".to_string());
                Self { always, named: std::iter::once(bare).chain(named).collect(), other: "reserved", ..Self::default() }
            }
            ("EXCEPTION_CODE", _) => {
                Self { always, named: causes(&spec.exceptions), interrupts: causes(&spec.interrupts), other: "no known cause" }
            }
            _ => Self { always, ..Self::default() },
        }
    }

    /// What a value means; empty if it has no name. `interrupt` is the field INTERRUPT.
    pub fn meaning(&self, value: u64, interrupt: bool) -> String {
        if let Some(only) = self.always.filter(|only| *only != value) {
            return format!("cannot be: it always reads {only}");
        }
        let list = if interrupt { &self.interrupts } else { &self.named };
        list.iter().find(|(v, _)| *v == value).map_or(self.other.to_string(), |(_, meaning)| meaning.clone())
    }
}

//! What one revision says, as named things with attributes that can be compared.

use crate::show::{show, show_place};
use crate::{Cause, Column, Csr, Deny, Field, Insn, Paging, PteLayout, Spec, Storage, TrapTable};

/// Attributes that say where something is.
pub const PLACES: &[&str] = &["address", "bits", "code", "encoding"];

/// Kinds of things, in the order in which they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Csr,
    Field,
    Exception,
    Interrupt,
    Instruction,
    Substitution,
    TrapRow,
    Paging,
    Pte,
    Rule,
    Choice,
}

impl Kind {
    /// For programs.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Csr => "csr",
            Kind::Field => "field",
            Kind::Exception => "exception",
            Kind::Interrupt => "interrupt",
            Kind::Instruction => "instruction",
            Kind::Substitution => "substitution",
            Kind::TrapRow => "trap-row",
            Kind::Paging => "paging",
            Kind::Pte => "pte-field",
            Kind::Rule => "rule",
            Kind::Choice => "choice",
        }
    }

    /// For people.
    pub fn plural(self) -> &'static str {
        match self {
            Kind::Csr => "CSRs",
            Kind::Field => "fields",
            Kind::Exception => "exceptions",
            Kind::Interrupt => "interrupts",
            Kind::Instruction => "instructions",
            Kind::Substitution => "what stands in for S-level CSRs while a guest runs",
            Kind::TrapRow => "trap entry and return",
            Kind::Paging => "translation formats",
            Kind::Pte => "page-table entries",
            Kind::Rule => "rules",
            Kind::Choice => "choices",
        }
    }
}

/// A thing that can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Name, unique among its kind.
    pub id: String,
    /// Name and value; what is empty is left out.
    pub attributes: Vec<(&'static str, String)>,
}

impl Node {
    fn new(kind: Kind, id: impl Into<String>, attributes: Vec<(&'static str, String)>) -> Self {
        let attributes = attributes.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        Self { kind, id: id.into(), attributes }
    }

    /// Value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&String> {
        self.attributes.iter().find(|(n, _)| *n == name).map(|(_, value)| value)
    }
}

/// Everything that a revision says.
pub fn nodes(spec: &Spec) -> Vec<Node> {
    let mut all = Vec::new();
    for c in &spec.csrs {
        all.push(csr(c));
        let is_plain = c.bits_of.is_none() && !c.whole;
        all.extend(c.fields.iter().filter(|_| is_plain).map(|f| field(c, f)));
    }
    all.extend(spec.exceptions.iter().map(|c| cause(Kind::Exception, c)));
    all.extend(spec.interrupts.iter().map(|c| cause(Kind::Interrupt, c)));
    all.extend(spec.insns.iter().map(|i| insn(i)));
    all.extend(spec.substitution.iter().map(|(own, guest)| Node::new(Kind::Substitution, own, vec![("guest", guest.clone())])));
    all.extend(spec.entries.iter().flat_map(|t| trap_rows(t, "entry")));
    all.extend(spec.returns.iter().flat_map(|t| trap_rows(t, "return")));
    all.extend(spec.formats.iter().map(paging));
    all.extend(spec.ptes.iter().flat_map(pte));
    for r in &spec.rules {
        let params: Vec<String> = r.params.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
        let signature = format!("({}) -> {}", params.join(", "), r.returns);
        all.push(Node::new(Kind::Rule, &r.name, vec![("signature", signature), ("rule", r.text.clone()), ("doc", r.meta.doc.clone())]));
    }
    let choices = spec
        .constants
        .iter()
        .map(|(name, ty, value)| Node::new(Kind::Choice, name, vec![("type", ty.to_string()), ("default", format!("{value:#x}"))]));
    all.extend(choices);
    all
}

fn csr(c: &Csr) -> Node {
    let accept = c.accept.as_ref().map(show).unwrap_or_default();
    let attributes = vec![
        ("address", format!("{:#05x}", c.address)),
        ("width", c.width.to_string()),
        ("class", c.class.clone()),
        ("deny", denials(&c.deny)),
        ("accept", accept),
        ("high_half_of", c.high_half_of.clone().unwrap_or_default()),
        ("doc", c.meta.doc.clone()),
    ];
    Node::new(Kind::Csr, &c.name, attributes)
}

fn denials(deny: &[Deny]) -> String {
    let one = |d: &Deny| match &d.trap {
        Some(trap) => format!("{} ({trap})", show(&d.when)),
        None => show(&d.when),
    };
    deny.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn field(c: &Csr, f: &Field) -> Node {
    let value = match &f.storage {
        Storage::Store(_) => "stored".to_string(),
        Storage::Alias(csr, field) => format!("same as {csr}.{field}"),
        Storage::Derived { read, slot, rmw_stored } => {
            let stored = if slot.is_some() { ", stored" } else { "" };
            let modify = if *rmw_stored { ", CSRRS and CSRRC see the stored value" } else { "" };
            format!("reads {}{stored}{modify}", show(read))
        }
        Storage::Const(value) => format!("read-only {value}"),
    };
    let attributes = vec![
        ("bits", if f.hi == f.lo { f.hi.to_string() } else { format!("{}:{}", f.hi, f.lo) }),
        ("value", value),
        ("gate", f.gate.as_ref().map(show).unwrap_or_default()),
        ("write", f.rule.clone().unwrap_or_default()),
        ("access", if f.read_only { "read-only".to_string() } else { String::new() }),
        ("reset", if f.reset == 0 { String::new() } else { format!("{:#x}", f.reset) }),
        ("doc", f.doc.clone()),
    ];
    Node::new(Kind::Field, format!("{}.{}", c.name, f.name), attributes)
}

fn cause(kind: Kind, c: &Cause) -> Node {
    let mut attributes = vec![("code", c.code.to_string()), ("as_vs", c.as_vs.map_or(String::new(), |v| v.to_string()))];
    for name in ["medeleg", "hedeleg", "mideleg", "hideleg"] {
        attributes.push((name, c.column(name).map_or("", column).to_string()));
    }
    attributes.push(("priority", c.priority.to_string()));
    attributes.push(("handler", format!("{:?}", c.policy)));
    attributes.push(("doc", c.meta.doc.clone()));
    Node::new(kind, &c.name, attributes)
}

fn column(column: Column) -> &'static str {
    match column {
        Column::Writable => "writable",
        Column::Zero => "read-only 0",
        Column::One => "read-only 1",
        Column::Free => "open",
    }
}

fn insn(i: &Insn) -> Node {
    let attributes = vec![
        ("encoding", i.encoding.clone()),
        ("class", i.class.clone()),
        ("deny", denials(&i.deny)),
        ("does", i.text.clone()),
        ("transform", i.transform.as_ref().map_or(String::new(), |t| t.name.clone())),
        ("doc", i.meta.doc.clone()),
    ];
    Node::new(Kind::Instruction, &i.name, attributes)
}

fn trap_rows(table: &TrapTable, what: &str) -> Vec<Node> {
    let name = format!("{what} {}", table.name);
    let take = vec![("prv", show(&table.prv)), ("V", show(&table.v)), ("pc", show(&table.pc))];
    let mut rows = vec![Node::new(Kind::TrapRow, &name, take)];
    for row in &table.rows {
        let when = row.when.as_ref().map(show).unwrap_or_default();
        let attributes = vec![("value", row.text.clone()), ("when", when)];
        rows.push(Node::new(Kind::TrapRow, format!("{name}: {}", show_place(&row.place)), attributes));
    }
    rows
}

fn paging(p: &Paging) -> Node {
    let attributes = vec![
        ("mode", p.mode.to_string()),
        ("levels", p.levels.to_string()),
        ("index_bits", p.index_bits.to_string()),
        ("root_extra_bits", p.root_extra_bits.to_string()),
        ("address_bits", p.va_bits.to_string()),
        ("upper", if p.sign_extended { "sign" } else { "zero" }.to_string()),
        ("doc", p.meta.doc.clone()),
    ];
    Node::new(Kind::Paging, &p.name, attributes)
}

fn pte(p: &PteLayout) -> Vec<Node> {
    let one = |(name, hi, lo): &(String, u32, u32)| {
        let bits = if hi == lo { hi.to_string() } else { format!("{hi}:{lo}") };
        let rule = if p.reserved.contains(name) { "faults when set" } else { "" };
        Node::new(Kind::Pte, format!("{}.{name}", p.name), vec![("bits", bits), ("rule", rule.to_string())])
    };
    p.fields.iter().map(one).collect()
}

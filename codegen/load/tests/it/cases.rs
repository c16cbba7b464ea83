//! The mistakes: what is replaced in the base, and by what.

/// A mistake.
pub struct Case {
    /// What it is.
    pub name: &'static str,
    /// How it is made.
    pub edit: Edit,
}

/// From and to.
type Change = (&'static str, &'static str);

/// How a mistake is made.
#[derive(Clone, Copy)]
pub enum Edit {
    /// The same text stands in both forms.
    Same(&'static str, &'static str),
    /// YAML, Rust.
    Each(Change, Change),
    /// A node more at the end.
    Add(&'static str, &'static str),
    /// Only YAML can say it.
    Yaml(&'static str, &'static str),
    /// Only Rust can say it.
    Rust(&'static str, &'static str),
}

const fn same(name: &'static str, from: &'static str, to: &'static str) -> Case {
    Case { name, edit: Edit::Same(from, to) }
}

const fn each(name: &'static str, yaml: Change, rust: Change) -> Case {
    Case { name, edit: Edit::Each(yaml, rust) }
}

const fn add(name: &'static str, yaml: &'static str, rust: &'static str) -> Case {
    Case { name, edit: Edit::Add(yaml, rust) }
}

const fn yaml(name: &'static str, from: &'static str, to: &'static str) -> Case {
    Case { name, edit: Edit::Yaml(from, to) }
}

const fn rust(name: &'static str, from: &'static str, to: &'static str) -> Case {
    Case { name, edit: Edit::Rust(from, to) }
}

/// Deeper than anything in a model.
const DEEP: &str = "LINES: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[3]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]";

/// All mistakes, by what they are about.
pub const CASES: &[Case] = &[
    // The text itself.
    yaml("not YAML", "level: S\n", "level: S: T\n"),
    rust("a bracket is not closed in a macro", "memory, insns]}", "memory, insns}"),
    rust("a quote is not closed in a macro", "doc: \"Address of the trap.\"", "doc: \"Address of the trap."),
    yaml("an anchor", "choices: {LINES: 3}", "choices: {LINES: &three 3}"),
    yaml("an alias", "choices: {LINES: 3}", "choices: *three"),
    yaml("a tag", "choices: {LINES: 3}", "choices: {LINES: !int 3}"),
    yaml("a key that is no text", "choices: {LINES: 3}", "choices: {[LINES]: 3}"),
    rust("no `key: value`", "level: S, cite", "level S, cite"),
    rust("a key without a value", "level: S, cite", "level:, cite"),
    rust("no node macro", "walk! { guest {", "walk { guest {"),
    rust("a macro without a body", "csr! { sepc { at: 0x141, level: S, cite: hyp/traps, doc: \"Address of the trap.\" } }", "csr! { sepc }"),
    yaml("a document that is no node", "walk: guest\n", "walk: [guest]\n"),
    each("a duplicate key", ("width: 64", "level: M"), ("width: 64", "level: M")),
    each("an unknown kind of node", ("walk: guest", "wlak: guest"), ("walk! { guest", "wlak! { guest")),
    same("no text", "The second stage.", "The \u{7f} stage."),
    same("nested too deep", "LINES: 3", DEEP),
    // Keys and the shapes of their values.
    same("a misspelt key of a node", "policy: guest", "polisy: guest"),
    same("an unknown key of a node", "policy: guest", "colour: green"),
    same("a misspelt key of a field", "legal: new <= 7", "leagl: new <= 7"),
    same("a misspelt key of a revision", "manual: \"aaaa0002\"", "manaul: \"aaaa0002\""),
    same("a misspelt key of a change", "why: \"They wait a lot.\"", "wyh: \"They wait a lot.\""),
    same("a misspelt key in `deny`", "[{when: V}]", "[{wen: V}]"),
    same("a misspelt key of a row", "if: V, val", "fi: V, val"),
    same("a misspelt key in `take`", "take: {prv: S,", "take: {prv: S, pcc: sepc,"),
    same("a misspelt key of `high`", "at: 0xb80 + n", "at: 0xb80 + n, sinse: wait"),
    same("a misspelt key of a PTE field", "reserved: true", "reservde: true"),
    same("a map where a list belongs", "deny: [{when: V}]", "deny: {when: V}"),
    same("a text where a map belongs", "fields: {SPV: {doc: \"The guest's.\"}}", "fields: SPV"),
    same("a list where a text belongs", "policy: HS", "policy: [HS, M]"),
    same("a placeholder", "\"What this is.\"", "\"TODO\""),
    same("an empty text", "\"What this is.\"", "\"\""),
    each("no doc", ("cite: hyp/traps\ndoc: Address of the trap.\n", "cite: hyp/traps\n"), (", doc: \"Address of the trap.\"", "")),
    each("no cite", ("cite: hyp/memory\ndoc: The second stage.", "doc: The second stage."), ("cite: hyp/memory, doc: \"The second stage.\"", "doc: \"The second stage.\"")),
    same("a template that runs the wrong way", "{n: 3-4}", "{n: 4-3}"),
    same("a template without end", "{n: 3-4}", "{n: 0-99999999999}"),
    same("neither true nor false", "reserved: true", "reserved: perhaps"),
    // Revisions, changes, sources, profiles.
    same("an unknown change", "since: wait, doc", "since: wiat, doc"),
    same("a revision where a change belongs", "since: wait, doc", "since: 2, doc"),
    same("a change at no revision", "at: \"2\"", "at: \"4\""),
    same("a change without a commit", "commit: \"cccc0002\", ", ""),
    same("a revision twice", "id: \"3\"", "id: \"2\""),
    same("an empty range", "since: wait, doc", "since: lines, until: wait, doc"),
    same("a range before the first revision", "since: wait, doc", "until: begin, doc"),
    same("a range outside that of the parent", "alias: hstatus.SPV", "until: wait, alias: hstatus.SPV"),
    same("an XLEN that is none", "since: wait, doc", "xlen: 128, doc"),
    same("an unknown chapter", "level: S, cite: hyp/traps", "level: S, cite: hpy/traps").or_yaml(),
];

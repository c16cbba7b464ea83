//! Who may do what, in words.

use ir::Spec;
use ir::legality::{Chain, Mode};
use ir::show::show;

/// What happens: which exception under which condition, else `yes`.
pub fn say(spec: &Spec, chain: &Chain, yes: &str) -> String {
    let mut parts = Vec::new();
    let is_decided = chain.last().is_some_and(|(when, _)| when.as_const() == Some(1));
    for (when, outcome) in chain {
        let outcome = exception(spec, outcome);
        let otherwise = if parts.is_empty() { "" } else { "else " };
        parts.push(match when.as_const() {
            Some(_) => format!("{otherwise}{outcome}"),
            None => format!("{otherwise}if {}: {outcome}", show(when)),
        });
    }
    if !is_decided {
        parts.push(if parts.is_empty() { yes.to_string() } else { format!("else {yes}") });
    }
    parts.join("; ")
}

/// An exception with its code.
pub fn exception(spec: &Spec, name: &str) -> String {
    let words = name.replace('_', " ");
    match spec.exception(name) {
        Some(cause) => format!("{words} exception ({})", cause.code),
        None => format!("{words} exception"),
    }
}

/// Modes as options, for clap.
pub fn mode_parser() -> impl clap::builder::TypedValueParser<Value = Mode> {
    use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser as _};
    let told = |mode: Mode| match mode {
        Mode::M => "Machine",
        Mode::Hs => "Supervisor of the host",
        Mode::U => "User of the host",
        Mode::Vs => "Supervisor of a guest",
        Mode::Vu => "User of a guest",
    };
    let values = Mode::ALL.map(|mode| PossibleValue::new(mode.name()).help(told(mode)));
    // The word is as it was typed, in any case of letters.
    let named = |word: String| Mode::ALL.into_iter().find(|m| m.name().eq_ignore_ascii_case(&word));
    PossibleValuesParser::new(values).map(move |word| named(word).expect("the parser lets only these words pass"))
}

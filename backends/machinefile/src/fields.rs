//! Values with their places: each reader says what would be right.

use syntax::{Diagnostic, Diagnostics, Entry, Node, Span, Value};

/// A number and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<T> {
    /// What it says.
    pub value: T,
    /// Where it says so.
    pub span: Span,
}

/// A map with known keys.
pub(crate) struct Fields<'n> {
    entries: &'n [Entry],
    /// Where the map begins.
    pub span: Span,
}

impl<'n> Fields<'n> {
    /// The fields of a map; keys that are not `known` are reported.
    pub(crate) fn new(node: &'n Node, known: &[&str], found: &mut Diagnostics) -> Self {
        if node.entries().is_empty() {
            let what = if matches!(node.value, Value::Map(_)) { "an empty one" } else { node.what() };
            let message = format!("expected a map, and there is {what}");
            found.add(Diagnostic::new(node.span, message).help(format!("its keys are {}", known.join(", "))));
        }
        for entry in node.entries().iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let help = match nearest(&entry.key, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("keys here are {}", known.join(", ")),
            };
            found.add(Diagnostic::new(entry.key_span, format!("there is no key `{}` here", entry.key)).help(help));
        }
        Self { entries: node.entries(), span: node.span }
    }

    /// The value of a key.
    pub(crate) fn get(&self, key: &str) -> Option<&'n Node> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The value of a key that has to be there.
    pub(crate) fn need(&self, key: &str, help: &str, found: &mut Diagnostics) -> Option<&'n Node> {
        let value = self.get(key);
        if value.is_none() {
            found.add(Diagnostic::new(self.span, format!("`{key}` is missing")).help(help));
        }
        value
    }

    /// What a reader makes of the value of a key, if there is one.
    pub(crate) fn read<T>(&self, key: &str, read: fn(&Node, &mut Diagnostics) -> Option<T>, found: &mut Diagnostics) -> Option<T> {
        read(self.get(key)?, found)
    }

    /// Items of a list; a single value counts as a list of one.
    pub(crate) fn list(&self, key: &str) -> Vec<&'n Node> {
        match self.get(key) {
            None => Vec::new(),
            Some(node) if matches!(node.value, Value::List(_)) => node.items().iter().collect(),
            Some(node) => vec![node],
        }
    }
}

/// The word that was probably meant.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let distance = |known: &&&str| strsim::damerau_levenshtein(word, known);
    known.iter().min_by_key(distance).filter(|known| distance(known) <= 1 + word.len() / 4).copied()
}

fn wrong<T>(node: &Node, message: String, help: &str, found: &mut Diagnostics) -> Option<T> {
    found.add(Diagnostic::new(node.span, message).help(help));
    None
}

/// A text.
pub(crate) fn text(node: &Node, found: &mut Diagnostics) -> Option<String> {
    match node.text() {
        Some(text) => Some(text.trim().to_string()),
        None => wrong(node, format!("expected a text, and there is {}", node.what()), "write one word or text", found),
    }
}

/// A name, as guests and networks have one.
pub(crate) fn name(node: &Node, found: &mut Diagnostics) -> Option<String> {
    let text = text(node, found)?;
    let is_good = !text.is_empty() && text.len() <= 32 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if is_good { Some(text) } else { wrong(node, format!("`{text}` is no name"), "a name has 1 to 32 letters, digits, `-` and `_`", found) }
}

/// `yes` or `no`.
pub(crate) fn flag(node: &Node, found: &mut Diagnostics) -> Option<bool> {
    match text(node, found)?.as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        other => wrong(node, format!("`{other}` is neither yes nor no"), "write `yes` or `no`", found),
    }
}

/// A number, decimal or `0x`.
pub(crate) fn number(node: &Node, found: &mut Diagnostics) -> Option<At<u64>> {
    let text = text(node, found)?;
    let value = plain(&text);
    match value {
        Some(value) => Some(At { value, span: node.span }),
        None => wrong(node, format!("`{text}` is no number of 64 bits"), "write digits, or `0x` and hexadecimal digits", found),
    }
}

/// A number of bytes, with a unit or without.
pub(crate) fn size(node: &Node, found: &mut Diagnostics) -> Option<At<u64>> {
    let text = text(node, found)?;
    match scaled(&text, &[("K", 1 << 10), ("M", 1 << 20), ("G", 1 << 30)]) {
        Some(value) => Some(At { value, span: node.span }),
        None => wrong(node, format!("`{text}` is no size"), "write bytes, or a number with K, M or G, such as 256M", found),
    }
}

/// A time in microseconds.
pub(crate) fn time(node: &Node, found: &mut Diagnostics) -> Option<At<u64>> {
    let text = text(node, found)?;
    match scaled(&text, &[("us", 1), ("ms", 1000)]).filter(|_| text.ends_with('s')) {
        Some(value) => Some(At { value, span: node.span }),
        None => wrong(node, format!("`{text}` is no time"), "write a number with us or ms, such as 10ms", found),
    }
}

/// Six bytes of a hardware address of one card.
pub(crate) fn hardware_address(node: &Node, found: &mut Diagnostics) -> Option<[u8; 6]> {
    let text = text(node, found)?;
    let bytes: Option<Vec<u8>> = text.split(':').map(|part| u8::from_str_radix(part, 16).ok().filter(|_| part.len() == 2)).collect();
    let address = bytes.and_then(|bytes| <[u8; 6]>::try_from(bytes).ok());
    match address {
        Some(address) if address[0] & 1 == 0 => Some(address),
        Some(_) => wrong(node, format!("`{text}` is the address of a group"), "the first byte of a card's address is even", found),
        None => wrong(node, format!("`{text}` is no hardware address"), "write six bytes, such as 02:00:00:00:00:01", found),
    }
}

fn plain(text: &str) -> Option<u64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => text.parse().ok(),
    }
}

fn scaled(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let unit = units.iter().rev().find_map(|(unit, scale)| Some((text.strip_suffix(unit)?, *scale)));
    let (digits, scale) = unit.unwrap_or((text, 1));
    plain(digits.trim())?.checked_mul(scale)
}

/// A number of bytes for people: exact in the largest unit that is, or
/// nearly so in the largest unit.
pub(crate) fn bytes(bytes: u64) -> String {
    let units = [(1u64 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    let exact = units.iter().find(|(scale, _)| bytes >= *scale && bytes.is_multiple_of(*scale) && bytes / scale < 10_000);
    match exact.or(units.iter().find(|(scale, _)| bytes >= *scale)) {
        Some((scale, unit)) if bytes.is_multiple_of(*scale) => format!("{} {unit}", bytes / scale),
        Some((scale, unit)) => format!("{:.1} {unit}", bytes as f64 / *scale as f64),
        None => format!("{bytes} bytes"),
    }
}

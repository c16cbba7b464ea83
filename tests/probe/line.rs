//! A printed line, taken apart.

/// Between the value at reset and the one after ones were written.
const WRITTEN: &str = "  wr ~0: ";
/// Columns of a register's name, and those up to its value.
const NAME: usize = 12;
const VALUE: usize = 16;

/// What a line is about, and the values in it by name.
pub struct Line<'t> {
    pub label: &'t str,
    pub parts: Vec<(&'t str, &'t str)>,
}

impl<'t> Line<'t> {
    /// Takes a line apart. Without values it is all label.
    pub fn read(text: &'t str) -> Self {
        let (label, parts) =
            register(text).or_else(|| misa(text)).or_else(|| program(text)).or_else(|| result(text)).unwrap_or((text, Vec::new()));
        Self { label: label.trim_end(), parts }
    }
}

/// Label and parts, if a line has one of the forms.
type Taken<'t> = Option<(&'t str, Vec<(&'t str, &'t str)>)>;

/// `hgatp       680 0000  wr ~0: 0000`
fn register(text: &str) -> Taken<'_> {
    let (head, written) = text.split_once(WRITTEN)?;
    Some((head.get(..NAME)?, vec![("reset", head.get(VALUE..)?), ("written", written)]))
}

/// `misa 0080 after csrs H: 0080 misa.H=1`
fn misa(text: &str) -> Taken<'_> {
    let (reset, rest) = text.strip_prefix("misa ")?.split_once(" after csrs H: ")?;
    let (set, on) = rest.split_once(" misa.H=")?;
    Some(("misa", vec![("reset", reset), ("set", set), ("H", on)]))
}

/// `HS ecall             : mcause=9 a1=0 mtval2=(none)`
fn program(text: &str) -> Taken<'_> {
    let (label, rest) = text.split_once(": mcause=").map(|(label, _)| (label, &text[label.len() + 2..]))?;
    Some((label, rest.split(' ').filter_map(|part| part.split_once('=')).collect()))
}

/// `hfence.gvma          -> 0077`, and the line about hgatp.
fn result(text: &str) -> Taken<'_> {
    let (label, value) = text.split_once(" -> ").or_else(|| text.split_once(": "))?;
    Some((label, vec![("result", value)]))
}

/// A value without its leading zeros.
pub fn short(value: &str) -> &str {
    let trimmed = value.trim_start_matches('0');
    if trimmed.is_empty() { "0" } else { trimmed }
}

/// A value that is a number.
pub fn number(value: &str) -> Option<u64> {
    u64::from_str_radix(value, 16).ok()
}

//! Numbers as people write them in the model, in lists and on command lines.

/// `12`, `0x600`, `0b101`; blanks and `_` are ignored.
pub fn number(text: &str) -> Option<u64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '_').collect();
    match (text.strip_prefix("0x"), text.strip_prefix("0b")) {
        (Some(hex), _) => u64::from_str_radix(hex, 16).ok(),
        (_, Some(binary)) => u64::from_str_radix(binary, 2).ok(),
        _ => text.parse().ok(),
    }
}

/// A number, or sums of such and of shifts: `1 << 7 | 3`.
pub fn sum(text: &str) -> Option<u64> {
    let shifted = |part: &str| match part.split_once("<<") {
        Some((value, by)) => number(value)?.checked_shl(u32::try_from(number(by)?).ok()?),
        None => number(part),
    };
    text.split('|').try_fold(0, |sum, part| Some(sum | shifted(part)?))
}

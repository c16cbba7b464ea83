//! Words that users type: which one was meant, and sentences about revisions.

/// ` (did you mean …?)` for a word that is near to one that exists, else empty.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let lower = word.to_lowercase();
    let mut near: Vec<(usize, &str)> = known
        .into_iter()
        .map(|known| (distance(&lower, &known.to_lowercase()), known))
        .filter(|(distance, _)| *distance <= 1 + word.chars().count() / 4)
        .collect();
    near.sort();
    near.dedup();
    // Only those to which no other is nearer.
    let least = near.first().map_or(0, |near| near.0);
    near.retain(|near| near.0 == least);
    let best: Vec<String> = near.iter().take(3).map(|(_, word)| format!("`{word}`")).collect();
    match best.as_slice() {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        [others @ .., last] => format!("; did you mean {} or {last}?", others.join(", ")),
    }
}

/// Insertions, removals and replacements that make one word of the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// A number as people write them: decimal, `0x` or `0b`.
pub fn number(text: &str) -> Option<u64> {
    ir::number(&text.to_lowercase())
}

/// The revisions in which something is there, as ranges of the chain.
pub fn ranges(there: &[bool], ids: &[String]) -> String {
    if there.iter().all(|&t| t) {
        return "in every revision".to_string();
    }
    let mut ranges = Vec::new();
    let mut i = 0;
    while i < there.len() {
        let length = there[i..].iter().take_while(|&&t| t).count();
        match length {
            0 => {}
            _ if i + length == there.len() => ranges.push(format!("from {} on", ids[i])),
            1 => ranges.push(format!("in {}", ids[i])),
            _ => ranges.push(format!("from {} to {}", ids[i], ids[i + length - 1])),
        }
        i += length.max(1);
    }
    if ranges.is_empty() { "in no revision".to_string() } else { ranges.join(", ") }
}

/// `1 error`, `2 errors`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_offered_and_far_ones_are_not() {
        let known = ["hstatus", "vsstatus", "hgatp"];
        assert_eq!(did_you_mean("hstatsu", known), "; did you mean `hstatus`?");
        assert_eq!(did_you_mean("banana", known), "");
    }

    #[test]
    fn ranges_name_their_ends() {
        let ids: Vec<String> = ["a", "b", "c", "d"].map(String::from).to_vec();
        assert_eq!(ranges(&[false, true, true, true], &ids), "from b on");
        assert_eq!(ranges(&[true, true, false, true], &ids), "from a to b, from d on");
        assert_eq!(ranges(&[true; 4], &ids), "in every revision");
    }
}

//! Which machines are compiled, as `DRAFTVISOR_ONLY` has it: ids of revisions,
//! each with `/32` or `/64` behind it or without, and spaces between them.

/// Whether a revision is compiled at an XLEN.
pub const fn includes(revision: &str, xlen: u32) -> bool {
    match option_env!("DRAFTVISOR_ONLY") {
        None => true,
        Some(list) => is_listed(list.as_bytes(), revision.as_bytes(), xlen),
    }
}

const fn is_listed(list: &[u8], revision: &[u8], xlen: u32) -> bool {
    let mut start = 0;
    while start < list.len() {
        let mut end = start;
        while end < list.len() && list[end] != b' ' {
            end += 1;
        }
        if matches_word(list.split_at(end).0.split_at(start).1, revision, xlen) {
            return true;
        }
        start = end + 1;
    }
    false
}

const fn matches_word(word: &[u8], revision: &[u8], xlen: u32) -> bool {
    if word.len() < revision.len() {
        return false;
    }
    let (id, rest) = word.split_at(revision.len());
    let mut at = 0;
    while at < id.len() {
        if id[at] != revision[at] {
            return false;
        }
        at += 1;
    }
    match rest {
        [] => true,
        [b'/', b'3', b'2'] => xlen == 32,
        [b'/', b'6', b'4'] => xlen == 64,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_listed;

    #[test]
    fn words_say_which() {
        let list = b"a-1 b/64  c/32";
        for (revision, xlen, listed) in
            [("a-1", 32, true), ("a", 32, false), ("b", 64, true), ("b", 32, false), ("c", 32, true), ("d", 64, false)]
        {
            assert_eq!(is_listed(list, revision.as_bytes(), xlen), listed, "{revision} {xlen}");
        }
    }
}

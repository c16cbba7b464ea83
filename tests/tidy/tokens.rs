//! Just enough of a lexer: code without its comments, and the tokens of a line.

/// What lines consist of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    Word(String),
    /// Value and digits as written, without prefix, `_` and suffix.
    Number(u64, String),
    Punct(String),
}

/// Blanks `//` and `/* */` comments and keeps strings, line for line.
pub fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let (mut in_string, mut in_block) = (false, false);
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('*', Some('/')) if in_block => {
                chars.next();
                in_block = false;
            }
            ('\n', _) => out.push(c),
            _ if in_block => {}
            ('\\', Some(escaped)) if in_string => {
                out.extend([c, escaped]);
                chars.next();
            }
            // The character '"' is no string.
            ('\'', Some('"')) if !in_string => {
                chars.next();
                chars.next();
            }
            ('"', _) => {
                in_string = !in_string;
                out.push(c);
            }
            ('/', Some('*')) if !in_string => in_block = true,
            ('/', Some('/')) if !in_string => while chars.next_if(|c| *c != '\n').is_some() {},
            _ => out.push(c),
        }
    }
    assert!(!in_string, "a string seems to go on to the end of this:\n{text}");
    out
}

/// Blanks strings; one that goes on over lines counts as code.
pub fn without_strings(line: &str) -> String {
    let parts: Vec<&str> = line.split('"').collect();
    match parts.len() % 2 {
        0 => line.to_string(),
        _ => parts.into_iter().step_by(2).collect::<Vec<_>>().join("\"\""),
    }
}

/// Two-character operators that matter here.
const PAIRS: [&str; 6] = ["<<", ">>", "==", "!=", "=>", "::"];

/// Tokens of a line. `{{ ... }}` of templates is a token `{{`.
pub fn tokens(line: &str) -> Vec<Token> {
    let chars: Vec<char> = line.chars().collect();
    let (mut out, mut i) = (Vec::new(), 0);
    while i < chars.len() {
        let start = i;
        let is_word = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
        if is_word(&chars[i]) {
            while i < chars.len() && is_word(&chars[i]) {
                i += 1;
            }
            let word: String = chars[start..i].iter().collect();
            out.push(number(&word).unwrap_or(Token::Word(word)));
            continue;
        }
        let pair: String = chars[i..].iter().take(2).collect();
        i += if PAIRS.contains(&pair.as_str()) { 2 } else { 1 };
        if !chars[start].is_whitespace() {
            out.push(Token::Punct(chars[start..i].iter().collect()));
        }
    }
    out
}

fn number(word: &str) -> Option<Token> {
    let plain = word.replace('_', "");
    let suffixes = ["u8", "u16", "u32", "u64", "usize", "i8", "i16", "i32", "i64", "isize"];
    let (digits, radix) = match plain.strip_prefix("0x") {
        Some(hex) => (hex, 16),
        None => match plain.strip_prefix("0b") {
            Some(binary) => (binary, 2),
            None => (plain.as_str(), 10),
        },
    };
    let digits = suffixes.iter().find_map(|s| digits.strip_suffix(s)).unwrap_or(digits);
    let value = u64::from_str_radix(digits, radix).ok()?;
    Some(Token::Number(value, digits.to_string()))
}

#[test]
fn comments_go_and_strings_stay() {
    assert_eq!(without_comments("a // b\n\"// c\" /* d\n */ e '\"' // f"), "a \n\"// c\" \n e  ");
    let shift = [Token::Number(1, "1".into()), Token::Punct("<<".into()), Token::Number(0x21, "21".into())];
    assert_eq!(tokens("1u64<<0x2_1"), shift);
}

//! Files that are no model at all: a finding or nothing, never a panic.

use load::Model;

const YAML: &str = include_str!("base/base.yaml");
const RUST: &str = include_str!("base/base.rs");
const REST: &str = include_str!("base/rest.yaml");

/// Reads and checks as the CLI does, and renders what was found.
fn survive(name: &str, text: &str) -> usize {
    let (model, mut found) = Model::from_files(vec![(name.into(), text.into()), ("rest.yaml".into(), REST.into())]);
    if found.is_empty() {
        found = model.check().1;
    }
    let rendered = syntax::render(&model.sources, &found, &model.revisions(), false);
    assert_eq!(rendered.is_empty(), found.is_empty());
    found.len()
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % n
    }
}

#[test]
fn what_is_no_model_is_reported() {
    let garbage: String = String::from_utf8_lossy(&(0..=255u8).cycle().take(4096).collect::<Vec<_>>()).into_owned();
    for name in ["base.yaml", "base.rs"] {
        for text in [garbage.as_str(), "\0", "\u{fffd}", "}", "[", "\"", "csr", "csr: [", "- - -", "csr! {", "csr!", "&a", "? ", ": "] {
            assert!(survive(name, text) > 0, "{name}: {text:?}");
        }
        for text in ["", "\n", "\u{feff}", "---", "---\n---\n", "#", "//", "# csr: hstatus", "%YAML 1.1\n---\n"] {
            survive(name, text);
        }
    }
}

#[test]
fn a_file_that_is_not_utf_8_is_named() {
    let dir = std::env::temp_dir().join(format!("load-broken-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    std::fs::write(dir.join("binary.yaml"), [0x7f, b'E', b'L', b'F', 0xff, 0xfe]).unwrap();
    let (model, found) = Model::read(&dir).unwrap();
    std::fs::remove_dir_all(&dir).unwrap();
    let shown = syntax::render(&model.sources, &found, &[], false);
    assert!(shown.contains("this is no text") && shown.contains("binary.yaml"), "{shown}");
}

#[test]
fn depth_does_not_exhaust_the_stack() {
    let deep = |open: &str, close: &str, n: usize| format!("{}1{}", open.repeat(n), close.repeat(n));
    for n in [40, 60, 130, 190, 390, 50_000] {
        for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("(", ")")] {
            assert!(survive("base.yaml", &deep(open, close, n)) > 0, "{n} of {open}");
        }
        for (open, close) in [("[", "]"), ("{ a: ", "}"), ("(", ")")] {
            assert!(survive("base.rs", &format!("csr! {{ x {{ a: {} }} }}", deep(open, close, n))) > 0, "{n} of {open}");
        }
        let indented: String = (0..n.min(2000)).map(|i| format!("{}a:\n", " ".repeat(i))).collect();
        assert!(survive("base.yaml", &indented) > 0);
        // Expressions: brackets, signs, chains of operators, of methods and of `else if`.
        let long = [
            deep("(", ")", n),
            deep("!", "", n),
            deep("-", "", n),
            deep("1 + ", "", n),
            deep("1 << ", "", n),
            deep("{ ", " }", n),
            deep("if V { 1 } else ", "", n),
            format!("V{}", ".zext()".repeat(n)),
            format!("{}1", "let a = 1; ".repeat(n)),
            deep("if ", "", n),
            deep("next(", ", V)", n),
            deep("x[", "]", n),
        ];
        for text in long {
            let val = format!("val: \"{text}\"\n");
            survive("base.yaml", &YAML.replacen("val: if long { tvec + 4 } else { tvec & !3 }\n", &val, 1));
        }
    }
}

#[test]
fn numbers_may_be_huge() {
    let huge = [
        "4294967296",
        "18446744073709551615",
        "18446744073709551616",
        "0xffffffffffffffffffff",
        "99999999999999999999999",
        "-1",
        "1e9",
        "0",
    ];
    let numbers: Vec<&str> = YAML
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.')
        .filter(|w| w.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    let mut dice = Dice(1);
    let mut from = 0;
    for word in numbers {
        let at = from + YAML[from..].find(word).unwrap();
        from = at + word.len();
        let text = format!("{}{}{}", &YAML[..at], huge[dice.below(huge.len())], &YAML[from..]);
        survive("base.yaml", &text);
    }
}

#[test]
fn a_mutilated_model_is_survived() {
    for (name, base) in [("base.yaml", YAML), ("base.rs", RUST)] {
        let chars: Vec<char> = base.chars().collect();
        let mut dice = Dice(2);
        for round in 0..200 {
            let mut chars = chars.clone();
            let at = dice.below(chars.len());
            match round % 5 {
                0 => chars.truncate(at),
                1 => drop(chars.remove(at)),
                2 => chars.insert(at, [':', '{', '}', '[', ']', '"', '|', '-', '#', ';', ',', '\n', '&', '\u{e9}', '\''][dice.below(15)]),
                3 => drop(chars.drain(at..(at + dice.below(40)).min(base.chars().count()))),
                _ => {
                    let other = dice.below(chars.len());
                    chars.swap(at, other);
                }
            }
            survive(name, &chars.into_iter().collect::<String>());
        }
    }
}

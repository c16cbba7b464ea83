//! What stating a fact looks like, one function per kind of fact.

use crate::facts::Facts;
use crate::files::File;
use crate::tokens::{Token, tokens, without_comments, without_strings};

/// One line of code.
struct Line<'a> {
    /// As it stands.
    text: &'a str,
    /// Without comments.
    code: &'a str,
    /// Of the code, without strings: those are messages, or assembly.
    tokens: Vec<Token>,
}

/// A kind of fact, and how to find it stated on a line.
type Lint = (&'static str, fn(&Facts, &File, &Line) -> Option<String>);

const LINTS: [Lint; 6] = [
    ("a revision", revision),
    ("a CSR number", csr_number),
    ("a CSR by the assembler's number", csr_operand),
    ("a bit position", bit_position),
    ("a cause number", cause_number),
    ("an encoding", encoding),
];

/// Findings in a file, as `file:line: what`; one per line.
pub fn check(facts: &Facts, file: &File) -> Vec<String> {
    let stripped = without_comments(file.before_tests());
    let lines = file.text.lines().zip(stripped.split('\n'));
    let found = lines.enumerate().filter_map(|(i, (text, code))| {
        let line = Line { text, code, tokens: tokens(&without_strings(code)) };
        let (kind, what) = LINTS.iter().find_map(|(kind, lint)| Some((kind, lint(facts, file, &line)?)))?;
        Some(format!("{}:{}: {kind}, {what}: {}", file.path, i + 1, text.trim()))
    });
    found.collect()
}

/// Anywhere, also in comments: a comment that names a revision is out of date
/// with the next one. `10.0`, `1.0.2` and `0x1.0` are something else.
fn revision(facts: &Facts, _: &File, line: &Line) -> Option<String> {
    let stated = |id: &&String| {
        line.text.match_indices(id.as_str()).any(|(at, _)| {
            let before = line.text[..at].chars().next_back();
            let mut after = line.text[at + id.len()..].chars();
            let goes_on = match after.next() {
                Some('.') => after.next().is_some_and(|c| c.is_ascii_digit()),
                Some(c) => c.is_ascii_alphanumeric() || c == '_',
                None => false,
            };
            !goes_on && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '.' || c == '_')
        })
    };
    facts.revisions.iter().find(stated).cloned()
}

/// A hex literal of three digits that is the address of a CSR, anywhere but
/// among the registers of devices.
fn csr_number(facts: &Facts, file: &File, line: &Line) -> Option<String> {
    let is_hex = |digits: &str| digits.len() == 3 && line.code.contains(&format!("0x{digits}"));
    line.tokens.iter().find_map(|token| match token {
        Token::Number(value, digits) if is_hex(digits) && !file.is_device() => facts.addresses.get(value).cloned(),
        _ => None,
    })
}

/// In assembly, a CSR is an operand that comes from generated code: in braces.
/// A name would take the assembler's number, which is that of one revision.
fn csr_operand(_: &Facts, _: &File, line: &Line) -> Option<String> {
    let asm = line.code.split('"').skip(1).step_by(2);
    asm.filter_map(|text| {
        let (mnemonic, operands) = text.trim().split_once(' ')?;
        let place = match mnemonic {
            "csrr" | "csrrw" | "csrrs" | "csrrc" | "csrrwi" | "csrrsi" | "csrrci" => 1,
            "csrw" | "csrs" | "csrc" | "csrwi" | "csrsi" | "csrci" => 0,
            _ => return None,
        };
        let csr = operands.split(',').nth(place)?.trim();
        (!csr.starts_with('{')).then(|| csr.to_string())
    })
    .next()
}

/// A shift by a literal, or a literal of more than one bit combined with
/// something of a CSR. Sizes (`64 << 20`), whole bytes (`high << 16 | low`)
/// and devices are something else.
fn bit_position(facts: &Facts, file: &File, line: &Line) -> Option<String> {
    let names_csr = line.tokens.iter().any(|t| matches!(t, Token::Word(w) if facts.csrs.contains(w) && w != "time"));
    let is_size = |left: &Token, by: u64| match left {
        Token::Number(..) => [10, 20, 30].contains(&by),
        _ => [8, 16, 32].contains(&by) && !names_csr,
    };
    let is = |token: &Token, list: &[&str]| matches!(token, Token::Punct(p) if list.contains(&p.as_str()));
    line.tokens.windows(3).find_map(|window| match window {
        _ if file.is_device() => None,
        [left, op, Token::Number(by, _)] if is(op, &["<<", ">>"]) && !is_size(left, *by) => Some(format!("by {by}")),
        [_, op, Token::Number(value, _)] if names_csr && is(op, &["&", "|", "^"]) && *value > 1 => Some(format!("{value:#x}")),
        _ => None,
    })
}

/// A literal that is compared with, or given as, a cause.
fn cause_number(_: &Facts, _: &File, line: &Line) -> Option<String> {
    let is_cause = |word: &str| word.ends_with("code") || word.ends_with("cause");
    line.tokens.windows(3).find_map(|window| match window {
        [Token::Word(word), Token::Punct(op), Token::Number(value, _)] => {
            let compared = is_cause(word) && ["==", "!=", "=", ":"].contains(&op.as_str());
            let given = ["exception", "interrupt", "Exception", "Interrupt", "raise"].contains(&word.as_str()) && op == "(";
            (compared || given).then(|| format!("{word} {value}"))
        }
        _ => None,
    })
}

/// A word of eight hex digits, or `.4byte` and the like with any number, that
/// the model decodes.
fn encoding(facts: &Facts, _: &File, line: &Line) -> Option<String> {
    let directive = [".4byte", ".word", ".insn"].iter().any(|d| line.code.contains(d));
    let in_assembly = if directive { tokens(line.code) } else { Vec::new() };
    line.tokens.iter().chain(&in_assembly).find_map(|token| match token {
        Token::Number(value, digits) if digits.len() == 8 || directive => facts.insn(*value).map(str::to_string),
        _ => None,
    })
}

/// A lint that finds nothing proves nothing.
#[test]
fn lints_find_what_they_are_for() {
    let facts = Facts::read();
    let find = |path: &str, text: &str| check(&facts, &File { path: path.to_string(), text: text.to_string() }).pop();
    let stated = [
        ("a revision", "// As of 0.6.1, this is so."),
        ("a revision", "use generated::h0_6_1::rv64;"),
        ("a CSR number", "machine.csr(0x600)"),
        ("a CSR by", "asm!(\"csrr t0, hstatus\")"),
        ("a CSR by", "asm!(\"csrrw t0, 0x600, t1\")"),
        ("a bit position", "let vtw = value >> 21 & 1;"),
        ("a bit position", "const VALID: u64 = 1 << 0;"),
        ("a bit position", "if csr::hstatus::read() & 0x80 != 0 {"),
        ("a cause number", "if code == 22 {"),
        ("a cause number", "scause: 8,"),
        ("an encoding", "const WFI: u32 = 0x1050_0073;"),
        ("an encoding", "asm!(\".4byte 0x10500073\")"),
    ];
    for (kind, line) in stated {
        let found = find("backends/hypervisor/src/vm.rs", line);
        assert!(found.as_ref().is_some_and(|f| f.contains(kind)), "{line}: {found:?}");
    }
    let fine = [
        "let qemu = \"10.0.13\";",
        "asm!(\"csrr t0, {hstatus}\")",
        "const RAM_BYTES: u64 = 64 << 20;",
        "let word = high << 16 | low;",
        "if cause & csr::scause::INTERRUPT != 0 {",
        "// 0x600 and >> 21 in a comment cite the manual.",
        "const RAM: u64 = 0x8000_0000;",
    ];
    for line in fine {
        assert_eq!(find("backends/hypervisor/src/vm.rs", line), None);
    }
    assert_eq!(find("backends/emulator/src/devices/uart.rs", "const BYTES: u64 = 0x100;"), None);
}

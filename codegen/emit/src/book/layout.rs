//! Where lines of Markdown and of code are broken.

/// At most one blank line in a row, none at the end.
pub fn tidy(text: &str) -> String {
    let mut out = String::new();
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && blank) {
            out.push_str(line);
            out.push('\n');
        }
        blank = line.is_empty();
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Columns that a line of code may take before it is broken.
const WIDE: usize = 84;

/// Code of the model on lines that fit: first at `;`, then at the outermost operators and branches.
pub fn layout(code: &str) -> String {
    let flat = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let pieces = split(&flat, &["; "], true);
    pieces.iter().map(|p| breaks(p.trim(), 0)).collect::<Vec<_>>().join("\n")
}

fn breaks(line: &str, indent: usize) -> String {
    let pad = " ".repeat(indent);
    if line.len() + indent <= WIDE {
        return format!("{pad}{line}");
    }
    for marks in [&[" else "][..], &[" || "], &[" && "]] {
        let pieces = split(line, marks, false);
        if pieces.len() > 1 {
            let first = breaks(pieces[0].trim(), indent);
            let more = pieces[1..].iter().map(|p| format!("\n{}", breaks(p.trim(), indent + 2)));
            return first + &more.collect::<String>();
        }
    }
    match body(line) {
        Some((head, inner, tail)) => format!("{pad}{head}\n{}\n{pad}{tail}", breaks(inner, indent + 2)),
        None => format!("{pad}{line}"),
    }
}

/// The last bracketed part of a line, if it is most of it.
fn body(line: &str) -> Option<(&str, &str, &str)> {
    let end = line.rfind(['}', ')'])?;
    let mut depth = 0;
    let start = line[..=end].char_indices().rev().find_map(|(i, c)| {
        depth += match c {
            '}' | ')' => 1,
            '{' | '(' => -1,
            _ => 0,
        };
        (depth == 0).then_some(i)
    })?;
    let inner = line[start + 1..end].trim();
    (inner.len() * 2 > line.len()).then_some((line[..=start].trim_end(), inner, &line[end..]))
}

/// Splits before any of the marks (after them if `after`) outside brackets.
fn split<'t>(text: &'t str, marks: &[&str], after: bool) -> Vec<&'t str> {
    let (mut depth, mut start, mut out) = (0, 0, Vec::new());
    for (i, c) in text.char_indices() {
        match c {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' => depth -= 1,
            _ => {}
        }
        let mark = marks.iter().find(|m| text[i..].starts_with(**m));
        if let (0, Some(mark)) = (depth, mark) {
            let at = if after { i + mark.len() } else { i };
            out.push(&text[start..at]);
            start = at;
        }
    }
    out.push(&text[start..]);
    out
}

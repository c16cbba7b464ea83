//! Text in columns, wrapped text, and the few colours in use.

use clap::builder::styling::{AnsiColor, Style};

/// For what the eye should find first.
pub const BOLD: Style = Style::new().bold();
/// For what can be skipped.
pub const DIM: Style = Style::new().dimmed();
/// For what is gone or wrong.
pub const RED: Style = AnsiColor::Red.on_default().bold();
/// For what is new or right.
pub const GREEN: Style = AnsiColor::Green.on_default();
/// For what is another than before.
pub const YELLOW: Style = AnsiColor::Yellow.on_default();

/// Lines are broken before this column.
const WIDTH: usize = 100;

/// Rows in aligned columns, indented; the last column is wrapped.
pub fn columns<const N: usize>(rows: &[[String; N]], indent: usize) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|r| r[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let hanging = indent + widths[..N - 1].iter().map(|w| w + 2).sum::<usize>();
    let mut lines = Vec::new();
    for row in rows {
        let mut line = " ".repeat(indent);
        for (cell, width) in row[..N - 1].iter().zip(&widths) {
            line.push_str(&format!("{cell:width$}  "));
        }
        let wrapped = wrap(&row[N - 1], WIDTH.saturating_sub(hanging).max(30));
        for (i, part) in wrapped.iter().enumerate() {
            let start = if i == 0 { line.clone() } else { " ".repeat(hanging) };
            lines.push(format!("{start}{part}").trim_end().to_string());
        }
    }
    lines
}

/// Text in lines of at most `width` characters, at least one line.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is a line from the start");
        if last.is_empty() {
            last.push_str(word);
        } else if last.chars().count() + 1 + word.chars().count() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_string());
        }
    }
    lines
}

/// Wrapped text with an indent.
pub fn paragraph(text: &str, indent: usize) -> Vec<String> {
    let pad = " ".repeat(indent);
    wrap(text, WIDTH - indent).into_iter().map(|line| format!("{pad}{line}")).collect()
}

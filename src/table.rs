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

/// Rows in aligned columns, indented; the last cell of a row is wrapped.
pub fn columns<R: AsRef<[String]>>(rows: &[R], indent: usize) -> Vec<String> {
    let most = rows.iter().map(|r| r.as_ref().len()).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().map(AsRef::as_ref).filter(|r| r.len() > column + 1);
        cells.map(|r| r[column].chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..most).map(width).collect();
    let mut lines = Vec::new();
    for row in rows {
        let Some((last, cells)) = row.as_ref().split_last() else { continue };
        let mut start = " ".repeat(indent);
        for (cell, width) in cells.iter().zip(&widths) {
            start.push_str(&format!("{cell:width$}  "));
        }
        let hanging = start.chars().count();
        for part in wrap(last, WIDTH.saturating_sub(hanging).max(30)) {
            lines.push(format!("{start}{part}").trim_end().to_string());
            start = " ".repeat(hanging);
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

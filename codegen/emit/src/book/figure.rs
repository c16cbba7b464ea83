//! Bit-field figures: SVG that takes its colours from the theme.
//!
//! Bits are drawn to scale, half a doubleword per row. A register of few
//! fields gets one row with boxes as wide as their names need.

use super::text::html;
use std::fmt::Write;

/// What a box holds; the letter is its CSS class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fill {
    /// A field with storage of its own.
    Stored,
    /// Another name of a field.
    Alias,
    /// Computed or constant.
    ReadOnly,
    /// No field.
    Unused,
}

impl Fill {
    fn class(self) -> &'static str {
        match self {
            Fill::Stored => "s",
            Fill::Alias => "a",
            Fill::ReadOnly => "r",
            Fill::Unused => "u",
        }
    }
}

/// A box of a figure.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Highest bit.
    pub hi: u32,
    /// Lowest bit.
    pub lo: u32,
    /// Its name.
    pub label: String,
    /// What it holds.
    pub fill: Fill,
    /// Where a click leads.
    pub href: Option<String>,
}

/// A box with its place in the figure.
struct Boxed<'a> {
    cell: &'a Cell,
    hi: u32,
    lo: u32,
    x: u32,
    width: u32,
}

/// Width of the drawing.
const WIDTH: u32 = 768;
/// Bits in a row that is drawn to scale.
const ROW: u32 = 32;
/// Advance of a character.
const CHAR: u32 = 8;
/// Height of the line of numbers, and of a box with a level label.
const NUMBERS: u32 = 16;
const HEIGHT: u32 = 34;
/// Space around.
const MARGIN: u32 = 2;
/// The longest name that is written upright in a narrow box.
const UPRIGHT: usize = 9;
/// With so many boxes at most a wide register fits a single row.
const FEW: usize = 8;

/// The figure of a word of so many bits. `cells` go from the highest down and do not overlap.
pub fn figure(width: u32, cells: &[Cell], title: &str) -> String {
    let cells = filled(width, cells);
    let needed: u32 = cells.iter().map(natural).sum();
    let rows = match cells.len() {
        _ if width > ROW && cells.len() <= FEW && needed <= WIDTH => vec![spread(&cells, needed)],
        _ => scaled(width, &cells),
    };
    let mut body = String::new();
    let mut y = 0;
    for row in &rows {
        y += draw_row(row, y, &mut body);
    }
    let (w, title) = (WIDTH + 2 * MARGIN, html(title));
    format!("<figure class=\"bits\">\n<svg viewBox=\"0 0 {w} {y}\" role=\"group\" aria-label=\"{title}\">\n{body}</svg>\n</figure>")
}

/// The cells with the gaps between them.
fn filled(width: u32, cells: &[Cell]) -> Vec<Cell> {
    let gap = |hi: u32, lo: u32| Cell { hi, lo, label: String::new(), fill: Fill::Unused, href: None };
    let (mut out, mut above) = (Vec::new(), width);
    for cell in cells {
        if cell.hi + 1 < above {
            out.push(gap(above - 1, cell.hi + 1));
        }
        above = cell.lo;
        out.push(cell.clone());
    }
    if above > 0 {
        out.push(gap(above - 1, 0));
    }
    out
}

/// What a box needs for its name and the numbers above it.
fn natural(cell: &Cell) -> u32 {
    let numbers = if cell.hi == cell.lo { 4 } else { 7 };
    CHAR * (cell.label.len() as u32 + 2).max(numbers)
}

/// One row: what is left over goes to the boxes by their bits.
fn spread(cells: &[Cell], needed: u32) -> Vec<Boxed<'_>> {
    let bits: u32 = cells.iter().map(|c| c.hi - c.lo + 1).sum();
    let (mut x, mut seen) = (0, 0);
    let spare = WIDTH - needed;
    cells
        .iter()
        .map(|cell| {
            let n = cell.hi - cell.lo + 1;
            let share = spare * (seen + n) / bits - spare * seen / bits;
            let boxed = Boxed { cell, hi: cell.hi, lo: cell.lo, x, width: natural(cell) + share };
            x += boxed.width;
            seen += n;
            boxed
        })
        .collect()
}

/// Rows to scale; a cell that crosses their border is drawn in both.
fn scaled(width: u32, cells: &[Cell]) -> Vec<Vec<Boxed<'_>>> {
    let per_row = width.min(ROW);
    let unit = WIDTH / per_row;
    let tops = (0..width.div_ceil(per_row)).rev();
    tops.map(|row| {
        let (low, high) = (row * per_row, (row + 1) * per_row - 1);
        let inside = cells.iter().filter(|c| c.lo <= high && c.hi >= low);
        inside
            .map(|cell| {
                let (hi, lo) = (cell.hi.min(high), cell.lo.max(low));
                Boxed { cell, hi, lo, x: (high - hi) * unit, width: (hi - lo + 1) * unit }
            })
            .collect()
    })
    .collect()
}

/// Draws a row and returns its height.
fn draw_row(row: &[Boxed], y: u32, out: &mut String) -> u32 {
    let upright = row.iter().filter(|b| !is_level(b)).map(|b| short(&b.cell.label).len() as u32).max();
    let height = upright.map_or(HEIGHT, |n| (n * CHAR + CHAR).max(HEIGHT));
    let top = y + NUMBERS;
    for b in row {
        draw_box(b, top, height, out);
    }
    NUMBERS + height + MARGIN + CHAR
}

/// Whether the name fits from left to right.
fn is_level(b: &Boxed) -> bool {
    b.cell.label.len() as u32 * CHAR + CHAR / 2 <= b.width
}

fn draw_box(b: &Boxed, top: u32, height: u32, out: &mut String) {
    let (x, middle, center) = (b.x + MARGIN, top + height / 2, b.x + MARGIN + b.width / 2);
    let above = top - NUMBERS / 2;
    let numbers = match (b.hi == b.lo, b.width >= 6 * CHAR) {
        (true, _) => format!("<text class=\"n\" x=\"{center}\" y=\"{above}\">{}</text>", b.hi),
        (false, true) => format!(
            "<text class=\"n h\" x=\"{}\" y=\"{above}\">{}</text><text class=\"n l\" x=\"{}\" y=\"{above}\">{}</text>",
            x + 2,
            b.hi,
            x + b.width - 2,
            b.lo,
        ),
        (false, false) => format!("<text class=\"n\" x=\"{center}\" y=\"{above}\">{}-{}</text>", b.hi, b.lo),
    };
    let (class, level) = (b.cell.fill.class(), is_level(b));
    let label = if level { html(&b.cell.label) } else { html(&short(&b.cell.label)) };
    let turn = if level { String::new() } else { format!(" transform=\"rotate(-90 {center} {middle})\"") };
    let title = if label == b.cell.label { String::new() } else { format!("<title>{}</title>", html(&b.cell.label)) };
    let rect = format!("<rect x=\"{x}\" y=\"{top}\" width=\"{}\" height=\"{height}\"/>", b.width);
    let text = if label.is_empty() { label } else { format!("<text x=\"{center}\" y=\"{middle}\"{turn}>{label}</text>") };
    let body = match &b.cell.href {
        Some(href) => format!("<a href=\"{}\">{title}{rect}{text}</a>", html(href)),
        None => format!("{title}{rect}{text}"),
    };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "<g class=\"{class}\">{numbers}{body}</g>");
}

/// A name that would be long upright is cut to the initials of its words, a single word to its beginning.
fn short(name: &str) -> String {
    match (name.len() > UPRIGHT, name.contains('_')) {
        (true, true) => name.split('_').filter_map(|word| word.chars().next()).collect(),
        (true, false) => name.chars().take(UPRIGHT / 2).collect(),
        (false, _) => name.to_string(),
    }
}

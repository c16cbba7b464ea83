//! Drawings of boxes and arrows: SVG that takes its colours from the theme.

use super::text::html;
use std::fmt::Write;

/// Advance of a character of a label.
const CHAR: i32 = 7;
/// Height of a line of a label.
const LINE: i32 = 15;
/// Half the height of an arrow's head, and its length.
const HEAD: (i32, i32) = (4, 7);

/// A drawing that grows.
#[derive(Default)]
pub struct Drawing {
    body: String,
    width: i32,
    height: i32,
}

/// A box that was drawn.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Left.
    pub x: i32,
    /// Top.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Place {
    /// The middle of its right side.
    pub fn right(self) -> (i32, i32) {
        (self.x + self.w, self.y + self.h / 2)
    }

    /// The middle of its left side.
    pub fn left(self) -> (i32, i32) {
        (self.x, self.y + self.h / 2)
    }

    /// The middle of its lower side.
    pub fn bottom(self) -> (i32, i32) {
        (self.x + self.w / 2, self.y + self.h)
    }

    /// The middle of its upper side.
    pub fn top(self) -> (i32, i32) {
        (self.x + self.w / 2, self.y)
    }
}

/// Height of a box with so many lines.
pub fn height(lines: usize) -> i32 {
    lines as i32 * LINE + 12
}

impl Drawing {
    /// A box with lines of text, the first of which stands out; `class` colours it, `href` makes it a link.
    pub fn boxed(&mut self, at: (i32, i32), w: i32, class: &str, lines: &[String], href: Option<&str>) -> Place {
        let (x, y) = at;
        let h = height(lines.len());
        let fits = ((w - 8) / CHAR) as usize;
        let mut inner = format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"3\"/>");
        for (n, line) in lines.iter().enumerate() {
            let class = if n == 0 { "" } else { " class=\"n\"" };
            let base = y + 6 + LINE / 2 + LINE * n as i32;
            let _ = write!(inner, "<text{class} x=\"{}\" y=\"{base}\">{}</text>", x + w / 2, html(&cut(line, fits)));
        }
        let body = match href {
            Some(href) => format!("<a href=\"{}\">{inner}</a>", html(href)),
            None => inner,
        };
        let _ = writeln!(self.body, "<g class=\"{class}\">{body}</g>");
        self.reach(x + w, y + h);
        Place { x, y, w, h }
    }

    /// An arrow from left to right or from top to bottom.
    pub fn arrow(&mut self, from: (i32, i32), to: (i32, i32), dashed: bool) {
        let ((x0, y0), (x1, y1)) = (from, to);
        let (half, long) = HEAD;
        let class = if dashed { "e d" } else { "e" };
        let down = x0 == x1;
        let (path, head) = if down {
            (format!("M{x0} {y0}V{}", y1 - long), format!("M{x1} {y1}l{half} -{long}h-{}z", 2 * half))
        } else {
            let middle = (x0 + x1) / 2;
            let curve = format!("M{x0} {y0}C{middle} {y0} {middle} {y1} {} {y1}", x1 - long);
            (curve, format!("M{x1} {y1}l-{long} -{half}v{}z", 2 * half))
        };
        let _ = writeln!(self.body, "<g class=\"{class}\"><path class=\"p\" d=\"{path}\"/><path d=\"{head}\"/></g>");
        self.reach(x1, y1);
    }

    /// Words beside something.
    pub fn label(&mut self, at: (i32, i32), class: &str, text: &str) {
        let (x, y) = at;
        let _ = writeln!(self.body, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", html(text));
        self.reach(x, y + LINE / 2);
    }

    /// The figure; `title` says what is to be seen.
    pub fn finish(self, title: &str) -> String {
        let (w, h, title) = (self.width + 2, self.height + 2, html(title));
        let body = self.body;
        format!(
            "<figure class=\"drawing\">\n<svg viewBox=\"-1 -1 {w} {h}\" style=\"max-width:{w}px\" role=\"group\" aria-label=\"{title}\">\n{body}</svg>\n</figure>"
        )
    }

    fn reach(&mut self, x: i32, y: i32) {
        self.width = self.width.max(x + 1);
        self.height = self.height.max(y + 1);
    }
}

/// A line that fits so many characters.
fn cut(line: &str, fits: usize) -> String {
    if line.chars().count() <= fits {
        return line.to_string();
    }
    line.chars().take(fits.saturating_sub(1)).chain(['…']).collect()
}

//! How registers show one another: a small graph.

use super::draw::{Drawing, Place, height};
use super::text::Links;
use ir::{Csr, ExprKind, Spec, Storage};

/// An edge: the other register, fields of this one or of the other that take part, whether it is computed.
struct Edge<'a> {
    csr: String,
    fields: Vec<&'a str>,
    computed: bool,
}

/// Widths of the columns and of the gaps between them.
const COLUMN: i32 = 220;
const GAP: i32 = 54;
const SPACE: i32 = 10;
/// So many registers on a side at most are drawn.
const MOST: usize = 8;

/// The drawing; none if the register has to do with no other.
pub fn drawing(spec: &Spec, csr: &Csr, links: Links) -> Option<String> {
    let shown = targets(csr);
    let others = spec
        .csrs
        .iter()
        .filter(|c| c.name != csr.name && c.fields.iter().any(|f| !matches!(f.storage, Storage::Store(_) | Storage::Const(_))));
    let viewers: Vec<Edge> = others.flat_map(|c| viewing(c, &csr.name)).collect();
    if shown.is_empty() && viewers.is_empty() || shown.len() > MOST || viewers.len() > MOST {
        return None;
    }
    let mut d = Drawing::default();
    let total = |edges: &[Edge]| edges.len() as i32 * (height(2) + SPACE) - SPACE;
    let middle = total(&shown).max(total(&viewers)).max(height(2)) / 2;
    let center = d.boxed((COLUMN + GAP, middle - height(1) / 2), COLUMN, "s", std::slice::from_ref(&csr.name), None);
    let column = |d: &mut Drawing, edges: &[Edge], x: i32| -> Vec<Place> {
        let mut y = middle - total(edges) / 2;
        let mut places = Vec::new();
        for edge in edges {
            let lines = [edge.csr.clone(), fields(edge)];
            let href = links.target(&edge.csr);
            let class = if edge.computed { "r" } else { "a" };
            places.push(d.boxed((x, y), COLUMN, class, &lines, href.as_deref()));
            y += height(2) + SPACE;
        }
        places
    };
    for (place, edge) in column(&mut d, &viewers, 0).into_iter().zip(&viewers) {
        d.arrow(place.right(), center.left(), edge.computed);
    }
    for (place, edge) in column(&mut d, &shown, 2 * (COLUMN + GAP)).into_iter().zip(&shown) {
        d.arrow(center.right(), place.left(), edge.computed);
    }
    Some(d.finish(&format!("Registers that show {}, and registers that it shows", csr.name)))
}

fn fields(edge: &Edge) -> String {
    let how = if edge.computed { "for " } else { "" };
    match edge.fields.as_slice() {
        [a, b, c, _, ..] => format!("{how}{a} {b} {c} +{}", edge.fields.len() - 3),
        some => format!("{how}{}", some.join(" ")),
    }
}

/// What a register shows of others.
fn targets(csr: &Csr) -> Vec<Edge<'_>> {
    let mut edges: Vec<Edge> = Vec::new();
    for field in &csr.fields {
        for (other, computed) in seen(&field.storage) {
            if other == csr.name {
                continue;
            }
            match edges.iter_mut().find(|e| e.csr == other && e.computed == computed) {
                Some(edge) => edge.fields.push(&field.name),
                None => edges.push(Edge { csr: other, fields: vec![&field.name], computed }),
            }
        }
    }
    edges
}

/// The same the other way round: what `c` shows of a register.
fn viewing<'a>(c: &'a Csr, csr: &str) -> Vec<Edge<'a>> {
    targets(c).into_iter().filter(|e| e.csr == csr).map(|e| Edge { csr: c.name.clone(), ..e }).collect()
}

/// Registers that a field shows, and whether by computing.
fn seen(storage: &Storage) -> Vec<(String, bool)> {
    let mut out = Vec::new();
    match storage {
        Storage::Alias(csr, _) => out.push((csr.clone(), false)),
        Storage::Derived { read, .. } => read.visit(&mut |e| {
            if let ExprKind::Field(csr, _) | ExprKind::Csr(csr) = &e.kind
                && !out.iter().any(|(name, _)| name == csr)
            {
                out.push((csr.clone(), true));
            }
        }),
        _ => {}
    }
    out
}

//! Trees into [`ir::Spec`], for one revision and XLEN.

mod causes;
mod csr;
mod extension;
mod field;
mod float;
mod insn;
pub mod memo;
mod paging;
mod rules;
mod traps;

use crate::SPEC_PROFILE;
use crate::ast::{Ast, AstKind};
use crate::files::Document;
use crate::keys::head;
use crate::names::Names;
use crate::resolve::{Resolver, Scope};
use crate::select::At;
use ir::{Cell, Meta, Quirk, Spec, Ty};
use syntax::Node;

/// Builds the spec of one revision. Errors go to `at`; what has one is left out.
pub fn spec(at: &At, profile: &str) -> Spec {
    let docs: Vec<&Document> = at.model.documents.iter().filter(|d| at.alive(&d.node)).collect();
    let mut cx = Lower { at, docs };
    let mut names = Names::default();
    let constants = cx.constants(profile, &mut names);
    let extensions = cx.extensions(&names);
    cx.drop_absent(&extensions);
    let cells = cx.cells(&mut names);
    let exceptions = cx.causes("exception", &mut names);
    let interrupts = cx.causes("interrupt", &mut names);
    let shapes = cx.csr_shapes(&exceptions, &interrupts, &mut names);
    cx.rule_signatures(&mut names);
    names.add_returns(cx.of("trap-return").map(|d| d.id.clone()));
    let r = Resolver { at, names: &names };
    let ptes = cx.ptes();
    let float = cx.float_unit(&r);
    let mut spec = Spec {
        revision: at.model.header.revisions[at.revision].clone(),
        index: at.revision,
        xlen: at.xlen,
        profile: profile.to_string(),
        constants,
        cells,
        csrs: cx.csrs(shapes, float.as_ref(), &r),
        rules: cx.rules(&r),
        substitution: cx.substitution(),
        hs_qualified: cx.hs_qualified(&r),
        exceptions,
        interrupts,
        entries: cx.tables("trap-entry", &r),
        returns: cx.tables("trap-return", &r),
        formats: cx.formats(&ptes),
        ptes,
        walks: cx.walks(&names),
        extensions,
        insns: cx.insns(&r),
        float,
        quirks: cx.quirks(profile),
        by_name: ir::ByName::default(),
    };
    spec.substitution.extend(high_halves(&spec));
    spec.csrs.sort_by_key(|c| c.address);
    spec.exceptions.sort_by_key(|c| c.code);
    spec.interrupts.sort_by_key(|c| c.code);
    spec
}

/// Where a register of two halves stands in for another, so do its halves.
fn high_halves(spec: &Spec) -> Vec<(String, String)> {
    let high = |low: &str| spec.csrs.iter().find(|c| c.high_half_of.as_deref() == Some(low)).map(|c| c.name.clone());
    spec.substitution.iter().filter_map(|(from, to)| Some((high(from)?, high(to)?))).collect()
}

/// The choices of a profile alone, for what is wrong with them.
pub fn choices(at: &At, profile: &str) {
    let docs = at.model.documents.iter().filter(|d| at.alive(&d.node)).collect();
    Lower { at, docs }.constants(profile, &mut Names::default());
}

/// The first CSR of a model, with its fields but without its expressions.
pub fn csr_shape(at: &At) -> Option<ir::Csr> {
    let docs = at.model.documents.iter().filter(|d| at.alive(&d.node)).collect();
    let cx = Lower { at, docs };
    cx.csr_shapes(&[], &[], &mut Names::default()).into_iter().next().map(csr::Shape::into_csr)
}

/// The node of a profile.
fn at_profile<'m>(at: &At<'m>, id: &str) -> Option<&'m Node> {
    at.model.documents.iter().find(|d| d.kind == "profile" && d.id == id).map(|d| &d.node)
}

struct Lower<'a, 'm> {
    at: &'a At<'m>,
    docs: Vec<&'m Document>,
}

impl<'m> Lower<'_, 'm> {
    /// Nodes of a kind that exist here.
    fn of(&self, kind: &'static str) -> impl Iterator<Item = &'m Document> + use<'_, 'm> {
        self.docs.iter().copied().filter(move |d| d.kind == kind)
    }

    fn meta(&self, node: &Node) -> Meta {
        let doc = self.at.value(node, "doc").and_then(Node::text).unwrap_or_default();
        let span = node.entries().first().map_or(node.span, |e| e.value.span);
        Meta { doc: words(doc), cite: self.cites(node), place: format!("{}:{}", self.at.model.sources.path(span.file), span.line), span }
    }

    fn cites(&self, node: &Node) -> Vec<String> {
        let Some(cite) = node.get("cite") else { return Vec::new() };
        let all = if cite.items().is_empty() { std::slice::from_ref(cite) } else { cite.items() };
        let mut out = Vec::new();
        for item in all {
            let Some(text) = item.text() else { continue };
            let (chapter, section) = text.split_once('/').unwrap_or((text, ""));
            let known = self.at.model.header.chapters.iter().find(|c| c.0 == chapter);
            match known {
                None => self.at.error(item.span, format!("unknown source `{text}`"), "a cite is `chapter/section` of the node `sources`"),
                Some((_, _, sections)) if !sections.iter().any(|s| s == section) => self.at.error(
                    item.span,
                    format!("chapter `{chapter}` has no section `{section}`"),
                    crate::keys::nearest(section, &sections.iter().map(String::as_str).collect::<Vec<_>>())
                        .map_or("add it to the node `sources`".to_string(), |near| format!("did you mean `{chapter}/{near}`?")),
                ),
                Some(_) => out.push(text.to_string()),
            }
        }
        out
    }

    /// `bool`, `xlen` or a number of bits.
    fn ty(&self, node: &Node) -> Option<Ty> {
        match node.text().unwrap_or(node.what()).trim() {
            "bool" => Some(Ty::Bool),
            "xlen" => Some(Ty::Bits(self.at.xlen)),
            text => match text.parse() {
                Ok(n @ 1..=64) => Some(Ty::Bits(n)),
                _ => {
                    self.at.error(node.span, format!("`{text}` is no type"), "a type is `bool`, `xlen` or a number of bits from 1 to 64");
                    None
                }
            },
        }
    }

    /// Choices (as the profile makes them) and other constants.
    fn constants(&self, profile: &str, names: &mut Names) -> Vec<(String, Ty, u64)> {
        let profile = self.at.model.header.profiles.iter().find(|p| p.id == profile);
        names.add_constant("XLEN", None, u64::from(self.at.xlen));
        let mut out: Vec<(String, Ty, u64)> = Vec::new();
        for d in self.of("constants") {
            for (e, value) in d.node.get("list").map(|l| self.at.entries(l)).unwrap_or_default() {
                let (ty, number) = match value.get("value") {
                    Some(number) => (value.get("type").and_then(|t| self.ty(t)), number),
                    None => (None, value),
                };
                let fits = |v: &u64| ty.is_none_or(|ty: Ty| v & !ty.mask() == 0);
                if let Some(v) = self.at.number(number) {
                    if !fits(&v) {
                        let help = "widen the `type`, or leave it out: the constant then takes the width that is wanted";
                        self.at.error(number.span, format!("{v:#x} does not fit {}", ty.unwrap_or(Ty::Unit)), help);
                    }
                    names.add_constant(&e.key, ty, v);
                    out.push((e.key.clone(), ty.unwrap_or(Ty::Bits(64)), v));
                }
            }
        }
        for d in self.of("choice") {
            let Some(ty) = self.at.value(&d.node, "type") else {
                self.missing(d, "type", "say `type: bool`, `xlen` or a number of bits");
                continue;
            };
            let Some(ty) = self.ty(ty) else { continue };
            let chosen = profile.and_then(|p| p.choices.iter().find(|c| c.0 == d.id)).map(|c| &c.1);
            let Some(node) = chosen.and_then(|n| self.at.pick_value(n)).or_else(|| self.at.value(&d.node, "default")) else {
                self.missing(d, "default", "say what the generic hart has");
                continue;
            };
            let Some(value) = self.literal(node) else { continue };
            if value & !ty.mask() != 0 {
                let help = format!("the largest is {:#x}; or widen the `type`", ty.mask());
                self.at.error(node.span, format!("{value:#x} does not fit {ty}"), help);
            }
            names.add_constant(&d.id, Some(ty), value & ty.mask());
            out.push((d.id.clone(), ty, value & ty.mask()));
        }
        if let Some(p) = profile {
            let all = self.at.model.documents.iter().filter(|d| d.kind == "choice");
            let all: Vec<&str> = all.map(|d| d.id.as_str()).collect();
            let node = at_profile(self.at, &p.id);
            let key = |name: &str| node.and_then(|n| n.get("choices")?.entries().iter().find(|e| e.key == name)).map(|e| e.key_span);
            for (name, node) in p.choices.iter().filter(|(name, _)| !all.contains(&name.as_str())) {
                let help = crate::keys::nearest(name, &all)
                    .map_or(format!("choices are {}", all.join(", ")), |near| format!("did you mean `{near}`?"));
                self.at.error(key(name).unwrap_or(node.span), format!("there is no choice `{name}`"), help);
            }
        }
        out
    }

    /// A key is not there; if it is and has no alternative here, that is reported already.
    fn missing(&self, d: &Document, key: &str, help: &str) {
        if d.node.get(key).is_none() {
            self.at.error(head(&d.node), format!("{} `{}` has no `{key}`", d.kind, d.id), help);
        }
    }

    /// `true` or `false` under a key; false if it is not there.
    fn flag(&self, node: &Node, key: &str) -> bool {
        match self.at.text(node, key) {
            Some(("true", _)) => true,
            Some(("false", _)) | None => false,
            Some((other, n)) => {
                self.at.error(n.span, format!("`{other}` is neither true nor false"), format!("write `{key}: true`, or leave it out"));
                false
            }
        }
    }

    fn literal(&self, node: &Node) -> Option<u64> {
        match node.text().map(str::trim) {
            Some("true") => Some(1),
            Some("false") => Some(0),
            _ => self.at.number(node),
        }
    }

    fn cells(&self, names: &mut Names) -> Vec<Cell> {
        let mut out = Vec::new();
        for d in self.of("state") {
            for (e, node) in d.node.get("cells").map(|c| self.at.entries(c)).unwrap_or_default() {
                let Some(ty) = node.get("type") else {
                    self.at.error(e.key_span, format!("cell `{}` has no type", e.key), "say `type: bool`, `xlen` or a number of bits");
                    continue;
                };
                let Some(ty) = self.ty(ty) else { continue };
                let reset = node.get("reset").and_then(|n| self.literal(n)).unwrap_or(0);
                names.add_cell(&e.key, ty);
                out.push(Cell { name: e.key.clone(), ty, reset });
            }
        }
        out
    }

    fn quirks(&self, profile: &str) -> Vec<Quirk> {
        let header = &self.at.model.header;
        let deviations = header.profiles.iter().find(|p| p.id == profile && profile != SPEC_PROFILE).map(|p| &p.deviations);
        header
            .quirks
            .iter()
            .map(|(name, doc)| {
                let on = deviations.is_some_and(|d| d.iter().any(|(_, _, quirk)| quirk == name));
                Quirk { name: name.clone(), on, doc: words(doc) }
            })
            .collect()
    }

    /// A number from a constant expression (`0x3b0 + n`).
    fn constant(&self, text: &str, node: &Node, variables: &[(String, u64)]) -> Option<u64> {
        let parsed = self.at.model.cache.body(text);
        let value = match &*parsed {
            Ok(body) if body.stmts.is_empty() => body.value.as_ref().and_then(|v| evaluate(v, variables)),
            _ => None,
        };
        if value.is_none() {
            self.at.error(
                node.span,
                format!("`{}` is no constant", text.trim()),
                "write a number, or a sum or product with the variable of the template",
            );
        }
        value
    }
}

fn evaluate(e: &Ast, variables: &[(String, u64)]) -> Option<u64> {
    match &e.kind {
        AstKind::Int(v) => Some(*v),
        AstKind::Path(name) => variables.iter().find(|v| v.0 == *name).map(|v| v.1),
        AstKind::Binary(op, a, b) => {
            let (a, b) = (evaluate(a, variables)?, evaluate(b, variables)?);
            Some(ir::fold::binary(*op, a, b, Ty::Bits(64)))
        }
        _ => None,
    }
}

/// The constants that a template's variable gives.
fn template_scope(d: &Document) -> Scope {
    Scope { constants: d.variable.iter().cloned().collect(), ..Scope::default() }
}

/// A text as the model writes it, on one line.
fn one_line(node: &Node) -> String {
    words(node.text().unwrap_or_default())
}

/// Text with one blank between words.
fn words(text: &str) -> String {
    let is_so = !text.contains(['\n', '\r', '\t']) && !text.contains("  ") && text.trim().len() == text.len();
    if is_so { text.to_string() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

//! `accessors!`: CSRs of this repository's model in one revision.

use crate::module::{self, Source};
use crate::text;
use ir::Spec;
use load::Model;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{LitInt, LitStr, Token, bracketed};
use syntax::Node;

/// What the user asks for.
struct Request {
    revision: LitStr,
    xlen: Option<LitInt>,
    csrs: Vec<Ident>,
}

impl Parse for Request {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let (mut revision, mut xlen, mut csrs) = (None, None, None);
        while !input.is_empty() {
            let key: Ident = input.parse()?;
            input.parse::<Token![:]>()?;
            let twice = match key.to_string().as_str() {
                "revision" if !input.peek(LitStr) => {
                    return Err(error(
                        input.span(),
                        "`revision` is a text".into(),
                        "put it in quotes: to Rust it is a number, or nothing at all",
                    ));
                }
                "revision" => revision.replace(input.parse()?).is_some(),
                "xlen" => xlen.replace(input.parse()?).is_some(),
                "csrs" => {
                    let list;
                    bracketed!(list in input);
                    let names = Punctuated::<Ident, Token![,]>::parse_terminated(&list)?;
                    csrs.replace(names.into_iter().collect()).is_some()
                }
                other => {
                    let keys = ["revision", "xlen", "csrs"];
                    let help =
                        load::nearest(other, &keys).map_or(format!("keys are {}", keys.join(", ")), |k| format!("did you mean `{k}`?"));
                    return Err(error(key.span(), format!("`accessors!` has no key `{other}`"), &help));
                }
            };
            if twice {
                return Err(error(key.span(), format!("key `{key}` is given twice"), "keep one of them"));
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        let missing = |key: &str| {
            let form = "accessors! { revision: \"…\", xlen: 64, csrs: [hstatus] }";
            error(Span::call_site(), format!("`accessors!` has no `{key}`"), &format!("write `{form}`"))
        };
        Ok(Self { revision: revision.ok_or_else(|| missing("revision"))?, xlen, csrs: csrs.ok_or_else(|| missing("csrs"))? })
    }
}

fn error(span: Span, message: String, help: &str) -> syn::Error {
    syn::Error::new(span, format!("{message}\nhelp: {help}"))
}

/// Expands `accessors!`.
pub fn expand(input: TokenStream) -> TokenStream {
    syn::parse2(input).and_then(|request| modules(&request)).unwrap_or_else(syn::Error::into_compile_error)
}

/// Where the model is: beside the folder of this crate.
fn model_dir() -> PathBuf {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../model");
    dir.canonicalize().unwrap_or(dir)
}

/// The model, read once for all calls in a crate.
fn model() -> Result<&'static Model, String> {
    static MODEL: OnceLock<Result<Model, String>> = OnceLock::new();
    let read = || {
        let dir = model_dir();
        let (model, found) = Model::read(&dir).map_err(|e| format!("the model in {} cannot be read: {e}", dir.display()))?;
        match found.is_empty() {
            true => Ok(model),
            false => Err(syntax::render(&model.sources, &found, &model.revisions(), false)),
        }
    };
    MODEL.get_or_init(read).as_ref().map_err(Clone::clone)
}

fn modules(request: &Request) -> syn::Result<TokenStream> {
    let model = text::apart(model).map_err(|e| syn::Error::new(Span::call_site(), e))?;
    let id = request.revision.value();
    let Some(index) = model.revision(&id) else {
        return Err(error(
            request.revision.span(),
            format!("there is no revision `{id}`"),
            &format!("revisions are {}", model.revisions().join(", ")),
        ));
    };
    let xlen = match request.xlen.as_ref().map_or("64", |x| x.base10_digits()) {
        "32" => 32,
        "64" => 64,
        _ => {
            return Err(error(
                request.xlen.as_ref().map_or_else(Span::call_site, LitInt::span),
                "`xlen` is 32 or 64".into(),
                "leave it out for 64",
            ));
        }
    };
    let (spec, found) = text::apart(|| model.at(index, xlen, load::SPEC_PROFILE));
    if let Some(first) = found.first() {
        let place = model.sources.place(first.span);
        return Err(error(
            Span::call_site(),
            format!("the model is wrong in {id}: {}", first.message),
            &format!("see {place}, and run `draftvisor check`"),
        ));
    }
    let mut out = TokenStream::new();
    let mut errors: Option<syn::Error> = None;
    for ident in &request.csrs {
        match spec.csr(&ident.to_string()) {
            Some(csr) => {
                let whole = csr.high_half_of.as_deref().and_then(|w| spec.csr(w));
                out.extend(module::of_csr(&Source { csr, xlen, whole, revision: Some(&id), span: ident.span() }));
            }
            None => {
                let e = absent(model, &spec, ident);
                match &mut errors {
                    Some(all) => all.combine(e),
                    None => errors = Some(e),
                }
            }
        }
    }
    out.extend(tracked(model));
    errors.map_or(Ok(out), Err)
}

/// Makes the compiler run the macro again when a file of the model changes.
fn tracked(model: &Model) -> TokenStream {
    let dir = model_dir();
    let root = dir.parent().unwrap_or(Path::new("")).to_path_buf();
    let files = model.sources.indices().map(|f| root.join(model.sources.path(f)).to_string_lossy().into_owned());
    quote!(const _: &[&[u8]] = &[#(::core::include_bytes!(#files)),*];)
}

/// Says why a CSR is not there, and what is.
fn absent(model: &Model, spec: &Spec, ident: &Ident) -> syn::Error {
    let (name, revision) = (ident.to_string(), &spec.revision.id);
    let lives: Vec<String> = declarations(model, &name).into_iter().map(|nodes| life(model, &nodes)).collect();
    if !lives.is_empty() {
        let lives = lives.join(", and ");
        let width = if lives.contains("on RV") { format!(" on RV{}", spec.xlen) } else { String::new() };
        let text = format!("{name} does not exist in {revision}{width}; it exists {lives}");
        return syn::Error::new(ident.span(), text);
    }
    let names: Vec<&str> = spec.csrs.iter().map(|c| c.name.as_str()).collect();
    let near = load::nearest(&name, &names).map(|near| format!("did you mean `{near}`? "));
    let help = format!("{}CSRs of {revision} are {}", near.unwrap_or_default(), families(&names));
    error(ident.span(), format!("there is no csr `{name}`"), &help)
}

/// The nodes that make a CSR exist: its own, or that of the register that it is the upper half of, and `high`.
fn declarations<'m>(model: &'m Model, name: &str) -> Vec<Vec<&'m Node>> {
    let csrs = model.documents.iter().filter(|d| d.kind == "csr");
    csrs.filter_map(|d| {
        let high = d.node.get("high");
        let halves = high.map(|h| if h.items().is_empty() { std::slice::from_ref(h) } else { h.items() }).unwrap_or_default();
        match halves.iter().find(|h| h.get("csr").and_then(Node::text) == Some(name)) {
            _ if d.id == name => Some(vec![&d.node]),
            Some(half) => Some(vec![&d.node, half]),
            None => None,
        }
    })
    .collect()
}

/// `since REVISION (change NAME), before REVISION (change NAME), on RV32`.
fn life(model: &Model, nodes: &[&Node]) -> String {
    let mut parts = Vec::new();
    for node in nodes {
        for (key, word) in [("since", "since"), ("until", "before")] {
            let Some(change) = node.get(key).and_then(Node::text) else { continue };
            if let Some(at) = model.change_at(change) {
                parts.push(format!("{word} {} (change {change})", model.header.revisions[at].id));
            }
        }
        if let Some(xlen) = node.get("xlen").and_then(Node::text) {
            parts.push(format!("on RV{xlen}"));
        }
    }
    if nodes.len() > 1 {
        parts.push("on RV32, as the upper half of a 64-bit register".to_string());
    }
    parts.join(", ")
}

/// Names in order, runs like `pmpaddr0 … pmpaddr15` shortened.
fn families(names: &[&str]) -> String {
    let split = |name: &str| -> Option<(String, u32)> {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
        Some((stem.to_string(), name[stem.len()..].parse().ok()?))
    };
    let mut runs: Vec<(String, String)> = Vec::new();
    for name in names {
        let follows = runs.last().and_then(|(_, last)| {
            let ((a, n), (b, m)) = (split(last)?, split(name)?);
            (a == b && m == n + 1).then_some(())
        });
        match (follows, runs.last_mut()) {
            (Some(()), Some(run)) => run.1 = name.to_string(),
            _ => runs.push((name.to_string(), name.to_string())),
        }
    }
    let show = |(first, last): &(String, String)| if first == last { first.clone() } else { format!("{first} to {last}") };
    runs.iter().map(show).collect::<Vec<_>>().join(", ")
}

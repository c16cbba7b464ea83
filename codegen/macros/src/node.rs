//! Node macros: the grammar of the model files over the compiler's tokens.

use crate::module::{self, Source};
use crate::{place, text};
use ir::name;
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syntax::{Diagnostic, Node};

/// XLEN of the accessors that `csr!` makes.
const XLEN: u32 = 64;

/// Expands the macro of one kind.
pub fn expand(kind: &str, input: TokenStream) -> TokenStream {
    let start = Span::call_site().start();
    let kind_span = syntax::Span { file: 0, line: start.line as u32, col: start.column as u32 + 1, len: 1 };
    let nodes = match syntax::node_from_tokens(0, kind, kind_span, input.clone()) {
        Ok(nodes) => nodes,
        Err(e) => return place::errors(&[e], &input),
    };
    let mut out = TokenStream::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    for node in &nodes {
        match text::apart(|| check(node)) {
            Ok(csr) => {
                out.extend(constant(node));
                let span = Span::call_site();
                out.extend(csr.map(|c| module::of_csr(&Source { csr: &c, xlen: XLEN, whole: None, revision: None, span })));
            }
            Err(errors) => found.extend(errors),
        }
    }
    if found.is_empty() { out } else { place::errors(&found, &input) }
}

/// What can be checked without the model; the shape of a CSR that is the same in every revision.
fn check(node: &Node) -> Result<Option<ir::Csr>, Vec<Diagnostic>> {
    let found = load::check_node(node);
    let is_csr = node.head().is_some_and(|(kind, _)| kind == "csr");
    if !found.is_empty() || !is_csr || load::is_limited(node) {
        return if found.is_empty() { Ok(None) } else { Err(found) };
    }
    let (mut csr, found) = load::csr_alone(node, XLEN);
    if let Some(csr) = &mut csr {
        csr.meta.cite = cites(node);
    }
    if found.is_empty() { Ok(csr) } else { Err(found) }
}

fn cites(node: &Node) -> Vec<String> {
    let Some(cite) = node.get("cite") else { return Vec::new() };
    let all = if cite.items().is_empty() { std::slice::from_ref(cite) } else { cite.items() };
    all.iter().filter_map(|n| n.text().map(str::to_string)).collect()
}

/// `pub const CSR_HSTATUS: &str`: the node as YAML.
fn constant(node: &Node) -> TokenStream {
    let Some((kind, id)) = node.head() else { return TokenStream::new() };
    let ident = format_ident!("{}_{}", name::screaming(kind), name::screaming(id).trim_matches('_'));
    let yaml = syntax::to_yaml(node);
    let title = format!(" The node `{kind}: {id}` as YAML.");
    let doc = node.get("doc").and_then(Node::text).unwrap_or_default();
    let doc = format!(" {}", doc.split_whitespace().collect::<Vec<_>>().join(" "));
    quote! {
        #[doc = #title]
        #[doc = ""]
        #[doc = #doc]
        pub const #ident: &str = #yaml;
    }
}

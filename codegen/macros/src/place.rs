//! From places in a text back to tokens, and findings as compile errors.

use proc_macro2::{TokenStream, TokenTree};
use syntax::{Diagnostic, Span};

/// `compile_error!` at the token of each finding, in the words of the loader.
pub fn errors(found: &[Diagnostic], input: &TokenStream) -> TokenStream {
    let mut out = TokenStream::new();
    for d in found {
        let text = match &d.help {
            Some(help) => format!("{}\nhelp: {help}", d.message),
            None => d.message.clone(),
        };
        let tokens = tokens_at(input, d.span);
        let error = match tokens.is_empty() {
            true => syn::Error::new(proc_macro2::Span::call_site(), text),
            false => syn::Error::new_spanned(tokens, text),
        };
        out.extend(error.into_compile_error());
    }
    out
}

/// Line and column (from 1) of both ends of a token.
fn ends(token: &TokenTree) -> ((u32, u32), (u32, u32)) {
    let (start, end) = (token.span().start(), token.span().end());
    ((start.line as u32, start.column as u32 + 1), (end.line as u32, end.column as u32 + 1))
}

/// The tokens that a place covers: those that begin in it, or the one that it lies in.
fn tokens_at(input: &TokenStream, place: Span) -> TokenStream {
    let (from, to) = ((place.line, place.col), (place.line, place.col + place.len.max(1)));
    let mut out = TokenStream::new();
    collect(input, from, to, &mut out);
    out
}

fn collect(input: &TokenStream, from: (u32, u32), to: (u32, u32), out: &mut TokenStream) {
    for token in input.clone() {
        let (start, end) = ends(&token);
        let begins_inside = from <= start && start < to;
        match &token {
            TokenTree::Group(_) if begins_inside => out.extend([token]),
            TokenTree::Group(group) if start <= from && from < end => collect(&group.stream(), from, to, out),
            TokenTree::Group(_) => {}
            _ if begins_inside || (start <= from && from < end) => out.extend([token]),
            _ => {}
        }
    }
}

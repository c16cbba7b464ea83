//! Who may access which CSR and execute which instruction, and which exception
//! refuses the others.

use crate::rust::{Rust, Site, hex, number};
use ir::{Csr, Deny, Expr, ExprKind, ExprPlace, Spec, Ty, effects, fold};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// `legal`: the outcome of an access before it happens, CSRs with the same rule together.
pub fn legal(spec: &Spec) -> TokenStream {
    // Checks are worked out once for all CSRs that are refused alike.
    let mut known: Vec<(Checks, String)> = Vec::new();
    let mut asking: BTreeMap<&str, bool> = BTreeMap::new();
    let by_level = spec.rule("csr_denied").map_or(Expr::bool(false), |rule| fold::inline_lets(rule.body.clone()));
    let mut groups: BTreeMap<String, (Vec<u16>, TokenStream)> = BTreeMap::new();
    for c in &spec.csrs {
        let asks = *asking.entry(&c.class).or_insert_with(|| asks_for_counter(spec, &c.class));
        let checks = Checks::of(&by_level, c, asks);
        let at = known.iter().position(|k| k.0 == checks).unwrap_or_else(|| {
            let tokens = checks.tokens(spec);
            let text = tokens.to_string();
            groups.entry(text.clone()).or_insert_with(|| (Vec::new(), tokens));
            known.push((checks, text));
            known.len() - 1
        });
        if let Some(group) = groups.get_mut(&known[at].1) {
            group.0.push(c.address);
        }
    }
    let mut ordered: Vec<&(Vec<u16>, TokenStream)> = groups.values().collect();
    ordered.sort_by_key(|g| g.0[0]);
    let arms = ordered.into_iter().map(|(addresses, guard)| {
        let addresses = addresses.iter().map(|a| hex(u64::from(*a)));
        quote!(#(#addresses)|* => { #guard })
    });
    let illegal = exception(spec, "illegal_instruction");
    quote! {
        /// Whether the current mode may access the CSR at `address`; otherwise the exception.
        pub fn legal(s: &State, address: u16, write: bool) -> Result<(), u64> {
            match address { #(#arms)* _ => return Err(#illegal) }
            Ok(())
        }
    }
}

/// What decides on an access to one CSR.
#[derive(PartialEq)]
struct Checks {
    denies: Vec<Deny>,
    class: String,
    counter: u64,
}

impl Checks {
    fn of(by_level: &Expr, c: &Csr, asks: bool) -> Self {
        let mut denies = vec![Deny { when: level_denied(by_level, c), trap: None }];
        denies.extend(c.deny.iter().cloned());
        Self { denies, class: c.class.clone(), counter: if asks { u64::from(c.address & 0x1f) } else { 0 } }
    }

    /// `if denied { return Err(…) }`.
    fn tokens(&self, spec: &Spec) -> TokenStream {
        guards(spec, &self.denies, &self.class, self.counter, Site::State, &|code| quote!(#code))
    }
}

/// Whether the rule for virtual instructions wants to know which counter is
/// accessed, if the CSR is of this class.
fn asks_for_counter(spec: &Spec, class: &str) -> bool {
    let [any, other] = [0, 1].map(|counter| virtual_rule(spec, class, counter, &Expr { kind: ExprKind::Cell("V".into()), ty: Ty::Bool }));
    any != other
}

/// Code of an exception.
pub fn exception(spec: &Spec, name: &str) -> TokenStream {
    number(spec.exception(name).map_or(0, |c| c.code))
}

/// The rule `csr_denied` with the CSR's level and address in the place of its parameters.
fn level_denied(rule: &Expr, c: &Csr) -> Expr {
    fold::substitute(rule.clone(), &|kind| match kind {
        ExprKind::Local(n) if n == "level" => Some(Expr::constant(c.level as u64, Ty::Bits(2))),
        ExprKind::Local(n) if n == "address" => Some(Expr::constant(u64::from(c.address), Ty::Bits(12))),
        _ => None,
    })
}

/// Checks in order; `err` turns the code into what is returned.
pub fn guards(spec: &Spec, denies: &[Deny], class: &str, counter: u64, at: Site, err: &dyn Fn(TokenStream) -> TokenStream) -> TokenStream {
    if denies.is_empty() {
        return TokenStream::new();
    }
    let rust = Rust { spec, at };
    let any = denies.iter().fold(Expr::bool(false), |all, d| all.or(d.when.clone()));
    let is_virtual = virtual_rule(spec, class, counter, &any);
    let mut out = TokenStream::new();
    let mut pending = Expr::bool(false);
    let flush = |pending: &mut Expr, out: &mut TokenStream| {
        if pending.as_const() != Some(0) {
            let when = rust.expr(pending);
            let code = code_of_denied(spec, &rust, &is_virtual);
            let result = err(code);
            out.extend(refusal(pending, when, result));
        }
        *pending = Expr::bool(false);
    };
    for d in denies {
        match &d.trap {
            None => pending = pending.or(d.when.clone()),
            Some(trap) => {
                flush(&mut pending, &mut out);
                let (when, result) = (rust.expr(&d.when), err(exception(spec, trap)));
                out.extend(refusal(&d.when, when, result));
            }
        }
    }
    flush(&mut pending, &mut out);
    out
}

fn refusal(condition: &Expr, when: TokenStream, result: TokenStream) -> TokenStream {
    match condition.as_const() {
        Some(_) => quote!(return Err(#result);),
        None => quote!(if #when { return Err(#result); }),
    }
}

fn code_of_denied(spec: &Spec, rust: &Rust, is_virtual: &Expr) -> TokenStream {
    let illegal = exception(spec, "illegal_instruction");
    if is_virtual.as_const() == Some(0) {
        return illegal;
    }
    let (when, code) = (rust.expr(is_virtual), exception(spec, "virtual_instruction"));
    quote!(if #when { #code } else { #illegal })
}

/// The rule `denied_is_virtual` for one class, with HS-qualification worked out.
fn virtual_rule(spec: &Spec, class: &str, counter: u64, denied: &Expr) -> Expr {
    let Some(rule) = spec.rule("denied_is_virtual") else { return Expr::bool(false) };
    let hs_denied = fold::substitute(inline_assumed(spec, denied.clone()), &|kind| {
        let place = match kind {
            ExprKind::Cell(name) => ExprPlace::Cell(name.clone()),
            ExprKind::Field(csr, field) => {
                let (c, f) = spec.root(csr, field)?;
                ExprPlace::Field(c.name.clone(), f.name.clone())
            }
            _ => return None,
        };
        spec.hs_qualified.iter().find(|(p, _)| *p == place).map(|(_, v)| v.clone())
    });
    let class = spec.constant(&format!("CLASS_{}", class.to_ascii_uppercase())).unwrap_or(0);
    let body = fold::inline_lets(rule.body.clone());
    fold::inline_lets(fold::substitute(body, &|kind| match kind {
        ExprKind::Local(n) if n == "class" => Some(Expr::constant(class, Ty::Bits(3))),
        ExprKind::Local(n) if n == "counter" => Some(Expr::constant(counter, Ty::Bits(5))),
        ExprKind::Local(n) if n == "hs_denied" => Some(hs_denied.clone()),
        _ => None,
    }))
}

/// Calls of rules that read a place that HS-qualification assumes, written out.
fn inline_assumed(spec: &Spec, e: Expr) -> Expr {
    let places: Vec<effects::Touched> = spec
        .hs_qualified
        .iter()
        .map(|(p, _)| match p {
            ExprPlace::Cell(name) => (name.clone(), None),
            ExprPlace::Field(csr, field) => (csr.clone(), Some(field.clone())),
        })
        .collect();
    e.map(&mut |part| {
        let ExprKind::Call(name, args) = &part.kind else { return part };
        let Some(rule) = spec.rule(name) else { return part };
        if effects::of_expr(spec, &rule.body).reads.iter().all(|touched| !places.contains(touched)) {
            return part;
        }
        let body = inline_assumed(spec, fold::inline_lets(rule.body.clone()));
        fold::substitute(body, &|kind| match kind {
            ExprKind::Local(local) => rule.params.iter().position(|(p, _)| p == local).map(|i| args[i].clone()),
            _ => None,
        })
    })
}

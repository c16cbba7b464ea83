//! Expressions as written, before names and types are known.
//!
//! `syn` parses; the result is converted at once into plain data that can be
//! shared between threads, because one text is resolved for every revision.

use proc_macro2::{Span, TokenStream, TokenTree};
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use syn::parse::Parser as _;
use syn::spanned::Spanned as _;

/// Line (from 1), column (from 1) and length in the text.
pub type Pos = (u32, u32, u32);

/// An expression.
#[derive(Clone, Debug)]
pub struct Ast {
    pub kind: AstKind,
    pub pos: Pos,
}

#[derive(Clone, Debug)]
pub enum AstKind {
    Int(u64),
    Bool(bool),
    Path(String),
    Member(Box<Ast>, String),
    Index(Box<Ast>, Box<Ast>),
    Call(String, Option<String>, Vec<Ast>),
    Method(Box<Ast>, String, Option<String>, Vec<Ast>),
    Not(Box<Ast>),
    Neg(Box<Ast>),
    Binary(ir::Bin, Box<Ast>, Box<Ast>),
    If(Box<Ast>, Box<Body>, Option<Box<Body>>),
    Block(Box<Body>),
}

/// Statements and a final value.
#[derive(Clone, Debug)]
pub struct Body {
    pub stmts: Vec<AstStmt>,
    pub value: Option<Ast>,
}

#[derive(Clone, Debug)]
pub enum AstStmt {
    Let(String, Ast),
    Assign(Ast, Ast),
    Expr(Ast),
}

/// What is wrong with a text, where in it, and what would be right.
#[derive(Clone, Debug)]
pub struct ParseError {
    pub pos: Pos,
    pub message: String,
    pub help: &'static str,
}

/// Most tokens of one text, and its deepest nesting: what is longer would exhaust the stack
/// of a recursive reader, and nobody could follow it.
const MAX_TOKENS: usize = 400;
const SHORT: usize = 64;
const MAX_DEPTH: usize = 64;

/// What an expression may be, for messages.
const SUBSET: &str = "an expression is made of names, numbers, operators, calls, `if … { … } else { … }`, blocks and `let`";

/// What to do about an expression that is too large.
const SHORTER: &str = "name a part of it as a rule, and call that";

fn too_deep(pos: Pos) -> ParseError {
    wrong_help(pos, format!("nested more than {MAX_DEPTH} deep"), SHORTER)
}

fn wrong(pos: Pos, message: impl Into<String>) -> ParseError {
    ParseError { pos, message: message.into(), help: SUBSET }
}

fn wrong_help(pos: Pos, message: impl Into<String>, help: &'static str) -> ParseError {
    ParseError { pos, message: message.into(), help }
}

/// Parsed texts, so that one text is parsed once for all revisions.
#[derive(Debug, Default)]
pub struct Cache {
    parsed: Mutex<HashMap<String, Arc<Result<Body, ParseError>>>>,
}

impl Cache {
    /// The text parsed as statements with an optional final value.
    pub fn body(&self, text: &str) -> Arc<Result<Body, ParseError>> {
        if let Some(found) = self.parsed.lock().expect("no panic while parsing").get(text) {
            return found.clone();
        }
        let parsed = Arc::new(parse(text));
        self.parsed.lock().expect("no panic while parsing").insert(text.to_string(), parsed.clone());
        parsed
    }
}

/// Parses a text that is read alone, without a model.
pub fn parse(text: &str) -> Result<Body, ParseError> {
    let tokens: TokenStream = text.parse().map_err(|e: proc_macro2::LexError| {
        wrong_help(pos(e.span()), "not an expression: a bracket or a quote is not closed", "each bracket needs its partner")
    })?;
    let mut count = 0;
    measure(&tokens, 0, &mut count)?;
    if count <= SHORT {
        return read(text);
    }
    // `syn` is recursive, and words like `if` nest without brackets: a long text gets a stack of its own.
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().stack_size(MAX_TOKENS << 16).spawn_scoped(scope, || read(text));
        let result = reader.ok().and_then(|r| r.join().ok());
        result.unwrap_or_else(|| Err(wrong_help((1, 1, 1), "this cannot be read", SHORTER)))
    })
}

fn read(text: &str) -> Result<Body, ParseError> {
    let stmts = syn::Block::parse_within.parse_str(text).map_err(|e| {
        // A text that ends too early is wrong at its end; `syn` has no place for that.
        let at_end = e.to_string().starts_with("unexpected end of input") && e.span().end().column == 0;
        wrong(if at_end { end(text) } else { pos(e.span()) }, format!("not an expression: {e}"))
    })?;
    if stmts.is_empty() {
        return Err(wrong((1, 1, 1), "an expression is missing"));
    }
    body(stmts)
}

/// The last character of a text.
fn end(text: &str) -> Pos {
    let text = text.trim_end();
    let last = text.lines().last().unwrap_or("");
    (text.lines().count().max(1) as u32, last.chars().count().max(1) as u32, 1)
}

/// Refuses what is too long or too deep.
fn measure(tokens: &TokenStream, depth: usize, count: &mut usize) -> Result<(), ParseError> {
    for token in tokens.clone() {
        *count += 1;
        if *count > MAX_TOKENS {
            return Err(wrong_help(pos(token.span()), format!("an expression of more than {MAX_TOKENS} words"), SHORTER));
        }
        if let TokenTree::Group(group) = token {
            if depth == MAX_DEPTH {
                return Err(too_deep(pos(group.span_open())));
            }
            measure(&group.stream(), depth + 1, count)?;
        }
    }
    Ok(())
}

fn body(stmts: Vec<syn::Stmt>) -> Result<Body, ParseError> {
    let mut out = Body { stmts: Vec::new(), value: None };
    let last = stmts.len().saturating_sub(1);
    for (i, stmt) in stmts.into_iter().enumerate() {
        match stmt {
            syn::Stmt::Local(local) => {
                let syn::Pat::Ident(name) = &local.pat else {
                    return Err(wrong_help(pos(local.pat.span()), "`let` takes a plain name", "write `let name = value;`"));
                };
                let Some(init) = local.init else {
                    return Err(wrong_help(pos(local.let_token.span), "`let` needs a value", "write `let name = value;`"));
                };
                out.stmts.push(AstStmt::Let(name.ident.to_string(), expr(*init.expr)?));
            }
            syn::Stmt::Expr(syn::Expr::Assign(assign), _) => {
                out.stmts.push(AstStmt::Assign(expr(*assign.left)?, expr(*assign.right)?));
            }
            syn::Stmt::Expr(e, None) if i == last => out.value = Some(expr(e)?),
            syn::Stmt::Expr(e, _) => out.stmts.push(AstStmt::Expr(expr(e)?)),
            other => return Err(wrong(pos(other.span()), "items and macros are not part of the model language")),
        }
    }
    Ok(out)
}

fn pos(span: Span) -> Pos {
    let (start, end) = (span.start(), span.end());
    let len = if start.line == end.line { end.column.saturating_sub(start.column) } else { 1 };
    (start.line as u32, start.column as u32 + 1, (len as u32).max(1))
}

fn boxed(e: syn::Expr) -> Result<Box<Ast>, ParseError> {
    expr(e).map(Box::new)
}

thread_local! {
    /// How deep the conversion is: operators and `else if` nest without brackets.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

fn expr(e: syn::Expr) -> Result<Ast, ParseError> {
    let depth = DEPTH.get();
    if depth == MAX_DEPTH {
        return Err(too_deep(pos(e.span())));
    }
    DEPTH.set(depth + 1);
    let converted = convert(e);
    DEPTH.set(depth);
    converted
}

fn convert(e: syn::Expr) -> Result<Ast, ParseError> {
    let at = pos(e.span());
    let kind = match e {
        syn::Expr::Lit(lit) => literal(lit.lit, at)?,
        syn::Expr::Paren(inner) => return expr(*inner.expr),
        syn::Expr::Group(inner) => return expr(*inner.expr),
        syn::Expr::Path(path) => match path.path.get_ident() {
            Some(name) => AstKind::Path(name.to_string()),
            None => return Err(wrong(at, "paths with `::` are not part of the model language")),
        },
        syn::Expr::Field(field) => match field.member {
            syn::Member::Named(name) => AstKind::Member(boxed(*field.base)?, name.to_string()),
            syn::Member::Unnamed(_) => return Err(wrong(at, "tuples are not part of the model language")),
        },
        syn::Expr::Index(index) => AstKind::Index(boxed(*index.expr)?, boxed(*index.index)?),
        syn::Expr::Unary(unary) => match unary.op {
            syn::UnOp::Not(_) => AstKind::Not(boxed(*unary.expr)?),
            syn::UnOp::Neg(_) => AstKind::Neg(boxed(*unary.expr)?),
            _ => return Err(wrong(at, "`*` is not part of the model language")),
        },
        syn::Expr::Binary(b) => AstKind::Binary(operator(&b.op)?, boxed(*b.left)?, boxed(*b.right)?),
        syn::Expr::If(i) => conditional(i)?,
        syn::Expr::Block(b) => AstKind::Block(Box::new(body(b.block.stmts)?)),
        syn::Expr::Call(call) => {
            let syn::Expr::Path(path) = *call.func else { return Err(wrong(at, "only rules and operators can be called")) };
            let Some(segment) = path.path.segments.first().filter(|_| path.path.segments.len() == 1) else {
                return Err(wrong(at, "paths with `::` are not part of the model language"));
            };
            let generic = match &segment.arguments {
                syn::PathArguments::AngleBracketed(a) => Some(generic(a)?),
                _ => None,
            };
            AstKind::Call(segment.ident.to_string(), generic, arguments(call.args)?)
        }
        syn::Expr::MethodCall(call) => {
            let generic = call.turbofish.as_ref().map(generic).transpose()?;
            AstKind::Method(boxed(*call.receiver)?, call.method.to_string(), generic, arguments(call.args)?)
        }
        _ => return Err(wrong(at, "this form is not part of the model language")),
    };
    Ok(Ast { kind, pos: at })
}

fn conditional(i: syn::ExprIf) -> Result<AstKind, ParseError> {
    let other = match i.else_branch {
        None => None,
        Some((_, e)) => Some(Box::new(match *e {
            syn::Expr::Block(b) => body(b.block.stmts)?,
            e => Body { stmts: Vec::new(), value: Some(expr(e)?) },
        })),
    };
    Ok(AstKind::If(boxed(*i.cond)?, Box::new(body(i.then_branch.stmts)?), other))
}

fn arguments(args: impl IntoIterator<Item = syn::Expr>) -> Result<Vec<Ast>, ParseError> {
    args.into_iter().map(expr).collect()
}

fn generic(args: &syn::AngleBracketedGenericArguments) -> Result<String, ParseError> {
    match args.args.first() {
        Some(syn::GenericArgument::Const(syn::Expr::Lit(lit))) => match &lit.lit {
            syn::Lit::Int(n) => Ok(n.base10_digits().to_string()),
            _ => Err(wrong_help(pos(args.span()), "expected a width", "a width is a number or XLEN, as in `zext::<64>()`")),
        },
        Some(syn::GenericArgument::Type(syn::Type::Path(path))) => Ok(path.path.get_ident().map(ToString::to_string).unwrap_or_default()),
        _ => Err(wrong_help(pos(args.span()), "expected a width", "a width is a number or XLEN, as in `zext::<64>()`")),
    }
}

fn literal(lit: syn::Lit, at: Pos) -> Result<AstKind, ParseError> {
    match lit {
        syn::Lit::Int(n) => match n.base10_parse::<u64>() {
            Ok(v) if n.suffix().is_empty() => Ok(AstKind::Int(v)),
            _ => Err(wrong_help(at, "a number has no suffix and at most 64 bits", "its width follows from the other operand")),
        },
        syn::Lit::Bool(b) => Ok(AstKind::Bool(b.value)),
        _ => Err(wrong(at, "only integers, `true` and `false` are literals")),
    }
}

fn operator(op: &syn::BinOp) -> Result<ir::Bin, ParseError> {
    use ir::Bin::*;
    Ok(match op {
        syn::BinOp::Add(_) => Add,
        syn::BinOp::Sub(_) => Sub,
        syn::BinOp::Mul(_) => Mul,
        syn::BinOp::And(_) => AndAlso,
        syn::BinOp::Or(_) => OrElse,
        syn::BinOp::BitAnd(_) => And,
        syn::BinOp::BitOr(_) => Or,
        syn::BinOp::BitXor(_) => Xor,
        syn::BinOp::Shl(_) => Shl,
        syn::BinOp::Shr(_) => Shr,
        syn::BinOp::Eq(_) => Eq,
        syn::BinOp::Ne(_) => Ne,
        syn::BinOp::Lt(_) => Lt,
        syn::BinOp::Le(_) => Le,
        syn::BinOp::Gt(_) => Gt,
        syn::BinOp::Ge(_) => Ge,
        other => return Err(wrong(pos(other.span()), "this operator is not part of the model language")),
    })
}

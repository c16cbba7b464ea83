//! Formatting, one item at a time.
//!
//! Revisions share most of their items, and making and parsing tokens is dear.
//! So an item that has been formatted is remembered under a [`Key`]: a hash of
//! all that its tokens are made from, or of the tokens themselves.

pub mod memory;

#[cfg(test)]
mod tests;

use memory::Shared;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::quote;
use serde_json::Value;
use std::cell::Cell;
use std::hash::{Hash, Hasher};
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// The text of a file, as prettyplease formats it, item after item.
#[derive(Default)]
pub struct Text(String);

impl Text {
    /// A file of these tokens.
    pub fn of(tokens: TokenStream) -> Self {
        let mut text = Self::default();
        text.items(tokens);
        text
    }

    /// What has been written.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Adds items. Tokens that are no items become a `compile_error!`: a
    /// generator's mistake, which the compiler shows best.
    pub fn items(&mut self, tokens: TokenStream) {
        for item in items(tokens) {
            match implementation(&item) {
                Some((head, members)) => self.implement(&head, |block| block.items(members)),
                None => {
                    let text = remembered(Key::of_tokens(&item), || item);
                    self.0.push_str(text.trim_end());
                    self.0.push('\n');
                }
            }
        }
    }

    /// Adds text that is a function of what `key` was made of.
    pub fn part(&mut self, key: Key, make: impl FnOnce() -> Self) {
        let text = memory::get(key).unwrap_or_else(|| memory::keep(key, make().into_string()));
        self.0.push_str(&text);
    }

    /// Adds an item whose tokens are a function of what `key` was made of.
    pub fn item(&mut self, key: Key, tokens: impl FnOnce() -> TokenStream) {
        self.0.push_str(&remembered(key, tokens));
    }

    /// Adds a block `impl`.
    pub fn implement(&mut self, head: &TokenStream, members: impl FnOnce(&mut Block)) {
        let empty = remembered(Key::of_tokens(head), || quote!(#head {}));
        let open = empty.trim_end().trim_end_matches('}').trim_end();
        self.0.push_str(open);
        self.0.push('\n');
        members(&mut Block { text: &mut self.0, head, open });
        self.0.push_str("}\n");
    }
}

/// Text that is a function of what `key` was made of.
pub fn text(key: Key, make: impl FnOnce() -> String) -> String {
    memory::get(key).unwrap_or_else(|| memory::keep(key, make())).to_string()
}

/// What a template makes of facts. Templates are part of the program, so their names stand for them.
pub fn rendered<E>(template: &str, facts: &Value, make: impl FnOnce() -> Result<String, E>) -> Result<String, E> {
    let key = Key::new("template", (template, Ordered(facts)));
    match memory::get(key) {
        Some(text) => Ok(text.to_string()),
        None => Ok(memory::keep(key, make()?).to_string()),
    }
}

/// A value of which the order of keys counts, as it does in a text: in the hash of a map it does not.
struct Ordered<'a>(&'a Value);

impl Hash for Ordered<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self.0).hash(state);
        match self.0 {
            Value::Null => {}
            Value::Bool(value) => value.hash(state),
            Value::Number(value) => value.hash(state),
            Value::String(value) => value.hash(state),
            Value::Array(values) => {
                values.len().hash(state);
                values.iter().for_each(|value| Ordered(value).hash(state));
            }
            Value::Object(map) => {
                map.len().hash(state);
                map.iter().for_each(|(key, value)| (key, Ordered(value)).hash(state));
            }
        }
    }
}

/// A block `impl` to which members are added.
pub struct Block<'a> {
    text: &'a mut String,
    head: &'a TokenStream,
    open: &'a str,
}

impl Block<'_> {
    /// Adds members.
    pub fn items(&mut self, tokens: TokenStream) {
        for member in items(tokens) {
            self.item(Key::of_tokens(&member).and(&self.open), || member);
        }
    }

    /// Adds a member whose tokens are a function of what `key` was made of.
    pub fn item(&mut self, key: Key, tokens: impl FnOnce() -> TokenStream) {
        let head = self.head;
        let block = remembered(key, || {
            let member = tokens();
            quote!(#head { #member })
        });
        let inner = block.trim_end().strip_prefix(self.open).and_then(|rest| rest.strip_suffix("}"));
        // Not the shape that was expected: the compiler will show what it is.
        let inner = inner.unwrap_or(&block);
        self.text.push_str(inner.strip_prefix('\n').unwrap_or(inner));
    }
}

/// Head and members of a block `impl`.
fn implementation(item: &TokenStream) -> Option<(TokenStream, TokenStream)> {
    let mut trees: Vec<TokenTree> = item.clone().into_iter().collect();
    let is_impl = matches!(trees.first(), Some(TokenTree::Ident(first)) if first == "impl");
    match trees.pop() {
        Some(TokenTree::Group(group)) if is_impl && !group.stream().is_empty() => Some((trees.into_iter().collect(), group.stream())),
        _ => None,
    }
}

/// Tokens of a file or of a block `impl`, cut into items; inner attributes are items here.
fn items(tokens: TokenStream) -> Vec<TokenStream> {
    let mut items = Vec::new();
    let mut item: Vec<TokenTree> = Vec::new();
    let mut ends_at_brace = true;
    for tree in tokens {
        let is_end = match &tree {
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => match group.delimiter() {
                Delimiter::Brace => ends_at_brace,
                Delimiter::Bracket => is_inner_attribute(&item),
                _ => false,
            },
            TokenTree::Ident(word) => {
                // What is assigned, and what is imported, may contain braces.
                if ["const", "static", "use", "type"].iter().any(|w| word == w) {
                    ends_at_brace = false;
                } else if word == "fn" {
                    ends_at_brace = true;
                }
                false
            }
            TokenTree::Literal(_) => false,
        };
        item.push(tree);
        if is_end {
            items.push(item.drain(..).collect());
            ends_at_brace = true;
        }
    }
    if !item.is_empty() {
        items.push(item.into_iter().collect());
    }
    items
}

/// `#!`, of which the brackets are still to come.
fn is_inner_attribute(item: &[TokenTree]) -> bool {
    matches!(item, [TokenTree::Punct(hash), TokenTree::Punct(bang)] if hash.as_char() == '#' && bang.as_char() == '!')
}

/// Formatted text by what its tokens were made from.
fn remembered(key: Key, tokens: impl FnOnce() -> TokenStream) -> Shared {
    memory::get(key).unwrap_or_else(|| {
        let text = match syn::parse2::<syn::File>(tokens()) {
            Ok(file) => prettyplease::unparse(&file),
            Err(e) => format!("compile_error!({:?});\n", e.to_string()),
        };
        memory::keep(key, text)
    })
}

/// What an item is made from: 128 bits of hash, so that two will not meet by chance.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(u128);

impl Key {
    /// From everything on which the tokens depend. `kind` tells functions apart
    /// that make other tokens of the same.
    pub fn new(kind: &str, parts: impl Hash) -> Self {
        Self(0).and(&kind).and(&parts)
    }

    /// The same and more.
    pub fn and(self, part: &impl Hash) -> Self {
        let mut whole = Whole(BYTES.take());
        whole.0.clear();
        self.0.hash(&mut whole);
        part.hash(&mut whole);
        let key = Self(xxh3_128(&whole.0));
        BYTES.set(whole.0);
        key
    }

    fn of_tokens(tokens: &TokenStream) -> Self {
        let mut text = String::new();
        write(tokens, &mut text);
        Self::new("tokens", text)
    }
}

thread_local! {
    /// What was hashed last: its place is used again.
    static BYTES: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// What is to be hashed, at once: most of it are short words, which take longer to hash one by one.
struct Whole(Vec<u8>);

impl Hasher for Whole {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        xxh3_64(&self.0)
    }
}

fn write(tokens: &TokenStream, text: &mut String) {
    use std::fmt::Write as _;
    for tree in tokens.clone() {
        let _ = match tree {
            TokenTree::Group(group) => {
                let _ = write!(text, "{:?}", group.delimiter());
                write(&group.stream(), text);
                write!(text, "end ")
            }
            TokenTree::Punct(punct) => write!(text, "{}{:?}", punct.as_char(), punct.spacing()),
            other => write!(text, "{other} "),
        };
    }
}

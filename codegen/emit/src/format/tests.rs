//! Formatting item by item, and what is remembered of it.

#![allow(clippy::unwrap_used)]

use super::memory::{Memory, Text as Known};
use super::*;
use std::collections::HashMap;

const ITEMS: &str = "
    #![no_std]
    #![allow(unused)]
    use a::{b, c};
    /// A table.
    pub const T: &[(u64, &str)] = &[(1, \"one\")];
    const fn f() -> S { S { x: 1 } }
    static Z: S = S { x: if A { 1 } else { 2 } };
    pub struct S { x: u64 }
    impl S {
        /// First.
        const X: u64 = { 3 };
        #[inline] pub fn g(&self) -> u64 { match self.x { 0 => { 1 } _ => 2 } }
        fn h<T: Into<u64>>(t: T) -> u64 where T: Copy { t.into() }
    }
    impl Tr for S { type Out = [u64; 3]; fn out(&self) -> Self::Out { [0; 3] } }
    mod inner { pub enum E { A, B } }
";

/// Item by item or as a whole: the same text.
#[test]
fn items_are_formatted_as_in_a_file() {
    let tokens: TokenStream = ITEMS.parse().unwrap();
    let whole = prettyplease::unparse(&syn::parse2(tokens.clone()).unwrap());
    assert_eq!(Text::of(tokens.clone()).into_string(), whole);
    // The second time from memory.
    assert_eq!(Text::of(tokens).into_string(), whole);
}

#[test]
fn what_is_no_item_is_shown_by_the_compiler() {
    let text = Text::of(quote!(fn f() {} let x = 1;)).into_string();
    assert!(text.starts_with("fn f() {}\ncompile_error!("), "{text}");
}

#[test]
fn memory_is_handed_on_whole_or_not_at_all() {
    let key = Key::new("test", "handed on");
    let text = |text: &str, used| Known { text: text.to_string().into(), used };
    let other = (Key::new("test", "not used"), text("b", false));
    let memory = Memory { texts: HashMap::from([(key, text("fn a() {}", true)), other]), grown: true };
    let bytes = memory.learned().unwrap();
    let mut next = Memory::default();
    for broken in [&bytes[1..], &bytes[..bytes.len() - 1], &[], &[0; 40]] {
        next.recall(broken);
        assert!(next.texts.is_empty());
    }
    next.recall(&bytes);
    assert_eq!(next.texts.len(), 1);
    assert_eq!(&*next.texts[&key].text, "fn a() {}");
    assert_eq!(next.learned(), None);
}

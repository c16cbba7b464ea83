//! Formatting item by item, and what is remembered of it.

#![allow(clippy::unwrap_used)]

use super::memory::{Learned, Memory, Text as Known};
use super::*;

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

fn knowing(texts: &[(Key, &str, bool)]) -> Memory {
    let text = |text: &str, used| Known { text: text.to_string().into(), used };
    let mut memory = Memory::default();
    memory.texts.extend(texts.iter().map(|(key, of, used)| (*key, text(of, *used))));
    memory.new = texts.iter().map(|one| one.0).collect();
    memory
}

#[test]
fn memory_is_handed_on_whole_or_not_at_all() {
    let (key, other) = (Key::new("test", "handed on"), Key::new("test", "not used"));
    let Some(Learned::All(bytes)) = knowing(&[(key, "fn a() {}", true), (other, "b", false)]).learned() else {
        panic!("nothing to add to")
    };
    let mut next = Memory::default();
    for broken in [&bytes[1..], &bytes[..bytes.len() - 1], &[], &[0; 40]] {
        next.recall(broken.to_vec());
        assert!(next.texts.is_empty());
    }
    next.recall(bytes);
    assert_eq!(next.texts.len(), 1);
    assert_eq!(&*next.texts[&key].text, "fn a() {}");
    assert_eq!(next.learned(), None);
}

#[test]
fn memory_grows_until_half_of_it_is_of_no_use() {
    let keys = [0, 1, 2].map(|n| Key::new("test", n));
    let Some(Learned::All(mut bytes)) = knowing(&[(keys[0], "one and a half", true)]).learned() else { panic!("nothing to add to") };
    let learns = |bytes: &[u8], key: Key, text: &str, uses: &[Key]| {
        let mut memory = Memory::default();
        memory.recall(bytes.to_vec());
        memory.texts.extend([(key, Known { text: text.to_string().into(), used: true })]);
        memory.new.push(key);
        uses.iter().for_each(|key| memory.texts.get_mut(key).unwrap().used = true);
        memory.learned().unwrap()
    };
    let Learned::More(more) = learns(&bytes, keys[1], "two", &[keys[0]]) else { panic!("all is of use") };
    bytes.extend(more);
    let Learned::All(all) = learns(&bytes, keys[2], "three", &[keys[1]]) else { panic!("the first is of no use") };
    let mut last = Memory::default();
    last.recall(all);
    let known = keys.map(|key| last.texts.get(&key).map(|known| known.text.to_string()));
    assert_eq!(known, [None, Some("two".to_string()), Some("three".to_string())]);
    // A broken end is not added to.
    bytes.pop();
    assert!(matches!(learns(&bytes, keys[2], "three", &[keys[0]]), Learned::All(_)));
}

//! What has been formatted, in this run and in earlier ones.
//!
//! The memory is bytes here: whoever calls may keep them, and must drop them
//! when the generator changes, for a key holds what goes into it and not how.

use super::Key;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use xxhash_rust::xxh3::xxh3_128;

#[derive(Default)]
pub(super) struct Memory {
    pub(super) texts: HashMap<Key, Text>,
    /// Something has been formatted that was not known.
    pub(super) grown: bool,
}

pub(super) struct Text {
    pub(super) text: Arc<String>,
    /// In this run; the others are not handed on.
    pub(super) used: bool,
}

fn memory() -> MutexGuard<'static, Memory> {
    static MEMORY: OnceLock<Mutex<Memory>> = OnceLock::new();
    MEMORY.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn get(key: Key) -> Option<Arc<String>> {
    let mut memory = memory();
    let known = memory.texts.get_mut(&key)?;
    known.used = true;
    Some(known.text.clone())
}

pub(super) fn keep(key: Key, text: String) -> Arc<String> {
    let text = Arc::new(text);
    let mut memory = memory();
    memory.grown = true;
    memory.texts.insert(key, Text { text: text.clone(), used: true });
    text
}

/// Takes up what an earlier run of the same generator has handed on. Bytes
/// that are not whole are ignored.
pub fn recall(bytes: &[u8]) {
    memory().recall(bytes);
}

/// What to hand on to the next run, if this one learned anything.
pub fn learned() -> Option<Vec<u8>> {
    memory().learned()
}

impl Memory {
    pub(super) fn recall(&mut self, bytes: &[u8]) {
        let Some((sum, body)) = bytes.split_first_chunk() else { return };
        if u128::from_le_bytes(*sum) != xxh3_128(body) {
            return;
        }
        let mut rest = body;
        while let Some((key, text, after)) = entry(rest) {
            self.texts.entry(key).or_insert_with(|| Text { text: Arc::new(text), used: false });
            rest = after;
        }
    }

    pub(super) fn learned(&self) -> Option<Vec<u8>> {
        if !self.grown {
            return None;
        }
        let mut body = Vec::new();
        for (key, known) in self.texts.iter().filter(|(_, known)| known.used) {
            let Ok(length) = u32::try_from(known.text.len()) else { continue };
            body.extend(key.0.to_le_bytes());
            body.extend(length.to_le_bytes());
            body.extend(known.text.as_bytes());
        }
        let mut bytes = xxh3_128(&body).to_le_bytes().to_vec();
        bytes.append(&mut body);
        Some(bytes)
    }
}

/// A key, the length of its text, the text.
fn entry(bytes: &[u8]) -> Option<(Key, String, &[u8])> {
    let (key, rest) = bytes.split_first_chunk()?;
    let (length, rest) = rest.split_first_chunk()?;
    let (text, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some((Key(u128::from_le_bytes(*key)), String::from_utf8(text.to_vec()).ok()?, rest))
}

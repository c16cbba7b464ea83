//! What has been formatted, in this run and in earlier ones.
//!
//! The memory is bytes here: whoever calls may keep them, and must drop them
//! when the generator changes, for a key holds what goes into it and not how.

use super::Key;
use std::collections::HashMap;
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use xxhash_rust::xxh3::xxh3_128;

/// Bytes of the checksum.
const SUM: usize = 16;
/// Bytes of a key and a length.
const ENTRY: usize = 16 + 4;

#[derive(Default)]
pub(super) struct Memory {
    pub(super) texts: HashMap<Key, Text>,
    /// Something has been formatted that was not known.
    pub(super) grown: bool,
}

pub(super) struct Text {
    pub(super) text: Shared,
    /// In this run; the others are not handed on.
    pub(super) used: bool,
}

/// A part of a text that others have parts of, such as all that was recalled.
#[derive(Clone)]
pub(super) struct Shared {
    whole: Arc<str>,
    part: Range<usize>,
}

impl From<String> for Shared {
    fn from(text: String) -> Self {
        Self { part: 0..text.len(), whole: text.into() }
    }
}

impl Deref for Shared {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole.get(self.part.clone()).unwrap_or_default()
    }
}

fn memory() -> MutexGuard<'static, Memory> {
    static MEMORY: OnceLock<Mutex<Memory>> = OnceLock::new();
    MEMORY.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

pub(super) fn get(key: Key) -> Option<Shared> {
    let mut memory = memory();
    let known = memory.texts.get_mut(&key)?;
    known.used = true;
    Some(known.text.clone())
}

pub(super) fn keep(key: Key, text: String) -> Shared {
    let text = Shared::from(text);
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
    /// The bytes are a checksum of the rest, the number of texts, for each its
    /// key and length, and the texts.
    pub(super) fn recall(&mut self, bytes: &[u8]) {
        let _ = self.take_up(bytes);
    }

    fn take_up(&mut self, bytes: &[u8]) -> Option<()> {
        let (sum, body) = bytes.split_first_chunk()?;
        if u128::from_le_bytes(*sum) != xxh3_128(body) {
            return None;
        }
        let (count, rest) = body.split_first_chunk()?;
        let (table, texts) = rest.split_at_checked((u32::from_le_bytes(*count) as usize).checked_mul(ENTRY)?)?;
        let whole: Arc<str> = std::str::from_utf8(texts).ok()?.into();
        let mut start = 0;
        for entry in table.chunks_exact(ENTRY) {
            let (key, length) = entry.split_first_chunk()?;
            let end = start + u32::from_le_bytes(length.try_into().ok()?) as usize;
            let text = Shared { whole: whole.clone(), part: start..end };
            self.texts.entry(Key(u128::from_le_bytes(*key))).or_insert(Text { text, used: false });
            start = end;
        }
        Some(())
    }

    pub(super) fn learned(&self) -> Option<Vec<u8>> {
        if !self.grown {
            return None;
        }
        let used = || self.texts.iter().filter(|(_, known)| known.used);
        let mut bytes = vec![0; SUM];
        bytes.extend(u32::try_from(used().count()).ok()?.to_le_bytes());
        for (key, known) in used() {
            bytes.extend(key.0.to_le_bytes());
            bytes.extend(u32::try_from(known.text.len()).ok()?.to_le_bytes());
        }
        for (_, known) in used() {
            bytes.extend(known.text.as_bytes());
        }
        let sum = xxh3_128(bytes.get(SUM..)?);
        bytes.get_mut(..SUM)?.copy_from_slice(&sum.to_le_bytes());
        Some(bytes)
    }
}

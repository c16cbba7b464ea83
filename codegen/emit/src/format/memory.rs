//! What has been formatted, in this run and in earlier ones.
//!
//! The memory is bytes here: whoever calls may keep them, and must drop them
//! when the generator changes, for a key holds what goes into it and not how.
//! A run adds a segment to those of earlier runs, until half of them is of no
//! use any more.

use super::Key;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use xxhash_rust::xxh3::xxh3_128;

/// Bytes of the checksum and of the length of what it is of.
const HEAD: usize = 16 + 8;
/// Bytes of a key and a length.
const ENTRY: usize = 16 + 4;

#[derive(Default)]
pub(super) struct Memory {
    pub(super) texts: HashMap<Key, Text, BuildHasherDefault<KeyHasher>>,
    /// What was not known before.
    pub(super) new: Vec<Key>,
    /// Bytes of the segments that were recalled, if all of them are whole.
    recalled: Option<usize>,
}

/// A key is a hash already.
#[derive(Default)]
pub(super) struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.first_chunk().map_or(0, |low| u64::from_le_bytes(*low));
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

pub(super) struct Text {
    pub(super) text: Shared,
    /// In this run; what no run uses is not handed on for ever.
    pub(super) used: bool,
}

/// A part of a text that others have parts of, such as all that was recalled.
#[derive(Clone)]
pub(super) struct Shared {
    whole: Arc<Vec<u8>>,
    part: Range<usize>,
}

impl From<String> for Shared {
    fn from(text: String) -> Self {
        Self { part: 0..text.len(), whole: Arc::new(text.into_bytes()) }
    }
}

impl Deref for Shared {
    type Target = str;

    fn deref(&self) -> &str {
        let bytes = self.whole.get(self.part.clone()).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

/// What to hand on to the next run.
#[derive(Debug, PartialEq, Eq)]
pub enum Learned {
    /// Goes behind what was recalled.
    More(Vec<u8>),
    /// Goes in its place.
    All(Vec<u8>),
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
    memory.new.push(key);
    memory.texts.insert(key, Text { text: text.clone(), used: true });
    text
}

/// Takes up what earlier runs of the same generator have handed on. A segment
/// that is not whole is ignored, with all behind it.
pub fn recall(bytes: Vec<u8>) {
    memory().recall(bytes);
}

/// What to hand on to the next run, if this one learned anything.
pub fn learned() -> Option<Learned> {
    memory().learned()
}

impl Memory {
    /// A segment is a checksum of its body and the length of that; the body is
    /// the number of texts, for each its key and length, and the texts.
    pub(super) fn recall(&mut self, bytes: Vec<u8>) {
        let whole = Arc::new(bytes);
        let mut at = 0;
        while at < whole.len() {
            let Some(end) = self.take_up(&whole, at) else { return };
            at = end;
        }
        self.recalled = Some(at);
    }

    /// Takes up the segment that begins at `at`; where it ends.
    fn take_up(&mut self, whole: &Arc<Vec<u8>>, at: usize) -> Option<usize> {
        let (sum, rest) = whole.get(at..)?.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let body = rest.get(..usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        if u128::from_le_bytes(*sum) != xxh3_128(body) {
            return None;
        }
        let end = at + HEAD + body.len();
        let (count, rest) = body.split_first_chunk()?;
        let (table, texts) = rest.split_at_checked((u32::from_le_bytes(*count) as usize).checked_mul(ENTRY)?)?;
        let mut start = end - texts.len();
        for entry in table.chunks_exact(ENTRY) {
            let (key, length) = entry.split_first_chunk()?;
            let part = start..start + u32::from_le_bytes(length.try_into().ok()?) as usize;
            start = part.end;
            let text = Shared { whole: whole.clone(), part };
            self.texts.insert(Key(u128::from_le_bytes(*key)), Text { text, used: false });
        }
        Some(end)
    }

    pub(super) fn learned(&self) -> Option<Learned> {
        if self.new.is_empty() {
            return None;
        }
        let more = self.segment(self.new.iter().copied());
        let used: usize = self.texts.values().filter(|known| known.used).map(|known| ENTRY + known.text.len()).sum();
        match self.recalled {
            Some(recalled) if recalled + more.len() < 2 * used => Some(Learned::More(more)),
            _ => Some(Learned::All(self.segment(self.texts.iter().filter(|(_, known)| known.used).map(|(key, _)| *key)))),
        }
    }

    fn segment(&self, keys: impl Iterator<Item = Key>) -> Vec<u8> {
        let known: Vec<(Key, &Shared)> = keys.filter_map(|key| Some((key, &self.texts.get(&key)?.text))).collect();
        let mut bytes = vec![0; HEAD];
        bytes.extend((known.len() as u32).to_le_bytes());
        for (key, text) in &known {
            bytes.extend(key.0.to_le_bytes());
            bytes.extend((text.len() as u32).to_le_bytes());
        }
        known.iter().for_each(|(_, text)| bytes.extend(text.as_bytes()));
        let (head, body) = bytes.split_at_mut(HEAD);
        let (sum, length) = head.split_at_mut(16);
        sum.copy_from_slice(&xxh3_128(body).to_le_bytes());
        length.copy_from_slice(&(body.len() as u64).to_le_bytes());
        bytes
    }
}

//! A digest of what passes by.

use std::hash::Hasher as _;
use std::io::{Read, Write};
use twox_hash::XxHash64;

/// A source or sink, and the digest of what came from it or went to it.
pub(super) struct Digested<T> {
    inner: T,
    hasher: XxHash64,
}

impl<T> Digested<T> {
    /// Nothing passed by yet.
    pub(super) fn new(inner: T) -> Self {
        Self { inner, hasher: XxHash64::with_seed(0) }
    }

    /// The digest so far.
    pub(super) fn digest(&self) -> u64 {
        self.hasher.finish()
    }

    /// The source or sink.
    pub(super) fn into_inner(self) -> T {
        self.inner
    }
}

impl<T: Read> Read for Digested<T> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let bytes = self.inner.read(buffer)?;
        self.hasher.write(buffer.get(..bytes).unwrap_or_default());
        Ok(bytes)
    }
}

impl<T: Write> Write for Digested<T> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hasher.write(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

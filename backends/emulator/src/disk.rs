//! Images of disks.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes that a snapshot keeps together.
const CLUSTER: u64 = 4096;

/// What may happen to the file of a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskMode {
    /// The guest's writes go to the file.
    Write,
    /// The guest sees a disk that it cannot write.
    ReadOnly,
    /// The guest can write; the file stays as it is, and what was written is
    /// gone when the run ends.
    Snapshot,
}

/// A raw image of a disk.
#[derive(Debug)]
pub struct Disk {
    file: File,
    bytes: u64,
    mode: DiskMode,
    /// Clusters that differ from the file.
    changed: BTreeMap<u64, Box<[u8]>>,
}

impl Disk {
    /// Opens an image.
    ///
    /// # Errors
    ///
    /// If the file cannot be opened in that way.
    pub fn open(path: &Path, mode: DiskMode) -> io::Result<Self> {
        let mut file = OpenOptions::new().read(true).write(mode == DiskMode::Write).open(path)?;
        let bytes = file.seek(SeekFrom::End(0))?;
        Ok(Self { file, bytes, mode, changed: BTreeMap::new() })
    }

    /// Length in bytes.
    pub fn len(&self) -> u64 {
        self.bytes
    }

    /// Whether there is not a single byte.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// What may happen to the file.
    pub fn mode(&self) -> DiskMode {
        self.mode
    }

    /// Fills `buffer` from `at` on.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    pub fn read(&mut self, at: u64, buffer: &mut [u8]) -> io::Result<()> {
        if self.changed.is_empty() {
            self.file.seek(SeekFrom::Start(at))?;
            return self.file.read_exact(buffer);
        }
        for (at, piece) in pieces_mut(at, buffer) {
            let (cluster, offset) = (at / CLUSTER, (at % CLUSTER) as usize);
            if let Some(kept) = self.changed.get(&cluster) {
                piece.copy_from_slice(&kept[offset..offset + piece.len()]);
            } else {
                self.file.seek(SeekFrom::Start(at))?;
                self.file.read_exact(piece)?;
            }
        }
        Ok(())
    }

    /// Writes bytes from `at` on.
    ///
    /// # Errors
    ///
    /// If the disk is read-only, or the file cannot be written.
    pub fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        match self.mode {
            DiskMode::ReadOnly => Err(io::ErrorKind::ReadOnlyFilesystem.into()),
            DiskMode::Write => {
                self.file.seek(SeekFrom::Start(at))?;
                self.file.write_all(bytes)
            }
            DiskMode::Snapshot => self.keep(at, bytes),
        }
    }

    /// Makes sure that what was written stays.
    ///
    /// # Errors
    ///
    /// If the system cannot.
    pub fn flush(&mut self) -> io::Result<()> {
        if self.mode == DiskMode::Write { self.file.sync_data() } else { Ok(()) }
    }

    /// What differs from the file, for a snapshot of the machine: length, then
    /// number and contents of each cluster.
    pub(crate) fn save(&self) -> Vec<u8> {
        let mut saved = self.bytes.to_le_bytes().to_vec();
        for (cluster, bytes) in &self.changed {
            saved.extend(cluster.to_le_bytes());
            saved.extend(&**bytes);
        }
        saved
    }

    /// Takes what was saved; `None` if it is of another disk.
    pub(crate) fn restore(&mut self, saved: &[u8]) -> Option<()> {
        let (bytes, rest) = saved.split_first_chunk()?;
        let clusters = rest.chunks_exact(CLUSTER as usize + 8);
        if u64::from_le_bytes(*bytes) != self.bytes || !clusters.remainder().is_empty() {
            return None;
        }
        self.changed.clear();
        for cluster in clusters {
            let (number, bytes) = cluster.split_first_chunk()?;
            self.changed.insert(u64::from_le_bytes(*number), bytes.into());
        }
        Some(())
    }

    fn keep(&mut self, mut at: u64, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let (cluster, offset) = (at / CLUSTER, (at % CLUSTER) as usize);
            let here = bytes.len().min(CLUSTER as usize - offset);
            let (now, rest) = bytes.split_at(here);
            if !self.changed.contains_key(&cluster) {
                let mut whole = vec![0; CLUSTER as usize].into_boxed_slice();
                let there = self.bytes.saturating_sub(cluster * CLUSTER).min(CLUSTER) as usize;
                self.file.seek(SeekFrom::Start(cluster * CLUSTER))?;
                self.file.read_exact(&mut whole[..there])?;
                self.changed.insert(cluster, whole);
            }
            if let Some(kept) = self.changed.get_mut(&cluster) {
                kept[offset..offset + here].copy_from_slice(now);
            }
            (at, bytes) = (at + here as u64, rest);
        }
        Ok(())
    }
}

/// Parts of a buffer that lie in one cluster each.
fn pieces_mut(at: u64, buffer: &mut [u8]) -> impl Iterator<Item = (u64, &mut [u8])> {
    let first = ((CLUSTER - at % CLUSTER) as usize).min(buffer.len());
    let (head, tail) = buffer.split_at_mut(first);
    let behind = at + first as u64;
    let rest = tail.chunks_mut(CLUSTER as usize).enumerate();
    std::iter::once((at, head)).chain(rest.map(move |(i, piece)| (behind + i as u64 * CLUSTER, piece)))
}

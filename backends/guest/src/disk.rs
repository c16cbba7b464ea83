//! What is behind a virtio disk.

use alloc::boxed::Box;
use alloc::vec::Vec;

/// Bytes that a RAM disk copies when one of them is written.
const CLUSTER: usize = 4096;

/// A disk did not do what it was asked. The guest sees an I/O error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiskError;

/// Contents of a disk: a RAM disk, or a disk of the host.
pub trait Disk: Send {
    /// Length in bytes.
    fn bytes(&self) -> u64;
    /// Fills `into` from the byte `at` on; both are multiples of 512.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    fn read(&mut self, at: u64, into: &mut [u8]) -> Result<(), DiskError>;
    /// Writes `from` from the byte `at` on; both are multiples of 512.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    fn write(&mut self, at: u64, from: &[u8]) -> Result<(), DiskError>;
    /// Makes sure that what was written stays.
    ///
    /// # Errors
    ///
    /// If the disk cannot.
    fn flush(&mut self) -> Result<(), DiskError>;
    /// What differs from its contents at the start, as [`Disk::restore`]
    /// takes it; `None` if its contents cannot move to another hypervisor.
    fn save(&self) -> Option<Vec<(u64, Vec<u8>)>> {
        None
    }
    /// Takes what differs; `None` if that is of another disk.
    fn restore(&mut self, _changed: &[(u64, Vec<u8>)]) -> Option<()> {
        None
    }
}

/// A disk that begins as an image and is kept in RAM where it was written.
#[derive(Debug)]
pub struct RamDisk {
    image: &'static [u8],
    bytes: u64,
    /// Clusters that differ from the image.
    changed: Vec<Option<Box<[u8]>>>,
}

impl RamDisk {
    /// A disk of `bytes` that begins with an image; zeros follow. `None` if
    /// there is no memory to keep track of it.
    pub fn new(image: &'static [u8], bytes: u64) -> Option<Self> {
        let clusters = usize::try_from(bytes).ok()?.div_ceil(CLUSTER);
        let mut changed = Vec::new();
        changed.try_reserve_exact(clusters).ok()?;
        changed.resize_with(clusters, || None);
        Some(Self { image, bytes, changed })
    }

    /// Number, offset in it and length of the part of a range that lies in
    /// its first cluster.
    fn part(&self, at: u64, length: usize) -> Result<(usize, usize, usize), DiskError> {
        let end = at.checked_add(length as u64).filter(|end| *end <= self.bytes);
        end.ok_or(DiskError)?;
        let at = usize::try_from(at).map_err(|_| DiskError)?;
        let offset = at % CLUSTER;
        Ok((at / CLUSTER, offset, length.min(CLUSTER - offset)))
    }

    /// A cluster that can be written. Memory for it may be missing.
    fn own(&mut self, number: usize) -> Result<&mut [u8], DiskError> {
        let slot = self.changed.get_mut(number).ok_or(DiskError)?;
        if slot.is_none() {
            let mut copy = Vec::new();
            copy.try_reserve_exact(CLUSTER).map_err(|_| DiskError)?;
            copy.resize(CLUSTER, 0);
            original(self.image, number * CLUSTER, &mut copy);
            *slot = Some(copy.into_boxed_slice());
        }
        slot.as_deref_mut().ok_or(DiskError)
    }
}

/// What an image has from `at` on; zeros follow it.
fn original(image: &[u8], at: usize, into: &mut [u8]) {
    let there = image.get(at..).unwrap_or_default();
    let (head, tail) = into.split_at_mut(there.len().min(into.len()));
    head.copy_from_slice(&there[..head.len()]);
    tail.fill(0);
}

impl Disk for RamDisk {
    fn bytes(&self) -> u64 {
        self.bytes
    }

    fn read(&mut self, mut at: u64, mut into: &mut [u8]) -> Result<(), DiskError> {
        while !into.is_empty() {
            let (number, offset, length) = self.part(at, into.len())?;
            let (now, rest) = into.split_at_mut(length);
            match self.changed.get(number).and_then(Option::as_deref) {
                Some(cluster) => now.copy_from_slice(&cluster[offset..offset + length]),
                None => original(self.image, number * CLUSTER + offset, now),
            }
            (at, into) = (at + length as u64, rest);
        }
        Ok(())
    }

    fn write(&mut self, mut at: u64, mut from: &[u8]) -> Result<(), DiskError> {
        while !from.is_empty() {
            let (number, offset, length) = self.part(at, from.len())?;
            let (now, rest) = from.split_at(length);
            self.own(number)?[offset..offset + length].copy_from_slice(now);
            (at, from) = (at + length as u64, rest);
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), DiskError> {
        Ok(())
    }

    fn save(&self) -> Option<Vec<(u64, Vec<u8>)>> {
        let changed = self.changed.iter().enumerate();
        Some(changed.filter_map(|(number, cluster)| Some((number as u64, cluster.as_ref()?.to_vec()))).collect())
    }

    fn restore(&mut self, changed: &[(u64, Vec<u8>)]) -> Option<()> {
        self.changed.iter_mut().for_each(|cluster| *cluster = None);
        for (number, bytes) in changed {
            let cluster = self.own(usize::try_from(*number).ok()?).ok()?;
            (bytes.len() == cluster.len()).then(|| cluster.copy_from_slice(bytes))?;
        }
        Some(())
    }
}

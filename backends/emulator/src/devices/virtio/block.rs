//! A disk.

use super::dma::Dma;
use super::queue::{Broken, Chain};
use super::{Access, Device, Saved};
use crate::disk::{Disk, DiskMode};

const SECTOR: u64 = 512;
/// Bytes of a request before its data.
const HEADER: usize = 16;
/// Bytes of the name that a driver can ask for.
const NAME: usize = 20;
/// Segments of a request, besides header and status.
const SEGMENTS: u32 = 254;

const FEATURE_SEGMENTS: u64 = 1 << 2;
const FEATURE_READ_ONLY: u64 = 1 << 5;
const FEATURE_FLUSH: u64 = 1 << 9;

const READ: u32 = 0;
const WRITE: u32 = 1;
const FLUSH: u32 = 4;
const GET_NAME: u32 = 8;

/// What a request ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Good = 0,
    Failed = 1,
    Unknown = 2,
}

/// A disk.
pub(crate) struct Block {
    disk: Disk,
    name: String,
}

impl Block {
    /// A disk that says its name is `name`.
    pub(crate) fn new(disk: Disk, name: String) -> Self {
        Self { disk, name }
    }

    /// Carries out a request; the status, and the bytes written before it.
    fn request(&mut self, chain: &Chain, dma: &mut Dma) -> (Status, u32) {
        let out = chain.read_all(dma);
        let Some((header, data)) = out.split_at_checked(HEADER) else {
            return (Status::Failed, 0);
        };
        let number = |from: usize, to: usize| header[from..to].iter().rev().fold(0, |value: u64, byte| value << 8 | u64::from(*byte));
        // The last byte that the device writes is the status.
        let room = chain.room().saturating_sub(1);
        let at = number(8, 16).checked_mul(SECTOR);
        match number(0, 4) as u32 {
            READ => self.read(at, room, chain, dma),
            WRITE => (self.write(at, data), 0),
            FLUSH => (if self.disk.flush().is_ok() { Status::Good } else { Status::Failed }, 0),
            GET_NAME => {
                let mut name = [0; NAME];
                name.iter_mut().zip(self.name.bytes()).for_each(|(to, from)| *to = from);
                (Status::Good, chain.write_all(dma, &name[..NAME.min(room)]))
            }
            _ => (Status::Unknown, 0),
        }
    }

    /// Whether so many bytes can be moved there.
    fn lies_inside(&self, at: Option<u64>, bytes: usize) -> Option<u64> {
        let whole = self.disk.len() / SECTOR * SECTOR;
        let end = at?.checked_add(bytes as u64)?;
        at.filter(|_| end <= whole && (bytes as u64).is_multiple_of(SECTOR))
    }

    fn read(&mut self, at: Option<u64>, room: usize, chain: &Chain, dma: &mut Dma) -> (Status, u32) {
        let Some(mut at) = self.lies_inside(at, room) else {
            return (Status::Failed, 0);
        };
        let mut left = room;
        for range in &chain.writable {
            let here = left.min(range.bytes as usize);
            let part = dma.slice_mut(super::dma::Range { bytes: here as u32, ..*range });
            let done = part.map(|part| self.disk.read(at, part));
            if !matches!(done, Some(Ok(()))) {
                return (Status::Failed, (room - left) as u32);
            }
            (at, left) = (at + here as u64, left - here);
        }
        (Status::Good, room as u32)
    }

    fn write(&mut self, at: Option<u64>, data: &[u8]) -> Status {
        let done = self.lies_inside(at, data.len()).map(|at| self.disk.write(at, data));
        if matches!(done, Some(Ok(()))) { Status::Good } else { Status::Failed }
    }
}

impl Device for Block {
    fn id(&self) -> u32 {
        2
    }

    fn features(&self) -> u64 {
        let read_only = if self.disk.mode() == DiskMode::ReadOnly { FEATURE_READ_ONLY } else { 0 };
        FEATURE_SEGMENTS | FEATURE_FLUSH | read_only
    }

    fn config(&self) -> Vec<u8> {
        let mut config = (self.disk.len() / SECTOR).to_le_bytes().to_vec();
        config.extend(0u32.to_le_bytes());
        config.extend(SEGMENTS.to_le_bytes());
        config
    }

    fn save(&mut self) -> Result<Saved, String> {
        Ok(self.disk.save())
    }

    fn restore(&mut self, saved: &Saved) -> Option<()> {
        self.disk.restore(saved)
    }

    fn serve(&mut self, index: usize, access: &mut Access) -> Result<(), Broken> {
        while let Some(chain) = access.pop(index)? {
            let (status, written) = self.request(&chain, &mut access.dma);
            // A request without room for its status is none.
            let last = chain.writable.iter().rev().find(|range| range.bytes > 0).ok_or(Broken)?;
            let at = last.at + u64::from(last.bytes) - 1;
            access.dma.write(at, &[status as u8]).ok_or(Broken)?;
            access.push(index, &chain, written + 1)?;
        }
        Ok(())
    }
}

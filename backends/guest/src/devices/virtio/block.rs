//! A disk.

use super::queue::{Broken, Chain};
use super::{Access, Kind};
use crate::{Disk, DiskError, Memory};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

const SECTOR: u64 = 512;
/// Bytes of a request before its data.
const HEADER: usize = 16;
/// Bytes of the name that a driver can ask for.
const NAME: usize = 20;
/// Bytes that are moved at once.
const PIECE: usize = 4096;
/// Bytes of a segment, and segments of a request besides header and status:
/// together less than a chain may have.
const SEGMENT_BYTES: u32 = 16 << 10;
const SEGMENTS: u32 = 126;

const FEATURE_SEGMENT_BYTES: u64 = 1 << 1;
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

/// Why a request did not come to its end.
enum Trouble {
    /// The disk's: the guest is told so.
    Disk,
    /// The driver's.
    Driver,
}

impl From<DiskError> for Trouble {
    fn from(_: DiskError) -> Self {
        Trouble::Disk
    }
}

impl From<Broken> for Trouble {
    fn from(_: Broken) -> Self {
        Trouble::Driver
    }
}

/// A disk.
pub(crate) struct Block {
    disk: Box<dyn Disk>,
    read_only: bool,
    piece: Vec<u8>,
}

impl Block {
    /// A disk.
    pub(crate) fn new(disk: Box<dyn Disk>, read_only: bool) -> Self {
        Self { disk, read_only, piece: vec![0; PIECE] }
    }

    /// Carries out a request; the status, and the bytes written before it.
    fn request(&mut self, chain: &Chain, memory: &dyn Memory) -> Result<(Status, usize), Broken> {
        let mut header = [0; HEADER];
        if chain.readable() < HEADER {
            return Ok((Status::Failed, 0));
        }
        chain.read(memory, 0, &mut header)?;
        let number = |from: usize, to: usize| header[from..to].iter().rev().fold(0, |value: u64, byte| value << 8 | u64::from(*byte));
        let at = number(8, 16).checked_mul(SECTOR);
        // The last byte that the device writes is the status.
        let room = chain.writable().saturating_sub(1);
        let done = match number(0, 4) as u32 {
            READ => self.read(at, room, chain, memory),
            WRITE => self.write(at, chain.readable() - HEADER, chain, memory).map(|()| 0),
            FLUSH => self.disk.flush().map(|()| 0).map_err(Trouble::from),
            GET_NAME => chain.write(memory, 0, &[0; NAME][..NAME.min(room)]).map(|()| NAME.min(room)).map_err(Trouble::from),
            _ => return Ok((Status::Unknown, 0)),
        };
        match done {
            Ok(bytes) => Ok((Status::Good, bytes)),
            Err(Trouble::Disk) => Ok((Status::Failed, 0)),
            Err(Trouble::Driver) => Err(Broken),
        }
    }

    /// Where a request begins, if so many bytes can be moved there.
    fn inside(&self, at: Option<u64>, bytes: usize) -> Result<u64, DiskError> {
        let whole = self.disk.bytes() / SECTOR * SECTOR;
        let at = at.ok_or(DiskError)?;
        let end = at.checked_add(bytes as u64).ok_or(DiskError)?;
        if end <= whole && (bytes as u64).is_multiple_of(SECTOR) { Ok(at) } else { Err(DiskError) }
    }

    fn read(&mut self, at: Option<u64>, bytes: usize, chain: &Chain, memory: &dyn Memory) -> Result<usize, Trouble> {
        let at = self.inside(at, bytes)?;
        for offset in (0..bytes).step_by(PIECE) {
            let piece = &mut self.piece[..PIECE.min(bytes - offset)];
            self.disk.read(at + offset as u64, piece)?;
            chain.write(memory, offset, piece)?;
        }
        Ok(bytes)
    }

    fn write(&mut self, at: Option<u64>, bytes: usize, chain: &Chain, memory: &dyn Memory) -> Result<(), Trouble> {
        let at = self.inside(at, bytes)?;
        if self.read_only {
            return Err(Trouble::Disk);
        }
        for offset in (0..bytes).step_by(PIECE) {
            let piece = &mut self.piece[..PIECE.min(bytes - offset)];
            chain.read(memory, HEADER + offset, piece)?;
            self.disk.write(at + offset as u64, piece)?;
        }
        Ok(())
    }

    fn serve_all(&mut self, access: &mut Access) -> Result<(), Broken> {
        while let Some(chain) = access.pop(0)? {
            // A request without room for its status is none.
            let last = chain.writable().checked_sub(1).ok_or(Broken)?;
            let (status, written) = self.request(&chain, access.context.memory())?;
            chain.write(access.context.memory(), last, &[status as u8])?;
            access.push(0, &chain, written + 1)?;
        }
        Ok(())
    }
}

impl Kind for Block {
    fn id(&self) -> u32 {
        2
    }

    fn features(&self) -> u64 {
        let read_only = if self.read_only { FEATURE_READ_ONLY } else { 0 };
        FEATURE_SEGMENT_BYTES | FEATURE_SEGMENTS | FEATURE_FLUSH | read_only
    }

    fn queues(&self) -> usize {
        1
    }

    fn config(&self) -> Vec<u8> {
        let mut config = (self.disk.bytes() / SECTOR).to_le_bytes().to_vec();
        config.extend(SEGMENT_BYTES.to_le_bytes());
        config.extend(SEGMENTS.to_le_bytes());
        config
    }

    fn serve(&mut self, _: usize, access: &mut Access) -> Result<(), Broken> {
        self.serve_all(access)
    }

    fn poll(&mut self, access: &mut Access) -> Result<(), Broken> {
        self.serve_all(access)
    }

    fn save(&self) -> Option<Vec<u8>> {
        crate::devices::pack(&self.disk.save()?)
    }

    fn restore(&mut self, saved: &[u8]) -> Option<()> {
        self.disk.restore(&crate::devices::unpack::<Vec<(u64, Vec<u8>)>>(saved)?)
    }

    fn forget(&mut self) {
        // A disk of the host keeps what it has.
        let _ = self.disk.restore(&[]);
    }
}

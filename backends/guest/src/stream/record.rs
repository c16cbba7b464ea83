//! Records of a stream.

use super::{Header, Refused};
use alloc::vec::Vec;
use core::fmt;
use serde::{Deserialize, Serialize};

/// Bytes of a page.
pub(super) const PAGE: usize = deployment::PAGE as usize;
/// Bytes of the longest record: what a device has to remember may be long.
const LONGEST: usize = 64 << 20;
/// Length and CRC-32 of a record.
const FRAME: usize = 8;

/// A virtual hart that is not running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VcpuState {
    /// Its number.
    pub id: u32,
    /// Whether it has been started.
    pub is_on: bool,
    /// When its timer is to go off, by its clock, if the hypervisor looks
    /// after that; all ones for never.
    pub timer: u64,
    /// Values of its registers, in the order of the header.
    pub registers: Vec<u64>,
}

/// A part of a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// The first one.
    Header(Header),
    /// Answer to the header, and to the end: the guest is taken.
    Accepted,
    /// Answer to the header: it is not.
    Refused(Refused),
    /// A page of zeros.
    Zero {
        /// First guest physical address.
        gpa: u64,
    },
    /// The guest does not run any more.
    Paused {
        /// Its time, as `time` counts.
        time: u64,
    },
    /// A virtual hart.
    Vcpu(VcpuState),
    /// What a device has to remember, in its own form.
    Device {
        /// First guest physical address of its registers.
        at: u64,
        /// What it remembers.
        saved: Vec<u8>,
    },
    /// All of it has been sent.
    End {
        /// Number of records before it.
        records: u64,
    },
    /// Contents of a page of RAM; last, so that it takes no number from others.
    #[serde(skip)]
    Page {
        /// First guest physical address.
        gpa: u64,
        /// Contents.
        bytes: Vec<u8>,
    },
}

/// Why bytes are no stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A record is longer than any may be.
    TooLong,
    /// The checksum of a record differs.
    Checksum,
    /// A record cannot be read.
    Malformed,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Broken::TooLong => "the stream is broken: a record is too long",
            Broken::Checksum => "the stream is broken: a checksum differs",
            Broken::Malformed => "the stream is broken: a record cannot be read",
        })
    }
}

/// What the body of a page begins with, which no other's does: pages are most
/// of a stream, and are copied at once.
const PAGE_MARK: u8 = 0xff;

/// A record as bytes; none if there is no memory for that.
pub fn encode(record: &Record) -> Option<Vec<u8>> {
    let mut encoded = Vec::with_capacity(FRAME + 1 + size_of::<u64>() + PAGE);
    encoded.extend([0; FRAME]);
    match record {
        Record::Page { gpa, bytes } => {
            encoded.push(PAGE_MARK);
            encoded.extend(gpa.to_le_bytes());
            encoded.extend_from_slice(bytes);
        }
        other => encoded.extend(postcard::to_allocvec(other).ok()?),
    }
    let (frame, body) = encoded.split_at_mut(FRAME);
    frame[..4].copy_from_slice(&(body.len() as u32).to_le_bytes());
    frame[4..].copy_from_slice(&crc32fast::hash(body).to_le_bytes());
    Some(encoded)
}

/// Makes records of bytes that come in pieces.
#[derive(Debug, Default)]
pub struct Decoder {
    waiting: Vec<u8>,
    /// Bytes of `waiting` that have been read.
    read: usize,
}

impl Decoder {
    /// Takes bytes from the channel.
    pub fn feed(&mut self, bytes: &[u8]) {
        // What was read goes, but not a byte at a time.
        if self.read > self.waiting.len() / 2 {
            self.waiting.drain(..self.read);
            self.read = 0;
        }
        self.waiting.extend_from_slice(bytes);
    }

    /// The next record, once all of it is there.
    ///
    /// # Errors
    ///
    /// If the bytes are no stream; nothing behind them can be read then.
    pub fn take(&mut self) -> Result<Option<Record>, Broken> {
        let rest = &self.waiting[self.read..];
        let Some((frame, rest)) = rest.split_at_checked(FRAME) else { return Ok(None) };
        let word = |at: usize| frame[at..at + 4].iter().rev().fold(0, |word: u32, byte| word << 8 | u32::from(*byte));
        let length = word(0) as usize;
        if length > LONGEST {
            return Err(Broken::TooLong);
        }
        let Some(body) = rest.get(..length) else { return Ok(None) };
        if crc32fast::hash(body) != word(4) {
            return Err(Broken::Checksum);
        }
        if let Some((PAGE_MARK, page)) = body.split_first().map(|(first, rest)| (*first, rest)) {
            let (gpa, bytes) = page.split_first_chunk().ok_or(Broken::Malformed)?;
            let record = Record::Page { gpa: u64::from_le_bytes(*gpa), bytes: bytes.to_vec() };
            self.read += FRAME + length;
            return Ok(Some(record));
        }
        let (record, left) = postcard::take_from_bytes(body).map_err(|_| Broken::Malformed)?;
        if !left.is_empty() {
            return Err(Broken::Malformed);
        }
        self.read += FRAME + length;
        Ok(Some(record))
    }
}

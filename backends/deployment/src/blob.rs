//! The packed form.
//!
//! Little-endian: the word `DRAFTVSR`, the format's version, the length of the
//! deployment in bytes and its CRC-32, each of 4 bytes but the first of 8; 4
//! bytes of zeros and the length of the images, of 8; the deployment, as
//! postcard writes it; zeros up to a page; the images, each from a page on.
//! The CRC-32 is that of the length of the images, then the deployment.

use crate::{Deployment, FORMAT, Image, PAGE, Wrong};
use alloc::vec::Vec;
use core::fmt;

const MAGIC: [u8; 8] = *b"DRAFTVSR";
const HEADER: usize = 32;

/// A deployment that has been unpacked, with its images where they lie.
#[derive(Clone, Debug)]
pub struct Blob<'a> {
    /// What it says.
    pub deployment: Deployment,
    /// Its length, whole pages: what follows is free.
    pub bytes: u64,
    images: &'a [u8],
}

/// Why bytes are no blob that this hypervisor can use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// They begin otherwise, or there are none.
    NotABlob,
    /// They are of another version of the format.
    Format(u32),
    /// There are fewer bytes than the header says.
    Short,
    /// The checksum of the deployment differs.
    Checksum,
    /// The deployment cannot be read.
    Malformed,
    /// It can be read, and makes no sense.
    Wrong(Wrong),
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::NotABlob => f.write_str("there is no deployment"),
            Broken::Format(found) => write!(f, "the deployment is of format {found}, and this hypervisor reads format {FORMAT}"),
            Broken::Short => f.write_str("the deployment is cut off"),
            Broken::Checksum => f.write_str("the deployment is damaged: its checksum differs"),
            Broken::Malformed => f.write_str("the deployment is damaged: it cannot be read"),
            Broken::Wrong(wrong) => wrong.fmt(f),
        }
    }
}

/// Packs a deployment. `images` are its images in order; place and checksum
/// of each are set here.
pub fn pack(deployment: &mut Deployment, images: &[&[u8]]) -> Vec<u8> {
    let mut at = 0;
    for (image, bytes) in deployment.images.iter_mut().zip(images) {
        (image.at, image.bytes, image.checksum) = (at, bytes.len() as u64, crc32fast::hash(bytes));
        at = (at + image.bytes).next_multiple_of(PAGE);
    }
    let body = postcard::to_allocvec(deployment).expect("writing to a growing buffer cannot fail");
    let mut blob = MAGIC.to_vec();
    for word in [FORMAT, body.len() as u32, checksum(at, &body), 0] {
        blob.extend(word.to_le_bytes());
    }
    blob.extend(at.to_le_bytes());
    blob.extend(&body);
    for bytes in images {
        blob.resize(blob.len().next_multiple_of(PAGE as usize), 0);
        blob.extend(*bytes);
    }
    blob.resize(blob.len().next_multiple_of(PAGE as usize), 0);
    blob
}

fn checksum(images: u64, body: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&images.to_le_bytes());
    hasher.update(body);
    hasher.finalize()
}

/// How long the blob is that begins here, from its header alone: nothing is
/// allocated, and nothing but the header is checked.
///
/// # Errors
///
/// If there is none, or one of another version.
pub fn length(bytes: &[u8]) -> Result<u64, Broken> {
    let header = header(bytes)?;
    let start = (HEADER + header.body).next_multiple_of(PAGE as usize) as u64;
    start.checked_add(header.images).filter(|end| *end <= bytes.len() as u64).ok_or(Broken::Short)
}

/// What the header says.
struct Header {
    body: usize,
    checksum: u32,
    images: u64,
}

fn header(bytes: &[u8]) -> Result<Header, Broken> {
    let header = bytes.get(..HEADER).ok_or(Broken::NotABlob)?;
    if header[..8] != MAGIC {
        return Err(Broken::NotABlob);
    }
    let word = |at: usize| header[at..at + 4].iter().rev().fold(0, |word: u32, byte| word << 8 | u32::from(*byte));
    match word(8) {
        FORMAT => Ok(Header { body: word(12) as usize, checksum: word(16), images: u64::from(word(28)) << 32 | u64::from(word(24)) }),
        format => Err(Broken::Format(format)),
    }
}

impl<'a> Blob<'a> {
    /// Unpacks and checks a blob; more bytes than it has may follow.
    ///
    /// # Errors
    ///
    /// If it is none, or damaged, or says what cannot be.
    pub fn read(bytes: &'a [u8]) -> Result<Self, Broken> {
        let header = header(bytes)?;
        let body = bytes[HEADER..].get(..header.body).ok_or(Broken::Short)?;
        if checksum(header.images, body) != header.checksum {
            return Err(Broken::Checksum);
        }
        let deployment: Deployment = postcard::from_bytes(body).map_err(|_| Broken::Malformed)?;
        let start = (HEADER + header.body).next_multiple_of(PAGE as usize);
        let images = bytes.get(start..).and_then(|rest| rest.get(..usize::try_from(header.images).ok()?));
        let images = images.ok_or(Broken::Short)?;
        let blob = Self { deployment, bytes: (start + images.len()) as u64, images };
        blob.deployment.check().map_err(Broken::Wrong)?;
        for image in &blob.deployment.images {
            blob.part(image, 0, image.bytes).ok_or(Broken::Short)?;
        }
        Ok(blob)
    }

    /// `bytes` of an image from `offset` on; `None` if it is shorter.
    pub fn image(&self, image: u32, offset: u64, bytes: u64) -> Option<&'a [u8]> {
        self.part(self.deployment.images.get(image as usize)?, offset, bytes)
    }

    /// Whether the contents of an image are those that were packed. It takes
    /// some instructions per byte, so it is not part of [`Blob::read`].
    pub fn is_whole(&self, image: u32) -> bool {
        let Some(known) = self.deployment.images.get(image as usize) else { return false };
        self.part(known, 0, known.bytes).is_some_and(|bytes| crc32fast::hash(bytes) == known.checksum)
    }

    fn part(&self, image: &Image, offset: u64, bytes: u64) -> Option<&'a [u8]> {
        let end = offset.checked_add(bytes).filter(|end| *end <= image.bytes)?;
        let (start, end) = (image.at.checked_add(offset)?, image.at.checked_add(end)?);
        self.images.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

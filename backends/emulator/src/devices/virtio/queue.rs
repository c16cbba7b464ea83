//! Split virtqueues: rings in guest memory by which a driver hands over
//! buffers.
//!
//! The driver is not trusted. Each index and address is checked when it is
//! used; a chain has at most as many descriptors as the queue, and a number
//! of bytes that one request may reasonably have. What breaks a rule breaks
//! the queue: the device asks to be reset and touches it no more.

use serde::{Deserialize, Serialize};

use super::dma::{Dma, Range};

/// Descriptors that a queue can have at most.
pub(crate) const MAX_SIZE: u16 = 256;
/// Bytes of a chain, in both directions together.
const MAX_BYTES: u64 = 16 << 20;

const DESCRIPTOR_BYTES: u32 = 16;
const NEXT: u16 = 1;
const WRITE: u16 = 2;
const INDIRECT: u16 = 4;
const NO_INTERRUPT: u16 = 1;

/// A queue as the driver has set it up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Queue {
    /// Number of descriptors.
    pub size: u16,
    /// Whether the driver has said that it is ready.
    pub ready: bool,
    /// Address of the descriptor table.
    pub descriptors: u64,
    /// Address of the driver's ring.
    pub available: u64,
    /// Address of the device's ring.
    pub used: u64,
    /// Next entry of the driver's ring.
    next_available: u16,
    /// Next entry of the device's ring.
    next_used: u16,
}

/// The driver broke a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Broken;

/// One request: what the device reads, then what it writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chain {
    head: u16,
    /// What the driver filled.
    pub readable: Vec<Range>,
    /// What the device fills.
    pub writable: Vec<Range>,
}

impl Queue {
    /// Takes the next chain, if there is one.
    pub(crate) fn pop(&mut self, dma: &Dma) -> Result<Option<Chain>, Broken> {
        if !self.ready {
            return Ok(None);
        }
        if self.size == 0 || self.size > MAX_SIZE || !self.size.is_power_of_two() {
            return Err(Broken);
        }
        let there = self.half(dma, self.available, 2)?;
        let waiting = there.wrapping_sub(self.next_available);
        if waiting == 0 {
            return Ok(None);
        }
        if waiting > self.size {
            return Err(Broken);
        }
        let slot = u64::from(self.next_available % self.size);
        let head = self.half(dma, self.available, 4 + 2 * slot)?;
        self.next_available = self.next_available.wrapping_add(1);
        self.collect(dma, head).map(Some)
    }

    /// Gives a chain back, with the number of bytes written to it; true if
    /// the driver wants an interrupt.
    pub(crate) fn push(&mut self, dma: &mut Dma, chain: &Chain, bytes: u32) -> Result<bool, Broken> {
        let slot = u64::from(self.next_used % self.size.max(1));
        let mut element = [0; 8];
        element[..2].copy_from_slice(&chain.head.to_le_bytes());
        element[4..].copy_from_slice(&bytes.to_le_bytes());
        let at = self.used.checked_add(4 + 8 * slot).ok_or(Broken)?;
        dma.write(at, &element).ok_or(Broken)?;
        self.next_used = self.next_used.wrapping_add(1);
        let index = self.used.checked_add(2).ok_or(Broken)?;
        dma.write(index, &self.next_used.to_le_bytes()).ok_or(Broken)?;
        Ok(self.half(dma, self.available, 0)? & NO_INTERRUPT == 0)
    }

    fn half(&self, dma: &Dma, base: u64, offset: u64) -> Result<u16, Broken> {
        let at = base.checked_add(offset).ok_or(Broken)?;
        dma.read(at).map(u16::from_le_bytes).ok_or(Broken)
    }

    /// Follows a chain from its head.
    fn collect(&self, dma: &Dma, head: u16) -> Result<Chain, Broken> {
        let mut chain = Chain { head, ..Chain::default() };
        let mut table = Range { at: self.descriptors, bytes: u32::from(self.size) * DESCRIPTOR_BYTES };
        let mut total = 0;
        let mut next = head;
        let mut is_inner = false;
        for _ in 0..=self.size {
            let descriptor = Descriptor::read(dma, table, next)?;
            if descriptor.flags & INDIRECT != 0 {
                if is_inner || descriptor.flags & NEXT != 0 || !descriptor.range.bytes.is_multiple_of(DESCRIPTOR_BYTES) {
                    return Err(Broken);
                }
                (table, next, is_inner) = (descriptor.range, 0, true);
                continue;
            }
            total += u64::from(descriptor.range.bytes);
            dma.slice(descriptor.range).filter(|_| total <= MAX_BYTES).ok_or(Broken)?;
            chain.add(descriptor)?;
            if descriptor.flags & NEXT == 0 {
                return Ok(chain);
            }
            next = descriptor.next;
        }
        Err(Broken)
    }
}

impl Chain {
    fn add(&mut self, descriptor: Descriptor) -> Result<(), Broken> {
        if descriptor.flags & WRITE != 0 {
            self.writable.push(descriptor.range);
        } else if self.writable.is_empty() {
            self.readable.push(descriptor.range);
        } else {
            return Err(Broken);
        }
        Ok(())
    }

    /// All that the driver filled, in one piece.
    pub(crate) fn read_all(&self, dma: &Dma) -> Vec<u8> {
        let parts = self.readable.iter().filter_map(|range| dma.slice(*range));
        parts.flatten().copied().collect()
    }

    /// Number of bytes that fit.
    pub(crate) fn room(&self) -> usize {
        self.writable.iter().map(|range| range.bytes as usize).sum()
    }

    /// Writes bytes from the start on; returns how many found room.
    pub(crate) fn write_all(&self, dma: &mut Dma, mut bytes: &[u8]) -> u32 {
        let mut written = 0;
        for range in &self.writable {
            let here = bytes.len().min(range.bytes as usize);
            let (now, rest) = bytes.split_at(here);
            if here == 0 || dma.write(range.at, now).is_none() {
                break;
            }
            written += here as u32;
            bytes = rest;
        }
        written
    }
}

#[derive(Clone, Copy)]
struct Descriptor {
    range: Range,
    flags: u16,
    next: u16,
}

impl Descriptor {
    fn read(dma: &Dma, table: Range, index: u16) -> Result<Self, Broken> {
        let offset = u32::from(index) * DESCRIPTOR_BYTES;
        if offset >= table.bytes {
            return Err(Broken);
        }
        let at = table.at.checked_add(u64::from(offset)).ok_or(Broken)?;
        let bytes: [u8; DESCRIPTOR_BYTES as usize] = dma.read(at).ok_or(Broken)?;
        let number = |from: usize, to: usize| bytes[from..to].iter().rev().fold(0, |value: u64, byte| value << 8 | u64::from(*byte));
        Ok(Self {
            range: Range { at: number(0, 8), bytes: number(8, 12) as u32 },
            flags: number(12, 14) as u16,
            next: number(14, 16) as u16,
        })
    }
}

//! Split virtqueues: rings in guest memory by which a driver hands over
//! buffers.
//!
//! The driver is not trusted. Each index and address is checked when it is
//! used; a chain has at most as many descriptors as the queue, and a number
//! of bytes that one request may reasonably have. What breaks a rule breaks
//! the queue: the device asks to be reset and touches it no more.

use crate::{Memory, Outside};
use alloc::vec::Vec;
use core::sync::atomic::{Ordering, fence};
use serde::{Deserialize, Serialize};

/// Descriptors that a queue can have at most.
pub(crate) const MAX_SIZE: u16 = 256;
/// Bytes of a chain, in both directions together.
pub(crate) const MAX_BYTES: u64 = 2 << 20;

const DESCRIPTOR_BYTES: u32 = 16;
const NEXT: u16 = 1;
const WRITE: u16 = 2;
const INDIRECT: u16 = 4;
const NO_INTERRUPT: u16 = 1;

/// A queue as the driver has set it up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

impl From<Outside> for Broken {
    fn from(_: Outside) -> Self {
        Broken
    }
}

/// A range of guest memory that a driver gave to a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    /// Guest physical address.
    pub at: u64,
    /// Length in bytes.
    pub bytes: u32,
}

/// One request: what the device reads, then what it writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chain {
    head: u16,
    readable: Vec<Range>,
    writable: Vec<Range>,
}

impl Queue {
    /// Takes the next chain, if there is one.
    pub(crate) fn pop(&mut self, memory: &dyn Memory) -> Result<Option<Chain>, Broken> {
        if !self.ready {
            return Ok(None);
        }
        if self.size == 0 || self.size > MAX_SIZE || !self.size.is_power_of_two() {
            return Err(Broken);
        }
        let there = half(memory, self.available, 2)?;
        let waiting = there.wrapping_sub(self.next_available);
        if waiting == 0 {
            return Ok(None);
        }
        if waiting > self.size {
            return Err(Broken);
        }
        // What the index announces was written before it.
        fence(Ordering::Acquire);
        let slot = u64::from(self.next_available % self.size);
        let head = half(memory, self.available, 4 + 2 * slot)?;
        self.next_available = self.next_available.wrapping_add(1);
        self.collect(memory, head).map(Some)
    }

    /// Undoes the last `pop`.
    pub(crate) fn unpop(&mut self) {
        self.next_available = self.next_available.wrapping_sub(1);
    }

    /// Gives a chain back, with the number of bytes written to it; true if
    /// the driver wants an interrupt.
    pub(crate) fn push(&mut self, memory: &dyn Memory, chain: &Chain, bytes: u32) -> Result<bool, Broken> {
        let slot = u64::from(self.next_used % self.size.max(1));
        let mut element = [0; 8];
        element[..2].copy_from_slice(&chain.head.to_le_bytes());
        element[4..].copy_from_slice(&bytes.to_le_bytes());
        memory.write(self.used.checked_add(4 + 8 * slot).ok_or(Broken)?, &element)?;
        self.next_used = self.next_used.wrapping_add(1);
        fence(Ordering::Release);
        memory.write(self.used.checked_add(2).ok_or(Broken)?, &self.next_used.to_le_bytes())?;
        // A driver that wants interrupts again says so, then looks at the
        // index; here it is the other way round.
        fence(Ordering::SeqCst);
        Ok(half(memory, self.available, 0)? & NO_INTERRUPT == 0)
    }

    /// Follows a chain from its head.
    fn collect(&self, memory: &dyn Memory, head: u16) -> Result<Chain, Broken> {
        let mut chain = Chain { head, ..Chain::default() };
        let mut table = Range { at: self.descriptors, bytes: u32::from(self.size) * DESCRIPTOR_BYTES };
        let mut total = 0;
        let mut next = head;
        let mut is_inner = false;
        for _ in 0..=self.size {
            let descriptor = Descriptor::read(memory, table, next)?;
            if descriptor.flags & INDIRECT != 0 {
                if is_inner || descriptor.flags & NEXT != 0 || !descriptor.range.bytes.is_multiple_of(DESCRIPTOR_BYTES) {
                    return Err(Broken);
                }
                (table, next, is_inner) = (descriptor.range, 0, true);
                continue;
            }
            total += u64::from(descriptor.range.bytes);
            let is_fine = total <= MAX_BYTES && memory.contains(descriptor.range.at, descriptor.range.bytes.into());
            if !is_fine {
                return Err(Broken);
            }
            chain.add(descriptor)?;
            if descriptor.flags & NEXT == 0 {
                return Ok(chain);
            }
            next = descriptor.next;
        }
        Err(Broken)
    }
}

/// What a copy does with a part of a chain.
type Part<'a> = &'a mut dyn FnMut(u64, core::ops::Range<usize>) -> Result<(), Outside>;

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

    /// Bytes that the driver filled.
    pub(crate) fn readable(&self) -> usize {
        self.readable.iter().map(|range| range.bytes as usize).sum()
    }

    /// Bytes that the device may fill.
    pub(crate) fn writable(&self) -> usize {
        self.writable.iter().map(|range| range.bytes as usize).sum()
    }

    /// Fills `into` with what the driver filled from byte `offset` on.
    pub(crate) fn read(&self, memory: &dyn Memory, offset: usize, into: &mut [u8]) -> Result<(), Broken> {
        parts(&self.readable, offset, into.len(), &mut |at, part| memory.read(at, &mut into[part]))
    }

    /// Fills from byte `offset` on.
    pub(crate) fn write(&self, memory: &dyn Memory, offset: usize, from: &[u8]) -> Result<(), Broken> {
        parts(&self.writable, offset, from.len(), &mut |at, part| memory.write(at, &from[part]))
    }
}

/// Goes through `length` bytes of some ranges, from byte `offset` on.
fn parts(ranges: &[Range], mut offset: usize, length: usize, part: Part) -> Result<(), Broken> {
    let mut done = 0;
    for range in ranges {
        let bytes = range.bytes as usize;
        if offset >= bytes {
            offset -= bytes;
            continue;
        }
        let here = (bytes - offset).min(length - done);
        part(range.at + offset as u64, done..done + here)?;
        (done, offset) = (done + here, 0);
        if done == length {
            break;
        }
    }
    if done == length { Ok(()) } else { Err(Broken) }
}

fn half(memory: &dyn Memory, base: u64, offset: u64) -> Result<u16, Broken> {
    let mut bytes = [0; 2];
    memory.read(base.checked_add(offset).ok_or(Broken)?, &mut bytes)?;
    Ok(u16::from_le_bytes(bytes))
}

#[derive(Clone, Copy)]
struct Descriptor {
    range: Range,
    flags: u16,
    next: u16,
}

impl Descriptor {
    fn read(memory: &dyn Memory, table: Range, index: u16) -> Result<Self, Broken> {
        let offset = u32::from(index) * DESCRIPTOR_BYTES;
        if offset >= table.bytes {
            return Err(Broken);
        }
        let mut bytes = [0; DESCRIPTOR_BYTES as usize];
        memory.read(table.at.checked_add(offset.into()).ok_or(Broken)?, &mut bytes)?;
        let number = |from: usize, to: usize| bytes[from..to].iter().rev().fold(0, |value: u64, byte| value << 8 | u64::from(*byte));
        Ok(Self {
            range: Range { at: number(0, 8), bytes: number(8, 12) as u32 },
            flags: number(12, 14) as u16,
            next: number(14, 16) as u16,
        })
    }
}

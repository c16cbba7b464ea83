//! What a device may do with memory.

use crate::memory::Ram;

/// RAM as devices reach it: by physical address, each range checked, and
/// every write noted, because decoded instructions and reservations may lie
/// where a device writes.
pub(crate) struct Dma<'a> {
    ram: &'a mut Ram,
    written: &'a mut Vec<(usize, usize)>,
}

/// A range of guest memory that a driver gave to a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Range {
    /// Physical address.
    pub at: u64,
    /// Length in bytes.
    pub bytes: u32,
}

impl<'a> Dma<'a> {
    /// Access to `ram`; offsets and lengths of writes go to `written`.
    pub(crate) fn new(ram: &'a mut Ram, written: &'a mut Vec<(usize, usize)>) -> Self {
        Self { ram, written }
    }

    /// The bytes of a range; `None` if it does not lie in RAM.
    pub(crate) fn slice(&self, range: Range) -> Option<&[u8]> {
        let offset = self.ram.offset(range.at, u64::from(range.bytes))?;
        self.ram.slice(offset, range.bytes as usize)
    }

    /// The bytes of a range, all of which count as written.
    pub(crate) fn slice_mut(&mut self, range: Range) -> Option<&mut [u8]> {
        let offset = self.ram.offset(range.at, u64::from(range.bytes))?;
        let bytes = range.bytes as usize;
        self.written.push((offset, bytes));
        self.ram.slice_mut(offset, bytes)
    }

    /// A little-endian number of `N` bytes.
    pub(crate) fn read<const N: usize>(&self, at: u64) -> Option<[u8; N]> {
        self.slice(Range { at, bytes: N as u32 })?.try_into().ok()
    }

    /// Writes bytes.
    pub(crate) fn write(&mut self, at: u64, bytes: &[u8]) -> Option<()> {
        let length = u32::try_from(bytes.len()).ok()?;
        self.slice_mut(Range { at, bytes: length })?.copy_from_slice(bytes);
        Some(())
    }
}

//! RAM, and per page what a store to it must take care of.

use crate::layout::{PAGE, PAGE_BITS, RAM_BASE};

/// The page holds decoded instructions.
pub(crate) const CODE: u8 = 1;
/// Another hart may hold a reservation in the page.
pub(crate) const RESERVED: u8 = 2;

/// RAM. An *offset* is a physical address minus the base of RAM.
pub(crate) struct Ram {
    bytes: Box<[u8]>,
    marks: Box<[u8]>,
}

impl Ram {
    /// RAM full of zeros, if the host has room for it. It provides pages as
    /// they are touched.
    pub(crate) fn new(bytes: usize) -> Option<Self> {
        // `vec!` would end the process, so ask first.
        let mut attempt = Vec::<u8>::new();
        attempt.try_reserve_exact(bytes).ok()?;
        drop(std::hint::black_box(attempt));
        Some(Self { bytes: vec![0; bytes].into_boxed_slice(), marks: vec![0; bytes.div_ceil(PAGE as usize)].into_boxed_slice() })
    }

    /// Makes all of it zero again.
    pub(crate) fn clear(&mut self) {
        self.bytes = vec![0; self.bytes.len()].into_boxed_slice();
        self.marks.fill(0);
    }

    /// Length in bytes.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Offset of an access that lies wholly in RAM.
    pub(crate) fn offset(&self, pa: u64, bytes: u64) -> Option<usize> {
        let offset = usize::try_from(pa.checked_sub(RAM_BASE)?).ok()?;
        let room = self.bytes.len().checked_sub(offset)? as u64;
        (bytes <= room && room > 0).then_some(offset)
    }

    /// Reads 1, 2, 4 or 8 bytes, zero-extended.
    #[inline(always)]
    pub(crate) fn read(&self, offset: usize, bytes: u32) -> Option<u64> {
        let rest = self.bytes.get(offset..)?;
        Some(match bytes {
            1 => u64::from(*rest.first()?),
            2 => u64::from(u16::from_le_bytes(*rest.first_chunk()?)),
            4 => u64::from(u32::from_le_bytes(*rest.first_chunk()?)),
            _ => u64::from_le_bytes(*rest.first_chunk()?),
        })
    }

    /// Writes the low 1, 2, 4 or 8 bytes; returns the marks of the page.
    #[inline(always)]
    pub(crate) fn write(&mut self, offset: usize, bytes: u32, value: u64) -> Option<u8> {
        let rest = self.bytes.get_mut(offset..)?;
        match bytes {
            1 => *rest.first_mut()? = value as u8,
            2 => *rest.first_chunk_mut()? = (value as u16).to_le_bytes(),
            4 => *rest.first_chunk_mut()? = (value as u32).to_le_bytes(),
            _ => *rest.first_chunk_mut()? = value.to_le_bytes(),
        }
        self.marks.get(offset >> PAGE_BITS).copied()
    }

    /// A range of bytes.
    pub(crate) fn slice(&self, offset: usize, bytes: usize) -> Option<&[u8]> {
        self.bytes.get(offset..offset.checked_add(bytes)?)
    }

    /// A range of bytes, to be written without regard to marks.
    pub(crate) fn slice_mut(&mut self, offset: usize, bytes: usize) -> Option<&mut [u8]> {
        self.bytes.get_mut(offset..offset.checked_add(bytes)?)
    }

    /// Sets a mark of the page at `offset`.
    pub(crate) fn mark(&mut self, offset: usize, mark: u8) {
        if let Some(marks) = self.marks.get_mut(offset >> PAGE_BITS) {
            *marks |= mark;
        }
    }

    /// Whether the page at `offset` has a mark.
    pub(crate) fn is_marked(&self, offset: usize, mark: u8) -> bool {
        self.marks.get(offset >> PAGE_BITS).is_some_and(|marks| marks & mark != 0)
    }

    /// Removes a mark of the page at `offset`.
    pub(crate) fn unmark(&mut self, offset: usize, mark: u8) {
        if let Some(marks) = self.marks.get_mut(offset >> PAGE_BITS) {
            *marks &= !mark;
        }
    }

    /// Removes a mark of all pages.
    pub(crate) fn unmark_all(&mut self, mark: u8) {
        for marks in &mut self.marks {
            *marks &= !mark;
        }
    }
}

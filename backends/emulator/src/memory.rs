//! RAM, and per page what a store to it must take care of.

use memmap2::MmapMut;

use crate::layout::{PAGE, PAGE_BITS, RAM_BASE};

/// The page holds decoded instructions.
pub(crate) const CODE: u8 = 1;
/// Bits of an offset inside a line; a page has as many lines as a word bits.
pub(crate) const LINE_BITS: u32 = PAGE_BITS - u64::BITS.ilog2();
/// Another hart may hold a reservation in the page.
pub(crate) const RESERVED: u8 = 2;
/// Somebody outside wants to know of stores to the page; see [`crate::devices::htif`].
pub(crate) const WATCHED: u8 = 4;

/// RAM. An *offset* is a physical address minus the base of RAM.
pub(crate) struct Ram {
    bytes: MmapMut,
    marks: Box<[u8]>,
    /// Of each page: lines that hold bytes of decoded instructions.
    lines: Box<[u64]>,
    /// Counts marks that were set.
    pub marked: u64,
}

impl Ram {
    /// RAM full of zeros, if the host has room for it. It provides pages as
    /// they are touched.
    pub(crate) fn new(bytes: usize) -> Option<Self> {
        let pages = bytes / PAGE as usize;
        Some(Self { bytes: zeros(bytes)?, marks: vec![0; pages].into_boxed_slice(), lines: vec![0; pages].into_boxed_slice(), marked: 0 })
    }

    /// Makes all of it zero again.
    pub(crate) fn clear(&mut self) {
        match zeros(self.len()) {
            Some(bytes) => self.bytes = bytes,
            None => self.bytes.fill(0),
        }
        self.marks.fill(0);
        self.lines.fill(0);
    }

    /// Length in bytes.
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Offset of an access that lies wholly in RAM.
    pub(crate) fn offset(&self, pa: u64, bytes: u64) -> Option<usize> {
        let offset = usize::try_from(pa.checked_sub(RAM_BASE)?).ok()?;
        let room = self.len().checked_sub(offset)? as u64;
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

    /// Reads from a page, of which `addr` says where; it must be aligned.
    #[inline(always)]
    pub(crate) fn read_page(&self, page: usize, addr: u64, bytes: u32) -> Option<u64> {
        let page = self.bytes.as_chunks::<{ PAGE as usize }>().0.get(page)?;
        // So that the compiler sees that it lies in the page.
        let at = (addr % PAGE) as usize & !(bytes as usize - 1);
        Some(match bytes {
            1 => u64::from(page[at]),
            2 => u64::from(u16::from_le_bytes(*page[at..].first_chunk()?)),
            4 => u64::from(u32::from_le_bytes(*page[at..].first_chunk()?)),
            _ => u64::from_le_bytes(*page[at..].first_chunk()?),
        })
    }

    /// Writes to a page that has no marks.
    #[inline(always)]
    pub(crate) fn write_page(&mut self, page: usize, addr: u64, bytes: u32, value: u64) -> Option<()> {
        let page = self.bytes.as_chunks_mut::<{ PAGE as usize }>().0.get_mut(page)?;
        let at = (addr % PAGE) as usize & !(bytes as usize - 1);
        match bytes {
            1 => page[at] = value as u8,
            2 => *page[at..].first_chunk_mut()? = (value as u16).to_le_bytes(),
            4 => *page[at..].first_chunk_mut()? = (value as u32).to_le_bytes(),
            _ => *page[at..].first_chunk_mut()? = value.to_le_bytes(),
        }
        Some(())
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
        if let Some(marks) = self.marks.get_mut(offset >> PAGE_BITS)
            && *marks & mark == 0
        {
            *marks |= mark;
            self.marked += 1;
        }
    }

    /// Whether the page at `offset` has no marks.
    pub(crate) fn is_plain(&self, offset: usize) -> bool {
        self.marks.get(offset >> PAGE_BITS).is_some_and(|&marks| marks == 0)
    }

    /// Whether the page at `offset` may hold a reservation.
    pub(crate) fn is_reserved(&self, offset: usize) -> bool {
        self.marks.get(offset >> PAGE_BITS).is_some_and(|&marks| marks & RESERVED != 0)
    }

    /// Whether somebody outside wants to know of stores to the page at `offset`.
    pub(crate) fn is_watched(&self, offset: usize) -> bool {
        self.marks.get(offset >> PAGE_BITS).is_some_and(|&marks| marks & WATCHED != 0)
    }

    /// Removes the mark of a page that holds no decoded instructions any more.
    pub(crate) fn settle(&mut self, offset: usize) {
        if self.lines.get(offset >> PAGE_BITS) == Some(&0) {
            self.unmark(offset, CODE);
        }
    }

    /// A line of the page at `offset` holds decoded instructions.
    pub(crate) fn mark_code(&mut self, offset: usize, line: usize) {
        if let Some(lines) = self.lines.get_mut(offset >> PAGE_BITS) {
            *lines |= 1 << line;
        }
        self.mark(offset, CODE);
    }

    /// A line of the page at `offset` holds none any more. The mark of the
    /// page stays, as code often comes back; see [`Self::settle`].
    pub(crate) fn unmark_code(&mut self, offset: usize, line: usize) {
        if let Some(lines) = self.lines.get_mut(offset >> PAGE_BITS) {
            *lines &= !(1 << line);
        }
    }

    /// Whether a store at `offset` may change decoded instructions.
    pub(crate) fn is_code(&self, offset: usize, bytes: u32) -> bool {
        let lines = self.lines.get(offset >> PAGE_BITS).copied().unwrap_or(0);
        let line = |offset: usize| (offset % PAGE as usize) >> LINE_BITS;
        let (first, last) = (line(offset), line(offset + bytes as usize - 1));
        lines & (u64::MAX >> (63 - (last - first))) << first != 0
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
        if mark == CODE {
            self.lines.fill(0);
        }
    }
}

/// Memory that the host provides as it is touched, in huge pages where it has
/// them: a guest that wanders then misses the host's TLB less.
fn zeros(bytes: usize) -> Option<MmapMut> {
    let bytes = MmapMut::map_anon(bytes).ok()?;
    // Without it the guest is slower and nothing else.
    #[cfg(target_os = "linux")]
    let _ = bytes.advise(memmap2::Advice::HugePage);
    Some(bytes)
}

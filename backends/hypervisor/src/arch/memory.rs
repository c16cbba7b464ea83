//! Pages: where they come from, and their contents by physical address.
//!
//! HS-mode runs untranslated. Only `Pages` makes a `Page`, of memory that it
//! has handed out, and pages are never returned: an access through a `Page`
//! is always to memory of the pool, where no Rust object lives.

/// Bytes of a page.
pub const PAGE: u64 = 4096;

unsafe extern "C" {
    static __pages_start: u8;
    static __pages_end: u8;
}

/// A page of the pool, or some that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    address: u64,
    bytes: u64,
}

/// The pool of free pages; the linker script says where it is.
#[derive(Debug)]
pub struct Pages {
    start: u64,
    next: u64,
    end: u64,
}

impl Pages {
    /// All pages. To be called once: a second pool would hand them out again.
    pub fn all() -> Self {
        let start = (&raw const __pages_start) as u64;
        Self { start, next: start, end: (&raw const __pages_end) as u64 }
    }

    /// `bytes` of zeroed memory, aligned to as much; a power of two.
    pub fn allocate(&mut self, bytes: u64) -> Option<Page> {
        let address = self.next.next_multiple_of(bytes);
        let next = address.checked_add(bytes).filter(|next| *next <= self.end)?;
        self.next = next;
        // SAFETY: the range is inside the pool and has not been handed out.
        unsafe { (address as *mut u8).write_bytes(0, bytes as usize) };
        Some(Page { address, bytes })
    }

    /// The page that was handed out at `address`, as a table entry names it.
    pub fn at(&self, address: u64) -> Option<Page> {
        let known = (self.start..self.next).contains(&address) && address.is_multiple_of(PAGE);
        known.then_some(Page { address, bytes: PAGE })
    }
}

impl Page {
    /// Physical address.
    pub const fn address(self) -> u64 {
        self.address
    }

    /// The eight bytes at `offset`, which is aligned.
    pub fn read(self, offset: u64) -> u64 {
        assert!(offset.is_multiple_of(8) && offset < self.bytes, "outside of the page");
        // SAFETY: checked above to be inside this page and aligned.
        unsafe { ((self.address + offset) as *const u64).read_volatile() }
    }

    /// Writes the eight bytes at `offset`, which is aligned.
    pub fn write(self, offset: u64, value: u64) {
        assert!(offset.is_multiple_of(8) && offset < self.bytes, "outside of the page");
        // SAFETY: checked above to be inside this page and aligned.
        unsafe { ((self.address + offset) as *mut u64).write_volatile(value) }
    }

    /// Copies `bytes` to `offset`.
    pub fn copy(self, offset: u64, bytes: &[u8]) {
        let end = offset.checked_add(bytes.len() as u64);
        assert!(end.is_some_and(|end| end <= self.bytes), "outside of the page");
        let to = (self.address + offset) as *mut u8;
        // SAFETY: checked above to be inside this page; `bytes` is part of
        // this program or its stack, which no page overlaps.
        unsafe { to.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) };
    }
}

//! ELF and raw images: read once, straight into RAM.

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};

use object::Endianness;
use object::elf::{EM_RISCV, FileHeader32, FileHeader64, PF_X, PT_LOAD};
use object::read::ReadCache;
use object::read::elf::{FileHeader, ProgramHeader};

use crate::config::Image;
use crate::error::Error;
use crate::memory::Ram;

const ELF_MAGIC: &[u8] = b"\x7fELF";
/// Where an ELF file says whether it is of 32 or 64 bits.
const ELF_CLASS: usize = 4;

/// An image that has been loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Loaded {
    /// Where it begins to run.
    pub entry: u64,
    /// First address behind it.
    pub end: u64,
}

/// Loads an ELF file where it says, and everything else at `at`.
pub(crate) fn load(ram: &mut Ram, name: &'static str, image: &Image, at: u64, xlen: u32) -> Result<Loaded, Error> {
    Source::with(name, image, |source| source.load(ram, at, xlen))
}

/// Loads bytes as they are.
pub(crate) fn load_raw(ram: &mut Ram, name: &'static str, image: &Image, at: u64) -> Result<Loaded, Error> {
    Source::with(name, image, |source| source.load_raw(ram, at))
}

/// Where an image comes from.
struct Source<'a> {
    name: &'static str,
    stream: &'a mut dyn Stream,
}

trait Stream: Read + Seek {}
impl Stream for Cursor<&[u8]> {}
impl Stream for &File {}

/// What an ELF file says of itself.
struct Layout {
    /// Where it begins to run, by virtual address.
    entry: u64,
    segments: Vec<Segment>,
}

/// What is to be loaded, and where.
struct Segment {
    /// In the file.
    offset: u64,
    length: u64,
    /// In memory.
    physical: u64,
    virt: u64,
    room: u64,
    executable: bool,
}

impl<'a> Source<'a> {
    fn with<T>(name: &'static str, image: &Image, act: impl FnOnce(Source) -> T) -> T {
        match image {
            Image::Bytes(bytes) => act(Source { name, stream: &mut Cursor::new(bytes.as_slice()) }),
            Image::File(file) => act(Source { name, stream: &mut &*file }),
        }
    }

    fn load(mut self, ram: &mut Ram, at: u64, xlen: u32) -> Result<Loaded, Error> {
        let mut head = Vec::new();
        self.seek(0)?;
        let read = (&mut *self.stream).take(ELF_CLASS as u64 + 1).read_to_end(&mut head);
        read.map_err(|error| self.failed(&error))?;
        if !head.starts_with(ELF_MAGIC) {
            return self.load_raw(ram, at);
        }
        let bits = match head.get(ELF_CLASS) {
            Some(1) => 32,
            Some(2) => 64,
            _ => return Err(self.bad("neither of 32 nor of 64 bits")),
        };
        if bits != xlen {
            return Err(self.bad(format!("of {bits} bits, and the hart is of {xlen}")));
        }
        let layout = if bits == 32 { self.layout::<FileHeader32<Endianness>>() } else { self.layout::<FileHeader64<Endianness>>() }?;
        self.load_segments(ram, &layout)
    }

    fn load_raw(mut self, ram: &mut Ram, at: u64) -> Result<Loaded, Error> {
        let length = self.stream.seek(SeekFrom::End(0)).map_err(|error| self.failed(&error))?;
        self.read(0, self.place(ram, at, length)?)?;
        Ok(Loaded { entry: at, end: at + length })
    }

    fn layout<H: FileHeader<Endian = Endianness>>(&mut self) -> Result<Layout, Error> {
        let name = self.name;
        let bad = |error: object::read::Error| Error::Elf { image: name, reason: error.to_string() };
        // Holds what is read of the headers, and no more than that is read.
        let cache = ReadCache::new(&mut self.stream);
        let header = H::parse(&cache).map_err(bad)?;
        let endian = header.endian().map_err(bad)?;
        if endian != Endianness::Little || header.e_machine(endian) != EM_RISCV {
            return Err(Error::Elf { image: name, reason: "not for little-endian RISC-V".to_string() });
        }
        let segments = header.program_headers(endian, &cache).map_err(bad)?.iter();
        let segments = segments.filter(|segment| segment.p_type(endian) == PT_LOAD).map(|segment| Segment {
            offset: segment.p_offset(endian).into(),
            length: segment.p_filesz(endian).into(),
            physical: segment.p_paddr(endian).into(),
            virt: segment.p_vaddr(endian).into(),
            room: segment.p_memsz(endian).into(),
            executable: segment.p_flags(endian).0 & PF_X.0 != 0,
        });
        Ok(Layout { entry: header.e_entry(endian).into(), segments: segments.filter(|segment| segment.room != 0).collect() })
    }

    fn load_segments(&mut self, ram: &mut Ram, layout: &Layout) -> Result<Loaded, Error> {
        let file_bytes = self.stream.seek(SeekFrom::End(0)).map_err(|error| self.failed(&error))?;
        let mut entry = None;
        let mut end = 0;
        for segment in &layout.segments {
            if segment.offset.checked_add(segment.length).is_none_or(|end| end > file_bytes) {
                return Err(self.bad("a segment lies outside the file"));
            }
            let target = self.place(ram, segment.physical, segment.room)?;
            let Some((head, tail)) = target.split_at_mut_checked(segment.length as usize) else {
                return Err(self.bad("a segment is longer in the file than in memory"));
            };
            self.read(segment.offset, head)?;
            clear(tail);
            // The entry is a virtual address.
            let offset = layout.entry.wrapping_sub(segment.virt);
            if segment.executable && entry.is_none() && offset < segment.room {
                entry = Some(offset.wrapping_add(segment.physical));
            }
            end = end.max(segment.physical + segment.room);
        }
        if end == 0 {
            return Err(self.bad("nothing to load"));
        }
        Ok(Loaded { entry: entry.unwrap_or(layout.entry), end })
    }

    fn place<'r>(&self, ram: &'r mut Ram, address: u64, bytes: u64) -> Result<&'r mut [u8], Error> {
        let ram_bytes = ram.len() as u64;
        let offset = ram.offset(address, bytes);
        let slice = offset.and_then(|offset| ram.slice_mut(offset, bytes as usize));
        slice.ok_or(Error::DoesNotFit { image: self.name, address, bytes, ram_bytes })
    }

    fn seek(&mut self, offset: u64) -> Result<(), Error> {
        self.stream.seek(SeekFrom::Start(offset)).map(|_| ()).map_err(|error| self.failed(&error))
    }

    fn read(&mut self, offset: u64, target: &mut [u8]) -> Result<(), Error> {
        self.seek(offset)?;
        self.stream.read_exact(target).map_err(|error| self.failed(&error))
    }

    fn bad(&self, reason: impl Into<String>) -> Error {
        Error::Elf { image: self.name, reason: reason.into() }
    }

    fn failed(&self, error: &std::io::Error) -> Error {
        Error::Read { image: self.name, reason: error.to_string() }
    }
}

/// Makes bytes zero; memory that is zero already is not touched, as the host
/// need not provide it then.
fn clear(bytes: &mut [u8]) {
    for chunk in bytes.chunks_mut(4096) {
        if chunk.iter().any(|byte| *byte != 0) {
            chunk.fill(0);
        }
    }
}

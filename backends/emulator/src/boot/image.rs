//! ELF and raw images.

use object::Endianness;
use object::elf::{EM_RISCV, FileHeader32, FileHeader64, PF_X, PT_LOAD};
use object::read::elf::{FileHeader, ProgramHeader};

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
pub(crate) fn load(ram: &mut Ram, image: &'static str, bytes: &[u8], at: u64, xlen: u32) -> Result<Loaded, Error> {
    if !bytes.starts_with(ELF_MAGIC) {
        return load_raw(ram, image, bytes, at);
    }
    let bits = match bytes.get(ELF_CLASS) {
        Some(1) => 32,
        Some(2) => 64,
        _ => return Err(elf(image, "neither of 32 nor of 64 bits")),
    };
    if bits != xlen {
        return Err(elf(image, format!("of {bits} bits, and the hart is of {xlen}")));
    }
    if bits == 32 {
        load_elf::<FileHeader32<Endianness>>(ram, image, bytes)
    } else {
        load_elf::<FileHeader64<Endianness>>(ram, image, bytes)
    }
}

/// Loads bytes as they are.
pub(crate) fn load_raw(ram: &mut Ram, image: &'static str, bytes: &[u8], at: u64) -> Result<Loaded, Error> {
    place(ram, image, at, bytes.len() as u64)?.copy_from_slice(bytes);
    Ok(Loaded { entry: at, end: at + bytes.len() as u64 })
}

fn load_elf<H: FileHeader<Endian = Endianness>>(ram: &mut Ram, image: &'static str, bytes: &[u8]) -> Result<Loaded, Error> {
    let bad = |error: object::read::Error| elf(image, error.to_string());
    let header = H::parse(bytes).map_err(bad)?;
    let endian = header.endian().map_err(bad)?;
    if endian != Endianness::Little || header.e_machine(endian) != EM_RISCV {
        return Err(elf(image, "not for little-endian RISC-V"));
    }
    let mut entry: u64 = header.e_entry(endian).into();
    let mut end = 0;
    let mut any = false;
    for segment in header.program_headers(endian, bytes).map_err(bad)? {
        let length: u64 = segment.p_memsz(endian).into();
        if segment.p_type(endian) != PT_LOAD || length == 0 {
            continue;
        }
        let content = segment.data(endian, bytes);
        let content = content.map_err(|()| elf(image, "a segment lies outside the file"))?;
        let at: u64 = segment.p_paddr(endian).into();
        let target = place(ram, image, at, length)?;
        let Some((head, tail)) = target.split_at_mut_checked(content.len()) else {
            return Err(elf(image, "a segment is longer in the file than in memory"));
        };
        head.copy_from_slice(content);
        tail.fill(0);
        // The entry is a virtual address.
        let from: u64 = segment.p_vaddr(endian).into();
        let executable = segment.p_flags(endian).0 & PF_X.0 != 0;
        if executable && !any && entry.wrapping_sub(from) < length {
            entry = entry.wrapping_sub(from).wrapping_add(at);
            any = true;
        }
        end = end.max(at + length);
    }
    if end == 0 {
        return Err(elf(image, "nothing to load"));
    }
    Ok(Loaded { entry, end })
}

fn place<'a>(ram: &'a mut Ram, image: &'static str, address: u64, bytes: u64) -> Result<&'a mut [u8], Error> {
    let ram_bytes = ram.len() as u64;
    let offset = ram.offset(address, bytes);
    let slice = offset.and_then(|offset| ram.slice_mut(offset, bytes as usize));
    slice.ok_or(Error::DoesNotFit { image, address, bytes, ram_bytes })
}

fn elf(image: &'static str, reason: impl Into<String>) -> Error {
    Error::Elf { image, reason: reason.into() }
}

//! Images: files that the deployment stores once, and kernels among them.

use crate::fields::bytes;
use crate::machine::Reading;
use deployment::{Image, Piece};
use object::Endianness;
use object::elf::{EM_RISCV, FileHeader64, PF_X, PT_LOAD};
use object::read::elf::{FileHeader, ProgramHeader};
use std::collections::BTreeMap;
use std::path::PathBuf;
use syntax::{Diagnostic, Node};

/// What an ELF file begins with.
pub(crate) const ELF_MAGIC: &[u8] = b"\x7fELF";
/// Where a kernel image says what it is, and with which word.
const IMAGE_MAGIC: (usize, &[u8]) = (56, b"RSC\x05");
const IMAGE_HEADER: usize = 64;
/// Flag of a kernel image: its data are big-endian.
const BIG_ENDIAN: u64 = 1;

/// All images so far.
#[derive(Debug, Default)]
pub(crate) struct Images {
    by_path: BTreeMap<PathBuf, u32>,
    /// As the deployment lists them.
    pub list: Vec<Image>,
    /// Their contents.
    pub contents: Vec<Vec<u8>>,
}

impl Images {
    /// Adds an image that is in no file.
    pub(crate) fn add(&mut self, name: String, contents: Vec<u8>) -> u32 {
        self.list.push(Image { name, at: 0, bytes: contents.len() as u64, checksum: 0 });
        self.contents.push(contents);
        self.list.len() as u32 - 1
    }

    /// Length of an image.
    pub(crate) fn bytes(&self, image: u32) -> u64 {
        self.list[image as usize].bytes
    }
}

/// A kernel in a guest's RAM.
#[derive(Debug, Default)]
pub(crate) struct Kernel {
    /// Where it begins to run.
    pub entry: u64,
    /// First address behind it.
    pub end: u64,
    /// What it puts into RAM.
    pub pieces: Vec<Piece>,
}

/// Reads a file that a machine file names, once.
pub(crate) fn file(node: &Node, reading: &mut Reading) -> Option<u32> {
    let name = crate::fields::text(node, reading.found)?;
    let path = reading.folder.join(&name);
    if let Some(image) = reading.images.by_path.get(&path) {
        return Some(*image);
    }
    let contents = match (reading.read)(&path) {
        Ok(contents) => contents,
        Err(error) => {
            let mut help = "paths begin at the folder of the machine file".to_string();
            if path.components().any(|part| part.as_os_str() == "linux") {
                help.push_str("; `draftvisor setup linux` fetches a kernel to target/tools/linux");
            }
            reading.found.add(Diagnostic::new(node.span, format!("cannot read {}: {error}", path.display())).help(help));
            return None;
        }
    };
    if contents.is_empty() {
        reading.found.add(Diagnostic::new(node.span, format!("`{name}` is empty")).help("an image has at least one byte"));
        return None;
    }
    let image = reading.images.add(name, contents);
    reading.images.by_path.insert(path, image);
    Some(image)
}

/// Places a kernel: an ELF file where it says, a kernel image at its offset
/// from the start of RAM.
pub(crate) fn kernel(node: &Node, ram: u64, reading: &mut Reading) -> Option<Kernel> {
    let image = file(node, reading)?;
    let contents = &reading.images.contents[image as usize];
    let placed = if contents.starts_with(ELF_MAGIC) {
        elf(contents, image)
    } else if contents.get(IMAGE_MAGIC.0..).is_some_and(|rest| rest.starts_with(IMAGE_MAGIC.1)) {
        linux(contents, image, ram)
    } else {
        Err("it is neither an ELF file nor an image of Linux for RISC-V".to_string())
    };
    match placed {
        Ok(kernel) => Some(kernel),
        Err(why) => {
            let name = &reading.images.list[image as usize].name;
            let help = "a kernel is a 64-bit little-endian RISC-V ELF file or an uncompressed `Image`; \
                        anything else goes to RAM by `files`, and runs by `entry`";
            reading.found.add(Diagnostic::new(node.span, format!("`{name}` is no kernel: {why}")).help(help));
            None
        }
    }
}

/// The header that Linux describes in `Documentation/riscv/boot-image-header`.
fn linux(contents: &[u8], image: u32, ram: u64) -> Result<Kernel, String> {
    let header = contents.get(..IMAGE_HEADER).ok_or("its header is cut off")?;
    let word = |at: usize| header[at..at + 8].iter().rev().fold(0, |word: u64, byte| word << 8 | u64::from(*byte));
    let (offset, length, flags) = (word(8), word(16), word(24));
    if flags & BIG_ENDIAN != 0 {
        return Err("it is big-endian".to_string());
    }
    if length < contents.len() as u64 {
        return Err(format!("its header says {}, and the file has {}", bytes(length), bytes(contents.len() as u64)));
    }
    let at = ram.checked_add(offset).ok_or("its offset is past the end of all addresses")?;
    let end = at.checked_add(length).ok_or("its length is past the end of all addresses")?;
    Ok(Kernel { entry: at, end, pieces: vec![Piece { at, image, offset: 0, bytes: contents.len() as u64 }] })
}

/// Places an ELF file where it says.
pub(crate) fn elf(contents: &[u8], image: u32) -> Result<Kernel, String> {
    let bad = |error: object::read::Error| format!("a malformed ELF file: {error}");
    let header = FileHeader64::<Endianness>::parse(contents).map_err(bad)?;
    let endian = header.endian().map_err(bad)?;
    if endian != Endianness::Little || header.e_machine(endian) != EM_RISCV {
        return Err("an ELF file for another architecture".to_string());
    }
    let mut kernel = Kernel { entry: header.e_entry(endian), ..Kernel::default() };
    let mut translated = false;
    for segment in header.program_headers(endian, contents).map_err(bad)? {
        if segment.p_type(endian) != PT_LOAD || segment.p_memsz(endian) == 0 {
            continue;
        }
        let (at, length) = (segment.p_paddr(endian), segment.p_memsz(endian));
        let data = segment.data(endian, contents).map_err(|()| "a malformed ELF file: a segment lies outside of it")?;
        if data.len() as u64 > length {
            return Err("a malformed ELF file: a segment is longer in the file than in memory".to_string());
        }
        // The entry is a virtual address.
        let offset = kernel.entry.wrapping_sub(segment.p_vaddr(endian));
        if !translated && segment.p_flags(endian).0 & PF_X.0 != 0 && offset < length {
            (kernel.entry, translated) = (at.wrapping_add(offset), true);
        }
        kernel.end = kernel.end.max(at.saturating_add(length));
        if !data.is_empty() {
            kernel.pieces.push(Piece { at, image, offset: segment.p_offset(endian), bytes: data.len() as u64 });
        }
    }
    if kernel.end == 0 { Err("an ELF file with nothing to load".to_string()) } else { Ok(kernel) }
}

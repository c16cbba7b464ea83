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
    /// Kernels that are ELF files.
    elfs: BTreeMap<PathBuf, Kernel>,
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

    /// Adds a file, if it is not there.
    fn add_file(&mut self, name: String, path: PathBuf, contents: Vec<u8>) -> u32 {
        if let Some(image) = self.by_path.get(&path) {
            return *image;
        }
        let image = self.add(name, contents);
        self.by_path.insert(path, image);
        image
    }

    /// Length of an image.
    pub(crate) fn bytes(&self, image: u32) -> u64 {
        self.list[image as usize].bytes
    }
}

/// A kernel in a guest's RAM.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kernel {
    /// Where it begins to run.
    pub entry: u64,
    /// First address behind it.
    pub end: u64,
    /// What it puts into RAM.
    pub pieces: Vec<Piece>,
}

/// A file that a machine file names.
struct Source<'n> {
    node: &'n Node,
    name: String,
    path: PathBuf,
}

impl<'n> Source<'n> {
    fn new(node: &'n Node, reading: &mut Reading) -> Option<Self> {
        let name = crate::fields::text(node, reading.found)?;
        Some(Self { node, path: reading.folder.join(&name), name })
    }

    fn contents(&self, reading: &mut Reading) -> Option<Vec<u8>> {
        let wrong = |what, help: &str| Diagnostic::new(self.node.span, what).help(help);
        match (reading.read)(&self.path) {
            Ok(contents) if contents.is_empty() => {
                reading.found.add(wrong(format!("`{}` is empty", self.name), "an image has at least one byte"));
                None
            }
            Ok(contents) => Some(contents),
            Err(error) => {
                let mut help = "paths begin at the folder of the machine file".to_string();
                if self.path.components().any(|part| part.as_os_str() == "linux") {
                    help.push_str("; `draftvisor setup linux` fetches a kernel to target/tools/linux");
                }
                reading.found.add(wrong(format!("cannot read {}: {error}", self.path.display()), &help));
                None
            }
        }
    }
}

/// Adds a file that a machine file names, once.
pub(crate) fn file(node: &Node, reading: &mut Reading) -> Option<u32> {
    let source = Source::new(node, reading)?;
    if let Some(image) = reading.images.by_path.get(&source.path) {
        return Some(*image);
    }
    let contents = source.contents(reading)?;
    Some(reading.images.add_file(source.name, source.path, contents))
}

/// Places a kernel: an ELF file where it says, a kernel image at its offset
/// from the start of RAM.
pub(crate) fn kernel(node: &Node, ram: u64, reading: &mut Reading) -> Option<Kernel> {
    let source = Source::new(node, reading)?;
    if let Some(kernel) = reading.images.elfs.get(&source.path) {
        return Some(kernel.clone());
    }
    let contents = source.contents(reading)?;
    let is_elf = contents.starts_with(ELF_MAGIC);
    let placed = if is_elf {
        elf(&contents)
    } else if contents.get(IMAGE_MAGIC.0..).is_some_and(|rest| rest.starts_with(IMAGE_MAGIC.1)) {
        linux(&contents, ram).map(|kernel| (kernel, contents))
    } else {
        Err("it is neither an ELF file nor an image of Linux for RISC-V".to_string())
    };
    match placed {
        Ok((mut kernel, loaded)) => {
            let images = &mut reading.images;
            let image = if is_elf { images.add(source.name, loaded) } else { images.add_file(source.name, source.path.clone(), loaded) };
            kernel.pieces.iter_mut().for_each(|piece| piece.image = image);
            if is_elf {
                images.elfs.insert(source.path, kernel.clone());
            }
            Some(kernel)
        }
        Err(why) => {
            let help = "a kernel is a 64-bit little-endian RISC-V ELF file or an uncompressed `Image`; \
                        anything else goes to RAM by `files`, and runs by `entry`";
            reading.found.add(Diagnostic::new(node.span, format!("`{}` is no kernel: {why}", source.name)).help(help));
            None
        }
    }
}

/// The header that Linux describes in `Documentation/riscv/boot-image-header`.
fn linux(contents: &[u8], ram: u64) -> Result<Kernel, String> {
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
    Ok(Kernel { entry: at, end, pieces: vec![Piece { at, image: 0, offset: 0, bytes: contents.len() as u64 }] })
}

/// Places an ELF file where it says. Its pieces are of the bytes that come with
/// it: what a file has besides, such as symbols, is not for the guest.
pub(crate) fn elf(contents: &[u8]) -> Result<(Kernel, Vec<u8>), String> {
    let bad = |error: object::read::Error| format!("a malformed ELF file: {error}");
    let header = FileHeader64::<Endianness>::parse(contents).map_err(bad)?;
    let endian = header.endian().map_err(bad)?;
    if endian != Endianness::Little || header.e_machine(endian) != EM_RISCV {
        return Err("an ELF file for another architecture".to_string());
    }
    let mut kernel = Kernel { entry: header.e_entry(endian), ..Kernel::default() };
    let (mut loaded, mut translated) = (Vec::new(), false);
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
            kernel.pieces.push(Piece { at, image: 0, offset: loaded.len() as u64, bytes: data.len() as u64 });
            loaded.extend(data);
        }
    }
    if kernel.end == 0 { Err("an ELF file with nothing to load".to_string()) } else { Ok((kernel, loaded)) }
}

//! An image as an ELF file, for machines that load nothing else.

use crate::image::{FROM_HOST, Image, RAM, TO_HOST};
use object::elf::{ELFOSABI_NONE, EM_RISCV, ET_EXEC, FileFlags, PF_R, PF_W, PF_X, PT_LOAD, SHN_ABS, SymbolInfo, SymbolOther};
use object::write::elf::{FileHeader, ProgramHeader, Sym, Writer};
use object::{Endianness, write};

/// The words by which an image talks to whoever runs it.
const SYMBOLS: [(&str, u64); 2] = [("tohost", RAM + TO_HOST), ("fromhost", RAM + FROM_HOST)];

/// One segment with the image, and [`SYMBOLS`].
pub fn wrap(image: &Image) -> write::Result<Vec<u8>> {
    let mut file = Vec::new();
    let mut writer = Writer::new(Endianness::Little, image.value_bytes == 8, &mut file);
    let names = SYMBOLS.map(|(name, _)| writer.add_string(name.as_bytes()));
    writer.reserve_file_header();
    writer.reserve_program_headers(1);
    let offset = writer.reserve(image.bytes.len() as u64, 16);
    writer.reserve_null_section_index();
    writer.reserve_symtab_section_index();
    writer.reserve_strtab_section_index();
    writer.reserve_shstrtab_section_index();
    writer.reserve_null_symbol_index();
    for _ in SYMBOLS {
        writer.reserve_symbol_index(None);
    }
    writer.reserve_symtab();
    writer.reserve_strtab()?;
    writer.reserve_shstrtab()?;
    writer.reserve_section_headers();
    // In the order in which they were reserved.
    writer.write_file_header(&FileHeader {
        os_abi: ELFOSABI_NONE,
        abi_version: 0,
        e_type: ET_EXEC,
        e_machine: EM_RISCV,
        e_entry: RAM,
        e_flags: FileFlags(0),
    })?;
    writer.write_align_program_headers();
    writer.write_program_header(&ProgramHeader {
        p_type: PT_LOAD,
        p_flags: PF_R | PF_W | PF_X,
        p_offset: offset,
        p_vaddr: RAM,
        p_paddr: RAM,
        p_filesz: image.bytes.len() as u64,
        p_memsz: image.bytes.len() as u64,
        p_align: 1,
    });
    writer.write_align(16);
    writer.write(&image.bytes);
    writer.write_null_symbol();
    for ((_, at), name) in SYMBOLS.into_iter().zip(names) {
        writer.write_symbol(&Sym {
            st_name: writer.string_offset(Some(name)),
            st_info: SymbolInfo(0),
            st_other: SymbolOther(0),
            section: None,
            st_shndx: SHN_ABS,
            st_value: at,
            st_size: 8,
        });
    }
    writer.write_strtab();
    writer.write_shstrtab();
    writer.write_null_section_header();
    writer.write_symtab_section_header(1);
    writer.write_strtab_section_header();
    writer.write_shstrtab_section_header();
    Ok(file)
}

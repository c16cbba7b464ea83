//! One bootable file of a hypervisor and its deployment.

use object::elf::{FileHeader64, PF_R, PT_LOAD, ProgramHeader64};
use object::read::elf::{FileHeader as _, ProgramHeader as _};
use object::{Endianness, Object as _, ObjectSymbol as _, U16, U32, U64, pod};

/// Where the hypervisor looks for its deployment: behind itself.
const SYMBOL: &str = "__deployment";
const PAGE: usize = deployment::PAGE as usize;

/// Adds a deployment to a hypervisor's ELF file, as one more segment.
///
/// Everything in the file stays where it is, symbols too: the deployment and
/// a longer table of segments follow, and the header points at that.
///
/// # Errors
///
/// If the file is no such hypervisor.
pub fn embed(hypervisor: &[u8], blob: &[u8]) -> Result<Vec<u8>, String> {
    let bad = |error: object::read::Error| format!("the hypervisor is a malformed ELF file: {error}");
    let symbols = object::File::parse(hypervisor).map_err(bad)?;
    let at = symbols.symbol_by_name(SYMBOL).ok_or_else(|| format!("the hypervisor has no symbol {SYMBOL}"))?.address();
    let header = FileHeader64::<Endianness>::parse(hypervisor).map_err(bad)?;
    let endian = header.endian().map_err(bad)?;
    let mut segments = header.program_headers(endian, hypervisor).map_err(bad)?.to_vec();
    let is_in_use = |segment: &ProgramHeader64<Endianness>| {
        segment.p_type(endian) == PT_LOAD && segment.p_paddr(endian).saturating_add(segment.p_memsz(endian)) > at
    };
    if segments.iter().any(is_in_use) {
        return Err(format!("the hypervisor itself lies at {at:#x}, where its deployment belongs"));
    }
    let mut file = hypervisor.to_vec();
    file.resize(file.len().next_multiple_of(PAGE), 0);
    segments.push(ProgramHeader64 {
        p_type: U32::new(endian, PT_LOAD),
        p_flags: U32::new(endian, PF_R),
        p_offset: U64::new(endian, file.len() as u64),
        p_vaddr: U64::new(endian, at),
        p_paddr: U64::new(endian, at),
        p_filesz: U64::new(endian, blob.len() as u64),
        p_memsz: U64::new(endian, blob.len() as u64),
        p_align: U64::new(endian, PAGE as u64),
    });
    file.extend(blob);
    file.resize(file.len().next_multiple_of(PAGE), 0);
    let mut header = *header;
    header.e_phoff = U64::new(endian, file.len() as u64);
    header.e_phnum = U16::new(endian, u16::try_from(segments.len()).map_err(|_| "the hypervisor has too many segments")?);
    file.extend(pod::bytes_of_slice(&segments));
    let header = pod::bytes_of(&header);
    file[..header.len()].copy_from_slice(header);
    Ok(file)
}

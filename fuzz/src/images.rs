//! ELF files and raw images for a machine. An ELF header whose fields make
//! sense, mostly: one that is refused at once tries nothing.

use arbitrary::{Result, Unstructured};
use emulator::{Image, MachineConfig, RAM_BASE};

use crate::machine::{make, specs};

const RAM_BYTES: u64 = 65_536;

/// Reads one input.
pub fn run(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok(spec) = input.choose(specs()) else { return };
    let Ok([bios, kernel, initrd]) = images(&mut input) else { return };
    let config = MachineConfig { ram_bytes: RAM_BYTES, bios, kernel, initrd, max_instructions: Some(200), ..MachineConfig::default() };
    // An error, or a machine that runs.
    if let Ok(mut machine) = make(spec).build(config) {
        machine.run();
    }
}

fn images(input: &mut Unstructured) -> Result<[Option<Image>; 3]> {
    let mut image = |is_elf: bool| -> Result<Option<Image>> {
        Ok(match input.int_in_range(0..=9u8)? {
            0..=6 if is_elf => Some(elf(input)?.into()),
            7 | 8 => Some(input.bytes(input.len().min(40))?.to_vec().into()),
            _ => None,
        })
    };
    Ok([image(true)?, image(true)?, image(false)?])
}

/// An ELF file with up to four segments, of which anything may be wrong.
fn elf(input: &mut Unstructured) -> Result<Vec<u8>> {
    let wide = input.int_in_range(0..=3u8)? != 0;
    let (word, header, entry) = if wide { (8, 64, 56) } else { (4, 52, 32) };
    let count = input.int_in_range(0..=4u16)?;
    let mut file = b"\x7fELF".to_vec();
    file.extend([if wide { 2 } else { 1 }, 1, 1, 0]);
    file.resize(16, 0);
    let put = |file: &mut Vec<u8>, bytes: usize, value: u64| file.extend(&value.to_le_bytes()[..bytes]);
    put(&mut file, 2, 2);
    put(&mut file, 2, 243);
    put(&mut file, 4, 1);
    put(&mut file, word, place(input)?);
    put(&mut file, word, header);
    put(&mut file, word, 0);
    put(&mut file, 4, 0);
    for value in [header, entry, u64::from(count), 0, 0, 0] {
        put(&mut file, 2, value);
    }
    for _ in 0..count {
        let (offset, at, length) = (input.int_in_range(0..=300u64)?, place(input)?, input.int_in_range(0..=200u64)?);
        let memory = if input.ratio(1, 8)? { input.arbitrary()? } else { length + u64::from(input.arbitrary::<u8>()?) };
        let flags = u64::from(input.arbitrary::<u8>()? % 8);
        put(&mut file, 4, 1);
        if wide {
            put(&mut file, 4, flags);
        }
        for value in [offset, place(input)?, at, length, memory] {
            put(&mut file, word, value);
        }
        if !wide {
            put(&mut file, 4, flags);
        }
        put(&mut file, word, 8);
    }
    file.extend(input.bytes(input.len().min(64))?);
    // Somewhere something else.
    if input.ratio(1, 4)? && !file.is_empty() {
        let at = input.choose_index(file.len())?;
        file[at] ^= input.arbitrary::<u8>()?;
        file.truncate(file.len() - usize::from(input.arbitrary::<u8>()?) % file.len());
    }
    Ok(file)
}

/// An address, mostly in RAM or near its ends.
fn place(input: &mut Unstructured) -> Result<u64> {
    Ok(match input.int_in_range(0..=9u8)? {
        0..=6 => RAM_BASE + input.int_in_range(0..=RAM_BYTES / 8)? * 4,
        7 => RAM_BASE + RAM_BYTES - u64::from(input.arbitrary::<u8>()?),
        8 => RAM_BASE - u64::from(input.arbitrary::<u8>()?),
        _ => input.arbitrary()?,
    })
}

//! Images, the reset vector and the device tree.

use dtoolkit::fdt::Fdt;
use dtoolkit::{Node, Property};

use super::asm::*;
use super::double::Double;
use super::world::{RAM, World, config};
use crate::{Emulator, Error, Exit, Image, MachineConfig, Outcome};

type Revision = Double<false>;

/// An ELF file with one segment at `at`, linked at `virt`.
fn elf(at: u64, virt: u64, content: &[u8], memory: u64) -> Vec<u8> {
    let mut file = vec![0x7f, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    file.extend([2, 0, 243, 0, 1, 0, 0, 0]);
    for word in [virt + 4, 64, 0] {
        file.extend(word.to_le_bytes());
    }
    file.extend([0, 0, 0, 0, 64, 0, 56, 0, 1, 0, 64, 0, 0, 0, 0, 0]);
    file.extend([1, 0, 0, 0, 7, 0, 0, 0]);
    for word in [120, virt, at, content.len() as u64, memory, 0x1000] {
        file.extend(word.to_le_bytes());
    }
    file.extend(content);
    file
}

fn bytes(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// Steps through the reset vector.
fn booted(config: MachineConfig) -> World<false> {
    let mut w = World::of(Emulator::new(config).unwrap());
    assert_eq!(w.emulator.pc(0), 0x1000);
    for _ in 0..6 {
        // The double has no compressed or unusual instruction in its way.
        assert!(matches!(w.emulator.step(0), crate::Step::Retired(_)));
    }
    w
}

#[test]
fn reset_vector_hands_over_as_qemu_does() {
    let config = MachineConfig { bios: Some(bytes(&[NOP]).into()), kernel: Some(bytes(&[NOP, NOP]).into()), ..config() };
    let mut w = booted(config);
    let tree = w.emulator.x(0, 11);
    assert_eq!(w.emulator.pc(0), RAM);
    assert_eq!((w.emulator.x(0, 10), w.emulator.x(0, 12)), (0, 0x1028));
    assert_eq!(tree % (2 << 20), 0);
    assert_eq!(w.peek(RAM + (2 << 20)), u64::from(NOP) << 32 | u64::from(NOP), "kernel");
    let machine = isa::Access { kind: isa::Kind::Load, prv: 3, v: false, exec_as_read: false };
    let dynamic: Vec<u64> = (0..6).map(|at| w.load(0x1028 + at * 8, 8, machine).unwrap()).collect();
    assert_eq!(dynamic, [0x4942_534f, 2, RAM + (2 << 20), 1, 0, 0]);
}

#[test]
fn elf_is_loaded_where_it_says() {
    let virt = 0xffff_ffff_8000_0000;
    let kernel = elf(RAM + 0x3000, virt, &bytes(&[0, NOP]), 0x1_0000);
    let mut w = booted(MachineConfig { kernel: Some(kernel.into()), ..config() });
    assert_eq!(w.emulator.pc(0), RAM + 0x3004);
    w.emulator.step(0);
    assert_eq!(w.emulator.pc(0), RAM + 0x3008);
}

fn run(config: MachineConfig) -> Result<Outcome, Error> {
    Ok(Emulator::<Revision>::new(config)?.run())
}

#[track_caller]
fn refused(config: MachineConfig, message: &str) {
    let error = run(config).unwrap_err();
    assert_eq!(error.to_string(), message);
}

#[test]
fn what_cannot_be_is_refused() {
    let with = |kernel: Vec<u8>| MachineConfig { kernel: Some(kernel.into()), ..config() };
    let small = |bios: Vec<u8>| MachineConfig { bios: Some(bios.into()), ..config() };
    refused(small(vec![0; 9 << 20]), "firmware: 0x900000 bytes at 0x80000000 do not lie in the 0x800000 bytes of RAM");
    refused(with(elf(0x1000, 0x1000, &[1], 1)), "kernel: 0x1 bytes at 0x1000 do not lie in the 0x800000 bytes of RAM");
    refused(with(elf(RAM, RAM, &[1, 2], 1)), "kernel: malformed ELF file: a segment is longer in the file than in memory");
    let mut narrow = elf(RAM, RAM, &[1], 1);
    narrow[4] = 1;
    refused(with(narrow), "kernel: malformed ELF file: of 32 bits, and the hart is of 64");
    let mut foreign = elf(RAM, RAM, &[1], 1);
    foreign[18] = 62;
    refused(with(foreign), "kernel: malformed ELF file: not for little-endian RISC-V");
    let config = |harts, ram_bytes| MachineConfig { harts, ram_bytes, kernel: Some(vec![0; 4].into()), ..config() };
    assert_eq!(run(config(9, 8 << 20)), Err(Error::Harts(9)));
    assert_eq!(run(config(1, 8)), Err(Error::RamSize(8)));
    assert_eq!(run(config(1, 1 << 62)), Err(Error::RamSize(1 << 62)));
    assert_eq!(run(config(1, u64::MAX - 0xfff)), Err(Error::RamSize(u64::MAX - 0xfff)));
}

#[test]
fn no_malformed_elf_panics() {
    let good = elf(RAM, RAM, &bytes(&[NOP, jal(0, 0)]), 64);
    for length in 0..good.len() {
        let kernel = Some(good[..length].to_vec().into());
        let _ = Emulator::<Revision>::new(MachineConfig { kernel, ..config() });
    }
    for at in 0..good.len() {
        for value in [0, 1, 0x7f, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[at] = value;
            let _ = Emulator::<Revision>::new(MachineConfig { kernel: Some(bad.into()), ..config() });
        }
    }
}

#[test]
fn images_that_fill_ram_leave_room_for_the_tree_or_not() {
    let kernel = |bytes: usize| MachineConfig { kernel: Some(vec![0; bytes].into()), ..config() };
    assert!(Emulator::<Revision>::new(kernel((8 << 20) - 0x4000)).is_ok());
    let full = Emulator::<Revision>::new(kernel(8 << 20));
    assert!(matches!(full, Err(Error::DoesNotFit { image: "device tree", .. })));
}

#[test]
fn device_tree_says_what_is_there() {
    let config = MachineConfig {
        harts: 2,
        kernel: Some(bytes(&[NOP]).into()),
        initrd: Some(vec![7; 5000].into()),
        append: "console=ttyS0".to_string(),
        ..config()
    };
    let w = booted(config);
    let at = w.emulator.x(0, 11);
    let blob = w.emulator.read_ram(at, (RAM + (8 << 20) - at) as usize).unwrap();
    let length = u32::from_be_bytes(blob[4..8].try_into().unwrap()) as usize;
    let fdt = Fdt::new(&blob[..length]).unwrap();
    let text = |path: &str, name: &str| {
        let property = fdt.find_node(path).unwrap().property(name).unwrap();
        property.value_as::<String>().unwrap()
    };
    assert_eq!(text("/chosen", "bootargs"), "console=ttyS0");
    assert_eq!(text("/chosen", "stdout-path"), "/soc/serial@10000000");
    assert_eq!(text("/cpus/cpu@1", "riscv,isa"), "rv64imach_zicsr_zifencei");
    let cells = |path: &str, name: &str| {
        let value = fdt.find_node(path).unwrap().property(name).unwrap().value().to_vec();
        value.chunks(4).map(|cell| u32::from_be_bytes(cell.try_into().unwrap())).collect::<Vec<_>>()
    };
    assert_eq!(cells("/memory@80000000", "reg"), [0, 0x8000_0000, 0, 8 << 20]);
    assert_eq!(cells("/soc/plic@c000000", "interrupts-extended"), [3, 11, 3, 9, 4, 11, 4, 9]);
    assert_eq!(cells("/soc/clint@2000000", "interrupts-extended"), [3, 3, 3, 7, 4, 3, 4, 7]);
    let start = cells("/chosen", "linux,initrd-start");
    let end = cells("/chosen", "linux,initrd-end");
    assert_eq!(end[1] - start[1], 5000);
    assert_eq!(w.emulator.read_ram(u64::from(start[1]), 2).unwrap(), [7, 7]);
}

#[test]
fn a_kernel_alone_runs() {
    let pass = bytes(&[lui(31, 0x10_0000), lui(30, 0x5000), addi(30, 30, 0x555), sw(30, 31, 0)]);
    let outcome = run(MachineConfig { kernel: Some(pass.into()), ..config() }).unwrap();
    assert_eq!((outcome.exit, outcome.instructions), (Exit::Pass, 10));
}

#[test]
fn a_file_is_loaded_as_its_bytes_are() {
    let code = bytes(&[NOP, jal(0, 0), 7]);
    for image in [elf(RAM + 0x1000, RAM + 0x1000, &code, 0x2000), [vec![0; 0x1000], code.clone()].concat()] {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        std::io::Write::write_all(&mut file, &image).unwrap();
        let image = Image::open(file.path()).unwrap();
        assert!(matches!(image, Image::File(_)));
        let emulator = Emulator::<Revision>::new(MachineConfig { kernel: Some(image), ..config() }).unwrap();
        assert_eq!(emulator.read_ram(RAM + 0x1000, 16).unwrap(), [code.clone(), vec![0; 4]].concat());
    }
    assert!(Image::open(std::path::Path::new("/nowhere/at/all")).is_err());
}

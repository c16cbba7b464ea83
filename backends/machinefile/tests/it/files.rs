//! A machine file, the files that it names, and what is made of them.

use machinefile::{Hart, Machine, load};
use std::io;
use std::path::Path;
use syntax::{Sources, render};

pub const BASE: &str = "\
machine: pair
host: {memory: 512M, harts: 4, disks: [host.img], nets: 1}
networks: [lan]
console: beta
---
guest: alpha
vcpus: 2
priority: 5
slice: 5ms
memory: 64M
kernel: Image
initrd: initrd
bootargs: console=ttyS0 quiet
disks: [{image: disk, size: 1M}, {host: 0, read-only: yes}]
nets: [{network: lan}, {host: 0}]
---
guest: beta
memory: {at: 0x90000000, size: 1M}
kernel: program
console: virtio
huge-pages: no
passthrough: {host: 0x10008000, size: 4K, host-interrupt: 8, compatible: 'virtio,mmio'}
";

/// A kernel image of Linux with a header and a few bytes.
pub fn image(offset: u64, length: u64, flags: u64) -> Vec<u8> {
    let mut image = vec![0; 4096];
    for (at, value) in [(8, offset), (16, length), (24, flags)] {
        image[at..at + 8].copy_from_slice(&value.to_le_bytes());
    }
    image[56..60].copy_from_slice(b"RSC\x05");
    image
}

/// An ELF file with one segment.
pub fn elf(machine: u16, at: u64, offset: u64) -> Vec<u8> {
    let mut elf = b"\x7fELF\x02\x01\x01".to_vec();
    elf.resize(16, 0);
    elf.extend([2, 0]);
    elf.extend(machine.to_le_bytes());
    elf.extend(1u32.to_le_bytes());
    for word in [0xffff_8000, 64, 0u64] {
        elf.extend(word.to_le_bytes());
    }
    elf.extend([0, 0, 0, 0, 64, 0, 56, 0, 1, 0, 64, 0, 0, 0, 0, 0]);
    elf.extend([1, 0, 0, 0, 5, 0, 0, 0]);
    for word in [offset, 0xffff_8000, at, 8, 64, 4096u64] {
        elf.extend(word.to_le_bytes());
    }
    elf.extend(*b"contents");
    elf
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    Ok(match path.file_name().and_then(|name| name.to_str()).unwrap_or_default() {
        "Image" => image(0x20_0000, 0x10_0000, 0),
        "cut-off" => image(0x20_0000, 100, 0),
        "big-endian" => image(0x20_0000, 0x10_0000, 1),
        "initrd" => vec![1; 5000],
        "disk" => vec![2; 1000],
        "program" => elf(243, 0x9000_0000, 120),
        "x86" => elf(62, 0x9000_0000, 120),
        "elsewhere" => elf(243, 0x1000, 120),
        "broken" => elf(243, 0x9000_0000, 4000),
        "torn" => elf(243, 0x9000_0000, 120)[..70].to_vec(),
        "script" => b"#!/bin/sh\n".to_vec(),
        "empty" => Vec::new(),
        _ => return Err(io::ErrorKind::NotFound.into()),
    })
}

/// Reads a machine file; what is wrong, as people see it.
pub fn machine(text: &str) -> Result<Machine, String> {
    let hart = Hart { revision: "some".to_string(), profile: "spec".to_string(), isa: "rv64imafdc".to_string(), external: 9 };
    let mut sources = Sources::default();
    load(Path::new("pair.yaml"), text, &hart, &read, &mut sources).map_err(|found| render(&sources, &found, &[], false))
}

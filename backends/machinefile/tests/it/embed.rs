//! A deployment behind a hypervisor, in one file.

use crate::files::elf;
use machinefile::embed;
use object::{Object as _, ObjectSegment as _};

/// A hypervisor of one segment, with a symbol that says where it ends.
fn hypervisor(end: u64) -> Vec<u8> {
    use object::write::{Object, Symbol, SymbolSection};
    use object::{Architecture, BinaryFormat, Endianness, SymbolFlags, SymbolKind, SymbolScope};
    let mut relocatable = Object::new(BinaryFormat::Elf, Architecture::Riscv64, Endianness::Little);
    relocatable.add_symbol(Symbol {
        name: b"__deployment".to_vec(),
        value: end,
        size: 0,
        kind: SymbolKind::Data,
        scope: SymbolScope::Linkage,
        weak: false,
        section: SymbolSection::Absolute,
        flags: SymbolFlags::None,
    });
    let mut file = relocatable.write().unwrap();
    // A table of segments, of the other file, behind it.
    let other = elf(243, 0x9000_0000, 120);
    let at = file.len() as u64;
    file[32..40].copy_from_slice(&at.to_le_bytes());
    file[54..58].copy_from_slice(&[56, 0, 1, 0]);
    file.extend(&other[64..120]);
    file
}

#[test]
fn nothing_moves_and_the_deployment_follows() {
    let blob = [7u8; 5000];
    let before = hypervisor(0x9000_2000);
    let file = embed(&before, &blob).unwrap();
    assert_eq!(file, embed(&before, &blob).unwrap(), "it repeats exactly");
    assert_eq!(file[64..before.len()], before[64..]);
    let elf = object::File::parse(&*file).unwrap();
    let segments: Vec<(u64, u64)> = elf.segments().map(|segment| (segment.address(), segment.size())).collect();
    assert_eq!(segments, [(0xffff_8000, 64), (0x9000_2000, 5000)]);
    assert_eq!(elf.segments().last().unwrap().data().unwrap(), blob);
    assert!(elf.symbol_by_name("__deployment").is_some());
}

#[test]
fn what_is_no_hypervisor_is_refused() {
    let refused = |file: &[u8]| embed(file, b"blob").map(drop).unwrap_err();
    assert!(refused(b"no ELF").starts_with("the hypervisor is a malformed ELF file"));
    assert_eq!(refused(&elf(243, 0x9000_0000, 120)), "the hypervisor has no symbol __deployment");
    assert_eq!(refused(&hypervisor(0x9000_0020)), "the hypervisor itself lies at 0x90000020, where its deployment belongs");
}

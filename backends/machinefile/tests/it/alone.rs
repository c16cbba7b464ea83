//! Guests without a machine file.

use crate::files::elf;
use machinefile::{Hart, alone};

fn hart() -> Hart {
    Hart { revision: "r".to_string(), profile: "p".to_string(), isa: "rv64imac".to_string(), external: 9 }
}

#[test]
fn an_elf_file_goes_where_it_says_and_leaves_the_rest_behind() {
    let mut machine = alone("guest", &elf(243, 0x8000_1000, 120), &hart()).unwrap();
    let guest = &machine.deployment.guests[0];
    // The entry is the first byte of the segment.
    assert_eq!((guest.entry, guest.argument), (0x8000_1000, 0));
    assert_eq!((guest.pieces[0].at, guest.pieces[0].offset, guest.pieces[0].bytes), (0x8000_1000, 0, 8));
    assert_eq!(machine.images, [b"contents".to_vec()]);
    assert!(deployment::Blob::read(&machine.pack()).is_ok());
}

#[test]
fn anything_else_is_what_ram_holds() {
    let machine = alone("guest", b"anything", &hart()).unwrap();
    let guest = &machine.deployment.guests[0];
    assert_eq!((guest.entry, guest.pieces[0].at), (guest.ram[0].at, guest.ram[0].at));
    assert_eq!(machine.images, [b"anything".to_vec()]);
}

#[test]
fn what_is_no_guest_is_refused() {
    let why = |contents: &[u8]| alone("guest", contents, &hart()).unwrap_err();
    assert_eq!(why(b""), "the file is empty");
    assert_eq!(why(&elf(62, 0x8000_0000, 120)), "an ELF file for another architecture");
    assert!(why(b"\x7fELF").starts_with("a malformed ELF file"), "{}", why(b"\x7fELF"));
    assert!(why(&elf(243, 0x1000, 120)).ends_with("is outside of RAM"), "{}", why(&elf(243, 0x1000, 120)));
    assert!(why(&vec![0; 65 << 20]).ends_with("is outside of RAM"), "{}", why(&vec![0; 65 << 20]));
}

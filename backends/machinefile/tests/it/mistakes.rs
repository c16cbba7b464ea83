//! Every mistake, and what is said of it. The snapshots are one file, because
//! they are read as one list; `UPDATE_EXPECT=1 cargo test -p machinefile`
//! writes it.

use crate::files::{BASE, machine};
use expect_test::expect_file;
use std::fmt::Write as _;

/// What is replaced in the base, and by what.
type Edit = (&'static str, &'static str);

const CASES: &[Edit] = &[
    // The language.
    ("vcpus: 2", "vcpu: 2"),
    ("vcpus: 2", "colour: red"),
    ("vcpus: 2", "vcpus: two"),
    ("vcpus: 2", "vcpus: [1, 2]"),
    ("vcpus: 2", "vcpus: 2\nvcpus: 3"),
    ("guest: beta", "gest: beta"),
    ("guest: beta", "guest: be ta"),
    ("guest: beta", "guest: alpha"),
    ("machine: pair", "guest: pair"),
    ("guest: beta", "machine: beta"),
    ("huge-pages: no", "huge-pages: maybe"),
    ("slice: 5ms", "slice: 5"),
    ("slice: 5ms", "slice: 5us"),
    ("console: beta", "console: gamma"),
    ("console: virtio", "console: braille"),
    ("machine: pair", "machine: {pair"),
    ("harts: 4", "harts: 40"),
    ("harts: 4", "harts: 4, vmid-bits: 15"),
    ("harts: 4", "harts: 4, vmid-bits: few"),
    ("harts: 4", "harts: 4, vmid-bit: 1"),
    ("vcpus: 2", "vcpus: 0"),
    ("priority: 5", "priority: 8"),
    ("networks: [lan]", "networks: [lan, lan]"),
    ("vcpus: 2", "vcpus: 2\nsbi: {handler: gamma}"),
    ("vcpus: 2", "vcpus: 2\nsbi: {handle: beta}"),
    // Memory.
    ("memory: 64M", "doc: no memory"),
    ("memory: 64M", "memory: 64 apples"),
    ("memory: 64M", "memory: 64000001"),
    ("memory: 64M", "memory: 0"),
    ("memory: 64M", "memory: [64M, {at: 0x81000000, size: 64M}]"),
    ("memory: 64M", "memory: {at: 0xfffffffffffff000, size: 64M}"),
    ("memory: 64M", "memory: 2M"),
    ("memory: 64M", "memory: 4M"),
    ("memory: 64M", "memory: 4104K"),
    ("memory: 64M", "memory: 1G"),
    ("0x90000000, size: 1M}", "0x90000000, size: 1M}\nfiles: {file: disk, at: 0x900fffff0}"),
    // Images.
    ("kernel: Image", "kernel: linux/Bild"),
    ("kernel: Image", "kernel: empty"),
    ("kernel: Image", "kernel: script"),
    ("kernel: Image", "kernel: cut-off"),
    ("kernel: Image", "kernel: big-endian"),
    ("kernel: program", "kernel: x86"),
    ("kernel: program", "kernel: broken"),
    ("kernel: program", "kernel: torn"),
    ("kernel: program", "kernel: elsewhere"),
    ("kernel: program", "entry: 0x1000"),
    ("kernel: program", "doc: starts nowhere"),
    ("kernel: Image", "entry: 0x80000000"),
    ("kernel: program", "kernel: program\nfiles: [{file: disk, at: 0x90000000}, {at: 7}]"),
    // Devices.
    ("memory: 64M", "memory: {at: 0xc000000, size: 64M}"),
    ("host: 0x10008000", "at: 0x10001000, host: 0x10008000"),
    ("size: 4K", "size: 100"),
    ("host: 0x10008000, size: 4K", "at: 0x10008000"),
    ("host-interrupt: 8", "interrupt: 10"),
    ("{network: lan}", "{network: wan}"),
    ("{network: lan}", "{}"),
    ("{network: lan}", "{network: lan, host: 0}"),
    ("{network: lan}", "{network: lan, address: 02-00}"),
    ("{network: lan}", "{network: lan, address: 'ff:ff:ff:ff:ff:ff'}"),
    ("{network: lan}", "{network: lan, interrupt: 64}"),
    ("{host: 0}]\n---", "{host: 1}]\n---"),
    ("{image: disk, size: 1M}", "{read-only: yes}"),
    ("{image: disk, size: 1M}", "{size: 0}"),
    ("{image: disk, size: 1M}", "{image: disk, size: 512}"),
    ("{host: 0, read-only: yes}", "{host: 1}"),
];

#[test]
fn each_mistake_is_found_and_has_its_words() {
    let mut said = String::new();
    for (from, to) in CASES {
        assert_eq!(BASE.matches(from).count(), 1, "`{from}` must be in the base once");
        let found = machine(&BASE.replace(from, to));
        let found = found.err().unwrap_or_else(|| panic!("nothing is wrong with `{to}`?"));
        writeln!(said, "# {} => {}\n\n{}\n", from.escape_debug(), to.escape_debug(), found.trim_end()).unwrap();
    }
    expect_file!["mistakes.txt"].assert_eq(&said);
}

#[test]
fn two_cards_with_one_address_are_found() {
    let cards = "nets: {network: lan, address: '02:00:00:00:00:09'}";
    let text = BASE.replace("nets: [{network: lan}, {host: 0}]", cards).replace("console: virtio", cards);
    let found = machine(&text).unwrap_err();
    assert!(found.contains("two network cards have the same address"), "{found}");
}

/// Cut anywhere, with a character changed anywhere: an answer, never a panic.
#[test]
fn no_text_is_too_broken() {
    for at in 0..BASE.len() {
        let _ = machine(&BASE[..at]);
        for with in ['x', ':', '{', ']', '\n', '9', '-'] {
            let mut text = BASE.to_string();
            text.replace_range(at..=at, &with.to_string());
            let _ = machine(&text);
        }
    }
}

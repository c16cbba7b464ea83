//! What a machine file means.

use crate::files::{BASE, machine};
use deployment::{Backing, Blob, DeviceKind, Network};
use std::path::PathBuf;

#[test]
fn a_machine_file_says_what_runs() {
    let machine = machine(BASE).unwrap();
    assert_eq!(machine.name, "pair");
    assert_eq!((machine.host.memory, machine.host.harts), (512 << 20, 4));
    assert_eq!(machine.host.disks, [PathBuf::from("host.img")]);
    let deployment = &machine.deployment;
    assert_eq!((deployment.console, deployment.vmid_bits), (Some(1), None));
    let alpha = &deployment.guests[0];
    assert_eq!((alpha.vcpus, alpha.priority, alpha.slice), (2, 5, 5000));
    assert_eq!((alpha.ram[0].at, alpha.ram[0].bytes, alpha.entry), (0x8000_0000, 64 << 20, 0x8020_0000));
    let at: Vec<u64> = alpha.pieces.iter().map(|piece| piece.at).collect();
    assert_eq!(at, [0x8020_0000, 0x8040_0000, alpha.argument], "kernel, initial RAM disk, device tree");
    assert_eq!(alpha.argument, 0x83e0_0000);
    let virtio: Vec<(u64, u32)> = alpha.devices.iter().filter(|d| d.at > 0x1000_0000).map(|d| (d.at, d.source)).collect();
    assert_eq!(virtio, [(0x1000_1000, 1), (0x1000_2000, 2), (0x1000_3000, 3), (0x1000_4000, 4)]);
    let kinds: Vec<&DeviceKind> = alpha.devices.iter().filter(|d| d.at > 0x1000_0000).map(|d| &d.kind).collect();
    assert!(matches!(kinds[0], DeviceKind::Disk { backing: Backing::Image { bytes: 0x10_0000, .. }, read_only: false }));
    assert!(matches!(kinds[1], DeviceKind::Disk { backing: Backing::Host(0), read_only: true }));
    assert!(matches!(kinds[2], DeviceKind::Net { address: [2, 0, 0, 0, 0, 1], network: Network::Switch(0) }));
    assert!(matches!(kinds[3], DeviceKind::Net { address: [2, 0, 0, 0, 0, 2], network: Network::Host(0) }));
    let beta = &deployment.guests[1];
    assert_eq!(beta.entry, 0x9000_0000, "where the entry, a virtual address, lies");
    assert!(!beta.features.huge_pages && beta.features.lazy_float);
    assert_eq!((beta.passthrough[0].at, beta.passthrough[0].source), (0x1000_8000, 8));
}

#[test]
fn bits_of_numbers_are_told() {
    for bits in [0, 14] {
        let machine = machine(&BASE.replace("harts: 4", &format!("harts: 4, vmid-bits: {bits}"))).unwrap();
        assert_eq!((machine.host.vmid_bits, machine.deployment.vmid_bits), (Some(bits), Some(bits)));
    }
}

#[test]
fn packing_repeats_exactly_and_is_unpacked() {
    let pack = || machine(BASE).unwrap().pack();
    let blob = pack();
    assert_eq!(blob, pack());
    let read = Blob::read(&blob).unwrap();
    for image in 0..read.deployment.images.len() as u32 {
        assert!(read.is_whole(image));
    }
    let alpha = &read.deployment.guests[0];
    let tree = alpha.pieces.last().unwrap();
    let tree = read.image(tree.image, tree.offset, tree.bytes).unwrap();
    assert_eq!(tree[..4], [0xd0, 0x0d, 0xfe, 0xed]);
    for text in ["console=ttyS0 quiet", "rv64imafdc", "virtio_mmio@10004000", "cpu@1", "linux,initrd-start"] {
        assert!(holds(tree, text.as_bytes()), "{text}");
    }
}

fn holds(tree: &[u8], bytes: &[u8]) -> bool {
    tree.windows(bytes.len()).any(|window| window == bytes)
}

#[test]
fn a_device_of_the_host_that_is_named_is_in_the_device_tree() {
    let tree_of = |text: &str| {
        let blob = machine(text).unwrap().pack();
        let read = Blob::read(&blob).unwrap();
        let tree = *read.deployment.guests[1].pieces.last().unwrap();
        read.image(tree.image, tree.offset, tree.bytes).unwrap().to_vec()
    };
    let tree = tree_of(BASE);
    for part in [&b"device@10008000\0"[..], b"virtio,mmio\0", &8u32.to_be_bytes()] {
        assert!(holds(&tree, part), "{part:x?}");
    }
    let unnamed = tree_of(&BASE.replace(", compatible: 'virtio,mmio'", ""));
    assert!(!holds(&unnamed, b"device@10008000"));
}

#[test]
fn an_image_is_stored_once() {
    let twice = BASE.replace("memory: {at: 0x90000000, size: 1M}\nkernel: program", "memory: 64M\nkernel: Image");
    let names: Vec<String> = machine(&twice).unwrap().deployment.images.into_iter().map(|image| image.name).collect();
    assert_eq!(names.iter().filter(|name| *name == "Image").count(), 1);
}

//! What is packed is unpacked, and nothing else is.

use super::*;
use crate::{Backing, Device, DeviceKind, Features, Guest, Network, Piece, Ram};
use alloc::string::{String, ToString};
use alloc::vec;

const KERNEL: &[u8] = b"a kernel";
const DISK: &[u8] = &[7; 5000];

fn deployment() -> Deployment {
    let image = |name: &str| Image { name: name.to_string(), at: 0, bytes: 0, checksum: 0 };
    let device = |at, source, kind| Device { at, bytes: 0x1000, source, kind };
    let disk = DeviceKind::Disk { backing: Backing::Image { image: 1, bytes: 8192 }, read_only: false };
    let net = DeviceKind::Net { address: [2, 0, 0, 0, 0, 1], network: Network::Switch(0) };
    Deployment {
        revision: "a".to_string(),
        profile: "spec".to_string(),
        guests: vec![Guest {
            name: "one".to_string(),
            vcpus: 2,
            priority: 3,
            slice: 10_000,
            start: true,
            ram: vec![Ram { at: 0x8000_0000, bytes: 16 << 20, host: None }],
            entry: 0x8000_0000,
            argument: 0,
            pieces: vec![Piece { at: 0x8000_0000, image: 0, offset: 0, bytes: KERNEL.len() as u64 }],
            devices: vec![device(0xc00_0000, 0, DeviceKind::Plic), device(0x1000_1000, 1, disk), device(0x1000_2000, 2, net)],
            passthrough: vec![],
            handler: None,
            features: Features::default(),
        }],
        networks: vec!["lan".to_string()],
        images: vec![image("kernel"), image("disk")],
        console: Some(0),
        monitor: true,
        vmid_bits: Some(3),
    }
}

type Change = fn(&mut Deployment);

/// What is wrong with a blob whose deployment was changed before packing.
fn refused(change: impl FnOnce(&mut Deployment)) -> String {
    let mut deployment = deployment();
    change(&mut deployment);
    Blob::read(&pack(&mut deployment, &[KERNEL, DISK])).unwrap_err().to_string()
}

#[test]
fn what_is_packed_is_unpacked() {
    let mut deployment = deployment();
    let bytes = pack(&mut deployment, &[KERNEL, DISK]);
    let blob = Blob::read(&bytes).unwrap();
    assert_eq!(blob.deployment, deployment);
    assert_eq!(blob.bytes, bytes.len() as u64);
    assert_eq!(blob.image(0, 2, 6), Some(&KERNEL[2..]));
    assert_eq!(blob.image(1, 0, 5000), Some(DISK));
    assert_eq!(blob.image(1, 1, 5000), None);
    assert_eq!(blob.image(2, 0, 0), None);
    assert!(blob.is_whole(0) && blob.is_whole(1));
    assert_eq!(pack(&mut deployment, &[KERNEL, DISK]), bytes, "packing repeats exactly");
}

#[test]
fn damage_is_found() {
    let whole = pack(&mut deployment(), &[KERNEL, DISK]);
    assert_eq!(Blob::read(&[]).unwrap_err(), Broken::NotABlob);
    // One bit anywhere but in the images: refused, or without meaning.
    let body = u32::from_le_bytes(whole[12..16].try_into().unwrap()) as usize;
    for bit in 0..(HEADER + body) * 8 {
        let mut broken = whole.clone();
        broken[bit / 8] ^= 1 << (bit % 8);
        let unused = (20 * 8..24 * 8).contains(&bit);
        assert_eq!(Blob::read(&broken).is_err(), !unused, "bit {bit}");
    }
    for length in 0..whole.len() {
        assert!(Blob::read(&whole[..length]).is_err(), "cut at {length}");
    }
    let mut image = whole.clone();
    let last = image.len() - PAGE as usize;
    image[last] ^= 1;
    let blob = Blob::read(&image).unwrap();
    assert!(blob.is_whole(0) && !blob.is_whole(1));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let cases: [(&str, Change); 15] = [
        ("there is no guest", |d| d.guests.clear()),
        ("the console is that of no guest", |d| d.console = Some(1)),
        ("15 bits of numbers of guests, of 0 to 14", |d| d.vmid_bits = Some(15)),
        ("guest one: 0 virtual harts, of 1 to 32", |d| d.guests[0].vcpus = 0),
        ("guest one: priority 8, of 0 to 7", |d| d.guests[0].priority = 8),
        ("guest one: no RAM", |d| d.guests[0].ram.clear()),
        ("guest one: RAM at 0x80000001 is not made of whole pages", |d| d.guests[0].ram[0].at += 1),
        ("guest one: RAM at 0x80000000 reaches into a device at 0x80001000", |d| d.guests[0].devices[1].at = 0x8000_1000),
        ("guest one: RAM at 0x80000000 has a length that cannot be", |d| d.guests[0].ram[0].bytes = 0),
        ("guest one: what lies at 0x80fffffc is outside of RAM", |d| d.guests[0].pieces[0].at = 0x80ff_fffc),
        ("guest one: what lies at 0x80000000 is no part of an image", |d| d.guests[0].pieces[0].offset = u64::MAX),
        ("guest one: it starts at 0x81000000, outside of RAM", |d| d.guests[0].entry = 0x8100_0000),
        ("guest one: interrupt source 1 is used twice, or does not exist", |d| d.guests[0].devices[2].source = 1),
        ("guest one: interrupt source 64 is used twice, or does not exist", |d| d.guests[0].devices[2].source = 64),
        ("guest one: a network card on no network", |d| d.networks.clear()),
    ];
    for (message, change) in cases {
        assert_eq!(refused(change), message);
    }
}

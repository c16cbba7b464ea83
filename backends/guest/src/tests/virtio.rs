//! Virtio devices as drivers use them.

use super::driver::{BUFFER, Descriptor, Driver, WRITE, header};
use super::world::{RAM, World};
use crate::devices::virtio::{Transport, block::Block, console::Console, net::Net};
use crate::{Device, Disk, DiskError, RamDisk, Switch};
use std::boxed::Box;
use std::sync::Arc;
use std::vec;
use std::vec::Vec;

const IMAGE: [u8; 1000] = [7; 1000];

fn block(read_only: bool) -> Transport {
    let disk = RamDisk::new(IMAGE.as_slice().to_vec().leak(), 16 << 10).unwrap();
    Transport::new(Box::new(Block::new(Box::new(disk), read_only)))
}

/// Moves sectors; the status of the request, and bytes written with it.
fn transfer(driver: &mut Driver, kind: u32, sector: u64, bytes: u32) -> (u8, u32) {
    let data: Descriptor = (BUFFER + 0x1000, bytes, if kind == 0 { WRITE } else { 0 }, 0);
    driver.world.put_bytes(BUFFER, &header(kind, sector));
    driver.world.put_bytes(BUFFER + 0x800, &[99]);
    let before = driver.used(0);
    driver.request(0, &[(BUFFER, 16, 0, 0), data, (BUFFER + 0x800, 1, WRITE, 0)]);
    assert_eq!(driver.used(0), before + 1, "it comes back");
    (driver.world.bytes(BUFFER + 0x800, 1)[0], driver.written(0, before))
}

#[test]
fn a_disk_begins_as_its_image_and_keeps_what_is_written() {
    let (world, mut device) = (World::new(), block(false));
    let mut driver = Driver::new(&mut device, &world, RAM, 1);
    assert_eq!((driver.get(0x00), driver.get(0x08)), (0x7472_6976, 2));
    assert_eq!(driver.get(0x100), 32, "sectors");
    assert_eq!(transfer(&mut driver, 0, 1, 1024), (0, 1025));
    let mut there = vec![7; 488];
    there.resize(1024, 0);
    assert_eq!(world.bytes(BUFFER + 0x1000, 1024), there, "zeros follow the image");
    world.put_bytes(BUFFER + 0x1000, &[42; 8192]);
    assert_eq!(transfer(&mut driver, 1, 7, 8192), (0, 1));
    world.put_bytes(BUFFER + 0x1000, &[0; 512 * 18]);
    assert_eq!(transfer(&mut driver, 0, 6, 512 * 18), (0, 512 * 18 + 1));
    let read = world.bytes(BUFFER + 0x1000, 512 * 18);
    assert!(
        read[..512].iter().all(|b| *b == 0) && read[512..512 * 17].iter().all(|b| *b == 42) && read[512 * 17..].iter().all(|b| *b == 0)
    );
    assert_eq!(transfer(&mut driver, 4, 0, 0).0, 0, "flush");
    assert_eq!(transfer(&mut driver, 77, 0, 0).0, 2, "no such request");
    assert!(driver.device.interrupt());
    driver.set(0x64, 1);
    assert!(!driver.device.interrupt());
    assert!(!driver.is_broken());
}

#[test]
fn a_disk_has_an_end_and_may_be_read_only() {
    let (world, mut device) = (World::new(), block(true));
    let mut driver = Driver::new(&mut device, &world, RAM, 1);
    for (kind, sector, bytes) in [(0, 32, 512), (0, 31, 1024), (0, u64::MAX, 512), (0, 1 << 55, 512), (0, 0, 100), (1, 0, 512)] {
        assert_eq!(transfer(&mut driver, kind, sector, bytes), (1, 1), "{kind} {sector} {bytes}");
    }
    assert!(!driver.is_broken());
}

/// A disk that is pulled out.
struct Gone;

impl Disk for Gone {
    fn bytes(&self) -> u64 {
        16 << 10
    }

    fn read(&mut self, _: u64, _: &mut [u8]) -> Result<(), DiskError> {
        Err(DiskError)
    }

    fn write(&mut self, _: u64, _: &[u8]) -> Result<(), DiskError> {
        Err(DiskError)
    }

    fn flush(&mut self) -> Result<(), DiskError> {
        Err(DiskError)
    }
}

#[test]
fn a_disk_that_is_pulled_out_is_an_io_error_and_no_more() {
    let (world, mut device) = (World::new(), Transport::new(Box::new(Block::new(Box::new(Gone), false))));
    let mut driver = Driver::new(&mut device, &world, RAM, 1);
    for kind in [0, 1, 4] {
        assert_eq!(transfer(&mut driver, kind, 0, 512).0, 1);
    }
    assert!(!driver.is_broken());
    assert!(device.save().is_none(), "a disk of the host cannot move");
}

#[test]
fn a_saved_disk_goes_on() {
    let (world, mut device) = (World::new(), block(false));
    let mut driver = Driver::new(&mut device, &world, RAM, 1);
    world.put_bytes(BUFFER + 0x1000, &[42; 512]);
    transfer(&mut driver, 1, 9, 512);
    let saved = device.save().unwrap();
    let mut other = block(false);
    other.restore(&saved).unwrap();
    assert!(other.interrupt());
    // The same rings, in the middle of their use.
    let mut driver = Driver::resume(&mut other, &world, RAM);
    assert_eq!(transfer(&mut driver, 0, 9, 512), (0, 513));
    assert_eq!(world.bytes(BUFFER + 0x1000, 512), [42; 512]);
    let mut net = Transport::new(Box::new(Net::new([0; 6], Box::new(Arc::new(Switch::default()).connect(0)))));
    assert_eq!(net.restore(&saved), None, "it is of another device");
    for length in 0..saved.len() {
        assert_eq!(block(false).restore(&saved[..length]), None);
    }
}

#[test]
fn a_console_carries_bytes_both_ways() {
    let (world, mut device) = (World::new(), Transport::new(Box::new(Console::new())));
    let mut driver = Driver::new(&mut device, &world, RAM, 2);
    let text: Vec<u8> = (0..700).map(|n| n as u8).collect();
    world.put_bytes(BUFFER, &text);
    driver.request(1, &[(BUFFER, 300, 0, 0), (BUFFER + 300, 400, 0, 0)]);
    assert_eq!(*world.printed.lock().unwrap(), text);
    driver.request(0, &[(BUFFER, 64, WRITE, 0)]);
    assert_eq!(driver.used(0), 0, "nothing was typed");
    world.typed.lock().unwrap().extend(*b"typed");
    driver.device.poll(world.context());
    assert_eq!((driver.used(0), driver.written(0, 0)), (1, 5));
    assert_eq!(world.bytes(BUFFER, 5), b"typed");
}

/// A card of a guest on a network.
fn card(switch: &Arc<Switch>, guest: u32) -> Transport {
    Transport::new(Box::new(Net::new([2, 0, 0, 0, 0, guest as u8], Box::new(switch.connect(guest)))))
}

fn frame(to: u8, from: u8) -> Vec<u8> {
    let address = |last: u8| if last == 255 { [255; 6] } else { [2, 0, 0, 0, 0, last] };
    let mut frame = vec![0; 12];
    frame.extend(address(to));
    frame.extend(address(from));
    frame.extend([8, 0]);
    frame.extend(b"what is said");
    frame
}

#[test]
fn a_switch_learns_who_is_where() {
    let switch = Arc::new(Switch::default());
    let worlds = [World::new(), World::new(), World::new()];
    let mut cards = [card(&switch, 0), card(&switch, 1), card(&switch, 2)];
    let mut drivers: Vec<Driver> = cards.iter_mut().zip(&worlds).map(|(card, world)| Driver::new(card, world, RAM, 2)).collect();
    for driver in &mut drivers {
        driver.request(0, &[(BUFFER + 0x1000, 2048, WRITE, 0)]);
    }
    let mut send = |who: usize, to: u8| {
        let frame = frame(to, who as u8);
        worlds[who].woken.lock().unwrap().clear();
        worlds[who].put_bytes(BUFFER, &frame);
        drivers[who].request(1, &[(BUFFER, frame.len() as u32, 0, 0)]);
        worlds[who].woken.lock().unwrap().clone()
    };
    assert_eq!(send(0, 1), [1, 2], "nobody knows where it is");
    assert_eq!(send(1, 0), [0]);
    assert_eq!(send(0, 1), [1]);
    assert_eq!(send(2, 255), [0, 1], "everybody");
    drivers[1].device.poll(worlds[1].context());
    assert_eq!(drivers[1].used(0), 1, "one buffer, one frame");
    let mut expected = frame(1, 0);
    expected[10] = 1;
    assert_eq!(worlds[1].bytes(BUFFER + 0x1000, expected.len()), expected);
    assert_eq!(drivers[1].written(0, 0), expected.len() as u32);
    drivers[1].request(0, &[(BUFFER + 0x1000, 2048, WRITE, 0)]);
    assert_eq!(drivers[1].used(0), 2, "the next one waited");
    // Nobody fetches anything: what waits is bounded.
    for _ in 0..1000 {
        worlds[0].put_bytes(BUFFER, &frame(2, 0));
        drivers[0].request(1, &[(BUFFER, 38, 0, 0)]);
    }
    let mut there = 0;
    loop {
        drivers[2].request(0, &[(BUFFER + 0x1000, 2048, WRITE, 0)]);
        if drivers[2].used(0) == there {
            break;
        }
        there = drivers[2].used(0);
    }
    assert!((100..=129).contains(&there), "{there}");
}

//! Drivers that lie. Whatever they do, the device answers or asks for a reset.

use super::driver::{BUFFER, Driver, INDIRECT, NEXT, SIZE, WRITE, header};
use super::world::{BYTES, RAM, World};
use crate::devices::virtio::{Kind, Transport, block::Block, console::Console, net::Net};
use crate::{Device, RamDisk, Switch};
use std::boxed::Box;
use std::sync::Arc;
use std::vec::Vec;

fn block() -> Box<dyn Kind> {
    let disk = RamDisk::new(&[], 64 << 10).unwrap();
    Box::new(Block::new(Box::new(disk), false))
}

/// Lets a driver of a disk do something; whether the device gave up.
#[track_caller]
fn breaks(what: impl FnOnce(&mut Driver)) {
    let (world, mut device) = (World::new(), Transport::new(block()));
    let mut driver = Driver::new(&mut device, &world, RAM, 1);
    world.put_bytes(BUFFER, &header(0, 0));
    what(&mut driver);
    assert!(driver.is_broken(), "the device should have asked to be reset");
    assert!(driver.device.interrupt());
    assert_eq!(driver.used(0), 0);
    // It is dead, then alive again.
    driver.set(0x50, 0);
    let mut driver = Driver::new(&mut device, &world, RAM, 1);
    driver.request(0, &[(BUFFER, 16, 0, 0), (BUFFER + 0x200, 512, WRITE, 0), (BUFFER + 0x600, 1, WRITE, 0)]);
    assert_eq!(driver.used(0), 1);
}

#[test]
fn chains_that_never_end_break_the_queue() {
    breaks(|driver| {
        driver.describe(0, 0, (BUFFER, 16, NEXT, 1));
        driver.describe(0, 1, (BUFFER, 16, NEXT, 0));
        driver.offer(0, 0);
        driver.set(0x50, 0);
    });
    // A table that contains itself.
    breaks(|driver| {
        let table = driver.queue(0);
        driver.describe(0, 0, (table, 64, INDIRECT, 0));
        driver.offer(0, 0);
        driver.set(0x50, 0);
    });
}

#[test]
fn addresses_outside_of_ram_break_the_queue() {
    let end = RAM + BYTES as u64;
    for (at, bytes) in [(0, 16), (end - 8, 16), (u64::MAX, 1), (u64::MAX - 7, 16), (end, 1), (RAM, u32::MAX), (RAM, 4 << 20)] {
        breaks(|driver| driver.request(0, &[(at, bytes, 0, 0), (BUFFER, 1, WRITE, 0)]));
    }
}

#[test]
fn rules_that_are_broken_break_the_queue() {
    // Reading after writing.
    breaks(|driver| driver.request(0, &[(BUFFER, 16, WRITE, 0), (BUFFER, 16, 0, 0)]));
    // No room for the status.
    breaks(|driver| driver.request(0, &[(BUFFER, 16, 0, 0)]));
    // A head outside of the table, and a next.
    breaks(|driver| {
        driver.offer(0, SIZE);
        driver.set(0x50, 0);
    });
    breaks(|driver| {
        driver.describe(0, 0, (BUFFER, 16, NEXT, 0xffff));
        driver.offer(0, 0);
        driver.set(0x50, 0);
    });
    // More offered than there is room for.
    breaks(|driver| {
        let ring = driver.queue(0) + 0x400;
        driver.world.put_bytes(ring + 2, &1000u16.to_le_bytes());
        driver.set(0x50, 0);
    });
    // An indirect table that is not made of descriptors, and one that goes on.
    for (bytes, flags) in [(17, INDIRECT), (0, INDIRECT), (64, INDIRECT | NEXT)] {
        breaks(|driver| {
            driver.describe(0, 0, (BUFFER, bytes, flags, 1));
            driver.offer(0, 0);
            driver.set(0x50, 0);
        });
    }
    for size in [0, 3, 512, 0xffff_ffff] {
        breaks(|driver| {
            driver.set(0x44, 0);
            driver.set(0x38, size);
            driver.set(0x80, RAM);
            driver.set(0x90, RAM + 0x400);
            driver.set(0xa0, RAM + 0x800);
            driver.set(0x44, 1);
            driver.offer(0, 0);
            driver.set(0x50, 0);
        });
    }
}

#[test]
fn one_notification_does_bounded_work() {
    let (world, mut device) = (World::new(), Transport::new(block()));
    let mut driver = Driver::new(&mut device, &world, RAM, 1);
    world.put_bytes(BUFFER, &header(0, 0));
    let room = 64 << 10;
    driver.describe(0, 0, (BUFFER, 16, NEXT, 1));
    driver.describe(0, 1, (BUFFER + 0x1000, room, WRITE | NEXT, 2));
    driver.describe(0, 2, (BUFFER, 1, WRITE, 0));
    for round in 0..10 {
        for _ in 0..SIZE {
            driver.offer(0, 0);
        }
        driver.set(0x50, 0);
        while *world.again.lock().unwrap() > 0 {
            *world.again.lock().unwrap() = 0;
            driver.device.poll(world.context());
        }
        assert_eq!(driver.used(0), SIZE * (round + 1), "what was left is done later");
    }
    // The device itself writes to the ring: status 0 over the index.
    driver.describe(0, 2, (driver.queue(0) + 0x402, 1, WRITE, 0));
    driver.offer(0, 0);
    driver.set(0x50, 0);
}

#[test]
fn features_that_were_not_offered_are_refused() {
    let (world, mut device) = (World::new(), Transport::new(block()));
    let context = world.context();
    for (half, bits) in [(0, 1 << 24), (1, 1 << 1 | 1), (1, 0)] {
        device.write(0x70, 4, 0, context);
        device.write(0x70, 4, 3, context);
        device.write(0x24, 4, half, context);
        device.write(0x20, 4, bits, context);
        device.write(0x70, 4, 11, context);
        assert_eq!(device.read(0x70, 4, context), 3);
    }
}

/// Repeats exactly.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// An address or number as a driver might mean it, or not.
    fn number(&mut self) -> u64 {
        match self.next() % 6 {
            0 => self.next(),
            1 => self.next() % 16,
            2 => u64::MAX - self.next() % 64,
            3 => RAM + BYTES as u64 - self.next() % 64,
            _ => RAM + self.next() % 0x4000,
        }
    }
}

/// Random registers, and random bytes where the rings are. Nothing is
/// expected but that it ends, in one piece, and that another guest's part of
/// the network stays bounded.
#[test]
fn random_drivers_do_no_harm() {
    let switch = Arc::new(Switch::default());
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let (mut served, mut broken) = (0u32, 0u32);
    for round in 0..3000 {
        let world = World::new();
        world.typed.lock().unwrap().extend([1, 2, 3]);
        let kind: Box<dyn Kind> = match round % 3 {
            0 => block(),
            1 => Box::new(Console::new()),
            _ => Box::new(Net::new([2; 6], Box::new(switch.connect(round)))),
        };
        let mut device = Transport::new(kind);
        let mut driver = Driver::new(&mut device, &world, RAM, if round % 3 == 0 { 1 } else { 2 });
        let good = random.next() % 4;
        for _ in 0..40 {
            match random.next() % 8 {
                // A descriptor that is nearly right.
                0..=3 => {
                    let at = driver.queue(random.next() % 2) + random.next() % u64::from(SIZE) * 16;
                    let bytes = if random.next() % 4 < good { random.next() % 600 } else { random.next() };
                    driver.describe_at(at, (random.number(), bytes as u32, (random.next() % 8) as u16, (random.next() % 9) as u16));
                }
                4 | 5 => {
                    let queue = random.next() % 2;
                    driver.offer(queue, (random.next() % 10) as u16);
                    driver.set(0x50, queue);
                }
                6 => world.put_bytes(RAM + random.next() % 0x3000, &random.next().to_le_bytes()),
                _ => {
                    let (offset, bytes) = (random.next() % 0x200, 1 << (random.next() % 4));
                    let value = random.number();
                    if good < 3 || offset % 0x200 > 0x100 {
                        driver.device.write(offset, bytes, value, world.context());
                    }
                    driver.device.read(offset, bytes, world.context());
                }
            }
            driver.device.poll(world.context());
        }
        served += u32::from(driver.used(0)) + u32::from(driver.used(1));
        broken += u32::from(driver.is_broken());
        if let Some(saved) = device.save() {
            let kept: Vec<u8> = saved.iter().map(|byte| if random.next().is_multiple_of(50) { byte ^ 1 } else { *byte }).collect();
            let _ = device.restore(&kept);
            device.poll(world.context());
        }
    }
    assert!(served > 100 && broken > 100, "the test reaches both ways: {served} served, {broken} broken");
}

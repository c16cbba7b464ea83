//! A virtio driver that does as it is told.

use super::world::{RAM, World};
use crate::Device;
use std::vec::Vec;

pub const SIZE: u16 = 8;
/// Descriptors and rings of a queue take so much.
const QUEUE: u64 = 0x1000;
const AVAILABLE: u64 = 0x400;
const USED: u64 = 0x800;

pub const NEXT: u16 = 1;
pub const WRITE: u16 = 2;
pub const INDIRECT: u16 = 4;

/// A driver of one device.
pub struct Driver<'a> {
    pub device: &'a mut dyn Device,
    pub world: &'a World,
    at: u64,
}

/// A descriptor: address, length, flags, next.
pub type Descriptor = (u64, u32, u16, u16);

impl<'a> Driver<'a> {
    /// Sets a device up with some queues in memory from `at` on.
    pub fn new(device: &'a mut dyn Device, world: &'a World, at: u64, queues: u64) -> Self {
        let mut driver = Self { device, world, at };
        driver.set(0x70, 0);
        driver.set(0x70, 3);
        driver.set(0x24, 1);
        driver.set(0x20, 1);
        driver.set(0x70, 11);
        assert_eq!(driver.get(0x70), 11, "features are accepted");
        for queue in 0..queues {
            let base = driver.queue(queue);
            driver.world.put_bytes(base, &[0; QUEUE as usize]);
            driver.set(0x30, queue);
            driver.set(0x38, SIZE.into());
            for (register, offset) in [(0x80, 0), (0x90, AVAILABLE), (0xa0, USED)] {
                driver.set(register, base + offset);
                driver.set(register + 4, 0);
            }
            driver.set(0x44, 1);
        }
        driver.set(0x70, 15);
        driver
    }

    /// Goes on with a device that is set up already.
    pub fn resume(device: &'a mut dyn Device, world: &'a World, at: u64) -> Self {
        Self { device, world, at }
    }

    pub fn set(&mut self, register: u64, value: u64) {
        self.device.write(register, 4, value, self.world.context());
    }

    pub fn get(&mut self, register: u64) -> u64 {
        self.device.read(register, 4, self.world.context())
    }

    pub fn queue(&self, queue: u64) -> u64 {
        self.at + queue * QUEUE
    }

    /// Writes a descriptor to the table of a queue.
    pub fn describe(&self, queue: u64, index: u16, descriptor: Descriptor) {
        self.describe_at(self.queue(queue) + u64::from(index) * 16, descriptor);
    }

    pub fn describe_at(&self, gpa: u64, (at, bytes, flags, next): Descriptor) {
        let mut raw = at.to_le_bytes().to_vec();
        raw.extend(bytes.to_le_bytes());
        raw.extend(flags.to_le_bytes());
        raw.extend(next.to_le_bytes());
        self.world.put_bytes(gpa, &raw);
    }

    /// Hands over a chain by its head, without a word to the device.
    pub fn offer(&self, queue: u64, head: u16) {
        let ring = self.queue(queue) + AVAILABLE;
        let index = self.world.half(ring + 2);
        self.world.put_bytes(ring + 4 + u64::from(index % SIZE) * 2, &head.to_le_bytes());
        self.world.put_bytes(ring + 2, &index.wrapping_add(1).to_le_bytes());
    }

    /// Hands over a chain that is made of descriptors from 0 on.
    pub fn request(&mut self, queue: u64, descriptors: &[Descriptor]) {
        for (index, (at, bytes, flags, _)) in descriptors.iter().enumerate() {
            let last = index + 1 == descriptors.len();
            let flags = flags | if last { 0 } else { NEXT };
            self.describe(queue, index as u16, (*at, *bytes, flags, index as u16 + 1));
        }
        self.offer(queue, 0);
        self.set(0x50, queue);
    }

    /// Number of chains that came back.
    pub fn used(&self, queue: u64) -> u16 {
        self.world.half(self.queue(queue) + USED + 2)
    }

    /// Bytes written to the chain that came back as the `n`th.
    pub fn written(&self, queue: u64, n: u16) -> u32 {
        let at = self.queue(queue) + USED + 4 + u64::from(n % SIZE) * 8 + 4;
        u32::from_le_bytes(self.world.bytes(at, 4).try_into().unwrap())
    }

    /// Whether the device asks to be reset.
    pub fn is_broken(&mut self) -> bool {
        self.get(0x70) & 0x40 != 0
    }
}

/// Header of a request to a disk.
pub fn header(kind: u32, sector: u64) -> Vec<u8> {
    let mut header = kind.to_le_bytes().to_vec();
    header.extend([0; 4]);
    header.extend(sector.to_le_bytes());
    header
}

/// Where tests put buffers.
pub const BUFFER: u64 = RAM + 0x8_0000;

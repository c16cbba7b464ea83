//! Devices as a driver sees them, and as a hostile one does.

use std::fs;
use std::path::PathBuf;

use super::block::Block;
use super::console::{Console, Port};
use super::rng::Rng;
use super::*;
use crate::disk::{Disk, DiskMode};
use crate::layout::RAM_BASE;
use crate::memory::Ram;

const RAM_BYTES: usize = 1 << 20;
const DESCRIPTORS: u64 = RAM_BASE;
const AVAILABLE: u64 = RAM_BASE + 0x2000;
const USED: u64 = RAM_BASE + 0x3000;
const DATA: u64 = RAM_BASE + 0x1_0000;
const SIZE: u16 = 8;

const NEXT: u16 = 1;
const WRITE: u16 = 2;
const INDIRECT: u16 = 4;

/// A driver of a device, with a memory of its own.
pub(super) struct Driver {
    pub(super) transport: Transport,
    ram: Ram,
    written: Vec<(usize, usize)>,
    given: u16,
}

impl Driver {
    /// Does all that the specification wants of a driver, on queue `queue`.
    pub(super) fn new(device: Box<dyn Device>, queue: u32) -> Self {
        let transport = Transport::new(device);
        let mut driver = Self { transport, ram: Ram::new(RAM_BYTES).unwrap(), written: Vec::new(), given: 0 };
        let ready = [
            (0x70, 1),
            (0x70, 3),
            (0x24, 1),
            (0x20, 1),
            (0x70, 11),
            (0x30, queue),
            (0x38, u32::from(SIZE)),
            (0x80, DESCRIPTORS as u32),
            (0x90, AVAILABLE as u32),
            (0xa0, USED as u32),
            (0x44, 1),
            (0x70, 15),
        ];
        ready.into_iter().for_each(|(register, value)| driver.set(register, value));
        assert_eq!(driver.status(), 15, "the device takes the features");
        driver
    }

    pub(super) fn set(&mut self, register: u64, value: u32) {
        self.transport.write(register, value, Dma::new(&mut self.ram, &mut self.written), 0);
    }

    pub(super) fn status(&self) -> u64 {
        self.transport.read(0x70, 4)
    }

    fn is_broken(&self) -> bool {
        self.status() & u64::from(NEEDS_RESET) != 0
    }

    pub(super) fn put(&mut self, at: u64, bytes: &[u8]) {
        let offset = self.ram.offset(at, bytes.len() as u64).unwrap();
        self.ram.slice_mut(offset, bytes.len()).unwrap().copy_from_slice(bytes);
    }

    pub(super) fn get(&self, at: u64, bytes: usize) -> Vec<u8> {
        self.ram.slice(self.ram.offset(at, bytes as u64).unwrap(), bytes).unwrap().to_vec()
    }

    pub(super) fn describe(&mut self, table: u64, index: u16, range: (u64, u32), flags: u16, next: u16) {
        let mut bytes = range.0.to_le_bytes().to_vec();
        bytes.extend(range.1.to_le_bytes());
        bytes.extend(flags.to_le_bytes());
        bytes.extend(next.to_le_bytes());
        self.put(table + u64::from(index) * 16, &bytes);
    }

    /// Hands over a chain and tells the device.
    pub(super) fn give(&mut self, queue: u32, head: u16) {
        self.put(AVAILABLE + 4 + 2 * u64::from(self.given % SIZE), &head.to_le_bytes());
        self.given = self.given.wrapping_add(1);
        self.put(AVAILABLE + 2, &self.given.to_le_bytes());
        self.set(0x50, queue);
    }

    /// Number of chains given back, and the bytes that the last one says.
    pub(super) fn taken(&self) -> (u16, u32) {
        let count = u16::from_le_bytes(self.get(USED + 2, 2).try_into().unwrap());
        let slot = u64::from(count.wrapping_sub(1) % SIZE);
        (count, u32::from_le_bytes(self.get(USED + 8 + 8 * slot, 4).try_into().unwrap()))
    }

    /// A request to a disk: its header, its data and its status.
    fn request(&mut self, kind: u32, sector: u64, bytes: u32, to_device: bool) -> u8 {
        let mut header = kind.to_le_bytes().to_vec();
        header.extend([0; 4]);
        header.extend(sector.to_le_bytes());
        self.put(DATA, &header);
        self.put(DATA + 0x100, &[0xff]);
        let data = if to_device { NEXT } else { NEXT | WRITE };
        self.describe(DESCRIPTORS, 0, (DATA, 16), NEXT, 1);
        self.describe(DESCRIPTORS, 1, (DATA + 0x1000, bytes), data, 2);
        self.describe(DESCRIPTORS, 2, (DATA + 0x100, 1), WRITE, 0);
        self.give(0, 0);
        self.get(DATA + 0x100, 1)[0]
    }
}

/// A file that is gone at the end.
struct Image(PathBuf);

impl Image {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("disk-{name}-{}", std::process::id()));
        fs::write(&path, bytes).unwrap();
        Self(path)
    }

    fn driver(&self, mode: DiskMode) -> Driver {
        Driver::new(Box::new(Block::new(Disk::open(&self.0, mode).unwrap(), "name".to_string())), 0)
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Sixteen sectors, each full of its number.
fn sectors() -> Vec<u8> {
    (0..16).flat_map(|sector: u8| [sector; 512]).collect()
}

#[test]
fn a_disk_is_read_and_written() {
    let image = Image::new("plain", &sectors());
    let mut driver = image.driver(DiskMode::Write);
    assert_eq!(driver.transport.read(0x100, 8), 16, "sectors");
    assert_eq!(driver.request(0, 3, 1024, false), 0);
    assert_eq!(driver.get(DATA + 0x1000, 1024), sectors()[3 * 512..5 * 512]);
    assert_eq!(driver.taken(), (1, 1025));
    assert!(driver.transport.interrupt());
    driver.set(0x64, 1);
    assert!(!driver.transport.interrupt());
    driver.put(DATA + 0x1000, &[0xaa; 512]);
    assert_eq!(driver.request(1, 15, 512, true), 0);
    assert_eq!(driver.request(4, 0, 0, true), 0, "flush");
    let mut expected = sectors();
    expected[15 * 512..].fill(0xaa);
    assert_eq!(fs::read(&image.0).unwrap(), expected);
    assert_eq!(driver.request(8, 0, 20, false), 0, "its name");
    assert_eq!(driver.get(DATA + 0x1000, 5), b"name\0");
}

#[test]
fn what_a_disk_cannot_do_is_refused() {
    let image = Image::new("refused", &sectors());
    let mut driver = image.driver(DiskMode::ReadOnly);
    assert_ne!(driver.transport.offered() & 1 << 5, 0, "it says that it is read-only");
    assert_eq!(driver.request(1, 0, 512, true), 1, "writing");
    assert_eq!(driver.request(0, 15, 1024, false), 1, "past the end");
    assert_eq!(driver.request(0, u64::MAX, 512, false), 1, "far past the end");
    assert_eq!(driver.request(0, 0, 100, false), 1, "half a sector");
    assert_eq!(driver.request(99, 0, 512, false), 2, "no such request");
    assert_eq!(fs::read(&image.0).unwrap(), sectors());
}

#[test]
fn a_snapshot_leaves_the_file_alone() {
    let image = Image::new("snapshot", &sectors());
    let mut driver = image.driver(DiskMode::Snapshot);
    driver.put(DATA + 0x1000, &[0xbb; 1024]);
    assert_eq!(driver.request(1, 7, 1024, true), 0);
    driver.put(DATA + 0x1000, &[0; 4096]);
    assert_eq!(driver.request(0, 6, 2048, false), 0);
    let mut expected = sectors();
    expected[7 * 512..9 * 512].fill(0xbb);
    assert_eq!(driver.get(DATA + 0x1000, 2048), expected[6 * 512..10 * 512]);
    assert_eq!(fs::read(&image.0).unwrap(), sectors());
}

#[test]
fn what_a_device_writes_is_noted() {
    let image = Image::new("noted", &sectors());
    let mut driver = image.driver(DiskMode::ReadOnly);
    driver.request(0, 0, 512, false);
    assert!(driver.written.contains(&(0x1_1000, 512)), "{:?}", driver.written);
}

#[test]
fn random_numbers_depend_on_the_seed_alone() {
    let numbers = |seed| {
        let mut driver = Driver::new(Box::new(Rng::new(seed)), 0);
        driver.describe(DESCRIPTORS, 0, (DATA, 100), WRITE, 0);
        driver.give(0, 0);
        assert_eq!(driver.taken(), (1, 100));
        driver.get(DATA, 100)
    };
    assert_eq!(numbers(1), numbers(1));
    assert_ne!(numbers(1), numbers(2));
}

#[test]
fn a_console_shows_and_is_typed_at() {
    let mut driver = Driver::new(Box::new(Console::new(Port::Terminal)), 1);
    driver.put(DATA, b"shown");
    driver.describe(DESCRIPTORS, 0, (DATA, 5), 0, 0);
    driver.give(1, 0);
    assert_eq!(driver.taken(), (1, 0));
    assert_eq!(driver.transport.line().unwrap().shown, b"shown");

    let mut driver = Driver::new(Box::new(Console::new(Port::Terminal)), 0);
    driver.describe(DESCRIPTORS, 0, (DATA, 4), WRITE, 0);
    driver.give(0, 0);
    assert_eq!(driver.taken().0, 0, "nobody has typed");
    driver.transport.line().unwrap().typed.extend(b"typed");
    driver.transport.poll(Dma::new(&mut driver.ram, &mut driver.written), 0);
    assert_eq!((driver.taken(), driver.get(DATA, 4)), ((1, 4), b"type".to_vec()));
    driver.give(0, 0);
    assert_eq!((driver.taken(), driver.get(DATA, 1)), ((2, 1), b"d".to_vec()));

    let mut driver = Driver::new(Box::new(Console::new(Port::Nowhere)), 1);
    driver.describe(DESCRIPTORS, 0, (DATA, 5), 0, 0);
    driver.give(1, 0);
    assert!(driver.transport.line().is_none() && driver.taken() == (1, 0));
}

#[test]
fn a_table_of_its_own_is_followed() {
    let mut driver = Driver::new(Box::new(Rng::new(0)), 0);
    driver.describe(DATA, 0, (DATA + 0x100, 8), WRITE | NEXT, 1);
    driver.describe(DATA, 1, (DATA + 0x200, 8), WRITE, 0);
    driver.describe(DESCRIPTORS, 0, (DATA, 32), INDIRECT, 0);
    driver.give(0, 0);
    assert_eq!(driver.taken(), (1, 16));
    assert_ne!(driver.get(DATA + 0x200, 8), [0; 8]);
}

/// What a driver does wrong, and whether the device says so.
#[track_caller]
fn broken(wrong: impl FnOnce(&mut Driver)) {
    let mut driver = Driver::new(Box::new(Rng::new(0)), 0);
    wrong(&mut driver);
    assert!(driver.is_broken(), "the device does not ask to be reset");
    assert!(driver.transport.interrupt());
    let before = driver.taken();
    driver.describe(DESCRIPTORS, 0, (DATA, 8), WRITE, 0);
    driver.give(0, 0);
    assert_eq!(driver.taken(), before, "and does no more until then");
    driver.set(0x70, 0);
    assert_eq!(driver.status(), 0);
}

#[test]
fn drivers_that_break_rules_are_stopped() {
    broken(|d| {
        d.describe(DESCRIPTORS, 0, (DATA, 8), WRITE | NEXT, 0);
        d.give(0, 0);
    });
    broken(|d| d.give(0, SIZE));
    broken(|d| {
        d.describe(DESCRIPTORS, 0, (0, 8), WRITE, 0);
        d.give(0, 0);
    });
    broken(|d| {
        d.describe(DESCRIPTORS, 0, (u64::MAX - 3, 8), WRITE, 0);
        d.give(0, 0);
    });
    broken(|d| {
        d.describe(DESCRIPTORS, 0, (DATA, u32::MAX), WRITE, 0);
        d.give(0, 0);
    });
    broken(|d| {
        d.describe(DESCRIPTORS, 0, (DATA, 8), WRITE | NEXT, 1);
        d.describe(DESCRIPTORS, 1, (DATA, 8), 0, 0);
        d.give(0, 0);
    });
    broken(|d| {
        d.describe(DESCRIPTORS, 0, (DESCRIPTORS, 16), INDIRECT, 0);
        d.give(0, 0);
    });
    broken(|d| {
        d.put(AVAILABLE + 2, &(SIZE + 1).to_le_bytes());
        d.set(0x50, 0);
    });
}

#[test]
fn queues_in_nowhere_are_refused() {
    for (register, value) in [(0x80, 0), (0x84, u32::MAX), (0x90, 0), (0x94, u32::MAX), (0xa0, 4), (0xa4, u32::MAX), (0x38, 3), (0x38, 0)] {
        broken(|d| {
            d.set(0x44, 0);
            for (again, at) in [(0x38, u32::from(SIZE)), (0x80, DESCRIPTORS as u32), (0x90, AVAILABLE as u32), (0xa0, USED as u32)] {
                d.set(again, at);
            }
            d.set(register, value);
            d.set(0x44, 1);
            d.describe(DESCRIPTORS, 0, (DATA, 8), WRITE, 0);
            d.given = 0;
            d.give(0, 0);
        });
    }
}

/// The device's own writes must not keep it busy for ever.
#[test]
fn a_device_that_feeds_itself_comes_to_an_end() {
    let mut driver = Driver::new(Box::new(Rng::new(0)), 0);
    // What the device writes lands on the driver's ring.
    driver.describe(DESCRIPTORS, 0, (AVAILABLE + 2, 2), WRITE, 0);
    for _ in 0..1000 {
        driver.give(0, 0);
        driver.set(0x50, 0);
    }
}

/// Whatever a driver writes, there is no panic and an end.
#[test]
fn random_drivers_do_no_harm() {
    let image = Image::new("random", &sectors());
    let mut random = Rng::new(7);
    let mut number = move || random.next();
    for round in 0..2000 {
        let mut driver = image.driver(DiskMode::Snapshot);
        let junk: Vec<u8> = (0..64).flat_map(|_| number().to_le_bytes()).collect();
        driver.put(DESCRIPTORS, &junk);
        for _ in 0..20 {
            let at = RAM_BASE + number() % (RAM_BYTES as u64 - 16);
            let descriptor = ((number() % 8) as u16, (at, (number() % 5000) as u32), (number() % 8) as u16, (number() % 8) as u16);
            driver.describe(DESCRIPTORS, descriptor.0, descriptor.1, descriptor.2, descriptor.3);
            driver.give(0, (number() % 9) as u16);
            if round % 2 == 0 {
                driver.set((number() % 0x200) & !3, number() as u32);
            }
        }
    }
    assert_eq!(fs::read(&image.0).unwrap(), sectors());
}

#[test]
fn features_that_were_not_offered_are_refused() {
    let mut driver = Driver::new(Box::new(Rng::new(0)), 0);
    for (register, value) in [(0x70, 0), (0x70, 3), (0x24, 0), (0x20, 1 << 9), (0x24, 1), (0x20, 1), (0x70, 11)] {
        driver.set(register, value);
    }
    assert_eq!(driver.status(), 3, "FEATURES_OK stays clear");
}

#[test]
fn an_empty_slot_has_no_device() {
    let slot = Transport::default();
    assert_eq!(slot.read(0, 4), u64::from(MAGIC));
    assert_eq!(slot.read(8, 4), 0);
    assert_eq!(slot.read(0x100, 4), 0);
}

//! Reads its disk, again and again, until a sector cannot be read; then the
//! first one still can.
#![no_std]
#![no_main]

use core::sync::atomic::{AtomicU8, AtomicU64, Ordering::SeqCst};
use guest_rt::println;
use guest_rt::virtio::{Device, Part, Queue};

guest_rt::main!(main);

const FIRST: u64 = 0x1000_1000;
const IS_DISK: u32 = 2;
const SECTOR: usize = 512;
/// Sectors that it reads.
const SECTORS: u64 = 64;
const READ: u64 = 0;
const GOOD: u8 = 0;

static QUEUE: Queue = Queue::new();
static HEADER: [AtomicU64; 2] = [const { AtomicU64::new(0) }; 2];
static DATA: [AtomicU8; SECTOR] = [const { AtomicU8::new(0) }; SECTOR];
static STATUS: AtomicU8 = AtomicU8::new(0);

fn main() {
    let mut disk = Device::new(FIRST, IS_DISK, &QUEUE).expect("the machine has a disk");
    let first_bad = (0..).find_map(|turn| {
        let bad = (0..SECTORS).find(|sector| read(&mut disk, *sector) != GOOD);
        if turn == 0 {
            println!("drive: {SECTORS} sectors, all of them {}", if bad.is_none() { "read" } else { "not read" });
        }
        bad
    });
    println!("drive: sector {} cannot be read", first_bad.unwrap_or_default());
    println!("drive: the first one {}", if read(&mut disk, 0) == GOOD { "can" } else { "cannot" });
    println!("drive: done");
}

/// Reads a sector; the status that the device gives.
fn read(disk: &mut Device<'_>, sector: u64) -> u8 {
    HEADER[0].store(READ, SeqCst);
    HEADER[1].store(sector, SeqCst);
    STATUS.store(0xff, SeqCst);
    let part = |at: u64, bytes: usize, is_written: bool| Part { at, bytes: bytes as u32, is_written };
    disk.ask(&[part(HEADER.as_ptr() as u64, 16, false), part(DATA.as_ptr() as u64, SECTOR, true), part(STATUS.as_ptr() as u64, 1, true)]);
    while !disk.is_done() {
        core::hint::spin_loop();
    }
    disk.acknowledge();
    STATUS.load(SeqCst)
}

//! Virtio devices behind memory-mapped registers, one request at a time.

use core::sync::atomic::{AtomicU16, AtomicU64, Ordering::SeqCst, fence};
use register::*;

/// Registers by their names in the specification, from the first on.
pub mod register {
    /// `virt`.
    pub const MAGIC: u64 = 0x00;
    /// What it is.
    pub const DEVICE_ID: u64 = 0x08;
    /// Features that the driver takes, of the half that is selected.
    pub const DRIVER_FEATURES: u64 = 0x20;
    /// Selects it.
    pub const DRIVER_FEATURES_SEL: u64 = 0x24;
    /// Selects a queue.
    pub const QUEUE_SEL: u64 = 0x30;
    /// Descriptors of the queue.
    pub const QUEUE_NUM: u64 = 0x38;
    /// The queue may be used.
    pub const QUEUE_READY: u64 = 0x44;
    /// There is something in a queue.
    pub const QUEUE_NOTIFY: u64 = 0x50;
    /// Why it interrupts.
    pub const INTERRUPT_STATUS: u64 = 0x60;
    /// Withdraws that.
    pub const INTERRUPT_ACK: u64 = 0x64;
    /// How far the driver is.
    pub const STATUS: u64 = 0x70;
    /// Where the parts of the queue are, each a low half and a high one.
    pub const ADDRESSES: [u64; 3] = [0x80, 0x90, 0xa0];
}

const IS_VIRTIO: u32 = u32::from_le_bytes(*b"virt");
/// Acknowledged, driver, features, driver is ready.
const STEPS: [u32; 3] = [3, 11, 15];
/// Descriptors of the queue.
const SIZE: u16 = 4;
const NEXT: u64 = 1;
const WRITTEN_BY_DEVICE: u64 = 2;

/// A queue: descriptors, what is there for the device, what it gives back.
#[repr(C, align(4096))]
pub struct Queue {
    descriptors: [[AtomicU64; 2]; SIZE as usize],
    available: [AtomicU16; 3 + SIZE as usize],
    used: [AtomicU64; 2 + SIZE as usize],
}

/// A part of a request.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// Where it is.
    pub at: u64,
    /// Length.
    pub bytes: u32,
    /// The device writes it.
    pub is_written: bool,
}

/// A device with one queue.
pub struct Device<'a> {
    at: u64,
    queue: &'a Queue,
    done: u16,
}

impl Queue {
    /// Nothing in it.
    pub const fn new() -> Self {
        Self {
            descriptors: [const { [AtomicU64::new(0), AtomicU64::new(0)] }; SIZE as usize],
            available: [const { AtomicU16::new(0) }; 3 + SIZE as usize],
            used: [const { AtomicU64::new(0) }; 2 + SIZE as usize],
        }
    }
}

impl Default for Queue {
    fn default() -> Self {
        Self::new()
    }
}

impl<'a> Device<'a> {
    /// Sets up the device at `at`, if it is one of that type; nobody else uses it.
    pub fn new(at: u64, id: u32, queue: &'a Queue) -> Option<Self> {
        let device = Self { at, queue, done: 0 };
        if device.read(MAGIC) != IS_VIRTIO || device.read(DEVICE_ID) != id {
            return None;
        }
        device.write(STATUS, 0);
        device.write(STATUS, STEPS[0]);
        // Version 1 of the specification, and nothing else.
        for (half, features) in [(0, 0), (1, 1)] {
            device.write(DRIVER_FEATURES_SEL, half);
            device.write(DRIVER_FEATURES, features);
        }
        device.write(STATUS, STEPS[1]);
        device.write(QUEUE_SEL, 0);
        device.write(QUEUE_NUM, SIZE.into());
        let parts = [queue.descriptors.as_ptr() as u64, queue.available.as_ptr() as u64, queue.used.as_ptr() as u64];
        for (register, address) in ADDRESSES.into_iter().zip(parts) {
            device.write(register, address as u32);
            device.write(register + 4, (address >> 32) as u32);
        }
        device.write(QUEUE_READY, 1);
        device.write(STATUS, STEPS[2]);
        Some(device)
    }

    /// Gives the device a request of up to four parts.
    pub fn ask(&mut self, parts: &[Part]) {
        for (n, part) in parts.iter().enumerate() {
            let next = if n + 1 < parts.len() { NEXT | (n as u64 + 1) << 16 } else { 0 };
            let flags = next | if part.is_written { WRITTEN_BY_DEVICE } else { 0 };
            self.queue.descriptors[n][0].store(part.at, SeqCst);
            self.queue.descriptors[n][1].store(u64::from(part.bytes) | flags << 32, SeqCst);
        }
        // Each request begins at the first descriptor.
        self.queue.available[2 + usize::from(self.done % SIZE)].store(0, SeqCst);
        self.queue.available[1].store(self.done.wrapping_add(1), SeqCst);
        fence(SeqCst);
        self.write(QUEUE_NOTIFY, 0);
    }

    /// Whether the request has been served.
    pub fn is_done(&mut self) -> bool {
        fence(SeqCst);
        let used = (self.queue.used[0].load(SeqCst) >> 16) as u16;
        let is_done = used != self.done;
        self.done = used;
        is_done
    }

    /// Withdraws the interrupt; whether there was one.
    pub fn acknowledge(&self) -> bool {
        let pending = self.read(INTERRUPT_STATUS);
        self.write(INTERRUPT_ACK, pending);
        pending != 0
    }

    fn read(&self, register: u64) -> u32 {
        // SAFETY: the register is this device's, which nobody else uses.
        unsafe { ((self.at + register) as *const u32).read_volatile() }
    }

    fn write(&self, register: u64, word: u32) {
        // SAFETY: as for `read`; what a device then writes is what it was given.
        unsafe { ((self.at + register) as *mut u32).write_volatile(word) }
    }
}

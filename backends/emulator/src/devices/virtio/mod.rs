//! Virtio devices behind memory-mapped registers, version 2 (no legacy).
//!
//! [`Transport`] is one of the slots: registers and queues. What is behind it
//! is a [`Device`]. [`queue`] reads what drivers wrote to memory; [`dma`] is
//! the only way to memory.
//!
//! `virtio-queue` of rust-vmm was considered: its memory is mapped memory
//! behind raw pointers that several threads share. Here the hart on turn owns
//! RAM, which makes it plain bytes, and 150 lines read a queue.

pub(crate) mod block;
pub(crate) mod console;
pub(crate) mod dma;
pub(crate) mod net;
pub(crate) mod queue;
pub(crate) mod rng;
#[cfg(target_os = "linux")]
pub(crate) mod share;

use crate::config::DeviceKind;
use crate::error::Error;
use dma::Dma;
use queue::{Broken, MAX_SIZE, Queue};
use serde::{Deserialize, Serialize};

const MAGIC: u32 = u32::from_le_bytes(*b"virt");
const VERSION: u32 = 2;
const VENDOR: u32 = u32::from_le_bytes(*b"QEMU");
/// The device keeps to version 1 of the specification.
const VERSION_1: u64 = 1 << 32;
const INDIRECT_DESCRIPTORS: u64 = 1 << 28;

const QUEUE_INTERRUPT: u32 = 1;
const CONFIG_INTERRUPT: u32 = 2;
const FEATURES_OK: u32 = 8;
const DRIVER_OK: u32 = 4;
const NEEDS_RESET: u32 = 0x40;
/// Registers end, and the device's own begin.
const CONFIG: u64 = 0x100;

/// Makes what a configuration asks for.
pub(crate) fn make(kind: DeviceKind) -> Result<Box<dyn Device>, Error> {
    let outside = |error: std::io::Error| Error::Outside(error.to_string());
    Ok(match kind {
        DeviceKind::Block { disk, name } => Box::new(block::Block::new(disk, name)),
        DeviceKind::Net { address, network } => Box::new(net::Net::new(address, crate::net::connect(&network).map_err(outside)?)),
        #[cfg(target_os = "linux")]
        DeviceKind::Share { folder, tag, read_only } => Box::new(share::Share::new(folder, tag, read_only).map_err(outside)?),
        #[cfg(not(target_os = "linux"))]
        DeviceKind::Share { .. } => return Err(Error::Outside("folders can be shared on Linux only".to_string())),
        DeviceKind::Console { port } => Box::new(console::Console::new(port)),
        DeviceKind::Rng { seed } => Box::new(rng::Rng::new(seed)),
    })
}

/// What a device has to remember, in its own form.
pub(crate) type Saved = Vec<u8>;

/// What is behind a slot.
pub(crate) trait Device: Send {
    /// Type of the device.
    fn id(&self) -> u32;
    /// Features besides those of the transport.
    fn features(&self) -> u64 {
        0
    }
    /// Number of queues.
    fn queues(&self) -> usize {
        1
    }
    /// The device's own registers.
    fn config(&self) -> Vec<u8> {
        Vec::new()
    }
    /// The driver starts over.
    fn reset(&mut self) {}
    /// What it has to remember, for a snapshot.
    ///
    /// # Errors
    ///
    /// What cannot be saved, and why.
    fn save(&mut self) -> Result<Saved, String>;
    /// Remembers; `None` if that is not of such a device.
    fn restore(&mut self, saved: &Saved) -> Option<()>;
    /// Serves a queue that the driver has put something into.
    fn serve(&mut self, index: usize, access: &mut Access) -> Result<(), Broken>;
    /// Looks whether the world outside has something for the driver.
    fn poll(&mut self, _access: &mut Access) -> Result<(), Broken> {
        Ok(())
    }
    /// Whether the world outside may still answer something.
    fn is_waiting(&self) -> bool {
        false
    }
    /// Its line to the machine's terminal, if it leads there.
    fn line(&mut self) -> Option<&mut console::Line> {
        None
    }
}

/// What a device works with while it serves.
pub(crate) struct Access<'a, 'b> {
    /// The queues.
    pub queues: &'a mut [Queue],
    /// Memory.
    pub dma: Dma<'b>,
    /// Set if the driver wants an interrupt.
    pub interrupt: bool,
    /// Nanoseconds of the machine's time.
    pub now: u64,
    /// Chains that may still be taken. A driver can have no more waiting than
    /// a queue has entries, but a hostile one may let the device itself write
    /// to the ring and so never run dry.
    budget: u16,
}

impl Access<'_, '_> {
    /// The next chain of a queue.
    pub(crate) fn pop(&mut self, index: usize) -> Result<Option<queue::Chain>, Broken> {
        let Some(budget) = self.budget.checked_sub(1) else {
            return Ok(None);
        };
        self.budget = budget;
        self.queues.get_mut(index).map_or(Ok(None), |queue| queue.pop(&self.dma))
    }

    /// Gives a chain back with so many bytes in it.
    pub(crate) fn push(&mut self, index: usize, chain: &queue::Chain, bytes: u32) -> Result<(), Broken> {
        let queue = self.queues.get_mut(index).ok_or(Broken)?;
        self.interrupt |= queue.push(&mut self.dma, chain, bytes)?;
        Ok(())
    }
}

/// One slot.
#[derive(Default)]
pub(crate) struct Transport {
    device: Option<Box<dyn Device>>,
    queues: Vec<Queue>,
    selected: usize,
    status: u32,
    interrupts: u32,
    offered_half: u32,
    accepted_half: u32,
    accepted: u64,
}

/// A slot in a snapshot.
#[derive(Serialize, Deserialize)]
pub(crate) struct Slot {
    device: Option<Saved>,
    queues: Vec<Queue>,
    selected: usize,
    status: u32,
    interrupts: u32,
    offered_half: u32,
    accepted_half: u32,
    accepted: u64,
}

/// What is put into two registers of the queue that is selected.
type Address = fn(&mut Queue) -> &mut u64;

impl Transport {
    /// A slot with a device.
    pub(crate) fn new(device: Box<dyn Device>) -> Self {
        let queues = vec![Queue::default(); device.queues()];
        Self { device: Some(device), queues, ..Self::default() }
    }

    /// Type of the device, 0 if there is none.
    pub(crate) fn id(&self) -> u32 {
        self.device.as_ref().map_or(0, |device| device.id())
    }

    /// What is to be remembered, or what of it cannot be.
    pub(crate) fn save(&mut self) -> Result<Slot, String> {
        let device = self.device.as_mut().map(|device| device.save()).transpose()?;
        let Self { selected, status, interrupts, offered_half, accepted_half, accepted, .. } = *self;
        let queues = self.queues.clone();
        Ok(Slot { device, queues, selected, status, interrupts, offered_half, accepted_half, accepted })
    }

    /// Remembers; `None` if the slot held another device.
    pub(crate) fn restore(&mut self, slot: Slot) -> Option<()> {
        match (&mut self.device, &slot.device) {
            (None, None) => {}
            (Some(device), Some(saved)) => device.restore(saved)?,
            _ => return None,
        }
        if slot.queues.len() != self.queues.len() {
            return None;
        }
        self.queues = slot.queues;
        (self.selected, self.status, self.interrupts) = (slot.selected, slot.status, slot.interrupts);
        (self.offered_half, self.accepted_half, self.accepted) = (slot.offered_half, slot.accepted_half, slot.accepted);
        Some(())
    }

    /// Whether there is no device.
    pub(crate) fn is_empty(&self) -> bool {
        self.device.is_none()
    }

    /// State of the interrupt line.
    pub(crate) fn interrupt(&self) -> bool {
        self.interrupts != 0
    }

    /// Whether the world outside may still answer something.
    pub(crate) fn is_waiting(&self) -> bool {
        self.device.as_ref().is_some_and(|device| device.is_waiting())
    }

    /// Its device's line to the machine's terminal, if that leads there.
    pub(crate) fn line(&mut self) -> Option<&mut console::Line> {
        self.device.as_mut()?.line()
    }

    fn offered(&self) -> u64 {
        let own = self.device.as_ref().map_or(0, |device| device.features());
        own | VERSION_1 | INDIRECT_DESCRIPTORS
    }

    /// Reads a register.
    pub(crate) fn read(&self, offset: u64, bytes: u32) -> u64 {
        if offset >= CONFIG {
            return self.read_config((offset - CONFIG) as usize, bytes as usize);
        }
        let queue = self.queues.get(self.selected);
        let value = match offset {
            0x00 => MAGIC,
            0x04 => VERSION,
            0x08 => self.device.as_ref().map_or(0, |device| device.id()),
            0x0c => VENDOR,
            0x10 => half(self.offered(), self.offered_half),
            0x34 => queue.map_or(0, |_| u32::from(MAX_SIZE)),
            0x44 => queue.map_or(0, |queue| u32::from(queue.ready)),
            0x60 => self.interrupts,
            0x70 => self.status,
            _ => 0,
        };
        u64::from(value)
    }

    fn read_config(&self, offset: usize, bytes: usize) -> u64 {
        let config = self.device.as_ref().map(|device| device.config()).unwrap_or_default();
        let there = config.get(offset..).unwrap_or_default().iter().take(bytes);
        there.rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
    }

    /// Writes a register.
    pub(crate) fn write(&mut self, offset: u64, value: u32, dma: Dma, now: u64) {
        match offset {
            0x14 => self.offered_half = value,
            0x20 => self.accept(value),
            0x24 => self.accepted_half = value,
            0x30 => self.selected = value as usize,
            0x38 => self.change(|queue| queue.size = u16::try_from(value).unwrap_or(0)),
            0x44 => self.make_ready(value & 1 != 0),
            0x50 => self.attend(dma, now, |device, access| device.serve(value as usize, access)),
            0x64 => self.interrupts &= !value,
            0x70 => self.set_status(value),
            0x80 | 0x84 => self.set_address(offset, value, |queue| &mut queue.descriptors),
            0x90 | 0x94 => self.set_address(offset, value, |queue| &mut queue.available),
            0xa0 | 0xa4 => self.set_address(offset, value, |queue| &mut queue.used),
            _ => {}
        }
    }

    /// Looks whether the world outside has something for the driver.
    pub(crate) fn poll(&mut self, dma: Dma, now: u64) {
        self.attend(dma, now, |device, access| device.poll(access));
    }

    fn attend(&mut self, dma: Dma, now: u64, what: impl FnOnce(&mut dyn Device, &mut Access) -> Result<(), Broken>) {
        let Some(device) = self.device.as_deref_mut() else { return };
        if self.status & DRIVER_OK == 0 || self.status & NEEDS_RESET != 0 {
            return;
        }
        let mut access = Access { queues: &mut self.queues, dma, interrupt: false, now, budget: MAX_SIZE };
        let result = what(device, &mut access);
        if access.interrupt {
            self.interrupts |= QUEUE_INTERRUPT;
        }
        if result.is_err() {
            self.status |= NEEDS_RESET;
            self.interrupts |= CONFIG_INTERRUPT;
        }
    }

    fn accept(&mut self, value: u32) {
        let shift = if self.accepted_half == 0 { 0 } else { 32 };
        if self.accepted_half <= 1 && self.status & FEATURES_OK == 0 {
            self.accepted = self.accepted & !(u64::from(u32::MAX) << shift) | u64::from(value) << shift;
        }
    }

    /// FEATURES_OK stays clear if the driver wants what was not offered.
    fn set_status(&mut self, value: u32) {
        if value == 0 {
            self.reset();
            return;
        }
        let fits = self.accepted & !self.offered() == 0 && self.accepted & VERSION_1 != 0;
        let refused = if fits { 0 } else { FEATURES_OK };
        self.status = value & !refused & !NEEDS_RESET | self.status & NEEDS_RESET;
    }

    fn reset(&mut self) {
        if let Some(device) = &mut self.device {
            device.reset();
        }
        let device = self.device.take();
        *self = device.map(Self::new).unwrap_or_default();
    }

    fn change(&mut self, change: impl FnOnce(&mut Queue)) {
        if let Some(queue) = self.queues.get_mut(self.selected).filter(|queue| !queue.ready) {
            change(queue);
        }
    }

    /// A queue that is taken back starts from the beginning.
    fn make_ready(&mut self, ready: bool) {
        if let Some(queue) = self.queues.get_mut(self.selected) {
            if !ready {
                *queue = Queue::default();
            }
            queue.ready = ready;
        }
    }

    fn set_address(&mut self, offset: u64, value: u32, address: Address) {
        // The upper half follows the lower one.
        let shift = if offset.is_multiple_of(8) { 0 } else { 32 };
        self.change(|queue| {
            let address = address(queue);
            *address = *address & !(u64::from(u32::MAX) << shift) | u64::from(value) << shift;
        });
    }
}

/// Half of a 64-bit register; others than 0 and 1 are empty.
fn half(value: u64, which: u32) -> u32 {
    match which {
        0 => value as u32,
        1 => (value >> 32) as u32,
        _ => 0,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

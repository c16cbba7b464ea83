//! Virtio devices behind memory-mapped registers, version 2 (no legacy).
//!
//! [`Transport`] is registers and queues; what is behind it is a [`Kind`].
//! [`queue`] reads what drivers wrote to memory.
//!
//! Of crates, `virtio-queue` of rust-vmm was considered: it needs `std`, and
//! memory that is mapped behind raw pointers. `axvirtio-common` serves
//! `no_std`, but comes with the address types of its hypervisor.

pub(crate) mod block;
pub(crate) mod console;
pub(crate) mod net;
pub(crate) mod queue;

use crate::{Context, Device};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use queue::{Broken, Chain, MAX_SIZE, Queue};
use serde::{Deserialize, Serialize};

const MAGIC: u32 = u32::from_le_bytes(*b"virt");
const VERSION: u32 = 2;
const VENDOR: u32 = u32::from_le_bytes(*b"DRFT");
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

/// What is behind the registers.
pub(crate) trait Kind: Send {
    /// Type of the device.
    fn id(&self) -> u32;
    /// Features besides those of the transport.
    fn features(&self) -> u64;
    /// Number of queues.
    fn queues(&self) -> usize;
    /// The device's own registers.
    fn config(&self) -> Vec<u8>;
    /// Serves a queue that the driver has put something into.
    fn serve(&mut self, index: usize, access: &mut Access) -> Result<(), Broken>;
    /// Looks whether the world outside has something for the driver.
    fn poll(&mut self, _access: &mut Access) -> Result<(), Broken> {
        Ok(())
    }
    /// What it has to remember; `None` if it cannot move.
    fn save(&self) -> Option<Vec<u8>>;
    /// Remembers; `None` if that is not of such a device.
    fn restore(&mut self, saved: &[u8]) -> Option<()>;
    /// Forgets what drivers have written to it.
    fn forget(&mut self) {}
}

/// What a device works with while it serves.
pub(crate) struct Access<'a> {
    queues: &'a mut [Queue],
    /// The world.
    pub context: Context<'a>,
    /// Set if the driver wants an interrupt.
    interrupt: bool,
    /// Chains that may still be taken. A driver can have no more waiting than
    /// a queue has entries, but a hostile one may let the device itself write
    /// to the ring and so never run dry.
    chains: u16,
    /// Bytes that may still be moved before others have their turn.
    bytes: u64,
}

impl Access<'_> {
    /// The next chain of a queue.
    pub(crate) fn pop(&mut self, index: usize) -> Result<Option<Chain>, Broken> {
        let Some(queue) = self.queues.get_mut(index) else { return Ok(None) };
        let Some(chain) = queue.pop(self.context.memory())? else { return Ok(None) };
        let bytes = (chain.readable() + chain.writable()) as u64;
        match (self.chains.checked_sub(1), self.bytes.checked_sub(bytes)) {
            (Some(chains), Some(left)) => (self.chains, self.bytes) = (chains, left),
            _ => {
                queue.unpop();
                self.context.again();
                return Ok(None);
            }
        }
        Ok(Some(chain))
    }

    /// Gives back to the queue the chain that was taken last.
    pub(crate) fn unpop(&mut self, index: usize) {
        if let Some(queue) = self.queues.get_mut(index) {
            queue.unpop();
        }
    }

    /// Gives a chain back with so many bytes in it.
    pub(crate) fn push(&mut self, index: usize, chain: &Chain, bytes: usize) -> Result<(), Broken> {
        let queue = self.queues.get_mut(index).ok_or(Broken)?;
        self.interrupt |= queue.push(self.context.memory(), chain, bytes as u32)?;
        Ok(())
    }
}

/// Registers, and a device behind them.
pub(crate) struct Transport {
    kind: Box<dyn Kind>,
    state: State,
}

#[derive(Default, Serialize, Deserialize)]
struct State {
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
    /// A device as it is after reset.
    pub(crate) fn new(kind: Box<dyn Kind>) -> Self {
        let mut transport = Self { kind, state: State::default() };
        transport.start_over();
        transport
    }

    fn offered(&self) -> u64 {
        self.kind.features() | VERSION_1 | INDIRECT_DESCRIPTORS
    }

    fn read_config(&self, offset: u64, bytes: usize) -> u64 {
        let config = self.kind.config();
        let there = config.get(offset as usize..).unwrap_or_default().iter().take(bytes);
        there.rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
    }

    /// Lets the device work, if the driver has set it up.
    fn attend(&mut self, context: Context<'_>, what: impl FnOnce(&mut dyn Kind, &mut Access) -> Result<(), Broken>) {
        let state = &mut self.state;
        if state.status & DRIVER_OK == 0 || state.status & NEEDS_RESET != 0 {
            return;
        }
        let mut access = Access { queues: &mut state.queues, context, interrupt: false, chains: MAX_SIZE, bytes: queue::MAX_BYTES };
        let result = what(&mut *self.kind, &mut access);
        if access.interrupt {
            state.interrupts |= QUEUE_INTERRUPT;
        }
        if result.is_err() {
            state.status |= NEEDS_RESET;
            state.interrupts |= CONFIG_INTERRUPT;
        }
    }

    fn accept(&mut self, value: u32) {
        let state = &mut self.state;
        let shift = if state.accepted_half == 0 { 0 } else { 32 };
        if state.accepted_half <= 1 && state.status & FEATURES_OK == 0 {
            state.accepted = state.accepted & !(u64::from(u32::MAX) << shift) | u64::from(value) << shift;
        }
    }

    /// FEATURES_OK stays clear if the driver wants what was not offered.
    fn set_status(&mut self, value: u32) {
        if value == 0 {
            self.start_over();
            return;
        }
        let accepted = self.state.accepted;
        let fits = accepted & !self.offered() == 0 && accepted & VERSION_1 != 0;
        let refused = if fits { 0 } else { FEATURES_OK };
        self.state.status = value & !refused & !NEEDS_RESET | self.state.status & NEEDS_RESET;
    }

    fn start_over(&mut self) {
        self.state = State { queues: vec![Queue::default(); self.kind.queues()], ..State::default() };
    }

    fn change(&mut self, change: impl FnOnce(&mut Queue)) {
        if let Some(queue) = self.state.queues.get_mut(self.state.selected).filter(|queue| !queue.ready) {
            change(queue);
        }
    }

    /// A queue that is taken back starts from the beginning.
    fn make_ready(&mut self, ready: bool) {
        if let Some(queue) = self.state.queues.get_mut(self.state.selected) {
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

impl Device for Transport {
    fn read(&mut self, offset: u64, bytes: u32, _: Context<'_>) -> u64 {
        if let Some(offset) = offset.checked_sub(CONFIG) {
            return self.read_config(offset, bytes as usize);
        }
        let state = &self.state;
        let queue = state.queues.get(state.selected);
        let value = match offset {
            0x00 => MAGIC,
            0x04 => VERSION,
            0x08 => self.kind.id(),
            0x0c => VENDOR,
            0x10 => half(self.offered(), state.offered_half),
            0x34 => queue.map_or(0, |_| u32::from(MAX_SIZE)),
            0x44 => queue.map_or(0, |queue| u32::from(queue.ready)),
            0x60 => state.interrupts,
            0x70 => state.status,
            _ => 0,
        };
        u64::from(value) & mask(bytes)
    }

    fn write(&mut self, offset: u64, _: u32, value: u64, context: Context<'_>) {
        let value = value as u32;
        match offset {
            0x14 => self.state.offered_half = value,
            0x20 => self.accept(value),
            0x24 => self.state.accepted_half = value,
            0x30 => self.state.selected = value as usize,
            0x38 => self.change(|queue| queue.size = u16::try_from(value).unwrap_or(0)),
            0x44 => self.make_ready(value & 1 != 0),
            0x50 => self.attend(context, |kind, access| kind.serve(value as usize, access)),
            0x64 => self.state.interrupts &= !value,
            0x70 => self.set_status(value),
            0x80 | 0x84 => self.set_address(offset, value, |queue| &mut queue.descriptors),
            0x90 | 0x94 => self.set_address(offset, value, |queue| &mut queue.available),
            0xa0 | 0xa4 => self.set_address(offset, value, |queue| &mut queue.used),
            _ => {}
        }
    }

    fn interrupt(&self) -> bool {
        self.state.interrupts != 0
    }

    fn poll(&mut self, context: Context<'_>) {
        self.attend(context, |kind, access| kind.poll(access));
    }

    fn save(&self) -> Option<Vec<u8>> {
        super::pack(&(&self.state, self.kind.id(), self.kind.save()?))
    }

    fn restore(&mut self, saved: &[u8]) -> Option<()> {
        let (state, id, kind): (State, u32, Vec<u8>) = super::unpack(saved)?;
        (id == self.kind.id() && state.queues.len() == self.kind.queues()).then_some(())?;
        self.kind.restore(&kind)?;
        self.state = state;
        Some(())
    }

    fn reset(&mut self, forget: bool) {
        self.start_over();
        if forget {
            self.kind.forget();
        }
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

/// What an access of so many bytes can hold.
fn mask(bytes: u32) -> u64 {
    u64::MAX >> (64 - 8 * bytes.clamp(1, 8))
}

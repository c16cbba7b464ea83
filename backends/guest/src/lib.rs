//! What a guest sees and no revision of the extension changes: interrupt
//! controller, UART, virtio devices, and the networks between guests.
//!
//! Reading order: this file (the traits by which it knows the world), `bus`
//! (which device answers), `devices` (what they are), `disk` and `net` (what
//! is behind them), `assemble` (a bus of what a deployment says), `numbers`
//! (what tells guests apart on a hart).
//!
//! Everything that comes from a guest is hostile: an address is checked when
//! it is used, a length before it is believed, and no loop is longer than
//! what one request may reasonably ask for. Whatever a guest does, a device
//! answers, or stops until the guest resets it.
//!
//! Several virtual harts use devices at the same time, on different harts:
//! [`Bus`] takes `&self` and locks one device at a time.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod assemble;
mod bus;
mod devices;
mod disk;
pub mod monitor;
mod net;
mod numbers;
pub mod stream;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub use assemble::{Missing, Parts, assemble};
pub use bus::{Bus, Region, Slot};
pub use devices::plic::Plic;
pub use disk::{Disk, DiskError, RamDisk};
pub use net::{LONGEST, Port, Switch, SwitchPort};
pub use numbers::{Fence, Numbers};

use alloc::vec::Vec;

/// A guest physical address at which there is no RAM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outside;

/// RAM of a guest, by guest physical address. Other virtual harts may change
/// it meanwhile: two, four or eight bytes that are aligned are moved at once.
pub trait Memory {
    /// Fills `into` from `gpa` on.
    ///
    /// # Errors
    ///
    /// If a byte of it is not RAM; `into` may have been filled in part.
    fn read(&self, gpa: u64, into: &mut [u8]) -> Result<(), Outside>;

    /// Writes `from` from `gpa` on.
    ///
    /// # Errors
    ///
    /// If a byte of it is not RAM; the rest may have been written.
    fn write(&self, gpa: u64, from: &[u8]) -> Result<(), Outside>;

    /// Whether `bytes` from `gpa` on are RAM.
    fn contains(&self, gpa: u64, bytes: u64) -> bool;
}

/// The RAM of no guest.
struct NoMemory;

impl Memory for NoMemory {
    fn read(&self, _gpa: u64, _into: &mut [u8]) -> Result<(), Outside> {
        Err(Outside)
    }

    fn write(&self, _gpa: u64, _from: &[u8]) -> Result<(), Outside> {
        Err(Outside)
    }

    fn contains(&self, _gpa: u64, _bytes: u64) -> bool {
        false
    }
}

/// The hypervisor around a guest, for its devices.
pub trait Host {
    /// The guest's RAM; none if there is no guest.
    fn memory(&self) -> &dyn Memory {
        &NoMemory
    }
    /// Nanoseconds of the guest's time.
    fn now(&self) -> u64;
    /// Seconds and nanoseconds since 1970 as nanoseconds, if the host knows.
    fn date(&self) -> u64 {
        0
    }
    /// The external interrupt of these virtual harts of the guest, a bit each,
    /// may have become pending: those that run or wait are to look.
    fn kick(&self, vcpus: u64);
    /// The guest has completed interrupts of devices of the host, by their
    /// sources at its controller, a bit each.
    fn complete(&self, _sources: u64) {}
    /// A guest, by its place in the deployment, has something to fetch from a
    /// network: its [`Bus::poll`] is to be called soon.
    fn wake(&self, guest: u32);
    /// A device of this guest has more to do than is good at once: its
    /// [`Bus::poll`] is to be called soon, after others had their turn.
    fn again(&self);
    /// Sends a byte to the guest's console.
    fn put(&self, byte: u8);
    /// Takes a byte from the guest's console, if there is one.
    fn get(&self) -> Option<u8>;
    /// The guest ends itself, by the finisher.
    fn end(&self, how: End);
}

/// How a guest ends itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With success.
    Good,
    /// With a code of failure.
    Failed(u16),
    /// It wants to begin again.
    Restart,
}

/// The world around a device while it works: one reference, which is passed in
/// registers with each access.
pub type Context<'a> = &'a dyn Host;

/// An emulated device. Its registers are accessed by 1, 2, 4 or 8 bytes, at
/// any offset below its length; a value has no more bytes than the access.
pub trait Device: Send {
    /// Reads a register.
    fn read(&mut self, offset: u64, bytes: u32, context: Context<'_>) -> u64;
    /// Writes a register.
    fn write(&mut self, offset: u64, bytes: u32, value: u64, context: Context<'_>);
    /// State of its interrupt line.
    fn interrupt(&self) -> bool {
        false
    }
    /// Reads a register, and the line as it is then.
    fn load(&mut self, offset: u64, bytes: u32, context: Context<'_>) -> (u64, bool) {
        (self.read(offset, bytes, context), self.interrupt())
    }
    /// Writes a register; the line as it is then.
    fn store(&mut self, offset: u64, bytes: u32, value: u64, context: Context<'_>) -> bool {
        self.write(offset, bytes, value, context);
        self.interrupt()
    }
    /// Looks whether the world outside has something for it.
    fn poll(&mut self, _context: Context<'_>) {}
    /// What it has to remember, for another hypervisor to go on with; `None`
    /// if it depends on something of this host.
    fn save(&self) -> Option<Vec<u8>>;
    /// Remembers; `None` if that is not of such a device.
    fn restore(&mut self, saved: &[u8]) -> Option<()>;
    /// Becomes as it is when the guest begins. What was written to a disk
    /// stays, unless it is to `forget` that too.
    fn reset(&mut self, forget: bool);
}

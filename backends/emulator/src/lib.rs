//! Runs a machine like QEMU's `virt` for any [`isa::Revision`].
//!
//! If you are new here, read in this order: [`config`] says what a machine
//! is; `core` is the hart on turn together with the memory and devices that
//! all harts share, and implements [`isa::Machine`]; `step` fetches and
//! executes; `access` and `walk` reach memory, through the `tlb`; and
//! `machine` gives harts their turns and moves virtual time. Whoever uses a
//! machine sees it as `erased` has it.
//!
//! Nothing here knows a revision, a CSR number, a cause or the position of a
//! bit: all of that comes through [`isa::Revision`].

pub mod config;
pub mod disk;
pub mod error;
pub mod outcome;
pub mod trace;

mod access;
mod block;
mod boot;
mod breakpoints;
mod bus;
mod cache;
mod check;
mod clock;
mod code;
mod commit;
mod console;
mod core;
mod cursor;
mod decoder;
mod devices;
mod erased;
mod hart;
mod inspect;
mod layout;
mod left_out;
mod look;
mod machine;
mod memory;
mod names;
mod near;
mod net;
mod observe;
mod protection;
mod record;
mod reservation;
mod rights;
mod snapshot;
mod step;
mod tables;
mod tlb;
mod walk;
mod walked;

#[cfg(test)]
mod tests;

pub use breakpoints::Went;
pub use check::{StaleStage, StaleUse, TableStore};
pub use config::{Console, Device, DeviceKind, Htif, Image, MachineConfig, TimeSource, Trace};
pub use devices::virtio::console::Port;
pub use disk::{Disk, DiskMode};
pub use erased::{Machine, Mode};
pub use error::Error;
pub use inspect::DataAccess;
pub use layout::{DEVICES, RAM_BASE, Region};
pub use look::Look;
pub use machine::{Emulator, Step};
pub use names::Isa;
pub use net::{Forward, Hub, Network, Plug};
pub use observe::{Moment, Observer, TrapEvent};
pub use outcome::{Exit, Outcome, Stuck, TrapCount};
pub use snapshot::SnapshotError;
pub use trace::TrapRecord;
pub use walked::Walked;

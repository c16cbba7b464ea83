//! Machines of every revision at every XLEN, compiled here and nowhere else.
//!
//! The engine is generic over the revision, and 18 instances of it take
//! minutes of CPU time to compile. So programs and tests ask a [`Plan`] for a
//! [`Machine`] and know no type of a revision.
//!
//! While you work on some revisions, `DRAFTVISOR_ONLY="ID ID/64"` in the
//! environment of the build leaves out all others, and of those with a width
//! behind them the other one. The gate never sets it.

mod only;

use emulator::{Emulator, Error, Isa, Machine, MachineConfig, SnapshotError};
use isa::Revision;
use std::io::Read;

pub use generated::REVISIONS;

type Build = fn(MachineConfig) -> Result<Box<dyn Machine>, Error>;
type Restore = fn(MachineConfig, &mut dyn Read) -> Result<Box<dyn Machine>, SnapshotError>;

/// How machines of one revision at one XLEN are made.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// What the revision calls things.
    pub isa: Isa,
    build: Build,
    restore: Restore,
}

impl Plan {
    /// The plan for a revision, by id; `None` if it was not compiled in.
    pub fn of(revision: &str, xlen: u32) -> Option<Self> {
        generated::with_revision(revision, xlen, Planned).flatten()
    }

    /// Builds a machine; see [`Emulator::new`].
    ///
    /// # Errors
    ///
    /// If the configuration asks for what cannot be, or an image is malformed.
    pub fn build(&self, config: MachineConfig) -> Result<Box<dyn Machine>, Error> {
        (self.build)(config)
    }

    /// Builds a machine with the state of a snapshot; see [`Emulator::restore`].
    ///
    /// # Errors
    ///
    /// If the snapshot is of another machine or revision, or damaged.
    pub fn restore(&self, config: MachineConfig, source: &mut dyn Read) -> Result<Box<dyn Machine>, SnapshotError> {
        (self.restore)(config, source)
    }
}

struct Planned;

impl generated::Visitor for Planned {
    type Output = Option<Plan>;

    fn visit<R: Revision>(self) -> Option<Plan> {
        // A constant, so that nothing is compiled for who is left out.
        if const { only::includes(R::ID, R::XLEN) } {
            Some(Plan { isa: Isa::of::<R>(), build: build::<R>, restore: restore::<R> })
        } else {
            None
        }
    }
}

fn build<R: Revision>(config: MachineConfig) -> Result<Box<dyn Machine>, Error> {
    Ok(Box::new(Emulator::<R>::new(config)?))
}

fn restore<R: Revision>(config: MachineConfig, source: &mut dyn Read) -> Result<Box<dyn Machine>, SnapshotError> {
    Ok(Box::new(Emulator::<R>::restore(config, source)?))
}

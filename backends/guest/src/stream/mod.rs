//! A guest on its way: what save, restore and live migration send.
//!
//! A stream is records, each a kind, a length, as many bytes and a CRC-32. It
//! begins with a [`Header`], which the other side accepts or refuses before
//! anything is lost; then pages in rounds, the guest still running; then, the
//! guest paused, the last pages, registers and devices. [`Sender`] and
//! [`Receiver`] are the two ends: they take and give records and know nothing
//! of the channel, which may be any that loses nothing; [`Link`] makes one of
//! a network card.
//!
//! Registers go by the names that the model has for them, so that a stream
//! means the same to every hypervisor that has them. One that has others is of
//! another revision, and refuses.

mod header;
mod link;
mod receive;
mod record;
mod send;

pub use header::{Header, Refused};
pub use link::{Link, Lost};
pub use receive::{Receiver, Target};
pub use record::{Broken, Decoder, Record, VcpuState, encode};
pub use send::{Progress, Sender, Sent, Source};

/// Version of the stream. A hypervisor refuses any other.
pub const VERSION: u16 = 2;

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

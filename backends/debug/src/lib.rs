//! A gdb remote for the emulator.
//!
//! If you are new here, read in this order: `debuggee` is the machine as a
//! debugger sees it; `arch` and `description` tell gdb
//! what registers there are; `target` answers its packets and `session` lets
//! the machine run; `monitor` has the commands that gdb does not know itself.
//!
//! Nothing here knows a revision or a number of a CSR: gdb is told the names
//! that the revision has, at run time.

mod arch;
mod debuggee;
mod description;
mod monitor;
mod session;
mod target;

#[cfg(test)]
mod tests;

pub use session::{End, serve, serve_stream};

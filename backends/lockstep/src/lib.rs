//! The same privileged programs on the emulator and on other implementations.
//!
//! An *image* is firmware that runs without anything else: a [`harness`] in
//! M-mode and many [`step`]s. A step writes CSRs and page-table entries,
//! enters a mode, executes an instruction there and comes back by a trap; the
//! harness then reads all CSRs, registers and touched memory, and keeps a
//! digest of them for each step, and the values themselves for the last one.
//! So an image cut after a step shows all that is known after it. [`machine`]
//! runs an image by the command line of QEMU or Spike, and [`compare`] finds
//! the first step that two machines disagree about, and makes it small. What
//! is listed has a [`reproducer`]. A [`witness`] of a change runs as steps, too.
//!
//! Everything architectural is read from the model's [`ir::Spec`]. What an
//! implementation is known to do otherwise is data, a [`peer::Peer`].

pub mod asm;
pub mod campaign;
pub mod compare;
mod elf;
pub mod harness;
pub mod image;
pub mod machine;
pub mod peer;
pub mod reproducer;
pub mod step;
pub mod tables;
pub mod witness;

//! A disk that is written and read again, past the kernel's cache.

use crate::{Random, linux::File};

const BLOCK: usize = 4096;
const BLOCKS: u64 = 32;
/// Where the workers' blocks begin: behind this program, which was brought by the disk.
const START: u64 = 1 << 20;

#[repr(align(4096))]
struct Buffer([u8; BLOCK]);

/// A part of the disk, and what was last written to each block.
pub struct Disk {
    file: File,
    first: u64,
    written: [Option<u8>; BLOCKS as usize],
}

impl Disk {
    /// The part of a worker.
    pub fn open(hart: u64) -> Self {
        let first = START / BLOCK as u64 + hart * BLOCKS;
        Self { file: File::open(c"/dev/vda"), first, written: [None; BLOCKS as usize] }
    }

    /// A block is as it was left, is written, and is as it was written.
    pub fn check(&mut self, random: &mut Random) {
        let block = random.below(BLOCKS);
        let at = (self.first + block) * BLOCK as u64;
        if let Some(written) = self.written[block as usize] {
            self.compare(at, written);
        }
        let byte = random.below(256) as u8;
        self.file.write_at(&Buffer([byte; BLOCK]).0, at);
        self.written[block as usize] = Some(byte);
        self.compare(at, byte);
    }

    fn compare(&self, at: u64, written: u8) {
        let mut buffer = Buffer([!written; BLOCK]);
        self.file.read_at(&mut buffer.0, at);
        assert!(buffer.0.iter().all(|byte| *byte == written), "the disk does not hold {written:#x} at {at:#x}");
    }
}

//! Where things lie in an image, and its bytes.

use crate::harness::Harness;
use crate::peer::Peer;
use crate::step::Step;
use crate::tables::Memory;
use ir::Spec;

/// RAM of the machine.
pub const RAM: u64 = 0x8000_0000;
/// Bytes of it.
pub const RAM_BYTES: u64 = 128 << 20;
/// A page.
pub const PAGE: u64 = 4096;
/// Where constants of the harness are, from here on all from the start of RAM.
pub const GLOBALS: u64 = 0x1_0000;
/// Handlers of HS-mode and VS-mode: nothing but ECALL.
pub const HANDLERS: [u64; 2] = [0x1_1000, 0x1_2000];
/// Words by which an image ends on a machine without a finisher, and which is not used.
pub const TO_HOST: u64 = 0x1_3000;
/// See [`TO_HOST`].
pub const FROM_HOST: u64 = 0x1_3008;
/// Values of the last step.
pub const LAST: u64 = 0x1_4000;
/// Page tables.
pub const TABLES: u64 = 0x10_0000;
/// Pages of data.
pub const DATA: u64 = 0x40_0000;
/// Their number.
pub const DATA_PAGES: u64 = 8;
/// Digests.
pub const DIGESTS: u64 = 0x80_0000;
/// Steps.
pub const STEPS: u64 = 0x100_0000;
/// Bytes of a step.
pub const STEP_BYTES: u64 = 768;
/// How much higher users see the code.
pub const ALIAS: u64 = 0x4000_0000;
/// Bytes of a digest.
pub const DIGEST_BYTES: u64 = 4;
/// Steps that fit.
pub const MOST_STEPS: usize = ((RAM_BYTES - STEPS) / STEP_BYTES - 1) as usize;

/// Firmware, and what is known about what it prints.
#[derive(Debug)]
pub struct Image {
    /// To be loaded at the start of RAM.
    pub bytes: Vec<u8>,
    /// Steps.
    pub steps: usize,
    /// Names of the values of the last step, in order.
    pub values: Vec<String>,
    /// Bytes of each.
    pub value_bytes: usize,
}

impl Image {
    /// An image of steps.
    pub fn new(spec: &Spec, peer: &Peer, steps: &[Step]) -> Self {
        let memory = Memory::new(spec);
        let harness = Harness::new(spec, peer, &memory);
        let mut image = Self { bytes: Vec::new(), steps: steps.len(), values: harness.values(), value_bytes: spec.xlen as usize / 8 };
        image.put_words(0, &harness.start());
        for (offset, bytes) in harness.constants() {
            image.put(GLOBALS + offset, &bytes);
        }
        for at in HANDLERS {
            image.put_words(at, &harness.handler());
        }
        let bytes = spec.formats.first().map_or(8, |f| f.pte_bytes) as usize;
        for (at, word) in memory.words() {
            image.put(at - RAM, &word.to_le_bytes()[..bytes]);
        }
        for (i, step) in steps.iter().enumerate() {
            let offset = STEPS + i as u64 * STEP_BYTES;
            image.put(offset, &step.bytes(&harness.asm, offset));
        }
        image.put_words(STEPS + steps.len() as u64 * STEP_BYTES, &harness.finish());
        image
    }

    fn put(&mut self, offset: u64, bytes: &[u8]) {
        let at = offset as usize;
        if self.bytes.len() < at + bytes.len() {
            self.bytes.resize(at + bytes.len(), 0);
        }
        self.bytes[at..at + bytes.len()].copy_from_slice(bytes);
    }

    fn put_words(&mut self, offset: u64, words: &[u32]) {
        let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
        self.put(offset, &bytes);
    }
}

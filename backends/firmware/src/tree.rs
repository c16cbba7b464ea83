//! The harts that the machine's device tree names.
//!
//! A hart is a node `cpu@N`, with its number in hexadecimal. The rest of the
//! tree is for the payload.

use crate::arch::mmio_read;

const MAGIC: u32 = 0xd00d_feed;
/// Where the header says where the structure begins, and how long it is.
const STRUCTURE: u64 = 8;
const STRUCTURE_BYTES: u64 = 36;

const BEGIN_NODE: u32 = 1;
const PROPERTY: u32 = 3;

/// Harts below `most` that the tree at `fdt` names, as a mask; none if no tree is there.
pub fn harts(fdt: u64, most: usize) -> u64 {
    if fdt == 0 || !fdt.is_multiple_of(4) || word(fdt) != MAGIC {
        return 0;
    }
    let start = fdt + u64::from(word(fdt + STRUCTURE));
    let end = start + u64::from(word(fdt + STRUCTURE_BYTES));
    let (mut at, mut mask) = (start, 0);
    while at < end {
        let token = word(at);
        at += 4;
        match token {
            BEGIN_NODE => {
                mask |= hart(at).filter(|hart| *hart < most as u64).map_or(0, |hart| 1 << hart);
                at += (text(at).count() as u64 + 1).next_multiple_of(4);
            }
            // Its length, where its name is, and its value.
            PROPERTY => at += 8 + u64::from(word(at)).next_multiple_of(4),
            _ => {}
        }
    }
    mask
}

/// The number in the name at an address, if it is that of a hart.
fn hart(name: u64) -> Option<u64> {
    let mut name = text(name);
    let is_hart = b"cpu@".iter().all(|byte| name.next() == Some(*byte));
    let digits = name.map(|byte| char::from(byte).to_digit(16).map(u64::from));
    digits.fold(is_hart.then_some(0_u64), |number, digit| number?.checked_mul(16)?.checked_add(digit?))
}

/// Bytes up to a zero.
fn text(at: u64) -> impl Iterator<Item = u8> {
    (at..).map(mmio_read::<u8>).take_while(|byte| *byte != 0)
}

fn word(at: u64) -> u32 {
    u32::from_be(mmio_read(at))
}

//! RAM in a snapshot: the pages that are not zero, each behind its number.

use std::io::{Read, Write};

use super::SnapshotError;
use crate::layout::PAGE;
use crate::memory::Ram;

/// Stands where the number of a page would, behind the last one.
const END: u64 = u64::MAX;

/// Writes all pages that hold anything.
pub(super) fn write(ram: &Ram, sink: &mut impl Write) -> Result<(), SnapshotError> {
    let page = PAGE as usize;
    for number in 0..ram.len() / page {
        let Some(bytes) = ram.slice(number * page, page) else { break };
        if bytes.iter().any(|byte| *byte != 0) {
            sink.write_all(&(number as u64).to_le_bytes())?;
            sink.write_all(bytes)?;
        }
    }
    sink.write_all(&END.to_le_bytes())?;
    Ok(())
}

/// Reads pages into RAM, which is zero.
pub(super) fn read(ram: &mut Ram, source: &mut impl Read) -> Result<(), SnapshotError> {
    let page = PAGE as usize;
    loop {
        let number = u64::from_le_bytes(super::array(source)?);
        if number == END {
            return Ok(());
        }
        let offset = usize::try_from(number).ok().and_then(|number| number.checked_mul(page));
        let place = offset.and_then(|offset| ram.slice_mut(offset, page));
        let place = place.ok_or_else(|| SnapshotError::Damaged(format!("page {number} lies outside RAM")))?;
        source.read_exact(place)?;
    }
}

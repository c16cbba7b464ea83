//! What a TLB entry permits, in one word.
//!
//! The word of an entry has one bit for the class of its leaf at each stage,
//! one if the page is not dirty, and one for each kind of access and
//! privilege that PMP has not granted yet. What the state denies is another
//! word per kind of access: an entry serves an access if the two have no bit
//! in common. So a change of SUM, MXR or MPRV costs no entry, only the words
//! of the state, which are learned again as they are asked for.

use isa::{Access, Kind, Pte};

/// A set of the bits described above.
pub(crate) type Rights = u32;

/// Leaf types: readable, writable, executable.
const TYPES: [(bool, bool, bool); 5] =
    [(true, false, false), (true, true, false), (false, false, true), (true, false, true), (true, true, true)];
/// Classes of the first stage: types by U, then identity.
const FIRST: u32 = 11;
/// Classes of the second stage: types, then identity.
const SECOND: u32 = 6;
const CLEAN_BIT: u32 = FIRST + SECOND;
const PMP_BIT: u32 = CLEAN_BIT + 1;

/// No first stage.
pub(crate) const FIRST_IDENTITY: Rights = 1 << (FIRST - 1);
/// No second stage.
pub(crate) const SECOND_IDENTITY: Rights = 1 << (FIRST + SECOND - 1);
/// A store must set a D bit first.
pub(crate) const CLEAN: Rights = 1 << CLEAN_BIT;
/// Classes of leaves of both stages.
pub(crate) const CLASSES: Rights = CLEAN - 1;
/// What PMP has not granted.
pub(crate) const PMP: Rights = 0xfff << PMP_BIT;

/// Class of a leaf, its type numbered as in [`TYPES`]; `None` if it is of no valid type.
pub(crate) fn class(pte: &Pte, gstage: bool) -> Option<Rights> {
    let ty = match (pte.r, pte.w, pte.x) {
        (true, false, false) => 0,
        (true, true, false) => 1,
        (false, false, true) => 2,
        (true, false, true) => 3,
        (true, true, true) => 4,
        _ => return None,
    };
    Some(if gstage { 1 << (FIRST + ty) } else { 1 << (ty * 2 + u32::from(pte.u)) })
}

/// One class: its bit, a leaf of it (none for identity), whether of the G-stage.
pub(crate) type Class = (Rights, Option<Pte>, bool);

/// The classes in `rights`, for asking whether the state denies them.
/// Identity is never denied.
pub(crate) fn classes(rights: Rights) -> impl Iterator<Item = Class> {
    let mut left = rights & CLASSES;
    std::iter::from_fn(move || {
        let bit = left & left.wrapping_neg();
        left ^= bit;
        (bit != 0).then(|| (bit, leaf(bit), bit.trailing_zeros() >= FIRST))
    })
}

/// A leaf of the class, accessed and dirty.
fn leaf(bit: Rights) -> Option<Pte> {
    if bit & (FIRST_IDENTITY | SECOND_IDENTITY) != 0 {
        return None;
    }
    let number = bit.trailing_zeros();
    let (ty, u) = if number >= FIRST { (number - FIRST, true) } else { (number / 2, number & 1 != 0) };
    let &(r, w, x) = TYPES.get(ty as usize)?;
    Some(Pte { v: true, r, w, x, u, a: true, d: true, ..Pte::default() })
}

/// The bit that says: PMP has not granted this kind of access.
pub(crate) fn pmp(access: Access) -> Rights {
    1 << (PMP_BIT + access.kind as u32 * 4 + (access.prv as u32 & 3))
}

/// What is denied to an access as long as nothing has been learned.
pub(crate) fn unknown(access: Access) -> Rights {
    CLASSES | pmp(access) | if access.kind == Kind::Store { CLEAN } else { 0 }
}

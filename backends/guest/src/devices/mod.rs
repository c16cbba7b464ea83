//! The devices.

pub(crate) mod finisher;
pub mod plic;
pub(crate) mod rtc;
pub(crate) mod uart;
pub(crate) mod virtio;

use alloc::vec::Vec;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a device has to remember, packed.
fn pack(state: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_allocvec(state).ok()
}

/// What a device had to remember, all of it and nothing more.
fn unpack<T: DeserializeOwned>(saved: &[u8]) -> Option<T> {
    let (state, rest) = postcard::take_from_bytes(saved).ok()?;
    rest.is_empty().then_some(state)
}

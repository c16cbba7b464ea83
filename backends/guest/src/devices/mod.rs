//! The devices.

pub mod plic;

//! Devices as drivers use them, and as they should not.

mod driver;
mod hostile;
mod plic;
mod uart;
mod virtio;
mod world;

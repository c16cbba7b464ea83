//! Devices of QEMU's `virt`. Bit positions here are those of the devices.

mod clint;
pub(crate) mod finisher;
pub(crate) mod htif;
mod plic;
mod rtc;
mod uart;
pub(crate) mod virtio;

pub(crate) use clint::Clint;
pub(crate) use plic::{Plic, SOURCES};
pub(crate) use rtc::Rtc;
pub(crate) use uart::Uart;

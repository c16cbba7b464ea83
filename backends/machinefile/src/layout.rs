//! Where things are in a guest: as on QEMU's `virt`, so that images that were
//! made for it run.

/// Test finisher.
pub(crate) const FINISHER: (u64, u64) = (0x10_0000, 0x1000);
/// Goldfish real-time clock.
pub(crate) const RTC: (u64, u64) = (0x10_1000, 0x1000);
/// Interrupt controller.
pub(crate) const PLIC: (u64, u64) = (0xc00_0000, 0x60_0000);
/// 16550 UART.
pub(crate) const UART: (u64, u64) = (0x1000_0000, 0x100);
/// First slot for a virtio device; the others follow.
pub(crate) const VIRTIO: (u64, u64) = (0x1000_1000, 0x1000);
/// RAM, unless a machine file says otherwise.
pub(crate) const RAM: u64 = 0x8000_0000;

/// Interrupt source of the first virtio slot; the others follow.
pub(crate) const VIRTIO_SOURCE: u32 = 1;
/// Interrupt source of the UART.
pub(crate) const UART_SOURCE: u32 = 10;
/// Interrupt source of the clock, which has no alarm that could use it: Linux
/// wants one all the same.
pub(crate) const RTC_SOURCE: u32 = 11;
/// Virtio slots that have a source before the UART's.
pub(crate) const VIRTIO_SLOTS: u32 = 8;
/// Ticks of the platform's timer per second.
pub(crate) const TIMEBASE_HZ: u32 = 10_000_000;

/// Device trees and initial RAM disks begin at a multiple of this.
pub(crate) const ALIGN: u64 = 2 << 20;
/// What firmware and hypervisor keep of the host's RAM, for themselves and for
/// each GiB of it: code, stacks and tables.
pub(crate) const KEPT: u64 = 16 << 20;

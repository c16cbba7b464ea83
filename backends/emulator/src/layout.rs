//! The memory map of QEMU's `virt`, as far as it is populated here.

/// A range of physical addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// First address.
    pub base: u64,
    /// Length in bytes.
    pub bytes: u64,
}

impl Region {
    /// Offset of an access that lies wholly inside.
    pub(crate) fn offset(&self, pa: u64, bytes: u32) -> Option<u64> {
        let offset = pa.checked_sub(self.base)?;
        (offset < self.bytes && u64::from(bytes) <= self.bytes - offset).then_some(offset)
    }
}

/// Reset vector, and what firmware is told.
pub(crate) const ROM: Region = Region { base: 0x1000, bytes: 0xf000 };
/// Test finisher.
pub(crate) const FINISHER: Region = Region { base: 0x10_0000, bytes: 0x1000 };
/// Goldfish real-time clock.
pub(crate) const RTC: Region = Region { base: 0x10_1000, bytes: 0x1000 };
/// Core-local interruptor.
pub(crate) const CLINT: Region = Region { base: 0x200_0000, bytes: 0x1_0000 };
/// Platform-level interrupt controller.
pub(crate) const PLIC: Region = Region { base: 0xc00_0000, bytes: 0x60_0000 };
/// 16550 UART.
pub(crate) const UART: Region = Region { base: 0x1000_0000, bytes: 0x100 };
/// First slot for a virtio device; the others follow.
pub(crate) const VIRTIO: Region = Region { base: 0x1000_1000, bytes: 0x1000 };
/// Number of slots for virtio devices.
pub(crate) const VIRTIO_SLOTS: usize = 8;
/// First address of RAM.
pub const RAM_BASE: u64 = 0x8000_0000;

/// What is there besides RAM.
pub const DEVICES: [Region; 7] =
    [ROM, FINISHER, RTC, CLINT, PLIC, UART, Region { base: VIRTIO.base, bytes: VIRTIO.bytes * VIRTIO_SLOTS as u64 }];

/// Interrupt source of the first virtio slot at the PLIC; the others follow.
pub(crate) const VIRTIO_SOURCE: u32 = 1;
/// Interrupt source of the UART at the PLIC.
pub(crate) const UART_SOURCE: u32 = 10;
/// Interrupt source of the real-time clock at the PLIC.
pub(crate) const RTC_SOURCE: u32 = 11;
/// Ticks of the platform's timer per second.
pub(crate) const TIMEBASE_HZ: u64 = 10_000_000;

/// Bits of a byte offset in a page.
pub(crate) const PAGE_BITS: u32 = 12;
/// Bytes of a page.
pub(crate) const PAGE: u64 = 1 << PAGE_BITS;

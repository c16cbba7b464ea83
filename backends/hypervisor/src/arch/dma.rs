//! Memory that devices of the host share with the hypervisor, for the drivers
//! of `virtio-drivers`. HS-mode runs untranslated: an address is a pointer.

use super::memory::{Block, PAGE};
use core::ptr::NonNull;
use virtio_drivers::transport::mmio::{MmioTransport, VirtIOHeader};
use virtio_drivers::{BufferDirection, Hal, PhysAddr};

/// Length of the registers of a virtio device.
const REGISTERS: usize = 512;

/// The registers of the virtio device at a physical address; none if no
/// device is there. To be called once for each address.
pub fn transport(address: u64) -> Option<MmioTransport<'static>> {
    let header = NonNull::new(address as *mut VirtIOHeader)?;
    // SAFETY: the device tree says that a virtio device's registers are there,
    // and nobody else uses them.
    unsafe { MmioTransport::new(header, REGISTERS) }.ok()
}

/// Blocks of the pool as memory for devices.
pub struct Dma;

// SAFETY: blocks of the pool are zeroed, aligned to pages and used by nobody
// else until they are freed; without translation all memory can be shared.
unsafe impl Hal for Dma {
    fn dma_alloc(pages: usize, _: BufferDirection) -> (PhysAddr, NonNull<u8>) {
        let block = Block::allocate((pages as u64 * PAGE).next_power_of_two());
        // Address 0 tells the driver that there is none.
        let address = block.map_or(0, Block::address);
        (address, NonNull::new(address as *mut u8).unwrap_or(NonNull::dangling()))
    }

    /// Drivers live as long as the machine: there is nothing to give back but
    /// what a driver took that did not come to life.
    unsafe fn dma_dealloc(_: PhysAddr, _: NonNull<u8>, _: usize) -> i32 {
        0
    }

    unsafe fn mmio_phys_to_virt(address: PhysAddr, _: usize) -> NonNull<u8> {
        NonNull::new(address as *mut u8).unwrap_or(NonNull::dangling())
    }

    unsafe fn share(buffer: NonNull<[u8]>, _: BufferDirection) -> PhysAddr {
        buffer.cast::<u8>().as_ptr() as u64
    }

    unsafe fn unshare(_: PhysAddr, _: NonNull<[u8]>, _: BufferDirection) {}
}

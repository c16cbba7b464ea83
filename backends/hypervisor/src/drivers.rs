//! Disks and network cards of the host, behind what guests' devices need.
//!
//! Requests are waited for: a guest's disk is as fast as the host's. Frames
//! that come are looked for when devices look at the world outside.

use crate::arch::dma::{Dma, transport};
use alloc::boxed::Box;
use alloc::vec::Vec;
use guest::{Disk, DiskError, Host, LONGEST, Port};
use virtio_drivers::device::blk::{SECTOR_SIZE, VirtIOBlk};
use virtio_drivers::device::net::VirtIONet;
use virtio_drivers::transport::mmio::MmioTransport;
use virtio_drivers::transport::{DeviceType, Transport as _};

/// Buffers of a card in each direction, and bytes of each.
const BUFFERS: usize = 32;
const BUFFER_BYTES: usize = LONGEST + 14;

/// Devices of the host that nobody has yet, by address.
#[derive(Default)]
pub struct Drivers {
    disks: Vec<Option<Box<dyn Disk>>>,
    cards: Vec<Option<Box<dyn Port>>>,
}

impl Drivers {
    /// Looks at the addresses where the device tree has virtio devices.
    pub fn find(addresses: &[u64]) -> Self {
        let mut drivers = Self::default();
        for transport in addresses.iter().filter_map(|address| transport(*address)) {
            match transport.device_type() {
                DeviceType::Block => drivers.disks.extend(HostDisk::new(transport).map(|disk| Some(Box::new(disk) as _))),
                DeviceType::Network => drivers.cards.extend(Card::new(transport).map(|card| Some(Box::new(card) as _))),
                _ => {}
            }
        }
        drivers
    }

    /// A disk, by its place among the disks; each goes to one guest.
    pub fn disk(&mut self, number: u32) -> Option<Box<dyn Disk>> {
        self.disks.get_mut(number as usize)?.take()
    }

    /// A card, by its place among the cards; each goes to one guest.
    pub fn card(&mut self, number: u32) -> Option<Box<dyn Port>> {
        self.cards.get_mut(number as usize)?.take()
    }

    /// Takes a disk back that was at this place.
    pub fn return_disk(&mut self, number: u32, disk: Box<dyn Disk>) {
        self.disks[number as usize] = Some(disk);
    }

    /// Takes a card back that was at this place.
    pub fn return_card(&mut self, number: u32, card: Box<dyn Port>) {
        self.cards[number as usize] = Some(card);
    }
}

/// A disk of the host.
struct HostDisk(VirtIOBlk<Dma, MmioTransport<'static>>);

impl HostDisk {
    fn new(transport: MmioTransport<'static>) -> Option<Self> {
        VirtIOBlk::new(transport).ok().map(Self)
    }
}

impl Disk for HostDisk {
    fn bytes(&self) -> u64 {
        self.0.capacity().saturating_mul(SECTOR_SIZE as u64)
    }

    fn read(&mut self, at: u64, into: &mut [u8]) -> Result<(), DiskError> {
        self.0.read_blocks(at as usize / SECTOR_SIZE, into).map_err(|_| DiskError)
    }

    fn write(&mut self, at: u64, from: &[u8]) -> Result<(), DiskError> {
        self.0.write_blocks(at as usize / SECTOR_SIZE, from).map_err(|_| DiskError)
    }

    fn flush(&mut self) -> Result<(), DiskError> {
        self.0.flush().map_err(|_| DiskError)
    }
}

/// A network card of the host.
struct Card(VirtIONet<Dma, MmioTransport<'static>, BUFFERS>);

impl Card {
    fn new(transport: MmioTransport<'static>) -> Option<Self> {
        VirtIONet::new(transport, BUFFER_BYTES).ok().map(Self)
    }
}

impl Port for Card {
    fn send(&mut self, frame: &[u8], _: &dyn Host) {
        if self.0.can_send() {
            let mut buffer = self.0.new_tx_buffer(frame.len());
            buffer.packet_mut().copy_from_slice(frame);
            // A frame that does not get out is lost, as on any network.
            let _ = self.0.send(buffer);
        }
    }

    fn receive(&mut self) -> Option<Vec<u8>> {
        let buffer = self.0.receive().ok()?;
        let frame = buffer.packet().to_vec();
        let recycled = self.0.recycle_rx_buffer(buffer);
        recycled.ok().map(|()| frame)
    }
}

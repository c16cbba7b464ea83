//! A bus of what a deployment says.

use crate::bus::{Bus, Slot};
use crate::devices::finisher::Finisher;
use crate::devices::rtc::Rtc;
use crate::devices::uart::Uart;
use crate::devices::virtio::{Kind, Transport, block::Block, console::Console, net::Net};
use crate::{Device, Disk, Port, RamDisk};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use deployment::{Backing, DeviceKind, Guest, Network};
use spin::Mutex;

/// Where the parts of devices come from.
pub trait Parts {
    /// Contents of an image.
    fn image(&mut self, image: u32) -> Option<&'static [u8]>;
    /// A disk of the host.
    fn disk(&mut self, number: u32) -> Option<Box<dyn Disk>>;
    /// A port of a network.
    fn port(&mut self, network: Network) -> Option<Box<dyn Port>>;
}

/// A part of a guest's device that the host does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// An image, or memory to keep track of what is written to it.
    Image(u32),
    /// A disk.
    Disk(u32),
    /// A network.
    Network(Network),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Missing::Image(image) => write!(f, "there is no image {image}, or no memory for a disk of it"),
            Missing::Disk(disk) => write!(f, "the host has no disk {disk}"),
            Missing::Network(Network::Switch(network)) => write!(f, "there is no network {network}"),
            Missing::Network(Network::Host(card)) => write!(f, "the host has no network card {card}"),
        }
    }
}

/// The devices of a guest.
///
/// # Errors
///
/// The first part that is missing. The guest cannot run then; others can.
pub fn assemble(guest: &Guest, parts: &mut dyn Parts) -> Result<Bus, Missing> {
    let mut slots = Vec::new();
    for device in &guest.devices {
        if let Some(made) = make(&device.kind, parts)? {
            slots.push(Slot { at: device.at, bytes: device.bytes, source: device.source, device: Mutex::new(made) });
        }
    }
    let plic = guest.devices.iter().find(|device| device.kind == DeviceKind::Plic);
    Ok(Bus::new(guest.vcpus, plic.map(|device| device.at), slots))
}

/// A device; none for the interrupt controller, which is part of each bus.
fn make(kind: &DeviceKind, parts: &mut dyn Parts) -> Result<Option<Box<dyn Device>>, Missing> {
    let virtio = |kind: Box<dyn Kind>| -> Box<dyn Device> { Box::new(Transport::new(kind)) };
    Ok(Some(match kind {
        DeviceKind::Plic => return Ok(None),
        DeviceKind::Finisher => Box::new(Finisher),
        DeviceKind::Uart => Box::new(Uart::default()),
        DeviceKind::Rtc => Box::new(Rtc::default()),
        DeviceKind::Console => virtio(Box::new(Console::new())),
        DeviceKind::Disk { backing, read_only } => virtio(Box::new(Block::new(disk(*backing, parts)?, *read_only))),
        DeviceKind::Net { address, network } => {
            let port = parts.port(*network).ok_or(Missing::Network(*network))?;
            virtio(Box::new(Net::new(*address, port)))
        }
    }))
}

fn disk(backing: Backing, parts: &mut dyn Parts) -> Result<Box<dyn Disk>, Missing> {
    match backing {
        Backing::Image { image, bytes } => {
            let disk = parts.image(image).and_then(|contents| RamDisk::new(contents, bytes));
            Ok(Box::new(disk.ok_or(Missing::Image(image))?))
        }
        Backing::Host(number) => parts.disk(number).ok_or(Missing::Disk(number)),
    }
}

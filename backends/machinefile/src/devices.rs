//! Devices of a guest: those that each has, and those that its document adds.

use crate::fields::{At, Fields, bytes, flag, hardware_address, name, number, size, text};
use crate::image;
use crate::layout::{FINISHER, PLIC, RTC, RTC_SOURCE, UART, UART_SOURCE, VIRTIO, VIRTIO_SLOTS, VIRTIO_SOURCE};
use crate::machine::{Common, Reading};
use crate::place::Taken;
use deployment::{Backing, Device, DeviceKind, Network, PAGE, Passthrough, SOURCES};
use syntax::{Diagnostic, Diagnostics, Node, Span};

const DISK_KEYS: &[&str] = &["image", "host", "size", "read-only", "at", "interrupt"];
const NET_KEYS: &[&str] = &["network", "host", "address", "at", "interrupt"];
const PASSTHROUGH_KEYS: &[&str] = &["host", "size", "at", "interrupt", "host-interrupt", "compatible", "doc"];
const SECTOR: u64 = 512;

/// What a guest has besides RAM.
#[derive(Default)]
pub(crate) struct Devices {
    /// Emulated devices.
    pub emulated: Vec<Device>,
    /// Devices of the host.
    pub passthrough: Vec<Passthrough>,
    /// What drivers know each of those by; nothing if the guest knows it without a device tree.
    pub compatible: Vec<Vec<String>>,
    /// Where they are, and where that is said.
    pub taken: Vec<Taken>,
    /// Hardware addresses that were chosen by hand.
    pub addresses: Vec<([u8; 6], Span)>,
    sources: Vec<At<u32>>,
    /// Virtio devices without an address of their own, so far.
    slots: u32,
}

/// Reads the devices of the `n`th guest.
pub(crate) fn read(n: usize, fields: &Fields, common: &Common, reading: &mut Reading) -> Devices {
    let mut devices = Devices::default();
    let span = fields.span;
    for ((at, length), source, kind) in [
        (PLIC, 0, DeviceKind::Plic),
        (FINISHER, 0, DeviceKind::Finisher),
        (RTC, RTC_SOURCE, DeviceKind::Rtc),
        (UART, UART_SOURCE, DeviceKind::Uart),
    ] {
        devices.add(Device { at, bytes: length, source, kind }, span);
    }
    if let Some(node) = fields.get("console") {
        match text(node, reading.found).as_deref() {
            Some("uart") | None => {}
            Some("virtio") => devices.virtio(DeviceKind::Console, None, None, node.span),
            Some(other) => {
                reading.found.add(Diagnostic::new(node.span, format!("there is no console `{other}`")).help("write `uart` or `virtio`"));
            }
        }
    }
    for node in fields.list("disks") {
        disk(node, common, &mut devices, reading);
    }
    for (card, node) in fields.list("nets").into_iter().enumerate() {
        net([2, 0, 0, 0, n as u8, card as u8 + 1], node, common, &mut devices, reading.found);
    }
    for node in fields.list("passthrough") {
        passthrough(node, &mut devices, reading.found);
    }
    check_sources(&devices.sources, reading.found);
    devices
}

impl Devices {
    fn add(&mut self, device: Device, span: Span) {
        self.taken.push(Taken { at: device.at, bytes: device.bytes, what: what(&device.kind).to_string(), span });
        if device.source != 0 {
            self.sources.push(At { value: device.source, span });
        }
        self.emulated.push(device);
    }

    /// A virtio device in the next slot, unless it has a place of its own.
    fn virtio(&mut self, kind: DeviceKind, at: Option<At<u64>>, source: Option<At<u64>>, span: Span) {
        let slot = self.slots;
        self.slots += 1;
        let (first, length) = VIRTIO;
        // Behind the eighth, sources go on after those of UART and clock.
        let own = if slot < VIRTIO_SLOTS { VIRTIO_SOURCE + slot } else { RTC_SOURCE + 1 + slot - VIRTIO_SLOTS };
        let source = source.map_or(own, |source| u32::try_from(source.value).unwrap_or(u32::MAX));
        let at = at.map_or(first + u64::from(slot) * length, |at| at.value);
        self.add(Device { at, bytes: length, source, kind }, span);
    }
}

fn what(kind: &DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Plic => "the interrupt controller",
        DeviceKind::Uart => "the UART",
        DeviceKind::Finisher => "the test finisher",
        DeviceKind::Rtc => "the clock",
        DeviceKind::Console => "the virtio console",
        DeviceKind::Disk { .. } => "a disk",
        DeviceKind::Net { .. } => "a network card",
    }
}

fn disk(node: &Node, common: &Common, devices: &mut Devices, reading: &mut Reading) {
    let fields = Fields::new(node, DISK_KEYS, reading.found);
    let read_only = fields.read("read-only", flag, reading.found).unwrap_or(false);
    let (at, source) = (fields.read("at", number, reading.found), fields.read("interrupt", number, reading.found));
    let wanted = fields.read("size", size, reading.found);
    let backing = match (fields.get("image"), fields.get("host"), wanted) {
        (Some(node), None, _) => image::file(node, reading).map(|image| ram_disk(image, wanted, node.span, reading)),
        (None, Some(node), None) => number(node, reading.found).map(|disk| {
            if disk.value >= common.host.disks.len() as u64 {
                let message = format!("the host has no disk {}", disk.value);
                let help = format!("`host: {{disks: [FILE, …]}}` of the machine lists {}", common.host.disks.len());
                reading.found.add(Diagnostic::new(disk.span, message).help(help));
            }
            Backing::Host(disk.value as u32)
        }),
        (None, None, Some(_)) => {
            let image = reading.images.add("a blank disk".to_string(), Vec::new());
            Some(ram_disk(image, wanted, node.span, reading))
        }
        _ => {
            let help = "write `image: FILE`, `size: 16M` for a blank one, or `host: NUMBER` for a disk of the host";
            reading.found.add(Diagnostic::new(node.span, "a disk is an image, blank, or a disk of the host").help(help));
            None
        }
    };
    if let Some(backing) = backing {
        devices.virtio(DeviceKind::Disk { backing, read_only }, at, source, node.span);
    }
}

/// A disk that begins as an image and has the length that is wanted, or that
/// of the image.
fn ram_disk(image: u32, wanted: Option<At<u64>>, span: Span, reading: &mut Reading) -> Backing {
    let there = reading.images.bytes(image);
    let length = wanted.map_or(there.next_multiple_of(SECTOR), |wanted| wanted.value);
    if length == 0 || length < there || !length.is_multiple_of(SECTOR) {
        let message = format!("the disk has {}, and its image {}", bytes(length), bytes(there));
        let help = "a disk is at least as long as its image, and a multiple of 512 bytes";
        reading.found.add(Diagnostic::new(wanted.map_or(span, |wanted| wanted.span), message).help(help));
    }
    Backing::Image { image, bytes: length }
}

fn net(own: [u8; 6], node: &Node, common: &Common, devices: &mut Devices, found: &mut Diagnostics) {
    let fields = Fields::new(node, NET_KEYS, found);
    let (at, source) = (fields.read("at", number, found), fields.read("interrupt", number, found));
    let address = fields.read("address", hardware_address, found);
    if let (Some(address), Some(node)) = (address, fields.get("address")) {
        devices.addresses.push((address, node.span));
    }
    let network = match (fields.get("network"), fields.get("host")) {
        (Some(node), None) => name(node, found).and_then(|wanted| {
            let network = common.networks.iter().position(|network| *network == wanted);
            if network.is_none() {
                let help = match common.networks.as_slice() {
                    [] => format!("add `networks: [{wanted}]` to the machine"),
                    known => format!("networks are {}", known.join(", ")),
                };
                found.add(Diagnostic::new(node.span, format!("there is no network `{wanted}`")).help(help));
            }
            network.map(|network| Network::Switch(network as u32))
        }),
        (None, Some(node)) => number(node, found).map(|card| {
            if card.value >= common.host.nets.into() {
                let message = format!("the host has no network card {}", card.value);
                found.add(Diagnostic::new(card.span, message).help("`host: {nets: COUNT}` of the machine says how many there are"));
            }
            Network::Host(card.value as u32)
        }),
        _ => {
            let help = "write `network: NAME`, or `host: NUMBER` for a card of the host";
            found.add(Diagnostic::new(node.span, "a network card is on a network or on a card of the host").help(help));
            None
        }
    };
    if let Some(network) = network {
        devices.virtio(DeviceKind::Net { address: address.unwrap_or(own), network }, at, source, node.span);
    }
}

fn passthrough(node: &Node, devices: &mut Devices, found: &mut Diagnostics) {
    let fields = Fields::new(node, PASSTHROUGH_KEYS, found);
    let host = fields.need("host", "write the device's address on the host, `host: ADDRESS`", found).and_then(|node| number(node, found));
    let length = fields.need("size", "write `size: 4K`", found).and_then(|node| size(node, found));
    let (Some(host), Some(length)) = (host, length) else { return };
    let at = fields.read("at", number, found).unwrap_or(host);
    for part in [host, length, at] {
        if !part.value.is_multiple_of(PAGE) {
            let message = format!("a device of the host is given by whole pages, and this is {:#x}", part.value);
            found.add(Diagnostic::new(part.span, message).help("addresses and sizes are multiples of 4K"));
        }
    }
    let mut source = |key: &str| fields.read(key, number, found).map(|source| At { value: source.value as u32, span: source.span });
    let (inner, outer) = (source("interrupt"), source("host-interrupt"));
    devices.taken.push(Taken { at: at.value, bytes: length.value, what: "a device of the host".to_string(), span: node.span });
    let names = fields.list("compatible").into_iter().filter_map(|node| text(node, found)).collect();
    devices.compatible.push(names);
    devices.sources.extend(inner);
    devices.passthrough.push(Passthrough {
        at: at.value,
        host: host.value,
        bytes: length.value,
        host_source: outer.map_or(0, |source| source.value),
        source: inner.or(outer).map_or(0, |source| source.value),
    });
}

/// Each source belongs to one device.
fn check_sources(sources: &[At<u32>], found: &mut Diagnostics) {
    for (n, source) in sources.iter().enumerate() {
        if source.value == 0 || source.value >= SOURCES {
            let message = format!("there is no interrupt {}", source.value);
            found.add(Diagnostic::new(source.span, message).help(format!("interrupts are 1 to {}", SOURCES - 1)));
        } else if sources[..n].iter().any(|earlier| earlier.value == source.value) {
            let message = format!("two devices have interrupt {}", source.value);
            found.add(Diagnostic::new(source.span, message).help("leave `interrupt` out, or take one that is free"));
        }
    }
}

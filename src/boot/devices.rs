//! The virtio devices that a command line describes: those named by
//! `-device`, and what they lead to, named by `-drive`, `-netdev`, `-fsdev`.

use super::Args;
use super::properties::Properties;
use ::emulator::{Device, DeviceKind, Disk, DiskMode, Forward};
use anyhow::{Context as _, bail, ensure};
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddrV4};
use std::path::{Path, PathBuf};

/// The slots, as QEMU calls them.
const BUS: &str = "virtio-mmio-bus.";
/// The devices that there are.
const NAMES: [&str; 4] = ["virtio-blk-device", "virtio-net-device", "virtio-rng-device", "virtio-9p-device"];
/// First hardware address of QEMU's network cards; the last byte counts up.
const ADDRESS: [u8; 6] = [0x52, 0x54, 0, 0x12, 0x34, 0x56];

/// What devices can lead to, by id, until one takes it.
#[derive(Default)]
struct Backends {
    drives: BTreeMap<String, Disk>,
    networks: BTreeMap<String, Vec<Forward>>,
    folders: BTreeMap<String, (PathBuf, bool)>,
    /// Network cards so far.
    cards: u8,
}

/// All devices of a command line.
pub fn of(args: &Args) -> anyhow::Result<Vec<Device>> {
    let mut backends = Backends::default();
    let mut devices = Vec::new();
    for (number, text) in args.drive.iter().enumerate() {
        devices.extend(backends.drive(Properties::parse(text), number, args.snapshot)?);
    }
    for text in &args.netdev {
        backends.network(Properties::parse(text))?;
    }
    for text in &args.fsdev {
        let mut properties = Properties::parse(text);
        let id = properties.need("id")?;
        let folder = folder(&mut properties)?;
        properties.finish(&["id", "path", "readonly"])?;
        backends.folders.insert(id, folder);
    }
    for text in &args.virtfs {
        let mut properties = Properties::parse(text);
        let tag = properties.need("mount_tag")?;
        let (folder, read_only) = folder(&mut properties)?;
        properties.take("id");
        properties.finish(&["path", "mount_tag", "readonly"])?;
        devices.push(Device { slot: None, kind: DeviceKind::Share { folder, tag, read_only } });
    }
    for text in &args.device {
        devices.push(backends.device(Properties::parse(text), args)?);
    }
    backends.finish()?;
    Ok(devices)
}

impl Backends {
    /// A drive; with `if=virtio`, it is a device at once.
    fn drive(&mut self, mut properties: Properties, number: usize, snapshot: bool) -> anyhow::Result<Option<Device>> {
        let id = properties.take("id").unwrap_or_else(|| format!("drive{number}"));
        let interface = properties.take("if").unwrap_or_else(|| "virtio".to_string());
        let disk = disk(properties, snapshot)?;
        match interface.as_str() {
            "none" => ensure!(self.drives.insert(id.clone(), disk).is_none(), "two drives are called {id}"),
            "virtio" => return Ok(Some(Device { slot: None, kind: DeviceKind::Block { disk, name: id } })),
            other => bail!("-drive: there is no if={other}; there are none and virtio"),
        }
        Ok(None)
    }

    fn network(&mut self, mut properties: Properties) -> anyhow::Result<()> {
        ensure!(properties.first == "user", "-netdev {}: there is only `user`", properties.first);
        let id = properties.need("id")?;
        let mut forwards = Vec::new();
        while let Some(text) = properties.take_one("hostfwd") {
            forwards.push(forward(&text).with_context(|| format!("hostfwd={text}: write tcp:[ADDRESS]:PORT-[ADDRESS]:PORT"))?);
        }
        properties.finish(&["id", "hostfwd"])?;
        self.networks.insert(id, forwards);
        Ok(())
    }

    fn device(&mut self, mut properties: Properties, args: &Args) -> anyhow::Result<Device> {
        let slot = properties.take("bus").map(|bus| {
            let number = bus.strip_prefix(BUS).and_then(|number| number.parse().ok());
            number.with_context(|| format!("there is no bus {bus}; there are {BUS}0 to {BUS}7"))
        });
        let slot = slot.transpose()?;
        let id = properties.take("id");
        let missing = |what: &str, id: &str| format!("there is no {what} {id}, or another device has it");
        let kind = match properties.first.as_str() {
            "virtio-blk-device" => {
                let drive = properties.need("drive")?;
                let disk = self.drives.remove(&drive).with_context(|| missing("drive", &drive))?;
                DeviceKind::Block { disk, name: properties.take("serial").or(id).unwrap_or(drive) }
            }
            "virtio-net-device" => {
                let network = properties.need("netdev")?;
                let forwards = self.networks.remove(&network).with_context(|| missing("netdev", &network))?;
                let address = self.address(properties.take("mac").as_deref())?;
                DeviceKind::Net { address, forwards }
            }
            "virtio-rng-device" => {
                properties.take("rng");
                DeviceKind::Rng { seed: args.seed }
            }
            "virtio-9p-device" => {
                let folder = properties.need("fsdev")?;
                let (folder, read_only) = self.folders.remove(&folder).with_context(|| missing("fsdev", &folder))?;
                DeviceKind::Share { folder, tag: properties.need("mount_tag")?, read_only }
            }
            other => {
                let near = crate::words::did_you_mean(other, NAMES);
                bail!("there is no device `{other}` here{near}\n  help: there are {}", NAMES.join(", "))
            }
        };
        properties.finish(&["bus", "id", "drive", "serial", "netdev", "mac", "fsdev", "mount_tag"])?;
        Ok(Device { slot, kind })
    }

    /// The hardware address of the next card.
    fn address(&mut self, text: Option<&str>) -> anyhow::Result<[u8; 6]> {
        let mut next = ADDRESS;
        next[5] = next[5].wrapping_add(self.cards);
        self.cards = self.cards.wrapping_add(1);
        let Some(text) = text else {
            return Ok(next);
        };
        let bytes: Option<Vec<u8>> = text.split(':').map(|byte| u8::from_str_radix(byte, 16).ok()).collect();
        bytes.and_then(|bytes| bytes.try_into().ok()).with_context(|| format!("mac={text}: write six bytes as 52:54:00:12:34:56"))
    }

    /// Nothing may be left over: a disk that no device has would be missed late.
    fn finish(self) -> anyhow::Result<()> {
        let left = [
            ("drive", "virtio-blk-device,drive", self.drives.into_keys().next()),
            ("netdev", "virtio-net-device,netdev", self.networks.into_keys().next()),
            ("fsdev", "virtio-9p-device,mount_tag=TAG,fsdev", self.folders.into_keys().next()),
        ];
        for (what, device, id) in left {
            if let Some(id) = id {
                bail!("no device takes the {what} {id}\n  help: -device {device}={id}");
            }
        }
        Ok(())
    }
}

fn disk(mut properties: Properties, snapshot: bool) -> anyhow::Result<Disk> {
    let file = properties.need("file")?;
    let format = properties.take("format").unwrap_or_else(|| "raw".to_string());
    ensure!(format == "raw", "{file}: format={format} is not known here, only raw");
    let read_only = properties.switch("readonly")?.unwrap_or(false);
    let snapshot = properties.switch("snapshot")?.unwrap_or(snapshot);
    for hint in ["cache", "media", "index", "aio", "discard"] {
        properties.take(hint);
    }
    properties.finish(&["file", "id", "if", "format", "readonly", "snapshot"])?;
    let mode = match (read_only, snapshot) {
        (true, _) => DiskMode::ReadOnly,
        (_, true) => DiskMode::Snapshot,
        _ => DiskMode::Write,
    };
    Disk::open(Path::new(&file), mode).with_context(|| format!("cannot open the image {file}"))
}

/// A folder, and whether it is read-only.
fn folder(properties: &mut Properties) -> anyhow::Result<(PathBuf, bool)> {
    ensure!(properties.first == "local", "a folder to share is `local`, not `{}`", properties.first);
    let path = PathBuf::from(properties.need("path")?);
    ensure!(path.is_dir(), "there is no folder {}", path.display());
    // Files that a guest makes belong to whoever runs it, in every model.
    properties.take("security_model");
    Ok((path, properties.switch("readonly")?.unwrap_or(false)))
}

/// `tcp:[ADDRESS]:PORT-[ADDRESS]:PORT`.
fn forward(text: &str) -> Option<Forward> {
    let text = text.strip_prefix("tcp:").or_else(|| text.strip_prefix(':'))?;
    let (host, guest) = text.split_once('-')?;
    let at = |text: &str, default: Ipv4Addr| {
        let (address, port) = text.rsplit_once(':')?;
        let address = if address.is_empty() { default } else { address.parse().ok()? };
        Some(SocketAddrV4::new(address, port.parse().ok()?))
    };
    Some(Forward { host: at(host, Ipv4Addr::UNSPECIFIED)?, guest: at(guest, Forward::GUEST)? })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn forwards_are_read() {
        let found = forward("tcp:127.0.0.1:2222-:22").unwrap();
        assert_eq!((found.host.to_string().as_str(), found.guest.to_string().as_str()), ("127.0.0.1:2222", "10.0.2.15:22"));
        assert_eq!(forward("tcp::1-10.0.2.9:2").unwrap().guest.to_string(), "10.0.2.9:2");
        assert!(forward("udp::1-:2").is_none() && forward("tcp::x-:2").is_none());
    }

    #[test]
    fn what_nobody_takes_is_refused() {
        let args = Args { netdev: vec!["user,id=n".to_string()], ..Args::default() };
        assert!(of(&args).unwrap_err().to_string().contains("virtio-net-device,netdev=n"));
        let device = |text: &str| Args { device: vec![text.to_string()], ..Args::default() };
        assert!(of(&device("virtio-blk-device,drive=d")).unwrap_err().to_string().contains("no drive d"));
        assert!(of(&device("virtio-blk-pci")).unwrap_err().to_string().contains("virtio-blk-device"));
        assert!(of(&device("virtio-rng-device,bus=virtio-mmio-bus.x")).unwrap_err().to_string().contains("no bus"));
        assert_eq!(of(&device("virtio-rng-device,bus=virtio-mmio-bus.3")).unwrap()[0].slot, Some(3));
    }
}

//! The virtio devices that a command line describes: those named by
//! `-device`, and what they lead to, named by `-drive`, `-netdev`, `-fsdev`.

use super::properties::Properties;
use super::{Args, networks};
use ::emulator::{Device, DeviceKind, Disk, DiskMode, Network, Port};
use anyhow::{Context as _, bail, ensure};
use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::path::{Path, PathBuf};

/// The slots, as QEMU calls them.
const BUS: &str = "virtio-mmio-bus.";
/// The devices that there are.
const NAMES: [&str; 6] =
    ["virtio-blk-device", "virtio-net-device", "virtio-rng-device", "virtio-9p-device", "virtio-serial-device", CONSOLE];
/// The port of a `virtio-serial-device`.
const CONSOLE: &str = "virtconsole";
/// First hardware address of QEMU's network cards; the last byte counts up.
const ADDRESS: [u8; 6] = [0x52, 0x54, 0, 0x12, 0x34, 0x56];

/// What devices can lead to, by id, until one takes it.
#[derive(Default)]
struct Backends {
    drives: BTreeMap<String, Disk>,
    networks: BTreeMap<String, Network>,
    ports: BTreeMap<String, Port>,
    /// Ports of consoles, for the devices that they are on.
    consoles: VecDeque<Port>,
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
    for text in &args.chardev {
        backends.port(Properties::parse(text))?;
    }
    let (consoles, others): (Vec<Properties>, Vec<Properties>) =
        args.device.iter().map(|text| Properties::parse(text)).partition(|device| device.first == CONSOLE);
    for properties in consoles {
        backends.console(properties)?;
    }
    for properties in others {
        devices.push(backends.device(properties, args)?);
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
        let id = properties.need("id")?;
        let network = networks::read(&mut properties)?;
        properties.finish(&["id"])?;
        ensure!(self.networks.insert(id.clone(), network).is_none(), "two networks are called {id}");
        Ok(())
    }

    /// Where consoles can lead.
    fn port(&mut self, mut properties: Properties) -> anyhow::Result<()> {
        let id = properties.need("id")?;
        let port = match properties.first.as_str() {
            "stdio" => {
                properties.take("mux");
                properties.take("signal");
                Port::Terminal
            }
            "file" => {
                let path = properties.need("path")?;
                Port::File(File::create(&path).with_context(|| format!("cannot write {path}"))?)
            }
            "null" => Port::Nowhere,
            other => bail!("-chardev {other}: there are stdio, file and null"),
        };
        properties.finish(&["id", "mux", "path"])?;
        ensure!(self.ports.insert(id.clone(), port).is_none(), "two chardevs are called {id}");
        Ok(())
    }

    fn console(&mut self, mut properties: Properties) -> anyhow::Result<()> {
        let id = properties.need("chardev")?;
        let port = self.ports.remove(&id).with_context(|| missing("chardev", &id))?;
        // It is the only one on its device.
        for hint in ["id", "name", "nr", "bus"] {
            properties.take(hint);
        }
        properties.finish(&["chardev"])?;
        self.consoles.push_back(port);
        Ok(())
    }

    fn device(&mut self, mut properties: Properties, args: &Args) -> anyhow::Result<Device> {
        let slot = properties.take("bus").map(|bus| {
            let number = bus.strip_prefix(BUS).and_then(|number| number.parse().ok());
            number.with_context(|| format!("there is no bus {bus}; there are {BUS}0 to {BUS}7"))
        });
        let slot = slot.transpose()?;
        let id = properties.take("id");
        let kind = match properties.first.as_str() {
            "virtio-blk-device" => {
                let drive = properties.need("drive")?;
                let disk = self.drives.remove(&drive).with_context(|| missing("drive", &drive))?;
                DeviceKind::Block { disk, name: properties.take("serial").or(id).unwrap_or(drive) }
            }
            "virtio-net-device" => {
                let id = properties.need("netdev")?;
                let network = self.networks.remove(&id).with_context(|| missing("netdev", &id))?;
                let address = self.address(properties.take("mac").as_deref())?;
                DeviceKind::Net { address, network }
            }
            "virtio-serial-device" => {
                let port = self.consoles.pop_front();
                let help = "a virtio-serial-device has one port\n  help: -chardev stdio,id=ID -device virtconsole,chardev=ID";
                DeviceKind::Console { port: port.context(help)? }
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
            ("chardev", "virtconsole,chardev", self.ports.into_keys().next()),
        ];
        ensure!(self.consoles.is_empty(), "a virtconsole is on no device\n  help: -device virtio-serial-device, one for each");
        for (what, device, id) in left {
            if let Some(id) = id {
                bail!("no device takes the {what} {id}\n  help: -device {device}={id}");
            }
        }
        Ok(())
    }
}

fn missing(what: &str, id: &str) -> String {
    format!("there is no {what} {id}, or another device has it")
}

/// Whether a console leads to standard input and output, and if so whether an
/// escape key is wanted.
pub fn console_at_stdio(args: &Args) -> anyhow::Result<Option<bool>> {
    let mut ports = args.chardev.iter().map(|text| Properties::parse(text)).filter(|port| port.first == "stdio");
    let Some(mut first) = ports.next() else { return Ok(None) };
    ensure!(ports.next().is_none(), "one chardev can be `stdio`, not two");
    Ok(Some(first.switch("mux")?.unwrap_or(false)))
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn consoles_lead_somewhere() {
        let with = |chardev: &[&str], device: &[&str]| Args {
            chardev: chardev.iter().map(|text| (*text).to_string()).collect(),
            device: device.iter().map(|text| (*text).to_string()).collect(),
            ..Args::default()
        };
        let found = of(&with(&["stdio,id=c,mux=on"], &["virtio-serial-device,bus=virtio-mmio-bus.2", "virtconsole,chardev=c"])).unwrap();
        assert!(matches!((&found[0].kind, found[0].slot), (DeviceKind::Console { port: Port::Terminal }, Some(2))));
        let wrong = |chardev: &[&str], device: &[&str]| of(&with(chardev, device)).unwrap_err().to_string();
        assert!(wrong(&[], &["virtio-serial-device"]).contains("one port"));
        assert!(wrong(&["null,id=c"], &["virtconsole,chardev=c"]).contains("on no device"));
        assert!(wrong(&["null,id=c"], &[]).contains("no device takes the chardev c"));
        assert!(wrong(&[], &["virtio-serial-device", "virtconsole,chardev=c"]).contains("no chardev c"));
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

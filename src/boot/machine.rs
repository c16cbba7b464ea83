//! The machine that a command line describes.

use super::properties::{Properties, bytes, on_or_off};
use super::{Args, Time};
use ::emulator::{Console, Device, DeviceKind, Disk, DiskMode, MachineConfig, TimeSource};
use anyhow::{Context as _, bail, ensure};
use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::path::Path;

const MIB: u64 = 1 << 20;

/// What kind of hart it shall be.
pub struct Cpu {
    /// 32 or 64.
    pub xlen: u32,
    /// Extensions that are not to be shown.
    without: Vec<String>,
}

impl Cpu {
    /// Reads `rv64,h=false`.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let mut properties = Properties::parse(text);
        let xlen = match properties.first.as_str() {
            "rv64" | "max" => 64,
            "rv32" => 32,
            other => bail!("no CPU is called `{other}` here; there are rv64 and rv32"),
        };
        let mut without = Vec::new();
        for (extension, value) in properties.take_all() {
            // Drafts were experimental: QEMU's old spelling is `x-h`.
            let extension = extension.strip_prefix("x-").unwrap_or(&extension).to_lowercase();
            if !on_or_off(&extension, &value)? {
                without.push(extension);
            }
        }
        Ok(Self { xlen, without })
    }
}

/// Reads all that the command line names.
pub fn config(args: &Args, cpu: &Cpu, firmware: Option<&Path>) -> anyhow::Result<MachineConfig> {
    check_machine(&args.machine)?;
    Ok(MachineConfig {
        ram_bytes: memory(&args.memory)?,
        harts: harts(&args.smp)?,
        bios: firmware.map(read).transpose()?,
        kernel: args.kernel.as_deref().map(read).transpose()?,
        initrd: args.initrd.as_deref().map(read).transpose()?,
        append: args.append.clone(),
        console: console(&args.serial)?,
        time: match args.time {
            Time::Virtual => TimeSource::default(),
            Time::Wall => TimeSource::Wall,
        },
        max_instructions: args.max_instructions,
        devices: devices(args)?,
        without: cpu.without.clone(),
        ..MachineConfig::default()
    })
}

fn check_machine(text: &str) -> anyhow::Result<()> {
    let mut properties = Properties::parse(text);
    let named = properties.take("type").unwrap_or_else(|| properties.first.clone());
    ensure!(named == "virt", "there is no machine `{named}`, only `virt`");
    properties.finish(&["type"])
}

fn memory(text: &str) -> anyhow::Result<u64> {
    let mut properties = Properties::parse(text);
    let size = properties.take("size").unwrap_or_else(|| properties.first.clone());
    properties.finish(&["size"])?;
    bytes(&size, MIB)
}

fn harts(text: &str) -> anyhow::Result<usize> {
    let mut properties = Properties::parse(text);
    let count = properties.take("cpus").unwrap_or_else(|| properties.first.clone());
    properties.finish(&["cpus"])?;
    count.parse().with_context(|| format!("-smp {text}: not a number of harts"))
}

fn console(text: &str) -> anyhow::Result<Console> {
    match text {
        // Keys that are not typed have no use for an escape.
        "mon:stdio" if std::io::stdin().is_terminal() => Ok(Console::Multiplexed),
        "mon:stdio" | "stdio" => Ok(Console::Stdio),
        "none" | "null" => Ok(Console::Captured(Vec::new())),
        _ => bail!("-serial {text}: there are stdio, mon:stdio and none"),
    }
}

/// Images of disks by id, until a device takes them.
type Drives = BTreeMap<String, Disk>;

fn devices(args: &Args) -> anyhow::Result<Vec<Device>> {
    let mut drives = Drives::new();
    let mut devices = Vec::new();
    for (number, text) in args.drive.iter().enumerate() {
        let mut properties = Properties::parse(text);
        let id = properties.take("id").unwrap_or_else(|| format!("drive{number}"));
        let interface = properties.take("if").unwrap_or_else(|| "virtio".to_string());
        let disk = drive(properties, args.snapshot)?;
        match interface.as_str() {
            "none" => ensure!(drives.insert(id.clone(), disk).is_none(), "two drives are called {id}"),
            "virtio" => devices.push(Device { slot: None, kind: DeviceKind::Block { disk, name: id } }),
            other => bail!("-drive {text}: there is no if={other}; there are none and virtio"),
        }
    }
    for text in &args.device {
        devices.push(device(Properties::parse(text), &mut drives, args)?);
    }
    if let Some(id) = drives.keys().next() {
        bail!("no device takes the drive {id}\n  help: -device virtio-blk-device,drive={id}");
    }
    Ok(devices)
}

fn drive(mut properties: Properties, snapshot: bool) -> anyhow::Result<Disk> {
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

fn device(mut properties: Properties, drives: &mut Drives, args: &Args) -> anyhow::Result<Device> {
    const BUS: &str = "virtio-mmio-bus.";
    const NAMES: [&str; 2] = ["virtio-blk-device", "virtio-rng-device"];
    let slot = properties.take("bus").map(|bus| {
        let number = bus.strip_prefix(BUS).and_then(|number| number.parse().ok());
        number.with_context(|| format!("there is no bus {bus}; there are {BUS}0 to {BUS}7"))
    });
    let slot = slot.transpose()?;
    let id = properties.take("id");
    let kind = match properties.first.as_str() {
        "virtio-blk-device" => {
            let drive = properties.need("drive")?;
            let disk = drives.remove(&drive).with_context(|| format!("there is no drive {drive}, or another device has it"))?;
            DeviceKind::Block { disk, name: properties.take("serial").or(id).unwrap_or(drive) }
        }
        "virtio-rng-device" => {
            properties.take("rng");
            DeviceKind::Rng { seed: args.seed }
        }
        other => {
            let near = crate::words::did_you_mean(other, NAMES);
            bail!("there is no device `{other}` here{near}\n  help: there are {}", NAMES.join(", "))
        }
    };
    properties.finish(&["bus", "id", "drive", "serial"])?;
    Ok(Device { slot, kind })
}

fn read(file: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))
}

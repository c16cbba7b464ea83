//! The machine that a command line describes.

use super::properties::{Properties, bytes, on_or_off};
use super::{Args, SERIAL, Time, devices};
use ::emulator::{Console, Htif, Image, MachineConfig, TimeSource};
use anyhow::{Context as _, bail, ensure};
use object::read::ReadCache;
use object::{Object as _, ObjectSymbol as _};
use std::fs::File;
use std::io::IsTerminal as _;
use std::path::Path;

const MIB: u64 = 1 << 20;

/// What kind of hart it shall be.
pub struct Cpu {
    /// 32 or 64.
    pub xlen: u32,
    /// Extensions that are not to be shown.
    without: Vec<String>,
    /// Extensions that have to be there.
    wanted: Vec<String>,
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
        let (mut without, mut wanted) = (Vec::new(), Vec::new());
        for (extension, value) in properties.take_all() {
            // Drafts were experimental: QEMU's old spelling is `x-h`.
            let extension = extension.strip_prefix("x-").unwrap_or(&extension).to_lowercase();
            if on_or_off(&extension, &value)? { &mut wanted } else { &mut without }.push(extension);
        }
        Ok(Self { xlen, without, wanted })
    }

    /// Refuses to be a hart that has not got what was asked for.
    pub fn check(&self, revision: &str, extensions: &[&str]) -> anyhow::Result<()> {
        match self.wanted.iter().find(|wanted| !extensions.contains(&wanted.as_str())) {
            None => Ok(()),
            Some(missing) => bail!("no hart of {revision} has {missing}\n  help: its extensions are {}", extensions.join(", ")),
        }
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
        console: console(args)?,
        time: match args.time {
            Time::Virtual => TimeSource::default(),
            Time::Wall => TimeSource::Wall,
        },
        max_instructions: args.max_instructions,
        htif: if args.htif { Some(host_words(args, firmware)?) } else { None },
        devices: devices::of(args)?,
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

fn console(args: &Args) -> anyhow::Result<Console> {
    if let Some(is_multiplexed) = devices::console_at_stdio(args)? {
        ensure!(
            ["none", "null", SERIAL].contains(&args.serial.as_str()),
            "standard input and output lead to a console already\n  help: -serial none"
        );
        return Ok(if is_multiplexed && std::io::stdin().is_terminal() { Console::Multiplexed } else { Console::Stdio });
    }
    let text = args.serial.as_str();
    match text {
        // Keys that are not typed have no use for an escape.
        "mon:stdio" if std::io::stdin().is_terminal() => Ok(Console::Multiplexed),
        "mon:stdio" | "stdio" => Ok(Console::Stdio),
        "none" | "null" => Ok(Console::Captured(Vec::new())),
        _ => bail!("-serial {text}: there are stdio, mon:stdio and none"),
    }
}

/// The words of HTIF, by their names in the kernel or in the firmware.
fn host_words(args: &Args, firmware: Option<&Path>) -> anyhow::Result<Htif> {
    for file in args.kernel.as_deref().into_iter().chain(firmware) {
        let content = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
        let content = ReadCache::new(content);
        let Ok(elf) = object::File::parse(&content) else { continue };
        let word = |name| elf.symbol_by_name(name).map(|symbol| symbol.address());
        if let Some(tohost) = word("tohost") {
            return Ok(Htif { tohost, fromhost: word("fromhost") });
        }
    }
    bail!("neither the kernel nor the firmware is an ELF file with a word `tohost`\n  help: leave --htif out")
}

fn read(file: &Path) -> anyhow::Result<Image> {
    Image::open(file).with_context(|| format!("cannot read {}", file.display()))
}

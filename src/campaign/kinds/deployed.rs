//! Machines of a machine file, on the emulator in this process.

use crate::run::build::Builder;
use crate::run::{self, XLEN};
use crate::{image, repository};
use ::emulator::{Device, Image, Machine, MachineConfig, TimeSource};
use anyhow::{Context as _, anyhow};
use std::io;
use std::path::{Path, PathBuf};
use syntax::Sources;

/// What machines of a revision need besides their machine file.
pub struct Built {
    revision: &'static str,
    hypervisor: Vec<u8>,
    firmware: Vec<u8>,
    /// Builds guests.
    pub builder: Builder,
}

/// How a machine is driven.
pub struct Driven<'a> {
    /// Gives the files that the machine file names.
    pub read: &'a dyn Fn(&Path) -> io::Result<Vec<u8>>,
    /// Instructions of a hart in a tick.
    pub per_tick: u64,
    /// Virtio devices of the host.
    pub devices: Vec<Device>,
}

impl Built {
    /// Builds the hypervisor and the firmware.
    pub fn new(revision: &'static str) -> anyhow::Result<Self> {
        let builder = Builder::new(&repository::root(), revision, load::SPEC_PROFILE)?;
        let read = |file: PathBuf| std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()));
        Ok(Self { revision, hypervisor: read(builder.hypervisor()?)?, firmware: read(builder.firmware()?)?, builder })
    }

    /// The machine of a machine file, and the number of its harts.
    pub fn machine(&self, text: &str, driven: Driven<'_>) -> anyhow::Result<(Box<dyn Machine>, u32)> {
        let plan = run::plan(self.revision, XLEN)?;
        let hart = image::describe(plan.isa, load::SPEC_PROFILE)?;
        let mut sources = Sources::default();
        let mut file = machinefile::load(Path::new("machine.yaml"), text, &hart, driven.read, &mut sources)
            .map_err(|found| anyhow!(syntax::render(&sources, &found, &[], false)))?;
        let elf = machinefile::embed(&self.hypervisor, &file.pack()).map_err(|message| anyhow!(message))?;
        let machine = plan.build(MachineConfig {
            ram_bytes: file.host.memory,
            harts: file.host.harts as usize,
            bios: Some(Image::from(self.firmware.clone())),
            kernel: Some(elf.into()),
            time: TimeSource::Virtual { instructions_per_tick: driven.per_tick },
            devices: driven.devices,
            ..MachineConfig::default()
        })?;
        Ok((machine, file.host.harts))
    }
}

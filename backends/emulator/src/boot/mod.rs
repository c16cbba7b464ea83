//! Puts images, device tree and reset vector where QEMU's `virt` has them.

mod image;
mod rom;
mod tree;

use isa::Revision;

use crate::bus::Bus;
use crate::config::MachineConfig;
use crate::error::Error;
use crate::layout::{PAGE, RAM_BASE};

/// Device trees lie at a multiple of this, if RAM has room.
const TREE_ALIGN: u64 = 2 << 20;
/// 32-bit payloads want the device tree, as everything, below this.
const TREE_LIMIT: u64 = 3 << 30;
/// An initial RAM disk lies at most this far behind the kernel.
const INITRD_GAP: u64 = 128 << 20;

/// Loads what the configuration names, and makes the reset vector.
pub(crate) fn load<R: Revision>(config: &MachineConfig, bus: &mut Bus) -> Result<(), Error> {
    let ram_bytes = config.ram_bytes;
    let mut end = RAM_BASE;
    let mut start = RAM_BASE;
    if let Some(bios) = &config.bios {
        let loaded = image::load(&mut bus.ram, "firmware", bios, RAM_BASE, R::XLEN)?;
        (start, end) = (loaded.entry, loaded.end);
    }
    let mut kernel_entry = 0;
    if let Some(kernel) = &config.kernel {
        // OpenSBI expects its payload a megapage behind itself.
        let megapage: u64 = if R::XLEN == 32 { 4 << 20 } else { 2 << 20 };
        let at = if config.bios.is_some() { end.next_multiple_of(megapage) } else { RAM_BASE };
        let loaded = image::load(&mut bus.ram, "kernel", kernel, at, R::XLEN)?;
        kernel_entry = loaded.entry;
        end = end.max(loaded.end);
        if config.bios.is_none() {
            start = loaded.entry;
        }
    }
    let mut initrd = None;
    if let Some(disk) = &config.initrd {
        let gap = (ram_bytes / 2).min(INITRD_GAP);
        let at = (kernel_entry.max(RAM_BASE) + gap).max(end).next_multiple_of(PAGE);
        let loaded = image::load_raw(&mut bus.ram, "initrd", disk, at)?;
        initrd = Some((at, loaded.end));
        end = end.max(loaded.end);
    }
    let tree = tree::build::<R>(config, initrd)?;
    let bytes = tree.len() as u64;
    let at = tree_address(bytes, ram_bytes, end);
    if at < end {
        return Err(Error::DoesNotFit { image: "device tree", address: end, bytes, ram_bytes });
    }
    image::load_raw(&mut bus.ram, "device tree", &tree.into(), at)?;
    bus.rom = rom::build::<R>(start, at, kernel_entry)?;
    Ok(())
}

/// At the end of RAM, but below 3 GiB.
fn tree_address(bytes: u64, ram_bytes: u64, end: u64) -> u64 {
    let top = RAM_BASE.saturating_add(ram_bytes);
    let top = if RAM_BASE < TREE_LIMIT { top.min(TREE_LIMIT) } else { top };
    let highest = top.saturating_sub(bytes);
    let aligned = highest / TREE_ALIGN * TREE_ALIGN;
    if aligned >= end { aligned } else { highest / PAGE * PAGE }
}

//! A guest that needs no machine file: it has RAM and a UART, and nothing that
//! interrupts it by itself.

use crate::image::{ELF_MAGIC, elf};
use crate::layout::{RAM, UART};
use crate::{Hart, HostMachine, Machine};
use deployment::{Deployment, Device, DeviceKind, Features, Guest, Image, Piece};

/// RAM of the guest, and of the host.
const GUEST_BYTES: u64 = 64 << 20;
const HOST_BYTES: u64 = 128 << 20;
/// Microseconds.
const SLICE: u32 = 10_000;

/// A machine of one guest: an ELF file, or the contents of its RAM from the
/// start on. It is given no device tree, and hears what is typed when it asks.
///
/// # Errors
///
/// If it is no such guest, or more than fits.
pub fn alone(name: &str, contents: &[u8], hart: &Hart) -> Result<Machine, String> {
    if contents.is_empty() {
        return Err("the file is empty".to_string());
    }
    let (entry, pieces, image) = if contents.starts_with(ELF_MAGIC) {
        let (kernel, loaded) = elf(contents)?;
        (kernel.entry, kernel.pieces, loaded)
    } else {
        (RAM, vec![Piece { at: RAM, image: 0, offset: 0, bytes: contents.len() as u64 }], contents.to_vec())
    };
    let guest = Guest {
        name: name.to_string(),
        vcpus: 1,
        priority: 0,
        slice: SLICE,
        start: true,
        ram: vec![deployment::Ram { at: RAM, bytes: GUEST_BYTES, host: None }],
        entry,
        argument: 0,
        pieces,
        devices: vec![Device { at: UART.0, bytes: UART.1, source: 0, kind: DeviceKind::Uart }],
        passthrough: Vec::new(),
        handler: None,
        features: Features::default(),
    };
    let deployment = Deployment {
        revision: hart.revision.clone(),
        profile: hart.profile.clone(),
        guests: vec![guest],
        networks: Vec::new(),
        images: vec![Image { name: name.to_string(), at: 0, bytes: image.len() as u64, checksum: 0 }],
        console: None,
        monitor: false,
        vmid_bits: None,
    };
    deployment.check().map_err(|wrong| wrong.to_string())?;
    let host = HostMachine { memory: HOST_BYTES, harts: 1, disks: Vec::new(), nets: 0, vmid_bits: None };
    Ok(Machine { name: name.to_string(), host, deployment, images: vec![image] })
}

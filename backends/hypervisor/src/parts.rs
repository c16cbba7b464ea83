//! Guests and their devices, as the deployment has them.

use crate::console;
use crate::drivers::Drivers;
use crate::generated::{PROFILE, REVISION};
use crate::hart::Hart;
use crate::platform::Platform;
use crate::report::End;
use crate::stage::Memory;
use crate::vm::{Parts as VmParts, Vm};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::sync::Arc;
use alloc::vec::Vec;
use deployment::{Backing, Blob, DeviceKind, Network};
use guest::{Bus, Disk, Parts, Port, Switch};

/// All guests, none of which runs, and the devices of the host that none has.
///
/// # Errors
///
/// What is wrong with the deployment here, in words.
pub fn guests(blob: &Blob<'static>, harts: &[Hart], platform: &Platform) -> Result<(Vec<&'static Vm>, Drivers), String> {
    let deployment = &blob.deployment;
    for (packed, here) in [(&deployment.revision, REVISION), (&deployment.profile, PROFILE)] {
        if !packed.is_empty() && packed != here {
            return Err(format!("the deployment was packed for {packed}, and this hypervisor is for {here}"));
        }
    }
    let given = |at: u64| {
        let devices = deployment.guests.iter().flat_map(|guest| &guest.passthrough);
        devices.into_iter().any(|device| at.checked_sub(device.host).is_some_and(|offset| offset < device.bytes))
    };
    let ours: Vec<u64> = platform.virtio.iter().copied().filter(|at| !given(*at)).collect();
    let switches = deployment.networks.iter().map(|_| Arc::new(Switch::default())).collect();
    let mut parts = Deployed { blob, switches, drivers: Drivers::find(&ours), guest: 0 };
    let count = deployment.guests.len();
    let whole: Vec<bool> = (0..deployment.images.len()).map(|image| blob.is_whole(image as u32)).collect();
    let damaged = |image: u32| whole.get(image as usize) == Some(&false);
    let mut vms = Vec::new();
    for (place, guest) in deployment.guests.iter().enumerate() {
        let memory = Memory::new(guest, blob).ok_or_else(|| format!("guest {}: no memory for its tables", guest.name))?;
        let memory_lacks = memory.lacks();
        let at_once = !guest.features.on_demand || Memory::must_be_mapped();
        let has_ram = !at_once || memory.map_all();
        if !has_ram {
            // Others may need less.
            memory.give_up();
        }
        let vm = Vm::make(
            guest,
            VmParts {
                place: place as u32,
                harts: harts.len(),
                frequency: platform.frequency,
                memory,
                console: console::Guest::new((count > 1).then(|| guest.name.clone())),
            },
        );
        parts.guest = place as u32;
        let bus = guest::assemble(guest, &mut parts);
        let bad = images_of(guest).find(|image| damaged(*image)).map(|image| &deployment.images[image as usize].name);
        let lacks = match bad {
            Some(name) => Some(format!("its image {name} is damaged")),
            None if memory_lacks.is_some() => memory_lacks.map(|at| format!("the host has no RAM for it at {at:#x}")),
            None if !has_ram => Some("the host has not as much RAM".to_string()),
            None => bus.as_ref().err().map(ToString::to_string),
        };
        vm.set_bus(bus.unwrap_or_else(|_| Bus::new(guest.vcpus, None, Vec::new())));
        // The others run all the same.
        if let Some(why) = lacks {
            println!("hypervisor: guest {}: {why}; it does not run", guest.name);
            vm.leave_out(End::Stuck("the host lacks a part of it"));
        } else if !guest.start {
            vm.leave_out(End::Shutdown);
        }
        vms.push(vm);
    }
    Ok((vms, parts.drivers))
}

/// Images that a guest begins with.
fn images_of(guest: &deployment::Guest) -> impl Iterator<Item = u32> {
    let disk = |device: &deployment::Device| match device.kind {
        DeviceKind::Disk { backing: Backing::Image { image, .. }, .. } => Some(image),
        _ => None,
    };
    guest.pieces.iter().map(|piece| piece.image).chain(guest.devices.iter().filter_map(disk))
}

/// Where the devices of a guest get their parts from.
struct Deployed<'a> {
    blob: &'a Blob<'static>,
    switches: Vec<Arc<Switch>>,
    drivers: Drivers,
    guest: u32,
}

impl Parts for Deployed<'_> {
    fn image(&mut self, image: u32) -> Option<&'static [u8]> {
        let bytes = self.blob.deployment.images.get(image as usize)?.bytes;
        self.blob.image(image, 0, bytes)
    }

    fn disk(&mut self, number: u32) -> Option<Box<dyn Disk>> {
        self.drivers.disk(number)
    }

    fn port(&mut self, network: Network) -> Option<Box<dyn Port>> {
        match network {
            Network::Switch(number) => Some(Box::new(self.switches.get(number as usize)?.connect(self.guest))),
            Network::Host(number) => self.drivers.card(number),
        }
    }
}

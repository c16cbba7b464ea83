//! Guests and their devices, as the deployment has them.

use crate::console;
use crate::generated::{PROFILE, REVISION};
use crate::hart::Hart;
use crate::stage::Memory;
use crate::vm::{Parts as VmParts, Vm};
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use deployment::{Blob, Network};
use guest::{Disk, Parts, Port, Switch};

/// All guests, none of which runs.
///
/// # Errors
///
/// What is wrong with the deployment here, in words.
pub fn guests(blob: &Blob<'static>, harts: &[Hart], frequency: u64, bits: u32) -> Result<Vec<&'static Vm>, String> {
    let deployment = &blob.deployment;
    for (packed, here) in [(&deployment.revision, REVISION), (&deployment.profile, PROFILE)] {
        if !packed.is_empty() && packed != here {
            return Err(format!("the deployment was packed for {packed}, and this hypervisor is for {here}"));
        }
    }
    let switches = deployment.networks.iter().map(|_| Arc::new(Switch::default())).collect();
    let mut parts = Deployed { blob, switches, guest: 0 };
    let count = deployment.guests.len();
    // With a number for each guest none is ever given to another.
    let enough = bits < 64 && count < 1 << bits;
    let mut vms = Vec::new();
    for (place, guest) in deployment.guests.iter().enumerate() {
        let memory = Memory::new(guest, blob).ok_or_else(|| format!("guest {}: no memory for its tables", guest.name))?;
        let at_once = !guest.features.on_demand || Memory::must_be_mapped();
        if at_once && !memory.map_all() {
            return Err(format!("guest {}: the host has not as much RAM", guest.name));
        }
        let vm = Vm::make(
            guest,
            VmParts {
                number: if enough { place as u64 + 1 } else { 0 },
                harts: harts.len(),
                frequency,
                memory,
                console: console::Guest::new((count > 1).then(|| guest.name.clone())),
                has_input: deployment.console == Some(place as u32),
            },
        );
        parts.guest = place as u32;
        vm.set_bus(guest::assemble(guest, &mut parts).map_err(|missing| format!("guest {}: {missing}", guest.name))?);
        vms.push(vm);
    }
    Ok(vms)
}

/// Where the devices of a guest get their parts from.
struct Deployed<'a> {
    blob: &'a Blob<'static>,
    switches: Vec<Arc<Switch>>,
    guest: u32,
}

impl Parts for Deployed<'_> {
    fn image(&mut self, image: u32) -> Option<&'static [u8]> {
        let bytes = self.blob.deployment.images.get(image as usize)?.bytes;
        self.blob.image(image, 0, bytes)
    }

    fn disk(&mut self, _number: u32) -> Option<Box<dyn Disk>> {
        None
    }

    fn port(&mut self, network: Network) -> Option<Box<dyn Port>> {
        match network {
            Network::Switch(number) => Some(Box::new(self.switches.get(number as usize)?.connect(self.guest))),
            Network::Host(_) => None,
        }
    }
}

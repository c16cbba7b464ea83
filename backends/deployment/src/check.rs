//! What a deployment must not say.

use crate::{Backing, Deployment, DeviceKind, Guest, MAX_PRIORITY, MAX_VCPUS, MAX_VMID_BITS, Network, PAGE, SOURCES};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// What is wrong with a deployment, in words: a blob has no lines to point at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong(String);

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a guest has at some of its addresses, for messages.
type Range = (u64, u64, &'static str);

impl Deployment {
    /// Checks everything that the hypervisor relies on.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), Wrong> {
        let count = self.guests.len();
        ensure(count > 0, || "there is no guest".into())?;
        ensure(self.console.is_none_or(|guest| (guest as usize) < count), || "the console is that of no guest".into())?;
        let bits = self.vmid_bits.unwrap_or(0);
        ensure(bits <= MAX_VMID_BITS, || format!("{bits} bits of numbers of guests, of 0 to {MAX_VMID_BITS}"))?;
        for guest in &self.guests {
            let other =
                guest.handler.is_none_or(|handler| self.guests.get(handler as usize).is_some_and(|other| !core::ptr::eq(other, guest)));
            ensure(other, || format!("guest {}: its calls are answered by no other guest", guest.name))?;
            self.check_guest(guest).map_err(|wrong| Wrong(format!("guest {}: {wrong}", guest.name)))?;
        }
        Ok(())
    }

    fn check_guest(&self, guest: &Guest) -> Result<(), Wrong> {
        ensure((1..=MAX_VCPUS).contains(&guest.vcpus), || format!("{} virtual harts, of 1 to {MAX_VCPUS}", guest.vcpus))?;
        ensure(guest.priority <= MAX_PRIORITY, || format!("priority {}, of 0 to {MAX_PRIORITY}", guest.priority))?;
        ensure(guest.slice > 0, || "a time slice of nothing".into())?;
        ensure(!guest.ram.is_empty(), || "no RAM".into())?;
        for ram in &guest.ram {
            let whole = [ram.at, ram.bytes, ram.host.unwrap_or(0)].iter().all(|at| at.is_multiple_of(PAGE));
            ensure(whole, || format!("RAM at {:#x} is not made of whole pages", ram.at))?;
        }
        for device in &guest.passthrough {
            let whole = [device.at, device.bytes, device.host].iter().all(|at| at.is_multiple_of(PAGE));
            ensure(whole, || format!("the device of the host at {:#x} is not made of whole pages", device.at))?;
        }
        check_ranges(guest)?;
        check_sources(guest)?;
        for piece in &guest.pieces {
            ensure(in_ram(guest, piece.at, piece.bytes), || format!("what lies at {:#x} is outside of RAM", piece.at))?;
            let image = self.images.get(piece.image as usize);
            let end = piece.offset.checked_add(piece.bytes);
            let there = image.zip(end).is_some_and(|(image, end)| end <= image.bytes);
            ensure(there, || format!("what lies at {:#x} is no part of an image", piece.at))?;
        }
        ensure(in_ram(guest, guest.entry, 1), || format!("it starts at {:#x}, outside of RAM", guest.entry))?;
        guest.devices.iter().try_for_each(|device| self.check_device(&device.kind))
    }

    fn check_device(&self, kind: &DeviceKind) -> Result<(), Wrong> {
        match kind {
            DeviceKind::Disk { backing: Backing::Image { image, bytes }, .. } => {
                let known = self.images.get(*image as usize);
                ensure(known.is_some_and(|known| known.bytes <= *bytes), || "a disk of no image, or of a longer one".into())
            }
            DeviceKind::Net { network: Network::Switch(network), .. } => {
                ensure((*network as usize) < self.networks.len(), || "a network card on no network".into())
            }
            _ => Ok(()),
        }
    }
}

/// Whether a range lies in one piece of RAM.
fn in_ram(guest: &Guest, at: u64, bytes: u64) -> bool {
    guest.ram.iter().any(|ram| at.checked_sub(ram.at).is_some_and(|offset| offset <= ram.bytes && bytes <= ram.bytes - offset))
}

/// Everything that has an address lies apart.
fn check_ranges(guest: &Guest) -> Result<(), Wrong> {
    let ram = guest.ram.iter().map(|ram| (ram.at, ram.bytes, "RAM"));
    let devices = guest.devices.iter().map(|device| (device.at, device.bytes, "a device"));
    let passed = guest.passthrough.iter().map(|device| (device.at, device.bytes, "a device of the host"));
    let mut all: Vec<Range> = ram.chain(devices).chain(passed).collect();
    all.sort_unstable();
    for (at, bytes, what) in &all {
        ensure(*bytes > 0 && at.checked_add(*bytes).is_some(), || format!("{what} at {at:#x} has a length that cannot be"))?;
    }
    let over = all.windows(2).find(|pair| pair[0].0 + pair[0].1 > pair[1].0);
    over.map_or(Ok(()), |pair| Err(Wrong(format!("{} at {:#x} reaches into {} at {:#x}", pair[0].2, pair[0].0, pair[1].2, pair[1].0))))
}

/// Each source belongs to one device, and there is a controller that has it.
fn check_sources(guest: &Guest) -> Result<(), Wrong> {
    let controllers = guest.devices.iter().filter(|device| device.kind == DeviceKind::Plic).count();
    ensure(controllers <= 1, || "two interrupt controllers".into())?;
    let own = guest.devices.iter().map(|device| device.source);
    let mut seen = [false; SOURCES as usize];
    for source in own.chain(guest.passthrough.iter().map(|device| device.source)).filter(|source| *source != 0) {
        let seen = seen.get_mut(source as usize);
        let first = seen.is_some_and(|seen| !core::mem::replace(seen, true));
        ensure(first && controllers == 1, || format!("interrupt source {source} is used twice, or does not exist"))?;
    }
    Ok(())
}

fn ensure(good: bool, wrong: impl FnOnce() -> String) -> Result<(), Wrong> {
    if good { Ok(()) } else { Err(Wrong(wrong())) }
}

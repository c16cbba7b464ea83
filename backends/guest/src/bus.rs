//! Which device answers at an address.

use crate::devices::plic::Plic;
use crate::{Context, Device};
use alloc::boxed::Box;
use alloc::vec::Vec;
use spin::Mutex;

/// The devices of a guest, by guest physical address.
///
/// Every access that a virtual hart makes outside of RAM comes here. Devices
/// are locked one at a time and never while another is; the interrupt
/// controller, which all harts use all the time, has no lock.
pub struct Bus {
    slots: Vec<Slot>,
    plic: Plic,
    plic_at: Option<u64>,
}

/// A device and where it is.
pub struct Slot {
    /// First guest physical address of its registers.
    pub at: u64,
    /// Length of its registers.
    pub bytes: u64,
    /// Source at the interrupt controller; 0 if it has none.
    pub source: u32,
    /// The device.
    pub device: Mutex<Box<dyn Device>>,
}

impl Bus {
    /// A bus with devices that lie apart. `plic_at` is where the interrupt
    /// controller is, if the guest has one.
    pub fn new(vcpus: u32, plic_at: Option<u64>, mut slots: Vec<Slot>) -> Self {
        slots.sort_by_key(|slot| slot.at);
        Self { slots, plic: Plic::new(vcpus), plic_at }
    }

    /// The interrupt controller.
    pub fn plic(&self) -> &Plic {
        &self.plic
    }

    /// Reads `bytes` at `gpa`, 1, 2, 4 or 8; `None` if no device is there.
    pub fn read(&self, gpa: u64, bytes: u32, context: Context<'_>) -> Option<u64> {
        if let Some(offset) = self.plic_offset(gpa, bytes) {
            return Some(self.plic.read(offset, bytes).into());
        }
        let (slot, offset) = self.slot(gpa, bytes)?;
        let mut device = slot.device.lock();
        let value = device.read(offset, bytes, context);
        self.update(slot, &**device, context);
        Some(value)
    }

    /// Writes `bytes` at `gpa`, 1, 2, 4 or 8; `None` if no device is there.
    pub fn write(&self, gpa: u64, bytes: u32, value: u64, context: Context<'_>) -> Option<()> {
        if let Some(offset) = self.plic_offset(gpa, bytes) {
            let kicked = self.plic.write(offset, bytes, value as u32);
            if kicked != 0 {
                context.host.kick(kicked);
            }
            return Some(());
        }
        let (slot, offset) = self.slot(gpa, bytes)?;
        let mut device = slot.device.lock();
        device.write(offset, bytes, value, context);
        self.update(slot, &**device, context);
        Some(())
    }

    /// Lets every device look at the world outside.
    pub fn poll(&self, context: Context<'_>) {
        for slot in &self.slots {
            let mut device = slot.device.lock();
            device.poll(context);
            self.update(slot, &**device, context);
        }
    }

    /// Sets the line of a source, as a device of the host does that was given
    /// to the guest.
    pub fn set_line(&self, source: u32, high: bool, context: Context<'_>) {
        let kicked = self.plic.set_line(source, high);
        if kicked != 0 {
            context.host.kick(kicked);
        }
    }

    /// First addresses of the devices, the interrupt controller's first.
    pub fn addresses(&self) -> Vec<u64> {
        self.plic_at.into_iter().chain(self.slots.iter().map(|slot| slot.at)).collect()
    }

    /// Address of each device and what it has to remember, in the order of
    /// [`Bus::addresses`]. Nobody uses them meanwhile.
    ///
    /// # Errors
    ///
    /// The address of one that depends on something of this host.
    pub fn save(&self) -> Result<Vec<(u64, Vec<u8>)>, u64> {
        let plic = self.plic_at.map(|at| Ok((at, self.plic.save().ok_or(at)?)));
        let slots = self.slots.iter().map(|slot| Ok((slot.at, slot.device.lock().save().ok_or(slot.at)?)));
        plic.into_iter().chain(slots).collect()
    }

    /// Has the device at an address remember; `None` if it is no such device.
    pub fn restore(&self, at: u64, saved: &[u8]) -> Option<()> {
        if self.plic_at == Some(at) {
            return self.plic.restore(saved);
        }
        self.slots.iter().find(|slot| slot.at == at)?.device.lock().restore(saved)
    }

    /// Makes all of them as they are when the guest begins: see
    /// [`Device::reset`].
    pub fn reset(&self, forget: bool) {
        self.plic.reset();
        self.slots.iter().for_each(|slot| slot.device.lock().reset(forget));
    }

    /// The devices, in order of address.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    fn update(&self, slot: &Slot, device: &dyn Device, context: Context<'_>) {
        if slot.source != 0 {
            self.set_line(slot.source, device.interrupt(), context);
        }
    }

    fn plic_offset(&self, gpa: u64, bytes: u32) -> Option<u64> {
        offset(gpa, bytes, self.plic_at?, Plic::BYTES)
    }

    fn slot(&self, gpa: u64, bytes: u32) -> Option<(&Slot, u64)> {
        let behind = self.slots.partition_point(|slot| slot.at <= gpa);
        let slot = &self.slots[behind.checked_sub(1)?];
        Some((slot, offset(gpa, bytes, slot.at, slot.bytes)?))
    }
}

/// Offset of an access that lies wholly in a range.
fn offset(gpa: u64, bytes: u32, at: u64, length: u64) -> Option<u64> {
    let offset = gpa.checked_sub(at)?;
    (offset < length && u64::from(bytes) <= length - offset).then_some(offset)
}

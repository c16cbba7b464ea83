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
        let region = self.find(gpa)?;
        Some(region.read(region.offset(gpa, bytes)?, bytes, context).0)
    }

    /// Writes `bytes` at `gpa`, 1, 2, 4 or 8; `None` if no device is there.
    pub fn write(&self, gpa: u64, bytes: u32, value: u64, context: Context<'_>) -> Option<()> {
        let region = self.find(gpa)?;
        region.write(region.offset(gpa, bytes)?, bytes, value, context);
        Some(())
    }

    /// The registers that `gpa` is one of. They stay where they are, so that a
    /// virtual hart may remember them.
    pub fn find(&self, gpa: u64) -> Option<Region<'_>> {
        let bus = Some(self);
        let plic = self.plic_at.map(|at| Region { at, bytes: Plic::BYTES, line: 0, bus, slot: None });
        let behind = self.slots.partition_point(|slot| slot.at <= gpa);
        let region = |slot| Region::of(self, slot);
        [plic, self.slots[..behind].last().map(region)].into_iter().flatten().find(|region| region.offset(gpa, 1).is_some())
    }

    /// Lets every device look at the world outside.
    pub fn poll(&self, context: Context<'_>) {
        for slot in &self.slots {
            let mut device = slot.device.lock();
            device.poll(context);
            let high = device.interrupt();
            Region::of(self, slot).update(slot, high, context, ());
        }
    }

    /// Sets the line of a source, as a device of the host does that was given
    /// to the guest.
    #[inline(never)]
    pub fn set_line(&self, source: u32, high: bool, context: Context<'_>) {
        let kicked = self.plic.set_line(source, high);
        if kicked != 0 {
            context.kick(kicked);
        }
    }

    #[cold]
    #[inline(never)]
    fn change_line<T>(&self, source: u32, high: bool, context: Context<'_>, value: T) -> T {
        self.set_line(source, high, context);
        value
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
}

/// Where the registers of one device are, or those of the interrupt controller.
#[derive(Clone, Copy)]
pub struct Region<'a> {
    at: u64,
    bytes: u64,
    /// The device's line at the interrupt controller.
    line: u64,
    /// None if it is nowhere.
    bus: Option<&'a Bus>,
    /// The device; none for the interrupt controller.
    slot: Option<&'a Slot>,
}

impl<'a> Region<'a> {
    /// No registers.
    pub const NOWHERE: Self = Self { at: 0, bytes: 0, line: 0, bus: None, slot: None };

    fn of(bus: &'a Bus, slot: &'a Slot) -> Self {
        Self { at: slot.at, bytes: slot.bytes, line: Plic::line(slot.source), bus: Some(bus), slot: Some(slot) }
    }

    /// Offset of an access that lies wholly in it.
    #[inline(always)]
    pub fn offset(&self, gpa: u64, bytes: u32) -> Option<u64> {
        let offset = gpa.wrapping_sub(self.at);
        (offset < self.bytes && u64::from(bytes) <= self.bytes - offset).then_some(offset)
    }

    /// Whether an aligned access of up to 8 bytes that begins in it lies wholly in it.
    pub fn is_wordwise(&self) -> bool {
        (self.at | self.bytes).is_multiple_of(8)
    }

    /// Reads `bytes` at an offset. Returns the value, and whether an external
    /// interrupt may have come or gone.
    #[inline(always)]
    pub fn read(&self, offset: u64, bytes: u32, context: Context<'_>) -> (u64, bool) {
        let Some(slot) = self.slot else { return (self.read_plic(offset, bytes), true) };
        let mut device = slot.device.lock();
        let (value, high) = device.load(offset, bytes, context);
        self.update(slot, high, context, value)
    }

    /// Writes `bytes` at an offset. Returns whether an external interrupt may
    /// have come or gone.
    #[inline(always)]
    pub fn write(&self, offset: u64, bytes: u32, value: u64, context: Context<'_>) -> bool {
        let Some(slot) = self.slot else {
            self.write_plic(offset, bytes, value as u32, context);
            return true;
        };
        let mut device = slot.device.lock();
        let high = device.store(offset, bytes, value, context);
        self.update(slot, high, context, ()).1
    }

    /// Tells the interrupt controller of the device's line, if it has changed;
    /// whether it has. The device is locked, and nobody else sets its line. A
    /// value goes with it, so that the compiler need not keep it meanwhile.
    #[inline(always)]
    fn update<T>(&self, slot: &Slot, high: bool, context: Context<'_>, value: T) -> (T, bool) {
        let Some(bus) = self.bus else { return (value, false) };
        let changed = bus.plic.is_high(self.line) != high;
        let value = if changed { bus.change_line(slot.source, high, context, value) } else { value };
        (value, changed)
    }

    #[inline(never)]
    fn read_plic(&self, offset: u64, bytes: u32) -> u64 {
        self.bus.map_or(0, |bus| bus.plic.read(offset, bytes).into())
    }

    #[inline(never)]
    fn write_plic(&self, offset: u64, bytes: u32, value: u32, context: Context<'_>) {
        let Some(bus) = self.bus else { return };
        let kicked = bus.plic.write(offset, bytes, value);
        if kicked != 0 {
            context.kick(kicked);
        }
        let completed = bus.plic.take_completed();
        if completed != 0 {
            context.complete(completed);
        }
    }
}

//! Data accesses: the TLB first, the walker if it has to be, devices last.

use isa::{Access, Exception, Kind, Revision};

use crate::core::{Core, address};
use crate::layout::{PAGE, PAGE_BITS};
use crate::memory::CODE;
use crate::rights::{CLEAN, PMP, pmp};
use crate::tlb::Entry;
use crate::walk::{Fault, Translation};

/// Where an access ends up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// In RAM, at this offset.
    Ram(usize),
    /// At this physical address outside RAM.
    Device(u64),
}

impl<R: Revision> Core<R> {
    /// Loads; of kind store, as the first half of an AMO.
    #[inline(always)]
    pub(crate) fn read_data(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        let addr = address::<R>(addr);
        if is_direct(addr, bytes, access.kind == Kind::Store)
            && let Some(offset) = self.hart.lookup(addr, access)
            && let Some(value) = self.bus.ram.read(offset, bytes)
        {
            return Ok(value);
        }
        self.read_slowly(addr, bytes, access)
    }

    /// Stores.
    #[inline(always)]
    pub(crate) fn write_data(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception> {
        let addr = address::<R>(addr);
        if is_direct(addr, bytes, false)
            && let Some(offset) = self.hart.lookup(addr, access)
            && let Some(marks) = self.bus.ram.write(offset, bytes, value)
        {
            if marks != 0 {
                self.stored(offset, bytes);
            }
            return Ok(());
        }
        self.write_slowly(addr, bytes, value, access)
    }

    #[cold]
    #[inline(never)]
    fn read_slowly(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        if access.kind == Kind::Store && !is_aligned(addr, bytes) {
            return Err(self.misaligned(addr, access));
        }
        if let Some(offset) = self.hart.learn(addr, access).filter(|_| is_direct(addr, bytes, false)) {
            return Ok(self.bus.ram.read(offset, bytes).unwrap_or(0));
        }
        if is_direct(addr, bytes, false) {
            return match self.place(addr, bytes, access, addr)? {
                Place::Ram(offset) => Ok(self.bus.ram.read(offset, bytes).unwrap_or(0)),
                Place::Device(pa) => self.read_device(pa, addr, bytes, access),
            };
        }
        let mut value = 0;
        for i in 0..bytes {
            let at = address::<R>(addr.wrapping_add(u64::from(i)));
            let byte = match self.place(at, 1, access, addr)? {
                Place::Ram(offset) => self.bus.ram.read(offset, 1).unwrap_or(0),
                Place::Device(pa) => self.read_device(pa, at, 1, access)?,
            };
            value |= byte << (8 * i);
        }
        Ok(value)
    }

    #[cold]
    #[inline(never)]
    fn write_slowly(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception> {
        if is_direct(addr, bytes, false) {
            let place = self.place(addr, bytes, access, addr)?;
            return self.write_place(place, addr, bytes, value, access);
        }
        // Nothing may be stored if any of it faults.
        for i in 0..bytes {
            self.place(address::<R>(addr.wrapping_add(u64::from(i))), 1, access, addr)?;
        }
        for i in 0..bytes {
            let at = address::<R>(addr.wrapping_add(u64::from(i)));
            let place = self.place(at, 1, access, addr)?;
            self.write_place(place, at, 1, value >> (8 * i), access)?;
        }
        Ok(())
    }

    fn write_place(&mut self, place: Place, va: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception> {
        match place {
            Place::Ram(offset) => {
                if self.bus.ram.write(offset, bytes, value).unwrap_or(0) != 0 {
                    self.stored(offset, bytes);
                }
                Ok(())
            }
            Place::Device(pa) => {
                self.sync();
                self.hart.stop_at = 0;
                let done = self.bus.write(pa, bytes, value);
                self.note_dma();
                done.ok_or_else(|| self.no_device(va, access))
            }
        }
    }

    fn read_device(&mut self, pa: u64, va: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.sync();
        self.hart.stop_at = 0;
        self.bus.read(pa, bytes).ok_or_else(|| self.no_device(va, access))
    }

    /// Translates an access that does not cross a page. `original` is the
    /// address that the instruction names.
    pub(crate) fn place(&mut self, va: u64, bytes: u32, access: Access, original: u64) -> Result<Place, Exception> {
        if let Some(offset) = self.hart.learn(va, access) {
            return Ok(Place::Ram(offset));
        }
        self.resolve(va, bytes, access).map_err(|fault| self.raise(fault, va, original, access.kind))
    }

    /// Walks the tables, checks PMP and remembers the result.
    pub(crate) fn resolve(&mut self, va: u64, bytes: u32, access: Access) -> Result<Place, Fault> {
        let translation = self.translate(va, access)?;
        let pa = translation.pa;
        let page = pa & !(PAGE - 1);
        let (kind, prv) = (access.kind, access.prv);
        let hart = &mut self.hart;
        let whole = hart.grants.page::<R>(&hart.state, pa, kind, prv);
        if !whole && R::pmp_denied(&hart.state, pa, u64::from(bytes), kind, prv) {
            return Err(Fault::access::<R>(va, access, false));
        }
        let Some(host) = self.bus.ram.offset(page, PAGE) else {
            return Ok(Place::Device(pa));
        };
        if whole && self.keep_translations {
            self.remember(va, host, access, &translation);
        }
        Ok(Place::Ram(host + (pa % PAGE) as usize))
    }

    fn remember(&mut self, va: u64, host: usize, access: Access, translation: &Translation) {
        let clean = if translation.dirty { 0 } else { CLEAN };
        let entry = Entry {
            host,
            guest_page: if access.v { translation.gpa >> PAGE_BITS } else { u64::MAX },
            rights: translation.classes | clean | (PMP & !pmp(access)),
            sizes: translation.sizes,
            global: translation.global,
            ..Entry::EMPTY
        };
        self.hart.insert(va, access, entry);
    }

    /// A store changed a page that has marks.
    #[cold]
    #[inline(never)]
    pub(crate) fn stored(&mut self, offset: usize, bytes: u32) {
        if self.bus.ram.is_marked(offset, CODE) {
            self.modified.push((offset, bytes));
            self.hart.stop_at = 0;
        }
        self.reservations.stored(&mut self.bus.ram, self.hart.id, offset);
    }

    /// Devices may have written to RAM: decoded instructions there are old,
    /// and reservations end.
    pub(crate) fn note_dma(&mut self) {
        for (offset, bytes) in std::mem::take(&mut self.bus.written) {
            self.reservations.overwritten(offset, bytes);
            let end = offset + bytes;
            let mut at = offset;
            while at < end {
                let next = end.min((at / PAGE as usize + 1) * PAGE as usize);
                if self.bus.ram.is_marked(at, CODE) {
                    self.modified.push((at, (next - at) as u32));
                    self.hart.stop_at = 0;
                }
                at = next;
            }
        }
    }

    /// Makes an exception of a fault, and notes what the transformed
    /// instruction will need.
    pub(crate) fn raise(&mut self, fault: Fault, va: u64, original: u64, kind: Kind) -> Exception {
        if fault.explicit && kind != Kind::Fetch {
            self.hart.fault_offset = Some(address::<R>(va.wrapping_sub(original)));
        }
        fault.exception
    }

    pub(crate) fn no_device(&mut self, va: u64, access: Access) -> Exception {
        self.raise(Fault::access::<R>(va, access, false), va, va, access.kind)
    }

    pub(crate) fn misaligned(&mut self, va: u64, access: Access) -> Exception {
        let exception = Exception { tval_is_gva: access.v, ..Exception::new(R::misaligned(access.kind), va) };
        self.raise(Fault { exception, explicit: true }, va, va, access.kind)
    }
}

/// Whether an address is a multiple of the size.
#[inline(always)]
pub(crate) fn is_aligned(addr: u64, bytes: u32) -> bool {
    addr & (u64::from(bytes) - 1) == 0
}

/// Whether an access can be made in one piece: it does not cross a page, and
/// is aligned if it must.
#[inline(always)]
fn is_direct(addr: u64, bytes: u32, aligned: bool) -> bool {
    if aligned { is_aligned(addr, bytes) } else { addr % PAGE <= PAGE - u64::from(bytes) }
}

//! Data accesses: the TLB first, the walker if it has to be, devices last.

use isa::{Access, Exception, Kind, Revision};

use crate::core::{Core, address};
use crate::hart::MACHINE;
use crate::layout::{PAGE, PAGE_BITS, RAM_BASE};
use crate::near::Use;
use crate::rights::{CLEAN, PMP, Rights, pmp};
use crate::tlb::{Entry, NO_GUEST};
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
    /// Loads from a page that is near; of kind store, as the first half of an AMO.
    #[inline(always)]
    pub(crate) fn load_near(&self, addr: u64, bytes: u32, access: Access) -> Option<u64> {
        let what = if access.kind == Kind::Store { Use::Store } else { Use::Load };
        let page = self.hart.find_near(addr, bytes, access, what)?;
        self.bus.ram.read_page(page, addr, bytes)
    }

    /// Stores to a page that is near.
    #[inline(always)]
    pub(crate) fn store_near(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Option<()> {
        let page = self.hart.find_near(addr, bytes, access, Use::Store)?;
        self.bus.ram.write_page(page, addr, bytes, value)
    }

    /// Stores to a page that is near and may have marks.
    #[inline(always)]
    pub(crate) fn store_marked(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Option<()> {
        let page = self.hart.find_near(addr, bytes, access, Use::MarkedStore)?;
        self.bus.ram.write_page(page, addr, bytes, value)?;
        self.stored(page * PAGE as usize + (addr % PAGE) as usize, bytes);
        Some(())
    }

    /// Loads from wherever it may be. If there is an exception it is in `raised`.
    #[cold]
    #[inline(never)]
    pub(crate) fn read_slowly(&mut self, addr: u64, bytes: u32, access: Access) -> Option<u64> {
        let access = self.hart.explicit(access);
        let value = self.read_anywhere(addr, bytes, access);
        if value.is_ok() {
            self.note_access(addr, bytes, None);
        }
        self.kept(value)
    }

    /// Stores to wherever it may be, likewise.
    #[cold]
    #[inline(never)]
    pub(crate) fn write_slowly(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Option<()> {
        let access = self.hart.explicit(access);
        let done = self.write_anywhere(addr, bytes, value, access);
        if done.is_ok() {
            self.note_access(addr, bytes, Some(value));
        }
        self.kept(done)
    }

    fn kept<T>(&mut self, result: Result<T, Exception>) -> Option<T> {
        result.map_err(|exception| self.hart.raised = Some(exception)).ok()
    }

    fn read_anywhere(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        if access.kind == Kind::Store && !is_aligned(addr, bytes) {
            return Err(self.misaligned(addr, access));
        }
        if is_direct(addr, bytes) {
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

    fn write_anywhere(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<(), Exception> {
        if is_direct(addr, bytes) {
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
                self.write_ram(offset, bytes, value);
                Ok(())
            }
            Place::Device(pa) => {
                self.sync();
                self.hart.stop();
                self.tell_device(pa, Some(value));
                let done = self.bus.write(pa, bytes, value);
                self.note_dma();
                done.ok_or_else(|| self.no_device(va, access))
            }
        }
    }

    /// An instruction stores to RAM.
    pub(crate) fn write_ram(&mut self, offset: usize, bytes: u32, value: u64) {
        if let Some(checker) = &mut self.checker {
            checker.stored(RAM_BASE + offset as u64, self.hart.id, self.hart.pc);
        }
        if self.bus.ram.write(offset, bytes, value).unwrap_or(0) != 0 {
            self.stored(offset, bytes);
        }
    }

    fn read_device(&mut self, pa: u64, va: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.sync();
        self.hart.stop();
        self.tell_device(pa, None);
        self.bus.read(pa, bytes).ok_or_else(|| self.no_device(va, access))
    }

    /// Translates an access that does not cross a page. `original` is the
    /// address that the instruction names.
    pub(crate) fn place(&mut self, va: u64, bytes: u32, access: Access, original: u64) -> Result<Place, Exception> {
        if !is_untranslated(access)
            && let Some(offset) = self.known(va, access)
        {
            self.bring_near(va, access, offset);
            return Ok(Place::Ram(offset));
        }
        self.resolve(va, bytes, access).map_err(|fault| self.raise(fault, va, original, access.kind))
    }

    /// Offset in RAM by a translation that has been kept.
    pub(crate) fn known(&mut self, va: u64, access: Access) -> Option<usize> {
        let offset = self.hart.learn(va, access)?;
        if self.checker.is_some() {
            self.check_use(va, access, offset);
        }
        Some(offset)
    }

    /// Walks the tables, checks PMP and remembers the result.
    pub(crate) fn resolve(&mut self, va: u64, bytes: u32, access: Access) -> Result<Place, Fault> {
        let translation = if is_untranslated(access) { None } else { Some(self.translate_soon(va, access)?) };
        let pa = translation.map_or(va, |translation| translation.pa);
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
            let rights = translation.map(|translation| self.remember(va, host, access, &translation));
            self.bring_near(va, access, host);
            self.bring_other_near(va, pa, access, host, rights);
        }
        Ok(Place::Ram(host + (pa % PAGE) as usize))
    }

    /// The access is permitted outright to the whole page at `offset` of RAM.
    fn bring_near(&mut self, va: u64, access: Access, offset: usize) {
        let what = match access.kind {
            Kind::Fetch => return,
            Kind::Load => Use::Load,
            Kind::Store => {
                self.bus.ram.settle(offset);
                if self.bus.ram.is_plain(offset) { Use::Store } else { Use::MarkedStore }
            }
        };
        if self.checker.is_none() {
            self.hart.bring_near(va, access, what, offset);
        }
    }

    /// What is loaded from will often be stored to, and the other way round:
    /// spares a walk if that is permitted outright, by `rights` if the address
    /// was translated.
    fn bring_other_near(&mut self, va: u64, pa: u64, access: Access, host: usize, rights: Option<Rights>) {
        if access.kind == Kind::Fetch || access.exec_as_read || self.checker.is_some() {
            return;
        }
        let access = other(access);
        let hart = &mut self.hart;
        let is_permitted = match rights {
            Some(rights) => hart.permits(rights, access),
            None => hart.grants.page::<R>(&hart.state, pa, access.kind, access.prv),
        };
        if is_permitted {
            self.bring_near(va, access, host);
        }
    }

    /// Returns the rights of what is remembered.
    fn remember(&mut self, va: u64, host: usize, access: Access, translation: &Translation) -> Rights {
        let clean = if translation.dirty { 0 } else { CLEAN };
        let hart = &mut self.hart;
        let mut granted = pmp(access);
        if hart.grants.page::<R>(&hart.state, translation.pa, other(access).kind, access.prv) {
            granted |= pmp(other(access));
        }
        let entry = Entry {
            page: (host >> PAGE_BITS) as u32,
            guest_page: if access.v { translation.gpa >> PAGE_BITS } else { NO_GUEST },
            rights: translation.classes | clean | (PMP & !granted),
            sizes: translation.sizes,
            global: translation.global,
            ..Entry::EMPTY
        };
        self.hart.insert(va, access, entry)
    }

    /// A store changed a page that has marks.
    #[cold]
    #[inline(never)]
    pub(crate) fn stored(&mut self, offset: usize, bytes: u32) {
        if self.bus.ram.is_code(offset, bytes) {
            self.modified.push((offset, bytes));
            self.hart.until = 0;
        }
        if self.bus.ram.is_reserved(offset) {
            self.reservations.stored(&mut self.bus.ram, self.hart.id, offset);
        }
        if self.bus.ram.is_watched(offset) && self.bus.answer_program(offset, bytes) {
            self.hart.stop();
        }
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
                if !self.bus.ram.is_plain(at) {
                    self.modified.push((at, (next - at) as u32));
                    self.hart.until = 0;
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

/// A load or store by physical address: there is nothing to look up and to keep.
fn is_untranslated(access: Access) -> bool {
    access.kind != Kind::Fetch && access.prv == MACHINE && !access.v
}

/// The access of a store if this is that of a load, and the other way round.
fn other(access: Access) -> Access {
    Access { kind: if access.kind == Kind::Store { Kind::Load } else { Kind::Store }, ..access }
}

/// Whether an address is a multiple of the size.
#[inline(always)]
pub(crate) fn is_aligned(addr: u64, bytes: u32) -> bool {
    addr & (u64::from(bytes) - 1) == 0
}

/// Whether an access can be made in one piece: it does not cross a page.
#[inline(always)]
fn is_direct(addr: u64, bytes: u32) -> bool {
    addr % PAGE <= PAGE - u64::from(bytes)
}

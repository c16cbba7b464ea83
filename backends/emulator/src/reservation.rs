//! Load-reserved and store-conditional.

use isa::{Access, Exception, Kind, Revision};
use serde::{Deserialize, Serialize};

use crate::access::{Place, is_aligned};
use crate::core::{Core, address};
use crate::layout::{PAGE, PAGE_BITS};
use crate::memory::{RESERVED, Ram};
use crate::near::Use;
use crate::walk::Fault;

/// Bits of an offset inside a reservation set.
const SET_BITS: u32 = 6;

/// Offsets in RAM that harts have reserved.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Reservations {
    held: Vec<Option<usize>>,
}

impl Reservations {
    /// Nothing reserved.
    pub(crate) fn new(harts: usize) -> Self {
        Self { held: vec![None; harts] }
    }

    /// Whether they are those of so many harts, in RAM of that size.
    pub(crate) fn fits(&self, harts: usize, ram_bytes: usize) -> bool {
        self.held.len() == harts && self.held.iter().flatten().all(|offset| *offset < ram_bytes)
    }

    /// Marks the pages in which there are any.
    pub(crate) fn mark(&self, ram: &mut Ram) {
        if self.held.len() > 1 {
            self.held.iter().flatten().for_each(|offset| ram.mark(*offset, RESERVED));
        }
    }

    fn reserve(&mut self, ram: &mut Ram, hart: usize, offset: usize) {
        if self.held.len() > 1 {
            ram.mark(offset, RESERVED);
        }
        if let Some(held) = self.held.get_mut(hart) {
            *held = Some(offset);
        }
    }

    fn take(&mut self, hart: usize) -> Option<usize> {
        self.held.get_mut(hart)?.take()
    }

    /// A device wrote: all reservations of what it touched end.
    pub(crate) fn overwritten(&mut self, offset: usize, bytes: usize) {
        let (first, last) = (offset >> SET_BITS, (offset + bytes) >> SET_BITS);
        for held in &mut self.held {
            *held = held.filter(|reserved| !(first..=last).contains(&(reserved >> SET_BITS)));
        }
    }

    /// A hart stored: the reservations of the others in the same set end.
    pub(crate) fn stored(&mut self, ram: &mut Ram, hart: usize, offset: usize) {
        let mut page_is_reserved = false;
        for (other, held) in self.held.iter_mut().enumerate() {
            let Some(reserved) = *held else { continue };
            if other != hart && reserved >> SET_BITS == offset >> SET_BITS {
                *held = None;
            } else {
                page_is_reserved |= reserved >> PAGE_BITS == offset >> PAGE_BITS;
            }
        }
        if !page_is_reserved {
            ram.unmark(offset, RESERVED);
        }
    }
}

impl<R: Revision> Core<R> {
    /// Loads and reserves.
    pub(crate) fn reserve(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        let offset = self.atomic_place(addr, bytes, access)?;
        self.reservations.reserve(&mut self.bus.ram, self.hart.id, offset);
        self.note_access(addr, bytes, None);
        Ok(self.bus.ram.read(offset, bytes).unwrap_or(0))
    }

    /// Stores if the reservation still holds.
    pub(crate) fn store_reserved(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<bool, Exception> {
        let offset = self.atomic_place(addr, bytes, access)?;
        if self.reservations.take(self.hart.id) != Some(offset) {
            return Ok(false);
        }
        self.write_ram(offset, bytes, value);
        self.note_access(addr, bytes, Some(value));
        Ok(true)
    }

    /// Only RAM can be reserved.
    fn atomic_place(&mut self, addr: u64, bytes: u32, access: Access) -> Result<usize, Exception> {
        let addr = address::<R>(addr);
        if !is_aligned(addr, bytes) {
            return Err(self.misaligned(addr, access));
        }
        let what = if access.kind == Kind::Store { Use::Store } else { Use::Load };
        if let Some(page) = self.hart.find_near(addr, bytes, access, what) {
            return Ok(page * PAGE as usize + (addr % PAGE) as usize);
        }
        match self.place(addr, bytes, access, addr)? {
            Place::Ram(offset) => Ok(offset),
            Place::Device(_) => {
                let fault = Fault::access::<R>(addr, access, false);
                Err(self.raise(fault, addr, addr, access.kind))
            }
        }
    }
}

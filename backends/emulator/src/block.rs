//! Cache blocks. There is no cache: managing a block asks for permission and
//! changes nothing, zeroing it is a store of many bytes.

use isa::{Access, CacheBlock, Exception, Kind, Revision};

use crate::access::Place;
use crate::core::{Core, address};
use crate::layout::DEVICES;

/// Bytes that are zeroed at once.
const CHUNK: u32 = 8;

impl<R: Revision> Core<R> {
    /// Does something to the block around `addr`, which faults report.
    pub(crate) fn block_operation(&mut self, what: CacheBlock, addr: u64, access: Access) -> Result<(), Exception> {
        let addr = address::<R>(addr);
        match what {
            CacheBlock::Zero => self.zero_block(addr, access),
            CacheBlock::Invalidate | CacheBlock::Clean | CacheBlock::Flush => self.manage_block(addr, access),
        }
    }

    fn zero_block(&mut self, addr: u64, access: Access) -> Result<(), Exception> {
        let Place::Ram(offset) = self.block(addr, access)? else {
            // Only memory can be zeroed by blocks.
            return Err(self.no_device(addr, access));
        };
        for at in (offset..).step_by(CHUNK as usize).take(R::CACHE_BLOCK as usize / CHUNK as usize) {
            if self.bus.ram.write(at, CHUNK, 0).unwrap_or(0) != 0 {
                self.stored(at, CHUNK);
            }
        }
        Ok(())
    }

    /// A block may be managed wherever it may be loaded or stored to, and stores need all that loads need. What
    /// refuses the load is reported as a store's.
    fn manage_block(&mut self, addr: u64, access: Access) -> Result<(), Exception> {
        match self.block(addr, Access { kind: Kind::Load, ..access }) {
            // Neither may go where nothing is.
            Ok(Place::Device(pa)) if !DEVICES.iter().any(|device| device.offset(pa, 1).is_some()) => Err(self.no_device(addr, access)),
            Ok(_) => Ok(()),
            Err(exception) => {
                let codes = |kind: Kind| [R::access_fault(kind), R::page_fault(kind, false), R::page_fault(kind, true)];
                let of_store = codes(Kind::Load).into_iter().zip(codes(Kind::Store)).find(|(load, _)| *load == exception.code);
                Err(Exception { code: of_store.map_or(exception.code, |(_, store)| store), ..exception })
            }
        }
    }

    /// Where the block around `addr` lies.
    fn block(&mut self, addr: u64, access: Access) -> Result<Place, Exception> {
        self.place(addr, 1, access, addr)?;
        let base = addr & !(R::CACHE_BLOCK - 1);
        let place = self.place(base, R::CACHE_BLOCK as u32, access, base);
        place.map_err(|exception| Exception { tval: addr, ..exception })
    }
}

//! A guest's memory: blocks, and the G-stage that translates to them, both
//! made when the guest first touches them.
//!
//! A block is as large as its place in RAM allows, and holds what the
//! deployment puts there. An entry changes from invalid to valid, and a hart
//! that remembers the invalid one faults once more: no fence before. While
//! writes are recorded (`record`), leaves are as small as they can be and do
//! not permit to write until a write has been noted.

mod record;

use crate::arch::memory::{Block, PAGE, is_reserved};
use crate::generated::{gstage, quirk};
use alloc::vec::Vec;
use core::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed, Ordering::SeqCst};
use deployment::{Blob, Guest, Passthrough, Piece, Ram};
use guest::Outside;
use spin::Mutex;

/// RAM of a guest by guest physical address.
pub struct Memory {
    ram: Vec<Ram>,
    /// Devices of the host that it drives itself.
    devices: Vec<Passthrough>,
    pieces: Vec<(Piece, &'static [u8])>,
    /// Levels of leaves, 0 to this.
    levels: usize,
    root: Block,
    /// Its number in translations, which it has while it is on a hart.
    number: AtomicU64,
    /// Whether writes are recorded.
    recorded: AtomicBool,
    /// Held while tables change, and while the hypervisor writes.
    tables: Mutex<Tables>,
}

/// What goes with the tables.
#[derive(Default)]
struct Tables {
    /// Pages that were written, if that is recorded.
    written: Option<record::Written>,
    /// RAM begins as zeros: what it holds comes from elsewhere.
    blank: bool,
}

/// What `Memory::touch` found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// The page is mapped from now on.
    Mapped,
    /// The page was mapped before.
    Already,
    /// There is no RAM.
    Outside,
    /// The host has no memory left.
    Exhausted,
}

impl Memory {
    /// Nothing mapped yet; None if there is no memory for a table.
    pub fn new(guest: &Guest, blob: &Blob<'static>) -> Option<Self> {
        let image = |piece: &Piece| Some((*piece, blob.image(piece.image, piece.offset, piece.bytes)?));
        let levels = match (guest.features.huge_pages, guest.features.on_demand) {
            (false, _) => 0,
            // What is mapped in time should not take long.
            (true, true) => 1,
            (true, false) => gstage::LEVELS - 1,
        };
        Some(Self {
            ram: guest.ram.clone(),
            devices: guest.passthrough.clone(),
            pieces: guest.pieces.iter().map(image).collect::<Option<_>>()?,
            levels,
            root: Block::allocate(gstage::ROOT_BYTES as u64)?,
            number: AtomicU64::new(0),
            recorded: AtomicBool::new(false),
            tables: Mutex::default(),
        })
    }

    /// Where RAM is.
    pub fn ram(&self) -> &[Ram] {
        &self.ram
    }

    /// What names this translation to a hart that the guest is on.
    pub fn hgatp(&self) -> u64 {
        gstage::hgatp(self.root.address(), self.number.load(Relaxed))
    }

    /// Has another number, or the same again: the guest enters a hart.
    pub fn set_number(&self, number: u64) {
        self.number.store(number, Relaxed);
    }

    /// Ends what this hart, which the guest is on, remembers of a page.
    ///
    /// While it is here its number does not change, and is the same on all
    /// harts that it is on: fences by number reach them, those of the firmware
    /// too, which are for what is loaded here. Nothing is lost where another
    /// hart remembers it by a number that it had before: it is not there any
    /// more, and the next guest to enter there has that hart fence everything
    /// (`guest::Numbers`).
    pub fn fence_page(&self, gpa: u64) {
        match quirk::GUEST_ACCESS_SHARES_TLB {
            false => gstage::fence(gpa, self.number.load(Relaxed)),
            true => gstage::fence_all(),
        }
    }

    /// RAM that it wants at an address of the host at which the host has none for it.
    pub fn lacks(&self) -> Option<u64> {
        let is_there = |ram: &&Ram| ram.host.is_none_or(|host| is_reserved(host, ram.bytes));
        self.ram.iter().find(|ram| !is_there(ram)).and_then(|ram| ram.host)
    }

    /// Whether a device of the host is there.
    pub fn is_device(&self, gpa: u64) -> bool {
        self.device(gpa).is_some()
    }

    /// The host's address of a register of a device that it drives itself.
    fn device(&self, gpa: u64) -> Option<u64> {
        let offset = |device: &Passthrough| gpa.checked_sub(device.at).filter(|offset| *offset < device.bytes);
        self.devices.iter().find_map(|device| Some(device.host + offset(device)?))
    }

    /// Maps all of RAM, and devices; false if the host has not as much.
    pub fn map_all(&self) -> bool {
        let pages = self.devices.iter().flat_map(|device| (device.at..device.at + device.bytes).step_by(PAGE as usize));
        for page in pages {
            self.touch(page);
        }
        self.ram.iter().all(|ram| {
            let mut at = ram.at;
            while at < ram.at + ram.bytes {
                match self.find(&mut self.tables.lock(), at) {
                    Ok((block, _)) => at = (at & !(block.bytes() - 1)) + block.bytes(),
                    Err(_) => return false,
                }
            }
            true
        })
    }

    /// Whether the guest's tables must not fault here, because the fault
    /// would not come to the hypervisor.
    pub const fn must_be_mapped() -> bool {
        quirk::TABLE_FAULT_IS_GUESTS || quirk::VS_WALK_IGNORES_GSTAGE
    }

    /// Has a guest reach the page of `gpa`, if it is RAM.
    pub fn touch(&self, gpa: u64) -> Touch {
        let mut tables = self.tables.lock();
        if let Some(at) = self.device(gpa) {
            return self.map_device(gpa, at);
        }
        match self.find(&mut tables, gpa) {
            Ok((_, true)) => Touch::Mapped,
            Ok((_, false)) if self.permit(&mut tables, gpa) => Touch::Mapped,
            Ok((_, false)) => Touch::Already,
            Err(why) => why,
        }
    }

    /// The eight bytes at the aligned `gpa`.
    pub fn word(&self, gpa: u64) -> Option<u64> {
        if self.recorded.load(SeqCst) {
            // A walk may be about to set bits in a table, and where a trap
            // does not tell so, nothing else would permit it to write there.
            self.touch(gpa);
        }
        let mut bytes = [0; 8];
        guest::Memory::read(self, gpa, &mut bytes).ok()?;
        Some(u64::from_le_bytes(bytes))
    }

    /// The block of `gpa`, mapped if need be, and whether it had to be.
    fn find(&self, tables: &mut Tables, gpa: u64) -> Result<(Block, bool), Touch> {
        let in_ram = |ram: &&Ram| gpa.checked_sub(ram.at).is_some_and(|offset| offset < ram.bytes);
        let Some(ram) = self.ram.iter().find(in_ram) else { return Err(Touch::Outside) };
        match self.leaf(gpa) {
            Some(leaf) => Ok((leaf.block()?, false)),
            None => self.map(tables, gpa, ram).map(|block| (block, true)).ok_or(Touch::Exhausted),
        }
    }

    /// The leaf that maps `gpa`, if one does.
    fn leaf(&self, gpa: u64) -> Option<Leaf> {
        let mut table = self.root;
        for level in (0..gstage::LEVELS).rev() {
            let at = (gstage::index(level, gpa) * gstage::PTE_BYTES) as u64;
            let pte = table.read(at);
            if gstage::is_leaf(pte) {
                return Some(Leaf { table, at, pte, level });
            }
            if !gstage::is_valid(pte) {
                return None;
            }
            table = Block::at(gstage::address(pte), PAGE)?;
        }
        None
    }

    /// Maps the largest block around `gpa`, which is not mapped, that fits into `ram`.
    fn map(&self, tables: &mut Tables, gpa: u64, ram: &Ram) -> Option<Block> {
        let largest = if tables.written.is_some() { 0 } else { self.levels };
        let mut table = self.root;
        for level in (0..gstage::LEVELS).rev() {
            let at = (gstage::index(level, gpa) * gstage::PTE_BYTES) as u64;
            let pte = table.read(at);
            let (start, span) = (gpa & !(gstage::span(level) - 1), gstage::span(level));
            let fits = level <= largest && start >= ram.at && start + span <= ram.at + ram.bytes;
            let block = match ram.host {
                _ if !fits || gstage::is_valid(pte) => None,
                None => Block::allocate(span),
                Some(host) => Block::reserved(host + (start - ram.at), span),
            };
            if let Some(block) = block {
                if !tables.blank {
                    self.fill(block, start);
                }
                if let Some(written) = &mut tables.written {
                    written.note(&self.ram, start);
                }
                table.write(at, gstage::leaf(block.address(), true, true, true));
                return Some(block);
            }
            table = match gstage::is_valid(pte) {
                true => Block::at(gstage::address(pte), PAGE)?,
                false => {
                    let next = Block::allocate(PAGE)?;
                    table.write(at, gstage::table(next.address()));
                    next
                }
            };
        }
        None
    }

    /// Maps the page of a device, of which the byte for `gpa` is at `at`.
    fn map_device(&self, gpa: u64, at: u64) -> Touch {
        let mut table = self.root;
        for level in (1..gstage::LEVELS).rev() {
            let place = (gstage::index(level, gpa) * gstage::PTE_BYTES) as u64;
            let pte = table.read(place);
            let next = if gstage::is_valid(pte) { Block::at(gstage::address(pte), PAGE) } else { Block::allocate(PAGE) };
            let Some(next) = next else { return Touch::Exhausted };
            table.write(place, gstage::table(next.address()));
            table = next;
        }
        let place = (gstage::index(0, gpa) * gstage::PTE_BYTES) as u64;
        if gstage::is_valid(table.read(place)) {
            return Touch::Already;
        }
        table.write(place, gstage::leaf(at & !(PAGE - 1), true, true, false));
        Touch::Mapped
    }

    /// Copies to a zeroed block what the deployment has at `gpa`.
    fn fill(&self, block: Block, gpa: u64) {
        for (piece, bytes) in &self.pieces {
            let (from, to) = (piece.at.max(gpa), (piece.at + piece.bytes).min(gpa + block.bytes()));
            if from < to {
                block.copy_from(from - gpa, &bytes[(from - piece.at) as usize..(to - piece.at) as usize]);
            }
        }
        crate::arch::fence_i();
    }

    /// Calls `f` with the block of each part of a range, the offset in it and
    /// the part of the range, as two numbers.
    fn parts(&self, gpa: u64, length: usize, writes: bool, mut f: impl FnMut(Block, u64, usize, usize)) -> Result<(), Outside> {
        let mut done = 0;
        while done < length {
            let at = gpa.checked_add(done as u64).ok_or(Outside)?;
            // Held until the bytes are there: a page that is noted as written
            // and read by another hart before would be sent as it was.
            let mut tables = self.tables.lock();
            let (block, _) = self.find(&mut tables, at).map_err(|_| Outside)?;
            let offset = at & (block.bytes() - 1);
            let part = (length - done).min((block.bytes() - offset) as usize);
            f(block, offset, done, done + part);
            if let Some(written) = tables.written.as_mut().filter(|_| writes) {
                (at & !(PAGE - 1)..at + part as u64).step_by(PAGE as usize).for_each(|page| written.note(&self.ram, page));
            }
            done += part;
        }
        Ok(())
    }
}

/// An entry that maps a block.
struct Leaf {
    table: Block,
    at: u64,
    pte: u64,
    level: usize,
}

impl Leaf {
    /// What it maps.
    fn block(&self) -> Result<Block, Touch> {
        Block::at(gstage::address(self.pte), gstage::span(self.level)).ok_or(Touch::Exhausted)
    }
}

impl guest::Memory for Memory {
    fn read(&self, gpa: u64, into: &mut [u8]) -> Result<(), Outside> {
        self.parts(gpa, into.len(), false, |block, offset, from, to| block.copy_to(offset, &mut into[from..to]))
    }

    fn write(&self, gpa: u64, from: &[u8]) -> Result<(), Outside> {
        self.parts(gpa, from.len(), true, |block, offset, start, end| block.copy_from(offset, &from[start..end]))
    }

    fn contains(&self, gpa: u64, bytes: u64) -> bool {
        let inside = |ram: &Ram| gpa.checked_sub(ram.at).is_some_and(|offset| offset <= ram.bytes && bytes <= ram.bytes - offset);
        self.ram.iter().any(inside)
    }
}

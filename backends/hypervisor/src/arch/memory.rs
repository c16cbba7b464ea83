//! Physical memory: blocks of the pool, their contents, the heap, the packed
//! deployment and the harts' stacks.
//!
//! HS-mode runs untranslated. Only `Pool` makes a `Block`, of memory that it
//! has handed out, or of what was set apart beside it, and no Rust object
//! lives there: an access through a `Block` is always to such memory.

use crate::hart::Hart;
use alloc::vec::Vec;
use core::ops::Range;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use linked_list_allocator::LockedHeap;
use spin::{Mutex, Once};

/// Bytes of a page.
pub const PAGE: u64 = 4096;
/// Bytes of a hart's stack.
const STACK: u64 = 32 << 10;
/// What lies at the top of a stack: addresses of the vCPU's and the hart's record.
const TOP: u64 = 16;

unsafe extern "C" {
    static __deployment: u8;
}

#[global_allocator]
static HEAP: LockedHeap = LockedHeap::empty();

/// RAM that is not the pool's: guests have it at its own addresses.
static RESERVED: Once<Vec<Range<u64>>> = Once::new();

static POOL: Once<Mutex<Pool>> = Once::new();

/// Bytes of blocks that were handed out and not given back.
static USED: AtomicU64 = AtomicU64::new(0);

/// Memory of the pool: aligned to its length, which is a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    address: u64,
    bytes: u64,
}

/// The pool: what follows the program and its deployment, up to the end of
/// RAM, but for what is reserved.
#[derive(Debug)]
struct Pool {
    start: u64,
    next: u64,
    end: u64,
    /// What lies behind reserved RAM, all of which was free at first.
    rest: Vec<Range<u64>>,
    /// Blocks that alignment skipped or that were given back, by the exponent
    /// of their length: the first of a list that goes through their first
    /// words. 0 ends it.
    free: [u64; 64],
}

/// Start of the packed deployment, if there is one.
pub fn deployment_start() -> u64 {
    (&raw const __deployment) as u64
}

/// The bytes from the packed deployment to the end of RAM, to look for one.
pub fn deployment(ram_end: u64) -> &'static [u8] {
    let start = deployment_start();
    let bytes = ram_end.saturating_sub(start) as usize;
    // SAFETY: nothing of this program lies there; the pool, which begins
    // behind the deployment, leaves alone what is read of it.
    unsafe { core::slice::from_raw_parts(start as *const u8, bytes) }
}

/// Makes a heap of the first `heap` bytes behind the program, before anything
/// is allocated. Returns where it ends.
pub fn set_up_heap(start: u64, heap: u64) -> u64 {
    let start = start.next_multiple_of(PAGE);
    // SAFETY: called once, with RAM in which nothing lives.
    unsafe { HEAP.lock().init(start as *mut u8, heap as usize) };
    start + heap
}

/// Makes the pool of the RAM from `start` to `end`, but for what is `wanted`
/// at certain addresses.
pub fn set_up_pool(start: u64, end: u64, mut wanted: Vec<Range<u64>>) {
    let (start, end) = (start.next_multiple_of(PAGE), end & !(PAGE - 1));
    wanted.retain(|range| range.start >= start && range.start < range.end && range.end <= end);
    wanted.sort_unstable_by_key(|range| range.end);
    let mut pool = Pool { start, next: start, end, rest: Vec::new(), free: [0; 64] };
    for range in wanted.iter().rev() {
        pool.give_all(range.end..pool.end);
        pool.rest.push(range.end..pool.end);
        pool.end = pool.end.min(range.start);
    }
    RESERVED.call_once(|| wanted);
    POOL.call_once(|| Mutex::new(pool));
}

/// Whether RAM was set apart, because a guest wants it at its own address.
pub fn is_reserved(address: u64, bytes: u64) -> bool {
    RESERVED.get().is_some_and(|all| all.iter().any(|range| holds(range, address, bytes)))
}

fn holds(range: &Range<u64>, address: u64, bytes: u64) -> bool {
    address >= range.start && address.checked_add(bytes).is_some_and(|end| end <= range.end)
}

/// Bytes in use: of the heap, and of blocks.
pub fn in_use() -> (u64, u64) {
    (HEAP.lock().used() as u64, USED.load(Relaxed))
}

fn pool() -> &'static Mutex<Pool> {
    POOL.get().expect("set up before any guest")
}

impl Block {
    /// `bytes` of zeroed memory, aligned to as much; a power of two, at least a page.
    pub fn allocate(bytes: u64) -> Option<Self> {
        let address = pool().lock().take(bytes)?;
        USED.fetch_add(bytes, Relaxed);
        // SAFETY: the range is inside the pool and has just been taken.
        unsafe { (address as *mut u8).write_bytes(0, bytes as usize) };
        Some(Self { address, bytes })
    }

    /// Zeroed memory of the host at a certain address, if that was set apart
    /// and is aligned to its length.
    pub fn reserved(address: u64, bytes: u64) -> Option<Self> {
        if !address.is_multiple_of(bytes) || !is_reserved(address, bytes) {
            return None;
        }
        // SAFETY: the range is no part of the pool, and no object lives there.
        unsafe { (address as *mut u8).write_bytes(0, bytes as usize) };
        Some(Self { address, bytes })
    }

    /// Gives it back: nobody reaches it any more.
    pub fn free(self) {
        if !is_reserved(self.address, self.bytes) {
            USED.fetch_sub(self.bytes, Relaxed);
            pool().lock().give(self);
        }
    }

    /// The block of `bytes` that was handed out at `address`, as a table entry names it.
    pub fn at(address: u64, bytes: u64) -> Option<Self> {
        let inside = is_reserved(address, bytes) || pool().lock().has_given(address, bytes);
        (inside && address.is_multiple_of(bytes)).then_some(Self { address, bytes })
    }

    /// Physical address.
    pub const fn address(self) -> u64 {
        self.address
    }

    /// Length.
    pub const fn bytes(self) -> u64 {
        self.bytes
    }

    /// The eight bytes at `offset`, which is aligned.
    pub fn read(self, offset: u64) -> u64 {
        assert!(offset.is_multiple_of(8) && offset < self.bytes, "outside of the block");
        // SAFETY: checked above to be inside this block and aligned.
        unsafe { ((self.address + offset) as *const u64).read_volatile() }
    }

    /// Writes the eight bytes at `offset`, which is aligned.
    pub fn write(self, offset: u64, value: u64) {
        assert!(offset.is_multiple_of(8) && offset < self.bytes, "outside of the block");
        // SAFETY: checked above to be inside this block and aligned.
        unsafe { ((self.address + offset) as *mut u64).write_volatile(value) }
    }

    /// Copies `bytes` to `offset`. Two, four or eight aligned ones at once.
    pub fn copy_from(self, offset: u64, bytes: &[u8]) {
        self.check(offset, bytes.len());
        let to = (self.address + offset) as *mut u8;
        match *bytes {
            [a, b] if offset.is_multiple_of(2) => store_at(to, u16::from_le_bytes([a, b])),
            [a, b, c, d] if offset.is_multiple_of(4) => store_at(to, u32::from_le_bytes([a, b, c, d])),
            [a, b, c, d, e, f, g, h] if offset.is_multiple_of(8) => store_at(to, u64::from_le_bytes([a, b, c, d, e, f, g, h])),
            // SAFETY: checked to be inside this block; `bytes` is part of this
            // program, which no block overlaps.
            _ => unsafe { to.copy_from_nonoverlapping(bytes.as_ptr(), bytes.len()) },
        }
    }

    /// Copies from `offset` to `bytes`. Two, four or eight aligned ones at once.
    pub fn copy_to(self, offset: u64, bytes: &mut [u8]) {
        self.check(offset, bytes.len());
        let from = (self.address + offset) as *const u8;
        match bytes.len() {
            2 if offset.is_multiple_of(2) => bytes.copy_from_slice(&load_at::<u16>(from).to_le_bytes()),
            4 if offset.is_multiple_of(4) => bytes.copy_from_slice(&load_at::<u32>(from).to_le_bytes()),
            8 if offset.is_multiple_of(8) => bytes.copy_from_slice(&load_at::<u64>(from).to_le_bytes()),
            // SAFETY: as in `copy_from`; `bytes` is exclusively borrowed.
            length => unsafe { from.copy_to_nonoverlapping(bytes.as_mut_ptr(), length) },
        }
    }

    fn check(self, offset: u64, length: usize) {
        let end = offset.checked_add(length as u64);
        assert!(end.is_some_and(|end| end <= self.bytes), "outside of the block");
    }
}

/// Stores at an aligned address inside a block.
fn store_at<T>(to: *mut u8, value: T) {
    // SAFETY: `Block` has checked the address.
    unsafe { to.cast::<T>().write_volatile(value) }
}

/// Loads from an aligned address inside a block.
fn load_at<T>(from: *const u8) -> T {
    // SAFETY: `Block` has checked the address; blocks hold bytes of any value.
    unsafe { from.cast::<T>().read_volatile() }
}

impl Pool {
    fn take(&mut self, bytes: u64) -> Option<u64> {
        assert!(bytes.is_power_of_two() && bytes >= PAGE, "no length of a block");
        let exponent = bytes.trailing_zeros() as usize;
        let freed = self.free[exponent];
        if freed != 0 {
            self.free[exponent] = Block { address: freed, bytes }.read(0);
            return Some(freed);
        }
        let Some((address, next)) = self.behind(bytes) else { return self.take_part(bytes) };
        // What alignment skips is not lost: it serves smaller blocks.
        self.give_all(self.next..address);
        self.next = next;
        Some(address)
    }

    /// Whether a range is of what blocks have been made of, in one piece.
    fn has_given(&self, address: u64, bytes: u64) -> bool {
        holds(&(self.start..self.next), address, bytes) || self.rest.iter().any(|range| holds(range, address, bytes))
    }

    /// Where a block begins and ends that nobody ever had.
    fn behind(&self, bytes: u64) -> Option<(u64, u64)> {
        let address = self.next.checked_next_multiple_of(bytes)?;
        let next = address.checked_add(bytes).filter(|next| *next <= self.end)?;
        Some((address, next))
    }

    /// A part of a larger block that was given back, the smallest there is.
    fn take_part(&mut self, bytes: u64) -> Option<u64> {
        let larger = (bytes.trailing_zeros() as usize + 1..self.free.len()).find(|exponent| self.free[*exponent] != 0)?;
        let address = self.take(1 << larger)?;
        let mut part = 1 << larger;
        while part > bytes {
            part >>= 1;
            self.give(Block { address: address + part, bytes: part });
        }
        Some(address)
    }

    /// Keeps a range of pages that nobody uses, in the largest blocks that there are.
    fn give_all(&mut self, range: Range<u64>) {
        let mut at = range.start;
        while at < range.end {
            let bytes = 1 << at.trailing_zeros().min((range.end - at).ilog2());
            self.give(Block { address: at, bytes });
            at += bytes;
        }
    }

    /// Keeps a block that nobody uses.
    fn give(&mut self, block: Block) {
        let list = &mut self.free[block.bytes.trailing_zeros() as usize];
        block.write(0, *list);
        *list = block.address;
    }
}

/// A stack for a hart.
pub fn stack() -> Option<Block> {
    Block::allocate(STACK)
}

/// Where the exit path of a hart begins on its stack.
pub fn stack_pointer(stack: Block) -> u64 {
    stack.address + stack.bytes - TOP
}

/// Puts the hart's record where its exit path looks for it.
pub fn prepare_stack(stack: Block, hart: &'static Hart) -> u64 {
    stack.write(stack.bytes - TOP, 0);
    stack.write(stack.bytes - TOP + 8, core::ptr::from_ref(hart) as u64);
    stack_pointer(stack)
}

/// The device tree at `address`: as many bytes as its header says.
pub fn tree(address: u64) -> Option<devicetree::Tree<'static>> {
    let start = address as *const u8;
    if address == 0 || !start.cast::<u64>().is_aligned() {
        return None;
    }
    // SAFETY: by convention of the firmware a tree is there, or nothing.
    let header = unsafe { start.cast::<[u8; devicetree::HEADER]>().read() };
    let bytes = devicetree::length(header)?;
    // SAFETY: its header says how long it is; nobody writes it.
    devicetree::Tree::new(unsafe { core::slice::from_raw_parts(start, bytes) })
}

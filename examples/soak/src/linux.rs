//! Calls of Linux on riscv64, as far as this program needs them.

use core::arch::{asm, global_asm};
use core::fmt::{self, Write};
use core::time::Duration;

global_asm!(".globl _start", "_start: mv a0, sp", "andi sp, sp, -16", "tail {main}", main = sym crate::soak_main);

const OPENAT: usize = 56;
const WRITE: usize = 64;
const PREAD: usize = 67;
const PWRITE: usize = 68;
const EXIT_GROUP: usize = 94;
const NANOSLEEP: usize = 101;
const CLOCK_GETTIME: usize = 113;
const SCHED_SETAFFINITY: usize = 122;
const SYSINFO: usize = 179;
const SOCKET: usize = 198;
const BIND: usize = 200;
const SENDTO: usize = 206;
const RECVFROM: usize = 207;
const SETSOCKOPT: usize = 208;
const CLONE: usize = 220;
const MMAP: usize = 222;

/// Makes a call.
///
/// # Safety
///
/// Addresses among the arguments are those of memory that the call may use so.
unsafe fn call(number: usize, args: [usize; 6]) -> isize {
    let [a, b, c, d, e, f] = args;
    let result;
    // SAFETY: the caller answers for what the kernel does to memory.
    unsafe {
        asm!("ecall", inlateout("a0") a as isize => result, in("a1") b, in("a2") c, in("a3") d, in("a4") e, in("a5") f,
            in("a7") number, options(nostack))
    };
    result
}

/// The first byte of the first argument.
pub fn argument(stack: *const usize) -> Option<u8> {
    // SAFETY: the kernel puts the number of arguments there, and behind it
    // pointers to strings and a null pointer.
    let [count, _, first] = unsafe { stack.cast::<[usize; 3]>().read() };
    // SAFETY: as above.
    (count > 1).then(|| unsafe { (first as *const u8).read() })
}

/// Ends the process.
pub fn exit(code: usize) -> ! {
    loop {
        // SAFETY: no addresses.
        unsafe { call(EXIT_GROUP, [code, 0, 0, 0, 0, 0]) };
    }
}

/// Does something in a process of its own.
pub fn fork(f: impl FnOnce()) {
    const SIGCHLD: usize = 17;
    // SAFETY: without CLONE_VM the child has memory of its own.
    match unsafe { call(CLONE, [SIGCHLD, 0, 0, 0, 0, 0]) } {
        0 => {
            f();
            exit(0)
        }
        child => assert!(child > 0, "no process: {child}"),
    }
}

/// Zeroed memory of so many bytes, for this process or for its children too.
pub fn memory(bytes: usize, shared: bool) -> *mut u8 {
    const READ_AND_WRITE: usize = 3;
    const ANONYMOUS: usize = 0x20;
    let flags = ANONYMOUS | if shared { 1 } else { 2 };
    // SAFETY: a new mapping, wherever the kernel has room.
    let at = unsafe { call(MMAP, [0, bytes, READ_AND_WRITE, flags, usize::MAX, 0]) };
    assert!(at > 0, "no memory: {at}");
    at as *mut u8
}

/// What all children share, zeroed.
pub fn shared() -> &'static crate::Shared {
    // SAFETY: as large as that, aligned to a page, of atomics that may be 0,
    // and never unmapped.
    unsafe { &*memory(size_of::<crate::Shared>(), true).cast() }
}

/// Stays on one hart from now on.
pub fn stay_on(hart: u64) {
    let mask = 1_u64 << hart;
    // SAFETY: eight bytes of a mask, which are read.
    let done = unsafe { call(SCHED_SETAFFINITY, [0, 8, (&raw const mask) as usize, 0, 0, 0]) };
    assert!(done >= 0, "no hart {hart}: {done}");
}

/// The `time` counter.
pub fn ticks() -> u64 {
    let ticks;
    // SAFETY: reads a counter.
    unsafe { asm!("rdtime {}", out(reg) ticks) };
    ticks
}

/// Nanoseconds since the start, by the kernel.
pub fn clock() -> u64 {
    const MONOTONIC: usize = 1;
    let mut time = [0_u64; 2];
    // SAFETY: two words for seconds and nanoseconds.
    unsafe { call(CLOCK_GETTIME, [MONOTONIC, (&raw mut time) as usize, 0, 0, 0, 0]) };
    Duration::new(time[0], time[1] as u32).as_nanos() as u64
}

/// Sleeps.
pub fn sleep(nanoseconds: u64) {
    let time = Duration::from_nanos(nanoseconds);
    let time = [time.as_secs(), time.subsec_nanos().into()];
    // SAFETY: two words, which are read.
    unsafe { call(NANOSLEEP, [(&raw const time) as usize, 0, 0, 0, 0, 0]) };
}

/// Bytes of RAM that nobody uses.
pub fn free_bytes() -> u64 {
    // Uptime, three loads, total RAM, free RAM and others.
    let mut info = [0_u64; 16];
    // SAFETY: longer than what is written.
    unsafe { call(SYSINFO, [(&raw mut info) as usize, 0, 0, 0, 0, 0]) };
    info[5]
}

/// A file or a socket.
pub struct File(usize);

impl File {
    /// Opens a file to read and write, past all caches. The name ends with a 0.
    pub fn open(name: &core::ffi::CStr) -> Self {
        const HERE: isize = -100;
        const READ_WRITE_DIRECT: usize = 0x4002;
        // SAFETY: the name ends with a 0.
        Self::of(unsafe { call(OPENAT, [HERE as usize, name.as_ptr() as usize, READ_WRITE_DIRECT, 0, 0, 0]) })
    }

    /// A socket for datagrams.
    pub fn datagrams() -> Self {
        const INET: usize = 2;
        const DATAGRAMS: usize = 2;
        // SAFETY: no addresses.
        Self::of(unsafe { call(SOCKET, [INET, DATAGRAMS, 0, 0, 0, 0]) })
    }

    fn of(result: isize) -> Self {
        assert!(result >= 0, "cannot be opened: {result}");
        Self(result as usize)
    }

    /// Reads from a place on.
    pub fn read_at(&self, into: &mut [u8], at: u64) {
        // SAFETY: a slice that may be written.
        let done = unsafe { call(PREAD, [self.0, into.as_mut_ptr() as usize, into.len(), at as usize, 0, 0]) };
        assert!(done == into.len() as isize, "cannot read at {at}: {done}");
    }

    /// Writes from a place on.
    pub fn write_at(&self, from: &[u8], at: u64) {
        // SAFETY: a slice, which is read.
        let done = unsafe { call(PWRITE, [self.0, from.as_ptr() as usize, from.len(), at as usize, 0, 0]) };
        assert!(done == from.len() as isize, "cannot write at {at}: {done}");
    }

    /// Waits at most so long for a datagram from now on.
    pub fn set_patience(&self, time: Duration) {
        const SOCKETS: usize = 1;
        const PATIENCE: usize = 20;
        let time = [time.as_secs(), time.subsec_micros().into()];
        // SAFETY: two words, which are read.
        unsafe { call(SETSOCKOPT, [self.0, SOCKETS, PATIENCE, (&raw const time) as usize, size_of_val(&time), 0]) };
    }

    /// Hears what is sent to an address of this guest.
    pub fn bind(&self, at: Address) {
        // SAFETY: an address, which is read.
        let done = unsafe { call(BIND, [self.0, at.0.as_ptr() as usize, at.0.len(), 0, 0, 0]) };
        assert!(done >= 0, "cannot be bound: {done}");
    }

    /// Sends a datagram; what cannot be sent is lost.
    pub fn send(&self, bytes: &[u8], to: Address) {
        // SAFETY: a slice and an address, which are read.
        unsafe { call(SENDTO, [self.0, bytes.as_ptr() as usize, bytes.len(), 0, to.0.as_ptr() as usize, to.0.len()]) };
    }

    /// The next datagram: its bytes, and where it is from.
    pub fn receive(&self, into: &mut [u8]) -> Option<(usize, Address)> {
        let mut from = Address([0; 16]);
        let mut length = from.0.len() as u32;
        let (at, length) = (from.0.as_mut_ptr() as usize, (&raw mut length) as usize);
        // SAFETY: a slice, an address and its length, which may be written.
        let done = unsafe { call(RECVFROM, [self.0, into.as_mut_ptr() as usize, into.len(), 0, at, length]) };
        (done >= 0).then_some((done as usize, from))
    }
}

/// Where datagrams go: `struct sockaddr_in`.
#[derive(Clone, Copy)]
pub struct Address([u8; 16]);

impl Address {
    /// Of four bytes, and a port.
    pub fn new([a, b, c, d]: [u8; 4], port: u16) -> Self {
        let [high, low] = port.to_be_bytes();
        Self([2, 0, high, low, a, b, c, d, 0, 0, 0, 0, 0, 0, 0, 0])
    }
}

/// A line, written in one piece.
pub struct Line {
    bytes: [u8; 256],
    length: usize,
}

impl Line {
    /// An empty one.
    pub const fn new() -> Self {
        Self { bytes: [0; 256], length: 0 }
    }

    /// Writes it to the standard output.
    pub fn print(&self) {
        // SAFETY: bytes, which are read.
        unsafe { call(WRITE, [1, self.bytes.as_ptr() as usize, self.length, 0, 0, 0]) };
    }
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            if let Some(place) = self.bytes.get_mut(self.length) {
                *place = byte;
                self.length += 1;
            }
        }
        Ok(())
    }
}

macro_rules! println {
    ($($arg:tt)*) => {{
        use core::fmt::Write as _;
        let mut line = $crate::linux::Line::new();
        // What does not fit is left out.
        let _ = writeln!(line, $($arg)*);
        line.print();
    }};
}
pub(crate) use println;

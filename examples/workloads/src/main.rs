//! Workloads for emulators: kernels that compute and events that trap, each in
//! M-, S- and VS-mode, in one program.
//!
//! Which one runs, in which mode and how often, a header says that
//! `draftvisor bench` patches. The program prints one line, with instructions
//! and a checksum, and ends the machine.
//!
//! Reading order: `machine` (start, traps, the way into a mode and out), then
//! `tables` (translation), `kernels`, `events`.
#![no_std]
#![no_main]

mod events;
mod kernels;
mod machine;
mod tables;

include!(concat!(env!("OUT_DIR"), "/generated.rs"));

use machine::Mode;

/// What is patched. Its first eight bytes are how it is found.
#[repr(C)]
struct Header {
    magic: [u8; 8],
    iterations: u64,
    /// Index in [`WORKLOADS`].
    workload: u64,
    /// Index in [`Mode::ALL`].
    mode: u64,
}

#[unsafe(link_section = ".header")]
#[used]
static HEADER: Header = Header { magic: *b"PERFHDR1", iterations: 1, workload: 0, mode: 0 };

/// Does its work so many times and returns a checksum.
type Run = extern "C" fn(iterations: u64) -> u64;

/// A workload.
struct Workload {
    name: &'static str,
    /// In these modes.
    modes: &'static [Mode],
    run: Run,
}

const ALL: &[Mode] = &Mode::ALL;
const PAGED: &[Mode] = &[Mode::S, Mode::Vs];
const HOST: &[Mode] = &[Mode::S];
const GUEST: &[Mode] = &[Mode::Vs];

/// Makes the list, and the same for whoever reads the ELF: a line each, with
/// how often an iteration does what is measured; 0 if instructions count.
macro_rules! workloads {
    ($($name:literal $modes:ident $events:literal $run:path;)*) => {
        const WORKLOADS: &[Workload] =
            &[$(Workload { name: $name, modes: $modes, run: $run }),*];
        const TEXT: &str = concat!($($name, " ", stringify!($modes), " ", $events, "\n"),*);
    };
}

workloads! {
    "atomics" ALL 0 kernels::memory::atomics;
    "branches" ALL 0 kernels::control::branches;
    "calls" ALL 0 kernels::control::calls;
    "chase" ALL 0 kernels::memory::chase;
    "codegen" ALL 0 kernels::control::codegen;
    "intmix" ALL 0 kernels::integer::intmix;
    "matmul" ALL 0 kernels::float::matmul;
    "memcopy" ALL 0 kernels::memory::memcopy;
    "nbody" ALL 0 kernels::float::nbody;
    "sieve" ALL 0 kernels::integer::sieve;
    "sort" ALL 0 kernels::integer::sort;
    "tlbmiss" ALL 8192 kernels::memory::tlbmiss;
    "e-csr" ALL 16 events::csr;
    "e-ecall" ALL 8 events::ecall;
    "e-fence" PAGED 8 events::fence;
    "e-fault" PAGED 8 events::fault;
    "e-satp" PAGED 8 events::spaces::satp;
    "e-asid" PAGED 8 events::spaces::asid;
    "e-remap" PAGED 8 events::spaces::remap;
    "e-hlv" HOST 8 events::hlv;
    "e-exit" GUEST 8 events::exits::call;
    "e-switch" GUEST 8 events::exits::switch;
    "e-gfault" GUEST 8 events::exits::fault;
    "e-irq" GUEST 8 events::exits::interrupt;
    "e-mmio" GUEST 8 events::exits::read;
}

#[unsafe(link_section = ".workloads")]
#[used]
static LIST: [u8; TEXT.len()] = {
    let (text, mut list) = (TEXT.as_bytes(), [0; TEXT.len()]);
    let mut at = 0;
    while at < text.len() {
        list[at] = text[at];
        at += 1;
    }
    list
};

/// The header as it was patched: the compiler must not know it.
fn header() -> Header {
    // SAFETY: the header is a static.
    unsafe { (&raw const HEADER).read_volatile() }
}

/// Runs once, in M-mode, on a stack and with zeroed memory.
extern "C" fn workload_main() -> ! {
    let header = header();
    let workload = WORKLOADS.get(header.workload as usize).expect("bench patches numbers that exist");
    let mode = Mode::ALL[header.mode as usize % Mode::ALL.len()];
    assert!(workload.modes.contains(&mode), "not in this mode");
    machine::run(mode, workload, header.iterations)
}

/// The workload is done; back in M-mode.
extern "C" fn workload_done(sum: u64) -> ! {
    let instructions = machine::instructions();
    let header = header();
    let name = WORKLOADS.get(header.workload as usize).map_or("", |workload| workload.name);
    let mode = Mode::ALL[header.mode as usize % Mode::ALL.len()].name();
    println!("PERF {name} mode={mode} iters={} instret={instructions} sum={sum:#x}", header.iterations);
    machine::finish(true)
}

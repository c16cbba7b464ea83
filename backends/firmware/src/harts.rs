//! What harts ask of each other: to start, to be interrupted, to fence.
//!
//! A request is a bit in the word of the hart that is asked, and a machine
//! software interrupt. Whoever asks for fences waits for them, and serves
//! what it is asked meanwhile, so that two may ask each other.

use crate::arch::{HARTS, fence_i, sfence_vma, tree, wait};
use crate::generated::{csr, fence};
use crate::virt;
use core::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, AtomicU64, Ordering::SeqCst};

/// Where a hart is in its life, with the numbers of SBI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// It runs a payload.
    Started = 0,
    /// It waits to be started.
    Stopped = 1,
    /// It has been asked to start.
    Starting = 2,
}

/// What a hart is asked, by the number of its bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Request {
    /// To take a supervisor software interrupt.
    Interrupt,
    /// FENCE.I.
    FenceI,
    /// SFENCE.VMA.
    Sfence,
    /// HFENCE.GVMA.
    HfenceGvma,
    /// HFENCE.VVMA.
    HfenceVvma,
}

impl Request {
    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// A hart as others see it.
struct Hart {
    state: AtomicU8,
    requests: AtomicU32,
    start: [AtomicU64; 2],
}

static ALL: [Hart; HARTS] =
    [const { Hart { state: AtomicU8::new(State::Stopped as u8), requests: AtomicU32::new(0), start: [const { AtomicU64::new(0) }; 2] } };
        HARTS];

/// One fence at a time: who may ask, for which guest, and how many are to do it yet.
static FENCING: AtomicBool = AtomicBool::new(false);
static FENCED_GUEST: AtomicU64 = AtomicU64::new(0);
static UNFENCED: AtomicU32 = AtomicU32::new(0);

/// Harts that there are, as a mask.
static THERE: AtomicU64 = AtomicU64::new(0);

/// Whether there is such a hart.
pub fn exists(hart: u64) -> bool {
    hart < HARTS as u64 && THERE.load(SeqCst) >> hart & 1 != 0
}

/// The harts that the tree at `fdt` names, as a mask; none if no tree is there.
fn named(fdt: u64) -> u64 {
    let harts = tree(fdt).into_iter().flat_map(|tree| tree.harts());
    harts.filter(|hart| *hart < HARTS as u64).fold(0, |mask, hart| mask | 1 << hart)
}

/// The hart that boots looks for the others in the tree at `fdt`, and runs
/// its payload at once.
pub fn start_first(hart: u64, fdt: u64) {
    THERE.store(named(fdt) | 1 << hart, SeqCst);
    ALL[hart as usize].state.store(State::Started as u8, SeqCst);
}

/// Where a hart is in its life.
pub fn state(hart: u64) -> u64 {
    ALL[hart as usize].state.load(SeqCst).into()
}

/// Starts a hart; false if it is not stopped.
pub fn start(hart: u64, address: u64, argument: u64) -> bool {
    let target = &ALL[hart as usize];
    let (stopped, starting) = (State::Stopped as u8, State::Starting as u8);
    target.start[0].store(address, SeqCst);
    target.start[1].store(argument, SeqCst);
    let starts = target.state.compare_exchange(stopped, starting, SeqCst, SeqCst).is_ok();
    if starts {
        virt::set_software_interrupt(hart, true);
    }
    starts
}

/// Waits until this hart is started: address and argument.
pub fn wait_for_start(hart: u64) -> (u64, u64) {
    let own = &ALL[hart as usize];
    while own.state.load(SeqCst) != State::Starting as u8 {
        wait();
        virt::set_software_interrupt(hart, false);
        serve(hart);
    }
    virt::set_software_interrupt(hart, false);
    own.state.store(State::Started as u8, SeqCst);
    (own.start[0].load(SeqCst), own.start[1].load(SeqCst))
}

/// This hart has no payload any more.
pub fn stop(hart: u64) -> ! {
    ALL[hart as usize].state.store(State::Stopped as u8, SeqCst);
    crate::arch::restart(hart)
}

/// Asks harts to take a software interrupt, this one too.
pub fn interrupt(harts: impl Iterator<Item = u64>) {
    for hart in harts {
        if hart == csr::mhartid::read() {
            csr::mip::set(csr::mip::SSIP);
        } else {
            ask(hart, Request::Interrupt);
        }
    }
}

/// Has harts fence, this one too, and waits until they have.
pub fn fence(harts: impl Iterator<Item = u64>, request: Request) {
    let own = csr::mhartid::read();
    while FENCING.swap(true, SeqCst) {
        serve(own);
    }
    FENCED_GUEST.store(csr::hgatp::read(), SeqCst);
    for hart in harts {
        if hart == own {
            carry_out(request.bit());
        } else {
            UNFENCED.fetch_add(1, SeqCst);
            ask(hart, request);
        }
    }
    while UNFENCED.load(SeqCst) != 0 {
        serve(own);
    }
    FENCING.store(false, SeqCst);
}

fn ask(hart: u64, request: Request) {
    ALL[hart as usize].requests.fetch_or(request.bit(), SeqCst);
    virt::set_software_interrupt(hart, true);
}

/// Does what this hart is asked.
pub fn serve(hart: u64) {
    let requests = ALL[hart as usize].requests.swap(0, SeqCst);
    carry_out(requests);
    let fences = requests & !Request::Interrupt.bit();
    // One hart asks for one fence at a time.
    if fences != 0 {
        UNFENCED.fetch_sub(1, SeqCst);
    }
}

fn carry_out(requests: u32) {
    let asked = |request: Request| requests & request.bit() != 0;
    if asked(Request::Interrupt) {
        csr::mip::set(csr::mip::SSIP);
    }
    if asked(Request::FenceI) {
        fence_i();
    }
    if asked(Request::Sfence) {
        sfence_vma();
    }
    if asked(Request::HfenceGvma) {
        fence::gvma();
    }
    if asked(Request::HfenceVvma) {
        fence::vvma(FENCED_GUEST.load(SeqCst));
    }
}

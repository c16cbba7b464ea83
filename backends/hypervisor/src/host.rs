//! Services of the firmware below: console, timer, other harts, the end of
//! the machine.

use crate::arch::{sbi_call, write_device};
use crate::generated::timer;
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

const BASE: u64 = 0x10;
const TIME: u64 = 0x5449_4d45;
const IPI: u64 = 0x73_5049;
const RFENCE: u64 = 0x5246_4e43;
const HSM: u64 = 0x48_534d;
const SRST: u64 = 0x5352_5354;
const LEGACY_SET_TIMER: u64 = 0;
const LEGACY_PUTCHAR: u64 = 1;
const LEGACY_GETCHAR: u64 = 2;
const LEGACY_SHUTDOWN: u64 = 8;
const PROBE: u64 = 3;

const REMOTE_FENCE_I: u64 = 0;
const REMOTE_HFENCE_GVMA: u64 = 4;
const REMOTE_HFENCE_VVMA_ASID: u64 = 5;
const REMOTE_HFENCE_VVMA: u64 = 6;

/// Test finisher of the `virt` machine, with its words for exit 0 and 1.
const FINISHER: u64 = 0x10_0000;
const FINISHER_PASS: u32 = 0x5555;
const FINISHER_FAIL: u32 = 0x3333 | 1 << 16;

/// Whether the hart has a timer that needs no firmware, and else whether the
/// firmware has the TIME extension. Both are asked once.
static OWN_TIMER: AtomicBool = AtomicBool::new(false);
static TIME_EXTENSION: AtomicBool = AtomicBool::new(false);

/// Asks the firmware what it offers, before anything else is asked of it.
pub fn set_up() {
    OWN_TIMER.store(timer::exists(), Relaxed);
    TIME_EXTENSION.store(offers(TIME), Relaxed);
}

/// Sends a byte to the console.
pub fn put(byte: u8) {
    sbi_call(LEGACY_PUTCHAR, 0, [byte.into(), 0, 0, 0, 0]);
}

/// A byte from the console, if there is one.
pub fn get() -> Option<u8> {
    u8::try_from(sbi_call(LEGACY_GETCHAR, 0, [0; 5]).0).ok()
}

/// Requests this hart's timer interrupt at `deadline`, in place of any before.
pub fn set_timer(deadline: u64) {
    let args = [deadline, 0, 0, 0, 0];
    if OWN_TIMER.load(Relaxed) {
        timer::set(deadline);
    } else if TIME_EXTENSION.load(Relaxed) {
        sbi_call(TIME, 0, args);
    } else {
        sbi_call(LEGACY_SET_TIMER, 0, args);
    }
}

/// Harts of the machine, as the firmware takes them: a mask and its base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Harts(pub u64);

/// Sends harts a software interrupt.
pub fn send_ipi(harts: Harts) {
    sbi_call(IPI, 0, [harts.0, 0, 0, 0, 0]);
}

/// FENCE.I on harts.
pub fn fence_i(harts: Harts) {
    remote(REMOTE_FENCE_I, harts, [0; 3]);
}

/// Ends what harts remember of the tables of the guest that is loaded here:
/// of these addresses, and of one address space or all.
pub fn hfence_vvma(harts: Harts, start: u64, bytes: u64, space: Option<u64>) {
    match space {
        None => remote(REMOTE_HFENCE_VVMA, harts, [start, bytes, 0]),
        Some(space) => remote(REMOTE_HFENCE_VVMA_ASID, harts, [start, bytes, space]),
    }
}

/// Ends what harts remember of the G-stage of all guests.
pub fn hfence_gvma(harts: Harts) {
    remote(REMOTE_HFENCE_GVMA, harts, [0, u64::MAX, 0]);
}

fn remote(function: u64, harts: Harts, [start, bytes, id]: [u64; 3]) {
    if harts.0 != 0 {
        let (error, _) = sbi_call(RFENCE, function, [harts.0, 0, start, bytes, id]);
        assert!(error == 0, "the firmware refuses fence {function} on harts {:#x}: {error}", harts.0);
    }
}

/// Starts a hart at `address` with `argument` in a1; false if it cannot.
pub fn start(hart: u64, address: u64, argument: u64) -> bool {
    sbi_call(HSM, 0, [hart, address, argument, 0, 0]).0 == 0
}

/// Whether the firmware can start harts, stop them for each other and make fences on them.
pub fn has_harts() -> bool {
    offers(HSM) && offers(IPI) && offers(RFENCE)
}

/// Ends the machine: SRST, else the legacy shutdown, else the finisher.
/// A failure goes to the finisher first: not every firmware turns the
/// reason of a system reset into an exit code.
pub fn finish(success: bool) -> ! {
    if !success {
        write_device(FINISHER, FINISHER_FAIL);
    }
    if offers(SRST) {
        sbi_call(SRST, 0, [0, u64::from(!success), 0, 0, 0]);
    }
    sbi_call(LEGACY_SHUTDOWN, 0, [0; 5]);
    write_device(FINISHER, FINISHER_PASS);
    loop {
        crate::arch::wait();
    }
}

/// Whether the firmware has `extension`. SBI 0.1 has no BASE: it returns an
/// error, or leaves whatever was in the value's register, here 0.
fn offers(extension: u64) -> bool {
    let (error, value) = sbi_call(BASE, PROBE, [extension, 0, 0, 0, 0]);
    error == 0 && value != 0
}

//! Services of the firmware below: console, timer, the end of the machine.

use crate::arch::{sbi_call, write_device};

const BASE: u64 = 0x10;
const TIME: u64 = 0x5449_4d45;
const SRST: u64 = 0x5352_5354;
const LEGACY_SET_TIMER: u64 = 0;
const LEGACY_PUTCHAR: u64 = 1;
const LEGACY_GETCHAR: u64 = 2;
const LEGACY_SHUTDOWN: u64 = 8;
const PROBE: u64 = 3;

/// Test finisher of the `virt` machine, with its words for exit 0 and 1.
const FINISHER: u64 = 0x10_0000;
const FINISHER_PASS: u32 = 0x5555;
const FINISHER_FAIL: u32 = 0x3333 | 1 << 16;

/// Sends a byte to the console.
pub fn put(byte: u8) {
    sbi_call(LEGACY_PUTCHAR, 0, [byte.into(), 0, 0]);
}

/// A byte from the console, if there is one.
pub fn get() -> Option<u8> {
    u8::try_from(sbi_call(LEGACY_GETCHAR, 0, [0; 3]).0).ok()
}

/// Requests the host's timer interrupt at `deadline`, in place of any before.
pub fn set_timer(deadline: u64) {
    if offers(TIME) {
        sbi_call(TIME, 0, [deadline, 0, 0]);
    } else {
        sbi_call(LEGACY_SET_TIMER, 0, [deadline, 0, 0]);
    }
}

/// Ends the machine: SRST, else the legacy shutdown, else the finisher.
/// A failure goes to the finisher first: not every firmware turns the
/// reason of a system reset into an exit code.
pub fn finish(success: bool) -> ! {
    if !success {
        write_device(FINISHER, FINISHER_FAIL);
    }
    if offers(SRST) {
        sbi_call(SRST, 0, [0, u64::from(!success), 0]);
    }
    sbi_call(LEGACY_SHUTDOWN, 0, [0; 3]);
    write_device(FINISHER, FINISHER_PASS);
    loop {
        crate::arch::wait();
    }
}

/// Whether the firmware has `extension`. SBI 0.1 has no BASE: it returns an
/// error, or leaves whatever was in the value's register, here 0.
fn offers(extension: u64) -> bool {
    let (error, value) = sbi_call(BASE, PROBE, [extension, 0, 0]);
    error == 0 && value != 0
}

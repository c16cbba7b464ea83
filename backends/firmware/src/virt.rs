//! The devices of the `virt` machine, at its fixed addresses.

use crate::arch::{mmio_read, mmio_write};

/// Where the payload starts, in HS-mode.
pub const PAYLOAD: u64 = 0x8020_0000;
/// Where RAM starts; devices are below.
pub const RAM: u64 = 0x8000_0000;

const TEST: u64 = 0x10_0000;
const TEST_PASS: u32 = 0x5555;
const TEST_FAIL: u32 = 0x3333;
const TEST_RESET: u32 = 0x7777;

const CLINT: u64 = 0x200_0000;
const CLINT_TIMECMP: u64 = CLINT + 0x4000;
const CLINT_TIME: u64 = CLINT + 0xbff8;

const UART: u64 = 0x1000_0000;
const UART_LINE_STATUS: u64 = UART + 5;
const LINE_DATA_READY: u8 = 1 << 0;
const LINE_CAN_SEND: u8 = 1 << 5;

/// How the machine ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// Exit code 0.
    Success,
    /// Exit code 1.
    Failure,
    /// Start again.
    Reset,
}

/// Ends the machine by its test finisher.
pub fn finish(how: Finish) -> ! {
    let word = match how {
        Finish::Success => TEST_PASS,
        Finish::Failure => TEST_FAIL | 1 << 16,
        Finish::Reset => TEST_RESET,
    };
    mmio_write::<u32>(TEST, word);
    loop {
        crate::arch::wait();
    }
}

/// Sends a byte, waiting until the UART takes it.
pub fn put(byte: u8) {
    while mmio_read::<u8>(UART_LINE_STATUS) & LINE_CAN_SEND == 0 {}
    mmio_write::<u8>(UART, byte);
}

/// A byte that was received, if any.
pub fn get() -> Option<u8> {
    (mmio_read::<u8>(UART_LINE_STATUS) & LINE_DATA_READY != 0).then(|| mmio_read::<u8>(UART))
}

/// The time that `time` shows.
pub fn time() -> u64 {
    mmio_read::<u64>(CLINT_TIME)
}

/// Requests the machine timer interrupt of `hart` at `deadline`.
pub fn set_timer(hart: u64, deadline: u64) {
    mmio_write::<u64>(CLINT_TIMECMP + 8 * hart, deadline);
}

/// Requests, or withdraws, the machine software interrupt of `hart`.
pub fn set_software_interrupt(hart: u64, on: bool) {
    mmio_write::<u32>(CLINT + 4 * hart, on.into());
}

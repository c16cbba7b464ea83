//! SBI calls.

use core::arch::asm;

const BASE: u64 = 0x10;
/// The TIME extension.
pub const TIME: u64 = 0x5449_4d45;
/// The IPI extension.
pub const IPI: u64 = 0x73_5049;
/// The system reset extension.
pub const SRST: u64 = 0x5352_5354;
/// The debug console extension.
pub const DBCN: u64 = 0x4442_434e;

/// Calls a function of an extension: the error in a0, the value in a1.
pub fn call(extension: u64, function: u64, args: [u64; 3]) -> (i64, u64) {
    let (error, value);
    // SAFETY: the hypervisor writes this guest's memory only where a call's
    // arguments say so, and those made here name none.
    unsafe {
        asm!("ecall",
            inlateout("a0") args[0] => error,
            inlateout("a1") args[1] => value,
            in("a2") args[2], in("a6") function, in("a7") extension,
            options(nostack))
    };
    (error, value)
}

/// Sends a byte by the legacy console.
pub fn put(byte: u8) {
    call(1, 0, [byte.into(), 0, 0]);
}

/// Sends text by the debug console; false if it was refused.
pub fn write(text: &str) -> bool {
    let (error, _) = call(DBCN, 0, [text.len() as u64, text.as_ptr() as u64, 0]);
    error == 0
}

/// Version of the SBI specification: major and minor.
pub fn version() -> (u64, u64) {
    let (_, value) = call(BASE, 0, [0; 3]);
    (value >> 24, value & 0xff_ffff)
}

/// Whether there is such an extension.
pub fn offers(extension: u64) -> bool {
    call(BASE, 3, [extension, 0, 0]).1 != 0
}

/// Requests a timer interrupt at `deadline`.
pub fn set_timer(deadline: u64) {
    call(TIME, 0, [deadline, 0, 0]);
}

/// Sends this hart a software interrupt; false if it was refused.
pub fn send_ipi() -> bool {
    call(IPI, 0, [1, 0, 0]).0 == 0
}

/// Ends the machine.
pub fn shutdown(success: bool) -> ! {
    call(SRST, 0, [0, u64::from(!success), 0]);
    call(8, 0, [0; 3]);
    loop {
        crate::csr::wait();
    }
}

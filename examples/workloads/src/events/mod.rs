//! Events: what costs a trap, a fence or a switch, some to an iteration.
//!
//! Of those here, a handler steps over what trapped; `exits` are those that a
//! hypervisor answers, `spaces` those that change what addresses mean.

pub mod exits;
pub mod spaces;

use crate::firmware::csr;
use crate::hypervisor::guest_memory;
use crate::tables::{LINE, PAGE, WINDOW};
use core::arch::asm;

/// Where nothing is mapped in any stage.
const NOWHERE: u64 = 0x1000;

/// Writes and reads a register. In M-mode it is the same one.
pub extern "C" fn csr(iterations: u64) -> u64 {
    // Not all emulators clear the bits that sepc has not got.
    let mut value = 4;
    for at in 0..iterations {
        // SAFETY: sepc is free here: no trap is taken in between. A guest
        // reaches its own by this name.
        unsafe {
            asm!(".rept 16", "csrrw {v}, {sepc}, {v}", ".endr", v = inout(reg) value,
                sepc = const csr::sepc::ADDRESS, options(nostack))
        };
        value ^= at % 1024 * 4;
    }
    value
}

/// Calls the next more privileged mode; M-mode calls itself.
pub extern "C" fn ecall(iterations: u64) -> u64 {
    for _ in 0..iterations {
        // SAFETY: the handler steps over the call and changes no register.
        unsafe { asm!(".rept 8", "ecall", ".endr") };
    }
    iterations
}

/// Fences all translations and uses one.
pub extern "C" fn fence(iterations: u64) -> u64 {
    let mut sum = 0u64;
    for at in 0..iterations {
        let value = at;
        for _ in 0..8 {
            // SAFETY: a fence only orders accesses.
            unsafe { asm!("sfence.vma", options(nostack)) };
            // SAFETY: a local that can be read.
            sum = sum.wrapping_add(unsafe { (&raw const value).read_volatile() });
        }
    }
    sum
}

/// Loads that fault in the first stage, and are stepped over.
pub extern "C" fn fault(iterations: u64) -> u64 {
    for _ in 0..iterations {
        // SAFETY: the load faults; the handler steps over its four bytes.
        unsafe { asm!(".option push", ".option norvc", ".rept 8", "ld zero, 0({at})", ".endr", ".option pop", at = in(reg) NOWHERE) };
    }
    iterations
}

/// Loads and stores of HS-mode with the rights of a guest.
pub extern "C" fn hlv(iterations: u64) -> u64 {
    let mut sum = 0u64;
    for at in 0..iterations {
        for page in 0..4 {
            let place = WINDOW + page * (PAGE + LINE);
            // SAFETY: the guest that is loaded maps the window.
            let value = unsafe { guest_memory::load(place) };
            sum = sum.wrapping_add(value);
            // SAFETY: as above, and nothing else uses the window.
            unsafe { guest_memory::store(place, value ^ (at + page)) };
        }
    }
    sum
}

//! Events: what costs a trap, a fence or a switch, some to an iteration.

use crate::firmware::csr;
use crate::tables::HOLE;
use core::arch::{asm, naked_asm};

/// Where nothing is mapped in any stage.
const NOWHERE: u64 = 0x1000;

/// Sets up what a workload's traps need, in M-mode.
pub fn prepare(name: &str) {
    let handler = if name == "e-switch" { switch_trap as *const () as u64 } else { 0 };
    csr::sscratch::write(handler);
}

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

/// Loads that fault, and are stepped over.
fn faults(at: u64, iterations: u64) -> u64 {
    for _ in 0..iterations {
        // SAFETY: the load faults; the handler steps over its four bytes.
        unsafe { asm!(".option push", ".option norvc", ".rept 8", "ld zero, 0({at})", ".endr", ".option pop", at = in(reg) at) };
    }
    iterations
}

/// Page faults, of a guest those of its own tables.
pub extern "C" fn fault(iterations: u64) -> u64 {
    faults(NOWHERE, iterations)
}

/// Guest-page faults.
pub extern "C" fn guest_fault(iterations: u64) -> u64 {
    faults(HOLE, iterations)
}

/// Calls of a guest upon which HS-mode gives the hart to another world: all
/// that VS-mode has for itself is exchanged, and the VMID.
pub extern "C" fn switch(iterations: u64) -> u64 {
    ecall(iterations)
}

/// The state of the other world. It is the same guest, so it goes on.
static mut OTHER: [u64; 9] = [0; 9];

#[unsafe(naked)]
unsafe extern "C" fn switch_trap() -> ! {
    naked_asm!(
        // t1 lies in sscratch.
        "la t1, {other}",
        "sd t0, 0(t1)",
        "sd t2, 8(t1)",
        ".macro exchange at, register",
        "csrr t0, \\register",
        "ld t2, \\at(t1)",
        "sd t0, \\at(t1)",
        "or t0, t0, t2",
        "csrw \\register, t0",
        ".endm",
        "exchange 16, {vsstatus}",
        "exchange 24, {vstvec}",
        "exchange 32, {vsscratch}",
        "exchange 40, {vsepc}",
        "exchange 48, {vscause}",
        "exchange 56, {vstval}",
        "exchange 64, {vsatp}",
        "csrr t0, {hgatp}",
        "li t2, 3 << {vmid}",
        "xor t0, t0, t2",
        "csrw {hgatp}, t0",
        "csrr t0, {sepc}",
        "addi t0, t0, 4",
        "csrw {sepc}, t0",
        "ld t0, 0(t1)",
        "ld t2, 8(t1)",
        "la t1, {own}",
        "csrrw t1, {sscratch}, t1",
        "sret",
        other = sym OTHER,
        own = sym switch_trap,
        vsstatus = const csr::vsstatus::ADDRESS,
        vstvec = const csr::vstvec::ADDRESS,
        vsscratch = const csr::vsscratch::ADDRESS,
        vsepc = const csr::vsepc::ADDRESS,
        vscause = const csr::vscause::ADDRESS,
        vstval = const csr::vstval::ADDRESS,
        vsatp = const csr::vsatp::ADDRESS,
        hgatp = const csr::hgatp::ADDRESS,
        vmid = const csr::hgatp::VMID_SHIFT,
        sepc = const csr::sepc::ADDRESS,
        sscratch = const csr::sscratch::ADDRESS,
    )
}

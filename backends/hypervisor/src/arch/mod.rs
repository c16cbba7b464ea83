//! The machine below Rust: start, host traps, SBI calls, memory by physical
//! address, and the entry into the guest. The only hand-written `unsafe`.
#![expect(unsafe_code, reason = "boot, traps, physical memory, world switch")]

mod boot;
pub mod memory;

use crate::generated::{Vcpu, csr, setup};
use core::arch::asm;

/// Delegation, counters and interrupts, before the first guest.
pub fn set_up() {
    csr::stvec::write(boot::trap_entry as *const () as u64);
    csr::sstatus::clear(csr::sstatus::SIE);
    // SAFETY: called once by `hypervisor_main`; there is no guest yet.
    unsafe { setup::hs() };
}

/// Makes `vcpu` the one whose registers are in the hart. There is only one.
pub fn load(vcpu: &Vcpu) {
    // SAFETY: no other vCPU exists, so none is loaded.
    unsafe { vcpu.load() }
}

/// Takes the registers of the loaded `vcpu` out of the hart.
pub fn save(vcpu: &mut Vcpu) {
    // SAFETY: the only vCPU is the one that was loaded.
    unsafe { vcpu.save() }
}

/// Runs the guest until its next exit.
pub fn enter(vcpu: &mut Vcpu) {
    // SAFETY: `Vm` loads its only vCPU before it runs it, its G-stage maps
    // only pages allocated for the guest (`stage`), and `set_up` turned
    // interrupts off in HS-mode for good.
    unsafe { vcpu.enter() }
}

/// Calls the firmware; returns a0 and a1. Legacy calls leave a1 alone.
pub fn sbi_call(extension: u64, function: u64, args: [u64; 3]) -> (i64, u64) {
    let (error, value);
    // SAFETY: no call made here has the firmware write this program's memory.
    unsafe {
        asm!("ecall",
            inlateout("a0") args[0] => error,
            inlateout("a1") args[1] => value,
            in("a2") args[2], in("a6") function, in("a7") extension,
            options(nostack))
    };
    (error, value)
}

/// Writes a 32-bit device register.
pub fn write_device(address: u64, word: u32) {
    // SAFETY: callers pass addresses of devices of the machine, and HS-mode
    // sees them untranslated.
    unsafe { (address as *mut u32).write_volatile(word) }
}

/// Waits for an enabled interrupt to be pending.
pub fn wait() {
    // SAFETY: WFI changes no state.
    unsafe { asm!("wfi", options(nostack)) }
}

/// Makes stores visible to instruction fetches.
pub fn fence_i() {
    // SAFETY: a fence only orders accesses.
    unsafe { asm!("fence.i", options(nostack)) }
}

//! The machine below Rust: start, traps, SBI calls, memory by physical
//! address, and vCPUs in and out of the hart. The only hand-written `unsafe`.
#![expect(unsafe_code, reason = "boot, traps, physical memory, world switch")]

mod boot;
pub mod dma;
pub mod memory;
mod record;

pub use record::Record;

use crate::generated::{Vcpu as Registers, csr, setup};
use crate::hart::Hart;
use crate::vcpu::Vcpu;
use core::arch::asm;

/// Sets this hart up for guests: traps, delegation, counters, interrupts.
pub fn set_up() {
    csr::stvec::write(boot::exit as *const () as u64);
    // By this the exit path knows that HS-mode runs.
    csr::sscratch::write(0);
    csr::sstatus::clear(csr::sstatus::SIE);
    // SAFETY: called once by each hart, before it runs a guest.
    unsafe { setup::hs() };
}

/// Runs vCPUs on this hart from now on, on its own stack.
pub fn run(hart: &'static Hart) -> ! {
    let sp = memory::prepare_stack(hart.stack, hart);
    // SAFETY: the stack is this hart's, with its record where the exit path
    // looks for it, and `set_up` has been called.
    unsafe { boot::enter(sp) }
}

/// What to tell the firmware to start another hart: address and argument.
pub fn secondary(hart: &'static Hart) -> (u64, u64) {
    (boot::secondary_start as *const () as u64, memory::prepare_stack(hart.stack, hart))
}

extern "C" fn secondary_main(hart: &'static Hart) -> ! {
    set_up();
    run(hart)
}

/// Called by the exit path for calls and interrupts; whether the same vCPU goes on.
extern "C" fn handle_call(vcpu: &mut Vcpu) -> bool {
    crate::exit::call(vcpu)
}

/// Called by the exit path for what is no call and no interrupt.
extern "C" fn handle_exception(vcpu: &mut Vcpu) -> crate::exit::Goes {
    crate::exit::exception(vcpu)
}

/// Called by the exit path: takes out the vCPU that leaves, if there is one,
/// and brings in the one that runs next.
extern "C" fn next_vcpu(hart: &'static Hart, left: Option<&'static mut Vcpu>) -> &'static mut Vcpu {
    let next = hart.switch(left);
    next.regs.host_sp = memory::stack_pointer(hart.stack);
    next
}

/// Brings the registers of a vCPU into this hart, which holds none.
///
/// Not inlined, so that its cost can be seen: `draftvisor bench` counts it.
#[inline(never)]
pub fn load(regs: &Registers) {
    // SAFETY: `Hart::switch` has taken the previous vCPU out before, and a
    // G-stage maps only pages of its guest (`stage`).
    unsafe { regs.load() }
}

/// Takes the registers of the loaded vCPU out of this hart.
///
/// Not inlined, as `load`.
#[inline(never)]
pub fn save(regs: &mut Registers) {
    // SAFETY: `Hart::switch` passes the vCPU that the exit path left with.
    unsafe { regs.save() }
}

/// Calls the firmware; returns a0 and a1. Legacy calls leave a1 alone.
pub fn sbi_call(extension: u64, function: u64, args: [u64; 5]) -> (i64, u64) {
    let (error, value);
    // SAFETY: no call made here has the firmware write this program's memory.
    unsafe {
        asm!("ecall",
            inlateout("a0") args[0] => error,
            inlateout("a1") args[1] => value,
            in("a2") args[2], in("a3") args[3], in("a4") args[4],
            in("a6") function, in("a7") extension,
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

/// Reads a 32-bit device register.
pub fn read_device(address: u64) -> u32 {
    // SAFETY: as for `write_device`.
    unsafe { (address as *const u32).read_volatile() }
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

/// A part of a guest: guests are never unmade.
pub fn forever<T: ?Sized>(part: &T) -> &'static T {
    // SAFETY: only parts of `Vm`s are passed, which `Vm::make` leaks and of
    // which they are set once.
    unsafe { &*core::ptr::from_ref(part) }
}

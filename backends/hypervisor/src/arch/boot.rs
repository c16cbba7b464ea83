//! First instructions of a hart, its exit path, and traps of HS-mode itself.

use crate::generated::csr;
use core::arch::global_asm;

global_asm!(
    ".section .text.start, \"ax\"",
    ".globl _start",
    "_start:",
    "la sp, __stack_top",
    "la t0, __bss_start",
    "la t1, __bss_end",
    "1: bgeu t0, t1, 2f",
    "sd zero, 0(t0)",
    "addi t0, t0, 8",
    "j 1b",
    "2: tail {main}",
    // Of the other harts: a1 is the top of a stack, with the hart's record.
    ".globl secondary_start",
    "secondary_start:",
    "mv sp, a1",
    "ld a0, 8(sp)",
    "tail {secondary}",
    ".text",
    main = sym crate::hypervisor_main,
    secondary = sym super::secondary_main,
);

unsafe extern "C" {
    /// Where harts start that the firmware is asked to start.
    pub fn secondary_start();
}

crate::generated::exit_path! {
    base: crate::sbi::BASE,
    probe: crate::sbi::PROBE,
    call: super::handle_call,
    exception: super::handle_exception,
    next: super::next_vcpu,
    host: host_trap
}

/// Where traps out of HS-mode go. There should be none: accesses that may
/// fault have a handler of their own while they run.
extern "C" fn host_trap() -> ! {
    panic!("trap in HS-mode: scause {:#x} sepc {:#x} stval {:#x}", csr::scause::read(), csr::sepc::read(), csr::stval::read())
}

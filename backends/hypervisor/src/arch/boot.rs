//! First instructions, and traps of the hypervisor itself.

use crate::generated::csr;
use core::arch::{global_asm, naked_asm};

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
    ".text",
    main = sym crate::hypervisor_main,
);

/// Where traps out of HS-mode go. There should be none: accesses that may
/// fault have a handler of their own while they run.
#[unsafe(naked)]
pub unsafe extern "C" fn trap_entry() -> ! {
    naked_asm!(
        ".balign 4",
        // The stack that trapped may be what is wrong: take the top again.
        "la sp, __stack_top",
        "tail {host_trap}",
        host_trap = sym host_trap,
    )
}

extern "C" fn host_trap() -> ! {
    panic!("trap in HS-mode: scause {:#x} sepc {:#x} stval {:#x}", csr::scause::read(), csr::sepc::read(), csr::stval::read())
}

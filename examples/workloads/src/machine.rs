//! Start, traps, the way into a mode and out, and what the machine has.
//!
//! A workload leaves its mode by EBREAK, which always goes to M-mode; its
//! sum is in a0. Every other trap is one that it asked for: the handlers of
//! M-mode and HS-mode step over the instruction, and `events::exits` has others.

use crate::firmware::{csr, exception, setup};
use crate::{Workload, events, println, tables, workload_done, workload_main};
use core::arch::{asm, global_asm, naked_asm};
use core::fmt;
use core::panic::PanicInfo;

/// A mode that workloads run in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Machine mode, no translation.
    M,
    /// HS-mode behind pages of 4 KiB.
    S,
    /// VS-mode behind pages of 4 KiB in both stages.
    Vs,
}

impl Mode {
    /// All, in the order of the header's numbers.
    pub const ALL: [Self; 3] = [Self::M, Self::S, Self::Vs];

    /// As the names of workloads end.
    pub fn name(self) -> &'static str {
        match self {
            Self::M => "M",
            Self::S => "S",
            Self::Vs => "VS",
        }
    }
}

global_asm!(
    ".section .text.start, \"ax\"",
    ".globl _start",
    "_start:",
    "csrr t0, {mhartid}",
    "bnez t0, 3f",
    "la sp, __stack_top",
    "la t0, __bss_start",
    "la t1, __bss_end",
    "1: bgeu t0, t1, 2f",
    "sd zero, 0(t0)",
    "addi t0, t0, 8",
    "j 1b",
    "2: la t0, {trap}",
    "csrw {mtvec}, t0",
    "la t0, {supervisor_trap}",
    "csrw {stvec}, t0",
    "tail {main}",
    "3: wfi",
    "j 3b",
    ".text",
    mhartid = const csr::mhartid::ADDRESS,
    mtvec = const csr::mtvec::ADDRESS,
    stvec = const csr::stvec::ADDRESS,
    trap = sym machine_trap,
    supervisor_trap = sym supervisor_trap,
    main = sym workload_main,
);

/// EBREAK ends the workload; what it asked for is stepped over; the rest is fatal.
#[unsafe(naked)]
unsafe extern "C" fn machine_trap() -> ! {
    naked_asm!(
        ".balign 4",
        "csrw {mscratch}, t0",
        "csrr t0, {mcause}",
        "addi t0, t0, -{breakpoint}",
        "beqz t0, 1f",
        // Calls have numbers in a row, from U-mode's to M-mode's.
        "addi t0, t0, -({first_call} - {breakpoint})",
        "sltiu t0, t0, {last_call} - {first_call} + 1",
        "beqz t0, 2f",
        "csrr t0, {mepc}",
        "addi t0, t0, 4",
        "csrw {mepc}, t0",
        "csrr t0, {mscratch}",
        "mret",
        "1: la sp, __machine_stack_top",
        "tail {done}",
        "2: la sp, __machine_stack_top",
        "tail {fatal}",
        mscratch = const csr::mscratch::ADDRESS,
        mcause = const csr::mcause::ADDRESS,
        mepc = const csr::mepc::ADDRESS,
        breakpoint = const exception::BREAKPOINT,
        first_call = const exception::ECALL_FROM_U,
        last_call = const exception::ECALL_FROM_M,
        done = sym workload_done,
        fatal = sym fatal,
    )
}

/// Steps over the instruction.
#[unsafe(naked)]
unsafe extern "C" fn supervisor_trap() -> ! {
    naked_asm!(
        ".balign 4",
        "csrrw t0, {sepc}, t0",
        "addi t0, t0, 4",
        "csrrw t0, {sepc}, t0",
        "sret",
        sepc = const csr::sepc::ADDRESS,
    )
}

extern "C" fn fatal() -> ! {
    println!("FATAL cause={:#x} pc={:#x} value={:#x}", csr::mcause::read(), csr::mepc::read(), csr::mtval::read());
    finish(false)
}

/// Runs a workload in a mode; goes on in [`workload_done`].
pub fn run(mode: Mode, workload: &Workload, iterations: u64) -> ! {
    // SAFETY: once, and nothing below M-mode has run.
    unsafe { setup::m(true) };
    csr::medeleg::clear(1 << exception::BREAKPOINT);
    csr::mstatus::set(csr::mstatus::FS);
    match mode {
        Mode::M => csr::mstatus::set(csr::mstatus::MPP),
        Mode::S | Mode::Vs => {
            csr::mstatus::clear(csr::mstatus::MPP);
            csr::mstatus::set(1 << csr::mstatus::MPP_SHIFT);
        }
    }
    match mode {
        Mode::M => {}
        Mode::S => tables::supervisor(),
        Mode::Vs => {
            tables::guest();
            csr::vsstatus::write(csr::sstatus::FS);
            csr::mstatus::set(csr::mstatus::MPV);
        }
    }
    events::exits::prepare(workload.name);
    csr::mepc::write(begin as *const () as u64);
    csr::minstret::write(0);
    // SAFETY: `begin` is the way into the mode that mstatus names, and every
    // page of this program is mapped where it is.
    unsafe { asm!("mret", in("a0") iterations, in("a1") workload.run, options(noreturn)) }
}

#[unsafe(naked)]
unsafe extern "C" fn begin() -> ! {
    naked_asm!("la sp, __stack_top", "jalr a1", "ebreak", "j .")
}

/// Instructions since the workload began.
pub fn instructions() -> u64 {
    csr::minstret::read()
}

/// A word that ends the machine or prints.
#[cfg(not(htif))]
mod platform {
    const FINISHER: *mut u32 = 0x10_0000 as *mut u32;
    const UART: *mut u8 = 0x1000_0000 as *mut u8;
    const PASS: u32 = 0x5555;
    const FAIL: u32 = 0x1_3333;

    pub fn put(byte: u8) {
        // SAFETY: the UART's data register of QEMU's `virt`.
        unsafe { UART.write_volatile(byte) };
    }

    pub fn finish(pass: bool) {
        // SAFETY: the test finisher of QEMU's `virt`.
        unsafe { FINISHER.write_volatile(if pass { PASS } else { FAIL }) };
    }
}

/// Spike's host reads a word and clears it.
#[cfg(htif)]
mod platform {
    #[unsafe(no_mangle)]
    #[unsafe(link_section = ".tohost")]
    static mut tohost: u64 = 0;
    #[unsafe(no_mangle)]
    #[unsafe(link_section = ".tohost")]
    static mut fromhost: u64 = 0;
    const PRINT: u64 = 0x0101_0000_0000_0000;

    pub fn put(byte: u8) {
        send(PRINT | u64::from(byte));
    }

    pub fn finish(pass: bool) {
        send(if pass { 1 } else { 3 });
    }

    fn send(word: u64) {
        // SAFETY: one hart; the host changes the word between accesses.
        while unsafe { (&raw const tohost).read_volatile() } != 0 {
            // SAFETY: as above.
            unsafe { (&raw mut fromhost).write_volatile(0) };
        }
        // SAFETY: as above.
        unsafe { (&raw mut tohost).write_volatile(word) };
    }
}

/// Ends the machine.
pub fn finish(pass: bool) -> ! {
    platform::finish(pass);
    loop {
        core::hint::spin_loop();
    }
}

/// The console as a destination of formatted text, for M-mode.
pub struct Console;

impl fmt::Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(platform::put);
        Ok(())
    }
}

/// Prints a line.
#[macro_export]
macro_rules! println {
    ($($arg:tt)*) => {{
        use core::fmt::Write;
        // The console never refuses.
        let _ = writeln!($crate::machine::Console, $($arg)*);
    }};
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    println!("FATAL {info}");
    finish(false)
}

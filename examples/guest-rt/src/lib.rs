//! What the example guests share: start, traps, SBI calls and printing.
//!
//! A guest is a plain S-mode program. It names the registers of S-mode only,
//! so it is the same for every revision of the hypervisor extension, and it
//! cannot tell that it runs in VS-mode.
#![no_std]

pub mod csr;
pub mod random;
pub mod sbi;
pub mod trap;
pub mod virtio;

use core::arch::global_asm;
use core::fmt;
use core::panic::PanicInfo;

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
    "2: la t0, {trap_entry}",
    "csrw stvec, t0",
    "call guest_main",
    "tail {done}",
    ".text",
    trap_entry = sym trap::entry,
    done = sym done,
);

extern "C" fn done() -> ! {
    sbi::shutdown(true)
}

/// Names the function that the guest starts with: `fn()`. When it returns,
/// the guest shuts down.
#[macro_export]
macro_rules! main {
    ($main:path) => {
        // SAFETY: the name is the runtime's own, and used once per guest.
        #[unsafe(no_mangle)]
        extern "C" fn guest_main() {
            $main()
        }
    };
}

/// The SBI console as a destination of formatted text.
pub struct Console;

impl fmt::Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(sbi::put);
        Ok(())
    }
}

/// Prints a line to the SBI console.
#[macro_export]
macro_rules! println {
    ($($arg:tt)*) => {{
        use core::fmt::Write;
        // The console never refuses.
        let _ = writeln!($crate::Console, $($arg)*);
    }};
}

#[panic_handler]
fn panic(info: &PanicInfo) -> ! {
    println!("guest: {info}");
    sbi::shutdown(false)
}

//! Runs something that may trap, in S-mode or U-mode, and tells what came of it.

use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use guest_rt::csr::SSTATUS_SPP;
use guest_rt::trap::{Trap, on_trap};
use guest_rt::{clear_csr, println, set_csr};

/// What the handler has seen: cause plus one, and trap value.
static CAUSE: AtomicU64 = AtomicU64::new(0);
static VALUE: AtomicU64 = AtomicU64::new(0);
/// Where the guest goes on after a trap, and its stack then.
static RESUME: AtomicU64 = AtomicU64::new(0);
static STACK: AtomicU64 = AtomicU64::new(0);

/// What came of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It returned this.
    Value(u64),
    /// It trapped, with cause and trap value.
    Trap(u64, u64),
}

/// From now on traps end what was run.
pub fn set_up() {
    on_trap(trapped);
}

fn trapped(trap: &mut Trap) {
    CAUSE.store(trap.cause + 1, Relaxed);
    VALUE.store(trap.tval, Relaxed);
    trap.pc = RESUME.load(Relaxed);
    trap.x[2] = STACK.load(Relaxed);
    // Back to S-mode, wherever the trap came from.
    set_csr!(sstatus, SSTATUS_SPP);
}

/// A piece of code: takes two numbers in a0 and a1, returns one in a0, and
/// changes no other register than a0 to a7.
pub type Code = unsafe extern "C" fn(u64, u64) -> u64;

/// Runs `code` in S-mode.
pub fn run(code: Code, a: u64, b: u64) -> Outcome {
    go(code as *const () as u64, a, b, true)
}

/// Runs `code` in U-mode, whose last instruction must trap: its cause tells.
pub fn run_as_user(code: Code, a: u64, b: u64) -> Outcome {
    go(code as *const () as u64, a, b, false)
}

/// Jumps to an address, in S-mode.
pub fn jump(address: u64) -> Outcome {
    go(address, 0, 0, true)
}

fn go(address: u64, a: u64, b: u64, as_supervisor: bool) -> Outcome {
    CAUSE.store(0, Relaxed);
    if as_supervisor {
        set_csr!(sstatus, SSTATUS_SPP);
    } else {
        clear_csr!(sstatus, SSTATUS_SPP);
    }
    let value: u64;
    // SAFETY: SRET goes to `address` with `ra` behind it. What is run there
    // returns, or traps, and the handler goes on behind it too, with this stack.
    unsafe {
        core::arch::asm!(
            "la ra, 2f",
            "sd ra, 0({resume})",
            "sd sp, 0({stack})",
            "csrw sepc, {address}",
            "sret",
            "2:",
            resume = in(reg) RESUME.as_ptr(),
            stack = in(reg) STACK.as_ptr(),
            address = in(reg) address,
            inlateout("a0") a => value,
            inlateout("a1") b => _,
            clobber_abi("C"),
        )
    };
    match CAUSE.load(Relaxed) {
        0 => Outcome::Value(value),
        cause => Outcome::Trap(cause - 1, VALUE.load(Relaxed)),
    }
}

/// Prints what came of something; of a trap, its cause alone.
pub fn say(what: &str, outcome: Outcome) {
    match outcome {
        Outcome::Value(value) => println!("hostile: {what}: {value:#x}"),
        Outcome::Trap(cause, _) => println!("hostile: {what}: cause {cause}"),
    }
}

/// Prints the cause, and whether the trap value is as it should be.
pub fn say_at(what: &str, address: u64, outcome: Outcome) {
    match outcome {
        Outcome::Value(value) => println!("hostile: {what}: {value:#x}"),
        Outcome::Trap(cause, value) if value == address => println!("hostile: {what}: cause {cause} there"),
        Outcome::Trap(cause, value) => println!("hostile: {what}: cause {cause} at {value:#x}, not {address:#x}"),
    }
}

/// Defines pieces of code.
#[macro_export]
macro_rules! pieces {
    ($($name:ident($($asm:literal),*);)*) => {$(
        #[unsafe(naked)]
        unsafe extern "C" fn $name(_a: u64, _b: u64) -> u64 {
            core::arch::naked_asm!(".option push", ".option arch, +a, +c, +d", $($asm),*, "ret", ".option pop")
        }
    )*};
}

//! Does what a hypervisor is measured by, many times each, and prints how many
//! instructions each took, as the hart counts them.
//!
//! Each operation is a function with a name of its own, so that whoever watches
//! the machine from outside can tell them apart.
#![no_std]
#![no_main]

use core::arch::naked_asm;
use guest_rt::csr::SSI;
use guest_rt::{clear_csr, println, read_csr, sbi, set_csr};

guest_rt::main!(main);

/// Operations of a batch.
const BATCH: u64 = 1000;
/// Batches, of which the shortest counts.
const BATCHES: u32 = 5;
/// Times that two virtual harts take turns.
const TURNS: u32 = 64;

const HSM: u64 = 0x48_534d;

/// Defines operations.
macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident($($asm:literal),*);)*) => {$(
        $(#[$doc])*
        // SAFETY: the name is the operation's own.
        #[unsafe(no_mangle)]
        #[unsafe(naked)]
        extern "C" fn $name() {
            naked_asm!($($asm),*, "ret")
        }
    )*};
}

operations! {
    /// Nothing.
    cost_nothing("nop");
    /// SBI BASE, version of the specification.
    cost_base("li a7, 0x10", "li a6, 0", "ecall");
    /// SBI BASE, whether there is an IPI extension.
    cost_probe("li a7, 0x10", "li a6, 3", "li a0, 0x735049", "ecall");
    /// A load from the UART's scratch register.
    cost_load("li a0, 0x10000000", "lbu a0, 7(a0)");
    /// A load into a register that calls preserve.
    cost_load_kept("mv t0, s1", "li a0, 0x10000000", "lbu s1, 7(a0)", "mv s1, t0");
    /// A store to the UART's scratch register.
    cost_store("li a0, 0x10000000", "sb a0, 7(a0)");
    /// SBI TIME, no timer interrupt any more.
    cost_timer("li a7, 0x54494d45", "li a6, 0", "li a0, -1", "ecall");
    /// SBI IPI to this hart.
    cost_ipi("li a7, 0x735049", "li a6, 0", "li a0, 1", "li a1, 0", "ecall");
    /// SBI HSM, a wait: another virtual hart has its turn.
    cost_wait("li a7, 0x48534d", "li a6, 3", "li a0, 0", "ecall");
}

/// An operation and its name.
type Operation = (&'static str, extern "C" fn());

fn main() {
    let operations: [Operation; 7] = [
        ("SBI BASE, answered at once", cost_base),
        ("SBI BASE by the handler", cost_probe),
        ("load from a device", cost_load),
        ("load into a preserved register", cost_load_kept),
        ("store to a device", cost_store),
        ("SBI TIME", cost_timer),
        ("SBI IPI to itself", cost_ipi),
    ];
    let nothing = instructions(cost_nothing);
    for (name, operation) in operations {
        let all = instructions(operation);
        println!("cost: {name}: {}.{}", (all - nothing) / BATCH, (all - nothing) % BATCH * 10 / BATCH);
    }
    turns();
    println!("cost: done");
}

/// Instructions of a batch.
fn instructions(operation: extern "C" fn()) -> u64 {
    let batch = || {
        let start = read_csr!(instret);
        (0..BATCH).for_each(|_| operation());
        let end = read_csr!(instret);
        clear_csr!(sip, SSI);
        end - start
    };
    (0..BATCHES).map(|_| batch()).min().unwrap_or(0)
}

/// Wakes the second virtual hart and waits for it, if there is one.
fn turns() {
    // SAFETY: `second` sets up what it needs.
    let start = second as *const () as u64;
    if sbi::call(HSM, 0, [1, start, 0]).0 != 0 {
        return;
    }
    set_csr!(sie, SSI);
    for _ in 0..TURNS {
        sbi::call(sbi::IPI, 0, [2, 0, 0]);
        cost_wait();
        clear_csr!(sip, SSI);
    }
}

/// The second virtual hart: waits, and wakes the first. It needs no stack.
#[unsafe(naked)]
extern "C" fn second() -> ! {
    naked_asm!(
        "li t0, {ssi}",
        "csrs sie, t0",
        "1:",
        "call cost_wait",
        "li t0, {ssi}",
        "csrc sip, t0",
        "li a7, 0x735049",
        "li a6, 0",
        "li a0, 1",
        "li a1, 0",
        "ecall",
        "j 1b",
        ssi = const SSI,
    )
}

//! Accesses where no memory is, and accesses to a device that no device knows.

use crate::pieces;
use crate::probe::{jump, run, say, say_at};
use guest_rt::{println, set_csr};

/// Where nothing is: below devices, between them and RAM, behind RAM, and
/// behind all that can be addressed.
const NOTHING: [u64; 5] = [0x0, 0x800_0000, 0x7fff_f000, 0x40_0000_0000, 1 << 41];
const UART: u64 = 0x1000_0000;
const SCRATCH: u64 = UART + 7;
/// `sstatus.FS`, initial.
const FLOAT_ON: u64 = 1 << 13;

pieces! {
    load("ld a0, 0(a0)");
    load_byte("lbu a0, 0(a0)");
    load_half("lh a0, 0(a0)");
    load_word("lw a0, 0(a0)");
    load_compressed("c.lw a0, 0(a0)");
    store("sd a1, 0(a0)");
    store_word("sw a1, 0(a0)");
    add_atomically("amoadd.w a0, a1, (a0)");
    swap_atomically("amoswap.d a0, a1, (a0)");
    load_reserved("lr.w a0, (a0)");
    load_float("fld f0, 0(a0)", "fmv.x.d a0, f0");
    load_float_narrow("flw f0, 0(a0)", "fmv.x.d a0, f0");
    store_float("fmv.d.x f0, a1", "fsw f0, 0(a0)", "li a0, 0");
    byte_to_saved("mv a1, s1", "lbu s1, 0(a0)", "mv a0, s1", "mv s1, a1");
    // A store-conditional without a reservation stores nothing.
    conditional("sc.w a0, a1, (a0)");
    breakpoint("ebreak");
}

/// Runs all of it.
pub fn run_all() {
    for address in NOTHING {
        println!("hostile: at {address:#x}");
        say_at("load", address, run(load, address, 0));
        say_at("store", address, run(store, address, 0));
        say_at("AMO", address, run(add_atomically, address, 0));
        say_at("LR", address, run(load_reserved, address, 0));
        say_at("jump", address, jump(address));
    }
    device();
    crossing();
    say("ebreak", run(breakpoint, 0, 0));
}

/// A register of a device is no memory.
fn device() {
    println!("hostile: at the UART");
    say_at("jump", UART, jump(UART));
    say_at("AMO", SCRATCH - 3, run(add_atomically, SCRATCH - 3, 1));
    say_at("wide AMO", UART, run(swap_atomically, UART, 1));
    say_at("LR", UART + 4, run(load_reserved, UART + 4, 0));
    say_at("SC", UART + 4, run(conditional, UART + 4, 0));
    say_at("load that is not aligned", UART + 5, run(load_word, UART + 5, 0));
    say_at("half a load that is not aligned", UART + 5, run(load_half, UART + 5, 0));
    say_at("store that is not aligned", UART + 6, run(store_word, UART + 6, 0));
    say("compressed load", run(load_compressed, UART + 4, 0));
    run(store_byte, SCRATCH, 0x5a);
    say("load of a byte", run(load_byte, SCRATCH, 0));
    say("load of a byte to a register that calls preserve", run(byte_to_saved, SCRATCH, 0));
    set_csr!(sstatus, FLOAT_ON);
    run(store_float, UART + 4, 0x15);
    say("load of a number", run(load_float_narrow, UART + 4, 0));
    say("load of a wide number", run(load_float, UART, 0));
    say("behind the UART", run(load_byte, UART + 0x100, 0));
}

pieces! {
    store_byte("sb a1, 0(a0)");
}

/// Accesses that begin in RAM and end where nothing is, and the other way round.
fn crossing() {
    const RAM: u64 = 0x8000_0000;
    println!("hostile: across the edge of RAM");
    let before = run(load, RAM - 4, 0);
    println!("hostile: load: {}", is_fault(before, RAM - 4, RAM));
    let before = run(store, RAM - 4, 0);
    println!("hostile: store: {}", is_fault(before, RAM - 4, RAM));
}

/// An access that is not aligned may be refused for that, or for where it goes.
fn is_fault(outcome: crate::probe::Outcome, from: u64, to: u64) -> &'static str {
    match outcome {
        crate::probe::Outcome::Trap(4..=7, at) if (from..to + 8).contains(&at) => "refused",
        _ => "not refused as it should be",
    }
}

//! Runs what may trap, with any numbers in the registers: it ends by a trap.

use crate::address;
use core::arch::naked_asm;
use guest_rt::csr::{SSTATUS_SPP, STI, time};
use guest_rt::random::Random;
use guest_rt::{clear_csr, sbi, set_csr, write_csr};

/// `sstatus.SPIE` and `sstatus.FS`.
const SPIE: u64 = 1 << 5;
const FLOAT_ON: u64 = 3 << 13;
/// An extension that nobody has: calls are made elsewhere.
const NO_EXTENSION: u64 = 0x7777_7777;

/// Runs the code at `address`, in S-mode or U-mode, with `satp`. A timer ends
/// what does not end itself.
pub fn run(address: u64, satp: u64, random: &mut Random) -> u64 {
    let mut registers = [0; 32];
    registers.iter_mut().for_each(|register| *register = address::any(random));
    registers[17] = NO_EXTENSION;
    sbi::set_timer(time() + 20 + random.below(200));
    write_csr!(sie, STI);
    set_csr!(sstatus, SPIE | FLOAT_ON);
    match random.below(4) {
        0 => clear_csr!(sstatus, SSTATUS_SPP),
        _ => set_csr!(sstatus, SSTATUS_SPP),
    }
    // SAFETY: whatever is run, it comes back by the vector, which needs
    // `sscratch`, `stvec` and this stack alone; nobody writes those.
    unsafe { attempt(address, registers.as_ptr(), satp) }
}

#[unsafe(naked)]
unsafe extern "C" fn attempt(_address: u64, _registers: *const u64, _satp: u64) -> u64 {
    naked_asm!(
        "addi sp, sp, -128",
        "sd ra, 8(sp)",
        "sd gp, 16(sp)",
        "sd tp, 24(sp)",
        ".irp n, 0,1,2,3,4,5,6,7,8,9,10,11",
        "sd s\\n, 32 + 8*\\n(sp)",
        ".endr",
        "csrw sscratch, sp",
        "la t0, 2f",
        "csrw stvec, t0",
        "csrw sepc, a0",
        "mv t0, a1",
        "csrw satp, a2",
        "sfence.vma",
        ".irp n, 1,2,3,4,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31",
        "ld x\\n, 8*\\n(t0)",
        ".endr",
        "ld t0, 40(t0)",
        "sret",
        ".balign 4",
        "2: csrw satp, zero",
        "sfence.vma",
        "csrr sp, sscratch",
        "ld ra, 8(sp)",
        "ld gp, 16(sp)",
        "ld tp, 24(sp)",
        ".irp n, 0,1,2,3,4,5,6,7,8,9,10,11",
        "ld s\\n, 32 + 8*\\n(sp)",
        ".endr",
        "addi sp, sp, 128",
        "csrr a0, scause",
        "ret",
    )
}

//! A while with random numbers in all integer registers, in S-mode or U-mode.

use core::arch::naked_asm;
use guest_rt::random::Random;

const UART: u64 = 0x1000_0000;
/// The extension BASE of SBI.
const BASE: u64 = 0x10;

/// Takes it. The stack pointer is random within the stack.
pub fn take(random: &mut Random, is_bare: bool) {
    let mut values = [0; 32];
    values.iter_mut().for_each(|value| *value = random.draw());
    // What it loads from, and what it calls at the end: BASE, or nothing that is there.
    values[29] = if random.below(4) == 0 { UART + random.below(8) } else { values.as_ptr() as u64 + random.below(256) };
    if random.below(2) == 0 {
        (values[16], values[17]) = (random.below(9), BASE);
    }
    let as_user = is_bare && random.below(2) == 0;
    // SAFETY: there are 32 numbers, and so much stack.
    unsafe { turn(values.as_ptr(), random.below(256) * 16, as_user) }
}

/// In U-mode it ends by the first trap, which comes back here.
#[unsafe(naked)]
unsafe extern "C" fn turn(_values: *const u64, _deeper: u64, _as_user: bool) {
    naked_asm!(
        "mv t0, sp",
        "sub sp, sp, a1",
        "addi sp, sp, -128",
        "sd t0, 0(sp)",
        "sd ra, 8(sp)",
        "sd gp, 16(sp)",
        "sd tp, 24(sp)",
        ".irp n, 0,1,2,3,4,5,6,7,8,9,10,11",
        "sd s\\n, 32 + 8*\\n(sp)",
        ".endr",
        "beqz a2, 1f",
        "la t0, 4f",
        "csrw stvec, t0",
        "la t0, 2f",
        "csrw sepc, t0",
        "li t0, {spp}",
        "csrc sstatus, t0",
        "1: mv t0, a2",
        "ld x1, 8(a0)",
        ".irp n, 3,4,6,7,8,9,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31",
        "ld x\\n, 8*\\n(a0)",
        ".endr",
        "bnez t0, 3f",
        "ld t0, 40(a0)",
        "ld a0, 80(a0)",
        "2:",
        ".rept 600",
        "nop",
        ".endr",
        "lbu t5, 0(t4)",
        ".rept 600",
        "nop",
        ".endr",
        "ecall",
        "j 4f",
        "3: ld t0, 40(a0)",
        "ld a0, 80(a0)",
        "sret",
        ".balign 4",
        "4: ld ra, 8(sp)",
        "ld gp, 16(sp)",
        "ld tp, 24(sp)",
        ".irp n, 0,1,2,3,4,5,6,7,8,9,10,11",
        "ld s\\n, 32 + 8*\\n(sp)",
        ".endr",
        "ld sp, 0(sp)",
        "ret",
        spp = const guest_rt::csr::SSTATUS_SPP,
    )
}

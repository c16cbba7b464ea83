//! Start, trap entry and raw memory: the only `unsafe` written by hand here.
#![expect(unsafe_code, reason = "boot, trap entry and device registers")]

use crate::generated::{csr, enter_supervisor, setup};
use core::arch::{asm, global_asm, naked_asm};

/// Harts that can be used; the linker script has a stack for each.
pub const HARTS: usize = 8;
/// Exponent of the bytes of a stack.
const STACK_SHIFT: u32 = 13;

global_asm!(
    ".section .text.start, \"ax\"",
    ".globl _start",
    "_start:",
    "li t0, {harts}",
    "bgeu a0, t0, 5f",
    "slli t0, a0, {stack_shift}",
    "la sp, __stack_top",
    "sub sp, sp, t0",
    "la t0, {trap_entry}",
    "csrw {mtvec}, t0",
    // mscratch: the stack for traps from below, 0 while in M-mode.
    "csrw {mscratch}, zero",
    "bnez a0, 3f",
    "la t0, __bss_start",
    "la t1, __bss_end",
    "1: bgeu t0, t1, 2f",
    "sd zero, 0(t0)",
    "addi t0, t0, 8",
    "j 1b",
    "2: tail {main}",
    // The others sleep until hart 0, for whom memory is ready, calls them.
    "3: li t0, {msie}",
    "csrw {mie}, t0",
    "4: wfi",
    "csrr t1, {mip}",
    "and t1, t1, t0",
    "beqz t1, 4b",
    "tail {secondary}",
    "5: wfi",
    "j 5b",
    ".text",
    harts = const HARTS,
    stack_shift = const STACK_SHIFT,
    trap_entry = sym trap_entry,
    mtvec = const csr::mtvec::ADDRESS,
    mscratch = const csr::mscratch::ADDRESS,
    mie = const csr::mie::ADDRESS,
    mip = const csr::mip::ADDRESS,
    msie = const csr::mie::MSIE,
    main = sym crate::firmware_main,
    secondary = sym crate::secondary_main,
);

/// Integer registers of the mode that trapped; `x[0]` is unused.
#[repr(C)]
pub struct Frame {
    /// x0 to x31.
    pub x: [u64; 32],
}

/// Saves the registers on the firmware's stack and handles the trap.
#[unsafe(naked)]
unsafe extern "C" fn trap_entry() -> ! {
    naked_asm!(
        ".balign 4",
        "csrrw sp, {mscratch}, sp",
        // A trap out of M-mode itself: mscratch was 0.
        "bnez sp, 1f",
        "la sp, __stack_top",
        "addi sp, sp, -2048",
        "tail {own_trap}",
        "1:",
        "addi sp, sp, -256",
        "sd x1, 8(sp)",
        ".irp n, 3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31",
        "sd x\\n, 8*\\n(sp)",
        ".endr",
        "csrrw t0, {mscratch}, zero",
        "sd t0, 16(sp)",
        "mv a0, sp",
        "call {handle}",
        "addi t0, sp, 256",
        "csrw {mscratch}, t0",
        "ld x1, 8(sp)",
        ".irp n, 3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31",
        "ld x\\n, 8*\\n(sp)",
        ".endr",
        "ld sp, 16(sp)",
        "mret",
        mscratch = const csr::mscratch::ADDRESS,
        own_trap = sym crate::trap::own_trap,
        handle = sym crate::trap::handle,
    )
}

unsafe extern "C" {
    static __stack_top: u8;
}

/// Delegation, counters and memory protection.
pub fn set_up(delegate_illegal: bool) {
    // SAFETY: called once by each hart, before its payload runs.
    unsafe { setup::m(delegate_illegal) };
}

/// Runs the payload at `pc` in HS-mode.
pub fn enter_payload(pc: u64, hart: u64, fdt: u64) -> ! {
    // Nothing of this stack is needed again: traps start at its top.
    csr::mscratch::write(stack_top(hart));
    // SAFETY: by convention of the machine, the payload's entry is at `pc`.
    unsafe { enter_supervisor(pc, hart, fdt) }
}

/// Where the stack of a hart begins.
fn stack_top(hart: u64) -> u64 {
    (&raw const __stack_top) as u64 - (hart << STACK_SHIFT)
}

/// Leaves the payload of this hart for good, and waits to be started again.
pub fn restart(hart: u64) -> ! {
    csr::mscratch::write(0);
    // SAFETY: nothing of this stack is needed again.
    unsafe { asm!("mv sp, {}", "tail {}", in(reg) stack_top(hart), sym crate::secondary_main, in("a0") hart, options(noreturn)) }
}

/// Reads a device register, or memory named by its physical address.
pub fn mmio_read<T: Copy>(address: u64) -> T {
    // SAFETY: callers pass addresses of devices and of RAM that exist, and
    // M-mode sees them untranslated.
    unsafe { (address as *const T).read_volatile() }
}

/// Writes a device register, or memory named by its physical address.
pub fn mmio_write<T: Copy>(address: u64, value: T) {
    // SAFETY: as for `mmio_read`; nothing of this program lives there.
    unsafe { (address as *mut T).write_volatile(value) }
}

/// The device tree at `fdt`, if one is there.
pub fn tree(fdt: u64) -> Option<devicetree::Tree<'static>> {
    if !fdt.is_multiple_of(8) || fdt == 0 {
        return None;
    }
    let bytes = devicetree::length(mmio_read(fdt))?;
    // SAFETY: who starts the firmware passes 0 or the address of a tree in RAM,
    // which stays as it is until the payload has it; its header says how long it is.
    devicetree::Tree::new(unsafe { core::slice::from_raw_parts(fdt as *const u8, bytes) })
}

/// Waits for an interrupt.
pub fn wait() {
    // SAFETY: WFI changes no state.
    unsafe { asm!("wfi", options(nostack)) }
}

/// Makes stores visible to instruction fetches.
pub fn fence_i() {
    // SAFETY: a fence only orders accesses.
    unsafe { asm!("fence.i", options(nostack)) }
}

/// Orders HS-mode's translations.
pub fn sfence_vma() {
    // SAFETY: a fence only orders accesses.
    unsafe { asm!("sfence.vma", options(nostack)) }
}

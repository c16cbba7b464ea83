//! Traps of the guest: saved, given to a handler, and returned from.

use core::arch::naked_asm;
use core::sync::atomic::{AtomicPtr, Ordering};

/// A trap that the handler may look at and change.
#[repr(C)]
#[derive(Debug)]
pub struct Trap {
    /// Integer registers; `x[0]` is unused.
    pub x: [u64; 32],
    /// Where the guest goes on.
    pub pc: u64,
    /// `scause`.
    pub cause: u64,
    /// `stval`.
    pub tval: u64,
}

impl Trap {
    /// The interrupt's code, if it is one.
    pub const fn interrupt(&self) -> Option<u64> {
        if self.cause >> 63 != 0 { Some(self.cause & !(1 << 63)) } else { None }
    }

    /// Goes on after the instruction that trapped.
    pub fn skip(&mut self) {
        // SAFETY: the instruction was just executed, so it can be read.
        let low = unsafe { (self.pc as *const u16).read_volatile() };
        self.pc += if low & 3 == 3 { 4 } else { 2 };
    }
}

/// What handles traps.
pub type Handler = fn(&mut Trap);

static HANDLER: AtomicPtr<()> = AtomicPtr::new(core::ptr::null_mut());

/// Sends traps to `handler` from now on.
pub fn on_trap(handler: Handler) {
    HANDLER.store(handler as *mut (), Ordering::Relaxed);
}

extern "C" fn dispatch(trap: &mut Trap) {
    let handler = HANDLER.load(Ordering::Relaxed);
    assert!(!handler.is_null(), "unexpected {trap:x?}");
    // SAFETY: only `on_trap` stores here, and it stores a `Handler`.
    let handler = unsafe { core::mem::transmute::<*mut (), Handler>(handler) };
    handler(trap);
}

/// The guest's trap vector.
#[unsafe(naked)]
pub(crate) unsafe extern "C" fn entry() -> ! {
    naked_asm!(
        ".balign 4",
        "addi sp, sp, -288",
        "sd x1, 8(sp)",
        ".irp n, 3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31",
        "sd x\\n, 8*\\n(sp)",
        ".endr",
        "addi t0, sp, 288",
        "sd t0, 16(sp)",
        "csrr t0, sepc",
        "sd t0, 256(sp)",
        "csrr t0, scause",
        "sd t0, 264(sp)",
        "csrr t0, stval",
        "sd t0, 272(sp)",
        "mv a0, sp",
        "call {dispatch}",
        "ld t0, 256(sp)",
        "csrw sepc, t0",
        "ld x1, 8(sp)",
        ".irp n, 3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31",
        "ld x\\n, 8*\\n(sp)",
        ".endr",
        "addi sp, sp, 288",
        "sret",
        dispatch = sym dispatch,
    )
}

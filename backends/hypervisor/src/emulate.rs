//! Instructions that the hypervisor carries out for a guest: WFI, and reading
//! the time where the hart cannot.

use crate::exit::{leave, raise};
use crate::generated::{exception, guest_memory, insn};
use crate::machine::machine;
use crate::vcpu::{Leaves, Vcpu};

/// WFI waits here, `time` is read where the hart has none, and floating-point
/// registers are brought when they are used; any other instruction is illegal
/// to the guest.
pub fn instruction(vcpu: &mut Vcpu, word: u64) -> bool {
    if bring_float(vcpu) {
        return true;
    }
    // A trap need not tell the instruction.
    let word = match u32::try_from(word) {
        Ok(word) if word != 0 => word,
        _ => fetch(vcpu).unwrap_or(0),
    };
    if let Some(rd) = insn::time_read(word) {
        vcpu.regs.x[rd as usize] = crate::hart::now().wrapping_add(vcpu.regs.ahead());
        return go_on(vcpu, 4);
    }
    if !insn::is_wfi(word) || !vcpu.regs.was_supervisor() {
        return raise(vcpu, exception::ILLEGAL_INSTRUCTION, word.into());
    }
    go_on(vcpu, 4);
    wait(vcpu)
}

/// Has the vCPU leave its hart until an interrupt is pending for it.
pub fn wait(vcpu: &mut Vcpu) -> bool {
    vcpu.serve_requests();
    vcpu.regs.interrupt_pending() || leave(vcpu, Leaves::Waits)
}

/// Brings the floating-point registers if they are not there; the
/// instruction is then tried again, and if it was another, it traps again.
fn bring_float(vcpu: &mut Vcpu) -> bool {
    let missing = machine().has_float && !vcpu.regs.is_float_on();
    if let Some(hart) = vcpu.hart().filter(|_| missing) {
        hart.bring_float(vcpu);
    }
    missing
}

/// The instruction that trapped.
#[inline]
pub fn fetch(vcpu: &Vcpu) -> Option<u32> {
    guest_memory::fetch(&vcpu.regs, |gpa| vcpu.vm.memory.word(gpa))
}

/// The instruction that trapped, in the low half; what lies behind one of 16 bits may be
/// with it. Registers may not tell of the exit any more.
#[inline(always)]
pub fn peek(vcpu: &Vcpu) -> Option<u64> {
    guest_memory::peek(&vcpu.regs, |gpa| vcpu.vm.memory.word(gpa))
}

/// Goes on behind an instruction of so many bytes.
#[inline]
pub fn go_on(vcpu: &mut Vcpu, bytes: u64) -> bool {
    let pc = vcpu.regs.pc();
    vcpu.regs.set_pc(pc.wrapping_add(bytes));
    true
}

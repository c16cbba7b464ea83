//! Instructions that the hypervisor carries out for a guest: loads and stores
//! of device registers, WFI, and reading the time where the hart cannot.

use crate::exit::{Fault, end, leave, raise, translate};
use crate::generated::{Kind, Vcpu as Registers, exception, guest_memory, insn};
use crate::machine::machine;
use crate::vcpu::{Leaves, Vcpu};
use crate::vm::World;

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
        vcpu.regs.x[rd as usize] = vcpu.regs.time();
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
    vcpu.poll_timer();
    vcpu.regs.interrupt_pending() || vcpu.shared.is_asked() || leave(vcpu, Leaves::Waits)
}

/// Brings the floating-point registers if they are not there; the
/// instruction is then tried again, and if it was another, it traps again.
fn bring_float(vcpu: &mut Vcpu) -> bool {
    let missing = machine().has_float && !vcpu.regs.is_float_on();
    if let Some(hart) = vcpu.hart.filter(|_| missing) {
        hart.bring_float(vcpu);
    }
    missing
}

/// The instruction that trapped.
fn fetch(vcpu: &Vcpu) -> Option<u32> {
    guest_memory::fetch(&vcpu.regs, vcpu.regs.pc(), |gpa| vcpu.vm.memory.word(gpa))
}

fn go_on(vcpu: &mut Vcpu, bytes: u64) -> bool {
    let pc = vcpu.regs.pc();
    vcpu.regs.set_pc(pc.wrapping_add(bytes));
    true
}

/// Carries out the load or store of a device register; None if no device is
/// there, or the instruction is none that devices know: they serve loads and
/// stores that are aligned, and no atomic ones.
pub fn device(vcpu: &mut Vcpu, fault: Fault, gpa: u64) -> Option<bool> {
    let access = match fault.kind {
        Kind::Fetch => return None,
        _ => known(vcpu, fault)?,
    };
    let aligned = gpa & u64::from(access.bytes - 1) == 0;
    if access.store != (fault.kind == Kind::Store) || !aligned {
        return None;
    }
    let world = World::new(vcpu.vm, vcpu.hart?);
    if access.store {
        let value = value(vcpu, access);
        vcpu.vm.bus().write(gpa, access.bytes, value, world.context())?;
    } else {
        let value = vcpu.vm.bus().read(gpa, access.bytes, world.context())?;
        set_value(vcpu, access, value);
    }
    go_on(vcpu, access.len.into());
    match world.ended.get() {
        Some(how) => Some(end(vcpu, how)),
        None => {
            machine().look_around(world.hart);
            vcpu.update_external();
            Some(true)
        }
    }
}

/// What the guest was about to do: as the trap tells, or as its memory does.
fn known(vcpu: &Vcpu, fault: Fault) -> Option<insn::MemoryAccess> {
    if fault.tinst != 0 {
        return insn::from_tinst(fault.tinst);
    }
    let access = insn::memory_access(fetch(vcpu)?)?;
    // The second part of an access that is not aligned, or another instruction
    // than the one that trapped: a vCPU may have written it since.
    let base = if access.base == 0 { 0 } else { vcpu.regs.x[access.base as usize] };
    let address = base.wrapping_add(access.offset as u64);
    (address == fault.gva || translate(vcpu, address) == Ok(Some(fault.gva))).then_some(access)
}

fn value(vcpu: &mut Vcpu, access: insn::MemoryAccess) -> u64 {
    let all = match (access.float, access.reg as usize) {
        (true, reg) => {
            vcpu.regs.save_float();
            vcpu.regs.f[reg]
        }
        (false, 0) => 0,
        (false, reg) => vcpu.regs.x[reg],
    };
    if access.bytes == 8 { all } else { all & ((1 << (8 * access.bytes)) - 1) }
}

fn set_value(vcpu: &mut Vcpu, access: insn::MemoryAccess, value: u64) {
    let unused = 64 - 8 * access.bytes;
    if access.float {
        // A number that is narrower than the register has ones above it.
        vcpu.regs.save_float();
        vcpu.regs.f[access.reg as usize] = value | !(u64::MAX >> unused);
        vcpu.regs.load_float();
        Registers::mark_float_dirty();
    } else if access.reg != 0 {
        vcpu.regs.x[access.reg as usize] = match access.sign_extend {
            true => ((value << unused) as i64 >> unused) as u64,
            false => value,
        };
    }
}

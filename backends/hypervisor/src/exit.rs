//! Why a guest left, and what follows. Every cause has an outcome: the guest
//! goes on, gets the exception that the architecture says, waits, or ends
//! with a reason. No input of a guest ends the hypervisor.

use crate::emulate;
use crate::generated::{Exit, Kind, csr, exception, gstage, interrupt, quirk, vs_stage};
use crate::report::{Cause, End};
use crate::sbi;
use crate::stage::Touch;
use crate::vcpu::{Leaves, Vcpu};
use core::sync::atomic::{AtomicBool, Ordering::Relaxed};
use guest::Memory as _;

/// Faults in a row on a page that is mapped, before the guest is given up.
const PATIENCE: u32 = 8;

/// Whether exits are timed, for the monitor.
pub static TIMED: AtomicBool = AtomicBool::new(false);

/// Serves the exit that has just happened; whether the vCPU goes on at once.
///
/// Calls, the most frequent exits, go their own way at once: what the others
/// need of the stack is not made for them.
#[inline]
pub fn handle(vcpu: &mut Vcpu) -> bool {
    if TIMED.load(Relaxed) { timed(vcpu) } else { serve(vcpu) }
}

/// Serves it and adds the time to what was counted meanwhile.
#[cold]
fn timed(vcpu: &mut Vcpu) -> bool {
    let (before, start, shared) = (vcpu.shared.counts.all(), crate::hart::now(), vcpu.shared);
    let stays = serve(vcpu);
    shared.counts.add_time(&before, crate::hart::now().saturating_sub(start));
    stays
}

#[inline]
fn serve(vcpu: &mut Vcpu) -> bool {
    if vcpu.regs.is_call() {
        count(vcpu, Cause::Call);
        let pc = vcpu.regs.pc();
        vcpu.regs.set_pc(pc + 4);
        return sbi::serve(vcpu);
    }
    handle_other(vcpu)
}

#[inline(never)]
fn handle_other(vcpu: &mut Vcpu) -> bool {
    match vcpu.regs.exit() {
        Exit::Interrupt(code) => interrupted(vcpu, code),
        Exit::GuestPageFault { kind, gpa, gva, tinst, implicit } => page_fault(vcpu, Fault { kind, gva, tinst, implicit }, gpa),
        Exit::VirtualInstruction { word } | Exit::IllegalInstruction { word } => {
            count(vcpu, Cause::Instruction);
            emulate::instruction(vcpu, word)
        }
        Exit::Other { code, tval } => {
            count(vcpu, Cause::Other);
            raise_or_end(vcpu, code, tval)
        }
    }
}

/// A fault of the G-stage.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// What the guest attempted.
    pub kind: Kind,
    /// The guest virtual address.
    pub gva: u64,
    /// Transformed instruction, or 0.
    pub tinst: u64,
    /// The access was one to a page table of the guest.
    pub implicit: bool,
}

#[inline]
fn count(vcpu: &Vcpu, cause: Cause) {
    vcpu.shared.counts.count(cause);
}

#[inline(never)]
fn interrupted(vcpu: &mut Vcpu, code: u64) -> bool {
    count(vcpu, Cause::Interrupt);
    let Some(hart) = vcpu.hart else { return end(vcpu, End::Unexpected { code, tval: 0 }) };
    match code {
        interrupt::STI => !hart.timer(vcpu),
        interrupt::SSI => !hart.kicked(vcpu),
        // Nothing else is enabled in HS-mode.
        code => end(vcpu, End::Unexpected { code, tval: 0 }),
    }
}

/// Ends the guest.
pub fn end(vcpu: &mut Vcpu, end: End) -> bool {
    leave(vcpu, Leaves::Ends(end))
}

/// Has the vCPU leave its hart.
pub fn leave(vcpu: &mut Vcpu, why: Leaves) -> bool {
    vcpu.leaves = why;
    false
}

/// Lets the guest handle an exception itself, if it can.
pub fn raise(vcpu: &mut Vcpu, code: u64, tval: u64) -> bool {
    let vector = csr::vstvec::read() & csr::vstvec::BASE;
    if vcpu.regs.was_supervisor() && vcpu.regs.pc() == vector {
        return end(vcpu, End::Stuck("its trap vector traps"));
    }
    vcpu.regs.trap_into_guest(code, tval);
    true
}

/// An exception that the hypervisor has no part in. All that a hart can
/// raise in VS-mode or VU-mode is the guest's, but for a trap of M-mode's own.
#[inline(never)]
fn raise_or_end(vcpu: &mut Vcpu, code: u64, tval: u64) -> bool {
    match code {
        exception::ECALL_FROM_HS | exception::ECALL_FROM_M => end(vcpu, End::Unexpected { code, tval }),
        code => raise(vcpu, code, tval),
    }
}

fn page_fault(vcpu: &mut Vcpu, fault: Fault, gpa: Option<u64>) -> bool {
    let gpa = match gpa {
        Some(gpa) => Ok(Some(gpa)),
        None => translate(vcpu, fault.gva),
    };
    match gpa {
        Ok(Some(gpa)) => at_address(vcpu, fault, gpa),
        // The walk mapped the guest's tables: it can now fault itself.
        Ok(None) => again(vcpu, None),
        Err(()) => no_memory(vcpu, fault),
    }
}

fn at_address(vcpu: &mut Vcpu, fault: Fault, gpa: u64) -> bool {
    if !fault.implicit && !vcpu.vm.memory.contains(gpa, 1) {
        vcpu.faults_in_a_row = 0;
        return match emulate::device(vcpu, fault, gpa) {
            Some(goes_on) => {
                count(vcpu, Cause::Device);
                goes_on
            }
            None => no_memory(vcpu, fault),
        };
    }
    match vcpu.vm.memory.touch(gpa) {
        Touch::Outside => no_memory(vcpu, fault),
        Touch::Mapped => {
            count(vcpu, Cause::Page);
            vcpu.faults_in_a_row = 0;
            true
        }
        Touch::Already => again(vcpu, Some(gpa)),
        Touch::Exhausted => end(vcpu, End::Stuck("the host has no memory left for its RAM")),
    }
}

/// The guest physical address of `gva`; `Err` if that takes memory that
/// does not exist, `Ok(None)` if the guest does not map it.
pub fn translate(vcpu: &Vcpu, gva: u64) -> Result<Option<u64>, ()> {
    let mut outside = false;
    let gpa = vs_stage::walk(gva, |table| {
        let entry = vcpu.vm.memory.word(table);
        outside |= entry.is_none();
        entry
    });
    if outside { Err(()) } else { Ok(gpa) }
}

/// Nothing to repair: a stale translation, or a table just mapped.
fn again(vcpu: &mut Vcpu, gpa: Option<u64>) -> bool {
    count(vcpu, Cause::Page);
    vcpu.faults_in_a_row += 1;
    if vcpu.faults_in_a_row > PATIENCE {
        return end(vcpu, End::Stuck("it faults on memory that it has"));
    }
    match gpa {
        Some(gpa) if !quirk::GUEST_ACCESS_SHARES_TLB => gstage::fence(gpa, vcpu.vm.number()),
        _ => gstage::fence_all(),
    }
    true
}

fn no_memory(vcpu: &mut Vcpu, fault: Fault) -> bool {
    count(vcpu, Cause::Other);
    raise(vcpu, fault.kind.access_fault(), fault.gva)
}

//! Why a guest left, and what follows. Every cause has an outcome: the guest
//! goes on, gets the exception that the architecture says, waits, or ends
//! with a reason. No input of a guest ends the hypervisor.

use crate::access;
use crate::emulate;
use crate::generated::{Exit, Kind, TRAPS_TELL, csr, exception, gstage, interrupt, vs_stage};
use crate::machine;
use crate::report::{Cause, End};
use crate::sbi;
use crate::stage::Touch;
use crate::vcpu::{Leaves, Vcpu};

/// Faults in a row on a page that is mapped, before the guest is given up.
const PATIENCE: u32 = 8;

/// Serves a call or an interrupt that has just happened; whether the vCPU goes
/// on at once. Only registers that a call may change are in the record.
#[inline]
pub fn call(vcpu: &mut Vcpu) -> bool {
    if machine::is_timed() { timed(vcpu, serve_call) } else { serve_call(vcpu) }
}

/// How a guest goes on, as the exit path has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Goes {
    /// At once; of its registers at most those have changed that a call may change.
    On = 0,
    /// It does not: another vCPU is next.
    Away = 1,
    /// At once; any of its registers may have changed.
    Changed = 2,
}

impl From<bool> for Goes {
    fn from(on: bool) -> Self {
        if on { Self::Changed } else { Self::Away }
    }
}

/// Serves any other exit that has just happened. All registers are in the
/// record. Devices, the most frequent, come first: what the others need of the
/// stack is not made for them, and vCPUs of which exits are timed remember none.
#[inline]
pub fn exception(vcpu: &mut Vcpu) -> Goes {
    serve_access(vcpu).unwrap_or_else(|| other(vcpu))
}

#[cold]
#[inline(never)]
fn other(vcpu: &mut Vcpu) -> Goes {
    if machine::is_timed() { timed(vcpu, serve_other) } else { serve_other(vcpu) }.into()
}

/// Serves it and adds the time to what was counted meanwhile.
#[cold]
#[inline(never)]
fn timed<T>(vcpu: &mut Vcpu, serve: fn(&mut Vcpu) -> T) -> T {
    let (before, start, shared) = (vcpu.shared.counts.all(), crate::hart::now(), vcpu.shared);
    let goes = serve(vcpu);
    shared.counts.add_time(&before, crate::hart::now().saturating_sub(start));
    goes
}

#[inline]
fn serve_call(vcpu: &mut Vcpu) -> bool {
    if !vcpu.regs.is_call() {
        return interrupted(vcpu);
    }
    count(vcpu, Cause::Call);
    let pc = vcpu.regs.pc();
    vcpu.regs.set_pc(pc + 4);
    sbi::serve(vcpu)
}

#[inline(always)]
fn serve_access(vcpu: &mut Vcpu) -> Option<Goes> {
    let (kind, gpa, gva, tinst) = vcpu.regs.refused_access()?;
    let gpa = if TRAPS_TELL { gpa } else { gpa.or_else(|| vs_stage::untranslated(gva)) };
    access::at_once(vcpu, Fault { kind, gva, tinst }, gpa?)
}

fn serve_other(vcpu: &mut Vcpu) -> bool {
    match vcpu.regs.exit() {
        Exit::VirtualInstruction { word } | Exit::IllegalInstruction { word } => {
            count(vcpu, Cause::Instruction);
            emulate::instruction(vcpu, word)
        }
        Exit::Other { code, tval } => {
            count(vcpu, Cause::Other);
            raise_or_end(vcpu, code, tval)
        }
        Exit::Interrupt(_) => interrupted(vcpu),
        Exit::GuestPageFault { kind, gpa, gva, tinst, .. } => repair(vcpu, &Fault { kind, gva, tinst }, gpa),
    }
}

/// A fault of the G-stage.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    /// What the guest attempted.
    pub kind: Kind,
    /// The guest virtual address.
    pub gva: u64,
    /// Transformed instruction, the pseudoinstruction of an access to the
    /// guest's page tables, or 0.
    pub tinst: u64,
}

#[inline]
fn count(vcpu: &Vcpu, cause: Cause) {
    vcpu.shared.counts.count(cause);
}

#[inline(never)]
fn interrupted(vcpu: &mut Vcpu) -> bool {
    count(vcpu, Cause::Interrupt);
    let Exit::Interrupt(code) = vcpu.regs.exit() else { return end(vcpu, End::Stuck("it left for no reason")) };
    let Some(hart) = vcpu.hart() else { return end(vcpu, End::Unexpected { code, tval: 0 }) };
    match code {
        interrupt::STI => !hart.timer(vcpu),
        interrupt::SSI => !hart.kicked(vcpu),
        interrupt::SEI => !hart.external(vcpu),
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

/// A fault of the G-stage: on a device, on RAM that is not mapped yet, or on nothing.
fn repair(vcpu: &mut Vcpu, fault: &Fault, gpa: Option<u64>) -> bool {
    let gpa = match gpa {
        Some(gpa) => Ok(Some(gpa)),
        None => translate(vcpu, fault.gva),
    };
    match gpa {
        Ok(Some(gpa)) => match access::device(vcpu, fault, gpa) {
            Some(goes) => goes != Goes::Away,
            None => at_address(vcpu, fault, gpa),
        },
        // The walk mapped the guest's tables: it can now fault itself.
        Ok(None) => again(vcpu, None),
        Err(()) => no_memory(vcpu, fault),
    }
}

/// A fault on what is no device.
fn at_address(vcpu: &mut Vcpu, fault: &Fault, gpa: u64) -> bool {
    if fault.kind == Kind::Fetch && vcpu.vm.memory.is_device(gpa) {
        return no_memory(vcpu, fault);
    }
    match vcpu.vm.memory.touch(gpa) {
        Touch::Outside => {
            vcpu.faults_in_a_row = 0;
            no_memory(vcpu, fault)
        }
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
        Some(gpa) => vcpu.vm.memory.fence_page(gpa),
        None => gstage::fence_all(),
    }
    true
}

fn no_memory(vcpu: &mut Vcpu, fault: &Fault) -> bool {
    count(vcpu, Cause::Other);
    raise(vcpu, fault.kind.access_fault(), fault.gva)
}

//! The supervisor binary interface, for guests: legacy calls, BASE, TIME,
//! IPI, RFENCE, HSM, SRST, DBCN, and PMU, which has no counters. Calls act on
//! vCPUs of the guest that makes them. Nothing that a guest passes is trusted:
//! an address is used by way of its memory, a mask by way of its vCPUs.

use crate::arch::memory::PAGE;
use crate::emulate;
use crate::exit::{end, leave, translate};
use crate::generated::{ANSWERS as COUNT, GuestInterrupt, csr, vs_stage};
use crate::handler;
use crate::hart::Hart;
use crate::host;
use crate::report::End;
use crate::vcpu::{Leaves, Requests, State, Vcpu};
use guest::{Host as _, Memory as _};

/// The extension that every SBI has.
pub const BASE: u64 = 0x10;
/// Its function that the exit path does not answer.
pub const PROBE: u64 = 3;
const TIME: u64 = 0x5449_4d45;
const IPI: u64 = 0x73_5049;
const RFENCE: u64 = 0x5246_4e43;
const HSM: u64 = 0x48_534d;
const SRST: u64 = 0x5352_5354;
const DBCN: u64 = 0x4442_434e;
const PMU: u64 = 0x50_4d55;

const SPEC_VERSION: u64 = 2 << 24;
/// "DV", and "HV" below it.
const IMPLEMENTATION: u64 = 0x4456_4856;
/// Vendor, architecture and implementation of a virtual hart are 0.
pub const ANSWERS: [u64; COUNT] = [SPEC_VERSION, IMPLEMENTATION, 1, 0, 0, 0, 0];

/// There is no such call.
pub const NOT_SUPPORTED: i64 = -2;
const INVALID_PARAM: i64 = -3;
const INVALID_ADDRESS: i64 = -5;
const ALREADY_AVAILABLE: i64 = -6;

/// Pages that are fenced one by one, at most.
const FEW: u64 = 64;

/// Longest text of one console call; the guest then calls again.
const CONSOLE_BYTES: u64 = 4096;

/// What a call comes to.
enum Done {
    /// Error in a0, value in a1.
    Returns(Result<u64, i64>),
    /// Whether the vCPU goes on at once; its registers are as they should be.
    Acts(bool),
}
use Done::{Acts, Returns};

/// Serves the call in the guest's registers; whether the vCPU goes on at once.
#[inline]
pub fn serve(vcpu: &mut Vcpu) -> bool {
    let x = &vcpu.regs.x;
    if x[17] == BASE {
        let known = base(x[16], x[10]);
        if known == Ok(0) && vcpu.vm.handler.is_some() && x[16] == PROBE {
            return ask(vcpu);
        }
        return returns(vcpu, known);
    }
    serve_other(vcpu)
}

#[inline(never)]
fn serve_other(vcpu: &mut Vcpu) -> bool {
    let x = &vcpu.regs.x;
    let (extension, function) = (x[17], x[16]);
    let args = [x[10], x[11], x[12], x[13], x[14]];
    let done = match extension {
        ..BASE => Acts(legacy(vcpu, extension, args[0])),
        TIME if function == 0 => {
            vcpu.set_timer(args[0]);
            Returns(Ok(0))
        }
        IPI if function == 0 => Returns(vcpus(vcpu, args[0], args[1]).map(|mask| send_ipi(vcpu, mask))),
        RFENCE => Returns(rfence(vcpu, function, args)),
        HSM => hsm(vcpu, function, args),
        SRST if function == 0 => reset(vcpu, args[0], args[1]),
        DBCN => Returns(console(vcpu, function, args)),
        // Counters and their events: none.
        PMU if function == 0 => Returns(Ok(0)),
        handler::EXTENSION => Returns(handler::serve(vcpu, function, args)),
        _ => Acts(ask(vcpu)),
    };
    match done {
        Acts(goes_on) => goes_on,
        Returns(result) => returns(vcpu, result),
    }
}

/// Asks another guest, if one answers for this one.
#[inline(never)]
fn ask(vcpu: &mut Vcpu) -> bool {
    if handler::ask(vcpu) { leave(vcpu, Leaves::Asks) } else { returns(vcpu, Err(NOT_SUPPORTED)) }
}

/// Puts a result into the guest's registers.
#[inline]
fn returns(vcpu: &mut Vcpu, result: Result<u64, i64>) -> bool {
    (vcpu.regs.x[10], vcpu.regs.x[11]) = match result {
        Ok(value) => (0, value),
        Err(error) => (error as u64, 0),
    };
    true
}

fn base(function: u64, probed: u64) -> Result<u64, i64> {
    match function {
        PROBE => Ok(matches!(probed, 0..=8 | BASE | TIME | IPI | RFENCE | HSM | SRST | DBCN | PMU).into()),
        _ => ANSWERS.get(function as usize).copied().ok_or(NOT_SUPPORTED),
    }
}

/// SBI 0.1; its result is a0 alone.
fn legacy(vcpu: &mut Vcpu, extension: u64, argument: u64) -> bool {
    let result = match extension {
        0 => {
            vcpu.set_timer(argument);
            0
        }
        1 => {
            vcpu.vm.console.put(argument as u8);
            0
        }
        2 => vcpu.world.get().map_or(-1, i64::from),
        3 => {
            vcpu.regs.inject_now(GuestInterrupt::Software, false);
            0
        }
        4..=7 => {
            let mask = legacy_mask(vcpu, argument);
            match extension {
                4 => drop(send_ipi(vcpu, mask)),
                5 => fence_i(vcpu, mask),
                _ => fence(vcpu, mask, Fenced::ALL),
            }
            0
        }
        8 => return end(vcpu, End::Shutdown),
        _ => NOT_SUPPORTED,
    };
    vcpu.regs.x[10] = result as u64;
    true
}

/// Legacy hart masks are in the guest's memory, by virtual address; 0 stands for all.
fn legacy_mask(vcpu: &Vcpu, mask: u64) -> u64 {
    if mask == 0 {
        return all(vcpu);
    }
    let gpa = translate(vcpu, mask).ok().flatten();
    gpa.and_then(|gpa| vcpu.vm.memory.word(gpa)).unwrap_or(0) & all(vcpu)
}

/// All vCPUs of the guest.
fn all(vcpu: &Vcpu) -> u64 {
    u64::MAX >> (64 - vcpu.vm.vcpus().len())
}

/// The vCPUs of a mask and its base, if all of them exist.
fn vcpus(vcpu: &Vcpu, mask: u64, base: u64) -> Result<u64, i64> {
    let count = vcpu.vm.vcpus().len() as u64;
    match base {
        u64::MAX => Ok(all(vcpu)),
        _ if base >= count => Err(INVALID_PARAM),
        _ if base != 0 && mask >> (64 - base) != 0 => Err(INVALID_PARAM),
        _ => Ok(mask << base).and_then(|mask| if mask & !all(vcpu) == 0 { Ok(mask) } else { Err(INVALID_PARAM) }),
    }
}

fn send_ipi(vcpu: &Vcpu, mask: u64) -> u64 {
    let Some(hart) = vcpu.hart() else { return 0 };
    if mask >> vcpu.id & 1 != 0 {
        vcpu.regs.inject_now(GuestInterrupt::Software, true);
    }
    let mut others = mask & !(1 << vcpu.id);
    while others != 0 {
        vcpu.vm.request(others.trailing_zeros(), Requests::SOFTWARE, hart);
        others &= others - 1;
    }
    0
}

/// What a fence is for.
struct Fenced {
    start: u64,
    bytes: u64,
    /// An address space, or all.
    space: Option<u64>,
}

impl Fenced {
    /// Everything.
    const ALL: Self = Self { start: 0, bytes: u64::MAX, space: None };

    /// The pages, if they are few.
    fn pages(&self) -> Option<impl Iterator<Item = u64>> {
        let end = self.start.checked_add(self.bytes)?;
        let first = self.start & !(PAGE - 1);
        let is_few = self.bytes != 0 && end - first <= FEW * PAGE;
        is_few.then(|| (first..end).step_by(PAGE as usize))
    }
}

/// Fences of the guest's own tables. What a vCPU did on a hart that it has
/// left is fenced when one is there again (`Hart::enter`).
fn fence(vcpu: &Vcpu, mask: u64, what: Fenced) {
    if mask >> vcpu.id & 1 != 0 {
        match what.pages() {
            Some(pages) => pages.for_each(|page| vs_stage::fence(Some(page), what.space)),
            None => vs_stage::fence(None, what.space),
        }
    }
    host::hfence_vvma(others(vcpu, mask), what.start, what.bytes, what.space);
}

fn fence_i(vcpu: &Vcpu, mask: u64) {
    if mask >> vcpu.id & 1 != 0 {
        crate::arch::fence_i();
    }
    host::fence_i(others(vcpu, mask));
}

/// Harts of vCPUs but the one on which the caller runs.
fn others(vcpu: &Vcpu, mask: u64) -> host::Harts {
    let here = vcpu.hart().map_or(0, |hart| 1 << hart.id);
    host::Harts(vcpu.vm.harts_of(mask & !(1 << vcpu.id)).0 & !here)
}

fn rfence(vcpu: &Vcpu, function: u64, args: [u64; 5]) -> Result<u64, i64> {
    if function > 2 {
        // A guest has no guests.
        return Err(NOT_SUPPORTED);
    }
    let mask = vcpus(vcpu, args[0], args[1])?;
    match function {
        0 => fence_i(vcpu, mask),
        1 => fence(vcpu, mask, Fenced { start: args[2], bytes: args[3], space: None }),
        _ => fence(vcpu, mask, Fenced { start: args[2], bytes: args[3], space: Some(args[4]) }),
    }
    Ok(0)
}

fn hsm(vcpu: &mut Vcpu, function: u64, args: [u64; 5]) -> Done {
    let Some(hart) = vcpu.hart() else { return Returns(Err(INVALID_PARAM)) };
    let target = vcpu.vm.vcpus().get(usize::try_from(args[0]).unwrap_or(usize::MAX));
    match (function, target) {
        (0 | 2, None) => Returns(Err(INVALID_PARAM)),
        (0, Some(_)) => Returns(start(vcpu, hart, args)),
        (1, _) => Acts(leave(vcpu, Leaves::Stops)),
        (2, Some(target)) => Returns(Ok(status(target.state()))),
        (3, _) => suspend(vcpu, args),
        _ => Returns(Err(NOT_SUPPORTED)),
    }
}

/// Starts another vCPU.
fn start(vcpu: &Vcpu, hart: &Hart, args: [u64; 5]) -> Result<u64, i64> {
    if !vcpu.vm.memory.contains(args[1], 2) {
        return Err(INVALID_ADDRESS);
    }
    match vcpu.vm.start(args[0] as u32, args[1], args[2], hart) {
        true => Ok(0),
        false => Err(ALREADY_AVAILABLE),
    }
}

/// Started, stopped or about to start.
const fn status(state: State) -> u64 {
    match state {
        State::Stopped => 1,
        State::Starting => 2,
        State::Ready | State::Runs | State::Waits | State::Asks => 0,
    }
}

/// A suspension is a wait; one that is not retentive begins anew afterwards.
fn suspend(vcpu: &mut Vcpu, args: [u64; 5]) -> Done {
    const NOT_RETENTIVE: u64 = 1 << 31;
    match args[0] {
        0 => (vcpu.regs.x[10], vcpu.regs.x[11]) = (0, 0),
        NOT_RETENTIVE if vcpu.vm.memory.contains(args[1], 2) => {
            csr::vsatp::write(0);
            csr::vsstatus::clear(csr::vsstatus::SIE);
            vcpu.regs.set_pc(args[1]);
            (vcpu.regs.x[10], vcpu.regs.x[11]) = (vcpu.id.into(), args[2]);
        }
        NOT_RETENTIVE => return Returns(Err(INVALID_ADDRESS)),
        _ => return Returns(Err(INVALID_PARAM)),
    }
    Acts(emulate::wait(vcpu))
}

fn reset(vcpu: &mut Vcpu, kind: u64, reason: u64) -> Done {
    let how = match (kind, reason) {
        (0, 0) => End::Shutdown,
        (0, reason) => End::Failure(reason),
        (1 | 2, _) => End::Restart,
        _ => return Returns(Err(INVALID_PARAM)),
    };
    Acts(end(vcpu, how))
}

fn console(vcpu: &Vcpu, function: u64, [a, b, c, ..]: [u64; 5]) -> Result<u64, i64> {
    let bytes = a.min(CONSOLE_BYTES);
    match function {
        0 | 1 if c != 0 || !vcpu.vm.memory.contains(b, bytes) => Err(INVALID_ADDRESS),
        0 => {
            for n in 0..bytes {
                let mut byte = [0];
                vcpu.vm.memory.read(b + n, &mut byte).map_err(|_| INVALID_ADDRESS)?;
                vcpu.vm.console.put(byte[0]);
            }
            Ok(bytes)
        }
        1 => {
            for n in 0..bytes {
                let Some(byte) = vcpu.world.get() else { return Ok(n) };
                vcpu.vm.memory.write(b + n, &[byte]).map_err(|_| INVALID_ADDRESS)?;
            }
            Ok(bytes)
        }
        2 => {
            vcpu.vm.console.put(a as u8);
            Ok(0)
        }
        _ => Err(NOT_SUPPORTED),
    }
}

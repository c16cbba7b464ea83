//! SBI calls that the hypervisor does not know, for guests that have another
//! guest answer them.
//!
//! A vCPU that asks leaves its hart and waits for nothing but the answer. Who
//! answers is told by a software interrupt, fetches calls by an SBI call of
//! its own, and answers by another. A call that nobody can answer any more is
//! not supported.

use crate::hart::Hart;
use crate::machine::machine;
use crate::sbi::NOT_SUPPORTED;
use crate::vcpu::{Requests, Shared, State, Vcpu};
use crate::vm::Vm;
use alloc::collections::VecDeque;
use guest::Memory as _;
use spin::Mutex;

/// The extension of a guest that answers others. Its functions: to fetch a
/// call, and to answer one.
pub const EXTENSION: u64 = 0x0a00_4456;
/// Words of a call that is fetched: a token, the guest, its vCPU, extension,
/// function and six arguments.
const WORDS: usize = 11;
/// Where the parts of a token are.
const GUEST_SHIFT: u32 = 56;
const VCPU_SHIFT: u32 = 48;
const PART: u64 = 0xff;
const SERIAL: u64 = (1 << VCPU_SHIFT) - 1;

/// Calls for a guest to answer.
pub type Calls = Mutex<VecDeque<[u64; WORDS]>>;

/// The call that a vCPU waits for, by number, and its answer: a0 and a1.
#[derive(Default)]
pub struct Answer {
    serial: u64,
    /// Whether that call has no answer yet, or one that was not taken.
    waits: bool,
    registers: Option<(u64, u64)>,
}

/// Asks whoever answers for this guest; false if nobody does.
pub fn ask(vcpu: &Vcpu) -> bool {
    let (Some(place), Some(hart)) = (vcpu.vm.handler, vcpu.hart()) else { return false };
    let handler = machine().vms[place as usize];
    let own = machine().vms.iter().position(|vm| core::ptr::eq(*vm, vcpu.vm)).unwrap_or_default() as u64;
    let serial = vcpu.shared.answer.lock().begin();
    let token = own << GUEST_SHIFT | u64::from(vcpu.id) << VCPU_SHIFT | serial;
    let x = &vcpu.regs.x;
    let call = [token, own, vcpu.id.into(), x[17], x[16], x[10], x[11], x[12], x[13], x[14], x[15]];
    let mut calls = handler.calls.lock();
    // Of each vCPU the last call counts.
    calls.retain(|other| other[0] & !SERIAL != token & !SERIAL);
    calls.push_back(call);
    drop(calls);
    if handler.has_ended() {
        vcpu.shared.answer.lock().cancel();
        return false;
    }
    handler.request(0, Requests::SOFTWARE, hart);
    true
}

/// Whether a guest answers others.
pub fn answers(vm: &Vm) -> bool {
    machine().vms.iter().any(|other| is_for(other, vm))
}

/// Whether calls of a guest are for that one.
fn is_for(vm: &Vm, handler: &Vm) -> bool {
    vm.handler.is_some_and(|place| core::ptr::eq(machine().vms[place as usize], handler))
}

/// Serves a call of a guest that answers others: the value, or an error.
pub fn serve(vcpu: &Vcpu, function: u64, args: [u64; 5]) -> Result<u64, i64> {
    const INVALID_PARAM: i64 = -3;
    const INVALID_ADDRESS: i64 = -5;
    match function {
        0 | 1 if !answers(vcpu.vm) => Err(NOT_SUPPORTED),
        0 if !vcpu.vm.memory.contains(args[0], 8 * WORDS as u64) => Err(INVALID_ADDRESS),
        0 => {
            let Some(call) = vcpu.vm.calls.lock().pop_front() else { return Ok(0) };
            for (n, word) in call.into_iter().enumerate() {
                vcpu.vm.memory.write(args[0] + 8 * n as u64, &word.to_le_bytes()).map_err(|_| INVALID_ADDRESS)?;
            }
            Ok(1)
        }
        1 => {
            let (guest, id) = ((args[0] >> GUEST_SHIFT & PART) as usize, (args[0] >> VCPU_SHIFT & PART) as usize);
            let vm = machine().vms.get(guest).filter(|vm| is_for(vm, vcpu.vm));
            let asks = vm.and_then(|vm| Some((vm, vm.vcpus().get(id)?)));
            let (Some((vm, shared)), Some(hart)) = (asks, vcpu.hart()) else { return Err(INVALID_PARAM) };
            let is_right = shared.answer.lock().give(args[0] & SERIAL, (args[1], args[2]));
            if is_right {
                go_on(vm, shared, hart);
            }
            is_right.then_some(0).ok_or(INVALID_PARAM)
        }
        _ => Err(NOT_SUPPORTED),
    }
}

/// A guest answers nobody any more: all that it was asked is not supported.
pub fn release(handler: &Vm, hart: &Hart) {
    for vm in machine().vms.iter().filter(|vm| is_for(vm, handler)) {
        for shared in vm.vcpus() {
            shared.answer.lock().refuse();
            go_on(vm, shared, hart);
        }
    }
    handler.calls.lock().clear();
}

fn go_on(vm: &Vm, shared: &Shared, hart: &Hart) {
    if shared.change(State::Asks, State::Ready) {
        machine().notify(vm.priority, hart);
    }
}

impl Answer {
    /// Another call: its number.
    fn begin(&mut self) -> u64 {
        self.serial = (self.serial + 1) & SERIAL;
        (self.waits, self.registers) = (true, None);
        self.serial
    }

    /// Answers the call of a number; false if that is not what is waited for.
    fn give(&mut self, serial: u64, registers: (u64, u64)) -> bool {
        let is_right = self.waits && serial == self.serial && self.registers.is_none();
        if is_right {
            self.registers = Some(registers);
        }
        is_right
    }

    fn refuse(&mut self) {
        if self.waits {
            self.registers.get_or_insert((NOT_SUPPORTED as u64, 0));
        }
    }

    /// Whether there is one.
    pub const fn is_there(&self) -> bool {
        self.registers.is_some()
    }

    /// Takes it, if it is there.
    pub fn take(&mut self) -> Option<(u64, u64)> {
        self.waits &= self.registers.is_none();
        self.registers.take()
    }

    /// Nobody waits for one any more.
    pub fn cancel(&mut self) {
        (self.waits, self.registers) = (false, None);
    }
}

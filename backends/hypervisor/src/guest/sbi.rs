//! The supervisor binary interface, for the guest: legacy calls, BASE, TIME,
//! IPI, RFENCE, SRST and DBCN. There is one hart, number 0.

use crate::arch;
use crate::generated::{GuestInterrupt, vs_stage};
use crate::report::End;
use crate::vm::Vm;

const BASE: u64 = 0x10;
const TIME: u64 = 0x5449_4d45;
const IPI: u64 = 0x73_5049;
const RFENCE: u64 = 0x5246_4e43;
const SRST: u64 = 0x5352_5354;
const DBCN: u64 = 0x4442_434e;

const SPEC_VERSION: u64 = 2 << 24;
/// "DV", and "HV" below it.
const IMPLEMENTATION: u64 = 0x4456_4856;

const NOT_SUPPORTED: i64 = -2;
const INVALID_PARAM: i64 = -3;
const INVALID_ADDRESS: i64 = -5;

/// Longest text of one console call; the guest then calls again.
const CONSOLE_BYTES: u64 = 4096;

/// Serves the call in the guest's registers.
pub fn serve(vm: &mut Vm) -> Result<(), End> {
    let x = &vm.vcpu.x;
    let (extension, function) = (x[17], x[16]);
    let args = [x[10], x[11], x[12]];
    if extension < BASE {
        vm.vcpu.x[10] = legacy(vm, extension, args[0])? as u64;
        return Ok(());
    }
    let result = match (extension, function) {
        (BASE, function) => base(function, args[0]),
        (TIME, 0) => {
            vm.set_timer(args[0]);
            Ok(0)
        }
        (IPI, 0) => on_hart(args, || send_ipi(vm)),
        (RFENCE, 0) => on_hart(args, arch::fence_i),
        (RFENCE, 1 | 2) => on_hart(args, vs_stage::fence_all),
        (SRST, 0) => reset(args[0], args[1])?,
        (DBCN, function) => console(vm, function, args),
        _ => Err(NOT_SUPPORTED),
    };
    (vm.vcpu.x[10], vm.vcpu.x[11]) = match result {
        Ok(value) => (0, value),
        Err(error) => (error as u64, 0),
    };
    Ok(())
}

fn base(function: u64, probed: u64) -> Result<u64, i64> {
    let offered = [BASE, TIME, IPI, RFENCE, SRST, DBCN].contains(&probed);
    match function {
        0 => Ok(SPEC_VERSION),
        1 => Ok(IMPLEMENTATION),
        2 => Ok(1),
        3 => Ok((offered || probed <= 8).into()),
        // Vendor, architecture and implementation of a virtual hart.
        4..=6 => Ok(0),
        _ => Err(NOT_SUPPORTED),
    }
}

/// SBI 0.1; its result is a0 alone.
fn legacy(vm: &mut Vm, extension: u64, argument: u64) -> Result<i64, End> {
    match extension {
        0 => vm.set_timer(argument),
        1 => vm.uart.put(argument as u8),
        2 => return Ok(vm.uart.get().map_or(-1, i64::from)),
        3 => vm.vcpu.inject_now(GuestInterrupt::Software, false),
        4 if mask_has_hart(vm, argument) => send_ipi(vm),
        4 => {}
        5 => arch::fence_i(),
        6 | 7 => vs_stage::fence_all(),
        8 => return Err(End::Shutdown),
        _ => return Ok(NOT_SUPPORTED),
    }
    Ok(0)
}

/// Legacy hart masks are in the guest's memory, by virtual address.
fn mask_has_hart(vm: &mut Vm, mask: u64) -> bool {
    if mask == 0 {
        return true;
    }
    let gpa = vm.translate(mask).ok().flatten();
    gpa.and_then(|gpa| vm.memory.read_byte(gpa)).is_some_and(|byte| byte & 1 != 0)
}

fn send_ipi(vm: &Vm) {
    vm.vcpu.inject_now(GuestInterrupt::Software, true);
}

/// Does `action` if hart 0 is among those of the mask in `args`.
fn on_hart(args: [u64; 3], action: impl FnOnce()) -> Result<u64, i64> {
    match args {
        [_, u64::MAX, _] | [1, 0, _] => action(),
        [0, _, _] => {}
        _ => return Err(INVALID_PARAM),
    }
    Ok(0)
}

fn reset(kind: u64, reason: u64) -> Result<Result<u64, i64>, End> {
    match (kind, reason) {
        (0, 0) => Err(End::Shutdown),
        (0, reason) => Err(End::Failure(reason)),
        (1 | 2, _) => Err(End::Restart),
        _ => Ok(Err(INVALID_PARAM)),
    }
}

fn console(vm: &mut Vm, function: u64, [a, b, c]: [u64; 3]) -> Result<u64, i64> {
    let bytes = a.min(CONSOLE_BYTES);
    match function {
        0 | 1 if c != 0 => Err(INVALID_ADDRESS),
        0 => {
            for n in 0..bytes {
                let gpa = b.checked_add(n).ok_or(INVALID_ADDRESS)?;
                let byte = vm.memory.read_byte(gpa).ok_or(INVALID_ADDRESS)?;
                vm.uart.put(byte);
            }
            Ok(bytes)
        }
        1 => {
            for n in 0..bytes {
                let gpa = b.checked_add(n).ok_or(INVALID_ADDRESS)?;
                vm.memory.read_byte(gpa).ok_or(INVALID_ADDRESS)?;
                let Some(byte) = vm.uart.get() else {
                    return Ok(n);
                };
                vm.memory.write_byte(gpa, byte);
            }
            Ok(bytes)
        }
        2 => {
            vm.uart.put(a as u8);
            Ok(0)
        }
        _ => Err(NOT_SUPPORTED),
    }
}

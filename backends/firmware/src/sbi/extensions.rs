//! SBI 0.2 and later: BASE, TIME, IPI, RFENCE, HSM, SRST and DBCN.

use super::{Call, Error, set_timer};
use crate::generated::csr;
use crate::harts::{self, Request};
use crate::virt::{self, Finish};

const BASE: u64 = 0x10;
const TIME: u64 = 0x5449_4d45;
const IPI: u64 = 0x73_5049;
const RFENCE: u64 = 0x5246_4e43;
const HSM: u64 = 0x48_534d;
const SRST: u64 = 0x5352_5354;
const DBCN: u64 = 0x4442_434e;
const LEGACY: core::ops::RangeInclusive<u64> = 0..=8;

const SPEC_VERSION: u64 = 2 << 24;
const IMPLEMENTATION: u64 = 0x4456;

/// Serves a call of one of these extensions.
pub fn serve(call: &Call) -> Result<u64, Error> {
    let args = &call.args;
    match (call.extension, call.function) {
        (BASE, function) => base(function, args[0]),
        (TIME, 0) => {
            set_timer(args[0]);
            Ok(0)
        }
        (IPI, 0) => {
            harts::interrupt(chosen(args[0], args[1])?);
            Ok(0)
        }
        (RFENCE, function) => rfence(function, args[0], args[1]),
        (HSM, function) => hsm(function, args),
        (SRST, 0) => reset(args[0], args[1]),
        (DBCN, function) => console(function, args),
        _ => Err(Error::NotSupported),
    }
}

fn base(function: u64, probed: u64) -> Result<u64, Error> {
    match function {
        0 => Ok(SPEC_VERSION),
        1 => Ok(IMPLEMENTATION),
        2 => Ok(1),
        3 => {
            let offered = [BASE, TIME, IPI, RFENCE, HSM, SRST, DBCN].contains(&probed);
            Ok((offered || LEGACY.contains(&probed)).into())
        }
        4 => Ok(csr::mvendorid::read()),
        5 => Ok(csr::marchid::read()),
        6 => Ok(csr::mimpid::read()),
        _ => Err(Error::NotSupported),
    }
}

/// The harts of a mask and its base, if all of them exist.
fn chosen(mask: u64, base: u64) -> Result<impl Iterator<Item = u64>, Error> {
    // A base of all ones means every hart, whatever the mask.
    let (mask, base) = if base == u64::MAX { (all(), 0) } else { (mask, base) };
    let harts = (0..64).filter(move |n| mask >> n & 1 != 0).map(move |n| base.saturating_add(n));
    if harts.clone().all(harts::exists) { Ok(harts) } else { Err(Error::InvalidParam) }
}

/// All harts, as a mask.
pub fn all() -> u64 {
    (0..64).filter(|hart| harts::exists(*hart)).fold(0, |mask, hart| mask | 1 << hart)
}

/// Fences are for all addresses and all numbers, whatever was asked.
fn rfence(function: u64, mask: u64, base: u64) -> Result<u64, Error> {
    let request = match function {
        0 => Request::FenceI,
        1 | 2 => Request::Sfence,
        3 | 4 => Request::HfenceGvma,
        5 | 6 => Request::HfenceVvma,
        _ => return Err(Error::NotSupported),
    };
    harts::fence(chosen(mask, base)?, request);
    Ok(0)
}

fn hsm(function: u64, args: &[u64; 6]) -> Result<u64, Error> {
    let hart = args[0];
    match function {
        0 | 2 if !harts::exists(hart) => Err(Error::InvalidParam),
        0 if args[1] < virt::PAYLOAD => Err(Error::InvalidAddress),
        0 if harts::start(hart, args[1], args[2]) => Ok(0),
        0 => Err(Error::AlreadyAvailable),
        1 => harts::stop(csr::mhartid::read()),
        2 => Ok(harts::state(hart)),
        // A retentive suspend is a wait; there is no other.
        3 if hart == 0 => {
            crate::arch::wait();
            Ok(0)
        }
        3 => Err(Error::InvalidParam),
        _ => Err(Error::NotSupported),
    }
}

fn reset(kind: u64, reason: u64) -> Result<u64, Error> {
    match (kind, reason) {
        (0, 0) => virt::finish(Finish::Success),
        (0, _) => virt::finish(Finish::Failure),
        (1 | 2, _) => virt::finish(Finish::Reset),
        _ => Err(Error::InvalidParam),
    }
}

fn console(function: u64, args: &[u64; 6]) -> Result<u64, Error> {
    if function == 2 {
        virt::put(args[0] as u8);
        return Ok(0);
    }
    let (length, start) = (args[0], args[1]);
    let end = start.checked_add(length).ok_or(Error::InvalidAddress)?;
    if start < virt::RAM || args[2] != 0 {
        return Err(Error::InvalidAddress);
    }
    match function {
        0 => (start..end).for_each(|at| virt::put(crate::arch::mmio_read(at))),
        1 => {
            let mut at = start;
            while let Some(byte) = (at < end).then(virt::get).flatten() {
                crate::arch::mmio_write(at, byte);
                at += 1;
            }
            return Ok(at - start);
        }
        _ => return Err(Error::NotSupported),
    }
    Ok(length)
}

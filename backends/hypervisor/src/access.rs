//! Loads and stores of device registers.
//!
//! Drivers make them all the time, mostly of the same device and by the same
//! few instructions. So each vCPU remembers where the last device was, and
//! what the last instructions came to. Neither can be out of date: devices
//! stay where they are, and an instruction is remembered by its own bits, not
//! by its address.

use crate::emulate::{go_on, peek};
use crate::exit::{Fault, Goes, end, translate};
use crate::generated::{CALL_MOVED, Kind, TRAPS_TELL, Vcpu as Registers, insn};
use crate::machine;
use crate::report::Cause;
use crate::vcpu::Vcpu;
use guest::{Memory as _, Region};
use insn::MemoryAccess;

/// Instructions that are remembered; a power of two.
const DECODED: usize = 8;
/// Spreads instructions over the places for them: an odd number near 2^32 / 1.618.
const SPREAD: u32 = 0x9e37_79b9;

/// A key that no instruction has.
const FORGOTTEN: u64 = u64::MAX / 3;

/// What a vCPU used last.
pub struct Recent {
    region: Region<'static>,
    decoded: [Decoded; DECODED],
}

/// An instruction, as traps tell it or else as it is in memory, and what it does.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Decoded {
    key: u64,
    access: MemoryAccess,
    /// Bits of an address that have to be 0.
    odd: u64,
    /// Bits of a register that it does not move.
    unused: u8,
    /// How the guest goes on after it.
    goes: Goes,
}

impl Recent {
    /// Nothing yet.
    pub const fn new() -> Self {
        const NONE: MemoryAccess =
            MemoryAccess { store: false, bytes: 1, sign_extend: false, float: false, reg: 0, base: 0, offset: 0, len: 4 };
        Self {
            region: Region::NOWHERE,
            decoded: [Decoded { key: FORGOTTEN, access: NONE, odd: 0, unused: 0, goes: Goes::Changed }; DECODED],
        }
    }
}

/// The load or store of a device register, if both the device and the
/// instruction are remembered: the way of nearly all. None if they are not,
/// or if something else is out of the ordinary; nothing is done then. A `tinst`
/// of 0 is never remembered.
#[inline(always)]
pub fn at_once(vcpu: &mut Vcpu, fault: Fault, gpa: u64) -> Option<Goes> {
    vcpu.recent.region.offset(gpa, 1)?;
    let key = match TRAPS_TELL {
        true => fault.tinst,
        false => match peek(vcpu) {
            Some(word) => word,
            None => {
                vcpu.regs.tell_again(fault.kind, fault.gva);
                return None;
            }
        },
    };
    let place = place(key);
    if vcpu.recent.decoded[place].key != key || !TRAPS_TELL && !is_at(vcpu, place, fault.gva) {
        return None;
    }
    carry_out::<false>(vcpu, place, fault.kind, gpa)
}

/// The load or store of a device register; None, and nothing is done, if no
/// device is there, or the instruction is none that devices know: they serve
/// loads and stores that are aligned, and no atomic ones.
#[inline(never)]
pub fn device(vcpu: &mut Vcpu, fault: &Fault, gpa: u64) -> Option<Goes> {
    if fault.kind == Kind::Fetch || vcpu.vm.memory.contains(gpa, 1) {
        return None;
    }
    let place = decode(vcpu, fault)?;
    vcpu.recent.region = vcpu.vm.bus().find(gpa)?;
    let goes = carry_out::<true>(vcpu, place, fault.kind, gpa);
    if !vcpu.recent.region.is_wordwise() {
        vcpu.recent.region = Region::NOWHERE;
    }
    goes
}

/// Remembers what the guest was about to do: as the trap tells, or as its
/// memory does. Returns the place.
fn decode(vcpu: &mut Vcpu, fault: &Fault) -> Option<usize> {
    let (key, access) = match fault.tinst {
        0 => {
            let word = peek(vcpu)?;
            // Where traps tell, one that does not is rare.
            (if TRAPS_TELL { FORGOTTEN } else { word }, insn::memory_access(word as u32)?)
        }
        tinst => (tinst, insn::from_tinst(tinst)?),
    };
    let place = place(key);
    let unused = (u64::BITS - 8 * access.bytes) as u8;
    let goes = if access.store || CALL_MOVED >> (access.reg & 31) & 1 != 0 { Goes::On } else { Goes::Changed };
    // One of floating point, or a load that loads nothing, is rare, and not
    // worth a look for it each time.
    let key = if access.float || access.reg == 0 && !access.store { FORGOTTEN } else { key };
    vcpu.recent.decoded[place] = Decoded { key, access, odd: u64::from(access.bytes - 1), unused, goes };
    if fault.tinst == 0 && !is_at(vcpu, place, fault.gva) {
        let address = address(vcpu, place);
        return (translate(vcpu, address) == Ok(Some(fault.gva))).then_some(place);
    }
    Some(place)
}

/// Whether the instruction is one for that address: it is not if the fault was
/// on the second part of an access that is not aligned, or if it is another
/// than the one that trapped, for a vCPU may have written it since.
#[inline(always)]
fn is_at(vcpu: &Vcpu, place: usize, gva: u64) -> bool {
    address(vcpu, place) == gva
}

#[inline(always)]
fn address(vcpu: &Vcpu, place: usize) -> u64 {
    let access = &vcpu.recent.decoded[place].access;
    vcpu.regs.x[usize::from(access.base & 31)].wrapping_add(access.offset as u64)
}

/// Carries out the access that is remembered at `place`; `ANY` if it may be
/// one of a floating-point register, or the region none that is kept.
#[inline(always)]
fn carry_out<const ANY: bool>(vcpu: &mut Vcpu, place: usize, kind: Kind, gpa: u64) -> Option<Goes> {
    let Decoded { access, odd, unused, .. } = &vcpu.recent.decoded[place];
    let (bytes, store, unused) = (access.bytes, access.store, *unused);
    if store != (kind == Kind::Store) || gpa & odd != 0 {
        return None;
    }
    let offset = match ANY {
        true => vcpu.recent.region.offset(gpa, bytes)?,
        // Regions that are remembered hold all of an access or nothing.
        false => vcpu.recent.region.offset(gpa, 1)?,
    };
    let changed = if store {
        let value = value::<ANY>(vcpu, place) << unused >> unused;
        vcpu.recent.region.write(offset, bytes, value, vcpu.world.context())
    } else {
        let (value, changed) = vcpu.recent.region.read(offset, bytes, vcpu.world.context());
        set_value::<ANY>(vcpu, place, value);
        changed
    };
    go_on(vcpu, vcpu.recent.decoded[place].access.len.into());
    vcpu.faults_in_a_row = 0;
    vcpu.shared.counts.count(Cause::Device);
    let leaves = (changed || machine::wants_attention()) && !attend(vcpu);
    Some(if leaves { Goes::Away } else { vcpu.recent.decoded[place].goes })
}

/// What else an access may have brought about; whether the vCPU goes on.
#[cold]
#[inline(never)]
fn attend(vcpu: &mut Vcpu) -> bool {
    if let Some(how) = vcpu.world.ended.take() {
        return end(vcpu, how);
    }
    if let Some(hart) = vcpu.hart() {
        machine::machine().look_around(hart);
    }
    vcpu.update_external();
    if machine::is_timed() {
        vcpu.recent.region = Region::NOWHERE;
    }
    true
}

/// Where an instruction is remembered, by its key.
#[inline(always)]
const fn place(key: u64) -> usize {
    (key as u32).wrapping_mul(SPREAD) as usize >> (u32::BITS - DECODED.trailing_zeros()) & (DECODED - 1)
}

#[inline(always)]
fn value<const ANY: bool>(vcpu: &mut Vcpu, place: usize) -> u64 {
    let access = &vcpu.recent.decoded[place].access;
    let reg = usize::from(access.reg & 31);
    if ANY && access.float {
        vcpu.regs.save_float();
        return vcpu.regs.f[reg];
    }
    vcpu.regs.x[reg]
}

#[inline(always)]
fn set_value<const ANY: bool>(vcpu: &mut Vcpu, place: usize, value: u64) {
    let Decoded { access, unused, .. } = &vcpu.recent.decoded[place];
    let reg = usize::from(access.reg & 31);
    if ANY && access.float {
        // A number that is narrower than the register has ones above it.
        let value = value | !(u64::MAX >> unused);
        vcpu.regs.save_float();
        vcpu.regs.f[reg] = value;
        vcpu.regs.load_float();
        Registers::mark_float_dirty();
        return;
    }
    vcpu.regs.x[reg] = if access.sign_extend { ((value << unused) as i64 >> unused) as u64 } else { value };
    if ANY {
        vcpu.regs.x[0] = 0;
    }
}

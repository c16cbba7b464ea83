//! The rule for virtual instructions against the list of cases that the
//! manual derives from it (hypervisor/virtual-instruction, 0.6.2 and 1.0).

use crate::hart::{Hart, at};
use isa::CsrOp;

/// Supervisor CSRs; all can be read and written in HS-mode once TVM is 0.
const SUPERVISOR: [u16; 11] = [0x100, 0x104, 0x105, 0x106, 0x10a, 0x140, 0x141, 0x142, 0x143, 0x144, SATP];
const SATP: u16 = 0x180;
/// hypervisor and VS CSRs that can be read and written in HS-mode.
const HYPERVISOR: [u16; 22] = [
    0x600, 0x602, 0x603, 0x604, 0x605, 0x606, 0x607, 0x60a, 0x643, 0x644, 0x645, 0x64a, 0x680, // h*
    0x200, 0x204, 0x205, 0x240, 0x241, 0x242, 0x243, 0x244, 0x280, // vs*
];
/// High halves of htimedelta and henvcfg.
const HYPERVISOR_HIGH: [u16; 2] = [0x615, 0x61a];
/// hgeip, which can only be read.
const HGEIP: u16 = 0xe12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Allowed,
    Virtual,
    Illegal,
}
use Outcome::*;

/// The state that the list of cases speaks of.
#[derive(Clone, Copy, Debug)]
struct Enables {
    mcounteren: u32,
    hcounteren: u32,
    scounteren: u32,
    vtvm: bool,
}

/// The list, case by case.
fn listed(address: u16, write: bool, vu: bool, xlen: u32, on: &Enables) -> Outcome {
    let counter = match address {
        0xc00..=0xc1f => Some(address - 0xc00),
        0xc80..=0xc9f if xlen == 32 => Some(address - 0xc80),
        _ => None,
    };
    if let Some(n) = counter {
        let bit = |enable: u32| enable >> n & 1 == 1;
        return match (write, bit(on.mcounteren)) {
            // Not even HS-mode can write a counter.
            (true, _) | (false, false) => Illegal,
            (false, true) if !bit(on.hcounteren) || (vu && !bit(on.scounteren)) => Virtual,
            (false, true) => Allowed,
        };
    }
    let hypervisor = HYPERVISOR.contains(&address) || (xlen == 32 && HYPERVISOR_HIGH.contains(&address));
    match address {
        _ if hypervisor => Virtual,
        HGEIP if !write => Virtual,
        _ if SUPERVISOR.contains(&address) && vu => Virtual,
        SATP if on.vtvm => Virtual,
        _ if SUPERVISOR.contains(&address) => Allowed,
        _ => Illegal,
    }
}

fn check_csrs(revision: &str, xlen: u32) {
    let e = at(revision, xlen);
    let (illegal, virtual_) = (2, 22);
    for mode in ["VS", "VU"] {
        for round in 0..32 {
            // Each counter meets each combination of the three enables within eight rounds.
            let pattern = |p: u32| p.rotate_left(round);
            let (tvm, vtvm) = (round & 8 != 0, round & 16 != 0);
            let on = Enables { mcounteren: pattern(0xaaaa_aaaa), hcounteren: pattern(0xcccc_cccc), scounteren: pattern(0xf0f0_f0f0), vtvm };
            let mut hart = Hart::new(e.clone(), mode);
            for (name, value) in [("mcounteren", on.mcounteren), ("hcounteren", on.hcounteren), ("scounteren", on.scounteren)] {
                hart.put(name, value.into());
            }
            hart.put("mstatus.TVM", tvm.into());
            hart.put("mstatus.TSR", tvm.into());
            hart.put("hstatus.VTVM", vtvm.into());
            for address in 0..0x1000 {
                for write in [false, true] {
                    let found = match e.csr_legal(&hart.s, address, write) {
                        Ok(()) => Allowed,
                        Err(code) if code == illegal => Illegal,
                        Err(code) => {
                            assert_eq!(code, virtual_);
                            Virtual
                        }
                    };
                    let expected = listed(address, write, mode == "VU", xlen, &on);
                    let access = if write { "write" } else { "read" };
                    assert_eq!(found, expected, "{revision} rv{xlen}: {access} {address:#x} in {mode}, TVM={tvm}, {on:?}");
                }
            }
        }
    }
}

#[test]
fn csr_accesses_of_guests_0_6_2() {
    check_csrs("0.6.2", 64);
    check_csrs("0.6.2", 32);
}

#[test]
fn csr_accesses_of_guests_1_0() {
    check_csrs("1.0", 64);
    check_csrs("1.0", 32);
}

/// What is legal is done, and what is not changes nothing.
#[test]
fn refused_accesses_change_nothing() {
    for xlen in [32, 64] {
        let e = at("1.0", xlen);
        for mode in ["M", "HS", "U", "VS", "VU"] {
            let hart = Hart::new(e.clone(), mode);
            for address in 0..0x1000 {
                for op in [CsrOp::Read, CsrOp::Write(u64::MAX), CsrOp::Set(u64::MAX), CsrOp::Clear(0)] {
                    let mut state = hart.s.clone();
                    let legal = e.csr_legal(&state, address, op != CsrOp::Read);
                    let result = e.csr(&mut state, address, op);
                    assert_eq!(legal, result.map(|_| ()));
                    if result.is_err() || op == CsrOp::Read {
                        assert_eq!(state, hart.s, "{address:#x} {op:?} in {mode}");
                    }
                }
            }
        }
    }
}

/// Instructions in the list. TW matters to WFI alone; TSR and TVM do not matter.
#[test]
fn instructions_of_guests() {
    let supervisor = ["sret", "sfence.vma", "sinval.vma", "sfence.w.inval", "sfence.inval.ir"];
    let guarded = [("sret", "hstatus.VTSR"), ("sfence.vma", "hstatus.VTVM"), ("sinval.vma", "hstatus.VTVM")];
    for (revision, xlen) in [("0.6.2", 32), ("0.6.2", 64), ("1.0", 32), ("1.0", 64)] {
        let e = at(revision, xlen);
        for (mode, bits) in ["VS", "VU"].into_iter().flat_map(|m| (0..32).map(move |b| (m, b))) {
            let mut hart = Hart::new(e.clone(), mode);
            let places = ["mstatus.TVM", "mstatus.TSR", "mstatus.TW", "hstatus.VTSR", "hstatus.VTVM"];
            for (i, place) in places.iter().enumerate() {
                hart.put(place, bits >> i & 1);
            }
            for vtw in [0, 1] {
                hart.put("hstatus.VTW", vtw);
                for (i, insn) in e.spec().insns.iter().enumerate() {
                    let name = insn.name.as_str();
                    let trapped = guarded.iter().any(|(n, bit)| *n == name && hart.get(bit) == 1);
                    let vu = mode == "VU";
                    let expected = match name {
                        "mret" => Err(2),
                        "wfi" if hart.get("mstatus.TW") == 1 => Err(2),
                        "wfi" if vu || vtw == 1 => Err(22),
                        _ if name.starts_with('h') => Err(22),
                        // menvcfg withholds them from HS-mode, too.
                        _ if name.starts_with("cbo.") => Err(2),
                        _ if supervisor.contains(&name) && (vu || trapped) => Err(22),
                        _ => Ok(()),
                    };
                    let operands: Vec<(&str, u64)> = insn.operands.iter().map(|o| (o.name.as_str(), 0)).collect();
                    assert_eq!(e.insn_legal(&hart.s, i, &operands), expected, "{revision}: {name} in {mode}, {:?}", hart.s);
                }
            }
        }
    }
}

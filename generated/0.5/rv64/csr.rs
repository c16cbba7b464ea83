//! CSRs: legality, reading, writing.
//!
//! @generated from model/csr/ by `draftvisor gen`; do not edit.
use super::{csr, rules, state::State};
use isa::{CsrEffects, CsrOp, ops};
/// Whether the current mode may access the CSR at `address`; otherwise the exception.
pub fn legal(s: &State, address: u16, write: bool) -> Result<(), u64> {
    match address {
        0x1 | 0x2 | 0x3 => {
            if s.mstatus_fs() == 0 || s.v && s.vsstatus_fs() == 0 {
                return Err(2);
            }
        }
        0x100 | 0x104 | 0x105 | 0x106 | 0x140 | 0x141 | 0x142 | 0x143 | 0x144 => {
            if s.prv == 0 {
                return Err(2);
            }
        }
        0x180 => {
            if s.prv == 0 || !s.v && s.prv == 1 && s.mstatus_tvm()
                || s.v && s.prv == 1 && s.hstatus_vtvm()
            {
                return Err(2);
            }
        }
        0x200 | 0x204 | 0x205 | 0x240 | 0x241 | 0x242 | 0x243 | 0x244 | 0x280 | 0x600
        | 0x602 | 0x603 | 0x604 | 0x605 | 0x606 | 0x607 | 0x643 | 0x644 | 0x64a => {
            if s.prv == 0 || s.v {
                return Err(2);
            }
        }
        0x300 | 0x301 | 0x302 | 0x303 | 0x304 | 0x305 | 0x306 | 0x320 | 0x323 | 0x324
        | 0x325 | 0x326 | 0x327 | 0x328 | 0x329 | 0x32a | 0x32b | 0x32c | 0x32d | 0x32e
        | 0x32f | 0x330 | 0x331 | 0x332 | 0x333 | 0x334 | 0x335 | 0x336 | 0x337 | 0x338
        | 0x339 | 0x33a | 0x33b | 0x33c | 0x33d | 0x33e | 0x33f | 0x340 | 0x341 | 0x342
        | 0x343 | 0x344 | 0x34a | 0x34b | 0x3a0 | 0x3a2 | 0x3b0 | 0x3b1 | 0x3b2 | 0x3b3
        | 0x3b4 | 0x3b5 | 0x3b6 | 0x3b7 | 0x3b8 | 0x3b9 | 0x3ba | 0x3bb | 0x3bc | 0x3bd
        | 0x3be | 0x3bf | 0xb00 | 0xb02 | 0xb03 | 0xb04 | 0xb05 | 0xb06 | 0xb07 | 0xb08
        | 0xb09 | 0xb0a | 0xb0b | 0xb0c | 0xb0d | 0xb0e | 0xb0f | 0xb10 | 0xb11 | 0xb12
        | 0xb13 | 0xb14 | 0xb15 | 0xb16 | 0xb17 | 0xb18 | 0xb19 | 0xb1a | 0xb1b | 0xb1c
        | 0xb1d | 0xb1e | 0xb1f => {
            if s.prv != 3 {
                return Err(2);
            }
        }
        0x680 => {
            if s.prv == 0 || s.v {
                return Err(2);
            }
            if !s.v && s.prv == 1 && s.mstatus_tvm() {
                return Err(2);
            }
        }
        0xc00 => {
            if write || s.prv != 3 && !s.mcounteren_cy() || s.v && !s.hcounteren_cy()
                || s.prv == 0 && !s.scounteren_cy()
            {
                return Err(2);
            }
        }
        0xc01 => {
            if write || s.prv != 3 && !s.mcounteren_tm() || s.v && !s.hcounteren_tm()
                || s.prv == 0 && !s.scounteren_tm()
            {
                return Err(2);
            }
        }
        0xc02 => {
            if write || s.prv != 3 && !s.mcounteren_ir() || s.v && !s.hcounteren_ir()
                || s.prv == 0 && !s.scounteren_ir()
            {
                return Err(2);
            }
        }
        0xc03 => {
            if write || s.prv != 3 && !s.mcounteren_hpm3() || s.v && !s.hcounteren_hpm3()
                || s.prv == 0 && !s.scounteren_hpm3()
            {
                return Err(2);
            }
        }
        0xc04 => {
            if write || s.prv != 3 && !s.mcounteren_hpm4() || s.v && !s.hcounteren_hpm4()
                || s.prv == 0 && !s.scounteren_hpm4()
            {
                return Err(2);
            }
        }
        0xc05 => {
            if write || s.prv != 3 && !s.mcounteren_hpm5() || s.v && !s.hcounteren_hpm5()
                || s.prv == 0 && !s.scounteren_hpm5()
            {
                return Err(2);
            }
        }
        0xc06 => {
            if write || s.prv != 3 && !s.mcounteren_hpm6() || s.v && !s.hcounteren_hpm6()
                || s.prv == 0 && !s.scounteren_hpm6()
            {
                return Err(2);
            }
        }
        0xc07 => {
            if write || s.prv != 3 && !s.mcounteren_hpm7() || s.v && !s.hcounteren_hpm7()
                || s.prv == 0 && !s.scounteren_hpm7()
            {
                return Err(2);
            }
        }
        0xc08 => {
            if write || s.prv != 3 && !s.mcounteren_hpm8() || s.v && !s.hcounteren_hpm8()
                || s.prv == 0 && !s.scounteren_hpm8()
            {
                return Err(2);
            }
        }
        0xc09 => {
            if write || s.prv != 3 && !s.mcounteren_hpm9() || s.v && !s.hcounteren_hpm9()
                || s.prv == 0 && !s.scounteren_hpm9()
            {
                return Err(2);
            }
        }
        0xc0a => {
            if write || s.prv != 3 && !s.mcounteren_hpm10()
                || s.v && !s.hcounteren_hpm10() || s.prv == 0 && !s.scounteren_hpm10()
            {
                return Err(2);
            }
        }
        0xc0b => {
            if write || s.prv != 3 && !s.mcounteren_hpm11()
                || s.v && !s.hcounteren_hpm11() || s.prv == 0 && !s.scounteren_hpm11()
            {
                return Err(2);
            }
        }
        0xc0c => {
            if write || s.prv != 3 && !s.mcounteren_hpm12()
                || s.v && !s.hcounteren_hpm12() || s.prv == 0 && !s.scounteren_hpm12()
            {
                return Err(2);
            }
        }
        0xc0d => {
            if write || s.prv != 3 && !s.mcounteren_hpm13()
                || s.v && !s.hcounteren_hpm13() || s.prv == 0 && !s.scounteren_hpm13()
            {
                return Err(2);
            }
        }
        0xc0e => {
            if write || s.prv != 3 && !s.mcounteren_hpm14()
                || s.v && !s.hcounteren_hpm14() || s.prv == 0 && !s.scounteren_hpm14()
            {
                return Err(2);
            }
        }
        0xc0f => {
            if write || s.prv != 3 && !s.mcounteren_hpm15()
                || s.v && !s.hcounteren_hpm15() || s.prv == 0 && !s.scounteren_hpm15()
            {
                return Err(2);
            }
        }
        0xc10 => {
            if write || s.prv != 3 && !s.mcounteren_hpm16()
                || s.v && !s.hcounteren_hpm16() || s.prv == 0 && !s.scounteren_hpm16()
            {
                return Err(2);
            }
        }
        0xc11 => {
            if write || s.prv != 3 && !s.mcounteren_hpm17()
                || s.v && !s.hcounteren_hpm17() || s.prv == 0 && !s.scounteren_hpm17()
            {
                return Err(2);
            }
        }
        0xc12 => {
            if write || s.prv != 3 && !s.mcounteren_hpm18()
                || s.v && !s.hcounteren_hpm18() || s.prv == 0 && !s.scounteren_hpm18()
            {
                return Err(2);
            }
        }
        0xc13 => {
            if write || s.prv != 3 && !s.mcounteren_hpm19()
                || s.v && !s.hcounteren_hpm19() || s.prv == 0 && !s.scounteren_hpm19()
            {
                return Err(2);
            }
        }
        0xc14 => {
            if write || s.prv != 3 && !s.mcounteren_hpm20()
                || s.v && !s.hcounteren_hpm20() || s.prv == 0 && !s.scounteren_hpm20()
            {
                return Err(2);
            }
        }
        0xc15 => {
            if write || s.prv != 3 && !s.mcounteren_hpm21()
                || s.v && !s.hcounteren_hpm21() || s.prv == 0 && !s.scounteren_hpm21()
            {
                return Err(2);
            }
        }
        0xc16 => {
            if write || s.prv != 3 && !s.mcounteren_hpm22()
                || s.v && !s.hcounteren_hpm22() || s.prv == 0 && !s.scounteren_hpm22()
            {
                return Err(2);
            }
        }
        0xc17 => {
            if write || s.prv != 3 && !s.mcounteren_hpm23()
                || s.v && !s.hcounteren_hpm23() || s.prv == 0 && !s.scounteren_hpm23()
            {
                return Err(2);
            }
        }
        0xc18 => {
            if write || s.prv != 3 && !s.mcounteren_hpm24()
                || s.v && !s.hcounteren_hpm24() || s.prv == 0 && !s.scounteren_hpm24()
            {
                return Err(2);
            }
        }
        0xc19 => {
            if write || s.prv != 3 && !s.mcounteren_hpm25()
                || s.v && !s.hcounteren_hpm25() || s.prv == 0 && !s.scounteren_hpm25()
            {
                return Err(2);
            }
        }
        0xc1a => {
            if write || s.prv != 3 && !s.mcounteren_hpm26()
                || s.v && !s.hcounteren_hpm26() || s.prv == 0 && !s.scounteren_hpm26()
            {
                return Err(2);
            }
        }
        0xc1b => {
            if write || s.prv != 3 && !s.mcounteren_hpm27()
                || s.v && !s.hcounteren_hpm27() || s.prv == 0 && !s.scounteren_hpm27()
            {
                return Err(2);
            }
        }
        0xc1c => {
            if write || s.prv != 3 && !s.mcounteren_hpm28()
                || s.v && !s.hcounteren_hpm28() || s.prv == 0 && !s.scounteren_hpm28()
            {
                return Err(2);
            }
        }
        0xc1d => {
            if write || s.prv != 3 && !s.mcounteren_hpm29()
                || s.v && !s.hcounteren_hpm29() || s.prv == 0 && !s.scounteren_hpm29()
            {
                return Err(2);
            }
        }
        0xc1e => {
            if write || s.prv != 3 && !s.mcounteren_hpm30()
                || s.v && !s.hcounteren_hpm30() || s.prv == 0 && !s.scounteren_hpm30()
            {
                return Err(2);
            }
        }
        0xc1f => {
            if write || s.prv != 3 && !s.mcounteren_hpm31()
                || s.v && !s.hcounteren_hpm31() || s.prv == 0 && !s.scounteren_hpm31()
            {
                return Err(2);
            }
        }
        0xe07 => {
            if s.prv == 0 || s.v || write {
                return Err(2);
            }
        }
        0xf11 | 0xf12 | 0xf13 | 0xf14 => {
            if s.prv != 3 || write {
                return Err(2);
            }
        }
        _ => return Err(2),
    }
    Ok(())
}
/// Value of the CSR at `address`, whatever the mode; `None` if there is none.
pub fn peek(s: &State, address: u16) -> Option<u64> {
    Some(
        match address {
            0x1 => read_fflags(s),
            0x2 => read_frm(s),
            0x3 => read_fcsr(s),
            0x100 => read_sstatus(s),
            0x104 => read_sie(s),
            0x105 => read_stvec(s),
            0x106 => read_scounteren(s),
            0x140 => read_sscratch(s),
            0x141 => read_sepc(s),
            0x142 => read_scause(s),
            0x143 => read_stval(s),
            0x144 => read_sip(s),
            0x180 => read_satp(s),
            0x200 => read_vsstatus(s),
            0x204 => read_vsie(s),
            0x205 => read_vstvec(s),
            0x240 => read_vsscratch(s),
            0x241 => read_vsepc(s),
            0x242 => read_vscause(s),
            0x243 => read_vstval(s),
            0x244 => read_vsip(s),
            0x280 => read_vsatp(s),
            0x300 => read_mstatus(s),
            0x301 => read_misa(s),
            0x302 => read_medeleg(s),
            0x303 => read_mideleg(s),
            0x304 => read_mie(s),
            0x305 => read_mtvec(s),
            0x306 => read_mcounteren(s),
            0x320 => read_mcountinhibit(s),
            0x340 => read_mscratch(s),
            0x341 => read_mepc(s),
            0x342 => read_mcause(s),
            0x343 => read_mtval(s),
            0x344 => read_mip(s),
            0x34a => read_mtinst(s),
            0x34b => read_mtval2(s),
            0x3a0 => read_pmpcfg0(s),
            0x3a2 => read_pmpcfg2(s),
            0x3b0 => read_pmpaddr0(s),
            0x3b1 => read_pmpaddr1(s),
            0x3b2 => read_pmpaddr2(s),
            0x3b3 => read_pmpaddr3(s),
            0x3b4 => read_pmpaddr4(s),
            0x3b5 => read_pmpaddr5(s),
            0x3b6 => read_pmpaddr6(s),
            0x3b7 => read_pmpaddr7(s),
            0x3b8 => read_pmpaddr8(s),
            0x3b9 => read_pmpaddr9(s),
            0x3ba => read_pmpaddr10(s),
            0x3bb => read_pmpaddr11(s),
            0x3bc => read_pmpaddr12(s),
            0x3bd => read_pmpaddr13(s),
            0x3be => read_pmpaddr14(s),
            0x3bf => read_pmpaddr15(s),
            0x600 => read_hstatus(s),
            0x602 => read_hedeleg(s),
            0x603 => read_hideleg(s),
            0x604 => read_hie(s),
            0x605 => read_htimedelta(s),
            0x606 => read_hcounteren(s),
            0x607 => read_hgeie(s),
            0x643 => read_htval(s),
            0x644 => read_hip(s),
            0x64a => read_htinst(s),
            0x680 => read_hgatp(s),
            0xb00 => read_mcycle(s),
            0xb02 => read_minstret(s),
            0xc00 => read_cycle(s),
            0xc01 => read_time(s),
            0xc02 => read_instret(s),
            0xe07 => read_hgeip(s),
            0xf14 => read_mhartid(s),
            0x323 | 0x324 | 0x325 | 0x326 | 0x327 | 0x328 | 0x329 | 0x32a | 0x32b | 0x32c
            | 0x32d | 0x32e | 0x32f | 0x330 | 0x331 | 0x332 | 0x333 | 0x334 | 0x335
            | 0x336 | 0x337 | 0x338 | 0x339 | 0x33a | 0x33b | 0x33c | 0x33d | 0x33e
            | 0x33f | 0xb03 | 0xb04 | 0xb05 | 0xb06 | 0xb07 | 0xb08 | 0xb09 | 0xb0a
            | 0xb0b | 0xb0c | 0xb0d | 0xb0e | 0xb0f | 0xb10 | 0xb11 | 0xb12 | 0xb13
            | 0xb14 | 0xb15 | 0xb16 | 0xb17 | 0xb18 | 0xb19 | 0xb1a | 0xb1b | 0xb1c
            | 0xb1d | 0xb1e | 0xb1f | 0xc03 | 0xc04 | 0xc05 | 0xc06 | 0xc07 | 0xc08
            | 0xc09 | 0xc0a | 0xc0b | 0xc0c | 0xc0d | 0xc0e | 0xc0f | 0xc10 | 0xc11
            | 0xc12 | 0xc13 | 0xc14 | 0xc15 | 0xc16 | 0xc17 | 0xc18 | 0xc19 | 0xc1a
            | 0xc1b | 0xc1c | 0xc1d | 0xc1e | 0xc1f | 0xf11 | 0xf12 | 0xf13 => 0,
            _ => return None,
        },
    )
}
/// The CSR that an address reaches while V=1.
fn substitute(address: u16) -> u16 {
    match address {
        0x100 => 0x200,
        0x104 => 0x204,
        0x105 => 0x205,
        0x140 => 0x240,
        0x141 => 0x241,
        0x142 => 0x242,
        0x143 => 0x243,
        0x144 => 0x244,
        0x180 => 0x280,
        _ => address,
    }
}
/// One access by the current mode. Returns the value before, or the exception.
#[inline(never)]
pub fn csr(s: &mut State, address: u16, op: CsrOp) -> Result<u64, u64> {
    legal(s, address, op != CsrOp::Read)?;
    let address = if s.v { substitute(address) } else { address };
    Ok(
        match address {
            0x1 => access(s, op, read_fflags(s), write_fflags),
            0x2 => access(s, op, read_frm(s), write_frm),
            0x3 => access(s, op, read_fcsr(s), write_fcsr),
            0x100 => access(s, op, read_sstatus(s), write_sstatus),
            0x104 => access(s, op, read_sie(s), write_sie),
            0x105 => access(s, op, read_stvec(s), write_stvec),
            0x106 => access(s, op, read_scounteren(s), write_scounteren),
            0x140 => access(s, op, read_sscratch(s), write_sscratch),
            0x141 => access(s, op, read_sepc(s), write_sepc),
            0x142 => access(s, op, read_scause(s), write_scause),
            0x143 => access(s, op, read_stval(s), write_stval),
            0x144 => access_from(s, op, read_sip(s), rmw_sip(s), write_sip),
            0x180 => access(s, op, read_satp(s), write_satp),
            0x200 => access(s, op, read_vsstatus(s), write_vsstatus),
            0x204 => access(s, op, read_vsie(s), write_vsie),
            0x205 => access(s, op, read_vstvec(s), write_vstvec),
            0x240 => access(s, op, read_vsscratch(s), write_vsscratch),
            0x241 => access(s, op, read_vsepc(s), write_vsepc),
            0x242 => access(s, op, read_vscause(s), write_vscause),
            0x243 => access(s, op, read_vstval(s), write_vstval),
            0x244 => access_from(s, op, read_vsip(s), rmw_vsip(s), write_vsip),
            0x280 => access(s, op, read_vsatp(s), write_vsatp),
            0x300 => access(s, op, read_mstatus(s), write_mstatus),
            0x301 => access(s, op, read_misa(s), write_misa),
            0x302 => access(s, op, read_medeleg(s), write_medeleg),
            0x303 => access(s, op, read_mideleg(s), write_mideleg),
            0x304 => access(s, op, read_mie(s), write_mie),
            0x305 => access(s, op, read_mtvec(s), write_mtvec),
            0x306 => access(s, op, read_mcounteren(s), write_mcounteren),
            0x320 => access(s, op, read_mcountinhibit(s), write_mcountinhibit),
            0x340 => access(s, op, read_mscratch(s), write_mscratch),
            0x341 => access(s, op, read_mepc(s), write_mepc),
            0x342 => access(s, op, read_mcause(s), write_mcause),
            0x343 => access(s, op, read_mtval(s), write_mtval),
            0x344 => access_from(s, op, read_mip(s), rmw_mip(s), write_mip),
            0x34a => access(s, op, read_mtinst(s), write_mtinst),
            0x34b => access(s, op, read_mtval2(s), write_mtval2),
            0x3a0 => access(s, op, read_pmpcfg0(s), write_pmpcfg0),
            0x3a2 => access(s, op, read_pmpcfg2(s), write_pmpcfg2),
            0x3b0 => access(s, op, read_pmpaddr0(s), write_pmpaddr0),
            0x3b1 => access(s, op, read_pmpaddr1(s), write_pmpaddr1),
            0x3b2 => access(s, op, read_pmpaddr2(s), write_pmpaddr2),
            0x3b3 => access(s, op, read_pmpaddr3(s), write_pmpaddr3),
            0x3b4 => access(s, op, read_pmpaddr4(s), write_pmpaddr4),
            0x3b5 => access(s, op, read_pmpaddr5(s), write_pmpaddr5),
            0x3b6 => access(s, op, read_pmpaddr6(s), write_pmpaddr6),
            0x3b7 => access(s, op, read_pmpaddr7(s), write_pmpaddr7),
            0x3b8 => access(s, op, read_pmpaddr8(s), write_pmpaddr8),
            0x3b9 => access(s, op, read_pmpaddr9(s), write_pmpaddr9),
            0x3ba => access(s, op, read_pmpaddr10(s), write_pmpaddr10),
            0x3bb => access(s, op, read_pmpaddr11(s), write_pmpaddr11),
            0x3bc => access(s, op, read_pmpaddr12(s), write_pmpaddr12),
            0x3bd => access(s, op, read_pmpaddr13(s), write_pmpaddr13),
            0x3be => access(s, op, read_pmpaddr14(s), write_pmpaddr14),
            0x3bf => access(s, op, read_pmpaddr15(s), write_pmpaddr15),
            0x600 => access(s, op, read_hstatus(s), write_hstatus),
            0x602 => access(s, op, read_hedeleg(s), write_hedeleg),
            0x603 => access(s, op, read_hideleg(s), write_hideleg),
            0x604 => access(s, op, read_hie(s), write_hie),
            0x605 => access(s, op, read_htimedelta(s), write_htimedelta),
            0x606 => access(s, op, read_hcounteren(s), write_hcounteren),
            0x607 => access(s, op, read_hgeie(s), write_hgeie),
            0x643 => access(s, op, read_htval(s), write_htval),
            0x644 => access_from(s, op, read_hip(s), rmw_hip(s), write_hip),
            0x64a => access(s, op, read_htinst(s), write_htinst),
            0x680 => access(s, op, read_hgatp(s), write_hgatp),
            0xb00 => access(s, op, read_mcycle(s), write_mcycle),
            0xb02 => access(s, op, read_minstret(s), write_minstret),
            0xc00 => read_cycle(s),
            0xc01 => read_time(s),
            0xc02 => read_instret(s),
            0xe07 => read_hgeip(s),
            0xf14 => access(s, op, read_mhartid(s), write_mhartid),
            _ => 0,
        },
    )
}
/// An access to a CSR that reads `old`.
#[inline(always)]
fn access(
    s: &mut State,
    op: CsrOp,
    old: u64,
    write: impl FnOnce(&mut State, u64),
) -> u64 {
    access_from(s, op, old, old, write)
}
/// An access to a CSR that reads `old`, and `from` to set and clear bits.
#[inline(always)]
fn access_from(
    s: &mut State,
    op: CsrOp,
    old: u64,
    from: u64,
    write: impl FnOnce(&mut State, u64),
) -> u64 {
    let new = match op {
        CsrOp::Read => return old,
        CsrOp::Write(value) => value,
        CsrOp::Set(mask) => from | mask,
        CsrOp::Clear(mask) => from & !mask,
    };
    write(s, new);
    old
}
/// Whether an access to the CSR needs counters, time and inputs up to date.
pub fn asks_inputs(address: u16) -> bool {
    matches!(
        address, 0x144 | 0x244 | 0x320 | 0x344 | 0x644 | 0xb00 | 0xb02 | 0xc00 | 0xc01 |
        0xc02 | 0xe07
    )
}
/// What a write that changes no other bits than these can change beside the CSR.
#[inline]
pub fn effects(address: u16, changed: u64) -> CsrEffects {
    match address {
        0x303 => {
            CsrEffects {
                enables: changed & 0x222 != 0,
                ..CsrEffects::NONE
            }
        }
        0x603 => {
            CsrEffects {
                enables: changed & 0x444 != 0,
                ..CsrEffects::NONE
            }
        }
        0x604 => {
            CsrEffects {
                pending: changed & 0x1444 != 0,
                enables: changed & 0x1444 != 0,
                ..CsrEffects::NONE
            }
        }
        0x304 => {
            CsrEffects {
                pending: changed & 0x1eee != 0,
                enables: changed & 0x1eee != 0,
                ..CsrEffects::NONE
            }
        }
        0x104 | 0x144 | 0x204 | 0x244 | 0x344 | 0x607 | 0x644 => {
            CsrEffects {
                pending: true,
                enables: true,
                ..CsrEffects::NONE
            }
        }
        0x600 => {
            CsrEffects {
                permissions: changed & 0x81 != 0,
                pending: true,
                enables: true,
                ..CsrEffects::NONE
            }
        }
        0x200 => {
            CsrEffects {
                permissions: changed & 0xc0000 != 0,
                enables: changed & 0x2 != 0,
                ..CsrEffects::NONE
            }
        }
        0x100 => {
            CsrEffects {
                permissions: changed & 0xc0100 != 0,
                enables: changed & 0x2 != 0,
                ..CsrEffects::NONE
            }
        }
        0x300 => {
            CsrEffects {
                permissions: true,
                enables: changed & 0xa != 0,
                ..CsrEffects::NONE
            }
        }
        0x180 | 0x280 | 0x680 => {
            CsrEffects {
                roots: true,
                ..CsrEffects::NONE
            }
        }
        _ => CsrEffects::NONE,
    }
}
/// fflags: The accrued flags alone. [f/fcsr]
pub fn read_fflags(s: &State) -> u64 {
    (s.fcsr & 0x1f)
}
/// frm: The rounding mode alone. [f/fcsr]
pub fn read_frm(s: &State) -> u64 {
    ((s.fcsr >> 5) & 0x7)
}
/// fcsr: Rounding mode and accrued flags of floating point. [f/fcsr]
pub fn read_fcsr(s: &State) -> u64 {
    (s.fcsr & 0xff)
}
/// sstatus: State of the hart as HS-mode controls it. While a guest runs, its accesses go to
/// vsstatus. [supervisor/sstatus]
pub fn read_sstatus(s: &State) -> u64 {
    (s.mstatus & 0xc6122) | (u64::from({ s.mstatus_fs() == 3 }) << 63) | ((2) << 32)
        | ((0) << 15) | (u64::from(false) << 6)
}
/// sie: Enable bits for the interrupts of sip. While a guest runs, its accesses go to vsie.
/// [supervisor/sie]
pub fn read_sie(s: &State) -> u64 {
    (u64::from(((csr::read_mideleg(s) >> 9) & 1 != 0) && ((s.mie >> 9) & 1 != 0)) << 9)
        | (u64::from(((csr::read_mideleg(s) >> 5) & 1 != 0) && ((s.mie >> 5) & 1 != 0))
            << 5)
        | (u64::from(((csr::read_mideleg(s) >> 1) & 1 != 0) && ((s.mie >> 1) & 1 != 0))
            << 1)
}
/// stvec: Where traps into HS-mode go. While a guest runs, its accesses go to vstvec.
/// [supervisor/stvec]
pub fn read_stvec(s: &State) -> u64 {
    s.stvec
}
/// scounteren: Counters that U-mode may read, and VU-mode while a guest runs; the guest has no
/// copy of it. [supervisor/scounteren]
pub fn read_scounteren(s: &State) -> u64 {
    (s.scounteren & 0xffffffff)
}
/// sscratch: For the handler to keep something in. While a guest runs, its accesses go to
/// vsscratch. [supervisor/sscratch]
pub fn read_sscratch(s: &State) -> u64 {
    s.sscratch
}
/// sepc: Where the last trap into HS-mode came from. While a guest runs, its accesses go to
/// vsepc. [supervisor/sepc]
pub fn read_sepc(s: &State) -> u64 {
    s.sepc
}
/// scause: Why the last trap into HS-mode was taken. While a guest runs, its accesses go to
/// vscause. [supervisor/scause]
pub fn read_scause(s: &State) -> u64 {
    s.scause
}
/// stval: The address or instruction that the last trap into HS-mode is about. While a guest
/// runs, its accesses go to vstval. [supervisor/stval]
pub fn read_stval(s: &State) -> u64 {
    s.stval
}
/// sip: Pending interrupts that M-mode delegates to HS-mode. While a guest runs, its accesses
/// go to vsip. [supervisor/sip]
pub fn read_sip(s: &State) -> u64 {
    (u64::from(
        ((csr::read_mideleg(s) >> 9) & 1 != 0)
            && ({
                let stored = (s.mip >> 9) & 1 != 0;
                stored || s.input_seip
            }),
    ) << 9)
        | (u64::from(((csr::read_mideleg(s) >> 5) & 1 != 0) && ((s.mip >> 5) & 1 != 0))
            << 5)
        | (u64::from(((csr::read_mideleg(s) >> 1) & 1 != 0) && ((s.mip >> 1) & 1 != 0))
            << 1)
}
/// satp: Tables that translate for S-mode and U-mode. While a guest runs, its accesses go to
/// vsatp. [supervisor/satp]
pub fn read_satp(s: &State) -> u64 {
    s.satp
}
/// vsstatus: The guest's sstatus. The floating-point and vector units are on for the guest only
/// if they are in sstatus too. [hypervisor/vsstatus]
pub fn read_vsstatus(s: &State) -> u64 {
    (s.vsstatus & 0xc6122) | (u64::from({ s.vsstatus_fs() == 3 }) << 63) | ((2) << 32)
        | ((0) << 15) | (u64::from(false) << 6)
}
/// vsie: The guest's sie. From 0.5 on it shows those bits of hie, one place lower, that hideleg
/// hands over. [hypervisor/vsie]
pub fn read_vsie(s: &State) -> u64 {
    (u64::from(((csr::read_hideleg(s) >> 10) & 1 != 0) && ((s.hie >> 10) & 1 != 0)) << 9)
        | (u64::from(((csr::read_hideleg(s) >> 6) & 1 != 0) && ((s.hie >> 6) & 1 != 0))
            << 5)
        | (u64::from(((csr::read_hideleg(s) >> 2) & 1 != 0) && ((s.hie >> 2) & 1 != 0))
            << 1)
}
/// vstvec: The guest's stvec. [hypervisor/vstvec]
pub fn read_vstvec(s: &State) -> u64 {
    s.vstvec
}
/// vsscratch: The guest's sscratch. [hypervisor/vsscratch]
pub fn read_vsscratch(s: &State) -> u64 {
    s.vsscratch
}
/// vsepc: The guest's sepc. [hypervisor/vsepc]
pub fn read_vsepc(s: &State) -> u64 {
    s.vsepc
}
/// vscause: The guest's scause. [hypervisor/vscause]
pub fn read_vscause(s: &State) -> u64 {
    s.vscause
}
/// vstval: The guest's stval. [hypervisor/vstval]
pub fn read_vstval(s: &State) -> u64 {
    s.vstval
}
/// vsip: The guest's sip. From 0.5 on it shows those bits of hip, one place lower, that hideleg
/// hands over. [hypervisor/vsip]
pub fn read_vsip(s: &State) -> u64 {
    (u64::from(
        ((csr::read_hideleg(s) >> 10) & 1 != 0)
            && ({
                let stored = (s.hip >> 10) & 1 != 0;
                stored || ops::bit(csr::read_hgeip(s), s.hstatus_vgein())
            }),
    ) << 9)
        | (u64::from(((csr::read_hideleg(s) >> 6) & 1 != 0) && ((s.hip >> 6) & 1 != 0))
            << 5)
        | (u64::from(((csr::read_hideleg(s) >> 2) & 1 != 0) && ((s.hip >> 2) & 1 != 0))
            << 1)
}
/// vsatp: The guest's satp. What its supervisor writes through satp is ignored as a whole if
/// MODE is unsupported. Written by its own address, MODE keeps its value and the other fields
/// are written, unless (1.0) the implementation ignores this write too. [hypervisor/vsatp]
pub fn read_vsatp(s: &State) -> u64 {
    s.vsatp
}
/// mstatus: State of the hart as M-mode controls it. It covers the HS-level sstatus, never the
/// guest's. [machine/mstatus, hypervisor/mstatus]
pub fn read_mstatus(s: &State) -> u64 {
    (s.mstatus & 0x80007e79aa) | (u64::from({ s.mstatus_fs() == 3 }) << 63)
        | (u64::from(false) << 37) | (u64::from(false) << 36) | ((2) << 34) | ((2) << 32)
        | ((0) << 15) | (u64::from(false) << 6)
}
/// misa: Register width and extensions of the hart. Nothing can be switched off, so that writes
/// change nothing. [machine/misa]
pub fn read_misa(s: &State) -> u64 {
    (s.misa & 0x80) | ((2) << 62) | (u64::from(true) << 20) | (u64::from(true) << 18)
        | (u64::from(true) << 12) | (u64::from(true) << 8) | (u64::from({ true }) << 5)
        | (u64::from({ true }) << 3) | (u64::from(true) << 2) | u64::from(true)
}
/// medeleg: Exceptions that go to HS-mode. [machine/medeleg]
pub fn read_medeleg(s: &State) -> u64 {
    (s.medeleg & 0xb0b7ff) | (u64::from(false) << 11)
}
/// mideleg: Interrupts that go to HS-mode. Those of guests always do. [machine/mideleg,
/// hypervisor/mideleg]
pub fn read_mideleg(s: &State) -> u64 {
    (s.mideleg & 0x222) | (u64::from(true) << 12) | (u64::from(false) << 11)
        | (u64::from(true) << 10) | (u64::from(false) << 7) | (u64::from(true) << 6)
        | (u64::from(false) << 3) | (u64::from(true) << 2)
}
/// mie: Enable bits for the interrupts of mip. [machine/mie, hypervisor/mip]
pub fn read_mie(s: &State) -> u64 {
    (s.hie & 0x1444) | (s.mie & 0xaaa)
}
/// mtvec: Where traps into M-mode go. [machine/mtvec]
pub fn read_mtvec(s: &State) -> u64 {
    s.mtvec
}
/// mcounteren: Counters that the modes below M may read. [machine/mcounteren]
pub fn read_mcounteren(s: &State) -> u64 {
    (s.mcounteren & 0xffffffff)
}
/// mcountinhibit: Counters that stand still. time has no bit. [machine/mcountinhibit]
pub fn read_mcountinhibit(s: &State) -> u64 {
    (s.mcountinhibit & 0x5) | (u64::from(false) << 31) | (u64::from(false) << 30)
        | (u64::from(false) << 29) | (u64::from(false) << 28) | (u64::from(false) << 27)
        | (u64::from(false) << 26) | (u64::from(false) << 25) | (u64::from(false) << 24)
        | (u64::from(false) << 23) | (u64::from(false) << 22) | (u64::from(false) << 21)
        | (u64::from(false) << 20) | (u64::from(false) << 19) | (u64::from(false) << 18)
        | (u64::from(false) << 17) | (u64::from(false) << 16) | (u64::from(false) << 15)
        | (u64::from(false) << 14) | (u64::from(false) << 13) | (u64::from(false) << 12)
        | (u64::from(false) << 11) | (u64::from(false) << 10) | (u64::from(false) << 9)
        | (u64::from(false) << 8) | (u64::from(false) << 7) | (u64::from(false) << 6)
        | (u64::from(false) << 5) | (u64::from(false) << 4) | (u64::from(false) << 3)
}
/// mscratch: For the handler to keep something in. [machine/mscratch]
pub fn read_mscratch(s: &State) -> u64 {
    s.mscratch
}
/// mepc: Where the last trap into M-mode came from. [machine/mepc]
pub fn read_mepc(s: &State) -> u64 {
    s.mepc
}
/// mcause: Why the last trap into M-mode was taken. [machine/mcause]
pub fn read_mcause(s: &State) -> u64 {
    s.mcause
}
/// mtval: The address or instruction that the last trap into M-mode is about. [machine/mtval]
pub fn read_mtval(s: &State) -> u64 {
    s.mtval
}
/// mip: Pending interrupts. [machine/mip, hypervisor/mip]
pub fn read_mip(s: &State) -> u64 {
    (s.hip & 0x44) | (s.mip & 0x22)
        | (u64::from({ csr::read_hgeip(s) & csr::read_hgeie(s) != 0 }) << 12)
        | (u64::from({ s.input_meip }) << 11)
        | (u64::from({
            let stored = (s.hip >> 10) & 1 != 0;
            stored || ops::bit(csr::read_hgeip(s), s.hstatus_vgein())
        }) << 10)
        | (u64::from({
            let stored = (s.mip >> 9) & 1 != 0;
            stored || s.input_seip
        }) << 9) | (u64::from({ s.input_mtip }) << 7)
        | (u64::from({ s.input_msip }) << 3)
}
/// mtinst: The instruction that made M-mode's last trap, in the form of htinst; or 0.
/// [hypervisor/mtinst]
pub fn read_mtinst(s: &State) -> u64 {
    s.mtinst
}
/// mtval2: Guest physical address of a guest-page fault taken by M-mode, shifted right by 2; 0
/// after any other trap. [hypervisor/mtval2]
pub fn read_mtval2(s: &State) -> u64 {
    s.mtval2
}
/// pmpcfg0: Entries 0 to 3 of PMP, on RV64 to 7. [machine/pmp]
pub fn read_pmpcfg0(s: &State) -> u64 {
    s.pmpcfg0
}
/// pmpcfg2: Entries 8 to 11 of PMP, on RV64 to 15. [machine/pmp]
pub fn read_pmpcfg2(s: &State) -> u64 {
    s.pmpcfg2
}
/// pmpaddr0: Address of entry 0 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr0(s: &State) -> u64 {
    (s.pmpaddr0 & 0x3fffffffffffff)
}
/// pmpaddr1: Address of entry 1 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr1(s: &State) -> u64 {
    (s.pmpaddr1 & 0x3fffffffffffff)
}
/// pmpaddr2: Address of entry 2 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr2(s: &State) -> u64 {
    (s.pmpaddr2 & 0x3fffffffffffff)
}
/// pmpaddr3: Address of entry 3 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr3(s: &State) -> u64 {
    (s.pmpaddr3 & 0x3fffffffffffff)
}
/// pmpaddr4: Address of entry 4 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr4(s: &State) -> u64 {
    (s.pmpaddr4 & 0x3fffffffffffff)
}
/// pmpaddr5: Address of entry 5 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr5(s: &State) -> u64 {
    (s.pmpaddr5 & 0x3fffffffffffff)
}
/// pmpaddr6: Address of entry 6 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr6(s: &State) -> u64 {
    (s.pmpaddr6 & 0x3fffffffffffff)
}
/// pmpaddr7: Address of entry 7 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr7(s: &State) -> u64 {
    (s.pmpaddr7 & 0x3fffffffffffff)
}
/// pmpaddr8: Address of entry 8 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr8(s: &State) -> u64 {
    (s.pmpaddr8 & 0x3fffffffffffff)
}
/// pmpaddr9: Address of entry 9 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr9(s: &State) -> u64 {
    (s.pmpaddr9 & 0x3fffffffffffff)
}
/// pmpaddr10: Address of entry 10 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr10(s: &State) -> u64 {
    (s.pmpaddr10 & 0x3fffffffffffff)
}
/// pmpaddr11: Address of entry 11 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr11(s: &State) -> u64 {
    (s.pmpaddr11 & 0x3fffffffffffff)
}
/// pmpaddr12: Address of entry 12 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr12(s: &State) -> u64 {
    (s.pmpaddr12 & 0x3fffffffffffff)
}
/// pmpaddr13: Address of entry 13 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr13(s: &State) -> u64 {
    (s.pmpaddr13 & 0x3fffffffffffff)
}
/// pmpaddr14: Address of entry 14 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr14(s: &State) -> u64 {
    (s.pmpaddr14 & 0x3fffffffffffff)
}
/// pmpaddr15: Address of entry 15 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr15(s: &State) -> u64 {
    (s.pmpaddr15 & 0x3fffffffffffff)
}
/// hstatus: Says what a guest may do, and where HS-mode was entered from. [hypervisor/hstatus]
pub fn read_hstatus(s: &State) -> u64 {
    (s.hstatus & 0x53f381) | ((2) << 32) | (u64::from(false) << 5)
}
/// hedeleg: Exceptions of a guest that go on to the guest's own kernel. [hypervisor/hedeleg]
pub fn read_hedeleg(s: &State) -> u64 {
    (s.hedeleg & 0xb5ff) | (u64::from(false) << 23) | (u64::from(false) << 21)
        | (u64::from(false) << 20) | (u64::from(false) << 11) | (u64::from(false) << 9)
}
/// hideleg: Interrupts that go to the guest. [hypervisor/hideleg]
pub fn read_hideleg(s: &State) -> u64 {
    (s.hideleg & 0x444) | (u64::from(false) << 12) | (u64::from(false) << 11)
        | (u64::from(false) << 9) | (u64::from(false) << 7) | (u64::from(false) << 5)
        | (u64::from(false) << 3) | (u64::from(false) << 1)
}
/// hie: Enable bits for the interrupts of hip. [hypervisor/hie]
pub fn read_hie(s: &State) -> u64 {
    (s.hie & 0x1444)
}
/// htimedelta: What is added to time for a guest. Overflow is ignored, so that it can set the
/// clock back. [hypervisor/htimedelta]
pub fn read_htimedelta(s: &State) -> u64 {
    s.htimedelta
}
/// hcounteren: Counters that a guest may read. [hypervisor/hcounteren]
pub fn read_hcounteren(s: &State) -> u64 {
    (s.hcounteren & 0xffffffff)
}
/// hgeie: Guest external interrupts that raise SGEI. It has no say about the line that VGEIN
/// selects. [hypervisor/hgeie]
pub fn read_hgeie(s: &State) -> u64 {
    (s.hgeie & 0xfffffffffffffffe)
}
/// htval: Guest physical address of a guest-page fault taken by HS-mode, shifted right by 2; 0
/// after any other trap. [hypervisor/htval]
pub fn read_htval(s: &State) -> u64 {
    s.htval
}
/// hip: Pending interrupts of the guest, and of the hypervisor on behalf of its guests.
/// [hypervisor/hip]
pub fn read_hip(s: &State) -> u64 {
    (s.hip & 0x44) | (u64::from({ csr::read_hgeip(s) & csr::read_hgeie(s) != 0 }) << 12)
        | (u64::from({
            let stored = (s.hip >> 10) & 1 != 0;
            stored || ops::bit(csr::read_hgeip(s), s.hstatus_vgein())
        }) << 10)
}
/// htinst: The instruction that made HS-mode's last trap, transformed so that the hypervisor
/// can emulate it without reading guest memory; or 0. [hypervisor/htinst]
pub fn read_htinst(s: &State) -> u64 {
    s.htinst
}
/// hgatp: Tables that translate guest physical addresses. Unlike satp, a write with an
/// unsupported MODE still writes the other fields. [hypervisor/hgatp]
pub fn read_hgatp(s: &State) -> u64 {
    (s.hgatp & 0xf3ffffffffffffff)
}
/// mcycle: Clock cycles. The hart counts it up unless mcountinhibit says otherwise.
/// [machine/counters]
pub fn read_mcycle(s: &State) -> u64 {
    s.mcycle
}
/// minstret: Instructions retired. The hart counts it up unless mcountinhibit says otherwise.
/// [machine/counters]
pub fn read_minstret(s: &State) -> u64 {
    s.minstret
}
/// cycle: Clock cycles. [machine/counters, machine/mcounteren, hypervisor/hcounteren,
/// counters/base]
pub fn read_cycle(s: &State) -> u64 {
    ({ csr::read_mcycle(s) })
}
/// time: The platform's timer, shifted by htimedelta for a guest. [machine/mtime,
/// machine/mcounteren, hypervisor/hcounteren, hypervisor/htimedelta, counters/base]
pub fn read_time(s: &State) -> u64 {
    ({ if s.v { s.mtime.wrapping_add(csr::read_htimedelta(s)) } else { s.mtime } })
}
/// instret: Instructions retired. [machine/counters, machine/mcounteren, hypervisor/hcounteren,
/// counters/base]
pub fn read_instret(s: &State) -> u64 {
    ({ csr::read_minstret(s) })
}
/// hgeip: Pending guest external interrupts, one bit per line. [hypervisor/hgeip]
pub fn read_hgeip(s: &State) -> u64 {
    (({ ((s.input_hgeip >> 1) & 0x7fffffffffffffff) & 0x7f }) << 1)
}
/// mhartid: Number of the hart. Software cannot write it, because its address is a read-only
/// one; the platform sets it before the hart starts. [machine/mhartid]
pub fn read_mhartid(s: &State) -> u64 {
    s.mhartid
}
/// sip as CSRRS and CSRRC read it.
pub fn rmw_sip(s: &State) -> u64 {
    (u64::from((((csr::read_mideleg(s) >> 9) & 1 != 0) && ((s.mip >> 9) & 1 != 0))) << 9)
        | (u64::from(((csr::read_mideleg(s) >> 5) & 1 != 0) && ((s.mip >> 5) & 1 != 0))
            << 5)
        | (u64::from(((csr::read_mideleg(s) >> 1) & 1 != 0) && ((s.mip >> 1) & 1 != 0))
            << 1)
}
/// vsip as CSRRS and CSRRC read it.
pub fn rmw_vsip(s: &State) -> u64 {
    (u64::from((((csr::read_hideleg(s) >> 10) & 1 != 0) && ((s.hip >> 10) & 1 != 0)))
        << 9)
        | (u64::from(((csr::read_hideleg(s) >> 6) & 1 != 0) && ((s.hip >> 6) & 1 != 0))
            << 5)
        | (u64::from(((csr::read_hideleg(s) >> 2) & 1 != 0) && ((s.hip >> 2) & 1 != 0))
            << 1)
}
/// mip as CSRRS and CSRRC read it.
pub fn rmw_mip(s: &State) -> u64 {
    (s.hip & 0x44) | (s.mip & 0x22)
        | (u64::from({ csr::read_hgeip(s) & csr::read_hgeie(s) != 0 }) << 12)
        | (u64::from({ s.input_meip }) << 11)
        | (u64::from(((s.hip >> 10) & 1 != 0)) << 10)
        | (u64::from(((s.mip >> 9) & 1 != 0)) << 9) | (u64::from({ s.input_mtip }) << 7)
        | (u64::from({ s.input_msip }) << 3)
}
/// hip as CSRRS and CSRRC read it.
pub fn rmw_hip(s: &State) -> u64 {
    (s.hip & 0x44) | (u64::from({ csr::read_hgeip(s) & csr::read_hgeie(s) != 0 }) << 12)
        | (u64::from(((s.hip >> 10) & 1 != 0)) << 10)
}
/// Writes fflags as a CSR instruction does.
fn write_fflags(s: &mut State, incoming: u64) {
    s.fcsr = (s.fcsr & 0xffffffffffffffe0) | (incoming & 0x1f);
    s.set_mstatus_fs(3);
    if s.v {
        s.set_vsstatus_fs(3);
    }
}
/// Writes frm as a CSR instruction does.
fn write_frm(s: &mut State, incoming: u64) {
    s.fcsr = (s.fcsr & 0xffffffffffffff1f) | ((incoming << 5) & 0xe0);
    s.set_mstatus_fs(3);
    if s.v {
        s.set_vsstatus_fs(3);
    }
}
/// Writes fcsr as a CSR instruction does.
fn write_fcsr(s: &mut State, incoming: u64) {
    s.fcsr = (s.fcsr & 0xffffffffffffff00) | (incoming & 0xff);
    s.set_mstatus_fs(3);
    if s.v {
        s.set_vsstatus_fs(3);
    }
}
/// Writes sstatus as a CSR instruction does.
fn write_sstatus(s: &mut State, incoming: u64) {
    s.mstatus = (s.mstatus & 0xfffffffffff39edd) | (incoming & 0xc6122);
}
/// Writes sie as a CSR instruction does.
fn write_sie(s: &mut State, incoming: u64) {
    let value_seie = {
        let new = (incoming >> 9) & 1 != 0;
        let old = (s.mie >> 9) & 1 != 0;
        if ((csr::read_mideleg(s) >> 9) & 1 != 0) { new } else { old }
    };
    let value_stie = {
        let new = (incoming >> 5) & 1 != 0;
        let old = (s.mie >> 5) & 1 != 0;
        if ((csr::read_mideleg(s) >> 5) & 1 != 0) { new } else { old }
    };
    let value_ssie = {
        let new = (incoming >> 1) & 1 != 0;
        let old = (s.mie >> 1) & 1 != 0;
        if ((csr::read_mideleg(s) >> 1) & 1 != 0) { new } else { old }
    };
    s.mie = (s.mie & 0xfffffffffffffdff) | (u64::from(value_seie) << 9);
    s.mie = (s.mie & 0xffffffffffffffdf) | (u64::from(value_stie) << 5);
    s.mie = (s.mie & 0xfffffffffffffffd) | (u64::from(value_ssie) << 1);
}
/// Writes stvec as a CSR instruction does.
fn write_stvec(s: &mut State, incoming: u64) {
    let value_mode = {
        let new = incoming & 3;
        let old = (s.stvec & 3);
        let new = { if new == 0 || new == 1 { new } else { old } };
        new
    };
    s.stvec = (s.stvec & 0x3) | (incoming & 0xfffffffffffffffc);
    s.stvec = (s.stvec & 0xfffffffffffffffc) | (value_mode << 0);
}
/// Writes scounteren as a CSR instruction does.
fn write_scounteren(s: &mut State, incoming: u64) {
    s.scounteren = (s.scounteren & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes sscratch as a CSR instruction does.
fn write_sscratch(s: &mut State, incoming: u64) {
    s.sscratch = incoming;
}
/// Writes sepc as a CSR instruction does.
fn write_sepc(s: &mut State, incoming: u64) {
    let value_sepc = {
        let new = incoming;
        let old = s.sepc;
        let new = { new & 0xfffffffffffffffe };
        new
    };
    s.sepc = value_sepc;
}
/// Writes scause as a CSR instruction does.
fn write_scause(s: &mut State, incoming: u64) {
    s.scause = incoming;
}
/// Writes stval as a CSR instruction does.
fn write_stval(s: &mut State, incoming: u64) {
    s.stval = incoming;
}
/// Writes sip as a CSR instruction does.
fn write_sip(s: &mut State, incoming: u64) {
    let value_ssip = {
        let new = (incoming >> 1) & 1 != 0;
        let old = (s.mip >> 1) & 1 != 0;
        if ((csr::read_mideleg(s) >> 1) & 1 != 0) { new } else { old }
    };
    s.mip = (s.mip & 0xfffffffffffffffd) | (u64::from(value_ssip) << 1);
}
/// Writes satp as a CSR instruction does.
fn write_satp(s: &mut State, incoming: u64) {
    let incoming_mode = (incoming >> 60) & 15;
    if !(rules::translation_mode_supported(s, incoming_mode)) {
        return;
    }
    let value_asid = {
        let new = (incoming >> 44) & 0xffff;
        let old = ((s.satp >> 44) & 0xffff);
        let new = { new & 0xffff };
        new
    };
    s.satp = (s.satp & 0xffff00000000000) | (incoming & 0xf0000fffffffffff);
    s.satp = (s.satp & 0xf0000fffffffffff) | (value_asid << 44);
}
/// Writes vsstatus as a CSR instruction does.
fn write_vsstatus(s: &mut State, incoming: u64) {
    s.vsstatus = (s.vsstatus & 0xfffffffffff39edd) | (incoming & 0xc6122);
}
/// Writes vsie as a CSR instruction does.
fn write_vsie(s: &mut State, incoming: u64) {
    let value_seie = {
        let new = (incoming >> 9) & 1 != 0;
        let old = (s.hie >> 10) & 1 != 0;
        if ((csr::read_hideleg(s) >> 10) & 1 != 0) { new } else { old }
    };
    let value_stie = {
        let new = (incoming >> 5) & 1 != 0;
        let old = (s.hie >> 6) & 1 != 0;
        if ((csr::read_hideleg(s) >> 6) & 1 != 0) { new } else { old }
    };
    let value_ssie = {
        let new = (incoming >> 1) & 1 != 0;
        let old = (s.hie >> 2) & 1 != 0;
        if ((csr::read_hideleg(s) >> 2) & 1 != 0) { new } else { old }
    };
    s.hie = (s.hie & 0xfffffffffffffbff) | (u64::from(value_seie) << 10);
    s.hie = (s.hie & 0xffffffffffffffbf) | (u64::from(value_stie) << 6);
    s.hie = (s.hie & 0xfffffffffffffffb) | (u64::from(value_ssie) << 2);
}
/// Writes vstvec as a CSR instruction does.
fn write_vstvec(s: &mut State, incoming: u64) {
    let value_mode = {
        let new = incoming & 3;
        let old = (s.vstvec & 3);
        let new = { if new == 0 || new == 1 { new } else { old } };
        new
    };
    s.vstvec = (s.vstvec & 0x3) | (incoming & 0xfffffffffffffffc);
    s.vstvec = (s.vstvec & 0xfffffffffffffffc) | (value_mode << 0);
}
/// Writes vsscratch as a CSR instruction does.
fn write_vsscratch(s: &mut State, incoming: u64) {
    s.vsscratch = incoming;
}
/// Writes vsepc as a CSR instruction does.
fn write_vsepc(s: &mut State, incoming: u64) {
    let value_vsepc = {
        let new = incoming;
        let old = s.vsepc;
        let new = { new & 0xfffffffffffffffe };
        new
    };
    s.vsepc = value_vsepc;
}
/// Writes vscause as a CSR instruction does.
fn write_vscause(s: &mut State, incoming: u64) {
    s.vscause = incoming;
}
/// Writes vstval as a CSR instruction does.
fn write_vstval(s: &mut State, incoming: u64) {
    s.vstval = incoming;
}
/// Writes vsip as a CSR instruction does.
fn write_vsip(s: &mut State, incoming: u64) {
    let value_ssip = {
        let new = (incoming >> 1) & 1 != 0;
        let old = (s.hip >> 2) & 1 != 0;
        if ((csr::read_hideleg(s) >> 2) & 1 != 0) { new } else { old }
    };
    s.hip = (s.hip & 0xfffffffffffffffb) | (u64::from(value_ssip) << 2);
}
/// Writes vsatp as a CSR instruction does.
fn write_vsatp(s: &mut State, incoming: u64) {
    let incoming_mode = (incoming >> 60) & 15;
    if !(!s.v || rules::translation_mode_supported(s, incoming_mode)) {
        return;
    }
    let value_mode = {
        let new = (incoming >> 60) & 15;
        let old = ((s.vsatp >> 60) & 15);
        let new = { if rules::translation_mode_supported(s, new) { new } else { old } };
        new
    };
    let value_asid = {
        let new = (incoming >> 44) & 0xffff;
        let old = ((s.vsatp >> 44) & 0xffff);
        let new = { new & 0xffff };
        new
    };
    s.vsatp = (s.vsatp & 0xfffff00000000000) | (incoming & 0xfffffffffff);
    s.vsatp = (s.vsatp & 0xfffffffffffffff) | (value_mode << 60);
    s.vsatp = (s.vsatp & 0xf0000fffffffffff) | (value_asid << 44);
}
/// Writes mstatus as a CSR instruction does.
fn write_mstatus(s: &mut State, incoming: u64) {
    let value_mpp = {
        let new = (incoming >> 11) & 3;
        let old = ((s.mstatus >> 11) & 3);
        let new = { if new != 2 { new } else { old } };
        new
    };
    s.mstatus = (s.mstatus & 0xffffff7fff819e55) | (incoming & 0x80007e61aa);
    s.mstatus = (s.mstatus & 0xffffffffffffe7ff) | (value_mpp << 11);
}
/// Writes misa as a CSR instruction does.
fn write_misa(s: &mut State, incoming: u64) {
    let value_h = {
        let new = (incoming >> 7) & 1 != 0;
        let old = (s.misa >> 7) & 1 != 0;
        let new = { old };
        new
    };
    s.misa = (s.misa & 0xffffffffffffff7f) | (u64::from(value_h) << 7);
}
/// Writes medeleg as a CSR instruction does.
fn write_medeleg(s: &mut State, incoming: u64) {
    s.medeleg = (s.medeleg & 0xffffffffff4f4800) | (incoming & 0xb0b7ff);
}
/// Writes mideleg as a CSR instruction does.
fn write_mideleg(s: &mut State, incoming: u64) {
    s.mideleg = (s.mideleg & 0xfffffffffffffddd) | (incoming & 0x222);
}
/// Writes mie as a CSR instruction does.
fn write_mie(s: &mut State, incoming: u64) {
    s.hie = (s.hie & 0xffffffffffffebbb) | (incoming & 0x1444);
    s.mie = (s.mie & 0xfffffffffffff555) | (incoming & 0xaaa);
}
/// Writes mtvec as a CSR instruction does.
fn write_mtvec(s: &mut State, incoming: u64) {
    let value_mode = {
        let new = incoming & 3;
        let old = (s.mtvec & 3);
        let new = { if new == 0 || new == 1 { new } else { old } };
        new
    };
    s.mtvec = (s.mtvec & 0x3) | (incoming & 0xfffffffffffffffc);
    s.mtvec = (s.mtvec & 0xfffffffffffffffc) | (value_mode << 0);
}
/// Writes mcounteren as a CSR instruction does.
fn write_mcounteren(s: &mut State, incoming: u64) {
    s.mcounteren = (s.mcounteren & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes mcountinhibit as a CSR instruction does.
fn write_mcountinhibit(s: &mut State, incoming: u64) {
    s.mcountinhibit = (s.mcountinhibit & 0xfffffffffffffffa) | (incoming & 0x5);
}
/// Writes mscratch as a CSR instruction does.
fn write_mscratch(s: &mut State, incoming: u64) {
    s.mscratch = incoming;
}
/// Writes mepc as a CSR instruction does.
fn write_mepc(s: &mut State, incoming: u64) {
    let value_mepc = {
        let new = incoming;
        let old = s.mepc;
        let new = { new & 0xfffffffffffffffe };
        new
    };
    s.mepc = value_mepc;
}
/// Writes mcause as a CSR instruction does.
fn write_mcause(s: &mut State, incoming: u64) {
    s.mcause = incoming;
}
/// Writes mtval as a CSR instruction does.
fn write_mtval(s: &mut State, incoming: u64) {
    s.mtval = incoming;
}
/// Writes mip as a CSR instruction does.
fn write_mip(s: &mut State, incoming: u64) {
    s.hip = (s.hip & 0xfffffffffffffbbb) | (incoming & 0x444);
    s.mip = (s.mip & 0xfffffffffffffddd) | (incoming & 0x222);
}
/// Writes mtinst as a CSR instruction does.
fn write_mtinst(s: &mut State, incoming: u64) {
    s.mtinst = incoming;
}
/// Writes mtval2 as a CSR instruction does.
fn write_mtval2(s: &mut State, incoming: u64) {
    s.mtval2 = incoming;
}
/// Writes pmpcfg0 as a CSR instruction does.
fn write_pmpcfg0(s: &mut State, incoming: u64) {
    let value_pmp7cfg = {
        let new = (incoming >> 56) & 0xff;
        let old = ((s.pmpcfg0 >> 56) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp6cfg = {
        let new = (incoming >> 48) & 0xff;
        let old = ((s.pmpcfg0 >> 48) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp5cfg = {
        let new = (incoming >> 40) & 0xff;
        let old = ((s.pmpcfg0 >> 40) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp4cfg = {
        let new = (incoming >> 32) & 0xff;
        let old = ((s.pmpcfg0 >> 32) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp3cfg = {
        let new = (incoming >> 24) & 0xff;
        let old = ((s.pmpcfg0 >> 24) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp2cfg = {
        let new = (incoming >> 16) & 0xff;
        let old = ((s.pmpcfg0 >> 16) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp1cfg = {
        let new = (incoming >> 8) & 0xff;
        let old = ((s.pmpcfg0 >> 8) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp0cfg = {
        let new = incoming & 0xff;
        let old = (s.pmpcfg0 & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffffffffffff) | (value_pmp7cfg << 56);
    s.pmpcfg0 = (s.pmpcfg0 & 0xff00ffffffffffff) | (value_pmp6cfg << 48);
    s.pmpcfg0 = (s.pmpcfg0 & 0xffff00ffffffffff) | (value_pmp5cfg << 40);
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffff00ffffffff) | (value_pmp4cfg << 32);
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffffff00ffffff) | (value_pmp3cfg << 24);
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffffffff00ffff) | (value_pmp2cfg << 16);
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffffffffff00ff) | (value_pmp1cfg << 8);
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffffffffffff00) | (value_pmp0cfg << 0);
}
/// Writes pmpcfg2 as a CSR instruction does.
fn write_pmpcfg2(s: &mut State, incoming: u64) {
    let value_pmp15cfg = {
        let new = (incoming >> 56) & 0xff;
        let old = ((s.pmpcfg2 >> 56) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp14cfg = {
        let new = (incoming >> 48) & 0xff;
        let old = ((s.pmpcfg2 >> 48) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp13cfg = {
        let new = (incoming >> 40) & 0xff;
        let old = ((s.pmpcfg2 >> 40) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp12cfg = {
        let new = (incoming >> 32) & 0xff;
        let old = ((s.pmpcfg2 >> 32) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp11cfg = {
        let new = (incoming >> 24) & 0xff;
        let old = ((s.pmpcfg2 >> 24) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp10cfg = {
        let new = (incoming >> 16) & 0xff;
        let old = ((s.pmpcfg2 >> 16) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp9cfg = {
        let new = (incoming >> 8) & 0xff;
        let old = ((s.pmpcfg2 >> 8) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp8cfg = {
        let new = incoming & 0xff;
        let old = (s.pmpcfg2 & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffffffffffff) | (value_pmp15cfg << 56);
    s.pmpcfg2 = (s.pmpcfg2 & 0xff00ffffffffffff) | (value_pmp14cfg << 48);
    s.pmpcfg2 = (s.pmpcfg2 & 0xffff00ffffffffff) | (value_pmp13cfg << 40);
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffff00ffffffff) | (value_pmp12cfg << 32);
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffffff00ffffff) | (value_pmp11cfg << 24);
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffffffff00ffff) | (value_pmp10cfg << 16);
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffffffffff00ff) | (value_pmp9cfg << 8);
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffffffffffff00) | (value_pmp8cfg << 0);
}
/// Writes pmpaddr0 as a CSR instruction does.
fn write_pmpaddr0(s: &mut State, incoming: u64) {
    s.pmpaddr0 = (s.pmpaddr0 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr1 as a CSR instruction does.
fn write_pmpaddr1(s: &mut State, incoming: u64) {
    s.pmpaddr1 = (s.pmpaddr1 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr2 as a CSR instruction does.
fn write_pmpaddr2(s: &mut State, incoming: u64) {
    s.pmpaddr2 = (s.pmpaddr2 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr3 as a CSR instruction does.
fn write_pmpaddr3(s: &mut State, incoming: u64) {
    s.pmpaddr3 = (s.pmpaddr3 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr4 as a CSR instruction does.
fn write_pmpaddr4(s: &mut State, incoming: u64) {
    s.pmpaddr4 = (s.pmpaddr4 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr5 as a CSR instruction does.
fn write_pmpaddr5(s: &mut State, incoming: u64) {
    s.pmpaddr5 = (s.pmpaddr5 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr6 as a CSR instruction does.
fn write_pmpaddr6(s: &mut State, incoming: u64) {
    s.pmpaddr6 = (s.pmpaddr6 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr7 as a CSR instruction does.
fn write_pmpaddr7(s: &mut State, incoming: u64) {
    s.pmpaddr7 = (s.pmpaddr7 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr8 as a CSR instruction does.
fn write_pmpaddr8(s: &mut State, incoming: u64) {
    s.pmpaddr8 = (s.pmpaddr8 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr9 as a CSR instruction does.
fn write_pmpaddr9(s: &mut State, incoming: u64) {
    s.pmpaddr9 = (s.pmpaddr9 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr10 as a CSR instruction does.
fn write_pmpaddr10(s: &mut State, incoming: u64) {
    s.pmpaddr10 = (s.pmpaddr10 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr11 as a CSR instruction does.
fn write_pmpaddr11(s: &mut State, incoming: u64) {
    s.pmpaddr11 = (s.pmpaddr11 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr12 as a CSR instruction does.
fn write_pmpaddr12(s: &mut State, incoming: u64) {
    s.pmpaddr12 = (s.pmpaddr12 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr13 as a CSR instruction does.
fn write_pmpaddr13(s: &mut State, incoming: u64) {
    s.pmpaddr13 = (s.pmpaddr13 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr14 as a CSR instruction does.
fn write_pmpaddr14(s: &mut State, incoming: u64) {
    s.pmpaddr14 = (s.pmpaddr14 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes pmpaddr15 as a CSR instruction does.
fn write_pmpaddr15(s: &mut State, incoming: u64) {
    s.pmpaddr15 = (s.pmpaddr15 & 0xffc0000000000000) | (incoming & 0x3fffffffffffff);
}
/// Writes hstatus as a CSR instruction does.
fn write_hstatus(s: &mut State, incoming: u64) {
    let value_vgein = {
        let new = (incoming >> 12) & 63;
        let old = ((s.hstatus >> 12) & 63);
        let new = { if new <= 7 { new } else { old } };
        new
    };
    s.hstatus = (s.hstatus & 0xffffffffffaffc7e) | (incoming & 0x500381);
    s.hstatus = (s.hstatus & 0xfffffffffffc0fff) | (value_vgein << 12);
}
/// Writes hedeleg as a CSR instruction does.
fn write_hedeleg(s: &mut State, incoming: u64) {
    s.hedeleg = (s.hedeleg & 0xffffffffffff4a00) | (incoming & 0xb5ff);
}
/// Writes hideleg as a CSR instruction does.
fn write_hideleg(s: &mut State, incoming: u64) {
    s.hideleg = (s.hideleg & 0xfffffffffffffbbb) | (incoming & 0x444);
}
/// Writes hie as a CSR instruction does.
fn write_hie(s: &mut State, incoming: u64) {
    s.hie = (s.hie & 0xffffffffffffebbb) | (incoming & 0x1444);
}
/// Writes htimedelta as a CSR instruction does.
fn write_htimedelta(s: &mut State, incoming: u64) {
    s.htimedelta = incoming;
}
/// Writes hcounteren as a CSR instruction does.
fn write_hcounteren(s: &mut State, incoming: u64) {
    s.hcounteren = (s.hcounteren & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes hgeie as a CSR instruction does.
fn write_hgeie(s: &mut State, incoming: u64) {
    let value_guest_external_interrupts = {
        let new = (incoming >> 1) & 0x7fffffffffffffff;
        let old = ((s.hgeie >> 1) & 0x7fffffffffffffff);
        let new = { new & 0x7f };
        new
    };
    s.hgeie = (s.hgeie & 0x1) | (value_guest_external_interrupts << 1);
}
/// Writes htval as a CSR instruction does.
fn write_htval(s: &mut State, incoming: u64) {
    s.htval = incoming;
}
/// Writes hip as a CSR instruction does.
fn write_hip(s: &mut State, incoming: u64) {
    s.hip = (s.hip & 0xfffffffffffffbbb) | (incoming & 0x444);
}
/// Writes htinst as a CSR instruction does.
fn write_htinst(s: &mut State, incoming: u64) {
    s.htinst = incoming;
}
/// Writes hgatp as a CSR instruction does.
fn write_hgatp(s: &mut State, incoming: u64) {
    let value_mode = {
        let new = (incoming >> 60) & 15;
        let old = ((s.hgatp >> 60) & 15);
        let new = { if rules::translation_mode_supported(s, new) { new } else { old } };
        new
    };
    let value_vmid = {
        let new = (incoming >> 44) & 0x3fff;
        let old = ((s.hgatp >> 44) & 0x3fff);
        let new = { new & 0x3fff };
        new
    };
    let value_ppn = {
        let new = incoming & 0xfffffffffff;
        let old = (s.hgatp & 0xfffffffffff);
        let new = { new & 0xffffffffffc };
        new
    };
    s.hgatp = (s.hgatp & 0xfffffffffffffff) | (value_mode << 60);
    s.hgatp = (s.hgatp & 0xfc000fffffffffff) | (value_vmid << 44);
    s.hgatp = (s.hgatp & 0xfffff00000000000) | (value_ppn << 0);
}
/// Writes mcycle as a CSR instruction does.
fn write_mcycle(s: &mut State, incoming: u64) {
    s.mcycle = incoming;
}
/// Writes minstret as a CSR instruction does.
fn write_minstret(s: &mut State, incoming: u64) {
    s.minstret = incoming;
}
/// Writes mhartid as a CSR instruction does.
fn write_mhartid(s: &mut State, incoming: u64) {
    s.mhartid = incoming;
}
/// Hardware's write to htinst.
pub fn set_htinst(s: &mut State, incoming: u64) {
    let value_htinst = {
        let new = incoming;
        let old = s.htinst;
        new
    };
    s.htinst = value_htinst;
}
/// Hardware's write to htval.
pub fn set_htval(s: &mut State, incoming: u64) {
    let value_htval = {
        let new = incoming;
        let old = s.htval;
        new
    };
    s.htval = value_htval;
}
/// Hardware's write to mepc.
pub fn set_mepc(s: &mut State, incoming: u64) {
    let value_mepc = {
        let new = incoming;
        let old = s.mepc;
        let new = { new & 0xfffffffffffffffe };
        new
    };
    s.mepc = value_mepc;
}
/// Hardware's write to mtinst.
pub fn set_mtinst(s: &mut State, incoming: u64) {
    let value_mtinst = {
        let new = incoming;
        let old = s.mtinst;
        new
    };
    s.mtinst = value_mtinst;
}
/// Hardware's write to mtval.
pub fn set_mtval(s: &mut State, incoming: u64) {
    let value_mtval = {
        let new = incoming;
        let old = s.mtval;
        new
    };
    s.mtval = value_mtval;
}
/// Hardware's write to mtval2.
pub fn set_mtval2(s: &mut State, incoming: u64) {
    let value_mtval2 = {
        let new = incoming;
        let old = s.mtval2;
        new
    };
    s.mtval2 = value_mtval2;
}
/// Hardware's write to sepc.
pub fn set_sepc(s: &mut State, incoming: u64) {
    let value_sepc = {
        let new = incoming;
        let old = s.sepc;
        let new = { new & 0xfffffffffffffffe };
        new
    };
    s.sepc = value_sepc;
}
/// Hardware's write to stval.
pub fn set_stval(s: &mut State, incoming: u64) {
    let value_stval = {
        let new = incoming;
        let old = s.stval;
        new
    };
    s.stval = value_stval;
}
/// Hardware's write to vsepc.
pub fn set_vsepc(s: &mut State, incoming: u64) {
    let value_vsepc = {
        let new = incoming;
        let old = s.vsepc;
        let new = { new & 0xfffffffffffffffe };
        new
    };
    s.vsepc = value_vsepc;
}
/// Hardware's write to vstval.
pub fn set_vstval(s: &mut State, incoming: u64) {
    let value_vstval = {
        let new = incoming;
        let old = s.vstval;
        new
    };
    s.vstval = value_vstval;
}

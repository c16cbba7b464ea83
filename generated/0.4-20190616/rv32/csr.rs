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
        | 0x602 | 0x603 | 0x606 => {
            if s.prv == 0 || s.v {
                return Err(2);
            }
        }
        0x300 | 0x301 | 0x302 | 0x303 | 0x304 | 0x305 | 0x306 | 0x320 | 0x323 | 0x324
        | 0x325 | 0x326 | 0x327 | 0x328 | 0x329 | 0x32a | 0x32b | 0x32c | 0x32d | 0x32e
        | 0x32f | 0x330 | 0x331 | 0x332 | 0x333 | 0x334 | 0x335 | 0x336 | 0x337 | 0x338
        | 0x339 | 0x33a | 0x33b | 0x33c | 0x33d | 0x33e | 0x33f | 0x340 | 0x341 | 0x342
        | 0x343 | 0x344 | 0x3a0 | 0x3a1 | 0x3a2 | 0x3a3 | 0x3b0 | 0x3b1 | 0x3b2 | 0x3b3
        | 0x3b4 | 0x3b5 | 0x3b6 | 0x3b7 | 0x3b8 | 0x3b9 | 0x3ba | 0x3bb | 0x3bc | 0x3bd
        | 0x3be | 0x3bf | 0xb00 | 0xb02 | 0xb03 | 0xb04 | 0xb05 | 0xb06 | 0xb07 | 0xb08
        | 0xb09 | 0xb0a | 0xb0b | 0xb0c | 0xb0d | 0xb0e | 0xb0f | 0xb10 | 0xb11 | 0xb12
        | 0xb13 | 0xb14 | 0xb15 | 0xb16 | 0xb17 | 0xb18 | 0xb19 | 0xb1a | 0xb1b | 0xb1c
        | 0xb1d | 0xb1e | 0xb1f | 0xb80 | 0xb82 | 0xb83 | 0xb84 | 0xb85 | 0xb86 | 0xb87
        | 0xb88 | 0xb89 | 0xb8a | 0xb8b | 0xb8c | 0xb8d | 0xb8e | 0xb8f | 0xb90 | 0xb91
        | 0xb92 | 0xb93 | 0xb94 | 0xb95 | 0xb96 | 0xb97 | 0xb98 | 0xb99 | 0xb9a | 0xb9b
        | 0xb9c | 0xb9d | 0xb9e | 0xb9f => {
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
        0xc00 | 0xc80 => {
            if write || s.prv != 3 && !s.mcounteren_cy() || s.v && !s.hcounteren_cy()
                || s.prv == 0 && !s.scounteren_cy()
            {
                return Err(2);
            }
        }
        0xc01 | 0xc81 => {
            if write || s.prv != 3 && !s.mcounteren_tm() || s.v && !s.hcounteren_tm()
                || s.prv == 0 && !s.scounteren_tm()
            {
                return Err(2);
            }
        }
        0xc02 | 0xc82 => {
            if write || s.prv != 3 && !s.mcounteren_ir() || s.v && !s.hcounteren_ir()
                || s.prv == 0 && !s.scounteren_ir()
            {
                return Err(2);
            }
        }
        0xc03 | 0xc83 => {
            if write || s.prv != 3 && !s.mcounteren_hpm3() || s.v && !s.hcounteren_hpm3()
                || s.prv == 0 && !s.scounteren_hpm3()
            {
                return Err(2);
            }
        }
        0xc04 | 0xc84 => {
            if write || s.prv != 3 && !s.mcounteren_hpm4() || s.v && !s.hcounteren_hpm4()
                || s.prv == 0 && !s.scounteren_hpm4()
            {
                return Err(2);
            }
        }
        0xc05 | 0xc85 => {
            if write || s.prv != 3 && !s.mcounteren_hpm5() || s.v && !s.hcounteren_hpm5()
                || s.prv == 0 && !s.scounteren_hpm5()
            {
                return Err(2);
            }
        }
        0xc06 | 0xc86 => {
            if write || s.prv != 3 && !s.mcounteren_hpm6() || s.v && !s.hcounteren_hpm6()
                || s.prv == 0 && !s.scounteren_hpm6()
            {
                return Err(2);
            }
        }
        0xc07 | 0xc87 => {
            if write || s.prv != 3 && !s.mcounteren_hpm7() || s.v && !s.hcounteren_hpm7()
                || s.prv == 0 && !s.scounteren_hpm7()
            {
                return Err(2);
            }
        }
        0xc08 | 0xc88 => {
            if write || s.prv != 3 && !s.mcounteren_hpm8() || s.v && !s.hcounteren_hpm8()
                || s.prv == 0 && !s.scounteren_hpm8()
            {
                return Err(2);
            }
        }
        0xc09 | 0xc89 => {
            if write || s.prv != 3 && !s.mcounteren_hpm9() || s.v && !s.hcounteren_hpm9()
                || s.prv == 0 && !s.scounteren_hpm9()
            {
                return Err(2);
            }
        }
        0xc0a | 0xc8a => {
            if write || s.prv != 3 && !s.mcounteren_hpm10()
                || s.v && !s.hcounteren_hpm10() || s.prv == 0 && !s.scounteren_hpm10()
            {
                return Err(2);
            }
        }
        0xc0b | 0xc8b => {
            if write || s.prv != 3 && !s.mcounteren_hpm11()
                || s.v && !s.hcounteren_hpm11() || s.prv == 0 && !s.scounteren_hpm11()
            {
                return Err(2);
            }
        }
        0xc0c | 0xc8c => {
            if write || s.prv != 3 && !s.mcounteren_hpm12()
                || s.v && !s.hcounteren_hpm12() || s.prv == 0 && !s.scounteren_hpm12()
            {
                return Err(2);
            }
        }
        0xc0d | 0xc8d => {
            if write || s.prv != 3 && !s.mcounteren_hpm13()
                || s.v && !s.hcounteren_hpm13() || s.prv == 0 && !s.scounteren_hpm13()
            {
                return Err(2);
            }
        }
        0xc0e | 0xc8e => {
            if write || s.prv != 3 && !s.mcounteren_hpm14()
                || s.v && !s.hcounteren_hpm14() || s.prv == 0 && !s.scounteren_hpm14()
            {
                return Err(2);
            }
        }
        0xc0f | 0xc8f => {
            if write || s.prv != 3 && !s.mcounteren_hpm15()
                || s.v && !s.hcounteren_hpm15() || s.prv == 0 && !s.scounteren_hpm15()
            {
                return Err(2);
            }
        }
        0xc10 | 0xc90 => {
            if write || s.prv != 3 && !s.mcounteren_hpm16()
                || s.v && !s.hcounteren_hpm16() || s.prv == 0 && !s.scounteren_hpm16()
            {
                return Err(2);
            }
        }
        0xc11 | 0xc91 => {
            if write || s.prv != 3 && !s.mcounteren_hpm17()
                || s.v && !s.hcounteren_hpm17() || s.prv == 0 && !s.scounteren_hpm17()
            {
                return Err(2);
            }
        }
        0xc12 | 0xc92 => {
            if write || s.prv != 3 && !s.mcounteren_hpm18()
                || s.v && !s.hcounteren_hpm18() || s.prv == 0 && !s.scounteren_hpm18()
            {
                return Err(2);
            }
        }
        0xc13 | 0xc93 => {
            if write || s.prv != 3 && !s.mcounteren_hpm19()
                || s.v && !s.hcounteren_hpm19() || s.prv == 0 && !s.scounteren_hpm19()
            {
                return Err(2);
            }
        }
        0xc14 | 0xc94 => {
            if write || s.prv != 3 && !s.mcounteren_hpm20()
                || s.v && !s.hcounteren_hpm20() || s.prv == 0 && !s.scounteren_hpm20()
            {
                return Err(2);
            }
        }
        0xc15 | 0xc95 => {
            if write || s.prv != 3 && !s.mcounteren_hpm21()
                || s.v && !s.hcounteren_hpm21() || s.prv == 0 && !s.scounteren_hpm21()
            {
                return Err(2);
            }
        }
        0xc16 | 0xc96 => {
            if write || s.prv != 3 && !s.mcounteren_hpm22()
                || s.v && !s.hcounteren_hpm22() || s.prv == 0 && !s.scounteren_hpm22()
            {
                return Err(2);
            }
        }
        0xc17 | 0xc97 => {
            if write || s.prv != 3 && !s.mcounteren_hpm23()
                || s.v && !s.hcounteren_hpm23() || s.prv == 0 && !s.scounteren_hpm23()
            {
                return Err(2);
            }
        }
        0xc18 | 0xc98 => {
            if write || s.prv != 3 && !s.mcounteren_hpm24()
                || s.v && !s.hcounteren_hpm24() || s.prv == 0 && !s.scounteren_hpm24()
            {
                return Err(2);
            }
        }
        0xc19 | 0xc99 => {
            if write || s.prv != 3 && !s.mcounteren_hpm25()
                || s.v && !s.hcounteren_hpm25() || s.prv == 0 && !s.scounteren_hpm25()
            {
                return Err(2);
            }
        }
        0xc1a | 0xc9a => {
            if write || s.prv != 3 && !s.mcounteren_hpm26()
                || s.v && !s.hcounteren_hpm26() || s.prv == 0 && !s.scounteren_hpm26()
            {
                return Err(2);
            }
        }
        0xc1b | 0xc9b => {
            if write || s.prv != 3 && !s.mcounteren_hpm27()
                || s.v && !s.hcounteren_hpm27() || s.prv == 0 && !s.scounteren_hpm27()
            {
                return Err(2);
            }
        }
        0xc1c | 0xc9c => {
            if write || s.prv != 3 && !s.mcounteren_hpm28()
                || s.v && !s.hcounteren_hpm28() || s.prv == 0 && !s.scounteren_hpm28()
            {
                return Err(2);
            }
        }
        0xc1d | 0xc9d => {
            if write || s.prv != 3 && !s.mcounteren_hpm29()
                || s.v && !s.hcounteren_hpm29() || s.prv == 0 && !s.scounteren_hpm29()
            {
                return Err(2);
            }
        }
        0xc1e | 0xc9e => {
            if write || s.prv != 3 && !s.mcounteren_hpm30()
                || s.v && !s.hcounteren_hpm30() || s.prv == 0 && !s.scounteren_hpm30()
            {
                return Err(2);
            }
        }
        0xc1f | 0xc9f => {
            if write || s.prv != 3 && !s.mcounteren_hpm31()
                || s.v && !s.hcounteren_hpm31() || s.prv == 0 && !s.scounteren_hpm31()
            {
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
            0x300 => read_mstatus(s) & 0xffff_ffff,
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
            0x3a0 => read_pmpcfg0(s),
            0x3a1 => read_pmpcfg1(s),
            0x3a2 => read_pmpcfg2(s),
            0x3a3 => read_pmpcfg3(s),
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
            0x606 => read_hcounteren(s),
            0x680 => read_hgatp(s),
            0xb00 => read_mcycle(s) & 0xffff_ffff,
            0xb02 => read_minstret(s) & 0xffff_ffff,
            0xb80 => read_mcycle(s) >> 32,
            0xb82 => read_minstret(s) >> 32,
            0xc00 => read_cycle(s) & 0xffff_ffff,
            0xc01 => read_time(s) & 0xffff_ffff,
            0xc02 => read_instret(s) & 0xffff_ffff,
            0xc80 => read_cycle(s) >> 32,
            0xc81 => read_time(s) >> 32,
            0xc82 => read_instret(s) >> 32,
            0xf14 => read_mhartid(s),
            0x323 | 0x324 | 0x325 | 0x326 | 0x327 | 0x328 | 0x329 | 0x32a | 0x32b | 0x32c
            | 0x32d | 0x32e | 0x32f | 0x330 | 0x331 | 0x332 | 0x333 | 0x334 | 0x335
            | 0x336 | 0x337 | 0x338 | 0x339 | 0x33a | 0x33b | 0x33c | 0x33d | 0x33e
            | 0x33f | 0xb03 | 0xb04 | 0xb05 | 0xb06 | 0xb07 | 0xb08 | 0xb09 | 0xb0a
            | 0xb0b | 0xb0c | 0xb0d | 0xb0e | 0xb0f | 0xb10 | 0xb11 | 0xb12 | 0xb13
            | 0xb14 | 0xb15 | 0xb16 | 0xb17 | 0xb18 | 0xb19 | 0xb1a | 0xb1b | 0xb1c
            | 0xb1d | 0xb1e | 0xb1f | 0xb83 | 0xb84 | 0xb85 | 0xb86 | 0xb87 | 0xb88
            | 0xb89 | 0xb8a | 0xb8b | 0xb8c | 0xb8d | 0xb8e | 0xb8f | 0xb90 | 0xb91
            | 0xb92 | 0xb93 | 0xb94 | 0xb95 | 0xb96 | 0xb97 | 0xb98 | 0xb99 | 0xb9a
            | 0xb9b | 0xb9c | 0xb9d | 0xb9e | 0xb9f | 0xc03 | 0xc04 | 0xc05 | 0xc06
            | 0xc07 | 0xc08 | 0xc09 | 0xc0a | 0xc0b | 0xc0c | 0xc0d | 0xc0e | 0xc0f
            | 0xc10 | 0xc11 | 0xc12 | 0xc13 | 0xc14 | 0xc15 | 0xc16 | 0xc17 | 0xc18
            | 0xc19 | 0xc1a | 0xc1b | 0xc1c | 0xc1d | 0xc1e | 0xc1f | 0xc83 | 0xc84
            | 0xc85 | 0xc86 | 0xc87 | 0xc88 | 0xc89 | 0xc8a | 0xc8b | 0xc8c | 0xc8d
            | 0xc8e | 0xc8f | 0xc90 | 0xc91 | 0xc92 | 0xc93 | 0xc94 | 0xc95 | 0xc96
            | 0xc97 | 0xc98 | 0xc99 | 0xc9a | 0xc9b | 0xc9c | 0xc9d | 0xc9e | 0xc9f
            | 0xf11 | 0xf12 | 0xf13 => 0,
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
            0x244 => access(s, op, read_vsip(s), write_vsip),
            0x280 => access(s, op, read_vsatp(s), write_vsatp),
            0x300 => {
                access(
                    s,
                    op,
                    read_mstatus(s) & 0xffff_ffff,
                    |s, new| write_mstatus(
                        s,
                        (read_mstatus(s) & !0xffff_ffff) | (new & 0xffff_ffff),
                    ),
                )
            }
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
            0x3a0 => access(s, op, read_pmpcfg0(s), write_pmpcfg0),
            0x3a1 => access(s, op, read_pmpcfg1(s), write_pmpcfg1),
            0x3a2 => access(s, op, read_pmpcfg2(s), write_pmpcfg2),
            0x3a3 => access(s, op, read_pmpcfg3(s), write_pmpcfg3),
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
            0x606 => access(s, op, read_hcounteren(s), write_hcounteren),
            0x680 => access(s, op, read_hgatp(s), write_hgatp),
            0xb00 => {
                access(
                    s,
                    op,
                    read_mcycle(s) & 0xffff_ffff,
                    |s, new| write_mcycle(
                        s,
                        (read_mcycle(s) & !0xffff_ffff) | (new & 0xffff_ffff),
                    ),
                )
            }
            0xb02 => {
                access(
                    s,
                    op,
                    read_minstret(s) & 0xffff_ffff,
                    |s, new| write_minstret(
                        s,
                        (read_minstret(s) & !0xffff_ffff) | (new & 0xffff_ffff),
                    ),
                )
            }
            0xb80 => {
                access(
                    s,
                    op,
                    read_mcycle(s) >> 32,
                    |s, new| write_mcycle(
                        s,
                        (read_mcycle(s) & 0xffff_ffff) | (new << 32),
                    ),
                )
            }
            0xb82 => {
                access(
                    s,
                    op,
                    read_minstret(s) >> 32,
                    |s, new| write_minstret(
                        s,
                        (read_minstret(s) & 0xffff_ffff) | (new << 32),
                    ),
                )
            }
            0xc00 => read_cycle(s) & 0xffff_ffff,
            0xc01 => read_time(s) & 0xffff_ffff,
            0xc02 => read_instret(s) & 0xffff_ffff,
            0xc80 => read_cycle(s) >> 32,
            0xc81 => read_time(s) >> 32,
            0xc82 => read_instret(s) >> 32,
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
        address, 0x144 | 0x320 | 0x344 | 0xb00 | 0xb02 | 0xb80 | 0xb82 | 0xc00 | 0xc01 |
        0xc02 | 0xc80 | 0xc81 | 0xc82
    )
}
/// What a write that changes no other bits than these can change beside the CSR.
#[inline]
pub fn effects(address: u16, changed: u64) -> CsrEffects {
    match address {
        0x204 | 0x303 => {
            CsrEffects {
                enables: changed & 0x222 != 0,
                ..CsrEffects::NONE
            }
        }
        0x603 => {
            CsrEffects {
                enables: changed & 0xaaa != 0,
                ..CsrEffects::NONE
            }
        }
        0x244 => {
            CsrEffects {
                enables: true,
                ..CsrEffects::NONE
            }
        }
        0x304 => {
            CsrEffects {
                pending: changed & 0xaaa != 0,
                enables: changed & 0xaaa != 0,
                ..CsrEffects::NONE
            }
        }
        0x104 | 0x144 | 0x344 => {
            CsrEffects {
                pending: true,
                enables: true,
                ..CsrEffects::NONE
            }
        }
        0x600 => {
            CsrEffects {
                permissions: changed & 0x81 != 0,
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
                enables: true,
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
    (s.mstatus & 0xc6122) | (u64::from({ s.mstatus_fs() == 3 }) << 31) | ((0) << 15)
        | (u64::from(false) << 4) | u64::from(false)
}
/// sie: Enable bits for the interrupts of sip. While a guest runs, its accesses go to vsie.
/// [supervisor/sie]
pub fn read_sie(s: &State) -> u64 {
    (u64::from(((csr::read_mideleg(s) >> 9) & 1 != 0) && ((s.mie >> 9) & 1 != 0)) << 9)
        | (u64::from(false) << 8)
        | (u64::from(((csr::read_mideleg(s) >> 5) & 1 != 0) && ((s.mie >> 5) & 1 != 0))
            << 5) | (u64::from(false) << 4)
        | (u64::from(((csr::read_mideleg(s) >> 1) & 1 != 0) && ((s.mie >> 1) & 1 != 0))
            << 1) | u64::from(false)
}
/// stvec: Where traps into HS-mode go. While a guest runs, its accesses go to vstvec.
/// [supervisor/stvec]
pub fn read_stvec(s: &State) -> u64 {
    (s.stvec & 0xffffffff)
}
/// scounteren: Counters that U-mode may read, and VU-mode while a guest runs; the guest has no
/// copy of it. [supervisor/scounteren]
pub fn read_scounteren(s: &State) -> u64 {
    (s.scounteren & 0xffffffff)
}
/// sscratch: For the handler to keep something in. While a guest runs, its accesses go to
/// vsscratch. [supervisor/sscratch]
pub fn read_sscratch(s: &State) -> u64 {
    (s.sscratch & 0xffffffff)
}
/// sepc: Where the last trap into HS-mode came from. While a guest runs, its accesses go to
/// vsepc. [supervisor/sepc]
pub fn read_sepc(s: &State) -> u64 {
    (s.sepc & 0xffffffff)
}
/// scause: Why the last trap into HS-mode was taken. While a guest runs, its accesses go to
/// vscause. [supervisor/scause]
pub fn read_scause(s: &State) -> u64 {
    (s.scause & 0xffffffff)
}
/// stval: The address or instruction that the last trap into HS-mode is about. While a guest
/// runs, its accesses go to vstval. [supervisor/stval]
pub fn read_stval(s: &State) -> u64 {
    (s.stval & 0xffffffff)
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
    ) << 9) | (u64::from(false) << 8)
        | (u64::from(((csr::read_mideleg(s) >> 5) & 1 != 0) && ((s.mip >> 5) & 1 != 0))
            << 5) | (u64::from(false) << 4)
        | (u64::from(((csr::read_mideleg(s) >> 1) & 1 != 0) && ((s.mip >> 1) & 1 != 0))
            << 1) | u64::from(false)
}
/// satp: Tables that translate for S-mode and U-mode. While a guest runs, its accesses go to
/// vsatp. [supervisor/satp]
pub fn read_satp(s: &State) -> u64 {
    (s.satp & 0xffffffff)
}
/// vsstatus: The guest's sstatus. The floating-point and vector units are on for the guest only
/// if they are in sstatus too. [hypervisor/vsstatus]
pub fn read_vsstatus(s: &State) -> u64 {
    (s.vsstatus & 0xc6122) | (u64::from({ s.vsstatus_fs() == 3 }) << 31) | ((0) << 15)
        | (u64::from(false) << 4) | u64::from(false)
}
/// vsie: The guest's sie. From 0.5 on it shows those bits of hie, one place lower, that hideleg
/// hands over. [hypervisor/vsie]
pub fn read_vsie(s: &State) -> u64 {
    (s.vsie & 0x222) | (u64::from(false) << 8) | (u64::from(false) << 4)
        | u64::from(false)
}
/// vstvec: The guest's stvec. [hypervisor/vstvec]
pub fn read_vstvec(s: &State) -> u64 {
    (s.vstvec & 0xffffffff)
}
/// vsscratch: The guest's sscratch. [hypervisor/vsscratch]
pub fn read_vsscratch(s: &State) -> u64 {
    (s.vsscratch & 0xffffffff)
}
/// vsepc: The guest's sepc. [hypervisor/vsepc]
pub fn read_vsepc(s: &State) -> u64 {
    (s.vsepc & 0xffffffff)
}
/// vscause: The guest's scause. [hypervisor/vscause]
pub fn read_vscause(s: &State) -> u64 {
    (s.vscause & 0xffffffff)
}
/// vstval: The guest's stval. [hypervisor/vstval]
pub fn read_vstval(s: &State) -> u64 {
    (s.vstval & 0xffffffff)
}
/// vsip: The guest's sip. From 0.5 on it shows those bits of hip, one place lower, that hideleg
/// hands over. [hypervisor/vsip]
pub fn read_vsip(s: &State) -> u64 {
    (s.vsip & 0x222) | (u64::from(false) << 8) | (u64::from(false) << 4)
        | u64::from(false)
}
/// vsatp: The guest's satp. What its supervisor writes through satp is ignored as a whole if
/// MODE is unsupported. Written by its own address, MODE keeps its value and the other fields
/// are written, unless (1.0) the implementation ignores this write too. [hypervisor/vsatp]
pub fn read_vsatp(s: &State) -> u64 {
    (s.vsatp & 0xffffffff)
}
/// mstatus: State of the hart as M-mode controls it. It covers the HS-level sstatus, never the
/// guest's. [machine/mstatus, hypervisor/mstatus]
pub fn read_mstatus(s: &State) -> u64 {
    (s.mstatus & 0xc0007e79aa) | (u64::from({ s.mstatus_fs() == 3 }) << 31) | ((0) << 15)
        | (u64::from(false) << 4) | u64::from(false)
}
/// misa: Register width and extensions of the hart. Nothing can be switched off, so that writes
/// change nothing. [machine/misa]
pub fn read_misa(s: &State) -> u64 {
    (s.misa & 0x80) | ((1) << 30) | (u64::from(true) << 20) | (u64::from(true) << 18)
        | (u64::from(true) << 12) | (u64::from(true) << 8) | (u64::from({ true }) << 5)
        | (u64::from({ true }) << 3) | (u64::from(true) << 2) | u64::from(true)
}
/// medeleg: Exceptions that go to HS-mode. [machine/medeleg]
pub fn read_medeleg(s: &State) -> u64 {
    (s.medeleg & 0xb7ff) | (u64::from(false) << 11)
}
/// mideleg: Interrupts that go to HS-mode. Those of guests always do. [machine/mideleg,
/// hypervisor/mideleg]
pub fn read_mideleg(s: &State) -> u64 {
    (s.mideleg & 0x222) | (u64::from(false) << 11) | (u64::from(false) << 8)
        | (u64::from(false) << 7) | (u64::from(false) << 4) | (u64::from(false) << 3)
        | u64::from(false)
}
/// mie: Enable bits for the interrupts of mip. [machine/mie, hypervisor/mip]
pub fn read_mie(s: &State) -> u64 {
    (s.mie & 0xaaa) | (u64::from(false) << 8) | (u64::from(false) << 4)
        | u64::from(false)
}
/// mtvec: Where traps into M-mode go. [machine/mtvec]
pub fn read_mtvec(s: &State) -> u64 {
    (s.mtvec & 0xffffffff)
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
    (s.mscratch & 0xffffffff)
}
/// mepc: Where the last trap into M-mode came from. [machine/mepc]
pub fn read_mepc(s: &State) -> u64 {
    (s.mepc & 0xffffffff)
}
/// mcause: Why the last trap into M-mode was taken. [machine/mcause]
pub fn read_mcause(s: &State) -> u64 {
    (s.mcause & 0xffffffff)
}
/// mtval: The address or instruction that the last trap into M-mode is about. [machine/mtval]
pub fn read_mtval(s: &State) -> u64 {
    (s.mtval & 0xffffffff)
}
/// mip: Pending interrupts. [machine/mip, hypervisor/mip]
pub fn read_mip(s: &State) -> u64 {
    (s.mip & 0x22) | (u64::from({ s.input_meip }) << 11)
        | (u64::from({
            let stored = (s.mip >> 9) & 1 != 0;
            stored || s.input_seip
        }) << 9) | (u64::from(false) << 8) | (u64::from({ s.input_mtip }) << 7)
        | (u64::from(false) << 4) | (u64::from({ s.input_msip }) << 3) | u64::from(false)
}
/// pmpcfg0: Entries 0 to 3 of PMP, on RV64 to 7. [machine/pmp]
pub fn read_pmpcfg0(s: &State) -> u64 {
    (s.pmpcfg0 & 0xffffffff)
}
/// pmpcfg1: Entries 4 to 7 of PMP. [machine/pmp]
pub fn read_pmpcfg1(s: &State) -> u64 {
    (s.pmpcfg1 & 0xffffffff)
}
/// pmpcfg2: Entries 8 to 11 of PMP, on RV64 to 15. [machine/pmp]
pub fn read_pmpcfg2(s: &State) -> u64 {
    (s.pmpcfg2 & 0xffffffff)
}
/// pmpcfg3: Entries 12 to 15 of PMP. [machine/pmp]
pub fn read_pmpcfg3(s: &State) -> u64 {
    (s.pmpcfg3 & 0xffffffff)
}
/// pmpaddr0: Address of entry 0 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr0(s: &State) -> u64 {
    (s.pmpaddr0 & 0xffffffff)
}
/// pmpaddr1: Address of entry 1 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr1(s: &State) -> u64 {
    (s.pmpaddr1 & 0xffffffff)
}
/// pmpaddr2: Address of entry 2 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr2(s: &State) -> u64 {
    (s.pmpaddr2 & 0xffffffff)
}
/// pmpaddr3: Address of entry 3 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr3(s: &State) -> u64 {
    (s.pmpaddr3 & 0xffffffff)
}
/// pmpaddr4: Address of entry 4 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr4(s: &State) -> u64 {
    (s.pmpaddr4 & 0xffffffff)
}
/// pmpaddr5: Address of entry 5 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr5(s: &State) -> u64 {
    (s.pmpaddr5 & 0xffffffff)
}
/// pmpaddr6: Address of entry 6 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr6(s: &State) -> u64 {
    (s.pmpaddr6 & 0xffffffff)
}
/// pmpaddr7: Address of entry 7 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr7(s: &State) -> u64 {
    (s.pmpaddr7 & 0xffffffff)
}
/// pmpaddr8: Address of entry 8 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr8(s: &State) -> u64 {
    (s.pmpaddr8 & 0xffffffff)
}
/// pmpaddr9: Address of entry 9 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr9(s: &State) -> u64 {
    (s.pmpaddr9 & 0xffffffff)
}
/// pmpaddr10: Address of entry 10 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr10(s: &State) -> u64 {
    (s.pmpaddr10 & 0xffffffff)
}
/// pmpaddr11: Address of entry 11 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr11(s: &State) -> u64 {
    (s.pmpaddr11 & 0xffffffff)
}
/// pmpaddr12: Address of entry 12 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr12(s: &State) -> u64 {
    (s.pmpaddr12 & 0xffffffff)
}
/// pmpaddr13: Address of entry 13 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr13(s: &State) -> u64 {
    (s.pmpaddr13 & 0xffffffff)
}
/// pmpaddr14: Address of entry 14 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr14(s: &State) -> u64 {
    (s.pmpaddr14 & 0xffffffff)
}
/// pmpaddr15: Address of entry 15 of PMP, shifted right by 2. [machine/pmp]
pub fn read_pmpaddr15(s: &State) -> u64 {
    (s.pmpaddr15 & 0xffffffff)
}
/// hstatus: Says what a guest may do, and where HS-mode was entered from. [hypervisor/hstatus]
pub fn read_hstatus(s: &State) -> u64 {
    (s.hstatus & 0x5003c1)
}
/// hedeleg: Exceptions of a guest that go on to the guest's own kernel. [hypervisor/hedeleg]
pub fn read_hedeleg(s: &State) -> u64 {
    (s.hedeleg & 0xbfff)
}
/// hideleg: Interrupts that go to the guest. [hypervisor/hideleg]
pub fn read_hideleg(s: &State) -> u64 {
    (s.hideleg & 0xaaa) | (u64::from(false) << 8) | (u64::from(false) << 4)
        | u64::from(false)
}
/// hcounteren: Counters that a guest may read. [hypervisor/hcounteren]
pub fn read_hcounteren(s: &State) -> u64 {
    (u64::from((s.mcounteren_hpm31()) && ((s.hcounteren >> 31) & 1 != 0)) << 31)
        | (u64::from((s.mcounteren_hpm30()) && ((s.hcounteren >> 30) & 1 != 0)) << 30)
        | (u64::from((s.mcounteren_hpm29()) && ((s.hcounteren >> 29) & 1 != 0)) << 29)
        | (u64::from((s.mcounteren_hpm28()) && ((s.hcounteren >> 28) & 1 != 0)) << 28)
        | (u64::from((s.mcounteren_hpm27()) && ((s.hcounteren >> 27) & 1 != 0)) << 27)
        | (u64::from((s.mcounteren_hpm26()) && ((s.hcounteren >> 26) & 1 != 0)) << 26)
        | (u64::from((s.mcounteren_hpm25()) && ((s.hcounteren >> 25) & 1 != 0)) << 25)
        | (u64::from((s.mcounteren_hpm24()) && ((s.hcounteren >> 24) & 1 != 0)) << 24)
        | (u64::from((s.mcounteren_hpm23()) && ((s.hcounteren >> 23) & 1 != 0)) << 23)
        | (u64::from((s.mcounteren_hpm22()) && ((s.hcounteren >> 22) & 1 != 0)) << 22)
        | (u64::from((s.mcounteren_hpm21()) && ((s.hcounteren >> 21) & 1 != 0)) << 21)
        | (u64::from((s.mcounteren_hpm20()) && ((s.hcounteren >> 20) & 1 != 0)) << 20)
        | (u64::from((s.mcounteren_hpm19()) && ((s.hcounteren >> 19) & 1 != 0)) << 19)
        | (u64::from((s.mcounteren_hpm18()) && ((s.hcounteren >> 18) & 1 != 0)) << 18)
        | (u64::from((s.mcounteren_hpm17()) && ((s.hcounteren >> 17) & 1 != 0)) << 17)
        | (u64::from((s.mcounteren_hpm16()) && ((s.hcounteren >> 16) & 1 != 0)) << 16)
        | (u64::from((s.mcounteren_hpm15()) && ((s.hcounteren >> 15) & 1 != 0)) << 15)
        | (u64::from((s.mcounteren_hpm14()) && ((s.hcounteren >> 14) & 1 != 0)) << 14)
        | (u64::from((s.mcounteren_hpm13()) && ((s.hcounteren >> 13) & 1 != 0)) << 13)
        | (u64::from((s.mcounteren_hpm12()) && ((s.hcounteren >> 12) & 1 != 0)) << 12)
        | (u64::from((s.mcounteren_hpm11()) && ((s.hcounteren >> 11) & 1 != 0)) << 11)
        | (u64::from((s.mcounteren_hpm10()) && ((s.hcounteren >> 10) & 1 != 0)) << 10)
        | (u64::from((s.mcounteren_hpm9()) && ((s.hcounteren >> 9) & 1 != 0)) << 9)
        | (u64::from((s.mcounteren_hpm8()) && ((s.hcounteren >> 8) & 1 != 0)) << 8)
        | (u64::from((s.mcounteren_hpm7()) && ((s.hcounteren >> 7) & 1 != 0)) << 7)
        | (u64::from((s.mcounteren_hpm6()) && ((s.hcounteren >> 6) & 1 != 0)) << 6)
        | (u64::from((s.mcounteren_hpm5()) && ((s.hcounteren >> 5) & 1 != 0)) << 5)
        | (u64::from((s.mcounteren_hpm4()) && ((s.hcounteren >> 4) & 1 != 0)) << 4)
        | (u64::from((s.mcounteren_hpm3()) && ((s.hcounteren >> 3) & 1 != 0)) << 3)
        | (u64::from((s.mcounteren_ir()) && ((s.hcounteren >> 2) & 1 != 0)) << 2)
        | (u64::from((s.mcounteren_tm()) && ((s.hcounteren >> 1) & 1 != 0)) << 1)
        | u64::from((s.mcounteren_cy()) && ((s.hcounteren >> 0) & 1 != 0))
}
/// hgatp: Tables that translate guest physical addresses. Unlike satp, a write with an
/// unsupported MODE still writes the other fields. [hypervisor/hgatp]
pub fn read_hgatp(s: &State) -> u64 {
    (s.hgatp & 0x9fffffff)
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
    ({ s.mtime })
}
/// instret: Instructions retired. [machine/counters, machine/mcounteren, hypervisor/hcounteren,
/// counters/base]
pub fn read_instret(s: &State) -> u64 {
    ({ csr::read_minstret(s) })
}
/// mhartid: Number of the hart. Software cannot write it, because its address is a read-only
/// one; the platform sets it before the hart starts. [machine/mhartid]
pub fn read_mhartid(s: &State) -> u64 {
    (s.mhartid & 0xffffffff)
}
/// sip as CSRRS and CSRRC read it.
pub fn rmw_sip(s: &State) -> u64 {
    (u64::from((((csr::read_mideleg(s) >> 9) & 1 != 0) && ((s.mip >> 9) & 1 != 0))) << 9)
        | (u64::from(false) << 8)
        | (u64::from(((csr::read_mideleg(s) >> 5) & 1 != 0) && ((s.mip >> 5) & 1 != 0))
            << 5) | (u64::from(false) << 4)
        | (u64::from(((csr::read_mideleg(s) >> 1) & 1 != 0) && ((s.mip >> 1) & 1 != 0))
            << 1) | u64::from(false)
}
/// mip as CSRRS and CSRRC read it.
pub fn rmw_mip(s: &State) -> u64 {
    (s.mip & 0x22) | (u64::from({ s.input_meip }) << 11)
        | (u64::from(((s.mip >> 9) & 1 != 0)) << 9) | (u64::from(false) << 8)
        | (u64::from({ s.input_mtip }) << 7) | (u64::from(false) << 4)
        | (u64::from({ s.input_msip }) << 3) | u64::from(false)
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
    s.stvec = (s.stvec & 0xffffffff00000003) | (incoming & 0xfffffffc);
    s.stvec = (s.stvec & 0xfffffffffffffffc) | (value_mode << 0);
}
/// Writes scounteren as a CSR instruction does.
fn write_scounteren(s: &mut State, incoming: u64) {
    s.scounteren = (s.scounteren & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes sscratch as a CSR instruction does.
fn write_sscratch(s: &mut State, incoming: u64) {
    s.sscratch = (s.sscratch & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes sepc as a CSR instruction does.
fn write_sepc(s: &mut State, incoming: u64) {
    let value_sepc = {
        let new = incoming & 0xffffffff;
        let old = (s.sepc & 0xffffffff);
        let new = { new & 0xfffffffe };
        new
    };
    s.sepc = (s.sepc & 0xffffffff00000000) | (value_sepc << 0);
}
/// Writes scause as a CSR instruction does.
fn write_scause(s: &mut State, incoming: u64) {
    s.scause = (s.scause & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes stval as a CSR instruction does.
fn write_stval(s: &mut State, incoming: u64) {
    s.stval = (s.stval & 0xffffffff00000000) | (incoming & 0xffffffff);
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
    let value_asid = {
        let new = (incoming >> 22) & 0x1ff;
        let old = ((s.satp >> 22) & 0x1ff);
        let new = { new & 0x1ff };
        new
    };
    s.satp = (s.satp & 0xffffffff7fc00000) | (incoming & 0x803fffff);
    s.satp = (s.satp & 0xffffffff803fffff) | (value_asid << 22);
}
/// Writes vsstatus as a CSR instruction does.
fn write_vsstatus(s: &mut State, incoming: u64) {
    s.vsstatus = (s.vsstatus & 0xfffffffffff39edd) | (incoming & 0xc6122);
}
/// Writes vsie as a CSR instruction does.
fn write_vsie(s: &mut State, incoming: u64) {
    s.vsie = (s.vsie & 0xfffffffffffffddd) | (incoming & 0x222);
}
/// Writes vstvec as a CSR instruction does.
fn write_vstvec(s: &mut State, incoming: u64) {
    let value_mode = {
        let new = incoming & 3;
        let old = (s.vstvec & 3);
        let new = { if new == 0 || new == 1 { new } else { old } };
        new
    };
    s.vstvec = (s.vstvec & 0xffffffff00000003) | (incoming & 0xfffffffc);
    s.vstvec = (s.vstvec & 0xfffffffffffffffc) | (value_mode << 0);
}
/// Writes vsscratch as a CSR instruction does.
fn write_vsscratch(s: &mut State, incoming: u64) {
    s.vsscratch = (s.vsscratch & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes vsepc as a CSR instruction does.
fn write_vsepc(s: &mut State, incoming: u64) {
    let value_vsepc = {
        let new = incoming & 0xffffffff;
        let old = (s.vsepc & 0xffffffff);
        let new = { new & 0xfffffffe };
        new
    };
    s.vsepc = (s.vsepc & 0xffffffff00000000) | (value_vsepc << 0);
}
/// Writes vscause as a CSR instruction does.
fn write_vscause(s: &mut State, incoming: u64) {
    s.vscause = (s.vscause & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes vstval as a CSR instruction does.
fn write_vstval(s: &mut State, incoming: u64) {
    s.vstval = (s.vstval & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes vsip as a CSR instruction does.
fn write_vsip(s: &mut State, incoming: u64) {
    let value_seip = {
        let new = (incoming >> 9) & 1 != 0;
        let old = (s.vsip >> 9) & 1 != 0;
        let new = { if s.v { old } else { new } };
        new
    };
    let value_stip = {
        let new = (incoming >> 5) & 1 != 0;
        let old = (s.vsip >> 5) & 1 != 0;
        let new = { if s.v { old } else { new } };
        new
    };
    s.vsip = (s.vsip & 0xfffffffffffffffd) | (incoming & 0x2);
    s.vsip = (s.vsip & 0xfffffffffffffdff) | (u64::from(value_seip) << 9);
    s.vsip = (s.vsip & 0xffffffffffffffdf) | (u64::from(value_stip) << 5);
}
/// Writes vsatp as a CSR instruction does.
fn write_vsatp(s: &mut State, incoming: u64) {
    let value_asid = {
        let new = (incoming >> 22) & 0x1ff;
        let old = ((s.vsatp >> 22) & 0x1ff);
        let new = { new & 0x1ff };
        new
    };
    s.vsatp = (s.vsatp & 0xffffffff7fc00000) | (incoming & 0x803fffff);
    s.vsatp = (s.vsatp & 0xffffffff803fffff) | (value_asid << 22);
}
/// Writes mstatus as a CSR instruction does.
fn write_mstatus(s: &mut State, incoming: u64) {
    let value_mpp = {
        let new = (incoming >> 11) & 3;
        let old = ((s.mstatus >> 11) & 3);
        let new = { if new != 2 { new } else { old } };
        new
    };
    s.mstatus = (s.mstatus & 0xffffff3fff819e55) | (incoming & 0xc0007e61aa);
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
    s.medeleg = (s.medeleg & 0xffffffffffff4800) | (incoming & 0xb7ff);
}
/// Writes mideleg as a CSR instruction does.
fn write_mideleg(s: &mut State, incoming: u64) {
    s.mideleg = (s.mideleg & 0xfffffffffffffddd) | (incoming & 0x222);
}
/// Writes mie as a CSR instruction does.
fn write_mie(s: &mut State, incoming: u64) {
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
    s.mtvec = (s.mtvec & 0xffffffff00000003) | (incoming & 0xfffffffc);
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
    s.mscratch = (s.mscratch & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes mepc as a CSR instruction does.
fn write_mepc(s: &mut State, incoming: u64) {
    let value_mepc = {
        let new = incoming & 0xffffffff;
        let old = (s.mepc & 0xffffffff);
        let new = { new & 0xfffffffe };
        new
    };
    s.mepc = (s.mepc & 0xffffffff00000000) | (value_mepc << 0);
}
/// Writes mcause as a CSR instruction does.
fn write_mcause(s: &mut State, incoming: u64) {
    s.mcause = (s.mcause & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes mtval as a CSR instruction does.
fn write_mtval(s: &mut State, incoming: u64) {
    s.mtval = (s.mtval & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes mip as a CSR instruction does.
fn write_mip(s: &mut State, incoming: u64) {
    s.mip = (s.mip & 0xfffffffffffffddd) | (incoming & 0x222);
}
/// Writes pmpcfg0 as a CSR instruction does.
fn write_pmpcfg0(s: &mut State, incoming: u64) {
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
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffffff00ffffff) | (value_pmp3cfg << 24);
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffffffff00ffff) | (value_pmp2cfg << 16);
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffffffffff00ff) | (value_pmp1cfg << 8);
    s.pmpcfg0 = (s.pmpcfg0 & 0xffffffffffffff00) | (value_pmp0cfg << 0);
}
/// Writes pmpcfg1 as a CSR instruction does.
fn write_pmpcfg1(s: &mut State, incoming: u64) {
    let value_pmp7cfg = {
        let new = (incoming >> 24) & 0xff;
        let old = ((s.pmpcfg1 >> 24) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp6cfg = {
        let new = (incoming >> 16) & 0xff;
        let old = ((s.pmpcfg1 >> 16) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp5cfg = {
        let new = (incoming >> 8) & 0xff;
        let old = ((s.pmpcfg1 >> 8) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp4cfg = {
        let new = incoming & 0xff;
        let old = (s.pmpcfg1 & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    s.pmpcfg1 = (s.pmpcfg1 & 0xffffffff00ffffff) | (value_pmp7cfg << 24);
    s.pmpcfg1 = (s.pmpcfg1 & 0xffffffffff00ffff) | (value_pmp6cfg << 16);
    s.pmpcfg1 = (s.pmpcfg1 & 0xffffffffffff00ff) | (value_pmp5cfg << 8);
    s.pmpcfg1 = (s.pmpcfg1 & 0xffffffffffffff00) | (value_pmp4cfg << 0);
}
/// Writes pmpcfg2 as a CSR instruction does.
fn write_pmpcfg2(s: &mut State, incoming: u64) {
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
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffffff00ffffff) | (value_pmp11cfg << 24);
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffffffff00ffff) | (value_pmp10cfg << 16);
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffffffffff00ff) | (value_pmp9cfg << 8);
    s.pmpcfg2 = (s.pmpcfg2 & 0xffffffffffffff00) | (value_pmp8cfg << 0);
}
/// Writes pmpcfg3 as a CSR instruction does.
fn write_pmpcfg3(s: &mut State, incoming: u64) {
    let value_pmp15cfg = {
        let new = (incoming >> 24) & 0xff;
        let old = ((s.pmpcfg3 >> 24) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp14cfg = {
        let new = (incoming >> 16) & 0xff;
        let old = ((s.pmpcfg3 >> 16) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp13cfg = {
        let new = (incoming >> 8) & 0xff;
        let old = ((s.pmpcfg3 >> 8) & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    let value_pmp12cfg = {
        let new = incoming & 0xff;
        let old = (s.pmpcfg3 & 0xff);
        let new = { rules::pmp_cfg(s, new) };
        new
    };
    s.pmpcfg3 = (s.pmpcfg3 & 0xffffffff00ffffff) | (value_pmp15cfg << 24);
    s.pmpcfg3 = (s.pmpcfg3 & 0xffffffffff00ffff) | (value_pmp14cfg << 16);
    s.pmpcfg3 = (s.pmpcfg3 & 0xffffffffffff00ff) | (value_pmp13cfg << 8);
    s.pmpcfg3 = (s.pmpcfg3 & 0xffffffffffffff00) | (value_pmp12cfg << 0);
}
/// Writes pmpaddr0 as a CSR instruction does.
fn write_pmpaddr0(s: &mut State, incoming: u64) {
    s.pmpaddr0 = (s.pmpaddr0 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr1 as a CSR instruction does.
fn write_pmpaddr1(s: &mut State, incoming: u64) {
    s.pmpaddr1 = (s.pmpaddr1 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr2 as a CSR instruction does.
fn write_pmpaddr2(s: &mut State, incoming: u64) {
    s.pmpaddr2 = (s.pmpaddr2 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr3 as a CSR instruction does.
fn write_pmpaddr3(s: &mut State, incoming: u64) {
    s.pmpaddr3 = (s.pmpaddr3 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr4 as a CSR instruction does.
fn write_pmpaddr4(s: &mut State, incoming: u64) {
    s.pmpaddr4 = (s.pmpaddr4 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr5 as a CSR instruction does.
fn write_pmpaddr5(s: &mut State, incoming: u64) {
    s.pmpaddr5 = (s.pmpaddr5 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr6 as a CSR instruction does.
fn write_pmpaddr6(s: &mut State, incoming: u64) {
    s.pmpaddr6 = (s.pmpaddr6 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr7 as a CSR instruction does.
fn write_pmpaddr7(s: &mut State, incoming: u64) {
    s.pmpaddr7 = (s.pmpaddr7 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr8 as a CSR instruction does.
fn write_pmpaddr8(s: &mut State, incoming: u64) {
    s.pmpaddr8 = (s.pmpaddr8 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr9 as a CSR instruction does.
fn write_pmpaddr9(s: &mut State, incoming: u64) {
    s.pmpaddr9 = (s.pmpaddr9 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr10 as a CSR instruction does.
fn write_pmpaddr10(s: &mut State, incoming: u64) {
    s.pmpaddr10 = (s.pmpaddr10 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr11 as a CSR instruction does.
fn write_pmpaddr11(s: &mut State, incoming: u64) {
    s.pmpaddr11 = (s.pmpaddr11 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr12 as a CSR instruction does.
fn write_pmpaddr12(s: &mut State, incoming: u64) {
    s.pmpaddr12 = (s.pmpaddr12 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr13 as a CSR instruction does.
fn write_pmpaddr13(s: &mut State, incoming: u64) {
    s.pmpaddr13 = (s.pmpaddr13 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr14 as a CSR instruction does.
fn write_pmpaddr14(s: &mut State, incoming: u64) {
    s.pmpaddr14 = (s.pmpaddr14 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes pmpaddr15 as a CSR instruction does.
fn write_pmpaddr15(s: &mut State, incoming: u64) {
    s.pmpaddr15 = (s.pmpaddr15 & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Writes hstatus as a CSR instruction does.
fn write_hstatus(s: &mut State, incoming: u64) {
    s.hstatus = (s.hstatus & 0xffffffffffaffc3e) | (incoming & 0x5003c1);
}
/// Writes hedeleg as a CSR instruction does.
fn write_hedeleg(s: &mut State, incoming: u64) {
    s.hedeleg = (s.hedeleg & 0xffffffffffff4000) | (incoming & 0xbfff);
}
/// Writes hideleg as a CSR instruction does.
fn write_hideleg(s: &mut State, incoming: u64) {
    s.hideleg = (s.hideleg & 0xfffffffffffff555) | (incoming & 0xaaa);
}
/// Writes hcounteren as a CSR instruction does.
fn write_hcounteren(s: &mut State, incoming: u64) {
    let value_hpm31 = {
        let new = (incoming >> 31) & 1 != 0;
        let old = (s.hcounteren >> 31) & 1 != 0;
        if (s.mcounteren_hpm31()) { new } else { old }
    };
    let value_hpm30 = {
        let new = (incoming >> 30) & 1 != 0;
        let old = (s.hcounteren >> 30) & 1 != 0;
        if (s.mcounteren_hpm30()) { new } else { old }
    };
    let value_hpm29 = {
        let new = (incoming >> 29) & 1 != 0;
        let old = (s.hcounteren >> 29) & 1 != 0;
        if (s.mcounteren_hpm29()) { new } else { old }
    };
    let value_hpm28 = {
        let new = (incoming >> 28) & 1 != 0;
        let old = (s.hcounteren >> 28) & 1 != 0;
        if (s.mcounteren_hpm28()) { new } else { old }
    };
    let value_hpm27 = {
        let new = (incoming >> 27) & 1 != 0;
        let old = (s.hcounteren >> 27) & 1 != 0;
        if (s.mcounteren_hpm27()) { new } else { old }
    };
    let value_hpm26 = {
        let new = (incoming >> 26) & 1 != 0;
        let old = (s.hcounteren >> 26) & 1 != 0;
        if (s.mcounteren_hpm26()) { new } else { old }
    };
    let value_hpm25 = {
        let new = (incoming >> 25) & 1 != 0;
        let old = (s.hcounteren >> 25) & 1 != 0;
        if (s.mcounteren_hpm25()) { new } else { old }
    };
    let value_hpm24 = {
        let new = (incoming >> 24) & 1 != 0;
        let old = (s.hcounteren >> 24) & 1 != 0;
        if (s.mcounteren_hpm24()) { new } else { old }
    };
    let value_hpm23 = {
        let new = (incoming >> 23) & 1 != 0;
        let old = (s.hcounteren >> 23) & 1 != 0;
        if (s.mcounteren_hpm23()) { new } else { old }
    };
    let value_hpm22 = {
        let new = (incoming >> 22) & 1 != 0;
        let old = (s.hcounteren >> 22) & 1 != 0;
        if (s.mcounteren_hpm22()) { new } else { old }
    };
    let value_hpm21 = {
        let new = (incoming >> 21) & 1 != 0;
        let old = (s.hcounteren >> 21) & 1 != 0;
        if (s.mcounteren_hpm21()) { new } else { old }
    };
    let value_hpm20 = {
        let new = (incoming >> 20) & 1 != 0;
        let old = (s.hcounteren >> 20) & 1 != 0;
        if (s.mcounteren_hpm20()) { new } else { old }
    };
    let value_hpm19 = {
        let new = (incoming >> 19) & 1 != 0;
        let old = (s.hcounteren >> 19) & 1 != 0;
        if (s.mcounteren_hpm19()) { new } else { old }
    };
    let value_hpm18 = {
        let new = (incoming >> 18) & 1 != 0;
        let old = (s.hcounteren >> 18) & 1 != 0;
        if (s.mcounteren_hpm18()) { new } else { old }
    };
    let value_hpm17 = {
        let new = (incoming >> 17) & 1 != 0;
        let old = (s.hcounteren >> 17) & 1 != 0;
        if (s.mcounteren_hpm17()) { new } else { old }
    };
    let value_hpm16 = {
        let new = (incoming >> 16) & 1 != 0;
        let old = (s.hcounteren >> 16) & 1 != 0;
        if (s.mcounteren_hpm16()) { new } else { old }
    };
    let value_hpm15 = {
        let new = (incoming >> 15) & 1 != 0;
        let old = (s.hcounteren >> 15) & 1 != 0;
        if (s.mcounteren_hpm15()) { new } else { old }
    };
    let value_hpm14 = {
        let new = (incoming >> 14) & 1 != 0;
        let old = (s.hcounteren >> 14) & 1 != 0;
        if (s.mcounteren_hpm14()) { new } else { old }
    };
    let value_hpm13 = {
        let new = (incoming >> 13) & 1 != 0;
        let old = (s.hcounteren >> 13) & 1 != 0;
        if (s.mcounteren_hpm13()) { new } else { old }
    };
    let value_hpm12 = {
        let new = (incoming >> 12) & 1 != 0;
        let old = (s.hcounteren >> 12) & 1 != 0;
        if (s.mcounteren_hpm12()) { new } else { old }
    };
    let value_hpm11 = {
        let new = (incoming >> 11) & 1 != 0;
        let old = (s.hcounteren >> 11) & 1 != 0;
        if (s.mcounteren_hpm11()) { new } else { old }
    };
    let value_hpm10 = {
        let new = (incoming >> 10) & 1 != 0;
        let old = (s.hcounteren >> 10) & 1 != 0;
        if (s.mcounteren_hpm10()) { new } else { old }
    };
    let value_hpm9 = {
        let new = (incoming >> 9) & 1 != 0;
        let old = (s.hcounteren >> 9) & 1 != 0;
        if (s.mcounteren_hpm9()) { new } else { old }
    };
    let value_hpm8 = {
        let new = (incoming >> 8) & 1 != 0;
        let old = (s.hcounteren >> 8) & 1 != 0;
        if (s.mcounteren_hpm8()) { new } else { old }
    };
    let value_hpm7 = {
        let new = (incoming >> 7) & 1 != 0;
        let old = (s.hcounteren >> 7) & 1 != 0;
        if (s.mcounteren_hpm7()) { new } else { old }
    };
    let value_hpm6 = {
        let new = (incoming >> 6) & 1 != 0;
        let old = (s.hcounteren >> 6) & 1 != 0;
        if (s.mcounteren_hpm6()) { new } else { old }
    };
    let value_hpm5 = {
        let new = (incoming >> 5) & 1 != 0;
        let old = (s.hcounteren >> 5) & 1 != 0;
        if (s.mcounteren_hpm5()) { new } else { old }
    };
    let value_hpm4 = {
        let new = (incoming >> 4) & 1 != 0;
        let old = (s.hcounteren >> 4) & 1 != 0;
        if (s.mcounteren_hpm4()) { new } else { old }
    };
    let value_hpm3 = {
        let new = (incoming >> 3) & 1 != 0;
        let old = (s.hcounteren >> 3) & 1 != 0;
        if (s.mcounteren_hpm3()) { new } else { old }
    };
    let value_ir = {
        let new = (incoming >> 2) & 1 != 0;
        let old = (s.hcounteren >> 2) & 1 != 0;
        if (s.mcounteren_ir()) { new } else { old }
    };
    let value_tm = {
        let new = (incoming >> 1) & 1 != 0;
        let old = (s.hcounteren >> 1) & 1 != 0;
        if (s.mcounteren_tm()) { new } else { old }
    };
    let value_cy = {
        let new = (incoming >> 0) & 1 != 0;
        let old = (s.hcounteren >> 0) & 1 != 0;
        if (s.mcounteren_cy()) { new } else { old }
    };
    s.hcounteren = (s.hcounteren & 0xffffffff7fffffff) | (u64::from(value_hpm31) << 31);
    s.hcounteren = (s.hcounteren & 0xffffffffbfffffff) | (u64::from(value_hpm30) << 30);
    s.hcounteren = (s.hcounteren & 0xffffffffdfffffff) | (u64::from(value_hpm29) << 29);
    s.hcounteren = (s.hcounteren & 0xffffffffefffffff) | (u64::from(value_hpm28) << 28);
    s.hcounteren = (s.hcounteren & 0xfffffffff7ffffff) | (u64::from(value_hpm27) << 27);
    s.hcounteren = (s.hcounteren & 0xfffffffffbffffff) | (u64::from(value_hpm26) << 26);
    s.hcounteren = (s.hcounteren & 0xfffffffffdffffff) | (u64::from(value_hpm25) << 25);
    s.hcounteren = (s.hcounteren & 0xfffffffffeffffff) | (u64::from(value_hpm24) << 24);
    s.hcounteren = (s.hcounteren & 0xffffffffff7fffff) | (u64::from(value_hpm23) << 23);
    s.hcounteren = (s.hcounteren & 0xffffffffffbfffff) | (u64::from(value_hpm22) << 22);
    s.hcounteren = (s.hcounteren & 0xffffffffffdfffff) | (u64::from(value_hpm21) << 21);
    s.hcounteren = (s.hcounteren & 0xffffffffffefffff) | (u64::from(value_hpm20) << 20);
    s.hcounteren = (s.hcounteren & 0xfffffffffff7ffff) | (u64::from(value_hpm19) << 19);
    s.hcounteren = (s.hcounteren & 0xfffffffffffbffff) | (u64::from(value_hpm18) << 18);
    s.hcounteren = (s.hcounteren & 0xfffffffffffdffff) | (u64::from(value_hpm17) << 17);
    s.hcounteren = (s.hcounteren & 0xfffffffffffeffff) | (u64::from(value_hpm16) << 16);
    s.hcounteren = (s.hcounteren & 0xffffffffffff7fff) | (u64::from(value_hpm15) << 15);
    s.hcounteren = (s.hcounteren & 0xffffffffffffbfff) | (u64::from(value_hpm14) << 14);
    s.hcounteren = (s.hcounteren & 0xffffffffffffdfff) | (u64::from(value_hpm13) << 13);
    s.hcounteren = (s.hcounteren & 0xffffffffffffefff) | (u64::from(value_hpm12) << 12);
    s.hcounteren = (s.hcounteren & 0xfffffffffffff7ff) | (u64::from(value_hpm11) << 11);
    s.hcounteren = (s.hcounteren & 0xfffffffffffffbff) | (u64::from(value_hpm10) << 10);
    s.hcounteren = (s.hcounteren & 0xfffffffffffffdff) | (u64::from(value_hpm9) << 9);
    s.hcounteren = (s.hcounteren & 0xfffffffffffffeff) | (u64::from(value_hpm8) << 8);
    s.hcounteren = (s.hcounteren & 0xffffffffffffff7f) | (u64::from(value_hpm7) << 7);
    s.hcounteren = (s.hcounteren & 0xffffffffffffffbf) | (u64::from(value_hpm6) << 6);
    s.hcounteren = (s.hcounteren & 0xffffffffffffffdf) | (u64::from(value_hpm5) << 5);
    s.hcounteren = (s.hcounteren & 0xffffffffffffffef) | (u64::from(value_hpm4) << 4);
    s.hcounteren = (s.hcounteren & 0xfffffffffffffff7) | (u64::from(value_hpm3) << 3);
    s.hcounteren = (s.hcounteren & 0xfffffffffffffffb) | (u64::from(value_ir) << 2);
    s.hcounteren = (s.hcounteren & 0xfffffffffffffffd) | (u64::from(value_tm) << 1);
    s.hcounteren = (s.hcounteren & 0xfffffffffffffffe) | (u64::from(value_cy) << 0);
}
/// Writes hgatp as a CSR instruction does.
fn write_hgatp(s: &mut State, incoming: u64) {
    let value_vmid = {
        let new = (incoming >> 22) & 0x7f;
        let old = ((s.hgatp >> 22) & 0x7f);
        let new = { new & 0x7f };
        new
    };
    let value_ppn = {
        let new = incoming & 0x3fffff;
        let old = (s.hgatp & 0x3fffff);
        let new = { new & 0x3ffffc };
        new
    };
    s.hgatp = (s.hgatp & 0xffffffff7fffffff) | (incoming & 0x80000000);
    s.hgatp = (s.hgatp & 0xffffffffe03fffff) | (value_vmid << 22);
    s.hgatp = (s.hgatp & 0xffffffffffc00000) | (value_ppn << 0);
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
    s.mhartid = (s.mhartid & 0xffffffff00000000) | (incoming & 0xffffffff);
}
/// Hardware's write to mepc.
pub fn set_mepc(s: &mut State, incoming: u64) {
    let value_mepc = {
        let new = incoming & 0xffffffff;
        let old = (s.mepc & 0xffffffff);
        let new = { new & 0xfffffffe };
        new
    };
    s.mepc = (s.mepc & 0xffffffff00000000) | (value_mepc << 0);
}
/// Hardware's write to mtval.
pub fn set_mtval(s: &mut State, incoming: u64) {
    let value_mtval = {
        let new = incoming & 0xffffffff;
        let old = (s.mtval & 0xffffffff);
        new
    };
    s.mtval = (s.mtval & 0xffffffff00000000) | (value_mtval << 0);
}
/// Hardware's write to sepc.
pub fn set_sepc(s: &mut State, incoming: u64) {
    let value_sepc = {
        let new = incoming & 0xffffffff;
        let old = (s.sepc & 0xffffffff);
        let new = { new & 0xfffffffe };
        new
    };
    s.sepc = (s.sepc & 0xffffffff00000000) | (value_sepc << 0);
}
/// Hardware's write to stval.
pub fn set_stval(s: &mut State, incoming: u64) {
    let value_stval = {
        let new = incoming & 0xffffffff;
        let old = (s.stval & 0xffffffff);
        new
    };
    s.stval = (s.stval & 0xffffffff00000000) | (value_stval << 0);
}
/// Hardware's write to vsepc.
pub fn set_vsepc(s: &mut State, incoming: u64) {
    let value_vsepc = {
        let new = incoming & 0xffffffff;
        let old = (s.vsepc & 0xffffffff);
        let new = { new & 0xfffffffe };
        new
    };
    s.vsepc = (s.vsepc & 0xffffffff00000000) | (value_vsepc << 0);
}
/// Hardware's write to vstval.
pub fn set_vstval(s: &mut State, incoming: u64) {
    let value_vstval = {
        let new = incoming & 0xffffffff;
        let old = (s.vstval & 0xffffffff);
        new
    };
    s.vstval = (s.vstval & 0xffffffff00000000) | (value_vstval << 0);
}

//! Trap entry, trap return, interrupt selection.
//!
//! @generated from model/traps/ by `draftvisor gen`; do not edit.
use super::{csr, rules, state::State};
use isa::{Exception, Target, Trap, ops};
/// Codes by priority: MEI, MSI, MTI, SEI, SSI, STI, SGEI, VSEI, VSSI, VSTI.
const PRIORITY: &[u64] = &[11, 3, 7, 9, 1, 5, 12, 10, 2, 6];
/// The interrupt to take now: the first of M-mode's, HS-mode's and VS-mode's that are ready.
pub fn interrupt(s: &State) -> Option<u64> {
    let ready = [
        rules::m_interrupts(s),
        rules::hs_interrupts(s),
        rules::vs_interrupts(s),
    ];
    let ready = ready.into_iter().find(|r| *r != 0)?;
    PRIORITY.iter().copied().find(|code| ops::bit(ready, *code))
}
/// Takes a trap: where it went, and the new pc.
pub fn trap(s: &mut State, pc: u64, trap: &Trap) -> (Target, u64) {
    let Exception { code, gstage, .. } = trap.exception;
    if !rules::delegated_to_hs(s, trap.interrupt, code) {
        (Target::M, enter_m(s, pc, trap))
    } else if !rules::delegated_to_vs(s, trap.interrupt, code, gstage) {
        (Target::HS, enter_hs(s, pc, trap))
    } else {
        (Target::VS, enter_vs(s, pc, trap))
    }
}
/// A trap into M-mode leaves the guest's world and remembers in MPV and MPP where it came from.
/// [hypervisor/trap-entry, machine/trap-entry]
fn enter_m(s: &mut State, pc: u64, trap: &Trap) -> u64 {
    let interrupt = trap.interrupt;
    let e = if interrupt {
        Exception::new(trap.exception.code, 0)
    } else {
        trap.exception
    };
    let Exception { code, tval, tval_is_gva, gstage, gpa, tinst } = e;
    let tval = tval & 0xffffffffffffffff;
    let (next_prv, next_v, target) = (
        3,
        false,
        rules::vector(s, csr::read_mtvec(s), interrupt, code),
    );
    let new_mepc: u64 = pc;
    let new_mcause_interrupt: bool = interrupt;
    let new_mcause_exception_code: u64 = (code & 0x7fffffffffffffff);
    let new_mtval: u64 = tval;
    let new_mtval2: u64 = rules::gpa_reported(s, gpa);
    let new_mtinst: u64 = rules::tinst_reported(s, tinst);
    let new_mstatus_mpie: bool = s.mstatus_mie();
    let new_mstatus_mie: bool = false;
    let new_mstatus_mpp: u64 = s.prv;
    let new_mstatus_mpv: bool = s.v;
    let new_mstatus_gva: bool = !interrupt && tval_is_gva
        && rules::gva_reported(s, code);
    csr::set_mepc(s, new_mepc);
    s.set_mcause_interrupt(new_mcause_interrupt);
    s.set_mcause_exception_code(new_mcause_exception_code);
    csr::set_mtval(s, new_mtval);
    csr::set_mtval2(s, new_mtval2);
    csr::set_mtinst(s, new_mtinst);
    s.set_mstatus_mpie(new_mstatus_mpie);
    s.set_mstatus_mie(new_mstatus_mie);
    s.set_mstatus_mpp(new_mstatus_mpp);
    s.set_mstatus_mpv(new_mstatus_mpv);
    s.set_mstatus_gva(new_mstatus_gva);
    s.prv = next_prv;
    s.v = next_v;
    target
}
/// A trap into HS-mode leaves the guest's world. SPV and SPP say where it came from; SPVP
/// remembers the guest's privilege for HLV and HSV and is therefore left alone by traps that do
/// not come from a guest. Before, SPV and SPP were the top of a stack of two, so that a trap
/// within the handler's first instructions lost nothing. [hypervisor/trap-entry,
/// hypervisor/hstatus]
fn enter_hs(s: &mut State, pc: u64, trap: &Trap) -> u64 {
    let interrupt = trap.interrupt;
    let e = if interrupt {
        Exception::new(trap.exception.code, 0)
    } else {
        trap.exception
    };
    let Exception { code, tval, tval_is_gva, gstage, gpa, tinst } = e;
    let tval = tval & 0xffffffffffffffff;
    let (next_prv, next_v, target) = (
        1,
        false,
        rules::vector(s, csr::read_stvec(s), interrupt, code),
    );
    let new_sepc: u64 = pc;
    let new_scause_interrupt: bool = interrupt;
    let new_scause_exception_code: u64 = (code & 0x7fffffffffffffff);
    let new_stval: u64 = tval;
    let new_htval: u64 = rules::gpa_reported(s, gpa);
    let new_htinst: u64 = rules::tinst_reported(s, tinst);
    let new_sstatus_spie: bool = s.sstatus_sie();
    let new_sstatus_sie: bool = false;
    let new_sstatus_spp: bool = s.prv == 1;
    let new_hstatus_spv: bool = s.v;
    let new_hstatus_spvp: bool = s.prv == 1;
    let when_hstatus_spvp = s.v;
    let new_hstatus_gva: bool = !interrupt && tval_is_gva
        && rules::gva_reported(s, code);
    csr::set_sepc(s, new_sepc);
    s.set_scause_interrupt(new_scause_interrupt);
    s.set_scause_exception_code(new_scause_exception_code);
    csr::set_stval(s, new_stval);
    csr::set_htval(s, new_htval);
    csr::set_htinst(s, new_htinst);
    s.set_mstatus_spie(new_sstatus_spie);
    s.set_mstatus_sie(new_sstatus_sie);
    s.set_mstatus_spp(new_sstatus_spp);
    s.set_hstatus_spv(new_hstatus_spv);
    if when_hstatus_spvp {
        s.set_hstatus_spvp(new_hstatus_spvp);
    }
    s.set_hstatus_gva(new_hstatus_gva);
    s.prv = next_prv;
    s.v = next_v;
    target
}
/// A trap that stays inside the guest touches only the guest's registers, as a trap into S-mode
/// does on a machine without hypervisor. hstatus and sstatus keep what HS-mode put there.
/// [hypervisor/trap-entry, hypervisor/vsstatus]
fn enter_vs(s: &mut State, pc: u64, trap: &Trap) -> u64 {
    let interrupt = trap.interrupt;
    let e = if interrupt {
        Exception::new(trap.exception.code, 0)
    } else {
        trap.exception
    };
    let Exception { code, tval, tval_is_gva, gstage, gpa, tinst } = e;
    let tval = tval & 0xffffffffffffffff;
    let (next_prv, next_v, target) = (
        1,
        true,
        rules::vector(
            s,
            csr::read_vstvec(s),
            interrupt,
            rules::vs_code(s, interrupt, code),
        ),
    );
    let new_vsepc: u64 = pc;
    let new_vscause_interrupt: bool = interrupt;
    let new_vscause_exception_code: u64 = (rules::vs_code(s, interrupt, code)
        & 0x7fffffffffffffff);
    let new_vstval: u64 = tval;
    let new_vsstatus_spie: bool = s.vsstatus_sie();
    let new_vsstatus_sie: bool = false;
    let new_vsstatus_spp: bool = s.prv == 1;
    csr::set_vsepc(s, new_vsepc);
    s.set_vscause_interrupt(new_vscause_interrupt);
    s.set_vscause_exception_code(new_vscause_exception_code);
    csr::set_vstval(s, new_vstval);
    s.set_vsstatus_spie(new_vsstatus_spie);
    s.set_vsstatus_sie(new_vsstatus_sie);
    s.set_vsstatus_spp(new_vsstatus_spp);
    s.prv = next_prv;
    s.v = next_v;
    target
}
/// Leaves a handler in M-mode. M-mode itself has no guest, so MPV is ignored when MPP is M.
/// Returns the new pc. [hypervisor/trap-return, machine/xret]
pub fn mret(s: &mut State) -> u64 {
    let (next_prv, next_v, target) = (
        s.mstatus_mpp(),
        s.mstatus_mpv() && s.mstatus_mpp() != 3,
        csr::read_mepc(s),
    );
    let new_mstatus_mie: bool = s.mstatus_mpie();
    let new_mstatus_mpie: bool = true;
    let new_mstatus_mpp: u64 = 0;
    let new_mstatus_mpv: bool = false;
    let new_mstatus_mprv: bool = false;
    let when_mstatus_mprv = next_prv != 3;
    s.set_mstatus_mie(new_mstatus_mie);
    s.set_mstatus_mpie(new_mstatus_mpie);
    s.set_mstatus_mpp(new_mstatus_mpp);
    s.set_mstatus_mpv(new_mstatus_mpv);
    if when_mstatus_mprv {
        s.set_mstatus_mprv(new_mstatus_mprv);
    }
    s.prv = next_prv;
    s.v = next_v;
    target
}
/// SRET with V=0, in HS-mode or M-mode: leaves a handler in HS-mode, to a guest if SPV says so.
/// SPVP stays as it is for the next HLV. Before, the second entry of the stack moved up.
/// Returns the new pc. [hypervisor/trap-return, machine/xret]
pub fn sret_hs(s: &mut State) -> u64 {
    let (next_prv, next_v, target) = (
        if s.sstatus_spp() { 1 } else { 0 },
        s.hstatus_spv(),
        csr::read_sepc(s),
    );
    let new_sstatus_sie: bool = s.sstatus_spie();
    let new_sstatus_spie: bool = true;
    let new_sstatus_spp: bool = false;
    let new_hstatus_spv: bool = false;
    let new_mstatus_mprv: bool = false;
    s.set_mstatus_sie(new_sstatus_sie);
    s.set_mstatus_spie(new_sstatus_spie);
    s.set_mstatus_spp(new_sstatus_spp);
    s.set_hstatus_spv(new_hstatus_spv);
    s.set_mstatus_mprv(new_mstatus_mprv);
    s.prv = next_prv;
    s.v = next_v;
    target
}
/// SRET with V=1: leaves a handler of the guest's kernel, within the guest. MPRV is cleared as
/// by any return to a mode below M, although it cannot be set here once every such return
/// clears it. Returns the new pc. [hypervisor/trap-return, machine/xret]
pub fn sret_vs(s: &mut State) -> u64 {
    let (next_prv, next_v, target) = (
        if s.vsstatus_spp() { 1 } else { 0 },
        true,
        csr::read_vsepc(s),
    );
    let new_vsstatus_sie: bool = s.vsstatus_spie();
    let new_vsstatus_spie: bool = true;
    let new_vsstatus_spp: bool = false;
    let new_mstatus_mprv: bool = false;
    s.set_vsstatus_sie(new_vsstatus_sie);
    s.set_vsstatus_spie(new_vsstatus_spie);
    s.set_vsstatus_spp(new_vsstatus_spp);
    s.set_mstatus_mprv(new_mstatus_mprv);
    s.prv = next_prv;
    s.v = next_v;
    target
}

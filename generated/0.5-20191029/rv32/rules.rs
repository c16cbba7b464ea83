//! Rules as functions.
//!
//! @generated from model/rules/ by `draftvisor gen`; do not edit.
use super::{csr, rules, state::State};
use isa::ops;
/// What an entry's byte becomes when written. Writable without readable is reserved; the entry
/// is then not writable either. [machine/pmp]
#[inline]
pub fn pmp_cfg(s: &State, cfg: u64) -> u64 {
    if (cfg >> 1) & 1 != 0 && !((cfg >> 0) & 1 != 0) { cfg & 29 } else { cfg & 31 }
}
/// Value of the platform's timer at which one of the hart's own timers makes an interrupt
/// pending that is enabled and not pending yet; all ones if none will. mtimecmp is a register
/// of the platform, not of the hart, and not counted here. The guest's clock is ahead by
/// htimedelta, and what it lacks to vstimecmp, the platform's clock lacks too. [machine/mtime,
/// sstc/stimecmp, sstc/vstimecmp]
#[inline]
pub fn timer_deadline(s: &State) -> u64 {
    0xffffffffffffffff
}
/// Whether SPRV redirects loads and stores to the mode in SPV and the HS-level SPP. At first it
/// did so in every mode but M, which let it leak into guests; then only in HS-mode. Together
/// with MPRV it replaces MPV and MPP, in any mode, unless MPP is M: the text's table says so,
/// although the words about SPRV name HS-mode only. [hypervisor/hstatus, hypervisor/mstatus]
#[inline]
pub fn sprv_in_effect(s: &State) -> bool {
    s.hstatus_sprv()
        && (if s.mstatus_mprv() { s.mstatus_mpp() != 3 } else { s.prv == 1 && !s.v })
}
/// Privilege that a memory access is checked with. Instruction fetch is never redirected.
/// [hypervisor/mstatus, machine/memory-privilege]
#[inline]
pub fn effective_prv(s: &State, fetch: bool) -> u64 {
    if fetch {
        s.prv
    } else {
        if rules::sprv_in_effect(s) {
            if s.sstatus_spp() { 1 } else { 0 }
        } else {
            if s.mstatus_mprv() { s.mstatus_mpp() } else { s.prv }
        }
    }
}
/// Whether a memory access is translated as the guest's, by both stages. MPV counts only if MPP
/// is not M. [hypervisor/mstatus, hypervisor/two-stage]
#[inline]
pub fn effective_v(s: &State, fetch: bool) -> bool {
    if fetch {
        s.v
    } else {
        if rules::sprv_in_effect(s) {
            s.hstatus_spv()
        } else {
            if s.mstatus_mprv() { s.mstatus_mpv() && s.mstatus_mpp() != 3 } else { s.v }
        }
    }
}
/// The SUM bit for supervisor accesses to user pages. The guest's kernel has its own; the
/// host's is not asked. [supervisor/sstatus, hypervisor/vsstatus]
#[inline]
pub fn sum_at(s: &State, v: bool) -> bool {
    if v { s.vsstatus_sum() } else { s.sstatus_sum() }
}
/// The MXR bit for loads from executable pages. The host's opens both stages; the guest's opens
/// only the stage that the guest controls. [hypervisor/two-stage, supervisor/sstatus]
#[inline]
pub fn mxr_at(s: &State, v: bool, gstage: bool) -> bool {
    s.sstatus_mxr() || v && !gstage && s.vsstatus_mxr()
}
/// Interrupts for M-mode: pending, enabled and not delegated. While the guest's interrupts had
/// no codes of their own, the guest's registers are a second source for the same codes; mideleg
/// decides about both. [machine/mip, hypervisor/mideleg]
#[inline]
pub fn m_interrupts(s: &State) -> u64 {
    if s.prv != 3 || s.mstatus_mie() {
        csr::read_mip(s) & csr::read_mie(s) & (!csr::read_mideleg(s) & 0xffffffff)
    } else {
        0
    }
}
/// Interrupts for HS-mode. Every mode of the guest is less privileged than HS-mode, so that
/// while a guest runs SIE of sstatus does not matter. The early texts do not say what becomes
/// of a guest's interrupt that hideleg does not pass on; as for any delegated trap it is then
/// HS-mode's. [supervisor/sip, hypervisor/hip]
#[inline]
pub fn hs_interrupts(s: &State) -> u64 {
    if s.v || s.prv == 0 || s.prv == 1 && s.sstatus_sie() {
        csr::read_mip(s) & csr::read_mie(s) & csr::read_mideleg(s)
            & (!csr::read_hideleg(s) & 0xffffffff)
    } else {
        0
    }
}
/// Interrupts for VS-mode, which only a running guest can take. The bits are those of hip,
/// before `vs_code`; while the guest's interrupts shared the supervisor codes, those of vsip.
/// [hypervisor/vsip, hypervisor/hip]
#[inline]
pub fn vs_interrupts(s: &State) -> u64 {
    if s.v && (s.prv == 0 || s.vsstatus_sie()) {
        csr::read_mip(s) & csr::read_mie(s) & csr::read_mideleg(s) & csr::read_hideleg(s)
    } else {
        0
    }
}
/// Ends WFI: an interrupt is pending and enabled by itself, whoever it is for and whether or
/// not it could be taken now. Where vsip is a register of its own it is looked at while the
/// guest runs that it belongs to. [machine/wfi]
#[inline]
pub fn wakes(s: &State) -> bool {
    csr::read_mip(s) & csr::read_mie(s) != 0
}
/// Whether a WFI that must complete within a bounded time fails to. The bound is an
/// implementation's: here either nothing completes, or what has a reason to wake at once does.
/// [machine/wfi]
#[inline]
pub fn wfi_expires(s: &State) -> bool {
    true
}
/// What the address alone refuses: a write to a read-only register (top address bits 3), and
/// every access from a mode below the register's level. HS is a level of its own between S and
/// M: VS-mode counts as a supervisor for S registers and as nobody for H and VS registers.
/// [machine/csr-addresses]
#[inline]
pub fn csr_denied(s: &State, level: u64, address: u64, write: bool) -> bool {
    let below = if level == 3 {
        s.prv != 3
    } else {
        if level == 2 {
            s.prv == 0 || s.v
        } else {
            if level == 1 { s.prv == 0 } else { false }
        }
    };
    below || write && ((address >> 10) & 3) == 3
}
/// Whether what was refused raises a virtual instruction exception, so that it can be delegated
/// straight to the hypervisor, in place of an illegal instruction exception. The first texts
/// list the cases; later the question is whether HS-mode could have done it (`hs_denied`:
/// refused as well with V=0, in S-mode, with mstatus.TSR and mstatus.TVM clear). `counter` is
/// the counter's bit in the enable registers. A user instruction is never virtual: the only
/// thing that refuses one is a floating-point or vector unit that is switched off.
/// [hypervisor/virtual-instruction]
#[inline]
pub fn denied_is_virtual(s: &State, class: u64, counter: u64, hs_denied: bool) -> bool {
    false
}
/// Whether an entry matches nothing: it is switched off, or it is a range whose top is not
/// above its bottom. `addr` is its pmpaddr and `below` that of the entry before it (0 for the
/// first). [machine/pmp]
#[inline]
pub fn pmp_off(s: &State, cfg: u64, addr: u64, below: u64) -> bool {
    ((cfg >> 3) & 3) == 0 || ((cfg >> 3) & 3) == 1 && below >= addr
}
/// First byte that an entry matches. In NAPOT form the trailing ones of the address tell the
/// size. [machine/pmp]
#[inline]
pub fn pmp_first(s: &State, cfg: u64, addr: u64, below: u64) -> u64 {
    let at = addr;
    if ((cfg >> 3) & 3) == 1 {
        (below << (2))
    } else {
        if ((cfg >> 3) & 3) == 2 {
            (at << (2))
        } else {
            ((at & !(at ^ at.wrapping_add(1))) << (2))
        }
    }
}
/// Last byte that an entry matches. [machine/pmp]
#[inline]
pub fn pmp_last(s: &State, cfg: u64, addr: u64) -> u64 {
    let at = addr;
    if ((cfg >> 3) & 3) == 1 {
        (at << (2)).wrapping_sub(1)
    } else {
        if ((cfg >> 3) & 3) == 2 {
            (at << (2)) | 3
        } else {
            ((at | at ^ at.wrapping_add(1)) << (2)) | 3
        }
    }
}
/// Whether a matching entry refuses. M-mode is bound only by locked entries. [machine/pmp]
#[inline]
pub fn pmp_entry_denied(s: &State, cfg: u64, kind: u64, prv: u64) -> bool {
    let permitted = if kind == 0 {
        (cfg >> 2) & 1 != 0
    } else {
        if kind == 1 { (cfg >> 0) & 1 != 0 } else { (cfg >> 1) & 1 != 0 }
    };
    !permitted && (prv != 3 || (cfg >> 7) & 1 != 0)
}
/// Whether an access that no entry matches is refused; asked only if the hart has entries.
/// [machine/pmp]
#[inline]
pub fn pmp_unmatched_denied(s: &State, prv: u64) -> bool {
    prv != 3
}
/// Whether a reserved bit that is set makes an entry invalid. Before, hardware ignored such
/// bits, and software was only asked to keep them clear. [supervisor/translation-process]
#[inline]
pub fn reserved_pte_bits_fault(s: &State) -> bool {
    false
}
/// Whether an entry stops the walk with a page fault. Writable without readable is a reserved
/// encoding. Reserved bits of an entry that points to the next table include U, A, D, N and
/// PBMT; `reserved` are the bits that the format of the entry reserves in any case. `types`
/// tells whether PBMT means anything here; of its values 3 is reserved.
/// [supervisor/translation-process]
#[inline]
pub fn pte_invalid(
    s: &State,
    v: bool,
    r: bool,
    w: bool,
    x: bool,
    u: bool,
    a: bool,
    d: bool,
    reserved: bool,
    n: bool,
    pbmt: u64,
    types: bool,
) -> bool {
    !v || w && !r
}
/// Whether hardware sets A and D in the entries of a stage. If not, an access that needs it is
/// a page fault of that stage. [supervisor/translation-process, svadu/menvcfg, svadu/henvcfg]
#[inline]
pub fn hardware_updates(s: &State, v: bool, gstage: bool) -> bool {
    true
}
/// Whether a leaf refuses an access. To the G-stage every access is a user's, so that one table
/// serves the guest's kernel and its users. A supervisor never fetches from a user page, and
/// touches one only with SUM. HLVX asks for execute permission in place of read permission; the
/// accesses that the VS-stage walk makes to its tables are plain loads or stores, whatever they
/// are made for. [supervisor/translation-process, hypervisor/g-stage]
#[inline]
pub fn leaf_denied(
    s: &State,
    kind: u64,
    exec_as_read: bool,
    prv: u64,
    r: bool,
    w: bool,
    x: bool,
    u: bool,
    sum: bool,
    mxr: bool,
    gstage: bool,
) -> bool {
    let foreign = if gstage || prv == 0 { !u } else { u && (kind == 0 || !sum) };
    let forbidden = if kind == 0 {
        !x
    } else {
        if kind == 2 { !w } else { if exec_as_read { !x } else { !r && !(mxr && x) } }
    };
    foreign || forbidden
}
/// Code of a page fault for an access of this kind; a fault on a table entry has the kind of
/// the access that needed it. A fault of the G-stage has codes of its own since it has
/// registers of its own; before, a flag beside the ordinary code told the stage.
/// [supervisor/scause, hypervisor/guest-page-faults]
#[inline]
pub fn page_fault_code(s: &State, kind: u64, gstage: bool) -> u64 {
    if gstage {
        if kind == 0 { 20 } else { if kind == 1 { 21 } else { 23 } }
    } else {
        if kind == 0 { 12 } else { if kind == 1 { 13 } else { 15 } }
    }
}
/// Code of an access fault, which physical memory raises. AMOs report as stores even when their
/// load fails. [machine/mcause]
#[inline]
pub fn access_fault_code(s: &State, kind: u64) -> u64 {
    if kind == 0 { 1 } else { if kind == 1 { 5 } else { 7 } }
}
/// Code of an address-misaligned exception. [machine/mcause]
#[inline]
pub fn misaligned_code(s: &State, kind: u64) -> u64 {
    if kind == 0 { 0 } else { if kind == 1 { 4 } else { 6 } }
}
/// What htinst or mtinst says when the G-stage refused an access of the VS-stage walk to its
/// own tables: a load or store of the size of a table entry from x0 to x0, marked as no real
/// instruction by its clear low bits. It is a write only if hardware was about to update A or
/// D. VSXLEN is taken to be XLEN. [hypervisor/tinst]
#[inline]
pub fn pseudo_instruction(s: &State, write: bool) -> u64 {
    0x2000 | (if write { 32 } else { 0 })
}
/// Address of the first instruction of the handler. In vectored mode (low bits 1) each
/// interrupt code has an entry of four bytes; exceptions always start at the base. The code is
/// the one that the destination sees. [machine/mtvec, supervisor/stvec]
#[inline]
pub fn vector(s: &State, tvec: u64, interrupt: bool, code: u64) -> u64 {
    let base = tvec & 0xfffffffc;
    if interrupt && (tvec & 3) == 1 {
        (base.wrapping_add(((code << (2)) & 0xffffffff)) & 0xffffffff)
    } else {
        base
    }
}
/// Whether a trap leaves M-mode's hands. A trap never goes to a mode less privileged than the
/// one it happened in, so nothing is delegated out of M-mode itself. [machine/medeleg,
/// hypervisor/trap-entry]
#[inline]
pub fn delegated_to_hs(s: &State, interrupt: bool, code: u64) -> bool {
    s.prv != 3
        && (if interrupt {
            ops::bit(csr::read_mideleg(s), code)
        } else {
            ops::bit(csr::read_medeleg(s), code)
        })
}
/// Whether a trap that HS-mode was given goes on to the guest; asked only after
/// `delegated_to_hs`. Only a running guest can be handed one. [hypervisor/hedeleg]
#[inline]
pub fn delegated_to_vs(s: &State, interrupt: bool, code: u64, gstage: bool) -> bool {
    s.v
        && (if interrupt {
            rules::interrupt_to_vs(s, code)
        } else {
            rules::exception_to_vs(s, code, gstage)
        })
}
/// Whether a delegated interrupt is the guest's. As long as guests shared the codes of the
/// host, the code does not tell whose interrupt it is: one that is pending for HS-mode is
/// HS-mode's, and hideleg, which `vs_interrupts` has applied, speaks of the guest's own. Later
/// hideleg alone decides. [hypervisor/hideleg]
#[inline]
pub fn interrupt_to_vs(s: &State, code: u64) -> bool {
    ops::bit(csr::read_hideleg(s), code)
}
/// Whether a delegated exception is the guest's. What the G-stage raises is the hypervisor's
/// affair. At first the codes did not show that, so that the stage had to be asked; later
/// guest-page faults are kept by read-only zeros of hedeleg, and access faults of the G-stage
/// are no longer kept at all. [hypervisor/hedeleg]
#[inline]
pub fn exception_to_vs(s: &State, code: u64, gstage: bool) -> bool {
    ops::bit(csr::read_hedeleg(s), code)
}
/// The code that a trap has for the guest. The guest believes that it is an S-mode and must
/// find its interrupts under the supervisor codes, in vscause as well as in the vector table.
/// [hypervisor/hedeleg]
#[inline]
pub fn vs_code(s: &State, interrupt: bool, code: u64) -> u64 {
    if interrupt && (code == 2 || code == 6 || code == 10) {
        (code.wrapping_sub(1) & 0xffffffff)
    } else {
        code
    }
}
/// What htval or mtval2 is given: the guest physical address without its two low bits, so that
/// the 34 bits of Sv32x4 fit a 32-bit register. It is 0 for every trap but a guest-page fault,
/// and an implementation may always report 0. [hypervisor/htval, hypervisor/mtval2]
#[inline]
pub fn gpa_reported(s: &State, gpa: u64) -> u64 {
    ((gpa >> (2)) & 0xffffffff)
}
/// What htinst or mtinst is given. A transformed instruction (bit 0 set) may always be
/// withheld. A pseudoinstruction (bit 0 clear) must not be, as long as the guest physical
/// address is reported: it is the only sign that the address is that of a page-table entry.
/// [hypervisor/tinst]
#[inline]
pub fn tinst_reported(s: &State, tinst: u64) -> u64 {
    tinst
}
/// Trap value of an illegal instruction exception, and of a virtual instruction exception,
/// which reports the same: the instruction's bits or 0. `word` has 16 bits if the instruction
/// has. [machine/mtval, supervisor/stval]
#[inline]
pub fn illegal_tval(s: &State, word: u64) -> u64 {
    word
}
/// Trap value of EBREAK, which stands at `at`. At first an address was reported only for
/// breakpoints that hardware finds, and EBREAK was among the other exceptions, which report 0.
/// [machine/mtval, supervisor/stval]
#[inline]
pub fn ebreak_tval(s: &State, at: u64) -> u64 {
    0
}

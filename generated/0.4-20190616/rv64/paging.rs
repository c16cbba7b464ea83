//! Translation formats, roots, entries.
//!
//! @generated from model/paging/ by `draftvisor gen`; do not edit.
use super::{rules, state::State};
use isa::{Format, Kind, Pte, Root, ops};
/// 39-bit addresses, three levels. [supervisor/sv39]
pub static SV39: Format = Format {
    name: "sv39",
    mode: 8,
    levels: 3,
    index_bits: 9,
    root_extra_bits: 0,
    pte_bytes: 8,
    va_bits: 39,
    sign_extended: true,
};
/// 48-bit addresses, four levels. [supervisor/sv48]
pub static SV48: Format = Format {
    name: "sv48",
    mode: 9,
    levels: 4,
    index_bits: 9,
    root_extra_bits: 0,
    pte_bytes: 8,
    va_bits: 48,
    sign_extended: true,
};
/// Guest physical addresses of 41 bits. They are no virtual addresses: they are extended by
/// zeros, and the two more bits cost no level but a root table of four pages.
/// [hypervisor/g-stage]
pub static SV39X4: Format = Format {
    name: "sv39x4",
    mode: 8,
    levels: 3,
    index_bits: 9,
    root_extra_bits: 2,
    pte_bytes: 8,
    va_bits: 41,
    sign_extended: false,
};
/// Guest physical addresses of 50 bits. [hypervisor/g-stage]
pub static SV48X4: Format = Format {
    name: "sv48x4",
    mode: 9,
    levels: 4,
    index_bits: 9,
    root_extra_bits: 2,
    pte_bytes: 8,
    va_bits: 50,
    sign_extended: false,
};
/// The only stage of U-mode and HS-mode. M-mode is not translated. [supervisor/satp]
pub fn root_s(s: &State) -> Root {
    let format = match s.satp_mode() {
        8 => Some(&SV39),
        9 => Some(&SV48),
        _ => None,
    };
    Root {
        format,
        ppn: s.satp_ppn(),
        id: s.satp_asid(),
    }
}
/// First stage of a guest's access, from guest virtual to guest physical addresses. Its tables
/// lie in guest physical memory. [hypervisor/vsatp]
pub fn root_vs(s: &State) -> Root {
    let format = match s.vsatp_mode() {
        8 => Some(&SV39),
        9 => Some(&SV48),
        _ => None,
    };
    Root {
        format,
        ppn: s.vsatp_ppn(),
        id: s.vsatp_asid(),
    }
}
/// Second stage of a guest's access, from guest physical to supervisor physical addresses.
/// [hypervisor/hgatp]
pub fn root_g(s: &State) -> Root {
    let format = match s.hgatp_mode() {
        8 => Some(&SV39X4),
        9 => Some(&SV48X4),
        _ => None,
    };
    Root {
        format,
        ppn: s.hgatp_ppn(),
        id: s.hgatp_vmid(),
    }
}
/// Takes an entry apart, of a table that serves `guest` or not.
#[inline]
pub fn pte(s: &State, word: u64, guest: bool, gstage: bool) -> Pte {
    let (v, r, w, x, u) = (
        (word >> 0) & 1 != 0,
        (word >> 1) & 1 != 0,
        (word >> 2) & 1 != 0,
        (word >> 3) & 1 != 0,
        (word >> 4) & 1 != 0,
    );
    let (g, a, d) = ((word >> 5) & 1 != 0, (word >> 6) & 1 != 0, (word >> 7) & 1 != 0);
    let (n, pbmt, types) = (false, 0, false);
    let reserved = word & 0x0 != 0;
    Pte {
        v: !rules::pte_invalid(s, v, r, w, x, u, a, d, reserved, n, pbmt, types),
        r,
        w,
        x,
        u,
        g,
        a,
        d,
        n,
        ppn: (word >> 10) & 0xfffffffffff,
        reserved: false,
    }
}
/// The entry with A, and D if `dirty`, set.
pub fn pte_accessed(word: u64, dirty: bool) -> u64 {
    word | 0x40 | if dirty { 0x80 } else { 0 }
}
fn pmp_entry(s: &State, n: u64) -> (u64, u64) {
    match n {
        0 => ((s.pmpcfg0 >> 0) & 0xff, s.pmpaddr0),
        1 => ((s.pmpcfg0 >> 8) & 0xff, s.pmpaddr1),
        2 => ((s.pmpcfg0 >> 16) & 0xff, s.pmpaddr2),
        3 => ((s.pmpcfg0 >> 24) & 0xff, s.pmpaddr3),
        4 => ((s.pmpcfg0 >> 32) & 0xff, s.pmpaddr4),
        5 => ((s.pmpcfg0 >> 40) & 0xff, s.pmpaddr5),
        6 => ((s.pmpcfg0 >> 48) & 0xff, s.pmpaddr6),
        7 => ((s.pmpcfg0 >> 56) & 0xff, s.pmpaddr7),
        8 => ((s.pmpcfg2 >> 0) & 0xff, s.pmpaddr8),
        9 => ((s.pmpcfg2 >> 8) & 0xff, s.pmpaddr9),
        10 => ((s.pmpcfg2 >> 16) & 0xff, s.pmpaddr10),
        11 => ((s.pmpcfg2 >> 24) & 0xff, s.pmpaddr11),
        12 => ((s.pmpcfg2 >> 32) & 0xff, s.pmpaddr12),
        13 => ((s.pmpcfg2 >> 40) & 0xff, s.pmpaddr13),
        14 => ((s.pmpcfg2 >> 48) & 0xff, s.pmpaddr14),
        15 => ((s.pmpcfg2 >> 56) & 0xff, s.pmpaddr15),
        _ => (0, 0),
    }
}
/// Whether PMP refuses `bytes` at `pa`: the lowest entry that matches any byte decides.
pub fn pmp_denied(s: &State, pa: u64, bytes: u64, kind: Kind, prv: u64) -> bool {
    let last = pa + (bytes - 1);
    let mut below = 0;
    for n in 0..16 {
        let (cfg, addr) = pmp_entry(s, n);
        let (from, under) = (below, addr);
        below = under;
        if cfg == 0 || rules::pmp_off(s, cfg, addr, from) {
            continue;
        }
        let lowest = rules::pmp_first(s, cfg, addr, from);
        let highest = rules::pmp_last(s, cfg, addr);
        if last < lowest || pa > highest {
            continue;
        }
        let whole = pa >= lowest && last <= highest;
        return !whole || rules::pmp_entry_denied(s, cfg, kind as u64, prv);
    }
    rules::pmp_unmatched_denied(s, prv)
}

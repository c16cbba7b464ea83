//! What the firmware needs from the revision: M-level CSRs, causes, set-up,
//! the way down to HS-mode and traps that M-mode hands on.
//!
//! @generated from model/ by `draftvisor gen`; do not edit.

use core::arch::naked_asm;

/// The revision that this file was made for.
pub const REVISION: &str = "1.0";
/// The profile: the implementation whose deviations are provided for.
pub const PROFILE: &str = "spike";

/// Reads, writes and edits one CSR; `$address` is its number.
macro_rules! access {
    ($address:literal) => {
        /// CSR number.
        pub const ADDRESS: u16 = $address;
        /// Reads the register.
        #[inline]
        pub fn read() -> u64 {
            let value: u64;
            // SAFETY: the register exists in this revision; reading it
            // touches no memory.
            unsafe { asm!("csrr {}, {}", out(reg) value, const ADDRESS, options(nostack)) };
            value
        }
        /// Writes the register.
        #[inline]
        pub fn write(value: u64) {
            // SAFETY: the register exists in this revision. What the write
            // does to translation or traps is the caller's intent.
            unsafe { asm!("csrw {}, {}", const ADDRESS, in(reg) value, options(nostack)) };
        }
        /// Sets the bits of `mask`.
        #[inline]
        pub fn set(mask: u64) {
            // SAFETY: as for `write`.
            unsafe { asm!("csrs {}, {}", const ADDRESS, in(reg) mask, options(nostack)) };
        }
        /// Clears the bits of `mask`.
        #[inline]
        pub fn clear(mask: u64) {
            // SAFETY: as for `write`.
            unsafe { asm!("csrc {}, {}", const ADDRESS, in(reg) mask, options(nostack)) };
        }
        /// Writes the register and returns what it held.
        #[inline]
        pub fn swap(value: u64) -> u64 {
            let old: u64;
            // SAFETY: as for `write`.
            unsafe {
                asm!("csrrw {}, {}, {}", out(reg) old, const ADDRESS, in(reg) value,
                    options(nostack))
            };
            old
        }
    };
}

/// One module per CSR that exists: absent CSRs have no module, absent
/// fields no constant.
pub mod csr {
    /// `sstatus`: State of the hart as HS-mode controls it. While a guest runs, its accesses go to vsstatus.
    pub mod sstatus {
        use core::arch::asm;
        access!(0x100);
        /// `sstatus.SD`, bit 63.
        pub const SD: u64 = 0x8000000000000000;
        /// Lowest bit of `SD`.
        pub const SD_SHIFT: u32 = 63;
        /// `sstatus.UXL`, bits 33-32.
        pub const UXL: u64 = 0x300000000;
        /// Lowest bit of `UXL`.
        pub const UXL_SHIFT: u32 = 32;
        /// `sstatus.MXR`, bit 19.
        pub const MXR: u64 = 0x80000;
        /// Lowest bit of `MXR`.
        pub const MXR_SHIFT: u32 = 19;
        /// `sstatus.SUM`, bit 18.
        pub const SUM: u64 = 0x40000;
        /// Lowest bit of `SUM`.
        pub const SUM_SHIFT: u32 = 18;
        /// `sstatus.XS`, bits 16-15.
        pub const XS: u64 = 0x18000;
        /// Lowest bit of `XS`.
        pub const XS_SHIFT: u32 = 15;
        /// `sstatus.FS`, bits 14-13.
        pub const FS: u64 = 0x6000;
        /// Lowest bit of `FS`.
        pub const FS_SHIFT: u32 = 13;
        /// `sstatus.VS`, bits 10-9.
        pub const VS: u64 = 0x600;
        /// Lowest bit of `VS`.
        pub const VS_SHIFT: u32 = 9;
        /// `sstatus.SPP`, bit 8.
        pub const SPP: u64 = 0x100;
        /// Lowest bit of `SPP`.
        pub const SPP_SHIFT: u32 = 8;
        /// `sstatus.UBE`, bit 6.
        pub const UBE: u64 = 0x40;
        /// Lowest bit of `UBE`.
        pub const UBE_SHIFT: u32 = 6;
        /// `sstatus.SPIE`, bit 5.
        pub const SPIE: u64 = 0x20;
        /// Lowest bit of `SPIE`.
        pub const SPIE_SHIFT: u32 = 5;
        /// `sstatus.SIE`, bit 1.
        pub const SIE: u64 = 0x2;
        /// Lowest bit of `SIE`.
        pub const SIE_SHIFT: u32 = 1;
    }
    /// `sie`: Enable bits for the interrupts of sip. While a guest runs, its accesses go to vsie.
    pub mod sie {
        use core::arch::asm;
        access!(0x104);
        /// `sie.SEIE`, bit 9.
        pub const SEIE: u64 = 0x200;
        /// Lowest bit of `SEIE`.
        pub const SEIE_SHIFT: u32 = 9;
        /// `sie.STIE`, bit 5.
        pub const STIE: u64 = 0x20;
        /// Lowest bit of `STIE`.
        pub const STIE_SHIFT: u32 = 5;
        /// `sie.SSIE`, bit 1.
        pub const SSIE: u64 = 0x2;
        /// Lowest bit of `SSIE`.
        pub const SSIE_SHIFT: u32 = 1;
    }
    /// `stvec`: Where traps into HS-mode go. While a guest runs, its accesses go to vstvec.
    pub mod stvec {
        use core::arch::asm;
        access!(0x105);
        /// `stvec.BASE`, bits 63-2.
        pub const BASE: u64 = 0xfffffffffffffffc;
        /// Lowest bit of `BASE`.
        pub const BASE_SHIFT: u32 = 2;
        /// `stvec.MODE`, bits 1-0.
        pub const MODE: u64 = 0x3;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 0;
    }
    /// `scounteren`: Counters that U-mode may read, and VU-mode while a guest runs; the guest has no copy of it.
    pub mod scounteren {
        use core::arch::asm;
        access!(0x106);
        /// `scounteren.HPM31`, bit 31.
        pub const HPM31: u64 = 0x80000000;
        /// Lowest bit of `HPM31`.
        pub const HPM31_SHIFT: u32 = 31;
        /// `scounteren.HPM30`, bit 30.
        pub const HPM30: u64 = 0x40000000;
        /// Lowest bit of `HPM30`.
        pub const HPM30_SHIFT: u32 = 30;
        /// `scounteren.HPM29`, bit 29.
        pub const HPM29: u64 = 0x20000000;
        /// Lowest bit of `HPM29`.
        pub const HPM29_SHIFT: u32 = 29;
        /// `scounteren.HPM28`, bit 28.
        pub const HPM28: u64 = 0x10000000;
        /// Lowest bit of `HPM28`.
        pub const HPM28_SHIFT: u32 = 28;
        /// `scounteren.HPM27`, bit 27.
        pub const HPM27: u64 = 0x8000000;
        /// Lowest bit of `HPM27`.
        pub const HPM27_SHIFT: u32 = 27;
        /// `scounteren.HPM26`, bit 26.
        pub const HPM26: u64 = 0x4000000;
        /// Lowest bit of `HPM26`.
        pub const HPM26_SHIFT: u32 = 26;
        /// `scounteren.HPM25`, bit 25.
        pub const HPM25: u64 = 0x2000000;
        /// Lowest bit of `HPM25`.
        pub const HPM25_SHIFT: u32 = 25;
        /// `scounteren.HPM24`, bit 24.
        pub const HPM24: u64 = 0x1000000;
        /// Lowest bit of `HPM24`.
        pub const HPM24_SHIFT: u32 = 24;
        /// `scounteren.HPM23`, bit 23.
        pub const HPM23: u64 = 0x800000;
        /// Lowest bit of `HPM23`.
        pub const HPM23_SHIFT: u32 = 23;
        /// `scounteren.HPM22`, bit 22.
        pub const HPM22: u64 = 0x400000;
        /// Lowest bit of `HPM22`.
        pub const HPM22_SHIFT: u32 = 22;
        /// `scounteren.HPM21`, bit 21.
        pub const HPM21: u64 = 0x200000;
        /// Lowest bit of `HPM21`.
        pub const HPM21_SHIFT: u32 = 21;
        /// `scounteren.HPM20`, bit 20.
        pub const HPM20: u64 = 0x100000;
        /// Lowest bit of `HPM20`.
        pub const HPM20_SHIFT: u32 = 20;
        /// `scounteren.HPM19`, bit 19.
        pub const HPM19: u64 = 0x80000;
        /// Lowest bit of `HPM19`.
        pub const HPM19_SHIFT: u32 = 19;
        /// `scounteren.HPM18`, bit 18.
        pub const HPM18: u64 = 0x40000;
        /// Lowest bit of `HPM18`.
        pub const HPM18_SHIFT: u32 = 18;
        /// `scounteren.HPM17`, bit 17.
        pub const HPM17: u64 = 0x20000;
        /// Lowest bit of `HPM17`.
        pub const HPM17_SHIFT: u32 = 17;
        /// `scounteren.HPM16`, bit 16.
        pub const HPM16: u64 = 0x10000;
        /// Lowest bit of `HPM16`.
        pub const HPM16_SHIFT: u32 = 16;
        /// `scounteren.HPM15`, bit 15.
        pub const HPM15: u64 = 0x8000;
        /// Lowest bit of `HPM15`.
        pub const HPM15_SHIFT: u32 = 15;
        /// `scounteren.HPM14`, bit 14.
        pub const HPM14: u64 = 0x4000;
        /// Lowest bit of `HPM14`.
        pub const HPM14_SHIFT: u32 = 14;
        /// `scounteren.HPM13`, bit 13.
        pub const HPM13: u64 = 0x2000;
        /// Lowest bit of `HPM13`.
        pub const HPM13_SHIFT: u32 = 13;
        /// `scounteren.HPM12`, bit 12.
        pub const HPM12: u64 = 0x1000;
        /// Lowest bit of `HPM12`.
        pub const HPM12_SHIFT: u32 = 12;
        /// `scounteren.HPM11`, bit 11.
        pub const HPM11: u64 = 0x800;
        /// Lowest bit of `HPM11`.
        pub const HPM11_SHIFT: u32 = 11;
        /// `scounteren.HPM10`, bit 10.
        pub const HPM10: u64 = 0x400;
        /// Lowest bit of `HPM10`.
        pub const HPM10_SHIFT: u32 = 10;
        /// `scounteren.HPM9`, bit 9.
        pub const HPM9: u64 = 0x200;
        /// Lowest bit of `HPM9`.
        pub const HPM9_SHIFT: u32 = 9;
        /// `scounteren.HPM8`, bit 8.
        pub const HPM8: u64 = 0x100;
        /// Lowest bit of `HPM8`.
        pub const HPM8_SHIFT: u32 = 8;
        /// `scounteren.HPM7`, bit 7.
        pub const HPM7: u64 = 0x80;
        /// Lowest bit of `HPM7`.
        pub const HPM7_SHIFT: u32 = 7;
        /// `scounteren.HPM6`, bit 6.
        pub const HPM6: u64 = 0x40;
        /// Lowest bit of `HPM6`.
        pub const HPM6_SHIFT: u32 = 6;
        /// `scounteren.HPM5`, bit 5.
        pub const HPM5: u64 = 0x20;
        /// Lowest bit of `HPM5`.
        pub const HPM5_SHIFT: u32 = 5;
        /// `scounteren.HPM4`, bit 4.
        pub const HPM4: u64 = 0x10;
        /// Lowest bit of `HPM4`.
        pub const HPM4_SHIFT: u32 = 4;
        /// `scounteren.HPM3`, bit 3.
        pub const HPM3: u64 = 0x8;
        /// Lowest bit of `HPM3`.
        pub const HPM3_SHIFT: u32 = 3;
        /// `scounteren.IR`, bit 2.
        pub const IR: u64 = 0x4;
        /// Lowest bit of `IR`.
        pub const IR_SHIFT: u32 = 2;
        /// `scounteren.TM`, bit 1.
        pub const TM: u64 = 0x2;
        /// Lowest bit of `TM`.
        pub const TM_SHIFT: u32 = 1;
        /// `scounteren.CY`, bit 0.
        pub const CY: u64 = 0x1;
        /// Lowest bit of `CY`.
        pub const CY_SHIFT: u32 = 0;
    }
    /// `senvcfg`: What later extensions do in U-mode, and in VU-mode while a guest runs; the guest has no copy of it.
    pub mod senvcfg {
        use core::arch::asm;
        access!(0x10a);
        /// `senvcfg.CBZE`, bit 7.
        pub const CBZE: u64 = 0x80;
        /// Lowest bit of `CBZE`.
        pub const CBZE_SHIFT: u32 = 7;
        /// `senvcfg.CBCFE`, bit 6.
        pub const CBCFE: u64 = 0x40;
        /// Lowest bit of `CBCFE`.
        pub const CBCFE_SHIFT: u32 = 6;
        /// `senvcfg.CBIE`, bits 5-4.
        pub const CBIE: u64 = 0x30;
        /// Lowest bit of `CBIE`.
        pub const CBIE_SHIFT: u32 = 4;
        /// `senvcfg.FIOM`, bit 0.
        pub const FIOM: u64 = 0x1;
        /// Lowest bit of `FIOM`.
        pub const FIOM_SHIFT: u32 = 0;
    }
    /// `sscratch`: For the handler to keep something in. While a guest runs, its accesses go to vsscratch.
    pub mod sscratch {
        use core::arch::asm;
        access!(0x140);
    }
    /// `sepc`: Where the last trap into HS-mode came from. While a guest runs, its accesses go to vsepc.
    pub mod sepc {
        use core::arch::asm;
        access!(0x141);
    }
    /// `scause`: Why the last trap into HS-mode was taken. While a guest runs, its accesses go to vscause.
    pub mod scause {
        use core::arch::asm;
        access!(0x142);
        /// `scause.INTERRUPT`, bit 63.
        pub const INTERRUPT: u64 = 0x8000000000000000;
        /// Lowest bit of `INTERRUPT`.
        pub const INTERRUPT_SHIFT: u32 = 63;
        /// `scause.EXCEPTION_CODE`, bits 62-0.
        pub const EXCEPTION_CODE: u64 = 0x7fffffffffffffff;
        /// Lowest bit of `EXCEPTION_CODE`.
        pub const EXCEPTION_CODE_SHIFT: u32 = 0;
    }
    /// `stval`: The address or instruction that the last trap into HS-mode is about. While a guest runs, its accesses go to vstval.
    pub mod stval {
        use core::arch::asm;
        access!(0x143);
    }
    /// `sip`: Pending interrupts that M-mode delegates to HS-mode. While a guest runs, its accesses go to vsip.
    pub mod sip {
        use core::arch::asm;
        access!(0x144);
        /// `sip.SEIP`, bit 9.
        pub const SEIP: u64 = 0x200;
        /// Lowest bit of `SEIP`.
        pub const SEIP_SHIFT: u32 = 9;
        /// `sip.STIP`, bit 5.
        pub const STIP: u64 = 0x20;
        /// Lowest bit of `STIP`.
        pub const STIP_SHIFT: u32 = 5;
        /// `sip.SSIP`, bit 1.
        pub const SSIP: u64 = 0x2;
        /// Lowest bit of `SSIP`.
        pub const SSIP_SHIFT: u32 = 1;
    }
    /// `stimecmp`: When the supervisor's timer interrupt becomes pending. While a guest runs, its accesses go to vstimecmp.
    pub mod stimecmp {
        use core::arch::asm;
        access!(0x14d);
    }
    /// `satp`: Tables that translate for S-mode and U-mode. While a guest runs, its accesses go to vsatp.
    pub mod satp {
        use core::arch::asm;
        access!(0x180);
        /// `satp.MODE`, bits 63-60.
        pub const MODE: u64 = 0xf000000000000000;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 60;
        /// `satp.ASID`, bits 59-44.
        pub const ASID: u64 = 0xffff00000000000;
        /// Lowest bit of `ASID`.
        pub const ASID_SHIFT: u32 = 44;
        /// `satp.PPN`, bits 43-0.
        pub const PPN: u64 = 0xfffffffffff;
        /// Lowest bit of `PPN`.
        pub const PPN_SHIFT: u32 = 0;
    }
    /// `vsstatus`: The guest's sstatus. The floating-point and vector units are on for the guest only if they are in sstatus too.
    pub mod vsstatus {
        use core::arch::asm;
        access!(0x200);
        /// `vsstatus.SD`, bit 63.
        pub const SD: u64 = 0x8000000000000000;
        /// Lowest bit of `SD`.
        pub const SD_SHIFT: u32 = 63;
        /// `vsstatus.UXL`, bits 33-32.
        pub const UXL: u64 = 0x300000000;
        /// Lowest bit of `UXL`.
        pub const UXL_SHIFT: u32 = 32;
        /// `vsstatus.MXR`, bit 19.
        pub const MXR: u64 = 0x80000;
        /// Lowest bit of `MXR`.
        pub const MXR_SHIFT: u32 = 19;
        /// `vsstatus.SUM`, bit 18.
        pub const SUM: u64 = 0x40000;
        /// Lowest bit of `SUM`.
        pub const SUM_SHIFT: u32 = 18;
        /// `vsstatus.XS`, bits 16-15.
        pub const XS: u64 = 0x18000;
        /// Lowest bit of `XS`.
        pub const XS_SHIFT: u32 = 15;
        /// `vsstatus.FS`, bits 14-13.
        pub const FS: u64 = 0x6000;
        /// Lowest bit of `FS`.
        pub const FS_SHIFT: u32 = 13;
        /// `vsstatus.VS`, bits 10-9.
        pub const VS: u64 = 0x600;
        /// Lowest bit of `VS`.
        pub const VS_SHIFT: u32 = 9;
        /// `vsstatus.SPP`, bit 8.
        pub const SPP: u64 = 0x100;
        /// Lowest bit of `SPP`.
        pub const SPP_SHIFT: u32 = 8;
        /// `vsstatus.UBE`, bit 6.
        pub const UBE: u64 = 0x40;
        /// Lowest bit of `UBE`.
        pub const UBE_SHIFT: u32 = 6;
        /// `vsstatus.SPIE`, bit 5.
        pub const SPIE: u64 = 0x20;
        /// Lowest bit of `SPIE`.
        pub const SPIE_SHIFT: u32 = 5;
        /// `vsstatus.SIE`, bit 1.
        pub const SIE: u64 = 0x2;
        /// Lowest bit of `SIE`.
        pub const SIE_SHIFT: u32 = 1;
    }
    /// `vsie`: The guest's sie. From 0.5 on it shows those bits of hie, one place lower, that hideleg hands over.
    pub mod vsie {
        use core::arch::asm;
        access!(0x204);
        /// `vsie.SEIE`, bit 9.
        pub const SEIE: u64 = 0x200;
        /// Lowest bit of `SEIE`.
        pub const SEIE_SHIFT: u32 = 9;
        /// `vsie.STIE`, bit 5.
        pub const STIE: u64 = 0x20;
        /// Lowest bit of `STIE`.
        pub const STIE_SHIFT: u32 = 5;
        /// `vsie.SSIE`, bit 1.
        pub const SSIE: u64 = 0x2;
        /// Lowest bit of `SSIE`.
        pub const SSIE_SHIFT: u32 = 1;
    }
    /// `vstvec`: The guest's stvec.
    pub mod vstvec {
        use core::arch::asm;
        access!(0x205);
        /// `vstvec.BASE`, bits 63-2.
        pub const BASE: u64 = 0xfffffffffffffffc;
        /// Lowest bit of `BASE`.
        pub const BASE_SHIFT: u32 = 2;
        /// `vstvec.MODE`, bits 1-0.
        pub const MODE: u64 = 0x3;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 0;
    }
    /// `vsscratch`: The guest's sscratch.
    pub mod vsscratch {
        use core::arch::asm;
        access!(0x240);
    }
    /// `vsepc`: The guest's sepc.
    pub mod vsepc {
        use core::arch::asm;
        access!(0x241);
    }
    /// `vscause`: The guest's scause.
    pub mod vscause {
        use core::arch::asm;
        access!(0x242);
        /// `vscause.INTERRUPT`, bit 63.
        pub const INTERRUPT: u64 = 0x8000000000000000;
        /// Lowest bit of `INTERRUPT`.
        pub const INTERRUPT_SHIFT: u32 = 63;
        /// `vscause.EXCEPTION_CODE`, bits 62-0.
        pub const EXCEPTION_CODE: u64 = 0x7fffffffffffffff;
        /// Lowest bit of `EXCEPTION_CODE`.
        pub const EXCEPTION_CODE_SHIFT: u32 = 0;
    }
    /// `vstval`: The guest's stval.
    pub mod vstval {
        use core::arch::asm;
        access!(0x243);
    }
    /// `vsip`: The guest's sip. From 0.5 on it shows those bits of hip, one place lower, that hideleg hands over.
    pub mod vsip {
        use core::arch::asm;
        access!(0x244);
        /// `vsip.SEIP`, bit 9.
        pub const SEIP: u64 = 0x200;
        /// Lowest bit of `SEIP`.
        pub const SEIP_SHIFT: u32 = 9;
        /// `vsip.STIP`, bit 5.
        pub const STIP: u64 = 0x20;
        /// Lowest bit of `STIP`.
        pub const STIP_SHIFT: u32 = 5;
        /// `vsip.SSIP`, bit 1.
        pub const SSIP: u64 = 0x2;
        /// Lowest bit of `SSIP`.
        pub const SSIP_SHIFT: u32 = 1;
    }
    /// `vstimecmp`: When the guest's timer interrupt becomes pending, by the guest's clock.
    pub mod vstimecmp {
        use core::arch::asm;
        access!(0x24d);
    }
    /// `vsatp`: The guest's satp. What its supervisor writes through satp is ignored as a whole if MODE is unsupported. Written by its own address, MODE keeps its value and the other fields are written, unless (1.0) the implementation ignores this write too.
    pub mod vsatp {
        use core::arch::asm;
        access!(0x280);
        /// `vsatp.MODE`, bits 63-60.
        pub const MODE: u64 = 0xf000000000000000;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 60;
        /// `vsatp.ASID`, bits 59-44.
        pub const ASID: u64 = 0xffff00000000000;
        /// Lowest bit of `ASID`.
        pub const ASID_SHIFT: u32 = 44;
        /// `vsatp.PPN`, bits 43-0.
        pub const PPN: u64 = 0xfffffffffff;
        /// Lowest bit of `PPN`.
        pub const PPN_SHIFT: u32 = 0;
    }
    /// `mstatus`: State of the hart as M-mode controls it. It covers the HS-level sstatus, never the guest's.
    pub mod mstatus {
        use core::arch::asm;
        access!(0x300);
        /// `mstatus.SD`, bit 63.
        pub const SD: u64 = 0x8000000000000000;
        /// Lowest bit of `SD`.
        pub const SD_SHIFT: u32 = 63;
        /// `mstatus.MPV`, bit 39.
        pub const MPV: u64 = 0x8000000000;
        /// Lowest bit of `MPV`.
        pub const MPV_SHIFT: u32 = 39;
        /// `mstatus.GVA`, bit 38.
        pub const GVA: u64 = 0x4000000000;
        /// Lowest bit of `GVA`.
        pub const GVA_SHIFT: u32 = 38;
        /// `mstatus.MBE`, bit 37.
        pub const MBE: u64 = 0x2000000000;
        /// Lowest bit of `MBE`.
        pub const MBE_SHIFT: u32 = 37;
        /// `mstatus.SBE`, bit 36.
        pub const SBE: u64 = 0x1000000000;
        /// Lowest bit of `SBE`.
        pub const SBE_SHIFT: u32 = 36;
        /// `mstatus.SXL`, bits 35-34.
        pub const SXL: u64 = 0xc00000000;
        /// Lowest bit of `SXL`.
        pub const SXL_SHIFT: u32 = 34;
        /// `mstatus.UXL`, bits 33-32.
        pub const UXL: u64 = 0x300000000;
        /// Lowest bit of `UXL`.
        pub const UXL_SHIFT: u32 = 32;
        /// `mstatus.TSR`, bit 22.
        pub const TSR: u64 = 0x400000;
        /// Lowest bit of `TSR`.
        pub const TSR_SHIFT: u32 = 22;
        /// `mstatus.TW`, bit 21.
        pub const TW: u64 = 0x200000;
        /// Lowest bit of `TW`.
        pub const TW_SHIFT: u32 = 21;
        /// `mstatus.TVM`, bit 20.
        pub const TVM: u64 = 0x100000;
        /// Lowest bit of `TVM`.
        pub const TVM_SHIFT: u32 = 20;
        /// `mstatus.MXR`, bit 19.
        pub const MXR: u64 = 0x80000;
        /// Lowest bit of `MXR`.
        pub const MXR_SHIFT: u32 = 19;
        /// `mstatus.SUM`, bit 18.
        pub const SUM: u64 = 0x40000;
        /// Lowest bit of `SUM`.
        pub const SUM_SHIFT: u32 = 18;
        /// `mstatus.MPRV`, bit 17.
        pub const MPRV: u64 = 0x20000;
        /// Lowest bit of `MPRV`.
        pub const MPRV_SHIFT: u32 = 17;
        /// `mstatus.XS`, bits 16-15.
        pub const XS: u64 = 0x18000;
        /// Lowest bit of `XS`.
        pub const XS_SHIFT: u32 = 15;
        /// `mstatus.FS`, bits 14-13.
        pub const FS: u64 = 0x6000;
        /// Lowest bit of `FS`.
        pub const FS_SHIFT: u32 = 13;
        /// `mstatus.MPP`, bits 12-11.
        pub const MPP: u64 = 0x1800;
        /// Lowest bit of `MPP`.
        pub const MPP_SHIFT: u32 = 11;
        /// `mstatus.VS`, bits 10-9.
        pub const VS: u64 = 0x600;
        /// Lowest bit of `VS`.
        pub const VS_SHIFT: u32 = 9;
        /// `mstatus.SPP`, bit 8.
        pub const SPP: u64 = 0x100;
        /// Lowest bit of `SPP`.
        pub const SPP_SHIFT: u32 = 8;
        /// `mstatus.MPIE`, bit 7.
        pub const MPIE: u64 = 0x80;
        /// Lowest bit of `MPIE`.
        pub const MPIE_SHIFT: u32 = 7;
        /// `mstatus.UBE`, bit 6.
        pub const UBE: u64 = 0x40;
        /// Lowest bit of `UBE`.
        pub const UBE_SHIFT: u32 = 6;
        /// `mstatus.SPIE`, bit 5.
        pub const SPIE: u64 = 0x20;
        /// Lowest bit of `SPIE`.
        pub const SPIE_SHIFT: u32 = 5;
        /// `mstatus.MIE`, bit 3.
        pub const MIE: u64 = 0x8;
        /// Lowest bit of `MIE`.
        pub const MIE_SHIFT: u32 = 3;
        /// `mstatus.SIE`, bit 1.
        pub const SIE: u64 = 0x2;
        /// Lowest bit of `SIE`.
        pub const SIE_SHIFT: u32 = 1;
    }
    /// `misa`: Register width and extensions of the hart. Nothing can be switched off, so that writes change nothing.
    pub mod misa {
        use core::arch::asm;
        access!(0x301);
        /// `misa.MXL`, bits 63-62.
        pub const MXL: u64 = 0xc000000000000000;
        /// Lowest bit of `MXL`.
        pub const MXL_SHIFT: u32 = 62;
        /// `misa.U`, bit 20.
        pub const U: u64 = 0x100000;
        /// Lowest bit of `U`.
        pub const U_SHIFT: u32 = 20;
        /// `misa.S`, bit 18.
        pub const S: u64 = 0x40000;
        /// Lowest bit of `S`.
        pub const S_SHIFT: u32 = 18;
        /// `misa.M`, bit 12.
        pub const M: u64 = 0x1000;
        /// Lowest bit of `M`.
        pub const M_SHIFT: u32 = 12;
        /// `misa.I`, bit 8.
        pub const I: u64 = 0x100;
        /// Lowest bit of `I`.
        pub const I_SHIFT: u32 = 8;
        /// `misa.H`, bit 7.
        pub const H: u64 = 0x80;
        /// Lowest bit of `H`.
        pub const H_SHIFT: u32 = 7;
        /// `misa.F`, bit 5.
        pub const F: u64 = 0x20;
        /// Lowest bit of `F`.
        pub const F_SHIFT: u32 = 5;
        /// `misa.D`, bit 3.
        pub const D: u64 = 0x8;
        /// Lowest bit of `D`.
        pub const D_SHIFT: u32 = 3;
        /// `misa.C`, bit 2.
        pub const C: u64 = 0x4;
        /// Lowest bit of `C`.
        pub const C_SHIFT: u32 = 2;
        /// `misa.A`, bit 0.
        pub const A: u64 = 0x1;
        /// Lowest bit of `A`.
        pub const A_SHIFT: u32 = 0;
    }
    /// `medeleg`: Exceptions that go to HS-mode.
    pub mod medeleg {
        use core::arch::asm;
        access!(0x302);
    }
    /// `mideleg`: Interrupts that go to HS-mode. Those of guests always do.
    pub mod mideleg {
        use core::arch::asm;
        access!(0x303);
    }
    /// `mie`: Enable bits for the interrupts of mip.
    pub mod mie {
        use core::arch::asm;
        access!(0x304);
        /// `mie.SGEIE`, bit 12.
        pub const SGEIE: u64 = 0x1000;
        /// Lowest bit of `SGEIE`.
        pub const SGEIE_SHIFT: u32 = 12;
        /// `mie.MEIE`, bit 11.
        pub const MEIE: u64 = 0x800;
        /// Lowest bit of `MEIE`.
        pub const MEIE_SHIFT: u32 = 11;
        /// `mie.VSEIE`, bit 10.
        pub const VSEIE: u64 = 0x400;
        /// Lowest bit of `VSEIE`.
        pub const VSEIE_SHIFT: u32 = 10;
        /// `mie.SEIE`, bit 9.
        pub const SEIE: u64 = 0x200;
        /// Lowest bit of `SEIE`.
        pub const SEIE_SHIFT: u32 = 9;
        /// `mie.MTIE`, bit 7.
        pub const MTIE: u64 = 0x80;
        /// Lowest bit of `MTIE`.
        pub const MTIE_SHIFT: u32 = 7;
        /// `mie.VSTIE`, bit 6.
        pub const VSTIE: u64 = 0x40;
        /// Lowest bit of `VSTIE`.
        pub const VSTIE_SHIFT: u32 = 6;
        /// `mie.STIE`, bit 5.
        pub const STIE: u64 = 0x20;
        /// Lowest bit of `STIE`.
        pub const STIE_SHIFT: u32 = 5;
        /// `mie.MSIE`, bit 3.
        pub const MSIE: u64 = 0x8;
        /// Lowest bit of `MSIE`.
        pub const MSIE_SHIFT: u32 = 3;
        /// `mie.VSSIE`, bit 2.
        pub const VSSIE: u64 = 0x4;
        /// Lowest bit of `VSSIE`.
        pub const VSSIE_SHIFT: u32 = 2;
        /// `mie.SSIE`, bit 1.
        pub const SSIE: u64 = 0x2;
        /// Lowest bit of `SSIE`.
        pub const SSIE_SHIFT: u32 = 1;
    }
    /// `mtvec`: Where traps into M-mode go.
    pub mod mtvec {
        use core::arch::asm;
        access!(0x305);
        /// `mtvec.BASE`, bits 63-2.
        pub const BASE: u64 = 0xfffffffffffffffc;
        /// Lowest bit of `BASE`.
        pub const BASE_SHIFT: u32 = 2;
        /// `mtvec.MODE`, bits 1-0.
        pub const MODE: u64 = 0x3;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 0;
    }
    /// `mcounteren`: Counters that the modes below M may read.
    pub mod mcounteren {
        use core::arch::asm;
        access!(0x306);
        /// `mcounteren.HPM31`, bit 31.
        pub const HPM31: u64 = 0x80000000;
        /// Lowest bit of `HPM31`.
        pub const HPM31_SHIFT: u32 = 31;
        /// `mcounteren.HPM30`, bit 30.
        pub const HPM30: u64 = 0x40000000;
        /// Lowest bit of `HPM30`.
        pub const HPM30_SHIFT: u32 = 30;
        /// `mcounteren.HPM29`, bit 29.
        pub const HPM29: u64 = 0x20000000;
        /// Lowest bit of `HPM29`.
        pub const HPM29_SHIFT: u32 = 29;
        /// `mcounteren.HPM28`, bit 28.
        pub const HPM28: u64 = 0x10000000;
        /// Lowest bit of `HPM28`.
        pub const HPM28_SHIFT: u32 = 28;
        /// `mcounteren.HPM27`, bit 27.
        pub const HPM27: u64 = 0x8000000;
        /// Lowest bit of `HPM27`.
        pub const HPM27_SHIFT: u32 = 27;
        /// `mcounteren.HPM26`, bit 26.
        pub const HPM26: u64 = 0x4000000;
        /// Lowest bit of `HPM26`.
        pub const HPM26_SHIFT: u32 = 26;
        /// `mcounteren.HPM25`, bit 25.
        pub const HPM25: u64 = 0x2000000;
        /// Lowest bit of `HPM25`.
        pub const HPM25_SHIFT: u32 = 25;
        /// `mcounteren.HPM24`, bit 24.
        pub const HPM24: u64 = 0x1000000;
        /// Lowest bit of `HPM24`.
        pub const HPM24_SHIFT: u32 = 24;
        /// `mcounteren.HPM23`, bit 23.
        pub const HPM23: u64 = 0x800000;
        /// Lowest bit of `HPM23`.
        pub const HPM23_SHIFT: u32 = 23;
        /// `mcounteren.HPM22`, bit 22.
        pub const HPM22: u64 = 0x400000;
        /// Lowest bit of `HPM22`.
        pub const HPM22_SHIFT: u32 = 22;
        /// `mcounteren.HPM21`, bit 21.
        pub const HPM21: u64 = 0x200000;
        /// Lowest bit of `HPM21`.
        pub const HPM21_SHIFT: u32 = 21;
        /// `mcounteren.HPM20`, bit 20.
        pub const HPM20: u64 = 0x100000;
        /// Lowest bit of `HPM20`.
        pub const HPM20_SHIFT: u32 = 20;
        /// `mcounteren.HPM19`, bit 19.
        pub const HPM19: u64 = 0x80000;
        /// Lowest bit of `HPM19`.
        pub const HPM19_SHIFT: u32 = 19;
        /// `mcounteren.HPM18`, bit 18.
        pub const HPM18: u64 = 0x40000;
        /// Lowest bit of `HPM18`.
        pub const HPM18_SHIFT: u32 = 18;
        /// `mcounteren.HPM17`, bit 17.
        pub const HPM17: u64 = 0x20000;
        /// Lowest bit of `HPM17`.
        pub const HPM17_SHIFT: u32 = 17;
        /// `mcounteren.HPM16`, bit 16.
        pub const HPM16: u64 = 0x10000;
        /// Lowest bit of `HPM16`.
        pub const HPM16_SHIFT: u32 = 16;
        /// `mcounteren.HPM15`, bit 15.
        pub const HPM15: u64 = 0x8000;
        /// Lowest bit of `HPM15`.
        pub const HPM15_SHIFT: u32 = 15;
        /// `mcounteren.HPM14`, bit 14.
        pub const HPM14: u64 = 0x4000;
        /// Lowest bit of `HPM14`.
        pub const HPM14_SHIFT: u32 = 14;
        /// `mcounteren.HPM13`, bit 13.
        pub const HPM13: u64 = 0x2000;
        /// Lowest bit of `HPM13`.
        pub const HPM13_SHIFT: u32 = 13;
        /// `mcounteren.HPM12`, bit 12.
        pub const HPM12: u64 = 0x1000;
        /// Lowest bit of `HPM12`.
        pub const HPM12_SHIFT: u32 = 12;
        /// `mcounteren.HPM11`, bit 11.
        pub const HPM11: u64 = 0x800;
        /// Lowest bit of `HPM11`.
        pub const HPM11_SHIFT: u32 = 11;
        /// `mcounteren.HPM10`, bit 10.
        pub const HPM10: u64 = 0x400;
        /// Lowest bit of `HPM10`.
        pub const HPM10_SHIFT: u32 = 10;
        /// `mcounteren.HPM9`, bit 9.
        pub const HPM9: u64 = 0x200;
        /// Lowest bit of `HPM9`.
        pub const HPM9_SHIFT: u32 = 9;
        /// `mcounteren.HPM8`, bit 8.
        pub const HPM8: u64 = 0x100;
        /// Lowest bit of `HPM8`.
        pub const HPM8_SHIFT: u32 = 8;
        /// `mcounteren.HPM7`, bit 7.
        pub const HPM7: u64 = 0x80;
        /// Lowest bit of `HPM7`.
        pub const HPM7_SHIFT: u32 = 7;
        /// `mcounteren.HPM6`, bit 6.
        pub const HPM6: u64 = 0x40;
        /// Lowest bit of `HPM6`.
        pub const HPM6_SHIFT: u32 = 6;
        /// `mcounteren.HPM5`, bit 5.
        pub const HPM5: u64 = 0x20;
        /// Lowest bit of `HPM5`.
        pub const HPM5_SHIFT: u32 = 5;
        /// `mcounteren.HPM4`, bit 4.
        pub const HPM4: u64 = 0x10;
        /// Lowest bit of `HPM4`.
        pub const HPM4_SHIFT: u32 = 4;
        /// `mcounteren.HPM3`, bit 3.
        pub const HPM3: u64 = 0x8;
        /// Lowest bit of `HPM3`.
        pub const HPM3_SHIFT: u32 = 3;
        /// `mcounteren.IR`, bit 2.
        pub const IR: u64 = 0x4;
        /// Lowest bit of `IR`.
        pub const IR_SHIFT: u32 = 2;
        /// `mcounteren.TM`, bit 1.
        pub const TM: u64 = 0x2;
        /// Lowest bit of `TM`.
        pub const TM_SHIFT: u32 = 1;
        /// `mcounteren.CY`, bit 0.
        pub const CY: u64 = 0x1;
        /// Lowest bit of `CY`.
        pub const CY_SHIFT: u32 = 0;
    }
    /// `menvcfg`: What later extensions do below M-mode.
    pub mod menvcfg {
        use core::arch::asm;
        access!(0x30a);
        /// `menvcfg.STCE`, bit 63.
        pub const STCE: u64 = 0x8000000000000000;
        /// Lowest bit of `STCE`.
        pub const STCE_SHIFT: u32 = 63;
        /// `menvcfg.PBMTE`, bit 62.
        pub const PBMTE: u64 = 0x4000000000000000;
        /// Lowest bit of `PBMTE`.
        pub const PBMTE_SHIFT: u32 = 62;
        /// `menvcfg.ADUE`, bit 61.
        pub const ADUE: u64 = 0x2000000000000000;
        /// Lowest bit of `ADUE`.
        pub const ADUE_SHIFT: u32 = 61;
        /// `menvcfg.CBZE`, bit 7.
        pub const CBZE: u64 = 0x80;
        /// Lowest bit of `CBZE`.
        pub const CBZE_SHIFT: u32 = 7;
        /// `menvcfg.CBCFE`, bit 6.
        pub const CBCFE: u64 = 0x40;
        /// Lowest bit of `CBCFE`.
        pub const CBCFE_SHIFT: u32 = 6;
        /// `menvcfg.CBIE`, bits 5-4.
        pub const CBIE: u64 = 0x30;
        /// Lowest bit of `CBIE`.
        pub const CBIE_SHIFT: u32 = 4;
        /// `menvcfg.FIOM`, bit 0.
        pub const FIOM: u64 = 0x1;
        /// Lowest bit of `FIOM`.
        pub const FIOM_SHIFT: u32 = 0;
    }
    /// `mcountinhibit`: Counters that stand still. time has no bit.
    pub mod mcountinhibit {
        use core::arch::asm;
        access!(0x320);
        /// `mcountinhibit.HPM31`, bit 31.
        pub const HPM31: u64 = 0x80000000;
        /// Lowest bit of `HPM31`.
        pub const HPM31_SHIFT: u32 = 31;
        /// `mcountinhibit.HPM30`, bit 30.
        pub const HPM30: u64 = 0x40000000;
        /// Lowest bit of `HPM30`.
        pub const HPM30_SHIFT: u32 = 30;
        /// `mcountinhibit.HPM29`, bit 29.
        pub const HPM29: u64 = 0x20000000;
        /// Lowest bit of `HPM29`.
        pub const HPM29_SHIFT: u32 = 29;
        /// `mcountinhibit.HPM28`, bit 28.
        pub const HPM28: u64 = 0x10000000;
        /// Lowest bit of `HPM28`.
        pub const HPM28_SHIFT: u32 = 28;
        /// `mcountinhibit.HPM27`, bit 27.
        pub const HPM27: u64 = 0x8000000;
        /// Lowest bit of `HPM27`.
        pub const HPM27_SHIFT: u32 = 27;
        /// `mcountinhibit.HPM26`, bit 26.
        pub const HPM26: u64 = 0x4000000;
        /// Lowest bit of `HPM26`.
        pub const HPM26_SHIFT: u32 = 26;
        /// `mcountinhibit.HPM25`, bit 25.
        pub const HPM25: u64 = 0x2000000;
        /// Lowest bit of `HPM25`.
        pub const HPM25_SHIFT: u32 = 25;
        /// `mcountinhibit.HPM24`, bit 24.
        pub const HPM24: u64 = 0x1000000;
        /// Lowest bit of `HPM24`.
        pub const HPM24_SHIFT: u32 = 24;
        /// `mcountinhibit.HPM23`, bit 23.
        pub const HPM23: u64 = 0x800000;
        /// Lowest bit of `HPM23`.
        pub const HPM23_SHIFT: u32 = 23;
        /// `mcountinhibit.HPM22`, bit 22.
        pub const HPM22: u64 = 0x400000;
        /// Lowest bit of `HPM22`.
        pub const HPM22_SHIFT: u32 = 22;
        /// `mcountinhibit.HPM21`, bit 21.
        pub const HPM21: u64 = 0x200000;
        /// Lowest bit of `HPM21`.
        pub const HPM21_SHIFT: u32 = 21;
        /// `mcountinhibit.HPM20`, bit 20.
        pub const HPM20: u64 = 0x100000;
        /// Lowest bit of `HPM20`.
        pub const HPM20_SHIFT: u32 = 20;
        /// `mcountinhibit.HPM19`, bit 19.
        pub const HPM19: u64 = 0x80000;
        /// Lowest bit of `HPM19`.
        pub const HPM19_SHIFT: u32 = 19;
        /// `mcountinhibit.HPM18`, bit 18.
        pub const HPM18: u64 = 0x40000;
        /// Lowest bit of `HPM18`.
        pub const HPM18_SHIFT: u32 = 18;
        /// `mcountinhibit.HPM17`, bit 17.
        pub const HPM17: u64 = 0x20000;
        /// Lowest bit of `HPM17`.
        pub const HPM17_SHIFT: u32 = 17;
        /// `mcountinhibit.HPM16`, bit 16.
        pub const HPM16: u64 = 0x10000;
        /// Lowest bit of `HPM16`.
        pub const HPM16_SHIFT: u32 = 16;
        /// `mcountinhibit.HPM15`, bit 15.
        pub const HPM15: u64 = 0x8000;
        /// Lowest bit of `HPM15`.
        pub const HPM15_SHIFT: u32 = 15;
        /// `mcountinhibit.HPM14`, bit 14.
        pub const HPM14: u64 = 0x4000;
        /// Lowest bit of `HPM14`.
        pub const HPM14_SHIFT: u32 = 14;
        /// `mcountinhibit.HPM13`, bit 13.
        pub const HPM13: u64 = 0x2000;
        /// Lowest bit of `HPM13`.
        pub const HPM13_SHIFT: u32 = 13;
        /// `mcountinhibit.HPM12`, bit 12.
        pub const HPM12: u64 = 0x1000;
        /// Lowest bit of `HPM12`.
        pub const HPM12_SHIFT: u32 = 12;
        /// `mcountinhibit.HPM11`, bit 11.
        pub const HPM11: u64 = 0x800;
        /// Lowest bit of `HPM11`.
        pub const HPM11_SHIFT: u32 = 11;
        /// `mcountinhibit.HPM10`, bit 10.
        pub const HPM10: u64 = 0x400;
        /// Lowest bit of `HPM10`.
        pub const HPM10_SHIFT: u32 = 10;
        /// `mcountinhibit.HPM9`, bit 9.
        pub const HPM9: u64 = 0x200;
        /// Lowest bit of `HPM9`.
        pub const HPM9_SHIFT: u32 = 9;
        /// `mcountinhibit.HPM8`, bit 8.
        pub const HPM8: u64 = 0x100;
        /// Lowest bit of `HPM8`.
        pub const HPM8_SHIFT: u32 = 8;
        /// `mcountinhibit.HPM7`, bit 7.
        pub const HPM7: u64 = 0x80;
        /// Lowest bit of `HPM7`.
        pub const HPM7_SHIFT: u32 = 7;
        /// `mcountinhibit.HPM6`, bit 6.
        pub const HPM6: u64 = 0x40;
        /// Lowest bit of `HPM6`.
        pub const HPM6_SHIFT: u32 = 6;
        /// `mcountinhibit.HPM5`, bit 5.
        pub const HPM5: u64 = 0x20;
        /// Lowest bit of `HPM5`.
        pub const HPM5_SHIFT: u32 = 5;
        /// `mcountinhibit.HPM4`, bit 4.
        pub const HPM4: u64 = 0x10;
        /// Lowest bit of `HPM4`.
        pub const HPM4_SHIFT: u32 = 4;
        /// `mcountinhibit.HPM3`, bit 3.
        pub const HPM3: u64 = 0x8;
        /// Lowest bit of `HPM3`.
        pub const HPM3_SHIFT: u32 = 3;
        /// `mcountinhibit.IR`, bit 2.
        pub const IR: u64 = 0x4;
        /// Lowest bit of `IR`.
        pub const IR_SHIFT: u32 = 2;
        /// `mcountinhibit.CY`, bit 0.
        pub const CY: u64 = 0x1;
        /// Lowest bit of `CY`.
        pub const CY_SHIFT: u32 = 0;
    }
    /// `mscratch`: For the handler to keep something in.
    pub mod mscratch {
        use core::arch::asm;
        access!(0x340);
    }
    /// `mepc`: Where the last trap into M-mode came from.
    pub mod mepc {
        use core::arch::asm;
        access!(0x341);
    }
    /// `mcause`: Why the last trap into M-mode was taken.
    pub mod mcause {
        use core::arch::asm;
        access!(0x342);
        /// `mcause.INTERRUPT`, bit 63.
        pub const INTERRUPT: u64 = 0x8000000000000000;
        /// Lowest bit of `INTERRUPT`.
        pub const INTERRUPT_SHIFT: u32 = 63;
        /// `mcause.EXCEPTION_CODE`, bits 62-0.
        pub const EXCEPTION_CODE: u64 = 0x7fffffffffffffff;
        /// Lowest bit of `EXCEPTION_CODE`.
        pub const EXCEPTION_CODE_SHIFT: u32 = 0;
    }
    /// `mtval`: The address or instruction that the last trap into M-mode is about.
    pub mod mtval {
        use core::arch::asm;
        access!(0x343);
    }
    /// `mip`: Pending interrupts.
    pub mod mip {
        use core::arch::asm;
        access!(0x344);
        /// `mip.SGEIP`, bit 12.
        pub const SGEIP: u64 = 0x1000;
        /// Lowest bit of `SGEIP`.
        pub const SGEIP_SHIFT: u32 = 12;
        /// `mip.MEIP`, bit 11.
        pub const MEIP: u64 = 0x800;
        /// Lowest bit of `MEIP`.
        pub const MEIP_SHIFT: u32 = 11;
        /// `mip.VSEIP`, bit 10.
        pub const VSEIP: u64 = 0x400;
        /// Lowest bit of `VSEIP`.
        pub const VSEIP_SHIFT: u32 = 10;
        /// `mip.SEIP`, bit 9.
        pub const SEIP: u64 = 0x200;
        /// Lowest bit of `SEIP`.
        pub const SEIP_SHIFT: u32 = 9;
        /// `mip.MTIP`, bit 7.
        pub const MTIP: u64 = 0x80;
        /// Lowest bit of `MTIP`.
        pub const MTIP_SHIFT: u32 = 7;
        /// `mip.VSTIP`, bit 6.
        pub const VSTIP: u64 = 0x40;
        /// Lowest bit of `VSTIP`.
        pub const VSTIP_SHIFT: u32 = 6;
        /// `mip.STIP`, bit 5.
        pub const STIP: u64 = 0x20;
        /// Lowest bit of `STIP`.
        pub const STIP_SHIFT: u32 = 5;
        /// `mip.MSIP`, bit 3.
        pub const MSIP: u64 = 0x8;
        /// Lowest bit of `MSIP`.
        pub const MSIP_SHIFT: u32 = 3;
        /// `mip.VSSIP`, bit 2.
        pub const VSSIP: u64 = 0x4;
        /// Lowest bit of `VSSIP`.
        pub const VSSIP_SHIFT: u32 = 2;
        /// `mip.SSIP`, bit 1.
        pub const SSIP: u64 = 0x2;
        /// Lowest bit of `SSIP`.
        pub const SSIP_SHIFT: u32 = 1;
    }
    /// `mtinst`: The instruction that made M-mode's last trap, in the form of htinst; or 0.
    pub mod mtinst {
        use core::arch::asm;
        access!(0x34a);
    }
    /// `mtval2`: Guest physical address of a guest-page fault taken by M-mode, shifted right by 2; 0 after any other trap.
    pub mod mtval2 {
        use core::arch::asm;
        access!(0x34b);
    }
    /// `pmpcfg0`: Entries 0 to 3 of PMP, on RV64 to 7.
    pub mod pmpcfg0 {
        use core::arch::asm;
        access!(0x3a0);
        /// `pmpcfg0.PMP7CFG`, bits 63-56.
        pub const PMP7CFG: u64 = 0xff00000000000000;
        /// Lowest bit of `PMP7CFG`.
        pub const PMP7CFG_SHIFT: u32 = 56;
        /// `pmpcfg0.PMP6CFG`, bits 55-48.
        pub const PMP6CFG: u64 = 0xff000000000000;
        /// Lowest bit of `PMP6CFG`.
        pub const PMP6CFG_SHIFT: u32 = 48;
        /// `pmpcfg0.PMP5CFG`, bits 47-40.
        pub const PMP5CFG: u64 = 0xff0000000000;
        /// Lowest bit of `PMP5CFG`.
        pub const PMP5CFG_SHIFT: u32 = 40;
        /// `pmpcfg0.PMP4CFG`, bits 39-32.
        pub const PMP4CFG: u64 = 0xff00000000;
        /// Lowest bit of `PMP4CFG`.
        pub const PMP4CFG_SHIFT: u32 = 32;
        /// `pmpcfg0.PMP3CFG`, bits 31-24.
        pub const PMP3CFG: u64 = 0xff000000;
        /// Lowest bit of `PMP3CFG`.
        pub const PMP3CFG_SHIFT: u32 = 24;
        /// `pmpcfg0.PMP2CFG`, bits 23-16.
        pub const PMP2CFG: u64 = 0xff0000;
        /// Lowest bit of `PMP2CFG`.
        pub const PMP2CFG_SHIFT: u32 = 16;
        /// `pmpcfg0.PMP1CFG`, bits 15-8.
        pub const PMP1CFG: u64 = 0xff00;
        /// Lowest bit of `PMP1CFG`.
        pub const PMP1CFG_SHIFT: u32 = 8;
        /// `pmpcfg0.PMP0CFG`, bits 7-0.
        pub const PMP0CFG: u64 = 0xff;
        /// Lowest bit of `PMP0CFG`.
        pub const PMP0CFG_SHIFT: u32 = 0;
    }
    /// `pmpcfg2`: Entries 8 to 11 of PMP, on RV64 to 15.
    pub mod pmpcfg2 {
        use core::arch::asm;
        access!(0x3a2);
        /// `pmpcfg2.PMP15CFG`, bits 63-56.
        pub const PMP15CFG: u64 = 0xff00000000000000;
        /// Lowest bit of `PMP15CFG`.
        pub const PMP15CFG_SHIFT: u32 = 56;
        /// `pmpcfg2.PMP14CFG`, bits 55-48.
        pub const PMP14CFG: u64 = 0xff000000000000;
        /// Lowest bit of `PMP14CFG`.
        pub const PMP14CFG_SHIFT: u32 = 48;
        /// `pmpcfg2.PMP13CFG`, bits 47-40.
        pub const PMP13CFG: u64 = 0xff0000000000;
        /// Lowest bit of `PMP13CFG`.
        pub const PMP13CFG_SHIFT: u32 = 40;
        /// `pmpcfg2.PMP12CFG`, bits 39-32.
        pub const PMP12CFG: u64 = 0xff00000000;
        /// Lowest bit of `PMP12CFG`.
        pub const PMP12CFG_SHIFT: u32 = 32;
        /// `pmpcfg2.PMP11CFG`, bits 31-24.
        pub const PMP11CFG: u64 = 0xff000000;
        /// Lowest bit of `PMP11CFG`.
        pub const PMP11CFG_SHIFT: u32 = 24;
        /// `pmpcfg2.PMP10CFG`, bits 23-16.
        pub const PMP10CFG: u64 = 0xff0000;
        /// Lowest bit of `PMP10CFG`.
        pub const PMP10CFG_SHIFT: u32 = 16;
        /// `pmpcfg2.PMP9CFG`, bits 15-8.
        pub const PMP9CFG: u64 = 0xff00;
        /// Lowest bit of `PMP9CFG`.
        pub const PMP9CFG_SHIFT: u32 = 8;
        /// `pmpcfg2.PMP8CFG`, bits 7-0.
        pub const PMP8CFG: u64 = 0xff;
        /// Lowest bit of `PMP8CFG`.
        pub const PMP8CFG_SHIFT: u32 = 0;
    }
    /// `pmpcfg4`: Entries 16 to 19 of PMP, on RV64 to 23.
    pub mod pmpcfg4 {
        use core::arch::asm;
        access!(0x3a4);
        /// `pmpcfg4.PMP23CFG`, bits 63-56.
        pub const PMP23CFG: u64 = 0xff00000000000000;
        /// Lowest bit of `PMP23CFG`.
        pub const PMP23CFG_SHIFT: u32 = 56;
        /// `pmpcfg4.PMP22CFG`, bits 55-48.
        pub const PMP22CFG: u64 = 0xff000000000000;
        /// Lowest bit of `PMP22CFG`.
        pub const PMP22CFG_SHIFT: u32 = 48;
        /// `pmpcfg4.PMP21CFG`, bits 47-40.
        pub const PMP21CFG: u64 = 0xff0000000000;
        /// Lowest bit of `PMP21CFG`.
        pub const PMP21CFG_SHIFT: u32 = 40;
        /// `pmpcfg4.PMP20CFG`, bits 39-32.
        pub const PMP20CFG: u64 = 0xff00000000;
        /// Lowest bit of `PMP20CFG`.
        pub const PMP20CFG_SHIFT: u32 = 32;
        /// `pmpcfg4.PMP19CFG`, bits 31-24.
        pub const PMP19CFG: u64 = 0xff000000;
        /// Lowest bit of `PMP19CFG`.
        pub const PMP19CFG_SHIFT: u32 = 24;
        /// `pmpcfg4.PMP18CFG`, bits 23-16.
        pub const PMP18CFG: u64 = 0xff0000;
        /// Lowest bit of `PMP18CFG`.
        pub const PMP18CFG_SHIFT: u32 = 16;
        /// `pmpcfg4.PMP17CFG`, bits 15-8.
        pub const PMP17CFG: u64 = 0xff00;
        /// Lowest bit of `PMP17CFG`.
        pub const PMP17CFG_SHIFT: u32 = 8;
        /// `pmpcfg4.PMP16CFG`, bits 7-0.
        pub const PMP16CFG: u64 = 0xff;
        /// Lowest bit of `PMP16CFG`.
        pub const PMP16CFG_SHIFT: u32 = 0;
    }
    /// `pmpcfg6`: Entries 24 to 27 of PMP, on RV64 to 31.
    pub mod pmpcfg6 {
        use core::arch::asm;
        access!(0x3a6);
        /// `pmpcfg6.PMP31CFG`, bits 63-56.
        pub const PMP31CFG: u64 = 0xff00000000000000;
        /// Lowest bit of `PMP31CFG`.
        pub const PMP31CFG_SHIFT: u32 = 56;
        /// `pmpcfg6.PMP30CFG`, bits 55-48.
        pub const PMP30CFG: u64 = 0xff000000000000;
        /// Lowest bit of `PMP30CFG`.
        pub const PMP30CFG_SHIFT: u32 = 48;
        /// `pmpcfg6.PMP29CFG`, bits 47-40.
        pub const PMP29CFG: u64 = 0xff0000000000;
        /// Lowest bit of `PMP29CFG`.
        pub const PMP29CFG_SHIFT: u32 = 40;
        /// `pmpcfg6.PMP28CFG`, bits 39-32.
        pub const PMP28CFG: u64 = 0xff00000000;
        /// Lowest bit of `PMP28CFG`.
        pub const PMP28CFG_SHIFT: u32 = 32;
        /// `pmpcfg6.PMP27CFG`, bits 31-24.
        pub const PMP27CFG: u64 = 0xff000000;
        /// Lowest bit of `PMP27CFG`.
        pub const PMP27CFG_SHIFT: u32 = 24;
        /// `pmpcfg6.PMP26CFG`, bits 23-16.
        pub const PMP26CFG: u64 = 0xff0000;
        /// Lowest bit of `PMP26CFG`.
        pub const PMP26CFG_SHIFT: u32 = 16;
        /// `pmpcfg6.PMP25CFG`, bits 15-8.
        pub const PMP25CFG: u64 = 0xff00;
        /// Lowest bit of `PMP25CFG`.
        pub const PMP25CFG_SHIFT: u32 = 8;
        /// `pmpcfg6.PMP24CFG`, bits 7-0.
        pub const PMP24CFG: u64 = 0xff;
        /// Lowest bit of `PMP24CFG`.
        pub const PMP24CFG_SHIFT: u32 = 0;
    }
    /// `pmpcfg8`: Entries 32 to 35 of PMP, on RV64 to 39.
    pub mod pmpcfg8 {
        use core::arch::asm;
        access!(0x3a8);
        /// `pmpcfg8.PMP39CFG`, bits 63-56.
        pub const PMP39CFG: u64 = 0xff00000000000000;
        /// Lowest bit of `PMP39CFG`.
        pub const PMP39CFG_SHIFT: u32 = 56;
        /// `pmpcfg8.PMP38CFG`, bits 55-48.
        pub const PMP38CFG: u64 = 0xff000000000000;
        /// Lowest bit of `PMP38CFG`.
        pub const PMP38CFG_SHIFT: u32 = 48;
        /// `pmpcfg8.PMP37CFG`, bits 47-40.
        pub const PMP37CFG: u64 = 0xff0000000000;
        /// Lowest bit of `PMP37CFG`.
        pub const PMP37CFG_SHIFT: u32 = 40;
        /// `pmpcfg8.PMP36CFG`, bits 39-32.
        pub const PMP36CFG: u64 = 0xff00000000;
        /// Lowest bit of `PMP36CFG`.
        pub const PMP36CFG_SHIFT: u32 = 32;
        /// `pmpcfg8.PMP35CFG`, bits 31-24.
        pub const PMP35CFG: u64 = 0xff000000;
        /// Lowest bit of `PMP35CFG`.
        pub const PMP35CFG_SHIFT: u32 = 24;
        /// `pmpcfg8.PMP34CFG`, bits 23-16.
        pub const PMP34CFG: u64 = 0xff0000;
        /// Lowest bit of `PMP34CFG`.
        pub const PMP34CFG_SHIFT: u32 = 16;
        /// `pmpcfg8.PMP33CFG`, bits 15-8.
        pub const PMP33CFG: u64 = 0xff00;
        /// Lowest bit of `PMP33CFG`.
        pub const PMP33CFG_SHIFT: u32 = 8;
        /// `pmpcfg8.PMP32CFG`, bits 7-0.
        pub const PMP32CFG: u64 = 0xff;
        /// Lowest bit of `PMP32CFG`.
        pub const PMP32CFG_SHIFT: u32 = 0;
    }
    /// `pmpcfg10`: Entries 40 to 43 of PMP, on RV64 to 47.
    pub mod pmpcfg10 {
        use core::arch::asm;
        access!(0x3aa);
        /// `pmpcfg10.PMP47CFG`, bits 63-56.
        pub const PMP47CFG: u64 = 0xff00000000000000;
        /// Lowest bit of `PMP47CFG`.
        pub const PMP47CFG_SHIFT: u32 = 56;
        /// `pmpcfg10.PMP46CFG`, bits 55-48.
        pub const PMP46CFG: u64 = 0xff000000000000;
        /// Lowest bit of `PMP46CFG`.
        pub const PMP46CFG_SHIFT: u32 = 48;
        /// `pmpcfg10.PMP45CFG`, bits 47-40.
        pub const PMP45CFG: u64 = 0xff0000000000;
        /// Lowest bit of `PMP45CFG`.
        pub const PMP45CFG_SHIFT: u32 = 40;
        /// `pmpcfg10.PMP44CFG`, bits 39-32.
        pub const PMP44CFG: u64 = 0xff00000000;
        /// Lowest bit of `PMP44CFG`.
        pub const PMP44CFG_SHIFT: u32 = 32;
        /// `pmpcfg10.PMP43CFG`, bits 31-24.
        pub const PMP43CFG: u64 = 0xff000000;
        /// Lowest bit of `PMP43CFG`.
        pub const PMP43CFG_SHIFT: u32 = 24;
        /// `pmpcfg10.PMP42CFG`, bits 23-16.
        pub const PMP42CFG: u64 = 0xff0000;
        /// Lowest bit of `PMP42CFG`.
        pub const PMP42CFG_SHIFT: u32 = 16;
        /// `pmpcfg10.PMP41CFG`, bits 15-8.
        pub const PMP41CFG: u64 = 0xff00;
        /// Lowest bit of `PMP41CFG`.
        pub const PMP41CFG_SHIFT: u32 = 8;
        /// `pmpcfg10.PMP40CFG`, bits 7-0.
        pub const PMP40CFG: u64 = 0xff;
        /// Lowest bit of `PMP40CFG`.
        pub const PMP40CFG_SHIFT: u32 = 0;
    }
    /// `pmpcfg12`: Entries 48 to 51 of PMP, on RV64 to 55.
    pub mod pmpcfg12 {
        use core::arch::asm;
        access!(0x3ac);
        /// `pmpcfg12.PMP55CFG`, bits 63-56.
        pub const PMP55CFG: u64 = 0xff00000000000000;
        /// Lowest bit of `PMP55CFG`.
        pub const PMP55CFG_SHIFT: u32 = 56;
        /// `pmpcfg12.PMP54CFG`, bits 55-48.
        pub const PMP54CFG: u64 = 0xff000000000000;
        /// Lowest bit of `PMP54CFG`.
        pub const PMP54CFG_SHIFT: u32 = 48;
        /// `pmpcfg12.PMP53CFG`, bits 47-40.
        pub const PMP53CFG: u64 = 0xff0000000000;
        /// Lowest bit of `PMP53CFG`.
        pub const PMP53CFG_SHIFT: u32 = 40;
        /// `pmpcfg12.PMP52CFG`, bits 39-32.
        pub const PMP52CFG: u64 = 0xff00000000;
        /// Lowest bit of `PMP52CFG`.
        pub const PMP52CFG_SHIFT: u32 = 32;
        /// `pmpcfg12.PMP51CFG`, bits 31-24.
        pub const PMP51CFG: u64 = 0xff000000;
        /// Lowest bit of `PMP51CFG`.
        pub const PMP51CFG_SHIFT: u32 = 24;
        /// `pmpcfg12.PMP50CFG`, bits 23-16.
        pub const PMP50CFG: u64 = 0xff0000;
        /// Lowest bit of `PMP50CFG`.
        pub const PMP50CFG_SHIFT: u32 = 16;
        /// `pmpcfg12.PMP49CFG`, bits 15-8.
        pub const PMP49CFG: u64 = 0xff00;
        /// Lowest bit of `PMP49CFG`.
        pub const PMP49CFG_SHIFT: u32 = 8;
        /// `pmpcfg12.PMP48CFG`, bits 7-0.
        pub const PMP48CFG: u64 = 0xff;
        /// Lowest bit of `PMP48CFG`.
        pub const PMP48CFG_SHIFT: u32 = 0;
    }
    /// `pmpcfg14`: Entries 56 to 59 of PMP, on RV64 to 63.
    pub mod pmpcfg14 {
        use core::arch::asm;
        access!(0x3ae);
        /// `pmpcfg14.PMP63CFG`, bits 63-56.
        pub const PMP63CFG: u64 = 0xff00000000000000;
        /// Lowest bit of `PMP63CFG`.
        pub const PMP63CFG_SHIFT: u32 = 56;
        /// `pmpcfg14.PMP62CFG`, bits 55-48.
        pub const PMP62CFG: u64 = 0xff000000000000;
        /// Lowest bit of `PMP62CFG`.
        pub const PMP62CFG_SHIFT: u32 = 48;
        /// `pmpcfg14.PMP61CFG`, bits 47-40.
        pub const PMP61CFG: u64 = 0xff0000000000;
        /// Lowest bit of `PMP61CFG`.
        pub const PMP61CFG_SHIFT: u32 = 40;
        /// `pmpcfg14.PMP60CFG`, bits 39-32.
        pub const PMP60CFG: u64 = 0xff00000000;
        /// Lowest bit of `PMP60CFG`.
        pub const PMP60CFG_SHIFT: u32 = 32;
        /// `pmpcfg14.PMP59CFG`, bits 31-24.
        pub const PMP59CFG: u64 = 0xff000000;
        /// Lowest bit of `PMP59CFG`.
        pub const PMP59CFG_SHIFT: u32 = 24;
        /// `pmpcfg14.PMP58CFG`, bits 23-16.
        pub const PMP58CFG: u64 = 0xff0000;
        /// Lowest bit of `PMP58CFG`.
        pub const PMP58CFG_SHIFT: u32 = 16;
        /// `pmpcfg14.PMP57CFG`, bits 15-8.
        pub const PMP57CFG: u64 = 0xff00;
        /// Lowest bit of `PMP57CFG`.
        pub const PMP57CFG_SHIFT: u32 = 8;
        /// `pmpcfg14.PMP56CFG`, bits 7-0.
        pub const PMP56CFG: u64 = 0xff;
        /// Lowest bit of `PMP56CFG`.
        pub const PMP56CFG_SHIFT: u32 = 0;
    }
    /// `pmpaddr0`: Address of entry 0 of PMP, shifted right by 2.
    pub mod pmpaddr0 {
        use core::arch::asm;
        access!(0x3b0);
    }
    /// `pmpaddr1`: Address of entry 1 of PMP, shifted right by 2.
    pub mod pmpaddr1 {
        use core::arch::asm;
        access!(0x3b1);
    }
    /// `pmpaddr2`: Address of entry 2 of PMP, shifted right by 2.
    pub mod pmpaddr2 {
        use core::arch::asm;
        access!(0x3b2);
    }
    /// `pmpaddr3`: Address of entry 3 of PMP, shifted right by 2.
    pub mod pmpaddr3 {
        use core::arch::asm;
        access!(0x3b3);
    }
    /// `pmpaddr4`: Address of entry 4 of PMP, shifted right by 2.
    pub mod pmpaddr4 {
        use core::arch::asm;
        access!(0x3b4);
    }
    /// `pmpaddr5`: Address of entry 5 of PMP, shifted right by 2.
    pub mod pmpaddr5 {
        use core::arch::asm;
        access!(0x3b5);
    }
    /// `pmpaddr6`: Address of entry 6 of PMP, shifted right by 2.
    pub mod pmpaddr6 {
        use core::arch::asm;
        access!(0x3b6);
    }
    /// `pmpaddr7`: Address of entry 7 of PMP, shifted right by 2.
    pub mod pmpaddr7 {
        use core::arch::asm;
        access!(0x3b7);
    }
    /// `pmpaddr8`: Address of entry 8 of PMP, shifted right by 2.
    pub mod pmpaddr8 {
        use core::arch::asm;
        access!(0x3b8);
    }
    /// `pmpaddr9`: Address of entry 9 of PMP, shifted right by 2.
    pub mod pmpaddr9 {
        use core::arch::asm;
        access!(0x3b9);
    }
    /// `pmpaddr10`: Address of entry 10 of PMP, shifted right by 2.
    pub mod pmpaddr10 {
        use core::arch::asm;
        access!(0x3ba);
    }
    /// `pmpaddr11`: Address of entry 11 of PMP, shifted right by 2.
    pub mod pmpaddr11 {
        use core::arch::asm;
        access!(0x3bb);
    }
    /// `pmpaddr12`: Address of entry 12 of PMP, shifted right by 2.
    pub mod pmpaddr12 {
        use core::arch::asm;
        access!(0x3bc);
    }
    /// `pmpaddr13`: Address of entry 13 of PMP, shifted right by 2.
    pub mod pmpaddr13 {
        use core::arch::asm;
        access!(0x3bd);
    }
    /// `pmpaddr14`: Address of entry 14 of PMP, shifted right by 2.
    pub mod pmpaddr14 {
        use core::arch::asm;
        access!(0x3be);
    }
    /// `pmpaddr15`: Address of entry 15 of PMP, shifted right by 2.
    pub mod pmpaddr15 {
        use core::arch::asm;
        access!(0x3bf);
    }
    /// `pmpaddr16`: Address of entry 16 of PMP, shifted right by 2.
    pub mod pmpaddr16 {
        use core::arch::asm;
        access!(0x3c0);
    }
    /// `pmpaddr17`: Address of entry 17 of PMP, shifted right by 2.
    pub mod pmpaddr17 {
        use core::arch::asm;
        access!(0x3c1);
    }
    /// `pmpaddr18`: Address of entry 18 of PMP, shifted right by 2.
    pub mod pmpaddr18 {
        use core::arch::asm;
        access!(0x3c2);
    }
    /// `pmpaddr19`: Address of entry 19 of PMP, shifted right by 2.
    pub mod pmpaddr19 {
        use core::arch::asm;
        access!(0x3c3);
    }
    /// `pmpaddr20`: Address of entry 20 of PMP, shifted right by 2.
    pub mod pmpaddr20 {
        use core::arch::asm;
        access!(0x3c4);
    }
    /// `pmpaddr21`: Address of entry 21 of PMP, shifted right by 2.
    pub mod pmpaddr21 {
        use core::arch::asm;
        access!(0x3c5);
    }
    /// `pmpaddr22`: Address of entry 22 of PMP, shifted right by 2.
    pub mod pmpaddr22 {
        use core::arch::asm;
        access!(0x3c6);
    }
    /// `pmpaddr23`: Address of entry 23 of PMP, shifted right by 2.
    pub mod pmpaddr23 {
        use core::arch::asm;
        access!(0x3c7);
    }
    /// `pmpaddr24`: Address of entry 24 of PMP, shifted right by 2.
    pub mod pmpaddr24 {
        use core::arch::asm;
        access!(0x3c8);
    }
    /// `pmpaddr25`: Address of entry 25 of PMP, shifted right by 2.
    pub mod pmpaddr25 {
        use core::arch::asm;
        access!(0x3c9);
    }
    /// `pmpaddr26`: Address of entry 26 of PMP, shifted right by 2.
    pub mod pmpaddr26 {
        use core::arch::asm;
        access!(0x3ca);
    }
    /// `pmpaddr27`: Address of entry 27 of PMP, shifted right by 2.
    pub mod pmpaddr27 {
        use core::arch::asm;
        access!(0x3cb);
    }
    /// `pmpaddr28`: Address of entry 28 of PMP, shifted right by 2.
    pub mod pmpaddr28 {
        use core::arch::asm;
        access!(0x3cc);
    }
    /// `pmpaddr29`: Address of entry 29 of PMP, shifted right by 2.
    pub mod pmpaddr29 {
        use core::arch::asm;
        access!(0x3cd);
    }
    /// `pmpaddr30`: Address of entry 30 of PMP, shifted right by 2.
    pub mod pmpaddr30 {
        use core::arch::asm;
        access!(0x3ce);
    }
    /// `pmpaddr31`: Address of entry 31 of PMP, shifted right by 2.
    pub mod pmpaddr31 {
        use core::arch::asm;
        access!(0x3cf);
    }
    /// `pmpaddr32`: Address of entry 32 of PMP, shifted right by 2.
    pub mod pmpaddr32 {
        use core::arch::asm;
        access!(0x3d0);
    }
    /// `pmpaddr33`: Address of entry 33 of PMP, shifted right by 2.
    pub mod pmpaddr33 {
        use core::arch::asm;
        access!(0x3d1);
    }
    /// `pmpaddr34`: Address of entry 34 of PMP, shifted right by 2.
    pub mod pmpaddr34 {
        use core::arch::asm;
        access!(0x3d2);
    }
    /// `pmpaddr35`: Address of entry 35 of PMP, shifted right by 2.
    pub mod pmpaddr35 {
        use core::arch::asm;
        access!(0x3d3);
    }
    /// `pmpaddr36`: Address of entry 36 of PMP, shifted right by 2.
    pub mod pmpaddr36 {
        use core::arch::asm;
        access!(0x3d4);
    }
    /// `pmpaddr37`: Address of entry 37 of PMP, shifted right by 2.
    pub mod pmpaddr37 {
        use core::arch::asm;
        access!(0x3d5);
    }
    /// `pmpaddr38`: Address of entry 38 of PMP, shifted right by 2.
    pub mod pmpaddr38 {
        use core::arch::asm;
        access!(0x3d6);
    }
    /// `pmpaddr39`: Address of entry 39 of PMP, shifted right by 2.
    pub mod pmpaddr39 {
        use core::arch::asm;
        access!(0x3d7);
    }
    /// `pmpaddr40`: Address of entry 40 of PMP, shifted right by 2.
    pub mod pmpaddr40 {
        use core::arch::asm;
        access!(0x3d8);
    }
    /// `pmpaddr41`: Address of entry 41 of PMP, shifted right by 2.
    pub mod pmpaddr41 {
        use core::arch::asm;
        access!(0x3d9);
    }
    /// `pmpaddr42`: Address of entry 42 of PMP, shifted right by 2.
    pub mod pmpaddr42 {
        use core::arch::asm;
        access!(0x3da);
    }
    /// `pmpaddr43`: Address of entry 43 of PMP, shifted right by 2.
    pub mod pmpaddr43 {
        use core::arch::asm;
        access!(0x3db);
    }
    /// `pmpaddr44`: Address of entry 44 of PMP, shifted right by 2.
    pub mod pmpaddr44 {
        use core::arch::asm;
        access!(0x3dc);
    }
    /// `pmpaddr45`: Address of entry 45 of PMP, shifted right by 2.
    pub mod pmpaddr45 {
        use core::arch::asm;
        access!(0x3dd);
    }
    /// `pmpaddr46`: Address of entry 46 of PMP, shifted right by 2.
    pub mod pmpaddr46 {
        use core::arch::asm;
        access!(0x3de);
    }
    /// `pmpaddr47`: Address of entry 47 of PMP, shifted right by 2.
    pub mod pmpaddr47 {
        use core::arch::asm;
        access!(0x3df);
    }
    /// `pmpaddr48`: Address of entry 48 of PMP, shifted right by 2.
    pub mod pmpaddr48 {
        use core::arch::asm;
        access!(0x3e0);
    }
    /// `pmpaddr49`: Address of entry 49 of PMP, shifted right by 2.
    pub mod pmpaddr49 {
        use core::arch::asm;
        access!(0x3e1);
    }
    /// `pmpaddr50`: Address of entry 50 of PMP, shifted right by 2.
    pub mod pmpaddr50 {
        use core::arch::asm;
        access!(0x3e2);
    }
    /// `pmpaddr51`: Address of entry 51 of PMP, shifted right by 2.
    pub mod pmpaddr51 {
        use core::arch::asm;
        access!(0x3e3);
    }
    /// `pmpaddr52`: Address of entry 52 of PMP, shifted right by 2.
    pub mod pmpaddr52 {
        use core::arch::asm;
        access!(0x3e4);
    }
    /// `pmpaddr53`: Address of entry 53 of PMP, shifted right by 2.
    pub mod pmpaddr53 {
        use core::arch::asm;
        access!(0x3e5);
    }
    /// `pmpaddr54`: Address of entry 54 of PMP, shifted right by 2.
    pub mod pmpaddr54 {
        use core::arch::asm;
        access!(0x3e6);
    }
    /// `pmpaddr55`: Address of entry 55 of PMP, shifted right by 2.
    pub mod pmpaddr55 {
        use core::arch::asm;
        access!(0x3e7);
    }
    /// `pmpaddr56`: Address of entry 56 of PMP, shifted right by 2.
    pub mod pmpaddr56 {
        use core::arch::asm;
        access!(0x3e8);
    }
    /// `pmpaddr57`: Address of entry 57 of PMP, shifted right by 2.
    pub mod pmpaddr57 {
        use core::arch::asm;
        access!(0x3e9);
    }
    /// `pmpaddr58`: Address of entry 58 of PMP, shifted right by 2.
    pub mod pmpaddr58 {
        use core::arch::asm;
        access!(0x3ea);
    }
    /// `pmpaddr59`: Address of entry 59 of PMP, shifted right by 2.
    pub mod pmpaddr59 {
        use core::arch::asm;
        access!(0x3eb);
    }
    /// `pmpaddr60`: Address of entry 60 of PMP, shifted right by 2.
    pub mod pmpaddr60 {
        use core::arch::asm;
        access!(0x3ec);
    }
    /// `pmpaddr61`: Address of entry 61 of PMP, shifted right by 2.
    pub mod pmpaddr61 {
        use core::arch::asm;
        access!(0x3ed);
    }
    /// `pmpaddr62`: Address of entry 62 of PMP, shifted right by 2.
    pub mod pmpaddr62 {
        use core::arch::asm;
        access!(0x3ee);
    }
    /// `pmpaddr63`: Address of entry 63 of PMP, shifted right by 2.
    pub mod pmpaddr63 {
        use core::arch::asm;
        access!(0x3ef);
    }
    /// `scontext`: Number of the supervisor's context, for triggers. The guest has no copy of it.
    pub mod scontext {
        use core::arch::asm;
        access!(0x5a8);
    }
    /// `hstatus`: Says what a guest may do, and where HS-mode was entered from.
    pub mod hstatus {
        use core::arch::asm;
        access!(0x600);
        /// `hstatus.VSXL`, bits 33-32.
        pub const VSXL: u64 = 0x300000000;
        /// Lowest bit of `VSXL`.
        pub const VSXL_SHIFT: u32 = 32;
        /// `hstatus.VTSR`, bit 22.
        pub const VTSR: u64 = 0x400000;
        /// Lowest bit of `VTSR`.
        pub const VTSR_SHIFT: u32 = 22;
        /// `hstatus.VTW`, bit 21.
        pub const VTW: u64 = 0x200000;
        /// Lowest bit of `VTW`.
        pub const VTW_SHIFT: u32 = 21;
        /// `hstatus.VTVM`, bit 20.
        pub const VTVM: u64 = 0x100000;
        /// Lowest bit of `VTVM`.
        pub const VTVM_SHIFT: u32 = 20;
        /// `hstatus.VGEIN`, bits 17-12.
        pub const VGEIN: u64 = 0x3f000;
        /// Lowest bit of `VGEIN`.
        pub const VGEIN_SHIFT: u32 = 12;
        /// `hstatus.HU`, bit 9.
        pub const HU: u64 = 0x200;
        /// Lowest bit of `HU`.
        pub const HU_SHIFT: u32 = 9;
        /// `hstatus.SPVP`, bit 8.
        pub const SPVP: u64 = 0x100;
        /// Lowest bit of `SPVP`.
        pub const SPVP_SHIFT: u32 = 8;
        /// `hstatus.SPV`, bit 7.
        pub const SPV: u64 = 0x80;
        /// Lowest bit of `SPV`.
        pub const SPV_SHIFT: u32 = 7;
        /// `hstatus.GVA`, bit 6.
        pub const GVA: u64 = 0x40;
        /// Lowest bit of `GVA`.
        pub const GVA_SHIFT: u32 = 6;
        /// `hstatus.VSBE`, bit 5.
        pub const VSBE: u64 = 0x20;
        /// Lowest bit of `VSBE`.
        pub const VSBE_SHIFT: u32 = 5;
    }
    /// `hedeleg`: Exceptions of a guest that go on to the guest's own kernel.
    pub mod hedeleg {
        use core::arch::asm;
        access!(0x602);
    }
    /// `hideleg`: Interrupts that go to the guest.
    pub mod hideleg {
        use core::arch::asm;
        access!(0x603);
    }
    /// `hie`: Enable bits for the interrupts of hip.
    pub mod hie {
        use core::arch::asm;
        access!(0x604);
        /// `hie.SGEIE`, bit 12.
        pub const SGEIE: u64 = 0x1000;
        /// Lowest bit of `SGEIE`.
        pub const SGEIE_SHIFT: u32 = 12;
        /// `hie.VSEIE`, bit 10.
        pub const VSEIE: u64 = 0x400;
        /// Lowest bit of `VSEIE`.
        pub const VSEIE_SHIFT: u32 = 10;
        /// `hie.VSTIE`, bit 6.
        pub const VSTIE: u64 = 0x40;
        /// Lowest bit of `VSTIE`.
        pub const VSTIE_SHIFT: u32 = 6;
        /// `hie.VSSIE`, bit 2.
        pub const VSSIE: u64 = 0x4;
        /// Lowest bit of `VSSIE`.
        pub const VSSIE_SHIFT: u32 = 2;
    }
    /// `htimedelta`: What is added to time for a guest. Overflow is ignored, so that it can set the clock back.
    pub mod htimedelta {
        use core::arch::asm;
        access!(0x605);
    }
    /// `hcounteren`: Counters that a guest may read.
    pub mod hcounteren {
        use core::arch::asm;
        access!(0x606);
        /// `hcounteren.HPM31`, bit 31.
        pub const HPM31: u64 = 0x80000000;
        /// Lowest bit of `HPM31`.
        pub const HPM31_SHIFT: u32 = 31;
        /// `hcounteren.HPM30`, bit 30.
        pub const HPM30: u64 = 0x40000000;
        /// Lowest bit of `HPM30`.
        pub const HPM30_SHIFT: u32 = 30;
        /// `hcounteren.HPM29`, bit 29.
        pub const HPM29: u64 = 0x20000000;
        /// Lowest bit of `HPM29`.
        pub const HPM29_SHIFT: u32 = 29;
        /// `hcounteren.HPM28`, bit 28.
        pub const HPM28: u64 = 0x10000000;
        /// Lowest bit of `HPM28`.
        pub const HPM28_SHIFT: u32 = 28;
        /// `hcounteren.HPM27`, bit 27.
        pub const HPM27: u64 = 0x8000000;
        /// Lowest bit of `HPM27`.
        pub const HPM27_SHIFT: u32 = 27;
        /// `hcounteren.HPM26`, bit 26.
        pub const HPM26: u64 = 0x4000000;
        /// Lowest bit of `HPM26`.
        pub const HPM26_SHIFT: u32 = 26;
        /// `hcounteren.HPM25`, bit 25.
        pub const HPM25: u64 = 0x2000000;
        /// Lowest bit of `HPM25`.
        pub const HPM25_SHIFT: u32 = 25;
        /// `hcounteren.HPM24`, bit 24.
        pub const HPM24: u64 = 0x1000000;
        /// Lowest bit of `HPM24`.
        pub const HPM24_SHIFT: u32 = 24;
        /// `hcounteren.HPM23`, bit 23.
        pub const HPM23: u64 = 0x800000;
        /// Lowest bit of `HPM23`.
        pub const HPM23_SHIFT: u32 = 23;
        /// `hcounteren.HPM22`, bit 22.
        pub const HPM22: u64 = 0x400000;
        /// Lowest bit of `HPM22`.
        pub const HPM22_SHIFT: u32 = 22;
        /// `hcounteren.HPM21`, bit 21.
        pub const HPM21: u64 = 0x200000;
        /// Lowest bit of `HPM21`.
        pub const HPM21_SHIFT: u32 = 21;
        /// `hcounteren.HPM20`, bit 20.
        pub const HPM20: u64 = 0x100000;
        /// Lowest bit of `HPM20`.
        pub const HPM20_SHIFT: u32 = 20;
        /// `hcounteren.HPM19`, bit 19.
        pub const HPM19: u64 = 0x80000;
        /// Lowest bit of `HPM19`.
        pub const HPM19_SHIFT: u32 = 19;
        /// `hcounteren.HPM18`, bit 18.
        pub const HPM18: u64 = 0x40000;
        /// Lowest bit of `HPM18`.
        pub const HPM18_SHIFT: u32 = 18;
        /// `hcounteren.HPM17`, bit 17.
        pub const HPM17: u64 = 0x20000;
        /// Lowest bit of `HPM17`.
        pub const HPM17_SHIFT: u32 = 17;
        /// `hcounteren.HPM16`, bit 16.
        pub const HPM16: u64 = 0x10000;
        /// Lowest bit of `HPM16`.
        pub const HPM16_SHIFT: u32 = 16;
        /// `hcounteren.HPM15`, bit 15.
        pub const HPM15: u64 = 0x8000;
        /// Lowest bit of `HPM15`.
        pub const HPM15_SHIFT: u32 = 15;
        /// `hcounteren.HPM14`, bit 14.
        pub const HPM14: u64 = 0x4000;
        /// Lowest bit of `HPM14`.
        pub const HPM14_SHIFT: u32 = 14;
        /// `hcounteren.HPM13`, bit 13.
        pub const HPM13: u64 = 0x2000;
        /// Lowest bit of `HPM13`.
        pub const HPM13_SHIFT: u32 = 13;
        /// `hcounteren.HPM12`, bit 12.
        pub const HPM12: u64 = 0x1000;
        /// Lowest bit of `HPM12`.
        pub const HPM12_SHIFT: u32 = 12;
        /// `hcounteren.HPM11`, bit 11.
        pub const HPM11: u64 = 0x800;
        /// Lowest bit of `HPM11`.
        pub const HPM11_SHIFT: u32 = 11;
        /// `hcounteren.HPM10`, bit 10.
        pub const HPM10: u64 = 0x400;
        /// Lowest bit of `HPM10`.
        pub const HPM10_SHIFT: u32 = 10;
        /// `hcounteren.HPM9`, bit 9.
        pub const HPM9: u64 = 0x200;
        /// Lowest bit of `HPM9`.
        pub const HPM9_SHIFT: u32 = 9;
        /// `hcounteren.HPM8`, bit 8.
        pub const HPM8: u64 = 0x100;
        /// Lowest bit of `HPM8`.
        pub const HPM8_SHIFT: u32 = 8;
        /// `hcounteren.HPM7`, bit 7.
        pub const HPM7: u64 = 0x80;
        /// Lowest bit of `HPM7`.
        pub const HPM7_SHIFT: u32 = 7;
        /// `hcounteren.HPM6`, bit 6.
        pub const HPM6: u64 = 0x40;
        /// Lowest bit of `HPM6`.
        pub const HPM6_SHIFT: u32 = 6;
        /// `hcounteren.HPM5`, bit 5.
        pub const HPM5: u64 = 0x20;
        /// Lowest bit of `HPM5`.
        pub const HPM5_SHIFT: u32 = 5;
        /// `hcounteren.HPM4`, bit 4.
        pub const HPM4: u64 = 0x10;
        /// Lowest bit of `HPM4`.
        pub const HPM4_SHIFT: u32 = 4;
        /// `hcounteren.HPM3`, bit 3.
        pub const HPM3: u64 = 0x8;
        /// Lowest bit of `HPM3`.
        pub const HPM3_SHIFT: u32 = 3;
        /// `hcounteren.IR`, bit 2.
        pub const IR: u64 = 0x4;
        /// Lowest bit of `IR`.
        pub const IR_SHIFT: u32 = 2;
        /// `hcounteren.TM`, bit 1.
        pub const TM: u64 = 0x2;
        /// Lowest bit of `TM`.
        pub const TM_SHIFT: u32 = 1;
        /// `hcounteren.CY`, bit 0.
        pub const CY: u64 = 0x1;
        /// Lowest bit of `CY`.
        pub const CY_SHIFT: u32 = 0;
    }
    /// `hgeie`: Guest external interrupts that raise SGEI. It has no say about the line that VGEIN selects.
    pub mod hgeie {
        use core::arch::asm;
        access!(0x607);
        /// `hgeie.GUEST_EXTERNAL_INTERRUPTS`, bits 63-1.
        pub const GUEST_EXTERNAL_INTERRUPTS: u64 = 0xfffffffffffffffe;
        /// Lowest bit of `GUEST_EXTERNAL_INTERRUPTS`.
        pub const GUEST_EXTERNAL_INTERRUPTS_SHIFT: u32 = 1;
    }
    /// `henvcfg`: What later extensions do while a guest runs.
    pub mod henvcfg {
        use core::arch::asm;
        access!(0x60a);
        /// `henvcfg.STCE`, bit 63.
        pub const STCE: u64 = 0x8000000000000000;
        /// Lowest bit of `STCE`.
        pub const STCE_SHIFT: u32 = 63;
        /// `henvcfg.PBMTE`, bit 62.
        pub const PBMTE: u64 = 0x4000000000000000;
        /// Lowest bit of `PBMTE`.
        pub const PBMTE_SHIFT: u32 = 62;
        /// `henvcfg.ADUE`, bit 61.
        pub const ADUE: u64 = 0x2000000000000000;
        /// Lowest bit of `ADUE`.
        pub const ADUE_SHIFT: u32 = 61;
        /// `henvcfg.CBZE`, bit 7.
        pub const CBZE: u64 = 0x80;
        /// Lowest bit of `CBZE`.
        pub const CBZE_SHIFT: u32 = 7;
        /// `henvcfg.CBCFE`, bit 6.
        pub const CBCFE: u64 = 0x40;
        /// Lowest bit of `CBCFE`.
        pub const CBCFE_SHIFT: u32 = 6;
        /// `henvcfg.CBIE`, bits 5-4.
        pub const CBIE: u64 = 0x30;
        /// Lowest bit of `CBIE`.
        pub const CBIE_SHIFT: u32 = 4;
        /// `henvcfg.FIOM`, bit 0.
        pub const FIOM: u64 = 0x1;
        /// Lowest bit of `FIOM`.
        pub const FIOM_SHIFT: u32 = 0;
    }
    /// `htval`: Guest physical address of a guest-page fault taken by HS-mode, shifted right by 2; 0 after any other trap.
    pub mod htval {
        use core::arch::asm;
        access!(0x643);
    }
    /// `hip`: Pending interrupts of the guest, and of the hypervisor on behalf of its guests.
    pub mod hip {
        use core::arch::asm;
        access!(0x644);
        /// `hip.SGEIP`, bit 12.
        pub const SGEIP: u64 = 0x1000;
        /// Lowest bit of `SGEIP`.
        pub const SGEIP_SHIFT: u32 = 12;
        /// `hip.VSEIP`, bit 10.
        pub const VSEIP: u64 = 0x400;
        /// Lowest bit of `VSEIP`.
        pub const VSEIP_SHIFT: u32 = 10;
        /// `hip.VSTIP`, bit 6.
        pub const VSTIP: u64 = 0x40;
        /// Lowest bit of `VSTIP`.
        pub const VSTIP_SHIFT: u32 = 6;
        /// `hip.VSSIP`, bit 2.
        pub const VSSIP: u64 = 0x4;
        /// Lowest bit of `VSSIP`.
        pub const VSSIP_SHIFT: u32 = 2;
    }
    /// `hvip`: Interrupts that the hypervisor injects into its guest.
    pub mod hvip {
        use core::arch::asm;
        access!(0x645);
        /// `hvip.VSEIP`, bit 10.
        pub const VSEIP: u64 = 0x400;
        /// Lowest bit of `VSEIP`.
        pub const VSEIP_SHIFT: u32 = 10;
        /// `hvip.VSTIP`, bit 6.
        pub const VSTIP: u64 = 0x40;
        /// Lowest bit of `VSTIP`.
        pub const VSTIP_SHIFT: u32 = 6;
        /// `hvip.VSSIP`, bit 2.
        pub const VSSIP: u64 = 0x4;
        /// Lowest bit of `VSSIP`.
        pub const VSSIP_SHIFT: u32 = 2;
    }
    /// `htinst`: The instruction that made HS-mode's last trap, transformed so that the hypervisor can emulate it without reading guest memory; or 0.
    pub mod htinst {
        use core::arch::asm;
        access!(0x64a);
    }
    /// `hgatp`: Tables that translate guest physical addresses. Unlike satp, a write with an unsupported MODE still writes the other fields.
    pub mod hgatp {
        use core::arch::asm;
        access!(0x680);
        /// `hgatp.MODE`, bits 63-60.
        pub const MODE: u64 = 0xf000000000000000;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 60;
        /// `hgatp.VMID`, bits 57-44.
        pub const VMID: u64 = 0x3fff00000000000;
        /// Lowest bit of `VMID`.
        pub const VMID_SHIFT: u32 = 44;
        /// `hgatp.PPN`, bits 43-0.
        pub const PPN: u64 = 0xfffffffffff;
        /// Lowest bit of `PPN`.
        pub const PPN_SHIFT: u32 = 0;
    }
    /// `hcontext`: Number of the hypervisor's context, for triggers.
    pub mod hcontext {
        use core::arch::asm;
        access!(0x6a8);
    }
    /// `mcontext`: Number of M-mode's context, for triggers.
    pub mod mcontext {
        use core::arch::asm;
        access!(0x7a8);
    }
    /// `mcycle`: Clock cycles. The hart counts it up unless mcountinhibit says otherwise.
    pub mod mcycle {
        use core::arch::asm;
        access!(0xb00);
    }
    /// `minstret`: Instructions retired. The hart counts it up unless mcountinhibit says otherwise.
    pub mod minstret {
        use core::arch::asm;
        access!(0xb02);
    }
    /// `hgeip`: Pending guest external interrupts, one bit per line.
    pub mod hgeip {
        use core::arch::asm;
        access!(0xe12);
        /// `hgeip.GUEST_EXTERNAL_INTERRUPTS`, bits 63-1.
        pub const GUEST_EXTERNAL_INTERRUPTS: u64 = 0xfffffffffffffffe;
        /// Lowest bit of `GUEST_EXTERNAL_INTERRUPTS`.
        pub const GUEST_EXTERNAL_INTERRUPTS_SHIFT: u32 = 1;
    }
    /// `mvendorid`: Who made the hart; 0 says nothing.
    pub mod mvendorid {
        use core::arch::asm;
        access!(0xf11);
    }
    /// `marchid`: Which microarchitecture; 0 says nothing.
    pub mod marchid {
        use core::arch::asm;
        access!(0xf12);
    }
    /// `mimpid`: Which version of the implementation; 0 says nothing.
    pub mod mimpid {
        use core::arch::asm;
        access!(0xf13);
    }
    /// `mhartid`: Number of the hart. Software cannot write it, because its address is a read-only one; the platform sets it before the hart starts.
    pub mod mhartid {
        use core::arch::asm;
        access!(0xf14);
    }
    /// `mconfigptr`: Where a description of the platform lies.
    pub mod mconfigptr {
        use core::arch::asm;
        access!(0xf15);
    }
}

/// Exception codes.
pub mod exception {
    /// Instruction address misaligned. Cannot happen on a hart with compressed instructions.
    pub const INSTRUCTION_ADDRESS_MISALIGNED: u64 = 0;
    /// Instruction access fault.
    pub const INSTRUCTION_ACCESS_FAULT: u64 = 1;
    /// Illegal instruction.
    pub const ILLEGAL_INSTRUCTION: u64 = 2;
    /// Breakpoint. The place among priorities is that of EBREAK; the hart has no address triggers, which would come first.
    pub const BREAKPOINT: u64 = 3;
    /// Load address misaligned. From 0.6.1 on it may come before or after page faults; here it comes last.
    pub const LOAD_ADDRESS_MISALIGNED: u64 = 4;
    /// Load access fault.
    pub const LOAD_ACCESS_FAULT: u64 = 5;
    /// Store or AMO address misaligned. From 0.6.1 on it may come before or after page faults; here it comes last.
    pub const STORE_ADDRESS_MISALIGNED: u64 = 6;
    /// Store or AMO access fault.
    pub const STORE_ACCESS_FAULT: u64 = 7;
    /// Environment call from U-mode or VU-mode.
    pub const ECALL_FROM_U: u64 = 8;
    /// Environment call from HS-mode.
    pub const ECALL_FROM_HS: u64 = 9;
    /// Environment call from VS-mode. It has a code of its own so that M-mode can hand it, and not HS-mode's calls, to HS-mode.
    pub const ECALL_FROM_VS: u64 = 10;
    /// Environment call from M-mode.
    pub const ECALL_FROM_M: u64 = 11;
    /// Instruction page fault.
    pub const INSTRUCTION_PAGE_FAULT: u64 = 12;
    /// Load page fault.
    pub const LOAD_PAGE_FAULT: u64 = 13;
    /// Store or AMO page fault.
    pub const STORE_PAGE_FAULT: u64 = 15;
    /// Instruction guest-page fault.
    pub const INSTRUCTION_GUEST_PAGE_FAULT: u64 = 20;
    /// Load guest-page fault.
    pub const LOAD_GUEST_PAGE_FAULT: u64 = 21;
    /// Virtual instruction.
    pub const VIRTUAL_INSTRUCTION: u64 = 22;
    /// Store or AMO guest-page fault.
    pub const STORE_GUEST_PAGE_FAULT: u64 = 23;
}

/// Interrupt codes.
pub mod interrupt {
    /// Supervisor software interrupt.
    pub const SSI: u64 = 1;
    /// Virtual supervisor software interrupt.
    pub const VSSI: u64 = 2;
    /// Machine software interrupt.
    pub const MSI: u64 = 3;
    /// Supervisor timer interrupt.
    pub const STI: u64 = 5;
    /// Virtual supervisor timer interrupt.
    pub const VSTI: u64 = 6;
    /// Machine timer interrupt.
    pub const MTI: u64 = 7;
    /// Supervisor external interrupt.
    pub const SEI: u64 = 9;
    /// Virtual supervisor external interrupt.
    pub const VSEI: u64 = 10;
    /// Machine external interrupt.
    pub const MEI: u64 = 11;
    /// Supervisor guest external interrupt. Its bit of mideleg must be 1 if there are guest external interrupts at all, and may be if there are none.
    pub const SGEI: u64 = 12;
}

/// Where the implementation of this profile deviates from the revision.
pub mod quirk {
    /// Do not read back a register to find out what is implemented.
    pub const NO_WARL_MASKS: bool = false;
    /// Never write a MODE to hgatp or vsatp that is not known to exist.
    pub const ATP_MODE_UNCHECKED: bool = false;
    /// Write hgatp only with a MODE that exists; the other fields alone tell nothing.
    pub const HGATP_WRITE_IGNORED: bool = false;
    /// A hypervisor under another one is not seen when it writes hgatp.
    pub const HGATP_NOT_TRAPPED: bool = false;
    /// Leave bit 11 of medeleg clear.
    pub const MEDELEG_M_ECALL: bool = false;
    /// Write mideleg once before relying on the guest's interrupts being delegated.
    pub const MIDELEG_ONES_LATE: bool = false;
    /// Never write misa.
    pub const MISA_WRITE_CLEARS_H: bool = false;
    /// A reset while a guest runs cannot be relied on.
    pub const RESET_KEEPS_V: bool = false;
    /// Write only defined fields of vsstatus, 0 elsewhere.
    pub const VSSTATUS_LEAKS: bool = false;
    /// Guests need an emulated time, by trap.
    pub const NO_TIME_CSR: bool = false;
    /// A guest's counters cannot be withheld.
    pub const NO_HCOUNTEREN: bool = false;
    /// A guest's counters cannot be withheld.
    pub const HCOUNTEREN_IGNORED: bool = false;
    /// Give a guest either all counters or none.
    pub const HCOUNTEREN_HPM_SHIFTED: bool = false;
    /// Counters cannot be withheld from HS-mode or U-mode.
    pub const COUNTEREN_IGNORED: bool = false;
    /// Set bits 1, 5 and 9 of hideleg before entering a guest.
    pub const HIDELEG_GATES_VS_INTERRUPTS: bool = false;
    /// Treat an interrupt that a guest reports as possibly the host's.
    pub const HOST_INTERRUPTS_HIT_GUEST: bool = false;
    /// Enter a guest with sstatus.SPIE=1, so that SIE=1 while it runs.
    pub const HS_INTERRUPTS_NEED_SIE: bool = false;
    /// Do not count on hideleg for the host's own interrupts.
    pub const HS_INTERRUPTS_BYPASS_HIDELEG: bool = false;
    /// Look at hip by hand in HS-mode; it never traps there.
    pub const VS_INTERRUPTS_LOST_IN_HS: bool = false;
    /// Expect several pending interrupts in the order of their codes.
    pub const LOWEST_INTERRUPT_FIRST: bool = false;
    /// Ignore hgeip and hgeie.
    pub const HGEI_GARBAGE: bool = false;
    /// Do not write hip; write hvip and read it back from there.
    pub const HVIP_IS_HIP: bool = false;
    /// Mask what is read from hvip.
    pub const HVIP_SHOWS_MTIP: bool = false;
    /// Use hip and hie (or hvip) in place of vsip and vsie.
    pub const VSIP_UNSHIFTED: bool = false;
    /// A guest must not poll sip.
    pub const GUEST_SIP_WRONG: bool = false;
    /// Take stval of a fault with STL=1 for the guest physical address; the virtual one is lost.
    pub const STVAL_IS_GPA: bool = false;
    /// Look at STL only after a fault that came from a guest.
    pub const STL_STALE: bool = false;
    /// Ignore bit 38 of mstatus.
    pub const MTL_WRITTEN: bool = false;
    /// Derive from the cause and SPV whether stval is a guest's address.
    pub const GVA_STALE: bool = false;
    /// Read htval only after a guest-page fault.
    pub const HTVAL_STALE: bool = false;
    /// Fetch the trapping instruction from guest memory; a fault in the guest's tables cannot be told apart.
    pub const TINST_NEVER_WRITTEN: bool = false;
    /// Do not keep anything in htinst.
    pub const HTINST_READ_ONLY: bool = false;
    /// Clear SPV before HLV and HSV, and before the SRET of their handler.
    pub const TRAP_FROM_HLV_KEEPS_SPV: bool = false;
    /// Execute one HLV that succeeds after one that faults.
    pub const HLV_FAULT_STAYS_TWO_STAGE: bool = false;
    /// Map all guest memory before the guest turns its translation on.
    pub const VS_WALK_IGNORES_GSTAGE: bool = false;
    /// Map all guest memory that may hold tables; the hypervisor is not asked.
    pub const TABLE_FAULT_IS_GUESTS: bool = false;
    /// Treat page faults of redirected accesses as guest-page faults.
    pub const V0_GUEST_FAULT_IS_ORDINARY: bool = false;
    /// Expect a guest-page fault for memory that PMP withholds.
    pub const PMP_FAULT_IS_GUEST_PAGE_FAULT: bool = false;
    /// Turn the G-stage on before guests run.
    pub const BARE_FAULTS_ARE_ACCESS_FAULTS: bool = false;
    /// Do not use mtval or stval of a virtual instruction trap by HLV or HSV.
    pub const ILLEGAL_TVAL_STALE: bool = false;
    /// Execute SFENCE.VMA around SPRV accesses, or use addresses that the host does not.
    pub const GUEST_ACCESS_SHARES_TLB: bool = false;
    /// Keep guest physical memory in the lower half of what the format can address.
    pub const GPA_TOP_BIT_REFUSED: bool = false;
    /// Make pages readable in the G-stage that a guest may want to execute and read.
    pub const GSTAGE_USES_GUEST_MXR: bool = false;
    /// Set sstatus.SUM while reaching guest memory as a supervisor.
    pub const GUEST_ACCESS_USES_HOST_SUM: bool = false;
    /// Do not set SPRV with SPV=0.
    pub const SPRV_USES_VSATP: bool = false;
    /// Do not set MPRV and SPRV together.
    pub const SPRV_NOT_MERGED: bool = false;
    /// Clear SPRV by hand before SRET.
    pub const SPRV_NOT_CLEARED: bool = false;
    /// Clear MPV before MPRV is used with MPP=M.
    pub const MPRV_M_TRANSLATED: bool = false;
    /// Clear MPRV by hand before a return from M-mode.
    pub const MPRV_NOT_CLEARED: bool = false;
    /// HLV reaches only what the guest's kernel may; set vsstatus.SUM and the like accordingly.
    pub const SPVP_IGNORED: bool = false;
    /// Use HLV and HSV in HS-mode only.
    pub const HLV_FROM_M_SKIPS_VS_STAGE: bool = false;
    /// Fetch guest instructions only from pages that may be read.
    pub const HLVX_NEEDS_READ: bool = false;
    /// Fetch guest instructions by halves, with HLVX.HU.
    pub const HLVX_WU_LOADS_BYTE: bool = false;
    /// Sign-extend what HLV.W returns on RV64.
    pub const HLV_W_ZERO_EXTENDS: bool = false;
    /// On RV32 use small pages in the G-stage.
    pub const SV32X4_ROOT_SUPERPAGE: bool = false;
    /// A guest's SRET cannot be trapped.
    pub const VTSR_IGNORED: bool = false;
    /// A guest's changes of satp cannot be trapped.
    pub const VTVM_IGNORED: bool = false;
    /// Leave TVM and TSR clear while a guest runs.
    pub const TVM_BINDS_GUEST: bool = false;
    /// Emulate WFI for guests.
    pub const WFI_IN_GUEST_TRAPS: bool = false;
    /// Do not count on HFENCE trapping in a guest.
    pub const HFENCE_IN_GUEST: bool = false;
    /// A hypervisor under another one is not seen when it executes HFENCE.GVMA.
    pub const HFENCE_GVMA_IGNORES_TVM: bool = false;
    /// Handle illegal instruction as well as virtual instruction, and delegate both to HS-mode.
    pub const VS_CSR_IS_ILLEGAL: bool = false;
    /// Clear MPV before MRET with MPP=M.
    pub const MRET_TO_M_KEEPS_MPV: bool = false;
    /// A guest must set SPIE itself.
    pub const SRET_IN_GUEST_CLEARS_SPIE: bool = false;
    /// Enter guests from HS-mode by SRET; M-mode cannot.
    pub const MPV_NOT_WRITABLE: bool = false;
    /// A write to htimedelta makes the guest's timer interrupt pending for good. Software writes it only if the value differs.
    pub const HTIMEDELTA_WRITE_RAISES_TIMER: bool = false;
}

/// What M-mode sets up once.
pub mod setup {
    use super::{csr, exception, interrupt};

    /// Delegates to HS-mode what it handles itself, opens the counters and
    /// all memory to it. `delegate_illegal` is false where M-mode has to
    /// emulate instructions; what it does not know it then hands on.
    ///
    /// # Safety
    /// To be called once, before HS-mode runs.
    pub unsafe fn m(delegate_illegal: bool) {
        csr::medeleg::write(1 << exception::INSTRUCTION_ADDRESS_MISALIGNED | 1 << exception::INSTRUCTION_ACCESS_FAULT | 1 << exception::BREAKPOINT | 1 << exception::LOAD_ADDRESS_MISALIGNED | 1 << exception::LOAD_ACCESS_FAULT | 1 << exception::STORE_ADDRESS_MISALIGNED | 1 << exception::STORE_ACCESS_FAULT | 1 << exception::ECALL_FROM_U | 1 << exception::ECALL_FROM_VS | 1 << exception::INSTRUCTION_PAGE_FAULT | 1 << exception::LOAD_PAGE_FAULT | 1 << exception::STORE_PAGE_FAULT | 1 << exception::INSTRUCTION_GUEST_PAGE_FAULT | 1 << exception::LOAD_GUEST_PAGE_FAULT | 1 << exception::VIRTUAL_INSTRUCTION | 1 << exception::STORE_GUEST_PAGE_FAULT);
        csr::mideleg::write(1 << interrupt::SSI | 1 << interrupt::VSSI | 1 << interrupt::STI | 1 << interrupt::VSTI | 1 << interrupt::SEI | 1 << interrupt::VSEI | 1 << interrupt::SGEI);
        csr::mcounteren::write(csr::mcounteren::CY | csr::mcounteren::TM | csr::mcounteren::IR);
        csr::menvcfg::write(0xe0000000000000f0);
        csr::pmpaddr0::write(0x3fffffffffffff);
        csr::pmpcfg0::write(0x1f);
        csr::mie::write(csr::mie::MSIE);
        csr::mip::write(0);
        if delegate_illegal {
            csr::medeleg::set(1 << exception::ILLEGAL_INSTRUCTION);
        }
    }

    /// Whether the hypervisor extension is on.
    pub fn has_hypervisor() -> bool {
        csr::misa::read() & csr::misa::H != 0
    }
}

/// Enters HS-mode at `pc`.
///
/// # Safety
/// `pc` must be the entry of a payload that expects these arguments.
pub unsafe fn enter_supervisor(pc: u64, a0: u64, a1: u64) -> ! {
    csr::mstatus::clear(csr::mstatus::MPP | csr::mstatus::MPIE | csr::mstatus::MPV);
    csr::mstatus::set(1 << csr::mstatus::MPP_SHIFT);
    csr::mepc::write(pc);
    // SAFETY: mstatus names HS-mode; the caller vouches for `pc`.
    unsafe { core::arch::asm!("mret", in("a0") a0, in("a1") a1, options(noreturn)) }
}

/// Traps that M-mode hands on to a lower mode.
pub mod trap {
    use super::csr;

    /// Whether the trap that M-mode handles came from below M-mode.
    pub fn from_below() -> bool {
        previous() != 3
    }

    fn previous() -> u64 {
        (csr::mstatus::read() & csr::mstatus::MPP) >> csr::mstatus::MPP_SHIFT
    }

    /// Whether it came from VS-mode or VU-mode.
    pub fn from_guest() -> bool {
        csr::mstatus::read() & csr::mstatus::MPV != 0
    }

    /// What the time of the mode that trapped is ahead of the machine's.
    pub fn time_delta() -> u64 {
        0
    }

    /// Hands the exception on: to VS-mode if HS-mode delegates it there,
    /// and to HS-mode otherwise. MRET then runs that mode's handler.
    pub fn hand_on(code: u64, tval: u64) {
        if from_guest() && csr::hedeleg::read() >> code & 1 != 0 {
            into_vs(code, tval);
        } else {
            into_hs(code, tval);
        }
    }

    fn into_vs(code: u64, tval: u64) {
        let status = csr::vsstatus::read();
        let mut next = status & !(csr::vsstatus::SPP | csr::vsstatus::SPIE | csr::vsstatus::SIE);
        next |= previous() << csr::vsstatus::SPP_SHIFT;
        next |= (status & csr::vsstatus::SIE) >> csr::vsstatus::SIE_SHIFT << csr::vsstatus::SPIE_SHIFT;
        csr::vsstatus::write(next);
        csr::vsepc::write(csr::mepc::read());
        csr::vscause::write(code);
        csr::vstval::write(tval);
        csr::mepc::write(csr::vstvec::read() & csr::vstvec::BASE);
        csr::mstatus::clear(csr::mstatus::MPP);
        csr::mstatus::set(1 << csr::mstatus::MPP_SHIFT);
    }

    fn into_hs(code: u64, tval: u64) {
        let (status, hstatus) = (csr::mstatus::read(), csr::hstatus::read());
        let (previous, from_guest) = (previous(), from_guest() as u64);
        let spv = from_guest << csr::hstatus::SPV_SHIFT;
        let gva = (status & csr::mstatus::GVA) >> csr::mstatus::GVA_SHIFT << csr::hstatus::GVA_SHIFT;
        let old = if from_guest != 0 { previous << csr::hstatus::SPVP_SHIFT } else { hstatus & csr::hstatus::SPVP };
        csr::hstatus::write(hstatus & !(csr::hstatus::SPV | csr::hstatus::GVA | csr::hstatus::SPVP) | spv | gva | old);
        csr::htval::write(csr::mtval2::read());
        csr::htinst::write(csr::mtinst::read());
        let mut next = status
            & !(csr::mstatus::SPP | csr::mstatus::SPIE | csr::mstatus::SIE)
            & !(csr::mstatus::MPP | csr::mstatus::MPV);
        next |= previous << csr::mstatus::SPP_SHIFT | 1 << csr::mstatus::MPP_SHIFT;
        next |= (status & csr::mstatus::SIE) >> csr::mstatus::SIE_SHIFT << csr::mstatus::SPIE_SHIFT;
        csr::mstatus::write(next);
        csr::sepc::write(csr::mepc::read());
        csr::scause::write(code);
        csr::stval::write(tval);
        csr::mepc::write(csr::stvec::read() & csr::stvec::BASE);
    }
}

/// Reads memory as the mode that trapped would.
pub mod lower_memory {
    use super::csr;
    use core::arch::naked_asm;

    /// The instruction at `pc`, or None if the access traps.
    pub fn fetch(pc: u64) -> Option<u32> {
        // SAFETY: the access has the rights of the mode that trapped; a trap
        // is caught within.
        let half = |pc| match unsafe { fetch_half(pc) } {
            half @ 0..=0xffff => Some(half as u32),
            _ => None,
        };
        let low = half(pc)?;
        let high = if low & 3 == 3 { half(pc.wrapping_add(2))? } else { 0 };
        Some(high << 16 | low)
    }

    /// The 64 bits at `address`, or None if the access traps.
    pub fn word(address: u64) -> Option<u64> {
        let mut word = 0;
        for n in 0..4 {
            // SAFETY: as in `fetch`.
            let half = unsafe { fetch_half(address.wrapping_add(2 * n)) };
            word |= u64::from(u16::try_from(half).ok()?) << (16 * n);
        }
        Some(word)
    }

    /// Loads 16 bits with MPRV and MXR; all ones if that trapped.
    #[unsafe(naked)]
    unsafe extern "C" fn fetch_half(pc: u64) -> u64 {
        naked_asm!(
            "csrr t2, {mepc}",
            "csrr t1, {mstatus}",
            "la t0, 2f",
            "csrrw t0, {mtvec}, t0",
            "li t3, {modify}",
            "csrs {mstatus}, t3",
            "lhu a0, 0(a0)",
            "1:",
            "csrw {mstatus}, t1",
            "csrw {mtvec}, t0",
            "csrw {mepc}, t2",
            "ret",
            ".balign 4",
            "2:",
            // The trap left MPP=3, so that this needs no care for MPRV.
            "li a0, -1",
            "j 1b",
            mepc = const csr::mepc::ADDRESS,
            mstatus = const csr::mstatus::ADDRESS,
            mtvec = const csr::mtvec::ADDRESS,
            modify = const csr::mstatus::MPRV | csr::mstatus::MXR,
        )
    }
}

/// Instructions that the firmware emulates.
pub mod insn {
    /// Destination register if `word` only reads `time`.
    pub const fn time_read(word: u32) -> Option<u8> {
        if word & 0xfffff07f == 0xc0102073 { Some((word >> 7 & 31) as u8) } else { None }
    }
}

/// Whether reading `time` works in M-mode, without a trap.
pub fn has_time() -> bool {
    // SAFETY: a trap is caught within, nothing else changes.
    unsafe { probe_time() != 0 }
}

#[unsafe(naked)]
unsafe extern "C" fn probe_time() -> u64 {
    naked_asm!(
        "la t0, 2f",
        "csrrw t0, {mtvec}, t0",
        "li a0, 0",
        "csrr t1, {time}",
        "li a0, 1",
        ".balign 4",
        "2:",
        "csrw {mtvec}, t0",
        "ret",
        mtvec = const csr::mtvec::ADDRESS,
        time = const 0xc01,
    )
}

/// Fences that the firmware makes for HS-mode.
pub mod fence {
    use core::arch::asm;

    /// HFENCE.GVMA for all guests and addresses.
    pub fn gvma() {
        // SAFETY: a fence only orders translations.
        unsafe { asm!(".4byte {}", const 0x62000073, options(nostack)) };
    }

    /// HFENCE.VVMA for the guest that `hgatp` names, all its addresses.
    pub fn vvma(hgatp: u64) {
        let own = super::csr::hgatp::swap(hgatp);
        // SAFETY: a fence only orders translations.
        unsafe { asm!(".4byte {}", const 0x22000073, options(nostack)) };
        super::csr::hgatp::write(own);
    }
}

//! What the hypervisor needs from the revision: CSRs, causes, the world
//! switch, injection, the G-stage format and what HS-mode sets up.
//!
//! @generated from model/ by `draftvisor gen`; do not edit.

use core::arch::naked_asm;
use core::mem::offset_of;

/// The revision that this file was made for.
pub const REVISION: &str = "0.4-20190616";
/// The profile: the implementation whose deviations are provided for.
pub const PROFILE: &str = "qemu-0.4";

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
    /// `fflags`: The accrued flags alone.
    pub mod fflags {
        use core::arch::asm;
        access!(0x001);
        /// `fflags.FFLAGS`, bits 4-0.
        pub const FFLAGS: u64 = 0x1f;
        /// Lowest bit of `FFLAGS`.
        pub const FFLAGS_SHIFT: u32 = 0;
    }
    /// `frm`: The rounding mode alone.
    pub mod frm {
        use core::arch::asm;
        access!(0x002);
        /// `frm.FRM`, bits 2-0.
        pub const FRM: u64 = 0x7;
        /// Lowest bit of `FRM`.
        pub const FRM_SHIFT: u32 = 0;
    }
    /// `fcsr`: Rounding mode and accrued flags of floating point.
    pub mod fcsr {
        use core::arch::asm;
        access!(0x003);
        /// `fcsr.FRM`, bits 7-5.
        pub const FRM: u64 = 0xe0;
        /// Lowest bit of `FRM`.
        pub const FRM_SHIFT: u32 = 5;
        /// `fcsr.FFLAGS`, bits 4-0.
        pub const FFLAGS: u64 = 0x1f;
        /// Lowest bit of `FFLAGS`.
        pub const FFLAGS_SHIFT: u32 = 0;
    }
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
        /// `sstatus.SPP`, bit 8.
        pub const SPP: u64 = 0x100;
        /// Lowest bit of `SPP`.
        pub const SPP_SHIFT: u32 = 8;
        /// `sstatus.SPIE`, bit 5.
        pub const SPIE: u64 = 0x20;
        /// Lowest bit of `SPIE`.
        pub const SPIE_SHIFT: u32 = 5;
        /// `sstatus.UPIE`, bit 4.
        pub const UPIE: u64 = 0x10;
        /// Lowest bit of `UPIE`.
        pub const UPIE_SHIFT: u32 = 4;
        /// `sstatus.SIE`, bit 1.
        pub const SIE: u64 = 0x2;
        /// Lowest bit of `SIE`.
        pub const SIE_SHIFT: u32 = 1;
        /// `sstatus.UIE`, bit 0.
        pub const UIE: u64 = 0x1;
        /// Lowest bit of `UIE`.
        pub const UIE_SHIFT: u32 = 0;
    }
    /// `sie`: Enable bits for the interrupts of sip. While a guest runs, its accesses go to vsie.
    pub mod sie {
        use core::arch::asm;
        access!(0x104);
        /// `sie.SEIE`, bit 9.
        pub const SEIE: u64 = 0x200;
        /// Lowest bit of `SEIE`.
        pub const SEIE_SHIFT: u32 = 9;
        /// `sie.UEIE`, bit 8.
        pub const UEIE: u64 = 0x100;
        /// Lowest bit of `UEIE`.
        pub const UEIE_SHIFT: u32 = 8;
        /// `sie.STIE`, bit 5.
        pub const STIE: u64 = 0x20;
        /// Lowest bit of `STIE`.
        pub const STIE_SHIFT: u32 = 5;
        /// `sie.UTIE`, bit 4.
        pub const UTIE: u64 = 0x10;
        /// Lowest bit of `UTIE`.
        pub const UTIE_SHIFT: u32 = 4;
        /// `sie.SSIE`, bit 1.
        pub const SSIE: u64 = 0x2;
        /// Lowest bit of `SSIE`.
        pub const SSIE_SHIFT: u32 = 1;
        /// `sie.USIE`, bit 0.
        pub const USIE: u64 = 0x1;
        /// Lowest bit of `USIE`.
        pub const USIE_SHIFT: u32 = 0;
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
        /// `sip.UEIP`, bit 8.
        pub const UEIP: u64 = 0x100;
        /// Lowest bit of `UEIP`.
        pub const UEIP_SHIFT: u32 = 8;
        /// `sip.STIP`, bit 5.
        pub const STIP: u64 = 0x20;
        /// Lowest bit of `STIP`.
        pub const STIP_SHIFT: u32 = 5;
        /// `sip.UTIP`, bit 4.
        pub const UTIP: u64 = 0x10;
        /// Lowest bit of `UTIP`.
        pub const UTIP_SHIFT: u32 = 4;
        /// `sip.SSIP`, bit 1.
        pub const SSIP: u64 = 0x2;
        /// Lowest bit of `SSIP`.
        pub const SSIP_SHIFT: u32 = 1;
        /// `sip.USIP`, bit 0.
        pub const USIP: u64 = 0x1;
        /// Lowest bit of `USIP`.
        pub const USIP_SHIFT: u32 = 0;
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
        /// `vsstatus.SPP`, bit 8.
        pub const SPP: u64 = 0x100;
        /// Lowest bit of `SPP`.
        pub const SPP_SHIFT: u32 = 8;
        /// `vsstatus.SPIE`, bit 5.
        pub const SPIE: u64 = 0x20;
        /// Lowest bit of `SPIE`.
        pub const SPIE_SHIFT: u32 = 5;
        /// `vsstatus.UPIE`, bit 4.
        pub const UPIE: u64 = 0x10;
        /// Lowest bit of `UPIE`.
        pub const UPIE_SHIFT: u32 = 4;
        /// `vsstatus.SIE`, bit 1.
        pub const SIE: u64 = 0x2;
        /// Lowest bit of `SIE`.
        pub const SIE_SHIFT: u32 = 1;
        /// `vsstatus.UIE`, bit 0.
        pub const UIE: u64 = 0x1;
        /// Lowest bit of `UIE`.
        pub const UIE_SHIFT: u32 = 0;
    }
    /// `vsie`: The guest's sie. From 0.5 on it shows those bits of hie, one place lower, that hideleg hands over.
    pub mod vsie {
        use core::arch::asm;
        access!(0x204);
        /// `vsie.SEIE`, bit 9.
        pub const SEIE: u64 = 0x200;
        /// Lowest bit of `SEIE`.
        pub const SEIE_SHIFT: u32 = 9;
        /// `vsie.UEIE`, bit 8.
        pub const UEIE: u64 = 0x100;
        /// Lowest bit of `UEIE`.
        pub const UEIE_SHIFT: u32 = 8;
        /// `vsie.STIE`, bit 5.
        pub const STIE: u64 = 0x20;
        /// Lowest bit of `STIE`.
        pub const STIE_SHIFT: u32 = 5;
        /// `vsie.UTIE`, bit 4.
        pub const UTIE: u64 = 0x10;
        /// Lowest bit of `UTIE`.
        pub const UTIE_SHIFT: u32 = 4;
        /// `vsie.SSIE`, bit 1.
        pub const SSIE: u64 = 0x2;
        /// Lowest bit of `SSIE`.
        pub const SSIE_SHIFT: u32 = 1;
        /// `vsie.USIE`, bit 0.
        pub const USIE: u64 = 0x1;
        /// Lowest bit of `USIE`.
        pub const USIE_SHIFT: u32 = 0;
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
        /// `vsip.UEIP`, bit 8.
        pub const UEIP: u64 = 0x100;
        /// Lowest bit of `UEIP`.
        pub const UEIP_SHIFT: u32 = 8;
        /// `vsip.STIP`, bit 5.
        pub const STIP: u64 = 0x20;
        /// Lowest bit of `STIP`.
        pub const STIP_SHIFT: u32 = 5;
        /// `vsip.UTIP`, bit 4.
        pub const UTIP: u64 = 0x10;
        /// Lowest bit of `UTIP`.
        pub const UTIP_SHIFT: u32 = 4;
        /// `vsip.SSIP`, bit 1.
        pub const SSIP: u64 = 0x2;
        /// Lowest bit of `SSIP`.
        pub const SSIP_SHIFT: u32 = 1;
        /// `vsip.USIP`, bit 0.
        pub const USIP: u64 = 0x1;
        /// Lowest bit of `USIP`.
        pub const USIP_SHIFT: u32 = 0;
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
    /// `hstatus`: Says what a guest may do, and where HS-mode was entered from.
    pub mod hstatus {
        use core::arch::asm;
        access!(0x600);
        /// `hstatus.VTSR`, bit 22.
        pub const VTSR: u64 = 0x400000;
        /// Lowest bit of `VTSR`.
        pub const VTSR_SHIFT: u32 = 22;
        /// `hstatus.VTVM`, bit 20.
        pub const VTVM: u64 = 0x100000;
        /// Lowest bit of `VTVM`.
        pub const VTVM_SHIFT: u32 = 20;
        /// `hstatus.SP2V`, bit 9.
        pub const SP2V: u64 = 0x200;
        /// Lowest bit of `SP2V`.
        pub const SP2V_SHIFT: u32 = 9;
        /// `hstatus.SP2P`, bit 8.
        pub const SP2P: u64 = 0x100;
        /// Lowest bit of `SP2P`.
        pub const SP2P_SHIFT: u32 = 8;
        /// `hstatus.SPV`, bit 7.
        pub const SPV: u64 = 0x80;
        /// Lowest bit of `SPV`.
        pub const SPV_SHIFT: u32 = 7;
        /// `hstatus.STL`, bit 6.
        pub const STL: u64 = 0x40;
        /// Lowest bit of `STL`.
        pub const STL_SHIFT: u32 = 6;
        /// `hstatus.SPRV`, bit 0.
        pub const SPRV: u64 = 0x1;
        /// Lowest bit of `SPRV`.
        pub const SPRV_SHIFT: u32 = 0;
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
    /// `cycle`: Clock cycles.
    pub mod cycle {
        use core::arch::asm;
        access!(0xc00);
    }
    /// `time`: The platform's timer, shifted by htimedelta for a guest.
    pub mod time {
        use core::arch::asm;
        access!(0xc01);
    }
    /// `instret`: Instructions retired.
    pub mod instret {
        use core::arch::asm;
        access!(0xc02);
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
}

/// Interrupt codes.
pub mod interrupt {
    /// User software interrupt. Only harts with user-level interrupts raise it.
    pub const USI: u64 = 0;
    /// Supervisor software interrupt.
    pub const SSI: u64 = 1;
    /// Machine software interrupt.
    pub const MSI: u64 = 3;
    /// User timer interrupt. Only harts with user-level interrupts raise it.
    pub const UTI: u64 = 4;
    /// Supervisor timer interrupt.
    pub const STI: u64 = 5;
    /// Machine timer interrupt.
    pub const MTI: u64 = 7;
    /// User external interrupt. Only harts with user-level interrupts raise it.
    pub const UEI: u64 = 8;
    /// Supervisor external interrupt.
    pub const SEI: u64 = 9;
    /// Machine external interrupt.
    pub const MEI: u64 = 11;
}

/// Where the implementation of this profile deviates from the revision.
pub mod quirk {
    /// Do not read back a register to find out what is implemented.
    pub const NO_WARL_MASKS: bool = true;
    /// Never write a MODE to hgatp or vsatp that is not known to exist.
    pub const ATP_MODE_UNCHECKED: bool = true;
    /// Write hgatp only with a MODE that exists; the other fields alone tell nothing.
    pub const HGATP_WRITE_IGNORED: bool = false;
    /// A hypervisor under another one is not seen when it writes hgatp.
    pub const HGATP_NOT_TRAPPED: bool = true;
    /// Leave bit 11 of medeleg clear.
    pub const MEDELEG_M_ECALL: bool = true;
    /// Write mideleg once before relying on the guest's interrupts being delegated.
    pub const MIDELEG_ONES_LATE: bool = false;
    /// Never write misa.
    pub const MISA_WRITE_CLEARS_H: bool = true;
    /// A reset while a guest runs cannot be relied on.
    pub const RESET_KEEPS_V: bool = true;
    /// Write only defined fields of vsstatus, 0 elsewhere.
    pub const VSSTATUS_LEAKS: bool = false;
    /// Guests need an emulated time, by trap.
    pub const NO_TIME_CSR: bool = true;
    /// A guest's counters cannot be withheld.
    pub const NO_HCOUNTEREN: bool = true;
    /// A guest's counters cannot be withheld.
    pub const HCOUNTEREN_IGNORED: bool = false;
    /// Give a guest either all counters or none.
    pub const HCOUNTEREN_HPM_SHIFTED: bool = false;
    /// Counters cannot be withheld from HS-mode or U-mode.
    pub const COUNTEREN_IGNORED: bool = true;
    /// Set bits 1, 5 and 9 of hideleg before entering a guest.
    pub const HIDELEG_GATES_VS_INTERRUPTS: bool = true;
    /// Treat an interrupt that a guest reports as possibly the host's.
    pub const HOST_INTERRUPTS_HIT_GUEST: bool = true;
    /// Enter a guest with sstatus.SPIE=1, so that SIE=1 while it runs.
    pub const HS_INTERRUPTS_NEED_SIE: bool = true;
    /// Do not count on hideleg for the host's own interrupts.
    pub const HS_INTERRUPTS_BYPASS_HIDELEG: bool = true;
    /// Look at hip by hand in HS-mode; it never traps there.
    pub const VS_INTERRUPTS_LOST_IN_HS: bool = false;
    /// Expect several pending interrupts in the order of their codes.
    pub const LOWEST_INTERRUPT_FIRST: bool = true;
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
    pub const STVAL_IS_GPA: bool = true;
    /// Look at STL only after a fault that came from a guest.
    pub const STL_STALE: bool = true;
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
    pub const VS_WALK_IGNORES_GSTAGE: bool = true;
    /// Map all guest memory that may hold tables; the hypervisor is not asked.
    pub const TABLE_FAULT_IS_GUESTS: bool = false;
    /// Treat page faults of redirected accesses as guest-page faults.
    pub const V0_GUEST_FAULT_IS_ORDINARY: bool = false;
    /// Expect a guest-page fault for memory that PMP withholds.
    pub const PMP_FAULT_IS_GUEST_PAGE_FAULT: bool = false;
    /// Turn the G-stage on before guests run.
    pub const BARE_FAULTS_ARE_ACCESS_FAULTS: bool = true;
    /// Do not use mtval or stval of a virtual instruction trap by HLV or HSV.
    pub const ILLEGAL_TVAL_STALE: bool = false;
    /// Execute SFENCE.VMA around SPRV accesses, or use addresses that the host does not.
    pub const GUEST_ACCESS_SHARES_TLB: bool = true;
    /// Keep guest physical memory in the lower half of what the format can address.
    pub const GPA_TOP_BIT_REFUSED: bool = true;
    /// Make pages readable in the G-stage that a guest may want to execute and read.
    pub const GSTAGE_USES_GUEST_MXR: bool = true;
    /// Set sstatus.SUM while reaching guest memory as a supervisor.
    pub const GUEST_ACCESS_USES_HOST_SUM: bool = true;
    /// Do not set SPRV with SPV=0.
    pub const SPRV_USES_VSATP: bool = true;
    /// Do not set MPRV and SPRV together.
    pub const SPRV_NOT_MERGED: bool = true;
    /// Clear SPRV by hand before SRET.
    pub const SPRV_NOT_CLEARED: bool = false;
    /// Clear MPV before MPRV is used with MPP=M.
    pub const MPRV_M_TRANSLATED: bool = true;
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
    pub const SV32X4_ROOT_SUPERPAGE: bool = true;
    /// A guest's SRET cannot be trapped.
    pub const VTSR_IGNORED: bool = true;
    /// A guest's changes of satp cannot be trapped.
    pub const VTVM_IGNORED: bool = true;
    /// Leave TVM and TSR clear while a guest runs.
    pub const TVM_BINDS_GUEST: bool = true;
    /// Emulate WFI for guests.
    pub const WFI_IN_GUEST_TRAPS: bool = true;
    /// Do not count on HFENCE trapping in a guest.
    pub const HFENCE_IN_GUEST: bool = true;
    /// A hypervisor under another one is not seen when it executes HFENCE.GVMA.
    pub const HFENCE_GVMA_IGNORES_TVM: bool = false;
    /// Handle illegal instruction as well as virtual instruction, and delegate both to HS-mode.
    pub const VS_CSR_IS_ILLEGAL: bool = false;
    /// Clear MPV before MRET with MPP=M.
    pub const MRET_TO_M_KEEPS_MPV: bool = true;
    /// A guest must set SPIE itself.
    pub const SRET_IN_GUEST_CLEARS_SPIE: bool = true;
    /// Enter guests from HS-mode by SRET; M-mode cannot.
    pub const MPV_NOT_WRITABLE: bool = false;
    /// A write to htimedelta makes the guest's timer interrupt pending for good. Software writes it only if the value differs.
    pub const HTIMEDELTA_WRITE_RAISES_TIMER: bool = false;
}

/// Values that the exit path returns without the handler: those of as many
/// functions of one SBI extension.
pub const ANSWERS: usize = 7;

/// Whether a trap tells the guest physical address and the instruction of an
/// access, or can: else that has to be found out.
pub const TRAPS_TELL: bool = false;

/// A guest hart: all that it can see or change while it runs.
///
/// While it is loaded, its registers are in the hart. From an exit by ECALL or
/// interrupt to the entry after it, `x` holds only what a call may change; all
/// of `x` is there after any other exit, and while the vCPU is not loaded.
#[repr(C)]
#[derive(Clone, Debug)]
pub struct Vcpu {
    /// Integer registers; the first is 0.
    pub x: [u64; 32],
    /// Floating-point registers while they are not in the hart.
    pub f: [u64; 32],
    /// Floating-point control and status while it is not in the hart.
    pub fcsr: u64,
    /// `sstatus` while the vCPU is not loaded.
    pub sstatus: u64,
    /// `sepc` while the vCPU is not loaded.
    pub pc: u64,
    /// `hstatus` while the vCPU is not loaded.
    pub hstatus: u64,
    /// `scounteren` while the vCPU is not loaded.
    pub scounteren: u64,
    /// `vsstatus` while the vCPU is not loaded.
    pub vsstatus: u64,
    /// `vsie` while the vCPU is not loaded.
    pub vsie: u64,
    /// `vstvec` while the vCPU is not loaded.
    pub vstvec: u64,
    /// `vsscratch` while the vCPU is not loaded.
    pub vsscratch: u64,
    /// `vsepc` while the vCPU is not loaded.
    pub vsepc: u64,
    /// `vscause` while the vCPU is not loaded.
    pub vscause: u64,
    /// `vstval` while the vCPU is not loaded.
    pub vstval: u64,
    /// `vsip` while the vCPU is not loaded.
    pub vsip: u64,
    /// `vsatp` while the vCPU is not loaded.
    pub vsatp: u64,
    /// `hedeleg` while the guest runs; it cannot change it.
    pub hedeleg: u64,
    /// `hideleg` while the guest runs; it cannot change it.
    pub hideleg: u64,
    /// `hcounteren` while the guest runs; it cannot change it.
    pub hcounteren: u64,
    /// `hgatp` while the guest runs; it cannot change it.
    pub hgatp: u64,
    /// Stack of the hart on which it is loaded: there, the address of this
    /// record and then that of the hart's.
    pub host_sp: u64,
    /// What the exit path returns for SBI calls that need no handler.
    pub answers: [u64; ANSWERS],
}

impl Vcpu {
    /// A vCPU at reset: VS-mode, no translation of its own, all zero.
    pub const fn new() -> Self {
        let mut vcpu = Self {
            x: [0; 32],
            f: [0; 32],
            fcsr: 0,
            sstatus: 0x200000000 | 1 << csr::sstatus::FS_SHIFT,
            pc: 0x0,
            hstatus: 0x0,
            scounteren: 0x0,
            vsstatus: 0x200000000,
            vsie: 0x0,
            vstvec: 0x0,
            vsscratch: 0x0,
            vsepc: 0x0,
            vscause: 0x0,
            vstval: 0x0,
            vsip: 0x0,
            vsatp: 0x0,
            hedeleg: 1 << exception::INSTRUCTION_ADDRESS_MISALIGNED | 1 << exception::BREAKPOINT | 1 << exception::LOAD_ADDRESS_MISALIGNED | 1 << exception::STORE_ADDRESS_MISALIGNED | 1 << exception::ECALL_FROM_U | 1 << exception::INSTRUCTION_PAGE_FAULT | 1 << exception::LOAD_PAGE_FAULT | 1 << exception::STORE_PAGE_FAULT,
            hideleg: 1 << interrupt::SSI | 1 << interrupt::STI | 1 << interrupt::SEI,
            hcounteren: csr::hcounteren::CY | csr::hcounteren::TM | csr::hcounteren::IR,
            hgatp: 0x0,
            host_sp: 0,
            answers: [0; ANSWERS],
        };
        vcpu.hstatus |= csr::hstatus::SPV;
        vcpu.sstatus |= csr::sstatus::SPP;
        if quirk::HS_INTERRUPTS_NEED_SIE {
            vcpu.sstatus |= csr::sstatus::SPIE;
        }
        vcpu
    }

    /// Takes from a new vCPU what M-mode keeps from this hart's guests.
    pub fn restrict(&mut self) {
    }

    /// Whether the guest has a timer of its own, which needs no hypervisor.
    #[inline]
    pub fn has_timer(&self) -> bool {
        false
    }

    /// When the timer of the loaded guest, which has one, is to go off, by
    /// the guest's clock.
    #[inline]
    pub fn set_timer(&mut self, at: u64) {
        let _ = at;
    }

    /// When the timer of a guest that has one, and that is not loaded, wakes
    /// it, by the host's clock; all ones if it never does.
    pub fn timer(&self) -> u64 {
        u64::MAX
    }

    /// Whether WFI of the guest comes to the hypervisor.
    pub fn set_wait_trap(&mut self, on: bool) {
        // M-mode alone decides that here.
        let _ = on;
    }

    /// Whether illegal instructions of the guest come to the hypervisor, in
    /// a vCPU that is loaded.
    #[inline]
    pub fn set_illegal_trap(&mut self, on: bool) {
        const ILLEGAL: u64 = 1 << exception::ILLEGAL_INSTRUCTION;
        self.hedeleg = if on { self.hedeleg & !ILLEGAL } else { self.hedeleg | ILLEGAL & Self::new().hedeleg };
        csr::hedeleg::write(self.hedeleg);
    }

    /// Brings the vCPU's registers into the hart, but for those that the
    /// exit path moves and those of the floating-point unit.
    ///
    /// # Safety
    /// No other vCPU may be loaded on this hart, and the G-stage that this one
    /// names must map only memory that belongs to its guest.
    #[inline]
    pub unsafe fn load(&self) {
        csr::sstatus::write(self.sstatus);
        csr::sepc::write(self.pc);
        csr::hstatus::write(self.hstatus);
        csr::scounteren::write(self.scounteren);
        csr::vsstatus::write(self.vsstatus);
        csr::vsie::write(self.vsie);
        csr::vstvec::write(self.vstvec);
        csr::vsscratch::write(self.vsscratch);
        csr::vsepc::write(self.vsepc);
        csr::vscause::write(self.vscause);
        csr::vstval::write(self.vstval);
        csr::vsip::write(self.vsip);
        csr::vsatp::write(self.vsatp);
        csr::hedeleg::write(self.hedeleg);
        csr::hideleg::write(self.hideleg);
        if !quirk::NO_HCOUNTEREN {
            csr::hcounteren::write(self.hcounteren);
        }
        csr::hgatp::write(self.hgatp);
    }

    /// Takes out of the hart what `load` brought and the guest may have changed.
    ///
    /// # Safety
    /// This vCPU must be the one that is loaded.
    #[inline]
    pub unsafe fn save(&mut self) {
        self.sstatus = csr::sstatus::read();
        self.pc = csr::sepc::read();
        self.hstatus = csr::hstatus::read();
        self.scounteren = csr::scounteren::read();
        self.vsstatus = csr::vsstatus::read();
        self.vsie = csr::vsie::read();
        self.vstvec = csr::vstvec::read();
        self.vsscratch = csr::vsscratch::read();
        self.vsepc = csr::vsepc::read();
        self.vscause = csr::vscause::read();
        self.vstval = csr::vstval::read();
        self.vsip = csr::vsip::read();
        self.vsatp = csr::vsatp::read();
    }

    /// Whether this hart has a floating-point unit.
    pub fn has_float() -> bool {
        let status = csr::sstatus::swap(csr::sstatus::FS);
        let on = csr::sstatus::read() & csr::sstatus::FS != 0;
        csr::sstatus::write(status);
        on
    }

    /// Whether the loaded guest has changed its floating-point registers
    /// since the unit was last marked clean.
    #[inline]
    pub fn is_float_dirty(&self) -> bool {
        csr::sstatus::read() & csr::sstatus::FS == csr::sstatus::FS
    }

    /// Whether the unit is on, as far as HS-mode is asked.
    #[inline]
    pub fn is_float_on(&self) -> bool {
        csr::sstatus::read() & csr::sstatus::FS != 0
    }

    /// Turns the floating-point unit on for the loaded guest, unchanged so
    /// far, or off.
    #[inline]
    pub fn set_float(&mut self, on: bool) {
        csr::sstatus::clear(csr::sstatus::FS);
        if on {
            csr::sstatus::set(1 << csr::sstatus::FS_SHIFT);
        }
    }

    /// Notes that the loaded guest's floating-point registers have changed.
    pub fn mark_float_dirty() {
        csr::sstatus::set(csr::sstatus::FS);
        csr::vsstatus::set(csr::vsstatus::FS);
    }

    /// Brings the floating-point registers into the hart. The unit is on.
    pub fn load_float(&self) {
        // SAFETY: the caller has turned the unit on; `self` holds all
        // registers that are read.
        unsafe { load_float(self) };
    }

    /// Takes the floating-point registers out of the hart. The unit is on.
    pub fn save_float(&mut self) {
        // SAFETY: the caller has turned the unit on; `self` is exclusively
        // borrowed.
        unsafe { save_float(self) };
    }

    /// Where the loaded guest goes on.
    #[inline]
    pub fn pc(&self) -> u64 {
        csr::sepc::read()
    }

    /// Has the loaded guest go on at `pc`.
    #[inline]
    pub fn set_pc(&mut self, pc: u64) {
        csr::sepc::write(pc);
    }

    /// Whether the loaded guest was in VS-mode (not VU-mode) when it trapped.
    pub fn was_supervisor(&self) -> bool {
        csr::sstatus::read() & csr::sstatus::SPP != 0
    }

    /// Makes an interrupt pending, or not, in a vCPU that is not loaded.
    pub fn inject(&mut self, interrupt: GuestInterrupt, pending: bool) {
        if pending {
            self.vsip |= interrupt.mask();
        } else {
            self.vsip &= !interrupt.mask();
        }
    }

    /// Makes an interrupt pending, or not, in the vCPU that is loaded.
    #[inline]
    pub fn inject_now(&self, interrupt: GuestInterrupt, pending: bool) {
        if pending {
            csr::vsip::set(interrupt.mask());
        } else {
            csr::vsip::clear(interrupt.mask());
        }
    }

    /// Whether an interrupt that the loaded vCPU has enabled is pending.
    pub fn interrupt_pending(&self) -> bool {
        csr::vsip::read() & csr::vsie::read() & (csr::vsip::SSIP | csr::vsip::STIP | csr::vsip::SEIP) != 0
    }

    /// What was enabled by the vCPU that was taken out, its own timer for
    /// instance, wakes this hart no more, until the next one is loaded.
    #[inline]
    pub fn silence() {
        csr::vsie::write(0);
    }

    /// What the guest's clock is ahead of the host's.
    pub fn ahead(&self) -> u64 {
        0
    }

    /// Traps the loaded guest into its own VS-mode with an exception.
    pub fn trap_into_guest(&mut self, code: u64, tval: u64) {
        let status = csr::vsstatus::read();
        let previous = if self.was_supervisor() { csr::vsstatus::SPP } else { 0 };
        let enabled = if status & csr::vsstatus::SIE != 0 { csr::vsstatus::SPIE } else { 0 };
        let kept = status & !(csr::vsstatus::SPP | csr::vsstatus::SPIE | csr::vsstatus::SIE);
        csr::vsstatus::write(kept | previous | enabled);
        csr::vsepc::write(self.pc());
        csr::vscause::write(code);
        csr::vstval::write(tval);
        self.set_pc(csr::vstvec::read() & csr::vstvec::BASE);
        csr::sstatus::set(csr::sstatus::SPP);
    }

    /// Whether the loaded guest left by a call.
    #[inline]
    pub fn is_call(&self) -> bool {
        csr::scause::read() == exception::ECALL_FROM_VS
    }

    /// Why the loaded guest left, if not by a call.
    pub fn exit(&self) -> Exit {
        let cause = csr::scause::read();
        if cause & csr::scause::INTERRUPT != 0 {
            return Exit::Interrupt(cause & !csr::scause::INTERRUPT);
        }
        match cause {
            exception::ILLEGAL_INSTRUCTION => Exit::IllegalInstruction { word: csr::stval::read() },
            exception::INSTRUCTION_PAGE_FAULT if csr::hstatus::read() & csr::hstatus::STL != 0 => self.guest_page_fault(Kind::Fetch),
            exception::LOAD_PAGE_FAULT if csr::hstatus::read() & csr::hstatus::STL != 0 => self.guest_page_fault(Kind::Load),
            exception::STORE_PAGE_FAULT if csr::hstatus::read() & csr::hstatus::STL != 0 => self.guest_page_fault(Kind::Store),
            code => Exit::Other { code, tval: csr::stval::read() },
        }
    }

    /// A load or store that the G-stage refused, if the loaded guest left by
    /// one: its kind, and `gpa`, `gva` and `tinst` as in [`Exit`]. The lowest
    /// bits of `gpa` are wrong if `tinst` is a pseudoinstruction.
    #[inline(always)]
    pub fn refused_access(&self) -> Option<(Kind, Option<u64>, u64, u64)> {
        let kind = match csr::scause::read() {
            exception::LOAD_PAGE_FAULT if csr::hstatus::read() & csr::hstatus::STL != 0 => Kind::Load,
            exception::STORE_PAGE_FAULT if csr::hstatus::read() & csr::hstatus::STL != 0 => Kind::Store,
            _ => return None,
        };
        let gva = csr::stval::read();
        // No register tells: the caller walks the VS-stage.
        let (tinst, gpa) = (0, quirk::STVAL_IS_GPA.then_some(gva));
        Some((kind, gpa, gva, tinst))
    }

    /// Has the hart tell again of a load or store that the G-stage refused,
    /// after a trap of HS-mode.
    #[cold]
    pub fn tell_again(&mut self, kind: Kind, gva: u64) {
        csr::scause::write(match kind {
            Kind::Fetch => exception::INSTRUCTION_PAGE_FAULT,
            Kind::Load => exception::LOAD_PAGE_FAULT,
            Kind::Store => exception::STORE_PAGE_FAULT,
        });
        csr::stval::write(gva);
    }

    fn guest_page_fault(&self, kind: Kind) -> Exit {
        let gva = csr::stval::read();
        // No register tells: the caller walks the VS-stage.
        let (tinst, implicit) = (0, false);
        let gpa = quirk::STVAL_IS_GPA.then_some(gva);
        Exit::GuestPageFault { kind, gpa, gva, tinst, implicit }
    }
}

impl Default for Vcpu {
    fn default() -> Self {
        Self::new()
    }
}

/// An interrupt as the guest knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuestInterrupt {
    /// Supervisor software interrupt.
    Software,
    /// Supervisor timer interrupt.
    Timer,
    /// Supervisor external interrupt.
    External,
}

impl GuestInterrupt {
    const fn mask(self) -> u64 {
        match self {
            Self::Software => csr::vsip::SSIP,
            Self::Timer => csr::vsip::STIP,
            Self::External => csr::vsip::SEIP,
        }
    }
}

/// What a memory access was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Instruction fetch.
    Fetch,
    /// Load, and load-reserved.
    Load,
    /// Store, store-conditional and AMO.
    Store,
}

impl Kind {
    /// The access fault that this kind of access raises.
    pub const fn access_fault(self) -> u64 {
        match self {
            Self::Fetch => exception::INSTRUCTION_ACCESS_FAULT,
            Self::Load => exception::LOAD_ACCESS_FAULT,
            Self::Store => exception::STORE_ACCESS_FAULT,
        }
    }
}

/// Why a guest left, decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// A host interrupt, by code.
    Interrupt(u64),
    /// The G-stage refused an access.
    GuestPageFault {
        /// What the guest attempted.
        kind: Kind,
        /// Where, or None if no register tells: walk the VS-stage then.
        gpa: Option<u64>,
        /// The guest virtual address.
        gva: u64,
        /// Transformed instruction, pseudoinstruction or 0.
        tinst: u64,
        /// The access was one to a page table of the guest.
        implicit: bool,
    },
    /// An instruction that a hypervisor may emulate; 0 if not told.
    VirtualInstruction {
        /// The instruction, or 0.
        word: u64,
    },
    /// An illegal instruction; 0 if not told.
    IllegalInstruction {
        /// The instruction, or 0.
        word: u64,
    },
    /// Everything else.
    Other {
        /// Exception code.
        code: u64,
        /// What trap entry wrote to `stval`.
        tval: u64,
    },
}

/// The registers of a vCPU by the model's names, for whoever reads, moves or
/// changes a vCPU that is not loaded.
pub mod registers {
    /// Names, in order of place.
    pub const NAMES: &str = "x0 x1 x2 x3 x4 x5 x6 x7 x8 x9 x10 x11 x12 x13 x14 x15 x16 x17 x18 x19 x20 x21 x22 x23 x24 x25 x26 x27 x28 x29 x30 x31 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12 f13 f14 f15 f16 f17 f18 f19 f20 f21 f22 f23 f24 f25 f26 f27 f28 f29 f30 f31 fcsr pc prv scounteren vsstatus vsie vstvec vsscratch vsepc vscause vstval vsip vsatp hedeleg hideleg hcounteren hgatp sstatus hstatus";

    /// Place of the first register that is the hypervisor's: it says how this
    /// host runs the guest and means nothing elsewhere.
    pub const OWN: usize = 80;

    /// The name of the register at a place.
    pub fn name(place: usize) -> Option<&'static str> {
        NAMES.split(' ').nth(place)
    }

    /// The place of the register of this name, or of this id.
    pub fn find(what: &str) -> Option<usize> {
        let wanted = what.strip_prefix("0x").and_then(|digits| u32::from_str_radix(digits, 16).ok());
        NAMES.split(' ').position(|name| name == what || wanted == Some(id(name)))
    }

    /// The id of a register: FNV-1a of its name, the same in all revisions.
    pub const fn id(name: &str) -> u32 {
        let (bytes, mut hash, mut n) = (name.as_bytes(), 0x811c9dc5u32, 0);
        while n < bytes.len() {
            hash = (hash ^ bytes[n] as u32).wrapping_mul(0x1000193);
            n += 1;
        }
        hash
    }
}

impl Vcpu {
    /// Whether a guest can be given another time than the host's.
    pub const HAS_CLOCK: bool = false;

    /// What the guest's clock is ahead of the host's, in a vCPU that is not
    /// loaded. Without `HAS_CLOCK` it is 0 whatever is asked for.
    pub fn set_ahead(&mut self, ticks: u64) {
        let _ = ticks;
    }

    /// The register at a place of `registers`, of a vCPU that is not loaded.
    pub fn register(&self, place: usize) -> Option<u64> {
        Some(match place {
            0 => 0,
            1..32 => self.x[place],
            32..64 => self.f[place - 32],
            64 => self.fcsr,
            65 => self.pc,
            66 => self.is_supervisor() as u64,
            67 => self.scounteren,
            68 => self.vsstatus,
            69 => self.vsie,
            70 => self.vstvec,
            71 => self.vsscratch,
            72 => self.vsepc,
            73 => self.vscause,
            74 => self.vstval,
            75 => self.vsip,
            76 => self.vsatp,
            77 => self.hedeleg | Self::new().hedeleg,
            78 => self.hideleg,
            79 => self.hcounteren,
            80 => self.hgatp,
            81 => self.sstatus,
            82 => self.hstatus,
            _ => return None,
        })
    }

    /// Sets the register at a place of `registers`, of a vCPU that is not
    /// loaded, as far as its bits are the guest's; false if that is not for
    /// a guest to have: another value of a register that it cannot change,
    /// or any of one that is the hypervisor's.
    pub fn set_register(&mut self, place: usize, value: u64) -> bool {
        match place {
            0 => return value == 0,
            1..32 => self.x[place] = value,
            32..64 => self.f[place - 32] = value,
            64 => self.fcsr = value,
            65 => self.pc = value & !1,
            66 => self.set_supervisor(value & 1 != 0),
            67 => self.scounteren = self.scounteren & !0xffffffff | value & 0xffffffff,
            68 => self.vsstatus = self.vsstatus & !0xc6122 | value & 0xc6122,
            69 => self.vsie = self.vsie & !0x222 | value & 0x222,
            70 => self.vstvec = self.vstvec & !0xffffffffffffffff | value & 0xffffffffffffffff,
            71 => self.vsscratch = self.vsscratch & !0xffffffffffffffff | value & 0xffffffffffffffff,
            72 => self.vsepc = self.vsepc & !0xffffffffffffffff | value & 0xffffffffffffffff,
            73 => self.vscause = self.vscause & !0xffffffffffffffff | value & 0xffffffffffffffff,
            74 => self.vstval = self.vstval & !0xffffffffffffffff | value & 0xffffffffffffffff,
            75 => self.vsip = self.vsip & !0x222 | value & 0x222,
            76 => self.vsatp = self.vsatp & !0xffffffffffffffff | value & 0xffffffffffffffff,
            place => return place < registers::OWN && self.register(place) == Some(value),
        }
        true
    }

    /// Whether the vCPU, which is not loaded, is in VS-mode.
    fn is_supervisor(&self) -> bool {
        self.sstatus & csr::sstatus::SPP != 0
    }

    fn set_supervisor(&mut self, supervisor: bool) {
        self.sstatus &= !csr::sstatus::SPP;
        if supervisor {
            self.sstatus |= csr::sstatus::SPP;
        }
    }
}

/// Integer registers that Rust code may change, a bit each.
pub const CALL_MOVED: u32 = 0xf003fce6;

/// Makes the exit path: where traps go while a guest runs, in three widths.
///
/// 1. A call of the SBI extension `base` with a function below [`ANSWERS`]
///    other than `probe` is answered from the vCPU's record. One register is
///    moved.
/// 2. A call or an interrupt moves the registers that Rust code may change,
///    and calls `call`: `extern "C" fn(*mut V) -> bool`, where `V` begins
///    with [`Vcpu`]. What trap entry overwrites and SRET consumes
///    (sstatus, sepc, hstatus) stays in the hart; so do the registers that
///    Rust code preserves.
/// 3. Any other exception may be an instruction to emulate: all registers
///    are moved, and `exception` is called: `extern "C" fn(*mut V) -> u64`,
///    which returns 0 if of the registers at most [`CALL_MOVED`] have changed,
///    2 if others may have, and 1 as `call` returns false.
///
/// If either returns that, the registers that are still in the hart are
/// moved too, and `next`, `extern "C" fn(*const H, *mut V) -> *mut V`, is given
/// the hart's record and the vCPU, and returns the vCPU to enter.
///
/// `enter(sp)` begins with `next`, without a vCPU; `sp` is as in [`Vcpu::host_sp`]. The
/// hart's `stvec` has to be `exit`, and its `sscratch` 0 while HS-mode runs:
/// by that a trap out of HS-mode is told, and goes to `host`.
macro_rules! exit_path {
    (base: $base:expr, probe: $probe:expr, call: $call:path, exception: $exception:path, next: $next:path, host: $host:path) => {
        #[doc = "Trap vector while a guest runs, and while HS-mode does."]
        #[unsafe(naked)]
        pub unsafe extern "C" fn exit() -> ! {
            ::core::arch::naked_asm!(
                ".balign 4",
                "csrrw a0, {sscratch}, a0",
                "beqz a0, 9f",
                "sd t0, {x} + 8 * 5(a0)",
                "csrr t0, {scause}",
                "bltz t0, 2f",
                "addi t0, t0, -{ecall}",
                "bnez t0, 3f",
                "addi t0, a7, -{base}",
                "bnez t0, 2f",
                "sltiu t0, a6, {answers_count}",
                "beqz t0, 2f",
                "addi t0, a6, -{probe}",
                "beqz t0, 2f",
                // 1. Answered here.
                "slli t0, a6, 3",
                "add t0, t0, a0",
                "ld a1, {answers}(t0)",
                "csrr t0, {sepc}",
                "addi t0, t0, 4",
                "csrw {sepc}, t0",
                "ld t0, {x} + 8 * 5(a0)",
                "csrw {sscratch}, a0",
                "li a0, 0",
                "sret",
                // 2. Only what Rust code may change.
                "2:",
                "sd x1, {x} + 8 * 1(a0)",
                "sd x2, {x} + 8 * 2(a0)",
                "sd x6, {x} + 8 * 6(a0)",
                "sd x7, {x} + 8 * 7(a0)",
                "sd x11, {x} + 8 * 11(a0)",
                "sd x12, {x} + 8 * 12(a0)",
                "sd x13, {x} + 8 * 13(a0)",
                "sd x14, {x} + 8 * 14(a0)",
                "sd x15, {x} + 8 * 15(a0)",
                "sd x16, {x} + 8 * 16(a0)",
                "sd x17, {x} + 8 * 17(a0)",
                "sd x28, {x} + 8 * 28(a0)",
                "sd x29, {x} + 8 * 29(a0)",
                "sd x30, {x} + 8 * 30(a0)",
                "sd x31, {x} + 8 * 31(a0)",
                "csrrw t0, {sscratch}, zero",
                "sd t0, {x} + 8 * 10(a0)",
                "ld sp, {host_sp}(a0)",
                "jal {call}",
                "beqz a0, 4f",
                "8:",
                "ld a0, 0(sp)",
                "5:",
                "csrw {sscratch}, a0",
                "ld x1, {x} + 8 * 1(a0)",
                "ld x2, {x} + 8 * 2(a0)",
                "ld x6, {x} + 8 * 6(a0)",
                "ld x7, {x} + 8 * 7(a0)",
                "ld x11, {x} + 8 * 11(a0)",
                "ld x12, {x} + 8 * 12(a0)",
                "ld x13, {x} + 8 * 13(a0)",
                "ld x14, {x} + 8 * 14(a0)",
                "ld x15, {x} + 8 * 15(a0)",
                "ld x16, {x} + 8 * 16(a0)",
                "ld x17, {x} + 8 * 17(a0)",
                "ld x28, {x} + 8 * 28(a0)",
                "ld x29, {x} + 8 * 29(a0)",
                "ld x30, {x} + 8 * 30(a0)",
                "ld x31, {x} + 8 * 31(a0)",
                "ld t0, {x} + 8 * 5(a0)",
                "ld a0, {x} + 8 * 10(a0)",
                "sret",
                // 3. All.
                "3:",
                "sd x1, {x} + 8 * 1(a0)",
                "sd x2, {x} + 8 * 2(a0)",
                "sd x6, {x} + 8 * 6(a0)",
                "sd x7, {x} + 8 * 7(a0)",
                "sd x11, {x} + 8 * 11(a0)",
                "sd x12, {x} + 8 * 12(a0)",
                "sd x13, {x} + 8 * 13(a0)",
                "sd x14, {x} + 8 * 14(a0)",
                "sd x15, {x} + 8 * 15(a0)",
                "sd x16, {x} + 8 * 16(a0)",
                "sd x17, {x} + 8 * 17(a0)",
                "sd x28, {x} + 8 * 28(a0)",
                "sd x29, {x} + 8 * 29(a0)",
                "sd x30, {x} + 8 * 30(a0)",
                "sd x31, {x} + 8 * 31(a0)",
                "sd x3, {x} + 8 * 3(a0)",
                "sd x4, {x} + 8 * 4(a0)",
                "sd x8, {x} + 8 * 8(a0)",
                "sd x9, {x} + 8 * 9(a0)",
                "sd x18, {x} + 8 * 18(a0)",
                "sd x19, {x} + 8 * 19(a0)",
                "sd x20, {x} + 8 * 20(a0)",
                "sd x21, {x} + 8 * 21(a0)",
                "sd x22, {x} + 8 * 22(a0)",
                "sd x23, {x} + 8 * 23(a0)",
                "sd x24, {x} + 8 * 24(a0)",
                "sd x25, {x} + 8 * 25(a0)",
                "sd x26, {x} + 8 * 26(a0)",
                "sd x27, {x} + 8 * 27(a0)",
                "csrrw t0, {sscratch}, zero",
                "sd t0, {x} + 8 * 10(a0)",
                "ld sp, {host_sp}(a0)",
                "jal {exception}",
                "beqz a0, 8b",
                "addi t0, a0, -1",
                "ld a0, 0(sp)",
                "bnez t0, 6f",
                "j 7f",
                // Another vCPU: the registers that are still in the hart.
                "4:",
                "ld a0, 0(sp)",
                "sd x3, {x} + 8 * 3(a0)",
                "sd x4, {x} + 8 * 4(a0)",
                "sd x8, {x} + 8 * 8(a0)",
                "sd x9, {x} + 8 * 9(a0)",
                "sd x18, {x} + 8 * 18(a0)",
                "sd x19, {x} + 8 * 19(a0)",
                "sd x20, {x} + 8 * 20(a0)",
                "sd x21, {x} + 8 * 21(a0)",
                "sd x22, {x} + 8 * 22(a0)",
                "sd x23, {x} + 8 * 23(a0)",
                "sd x24, {x} + 8 * 24(a0)",
                "sd x25, {x} + 8 * 25(a0)",
                "sd x26, {x} + 8 * 26(a0)",
                "sd x27, {x} + 8 * 27(a0)",
                "7:",
                "mv a1, a0",
                "ld a0, 8(sp)",
                "call {next}",
                "sd a0, 0(sp)",
                "6:",
                "ld x3, {x} + 8 * 3(a0)",
                "ld x4, {x} + 8 * 4(a0)",
                "ld x8, {x} + 8 * 8(a0)",
                "ld x9, {x} + 8 * 9(a0)",
                "ld x18, {x} + 8 * 18(a0)",
                "ld x19, {x} + 8 * 19(a0)",
                "ld x20, {x} + 8 * 20(a0)",
                "ld x21, {x} + 8 * 21(a0)",
                "ld x22, {x} + 8 * 22(a0)",
                "ld x23, {x} + 8 * 23(a0)",
                "ld x24, {x} + 8 * 24(a0)",
                "ld x25, {x} + 8 * 25(a0)",
                "ld x26, {x} + 8 * 26(a0)",
                "ld x27, {x} + 8 * 27(a0)",
                "j 5b",
                "9:",
                "csrrw a0, {sscratch}, a0",
                "tail {host}",
                x = const ::core::mem::offset_of!($crate::generated::Vcpu, x),
                answers = const ::core::mem::offset_of!($crate::generated::Vcpu, answers),
                answers_count = const $crate::generated::ANSWERS,
                host_sp = const ::core::mem::offset_of!($crate::generated::Vcpu, host_sp),
                ecall = const $crate::generated::exception::ECALL_FROM_VS,
                base = const $base,
                probe = const $probe,
                sscratch = const $crate::generated::csr::sscratch::ADDRESS,
                scause = const $crate::generated::csr::scause::ADDRESS,
                sepc = const $crate::generated::csr::sepc::ADDRESS,
                call = sym $call,
                exception = sym $exception,
                next = sym $next,
                host = sym $host,
            )
        }

        #[doc = "Runs vCPUs on this hart from now on."]
        #[unsafe(naked)]
        pub unsafe extern "C" fn enter(sp: u64) -> ! {
            ::core::arch::naked_asm!(
                "mv sp, a0",
                "ld a0, 8(sp)",
                "li a1, 0",
                "call {next}",
                "sd a0, 0(sp)",
                "csrw {sscratch}, a0",
                "ld x3, {x} + 8 * 3(a0)",
                "ld x4, {x} + 8 * 4(a0)",
                "ld x8, {x} + 8 * 8(a0)",
                "ld x9, {x} + 8 * 9(a0)",
                "ld x18, {x} + 8 * 18(a0)",
                "ld x19, {x} + 8 * 19(a0)",
                "ld x20, {x} + 8 * 20(a0)",
                "ld x21, {x} + 8 * 21(a0)",
                "ld x22, {x} + 8 * 22(a0)",
                "ld x23, {x} + 8 * 23(a0)",
                "ld x24, {x} + 8 * 24(a0)",
                "ld x25, {x} + 8 * 25(a0)",
                "ld x26, {x} + 8 * 26(a0)",
                "ld x27, {x} + 8 * 27(a0)",
                "ld x1, {x} + 8 * 1(a0)",
                "ld x2, {x} + 8 * 2(a0)",
                "ld x6, {x} + 8 * 6(a0)",
                "ld x7, {x} + 8 * 7(a0)",
                "ld x11, {x} + 8 * 11(a0)",
                "ld x12, {x} + 8 * 12(a0)",
                "ld x13, {x} + 8 * 13(a0)",
                "ld x14, {x} + 8 * 14(a0)",
                "ld x15, {x} + 8 * 15(a0)",
                "ld x16, {x} + 8 * 16(a0)",
                "ld x17, {x} + 8 * 17(a0)",
                "ld x28, {x} + 8 * 28(a0)",
                "ld x29, {x} + 8 * 29(a0)",
                "ld x30, {x} + 8 * 30(a0)",
                "ld x31, {x} + 8 * 31(a0)",
                "ld t0, {x} + 8 * 5(a0)",
                "ld a0, {x} + 8 * 10(a0)",
                "sret",
                x = const ::core::mem::offset_of!($crate::generated::Vcpu, x),
                sscratch = const $crate::generated::csr::sscratch::ADDRESS,
                next = sym $next,
            )
        }
    };
}
pub(crate) use exit_path;

/// Loads f0-f31 and fcsr.
#[unsafe(naked)]
unsafe extern "C" fn load_float(vcpu: *const Vcpu) {
    naked_asm!(
        ".option push",
        ".option arch, +d",
        "fld f0, {f} + 0(a0)",
        "fld f1, {f} + 8(a0)",
        "fld f2, {f} + 16(a0)",
        "fld f3, {f} + 24(a0)",
        "fld f4, {f} + 32(a0)",
        "fld f5, {f} + 40(a0)",
        "fld f6, {f} + 48(a0)",
        "fld f7, {f} + 56(a0)",
        "fld f8, {f} + 64(a0)",
        "fld f9, {f} + 72(a0)",
        "fld f10, {f} + 80(a0)",
        "fld f11, {f} + 88(a0)",
        "fld f12, {f} + 96(a0)",
        "fld f13, {f} + 104(a0)",
        "fld f14, {f} + 112(a0)",
        "fld f15, {f} + 120(a0)",
        "fld f16, {f} + 128(a0)",
        "fld f17, {f} + 136(a0)",
        "fld f18, {f} + 144(a0)",
        "fld f19, {f} + 152(a0)",
        "fld f20, {f} + 160(a0)",
        "fld f21, {f} + 168(a0)",
        "fld f22, {f} + 176(a0)",
        "fld f23, {f} + 184(a0)",
        "fld f24, {f} + 192(a0)",
        "fld f25, {f} + 200(a0)",
        "fld f26, {f} + 208(a0)",
        "fld f27, {f} + 216(a0)",
        "fld f28, {f} + 224(a0)",
        "fld f29, {f} + 232(a0)",
        "fld f30, {f} + 240(a0)",
        "fld f31, {f} + 248(a0)",
        "ld t0, {fcsr}(a0)",
        "fscsr t0",
        ".option pop",
        "ret",
        f = const offset_of!(Vcpu, f),
        fcsr = const offset_of!(Vcpu, fcsr),
    )
}

/// Stores f0-f31 and fcsr.
#[unsafe(naked)]
unsafe extern "C" fn save_float(vcpu: *mut Vcpu) {
    naked_asm!(
        ".option push",
        ".option arch, +d",
        "fsd f0, {f} + 0(a0)",
        "fsd f1, {f} + 8(a0)",
        "fsd f2, {f} + 16(a0)",
        "fsd f3, {f} + 24(a0)",
        "fsd f4, {f} + 32(a0)",
        "fsd f5, {f} + 40(a0)",
        "fsd f6, {f} + 48(a0)",
        "fsd f7, {f} + 56(a0)",
        "fsd f8, {f} + 64(a0)",
        "fsd f9, {f} + 72(a0)",
        "fsd f10, {f} + 80(a0)",
        "fsd f11, {f} + 88(a0)",
        "fsd f12, {f} + 96(a0)",
        "fsd f13, {f} + 104(a0)",
        "fsd f14, {f} + 112(a0)",
        "fsd f15, {f} + 120(a0)",
        "fsd f16, {f} + 128(a0)",
        "fsd f17, {f} + 136(a0)",
        "fsd f18, {f} + 144(a0)",
        "fsd f19, {f} + 152(a0)",
        "fsd f20, {f} + 160(a0)",
        "fsd f21, {f} + 168(a0)",
        "fsd f22, {f} + 176(a0)",
        "fsd f23, {f} + 184(a0)",
        "fsd f24, {f} + 192(a0)",
        "fsd f25, {f} + 200(a0)",
        "fsd f26, {f} + 208(a0)",
        "fsd f27, {f} + 216(a0)",
        "fsd f28, {f} + 224(a0)",
        "fsd f29, {f} + 232(a0)",
        "fsd f30, {f} + 240(a0)",
        "fsd f31, {f} + 248(a0)",
        "frcsr t0",
        ".option pop",
        "sd t0, {fcsr}(a0)",
        "ret",
        f = const offset_of!(Vcpu, f),
        fcsr = const offset_of!(Vcpu, fcsr),
    )
}

/// The format of the G-stage's tables: sv39x4.
pub mod gstage {
    use core::arch::asm;

    /// `hgatp.MODE`.
    pub const MODE: u64 = 8;
    /// Levels of tables; the root is level `LEVELS - 1`.
    pub const LEVELS: usize = 3;
    /// Bytes of one entry.
    pub const PTE_BYTES: usize = 8;
    /// Bytes and alignment of the root table.
    pub const ROOT_BYTES: usize = 16384;
    /// Bytes of a page, and of every table but the root.
    pub const PAGE_BYTES: usize = 4096;
    /// Width of a guest physical address.
    pub const GPA_BITS: u32 = 41;
    const VALID: u64 = 0x1;
    const READ: u64 = 0x2;
    const WRITE: u64 = 0x4;
    const EXECUTE: u64 = 0x8;
    // Guest accesses count as user accesses here, and accessed and dirty
    // are set beforehand, whether or not hardware would set them.
    const LEAF: u64 = VALID | 0x10 | 0x40 | 0x80;

    /// Index into a table of `level` for `gpa`; the root has wider ones.
    pub const fn index(level: usize, gpa: u64) -> usize {
        let entries = if level == LEVELS - 1 { ROOT_BYTES } else { PAGE_BYTES } / PTE_BYTES;
        (gpa >> (12 + 9 * level)) as usize & (entries - 1)
    }

    /// Bytes that one entry of `level` covers.
    pub const fn span(level: usize) -> u64 {
        1 << (12 + 9 * level)
    }

    /// Whether `gpa` is narrow enough to be translated at all.
    pub const fn is_gpa(gpa: u64) -> bool {
        gpa >> GPA_BITS == 0
    }

    /// Entry that points to the table at `pa`.
    pub const fn table(pa: u64) -> u64 {
        pa >> 12 << 10 | VALID
    }

    /// Entry that maps the page at `pa`.
    pub const fn leaf(pa: u64, r: bool, w: bool, x: bool) -> u64 {
        pa >> 12 << 10
            | LEAF
            | if r { READ } else { 0 }
            | if w { WRITE } else { 0 }
            | if x { EXECUTE } else { 0 }
    }

    /// The leaf `pte` without permission to write.
    pub const fn read_only(pte: u64) -> u64 {
        pte & !WRITE
    }

    /// Whether the leaf `pte` permits to write.
    pub const fn is_writable(pte: u64) -> bool {
        pte & WRITE != 0
    }

    /// Whether `pte` maps or points to something.
    pub const fn is_valid(pte: u64) -> bool {
        pte & VALID != 0
    }

    /// Whether `pte` maps a page.
    pub const fn is_leaf(pte: u64) -> bool {
        is_valid(pte) && pte & (READ | WRITE | EXECUTE) != 0
    }

    /// Physical address in `pte`.
    pub const fn address(pte: u64) -> u64 {
        (pte >> 10 & 0xfffffffffff) << 12
    }

    /// `hgatp` for the root at `root_pa`.
    pub const fn hgatp(root_pa: u64, vmid: u64) -> u64 {
        MODE << super::csr::hgatp::MODE_SHIFT
            | vmid << super::csr::hgatp::VMID_SHIFT
            | root_pa >> 12
    }

    /// VMID bits that this hart has; `hgatp` holds no guest afterwards.
    pub fn vmid_bits() -> u32 {
        super::csr::hgatp::write(super::csr::hgatp::VMID);
        let kept = super::csr::hgatp::swap(0) & super::csr::hgatp::VMID;
        kept.count_ones()
    }

    /// HFENCE.GVMA for all guests and addresses.
    pub fn fence_all() {
        // SAFETY: a fence only orders translations.
        unsafe { asm!(".4byte {}", const 0x62000073, options(nostack)) };
    }

    /// HFENCE.GVMA for one guest, all its addresses.
    pub fn fence_guest(vmid: u64) {
        // SAFETY: a fence only orders translations.
        unsafe { asm!(".4byte {}", const 0x62b00073, in("a1") vmid, options(nostack)) };
    }

    /// HFENCE.GVMA for one guest physical address of one guest.
    pub fn fence(gpa: u64, vmid: u64) {
        // SAFETY: a fence only orders translations.
        unsafe { asm!(".4byte {}", const 0x62b50073, in("a0") gpa >> 2, in("a1") vmid, options(nostack)) };
    }
}

/// The guest's own translation, walked in software.
pub mod vs_stage {
    use core::arch::asm;
    use super::csr;

    const VALID: u64 = 0x1;
    const LEAF: u64 = 0x2 | 0x4 | 0x8;
    /// `satp.MODE` and `vsatp.MODE` for tables of as many levels as the G-stage's.
    pub const MODE: u64 = 8;

    /// Entry that maps the page at `pa` for S-mode, accessed and dirty.
    pub const fn leaf(pa: u64, r: bool, w: bool, x: bool) -> u64 {
        super::gstage::leaf(pa, r, w, x) & !0x10
    }

    /// `gva` as a guest physical address, if the loaded guest translates none.
    #[inline]
    pub fn untranslated(gva: u64) -> Option<u64> {
        (csr::vsatp::read() >> csr::vsatp::MODE_SHIFT == 0).then_some(gva)
    }

    /// Guest physical address of `gva` by the loaded `vsatp`; permissions
    /// are not checked. `read` returns the eight bytes at an aligned guest
    /// physical address, or None if there is no memory.
    pub fn walk(gva: u64, mut read: impl FnMut(u64) -> Option<u64>) -> Option<u64> {
        let vsatp = csr::vsatp::read();
        let mut level = match vsatp >> csr::vsatp::MODE_SHIFT {
            0 => return Some(gva),
            8 => 3usize, // sv39
            9 => 4usize, // sv48
            _ => return None,
        };
        let unused = 64 - (12 + 9 * level as u32);
        if (gva << unused) as i64 >> unused != gva as i64 {
            return None;
        }
        let mut table = (vsatp & csr::vsatp::PPN) << 12;
        while level > 0 {
            level -= 1;
            let shift = 12 + 9 * level as u32;
            let pte = read(table + (gva >> shift & 0x1ff) * 8)?;
            if pte & VALID == 0 {
                return None;
            }
            let address = (pte >> 10 & 0xfffffffffff) << 12;
            if pte & LEAF != 0 {
                let offset = (1 << shift) - 1;
                return Some(address & !offset | gva & offset);
            }
            table = address;
        }
        None
    }

    /// HFENCE.VVMA for the loaded guest, all its addresses.
    pub fn fence_all() {
        // SAFETY: a fence only orders translations.
        unsafe { asm!(".4byte {}", const 0x22000073, options(nostack)) };
    }

    /// HFENCE.VVMA for the loaded guest: for the page of an address or all,
    /// and for one address space or all.
    pub fn fence(page: Option<u64>, space: Option<u64>) {
        match (page, space) {
            (None, None) => fence_all(),
            // SAFETY: a fence only orders translations.
            (Some(page), None) => unsafe { asm!(".4byte {}", const 0x22050073, in("a0") page, options(nostack)) },
            // SAFETY: as above.
            (None, Some(space)) => unsafe { asm!(".4byte {}", const 0x22b00073, in("a1") space, options(nostack)) },
            // SAFETY: as above.
            (Some(page), Some(space)) => unsafe {
                asm!(".4byte {}", const 0x22b50073, in("a0") page, in("a1") space, options(nostack))
            },
        }
    }
}

/// Memory as the guest that is loaded sees it.
pub mod guest_memory {
    use super::{Vcpu, csr, quirk, vs_stage};
    use core::arch::{asm, naked_asm};

    /// The eight bytes at `gva`, by a load with SPRV.
    ///
    /// # Safety
    /// The guest can read them: no trap is caught.
    #[inline]
    pub unsafe fn load(gva: u64) -> u64 {
        let value: u64;
        // SAFETY: the access is made with the guest's rights; the caller
        // vouches that it has them.
        unsafe {
            asm!(
                "csrs {hstatus}, {sprv}", "ld {value}, 0({gva})", "csrc {hstatus}, {sprv}",
                hstatus = const csr::hstatus::ADDRESS, sprv = in(reg) csr::hstatus::SPRV,
                gva = in(reg) gva, value = out(reg) value, options(nostack)
            )
        };
        value
    }

    /// Writes the eight bytes at `gva`, by a store with SPRV.
    ///
    /// # Safety
    /// The guest can write them, and is not to find anything else there: no
    /// trap is caught.
    #[inline]
    pub unsafe fn store(gva: u64, value: u64) {
        // SAFETY: as in `load`.
        unsafe {
            asm!(
                "csrs {hstatus}, {sprv}", "sd {value}, 0({gva})", "csrc {hstatus}, {sprv}",
                hstatus = const csr::hstatus::ADDRESS, sprv = in(reg) csr::hstatus::SPRV,
                gva = in(reg) gva, value = in(reg) value, options(nostack)
            )
        };
    }

    /// The instruction at which the loaded guest `vcpu` left, as it would fetch
    /// it, or None if it could not. `read` is that of `vs_stage::walk`.
    #[inline]
    pub fn fetch(vcpu: &Vcpu, read: impl FnMut(u64) -> Option<u64>) -> Option<u32> {
        let word = peek(vcpu, read)? as u32;
        Some(if word & 3 == 3 { word } else { word & 0xffff })
    }

    /// As `fetch`, in the low half, but what lies behind an instruction of 16 bits may be
    /// with it. A trap on the way may have changed what tells of the exit.
    #[inline(always)]
    pub fn peek(vcpu: &Vcpu, read: impl FnMut(u64) -> Option<u64>) -> Option<u64> {
        let pc = vcpu.pc();
        if quirk::GUEST_ACCESS_SHARES_TLB {
            return walk(pc, read).map(u64::from);
        }
        // SAFETY: the access is made with the guest's rights, so it reaches
        // only memory of the guest; a trap is caught within.
        let word = unsafe { fetch_word(pc) };
        if word >= 0 {
            return Some(word as u64);
        }
        // SAFETY: as above.
        let word = unsafe { fetch_parts(pc) };
        (word >= 0).then_some(word as u64)
    }

    /// Calls `fetch_halves`, and lets the compiler know that it changes little.
    #[inline(always)]
    unsafe fn fetch_parts(pc: u64) -> i64 {
        let word: i64;
        // SAFETY: the caller vouches for the access; what it changes is listed.
        unsafe {
            asm!(
                "call {fetch_halves}",
                fetch_halves = sym fetch_halves,
                inout("a0") pc => word,
                out("a2") _, out("a3") _, out("t0") _, out("t1") _, out("t2") _, out("t3") _, out("t4") _, out("ra") _,
            )
        };
        word
    }

    /// The instruction at `pc`, by the guest's tables.
    #[inline(never)]
    fn walk(pc: u64, mut read: impl FnMut(u64) -> Option<u64>) -> Option<u32> {
        let mut half = |gva: u64| {
            let gpa = vs_stage::walk(gva, &mut read)?;
            Some(read(gpa & !7)? >> ((gpa & 6) * 8) & 0xffff)
        };
        let low = half(pc)?;
        let high = if low & 3 == 3 { half(pc.wrapping_add(2))? } else { 0 };
        Some((high << 16 | low) as u32)
    }

    /// LHU twice with SPRV, with the rights of the guest that has just left. It traps
    /// if the guest cannot read what it executes, or if an instruction of 16
    /// bits is the last that it can. Returns all ones then, and puts back what
    /// the trap overwrote of what SRET consumes: `fetch_halves` knows better.
    #[inline(always)]
    unsafe fn fetch_word(pc: u64) -> i64 {
        let word: i64;
        // SAFETY: the caller vouches for the access; all else is as before.
        unsafe {
            asm!(
                "la {vector}, 2f",
                "csrrw {vector}, {stvec}, {vector}",
                "csrr {kept_sstatus}, {sstatus}",
                "csrrs {kept_hstatus}, {hstatus}, {sprv}",
                "lhu {word}, 0({pc})",
                "lhu {high}, 2({pc})",
                "slli {high}, {high}, 16",
                "or {word}, {word}, {high}",
                "csrw {hstatus}, {kept_hstatus}",
                "3:",
                "csrw {stvec}, {vector}",
                ".pushsection .text.traps, \"ax\"",
                ".balign 4",
                "2:",
                "csrw {sstatus}, {kept_sstatus}",
                "csrw {hstatus}, {kept_hstatus}",
                "csrw {sepc}, {pc}",
                "li {word}, -1",
                "j 3b",
                ".popsection",
                stvec = const csr::stvec::ADDRESS,
                sstatus = const csr::sstatus::ADDRESS,
                kept_sstatus = out(reg) _,
                sepc = const csr::sepc::ADDRESS,
                hstatus = const csr::hstatus::ADDRESS,
                kept_hstatus = out(reg) _,
                sprv = in(reg) csr::hstatus::SPRV,
                vector = out(reg) _,
                word = out(reg) word,
                high = out(reg) _,
                pc = in(reg) pc,
                options(nostack)
            )
        };
        word
    }

    /// LHU a0, 0(a0) with SPRV and MXR, with the rights of the guest that has
    /// just left, and once more behind it if that is not all of the instruction.
    /// Returns all ones if an access trapped; what the trap
    /// overwrote of what SRET consumes is put back, `sepc` to `pc`.
    #[unsafe(naked)]
    unsafe extern "C" fn fetch_halves(pc: u64) -> u64 {
        naked_asm!(
            "la t0, 2f",
            "csrrw t0, {stvec}, t0",
            "csrr t1, {sstatus}",
            "csrr t3, {hstatus}",
            "li t4, {mxr}",
            "csrs {sstatus}, t4",
            "li t4, {sprv}",
            "csrs {hstatus}, t4",
            "mv a2, a0",
            "lhu a0, 0(a0)",
            "not a3, a0",
            "andi a3, a3, 3",
            "bnez a3, 1f",
            "mv a3, a0",
            "addi a0, a2, 2",
            "lhu a0, 0(a0)",
            "slli a0, a0, 16",
            "or a0, a0, a3",
            "1:",
            "csrw {sstatus}, t1",
            "csrw {hstatus}, t3",
            "csrw {stvec}, t0",
            "ret",
            ".balign 4",
            "2:",
            "csrw {sstatus}, t1",
            "csrw {hstatus}, t3",
            "csrw {sepc}, a2",
            "li a0, -1",
            "csrw {stvec}, t0",
            "ret",
            stvec = const csr::stvec::ADDRESS,
            sstatus = const csr::sstatus::ADDRESS,
            sepc = const csr::sepc::ADDRESS,
            hstatus = const csr::hstatus::ADDRESS,
            mxr = const csr::sstatus::MXR,
            sprv = const csr::hstatus::SPRV,
        )
    }
}

/// Instructions that the hypervisor emulates.
pub mod insn {
    /// A load or store.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct MemoryAccess {
        /// Store, or else load.
        pub store: bool,
        /// 1, 2, 4 or 8.
        pub bytes: u32,
        /// The loaded value is sign-extended.
        pub sign_extend: bool,
        /// The register is one of floating point.
        pub float: bool,
        /// Register loaded or stored.
        pub reg: u8,
        /// Register of the address.
        pub base: u8,
        /// Added to it.
        pub offset: i32,
        /// Bytes of the instruction, 2 or 4.
        pub len: u8,
    }

    /// The load or store that `word` encodes; 16-bit ones in the low half.
    pub fn memory_access(word: u32) -> Option<MemoryAccess> {
        if word & 3 == 3 { wide(word) } else { narrow(word & 0xffff) }
    }

    fn wide(word: u32) -> Option<MemoryAccess> {
        let (store, bytes, sign_extend, float, reg, base, offset) = match word & 0x707f {
            // fld
            0x3007 => (false, 8, false, true, (((word >> 7) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32),
            // fsd
            0x3027 => (true, 8, false, true, (((word >> 20) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20) as i32) >> 20) as u32),
            // flw
            0x2007 => (false, 4, false, true, (((word >> 7) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32),
            // fsw
            0x2027 => (true, 4, false, true, (((word >> 20) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20) as i32) >> 20) as u32),
            // lb
            0x3 => (false, 1, true, false, (((word >> 7) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32),
            // lh
            0x1003 => (false, 2, true, false, (((word >> 7) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32),
            // lw
            0x2003 => (false, 4, true, false, (((word >> 7) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32),
            // lbu
            0x4003 => (false, 1, false, false, (((word >> 7) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32),
            // lhu
            0x5003 => (false, 2, false, false, (((word >> 7) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32),
            // sb
            0x23 => (true, 1, false, false, (((word >> 20) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20) as i32) >> 20) as u32),
            // sh
            0x1023 => (true, 2, false, false, (((word >> 20) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20) as i32) >> 20) as u32),
            // sw
            0x2023 => (true, 4, false, false, (((word >> 20) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20) as i32) >> 20) as u32),
            // lwu
            0x6003 => (false, 4, false, false, (((word >> 7) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32),
            // ld
            0x3003 => (false, 8, false, false, (((word >> 7) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfff)) << 20) as i32) >> 20) as u32),
            // sd
            0x3023 => (true, 8, false, false, (((word >> 20) & 0x1f)), (((word >> 15) & 0x1f)), ((((((word >> 20) & 0xfe0) | ((word >> 7) & 0x1f)) << 20) as i32) >> 20) as u32),
            _ => return None,
        };
        Some(MemoryAccess { store, bytes, sign_extend, float, reg: reg as u8, base: base as u8, offset: offset as i32, len: 4 })
    }

    fn narrow(word: u32) -> Option<MemoryAccess> {
        let (store, bytes, sign_extend, float, reg, base, offset) = match word & 0xe003 {
            // c.lw
            0x4000 => (false, 4, true, false, ((((word >> 2) & 0x7)) + 8), ((((word >> 7) & 0x7)) + 8), (((word >> 7) & 0x38) | ((word >> 4) & 0x4) | ((word << 1) & 0x40))),
            // c.ld
            0x6000 => (false, 8, false, false, ((((word >> 2) & 0x7)) + 8), ((((word >> 7) & 0x7)) + 8), (((word >> 7) & 0x38) | ((word << 1) & 0xc0))),
            // c.fld
            0x2000 => (false, 8, false, true, ((((word >> 2) & 0x7)) + 8), ((((word >> 7) & 0x7)) + 8), (((word >> 7) & 0x38) | ((word << 1) & 0xc0))),
            // c.sw
            0xc000 => (true, 4, false, false, ((((word >> 2) & 0x7)) + 8), ((((word >> 7) & 0x7)) + 8), (((word >> 7) & 0x38) | ((word >> 4) & 0x4) | ((word << 1) & 0x40))),
            // c.sd
            0xe000 => (true, 8, false, false, ((((word >> 2) & 0x7)) + 8), ((((word >> 7) & 0x7)) + 8), (((word >> 7) & 0x38) | ((word << 1) & 0xc0))),
            // c.fsd
            0xa000 => (true, 8, false, true, ((((word >> 2) & 0x7)) + 8), ((((word >> 7) & 0x7)) + 8), (((word >> 7) & 0x38) | ((word << 1) & 0xc0))),
            // c.lwsp
            0x4002 => (false, 4, true, false, (((word >> 7) & 0x1f)), 2, (((word >> 7) & 0x20) | ((word >> 2) & 0x1c) | ((word << 4) & 0xc0))),
            // c.ldsp
            0x6002 => (false, 8, false, false, (((word >> 7) & 0x1f)), 2, (((word >> 7) & 0x20) | ((word >> 2) & 0x18) | ((word << 4) & 0x1c0))),
            // c.fldsp
            0x2002 => (false, 8, false, true, (((word >> 7) & 0x1f)), 2, (((word >> 7) & 0x20) | ((word >> 2) & 0x18) | ((word << 4) & 0x1c0))),
            // c.swsp
            0xc002 => (true, 4, false, false, (((word >> 2) & 0x1f)), 2, (((word >> 7) & 0x3c) | ((word >> 1) & 0xc0))),
            // c.sdsp
            0xe002 => (true, 8, false, false, (((word >> 2) & 0x1f)), 2, (((word >> 7) & 0x38) | ((word >> 1) & 0x1c0))),
            // c.fsdsp
            0xa002 => (true, 8, false, true, (((word >> 2) & 0x1f)), 2, (((word >> 7) & 0x38) | ((word >> 1) & 0x1c0))),
            _ => return None,
        };
        Some(MemoryAccess { store, bytes, sign_extend, float, reg: reg as u8, base: base as u8, offset: offset as i32, len: 2 })
    }

    /// The load or store of a transformed instruction: a compressed one is
    /// written in its 32-bit form, with bit 1 clear. None also for the second
    /// part of an access that is not aligned.
    pub fn from_tinst(tinst: u64) -> Option<MemoryAccess> {
        let word = u32::try_from(tinst).ok().filter(|word| word & 1 != 0)?;
        let len = if word & 2 != 0 { 4 } else { 2 };
        // The place of the address register tells how far the fault is behind
        // the address.
        wide(word | 2).filter(|access| access.base == 0).map(|access| MemoryAccess { len, ..access })
    }

    /// Whether `word` is WFI.
    pub const fn is_wfi(word: u32) -> bool {
        word == 0x10500073
    }

    /// Destination register if `word` only reads `time`.
    pub const fn time_read(word: u32) -> Option<u8> {
        if word & 0xfffff07f == 0xc0102073 { Some((word >> 7 & 31) as u8) } else { None }
    }
}


/// The timer of HS-mode, where it has one.
pub mod timer {
    use super::csr;

    /// Whether it has one.
    pub fn exists() -> bool {
        false
    }

    /// Requests the timer interrupt at `at`, in place of any before.
    pub fn set(at: u64) {
        let _ = at;
    }
}

/// What HS-mode sets up once, before the first guest.
pub mod setup {
    use super::{csr, exception, interrupt};

    /// Delegates to VS-mode what guests handle themselves, opens the
    /// counters to guests and masks all interrupts of HS-mode.
    ///
    /// # Safety
    /// No guest may be loaded.
    pub unsafe fn hs() {
        csr::sie::write(0);
    }
}

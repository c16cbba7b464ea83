//! What the firmware needs from the revision: M-level CSRs, causes, set-up,
//! the way down to HS-mode and traps that M-mode hands on.
//!
//! @generated from model/ by `draftvisor gen`; do not edit.

use core::arch::naked_asm;

/// The revision that this file was made for.
pub const REVISION: &str = "1.0";
/// The profile: the implementation whose deviations are provided for.
pub const PROFILE: &str = "qemu-10.0";

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
    /// `mstatus`.
    pub mod mstatus {
        use core::arch::asm;
        access!(0x300);
        /// `mstatus.SIE`, bit 1.
        pub const SIE: u64 = 0x2;
        /// Lowest bit of `SIE`.
        pub const SIE_SHIFT: u32 = 1;
        /// `mstatus.MIE`, bit 3.
        pub const MIE: u64 = 0x8;
        /// Lowest bit of `MIE`.
        pub const MIE_SHIFT: u32 = 3;
        /// `mstatus.SPIE`, bit 5.
        pub const SPIE: u64 = 0x20;
        /// Lowest bit of `SPIE`.
        pub const SPIE_SHIFT: u32 = 5;
        /// `mstatus.MPIE`, bit 7.
        pub const MPIE: u64 = 0x80;
        /// Lowest bit of `MPIE`.
        pub const MPIE_SHIFT: u32 = 7;
        /// `mstatus.SPP`, bit 8.
        pub const SPP: u64 = 0x100;
        /// Lowest bit of `SPP`.
        pub const SPP_SHIFT: u32 = 8;
        /// `mstatus.MPP`, bits 12-11.
        pub const MPP: u64 = 0x1800;
        /// Lowest bit of `MPP`.
        pub const MPP_SHIFT: u32 = 11;
        /// `mstatus.FS`, bits 14-13.
        pub const FS: u64 = 0x6000;
        /// Lowest bit of `FS`.
        pub const FS_SHIFT: u32 = 13;
        /// `mstatus.MPRV`, bit 17.
        pub const MPRV: u64 = 0x2_0000;
        /// Lowest bit of `MPRV`.
        pub const MPRV_SHIFT: u32 = 17;
        /// `mstatus.SUM`, bit 18.
        pub const SUM: u64 = 0x4_0000;
        /// Lowest bit of `SUM`.
        pub const SUM_SHIFT: u32 = 18;
        /// `mstatus.MXR`, bit 19.
        pub const MXR: u64 = 0x8_0000;
        /// Lowest bit of `MXR`.
        pub const MXR_SHIFT: u32 = 19;
        /// `mstatus.TVM`, bit 20.
        pub const TVM: u64 = 0x10_0000;
        /// Lowest bit of `TVM`.
        pub const TVM_SHIFT: u32 = 20;
        /// `mstatus.TW`, bit 21.
        pub const TW: u64 = 0x20_0000;
        /// Lowest bit of `TW`.
        pub const TW_SHIFT: u32 = 21;
        /// `mstatus.TSR`, bit 22.
        pub const TSR: u64 = 0x40_0000;
        /// Lowest bit of `TSR`.
        pub const TSR_SHIFT: u32 = 22;
        /// `mstatus.GVA`, bit 38.
        pub const GVA: u64 = 0x40_0000_0000;
        /// Lowest bit of `GVA`.
        pub const GVA_SHIFT: u32 = 38;
        /// `mstatus.MPV`, bit 39.
        pub const MPV: u64 = 0x80_0000_0000;
        /// Lowest bit of `MPV`.
        pub const MPV_SHIFT: u32 = 39;
    }
    /// `misa`.
    pub mod misa {
        use core::arch::asm;
        access!(0x301);
        /// `misa.H`, bit 7.
        pub const H: u64 = 0x80;
        /// Lowest bit of `H`.
        pub const H_SHIFT: u32 = 7;
    }
    /// `medeleg`.
    pub mod medeleg {
        use core::arch::asm;
        access!(0x302);
    }
    /// `mideleg`.
    pub mod mideleg {
        use core::arch::asm;
        access!(0x303);
    }
    /// `mie`.
    pub mod mie {
        use core::arch::asm;
        access!(0x304);
        /// `mie.SSIE`, bit 1.
        pub const SSIE: u64 = 0x2;
        /// Lowest bit of `SSIE`.
        pub const SSIE_SHIFT: u32 = 1;
        /// `mie.MSIE`, bit 3.
        pub const MSIE: u64 = 0x8;
        /// Lowest bit of `MSIE`.
        pub const MSIE_SHIFT: u32 = 3;
        /// `mie.STIE`, bit 5.
        pub const STIE: u64 = 0x20;
        /// Lowest bit of `STIE`.
        pub const STIE_SHIFT: u32 = 5;
        /// `mie.MTIE`, bit 7.
        pub const MTIE: u64 = 0x80;
        /// Lowest bit of `MTIE`.
        pub const MTIE_SHIFT: u32 = 7;
        /// `mie.SEIE`, bit 9.
        pub const SEIE: u64 = 0x200;
        /// Lowest bit of `SEIE`.
        pub const SEIE_SHIFT: u32 = 9;
        /// `mie.MEIE`, bit 11.
        pub const MEIE: u64 = 0x800;
        /// Lowest bit of `MEIE`.
        pub const MEIE_SHIFT: u32 = 11;
        /// `mie.VSSIE`, bit 2.
        pub const VSSIE: u64 = 0x4;
        /// Lowest bit of `VSSIE`.
        pub const VSSIE_SHIFT: u32 = 2;
        /// `mie.VSTIE`, bit 6.
        pub const VSTIE: u64 = 0x40;
        /// Lowest bit of `VSTIE`.
        pub const VSTIE_SHIFT: u32 = 6;
        /// `mie.VSEIE`, bit 10.
        pub const VSEIE: u64 = 0x400;
        /// Lowest bit of `VSEIE`.
        pub const VSEIE_SHIFT: u32 = 10;
        /// `mie.SGEIE`, bit 12.
        pub const SGEIE: u64 = 0x1000;
        /// Lowest bit of `SGEIE`.
        pub const SGEIE_SHIFT: u32 = 12;
    }
    /// `mtvec`.
    pub mod mtvec {
        use core::arch::asm;
        access!(0x305);
        /// `mtvec.MODE`, bits 1-0.
        pub const MODE: u64 = 0x3;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 0;
        /// `mtvec.BASE`, bits 63-2.
        pub const BASE: u64 = 0xffff_ffff_ffff_fffc;
        /// Lowest bit of `BASE`.
        pub const BASE_SHIFT: u32 = 2;
    }
    /// `mcounteren`.
    pub mod mcounteren {
        use core::arch::asm;
        access!(0x306);
        /// `mcounteren.CY`, bit 0.
        pub const CY: u64 = 0x1;
        /// Lowest bit of `CY`.
        pub const CY_SHIFT: u32 = 0;
        /// `mcounteren.TM`, bit 1.
        pub const TM: u64 = 0x2;
        /// Lowest bit of `TM`.
        pub const TM_SHIFT: u32 = 1;
        /// `mcounteren.IR`, bit 2.
        pub const IR: u64 = 0x4;
        /// Lowest bit of `IR`.
        pub const IR_SHIFT: u32 = 2;
    }
    /// `mscratch`.
    pub mod mscratch {
        use core::arch::asm;
        access!(0x340);
    }
    /// `mepc`.
    pub mod mepc {
        use core::arch::asm;
        access!(0x341);
    }
    /// `mcause`.
    pub mod mcause {
        use core::arch::asm;
        access!(0x342);
    }
    /// `mtval`.
    pub mod mtval {
        use core::arch::asm;
        access!(0x343);
    }
    /// `mip`.
    pub mod mip {
        use core::arch::asm;
        access!(0x344);
        /// `mip.SSIP`, bit 1.
        pub const SSIP: u64 = 0x2;
        /// Lowest bit of `SSIP`.
        pub const SSIP_SHIFT: u32 = 1;
        /// `mip.MSIP`, bit 3.
        pub const MSIP: u64 = 0x8;
        /// Lowest bit of `MSIP`.
        pub const MSIP_SHIFT: u32 = 3;
        /// `mip.STIP`, bit 5.
        pub const STIP: u64 = 0x20;
        /// Lowest bit of `STIP`.
        pub const STIP_SHIFT: u32 = 5;
        /// `mip.MTIP`, bit 7.
        pub const MTIP: u64 = 0x80;
        /// Lowest bit of `MTIP`.
        pub const MTIP_SHIFT: u32 = 7;
        /// `mip.SEIP`, bit 9.
        pub const SEIP: u64 = 0x200;
        /// Lowest bit of `SEIP`.
        pub const SEIP_SHIFT: u32 = 9;
        /// `mip.MEIP`, bit 11.
        pub const MEIP: u64 = 0x800;
        /// Lowest bit of `MEIP`.
        pub const MEIP_SHIFT: u32 = 11;
        /// `mip.VSSIP`, bit 2.
        pub const VSSIP: u64 = 0x4;
        /// Lowest bit of `VSSIP`.
        pub const VSSIP_SHIFT: u32 = 2;
        /// `mip.VSTIP`, bit 6.
        pub const VSTIP: u64 = 0x40;
        /// Lowest bit of `VSTIP`.
        pub const VSTIP_SHIFT: u32 = 6;
        /// `mip.VSEIP`, bit 10.
        pub const VSEIP: u64 = 0x400;
        /// Lowest bit of `VSEIP`.
        pub const VSEIP_SHIFT: u32 = 10;
        /// `mip.SGEIP`, bit 12.
        pub const SGEIP: u64 = 0x1000;
        /// Lowest bit of `SGEIP`.
        pub const SGEIP_SHIFT: u32 = 12;
    }
    /// `mtinst`.
    pub mod mtinst {
        use core::arch::asm;
        access!(0x34a);
    }
    /// `mtval2`.
    pub mod mtval2 {
        use core::arch::asm;
        access!(0x34b);
    }
    /// `pmpcfg0`.
    pub mod pmpcfg0 {
        use core::arch::asm;
        access!(0x3a0);
    }
    /// `pmpaddr0`.
    pub mod pmpaddr0 {
        use core::arch::asm;
        access!(0x3b0);
    }
    /// `mvendorid`.
    pub mod mvendorid {
        use core::arch::asm;
        access!(0xf11);
    }
    /// `marchid`.
    pub mod marchid {
        use core::arch::asm;
        access!(0xf12);
    }
    /// `mimpid`.
    pub mod mimpid {
        use core::arch::asm;
        access!(0xf13);
    }
    /// `mhartid`.
    pub mod mhartid {
        use core::arch::asm;
        access!(0xf14);
    }
    /// `sstatus`.
    pub mod sstatus {
        use core::arch::asm;
        access!(0x100);
        /// `sstatus.SIE`, bit 1.
        pub const SIE: u64 = 0x2;
        /// Lowest bit of `SIE`.
        pub const SIE_SHIFT: u32 = 1;
        /// `sstatus.SPIE`, bit 5.
        pub const SPIE: u64 = 0x20;
        /// Lowest bit of `SPIE`.
        pub const SPIE_SHIFT: u32 = 5;
        /// `sstatus.UBE`, bit 6.
        pub const UBE: u64 = 0x40;
        /// Lowest bit of `UBE`.
        pub const UBE_SHIFT: u32 = 6;
        /// `sstatus.SPP`, bit 8.
        pub const SPP: u64 = 0x100;
        /// Lowest bit of `SPP`.
        pub const SPP_SHIFT: u32 = 8;
        /// `sstatus.VS`, bits 10-9.
        pub const VS: u64 = 0x600;
        /// Lowest bit of `VS`.
        pub const VS_SHIFT: u32 = 9;
        /// `sstatus.FS`, bits 14-13.
        pub const FS: u64 = 0x6000;
        /// Lowest bit of `FS`.
        pub const FS_SHIFT: u32 = 13;
        /// `sstatus.XS`, bits 16-15.
        pub const XS: u64 = 0x1_8000;
        /// Lowest bit of `XS`.
        pub const XS_SHIFT: u32 = 15;
        /// `sstatus.SUM`, bit 18.
        pub const SUM: u64 = 0x4_0000;
        /// Lowest bit of `SUM`.
        pub const SUM_SHIFT: u32 = 18;
        /// `sstatus.MXR`, bit 19.
        pub const MXR: u64 = 0x8_0000;
        /// Lowest bit of `MXR`.
        pub const MXR_SHIFT: u32 = 19;
        /// `sstatus.UXL`, bits 33-32.
        pub const UXL: u64 = 0x3_0000_0000;
        /// Lowest bit of `UXL`.
        pub const UXL_SHIFT: u32 = 32;
        /// `sstatus.SD`, bit 63.
        pub const SD: u64 = 0x8000_0000_0000_0000;
        /// Lowest bit of `SD`.
        pub const SD_SHIFT: u32 = 63;
    }
    /// `sie`.
    pub mod sie {
        use core::arch::asm;
        access!(0x104);
        /// `sie.SSIE`, bit 1.
        pub const SSIE: u64 = 0x2;
        /// Lowest bit of `SSIE`.
        pub const SSIE_SHIFT: u32 = 1;
        /// `sie.STIE`, bit 5.
        pub const STIE: u64 = 0x20;
        /// Lowest bit of `STIE`.
        pub const STIE_SHIFT: u32 = 5;
        /// `sie.SEIE`, bit 9.
        pub const SEIE: u64 = 0x200;
        /// Lowest bit of `SEIE`.
        pub const SEIE_SHIFT: u32 = 9;
    }
    /// `stvec`.
    pub mod stvec {
        use core::arch::asm;
        access!(0x105);
        /// `stvec.MODE`, bits 1-0.
        pub const MODE: u64 = 0x3;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 0;
        /// `stvec.BASE`, bits 63-2.
        pub const BASE: u64 = 0xffff_ffff_ffff_fffc;
        /// Lowest bit of `BASE`.
        pub const BASE_SHIFT: u32 = 2;
    }
    /// `scounteren`.
    pub mod scounteren {
        use core::arch::asm;
        access!(0x106);
        /// `scounteren.CY`, bit 0.
        pub const CY: u64 = 0x1;
        /// Lowest bit of `CY`.
        pub const CY_SHIFT: u32 = 0;
        /// `scounteren.TM`, bit 1.
        pub const TM: u64 = 0x2;
        /// Lowest bit of `TM`.
        pub const TM_SHIFT: u32 = 1;
        /// `scounteren.IR`, bit 2.
        pub const IR: u64 = 0x4;
        /// Lowest bit of `IR`.
        pub const IR_SHIFT: u32 = 2;
    }
    /// `senvcfg`.
    pub mod senvcfg {
        use core::arch::asm;
        access!(0x10a);
        /// `senvcfg.FIOM`, bit 0.
        pub const FIOM: u64 = 0x1;
        /// Lowest bit of `FIOM`.
        pub const FIOM_SHIFT: u32 = 0;
    }
    /// `sscratch`.
    pub mod sscratch {
        use core::arch::asm;
        access!(0x140);
    }
    /// `sepc`.
    pub mod sepc {
        use core::arch::asm;
        access!(0x141);
    }
    /// `scause`.
    pub mod scause {
        use core::arch::asm;
        access!(0x142);
    }
    /// `stval`.
    pub mod stval {
        use core::arch::asm;
        access!(0x143);
    }
    /// `sip`.
    pub mod sip {
        use core::arch::asm;
        access!(0x144);
        /// `sip.SSIP`, bit 1.
        pub const SSIP: u64 = 0x2;
        /// Lowest bit of `SSIP`.
        pub const SSIP_SHIFT: u32 = 1;
        /// `sip.STIP`, bit 5.
        pub const STIP: u64 = 0x20;
        /// Lowest bit of `STIP`.
        pub const STIP_SHIFT: u32 = 5;
        /// `sip.SEIP`, bit 9.
        pub const SEIP: u64 = 0x200;
        /// Lowest bit of `SEIP`.
        pub const SEIP_SHIFT: u32 = 9;
    }
    /// `satp`.
    pub mod satp {
        use core::arch::asm;
        access!(0x180);
        /// `satp.PPN`, bits 43-0.
        pub const PPN: u64 = 0xfff_ffff_ffff;
        /// Lowest bit of `PPN`.
        pub const PPN_SHIFT: u32 = 0;
        /// `satp.ASID`, bits 59-44.
        pub const ASID: u64 = 0xfff_f000_0000_0000;
        /// Lowest bit of `ASID`.
        pub const ASID_SHIFT: u32 = 44;
        /// `satp.MODE`, bits 63-60.
        pub const MODE: u64 = 0xf000_0000_0000_0000;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 60;
    }
    /// `hstatus`.
    pub mod hstatus {
        use core::arch::asm;
        access!(0x600);
        /// `hstatus.VSBE`, bit 5.
        pub const VSBE: u64 = 0x20;
        /// Lowest bit of `VSBE`.
        pub const VSBE_SHIFT: u32 = 5;
        /// `hstatus.GVA`, bit 6.
        pub const GVA: u64 = 0x40;
        /// Lowest bit of `GVA`.
        pub const GVA_SHIFT: u32 = 6;
        /// `hstatus.SPV`, bit 7.
        pub const SPV: u64 = 0x80;
        /// Lowest bit of `SPV`.
        pub const SPV_SHIFT: u32 = 7;
        /// `hstatus.SPVP`, bit 8.
        pub const SPVP: u64 = 0x100;
        /// Lowest bit of `SPVP`.
        pub const SPVP_SHIFT: u32 = 8;
        /// `hstatus.HU`, bit 9.
        pub const HU: u64 = 0x200;
        /// Lowest bit of `HU`.
        pub const HU_SHIFT: u32 = 9;
        /// `hstatus.VGEIN`, bits 17-12.
        pub const VGEIN: u64 = 0x3_f000;
        /// Lowest bit of `VGEIN`.
        pub const VGEIN_SHIFT: u32 = 12;
        /// `hstatus.VTVM`, bit 20.
        pub const VTVM: u64 = 0x10_0000;
        /// Lowest bit of `VTVM`.
        pub const VTVM_SHIFT: u32 = 20;
        /// `hstatus.VTW`, bit 21.
        pub const VTW: u64 = 0x20_0000;
        /// Lowest bit of `VTW`.
        pub const VTW_SHIFT: u32 = 21;
        /// `hstatus.VTSR`, bit 22.
        pub const VTSR: u64 = 0x40_0000;
        /// Lowest bit of `VTSR`.
        pub const VTSR_SHIFT: u32 = 22;
        /// `hstatus.VSXL`, bits 33-32.
        pub const VSXL: u64 = 0x3_0000_0000;
        /// Lowest bit of `VSXL`.
        pub const VSXL_SHIFT: u32 = 32;
    }
    /// `hedeleg`.
    pub mod hedeleg {
        use core::arch::asm;
        access!(0x602);
    }
    /// `htval`.
    pub mod htval {
        use core::arch::asm;
        access!(0x643);
    }
    /// `htinst`.
    pub mod htinst {
        use core::arch::asm;
        access!(0x64a);
    }
    /// `vsstatus`.
    pub mod vsstatus {
        use core::arch::asm;
        access!(0x200);
        /// `vsstatus.SIE`, bit 1.
        pub const SIE: u64 = 0x2;
        /// Lowest bit of `SIE`.
        pub const SIE_SHIFT: u32 = 1;
        /// `vsstatus.SPIE`, bit 5.
        pub const SPIE: u64 = 0x20;
        /// Lowest bit of `SPIE`.
        pub const SPIE_SHIFT: u32 = 5;
        /// `vsstatus.UBE`, bit 6.
        pub const UBE: u64 = 0x40;
        /// Lowest bit of `UBE`.
        pub const UBE_SHIFT: u32 = 6;
        /// `vsstatus.SPP`, bit 8.
        pub const SPP: u64 = 0x100;
        /// Lowest bit of `SPP`.
        pub const SPP_SHIFT: u32 = 8;
        /// `vsstatus.VS`, bits 10-9.
        pub const VS: u64 = 0x600;
        /// Lowest bit of `VS`.
        pub const VS_SHIFT: u32 = 9;
        /// `vsstatus.FS`, bits 14-13.
        pub const FS: u64 = 0x6000;
        /// Lowest bit of `FS`.
        pub const FS_SHIFT: u32 = 13;
        /// `vsstatus.XS`, bits 16-15.
        pub const XS: u64 = 0x1_8000;
        /// Lowest bit of `XS`.
        pub const XS_SHIFT: u32 = 15;
        /// `vsstatus.SUM`, bit 18.
        pub const SUM: u64 = 0x4_0000;
        /// Lowest bit of `SUM`.
        pub const SUM_SHIFT: u32 = 18;
        /// `vsstatus.MXR`, bit 19.
        pub const MXR: u64 = 0x8_0000;
        /// Lowest bit of `MXR`.
        pub const MXR_SHIFT: u32 = 19;
        /// `vsstatus.UXL`, bits 33-32.
        pub const UXL: u64 = 0x3_0000_0000;
        /// Lowest bit of `UXL`.
        pub const UXL_SHIFT: u32 = 32;
        /// `vsstatus.SD`, bit 63.
        pub const SD: u64 = 0x8000_0000_0000_0000;
        /// Lowest bit of `SD`.
        pub const SD_SHIFT: u32 = 63;
    }
    /// `vstvec`.
    pub mod vstvec {
        use core::arch::asm;
        access!(0x205);
        /// `vstvec.MODE`, bits 1-0.
        pub const MODE: u64 = 0x3;
        /// Lowest bit of `MODE`.
        pub const MODE_SHIFT: u32 = 0;
        /// `vstvec.BASE`, bits 63-2.
        pub const BASE: u64 = 0xffff_ffff_ffff_fffc;
        /// Lowest bit of `BASE`.
        pub const BASE_SHIFT: u32 = 2;
    }
    /// `vsepc`.
    pub mod vsepc {
        use core::arch::asm;
        access!(0x241);
    }
    /// `vscause`.
    pub mod vscause {
        use core::arch::asm;
        access!(0x242);
    }
    /// `vstval`.
    pub mod vstval {
        use core::arch::asm;
        access!(0x243);
    }
}

/// Exception codes.
pub mod exception {
    /// Instruction address misaligned.
    pub const INSTRUCTION_ADDRESS_MISALIGNED: u64 = 0;
    /// Instruction access fault.
    pub const INSTRUCTION_ACCESS_FAULT: u64 = 1;
    /// Illegal instruction.
    pub const ILLEGAL_INSTRUCTION: u64 = 2;
    /// Breakpoint.
    pub const BREAKPOINT: u64 = 3;
    /// Load address misaligned.
    pub const LOAD_ADDRESS_MISALIGNED: u64 = 4;
    /// Load access fault.
    pub const LOAD_ACCESS_FAULT: u64 = 5;
    /// Store address misaligned.
    pub const STORE_ADDRESS_MISALIGNED: u64 = 6;
    /// Store access fault.
    pub const STORE_ACCESS_FAULT: u64 = 7;
    /// Ecall from u.
    pub const ECALL_FROM_U: u64 = 8;
    /// Ecall from hs.
    pub const ECALL_FROM_HS: u64 = 9;
    /// Ecall from vs.
    pub const ECALL_FROM_VS: u64 = 10;
    /// Ecall from m.
    pub const ECALL_FROM_M: u64 = 11;
    /// Instruction page fault.
    pub const INSTRUCTION_PAGE_FAULT: u64 = 12;
    /// Load page fault.
    pub const LOAD_PAGE_FAULT: u64 = 13;
    /// Store page fault.
    pub const STORE_PAGE_FAULT: u64 = 15;
    /// Instruction guest page fault.
    pub const INSTRUCTION_GUEST_PAGE_FAULT: u64 = 20;
    /// Load guest page fault.
    pub const LOAD_GUEST_PAGE_FAULT: u64 = 21;
    /// Virtual instruction.
    pub const VIRTUAL_INSTRUCTION: u64 = 22;
    /// Store guest page fault.
    pub const STORE_GUEST_PAGE_FAULT: u64 = 23;
}

/// Interrupt codes.
pub mod interrupt {
    /// Supervisor software interrupt.
    pub const SSI: u64 = 1;
    /// VS-level software interrupt.
    pub const VSSI: u64 = 2;
    /// Machine software interrupt.
    pub const MSI: u64 = 3;
    /// Supervisor timer interrupt.
    pub const STI: u64 = 5;
    /// VS-level timer interrupt.
    pub const VSTI: u64 = 6;
    /// Machine timer interrupt.
    pub const MTI: u64 = 7;
    /// Supervisor external interrupt.
    pub const SEI: u64 = 9;
    /// VS-level external interrupt.
    pub const VSEI: u64 = 10;
    /// Machine external interrupt.
    pub const MEI: u64 = 11;
    /// Supervisor guest external interrupt.
    pub const SGEI: u64 = 12;
}

/// The bit that tells an interrupt from an exception in a cause register.
const INTERRUPT_BIT: u64 = 1 << 63;

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
        csr::mideleg::write(1 << interrupt::SSI | 1 << interrupt::STI | 1 << interrupt::SEI | 1 << interrupt::VSSI | 1 << interrupt::VSTI | 1 << interrupt::VSEI | 1 << interrupt::SGEI);
        csr::mcounteren::write(csr::mcounteren::CY | csr::mcounteren::TM | csr::mcounteren::IR);
        csr::pmpaddr0::write(0x3f_ffff_ffff_ffff);
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

    fn from_guest() -> bool {
        csr::mstatus::read() & csr::mstatus::MPV != 0
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
        if word & 0xffff_f07f == 0xc010_2073 { Some((word >> 7 & 31) as u8) } else { None }
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

    /// HFENCE.VVMA for the current guest, all its addresses.
    pub fn vvma() {
        // SAFETY: a fence only orders translations.
        unsafe { asm!(".4byte {}", const 0x22000073, options(nostack)) };
    }
}

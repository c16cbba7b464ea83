//! Privileged state: storage words and the fields that rules use.
//!
//! @generated from model/csr/ by `draftvisor gen`; do not edit.
use super::{csr, rules};
use isa::ops;
/// Privileged state of a hart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(non_snake_case)]
pub struct State {
    /// `prv`.
    pub prv: u64,
    /// `V`.
    pub v: bool,
    /// `input_msip`.
    pub input_msip: bool,
    /// `input_mtip`.
    pub input_mtip: bool,
    /// `input_meip`.
    pub input_meip: bool,
    /// `input_seip`.
    pub input_seip: bool,
    /// `input_hgeip`.
    pub input_hgeip: u64,
    /// `mtime`.
    pub mtime: u64,
    /// Stored bits of fcsr: 0xff.
    pub fcsr: u64,
    /// Stored bits of stvec: 0xffffffffffffffff.
    pub stvec: u64,
    /// Stored bits of scounteren: 0xffffffff.
    pub scounteren: u64,
    /// Stored bits of sscratch: 0xffffffffffffffff.
    pub sscratch: u64,
    /// Stored bits of sepc: 0xffffffffffffffff.
    pub sepc: u64,
    /// Stored bits of scause: 0xffffffffffffffff.
    pub scause: u64,
    /// Stored bits of stval: 0xffffffffffffffff.
    pub stval: u64,
    /// Stored bits of satp: 0xffffffffffffffff.
    pub satp: u64,
    /// Stored bits of vsstatus: 0xc6122.
    pub vsstatus: u64,
    /// Stored bits of vsie: 0x222.
    pub vsie: u64,
    /// Stored bits of vstvec: 0xffffffffffffffff.
    pub vstvec: u64,
    /// Stored bits of vsscratch: 0xffffffffffffffff.
    pub vsscratch: u64,
    /// Stored bits of vsepc: 0xffffffffffffffff.
    pub vsepc: u64,
    /// Stored bits of vscause: 0xffffffffffffffff.
    pub vscause: u64,
    /// Stored bits of vstval: 0xffffffffffffffff.
    pub vstval: u64,
    /// Stored bits of vsip: 0x222.
    pub vsip: u64,
    /// Stored bits of vsatp: 0xffffffffffffffff.
    pub vsatp: u64,
    /// Stored bits of mstatus: 0xc0007e79aa.
    pub mstatus: u64,
    /// Stored bits of misa: 0x80.
    pub misa: u64,
    /// Stored bits of medeleg: 0xb7ff.
    pub medeleg: u64,
    /// Stored bits of mideleg: 0x222.
    pub mideleg: u64,
    /// Stored bits of mie: 0xaaa.
    pub mie: u64,
    /// Stored bits of mtvec: 0xffffffffffffffff.
    pub mtvec: u64,
    /// Stored bits of mcounteren: 0xffffffff.
    pub mcounteren: u64,
    /// Stored bits of mcountinhibit: 0x5.
    pub mcountinhibit: u64,
    /// Stored bits of mscratch: 0xffffffffffffffff.
    pub mscratch: u64,
    /// Stored bits of mepc: 0xffffffffffffffff.
    pub mepc: u64,
    /// Stored bits of mcause: 0xffffffffffffffff.
    pub mcause: u64,
    /// Stored bits of mtval: 0xffffffffffffffff.
    pub mtval: u64,
    /// Stored bits of mip: 0x222.
    pub mip: u64,
    /// Stored bits of pmpcfg0: 0xffffffffffffffff.
    pub pmpcfg0: u64,
    /// Stored bits of pmpcfg2: 0xffffffffffffffff.
    pub pmpcfg2: u64,
    /// Stored bits of pmpaddr0: 0x3fffffffffffff.
    pub pmpaddr0: u64,
    /// Stored bits of pmpaddr1: 0x3fffffffffffff.
    pub pmpaddr1: u64,
    /// Stored bits of pmpaddr2: 0x3fffffffffffff.
    pub pmpaddr2: u64,
    /// Stored bits of pmpaddr3: 0x3fffffffffffff.
    pub pmpaddr3: u64,
    /// Stored bits of pmpaddr4: 0x3fffffffffffff.
    pub pmpaddr4: u64,
    /// Stored bits of pmpaddr5: 0x3fffffffffffff.
    pub pmpaddr5: u64,
    /// Stored bits of pmpaddr6: 0x3fffffffffffff.
    pub pmpaddr6: u64,
    /// Stored bits of pmpaddr7: 0x3fffffffffffff.
    pub pmpaddr7: u64,
    /// Stored bits of pmpaddr8: 0x3fffffffffffff.
    pub pmpaddr8: u64,
    /// Stored bits of pmpaddr9: 0x3fffffffffffff.
    pub pmpaddr9: u64,
    /// Stored bits of pmpaddr10: 0x3fffffffffffff.
    pub pmpaddr10: u64,
    /// Stored bits of pmpaddr11: 0x3fffffffffffff.
    pub pmpaddr11: u64,
    /// Stored bits of pmpaddr12: 0x3fffffffffffff.
    pub pmpaddr12: u64,
    /// Stored bits of pmpaddr13: 0x3fffffffffffff.
    pub pmpaddr13: u64,
    /// Stored bits of pmpaddr14: 0x3fffffffffffff.
    pub pmpaddr14: u64,
    /// Stored bits of pmpaddr15: 0x3fffffffffffff.
    pub pmpaddr15: u64,
    /// Stored bits of hstatus: 0x5003c1.
    pub hstatus: u64,
    /// Stored bits of hedeleg: 0xbfff.
    pub hedeleg: u64,
    /// Stored bits of hideleg: 0xaaa.
    pub hideleg: u64,
    /// Stored bits of htimedelta: 0xffffffffffffffff.
    pub htimedelta: u64,
    /// Stored bits of hcounteren: 0xffffffff.
    pub hcounteren: u64,
    /// Stored bits of hgatp: 0xf3ffffffffffffff.
    pub hgatp: u64,
    /// Stored bits of mcycle: 0xffffffffffffffff.
    pub mcycle: u64,
    /// Stored bits of minstret: 0xffffffffffffffff.
    pub minstret: u64,
    /// Stored bits of mhartid: 0xffffffffffffffff.
    pub mhartid: u64,
}
/// Names of the storage words, in order of [`State::word`].
pub const WORDS: &[&str] = &[
    "fcsr",
    "stvec",
    "scounteren",
    "sscratch",
    "sepc",
    "scause",
    "stval",
    "satp",
    "vsstatus",
    "vsie",
    "vstvec",
    "vsscratch",
    "vsepc",
    "vscause",
    "vstval",
    "vsip",
    "vsatp",
    "mstatus",
    "misa",
    "medeleg",
    "mideleg",
    "mie",
    "mtvec",
    "mcounteren",
    "mcountinhibit",
    "mscratch",
    "mepc",
    "mcause",
    "mtval",
    "mip",
    "pmpcfg0",
    "pmpcfg2",
    "pmpaddr0",
    "pmpaddr1",
    "pmpaddr2",
    "pmpaddr3",
    "pmpaddr4",
    "pmpaddr5",
    "pmpaddr6",
    "pmpaddr7",
    "pmpaddr8",
    "pmpaddr9",
    "pmpaddr10",
    "pmpaddr11",
    "pmpaddr12",
    "pmpaddr13",
    "pmpaddr14",
    "pmpaddr15",
    "hstatus",
    "hedeleg",
    "hideleg",
    "htimedelta",
    "hcounteren",
    "hgatp",
    "mcycle",
    "minstret",
    "mhartid",
];
impl State {
    /// State after reset.
    pub const fn reset() -> Self {
        Self {
            prv: 3,
            v: false,
            input_msip: false,
            input_mtip: false,
            input_meip: false,
            input_seip: false,
            input_hgeip: 0,
            mtime: 0,
            fcsr: 0,
            stvec: 0,
            scounteren: 0,
            sscratch: 0,
            sepc: 0,
            scause: 0,
            stval: 0,
            satp: 0,
            vsstatus: 0,
            vsie: 0,
            vstvec: 0,
            vsscratch: 0,
            vsepc: 0,
            vscause: 0,
            vstval: 0,
            vsip: 0,
            vsatp: 0,
            mstatus: 0,
            misa: 0x80,
            medeleg: 0,
            mideleg: 0,
            mie: 0,
            mtvec: 0,
            mcounteren: 0,
            mcountinhibit: 0,
            mscratch: 0,
            mepc: 0,
            mcause: 0,
            mtval: 0,
            mip: 0,
            pmpcfg0: 0,
            pmpcfg2: 0,
            pmpaddr0: 0,
            pmpaddr1: 0,
            pmpaddr2: 0,
            pmpaddr3: 0,
            pmpaddr4: 0,
            pmpaddr5: 0,
            pmpaddr6: 0,
            pmpaddr7: 0,
            pmpaddr8: 0,
            pmpaddr9: 0,
            pmpaddr10: 0,
            pmpaddr11: 0,
            pmpaddr12: 0,
            pmpaddr13: 0,
            pmpaddr14: 0,
            pmpaddr15: 0,
            hstatus: 0,
            hedeleg: 0,
            hideleg: 0,
            htimedelta: 0,
            hcounteren: 0,
            hgatp: 0,
            mcycle: 0,
            minstret: 0,
            mhartid: 0,
        }
    }
    /// Storage word by index in [`WORDS`], 0 beyond.
    pub fn word(&self, index: usize) -> u64 {
        match index {
            0 => self.fcsr,
            1 => self.stvec,
            2 => self.scounteren,
            3 => self.sscratch,
            4 => self.sepc,
            5 => self.scause,
            6 => self.stval,
            7 => self.satp,
            8 => self.vsstatus,
            9 => self.vsie,
            10 => self.vstvec,
            11 => self.vsscratch,
            12 => self.vsepc,
            13 => self.vscause,
            14 => self.vstval,
            15 => self.vsip,
            16 => self.vsatp,
            17 => self.mstatus,
            18 => self.misa,
            19 => self.medeleg,
            20 => self.mideleg,
            21 => self.mie,
            22 => self.mtvec,
            23 => self.mcounteren,
            24 => self.mcountinhibit,
            25 => self.mscratch,
            26 => self.mepc,
            27 => self.mcause,
            28 => self.mtval,
            29 => self.mip,
            30 => self.pmpcfg0,
            31 => self.pmpcfg2,
            32 => self.pmpaddr0,
            33 => self.pmpaddr1,
            34 => self.pmpaddr2,
            35 => self.pmpaddr3,
            36 => self.pmpaddr4,
            37 => self.pmpaddr5,
            38 => self.pmpaddr6,
            39 => self.pmpaddr7,
            40 => self.pmpaddr8,
            41 => self.pmpaddr9,
            42 => self.pmpaddr10,
            43 => self.pmpaddr11,
            44 => self.pmpaddr12,
            45 => self.pmpaddr13,
            46 => self.pmpaddr14,
            47 => self.pmpaddr15,
            48 => self.hstatus,
            49 => self.hedeleg,
            50 => self.hideleg,
            51 => self.htimedelta,
            52 => self.hcounteren,
            53 => self.hgatp,
            54 => self.mcycle,
            55 => self.minstret,
            56 => self.mhartid,
            _ => 0,
        }
    }
    /// Sets a storage word by index in [`WORDS`].
    pub fn set_word(&mut self, index: usize, value: u64) {
        match index {
            0 => self.fcsr = value,
            1 => self.stvec = value,
            2 => self.scounteren = value,
            3 => self.sscratch = value,
            4 => self.sepc = value,
            5 => self.scause = value,
            6 => self.stval = value,
            7 => self.satp = value,
            8 => self.vsstatus = value,
            9 => self.vsie = value,
            10 => self.vstvec = value,
            11 => self.vsscratch = value,
            12 => self.vsepc = value,
            13 => self.vscause = value,
            14 => self.vstval = value,
            15 => self.vsip = value,
            16 => self.vsatp = value,
            17 => self.mstatus = value,
            18 => self.misa = value,
            19 => self.medeleg = value,
            20 => self.mideleg = value,
            21 => self.mie = value,
            22 => self.mtvec = value,
            23 => self.mcounteren = value,
            24 => self.mcountinhibit = value,
            25 => self.mscratch = value,
            26 => self.mepc = value,
            27 => self.mcause = value,
            28 => self.mtval = value,
            29 => self.mip = value,
            30 => self.pmpcfg0 = value,
            31 => self.pmpcfg2 = value,
            32 => self.pmpaddr0 = value,
            33 => self.pmpaddr1 = value,
            34 => self.pmpaddr2 = value,
            35 => self.pmpaddr3 = value,
            36 => self.pmpaddr4 = value,
            37 => self.pmpaddr5 = value,
            38 => self.pmpaddr6 = value,
            39 => self.pmpaddr7 = value,
            40 => self.pmpaddr8 = value,
            41 => self.pmpaddr9 = value,
            42 => self.pmpaddr10 = value,
            43 => self.pmpaddr11 = value,
            44 => self.pmpaddr12 = value,
            45 => self.pmpaddr13 = value,
            46 => self.pmpaddr14 = value,
            47 => self.pmpaddr15 = value,
            48 => self.hstatus = value,
            49 => self.hedeleg = value,
            50 => self.hideleg = value,
            51 => self.htimedelta = value,
            52 => self.hcounteren = value,
            53 => self.hgatp = value,
            54 => self.mcycle = value,
            55 => self.minstret = value,
            56 => self.mhartid = value,
            _ => {}
        }
    }
    /// fcsr.FFLAGS. From the top: invalid, divided by zero, overflow, underflow, inexact. They stay
    /// until software clears them.
    #[inline]
    pub fn fcsr_fflags(&self) -> u64 {
        let s = self;
        (s.fcsr & 31)
    }
    /// fcsr.FRM. Rounding mode of instructions that do not name one. A reserved mode can be held,
    /// but not used.
    #[inline]
    pub fn fcsr_frm(&self) -> u64 {
        let s = self;
        ((s.fcsr >> 5) & 7)
    }
    /// hcounteren.CY. cycle. At first the bit could be seen only while mcounteren had it too.
    #[inline]
    pub fn hcounteren_cy(&self) -> bool {
        let s = self;
        (s.hcounteren >> 0) & 1 != 0
    }
    /// hcounteren.HPM10. hpmcounter10
    #[inline]
    pub fn hcounteren_hpm10(&self) -> bool {
        let s = self;
        (s.hcounteren >> 10) & 1 != 0
    }
    /// hcounteren.HPM11. hpmcounter11
    #[inline]
    pub fn hcounteren_hpm11(&self) -> bool {
        let s = self;
        (s.hcounteren >> 11) & 1 != 0
    }
    /// hcounteren.HPM12. hpmcounter12
    #[inline]
    pub fn hcounteren_hpm12(&self) -> bool {
        let s = self;
        (s.hcounteren >> 12) & 1 != 0
    }
    /// hcounteren.HPM13. hpmcounter13
    #[inline]
    pub fn hcounteren_hpm13(&self) -> bool {
        let s = self;
        (s.hcounteren >> 13) & 1 != 0
    }
    /// hcounteren.HPM14. hpmcounter14
    #[inline]
    pub fn hcounteren_hpm14(&self) -> bool {
        let s = self;
        (s.hcounteren >> 14) & 1 != 0
    }
    /// hcounteren.HPM15. hpmcounter15
    #[inline]
    pub fn hcounteren_hpm15(&self) -> bool {
        let s = self;
        (s.hcounteren >> 15) & 1 != 0
    }
    /// hcounteren.HPM16. hpmcounter16
    #[inline]
    pub fn hcounteren_hpm16(&self) -> bool {
        let s = self;
        (s.hcounteren >> 16) & 1 != 0
    }
    /// hcounteren.HPM17. hpmcounter17
    #[inline]
    pub fn hcounteren_hpm17(&self) -> bool {
        let s = self;
        (s.hcounteren >> 17) & 1 != 0
    }
    /// hcounteren.HPM18. hpmcounter18
    #[inline]
    pub fn hcounteren_hpm18(&self) -> bool {
        let s = self;
        (s.hcounteren >> 18) & 1 != 0
    }
    /// hcounteren.HPM19. hpmcounter19
    #[inline]
    pub fn hcounteren_hpm19(&self) -> bool {
        let s = self;
        (s.hcounteren >> 19) & 1 != 0
    }
    /// hcounteren.HPM20. hpmcounter20
    #[inline]
    pub fn hcounteren_hpm20(&self) -> bool {
        let s = self;
        (s.hcounteren >> 20) & 1 != 0
    }
    /// hcounteren.HPM21. hpmcounter21
    #[inline]
    pub fn hcounteren_hpm21(&self) -> bool {
        let s = self;
        (s.hcounteren >> 21) & 1 != 0
    }
    /// hcounteren.HPM22. hpmcounter22
    #[inline]
    pub fn hcounteren_hpm22(&self) -> bool {
        let s = self;
        (s.hcounteren >> 22) & 1 != 0
    }
    /// hcounteren.HPM23. hpmcounter23
    #[inline]
    pub fn hcounteren_hpm23(&self) -> bool {
        let s = self;
        (s.hcounteren >> 23) & 1 != 0
    }
    /// hcounteren.HPM24. hpmcounter24
    #[inline]
    pub fn hcounteren_hpm24(&self) -> bool {
        let s = self;
        (s.hcounteren >> 24) & 1 != 0
    }
    /// hcounteren.HPM25. hpmcounter25
    #[inline]
    pub fn hcounteren_hpm25(&self) -> bool {
        let s = self;
        (s.hcounteren >> 25) & 1 != 0
    }
    /// hcounteren.HPM26. hpmcounter26
    #[inline]
    pub fn hcounteren_hpm26(&self) -> bool {
        let s = self;
        (s.hcounteren >> 26) & 1 != 0
    }
    /// hcounteren.HPM27. hpmcounter27
    #[inline]
    pub fn hcounteren_hpm27(&self) -> bool {
        let s = self;
        (s.hcounteren >> 27) & 1 != 0
    }
    /// hcounteren.HPM28. hpmcounter28
    #[inline]
    pub fn hcounteren_hpm28(&self) -> bool {
        let s = self;
        (s.hcounteren >> 28) & 1 != 0
    }
    /// hcounteren.HPM29. hpmcounter29
    #[inline]
    pub fn hcounteren_hpm29(&self) -> bool {
        let s = self;
        (s.hcounteren >> 29) & 1 != 0
    }
    /// hcounteren.HPM3. hpmcounter3
    #[inline]
    pub fn hcounteren_hpm3(&self) -> bool {
        let s = self;
        (s.hcounteren >> 3) & 1 != 0
    }
    /// hcounteren.HPM30. hpmcounter30
    #[inline]
    pub fn hcounteren_hpm30(&self) -> bool {
        let s = self;
        (s.hcounteren >> 30) & 1 != 0
    }
    /// hcounteren.HPM31. hpmcounter31
    #[inline]
    pub fn hcounteren_hpm31(&self) -> bool {
        let s = self;
        (s.hcounteren >> 31) & 1 != 0
    }
    /// hcounteren.HPM4. hpmcounter4
    #[inline]
    pub fn hcounteren_hpm4(&self) -> bool {
        let s = self;
        (s.hcounteren >> 4) & 1 != 0
    }
    /// hcounteren.HPM5. hpmcounter5
    #[inline]
    pub fn hcounteren_hpm5(&self) -> bool {
        let s = self;
        (s.hcounteren >> 5) & 1 != 0
    }
    /// hcounteren.HPM6. hpmcounter6
    #[inline]
    pub fn hcounteren_hpm6(&self) -> bool {
        let s = self;
        (s.hcounteren >> 6) & 1 != 0
    }
    /// hcounteren.HPM7. hpmcounter7
    #[inline]
    pub fn hcounteren_hpm7(&self) -> bool {
        let s = self;
        (s.hcounteren >> 7) & 1 != 0
    }
    /// hcounteren.HPM8. hpmcounter8
    #[inline]
    pub fn hcounteren_hpm8(&self) -> bool {
        let s = self;
        (s.hcounteren >> 8) & 1 != 0
    }
    /// hcounteren.HPM9. hpmcounter9
    #[inline]
    pub fn hcounteren_hpm9(&self) -> bool {
        let s = self;
        (s.hcounteren >> 9) & 1 != 0
    }
    /// hcounteren.IR. instret
    #[inline]
    pub fn hcounteren_ir(&self) -> bool {
        let s = self;
        (s.hcounteren >> 2) & 1 != 0
    }
    /// hcounteren.TM. time
    #[inline]
    pub fn hcounteren_tm(&self) -> bool {
        let s = self;
        (s.hcounteren >> 1) & 1 != 0
    }
    /// hgatp.MODE. Format of the tables; 0 is none. Only 1.0 says that it starts as 0.
    #[inline]
    pub fn hgatp_mode(&self) -> u64 {
        let s = self;
        ((s.hgatp >> 60) & 15)
    }
    /// hgatp.PPN. Page number of the root table. The table is 16 KiB, so that the low two bits are
    /// 0; they may be so for Bare too.
    #[inline]
    pub fn hgatp_ppn(&self) -> u64 {
        let s = self;
        (s.hgatp & 0xfffffffffff)
    }
    /// hgatp.VMID. Tag that tells guests apart in cached translations.
    #[inline]
    pub fn hgatp_vmid(&self) -> u64 {
        let s = self;
        ((s.hgatp >> 44) & 0x3fff)
    }
    /// hstatus.SP2P. What the HS-level SPP was before the last trap into HS-mode.
    #[inline]
    pub fn hstatus_sp2p(&self) -> bool {
        let s = self;
        (s.hstatus >> 8) & 1 != 0
    }
    /// hstatus.SP2V. What SPV was before the last trap into HS-mode.
    #[inline]
    pub fn hstatus_sp2v(&self) -> bool {
        let s = self;
        (s.hstatus >> 9) & 1 != 0
    }
    /// hstatus.SPRV. Makes loads and stores behave as those of the mode in SPV and the HS-level
    /// SPP. In HS-mode only, except in the first text.
    #[inline]
    pub fn hstatus_sprv(&self) -> bool {
        let s = self;
        (s.hstatus >> 0) & 1 != 0
    }
    /// hstatus.SPV. Virtualization mode before the last trap into HS-mode, and after the next SRET
    /// in HS-mode.
    #[inline]
    pub fn hstatus_spv(&self) -> bool {
        let s = self;
        (s.hstatus >> 7) & 1 != 0
    }
    /// hstatus.VTSR. Traps SRET in VS-mode.
    #[inline]
    pub fn hstatus_vtsr(&self) -> bool {
        let s = self;
        (s.hstatus >> 22) & 1 != 0
    }
    /// hstatus.VTVM. Traps SFENCE.VMA, SINVAL.VMA and accesses to satp in VS-mode.
    #[inline]
    pub fn hstatus_vtvm(&self) -> bool {
        let s = self;
        (s.hstatus >> 20) & 1 != 0
    }
    /// mcounteren.CY. cycle
    #[inline]
    pub fn mcounteren_cy(&self) -> bool {
        let s = self;
        (s.mcounteren >> 0) & 1 != 0
    }
    /// mcounteren.HPM10. hpmcounter10
    #[inline]
    pub fn mcounteren_hpm10(&self) -> bool {
        let s = self;
        (s.mcounteren >> 10) & 1 != 0
    }
    /// mcounteren.HPM11. hpmcounter11
    #[inline]
    pub fn mcounteren_hpm11(&self) -> bool {
        let s = self;
        (s.mcounteren >> 11) & 1 != 0
    }
    /// mcounteren.HPM12. hpmcounter12
    #[inline]
    pub fn mcounteren_hpm12(&self) -> bool {
        let s = self;
        (s.mcounteren >> 12) & 1 != 0
    }
    /// mcounteren.HPM13. hpmcounter13
    #[inline]
    pub fn mcounteren_hpm13(&self) -> bool {
        let s = self;
        (s.mcounteren >> 13) & 1 != 0
    }
    /// mcounteren.HPM14. hpmcounter14
    #[inline]
    pub fn mcounteren_hpm14(&self) -> bool {
        let s = self;
        (s.mcounteren >> 14) & 1 != 0
    }
    /// mcounteren.HPM15. hpmcounter15
    #[inline]
    pub fn mcounteren_hpm15(&self) -> bool {
        let s = self;
        (s.mcounteren >> 15) & 1 != 0
    }
    /// mcounteren.HPM16. hpmcounter16
    #[inline]
    pub fn mcounteren_hpm16(&self) -> bool {
        let s = self;
        (s.mcounteren >> 16) & 1 != 0
    }
    /// mcounteren.HPM17. hpmcounter17
    #[inline]
    pub fn mcounteren_hpm17(&self) -> bool {
        let s = self;
        (s.mcounteren >> 17) & 1 != 0
    }
    /// mcounteren.HPM18. hpmcounter18
    #[inline]
    pub fn mcounteren_hpm18(&self) -> bool {
        let s = self;
        (s.mcounteren >> 18) & 1 != 0
    }
    /// mcounteren.HPM19. hpmcounter19
    #[inline]
    pub fn mcounteren_hpm19(&self) -> bool {
        let s = self;
        (s.mcounteren >> 19) & 1 != 0
    }
    /// mcounteren.HPM20. hpmcounter20
    #[inline]
    pub fn mcounteren_hpm20(&self) -> bool {
        let s = self;
        (s.mcounteren >> 20) & 1 != 0
    }
    /// mcounteren.HPM21. hpmcounter21
    #[inline]
    pub fn mcounteren_hpm21(&self) -> bool {
        let s = self;
        (s.mcounteren >> 21) & 1 != 0
    }
    /// mcounteren.HPM22. hpmcounter22
    #[inline]
    pub fn mcounteren_hpm22(&self) -> bool {
        let s = self;
        (s.mcounteren >> 22) & 1 != 0
    }
    /// mcounteren.HPM23. hpmcounter23
    #[inline]
    pub fn mcounteren_hpm23(&self) -> bool {
        let s = self;
        (s.mcounteren >> 23) & 1 != 0
    }
    /// mcounteren.HPM24. hpmcounter24
    #[inline]
    pub fn mcounteren_hpm24(&self) -> bool {
        let s = self;
        (s.mcounteren >> 24) & 1 != 0
    }
    /// mcounteren.HPM25. hpmcounter25
    #[inline]
    pub fn mcounteren_hpm25(&self) -> bool {
        let s = self;
        (s.mcounteren >> 25) & 1 != 0
    }
    /// mcounteren.HPM26. hpmcounter26
    #[inline]
    pub fn mcounteren_hpm26(&self) -> bool {
        let s = self;
        (s.mcounteren >> 26) & 1 != 0
    }
    /// mcounteren.HPM27. hpmcounter27
    #[inline]
    pub fn mcounteren_hpm27(&self) -> bool {
        let s = self;
        (s.mcounteren >> 27) & 1 != 0
    }
    /// mcounteren.HPM28. hpmcounter28
    #[inline]
    pub fn mcounteren_hpm28(&self) -> bool {
        let s = self;
        (s.mcounteren >> 28) & 1 != 0
    }
    /// mcounteren.HPM29. hpmcounter29
    #[inline]
    pub fn mcounteren_hpm29(&self) -> bool {
        let s = self;
        (s.mcounteren >> 29) & 1 != 0
    }
    /// mcounteren.HPM3. hpmcounter3
    #[inline]
    pub fn mcounteren_hpm3(&self) -> bool {
        let s = self;
        (s.mcounteren >> 3) & 1 != 0
    }
    /// mcounteren.HPM30. hpmcounter30
    #[inline]
    pub fn mcounteren_hpm30(&self) -> bool {
        let s = self;
        (s.mcounteren >> 30) & 1 != 0
    }
    /// mcounteren.HPM31. hpmcounter31
    #[inline]
    pub fn mcounteren_hpm31(&self) -> bool {
        let s = self;
        (s.mcounteren >> 31) & 1 != 0
    }
    /// mcounteren.HPM4. hpmcounter4
    #[inline]
    pub fn mcounteren_hpm4(&self) -> bool {
        let s = self;
        (s.mcounteren >> 4) & 1 != 0
    }
    /// mcounteren.HPM5. hpmcounter5
    #[inline]
    pub fn mcounteren_hpm5(&self) -> bool {
        let s = self;
        (s.mcounteren >> 5) & 1 != 0
    }
    /// mcounteren.HPM6. hpmcounter6
    #[inline]
    pub fn mcounteren_hpm6(&self) -> bool {
        let s = self;
        (s.mcounteren >> 6) & 1 != 0
    }
    /// mcounteren.HPM7. hpmcounter7
    #[inline]
    pub fn mcounteren_hpm7(&self) -> bool {
        let s = self;
        (s.mcounteren >> 7) & 1 != 0
    }
    /// mcounteren.HPM8. hpmcounter8
    #[inline]
    pub fn mcounteren_hpm8(&self) -> bool {
        let s = self;
        (s.mcounteren >> 8) & 1 != 0
    }
    /// mcounteren.HPM9. hpmcounter9
    #[inline]
    pub fn mcounteren_hpm9(&self) -> bool {
        let s = self;
        (s.mcounteren >> 9) & 1 != 0
    }
    /// mcounteren.IR. instret
    #[inline]
    pub fn mcounteren_ir(&self) -> bool {
        let s = self;
        (s.mcounteren >> 2) & 1 != 0
    }
    /// mcounteren.TM. time
    #[inline]
    pub fn mcounteren_tm(&self) -> bool {
        let s = self;
        (s.mcounteren >> 1) & 1 != 0
    }
    /// mcountinhibit.CY. mcycle
    #[inline]
    pub fn mcountinhibit_cy(&self) -> bool {
        let s = self;
        (s.mcountinhibit >> 0) & 1 != 0
    }
    /// mcountinhibit.IR. minstret
    #[inline]
    pub fn mcountinhibit_ir(&self) -> bool {
        let s = self;
        (s.mcountinhibit >> 2) & 1 != 0
    }
    /// mstatus.FS. State of the floating-point unit: off, initial, clean or dirty.
    #[inline]
    pub fn mstatus_fs(&self) -> u64 {
        let s = self;
        ((s.mstatus >> 13) & 3)
    }
    /// mstatus.MIE. Interrupt enable of M-mode.
    #[inline]
    pub fn mstatus_mie(&self) -> bool {
        let s = self;
        (s.mstatus >> 3) & 1 != 0
    }
    /// mstatus.MPIE. Interrupt enable before the last trap into M-mode.
    #[inline]
    pub fn mstatus_mpie(&self) -> bool {
        let s = self;
        (s.mstatus >> 7) & 1 != 0
    }
    /// mstatus.MPP. Privilege before the last trap into M-mode.
    #[inline]
    pub fn mstatus_mpp(&self) -> u64 {
        let s = self;
        ((s.mstatus >> 11) & 3)
    }
    /// mstatus.MPRV. Makes loads and stores behave as those of the mode in MPP and MPV.
    #[inline]
    pub fn mstatus_mprv(&self) -> bool {
        let s = self;
        (s.mstatus >> 17) & 1 != 0
    }
    /// mstatus.MPV. Virtualization mode before the last trap into M-mode, and after the next MRET
    /// unless MPP is M.
    #[inline]
    pub fn mstatus_mpv(&self) -> bool {
        let s = self;
        (s.mstatus >> 39) & 1 != 0
    }
    /// mstatus.TSR. Traps SRET in HS-mode.
    #[inline]
    pub fn mstatus_tsr(&self) -> bool {
        let s = self;
        (s.mstatus >> 22) & 1 != 0
    }
    /// mstatus.TVM. Traps SFENCE.VMA, HFENCE.GVMA and accesses to satp and hgatp in HS-mode; until
    /// 0.5 HFENCE.VVMA too.
    #[inline]
    pub fn mstatus_tvm(&self) -> bool {
        let s = self;
        (s.mstatus >> 20) & 1 != 0
    }
    /// mstatus.TW. Traps WFI below M-mode unless it ends in bounded time.
    #[inline]
    pub fn mstatus_tw(&self) -> bool {
        let s = self;
        (s.mstatus >> 21) & 1 != 0
    }
    /// satp.ASID. Tag that tells address spaces apart in cached translations.
    #[inline]
    pub fn satp_asid(&self) -> u64 {
        let s = self;
        ((s.satp >> 44) & 0xffff)
    }
    /// satp.MODE. Format of the tables; 0 is none. A write with an unsupported one changes nothing.
    #[inline]
    pub fn satp_mode(&self) -> u64 {
        let s = self;
        ((s.satp >> 60) & 15)
    }
    /// satp.PPN. Page number of the root table.
    #[inline]
    pub fn satp_ppn(&self) -> u64 {
        let s = self;
        (s.satp & 0xfffffffffff)
    }
    /// scounteren.CY. cycle
    #[inline]
    pub fn scounteren_cy(&self) -> bool {
        let s = self;
        (s.scounteren >> 0) & 1 != 0
    }
    /// scounteren.HPM10. hpmcounter10
    #[inline]
    pub fn scounteren_hpm10(&self) -> bool {
        let s = self;
        (s.scounteren >> 10) & 1 != 0
    }
    /// scounteren.HPM11. hpmcounter11
    #[inline]
    pub fn scounteren_hpm11(&self) -> bool {
        let s = self;
        (s.scounteren >> 11) & 1 != 0
    }
    /// scounteren.HPM12. hpmcounter12
    #[inline]
    pub fn scounteren_hpm12(&self) -> bool {
        let s = self;
        (s.scounteren >> 12) & 1 != 0
    }
    /// scounteren.HPM13. hpmcounter13
    #[inline]
    pub fn scounteren_hpm13(&self) -> bool {
        let s = self;
        (s.scounteren >> 13) & 1 != 0
    }
    /// scounteren.HPM14. hpmcounter14
    #[inline]
    pub fn scounteren_hpm14(&self) -> bool {
        let s = self;
        (s.scounteren >> 14) & 1 != 0
    }
    /// scounteren.HPM15. hpmcounter15
    #[inline]
    pub fn scounteren_hpm15(&self) -> bool {
        let s = self;
        (s.scounteren >> 15) & 1 != 0
    }
    /// scounteren.HPM16. hpmcounter16
    #[inline]
    pub fn scounteren_hpm16(&self) -> bool {
        let s = self;
        (s.scounteren >> 16) & 1 != 0
    }
    /// scounteren.HPM17. hpmcounter17
    #[inline]
    pub fn scounteren_hpm17(&self) -> bool {
        let s = self;
        (s.scounteren >> 17) & 1 != 0
    }
    /// scounteren.HPM18. hpmcounter18
    #[inline]
    pub fn scounteren_hpm18(&self) -> bool {
        let s = self;
        (s.scounteren >> 18) & 1 != 0
    }
    /// scounteren.HPM19. hpmcounter19
    #[inline]
    pub fn scounteren_hpm19(&self) -> bool {
        let s = self;
        (s.scounteren >> 19) & 1 != 0
    }
    /// scounteren.HPM20. hpmcounter20
    #[inline]
    pub fn scounteren_hpm20(&self) -> bool {
        let s = self;
        (s.scounteren >> 20) & 1 != 0
    }
    /// scounteren.HPM21. hpmcounter21
    #[inline]
    pub fn scounteren_hpm21(&self) -> bool {
        let s = self;
        (s.scounteren >> 21) & 1 != 0
    }
    /// scounteren.HPM22. hpmcounter22
    #[inline]
    pub fn scounteren_hpm22(&self) -> bool {
        let s = self;
        (s.scounteren >> 22) & 1 != 0
    }
    /// scounteren.HPM23. hpmcounter23
    #[inline]
    pub fn scounteren_hpm23(&self) -> bool {
        let s = self;
        (s.scounteren >> 23) & 1 != 0
    }
    /// scounteren.HPM24. hpmcounter24
    #[inline]
    pub fn scounteren_hpm24(&self) -> bool {
        let s = self;
        (s.scounteren >> 24) & 1 != 0
    }
    /// scounteren.HPM25. hpmcounter25
    #[inline]
    pub fn scounteren_hpm25(&self) -> bool {
        let s = self;
        (s.scounteren >> 25) & 1 != 0
    }
    /// scounteren.HPM26. hpmcounter26
    #[inline]
    pub fn scounteren_hpm26(&self) -> bool {
        let s = self;
        (s.scounteren >> 26) & 1 != 0
    }
    /// scounteren.HPM27. hpmcounter27
    #[inline]
    pub fn scounteren_hpm27(&self) -> bool {
        let s = self;
        (s.scounteren >> 27) & 1 != 0
    }
    /// scounteren.HPM28. hpmcounter28
    #[inline]
    pub fn scounteren_hpm28(&self) -> bool {
        let s = self;
        (s.scounteren >> 28) & 1 != 0
    }
    /// scounteren.HPM29. hpmcounter29
    #[inline]
    pub fn scounteren_hpm29(&self) -> bool {
        let s = self;
        (s.scounteren >> 29) & 1 != 0
    }
    /// scounteren.HPM3. hpmcounter3
    #[inline]
    pub fn scounteren_hpm3(&self) -> bool {
        let s = self;
        (s.scounteren >> 3) & 1 != 0
    }
    /// scounteren.HPM30. hpmcounter30
    #[inline]
    pub fn scounteren_hpm30(&self) -> bool {
        let s = self;
        (s.scounteren >> 30) & 1 != 0
    }
    /// scounteren.HPM31. hpmcounter31
    #[inline]
    pub fn scounteren_hpm31(&self) -> bool {
        let s = self;
        (s.scounteren >> 31) & 1 != 0
    }
    /// scounteren.HPM4. hpmcounter4
    #[inline]
    pub fn scounteren_hpm4(&self) -> bool {
        let s = self;
        (s.scounteren >> 4) & 1 != 0
    }
    /// scounteren.HPM5. hpmcounter5
    #[inline]
    pub fn scounteren_hpm5(&self) -> bool {
        let s = self;
        (s.scounteren >> 5) & 1 != 0
    }
    /// scounteren.HPM6. hpmcounter6
    #[inline]
    pub fn scounteren_hpm6(&self) -> bool {
        let s = self;
        (s.scounteren >> 6) & 1 != 0
    }
    /// scounteren.HPM7. hpmcounter7
    #[inline]
    pub fn scounteren_hpm7(&self) -> bool {
        let s = self;
        (s.scounteren >> 7) & 1 != 0
    }
    /// scounteren.HPM8. hpmcounter8
    #[inline]
    pub fn scounteren_hpm8(&self) -> bool {
        let s = self;
        (s.scounteren >> 8) & 1 != 0
    }
    /// scounteren.HPM9. hpmcounter9
    #[inline]
    pub fn scounteren_hpm9(&self) -> bool {
        let s = self;
        (s.scounteren >> 9) & 1 != 0
    }
    /// scounteren.IR. instret
    #[inline]
    pub fn scounteren_ir(&self) -> bool {
        let s = self;
        (s.scounteren >> 2) & 1 != 0
    }
    /// scounteren.TM. time
    #[inline]
    pub fn scounteren_tm(&self) -> bool {
        let s = self;
        (s.scounteren >> 1) & 1 != 0
    }
    /// sstatus.MXR. Lets loads read executable pages, in both stages of translation.
    #[inline]
    pub fn sstatus_mxr(&self) -> bool {
        let s = self;
        (s.mstatus >> 19) & 1 != 0
    }
    /// sstatus.SIE. Interrupt enable of HS-mode.
    #[inline]
    pub fn sstatus_sie(&self) -> bool {
        let s = self;
        (s.mstatus >> 1) & 1 != 0
    }
    /// sstatus.SPIE. Interrupt enable before the last trap into HS-mode.
    #[inline]
    pub fn sstatus_spie(&self) -> bool {
        let s = self;
        (s.mstatus >> 5) & 1 != 0
    }
    /// sstatus.SPP. Privilege before the last trap into HS-mode.
    #[inline]
    pub fn sstatus_spp(&self) -> bool {
        let s = self;
        (s.mstatus >> 8) & 1 != 0
    }
    /// sstatus.SUM. Lets HS-mode access user pages.
    #[inline]
    pub fn sstatus_sum(&self) -> bool {
        let s = self;
        (s.mstatus >> 18) & 1 != 0
    }
    /// vsatp.ASID. The guest's tag for its address spaces.
    #[inline]
    pub fn vsatp_asid(&self) -> u64 {
        let s = self;
        ((s.vsatp >> 44) & 0xffff)
    }
    /// vsatp.MODE. Format of the tables; 0 is none. Only 1.0 says that it starts as 0.
    #[inline]
    pub fn vsatp_mode(&self) -> u64 {
        let s = self;
        ((s.vsatp >> 60) & 15)
    }
    /// vsatp.PPN. Guest physical page number of the root table.
    #[inline]
    pub fn vsatp_ppn(&self) -> u64 {
        let s = self;
        (s.vsatp & 0xfffffffffff)
    }
    /// vsstatus.FS. State of the floating-point unit, to the guest.
    #[inline]
    pub fn vsstatus_fs(&self) -> u64 {
        let s = self;
        ((s.vsstatus >> 13) & 3)
    }
    /// vsstatus.MXR. Lets the guest load from executable pages, as far as its own tables decide.
    #[inline]
    pub fn vsstatus_mxr(&self) -> bool {
        let s = self;
        (s.vsstatus >> 19) & 1 != 0
    }
    /// vsstatus.SIE. Interrupt enable of VS-mode.
    #[inline]
    pub fn vsstatus_sie(&self) -> bool {
        let s = self;
        (s.vsstatus >> 1) & 1 != 0
    }
    /// vsstatus.SPIE. Interrupt enable before the last trap into VS-mode.
    #[inline]
    pub fn vsstatus_spie(&self) -> bool {
        let s = self;
        (s.vsstatus >> 5) & 1 != 0
    }
    /// vsstatus.SPP. Privilege before the last trap into VS-mode.
    #[inline]
    pub fn vsstatus_spp(&self) -> bool {
        let s = self;
        (s.vsstatus >> 8) & 1 != 0
    }
    /// vsstatus.SUM. Lets VS-mode access user pages.
    #[inline]
    pub fn vsstatus_sum(&self) -> bool {
        let s = self;
        (s.vsstatus >> 18) & 1 != 0
    }
    /// Hardware's write to fcsr.FFLAGS.
    #[inline]
    pub fn set_fcsr_fflags(&mut self, value: u64) {
        self.fcsr = (self.fcsr & 0xffffffffffffffe0) | ((value & 31) << 0);
    }
    /// Hardware's write to hstatus.SP2P.
    #[inline]
    pub fn set_hstatus_sp2p(&mut self, value: bool) {
        self.hstatus = (self.hstatus & 0xfffffffffffffeff) | (u64::from(value) << 8);
    }
    /// Hardware's write to hstatus.SP2V.
    #[inline]
    pub fn set_hstatus_sp2v(&mut self, value: bool) {
        self.hstatus = (self.hstatus & 0xfffffffffffffdff) | (u64::from(value) << 9);
    }
    /// Hardware's write to hstatus.SPRV.
    #[inline]
    pub fn set_hstatus_sprv(&mut self, value: bool) {
        self.hstatus = (self.hstatus & 0xfffffffffffffffe) | (u64::from(value) << 0);
    }
    /// Hardware's write to hstatus.SPV.
    #[inline]
    pub fn set_hstatus_spv(&mut self, value: bool) {
        self.hstatus = (self.hstatus & 0xffffffffffffff7f) | (u64::from(value) << 7);
    }
    /// Hardware's write to hstatus.STL.
    #[inline]
    pub fn set_hstatus_stl(&mut self, value: bool) {
        self.hstatus = (self.hstatus & 0xffffffffffffffbf) | (u64::from(value) << 6);
    }
    /// Hardware's write to mcause.EXCEPTION_CODE.
    #[inline]
    pub fn set_mcause_exception_code(&mut self, value: u64) {
        self.mcause = (self.mcause & 0x8000000000000000)
            | ((value & 0x7fffffffffffffff) << 0);
    }
    /// Hardware's write to mcause.INTERRUPT.
    #[inline]
    pub fn set_mcause_interrupt(&mut self, value: bool) {
        self.mcause = (self.mcause & 0x7fffffffffffffff) | (u64::from(value) << 63);
    }
    /// Hardware's write to mstatus.FS.
    #[inline]
    pub fn set_mstatus_fs(&mut self, value: u64) {
        self.mstatus = (self.mstatus & 0xffffffffffff9fff) | ((value & 3) << 13);
    }
    /// Hardware's write to mstatus.MIE.
    #[inline]
    pub fn set_mstatus_mie(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xfffffffffffffff7) | (u64::from(value) << 3);
    }
    /// Hardware's write to mstatus.MPIE.
    #[inline]
    pub fn set_mstatus_mpie(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xffffffffffffff7f) | (u64::from(value) << 7);
    }
    /// Hardware's write to mstatus.MPP.
    #[inline]
    pub fn set_mstatus_mpp(&mut self, value: u64) {
        self.mstatus = (self.mstatus & 0xffffffffffffe7ff) | ((value & 3) << 11);
    }
    /// Hardware's write to mstatus.MPV.
    #[inline]
    pub fn set_mstatus_mpv(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xffffff7fffffffff) | (u64::from(value) << 39);
    }
    /// Hardware's write to mstatus.MTL.
    #[inline]
    pub fn set_mstatus_mtl(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xffffffbfffffffff) | (u64::from(value) << 38);
    }
    /// Hardware's write to mstatus.SIE.
    #[inline]
    pub fn set_mstatus_sie(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xfffffffffffffffd) | (u64::from(value) << 1);
    }
    /// Hardware's write to mstatus.SPIE.
    #[inline]
    pub fn set_mstatus_spie(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xffffffffffffffdf) | (u64::from(value) << 5);
    }
    /// Hardware's write to mstatus.SPP.
    #[inline]
    pub fn set_mstatus_spp(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xfffffffffffffeff) | (u64::from(value) << 8);
    }
    /// Hardware's write to scause.EXCEPTION_CODE.
    #[inline]
    pub fn set_scause_exception_code(&mut self, value: u64) {
        self.scause = (self.scause & 0x8000000000000000)
            | ((value & 0x7fffffffffffffff) << 0);
    }
    /// Hardware's write to scause.INTERRUPT.
    #[inline]
    pub fn set_scause_interrupt(&mut self, value: bool) {
        self.scause = (self.scause & 0x7fffffffffffffff) | (u64::from(value) << 63);
    }
    /// Hardware's write to vscause.EXCEPTION_CODE.
    #[inline]
    pub fn set_vscause_exception_code(&mut self, value: u64) {
        self.vscause = (self.vscause & 0x8000000000000000)
            | ((value & 0x7fffffffffffffff) << 0);
    }
    /// Hardware's write to vscause.INTERRUPT.
    #[inline]
    pub fn set_vscause_interrupt(&mut self, value: bool) {
        self.vscause = (self.vscause & 0x7fffffffffffffff) | (u64::from(value) << 63);
    }
    /// Hardware's write to vsstatus.FS.
    #[inline]
    pub fn set_vsstatus_fs(&mut self, value: u64) {
        self.vsstatus = (self.vsstatus & 0xffffffffffff9fff) | ((value & 3) << 13);
    }
    /// Hardware's write to vsstatus.SIE.
    #[inline]
    pub fn set_vsstatus_sie(&mut self, value: bool) {
        self.vsstatus = (self.vsstatus & 0xfffffffffffffffd) | (u64::from(value) << 1);
    }
    /// Hardware's write to vsstatus.SPIE.
    #[inline]
    pub fn set_vsstatus_spie(&mut self, value: bool) {
        self.vsstatus = (self.vsstatus & 0xffffffffffffffdf) | (u64::from(value) << 5);
    }
    /// Hardware's write to vsstatus.SPP.
    #[inline]
    pub fn set_vsstatus_spp(&mut self, value: bool) {
        self.vsstatus = (self.vsstatus & 0xfffffffffffffeff) | (u64::from(value) << 8);
    }
}

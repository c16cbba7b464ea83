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
    /// Stored bits of stvec: 0xffffffff.
    pub stvec: u64,
    /// Stored bits of scounteren: 0xffffffff.
    pub scounteren: u64,
    /// Stored bits of senvcfg: 0xf1.
    pub senvcfg: u64,
    /// Stored bits of sscratch: 0xffffffff.
    pub sscratch: u64,
    /// Stored bits of sepc: 0xffffffff.
    pub sepc: u64,
    /// Stored bits of scause: 0xffffffff.
    pub scause: u64,
    /// Stored bits of stval: 0xffffffff.
    pub stval: u64,
    /// Stored bits of stimecmp: 0xffffffffffffffff.
    pub stimecmp: u64,
    /// Stored bits of satp: 0xffffffff.
    pub satp: u64,
    /// Stored bits of vsstatus: 0xc6122.
    pub vsstatus: u64,
    /// Stored bits of vstvec: 0xffffffff.
    pub vstvec: u64,
    /// Stored bits of vsscratch: 0xffffffff.
    pub vsscratch: u64,
    /// Stored bits of vsepc: 0xffffffff.
    pub vsepc: u64,
    /// Stored bits of vscause: 0xffffffff.
    pub vscause: u64,
    /// Stored bits of vstval: 0xffffffff.
    pub vstval: u64,
    /// Stored bits of vstimecmp: 0xffffffffffffffff.
    pub vstimecmp: u64,
    /// Stored bits of vsatp: 0xffffffff.
    pub vsatp: u64,
    /// Stored bits of mstatus: 0xc0007e79aa.
    pub mstatus: u64,
    /// Stored bits of misa: 0x80.
    pub misa: u64,
    /// Stored bits of medeleg: 0xf0b7ff.
    pub medeleg: u64,
    /// Stored bits of mideleg: 0x222.
    pub mideleg: u64,
    /// Stored bits of mie: 0xaaa.
    pub mie: u64,
    /// Stored bits of mtvec: 0xffffffff.
    pub mtvec: u64,
    /// Stored bits of mcounteren: 0xffffffff.
    pub mcounteren: u64,
    /// Stored bits of menvcfg: 0xa0000000000000f1.
    pub menvcfg: u64,
    /// Stored bits of mcountinhibit: 0x5.
    pub mcountinhibit: u64,
    /// Stored bits of mscratch: 0xffffffff.
    pub mscratch: u64,
    /// Stored bits of mepc: 0xffffffff.
    pub mepc: u64,
    /// Stored bits of mcause: 0xffffffff.
    pub mcause: u64,
    /// Stored bits of mtval: 0xffffffff.
    pub mtval: u64,
    /// Stored bits of mip: 0x222.
    pub mip: u64,
    /// Stored bits of mtinst: 0xffffffff.
    pub mtinst: u64,
    /// Stored bits of mtval2: 0xffffffff.
    pub mtval2: u64,
    /// Stored bits of pmpcfg0: 0xffffffff.
    pub pmpcfg0: u64,
    /// Stored bits of pmpcfg1: 0xffffffff.
    pub pmpcfg1: u64,
    /// Stored bits of pmpcfg2: 0xffffffff.
    pub pmpcfg2: u64,
    /// Stored bits of pmpcfg3: 0xffffffff.
    pub pmpcfg3: u64,
    /// Stored bits of pmpcfg4: 0xffffffff.
    pub pmpcfg4: u64,
    /// Stored bits of pmpcfg5: 0xffffffff.
    pub pmpcfg5: u64,
    /// Stored bits of pmpcfg6: 0xffffffff.
    pub pmpcfg6: u64,
    /// Stored bits of pmpcfg7: 0xffffffff.
    pub pmpcfg7: u64,
    /// Stored bits of pmpcfg8: 0xffffffff.
    pub pmpcfg8: u64,
    /// Stored bits of pmpcfg9: 0xffffffff.
    pub pmpcfg9: u64,
    /// Stored bits of pmpcfg10: 0xffffffff.
    pub pmpcfg10: u64,
    /// Stored bits of pmpcfg11: 0xffffffff.
    pub pmpcfg11: u64,
    /// Stored bits of pmpcfg12: 0xffffffff.
    pub pmpcfg12: u64,
    /// Stored bits of pmpcfg13: 0xffffffff.
    pub pmpcfg13: u64,
    /// Stored bits of pmpcfg14: 0xffffffff.
    pub pmpcfg14: u64,
    /// Stored bits of pmpcfg15: 0xffffffff.
    pub pmpcfg15: u64,
    /// Stored bits of pmpaddr0: 0xffffffff.
    pub pmpaddr0: u64,
    /// Stored bits of pmpaddr1: 0xffffffff.
    pub pmpaddr1: u64,
    /// Stored bits of pmpaddr2: 0xffffffff.
    pub pmpaddr2: u64,
    /// Stored bits of pmpaddr3: 0xffffffff.
    pub pmpaddr3: u64,
    /// Stored bits of pmpaddr4: 0xffffffff.
    pub pmpaddr4: u64,
    /// Stored bits of pmpaddr5: 0xffffffff.
    pub pmpaddr5: u64,
    /// Stored bits of pmpaddr6: 0xffffffff.
    pub pmpaddr6: u64,
    /// Stored bits of pmpaddr7: 0xffffffff.
    pub pmpaddr7: u64,
    /// Stored bits of pmpaddr8: 0xffffffff.
    pub pmpaddr8: u64,
    /// Stored bits of pmpaddr9: 0xffffffff.
    pub pmpaddr9: u64,
    /// Stored bits of pmpaddr10: 0xffffffff.
    pub pmpaddr10: u64,
    /// Stored bits of pmpaddr11: 0xffffffff.
    pub pmpaddr11: u64,
    /// Stored bits of pmpaddr12: 0xffffffff.
    pub pmpaddr12: u64,
    /// Stored bits of pmpaddr13: 0xffffffff.
    pub pmpaddr13: u64,
    /// Stored bits of pmpaddr14: 0xffffffff.
    pub pmpaddr14: u64,
    /// Stored bits of pmpaddr15: 0xffffffff.
    pub pmpaddr15: u64,
    /// Stored bits of pmpaddr16: 0xffffffff.
    pub pmpaddr16: u64,
    /// Stored bits of pmpaddr17: 0xffffffff.
    pub pmpaddr17: u64,
    /// Stored bits of pmpaddr18: 0xffffffff.
    pub pmpaddr18: u64,
    /// Stored bits of pmpaddr19: 0xffffffff.
    pub pmpaddr19: u64,
    /// Stored bits of pmpaddr20: 0xffffffff.
    pub pmpaddr20: u64,
    /// Stored bits of pmpaddr21: 0xffffffff.
    pub pmpaddr21: u64,
    /// Stored bits of pmpaddr22: 0xffffffff.
    pub pmpaddr22: u64,
    /// Stored bits of pmpaddr23: 0xffffffff.
    pub pmpaddr23: u64,
    /// Stored bits of pmpaddr24: 0xffffffff.
    pub pmpaddr24: u64,
    /// Stored bits of pmpaddr25: 0xffffffff.
    pub pmpaddr25: u64,
    /// Stored bits of pmpaddr26: 0xffffffff.
    pub pmpaddr26: u64,
    /// Stored bits of pmpaddr27: 0xffffffff.
    pub pmpaddr27: u64,
    /// Stored bits of pmpaddr28: 0xffffffff.
    pub pmpaddr28: u64,
    /// Stored bits of pmpaddr29: 0xffffffff.
    pub pmpaddr29: u64,
    /// Stored bits of pmpaddr30: 0xffffffff.
    pub pmpaddr30: u64,
    /// Stored bits of pmpaddr31: 0xffffffff.
    pub pmpaddr31: u64,
    /// Stored bits of pmpaddr32: 0xffffffff.
    pub pmpaddr32: u64,
    /// Stored bits of pmpaddr33: 0xffffffff.
    pub pmpaddr33: u64,
    /// Stored bits of pmpaddr34: 0xffffffff.
    pub pmpaddr34: u64,
    /// Stored bits of pmpaddr35: 0xffffffff.
    pub pmpaddr35: u64,
    /// Stored bits of pmpaddr36: 0xffffffff.
    pub pmpaddr36: u64,
    /// Stored bits of pmpaddr37: 0xffffffff.
    pub pmpaddr37: u64,
    /// Stored bits of pmpaddr38: 0xffffffff.
    pub pmpaddr38: u64,
    /// Stored bits of pmpaddr39: 0xffffffff.
    pub pmpaddr39: u64,
    /// Stored bits of pmpaddr40: 0xffffffff.
    pub pmpaddr40: u64,
    /// Stored bits of pmpaddr41: 0xffffffff.
    pub pmpaddr41: u64,
    /// Stored bits of pmpaddr42: 0xffffffff.
    pub pmpaddr42: u64,
    /// Stored bits of pmpaddr43: 0xffffffff.
    pub pmpaddr43: u64,
    /// Stored bits of pmpaddr44: 0xffffffff.
    pub pmpaddr44: u64,
    /// Stored bits of pmpaddr45: 0xffffffff.
    pub pmpaddr45: u64,
    /// Stored bits of pmpaddr46: 0xffffffff.
    pub pmpaddr46: u64,
    /// Stored bits of pmpaddr47: 0xffffffff.
    pub pmpaddr47: u64,
    /// Stored bits of pmpaddr48: 0xffffffff.
    pub pmpaddr48: u64,
    /// Stored bits of pmpaddr49: 0xffffffff.
    pub pmpaddr49: u64,
    /// Stored bits of pmpaddr50: 0xffffffff.
    pub pmpaddr50: u64,
    /// Stored bits of pmpaddr51: 0xffffffff.
    pub pmpaddr51: u64,
    /// Stored bits of pmpaddr52: 0xffffffff.
    pub pmpaddr52: u64,
    /// Stored bits of pmpaddr53: 0xffffffff.
    pub pmpaddr53: u64,
    /// Stored bits of pmpaddr54: 0xffffffff.
    pub pmpaddr54: u64,
    /// Stored bits of pmpaddr55: 0xffffffff.
    pub pmpaddr55: u64,
    /// Stored bits of pmpaddr56: 0xffffffff.
    pub pmpaddr56: u64,
    /// Stored bits of pmpaddr57: 0xffffffff.
    pub pmpaddr57: u64,
    /// Stored bits of pmpaddr58: 0xffffffff.
    pub pmpaddr58: u64,
    /// Stored bits of pmpaddr59: 0xffffffff.
    pub pmpaddr59: u64,
    /// Stored bits of pmpaddr60: 0xffffffff.
    pub pmpaddr60: u64,
    /// Stored bits of pmpaddr61: 0xffffffff.
    pub pmpaddr61: u64,
    /// Stored bits of pmpaddr62: 0xffffffff.
    pub pmpaddr62: u64,
    /// Stored bits of pmpaddr63: 0xffffffff.
    pub pmpaddr63: u64,
    /// Stored bits of scontext: 0xffffffff.
    pub scontext: u64,
    /// Stored bits of hstatus: 0x73f3c0.
    pub hstatus: u64,
    /// Stored bits of hedeleg: 0xb1ff.
    pub hedeleg: u64,
    /// Stored bits of hideleg: 0x444.
    pub hideleg: u64,
    /// Stored bits of hie: 0x1444.
    pub hie: u64,
    /// Stored bits of htimedelta: 0xffffffffffffffff.
    pub htimedelta: u64,
    /// Stored bits of hcounteren: 0xffffffff.
    pub hcounteren: u64,
    /// Stored bits of hgeie: 0xfffffffe.
    pub hgeie: u64,
    /// Stored bits of henvcfg: 0xa0000000000000f1.
    pub henvcfg: u64,
    /// Stored bits of htval: 0xffffffff.
    pub htval: u64,
    /// Stored bits of hvip: 0x444.
    pub hvip: u64,
    /// Stored bits of htinst: 0xffffffff.
    pub htinst: u64,
    /// Stored bits of hgatp: 0x9fffffff.
    pub hgatp: u64,
    /// Stored bits of hcontext: 0xffffffff.
    pub hcontext: u64,
    /// Stored bits of mcontext: 0xffffffff.
    pub mcontext: u64,
    /// Stored bits of mcycle: 0xffffffffffffffff.
    pub mcycle: u64,
    /// Stored bits of minstret: 0xffffffffffffffff.
    pub minstret: u64,
    /// Stored bits of mhartid: 0xffffffff.
    pub mhartid: u64,
}
/// Names of the storage words, in order of [`State::word`].
pub const WORDS: &[&str] = &[
    "fcsr",
    "stvec",
    "scounteren",
    "senvcfg",
    "sscratch",
    "sepc",
    "scause",
    "stval",
    "stimecmp",
    "satp",
    "vsstatus",
    "vstvec",
    "vsscratch",
    "vsepc",
    "vscause",
    "vstval",
    "vstimecmp",
    "vsatp",
    "mstatus",
    "misa",
    "medeleg",
    "mideleg",
    "mie",
    "mtvec",
    "mcounteren",
    "menvcfg",
    "mcountinhibit",
    "mscratch",
    "mepc",
    "mcause",
    "mtval",
    "mip",
    "mtinst",
    "mtval2",
    "pmpcfg0",
    "pmpcfg1",
    "pmpcfg2",
    "pmpcfg3",
    "pmpcfg4",
    "pmpcfg5",
    "pmpcfg6",
    "pmpcfg7",
    "pmpcfg8",
    "pmpcfg9",
    "pmpcfg10",
    "pmpcfg11",
    "pmpcfg12",
    "pmpcfg13",
    "pmpcfg14",
    "pmpcfg15",
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
    "pmpaddr16",
    "pmpaddr17",
    "pmpaddr18",
    "pmpaddr19",
    "pmpaddr20",
    "pmpaddr21",
    "pmpaddr22",
    "pmpaddr23",
    "pmpaddr24",
    "pmpaddr25",
    "pmpaddr26",
    "pmpaddr27",
    "pmpaddr28",
    "pmpaddr29",
    "pmpaddr30",
    "pmpaddr31",
    "pmpaddr32",
    "pmpaddr33",
    "pmpaddr34",
    "pmpaddr35",
    "pmpaddr36",
    "pmpaddr37",
    "pmpaddr38",
    "pmpaddr39",
    "pmpaddr40",
    "pmpaddr41",
    "pmpaddr42",
    "pmpaddr43",
    "pmpaddr44",
    "pmpaddr45",
    "pmpaddr46",
    "pmpaddr47",
    "pmpaddr48",
    "pmpaddr49",
    "pmpaddr50",
    "pmpaddr51",
    "pmpaddr52",
    "pmpaddr53",
    "pmpaddr54",
    "pmpaddr55",
    "pmpaddr56",
    "pmpaddr57",
    "pmpaddr58",
    "pmpaddr59",
    "pmpaddr60",
    "pmpaddr61",
    "pmpaddr62",
    "pmpaddr63",
    "scontext",
    "hstatus",
    "hedeleg",
    "hideleg",
    "hie",
    "htimedelta",
    "hcounteren",
    "hgeie",
    "henvcfg",
    "htval",
    "hvip",
    "htinst",
    "hgatp",
    "hcontext",
    "mcontext",
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
            senvcfg: 0,
            sscratch: 0,
            sepc: 0,
            scause: 0,
            stval: 0,
            stimecmp: 0,
            satp: 0,
            vsstatus: 0,
            vstvec: 0,
            vsscratch: 0,
            vsepc: 0,
            vscause: 0,
            vstval: 0,
            vstimecmp: 0,
            vsatp: 0,
            mstatus: 0,
            misa: 0x80,
            medeleg: 0,
            mideleg: 0,
            mie: 0,
            mtvec: 0,
            mcounteren: 0,
            menvcfg: 0x2000000000000000,
            mcountinhibit: 0,
            mscratch: 0,
            mepc: 0,
            mcause: 0,
            mtval: 0,
            mip: 0,
            mtinst: 0,
            mtval2: 0,
            pmpcfg0: 0,
            pmpcfg1: 0,
            pmpcfg2: 0,
            pmpcfg3: 0,
            pmpcfg4: 0,
            pmpcfg5: 0,
            pmpcfg6: 0,
            pmpcfg7: 0,
            pmpcfg8: 0,
            pmpcfg9: 0,
            pmpcfg10: 0,
            pmpcfg11: 0,
            pmpcfg12: 0,
            pmpcfg13: 0,
            pmpcfg14: 0,
            pmpcfg15: 0,
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
            pmpaddr16: 0,
            pmpaddr17: 0,
            pmpaddr18: 0,
            pmpaddr19: 0,
            pmpaddr20: 0,
            pmpaddr21: 0,
            pmpaddr22: 0,
            pmpaddr23: 0,
            pmpaddr24: 0,
            pmpaddr25: 0,
            pmpaddr26: 0,
            pmpaddr27: 0,
            pmpaddr28: 0,
            pmpaddr29: 0,
            pmpaddr30: 0,
            pmpaddr31: 0,
            pmpaddr32: 0,
            pmpaddr33: 0,
            pmpaddr34: 0,
            pmpaddr35: 0,
            pmpaddr36: 0,
            pmpaddr37: 0,
            pmpaddr38: 0,
            pmpaddr39: 0,
            pmpaddr40: 0,
            pmpaddr41: 0,
            pmpaddr42: 0,
            pmpaddr43: 0,
            pmpaddr44: 0,
            pmpaddr45: 0,
            pmpaddr46: 0,
            pmpaddr47: 0,
            pmpaddr48: 0,
            pmpaddr49: 0,
            pmpaddr50: 0,
            pmpaddr51: 0,
            pmpaddr52: 0,
            pmpaddr53: 0,
            pmpaddr54: 0,
            pmpaddr55: 0,
            pmpaddr56: 0,
            pmpaddr57: 0,
            pmpaddr58: 0,
            pmpaddr59: 0,
            pmpaddr60: 0,
            pmpaddr61: 0,
            pmpaddr62: 0,
            pmpaddr63: 0,
            scontext: 0,
            hstatus: 0,
            hedeleg: 0,
            hideleg: 0,
            hie: 0,
            htimedelta: 0,
            hcounteren: 0,
            hgeie: 0,
            henvcfg: 0,
            htval: 0,
            hvip: 0,
            htinst: 0,
            hgatp: 0,
            hcontext: 0,
            mcontext: 0,
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
            3 => self.senvcfg,
            4 => self.sscratch,
            5 => self.sepc,
            6 => self.scause,
            7 => self.stval,
            8 => self.stimecmp,
            9 => self.satp,
            10 => self.vsstatus,
            11 => self.vstvec,
            12 => self.vsscratch,
            13 => self.vsepc,
            14 => self.vscause,
            15 => self.vstval,
            16 => self.vstimecmp,
            17 => self.vsatp,
            18 => self.mstatus,
            19 => self.misa,
            20 => self.medeleg,
            21 => self.mideleg,
            22 => self.mie,
            23 => self.mtvec,
            24 => self.mcounteren,
            25 => self.menvcfg,
            26 => self.mcountinhibit,
            27 => self.mscratch,
            28 => self.mepc,
            29 => self.mcause,
            30 => self.mtval,
            31 => self.mip,
            32 => self.mtinst,
            33 => self.mtval2,
            34 => self.pmpcfg0,
            35 => self.pmpcfg1,
            36 => self.pmpcfg2,
            37 => self.pmpcfg3,
            38 => self.pmpcfg4,
            39 => self.pmpcfg5,
            40 => self.pmpcfg6,
            41 => self.pmpcfg7,
            42 => self.pmpcfg8,
            43 => self.pmpcfg9,
            44 => self.pmpcfg10,
            45 => self.pmpcfg11,
            46 => self.pmpcfg12,
            47 => self.pmpcfg13,
            48 => self.pmpcfg14,
            49 => self.pmpcfg15,
            50 => self.pmpaddr0,
            51 => self.pmpaddr1,
            52 => self.pmpaddr2,
            53 => self.pmpaddr3,
            54 => self.pmpaddr4,
            55 => self.pmpaddr5,
            56 => self.pmpaddr6,
            57 => self.pmpaddr7,
            58 => self.pmpaddr8,
            59 => self.pmpaddr9,
            60 => self.pmpaddr10,
            61 => self.pmpaddr11,
            62 => self.pmpaddr12,
            63 => self.pmpaddr13,
            0x40 => self.pmpaddr14,
            0x41 => self.pmpaddr15,
            0x42 => self.pmpaddr16,
            0x43 => self.pmpaddr17,
            0x44 => self.pmpaddr18,
            0x45 => self.pmpaddr19,
            0x46 => self.pmpaddr20,
            0x47 => self.pmpaddr21,
            0x48 => self.pmpaddr22,
            0x49 => self.pmpaddr23,
            0x4a => self.pmpaddr24,
            0x4b => self.pmpaddr25,
            0x4c => self.pmpaddr26,
            0x4d => self.pmpaddr27,
            0x4e => self.pmpaddr28,
            0x4f => self.pmpaddr29,
            0x50 => self.pmpaddr30,
            0x51 => self.pmpaddr31,
            0x52 => self.pmpaddr32,
            0x53 => self.pmpaddr33,
            0x54 => self.pmpaddr34,
            0x55 => self.pmpaddr35,
            0x56 => self.pmpaddr36,
            0x57 => self.pmpaddr37,
            0x58 => self.pmpaddr38,
            0x59 => self.pmpaddr39,
            0x5a => self.pmpaddr40,
            0x5b => self.pmpaddr41,
            0x5c => self.pmpaddr42,
            0x5d => self.pmpaddr43,
            0x5e => self.pmpaddr44,
            0x5f => self.pmpaddr45,
            0x60 => self.pmpaddr46,
            0x61 => self.pmpaddr47,
            0x62 => self.pmpaddr48,
            0x63 => self.pmpaddr49,
            0x64 => self.pmpaddr50,
            0x65 => self.pmpaddr51,
            0x66 => self.pmpaddr52,
            0x67 => self.pmpaddr53,
            0x68 => self.pmpaddr54,
            0x69 => self.pmpaddr55,
            0x6a => self.pmpaddr56,
            0x6b => self.pmpaddr57,
            0x6c => self.pmpaddr58,
            0x6d => self.pmpaddr59,
            0x6e => self.pmpaddr60,
            0x6f => self.pmpaddr61,
            0x70 => self.pmpaddr62,
            0x71 => self.pmpaddr63,
            0x72 => self.scontext,
            0x73 => self.hstatus,
            0x74 => self.hedeleg,
            0x75 => self.hideleg,
            0x76 => self.hie,
            0x77 => self.htimedelta,
            0x78 => self.hcounteren,
            0x79 => self.hgeie,
            0x7a => self.henvcfg,
            0x7b => self.htval,
            0x7c => self.hvip,
            0x7d => self.htinst,
            0x7e => self.hgatp,
            0x7f => self.hcontext,
            0x80 => self.mcontext,
            0x81 => self.mcycle,
            0x82 => self.minstret,
            0x83 => self.mhartid,
            _ => 0,
        }
    }
    /// Sets a storage word by index in [`WORDS`].
    pub fn set_word(&mut self, index: usize, value: u64) {
        match index {
            0 => self.fcsr = value,
            1 => self.stvec = value,
            2 => self.scounteren = value,
            3 => self.senvcfg = value,
            4 => self.sscratch = value,
            5 => self.sepc = value,
            6 => self.scause = value,
            7 => self.stval = value,
            8 => self.stimecmp = value,
            9 => self.satp = value,
            10 => self.vsstatus = value,
            11 => self.vstvec = value,
            12 => self.vsscratch = value,
            13 => self.vsepc = value,
            14 => self.vscause = value,
            15 => self.vstval = value,
            16 => self.vstimecmp = value,
            17 => self.vsatp = value,
            18 => self.mstatus = value,
            19 => self.misa = value,
            20 => self.medeleg = value,
            21 => self.mideleg = value,
            22 => self.mie = value,
            23 => self.mtvec = value,
            24 => self.mcounteren = value,
            25 => self.menvcfg = value,
            26 => self.mcountinhibit = value,
            27 => self.mscratch = value,
            28 => self.mepc = value,
            29 => self.mcause = value,
            30 => self.mtval = value,
            31 => self.mip = value,
            32 => self.mtinst = value,
            33 => self.mtval2 = value,
            34 => self.pmpcfg0 = value,
            35 => self.pmpcfg1 = value,
            36 => self.pmpcfg2 = value,
            37 => self.pmpcfg3 = value,
            38 => self.pmpcfg4 = value,
            39 => self.pmpcfg5 = value,
            40 => self.pmpcfg6 = value,
            41 => self.pmpcfg7 = value,
            42 => self.pmpcfg8 = value,
            43 => self.pmpcfg9 = value,
            44 => self.pmpcfg10 = value,
            45 => self.pmpcfg11 = value,
            46 => self.pmpcfg12 = value,
            47 => self.pmpcfg13 = value,
            48 => self.pmpcfg14 = value,
            49 => self.pmpcfg15 = value,
            50 => self.pmpaddr0 = value,
            51 => self.pmpaddr1 = value,
            52 => self.pmpaddr2 = value,
            53 => self.pmpaddr3 = value,
            54 => self.pmpaddr4 = value,
            55 => self.pmpaddr5 = value,
            56 => self.pmpaddr6 = value,
            57 => self.pmpaddr7 = value,
            58 => self.pmpaddr8 = value,
            59 => self.pmpaddr9 = value,
            60 => self.pmpaddr10 = value,
            61 => self.pmpaddr11 = value,
            62 => self.pmpaddr12 = value,
            63 => self.pmpaddr13 = value,
            0x40 => self.pmpaddr14 = value,
            0x41 => self.pmpaddr15 = value,
            0x42 => self.pmpaddr16 = value,
            0x43 => self.pmpaddr17 = value,
            0x44 => self.pmpaddr18 = value,
            0x45 => self.pmpaddr19 = value,
            0x46 => self.pmpaddr20 = value,
            0x47 => self.pmpaddr21 = value,
            0x48 => self.pmpaddr22 = value,
            0x49 => self.pmpaddr23 = value,
            0x4a => self.pmpaddr24 = value,
            0x4b => self.pmpaddr25 = value,
            0x4c => self.pmpaddr26 = value,
            0x4d => self.pmpaddr27 = value,
            0x4e => self.pmpaddr28 = value,
            0x4f => self.pmpaddr29 = value,
            0x50 => self.pmpaddr30 = value,
            0x51 => self.pmpaddr31 = value,
            0x52 => self.pmpaddr32 = value,
            0x53 => self.pmpaddr33 = value,
            0x54 => self.pmpaddr34 = value,
            0x55 => self.pmpaddr35 = value,
            0x56 => self.pmpaddr36 = value,
            0x57 => self.pmpaddr37 = value,
            0x58 => self.pmpaddr38 = value,
            0x59 => self.pmpaddr39 = value,
            0x5a => self.pmpaddr40 = value,
            0x5b => self.pmpaddr41 = value,
            0x5c => self.pmpaddr42 = value,
            0x5d => self.pmpaddr43 = value,
            0x5e => self.pmpaddr44 = value,
            0x5f => self.pmpaddr45 = value,
            0x60 => self.pmpaddr46 = value,
            0x61 => self.pmpaddr47 = value,
            0x62 => self.pmpaddr48 = value,
            0x63 => self.pmpaddr49 = value,
            0x64 => self.pmpaddr50 = value,
            0x65 => self.pmpaddr51 = value,
            0x66 => self.pmpaddr52 = value,
            0x67 => self.pmpaddr53 = value,
            0x68 => self.pmpaddr54 = value,
            0x69 => self.pmpaddr55 = value,
            0x6a => self.pmpaddr56 = value,
            0x6b => self.pmpaddr57 = value,
            0x6c => self.pmpaddr58 = value,
            0x6d => self.pmpaddr59 = value,
            0x6e => self.pmpaddr60 = value,
            0x6f => self.pmpaddr61 = value,
            0x70 => self.pmpaddr62 = value,
            0x71 => self.pmpaddr63 = value,
            0x72 => self.scontext = value,
            0x73 => self.hstatus = value,
            0x74 => self.hedeleg = value,
            0x75 => self.hideleg = value,
            0x76 => self.hie = value,
            0x77 => self.htimedelta = value,
            0x78 => self.hcounteren = value,
            0x79 => self.hgeie = value,
            0x7a => self.henvcfg = value,
            0x7b => self.htval = value,
            0x7c => self.hvip = value,
            0x7d => self.htinst = value,
            0x7e => self.hgatp = value,
            0x7f => self.hcontext = value,
            0x80 => self.mcontext = value,
            0x81 => self.mcycle = value,
            0x82 => self.minstret = value,
            0x83 => self.mhartid = value,
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
    /// henvcfg.ADUE. Makes hardware set A and D in the guest's tables (Svadu).
    #[inline]
    pub fn henvcfg_adue(&self) -> bool {
        let s = self;
        (s.menvcfg_adue()) && ((s.henvcfg >> 61) & 1 != 0)
    }
    /// henvcfg.CBCFE. Lets the guest clean and flush cache blocks.
    #[inline]
    pub fn henvcfg_cbcfe(&self) -> bool {
        let s = self;
        (s.henvcfg >> 6) & 1 != 0
    }
    /// henvcfg.CBIE. Lets the guest invalidate cache blocks, or makes that a flush.
    #[inline]
    pub fn henvcfg_cbie(&self) -> u64 {
        let s = self;
        ((s.henvcfg >> 4) & 3)
    }
    /// henvcfg.CBZE. Lets the guest zero cache blocks.
    #[inline]
    pub fn henvcfg_cbze(&self) -> bool {
        let s = self;
        (s.henvcfg >> 7) & 1 != 0
    }
    /// henvcfg.VSTCE. Lets the guest have a timer of its own, vstimecmp (Sstc).
    #[inline]
    pub fn henvcfg_vstce(&self) -> bool {
        let s = self;
        (s.menvcfg_stce()) && ((s.henvcfg >> 63) & 1 != 0)
    }
    /// hgatp.MODE. Format of the tables; 0 is none.
    #[inline]
    pub fn hgatp_mode(&self) -> bool {
        let s = self;
        (s.hgatp >> 31) & 1 != 0
    }
    /// hgatp.PPN. Page number of the root table. The table is 16 KiB, so that the low two bits are
    /// 0; they may be so for Bare too.
    #[inline]
    pub fn hgatp_ppn(&self) -> u64 {
        let s = self;
        (s.hgatp & 0x3fffff)
    }
    /// hgatp.VMID. Tag that tells guests apart in cached translations.
    #[inline]
    pub fn hgatp_vmid(&self) -> u64 {
        let s = self;
        ((s.hgatp >> 22) & 0x7f)
    }
    /// hstatus.HU. Lets U-mode execute HLV, HLVX and HSV.
    #[inline]
    pub fn hstatus_hu(&self) -> bool {
        let s = self;
        (s.hstatus >> 9) & 1 != 0
    }
    /// hstatus.SPV. Virtualization mode before the last trap into HS-mode, and after the next SRET
    /// in HS-mode.
    #[inline]
    pub fn hstatus_spv(&self) -> bool {
        let s = self;
        (s.hstatus >> 7) & 1 != 0
    }
    /// hstatus.SPVP. Privilege of the guest when it last trapped into HS-mode, and of the accesses
    /// of HLV, HLVX and HSV.
    #[inline]
    pub fn hstatus_spvp(&self) -> bool {
        let s = self;
        (s.hstatus >> 8) & 1 != 0
    }
    /// hstatus.VGEIN. Guest external interrupt of the running guest; 0 selects none.
    #[inline]
    pub fn hstatus_vgein(&self) -> u64 {
        let s = self;
        ((s.hstatus >> 12) & 63)
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
    /// hstatus.VTW. Traps WFI in VS-mode unless it ends in bounded time.
    #[inline]
    pub fn hstatus_vtw(&self) -> bool {
        let s = self;
        (s.hstatus >> 21) & 1 != 0
    }
    /// hvip.VSEIP. External interrupt for VS-mode.
    #[inline]
    pub fn hvip_vseip(&self) -> bool {
        let s = self;
        (s.hvip >> 10) & 1 != 0
    }
    /// hvip.VSTIP. Timer interrupt for VS-mode.
    #[inline]
    pub fn hvip_vstip(&self) -> bool {
        let s = self;
        (s.hvip >> 6) & 1 != 0
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
    /// menvcfg.ADUE. Makes hardware set A and D in the tables of satp and hgatp (Svadu). If not, an
    /// access that needs it is a page fault.
    #[inline]
    pub fn menvcfg_adue(&self) -> bool {
        let s = self;
        (s.menvcfg >> 61) & 1 != 0
    }
    /// menvcfg.CBCFE. Lets the modes below clean and flush cache blocks.
    #[inline]
    pub fn menvcfg_cbcfe(&self) -> bool {
        let s = self;
        (s.menvcfg >> 6) & 1 != 0
    }
    /// menvcfg.CBIE. Lets the modes below invalidate cache blocks, or makes that a flush.
    #[inline]
    pub fn menvcfg_cbie(&self) -> u64 {
        let s = self;
        ((s.menvcfg >> 4) & 3)
    }
    /// menvcfg.CBZE. Lets the modes below zero cache blocks.
    #[inline]
    pub fn menvcfg_cbze(&self) -> bool {
        let s = self;
        (s.menvcfg >> 7) & 1 != 0
    }
    /// menvcfg.STCE. Lets HS-mode have a timer of its own, stimecmp, and guests theirs (Sstc).
    #[inline]
    pub fn menvcfg_stce(&self) -> bool {
        let s = self;
        (s.menvcfg >> 63) & 1 != 0
    }
    /// mie.STIE. Enables the supervisor timer interrupt.
    #[inline]
    pub fn mie_stie(&self) -> bool {
        let s = self;
        (s.mie >> 5) & 1 != 0
    }
    /// mie.VSTIE. Enables the timer interrupt for VS-mode.
    #[inline]
    pub fn mie_vstie(&self) -> bool {
        let s = self;
        (s.hie >> 6) & 1 != 0
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
        ((s.satp >> 22) & 0x1ff)
    }
    /// satp.MODE. Format of the tables; 0 is none. A write with an unsupported one changes nothing.
    #[inline]
    pub fn satp_mode(&self) -> bool {
        let s = self;
        (s.satp >> 31) & 1 != 0
    }
    /// satp.PPN. Page number of the root table.
    #[inline]
    pub fn satp_ppn(&self) -> u64 {
        let s = self;
        (s.satp & 0x3fffff)
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
    /// senvcfg.CBCFE. Lets U-mode clean and flush cache blocks.
    #[inline]
    pub fn senvcfg_cbcfe(&self) -> bool {
        let s = self;
        (s.senvcfg >> 6) & 1 != 0
    }
    /// senvcfg.CBIE. Lets U-mode invalidate cache blocks, or makes that a flush.
    #[inline]
    pub fn senvcfg_cbie(&self) -> u64 {
        let s = self;
        ((s.senvcfg >> 4) & 3)
    }
    /// senvcfg.CBZE. Lets U-mode zero cache blocks.
    #[inline]
    pub fn senvcfg_cbze(&self) -> bool {
        let s = self;
        (s.senvcfg >> 7) & 1 != 0
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
        ((s.vsatp >> 22) & 0x1ff)
    }
    /// vsatp.MODE. Format of the tables; 0 is none.
    #[inline]
    pub fn vsatp_mode(&self) -> bool {
        let s = self;
        (s.vsatp >> 31) & 1 != 0
    }
    /// vsatp.PPN. Guest physical page number of the root table.
    #[inline]
    pub fn vsatp_ppn(&self) -> u64 {
        let s = self;
        (s.vsatp & 0x3fffff)
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
    /// Hardware's write to hstatus.GVA.
    #[inline]
    pub fn set_hstatus_gva(&mut self, value: bool) {
        self.hstatus = (self.hstatus & 0xffffffffffffffbf) | (u64::from(value) << 6);
    }
    /// Hardware's write to hstatus.SPV.
    #[inline]
    pub fn set_hstatus_spv(&mut self, value: bool) {
        self.hstatus = (self.hstatus & 0xffffffffffffff7f) | (u64::from(value) << 7);
    }
    /// Hardware's write to hstatus.SPVP.
    #[inline]
    pub fn set_hstatus_spvp(&mut self, value: bool) {
        self.hstatus = (self.hstatus & 0xfffffffffffffeff) | (u64::from(value) << 8);
    }
    /// Hardware's write to mcause.EXCEPTION_CODE.
    #[inline]
    pub fn set_mcause_exception_code(&mut self, value: u64) {
        self.mcause = (self.mcause & 0xffffffff80000000) | ((value & 0x7fffffff) << 0);
    }
    /// Hardware's write to mcause.INTERRUPT.
    #[inline]
    pub fn set_mcause_interrupt(&mut self, value: bool) {
        self.mcause = (self.mcause & 0xffffffff7fffffff) | (u64::from(value) << 31);
    }
    /// Hardware's write to mstatus.FS.
    #[inline]
    pub fn set_mstatus_fs(&mut self, value: u64) {
        self.mstatus = (self.mstatus & 0xffffffffffff9fff) | ((value & 3) << 13);
    }
    /// Hardware's write to mstatus.GVA.
    #[inline]
    pub fn set_mstatus_gva(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xffffffbfffffffff) | (u64::from(value) << 38);
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
    /// Hardware's write to mstatus.MPRV.
    #[inline]
    pub fn set_mstatus_mprv(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xfffffffffffdffff) | (u64::from(value) << 17);
    }
    /// Hardware's write to mstatus.MPV.
    #[inline]
    pub fn set_mstatus_mpv(&mut self, value: bool) {
        self.mstatus = (self.mstatus & 0xffffff7fffffffff) | (u64::from(value) << 39);
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
        self.scause = (self.scause & 0xffffffff80000000) | ((value & 0x7fffffff) << 0);
    }
    /// Hardware's write to scause.INTERRUPT.
    #[inline]
    pub fn set_scause_interrupt(&mut self, value: bool) {
        self.scause = (self.scause & 0xffffffff7fffffff) | (u64::from(value) << 31);
    }
    /// Hardware's write to vscause.EXCEPTION_CODE.
    #[inline]
    pub fn set_vscause_exception_code(&mut self, value: u64) {
        self.vscause = (self.vscause & 0xffffffff80000000) | ((value & 0x7fffffff) << 0);
    }
    /// Hardware's write to vscause.INTERRUPT.
    #[inline]
    pub fn set_vscause_interrupt(&mut self, value: bool) {
        self.vscause = (self.vscause & 0xffffffff7fffffff) | (u64::from(value) << 31);
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

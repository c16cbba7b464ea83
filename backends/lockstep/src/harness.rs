//! The M-mode part of an image: start, trap handler, end.
//!
//! Registers from [`FIRST_OWN`] up belong to it; steps use those below.

use crate::asm::{Asm, is_read_only};
use crate::image::{DATA, DATA_PAGES, DIGEST_BYTES, DIGESTS, GLOBALS, HANDLERS, LAST, PAGE, RAM, STEP_BYTES, STEPS, TO_HOST};
use crate::peer::{self, Peer};
use crate::tables::Memory;
use ir::{Csr, Level, Spec};

/// Registers that steps use.
pub const STEP_REGISTERS: std::ops::Range<u64> = 5..16;
/// The harness's registers.
const FIRST_OWN: u64 = 22;
/// mstatus as the trap left it.
const STATUS: u64 = FIRST_OWN;
const T: u64 = 23;
const LAST_AT: u64 = 24;
const FACTOR: u64 = 25;
const MPRV: u64 = 26;
const BASE: u64 = 27;
const TRACE: u64 = 28;
/// Where the current step is.
pub const STEP: u64 = 29;
const DIGEST: u64 = 30;
/// For values on their way.
pub const VALUE: u64 = 31;

/// Registers of the machine's devices.
const UART: u64 = 0x1000_0000;
const FINISHER: u64 = 0x10_0000;
const TIMER_COMPARE: u64 = 0x200_4000;
const PASS: u64 = 0x5555;
/// What a host takes for an end without an error.
const DONE: i64 = 1;

/// In the names of trap values, and what causes have there.
const TRAP_VALUE: &str = "tval";
const CAUSE: &str = "cause";

/// CSRs whose names have it are timers of supervisors and guests.
const TIMERS: &str = "stimecmp";

/// A time far from now, in both halves, that implementations can convert to nanoseconds.
const NEVER: u64 = 0x00ff_ffff_00ff_ffff;

/// Any large odd number.
const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;

/// Words that a handler consists of: one for each entry of a vector, and more.
const HANDLER_WORDS: usize = 128;

/// A constant that the harness loads.
#[derive(Clone, Copy)]
enum Constant {
    Multiplier,
    Mprv,
    Digests,
    Last,
    Steps,
    Data,
    Uart,
    Finisher,
    ToHost,
    Handler,
    PmpAddress,
    PmpConfig,
    Compare,
    Never,
    Pass,
}

/// The harness for a text and an implementation.
pub struct Harness<'s> {
    /// Encodes.
    pub asm: Asm<'s>,
    /// CSRs that are looked at, with the bits that are not.
    seen: Vec<(&'s Csr, u64)>,
    /// The same CSRs: exceptions after which they are not.
    after: Vec<Vec<u64>>,
    /// What they are set to at first.
    first: Vec<u64>,
    /// Places of memory that are looked at.
    places: Vec<u64>,
}

/// Whether a CSR counts or identifies: both differ between machines.
fn is_left_out(csr: &Csr) -> bool {
    let own = ["misa", "mtvec"].contains(&csr.name.as_str());
    let counts = csr.class == "counter"
        || ["mcountinhibit", "mcycle", "minstret", "mhpm", "pmp", "stimecmp", "vstimecmp"].iter().any(|start| csr.name.starts_with(start));
    // Registers at read-only addresses say what the machine is, but for the pending guest interrupts.
    let identifies = csr.level == Level::M && is_read_only(csr);
    own || counts || identifies || csr.level == Level::U
}

/// CSRs that the harness looks at, and most of which steps write.
pub fn csrs<'s>(spec: &'s Spec, peer: &Peer) -> Vec<&'s Csr> {
    // A guard that holds in M-mode: the register is an option that the hart has not.
    let exists = |c: &Csr| c.deny.iter().all(|d| d.trap.is_none());
    spec.csrs.iter().filter(|c| !is_left_out(c) && exists(c) && peer.uses(spec, &c.name)).collect()
}

impl<'s> Harness<'s> {
    /// A harness.
    pub fn new(spec: &'s Spec, peer: &Peer, memory: &Memory) -> Self {
        let seen: Vec<_> = csrs(spec, peer).into_iter().map(|c| (c, peer.ignored(spec, &c.name))).collect();
        let after = seen.iter().map(|(c, _)| peer.ignored_after(spec, &c.name)).collect();
        let first = seen.iter().map(|(c, _)| peer.fixed(spec, &c.name, peer::after_reset(spec, &c.name))).collect();
        let mut places: Vec<u64> = (0..DATA_PAGES).map(|page| RAM + DATA + page * PAGE).collect();
        places.extend(memory.tables.iter().flat_map(|t| &t.entries));
        Self { asm: Asm { spec }, seen, after, first, places }
    }

    /// Names of the values of a step, in order.
    pub fn values(&self) -> Vec<String> {
        let csrs = self.seen.iter().map(|(c, _)| c.name.clone());
        let registers = STEP_REGISTERS.map(|r| format!("x{r}"));
        csrs.chain(registers).chain(self.places.iter().map(|p| format!("{p:#x}"))).collect()
    }

    fn bytes(&self) -> i64 {
        i64::from(self.asm.spec.xlen / 8)
    }

    /// Constants, by their offsets.
    pub fn constants(&self) -> Vec<(u64, Vec<u8>)> {
        use Constant as C;
        let asm = &self.asm;
        let all_ones = u64::MAX >> if asm.spec.xlen == 64 { 10 } else { 0 };
        let open = asm.spec.constant("PMP_OPEN").unwrap_or_default();
        let mut list = vec![
            (C::Multiplier as u64, MULTIPLIER),
            (C::Mprv as u64, asm.field("mstatus", "MPRV").mask()),
            (C::Digests as u64, RAM + DIGESTS),
            (C::Last as u64, RAM + LAST),
            (C::Steps as u64, RAM + STEPS),
            (C::Data as u64, RAM + DATA),
            (C::Uart as u64, UART),
            (C::Finisher as u64, FINISHER),
            (C::ToHost as u64, RAM + TO_HOST),
            (C::Handler as u64, RAM + self.handler_offset()),
            (C::PmpAddress as u64, all_ones),
            (C::PmpConfig as u64, open),
            (C::Compare as u64, TIMER_COMPARE),
            (C::Never as u64, NEVER),
            (C::Pass as u64, PASS),
        ];
        let first = list.len() as u64;
        list.extend(self.seen.iter().enumerate().map(|(i, (_, ignored))| (first + i as u64, !ignored)));
        let after = list.len() as u64;
        list.extend(self.places.iter().enumerate().map(|(i, place)| (after + i as u64, *place)));
        let after = list.len() as u64;
        list.extend(self.first.iter().enumerate().map(|(i, value)| (after + i as u64, *value)));
        let width = self.bytes() as usize;
        list.into_iter().map(|(at, value)| (at * width as u64, value.to_le_bytes()[..width].to_vec())).collect()
    }

    fn constant(&self, rd: u64, at: usize) -> u32 {
        self.asm.load(rd, at as i64 * self.bytes(), BASE)
    }

    fn load(&self, rd: u64, constant: Constant) -> u32 {
        self.constant(rd, constant as usize)
    }

    /// Where the handler of M-mode begins: after the start.
    fn handler_offset(&self) -> u64 {
        0x800
    }

    /// What is executed first, and the handler of M-mode.
    pub fn start(&self) -> Vec<u32> {
        use Constant as C;
        let asm = &self.asm;
        let globals = asm.insn("auipc", &[("rd", BASE), ("imm", GLOBALS)]);
        let mut words = vec![globals];
        for (register, constant) in [(FACTOR, C::Multiplier), (MPRV, C::Mprv), (TRACE, C::Digests), (STEP, C::Steps)] {
            words.push(self.load(register, constant));
        }
        for (csr, constant) in [("mtvec", C::Handler), ("pmpaddr0", C::PmpAddress), ("pmpcfg0", C::PmpConfig)] {
            words.extend([self.load(VALUE, constant), asm.csrw(asm.csr(csr), VALUE)]);
        }
        // Timers that never ring.
        words.extend([self.load(VALUE, C::Never), self.load(T, C::Compare), asm.store(VALUE, 0, T)]);
        if asm.spec.xlen == 32 {
            words.push(asm.store(VALUE, self.bytes(), T));
        }
        for csr in asm.spec.csrs.iter().filter(|c| c.name.contains(TIMERS)) {
            words.push(asm.csrw(csr.address, VALUE));
        }
        // What machines differ in after reset.
        let first = Constant::Pass as usize + 1 + self.seen.len() + self.places.len();
        for (i, (csr, _)) in self.seen.iter().enumerate().filter(|(_, (c, _))| !is_read_only(c)) {
            if self.first[i] != 0 {
                words.push(self.constant(VALUE, first + i));
            }
            words.push(asm.csrw(csr.address, if self.first[i] == 0 { 0 } else { VALUE }));
        }
        words.push(asm.insn("jalr", &[("rs1", STEP)]));
        assert!(words.len() * 4 <= self.handler_offset() as usize, "the start is too long");
        words.resize(self.handler_offset() as usize / 4, asm.insn("ebreak", &[]));
        words.extend(self.record());
        words
    }

    /// The handler of M-mode: looks at everything and goes on with the next step.
    fn record(&self) -> Vec<u32> {
        use Constant as C;
        let asm = &self.asm;
        let mstatus = asm.csr("mstatus");
        // MPRV would redirect the handler's own accesses.
        let mut words = vec![asm.csrr(STATUS, mstatus), asm.insn("csrrc", &[("csr", mstatus.into()), ("rs1", MPRV)])];
        words.extend([self.load(LAST_AT, C::Last), asm.addi(DIGEST, 0, 0)]);
        let keep = |words: &mut Vec<u32>, rs: u64| {
            words.push(asm.store(rs, 0, LAST_AT));
            words.push(asm.addi(LAST_AT, LAST_AT, self.bytes()));
            words.push(asm.insn("xor", &[("rd", DIGEST), ("rs1", DIGEST), ("rs2", rs)]));
            words.push(asm.insn("mul", &[("rd", DIGEST), ("rs1", DIGEST), ("rs2", FACTOR)]));
        };
        let first = Constant::Pass as usize + 1;
        for (i, (csr, ignored)) in self.seen.iter().enumerate() {
            words.push(if csr.address == mstatus { asm.addi(VALUE, STATUS, 0) } else { asm.csrr(VALUE, csr.address) });
            if *ignored != 0 {
                words.push(self.constant(T, first + i));
                words.push(asm.insn("and", &[("rd", VALUE), ("rs1", VALUE), ("rs2", T)]));
            }
            for code in &self.after[i] {
                // A trap value belongs to the cause with the same first letters.
                let cause = asm.csr(&csr.name.replace(TRAP_VALUE, CAUSE));
                words.extend([asm.csrr(T, cause), asm.addi(T, T, -(*code as i64))]);
                words.push(asm.insn("sltu", &[("rd", T), ("rs2", T)]));
                words.push(asm.insn("sub", &[("rd", T), ("rs2", T)]));
                words.push(asm.insn("and", &[("rd", VALUE), ("rs1", VALUE), ("rs2", T)]));
                words.push(asm.csrw(csr.address, VALUE));
            }
            keep(&mut words, VALUE);
        }
        for register in STEP_REGISTERS {
            keep(&mut words, register);
        }
        for i in 0..self.places.len() {
            words.push(self.constant(T, first + self.seen.len() + i));
            words.push(asm.load(VALUE, 0, T));
            keep(&mut words, VALUE);
        }
        // The upper bits of a product depend on all of its factors.
        if asm.spec.xlen == 64 {
            words.push(asm.insn("srli", &[("rd", DIGEST), ("rs1", DIGEST), ("imm", 32)]));
        }
        words.push(asm.insn("sw", &[("rs2", DIGEST), ("rs1", TRACE)]));
        words.push(asm.addi(TRACE, TRACE, DIGEST_BYTES as i64));
        words.push(asm.addi(STEP, STEP, STEP_BYTES as i64));
        words.push(asm.insn("jalr", &[("rs1", STEP)]));
        words
    }

    /// A handler of a lower mode: wherever it is entered, it goes on to M-mode.
    pub fn handler(&self) -> Vec<u32> {
        vec![self.asm.insn("ecall", &[]); HANDLER_WORDS]
    }

    /// Prints digests and the last values, and ends.
    pub fn finish(&self) -> Vec<u32> {
        use Constant as C;
        let asm = &self.asm;
        let mut words = vec![self.load(VALUE, C::Uart)];
        for (from, to) in [(C::Digests, TRACE), (C::Last, LAST_AT)] {
            words.push(self.load(DIGEST, from));
            // Until `to`, one byte after the other.
            words.push(asm.insn("lbu", &[("rd", T), ("rs1", DIGEST)]));
            words.push(asm.insn("sb", &[("rs2", T), ("rs1", VALUE)]));
            words.push(asm.addi(DIGEST, DIGEST, 1));
            words.push(asm.insn("bne", &[("rs1", DIGEST), ("rs2", to), ("imm", -12i64 as u64)]));
        }
        // Where there is no finisher, what it raises ends in the loop behind it until the host has seen its word.
        words.extend([asm.insn("auipc", &[("rd", VALUE)]), asm.addi(VALUE, VALUE, 9 * 4), asm.csrw(asm.csr("mtvec"), VALUE)]);
        words.extend([self.load(VALUE, C::ToHost), asm.addi(T, 0, DONE), asm.store(T, 0, VALUE)]);
        words.extend([self.load(VALUE, C::Finisher), self.load(T, C::Pass)]);
        words.push(asm.insn("sw", &[("rs2", T), ("rs1", VALUE)]));
        words.push(asm.insn("jal", &[]));
        words
    }
}

/// Where the handlers of HS-mode and VS-mode are.
pub fn handlers() -> [u64; 2] {
    HANDLERS.map(|at| RAM + at)
}

const _: () = assert!(FIRST_OWN > STEP_REGISTERS.end);

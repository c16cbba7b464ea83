//! Steps: what is written, where it is entered, what is executed.

use crate::asm::{Asm, is_read_only};
use crate::harness::{STEP, STEP_REGISTERS, VALUE, csrs, handlers};
use crate::image::{ALIAS, DATA, DATA_PAGES, PAGE, RAM, RAM_BYTES, STEP_BYTES};
use crate::peer::Peer;
use crate::tables::{Memory, Tables};
use fastrand::Rng;
use ir::{Csr, Spec};
use serde::{Deserialize, Serialize};

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// CSRs by name and the values that M-mode writes, in order.
    pub writes: Vec<(String, u64)>,
    /// Words of memory that M-mode writes.
    pub stores: Vec<(u64, u64)>,
    /// Values of the step's registers.
    pub registers: Vec<u64>,
    /// Value of mstatus, and of its upper half where that is a register, before MRET.
    pub status: u64,
    /// Whether the instruction is fetched from where users see it.
    pub alias: bool,
    /// Whether M-mode executes it without MRET.
    pub machine: bool,
    /// Whether SRET enters the mode in place of MRET, and then whether a guest's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_sret: Option<bool>,
    /// The instruction.
    pub word: u32,
}

/// Makes steps for a text and an implementation.
pub struct Generator<'s> {
    spec: &'s Spec,
    peer: &'s Peer,
    memory: Memory<'s>,
    csrs: Vec<&'s Csr>,
    rng: Rng,
}

/// Registers that steer translation or traps: every step writes them, and only what the harness survives.
const STEERING: [&str; 6] = ["satp", "vsatp", "hgatp", "stvec", "vstvec", "mstatus"];
/// Modes that steps execute in; M-mode by MRET and without.
const MODES: [&str; 6] = ["U", "HS", "M", "VU", "VS", "M"];
/// Instructions of the base that touch memory or change mode, with those of the extension.
const FAMILIES: [&str; 15] = ["csr", "cbo.", "h", "s", "lb", "lh", "lw", "ld", "amo", "lr", "sc", "mret", "wfi", "ecall", "ebreak"];

impl<'s> Generator<'s> {
    /// A generator; the same seed gives the same steps.
    pub fn new(spec: &'s Spec, peer: &'s Peer, seed: u64) -> Self {
        let csrs = csrs(spec, peer).into_iter().filter(|c| !is_read_only(c)).collect();
        Self { spec, peer, memory: Memory::new(spec), csrs, rng: Rng::with_seed(seed) }
    }

    /// The next step.
    pub fn step(&mut self) -> Step {
        let mode = self.rng.usize(0..6);
        let by_sret = !self.peer.uses(self.spec, BY_MRET);
        let machine = MODES[mode] == "M" && (mode == 5 || by_sret);
        let mut writes: Vec<(String, u64)> = Vec::new();
        for csr in self.translation() {
            writes.push(csr);
        }
        let roots = writes.clone();
        let is_bare = |csr: &str| roots.iter().any(|(name, value)| name == csr && *value == 0);
        let (nowhere, bare) = (self.peer.uses(self.spec, NOWHERE), is_bare("satp") || is_bare("vsatp"));
        for (name, at) in ["stvec", "vstvec"].into_iter().zip(handlers()) {
            writes.push((name.into(), at | u64::from(self.rng.bool())));
        }
        for name in ["medeleg", "hedeleg", "mideleg", "hideleg"].into_iter().chain(self.peer.always()) {
            writes.push((name.into(), self.value()));
        }
        for _ in 0..self.rng.usize(1..6) {
            let csr = self.csrs[self.rng.usize(0..self.csrs.len())];
            if !STEERING.contains(&csr.name.as_str()) {
                let value = self.value();
                let value = if csr.name.ends_with("epc") { self.away(value) } else { value };
                writes.push((csr.name.clone(), value));
            }
        }
        let landing = |alias: bool| if alias { ALIAS } else { 0 };
        let wild = self.peer.uses(self.spec, WILD);
        writes.retain(|(name, _)| wild || !RETURNS.contains(&name.as_str()));
        for name in RETURNS {
            // After an entry by SRET sepc leads to what was entered, which is for that step alone.
            if !wild || self.rng.bool() || !self.peer.uses(self.spec, BY_MRET) {
                let alias = self.rng.bool() && (nowhere || !bare);
                writes.push((name.into(), LANDING | landing(alias)));
            }
        }
        for (name, value) in &mut writes {
            *value = self.survivable(name, *value);
        }
        let stores = self.stores();
        let user = match MODES[mode] {
            "U" => nowhere || !is_bare("satp"),
            "VU" => nowhere || !is_bare("vsatp"),
            _ => false,
        };
        let status = self.status(mode, by_sret);
        let by_sret = (by_sret && !machine).then(|| MODES[mode].starts_with('V'));
        let (word, registers) = self.instruction(MODES[mode]);
        self.lead_returns(word, &mut writes);
        Step { writes, stores, registers, status, alias: user && self.rng.u8(0..8) != 0, machine, by_sret, word }
    }

    /// Has a return go where this step says: the instruction that trapped before was made for other registers.
    fn lead_returns(&self, word: u32, writes: &mut Vec<(String, u64)>) {
        let asm = Asm { spec: self.spec };
        for (insn, csr) in [("mret", "mepc"), ("sret", "sepc"), ("sret", "vsepc")] {
            if word == asm.insn(insn, &[]) && self.peer.uses(self.spec, csr) && !writes.iter().any(|write| write.0 == csr) {
                writes.push((csr.into(), LANDING));
            }
        }
    }

    /// A value with few, many, or random bits.
    fn value(&mut self) -> u64 {
        let any = self.rng.u64(..);
        match self.rng.u8(0..6) {
            0 => 0,
            1 => u64::MAX,
            2 => 1 << (any & 63),
            3 => any & self.rng.u64(..) & self.rng.u64(..),
            _ => any,
        }
    }

    /// The formats of all stages.
    fn translation(&mut self) -> Vec<(String, u64)> {
        let mut writes = Vec::new();
        for walk in &self.spec.walks {
            let tables: Vec<&Tables> = self.memory.tables.iter().filter(|t| t.gstage == (walk.stage == "G")).collect();
            let number = self.rng.u64(..);
            let field = |name: &str| self.spec.field(&walk.csr, name).expect("checked: a walk's fields exist");
            let id = field(&walk.id);
            let first = usize::from(self.peer.translates(&walk.csr));
            let value = match self.rng.usize(first..=tables.len()) {
                0 => 0,
                n => {
                    let t = tables[n - 1];
                    t.mode << field("MODE").lo | t.root << field(&walk.root).lo | (number << id.lo & id.mask())
                }
            };
            writes.push((walk.csr.clone(), value));
        }
        writes
    }

    /// A value that the harness survives, and that is not listed.
    fn survivable(&self, csr: &str, value: u64) -> u64 {
        let bit = |name: &str| self.spec.exception(name).map_or(0, |c| 1 << c.code);
        let value = match csr {
            // The handlers' own calls must arrive.
            "medeleg" => value & !bit("ecall_from_hs"),
            "hedeleg" => value & !bit("ecall_from_vs"),
            "mie" | "sie" => value & !self.lines(),
            _ => value,
        };
        self.peer.fixed(self.spec, csr, value) & ir::expr::mask(self.spec.xlen)
    }

    /// Interrupts that the platform raises.
    fn lines(&self) -> u64 {
        let lines = ["MSIE", "MTIE", "MEIE"].iter().filter_map(|f| self.spec.field("mie", f));
        lines.fold(0, |bits, f| bits | f.mask())
    }

    /// Entries of data pages, and data.
    fn stores(&mut self) -> Vec<(u64, u64)> {
        let mut stores = Vec::new();
        for _ in 0..self.rng.usize(0..3) {
            let (tables, format) = {
                let n = self.rng.usize(0..self.memory.tables.len());
                (&self.memory.tables[n], &self.spec.formats[n])
            };
            let page = self.rng.usize(0..DATA_PAGES as usize);
            let at = tables.entries[page];
            let to = RAM + DATA + self.rng.u64(0..DATA_PAGES) * PAGE;
            let layout = Memory::layout(self.spec, format);
            let fields: String = "VRWXUAD".chars().filter(|_| self.rng.u8(0..6) != 0).collect();
            let value = match self.rng.u8(0..12) {
                0 => 0,
                _ => Memory::entry(layout, to, &fields),
            };
            stores.push((at, value));
        }
        if self.rng.u8(0..4) == 0 {
            stores.push((RAM + DATA + self.rng.u64(0..DATA_PAGES) * PAGE, self.rng.u64(..)));
        }
        stores
    }

    /// mstatus with a mode to enter.
    fn status(&mut self, mode: usize, by_sret: bool) -> u64 {
        let asm = Asm { spec: self.spec };
        let place = |field: &str, value: u64| value << asm.field("mstatus", field).lo;
        let constant = |name: &str| self.spec.constant(name).unwrap_or_default();
        let (prv, v) = [("U", 0), ("S", 0), ("M", 1), ("U", 1), ("S", 1), ("M", 0)][mode];
        let clear = ["MPP", "MPV", "MIE", "MPRV"].iter().fold(0, |bits, f| bits | asm.field("mstatus", f).mask());
        let mprv = u64::from(mode == 5 && self.rng.bool());
        let prv = if mode == 5 { ["U", "S", "M"][self.rng.usize(0..3)] } else { prv };
        let v = if mode == 5 { u64::from(self.rng.bool()) } else { v };
        let v = if (prv == "M" || mprv == 1) && !self.peer.uses_in(self.spec, "M", "MPV") { 0 } else { v };
        let random = self.value() & !clear;
        let value = match by_sret {
            true => random & !asm.field("mstatus", "SPP").mask() | place("SPP", constant(prv)),
            false => random | place("MPP", constant(prv)) | place("MPV", v) | place("MPRV", mprv),
        };
        self.peer.fixed(self.spec, "mstatus", value)
    }

    /// An instruction and its registers.
    fn instruction(&mut self, mode: &str) -> (u32, Vec<u64>) {
        let asm = Asm { spec: self.spec };
        let mut registers: Vec<u64> = STEP_REGISTERS.map(|_| 0).collect();
        for value in &mut registers {
            *value = self.pointer() & ir::expr::mask(self.spec.xlen);
        }
        let wanted = |name: &str| FAMILIES.iter().any(|f| name.starts_with(f)) && name != "jalr";
        let all: Vec<&ir::Insn> = self
            .spec
            .insns
            .iter()
            .map(|i| &**i)
            .filter(|i| i.bytes == 4 && !i.float && wanted(&i.name) && self.peer.uses(self.spec, &i.name) && i.name != "wfi")
            .filter(|i| self.peer.uses_in(self.spec, mode, &i.name))
            .collect();
        // CSR instructions and those of the extension are what this is about.
        let csrs: Vec<_> = all.iter().filter(|i| i.name.starts_with("csr")).collect();
        let own: Vec<_> = all.iter().filter(|i| i.class != "user" && !i.name.starts_with("csr")).collect();
        let insn = match self.rng.u8(0..4) {
            0 if !csrs.is_empty() => csrs[self.rng.usize(0..csrs.len())],
            1 if !own.is_empty() => own[self.rng.usize(0..own.len())],
            _ => &all[self.rng.usize(0..all.len())],
        };
        let register = |rng: &mut Rng| rng.u64(STEP_REGISTERS);
        let mut operands: Vec<(&str, u64)> = Vec::new();
        for operand in &insn.operands {
            let value = match operand.name.as_str() {
                "csr" => self.address(mode),
                "rs1" | "rs2" | "rd" => register(&mut self.rng),
                "uimm" => self.rng.u64(0..32),
                _ => 0,
            };
            operands.push((operand.name.as_str(), value));
        }
        if ATOMICS.iter().any(|atomic| insn.name.starts_with(atomic)) && !self.peer.uses(self.spec, MISALIGNED_ATOMICS) {
            registers.iter_mut().for_each(|value| *value &= !ALIGNED);
        }
        match self.keep_fixed(&insn.name, &mut operands, &mut registers) {
            true => (asm.insn(&insn.name, &operands), registers),
            false => self.instruction(mode),
        }
    }

    /// Has an instruction write to a CSR what a step could; false if it cannot.
    fn keep_fixed(&self, insn: &str, operands: &mut [(&str, u64)], registers: &mut [u64]) -> bool {
        let of = |name: &str| operands.iter().find(|operand| operand.0 == name).map(|operand| operand.1);
        let Some(csr) = of("csr").and_then(|at| self.spec.csrs.iter().find(|csr| u64::from(csr.address) == at)) else { return true };
        let clears = insn.starts_with("csrrc");
        let keep = |value: u64| {
            let wanted = if clears { !value } else { value };
            let fixed = self.peer.fixed(self.spec, &csr.name, wanted);
            if clears { !fixed } else { fixed }
        };
        let Some(rs1) = of("rs1") else { return true };
        if insn.ends_with('i') {
            operands.iter_mut().filter(|operand| operand.0 == "rs1").for_each(|operand| operand.1 = keep(rs1));
            return keep(rs1) <= IMMEDIATE;
        }
        let value = &mut registers[(rs1 - STEP_REGISTERS.start) as usize];
        *value = keep(*value) & ir::expr::mask(self.spec.xlen);
        true
    }

    /// A CSR for an instruction: none that steers translation or traps.
    fn address(&mut self, mode: &str) -> u64 {
        loop {
            let spec = self.spec;
            let csr = &spec.csrs[self.rng.usize(0..spec.csrs.len())];
            let counts = csr.class == "counter"
                || ["mcountinhibit", "mcycle", "minstret", "mhpm", "pmp", "mtvec", "misa"].iter().any(|s| csr.name.starts_with(s));
            let steers = STEERING.contains(&csr.name.as_str()) && csr.name != "mstatus";
            let known = self.peer.uses(spec, &csr.name)
                && self.peer.uses_in(spec, mode, &csr.name)
                && !csr.name.starts_with("stimecmp")
                && !csr.name.starts_with("vstimecmp");
            let own = csr.deny.iter().all(|d| d.trap.is_none()) && csr.level != ir::Level::U;
            let identifies = csr.level == ir::Level::M && is_read_only(csr);
            // What is not looked at in it would be seen in a register.
            let differs = self.peer.ignored(spec, &csr.name) != 0;
            if !counts && !steers && known && own && !identifies && !differs {
                return csr.address.into();
            }
        }
    }

    /// An address that is no device's: what they do is the platform's affair. Nor is it one of the harness,
    /// which a program must not run or change.
    fn away(&self, any: u64) -> u64 {
        let any = any & ir::expr::mask(self.spec.xlen);
        let is_ram = |from: u64| (from..from + RAM_BYTES).contains(&any);
        if any < RAM || is_ram(RAM) || is_ram(RAM + ALIAS) || DEVICES.contains(&any) { NOTHING + any % PAGE } else { any }
    }

    /// Mostly an address of data.
    fn pointer(&mut self) -> u64 {
        let data = RAM + DATA + self.rng.u64(0..DATA_PAGES) * PAGE;
        match self.rng.u8(0..16) {
            0 if self.peer.uses(self.spec, WILD) => {
                let any = self.value();
                self.away(any)
            }
            1 => data + self.rng.u64(0..8),
            2 => data + DATA_PAGES * PAGE,
            _ => data,
        }
    }
}

/// Where no machine has a device.
const NOTHING: u64 = 0x0800_0000;
/// Where a machine may have devices above RAM.
const DEVICES: std::ops::Range<u64> = 0x1_0000_0000..0x10_0000_0000;
/// What lists call addresses at which there is nothing.
pub const WILD: &str = "wild-addresses";
/// What they call fetches from there, in modes of users.
const NOWHERE: &str = "fetches-from-nowhere";
/// What they call atomic instructions at addresses that are not a multiple of what they access.
const MISALIGNED_ATOMICS: &str = "misaligned-atomics";
/// How the names of those begin.
const ATOMICS: [&str; 3] = ["amo", "lr.", "sc."];
/// Bits that are 0 in addresses at which everything can be accessed.
const ALIGNED: u64 = 7;
/// What they call modes that MRET enters; without it SRET does.
pub const BY_MRET: &str = "entry-by-mret";
/// Bits of the immediate of a CSR instruction.
const IMMEDIATE: u64 = 31;
/// Registers to whose address SRET goes.
pub const RETURNS: [&str; 2] = ["sepc", "vsepc"];
/// Stands in them for the address behind the instruction, until a step knows where it is.
pub const LANDING: u64 = 0x2;

/// Whether what is written leads a return behind the instruction.
pub fn lands(csr: &str, value: u64) -> bool {
    (RETURNS.contains(&csr) || csr == "mepc") && value & !ALIAS == LANDING
}

impl Step {
    /// The step as it lies in memory.
    pub fn bytes(&self, asm: &Asm, offset: u64) -> Vec<u8> {
        let spec = asm.spec;
        let width = u64::from(spec.xlen / 8);
        let (mut words, mut pool) = (Vec::new(), Vec::new());
        // A constant is loaded from the end of the step.
        let constant = |rd: u64, value: u64, words: &mut Vec<u32>, pool: &mut Vec<u64>| {
            pool.push(value);
            let at = STEP_BYTES - pool.len() as u64 * width;
            words.push(asm.load(rd, at as i64, STEP));
        };
        // Where the instruction will be is known when everything before has its length.
        let high = spec.csr("mstatush").is_some_and(|_| spec.xlen == 32);
        let status = 2 + if high { 2 } else { 0 };
        let entry = if self.machine { 0 } else { 3 } + if self.by_sret.is_some() { 2 } else { 0 };
        let length = 2 * self.writes.len() + 3 * self.stores.len() + 3 + self.registers.len() + status + entry;
        let body = RAM + offset + 4 * length as u64;
        for (csr, value) in &self.writes {
            let value = if lands(csr, *value) { body + 4 + (value & ALIAS) } else { *value };
            constant(VALUE, value, &mut words, &mut pool);
            words.push(asm.csrw(asm.csr(csr), VALUE));
        }
        for (at, value) in &self.stores {
            constant(5, *at, &mut words, &mut pool);
            constant(6, *value, &mut words, &mut pool);
            words.push(asm.store(6, 0, 5));
        }
        for fence in ["sfence.vma", "hfence.vvma", "hfence.gvma"] {
            words.push(asm.insn(fence, &[]));
        }
        for (register, value) in STEP_REGISTERS.zip(&self.registers) {
            constant(register, *value, &mut words, &mut pool);
        }
        if high {
            constant(VALUE, self.status >> 32, &mut words, &mut pool);
            words.push(asm.csrw(asm.csr("mstatush"), VALUE));
        }
        if !self.machine {
            constant(30, body + if self.alias { ALIAS } else { 0 }, &mut words, &mut pool);
        }
        if let Some(v) = self.by_sret {
            constant(VALUE, asm.field("hstatus", "SPV").mask(), &mut words, &mut pool);
            let insn = if v { "csrrs" } else { "csrrc" };
            words.push(asm.insn(insn, &[("csr", asm.csr("hstatus").into()), ("rs1", VALUE)]));
        }
        constant(VALUE, self.status, &mut words, &mut pool);
        let (pc, enter) = if self.by_sret.is_some() { ("sepc", "sret") } else { ("mepc", "mret") };
        if !self.machine {
            words.push(asm.csrw(asm.csr(pc), 30));
        }
        words.push(asm.csrw(asm.csr("mstatus"), VALUE));
        if !self.machine {
            words.push(asm.insn(enter, &[]));
        }
        assert_eq!(words.len(), length, "the length of a step is known");
        words.extend([self.word, asm.insn("ecall", &[]), asm.insn("ecall", &[])]);
        let mut bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
        assert!(bytes.len() as u64 + pool.len() as u64 * width <= STEP_BYTES, "a step is too long");
        bytes.resize(STEP_BYTES as usize, 0);
        for (i, value) in pool.iter().enumerate() {
            let at = (STEP_BYTES - (i as u64 + 1) * width) as usize;
            bytes[at..at + width as usize].copy_from_slice(&value.to_le_bytes()[..width as usize]);
        }
        bytes
    }
}

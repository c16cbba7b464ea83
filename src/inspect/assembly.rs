//! Instructions as text, by the model: what they are called, and which
//! operands their encodings have. And the logs that show them.

use super::Watcher;
use super::symbols::Symbols;
use crate::model::{self, Loaded, ModelArgs};
use ::emulator::trace::mode_name;
use ::emulator::{Isa, Look, Moment, Observer, TrapEvent};
use anyhow::Context as _;
use eval::{Decoded, Evaluator};
use isa::Trap;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

const X: [&str; 32] = [
    "zero", "ra", "sp", "gp", "tp", "t0", "t1", "t2", "s0", "s1", "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "s2", "s3", "s4", "s5",
    "s6", "s7", "s8", "s9", "s10", "s11", "t3", "t4", "t5", "t6",
];
const F: [&str; 32] = [
    "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "fs0", "fs1", "fa0", "fa1", "fa2", "fa3", "fa4", "fa5", "fa6", "fa7", "fs2",
    "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9", "fs10", "fs11", "ft8", "ft9", "ft10", "ft11",
];
/// Rounding modes by number; those that are missing are reserved.
const ROUNDING: [&str; 8] = ["rne", "rtz", "rdn", "rup", "rmm", "", "", "dyn"];

/// Prints instructions of one revision.
pub struct Disassembler<'s> {
    evaluator: Evaluator<'s>,
}

impl<'s> Disassembler<'s> {
    /// For a revision at one XLEN.
    pub fn new(spec: &'s ir::Spec) -> Self {
        Self { evaluator: Evaluator::new(spec) }
    }

    /// The instruction in the style of GNU's assembler, without aliases. A
    /// compressed one is shown as what it expands to.
    pub fn print(&self, pc: u64, word: u32) -> String {
        let Some(decoded) = self.evaluator.decode(word) else {
            return format!(".word {word:#x}");
        };
        let insn = &self.evaluator.spec().insns[decoded.insn];
        let operands = self.operands(pc, insn, &decoded);
        let name = format!("{}{}", insn.name, ordering(&decoded));
        if operands.is_empty() { name } else { format!("{name}\t{operands}") }
    }

    fn operands(&self, pc: u64, insn: &ir::Insn, decoded: &Decoded<'_>) -> String {
        let register = |name: &'static str| decoded.operand(name).map(|number| self.register(insn, name, number));
        let (rd, rs1, rs2, rs3) = (register("rd"), register("rs1"), register("rs2"), register("rs3"));
        let imm = decoded.operand("imm").map(|value| value as i64);
        let base = rs1.clone().unwrap_or_default();
        let first = || rd.clone().or_else(|| rs2.clone()).unwrap_or_default();
        if insn.name == "fence" {
            return [decoded.operand("pred"), decoded.operand("succ")].map(|set| order(set.unwrap_or(0))).join(",");
        }
        if let Some(csr) = decoded.operand("csr") {
            let source = if insn.name.ends_with('i') { decoded.operand("rs1").unwrap_or(0).to_string() } else { base };
            return format!("{},{},{source}", rd.unwrap_or_default(), self.csr(csr));
        }
        let text = &insn.text;
        let touches_memory = ["load", "store", "amo_"].iter().any(|word| text.contains(word));
        match (imm, touches_memory) {
            (Some(imm), true) => return format!("{},{imm}({base})", first()),
            (None, true) if rd.is_some() && rs2.is_some() => {
                return format!("{},{},({base})", rd.unwrap_or_default(), rs2.unwrap_or_default());
            }
            (None, true) => return format!("{},({base})", first()),
            (Some(imm), false) if text.contains("jump(pc + imm)") => {
                let target = format!("{:#x}", pc.wrapping_add_signed(imm));
                return join([rd, rs1, rs2, None, Some(target)]);
            }
            (Some(imm), false) if text.contains("jump(") => return format!("{},{imm}({base})", first()),
            (Some(imm), false) if rs1.is_none() && rd.is_some() => {
                // Of an upper immediate, what the encoding holds.
                let field = insn.operands.iter().find(|operand| operand.name == "imm");
                let low = field.and_then(|field| field.pieces.iter().map(|piece| piece.2).min()).unwrap_or(0);
                let width = field.map_or(u64::BITS, |field| field.width) - low;
                return join([rd, None, None, None, Some(format!("{:#x}", imm as u64 >> low & ir::expr::mask(width)))]);
            }
            _ => {}
        }
        let rounding = decoded.operand("rm").and_then(|mode| ROUNDING.get(mode as usize)).filter(|mode| **mode != "dyn");
        let last = imm.map(|imm| imm.to_string()).or_else(|| rounding.map(|mode| (*mode).to_string()));
        let last = last.filter(|_| insn.name != "fence.i");
        join(if insn.name == "fence.i" { [None, None, None, None, None] } else { [rd, rs1, rs2, rs3, last] })
    }

    /// A register of the file that the behaviour names.
    fn register(&self, insn: &ir::Insn, operand: &str, number: u64) -> String {
        let names = if insn.text.contains(&format!("f[{operand}]")) { &F } else { &X };
        names.get(number as usize).map_or_else(String::new, |name| (*name).to_string())
    }

    fn csr(&self, address: u64) -> String {
        let found = self.evaluator.spec().csrs.iter().find(|csr| u64::from(csr.address) == address);
        found.map_or_else(|| format!("{address:#x}"), |csr| csr.name.clone())
    }
}

fn join(parts: [Option<String>; 5]) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(",")
}

/// `.aq`, `.rl` or both.
fn ordering(decoded: &Decoded<'_>) -> &'static str {
    match (decoded.operand("aq"), decoded.operand("rl")) {
        (Some(1), Some(1)) => ".aqrl",
        (Some(1), _) => ".aq",
        (_, Some(1)) => ".rl",
        _ => "",
    }
}

/// What a fence orders.
fn order(set: u64) -> String {
    let letters = "iorw".chars().enumerate().filter(|(at, _)| set >> (3 - at) & 1 == 1);
    let letters: String = letters.map(|(_, letter)| letter).collect();
    if letters.is_empty() { "unknown".to_string() } else { letters }
}

/// Writes code when it is first executed, and traps.
pub struct Log {
    isa: Isa,
    sink: Box<dyn Write + Send>,
    code: bool,
    traps: bool,
    disassembler: Disassembler<'static>,
    symbols: Symbols,
    seen: BTreeSet<(u64, u32)>,
    /// Behind the last instruction that was written.
    next: u64,
    /// Who called whom, before the trap that is being taken.
    callers: Vec<String>,
}

impl Log {
    /// A log of what is asked for.
    pub fn new(isa: Isa, sink: Box<dyn Write + Send>, code: bool, traps: bool, symbols: &[PathBuf]) -> anyhow::Result<Self> {
        let loaded: &'static Loaded = model::open(&ModelArgs::default()).context("the disassembler reads the model")?;
        let spec = loaded.spec(loaded.revision(isa.revision)?, isa.xlen)?;
        let symbols = Symbols::read(symbols)?;
        let disassembler = Disassembler::new(spec);
        Ok(Self { isa, sink, code, traps, disassembler, symbols, seen: BTreeSet::new(), next: 0, callers: Vec::new() })
    }
}

impl Observer for Log {
    fn before_trap(&mut self, hart: &dyn Look, trap: &Trap) {
        self.callers.clear();
        if self.traps && !trap.interrupt && !self.symbols.is_empty() {
            self.callers.extend(self.symbols.backtrace(hart).into_iter().skip(1));
        }
    }

    fn trap(&mut self, event: &TrapEvent) {
        if !self.traps {
            return;
        }
        let record = &event.record;
        let exception = &record.trap.exception;
        // A sink that fails must not stop the guest.
        let _ = writeln!(
            self.sink,
            "riscv_cpu_do_interrupt: hart:{}, async:{}, cause:{:016x}, epc:{:#018x}, tval:{:#018x}, desc={}, {}->{}, gpa:{:#x}{}",
            record.hart,
            u8::from(record.trap.interrupt),
            exception.code,
            record.pc,
            exception.tval,
            self.isa.cause(&record.trap),
            mode_name(record.from),
            mode_name(event.mode),
            exception.gpa,
            self.symbols.suffix(record.pc),
        );
        for line in &self.callers {
            let _ = writeln!(self.sink, "{line}");
        }
    }

    fn wants_instructions(&self) -> bool {
        self.code
    }

    fn instruction(&mut self, _moment: Moment, pc: u64, word: u32) {
        if !self.code || !self.seen.insert((pc, word)) {
            return;
        }
        if pc != self.next {
            let _ = writeln!(self.sink, "----------------\nIN:{}", self.symbols.suffix(pc));
        }
        let (bytes, digits) = if word & 3 == 3 { (4, 8) } else { (2, 4) };
        self.next = pc.wrapping_add(bytes);
        let _ = writeln!(self.sink, "{pc:#018x}:  {word:0digits$x}\t{}", self.disassembler.print(pc, word));
    }
}

impl Watcher for Log {
    fn finish(&mut self, _: &mut dyn Write) -> anyhow::Result<()> {
        self.sink.flush().context("cannot write the log")
    }
}

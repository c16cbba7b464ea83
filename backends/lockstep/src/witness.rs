//! Witnesses of changes, on an implementation: programs of the model that end
//! differently without and with a change.

use crate::asm::Asm;
use crate::harness::STEP_REGISTERS;
use crate::image::{DATA, RAM};
use crate::peer::Peer;
use crate::step::{BY_MRET, Step};
use ir::Spec;

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With an exception of this code.
    Exception(u64),
    /// With a value that its last step read.
    Value(u64),
    /// Without either.
    Done,
}

impl End {
    /// What a witness says about it, which may be more than is seen here.
    pub fn said(spec: &Spec, words: &str) -> Self {
        if let Some(value) = ir::number(words).filter(|_| words.starts_with("0x")) {
            return Self::Value(value);
        }
        let code = words.strip_suffix(')').and_then(|rest| rest.rsplit_once(" exception (")).and_then(|(_, code)| code.parse().ok());
        match code {
            Some(code) => Self::Exception(code),
            // An instruction that the text has not.
            None if words.ends_with("illegal instruction exception") => {
                spec.exception("illegal_instruction").map_or(Self::Done, |illegal| Self::Exception(illegal.code))
            }
            None => Self::Done,
        }
    }
}

/// Registers that a program's instructions name: what is read, an address, and a value.
const READ: u64 = 5;
const ADDRESS: u64 = 6;
const VALUE: u64 = 7;
/// What they are in the list of a step's registers.
const FIRST: usize = STEP_REGISTERS.start as usize;
/// Registers that every step writes: what a program says of them would be lost.
const OWN: [&str; 2] = ["mstatus", "sstatus"];
/// Instructions that go elsewhere or stop.
const GOES: [&str; 3] = ["mret", "sret", "wfi"];

/// A program as steps, if a machine can be brought to do all of it and the peer's list lets programs use
/// its registers. `spec` is that of the implementation, `words` a text that has all that the program names.
pub fn steps(spec: &Spec, words: &Spec, peer: &Peer, program: &[String]) -> Option<Vec<Step>> {
    let by_sret = !peer.uses(spec, BY_MRET);
    let is_used = |at: u64| spec.csrs.iter().filter(|c| u64::from(c.address) == at).all(|c| peer.uses(spec, &c.name));
    let mut mode = "M";
    let mut all = Vec::new();
    for line in program {
        if let Some(to) = line.strip_prefix("in ") {
            mode = to;
            continue;
        }
        let (word, value) = instruction(spec, line, &is_used).or_else(|| instruction(words, line, &is_used))?;
        all.push(step(spec, mode, by_sret, word, value)?);
    }
    Some(all)
}

/// The instruction of a line, and the value of its operand.
fn instruction(spec: &Spec, line: &str, is_used: &dyn Fn(u64) -> bool) -> Option<(u32, u64)> {
    let asm = Asm { spec };
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    if !verb.starts_with("csr") {
        let insn = spec.insn(verb).filter(|i| rest.is_empty() && !GOES.contains(&&*i.name))?;
        let operands: Vec<(&str, u64)> = insn.operands.iter().map(|o| (o.name.as_str(), operand(&o.name))).collect();
        return Some((asm.insn(verb, &operands), 0));
    }
    let (name, value) = rest.split_once(", ").unwrap_or((rest, "0"));
    let csr = spec.csr(name).map(|c| u64::from(c.address)).or_else(|| ir::sum(name));
    let csr = csr.filter(|at| !OWN.contains(&name) && is_used(*at))?;
    let insn = match verb {
        "csrr" | "csrs" => "csrrs",
        "csrw" => "csrrw",
        _ => "csrrc",
    };
    let operands = if verb == "csrr" { [("csr", csr), ("rd", READ), ("rs1", 0)] } else { [("csr", csr), ("rd", 0), ("rs1", VALUE)] };
    Some((asm.insn(insn, &operands), ir::sum(value)?))
}

fn operand(name: &str) -> u64 {
    match name {
        "rd" => READ,
        "rs1" => ADDRESS,
        "rs2" => VALUE,
        _ => 0,
    }
}

fn step(spec: &Spec, mode: &str, by_sret: bool, word: u32, value: u64) -> Option<Step> {
    let asm = Asm { spec };
    let (prv, v) = match mode {
        "M" => ("M", false),
        "HS" => ("S", false),
        "U" => ("U", false),
        "VS" => ("S", true),
        "VU" => ("U", true),
        _ => return None,
    };
    let machine = mode == "M";
    let prv = spec.constant(prv)?;
    let place = |field: &str, value: u64| value << asm.field("mstatus", field).lo;
    let status = match by_sret {
        true => place("SPP", if machine { 0 } else { prv }),
        false => place("MPP", prv) | place("MPV", v.into()),
    };
    let mut registers = vec![0; STEP_REGISTERS.count()];
    registers[ADDRESS as usize - FIRST] = RAM + DATA;
    registers[VALUE as usize - FIRST] = value & ir::expr::mask(spec.xlen);
    Some(Step {
        writes: Vec::new(),
        stores: Vec::new(),
        registers,
        status,
        alias: false,
        machine,
        by_sret: (by_sret && !machine).then_some(v),
        word,
    })
}

/// How a step that was recorded ended. `reads` if it was to read a register.
pub fn end(spec: &Spec, value: impl Fn(&str) -> Option<u64>, reads: bool) -> Option<End> {
    let cause = value("mcause")?;
    let is_call = spec.exceptions.iter().any(|c| c.code == cause && c.name.starts_with("ecall"));
    Some(match (is_call, reads) {
        (false, _) => End::Exception(cause),
        (true, true) => End::Value(value(&format!("x{READ}"))?),
        (true, false) => End::Done,
    })
}

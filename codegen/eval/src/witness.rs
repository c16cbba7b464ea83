//! Short programs that tell one revision from another.
//!
//! A program is a list of steps, one a line:
//!
//! | step | does |
//! |---|---|
//! | `in VS` | goes to a mode |
//! | `hstatus.SPV = 1` | writes a field, a register or an input as hardware does |
//! | `csrr hip`, `csrw`, `csrs`, `csrc hip, 4` | the CSR instruction, by name or address |
//! | `hlv.w`, `sret` | an instruction, with operands x10, x11, x12 |
//! | `take load_page_fault gva` | an exception; `tval=`, `gpa=`, `gva`, `gstage` say what it reports |
//! | `fault load gstage` | a page fault by the revision's own code; the same words |
//! | `take interrupt` | the interrupt that is ready |
//! | `together A B` | which of two exceptions is taken |
//! | `ask RULE 1 0` | a rule of the model |
//!
//! It ends with what its last step says, or with the first exception that an
//! instruction raises.

use crate::{Evaluator, State};
use isa::{Access, CacheBlock, Exception, Fence, Kind, Machine, Target, Trap};

/// Where programs begin.
const START: u64 = 0x1000;

/// Runs a program on a hart after reset, in M-mode, and says how it ends. `address` knows the registers
/// that this revision has not; what cannot be run is an error that names the step.
pub fn run(evaluator: &Evaluator, program: &[String], address: &dyn Fn(&str) -> Option<u16>) -> Result<String, String> {
    let mut hart = Hart { e: evaluator, s: evaluator.reset(), pc: START, next: None, did: None };
    hart.enter("M")?;
    let mut said = String::new();
    for step in program {
        match hart.step(step, address).map_err(|problem| format!("`{step}`: {problem}"))? {
            Said::Nothing => {}
            Said::Words(words) => said = words,
            Said::End(words) => return Ok(words),
        }
    }
    Ok(said)
}

/// What a step has to say.
enum Said {
    Nothing,
    Words(String),
    /// And the program ends.
    End(String),
}

/// A hart without memory; it remembers what the last instruction did.
struct Hart<'a, 's> {
    e: &'a Evaluator<'s>,
    s: State,
    pc: u64,
    next: Option<u64>,
    did: Option<String>,
}

impl Hart<'_, '_> {
    fn step(&mut self, step: &str, address: &dyn Fn(&str) -> Option<u16>) -> Result<Said, String> {
        if let Some((place, value)) = step.split_once(" = ") {
            let value = number(value)?;
            return if self.e.put(&mut self.s, place, value) { Ok(Said::Nothing) } else { Err("there is no such place".to_string()) };
        }
        let (verb, rest) = step.split_once(' ').unwrap_or((step, ""));
        match verb {
            "in" => self.enter(rest).map(|()| Said::Nothing),
            "csrr" | "csrw" | "csrs" | "csrc" => self.csr(verb, rest, address),
            "take" if rest == "interrupt" => Ok(Said::Words(self.interrupt())),
            "take" => {
                let (name, words) = rest.split_once(' ').unwrap_or((rest, ""));
                let code = self.e.spec().exception(name).ok_or("there is no such exception")?.code;
                self.trap(code, words)
            }
            "fault" => {
                let (kind, words) = rest.split_once(' ').unwrap_or((rest, ""));
                let kind = self.e.spec().constant(&kind.to_ascii_uppercase()).ok_or("the kind is fetch, load or store")?;
                let gstage = u64::from(words.split(' ').any(|w| w == "gstage"));
                let code = self.e.rule_value(&self.s, "page_fault_code", &[kind, gstage]).ok_or("there is no rule for it")?;
                self.trap(code, words)
            }
            "together" => self.together(rest),
            "ask" => {
                let (rule, args) = rest.split_once(' ').unwrap_or((rest, ""));
                let args = args.split_whitespace().map(number).collect::<Result<Vec<u64>, String>>()?;
                let value = self.e.rule_value(&self.s, rule, &args);
                Ok(Said::Words(value.map_or("there is no such rule".to_string(), |value| format!("{value:#x}"))))
            }
            name => self.instruction(name),
        }
    }

    fn enter(&mut self, mode: &str) -> Result<(), String> {
        let (prv, v) = match mode {
            "M" => ("M", 0),
            "HS" => ("S", 0),
            "U" => ("U", 0),
            "VS" => ("S", 1),
            "VU" => ("U", 1),
            _ => return Err(format!("{mode} is no mode")),
        };
        let prv = self.e.spec().constant(prv).ok_or("the model does not number its modes")?;
        let done = self.e.put(&mut self.s, "prv", prv) && self.e.put(&mut self.s, "V", v);
        if done { Ok(()) } else { Err("the model has no modes".to_string()) }
    }

    fn mode(&self) -> &'static str {
        let (prv, v) = self.e.mode(&self.s);
        let is = |name| self.e.spec().constant(name) == Some(prv);
        match v {
            true if is("U") => "VU",
            true => "VS",
            false if is("U") => "U",
            false if is("S") => "HS",
            false => "M",
        }
    }

    fn csr(&mut self, verb: &str, rest: &str, address: &dyn Fn(&str) -> Option<u16>) -> Result<Said, String> {
        let (name, value) = rest.split_once(", ").unwrap_or((rest, "0"));
        let own = self.e.spec().csr(name).map(|c| c.address);
        let at = match own.or_else(|| address(name)) {
            Some(at) => at,
            None => number(name).ok().and_then(|n| u16::try_from(n).ok()).ok_or("there is no such register")?,
        };
        let value = number(value)?;
        let op = match verb {
            "csrr" => isa::CsrOp::Read,
            "csrw" => isa::CsrOp::Write(value),
            "csrs" => isa::CsrOp::Set(value),
            _ => isa::CsrOp::Clear(value),
        };
        Ok(match self.e.csr(&mut self.s, at, op) {
            Ok(value) if verb == "csrr" => Said::Words(format!("{value:#x}")),
            Ok(_) => Said::Words("done".to_string()),
            Err(code) => Said::End(self.exception(code)),
        })
    }

    fn instruction(&mut self, name: &str) -> Result<Said, String> {
        let insn = self.e.spec().insn(name);
        let Some(insn) = insn else {
            return Ok(Said::End("no such instruction: illegal instruction exception".to_string()));
        };
        let mut word = insn.matches;
        for (operand, register) in [("rd", 10), ("rs1", 11), ("rs2", 12)] {
            let piece = insn.operands.iter().find(|o| o.name == operand).and_then(|o| o.pieces.first());
            word |= piece.map_or(0, |(_, lo, _)| register << lo);
        }
        let decoded = self.e.decode(word).ok_or("it does not decode")?;
        let (before, e) = (self.mode(), self.e);
        self.did = None;
        Ok(match e.execute(self, &decoded) {
            Err(exception) => Said::End(self.exception(exception.code)),
            Ok(()) if self.mode() != before => Said::Words(format!("returns to {}", self.mode())),
            Ok(()) => Said::Words(self.did.take().unwrap_or("done".to_string())),
        })
    }

    fn trap(&mut self, code: u64, words: &str) -> Result<Said, String> {
        let mut exception = Exception::new(code, 0);
        for word in words.split_whitespace() {
            match word.split_once('=') {
                None if word == "gva" => exception.tval_is_gva = true,
                None if word == "gstage" => exception.gstage = true,
                Some(("tval", value)) => exception.tval = number(value)?,
                Some(("gpa", value)) => exception.gpa = number(value)?,
                Some(("tinst", value)) => exception.tinst = number(value)?,
                _ => return Err(format!("`{word}` is nothing that a trap reports")),
            }
        }
        let trap = Trap { interrupt: false, exception };
        let (target, _) = self.e.trap(&mut self.s, self.pc, &trap);
        Ok(Said::Words(format!("{} to {}", self.exception(code), name_of(target))))
    }

    fn interrupt(&mut self) -> String {
        let Some(code) = self.e.interrupt(&self.s) else { return "no interrupt".to_string() };
        let trap = Trap { interrupt: true, exception: Exception::new(code, 0) };
        let (target, _) = self.e.trap(&mut self.s, self.pc, &trap);
        let cause = self.e.spec().interrupts.iter().find(|c| c.code == code);
        format!("{} ({code}) to {}", cause.map_or("an interrupt", |c| c.name.as_str()), name_of(target))
    }

    fn together(&self, names: &str) -> Result<Said, String> {
        let causes = names.split_whitespace().map(|name| self.e.spec().exception(name).ok_or(format!("there is no exception {name}")));
        let causes = causes.collect::<Result<Vec<_>, String>>()?;
        let least = causes.iter().map(|c| c.priority).min().unwrap_or_default();
        let first: Vec<&str> = causes.iter().filter(|c| c.priority == least).map(|c| c.name.as_str()).collect();
        Ok(Said::Words(match first.as_slice() {
            [one] => one.replace('_', " "),
            _ => "whichever is met first".to_string(),
        }))
    }

    fn exception(&self, code: u64) -> String {
        let name = self.e.spec().exceptions.iter().find(|c| c.code == code).map_or("unknown", |c| c.name.as_str());
        format!("{} exception ({code})", name.replace('_', " "))
    }

    fn accessed(&mut self, what: &str, access: Access) {
        let is = |name| self.e.spec().constant(name) == Some(access.prv);
        let who = match access.v {
            true if is("U") => "VU",
            true => "VS",
            false if is("U") => "U",
            false if is("S") => "HS",
            false => "M",
        };
        self.did = Some(format!("{what} memory as {who}-mode"));
    }
}

fn name_of(target: Target) -> &'static str {
    match target {
        Target::M => "M-mode",
        Target::HS => "HS-mode",
        Target::VS => "VS-mode",
    }
}

/// See [`ir::sum`].
fn number(text: &str) -> Result<u64, String> {
    ir::sum(text).ok_or(format!("`{text}` is no number"))
}

impl Machine for Hart<'_, '_> {
    type State = State;
    fn state(&mut self) -> &mut State {
        &mut self.s
    }
    fn x(&self, _reg: u8) -> u64 {
        0
    }
    fn set_x(&mut self, _reg: u8, _value: u64) {}
    fn f(&self, _reg: u8) -> u64 {
        0
    }
    fn set_f(&mut self, _reg: u8, _value: u64) {}
    fn access(&mut self, kind: Kind) -> Access {
        self.e.access(&self.s, kind)
    }
    fn pc(&self) -> u64 {
        self.pc
    }
    fn set_next_pc(&mut self, target: u64) {
        self.next = Some(target);
    }
    fn load(&mut self, _addr: u64, _bytes: u32, access: Access) -> Result<u64, Exception> {
        self.accessed("loads from", access);
        Ok(0)
    }
    fn store(&mut self, _addr: u64, _bytes: u32, _value: u64, access: Access) -> Result<(), Exception> {
        self.accessed("stores to", access);
        Ok(())
    }
    fn load_reserved(&mut self, addr: u64, bytes: u32, access: Access) -> Result<u64, Exception> {
        self.load(addr, bytes, access)
    }
    fn store_conditional(&mut self, addr: u64, bytes: u32, value: u64, access: Access) -> Result<bool, Exception> {
        self.store(addr, bytes, value, access).map(|()| true)
    }
    fn cache_block(&mut self, _what: CacheBlock, _addr: u64, access: Access) -> Result<(), Exception> {
        self.accessed("manages", access);
        Ok(())
    }
    fn fence(&mut self) {}
    fn fence_i(&mut self) {}
    fn fence_vma(&mut self, _fence: Fence) {
        self.did = Some("fences".to_string());
    }
    fn wait_for_interrupt(&mut self) {
        self.did = Some("waits".to_string());
    }
    fn before_csr(&mut self) {}
    fn after_state_change(&mut self) {}
}

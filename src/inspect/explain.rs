//! Why traps happened: the rule of the model that raised each kind of them,
//! and the rules by which it went where it went.
//!
//! The emulator runs generated code, which knows no texts. So the state before
//! the first trap of each kind is kept, and in the end the reference evaluator
//! is asked which rule holds in it.

mod protection;

use super::Watcher;
use crate::model::{self, Loaded, ModelArgs};
use ::emulator::trace::mode_name;
use ::emulator::{Isa, Look, Observer, TrapEvent};
use anyhow::Context as _;
use eval::{Evaluator, State, Why};
use ir::show::show;
use ir::{Meta, Spec};
use isa::Trap;
use std::collections::BTreeMap;
use std::io::Write;

/// Kinds of traps that are told apart at most.
const MOST: usize = 10_000;

/// Traps of one kind: by the same instruction, for the same cause.
struct Kind {
    first: TrapEvent,
    /// Where the address that it reports leads.
    physical: Result<u64, String>,
    count: u64,
}

/// Collects kinds of traps, and explains them in the end.
pub struct Causes {
    isa: Isa,
    loaded: &'static Loaded,
    /// By pc, interrupt or not, and code.
    kinds: BTreeMap<(u64, bool, u64), Kind>,
    /// Of the trap that is being taken.
    physical: Result<u64, String>,
}

impl Causes {
    /// Nothing collected yet.
    pub fn new(isa: Isa) -> anyhow::Result<Self> {
        let loaded = model::open(&ModelArgs::default()).context("--explain-traps reads the model")?;
        Ok(Self { isa, loaded, kinds: BTreeMap::new(), physical: Ok(0) })
    }
}

impl Observer for Causes {
    fn trap(&mut self, event: &TrapEvent) {
        let trap = &event.record.trap;
        let key = (event.record.pc, trap.interrupt, trap.exception.code);
        if let Some(kind) = self.kinds.get_mut(&key) {
            kind.count += 1;
        } else if self.kinds.len() < MOST {
            self.kinds.insert(key, Kind { first: event.clone(), physical: self.physical.clone(), count: 1 });
        }
    }

    fn before_trap(&mut self, hart: &dyn Look, trap: &Trap) {
        if self.wants_state(hart.pc(), trap) {
            self.physical = hart.physical(trap.exception.tval);
        }
    }

    fn wants_state(&mut self, pc: u64, trap: &Trap) -> bool {
        self.kinds.len() < MOST && !self.kinds.contains_key(&(pc, trap.interrupt, trap.exception.code))
    }
}

impl Watcher for Causes {
    fn finish(&mut self, out: &mut dyn Write) -> anyhow::Result<()> {
        let spec = self.loaded.spec(self.loaded.revision(self.isa.revision)?, self.isa.xlen)?;
        let evaluator = Evaluator::new(spec);
        let mut kinds: Vec<&Kind> = self.kinds.values().collect();
        kinds.sort_by_key(|kind| (kind.first.moment.hart, kind.first.moment.steps));
        for kind in kinds {
            let record = &kind.first.record;
            let (trap, exception) = (&record.trap, &record.trap.exception);
            let what = if trap.interrupt { "interrupt " } else { "" };
            let (from, to) = (mode_name(record.from), mode_name(kind.first.mode));
            writeln!(out, "{what}{} at {:#x}, {from} to {to}, {} times", self.isa.cause(trap), record.pc, kind.count)?;
            let state = state(self.isa, &evaluator, &kind.first);
            let mut explanation = Explanation { isa: self.isa, spec, evaluator: &evaluator, state, lines: Vec::new() };
            explanation.cause(kind);
            explanation.destination(&kind.first);
            for line in explanation.lines {
                writeln!(out, "  {line}")?;
            }
            if exception.gpa != 0 {
                writeln!(out, "  guest physical address {:#x}", exception.gpa)?;
            }
        }
        Ok(())
    }
}

/// The state before the trap, for the evaluator.
fn state(isa: Isa, evaluator: &Evaluator<'_>, event: &TrapEvent) -> State {
    let mut state = evaluator.reset();
    for (name, value) in isa.words.iter().zip(event.before.iter().flatten()) {
        // The generated state has no word that the model has not.
        let _known = state.set(name, *value);
    }
    let (prv, v) = event.record.from;
    let _known = state.set("prv", prv) && state.set("V", u64::from(v));
    state
}

/// What is found out about one kind.
struct Explanation<'a> {
    isa: Isa,
    spec: &'a Spec,
    evaluator: &'a Evaluator<'a>,
    state: State,
    lines: Vec<String>,
}

impl<'a> Explanation<'a> {
    /// What raised it.
    fn cause(&mut self, kind: &Kind) {
        let event = &kind.first;
        if event.record.trap.interrupt {
            return self.interrupt(event);
        }
        let name = self.isa.cause(&event.record.trap);
        let decoded = event.word.and_then(|word| self.evaluator.decode(word));
        match (decoded, name) {
            (_, name) if name.contains("access_fault") => self.access_fault(kind, name),
            (_, name) if name.contains("page_fault") => self.translation(event),
            (None, "illegal_instruction") => {
                let word = event.record.trap.exception.tval;
                self.lines.push(format!("because no instruction of the revision has the encoding {word:#x}"));
            }
            (Some(decoded), _) => {
                let insn = &self.spec.insns[decoded.insn];
                let refused = self.evaluator.why_insn(&self.state, decoded.insn, &decoded.operands);
                let refused = refused.or_else(|| {
                    let address = decoded.operand("csr")? as u16;
                    let only_reads = !insn.name.starts_with("csrrw") && decoded.operand("rs1") == Some(0);
                    self.evaluator.why_csr(&self.state, address, !only_reads)
                });
                match refused {
                    Some(why) => self.refusal(why, &insn.name),
                    None => self.node(&format!("raised by what {} does", insn.name), &insn.meta),
                }
            }
            (None, _) => self.lines.push("raised by fetching the instruction".to_string()),
        }
    }

    /// What refused the instruction.
    fn refusal(&mut self, why: Why<'a>, insn: &str) {
        match why {
            Why::NoCsr => self.lines.push(format!("because {insn} names a CSR that the revision does not have")),
            Why::Level(csr, rule) => {
                self.lines.push(format!("because {insn} may not access {} here:", csr.name));
                self.node(&format!("rule {}: {}", rule.name, one_line(&rule.text)), &rule.meta);
            }
            Why::OfCsr(csr, deny) => {
                self.guard(&deny.when);
                self.node(&format!("a guard of the CSR {}", csr.name), &csr.meta);
            }
            Why::OfInsn(insn, deny) => {
                self.guard(&deny.when);
                self.node(&format!("a guard of the instruction {}", insn.name), &insn.meta);
            }
        }
    }

    /// The condition that holds, and the values that it holds with.
    fn guard(&mut self, when: &ir::Expr) {
        let text = show(when);
        let values = self.values(&text);
        self.lines.push(format!("because {} holds{values}", one_line(&text)));
    }

    /// Physical memory that is protected, or not there.
    fn access_fault(&mut self, kind: &Kind, name: &str) {
        let pa = match &kind.physical {
            Ok(pa) => *pa,
            Err(why) => return self.lines.push(format!("because physical memory refuses a page table: {why}")),
        };
        let is_fetch = name.starts_with("instruction");
        let word = if is_fetch {
            "FETCH"
        } else if name.starts_with("load") {
            "LOAD"
        } else {
            "STORE"
        };
        let get = |name: &str| self.evaluator.get(&self.state, name);
        let lent = !is_fetch && kind.first.record.from == self.machine_mode() && get("mstatus.MPRV") == Some(1);
        let privilege = if lent { get("mstatus.MPP").unwrap_or(0) } else { kind.first.record.from.0 };
        let access = protection::Access { pa, kind: self.spec.constant(word).unwrap_or(0), privilege };
        match protection::refusal(self.spec, self.evaluator, &self.state, &access) {
            Some((why, rule)) => {
                self.lines.push(format!("because {why}"));
                self.node(&format!("rule {}: {}", rule.name, one_line(&rule.text)), &rule.meta);
            }
            None => self.lines.push(format!("because neither memory nor a device answers at physical address {pa:#x}")),
        }
    }

    fn machine_mode(&self) -> (u64, bool) {
        (self.spec.constant("M").unwrap_or(u64::MAX), false)
    }

    /// A page that is not there, or refuses.
    fn translation(&mut self, event: &TrapEvent) {
        let exception = &event.record.trap.exception;
        let stage = match (exception.gstage, exception.tval_is_gva) {
            (true, _) => "the G-stage",
            (false, true) => "the VS-stage",
            (false, false) => "S-level translation",
        };
        self.lines.push(format!("because {stage} refuses address {:#x}", exception.tval));
        let roots = if exception.gstage { ["hgatp", "hstatus"] } else { ["satp", "vsatp"] };
        let values: Vec<String> =
            roots.iter().filter_map(|name| Some(format!("{name}={:#x}", self.evaluator.get(&self.state, name)?))).collect();
        self.lines.push(format!("with {}", values.join(", ")));
        for rule in ["pte_invalid", "leaf_denied", "page_fault_code"] {
            if let Some(rule) = self.spec.rule(rule) {
                self.node(&format!("rule {}", rule.name), &rule.meta);
            }
        }
    }

    /// Which interrupts were ready.
    fn interrupt(&mut self, event: &TrapEvent) {
        let code = event.record.trap.exception.code;
        for rule in ["m_interrupts", "hs_interrupts", "vs_interrupts"] {
            let ready = self.evaluator.rule_value(&self.state, rule, &[]).unwrap_or(0);
            if ready >> code & 1 == 1
                && let Some(rule) = self.spec.rule(rule)
            {
                let values = self.values(&rule.text);
                self.lines.push(format!("because rule {} holds for it{values}", rule.name));
                self.node(&format!("{}: {}", rule.name, one_line(&rule.text)), &rule.meta);
                break;
            }
        }
    }

    /// Where it went, and by which bits.
    fn destination(&mut self, event: &TrapEvent) {
        let trap = &event.record.trap;
        let (interrupt, code) = (u64::from(trap.interrupt), trap.exception.code);
        let gstage = u64::from(trap.exception.gstage && !trap.interrupt);
        let steps = [("delegated_to_hs", &[interrupt, code][..]), ("delegated_to_vs", &[interrupt, code, gstage][..])];
        for (name, arguments) in steps {
            let Some(rule) = self.spec.rule(name) else { return };
            let Some(value) = self.evaluator.rule_value(&self.state, name, arguments) else { return };
            let register = if name.ends_with("vs") { ["hedeleg", "hideleg"] } else { ["medeleg", "mideleg"] };
            let register = register[usize::from(trap.interrupt)];
            let bit = self.evaluator.get(&self.state, register).map_or(0, |value| value.checked_shr(code as u32).unwrap_or(0) & 1);
            let answer = if value != 0 { "yes" } else { "no" };
            self.node(&format!("{}? {answer}: bit {code} of {register} is {bit}", name.replace('_', " ")), &rule.meta);
            if value == 0 {
                return;
            }
        }
    }

    /// Fields and registers that a text names, with their values.
    fn values(&self, text: &str) -> String {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let mut names: Vec<&str> = text.split(|c| !is_part(c)).collect();
        names.sort_unstable();
        names.dedup();
        let values = names.into_iter().filter_map(|name| {
            let value = self.evaluator.get(&self.state, name).filter(|_| !name.is_empty())?;
            Some(format!("{name}={value:#x}"))
        });
        let values: Vec<String> = values.collect();
        if values.is_empty() { String::new() } else { format!(", with {}", values.join(", ")) }
    }

    /// A node of the model, and its source.
    fn node(&mut self, what: &str, meta: &Meta) {
        self.lines.push(format!("{what} [{}] ({})", meta.cite.join(", "), meta.place));
    }
}

/// A text without its line breaks.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Watches guests under the hypervisor on a machine: what each finds when it is
//! entered is what it left when it was, but for what its exit was to change.
//!
//! What a guest can find out is asked of the state, as the text has it: every
//! register that a guest can name, where its traps go, its translation, its
//! mode. So a register that no list has is seen all the same.

use emit::hypervisor::switch::Lists;
use emulator::{Look, Moment, Observer, TrapEvent};
use ir::effects::of_csr_read;
use ir::{Csr, Level, Spec};
use isa::{CsrOp, Exception, Revision, Target, Trap};
use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};

/// The exception by which the hypervisor learns that a guest wants its floating-point registers.
const FLOAT_TRAP: &str = "trap illegal_instruction";

/// Where RAM of guests begins, and so do they.
const RAM: u64 = 0x8000_0000;

/// The name of the interrupt that a guest would take next.
const INTERRUPT: &str = "interrupt";

/// Its value while one of the host comes before it: nobody knows then, and the guest least.
const HIDDEN: u64 = u64::MAX - 1;

/// What was seen so far.
#[derive(Default)]
pub struct Report {
    /// Entries of another vCPU than the one that was on the hart.
    pub switches: u64,
    /// Entries that were compared with the exit before.
    pub compared: u64,
    /// Entries behind an exception that the hypervisor raised in the guest.
    pub raised: u64,
    /// What was not as it should be at the first entry at which something was not, in words.
    pub leaks: Vec<String>,
    /// The names in it.
    pub leaked: BTreeSet<String>,
    /// What has been different in two vCPUs, of which one followed the other: registers that are swapped.
    pub differed: BTreeSet<String>,
}

/// What both worlds of a spec are asked.
struct Questions<R> {
    spec: Arc<Spec>,
    lists: Lists,
    names: Vec<String>,
    csrs: Vec<u16>,
    /// Words that change by themselves.
    counters: Vec<usize>,
    revision: PhantomData<R>,
}

/// A hart as a guest left it.
struct Left<R: Revision> {
    state: R::State,
    seen: Vec<u64>,
    swapped: Vec<u64>,
    x: [u64; 32],
    pc: u64,
    trap: Trap,
    word: Option<u32>,
    float_on: bool,
}

/// A vCPU.
struct Vcpu<R: Revision> {
    left: Option<Left<R>>,
    /// Its floating-point registers when they were last in a hart, and `fcsr`.
    float: [u64; 33],
}

/// What is known of a hart.
struct Hart<R: Revision> {
    mode: (u64, bool),
    /// The vCPU, by the address of its record.
    vcpu: Option<u64>,
    leaving: Option<Left<R>>,
}

/// The watcher.
pub struct Watch<R: Revision> {
    ask: Questions<R>,
    harts: Vec<Hart<R>>,
    vcpus: BTreeMap<u64, Vcpu<R>>,
    /// What the first vCPU found when it began.
    first: Option<Vec<u64>>,
    report: Arc<Mutex<Report>>,
}

/// Registers that guests name, and that are not the floating-point unit's, which may be elsewhere.
fn is_asked(c: &&Csr) -> bool {
    matches!(c.level, Level::U | Level::S) && !c.float
}

/// What a guest reaches by a name, as roots of storage.
pub fn roots(spec: &Spec, name: &str) -> BTreeSet<String> {
    let reached = spec.substitution.iter().find(|(from, _)| from == name).map_or(name, |(_, to)| to);
    of_csr_read(spec, reached).reads.into_iter().map(|(csr, _)| csr).chain([reached.to_string()]).collect()
}

impl<R: Revision> Questions<R> {
    fn new(spec: Arc<Spec>) -> Self {
        let csrs: Vec<&Csr> = spec.csrs.iter().filter(is_asked).collect();
        let mut names = vec!["mode".to_string(), "hgatp".to_string()];
        for place in ["", " from U-mode"] {
            names.extend(csrs.iter().map(|c| format!("{}{place}", c.name)));
        }
        names.push(INTERRUPT.to_string());
        for causes in [&spec.exceptions, &spec.interrupts] {
            names.extend(causes.iter().map(|cause| format!("trap {}", cause.name)));
        }
        let csrs = csrs.iter().map(|c| c.address).collect();
        let mut later = R::reset(0);
        R::retire(&mut later, 1);
        let counters = (0..R::WORDS.len()).filter(|place| R::word(&later, *place) != R::word(&R::reset(0), *place)).collect();
        Self { lists: Lists::of(&spec), names, csrs, counters, spec, revision: PhantomData }
    }

    fn address(&self, csr: &str) -> u16 {
        self.spec.csr(csr).expect("is in the text").address
    }

    /// A register as HS-mode finds it.
    fn as_host(&self, state: &R::State, csr: &str) -> u64 {
        let mut state = state.clone();
        R::set_mode(&mut state, 1, false);
        R::csr(&mut state, self.address(csr), CsrOp::Read).unwrap_or_default()
    }

    /// The floating-point unit is on for the guest: its registers are in the hart.
    fn float_on(&self, state: &R::State) -> bool {
        self.as_host(state, "sstatus") & self.float_mask() != 0
    }

    fn float_mask(&self) -> u64 {
        self.spec.field("sstatus", "FS").expect("every text has it").mask()
    }

    /// What the guest can find out, by the names.
    fn look(&self, state: &R::State) -> Vec<u64> {
        let mut state = state.clone();
        let (prv, _) = R::mode(&state);
        let mut seen = vec![prv, R::guest_root(&state).ppn];
        for prv in [1, 0] {
            R::set_mode(&mut state, prv, true);
            seen.extend(self.csrs.iter().map(|csr| R::csr(&mut state, *csr, CsrOp::Read).unwrap_or_else(|code| !code)));
        }
        R::set_mode(&mut state, 1, true);
        let vector = |interrupt: bool, code: u64| {
            let (target, pc) = R::trap(&mut state.clone(), 0, &Trap { interrupt, exception: Exception::new(code, 0) });
            (target == Target::VS).then_some(pc)
        };
        seen.push(R::interrupt(&state).map_or(u64::MAX, |code| vector(true, code).map_or(HIDDEN, |_| code)));
        for (interrupt, causes) in [(false, &self.spec.exceptions), (true, &self.spec.interrupts)] {
            seen.extend(causes.iter().map(|cause| vector(interrupt, cause.code).unwrap_or(u64::MAX)));
        }
        seen
    }

    /// Registers that are swapped with another vCPU, the bits of a guest alone.
    fn swapped(&self, state: &R::State) -> Vec<u64> {
        let mut state = state.clone();
        R::set_mode(&mut state, 1, false);
        let mut read = |csr: &str| R::csr(&mut state, self.address(csr), CsrOp::Read).unwrap_or_default();
        let mut all: Vec<u64> = self.lists.kept.iter().map(|csr| read(csr)).collect();
        all.extend(self.lists.switch.iter().map(|s| read(&s.csr) & s.bits));
        all
    }

    fn swapped_names(&self) -> impl Iterator<Item = &str> {
        self.lists.kept.iter().chain(self.lists.switch.iter().map(|s| &s.csr)).map(String::as_str)
    }

    fn state(&self, hart: &dyn Look) -> R::State {
        let mut state = R::reset(hart.hart() as u64);
        let words = hart.words().into_iter().enumerate();
        words.filter(|(place, _)| !self.counters.contains(place)).for_each(|(place, word)| R::set_word(&mut state, place, word));
        let (prv, v) = hart.mode();
        R::set_mode(&mut state, prv, v);
        state
    }
}

fn integers(hart: &dyn Look) -> [u64; 32] {
    std::array::from_fn(|n| hart.x(n as u8))
}

/// Floating-point registers, and `fcsr`.
fn floats<R: Revision>(ask: &Questions<R>, hart: &dyn Look, state: &R::State) -> [u64; 33] {
    std::array::from_fn(|n| if n < 32 { hart.f(n as u8) } else { ask.as_host(state, "fcsr") })
}

fn register_name(n: usize, prefix: char) -> String {
    format!("{prefix}{n}")
}

impl<R: Revision> Watch<R> {
    /// Watches so many harts.
    pub fn new(spec: Arc<Spec>, harts: usize, report: Arc<Mutex<Report>>) -> Self {
        let hart = |_| Hart { mode: (3, false), vcpu: None, leaving: None };
        Self { ask: Questions::new(spec), harts: (0..harts).map(hart).collect(), vcpus: BTreeMap::new(), first: None, report }
    }

    /// A guest is entered, from the mode `from`.
    fn enter(&mut self, hart: &dyn Look, from: u64) {
        let state = self.ask.state(hart);
        let record = self.ask.as_host(&state, "sscratch");
        let known = &mut self.harts[hart.hart()];
        let before = known.vcpu.replace(record);
        let report = self.report.clone();
        let mut report = report.lock().expect("nobody panics with it");
        let seen = self.ask.look(&state);
        let mut found = Found { names: &self.ask.names, lines: Vec::new(), leaked: BTreeSet::new() };
        let float_on = self.ask.float_on(&state);
        let floats = if float_on { floats(&self.ask, hart, &state) } else { [0; 33] };
        let vcpu = self.vcpus.entry(record).or_insert(Vcpu { left: None, float: [0; 33] });
        match &vcpu.left {
            None => {
                let first = self.first.get_or_insert_with(|| seen.clone());
                // Each guest has a G-stage of its own, and floating-point registers when it likes.
                let differs = |n: &usize| !["hgatp", FLOAT_TRAP].contains(&&*self.ask.names[*n]) && first[*n] != seen[*n];
                (0..seen.len()).filter(differs).for_each(|n| found.note(n, first[n], seen[n]));
                if R::guest_root(&state).format.is_none() {
                    found.say("hgatp".to_string(), 1, 0);
                }
                if R::mode(&state) != (1, true) {
                    found.say("mode".to_string(), 1, R::mode(&state).0);
                }
                let pc = next_pc(&self.ask, &state, from);
                if pc < RAM {
                    found.say("pc".to_string(), RAM, pc);
                }
                let x = integers(hart);
                // It is told its number and where its device tree is.
                let others = (1..32).filter(|n| ![10, 11].contains(n) && x[*n] != 0);
                others.for_each(|n| found.say(register_name(n, 'x'), 0, x[n]));
            }
            Some(left) if is_raised(&self.ask, left, &state, from) => report.raised += 1,
            Some(left) => {
                report.compared += 1;
                compare(&self.ask, left, &state, &seen, &mut found);
                compare_integers::<R>(left, &integers(hart), next_pc(&self.ask, &state, from), &mut found);
            }
        }
        if float_on {
            for (n, (expected, value)) in vcpu.float.iter().zip(floats).enumerate().filter(|(_, (expected, value))| *expected != value) {
                let name = if n < 32 { register_name(n, 'f') } else { "fcsr".to_string() };
                found.say(name, *expected, value);
            }
        }
        let Found { lines, leaked, .. } = found;
        if report.leaks.is_empty() && !lines.is_empty() {
            let hart = hart.hart();
            report.leaks = lines.into_iter().map(|line| format!("hart {hart}, record {record:#x}: {line}")).collect();
            report.leaked = leaked;
        }
        let Some(before) = before.filter(|before| *before != record) else { return };
        report.switches += 1;
        let (Some(other), Some(own)) = (&self.vcpus[&before].left, &self.vcpus[&record].left) else { return };
        let differs = |(name, (a, b)): (&str, (&u64, &u64))| (a != b).then(|| name.to_string());
        report.differed.extend(self.ask.swapped_names().zip(other.swapped.iter().zip(&own.swapped)).filter_map(differs));
        report.differed.extend((1..32).filter(|n| other.x[*n] != own.x[*n]).map(|n| register_name(n, 'x')));
        let (other, own) = (&self.vcpus[&before].float, &self.vcpus[&record].float);
        report.differed.extend((0..32).filter(|n| other[*n] != own[*n]).map(|n| register_name(n, 'f')));
        report.differed.extend((other[32] != own[32]).then(|| "fcsr".to_string()));
    }
}

/// What is not as it should be at an entry.
struct Found<'a> {
    names: &'a [String],
    lines: Vec<String>,
    leaked: BTreeSet<String>,
}

impl Found<'_> {
    fn note(&mut self, n: usize, expected: u64, value: u64) {
        self.say(self.names[n].clone(), expected, value);
    }

    fn say(&mut self, name: String, expected: u64, value: u64) {
        self.lines.push(format!("{name} is {value:#x}, not {expected:#x}"));
        self.leaked.insert(name);
    }
}

/// Where the guest goes on.
fn next_pc<R: Revision>(ask: &Questions<R>, state: &R::State, from: u64) -> u64 {
    match from {
        3 => {
            let mut state = state.clone();
            R::set_mode(&mut state, 3, false);
            R::csr(&mut state, ask.address("mepc"), CsrOp::Read).unwrap_or_default()
        }
        _ => ask.as_host(state, "sepc"),
    }
}

/// Whether it goes on at its own vector, for an exception that was not delegated.
fn is_raised<R: Revision>(ask: &Questions<R>, left: &Left<R>, state: &R::State, from: u64) -> bool {
    let base = ask.spec.field("vstvec", "BASE").expect("every text has it").mask();
    let vector = ask.as_host(&left.state, "vstvec") & base;
    !left.trap.interrupt && next_pc(ask, state, from) == vector && left.pc != vector
}

fn compare<R: Revision>(ask: &Questions<R>, left: &Left<R>, state: &R::State, seen: &[u64], found: &mut Found) {
    if left.seen == seen {
        return;
    }
    let float_moved = left.float_on != ask.float_on(state);
    for (n, (left, now)) in left.seen.iter().zip(seen).enumerate() {
        // While its floating-point registers are elsewhere, what it cannot do comes to the hypervisor.
        let is_away = float_moved && ask.names[n] == FLOAT_TRAP;
        let is_hidden = ask.names[n] == INTERRUPT && [left, now].contains(&&HIDDEN);
        if left != now && !is_away && !is_hidden {
            found.note(n, *left, *now);
        }
    }
}

/// Registers: a call returns two values, an instruction that is emulated one.
fn compare_integers<R: Revision>(left: &Left<R>, x: &[u64; 32], pc: u64, found: &mut Found) {
    let code = left.trap.exception.code;
    let decoded = left.word.and_then(R::decode);
    let is_call = decoded.is_some_and(|d| R::name(d.op) == "ecall") && !left.trap.interrupt;
    let rd = decoded.filter(|_| !left.trap.interrupt).map_or(0, |d| usize::from(d.rd));
    let returned = |n: usize| if is_call { [10, 11].contains(&n) } else { n == rd };
    (1..32).filter(|n| left.x[*n] != x[*n] && !returned(*n)).for_each(|n| found.say(register_name(n, 'x'), left.x[n], x[n]));
    let behind = left.pc.wrapping_add(decoded.map_or(4, |d| d.len.into()));
    let is_right = match (left.trap.interrupt, is_call) {
        (true, _) => pc == left.pc,
        (_, true) => pc == behind,
        _ => pc == left.pc || pc == behind,
    };
    if !is_right {
        found.say(format!("pc, behind cause {code},"), left.pc, pc);
    }
}

impl<R: Revision> Observer for Watch<R> {
    fn before_trap(&mut self, hart: &dyn Look, trap: &Trap) {
        if !hart.mode().1 {
            return;
        }
        let state = self.ask.state(hart);
        let (seen, swapped, float_on) = (self.ask.look(&state), self.ask.swapped(&state), self.ask.float_on(&state));
        if float_on && let Some(vcpu) = self.harts[hart.hart()].vcpu.and_then(|record| self.vcpus.get_mut(&record)) {
            vcpu.float = floats(&self.ask, hart, &state);
        }
        let left = Left { state, seen, swapped, x: integers(hart), pc: hart.pc(), trap: *trap, word: None, float_on };
        self.harts[hart.hart()].leaving = Some(left);
    }

    fn trap(&mut self, event: &TrapEvent) {
        let hart = &mut self.harts[event.moment.hart];
        hart.mode = event.mode;
        let Some(mut left) = hart.leaving.take().filter(|_| event.record.target != Target::VS) else { return };
        left.word = event.word;
        if let Some(vcpu) = hart.vcpu.and_then(|record| self.vcpus.get_mut(&record)) {
            vcpu.left = Some(left);
        }
    }

    fn mode(&mut self, moment: Moment, mode: (u64, bool), hart: &dyn Look) {
        let (from, was_guest) = std::mem::replace(&mut self.harts[moment.hart].mode, mode);
        if mode.1 && !was_guest {
            self.enter(hart, from);
        }
    }
}

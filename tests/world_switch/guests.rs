//! Two guests on one hart, switched by lists of CSRs as the generated code does.

use differential::double::Double;
use differential::pair::Random;
use emit::hypervisor::switch::Lists;
use ir::{Level, Spec};
use isa::{CsrOp, Exception, Revision, Target, Trap};
use std::collections::BTreeMap;

/// What a vCPU keeps while it does not run, by CSR.
type Saved = BTreeMap<String, u64>;

/// Everything that a guest can find out, by what it is.
type Seen = Vec<(String, String)>;

/// A hart and its two guests.
pub struct Worlds<'s, R: Revision> {
    spec: &'s Spec,
    lists: &'s Lists,
    state: R::State,
    random: Random,
}

impl<'s, R: Revision> Worlds<'s, R> {
    /// A hart in HS-mode; M-mode has delegated everything, opened the counters and lent what it can.
    pub fn new(spec: &'s Spec, full: &'s Lists, seed: u64) -> Self {
        let mut worlds = Self { spec, lists: full, state: R::reset(0), random: Random(seed) };
        for csr in ["medeleg", "mideleg", "mcounteren", "menvcfg"].into_iter().filter(|csr| spec.csr(csr).is_some()) {
            worlds.csr(csr, CsrOp::Write(u64::MAX)).expect("M-mode may");
        }
        worlds.hypervisor();
        worlds
    }

    /// Lets both guests run and change everything, switched by `lists`, and returns what one
    /// noticed of the other, or of registers that are not its own.
    pub fn noticed(mut self, lists: &'s Lists) -> Option<String> {
        let (a, b) = (self.vcpu(), self.vcpu());
        let fresh = self.state.clone();
        let (expected_b, _) = self.visit(&b, false);
        self.state = fresh;
        self.lists = lists;
        let (_, left_a) = self.visit(&a, true);
        let (seen_b, _) = self.visit(&b, false);
        if let Some(difference) = difference(&expected_b, &seen_b) {
            return Some(format!("the second guest sees {difference}"));
        }
        let expected_a = left_a.1;
        let (seen_a, _) = self.visit(&left_a.0, false);
        difference(&expected_a, &seen_a).map(|d| format!("the first guest finds {d}"))
    }

    /// Lets a guest change everything and leave, and returns what HS-mode notices of that, or the guest of an entry
    /// without any switch. `traps` has HS-mode trap meanwhile, after which `lists.kept` is put back.
    pub fn noticed_at_exit(mut self, lists: &'s Lists, traps: bool) -> Option<String> {
        let a = self.vcpu();
        self.enter(&a);
        let expected_host = self.look_as_host();
        self.change_everything();
        self.hypervisor();
        if let Some(difference) = difference(&expected_host, &self.look_as_host()) {
            return Some(format!("HS-mode finds {difference}"));
        }
        let expected = self.look();
        if traps {
            let kept: Vec<(String, u64)> =
                lists.kept.iter().map(|csr| (csr.clone(), self.csr(csr, CsrOp::Read).expect("HS-mode may"))).collect();
            let code = self.spec.exception("breakpoint").expect("every text has it").code;
            let pc = self.random.draw() & !1;
            R::trap(&mut self.state, pc, &Trap { interrupt: false, exception: Exception::new(code, 0) });
            self.hypervisor();
            for (csr, value) in kept {
                self.csr(&csr, CsrOp::Write(value)).expect("HS-mode may");
            }
        }
        let seen = self.look();
        difference(&expected, &seen).map(|d| format!("the guest finds {d}"))
    }

    /// What HS-mode is refused.
    fn look_as_host(&mut self) -> Seen {
        let before = self.state.clone();
        let mut seen = Vec::new();
        for insn in self.spec.insns.iter().filter(|i| !i.deny.is_empty()) {
            R::set_mode(&mut self.state, 1, false);
            let Some(d) = R::decode(insn.matches) else { continue };
            let mut machine = Double::new(self.state.clone(), R::XLEN, 1, |s, kind| R::access(s, kind));
            let result = R::execute(&mut machine, &d).map_err(|e| e.code);
            seen.push((insn.name.clone(), format!("{result:?}")));
        }
        self.state = before;
        seen
    }

    /// Enters a guest; returns what it saw first, what it saw last, and what was saved.
    fn visit(&mut self, vcpu: &Saved, change: bool) -> (Seen, (Saved, Seen)) {
        self.enter(vcpu);
        let first = self.look();
        if change {
            self.change_everything();
        }
        let last = self.look();
        (first, (self.leave(vcpu), last))
    }

    /// Random contents for everything on the lists, such that SRET enters VS-mode.
    fn vcpu(&mut self) -> Saved {
        let names = self.lists.kept.iter().chain(self.lists.switch.iter().map(|s| &s.csr)).chain(&self.lists.float).cloned();
        let mut saved: Saved = names.map(|n| (n, self.random.draw())).collect();
        for (csr, field) in [("hstatus", "SPV"), ("sstatus", "SPP")] {
            let mask = self.spec.field(csr, field).expect("every text has it").mask();
            saved.entry(csr.to_string()).and_modify(|v| *v |= mask).or_insert(mask);
        }
        // What a hypervisor keeps was read from the hart, so it is legal there.
        let before = self.state.clone();
        self.enter(&saved);
        let mut legal = self.leave(&saved);
        for s in &self.lists.switch.clone() {
            legal.insert(s.csr.clone(), self.csr(&s.csr, CsrOp::Read).expect("HS-mode may") & s.bits);
        }
        self.state = before;
        legal
    }

    /// Brings a vCPU into the hart.
    fn enter(&mut self, vcpu: &Saved) {
        for s in self.lists.switch.clone() {
            let kept = self.csr(&s.csr, CsrOp::Read).expect("HS-mode may") & !s.bits;
            self.csr(&s.csr, CsrOp::Write(kept | vcpu[&s.csr] & s.bits)).expect("HS-mode may");
        }
        self.with_float(|worlds| {
            for csr in worlds.lists.float.clone() {
                worlds.csr(&csr, CsrOp::Write(vcpu[&csr])).expect("the unit is on");
            }
        });
        for csr in self.lists.kept.clone() {
            self.csr(&csr, CsrOp::Write(vcpu[&csr])).expect("HS-mode may");
        }
    }

    /// What the guest finds: where SRET leads, every CSR in both its modes, where traps go, its translation.
    fn look(&mut self) -> Seen {
        let before = self.state.clone();
        let mut seen = Vec::new();
        if R::mode(&self.state) == (1, false) {
            let target = self.sret();
            seen.push(("pc".to_string(), format!("{target:x?}")));
        }
        seen.push(("mode".to_string(), format!("{:?}", R::mode(&self.state))));
        for prv in [1, 0] {
            R::set_mode(&mut self.state, prv, true);
            for c in &self.spec.csrs {
                let value = R::csr(&mut self.state, c.address, CsrOp::Read);
                seen.push((c.name.clone(), format!("{value:x?} at {prv}")));
            }
        }
        R::set_mode(&mut self.state, 1, true);
        seen.push(("interrupt".to_string(), format!("{:?}", R::interrupt(&self.state))));
        for (interrupt, causes) in [(false, &self.spec.exceptions), (true, &self.spec.interrupts)] {
            for cause in causes {
                let mut s = self.state.clone();
                let (target, pc) = R::trap(&mut s, 0, &Trap { interrupt, exception: Exception::new(cause.code, 0) });
                let pc = if target == Target::VS { pc } else { 0 };
                seen.push((format!("trap {}", cause.name), format!("{target:?} {pc:x}")));
            }
        }
        seen.push(("VS-stage".to_string(), format!("{:?}", R::root(&self.state, true))));
        seen.push(("G-stage".to_string(), format!("{:?}", R::guest_root(&self.state))));
        self.guards(&mut seen);
        self.state = before;
        seen
    }

    /// Whether instructions with guards are refused.
    fn guards(&mut self, seen: &mut Seen) {
        for prv in [1, 0] {
            for insn in self.spec.insns.iter().filter(|i| !i.deny.is_empty()) {
                R::set_mode(&mut self.state, prv, true);
                let Some(d) = R::decode(insn.matches) else { continue };
                let mut machine = Double::new(self.state.clone(), R::XLEN, 1, |s, kind| R::access(s, kind));
                let result = R::execute(&mut machine, &d).map_err(|e| e.code);
                seen.push((insn.name.clone(), format!("{result:?} at {prv}")));
            }
        }
    }

    /// The guest enters VS-mode and writes random values wherever it can.
    fn change_everything(&mut self) {
        self.sret();
        for prv in [0, 1] {
            R::set_mode(&mut self.state, prv, true);
            for c in self.spec.csrs.iter().filter(|c| matches!(c.level, Level::U | Level::S)) {
                let value = self.random.draw();
                let _ = R::csr(&mut self.state, c.address, CsrOp::Write(value));
            }
        }
        R::set_mode(&mut self.state, self.random.draw() & 1, true);
        let pc = self.random.draw() & !1;
        let code = self.spec.exception("ecall_from_vs").expect("every text has it").code;
        let (target, _) = R::trap(&mut self.state, pc, &Trap { interrupt: false, exception: Exception::new(code, 0) });
        if target != Target::HS {
            // Delegated by a random hedeleg of a text that allows it: the guest handles it, and leaves by an interrupt.
            self.hypervisor();
        }
    }

    /// Takes a vCPU out of the hart; what no guest changes is as it was in the record.
    fn leave(&mut self, vcpu: &Saved) -> Saved {
        if R::mode(&self.state) != (1, false) {
            self.hypervisor();
        }
        let mut saved = Saved::new();
        for csr in self.lists.kept.clone() {
            let guest = self.csr(&csr, CsrOp::Read).expect("HS-mode may");
            saved.insert(csr, guest);
        }
        for s in self.lists.switch.clone() {
            let value = if s.changes { self.csr(&s.csr, CsrOp::Read).expect("HS-mode may") & s.bits } else { vcpu[&s.csr] };
            saved.insert(s.csr, value);
        }
        self.with_float(|worlds| {
            for csr in worlds.lists.float.clone() {
                let value = worlds.csr(&csr, CsrOp::Read).expect("the unit is on");
                saved.insert(csr, value);
            }
        });
        saved
    }

    /// Does something while the floating-point unit is on, if it can be.
    fn with_float(&mut self, f: impl FnOnce(&mut Self)) {
        let fs = self.spec.field("sstatus", "FS").expect("every text has it").mask();
        let host = self.csr("sstatus", CsrOp::Set(fs)).expect("HS-mode may");
        if self.csr("sstatus", CsrOp::Read).expect("HS-mode may") & fs != 0 {
            f(self);
        }
        self.csr("sstatus", CsrOp::Write(host)).expect("HS-mode may");
    }

    fn hypervisor(&mut self) {
        R::set_mode(&mut self.state, 1, false);
    }

    fn sret(&mut self) -> Option<u64> {
        let word = self.spec.insn("sret").expect("every text has it").matches;
        let d = R::decode(word).expect("it decodes");
        let mut machine = Double::new(self.state.clone(), R::XLEN, 1, |s, kind| R::access(s, kind));
        R::execute(&mut machine, &d).expect("HS-mode may return");
        let (state, seen) = machine.into_parts();
        self.state = state;
        seen.next_pc
    }

    fn csr(&mut self, name: &str, op: CsrOp) -> Result<u64, u64> {
        let address = self.spec.csr(name).expect("is in the text").address;
        R::csr(&mut self.state, address, op)
    }
}

fn difference(expected: &Seen, seen: &Seen) -> Option<String> {
    let pair = expected.iter().zip(seen).find(|(e, s)| e != s)?;
    Some(format!("{} as {}, not {}", pair.0.0, pair.1.1, pair.0.1))
}

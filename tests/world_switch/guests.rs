//! Two guests on one hart, switched by lists of CSRs as the generated assembly does.

use crate::double::Double;
use crate::pair::Random;
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
        let (seen_b, left_b) = self.visit(&b, false);
        if let Some(difference) = difference(&expected_b, &seen_b) {
            return Some(format!("the second guest sees {difference}"));
        }
        let expected_a = left_a.1;
        let (seen_a, _) = self.visit(&left_a.0, false);
        let _ = left_b;
        difference(&expected_a, &seen_a).map(|d| format!("the first guest finds {d}"))
    }

    /// Enters a guest; returns what it saw first, what it saw last, and what was saved.
    fn visit(&mut self, vcpu: &Saved, change: bool) -> (Seen, (Saved, Seen)) {
        let host = self.enter(vcpu);
        let first = self.look();
        if change {
            self.change_everything();
        }
        let last = self.look();
        (first, (self.leave(&host), last))
    }

    /// Random contents for everything on the lists, such that SRET enters VS-mode.
    fn vcpu(&mut self) -> Saved {
        let names = self.lists.swap.iter().chain(self.lists.switch.iter().map(|s| &s.0)).chain(&self.lists.float).cloned();
        let mut saved: Saved = names.map(|n| (n, self.random.next())).collect();
        for (csr, field) in [("hstatus", "SPV"), ("sstatus", "SPP")] {
            let mask = self.spec.field(csr, field).expect("every text has it").mask();
            saved.entry(csr.to_string()).and_modify(|v| *v |= mask).or_insert(mask);
        }
        // What a hypervisor keeps was read from the hart, so it is legal there.
        let before = self.state.clone();
        let host = self.enter(&saved);
        let legal = self.leave(&host);
        self.state = before;
        legal
    }

    /// vCPU switch, then enter: the host's values of the swapped CSRs are returned.
    fn enter(&mut self, vcpu: &Saved) -> Saved {
        for (csr, mask) in self.lists.switch.clone() {
            let kept = self.csr(&csr, CsrOp::Read).expect("HS-mode may") & !mask;
            self.csr(&csr, CsrOp::Write(kept | vcpu[&csr] & mask)).expect("HS-mode may");
        }
        self.with_float(|worlds| {
            for csr in worlds.lists.float.clone() {
                worlds.csr(&csr, CsrOp::Write(vcpu[&csr])).expect("the unit is on");
            }
        });
        let mut host = Saved::new();
        for csr in self.lists.swap.clone() {
            let old = self.csr(&csr, CsrOp::Write(vcpu[&csr])).expect("HS-mode may");
            host.insert(csr, old);
        }
        host
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
                let value = self.random.next();
                let _ = R::csr(&mut self.state, c.address, CsrOp::Write(value));
            }
        }
        let pc = self.random.next() & !1;
        let code = self.spec.exception("ecall_from_vs").expect("every text has it").code;
        let (target, _) = R::trap(&mut self.state, pc, &Trap { interrupt: false, exception: Exception::new(code, 0) });
        if target != Target::HS {
            // Delegated by a random hedeleg of a text that allows it: the guest handles it, and leaves by an interrupt.
            self.hypervisor_from_guest();
        }
    }

    /// Exit and vCPU switch: what is kept of the guest.
    fn leave(&mut self, host: &Saved) -> Saved {
        if R::mode(&self.state) != (1, false) {
            self.hypervisor_from_guest();
        }
        let mut saved = Saved::new();
        for csr in self.lists.swap.clone() {
            let guest = self.csr(&csr, CsrOp::Write(host[&csr])).expect("HS-mode may");
            saved.insert(csr, guest);
        }
        for (csr, mask) in self.lists.switch.clone() {
            let value = self.csr(&csr, CsrOp::Read).expect("HS-mode may") & mask;
            saved.insert(csr, value);
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

    fn hypervisor_from_guest(&mut self) {
        R::set_mode(&mut self.state, 1, false);
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

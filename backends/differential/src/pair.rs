//! One state in two evaluators.

use crate::double::{Double, Seen};
use eval::Evaluator;
use ir::Spec;
use isa::{CsrOp, Exception, Inputs, Revision, Target, Trap};

/// A small generator of numbers: the same sequence in every run.
pub struct Random(pub u64);

impl Random {
    /// The next number (64 bits, splitmix64).
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.draw() % n as u64) as usize
    }
}

/// Both evaluators at once; every method compares results and states and panics with both if they differ.
pub trait Pair {
    /// The spec of both.
    fn spec(&self) -> &Spec;
    /// A random state, in a mode of (privilege, V).
    fn randomise(&mut self, random: &mut Random, mode: (u64, bool));
    /// All stored bits set, or none.
    fn fill(&mut self, ones: bool, mode: (u64, bool));
    /// Writes a field in both as hardware does.
    fn put(&mut self, csr: &str, field: &str, value: u64);
    /// Remembers the state, and goes back to it.
    fn save(&mut self);
    /// Back to what was remembered.
    fn restore(&mut self);
    /// A CSR access.
    fn csr(&mut self, address: u16, op: CsrOp);
    /// Pending interrupt; takes it if there is one.
    fn interrupt(&mut self);
    /// Takes a trap.
    fn trap(&mut self, pc: u64, trap: &Trap);
    /// Decodes and executes a word with random registers and memory.
    fn execute(&mut self, word: u32, seed: u64);
    /// Decodes a word.
    fn decode(&mut self, word: u32);
}

/// Visits a revision with a comparison.
pub struct Compare<'s> {
    /// The spec of the revision.
    pub spec: &'s Spec,
    /// What states and words are made from.
    pub seed: u64,
    /// Returns the number of cases.
    pub compare: fn(&mut dyn Pair, u64) -> u64,
}

impl generated::Visitor for Compare<'_> {
    type Output = u64;

    fn visit<R: Revision>(self) -> u64 {
        let eval = Evaluator::new(self.spec);
        let reference = eval.reset();
        let generated = R::reset(0);
        let saved = (reference.clone(), generated.clone());
        let mut both = Both::<R> { eval, reference, generated, saved, doing: String::new() };
        both.same("reset");
        (self.compare)(&mut both, self.seed)
    }
}

struct Both<'s, R: Revision> {
    eval: Evaluator<'s>,
    reference: eval::State,
    generated: R::State,
    saved: (eval::State, R::State),
    doing: String,
}

impl<R: Revision> Both<'_, R> {
    /// Both states are equal, word by word.
    #[track_caller]
    fn same(&self, what: &str) {
        let mode = self.eval.mode(&self.reference);
        assert_eq!(mode, R::mode(&self.generated), "{}: {what} {}: mode", self.name(), self.doing);
        for (i, word) in R::WORDS.iter().enumerate() {
            let (left, right) = (self.reference.get(word).expect("a word of both"), R::word(&self.generated, i));
            assert!(
                left == right,
                "{}: {what} {}: {word} is {left:#x} by the reference, {right:#x} generated\nfrom {:?}\n to  {:?}",
                self.name(),
                self.doing,
                self.saved.0,
                self.reference
            );
        }
    }

    fn name(&self) -> String {
        format!("{} RV{}", R::ID, R::XLEN)
    }

    fn set_mode(&mut self, mode: (u64, bool)) {
        assert!(self.reference.set("prv", mode.0) && self.reference.set("V", u64::from(mode.1)));
        R::set_mode(&mut self.generated, mode.0, mode.1);
    }

    fn set_word(&mut self, index: usize, value: u64) {
        let word = R::WORDS[index];
        assert!(self.reference.set(word, value), "{word}");
        R::set_word(&mut self.generated, index, self.reference.get(word).expect("just set"));
    }

    fn set_inputs(&mut self, bits: u64, mtime: u64) {
        let flag = |n: u64| (bits >> n) & 1 != 0;
        let inputs = Inputs { msip: flag(0), mtip: flag(1), meip: flag(2), seip: flag(3), hgeip: bits & 0xfe, mtime };
        R::set_inputs(&mut self.generated, inputs);
        let cells = [
            ("msip", flag(0) as u64),
            ("mtip", flag(1) as u64),
            ("meip", flag(2) as u64),
            ("seip", flag(3) as u64),
            ("hgeip", inputs.hgeip),
        ];
        for (name, value) in cells {
            // A text without guest external interrupts has no use for the line.
            let _ = self.reference.set(&format!("input_{name}"), value);
        }
        assert!(self.reference.set("mtime", mtime));
    }
}

impl<R: Revision> Pair for Both<'_, R> {
    fn spec(&self) -> &Spec {
        self.eval.spec()
    }

    fn randomise(&mut self, random: &mut Random, mode: (u64, bool)) {
        for i in 0..R::WORDS.len() {
            let value = random.draw();
            self.set_word(i, value);
        }
        self.set_inputs(random.draw(), random.draw());
        self.set_mode(mode);
        self.save();
    }

    fn fill(&mut self, ones: bool, mode: (u64, bool)) {
        for i in 0..R::WORDS.len() {
            self.set_word(i, if ones { u64::MAX } else { 0 });
        }
        self.set_inputs(if ones { u64::MAX } else { 0 }, 0);
        self.set_mode(mode);
        self.save();
    }

    fn put(&mut self, csr: &str, field: &str, value: u64) {
        assert!(self.eval.put(&mut self.reference, &format!("{csr}.{field}"), value), "{csr}.{field}");
        for (i, word) in R::WORDS.iter().enumerate() {
            R::set_word(&mut self.generated, i, self.reference.get(word).expect("a word of both"));
        }
    }

    fn save(&mut self) {
        self.saved = (self.reference.clone(), self.generated.clone());
    }

    fn restore(&mut self) {
        (self.reference, self.generated) = self.saved.clone();
    }

    fn csr(&mut self, address: u16, op: CsrOp) {
        let left = self.eval.csr(&mut self.reference, address, op);
        let right = R::csr(&mut self.generated, address, op);
        self.doing = format!("{address:#x} {op:x?} in {:?}", self.eval.mode(&self.saved.0));
        assert!(
            left == right,
            "{}: {}: {left:x?} by the reference, {right:x?} generated\nfrom {:?}",
            self.name(),
            self.doing,
            self.saved.0
        );
        self.same("csr");
        let (left, right) = (self.eval.peek_csr(&self.reference, address), R::peek_csr(&self.generated, address));
        assert_eq!(left, right, "{}: peek {address:#x}", self.name());
    }

    fn interrupt(&mut self) {
        let (left, right) = (self.eval.interrupt(&self.reference), R::interrupt(&self.generated));
        assert!(left == right, "{}: interrupt {left:?} by the reference, {right:?} generated from {:?}", self.name(), self.reference);
        assert_eq!(self.eval.wakes(&self.reference), R::wakes(&self.generated), "{}: wakes", self.name());
        if let Some(code) = left {
            self.trap(0x8000_0000, &Trap { interrupt: true, exception: Exception::new(code, 0) });
        }
    }

    fn trap(&mut self, pc: u64, trap: &Trap) {
        self.doing = format!("{trap:x?}");
        let left: (Target, u64) = self.eval.trap(&mut self.reference, pc, trap);
        let right = R::trap(&mut self.generated, pc, trap);
        assert!(
            left == right,
            "{}: {}: {left:x?} by the reference, {right:x?} generated\nfrom {:?}",
            self.name(),
            self.doing,
            self.saved.0
        );
        self.same("trap");
    }

    fn execute(&mut self, word: u32, seed: u64) {
        let (Some(d), Some(g)) = (self.eval.decode(word), R::decode(word)) else { return };
        self.doing = format!("{} {word:#x} in {:?}", R::name(g.op), R::mode(&self.generated));
        let eval = &self.eval;
        let mut left = Double::new(self.reference.clone(), R::XLEN, seed, |s, kind| eval.access(s, kind));
        let left_result = eval.execute(&mut left, &d);
        let mut right = Double::new(self.generated.clone(), R::XLEN, seed, |s, kind| R::access(s, kind));
        let right_result = R::execute(&mut right, &g);
        let ((left_state, left_seen), (right_state, right_seen)): ((_, Seen), (_, Seen)) = (left.into_parts(), right.into_parts());
        assert!(
            left_result == right_result,
            "{}: {}: {left_result:x?} by the reference, {right_result:x?} generated",
            self.name(),
            self.doing
        );
        assert!(left_seen == right_seen, "{}: {}: {left_seen:x?} by the reference, {right_seen:x?} generated", self.name(), self.doing);
        (self.reference, self.generated) = (left_state, right_state);
        self.same("execute");
    }

    fn decode(&mut self, word: u32) {
        let left = self.eval.decode(word).map(|d| {
            let i = d.as_isa();
            (self.eval.spec().insns[i.op].name.clone(), i.rd, i.rs1, i.rs2, i.len, i.imm)
        });
        let right = R::decode(word).map(|d| (R::name(d.op).to_string(), d.rd, d.rs1, d.rs2, d.len, d.imm));
        assert!(left == right, "{}: {word:#x}: {left:?} by the reference, {right:?} generated", self.name());
    }
}

//! A guest hart: its record, which one hart has at a time, and what others
//! may do to it meanwhile.

use crate::access::Recent;
use crate::arch::Record;
use crate::generated::{GuestInterrupt, Vcpu as Registers};
use crate::handler::Answer;
use crate::hart::Hart;
use crate::report::{Counts, End};
use crate::vm::{Vm, World};
use core::sync::atomic::{AtomicU8, AtomicU32, AtomicU64, Ordering::SeqCst};
use spin::Mutex;

/// What the hart that runs a vCPU knows of it.
#[repr(C)]
pub struct Vcpu {
    /// The registers. First: the exit path addresses them.
    pub regs: Registers,
    /// The guest that it belongs to.
    pub vm: &'static Vm,
    /// Its number in the guest.
    pub id: u32,
    /// What devices that it uses see of the hart that runs it, or ran it last.
    pub world: World<'static>,
    /// What others see of it.
    pub shared: &'static Shared,
    /// Why it leaves the hart, if it does.
    pub leaves: Leaves,
    /// Guest faults in a row that repaired nothing.
    pub faults_in_a_row: u32,
    /// What its loads and stores of device registers used last.
    pub recent: Recent,
}

/// Why a vCPU leaves its hart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaves {
    /// Others have their turn.
    Turn,
    /// It waits for an interrupt.
    Waits,
    /// It waits for the answer of another guest.
    Asks,
    /// It has stopped itself.
    Stops,
    /// Its guest ends, for this reason.
    Ends(End),
}

/// Where a vCPU is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// It has not been started, or has stopped itself.
    Stopped,
    /// It was started, and begins when a hart takes it.
    Starting,
    /// It could run.
    Ready,
    /// A hart runs it.
    Runs,
    /// It waits for an interrupt.
    Waits,
    /// It waits for the answer of another guest.
    Asks,
}

/// What others see of a vCPU.
pub struct Shared {
    state: AtomicU8,
    requests: AtomicU32,
    /// The hart that runs it, or ran it last, by its place; all ones at first.
    hart: AtomicU32,
    /// When it is to be woken, by the host's clock; all ones for never.
    deadline: AtomicU64,
    /// When it last had a turn, for those that wait for theirs.
    turn: AtomicU64,
    /// Where it begins when it is started: address and argument.
    start: Mutex<(u64, u64)>,
    /// What it has asked another guest.
    pub answer: Mutex<Answer>,
    /// How often it left the guest, and why.
    pub counts: Counts,
    /// The vCPU itself.
    pub record: spin::Once<Record>,
}

/// What a vCPU is asked to do before it runs on: bits of a set with many
/// writers and one reader, the hart that has the vCPU.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requests(u32);

impl Requests {
    /// Take a software interrupt.
    pub const SOFTWARE: Self = Self(1);
    /// Look whether the interrupt controller has something.
    pub const EXTERNAL: Self = Self(2);

    /// Whether all of `other` is in it.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

impl Shared {
    /// Of a vCPU that has not been started.
    pub fn new() -> Self {
        Self {
            state: AtomicU8::new(State::Stopped as u8),
            requests: AtomicU32::new(0),
            hart: AtomicU32::new(u32::MAX),
            deadline: AtomicU64::new(u64::MAX),
            turn: AtomicU64::new(0),
            start: Mutex::new((0, 0)),
            answer: Mutex::default(),
            counts: Counts::default(),
            record: spin::Once::new(),
        }
    }

    /// Where it is in its life.
    pub fn state(&self) -> State {
        let states = [State::Stopped, State::Starting, State::Ready, State::Runs, State::Waits, State::Asks];
        states[self.state.load(SeqCst) as usize]
    }

    /// Moves from one state to another; false if it was in a third.
    pub fn change(&self, from: State, to: State) -> bool {
        self.state.compare_exchange(from as u8, to as u8, SeqCst, SeqCst).is_ok()
    }

    /// Moves to a state: the hart that has the vCPU alone may do so.
    pub fn set_state(&self, state: State) {
        self.state.store(state as u8, SeqCst);
    }

    /// Has a vCPU that is stopped begin at `pc`; false if it is not stopped.
    pub fn start(&self, pc: u64, argument: u64) -> bool {
        let mut start = self.start.lock();
        if self.state() != State::Stopped {
            return false;
        }
        *start = (pc, argument);
        // What is asked of it from now on, it finds when it begins.
        self.requests.store(0, SeqCst);
        self.set_state(State::Starting);
        true
    }

    /// As at first: no hart has it or remembers it.
    pub fn clear(&self) {
        self.requests.store(0, SeqCst);
        self.hart.store(u32::MAX, SeqCst);
        self.set_deadline(u64::MAX);
        self.set_state(State::Stopped);
    }

    /// Asks for something. The caller wakes the vCPU (`Vm::wake`).
    pub fn request(&self, what: Requests) {
        self.requests.fetch_or(what.0, SeqCst);
    }

    /// Whether something is asked for.
    pub fn is_asked(&self) -> bool {
        self.requests.load(SeqCst) != 0
    }

    /// Where the vCPU runs or ran, by the place of the hart.
    pub fn hart(&self) -> Option<u32> {
        Some(self.hart.load(SeqCst)).filter(|hart| *hart != u32::MAX)
    }

    /// When it is to be woken.
    pub fn deadline(&self) -> u64 {
        self.deadline.load(SeqCst)
    }

    /// Sets when it is to be woken.
    pub fn set_deadline(&self, at: u64) {
        self.deadline.store(at, SeqCst);
    }

    /// When it last had a turn.
    pub fn turn(&self) -> u64 {
        self.turn.load(SeqCst)
    }
}

impl Vcpu {
    /// A vCPU of a guest that has never run.
    pub fn new(vm: &'static Vm, id: u32, shared: &'static Shared) -> Self {
        let mut vcpu = Self {
            regs: Registers::new(),
            vm,
            id,
            world: World::new(vm, None),
            shared,
            leaves: Leaves::Turn,
            faults_in_a_row: 0,
            recent: Recent::new(),
        };
        vcpu.reset(0, 0);
        vcpu
    }

    /// The hart that runs it, or ran it last.
    pub fn hart(&self) -> Option<&'static Hart> {
        self.world.hart
    }

    /// As at reset, about to begin at `pc`.
    pub fn reset(&mut self, pc: u64, argument: u64) {
        self.regs = Registers::new();
        self.regs.restrict();
        self.regs.pc = pc;
        self.regs.x[10] = self.id.into();
        self.regs.x[11] = argument;
        self.regs.answers = crate::sbi::ANSWERS;
        self.regs.set_ahead(self.vm.ahead());
        self.regs.set_wait_trap(!self.vm.features.direct_wait);
        self.shared.set_deadline(u64::MAX);
    }

    /// Begins, or goes on, on a hart that has taken it and loaded nothing yet.
    pub fn begin(&mut self, hart: &'static Hart, was: State, turn: u64) {
        if was == State::Starting {
            let (pc, argument) = *self.shared.start.lock();
            self.reset(pc, argument);
            self.shared.answer.lock().cancel();
        }
        if let Some(answer) = self.shared.answer.lock().take() {
            (self.regs.x[10], self.regs.x[11]) = answer;
        }
        if self.regs.has_timer() {
            // The hart looks after it from now on.
            self.shared.set_deadline(u64::MAX);
        }
        self.world = World::new(self.vm, Some(hart));
        self.leaves = Leaves::Turn;
        self.shared.turn.store(turn, SeqCst);
        self.shared.hart.store(hart.place, SeqCst);
    }

    /// Brings into its registers what it would find when it runs on: where it
    /// starts, and what others have asked of it. It is not loaded.
    pub fn settle(&mut self) {
        if self.shared.state() == State::Starting {
            let (pc, argument) = *self.shared.start.lock();
            self.reset(pc, argument);
            self.shared.set_state(State::Ready);
        }
        if Requests(self.shared.requests.swap(0, SeqCst)).has(Requests::SOFTWARE) {
            self.regs.inject(GuestInterrupt::Software, true);
        }
        self.regs.inject(GuestInterrupt::External, self.vm.bus().plic().is_pending(self.id));
    }

    /// Does what others have asked of it. It is loaded.
    pub fn serve_requests(&mut self) {
        let asked = Requests(self.shared.requests.swap(0, SeqCst));
        if asked.has(Requests::SOFTWARE) {
            self.regs.inject_now(GuestInterrupt::Software, true);
        }
        if asked.has(Requests::EXTERNAL) {
            self.update_external();
        }
        self.poll_timer();
    }

    /// The interrupt controller's line to the loaded vCPU, as it is now.
    pub fn update_external(&mut self) {
        let pending = self.vm.bus().plic().is_pending(self.id);
        self.regs.inject_now(GuestInterrupt::External, pending);
    }

    /// Requests the guest's timer interrupt at `at`, by the guest's clock.
    pub fn set_timer(&mut self, at: u64) {
        if self.regs.has_timer() {
            self.regs.set_timer(at);
            return;
        }
        self.regs.inject_now(GuestInterrupt::Timer, false);
        let behind = self.regs.ahead().wrapping_neg().cast_signed();
        self.shared.set_deadline(if at == u64::MAX { at } else { at.saturating_add_signed(behind) });
        self.poll_timer();
        if let Some(hart) = self.hart() {
            hart.arm(self.shared);
        }
    }

    /// Makes the guest's timer interrupt pending when its time has come.
    pub fn poll_timer(&mut self) {
        let deadline = self.shared.deadline();
        if !self.regs.has_timer() && deadline != u64::MAX && crate::hart::now() >= deadline {
            self.shared.set_deadline(u64::MAX);
            self.regs.inject_now(GuestInterrupt::Timer, true);
        }
    }
}

//! A hart of the machine, and which vCPU it runs.
//!
//! There are no queues: a vCPU that could run says so in its state, and a hart
//! that is free takes the one of highest priority that has waited longest, by
//! one compare-and-swap. So vCPUs move to where there is room, and nobody
//! waits for a lock. A hart that finds nothing says that it is idle, looks
//! again and waits for an interrupt; whoever makes a vCPU ready then kicks an
//! idle hart, or one that runs something less important.

use crate::arch::{self, memory::Block};
use crate::generated::{Vcpu as Registers, csr, gstage, quirk, vs_stage};
use crate::host::{self, Harts};
use crate::machine::machine;
use crate::vcpu::{Leaves, Shared, State, Vcpu};
use crate::vm::Vm;
use core::sync::atomic::{AtomicBool, AtomicPtr, AtomicU8, AtomicU32, AtomicU64, Ordering::Relaxed, Ordering::SeqCst};
use guest::Fence;

/// Never, as a time.
const NEVER: u64 = u64::MAX;
/// How often a guest that moves is looked after, in a second.
const MOVES: u64 = 1000;
/// Priority of a hart that runs nothing: below all.
const NOTHING: u8 = 0;
/// No guest, as a place.
const NOBODY: u32 = u32::MAX;

/// A hart.
pub struct Hart {
    /// Its place among the harts of the machine.
    pub place: u32,
    /// Its number for the firmware.
    pub id: u64,
    /// Its stack.
    pub stack: Block,
    is_idle: AtomicBool,
    /// Priority of what it runs, plus one.
    priority: AtomicU8,
    /// It is asked to give another vCPU its turn.
    preempted: AtomicBool,
    /// The rest is its own.
    turn_ends: AtomicU64,
    armed: AtomicU64,
    next_look: AtomicU64,
    /// Whose floating-point registers it holds.
    float_owner: AtomicPtr<Shared>,
    /// The guest that entered last, by its place.
    guest: AtomicU32,
}

/// The host's time.
#[inline]
pub fn now() -> u64 {
    csr::time::read()
}

impl Hart {
    /// A hart that has not started.
    pub fn new(place: u32, id: u64, stack: Block) -> Self {
        Self {
            place,
            id,
            stack,
            is_idle: AtomicBool::new(false),
            priority: AtomicU8::new(NOTHING),
            preempted: AtomicBool::new(false),
            turn_ends: AtomicU64::new(NEVER),
            armed: AtomicU64::new(0),
            next_look: AtomicU64::new(0),
            float_owner: AtomicPtr::new(core::ptr::null_mut()),
            guest: AtomicU32::new(NOBODY),
        }
    }

    /// Takes out the vCPU that leaves and brings in the next; waits until
    /// there is one.
    pub fn switch(&'static self, left: Option<&'static mut Vcpu>) -> &'static mut Vcpu {
        if let Some(vcpu) = left {
            self.leave(vcpu);
        } else {
            csr::sie::set(csr::sie::SSIE);
        }
        loop {
            self.preempted.store(false, SeqCst);
            csr::sip::clear(csr::sip::SSIP);
            self.wake_due();
            self.look(now());
            if self.place == 0 {
                crate::external::serve(self);
            }
            if let Some(vcpu) = self.pick() {
                return vcpu;
            }
            self.is_idle.store(true, SeqCst);
            let vcpu = self.pick();
            if vcpu.is_none() {
                self.turn_ends.store(NEVER, Relaxed);
                self.set_timer(self.next_wake().min(self.next_look()));
                Registers::silence();
                arch::wait();
            }
            self.is_idle.store(false, SeqCst);
            if let Some(vcpu) = vcpu {
                return vcpu;
            }
        }
    }

    /// Takes a vCPU out of the hart.
    fn leave(&'static self, vcpu: &'static mut Vcpu) {
        self.priority.store(NOTHING, SeqCst);
        if vcpu.regs.is_float_dirty() && self.has_float_of(vcpu.shared) {
            vcpu.regs.save_float();
        }
        arch::save(&mut vcpu.regs);
        let (shared, leaves, vm) = (vcpu.shared, vcpu.leaves, vcpu.vm);
        if let Leaves::Ends(end) = leaves {
            vm.end(vcpu, end);
        }
        if leaves == Leaves::Waits && vcpu.regs.has_timer() {
            shared.set_deadline(vcpu.regs.timer());
        }
        shared.record.get().expect("it has run").give_back(vcpu);
        match leaves {
            Leaves::Turn => shared.set_state(State::Ready),
            Leaves::Waits => {
                shared.set_state(State::Waits);
                // Whoever asked for something before that did not wake it.
                if shared.is_asked() {
                    shared.change(State::Waits, State::Ready);
                }
            }
            Leaves::Asks => {
                shared.set_state(State::Asks);
                if shared.answer.lock().is_there() {
                    shared.change(State::Asks, State::Ready);
                }
            }
            Leaves::Stops | Leaves::Ends(_) => shared.set_state(State::Stopped),
        }
        vm.settle(self);
    }

    /// Takes a vCPU that could run, if there is one.
    fn pick(&'static self) -> Option<&'static mut Vcpu> {
        loop {
            let (vm, shared, state) = machine().ready()?;
            if !shared.change(state, State::Runs) {
                continue;
            }
            let vcpu = shared.record.get().expect("made with its guest").take().expect("given back before it was ready");
            self.enter(vcpu, vm, state);
            return Some(vcpu);
        }
    }

    /// Brings a vCPU into the hart.
    fn enter(&'static self, vcpu: &mut Vcpu, vm: &'static Vm, was: State) {
        let moved = vcpu.shared.hart() != Some(self.place);
        let time = now();
        vcpu.begin(self, was, time);
        let fence = self.take_on(vm);
        vcpu.regs.hgatp = vm.memory.hgatp();
        arch::load(&vcpu.regs);
        self.fence(vcpu, vm, fence, moved);
        self.enter_float(vcpu, moved || was == State::Starting);
        self.priority.store(vm.priority + 1, SeqCst);
        vcpu.serve_requests();
        let ends = if machine().is_crowded() { time + vm.slice } else { NEVER };
        self.turn_ends.store(ends, Relaxed);
        self.arm(vcpu.shared);
    }

    /// Sees to it that a guest has a number while it is here; what is to be
    /// fenced when it is loaded. One that was here last has kept its own.
    fn take_on(&self, vm: &Vm) -> Fence {
        if self.guest.swap(vm.place, Relaxed) == vm.place {
            return Fence::None;
        }
        let mut numbers = machine().numbers.lock();
        let (number, fence) = numbers.enter(self.place as usize, vm.place as usize);
        vm.memory.set_number(number);
        fence
    }

    /// What is remembered under this number of another guest, of another vCPU,
    /// or of what this one did elsewhere, is not this one's.
    fn fence(&self, vcpu: &Vcpu, vm: &Vm, fence: Fence, moved: bool) {
        let follows = vm.set_last_on(self.place, vcpu.id);
        if fence == Fence::All {
            gstage::fence_all();
        }
        if fence != Fence::None || follows || moved {
            vs_stage::fence_all();
        }
        if moved {
            arch::fence_i();
        }
    }

    /// Floating-point registers: still there, brought now, or when they are used.
    fn enter_float(&self, vcpu: &mut Vcpu, moved: bool) {
        if !machine().has_float {
            return;
        }
        if !moved && self.has_float_of(vcpu.shared) {
            self.float_is_there(vcpu);
        } else if vcpu.vm.features.lazy_float {
            vcpu.regs.set_float(false);
            vcpu.regs.set_illegal_trap(true);
        } else {
            self.bring_float(vcpu);
        }
    }

    /// Brings the floating-point registers of the vCPU that is loaded.
    pub fn bring_float(&self, vcpu: &mut Vcpu) {
        vcpu.regs.set_float(true);
        vcpu.regs.load_float();
        self.float_owner.store(core::ptr::from_ref(vcpu.shared).cast_mut(), Relaxed);
        self.float_is_there(vcpu);
    }

    fn float_is_there(&self, vcpu: &mut Vcpu) {
        vcpu.regs.set_float(true);
        vcpu.regs.set_illegal_trap(false);
    }

    /// Whether the hart holds the floating-point registers of that vCPU.
    pub fn has_float_of(&self, vcpu: &Shared) -> bool {
        core::ptr::eq(self.float_owner.load(Relaxed), vcpu)
    }

    /// Has the timer interrupt come when it is next needed, while the vCPU runs.
    pub fn arm(&self, running: &Shared) {
        let at = running.deadline().min(self.turn_ends.load(Relaxed)).min(self.next_wake());
        self.set_timer(at.min(self.next_look()));
    }

    /// When the boot hart next has devices look for what is typed.
    fn next_look(&self) -> u64 {
        if self.place == 0 { self.next_look.load(Relaxed) } else { NEVER }
    }

    /// Has devices look for what is typed, if it is time.
    fn look(&'static self, time: u64) {
        if time >= self.next_look() {
            crate::monitor::listen(self);
            crate::mover::go_on(self);
            machine().vms.iter().for_each(|vm| vm.look());
            let every = if crate::mover::is_busy() { machine().frequency / MOVES } else { machine().look };
            // However long that takes, guests have the hart for half of the time.
            let end = now();
            self.next_look.store(end.saturating_add(every.max(end - time)), Relaxed);
        }
        machine().look_around(self);
    }

    /// The timer has gone off; whether the vCPU that runs has had its turn.
    pub fn timer(&'static self, vcpu: &mut Vcpu) -> bool {
        self.armed.store(0, Relaxed);
        vcpu.poll_timer();
        self.wake_due();
        let time = now();
        self.look(time);
        // The monitor may have said so, and kicks only other harts.
        if vcpu.vm.has_ended() {
            vcpu.leaves = Leaves::Stops;
            return true;
        }
        if vcpu.vm.is_paused() {
            return true;
        }
        if vcpu.shared.is_asked() {
            // Devices have found something for it; nobody kicks its own hart.
            vcpu.serve_requests();
        }
        let over = time >= self.turn_ends.load(Relaxed);
        if over {
            if machine().ready().is_some_and(|(vm, ..)| vm.priority >= vcpu.vm.priority) {
                return true;
            }
            self.turn_ends.store(time + vcpu.vm.slice, Relaxed);
        }
        self.arm(vcpu.shared);
        false
    }

    /// Another hart has kicked; whether the vCPU that runs is to leave.
    pub fn kicked(&'static self, vcpu: &mut Vcpu) -> bool {
        csr::sip::clear(csr::sip::SSIP);
        if vcpu.vm.has_ended() {
            vcpu.leaves = Leaves::Stops;
            return true;
        }
        vcpu.serve_requests();
        self.arm(vcpu.shared);
        self.preempted.swap(false, SeqCst) || vcpu.vm.is_paused()
    }

    /// Devices that guests drive have interrupted; whether the vCPU that runs is to leave.
    pub fn external(&'static self, vcpu: &mut Vcpu) -> bool {
        crate::external::serve(self);
        // Nobody kicks its own hart.
        vcpu.serve_requests();
        self.preempted.swap(false, SeqCst)
    }

    /// Has the timer interrupt come at `at`.
    fn set_timer(&self, at: u64) {
        if self.armed.swap(at, Relaxed) == at {
            return;
        }
        if at == NEVER {
            // Masked rather than put off for ever: some timers overflow.
            csr::sie::clear(csr::sie::STIE);
        } else {
            host::set_timer(at);
            csr::sie::set(csr::sie::STIE);
        }
    }

    /// The next time at which a vCPU that waits, and was here, is to be woken.
    fn next_wake(&self) -> u64 {
        let here = |shared: &&Shared| shared.state() == State::Waits && shared.hart() == Some(self.place);
        let all = machine().vms.iter().flat_map(|vm| vm.vcpus());
        all.filter(here).map(|shared| shared.deadline()).min().unwrap_or(NEVER)
    }

    /// Makes those ready whose time has come.
    fn wake_due(&'static self) {
        let time = now();
        for vm in &machine().vms {
            for (id, shared) in vm.vcpus().iter().enumerate() {
                let due = shared.state() == State::Waits && shared.hart() == Some(self.place) && shared.deadline() <= time;
                if due {
                    vm.wake(id as u32, self);
                }
            }
        }
    }

    /// Kicks this hart, if another one is asking.
    pub fn kick(&self, from: &Hart) {
        if self.place != from.place {
            host::send_ipi(Harts(1 << self.id));
        }
    }

    /// Kicks this hart if it is idle; whether it was.
    pub fn kick_if_idle(&self, from: &Hart) -> bool {
        let idle = self.is_idle.swap(false, SeqCst);
        if idle {
            self.kick(from);
        }
        idle
    }

    /// What is running is less important than `priority`.
    pub fn runs_less_than(&self, priority: u8) -> bool {
        let running = self.priority.load(SeqCst);
        running != NOTHING && running < priority + 1
    }

    /// Asks for the turn of what is running.
    pub fn preempt(&self, from: &Hart) {
        self.preempted.store(true, SeqCst);
        self.kick(from);
    }
}

/// Bits of a guest's number, and whether there is a floating-point unit: asked on the
/// boot hart, for all.
pub fn probe() -> (u32, bool) {
    let bits = if quirk::NO_WARL_MASKS { 0 } else { gstage::vmid_bits() };
    (bits, Registers::has_float())
}

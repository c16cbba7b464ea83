//! A guest: its memory, its devices, its vCPUs, and how it ends.

mod life;
mod world;

pub use world::World;

use crate::arch::Record;
use crate::console;
use crate::hart::Hart;
use crate::host::Harts;
use crate::machine::machine;
use crate::report::{self, End};
use crate::stage::Memory;
use crate::vcpu::{Requests, Shared, State, Vcpu};
use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering::SeqCst};
use deployment::Features;
use guest::Bus;
use spin::{Mutex, Once};

/// Bytes that are kept of what is typed.
const TYPED: usize = 1024;
/// Nobody, as a vCPU that was on a hart.
const NOBODY: u32 = u32::MAX;

/// A guest.
pub struct Vm {
    /// Its place in the deployment.
    pub place: u32,
    /// Its name.
    pub name: String,
    /// 0 and up; the highest runs first.
    pub priority: u8,
    /// How long a vCPU runs before others have their turn, as `time` counts.
    pub slice: u64,
    /// How it is run.
    pub features: Features,
    /// Who answers calls that the hypervisor does not know, by its place.
    pub handler: Option<u32>,
    /// Calls that it is to answer.
    pub calls: crate::handler::Calls,
    /// Its RAM.
    pub memory: Memory,
    /// What it prints.
    pub console: console::Guest,
    /// What was typed for it and it has not taken.
    typed: Mutex<VecDeque<u8>>,
    is_paused: AtomicBool,
    /// Held while its devices look at the world outside.
    polling: Mutex<()>,
    /// It is on its way to another machine, or from one.
    moves: AtomicBool,
    /// It begins again when it has ended.
    restarts: AtomicBool,
    /// What its clock is ahead of the host's.
    ahead: AtomicU64,
    /// Where its first vCPU begins, and with what argument.
    entry: (u64, u64),
    bus: Once<Bus>,
    vcpus: Once<Vec<Shared>>,
    /// The vCPU that was last on each hart.
    last_on: Vec<AtomicU32>,
    looks: AtomicBool,
    end: Mutex<Option<End>>,
    has_ended: AtomicBool,
    is_over: AtomicBool,
    /// Held while one that has ended is settled.
    settling: Mutex<()>,
}

/// What a guest is made of.
pub struct Parts {
    /// Its place in the deployment.
    pub place: u32,
    /// Number of harts of the machine.
    pub harts: usize,
    /// How often `time` counts in a second.
    pub frequency: u64,
    /// Its RAM.
    pub memory: Memory,
    /// Its console.
    pub console: console::Guest,
}

impl Vm {
    /// A guest as the deployment has it, whose vCPUs are all stopped.
    pub fn make(guest: &deployment::Guest, parts: Parts) -> &'static Self {
        let ticks = |microseconds: u32| u64::from(microseconds) * parts.frequency / 1_000_000;
        let vm: &'static Vm = Box::leak(Box::new(Self {
            place: parts.place,
            name: guest.name.clone(),
            priority: guest.priority,
            slice: ticks(guest.slice).max(1),
            features: guest.features,
            handler: guest.handler,
            calls: Mutex::default(),
            memory: parts.memory,
            console: parts.console,
            typed: Mutex::new(VecDeque::new()),
            is_paused: AtomicBool::new(false),
            polling: Mutex::new(()),
            moves: AtomicBool::new(false),
            restarts: AtomicBool::new(false),
            ahead: AtomicU64::new(0),
            entry: (guest.entry, guest.argument),
            bus: Once::new(),
            vcpus: Once::new(),
            last_on: (0..parts.harts).map(|_| AtomicU32::new(NOBODY)).collect(),
            looks: AtomicBool::new(false),
            end: Mutex::new(None),
            has_ended: AtomicBool::new(false),
            is_over: AtomicBool::new(false),
            settling: Mutex::new(()),
        }));
        let vcpus = vm.vcpus.call_once(|| (0..guest.vcpus).map(|_| Shared::new()).collect());
        for (id, shared) in vcpus.iter().enumerate() {
            shared.record.call_once(|| Record::new(Vcpu::new(vm, id as u32, shared)));
        }
        vm
    }

    /// Gives it its devices.
    pub fn set_bus(&self, bus: Bus) {
        self.bus.call_once(|| bus);
    }

    /// Its devices.
    #[inline]
    pub fn bus(&self) -> &Bus {
        self.bus.get().expect("made before it runs")
    }

    /// Its vCPUs.
    #[inline]
    pub fn vcpus(&self) -> &'static [Shared] {
        // A guest is never unmade: `make` leaks it.
        let vcpus: &[Shared] = self.vcpus.get().expect("made with it");
        crate::arch::forever(vcpus)
    }

    /// Notes that a vCPU is on a hart; whether another one was there before.
    pub fn set_last_on(&self, hart: u32, vcpu: u32) -> bool {
        self.last_on[hart as usize].swap(vcpu, SeqCst) != vcpu
    }

    /// Has a vCPU look at what it was asked: it is woken, or kicked.
    pub fn wake(&self, vcpu: u32, from: &Hart) {
        let Some(shared) = self.vcpus().get(vcpu as usize) else { return };
        if shared.change(State::Waits, State::Ready) {
            machine().notify(self.priority, from);
        } else if shared.state() == State::Runs
            && let Some(hart) = shared.hart()
        {
            machine().harts[hart as usize].kick(from);
        }
    }

    /// Asks a vCPU for something, on behalf of one that is loaded on `from`.
    pub fn request(&self, vcpu: u32, what: Requests, from: &Hart) {
        if let Some(shared) = self.vcpus().get(vcpu as usize) {
            shared.request(what);
            self.wake(vcpu, from);
        }
    }

    /// Starts a vCPU; false if it runs.
    pub fn start(&self, vcpu: u32, pc: u64, argument: u64, from: &Hart) -> bool {
        let started = self.vcpus().get(vcpu as usize).is_some_and(|shared| shared.start(pc, argument));
        if started {
            machine().notify(self.priority, from);
        }
        started
    }

    /// Harts that may remember translations or instructions of these vCPUs.
    pub fn harts_of(&self, vcpus: u64) -> Harts {
        let chosen = self.vcpus().iter().enumerate().filter(|(id, _)| vcpus >> id & 1 != 0);
        let harts = chosen.filter_map(|(_, shared)| shared.hart());
        Harts(harts.fold(0, |mask, hart| mask | 1 << machine().harts[hart as usize].id))
    }

    /// Ends the guest: the first reason counts. `vcpu`, which gave it, is not
    /// loaded any more.
    pub fn end(&self, vcpu: &Vcpu, end: End) {
        if self.has_ended.swap(true, SeqCst) {
            return;
        }
        *self.end.lock() = Some(end);
        self.restarts.fetch_or(end == End::Restart && crate::monitor::is_there(), SeqCst);
        self.console.end_line();
        if !matches!(end, End::Shutdown | End::Restart) {
            report::registers(&self.name, vcpu.id, &vcpu.regs);
        }
        if let Some(hart) = vcpu.hart() {
            self.stop_vcpus(hart);
        }
    }

    /// Has all vCPUs stop: those that run are kicked.
    fn stop_vcpus(&self, hart: &Hart) {
        for (id, shared) in self.vcpus().iter().enumerate() {
            for state in [State::Waits, State::Asks, State::Ready, State::Starting] {
                shared.change(state, State::Stopped);
            }
            self.wake(id as u32, hart);
        }
        crate::handler::release(self, hart);
    }

    /// Asks that its devices look at the world outside.
    pub fn look(&self) {
        self.looks.store(true, SeqCst);
        machine().want_look();
    }

    /// Whether that was asked. One that is paused looks when it goes on.
    pub fn take_look(&self) -> bool {
        self.looks.load(SeqCst) && !self.is_paused() && self.looks.swap(false, SeqCst)
    }

    /// Lets its devices look.
    pub fn poll(&'static self, hart: &Hart) {
        let _polling = self.polling.lock();
        if !self.is_paused() {
            self.bus().poll(World::new(self, Some(hart)).context());
        }
    }

    /// Whether, paused, it has left all harts, and its devices are quiet.
    pub fn is_quiet(&self) -> bool {
        let _polling = self.polling.lock();
        self.is_paused() && self.vcpus().iter().all(|shared| shared.state() != State::Runs)
    }

    /// A guest that is not started: as if it had ended.
    pub fn leave_out(&self, end: End) {
        *self.end.lock() = Some(end);
        self.has_ended.store(true, SeqCst);
        self.is_over.store(true, SeqCst);
    }

    /// Something was typed for it; what it does not take in time is lost.
    pub fn type_byte(&self, byte: u8) {
        let mut typed = self.typed.lock();
        if typed.len() < TYPED {
            typed.push_back(byte);
        }
        self.look();
    }

    /// Whether it is paused; its vCPUs leave their harts then.
    pub fn is_paused(&self) -> bool {
        self.is_paused.load(SeqCst)
    }

    /// Takes its vCPUs off the harts.
    pub fn pause(&self, from: &Hart) {
        self.is_paused.store(true, SeqCst);
        (0..self.vcpus().len()).for_each(|vcpu| self.wake(vcpu as u32, from));
    }

    /// Has it go on.
    pub fn resume(&self, from: &Hart) {
        self.is_paused.store(false, SeqCst);
        let ready = |shared: &&Shared| matches!(shared.state(), State::Ready | State::Starting);
        self.vcpus().iter().filter(ready).for_each(|_| machine().notify(self.priority, from));
    }

    /// Ends it, whatever it does; false if it has ended.
    pub fn stop(&self, from: &Hart) -> bool {
        if self.has_ended.swap(true, SeqCst) {
            return false;
        }
        self.end_by(End::Stopped, from);
        true
    }

    fn end_by(&self, end: End, from: &Hart) {
        *self.end.lock() = Some(end);
        self.console.end_line();
        self.stop_vcpus(from);
        self.settle(from);
    }

    /// Starts one that was left out; false if it runs or has run.
    pub fn start_late(&self, from: &Hart) -> bool {
        let was_left_out = self.is_over() && self.ended_well() && self.vcpus().iter().all(|shared| shared.hart().is_none());
        if was_left_out {
            self.revive();
            self.start(0, self.entry.0, self.entry.1, from);
        }
        was_left_out
    }

    /// How it ended.
    pub fn how_it_ended(&self) -> Option<End> {
        *self.end.lock()
    }

    /// Whether it has been ended; its vCPUs leave their harts then.
    #[inline]
    pub fn has_ended(&self) -> bool {
        self.has_ended.load(SeqCst)
    }

    /// Says how it ended, once all its vCPUs are stopped.
    pub fn settle(&self, from: &Hart) {
        let stopped = || self.vcpus().iter().all(|shared| shared.state() == State::Stopped);
        let end = *self.end.lock();
        let end = match end {
            Some(end) => end,
            // No vCPU is left that could start another.
            None if stopped() && !self.has_ended.swap(true, SeqCst) => {
                *self.end.lock() = Some(End::Shutdown);
                End::Shutdown
            }
            None => return,
        };
        let settling = self.settling.lock();
        if !self.has_ended() {
            // It has begun again meanwhile.
            return;
        }
        for shared in self.vcpus() {
            // One that left its hart for another reason meanwhile.
            shared.change(State::Ready, State::Stopped);
            shared.change(State::Waits, State::Stopped);
            shared.change(State::Asks, State::Stopped);
        }
        if stopped() && self.restarts.swap(false, SeqCst) {
            return self.begin_again(from);
        }
        if stopped() && !self.is_over.swap(true, SeqCst) {
            report::summary(self, &end);
            drop(settling);
            machine().settle();
        }
    }

    /// Whether it has ended and been reported.
    pub fn is_over(&self) -> bool {
        self.is_over.load(SeqCst)
    }

    /// Whether it shut down by itself, with success.
    pub fn ended_well(&self) -> bool {
        matches!(*self.end.lock(), Some(End::Shutdown | End::Left))
    }
}

//! All harts and guests: made once, never unmade.

use crate::hart::Hart;
use crate::vcpu::{Shared, State};
use crate::vm::Vm;
use alloc::vec::Vec;
use core::sync::atomic::{AtomicBool, AtomicU8, Ordering::Relaxed, Ordering::SeqCst};
use guest::Numbers;
use spin::{Mutex, Once};

static MACHINE: Once<Machine> = Once::new();

/// What vCPUs attend to when they have used a device: bits of a set, so that
/// there is one thing to look at.
static ATTENTION: AtomicU8 = AtomicU8::new(0);
/// Devices of some guest want to look at the world outside.
const LOOKS: u8 = 1;
/// Exits are timed: from the first command to the monitor on.
const TIMED: u8 = 2;

/// Harts and guests.
pub struct Machine {
    /// Harts that can be used.
    pub harts: Vec<Hart>,
    /// Guests, by their place in the deployment.
    pub vms: Vec<&'static Vm>,
    /// Which of them has which number in translations.
    pub numbers: Mutex<Numbers>,
    /// Whether harts have a floating-point unit.
    pub has_float: bool,
    /// How often `time` counts in a second.
    pub frequency: u64,
    /// How often devices look for what is typed, as `time` counts; never if all ones.
    pub look: u64,
    over: AtomicBool,
}

/// The machine. It has been made before any guest runs.
#[inline]
pub fn machine() -> &'static Machine {
    MACHINE.get().expect("made before any guest runs")
}

/// Whether there is anything to attend to after the use of a device.
#[inline]
pub fn wants_attention() -> bool {
    ATTENTION.load(Relaxed) != 0
}

/// Whether exits are timed.
#[inline]
pub fn is_timed() -> bool {
    ATTENTION.load(Relaxed) & TIMED != 0
}

/// Has exits timed from now on.
pub fn time_exits() {
    ATTENTION.fetch_or(TIMED, Relaxed);
}

impl Machine {
    /// Makes the machine; numbers of guests have so many `bits`.
    pub fn make(harts: Vec<Hart>, vms: Vec<&'static Vm>, bits: u32, has_float: bool, frequency: u64, look: u64) -> &'static Self {
        let numbers = Mutex::new(Numbers::new(bits, harts.len(), vms.len()));
        MACHINE.call_once(|| Self { harts, vms, numbers, has_float, frequency, look, over: AtomicBool::new(false) })
    }

    /// Notes that devices of some guest want to look at the world outside.
    pub fn want_look(&self) {
        ATTENTION.fetch_or(LOOKS, SeqCst);
    }

    /// Lets the devices of all guests look that have asked for it; nobody
    /// holds one of them.
    #[inline]
    pub fn look_around(&self, hart: &Hart) {
        if ATTENTION.load(Relaxed) & LOOKS != 0 {
            self.look_at_all(hart);
        }
    }

    #[inline(never)]
    fn look_at_all(&self, hart: &Hart) {
        ATTENTION.fetch_and(!LOOKS, SeqCst);
        for vm in self.vms.iter().copied().filter(|vm| vm.take_look()) {
            vm.poll(hart);
        }
    }

    /// Whether there are more vCPUs than harts, so that they take turns.
    pub fn is_crowded(&self) -> bool {
        self.vms.iter().map(|vm| vm.vcpus().len()).sum::<usize>() > self.harts.len()
    }

    /// Of the vCPUs that could run the most important one, and of those the
    /// one that has waited longest.
    pub fn ready(&self) -> Option<(&'static Vm, &'static Shared, State)> {
        let mut best: Option<(&'static Vm, &'static Shared, State)> = None;
        for vm in self.vms.iter().copied().filter(|vm| !vm.has_ended() && !vm.is_paused()) {
            for shared in vm.vcpus() {
                let state = shared.state();
                let better = best.is_none_or(|(other, first, _)| {
                    vm.priority > other.priority || vm.priority == other.priority && shared.turn() < first.turn()
                });
                if matches!(state, State::Ready | State::Starting) && better {
                    best = Some((vm, shared, state));
                }
            }
        }
        best
    }

    /// A vCPU of `priority` has become ready: finds it a hart.
    pub fn notify(&self, priority: u8, from: &Hart) {
        if self.harts.iter().any(|hart| hart.kick_if_idle(from)) {
            return;
        }
        if let Some(hart) = self.harts.iter().find(|hart| hart.runs_less_than(priority)) {
            hart.preempt(from);
        }
    }

    /// Ends the machine when all guests have ended.
    pub fn settle(&self) {
        if self.vms.iter().all(|vm| vm.is_over()) && !self.over.swap(true, SeqCst) {
            let good = self.vms.iter().all(|vm| vm.ended_well());
            crate::host::finish(good)
        }
    }
}

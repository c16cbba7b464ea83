//! A guest that begins again, leaves for another machine or comes from one.

use super::{NOBODY, Vm};
use crate::hart::Hart;
use crate::machine::machine;
use crate::report::End;
use crate::stage::Memory;
use crate::vcpu::{Shared, State};
use core::sync::atomic::Ordering::SeqCst;

impl Vm {
    /// It has left for another machine.
    pub fn depart(&self, from: &Hart) {
        self.moves.store(false, SeqCst);
        self.is_paused.store(false, SeqCst);
        self.has_ended.store(true, SeqCst);
        self.end_by(End::Left, from);
    }

    /// Ends it, whatever it does, and has it begin again.
    pub fn restart(&self, from: &Hart) {
        self.restarts.store(true, SeqCst);
        match self.has_ended.swap(true, SeqCst) {
            false => self.end_by(End::Restart, from),
            true => self.settle(from),
        }
    }

    /// As before it was started, with all of its memory given back: what it
    /// holds then is as the deployment has it, or `blank`. No vCPU runs. False
    /// if the host has not enough memory any more.
    pub fn clear(&self, blank: bool, forget: bool) -> bool {
        self.memory.reclaim(blank);
        self.bus().reset(forget);
        // What it had of devices of the host is done.
        crate::external::complete(self, u64::MAX);
        self.typed.lock().clear();
        self.last_on.iter().for_each(|last| last.store(NOBODY, SeqCst));
        self.vcpus().iter().for_each(Shared::clear);
        self.is_paused.store(false, SeqCst);
        !self.is_mapped_at_once() || self.memory.map_all()
    }

    /// Whether all of its memory is mapped before it runs.
    pub fn is_mapped_at_once(&self) -> bool {
        !self.features.on_demand || Memory::must_be_mapped()
    }

    pub(super) fn begin_again(&self, from: &Hart) {
        println!("hypervisor: {} begins again", self.name);
        if !self.clear(false, false) {
            println!("hypervisor: {}: the host has not as much RAM; it does not run", self.name);
            return self.leave_out(End::Stuck("the host lacks a part of it"));
        }
        self.revive();
        self.start(0, self.entry.0, self.entry.1, from);
    }

    /// It has not ended.
    pub(super) fn revive(&self) {
        *self.end.lock() = None;
        self.is_over.store(false, SeqCst);
        self.has_ended.store(false, SeqCst);
    }

    /// It has come, with these vCPUs on, a bit each, and runs on unless it is
    /// `paused`.
    pub fn arrive(&self, on: u64, paused: bool, from: &Hart) {
        self.is_paused.store(paused, SeqCst);
        self.moves.store(false, SeqCst);
        self.revive();
        for (_, shared) in self.vcpus().iter().enumerate().filter(|(id, _)| on >> id & 1 != 0) {
            shared.set_state(State::Ready);
            machine().notify(self.priority, from);
        }
        self.look();
    }

    /// Whether it is on its way.
    pub fn moves(&self) -> bool {
        self.moves.load(SeqCst)
    }

    /// It is on its way, or not any more.
    pub fn set_moves(&self, moves: bool) {
        self.moves.store(moves, SeqCst);
    }

    /// What its clock is ahead of the host's.
    pub fn ahead(&self) -> u64 {
        self.ahead.load(SeqCst)
    }

    /// Sets what its clock is ahead of the host's; no vCPU runs.
    pub fn set_ahead(&self, ticks: u64) {
        self.ahead.store(ticks, SeqCst);
    }
}

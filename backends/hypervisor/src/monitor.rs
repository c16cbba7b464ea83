//! The monitor, as far as it concerns this hypervisor: where what is typed
//! comes from, and what its commands do.

use crate::exit::TIMED;
use crate::hart::Hart;
use crate::host;
use crate::machine::machine;
use crate::report::{self, End, Words};
use crate::vm::Vm;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use core::sync::atomic::Ordering::Relaxed;
use deployment::{Deployment, Guest};
use guest::monitor::{Action, Control, Monitor, State, Typed, View};
use spin::{Mutex, Once};

static LISTENER: Once<Listener> = Once::new();

/// Who hears what is typed.
struct Listener {
    /// None if everything goes to one guest.
    monitor: Option<Mutex<Monitor>>,
    focus: u32,
    /// The guests, as they are at their start.
    guests: Vec<Guest>,
}

/// Makes the monitor, or the way to the one guest that hears everything.
pub fn set_up(deployment: &Deployment) {
    let focus = deployment.console.unwrap_or(0);
    LISTENER.call_once(|| Listener {
        monitor: deployment.monitor.then(|| Mutex::new(Monitor::new(focus))),
        focus,
        guests: deployment.guests.clone(),
    });
}

/// Takes what has been typed. Called by the boot hart alone, now and then.
pub fn listen(hart: &Hart) {
    let Some(listener) = LISTENER.get() else { return };
    while let Some(byte) = host::get() {
        let typed = match &listener.monitor {
            Some(monitor) => monitor.lock().take(byte, &Operator { listener, hart }, &mut Console),
            None => Typed::Guest(listener.focus, byte),
        };
        if let Typed::Guest(guest, byte) = typed
            && let Some(vm) = machine().vms.get(guest as usize)
        {
            vm.type_byte(byte);
        }
    }
}

/// What was typed, if nobody listens: the guest that was built in is alone.
pub fn unheard() -> Option<u8> {
    if LISTENER.get().is_none() { host::get() } else { None }
}

/// What the monitor says.
struct Console;

impl fmt::Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.bytes().for_each(host::put);
        Ok(())
    }
}

/// What its commands do.
struct Operator<'a> {
    listener: &'a Listener,
    hart: &'a Hart,
}

impl Control for Operator<'_> {
    fn guests(&self) -> Vec<View> {
        // Who never asks does not pay for the answer.
        TIMED.store(true, Relaxed);
        machine().vms.iter().zip(&self.listener.guests).map(|(vm, guest)| view(vm, guest)).collect()
    }

    fn act(&self, guest: u32, action: Action) -> Result<(), String> {
        let vm = machine().vms[guest as usize];
        let (state, hart) = (state(vm), self.hart);
        match (action, state) {
            (Action::Start, State::Waiting) => {
                let start = &self.listener.guests[guest as usize];
                vm.start_late(start.entry, start.argument, hart);
            }
            (Action::Start, State::Paused) => vm.resume(hart),
            (Action::Pause, State::Running) => vm.pause(hart),
            (Action::Stop, State::Running | State::Paused) => {
                vm.stop(hart);
            }
            (Action::Start, State::Running) => return Err("it runs".to_string()),
            (Action::Pause, State::Paused) => return Err("it is paused".to_string()),
            (Action::Pause | Action::Stop, State::Waiting) => return Err("it was not started".to_string()),
            (_, State::Ended) => return Err("it has ended".to_string()),
        }
        Ok(())
    }
}

fn state(vm: &Vm) -> State {
    match (vm.has_ended(), vm.is_paused()) {
        (true, _) if vm.how_it_ended() == Some(End::Shutdown) && vm.vcpus().iter().all(|vcpu| vcpu.hart().is_none()) => State::Waiting,
        (true, _) => State::Ended,
        (false, true) => State::Paused,
        (false, false) => State::Running,
    }
}

fn view(vm: &Vm, guest: &Guest) -> View {
    View {
        name: vm.name.clone(),
        state: state(vm),
        end: vm.how_it_ended().map(|end| Words(&end).to_string()),
        vcpus: vm.vcpus().len() as u32,
        memory: guest.ram.iter().map(|ram| ram.bytes).sum(),
        exits: report::exits(vm, machine().frequency),
    }
}

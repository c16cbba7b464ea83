//! The monitor, as far as it concerns this hypervisor: where what is typed
//! comes from, and what its commands do.

use crate::arch::memory;
use crate::console;
use crate::generated::{REVISION, registers};
use crate::hart::Hart;
use crate::host;
use crate::machine::{self, machine};
use crate::mover;
use crate::report::{self, Words};
use crate::vcpu::Vcpu;
use crate::vm::Vm;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;
use deployment::{Deployment, Guest};
use guest::monitor::{Action, Control, Memory, Monitor, Register, Registers, State, Typed, View};
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

/// Whether there is a monitor.
pub fn is_there() -> bool {
    LISTENER.get().is_some_and(|listener| listener.monitor.is_some())
}

/// Takes what has been typed. Called by the boot hart alone, now and then.
///
/// What follows a pause waits until the guest has left its harts.
pub fn listen(hart: &'static Hart) {
    let Some(listener) = LISTENER.get() else { return };
    let is_leaving = |vm: &&Vm| vm.is_paused() && !vm.is_quiet();
    while !machine().vms.iter().any(is_leaving)
        && let Some(byte) = host::get()
    {
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

/// What was typed, if nobody listens: the guest that asks is alone.
pub fn unheard() -> Option<u8> {
    if LISTENER.get().is_none() { host::get() } else { None }
}

/// What the monitor says.
struct Console;

impl fmt::Write for Console {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        console::print(text);
        Ok(())
    }
}

/// What its commands do.
struct Operator<'a> {
    listener: &'a Listener,
    hart: &'static Hart,
}

impl Control for Operator<'_> {
    fn guests(&self) -> Vec<View> {
        // Who never asks does not pay for the answer.
        machine::time_exits();
        machine().vms.iter().zip(&self.listener.guests).map(|(vm, guest)| view(vm, guest)).collect()
    }

    fn memory(&self) -> Memory {
        let (heap, guests) = memory::in_use();
        Memory { heap, guests }
    }

    fn act(&self, guest: u32, action: Action) -> Result<(), String> {
        let vm = machine().vms[guest as usize];
        let (state, hart) = (state(vm), self.hart);
        if vm.moves() {
            return Err("it is on its way".to_string());
        }
        match (action, state) {
            (Action::Send(_) | Action::Save(_), State::Running | State::Paused)
            | (Action::Receive(_) | Action::Restore(_), State::Waiting) => {
                if vm.handler.is_some() {
                    return Err("another guest answers its calls".to_string());
                }
                if crate::handler::answers(vm) {
                    return Err("it answers calls of another guest".to_string());
                }
                let drives = !self.listener.guests[guest as usize].passthrough.is_empty();
                mover::begin(vm, action, hart, drives)?;
            }
            (Action::Receive(_) | Action::Restore(_), State::Running | State::Paused) => return Err("it is here".to_string()),
            (Action::Start, State::Waiting) => {
                vm.start_late(hart);
            }
            (Action::Restart, State::Running | State::Paused | State::Waiting) => vm.restart(hart),
            (Action::Restart, State::Ended) if vm.vcpus().iter().any(|vcpu| vcpu.hart().is_some()) => vm.restart(hart),
            (Action::Start, State::Paused) => vm.resume(hart),
            (Action::Pause, State::Running) => vm.pause(hart),
            (Action::Stop, State::Running | State::Paused) => {
                vm.stop(hart);
            }
            (Action::Start, State::Running) => return Err("it runs".to_string()),
            (Action::Pause, State::Paused) => return Err("it is paused".to_string()),
            (Action::Pause | Action::Stop | Action::Send(_) | Action::Save(_), State::Waiting) => {
                return Err("it was not started".to_string());
            }
            (_, State::Ended) => return Err("it has ended".to_string()),
        }
        Ok(())
    }

    fn registers(&self, wanted: &Registers) -> Result<Vec<Register>, String> {
        let vm = machine().vms[wanted.guest as usize];
        let Some(shared) = vm.vcpus().get(wanted.vcpu as usize) else {
            return Err(format!("it has {} virtual harts", vm.vcpus().len()));
        };
        if state(vm) == State::Running {
            return Err("it runs; pause it first".to_string());
        }
        let record = shared.record.get().and_then(|record| Some((record, record.take()?)));
        let Some((record, vcpu)) = record else { return Err("a hart has it".to_string()) };
        if vm.is_paused() {
            vcpu.settle();
        }
        let found = of_vcpu(vcpu, wanted);
        record.give_back(vcpu);
        found
    }
}

/// Sets a register of a vCPU that is not loaded, if that is wanted, and reads
/// what is wanted.
fn of_vcpu(vcpu: &mut Vcpu, wanted: &Registers) -> Result<Vec<Register>, String> {
    let read = |vcpu: &Vcpu, place: usize| {
        let (name, value) = (registers::name(place)?, vcpu.regs.register(place)?);
        Some(Register { name, id: registers::id(name), value })
    };
    let Some(which) = &wanted.which else { return Ok((0..).map_while(|place| read(vcpu, place)).collect()) };
    let Some(place) = registers::find(which) else { return Err(format!("a virtual hart of {REVISION} has no `{which}`")) };
    if let Some(value) = wanted.value
        && !vcpu.regs.set_register(place, value)
    {
        return Err(format!("`{which}` is not the guest's to be {value:#x}"));
    }
    Ok(read(vcpu, place).into_iter().collect())
}

fn state(vm: &Vm) -> State {
    match (vm.has_ended(), vm.is_paused()) {
        (true, _) if vm.ended_well() && vm.vcpus().iter().all(|vcpu| vcpu.hart().is_none()) => State::Waiting,
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

//! A guest of this hypervisor as what moves.

use crate::generated::{REVISION, Vcpu as Registers, registers};
use crate::hart::{Hart, now};
use crate::machine::machine;
use crate::vcpu::{State, Vcpu};
use crate::vm::Vm;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use guest::Memory;
use guest::stream::{Header, Source, Target, VERSION, VcpuState};

/// A guest that moves, and what is known of it so far.
pub struct Here {
    /// The guest.
    pub vm: &'static Vm,
    hart: &'static Hart,
    was_paused: bool,
    /// Since when it has not run, by the host's clock.
    pub quiet_since: u64,
    /// It goes on elsewhere.
    pub has_left: bool,
    /// When it may run on, by the host's clock, which must not be behind the
    /// one that it knows.
    starts_at: Option<u64>,
    /// What it will be when it runs here: its time, its vCPUs that are on,
    /// and their timers.
    time: u64,
    on: u64,
    timers: Vec<(u32, u64)>,
}

impl Here {
    /// A guest that is about to move.
    pub fn new(vm: &'static Vm, hart: &'static Hart) -> Self {
        Self { vm, hart, was_paused: vm.is_paused(), quiet_since: 0, has_left: false, starts_at: None, time: 0, on: 0, timers: Vec::new() }
    }

    /// It does not move any more, and is left as it is.
    pub fn release(&self) {
        self.vm.memory.forget_writes();
        self.vm.set_moves(false);
    }

    /// Lets it run that waits for the clock; whether it waits no more.
    pub fn is_due(&mut self) -> bool {
        if self.starts_at.is_some_and(|at| now() >= at) {
            self.starts_at = None;
            self.vm.set_moves(false);
            self.vm.resume(self.hart);
        }
        self.starts_at.is_none()
    }

    fn describe(&self) -> Header {
        let vm = self.vm;
        let has_timer = self.with_vcpu(0, |vcpu| vcpu.regs.has_timer()).unwrap_or_else(|| Registers::new().has_timer());
        let features = [("floating point", machine().has_float), ("a timer of its own", has_timer)];
        Header {
            version: VERSION,
            revision: REVISION.to_string(),
            name: vm.name.clone(),
            frequency: machine().frequency,
            features: features.into_iter().filter(|(_, has)| *has).map(|(name, _)| name.to_string()).collect(),
            paused: self.was_paused,
            registers: registers::NAMES.split(' ').take(registers::OWN).map(ToString::to_string).collect(),
            vcpus: vm.vcpus().len() as u32,
            ram: vm.memory.ram().iter().map(|ram| (ram.at, ram.bytes)).collect(),
            devices: vm.bus().addresses(),
        }
    }

    /// Does something with a vCPU that no hart has.
    fn with_vcpu<T>(&self, id: u32, f: impl FnOnce(&mut Vcpu) -> T) -> Option<T> {
        let record = self.vm.vcpus().get(id as usize)?.record.get()?;
        let vcpu = record.take()?;
        let result = f(vcpu);
        record.give_back(vcpu);
        Some(result)
    }
}

fn state(vcpu: &mut Vcpu) -> VcpuState {
    vcpu.settle();
    let deadline = vcpu.shared.deadline();
    let is_set = deadline != u64::MAX && !vcpu.regs.has_timer();
    VcpuState {
        id: vcpu.id,
        is_on: vcpu.shared.state() != State::Stopped,
        timer: if is_set { deadline.wrapping_add(vcpu.vm.ahead()) } else { u64::MAX },
        registers: (0..registers::OWN).filter_map(|place| vcpu.regs.register(place)).collect(),
    }
}

impl Source for Here {
    fn header(&self) -> Header {
        self.describe()
    }

    fn memory(&self) -> &dyn Memory {
        &self.vm.memory
    }

    fn record_writes(&mut self) -> Option<Vec<u64>> {
        self.vm.memory.record_writes()
    }

    fn take_written(&mut self) -> Vec<u64> {
        self.vm.memory.take_written(self.vm.is_quiet())
    }

    fn pause(&mut self) -> Option<u64> {
        if !self.vm.is_paused() {
            self.quiet_since = now();
            self.vm.pause(self.hart);
        }
        self.vm.is_quiet().then(|| now().wrapping_add(self.vm.ahead()))
    }

    fn vcpus(&mut self) -> Vec<VcpuState> {
        (0..self.vm.vcpus().len() as u32).filter_map(|id| self.with_vcpu(id, state)).collect()
    }

    fn devices(&mut self) -> Result<Vec<(u64, Vec<u8>)>, u64> {
        self.vm.bus().save()
    }

    fn stay(&mut self) {
        self.release();
        if !self.was_paused {
            self.vm.resume(self.hart);
        }
    }

    fn leave(&mut self) {
        self.has_left = true;
    }
}

impl Target for Here {
    fn header(&self) -> Header {
        self.describe()
    }

    fn memory(&self) -> &dyn Memory {
        &self.vm.memory
    }

    fn set_time(&mut self, time: u64) {
        self.time = time;
    }

    fn set_vcpu(&mut self, saved: &VcpuState) -> Result<(), String> {
        let set = self.with_vcpu(saved.id, |vcpu| {
            vcpu.reset(0, 0);
            for (place, value) in saved.registers.iter().enumerate() {
                if !vcpu.regs.set_register(place, *value) {
                    let (name, here) = (registers::name(place).unwrap_or_default(), vcpu.regs.register(place).unwrap_or(0));
                    return Err(format!("`{name}` is {value:#x} there and {here:#x} here"));
                }
            }
            Ok(())
        });
        set.unwrap_or_else(|| Err("a hart has it".to_string()))?;
        self.on |= u64::from(saved.is_on) << saved.id;
        self.timers.push((saved.id, saved.timer));
        Ok(())
    }

    fn set_device(&mut self, at: u64, saved: &[u8]) -> bool {
        self.vm.bus().restore(at, saved).is_some()
    }

    /// Its clock goes on where it stopped, however long it was on its way;
    /// where a guest has the host's clock, it waits until that is as late.
    fn run(&mut self, paused: bool) {
        let ahead = if Registers::HAS_CLOCK { self.time.wrapping_sub(now()) } else { 0 };
        self.vm.set_ahead(ahead);
        for (id, timer) in core::mem::take(&mut self.timers) {
            self.with_vcpu(id, |vcpu| {
                vcpu.regs.set_ahead(ahead);
                vcpu.shared.set_deadline(if timer == u64::MAX { timer } else { timer.wrapping_sub(ahead) });
            });
        }
        let waits = !Registers::HAS_CLOCK && self.time > now();
        self.vm.arrive(self.on, paused || waits, self.hart);
        if waits && !paused {
            self.starts_at = Some(self.time);
            self.vm.set_moves(true);
        }
    }
}

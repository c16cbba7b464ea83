//! Harts and devices in a snapshot. Registers of a hart go by name.

use std::collections::BTreeMap;

use isa::{Inputs, Revision, Target};
use serde::{Deserialize, Serialize};

use super::SnapshotError;
use crate::clock::SavedClock;
use crate::devices::virtio::{Slot, Transport};
use crate::devices::{Clint, Plic, Rtc, Uart};
use crate::hart::Hart;
use crate::machine::Emulator;
use crate::outcome::TrapCounters;
use crate::reservation::Reservations;

/// All but RAM.
#[derive(Serialize, Deserialize)]
pub(super) struct SavedMachine {
    /// The hart on turn first.
    harts: Vec<SavedHart>,
    reservations: Reservations,
    clock: SavedClock,
    clint: Clint,
    plic: Plic,
    uart: Uart,
    rtc: Rtc,
    slots: Vec<Slot>,
    rom: Vec<u8>,
    /// Typed, and not yet received.
    typed: Vec<u8>,
    devices_due: u64,
}

/// One hart.
#[derive(Serialize, Deserialize)]
struct SavedHart {
    id: usize,
    pc: u64,
    x: Vec<u64>,
    f: Vec<u64>,
    /// Privilege and V.
    mode: (u64, bool),
    /// Storage of CSRs by name.
    registers: BTreeMap<String, u64>,
    inputs: SavedInputs,
    steps: u64,
    counted: u64,
    trapped: u64,
    waiting: bool,
    lost: bool,
    barren: u32,
    last_exception: u64,
    /// Target, interrupt or not, code, and how many.
    traps: Vec<(usize, bool, u64, u64)>,
}

/// Inputs from the platform.
#[derive(Serialize, Deserialize)]
struct SavedInputs {
    msip: bool,
    mtip: bool,
    meip: bool,
    seip: bool,
    hgeip: u64,
    mtime: u64,
}

/// Steps that no run reaches.
const MOST_STEPS: u64 = u64::MAX / 1024;
const TARGETS: [Target; 3] = [Target::M, Target::HS, Target::VS];

impl SavedMachine {
    /// What a machine is now.
    pub(super) fn of<R: Revision>(machine: &mut Emulator<R>) -> Result<Self, SnapshotError> {
        for hart in 0..machine.hart_count() {
            machine.hart_mut(hart).drop_translations();
        }
        // What is computed when it is asked for is asked for.
        machine.core.bus.clock.time();
        let harts = machine.harts().map(SavedHart::of).collect();
        let bus = &mut machine.core.bus;
        let slots = bus.virtio.iter_mut().map(Transport::save).collect::<Result<_, _>>();
        Ok(Self {
            harts,
            reservations: machine.core.reservations.clone(),
            clock: bus.clock.save(),
            clint: bus.clint.clone(),
            plic: bus.plic.clone(),
            uart: bus.uart.clone(),
            rtc: bus.rtc.clone(),
            slots: slots.map_err(SnapshotError::Device)?,
            rom: bus.rom.clone(),
            typed: machine.terminal.typed_ahead(),
            devices_due: machine.devices_due,
        })
    }

    /// Makes a machine what this was.
    pub(super) fn put<R: Revision>(self, machine: &mut Emulator<R>) -> Result<(), SnapshotError> {
        let count = machine.hart_count();
        let damaged = |how: &str| SnapshotError::Damaged(how.to_string());
        let ids: Vec<usize> = self.harts.iter().map(|hart| hart.id).collect();
        if ids.len() != count || (0..count).any(|id| !ids.contains(&id)) {
            return Err(damaged("harts are missing"));
        }
        if self.clock.steps() > MOST_STEPS * 16 {
            return Err(damaged("no machine makes so many steps"));
        }
        if !self.reservations.fits(count, machine.core.bus.ram.len()) || !self.clint.fits(count) || !self.plic.fits(count) {
            return Err(damaged("a device is not of this machine"));
        }
        // The order in which they come on turn is part of the state.
        for saved in self.harts {
            machine.bring(saved.id);
            saved.put(&mut machine.core.hart)?;
            machine.rotate();
        }
        if let Some(first) = ids.first() {
            machine.bring(*first);
        }
        machine.order(&ids);
        let core = &mut machine.core;
        self.reservations.mark(&mut core.bus.ram);
        core.reservations = self.reservations;
        let bus = &mut core.bus;
        bus.clock.restore(&self.clock);
        (bus.clint, bus.plic, bus.uart, bus.rtc, bus.rom) = (self.clint, self.plic, self.uart, self.rtc, self.rom);
        if self.slots.len() != bus.virtio.len() {
            return Err(damaged("slots are missing"));
        }
        for (place, slot) in bus.virtio.iter_mut().zip(self.slots) {
            place.restore(slot).ok_or_else(|| damaged("a device is not of this machine"))?;
        }
        bus.watch_host_words();
        machine.terminal.type_ahead(&self.typed);
        machine.devices_due = self.devices_due;
        Ok(())
    }
}

impl SavedHart {
    fn of<R: Revision>(hart: &Hart<R>) -> Self {
        let registers = R::WORDS.iter().enumerate().map(|(at, name)| ((*name).to_string(), R::word(&hart.state, at)));
        let Inputs { msip, mtip, meip, seip, hgeip, mtime } = hart.inputs;
        let traps = hart.traps.list().into_iter().map(|t| (t.target as usize, t.interrupt, t.code, t.count));
        Self {
            id: hart.id,
            pc: hart.pc,
            x: hart.x.iter().copied().take(32).collect(),
            f: hart.f.to_vec(),
            mode: R::mode(&hart.state),
            registers: registers.collect(),
            inputs: SavedInputs { msip, mtip, meip, seip, hgeip, mtime },
            steps: hart.steps,
            counted: hart.counted,
            trapped: hart.trapped,
            waiting: hart.waiting,
            lost: hart.lost,
            barren: hart.barren,
            last_exception: hart.last_exception,
            traps: traps.collect(),
        }
    }

    fn put<R: Revision>(self, hart: &mut Hart<R>) -> Result<(), SnapshotError> {
        let damaged = |how: String| SnapshotError::Damaged(how);
        if self.f.len() != 32 || self.x.len() != 32 || self.x.first() != Some(&0) {
            return Err(damaged("registers are missing".to_string()));
        }
        // Room for all that may still be counted.
        if self.steps > MOST_STEPS {
            return Err(damaged("no machine makes so many steps".to_string()));
        }
        // What is counted later is a difference of these.
        if self.counted.checked_add(self.trapped).is_none_or(|done| done > self.steps) {
            return Err(damaged("steps do not add up".to_string()));
        }
        let privileges = [0, 1, 3];
        if !privileges.contains(&self.mode.0) {
            return Err(damaged("there is no such mode".to_string()));
        }
        for (to, from) in hart.x.iter_mut().zip(self.x) {
            *to = from;
        }
        for (to, from) in hart.f.iter_mut().zip(self.f) {
            *to = from;
        }
        for (at, name) in R::WORDS.iter().enumerate() {
            let value = self.registers.get(*name).ok_or_else(|| damaged(format!("{name} is missing")))?;
            R::set_word(&mut hart.state, at, *value);
        }
        R::set_mode(&mut hart.state, self.mode.0, self.mode.1);
        let SavedInputs { msip, mtip, meip, seip, hgeip, mtime } = self.inputs;
        hart.inputs = Inputs { msip, mtip, meip, seip, hgeip, mtime };
        R::set_inputs(&mut hart.state, hart.inputs);
        hart.pc = crate::core::address::<R>(self.pc);
        (hart.steps, hart.counted, hart.trapped) = (self.steps, self.counted, self.trapped);
        (hart.waiting, hart.lost, hart.barren, hart.last_exception) = (self.waiting, self.lost, self.barren, self.last_exception);
        hart.traps = TrapCounters::new();
        for (target, interrupt, code, count) in self.traps {
            if let Some(target) = TARGETS.get(target) {
                hart.traps.count_many(*target, interrupt, code, count);
            }
        }
        hart.drop_translations();
        hart.forget();
        Ok(())
    }
}

//! What a debugger wants to know beyond registers: loads and stores.

use isa::Revision;

use crate::core::Core;
use crate::hart::Hart;
use crate::layout::ROM;
use crate::machine::Emulator;
use crate::outcome::{Exit, Outcome};

/// A load or store of data that succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DataAccess {
    /// The address that the instruction names.
    pub va: u64,
    /// Length.
    pub bytes: u32,
    /// What was stored; `None` if it was a load.
    pub stored: Option<u64>,
}

impl<R: Revision> Core<R> {
    /// Notes an access if somebody wants to know. Only slow paths ask: while
    /// accesses are noted, no translation is kept, so every access takes one.
    #[inline]
    pub(crate) fn note_access(&mut self, va: u64, bytes: u32, stored: Option<u64>) {
        if let Some(noted) = &mut self.noted {
            noted.push(DataAccess { va, bytes, stored });
        }
    }
}

impl<R: Revision> Emulator<R> {
    /// Number of harts.
    pub fn hart_count(&self) -> usize {
        self.harts().count()
    }

    /// From now on loads and stores are noted, or no more. While they are,
    /// translations are not kept, which takes time.
    pub fn note_accesses(&mut self, on: bool) {
        if on == self.core.noted.is_some() {
            return;
        }
        self.core.noted = on.then(Vec::new);
        self.core.keep_translations = !on && self.keeps_translations;
        for hart in 0..self.hart_count() {
            self.change_state(hart, |_| ());
        }
    }

    /// Bytes of RAM or ROM at a physical address, without any effect.
    pub fn read_memory(&self, pa: u64, bytes: usize) -> Option<&[u8]> {
        self.read_ram(pa, bytes).or_else(|| {
            let offset = usize::try_from(ROM.offset(pa, 0)?).ok()?;
            self.core.bus.rom.get(offset..offset.checked_add(bytes)?)
        })
    }

    /// Ends the run here, without the guest having a say.
    pub fn stop(&mut self) -> Outcome {
        let exit = self.exit().unwrap_or(Exit::InstructionLimit);
        self.outcome(exit)
    }

    /// The run ends after so many instructions of all harts since reset.
    pub fn set_limit(&mut self, limit: Option<u64>) {
        self.limit = limit.unwrap_or(u64::MAX);
    }

    /// After how many instructions the run ends.
    pub fn limit(&self) -> Option<u64> {
        Some(self.limit).filter(|limit| *limit != u64::MAX)
    }

    /// Runs end when the platform's timer has come to so many ticks, also if
    /// nobody does anything.
    pub fn set_end_time(&mut self, end: Option<u64>) {
        self.end_time = end.unwrap_or(u64::MAX);
    }

    /// Ticks of the platform's timer.
    pub fn time(&mut self) -> u64 {
        self.core.bus.clock.time()
    }

    /// Types at the console, after all that was typed before.
    pub fn type_in(&mut self, typed: &[u8]) {
        self.terminal.enter(typed);
    }

    /// A hart, wherever it waits for its turn.
    pub(crate) fn hart_mut(&mut self, id: usize) -> &mut Hart<R> {
        let parked = self.parked.iter_mut().find(|hart| hart.id == id);
        parked.unwrap_or(&mut self.core.hart)
    }

    /// Lines harts up, the first one on turn.
    pub(crate) fn order(&mut self, ids: &[usize]) {
        if let Some(first) = ids.first() {
            self.bring(*first);
        }
        let place = |hart: &Hart<R>| ids.iter().position(|id| *id == hart.id);
        self.parked.make_contiguous().sort_by_key(place);
    }

    /// Takes what was noted since it was last taken.
    pub fn take_accesses(&mut self) -> Vec<DataAccess> {
        self.core.noted.as_mut().map(std::mem::take).unwrap_or_default()
    }
}

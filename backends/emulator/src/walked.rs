//! Translation for debuggers: through the tables as they are, without
//! permissions, and without setting A and D bits.

use isa::{Format, Kind, Revision};
use std::fmt::Write as _;

use crate::hart::MACHINE;
use crate::layout::PAGE_BITS;
use crate::memory::Ram;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    /// Physical address.
    pub pa: u64,
    /// Guest physical address, if there are two stages.
    pub gpa: Option<u64>,
    /// Every entry that was read, a line each.
    pub steps: Vec<String>,
}

/// A descent in the making.
struct Walker<'a, R: Revision> {
    ram: &'a Ram,
    state: &'a R::State,
    steps: Vec<String>,
}

/// Translates as a load of the hart would be.
pub(crate) fn translate<R: Revision>(ram: &Ram, state: &R::State, va: u64) -> Result<Walked, String> {
    let access = R::access(state, Kind::Load);
    let mut walker = Walker::<R> { ram, state, steps: Vec::new() };
    let machine_mode = !access.v && access.prv == MACHINE;
    let gpa = if machine_mode { va } else { walker.first(access.v, va)? };
    let pa = if access.v { walker.second(gpa)? } else { gpa };
    Ok(Walked { pa, gpa: access.v.then_some(gpa), steps: walker.steps })
}

/// Translates a guest physical address by the G-stage.
pub(crate) fn guest_physical<R: Revision>(ram: &Ram, state: &R::State, gpa: u64) -> Result<Walked, String> {
    let mut walker = Walker::<R> { ram, state, steps: Vec::new() };
    let pa = walker.second(gpa)?;
    Ok(Walked { pa, gpa: Some(gpa), steps: walker.steps })
}

impl<R: Revision> Walker<'_, R> {
    fn first(&mut self, v: bool, va: u64) -> Result<u64, String> {
        let root = R::root(self.state, v);
        match root.format {
            None => Ok(va),
            Some(format) => self.descend(format, root.ppn, va, if v { Stage::Vs } else { Stage::S }),
        }
    }

    fn second(&mut self, gpa: u64) -> Result<u64, String> {
        let root = R::guest_root(self.state);
        match root.format {
            None => Ok(gpa),
            Some(format) => self.descend(format, root.ppn, gpa, Stage::G),
        }
    }

    fn descend(&mut self, format: &Format, root: u64, address: u64, stage: Stage) -> Result<u64, String> {
        let mut table = root << PAGE_BITS;
        for level in (0..format.levels).rev() {
            let slot = table + u64::from(format.pte_bytes) * index(format, level, address);
            let at = if stage == Stage::Vs { self.second(slot)? } else { slot };
            let word = self.word(at, format.pte_bytes as usize).ok_or_else(|| format!("the table at {slot:#x} is not in RAM"))?;
            let pte = R::pte(self.state, word, stage != Stage::S, stage == Stage::G);
            let mut step = format!("{} {} level {level}: entry {word:#x} at {slot:#x}", stage.name(), format.name);
            if at != slot {
                // Writing to a string cannot fail.
                let _ = write!(step, " (physical {at:#x})");
            }
            for (flag, name) in [(pte.r, "R"), (pte.w, "W"), (pte.x, "X"), (pte.u, "U"), (pte.g, "G"), (pte.a, "A"), (pte.d, "D")] {
                if flag {
                    step.push(' ');
                    step.push_str(name);
                }
            }
            self.steps.push(step);
            if !pte.v || pte.reserved {
                return Err(format!("{}: the entry at {slot:#x} is not valid", stage.name()));
            }
            if pte.r || pte.x {
                let inner = PAGE_BITS + level * format.index_bits;
                let offset = address & ((1 << inner) - 1);
                return Ok((pte.ppn << PAGE_BITS) & !((1 << inner) - 1) | offset);
            }
            table = pte.ppn << PAGE_BITS;
        }
        Err(format!("{}: no leaf for {address:#x}", stage.name()))
    }

    fn word(&self, pa: u64, bytes: usize) -> Option<u64> {
        self.ram.read(self.ram.offset(pa, bytes as u64)?, bytes as u32)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    S,
    Vs,
    G,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Stage::S => "S-level",
            Stage::Vs => "VS-stage",
            Stage::G => "G-stage",
        }
    }
}

fn index(format: &Format, level: u32, address: u64) -> u64 {
    let extra = if level + 1 == format.levels { format.root_extra_bits } else { 0 };
    let shifted = address >> (PAGE_BITS + level * format.index_bits);
    shifted & ((1 << (format.index_bits + extra)) - 1)
}

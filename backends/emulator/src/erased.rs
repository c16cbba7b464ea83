//! A machine whose revision is not in its type, so that whoever runs, watches
//! or debugs machines is compiled once and not for each revision.
//!
//! The border is crossed once for a run, a step or a question, and never for
//! an instruction of a run.

use std::io::Write;

use isa::{Access, CsrOp, Exception, Revision};

use crate::breakpoints::Went;
use crate::check::StaleUse;
use crate::inspect::DataAccess;
use crate::look::Look;
use crate::machine::{Emulator, Step};
use crate::names::Isa;
use crate::observe::Observer;
use crate::outcome::{Exit, Outcome};
use crate::snapshot::SnapshotError;
use crate::walked::{self, Walked};

/// Privilege and V of a mode; see [`Revision::set_mode`].
pub type Mode = (u64, bool);

/// A machine of some revision. Its methods are those of [`Emulator`] unless
/// they say more; a hart that does not exist is taken to be the one on turn.
pub trait Machine: Send {
    /// What the revision calls things.
    fn isa(&self) -> Isa;

    /// Runs until the guest ends it, the limit is reached or nothing can happen.
    fn run(&mut self) -> Outcome;
    /// Ends the run here, without the guest having a say.
    fn stop(&mut self) -> Outcome;
    /// After how many instructions the run ends.
    fn limit(&self) -> Option<u64>;
    /// The run ends after so many instructions of all harts since reset.
    fn set_limit(&mut self, limit: Option<u64>);
    /// See [`Emulator::set_end_time`].
    fn set_end_time(&mut self, end: Option<u64>);
    /// Ticks of the platform's timer.
    fn time(&mut self) -> u64;
    /// Types at the console, after all that was typed before.
    fn type_in(&mut self, typed: &[u8]);
    /// Makes a step of a hart. An instruction goes by its mnemonic.
    fn step(&mut self, hart: usize) -> Step<&'static str>;
    /// See [`Emulator::go`].
    fn go(&mut self, hart: usize, steps: u64, breakpoints: &[u64]) -> Went;
    /// Nobody can do anything: lets time pass. False if nothing can ever happen.
    fn skip_idle(&mut self) -> bool;
    /// How the guest ended the run, if it did.
    fn exit(&self) -> Option<Exit>;
    /// Steps of all harts since reset.
    fn instructions(&self) -> u64;

    /// From now on somebody is told what happens.
    fn observe(&mut self, observer: Box<dyn Observer>);
    /// See [`Emulator::stale_uses`].
    fn stale_uses(&self) -> &[StaleUse];
    /// Takes what the guest has written to a captured console so far.
    fn take_output(&mut self) -> Vec<u8>;
    /// See [`Emulator::save`].
    ///
    /// # Errors
    ///
    /// If the sink fails, or a device cannot be saved.
    fn save(&mut self, sink: &mut dyn Write) -> Result<(), SnapshotError>;

    /// Number of harts.
    fn harts(&self) -> usize;
    /// A hart as it stands.
    fn look(&mut self, hart: usize) -> &dyn Look;
    /// Integer register.
    fn x(&self, hart: usize, register: u8) -> u64;
    /// Sets an integer register.
    fn set_x(&mut self, hart: usize, register: u8, value: u64);
    /// Bits of a floating-point register.
    fn f(&self, hart: usize, register: u8) -> u64;
    /// Sets a floating-point register.
    fn set_f(&mut self, hart: usize, register: u8, value: u64);
    /// Address of the next instruction.
    fn pc(&self, hart: usize) -> u64;
    /// Sets the address of the next instruction.
    fn set_pc(&mut self, hart: usize, pc: u64);
    /// The mode that a hart is in.
    fn mode(&self, hart: usize) -> Mode;
    /// Puts a hart into a mode, past all rules.
    fn set_mode(&mut self, hart: usize, mode: Mode);
    /// Value of a CSR, past all permissions.
    fn csr(&mut self, hart: usize, address: u16) -> Option<u64>;
    /// Does to a CSR what an instruction of a mode would do; the value that
    /// it would read, or the code of its exception.
    ///
    /// # Errors
    ///
    /// The code of the exception.
    fn access_csr(&mut self, hart: usize, mode: Mode, address: u16, op: CsrOp) -> Result<u64, u64>;
    /// Whether a mode can read a CSR after reset.
    fn reads_at_reset(&self, mode: Mode, address: u16) -> bool;

    /// Physical address of an access; see [`Emulator::translate`].
    ///
    /// # Errors
    ///
    /// The exception that the access would raise.
    fn translate(&mut self, hart: usize, va: u64, access: Access) -> Result<u64, Exception>;
    /// How data accesses of the hart reach memory now; permissions do not
    /// count, and nothing is changed.
    ///
    /// # Errors
    ///
    /// What stops the way through the tables.
    fn walk(&mut self, hart: usize, va: u64) -> Result<Walked, String>;
    /// How the G-stage alone leads to memory, likewise.
    ///
    /// # Errors
    ///
    /// What stops the way through the tables.
    fn walk_guest(&mut self, hart: usize, gpa: u64) -> Result<Walked, String>;
    /// Bytes of RAM or ROM; `None` if they are not all there.
    fn read(&self, pa: u64, bytes: usize) -> Option<&[u8]>;
    /// Writes RAM; `None` if it is not all in RAM.
    fn write(&mut self, pa: u64, bytes: &[u8]) -> Option<()>;
    /// Whether loads and stores are noted.
    fn note_accesses(&mut self, on: bool);
    /// Takes what was loaded and stored since.
    fn take_accesses(&mut self) -> Vec<DataAccess>;
}

impl<R: Revision> Machine for Emulator<R> {
    fn isa(&self) -> Isa {
        Isa::of::<R>()
    }

    fn run(&mut self) -> Outcome {
        Emulator::run(self)
    }

    fn stop(&mut self) -> Outcome {
        Emulator::stop(self)
    }

    fn limit(&self) -> Option<u64> {
        Emulator::limit(self)
    }

    fn set_limit(&mut self, limit: Option<u64>) {
        Emulator::set_limit(self, limit);
    }

    fn set_end_time(&mut self, end: Option<u64>) {
        Emulator::set_end_time(self, end);
    }

    fn time(&mut self) -> u64 {
        Emulator::time(self)
    }

    fn type_in(&mut self, typed: &[u8]) {
        Emulator::type_in(self, typed);
    }

    fn step(&mut self, hart: usize) -> Step<&'static str> {
        match Emulator::step(self, hart) {
            Step::Retired(d) => Step::Retired(d.map(R::name)),
            Step::Trapped(record) => Step::Trapped(record),
            Step::Waiting => Step::Waiting,
        }
    }

    fn go(&mut self, hart: usize, steps: u64, breakpoints: &[u64]) -> Went {
        Emulator::go(self, hart, steps, breakpoints)
    }

    fn skip_idle(&mut self) -> bool {
        Emulator::skip_idle(self)
    }

    fn exit(&self) -> Option<Exit> {
        Emulator::exit(self)
    }

    fn instructions(&self) -> u64 {
        Emulator::instructions(self)
    }

    fn observe(&mut self, observer: Box<dyn Observer>) {
        Emulator::observe(self, observer);
    }

    fn stale_uses(&self) -> &[StaleUse] {
        Emulator::stale_uses(self)
    }

    fn take_output(&mut self) -> Vec<u8> {
        Emulator::take_output(self)
    }

    fn save(&mut self, sink: &mut dyn Write) -> Result<(), SnapshotError> {
        Emulator::save(self, sink)
    }

    fn harts(&self) -> usize {
        self.hart_count()
    }

    fn look(&mut self, hart: usize) -> &dyn Look {
        self.bring(hart);
        &self.core
    }

    fn x(&self, hart: usize, register: u8) -> u64 {
        Emulator::x(self, hart, register)
    }

    fn set_x(&mut self, hart: usize, register: u8, value: u64) {
        Emulator::set_x(self, hart, register, value);
    }

    fn f(&self, hart: usize, register: u8) -> u64 {
        Emulator::f(self, hart, register)
    }

    fn set_f(&mut self, hart: usize, register: u8, value: u64) {
        Emulator::set_f(self, hart, register, value);
    }

    fn pc(&self, hart: usize) -> u64 {
        Emulator::pc(self, hart)
    }

    fn set_pc(&mut self, hart: usize, pc: u64) {
        Emulator::set_pc(self, hart, pc);
    }

    fn mode(&self, hart: usize) -> Mode {
        Emulator::mode(self, hart)
    }

    fn set_mode(&mut self, hart: usize, (prv, v): Mode) {
        self.change_state(hart, |state| R::set_mode(state, prv, v));
    }

    fn csr(&mut self, hart: usize, address: u16) -> Option<u64> {
        Emulator::csr(self, hart, address)
    }

    fn access_csr(&mut self, hart: usize, mode: Mode, address: u16, op: CsrOp) -> Result<u64, u64> {
        if op == CsrOp::Read {
            return access_csr::<R>(&mut self.state(hart).clone(), mode, address, op);
        }
        let mut done = Ok(0);
        self.change_state(hart, |state| done = access_csr::<R>(state, mode, address, op));
        done
    }

    fn reads_at_reset(&self, mode: Mode, address: u16) -> bool {
        access_csr::<R>(&mut R::reset(0), mode, address, CsrOp::Read).is_ok()
    }

    fn translate(&mut self, hart: usize, va: u64, access: Access) -> Result<u64, Exception> {
        Emulator::translate(self, hart, va, access)
    }

    fn walk(&mut self, hart: usize, va: u64) -> Result<Walked, String> {
        let state = self.state(hart).clone();
        walked::translate::<R>(&self.core.bus.ram, &state, va)
    }

    fn walk_guest(&mut self, hart: usize, gpa: u64) -> Result<Walked, String> {
        let state = self.state(hart).clone();
        walked::guest_physical::<R>(&self.core.bus.ram, &state, gpa)
    }

    fn read(&self, pa: u64, bytes: usize) -> Option<&[u8]> {
        self.read_memory(pa, bytes)
    }

    fn write(&mut self, pa: u64, bytes: &[u8]) -> Option<()> {
        self.write_ram(pa, bytes)
    }

    fn note_accesses(&mut self, on: bool) {
        Emulator::note_accesses(self, on);
    }

    fn take_accesses(&mut self) -> Vec<DataAccess> {
        Emulator::take_accesses(self)
    }
}

/// A CSR access as if in another mode.
fn access_csr<R: Revision>(state: &mut R::State, (prv, v): Mode, address: u16, op: CsrOp) -> Result<u64, u64> {
    let (old_prv, old_v) = R::mode(state);
    R::set_mode(state, prv, v);
    let done = R::csr(state, address, op);
    R::set_mode(state, old_prv, old_v);
    done
}

//! The machine: harts take turns, time passes, and somebody may type.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use isa::{Access, Decoded, Exception, Inputs, Revision};

use crate::boot;
use crate::bus::Bus;
use crate::cache::CodeCache;
use crate::check::StaleUse;
use crate::clock::Clock;
use crate::config::{MachineConfig, TimeSource};
use crate::console::{Terminal, Wish};
use crate::core::{Core, special_csrs};
use crate::devices::htif::HostWords;
use crate::devices::virtio::Transport;
use crate::error::Error;
use crate::hart::Hart;
use crate::layout::{PAGE, ROM};
use crate::left_out::LeftOut;
use crate::memory::Ram;
use crate::outcome::{Exit, Outcome, Stuck, TrapCounters};
use crate::reservation::Reservations;
use crate::trace::{TrapRecord, mode_name};

/// Steps of a turn if nobody else waits for one.
const LONG_TURN: u64 = 65_536;
/// Steps of a turn otherwise: short, as harts wait for one another.
const SHORT_TURN: u64 = 1024;

/// Steps after which devices look at the world outside.
const DEVICES_TURN: u64 = 100_000;
/// How long to wait at once for a world that gives no sign by itself.
const PAUSE: Duration = Duration::from_micros(200);

/// What one step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<Op> {
    /// The instruction retired.
    Retired(Decoded<Op>),
    /// An exception was taken, or an interrupt before the instruction.
    Trapped(TrapRecord),
    /// The hart waits for an interrupt, or is lost.
    Waiting,
}

/// A machine that runs.
pub struct Emulator<R: Revision> {
    pub(crate) core: Core<R>,
    /// Decoded instructions.
    code: CodeCache<R>,
    /// Harts not on turn, the next one first.
    pub(crate) parked: VecDeque<Hart<R>>,
    pub(crate) terminal: Terminal,
    turn: u64,
    /// Number of steps at which devices look at the world outside next.
    pub(crate) devices_due: u64,
    pub(crate) limit: u64,
    /// Ticks of the platform's timer at which a run ends.
    pub(crate) end_time: u64,
    /// As the configuration has it.
    pub(crate) keeps_translations: bool,
    /// What drives the timer.
    pub(crate) time: TimeSource,
    /// Extensions that the harts are built without.
    pub(crate) without: Vec<String>,
}

impl<R: Revision> Emulator<R> {
    /// Builds a machine, its images loaded and its harts at reset. Without
    /// images RAM is empty.
    ///
    /// # Errors
    ///
    /// If the configuration asks for what cannot be, or an image is malformed.
    pub fn new(mut config: MachineConfig) -> Result<Self, Error> {
        let harts = config.harts;
        if !(1..=8).contains(&harts) {
            return Err(Error::Harts(harts));
        }
        if config.time == (TimeSource::Virtual { instructions_per_tick: 0 }) {
            return Err(Error::InstructionsPerTick);
        }
        let bytes = usize::try_from(config.ram_bytes).ok();
        let bytes = bytes.filter(|&bytes| bytes > 0 && config.ram_bytes.is_multiple_of(PAGE));
        let ram = bytes.and_then(Ram::new).ok_or(Error::RamSize(config.ram_bytes))?;
        let ram_bytes = ram.len();
        let mut bus = Bus::new(ram, Clock::new(config.time, harts), harts);
        boot::load::<R>(&config, &mut bus)?;
        for device in std::mem::take(&mut config.devices) {
            bus.plug(device)?;
        }
        if let Some(words) = config.htif {
            bus.host_words = Some(HostWords::new(&bus.ram, words).ok_or(Error::HostWords(words.tohost))?);
            bus.watch_host_words();
        }
        let reset = |id| {
            let mut hart = Hart::<R>::new(id, ROM.base);
            leave_out::<R>(&mut hart.state, &config.without);
            hart
        };
        let logs = config.trace.as_ref().is_some_and(|trace| trace.commits);
        let core = Core {
            hart: reset(0),
            bus,
            modified: Vec::new(),
            reservations: Reservations::new(harts),
            origin: 0,
            special: special_csrs::<R>(),
            keep_translations: config.keep_translations && !logs,
            noted: logs.then(Vec::new),
            breakpoints: None,
            observed: None,
            owners: Default::default(),
            checker: config.check_fences.then(Box::default),
            trace: config.trace.take(),
        };
        let alone = harts == 1 && config.time != TimeSource::Wall;
        Ok(Self {
            core,
            code: CodeCache::new(ram_bytes, LeftOut::new::<R>(&config.without)),
            without: config.without.clone(),
            parked: (1..harts).map(reset).collect(),
            terminal: Terminal::new(config.console),
            turn: if alone { LONG_TURN } else { SHORT_TURN },
            devices_due: 0,
            limit: config.max_instructions.unwrap_or(u64::MAX),
            end_time: u64::MAX,
            keeps_translations: config.keep_translations,
            time: config.time,
        })
    }

    /// Runs until the guest ends it, the limit is reached or nothing can happen.
    pub fn run(&mut self) -> Outcome {
        // What came between two runs is there at once.
        self.devices_due = 0;
        let exit = loop {
            self.look_outside();
            if let Some(exit) = self.core.bus.exit {
                break exit;
            }
            if self.instructions() >= self.limit {
                break Exit::InstructionLimit;
            }
            if self.core.bus.clock.time() >= self.end_time {
                break Exit::TimeLimit;
            }
            if !self.round() && self.core.bus.exit.is_none() && !self.skip_idle() {
                break Exit::Stuck(self.why_stuck());
            }
        };
        if let Some(trace) = &mut self.core.trace {
            let _ = trace.sink.flush();
        }
        self.outcome(exit)
    }

    /// Looks whether there is anything for devices or the console.
    pub(crate) fn look_outside(&mut self) {
        if self.core.bus.clock.steps() >= self.devices_due {
            self.poll_devices();
        }
        self.core.bus.hear_program();
        self.poll_console();
    }

    /// Lets the hart on turn make steps; returns how many it made.
    pub(crate) fn run_on_turn(&mut self, steps: u64) -> u64 {
        self.core.run(&mut self.code, steps)
    }

    /// Makes one step of a hart. Time passes only with steps; see
    /// [`Self::skip_idle`].
    pub fn step(&mut self, hart: usize) -> Step<R::Op> {
        self.bring(hart);
        let core = &mut self.core;
        core.enter();
        core.hart.last_trap = None;
        core.hart.last = None;
        let end = core.hart.steps + 1;
        let ready = core.poll(end);
        if ready && core.hart.last_trap.is_none() {
            core.burst::<false>(&mut self.code);
        }
        core.leave();
        match (core.hart.last_trap, core.hart.last) {
            (Some(record), _) => Step::Trapped(record),
            (None, Some(d)) => Step::Retired(d),
            (None, None) => Step::Waiting,
        }
    }

    /// Lets time pass to where a waiting hart may wake up, or waits for
    /// somebody to type. False if nothing can ever happen.
    pub fn skip_idle(&mut self) -> bool {
        self.core.bus.hear_program();
        if self.poll_devices() | self.poll_console() || self.core.bus.exit.is_some() {
            return true;
        }
        let now = self.core.bus.clock.time();
        let end = Some(self.end_time).filter(|end| *end != u64::MAX);
        let deadline = self.harts().filter_map(|hart| self.wakes_at(hart, now)).chain(end).min();
        let waits = self.core.bus.is_waiting();
        let listens = self.terminal.is_open() && (self.core.bus.uart.listens() || self.core.bus.console_line().is_some());
        if deadline.is_none() && !waits && !listens {
            return false;
        }
        let wall = self.core.bus.clock.is_wall();
        if wall || waits || self.terminal.is_attended() {
            let left = deadline.map(|deadline| Clock::duration(deadline - now));
            if self.wait(left) {
                return true;
            }
        }
        if let (false, Some(deadline)) = (wall, deadline) {
            self.core.bus.clock.set_time(deadline);
        }
        true
    }

    /// Waits for the world outside, at most for `limit`; true if there is news.
    fn wait(&mut self, limit: Option<Duration>) -> bool {
        let end = limit.map(|limit| Instant::now() + limit);
        loop {
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            let waits = self.core.bus.is_waiting();
            let slice = if waits { Some(left.map_or(PAUSE, |left| left.min(PAUSE))) } else { left };
            self.terminal.wait(slice);
            if self.poll_devices() | self.poll_console() || self.core.bus.exit.is_some() {
                return true;
            }
            let is_over = left.map_or(!waits, |left| left.is_zero() || !waits);
            if is_over {
                return false;
            }
        }
    }

    /// Gives each hart a turn; false if none made a step.
    fn round(&mut self) -> bool {
        let mut most = 0;
        let mut total = 0;
        for _ in 0..=self.parked.len() {
            let left = self.limit.saturating_sub(self.instructions());
            let steps = self.core.run(&mut self.code, self.turn.min(left));
            most = most.max(steps);
            total += steps;
            self.rotate();
        }
        // Time passes for those who wait, too.
        let idle = most * (self.parked.len() as u64 + 1) - total;
        let clock = &mut self.core.bus.clock;
        clock.advance_to(clock.steps() + idle);
        total != 0
    }

    pub(crate) fn rotate(&mut self) {
        if let Some(next) = self.parked.pop_front() {
            self.parked.push_back(std::mem::replace(&mut self.core.hart, next));
        }
    }

    pub(crate) fn bring(&mut self, hart: usize) {
        for _ in 0..self.parked.len() {
            if self.core.hart.id != hart {
                self.rotate();
            }
        }
    }

    /// Moves bytes between the terminal and the device that it leads to; true
    /// if the guest has got any.
    fn carry_console(&mut self) -> bool {
        let bus = &mut self.core.bus;
        let Some(line) = bus.virtio.iter_mut().find_map(Transport::line) else {
            return self.terminal.poll(&mut bus.uart);
        };
        // The UART leads nowhere then.
        bus.uart.take_sent();
        self.terminal.poll_line(line)
    }

    fn poll_console(&mut self) -> bool {
        let received = self.carry_console();
        if received {
            self.core.bus.update_lines();
        }
        match self.terminal.take_wish() {
            Some(Wish::Quit) => self.core.bus.exit = self.core.bus.exit.or(Some(Exit::Quit)),
            Some(Wish::Status) => self.show_status(),
            None => {}
        }
        received
    }

    /// Lets devices look at the world outside; true if one of them has news.
    fn poll_devices(&mut self) -> bool {
        self.devices_due = self.core.bus.clock.steps().saturating_add(DEVICES_TURN);
        let news = self.core.bus.poll_devices();
        self.core.note_dma();
        news
    }

    /// Tells whoever is at the terminal where the harts are.
    fn show_status(&mut self) {
        let mut lines = vec![format!("{} instructions, {} ticks", self.instructions(), self.core.bus.clock.time())];
        for hart in self.harts() {
            let mode = mode_name(R::mode(&hart.state));
            let state = if hart.waiting { ", waiting for an interrupt" } else { "" };
            lines.push(format!("hart {}: {mode}, pc {:#x}{state}", hart.id, hart.pc));
        }
        self.terminal.write(format!("\r\n{}\r\n", lines.join("\r\n")).as_bytes());
    }

    /// When a timer wakes a hart, the platform's or one of its own, if one does: from `now` on.
    fn wakes_at(&self, hart: &Hart<R>, now: u64) -> Option<u64> {
        let platform = self.core.bus.clint.deadline(hart.id);
        let timers = [Some(platform), R::timer_deadline(&hart.state)].into_iter().flatten();
        let wakes = |at: &u64| {
            let mut state = hart.state.clone();
            R::set_inputs(&mut state, Inputs { mtip: *at >= platform, mtime: *at, ..hart.inputs });
            R::wakes(&state)
        };
        // One that went off just now, while the machine fell asleep, wakes it at once.
        timers.filter(|at| !hart.lost && *at != u64::MAX).filter(wakes).map(|at| at.max(now)).min()
    }

    fn why_stuck(&self) -> Stuck {
        let lost = self.harts().find(|hart| hart.lost);
        lost.map_or(Stuck::Waiting, |hart| Stuck::TrapLoop { hart: hart.id, pc: hart.pc })
    }

    pub(crate) fn outcome(&mut self, exit: Exit) -> Outcome {
        self.carry_console();
        let mut traps = TrapCounters::new();
        for hart in self.harts() {
            traps.add(&hart.traps);
        }
        Outcome { exit, instructions: self.instructions(), console_output: self.terminal.take_captured(), traps: traps.list() }
    }

    pub(crate) fn harts(&self) -> impl Iterator<Item = &Hart<R>> {
        std::iter::once(&self.core.hart).chain(&self.parked)
    }
}

/// Clears the letters of extensions in misa, those that the revision lets be
/// switched.
fn leave_out<R: Revision>(state: &mut R::State, without: &[String]) {
    let Some(misa) = R::WORDS.iter().position(|word| *word == "misa") else {
        return;
    };
    for extension in without {
        if let [letter @ b'a'..=b'z'] = extension.as_bytes() {
            let value = R::word(state, misa) & !(1 << (letter - b'a'));
            R::set_word(state, misa, value);
        }
    }
}

/// For debuggers and differential tests. A hart that does not exist is taken
/// to be the one on turn.
impl<R: Revision> Emulator<R> {
    /// How the guest ended the run, if it did.
    pub fn exit(&self) -> Option<Exit> {
        self.core.bus.exit
    }

    /// Steps of all harts since reset.
    pub fn instructions(&self) -> u64 {
        self.harts().map(|hart| hart.steps).sum()
    }

    /// An integer register.
    pub fn x(&self, hart: usize, reg: u8) -> u64 {
        self.hart(hart).x[usize::from(reg) % 32]
    }

    /// Sets an integer register; that of number 0 stays 0.
    pub fn set_x(&mut self, hart: usize, reg: u8, value: u64) {
        self.bring(hart);
        if reg != 0 {
            self.core.hart.x[usize::from(reg) % 32] = value;
        }
    }

    /// A floating-point register; a number of single precision has ones above it.
    pub fn f(&self, hart: usize, reg: u8) -> u64 {
        self.hart(hart).f[usize::from(reg) % 32]
    }

    /// Sets a floating-point register. That makes nothing dirty.
    pub fn set_f(&mut self, hart: usize, reg: u8, value: u64) {
        self.bring(hart);
        self.core.hart.f[usize::from(reg) % 32] = value;
    }

    /// Address of the next instruction.
    pub fn pc(&self, hart: usize) -> u64 {
        self.hart(hart).pc
    }

    /// Sets the address of the next instruction.
    pub fn set_pc(&mut self, hart: usize, pc: u64) {
        self.bring(hart);
        self.core.hart.pc = pc;
    }

    /// Privilege and V.
    pub fn mode(&self, hart: usize) -> (u64, bool) {
        R::mode(&self.hart(hart).state)
    }

    /// Privileged state, its counters, time and inputs up to date.
    pub fn state(&mut self, hart: usize) -> &R::State {
        self.bring(hart);
        self.core.enter();
        self.core.sync();
        &self.core.hart.state
    }

    /// Changes the privileged state. Translations are dropped: the change
    /// may be one that no fence covers.
    pub fn change_state(&mut self, hart: usize, change: impl FnOnce(&mut R::State)) {
        self.bring(hart);
        self.core.enter();
        self.core.sync();
        change(&mut self.core.hart.state);
        self.core.hart.drop_translations();
        self.core.hart.forget();
    }

    /// A CSR by address, whatever the mode.
    pub fn csr(&mut self, hart: usize, addr: u16) -> Option<u64> {
        R::peek_csr(self.state(hart), addr)
    }

    /// Physical address of an access, by the tables as they are in memory.
    /// If the revision updates A and D bits, it does so here.
    ///
    /// # Errors
    ///
    /// The exception that the access would raise.
    pub fn translate(&mut self, hart: usize, va: u64, access: Access) -> Result<u64, Exception> {
        self.bring(hart);
        self.core.translate(va, access).map(|t| t.pa).map_err(|fault| fault.exception)
    }

    /// Uses of translations that the tables no longer gave, if
    /// [`MachineConfig::check_fences`] is set: each page once in each context.
    pub fn stale_uses(&self) -> &[StaleUse] {
        self.core.checker.as_ref().map_or(&[], |checker| checker.reports())
    }

    /// Bytes of RAM at a physical address.
    pub fn read_ram(&self, pa: u64, bytes: usize) -> Option<&[u8]> {
        let ram = &self.core.bus.ram;
        ram.slice(ram.offset(pa, bytes as u64)?, bytes)
    }

    /// Writes RAM at a physical address; `None` if it does not lie in RAM.
    pub fn write_ram(&mut self, pa: u64, bytes: &[u8]) -> Option<()> {
        let offset = self.core.bus.ram.offset(pa, bytes.len() as u64)?;
        for (at, byte) in (offset..).zip(bytes) {
            if self.core.bus.ram.write(at, 1, u64::from(*byte))? != 0 {
                self.core.stored(at, 1);
            }
        }
        Some(())
    }

    /// Takes what the guest has written to a captured console so far.
    pub fn take_output(&mut self) -> Vec<u8> {
        self.carry_console();
        self.terminal.take_captured()
    }

    fn hart(&self, id: usize) -> &Hart<R> {
        self.parked.iter().find(|hart| hart.id == id).unwrap_or(&self.core.hart)
    }
}

//! Looking into a machine while it runs: options that `run` and `boot` share,
//! and the run that they ask for.

mod assembly;
mod events;
mod exits;
mod explain;
mod fences;
mod snapshot;
pub mod symbols;

use ::emulator::{Exit, Isa, Look, Machine, MachineConfig, Moment, Observer, Outcome, Trace, TrapEvent};
use anyhow::Context as _;
use isa::Trap;
use machines::Plan;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// How the machine is watched.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Seeing inside (emulator only)")]
pub struct DebugArgs {
    /// Wait for a gdb and let it drive
    #[arg(long, value_name = "ADDRESS", num_args = 0..=1, default_missing_value = "127.0.0.1:1234")]
    gdb: Option<String>,
    /// Write every instruction and what it changed, in the form of Spike's --log-commits
    #[arg(long, value_name = "FILE")]
    log_commits: Option<PathBuf>,
    /// Log as QEMU's -d does: code when it is first executed, traps
    #[arg(long, short = 'd', value_enum, value_delimiter = ',', value_name = "ITEMS")]
    log: Vec<Item>,
    /// Where the log goes [default: stderr]
    #[arg(long, short = 'D', value_name = "FILE")]
    log_file: Option<PathBuf>,
    /// Print a table of traps: where from, where to, how often, how long they took
    #[arg(long, value_enum, num_args = 0..=1, default_missing_value = "table", value_name = "FORM")]
    exits: Option<exits::Form>,
    /// Write modes, traps and device accesses to a file that Perfetto opens
    #[arg(long, value_name = "FILE")]
    events: Option<PathBuf>,
    /// Events after which no more are written
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    events_limit: u64,
    /// Print for each kind of trap the rule that caused it, and where the specification says so
    #[arg(long)]
    explain_traps: bool,
    /// Report uses of translations for which an SFENCE or HFENCE is missing (slow)
    #[arg(long)]
    check_fences: bool,
    /// Name addresses by these ELF files or lists like System.map, and show who called whom where the run stops short, and in the log
    #[arg(long, value_name = "FILE")]
    symbols: Vec<PathBuf>,
    #[command(flatten)]
    snapshot: snapshot::SnapshotArgs,
}

/// What QEMU's `-d` calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
#[value(rename_all = "snake_case")]
enum Item {
    /// Code, when it is first executed
    InAsm,
    /// Traps
    Int,
}

impl DebugArgs {
    /// Whether anything is asked for.
    pub fn is_active(&self) -> bool {
        self.gdb.is_some()
            || self.log_commits.is_some()
            || !self.log.is_empty()
            || self.exits.is_some()
            || self.events.is_some()
            || self.explain_traps
            || self.check_fences
            || !self.symbols.is_empty()
            || self.snapshot.is_active()
    }

    /// Builds a machine, or restores it from a snapshot.
    pub fn build(&self, plan: &Plan, mut config: MachineConfig) -> anyhow::Result<Box<dyn Machine>> {
        if let Some(file) = &self.log_commits {
            config.trace = Some(Trace { traps: false, commits: true, sink: Box::new(create(file)?) });
        }
        config.check_fences = self.check_fences;
        self.snapshot.build(plan, config)
    }

    /// Runs the machine to its end, watched.
    pub fn drive(&self, machine: &mut dyn Machine) -> anyhow::Result<Outcome> {
        let watchers = self.watchers(machine.isa())?;
        if let Some(watchers) = &watchers {
            machine.observe(Box::new(Shared(Arc::clone(watchers))));
        }
        if let Some(address) = &self.gdb {
            let end = serve(machine, address)?;
            if matches!(end, debug::End::Killed | debug::End::Broken) {
                return Ok(machine.stop());
            }
        }
        let outcome = self.snapshot.run(machine)?;
        self.show_callers(machine, outcome.exit)?;
        if self.check_fences {
            fences::report(machine, &mut std::io::stderr().lock())?;
        }
        if let Some(watchers) = watchers {
            let mut watchers = watchers.lock().unwrap_or_else(PoisonError::into_inner);
            let mut stderr = std::io::stderr().lock();
            for watcher in &mut watchers.0 {
                watcher.finish(&mut stderr)?;
            }
        }
        Ok(outcome)
    }

    /// Where the harts are, unless the guest is content.
    fn show_callers(&self, machine: &mut dyn Machine, exit: Exit) -> anyhow::Result<()> {
        if self.symbols.is_empty() || matches!(exit, Exit::Pass | Exit::Reset) {
            return Ok(());
        }
        let symbols = symbols::Symbols::read(&self.symbols)?;
        let mut stderr = std::io::stderr().lock();
        for hart in 0..machine.harts() {
            for line in symbols.backtrace(machine.look(hart)) {
                writeln!(stderr, "{line}")?;
            }
        }
        Ok(())
    }

    /// Builds a machine and runs it.
    pub fn run(&self, plan: &Plan, config: MachineConfig) -> anyhow::Result<Outcome> {
        self.drive(&mut *self.build(plan, config)?)
    }

    fn watchers(&self, isa: Isa) -> anyhow::Result<Option<Arc<Mutex<Watchers>>>> {
        let mut all: Vec<Box<dyn Watcher>> = Vec::new();
        if let Some(form) = self.exits {
            all.push(Box::new(exits::Exits::new(isa, form)));
        }
        if let Some(file) = &self.events {
            all.push(Box::new(events::Events::new(isa, create(file)?, self.events_limit)?));
        }
        if self.explain_traps {
            all.push(Box::new(explain::Causes::new(isa)?));
        }
        if !self.log.is_empty() {
            let sink: Box<dyn Write + Send> = match &self.log_file {
                Some(file) => Box::new(create(file)?),
                None => Box::new(std::io::stderr()),
            };
            let (code, traps) = (self.log.contains(&Item::InAsm), self.log.contains(&Item::Int));
            all.push(Box::new(assembly::Log::new(isa, sink, code, traps, &self.symbols)?));
        }
        Ok((!all.is_empty()).then(|| Arc::new(Mutex::new(Watchers(all)))))
    }
}

/// An observer that has something to say in the end.
trait Watcher: Observer {
    /// The run is over.
    fn finish(&mut self, out: &mut dyn Write) -> anyhow::Result<()>;
}

/// All who watch.
struct Watchers(Vec<Box<dyn Watcher>>);

/// The machine has one half, whoever reports has the other.
struct Shared(Arc<Mutex<Watchers>>);

impl Shared {
    fn each(&self, mut tell: impl FnMut(&mut dyn Watcher)) {
        let mut watchers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        watchers.0.iter_mut().for_each(|watcher| tell(&mut **watcher));
    }
}

impl Observer for Shared {
    fn trap(&mut self, event: &TrapEvent) {
        self.each(|watcher| watcher.trap(event));
    }

    fn before_trap(&mut self, hart: &dyn Look, trap: &Trap) {
        self.each(|watcher| watcher.before_trap(hart, trap));
    }

    fn mode(&mut self, moment: Moment, mode: (u64, bool), hart: &dyn Look) {
        self.each(|watcher| watcher.mode(moment, mode, hart));
    }

    fn device(&mut self, moment: Moment, pa: u64, written: Option<u64>) {
        self.each(|watcher| watcher.device(moment, pa, written));
    }

    fn wants_state(&mut self, pc: u64, trap: &Trap) -> bool {
        let mut wanted = false;
        self.each(|watcher| wanted |= watcher.wants_state(pc, trap));
        wanted
    }

    fn wants_instructions(&self) -> bool {
        let mut wanted = false;
        self.each(|watcher| wanted |= watcher.wants_instructions());
        wanted
    }

    fn instruction(&mut self, moment: Moment, pc: u64, word: u32) {
        self.each(|watcher| watcher.instruction(moment, pc, word));
    }
}

fn create(file: &Path) -> anyhow::Result<BufWriter<File>> {
    let created = File::create(file).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(BufWriter::new(created))
}

/// Waits for a gdb.
fn serve(machine: &mut dyn Machine, address: &str) -> anyhow::Result<debug::End> {
    let say = |at| eprintln!("waiting for gdb: target remote {at}");
    debug::serve(machine, address, say).with_context(|| format!("cannot listen at {address}"))
}

//! `draftvisor bench`: workloads on our emulator, beside Spike and QEMU.
//!
//! Every emulator is a child process, ours too, so that all are measured the
//! same way: user and system CPU time of the child, less that of a run with
//! one iteration, so that start-up and set-up drop out. Rounds go from one
//! emulator to the next, so that a disturbed host disturbs all of them.

mod child;
mod floors;
mod generation;
mod measure;
mod peer;
mod report;
mod start;
mod switch;
mod workload;

use crate::progress::Progress;
use crate::repository;
use crate::run::build::Builder;
use crate::{Outcome, Verdict};
use anyhow::ensure;
use load::SPEC_PROFILE;
use measure::{Measured, Runner};
use peer::Peer;
use start::Started;
use std::io::Write;
use std::path::PathBuf;
use workload::{Platform, Workload};

/// Measure workloads on the emulator, beside Spike and QEMU if they are there.
///
/// By default the workloads in examples/workloads, which are built for this:
/// kernels that compute and events that trap, in M-, S- and VS-mode.
///
/// Of one's own, a workload is an ELF that holds `PERFHDR1` and the number of
/// iterations as 64 bits behind it, and that prints a line `PERF NAME ...
/// instret=N ... sum=X`. One with a symbol `tohost` is for Spike, the other of
/// the same file name for machines like QEMU's `virt`.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  draftvisor bench\n  draftvisor bench --elf 'out/virt/*.elf' --elf 'out/htif/*.elf'\n  \
                        draftvisor bench --elf 'out/*/*.VS.elf' --names 'intmix.*,t_*' --rounds 3 --json\n  \
                        draftvisor bench --world-switch\n  draftvisor bench --gen")]
pub struct Args {
    /// Workloads of one's own: ELF files, or patterns of them; may be repeated
    #[arg(long, value_name = "GLOB")]
    elf: Vec<String>,
    /// Only workloads whose name fits one of these patterns
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    names: Vec<String>,
    /// Rounds; the table has their medians
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// CPU time that a run should take
    #[arg(long, default_value_t = 0.7, value_name = "SECONDS")]
    seconds: f64,
    /// End a run after so many seconds
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    timeout: u64,
    /// Revision of our emulator (an id) [default: the last]
    #[arg(long, value_name = "REV")]
    rev: Option<String>,
    /// The Spike to compare with [default: the one on PATH or in target/tools]
    #[arg(long, value_name = "PATH")]
    spike: Option<PathBuf>,
    /// A QEMU to compare with, may be repeated [default: the one on PATH or in target/tools]
    #[arg(long, value_name = "PATH")]
    qemu: Vec<PathBuf>,
    /// Measure our emulator alone
    #[arg(long, conflicts_with_all = ["spike", "qemu"])]
    alone: bool,
    /// Count the instructions of the hypervisor from a guest back to a guest, for each
    /// revision or that of --rev; a figure above its limit is a finding
    #[arg(long, conflicts_with_all = ["elf", "names", "spike", "qemu", "alone"])]
    world_switch: bool,
    /// Measure how long regenerating takes, cold and after an edit of one node; what
    /// takes longer than its limit is a finding
    #[arg(long = "gen", conflicts_with_all = ["elf", "names", "spike", "qemu", "alone", "world_switch"])]
    generation: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Run this ELF on our emulator: what `bench` starts as a child
    #[arg(long, hide = true, value_name = "FILE")]
    child: Option<PathBuf>,
    /// When the child was started
    #[arg(long, hide = true, value_name = "NANOSECONDS", requires = "child")]
    began: Option<u64>,
}

/// Results of one workload, one for each emulator.
struct Row {
    workload: Workload,
    /// Instructions of an iteration, by our emulator.
    instructions: f64,
    cells: Vec<Option<Measured>>,
    /// How ours starts.
    started: Option<Started>,
}

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    let revision = args.rev.as_deref().or(machines::REVISIONS.last().copied()).unwrap_or_default();
    if let Some(elf) = &args.child {
        return child::run(revision, elf, args.began, out);
    }
    if args.world_switch {
        return switch::run(args.rev.as_deref(), args.json, out);
    }
    if args.generation {
        return generation::run(args.rounds, args.json, out);
    }
    ensure!(args.rounds > 0 && args.seconds > 0.0, "a measurement takes at least one round and some time");
    let peers = peer::find(args, revision)?;
    let workloads = match args.elf.is_empty() {
        true => own(revision, &peers, &args.names)?,
        false => workload::find(&args.elf, &args.names)?,
    };
    let runner = Runner::new(args.seconds, args.timeout)?;
    let progress = Progress::start("measuring");
    let mut rows = Vec::new();
    for (at, workload) in workloads.iter().enumerate() {
        progress.say(&format!("{} ({} of {})", workload.name, at + 1, workloads.len()));
        rows.push(measure(&runner, &peers, workload, args.rounds)?);
    }
    drop(progress);
    if args.json {
        writeln!(out, "{:#}", report::json(revision, &peers, &rows))?;
    } else {
        report::print(revision, &peers, &rows, out)?;
    }
    Ok(if rows.iter().all(Row::is_sound) { Verdict::Good } else { Verdict::Finding })
}

/// The workloads in `examples/workloads`, built for those who run them.
fn own(revision: &str, peers: &[Peer], names: &[String]) -> anyhow::Result<Vec<Workload>> {
    let builder = Builder::new(&repository::root(), revision, SPEC_PROFILE)?;
    let spike = peers.iter().any(|peer| peer.platform == Platform::Htif);
    let htif = spike.then(|| builder.workloads(true)).transpose()?;
    workload::own(builder.workloads(false)?, htif, names)
}

impl Row {
    /// Whether our emulator ran it, and everybody who did agrees on the result.
    fn is_sound(&self) -> bool {
        let mut sums = self.cells.iter().flatten().map(|cell| cell.check.as_str());
        let ours = self.cells.first().is_some_and(Option::is_some);
        ours && sums.next().is_some_and(|first| sums.all(|sum| sum == first))
    }
}

fn measure(runner: &Runner, peers: &[Peer], workload: &Workload, rounds: usize) -> anyhow::Result<Row> {
    let mut cells = Vec::new();
    for peer in peers {
        cells.push(runner.calibrate(peer, workload)?);
    }
    for _ in 0..rounds {
        for (peer, cell) in peers.iter().zip(&mut cells) {
            if let Some(measured) = cell {
                runner.round(peer, workload, measured)?;
            }
        }
    }
    let (mut instructions, mut started) = (0.0, None);
    if let Some(ours) = peers.first() {
        instructions = runner.instructions(ours, workload)?;
        started = runner.starts(ours, workload, rounds)?;
    }
    Ok(Row { workload: workload.clone(), instructions, cells, started })
}

//! `draftvisor campaign`: randomised checks for as long as there is time.
//!
//! A case is known by its kind, a seed and a number, on every machine. Shard
//! `i` of `n` takes the numbers `i - 1`, `i - 1 + n`, …: shards have no case
//! in common, whatever runs them. [`kinds`] are what is checked, [`record`] is
//! what is written, [`merge`] adds it up.

mod kinds;
mod merge;
mod record;
mod watch;

use crate::model::{self, ModelArgs};
use crate::table::{BOLD, DIM, RED};
use crate::words::count;
use crate::{Outcome, Verdict};
use anyhow::{Context as _, bail, ensure};
use kinds::{Did, Kind, Work};
use record::{Finding, Ran, Shard};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Run randomised checks for a time, or add up what many such runs wrote.
///
/// Each run takes one of N shards and appends JSON lines to --out: a line for
/// everything that it finds, and now and then how far it is. The same seed
/// and shard are the same cases in the same order; only how many depends on
/// the time. Any job system scales it out; --merge adds up the results.
#[derive(clap::Args)]
#[command(after_help = "Examples:\n  draftvisor campaign --time 10m\n  \
        draftvisor campaign --kind mutation --shard 3/64 --seed 7 --time 1h --out 3.jsonl\n  \
        parallel draftvisor campaign --shard {}/64 --time 1h --out {}.jsonl ::: {1..64}\n  \
        draftvisor campaign --merge *.jsonl\n\n\
        Exit codes: 0 nothing was found, 1 something was, or --merge misses a shard, 2 misuse or trouble.")]
pub struct Args {
    /// Which share of the cases, I/N with I from 1
    #[arg(long, value_name = "I/N", default_value = "1/1")]
    shard: Shard,
    /// What cases are made from
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// For how long: seconds, or 90s, 10m, 8h
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = time)]
    time: Duration,
    /// What to check; may be repeated [default: all, each for its part of the time]
    #[arg(long, value_name = "KIND")]
    kind: Vec<Kind>,
    /// Append to this file what is otherwise printed
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Add up what runs wrote, and check nothing
    #[arg(long, value_name = "FILES", num_args = 1.., conflicts_with_all = ["shard", "seed", "time", "kind", "out"])]
    merge: Vec<PathBuf>,
    /// Print totals of --merge as JSON
    #[arg(long, requires = "merge")]
    json: bool,
    /// Emulated time that a case of the kind soak takes
    #[arg(long, value_name = "TIME", default_value = "10m", value_parser = time)]
    span: Duration,
    /// Program of the evaluator's tests, for the kind mutation [default: cargo builds it]
    #[arg(long, value_name = "FILE", conflicts_with = "merge")]
    tests: Option<PathBuf>,
    #[command(flatten)]
    model: ModelArgs,
}

/// How often a run writes how far it is.
const STRIDE: Duration = Duration::from_secs(10);

/// Runs the command.
pub fn run(args: &Args, out: &mut dyn Write) -> Outcome {
    if !args.merge.is_empty() {
        return merge::run(&args.merge, args.json, out);
    }
    let loaded = model::open(&args.model)?;
    let asked = !args.kind.is_empty();
    let kinds = if asked { args.kind.clone() } else { Kind::ALL.to_vec() };
    let share = args.time / kinds.len() as u32;
    // What a case makes panic is a finding, told of in its line.
    std::panic::set_hook(Box::new(|_| {}));
    let mut found = 0;
    for kind in kinds {
        let begin = Ran { kind: kind.name().to_string(), seed: args.seed, shard: args.shard, ..Ran::default() };
        let work = match kind.work(loaded, args) {
            Ok(work) => work,
            Err(error) if asked => return Err(error),
            Err(error) => {
                let reason = format!("{error:#}").lines().next().unwrap_or_default().to_string();
                write(args.out.as_deref(), &Ran { not_run: Some(reason), ..begin }.line(), out)?;
                continue;
            }
        };
        found += go_on(args, begin, work, Instant::now() + share, out)?;
    }
    if args.out.is_some() {
        let colour = if found == 0 { DIM } else { RED };
        writeln!(out, "{colour}{}{colour:#}", count(found as usize, "finding"))?;
    }
    Ok(if found == 0 { Verdict::Good } else { Verdict::Finding })
}

/// The command that runs a case again: the first of a shard that has hardly another.
fn once(ran: &Ran, case: u64) -> String {
    format!("draftvisor campaign --kind {} --seed {} --shard {}/{} --time 1s", ran.kind, ran.seed, case + 1, u32::MAX)
}

/// Runs the cases of a shard until the time is over; the number of findings.
fn go_on(args: &Args, mut ran: Ran, mut work: Box<dyn Work>, end: Instant, out: &mut dyn Write) -> anyhow::Result<u64> {
    let (begin, mut told) = (Instant::now(), Instant::now());
    let watch = watch::Watch::start(&ran, work.patience(), args.out.as_deref());
    let mut case = args.shard.index - 1;
    while Instant::now() < end {
        watch.begin(case);
        let Some(did) = work.case(case)? else {
            ran.complete = true;
            break;
        };
        let Did { checks, word, also, found } = did;
        ran.cases += 1;
        ran.checks += checks;
        *ran.counts.entry(word).or_default() += 1;
        for (word, count) in also {
            *ran.counts.entry(word.to_string()).or_default() += count;
        }
        if let Some(found) = found {
            ran.found += 1;
            let again = work.again(case).unwrap_or_else(|| once(&ran, case));
            let finding = Finding { kind: ran.kind.clone(), seed: ran.seed, shard: ran.shard, case, found, again };
            write(args.out.as_deref(), &finding.line(), out)?;
        }
        case += args.shard.of;
        if told.elapsed() > STRIDE && args.out.is_some() {
            told = Instant::now();
            ran.seconds = begin.elapsed().as_secs_f64();
            write(args.out.as_deref(), &ran.line(), out)?;
        }
    }
    drop(watch);
    ran.seconds = begin.elapsed().as_secs_f64();
    write(args.out.as_deref(), &ran.line(), out)?;
    if args.out.is_some() {
        writeln!(out, "{BOLD}{}{BOLD:#}: {} in {:.0} s", ran.kind, ran.told(), ran.seconds)?;
    }
    Ok(ran.found)
}

/// One line to the file, in one piece, or else to `out`.
fn write(file: Option<&Path>, line: &str, out: &mut dyn Write) -> anyhow::Result<()> {
    match file {
        Some(path) => append(path, line).with_context(|| format!("cannot write {}", path.display())),
        None => Ok(writeln!(out, "{line}")?),
    }
}

fn append(path: &Path, line: &str) -> std::io::Result<()> {
    OpenOptions::new().create(true).append(true).open(path)?.write_all(format!("{line}\n").as_bytes())
}

/// `90`, `90s`, `10m`, `8h`.
fn time(text: &str) -> Result<Duration, String> {
    let parse = || -> anyhow::Result<Duration> {
        let number = text.trim_end_matches(['s', 'm', 'h']);
        let unit = match &text[number.len()..] {
            "" | "s" => 1,
            "m" => 60,
            "h" => 3600,
            _ => bail!("no unit"),
        };
        let seconds: f64 = number.parse()?;
        ensure!(seconds.is_finite() && seconds > 0.0 && seconds < 1e9, "no time");
        Ok(Duration::from_secs_f64(seconds * f64::from(unit)))
    };
    parse().map_err(|_| "a time is a number of seconds, or 90s, 10m, 8h".to_string())
}

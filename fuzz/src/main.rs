//! Runs targets over inputs that are made from numbers: input `i` of shard `s`
//! is the same bytes on every machine. Where a shard is, a file remembers, so
//! that it can be interrupted and gone on with.
//!
//! `cargo run --profile fuzz -p fuzz -- run machine --inputs 1000000`

use std::fs;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};
use fuzz::{TARGETS, Target, input as bytes};

/// An input that takes longer has got stuck.
const PATIENCE: Duration = Duration::from_secs(20);
/// Inputs after which the place is written down.
const STRIDE: u64 = 1000;

#[derive(Parser)]
#[command(about = "Hostile input for everything that reads foreign bytes")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the targets.
    List,
    /// Runs a shard until it has done so many inputs in all.
    Run {
        /// Target.
        target: String,
        /// Inputs of the shard, those of earlier runs included.
        #[arg(long, default_value_t = 100_000)]
        inputs: u64,
        /// Which shard: shards have no inputs in common.
        #[arg(long, default_value_t = 0)]
        shard: u32,
        /// Where the shard's place and findings are kept.
        #[arg(long, default_value = "target/fuzz-shards")]
        state: PathBuf,
    },
    /// Runs a target on one input of a shard.
    One {
        /// Target.
        target: String,
        /// Which shard.
        #[arg(long, default_value_t = 0)]
        shard: u32,
        /// Number of the input.
        input: u64,
    },
    /// Runs a target on files, or on the files of folders.
    Replay {
        /// Target.
        target: String,
        /// Files or folders.
        paths: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::List => {
            TARGETS.iter().for_each(|target| println!("{}", target.name));
            Ok(0)
        }
        Command::Run { target, inputs, shard, state } => find(&target).and_then(|target| run(target, shard, inputs, &state)),
        Command::One { target, shard, input } => find(&target).map(|target| {
            (target.run)(&bytes(target, shard, input));
            0
        }),
        Command::Replay { target, paths } => find(&target).and_then(|target| replay(target, &paths)),
    };
    match result {
        Ok(0) => ExitCode::SUCCESS,
        Ok(findings) => {
            eprintln!("{findings} findings");
            ExitCode::from(1)
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn find(name: &str) -> anyhow::Result<&'static Target> {
    let names = || TARGETS.iter().map(|target| target.name).collect::<Vec<_>>().join(", ");
    fuzz::target(name).with_context(|| format!("no target `{name}`\n  help: targets are {}", names()))
}

fn run(target: &'static Target, shard: u32, inputs: u64, state: &Path) -> anyhow::Result<usize> {
    fs::create_dir_all(state).with_context(|| format!("cannot create {}", state.display()))?;
    let place = state.join(format!("{}-{shard}.next", target.name));
    let first = match fs::read_to_string(&place) {
        Ok(text) => text.trim().parse().with_context(|| format!("{}: not a number", place.display()))?,
        Err(_) => 0,
    };
    let watch = Watch::start(format!("{} --shard {shard}", target.name));
    let (begin, mut findings) = (Instant::now(), 0);
    for input in first..inputs {
        watch.begin(input);
        let bytes = bytes(target, shard, input);
        if catch_unwind(AssertUnwindSafe(|| (target.run)(&bytes))).is_err() {
            findings += 1;
            eprintln!("finding: fuzz one {} --shard {shard} {input}", target.name);
            let mut list = fs::OpenOptions::new().create(true).append(true).open(state.join("findings.txt"))?;
            writeln!(list, "one {} --shard {shard} {input}", target.name)?;
        }
        if (input + 1).is_multiple_of(STRIDE) || input + 1 == inputs {
            fs::write(&place, (input + 1).to_string())?;
        }
    }
    let done = inputs.saturating_sub(first);
    println!("{} shard {shard}: {done} inputs in {:.1} s, {findings} findings", target.name, begin.elapsed().as_secs_f64());
    Ok(findings)
}

fn replay(target: &Target, paths: &[PathBuf]) -> anyhow::Result<usize> {
    let mut findings = 0;
    for path in paths {
        let files = if path.is_dir() {
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?
        } else {
            vec![path.clone()]
        };
        for file in files {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            if catch_unwind(AssertUnwindSafe(|| (target.run)(&bytes))).is_err() {
                findings += 1;
                eprintln!("finding: {}", file.display());
            }
        }
    }
    if paths.is_empty() {
        bail!("nothing to replay\n  help: name files or folders");
    }
    Ok(findings)
}

/// Ends the program when an input takes too long: there is no other way out.
struct Watch {
    input: &'static AtomicU64,
    since: &'static Mutex<Instant>,
}

impl Watch {
    fn start(what: String) -> Self {
        let input: &'static AtomicU64 = Box::leak(Box::default());
        let since: &'static Mutex<Instant> = Box::leak(Box::new(Mutex::new(Instant::now())));
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(PATIENCE / 10);
                let begun = *since.lock().unwrap_or_else(PoisonError::into_inner);
                if begun.elapsed() > PATIENCE {
                    eprintln!("finding: stuck: fuzz one {what} {}", input.load(Ordering::Relaxed));
                    std::process::exit(1);
                }
            }
        });
        Self { input, since }
    }

    fn begin(&self, input: u64) {
        self.input.store(input, Ordering::Relaxed);
        *self.since.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }
}

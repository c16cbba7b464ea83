//! Runs of a workload, and what they cost.

use super::child;
use super::peer::Peer;
use super::start::{Start, Started};
use super::workload::{Workload, patched};
use anyhow::Context as _;
use std::io::Read as _;
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use wait4::Wait4 as _;

/// Runs at most so often to find the number of iterations.
const ATTEMPTS: usize = 12;
/// Iterations after which nobody is asked for more.
const MOST_ITERATIONS: f64 = 1e9;

/// What is known of a workload on an emulator.
#[derive(Clone, Debug)]
pub struct Measured {
    /// Iterations of the measured runs.
    pub iterations: u64,
    /// CPU time of a run with one iteration.
    pub base: Duration,
    /// Time by the clock of such a run.
    pub start: Duration,
    /// CPU time of each round.
    pub rounds: Vec<Duration>,
    /// Most memory that a run had at a time, in bytes.
    pub peak_memory: u64,
    /// What a run with a given number of iterations computes.
    pub check: String,
}

impl Measured {
    /// Seconds of an iteration, the median of the rounds.
    pub fn seconds(&self) -> f64 {
        let mut times: Vec<f64> = self.rounds.iter().map(|time| self.iteration(*time)).collect();
        times.sort_by(f64::total_cmp);
        let middle = times.len() / 2;
        match times.len() {
            0 => f64::NAN,
            even if even % 2 == 0 => (times[middle - 1] + times[middle]) / 2.0,
            _ => times[middle],
        }
    }

    /// How far the rounds lie apart, relative to their median.
    pub fn spread(&self) -> f64 {
        let times = || self.rounds.iter().map(|time| self.iteration(*time));
        (times().fold(0.0, f64::max) - times().fold(f64::MAX, f64::min)) / self.seconds()
    }

    fn iteration(&self, time: Duration) -> f64 {
        (time.as_secs_f64() - self.base.as_secs_f64()) / (self.iterations - 1) as f64
    }
}

/// Starts emulators and waits for them.
pub struct Runner {
    folder: TempDir,
    seconds: f64,
    limit: Duration,
}

/// What is known of a run.
struct Run {
    cpu: Duration,
    wall: Duration,
    peak_memory: u64,
    line: Line,
    start: Option<Start>,
}

/// The line that a workload ends with.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    instret: u64,
    sum: String,
}

impl Runner {
    /// Runs that take about `seconds`, and no longer than `limit`.
    pub fn new(seconds: f64, limit: u64) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir().context("cannot create a temporary folder")?;
        Ok(Self { folder, seconds, limit: Duration::from_secs(limit) })
    }

    /// Finds how many iterations take as long as is wanted; `None` if the
    /// emulator does not run the workload.
    pub fn calibrate(&self, peer: &Peer, workload: &Workload) -> anyhow::Result<Option<Measured>> {
        let (Some(first), Some(second)) = (self.once(peer, workload, 1)?, self.once(peer, workload, 1)?) else {
            return Ok(None);
        };
        let base = first.cpu.min(second.cpu);
        // The same work everywhere, so that the results can be compared.
        let Some(check) = self.once(peer, workload, 3)? else { return Ok(None) };
        let mut iterations = 2.0;
        let mut cost = 0.0;
        for _ in 0..ATTEMPTS {
            let Some(run) = self.once(peer, workload, iterations as u64)? else { return Ok(None) };
            cost = run.cpu.saturating_sub(base).as_secs_f64();
            if cost > self.seconds / 2.0 || iterations >= MOST_ITERATIONS {
                break;
            }
            let more = if cost < 0.05 * self.seconds { 10.0 } else { self.seconds / cost };
            iterations = (iterations * more).ceil().min(MOST_ITERATIONS);
        }
        let iterations = (iterations * self.seconds / cost.max(1e-3)).clamp(2.0, MOST_ITERATIONS);
        Ok(Some(Measured {
            iterations: iterations as u64,
            base,
            start: first.wall.min(second.wall),
            rounds: Vec::new(),
            peak_memory: first.peak_memory,
            check: check.line.sum,
        }))
    }

    /// Measures one run more.
    pub fn round(&self, peer: &Peer, workload: &Workload, measured: &mut Measured) -> anyhow::Result<()> {
        if let Some(run) = self.once(peer, workload, measured.iterations)? {
            measured.rounds.push(run.cpu);
            measured.peak_memory = measured.peak_memory.max(run.peak_memory);
        }
        Ok(())
    }

    /// Instructions of an iteration, as the guest counts them on our emulator.
    pub fn instructions(&self, ours: &Peer, workload: &Workload) -> anyhow::Result<f64> {
        let (Some(few), Some(more)) = (self.once(ours, workload, 2)?, self.once(ours, workload, 12)?) else {
            return Ok(f64::NAN);
        };
        Ok(more.line.instret.saturating_sub(few.line.instret) as f64 / 10.0)
    }

    /// How ours starts, so often.
    pub fn starts(&self, ours: &Peer, workload: &Workload, rounds: usize) -> anyhow::Result<Option<Started>> {
        let mut runs = Vec::new();
        for _ in 0..rounds {
            if let Some(Run { start: Some(start), peak_memory, .. }) = self.run(ours, workload, 1, true)? {
                runs.push((start, peak_memory));
            }
        }
        Ok(Started::of(&runs))
    }

    /// One run; `None` if the emulator has no such program or does not finish it.
    fn once(&self, peer: &Peer, workload: &Workload, iterations: u64) -> anyhow::Result<Option<Run>> {
        self.run(peer, workload, iterations, false)
    }

    /// Likewise; `tells_start` asks our emulator how it started.
    fn run(&self, peer: &Peer, workload: &Workload, iterations: u64, tells_start: bool) -> anyhow::Result<Option<Run>> {
        let Some(file) = workload.file(peer.platform) else { return Ok(None) };
        let copy = self.folder.path().join(format!("{}.elf", workload.name));
        std::fs::write(&copy, patched(file, iterations, workload.choice)?).context("cannot write a temporary file")?;
        let mut command = peer.command(&copy);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        if tells_start {
            command.arg("--began").arg(child::now().to_string());
        }
        let begin = Instant::now();
        let mut child = command.spawn().with_context(|| format!("cannot run {}", peer.name))?;
        let output = self.output(&mut child);
        let used = child.wait4().with_context(|| format!("cannot wait for {}", peer.name))?;
        let output = String::from_utf8_lossy(&output);
        let line = parse(&output);
        Ok(line.map(|line| Run {
            cpu: used.rusage.utime + used.rusage.stime,
            wall: begin.elapsed(),
            peak_memory: used.rusage.maxrss,
            line,
            start: Start::parse(&output),
        }))
    }

    /// What the child prints until it ends, or is ended because it takes too long.
    fn output(&self, child: &mut Child) -> Vec<u8> {
        let (sender, receiver) = mpsc::channel();
        let stdout = child.stdout.take();
        let reader = std::thread::spawn(move || {
            let mut output = Vec::new();
            if let Some(mut stdout) = stdout {
                // What was read before an error is looked at all the same.
                let _ = stdout.read_to_end(&mut output);
            }
            let _ = sender.send(output);
        });
        let output = receiver.recv_timeout(self.limit).unwrap_or_else(|_| {
            // An error means that it has just ended by itself.
            let _ = child.kill();
            Vec::new()
        });
        let _ = reader.join();
        output
    }
}

fn parse(output: &str) -> Option<Line> {
    let line = output.lines().find(|line| line.starts_with("PERF "))?;
    let value = |key: &str| line.split_whitespace().find_map(|word| word.strip_prefix(key));
    Some(Line { instret: value("instret=")?.parse().ok()?, sum: value("sum=")?.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_of_a_workload_is_read() {
        let line = parse("hello\nPERF sort mode=VS iters=3 instret=1438316 cycle=9 sum=0x07\n");
        assert_eq!(line, Some(Line { instret: 1_438_316, sum: "0x07".to_string() }));
        assert_eq!(parse("FATAL trap in M cause=0x2"), None);
    }

    #[test]
    fn the_median_is_of_one_iteration() {
        let rounds = [31, 11, 21].map(Duration::from_secs).to_vec();
        let base = Duration::from_secs(1);
        let measured = Measured { iterations: 11, base, start: base, rounds, peak_memory: 0, check: String::new() };
        assert_eq!(measured.seconds(), 2.0);
        assert_eq!(measured.spread(), 1.0);
    }
}

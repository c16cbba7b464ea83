//! Two guests with Linux that never rest, on two machines, and an operator who
//! pauses them and moves them from one to the other at random. Guests look at
//! their clocks, memory, disk and network themselves (`examples/soak`).

mod machines;

use super::deployed::Built;
use super::{Did, Work, mixed};
use ::differential::pair::Random;
use machines::{Machines, Parts};
use std::time::Duration;

/// The guests' names; each begins on the machine of its place.
const GUESTS: [&str; 2] = ["alpha", "beta"];
/// Ticks of a second.
const SECOND: u64 = 10_000_000;
/// Seconds until Linux is up on the slow harts of these machines.
const BOOT: u64 = 120;
/// Seconds between what the operator does, at least; less if a case is so
/// short that little would be done. Up to so many times as much are added.
const REST: u64 = 100;
const MORE: u64 = 4;
/// In a case it rests about so often.
const RESTS: u64 = 12;
/// Of so many things that the operator does one is a move; the first one is.
const MOVES: u64 = 3;
/// Longest pause, in milliseconds.
const PAUSE: u64 = 5000;
/// Seconds between two reports of a guest.
const REPORT: u64 = 60;
/// KiB that the hypervisors may use for guests: their RAM, and tables, stacks
/// and the anchors beside it.
const GUESTS_KIB: u64 = (2 * 112 + 2 * 4 + 4) * 1024;
/// KiB by which heaps, or what a guest uses of its RAM, may grow between the
/// first eighth of a run and its end.
const GROWTH_KIB: u64 = 4 * 1024;
/// Reports until a kernel has filled its caches, which is no growth; at most
/// half of a run's.
const WARM: usize = 20;

/// Such machines, for some emulated time.
pub struct Soak {
    seed: u64,
    span: Duration,
}

/// What the operator has done.
#[derive(Default)]
struct Done {
    moves: u64,
    pauses: u64,
}

impl Soak {
    /// Random numbers from this seed; so much emulated time for a case.
    pub fn new(seed: u64, span: Duration) -> Self {
        Self { seed, span }
    }

    /// Soaks; what is wrong, if anything is.
    fn soak(&self, machines: &mut Machines, random: &mut Random, done: &mut Done) -> Result<(), String> {
        let (end, rest) = (self.span.as_secs() * SECOND, (self.span.as_secs() / RESTS).clamp(1, REST));
        for (place, name) in GUESTS.iter().enumerate() {
            machines.hear(place, 0, &format!("{name}: soak: begins"), BOOT)?;
        }
        let (mut homes, mut early) = ([0, 1], None);
        while machines.time < end {
            machines.run((rest + random.draw() % (MORE * rest)) * SECOND)?;
            let guest = (random.draw() % 2) as usize;
            let (name, home) = (GUESTS[guest], homes[guest]);
            if done.moves == 0 || random.draw().is_multiple_of(MOVES) {
                machines.carry(guest, home)?;
                homes[guest] = 1 - home;
                done.moves += 1;
            } else {
                machines.command(home, &format!("pause {name}"), &format!("{name} is paused"))?;
                machines.run(random.draw() % PAUSE * (SECOND / 1000))?;
                machines.command(home, &format!("start {name}"), &format!("{name} runs"))?;
                done.pauses += 1;
            }
            if early.is_none() && machines.time > end / 8 {
                early = Some(machines.in_use()?);
            }
        }
        machines.run(2 * REPORT * SECOND)?;
        let last = machines.in_use()?;
        let first = early.unwrap_or(last);
        if last.0 > GUESTS_KIB || last.1 > first.1 + GROWTH_KIB {
            return Err(format!("{} KiB are in use by guests, and {} KiB of heaps that were {} KiB", last.0, last.1, first.1));
        }
        GUESTS.iter().try_for_each(|name| reports(name, machines))
    }
}

/// Whether a guest has gone on to the end, and uses no more memory than early on.
fn reports(name: &str, machines: &Machines) -> Result<(), String> {
    let begin = format!("{name}: soak: ");
    let lines = machines.said.iter().flat_map(|said| said.lines());
    let numbers = |line: &str| line.split([' ', ',']).filter_map(|word| word.parse::<u64>().ok()).collect::<Vec<_>>();
    let mut reports: Vec<Vec<u64>> = lines.filter_map(|line| line.split_once(&begin)).map(|(_, report)| numbers(report)).collect();
    reports.retain(|numbers| numbers.len() == 6);
    reports.sort();
    let early = (reports.len() / 8 + 1).max(WARM).min(reports.len() / 2);
    let (Some(early), [.., before, last]) = (reports.get(early), &reports[..]) else {
        return Err(format!("{name} has hardly reported"));
    };
    let ([.., free_early], [seconds, .., free]) = (&early[..], &last[..]) else { return Err(format!("{name} reports nothing")) };
    let whole = machines.time / SECOND;
    // A guest is slower while it moves, and its clock stands still when it is stopped.
    if last[1] == before[1] || *seconds < whole - whole / 8 - BOOT {
        return Err(format!("{name} has stopped working: {last:?} after {before:?}, in {whole} s"));
    }
    if free_early.saturating_sub(*free) > GROWTH_KIB {
        let all: Vec<u64> = reports.iter().filter_map(|numbers| numbers.last().copied()).collect();
        return Err(format!("{name} has {free} KiB of its RAM left, and had {free_early}; by report: {all:?}"));
    }
    Ok(())
}

impl Work for Soak {
    fn case(&mut self, case: u64) -> anyhow::Result<Option<Did>> {
        let count = ::machines::REVISIONS.len() as u64;
        let revision = ::machines::REVISIONS[((case + count - 1) % count) as usize];
        let built = Built::new(revision)?;
        let mut machines = Machines::new(&built, &Parts::new(&built)?)?;
        let (mut random, mut done) = (Random(mixed(self.seed, case)), Done::default());
        let found = self.soak(&mut machines, &mut random, &mut done).err().map(|why| {
            let last = |said: &String| said.lines().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n");
            let [one, other] = &machines.said;
            let (moves, pauses, seconds) = (done.moves, done.pauses, machines.time / SECOND);
            format!("{revision}: after {seconds} s, {moves} moves and {pauses} pauses: {why}\n{}\n--\n{}", last(one), last(other))
        });
        let mut did = Did::new(machines.time / SECOND, if found.is_some() { "spoiled" } else { "sound" }, found);
        did.also = vec![("moves", done.moves), ("pauses", done.pauses)];
        Ok(Some(did))
    }

    fn again(&self, case: u64) -> Option<String> {
        let (seed, span) = (self.seed, self.span.as_secs());
        Some(format!("draftvisor campaign --kind soak --span {span}s --seed {seed} --shard {}/{} --time 1s", case + 1, u32::MAX))
    }

    fn patience(&self) -> Duration {
        // Emulated time is faster, but for that of short runs.
        self.span + Duration::from_secs(600)
    }
}

//! A guest that does anything at random, beside one that computes and checks a
//! hash. Cases go through the revisions.

use super::deployed::{Built, Driven};
use super::{Did, Work, mixed};
use crate::run::Guest;
use ::emulator::Exit;
use std::path::Path;

/// What runs in all cases. The neighbour's end and the seed are files.
const MACHINE: &str = "\
machine: isolation
host: {memory: 256M, harts: 2}
networks: [lan]
monitor: no
---
guest: wild
vcpus: 2
memory: 16M
slice: 300us
kernel: WILD
files: {file: seed, at: 0x80c00000}
disks: {size: 64K}
nets: {network: lan}
console: virtio
---
guest: neighbour
vcpus: 1
memory: 16M
slice: 300us
kernel: HASHER
files: {file: end, at: 0x80c00000}
nets: {network: lan}
";

/// Ticks that a case takes, of which there are ten million in a second.
const TICKS: u64 = 20_000_000;
/// What a case counts as a check: a millisecond of the machine's time.
const MILLISECOND: u64 = 10_000;
/// Instructions of a hart in a tick: slow ones have more emulated time.
const PER_TICK: u64 = 4;
/// Parts of a case, between which it is looked whether the neighbour has ended.
const PARTS: u64 = 16;
const NEIGHBOUR: &str = "neighbour: hasher: all hashes are the same";
const ENDED: &str = "neighbour shut down";

/// Machines with these two.
pub struct Isolation {
    seed: u64,
    built: Vec<Option<(Built, String)>>,
}

impl Isolation {
    /// Random numbers from this seed.
    pub fn new(seed: u64) -> anyhow::Result<Self> {
        Ok(Self { seed, built: machines::REVISIONS.iter().map(|_| None).collect() })
    }

    /// Runs a case; what went wrong, if anything did.
    fn run(&mut self, case: u64) -> anyhow::Result<Option<String>> {
        let place = (case % machines::REVISIONS.len() as u64) as usize;
        let revision = machines::REVISIONS[place];
        let (built, text) = match &mut self.built[place] {
            Some(built) => built,
            none => none.insert(build(revision)?),
        };
        let seed = mixed(self.seed, case);
        let read = |path: &Path| match path.to_str() {
            Some("seed") => Ok(seed.to_le_bytes().to_vec()),
            Some("end") => Ok(TICKS.to_le_bytes().to_vec()),
            _ => std::fs::read(path),
        };
        let (mut machine, harts) = built.machine(text, Driven { read: &read, per_tick: PER_TICK, devices: Vec::new() })?;
        let (mut said, part) = (Vec::new(), TICKS * PER_TICK * u64::from(harts) / PARTS);
        let mut exit = Exit::InstructionLimit;
        for end in 1..2 * PARTS {
            machine.set_limit(Some(end * part));
            let outcome = machine.run();
            said.extend(outcome.console_output);
            exit = outcome.exit;
            if String::from_utf8_lossy(&said).contains(ENDED) || exit != Exit::InstructionLimit {
                break;
            }
        }
        let text = String::from_utf8_lossy(&said);
        let good = text.contains(NEIGHBOUR) && text.contains(ENDED);
        let last = || text.lines().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n");
        Ok((!good).then(|| format!("{revision}: seed {seed:#x}: {exit:?}\n{}", last())))
    }
}

/// What a revision needs, and its machine file.
fn build(revision: &'static str) -> anyhow::Result<(Built, String)> {
    let built = Built::new(revision)?;
    let [wild, hasher] = ["wild", "hasher"].map(|name| built.builder.guest(&Guest::Example(name.to_string())));
    let text = MACHINE.replace("WILD", &wild?.display().to_string()).replace("HASHER", &hasher?.display().to_string());
    Ok((built, text))
}

impl Work for Isolation {
    fn case(&mut self, case: u64) -> anyhow::Result<Option<Did>> {
        let found = self.run(case)?;
        Ok(Some(Did::new(TICKS / MILLISECOND, if found.is_some() { "harmed" } else { "unharmed" }, found)))
    }
}
